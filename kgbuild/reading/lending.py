"""Lend a claim what another claim of the article says of the same thing, as the ontology's `inherits` tells.

"Dropped the suit": the suit is told elsewhere, and its parties are this claim's too. "He resigned": from the firm that
he led. What is lent is marked as inherited; a claim's own names always stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgbuild.ontology import OPPONENT, Inheritance
from kgbuild.reading.drafts import CORE, Draft
from kgbuild.records import Argument


def lend_arguments(drafts: Sequence[Draft]) -> None:
    """Fill roles of the drafts that name nobody with what other drafts lend."""
    for draft in drafts:
        for rule in draft.type.inherits:
            complete = all(_is_named(draft, role) for role in rule.copy)
            if complete and not rule.kept:
                continue
            giver = _find_named(draft, rule, drafts) if rule.role else _find_matching(draft, rule, drafts)
            if giver is not None and rule.kept and giver.head in draft.heads.get(rule.role or "", []):
                _give_back(draft, giver)
            if giver is not None and not complete:
                _lend(draft, giver, rule.copy)


def _give_back(draft: Draft, giver: Draft) -> None:
    """A noun that is kept takes its verb's doer: "settled a lawsuit against Orlo", "settled a lawsuit by Orlo"."""
    lent = [a for a in draft.roles.get("agent", []) if a.name]
    missing = [role for role in CORE if not _is_named(giver, role)]
    if lent and len(missing) == 1 and not clashes(giver, missing[0], lent):
        giver.roles[missing[0]] = lent
        giver.inherited.append(missing[0])


def find_keys(draft: Draft, role: str) -> set[str]:
    """Return what stands for the names in a role: chains, else names."""
    return {a.chain or a.name or "" for a in draft.roles.get(role, []) if a.name}


def clashes(draft: Draft, role: str, lent: Sequence[Argument]) -> bool:
    """Tell whether somebody would stand in both core roles if `lent` filled `role`."""
    other = "patient" if role == "agent" else "agent"
    held = find_keys(draft, other)
    return any((a.chain or a.name) in held for a in lent)


def _is_named(draft: Draft, role: str) -> bool:
    return any(a.name for a in draft.roles.get(role, []))


def _lend(draft: Draft, giver: Draft, copy: Mapping[str, str]) -> None:
    for role, source in sorted(copy.items()):
        lent = _find_opponent(draft, role, giver) if source == OPPONENT else giver.roles.get(source, [])
        lent = [a for a in lent if a.name]
        if lent and not _is_named(draft, role) and not clashes(draft, role, lent):
            draft.roles[role] = lent
            draft.inherited.append(role)


def _find_opponent(draft: Draft, role: str, giver: Draft) -> list[Argument]:
    """The party of the other claim that stands against the party of this one."""
    own = find_keys(draft, "patient" if role == "agent" else "agent")
    for side, other in (CORE, CORE[::-1]):
        if own & find_keys(giver, side):
            return giver.roles.get(other, [])
    return []


def _find_matching(draft: Draft, rule: Inheritance, drafts: Sequence[Draft]) -> Draft | None:
    """The one claim whose roles share a name with this one's; None where none or two that differ do."""
    givers = [
        d
        for d in drafts
        if d.type.name == rule.type
        and d is not draft
        and d.stance.polarity == "positive"
        and all(find_keys(d, source) & find_keys(draft, role) for role, source in rule.match.items())
    ]
    told = {tuple(sorted(find_keys(d, source))) for d in givers for source in rule.copy.values() if source != OPPONENT}
    return givers[0] if givers and len(told) <= 1 else None


def _find_named(draft: Draft, rule: Inheritance, drafts: Sequence[Draft]) -> Draft | None:
    """The event that an argument names: the claim at that noun, else the nearest before, else the nearest behind."""
    heads = draft.heads.get(rule.role or "", [])
    if not heads:
        return None
    wanted = [s for s in rule.copy.values() if s in CORE] or (list(CORE) if OPPONENT in rule.copy.values() else [])
    same = [d for d in drafts if d.type.name == rule.type and d is not draft]
    useful = [d for d in same if all(d.roles.get(s) for s in wanted)]
    own = [d for d in useful if d.head in heads] or ([d for d in same if d.head in heads] if rule.kept else [])
    if own:
        return own[0]
    parties = find_keys(draft, "agent") | find_keys(draft, "patient")
    related = [d for d in useful if parties & (find_keys(d, "agent") | find_keys(d, "patient"))] or useful
    before = [d for d in related if d.head < draft.head]
    return before[-1] if before else (related[0] if related else None)
