"""Sums, shares and prices of claims: what is one, and where its words end. The names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.records import Reading

# text; type; its amount, or None
AMOUNTS = [
    ("Norvel Inc sued Orlo Systems for $5 million in damages on Monday.", "SUED", "$5 million"),
    ("Norvel Inc sued Orlo Systems for fraud.", "SUED", None),
    ("Norvel Inc sued Orlo Systems for two reasons.", "SUED", None),
    ("The court fined Orlo Systems $61 million in a suit filed by Norvel Inc.", "FINED", "$61 million"),
    ("Orlo Systems was fined for two offences.", "FINED", None),
    ("Norvel Inc bought Orlo Systems for an undisclosed sum.", "ACQUIRED", "an undisclosed sum"),
    ("Norvel Inc bought Orlo Systems for 40 million kroner.", "ACQUIRED", "40 million kroner"),
    ("Norvel Inc bought Orlo Systems for 3 million euros from Tarn Capital.", "ACQUIRED", "3 million euros"),
    ("Norvel Inc bought Orlo Systems for $3 a share.", "ACQUIRED", "$3 a share"),
    ("Norvel Inc bought Orlo Systems for 300 mln dlrs last December.", "ACQUIRED", "300 mln dlrs"),
    ("Norvel Inc bought Orlo Systems for its patents.", "ACQUIRED", None),
    ("Norvel Inc bought Orlo Systems for three of its mills.", "ACQUIRED", None),
    ("Tarn Capital raised its stake in Orlo Systems to 12 percent.", "INVESTED_IN", "12 percent"),
]


@pytest.mark.parametrize(("text", "name", "amount"), AMOUNTS)
def test_amounts(read: Callable[..., Reading], text: str, name: str, amount: str | None) -> None:
    """A claim tells how much, where the text does, in no more words than that takes."""
    claims = [c for c in read(text).claims if c.type == name]
    assert [c.texts.get("amount") for c in claims] == [amount]
