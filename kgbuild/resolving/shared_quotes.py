"""Quotations that several articles print: whoever prints them, they have one source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from kgbuild.records import Article
from kgbuild.resolving.copies import QUOTE, make_runs

RUN = 8  # words that two quotations share


@dataclass(frozen=True, slots=True)
class SharedQuote:
    """A quotation, in its longest form, and where articles print it: article key, start, end."""

    text: str
    places: tuple[tuple[str, int, int], ...]


def find_shared_quotes(articles: Sequence[Article]) -> tuple[SharedQuote, ...]:
    """Return the quotations that more than one article prints, in whole or in part, sorted by place."""
    texts = {a.key: a.text for a in articles}
    places = [(a.key, m.start(), m.end()) for a in articles for m in QUOTE.finditer(a.text)]
    holders: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    for place in sorted(places):
        key, start, end = place
        runs = make_runs(texts[key][start:end], RUN)
        if len(texts[key][start:end].split()) >= RUN:
            for run in set(runs):
                holders[run].append(place)
    graph: nx.Graph[tuple[str, int, int]] = nx.Graph()
    for held in holders.values():
        graph.add_edges_from((held[0], other) for other in held[1:])
    found = []
    for part in nx.connected_components(graph):
        if len({key for key, _, _ in part}) > 1:
            said = [texts[key][start:end] for key, start, end in part]
            found.append(SharedQuote(min(said, key=lambda t: (-len(t), t)), tuple(sorted(part))))
    return tuple(sorted(found, key=lambda q: q.places))
