"""Mend clauses whose verb the parser takes for another's auxiliary, or that open with their participle.

"Owen Pratt dies aged 84", "Also named to the board was Owen Pratt", "Joining Norvel in the suit are Ohio and Utah".
"""

from __future__ import annotations

from kgbuild.reading.phrases import take_place
from kgbuild.reading.slots import OBJECTS, SUBJECTS
from kgbuild.reading.tokens import Parse, Token

AUXILIARIES = frozenset(
    {"be", "have", "do", "get", "go", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "need", "dare", "use", "ought", "better", "let", "s", "'s", "'"}
)  # fmt: skip


def mend_auxiliary(parse: Parse, verb: Token) -> bool:
    """Make a finite verb that is no auxiliary the head of the participle that it was taken for one of; tell whether an arc moved."""
    below = parse.tokens[verb.head]
    if verb.dep != "aux" or verb.tag not in ("VBZ", "VBD", "VBP") or verb.lemma in AUXILIARIES or below.i <= verb.i:
        return False
    if below.tag not in ("VBN", "VBG") or below.i != verb.i + 1 or parse.kids(below.i, *OBJECTS):
        return False
    take_place(verb, below)
    for kid in parse.kids(below.i, *SUBJECTS, "punct", "cc", "conj"):
        if kid.i < verb.i or kid.dep != "punct":
            kid.head = verb.i
    below.head, below.dep = verb.i, "advcl"
    if verb.pos == "AUX" and verb.tag == "VBZ" and verb.lemma == verb.lower:
        verb.lemma = verb.lemma.removesuffix("s")
    verb.pos = "VERB"
    return True


def mend_inversion(parse: Parse, verb: Token) -> bool:
    """Make what stands behind the "was" of such a clause the one that the participle tells of; tell whether an arc moved."""
    if verb.tag == "VBG":
        return _mend_active(parse, verb)
    if verb.tag != "VBN" or parse.kids(verb.i, *SUBJECTS, *OBJECTS, "aux") or not _opens_sentence(parse, verb):
        return False
    for be in parse.kids(verb.i, "auxpass"):
        named = [k for k in parse.kids(be.i, "attr", "nsubj", "nsubjpass") if k.i > be.i]
        if be.i > verb.i and len(named) == 1:
            named[0].head, named[0].dep = verb.i, "nsubjpass"
            return True
    be = parse.tokens[verb.head]
    if be.i < verb.i or be.lemma != "be" or be.tag not in ("VBD", "VBZ", "VBP") or parse.kids(be.i, "aux", "acomp"):
        return False
    named = [k for k in parse.kids(be.i, "attr", *SUBJECTS) if k.i > be.i]
    if len(named) != 1 or [k for k in parse.kids(be.i, *SUBJECTS) if k.i < be.i and k.i != verb.i]:
        return False
    take_place(verb, be)
    for kid in parse.kids(be.i):
        if kid.i != verb.i:
            kid.head = verb.i
    be.head, be.dep = verb.i, "auxpass"
    named[0].dep = "nsubjpass"
    return True


def _mend_active(parse: Parse, verb: Token) -> bool:
    """ "Joining Norvel in the suit are Ohio and Utah": who stands behind the "are" of a participle that has an object does it."""
    objects = [k for k in parse.kids(verb.i, *OBJECTS) if k.i > verb.i]
    if not objects or objects[0].name is None or not _opens_sentence(parse, verb):
        return False
    be = next((k for k in parse.kids(verb.i, "aux") if k.i > objects[0].i), parse.tokens[verb.head])
    if be.i <= verb.i or be.lemma != "be" or be.tag not in ("VBD", "VBZ", "VBP"):
        return False
    named = [k for k in parse.kids(be.i, "attr", "nsubj") if k.i > be.i and (k.pos in ("NOUN", "PROPN"))]
    others = [k for k in parse.kids(be.i, *SUBJECTS, "acomp", "aux") if k.i != verb.i and k not in named]
    told = parse.kids(verb.i, "nsubj")
    if others or len(named) + len(told) != 1 or (not told and verb.dep not in ("csubj", "advcl", "ROOT")):
        return False
    if be.i == verb.head:
        take_place(verb, be)
    for kid in parse.kids(be.i):
        if kid.i != verb.i:
            kid.head = verb.i
    for kid in named:
        kid.dep = "nsubj"
    for prep in parse.kids(objects[0].i, "prep"):  # "joining Norvel in the suit": that is where they join it
        if prep.lower == "in":
            prep.head = verb.i
    be.head, be.dep = verb.i, "aux"
    return True


def _opens_sentence(parse: Parse, verb: Token) -> bool:
    """Whether nothing but adverbs stands before a word in its sentence or behind "and" or a speaker's colon."""
    before = parse.tokens[verb.i - 1] if verb.i > parse.sentences[verb.sent].first else None
    return before is None or before.pos in ("ADV", "CCONJ", "PUNCT") or before.lower in ("also", "said")
