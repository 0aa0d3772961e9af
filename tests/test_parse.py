"""The home of spaCy: what is mended of its lemmas."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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
