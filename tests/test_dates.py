"""Partial dates: bounds, precision, comparison, English."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.dates import contains, describe_date, find_bounds, find_narrowest, find_precision, overlap

DAYS = st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(2999, 12, 31))
PARTS = DAYS.flatmap(
    lambda d: st.sampled_from(
        [
            d.isoformat(),
            d.isoformat()[:7],
            f"{d.year}",
            f"{d.year // 10}X",
            f"{d.year}-{21 + d.month % 4}",
            f"{d.year}-{33 + d.month % 4}",
        ]
    )
)
DATES = st.one_of(
    PARTS,
    PARTS.map(lambda p: f"{p}/.."),
    PARTS.map(lambda p: f"../{p}"),
    st.tuples(DAYS, DAYS).map(lambda p: f"{min(p)}/{max(p)}"),
)


def make_day(text: str | None) -> datetime.date | None:
    """A day from ISO text."""
    return datetime.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("edtf", "first", "last", "precision"),
    [
        ("2017-08-03", "2017-08-03", "2017-08-03", "day"),
        ("2016-02", "2016-02-01", "2016-02-29", "month"),
        ("2017", "2017-01-01", "2017-12-31", "year"),
        ("2012~", "2012-01-01", "2012-12-31", "year"),
        ("199X", "1990-01-01", "1999-12-31", "decade"),
        ("2014-22", "2014-06-01", "2014-08-31", "season"),
        ("2014-24", "2014-12-01", "2015-02-28", "season"),
        ("2008-35", "2008-07-01", "2008-09-30", "quarter"),
        ("2014-07/2014-08", "2014-07-01", "2014-08-31", "interval"),
        ("2016-05/..", "2016-05-01", None, "open"),
        ("../2016-05", None, "2016-05-31", "open"),
    ],
)
def test_a_date_has_bounds_and_precision(edtf: str, first: str | None, last: str | None, precision: str) -> None:
    """A date is as wide as its text tells."""
    assert find_bounds(edtf) == (make_day(first), make_day(last))
    assert find_precision(edtf) == precision


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2014-13",
        "2014-00",
        "2015-02-30",
        "2014-21-05",
        "201X-05",
        "2015/2014",
        "2014/2015/2016",
        "2014\n",
        "0000",
        "٢٠١٤",
        "2014-7",
    ],
)
@pytest.mark.parametrize("function", [find_bounds, find_precision, describe_date])
def test_what_is_no_date_is_refused(function: object, text: str) -> None:
    """Text that is no date raises ValueError, whatever is asked of it."""
    assert callable(function)
    with pytest.raises(ValueError, match=r"."):
        function(text)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("2014", "2014-07", True),
        ("2014-07", "2014-08", False),
        ("2016-05/..", "2017", True),
        ("2016-05/..", "2016-04-30", False),
        ("../2015", "2015-12-31", True),
        ("2014-07/2014-08", "2014-08-31", True),
    ],
)
def test_dates_overlap_where_they_share_a_day(a: str, b: str, same: bool) -> None:
    """Two dates can be one only where some day lies in both."""
    assert overlap(a, b) is same


@pytest.mark.parametrize(
    ("outer", "inner", "holds"),
    [
        ("2014", "2014-07", True),
        ("2014-07", "2014", False),
        ("2014/..", "2015/..", True),
        ("2014/2016", "2015/..", False),
    ],
)
def test_a_wider_date_contains_a_narrower(outer: str, inner: str, holds: bool) -> None:
    """One date contains another where no day of that lies outside."""
    assert contains(outer, inner) is holds


@pytest.mark.parametrize(
    ("dates", "narrowest"),
    [
        (["2014", "2014-07", "2014-07-09"], "2014-07-09"),
        (["2014", "2015-05"], None),
        (["2014/..", "2014/2016"], "2014/2016"),
        ([], None),
    ],
)
def test_the_narrowest_date_is_one_that_all_allow(dates: list[str], narrowest: str | None) -> None:
    """Of dates that agree the narrowest is kept; where two clash there is none."""
    assert find_narrowest(dates) == narrowest


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2017-08-03", "3 August 2017"),
        ("2017-08", "August 2017"),
        ("2017", "2017"),
        ("2012~", "about 2012"),
        ("199X", "the 1990s"),
        ("2014-23", "autumn 2014"),
        ("2008-35", "the third quarter of 2008"),
        ("2014-07/2014-08", "between July and August 2014"),
        ("2014-12/2015-01", "between December 2014 and January 2015"),
        ("2015-05-07/2015-05-26", "between 7 and 26 May 2015"),
        ("2014-33/2014-34", "between the first quarter of 2014 and the second quarter of 2014"),
        ("2016-05/..", "May 2016 or later"),
        ("../2016", "2016 or earlier"),
        ("../..", "at an unknown time"),
    ],
)
def test_a_date_is_told_in_english(edtf: str, words: str) -> None:
    """A description is no more precise than the date."""
    assert describe_date(edtf) == words


@given(DATES)
def test_bounds_are_ordered(edtf: str) -> None:
    """The first day is never after the last, and a date agrees with itself."""
    first, last = find_bounds(edtf)
    assert first is None or last is None or first <= last
    assert overlap(edtf, edtf)
    assert contains(edtf, edtf)
    assert describe_date(edtf)


@given(DATES, DATES)
def test_containing_is_overlapping(a: str, b: str) -> None:
    """Overlap is symmetric, and holds wherever one date contains the other."""
    assert overlap(a, b) == overlap(b, a)
    assert overlap(a, b) or not contains(a, b)


@given(st.lists(DATES, max_size=4))
def test_the_narrowest_does_not_depend_on_order(dates: list[str]) -> None:
    """The narrowest of some dates is one of them, in whatever order they come."""
    found = find_narrowest(dates)
    assert found == find_narrowest(reversed(dates))
    assert found is None or found in dates


@given(st.text(alphabet="0123456789-/.X~", max_size=22))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    """No text makes anything but bounds or a ValueError."""
    try:
        first, last = find_bounds(text)
    except ValueError:
        return
    assert first is None or last is None or first <= last
    assert describe_date(text)
    assert find_precision(text)
