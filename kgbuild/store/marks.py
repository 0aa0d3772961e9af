"""The marks by which a store tells what kgbuild made in it, and which graph it holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from kgbuild.records import Edge, Graph, Node, PropertyValue
from kgbuild.store.base import MARK_KEY, Store
from kgbuild.store.indexes import find_words

MARK = "kgbuild"
META = "Meta"
SCHEMA = 4
WRITE = json.JSONEncoder(default=str, sort_keys=True).encode  # json.dumps makes an encoder anew for each call


def mark_node(node: Node) -> str:
    """Return what a node's `loaded_by` says: the program, and a hash of the properties that a store gets.

    Labels are no part of it: a load compares them as the store has them.
    """
    return _make_mark(find_properties(node))


def find_properties(node: Node) -> dict[str, PropertyValue]:
    """Return the properties of a node that a store gets beside id and mark: its own, and what searches look into."""
    return {**node.properties, **find_words(node)}


def mark_edge(edge: Edge) -> str:
    """Return the same of a relationship.

    The labels of its ends are part of it: where an end was made anew under another label, it is sent again.
    """
    return _make_mark({**edge.properties, "": (edge.start_label, edge.end_label)})


def is_loading(store: Store) -> bool:
    """Tell whether a load into a store runs, or broke off: what it answers is then not all, or not of one graph."""
    return store.run_read("MATCH (m:Meta {id: $id}) RETURN m.state AS state", {"id": MARK}).rows == (("loading",),)


def describe_graph(graph: Graph) -> dict[str, PropertyValue]:
    """Return what the `(:Meta)` node of a store says of the graph it holds, beside the state of the load."""
    return {
        "id": MARK,
        MARK_KEY: MARK,
        "input": graph.digest,
        "schema": SCHEMA,
        "bases": tuple(sorted({n.label for n in graph.nodes})),
        "extras": tuple(sorted({x for n in graph.nodes for x in n.labels})),
        "types": tuple(sorted({e.type for e in graph.edges})),
    }


def _make_mark(properties: Mapping[str, PropertyValue]) -> str:
    return f"{MARK}:{hashlib.blake2b(WRITE(dict(properties)).encode(), digest_size=8).hexdigest()}"
