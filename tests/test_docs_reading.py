"""The constructions of docs/reading.md are read as the page says, and its pictures are what the parser sees."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from kgbuild.reading.reader import Reader
from kgbuild.records import Claim, Reading

DOCS = Path(__file__).parent.parent / "docs"
BLOCK = re.compile(r"^```claims\n(.+?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [m.group(1).strip().split("\n") for m in BLOCK.finditer((DOCS / "reading.md").read_text(encoding="utf-8"))]


def describe(claim: Claim) -> str:
    """A claim as the page writes it."""
    sides = (", ".join(a.name for a in claim.roles.get(r, ()) if a.name) or "-" for r in ("agent", "patient"))
    said = [f"{claim.type} {' -> '.join(sides)}"]
    if claim.kind == "event":
        said.append("negated" if claim.polarity == "negative" else claim.modality)
        said.extend([claim.date.date] if claim.date else [])
        said.extend([f"says {', '.join(a.name or a.text for a in claim.said_by)}"] if claim.said_by else [])
    return ", ".join(said)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: b[0][:60])
def test_each_construction_is_read_as_the_page_says(read: Callable[..., Reading], block: list[str]) -> None:
    """The claims of a text are those below it, and no others."""
    assert sorted(describe(c) for c in read(block[0]).claims) == sorted(block[1:])


def test_the_page_has_examples_of_many_constructions() -> None:
    """The pattern that finds the examples finds them."""
    assert len(BLOCKS) > 30


def test_pictures_show_what_the_parser_sees(reader: Reader) -> None:
    """The pictures are written by docs/drawing/make_pictures.py, and the page shows all of them."""
    made = runpy.run_path(str(DOCS / "drawing" / "make_pictures.py"))["make_pictures"](reader)
    page = (DOCS / "reading.md").read_text(encoding="utf-8")
    assert made.keys() == {p.name for p in (DOCS / "pictures").glob("*.svg")}
    for name, svg in made.items():
        assert (DOCS / "pictures" / name).read_text(encoding="utf-8") == svg
        assert f"](pictures/{name})" in page
