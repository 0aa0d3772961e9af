"""Read tables of TOML files, and say what is wrong with one and what mends it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kgbuild.errors import OntologyError


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OntologyError(f"{path}: not TOML ({error}); mend the line it names") from error


def read_strings(path: Path, what: str, value: object) -> tuple[str, ...]:
    """Return a list of words; `what` names it where it is none."""
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise OntologyError(f'{path}: {what} is no list of words; write it as ["...", "..."]')
    return tuple(value)


def read_table(path: Path, what: str, value: object) -> dict[str, Any]:
    """Return a table; `what` names it where it is none."""
    if not isinstance(value, dict):
        raise OntologyError(f"{path}: {what} is no table; write it as {{ key = ... }} or under a [heading]")
    return value


def read_mapping(path: Path, what: str, value: object) -> dict[str, str]:
    """Return a table whose values are texts."""
    table = read_table(path, what, value)
    if wrong := [k for k, v in table.items() if not isinstance(v, str)]:
        raise OntologyError(f"{path}: {what} has no text for '{wrong[0]}'; write {wrong[0]} = \"...\"")
    return table


def check_keys(
    path: Path, what: str, found: Mapping[str, Any], known: Iterable[str], *, needed: Iterable[str] = ()
) -> None:
    """Check that a table has the keys it needs, and none that nobody knows."""
    if missing := [key for key in needed if not found.get(key)]:
        raise OntologyError(f"{path}: {what} lacks '{missing[0]}'; add it")
    if unknown := sorted(set(found) - set(known)):
        raise OntologyError(f"{path}: {what} has unknown key '{unknown[0]}'; known are {list_words(known)}")


def list_words(words: Iterable[str]) -> str:
    """Return words in order, with commas."""
    return ", ".join(sorted(words))
