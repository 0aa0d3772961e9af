"""Name keys: how names are compared over articles, and how a person's decision writes which thing it means.

A name key is written `Class:name`, as in `Organization:orlo group`: all things of that class that articles call so,
whatever their accents, legal form and case. `Person:paul dorn@a1` is the one of the article with the key `a1` alone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kgbuild.ontology import Ontology

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name as decisions refer to it: class of the first level (None: any), normalised name, article (None: all)."""

    top: str | None
    name: str
    article: str | None = None

    def __str__(self) -> str:
        return f"{self.top or '*'}:{self.name}" + (f"@{self.article}" if self.article is not None else "")


class NameRules:
    """What the ontology says of names, gathered once: legal forms, general words, first levels of classes."""

    def __init__(self, ontology: Ontology) -> None:
        self.tails = ontology.words.get("tails", frozenset())
        self._suffixes = frozenset(s.lower().rstrip(".") for c in ontology.classes.values() for s in c.suffixes)
        self._tops = {name: _find_top(name, ontology) for name in ontology.classes}

    def find_top(self, cls: str) -> str:
        """Return the class of the first level that a class lies below."""
        return self._tops.get(cls, cls)

    def make_name(self, name: str) -> str:
        """Return a name without accents, dots, legal forms and "the", in lower case: what namesakes share."""
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
        words = [w.lower() for w in WORD.findall(plain.replace(".", "").replace("'s ", " ").replace("&", " and "))]
        while len(words) > 1 and words[-1] in self._suffixes:
            words.pop()
        return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)

    def parse(self, text: str) -> NameKey:
        """Return the name key that a text writes; a bare name ("Orlo Group") is of any class and any article."""
        head, colon, rest = text.partition(":")
        top = head.strip() if colon and (head.strip() in self._tops or head.strip() == "*") else None
        name, at, article = (rest if top is not None else text).partition("@")
        known = None if top in (None, "*") else self.find_top(top or "")
        return NameKey(known, self.make_name(name), article if at else None)


def _find_top(name: str, ontology: Ontology) -> str:
    at = ontology.classes[name]
    while at.parent:
        at = ontology.classes[at.parent]
    return at.name
