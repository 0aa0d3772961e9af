"""Read a person's decisions from the file in a graph's folder, and say what is wrong with it and what mends it.

The file is TOML, a decision under each heading: `[[same]]` and `[[different]]` say of names whether they are one thing.
A file with a mistake is refused whole, before anything is done: a graph never lacks a decision that the file holds.
"""

from __future__ import annotations

import datetime
import difflib
import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from kgbuild.errors import DecisionError
from kgbuild.records import NameDecision, NameReference

FILE = "decisions.toml"
NAME_KINDS = ("same", "different")
KINDS = NAME_KINDS
HEADING = re.compile(r"[ \t]*\[\[[ \t]*\"?(\w+)\"?[ \t]*\]\]")
NOTES = ("why", "by", "on")
UNSIGNED = "a person"
"""Who decided, where an entry does not say."""
UNEXPLAINED = "a person's decision"


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision with its place in the file: the line of its heading, and when it was made, in ISO 8601."""

    decision: NameDecision
    line: int
    when: str | None


class _Mistake(Exception):  # noqa: N818 - what is told of one entry; all of them make one error
    """What is wrong with an entry, and what helps."""


def read_decisions(folder: Path) -> tuple[Entry, ...]:
    """Return the decisions of a graph's folder in the order of the file; none where there is no file.

    Raises:
        DecisionError: the file is no TOML, or an entry is faulty or contradicts another.
    """
    path = folder / FILE
    text = read_text(path)
    return parse_decisions(text, path=path) if text else ()


def read_text(path: Path) -> str:
    """Return the text of a file of decisions, empty where there is none.

    Raises:
        DecisionError: it cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise DecisionError(f"{path}: is not UTF-8 ({error.reason}); save it as UTF-8") from error
    except OSError as error:
        raise DecisionError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from error


def parse_decisions(text: str, *, path: Path) -> tuple[Entry, ...]:
    """Return the decisions that a text holds; `path` is for messages.

    Raises:
        DecisionError: as `read_decisions` does.
    """
    try:
        tables = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise DecisionError(f"{path}: is not TOML ({error}); mend that line") from error
    lines = find_headings(text)
    entries: list[Entry] = []
    mistakes: list[tuple[int, str]] = []
    for kind, rows in tables.items():
        try:
            held = _check_rows(kind, rows)
        except _Mistake as mistake:
            mistakes.append((min((n for n, k in lines if k == kind), default=1), str(mistake)))
            continue
        places = [n for n, k in lines if k == kind]
        for number, row in enumerate(held):
            line = places[number] if len(places) == len(held) else 1
            try:
                entries.append(_read_entry(kind, row, line))
            except _Mistake as mistake:
                mistakes.append((line, f"[[{kind}]] {mistake}"))
    entries.sort(key=lambda e: e.line)
    mistakes += _find_contradictions(entries)
    if mistakes:
        mistakes.sort()
        (line, first), *rest = mistakes
        more = f" (and more to mend in line {', '.join(str(n) for n, _ in rest)})" if rest else ""
        raise DecisionError(f"{path}, line {line}: {first}{more}")
    return tuple(entries)


def find_headings(text: str) -> list[tuple[int, str]]:
    """Return line (from 1) and kind of each heading of an entry."""
    found = ((n, HEADING.match(line)) for n, line in enumerate(text.splitlines(), 1))
    return [(n, m[1]) for n, m in found if m is not None]


def make_name_decision(
    verdict: Literal["same", "different"], names: Iterable[NameReference], *, author: str = "", reason: str = ""
) -> NameDecision:
    """Return a decision on names; the same names in another order, or signed by somebody else, give the same id."""
    held = tuple(names)
    key = sorted([n.name, n.quote or ""] for n in held)
    return NameDecision(_hash([verdict, key]), verdict, held, author or UNSIGNED, reason or UNEXPLAINED)


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:10]


def _check_rows(kind: str, rows: object) -> list[dict[str, Any]]:
    if kind not in KINDS:
        near = difflib.get_close_matches(kind, KINDS, n=1)
        raise _Mistake(
            f"nobody knows '{kind}'; "
            + (
                f"did you mean [[{near[0]}]]?"
                if near
                else f"begin an entry with {', '.join(f'[[{k}]]' for k in KINDS)}"
            )
        )
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        raise _Mistake(f"'{kind}' is no entry; write [[{kind}]], with two brackets on each side")
    return rows


def _read_entry(kind: str, row: dict[str, Any], line: int) -> Entry:
    _check_keys(row, ("names", *NOTES), needed="names")
    notes = {key: _read_text(row, key) for key in ("why", "by")}
    verdict = cast("Literal['same', 'different']", kind)
    decision = make_name_decision(verdict, _read_names(row["names"]), author=notes["by"], reason=notes["why"])
    return Entry(decision, line, _read_when(row.get("on")))


def _check_keys(row: Mapping[str, Any], known: tuple[str, ...], *, needed: str) -> None:
    for key in row:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            raise _Mistake(
                f"has '{key}', which nobody knows; "
                + (f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}")
            )
    if needed not in row:
        raise _Mistake(f"lacks '{needed}'; add it")


def _read_text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        raise _Mistake(f"has no text under '{key}'; write {key} = \"...\"")
    return " ".join(value.split())


def _read_when(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    raise _Mistake("has no day under 'on'; write on = 2026-11-26, or leave it out")


def _read_names(value: object) -> tuple[NameReference, ...]:
    if not isinstance(value, list) or len(value) < 2:
        raise _Mistake('has fewer than two names; write names = ["...", "..."]')
    names = tuple(_read_name(v) for v in value)
    if len(set(names)) < len(names):
        raise _Mistake(
            f"names '{names[0].name}' twice; of two things with one name, give each words of its article: "
            '{ name = "...", quote = "..." }'
        )
    return names


def _read_name(value: object) -> NameReference:
    if isinstance(value, str) and value.strip():
        return NameReference(" ".join(value.split()))
    if isinstance(value, dict):
        _check_keys(value, ("name", "quote"), needed="name")
        name, quote = _read_text(value, "name"), _read_text(value, "quote")
        if name:
            return NameReference(name, quote or None)
    raise _Mistake('has a name that is no text; write "..." or { name = "...", quote = "..." }')


def _find_contradictions(entries: list[Entry]) -> Iterator[tuple[int, str]]:
    """Entries that say the opposite of an earlier one on the same names."""
    seen: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        d = entry.decision
        names = [(n.name.casefold(), n.quote or "") for n in d.names]
        pairs = [tuple(sorted((a, b))) for i, a in enumerate(names) for b in names[i + 1 :]]
        for pair in pairs:
            first = seen.setdefault(pair, entry)
            if first.decision.verdict != d.verdict:
                yield entry.line, f"[[{d.verdict}]] contradicts line {first.line}; take one of the two away"
                break
