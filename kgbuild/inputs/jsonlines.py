"""JSON lines: an article a line, with `text` and what else is known."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kgbuild.inputs.metadata import Metadata, find_published, make_article, read_date
from kgbuild.records import Article, Rejected


def read_json_lines(text: str, doc: str, *, published: str | None = None, path: str | None = None) -> Iterator[Article | Rejected]:
    """Yield an article a line; fields other than id, text, title, publisher, author, published and url are ignored."""
    place = path or doc
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            yield Rejected(f"{place}:{number}", f"is not JSON ({error.msg}); one object a line is wanted")
            continue
        if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row["text"].strip():
            yield Rejected(f"{place}:{number}", 'has no text; write {"id": "...", "text": "..."}')
            continue
        yield _make(row, f"{doc}#{number}", published)


def _make(row: dict[str, object], doc: str, published: str | None) -> Article:
    def field(name: str) -> str | None:
        value = row.get(name)
        return str(value).strip() or None if value is not None else None

    text = str(row["text"])
    found, where = read_date(field("published")), "metadata"
    if found is None:
        found, where = find_published(text, field("url"))  # type: ignore[assignment]
    if found is None:
        found, where = published, "option"
    data = Metadata(field("id"), field("title"), field("publisher"), field("author"), found, where if found else None, field("url"))
    return make_article(text, doc, data)
