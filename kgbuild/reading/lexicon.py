"""What the reading stages look up: the ontology's names, classes and word sets, made ready once a run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgbuild.ontology import NameRow, Ontology

SQUASH = re.compile(r"[\s.,'’\-]+")
WORD = re.compile(r"[\w&]+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Look-up tables. Keys are squashed names (no spaces, dots, hyphens) or lower-case words."""

    known: Mapping[str, NameRow]
    known_folded: Mapping[str, NameRow]
    first_names: frozenset[str]
    demonyms: Mapping[str, str]
    suffixes: frozenset[str]
    endings: Mapping[str, str]
    nouns: Mapping[str, str]
    titles: frozenset[str]
    common: frozenset[str]
    parents: Mapping[str, str]
    words: Mapping[str, frozenset[str]]

    def is_common(self, word: str) -> bool:
        """Tell whether a lower-case word, or its singular or verb stem, is an ordinary English word; so is "hit&run"."""
        if "&" in word:
            return all(len(part) > 1 and self.is_common(part) for part in word.split("&"))
        if word in self.common:
            return True
        return any(word.endswith(e) and word[: -len(e)] + r in self.common for e, r in ENDINGS)

    def is_people(self, word: str) -> bool:
        """Tell whether a lower-case word is an adjective of nationality, continent or faith, or its plural."""
        stem = word.removesuffix("s")
        if any(w in self.demonyms or w in self.words["peoples"] for w in (word, stem)):
            return True
        return stem.endswith("n") and any(w in self.words["regions"] for w in (stem[:-1], stem[:-2]))

    def find_known(self, text: str, *, folded: bool = False) -> NameRow | None:
        """Return the known name that `text` is, whatever its dots and spaces; None where there is none."""
        key = squash(text)
        return self.known_folded.get(key.casefold()) if folded else self.known.get(key)

    def find_parent(self, cls: str) -> str:
        """Return the first-level class above `cls`."""
        return self.parents.get(cls, cls)


ENDINGS = (
    ("men", "man"),
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("er", "e"),
    ("ly", ""),
)


def squash(text: str) -> str:
    """Return `text` without spaces, dots, commas, apostrophes and hyphens."""
    return SQUASH.sub("", text)


def _rank(row: NameRow) -> int:
    """Of two things of one name, the country comes first, and what is an ordinary word too comes last."""
    return 0 if row.cls == "Country" else 2 if row.common else 1


def make_lexicon(ontology: Ontology, *, common: frozenset[str]) -> Lexicon:
    """Gather the tables that reading looks things up in."""
    known: dict[str, NameRow] = {}
    folded: dict[str, NameRow] = {}
    first_names: set[str] = set()
    demonyms: dict[str, str] = {}
    for row in sorted(ontology.names, key=_rank):
        if row.cls in ("FirstName", "Surname"):
            if row.cls == "FirstName":
                first_names.add(row.name.lower())
            continue
        for form in (row.name, *row.aliases):
            key = squash(form)
            if len(key) > 1:
                known.setdefault(key, row)
                folded.setdefault(key.casefold(), row)
        for adjective in row.adjectives:
            demonyms.setdefault(adjective.lower(), row.name)
    suffixes: set[str] = set()
    endings: dict[str, str] = {}
    nouns: dict[str, str] = {}
    titles: set[str] = set()
    parents: dict[str, str] = {}
    for cls in ontology.classes.values():
        top = cls
        while top.parent:
            top = ontology.classes[top.parent]
        parents[cls.name] = top.name
        suffixes.update(s.lower().rstrip(".") for s in cls.suffixes)
        titles.update(t.lower() for t in cls.titles)
        for word in cls.endings:
            endings.setdefault(word.lower(), cls.name)
        for noun in cls.nouns:
            nouns.setdefault(noun.lower(), cls.name)
    return Lexicon(
        known,
        folded,
        frozenset(first_names),
        demonyms,
        frozenset(suffixes),
        endings,
        nouns,
        frozenset(titles),
        common - ontology.words["proper_nouns"],
        parents,
        ontology.words,
    )
