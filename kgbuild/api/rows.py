"""Records as rows: a row for each article, entity, event, state, claim, case or conflict, with names in place of ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kgbuild.exports import CLAIM_COLUMNS, make_claim_rows
from kgbuild.graph import make_caption
from kgbuild.ontology import Ontology
from kgbuild.records import Case, Conflict, Entity, Event, Resolved, Source

Row = Sequence[object]
Names = Mapping[str, str]
ARTICLES = ("key", "doc", "title", "publisher", "published", "url")
ENTITIES = ("id", "cls", "name", "aliases", "wikidata")
EVENTS = (
    "id", "type", "date", "first_day", "last_day", "precision", "reported", "modality", "articles", "sources",
)  # fmt: skip
CASES = ("id", "course", "name", "state", "numbers")
CONFLICTS = ("id", "kind", "text", "articles", "weight")
SIDES = ("agent", "patient")


def make_rows(kind: str, resolved: Resolved, *, ontology: Ontology) -> tuple[tuple[str, ...], list[Row]]:
    """Return the columns and rows of one of KINDS, in the order of the records."""
    names = {e.id: e.name for e in resolved.entities}
    columns, make = KINDS[kind]
    return columns, list(make(resolved, names, ontology))


def _pick(record: object, fields: Iterable[str]) -> list[Any]:
    """The fields of a record, tuples as lists."""
    return [list(v) if isinstance(v := getattr(record, name), tuple) else v for name in fields]


def _articles(resolved: Resolved, _names: Names, _ontology: Ontology) -> Iterator[Row]:
    told: Source
    for told in resolved.sources:
        yield [*_pick(told, ARTICLES), sum(told.mentions.values())]


def _entities(resolved: Resolved, _names: Names, _ontology: Ontology) -> Iterator[Row]:
    entity: Entity
    for entity in resolved.entities:
        yield [*_pick(entity, ENTITIES), len(entity.mentions)]


def _happenings(kind: str) -> Callable[[Resolved, Names, Ontology], Iterator[Row]]:
    def make(resolved: Resolved, names: Names, ontology: Ontology) -> Iterator[Row]:
        event: Event
        for event in resolved.events:
            if event.kind == kind:
                sides = [[names[i] for i in event.roles.get(side, ())] for side in SIDES]
                caption = make_caption(event, names, ontology=ontology)
                yield [*_pick(event, EVENTS[:2]), *sides, *_pick(event, EVENTS[2:]), caption]

    return make


def _claims(resolved: Resolved, _names: Names, _ontology: Ontology) -> Iterator[Row]:
    yield from make_claim_rows(resolved)


def _cases(resolved: Resolved, names: Names, _ontology: Ontology) -> Iterator[Row]:
    case: Case
    for case in resolved.cases:
        parties = {side: [names[i] for i in ids] for side, ids in case.parties.items()}
        yield [*_pick(case, CASES), parties, names.get(case.court or ""), [s.event for s in case.steps]]


def _conflicts(resolved: Resolved, _names: Names, _ontology: Ontology) -> Iterator[Row]:
    conflict: Conflict
    for conflict in resolved.conflicts:
        yield [*_pick(conflict, CONFLICTS), list(conflict.about)]


KINDS: Mapping[str, tuple[tuple[str, ...], Callable[[Resolved, Names, Ontology], Iterator[Row]]]] = {
    "articles": ((*ARTICLES, "mentions"), _articles),
    "entities": (("id", "class", *ENTITIES[2:], "mentions"), _entities),
    "events": ((*EVENTS[:2], *SIDES, *EVENTS[2:], "caption"), _happenings("event")),
    "states": ((*EVENTS[:2], *SIDES, *EVENTS[2:], "caption"), _happenings("state")),
    "claims": (CLAIM_COLUMNS, _claims),
    "cases": ((*CASES, "parties", "court", "steps"), _cases),
    "conflicts": ((*CONFLICTS, "about"), _conflicts),
}
"""The kinds of rows, each with its columns; `steps` and `about` are ids."""
