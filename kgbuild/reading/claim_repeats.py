"""Drop the claims that say no more than another of the same sentence."""

from __future__ import annotations

from collections.abc import Mapping

from kgbuild.reading.drafts import CORE, Draft
from kgbuild.reading.predicates import Predicate


def drop_repeats(drafts: list[Draft], predicates: Mapping[int, Predicate]) -> list[Draft]:
    """Return the drafts without those of nouns and verbs that another verb tells, and of what a stronger one says."""
    return _drop_weaker(_drop_outer(_drop_covered(drafts), predicates))


def _drop_covered(drafts: list[Draft]) -> list[Draft]:
    """Drop the noun's claim where the verb that supports it made one of the same type: "filed a lawsuit"."""
    covered = {(d.type.name, c) for d in drafts for c in d.covers}
    return [d for d in drafts if (d.type.name, d.head) not in covered]


def _drop_outer(drafts: list[Draft], predicates: Mapping[int, Predicate]) -> list[Draft]:
    """Drop the claim of a verb where the verb that completes it tells the same of the same: "voted to reject the plan"."""
    inner = {(d.type.name, d.head): d for d in drafts}

    def is_told(draft: Draft) -> bool:
        found = (inner.get((draft.type.name, i)) for i in predicates[draft.head].slots.get("xcomp", ()))
        return any(
            d is not None and {*_find_pair(draft)} <= {*_find_pair(d)} and d.stance.modality == draft.stance.modality
            for d in found
        )

    return [d for d in drafts if not is_told(d)]


def _drop_weaker(drafts: list[Draft]) -> list[Draft]:
    """Drop what a stronger claim of the same two says: who leads a firm works for it, who is ordered is called on.

    A relation yields to one in its sentence, an event to one of the same trigger.
    """
    told = {(d.type.name, _find_reach(d), _find_pair(d)) for d in drafts}
    return [d for d in drafts if not any((name, _find_reach(d), _find_pair(d)) in told for name in d.type.yields_to)]


def _find_reach(draft: Draft) -> tuple[str, int]:
    return ("sentence", draft.sent) if draft.type.kind == "state" else ("trigger", draft.head)


def _find_pair(draft: Draft) -> tuple[tuple[str, str | None], ...]:
    return tuple((r, a.chain or a.name) for r in CORE for a in draft.roles.get(r, ())[:1])
