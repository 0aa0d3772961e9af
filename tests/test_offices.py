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
    ("Owen Pratt, the Norwegian foreign minister, spoke.", ("Owen Pratt", "Norway")),
    ("Norwegian Deputy Foreign Minister Owen Pratt spoke.", ("Owen Pratt", "Norway")),
    ("Owen Pratt, the Norwegian ambassador to Chile, spoke.", ("Owen Pratt", "Norway")),
    ("Norvel director of marketing Owen Pratt spoke.", ("Owen Pratt", "Norvel")),
    ("Dunmore Airlines' head of safety Owen Pratt spoke.", ("Owen Pratt", "Dunmore Airlines")),
    ("Owen Pratt, Dunmore Airlines' director of safety, spoke.", ("Owen Pratt", "Dunmore Airlines")),
    ("Owen Pratt, president and CEO, Norvel, spoke.", ("Owen Pratt", "Norvel")),
    ("Norvel's vice-president for sales, Owen Pratt, spoke.", ("Owen Pratt", "Norvel")),
    ("Under chairman Owen Pratt, Norvel doubled its sales.", ("Owen Pratt", "Norvel")),
    ("U.S. Army Maj. Owen Pratt spoke.", ("Owen Pratt", "U.S. Army")),
    ("Norvel spokesman Col. Owen Pratt spoke.", ("Owen Pratt", "Norvel")),
    ("Norvel director-general Owen Pratt spoke.", ("Owen Pratt", "Norvel")),
    ("Owen Pratt, a surgeon at St. Dunmore's Hospital, spoke.", ("Owen Pratt", "St. Dunmore's Hospital")),
    ("Owen Pratt, director of the Centre for Rural Health, spoke.", ("Owen Pratt", "Centre for Rural Health")),
    ("Owen Pratt, the leader of the Vesk Front network, spoke.", ("Owen Pratt", "Vesk Front")),
    ("Owen Pratt, from the Dunmore Fire Service, spoke.", ("Owen Pratt", "Dunmore Fire Service")),
    ("Prices are low, said Norvel's Owen Pratt.", ("Owen Pratt", "Norvel")),
    ("A spokesman for the Interior Ministry, Owen Pratt, spoke.", ("Owen Pratt", "Interior Ministry")),
    ("The general secretary of the Dockers' Union, Owen Pratt, spoke.", ("Owen Pratt", "Dockers' Union")),
    ("Owen Pratt, chairman of the state-funded Dunmore Commission, spoke.", ("Owen Pratt", "Dunmore Commission")),
    ("Owen Pratt, chairman of Lyon-based Dunmore Bank, spoke.", ("Owen Pratt", "Dunmore Bank")),
    ("Norvel chairman Owen Pratt and Mara Lindgren spoke.", ("Owen Pratt", "Norvel")),
    ("Norvel chairman Sir Owen Pratt spoke.", ("Owen Pratt", "Norvel")),
    ("Norvel host Owen Pratt spoke.", ("Owen Pratt", "Norvel")),
    ("Prices are low, said Dr Owen Pratt of Dunmore University.", ("Owen Pratt", "Dunmore University")),
    ("Prices are low, said singer Owen Pratt of the Dunmore Opera.", ("Owen Pratt", "Dunmore Opera")),
    ("The bill is bad, head of the Dunmore Board Owen Pratt said.", ("Owen Pratt", "Dunmore Board")),
    ("A spokesman for Norway's Tides Ministry Vondo Kesk spoke.", ("Vondo Kesk", "Tides Ministry")),
    ("The head of the debt section of the Tides Ministry Vondo Kesk spoke.", ("Vondo Kesk", "Tides Ministry")),
    (
        "Owen Pratt, professor of law, trade and tides at Dunmore University, spoke.",
        ("Owen Pratt", "Dunmore University"),
    ),
    ("A former chairman of Norvel, Owen Pratt spoke first.", ("Owen Pratt", "Norvel")),
    ("Norvel has sacked chief executive Owen Pratt.", ("Owen Pratt", "Norvel")),
    ("Owen Pratt of the Dunmore County Sheriff's Office spoke.", ("Owen Pratt", "Dunmore County Sheriff's Office")),
    ("The move was welcomed by Norwegian Ambassador to the United Nations Owen Pratt.", ("Owen Pratt", "Norway")),
    ("Norway's Permanent Representative to the European Union Owen Pratt spoke.", ("Owen Pratt", "Norway")),
    (
        "Talks will be held on Monday, the Peruvian Ambassador in Oslo, Owen Pratt told reporters.",
        ("Owen Pratt", "Peru"),
    ),
    (
        "Norwegian Special Representative for Africa, Deputy Foreign Minister Owen Pratt spoke.",
        ("Owen Pratt", "Norway"),
    ),
    ("It grew, CEO of Norvel Helicopters aircraft maker Owen Pratt said.", ("Owen Pratt", "Norvel Helicopters")),
    ("National Tide Service (NTS) meteorologist Owen Pratt spoke.", ("Owen Pratt", "National Tide Service")),
    ("Dunmore County, Ohio, Sheriff Owen Pratt spoke.", ("Owen Pratt", "Dunmore County")),
    ("Norwegian PM Owen Pratt spoke.", ("Owen Pratt", "Norway")),
    ("They met Peru's Ambassador in Oslo Owen Pratt on Monday.", ("Owen Pratt", "Peru")),
    ("Norwegian Ambassador to the United Kingdom Owen Pratt spoke.", ("Owen Pratt", "Norway")),
    ("In Oslo, mayor Owen Pratt declared an emergency.", ("Owen Pratt", "Oslo")),
]
NOT_HELD = [
    "In Leeds at 3 PM Owen Pratt spoke.",
    "In Oslo, President Owen Pratt declared an emergency.",
    "On Monday in Leeds, Mayor Owen Pratt spoke.",
    "Shares of Norvel Helicopters aircraft maker Orlo Air fell.",
    "Norvel met Owen Pratt.",
    "Norvel customer Owen Pratt complained.",
    "Owen Pratt of Leeds complained.",
    "A jury convicted Owen Pratt of fraud at Norvel.",
    "Norvel guards Owen Pratt.",
    "The French lawyer Owen Pratt complained.",
    "Police Minister Owen Pratt complained.",
    "The anti-Norvel leader Owen Pratt complained.",
    "Owen Pratt, 43, of Leeds, complained.",
    "Owen Pratt, Norvel and its customers complained.",
    "After meeting the chairman of Norvel, Owen Pratt complained.",
    "The MP for Dunmore North Owen Pratt complained.",
    "Norvel investor Owen Pratt complained.",
    "Norvel met President Owen Pratt.",
    "Norvel sued the Dunmore Bank under President Owen Pratt.",
    "Norvel, like chairman Owen Pratt, kept still.",
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


PARTS = [
    ("Norvel chief Owen Pratt spoke.", {"LEADS"}),
    ("Norvel's sales chief Owen Pratt spoke.", {"WORKS_FOR"}),
    ("Owen Pratt, head of European sales at Norvel, spoke.", {"WORKS_FOR"}),
    ("Owen Pratt, who leads the design team at Norvel, spoke.", {"WORKS_FOR"}),
    ("Lt. Gen. Owen Pratt, commander of the Dunmore Guard, spoke.", {"LEADS"}),
    ("Dunmore Police Chief Owen Pratt spoke.", {"LEADS"}),
]


@pytest.mark.parametrize(("text", "types"), PARTS)
def test_the_words_of_a_title_tell_head_from_part(read: Callable[..., Reading], text: str, types: set[str]) -> None:
    """Who leads a department works for the body; who leads the body is not also told to work for it."""
    assert {c.type for c in read(text).claims if c.kind == "state"} == types


def test_two_titles_in_a_row_stay_with_their_holders(read: Callable[..., Reading]) -> None:
    """The lawyer is no sales chief; several holders share a plural."""
    told = {(c.roles["agent"][0].name, c.texts["position"]) for c in read(TWO).claims if c.type == "WORKS_FOR"}
    assert ("Mara Lindgren", "Norvel's sales chief") not in told
    assert list_offices(read("Norvel executives Owen Pratt and Mara Lindgren were sacked.")) == {
        ("Owen Pratt", "Norvel"),
        ("Mara Lindgren", "Norvel"),
    }


TWO = "Norvel's sales chief Owen Pratt and lawyer Mara Lindgren were sacked."


def test_a_verb_that_is_an_office_by_its_letters_keeps_its_object(read: Callable[..., Reading]) -> None:
    """To convict somebody is no title before his name."""
    (claim,) = read("A jury convicted Owen Pratt of fraud on Tuesday.").claims
    assert [a.name for a in claim.roles["patient"]] == ["Owen Pratt"]


def test_a_plural_behind_one_name_is_no_title_of_it(read: Callable[..., Reading]) -> None:
    """Who alleges it at the end of a sentence is not who was named last."""
    claims = read("Owen Pratt killed Mara Lindgren, prosecutors alleged.").claims
    assert {c.type: [a.name for a in c.roles["agent"]] for c in claims} == {"KILLED": ["Owen Pratt"], "ACCUSED": [None]}
