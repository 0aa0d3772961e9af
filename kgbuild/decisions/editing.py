"""Write a decision into the file of a graph's folder, or take one back; not a byte of the rest of the file changes.

Entries stand in an order of their own (kind, then names), a new one where it belongs: two people who decide on different
things change different places of the file, and their changes merge.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import tomlkit
import tomlkit.items

from kgbuild.decisions import FILE, Entry, find_headings, parse_decisions, read_text
from kgbuild.decisions.entries import KINDS, UNEXPLAINED, UNSIGNED
from kgbuild.errors import DecisionError
from kgbuild.records import ClaimDecision, Decision, NameReference

INTRODUCTION = """\
# What people decided about this graph; it beats every rule.
# kgbuild review writes this file; it may be edited by hand and kept under version control.
"""


def add_decision(folder: Path, decision: Decision, *, when: datetime.datetime) -> bool:
    """Write a decision into the file, unless it stands there already; tell whether it was written.

    Raises:
        DecisionError: the file is faulty or cannot be written, or the decision contradicts one that stands there.
    """
    path = folder / FILE
    text = read_text(path)
    held = parse_decisions(text, path=path)
    if any(e.decision.id == decision.id for e in held):
        return False
    block = _write_entry(decision, when)
    after = [e for e in held if _find_order(e.decision) > _find_order(decision)]
    lines = (text or INTRODUCTION).splitlines(keepends=True)
    at = _find_beginning(lines, after[0].line) if after else len(lines)
    if at and lines[at - 1].strip():
        block = ["", *block]
    _save(path, _join([*lines[:at], *block, *([""] if after else []), *lines[at:]], text), expected=len(held) + 1)
    return True


def take_back(folder: Path, identity: str | None = None) -> Entry:
    """Take a decision out of the file, with the comment lines right above it, and return it; by default the latest one.

    Raises:
        DecisionError: there is no such decision, or the file is faulty or cannot be written.
    """
    path = folder / FILE
    text = read_text(path)
    held = parse_decisions(text, path=path)
    found = [e for e in held if identity is None or e.decision.id.startswith(identity)]
    if not found:
        raise DecisionError(
            f"{path}: holds no decision {identity}; kgbuild review list shows their ids"
            if held
            else f"{path}: holds no decision"
        )
    if identity is not None and len({e.decision.id for e in found}) > 1:
        raise DecisionError(f"{path}: several decisions begin with {identity}; write more of the id")
    gone = max(found, key=lambda e: (e.when or "", e.line))
    lines = text.splitlines(keepends=True)
    for entry in sorted((e for e in held if e.decision.id == gone.decision.id), key=lambda e: -e.line):
        headings = [n for n, _ in find_headings("".join(lines)) if n > entry.line]
        begin, end = _find_beginning(lines, entry.line), min(headings, default=len(lines) + 1) - 1
        while end > entry.line and _is_aside(lines[end - 1]):
            end -= 1
        while end < len(lines) and not lines[end].strip():
            end += 1
        del lines[begin:end]
    while lines and not lines[-1].strip():
        lines.pop()
    _save(path, _join(lines, text), expected=len(held) - sum(e.decision.id == gone.decision.id for e in held))
    return gone


def _find_order(decision: Decision) -> tuple[int, list[tuple[str, str]]]:
    if isinstance(decision, ClaimDecision):
        read = decision.read
        return KINDS.index(decision.verdict), [(decision.quote.casefold(), f"{read.type} {read.trigger}")]
    return KINDS.index(decision.verdict), [(n.name.casefold(), n.quote or "") for n in decision.names]


def _find_beginning(lines: Sequence[str], heading: int) -> int:
    """The place (from 0) where an entry begins: its heading (a line from 1), or the comments right above that."""
    at = heading - 1
    while at > 0 and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return heading - 1 if at == 0 else at  # comments at the top are of the file


def _is_aside(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _write_entry(decision: Decision, when: datetime.datetime) -> list[str]:
    table = tomlkit.table()
    if isinstance(decision, ClaimDecision):
        _write_claim(table, decision)
    else:
        table.append("names", [_write_name(n) for n in decision.names])
    if decision.reason != UNEXPLAINED:
        table.append("why", decision.reason)
    if decision.author != UNSIGNED:
        table.append("by", decision.author)
    table.append("on", when.astimezone(datetime.UTC).replace(microsecond=0))
    rows = tomlkit.aot()
    rows.append(table)
    document = tomlkit.document()
    document.append(decision.verdict, rows)
    return tomlkit.dumps(document).splitlines()


def _write_claim(table: tomlkit.items.Table, decision: ClaimDecision) -> None:
    table.append("quote", decision.quote)
    for part, keys in (("read", ("type", "trigger", "agent", "patient")), ("to", ("type", "date", "modality", "swap"))):
        for key in keys:
            if value := getattr(getattr(decision, part), key):
                table.append(tomlkit.key([part, key]), list(value) if isinstance(value, tuple) else value)


def _write_name(name: NameReference) -> object:
    if name.quote is None:
        return name.name
    table = tomlkit.inline_table()
    table.update({"name": name.name, "quote": name.quote})
    return table


def _join(lines: Sequence[str], text: str) -> str:
    """Lines as a text, new ones ended as the lines of the file are."""
    newline = "\r\n" if "\r\n" in text else "\n"
    return "".join(line if line.endswith("\n") else line + newline for line in lines)


def _save(path: Path, text: str, *, expected: int) -> None:
    """Write the file at once or not at all; what a link points to is written, not the link."""
    try:
        count = len(parse_decisions(text, path=path))
    except DecisionError as error:
        if "contradicts" in str(error):
            raise
        count = -1
    if count != expected:
        raise DecisionError(
            f"{path}: is written in a way that kgbuild cannot change; give each entry a heading of its own, [[same]]"
        )
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _make_beside(target) as (handle, beside):
            os.write(handle, text.encode())
            os.fsync(handle)
            if target.exists():
                beside.chmod(target.stat().st_mode)
            beside.replace(target)
    except OSError as error:
        raise DecisionError(
            f"{path}: cannot be written ({error.strerror}); check the path and its permissions"
        ) from error


@contextlib.contextmanager
def _make_beside(target: Path) -> Iterator[tuple[int, Path]]:
    """Make a file in the same folder, gone at the end unless it was renamed."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    try:
        yield handle, Path(name)
    finally:
        os.close(handle)
        Path(name).unlink(missing_ok=True)
