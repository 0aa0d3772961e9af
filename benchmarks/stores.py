"""Measure loading: rows a second of `load` beside a bare driver script that sends the same rows in the same batches.

Usage: python benchmarks/stores.py [--nodes N] [--rounds N] [--store neo4j|embedded ...] [--write FILE]
A generated graph has N nodes and three times as many relationships. Both load into an empty store, in turn, in one run;
then the same graph is loaded again, and for Neo4j imported by `neo4j-admin`, and compared.
With --write the figures go into the FILE's section "Loading".
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import hashlib
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # the server that the tests start

from bench import write_section
from neo4j import GraphDatabase, ManagedTransaction

from kgbuild.records import Edge, Graph, Node
from kgbuild.store import Store, open_store
from kgbuild.store.embedded import DATABASE, USER, EmbeddedStore
from kgbuild.store.import_files import write_import
from kgbuild.store.loader import BATCH
from kgbuild.store.marks import find_properties, mark_edge, mark_node
from tests.neo4j_server import make_admin, run_neo4j, write_conf

WORDS = ("valve", "cargo", "harbour", "ledger", "patent", "label", "wages", "bridge", "mill", "clerk", "order", "court")
TYPES = (("SUED", "Sued"), ("ACQUIRED", "Acquired"), ("FINED", "Fined"), ("CRITICIZED", "Criticized"))
CLASSES = (("Company", "Organization"), ("Person",), ("City", "Place"), ("Court", "Organization"))
DAY = datetime.date(2011, 1, 3)


def make_graph(nodes: int, *, seed: int = 1) -> Graph:
    """A graph of `nodes` nodes and three times as many relationships, in the proportions that articles give."""
    rng = random.Random(seed)
    entities, articles, events = (
        (f"entity:{i:07}" for i in range(nodes * 12 // 100)),
        nodes * 6 // 100,
        nodes * 22 // 100,
    )
    things = list(entities)
    pages = [f"article-{i:07}.txt" for i in range(articles)]
    made = [Node(i, "Entity", rng.choice(CLASSES), {"name": _tell(rng, 2).title(), "aliases": (_tell(rng, 1),), "caption": i}) for i in things]  # fmt: skip
    made += [Node(i, "Article", (), {"title": _tell(rng, 6), "publisher": _tell(rng, 2), "published": "2011-05-04", "doc": i, "caption": i}) for i in pages]  # fmt: skip
    edges: list[Edge] = []
    happened = []
    for i in range(events):
        type_, label = rng.choice(TYPES)
        day = DAY + datetime.timedelta(days=rng.randrange(4000))
        event, agent, patient = f"event-{i:07}", rng.choice(things), rng.choice(things)
        happened.append(event)
        props = {"type": type_, "date": day.isoformat(), "first_day": day, "last_day": day, "precision": "day", "modality": "asserted", "articles": 2, "sources": 1, "caption": _tell(rng, 5)}  # fmt: skip
        made.append(Node(event, "Event", (label,), props))
        edges += [
            _link("AGENT", "Event", event, "Entity", agent),
            _link("PATIENT", "Event", event, "Entity", patient),
            Edge(f"{i:016x}", type_, "Entity", agent, "Entity", patient, {"event": event, "date": day.isoformat(), "first_day": day, "sources": 1}),
        ]  # fmt: skip
    for i in range(nodes - len(made)):
        claim, start = f"{i:016x}", rng.randrange(4000)
        props = {"quote": _tell(rng, 18), "start": start, "end": start + 120, "trigger": "sued", "trigger_start": start + 9, "trigger_end": start + 13, "modality": "asserted", "rule": "SUED/verb", "caption": "sued"}  # fmt: skip
        made.append(Node(claim, "Claim", (), props))
        edges += [_link("EVIDENCED_BY", "Event", rng.choice(happened), "Claim", claim), _link("IN", "Claim", claim, "Article", rng.choice(pages))]  # fmt: skip
    found = {(e.type, e.id): e for e in edges}
    while len(found) < 3 * nodes:
        edge = _link("MENTIONS", "Article", rng.choice(pages), "Entity", rng.choice(things), count=rng.randint(1, 9))
        found[edge.type, edge.id] = edge
    return Graph(
        tuple(sorted(made, key=lambda n: (n.label, n.id))),
        tuple(found[k] for k in sorted(found)),
        f"generated-{nodes}-{seed}",
    )


def _tell(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words))


def _link(kind: str, left: str, start: str, right: str, end: str, **properties: int) -> Edge:
    identity = hashlib.sha256(f"{kind}|{start}|{end}".encode()).hexdigest()[:16]
    return Edge(identity, kind, left, start, right, end, properties)


def make_statements(graph: Graph) -> list[tuple[str, list[Any]]]:
    """What a script without checks would run: a statement with its rows for each batch."""
    by: dict[str, list[Any]] = defaultdict(list)
    for label in sorted({n.label for n in graph.nodes}):
        by[f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"] = []
    for n in graph.nodes:
        row = {"id": n.id, "props": _fill(n.id, find_properties(n), mark_node(n))}
        by[f"UNWIND $rows AS row MERGE (n:{n.label} {{id: row.id}}) SET n = row.props"].append(row)
    for n in graph.nodes:
        if n.labels:
            marks = "".join(f":{x}" for x in n.labels)
            by[f"UNWIND $rows AS row MATCH (n:{n.label} {{id: row}}) SET n{marks}"].append(n.id)
    for e in graph.edges:
        row = {"id": e.id, "a": e.start, "b": e.end, "props": _fill(e.id, e.properties, mark_edge(e))}
        by[
            f"UNWIND $rows AS row MATCH (a:{e.start_label} {{id: row.a}}) MATCH (b:{e.end_label} {{id: row.b}}) "
            f"MERGE (a)-[r:{e.type} {{id: row.id}}]->(b) SET r = row.props"
        ].append(row)
    return [(q, rows[i : i + BATCH]) for q, rows in by.items() for i in range(0, max(len(rows), 1), BATCH)]


def _fill(identity: str, properties: Any, mark: str) -> dict[str, Any]:
    sent = {k: list(v) if isinstance(v, tuple) else v for k, v in properties.items()}
    return {**sent, "id": identity, "loaded_by": mark}


def send(
    address: str, auth: tuple[str, str] | None, database: str, statements: Sequence[tuple[str, list[Any]]]
) -> None:
    """Run the statements, each a transaction."""

    def work(tx: ManagedTransaction, query: str, rows: list[Any]) -> None:
        tx.run(query, rows=rows).consume()

    with GraphDatabase.driver(address, auth=auth) as driver, driver.session(database=database) as session:
        for query, rows in statements:
            session.execute_write(work, query, rows)


@contextlib.contextmanager
def open_empty(kind: str, folder: Path) -> Iterator[tuple[Store, str, tuple[str, str] | None, str]]:
    """An empty store, with what a driver needs to get in."""
    if kind == "embedded":
        with EmbeddedStore(folder / "store") as store:
            door = store.open_door()
            yield store, f"bolt://127.0.0.1:{door.port}", (USER, door.password), DATABASE
    else:
        with run_neo4j(folder / "home") as server, open_store(folder, address=server.address) as store:
            yield store, server.address, None, "neo4j"


def find_digest(store: Store, graph: Graph) -> str:
    """A hash of all nodes and relationships that a store holds, with labels and properties, in an order of its own."""
    digest = hashlib.sha256()
    for label in sorted({n.label for n in graph.nodes}):
        for row in store.run_read(
            f"MATCH (n:{label}) RETURN n.id, labels(n), properties(n) ORDER BY n.id", timeout=900
        ).rows:
            labels = sorted(row[1])  # type: ignore[call-overload]
            digest.update(json.dumps([row[0], labels, row[2]], sort_keys=True).encode())
    for kind in sorted({e.type for e in graph.edges}):
        query = f"MATCH (a)-[r:{kind}]->(b) RETURN r.id, a.id, b.id, properties(r) ORDER BY r.id"
        for row in store.run_read(query, timeout=900).rows:
            digest.update(json.dumps(row, sort_keys=True).encode())
    return digest.hexdigest()


def run_import(graph: Graph, folder: Path) -> tuple[float, float, str]:
    """Seconds to write the files and to import them by the real tool, and the digest of what the server then holds."""
    start = time.perf_counter()
    script = write_import(graph, folder / "files")
    written = time.perf_counter() - start
    write_conf(folder / "home")
    make_admin(folder, folder / "home")
    start = time.perf_counter()
    subprocess.run(
        [script],
        check=True,
        capture_output=True,
        env={**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
    )
    imported = time.perf_counter() - start
    with run_neo4j(folder / "home") as server, open_store(folder, address=server.address) as store:
        store.load(graph)  # finds all in place, and marks the import as loaded
        return written, imported, find_digest(store, graph)


def measure(kind: str, graph: Graph, rounds: int) -> Iterator[str]:
    """Load by `load` and by the bare script in turn; yield what was seen."""
    statements = make_statements(graph)
    total = len(graph.nodes) + len(graph.edges)
    ours, bare, again = [], [], []
    held = ""
    with tempfile.TemporaryDirectory() as name:
        for turn in range(2 * rounds):
            with open_empty(kind, Path(name) / str(turn)) as (store, address, auth, database):
                start = time.perf_counter()
                if (turn + turn // 2) % 2:  # load first in the first round, the bare script in the second
                    send(address, auth, database, statements)
                    bare.append(time.perf_counter() - start)
                    continue
                store.load(graph)
                ours.append(time.perf_counter() - start)
                start = time.perf_counter()
                report = store.load(graph)
                again.append(time.perf_counter() - start)
                if not report.unchanged:
                    raise SystemExit(f"{kind}: a second load of the same graph sent {report.sent} rows")
                if kind == "neo4j" and not held:
                    held = find_digest(store, graph)
        ratios = [b / o for o, b in zip(ours, bare, strict=True)]
        yield (
            f"- {kind}: `load` {total / statistics.median(ours):.0f} rows/s ({statistics.median(ours):.1f} s), bare script "
            f"{total / statistics.median(bare):.0f} rows/s; ratio, round by round: {', '.join(f'{r:.2f}' for r in ratios)}"
        )
        yield f"- {kind}: a second load of the same: {100 * statistics.median(a / o for a, o in zip(again, ours, strict=True)):.2f}% of the time of the first"  # fmt: skip
        if kind == "neo4j":
            written, imported, found = run_import(graph, Path(name) / "import")
            equal = "the same nodes and relationships as `load`" if found == held else "DIFFERENT from what `load` made"
            yield f"- neo4j: files for `neo4j-admin` written in {written:.1f} s, imported in {imported:.1f} s: {equal}"


def main() -> None:
    """Print, or write, the figures of each store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--store", nargs="*", default=["neo4j", "embedded"])
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    graph = make_graph(options.nodes)
    lines = [
        f"{len(graph.nodes)} nodes, {len(graph.edges)} relationships; batches of {BATCH}; Python {platform.python_version()}; {datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}.",
    ]
    for kind in options.store:
        lines += measure(kind, graph, options.rounds)
    print("\n".join(lines))
    if options.write:
        write_section(options.write, "Loading", lines)


if __name__ == "__main__":
    main()
