"""The ontology as OWL, and an event type that a user adds as one file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import RDF, RDFS, Graph, Literal
from rdflib.namespace import OWL, SDO

from kgbuild.cli import cli
from kgbuild.ontology import Ontology
from kgbuild.rdf.schema import export_schema, make_schema
from kgbuild.rdf.terms import KG, SEM, name_class, name_relation

TOP = Path(__file__).parent.parent
RECALLED = """\
type = "RECALLED"
kind = "event"
symmetric = false
description = "A maker calls a product back."
not = "A person who recalls an event."

[roles.agent]
description = "who recalls"
classes = ["Organization"]

[roles.patient]
description = "what is recalled"
classes = ["Product", "Organization"]

[roles.what]
description = "what is recalled, in words"
text = true

[[frames]]
id = "verb"
verbs = ["recall", "call back"]
requires = { patient = ["*"] }
excludes = { agent = ["Person"] }
roles = { agent = ["agent"], patient = ["patient"], what = ["patient"] }

[[frames]]
id = "noun"
nouns = ["recall"]
requires = { of = ["*"] }
roles = { agent = ["by", "poss", "agent"], patient = ["of"], what = ["of"] }
"""
ARTICLES = {
    "active.txt": "Tessaly Motors recalled 4,000 vans on Friday.",
    "passive.txt": "About 900 prams were recalled by Brackley Foods last week, officials said.",
    "noun.txt": "Orlo Systems began a recall of its heaters after two fires.",
    "lookalike.txt": "Victor Hale recalled the strike of that year.",
}


@pytest.fixture
def recalled(tmp_path: Path) -> Path:
    """A folder that adds one event type."""
    (tmp_path / "mine" / "events").mkdir(parents=True)
    (tmp_path / "mine" / "events" / "recalled.toml").write_text(RECALLED, encoding="utf-8")
    return tmp_path / "mine"


def run(*arguments: str) -> str:
    """What a command prints; it must succeed."""
    result = CliRunner().invoke(cli, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_shipped_owl_is_what_the_ontology_says(ontology: Ontology) -> None:
    """`ontology/kgbuild.ttl` is generated; `make schema` writes it anew when it is stale."""
    assert (TOP / "ontology" / "kgbuild.ttl").read_text(encoding="utf-8") == export_schema(ontology)


def test_every_type_and_class_has_a_term_that_is_told(ontology: Ontology) -> None:
    """No type or class is left out, and each says what it means."""
    graph = make_schema(ontology)
    for name, event in ontology.types.items():
        assert (name_class(name), RDFS.comment, Literal(event.description, lang="en")) in graph
        assert (name_relation(name), RDF.type, OWL.ObjectProperty) in graph
    for name, cls in ontology.classes.items():
        assert (KG[name], RDFS.subClassOf, KG[cls.parent] if cls.parent else None) in graph or not cls.parent


def test_an_added_file_makes_claims_a_graph_and_owl(recalled: Path, tmp_path: Path) -> None:
    """Three constructions of a new type are found, its look-alike is not, and the type stands in the OWL, without Python."""
    news = tmp_path / "news"
    news.mkdir()
    for name, text in ARTICLES.items():
        (news / name).write_text(text, encoding="utf-8")
    graph = str(tmp_path / "kg")
    run("ingest", str(news), "--graph", graph, "--ontology", str(recalled))
    answer = run(
        "query",
        "MATCH (e:Recalled)-[:AGENT]->(m:Entity) RETURN m.name AS maker, e.what AS what ORDER BY maker",
        "--format", "json", "--graph", graph,
    )  # fmt: skip
    assert [json.loads(line) for line in answer.splitlines()] == [
        {"maker": "Brackley Foods", "what": "About 900 prams"},
        {"maker": "Orlo Systems", "what": "its heaters"},
        {"maker": "Tessaly Motors", "what": "4,000 vans"},
    ]
    owl = Graph().parse(data=run("schema", "--format", "owl", "--ontology", str(recalled)), format="turtle")
    assert (KG.Recalled, RDFS.subClassOf, SEM.Event) in owl
    assert (KG.agent, SDO.domainIncludes, KG.Recalled) in owl
