"""The examples and look-alikes of the ontology, read as the articles they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kgbuild.ontology_files import load_ontology
from kgbuild.records import Claim, Reading

ONTOLOGY = load_ontology()
CORE = ("agent", "patient")
# Sentences the reader does not get yet, by their first words; one that is got must leave the list.
NOT_YET: tuple[str, ...] = ()


def list_examples() -> Iterator[Any]:
    """Every example of every type with the claims it must give."""
    for event in ONTOLOGY.types.values():
        for example in event.examples:
            yield pytest.param(event.name, example.text, example.claims, id=f"{event.name}-{example.text[:40]}")


def has_claim(claims: tuple[Claim, ...], name: str, wanted: dict[str, Any]) -> bool:
    """Whether one of the claims says what is wanted."""
    event = ONTOLOGY.types[wanted.get("type", name)]
    return any(fits(c, wanted, symmetric=event.symmetric) for c in claims if c.type == event.name)


def fits(claim: Claim, wanted: dict[str, Any], *, symmetric: bool) -> bool:
    """Whether a claim has the wanted names, words and modality."""
    for role, value in wanted.items():
        if role == "modality":
            if value != ("negated" if claim.polarity == "negative" else claim.modality):
                return False
        elif role != "type" and isinstance(value, str):
            if value.lower() not in claim.texts.get(role, "").lower():
                return False
        elif role != "type":
            roles = CORE if symmetric and role in CORE else (role,)
            if not set(value) <= {a.name for r in roles for a in claim.roles.get(r, ())}:
                return False
    return True


@pytest.mark.parametrize(("name", "text", "claims"), list(list_examples()))
def test_examples_give_their_claims(
    read: Callable[..., Reading], name: str, text: str, claims: tuple[dict[str, Any], ...]
) -> None:
    """Each example of a type is read as its file says; those not read yet are listed, and stay listed only while they are not."""
    found = read(text).claims
    right = all(has_claim(found, name, dict(wanted)) for wanted in claims)
    assert right is not text.startswith(NOT_YET), [(c.type, c.roles, c.modality) for c in found]


def list_lookalikes() -> Iterator[Any]:
    """Every look-alike of every type."""
    for event in ONTOLOGY.types.values():
        for example in event.lookalikes:
            yield pytest.param(event.name, example.text, id=f"{event.name}-{example.text[:40]}")


@pytest.mark.parametrize(("name", "text"), list(list_lookalikes()))
def test_lookalikes_give_no_claim(read: Callable[..., Reading], name: str, text: str) -> None:
    """No look-alike of a type is taken for it."""
    assert name not in {c.type for c in read(text).claims}


@pytest.mark.parametrize(
    ("text", "role", "told"),
    [
        ("Owen Pratt was arrested on Route 9 on suspicion of theft.", "about", "suspicion of theft"),
        ("Owen Pratt was detained for 48 hours.", "about", None),
        ("Owen Pratt was jailed for six years.", "what", "six years"),
        ("Owen Pratt was charged on Sept. 15 with arson.", "about", "arson"),
        ("Norvel accused Brackley Foods of copying its recipe.", "about", "copying its recipe"),
        ("The judge barred Victor Hale from trading in shares.", "what", "trading in shares"),
        ("Castellan Airlines was fined for breaking the rules.", "about", "breaking the rules"),
        ("The ministry has for the third time in a year fined Norvel.", "about", None),
        ("Dunmore has for years blamed Norvel for the leak.", "about", "the leak"),
    ],
)
def test_matters_are_things_or_deeds_and_no_dates(
    read: Callable[..., Reading], text: str, role: str, told: str
) -> None:
    """A role of words takes what is done too, and passes over dates and names where another phrase tells the matter."""
    assert [c.texts.get(role) for c in read(text).claims] == [told]


def test_places_of_events_are_known_places(read: Callable[..., Reading]) -> None:
    """A thing without a name is no place, whatever preposition it has."""
    (claim,) = read("Norvel sued Owen Pratt in an attempt to stop him.").claims
    assert "place" not in claim.roles
