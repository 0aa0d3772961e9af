"""Time expressions: what the words of an article say about when, and what is no date."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kgbuild.dates import find_bounds, find_precision
from kgbuild.reading.times import SentenceSpan, find_times
from kgbuild.records import Reading

WORDS = st.sampled_from(
    [
        "the",
        "a",
        "last",
        "next",
        "this",
        "past",
        "early",
        "late",
        "mid-",
        "end",
        "of",
        "beginning",
        "May",
        "March",
        "Sept.",
        "29",
        "February",
        "2016",
        "2015",
        "1999",
        "'90s",
        "31st",
        "30",
        "Monday",
        "Friday",
        "night",
        "yesterday",
        "tomorrow",
        "two",
        "14",
        "several",
        "days",
        "weeks",
        "months",
        "years",
        "ago",
        "later",
        "earlier",
        "from",
        "now",
        "since",
        "until",
        "by",
        "between",
        "and",
        "to",
        "-",
        ",",
        ".",
        "on",
        "first",
        "quarter",
        "half",
        "Q3",
        "FY",
        "fiscal",
        "summer",
        "Christmas",
        "Easter",
        "the",
        "50th",
        "anniversary",
        "1969",
        "3:30",
        "p.m.",
        "0412",
        "GMT",
        "noon",
        "every",
        "other",
        "week",
        "within",
        "same",
        "following",
        "day",
        "evening",
        "will",
        "was",
        "said",
        "agreed",
        "9999",
        "1000",
        "2999",
        "99",
        "centuries",
        "decade",
        "hundred",
        "million",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=12).map(" ".join))
PUBLISHED = st.one_of(
    st.none(),
    st.dates().filter(lambda d: d.year > 999).map(lambda d: d.isoformat()),
    st.sampled_from(["2016-02", "2015", "1000-01-01", "9999-12-31"]),
)
GRAIN = {"day": 0, "month": 1, "season": 2, "quarter": 2, "year": 3}
HERE = Path(__file__).parent / "times"
Read = Callable[..., Reading]


def load_expressions() -> list[tuple[str | None, str, str, str, str | None]]:
    """Rows of `expressions.tsv`: publication, sentence, TIMEX3 type and value, EDTF date."""
    rows = [r.split("\t") for r in (HERE / "expressions.tsv").read_text().splitlines() if r and not r.startswith("#")]
    return [(None if p == "-" else p, s, t, v, None if d == "-" else d) for p, s, t, v, d in rows]


@pytest.mark.parametrize(("published", "sentence", "timex", "value", "date"), load_expressions())
def test_an_expression_has_its_value(
    read: Read, published: str | None, sentence: str, timex: str, value: str, date: str | None
) -> None:
    """The expression in brackets is found with its bounds, type, value and place on the calendar."""
    start, end = sentence.index("["), sentence.index("]") - 1
    found = read(re.sub(r"[\[\]]", "", sentence), published=published).times
    assert [(t.timex, t.value, t.date) for t in found if (t.start, t.end) == (start, end)] == [(timex, value, date)]


def load_lookalikes() -> list[str]:
    """Sentences of `lookalikes.txt`."""
    rows = (HERE / "lookalikes.txt").read_text().splitlines()
    return [r for r in rows if r and not r.startswith("#")]


@pytest.mark.parametrize("sentence", load_lookalikes())
def test_what_only_looks_like_a_date_has_none(read: Read, sentence: str) -> None:
    """Names, amounts, scores and addresses have no date."""
    assert [t.text for t in read(sentence, published="2017-08-04").times if t.date] == []


@given(text=TEXTS, published=PUBLISHED, tense=st.sampled_from([None, "past", "present", "future"]))
@example(text="a hundred centuries ago", published="1000-01-01", tense=None)
@example(text="this February 30", published="2016-02-29", tense=None)
@example(text="on Friday", published="9999-12-31", tense="future")
@example(text="in the next hour", published="2001-12-15", tense="future")
@example(text="closed in May 2001, and in the following hour", published="2001-12-15", tense="past")
def test_any_text_has_times_that_hold_together(text: str, published: str | None, tense: object) -> None:
    """No rule fails on any text; times stand in order and apart; each date parses back, its days in order."""
    found = find_times(text, [SentenceSpan(0, len(text), tense)], published=published)  # type: ignore[arg-type]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for time in found:
        assert time.text == text[time.start : time.end] != ""
        if time.date is not None:
            first, last = find_bounds(time.date)
            assert first is None or last is None or first <= last


@given(text=TEXTS, published=st.sampled_from(["2016", "2016-02"]))
def test_a_date_is_no_more_precise_than_what_it_is_counted_from(text: str, published: str) -> None:
    """Whatever is counted from a month or a year of publication is no day, and from a year no month."""
    told = [t for t in find_times(text, [SentenceSpan(0, len(text))], published=published) if t.date is not None]
    for time in told:
        counted = time.anchor is not None and time.anchor.startswith("published") and "," not in time.rule
        if counted and time.rule in ("weekday", "deictic", "ago", "relative-unit", "relative-weekday", "from-now"):
            assert GRAIN.get(find_precision(time.date or ""), 9) >= GRAIN[find_precision(published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norvel was sold in 2016. In June it closed.", "2016-06"),
        ("Norvel lost the 2016 race. In June it closed.", None),
        ("Norvel broke a law of 2016. In June it closed.", None),
        ("Norvel was sold in the summer of 2016. In June it closed.", "2016-06"),
        ("Norvel was sold in 2016 by Orlo.\n\nIt grew.\n\nIn June it closed.", None),
        (f"Norvel was sold in 2016. {'It sells boats. ' * 20}In June it closed.", None),
        ("The 3 May 2016 ruling stands. In June it closed.", "2016-06"),
    ],
)
def test_month_of_an_undated_article_takes_only_a_near_year(text: str, expected: str | None) -> None:
    """What names a race dates nothing, and a year told long before is not that of "in June"."""
    sentences = [SentenceSpan(m.start(), m.end()) for m in re.finditer(r"[^.\n]+\.", text)]
    assert [t.date for t in find_times(text, sentences, published=None) if t.text == "June"] == [expected]
