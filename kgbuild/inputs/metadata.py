"""What is known of an article besides its text, and how it becomes the article's key and version."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass

from kgbuild.furniture import is_furniture
from kgbuild.inputs.publication import Published, find_published, is_date_line
from kgbuild.lines import is_byline, is_file_name, is_headline, is_label, is_paragraph
from kgbuild.records import Article

HEADLINE_AMONG = 8
LONGEST_KEY = 8000
"""Bytes of an article's key: Neo4j indexes no longer ones."""
TOO_LONG = f"has an id of more than {LONGEST_KEY} bytes, which no store can index; give it a shorter one"


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields that came with a text. `id` is the input's own; `published` is where a date was given, not found."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: Published | None = None
    url: str | None = None


def make_article(text: str, doc: str, data: Metadata, *, option: str | None = None, part: int = 1) -> Article:
    """Return the article, with the title and the publication date found in its text where `data` has none.

    Its key is its own id, else its URL unless that is too long, else `doc`, the path below the folder that was given.
    `part` counts the stories of one page: the second has `#2` behind key and doc. `option` dates an article in which no
    date is found.
    """
    suffix = f"#{part}" if part > 1 else ""
    published = find_published(text, given=data.published, url=data.url, option=option)
    title = data.title or find_title(text)
    date, source = (published.date, published.source) if published else (None, None)
    name = (data.id or doc) + suffix
    url = data.url if data.url and is_key(data.url) else None
    known = [text, title, data.publisher, data.author, date, source, data.url, name]
    return Article(
        key=(data.id or url or doc) + suffix,
        version=hashlib.sha256(json.dumps(known).encode()).hexdigest()[:16],
        doc=name,
        text=text,
        title=title,
        publisher=data.publisher,
        author=data.author,
        published=date,
        published_from=source,
        url=data.url,
    )


def is_key(text: str) -> bool:
    """Tell whether a text is short enough to be an article's key."""
    return len(text.encode()) <= LONGEST_KEY


def find_title(text: str) -> str | None:
    """Return the headline: the first line, or the first below section names, bylines and dates, with a blank below it.

    None where the text begins with a paragraph.
    """
    lines = [line.strip() for line in re.split(r"\r\n|\r|\n", text[:4000])]
    filled = [n for n, line in enumerate(lines) if line][:HEADLINE_AMONG]
    for at, n in enumerate(filled):
        line = lines[n]
        follower = lines[filled[at + 1]] if at + 1 < len(filled) else ""
        if _is_above_title(line, follower):
            continue
        blank_below = n + 1 >= len(lines) or not lines[n + 1]
        return line if is_headline(line) and not is_paragraph(line) and blank_below else None
    return None


def _is_above_title(line: str, follower: str) -> bool:
    if is_label(line) or is_byline(line) or is_file_name(line) or is_date_line(line) or is_furniture(line):
        return True
    return line.isupper() and len(line.split()) <= 3 and is_headline(follower) and not is_paragraph(follower)
