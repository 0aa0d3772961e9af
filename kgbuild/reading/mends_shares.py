"""Mend what the parser makes of how much is owned, and of firms that are privately held."""

from __future__ import annotations

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.slots import OBJECTS
from kgbuild.reading.tokens import Parse, Token

# What is done to firms, as the parser fails to tell it before "privately held", and the lemma that it then lacks.
TRADED = {"acquired": "acquire", "purchased": "purchase", "bought": "buy", "sold": "sell"}


def mend_shares(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """Mend the arcs of a participle of owning in place; tell whether any moved."""
    if verb.tag != "VBN" or verb.lemma not in lexicon.words["owning_verbs"]:
        return False
    return _measure_owned(parse, verb) or _describe_held(parse, verb)


def _measure_owned(parse: Parse, verb: Token) -> bool:
    """ "Orlo, 51 pct owned by Vanta", "Orlo is 51 pct owned by Vanta": the share only measures the verb."""
    share = parse.tokens[verb.head]
    if share.i != verb.i - 1 or not parse.kids(share.i, "nummod") or not parse.kids(verb.i, "agent"):
        return False
    above = parse.tokens[share.head]
    if share.dep == "appos":
        verb.head, verb.dep = above.i, "acl"
    elif share.dep == "attr" and above.lemma == "be":
        for kid in parse.kids(above.i):
            kid.head = verb.i
            kid.dep = "nsubjpass" if kid.dep == "nsubj" else kid.dep
        verb.head, verb.dep = above.head if above.head != above.i else verb.i, above.dep
        above.head, above.dep = verb.i, "auxpass"
    else:
        return False
    share.head, share.dep = verb.i, "npadvmod"
    return True


def _describe_held(parse: Parse, held: Token) -> bool:
    """ "Orlo acquired privately held Vanta": the participle describes the object of the verb before it."""
    if held.i < 2:
        return False
    adverb, verb = parse.tokens[held.i - 1], parse.tokens[held.i - 2]
    objects = [k for k in parse.kids(held.i, *OBJECTS) if k.i > held.i]
    if verb.head != held.i or verb.dep not in ("aux", "auxpass") or verb.tag != "VBD":
        return False
    if adverb.head != held.i or adverb.tag != "RB" or verb.lower not in TRADED or len(objects) != 1:
        return False
    for kid in parse.kids(held.i):
        if kid.i not in (adverb.i, verb.i):
            kid.head = verb.i
    verb.pos, verb.lemma = "VERB", TRADED[verb.lower]
    verb.head, verb.dep = held.head if held.head != held.i else verb.i, held.dep
    held.head, held.dep, held.pos = objects[0].i, "amod", "ADJ"
    return True
