"""Tellings of one event that differ in its date alone, and are two events for that.

Two events of one type and the same parties are rivals where they lie nearer to each other than two such events do, as
the ontology says of the type, where each has its date from words of its own, where no article tells both, and where
what else they tell agrees. They stay two events: which date holds is not for a program to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

import networkx as nx

from kgbuild.dates import describe_date, find_bounds, overlap
from kgbuild.ontology import EventType, Ontology
from kgbuild.records import Event, SourcedClaim
from kgbuild.resolving.clashes import Clash, find_articles, share_parties
from kgbuild.resolving.tellings import CORE

MATTERS = ("about", "what", "position", "part", "grounds", "amount")
SHORT = 3  # letters of words that tell nothing
LEAD = 200  # characters in which headline and dateline of an article stand
MOST = 3  # more dates than these are a series of events


def find_date_clashes(
    events: Sequence[Event],
    names: Mapping[str, str],
    captions: Mapping[str, str],
    published: Mapping[str, str | None],
    *,
    cases: Mapping[str, str],
    ontology: Ontology,
) -> Iterator[Clash]:
    """Yield the clashes of dates. `published` has the day of an article, `cases` tells which case an event is a step of, `captions` names an event."""
    for name in sorted({e.type for e in events}):
        type_ = ontology.types[name]
        days = type_.clashes.once_in_days
        dated = [e for e in events if e.type == name and e.modality == "asserted" and _has_own_date(e, published)]
        if not days or not dated:
            continue

        def are_rivals(a: Event, b: Event, type_: EventType = type_, days: int = days) -> bool:
            return (
                measure_gap(a, b) <= days
                and not overlap(a.date or "", b.date or "")
                and share_parties(a, b, names, symmetric=type_.symmetric)
                and _may_be_of_one_case(a, b, cases)
                and not find_articles([a]) & find_articles([b])
                and agree_in_words(a, b)
            )

        for group in _find_groups(dated, names, days, are_rivals):
            ordered = sorted(group, key=lambda e: (e.first_day or "", e.id))
            sides = tuple((describe_date(e.date or ""), e.claims) for e in ordered)
            text = f"{captions[ordered[0].id]}: {' or '.join(s for s, _ in sides)}?"
            yield Clash("date", tuple(sorted(e.id for e in ordered)), text, sides)


def _has_own_date(event: Event, published: Mapping[str, str | None]) -> bool:
    """Whether words with a claim give the event its date, and not the line that dates the article."""
    return event.date is not None and any(
        c.claim.date is not None
        and c.claim.date.source != "inherited"
        and c.claim.date.date == event.date
        and not _is_dateline(c, published.get(c.article))
        for c in event.claims
    )


def _is_dateline(sourced: SourcedClaim, published: str | None) -> bool:
    """Whether the date opens the article, and is, or may be, that of its publication."""
    claim, date = sourced.claim, sourced.claim.date
    return (
        date is not None
        and claim.start < LEAD
        and date.start - claim.start <= len("on ")
        and published in (None, date.date)
    )


def _may_be_of_one_case(a: Event, b: Event, cases: Mapping[str, str]) -> bool:
    """Whether two steps are not of two cases, or each opens its own: one opening with two dates looks like two."""
    left, right = cases.get(a.id), cases.get(b.id)
    if left is None or right is None or left == right:
        return True
    return left.endswith(f":{a.id}") and right.endswith(f":{b.id}")


def measure_gap(a: Event, b: Event) -> int:
    """Return how many days lie between two dates, at the ends where they differ most."""
    (al, ah), (bl, bh) = find_bounds(a.date or ".."), find_bounds(b.date or "..")
    if al is None or ah is None or bl is None or bh is None:
        return 10**6
    return max(abs((al - bl).days), abs((ah - bh).days))


def agree_in_words(a: Event, b: Event) -> bool:
    """Tell whether what the two tell of their matter has words in common, as far as both tell it."""
    for role in MATTERS:
        left, right = ({w for w in e.texts.get(role, "").lower().split() if len(w) > SHORT} for e in (a, b))
        if left and right and not left & right:
            return False
    return True


def _find_groups(
    events: Sequence[Event], names: Mapping[str, str], days: int, are_rivals: Callable[[Event, Event], bool]
) -> Iterator[tuple[Event, ...]]:
    """Yield groups of rivals: few, all near each other, none told beside another by one article."""
    near: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda e: (e.first_day or "", e.id)):
        for role in CORE:
            for party in {names[n].casefold() for n in event.roles.get(role, ())}:
                near[role, party].append(event)
    known = {e.id: e for e in events}
    rivals: nx.Graph[str] = nx.Graph()
    for held in near.values():
        for i, a in enumerate(held):
            for b in held[i + 1 :]:
                if _is_later(a, b, days):
                    break
                if are_rivals(a, b):
                    rivals.add_edge(a.id, b.id)
    for part in sorted(map(sorted, nx.connected_components(rivals))):
        group = tuple(known[i] for i in part)
        if len(group) <= MOST and all(
            measure_gap(a, b) <= days and not find_articles([a]) & find_articles([b]) for a, b in combinations(group, 2)
        ):
            yield group


def _is_later(a: Event, b: Event, days: int) -> bool:
    (first, _), (second, _) = find_bounds(a.date or ".."), find_bounds(b.date or "..")
    return first is not None and second is not None and (second - first).days > days
