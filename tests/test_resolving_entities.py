"""Which names are one thing: what a person decides beats every rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kgbuild.ontology import Ontology
from kgbuild.records import Article, Chain, Judgement, Mention, Reading
from kgbuild.resolving import resolve
from kgbuild.resolving.entities import Entities, resolve_entities
from kgbuild.resolving.explanations import Explanation, explain_names
from kgbuild.resolving.name_keys import NameRules
from kgbuild.resolving.name_uses import find_name_uses


def tell(article: str, *names: tuple[str, str]) -> tuple[Article, Reading]:
    """An article that names things, each a name and its class."""
    text = ". ".join(name for name, _ in names)
    mentions, chains, at = [], [], 0
    for i, (name, cls) in enumerate(names):
        mentions.append(Mention(at, at + len(name), name, at, at + len(name), cls, "name", name, f"e{i}"))
        chains.append(Chain(f"e{i}", cls, name, (name,)))
        at += len(name) + 2
    return Article(article, "1", article, text), Reading(article, "1", "r", tuple(mentions), (), tuple(chains), (), ())


def decide(left: str, right: str, verdict: str) -> Judgement:
    """A person's decision on two names."""
    return Judgement(left, right, verdict, 1.0, "I know them", "ann")  # type: ignore[arg-type]


def name_groups(found: Entities) -> list[list[str]]:
    """The names of each entity."""
    return sorted(sorted({e.name, *e.aliases}) for e in found.entities)


def test_a_name_key_is_read_as_it_is_written(ontology: Ontology) -> None:
    """Class, name without legal form and accents, and the article of a homonym; a bare name is of any class."""
    rules = NameRules(ontology)
    assert str(rules.parse("Company:Orlo Grüp, Inc.@a1.txt")) == "Organization:orlo grup@a1.txt"
    assert str(rules.parse("The Orlo")) == "*:orlo"


def test_a_person_joins_what_no_rule_would(ontology: Ontology) -> None:
    """Two names that share no letter are one where a person says so."""
    pairs = [tell("a", ("Orlo", "Company")), tell("b", ("Vanta Rail", "Company"))]
    assert name_groups(resolve_entities(pairs, ontology=ontology)) == [["Orlo"], ["Vanta Rail"]]
    same = decide("Organization:orlo", "Organization:vanta rail", "same")
    found = resolve_entities(pairs, ontology=ontology, decisions=[same])
    assert name_groups(found) == [["Orlo", "Vanta Rail"]]
    assert same in found.judgements


def test_a_person_keeps_apart_what_a_rule_joins(ontology: Ontology) -> None:
    """A general word more is the same firm by rule, and is not where a person says so."""
    pairs = [tell("a", ("Orlo", "Company")), tell("b", ("Orlo Holdings", "Company"))]
    assert len(resolve_entities(pairs, ontology=ontology).entities) == 1
    apart = decide("Organization:orlo", "Organization:orlo holdings", "different")
    assert len(resolve_entities(pairs, ontology=ontology, decisions=[apart]).entities) == 2


def test_a_person_parts_two_of_one_name(ontology: Ontology) -> None:
    """Two people whom no word tells apart are two where a person says so, each named by its article."""
    pairs = [tell("a", ("Paul Dorn", "Person")), tell("b", ("Paul Dorn", "Person"))]
    assert len(resolve_entities(pairs, ontology=ontology).entities) == 1
    apart = decide("Person:paul dorn@a", "Person:paul dorn@b", "different")
    assert len(resolve_entities(pairs, ontology=ontology, decisions=[apart]).entities) == 2


def test_a_decision_that_fits_nothing_is_told(ontology: Ontology) -> None:
    """A name that no article has makes a decision unfit, and nothing else changes."""
    gone = decide("Organization:orlo", "Organization:quist", "same")
    found = resolve_entities([tell("a", ("Orlo", "Company"))], ontology=ontology, decisions=[gone])
    assert (found.unfit, len(found.entities)) == ((gone,), 1)


def test_a_rule_is_told_with_its_score_and_what_forbids_it(ontology: Ontology) -> None:
    """What joined two names, and what kept two apart that words would join, is told by name."""

    def explain(pairs: list[tuple[Article, Reading]], left: str, right: str) -> Explanation:
        resolved = resolve(pairs, ontology=ontology)
        (found,) = explain_names(resolved, find_name_uses(pairs, resolved, ontology=ontology), left, right)
        return found

    firms = [tell("a", ("Orlo", "Company")), tell("b", ("Orlo Holdings", "Company"))]
    joined = explain(firms, "Orlo", "Orlo Holdings")
    assert (joined.one, [(j.verdict, j.score, j.reason) for j in joined.judgements]) == (
        True,
        [("same", 0.8, "they differ by a general word alone")],
    )
    apart = explain([*firms, tell("c", ("Orlo", "Company"), ("Orlo Holdings", "Company"))], "Orlo", "Orlo Holdings")
    assert (apart.one, [(j.verdict, j.reason) for j in apart.judgements]) == (
        False,
        [("different", "one article names both")],
    )
    namesakes = [tell("a", ("Orlo", "Company")), tell("b", ("Sela Orlo", "Person"))]
    found = explain(namesakes, "Orlo", "Sela Orlo")
    assert (found.one, found.judgements, found.reason is not None) == (False, (), True)


def test_a_short_name_of_two_firms_joins_neither(ontology: Ontology) -> None:
    """No chain of short names: what two articles shorten to one name is not one thing."""

    def shorten(article: str, name: str) -> tuple[Article, Reading]:
        told, reading = tell(article, (name, "Company"))
        chain = replace(reading.chains[0], aliases=(name, "Orlo"))
        return told, replace(reading, chains=(chain,))

    pairs = [shorten("a", "Orlo Bank"), shorten("b", "Orlo Insurance"), tell("c", ("Orlo", "Company"))]
    found = resolve_entities(pairs, ontology=ontology)
    assert len(found.entities) == 3
    assert {j.reason for j in found.judgements} == {"several longer names fit"}


def test_an_owner_is_no_person_for_that(ontology: Ontology) -> None:
    """What firms can be, too, tells no class; what persons alone can be tells theirs."""
    found = {}
    for noun in ("owner", "partner", "founder", "chairman"):
        text = f"Orlo, the {noun} of Vanta, won."
        mentions = (
            Mention(0, 4, "Orlo", 0, 4, "Company", "name", "Orlo", "e1"),
            Mention(6, 10 + len(noun), f"the {noun}", 10, 10 + len(noun), "Company", "nominal", "Orlo", "e1"),
        )
        reading = Reading("a", "1", "r", mentions, (), (Chain("e1", "Company", "Orlo", ("Orlo",)),), (), ())
        (entity,) = resolve_entities([(Article("a", "1", "a", text), reading)], ontology=ontology).entities
        found[noun] = entity.cls
    assert found == {"owner": "Company", "partner": "Company", "founder": "Person", "chairman": "Person"}


@pytest.mark.parametrize(
    ("name", "short", "one"),
    [
        ("U.S. Coast Guard", "USCG", True),
        ("Union of Norland Fish Traders", "UNFT", True),
        ("Union of Fish Traders", "UFT", False),
        ("Union of Norland Fish Traders", "Unft", False),
    ],
)
def test_initials_of_four_letters_are_their_name(ontology: Ontology, name: str, short: str, one: bool) -> None:
    """An acronym of four letters is the body with those initials; three letters tell nothing, and no word does."""
    pairs = [tell("a", (name, "Association")), tell("b", (short, "Association"))]
    assert (len(resolve_entities(pairs, ontology=ontology).entities) == 1) == one


def test_initials_of_two_bodies_are_neither(ontology: Ontology) -> None:
    """An acronym that two names have stands alone."""
    names = ("Union of Norland Fish Traders", "Union of Northern Ferry Towns", "UNFT")
    pairs = [tell(n, (n, "Association")) for n in names]
    assert len(resolve_entities(pairs, ontology=ontology).entities) == len(names)


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [("U.S.", "United States", True), ("Britain", "UK", True), ("LA", "Laos", False), ("CA", "Canada", False)],
)
def test_a_country_is_known_by_its_short_names(ontology: Ontology, left: str, right: str, one: bool) -> None:
    """A country is one by all that newspapers call it; two letters that a state or a town has too name none."""
    pairs = [tell("a", (left, "Country")), tell("b", (right, "Country"))]
    assert (len(resolve_entities(pairs, ontology=ontology).entities) == 1) == one


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("Orlo Trade Assn.", "Orlo Trade Association", True),
        ("Dept. of Tides", "Department of Tides", True),
        ("Assn.", "Association", False),
    ],
)
def test_words_that_papers_shorten_are_written_out(ontology: Ontology, left: str, right: str, one: bool) -> None:
    """Within a name, where they are not the whole of it."""
    pairs = [tell("a", (left, "Association")), tell("b", (right, "Association"))]
    assert (len(resolve_entities(pairs, ontology=ontology).entities) == 1) == one
