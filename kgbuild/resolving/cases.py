"""Court cases: each suit opens one; later events join the case they refer to. Which types do so is the ontology's to say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kgbuild.ontology import Ontology
from kgbuild.records import Case, Event

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MANY = 2


def resolve_cases(events: Sequence[Event], names: Mapping[str, str], *, ontology: Ontology) -> tuple[Case, ...]:
    """Return the cases, sorted by id, with their events in order of date."""
    rules = {n: t.case for n, t in ontology.types.items() if t.case is not None}
    openings = [
        e
        for e in events
        if e.type in rules
        and rules[e.type].opens
        and e.modality == "asserted"
        and e.roles.get("agent")
        and e.roles.get("patient")
    ]
    members: dict[str, list[Event]] = {e.id: [e] for e in openings}
    for event in events:
        if event.type in rules and not rules[event.type].opens and event.modality in ("asserted", "planned"):
            home = _find_home(event, openings)
            if home is not None:
                members[home.id].append(event)
    return tuple(
        _make_case(opening, members[opening.id], names, rules) for opening in sorted(openings, key=lambda e: e.id)
    )


def _find_home(event: Event, openings: Sequence[Event]) -> Event | None:
    """The case of the year that the words name, else the only one of the parties open on that day, else none."""
    parties = {p for r in ("agent", "patient") for p in event.roles.get(r, ())}
    fits = [o for o in openings if _joins(parties, o)]
    years = {y for c in event.claims for y in YEAR.findall(c.claim.texts.get("case", ""))}
    named = [o for o in fits if o.date is not None and o.date[:4] in years]
    if len(named) == 1:
        return named[0]
    if event.first_day is not None:
        last = event.last_day or "9999"
        begun = [o for o in fits if o.first_day is not None and o.first_day <= last]
        if begun:
            return max(begun, key=lambda o: (o.first_day or "", o.id))
    return fits[0] if len(fits) == 1 else None


def _joins(parties: set[str], opening: Event) -> bool:
    plaintiffs, defendants = set(opening.roles["agent"]), set(opening.roles["patient"])
    return bool(parties & defendants) and bool(parties & plaintiffs or not parties - defendants)


def _make_case(opening: Event, events: Sequence[Event], names: Mapping[str, str], rules: Mapping[str, object]) -> Case:
    ordered = sorted(events, key=lambda e: (e.first_day or e.reported or "9999", e.id != opening.id, e.id))
    plaintiffs, defendants = opening.roles["agent"], opening.roles["patient"]
    year = f" ({opening.date[:4]})" if opening.date else ""
    state = "filed"
    for event in ordered:
        if event.modality == "asserted":
            state = getattr(rules[event.type], "state", None) or state
    court = next((c for e in ordered for c in e.roles.get("court", ())), None)
    return Case(
        f"case:{opening.id}",
        f"{_join(plaintiffs, names)} v. {_join(defendants, names)}{year}",
        state,
        plaintiffs,
        defendants,
        court,
        tuple(e.id for e in ordered),
    )


def _join(ids: Sequence[str], names: Mapping[str, str]) -> str:
    return names[ids[0]] + (" and others" if len(ids) > MANY else f" and {names[ids[1]]}" if len(ids) == MANY else "")
