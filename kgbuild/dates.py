"""Partial dates as EDTF text (ISO 8601-2): bounds, precision, comparison, and plain English."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable
from typing import Literal

Precision = Literal["day", "month", "season", "quarter", "year", "decade", "interval", "open"]
PART = re.compile(r"^(\d{4}|\d{3}X)(?:-(\d{2}))?(?:-(\d{2}))?[~?%]?$")
SEASONS = {21: (3, 5, "spring"), 22: (6, 8, "summer"), 23: (9, 11, "autumn"), 24: (12, 12, "winter")}
QUARTERS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}


def find_bounds(edtf: str) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the first and last day that a date may be; None for an open end.

    Raises:
        ValueError: the text is no EDTF date of the kinds that kgbuild writes.
    """
    low, slash, high = edtf.partition("/")
    if not slash:
        return _find_part(edtf)
    first = None if low in ("", "..") else _find_part(low)[0]
    last = None if high in ("", "..") else _find_part(high)[1]
    if first is not None and last is not None and first > last:
        raise ValueError(f"{edtf}: ends before it begins")
    return first, last


def _find_part(text: str) -> tuple[datetime.date, datetime.date]:
    match = PART.match(text)
    if match is None:
        raise ValueError(f"{text}: no EDTF date")
    if match[1].endswith("X"):
        year = int(match[1][:3]) * 10
        return datetime.date(year, 1, 1), datetime.date(year + 9, 12, 31)
    year = int(match[1])
    if match[2] is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    month = int(match[2])
    if month in SEASONS or month in QUARTERS:
        a, b = (SEASONS[month][:2]) if month in SEASONS else QUARTERS[month]
        return datetime.date(year, a, 1), datetime.date(year, b, calendar.monthrange(year, b)[1])
    if match[3] is None:
        return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
    day = datetime.date(year, month, int(match[3]))
    return day, day


def find_precision(edtf: str) -> Precision:
    """Return how precise a date is."""
    if "/" in edtf:
        return "open" if None in find_bounds(edtf) else "interval"
    _find_part(edtf)
    if "X" in edtf:
        return "decade"
    parts = edtf.rstrip("~?%").split("-")
    if len(parts) == 1:
        return "year"
    if len(parts) == 3:
        return "day"
    month = int(parts[1])
    return "season" if month in SEASONS else "quarter" if month in QUARTERS else "month"


def overlap(a: str, b: str) -> bool:
    """Tell whether two dates can be one."""
    (al, ah), (bl, bh) = find_bounds(a), find_bounds(b)
    return (al is None or bh is None or al <= bh) and (bl is None or ah is None or bl <= ah)


def contains(outer: str, inner: str) -> bool:
    """Tell whether every day of `inner` lies in `outer`."""
    (ol, oh), (il, ih) = find_bounds(outer), find_bounds(inner)
    return (ol is None or (il is not None and ol <= il)) and (oh is None or (ih is not None and ih <= oh))


def find_narrowest(dates: Iterable[str]) -> str | None:
    """Return the narrowest of dates that all can be one, None where two clash or there is none."""
    found = sorted(set(dates), key=lambda d: (_measure(d), d))
    if not found or not all(overlap(a, b) for i, a in enumerate(found) for b in found[i + 1 :]):
        return None
    return found[0]


def _measure(edtf: str) -> int:
    first, last = find_bounds(edtf)
    return (last - first).days if first is not None and last is not None else 10**6


def describe_date(edtf: str) -> str:
    """Return a date in plain English, no more precise than it is: "May 2016 or later", "3 August 2017"."""
    low, slash, high = edtf.partition("/")
    if not slash:
        return _describe_part(edtf)
    if low in ("", ".."):
        return f"{_describe_part(high)} or earlier"
    if high in ("", ".."):
        return f"{_describe_part(low)} or later"
    return f"between {_describe_part(low)} and {_describe_part(high)}"


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
        return f"{about}quarter {month - 32} of {year}"
    name = f"{calendar.month_name[month]} {year}"
    return f"{about}{int(rest[1])} {name}" if len(rest) == 2 else about + name
