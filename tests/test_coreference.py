"""What pronouns and descriptions stand for, and what they leave open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.records import Reading

Read = Callable[..., Reading]

LINKS = [
    # pronouns
    ("Norvel sued Brackley Foods. It wants damages.", "It", "Norvel"),
    ("The ruling forced Norvel to cut its prices.", "its", "Norvel"),
    ("The Price Commission ordered Norvel to cut its prices.", "its", "Norvel"),
    ("Carla Mendez runs Norvel. She joined in 2011.", "She", "Carla Mendez"),
    # who is quoted, and the side that he speaks for
    ('Norvel chairman Owen Pratt said: "We regret the fire."', "We", "Norvel"),
    ('"I regret the fire," Owen Pratt, chairman of Norvel, said.', "I", "Owen Pratt"),
    ('"We regret it," said Owen Pratt, a lawyer for Norvel. "Our thanks go to the crew."', "Our", "Norvel"),
    ('Norvel chairman Owen Pratt praised the crew. "We regret the fire," he said.', "We", "Norvel"),
    ('"We regret the fire," Norvel said in a statement.', "We", "Norvel"),
    # descriptions
    ("Norvel, a French retailer, sued Brackley Foods. The retailer wants damages.", "The retailer", "Norvel"),
    ("Dunmore Bank lent money to Norvel. The bank lost it.", "The bank", "Dunmore Bank"),
    ("Norvel met the Glass Workers Union. The union wants more pay.", "The union", "Glass Workers Union"),
    ("Norvel bought Orlo Systems. Owen Pratt, chairman of Orlo Systems, said the company had grown.", "the company", "Orlo Systems"),
]  # fmt: skip
OPEN = [
    ("It rained on Friday. Norvel closed the mill.", "It"),
    ("Norvel makes pumps. A company in Lyon makes valves.", "A company"),
    ("We all like Norvel.", "We"),
]


def find_name(reading: Reading, text: str) -> str | None:
    """The name that the one mention with a text stands for, None where it is linked to nothing."""
    return next((m.name for m in reading.mentions if m.text == text), None)


@pytest.mark.parametrize(("text", "mention", "name"), LINKS)
def test_mentions_are_linked_to_what_they_stand_for(read: Read, text: str, mention: str, name: str) -> None:
    """A pronoun or description has the name that a careful reader gives it."""
    assert find_name(read(text), mention) == name


@pytest.mark.parametrize(("text", "mention"), OPEN)
def test_what_the_text_leaves_open_stays_open(read: Read, text: str, mention: str) -> None:
    """No link is better than a guess."""
    assert find_name(read(text), mention) is None
