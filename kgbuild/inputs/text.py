"""Plain text: with header lines or without, one story or several stacked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kgbuild.inputs.headers import read_header
from kgbuild.inputs.metadata import TOO_LONG, Metadata, is_key, make_article
from kgbuild.inputs.stories import split_stories
from kgbuild.records import Article, Rejected

MAGIC = (
    (b"%PDF", "a PDF", "pdftotext FILE"),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save it as text"),
    (b"\x1f\x8b", "compressed", "gunzip FILE"),
    (b"\xd0\xcf\x11\xe0", "an office document", "save it as text"),
    (b"{\\rtf", "a rich text document", "save it as text"),
    (b"\x89PNG", "a picture", "it has no text"),
    (b"\xff\xd8\xff", "a picture", "it has no text"),
    (b"GIF8", "a picture", "it has no text"),
)
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE)


def decode(data: bytes, path: str) -> str | Rejected:
    """Return the text of a file, or why it is none: empty, binary, or not UTF-8. A byte order mark is no text."""
    for magic, kind, help_ in MAGIC:
        if data.startswith(magic):
            return Rejected(path, f"is {kind}, not text; {help_}")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Rejected(path, "is UTF-16, not UTF-8; convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW")
    if b"\x00" in data:
        return Rejected(path, f"is a binary file (byte 0 at {data.index(0)}); save it as text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"byte 0x{data[error.start]:02X} at {error.start}"
        return Rejected(path, f"is not UTF-8 ({found}); convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW")
    return text if text.strip() else Rejected(path, "is empty; nothing to read")


def decode_page(data: bytes, path: str) -> str | Rejected:
    """Return the text of a web page, in UTF-8 or in the encoding that it declares."""
    text = decode(data, path)
    declared = CHARSET.search(data[:4096])
    if isinstance(text, str) or declared is None or b"\x00" in data:
        return text
    try:
        return data.decode(declared[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return text


def read_text(
    text: str, doc: str, *, option: str | None = None, path: str | None = None
) -> Iterator[Article | Rejected]:
    """Yield the stories of a plain text; without a header the first begins at the file's first character.

    `option` dates stories in which no date is found; `path` names the file where it is rejected.
    """
    data, start = read_header(text)
    if not text[start:].strip():
        yield Rejected(path or doc, "holds header lines and no text; write the article below a blank line")
        return
    if not is_key(data.id or ""):
        yield Rejected(path or doc, TOO_LONG)
        return
    for part, story in enumerate(split_stories(text[start:]), 1):
        # A title is the first story's; a date or URL is the page's, and so are publisher and author.
        own: Metadata = data if part == 1 else replace(data, title=None)
        yield make_article(story, doc, own, option=option, part=part)
