"""What was resolved of the articles there are, kept so that a change of some costs the blocks that it touches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kgbuild.ontology import Ontology
from kgbuild.records import Article, Entity, Event, Judgement, Reading, Source
from kgbuild.resolving.blocks import Blocks, Shelf, Turn
from kgbuild.resolving.cases import CaseResolver
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
        self.sources: dict[str, Source] = {}
        self._pairs: dict[str, Pair] = {}
        self._chains: Blocks[Event, tuple[Event, ...]] = Blocks(find_order_keys, order_events)
        self.courses = tuple(CaseResolver(c, ontology) for c in ontology.courses)
        self.conflicts = ConflictResolver(ontology)
        self._plain: dict[str, Event] = {}
        self.counted: dict[str, Event] = {}
        self._tellers: dict[str, dict[str, None]] = defaultdict(dict)  # by article, the events that it tells of
        self._concerned: dict[str, dict[str, None]] = defaultdict(dict)  # by entity, the events that it takes part in
        self._entities: dict[str, Entity] = {}
        self._steps: dict[str, dict[str, None]] = defaultdict(dict)  # by event, the cases that it is a step of

    def update(self, pairs: Mapping[str, Pair]) -> None:
        """Make the articles those of `pairs`, by their keys."""
        gone = self._pairs.keys() - pairs.keys()
        come = [
            p
            for key, p in pairs.items()
            if (held := self._pairs.get(key)) is not p and (held is None or _differ(held, p))
        ]
        self._pairs = dict(pairs)
        self._update(come, gone)

    def _update(self, come: Sequence[Pair], gone: Collection[str]) -> None:
        renamed = self.names.update(come, gone)
        fresh = {a.key for a, _ in come}
        again = [self._pairs[key] for key in sorted(renamed.articles - fresh) if key in self._pairs]
        told = self.told.update([*come, *again], gone)
        made = {e.id: e for e in told.made}
        turn = self._chains.update(made, {e.id for e in told.lost} - made.keys())
        counted = self._count(turn, self.origins.update([a for a, _ in come], gone))
        self.events.update(counted)
        changed = {e.id for e in (*told.lost, *told.made, *counted.lost, *counted.made)}
        changed |= self._label(renamed.entities)
        for article, _ in come:
            changed |= self._tellers.get(article.key, {}).keys()
            self.conflicts.world.published[article.key] = article.published
        changed |= self._find_cases(changed)
        self.conflicts.update(*self._part(changed))
        for key in gone:
            del self.sources[key]
        for article, reading in (*come, *again):
            self.sources[article.key] = _make_source(article, reading, self.names.ids)

    def _label(self, entities: Turn[Entity]) -> set[str]:
        """Keep the entities by id; return the events of those that have another name or class now."""
        before = {e.id: (e.name, e.cls) for e in entities.lost}
        now = {e.id: (e.name, e.cls) for e in entities.made}
        for i in before.keys() - now.keys():
            del self._entities[i]
        self._entities |= {e.id: e for e in entities.made}
        self.conflicts.name(entities)
        return {event for i, _ in before.items() ^ now.items() for event in self._concerned.get(i, ())}

    def _part(self, events: Iterable[str]) -> tuple[list[Event], list[str]]:
        """Those of events, by their ids, that are there, and the ids of the others."""
        ids = list(events)
        return [self.counted[i] for i in ids if i in self.counted], [i for i in ids if i not in self.counted]

    def _find_cases(self, events: Collection[str]) -> set[str]:
        """Gather the cases that events bear on; return the events that are steps of other ones now."""
        come, gone = self._part(events)
        before: dict[str, str | None] = {}
        for resolver in self.courses:
            turn = resolver.update(come, gone, matters=self.told.find_matter, entities=self._entities)
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

    def _count(self, turn: Turn[tuple[Event, ...]], articles: Iterable[str]) -> Turn[Event]:
        """Count the sources of events that are new, and of those that articles with other origins tell of."""
        again: dict[str, None] = {}
        for event in (e for held in turn.lost for e in held):
            again[event.id] = None
            del self._plain[event.id]
            for key in {c.article for c in event.claims}:
                del self._tellers[key][event.id]
            for n in {n for held in event.roles.values() for n in held}:
                del self._concerned[n][event.id]
        for event in (e for held in turn.made for e in held):
            again[event.id] = None
            self._plain[event.id] = event
            for key in {c.article for c in event.claims}:
                self._tellers[key][event.id] = None
            for n in {n for held in event.roles.values() for n in held}:
                self._concerned[n][event.id] = None
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
