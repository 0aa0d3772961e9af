"""The schema of the graph: it tells all that stands in one, and what is made from it is not stale."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kgbuild.cli import cli
from kgbuild.graph import make_graph
from kgbuild.ontology import Ontology
from kgbuild.pipeline import resolve_graph
from kgbuild.reading.spec import ReaderSpec
from kgbuild.records import Graph
from kgbuild.schema import GraphSchema, describe_schema, forms
from tests.test_cli import run

TOP = Path(__file__).parent.parent
CYPHER_TYPES = {
    str: "STRING",
    int: "INTEGER",
    float: "FLOAT",
    datetime.date: "DATE",
    tuple: "LIST<STRING>",
    bool: "BOOLEAN",
}


@pytest.fixture(scope="module")
def schema(ontology: Ontology) -> GraphSchema:
    """The schema of the shipped ontology."""
    return describe_schema(ontology)


@pytest.fixture(scope="module")
def graph(corpus_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The graph of the corpus, with a claim that a person corrected."""
    folder = tmp_path_factory.mktemp("decided")
    shutil.copy(corpus_graph / "ledger.sqlite", folder)
    claim = resolve_graph(folder, spec=ReaderSpec())[0].events[0].claims[0].claim
    decided = run("review", "correct", claim.id, "--date", "1999-05", "--no-load", "--graph", str(folder))
    assert decided.exit_code == 0, decided.output
    resolved, types = resolve_graph(folder, spec=ReaderSpec())
    return make_graph(resolved, ontology=types)


def test_every_node_of_the_corpus_is_in_the_schema(schema: GraphSchema, graph: Graph) -> None:
    """Labels, properties and their types are those that the schema tells."""
    told = {n.label: n for n in schema.nodes}
    for node in graph.nodes:
        known = told[node.label]
        assert set(node.labels) <= set(known.labels), node
        types = {p.name: p.type for p in known.properties}
        for name, value in node.properties.items():
            assert types.get(name) == CYPHER_TYPES[type(value)], (node.label, name, value)


def test_every_relationship_of_the_corpus_is_in_the_schema(schema: GraphSchema, graph: Graph) -> None:
    """Types, ends, properties and their types are those that the schema tells."""
    told = {r.type: r for r in schema.relationships}
    for edge in graph.edges:
        known = told[edge.type]
        assert edge.start_label in known.starts, edge
        assert edge.end_label in known.ends, edge
        types = {p.name: p.type for p in known.properties}
        for name, value in edge.properties.items():
            assert types.get(name) == CYPHER_TYPES[type(value)], (edge.type, name, value)


def test_what_the_schema_tells_is_there(schema: GraphSchema, graph: Graph) -> None:
    """No base label and no relationship but those to what the corpus lacks is told for nothing."""
    assert {n.label for n in schema.nodes} - {n.label for n in graph.nodes} <= {"Meta", "Conflict"}
    missing = {r.type for r in schema.relationships if not r.short} - {e.type for e in graph.edges}
    assert missing <= {"ABOUT", "BETWEEN", "BUYER", "OF", "AGAINST", "PREDECESSOR", "PLACE", "SELLER"}


def test_every_word_of_the_schema_has_a_meaning(schema: GraphSchema) -> None:
    """Nothing is told without saying what it is."""
    for node in schema.nodes:
        assert node.about
        assert all(p.about for p in node.properties)
        assert all(about for _, about in node.labels.values())
    for way in schema.relationships:
        assert way.about, way.type
        assert all(p.about for p in way.properties)


def test_the_style_sheet_is_not_stale(schema: GraphSchema) -> None:
    """`ontology/style.grass` is what make schema writes, and each label has one rule."""
    text = forms.show_style(schema)
    assert text == (TOP / "ontology" / "style.grass").read_text(encoding="utf-8"), "run make schema"
    labels = [label for n in schema.nodes for label in (n.label, *n.labels)]
    assert sorted(labels) == sorted(line[5:-2] for line in text.splitlines() if line.startswith("node."))


def test_classes_below_a_class_have_its_colour(schema: GraphSchema) -> None:
    """Companies and courts have the colour of organizations, persons another."""
    rules = dict(rule.split(" {", 1) for rule in forms.show_style(schema).split("}\n") if " {" in rule)
    colours = {name: rule.split("color: ")[1].split(";")[0] for name, rule in rules.items()}
    assert colours["node.Company"] == colours["node.Court"] == colours["node.Organization"] != colours["node.Person"]
    assert colours["node.Sued"] == colours["node.Event"] != colours["node.Owns"]


def test_a_type_that_a_user_adds_is_in_the_schema(tmp_path: Path) -> None:
    """`--ontology DIR` adds a label and a short way."""
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "towed.toml").write_text(
        'type = "TOWED"\nkind = "event"\ndescription = "A tug tows a ship."\n[roles.agent]\ndescription = "tug"\nclasses = ["Product"]\n'
        '[roles.patient]\ndescription = "ship"\nclasses = ["Product"]\n[[frames]]\nid = "verb"\nverbs = ["tow"]\nroles = { agent = ["agent"], patient = ["patient"] }\n'
    )
    result = CliRunner().invoke(cli, ["schema", "--json", "--ontology", str(tmp_path)])
    told = json.loads(result.stdout)
    (event,) = (n for n in told["nodes"] if n["label"] == "Event")
    assert event["labels"]["Towed"] == ["Event", "A tug tows a ship."]
    assert [r["about"] for r in told["relationships"] if r["type"] == "TOWED"] == ["A tug tows a ship."]


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        ([], "NODES\n\n(:Article)  A news article"),
        (["--format", "mermaid"], "classDiagram\ndirection LR\nclass Article {"),
        (["--format", "style"], "node {\n"),
        (["--format", "owl"], "@prefix "),
        (["--json"], '{\n  "nodes": ['),
    ],
)
def test_each_form_is_printed(arguments: list[str], begins: str) -> None:
    """Text, diagram, style sheet, OWL and JSON."""
    result = CliRunner().invoke(cli, ["schema", *arguments])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(begins)
