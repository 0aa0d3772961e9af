"""Find the predicates of words before a name or noun: "Lyon-based Vanta", "Chinese retailer Vanta"; and of names themselves."""

from __future__ import annotations

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.phrases import climb, find_oblique
from kgbuild.reading.slots import Predicate
from kgbuild.reading.tokens import Parse


class ModifierFinder:
    """Adds the predicates of hyphened participles, demonyms and bare names to `found`."""

    def __init__(self, parse: Parse, lexicon: Lexicon, found: dict[int, Predicate]) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.found = found

    def add_hyphened(self) -> None:
        """ "Lyon-based Vanta", "Orlo-owned Vanta": a predicate at the participle, compound before it, self behind it."""
        tokens = self.parse.tokens
        for i in range(2, len(tokens)):
            token = tokens[i]
            if (
                tokens[i - 1].text not in ("-", "–")
                or tokens[i - 2].name is None
                or token.name is not None
                or not token.text.islower()
            ):
                continue
            heads = climb(self.parse, token)
            p = Predicate(i, token.lower, "noun", "nominal", slots={"compound": [i - 2], "self": heads})
            if heads:
                self.found[i] = p

    def add_demonyms(self) -> None:
        """ "Chinese retailer Vanta": a predicate `demonym` whose compound is the adjective, self the thing."""
        for token in self.parse.tokens:
            if (
                token.lower in self.lexicon.demonyms
                and token.dep in ("amod", "compound", "nmod")
                and token.name is None
                and token.i not in self.found
            ):
                head = self.parse.tokens[token.head]
                self.found[token.i] = Predicate(
                    token.i,
                    "demonym",
                    "noun",
                    "nominal",
                    slots={"compound": [token.i], "self": [head.i, *[k.i for k in self.parse.kids(head.i, "appos")]]},
                )

    def add_names(self) -> None:
        """ "Lee of Orlo", "Orlo of Lyon": a predicate `_name` at a name without a title, with the prepositions behind it."""
        for token in self.parse.tokens:
            if token.name is None or token.i in self.found or token.i + 1 == len(self.parse.tokens):
                continue
            kids = self.parse.kids(token.i)
            titled = any(k.i < token.i and k.pos in ("NOUN", "PROPN") and k.name is None for k in kids)
            # "Lee, 40, of Lyon" tells a home
            titled = titled or (token.name.cls == "Person" and self.parse.tokens[token.i + 1].text == ",")
            p = Predicate(token.i, "_name", "noun", "nominal")
            for slot, heads in find_oblique(self.parse, token.i):
                if slot in ("of", "at", "with") and self.parse.tokens[heads[0]].name is not None:
                    p.add(slot, *heads)
            if p.slots and not titled:
                self.found[token.i] = p
