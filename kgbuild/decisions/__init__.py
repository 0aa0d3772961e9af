"""Read a person's decisions from the file in a graph's folder, and say what is wrong with it and what mends it.

The file is TOML, a decision under each heading: `[[same]]` and `[[different]]` say of names whether they are one thing,
`[[rejected]]` and `[[corrected]]` of claims what was misread.
A file with a mistake is refused whole, before anything is done: a graph never lacks a decision that the file holds.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgbuild.decisions.entries import KINDS, Mistake, read_entry, read_when
from kgbuild.errors import DecisionError
from kgbuild.records import ClaimDecision, Decision

FILE = "decisions.toml"
HEADING = re.compile(r"[ \t]*\[\[[ \t]*\"?(\w+)\"?[ \t]*\]\]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision with its place in the file: the line of its heading, and when it was made, in ISO 8601."""

    decision: Decision
    line: int
    when: str | None


def read_decisions(folder: Path, *, types: Collection[str] | None = None) -> tuple[Entry, ...]:
    """Return the decisions of a graph's folder in the order of the file; none where there is no file.

    A correction may name the event types `types` alone, where they are given.

    Raises:
        DecisionError: the file is no TOML, or an entry is faulty or contradicts another.
    """
    path = folder / FILE
    text = read_text(path)
    return parse_decisions(text, path=path, types=types) if text else ()


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


def parse_decisions(text: str, *, path: Path, types: Collection[str] | None = None) -> tuple[Entry, ...]:
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
        except Mistake as mistake:
            mistakes.append((min((n for n, k in lines if k == kind), default=1), str(mistake)))
            continue
        places = [n for n, k in lines if k == kind]
        for number, row in enumerate(held):
            line = places[number] if len(places) == len(held) else 1
            try:
                entries.append(Entry(read_entry(kind, row, types=types), line, read_when(row.get("on"))))
            except Mistake as mistake:
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


def _check_rows(kind: str, rows: object) -> list[dict[str, Any]]:
    if kind not in KINDS:
        near = difflib.get_close_matches(kind, KINDS, n=1)
        raise Mistake(
            f"nobody knows '{kind}'; "
            + (
                f"did you mean [[{near[0]}]]?"
                if near
                else f"begin an entry with {', '.join(f'[[{k}]]' for k in KINDS)}"
            )
        )
    if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        raise Mistake(f"'{kind}' is no entry; write [[{kind}]], with two brackets on each side")
    return rows


def _find_contradictions(entries: list[Entry]) -> Iterator[tuple[int, str]]:
    """Entries that say the opposite of an earlier one on the same names, or something else of the same claim."""
    seen: dict[object, Entry] = {}
    for entry in entries:
        d = entry.decision
        for subject in _find_subjects(d):
            first = seen.setdefault(subject, entry).decision
            if first.verdict != d.verdict or (isinstance(d, ClaimDecision) and first.id != d.id):
                line = seen[subject].line
                yield entry.line, f"[[{d.verdict}]] contradicts line {line}; take one of the two away"
                break


def _find_subjects(decision: Decision) -> list[object]:
    """What a decision is about: each pair of names, or a claim."""
    if isinstance(decision, ClaimDecision):
        return [(" ".join(decision.quote.split()), decision.read)]
    names = [(n.name.casefold(), n.quote or "") for n in decision.names]
    return [frozenset((a, b)) for i, a in enumerate(names) for b in names[i + 1 :]]
