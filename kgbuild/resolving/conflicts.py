"""Claims that cannot both hold, set side by side: nothing is preferred, nothing overwritten."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kgbuild.dates import overlap
from kgbuild.ontology import Ontology
from kgbuild.records import Conflict, Event


def find_conflicts(events: Sequence[Event], names: Mapping[str, str], *, ontology: Ontology) -> tuple[Conflict, ...]:
    """Return the conflicts, sorted by id: asserted against denied, clashing dates, two owners of one thing."""
    found = [c for e in events for c in (*_find_denials(e), *_find_date_clashes(e))]
    exclusive = frozenset(
        n for n, t in ontology.types.items() if t.kind == "state" and t.mapping.get("exclusive") == "patient"
    )
    found.extend(_find_rival_owners(events, names, exclusive))
    return tuple(sorted(found, key=lambda c: c.id))


def make_conflict(kind: str, about: str, left: str, right: str, text: str) -> Conflict:
    """Return a conflict of two claims, whichever way round they come."""
    low, high = sorted((left, right))
    return Conflict(
        "conflict:" + hashlib.sha256(f"{kind}|{low}|{high}".encode()).hexdigest()[:12], kind, about, low, high, text
    )


def _find_denials(event: Event) -> Iterator[Conflict]:
    positive = [c.claim for c in event.claims if c.claim.polarity == "positive" and c.claim.modality == "asserted"]
    negative = [c.claim for c in event.claims if c.claim.polarity == "negative"]
    if positive and negative:
        yield make_conflict(
            "denied", event.id, positive[0].id, negative[0].id, "one claim asserts what the other denies"
        )


def _find_date_clashes(event: Event) -> Iterator[Conflict]:
    dated = [c.claim for c in event.claims if c.claim.date is not None]
    for i, a in enumerate(dated):
        for b in dated[i + 1 :]:
            if a.date is not None and b.date is not None and not overlap(a.date.date, b.date.date):
                yield make_conflict("date", event.id, a.id, b.id, f"{a.date.date} against {b.date.date}")


def _find_rival_owners(
    events: Sequence[Event], names: Mapping[str, str], exclusive: frozenset[str]
) -> Iterator[Conflict]:
    """Two agents of one thing, for types that allow one ("owns"), where neither is below the other."""
    owned: dict[str, dict[str, str]] = defaultdict(dict)
    for event in events:
        if event.type in exclusive and event.modality == "asserted":
            for patient in event.roles.get("patient", ()):
                for agent in event.roles.get("agent", ()):
                    owned[patient].setdefault(agent, event.claims[0].claim.id)
    for patient, owners in sorted(owned.items()):
        ordered = sorted(owners)
        for i, a in enumerate(ordered):
            for b in ordered[i + 1 :]:
                if b not in owned.get(a, {}) and a not in owned.get(b, {}):
                    yield make_conflict(
                        "owner",
                        patient,
                        owners[a],
                        owners[b],
                        f"{names[patient]} is said to belong to {names[a]} and to {names[b]}",
                    )
