"""Furniture of a page is told from its article; in doubt a line is article."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.furniture import find_body, is_furniture

PARAGRAPH = "Zorbex Holding said that it had filed a suit against Quandle over copies of its lamps in Boston."
SECOND = "Quandle denied the claim on Monday, and its founder Ada Pell called the suit a waste of paper."


def read_body(text: str) -> list[str]:
    """The lines of the body, without blanks."""
    return [line.strip() for a, b in find_body(text) for line in text[a:b].splitlines() if line.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to **Lamp Daily**",
        "Sign up to our free newsletter and get the week's best stories in your inbox.",
        "Did you enjoy this story? Sign up to our newsletters",
        "Already registered?",
        "Log in to your account",
        "To request a free trial, please fill in the form below.",
        "Please register to comment.",
        "There are no comments on this article",
        "3 comments",
        "Share this article",
        "Share on Facebook",
        "Follow us on Twitter",
        "© 2020 Lamp Daily LLC",
        "Copyright 2019 Lamp Daily. All rights reserved.",
        "(c) 2018 Lamp Daily",
        "Image credit: Zorbex",
        "A lamp of the spring range. Image credit: Zorbex",
        "The factory in Boston. (Photo: Jane Doe)",
        "Ada Pell in court. Jane Doe/Reuters",
        "By Jane DOE [CC BY-SA 4.0], via Wikimedia Commons",
        "Screen Shot 2016-08-12 at 12.18.09 AM",
        "zorbex-lamp-photo-1",
        "lamp_front.jpg",
        "([see story](#))",
        "Read more: Varnel buys Plimco for a song",
        "Related: Varnel buys Plimco for a song",
        "Advertisement",
        "We use cookies to give you the best experience.",
        "Home | News | Business | Sport",
        "Tags: lamps, courts, Zorbex",
        "Reporting by Jane Doe in Boston; editing by John Roe",
        "Terms of use | Privacy policy",
        "newsdesk@lamps.example.com",
        "https://lamps.example.com/news",
    ],
)
def test_line_is_furniture(line: str) -> None:
    """What a site says of itself is furniture wherever it stands."""
    assert is_furniture(line)
    assert read_body(f"{PARAGRAPH}\n\n{line}\n\n{SECOND}") == [PARAGRAPH, SECOND]


@pytest.mark.parametrize(
    "line",
    [
        "Copyright infringement claims against Quandle were dismissed.",
        "Copyright holders sue Quandle over lamps",
        "Share prices of Zorbex fell after the ruling",
        "Registered owners of the mark sued Quandle.",
        "Subscribers sued Vanta over its prices.",
        "Your subscription to Vanta will be refunded after it settled with the regulator.",
        "If you buy a subscription from Vanta, you pay twice, Zorbex says.",
        "For more than ten years our brands have been copied by Quandle, its registered rival.",
        "Start-up Zorbex sued Quandle over premium data it sold to us",
        "Support for Zorbex grew after it registered the mark.",
        "No comment from Zorbex on the suit",
        "Reporting by the Lamp Daily found that Zorbex paid bribes.",
        "Terms of use of Quandle break the law, court rules",
        "Zorbex sues Getty Images",
        "LONDON (Reuters) - Zorbex sues Quandle",
        "Zorbex has sued Quandle, according to a filing (AP).",
        "Zorbex sued over a photo by Jane Doe",
        "He drew the picture: a lamp without light.",
        "(c) Quandle shall take down the copies;",
        "Zorbex loses 5m (source: court papers)",
        '"Sign up for our newsletter now," the fake page told you, Zorbex said.',
        "Previous stories about Zorbex were wrong",
        "Sign of hope for Zorbex in court fight",
        "2017-08-03",
        "The company offered vendors a free trial and then sued them.",
        "Related companies of Quandle sued Zorbex",
        "Email shows that Quandle knew of the copies",
        "Comment by Zorbex angers judge in lamp case",
        "Top court rules for Zorbex",
        "ZORBEX <ZRX.O> SUES QUANDLE > LAWYER",
    ],
)
def test_line_is_article(line: str) -> None:
    """Words that sites use may be words of news: in doubt a line is article."""
    assert not is_furniture(line)
    assert line in read_body(f"{PARAGRAPH}\n\n{line}\n\n{SECOND}")


def test_headlines_of_other_stories_go() -> None:
    """Below the article "Top stories" begins a list that tells of other things."""
    text = f"{PARAGRAPH}\n\nToday's top stories:\n\nVarnel buys Plimco for a song\n\nOrlo fined over salt in its soup\n"
    assert read_body(text) == [PARAGRAPH]


def test_the_article_goes_on_below_a_list() -> None:
    """A list of other stories in the midst of an article ends where a sentence comes."""
    text = f"{PARAGRAPH}\n\nRelated stories\n\nVarnel buys Plimco for a song\n\n{SECOND}"
    assert read_body(text) == [PARAGRAPH, SECOND]


def test_a_list_above_the_article_takes_no_headline() -> None:
    """Above the first paragraph only the heading of a list goes, since the headline may stand among its items."""
    text = f"Trending\n\nZorbex takes Quandle to court\n\n{PARAGRAPH}"
    assert read_body(text) == ["Zorbex takes Quandle to court", PARAGRAPH]


def test_section_names_above_the_headline_go() -> None:
    """What stands above the headline and names a section, a path or the writer is no statement."""
    text = f"Biz / Tech\n\nLAMPS AND LIGHTS\n\nZorbex takes Quandle to court\n\nBy STAFF WRITERS\n\n{PARAGRAPH}"
    assert read_body(text) == ["Zorbex takes Quandle to court", PARAGRAPH]


def test_a_headline_in_capitals_stays() -> None:
    """A headline in capitals is no section name."""
    text = f"ZORBEX SUES QUANDLE\n\nLamp maker goes to court over copies\n\n{PARAGRAPH}"
    assert read_body(text)[0] == "ZORBEX SUES QUANDLE"


def test_the_whole_advert_goes() -> None:
    """Lines right below a call to subscribe, without a blank between, belong to it."""
    text = f"{PARAGRAPH}\n\nSubscribe to Lamp Daily\nState of Lamps 2019 Save $246\n\n{SECOND}"
    assert read_body(text) == [PARAGRAPH, SECOND]


def test_a_note_between_calls_goes() -> None:
    """A short line between two calls to log in or subscribe belongs to them."""
    text = f"{PARAGRAPH}\n\nLogin to your account\n\nNOTE - this can take a day or two.\n\nTwo Weeks Free Trial"
    assert read_body(text) == [PARAGRAPH]


def test_a_sentence_between_adverts_stays() -> None:
    """A one-line paragraph between two adverts is article."""
    text = f"{PARAGRAPH}\n\nAdvertisement\n\nZorbex declined to comment.\n\nAdvertisement"
    assert read_body(text) == [PARAGRAPH, "Zorbex declined to comment."]


def test_the_imprint_goes() -> None:
    """Below the copyright line a site speaks of itself."""
    text = f"{PARAGRAPH}\n\n© 2020 Lamp Daily.\n\nLamp Daily comes out each day. Thank you for reading us."
    assert read_body(text) == [PARAGRAPH]


def test_a_repeated_headline_goes() -> None:
    """A headline that comes again is a caption; the first one stays."""
    text = f"Zorbex takes Quandle to court\n\n{PARAGRAPH}\n\nZorbex takes Quandle to court\n\n{SECOND}"
    assert read_body(text) == ["Zorbex takes Quandle to court", PARAGRAPH, SECOND]


def test_a_page_of_furniture_is_returned_whole() -> None:
    """Where nothing would remain, the text is read as it is."""
    assert find_body("\nSubscribe now\n") == ((1, 14),)


def test_a_blank_text_has_no_body() -> None:
    """Blanks are no body."""
    assert find_body(" \n\t\n") == ()


WORDS = st.sampled_from(
    [PARAGRAPH, SECOND, "Subscribe now", "Related stories", "Zorbex wins", "© 2020 Zorbex", "\n", "\r\n", " "]
)


@settings(deadline=None)
@given(st.text() | st.lists(WORDS).map("\n".join))
def test_spans_are_ordered_and_hold_text(text: str) -> None:
    """Whatever the text, spans lie in it, apart and in order, and begin and end with a character."""
    last = -1
    for start, end in find_body(text):
        assert last < start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


@pytest.mark.parametrize(
    "line", ["a " * 50_000, "(photo " * 15_000, "A/" * 50_000, "By A " * 20_000, "a-" * 50_000, "x | " * 30_000]
)
def test_long_lines_are_read_fast(line: str) -> None:
    """A line of a hundred thousand characters takes no more than a second."""
    began = time.perf_counter()
    find_body(line)
    assert time.perf_counter() - began < 1
