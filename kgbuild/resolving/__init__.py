"""Resolve the readings of all articles into entities, events, cases and conflicts.

The result depends on the set of articles, the ontology, the readings and a person's decisions alone: every step sorts
what it works on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kgbuild.ontology import Ontology
from kgbuild.records import Article, ClaimDecision, Decision, Event, NameDecision, Reading, Resolved, Source
from kgbuild.resolving.cases import resolve_cases
from kgbuild.resolving.conflicts import find_conflicts
from kgbuild.resolving.corrections import apply_decisions
from kgbuild.resolving.decision_keys import find_rulings, find_unfit, spell_decisions
from kgbuild.resolving.entities import resolve_entities
from kgbuild.resolving.events import resolve_events
from kgbuild.resolving.order import order_events
from kgbuild.resolving.sources import SourceIndex, find_sources


def resolve(
    pairs: Iterable[tuple[Article, Reading]], *, ontology: Ontology, decisions: Iterable[Decision] = ()
) -> Resolved:
    """Return all that the readings say together; equal sets of pairs and decisions give equal records, in any order."""
    decided = {d.id: d for d in decisions}.values()
    ordered, rulings, unfit = apply_decisions(
        sorted(pairs, key=lambda p: p[0].key), [d for d in decided if isinstance(d, ClaimDecision)], ontology=ontology
    )
    articles = [a for a, _ in ordered]
    spelled = spell_decisions((d for d in decided if isinstance(d, NameDecision)), articles, ontology=ontology)
    things = resolve_entities(ordered, ontology=ontology, decisions=[j for s in spelled for j in s.judgements])
    told, references = resolve_events(ordered, things.ids, ontology=ontology)
    index = find_sources(articles, ontology=ontology)
    events = tuple(_count_sources(e, index) for e in order_events(told))
    cases, breaches = resolve_cases(events, references, things.entities, ontology=ontology)
    sources = []
    for article, reading in ordered:
        counts = Counter(i for m in reading.mentions if m.chain and (i := things.ids.get((article.key, m.chain))))
        sources.append(
            Source(
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
        )
    return Resolved(
        tuple(sources),
        things.entities,
        events,
        cases,
        find_conflicts(events, things.entities, cases, breaches, articles, index, ontology=ontology),
        things.judgements,
        rulings=tuple(sorted((*rulings, *find_rulings(spelled, things)), key=lambda r: r.decision.id)),
        unfit=tuple(sorted((*unfit, *find_unfit(spelled, things)), key=lambda u: u.decision)),
        origins=index.origins,
    )


def _count_sources(event: Event, index: SourceIndex) -> Event:
    groups = index.group_claims(event.claims)
    return replace(event, sources=len(groups), source_articles=groups)
