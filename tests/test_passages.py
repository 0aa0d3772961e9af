"""Passages with all that they tell of certain types: nothing is missing, and nothing is told besides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kgbuild.records import Claim, Reading

FOLDER = Path(__file__).parent / "passages"


def list_passages() -> Iterator[Any]:
    """Every passage with the types it is read for and the claims it must give, each a line: `TYPE agent -> patient | modality`."""
    for file in sorted(FOLDER.glob("*.txt")):
        first, *lines = file.read_text(encoding="utf-8").splitlines()
        types, text, claims = frozenset(first.split()), "", list[str]()
        for line in [*lines, "# "]:
            if not line.startswith("# "):
                claims.append(line)
                continue
            if text:
                yield pytest.param(types, text, claims, id=f"{file.stem}-{text[:50]}")
            text, claims = line[2:], []


def describe(claim: Claim) -> str:
    """A claim as a line of the files: names of both parties in alphabetical order, the modality unless it is asserted."""
    agent, patient = (
        ",".join(sorted({a.name for a in claim.roles.get(r, ()) if a.name})) or "-" for r in ("agent", "patient")
    )
    modality = "negated" if claim.polarity == "negative" else claim.modality
    return f"{claim.type} {agent} -> {patient}" + ("" if modality == "asserted" else f" | {modality}")


@pytest.mark.parametrize(("types", "text", "claims"), list(list_passages()))
def test_passages_give_their_claims_and_no_other(
    read: Callable[..., Reading], types: frozenset[str], text: str, claims: list[str]
) -> None:
    """A passage gives exactly its claims, with their parties and how sure they are."""
    assert sorted(describe(c) for c in read(text).claims if c.type in types) == sorted(claims)
