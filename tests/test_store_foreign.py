"""Other people's nodes and relationships in the same database: nothing that kgbuild does touches them."""

from __future__ import annotations

import random
from typing import Any

import pytest

from kgbuild.records import Edge, Graph, Node
from kgbuild.store import Store
from tests.loads import make_graph
from tests.stores import Write

NAMES = ("name", "caption", "aliases", "type", "w", "sources", "state", "schema", "loader", "loaded_by")
MARKS = ("them", "kgb", "KGBUILD", "not kgbuild", "")
"""What others may have under the name of our mark; what begins with `kgbuild` is ours."""


def make_foreign(rng: random.Random, ours: Graph) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes and relationships with our labels, types and property names, with ids of ours under other labels."""
    labels = sorted({n.label for n in ours.nodes} | {x for n in ours.nodes for x in n.labels} | {"Meta", "Theirs"})
    types = sorted({e.type for e in ours.edges} | {"KNOWS"})
    taken = {(n.label, n.id) for n in ours.nodes}
    nodes = []
    for i in range(25):
        label = rng.choice(labels)
        extra = [rng.choice(labels)] if label == "Theirs" else []
        props = {name: rng.choice(["x", "kgbuild", f"v{i}"]) for name in rng.sample(NAMES[:-1], 3)}
        if rng.random() < 0.4:
            props["loaded_by"] = rng.choice(MARKS)
        if rng.random() < 0.5:
            identity = rng.choice(ours.nodes).id
            if not {(x, identity) for x in (label, *extra)} & taken and label != "Entity":
                props["id"] = identity
                taken |= {(x, identity) for x in (label, *extra)}
        nodes.append({"labels": [label, *extra], "props": {**props, "nr": i}})
    edges = [
        {"type": rng.choice(types), "a": rng.randrange(25), "b": rng.randrange(25), "props": {"nr": i, "id": f"r0000{i % 10}"}}
        for i in range(15)
    ]  # fmt: skip
    return nodes, edges


def look(write: Write) -> object:
    """All that others made: nodes, and relationships between them and from them to ours."""
    nodes = write("MATCH (n) WHERE n.nr IS NOT NULL RETURN labels(n) AS labels, properties(n) AS props")
    edges = write(
        "MATCH (a)-[r]->(b) WHERE r.nr IS NOT NULL RETURN type(r) AS type, properties(r) AS props, a.nr AS a, coalesce(b.nr, b.id) AS b"
    )
    for node in nodes:
        node["labels"] = sorted(node["labels"])
    return sorted(map(str, nodes)), sorted(map(str, edges))


@pytest.mark.parametrize("seed", range(4))
def test_nothing_of_others_is_touched(store: Store, write: Write, seed: int) -> None:
    """First load, change, load in full, removal, first load again: what others have stays to the last property."""
    rng = random.Random(seed)
    ours = make_graph(40)
    nodes, edges = make_foreign(rng, ours)
    for node in nodes:
        write(f"CREATE (n:{':'.join(node['labels'])}) SET n = $props", props=node["props"])
    for edge in edges:
        write(
            f"MATCH (a {{nr: $a}}), (b {{nr: $b}}) CREATE (a)-[r:{edge['type']}]->(b) SET r = $props",
            a=edge["a"], b=edge["b"], props=edge["props"],
        )  # fmt: skip
    before = look(write)
    store.load(ours)
    assert look(write) == before
    write(
        "MATCH (a {nr: 0}), (b:Entity {id: 'n00001'}) WHERE b.loaded_by STARTS WITH 'kgbuild' CREATE (a)-[:LEADS {nr: 99, id: 's00001'}]->(b)"
    )
    joined = look(write)
    assert joined != before
    changed = Graph(
        tuple(Node(n.id, n.label, ("Court",), {"name": "changed"}) for n in ours.nodes[:30]),
        tuple(
            Edge(e.id, e.type, e.start_label, e.start, e.end_label, e.end, {})
            for e in ours.edges
            if {(e.start_label, e.start), (e.end_label, e.end)} <= {(n.label, n.id) for n in ours.nodes[:30]}
        ),
        "changed",
    )
    assert any(n.id == "n00001" for n in changed.nodes)
    for graph, full in ((changed, False), (ours, False), (ours, True)):
        store.load(graph, full=full)
        assert look(write) == joined
    store.load(Graph((), (), "none"))
    assert look(write) == before
    left = write("MATCH (n) WHERE n.loaded_by STARTS WITH 'kgbuild' AND n.nr IS NULL RETURN labels(n) AS labels")
    assert left == [{"labels": ["Meta"]}]
