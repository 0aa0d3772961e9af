"""The home of spaCy: what is mended of its lemmas, and words finished by table as by its pipes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kgbuild.reading.parse import Parser, WordFinisher
from kgbuild.records import Reading


@pytest.mark.parametrize(
    ("text", "trigger", "lemma"),
    [
        ("The agency fined Norvel.", "fined", "fine"),
        ("Norvel hoped for a truce.", "hoped", "hope"),
        ("Norvel is rating the bonds.", "rating", "rate"),
        ("Norvel planned a merger.", "planned", "plan"),
        ("The child hopped away.", "hopped", "hop"),
        ("Norvel hopes for a truce.", "hopes", "hope"),
        ("Norvel passes the law.", "passes", "pass"),
        ("Norvel offered a truce.", "offered", "offer"),
        ("Norvel filed a suit.", "filed", "file"),
        ("Norvel boxed the goods.", "boxed", "box"),
    ],
)
def test_short_verbs_have_the_lemma_that_their_spelling_tells(
    read: Callable[..., Reading], text: str, trigger: str, lemma: str
) -> None:
    """A consonant that is not doubled shows a verb in "e"."""
    assert [c.lemma for c in read(text).clauses if c.trigger == trigger] == [lemma]


@pytest.fixture(scope="module")
def nlp() -> Any:
    """The pipeline that reading loads."""
    return Parser()._nlp


@pytest.mark.parametrize(
    "text",
    [
        "Norvel's chief does not think that this has been decided.",
        "There's a plan, and there were two before it.",
        "There the plan was kept; they got it and let him go.",
        "We're gonna sell, they've gotta buy, and it ain't over.",
        "Let's go, y'all, c'mon.",
        "All of them had what they wanted  in the end.",
    ],
)
def test_words_are_finished_as_the_pipes_finish_them(nlp: Any, text: str) -> None:
    """Parts of speech and lemmas by table are those of ruler and lemmatizer, rules of several words included."""
    doc = nlp(text, disable=["attribute_ruler", "lemmatizer", "ner"])
    by_table = WordFinisher(nlp).finish([doc])[0]
    full = nlp(text)
    assert by_table == [(t.pos_, t.tag_, t.dep_, t.lemma_) for t in full]
