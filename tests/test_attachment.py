"""Which date is which claim's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kgbuild.records import Reading

DATES = [
    ("Norvel sued Brackley Foods on 3 May 2011.", "SUED", ["2011-05-03"]),
    ("Brackley Foods rejected the offer by Norvel on 3 May 2011, accusing Norvel of greed.", "ACCUSED", ["2011-05-03"]),
    ("Norvel's 1984 plan to acquire Orlo Systems failed.", "ACQUIRED", ["1984"]),
    ("Norvel dismissed a 2014 case against Brackley Foods.", "DISMISSED", [None]),
    ("Norvel sued Brackley Foods in 2011. It will sue Brackley Foods again.", "SUED", ["2011", None]),
    ("In 2011 Norvel bought Orlo Systems and sued Brackley Foods.", "SUED", ["2011"]),
    # when a page was put up, run into its first sentence
    ("on May 6, 2011 Norvel sued Brackley Foods.", "SUED", [None]),
    ("5/6/2011 5:59:13 PM Norvel sued Brackley Foods.", "SUED", [None]),
    ("Posted May 6, 2011 Norvel sued Brackley Foods.", "SUED", [None]),
    ("On May 6, 2011 Norvel sued Brackley Foods.", "SUED", ["2011-05-06"]),
    ("May 6, 2011, is when Norvel sued Brackley Foods on 3 May 2011.", "SUED", ["2011-05-03"]),
    ("Norvel, founded in 1902, sued Brackley Foods.", "SUED", [None]),
    ("Norvel sued Brackley Foods after it bought Orlo Systems in 1999.", "SUED", [None]),
    ("Norvel fell after its purchase of Orlo Systems in 1999.", "ACQUIRED", ["1999"]),
    ("Victor Hale was charged with the 2009 murder of Ann Roe.", "CHARGED", [None]),
    ("Norvel sued Brackley Foods in May 2011, and that July it withdrew the suit.", "DISMISSED", ["2011-07"]),
    ("On 6 May 2011, Norvel announced that it sued Brackley Foods.", "SUED", ["2011-05-06"]),
    ("On 6 May 2011, Norvel said that Orlo Systems sued Brackley Foods.", "SUED", [None]),
    ("On 6 May 2011, Norvel and Orlo Systems announced that they had settled.", "SETTLED_WITH", ["2011-05-06"]),
    ("Norvel's lawsuit against Brackley Foods, which was filed in 2016, is pending.", "SUED", ["2016"]),
    (
        "Norvel sued Brackley Foods over its bread. In a complaint filed May 6, 2011, Norvel asked a court for help.",
        "SUED",
        ["2011-05-06"],
    ),
    ("Brackley Foods sued Norvel. In a complaint filed May 6, 2011, Norvel asked a court for help.", "SUED", [None]),
    (
        "On 6 May 2016 Norvel sued Orlo Systems. Orlo Systems tried to buy a bank in 2011, but gave up after Norvel sued it.",
        "SUED",
        ["2016-05-06", None],
    ),
    (
        "On 6 May 2011 a court rejected the appeal of Adam Pratt. A jury had found Adam Pratt guilty of fraud.",
        "RULED_AGAINST",
        ["2011-05-06", None],
    ),
    (
        "Two men were killed in air strikes on Leeds carried out by the Danish army on 6 May 2011.",
        "ATTACKED",
        ["2011-05-06"],
    ),
    (
        "The agency gave final approval to the merger of Norvel and Orlo. It had given its tentative approval in May 2011.",
        "APPROVED",
        [None, "2011-05"],
    ),
    (
        "Norvel does not plan to buy Orlo Systems. Norvel will not buy Orlo Systems before 4 May 2018.",
        "ACQUIRED",
        [None, "../2018-05-03"],
    ),
    (
        "Two people were killed in raids in Leeds. On 6 May 2011, gunmen killed two dozen men in Leeds.",
        "KILLED",
        [None, "2011-05-06"],
    ),
    ("Asked on 6 May 2011, Ida Kroll said nothing. Norvel asked Ida Kroll to close the mill.", "CALLED_FOR", [None]),
    ("Card issuers sued Norvel. Norvel was sued by Brackley Foods in May 2011.", "SUED", [None, "2011-05"]),
]


@pytest.mark.parametrize(("text", "kind", "dates"), DATES)
def test_a_claim_has_the_dates_that_its_words_give_it(
    read: Callable[..., Reading], text: str, kind: str, dates: list[str | None]
) -> None:
    """A date is its predicate's, that of joined and simultaneous predicates, and of what a dated plan is for."""
    assert [c.date.date if c.date else None for c in read(text).claims if c.type == kind] == dates


def load_passages() -> list[tuple[str | None, str, list[str]]]:
    """Rows of `attachment.tsv`: publication, text, and `trigger=date` of each clause that is asked about."""
    lines = (Path(__file__).parent / "times" / "attachment.tsv").read_text().splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(None if p == "-" else p, text, wanted) for p, text, *wanted in rows]


@pytest.mark.parametrize(("published", "text", "wanted"), load_passages())
def test_each_date_of_a_passage_is_its_own_clauses(
    read: Callable[..., Reading], published: str | None, text: str, wanted: list[str]
) -> None:
    """The date is that of the clause it belongs to, and of no neighbour."""
    left = [(c.trigger, c.date.date if c.date else "-") for c in read(text, published=published).clauses]
    for ask in wanted:
        trigger, _, date = ask.removeprefix("?").partition("=")
        found = next((pair for pair in left if pair[0] == trigger), None)
        assert (found == (trigger, date)) is not ask.startswith("?"), f"{ask}: {found}"
        if found is not None:
            left.remove(found)


def load_stories() -> Iterator[Any]:
    """Passages of `passages.txt`: publication, text, and `TYPE trigger=date` of claims or `trigger=date` of clauses.

    A line that begins with `@` starts a passage and tells its day of publication; a blank line stands between its lines.
    """
    published: str | None = None
    lines: list[str] = []
    wanted: list[str] = []
    text = (Path(__file__).parent / "times" / "passages.txt").read_text(encoding="utf-8")
    for line in [*text.splitlines(), "@ -"]:
        if line.startswith("@ "):
            if lines:
                yield pytest.param(published, "\n\n".join(lines), wanted, id=lines[0][:50])
            published, lines, wanted = None if line == "@ -" else line[2:], [], []
        elif line.startswith("> "):
            wanted.append(line[2:])
        elif not line.startswith("#"):
            lines.append(line)


@pytest.mark.parametrize(("published", "text", "wanted"), list(load_stories()))
def test_each_event_of_a_passage_has_its_date(
    read: Callable[..., Reading], published: str | None, text: str, wanted: list[str]
) -> None:
    """Every telling of an event has its date, from whichever sentence tells it, and no other has it."""
    reading = read(text, published=published)
    left = [(c.type, c.trigger, c.date.date if c.date else "-") for c in reading.claims]
    left += [("", c.trigger, c.date.date if c.date else "-") for c in reading.clauses]
    for ask in wanted:
        what, _, date = ask.partition("=")
        kind, _, trigger = what.rpartition(" ")
        found = next((row for row in left if row[:2] == (kind, trigger)), None)
        assert found == (kind, trigger, date), f"{ask}: {found}"
        left.remove(found)


def test_a_plan_is_not_dated_by_what_somebody_else_does_about_it(read: Callable[..., Reading]) -> None:
    """A regulator's approval on Monday is of Monday; the takeover that it approves has no day."""
    text = "The regulator approved the takeover of Orlo Systems by Norvel on Monday."
    dates = {c.type: c.date and c.date.date for c in read(text, published="2017-08-04").claims}
    assert dates == {"APPROVED": "2017-07-31", "ACQUIRED": None}


PLANS = [
    ("The next deed, long after", "In June 2013 Orlo Pens fired Anna Berg.", False),
    ("The deed planned", "In August 2011 Orlo Pens fired Anna Berg.", True),
]


@pytest.mark.parametrize(("news", "one"), [p[1:] for p in PLANS], ids=[p[0] for p in PLANS])
def test_what_is_still_planned_is_no_deed_of_more_than_a_year_before(
    read: Callable[..., Reading], news: str, one: bool
) -> None:
    """An undated plan joins a dated deed of the same parties, unless the article goes on to what came long after."""
    text = f"Orlo Pens withdrew its suit against Tarvik Stores in July 2011. {news} Orlo Pens has agreed to withdraw its suit against Tarvik Stores."
    events = [c.event for c in read(text, published=None).claims if c.type == "DISMISSED"]
    assert len(events) == 2
    assert (len(set(events)) == 1) is one


NEWS = [
    ("Norvel called for a new vote on the Orlo Union in late 2018.", "CALLED_FOR", None),
    ("Norvel called for a new vote on the Orlo Union in March 2016.", "CALLED_FOR", "2016-03"),
    ("On Monday an inquiry by the Orlo Agency found that Norvel had sold the mill.", "INVESTIGATED", None),
    ("Orlo fighters claimed responsibility on Monday for the attack on Leeds.", "ATTACKED", None),
    ("A jury found for Norvel in 2011 and ordered Orlo Systems to pay a fine.", "ORDERED", "2011"),
    ("Norvel bought Orlo Systems in 2011 and ordered Owen Pratt to leave.", "ORDERED", None),
    (
        "Owen Pratt sold Orlo Systems to Norvel, which he controls, on 10 March 2011 for a dollar.",
        "ACQUIRED",
        "2011-03-10",
    ),
    ("Orlo Systems settled a suit regarding the sale of Corbel Foods to Norvel in March 2011.", "ACQUIRED", "2011-03"),
    ("In 2009 many left the mill. Orlo Systems had sued Norvel in the same month as the mayor fell.", "SUED", None),
    ("In May 2009 many left the mill. Orlo Systems sued Norvel in the same month.", "SUED", "2009-05"),
]


@pytest.mark.parametrize(("text", "kind", "date"), NEWS)
def test_news_has_the_date_that_its_words_prove(
    read: Callable[..., Reading], text: str, kind: str, date: str | None
) -> None:
    """The first claim of a kind has the date that is its own, and none that is of another deed or yet to come."""
    claim = next(c for c in read(text, published="2017-08-04").claims if c.type == kind)
    assert (claim.date.date if claim.date else None) == date


BRIEFS = [
    (
        "Norvel has gone to court against Owen Pratt, whom it accuses of theft. The complaint, lodged on 3 May, tells of copies.",
        "2017-05-03",
    ),
    (
        "Norvel sued Ida Kroll on 2 June. \n\nNorvel has gone to court against Owen Pratt. The complaint, lodged on 3 May, tells of copies.",
        "2017-05-03",
    ),
]


@pytest.mark.parametrize(("text", "date"), BRIEFS)
def test_the_paper_of_a_suit_dates_it(read: Callable[..., Reading], text: str, date: str | None) -> None:
    """The day on which the complaint was lodged is that of the suit told last, where only one can be meant."""
    claims = [c for c in read(text, published="2017-08-04").claims if c.type == "SUED"]
    found = next(c for c in claims if any(a.name == "Owen Pratt" for a in c.roles["patient"]))
    assert (found.date.date if found.date else None) == date


LENT = [
    ("In 2011 a bomb killed 900 people in Leeds. Later a bomb killed 12 people in Leeds.", ["2011", None]),
    (
        "In 2011 a bomb killed 12 people in Leeds. At least 12 people were killed in the blast in Leeds.",
        ["2011", "2011"],
    ),
]


@pytest.mark.parametrize(("text", "dates"), LENT)
def test_crowds_of_other_sizes_have_other_days(
    read: Callable[..., Reading], text: str, dates: list[str | None]
) -> None:
    """A claim of a crowd is lent no date by one of a crowd more than twice as large."""
    assert [c.date and c.date.date for c in read(text, published=None).claims if c.type == "KILLED"] == dates


def test_an_overturned_award_has_the_date_of_no_jury(read: Callable[..., Reading]) -> None:
    """What a jury awarded in 2008 a court did not overturn in 2008."""
    text = "A jury awarded Norvel a million dollars in 2008, but the Leeds Circuit Court overturned the verdict."
    dates = [c.date and c.date.date for c in read(text, published="2017-08-04").claims if c.type == "RULED_FOR"]
    assert dates == ["2008", None]
