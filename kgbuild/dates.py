"""Partial dates as EDTF text (ISO 8601-2): bounds, precision, comparison, and plain English.

Known forms: `2017-08-03`, `2017-08`, `2017`, `201X`, seasons `2017-21` to `2017-24`, quarters `2017-33` to `2017-36`, a
mark of doubt `~`, `?` or `%` behind any of them, and intervals `2014-07/2014-08` whose ends may be open (`..`).
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "month", "season", "quarter", "year", "decade", "interval", "open"]
PART = re.compile(r"(?:([0-9]{3})X|([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?)[~?%]?")
OPEN = ("", "..")
UNPLACED = re.compile(r"XXXX-WXX(?:-\d)?|XXXX-XX-XX|PRESENT_REF")
"""TIMEX3 values of a day that has no place on the calendar: "Monday", "today"."""
SEASONS = {21: (3, 5, "spring"), 22: (6, 8, "summer"), 23: (9, 11, "autumn"), 24: (12, 2, "winter")}
QUARTERS = {33: (1, 3, "first"), 34: (4, 6, "second"), 35: (7, 9, "third"), 36: (10, 12, "fourth")}


@lru_cache(maxsize=4096)
def find_bounds(edtf: str) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the first and last day that a date may be; None for an open end.

    A winter begins in December of the year it is named by.

    Raises:
        ValueError: the text is no EDTF date of the kinds that kgbuild writes.
    """
    low, slash, high = edtf.partition("/")
    if not slash:
        return _find_part(edtf)
    first = None if low in OPEN else _find_part(low)[0]
    last = None if high in OPEN else _find_part(high)[1]
    if first is not None and last is not None and first > last:
        raise ValueError(f"{edtf}: ends before it begins; write the earlier date first")
    return first, last


def _find_part(text: str) -> tuple[datetime.date, datetime.date]:
    match = PART.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r}: no EDTF date; write one such as 2017-08-03, 2017-08 or 2014-07/2014-08")
    if match[1] is not None:
        return datetime.date(int(match[1]) * 10, 1, 1), datetime.date(int(match[1]) * 10 + 9, 12, 31)
    year, month = int(match[2]), int(match[3] or 0)
    if match[3] is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if match[4] is not None:
        day = datetime.date(year, month, int(match[4]))
        return day, day
    begin, end, _ = SEASONS.get(month) or QUARTERS.get(month) or (month, month, "")
    last = year if begin <= end else year + 1
    return datetime.date(year, begin, 1), datetime.date(last, end, calendar.monthrange(last, end)[1])


def find_precision(edtf: str) -> Precision:
    """Return how precise a date is.

    Raises:
        ValueError: the text is no EDTF date.
    """
    bounds = find_bounds(edtf)
    if "/" in edtf:
        return "open" if None in bounds else "interval"
    if "X" in edtf:
        return "decade"
    parts = edtf.rstrip("~?%").split("-")
    if len(parts) != 2:
        return "year" if len(parts) == 1 else "day"
    month = int(parts[1])
    return "season" if month in SEASONS else "quarter" if month in QUARTERS else "month"


def overlap(a: str, b: str) -> bool:
    """Tell whether two dates can be one: whether any day lies in both."""
    (al, ah), (bl, bh) = find_bounds(a), find_bounds(b)
    return (al is None or bh is None or al <= bh) and (bl is None or ah is None or bl <= ah)


def contains(outer: str, inner: str) -> bool:
    """Tell whether every day of `inner` lies in `outer`."""
    (ol, oh), (il, ih) = find_bounds(outer), find_bounds(inner)
    return (ol is None or (il is not None and ol <= il)) and (oh is None or (ih is not None and ih <= oh))


def find_narrowest(dates: Iterable[str]) -> str | None:
    """Return the narrowest of dates that all can be one, None where two clash or there is none.

    It is one of those given, so that its words can be shown.
    """
    found = sorted(set(dates), key=lambda d: (_measure(d), d))
    if not found or not all(overlap(a, b) for i, a in enumerate(found) for b in found[i + 1 :]):
        return None
    return found[0]


def _measure(edtf: str) -> tuple[int, int]:
    """How wide a date is: open ends, then days."""
    first, last = find_bounds(edtf)
    if first is None or last is None:
        return (first is None) + (last is None), 0
    return 0, (last - first).days


def describe_date(edtf: str) -> str:
    """Return a date in plain English, no more precise than it is.

    >>> describe_date("2014-07/2014-08"), describe_date("2016-05/..")
    ('between July and August 2014', 'May 2016 or later')

    Raises:
        ValueError: the text is no EDTF date.
    """
    find_bounds(edtf)
    low, slash, high = edtf.partition("/")
    if not slash or low == high:
        return "at an unknown time" if low in OPEN else _describe_part(low)
    if low in OPEN or high in OPEN:
        if low in OPEN and high in OPEN:
            return "at an unknown time"
        return f"{_describe_part(high)} or earlier" if low in OPEN else f"{_describe_part(low)} or later"
    start, end = _describe_part(low), _describe_part(high)
    for shared in (low[:7], low[:4]):
        if high.startswith(shared) and len(low) == len(high) > len(shared) and "X" not in edtf:
            common = f" {_describe_part(shared)}"
            if start.endswith(common) and end.endswith(common) and " of " not in start:
                return f"between {start.removesuffix(common)} and {end}"
    return f"between {start} and {end}"


def _describe_part(text: str) -> str:
    plain = text.rstrip("~?%")
    about = "about " if plain != text else ""
    if plain.endswith("X"):
        return f"{about}the {plain[:3]}0s"
    year, *rest = plain.split("-")
    if not rest:
        return about + year
    month = int(rest[0])
    if month in SEASONS:
        return f"{about}{SEASONS[month][2]} {year}"
    if month in QUARTERS:
        return f"{about}the {QUARTERS[month][2]} quarter of {year}"
    name = f"{calendar.month_name[month]} {year}"
    return f"{about}{int(rest[1])} {name}" if len(rest) == 2 else about + name
