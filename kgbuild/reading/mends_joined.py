"""Mend what hangs on the wrong one of several that "and" joins: "said Lee would go and accused Roe", "Lee and Roe, its envoy"."""

from __future__ import annotations

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.party_tags import find_party_tags
from kgbuild.reading.phrases import expand, take_place
from kgbuild.reading.slots import OBJECTS, SUBJECTS
from kgbuild.reading.tokens import Parse, Token

FINITE = ("VBD", "VBZ", "VBP")
WITHIN = ("ccomp", "xcomp", "conj", "advcl", "pcomp")
OF_BODY = ("of", "from", "at", "with")
COUPLES = frozenset({"pair", "duo", "couple", "trio", "team", "both"})


def mend_joined(parse: Parse, token: Token) -> bool:
    """Mend what a token is joined to, in place; tell whether an arc was moved."""
    moved = _return_past(parse, token)
    moved |= _describe_last(parse, token)
    return moved | _stand_beside(parse, token)


def _return_past(parse: Parse, verb: Token) -> bool:
    """ "Said it would close the mill and accused Lee": a past form goes on with no infinitive, but with the verb that this hangs on."""
    first = parse.tokens[verb.head]
    if verb.dep != "conj" or verb.name is not None or first.tag != "VB" or first.pos not in ("VERB", "AUX"):
        return False
    past = verb.tag == "VBD" or (verb.tag == "VBN" and bool(parse.kids(verb.i, *OBJECTS, "ccomp")))
    if not past or verb.lower == verb.lemma or parse.kids(verb.i, *SUBJECTS, "expl", "aux", "auxpass", "mark"):
        return False
    if not any(k.tag == "MD" or k.lower == "to" for k in parse.kids(first.i, "aux")):
        return False
    top = first
    while top.dep in WITHIN and parse.tokens[top.head].i < top.i:
        top = parse.tokens[top.head]
        if top.tag in FINITE and top.name is None:
            break
    if top.i == first.i or top.tag != "VBD" or not parse.kids(top.i, *SUBJECTS):
        return False
    verb.head, verb.tag = top.i, "VBD"
    for link in parse.kids(first.i, "cc"):
        if first.i < link.i < verb.i:
            link.head = top.i
    return True


def _describe_last(parse: Parse, noun: Token) -> bool:
    """ "Lee and Roe, the envoy of Vanta,", "she and the governor, Lee,": one noun or name tells of the last of a row before it."""
    if noun.dep != "appos" or (noun.name is None and noun.tag != "NN") or noun.lemma in COUPLES:
        return False
    first, opens = parse.tokens[noun.head], min(parse.subtree(noun.i))
    if opens < 2 or parse.tokens[opens - 1].text != "," or first.i > noun.i or parse.kids(noun.i, "conj", "cc"):
        return False
    for i in expand(parse, first.i)[1:]:
        last = parse.tokens[i]
        if i > noun.i or max(j for j in parse.subtree(i) if j < opens) != opens - 2:
            continue
        links = [k for k in parse.kids(last.head, "cc") if k.i < i]
        if not links or any(t.text == "," for t in parse.tokens[first.i : i]) or last.tag in ("NNS", "NNPS"):
            return False
        if noun.name is None and (last.name is None or parse.tokens[opens].lower not in ("a", "an", "the")):
            return False
        if noun.name is not None and (last.name is not None or last.tag != "NN"):
            return False
        noun.head = i
        return True
    return False


def _stand_beside(parse: Parse, prep: Token) -> bool:
    """ "Lee, from Vanta, said": what stands between commas behind a person tells of the person, and not of the deed."""
    if prep.dep != "prep" or prep.lower not in OF_BODY or prep.i < 2 or parse.tokens[prep.i - 1].text != ",":
        return False
    person, verb = parse.tokens[prep.i - 2], parse.tokens[prep.head]
    if person.name is None or person.name.cls != "Person" or person.dep not in SUBJECTS or person.head != verb.i:
        return False
    closes = max(parse.subtree(prep.i)) + 1
    bodies = parse.kids(prep.i, "pobj")
    if len(bodies) != 1 or bodies[0].name is None or closes >= verb.i or parse.tokens[closes].text != ",":
        return False
    prep.head = person.i
    return True


def set_parties_behind(parse: Parse, lexicon: Lexicon) -> bool:
    """ "Lee, R-Ohio, and Roe, D-Texas, said": the state behind a party's letter is no one that acts, and no list goes on from it."""
    moved = False
    for letter, i in find_party_tags(parse, lexicon).items():
        person = parse.tokens[i]
        state = parse.tokens[letter + 2] if letter + 2 < len(parse.tokens) else None
        if state is None or parse.tokens[letter + 1].text not in ("-", "–"):
            continue
        if person.head == state.i:
            take_place(person, state)
            moved = True
        for kid in parse.kids(state.i, "conj", "cc", "relcl", "acl", "prep"):
            if kid.i > state.i:
                kid.head, moved = person.i, True
        if state.head != person.i:
            state.head, state.dep, moved = person.i, "appos", True
        for k in (letter, letter + 1):
            parse.tokens[k].head = state.i
            parse.tokens[k].dep = "compound" if k == letter else "punct"
    return moved
