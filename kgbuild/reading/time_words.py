"""The words of time expressions: their numbers, and the fragments that the patterns are made of.

A space in a pattern stands for any run of white space, so that an expression may cross the end of a line.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from kgbuild.reading.time_context import Context

Timex = Literal["DATE", "TIME", "DURATION", "SET"]
Source = Literal["published", "previous"]

ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: i for name, i in MONTHS.items()} | {"sept": 9}
WEEKDAYS = {name.lower()[:3]: i for i, name in enumerate(calendar.day_name)}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
SEASON_VALUES = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
UNIT_CODES = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q", "year": "Y",
}  # fmt: skip
PLACEHOLDERS = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "year": "XXXX",
                "quarter": "XXXX-QX", "decade": "XXX", "century": "XX"}  # fmt: skip

_FULL_MONTHS = [name for name in calendar.month_name if name]
FULL_MONTH = f"(?:{'|'.join([*_FULL_MONTHS, *(n.upper() for n in _FULL_MONTHS)])})"
MONTH = (
    f"(?:{'|'.join([*_FULL_MONTHS, *(n.upper() for n in _FULL_MONTHS)])}"
    r"|(?:Sept|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)\.?)"
)
WEEKDAY = f"(?:{'|'.join([*calendar.day_name, *(n.upper() for n in calendar.day_name)])})"
WEEKDAY_BEFORE = r"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.?),? )?"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)(?:st|nd|rd|th)?"
SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
PART = r"(?P<part>morning|afternoon|evening|night)"
PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_SMALL = "|".join(ONES)
_DIGITS = r"\d{1,3}(?:,\d{3})*(?:\.\d+)?"
NUMBER = rf"(?:{_DIGITS}|(?i:(?:{'|'.join(TENS)})(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|{_SMALL}))"
VAGUE = (
    r"(?i:several|many|a few|few|a couple of|a couple|couple of|a dozen|half an|half a"
    r"|(?:dozens|hundreds|thousands|tens) of|a hundred|an?)"
)
QUANTITY = rf"(?:{NUMBER}(?:(?: |-)and(?: |-)a(?: |-)half)?|{VAGUE})"
UNIT = r"(?i:second|minute|hour|day|night|week|weekend|month|quarter|year|decade|century)"
UNITS = (
    r"(?i:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|months?|quarters?|years?|decades?|century|centuries)"
)
FLOOR = re.compile(r"\b(?:more than|over|at least)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression says: its TIMEX3 type and value, its EDTF date, and what that was counted from.

    `guessed` tells that the words leave the year open.
    """

    timex: Timex
    value: str
    date: str | None = None
    source: Source | None = None
    guessed: bool = False


Make = Callable[[re.Match[str], Context], Meaning | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern, the kinds of word it may begin with, and the function that reads it.

    None from that function says that the words are no time. Where the pattern has a group `x`, that is the expression.
    """

    name: str
    heads: tuple[str, ...]
    pattern: re.Pattern[str]
    make: Make


def make_rule(name: str, heads: str, pattern: str, make: Make, *, whole: bool = True) -> Rule:
    """Return a rule; `heads` is a list of kinds divided by spaces, `whole` forbids that a word goes on behind it."""
    end = r"(?![\w%]|[.,:]\d)" if whole else ""
    return Rule(name, tuple(heads.split()), re.compile(spread_spaces(f"(?:{pattern}){end}")), make)


def spread_spaces(pattern: str) -> str:
    """Let each space outside brackets stand for any white space."""
    return re.sub(r"(\[[^\]]*\])| ", lambda m: m[1] or r"(?:\s{1,5})", pattern)


def read_month(text: str) -> int:
    """Return the number of a month, 1 to 12."""
    return MONTHS[text.lower().rstrip(".")]


def read_day(text: str) -> int:
    """Return the number in "3rd"."""
    return int(re.sub(r"\D", "", text))


def read_weekday(text: str) -> int:
    """Return 0 for a Monday to 6 for a Sunday."""
    return WEEKDAYS[text.lower()[:3]]


def read_unit(text: str) -> str:
    """Return the singular of a unit, in small letters."""
    unit = text.lower()
    return "century" if unit == "centuries" else unit.removesuffix("s")


def read_quantity(text: str) -> float | None:
    """Return a number, None where it is vague ("several").

    >>> read_quantity("two and a half")
    2.5
    """
    words = re.split(r"[\s-]+", text.lower())
    more = 0.5 if len(words) >= 3 and words[-1] == "half" else 0.0
    words = words[:-3] if more else words
    if words[0] in ("half", "couple") or words[:2] == ["a", "couple"]:
        return 0.5 if words[0] == "half" else 2
    if len(words) == 1 and words[0] in ("a", "an"):
        return 1
    if words in (["a", "dozen"], ["a", "hundred"]):
        return 12 if words[1] == "dozen" else 100
    if words[0] in TENS or words[0] in ONES:
        return sum(TENS.get(w, ONES.get(w, 0)) for w in words) + more
    digits = words[0].replace(",", "")
    return float(digits) + more if re.fullmatch(r"\d+(?:\.\d+)?", digits) else None


def write_duration(quantity: float | None, unit: str) -> str:
    """Return the TIMEX3 value of so many units; decades and centuries are told in years."""
    if unit in ("decade", "century"):
        quantity, unit = (quantity * (10 if unit == "decade" else 100) if quantity is not None else None), "year"
    amount = "X" if quantity is None else f"{quantity:g}"
    code = UNIT_CODES[unit]
    return f"PT{amount}{code[1]}" if code.startswith("T") else f"P{amount}{code}"
