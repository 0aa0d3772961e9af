"""Stamps: when a page was put up, in front of its first sentence ("Posted: Mar 3, 2017 11:06 PM Norvel sued ...")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgbuild.written_days import CLOCK, FULL, WEEKDAY, ZONE, find_days

NUMBERS = r"(?<![0-9./-])(?:[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?![0-9./-]*[0-9])"
SAID = (
    r"(?:(?i:(?:first|last)\s+)?(?:[Pp]ublished|[Pp]osted|[Uu]pdated|[Rr]eleased|[Mm]odified|PUBLISHED|POSTED|UPDATED)(?:\s+(?:on|at))?"
    r"|[Pp]osted\s+in\s+[A-Z]\w+(?:\s+\w+){0,4}?\s+on|(?i:for immediate release)|on|at|@)\b:?"
)
TIME = rf"(?i:{CLOCK}|[0-9]{{4}}(?=\s+(?:{ZONE})\b))(?:\s*(?i:{ZONE}|uk|local time)\b)?"
PART = rf"(?:{SAID}|\(?{TIME}\)?|(?i:(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)\b\.?|{WEEKDAY}\b)|(?i:{FULL})|{NUMBERS})"
RUN = rf"{PART}(?:[\s,|/@·•()–—-]{{0,4}}{PART})*"
# What follows opens a sentence; a full stop, an agency and a dash may stand between.
STAMP = re.compile(rf"(?P<run>{RUN})\)?[.:]?(?:\s*\([A-Z][\w .]{{1,30}}\))?(?:\s*[-–—|]{{1,2}})?(?=\s+[\"“‘'A-Z])")
HAS_TIME = re.compile(TIME)
HAS_LOUD_LABEL = re.compile(
    r"\b(?:Published|Posted|Updated|PUBLISHED|POSTED|UPDATED|posted in|(?i:for immediate release))\b"
)
ANY_DAY = re.compile(rf"(?i:{FULL})|{NUMBERS}")
# A day behind these is a part of its sentence.
HELD = re.compile(
    r"(?:[,;(]|\b(?:on|in|at|by|of|the|a|an|and|or|to|for|from|until|till|since|before|after|about|around|that|was|were|is|are))\s*$",
    re.IGNORECASE,
)
ENDS = re.compile(r"[a-z][.!?][\"'”’)]?\s+$")
REACH = 300
"""Characters of a paragraph within which a stamp may begin: behind a standfirst or a caption at most."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Offsets in the text, and the first day (EDTF) that it tells; none where that day has two readings ("4/9/2007")."""

    start: int
    end: int
    day: str | None


def find_stamp(text: str, start: int, end: int) -> Stamp | None:
    """Return the stamp in the paragraph from `start` to `end`: at its head, or soon after, behind a standfirst.

    There it tells a time of day, or says "Posted", or a sentence ends before it. A capital follows with no comma between:
    "On May 3, 2017 Norvel sued" and "May 3, 2017, was ..." hold none.
    """
    if not ANY_DAY.search(text, start, min(end, start + 2 * REACH)):
        return None  # spares nearly all paragraphs the costly search
    if head := STAMP.match(text, start, end):
        return _make(head)
    for found in STAMP.finditer(text, start, min(end, start + REACH)):
        run = found["run"]
        told = (
            HAS_TIME.search(ANY_DAY.sub(" ", run))
            or HAS_LOUD_LABEL.search(run)
            or ENDS.search(text, start, found.start())
        )
        held = run.startswith(("on ", "at ", "@")) or HELD.search(text, start, found.start())
        if told and not held and (stamp := _make(found)):
            return stamp
    return None


def _make(found: re.Match[str]) -> Stamp | None:
    run = found["run"]
    if not ANY_DAY.search(run):
        return None
    days = [day for _, _, day in find_days(run)]
    return Stamp(*found.span(), days[0] if days else None)
