"""What a load does to every store: one list of tests, run on the embedded store and on a real Neo4j."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kgbuild.errors import StoreError
from kgbuild.records import Edge, Graph, Node
from kgbuild.store import LoadReport, Store, open_store
from kgbuild.store.import_files import write_import
from tests.hostile import TEXTS, make_hostile_graph
from tests.neo4j_server import make_admin, run_neo4j, write_conf
from tests.stores import AGENT, DAY, GRAPH, MIRO, ORLO, PATIENT, SUED, SUIT, Write, count, dump


def test_what_is_loaded_is_there(store: Store) -> None:
    """Nodes come back with labels, texts, lists and days."""
    report = store.load(GRAPH)
    rows = store.run_read(
        "MATCH (e:Event)-[:PATIENT]->(m:Company) RETURN e.date AS date, e.first_day AS day, m.aliases AS aliases, e.sources AS n"
    ).rows
    assert report == LoadReport(3, 3, 6, 0, unchanged=False)
    assert rows == (("2015-05", "2015-05-01", ["Miro Group", "MG"], 2),)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("", ""),
        ("„Göteborg“ \n 'x' \\ 漢字 🧵", "„Göteborg“ \n 'x' \\ 漢字 🧵"),
        ("(n)-[r]->(m)", "(n)-[r]->(m)"),
        (-7, -7),
        (2**53, 2**53),
        (0.1, 0.1),
        (True, True),
        (DAY, "2015-05-01"),
        (("b", "a", "b"), ["b", "a", "b"]),
    ],
)
def test_values_come_back_as_they_went(store: Store, value: Any, found: object) -> None:
    """Each type of property survives on nodes and on relationships, in columns and inside records."""
    nodes = (replace(MIRO, properties={"v": value}), ORLO)
    store.load(Graph(nodes, (replace(SUED, properties={"v": value}),), "digest-v"))
    table = store.run_read("MATCH (n:Company)<-[r:SUED]-() RETURN n.v AS a, r.v AS b, n, r, [n.v] AS c, {x: n.v} AS d")
    node = {"labels": ["Company", "Entity", "Organization"], "id": "org:miro", "v": found}
    assert table.columns == ("a", "b", "n", "r", "c", "d")
    assert table.rows == ((found, found, node, {"type": "SUED", "id": "r3", "v": found}, [found], {"x": found}),)


def test_a_second_load_is_no_work(store: Store) -> None:
    """The store knows by a mark which graph it holds."""
    store.load(GRAPH)
    assert store.load(GRAPH).unchanged
    assert count(store, "(n:Entity)") == 2


def test_the_mark_tells_which_graph_is_held(store: Store) -> None:
    """Meta names the graph and says that it is whole."""
    store.load(GRAPH)
    found = store.run_read("MATCH (m:Meta) RETURN m.input AS input, m.state AS state, m.loader AS loader").rows
    assert found == (("digest-1", "ready", None),)


def test_a_changed_graph_leaves_nothing_stale(store: Store) -> None:
    """Nodes, relationships, properties and labels that are gone are gone from the store."""
    store.load(GRAPH)
    changed = replace(MIRO, labels=("Organization",), properties={"name": "Miro", "caption": "Miro"})
    report = store.load(Graph((changed, ORLO), (), "digest-2"))
    assert report.removed == 4
    assert count(store, "(n:Event)") == 0
    assert count(store, "()-[r]->()") == 0
    assert count(store, "(n:Company)") == 0
    assert store.run_read("MATCH (n:Entity {id: 'org:miro'}) RETURN n.aliases AS a").rows[0][0] is None


def test_only_what_changed_is_sent(store: Store) -> None:
    """A load sends what is new or differs, by the marks that the store holds, and counts it."""
    store.load(GRAPH)
    renamed = replace(MIRO, properties={**MIRO.properties, "name": "Miro AG"})
    sent: list[tuple[int, int]] = []
    report = store.load(
        Graph((renamed, ORLO, SUIT), (AGENT, PATIENT, replace(SUED, properties={})), "digest-2"),
        on_progress=lambda done, total: sent.append((done, total)),
    )
    assert (report.sent, report.removed, sent) == (2, 0, [(1, 2), (2, 2)])
    found = store.run_read("MATCH (a)-[r:SUED]->(b) RETURN a.name AS a, r.event AS event, b.name AS b").rows
    assert found == (("Orlo", None, "Miro AG"),)


def test_a_label_alone_is_a_change_of_little_work(store: Store) -> None:
    """Labels are compared as the store has them, so nothing else is sent for one."""
    store.load(GRAPH)
    report = store.load(Graph((replace(MIRO, labels=("Court",)), ORLO, SUIT), GRAPH.edges, "digest-2"))
    assert report.sent == 0
    assert store.run_read("MATCH (n:Court) RETURN n").rows[0][0]["labels"] == ["Court", "Entity"]  # type: ignore[index]


def test_a_load_in_full_repairs_what_others_changed(store: Store, write: Write) -> None:
    """A note in a node of ours lives through loads that do not touch it, and not through a load in full."""
    store.load(GRAPH)
    write("MATCH (n:Entity {id: 'org:orlo'}) SET n.name = 'Changed', n.note = 'x'")
    store.load(Graph(GRAPH.nodes, (AGENT, PATIENT), "digest-2"))
    assert count(store, "(n:Entity {name: 'Changed', note: 'x'})") == 1
    report = store.load(GRAPH, full=True)
    assert (report.sent, count(store, "(n:Entity {name: 'Changed'})"), count(store, "(n {note: 'x'})")) == (6, 0, 0)


def test_what_an_older_version_loaded_is_taken_over(store: Store, write: Write) -> None:
    """A store of an older schema has marks without a hash: it is brought up to date, and what is stale goes."""
    write(
        "CREATE (:Meta {id: 'kgbuild', loaded_by: 'kgbuild', state: 'ready', input: 'digest-1', schema: 2, bases: ['Entity'], extras: ['Company'], types: ['OLD']})"
    )
    write(
        "CREATE (:Entity:Company {id: 'org:gone', loaded_by: 'kgbuild'})-[:OLD {id: 'o', loaded_by: 'kgbuild'}]->(:Entity {id: 'org:orlo', loaded_by: 'kgbuild', was: 1})"
    )
    report = store.load(GRAPH)
    assert (report.sent, report.removed) == (6, 2)
    assert (count(store, "(n:Entity)"), count(store, "()-[r:OLD]->()"), count(store, "(n {was: 1})")) == (2, 0, 0)


def test_the_way_to_a_graph_leaves_no_trace(store: Store) -> None:
    """A store that held other graphs holds the same in the end as one that did not."""
    store.load(GRAPH)
    first = dump(store)
    store.load(Graph((replace(MIRO, labels=("Court",)), ORLO), (replace(SUED, start="org:miro"),), "digest-2"))
    store.load(Graph((), (), "digest-3"))
    store.load(Graph((ORLO, SUIT), (AGENT,), "digest-4"))
    store.load(GRAPH)
    assert dump(store) == first


def test_a_relationship_that_leads_elsewhere_moves(store: Store) -> None:
    """The same id between other ends is one relationship, not two."""
    store.load(GRAPH)
    store.load(Graph(GRAPH.nodes, (replace(SUED, start="org:miro", end="org:orlo"),), "digest-2"))
    found = store.run_read("MATCH (a)-[:SUED]->(b) RETURN a.id AS a, b.id AS b").rows
    assert found == (("org:miro", "org:orlo"),)


def test_two_suits_between_the_same_stay_two(store: Store) -> None:
    """Relationships of one type between the same ends are told apart by their ids."""
    store.load(Graph(GRAPH.nodes, (SUED, replace(SUED, id="r4")), "digest-2"))
    assert count(store, "(:Entity)-[r:SUED]->(:Entity)") == 2


def test_one_id_under_two_labels_is_two_nodes(store: Store) -> None:
    """Ids are unique within a base label."""
    store.load(Graph((ORLO, replace(SUIT, id="org:orlo")), (), "digest-2"))
    assert (count(store, "(n:Entity {id: 'org:orlo'})"), count(store, "(n:Event {id: 'org:orlo'})")) == (1, 1)


def test_progress_is_told_to_the_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress counts nodes and relationships, batch by batch, up to their number."""
    monkeypatch.setattr("kgbuild.store.loader.BATCH", 2)
    told: list[tuple[int, int]] = []
    store.load(GRAPH, on_progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 6), (3, 6), (4, 6), (5, 6), (6, 6)]


def test_a_load_that_broke_off_is_finished_by_the_next(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store in which a load ended half way says so, and holds the right graph after another one."""
    store.load(GRAPH)
    whole = dump(store)
    monkeypatch.setattr("kgbuild.store.loader.BATCH", 1)

    def break_off(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    other = Graph((replace(MIRO, labels=("Place",), properties={}), replace(ORLO, id="org:new")), (), "digest-2")
    with pytest.raises(KeyboardInterrupt):
        store.load(other, on_progress=break_off)
    assert store.run_read("MATCH (m:Meta) RETURN m.state AS state").rows == (("loading",),)
    assert not store.load(GRAPH).unchanged
    assert dump(store) == whole


def test_of_two_loads_at_once_the_later_goes_on(store: Store, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A load that finds another one's name in the store stops before it writes on."""
    monkeypatch.setattr("kgbuild.store.loader.BATCH", 1)

    def take_over(done: int, _total: int) -> None:
        if done == 1:
            write("MATCH (m:Meta) SET m.loader = 'another'")

    with pytest.raises(StoreError, match="another load took over; wait"):
        store.load(GRAPH, on_progress=take_over)
    assert count(store, "(n:Entity)") == 1


@pytest.mark.parametrize("name", ["A`) DETACH DELETE (n", "two words", "1st", "", "Meta"])
def test_labels_come_from_an_allowed_alphabet(store: Store, name: str) -> None:
    """A label or type that is no plain word, or is taken, never reaches the store."""
    for graph in (
        Graph((Node("x", "Entity", (name,), {}),), (), "digest-3"),
        Graph((Node("x", name, (), {}),), (), "digest-3"),
        Graph((ORLO,), (Edge("r", name, "Entity", ORLO.id, "Entity", ORLO.id, {}),), "digest-3"),
    ):
        with pytest.raises(StoreError, match="cannot be a label"):
            store.load(graph)
    assert count(store, "(n)") == 0


def test_what_no_index_takes_is_refused(store: Store) -> None:
    """An id that Neo4j could not index is told before anything is loaded, on either store; a shorter one goes in."""
    with pytest.raises(StoreError, match=r"Entity org:é+\.\.\. has an id of more than 8100 bytes"):
        store.load(Graph((ORLO, replace(MIRO, id=f"org:{'é' * 4049}")), (), "digest-3"))
    assert count(store, "(n)") == 0
    store.load(Graph((ORLO, replace(MIRO, id=f"org:{'é' * 4048}")), (), "digest-3"))
    assert count(store, "(n:Entity)") == 2


@pytest.mark.parametrize("identity", ["", None])
def test_what_has_no_id_is_refused(store: Store, identity: Any) -> None:
    """A missing id is told before anything is loaded; the embedded store would make a node without one."""
    for graph in (
        Graph((ORLO, replace(MIRO, id=identity)), (), "digest-3"),
        Graph((ORLO, MIRO), (replace(SUED, id=identity),), "digest-3"),
    ):
        with pytest.raises(StoreError, match="has no id"):
            store.load(graph)
    assert count(store, "(n)") == 0


def test_a_relationship_into_nothing_is_refused(store: Store) -> None:
    """A loose end is told; a store would drop the relationship in silence."""
    with pytest.raises(StoreError, match="SUED r3 leads to Entity org:miro, which is not in the graph"):
        store.load(Graph((ORLO,), (SUED,), "digest-3"))


def test_hostile_texts_do_nothing_and_come_back(store: Store) -> None:
    """Over 500 texts that mean harm, as ids, names, lists and quotes: each comes back as it went, and nothing else is there."""
    graph = make_hostile_graph()
    store.load(graph)
    assert len(TEXTS) >= 500
    held = {row[0]: row[1:] for row in store.run_read("MATCH (n:Entity) RETURN n.id, n.name, n.aliases").rows}
    assert held == {text: (text, [text, "x"]) for text in TEXTS}
    told = store.run_read("MATCH (c:Claim)-[r:ABOUT]->(n) RETURN n.id, c.quote, r.note, r.id").rows
    assert sorted(told) == sorted((text, text, text, f"r {text}") for text in TEXTS)  # type: ignore[type-var]
    for text in TEXTS:
        found = store.run_read("MATCH (n:Entity {name: $name}) RETURN n.id", {"name": text}).rows
        assert found == ((text,),)
    labels = store.run_read("MATCH (n) UNWIND labels(n) AS l RETURN DISTINCT l ORDER BY l").rows
    assert labels == (("Claim",), ("Entity",), ("Meta",), ("Organization",))


def test_imported_files_are_the_loaded_graph(store: Store, tmp_path: Path) -> None:
    """The files that the import tool of the real server takes give what a load gives, in either store."""
    hostile = make_hostile_graph()
    nodes = sorted((*GRAPH.nodes, *hostile.nodes), key=lambda n: (n.label, n.id))
    graph = Graph(tuple(nodes), (*GRAPH.edges, *hostile.edges), "digest-import")
    store.load(graph)
    home, script = tmp_path / "home", write_import(graph, tmp_path / "files")
    write_conf(home)
    make_admin(tmp_path, home)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    subprocess.run([script], check=True, capture_output=True, env={**os.environ, "PATH": path})
    with run_neo4j(home) as server, open_store(tmp_path / "kg", address=server.address) as imported:
        assert dump(imported) != dump(store)  # the mark still says that no load has seen it
        report = imported.load(graph)
        assert (report.sent, report.removed) == (0, 0)
        assert dump(imported) == dump(store)
        shown = imported.run_read("SHOW CONSTRAINTS YIELD labelsOrTypes RETURN labelsOrTypes[0] AS on ORDER BY on").rows
        assert shown == (("Claim",), ("Entity",), ("Event",), ("Meta",))


def test_other_peoples_nodes_are_left_alone(store: Store, write: Write) -> None:
    """A load touches only what kgbuild made, whatever labels and properties others use."""
    write("CREATE (:Entity {id: 'theirs', name: 'Theirs'})-[:SUED {id: 'x'}]->(:Company {loaded_by: 'them'})")
    store.load(GRAPH)
    store.load(Graph((), (), "digest-4"))
    rows = write("MATCH (a)-[r]->(b) RETURN a.name AS name, r.id AS id, labels(b) AS labels, b.loaded_by AS by")
    assert rows == [{"name": "Theirs", "id": "x", "labels": ["Company"], "by": "them"}]


def test_what_others_hang_on_our_nodes_stays(store: Store, write: Write) -> None:
    """A label and a note that an analyst put on a node live through loads that change the node."""
    store.load(GRAPH)
    write("MATCH (n:Entity {id: 'org:miro'}) SET n:Watched CREATE (:Note {text: 'call them'})-[:ON]->(n)")
    store.load(Graph((replace(MIRO, labels=("Organization",)), ORLO), (), "digest-2"))
    rows = store.run_read("MATCH (:Note)-[:ON]->(n) RETURN n.id AS id, labels(n) AS labels").rows
    assert [(row[0], sorted(row[1])) for row in rows] == [("org:miro", ["Entity", "Organization", "Watched"])]  # type: ignore[call-overload]


def test_ids_that_others_use_are_not_taken_over(store: Store, write: Write) -> None:
    """A node of others with a label and an id of ours is left as it is, and the load says why it ended."""
    write("CREATE (:Entity {id: 'org:orlo', name: 'Theirs'})")
    with pytest.raises(StoreError, match="holds nodes of others with our labels and ids"):
        store.load(GRAPH)
    assert write("MATCH (n:Entity {id: 'org:orlo'}) RETURN properties(n) AS p") == [
        {"p": {"id": "org:orlo", "name": "Theirs"}}
    ]


def test_a_database_that_is_not_there_is_told(neo4j_address: str, tmp_path: Path) -> None:
    """The message names what to set, for loads and for queries."""
    with open_store(tmp_path, address=f"{neo4j_address}?database=nope") as store:
        with pytest.raises(StoreError, match="no such database; set KGBUILD_STORE_DATABASE"):
            store.load(GRAPH)
        with pytest.raises(StoreError, match="no such database"):
            store.run_read("RETURN 1 AS x")
