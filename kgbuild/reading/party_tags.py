"""Read the letter behind a politician's name that tells the party: "Lee, R-Texas", "Lee (D-N.Y.)", "Lee (D)"."""

from __future__ import annotations

from collections.abc import Mapping

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.slots import Predicate
from kgbuild.reading.tokens import Parse

PARTIES: Mapping[str, str] = {"R": "Republican Party", "D": "Democratic Party"}
TAG = "_party"  # the lemma of the predicate that a letter is


def find_party_tags(parse: Parse, lexicon: Lexicon) -> dict[int, int]:
    """Return the tokens that are such a letter, each with the token of the person's name before it."""
    tokens = parse.tokens
    found = {}
    for token in tokens[2:-1]:
        if token.text not in PARTIES or tokens[token.i - 1].text not in (",", "("):
            continue
        person, behind = tokens[token.i - 2], tokens[token.i + 1 : token.i + 3]
        if person.name is None or lexicon.find_parent(person.name.cls) != "Person":
            continue
        closed = tokens[token.i - 1].text == "(" and behind[0].text == ")"
        tied = len(behind) == 2 and behind[0].text in ("-", "–") and behind[1].text[0].isupper()
        if closed or (tied and behind[0].start == token.end and behind[1].start == behind[0].end):
            found[token.i] = person.i
    return found


def add_party_tags(parse: Parse, predicates: dict[int, Predicate], *, lexicon: Lexicon) -> None:
    """Make each such letter a predicate of the person."""
    for letter, person in find_party_tags(parse, lexicon).items():
        predicates[letter] = Predicate(letter, TAG, "noun", "nominal", {"self": [person]})
