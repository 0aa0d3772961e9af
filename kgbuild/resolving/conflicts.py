"""What articles say that cannot all be so, set side by side: nothing is preferred, nothing overwritten.

Each conflict has all claims of each side. Its weight is the geometric mean of the independent sources on the two strongest
sides, times the binary logarithm of one more than the articles that speak of what it concerns.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kgbuild.ontology import Ontology
from kgbuild.records import Case, Conflict, Entity, Event, Side, SourcedClaim
from kgbuild.resolving.amounts import AmountReader
from kgbuild.resolving.blocks import Blocks, Turn
from kgbuild.resolving.clashes import Clash, list_names, pair_parties
from kgbuild.resolving.conflict_dates import find_date_clashes
from kgbuild.resolving.conflict_details import find_detail_clashes
from kgbuild.resolving.conflict_lists import find_list_clashes
from kgbuild.resolving.conflict_outcomes import (
    find_denials,
    find_outcome_clashes,
    find_state_keys,
    make_denial_patterns,
)
from kgbuild.resolving.conflict_owners import find_owner_clashes
from kgbuild.resolving.name_keys import NameRules
from kgbuild.resolving.sources import SourceIndex
from kgbuild.resolving.tellings import CORE


@dataclass(slots=True)
class World:
    """What a clash is told with: names and classes of entities, captions of events, days of articles, cases of events."""

    names: dict[str, str] = field(default_factory=dict)
    tops: dict[str, str] = field(default_factory=dict)
    articles: dict[str, int] = field(default_factory=dict)
    captions: dict[str, str] = field(default_factory=dict)
    published: dict[str, str | None] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)


class ConflictResolver:
    """Finds conflicts, and after a change of some events those that the change may bear on.

    Two kinds need a look at all that is owned, and are found anew each time.
    """

    def __init__(self, ontology: Ontology) -> None:
        self.world = World()
        self._ontology, self._rules, self._amounts = ontology, NameRules(ontology), AmountReader(ontology)
        self._denials = make_denial_patterns(ontology)
        self._finders = (
            _Finder(Blocks(self._find_date_keys, self._find_dates)),
            _Finder(Blocks(self._find_denial_keys, self._find_denials)),
            _Finder(Blocks(self._find_outcome_keys, self._find_outcomes)),
            _Finder(Blocks(lambda _: (), self._find_details)),
        )
        self._dated, self._denied, self._outcomes, self._details = self._finders
        types = ontology.types
        whole = {n for n, t in types.items() for c in [t.clashes] if c.one_agent or c.listed}
        linked = {n for name in whole for n in types[name].clashes.linked_by}
        self._sides: dict[
            tuple[str, ...], tuple[frozenset[str], tuple[Side, ...]]
        ] = {}  # of conflicts, with their articles
        self._owning: dict[str, dict[str, Event]] = {n: {} for n in sorted(whole | linked)}
        self._ruling: dict[str, dict[str, Event]] = {n: {} for n, t in types.items() if t.clashes.one_side}

    def name(self, entities: Turn[Entity], spread: Mapping[str, int]) -> None:
        """Keep what is told of entities; `spread` tells how many articles name new ones."""
        world = self.world
        made = {e.id: e for e in entities.made}
        for i in {e.id for e in entities.lost} - made.keys():
            del world.names[i], world.tops[i], world.articles[i]
        for i, entity in made.items():
            world.names[i], world.tops[i] = entity.name, self._rules.find_top(entity.cls)
            world.articles[i] = spread[i]

    def update(self, come: Collection[Event], gone: Collection[str], credited: Collection[str] = ()) -> None:
        """Take events in, new ones and those of which anything changed, and let others go.

        `credited` are articles of which the sources are others than before.
        """
        self._sides = {k: held for k, held in self._sides.items() if held[0].isdisjoint(credited)}
        types = self._ontology.types
        for i in gone:
            self.world.captions.pop(i, None)
        for event in come:
            self.world.captions[event.id] = _tell(event, self.world.names, self._ontology)
        for index in (self._owning, self._ruling):
            for held in index.values():
                for i in (*gone, *(e.id for e in come)):
                    held.pop(i, None)
            for event in come:
                if event.type in index:
                    index[event.type][event.id] = event
        clashes = {e.id: types[e.type].clashes for e in come}
        firm = {e.id: e for e in come if e.modality == "asserted"}
        self._dated.update(
            {i: e for i, e in firm.items() if clashes[i].once_in_days and e.date is not None}, come, gone
        )
        self._denied.update({e.id: e for e in come if clashes[e.id].deniable or _is_denied(e)}, come, gone)
        self._outcomes.update({i: e for i, e in firm.items() if clashes[i].opposite or clashes[i].one_side}, come, gone)
        self._details.update({e.id: e for e in come if clashes[e.id].compared and len(e.claims) > 1}, come, gone)

    def collect(
        self, events: Mapping[str, Event], cases: Mapping[str, Case], breaches: Iterable[Clash], sources: SourceIndex
    ) -> tuple[Conflict, ...]:
        """Return all conflicts, sorted by id. `breaches` are steps of cases that cannot follow each other."""
        world, ontology = self.world, self._ontology
        dates = self._dated.collect()
        owning = {n: held.values() for n, held in self._owning.items()}
        ruling = sorted((e for held in self._ruling.values() for e in held.values()), key=lambda e: e.id)
        found = [
            *dates,
            *_find_unexplained(breaches, dates),
            *self._denied.collect(),
            *self._outcomes.collect(),
            *find_outcome_clashes(
                ruling,
                world.names,
                world.captions,
                self._find_ruled(ruling, cases.values()),
                ontology=ontology,
                opposite=False,
            ),
            *self._details.collect(),
            *find_owner_clashes(owning, world.names, world.tops, world.published, ontology=ontology),
            *find_list_clashes(owning, world.names, sources.group, ontology=ontology),
        ]
        about = {i for c in found for i in c.about}
        parties = {i: [n for held in cases[i].parties.values() for n in held] for i in about if i in cases}
        parties |= {i: [n for r in CORE for n in events[i].roles.get(r, ())] for i in about if i in events}
        known, self._sides, made = self._sides, {}, []
        for clash in found:
            key = (clash.kind, *(f"{says}|{'|'.join(c.claim.id for c in held)}" for says, held in clash.sides))
            self._sides[key] = known.get(key) or _make_sides(clash, sources)
            made.append(_make_conflict(clash, self._sides[key][1], world.articles, parties))
        return tuple(sorted({c.id: c for c in made}.values(), key=lambda c: c.id))

    def _find_ruled(self, ruling: Sequence[Event], cases: Iterable[Case]) -> list[Case]:
        """The cases of which both sides are told of in rulings."""
        names = self.world.names
        ruled = {names[n].casefold() for e in ruling for n in e.roles.get(CORE[1], ())}
        return [
            c
            for c in (cases if ruled else ())
            if all(any(names[n].casefold() in ruled for n in held) for held in c.parties.values())
        ]

    def _find_date_keys(self, event: Event) -> Iterator[tuple[str, ...]]:
        yield from ((event.type, *pair) for pair in pair_parties(event, self.world.names, self._ontology))

    def _find_dates(self, events: Sequence[Event]) -> list[Clash]:
        w = self.world
        if len(events) < 2:
            return []
        return [*find_date_clashes(events, w.names, w.captions, w.published, cases=w.cases, ontology=self._ontology)]

    def _find_denial_keys(self, event: Event) -> Iterator[tuple[str, ...]]:
        if self._ontology.types[event.type].clashes.deniable:
            yield from find_state_keys(event, self.world.names, self._ontology)

    def _find_denials(self, events: Sequence[Event]) -> list[Clash]:
        w = self.world
        if not any(_is_denied(e) for e in events):
            return []
        return [*find_denials(events, w.names, w.captions, w.published, self._denials, ontology=self._ontology)]

    def _find_outcome_keys(self, event: Event) -> Iterator[tuple[str, ...]]:
        """Pairs of parties; the types of a pair of opposite ones are not told apart."""
        sides = [sorted({self.world.names[n].casefold() for n in event.roles.get(r, ())}) or [""] for r in CORE]
        yield from ((a, b) for a in sides[0] for b in sides[1])

    def _find_outcomes(self, events: Sequence[Event]) -> list[Clash]:
        w = self.world
        if len(events) < 2:
            return []
        return [*find_outcome_clashes(events, w.names, w.captions, (), ontology=self._ontology)]

    def _find_details(self, events: Sequence[Event]) -> list[Clash]:
        w = self.world
        return [*find_detail_clashes(events, w.names, w.captions, self._amounts, ontology=self._ontology)]


class _Finder:
    """Clashes by blocks of events."""

    def __init__(self, blocks: Blocks[Event, list[Clash]]) -> None:
        self._blocks = blocks
        self._found: dict[int, list[Clash]] = {}

    def update(self, wanted: Mapping[str, Event], come: Iterable[Event], gone: Iterable[str]) -> None:
        """Take those that are wanted of the events that came, and let the others go."""
        left = [i for i in (*gone, *(e.id for e in come)) if i not in wanted and self._blocks.get(i) is not None]
        turn = self._blocks.update(wanted, left)
        for clashes in turn.lost:
            self._found.pop(id(clashes), None)
        self._found |= {id(c): c for c in turn.made if c}

    def collect(self) -> list[Clash]:
        """Return all that are known now."""
        return [c for held in self._found.values() for c in held]


def _is_denied(event: Event) -> bool:
    return any(c.claim.polarity == "negative" for c in event.claims)


def _tell(event: Event, names: Mapping[str, str], ontology: Ontology) -> str:
    """The event in few words, without its date."""
    who, whom = (list_names(event.roles.get(r, ()), names) or event.texts.get(f"{r}_text", "") for r in CORE)
    return ontology.types[event.type].tell(who, whom)


def _find_unexplained(breaches: Iterable[Clash], dates: Sequence[Clash]) -> Iterator[Clash]:
    """The breaches whose two steps are not one step with two dates."""
    rivals = [{c.claim.id for _, claims in d.sides for c in claims} for d in dates]
    for breach in breaches:
        claims = {c.claim.id for _, held in breach.sides for c in held}
        if not any(claims <= rival for rival in rivals):
            yield breach


def _make_sides(clash: Clash, sources: SourceIndex) -> tuple[frozenset[str], tuple[Side, ...]]:
    """The sides of a clash, and all articles that speak on them."""
    sides = tuple(Side(says, _list_claims(held), len(sources.group_claims(held))) for says, held in clash.sides)
    return frozenset(c.article for _, held in clash.sides for c in held), sides


def _make_conflict(
    clash: Clash, sides: tuple[Side, ...], spoken: Mapping[str, int], parties: Mapping[str, Sequence[str]]
) -> Conflict:
    low = sorted(min(s.claims) for s in sides)
    strongest = sorted((s.sources for s in sides), reverse=True)
    concerned = {n for i in clash.about for n in parties.get(i, [i])}
    articles = max((spoken.get(n, 0) for n in concerned), default=0)
    return Conflict(
        id="conflict:" + hashlib.sha256("|".join((clash.kind, *low)).encode()).hexdigest()[:12],
        kind=clash.kind,
        about=clash.about,
        text=clash.text,
        sides=sides,
        articles=articles,
        weight=round(math.sqrt(strongest[0] * strongest[1]) * math.log2(1 + articles), 2),
    )


def _list_claims(claims: Iterable[SourcedClaim]) -> tuple[str, ...]:
    """The ids of claims, once each, as the articles are sorted."""
    return tuple(
        dict.fromkeys(c.claim.id for c in sorted(claims, key=lambda c: (c.article, c.claim.trigger_start, c.claim.id)))
    )
