"""Independent sources: which articles count as one, and why.

Articles are one source where they have an origin in common: the publisher, the agency whose report they print, a text
of which they are copies, the page on which they stand, or, for what stands within it, a quotation that they share.
"""

from __future__ import annotations

import hashlib
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Literal, TypeVar

from kgbuild.ontology import Ontology
from kgbuild.records import Article, Origin, SourcedClaim
from kgbuild.resolving.blocks import Shelf, Turn, connect, find_changed
from kgbuild.resolving.copies import Copies, CopyFinder
from kgbuild.resolving.credits import CreditReader
from kgbuild.resolving.shared_quotes import QuoteFinder, SharedQuote

Kind = Literal["publisher", "agency", "copy", "page", "quote"]
MAKERS = ("publisher", "agency")  # an agency is one source with what it publishes itself
SAMPLE = 16  # of the articles of a group that are asked for its mark
Groups = tuple[tuple[str, ...], ...]
Span = tuple[int, int, str]
Maker = tuple[Kind, str]
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """What marks the origins of an article (by its key), and where it prints quotations that others print too."""

    marks: Mapping[str, Collection[str]]
    quotes: Mapping[str, Collection[Span]]

    def group(self, articles: Iterable[str]) -> Groups:
        """Return articles parted into independent sources, sorted."""
        return self._join(sorted(set(articles)), {})

    def group_claims(self, claims: Iterable[SourcedClaim]) -> Groups:
        """Return the articles of claims parted into sources.

        An article of which all claims stand within a quotation adds nothing to others that print it.
        """
        held: dict[str, list[SourcedClaim]] = defaultdict(list)
        for sourced in claims:
            held[sourced.article].append(sourced)
        known = self.quotes
        quoting = {a: said for a, told in held.items() if a in known and (said := self._find_quotes(told))}
        return self._join(sorted(held), quoting)

    def _find_quotes(self, claims: Sequence[SourcedClaim]) -> frozenset[str]:
        """The shared quotations within which all claims of an article stand, if they do."""
        found = set()
        for sourced in claims:
            at = sourced.claim.trigger_start
            inside = [q for start, end, q in self.quotes.get(sourced.article, ()) if start <= at < end]
            if not inside:
                return frozenset()
            found.update(inside)
        return frozenset(found)

    def _join(self, articles: Sequence[str], quoting: Mapping[str, frozenset[str]]) -> Groups:
        if len(articles) < 2:
            return tuple((a,) for a in articles)
        pairs = []
        first: dict[str, int] = {}
        for n, article in enumerate(articles):
            pairs += [(first.setdefault(mark, n), n) for mark in self.marks[article]]
        printing: dict[str, int] = {}
        places = {a: n for n, a in enumerate(articles)}
        for article in sorted(articles, key=lambda a: (a in quoting, a)) if self.quotes else ():
            for quote in {q for _, _, q in self.quotes.get(article, ())}:
                other = printing.setdefault(quote, places[article])
                if quote in quoting.get(article, ()):
                    pairs.append((other, places[article]))
        return tuple(tuple(articles[n] for n in part) for part in connect(len(articles), pairs))


class SourceResolver:
    """Finds which articles are one source, and after a change of some articles what that changes."""

    def __init__(self, ontology: Ontology) -> None:
        self._reader = CreditReader(ontology)
        self._copies, self._quotes = CopyFinder(), QuoteFinder()
        self._made: dict[str, dict[Maker, tuple[str, str]]] = {}  # by article, who made it, as it says, and why
        self._makers: dict[Maker, list[str]] = defaultdict(list)
        self._origins: Shelf[Origin] = Shelf(lambda o: o.id)
        self._held: dict[Maker, Origin] = {}
        self._marks: dict[str, dict[str, None]] = {}
        self._groups: dict[str, str] = {}  # the mark of the copies that an article is one of
        self._numbers = count()
        self._spans: dict[str, dict[Span, None]] = {}
        self.index = SourceIndex(self._marks, self._spans)

    def collect(self) -> tuple[Origin, ...]:
        """Return the origins, sorted by id; those of one article alone tell who published it."""
        return self._origins.collect()

    def update(self, articles: Collection[Article], gone: Iterable[str] = ()) -> set[str]:
        """Take articles in, new ones and those that changed, let others go; return those with other origins now."""
        turn: Turn[Origin] = Turn()
        changed = self._credit(articles, gone, turn)
        copies, quotes = self._copies.update(articles, gone), self._quotes.update(articles, gone)
        changed |= self._mark_copies(copies)
        turn.lost += map(_name_copies, copies.lost)
        turn.made += map(_name_copies, copies.made)
        for held, come in ((quotes.lost, False), (quotes.made, True)):
            for shared in held:
                origin = _name_quote(shared)
                (turn.made if come else turn.lost).append(origin)
                for key, start, end in shared.places:
                    changed.add(key)
                    _set(self._spans, key, (start, end, origin.id), come=come)
        self._origins.update(turn)
        return changed

    def _mark_copies(self, copies: Turn[Copies]) -> set[str]:
        """Mark the articles of each group; return those that are not with the same copies as before.

        A group keeps the mark that most of its articles seem to have, so that the others need no new look.
        """
        lost = {self._groups[held.articles[0]]: held.articles for held in copies.lost}
        now: dict[str, str] = {}
        gone: set[str] = set()
        for held in copies.made:
            some = held.articles[:: max(1, len(held.articles) // SAMPLE)]
            marks = Counter(m for a in some if (m := self._groups.get(a)) in lost)
            mark = max(marks, key=marks.__getitem__) if marks else f"copy:{next(self._numbers)}"
            before = lost.pop(mark, ())
            start, end = find_changed(before, held.articles)
            left, come = ({*keys[start : len(keys) - end]} for keys in (before, held.articles))
            gone |= left - come
            now |= dict.fromkeys(come - left, mark)
        gone.update(*lost.values())
        for key in gone | now.keys():
            if (old := self._groups.pop(key, None)) is not None:
                _set(self._marks, key, old, come=False)
            if key in now:
                self._groups[key] = now[key]
                _set(self._marks, key, now[key], come=True)
        return gone | now.keys()

    def _credit(self, articles: Iterable[Article], gone: Iterable[str], turn: Turn[Origin]) -> set[str]:
        """Put articles down under who made them; return those that this changes."""
        come = {a.key: a for a in articles}
        touched: set[Maker] = set()
        changed = {*gone, *come}
        for key in changed & self._made.keys():
            for maker in self._made.pop(key):
                self._makers[maker].remove(key)
                touched.add(maker)
                _set(self._marks, key, _mark(maker), come=False)
        for key, article in come.items():
            self._made[key] = {}
            for kind, name, reason in _find_makers(article, self._reader):
                maker = kind, self._reader.fold(name)
                self._made[key][maker] = name, reason
                insort(self._makers[maker], key)
                touched.add(maker)
                _set(self._marks, key, _mark(maker), come=True)
        for maker in touched:
            if maker in self._held:
                turn.lost.append(self._held.pop(maker))
            keys = self._makers[maker]
            if len(keys) > (maker[0] == "page"):
                self._held[maker] = _make_origin(*maker, keys, *self._made[keys[0]][maker])
                turn.made.append(self._held[maker])
            if not keys:
                del self._makers[maker]
        return changed


def _mark(maker: Maker) -> str:
    """What two articles of one origin have in common."""
    kind, folded = maker
    return f"maker:{folded}" if kind in MAKERS else f"{kind}:{folded}"


def _set(index: dict[str, dict[T, None]], key: str, value: T, *, come: bool) -> None:
    """Put something down under a key, or take it away, and the key with the last of it."""
    if come:
        index.setdefault(key, {})[value] = None
    else:
        del index[key][value]
        if not index[key]:
            del index[key]


def _name_copies(copies: Copies) -> Origin:
    return _make_origin("copy", "|".join(copies.articles), copies.articles, copies.reason, copies.reason)


def _name_quote(shared: SharedQuote) -> Origin:
    keys = sorted({key for key, _, _ in shared.places})
    said = " ".join(shared.text.split())
    return _make_origin("quote", f"{shared.places[0]}", keys, said, f"{len(keys)} articles print it")


def _find_makers(article: Article, reader: CreditReader) -> Iterator[tuple[Kind, str, str]]:
    """Who made an article, and the page that it is a part of. What an agency wrote is not its printer's."""
    agency = reader.find_agency(article)
    publisher = reader.find_publisher(article)
    if agency is not None:
        yield "agency", agency[0], agency[1]
    elif publisher is not None:
        yield "publisher", publisher, publisher
    page, part, number = article.doc.rpartition("#")
    yield "page", page if part and number.isdigit() else article.doc, "stories of one page"


def _make_origin(kind: Kind, what: str, articles: Iterable[str], name: str, reason: str) -> Origin:
    return Origin(f"{kind}:" + hashlib.sha256(what.encode()).hexdigest()[:12], kind, name, tuple(articles), reason)
