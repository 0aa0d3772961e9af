"""Sentences from all walks of news, half of them look-alikes, written before the rules were run on them.

Those not read right yet are listed in `sentences/not_yet.txt`; a listed one that is read right must leave the list
(`python -m tests.test_sentences` writes the list anew and prints the share that is right, by type).
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from kgbuild.ontology import EventType, Ontology
from kgbuild.ontology_files import load_ontology
from kgbuild.reading.reader import make_reader
from kgbuild.records import Article, Claim, Reading

FOLDER = Path(__file__).parent / "sentences"
NOT_YET = FOLDER / "not_yet.txt"
CORE = ("agent", "patient")
Told = tuple[tuple[str, ...], tuple[str, ...], str]


def list_sentences() -> list[Mapping[str, Any]]:
    """All sentences, in the order of their files."""
    return [s for file in sorted(FOLDER.glob("*.toml")) for s in tomllib.loads(file.read_text())["sentence"]]


def read_not_yet() -> frozenset[str]:
    """The texts that are not read right yet."""
    return frozenset(NOT_YET.read_text(encoding="utf-8").splitlines())


def is_right(claims: Sequence[Claim], sentence: Mapping[str, Any], event: EventType) -> bool:
    """Whether the claims of the sentence's type are what it says: each wanted one is there, with its names, and no other."""
    found = [describe(c) for c in claims if c.type == event.name]
    wanted: list[Told] = []
    for claim in sentence["claims"]:
        agent, patient = (tuple(sorted(claim.get(r, ()))) for r in CORE)
        wanted.append((agent, patient, claim.get("modality", "asserted")))
    if event.symmetric:
        found, wanted = ([(tuple(sorted(a + p)), (), m) for a, p, m in told] for told in (found, wanted))
    if event.kind == "state":
        # a lasting relation is told pair by pair
        pairs = [{(a, p) for agents, patients, _ in told for a in agents for p in patients} for told in (found, wanted)]
        return pairs[0] == pairs[1]
    return sorted(found) == sorted(wanted)


def describe(claim: Claim) -> Told:
    """The names of both parties, sorted, and the modality in one word."""
    agent, patient = (tuple(sorted({a.name for a in claim.roles.get(r, ()) if a.name})) for r in CORE)
    return agent, patient, "negated" if claim.polarity == "negative" else claim.modality


@pytest.mark.parametrize("sentence", list_sentences(), ids=lambda s: f"{s['type']}-{s['text'][:50]}")
def test_sentences_are_read_as_a_careful_person_does(
    read: Callable[..., Reading], ontology: Ontology, sentence: Mapping[str, Any], not_yet: frozenset[str]
) -> None:
    """A sentence gives exactly its claims; those not read yet are listed, and stay listed only while they are not."""
    claims = read(sentence["text"]).claims
    right = is_right(claims, sentence, ontology.types[sentence["type"]])
    found = [(c.type, describe(c)) for c in claims]
    assert right is (sentence["text"] not in not_yet), f"{sentence['text']}\nwanted {sentence['claims']}\nfound {found}"


@pytest.fixture(scope="module")
def not_yet() -> frozenset[str]:
    """The texts that are not read right yet."""
    return read_not_yet()


def test_every_type_has_twelve_sentences_half_of_them_lookalikes() -> None:
    """No type rests on few sentences, or on such as only ask for more claims."""
    per = Counter((s["type"], bool(s["claims"])) for s in list_sentences())
    assert set(per.values()) == {6}


def test_the_list_holds_only_sentences_that_exist() -> None:
    """A text that was changed or removed leaves the list of those not read yet."""
    assert read_not_yet() <= {s["text"] for s in list_sentences()}


def main() -> None:
    """Write the list anew and print the figures."""
    ontology = load_ontology()
    reader = make_reader(ontology)
    failed, per = [], Counter[tuple[str, bool]]()
    for s in list_sentences():
        claims = reader.read(Article("test", "1", "test", s["text"])).claims
        right = is_right(claims, s, ontology.types[s["type"]])
        per[s["type"], right] += 1
        if not right:
            failed.append(s["text"])
    NOT_YET.write_text("".join(f"{t}\n" for t in failed), encoding="utf-8")
    for kind in sorted({t for t, _ in per}):
        print(f"{kind:18} {per[kind, True]:2} of {per[kind, True] + per[kind, False]}")
    total = sum(per.values())
    print(f"{total - len(failed)} of {total} right: {(total - len(failed)) / total:.3f}")


if __name__ == "__main__":
    main()
