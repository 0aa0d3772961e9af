"""No rule fails where a text breaks off: a failing rule would leave the whole article out."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kgbuild.records import Reading

PASSAGES = Path(__file__).parent / "passages"
PARTS = 8


def list_texts() -> list[str]:
    """The texts of all passages."""
    lines = (line for file in sorted(PASSAGES.glob("*.txt")) for line in file.read_text(encoding="utf-8").splitlines())
    return [line[2:] for line in lines if line.startswith("# ")]


def cut(text: str, chance: random.Random) -> str:
    """A text without some of its first and last words, at times without its last stop."""
    words = text.split()
    last = chance.randint(1, len(words))
    first = chance.choice((0, 0, chance.randint(0, min(4, last - 1))))
    kept = " ".join(words[first:last])
    return kept.rstrip(".,") or kept if chance.random() < 0.5 else kept


@pytest.mark.parametrize("part", range(PARTS))
def test_a_text_may_break_off_anywhere(read: Callable[..., Reading], part: int) -> None:
    """Each passage is read with some words gone on either side, and no claim lies outside what is left."""
    chance = random.Random(part)
    for text in list_texts()[part::PARTS]:
        kept = cut(text, chance)
        assert all(0 <= c.start < c.end <= len(kept) for c in read(kept).claims), kept
