"""Independent sources: which articles count as one, and why.

Articles are one source where they have an origin in common: the publisher, the agency whose report they print, a text
of which they are copies, the page on which they stand, or, for what stands within it, a quotation that they share.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kgbuild.ontology import Ontology
from kgbuild.records import Article, Origin, SourcedClaim
from kgbuild.resolving.copies import find_copies
from kgbuild.resolving.credits import CreditReader
from kgbuild.resolving.shared_quotes import find_shared_quotes

Kind = Literal["publisher", "agency", "copy", "page", "quote"]
MAKERS = ("publisher", "agency")  # an agency is one source with what it publishes itself
Groups = tuple[tuple[str, ...], ...]
Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """Origins, sorted by id; which an article has (by its key); where it prints quotations that others print too."""

    origins: tuple[Origin, ...]
    marks: Mapping[str, frozenset[str]]
    quotes: Mapping[str, tuple[Span, ...]]

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
        quoting = {a: said for a, told in held.items() if (said := self._find_quotes(told))}
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
        parent = {a: a for a in articles}

        def find(a: str) -> str:
            while parent[a] != a:
                parent[a] = parent[parent[a]]
                a = parent[a]
            return a

        first: dict[str, str] = {}
        for article in articles:
            for mark in sorted(self.marks[article]):
                parent[find(article)] = find(first.setdefault(mark, article))
        printing: dict[str, str] = {}
        for article in sorted(articles, key=lambda a: (a in quoting, a)):
            for quote in sorted({q for _, _, q in self.quotes.get(article, ())}):
                other = printing.setdefault(quote, article)
                if quote in quoting.get(article, ()):
                    parent[find(article)] = find(other)
        groups: dict[str, list[str]] = defaultdict(list)
        for article in articles:
            groups[find(article)].append(article)
        return tuple(sorted(tuple(held) for held in groups.values()))


def find_sources(articles: Sequence[Article], *, ontology: Ontology) -> SourceIndex:
    """Return the origins of articles; those of one article alone tell who published it."""
    held: dict[tuple[Kind, str], list[str]] = defaultdict(list)
    told: dict[tuple[Kind, str], tuple[str, str]] = {}
    reader = CreditReader(ontology)
    for article in sorted(articles, key=lambda a: a.key):
        for kind, name, reason in _find_makers(article, reader):
            held[kind, reader.fold(name)].append(article.key)
            told.setdefault((kind, reader.fold(name)), (name, reason))
    origins = [_make_origin(kind, folded, keys, *told[kind, folded]) for (kind, folded), keys in held.items()]
    copies = find_copies(articles)
    origins += [_make_origin("copy", "|".join(c.articles), c.articles, c.reason, c.reason) for c in copies]
    quotes: dict[str, list[Span]] = defaultdict(list)
    for shared in find_shared_quotes(articles):
        keys = sorted({key for key, _, _ in shared.places})
        said = " ".join(shared.text.split())
        origin = _make_origin("quote", f"{shared.places[0]}", keys, said, f"{len(keys)} articles print it")
        origins.append(origin)
        for key, start, end in shared.places:
            quotes[key].append((start, end, origin.id))
    marks: dict[str, set[str]] = {a.key: set() for a in articles}
    for origin in origins:
        if origin.kind != "quote":
            for key in origin.articles:
                marks[key].add(f"maker:{reader.fold(origin.name)}" if origin.kind in MAKERS else origin.id)
    kept = [o for o in origins if o.kind != "page" or len(o.articles) > 1]
    return SourceIndex(
        tuple(sorted(kept, key=lambda o: o.id)),
        {a: frozenset(m) for a, m in marks.items()},
        {a: tuple(sorted(spans)) for a, spans in quotes.items()},
    )


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
