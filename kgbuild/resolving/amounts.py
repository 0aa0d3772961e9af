"""Amounts in words and figures, as ranges that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kgbuild.ontology import Ontology

TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+\$?|[$€£¥₹₽₩%]")
ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
FURTHER = {w: n for n, w in enumerate(ONES.split(), 1)} | {w: n * 10 for n, w in enumerate(TENS.split(), 2)}
NUMBERS = FURTHER | {"a": 1, "an": 1}
LOOSE = 0.125  # of a round number, how far it may be from what it stands for
NEAR = 0.2  # of a number that is called a near one


@dataclass(frozen=True, slots=True)
class Amount:
    """A range of numbers of one unit, the ends included where they meet."""

    unit: str
    low: float
    high: float

    def clashes(self, other: Amount) -> bool:
        """Tell whether two amounts of one unit cannot be the same."""
        return self.unit == other.unit and (self.high < other.low or other.high < self.low)


class AmountReader:
    """Reads amounts with the units and words of the ontology."""

    def __init__(self, ontology: Ontology) -> None:
        words = ontology.words
        self._units = {w: n for n in sorted(words) if n.startswith("unit_") for w in words[n]}
        self._times = {
            w: float(n.removeprefix("times_")) for n in sorted(words) if n.startswith("times_") for w in words[n]
        }
        self._near, self._more, self._less, self._share = (
            words.get(n, frozenset()) for n in ("near_words", "more_words", "less_words", "share_words")
        )

    def read(self, text: str) -> Amount | None:
        """Return the one amount of a text; None where it tells none, several, or one of each share."""
        low = text.casefold().replace("per cent", "percent")
        tokens = TOKEN.findall(low)
        around = {*tokens, *(" ".join(pair) for pair in pairwise(low.split()))}
        found = list(self._find_numbers(tokens))
        units = {self._units[t] for t in tokens if t in self._units}
        if len(found) != 1 or len(units) != 1 or around & self._share:
            return None
        value, slack = found[0]
        if around & self._near:
            slack = max(slack, value * NEAR)
        return Amount(
            units.pop(),
            0.0 if around & self._less else value - slack,
            float("inf") if around & self._more else value + slack,
        )

    def _find_numbers(self, tokens: list[str]) -> Iterator[tuple[float, float]]:
        """Yield each number with how far the real one may be from it."""
        at = 0
        while at < len(tokens):
            if not (tokens[at][0].isdigit() or tokens[at] in NUMBERS):
                at += 1
                continue
            value, slack = _read_figure(tokens[at])
            at += 1
            while at < len(tokens) and (tokens[at] in FURTHER or tokens[at] in self._times):
                times = self._times.get(tokens[at], 1.0)
                value, slack = value * times + FURTHER.get(tokens[at], 0), slack * times
                at += 1
            yield value, slack


def _read_figure(token: str) -> tuple[float, float]:
    """The number, and half of the unit it is written in: 1.2 is anything from 1.15 to 1.25."""
    if token in NUMBERS:
        return float(NUMBERS[token]), 0.0
    plain = token.replace(",", "")
    whole, _, part = plain.partition(".")
    unit = 10.0 ** -len(part) if part else 10.0 ** (len(whole) - len(whole.rstrip("0"))) if whole.strip("0") else 1.0
    value = float(plain)
    return value, min(unit / 2, value * LOOSE) - 1e-9 * value
