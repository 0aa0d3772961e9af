"""JSON lines: an article a line, with `text` and what else is known; or one JSON document with a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from kgbuild.inputs.metadata import TOO_LONG, Metadata, is_key, make_article
from kgbuild.inputs.publication import Published, read_date
from kgbuild.inputs.text import decode
from kgbuild.records import Article, Rejected

EXAMPLE = '{"id": "a1", "text": "..."}'


def read_json_lines(
    lines: Iterable[bytes], doc: str, *, option: str | None = None, path: str | None = None
) -> Iterator[Article | Rejected]:
    """Yield an article a line, or why a line holds none; the run goes on behind a broken line.

    Fields are id, text, title, publisher, published, author and url; others are ignored and the text stays unchanged.
    An article without an id is known by the file and its line.
    """
    empty = True
    for number, line in enumerate(lines, 1):
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        empty = False
        place = f"{path or doc}:{number}"
        text = decode(line, place)
        yield text if isinstance(text, Rejected) else _read_line(text, place, f"{doc}#{number}", option)
    if empty:
        yield Rejected(path or doc, "is empty; nothing to read")


def read_json(
    text: str, doc: str, *, option: str | None = None, path: str | None = None
) -> Iterator[Article | Rejected]:
    """Yield the articles of a JSON file: one object, a list of objects, or lines of objects."""
    place = path or doc
    whole = _load(text)
    if whole == []:
        yield Rejected(place, "is empty; nothing to read")
    elif isinstance(whole, list):
        for number, row in enumerate(whole, 1):
            yield _read_row(row, f"{place}#{number}", f"{doc}#{number}", option)
    elif isinstance(whole, dict):
        yield _read_row(whole, place, doc, option)
    else:
        yield from read_json_lines(text.encode().split(b"\n"), doc, option=option, path=path)


def _load(text: str) -> Any:
    """The parsed text, or the reason why it cannot be parsed as a `ValueError`."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        return ValueError(str(error))


def _read_line(line: str, place: str, doc: str, option: str | None) -> Article | Rejected:
    row = _load(line)
    if isinstance(row, ValueError):
        return Rejected(place, f"is not JSON ({row}); write one object a line: {EXAMPLE}")
    return _read_row(row, place, doc, option)


def _read_row(row: object, place: str, doc: str, option: str | None) -> Article | Rejected:
    if not isinstance(row, dict):
        return Rejected(place, f"is no JSON object; write one object a line: {EXAMPLE}")
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        return Rejected(place, f"has no text; write {EXAMPLE}")
    fields = {name: _read_field(row.get(name)) for name in ("id", "title", "publisher", "author", "published", "url")}
    for name, value in {"text": text, **fields}.items():
        if value is not None and not _is_encodable(value):
            return Rejected(place, f"has half a character (a lone surrogate) in '{name}'; write it as UTF-8")
    if not is_key(fields["id"] or ""):
        return Rejected(place, TOO_LONG)
    day = read_date(fields.pop("published"))
    return make_article(
        text, doc, Metadata(published=Published(day, "metadata") if day else None, **fields), option=option
    )


def _read_field(value: object) -> str | None:
    """A field as text: a word, a number, or a list of words; None for what is empty or nested."""
    if isinstance(value, list):
        return ", ".join(v.strip() for v in value if isinstance(v, str) and v.strip()) or None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _is_encodable(text: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in text)
