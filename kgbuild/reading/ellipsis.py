"""Say again what a verb only points back to: "Norvel sued Orlo, and Dunmore did so in 2014"."""

from __future__ import annotations

from collections.abc import Mapping

from kgbuild.reading.slots import OBJECTS, Predicate
from kgbuild.reading.tokens import Parse, Token

REACH = 40
NO_DEEDS = frozenset({"be", "have", "do", "say", "tell", "add", "report"})
OWN_SLOTS = frozenset(
    {"agent", "that", "xcomp", "attr", "in", "on", "at", "by", "after", "before", "since", "during", "until"}
)


def fill_ellipses(parse: Parse, found: Mapping[int, Predicate]) -> None:
    """Give "did so" and "did the same" the lemma and the arguments of the verb they stand for, but its subject and time."""
    for i in sorted(found):
        p = found[i]
        if p.lemma == "do" and p.kind == "verb" and _points_back(parse, parse.tokens[i]):
            before = _find_antecedent(found, p)
            if before is not None:
                _copy(p, before)


def _points_back(parse: Parse, token: Token) -> bool:
    said = {k.lower for k in parse.kids(token.i, "advmod", "dobj", "mark")}
    return bool(said & {"so", "likewise"}) or any(
        k.lower == "same" and k.i > token.i for k in parse.kids(token.i, *OBJECTS)
    )


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
    p.lemma = before.lemma
    p.slots.pop("patient", None)
    for slot, heads in before.slots.items():
        if slot not in OWN_SLOTS and slot not in p.slots:
            p.add(slot, *heads)
