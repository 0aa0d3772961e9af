"""Tell when a verb cannot have a date that stands behind it: "has been acquitted of a murder in 2011"."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from kgbuild.dates import find_bounds
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.tokens import Parse, Token
from kgbuild.records import TimeExpression

RECENT = 31  # days before publication of which news also says "has been jailed on Monday"
PERFECT = ("VBZ", "VBP")
PLACES = frozenset(("at", "in", "near", "outside"))
WHOLE = ("day-month-year", "month-day-year")


@dataclass(frozen=True, slots=True)
class Tenses:
    """The tenses of a parse, and the day that the article was published."""

    parse: Parse
    lexicon: Lexicon
    published: datetime.date | None

    def bar(self, verb: int, time: TimeExpression) -> bool:
        """Tell whether a verb before a past date cannot have it: what has been done, what is yet to do, who pays for a crime."""
        token = self.parse.tokens[verb]
        last = find_bounds(time.date)[1] if time.date else None
        if self.published is None or last is None or token.start > time.start:
            return False
        age = (self.published - last).days
        return (age > 0 and self._is_ahead(token)) or (
            age > RECENT and (self._is_perfect(token) or self._pays(token, time))
        )

    def _is_perfect(self, token: Token) -> bool:
        have = [k for k in self.parse.kids(token.i, "aux") if k.lemma == "have"]
        return token.tag == "VBN" and bool(have) and have[0].tag in PERFECT

    def _is_ahead(self, token: Token) -> bool:
        """Whether a verb is an infinitive that somebody wants now: "they want him to stand trial"."""
        above = self.parse.tokens[token.head]
        to = any(k.lower == "to" for k in self.parse.kids(token.i, "aux"))
        wanting = above.tag in PERFECT and above.lemma in self.lexicon.words["verbs_of_wanting"]
        return token.tag == "VB" and to and token.dep in ("xcomp", "ccomp") and wanting

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
