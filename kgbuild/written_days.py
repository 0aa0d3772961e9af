"""Days of the calendar and times of the clock as text writes them: "4 August 2017", "08/24/2017", "5:12 pm EST"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
FULL = rf"(?:\b{MONTH}\.?\s+{DAY},?\s+[0-9]{{4}}|(?<![0-9]){DAY}\s+(?:of\s+)?{MONTH}\.?,?\s+[0-9]{{4}})(?![0-9])"
WRITTEN = re.compile(FULL, re.IGNORECASE)
PARTS = re.compile(rf"(?P<month>{MONTH})|(?P<year>[0-9]{{4}})|(?P<day>[0-9]{{1,2}})", re.IGNORECASE)
YEAR_FIRST = re.compile(r"(?<![0-9./-])([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
YEAR_LAST = re.compile(r"(?<![0-9./-])([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})(?![0-9])")
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
CLOCK = r"[0-9]{1,2}[:.h][0-9]{2}(?::[0-9]{2})?(?:\s*[ap]\.?\s?m\b\.?|\s*hrs\b)?|[0-9]{1,2}\s*[ap]\.?\s?m\b\.?"
ZONE = r"(?:gmt|utc|bst|ist|jst|hkt|sgt|aest|aedt|[ecmp][sd]?t|cest)(?:\s*[+-][0-9:]{1,5})?"


def find_days(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the full dates in a text with where they stand; leave out those with two readings."""
    found = []
    for match in WRITTEN.finditer(text):
        parts = {p.lastgroup: p.group() for p in PARTS.finditer(match.group())}
        found.append((*match.span(), make_day(parts["year"], parts["month"], parts["day"])))
    found += [(*m.span(), make_day(m[1], m[3], m[4])) for m in YEAR_FIRST.finditer(text)]
    for match in YEAR_LAST.finditer(text):
        a, b = match[1], match[3]
        if match[2] == "." or int(a) > 12 or int(a) == int(b):
            found.append((*match.span(), make_day(match[4], b, a)))
        elif int(b) > 12:
            found.append((*match.span(), make_day(match[4], a, b)))
    for start, end, day in sorted(found):
        if day is not None:
            yield start, end, day


def number_month(month: str) -> int:
    """Return the number of a month told by digits or by a name of three letters or more."""
    return int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1


def make_day(year: str, month: str, day: str) -> str | None:
    """Return the day as EDTF; None where the calendar has none such."""
    try:
        return datetime.date(int(year), number_month(month), int(day)).isoformat()
    except ValueError:
        return None
