"""Tellings that are held for one event, and whether another can be of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kgbuild.dates import overlap
from kgbuild.described import agree_in_words
from kgbuild.resolving.tellings import (
    CORE,
    MATTERS,
    NEWS_DAYS,
    Span,
    Status,
    Telling,
    can_be_in,
    find_day,
    intersect,
    meet,
)

PAIR = 2
NOBODY: frozenset[str] = frozenset()
Sides = tuple[frozenset[str], frozenset[str]]
"""Who stands in each core role."""


@dataclass(slots=True)
class Cluster:
    """Tellings of one event, and in sum what they tell, so that one more is compared with all of them at once.

    `common` has the first and the last day that all their spans leave, `matter` the event that it is a step of ("dropped
    the suit"), where that is known. It `is_news` where an article reports it as new, and
    `is_firm` where one tells it as a fact.
    """

    tellings: list[Telling] = field(default_factory=list)
    names: dict[str, set[str]] = field(default_factory=dict)
    parties: dict[Sides, None] = field(default_factory=dict)
    owners: dict[str, set[str]] = field(default_factory=dict)
    dates: set[str] = field(default_factory=set)
    spans: set[Span] = field(default_factory=set)
    common: Span = (None, None)
    months: set[int] = field(default_factory=set)
    words: dict[str, set[str]] = field(default_factory=dict)
    statuses: dict[str, Status] = field(default_factory=dict)
    types: set[str] = field(default_factory=set)
    matter: str | None = None
    is_news: bool = False
    is_firm: bool = False
    beside: set[str] = field(default_factory=set)

    def add(self, telling: Telling, matter: str | None = None) -> None:
        """Take a telling in."""
        self.tellings.append(telling)
        self.types.add(telling.type.name)
        sides = _list_sides(telling)
        if sides not in self.parties:
            self.parties[sides] = None
        for role, names in telling.names.items():
            self.names.setdefault(role, set()).update(names)
        for role, words in telling.words.items():
            self.words.setdefault(role, set()).update(words)
        self.statuses[telling.article.key] = telling.status
        for name, owners in telling.owners.items():
            self.owners.setdefault(name, set()).update(owners)
        if telling.date is not None:
            self.dates.add(telling.date)
        if telling.span not in self.spans:
            self.spans.add(telling.span)
            if meet(
                telling.span, self.common
            ):  # what happens once is one for its names, whatever an article's day suggests
                self.common = intersect(self.common, telling.span)
        if telling.month is not None:
            self.months.add(telling.month)
        self.matter = self.matter or matter
        self.is_news = self.is_news or telling.news
        self.is_firm = self.is_firm or telling.is_firm
        self.beside.update(telling.beside)

    def fits(self, telling: Telling, matter: str | None = None) -> bool:
        """Tell whether a telling can be of this event: nothing that it tells speaks against it.

        A telling that has a date must agree with every date here, since likeness of dates does not carry over.
        """
        if matter is not None and self.matter is not None and matter != self.matter:
            return False
        if telling.apart != self.tellings[0].apart:
            return False
        if self.statuses.get(telling.article.key, telling.status) != telling.status:
            return False
        if not self._may_deny(telling):
            return False
        if self.tells_once(telling):
            return telling.date is None or all(overlap(telling.date, d) for d in self.dates)
        if telling.is_unnamed or all(t.is_unnamed for t in self.tellings):
            return self.fits_in_time(telling) and self._fits_unnamed(telling)
        if telling.type.name not in self.types:
            return False
        return self.fits_in_time(telling) and self.fits_in_names(telling) and self._fits_in_words(telling)

    def tells_once(self, telling: Telling) -> bool:
        """Tell whether a telling is of what happens only once, and happened here to the same."""
        patient = telling.names.get("patient")
        firm = telling.type.name in self.types or (telling.is_firm and self.is_firm)
        return telling.is_once and firm and any(patient == here for _, here in self.parties)

    def _fits_unnamed(self, telling: Telling) -> bool:
        """Tell whether a telling of which one side names nobody can be of this event, told in another article.

        The articles tell of a deed of one person, or the two happened in one place on one day; whom it befell is described alike.
        """
        if telling.type.name not in self.types and not (telling.is_firm and self.is_firm and telling.type.once):
            return False
        here = [t for t in self.tellings if t.article.key == telling.article.key]
        if here:  # "a woman was killed": who died, as the article says later
            told_once = telling.type.once and all(t.type is not telling.type for t in here)
            return told_once and all(_are_alike(telling, other) for other in self.tellings)
        if telling.is_unnamed and self.names.get("patient", set()) & telling.beside:
            return False  # who is named in an article is not whom it leaves without a name
        if not (self.beside & telling.beside or self.list_spots() & list_spots(telling.names, [telling.date])):
            return False
        return all(_are_alike(telling, other) for other in self.tellings)

    def list_spots(self) -> set[tuple[str, str]]:
        """Where and when it happened, as far as both are told."""
        return list_spots(self.names, self.dates)

    def _may_deny(self, telling: Telling) -> bool:
        """Tell whether one of the two denies no more than the other tells: that Lee did not do it is not said of what somebody did."""
        denied = all(s == "denied" for s in self.statuses.values())
        if denied == (telling.status == "denied"):
            return True
        told, deny = (telling.names, self.names) if denied else (self.names, telling.names)
        return all(told.get(r) for r in CORE if deny.get(r))

    def fits_in_time(self, telling: Telling) -> bool:
        """Tell whether some day agrees with the telling and, for each telling here, with that."""
        if not meet(telling.span, self.common):
            return False
        if telling.month is not None and not all(can_be_in(telling.month, s) for s in self.spans):
            return False
        if telling.date is not None and not all(overlap(telling.date, d) for d in self.dates):
            return False
        return all(can_be_in(m, telling.span) for m in self.months)

    def fits_in_names(self, telling: Telling) -> bool:
        """Tell whether the parties agree: each known side shares a name, or one that another here owns."""
        if telling.type.kind == "state":
            sides, symmetric = _list_sides(telling), telling.type.symmetric
            return all(_share_all(sides, other, symmetric=symmetric) for other in self.parties)
        if telling.type.symmetric:
            here, there = (set().union(*(n.get(r, ()) for r in CORE)) for n in (self.names, telling.names))
            return self._count_shared(here, there, telling) >= PAIR
        known = [r for r in CORE if self.names.get(r) and telling.names.get(r)]
        return bool(known) and all(self._count_shared(self.names[r], set(telling.names[r]), telling) for r in known)

    def agrees(self, other: Cluster) -> bool:
        """Tell whether nothing but words on the matter keeps two clusters apart."""
        known = self.matter is None or other.matter is None or self.matter == other.matter
        return known and all(self.fits_in_time(t) and self.fits_in_names(t) for t in other.tellings)

    def covers(self, telling: Telling) -> bool:
        """Tell whether every party of the telling is one here."""
        return all(telling.names.get(r, frozenset()) <= self.names.get(r, set()) for r in CORE)

    def is_near(self, telling: Telling) -> bool:
        """Tell whether the article was out about the time of the event, as far as that is known."""
        day = find_day(telling.article.published)
        if day is None:
            return False
        return any(
            s[0] is not None and s[1] is not None and (day - s[1]).days >= -3 and (day - s[0]).days <= NEWS_DAYS
            for s in self.spans
        )

    def _count_shared(self, here: set[str], there: set[str], telling: Telling) -> int:
        """How many can be paired off: the same name, or owner and owned as an article of the two states it."""
        direct = here & there
        left, right = here - direct, there - direct
        linked = 0
        for name in sorted(right):
            match = next((n for n in sorted(left) if self._is_owned(n, name, telling)), None)
            if match is not None:
                left.discard(match)
                linked += 1
        return len(direct) + linked

    def _is_owned(self, a: str, b: str, telling: Telling) -> bool:
        return any(b in owners.get(a, ()) or a in owners.get(b, ()) for owners in (self.owners, telling.owners))

    def _fits_in_words(self, telling: Telling) -> bool:
        """Tell whether words on the matter agree, for events that no common date makes one."""
        if telling.type.kind == "state" or (telling.date is not None and telling.date in self.dates):
            return True
        for role in MATTERS:
            left, right = telling.words.get(role), self.words.get(role)
            if left and right and left.isdisjoint(right):
                return False
        return True


def list_spots(names: Mapping[str, Iterable[str]], dates: Iterable[str | None]) -> set[tuple[str, str]]:
    """Return the pairs of a place and a day on which something happened."""
    days = [d for d in dates if find_day(d) is not None and d is not None]
    return {(place, day) for place in names.get("place", ()) for day in days}


def _are_alike(a: Telling, b: Telling) -> bool:
    """Whether what two tellings say of those whom it befell can be said of the same."""
    told = [[c.roles["patient"] for c in t.claims if c.roles.get("patient")] for t in (a, b)]
    return all(agree_in_words(left, right) for left in told[0] for right in told[1])


def _list_sides(telling: Telling) -> Sides:
    agent, patient = CORE
    return telling.names.get(agent, NOBODY), telling.names.get(patient, NOBODY)


def _share_all(a: Sides, b: Sides, *, symmetric: bool) -> bool:
    if symmetric:
        return len((a[0] | a[1]) & (b[0] | b[1])) >= PAIR
    known = [(left, right) for left, right in zip(a, b, strict=True) if left and right]
    return bool(known) and all(left & right for left, right in known)


def find_parties(names: Mapping[str, Iterable[str]]) -> set[str]:
    """Return all who stand in a core role."""
    return {n for r in CORE for n in names.get(r, ())}
