"""Load a graph over Bolt, into Neo4j and the embedded store alike.

Nodes merge on one base label and `id` under a unique constraint; further labels come in a second transaction, since
the embedded store mistakes both at once for a clash. Every node and relationship of ours carries
`loaded_by: 'kgbuild:...'`, so that other people's nodes in the same database are never touched. A property marks a node
in the very statement that makes it; a label would come in a later transaction, and a kill between the two would leave
nodes that nobody owns. What follows the colon is a hash of what was sent: a load reads the marks that the store holds,
and sends what is new or has another mark. What others changed in a node of ours is repaired by a load in full.

Rows go in as a parameter whose name nobody can know: the embedded store takes the text "$rows", where it comes out of
a row into `{id: row.id}`, for the parameter of that name.

A `(:Meta)` node says which graph the store holds. While a load runs, it names the loader, and each batch first takes
that node's lock and looks for its own name there: of two loads at once the later one goes on, the earlier one stops.
"""

from __future__ import annotations

import re
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from neo4j import Driver, ManagedTransaction, Session
from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError

from kgbuild.errors import StoreError
from kgbuild.records import Edge, Graph, Node, PropertyValue
from kgbuild.store.base import MARK_KEY, LoadReport, Progress
from kgbuild.store.indexes import write_constraints
from kgbuild.store.marks import MARK, META, SCHEMA, describe_graph, find_properties, mark_edge, mark_node
from kgbuild.store.troubles import TAKEN, explain

BATCH = 2000
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
HOLD = (
    "MATCH (m:Meta {id: $id}) SET m.batch = $batch WITH m WHERE m.loader = $loader RETURN count(m) AS n"  # SET locks m
)
SEPARATOR = "\x1f"
"""Between a mark, which has none, and ids."""
OVERTAKEN = "another load took over; wait for it to end, then run this again"
TRIES = 3
LONGEST_ID = 8100
"""Bytes of an id: Neo4j indexes some 60 more. The embedded store takes any, but answers must not depend on it."""
Row = dict[str, Any]


def load_graph(
    driver: Driver, database: str, graph: Graph, *, where: str, full: bool = False, on_progress: Progress | None = None
) -> LoadReport:
    """Make a database hold exactly this graph beside what others keep there; `full` sends what it holds already too.

    Raises:
        StoreError: the graph is faulty, the server went away or refuses, or another load took over; to load again
            is always safe.
    """
    try:
        with driver.session(database=database) as session:
            return _Load(session, graph, where, on_progress).run(full=full)
    except (Neo4jError, DriverError) as error:
        raise explain(error, where) from error


def _check(graph: Graph, where: str) -> None:
    """Look for what a store would take in silence: names that are no words, ids that are missing, loose ends."""
    names = {n.label for n in graph.nodes} | {x for n in graph.nodes for x in n.labels} | {e.type for e in graph.edges}
    for name in sorted(names):
        if not NAME.fullmatch(name) or name == META:
            raise StoreError(f"{where}: '{name}' cannot be a label or relationship type; rename it in the ontology")
    for named in ((n.label, n.id) for n in graph.nodes), ((e.type, e.id) for e in graph.edges):
        for name, identity in named:
            if not identity:
                raise StoreError(f"{where}: a {name} of the graph has no id, so nothing is loaded; give it one")
    for node in graph.nodes:
        if len(node.id) > LONGEST_ID // 4 and len(node.id.encode()) > LONGEST_ID:
            raise StoreError(
                f"{where}: {node.label} {node.id[:40]}... has an id of more than {LONGEST_ID} bytes, so nothing is loaded; "
                "remove it, then give it a shorter one"
            )
    ends = {(n.label, n.id) for n in graph.nodes}
    for edge in graph.edges:
        for end in ((edge.start_label, edge.start), (edge.end_label, edge.end)):
            if end not in ends:
                raise StoreError(f"{where}: {edge.type} {edge.id} leads to {' '.join(end)}, which is not in the graph")


class _Load:
    """One load: the session it uses, what the store held before, and the name it goes by."""

    def __init__(self, session: Session, graph: Graph, where: str, on_progress: Progress | None) -> None:
        self.session, self.graph, self.where, self.on_progress = session, graph, where, on_progress
        self.done = self.total = 0
        self.marks: dict[tuple[str, str], str] = {}
        self.labels: dict[tuple[str, str], set[str]] = {}
        self.loader = secrets.token_hex(8)
        self.given = f"rows_{self.loader}"
        self.bases = {n.label for n in graph.nodes}
        self.extras = {x for n in graph.nodes for x in n.labels}
        self.types = {e.type for e in graph.edges}

    def run(self, *, full: bool) -> LoadReport:
        meta = self._read_meta()
        if int(meta.get("schema") or 0) > SCHEMA:
            raise StoreError(
                f"{self.where}: holds a graph of a newer kgbuild; upgrade kgbuild, or load into another one"
            )
        held = meta.get("state") == "ready" and meta.get("schema") == SCHEMA and meta.get("input") == self.graph.digest
        if held and not full:
            return LoadReport(len(self.graph.nodes), len(self.graph.edges), 0, 0, unchanged=True)
        _check(self.graph, self.where)
        for statement in write_constraints({*self.bases, META}):
            self._run(statement)
        before = {key: {*(meta.get(key) or ())} for key in ("bases", "extras", "types")}
        self._begin(before)
        bases = self.bases | before["bases"]
        removed = sum(self._remove_edges(t, bases) for t in sorted(self.types | before["types"]))
        removed += sum(self._remove_nodes(label) for label in sorted(bases))
        nodes = [(n, m) for n in self.graph.nodes if (m := mark_node(n)) != self.marks.get((n.label, n.id)) or full]
        edges = [(e, m) for e in self.graph.edges if (m := mark_edge(e)) != self.marks.get((e.type, e.id)) or full]
        self.total = len(nodes) + len(edges)
        self._load_nodes(nodes)
        self._label_nodes(self.extras | before["extras"])
        self._load_edges(edges)
        self._end()
        return LoadReport(len(self.graph.nodes), len(self.graph.edges), self.total, removed, unchanged=False)

    def _run(self, query: str, **parameters: Any) -> list[Row]:
        def work(tx: ManagedTransaction) -> list[Row]:
            return tx.run(query, parameters).data()

        return self._commit(work)

    def _commit(self, work: Callable[[ManagedTransaction], list[Row]]) -> list[Row]:
        """Write in a transaction; where the store went away and did not say whether it has it, write it again.

        All that a load writes can be written twice. The driver repeats what failed before its commit, not what may be
        committed already.
        """
        for left in reversed(range(TRIES)):
            try:
                return self.session.execute_write(work)
            except IncompleteCommit:
                if not left:
                    raise
        raise AssertionError

    def _read(self, query: str, **parameters: Any) -> list[Row]:
        return self.session.execute_read(lambda tx: tx.run(query, parameters).data())

    def _write(self, query: str, rows: Sequence[Any]) -> list[Row]:
        """Run a query of `row` on one batch of rows, if this load still holds the store."""

        def work(tx: ManagedTransaction) -> list[Row]:
            held = tx.run(HOLD, id=MARK, batch=self.done, loader=self.loader).data()
            if held != [{"n": 1}]:
                raise StoreError(f"{self.where}: {OVERTAKEN}")
            return tx.run(f"UNWIND ${self.given} AS row {query}", {self.given: rows}).data()

        return self._commit(work)

    def _write_all(self, query: str, rows: Sequence[Row]) -> None:
        """Run a query of rows that returns how many it wrote, and see that none was lost."""
        found = self._write(query, rows)
        if found != [{"n": len(rows)}]:
            raise StoreError(f"{self.where}: {TAKEN}")
        self.done += len(rows)
        if self.on_progress is not None:
            self.on_progress(self.done, self.total)

    def _read_meta(self) -> Row:
        found = self._read("MATCH (m:Meta {id: $id}) RETURN properties(m) AS held", id=MARK)
        return dict(found[0]["held"]) if found else {}

    def _begin(self, before: Mapping[str, set[str]]) -> None:
        """Take the store over; Meta names all labels that may be there if this load ends half way."""
        props = {
            "state": "loading",
            "input": self.graph.digest,
            "schema": SCHEMA,
            "loader": self.loader,
            "bases": sorted(self.bases | before["bases"]),
            "extras": sorted(self.extras | before["extras"]),
            "types": sorted(self.types | before["types"]),
        }
        found = self._run(
            "MERGE (m:Meta {id: $id}) ON CREATE SET m.loaded_by = $id "
            "WITH m WHERE m.loaded_by = $id SET m += $props RETURN count(m) AS n",
            id=MARK,
            props=props,
        )
        if found != [{"n": 1}]:
            raise StoreError(f"{self.where}: holds a Meta node that is not ours; load into another store or database")

    def _end(self) -> None:
        props = {**_send(MARK, describe_graph(self.graph), MARK), "state": "ready"}
        query = f"MATCH (m:Meta {{id: '{MARK}'}}) WHERE m.loader = $loader SET m = $props RETURN count(m) AS n"
        if self._run(query, loader=self.loader, props=props) != [{"n": 1}] and self._read_meta() != props:
            raise StoreError(f"{self.where}: {OVERTAKEN}")

    def _remove_edges(self, kind: str, bases: set[str]) -> int:
        """Remove relationships of one type that are gone, or that lead elsewhere now; keep the marks of the others."""
        keep = {SEPARATOR.join((e.id, e.start, e.end)): e.id for e in self.graph.edges if e.type == kind}
        read = self._read(  # one text each: rows of several values take ten times as long
            f"MATCH (a)-[r:{kind}]->(b) WHERE r.loaded_by STARTS WITH $by "
            "RETURN collect(r.loaded_by + $cut + r.id + $cut + a.id + $cut + b.id) AS held",
            by=MARK,
            cut=SEPARATOR,
        )
        gone = set()
        for mark, _, ends in (text.partition(SEPARATOR) for row in read for text in row["held"]):
            if ends in keep:
                self.marks[kind, keep[ends]] = mark
            else:
                gone.add(ends.partition(SEPARATOR)[0])
        return self._remove_stale(kind, gone, bases) if gone else 0

    def _remove_stale(self, kind: str, gone: set[str], bases: set[str]) -> int:
        """Remove those relationships of one type, of these ids, that the graph does not have."""
        keep = {(e.id, e.start, e.end) for e in self.graph.edges if e.type == kind and e.id in gone}
        held = self._read(
            f"MATCH (a)-[r:{kind}]->(b) WHERE r.loaded_by STARTS WITH $by AND r.id IN $gone "
            "RETURN r.id AS id, a.id AS a, b.id AS b, labels(a) AS on",
            by=MARK,
            gone=sorted(gone),
        )
        stale: dict[str, list[Row]] = defaultdict(list)
        for row in held:
            on = bases.intersection(row["on"])  # a label whose ids are indexed
            if on and (row["id"], row["a"], row["b"]) not in keep:
                stale[min(on)].append({"id": row["id"], "a": row["a"], "b": row["b"]})
        for label in sorted(stale):
            for rows in _cut(stale[label]):
                self._write(
                    f"MATCH (a:{label} {{id: row.a}})-[r:{kind} {{id: row.id}}]->(b {{id: row.b}}) "
                    f"WHERE r.loaded_by STARTS WITH '{MARK}' DELETE r",
                    rows,
                )
        return sum(len(rows) for rows in stale.values())

    def _remove_nodes(self, label: str) -> int:
        """Remove nodes of one base label that are gone; keep marks and labels of those that stay."""
        keep = {n.id for n in self.graph.nodes if n.label == label}
        found = self._read(
            f"MATCH (n:{label}) WHERE n.loaded_by STARTS WITH $by "
            "RETURN labels(n) AS labels, collect(n.loaded_by + $cut + n.id) AS held",
            by=MARK,
            cut=SEPARATOR,
        )
        stale = []
        for row in found:
            labels = set(row["labels"])
            for mark, _, identity in (text.partition(SEPARATOR) for text in row["held"]):
                if identity in keep:
                    self.marks[label, identity] = mark
                    self.labels[label, identity] = labels
                else:
                    stale.append(identity)
        for ids in _cut(sorted(stale)):
            self._write(f"MATCH (n:{label} {{id: row}}) WHERE n.loaded_by STARTS WITH '{MARK}' DETACH DELETE n", ids)
        return len(stale)

    def _load_nodes(self, changed: Sequence[tuple[Node, str]]) -> None:
        by: dict[str, list[tuple[Node, str]]] = defaultdict(list)
        for node, mark in changed:
            by[node.label].append((node, mark))
        for label in sorted(by):
            query = (
                f"MERGE (n:{label} {{id: row.id}}) ON CREATE SET n.loaded_by = '{MARK}' "
                f"WITH n, row WHERE n.loaded_by STARTS WITH '{MARK}' SET n = row.props RETURN count(n) AS n"
            )
            for nodes in _cut(by[label]):
                self._write_all(query, [{"id": n.id, "props": _send(n.id, find_properties(n), m)} for n, m in nodes])

    def _label_nodes(self, ours: set[str]) -> None:
        """Add the labels that nodes lack and take those that are no more; labels that others gave stay."""
        changes: dict[tuple[str, str, tuple[str, ...]], list[str]] = defaultdict(list)
        for node in self.graph.nodes:
            has = self.labels.get((node.label, node.id), {node.label})
            wants = {node.label, *node.labels}
            for verb, labels in (("REMOVE", has & ours - wants), ("SET", wants - has)):
                if labels:
                    changes[verb, node.label, tuple(sorted(labels))].append(node.id)
        for verb, label, names in sorted(changes):
            marks = "".join(f":{name}" for name in names)
            for ids in _cut(changes[verb, label, names]):
                self._write(f"MATCH (n:{label} {{id: row}}) {verb} n{marks}", ids)

    def _load_edges(self, changed: Sequence[tuple[Edge, str]]) -> None:
        by: dict[tuple[str, str, str], list[tuple[Edge, str]]] = defaultdict(list)
        for edge, mark in changed:
            by[edge.type, edge.start_label, edge.end_label].append((edge, mark))
        for kind, left, right in sorted(by):
            query = (
                f"MATCH (a:{left} {{id: row.a}}) MATCH (b:{right} {{id: row.b}}) "
                f"MERGE (a)-[r:{kind} {{id: row.id}}]->(b) SET r = row.props RETURN count(r) AS n"
            )
            for edges in _cut(by[kind, left, right]):
                self._write_all(
                    query,
                    [{"id": e.id, "a": e.start, "b": e.end, "props": _send(e.id, e.properties, m)} for e, m in edges],
                )


def _send(identity: str, properties: Mapping[str, PropertyValue], mark: str) -> Row:
    sent = {k: list(v) if isinstance(v, tuple) else v for k, v in properties.items()}
    return {**sent, "id": identity, MARK_KEY: mark}


def _cut(items: Iterable[Any]) -> Iterator[list[Any]]:
    held = list(items)
    for i in range(0, len(held), BATCH):
        yield held[i : i + BATCH]
