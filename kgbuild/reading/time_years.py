"""Which year a month or day is of that is told without one."""

from __future__ import annotations

import datetime
import re

from kgbuild.dates import find_bounds
from kgbuild.reading.time_calendar import find_day, find_middle, write_day
from kgbuild.reading.time_context import Context
from kgbuild.reading.time_words import WEEKDAYS, Meaning, Source

BACK, ON = -3, 8  # months that a date without a year may lie behind and before the date in force
NEAR_AHEAD = 100  # days that an undirected "October 12" may lie ahead of publication
AND_THAT = re.compile(r"\band that $", re.IGNORECASE)
OF_YEAR = r"(?: (?:of )?(?P<rel>last|this|next|that|the same|the following|the previous) year)?"
_SHIFT = {"last": -1, "next": 1, "the previous": -1, "the following": 1}


def place_year(month: int, day: int | None, context: Context) -> int | None:
    """Return the year of a month or day told without one: the nearest to publication on the side it looks to.

    A date in force comes first. None where the article is undated, or only a year is known of its date and the side is
    open.
    """
    forced = _find_forced(month, context)
    if forced is not None:
        return forced
    base = find_middle(context.published)
    if base is None or context.published is None:
        return None
    if len(context.published) == 4:
        return base.year
    exact = find_day(context.published) is not None
    at, now = (month, day if day and exact else 0), (base.month, base.day if day and exact else 0)
    if context.tense == "future":
        return base.year if at >= now else base.year + 1
    if at <= now:
        ahead = (datetime.date(base.year + 1, month, min(day or 1, 28)) - base).days
        return base.year + 1 if context.tense == "present" and ahead <= NEAR_AHEAD / 2 else base.year
    ahead = (datetime.date(base.year, month, min(day or 1, 28)) - base).days
    near = 2 * NEAR_AHEAD if context.tense == "present" else NEAR_AHEAD
    return base.year if context.tense != "past" and ahead <= near else base.year - 1


def _find_forced(month: int, context: Context) -> int | None:
    """The year that the date in force gives a month: of an undated article the nearest, else the next if it is not to come.

    "And that July" is the one of, or next after, the date told before it, if that is not to come; "said that July" is any.
    """
    if context.previous and AND_THAT.search(context.text, max(context.start, context.at - 10), context.at):
        told = find_bounds(context.previous)[0]
        year = told.year + (month < told.month) if told is not None else None
        if year is not None and (context.published is None or f"{year}-{month:02}" <= context.published[:7]):
            return year
    first, last = find_bounds(context.force) if context.force else (None, None)
    if first is None or last is None or first.year != last.year:
        return None
    step = month - first.month
    if context.published is None:
        return first.year if (last - first).days > 31 or BACK <= step <= ON else first.year + (1 if step < 0 else -1)
    year = first.year + (step < 0)
    if context.tense == "future" or step % 12 > ON or f"{year}-{month:02}" > context.published[:7]:
        return None
    return year


def find_source(month: int, context: Context) -> Source:
    """Return what gave a month its year: the date in force, or publication."""
    return "previous" if _find_forced(month, context) is not None else "published"


def tell(date: str | None, *, guessed: bool = False, source: Source = "published") -> Meaning | None:
    """Return the meaning of a date that is its own value; `guessed` where publication gave its year."""
    return Meaning("DATE", date, date, source if guessed else None, guessed) if date else None


def tell_of_year(which: str, rest: str, context: Context) -> Meaning | None:
    """Return what "May of last year" means; "that year" is the one of the date told before it."""
    told_before = which.startswith("th") and which != "this"
    base = find_middle(context.previous if told_before else context.published)
    if base is None:
        return Meaning("DATE", f"XXXX{rest}", guessed=True)
    date = f"{base.year + _SHIFT.get(which, 0)}{rest}"
    if len(rest) > 3 and write_day(*map(int, date.split("-"))) is None:
        return None
    return Meaning("DATE", date, date, "previous" if told_before else "published")


def fit_weekday(text: str, month: int, day: int, year: int) -> int:
    """Return the year, or the one beside it in which the day is the weekday that `text` begins with."""
    weekday = WEEKDAYS.get(text[:3].lower())
    if weekday is None:
        return year
    days = ((y, write_day(y, month, day)) for y in (year, year + 1, year - 1))
    fitting = (y for y, d in days if d is not None and datetime.date.fromisoformat(d).weekday() == weekday)
    return next(fitting, year)
