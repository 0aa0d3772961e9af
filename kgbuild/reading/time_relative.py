"""Rules for dates that are counted: from publication ("last month"), or from the date told before ("14 days later")."""

from __future__ import annotations

import datetime
import re

from kgbuild.dates import find_bounds
from kgbuild.reading.time_calendar import (
    add_units,
    find_day,
    find_middle,
    find_unit,
    tells,
    write_day,
    write_span,
    write_unit,
    write_value,
)
from kgbuild.reading.time_context import Context
from kgbuild.reading.time_words import (
    FLOOR,
    MONTH,
    PARTS,
    PLACEHOLDERS,
    QUANTITY,
    UNIT,
    UNIT_CODES,
    UNITS,
    WEEKDAY,
    Meaning,
    make_rule,
    read_month,
    read_quantity,
    read_unit,
    read_weekday,
    write_duration,
)

SHORT = ("second", "minute", "hour")
NAMED_DAYS = re.compile(
    r"\b(?:band|group|film|novel|magazine|album|Big|Bloody|Super|Ruby|Casual|Holy|Fat|Manic|Blue|Freaky|Girl|Giving|Sheffield|(?:Mail|Scotland|Ireland|Post|Star|Sun) on)\s$"
)
EARLY = 2  # days of the week on which "the weekend" is the one just over
SCHEDULED = re.compile(  # in the present tense these are told of what is to come
    r"\b(?:(?:re)?opens?|starts?|begins?|resumes?|ends?|closes?|expires?|meets?|votes?|plays?|faces?|takes? effect|goes|go|gets under way"
    r"|kicks? off|flies|fly|travels?|visits?|hosts?|comes? into force|(?:is|are) \w+ing)\b",
    re.IGNORECASE,
)
MET_FRIDAY = re.compile(r"(?:^|[.!?”\"]\s|\n)[A-Z][a-z]+ [A-Z][a-z]+ met (?=\w+day on (?:the|an?|his|her)\b)")
THE_BEFORE = re.compile(r"\b[Tt]he\s$")
CAPITAL_AFTER = re.compile(rf"\s(?!(?:{MONTH}|{WEEKDAY})\b)[A-Z][a-z]+")
OF_HABIT = re.compile(r"\s(?:painters?|drivers?|schools?|roasts?|lunch(?:es)?|best|joint|punch)\b")
SHIFTS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1, "following": 1}
AS = re.compile(r"\s(?:as|that|when|in which|on which)\b")  # "the same week as": told by what follows
BACKWARD = ("earlier", "before", "previously", "prior")


def _shift(words: str) -> int:
    return SHIFTS.get(words.lower().split()[-1], 0)


def _weekday(m: re.Match[str], context: Context) -> Meaning | None:
    found = m.groupdict()
    if NAMED_DAYS.search(m.string[max(0, m.start() - 12) : m.start()]) or OF_HABIT.match(m.string, m.end()):
        return None
    if _is_name(m, context):
        return None
    met = m.string[max(0, m.start() - 60) : m.end() + 12]
    if any(k.end() == min(m.start(), 60) for k in MET_FRIDAY.finditer(met)):  # whom one person meets
        return None
    index = read_weekday(m["w"])
    part = PARTS.get((found.get("part") or "").lower(), "")
    day = find_day(context.published)
    if day is None:
        return Meaning("TIME" if part else "DATE", f"XXXX-WXX-{index + 1}{part}", guessed=True)
    date = (day + datetime.timedelta(days=_count_days(index - day.weekday(), found.get("which"), context))).isoformat()
    return Meaning("TIME" if part else "DATE", date + part, date, "published")


def _is_name(m: re.Match[str], context: Context) -> bool:
    """ "The Friday Club": a capital behind a weekday that has an article of its own."""
    has_article = THE_BEFORE.search(m.string, max(context.start, m.start() - 4), m.start()) is not None
    return has_article and CAPITAL_AFTER.match(m.string, m.end()) is not None


def _count_days(difference: int, which: str | None, context: Context) -> int:
    """How many days from publication a weekday lies: back by default, ahead where the words or the verb look ahead.

    `difference` is that of the two weekdays' numbers.
    """
    word = " ".join((which or "").lower().split())
    ahead, back = difference % 7, -(-difference % 7)
    if word in ("last", "this past", "past"):
        return back or -7
    if word in ("next", "this coming", "coming"):
        return ahead or 7
    if context.tense == "future":
        return ahead or (0 if not word else 7)
    if word == "this" and context.tense != "past":
        return ahead
    if not word and context.tense == "present" and SCHEDULED.search(context.text, context.start, context.at):
        return ahead
    return back


def _following_weekday(m: re.Match[str], context: Context) -> Meaning | None:
    index, day = read_weekday(m["w"]), find_day(context.previous)
    if day is None:
        return Meaning("DATE", f"XXXX-WXX-{index + 1}")
    date = (day + datetime.timedelta(days=(index - day.weekday()) % 7 or 7)).isoformat()
    return Meaning("DATE", date, date, "previous")


_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0, "overnight": 0, "last": -1, "this": 0}


def _deictic(m: re.Match[str], context: Context) -> Meaning | None:
    words = m[0].lower().split()
    if len(words) == 1 and m[0].istitle() and _is_title(m, context):
        return None
    part = "TNI" if words[0] == "tonight" else PARTS.get(words[-1], "")
    shift = _DAYS.get(words[0], 0) * (2 if words[0] == "the" else 1)
    if words[0] == "the":
        shift = -2 if words[-1] == "yesterday" else 2
    day = find_day(context.published)
    if day is None:
        return Meaning(
            "TIME" if part else "DATE", "PRESENT_REF" if words == ["today"] else f"XXXX-XX-XX{part}", guessed=True
        )
    date = (day + datetime.timedelta(days=shift)).isoformat()
    return Meaning("TIME" if part else "DATE", date + part, date, "published")


def _is_title(m: re.Match[str], context: Context) -> bool:
    """ "USA Today": a capital within a sentence whose words have mostly none."""
    before = m.string[context.start : m.start()]
    if not re.search(r"[\w'’]\s+$", before):
        return False
    words = re.findall(r"[^\W\d_]+", m.string[context.start : context.end])
    return 2 * sum(1 for w in words if w[0].islower()) >= len(words)


def _unit(m: re.Match[str], context: Context) -> Meaning | None:
    """ "Last week", "the current quarter", "this decade"."""
    unit, shift = read_unit(m["u"]), _shift(m["which"])
    base = find_middle(context.published)
    if base is None or not tells(context.published, unit):
        return Meaning("DATE", PLACEHOLDERS.get(unit, PLACEHOLDERS["day"]), guessed=True)
    if unit == "weekend" and m["which"].lower() in ("this", "the") and base.weekday() < 5:
        just = context.tense is None and base.weekday() < EARLY  # "the second climber to die at the weekend"
        shift = -1 if just or context.tense == "past" else 0
    if unit == "weekend" and _shift(m["which"]) < 0 and base.weekday() >= 5 and m["which"].lower().endswith("past"):
        shift = 0
    return _place_unit(base, unit, shift, "published")


def _place_unit(base: datetime.date, unit: str, shift: int, source: str) -> Meaning | None:
    found = find_unit(base, unit, shift)
    if found is None:
        return None
    date = write_unit(found[0], unit) if unit != "weekend" else write_span(*found, "day")
    return Meaning("DATE", write_value(found[0], unit), date, "previous" if source == "previous" else "published")


LASTS = re.compile(r"\b(?:will|would|to|could|can|may|might|should|must|did|does|not|n['’]t|only|likely)\s$")


def _past_unit(m: re.Match[str], context: Context) -> Meaning | None:
    """ "The past year" is a stretch that ends with publication; so are "the last three years", or begins with it."""
    found = m.groupdict()
    unit = read_unit(m["u"])
    quantity = read_quantity(found["n"] or "") if found.get("n") else 1
    if found.get("n") is None and m["u"].lower().endswith("s"):
        quantity = None
    value = write_duration(quantity, unit)
    base = find_middle(context.published)
    if LASTS.search(m.string, max(context.start, m.start() - 16), m.start()):
        return Meaning("DURATION", value)
    if base is None or quantity is None or unit in SHORT or not tells(context.published, unit) or quantity > 500:
        return Meaning("DURATION", value)
    shift = -1 if _shift(m["which"]) < 0 else 1
    other = add_units(base, unit, shift * round(quantity))
    if other is None:
        return Meaning("DURATION", value)
    grain = {"decade": "year", "century": "year", "quarter": "month", "weekend": "day", "week": "day"}.get(unit, unit)
    return Meaning("DURATION", value, write_span(min(base, other), max(base, other), grain), "published")


def _month(m: re.Match[str], context: Context) -> Meaning | None:
    """ "Last March", "next May", "this June"."""
    month, base = read_month(m["m"]), find_middle(context.published)
    if base is None or context.published is None:
        return Meaning("DATE", f"XXXX-{month:02}", guessed=True)
    if not tells(context.published, "month"):
        return Meaning("DATE", f"XXXX-{month:02}", guessed=True)
    which = " ".join(m["which"].lower().split())
    year = base.year
    if which in ("last", "this past", "past"):
        year -= month >= base.month
    elif which in ("next", "this coming", "coming"):
        year += month <= base.month
    day = m.groupdict().get("d")
    value = write_day(year, month, int(day)) if day else f"{year}-{month:02}"
    return Meaning("DATE", value, value, "published") if value else None


def _ago(m: re.Match[str], context: Context) -> Meaning | None:
    unit, quantity = read_unit(m["u"]), read_quantity(m["n"] or "") if m["n"] else None
    base = find_middle(context.published)
    if quantity is None or unit in SHORT or base is None or not tells(context.published, unit):
        return Meaning("DATE", "PAST_REF")
    if quantity != round(quantity):
        unit, quantity = ("month", quantity * 12) if unit == "year" else ("day", quantity * 7)
    back = add_units(base, unit, -round(quantity))
    if back is None:
        return Meaning("DATE", "PAST_REF")
    meaning = _place_unit(back, unit, 0, "published")
    if (
        meaning is not None
        and meaning.date is not None
        and FLOOR.search(m.string[max(0, m.start() - 12) : m.start("n") if m["n"] else m.start()])
    ):
        return Meaning("DATE", meaning.value, f"../{meaning.date.partition('/')[2] or meaning.date}", "published")
    return meaning


def _from_now(m: re.Match[str], context: Context) -> Meaning | None:
    """ "Three days from now", "a week from today", "a week from Monday": a day where one is named."""
    unit, quantity = read_unit(m["u"]), read_quantity(m["n"] or "") if m["n"] else None
    base, weekday = find_middle(context.published), m["w"]
    to_day = not m[0].endswith("now")
    if quantity is None or unit in SHORT or base is None or not tells(context.published, "day" if to_day else unit):
        return Meaning("DATE", "FUTURE_REF")
    if weekday:
        base += datetime.timedelta(days=(read_weekday(weekday) - base.weekday()) % 7 or 7)
    if quantity != round(quantity):
        unit, quantity = ("month", quantity * 12) if unit == "year" else ("day", quantity * 7)
    ahead = add_units(base, unit, round(quantity))
    return (
        Meaning("DATE", "FUTURE_REF")
        if ahead is None
        else _place_unit(ahead, "day" if to_day else unit, 0, "published")
    )


def _later(m: re.Match[str], context: Context) -> Meaning | None:
    """ "14 days later": counted from the date told before, and no more precise than that one."""
    unit, quantity = read_unit(m["u"]), read_quantity(m["n"] or "") if m["n"] else None
    sign = -1 if m["way"].lower() in BACKWARD else 1
    unknown = Meaning("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit == "second":
        return None
    if quantity is None or unit in SHORT or context.previous is None:
        return unknown
    if quantity != round(quantity):
        unit, quantity = ("month", quantity * 12) if unit == "year" else ("day", quantity * 7)
    first, last = find_bounds(context.previous)
    if first is None or last is None:
        return unknown
    low, high = add_units(first, unit, sign * round(quantity)), add_units(last, unit, sign * round(quantity))
    if low is None or high is None:
        return unknown
    grain = _coarser(unit, first, last)
    if grain == "year" and unit in ("day", "night", "week"):  # no "day earlier" is counted from a year
        return unknown
    date = write_span(low, high, grain)
    return Meaning("DATE", date if "/" not in date else date.partition("/")[0], date, "previous")


def _coarser(unit: str, first: datetime.date, last: datetime.date) -> str:
    """The precision of a count: that of its unit or of the date it was counted from, whichever is coarser."""
    grain = {"day": "day", "night": "day", "week": "day", "month": "month", "quarter": "month"}.get(unit, "year")
    known = "day" if (last - first).days < 7 else "month" if (last - first).days < 300 else "year"
    return max(grain, known, key=("day", "month", "year").index)


def _following_unit(m: re.Match[str], context: Context) -> Meaning | None:
    """ "The following week", "that day": the unit of the date told before, or one beside it."""
    unit, which = read_unit(m["u"]), (m["which"] or "same").lower().strip()
    if UNIT_CODES.get(unit, "").startswith("T"):  # "in the next hour" is on no calendar
        return Meaning("TIME", PLACEHOLDERS["day"] + "TXX")
    if which == "same" and AS.match(m.string, m.end()):
        return Meaning("DATE", PLACEHOLDERS.get(unit, PLACEHOLDERS["day"]))
    shift = _shift(which)
    told = None if unit == "day" and context.previous != context.day else context.previous  # no day of a month told
    found = _beside(told, unit, shift, "previous")
    if found is not None:
        return found
    if which in ("previous", "next") and tells(context.published, unit):
        return _beside(context.published, unit, shift, "published")
    return Meaning("DATE", PLACEHOLDERS.get(unit, PLACEHOLDERS["day"]))


def _same_part(m: re.Match[str], context: Context) -> Meaning | None:
    """ "The same evening", "the following night": of the day told before."""
    day = find_day(context.day)
    part = PARTS[m["part"].lower()]
    if day is None:
        return Meaning("TIME", PLACEHOLDERS["day"] + part)
    if m[0].lower().split()[1] in ("following", "next"):
        day += datetime.timedelta(days=1)
    return Meaning("TIME", day.isoformat() + part, day.isoformat(), "previous")


def _within_unit(m: re.Match[str], context: Context) -> Meaning | None:
    """ "Pulled it within the month": the month of the date told before."""
    return _beside(context.previous, m["u"].lower(), 0, "previous")


def _day_before(m: re.Match[str], context: Context) -> Meaning | None:
    unit = m["u"].lower()
    found = _beside(context.previous, unit, -1 if m["way"] == "before" else 1, "previous")
    return found if found is not None else Meaning("DATE", PLACEHOLDERS[unit])


def _beside(edtf: str | None, unit: str, shift: int, source: str) -> Meaning | None:
    first, last = find_bounds(edtf) if edtf is not None else (None, None)
    if first is None or last is None:
        return None
    if tells(edtf, unit):
        return _place_unit(first, unit, shift, source)
    if shift == 0:
        return Meaning("DATE", PLACEHOLDERS.get(unit, PLACEHOLDERS["day"]), edtf, "previous")
    low, high = find_unit(first, unit, shift), find_unit(last, unit, shift)
    if low is None or high is None:
        return None
    return Meaning(
        "DATE",
        PLACEHOLDERS.get(unit, PLACEHOLDERS["day"]),
        write_span(low[0], high[1], _coarser(unit, first, last)),
        "previous",
    )


_W = rf"(?P<w>{WEEKDAY})"
_PART = r"(?: (?P<part>morning|afternoon|evening|night))?"
_PAPERS = (
    r"(?! (?:Times|Telegraph|Mail|Mirror|Express|Herald|Post|Independent|Night (?:Live|Football|Lights|Raw)|Mass|School"
    r"|Tribune|Star|Sun|World|Review|Magazine|Business Post))"
)
_BIG_UNIT = r"(?i:week|weekend|month|quarter|year|decade|century)"
_RELATIVE = r"(?i:this past|this coming|this|last|next|past|coming|current|the current|the coming|the previous|the last|the present)"
_ABOUT = r"(?:(?i:about|around|nearly|almost|approximately|roughly|more than|at least) )?"

RULES = (
    make_rule("weekday", "weekday", rf"{_W}{_PART}{_PAPERS}", _weekday),
    make_rule("relative-weekday", "relative the", rf"(?P<which>{_RELATIVE}) {_W}{_PART}{_PAPERS}", _weekday),
    make_rule("following-weekday", "the", rf"[Tt]he (?:following|next) {_W}{_PART}{_PAPERS}", _following_weekday),
    make_rule(
        "relative-month",
        "relative",
        rf"(?P<which>{_RELATIVE}) (?P<m>{MONTH})(?: (?P<d>[12]\d|3[01]|[1-9])(?!\d))?",
        _month,
    ),
    make_rule(
        "deictic",
        "deictic relative the",
        r"(?i:(?:yesterday|tomorrow|this)(?: (?:late |early )?(?:morning|afternoon|evening))|(?:yesterday|tomorrow|last) night"
        r"|the day before yesterday|the day after tomorrow|yesterday|today|tomorrow|tonight)(?!-)",
        _deictic,
    ),
    make_rule("past-unit", "the", r"[Tt]he (?P<which>last) (?P<u>decade|century)", _past_unit),
    make_rule("past-unit", "the relative", rf"(?:[Tt]he )(?P<which>past) (?P<u>{_BIG_UNIT}|day)", _past_unit),
    make_rule(
        "past-units",
        "the relative",
        rf"(?:(?i:the|these|this) )?(?P<which>(?i:past|last|previous|next|coming|following)) (?:(?P<n>{QUANTITY}) )?(?P<u>{UNITS})(?<=s)",
        _past_unit,
    ),
    make_rule("over-the-next-unit", "the", rf"(?<=[Oo]ver\s)the (?P<which>last|next) (?P<u>{_BIG_UNIT})", _past_unit),
    make_rule(
        "following-unit",
        "the",
        rf"[Tt]he (?P<which>following|next|same|previous|preceding) (?P<u>{UNIT})",
        _following_unit,
    ),
    make_rule(
        "same-part",
        "the that",
        r"(?i:(?:the|that) (?:very )?same|that|the (?:following|next)) (?P<part>morning|afternoon|evening|night)(?! of)",
        _same_part,
    ),
    make_rule(
        "within-unit", "the", r"(?<=\b[Ww]ithin\s)(?P<which>the) (?P<u>day|week|month|year)(?! of|s)", _within_unit
    ),
    make_rule("that-unit", "that", r"[Tt]hat (?P<which>same )?(?P<u>day|night|week|month|year)", _following_unit),
    make_rule("relative-unit", "relative the", rf"(?P<which>{_RELATIVE}) (?P<u>{_BIG_UNIT})", _unit),
    make_rule("relative-unit", "the", r"(?P<which>[Tt]he) (?P<u>weekend)(?! (?:of|after|before)|-)", _unit),
    make_rule(
        "unit-before", "the", r"[Tt]he (?P<u>day|week|month|year) (?P<way>before|after)(?= ?[,.;:)]|$)", _day_before
    ),
    make_rule(
        "ago",
        "number digit about unit",
        rf"{_ABOUT}(?:(?P<n>{QUANTITY}) )?(?P<u>{UNITS}) ago",
        _ago,
    ),
    make_rule(
        "from-now",
        "number digit about unit",
        rf"{_ABOUT}(?:(?P<n>{QUANTITY}) )?(?P<u>{UNITS}) from (?:now|today|(?P<w>{WEEKDAY}))",
        _from_now,
    ),
    make_rule(
        "later",
        "number digit about unit",
        rf"{_ABOUT}(?:(?P<n>{QUANTITY}) )?(?P<u>{UNITS}) (?P<way>later|earlier|previously|prior(?! to)|(?:before|after|afterwards)(?= ?[,.;:)]|$))(?! than)",
        _later,
    ),
)
