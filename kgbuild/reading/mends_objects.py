"""Mend what the parser makes of an object and what is said of it: "denied taking it", "called it stupid"."""

from __future__ import annotations

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.slots import OBJECTS
from kgbuild.reading.tokens import Parse, Token

QUOTES = ('"', "“", "‘", "'", "''", "``")
FINITE = ("VBD", "VBZ", "VBP")


def mend_object(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """Mend the arcs of a verb's object in place; tell whether any moved."""
    moved = _govern_noun(parse, verb, lexicon)
    moved |= _open_clause(parse, verb, lexicon)
    moved |= _call_so(parse, verb, lexicon)
    return moved


def _govern_noun(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "denied taking bribes": a gerund that was taken for an adjective."""
    if verb.lemma not in lexicon.words["before_gerunds"] or verb.i + 1 >= len(parse.tokens):
        return False
    gerund = parse.tokens[verb.i + 1]
    noun = parse.tokens[gerund.head]
    if gerund.lower in lexicon.words["growing_participles"] or gerund.tag != "VBG" or gerund.dep != "amod":
        return False
    if noun.head != verb.i or noun.dep not in OBJECTS:
        return False
    gerund.head, gerund.dep = verb.i, "xcomp"
    noun.head, noun.dep = gerund.i, "dobj"
    for kid in parse.kids(noun.i):
        if kid.i > noun.i and kid.dep == "prep":
            kid.head = gerund.i
    return True


def _open_clause(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "denied his complaint was a plot": an object that is the subject of the clause behind it."""
    clauses = [k for k in parse.kids(verb.i, "conj") if k.i > verb.i and (k.tag in FINITE or k.tag == "MD")]
    objects = [k for k in parse.kids(verb.i, "dobj") if k.i > verb.i]
    if verb.lemma not in lexicon.words["before_clauses"] or len(clauses) != 1 or len(objects) != 1:
        return False
    clause, noun = clauses[0], objects[0]
    between = [parse.tokens[i] for i in range(max(parse.subtree(noun.i)) + 1, clause.i)]
    if noun.i > clause.i or any(t.dep in ("punct", "cc") for t in between) or parse.kids(verb.i, "cc"):
        return False
    if parse.kids(clause.i, "nsubj", "nsubjpass", "expl"):
        return False
    noun.head, noun.dep = clause.i, "nsubjpass" if parse.kids(clause.i, "auxpass") else "nsubj"
    clause.head, clause.dep = verb.i, "ccomp"
    return True


def _call_so(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "called the bid "stupid"": an adjective in quotes behind a noun is what it is called."""
    if verb.lemma not in lexicon.words["judging_verbs"]:
        return False
    for noun in parse.kids(verb.i, "dobj"):
        for kid in parse.kids(noun.i, "amod"):
            if kid.i == noun.i + 2 and parse.tokens[noun.i + 1].text in QUOTES:
                kid.head, kid.dep = verb.i, "oprd"
                return True
    return False
