"""Read files, folders and streams into articles; whatever cannot be read becomes a `Rejected` with its reason."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from kgbuild.inputs.html import read_html
from kgbuild.inputs.jsonlines import read_json_lines
from kgbuild.inputs.text import decode, read_text
from kgbuild.records import Article, Rejected

TEXT = frozenset({".txt", ".text"})
LINES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
KNOWN = "known are .txt, .html and .jsonl"


def read_inputs(paths: Iterable[Path], *, published: str | None = None) -> Iterator[Article | Rejected]:
    """Yield the articles of files and folders (walked in sorted order), or why there is none.

    `-` reads standard input. `published` dates articles in which no date is found. Texts are never changed: offsets
    into `Article.text` quote the file.
    """
    for path in paths:
        if str(path) == "-":
            yield from _read_stream(published)
        elif path.is_dir():
            yield from _read_folder(path, published)
        elif not path.exists():
            yield Rejected(str(path), "no such file or folder; check the path")
        elif path.suffix.lower() not in TEXT | LINES | PAGES:
            yield Rejected(str(path), f"unknown kind of file '{path.suffix or path.name}'; {KNOWN}")
        else:
            yield from _read_file(path, path.name, published)


def _read_folder(folder: Path, published: str | None) -> Iterator[Article | Rejected]:
    found = False
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if any(part.startswith(".") for part in relative.parts) or path.name.startswith("README"):
            continue
        if path.is_file() and path.suffix.lower() in TEXT | LINES | PAGES:
            found = True
            yield from _read_file(path, relative.as_posix(), published)
    if not found:
        yield Rejected(str(folder), f"holds no article; {KNOWN}")


def _read_stream(published: str | None) -> Iterator[Article | Rejected]:
    data = sys.stdin.buffer.read()
    text = decode(data, "standard input")
    if isinstance(text, Rejected):
        yield text
    elif text.lstrip().startswith("{"):
        yield from read_json_lines(text, "stdin", published=published)
    else:
        yield from read_text(text, "stdin", published=published)


def _read_file(path: Path, doc: str, published: str | None) -> Iterator[Article | Rejected]:
    try:
        data = path.read_bytes()
    except OSError as error:
        yield Rejected(str(path), f"cannot be read ({error.strerror}); check its permissions")
        return
    kind = path.suffix.lower()
    text = decode(data, str(path))
    if isinstance(text, Rejected):
        yield text
    elif not text.strip():
        yield Rejected(str(path), "is empty; nothing to read")
    elif kind in LINES:
        yield from read_json_lines(text, doc, published=published, path=str(path))
    elif kind in PAGES:
        yield read_html(text, doc, published=published, path=str(path))
    else:
        yield from read_text(text, doc, published=published, path=str(path))
