"""Mend what hangs on the wrong one of several that "and" joins: "said Lee would go and accused Roe", "Lee and Roe, its envoy"."""

from __future__ import annotations

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.party_tags import find_party_tags
from kgbuild.reading.phrases import expand, take_place
from kgbuild.reading.slots import OBJECTS, SUBJECTS
from kgbuild.reading.tokens import Parse, Token

FINITE = ("VBD", "VBZ", "VBP")
WITHIN = ("ccomp", "xcomp", "conj", "advcl", "pcomp")
OF_BODY = ("of", "from", "at", "with")
# Nouns for bodies that some persons are too; behind a body's name they tell of the body.
OWNERS = frozenset(
    {
        "parent",
        "owner",
        "maker",
        "manufacturer",
        "producer",
        "publisher",
        "operator",
        "supplier",
        "provider",
        "developer",
    }
)
HANDING = frozenset({"sell", "transfer", "hand", "give", "award", "return", "lend", "offer", "lease", "auction"})
AGREEMENTS = frozenset(
    {"deal", "agreement", "contract", "pact", "accord", "memorandum", "treaty", "partnership", "alliance"}
)
# Kinds of nouns that have a party of their own: "trade with Vanta", "a dispute with Vanta".
DEEDS = ("event", "activity", "process", "state", "relation")
JUDGING = frozenset({"call", "criticize", "criticise", "condemn", "urge", "blame", "denounce", "accuse", "brand"})
COUPLES = frozenset({"pair", "duo", "couple", "trio", "team", "both"})


def mend_joined(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """Mend what a token is joined to, in place; tell whether an arc was moved."""
    moved = _return_past(parse, token)
    moved |= _describe_body(parse, token, lexicon)
    moved |= _comment_on(parse, token, lexicon)
    moved |= _hold_post(parse, token, lexicon)
    moved |= _describe_last(parse, token)
    moved |= _lift_party(parse, token, lexicon)
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


def repeat_giving(parse: Parse, verb: Token) -> bool:
    """ "Sold Miro to Norvel and Vanta to Orlo": the "and" stands for the verb once more, so that each has its own buyer."""
    if verb.lemma not in HANDING or verb.pos != "VERB":
        return False
    passive = bool(parse.kids(verb.i, "auxpass"))
    given = [k for k in parse.kids(verb.i, "nsubjpass" if passive else "dobj", "dative") if k.pos in ("NOUN", "PROPN")]
    preps = sorted((k for k in parse.kids(verb.i, "prep", "dative") if k.lower == "to"), key=lambda k: k.i)
    for second in preps[1:]:
        below = [t for t in parse.tokens[preps[0].i + 2 : second.i] if t.lower == "and" and t.dep == "cc"]
        link = below[-1] if below else None
        things = (
            [k for k in parse.tokens[link.i + 1 : second.i] if k.dep in ("conj", "dobj")] if link is not None else []
        )
        firsts = [k for k in given if k.i < preps[0].i]
        if link is None or len(things) != 1 or not firsts or min(parse.subtree(things[0].i)) != link.i + 1:
            continue
        if not any(k.i < link.i for k in parse.kids(preps[0].i, "pobj")):
            continue
        link.head, link.dep, link.lemma, link.pos, link.tag = verb.i, "conj", verb.lemma, "VERB", verb.tag
        things[0].head, things[0].dep = link.i, "nsubjpass" if passive else "dobj"
        firsts[0].dep = things[0].dep
        for kid in parse.kids(verb.i, "prep", "dative"):
            if kid.i >= second.i:
                kid.head, kid.dep = link.i, "prep"
        return True
    return False


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


def _describe_body(parse: Parse, noun: Token, lexicon: Lexicon) -> bool:
    """ "Lee, head of Norvel, the parent of Orlo,": what tells of a body tells of the one just before it, and not of the person."""
    cls = lexicon.nouns.get(noun.lemma)
    of_body = noun.lemma in OWNERS or (cls is not None and lexicon.find_parent(cls) == "Organization")
    if noun.dep not in ("appos", "attr") or noun.name is not None or noun.tag != "NN" or not of_body:
        return False
    head, opens = parse.tokens[noun.head], min(parse.subtree(noun.i))
    if noun.dep == "attr":  # "Lee is the head of Norvel, the parent of Orlo"
        head = next((k for k in parse.kids(noun.head, "attr") if k.i < noun.i), noun)
    if (
        head.i == noun.i
        or opens < 2
        or parse.tokens[opens - 1].text != ","
        or parse.tokens[opens].lower not in ("a", "an", "the")
    ):
        return False
    body = parse.tokens[opens - 2]
    if body.name is None or lexicon.find_parent(body.name.cls) != "Organization" or body.i == head.i:
        return False
    person = head.name.cls == "Person" if head.name is not None else head.lemma in lexicon.titles
    if not person or body.dep not in ("pobj", "poss") or body.i not in parse.subtree(head.i):
        return False
    noun.head, noun.dep = body.i, "appos"
    return True


def _hold_post(parse: Parse, person: Token, lexicon: Lexicon) -> bool:
    """ "A letter by the founder and head of the firm, Lee, said": a person behind a post is who holds it, and no letter."""
    if person.dep != "appos" or person.name is None or person.name.cls != "Person" or person.i < 2:
        return False
    body, prep = parse.tokens[person.i - 2], parse.tokens[parse.tokens[person.i - 2].head]
    if (
        parse.tokens[person.i - 1].text != ","
        or body.dep != "pobj"
        or body.name is not None
        or prep.lower not in OF_BODY
    ):
        return False
    post, cls = parse.tokens[prep.head], lexicon.nouns.get(body.lemma)
    if cls is None or lexicon.find_parent(cls) != "Organization" or post.i == person.head:
        return False
    if post.lemma not in lexicon.titles or post.name is not None or post.tag != "NN" or parse.kids(post.i, "appos"):
        return False
    person.head = post.i
    return True


def _comment_on(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "Asked Norvel to look into the leaks, calling them a crime": who asks calls them so, and not who is asked."""
    asked = parse.tokens[verb.head]
    if (
        verb.tag != "VBG"
        or verb.dep != "advcl"
        or not verb.i
        or parse.tokens[verb.i - 1].text != ","
        or asked.i > verb.i
    ):
        return False
    if verb.lemma not in lexicon.words["reporting"] | lexicon.words["alleging"] | JUDGING or asked.tag not in (
        "VB",
        "VBG",
    ):
        return False
    top = asked
    while top.dep in ("xcomp", "pcomp", "prep", "acl", "dobj") and top.head < top.i:
        top = parse.tokens[top.head]
        if top.pos == "VERB":
            break
    objects = [k for k in parse.kids(top.i, *OBJECTS) if top.i < k.i < asked.i]
    if top.i == asked.i or top.pos != "VERB" or not objects or top.dep in ("acl", "relcl", "amod"):
        return False
    verb.head = top.i
    return True


def _lift_party(parse: Parse, prep: Token, lexicon: Lexicon) -> bool:
    """ "A bid for the firm's stock from Norvel", "a deal on the supply of pumps with Norvel": the party belongs to the bid or deal."""
    if prep.dep != "prep" or prep.lower not in ("from", "with"):
        return False
    thing = parse.tokens[prep.head]
    named = [k for k in parse.kids(prep.i, "pobj") if k.name is not None and k.name.cls != "Place"]
    noun = load_nouns().find(thing.lemma)
    if not named or thing.name is not None or thing.pos != "NOUN" or (noun is not None and noun.kind in DEEDS):
        return False
    offers = lexicon.words["offerings"] if prep.lower == "from" else AGREEMENTS
    top = thing
    for _ in range(2):
        above = parse.tokens[parse.tokens[top.head].head] if top.dep == "pobj" else None
        if above is None or above.pos != "NOUN" or above.name is not None or above.i > top.i:
            return False
        top = above
        if top.lemma in offers:
            prep.head = top.i
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
