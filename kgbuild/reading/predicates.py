"""Find the predicates of a parse and who stands in which slot of each: the layer between trees and clauses.

These modules and head finding are the only places that know the parser's labels. Slots are `agent` and `patient`
(deep subject and object), `iobj`, `attr`, `that`, `xcomp` and prepositions; nouns have `poss`, `compound`, `self` and
prepositions. The design follows PredPatt (White et al. 2016) and ClausIE (Del Corro and Gemulla 2013).
"""

from __future__ import annotations

from kgbuild.reading.ellipsis import fill_ellipses
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.modifier_slots import ModifierFinder
from kgbuild.reading.noun_slots import NounFinder
from kgbuild.reading.slots import Predicate
from kgbuild.reading.tokens import Parse, Token
from kgbuild.reading.verb_slots import VerbFinder

__all__ = ["Predicate", "find_predicates"]


def find_predicates(parse: Parse, *, lexicon: Lexicon) -> dict[int, Predicate]:
    """Return the predicates by head token, arguments shared through coordination, control and relative clauses."""
    verbs = VerbFinder(parse, lexicon)
    for token in parse.tokens:
        if token.pos in ("VERB", "AUX") and token.name is None and token.dep not in ("aux", "auxpass"):
            verbs.add_verb(token)
    found = verbs.found
    fill_ellipses(parse, found)
    nouns = NounFinder(parse, lexicon, found)
    for token in parse.tokens:
        if token.pos in ("NOUN", "PROPN") and token.name is None and not _is_of_calendar(parse, token, lexicon):
            nouns.add_noun(token)
    modifiers = ModifierFinder(parse, lexicon, found)
    modifiers.add_hyphened()
    modifiers.add_demonyms()
    modifiers.add_names()
    return found


def _is_of_calendar(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is a month, weekday or part of the day; "PM" behind no hour is a prime minister."""
    premier = token.text == "PM" and not (token.i and parse.tokens[token.i - 1].pos == "NUM")
    return token.lower in lexicon.words["calendar"] and not premier
