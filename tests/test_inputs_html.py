"""Saved web pages give the article's own words, and a date only where the page says it is the article's."""

from __future__ import annotations

import socket
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.inputs.html import read_html
from kgbuild.inputs.text import decode_page
from kgbuild.records import Article, Rejected

BODY = (
    "<p>Zorbex Holding said on Tuesday that it had filed a lawsuit against Quandle in a federal court in Boston, claiming "
    "that the online market sold copies of its lamps.</p><p>Quandle denied the claim, and said that it would ask the court "
    "to throw the case out. A hearing was held on 2014-07-09, court papers show.</p><p>The two companies have quarrelled "
    "for years over goods that vendors offer on the market of Quandle, and over who has to take them down.</p>"
)
OPEN_GRAPH = (
    '<meta property="og:site_name" content="Lamp Daily"><meta name="author" content="Jane Doe">'
    '<meta property="article:published_time" content="2017-08-04T09:00:00+08:00">'
    '<link rel="canonical" href="https://lamps.example.com/news/zorbex-sues">'
)
LINKED_DATA = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Zorbex takes '
    'Quandle to court", "datePublished": "2016-02-03", "dateModified": "2019-01-01", "author": {"@type": "Person", "name": '
    '"Jane Doe"}, "publisher": {"@type": "Organization", "name": "Lamp Daily"}}</script>'
)


def make_page(*, head: str = "", top: str = "", below: str = "") -> str:
    """A page with a menu, an article, other stories and a footer."""
    return (
        f"<!DOCTYPE html><html><head><title>Zorbex takes Quandle to court | Lamp Daily</title>{head}</head><body>"
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>'
        f"<main><article><h1>Zorbex takes Quandle to court</h1>{top}{BODY}</article></main>"
        '<aside><h3>Top stories</h3><ul><li><a href="/x">Varnel buys Plimco for a song</a> <time datetime="2020-05-05">5 May'
        f"</time></li></ul></aside>{below}<footer>Copyright 2021 Lamp Daily. All rights reserved.</footer></body></html>"
    )


def read(page: str) -> Article:
    """The article of a page."""
    article = read_html(page, "a.html")
    assert isinstance(article, Article)
    return article


def test_the_text_is_headline_and_paragraphs() -> None:
    """Menus, other stories and footers are no text; paragraphs stand apart."""
    paragraphs = read(make_page()).text.split("\n\n")
    assert [p[:12] for p in paragraphs] == ["Zorbex takes", "Zorbex Holdi", "Quandle deni", "The two comp"]


@pytest.mark.parametrize(("head", "published"), [(OPEN_GRAPH, "2017-08-04"), (LINKED_DATA, "2016-02-03")])
def test_metadata_of_the_page(head: str, published: str) -> None:
    """Title, site, author and date come from meta tags or linked data."""
    article = read(make_page(head=head))
    assert (article.title, article.publisher, article.author) == (
        "Zorbex takes Quandle to court",
        "Lamp Daily",
        "Jane Doe",
    )
    assert (article.published, article.published_from) == (published, "metadata")


def test_the_canonical_url_is_the_key() -> None:
    """The same page saved twice under two names has one key."""
    article = read(make_page(head=OPEN_GRAPH))
    assert (article.key, article.url) == ("https://lamps.example.com/news/zorbex-sues",) * 2
    assert article.doc == "a.html"


def test_a_front_page_is_no_canonical_url() -> None:
    """A site that names its front page on every page does not make all its articles one; the host is the publisher."""
    article = read(make_page(head='<link rel="canonical" href="https://www.lamps.example.com/">'))
    assert (article.key, article.url, article.publisher) == ("a.html", None, "lamps.example.com")


@pytest.mark.parametrize(
    "top",
    [
        '<time datetime="2015-03-04">March 4, 2015</time>',
        '<p class="date">4 March 2015</p>',
        '<div class="meta">2015-03-04</div>',
        '<footer class="entry-meta">Posted on <time datetime="2015-03-04">4 March</time></footer>',
        "<p>BOSTON, March 4, 2015 (Lampwire) - A lamp maker has had enough of a rival, its founder said in the city hall.</p>",
    ],
)
def test_a_date_within_the_article(top: str) -> None:
    """A date that is marked as one, or a dateline, counts."""
    assert read(make_page(top=top)).published == "2015-03-04"


@pytest.mark.parametrize(
    ("head", "below"),
    [
        ("", ""),
        ("", '<footer><time datetime="2021-01-01">2021</time></footer>'),
        ("", '<div class="footer"><time datetime="2021-01-01">2021</time></div>'),
        ("", '<div id="site-footer"><span class="date">1 January 2021</span> All rights reserved</div>'),
        ("", "<p>Copyright 2021-01-01 Lamp Daily</p>"),
        ("", '<div class="comments"><p>Posted on 2020-01-02: Nice.</p></div>'),
        (
            '<meta property="og:image" content="https://x.example.com/2012/03/04/lamp.jpg">',
            '<img src="/2012-03-04/lamp.jpg">',
        ),
    ],
)
def test_a_date_elsewhere_on_the_page(head: str, below: str) -> None:
    """Footers, comments, pictures, other stories and days told in the text never date an article."""
    assert read(make_page(head=head, below=below)).published is None


def test_a_declared_encoding_is_used() -> None:
    """A page that is not UTF-8 is read in the encoding that it names."""
    page = make_page(head='<meta charset="windows-1252">').replace("copies", "\u201ccopies\u201d")
    text = decode_page(page.encode("cp1252"), "a.html")
    assert isinstance(text, str)
    assert "\u201ccopies\u201d" in read(text).text


def test_an_unknown_encoding_is_rejected() -> None:
    """A page in an encoding that it does not name is not guessed at."""
    assert isinstance(decode_page("<p>\u2019".encode("cp1252"), "a.html"), Rejected)
    assert isinstance(decode_page("<meta charset='lamp-8'>\u2019".encode("cp1252"), "a.html"), Rejected)


@pytest.mark.parametrize(
    "page",
    [
        BODY,
        f"<svg></svg>{BODY}",
        f"<article>{BODY}</article>",
        f'<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body>{BODY}</body></html>',
    ],
)
def test_a_piece_of_a_page_is_read(page: str) -> None:
    """A fragment, whatever it begins with, and XHTML with its declaration are pages too."""
    assert "Zorbex Holding said" in read(page).text


def test_no_network_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that a page names is fetched."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", refuse)
    assert read(make_page(head=OPEN_GRAPH)).title


def test_the_same_page_reads_the_same() -> None:
    """What was read before leaves no trace."""
    first = read(make_page(head=LINKED_DATA))
    read(make_page(head=OPEN_GRAPH))
    assert read(make_page(head=LINKED_DATA)) == first


@pytest.mark.parametrize("piece", ["<footer>", "<nav", "<script ", "<div>", "<b>", "<", "&", "<!--"])
def test_broken_pages_are_read_fast(piece: str) -> None:
    """A page of thousands of broken tags is read, or rejected, within seconds."""
    began = time.perf_counter()
    read_html(make_page(below=piece * 3000), "a.html")
    assert time.perf_counter() - began < 5


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<article>",
        "</article>",
        "<time datetime='2017-13-45'>",
        "<!--",
        "-->",
        "<meta name=date content=x>",
        "<aside>",
        "<script type='application/ld+json'>",
        "{",
        '"datePublished": 3',
        "</script>",
        "&#0;",
        "Zorbex sued Quandle. ",
        "2017-08-03 ",
        "<link rel=canonical href='http://[::1'>",
        "<svg>",
        "<footer>",
        "<h1>",
        "\x01",
        "\u2028",
        BODY,
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TAGS, max_size=30).map("".join) | st.text(max_size=50))
def test_any_page_is_read(page: str) -> None:
    """Whatever a page holds, it is an article or rejected."""
    assert isinstance(read_html(page, "a.html"), Article | Rejected)
