"""Say again what a verb only points back to: "Norvel sued Orlo, and Dunmore did so in 2014"."""

from __future__ import annotations

from collections.abc import Mapping

from kgbuild.reading.slots import OBJECTS, Predicate
from kgbuild.reading.tokens import Parse, Token

REACH = 40
NO_DEEDS = frozenset({"be", "have", "do", "say", "tell", "add", "report", "follow"})
OWN_SLOTS = frozenset(
    {"agent", "that", "xcomp", "attr", "in", "on", "at", "by", "after", "before", "since", "during", "until"}
)


def fill_ellipses(parse: Parse, found: Mapping[int, Predicate]) -> None:
    """Give "did so", "as was Orlo" and "followed suit" the lemma and the arguments of the verb they stand for.

    Their own are the subject and the time.
    """
    for i in sorted(found):
        p = found[i]
        if p.kind == "verb" and _points_back(parse, parse.tokens[i]):
            before = _find_antecedent(found, p)
            if before is not None:
                _copy(p, before)


def _points_back(parse: Parse, token: Token) -> bool:
    objects = parse.kids(token.i, *OBJECTS)
    said = {k.lower for k in parse.kids(token.i, "advmod", "dobj", "mark")}
    if token.lemma == "do":
        return (
            bool(said & {"so", "likewise"})
            or any(k.lower == "same" and k.i > token.i for k in objects)
            or ("as" in said and _is_inverted(parse, token))
        )
    if token.lemma == "follow":
        return any(k.lower == "suit" and not parse.kids(k.i) for k in objects)
    return token.lemma in ("be", "have") and bool(said & {"so", "as"}) and _is_inverted(parse, token)


def _is_inverted(parse: Parse, token: Token) -> bool:
    """Whether an auxiliary stands alone, its subject behind it: "as was Orlo", "so has Orlo"."""
    others = [k for k in parse.kids(token.i) if k.dep not in ("mark", "advmod", "punct", "cc", "npadvmod", "prep")]
    return len(others) == 1 and others[0].i > token.i and others[0].dep in ("nsubj", "attr", *OBJECTS)


def _find_antecedent(found: Mapping[int, Predicate], p: Predicate) -> Predicate | None:
    """The verb of the clause before: the one joined to "did so", else the nearest main verb."""
    if p.link in ("conj", "advcl") and p.governor in found and p.governor is not None and p.governor < p.head:
        governor = found[p.governor]
        if governor.lemma not in NO_DEEDS:
            return governor
    for i in range(p.head - 1, max(-1, p.head - REACH), -1):
        q = found.get(i)
        if q is not None and q.kind == "verb" and q.lemma not in NO_DEEDS and q.link in ("root", "that", "conj"):
            return q
    return None


def _copy(p: Predicate, before: Predicate) -> None:
    held = [h for slot in ("patient", "attr", "agent") for h in p.slots.pop(slot, [])]
    behind = [h for h in held if h > p.head]
    subject = behind if behind and p.lemma in ("be", "have") else [h for h in held if h < p.head] or behind
    p.lemma = before.lemma
    if before.voice == "passive":
        p.voice = "passive"
        p.add("patient", *subject)
        p.add("agent", *before.slots.get("agent", ()))
        if not p.slots["agent"]:
            p.slots.pop("agent")
    else:
        p.add("agent", *subject)
    for slot, heads in before.slots.items():
        if slot not in OWN_SLOTS and slot not in p.slots:
            p.add(slot, *heads)
