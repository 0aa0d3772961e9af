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
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from kgbuild.furniture import find_body
from kgbuild.records import Article
from kgbuild.resolving.blocks import Blocks, Turn

RUN = 5  # words
SAMPLED = 4  # one of so many runs is looked up
VOTES = 2  # sampled runs that two articles share before they are compared
SHARED = 8  # runs that a copy shares at least
PART = 0.15  # of the runs of the shorter article
SHORT = 3  # letters of words that tell nothing
WORD = re.compile(r"[^\W_]+")
QUOTE = re.compile(r"“[^“”\n]+(?:”|$)|\"[^\"\n]+\"", re.MULTILINE)
FIND_ARTICLE = attrgetter("article")
Pair = tuple[str, str]
"""Two articles by their keys, sorted."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Articles that are copies of each other, by their keys, and why."""

    articles: tuple[str, ...]
    reason: str


def find_copies(articles: Sequence[Article]) -> tuple[Copies, ...]:
    """Return the groups of copies, sorted; what stands between quotation marks does not count."""
    finder = CopyFinder()
    turn = finder.update(articles)
    return tuple(sorted(turn.made, key=lambda c: c.articles))


@dataclass(frozen=True, slots=True)
class _Copied:
    """An article that is a copy of others: its key, its file, the pairs that it makes, and of them the most alike.

    `best` has that pair's shared runs, negative so that the least one is the best, the pair, and the runs of the shorter.
    """

    article: str
    doc: str
    pairs: frozenset[Pair]
    best: tuple[int, Pair, int]


class CopyFinder:
    """Finds copies, and after a change of some articles compares those alone with the ones that share runs with them."""

    def __init__(self) -> None:
        self._docs: dict[str, str] = {}
        self._runs: dict[str, array[int]] = {}
        self._holders: dict[int, list[str]] = {}
        self._twins: dict[tuple[int, ...], list[str]] = {}
        self._votes: Counter[Pair] = Counter()
        self._shared: dict[str, dict[Pair, tuple[int, int]]] = {}
        self._blocks: Blocks[_Copied, Copies] = Blocks(lambda c: c.pairs, _make_copies)

    def update(self, articles: Iterable[Article], gone: Iterable[str] = ()) -> Turn[Copies]:
        """Take articles in, new ones and those that changed, let others go; return the groups that went and came."""
        come = {a.key: a for a in articles}
        touched: dict[Pair, None] = {}
        left = [k for k in (*gone, *come) if k in self._runs]
        for key in left:
            for index, at, votes in self._list_places(self._runs.pop(key)):
                _shift(index, at, key, votes, self._votes, touched, come=False)
        for key, article in come.items():
            self._docs[key] = article.doc
            self._runs[key] = make_runs(strip_quotes(article.text))
            for index, at, votes in self._list_places(self._runs[key]):
                _shift(index, at, key, votes, self._votes, touched, come=True)
        changed = dict.fromkeys(k for k in left if k in self._shared)
        for pair in touched:
            changed |= dict.fromkeys(self._compare(pair))
        copied = {k: _make_copied(k, self._docs[k], held) for k in changed if (held := self._shared.get(k))}
        return self._blocks.update(copied, [k for k in changed if k not in copied and self._blocks.get(k)])

    def _list_places(self, runs: array[int]) -> Iterator[tuple[dict[Any, list[str]], Any, int]]:
        """Where an article is looked up: by a sample of its runs, and by its length with its first and last run."""
        for run in {r for r in runs if r % SAMPLED == 0}:
            yield self._holders, run, 1
        if len(runs):
            yield self._twins, (len(runs), runs[0], runs[-1]), VOTES

    def _compare(self, pair: Pair) -> Iterable[str]:
        """Compare two articles that may be copies; return them where that says something else than before."""
        a, b = pair
        before, now = self._shared.get(a, {}).get(pair), None
        if self._votes[pair] >= VOTES:
            left, right = set(self._runs[a]), set(self._runs[b])
            shared, shorter = len(left & right), min(len(left), len(right))
            if left == right or (shared >= SHARED and shared >= PART * shorter):
                now = shared, shorter
        for key in pair:
            held = self._shared.setdefault(key, {})
            held.pop(pair, None)
            if now is not None:
                held[pair] = now
            if not held:
                del self._shared[key]
        return pair if before != now else ()


def _shift(
    index: dict[Any, list[str]],
    at: Any,
    key: str,
    votes: int,
    told: Counter[Pair],
    touched: dict[Pair, None],
    *,
    come: bool,
) -> None:
    """Put an article among those of one run, or take it away, and count anew which pairs that ties."""
    held = index.setdefault(at, [])
    place = bisect_left(held, key)
    end = place + 1 if place else len(held) + 1
    before = _tie(held, place, end + (not come), last=votes == 1)
    if come:
        held.insert(place, key)
    else:
        del held[place]
    after = _tie(held, place, end + come, last=votes == 1)
    if not held:
        del index[at]
    for pair in before ^ after:
        told[pair] += votes if pair in after else -votes
        touched[pair] = None
        if not told[pair]:
            del told[pair]


def _tie(held: Sequence[str], start: int, end: int, *, last: bool) -> set[Pair]:
    """The pairs that some of the articles of a run make: each with the first one, and with the one before it."""
    places = range(max(start, 1), min(end, len(held)))
    return {(held[0], held[i]) for i in places} | ({(held[i - 1], held[i]) for i in places} if last else set())


def _make_copied(key: str, doc: str, shared: Mapping[Pair, tuple[int, int]]) -> _Copied:
    best = min((-runs, pair, shorter) for pair, (runs, shorter) in shared.items())
    return _Copied(key, doc, frozenset(shared), best)


def _make_copies(copied: Sequence[_Copied]) -> Copies:
    runs, pair, shorter = min(map(attrgetter("best"), copied))
    first, second = sorted(copied[bisect_left(copied, key, key=FIND_ARTICLE)].doc for key in pair)
    told = f"{-runs} of {shorter} runs of five words are the same in {first} and {second}"
    return Copies(tuple(map(FIND_ARTICLE, copied)), told)


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
