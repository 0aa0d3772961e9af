"""Rules for durations, repeated times, times of the clock, and words such as "now" that name no place on the calendar."""

from __future__ import annotations

import re

from kgbuild.reading.time_calendar import find_day
from kgbuild.reading.time_context import Context
from kgbuild.reading.time_words import (
    NUMBER,
    PLACEHOLDERS,
    QUANTITY,
    UNITS,
    WEEKDAY,
    Make,
    Meaning,
    make_rule,
    read_quantity,
    read_unit,
    read_weekday,
    write_duration,
)

RATE_BEFORE = re.compile(
    r"\b(?:once|twice|times|\d[\d,.]*|million|billion|trillion|hundred|thousand|two|three|four|five|six|seven|eight|nine|ten|dozen"
    r"|dollars|percent|cents|euros|pounds|yen)(?:\s+[a-z-]+){0,2}\s$",
    re.IGNORECASE,
)
SPAN_BEFORE = re.compile(
    r"\b(?:for|within|in|after|over|than|about|nearly|almost|took|takes|take|lasted|spent|spend|whole|only|just|every|least|is|was|half"
    r"|and|or|to|by|of|from|during|throughout|under)\s$",
    re.IGNORECASE,
)
MEDIA_AFTER = re.compile(
    r"\s(?:of|worth of)\s(?:high[- ]quality\s)?(?:video|music|audio|battery|footage|content|film|programming|play)"
)
ONE_DAY_BEFORE = re.compile(r"\b(?:just|only|in|within|than|after|for|least|lasted|took|about)\s$", re.IGNORECASE)
NAME_AFTER = re.compile(r"\s[A-Z]")
ADVERB_UNITS = (("dai", "P1D"), ("night", "P1D"), ("hour", "PT1H"), ("biweek", "P2W"), ("week", "P1W"), ("month", "P1M"),
                ("quarter", "P3M"), ("bian", "P6M"), ("semian", "P6M"), ("annu", "P1Y"), ("year", "P1Y"))  # fmt: skip
ZONES = r"(?:GMT|UTC|EST|EDT|ET|CST|CDT|CT|MST|MDT|PST|PDT|PT|BST|CET|CEST|IST|JST|AEST|HKT|SGT|Eastern(?: [Tt]ime)?|Pacific(?: [Tt]ime)?|local time)"


def _duration(m: re.Match[str], _: Context) -> Meaning | None:
    unit, words = read_unit(m["u"]), " ".join(m["n"].lower().split())
    before = m.string[max(0, m.start() - 24) : m.start()]
    if words in ("a", "an", "one"):
        if unit in ("second", "minute", "day", "night") and words == "one" and not ONE_DAY_BEFORE.search(before):
            return None
        if unit in ("second", "minute"):
            return None
        if words == "a" and unit != "day" and m["dash"] and m["dash"].strip():
            return None
        if words in ("a", "an") and unit in ("day", "night") and not SPAN_BEFORE.search(before):
            return None
    if MEDIA_AFTER.match(m.string, m.end()):
        return None
    return Meaning("DURATION", write_duration(read_quantity(m["n"]), unit))


def _range_of_units(m: re.Match[str], _: Context) -> Meaning | None:
    """ "Three to five years": the value tells the lower number, as TIMEX3 has room for one."""
    return Meaning("DURATION", write_duration(read_quantity(m["n"]), read_unit(m["u"])))


def _vague_duration(m: re.Match[str], _: Context) -> Meaning | None:
    return Meaning("DURATION", write_duration(None, read_unit(m["u"])))


def _long_duration(m: re.Match[str], _: Context) -> Meaning | None:
    return Meaning("DURATION", write_duration(1, read_unit(m["u"])))


def _rate(m: re.Match[str], _: Context) -> Meaning | None:
    """ "15 a year", "twice a week"; but "took a year" is a duration."""
    before = m.string[max(0, m.start() - 40) : m.start("each")]
    if m["each"].lower() != "per" and (SPAN_BEFORE.search(before) or not RATE_BEFORE.search(before)):
        return None
    return Meaning("SET", write_duration(1, read_unit(m["u"])))


def _every(m: re.Match[str], _: Context) -> Meaning | None:
    number = m["n"] or ""
    quantity = (
        2 if number.strip().lower() in ("other", "second") else read_quantity(number.strip()) if number.strip() else 1
    )
    return Meaning("SET", write_duration(quantity, read_unit(m["u"])))


def _every_weekday(m: re.Match[str], _: Context) -> Meaning:
    return Meaning("SET", f"XXXX-WXX-{read_weekday(m['w']) + 1}")


def _adverb(m: re.Match[str], _: Context) -> Meaning | None:
    word = m[0].lower()
    if m[0][0].isupper() and NAME_AFTER.match(m.string, m.end()):
        return None
    if m[0][0].isupper() and re.search(r"[A-Za-z]\s$", m.string[max(0, m.start() - 2) : m.start()]):
        return None
    value = next((v for w, v in ADVERB_UNITS if word.startswith(w)), None)
    return Meaning("SET", value) if value else None


def _clock(m: re.Match[str], context: Context) -> Meaning | None:
    found = m.groupdict()
    hour, half = int(found["h"] or 0), (found.get("half") or "").lower().replace(".", "")
    if hour > 24 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    zone = "Z" if (found.get("zone") or "") in ("GMT", "UTC") else ""
    return _place_clock(f"T{hour:02}:{found.get('mi') or '00'}{zone}", context)


def _named_clock(m: re.Match[str], context: Context) -> Meaning | None:
    return _place_clock("T12:00" if m[0].lower() == "noon" else "T24:00", context)


def _place_clock(value: str, context: Context) -> Meaning:
    """A time of the clock is of the day told before it in the sentence, else of that of publication."""
    if find_day(context.here) is not None:
        return Meaning("TIME", f"{context.here}{value}", context.here, "previous")
    if find_day(context.published) is not None:
        return Meaning("TIME", f"{context.published}{value}", context.published, "published")
    return Meaning("TIME", PLACEHOLDERS["day"] + value, guessed=True)


def _refer(value: str) -> Make:
    return lambda _m, _c: Meaning("DATE", value)


_N, _U = rf"(?P<n>{QUANTITY})", rf"(?P<u>{UNITS})"
_ABOUT = r"(?:(?i:about|around|nearly|almost|approximately|roughly|up to|at least) )?"
_EACH = r"day|night|week|weekend|month|quarter|year|hour|minute|decade"

RULES = (
    make_rule(
        "rate",
        "number",
        rf"(?:(?i:once|twice|thrice|(?:{NUMBER}|several|many) times) )?(?P<each>(?i:an?|per)) (?P<u>{_EACH})(?! (?:ago|later|earlier|before|after|from|or|long|of))",
        _rate,
    ),
    make_rule(
        "every",
        "every",
        rf"(?i:every|each)(?P<n>(?: (?:other|second|{NUMBER}))?) (?P<u>(?:{_EACH})s?|centur(?:y|ies))",
        _every,
    ),
    make_rule("every-weekday", "every", rf"(?i:every|each) (?P<w>{WEEKDAY})", _every_weekday),
    make_rule("weekdays", "weekday", rf"(?P<w>{WEEKDAY})s", _every_weekday),
    make_rule(
        "set-adverb",
        "adverb",
        r"(?i:daily|nightly|hourly|weekly|biweekly|monthly|quarterly|yearly|annually|biannually|semiannually)(?!-)",
        _adverb,
    ),
    make_rule(
        "duration-range",
        "number digit about",
        rf"{_ABOUT}(?P<n>{NUMBER})(?: to | or |(?<=\d)[-–](?=\d))(?:{NUMBER})[- ]{_U}(?![- ]old)",
        _range_of_units,
    ),
    make_rule(
        "duration",
        "number digit about",
        rf"(?i:(?:about|around|nearly|almost|approximately|roughly|up to|at least) )?{_N}(?P<dash> |-){_U}(?:[- ]long\b)?(?![- ]olds?\b)(?: and a half)?",
        _duration,
    ),
    make_rule("vague-duration", "unit", r"(?i:(?P<u>days|weeks|months|years|decades|centuries))-long", _vague_duration),
    make_rule("long-duration", "unit", r"(?i:(?P<u>day|week|month|year|decade|century|hour)-?long)", _long_duration),
    make_rule(
        "vague-duration",
        "unit",
        r"(?:(?<=\b[Ff]or\s)|(?<=\b[Ii]n\s)|(?<=\b[Tt]ook\s)|(?<=\b[Oo]ver\sthe\s)|(?<=\b[Ww]ithin\s))(?P<u>hours|days|weeks|months|years|decades|centuries)(?! (?:ago|later|earlier))",
        _vague_duration,
    ),
    make_rule(
        "clock",
        "digit",
        rf"(?P<h>\d{{1,2}})(?:[:.](?P<mi>[0-5]\d))? ?(?P<half>(?i:a\.m\.|p\.m\.|am|pm))(?![a-zA-Z])(?: \(?(?P<zone>{ZONES})(?: ?[+-]\d+)?\)?)?",
        _clock,
        whole=False,
    ),
    make_rule("clock-zone", "digit", rf"(?P<h>[012]?\d):?(?P<mi>[0-5]\d)(?::\d\d)? ?(?P<zone>{ZONES})\b", _clock),
    make_rule("clock-24", "digit", r"(?<=\b[Aa]t\s)(?P<h>[012]?\d):(?P<mi>[0-5]\d)(?!:)", _clock),
    make_rule("clock-word", "clock", r"(?i:noon|midnight)", _named_clock),
    make_rule(
        "present",
        "reference",
        r"(?i:now|currently|at present|at the moment|nowadays|these days|right now)(?!-)",
        _refer("PRESENT_REF"),
    ),
    make_rule(
        "past",
        "reference more",
        r"(?i:(?:more |most |until )?recently|at the time|at that time|at that point|recent (?:days|weeks|months|years|decades))(?! of)",
        _refer("PAST_REF"),
    ),
    make_rule(
        "then",
        "then",
        r"(?<!and\s)(?<!which\s)(?<!who\s)(?<!,\s)then(?= [a-z]+(?:ed|ew|ld|id|t|ook|ame|ave|ade) )(?! it\b)",
        _refer("PAST_REF"),
    ),
    make_rule(
        "later-adverb",
        "later modifier",
        r"(?<!years\s)(?<!months\s)(?<!weeks\s)(?<!days\s)(?<!hours\s)later(?= (?:[a-z]+(?:ed|ing|ew|old|aid|ook|ame|ave|ade)\b)|[.;])",
        _refer("PAST_REF"),
    ),
    make_rule(
        "a-later-time", "number", r"an? (?:later|earlier|future|unspecified) (?:time|date|day)", _refer("XXXX-XX-XX")
    ),
    make_rule("soon", "reference", r"(?i:soon)(?!-)(?! (?:after|as|of))", _refer("FUTURE_REF")),
    make_rule("future", "the", r"(?i:the (?:near |foreseeable )?future)(?! of)(?= ?[,.;]|$)", _refer("FUTURE_REF")),
    make_rule("past", "the", r"(?<=\b[Ii]n\s)the past(?= ?[,.;]|$)", _refer("PAST_REF")),
)
