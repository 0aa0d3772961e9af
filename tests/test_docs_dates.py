"""The examples of docs/dates.md are read as the page says, and every rule has one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kgbuild.reading.time_absolute import INNER_RULES
from kgbuild.reading.time_grammar import RULES
from kgbuild.records import Reading

Read = Callable[..., Reading]
PAGE = (Path(__file__).parent.parent / "docs" / "dates.md").read_text(encoding="utf-8")
ROWS = [tuple(c.strip() for c in line.strip("|").split("|")) for line in PAGE.splitlines() if line.startswith("| ")]
TIMES = [r for r in ROWS if len(r) == 6 and r[0] != "rule"]
CLAUSES = [r for r in ROWS if len(r) == 5 and r[0] != "text"]


@pytest.mark.parametrize("row", TIMES, ids=lambda r: r[0])
def test_each_expression_is_read_by_the_rule_beside_it(read: Read, row: tuple[str, ...]) -> None:
    """The words in bold have the rule, type, value and date of their row."""
    rule, example, published, timex, value, date = row
    start = example.index("**")
    end = example.rindex("**") - 2
    times = read(example.replace("**", ""), published=published).times
    assert [(t.rule, t.timex, t.value, t.date or "") for t in times if (t.start, t.end) == (start, end)] == [
        (rule, timex, value, date)
    ]


@pytest.mark.parametrize("row", CLAUSES, ids=lambda r: f"{r[0][:40]} {r[2]}")
def test_each_date_is_of_the_clause_that_the_page_names(read: Read, row: tuple[str, ...]) -> None:
    """The clause has the date and the rule of its row."""
    text, published, trigger, date, rule = row
    dates = [c.date for c in read(text, published=published).clauses if c.trigger == trigger]
    assert [(d.date, d.rule) if d else ("", "") for d in dates] == [(date, rule)]


def test_every_rule_of_time_expressions_has_an_example() -> None:
    """The page is whole, and knows no rule that is none."""
    assert {r[0].partition(",")[0] for r in TIMES} == {rule.name for rule in (*RULES, *INNER_RULES)}
