"""Mend arcs in rows of names and nouns, where the parser takes the first name for the one that the clause tells of."""

from __future__ import annotations

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.mends_lists import mend_list
from kgbuild.reading.phrases import take_over, take_place
from kgbuild.reading.slots import OBJECTS, SUBJECTS
from kgbuild.reading.tokens import Parse, Token

NOUN_PLACES = ("nsubj", "nsubjpass", "pobj", "attr", "appos", "poss", *OBJECTS)


def mend_row(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """Mend the row that a token stands in, and tell whether an arc was moved."""
    moved = _lift_holder(parse, token, lexicon)
    moved |= _part_owner(parse, token)
    moved |= _set_apart(parse, token)
    moved |= _list_officer(parse, token, lexicon)
    moved |= _list_described(parse, token)
    moved |= _list_owner(parse, token)
    moved |= _lift_from_sum(parse, token, lexicon)
    moved |= _head_group(parse, token)
    moved |= _name_members(parse, token)
    moved |= _join_behind_of(parse, token, lexicon)
    moved |= _read_age(parse, token)
    moved |= mend_list(parse, token, lexicon)
    moved |= _raise_verb(parse, token)
    return moved | _head_person(parse, token)


def _raise_verb(parse: Parse, verb: Token) -> bool:
    """ "Norvel and 14 other firms called on Orlo to act": the past tense at the end of a row that has no other verb is the row's."""
    active = verb.tag == "VBD" or (verb.tag == "VBN" and verb.lemma == "call" and bool(parse.kids(verb.i, "prep")))
    if verb.dep != "acl" or not active or parse.kids(verb.i, *SUBJECTS, "agent", "aux", "auxpass"):
        return False
    top = parse.tokens[verb.head]
    while top.head != top.i and (top.pos in ("NOUN", "PROPN", "ADP") or top.name is not None):
        top = parse.tokens[top.head]
    row = parse.kids(top.i, "conj")
    if top.head != top.i or top.pos not in ("NOUN", "PROPN") or not row or row[-1].i > verb.i:
        return False
    if any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in parse.tokens[top.i : verb.i]):
        return False
    verb.head, verb.dep, verb.tag = verb.i, "ROOT", "VBD"
    top.head, top.dep = verb.i, "nsubj"
    for kid in parse.kids(top.i):
        if kid.i > verb.i:
            kid.head = verb.i
    return True


def _read_age(parse: Parse, token: Token) -> bool:
    """ "Police arrested the 26-year-old": an age that stands as a noun is a person."""
    if token.lower not in ("old", "olds") or token.dep not in NOUN_PLACES or token.i < 2 or token.name is not None:
        return False
    before = [t.lower for t in parse.tokens[token.i - 2 : token.i]]
    if before not in (["year", "-"], ["month", "-"]):
        return False
    token.pos, token.lemma = "NOUN", "person"
    token.tag = "NNS" if token.lower == "olds" else "NN"
    return False


def _lift_holder(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """ "The chairman of Norvel, Owen Pratt, said": the person is the chairman, not the firm."""
    if token.dep != "appos" or token.name is None or token.name.cls != "Person":
        return False
    body = parse.tokens[token.head]
    prep = parse.tokens[body.head]
    served = prep.lower in ("to", "for") and body.name is not None and body.name.text != token.name.text
    named = body.tag in ("NNP", "NNPS") if body.name is None else body.name.cls != "Person" or served
    if not named or body.dep != "pobj" or prep.lower not in ("of", "at", "for", "on", "to"):
        return False
    office = parse.tokens[prep.head]
    if office.lemma not in lexicon.titles or office.name is not None or parse.kids(office.i, "appos"):
        return False
    token.head = office.i
    return True


def _join_behind_of(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """ "The ministers of Peru, Chile and Brazil": the names are a row behind "of", none stands beside the ministers."""
    if token.dep != "conj" or token.name is None:
        return False
    noun = parse.tokens[token.head]
    if noun.tag != "NNS" or noun.name is not None:
        return False
    top = lexicon.find_parent(token.name.cls)
    for prep in parse.kids(noun.i, "prep"):
        for first in parse.kids(prep.i, "pobj"):
            row = first.name is not None and lexicon.find_parent(first.name.cls) == top and first.i < token.i
            if prep.lower == "of" and row:
                token.head = first.i
                return True
    return False


def _part_owner(parse: Parse, noun: Token) -> bool:
    """ "Sued Norvel and Orlo subsidiary Miro": the first name stands in the list, the second is whose subsidiary it is."""
    if noun.tag != "NN" or noun.name is not None or noun.i + 1 >= len(parse.tokens):
        return False
    body = parse.tokens[noun.i + 1]
    firsts = [k for k in parse.kids(noun.i, "nmod", "compound") if k.name is not None]
    seconds = parse.kids(firsts[0].i, "conj") if len(firsts) == 1 else []
    if body.name is None or body.name.cls == "Person" or len(seconds) != 1 or seconds[0].i != noun.i - 1:
        return False
    top = body if noun.dep == "compound" and noun.head == body.i else noun
    if seconds[0].name is None or (top is noun and body.head != noun.i):
        return False
    first = firsts[0]
    take_place(first, top)
    top.head, top.dep = first.i, "conj"
    seconds[0].head, seconds[0].dep = noun.i, "compound"
    return True


def _set_apart(parse: Parse, noun: Token) -> bool:
    """ "Sued Norvel, a bank, and its owner": what "a" begins between a name and "and" tells what the name is, and joins no list."""
    if noun.dep != "conj" or noun.tag != "NN" or noun.name is not None:
        return False
    name, first = parse.tokens[noun.head], min(parse.subtree(noun.i))
    if name.name is None or first != name.i + 2 or parse.tokens[name.i + 1].text != ",":
        return False
    if parse.tokens[first].lower not in ("a", "an") or parse.tokens[first].head != noun.i:
        return False
    rest = parse.kids(noun.i, "conj")
    links = [k for k in parse.kids(noun.i, "cc") if parse.tokens[k.i - 1].text == ","]
    if len(rest) != 1 or len(links) != 1 or parse.kids(name.i, "cc"):
        return False
    noun.dep = "appos"
    for token in (*rest, *links):
        token.head = name.i
    return True


def _list_officer(parse: Parse, noun: Token, lexicon: Lexicon) -> bool:
    """ "Sued Norvel, its chairman Mara Lind and Orlo": no firm is its own chairman, so the three are a list."""
    if (
        noun.dep != "appos"
        or noun.lemma not in lexicon.titles
        or not [k for k in parse.kids(noun.i, "poss") if k.lower == "its"]
    ):
        return False
    body = parse.tokens[noun.head]
    if body.name is None or lexicon.find_parent(body.name.cls) != "Organization":
        return False
    holders = [noun, *(k for k in parse.kids(noun.i, "appos") if k.name is not None)]
    rest = [k for h in holders for k in parse.kids(h.i, "conj", "cc")]
    if not {"conj", "cc"} <= {k.dep for k in rest}:
        return False
    noun.dep = "conj"
    for kid in rest:
        kid.head = noun.i
    return True


def _head_group(parse: Parse, verb: Token) -> bool:
    """ "Norvel is one of five banks being sued": the banks stand behind "of", and the participle tells of them."""
    of = parse.tokens[verb.head]
    one = parse.tokens[of.head]
    subjects = [k for k in parse.kids(verb.i, "nsubj", "nsubjpass") if of.i < k.i < verb.i]
    if verb.dep != "pcomp" or verb.tag not in ("VBN", "VBG") or of.lower != "of" or len(subjects) != 1:
        return False
    if one.lower not in ("one", "two", "three", "several", "some", "many") or subjects[0].tag != "NNS":
        return False
    subjects[0].head, subjects[0].dep = of.i, "pobj"
    verb.head, verb.dep = subjects[0].i, "acl"
    return True


def _lift_from_sum(parse: Parse, prep: Token, lexicon: Lexicon) -> bool:
    """ "A fine of $3 million on Norvel", "from the watchdog": the phrase is the fine's, and not the sum's."""
    money = parse.tokens[prep.head]
    of = parse.tokens[money.head]
    noun = parse.tokens[of.head]
    if prep.dep != "prep" or prep.lower not in ("on", "from", "against", "by") or money.dep != "pobj":
        return False
    counted = parse.kids(money.i, "nummod") and money.lemma in lexicon.words["measures"]
    if not (counted or (parse.kids(money.i, "nmod", "quantmod") and money.pos == "NUM")) or of.lower != "of":
        return False
    if noun.pos != "NOUN" or noun.lemma in lexicon.words["measures"] - {"fine", "penalty", "settlement", "payment"}:
        return False
    if not any(k.name is not None or parse.kids(k.i, "det") for k in parse.kids(prep.i, "pobj")):
        return False
    prep.head = noun.i
    return True


def _list_owner(parse: Parse, noun: Token) -> bool:
    """ "Sued Norvel, a shop in Ohio, and its owner": whose owner is told is no part of what tells what Norvel is."""
    told = parse.tokens[noun.head]
    name = parse.tokens[told.head]
    if noun.dep != "conj" or told.dep != "appos" or told.tag != "NN" or told.name is not None or name.name is None:
        return False
    links = [k for k in parse.kids(told.i, "cc") if told.i < k.i < noun.i and parse.tokens[k.i - 1].text == ","]
    owners = [k for k in parse.kids(noun.i, "poss") if k.lower in ("its", "his", "her", "their")]
    if len(links) != 1 or len(owners) != 1 or parse.kids(name.i, "cc") or parse.tokens[name.i + 1].text != ",":
        return False
    if not any(k.lower in ("a", "an", "the") for k in parse.kids(told.i, "det")):
        return False
    noun.head = links[0].head = name.i
    return True


def _list_described(parse: Parse, name: Token) -> bool:
    """ "Charged Bram Oster, a director, Mara Lind, a lawyer, and Owen Pratt": each name has its own description and joins the list."""
    if (
        name.dep not in ("conj", "appos")
        or not _is_person(name)
        or not name.i
        or parse.tokens[min(parse.subtree(name.i)) - 1].text != ","
    ):
        return False
    own = [k for k in parse.kids(name.i, "appos", "conj") if k.name is None and k.tag == "NN"]
    rest = [k for t in (name, *own) for k in parse.kids(t.i, "conj", "cc") if k.dep == "cc" or _is_person(k)]
    if not own or not any(_is_person(k) for k in rest):
        return False
    first, below = parse.tokens[name.head], name
    while not _is_person(first) and below.dep in ("conj", "appos", "pobj", "prep") and first.head != first.i:
        first, below = parse.tokens[first.head], first
    described = [k for k in parse.kids(first.i, "appos") if k.name is None and k.i < name.i]
    if not _is_person(first) or not described or below.dep not in ("conj", "appos") or first.name == name.name:
        return False
    last = max(k.i for k in rest)
    for kid in rest:
        kid.head = name.i
    for noun in described:
        for prep in parse.kids(noun.i, "prep"):
            if prep.i > last and first.head != first.i:
                prep.head = first.head
    own[0].dep = "appos"
    name.head, name.dep = first.i, "conj"
    return True


def _is_person(token: Token) -> bool:
    return token.name is not None and token.name.cls == "Person"


def _name_members(parse: Parse, name: Token) -> bool:
    """ "Block the merger of makers Norvel and Orlo": names straight behind a plural noun are those that it means."""
    if name.dep != "appos" or name.name is None or not name.i:
        return False
    noun = parse.tokens[name.i - 1]
    if noun.i == name.head or noun.tag != "NNS" or noun.name is not None or noun.dep != "pobj":
        return False
    if parse.tokens[noun.head].head != name.head:
        return False
    name.head = noun.i
    return True


def set_letters_behind(parse: Parse, lexicon: Lexicon) -> bool:
    """ "Ida Brandt MP said": the letters behind a person's name are no head of it."""
    moved = False
    for token in parse.tokens:
        moved |= token.text in lexicon.words["letters_behind"] and _set_behind(parse, token)
    return moved


def _set_behind(parse: Parse, letters: Token) -> bool:
    if not letters.i or letters.name is not None:
        return False
    person = parse.tokens[letters.i - 1]
    if person.name is None or person.name.cls != "Person" or person.head != letters.i:
        return False
    take_over(parse, person, letters, "nmod")
    return True


def _head_person(parse: Parse, noun: Token) -> bool:
    """ "Accused by Norvel lawyer Ida Brandt", "Norvel lawyer Ida Brandt, a judge, said": who acts is the person, not Norvel."""
    if noun.name is not None or noun.dep != "compound" or noun.head != noun.i + 1 or not noun.i:
        return False
    before, person = parse.tokens[noun.i - 1], parse.tokens[noun.head]
    if person.name is None or person.name.cls != "Person" or person.dep not in ("appos", *OBJECTS):
        return False
    if before.name is None or before.dep in ("compound", "nmod", "poss", "amod") or before.sent != noun.sent:
        return False
    prep = parse.tokens[before.head]
    if person.head not in (before.i, before.head if before.dep != "pobj" else prep.head):
        return False
    if person.name.key == before.name.key or before.name.cls == "Person":
        return False
    take_place(person, before)
    for kid in parse.kids(before.i):
        if kid.i > noun.i and kid.i != person.i:
            kid.head = person.i
    before.head, before.dep = noun.i, "compound"
    return True
