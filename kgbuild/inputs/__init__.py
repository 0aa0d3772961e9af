"""Read files, folders and streams into articles; whatever cannot be read becomes a `Rejected` with its reason."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from kgbuild.errors import InputError
from kgbuild.inputs.jsonlines import read_json, read_json_lines
from kgbuild.inputs.publication import read_date
from kgbuild.inputs.text import decode, decode_page, read_text
from kgbuild.records import Article, Rejected

TEXT = frozenset({".txt", ".text"})
LINES = frozenset({".jsonl", ".jsonlines", ".ndjson"})
JSON = frozenset({".json"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
KNOWN = TEXT | LINES | JSON | PAGES


def read_inputs(paths: Iterable[Path], *, published: str | None = None) -> Iterator[Article | Rejected]:
    """Yield the articles of files and folders, in order, or why there is none.

    Folders are walked in sorted order; what is hidden in them, READMEs and files of other kinds are passed over. The
    path `-` is standard input. Texts are never changed: offsets into `Article.text` quote the file. `published` dates
    articles in which no date is found.

    Raises:
        InputError: `published` is no date.
    """
    option = read_date(published)
    if published is not None and option is None:
        raise InputError(f"published '{published}': is no date with one reading; write it like 2017-08-03")
    return _read_all(paths, option)


def _read_all(paths: Iterable[Path], option: str | None) -> Iterator[Article | Rejected]:
    for path in paths:
        if str(path) == "-":
            yield from _read_stream(option)
        elif path.is_dir():
            yield from _read_folder(path, option)
        else:
            reason = _find_fault(path)
            yield from _read_file(path, path.name, option) if reason is None else (Rejected(_show(path), reason),)


def _find_fault(path: Path) -> str | None:
    """Why a file that was named cannot be an article, None where it can."""
    if not path.exists():
        return "no such file or folder; check the path"
    if not path.is_file():
        return "is no file or folder; save its contents to a file, or pass - and pipe them in"
    if path.suffix.lower() not in KNOWN:
        return f"is a kind of file that is not read ('{path.suffix or path.name}'); known are .txt, .html, .jsonl and .json"
    if _is_passed_over(path.name):
        return "is hidden or a README, which are no articles; rename it"
    return None


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", "README")) or Path(name).suffix.lower() not in KNOWN


def _read_folder(folder: Path, option: str | None) -> Iterator[Article | Rejected]:
    faults: list[OSError] = []
    found: list[Path] = []
    for place, below, names in os.walk(folder, onerror=faults.append):
        below[:] = sorted(name for name in below if not name.startswith("."))
        found += [Path(place, name) for name in names if not _is_passed_over(name)]
    for fault in sorted(faults, key=str):
        yield Rejected(_show(fault.filename), f"cannot be listed ({fault.strerror}); check its permissions")
    if not found:
        yield Rejected(_show(folder), "holds no .txt, .html or .jsonl file")
    for path in sorted(found, key=lambda p: p.relative_to(folder).parts):
        yield from _read_file(path, path.relative_to(folder).as_posix(), option)


def _read_stream(option: str | None) -> Iterator[Article | Rejected]:
    text = decode(sys.stdin.buffer.read(), "standard input")
    if isinstance(text, Rejected):
        yield text
    elif text.lstrip().startswith(("{", "[{")):
        yield from read_json(text, "stdin", option=option)
    else:
        yield from read_text(text, "stdin", option=option)


def _read_file(path: Path, doc: str, option: str | None) -> Iterator[Article | Rejected]:
    place, kind = _show(path), path.suffix.lower()
    if place != str(path):
        yield Rejected(place, "its name is not UTF-8; rename it")
        return
    try:
        file = path.open("rb")
    except OSError as error:
        yield Rejected(place, f"cannot be read ({error.strerror}); check its permissions")
        return
    with file:
        if kind in LINES:
            yield from read_json_lines(file, doc, option=option, path=place)
            return
        data = file.read()
    text = decode_page(data, place) if kind in PAGES else decode(data, place)
    if isinstance(text, Rejected):
        yield text
    elif kind in JSON:
        yield from read_json(text, doc, option=option, path=place)
    elif kind in PAGES:
        # Loaded where it is needed: the library takes longer to load than many an input to read.
        from kgbuild.inputs.html import read_html

        yield read_html(text, doc, option=option, path=place)
    else:
        yield from read_text(text, doc, option=option, path=place)


def _show(path: Path | str) -> str:
    """A path fit to be printed and kept: bytes of its name that are not UTF-8 become question marks."""
    return str(path).encode("utf-8", "replace").decode()
