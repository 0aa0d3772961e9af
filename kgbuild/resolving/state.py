"""What was resolved of the articles there are, kept so that a change of some costs the blocks that it touches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kgbuild.ontology import Ontology
from kgbuild.records import Article, Case, Entity, Event, Judgement, Reading, Source
from kgbuild.resolving.blocks import Blocks, Shelf, Turn, find_changed
from kgbuild.resolving.cases import CaseResolver, Solved
from kgbuild.resolving.clashes import Clash
from kgbuild.resolving.conflicts import ConflictResolver
from kgbuild.resolving.entities import EntityResolver
from kgbuild.resolving.events import EventResolver
from kgbuild.resolving.order import find_order_keys, order_events
from kgbuild.resolving.sources import SourceIndex, SourceResolver
from kgbuild.resolving.tellings import Ids

Pair = tuple[Article, Reading]


class State:
    """The articles, with the entities, events and origins that they give under a person's judgements on names."""

    def __init__(self, ontology: Ontology, judgements: Sequence[Judgement]) -> None:
        self.judgements = judgements
        self.names = EntityResolver(ontology, judgements)
        self.told = EventResolver(ontology, self.names.ids)
        self.origins = SourceResolver(ontology)
        self.events: Shelf[Event] = Shelf(lambda e: e.id)
        self.sources: Shelf[Source] = Shelf(lambda s: s.key)
        self._pairs: dict[str, Pair] = {}
        self._given: list[Pair] | None = []  # in the order in which they came, where all came at once
        self._sources: dict[str, Source] = {}
        self._chains: Blocks[Event, tuple[Event, ...]] = Blocks(find_order_keys, order_events)
        self.cases: Shelf[Case] = Shelf(lambda c: c.id)
        self.by_case: dict[str, Case] = {}
        self.breaches: dict[str, tuple[Clash, ...]] = {}  # by case
        self._courses = tuple(CaseResolver(c, ontology) for c in ontology.courses)
        self.conflicts = ConflictResolver(ontology)
        self._plain: dict[str, Event] = {}
        self.counted: dict[str, Event] = {}
        self._tellers: dict[str, dict[str, None]] = defaultdict(dict)  # by article, the events that it tells of
        self._concerned: dict[str, dict[str, None]] = defaultdict(dict)  # by entity, the events that it takes part in
        self._entities: dict[str, Entity] = {}
        self._steps: dict[str, dict[str, None]] = defaultdict(dict)  # by event, the cases that it is a step of

    def update(self, pairs: Sequence[Pair]) -> None:
        """Make the articles those of `pairs`, one for each key; what was there and is the same object costs no look."""
        given = [*self._pairs.values()] if self._given is None else self._given
        start, end = find_changed(given, pairs)
        old, new = given[start : len(given) - end], pairs[start : len(pairs) - end]
        ids = {*map(id, old)} & {*map(id, new)}
        left = {p[0].key for p in old if id(p) not in ids}
        now = [p for p in new if id(p) not in ids]
        given[start : len(given) - end] = new
        self._replace(now, left)
        self._given = given

    def change(self, come: Iterable[Pair], gone: Iterable[str]) -> None:
        """Take articles in, new ones and those that changed, and let others go."""
        self._given = None
        self._replace(come, gone)

    def _replace(self, come: Iterable[Pair], gone: Iterable[str]) -> None:
        now = {p[0].key: p for p in come}
        new = [p for key, p in sorted(now.items()) if key not in self._pairs or _differ(self._pairs[key], p)]
        left = {key for key in gone if key in self._pairs and key not in now}
        self._pairs |= now
        for key in left:
            del self._pairs[key]
        self._update(new, left)

    def _update(self, come: Sequence[Pair], gone: Collection[str]) -> None:
        renamed = self.names.update(come, gone)
        fresh = {a.key for a, _ in come}
        again = [self._pairs[key] for key in sorted(renamed.articles - fresh) if key in self._pairs]
        told = self.told.update([*come, *again], gone)
        made = {e.id: e for e in told.made}
        turn = self._chains.update(made, {e.id for e in told.lost} - made.keys())
        credited = self.origins.update([a for a, _ in come], gone)
        counted = self._count(turn, credited)
        self.events.update(counted)
        changed = {e.id for e in (*told.lost, *told.made, *counted.lost, *counted.made)}
        changed |= self._label(renamed.entities, renamed.spread)
        for article, _ in come:
            changed |= self._tellers.get(article.key, {}).keys()
            self.conflicts.world.published[article.key] = article.published
        changed |= self._find_cases(changed)
        self.conflicts.update(*self._part(changed), credited)
        self._tell_sources((*come, *again), gone)

    def _tell_sources(self, pairs: Iterable[Pair], gone: Iterable[str]) -> None:
        made = {a.key: _make_source(a, r, self.names.ids) for a, r in pairs}
        lost = [self._sources.pop(key) for key in (*gone, *made) if key in self._sources]
        self._sources |= made
        self.sources.update(Turn(lost, [*made.values()]))

    def _label(self, entities: Turn[Entity], spread: Mapping[str, int]) -> set[str]:
        """Keep the entities by id; return the events of those that have another name or class now."""
        before = {e.id: (e.name, e.cls) for e in entities.lost}
        now = {e.id: (e.name, e.cls) for e in entities.made}
        for i in before.keys() - now.keys():
            del self._entities[i]
        self._entities |= {e.id: e for e in entities.made}
        self.conflicts.name(entities, spread)
        return {event for i, _ in before.items() ^ now.items() for event in self._concerned.get(i, ())}

    def _part(self, events: Iterable[str]) -> tuple[list[Event], list[str]]:
        """Those of events, by their ids, that are there, and the ids of the others."""
        ids = list(events)
        return [self.counted[i] for i in ids if i in self.counted], [i for i in ids if i not in self.counted]

    def _find_cases(self, events: Collection[str]) -> set[str]:
        """Gather the cases that events bear on; return the events that are steps of other ones now."""
        come, gone = self._part(events)
        before: dict[str, str | None] = {}
        for resolver in self._courses:
            turn = resolver.update(come, gone, matters=self.told.find_matter, entities=self._entities)
            self._keep_cases(turn)
            for held, new in ((turn.lost, False), (turn.made, True)):
                for case, event in ((s.case.id, step.event) for s in held for step in s.case.steps):
                    before.setdefault(event, self.conflicts.world.cases.get(event))
                    if new:
                        self._steps[event][case] = None
                    else:
                        self._steps[event].pop(case, None)
        for event in before:
            if self._steps[event]:
                self.conflicts.world.cases[event] = max(self._steps[event])
            else:
                self.conflicts.world.cases.pop(event, None)
                del self._steps[event]
        return {event for event, case in before.items() if self.conflicts.world.cases.get(event) != case}

    def _keep_cases(self, turn: Turn[Solved]) -> None:
        self.cases.update(Turn([s.case for s in turn.lost], [s.case for s in turn.made]))
        for solved in turn.lost:
            self.breaches.pop(solved.case.id, None)
            del self.by_case[solved.case.id]
        self.by_case |= {s.case.id: s.case for s in turn.made}
        self.breaches |= {s.case.id: s.breaches for s in turn.made if s.breaches}

    def _count(self, turn: Turn[tuple[Event, ...]], articles: Iterable[str]) -> Turn[Event]:
        """Count the sources of events that are new, and of those that articles with other origins tell of."""
        made = {e.id: e for held in turn.made for e in held}
        ids = dict.fromkeys((*(e.id for held in turn.lost for e in held), *made))
        again = {i: None for i in ids if i not in made or self._plain.get(i) != made[i]}
        for i in again:
            self._note(i, self._plain.pop(i, None), made.get(i))
        again |= {i: None for key in articles for i in self._tellers.get(key, ())}
        found: Turn[Event] = Turn()
        for i in again:
            before = self.counted.pop(i, None)
            now = _count_sources(self._plain[i], self.origins.index) if i in self._plain else None
            if now is not None:
                self.counted[i] = now
            if before != now:
                found.lost += [before] if before is not None else []
                found.made += [now] if now is not None else []
        return found

    def _note(self, i: str, before: Event | None, now: Event | None) -> None:
        """Keep an event, with the articles that tell of it and those who take part."""
        if now is not None:
            self._plain[i] = now
        for index, find in ((self._tellers, _list_articles), (self._concerned, _list_parties)):
            left, come = (find(e) if e is not None else set() for e in (before, now))
            for key in left - come:
                del index[key][i]
            for key in come - left:
                index[key][i] = None


def _list_articles(event: Event) -> set[str]:
    return {c.article for c in event.claims}


def _list_parties(event: Event) -> set[str]:
    return {n for held in event.roles.values() for n in held}


def _make_source(article: Article, reading: Reading, ids: Ids) -> Source:
    counts = Counter(i for m in reading.mentions if m.chain and (i := ids.get((article.key, m.chain))))
    return Source(
        article.key,
        article.version,
        article.doc,
        article.title,
        article.publisher,
        article.published,
        article.published_from,
        article.url,
        dict(sorted(counts.items())),
    )


def _differ(a: Pair, b: Pair) -> bool:
    return not (a[0] is b[0] or a[0] == b[0]) or not (a[1] is b[1] or a[1] == b[1])


def _count_sources(event: Event, index: SourceIndex) -> Event:
    groups = index.group_claims(event.claims)
    return replace(event, sources=len(groups), source_articles=groups)
