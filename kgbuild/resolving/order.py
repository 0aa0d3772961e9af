"""Put events in the order that the articles tell, as far as that order holds together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import networkx as nx

from kgbuild.records import Event


def order_events(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events, each with the ids of those that words of an article put before it.

    An order that the events' dates deny, or that would close a circle, is left out.
    """
    at = {(c.article, c.claim.event): e for e in events for c in e.claims}
    pairs = sorted(
        {
            (at[c.article, first].id, event.id)
            for event in events
            for c in event.claims
            for first in c.claim.after
            if (c.article, first) in at
        }
    )
    known = {e.id: e for e in events}
    graph: nx.DiGraph[str] = nx.DiGraph()
    for first, second in pairs:
        if first == second or _is_denied(known[first], known[second]):
            continue
        if graph.has_node(first) and graph.has_node(second) and nx.has_path(graph, second, first):
            continue
        graph.add_edge(first, second)
    return tuple(
        replace(e, after=tuple(sorted(graph.predecessors(e.id)))) if graph.has_node(e.id) else e for e in events
    )


def _is_denied(first: Event, second: Event) -> bool:
    return first.first_day is not None and second.last_day is not None and first.first_day > second.last_day
