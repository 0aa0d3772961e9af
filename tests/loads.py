"""Loads that are killed at a chosen moment: `python -m tests.loads FOLDER [ADDRESS]` loads the graph below, batch by batch.

It prints what is done after each batch and, with `--pause`, waits for a line before it goes on, so that whoever started
it knows where it stands.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kgbuild.records import Edge, Graph, Node
from kgbuild.store import loader, open_store

NODES = 600
BATCH = 40


def make_graph(n: int = NODES) -> Graph:
    """A graph of nodes under two labels and relationships of two types, with values of all kinds."""
    people = [
        Node(f"n{i:05}", "Entity", ("Person",) if i % 3 else ("Company", "Organization"), {"name": f"N{i}", "caption": f"„N{i}“", "aliases": (f"A{i}", "x")})
        for i in range(n)
    ]  # fmt: skip
    events = [Node(f"e{i:05}", "Event", ("Sued",), {"type": "SUED", "sources": i}) for i in range(0, n, 2)]
    edges = [Edge(f"r{i:05}", "AGENT", "Event", e.id, "Entity", people[i * 7 % n].id, {}) for i, e in enumerate(events)]
    edges += [
        Edge(f"s{i:05}", "LEADS", "Entity", p.id, "Entity", people[i * 11 % n].id, {"w": i / 3})
        for i, p in enumerate(people)
    ]
    nodes = tuple(sorted((*people, *events), key=lambda x: (x.label, x.id)))
    return Graph(nodes, tuple(sorted(edges, key=lambda e: e.id)), f"loads-{n}")


def main() -> None:
    """Load, and tell how far it is."""
    pause = "--pause" in sys.argv
    folder, *address = (a for a in sys.argv[1:] if not a.startswith("--"))
    loader.BATCH = BATCH

    def tell(done: int, total: int) -> None:
        print(done, total, flush=True)
        if pause:
            sys.stdin.readline()

    with open_store(Path(folder), address=address[0] if address else None) as store:
        store.load(make_graph(), on_progress=tell)


if __name__ == "__main__":
    main()
