"""What the tests of stores share: a small graph, and ways to look at what a store holds."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from kgbuild.records import Edge, Graph, Node
from kgbuild.store import Store

DAY = datetime.date(2015, 5, 1)
MIRO = Node(
    "org:miro",
    "Entity",
    ("Company", "Organization"),
    {"name": "Miro", "aliases": ("Miro Group", "MG"), "caption": "Miro"},
)
ORLO = Node("org:orlo", "Entity", ("Organization",), {"name": "Orlo", "caption": "Orlo"})
SUIT = Node(
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
)
AGENT = Edge("r1", "AGENT", "Event", "e1", "Entity", "org:orlo", {})
PATIENT = Edge("r2", "PATIENT", "Event", "e1", "Entity", "org:miro", {})
SUED = Edge("r3", "SUED", "Entity", "org:orlo", "Entity", "org:miro", {"event": "e1", "first_day": DAY})
GRAPH = Graph((MIRO, ORLO, SUIT), (AGENT, PATIENT, SUED), "digest-1")
SLOW = "UNWIND range(1, 100000) AS i UNWIND range(1, 100000) AS j RETURN sum(i * j) AS n"
Write = Callable[..., list[dict[str, Any]]]


def count(store: Store, pattern: str) -> object:
    """How many of a pattern the store holds."""
    return store.run_read(f"MATCH {pattern} RETURN count(*) AS n").rows[0][0]


def dump(store: Store) -> tuple[object, ...]:
    """All that the store holds, to compare."""
    nodes = store.run_read("MATCH (n) RETURN n ORDER BY n.id").rows
    edges = store.run_read("MATCH (a)-[r]->(b) RETURN a.id AS a, r, b.id AS b ORDER BY a, b, r.id").rows
    return nodes, edges
