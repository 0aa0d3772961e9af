"""Tell when a verb cannot have a date that stands behind it: "has been acquitted of a murder in 2011"."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from kgbuild.dates import find_bounds
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.tokens import Parse, Token
from kgbuild.records import TimeExpression

RECENT = 31  # days before publication of which news also says "has been jailed on Monday"
PERFECT = ("VBZ", "VBP")
WILL = frozenset(("will", "shall", "'ll", "’ll"))
PLACES = frozenset(("at", "in", "near", "outside"))
EFFECTIVE = re.compile(r"\beffective\s+(?:on\s+|from\s+|as\s+of\s+)?$", re.IGNORECASE)
WHOLE = ("day-month-year", "month-day-year")


@dataclass(frozen=True, slots=True)
class Tenses:
    """The tenses of a parse, and the day that the article was published."""

    parse: Parse
    lexicon: Lexicon
    published: datetime.date | None

    def bar(self, verb: int, time: TimeExpression) -> bool:
        """Tell whether a verb before a past date cannot have it: what has been done, who pays for a crime, what is yet to do.

        Nor has a date to come who wants something now, nor what was decided the day from which it counts.
        """
        token = self.parse.tokens[verb]
        effective = EFFECTIVE.search(self.parse.text, max(0, time.start - 20), time.start) is not None
        if effective and token.tag in ("VBD", "VBN") and token.start < time.start and not self._is_ahead(token):
            return True
        first, last = find_bounds(time.date) if time.date else (None, None)
        if self.published is None or token.start > time.start:
            return False
        if first is not None and first > self.published and (self._wants(token) or self._is_over(token, first)):
            return True
        if last is None:
            return False
        age = (self.published - last).days
        return (age > 0 and self._is_ahead(token)) or (
            age > RECENT and (self._is_perfect(token) or self._is_present_charge(token) or self._pays(token, time))
        )

    def _is_over(self, token: Token, first: datetime.date) -> bool:
        """Whether a verb tells what is past, and a date lies more than a day ahead: "called for a vote in late 2030"."""
        assert self.published is not None
        return token.tag == "VBD" and (first - self.published).days > 1

    def _is_present_charge(self, token: Token) -> bool:
        """Whether somebody is under a charge now: "is charged with fraud in 2009"."""
        if token.lemma not in self.lexicon.words["attacking"]:
            return False
        helpers = self.parse.kids(token.i, "aux", "auxpass")
        return token.tag in PERFECT or any(k.tag in PERFECT and k.lemma == "be" for k in helpers)

    def _is_perfect(self, token: Token) -> bool:
        have = [k for k in self.parse.kids(token.i, "aux") if k.lemma == "have"]
        return token.tag == "VBN" and bool(have) and have[0].tag in PERFECT

    def _is_ahead(self, token: Token) -> bool:
        """Whether a verb tells what will be, or is an infinitive that somebody wants now: "they want him to stand trial"."""
        if any(k.lower in WILL for k in self.parse.kids(token.i, "aux")):
            return True
        above = self.parse.tokens[token.head]
        to = any(k.lower == "to" for k in self.parse.kids(token.i, "aux"))
        return token.tag == "VB" and to and token.dep in ("xcomp", "ccomp") and self._wants(above)

    def _wants(self, token: Token) -> bool:
        return token.tag in PERFECT and token.lemma in self.lexicon.words["verbs_of_wanting"]

    def _pays(self, token: Token, time: TimeExpression) -> bool:
        """Whether a crime stands before a whole date with its own place: "jailed for the murder of Lee at a bar on 3 May 2011"."""
        tokens = self.parse.tokens
        if time.rule not in WHOLE or token.tag not in ("VBD", "VBN"):
            return False
        behind = [t for t in tokens[token.i + 1 :] if t.end <= time.start and t.sent == token.sent]
        crimes = [t.i for t in behind if t.lemma in self.lexicon.words["offence"] and t.pos == "NOUN"]
        if not crimes:
            return False
        of = any(t.lower in ("for", "to", "of", "with", "over") for t in behind if t.i < crimes[-1])
        return of and any(t.lower in PLACES and t.dep == "prep" for t in behind if t.i > crimes[-1])
