"""Resolve the readings of all articles into entities, events, cases and conflicts.

The result depends on the set of articles, the ontology, the readings and a person's decisions alone: every step sorts
what it works on.
"""

from __future__ import annotations

from collections.abc import Iterable

from kgbuild.ontology import Ontology
from kgbuild.records import Article, ClaimDecision, Decision, NameDecision, Reading, Resolved
from kgbuild.resolving.corrections import apply_decisions
from kgbuild.resolving.decision_keys import find_rulings, find_unfit, spell_decisions
from kgbuild.resolving.state import State

Pair = tuple[Article, Reading]


def resolve(pairs: Iterable[Pair], *, ontology: Ontology, decisions: Iterable[Decision] = ()) -> Resolved:
    """Return all that the readings say together; equal sets of pairs and decisions give equal records, in any order."""
    return Resolver(ontology).resolve(pairs, decisions)


class Resolver:
    """Resolves readings, and again after some came, changed or went, at the cost of the blocks that this touches.

    What it worked out is kept in memory alone. The result is that of `resolve` with the same pairs, whatever it was asked
    before; where the decisions are others, it begins anew.
    """

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._state = State(ontology, ())

    def resolve(self, pairs: Iterable[Pair], decisions: Iterable[Decision] = ()) -> Resolved:
        """Return all that the readings say together."""
        decided = tuple({d.id: d for d in decisions}.values())
        ordered, rulings, unfit = apply_decisions(
            sorted(pairs, key=lambda p: p[0].key),
            [d for d in decided if isinstance(d, ClaimDecision)],
            ontology=self._ontology,
        )
        articles = [a for a, _ in ordered]
        spelled = spell_decisions(
            (d for d in decided if isinstance(d, NameDecision)), articles, ontology=self._ontology
        )
        judgements = tuple(j for s in spelled for j in s.judgements)
        if judgements != self._state.judgements:
            self._state = State(self._ontology, judgements)
        self._state.update({p[0].key: p for p in ordered})
        things = self._state.names.collect()
        solved = [s for course in self._state.courses for s in course.cases.collect()]
        cases = tuple(sorted((s.case for s in solved), key=lambda c: c.id))
        breaches = [b for s in solved for b in s.breaches]
        return Resolved(
            tuple(self._state.sources[a.key] for a in articles),
            things.entities,
            self._state.events.collect(),
            cases,
            self._state.conflicts.collect(self._state.counted, cases, breaches, self._state.origins.index),
            things.judgements,
            rulings=tuple(sorted((*rulings, *find_rulings(spelled, things)), key=lambda r: r.decision.id)),
            unfit=tuple(sorted((*unfit, *find_unfit(spelled, things)), key=lambda u: u.decision)),
            origins=self._state.origins.collect(),
        )
