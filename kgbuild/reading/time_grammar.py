"""All rules of time expressions in order of precedence, and where in a text any of them may begin."""

from __future__ import annotations

import re

from kgbuild.reading import time_absolute, time_holidays, time_relative, time_spans
from kgbuild.reading.time_words import Rule, spread_spaces

# Rules of one kind of first word are tried in this order; the first that reads the words wins.
RULES: tuple[Rule, ...] = (
    *time_holidays.RULES,
    *time_absolute.RULES[:-1],
    *time_relative.RULES,
    *time_spans.RULES,
    time_absolute.RULES[-1],
)

_HEADS = (
    (
        "holiday",
        (
            r"(?:Christmas|Boxing|New Year|Valentine|St\.? Patrick|Independence|Fourth of July|May Day|Halloween|Veterans|Singles|Bastille|Martin Luther"
            r"|Presidents|Memorial Day|Labor Day|Columbus Day|Thanksgiving|Black Friday|Cyber Monday|Ash Wed|Palm Sun|Good Fri|Easter)"
        ),
    ),
    ("digit", r"\d"),
    ("apostrophe", r"['’](?=\d0s)"),
    (
        "month",
        r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Za-z]{0,6}\b",
    ),
    ("weekday", r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\b|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY\b"),
    (
        "number",
        (
            r"(?i:once(?= an? )|twice|thrice|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
            r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|several|many|few|couple|half|dozens|hundreds|thousands|tens"
            r"|an?(?= (?:few|couple|dozen|hundred|half|second|minute|hour|day|night|week|weekend|month|quarter|year|decade|century|later"
            r"|earlier|future|unspecified)\b)|per(?= [a-z]))\b"
        ),
    ),
    (
        "about",
        r"(?i:about|around|nearly|almost|approximately|roughly|some|just|exactly|up to|at least|more than|less than)(?= (?:\d|[a-z]+[- ]))",
    ),
    (
        "modifier",
        r"(?i:the (?:(?:very )?(?:beginning|start|end|middle|close) of|(?:early|late|mid)[- ])|(?:early|late|mid|middle)(?=[- ])|end-(?=\d|(?-i:[A-Z]))|(?:beginning|start|end|middle) of|(?:earlier|later)(?= ))",
    ),
    (
        "relative",
        r"(?i:last|next|this|these|past|coming|following|previous|current)(?= [\w])",
    ),
    (
        "ordinal",
        r"(?i:first|second|third|fourth|final|1st|2nd|3rd|4th)(?=[- ])|(?i:\w{3,8}th|centenary|bicentenary)(?= (?:anniversary|of))",
    ),
    ("season", r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\b"),
    ("deictic", r"(?i:yesterday|today|tomorrow|tonight)\b"),
    ("unit", r"(?i:hour|day|week|month|year|decade|centur)[a-z]{0,7}\b"),
    ("every", r"(?i:every|each)\b"),
    (
        "adverb",
        r"(?i:daily|nightly|hourly|weekly|biweekly|monthly|quarterly|yearly|annually|biannually|semiannually)\b",
    ),
    ("clock", r"(?i:noon|midnight)\b"),
    ("q", r"[QH][1-4]\b"),
    ("fiscal", r"(?i:fiscal)\b|FY(?= ?\d)|(?i:financial)(?= year)"),
    (
        "reference",
        r"(?i:now|currently|nowadays|right now|these days|at present|at the moment|recently|at the time|at that|recent|soon)\b",
    ),
    ("more", r"(?i:more|most|until)(?= recently)"),
    ("then", r"then\b"),
    ("later", r"later\b"),
    ("that", r"[Tt]hat(?= (?:same|very|day|morning|afternoon|evening|night|week|month|year)\b)"),
    (
        "the",
        (
            r"[Tt]he(?= (?:\d|['’]|\w{3,8}th anniv|centenary|bicentenary|first|second|third|fourth|final|fiscal|financial|spring|summer|autumn|fall|winter|past|last|next|coming|current"
            r"|following|same|previous|preceding|day|year|quarter|month|week|eighteenth|nineteenth|twentieth|present|near|foreseeable|future|Fourth|weekend))"
        ),
    ),
)
_CLEAR = r"(?<![\w$£€¥#/.,])(?<!\w-)"

_ANY = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _HEADS)
HEAD = re.compile(spread_spaces(f"{_CLEAR}(?:{_ANY})"))
INNER_HEAD = re.compile(spread_spaces(_ANY))  # behind a modifier, where "mid-" may stand before it
RULES_BY_HEAD = {name: tuple(rule for rule in RULES if name in rule.heads) for name, _ in _HEADS}

# A modifier and what it may stand before: "early 2014", "the end of last month", "later this year".
MODIFIER = re.compile(
    spread_spaces(
        r"(?i:(?:the )?(?:very )?(?P<edge>beginning|start|end|middle|close) of |(?:the )?(?P<side>early|late|mid|middle|end(?=-))(?:-| (?:in |on )?)"
        r"|(?P<cut>earlier|later)(?: in)? )(?=\S)"
    )
)
MODIFIED = frozenset(
    ("month-year", "month", "quarter-year", "q-year", "half-year", "season-year", "relative-season", "decade", "century", "fiscal-year",
     "year", "relative-unit", "relative-month", "following-unit", "that-unit", "the-unit", "weekday", "relative-weekday", "deictic",
     "month-day", "month-day-year", "day-month")
)  # fmt: skip
CUT = frozenset(("relative-unit", "following-unit", "that-unit", "the-unit", "deictic", "relative-weekday"))
INNER_BY_HEAD = {
    name: tuple(r for r in (*RULES_BY_HEAD[name], *time_absolute.INNER_RULES) if name in r.heads and r.name in MODIFIED)
    for name in RULES_BY_HEAD
}
