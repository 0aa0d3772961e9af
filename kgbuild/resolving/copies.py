"""Articles of which one is a copy of the other, whole, cut or rewritten.

Two texts written by different people share hardly a run of five words, quotes apart. A copy shares most of them, and one
that was rewritten still many. Runs are compared by a fixed hash. Pairs that may be copies come from a sample of the runs,
each of which ties an article to the first and to the one before it that have the run, so that the work grows with the
number of articles and not with that of their pairs.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from kgbuild.furniture import find_body
from kgbuild.records import Article

RUN = 5  # words
SAMPLED = 4  # one of so many runs is looked up
VOTES = 2  # sampled runs that two articles share before they are compared
SHARED = 8  # runs that a copy shares at least
PART = 0.15  # of the runs of the shorter article
SHORT = 3  # letters of words that tell nothing
WORD = re.compile(r"[^\W_]+")
QUOTE = re.compile(r"“[^“”\n]+(?:”|$)|\"[^\"\n]+\"", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Copies:
    """Articles that are copies of each other, by their keys, and why."""

    articles: tuple[str, ...]
    reason: str


def find_copies(articles: Sequence[Article]) -> tuple[Copies, ...]:
    """Return the groups of copies, sorted; what stands between quotation marks does not count."""
    texts = {a.key: make_runs(strip_quotes(a.text)) for a in sorted(articles, key=lambda a: a.key)}
    docs = {a.key: a.doc for a in articles}
    graph: nx.Graph[str] = nx.Graph()
    for a, b in sorted(_find_pairs(texts)):
        left, right = set(texts[a]), set(texts[b])
        shared, shorter = len(left & right), min(len(left), len(right))
        if left == right or (shared >= SHARED and shared >= PART * shorter):
            graph.add_edge(a, b, shared=shared, shorter=shorter)
    found = []
    for part in nx.connected_components(graph):
        keys = sorted(part)
        a, b, data = min(graph.subgraph(part).edges(data=True), key=lambda e: (-e[2]["shared"], *sorted(e[:2])))
        first, second = sorted((docs[a], docs[b]))
        told = f"{data['shared']} of {data['shorter']} runs of five words are the same in {first} and {second}"
        found.append(Copies(tuple(keys), told))
    return tuple(sorted(found, key=lambda c: c.articles))


def strip_quotes(text: str) -> str:
    """Return the body of an article without what it quotes."""
    return QUOTE.sub(" ", "\n".join(text[a:b] for a, b in find_body(text)))


def make_runs(text: str, length: int = RUN) -> array[int]:
    """Return a hash for each run of words that is no mere name, in order; of a text shorter than a run, one of it all."""
    words = WORD.findall(text)
    plain = [w[0].islower() + (w[0].islower() and len(w) > SHORT) for w in words]
    folded = [w.casefold().encode() for w in words]
    if len(words) < length:
        return array("L", [zlib.crc32(b" ".join(folded))] if words else [])
    starts = (i for i in range(len(words) - length + 1) if sum(plain[i : i + length]) > length // 2 + 1)
    return array("L", (zlib.crc32(b" ".join(folded[i : i + length])) for i in starts))


def _find_pairs(texts: dict[str, array[int]]) -> Iterable[tuple[str, str]]:
    """The pairs that share enough of the sampled runs, or begin and end alike and are as long."""
    first: dict[int, str] = {}
    last: dict[int, str] = {}
    votes: Counter[tuple[str, str]] = Counter()
    whole: dict[tuple[int, ...], str] = {}
    for key, runs in texts.items():
        near: dict[str, int] = defaultdict(int)
        for run in {r for r in runs if r % SAMPLED == 0}:
            for other in {first.setdefault(run, key), last.get(run, key)} - {key}:
                near[other] += 1
            last[run] = key
        for other, count in near.items():
            if count >= VOTES:
                votes[other, key] = count
        if len(runs):
            twin = whole.setdefault((len(runs), runs[0], runs[-1]), key)
            if twin != key:
                votes[twin, key] += VOTES
    return votes
