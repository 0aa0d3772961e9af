"""What queries answer from every store: one list of tests, run on the embedded store and on a real Neo4j."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

import kgbuild
from kgbuild.errors import QueryError
from kgbuild.ontology_files import find_shipped
from kgbuild.queries import read_queries
from kgbuild.store import Store, open_store
from kgbuild.store.embedded import EmbeddedStore
from kgbuild.store.marks import is_loading
from kgbuild.store.server import ServerStore
from tests.stores import DAY, GRAPH, SLOW, count, dump
from tests.test_cli import run
from tests.write_attempts import FAULTY, PLANS, WRITES


def test_a_query_cannot_write(store: Store) -> None:
    """Forty ways to write are refused in one line, a dozen more for other reasons, and the graph stays as it is."""
    store.load(GRAPH)
    before = dump(store)
    for cypher in WRITES:
        with pytest.raises(QueryError) as caught:
            store.run_read(cypher, {"rows": [1]})
        assert str(caught.value) == "the query would write; kgbuild query only reads", cypher
    for cypher in FAULTY:
        with pytest.raises(QueryError, match=r"^the query (is refused: .|would write; )"):
            store.run_read(cypher)
    for cypher in PLANS:
        with contextlib.suppress(QueryError):
            store.run_read(cypher)
    assert len(WRITES) >= 40
    assert (dump(store), count(store, "(n:X)")) == (before, 0)
    assert "X" not in {row[0] for row in store.run_read("MATCH (n) UNWIND labels(n) AS l RETURN DISTINCT l").rows}


@pytest.mark.parametrize(
    "cypher", ["MATCH (n RETURN n", "RETURN nobody", "RETURN $missing AS x", "RETURN 1 / 0 AS x", ""]
)
def test_faulty_cypher_is_told_in_one_line(store: Store, cypher: str) -> None:
    """A query that is no Cypher is refused with the engine's first line, free of its inner names."""
    with pytest.raises(QueryError, match=r"^the query is refused: .") as caught:
        store.run_read(cypher)
    assert "\n" not in str(caught.value)
    assert "com.arcadedb" not in str(caught.value)


def test_a_slow_query_is_stopped(store: Store) -> None:
    """A query has a time limit, and the store answers the next one."""
    with pytest.raises(QueryError, match=r"took longer than 0\.5 seconds"):
        store.run_read(SLOW, timeout=0.5)
    assert store.run_read("RETURN 1 AS x").rows == ((1,),)


def test_parameters_fill_queries(store: Store) -> None:
    """Values go in as parameters, quotation marks and all."""
    store.load(GRAPH)
    by_name = "MATCH (n:Entity {name: $name}) RETURN n.id AS id"
    assert store.run_read(by_name, {"name": "Orlo"}).rows == (("org:orlo",),)
    assert store.run_read(by_name, {"name": "x' OR 1=1"}).rows == ()
    assert store.run_read("MATCH (e:Event) WHERE e.first_day = $day RETURN e.id AS id", {"day": DAY}).rows == (("e1",),)
    assert store.run_read("MATCH (n) WHERE n.name IN $of RETURN n.id AS id", {"of": ["Miro"]}).rows == (("org:miro",),)


def test_nodes_and_relationships_come_as_objects(store: Store) -> None:
    """A node is its labels and properties, a relationship its type and properties, alike from every store."""
    store.load(GRAPH)
    row = store.run_read("MATCH (n:Entity)<-[r:AGENT]-() RETURN n, r, collect(n) AS all").rows[0]
    node = {"labels": ["Entity", "Organization"], "caption": "Orlo", "id": "org:orlo", "name": "Orlo"}
    assert row == (node, {"type": "AGENT", "id": "r1"}, [node])


def test_a_path_is_its_nodes_and_relationships_in_order(store: Store) -> None:
    """Paths come as lists, alike from every store."""
    store.load(GRAPH)
    path = store.run_read("MATCH p = (:Company)<-[:PATIENT]-()-[:AGENT]->() RETURN p").rows[0][0]
    assert isinstance(path, list)
    assert [step.get("caption") or step["type"] for step in path] == [
        "Miro",
        "PATIENT",
        "Orlo sued Miro",
        "AGENT",
        "Orlo",
    ]


def test_columns_are_named_where_there_is_no_row(store: Store) -> None:
    """An answer without rows has its columns all the same."""
    store.load(GRAPH)
    table = store.run_read("MATCH (n:Entity {id: 'none'}) RETURN n.id AS id, coalesce(n.name, n.caption), n.x AS x")
    assert (table.columns, table.rows) == (("id", "coalesce(n.name, n.caption)", "x"), ())


def test_nulls_stay_in_their_columns(store: Store) -> None:
    """What a row lacks is None, in its place."""
    store.load(GRAPH)
    rows = store.run_read("MATCH (n:Entity) RETURN n.none AS none, n.aliases AS aliases, n.id AS id ORDER BY id").rows
    assert rows == ((None, ["Miro Group", "MG"], "org:miro"), (None, None, "org:orlo"))


def test_every_saved_query_runs(store: Store) -> None:
    """Saved queries run on each store with their defaults."""
    store.load(GRAPH)
    for query in read_queries(find_shipped("queries")):
        table = store.run_read(query.cypher, query.fill({p.name: p.default for p in query.parameters}))
        assert table.columns, query.name
        assert all(len(row) == len(table.columns) for row in table.rows), query.name


def test_a_cluster_address_works(neo4j_address: str, tmp_path: Path) -> None:
    """An address with `neo4j://` asks the server for its routes."""
    with open_store(tmp_path, address=neo4j_address.replace("bolt://", "neo4j://")) as store:
        assert isinstance(store, ServerStore)
        assert store.run_read("RETURN 1 AS x").rows == ((1,),)


def test_queries_warn_while_a_load_runs(
    store: Store, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a load that broke off, as during one, the command line and Python say so; after the next load no more."""
    monkeypatch.setattr("kgbuild.store.loader.BATCH", 1)

    def break_off(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    assert not is_loading(store)
    with pytest.raises(KeyboardInterrupt):
        store.load(GRAPH, on_progress=break_off)
    assert is_loading(store)
    embedded = isinstance(store, EmbeddedStore)
    words = ["query", "MATCH (n:Entity) RETURN n.id AS id ORDER BY id", "--graph", str(tmp_path / "kg")]
    words += [] if embedded else ["--store", request.getfixturevalue("neo4j_address")]
    store.close()
    told = run(*words)
    assert told.stderr.startswith("kgbuild: a load into the store runs, or broke off")
    assert told.stdout.splitlines() == ['{"id": "org:miro", "loading": true}', '{"id": "org:orlo", "loading": true}']
    with (
        kgbuild.open(tmp_path / "kg", store=None if embedded else words[-1], create=True) as kg,
        pytest.warns(UserWarning, match="a load into the store runs"),
    ):
        assert kg.query("RETURN 1 AS x") == [{"x": 1}]
    with open_store(tmp_path / "kg", address=None if embedded else words[-1]) as again:
        again.load(GRAPH)
    assert run(*words).output.splitlines() == ['{"id": "org:miro"}', '{"id": "org:orlo"}']
