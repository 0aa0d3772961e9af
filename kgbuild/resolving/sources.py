"""Independent sources: which articles count as one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgbuild.records import Article


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """What each article, by its key, shares with others of the same source."""

    marks: Mapping[str, frozenset[str]]

    def group(self, articles: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """Return the articles parted into sources, sorted."""
        groups: list[tuple[set[str], set[str]]] = []
        for key in sorted(set(articles)):
            marks, keys = set(self.marks[key]), {key}
            rest = []
            for held, members in groups:
                if held & marks:
                    marks |= held
                    keys |= members
                else:
                    rest.append((held, members))
            groups = [*rest, (marks, keys)]
        return tuple(sorted(tuple(sorted(members)) for _, members in groups))


def find_sources(articles: Iterable[Article]) -> SourceIndex:
    """Return which articles share their publisher or their text."""
    return SourceIndex({a.key: frozenset(_find_marks(a)) for a in articles})


def _find_marks(article: Article) -> Iterable[str]:
    yield "text:" + hashlib.sha256(article.text.encode()).hexdigest()
    if article.publisher:
        yield "publisher:" + article.publisher.casefold()
