"""Find the dates, times and durations an article names, and count them out on the calendar.

A grammar of regular expressions over the text, each with a name and a function that values it. Values are TIMEX3
(ISO-TimeML, ISO 24617-1), dates EDTF. What only the day of publication could tell stays without a date where that is
unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kgbuild.reading.time_grammar import RULES, Rule
from kgbuild.reading.time_values import Anchor, find_anchor
from kgbuild.records import TimeExpression

CAPITAL = re.compile(r"[A-Z]")


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence's offsets and the tense of its main verb, which gives "on Friday" its direction."""

    start: int
    end: int
    tense: Literal["past", "present", "future"] | None = None


def find_times(text: str, sentences: Sequence[SentenceSpan], *, published: str | None) -> tuple[TimeExpression, ...]:
    """Return the time expressions within the sentences, in order; none overlaps another.

    `published` is the EDTF date that "yesterday" is counted from; None where the article is undated.
    """
    found: list[TimeExpression] = []
    anchor = find_anchor(published)
    last = anchor
    for sentence in sentences:
        for rule, match in _scan(text, sentence):
            made = rule.make(match, Anchor(anchor.date, last.date, sentence.tense))
            if made is None:
                continue
            timex, value, date, counted = made
            start, end = match.span("x") if "x" in match.groupdict() and match["x"] else match.span()
            found.append(
                TimeExpression(start, end, text[start:end], timex, value, date, _tell(counted, anchor, last), rule.name)
            )
            if date is not None:
                last = Anchor(anchor.date, date, None)
                last = Anchor(date, date, None)
    return tuple(found)


def _tell(counted: str | None, anchor: Anchor, last: Anchor) -> str | None:
    if counted == "published":
        return f"published {anchor.date}" if anchor.date else None
    if counted == "previous":
        return f"previous date {last.previous or last.date}"
    return None


def _scan(text: str, sentence: SentenceSpan) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Yield rule and match, leftmost first; of two at one place the earlier rule wins."""
    at = sentence.start
    heads = RULES.start_pattern
    while True:
        hint = heads.search(text, at, sentence.end)
        if hint is None:
            return
        for rule in RULES.rules:
            match = rule.pattern.match(text, hint.start(), sentence.end)
            if match is not None and match.end() > match.start():
                yield rule, match
                at = match.end()
                break
        else:
            at = hint.end() + 1
