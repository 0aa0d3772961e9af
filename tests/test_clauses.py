"""Every clause with its participants, construction by construction. The names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.reading.nouns import load_nouns
from kgbuild.records import Clause, Reading

Read = Callable[..., Reading]


def find_clause(reading: Reading, trigger: str) -> Clause | None:
    """The first clause with a trigger."""
    return next((c for c in reading.clauses if c.trigger == trigger), None)


def describe(clause: Clause, role: str) -> str:
    """The fillers of a role, in the words of the clause."""
    return ", ".join(a.text for a in clause.roles.get(role, ()))


# text; trigger; what stands in which role ("" for an empty one)
CONSTRUCTIONS = [
    # active and passive
    ("Norvel bought Orlo Systems.", "bought", {"agent": "Norvel", "patient": "Orlo Systems"}),
    ("Orlo Systems was bought by Norvel.", "bought", {"agent": "Norvel", "patient": "Orlo Systems"}),
    ("The mill was sold.", "sold", {"agent": "", "patient": "The mill"}),
    ("Norvel bought Orlo Systems from Dunmore Bank.", "bought", {"patient": "Orlo Systems", "from": "Dunmore Bank"}),
    # relative clauses, full and reduced
    ("Orlo Systems, which Norvel bought, makes pumps.", "bought", {"agent": "Norvel", "patient": "which"}),
    ("Norvel, which bought Orlo Systems, makes pumps.", "bought", {"agent": "which", "patient": "Orlo Systems"}),
    ("The pumps made by Norvel broke.", "made", {"agent": "Norvel", "patient": "The pumps"}),
    ("The recently bought mill belongs to Norvel.", "bought", {"agent": "", "patient": "The recently bought mill"}),
    # coordination
    ("Norvel designs and builds pumps.", "builds", {"agent": "Norvel", "patient": "pumps"}),
    ("Norvel bought Orlo Systems and closed the mill.", "closed", {"agent": "Norvel", "patient": "the mill"}),
    ("The pumps were chosen and bought by Norvel.", "chosen", {"agent": "Norvel", "patient": "The pumps"}),
    ("Norvel and Orlo Systems hired Owen Pratt.", "hired", {"agent": "Norvel, Orlo Systems", "patient": "Owen Pratt"}),
    ("Mill chairman and founder Owen Pratt resigned.", "resigned", {"agent": "Owen Pratt"}),
    # a verb that points back
    (
        "Norvel sued Orlo Systems, and Dunmore Bank did so in 2014.",
        "did",
        {"agent": "Dunmore Bank", "patient": "Orlo Systems"},
    ),
    (
        "Norvel sued Orlo Systems. Dunmore Bank did the same.",
        "did",
        {"agent": "Dunmore Bank", "patient": "Orlo Systems"},
    ),
    ("Norvel sued Orlo Systems, and so did Dunmore Bank.", "did", {"agent": "Dunmore Bank", "patient": "Orlo Systems"}),
    ("Norvel sued Orlo Systems, as did Dunmore Bank.", "did", {"agent": "Dunmore Bank", "patient": "Orlo Systems"}),
    ("Norvel is suing Orlo Systems, as is Dunmore Bank.", "is", {"agent": "Dunmore Bank", "patient": "Orlo Systems"}),
    ("Norvel was fined, as was Dunmore Bank.", "was", {"agent": "", "patient": "Dunmore Bank"}),
    (
        "Norvel was sued by Orlo Systems, and so was Dunmore Bank.",
        "was",
        {"agent": "Orlo Systems", "patient": "Dunmore Bank"},
    ),
    (
        "Norvel sued Orlo Systems, and Dunmore Bank followed suit.",
        "followed",
        {"agent": "Dunmore Bank", "patient": "Orlo Systems"},
    ),
    ("Norvel asked Owen Pratt to resign, and Dunmore Bank followed the suit.", "followed", {"patient": "the suit"}),
    ("Norvel called on Owen Pratt to close the mill.", "close", {"agent": "Owen Pratt", "patient": "the mill"}),
    (
        "Norvel joined Orlo Systems in suing Dunmore Bank.",
        "suing",
        {"agent": "Norvel, Orlo Systems", "patient": "Dunmore Bank"},
    ),
    ("Norvel sued Orlo Systems to save the mill.", "save", {"agent": "Norvel", "patient": "the mill"}),
    ("Norvel looked to close the mill.", "close", {"agent": "Norvel", "patient": "the mill"}),
    ("Norvel sued Orlo Systems. Dunmore Bank did so well.", "did", {"agent": "Dunmore Bank", "patient": ""}),
    # control and raising
    ("Norvel plans to buy Orlo Systems.", "buy", {"agent": "Norvel", "patient": "Orlo Systems"}),
    ("Norvel persuaded Owen Pratt to join the board.", "join", {"agent": "Owen Pratt", "patient": "the board"}),
    ("The tool allows drivers to record a trip.", "allows", {"patient": "drivers"}),
    ("Norvel chose Owen Pratt to lead the mill.", "lead", {"agent": "Owen Pratt", "patient": "the mill"}),
    ("Norvel is said to want Orlo Systems.", "said", {"agent": "", "patient": ""}),
    ("Norvel is said to want Orlo Systems.", "want", {"agent": "Norvel", "patient": "Orlo Systems"}),
    ("It is expected that Norvel will close the mill.", "expected", {"agent": "", "patient": ""}),
    ("The mill was sold by Norvel to please Owen Pratt.", "please", {"agent": "Norvel", "patient": "Owen Pratt"}),
    # gerunds, participles, infinitives under nouns
    ("After buying Orlo Systems, Norvel closed the mill.", "buying", {"agent": "Norvel", "patient": "Orlo Systems"}),
    ("The first farmer to sell the pumps was happy.", "sell", {"agent": "The first farmer", "patient": "the pumps"}),
    ("Norvel signed a contract to supply the army.", "supply", {"agent": "Norvel", "patient": "the army"}),
    ("The truck is capable of carrying six horses.", "carrying", {"agent": "The truck", "patient": "six horses"}),
    ("The jets that Norvel plans to fly are new.", "fly", {"agent": "Norvel", "patient": "The jets"}),
    ("The jets that Norvel plans to fly are new.", "plans", {"agent": "Norvel", "patient": ""}),
    ("The guard let Owen Pratt go.", "let", {"agent": "The guard", "patient": "Owen Pratt"}),
    ("The guard let Owen Pratt go.", "go", {"agent": "Owen Pratt"}),
    ("Many drivers had trouble finding the mill.", "finding", {"agent": "Many drivers", "patient": "the mill"}),
    # headlines
    ("Norvel to close mill\n\nThe mill will close in May.", "close", {"agent": "Norvel", "patient": "mill"}),
    ("Norvel allowed to sell pumps\n\nA court ruled.", "allowed", {"agent": "", "patient": "Norvel"}),
    # deeds named by nouns
    ("Norvel's purchase of Orlo Systems was a surprise.", "purchase", {"agent": "Norvel", "patient": "Orlo Systems"}),
    ("The purchase of the mill by Norvel was a surprise.", "purchase", {"agent": "Norvel", "patient": "the mill"}),
    ("The purchase by Norvel was a surprise.", "purchase", {"agent": "Norvel", "patient": ""}),
    ("The dispute between Norvel and Orlo Systems ended.", "dispute", {"agent": "Norvel", "patient": "Orlo Systems"}),
    ("The Norvel orders rose.", "orders", {"agent": "Norvel"}),
    ("Norvel's total number of orders rose.", "orders", {"agent": "Norvel"}),
    ("Critics regret the decision of the government.", "decision", {"agent": "the government", "patient": ""}),
    ("Critics regret the destruction of the mill.", "destruction", {"agent": "", "patient": "the mill"}),
    # verbs that only carry a noun
    ("Norvel filed a complaint against Orlo Systems.", "complaint", {"agent": "Norvel", "against": "Orlo Systems"}),
    ("Norvel filed a complaint against Orlo Systems.", "filed", {"agent": "Norvel", "against": "Orlo Systems"}),
    ("A judge dismissed a case against Orlo Systems.", "dismissed", {"agent": "A judge", "against": "Orlo Systems"}),
    ("Norvel settled its dispute with Orlo Systems.", "settled", {"agent": "Norvel", "with": "Orlo Systems"}),
    ("Norvel won an order from Orlo Systems.", "order", {"agent": "Orlo Systems"}),
    ("A speech given by Owen Pratt pleased Norvel.", "speech", {"agent": "Owen Pratt"}),
    ("A speech praised by Owen Pratt pleased Norvel.", "speech", {"agent": ""}),
    ("Owen Pratt said in a statement that sales fell.", "statement", {"agent": "Owen Pratt"}),
    # things act and are acted on; deeds, thoughts and times are told of
    ("Norvel announced the merger.", "announced", {"agent": "Norvel", "patient": "", "what": "the merger"}),
    ("The delay cost Norvel a contract.", "cost", {"agent": "", "cause": "The delay"}),
    ("This pleased Norvel.", "pleased", {"agent": "", "patient": "Norvel"}),
    ("Norvel bought two of the mills.", "bought", {"patient": "two"}),
    ("Norvel showed a new version of the pump.", "showed", {"patient": "a new version"}),
    ("Norvel studied two of the delays.", "studied", {"patient": "", "what": "two"}),
    # what happens to a thing is no act of it
    ("The plane crashed near Lyon.", "crashed", {"agent": "", "patient": "The plane"}),
    ("The plane hit a tower.", "hit", {"agent": "The plane", "patient": "a tower"}),
    ("Owen Pratt died in May.", "died", {"agent": "", "patient": "Owen Pratt"}),
    ("Owen Pratt came to Lyon.", "came", {"agent": "Owen Pratt", "patient": ""}),
    # copula, existence
    ("The pump is a machine.", "is", {"patient": "The pump", "attr": "a machine"}),
    ("There were 300 guests.", "were", {"patient": "300 guests"}),
    # a date above the text is no word of it
    ("May 3, 2011 Norvel bought Orlo Systems.", "bought", {"agent": "Norvel", "patient": "Orlo Systems"}),
]

NO_CLAUSES = [
    ("The retailer sells pumps.", "retailer"),  # a person or body
    ("Norvel sells jets.", "jets"),  # a thing, though "to jet" is a verb
    ("Norvel showed a new version of the pump.", "version"),  # a part or kind
    ("In addition, Norvel sells pumps.", "addition"),  # a word of grammar
    ("Norvel runs a long-haul fleet.", "haul"),
    ("Norvel has a design problem.", "design"),  # tells the kind of another noun
    ("Norvel sells many things, including pumps.", "including"),  # a participle as preposition
    ("Norvel replaced the existing fleet.", "existing"),  # ... and as adjective
    ("According to Norvel, sales fell.", "According"),
]


@pytest.mark.parametrize(("text", "trigger", "roles"), CONSTRUCTIONS)
def test_each_construction_gives_its_roles(read: Read, text: str, trigger: str, roles: dict[str, str]) -> None:
    """A clause names who takes part, in deep roles, whatever its construction."""
    clause = find_clause(read(text), trigger)
    assert clause is not None, [c.trigger for c in read(text).clauses]
    assert {r: describe(clause, r) for r in roles} == roles


@pytest.mark.parametrize(("text", "word"), NO_CLAUSES)
def test_words_that_tell_no_deed_are_no_clauses(read: Read, text: str, word: str) -> None:
    """Nouns of things and words of grammar make no clause, though they look like verbs and deeds."""
    assert find_clause(read(text), word) is None


@pytest.mark.parametrize(
    ("noun", "kind", "deed"),
    [
        ("acquisition", "event", True),
        ("lawsuit", "event", True),
        ("retailer", "person", False),
        ("company", "group", False),
        ("truck", "artifact", False),
        ("pre-order", "event", True),
    ],
)
def test_nouns_have_a_kind(noun: str, kind: str, *, deed: bool) -> None:
    """The list tells what a noun names, and how often it names a deed."""
    found = load_nouns().find(noun)
    assert found is not None
    assert (found.kind, found.event >= 0.4) == (kind, deed)


def test_a_noun_of_a_deed_knows_its_verb() -> None:
    """The verb that a noun is derived from is kept; a word that is no noun is not found."""
    found = load_nouns().find("acquisition")
    assert found is not None
    assert found.verbs == ("acquire",)
    assert load_nouns().find("acquire") is None


def test_a_relative_pronoun_is_the_mention_and_keeps_the_name(read: Read) -> None:
    """The words in the clause itself are mentioned; the name is that of what they stand for."""
    clause = find_clause(read("Norvel, which bought Orlo Systems, makes pumps."), "bought")
    assert clause is not None
    (agent,) = clause.roles["agent"]
    assert (agent.text, agent.start, agent.name) == ("which", 8, "Norvel")


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("Mara Lindgren is the largest holder of Norvel, which owns Orlo Systems.", "owns", "Norvel"),
        ("Owen Pratt, chairman of Dunmore Bank, who lives in Leeds, spoke.", "lives", "Owen Pratt"),
        ("Norvel hired a lawyer for Orlo Systems, which made a loss.", "made", "Orlo Systems"),
    ],
)
def test_which_is_no_person_and_who_is_one(read: Read, text: str, trigger: str, name: str) -> None:
    """A relative clause hangs on what its pronoun can stand for."""
    clause = find_clause(read(text), trigger)
    assert clause is not None
    assert [a.name for a in clause.roles["agent"]] == [name]
