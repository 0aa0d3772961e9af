"""Find the dates, times and durations an article names, and count them out on the calendar.

A grammar of regular expressions over the text, each with a name and a function that reads it. Values are TIMEX3
(ISO-TimeML, ISO 24617-1), dates EDTF. What only the day of publication could tell stays without a date where that is
unknown.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kgbuild.dates import find_precision
from kgbuild.reading.time_calendar import find_day
from kgbuild.reading.time_context import Context, Tense
from kgbuild.reading.time_grammar import CUT, HEAD, INNER_BY_HEAD, INNER_HEAD, MODIFIED, MODIFIER, RULES_BY_HEAD
from kgbuild.reading.time_joins import find_opener, join_clock, join_range, narrow, open_end
from kgbuild.reading.time_words import Meaning, Rule
from kgbuild.records import TimeExpression

FIRST_PUBLISHED, LAST_PUBLISHED = "1500", "2900"  # what lies outside is no day of publication
NAMING = re.compile(
    r"\b(?:the|an?|its|his|her|their|that|this|['’]s) $"
    r"|\b(?!end|start|beginning|middle|close|rest|part|half|quarter|month|week|summer|spring|autumn|fall|winter|early|late"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)[a-z]+ of $",
    re.IGNORECASE,
)
NEAR = 250  # characters between a date told in full and the sentence that takes its year


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence's offsets and the tense of its main verb, which gives "on Friday" its direction.

    `clauses` are those within it that tell of something else in a tense of their own, outer before inner.
    """

    start: int
    end: int
    tense: Tense | None = None
    clauses: tuple[tuple[int, int, Tense], ...] = ()

    def find_clause(self, at: int) -> tuple[int, Tense | None]:
        """Return the start and tense of the innermost clause at an offset."""
        found = ((start, tense) for start, end, tense in reversed(self.clauses) if start <= at < end)
        return next(found, (self.start, self.tense))


@dataclass(frozen=True, slots=True)
class _Found:
    """An expression before it is made a record, with the date that stood before it."""

    start: int
    end: int
    meaning: Meaning
    rule: str
    previous: str | None


def find_times(
    text: str, sentences: Sequence[SentenceSpan], *, published: str | None, names: Sequence[tuple[int, int]] = ()
) -> tuple[TimeExpression, ...]:
    """Return the time expressions within the sentences, in order; none overlaps another.

    `published` is the EDTF date that "yesterday" is counted from; None where the article is undated.
    `names` are the offsets of names, in order: what is only a part of one ("the Friday Club") is no time.
    """
    starts = [start for start, _ in names]
    if published is not None and not FIRST_PUBLISHED <= published[:4] <= LAST_PUBLISHED:
        published = None
    records: list[TimeExpression] = []
    previous: str | None = None
    day: str | None = None
    told: tuple[int, str] | None = None
    for sentence in sentences:
        scanned = _scan(text, sentence, published, (previous, day), _find_force(text, sentence, published, told))
        found = _join(text, tuple(one for one in scanned if not _is_in_name(one, names, starts)))
        for one in found:
            if one.meaning.timex != "DURATION" and one.meaning.date is not None:
                previous = one.meaning.date
                day = previous if find_day(previous) else day
                told = (one.end, previous) if _is_told(text, one) else None
        records += (_make_record(text, sentence, one, published) for one in found)
    return tuple(records)


def _is_in_name(one: _Found, names: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    at = bisect.bisect_right(starts, one.start) - 1
    return at >= 0 and one.end <= names[at][1] and one.end - one.start < names[at][1] - names[at][0]


def _only_names(text: str, one: _Found) -> bool:
    """Whether a date behind an article only tells one thing from others: "the November 2015 flood", "a law of 2008"."""
    return NAMING.search(text, max(0, one.start - 25), one.start) is not None


def _is_told(text: str, one: _Found) -> bool:
    """Whether a date stands in the text in full, and only names nothing: "in 2016", but not "the 2016 race"."""
    said = one.meaning.source is None and not one.meaning.guessed
    return said and not _only_names(text, one)


def _find_force(text: str, sentence: SentenceSpan, published: str | None, told: tuple[int, str] | None) -> str | None:
    """The date whose year "in May" takes: a near one of the same paragraph, told in full where the article is dated."""
    if told is None or sentence.start - told[0] > NEAR or "\n" in text[told[0] : sentence.start].strip():
        return None
    return told[1] if published is None or find_precision(told[1]) in ("day", "month") else None


def _scan(
    text: str,
    sentence: SentenceSpan,
    published: str | None,
    before: tuple[str | None, str | None],
    force: str | None,
) -> Iterator[_Found]:
    """Yield the expressions of a sentence, leftmost first; `before` are the date and the day told last."""
    at, here = sentence.start, None
    previous, day = before
    while (head := HEAD.search(text, at, sentence.end)) is not None:
        clause, tense = sentence.find_clause(head.start())
        context = Context(
            published, previous, day, here, force, text, sentence.start, sentence.end, head.start(), tense, clause
        )
        found = _read_at(text, head, sentence.end, context)
        if found is None:
            at = head.end()
            continue
        yield found
        at = found.end
        if found.meaning.timex != "DURATION" and found.meaning.date is not None:
            previous = here = found.meaning.date
            day = previous if find_day(previous) else day
            force = previous if published is None and not _only_names(text, found) else force


def _read_at(text: str, head: re.Match[str], end: int, context: Context) -> _Found | None:
    kind = head.lastgroup or ""
    if kind == "modifier":
        found = _read_modified(text, head.start(), end, context)
        if found is not None:
            return found
    made = _apply(RULES_BY_HEAD[kind], text, head.start(), end, context)
    if made is None:
        return None
    rule, match, meaning = made
    previous = context.day if rule.name == "same-part" else context.previous
    return _Found(match.start(), match.end(), meaning, rule.name, previous)


def _read_modified(text: str, start: int, end: int, context: Context) -> _Found | None:
    """Read "early 2014" or "the end of last month": the modifier, and the date that stands behind it."""
    modifier = MODIFIER.match(text, start, end)
    inner = INNER_HEAD.match(text, modifier.end(), end) if modifier is not None else None
    if modifier is None or inner is None:
        return None
    made = _apply(INNER_BY_HEAD[inner.lastgroup or ""], text, inner.start(), end, context)
    if made is None:
        return None
    rule, match, meaning = made
    if rule.name not in (CUT if modifier["cut"] else MODIFIED):
        return None
    return _Found(
        start, match.end(), narrow(meaning, modifier.groupdict(), context), f"{rule.name}, modified", context.previous
    )


def _apply(
    rules: Sequence[Rule], text: str, start: int, end: int, context: Context
) -> tuple[Rule, re.Match[str], Meaning] | None:
    for rule in rules:
        match = rule.pattern.match(text, start, end)
        if match is not None:
            meaning = rule.make(match, context)
            if meaning is not None:
                return rule, match, meaning
    return None


def _join(text: str, found: Sequence[_Found]) -> Sequence[_Found]:
    """Give both ends of "from March to June 2016" the date of the whole."""
    joined = list(found)
    for i in range(len(joined) - 1):
        low, high = joined[i], joined[i + 1]
        both = join_clock(text[low.end : high.start], low.meaning, high.meaning) or join_range(
            text, (low.start, low.end, low.meaning), (high.start, high.end, high.meaning)
        )
        if both is not None:
            mark = ", range" if both[0].timex == "DATE" else ""
            joined[i] = replace(low, meaning=both[0], rule=low.rule + mark)
            joined[i + 1] = replace(high, meaning=both[1], rule=high.rule + mark)
    return joined


def _make_record(text: str, sentence: SentenceSpan, one: _Found, published: str | None) -> TimeExpression:
    meaning, rule = one.meaning, one.rule
    if not rule.endswith(", range"):
        opened = open_end(text, sentence.start, one.start, one.end, meaning)
        if opened != meaning:
            meaning, rule = opened, f"{rule}, {find_opener(text, sentence.start, one.start)}"
    anchor = None
    if meaning.source == "published" and published is not None:
        anchor = f"published {published}"
    elif meaning.source == "previous" and one.previous is not None:
        anchor = f"previous date {one.previous}"
    return TimeExpression(
        one.start, one.end, text[one.start : one.end], meaning.timex, meaning.value, meaning.date, anchor, rule
    )
