"""Names that end in "'s"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.records import Reading


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norvel holds a stake in Treadwell's, which runs 200 shops.", "Treadwell's"),
        ("Norvel bought the chain Treadwell's. Treadwell's shares rose.", "Treadwell's"),
        ("Norvel bought Treadwell's shops. They were Treadwell's.", "Treadwell"),  # a genitive without what is owned
        ("Norvel bought a rival of Treadwell's, and Treadwell sued.", "Treadwell"),  # it stands without it
        ("Norvel bought Treadwell's shops.", "Treadwell"),
    ],
)
def test_a_name_that_never_stands_without_it_ends_in_s(read: Callable[..., Reading], text: str, name: str) -> None:
    """The "'s" is a name's own where nothing is owned behind it, and the article never leaves it out."""
    names = {c.name for c in read(text).chains}
    assert name in names
