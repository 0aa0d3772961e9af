"""Header lines at the top of a plain text: `Title:`, `Publisher:`, `Author:`, `Published:`, `URL:`, `Id:`, then a blank."""

from __future__ import annotations

import re

from kgbuild.inputs.metadata import Metadata
from kgbuild.inputs.publication import Published, read_date

FIELDS = {
    "title": "title",
    "headline": "title",
    "publisher": "publisher",
    "source": "publisher",
    "author": "author",
    "by": "author",
    "published": "published",
    "date": "published",
    "url": "url",
    "link": "url",
    "id": "id",
}
LINE = re.compile(r"([A-Za-z][A-Za-z -]{0,20}):[ \t]*([^\r\n]*)(\r\n|\r|\n|$)")
BLANK = re.compile(r"[ \t]*(?:\r\n|\r|\n)")


def read_header(text: str) -> tuple[Metadata, int]:
    """Return what the header says and the offset behind the blank line that ends it; 0 where there is no header.

    Its first line must be one of the known fields; other fields below it are ignored.
    """
    fields: dict[str, str] = {}
    at = 0
    while (match := LINE.match(text, at)) is not None:
        name = FIELDS.get(match[1].lower())
        if name is None and not fields:
            break
        if name is not None and match[2].strip():
            fields.setdefault(name, match[2].strip())
        at = match.end()
        if at >= len(text):
            break
    blank = BLANK.match(text, at)
    if not fields or (blank is None and at < len(text)):
        return Metadata(), 0
    day = read_date(fields.get("published"))
    data = Metadata(
        id=fields.get("id"),
        title=fields.get("title"),
        publisher=fields.get("publisher"),
        author=fields.get("author"),
        published=Published(day, "header") if day else None,
        url=fields.get("url"),
    )
    return data, blank.end() if blank else at
