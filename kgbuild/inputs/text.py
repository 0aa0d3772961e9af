"""Plain text: with header lines or without, one story or several stacked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgbuild.inputs.metadata import Metadata, find_published, find_title, make_article, read_date
from kgbuild.inputs.stories import split_stories
from kgbuild.records import Article, Rejected

HEADER_LINE = re.compile(r"^(Title|Headline|Publisher|Source|Author|By|Published|Date|URL|Link|Id)\s*:\s*(.*)$", re.IGNORECASE)
FIELDS = {"headline": "title", "source": "publisher", "by": "author", "date": "published", "link": "url"}
BINARY = (b"\x00", b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")


def decode(data: bytes, path: str) -> str | Rejected:
    """Return the text of a file, or why it is none: binary, or not UTF-8."""
    if b"\x00" in data or data.startswith(BINARY[1:]):
        return Rejected(path, "is a binary file; export it as text or HTML first")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Rejected(path, f"is not UTF-8 (byte {error.start}); convert it: iconv -f windows-1252 -t utf-8")


def read_text(text: str, doc: str, *, published: str | None = None, path: str | None = None) -> Iterator[Article | Rejected]:
    """Yield the stories of a plain text. Without a header its text is the file's, unchanged."""
    fields, body = _read_header(text)
    if not body.strip():
        yield Rejected(path or doc, "holds a header and no text; nothing to read")
        return
    stories = split_stories(body)
    for n, story in enumerate(stories):
        name = doc if n == 0 else f"{doc}#{n + 1}"
        found, where = (read_date(fields.get("published")), "header") if fields.get("published") else find_published(story, fields.get("url"))
        if found is None:
            found, where = (published, "option") if published else (None, None)
        title = (fields.get("title") if n == 0 else None) or find_title(story)
        own = fields.get("id")
        data = Metadata(own if n == 0 or own is None else f"{own}#{n + 1}", title, fields.get("publisher"), fields.get("author"), found, where, fields.get("url") if n == 0 else None)
        yield make_article(story, name, data)


def _read_header(text: str) -> tuple[dict[str, str], str]:
    """The fields of the header lines at the top, and the text behind the blank line that ends them."""
    fields: dict[str, str] = {}
    at = 0
    for line in text.splitlines(keepends=True):
        match = HEADER_LINE.match(line.strip())
        if match:
            key = match[1].lower()
            fields[FIELDS.get(key, key)] = match[2].strip()
            at += len(line)
        elif fields and not line.strip():
            return {k: v for k, v in fields.items() if v}, text[at + len(line) :]
        else:
            break
    return {}, text
