"""Marks that a page lost on its way through another encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.reading.repairs import repair_text


@pytest.mark.parametrize(
    ("written", "repaired"),
    [
        ("The board-has met.- It will vote.", "The board has met.  It will vote."),
        ("Norvel,-a mill, shut the-doors.", "Norvel, a mill, shut the doors."),
        (
            "It shut in-Leeds, its chairman-Ada Colley said,-on Monday.",
            "It shut in Leeds, its chairman Ada Colley said, on Monday.",
        ),
        ('Norvel hired Ada Colley-"?the clerk who fled.', 'Norvel hired Ada Colley " the clerk who fled.'),
        ("Ada Colley-(R-Ohio) spoke.", "Ada Colley (R-Ohio) spoke."),
        (
            '"It is old,"?she said. It "doesn"t matter"?to Norvel.',
            '"It is old," she said. It "doesn\'t matter" to Norvel.',
        ),
    ],
)
def test_marks_are_put_back(written: str, repaired: str) -> None:
    """Hyphens that stand for blanks become blanks, and quotation marks of two letters one with a blank."""
    assert repair_text(written) == repaired


@pytest.mark.parametrize(
    "text",
    [
        "The log-in of the state-of-the-art check-in fails at-risk users - so U.S.-based Orlo says.",
        'Mass-Prayer is an anti-Norvel film, a by-the-book "remake"? Ada Colley-Pratt (who-is-who) says no.',
        "A knock-on effect, a would-be buyer, a has-been and a U.S.-Norway deal.",
    ],
)
def test_compounds_stay(text: str) -> None:
    """A hyphen within a compound stays, and so does a question mark behind a quotation mark and before a blank."""
    assert repair_text(text) == text


@given(st.text(alphabet='ab-N.,"? tsinth(', max_size=60))
def test_length_stays(text: str) -> None:
    """No offset moves."""
    assert len(repair_text(text)) == len(text)
