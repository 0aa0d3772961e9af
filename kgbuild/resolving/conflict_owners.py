"""Two owners of one thing at one time, for relations that allow one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from kgbuild.ontology import Ontology
from kgbuild.records import Event, SourcedClaim
from kgbuild.resolving.clashes import Clash, are_of_one_time, may_be_one, split_name
from kgbuild.resolving.tellings import CORE

Claims = dict[str, list[SourcedClaim]]


def find_owner_clashes(
    events: Mapping[str, Collection[Event]],
    names: Mapping[str, str],
    tops: Mapping[str, str],
    published: Mapping[str, str | None],
    *,
    ontology: Ontology,
) -> Iterator[Clash]:
    """Yield pairs of agents of one patient that cannot both be told of one time.

    No clash is: an owner and its own owner, a thing that changed hands, a share of a thing, a person and a firm, two that one
    article names. `events` has the events of a type, `tops` the first-level class of an entity, `published` the day of an article.
    """
    for name, type_ in ontology.types.items():
        if not type_.clashes.one_agent:
            continue
        owned = _find_owners(events[name])
        links: dict[str, list[Event]] = defaultdict(list)
        for event in (e for n in (type_.clashes.linked_by if owned else ()) for e in events[n]):
            if event.modality != "negated":
                for member in _find_all(event):
                    links[member].append(event)
        for patient, owners in sorted(owned.items()):
            movers = {n for e in links[patient] if _moves(e, patient) for n in _find_all(e)}
            for a, b in combinations(sorted(owners), 2):
                if (
                    tops.get(a) == tops.get(b)
                    and not may_be_one(names[a], names[b])
                    and not {c.article for c in owners[a]} & {c.article for c in owners[b]}
                    and not any(b in _find_all(e) for e in links[a])
                    and not movers & {a, b}
                    and any(are_of_one_time(x, y, published) for x in owners[a] for y in owners[b])
                ):
                    verb = type_.mapping.get("verb", "")
                    yield Clash(
                        "owner",
                        tuple(sorted((patient, a, b))),
                        f"who {verb} {names[patient]}: {names[a]} or {names[b]}?",
                        tuple((f"{names[o]} {verb} {names[patient]}", tuple(owners[o])) for o in (a, b)),
                    )


def _find_owners(events: Iterable[Event]) -> dict[str, Claims]:
    """Who is said to own what, with the claims that name the owner and no share."""
    owned: dict[str, Claims] = defaultdict(lambda: defaultdict(list))
    for event in sorted(events, key=lambda e: e.id):
        if event.modality == "asserted":
            for sourced in event.claims:
                claim = sourced.claim
                if claim.polarity != "positive" or claim.modality != "asserted" or claim.texts.get("amount"):
                    continue
                agents = sourced.entities.get("agent", ())
                if len(agents) == 1 and _is_named(sourced):
                    for patient in sourced.entities.get("patient", ()):
                        owned[patient][agents[0]].append(sourced)
    return {p: o for p, o in owned.items() if len(o) > 1}


def _is_named(sourced: SourcedClaim) -> bool:
    """Whether the sentence itself names both, so that no pronoun has to be understood."""
    held = [a for r in CORE for a in sourced.claim.roles.get(r, ())]
    return all(a.name is not None and split_name(a.text) & split_name(a.name) for a in held)


def _find_all(event: Event) -> set[str]:
    return {n for held in event.roles.values() for n in held}


def _moves(event: Event, patient: str) -> bool:
    """Whether an event moved the thing itself from one hand to another."""
    return event.kind == "event" and patient in event.roles.get("patient", ())
