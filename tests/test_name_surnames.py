"""Who is a person by how the article shortens his name."""

from __future__ import annotations

import pytest

from kgbuild.ontology_files import load_ontology
from kgbuild.reading.lexicon import make_lexicon
from kgbuild.reading.name_forms import SEEN, Form, find_core
from kgbuild.reading.name_surnames import vote_by_surname

LEXICON = make_lexicon(load_ontology(), common=frozenset({"barrow", "old"}))


@pytest.mark.parametrize(
    ("full", "short", "seen", "person"),
    [
        ("Ardol Vesker", "Vesker", True, True),
        ("Ardol Barrow", "Barrow", True, True),  # a surname that is a plain word
        ("Ardol Vesker", "Vesker", False, False),  # the recogniser saw none
        ("Ardol Vesker", "Ardol", True, False),  # a firm is named by its first word
        ("Ardol Airlines", "Airlines", True, False),
        ("Old Vesker", "Vesker", True, False),
        ("Ardol Berlin", "Berlin", True, False),
    ],
)
def test_a_surname_that_stands_alone_tells_a_person(full: str, short: str, seen: bool, person: bool) -> None:
    """The full name gains votes for a person where its last word, no known name or kind of body, names it too."""
    forms = [Form(text, find_core(text, LEXICON), i, shouted=False) for i, text in enumerate((full, short))]
    forms[0].votes[SEEN + "Person"] += seen
    vote_by_surname(forms, LEXICON)
    assert (forms[0].votes["Person"] > 0) is person
