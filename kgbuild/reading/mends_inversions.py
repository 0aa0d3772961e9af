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
PARTED = 10  # tokens between "has" and its participle


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


def mend_parted(parse: Parse, aux: Token) -> bool:
    """Join a "has" to its participle over a phrase between: "Norvel has for the third time in a year sued Orlo Systems".

    The parser hangs the subject on the "has" or on the preposition, or the participle on the noun before it.
    """
    if aux.dep != "aux" or aux.lower not in ("has", "have", "had") or aux.i + 2 >= len(parse.tokens):
        return False
    prep = parse.tokens[aux.i + 1 + (parse.tokens[aux.i + 1].text == ",")]
    verb = next((t for t in parse.tokens[prep.i : prep.i + PARTED] if t.pos in ("VERB", "AUX") or t.text == "."), None)
    if prep.tag != "IN" or verb is None or verb.tag not in ("VBN", "VBD") or verb.sent != aux.sent:
        return False
    hung = [k for k in parse.kids(aux.i, "prep", "npadvmod", "advmod") if prep.i < k.i < verb.i]
    phrase = {i for at in (prep, *hung) for i in parse.subtree(at.i)}
    if verb.i in phrase:
        phrase -= set(parse.subtree(verb.i))
    if any(t.i not in phrase and t.text != "," for t in parse.tokens[prep.i + 1 : verb.i]):
        return False
    subjects = [k for at in {aux.i, prep.i, aux.head} - {verb.i} for k in parse.kids(at, *SUBJECTS) if k.i < aux.i]
    if len(subjects) != 1 or parse.kids(verb.i, *SUBJECTS, "agent"):
        return False
    top = parse.tokens[verb.head]
    if top.i not in phrase and verb.i not in (aux.head, prep.head, verb.head):
        return False
    moved = (verb, subjects[0], aux, prep, *hung)
    before = [(t.head, t.dep) for t in moved]
    if top.i in phrase:
        take_place(verb, aux if prep.head == aux.i else prep)
    subjects[0].head, subjects[0].dep = verb.i, "nsubj"
    aux.head, aux.dep = verb.i, "aux"
    for kid in (prep, *hung):
        kid.head = verb.i
    prep.dep = "prep"
    if not _has_root(parse, verb):
        for token, (head, dep) in zip(moved, before, strict=True):
            token.head, token.dep = head, dep
        return False
    verb.tag = "VBN"
    return True


def _has_root(parse: Parse, token: Token) -> bool:
    """Whether the heads above a token end at a root, and do not come back to it."""
    seen: set[int] = set()
    while token.head != token.i and token.i not in seen:
        seen.add(token.i)
        token = parse.tokens[token.head]
    return token.head == token.i


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
