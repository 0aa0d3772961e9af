"""What to ask a person first: names that may be one, or may not be, by how many facts the answer changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kgbuild.records import Judgement, Resolved
from kgbuild.resolving.name_uses import NameUse, NameUses, tell_apart

CERTAIN = 0.9
"""A join with at least this score is not asked about."""
RULE = "rule"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two names of which a person may know better: whether they are one `now`, why, and how many facts that changes."""

    left: NameUse
    right: NameUse
    now: Literal["one", "apart"]
    score: float
    reason: str
    facts: int


def find_proposals(resolved: Resolved, uses: NameUses, *, everything: bool = False) -> tuple[Proposal, ...]:
    """Return the proposals, those that change most facts first; the same graph gives the same list.

    What a person has decided, what is certain and what changes no fact is left out, the last two unless `everything`
    is asked for.
    """
    decided = {p for j in resolved.judgements if j.author != RULE for p in _find_pairs(j, uses)}
    best: dict[frozenset[tuple[str, str]], Proposal] = {}
    for proposal in (*_propose_judged(resolved, uses), *_propose_alike(uses)):
        left, right = proposal.left, proposal.right
        pair = frozenset({(left.entity, left.key), (right.entity, right.key)})
        if proposal.now == "apart":
            pair = frozenset({(left.entity, ""), (right.entity, "")})
        if _identify(left, right) in decided or len(pair) < 2:
            continue
        if not everything and (proposal.facts == 0 or (proposal.now == "one" and proposal.score >= CERTAIN)):
            continue
        if pair not in best or _rank(proposal) < _rank(best[pair]):
            best[pair] = proposal
    return tuple(sorted(best.values(), key=_rank))


def _rank(proposal: Proposal) -> tuple[object, ...]:
    left, right = proposal.left, proposal.right
    return -proposal.facts, -proposal.score, left.name, right.name, left.entity, right.entity


def _identify(left: NameUse, right: NameUse) -> frozenset[tuple[str, str, str]]:
    return frozenset({(u.entity, u.key, u.top) for u in (left, right)})


def _find_pairs(judgement: Judgement, uses: NameUses) -> Iterator[frozenset[tuple[str, str, str]]]:
    for left in uses.find(judgement.left):
        for right in uses.find(judgement.right):
            yield _identify(left, right)


def _propose_judged(resolved: Resolved, uses: NameUses) -> Iterator[Proposal]:
    for judgement in resolved.judgements:
        left, right = uses.find(judgement.left), uses.find(judgement.right)
        if judgement.author == RULE and left and right:
            one, other = (max(side, key=lambda u: (len(u.facts), u.entity)) for side in (left, right))
            if judgement.verdict == "same" or one.entity != other.entity:
                yield _propose(one, other, uses, judgement.score, judgement.reason)


def _propose_alike(uses: NameUses) -> Iterator[Proposal]:
    """Things that bear one name, a surname of a full name, or a name that another one begins with."""
    words: dict[tuple[str, str], list[NameUse]] = defaultdict(list)
    for use in uses.uses:
        held = use.name.split()
        words[use.top, held[-1] if use.top == "Person" else held[0]].append(use)
    for group in (*words.values(), *uses.by_name.values()):
        for i, one in enumerate(group):
            for other in group[i + 1 :]:
                if one.entity != other.entity and _is_alike(one, other):
                    yield _propose(one, other, uses, 0.0, tell_apart(one, other))


def _is_alike(one: NameUse, other: NameUse) -> bool:
    short, long = sorted((one.name.split(), other.name.split()), key=len)
    if one.top == other.top == "Person":
        return len(short) == 1 or short == long
    return long[: len(short)] == short


def _propose(one: NameUse, other: NameUse, uses: NameUses, score: float, reason: str) -> Proposal:
    left, right = sorted((one, other), key=lambda u: (-len(u.facts), u.name, u.entity))
    if left.entity == right.entity:
        return Proposal(left, right, "one", score, reason, min(len(left.facts), len(right.facts)))
    facts = min(len(uses.facts.get(u.entity, ())) for u in (left, right))
    return Proposal(left, right, "apart", score, reason, facts)
