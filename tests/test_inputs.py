"""Files, folders and streams become articles whose text is the file's; what cannot be read says why."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgbuild.errors import InputError
from kgbuild.inputs import read_inputs
from kgbuild.inputs.jsonlines import read_json_lines
from kgbuild.inputs.metadata import find_title
from kgbuild.inputs.stories import split_stories
from kgbuild.inputs.text import read_text
from kgbuild.records import Article, Rejected

PARAGRAPH = "Zorbex Holding said that it had filed a suit against Quandle over copies of its lamps in Boston."
SECOND = "Quandle denied the claim on Monday, and its founder Ada Pell called the suit a waste of paper."
STORY = f"Zorbex takes Quandle to court\n\n{PARAGRAPH}\n\n{SECOND}\n"


def read(*paths: Path, published: str | None = None) -> list[Article | Rejected]:
    """All that the inputs yield."""
    return list(read_inputs(paths, published=published))


def read_one(path: Path, *, published: str | None = None) -> Article:
    """The only article of a file."""
    (article,) = read(path, published=published)
    assert isinstance(article, Article), article
    return article


def reject_one(path: Path) -> Rejected:
    """The only rejection of a path."""
    (rejected,) = read(path)
    assert isinstance(rejected, Rejected), rejected
    return rejected


def save(path: Path, content: str | bytes) -> Path:
    """The file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_text_is_the_files(tmp_path: Path) -> None:
    """Carriage returns, blanks and odd characters stay, so that offsets quote the file."""
    content = "\r\n\r\nZorbex sues Quandle again\r\n\r\n  He said\xa0so.\t\u2028\x0b \r\n"
    assert read_one(save(tmp_path / "a.txt", content)).text == content


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    """A byte order mark tells the encoding and goes."""
    assert read_one(save(tmp_path / "a.txt", b"\xef\xbb\xbf" + STORY.encode())).text == STORY


def test_a_file_by_itself_is_known_by_its_name(tmp_path: Path) -> None:
    """Key and doc of a file given by itself are its name."""
    article = read_one(save(tmp_path / "news" / "a.txt", STORY))
    assert (article.key, article.doc) == ("a.txt", "a.txt")


def test_a_file_of_a_folder_is_known_by_its_path_below_it(tmp_path: Path) -> None:
    """Key and doc of a file found in a folder are its path below the folder."""
    save(tmp_path / "news" / "2017" / "a.txt", STORY)
    assert read_one(tmp_path / "news").key == "2017/a.txt"


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    """The files of a folder come sorted by their paths, and only those that can be articles."""
    for name in (
        "b.txt",
        "a/z.txt",
        "a/b/c.TXT",
        ".hidden/x.txt",
        ".x.txt",
        "README.txt",
        "gold.yaml",
        "notes.md",
        "x.py",
    ):
        save(tmp_path / name, STORY)
    assert [a.doc for a in read(tmp_path) if isinstance(a, Article)] == ["a/b/c.TXT", "a/z.txt", "b.txt"]
    assert len(read(tmp_path)) == 3


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \r\n\t", "is empty"),
        ("a.txt", b"%PDF-1.7 ...", "pdftotext"),
        ("a.txt", b"PK\x03\x04...", "office document"),
        ("a.txt", b"Zorbex\x00Quandle", "binary"),
        ("a.txt", "Zorbex".encode("utf-16"), "iconv -f UTF-16"),
        ("a.txt", "Zorbex\u2019s lamps".encode("cp1252"), "iconv -f WINDOWS-1252"),
        ("a.txt", b"Title: Zorbex sues\nDate: 2017-08-03\n\n", "no text"),
        ("a.txt", b"ID: " + b"x" * 8001 + b"\n\nZorbex won.\n", "more than 8000 bytes"),
        ("a.html", b"<html><body><p>Hello</p></body></html>", "holds no article"),
        ("a.html", b"&#0;", "article"),
        ("a.jsonl", b"\n\n", "is empty"),
        ("a.json", b"[]", "is empty"),
        ("a.md", STORY.encode(), "known are"),
        ("a", STORY.encode(), "known are"),
        (".a.txt", STORY.encode(), "hidden"),
        ("README.txt", STORY.encode(), "README"),
    ],
)
def test_a_file_that_is_no_article_says_why(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """A rejected file is named, with the trouble and what helps, on one line."""
    path = save(tmp_path / name, content)
    rejected = reject_one(path)
    assert rejected.path == str(path)
    assert reason in rejected.reason
    assert "\n" not in rejected.reason


def test_a_path_that_is_not_there_is_rejected(tmp_path: Path) -> None:
    """A missing path does not end the run."""
    save(tmp_path / "a.txt", STORY)
    missing, article = read(tmp_path / "none.txt", tmp_path / "a.txt")
    assert isinstance(missing, Rejected)
    assert "no such file" in missing.reason
    assert isinstance(article, Article)


def test_a_folder_without_articles_is_rejected(tmp_path: Path) -> None:
    """A folder in which nothing can be read says so."""
    save(tmp_path / "notes.md", STORY)
    assert "holds no .txt, .html or .jsonl file" in reject_one(tmp_path).reason


def test_a_pipe_is_rejected(tmp_path: Path) -> None:
    """What is neither file nor folder is not opened: it might never end."""
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    assert "no file or folder" in reject_one(path).reason


def test_a_header_is_no_text(tmp_path: Path) -> None:
    """Header lines become metadata; the text begins behind the blank line."""
    header = "Title: Zorbex sues\r\nSource: Lamp Daily\r\nBy: Jane Doe\r\nDate: 3 August 2017\r\nURL: https://x.example.com/a\r\nId: z1\r\n"
    article = read_one(save(tmp_path / "a.txt", header + "Language: en\r\n\r\n" + STORY))
    assert article.text == STORY
    assert (article.title, article.publisher, article.author) == ("Zorbex sues", "Lamp Daily", "Jane Doe")
    assert (article.published, article.published_from) == ("2017-08-03", "header")
    assert (article.key, article.doc, article.url) == ("z1", "z1", "https://x.example.com/a")


@pytest.mark.parametrize(
    "start",
    ["Boston: Zorbex sues Quandle\n\n", "Title: Zorbex sues\nQuandle denies it\n\n", "Language: en\nTitle: X\n\n"],
)
def test_what_is_no_header_is_text(tmp_path: Path, start: str) -> None:
    """Lines are a header only if the first has a known field and a blank line ends them."""
    assert read_one(save(tmp_path / "a.txt", start + STORY)).text == start + STORY


def test_the_url_is_the_key_where_there_is_no_id(tmp_path: Path) -> None:
    """The key is the own id, else the URL where it is no longer than an id may be, else the doc."""
    for url, key in (("https://x.example.com/a", None), ("https://x.example.com/" + "a" * 8000, "a.txt")):
        article = read_one(save(tmp_path / "a.txt", f"URL: {url}\n\n{STORY}"))
        assert (article.key, article.doc, article.url) == (key or url, "a.txt", url)


@pytest.mark.parametrize(
    "end", ["Continue Reading", "Read more", "  Read More \u00bb", "[Read the full story]", "Keep reading \u2192\r"]
)
def test_stacked_posts_are_articles_of_their_own(tmp_path: Path, end: str) -> None:
    """Each post is an exact slice of the file, the first from its first character; the rest holds no sentence."""
    content = f"{STORY}\n{end}\n\n{STORY.replace('takes', 'drags')}\n{end}\n\nAbout\n"
    one, two = read(save(tmp_path / "a.txt", content))
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert [one.key, two.key, two.doc] == ["a.txt", "a.txt#2", "a.txt#2"]
    assert content.startswith(one.text)
    assert two.text in content
    assert two.title == "Zorbex drags Quandle to court"
    assert "About" not in two.text


def test_posts_below_a_header_share_it(tmp_path: Path) -> None:
    """Publisher and URL are the page's; the title is the first post's, and ids are told apart."""
    header = "Id: z1\nTitle: First\nPublisher: Lamp Daily\nURL: https://x.example.com/a\n\n"
    one, two = read(save(tmp_path / "a.txt", f"{header}{STORY}\nRead more\n\n{STORY}\nRead more\n"))
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert (one.key, two.key, two.publisher) == ("z1", "z1#2", "Lamp Daily")
    assert (one.title, two.title) == ("First", "Zorbex takes Quandle to court")


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}\nRead more\n",
        f"{STORY}\nRead more\n\nRead more\n",
        f"{STORY}\nRead more\n\n{SECOND}\n\nRead more\n\n{PARAGRAPH}\n",
        f"{STORY}\n* * *\n\n{SECOND}\n\n* * *\n\n{PARAGRAPH}\n",
        f"{STORY}\n---\n\n{STORY}",
        f"{STORY}\nRead more: Varnel buys Plimco\n\n{STORY}\nRead more: Orlo fined\n",
    ],
)
def test_one_story_stays_one(text: str) -> None:
    """A page is taken apart only where every part has its own headline and paragraph."""
    assert split_stories(text) == (text,)


def test_rules_take_apart_what_has_headlines() -> None:
    """Two rules between parts with headlines make three stories."""
    assert split_stories(f"{STORY}\n* * *\n\n{STORY}\n* * *\n\n{STORY}") == (
        f"{STORY}\n",
        f"\n\n{STORY}\n",
        f"\n\n{STORY}",
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (STORY, "Zorbex takes Quandle to court"),
        (
            f"LAMPS AND LIGHTS\n\nZorbex takes Quandle to court\n\nAugust 3, 2017\n\n{PARAGRAPH}",
            "Zorbex takes Quandle to court",
        ),
        (f"Biz\xa0/ Tech\n\nZorbex sues its rival\n\n{PARAGRAPH}", "Zorbex sues its rival"),
        (f"Special Reports\r\n\r\nZorbex sues its rival\r\n\r\n{PARAGRAPH}", "Zorbex sues its rival"),
        (
            f"lamp-photo-2017-1\n3 August 2017Trademarks\n\nZorbex sues its rival\n\n{PARAGRAPH}",
            "Zorbex sues its rival",
        ),
        (f"ZORBEX SUES QUANDLE\n\n{PARAGRAPH}", "ZORBEX SUES QUANDLE"),
        (f"Can Zorbex win this one?\n\n{PARAGRAPH}", "Can Zorbex win this one?"),
        (f"By Jane Doe\n\nZorbex sues its rival\n\n{PARAGRAPH}", "Zorbex sues its rival"),
        (f"Jane Doe\n\n{PARAGRAPH}", None),
        (f"{PARAGRAPH}\n\n{SECOND}", None),
        ("Zorbex Holding said on Monday that it had filed a suit\nagainst Quandle over copies of its lamps.", None),
        ("", None),
    ],
)
def test_the_title_is_the_headline(text: str, title: str | None) -> None:
    """The title is the first line that looks like a headline, below section names, bylines and dates."""
    assert find_title(text) == title


def test_json_lines_have_text_and_metadata(tmp_path: Path) -> None:
    """Each line is an article; its text is the field, unchanged."""
    row = {
        "id": 7,
        "title": "Zorbex sues",
        "publisher": "Lamp Daily",
        "published": "2017-08-03T10:00:00Z",
        "author": ["Jane Doe", "John Roe"],
        "url": "https://x.example.com/a",
        "text": "\r\n" + STORY,
        "tags": {"x": 1},
    }
    article = read_one(save(tmp_path / "a.jsonl", json.dumps(row) + "\n"))
    assert article.text == "\r\n" + STORY
    assert (article.key, article.doc, article.title, article.publisher) == ("7", "7", "Zorbex sues", "Lamp Daily")
    assert (article.author, article.url) == ("Jane Doe, John Roe", "https://x.example.com/a")
    assert (article.published, article.published_from) == ("2017-08-03", "metadata")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("1" * 5000, "is not JSON"),
        ('"text"', "is no JSON object"),
        ('{"id": "a"}', "has no text"),
        ('{"text": 3}', "has no text"),
        ('{"text": " "}', "has no text"),
        ('{"text": "\\ud800"}', "surrogate"),
        ('{"text": "Zorbex won.", "id": "\\ud800"}', "surrogate"),
        (f'{{"text": "Zorbex won.", "id": "{"é" * 4001}"}}', "more than 8000 bytes"),
    ],
)
def test_a_broken_line_does_not_end_the_run(tmp_path: Path, line: str, reason: str) -> None:
    """A line that holds no article is rejected with file and line; the next ones are read."""
    path = save(tmp_path / "a.jsonl", f'{{"text": "Zorbex won."}}\n\n{line}\n{{"text": "Quandle lost."}}\n')
    first, broken, last = read(path)
    assert isinstance(first, Article)
    assert isinstance(broken, Rejected)
    assert isinstance(last, Article)
    assert broken.path == f"{path}:3"
    assert reason in broken.reason
    assert (first.key, last.key) == ("a.jsonl#1", "a.jsonl#4")


def test_a_line_that_is_not_utf8_does_not_end_the_run(tmp_path: Path) -> None:
    """Encoding is judged line by line."""
    broken, last = read(save(tmp_path / "a.jsonl", b'{"text": "Zorbex\x92s lamps"}\n{"text": "Quandle lost."}'))
    assert isinstance(broken, Rejected)
    assert isinstance(last, Article)


@pytest.mark.parametrize(
    "content",
    [
        '[{"id": "a", "text": "Zorbex won."}, {"id": "b", "text": "Quandle lost."}]',
        '{"id": "a", "text": "Zorbex won."}\n{"id": "b", "text": "Quandle lost."}\n',
    ],
)
def test_json_may_be_a_list_or_lines(tmp_path: Path, content: str) -> None:
    """A .json file holds a list of articles, or lines."""
    assert [a.key for a in read(save(tmp_path / "a.json", content)) if isinstance(a, Article)] == ["a", "b"]


def test_json_may_be_one_article(tmp_path: Path) -> None:
    """A .json file may hold one article over several lines."""
    assert read_one(save(tmp_path / "a.json", '{\n "id": "a",\n "text": "Zorbex won."\n}')).key == "a"


class Stdin:
    """Standard input with given bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b'{"text": "Zorbex won."}\n{"id": "b", "text": "Quandle lost."}\n', ["stdin#1", "b"]),
        (STORY.encode(), ["stdin"]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, keys: list[str]) -> None:
    """`-` reads JSON lines or one text."""
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    assert [a.key for a in read(Path("-")) if isinstance(a, Article)] == keys


def test_published_dates_what_has_no_date(tmp_path: Path) -> None:
    """The user's date is taken where none is found, in any way of writing it."""
    plain = save(tmp_path / "a.txt", STORY)
    dated = save(tmp_path / "b.txt", f"August 4, 2017\n\n{STORY}")
    assert read_one(plain, published="3 August 2017").published == "2017-08-03"
    assert read_one(plain, published="3 August 2017").published_from == "option"
    assert read_one(dated, published="2017-08-03").published == "2017-08-04"


def test_published_must_be_a_date() -> None:
    """A date that cannot be read is an error before anything is."""
    with pytest.raises(InputError, match="4/9/2007"):
        read_inputs([], published="4/9/2007")


@pytest.mark.parametrize(
    "field",
    ["Title: Other", "Publisher: Other", "Author: Other", "Date: 2018-01-01", "URL: https://y.example.com", "Id: y"],
)
def test_the_version_tells_metadata_apart(tmp_path: Path, field: str) -> None:
    """Another title, publisher, author, date, URL or id makes another version."""
    plain = read_one(save(tmp_path / "a.txt", "Source: Lamp Daily\n\n" + STORY))
    other = read_one(save(tmp_path / "a.txt", f"{field}\nSource: Lamp Daily\n\n{STORY}"))
    assert plain.text == other.text
    assert plain.version != other.version


def test_the_version_is_a_hash_of_contents(tmp_path: Path) -> None:
    """The same file at another place of the disk has the same version: 16 hex digits."""
    one = read_one(save(tmp_path / "x" / "a.txt", STORY))
    two = read_one(save(tmp_path / "y" / "a.txt", STORY))
    assert one == two
    assert len(one.version) == 16
    assert set(one.version) <= set("0123456789abcdef")


PIECES = st.sampled_from(
    [STORY, PARAGRAPH, "Read more\n", "* * *\n", "Title: Zorbex\n", "Id: a\r\n", "\n", "\r\n", "\r", " "]
)


@settings(deadline=None)
@given(st.text() | st.lists(PIECES, max_size=12).map("".join))
def test_any_text_is_read_and_quoted(text: str) -> None:
    """Whatever a text holds, it is rejected or its stories are slices of it, in order."""
    at = 0
    for item in read_text(text, "a.txt"):
        if isinstance(item, Article):
            assert item.text.strip()
            at = text.index(item.text, at) + len(item.text)


@settings(deadline=None)
@given(st.binary() | st.text().map(lambda text: json.dumps({"text": text, "published": text}).encode()))
def test_any_line_is_read(line: bytes) -> None:
    """Whatever a line holds, it is an article or rejected."""
    assert all(isinstance(item, Article | Rejected) for item in read_json_lines([line], "a.jsonl"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(st.binary(), st.sampled_from([".txt", ".json", ".jsonl", ".html"]))
def test_any_file_is_read(tmp_path: Path, data: bytes, suffix: str) -> None:
    """Whatever bytes a file holds, something is said of it."""
    assert read(save(tmp_path / f"a{suffix}", data))
