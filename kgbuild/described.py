"""Whom articles describe without a name: how many, of which sex, and by what noun."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.records import Argument

WOMEN = frozenset(
    {"wife", "mother", "sister", "daughter", "widow", "woman", "girl", "girlfriend", "aunt", "niece", "grandmother"}
)
MEN = frozenset(
    {"husband", "father", "brother", "son", "widower", "man", "boy", "boyfriend", "uncle", "nephew", "grandfather"}
)
COUNTS = {w: n for n, w in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 2)}
SCORES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1000000}
WHOEVER = frozenset({"person", "people", "man", "woman", "victim", "other", "individual", "one", "body"})
"""Words that leave open what somebody is: "a woman" may be "the receptionist"."""


def agree_in_words(left: Sequence[Argument], right: Sequence[Argument]) -> bool:
    """Tell whether two lists of persons can be the same ones: in number, sex and what they are called."""
    if not left or not right:
        return True
    if all(a.name for a in (*left, *right)):
        return bool({a.chain or a.name for a in left} & {a.chain or a.name for a in right})
    if _names_no_person(left, right) or _names_no_person(right, left):
        return False
    counts = (_count(left), _count(right))
    if None not in counts and counts[0] != counts[1]:
        return False
    sexes = ({_find_sex(a) for a in told} - {""} for told in (left, right))
    if len(set().union(*sexes)) > 1:
        return False
    words = [{_find_word(a) for a in told if not a.name} for told in (left, right)]
    return not all(words) or bool(words[0] & words[1]) or any(w & WHOEVER or any(x.isdigit() for x in w) for w in words)


def _names_no_person(named: Sequence[Argument], told: Sequence[Argument]) -> bool:
    """Whether one side names a place or body that is not what the other only describes: "Leeds", "a bus"."""
    return all(a.name and a.cls != "Person" for a in named) and not any(a.name for a in told)


def _count(told: Sequence[Argument]) -> int | None:
    """How many persons are told of, None where the words leave it open ("people")."""
    counts = [_count_one(a) for a in told]
    return None if None in counts else sum(c for c in counts if c)


def _count_one(argument: Argument) -> int | None:
    if argument.name:
        return 1
    words = argument.text.lower().split()
    times = next((SCORES[w] for w in words if w in SCORES), 1)
    for word in words:
        if word.isdigit() and len(word) < 4:
            return int(word) * times
        if word in COUNTS or word == "one":
            return COUNTS.get(word, 1) * times
    head = words[-1]
    return None if head.endswith("s") or head in ("people", "men", "women", "children") else 1


def _find_word(argument: Argument) -> str:
    head = argument.text.lower().split()[-1]
    return {"men": "man", "women": "woman", "children": "child"}.get(
        head, head if head == "boss" else head.removesuffix("s")
    )


def _find_sex(argument: Argument) -> str:
    """ "f" or "m" where the words of a description tell it, else nothing."""
    words = set() if argument.name else set(argument.text.lower().split())
    if words & (WOMEN | {"women", "girls", "female"}):
        return "f"
    return "m" if words & (MEN | {"men", "boys", "male"}) else ""
