"""Mend clauses that open with their participle: "Also named to the board was Owen Pratt"."""

from __future__ import annotations

from kgbuild.reading.slots import OBJECTS, SUBJECTS
from kgbuild.reading.tokens import Parse, Token


def mend_inversion(parse: Parse, verb: Token) -> bool:
    """Make what stands behind the "was" of such a clause the one that the participle tells of; tell whether an arc moved."""
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
    verb.head, verb.dep = (verb.i, "ROOT") if be.head == be.i else (be.head, be.dep)
    for kid in parse.kids(be.i):
        if kid.i != verb.i:
            kid.head = verb.i
    be.head, be.dep = verb.i, "auxpass"
    named[0].dep = "nsubjpass"
    return True


def _opens_sentence(parse: Parse, verb: Token) -> bool:
    """Whether nothing but adverbs stands before a word in its sentence or behind "and" or a speaker's colon."""
    before = parse.tokens[verb.i - 1] if verb.i > parse.sentences[verb.sent].first else None
    return before is None or before.pos in ("ADV", "CCONJ", "PUNCT") or before.lower in ("also", "said")
