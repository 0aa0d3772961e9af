"""Rules for dates that name their place on the calendar, in whole or but for the year."""

from __future__ import annotations

import re

from kgbuild.reading.time_calendar import find_day, find_middle, write_day, write_unit
from kgbuild.reading.time_context import Context
from kgbuild.reading.time_words import (
    DAY,
    FULL_MONTH,
    MONTH,
    ORDINALS,
    SEASON,
    SEASON_VALUES,
    SEASONS,
    WEEKDAY_BEFORE,
    YEAR,
    Meaning,
    make_rule,
    read_day,
    read_month,
)
from kgbuild.reading.time_years import OF_YEAR, find_source, fit_weekday, place_year, tell, tell_of_year

NOT_BEFORE_YEAR = re.compile(
    r"(?:\b(?:has|have|had|employs?|seats?|sold|flight|pages?|pp?|routes?|highway|interstate|room|suite|section|article|number|no|nos|model|chapter|resolution"
    r"|windows|office|boeing|airbus|channel|version|unit|lot|box|gate|bus|train|serial|rs|us|approximately|nearly|about"
    r"|than|total of)\.?|[#$£€¥])\s*$",
    re.IGNORECASE,
)
MAKES = (
    r"Acura|Audi|BMW|Buick|Cadillac|Camaro|Chevrolet|Chevy|Chrysler|Corvette|Dodge|Ferrari|Fiat|Ford|GMC|Honda|Hyundai|Infiniti"
    r"|Jaguar|Jeep|Kia|Lexus|Lincoln|Mazda|Mercedes|Mitsubishi|Mustang|Nissan|Pontiac|Porsche|Saab|Saturn|Subaru|Suzuki|Tesla"
    r"|Toyota|Volkswagen|Volvo|VW"
)
NOT_BEFORE_YEAR_NAME = re.compile(rf"\b(?:{MAKES})\s$")
THE_NAMED = re.compile(  # behind "the 1975"
    r"\s(?:(?:will|would|is|are|was|were|has|have|had|said|says)|[A-Z]\w+\s(?:chain|group|label|brand|band|club|shops?|stores?|magazine|firm))\b"
)
NOT_AFTER_YEAR = re.compile(
    r"-\d|-(?:seat|point|page|room|strong|pound|mile|meter|metre|foot|acre|square|member|person)"
    r"|\s?(?:%|x\s?\d|×|km\b|kg\b|mph\b|hp\b|MHz\b)"
    r"|\s(?:dlrs|dollars|mln|bln|million|billion|pct|percent|per cent|people|persons|points|shares|kilometers|kilometres|miles"
    r"|metric|tonnes|tons|jobs|employees|workers|staff|units|stores|meters|metres|feet|inches|calories|barrels|votes|cars"
    r"|vehicles|aircraft|planes|passengers|seats|hours|days|weeks|months|years|minutes|seconds|times|men|women|children"
    r"|euros|pounds|yen|patients|students|troops|soldiers|homes|houses|acres|copies|cases|deaths|others|rpm)\b"
    rf"|\s(?:{MAKES})\b"
    r"|\s[A-Z]\w+(?:\s[A-Z]\w+)?\s(?:Street|St|Road|Rd|Avenue|Ave|Blvd|Boulevard|Drive|Lane|Way|Court|Ct|Parkway|Pkwy|Place)\b"
)
BEFORE_OLD_YEAR = re.compile(
    r"(?:\b(?:in|since|of|by|from|until|till|to|between|and|circa|during|early|late|mid|before|after|born|the|c\.)|[(–-])\s*$",
    re.IGNORECASE,
)

FAR_AHEAD = 12  # years from publication; what a later number behind a capital counts is no year
CAPITAL_BEFORE = re.compile(r"\b(?!(?:In|By|Until|Since)\s)[A-Z]\w+\s$")

BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|late|early|mid|through|between|ending|ended|during|beginning|before|after|of|this|last|next"
    r"|a|the|its)[\s-]|(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:,?\s(?:and|to|or|through|until)\s|[-–—]|,\s))$",
    re.IGNORECASE,
)
NAME_AFTER = re.compile(r"\s(?!Q[1-4])[A-Z][a-z]+")
NOT_AFTER_MONTH = re.compile(
    r"['’]s\s|\s(?:for|on|against|said|says|told|has|had|is|was|will|would)\b(?!\s(?:been|be)\b)|\s(?:Day|Fair|Madness)\b"
)
Q_NAMES = re.compile(r"\bQ[5-9]")  # "the Q5 and Q3": no quarter has such a number
NAMES_OF_PEOPLE = frozenset(("April", "May", "June", "August", "March"))
IN_MONTH = re.compile(
    r"(?<!confidence )(?<!faith )(?<!trust )(?<!belief )\b(?:in|since|until|till|late|early|mid|last|next|this)[\s-]$",
    re.IGNORECASE,
)
PERSON_AFTER = re.compile(r"['’]s\s|\s(?:said|says|told)\b|\s(?:Day|Fair|Madness)\b")


def _full_day(m: re.Match[str], _: Context) -> Meaning | None:
    return tell(write_day(int(m["y"]), read_month(m["m"]), read_day(m["d"])))


def _numeric_day(m: re.Match[str], _: Context) -> Meaning | None:
    """American order; the other one where the first number can be no month."""
    year = int(m["y"]) if len(m["y"]) == 4 else int(m["y"]) + (2000 if int(m["y"]) < 50 else 1900)
    month, day = int(m["mm"]), int(m["d"])
    return tell(write_day(year, day, month) if month > 12 else write_day(year, month, day))


def _numeric_month(m: re.Match[str], _: Context) -> Meaning | None:
    return tell(f"{m['y']}-{int(m['mm']):02}") if 1 <= int(m["mm"]) <= 12 else None


def _days(m: re.Match[str], context: Context) -> Meaning | None:
    """A range of days, of one month or of two."""
    months = read_month(m["m"]), read_month(m["n"] if m.groupdict().get("n") else m["m"])
    days = read_day(m["d"]), read_day(m["e"])
    if " and " in m[0] and days[1] != days[0] + 1 and not m.string[: m.start()].endswith("between "):
        return None
    year = int(m["y"]) if m["y"] else place_year(months[1], days[1], context)
    if year is None:
        return Meaning("DATE", f"XXXX-{months[0]:02}-{days[0]:02}")
    first = write_day(year - (months[0] > months[1]), months[0], days[0])
    last = write_day(year, months[1], days[1])
    if first is None or last is None or first >= last:
        return None
    return Meaning("DATE", first, f"{first}/{last}", None if m["y"] else find_source(months[1], context))


def _month_year(m: re.Match[str], _: Context) -> Meaning | None:
    return tell(f"{m['y']}-{read_month(m['m']):02}")


def _months(m: re.Match[str], context: Context) -> Meaning | None:
    months = read_month(m["m"]), read_month(m["n"])
    year = int(m["y"]) if m["y"] else place_year(months[1], None, context)
    if year is None:
        return Meaning("DATE", f"XXXX-{months[0]:02}")
    first, last = f"{year - (months[0] > months[1])}-{months[0]:02}", f"{year}-{months[1]:02}"
    return (
        Meaning("DATE", first, f"{first}/{last}", None if m["y"] else find_source(months[1], context))
        if first < last
        else None
    )


def _month_day(m: re.Match[str], context: Context) -> Meaning | None:
    month, day = read_month(m["m"]), read_day(m["d"])
    if write_day(2000, month, day) is None:
        return None
    if m["rel"]:
        return tell_of_year(m["rel"], f"-{month:02}-{day:02}", context)
    year = place_year(month, day, context)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02}-{day:02}", guessed=True)
    year = fit_weekday(m[0], month, day, year)
    return tell(write_day(year, month, day), guessed=True, source=find_source(month, context))


def _month(m: re.Match[str], context: Context) -> Meaning | None:
    """A month alone. March and May need a word before them that only a date has; others may be no first name.

    "Arrested in May for theft" is a date, "a pledge by May for the cities" is not.
    """
    before = m.string[max(0, m.start() - 24) : m.start()]
    if m["rel"]:
        if m["m"] in NAMES_OF_PEOPLE and not BEFORE_MONTH.search(before):
            return None
        return tell_of_year(m["rel"], f"-{read_month(m['m']):02}", context)
    if not BEFORE_MONTH.search(before):
        if m["m"] in ("March", "May") or m["m"].isupper() or NAME_AFTER.match(m.string, m.end()):
            return None
    elif m["m"] in NAMES_OF_PEOPLE:
        barred = PERSON_AFTER if IN_MONTH.search(before) else NOT_AFTER_MONTH
        if barred.match(m.string, m.end()):
            return None
    month = read_month(m["m"])
    year = place_year(month, None, context)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02}", guessed=True)
    return tell(f"{year}-{month:02}", guessed=True, source=find_source(month, context))


def _year(m: re.Match[str], context: Context) -> Meaning | None:
    before = m.string[max(0, m.start() - 16) : m.start()]
    base = find_middle(context.published)
    if base is not None and int(m["y"]) > base.year + FAR_AHEAD and CAPITAL_BEFORE.search(before):
        return None
    if NOT_BEFORE_YEAR.search(before) or NOT_BEFORE_YEAR_NAME.search(before) or NOT_AFTER_YEAR.match(m.string, m.end()):
        return None
    if re.search(r"\b[Tt]he\s$", before) and THE_NAMED.match(m.string, m.end()):
        return None
    if int(m["y"]) < 1900 and not BEFORE_OLD_YEAR.search(before):
        return None
    return tell(m["y"])


def _year_end(m: re.Match[str], context: Context) -> Meaning | None:
    base = find_middle(context.published)
    if m["y"] is None and base is None:
        return Meaning("DATE", "XXXX", guessed=True)
    year = int(m["y"]) if m["y"] else (base.year if base else 0) - (context.tense == "past")
    return Meaning("DATE", f"{year}", f"{year}-12", None if m["y"] else "published")


def _years(m: re.Match[str], _: Context) -> Meaning | None:
    low, high = int(m["y"]), int(m["z"] if len(m["z"]) == 4 else m["y"][:2] + m["z"])
    if high <= low or high - low > 200 or (len(m["z"]) == 2 and high - low > 20):
        return None
    return Meaning("DATE", m["y"], f"{low}/{high}")


def _fiscal_year(m: re.Match[str], _: Context) -> Meaning:
    """Companies' years begin when they like, so the date is about the year."""
    digits = m["y"] or m["z"]
    year = digits if len(digits) == 4 else f"20{digits}"
    return Meaning("DATE", f"FY{year}", f"{year}~")


def _decade(m: re.Match[str], _: Context) -> Meaning:
    digits = m["c"] or ("19" if m["e"] > "1" else "20") + m["e"]
    return Meaning("DATE", digits[:3], f"{digits[:3]}X")


def _century(m: re.Match[str], _: Context) -> Meaning | None:
    words = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
    number = words.get(m["o"].lower()) or read_day(m["o"])
    return Meaning("DATE", f"{number - 1}", f"{number - 1}00/{number - 1}99") if 11 <= number <= 25 else None


def _quarter(m: re.Match[str], context: Context) -> Meaning | None:
    found = m.groupdict()
    if not found.get("y") and Q_NAMES.search(m.string, max(0, m.start() - 10), m.end() + 10):
        return None
    number = ORDINALS[found["o"].lower()] if found.get("o") else int(found["q"])
    year = _find_year_of_part(found, (number - 1) * 3 + 1, context)
    if year is None:
        return Meaning("DATE", f"XXXX-Q{number}", guessed=True)
    source = None if found.get("y") else find_source(number * 3 - 2, context)
    date = f"{year}~" if found.get("fy") else f"{year}-{32 + number}"
    return Meaning("DATE", f"{year}-Q{number}", date, source)


def _half(m: re.Match[str], context: Context) -> Meaning | None:
    found = m.groupdict()
    first = (found.get("o") or found.get("q") or "").lower() in ("first", "1st", "1")
    year = _find_year_of_part(found, 1 if first else 7, context)
    if year is None:
        return Meaning("DATE", "XXXX-H1" if first else "XXXX-H2", guessed=True)
    date = f"{year}-01/{year}-06" if first else f"{year}-07/{year}-12"
    return Meaning("DATE", f"{year}-H{1 if first else 2}", date, None if found.get("y") else "published")


def _find_year_of_part(found: dict[str, str | None], month: int, context: Context) -> int | None:
    """The year that a quarter or half belongs to: told, told by "of last year", or placed by its first month."""
    if found.get("y"):
        digits = found["y"] or ""
        return int(digits) if len(digits) == 4 else 2000 + int(digits)
    base = find_middle(context.published)
    if base is None or not found.get("rel"):
        return place_year(month, None, context)
    return base.year + {"last": -1, "next": 1}.get((found["rel"] or "").lower().split()[0], 0)


def _season(m: re.Match[str], context: Context) -> Meaning | None:
    code = SEASONS[m["s"].lower()]
    if m["y"]:
        return Meaning("DATE", f"{m['y']}-{SEASON_VALUES[code]}", f"{m['y']}-{code}")
    base = find_middle(context.published)
    if base is None or (context.published and len(context.published) == 4):
        return Meaning("DATE", f"XXXX-{SEASON_VALUES[code]}", guessed=True)
    begins = {21: 3, 22: 6, 23: 9, 24: 12}[code]
    which = m["which"].lower().split()[-1]
    if code == 24 and base.month <= 2:
        now, year = True, base.year - 1
    else:
        now, year = begins <= base.month <= begins + 2, base.year
    past = not now and begins < base.month
    if which == "next":
        year += 1 if past or now else 0
    elif which in ("last", "past", "previous"):
        year -= 0 if past else 1
    elif which in ("the", "this"):
        year += 1 if past and context.tense == "future" else -1 if not (past or now) and context.tense == "past" else 0
    return Meaning("DATE", f"{year}-{SEASON_VALUES[code]}", f"{year}-{code}", "published")


def _whole_unit(m: re.Match[str], context: Context) -> Meaning | None:
    """ "The year" after "the end of": the one of publication."""
    unit = m["u"].lower()
    base = find_middle(context.published)
    if base is None or (unit != "year" and find_day(context.published) is None):
        return None
    date = write_unit(base, unit)
    if m["kind"]:
        return Meaning("DATE", f"FY{base.year}", f"{base.year}~", "published")
    value = f"{base.year}-W{base.isocalendar()[1]:02}" if unit == "week" else f"{base.year}-Q{(base.month + 2) // 3}"
    return Meaning("DATE", value if unit in ("week", "quarter") else date, date, "published")


_M, _N, _Y = rf"(?P<m>{MONTH})", rf"(?P<n>{MONTH})", rf"(?P<y>{YEAR})"
_D, _E = rf"(?P<d>{DAY})", rf"(?P<e>{DAY})"
_TO = r"(?: ?[-–—] ?| to | through | until | till )"
_ORDINAL = r"(?P<o>(?i:first|second|third|fourth|final|1st|2nd|3rd|4th))"
_OF_YEAR = (
    rf"(?: (?:of |in )?(?:the )?(?P<fy>(?i:fiscal(?: year)?|FY) ?)?(?P<y>{YEAR})| of (?P<rel>last|this|next|the) year)"
)

RULES = (
    make_rule("month-day-range", "month", rf"{_M} {_D}(?:{_TO}| and ){_E}(?! {MONTH}),?(?: {_Y})?", _days),
    make_rule("month-day-to-month-day", "month", rf"{_M} {_D}{_TO}{_N} {_E}(?:,? {_Y})?", _days),
    make_rule("day-range-month", "digit", rf"{_D}(?:{_TO}| and ){_E}(?: of)? {_M}(?:,? {_Y})?", _days),
    make_rule("day-month-to-day-month", "digit", rf"{_D} {_M}{_TO}{_E} {_N}(?:,? {_Y})?", _days),
    make_rule("month-day-year", "month weekday", rf"{WEEKDAY_BEFORE}{_M} {_D}(?:,|,? of)? {_Y}", _full_day),
    make_rule(
        "day-month-year",
        "digit weekday the",
        rf"{WEEKDAY_BEFORE}(?:[Tt]he )?{_D}(?: (?:day )?of)?[- ]{{1,2}}{_M},?[- ]{_Y}",
        _full_day,
    ),
    make_rule("iso-day", "digit", rf"{_Y}-(?P<mm>\d\d)-(?P<d>\d\d)(?:T[\d:.]+Z?)?", _numeric_day, whole=False),
    make_rule(
        "slashed-day", "digit", r"(?P<mm>\d{1,2})/(?P<d>\d{1,2})/(?P<y>(?:19|20)\d\d|\d\d)(?![\d/])", _numeric_day
    ),
    make_rule("dotted-day", "digit", r"(?P<d>\d{1,2})\.(?P<mm>\d{1,2})\.(?P<y>(?:19|20)\d\d)(?!\.?\d)", _numeric_day),
    make_rule("month-year", "month", rf"{_M}(?:,| of|, of)? {_Y}", _month_year),
    make_rule(
        "month-day",
        "month weekday",
        rf"{WEEKDAY_BEFORE}{_M} (?:the )?{_D}(?! (?:percent|pct|mln|million|billion|people)\b){OF_YEAR}",
        _month_day,
    ),
    make_rule(
        "day-month",
        "digit weekday the",
        rf"{WEEKDAY_BEFORE}(?:[Tt]he )?{_D}(?: (?:day )?of)? {_M}{OF_YEAR}",
        _month_day,
    ),
    make_rule("month-range", "month", rf"{_M} ?[-–—/] ?{_N}(?:,? {_Y})?", _months),
    make_rule("month", "month", rf"(?P<m>{FULL_MONTH}){OF_YEAR}", _month),
    make_rule(
        "quarter-year",
        "the ordinal",
        rf"(?:[Tt]he )?{_ORDINAL}[- ](?:fiscal[- ])?quarter(?!-final|finals?\b){_OF_YEAR}?",
        _quarter,
    ),
    make_rule(
        "year-quarter", "digit the", rf"(?:[Tt]he )?{_Y}(?:['’]s)? (?:{_ORDINAL}[- ]quarter|Q(?P<q>[1-4]))", _quarter
    ),
    make_rule("q-year", "q", rf"Q(?P<q>[1-4])(?:[- ](?:of )?(?P<fy>FY ?)?{_Y})?", _quarter),
    make_rule("q-year", "digit", rf"(?P<q>[1-4])Q(?: |['’])?(?P<y>{YEAR}|[012]\d)?", _quarter),
    make_rule("half-year", "the ordinal", rf"(?:[Tt]he )?{_ORDINAL}[- ]half{_OF_YEAR}", _half),
    make_rule("half-year", "q", rf"H(?P<q>[12])(?:[- ](?:of )?{_Y})", _half),
    make_rule(
        "season-year", "season the", rf"(?:[Tt]he )?(?P<s>{SEASON})(?:,| of|, of)? {_Y}(?P<which>(?!))?", _season
    ),
    make_rule(
        "relative-season",
        "relative the",
        rf"(?P<which>[Tt]his past|[Tt]his coming|[Tt]he past|[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast) (?P<s>{SEASON})(?P<y>(?!))?",
        _season,
    ),
    make_rule(
        "in-season",
        "the",
        r"(?<=[Ii]n\s)(?P<which>the) (?P<s>spring|summer|autumn|fall|winter)(?P<y>(?!))?(?! (?:of|from))",
        _season,
    ),
    make_rule("decade", "digit the", r"(?:[Tt]he )?(?:(?P<c>(?:1[5-9]|20)\d0)['’]?s|(?P<e>(?!)))", _decade),
    make_rule("decade", "apostrophe the", r"(?:[Tt]he )?['’](?P<e>[2-9]0)s(?P<c>(?!))?", _decade),
    make_rule("year-end", "unit the", rf"(?:[Tt]he )?[Yy]ear-end(?: {_Y})?", _year_end),
    make_rule(
        "century",
        "the digit",
        r"(?:[Tt]he )?(?P<o>1[1-9]th|2[01]st|20th|eighteenth|nineteenth|twentieth|twenty-first)[- ][Cc]entury",
        _century,
    ),
    make_rule(
        "fiscal-year",
        "fiscal the digit",
        rf"(?:[Tt]he )?(?:(?i:fiscal(?:[- ]year)?|financial year|FY) ?(?P<y>{YEAR}|(?<=FY)[012]\d)|(?P<z>{YEAR}) (?:fiscal|financial) year)",
        _fiscal_year,
    ),
    make_rule("year-range", "digit", rf"{_Y}(?:-|–|—|/)(?P<z>{YEAR}|\d\d)(?![-/])", _years),
    make_rule("year", "digit", _Y, _year),
)

INNER_RULES = (
    make_rule(
        "the-unit",
        "the",
        r"(?:[Tt]he )(?P<kind>(?:fiscal|financial) )?(?P<u>year|quarter|month|week|day)(?! of)",
        _whole_unit,
    ),
)
