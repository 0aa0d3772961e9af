"""Which events the words of an article put in order, and what is made of it over all articles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.graph import make_graph
from kgbuild.ontology import Ontology
from kgbuild.records import Article, Reading
from kgbuild.resolving import resolve

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Norvel sued Brackley Foods after it bought Orlo Systems.", [("ACQUIRED", "SUED")]),
        ("Before it bought Orlo Systems, Norvel sued Brackley Foods.", [("SUED", "ACQUIRED")]),
        ("Norvel bought Orlo Systems. Then it sued Brackley Foods.", [("ACQUIRED", "SUED")]),
        ("Norvel will sue Brackley Foods after it buys Orlo Systems.", []),
        ("Norvel bought Orlo Systems and sued Brackley Foods.", []),
    ],
)
def test_words_put_what_happened_in_order(read: Read, text: str, order: list[tuple[str, str]]) -> None:
    """ "After", "before" and "then" order what has happened, and nothing else does."""
    claims = read(text).claims
    types = {c.event: c.type for c in claims}
    assert [(types[first], c.type) for c in claims for first in c.after] == order


def test_an_order_against_the_dates_or_in_a_circle_is_left_out(read: Read, ontology: Ontology) -> None:
    """Of two articles that contradict each other one order stays; dates that deny an order drop it."""
    texts = [
        "Norvel sued Brackley Foods after it bought Orlo Systems.",
        "Norvel sued Brackley Foods before it bought Orlo Systems.",
    ]
    pairs = [(Article(f"a{i}", "1", f"a{i}", t), read(t)) for i, t in enumerate(texts)]
    edges = [e for e in make_graph(resolve(pairs, ontology=ontology), ontology=ontology).edges if e.type == "BEFORE"]
    assert len(edges) <= 1
    text = "In 2010 Norvel sued Brackley Foods after it bought Orlo Systems in 2015."
    resolved = resolve([(Article("b", "1", "b", text), read(text))], ontology=ontology)
    assert [e.after for e in resolved.events if e.after] == []


def test_an_order_bounds_an_event_and_proves_no_date(read: Read, ontology: Ontology) -> None:
    """What came after a dated event and before another lies between them, and has no date; a dated event has no bounds."""
    text = (
        "Norvel bought Orlo Systems on 13 May 2016. It then sued Brackley Foods."
        " In July 2016 Norvel fired Paul Dorn after it sued Brackley Foods."
    )
    resolved = resolve([(Article("a", "1", "a", text), read(text))], ontology=ontology)
    found = {e.type: (e.date, e.earliest, e.latest, e.dated_by) for e in resolved.events if e.kind == "event"}
    assert found == {
        "ACQUIRED": ("2016-05-13", None, None, ("a",)),
        "SUED": (None, "2016-05-13", "2016-07-31", ()),
        "FIRED": ("2016-07", None, None, ("a",)),
    }


def test_an_event_tells_which_article_dates_it(read: Read, ontology: Ontology) -> None:
    """An undated article's event has the date that another article tells, and says that it is from there."""
    texts = {"dated": "Norvel sued Orlo Systems on 13 May 2016.", "undated": "Norvel sued Orlo Systems in Leeds."}
    pairs = [(Article(k, "1", k, t), read(t)) for k, t in texts.items()]
    (event,) = (e for e in resolve(pairs, ontology=ontology).events if e.type == "SUED")
    assert (event.date, event.dated_by, event.articles) == ("2016-05-13", ("dated",), 2)
