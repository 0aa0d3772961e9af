"""The publication date is found where it cannot be of anything else, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.dates import find_bounds
from kgbuild.inputs.publication import Published, find_published, read_date

PARAGRAPH = "Zorbex Holding said that it had filed a suit against Quandle over copies of its lamps in Boston."


@pytest.mark.parametrize(
    ("field", "date"),
    [
        ("2017-08-04T23:00:00+08:00", "2017-08-04"),
        ("Thu, 03 Aug 2017 10:00:00 GMT", "2017-08-03"),
        ("20170803", "2017-08-03"),
        ("20170803T101112Z", "2017-08-03"),
        ("2017/8/3", "2017-08-03"),
        ("3rd of August, 2017", "2017-08-03"),
        ("Sept. 3, 2017", "2017-09-03"),
        ("August 2017", "2017-08"),
        ("2017-08", "2017-08"),
        ("2017", "2017"),
        ("14/09/2013", "2013-09-14"),
        ("09/14/2013", "2013-09-14"),
        ("03.08.2017", "2017-08-03"),
        ("4/9/2007", None),
        ("2017-02-30", None),
        ("1501804800", None),
        ("yesterday", None),
        ("..", None),
        ("", None),
        (None, None),
    ],
)
def test_read_date_keeps_what_is_known(field: str | None, date: str | None) -> None:
    """A field is as precise as it is written; one with two readings is none."""
    assert read_date(field) == date


@pytest.mark.parametrize(
    "line",
    [
        "August 3, 2017",
        "3 August 2017Trademarks",
        "Trademarks 3 August 2017",
        "By Jane Doe | Aug. 3, 2017, 5:13 PM ET",
        "Thursday 3 August 2017 17.13 BST",
        "THURSDAY, AUGUST 3, 2017",
        "Published August 3, 2017, updated August 4, 2017",
        "Updated 4 Aug 2017 | Published 3 Aug 2017",
        "Last updated 13:26 03.08.2017",
        "2017-08-03 10:11",
        "LONDON, 3 August 2017",
        "August 3, 2017 by Jane Doe",
        "3 August 2017 · 4 min read",
    ],
)
@pytest.mark.parametrize("page", ["Zorbex sues\n\n{}\n\n" + PARAGRAPH, PARAGRAPH + "\r\n\r\n{}\r\n"])
def test_a_line_that_is_a_date(line: str, page: str) -> None:
    """A date with a byline, time, place or section beside it counts above the article and below it."""
    assert find_published(page.format(line)) == Published("2017-08-03", "line")


@pytest.mark.parametrize(
    "line",
    [
        "© 2017 Lamp Daily",
        "Copyright August 3, 2017 Lamp Daily",
        "Results for the quarter ended June 30, 2017",
        "HALF-YEAR RESULTS, JUNE 30, 2017",
        "Filed August 3, 2017",
        "Zorbex sues Quandle August 3, 2017",
        "August 3, 2017: Zorbex sues",
        "Zorbex Sued August 3, 2017",
        "4/9/2007",
        "February 30, 2017",
        "August 2017",
    ],
)
def test_a_line_that_is_no_publication_date(line: str) -> None:
    """Copyright years, headlines with dates and dates with two readings never count."""
    assert find_published(f"Zorbex sues\n\n{line}\n\n{PARAGRAPH}") is None


def test_dates_of_a_timeline_do_not_count() -> None:
    """Several different date lines below the first paragraph date what happened."""
    text = f"{PARAGRAPH}\n\nJuly 9, 2014\n\n{PARAGRAPH}\n\nMay 15, 2015\n\n{PARAGRAPH}"
    assert find_published(text) is None


@pytest.mark.parametrize(
    "opening",
    [
        "August 3, 2017 (BOSTON) — ",
        "BOSTON, August 3, 2017 (Lampwire) - ",
        "NEW YORK, Aug. 3, 2017 /Lampwire/ -- ",
        "NEW YORK--(LAMP WIRE)--August 3, 2017--",
        "Boston – 3 August 2017 – ",
        "Thursday, August 3, 2017 – ",
        "August 03, 2017 ",
        "Aug 3, 2017 01:40 PM ",
        "Posted: August 3, 2017 ",
    ],
)
def test_a_dateline(opening: str) -> None:
    """The date that opens the first paragraph is the day of publication."""
    assert find_published(f"Zorbex sues\n\n{opening}{PARAGRAPH}") == Published("2017-08-03", "dateline")


@pytest.mark.parametrize(
    "opening",
    ["On August 3, 2017 ", "In Boston, August 3, 2017 - ", "August 3, 2017, the day when ", "BOSTON (Lampwire) - "],
)
def test_a_sentence_that_begins_with_a_date(opening: str) -> None:
    """A date within the first sentence dates what it tells."""
    assert find_published(f"Zorbex sues\n\n{opening}{PARAGRAPH}") is None


def test_datelines_of_a_timeline_do_not_count() -> None:
    """Paragraphs that open with different dates are a timeline."""
    text = f"July 9, 2014 - {PARAGRAPH}\n\nMay 15, 2015 - {PARAGRAPH}"
    assert find_published(text) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://lamps.example.com/2017/08/03/zorbex", Published("2017-08-03", "url")),
        ("https://lamps.example.com/news/2017-08-03-zorbex", Published("2017-08-03", "url")),
        ("https://lamps.example.com/2017/aug/03/zorbex", Published("2017-08-03", "url")),
        ("https://lamps.example.com/20170803/zorbex", Published("2017-08-03", "url")),
        ("https://lamps.example.com/2017/08/zorbex", Published("2017-08", "url")),
        ("https://lamps.example.com/2017/zorbex", None),
        ("https://lamps.example.com/20171399/zorbex", None),
        ("http://[::1", None),
        (None, None),
    ],
)
def test_a_date_in_the_url(url: str | None, expected: Published | None) -> None:
    """A URL dates its article where its path holds day or month."""
    assert find_published(PARAGRAPH, url=url) == expected


def test_a_dateline_without_a_year_needs_the_year() -> None:
    """ "March 3" is no date until the URL tells the year, and agrees with the month."""
    text = f"BOSTON, March 3 (Lampwire) - {PARAGRAPH}"
    assert find_published(text) is None
    assert find_published(text, url="https://lamps.example.com/2014/03/a") == Published("2014-03-03", "dateline")
    assert find_published(text, url="https://lamps.example.com/2014/04/a") == Published("2014-04", "url")


def test_metadata_come_first() -> None:
    """A full date that was given is not weighed against the text."""
    given_date = Published("2017-08-04", "metadata")
    assert find_published(f"August 3, 2017\n\n{PARAGRAPH}", given=given_date) == given_date


def test_a_finer_date_within_a_coarser_one_wins() -> None:
    """Where metadata tell the month and a line the day in it, the day is taken."""
    month = Published("2017-08", "metadata")
    assert find_published(f"August 3, 2017\n\n{PARAGRAPH}", given=month) == Published("2017-08-03", "line")
    assert find_published(f"July 3, 2017\n\n{PARAGRAPH}", given=month) == month


def test_the_option_comes_last() -> None:
    """The date that the user gives is used only where nothing else is found."""
    assert find_published(PARAGRAPH, option="2018") == Published("2018", "option")
    assert find_published(f"August 3, 2017\n\n{PARAGRAPH}", option="2018") == Published("2017-08-03", "line")


PIECES = st.sampled_from(
    ["3 ", "August ", "2017", "4/9/", "-", "\n", " at 5:13 PM ", "BOSTON, ", "Published ", "(Lampwire) - ", PARAGRAPH]
)


@settings(deadline=None)
@given(st.text() | st.lists(PIECES).map("".join), st.none() | st.text())
def test_what_is_found_is_a_date(text: str, url: str | None) -> None:
    """Whatever the text and URL, what is found is EDTF or nothing."""
    found = find_published(text, url=url)
    assert found is None or find_bounds(found.date)


@settings(deadline=None)
@given(st.text() | st.lists(PIECES).map("".join))
def test_any_field_can_be_read(field: str) -> None:
    """Whatever a field holds, it is read as EDTF or as nothing."""
    date = read_date(field)
    assert date is None or find_bounds(date)
