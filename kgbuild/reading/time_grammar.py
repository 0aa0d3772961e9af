"""The rules of `times`: patterns of time expressions, in order of precedence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kgbuild.reading import time_values as values
from kgbuild.reading.time_values import Anchor, Made

MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.|Jul\.|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
SHOUTED_MONTH = r"(?:JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
NUMBER = r"(?:\d{1,3}(?:\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|forty|fifty|sixty|ninety|several|(?:a\ )?few|many|a\ couple\ of|an?)"
UNIT = r"(?:second|minute|hour|day|week|month|quarter|year|decade|century|centuries|night)s?"
NOT_AFTER = r"(?![\w%])(?!,\d|\.\d)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern and the function that values its matches; None from it means that the words are no time."""

    name: str
    pattern: re.Pattern[str]
    make: Callable[[re.Match[str], Anchor], Made | None]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules in order of precedence, and a pattern of where any of them may begin."""

    rules: tuple[Rule, ...]
    start_pattern: re.Pattern[str]


def _rule(name: str, pattern: str, make: Callable[[re.Match[str], Anchor], Made | None], *, exact: bool = True) -> Rule:
    return Rule(name, re.compile(rf"(?<![\w$£€#/.,-])(?:{pattern})" + (NOT_AFTER if exact else "")), make)


def _make_rules() -> RuleSet:
    m, w, y, d = rf"(?P<m>{MONTH}|{SHOUTED_MONTH})", rf"(?P<w>{WEEKDAY})", rf"(?P<y>{YEAR})", rf"(?P<d>{DAY})"
    of = r"(?:,? of|,)?"
    part = r"(?: (?:morning|afternoon|evening|night))?"
    number, unit = NUMBER.replace(r"\ ", " "), UNIT
    rules = (
        _rule("day-range", rf"{m} {d} ?(?:-|–|to|and|through) ?(?P<e>{DAY})(?:,? {y})?", values.make_day_range),
        _rule("day-range-month", rf"{d} ?(?:-|–|to) ?(?P<e>{DAY}) {m}(?:,? {y})?", values.make_day_range),
        _rule("month-day-year", rf"(?:{WEEKDAY},? )?{m} {d},? {y}", values.make_month_day_year),
        _rule("day-month-year", rf"(?:{WEEKDAY},? )?(?:the )?{d}(?: of)? {m},? {y}", values.make_month_day_year),
        _rule("iso", r"(?P<y>\d{4})-(?P<mm>\d\d)-(?P<d>\d\d)", values.make_iso),
        _rule("slashed", r"(?P<mm>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d\d)", values.make_slashed),
        _rule("month-year", rf"(?:(?:early|mid|late)[- ])?{m}{of} {y}", values.make_month_year),
        _rule(
            "month-day", rf"(?:{WEEKDAY},? )?{m} {d}(?! (?:percent|pct|million|billion|people))", values.make_month_day
        ),
        _rule("day-month", rf"(?:{WEEKDAY},? )?(?:the )?{d}(?: of)? {m}(?= |[.,;:)]|$)", values.make_month_day),
        _rule(
            "earlier-this",
            r"(?P<side>[Ee]arlier|[Ll]ater) (?:this|in the) (?P<u>year|month|week|quarter|day)",
            values.make_within,
        ),
        _rule(
            "relative-unit",
            r"(?P<which>[Tt]his past|[Tt]his|[Ll]ast|[Nn]ext|[Tt]he past|the previous|the current|the coming|[Cc]urrent|[Pp]ast|[Cc]oming) (?P<u>week|weekend|month|quarter|year|decade|century)",
            values.make_normal_unit,
        ),
        _rule(
            "relative-weekday",
            rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his past|[Pp]ast) {w}{part}",
            values.make_weekday,
        ),
        _rule("relative-month", rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his past) {m}", values.make_month),
        _rule(
            "relative-season",
            r"(?P<which>[Ll]ast|[Nn]ext|[Tt]his) (?P<s>spring|summer|autumn|fall|winter)(?P<y>(?!))?",
            values.make_season,
        ),
        _rule(
            "season-year",
            rf"(?:(?:early|late|mid)[- ])?(?:the )?(?P<s>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?: of)? {y}(?P<which>(?!))?",
            values.make_season,
        ),
        _rule(
            "weekday",
            rf"{w}{part}(?P<which>(?!))?(?! (?:Times|Telegraph|Mail|Mirror|Express|Herald|Post|Independent|Night Live))",
            values.make_weekday,
        ),
        _rule(
            "deictic",
            r"(?i:yesterday|today|tomorrow|tonight|this morning|this afternoon|this evening|last night)",
            values.make_deictic,
        ),
        _rule(
            "quarter-year",
            rf"(?:the )?(?P<this>)(?:(?P<o>first|second|third|fourth|1st|2nd|3rd|4th)[- ]quarter|Q(?P<q>[1-4]))(?:(?: of)?(?: fiscal)? {y})?",
            values.make_quarter,
        ),
        _rule(
            "half-year",
            rf"(?:the )?(?P<o>first|second|1st|2nd)[- ]half(?: of)?(?: {y}| this year| the year)(?P<q>)?",
            values.make_half,
        ),
        _rule(
            "modified-year",
            rf"(?:the )?(?P<mod>[Ee]arly|[Mm]id|[Ll]ate|end of|beginning of|start of|middle of)[- ]?{y}",
            values.make_modified_year,
        ),
        _rule(
            "decade",
            r"(?:the )?(?:(?:early|mid|late)[- ])?(?:(?P<c>(?:1[5-9]|20)\d0)s|['’](?P<e>[2-9]0)s)",
            values.make_decade_of,
        ),
        _rule("year-range", rf"{y}(?:-|–|/)(?P<z>{YEAR}|\d\d)", values.make_year_range),
        _rule("fiscal-year", rf"(?:fiscal(?: year)?|FY) ?{y}", values.make_year),
        _rule(
            "ago",
            rf"(?:about |nearly |almost |more than |over |around |some )?(?P<n>{number}) (?P<u>{unit}) ago",
            values.make_ago,
        ),
        _rule(
            "later",
            rf"(?:[Jj]ust |[Aa]bout |[Ss]ome )?(?P<n>{number}|[A-Z][a-z]+) (?P<u>{unit}) (?P<dir>later|earlier|before)(?= |,|\.|;|$)",
            values.make_later,
        ),
        _rule(
            "following-unit",
            r"[Tt]he (?P<which>following|next|previous|preceding|same) (?P<u>day|week|month|year)",
            values.make_following,
        ),
        _rule(
            "clock",
            r"(?P<h>\d{1,2})(?::(?P<mi>[0-5]\d))? ?(?P<ap>a\.m\.|p\.m\.|am|pm|AM|PM|GMT)",
            values.make_clock,
            exact=False,
        ),
        _rule(
            "year",
            rf"{y}(?!s)(?! ?(?:dlrs|dollars|mln|pct|percent|people|points|shares|km|miles|tonnes|tons|jobs|employees|workers|units|stores|meters|metres|feet|calories|barrels|votes))",
            values.make_year,
        ),
        _rule(
            "month",
            r"(?P<which>)(?P<m>January|February|April|June|July|August|September|October|November|December|(?<=[Ii]n )(?:March|May)|(?<=[Ss]ince )(?:March|May)|(?<=[Ll]ate )(?:March|May)|(?<=[Ee]arly )(?:March|May)|(?<=[Uu]ntil )(?:March|May)|(?<=[Bb]y )(?:March|May)|(?<=[Ff]rom )(?:March|May)|(?<=[Oo]f )(?:March|May))",
            values.make_month,
        ),
        _rule(
            "set",
            r"(?i:every (?:day|week|month|quarter|year|night|hour)|each (?:day|week|month|quarter|year)|annually|daily|weekly|monthly|quarterly|(?:a|per) (?:day|week|month|year))(?= |,|\.|;|$)",
            values.make_set_of,
        ),
        _rule(
            "duration",
            rf"(?:(?:about|nearly|almost|more than|over|at least|around|up to) )?(?P<n>{number})[- ](?P<u>{unit})(?:[- ](?:long|old))?",
            values.make_duration,
        ),
        _rule(
            "present",
            r"(?i:now|currently|at present|at the moment|nowadays|these days)(?= |,|\.|;|$)",
            values.make_reference("PRESENT_REF"),
        ),
        _rule(
            "past",
            r"(?i:recently|at the time|previously|in the past|formerly|recent (?:weeks|months|years|days)|then)(?= |,|\.|;|$)",
            values.make_reference("PAST_REF"),
        ),
        _rule(
            "future", r"(?i:in the (?:near )?future|soon|shortly)(?= |,|\.|;|$)", values.make_reference("FUTURE_REF")
        ),
    )
    return RuleSet(
        rules,
        re.compile(
            r"(?<![\w$£€#/.,-])(?=[\d'’]|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|the |this|last|next|past|coming|current|earl|late|mid|end of|beginning|start of|middle|"
            r"yesterday|today|tomorrow|tonight|first|second|third|fourth|q[1-4]|spring|summer|autumn|fall|winter|fiscal|fy|about|nearly|almost|more than|over|around|some|just|"
            r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|forty|fifty|sixty|ninety|several|few|a |an |many|every|each|annual|daily|week|month|quarter|per |"
            r"now|at |recent|previous|in the|former|then|soon|shortly|up to))"
        ),
    )


RULES = _make_rules()
