"""How time expressions are valued: TIMEX3 value and EDTF date of what a pattern of `time_grammar` matched."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from kgbuild.dates import find_bounds

Timex = Literal["DATE", "TIME", "DURATION", "SET"]
Counted = Literal["published", "previous"] | None
Made = tuple[Timex, str, str | None, Counted]

MONTHS = {m.lower(): i for i, m in enumerate(calendar.month_name) if m}
MONTHS |= {m[:3]: i for m, i in MONTHS.items()} | {"sept": 9}
DAYS = {d.lower(): i for i, d in enumerate(calendar.day_name)}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
NUMBERS = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
NUMBERS |= {
    "a": 1,
    "an": 1,
    "several": -1,
    "few": -1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "hundred": 100,
    "couple": 2,
    "many": -1,
    "some": -1,
}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
UNITS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "weekend": "WE",
    "night": "NI",
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """What dates are counted from: the day of publication, the date told last, the tense of the sentence."""

    date: str | None
    previous: str | None = None
    tense: str | None = None

    @property
    def day(self) -> datetime.date | None:
        """The day of publication, None where it is not known to the day."""
        return _day(self.date)


def find_anchor(published: str | None) -> Anchor:
    """Return the anchor of an article, None inside where its date is unknown."""
    return Anchor(published)


def _day(edtf: str | None) -> datetime.date | None:
    if edtf is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", edtf):
        return None
    return datetime.date.fromisoformat(edtf)


def _month(edtf: str | None) -> tuple[int, int] | None:
    match = re.match(r"(\d{4})-(\d\d)", edtf or "")
    return (int(match[1]), int(match[2])) if match and int(match[2]) <= 12 else None


def _year(edtf: str | None) -> int | None:
    match = re.match(r"\d{4}", edtf or "")
    return int(match[0]) if match else None


def _number(text: str) -> float:
    words = text.lower().replace("a couple of", "couple").split()
    word = words[-1] if words else ""
    return NUMBERS.get(word, -1) if not word.replace(".", "").isdigit() else float(word)


def _month_number(text: str) -> int:
    return MONTHS[text.lower().rstrip(".")]


def _date(text: str, counted: Counted = None) -> Made:
    return "DATE", text, text, counted


def _valid(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _plain_day(year: str, month: int, day: str) -> Made | None:
    number = int(re.sub(r"\D", "", day))
    return _date(f"{year}-{month:02}-{number:02}") if _valid(int(year), month, number) else None


def make_month_day_year(m: re.Match[str], _: Anchor) -> Made | None:
    return _plain_day(m["y"], _month_number(m["m"]), m["d"])


def make_day_range(m: re.Match[str], a: Anchor) -> Made | None:
    month = _month_number(m["m"])
    year = m["y"] or _guess_year(month, int(re.sub(r"\D", "", m["d"])), a)
    if year is None:
        return None
    first, last = _plain_day(str(year), month, m["d"]), _plain_day(str(year), month, m["e"])
    if first is None or last is None or first[1] >= last[1]:
        return None
    return "DATE", first[1], f"{first[1]}/{last[1]}", None if m["y"] else "published"


def make_iso(m: re.Match[str], _: Anchor) -> Made | None:
    return _plain_day(m["y"], int(m["mm"]), m["d"]) if 1 <= int(m["mm"]) <= 12 else None


def make_slashed(m: re.Match[str], _: Anchor) -> Made | None:
    year = m["y"] if len(m["y"]) == 4 else ("20" if int(m["y"]) < 50 else "19") + m["y"]
    month, day = int(m["mm"]), m["d"]
    return _plain_day(year, month, day) if 1 <= month <= 12 else None


def make_month_year(m: re.Match[str], _: Anchor) -> Made:
    return _date(f"{m['y']}-{_month_number(m['m']):02}")


def _guess_year(month: int, day: int | None, a: Anchor) -> int | None:
    """The year of a month or day named without one: the nearest to publication on the side that the tense tells."""
    base = a.day or (datetime.date(*(_month(a.date) or (0, 0)), 15) if _month(a.date) else None)
    if base is None:
        return None
    if a.tense == "future":
        late = (month, day or 31) >= (base.month, base.day)
        return base.year if late else base.year + 1
    if (month, day or 1) <= (base.month, base.day):
        return base.year
    ahead = (datetime.date(base.year, month, min(day or 1, 28)) - base).days
    if a.tense != "past" and ahead <= 100:
        return base.year
    return base.year - 1 if ahead > 7 or a.tense == "past" else base.year


def make_month_day(m: re.Match[str], a: Anchor) -> Made | None:
    month, day = _month_number(m["m"]), int(re.sub(r"\D", "", m["d"]))
    year = _guess_year(month, day, a)
    if year is None:
        return "DATE", f"XXXX-{month:02}-{day:02}", None, None
    return _date(f"{year}-{month:02}-{day:02}", "published") if _valid(year, month, day) else None


def make_month(m: re.Match[str], a: Anchor) -> Made | None:
    month = _month_number(m["m"])
    which = (m["which"] or "").lower()
    year = _guess_year(month, None, a)
    if year is None:
        return "DATE", f"XXXX-{month:02}", None, None
    base = _year(a.date) or year
    if which.startswith("next") and month <= (_month(a.date) or (0, 0))[1]:
        year = base + 1
    elif which.startswith(("last", "past")):
        year = base if month < (_month(a.date) or (0, 0))[1] else base - 1
    elif which.startswith("this"):
        year = base
    value = f"{year}-{month:02}"
    return "DATE", value, value, "published"


def make_year(m: re.Match[str], _: Anchor) -> Made:
    return _date(m["y"])


def make_modified_year(m: re.Match[str], _: Anchor) -> Made:
    word, year = m["mod"].lower(), m["y"]
    spans = {
        "early": ("01", "04"),
        "mid": ("05", "08"),
        "late": ("09", "12"),
        "end": ("10", "12"),
        "beginning": ("01", "03"),
        "start": ("01", "03"),
        "middle": ("05", "08"),
    }
    low, high = spans[re.match(r"early|mid(?:dle)?|late|end|beginning|start", word)[0]]  # type: ignore[index]
    return "DATE", year, f"{year}-{low}/{year}-{high}", None


def make_year_range(m: re.Match[str], _: Anchor) -> Made | None:
    end = m["z"] if len(m["z"]) == 4 else m["y"][:2] + m["z"]
    return ("DATE", m["y"], f"{m['y']}/{end}", None) if end > m["y"] else None


def make_decade(m: re.Match[str], _: Anchor) -> Made:
    digits = m["c"]
    decade = digits[:3] if len(digits) == 4 else "19" + digits[0]
    return _date(f"{decade}X")


def make_quarter(m: re.Match[str], a: Anchor) -> Made | None:
    n = ORDINALS.get((m["o"] or "").lower()) or int(m["q"] or 0)
    year = m["y"] or (str(_year(a.date)) if a.date and (m["this"] or not m["y"]) else None)
    if not n:
        return None
    if year is None:
        return "DATE", f"XXXX-Q{n}", None, None
    return "DATE", f"{year}-Q{n}", f"{year}-{32 + n}", None if m["y"] else "published"


def make_half(m: re.Match[str], a: Anchor) -> Made | None:
    year = m["y"] or (str(_year(a.date)) if a.date else None)
    if year is None:
        return None
    first = m["o"].lower() in ("first", "1st")
    return (
        "DATE",
        f"{year}-H{1 if first else 2}",
        f"{year}-{'01' if first else '07'}/{year}-{'06' if first else '12'}",
        None,
    )


def make_season(m: re.Match[str], a: Anchor) -> Made | None:
    code = SEASONS[m["s"].lower()]
    word = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}[code]
    which = (m["which"] or "").lower()
    year = int(m["y"]) if m["y"] else None
    if year is None:
        base = _year(a.date)
        if not which:
            return None
        if base is None:
            return "DATE", f"XXXX-{word}", None, None
        year = (
            base + 1
            if which == "next"
            else base - 1
            if which == "last" and (_month(a.date) or (0, 12))[1] < {21: 5, 22: 8, 23: 11, 24: 12}[code]
            else base
        )
    return "DATE", f"{year}-{word}", f"{year}-{code}", None if m["y"] else "published"


def make_weekday(m: re.Match[str], a: Anchor) -> Made | None:
    index = DAYS[m["w"].lower()]
    which = (m["which"] or "").lower()
    if a.day is None:
        return "DATE", f"XXXX-WXX-{index + 1}", None, None
    back = (a.day.weekday() - index) % 7
    if which == "next" or (a.tense == "future" and not which.startswith(("last", "past"))):
        shift = (index - a.day.weekday()) % 7 or 7
    elif which.startswith(("last", "past")):
        shift = -(back or 7)
    elif which == "this" and a.tense != "past":
        shift = (index - a.day.weekday()) % 7
    else:
        shift = -back
    return _date((a.day + datetime.timedelta(days=shift)).isoformat(), "published")


def make_deictic(m: re.Match[str], a: Anchor) -> Made:
    shift = {
        "yesterday": -1,
        "today": 0,
        "tomorrow": 1,
        "tonight": 0,
        "this morning": 0,
        "this afternoon": 0,
        "this evening": 0,
        "last night": -1,
        "overnight": 0,
    }[re.sub(r"\s+", " ", m[0].lower())]
    part = {
        "tonight": "TNI",
        "this morning": "TMO",
        "this afternoon": "TAF",
        "this evening": "TEV",
        "last night": "TNI",
    }.get(m[0].lower(), "")
    if a.day is None:
        return "DATE", "XXXX-XX-XX", None, None
    value = (a.day + datetime.timedelta(days=shift)).isoformat()
    return ("TIME" if part else "DATE"), value + part, value, "published"


def _shift_unit(base: datetime.date, unit: str, n: int) -> tuple[str, str]:
    """TIMEX3 value and EDTF of the unit `n` units from `base`."""
    if unit == "day":
        day = (base + datetime.timedelta(days=n)).isoformat()
        return day, day
    if unit in ("week", "weekend"):
        monday = base - datetime.timedelta(days=base.weekday()) + datetime.timedelta(weeks=n)
        year, week, _ = monday.isocalendar()
        if unit == "weekend":
            return (
                f"{year}-W{week:02}-WE",
                f"{monday + datetime.timedelta(days=5)}/{monday + datetime.timedelta(days=6)}",
            )
        return f"{year}-W{week:02}", f"{monday}/{monday + datetime.timedelta(days=6)}"
    if unit == "month":
        at = base.year * 12 + base.month - 1 + n
        value = f"{at // 12}-{at % 12 + 1:02}"
        return value, value
    if unit == "quarter":
        at = base.year * 4 + (base.month - 1) // 3 + n
        return f"{at // 4}-Q{at % 4 + 1}", f"{at // 4}-{33 + at % 4}"
    if unit == "decade":
        value = f"{base.year // 10 + n}X"
        return value[:-1], value
    if unit == "century":
        value = str(base.year // 100 + n)
        return value, f"{value}00/{value}99"
    value = str(base.year + n)
    return value, value


def make_relative_unit(m: re.Match[str], a: Anchor) -> Made | None:
    unit, which = m["u"].lower(), m["which"].lower()
    n = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "this": 0, "current": 0, "this past": -1}.get(
        re.sub(r"\s+", " ", which), 0
    )
    base = a.day or (datetime.date(*(_month(a.date) or (1, 1)), 15) if _month(a.date) else None)
    if base is None:
        if unit == "year" and _year(a.date):
            return _date(str((_year(a.date) or 0) + n), "published")
        return "DATE", {"year": "XXXX", "month": "XXXX-XX", "week": "XXXX-WXX"}.get(unit, "XXXX"), None, None
    value, date = _shift_unit(base, unit, n)
    return "DATE", value, date, "published"


def make_within(m: re.Match[str], a: Anchor) -> Made | None:
    """ "Earlier this year", "later this month": the unit, cut at the day of publication."""
    base = a.day
    unit = m["u"].lower()
    if base is None:
        return "DATE", {"year": "XXXX", "month": "XXXX-XX", "week": "XXXX-WXX"}.get(unit, "XXXX"), None, None
    value, date = _shift_unit(base, unit, 0)
    first, last = find_bounds(date)
    if m["side"].lower() == "earlier":
        return "DATE", value, f"{first}/{base}", "published"
    return "DATE", value, f"{base}/{last}", "published"


def make_ago(m: re.Match[str], a: Anchor) -> Made | None:
    unit = m["u"].lower().rstrip("s") if not m["u"].lower().startswith("centur") else "century"
    n = _number(m["n"])
    if n < 0 or unit in ("second", "minute", "hour", "night"):
        return "DATE", "PAST_REF", None, None
    if a.day is None:
        return "DATE", "PAST_REF", None, None
    value, date = _shift_unit(a.day, unit, -round(n))
    return "DATE", value, date, "published"


def make_later(m: re.Match[str], a: Anchor) -> Made | None:
    """ "14 days later": counted from the date told last; no more precise than that date."""
    unit = m["u"].lower().rstrip("s") if not m["u"].lower().startswith("centur") else "century"
    n = _number(m["n"])
    sign = -1 if m["dir"].lower() in ("earlier", "before") else 1
    if n < 0 or a.previous is None or unit in ("second", "minute", "hour", "night", "decade", "century", "quarter"):
        return "DATE", "FUTURE_REF" if sign > 0 else "PAST_REF", None, None
    first, last = find_bounds(a.previous)
    if first is None or last is None:
        return "DATE", "PAST_REF", None, None
    low, high = _add(first, unit, sign * round(n)), _add(last, unit, sign * round(n))
    date = _cover(low, high, unit)
    return "DATE", date.split("/")[0], date, "previous"


def _add(base: datetime.date, unit: str, n: int) -> datetime.date:
    if unit in ("day", "week"):
        return base + datetime.timedelta(days=n * (7 if unit == "week" else 1))
    months = base.year * 12 + base.month - 1 + n * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return datetime.date(year, month, min(base.day, calendar.monthrange(year, month)[1]))


def _cover(low: datetime.date, high: datetime.date, unit: str) -> str:
    """The EDTF text of the days from `low` to `high`, in whole months or years where they span that much."""
    if low == high:
        return low.isoformat() if unit in ("day", "week") else low.isoformat()[:7] if unit == "month" else str(low.year)
    if unit == "year":
        return str(low.year) if low.year == high.year else f"{low.year}/{high.year}"
    a, b = low.isoformat()[:7], high.isoformat()[:7]
    return a if a == b else f"{a}/{b}"


def make_following(m: re.Match[str], a: Anchor) -> Made | None:
    unit = m["u"].lower()
    n = {"following": 1, "next": 1, "previous": -1, "preceding": -1, "same": 0}[m["which"].lower()]
    first, last = find_bounds(a.previous) if a.previous else (None, None)
    if unit in ("day", "week", "month", "year") and first is not None and last is not None and first == last:
        value, date = _shift_unit(first, unit, n)
        return "DATE", value, date, "previous"
    if unit == "year" and a.previous and _year(a.previous):
        return _date(str((_year(a.previous) or 0) + n), "previous")
    return "DATE", "FUTURE_REF" if n > 0 else "PAST_REF", None, None


def make_duration(m: re.Match[str], _: Anchor) -> Made | None:
    unit = m["u"].lower()
    unit = "century" if unit.startswith("centur") else unit.rstrip("s")
    code = UNITS[unit]
    n = _number(m["n"])
    amount = "X" if n < 0 else f"{n:g}"
    return "DURATION", f"P{'T' if unit in ('hour', 'minute', 'second') else ''}{amount}{code}", None, None


def make_clock(m: re.Match[str], a: Anchor) -> Made | None:
    hour = int(m["h"])
    half = (m["ap"] or "").lower().replace(".", "")
    if hour > 24 or (half and hour > 12):
        return None
    hour = hour % 12 + 12 if half == "pm" else hour % 12 if half == "am" else hour
    day = a.day.isoformat() if a.day else "XXXX-XX-XX"
    return "TIME", f"{day}T{hour:02}:{m['mi'] or '00'}", None, None


def make_reference(value: str) -> Callable[[re.Match[str], Anchor], Made]:
    return lambda _m, _a: ("DATE", value, None, None)


def make_set(m: re.Match[str], _: Anchor) -> Made | None:
    words = m[0].lower()
    for word, value in (
        ("dail", "P1D"),
        ("week", "P1W"),
        ("month", "P1M"),
        ("quarter", "P1Q"),
        ("annu", "P1Y"),
        ("year", "P1Y"),
        ("day", "P1D"),
        ("night", "P1D"),
        ("hour", "PT1H"),
    ):
        if word in words:
            return "SET", value, None, None
    return None


def make_since(m: re.Match[str], _: Anchor) -> Made | None:
    return None


def make_normal_unit(m: re.Match[str], a: Anchor) -> Made | None:
    which = re.sub(r"^the\s+", "", m["which"].lower())

    class _Shim:
        def __getitem__(self, key: str) -> str:
            return which if key == "which" else m[key]

    return make_relative_unit(_Shim(), a)  # type: ignore[arg-type]


def make_decade_of(m: re.Match[str], _: Anchor) -> Made:
    digits = m["c"] or "19" + m["e"]
    return "DATE", digits[:3], f"{digits[:3]}X", None


def make_set_of(m: re.Match[str], a: Anchor) -> Made | None:
    return make_set(m, a)
