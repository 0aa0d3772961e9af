"""Tell who a mention is not: no woman is a man, and who was killed is not the driver who was charged for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from kgbuild.described import MEN, WOMEN
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse, Token

Fate = Literal["harmed", "accused"]
Arguments = Mapping[int, Sequence[tuple[Predicate, str]]]
Words = Mapping[str, frozenset[str]]


def find_fate(token: Token, arguments: Arguments, words: Words) -> Fate | None:
    """Return what a clause says became of a mention; None where no clause or more than one fate is told."""
    fates: set[Fate] = set()
    for p, slot in arguments.get(token.i, ()):
        if p.kind != "verb":
            continue
        if p.lemma in words["harming" if slot == "patient" else "dying"] and slot in ("agent", "patient"):
            fates.add("harmed")
        elif p.lemma in words["accusing_of_crime"] and slot == "patient":
            fates.add("accused")
    return fates.pop() if len(fates) == 1 else None


def list_fated(parse: Parse, arguments: Arguments, words: Words) -> dict[Fate, frozenset[str]]:
    """Return the persons who by name suffer one fate in the article and not the other."""
    found: dict[Fate, set[str]] = {"harmed": set(), "accused": set()}
    for token in parse.tokens:
        fate = find_fate(token, arguments, words) if token.name is not None and token.name.cls == "Person" else None
        if fate is not None and token.name is not None:
            found[fate].add(token.name.key)
    both = found["harmed"] & found["accused"]
    return {fate: frozenset(keys - both) for fate, keys in found.items()}


def list_dead(parse: Parse, arguments: Arguments, words: Words) -> frozenset[str]:
    """Return the persons of whom the article tells by name that they died, or whose death or funeral it tells of."""
    named = [t for t in parse.tokens if t.name is not None and t.name.cls == "Person"]
    return frozenset(t.name.key for t in named if t.name is not None and _is_dead(t, arguments, words))


def _is_dead(token: Token, arguments: Arguments, words: Words) -> bool:
    for p, slot in arguments.get(token.i, ()):
        if p.kind == "noun" and p.lemma in words["ends"] and slot in ("poss", "of"):
            return True
        if p.kind == "verb" and (
            (p.lemma in ("die", "perish") and slot == "agent") or (p.lemma in words["killing"] and slot == "patient")
        ):
            return True
    return False


def is_of_sex(token: Token, *, female: bool | None) -> bool:
    """Tell whether a noun may be of somebody's sex, if that is known: no "woman" is a man by his given name or title."""
    woman = token.lemma in WOMEN or token.lemma.endswith("woman")
    return not (woman or token.lemma in MEN) or female in (None, woman)
