"""What every store must do: one list of tests, run on the embedded store and on a real Neo4j."""

from __future__ import annotations

import datetime
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kgbuild.errors import QueryError, StoreError
from kgbuild.ontology import find_shipped
from kgbuild.queries import read_queries
from kgbuild.records import Edge, Graph, Node
from kgbuild.store import Store, open_store
from tests.neo4j_server import run_neo4j

DAY = datetime.date(2015, 5, 1)
NODES = (
    Node(
        "org:miro",
        "Entity",
        ("Company", "Organization"),
        {"name": "Miro", "aliases": ("Miro Group", "MG"), "caption": "Miro"},
    ),
    Node("org:orlo", "Entity", ("Organization",), {"name": "Orlo", "caption": "Orlo"}),
    Node(
        "e1",
        "Event",
        ("Sued",),
        {
            "type": "SUED",
            "date": "2015-05",
            "first_day": DAY,
            "sources": 2,
            "modality": "asserted",
            "caption": "Orlo sued Miro",
        },
    ),
)
EDGES = (
    Edge("r1", "AGENT", "Event", "e1", "Entity", "org:orlo", {}),
    Edge("r2", "PATIENT", "Event", "e1", "Entity", "org:miro", {}),
    Edge("r3", "SUED", "Entity", "org:orlo", "Entity", "org:miro", {"event": "e1", "first_day": DAY}),
)
GRAPH = Graph(NODES, EDGES, "digest-1")
WRITES = (
    "CREATE (n:X)", "MERGE (n:X {id: 1})", "MATCH (n:Entity) SET n.name = 'x'", "MATCH (n:Entity) DETACH DELETE n", "MATCH (n:Entity) REMOVE n.name",
    "MATCH (n:Entity) FOREACH (i IN [1] | SET n.name = 'x')", "UNWIND [1] AS i CREATE (n:X)", "MATCH (n:Entity) CALL (n) { SET n.name = 'x' } RETURN 1",
)  # fmt: skip


@pytest.fixture(scope="session")
def neo4j_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Neo4j server, started once for the run."""
    with run_neo4j(tmp_path_factory.mktemp("neo4j")) as address:
        yield address


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    address = request.getfixturevalue("neo4j_address") if request.param == "neo4j" else None
    with open_store(tmp_path / "kg", address=address) as opened:
        opened.load(Graph((), (), f"empty {time.time_ns()}"))
        yield opened


def count(store: Store, pattern: str) -> object:
    """How many of a pattern the store holds."""
    return store.run_read(f"MATCH {pattern} RETURN count(*) AS n").rows[0][0]


def test_what_is_loaded_is_there(store: Store) -> None:
    """Nodes come back with labels, texts, lists and days."""
    report = store.load(GRAPH)
    rows = store.run_read(
        "MATCH (e:Event)-[:PATIENT]->(m:Company) RETURN e.date AS date, e.first_day AS day, m.aliases AS aliases, e.sources AS n"
    ).rows
    assert (report.nodes, report.edges, report.unchanged) == (3, 3, False)
    assert rows == (("2015-05", "2015-05-01", ["Miro Group", "MG"], 2),)


def test_a_second_load_is_no_work(store: Store) -> None:
    """The store knows by a mark which graph it holds."""
    store.load(GRAPH)
    assert store.load(GRAPH).unchanged
    assert count(store, "(n:Entity)") == 2


def test_a_changed_graph_leaves_nothing_stale(store: Store) -> None:
    """Nodes, relationships, properties and labels that are gone are gone from the store."""
    store.load(GRAPH)
    changed = replace(NODES[0], labels=("Organization",), properties={"name": "Miro", "caption": "Miro"})
    store.load(Graph((changed, NODES[1]), (), "digest-2"))
    assert count(store, "(n:Event)") == 0
    assert count(store, "()-[r:SUED]->()") == 0
    assert count(store, "(n:Company)") == 0
    assert store.run_read("MATCH (n:Entity {id: 'org:miro'}) RETURN n.aliases AS a").rows[0][0] is None


@pytest.mark.parametrize("cypher", WRITES)
def test_a_query_cannot_write(store: Store, cypher: str) -> None:
    """Every way to write is refused in one line, and the graph stays as it is."""
    store.load(GRAPH)
    with pytest.raises(QueryError) as caught:
        store.run_read(cypher)
    assert "\n" not in str(caught.value)
    assert (count(store, "(n:Entity)"), count(store, "(n:X)")) == (2, 0)
    assert store.run_read("MATCH (n:Entity) RETURN n.name AS name ORDER BY name").rows == (("Miro",), ("Orlo",))


def test_faulty_cypher_is_told_in_one_line(store: Store) -> None:
    """A query that is no Cypher is refused with the engine's first line."""
    with pytest.raises(QueryError, match="refused") as caught:
        store.run_read("MATCH (n RETURN n")
    assert "\n" not in str(caught.value)


def test_parameters_fill_queries(store: Store) -> None:
    """Values go in as parameters, quotation marks and all."""
    store.load(GRAPH)
    assert store.run_read("MATCH (n:Entity {name: $name}) RETURN n.id AS id", {"name": "Orlo"}).rows == (("org:orlo",),)
    assert store.run_read("MATCH (n:Entity {name: $name}) RETURN n.id AS id", {"name": "x' OR 1=1"}).rows == ()


def test_nodes_come_as_objects(store: Store) -> None:
    """A node is its labels and properties, the same from every store."""
    store.load(GRAPH)
    node = store.run_read("MATCH (n:Entity {id: 'org:orlo'}) RETURN n").rows[0][0]
    assert node == {"labels": ["Entity", "Organization"], "caption": "Orlo", "id": "org:orlo", "name": "Orlo"}


def test_labels_come_from_an_allowed_alphabet(store: Store) -> None:
    """A label that is no plain word never reaches the store."""
    with pytest.raises(StoreError, match="cannot be a label"):
        store.load(Graph((Node("x", "Entity", ("A`) DETACH DELETE (n",), {}),), (), "digest-3"))


def test_every_saved_query_runs(store: Store) -> None:
    """Saved queries run on each store with their defaults."""
    store.load(GRAPH)
    for query in read_queries(find_shipped("queries")):
        table = store.run_read(query.cypher, query.fill({p.name: p.default for p in query.parameters}))
        assert all(len(row) == len(table.columns) for row in table.rows), query.name


def test_other_peoples_nodes_are_left_alone(neo4j_address: str, tmp_path: Path) -> None:
    """A load touches only what kgbuild made; only a shared server can hold what others made."""
    from neo4j import GraphDatabase

    with GraphDatabase.driver(neo4j_address) as driver, open_store(tmp_path, address=neo4j_address) as store:
        driver.execute_query("CREATE (:Entity {id: 'theirs', name: 'Theirs'})", database_="neo4j")
        store.load(GRAPH)
        store.load(Graph((), (), "digest-4"))
        assert store.run_read("MATCH (n:Entity) RETURN n.id AS id").rows == (("theirs",),)
        driver.execute_query("MATCH (n:Entity {id: 'theirs'}) DELETE n", database_="neo4j")


def test_a_server_that_is_down_is_told_in_one_line(tmp_path: Path) -> None:
    """Nobody listens: the message names the address and what helps."""
    with pytest.raises(StoreError, match="does not answer; start the server") as caught:
        open_store(tmp_path, address="bolt://127.0.0.1:1")
    assert "\n" not in str(caught.value)


def test_an_address_of_no_kind_is_refused(tmp_path: Path) -> None:
    """What is no Bolt address is told so before anything is tried."""
    with pytest.raises(StoreError, match="no address of a store"):
        open_store(tmp_path, address="http://localhost")


def test_a_held_store_is_told_in_one_line(tmp_path: Path) -> None:
    """A second process cannot open the embedded store's files; it is told who can."""
    with open_store(tmp_path) as store:
        store.load(GRAPH)
        code = f"from pathlib import Path; from kgbuild.store import open_store; open_store(Path({str(tmp_path)!r}))"
        found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert "is held by another process" in found.stderr.splitlines()[-1]


def test_what_is_served_answers_and_takes_loads(tmp_path: Path) -> None:
    """While `kgbuild serve` holds the store, loads and queries go through it."""
    with open_store(tmp_path) as store:
        store.load(GRAPH)
    code = f"from pathlib import Path; from kgbuild.store.serve import serve_store; serve_store(Path({str(tmp_path)!r}), on_ready=lambda i: print('ready', flush=True))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            with open_store(tmp_path) as store:
                assert count(store, "(n:Entity)") == 2
                store.load(Graph((NODES[1],), (), "digest-5"))
                assert count(store, "(n:Entity)") == 1
                with pytest.raises(QueryError, match="would write"):
                    store.run_read("CREATE (n:X)")
        finally:
            process.terminate()
            process.wait(timeout=30)
    assert not (tmp_path / "serve.json").exists()
