"""Posts at the head of bodies part people of one name, unless the one post came after the other."""

from __future__ import annotations

import pytest

from kgbuild.ontology import Ontology
from kgbuild.reading.reader import Reader
from kgbuild.records import Article
from kgbuild.resolving.entities import resolve_entities


def count(name: str, texts: list[tuple[str | None, str]], reader: Reader, ontology: Ontology) -> int:
    """How many entities of a name articles have, each given with its day."""
    articles = [Article(f"{n}", "1", f"{n}", text, published=day) for n, (day, text) in enumerate(texts)]
    found = resolve_entities([(a, reader.read(a)) for a in articles], ontology=ontology)
    return sum(name in (e.name, *e.aliases) for e in found.entities)


HEAD = "Ada Kroll, the chief executive of Norvel, opened a mill."


@pytest.mark.parametrize(
    ("other", "entities"),
    [
        ("Ada Kroll, the CEO of Brackley Foods, closed a mill.", 2),
        ("Brackley Foods lost money. Its chief executive, Ada Kroll, blamed the rain.", 2),
        ("Ada Kroll, the chief executive officer of Norvel Group, closed a mill.", 1),
        ("Ada Kroll, a former chief executive of Brackley Foods, wrote a book.", 1),
        ("Ada Kroll, the chief executive of Brackley Foods, left Norvel.", 1),
        ("Ada Kroll served as ambassador to Norway.", 2),
        ("Ada Kroll was elected mayor of Lund Bay.", 2),
        ("Ada Kroll was not elected mayor of Lund Bay.", 1),
        ("Ada Kroll met the mayor of Lund Bay.", 1),
        ("Ada Kroll praised the nurse as a queen.", 1),
    ],
)
def test_who_heads_two_bodies_is_two_unless_an_article_ties_them(
    reader: Reader, ontology: Ontology, other: str, entities: int
) -> None:
    """One post in two bodies that no article names together is of two people; a post of old is not, nor words for one body."""
    assert count("Ada Kroll", [(None, HEAD), (None, other)], reader, ontology) == entities


@pytest.mark.parametrize(
    ("days", "left", "entities"),
    [
        (("2014-02-01", "2015-09-01"), " She will step down as chief executive in March.", 1),
        (("2014-02-01", "2014-02-03"), " She will step down as chief executive in March.", 2),
        (("2014-02-01", "2015-09-01"), "", 2),
        ((None, "2015-09-01"), " She will step down as chief executive in March.", 2),
    ],
)
def test_a_post_after_another_is_a_move(
    reader: Reader, ontology: Ontology, days: tuple[str | None, str | None], left: str, entities: int
) -> None:
    """Who gave up a post can have another long after; the days of the articles tell."""
    later = "Ada Kroll, the chief executive of Brackley Foods, closed a mill."
    assert count("Ada Kroll", [(days[0], HEAD + left), (days[1], later)], reader, ontology) == entities
