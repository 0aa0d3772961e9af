"""Rules for days that have a name instead of a number: holidays and anniversaries."""

from __future__ import annotations

import datetime
import re

from kgbuild.reading.time_absolute import NAME_AFTER
from kgbuild.reading.time_calendar import find_easter, find_middle, find_nth, write_day
from kgbuild.reading.time_context import Context
from kgbuild.reading.time_words import DAY, MONTH, YEAR, Meaning, make_rule, read_day, read_month
from kgbuild.reading.time_years import find_source, place_year, tell

_FIXED = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new year's day": (1, 1), "valentine's day": (2, 14), "st patrick's day": (3, 17),
    "may day": (5, 1), "independence day": (7, 4), "fourth of july": (7, 4), "halloween": (10, 31),
    "veterans day": (11, 11), "singles' day": (11, 11), "bastille day": (7, 14),
}  # fmt: skip
_NTH = {
    "martin luther king day": (1, 0, 3, 0), "presidents' day": (2, 0, 3, 0), "memorial day": (5, 0, -1, 0),
    "labor day": (9, 0, 1, 0), "columbus day": (10, 0, 2, 0), "thanksgiving": (11, 3, 4, 0),
    "thanksgiving day": (11, 3, 4, 0), "black friday": (11, 3, 4, 1), "cyber monday": (11, 3, 4, 4),
}  # fmt: skip
_EASTER = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "good friday": -2,
    "easter sunday": 0,
    "easter": 0,
    "easter monday": 1,
}
_HOLIDAYS = (
    r"Christmas(?: Eve| Day)?|Boxing Day|New Year['’]s (?:Eve|Day)|Valentine['’]s Day|St\.? Patrick['’]s Day|May Day"
    r"|Independence Day|Fourth of July|Halloween|Veterans['’]? Day|Singles['’] Day|Bastille Day|Martin Luther King (?:Jr\.? )?Day"
    r"|Presidents['’]? Day|Memorial Day|Labor Day|Columbus Day|Thanksgiving(?: Day)?|Black Friday|Cyber Monday"
    r"|Ash Wednesday|Palm Sunday|Good Friday|Easter(?: Sunday| Monday)?"
)


def _find_holiday(name: str, year: int) -> datetime.date:
    if name in _FIXED:
        return datetime.date(year, *_FIXED[name])
    if name in _EASTER:
        return find_easter(year) + datetime.timedelta(days=_EASTER[name])
    month, weekday, nth, more = _NTH[name]
    return find_nth(year, month, weekday, nth) + datetime.timedelta(days=more)


def _holiday(m: re.Match[str], context: Context) -> Meaning | None:
    if re.search(r"\b[Tt]he\s$", m.string[max(0, m.start() - 4) : m.start("h")]) and NAME_AFTER.match(
        m.string, m.end()
    ):
        return None
    name = re.sub(
        r"\s+", " ", m["h"].lower().replace("’", "'").replace("jr. ", "").replace("jr ", "").replace("st. ", "st ")
    )
    name = {"presidents day": "presidents' day", "veterans' day": "veterans day"}.get(name, name)
    if m["y"]:
        return tell(_find_holiday(name, int(m["y"])).isoformat())
    base = find_middle(context.published)
    sample = _find_holiday(name, base.year if base else 2000)
    year = place_year(sample.month, sample.day, context)
    if year is None:
        value = f"XXXX-{sample.month:02}-{sample.day:02}" if name in _FIXED else f"XXXX-{sample.month:02}-XX"
        return Meaning("DATE", value, guessed=True)
    return tell(_find_holiday(name, year).isoformat(), guessed=True, source=find_source(sample.month, context))


_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TENTHS = (
    "tenth", "twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth", "hundredth",
)  # fmt: skip
_NTH_WORDS = {w: i + 1 for i, w in enumerate(_ONES)}
_NTH_WORDS |= {w: 10 * (i + 1) for i, w in enumerate(_TENTHS)} | {"centenary": 100, "bicentenary": 200}


def _anniversary(m: re.Match[str], _: Context) -> Meaning | None:
    """ "The tenth anniversary of the 1969 flood" is in 1979, as precise as the day that is counted from."""
    word = (m["o"] or m["c"]).lower()
    count = _NTH_WORDS.get(word) or read_day(word)
    year = int(m["y"] or m["y2"] or m["y3"]) + count
    month, day = m["m"] or m["m2"], m["d"] or m["d2"]
    return tell(write_day(year, read_month(month), read_day(day)) if month and day else f"{year}")


def _attacks_of_2001(_m: re.Match[str], _: Context) -> Meaning | None:
    return tell("2001-09-11")


RULES = (
    make_rule(
        "holiday",
        "month digit the",
        r"(?:[Tt]he )?(?:Sept(?:ember|\.)? 11(?:th)?|11(?:th)? September)(?= (?:terror(?:ist)? )?(?:attacks?|hijack\w+|victims)\b)",
        _attacks_of_2001,
    ),
    make_rule(
        "holiday", "holiday the", rf"(?:[Tt]he )?(?P<h>{_HOLIDAYS})(?:,? (?P<y>{YEAR}))?(?! [Ii]slands?)", _holiday
    ),
    make_rule(
        "anniversary",
        "the ordinal digit",
        rf"(?:[Tt]he )?(?:(?P<o>(?i:\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_NTH_WORDS)})) anniversary|(?P<c>(?i:(?:bi)?centenary)))"
        rf"(?= of (?:the )?(?:[a-z]+ (?:on |of |in )?)?(?:(?P<m>{MONTH}) (?P<d>{DAY}),? (?P<y>{YEAR})|(?P<d2>{DAY}) (?P<m2>{MONTH}) (?P<y2>{YEAR})|(?P<y3>{YEAR}))\b)",
        _anniversary,
    ),
)
