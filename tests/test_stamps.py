"""When a page was put up: stamps in front of the first sentence, and days that are of the sentence itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.inputs.publication import find_published
from kgbuild.reading.layout import find_blocks
from kgbuild.reading.tokens import Word
from kgbuild.records import Reading
from kgbuild.stamps import find_stamp

STAMPS = [
    ("Sat Mar 4 2017, 01:19 hrs", "2017-03-04"),
    ("POSTED: 1052 GMT (1852 HKT), March 4, 2017", "2017-03-04"),
    ("MARCH 4, 2017 | 08:06AM PT", "2017-03-04"),
    ("Saturday March 4, 2017 @ 8:13am PDT", "2017-03-04"),
    ("Published 12:17 am, Saturday, March 4, 2017", "2017-03-04"),
    ("Updated 03/14/2017 01:03 PM", "2017-03-14"),
    ("Last updated 13:26 14/03/2017", "2017-03-14"),
    ("Posted: Mar 04, 2017 11:06 PM CEST Updated: Mar 05, 2017 11:06 PM CEST", "2017-03-04"),
    ("8:05am UK, Saturday 4 March 2017", "2017-03-04"),
    ("10:55 P. M. MAR. 4, 2017", "2017-03-04"),
    ("FOR IMMEDIATE RELEASE March 4, 2017", "2017-03-04"),
    ("2017-03-04 10:20", "2017-03-04"),
    ("on March 4, 2017", "2017-03-04"),
    ("March 4, 2017", "2017-03-04"),
]
WITHIN = [
    "Fans of the club marched at the weekend Saturday 4 March 2017 03.31 BST The",
    "Orlo fell on Friday. SATURDAY, MARCH 4, 2017, 9:29 PM The",
    "The chief of the union is at home again. March 4, 2017 The",
]
NONE = [
    "On March 4, 2017 Norvel sued Orlo.",
    "On March 4, 2017 at 5:40 p.m. Norvel closed.",
    "March 4, 2017, was a day of loss for Norvel.",
    "March 4, 2017 was a day of loss for Norvel.",
    "In a report published on March 4, 2017 Norvel said so.",
    "The deal, signed at 5 p.m. on March 4, 2017 Eastern Time, ended the row.",
    "They met on 4 March 2017 at 10:30 GMT Norvel said.",
    "Norvel must pay by 5 p.m. March 4, 2017 Orlo said.",
    "At 5 p.m. Norvel closed its doors.",
    "Norvel sued Orlo in March 2017. The court sat.",
]


@pytest.mark.parametrize(("stamp", "day"), STAMPS)
def test_a_stamp_at_the_head_is_the_day_of_publication(stamp: str, day: str) -> None:
    """Labels, weekdays, clocks and zones stand on either side of the day."""
    text = f"{stamp} Norvel sued the maker of Orlo in London on Friday over copies of its lamp."
    found = find_stamp(text, 0, len(text))
    assert found is not None
    assert (text[found.start : found.end], found.day) == (stamp, day)
    published = find_published(f"Norvel sues Orlo\n\n{text}")
    assert published is not None
    assert published.date == day


@pytest.mark.parametrize("text", WITHIN)
def test_a_stamp_behind_a_standfirst_is_one(text: str) -> None:
    """A time of day, or the end of a sentence before it, marks it."""
    text += " maker of lamps sued Norvel."
    found = find_stamp(text, 0, len(text))
    assert found is not None
    assert found.day == "2017-03-04"
    assert text[found.end :] == " The maker of lamps sued Norvel."


@pytest.mark.parametrize("text", NONE)
def test_a_day_of_the_sentence_is_no_stamp(text: str) -> None:
    """A preposition or a comma holds the day in its sentence."""
    assert find_stamp(text, 0, len(text)) is None


def test_a_day_with_two_readings_is_a_stamp_without_a_day() -> None:
    """The words are left out of the sentence all the same."""
    text = "4/3/2017 5:59:13 PM Norvel sued Orlo."
    found = find_stamp(text, 0, len(text))
    assert found is not None
    assert (found.start, found.end, found.day) == (0, len("4/3/2017 5:59:13 PM"), None)


def split(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Words at white space."""
    words, at = [], start
    for part in text[start:end].split():
        at = text.index(part, at)
        words.append(Word(at, at + len(part), part, True))
    return tuple(words)


def test_a_stamp_parts_the_standfirst_from_the_first_sentence() -> None:
    """Two blocks, and none has the words of the stamp."""
    text = "Orlo lost a case at the weekend Monday 6 March 2017 03.31 GMT The maker of lamps has paid Norvel in full."
    blocks = find_blocks(text, spans=((0, len(text)),), split_words=split)
    assert [" ".join(w.text for w in b.words) for b in blocks] == [
        "Orlo lost a case at the weekend",
        "The maker of lamps has paid Norvel in full.",
    ]


def test_lines_are_joined_only_where_a_narrow_page_broke_all() -> None:
    """A headline above a long line is a paragraph of its own."""
    headline = "Norvel and Orlo Reach a Settlement on Copied Lamps and Chairs"
    for body, count in (
        ("The two makers of lamps have settled.", 1),
        ("The two makers of lamps have settled. " * 4, 2),
    ):
        text = f"{headline}\n{body}"
        assert len(find_blocks(text, spans=((0, len(text)),), split_words=split)) == count


def test_a_stamp_is_a_time_of_the_article_and_dates_no_deed(read: Callable[..., Reading]) -> None:
    """The time expression is kept, as the words that tell when the page was put up."""
    for stamp in ("March 4, 2017", "Posted on March 4, 2017 at 10:20"):
        reading = read(f"{stamp} Norvel sued the maker of Orlo lamps in Leeds over copies of its chairs.")
        assert [t.value for t in reading.times][:1] == ["2017-03-04"]
        assert [c.date for c in reading.claims] == [None]
