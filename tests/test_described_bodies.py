"""Bodies and countries that are named by a description alone are things of the graph: "the Indian navy", "Norwegian jets"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.ontology import Ontology
from kgbuild.reading.reader import Reader
from kgbuild.records import Article, Reading
from kgbuild.resolving import resolve


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Brazilian navy arrested Mara Lind.", {"Brazilian navy", "Mara Lind"}),
        ("The Chinese government sued Norvel Inc.", {"Chinese government", "Norvel"}),
        ("Peruvian jets attacked Orlo Systems.", {"Peru", "Orlo Systems"}),
        ("Peru spoke. Peruvian jets attacked Orlo Systems.", {"Peru", "Orlo Systems"}),
        # of no state, or of none that a claim names
        ("The navy arrested Mara Lind.", {"Mara Lind"}),
        ("Norvel Inc praised Peruvian food.", {"Norvel"}),
    ],
)
def test_what_a_claim_names_has_a_chain(read: Callable[..., Reading], text: str, names: set[str]) -> None:
    """Whether the article writes it as a name or describes it."""
    reading = read(text)
    chains = {c.id: c.name for c in reading.chains}
    assert {chains[m.chain] for m in reading.mentions if m.chain} == names
    assert {a.chain for c in reading.claims for held in c.roles.values() for a in held if a.name} <= chains.keys()


def test_a_described_body_and_its_name_are_one(read: Callable[..., Reading]) -> None:
    """Within an article."""
    reading = read("The Brazilian navy arrested Mara Lind. The Brazilian Navy arrested Peter Quill.")
    first, second = (c.roles["agent"][0].chain for c in reading.claims)
    assert first == second


def test_articles_that_write_it_differently_tell_one_event(reader: Reader, ontology: Ontology) -> None:
    """Across articles, as one entity with one event."""
    texts = ("The Brazilian navy arrested Mara Lind.", "The Brazilian Navy arrested Mara Lind on the coast.")
    articles = [Article(f"a{i}", "1", f"a{i}", text) for i, text in enumerate(texts)]
    resolved = resolve([(a, reader.read(a)) for a in articles], ontology=ontology)
    assert sorted(e.id for e in resolved.entities) == ["org:brazilian-navy", "person:mara-lind"]
    assert len(resolved.events) == 1
