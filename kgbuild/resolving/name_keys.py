"""Name keys: how names are compared over articles, and how a person's decision writes which thing it means.

A name key is written `Class:name`, as in `Organization:orlo group`: all things of that class that articles call so,
whatever their accents, legal form and case. `Person:paul dorn@a1` is the one of the article with the key `a1` alone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kgbuild.ontology import NameRow, Ontology

WORD = re.compile(r"[^\W_]+")
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
STATE = ("Agency", "Government", "Court")
SMALL = frozenset({"the", "of", "for", "and"})


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name as decisions refer to it: class of the first level (None: any), normalised name, article (None: all)."""

    top: str | None
    name: str
    article: str | None = None

    def __str__(self) -> str:
        return f"{self.top or '*'}:{self.name}" + (f"@{self.article}" if self.article is not None else "")


class NameRules:
    """What the ontology says of names and of the nouns for their bearers, gathered once."""

    def __init__(self, ontology: Ontology) -> None:
        words = ontology.words
        self.tails = words.get("tails", frozenset())
        self.person_pronouns = words.get("person_pronouns", frozenset())
        self._shortened = dict(pair.split() for pair in sorted(words.get("shortened", ())))
        self._regions = frozenset(r for r in words.get("regions", ()) if not r.endswith("."))
        self.stakes = words.get("stake_only", frozenset()) | words.get("shares", frozenset())
        self._walks = {w: name for name in sorted(words) if name.startswith("walk_") for w in words[name]}
        self._tops = {name: _find_top(name, ontology) for name in ontology.classes}
        self._suffixes = frozenset(s.lower().rstrip(".") for c in ontology.classes.values() for s in c.suffixes)
        shared = words.get("relational", frozenset())  # "the owner" can be a firm, whatever title it is before a name
        self._nouns = {n: self._tops[c.name] for c in ontology.classes.values() for n in c.titles if n not in shared}
        self._nouns |= {n: self._tops[c.name] for c in ontology.classes.values() for n in c.nouns}
        self._endings = {e: self._tops[c.name] for c in ontology.classes.values() for e in c.endings}
        self._games = words.get("games", frozenset())
        self._posts = {w: name for name in sorted(words) if name.startswith("same_post_") for w in words[name]}
        self.past_posts = words.get("past_posts", frozenset())
        self.post_verbs = words.get("holding_verbs", frozenset())
        posted = {n: t for n, t in ontology.types.items() if "position" in t.roles}
        self.holders = {n: "patient" if "Person" in t.roles["patient"].classes else "agent" for n, t in posted.items()}
        self.leading = frozenset(n for n, t in posted.items() if t.one_party)
        self._offices = frozenset(
            e for c in ontology.classes.values() if c.name in STATE for e in (*c.endings, *c.nouns)
        )
        self._rows: dict[str, NameRow] = {}
        for row in sorted(ontology.names, key=lambda r: (r.common, r.cls != "Country")):  # whom a shared alias is for
            if row.cls != "FirstName":
                for name in (*row.aliases, row.name):
                    self._rows.setdefault(self.make_name(name), row)
        countries = [r for r in ontology.names if r.cls == "Country"]
        self._countries = {self.make_name(a): self.make_name(r.name) for r in countries for a in (r.name, *r.aliases)}

    def find_top(self, cls: str) -> str:
        """Return the class of the first level that a class lies below."""
        return self._tops.get(cls, cls)

    def find_noun(self, noun: str) -> str | None:
        """Return the class of the first level that a noun describes, None where it tells none."""
        return self._nouns.get(noun)

    def find_walk(self, noun: str) -> str | None:
        """Return the walk of life that a noun for a person tells."""
        return self._walks.get(noun)

    def find_post(self, noun: str) -> str:
        """Return what all words for one post have in common: "chief executive" and "CEO" are one."""
        return self._posts.get(noun, noun)

    def find_form(self, name: str) -> str | None:
        """Return the class of the first level that the last word of a written name tells: "Inc.", "University"."""
        words = [w.lower() for w in WORD.findall(name.replace(".", ""))]
        if len(words) < 2:
            return None
        if words[-1] == "games" and self._games.intersection(words):
            return "Work"  # "Olympic Games" makes no games
        return "Organization" if words[-1] in self._suffixes else self._endings.get(words[-1])

    def is_region(self, name: str) -> bool:
        """Tell whether a normalised name is a country, or a state or province of one."""
        return name in self._regions or name in self._countries

    def find_known(self, name: str, top: str) -> NameRow | None:
        """Return the row of the list of known names that a normalised name is, if it is of that class."""
        row = self._rows.get(name)
        if row is not None and row.cls == "Country":  # it acts as a body as well
            return row if top in ("Place", "Organization") else None
        return row if row is not None and not row.common and self._tops.get(row.cls) == top else None

    def find_base(self, name: str) -> str:
        """Return a firm's name without the general words that close it: "orlo" for "orlo group"."""
        words = name.split()
        while len(words) > 1 and words[-1] in self.tails:
            words.pop()
        return " ".join(words)

    def find_canonical(self, name: str) -> str:
        """Return a body's name with its country written out and "ministry of x" turned to "x ministry"."""
        words = name.split()
        for n in (3, 2, 1):
            country = self._countries.get(" ".join(words[:n]))
            if country is not None and len(words) > n:
                words = [*country.split(), *words[n:]]
                break
        if len(words) > 2 and words[1] == "of" and words[0] in self._offices:
            words = [*(w for w in words[2:] if w not in SMALL), words[0]]
        return " ".join(words)

    def find_initials(self, name: str) -> str:
        """Return the initials of a body's name, its country written out: "usaf" for "us air force"."""
        return "".join(w[0] for w in self.find_canonical(name).split() if w not in SMALL)

    def find_plain(self, name: str) -> str:
        """Return a body's name as far as it tells bodies apart: the known name, else without general words."""
        row = self._rows.get(name)
        return self.make_name(row.name) if row is not None else self.find_base(self.find_canonical(name))

    def find_generation(self, name: str) -> str | None:
        """Return the mark that tells father from son ("jr"), None where the name has none."""
        last = name.rsplit(" ", 1)[-1]
        return last if " " in name and last in GENERATIONS else None

    def make_name(self, name: str) -> str:
        """Return a name without accents, dots, legal forms and "the", written out, in lower case: what namesakes share."""
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
        words = [w.lower() for w in WORD.findall(plain.replace(".", "").replace("'s ", " ").replace("&", " and "))]
        while len(words) > 1 and words[-1] in self._suffixes:
            words.pop()
        words = [self._shortened.get(w, w) for w in words] if len(words) > 1 else words
        return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)

    def parse(self, text: str) -> NameKey:
        """Return the name key that a text writes; a bare name ("Orlo Group") is of any class and any article."""
        head, colon, rest = text.partition(":")
        top = head.strip() if colon and (head.strip() in self._tops or head.strip() == "*") else None
        name, at, article = (rest if top is not None else text).partition("@")
        known = None if top in (None, "*") else self.find_top(top or "")
        return NameKey(known, self.make_name(name), article if at else None)


def is_acronym(short: str, long: str) -> bool:
    """Tell whether the letters of a word are initials of a normalised name, in order, the first one first."""
    words = long.split()
    rest = iter(w[0] for w in words)
    return short[0] == words[0][0] and all(any(c == w for w in rest) for c in short)


def _find_top(name: str, ontology: Ontology) -> str:
    at = ontology.classes[name]
    while at.parent:
        at = ontology.classes[at.parent]
    return at.name
