"""The graph for networkx."""

from __future__ import annotations

from collections.abc import Container

import networkx as nx

from kgbuild.records import Graph


def make_network(graph: Graph, *, labels: Container[str] | None = None) -> nx.MultiDiGraph[str]:
    """Return nodes and relationships with all their properties; `labels` names the base labels to take, else all are."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.nodes:
        if labels is None or node.label in labels:
            told = {**node.properties, "id": node.id, "label": node.label, "labels": (node.label, *node.labels)}
            network.add_node(f"{node.label}/{node.id}", **told)
    for edge in graph.edges:
        if labels is None or (edge.start_label in labels and edge.end_label in labels):
            ends = f"{edge.start_label}/{edge.start}", f"{edge.end_label}/{edge.end}"
            network.add_edge(*ends, edge.id)
            network.edges[(*ends, edge.id)].update({**edge.properties, "type": edge.type})
    return network
