"""Tellings that are held for one event, and whether another can be of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kgbuild.dates import overlap
from kgbuild.resolving.tellings import CORE, NEWS_DAYS, Span, Telling, can_be_in, find_day, meet

PAIR = 2
MATTERS = ("about", "what", "position", "part")  # words by which events of the same parties differ
SHORT = 3  # letters of words that tell nothing


@dataclass(slots=True)
class Cluster:
    """Tellings of one event. `matter` is the event that it is a step of ("dropped the suit"), where that is known."""

    tellings: list[Telling] = field(default_factory=list)
    names: dict[str, set[str]] = field(default_factory=dict)
    owners: dict[str, set[str]] = field(default_factory=dict)
    dates: set[str] = field(default_factory=set)
    spans: set[Span] = field(default_factory=set)
    months: set[int] = field(default_factory=set)
    matter: str | None = None

    def add(self, telling: Telling, matter: str | None = None) -> None:
        """Take a telling in."""
        self.tellings.append(telling)
        for role, names in telling.names.items():
            self.names.setdefault(role, set()).update(names)
        for name, owners in telling.owners.items():
            self.owners.setdefault(name, set()).update(owners)
        if telling.date is not None:
            self.dates.add(telling.date)
        self.spans.add(telling.span)
        if telling.month is not None:
            self.months.add(telling.month)
        self.matter = self.matter or matter

    def fits(self, telling: Telling, matter: str | None = None) -> bool:
        """Tell whether a telling can be of this event: nothing that it tells speaks against it.

        A telling that has a date must agree with every date here, since likeness of dates does not carry over.
        """
        if matter is not None and self.matter is not None and matter != self.matter:
            return False
        if telling.apart != self.tellings[0].apart:
            return False
        if any(t.article.key == telling.article.key and t.status != telling.status for t in self.tellings):
            return False
        return self.fits_in_time(telling) and self.fits_in_names(telling) and self._fits_in_words(telling)

    def fits_in_time(self, telling: Telling) -> bool:
        """Tell whether some day agrees with the telling and, for each telling here, with that."""
        if not all(meet(telling.span, s) and can_be_in(telling.month, s) for s in self.spans):
            return False
        if telling.date is not None and not all(overlap(telling.date, d) for d in self.dates):
            return False
        return all(can_be_in(m, telling.span) for m in self.months)

    def fits_in_names(self, telling: Telling) -> bool:
        """Tell whether the parties agree: each known side shares a name, or one that another here owns."""
        if telling.type.kind == "state":
            return all(_share_all(telling, other) for other in self.tellings)
        if telling.type.symmetric:
            here, there = (set().union(*(n.get(r, ()) for r in CORE)) for n in (self.names, telling.names))
            return self._count_shared(here, there, telling) >= PAIR
        known = [r for r in CORE if self.names.get(r) and telling.names.get(r)]
        return bool(known) and all(self._count_shared(self.names[r], set(telling.names[r]), telling) for r in known)

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
            left, right = _find_words([telling], role), _find_words(self.tellings, role)
            if left and right and not left & right:
                return False
        return True


def _share_all(a: Telling, b: Telling) -> bool:
    if a.type.symmetric:
        left, right = (set().union(*(t.names.get(r, ()) for r in CORE)) for t in (a, b))
        return len(left & right) >= PAIR
    known = [r for r in CORE if a.names.get(r) and b.names.get(r)]
    return bool(known) and all(a.names[r] & b.names[r] for r in known)


def _find_words(tellings: Iterable[Telling], role: str) -> set[str]:
    return {w for t in tellings for c in t.claims for w in c.texts.get(role, "").lower().split() if len(w) > SHORT}


def find_parties(names: Mapping[str, Iterable[str]]) -> set[str]:
    """Return all who stand in a core role."""
    return {n for r in CORE for n in names.get(r, ())}
