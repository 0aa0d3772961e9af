"""Time expressions: what the words of an article say about when, and what is no date."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kgbuild.records import Reading

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


def load_lookalikes() -> list[object]:
    """Sentences of `lookalikes.txt`, those marked with a question mark expected to fail."""
    rows = [r for r in (HERE / "lookalikes.txt").read_text().splitlines() if r and not r.startswith("#")]
    fails = pytest.mark.xfail(strict=True, reason="not told from a date yet")
    return [pytest.param(r[2:], marks=fails) if r.startswith("? ") else r for r in rows]


@pytest.mark.parametrize("sentence", load_lookalikes())
def test_what_only_looks_like_a_date_has_none(read: Read, sentence: str) -> None:
    """Names, amounts, scores and addresses have no date."""
    assert [t.text for t in read(sentence, published="2017-08-04").times if t.date] == []
