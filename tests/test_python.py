"""The graph for Python code: records, rows, frames, networks and sessions tell the same, and the notebook runs."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pandas
import pytest
from neo4j.time import Date

import kgbuild
from kgbuild.api import KnowledgeGraph
from kgbuild.api.rows import KINDS
from kgbuild.errors import KgbuildError, LedgerError, QueryError, StoreError
from tests.notebook import NOTEBOOK, find_outputs, run_notebook
from tests.test_cli import FIRST, SECOND, run

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture(scope="module")
def folder(corpus_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds a graph of the corpus, named kg."""
    top = tmp_path_factory.mktemp("python")
    shutil.copytree(corpus_graph, top / "kg")
    return top


@pytest.fixture
def kg(folder: Path) -> Iterator[KnowledgeGraph]:
    """The graph, open."""
    with kgbuild.open(folder / "kg") as opened:
        yield opened


def test_importing_loads_nothing_heavy() -> None:
    """`import kgbuild` imports nothing but the standard library's smallest, and no other module of ours."""
    code = "import sys; before = {*sys.modules}; import kgbuild; print(*sorted({*sys.modules} - before))"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert "kgbuild" in told.split()
    assert {name.split(".")[0] for name in told.split()} <= {*sys.stdlib_module_names, "kgbuild"}
    assert not [name for name in told.split() if name.startswith("kgbuild.")]


def test_opening_loads_no_model_and_no_engine(folder: Path) -> None:
    """To open a graph and count its records takes neither parser, driver nor engine."""
    code = "import sys, kgbuild; kg = kgbuild.open('kg'); print(len(kg.events)); print({'spacy', 'arcadedb', 'neo4j', 'pandas'} & {*sys.modules})"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=folder).stdout
    assert told.splitlines()[1] == "set()"
    assert int(told.splitlines()[0]) > 200


def test_a_folder_without_a_graph_is_told(tmp_path: Path) -> None:
    """The error names the folder and what helps; nothing is made in it."""
    with pytest.raises(LedgerError, match=r"none: holds no graph; begin with kgbuild ingest PATH"):
        kgbuild.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_graph_without_a_store_is_told(folder: Path, tmp_path: Path) -> None:
    """Records are there all the same; a question says what helps, and makes no empty store."""
    shutil.copytree(folder / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("store"))
    with kgbuild.open(tmp_path / "kg") as kg:
        assert kg.events
        with pytest.raises(StoreError, match="has no store yet; run kgbuild load"):
            kg.query("RETURN 1 AS x")
    assert not (tmp_path / "kg" / "store").exists()


def test_records_are_those_of_the_export(kg: KnowledgeGraph, folder: Path) -> None:
    """Every record of `kgbuild export` is there, under the same id."""
    lines = [
        json.loads(line)
        for line in run("export", "--format", "jsonl", "--graph", str(folder / "kg")).stdout.splitlines()
    ]
    told = {kind: [r.get("id") for r in lines if r["record"] == kind] for kind in {r["record"] for r in lines}}
    assert [a.key for a in kg.articles] == told["article"]
    assert [e.id for e in kg.entities] == told["entity"]
    assert [e.id for e in kg.events] == told["event"]
    assert [e.id for e in kg.states] == told["state"]
    assert [c.id for c in kg.cases] == told["case"]
    assert [c.id for c in kg.conflicts] == told.get("conflict", [])
    assert len(kg.claims) == sum(len(r["claims"]) for r in lines if r["record"] in ("event", "state"))


def test_a_claim_leads_to_the_words_of_its_article(kg: KnowledgeGraph) -> None:
    """Offsets count in the article's text."""
    for claim in kg.claims:
        text = kg.read_article(claim.article).text
        assert text[claim.claim.start : claim.claim.end] == claim.quote
    with pytest.raises(LedgerError, match=r"no\.txt: no such article in the graph"):
        kg.read_article("no.txt")


def test_questions_are_answered_as_on_the_command_line(kg: KnowledgeGraph, folder: Path) -> None:
    """Rows are dictionaries with the columns of the query."""
    rows = kg.query("who-sued-whom", name="Gucci")
    kg.close()
    told = run("query", "who-sued-whom", "-p", "name=Gucci", "--json", "--graph", str(folder / "kg")).stdout
    assert rows == [json.loads(line) for line in told.splitlines()]
    assert rows


def test_closing_lets_go_of_the_store(folder: Path) -> None:
    """After `with` the store can be opened again; before, the trouble is told."""
    with kgbuild.open(folder / "kg") as one:
        one.query("RETURN 1 AS x")
        with kgbuild.open(folder / "kg") as other, pytest.raises(StoreError, match="open in this process already"):
            other.query("RETURN 1 AS x")
    with kgbuild.open(folder / "kg") as other:
        assert other.query("RETURN 1 AS x") == [{"x": 1}]


@pytest.mark.parametrize(
    ("question", "given", "says"),
    [
        ("who-sued", {}, "who-sued: no such saved query"),
        ("who-sued-whom", {"who": "x"}, "has no parameter 'who'"),
        ("CREATE (n:X) RETURN n", {}, "would write"),
        ("MATCH (n", {}, "the query is refused"),
    ],
)
def test_questions_that_cannot_be_answered(kg: KnowledgeGraph, question: str, given: dict[str, str], says: str) -> None:
    """Errors are one line of ours."""
    with pytest.raises(QueryError, match=says):
        kg.query(question, **given)


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_has_a_row_for_each_record(kg: KnowledgeGraph, kind: str) -> None:
    """Rows are in the order of the records; first and last days are days."""
    frame = kg.frame(kind)
    assert len(frame) == len(getattr(kg, kind))
    assert frame.columns.is_unique
    for name in {"first_day", "last_day"} & {*frame.columns}:
        assert pandas.api.types.is_datetime64_dtype(frame[name])


def test_frames_name_who_did_it(kg: KnowledgeGraph) -> None:
    """Names stand in place of ids, in events and in claims."""
    names = {e.id: e.name for e in kg.entities}
    for event, agents in zip(kg.events, kg.frame("events").agent, strict=True):
        assert agents == [names[i] for i in event.roles.get("agent", ())]
    frame = kg.frame("claims")
    suits = frame[(frame.type == "SUED") & frame.agent.str.contains("Gucci")]
    assert "Alibaba" in set(suits.patient) <= {"", "Alibaba"}


def test_a_frame_of_nothing_has_its_columns(tmp_path: Path) -> None:
    """An empty graph gives empty frames, and an answer without rows too."""
    with kgbuild.open(tmp_path / "kg", create=True) as kg:
        (tmp_path / "a.txt").write_text("It rained.\n")
        kg.ingest(tmp_path / "a.txt")
        assert list(kg.frame("events").columns) == list(KINDS["events"][0])
        assert kg.query_frame("who-sued-whom").empty
        assert "plaintiffs" in kg.query_frame("who-sued-whom").columns


def test_an_unknown_frame_is_told(kg: KnowledgeGraph) -> None:
    """The message names those that there are."""
    with pytest.raises(QueryError, match="suits: no such frame; there are articles, entities, events"):
        kg.frame("suits")


def test_frames_without_pandas_are_told(kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(QueryError, match=r'pip install "kgbuild\[pandas\]"'):
        kg.frame("claims")


def test_the_network_is_the_graph(kg: KnowledgeGraph) -> None:
    """All nodes and relationships are in it with their properties; or only entities, and what they did to each other."""
    network = kg.to_networkx()
    assert network.number_of_nodes() == len(kg.graph.nodes)
    assert network.number_of_edges() == len(kg.graph.edges)
    event = next(e for e in kg.graph.nodes if e.label == "Event")
    assert network.nodes[f"Event/{event.id}"] == {
        **event.properties,
        "id": event.id,
        "label": "Event",
        "labels": ("Event", *event.labels),
    }
    parties = kg.to_networkx(entities_only=True)
    assert {d["label"] for _, d in parties.nodes(data=True)} == {"Entity"}
    assert {d["type"] for *_, d in parties.edges(data=True)} <= {e.type for e in (*kg.events, *kg.states)}
    assert parties.number_of_nodes() == len(kg.entities)


def test_a_session_gives_native_values(folder: Path, neo4j_address: str) -> None:
    """On either store the driver's session answers, with days as days."""
    ask = "MATCH (e:Event) WHERE e.first_day IS NOT NULL RETURN min(e.first_day) AS day, count(e) AS n"
    assert run("load", "--graph", str(folder / "kg"), "--store", neo4j_address).exit_code == 0
    found = []
    for store in (None, neo4j_address):
        with kgbuild.open(folder / "kg", store=store) as kg, kg.session() as session:
            found.append(session.run(ask).single(strict=True).values())
            dated = sum(e.first_day is not None for e in kg.events)
    assert found[0] == found[1]
    assert isinstance(found[0][0], Date)
    assert found[0][1] == dated


def test_ingest_brings_new_records(tmp_path: Path) -> None:
    """Records, and answers of the store, are those of after the last ingest."""
    (tmp_path / "first.txt").write_text(FIRST)
    (tmp_path / "second.txt").write_text(SECOND)
    with kgbuild.open(tmp_path / "kg", create=True) as kg:
        assert kg.ingest(tmp_path / "first.txt").new == 1
        before = len(kg.events), len(kg.query("MATCH (e:Event) RETURN e.id AS id"))
        assert kg.ingest(tmp_path / "second.txt").new == 1
        after = len(kg.events), len(kg.query("MATCH (e:Event) RETURN e.id AS id"))
    assert before[0] == before[1] < after[0] == after[1]


def test_all_errors_are_ours(tmp_path: Path) -> None:
    """What cannot be opened raises an error that a program can catch in one place."""
    with pytest.raises(KgbuildError):
        kgbuild.open(tmp_path)
    with pytest.raises(KgbuildError), kgbuild.open(tmp_path / "kg", create=True, store="nowhere") as kg:
        kg.query("RETURN 1 AS x")


def test_the_page_on_python_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each block of docs/python.md works as it stands where a graph of the corpus is in kg."""
    monkeypatch.chdir(folder)
    shutil.copytree(DOCS.parent / "corpus" / "courts", folder / "articles", dirs_exist_ok=True)
    page = (DOCS / "python.md").read_text(encoding="utf-8")
    blocks = page.split("```python\n")[1:]
    space: dict[str, object] = {}
    for block in blocks:
        exec(block.split("```")[0], space)
    assert len(blocks) >= 6
    assert space["report"].new > 5  # type: ignore[attr-defined]
    assert len(space["reported"]) == 10  # type: ignore[arg-type]


def test_the_notebook_gives_what_it_shows(tmp_path: Path) -> None:
    """Run from the first cell to the last, each cell has the output that is kept; `python -m tests.notebook` writes it."""
    kept = nbformat.read(NOTEBOOK, as_version=4)
    before = find_outputs(kept)
    assert find_outputs(run_notebook(kept, tmp_path)) == before
    assert sum(bool(outputs) for _, outputs in before) >= 8
