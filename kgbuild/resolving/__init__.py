"""Resolve the readings of all articles into entities, events, cases and conflicts.

The result depends on the set of articles, the ontology, the readings and a person's decisions alone: every step sorts
what it works on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kgbuild.ontology import Ontology
from kgbuild.records import Article, ClaimDecision, Decision, NameDecision, Reading, Resolved, Ruling, Unfit
from kgbuild.resolving.corrections import apply_decisions
from kgbuild.resolving.decision_keys import SpelledDecision, find_rulings, find_unfit, spell_decisions
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
        self.decided = False
        """Whether the last whole set was resolved with decisions."""

    def resolve(self, pairs: Iterable[Pair], decisions: Iterable[Decision] = ()) -> Resolved:
        """Return all that the readings say together."""
        decided = tuple({d.id: d for d in decisions}.values())
        self.decided = bool(decided)
        claims = [d for d in decided if isinstance(d, ClaimDecision)]
        names = [d for d in decided if isinstance(d, NameDecision)]
        given = sorted(pairs, key=lambda p: p[0].key) if decided else pairs if isinstance(pairs, list) else [*pairs]
        ordered, rulings, unfit = apply_decisions(given, claims, ontology=self._ontology) if claims else (given, (), ())
        spelled = spell_decisions(names, [a for a, _ in ordered] if names else (), ontology=self._ontology)
        judgements = tuple(j for s in spelled for j in s.judgements)
        if judgements != self._state.judgements:
            self._state = State(self._ontology, judgements)
        self._state.update(ordered)
        return self._collect(spelled, rulings, unfit)

    def change(self, come: Iterable[Pair], gone: Iterable[str] = ()) -> Resolved:
        """Take some articles in, new ones and changed ones, let others go by their keys, and return what all say now.

        What `resolve` does with the whole set, at less cost, where no decision of a person is in force.

        Raises:
            ValueError: the last call of `resolve` was given decisions.
        """
        if self.decided:
            message = "with decisions in force all articles are to be resolved again"
            raise ValueError(message)
        self._state.change(come, gone)
        return self._collect((), (), ())

    def _collect(
        self, spelled: Sequence[SpelledDecision], rulings: Iterable[Ruling], unfit: Iterable[Unfit]
    ) -> Resolved:
        state = self._state
        things, cases = state.names.collect(), state.cases.collect()
        breaches = [b for held in state.breaches.values() for b in held]
        return Resolved(
            state.sources.collect(),
            things.entities,
            state.events.collect(),
            cases,
            state.conflicts.collect(state.counted, state.by_case, breaches, state.origins.index),
            things.judgements,
            rulings=tuple(sorted((*rulings, *find_rulings(spelled, things)), key=lambda r: r.decision.id)),
            unfit=tuple(sorted((*unfit, *find_unfit(spelled, things)), key=lambda u: u.decision)),
            origins=state.origins.collect(),
        )
