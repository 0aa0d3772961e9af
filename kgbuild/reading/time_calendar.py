"""Counting on the calendar: from a day to a unit near it, and the EDTF text of what is found."""

from __future__ import annotations

import calendar
import datetime

from kgbuild.dates import find_bounds

ONE_DAY = datetime.timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1000, 2999


def write_day(year: int, month: int, day: int) -> str | None:
    """Return a day as EDTF, None where the calendar has no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def find_day(edtf: str | None) -> datetime.date | None:
    """Return the day that a date tells, None where it tells none."""
    if edtf is None:
        return None
    first, last = find_bounds(edtf)
    return first if first == last else None


def find_middle(edtf: str | None) -> datetime.date | None:
    """Return a day that stands for a date of a month or a year, None for an open or missing one."""
    if edtf is None:
        return None
    first, last = find_bounds(edtf)
    return first + (last - first) / 2 if first is not None and last is not None else None


def tells(edtf: str | None, unit: str) -> bool:
    """Tell whether a date is precise enough to count in a unit: its bounds lie in the same one."""
    if edtf is None:
        return False
    first, last = find_bounds(edtf)
    return first is not None and last is not None and find_unit(first, unit, 0) == find_unit(last, unit, 0)


def find_unit(day: datetime.date, unit: str, shift: int) -> tuple[datetime.date, datetime.date] | None:
    """Return first and last day of the unit that `day` is in, moved by `shift` units; None where years run out."""
    try:
        return _find_unit(day, unit, shift)
    except (OverflowError, ValueError):
        return None


def _find_unit(day: datetime.date, unit: str, shift: int) -> tuple[datetime.date, datetime.date]:
    if unit in ("day", "night"):
        day += datetime.timedelta(days=shift)
        return day, day
    if unit in ("week", "weekend"):
        monday = day - datetime.timedelta(days=day.weekday()) + datetime.timedelta(weeks=shift)
        return monday + datetime.timedelta(days=5 if unit == "weekend" else 0), monday + datetime.timedelta(days=6)
    if unit in ("month", "quarter"):
        length = 1 if unit == "month" else 3
        at = (day.year * 12 + day.month - 1) // length + shift
        low, high = at * length, at * length + length - 1
        last = calendar.monthrange(high // 12, high % 12 + 1)[1]
        return datetime.date(low // 12, low % 12 + 1, 1), datetime.date(high // 12, high % 12 + 1, last)
    length = {"year": 1, "decade": 10, "century": 100}[unit]
    low = (day.year // length + shift) * length
    return datetime.date(low, 1, 1), datetime.date(low + length - 1, 12, 31)


def write_value(day: datetime.date, unit: str) -> str:
    """Return the TIMEX3 value of the unit that a day is in."""
    if unit in ("week", "weekend"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "weekend" else "")
    if unit == "quarter":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    cut = {"day": 10, "night": 10, "month": 7, "year": 4, "decade": 3, "century": 2}[unit]
    return day.isoformat()[:cut]


def write_span(first: datetime.date, last: datetime.date, unit: str) -> str:
    """Return the EDTF text of all days from `first` to `last`, in the precision of a unit.

    >>> write_span(datetime.date(2014, 7, 15), datetime.date(2014, 8, 14), "month")
    '2014-07/2014-08'
    """
    low, high = _write(first, unit), _write(last, unit)
    return low if low == high else f"{low}/{high}"


def _write(day: datetime.date, unit: str) -> str:
    if unit == "month":
        return day.isoformat()[:7]
    return f"{day.year:04}" if unit in ("year", "decade", "century") else day.isoformat()


def write_unit(day: datetime.date, unit: str) -> str:
    """Return the EDTF text of the unit that a day is in."""
    if unit == "quarter":
        return f"{day.year:04}-{32 + (day.month + 2) // 3}"
    if unit == "decade":
        return f"{day.year // 10:03}X"
    found = find_unit(day, unit, 0)
    return write_span(*found, unit) if found is not None else day.isoformat()


def add_units(day: datetime.date, unit: str, count: int) -> datetime.date | None:
    """Return the day so many units later; of a shorter month its last day. None where years run out."""
    if unit in ("day", "night", "week", "weekend"):
        days = count * (7 if unit.startswith("week") else 1)
        return day + datetime.timedelta(days=days) if abs(days) < 10**5 and day.year < LAST_YEAR else None
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    at = day.year * 12 + day.month - 1 + count * months
    year, month = at // 12, at % 12 + 1
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def find_easter(year: int) -> datetime.date:
    """Return Easter Sunday of a Gregorian year (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return datetime.date(year, f // 31, f % 31 + 1)


def find_nth(year: int, month: int, weekday: int, nth: int) -> datetime.date:
    """Return the nth weekday of a month, counted from its end where `nth` is negative."""
    if nth > 0:
        first = datetime.date(year, month, 1)
        return first + datetime.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = datetime.date(year, month, calendar.monthrange(year, month)[1])
    return last - datetime.timedelta(days=(last.weekday() - weekday) % 7 - 7 * (nth + 1))
