"""Put events in the order that the articles tell, as far as that order holds together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import networkx as nx

from kgbuild.records import Event


def find_order_keys(event: Event) -> Iterator[tuple[str, str]]:
    """Yield what an article's words on the order of its events can tie an event to others by."""
    for c in event.claims:
        yield c.article, c.claim.event
        for first in c.claim.after:
            yield c.article, first


def order_events(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events, each with the ids of those that words of an article put before it.

    An order that the events' dates deny, or that would close a circle, is left out. An event that no article dates gets
    the days between which its order puts it.
    """
    if not any(c.claim.after for e in events for c in e.claims):
        return tuple(events)
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
    ordered = (replace(e, after=tuple(sorted(graph.predecessors(e.id)))) if graph.has_node(e.id) else e for e in events)
    bounds = _find_bounds(known, graph)
    return tuple(replace(e, earliest=bounds[e.id][0], latest=bounds[e.id][1]) if e.id in bounds else e for e in ordered)


def _find_bounds(events: Mapping[str, Event], graph: nx.DiGraph[str]) -> dict[str, tuple[str | None, str | None]]:
    """The first and last day that the order allows each undated event, by what came before and after it."""
    row = list(nx.lexicographical_topological_sort(graph))
    low = {i: events[i].first_day for i in row}
    high = {i: events[i].last_day for i in row}
    for i in row:
        if events[i].date is None:
            low[i] = max((d for j in graph.predecessors(i) if (d := low[j])), default=None)
    for i in reversed(row):
        if events[i].date is None:
            high[i] = min((d for j in graph.successors(i) if (d := high[j])), default=None)
    undated = (i for i in row if events[i].date is None and (low[i] or high[i]))
    return {i: (low[i], high[i]) for i in undated if not (low[i] or "") > (high[i] or "9999")}


def _is_denied(first: Event, second: Event) -> bool:
    return first.first_day is not None and second.last_day is not None and first.first_day > second.last_day
