"""A clash: tellings that cannot all hold, before it is weighed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kgbuild.dates import overlap
from kgbuild.ontology import Ontology
from kgbuild.records import Event, SourcedClaim
from kgbuild.resolving.name_keys import WORD
from kgbuild.resolving.tellings import CORE, find_day

AT_ONCE = 366  # days between articles that speak of one time
SMALL = frozenset({"the", "of", "and", "group", "inc", "co", "corp", "company", "ltd", "plc", "holding", "holdings"})


@dataclass(frozen=True, slots=True)
class Clash:
    """What is at odds: the kind, the ids of what it is about, and the sides, each with what it says and all its claims."""

    kind: str
    about: tuple[str, ...]
    text: str
    sides: tuple[tuple[str, tuple[SourcedClaim, ...]], ...]


def find_articles(events: Iterable[Event]) -> set[str]:
    """Return the keys of the articles that tell of events."""
    return {c.article for e in events for c in e.claims}


def share_parties(a: Event, b: Event, names: Mapping[str, str], *, symmetric: bool) -> bool:
    """Tell whether two events have the same parties: a common one in each core role that either fills.

    Parties are compared by name: one that an article makes out to be of another class is no other party.
    """
    sides = [tuple({names[n].casefold() for n in e.roles.get(r, ())} for e in (a, b)) for r in CORE]
    if symmetric:
        return len((sides[0][0] | sides[1][0]) & (sides[0][1] | sides[1][1])) > 1
    return any(left for left, _ in sides) and all(left & right or not (left or right) for left, right in sides)


def pair_parties(event: Event, names: Mapping[str, str], ontology: Ontology) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names of which two events with the same parties (`share_parties`) have one in common."""
    sides = [sorted({names[n].casefold() for n in event.roles.get(r, ())}) for r in CORE]
    if ontology.types[event.type].symmetric:
        yield from combinations(sorted({*sides[0], *sides[1]}), 2)
    elif sides[0] or sides[1]:
        yield from ((a, b) for a in sides[0] or [""] for b in sides[1] or [""])


def list_names(ids: Iterable[str], names: Mapping[str, str]) -> str:
    """Return names as a person lists them: "Orlo, Vanta and Norvel"."""
    held = [names[i] for i in ids]
    return " and ".join([", ".join(held[:-1]), held[-1]] if len(held) > 1 else held)


def split_name(name: str) -> frozenset[str]:
    """Return the words that tell a name from others."""
    words = [w.casefold() for w in WORD.findall(name)]
    return frozenset(w for w in words if w not in SMALL) or frozenset(words)


def may_be_one(a: str, b: str) -> bool:
    """Tell whether one name may be the other in short: all its words stand in it."""
    left, right = split_name(a), split_name(b)
    return left <= right or right <= left


def are_of_one_time(a: SourcedClaim, b: SourcedClaim, published: Mapping[str, str | None]) -> bool:
    """Tell whether two claims of a state speak of one time: by their own dates, else by those of their articles."""
    if a.claim.date is not None and b.claim.date is not None:
        return overlap(a.claim.date.date, b.claim.date.date)
    left, right = (find_day(published.get(c.article)) for c in (a, b))
    return left is None or right is None or abs((left - right).days) <= AT_ONCE
