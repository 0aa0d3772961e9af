"""What words around a date do to it: "late 2014", "since 2015", "from March to June"."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from kgbuild.dates import find_bounds, find_precision
from kgbuild.reading.time_calendar import ONE_DAY, find_unit, write_span
from kgbuild.reading.time_context import Context
from kgbuild.reading.time_words import Meaning

_MONTHS_OF = {
    "early": (1, 4), "mid": (5, 8), "middle": (5, 8), "late": (9, 12), "beginning": (1, 3), "start": (1, 3), "end": (10, 12),
    "close": (10, 12),
}  # fmt: skip
_THIRD = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2, "close": 2}
_BETWEEN = re.compile(r"\s?[-–—]\s?|\s+(?P<word>to|through|thru|and|until|till)\s+", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between|beginning|lasted|ran)\s+(?:the\s+)?$", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?P<word>since|until|till|through(?!\s(?:in|on|at)\s)|before|prior to|after|by|no later than|as late as|up to|starting|beginning|effective|from)"
    r"\s+(?:in\s+|on\s+|at\s+|about\s+|around\s+)?$",
    re.IGNORECASE,
)
_CLOCK_TO_DAY = re.compile(r",?\s(?:[A-Z]{2,4},?\s)?(?:on\s)?(?:the\s)?")
_POSSESSIVE = re.compile(r"['’]s$")
_ONWARD = re.compile(r"\s+(?:on|onwards?|forward)\b(?!\s+\w+day)")


def narrow(meaning: Meaning, found: dict[str, str | None], context: Context) -> Meaning:
    """Return what a date says with "early", "the end of" or "later" before it; `found` are the modifier's groups."""
    if meaning.date is None:
        return meaning
    if found["cut"]:
        base = context.previous if meaning.source == "previous" else context.published
        return _cut(meaning, base, found["cut"].lower())
    word = (found["edge"] or found["side"] or "").lower()
    date = _narrow(meaning.date, word)
    return replace(meaning, date=date)


def _narrow(edtf: str, word: str) -> str:
    precision = find_precision(edtf)
    first, last = find_bounds(edtf)
    if first is None or last is None or "~" in edtf:
        return edtf
    if precision == "year":
        low, high = _MONTHS_OF[word]
        return f"{edtf}-{low:02}/{edtf}-{high:02}"
    if precision == "month":
        low, high = ((1, 10), (11, 20), (21, last.day))[_THIRD[word]]
        return f"{edtf}-{low:02}/{edtf}-{high:02}"
    if precision == "decade":
        low, high = ((0, 3), (4, 6), (7, 9))[_THIRD[word]]
        return f"{edtf[:3]}{low}/{edtf[:3]}{high}"
    return edtf


def _cut(meaning: Meaning, base: str | None, word: str) -> Meaning:
    """ "Earlier this year" ends with the day it is counted from, "later this year" begins with it."""
    if base is None or meaning.date is None or find_precision(meaning.date) == "day":
        return meaning
    (first, last), (low, high) = find_bounds(meaning.date), find_bounds(base)
    if first is None or last is None or low is None or high is None or not first <= low <= high <= last:
        return meaning
    coarse = (last - first).days > 31 or low != high
    grain = "month" if coarse else "day"
    date = write_span(first, high, grain) if word == "earlier" else write_span(low, last, grain)
    return replace(meaning, date=date)


def join_range(
    text: str, low: tuple[int, int, Meaning], high: tuple[int, int, Meaning]
) -> tuple[Meaning, Meaning] | None:
    """Return both ends of "from March to June 2016" with the date of the whole; None where they are no range.

    Each end is its offsets and meaning. One that names no year takes it from the other.
    """
    between = _BETWEEN.fullmatch(text, low[1], high[0])
    if between is None or (between["word"] and not _FROM.search(text, max(0, low[0] - 16), low[0])):
        return None
    if (
        between["word"]
        and between["word"].lower() == "and"
        and not re.search(r"\bbetween\s+(?:the\s+)?$", text[max(0, low[0] - 16) : low[0]], re.IGNORECASE)
    ):
        return None
    first, second = low[2], high[2]
    if first.timex != "DATE" or second.timex != "DATE":
        return None
    first, second = _lend_year(first, second), _lend_year(second, first, later=True)
    if first.date is None or second.date is None or "~" in first.date + second.date:
        return None
    date = f"{first.date.partition('/')[0]}/{second.date.rpartition('/')[2]}"
    start, end = find_bounds(first.date)[0], find_bounds(second.date)[1]
    if start is None or end is None or start >= end:
        return None
    return replace(first, date=date), replace(second, date=date)


def join_clock(between: str, clock: Meaning, day: Meaning) -> tuple[Meaning, Meaning] | None:
    """Return "10:30 a.m." with the day that stands right behind it, None where none does."""
    at = clock.value.partition("T")[2]
    if clock.timex != "TIME" or not at[:1].isdigit() or day.timex != "DATE" or not _CLOCK_TO_DAY.fullmatch(between):
        return None
    if day.date is None or find_precision(day.date) != "day":
        return None
    return replace(clock, value=f"{day.date}T{at}", date=day.date, source=day.source), day


def _lend_year(taker: Meaning, giver: Meaning, *, later: bool = False) -> Meaning:
    """Give a date without a year that of the other end, or the one beside it where they would stand the wrong way."""
    known = giver.date or ""
    shape = re.fullmatch(r"(?:\d{4}|XXXX)(-\d\d(?:-\d\d)?)", taker.value)
    if not taker.guessed or giver.guessed or not re.match(r"\d{4}", known) or shape is None:
        return taker
    year, rest = int(known[:4]), known[4:].partition("/")[0]
    if rest and (shape[1] > rest) != later and shape[1] != rest:
        year += 1 if later else -1
    value = f"{year}{shape[1]}"
    try:
        find_bounds(value)
    except ValueError:
        return taker
    return Meaning(taker.timex, value, value)


def open_end(text: str, start: int, at: int, end: int, meaning: Meaning) -> Meaning:
    """Return a date with an open end where "since", "until", "by", "before" or "after" stands before it.

    `start` bounds the sentence; `at` and `end` are the date's offsets.
    """
    if meaning.timex != "DATE" or meaning.date is None or ".." in meaning.date:
        return meaning
    match = _OPEN.search(text, max(start, at - 24), at)
    if match is None or _POSSESSIVE.search(text[at : end + 2]):  # "after Monday's ruling": that was on Monday
        return meaning
    word = match["word"].lower()
    if word == "from" and not _ONWARD.match(text, end):
        return meaning
    low, high = meaning.date.partition("/")[0], meaning.date.rpartition("/")[2]
    if word in ("since", "from", "starting", "beginning", "effective"):
        return replace(meaning, date=f"{low}/..")
    if word in ("before", "prior to", "after"):
        edge = _step(meaning.date, -1 if word != "after" else 1)
        return meaning if edge is None else replace(meaning, date=f"{edge}/.." if word == "after" else f"../{edge}")
    return replace(meaning, date=f"../{high}")


def find_opener(text: str, start: int, at: int) -> str:
    """Return the name of the rule by which `open_end` opened the date at `at`: "since" or "open"."""
    match = _OPEN.search(text, max(start, at - 24), at)
    return "since" if match is not None and match["word"].lower() == "since" else "open"


def _step(edtf: str, way: int) -> str | None:
    """The unit before or after a date, in its own precision."""
    first, last = find_bounds(edtf)
    if first is None or last is None:
        return None
    unit = find_precision(edtf)
    if unit in ("day", "month", "year") and "~" not in edtf:
        found = find_unit(first, unit, way)
        return None if found is None else write_span(*found, unit)
    day: datetime.date = first - ONE_DAY if way < 0 else last + ONE_DAY
    return day.isoformat()
