"""Quotations that several articles print: whoever prints them, they have one source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kgbuild.records import Article
from kgbuild.resolving.blocks import Blocks, Turn
from kgbuild.resolving.copies import QUOTE, make_runs

RUN = 8  # words that two quotations share


@dataclass(frozen=True, slots=True)
class SharedQuote:
    """A quotation, in its longest form, and where articles print it: article key, start, end."""

    text: str
    places: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Quote:
    """A quotation of an article: where it stands, its words, and its runs."""

    place: tuple[str, int, int]
    text: str
    runs: frozenset[int]


class QuoteFinder:
    """Finds shared quotations, and after a change of some articles those alone that share words with theirs."""

    def __init__(self) -> None:
        self._places: dict[str, list[tuple[str, int, int]]] = {}
        self._blocks: Blocks[_Quote, SharedQuote] = Blocks(lambda q: q.runs, _make_shared)

    def update(self, articles: Iterable[Article], gone: Iterable[str] = ()) -> Turn[SharedQuote]:
        """Take articles in, new ones and those that changed, let others go; return what they share no more, and now."""
        come = {a.key: [*_find_quotes(a)] for a in articles}
        left = {p for key in (*gone, *come) for p in self._places.pop(key, ())}
        self._places |= {key: [q.place for q in held] for key, held in come.items() if held}
        quotes = {q.place: q for held in come.values() for q in held}
        turn = self._blocks.update(quotes, left - quotes.keys())
        return Turn([q for q in turn.lost if _is_shared(q)], [q for q in turn.made if _is_shared(q)])


def _find_quotes(article: Article) -> Iterator[_Quote]:
    for m in QUOTE.finditer(article.text):
        if len(m[0].split()) >= RUN:
            yield _Quote((article.key, m.start(), m.end()), m[0], frozenset(make_runs(m[0], RUN)))


def _make_shared(quotes: Sequence[_Quote]) -> SharedQuote:
    text = min((q.text for q in quotes), key=lambda t: (-len(t), t))
    return SharedQuote(text, tuple(q.place for q in quotes))


def _is_shared(quote: SharedQuote) -> bool:
    return len({key for key, _, _ in quote.places}) > 1
