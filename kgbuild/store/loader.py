"""Load a graph over Bolt, into Neo4j and the embedded store alike.

Nodes merge on one base label and `id` under a unique constraint; further labels come in a second transaction, since
the embedded store mistakes both at once for a clash. Everything of ours has `made_by: 'kgbuild'`, so that other
people's nodes in the same database are never touched. A `(:Meta)` node says which graph the store holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from neo4j import Driver, ManagedTransaction, Session
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from kgbuild.errors import StoreError
from kgbuild.records import Edge, Graph, Node
from kgbuild.store.base import LoadReport, Progress

BATCH = 2000
MARK = "kgbuild"
SCHEMA = 1
NAME = re.compile(r"^[A-Za-z][A-Za-z0-9_]*$")


def load_graph(
    driver: Driver, database: str, graph: Graph, *, where: str, on_progress: Progress | None = None
) -> LoadReport:
    """Make a database hold exactly this graph beside what others keep there.

    Raises:
        StoreError: the server went away or refused; running the load again is safe.
    """
    for name in (
        {n.label for n in graph.nodes} | {x for n in graph.nodes for x in n.labels} | {e.type for e in graph.edges}
    ):
        if not NAME.match(name):
            raise StoreError(f"{where}: '{name}' cannot be a label or relationship type; rename it in the ontology")
    try:
        with driver.session(database=database) as session:
            return _Load(session, graph, on_progress).run()
    except (Neo4jError, DriverError) as error:
        raise explain(error, where) from error


def explain(error: Exception, where: str) -> StoreError:
    """Return a driver's error as one line of ours."""
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    if isinstance(error, AuthError):
        return StoreError(
            f"{where}: refuses the user name or password; set KGBUILD_STORE_USER and KGBUILD_STORE_PASSWORD"
        )
    code = getattr(error, "code", None) or ""
    if "DatabaseNotFound" in code:
        return StoreError(f"{where}: has no such database; set KGBUILD_STORE_DATABASE")
    if "Unavailable" in type(error).__name__ or "connect" in text.lower():
        return StoreError(f"{where}: does not answer; start the server, then run this again (nothing is lost)")
    return StoreError(f"{where}: {text}; run this again (a load can be repeated)")


class _Load:
    def __init__(self, session: Session, graph: Graph, on_progress: Progress | None) -> None:
        self.session, self.graph, self.on_progress = session, graph, on_progress
        self.done, self.total = 0, len(graph.nodes) + len(graph.edges)

    def run(self) -> LoadReport:
        meta = self._read_meta()
        if meta.get("input") == self.graph.digest and meta.get("state") == "ready" and meta.get("schema") == SCHEMA:
            return LoadReport(len(self.graph.nodes), len(self.graph.edges), 0, unchanged=True)
        labels = sorted({n.label for n in self.graph.nodes} | set(meta.get("labels") or ()))
        types = sorted({e.type for e in self.graph.edges} | set(meta.get("types") or ()))
        for label in [*labels, "Meta"]:
            self.session.run(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE").consume()
        self._write_meta("loading", labels, types)
        removed = sum(self._remove_edges(t) for t in types) + sum(self._remove_nodes(label) for label in labels)
        self._load_nodes()
        self._load_edges()
        self._write_meta(
            "ready", sorted({n.label for n in self.graph.nodes}), sorted({e.type for e in self.graph.edges})
        )
        return LoadReport(len(self.graph.nodes), len(self.graph.edges), removed, unchanged=False)

    def _read(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        return self.session.execute_read(lambda tx: tx.run(query, parameters).data())

    def _write(self, query: str, rows: Sequence[object]) -> None:
        def work(tx: ManagedTransaction) -> None:
            tx.run(query, rows=rows).consume()

        self.session.execute_write(work)

    def _read_meta(self) -> dict[str, Any]:
        found = self._read(
            "MATCH (m:Meta {id: $id}) RETURN m.input AS input, m.state AS state, m.schema AS schema, m.labels AS labels, m.types AS types",
            id=MARK,
        )
        return found[0] if found else {}

    def _write_meta(self, state: str, labels: list[str], types: list[str]) -> None:
        props = {
            "state": state,
            "input": self.graph.digest,
            "schema": SCHEMA,
            "labels": labels,
            "types": types,
            "made_by": MARK,
        }
        self._write(
            "UNWIND $rows AS row MERGE (m:Meta {id: row.id}) SET m += row.props", [{"id": MARK, "props": props}]
        )

    def _remove_edges(self, kind: str) -> int:
        keep = {e.id for e in self.graph.edges if e.type == kind}
        held = self._read(f"MATCH ()-[r:{kind}]->() WHERE r.made_by = $by RETURN r.id AS id", by=MARK)
        stale = sorted({r["id"] for r in held} - keep)
        for part in _cut(stale):
            self._write(f"MATCH ()-[r:{kind}]->() WHERE r.made_by = '{MARK}' AND r.id IN $rows DELETE r", part)
        return len(stale)

    def _remove_nodes(self, label: str) -> int:
        """Remove nodes that are gone, and those whose further labels changed: they are made anew."""
        keep = {n.id: sorted({n.label, *n.labels}) for n in self.graph.nodes if n.label == label}
        held = self._read(f"MATCH (n:{label}) WHERE n.made_by = $by RETURN n.id AS id, labels(n) AS labels", by=MARK)
        stale = sorted(r["id"] for r in held if keep.get(r["id"]) != sorted(r["labels"]))
        for part in _cut(stale):
            self._write(f"UNWIND $rows AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n", part)
        return len(stale)

    def _load_nodes(self) -> None:
        by: dict[str, list[Node]] = defaultdict(list)
        more: dict[tuple[str, str], list[str]] = defaultdict(list)
        for node in self.graph.nodes:
            by[node.label].append(node)
            for extra in node.labels:
                more[node.label, extra].append(node.id)
        for label in sorted(by):
            for part in _cut(by[label]):
                rows = [{"id": n.id, "props": {**_send(n.properties), "id": n.id, "made_by": MARK}} for n in part]
                self._write(f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n = row.props", rows)
                self._tell(len(part))
        for label, extra in sorted(more):
            for part in _cut(more[label, extra]):
                self._write(f"UNWIND $rows AS id MATCH (n:{label} {{id: id}}) WHERE NOT n:{extra} SET n:{extra}", part)

    def _load_edges(self) -> None:
        by: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
        for edge in self.graph.edges:
            by[edge.type, edge.start_label, edge.end_label].append(edge)
        for kind, left, right in sorted(by):
            for part in _cut(by[kind, left, right]):
                rows = [
                    {
                        "id": e.id,
                        "a": e.start,
                        "b": e.end,
                        "props": {**_send(e.properties), "id": e.id, "made_by": MARK},
                    }
                    for e in part
                ]
                self._write(
                    f"UNWIND $rows AS row MATCH (a:{left} {{id: row.a}}) MATCH (b:{right} {{id: row.b}}) "
                    f"MERGE (a)-[r:{kind} {{id: row.id}}]->(b) SET r = row.props",
                    rows,
                )
                self._tell(len(part))

    def _tell(self, n: int) -> None:
        self.done += n
        if self.on_progress is not None:
            self.on_progress(self.done, self.total)


def _send(properties: Any) -> dict[str, Any]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in properties.items()}


def _cut(items: Iterable[Any]) -> Iterator[list[Any]]:
    held = list(items)
    for i in range(0, len(held), BATCH):
        yield held[i : i + BATCH]
