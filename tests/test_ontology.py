"""The ontology: what the shipped files hold, and what the loader says of faulty ones."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from kgbuild.errors import OntologyError
from kgbuild.ontology import EventType, Ontology
from kgbuild.ontology_files import load_names, load_ontology

if TYPE_CHECKING:
    from pathlib import Path

EVENTS = [
    "ACCUSED", "ACQUIRED", "ANNOUNCED", "APPEALED", "APPOINTED", "APPROVED", "ARRESTED", "ATTACKED", "BANNED",
    "BLOCKED", "CALLED_FOR", "CHARGED", "CRITICIZED", "DENIED", "DIED", "DISMISSED", "FINED", "FIRED",
    "FORMED", "GRANTED", "INJURED", "INVESTED_IN", "INVESTIGATED", "JOINED", "KILLED", "LEFT", "MERGED_WITH", "ORDERED", "PARTNERED_WITH", "RULED_AGAINST",
    "RULED_FOR", "SENTENCED", "SETTLED_WITH", "SOLD", "SUED", "SUSPENDED",
]  # fmt: skip
STATES = ["AFFILIATED_WITH", "BASED_IN", "FOUNDED", "LEADS", "MEMBER_OF", "OWNS", "WORKS_FOR"]
CLASSES = [
    "Agency", "Association", "Brand", "Company", "Country", "Court", "Government", "Media", "Occasion", "Organization", "Person",
    "Place", "Product", "Work",
]  # fmt: skip
FIRST_LEVEL = ["Organization", "Person", "Place", "Product", "Work"]

CLASS_FILE = """
[Organization]
[Company]
parent = "Organization"
[Person]
"""
WORD_FILE = 'suit = ["suit", "lawsuit"]\n'
TYPE_FILE = """
type = "SUED"
kind = "event"
description = "A party starts a suit."
[roles.agent]
classes = ["Organization"]
[roles.patient]
classes = ["Organization"]
[roles.amount]
text = true
[[frames]]
id = "file"
verbs = ["file"]
requires = { patient = ["@suit", "Person"] }
roles = { agent = ["agent"], patient = ["against"] }
"""


@pytest.fixture(scope="module")
def shipped() -> Ontology:
    """The ontology that comes with the program."""
    return load_ontology()


def write_folder(folder: Path, *, event: str = TYPE_FILE, words: str = WORD_FILE, classes: str = CLASS_FILE) -> Path:
    """Write a small ontology of one type and return its folder."""
    (folder / "events").mkdir(parents=True)
    (folder / "lexicon").mkdir()
    (folder / "events" / "sued.toml").write_text(event, encoding="utf-8")
    (folder / "lexicon" / "frames.toml").write_text(words, encoding="utf-8")
    (folder / "classes.toml").write_text(classes, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("kind", "names"), [("event", EVENTS), ("state", STATES)])
def test_all_types_of_the_vocabulary_are_there(shipped: Ontology, kind: str, names: list[str]) -> None:
    """The shipped ontology holds exactly the types of the vocabulary."""
    assert sorted(t.name for t in shipped.types.values() if t.kind == kind) == sorted(names)


def test_all_classes_of_the_vocabulary_are_there(shipped: Ontology) -> None:
    """The shipped ontology holds exactly the classes of the vocabulary, five of them on the first level."""
    assert sorted(shipped.classes) == CLASSES
    assert sorted(c.name for c in shipped.classes.values() if c.parent is None) == FIRST_LEVEL


def test_symmetric_types(shipped: Ontology) -> None:
    """Settling, merging, partnering and being affiliated go both ways; nothing else does."""
    symmetric = {t.name for t in shipped.types.values() if t.symmetric}
    assert symmetric == {"SETTLED_WITH", "MERGED_WITH", "PARTNERED_WITH", "AFFILIATED_WITH"}


@pytest.mark.parametrize("name", EVENTS + STATES)
def test_each_type_has_examples_and_lookalikes(shipped: Ontology, name: str) -> None:
    """A type shows by four sentences what it is, and by three what it is not; no sentence stands twice."""
    event = shipped.types[name]
    texts = [e.text for e in (*event.examples, *event.lookalikes)]
    assert len(event.examples) >= 4
    assert len(event.lookalikes) >= 3
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("name", EVENTS + STATES)
def test_each_example_claims_something_that_its_text_holds(shipped: Ontology, name: str) -> None:
    """The names in an example's claims stand in its text."""
    event = shipped.types[name]
    for example in event.examples:
        assert example.claims, example.text
        for claim in example.claims:
            wanted = [n for role, names in claim.items() if role in event.roles for n in names]
            assert [n for n in wanted if n not in example.text] == []


def test_lookalikes_claim_nothing(shipped: Ontology) -> None:
    """A look-alike is a sentence alone."""
    assert not [e for t in shipped.types.values() for e in t.lookalikes if e.claims]


@pytest.mark.parametrize("name", EVENTS + STATES)
def test_each_type_says_what_it_is_and_is_not(shipped: Ontology, name: str) -> None:
    """Type and roles are described in words, and the type is mapped to other vocabularies."""
    event = shipped.types[name]
    assert event.description.endswith(".")
    assert event.excludes.endswith(".")
    assert all(role.description for role in event.roles.values())
    assert {"sem", "schema"} <= set(event.mapping)


def test_each_frame_can_name_a_party(shipped: Ontology) -> None:
    """A frame fills agent or patient, for a claim without both says nothing."""
    bare = [
        f"{t.name}/{f.id}" for t in shipped.types.values() for f in t.frames if not {"agent", "patient"} & set(f.roles)
    ]
    assert bare == []


@pytest.mark.parametrize(
    "verb", ["make", "take", "get", "win", "face", "move", "have", "give", "put", "go", "be", "come", "lose"]
)
def test_vague_verbs_need_more_than_themselves(shipped: Ontology, verb: str) -> None:
    """A verb that means many things is a trigger only beside words that say which."""
    loose = [f"{t.name}/{f.id}" for t in shipped.types.values() for f in t.frames if verb in f.verbs and not f.requires]
    assert loose == []


@pytest.mark.parametrize("part", ["nouns", "endings", "titles"])
def test_a_word_describes_one_class(shipped: Ontology, part: str) -> None:
    """No noun, ending or title stands twice, so that it tells one class."""
    found = Counter(word for cls in shipped.classes.values() for word in getattr(cls, part))
    assert [word for word, n in found.items() if n > 1] == []


def test_class_words_are_lower_case(shipped: Ontology) -> None:
    """All lists but legal forms are looked up in lower case."""
    words = [w for c in shipped.classes.values() for part in (c.nouns, c.endings, c.titles) for w in part]
    assert [w for w in words if w != w.lower()] == []


def test_frame_words_hold_no_unknown_class(shipped: Ontology) -> None:
    """What a slot requires or excludes is a lemma, a phrase, or a class."""
    words = {
        w
        for t in shipped.types.values()
        for f in t.frames
        for slots in (f.requires, f.excludes)
        for wanted in slots.values()
        for w in wanted
    }
    assert {w for w in words if w[0].isupper()} <= set(CLASSES)


def test_dismissing_inherits_the_parties_of_the_suit(shipped: Ontology) -> None:
    """Where "dropped the suit" names no defendant, the suit lends it."""
    rule = next(r for r in shipped.types["DISMISSED"].inherits if r.role == "case")
    assert (rule.types, dict(rule.copy)) == (("SUED",), {"patient": "patient", "court": "court"})


def test_suing_opens_a_case(shipped: Ontology) -> None:
    """One type alone opens a lawsuit."""
    assert [sorted(c.openings) for c in shipped.courses if c.name == "lawsuit"] == [["SUED"]]


@pytest.mark.parametrize(
    ("added", "message"),
    [
        ('[[steps]]\nstate = "over"\ntypes = ["FELL"]', "unknown type 'FELL'"),
        ('[[steps]]\nstate = "over"\ntypes = ["SUED"]\nby = "nobody"', "is by 'nobody'"),
        ('[[steps]]\nstate = "over"\ntypes = ["SUED"]\nafter = ["never"]', "unknown state 'never'"),
        ('[[steps]]\nstate = "over"\ntypes = ["SUED"]\nwords = { colour = ["red"] }', "unknown role 'colour'"),
        ('[[steps]]\nstate = "over"\ntypes = ["SUED"]\nopens = "often"', "opens 'often'"),
    ],
)
def test_faults_of_courses_are_named(tmp_path: Path, added: str, message: str) -> None:
    """A faulty course is refused by name."""
    folder = write_folder(tmp_path / "kg")
    (folder / "courses").mkdir()
    first = """course = "c"
label = "C"
title = "{one} v. {other}"
description = "A course."
parties = { one = "agent", other = "patient" }
[[steps]]
state = "begun"
types = ["SUED"]
opens = "always"
"""
    (folder / "courses" / "c.toml").write_text(f"{first}{added}\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        load_ontology(folder)


def test_word_sets_are_expanded(tmp_path: Path) -> None:
    """A frame that requires @suit requires its words."""
    event = load_ontology(write_folder(tmp_path / "kg")).types["SUED"]
    assert event.frames[0].requires["patient"] == {"suit", "lawsuit", "Person"}


def test_classes_have_parents(tmp_path: Path) -> None:
    """A class below another knows it."""
    assert load_ontology(write_folder(tmp_path / "kg")).classes["Company"].parent == "Organization"


def test_digest_depends_on_contents_alone(tmp_path: Path) -> None:
    """Two folders of the same files have one digest; another word makes another."""
    one, two = write_folder(tmp_path / "a"), write_folder(tmp_path / "b")
    other = write_folder(tmp_path / "c", words='suit = ["suit"]\n')
    digests = [load_ontology(folder).digest for folder in (one, two, other)]
    assert digests[0] == digests[1] != digests[2]


def test_extra_folder_adds_a_type(tmp_path: Path) -> None:
    """A type in the extra folder stands beside the shipped ones, and may use their sets and classes."""
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "praised.toml").write_text(TYPE_FILE.replace("SUED", "PRAISED"), encoding="utf-8")
    ontology = load_ontology(extra=tmp_path)
    assert len(ontology.types) == len(EVENTS) + len(STATES) + 1
    assert "lawsuit" in ontology.types["PRAISED"].frames[0].requires["patient"]


def test_extra_folder_replaces_a_type(tmp_path: Path) -> None:
    """A type of the same name in the extra folder takes the shipped one's place."""
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "mine.toml").write_text(TYPE_FILE.replace("SUED", "ANNOUNCED"), encoding="utf-8")
    frames = load_ontology(extra=tmp_path).types["ANNOUNCED"].frames
    assert [f.id for f in frames] == ["file"]


def test_names_are_read(tmp_path: Path) -> None:
    """A row of names.jsonl keeps its name, class, aliases and Wikidata id."""
    row = {"name": "Norvel", "class": "Company", "aliases": ["Norvel Foods"], "wikidata": "Q1", "common": True}
    (write_folder(tmp_path / "kg") / "names.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (name,) = load_ontology(tmp_path / "kg").names
    assert (name.name, name.cls, name.aliases, name.wikidata, name.common) == (
        "Norvel",
        "Company",
        ("Norvel Foods",),
        "Q1",
        True,
    )


def test_names_may_be_missing(tmp_path: Path) -> None:
    """A folder without names.jsonl has no names, which is no fault."""
    assert list(load_names(write_folder(tmp_path / "kg"))) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [("{", "names.jsonl:1: not JSON"), ('{"name": "Norvel"}', "names.jsonl:1: a line lacks name or class")],
)
def test_faulty_names_are_named(tmp_path: Path, line: str, message: str) -> None:
    """A faulty line of names.jsonl is named by its number."""
    (write_folder(tmp_path / "kg") / "names.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        load_ontology(tmp_path / "kg")


FAULTS = [
    ('type = "SUED"', "type = SUED", "not TOML"),
    ('type = "SUED"', 'type = "sued"', "cannot name a relationship"),
    ('kind = "event"', 'kind = "thing"', "use one of event, state"),
    ('kind = "event"', 'kind = "event"\ncolour = 1', "unknown key 'colour'"),
    ('description = "A party starts a suit."', "", "lacks 'description'"),
    ("[roles.patient]", "[roles.defendant]", "lacks role 'patient'"),
    ("[roles.amount]\ntext = true", '[roles.amount]\ndescription = "sum"', "role 'amount' has no range"),
    ("[roles.amount]\ntext = true", '[roles.amount]\nclasses = ["Money"]', "names unknown class 'Money'"),
    ("[roles.amount]\ntext = true", "[roles.amount]\ntext = true\nunit = 1", "unknown key 'unit'"),
    ('"@suit"', '"@suits"', "unknown word set '@suits'"),
    ('"Person"', '"Human"', "unknown class 'Human'"),
    ('id = "file"', "", "a frame lacks 'id'"),
    ('verbs = ["file"]', "", "has no trigger"),
    ('verbs = ["file"]', 'verbs = "file"', "no list of words"),
    ('roles = { agent = ["agent"], patient = ["against"] }', "", "a frame lacks 'roles'"),
    ('patient = ["against"] }', 'victim = ["against"] }', "fills unknown role 'victim'"),
    ('verbs = ["file"]', 'verbs = ["file"]\nmodality = "maybe"', "has modality 'maybe'"),
    ('verbs = ["file"]', 'verbs = ["file"]\npolarity = "no"', "has polarity 'no'"),
    ('kind = "event"', 'kind = "event"\nincluded_in = "WED"', "included_in names 'WED'"),
    ('kind = "event"', 'kind = "event"\nonce = true\nincluded_in = "SUED"', "included_in names 'SUED'"),
    ('verbs = ["file"]', 'verbs = ["file"]\nvoice = "active"', "unknown key 'voice'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), FAULTS)
def test_faults_of_a_type_are_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    """A faulty type file is refused, and the message names the file and the trouble."""
    assert old in TYPE_FILE
    with pytest.raises(OntologyError, match=message) as caught:
        load_ontology(write_folder(tmp_path / "kg", event=TYPE_FILE.replace(old, new, 1)))
    assert "sued.toml" in str(caught.value)


ADDED = [
    ('[[frames]]\nid = "file"\nverbs = ["bring"]\nroles = { agent = ["agent"] }', "two frames have the id 'file'"),
    ("[[examples]]\nclaims = []", "an example lacks 'text'"),
    ('[[examples]]\ntext = "x"\nclaims = [{ buyer = ["Norvel"] }]', "unknown role 'buyer'"),
    ('[[examples]]\ntext = "x"\nclaims = [{ type = "WED" }]', "unknown type 'WED'"),
    ('[[examples]]\ntext = "x"\nclaims = [{ agent = "Norvel" }]', "no list of words"),
    ('[[lookalikes]]\ntext = "x"\nwhy = "y"', "unknown key 'why'"),
    ('[[inherits]]\nrole = "amount"\ntype = "WED"\ncopy = { patient = "patient" }', "unknown type 'WED'"),
    ('[[inherits]]\nrole = "case"\ntype = "SUED"\ncopy = { patient = "patient" }', "unknown role 'case'"),
    ('[[inherits]]\nrole = "amount"\ntype = "SUED"\ncopy = { patient = "victim" }', "copies role 'victim'"),
    ('[[inherits]]\nrole = "amount"\ntype = "SUED"', "inherits lacks 'copy'"),
]  # fmt: skip


@pytest.mark.parametrize(("added", "message"), ADDED)
def test_faults_in_added_tables_are_named(tmp_path: Path, added: str, message: str) -> None:
    """Faults in frames, examples, inheritance are found too."""
    with pytest.raises(OntologyError, match=message):
        load_ontology(write_folder(tmp_path / "kg", event=f"{TYPE_FILE}{added}\n"))


@pytest.mark.parametrize(
    ("classes", "message"),
    [
        ('[Organization]\n[Person]\n[Company]\nparent = "Firm"', "unknown parent 'Firm'"),
        ('[Organization]\nparent = "Person"\n[Person]\nparent = "Organization"', "below itself"),
        ('[Organization]\nnouns = "firm"\n[Person]', "no list of words"),
        ("[Organization]\ncolour = 1\n[Person]", "unknown key 'colour'"),
    ],
)
def test_faults_of_classes_are_named(tmp_path: Path, classes: str, message: str) -> None:
    """A faulty class is refused by name."""
    with pytest.raises(OntologyError, match=message):
        load_ontology(write_folder(tmp_path / "kg", classes=classes))


def test_a_set_of_two_files_is_refused(tmp_path: Path) -> None:
    """One word set stands in one file of a folder, so that none is silently lost."""
    folder = write_folder(tmp_path / "kg")
    (folder / "lexicon" / "more.toml").write_text(WORD_FILE, encoding="utf-8")
    with pytest.raises(OntologyError, match="stands in another file"):
        load_ontology(folder)


def test_a_type_of_two_files_is_refused(tmp_path: Path) -> None:
    """One type stands in one file of a folder."""
    folder = write_folder(tmp_path / "kg")
    (folder / "events" / "again.toml").write_text(TYPE_FILE, encoding="utf-8")
    with pytest.raises(OntologyError, match="stands in another file"):
        load_ontology(folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A folder that is not there is named, with what it should hold."""
    with pytest.raises(OntologyError, match=r"no such folder; name a folder that holds events/\*\.toml"):
        load_ontology(tmp_path / "nowhere")


def test_types_are_sorted(shipped: Ontology) -> None:
    """Types come in one order, whatever the order of the files."""
    names: list[str] = [event.name for event in shipped.types.values() if isinstance(event, EventType)]
    assert names == sorted(names)


def test_an_event_without_a_doer_is_told_of_whom_it_befell() -> None:
    """Where nobody acts, a type that has a passive tells who died; others tell that someone did it."""
    types = load_ontology().types
    assert types["DIED"].tell("", "Ada Colley") == "Ada Colley died"
    assert types["KILLED"].tell("Norway", "Ada Colley") == "Norway killed Ada Colley"
    assert types["SUED"].tell("", "Norvel") == "someone sued Norvel"
