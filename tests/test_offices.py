"""Who holds which office where, by the row of words of a title."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.records import Reading

HELD = [
    ("Norvel Chief Financial Officer Owen Pratt resigned.", ("Owen Pratt", "Norvel")),
    ("Former chief executive officer of Norvel Inc. Owen Pratt died.", ("Owen Pratt", "Norvel")),
    ("Norvel's North America chief executive Owen Pratt agreed.", ("Owen Pratt", "Norvel")),
    ("Mara Lindgren, chairman and chief executive of Norvel, spoke.", ("Mara Lindgren", "Norvel")),
    ("Ohio Attorney General Mara Lindgren spoke.", ("Mara Lindgren", "Ohio")),
    ("Prices are low, said Owen Pratt of Dunmore Bank.", ("Owen Pratt", "Dunmore Bank")),
    ("Norwegian Finance Minister Owen Pratt spoke.", ("Owen Pratt", "Norway")),
]
NOT_HELD = [
    "Norvel met Owen Pratt.",
    "Norvel customer Owen Pratt complained.",
    "Owen Pratt of Leeds complained.",
    "A jury convicted Owen Pratt of fraud at Norvel.",
    "Norvel guards Owen Pratt.",
    "The French lawyer Owen Pratt complained.",
]


def list_offices(reading: Reading) -> set[tuple[str | None, str | None]]:
    """Person and body of each lasting relation between the two."""
    return {
        (c.roles["agent"][0].name, c.roles["patient"][0].name)
        for c in reading.claims
        if c.kind == "state" and c.roles["agent"][0].cls == "Person"
    }


@pytest.mark.parametrize(("text", "pair"), HELD)
def test_a_title_ties_its_holder_to_its_body(read: Callable[..., Reading], text: str, pair: tuple[str, str]) -> None:
    """Whatever tree the parser builds over a title, person and body are the same."""
    assert list_offices(read(text)) == {pair}


@pytest.mark.parametrize("text", NOT_HELD)
def test_names_side_by_side_are_no_office(read: Callable[..., Reading], text: str) -> None:
    """A body near a person is not where he works."""
    assert list_offices(read(text)) == set()


def test_a_verb_that_is_an_office_by_its_letters_keeps_its_object(read: Callable[..., Reading]) -> None:
    """To convict somebody is no title before his name."""
    (claim,) = read("A jury convicted Owen Pratt of fraud on Tuesday.").claims
    assert [a.name for a in claim.roles["patient"]] == ["Owen Pratt"]
