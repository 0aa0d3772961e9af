"""Read titles: which person holds an office, and where, by the row of words before a name.

The parser builds other trees for "Vanta Chief Financial Officer Ann Lee" than for "the Vanta chairman, Ann Lee", and often
wrong ones; the row of words tells the same in both. What is found goes into the slots of the office's noun: `self` is the
person, `compound`, `poss` or `of` the body, `nation` the adjective of a country.
"""

from __future__ import annotations

from collections.abc import Mapping

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.phrases import expand
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse, Token

LONGEST = 7  # words of a title
JOINTS = ("of", "at", "for", "with")


def add_offices(parse: Parse, predicates: Mapping[int, Predicate], *, lexicon: Lexicon) -> None:
    """Fill the slots of nouns that name an office with its holder and its body."""
    reader = _Reader(parse, predicates, lexicon)
    for token in parse.tokens:
        if reader.is_person(token):
            reader.read_before(token)
    for p in predicates.values():
        reader.share(p)


class _Reader:
    def __init__(self, parse: Parse, predicates: Mapping[int, Predicate], lexicon: Lexicon) -> None:
        self.parse, self.predicates, self.lexicon = parse, predicates, lexicon
        self.tokens = parse.tokens

    def is_person(self, token: Token) -> bool:
        return token.name is not None and self.lexicon.find_parent(token.name.cls) == "Person"

    def _is_body(self, token: Token) -> bool:
        return token.name is not None and self.lexicon.find_parent(token.name.cls) in ("Organization", "Place")

    def _is_office(self, token: Token) -> bool:
        p = self.predicates.get(token.i)
        if p is None or p.kind != "noun" or token.name is not None or token.tag in ("NNS", "NNPS"):
            return False
        words, cls = self.lexicon.words, self.lexicon.nouns.get(token.lemma)
        return (
            token.lemma in words["leader"]
            or token.lemma in words["worker"]
            or token.lemma in self.lexicon.titles
            or (cls is not None and self.lexicon.find_parent(cls) == "Person")
        )

    def read_before(self, person: Token) -> None:
        """ "Vanta finance director Lee", "chairman of Vanta Lee", "Secretary of the Navy for Supply Lee"."""
        i = person.i - 1
        if i < 0 or self.tokens[i].sent != person.sent:
            return
        if self._is_office(self.tokens[i]):
            self._fill(i, person, *self._find_body(i))
            return
        if (
            self.tokens[i - 1].lower == "for"
            and self.tokens[i].pos in ("NOUN", "PROPN")
            and self.tokens[i].name is None
        ):
            i -= 2
        body = i
        if i < 2 or not self._is_body(self.tokens[body]):
            return
        i -= 1
        if self.tokens[i].lower == "the":
            i -= 1
        if i > 0 and self.tokens[i].lower in JOINTS and self._is_office(self.tokens[i - 1]):
            self._fill(i - 1, person, "of", body)

    def _find_body(self, office: int) -> tuple[str, int | None]:
        """The name that the title's row of words begins with, and the slot it stands in."""
        for i in range(office - 1, max(-1, office - LONGEST), -1):
            token = self.tokens[i]
            if token.sent != self.tokens[office].sent or self.is_person(token):
                break
            if self._is_body(token):
                return "compound", i
            if token.lower in self.lexicon.demonyms:
                return "nation", i
            if i == office - 1 and token.lemma in self.lexicon.words["bare_bodies"]:
                return "compound", i
            if token.lower in ("'s", "’s", "'", "’") and i > 0 and self._is_body(self.tokens[i - 1]):
                return "poss", i - 1
            if not (
                token.pos in ("NOUN", "PROPN", "ADJ", "NUM") or token.text in ("-", "/", "&") or token.lower == "and"
            ):
                break
        return "compound", None

    def _fill(self, office: int, person: Token, slot: str, body: int | None) -> None:
        p = self.predicates[office]
        for held in p.slots.values():
            if person.i in held:
                held.remove(person.i)
        p.add("self", *expand(self.parse, person.i))
        if body is not None:
            p.add(slot, body)

    def share(self, p: Predicate) -> None:
        """Joined offices have one holder and one body: "founder and chairman of Vanta"."""
        token = self.tokens[p.head]
        if p.kind != "noun" or token.dep != "conj" or not self._is_office(token):
            return
        first = self.predicates.get(token.head)
        if first is None or first.kind != "noun" or not self._is_office(self.tokens[first.head]):
            return
        for giver, taker in ((first, p), (p, first)):
            for slot in ("self", "poss", "compound", *JOINTS):
                if giver.slots.get(slot) and not taker.slots.get(slot):
                    taker.add(slot, *giver.slots[slot])
