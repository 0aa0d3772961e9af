"""Mend arcs that the parser is known to miss, where grammar leaves no doubt: the trees that all later stages see.

Each mend names its construction. The idea of correcting a parser by rules over its output is Attardi and Ciaramita's
(2007, "Tree Revision Learning for Dependency Parsing"); these are written by hand.
"""

from __future__ import annotations

from dataclasses import replace

from kgbuild.described import COUNTS
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.mends_clauses import mend_clause
from kgbuild.reading.mends_headlines import mend_headlines
from kgbuild.reading.mends_inversions import mend_auxiliary, mend_inversion, mend_parted
from kgbuild.reading.mends_joined import mend_joined, repeat_giving, set_parties_behind
from kgbuild.reading.mends_objects import mend_object, tell_of_month
from kgbuild.reading.mends_openings import mend_opening
from kgbuild.reading.mends_participles import mend_participle
from kgbuild.reading.mends_posts import mend_posts
from kgbuild.reading.mends_rows import mend_row, set_letters_behind
from kgbuild.reading.mends_shares import mend_shares
from kgbuild.reading.mends_suits import mend_suit
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.phrases import take_place
from kgbuild.reading.slots import OBJECTS
from kgbuild.reading.tokens import Parse, Token

FINITE = ("VBD", "VBZ", "VBP")
CLAUSE_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
SEATED = ("based", "headquartered")
NOMINAL = ("NOUN", "PROPN", "PRON")


def mend_trees(parse: Parse, *, lexicon: Lexicon) -> Parse:
    """Return the parse with mended arcs; its tokens are changed in place."""
    if lettered := set_letters_behind(parse, lexicon) | set_parties_behind(parse, lexicon):
        parse = replace(parse, children=_find_children(parse))
    moved = mend_headlines(parse) | lettered
    for token in parse.tokens:
        moved |= _read_noun(parse, token)
        moved |= mend_row(parse, token, lexicon)
        moved |= _count_members(parse, token)
        moved |= _set_beside(parse, token)
        moved |= _describe_between_commas(parse, token)
        moved |= _name_noun(parse, token)
        moved |= _seat_between_commas(parse, token)
        moved |= _seat_before(parse, token)
        moved |= mend_suit(parse, token, lexicon)
        moved |= mend_opening(parse, token, lexicon)
        moved |= mend_clause(parse, token)
        moved |= tell_of_month(parse, token, lexicon)
        moved |= mend_joined(parse, token, lexicon)
        if token.pos not in ("VERB", "AUX") or token.name is not None:
            continue
        moved |= _read_has(parse, token, lexicon)
        moved |= mend_participle(parse, token)
        moved |= _part_sentences(parse, token)
        moved |= _join_particle(parse, token, lexicon)
        moved |= mend_object(parse, token, lexicon)
        moved |= _part_objects(parse, token)
        moved |= repeat_giving(parse, token)
        moved |= mend_posts(parse, token, lexicon)
        moved |= mend_shares(parse, token, lexicon)
        moved |= mend_auxiliary(parse, token)
        moved |= mend_parted(parse, token)
        moved |= mend_inversion(parse, token)
        moved |= _return_subject(parse, token, lexicon)
        moved |= _join_list(parse, token)
        moved |= _raise_agent(parse, token, lexicon)
        moved |= _take_of(parse, token, lexicon)
    if not moved:
        return parse
    roots = {t.sent: t.i for t in parse.tokens if t.head == t.i}
    sentences = tuple(replace(s, root=roots.get(s.index, s.root)) for s in parse.sentences)
    return replace(parse, sentences=sentences, children=_find_children(parse))


def _find_children(parse: Parse) -> tuple[tuple[int, ...], ...]:
    children: list[list[int]] = [[] for _ in parse.tokens]
    for token in parse.tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    return tuple(tuple(c) for c in children)


def _part_objects(parse: Parse, verb: Token) -> bool:
    """ "granted Norvel a delay": of two objects that follow each other the first is whom the deed is for."""
    objects = [k for k in parse.kids(verb.i, *OBJECTS) if k.i > verb.i]
    if len(objects) != 2 or objects[0].pos not in NOMINAL or objects[1].pos not in ("NOUN", "NUM"):
        return False
    first, second = objects
    edges = parse.tokens[max(parse.subtree(first.i)) + 1 : second.i + 1]
    if objects[1].name is not None or any(t.lower in (",", "and", "or", ";", ":") for t in edges if t.dep == "punct"):
        return False
    first.dep = "dative"
    return False


def _read_noun(parse: Parse, token: Token) -> bool:
    """ "took Norvel to court over a bill": a noun that was taken for an infinitive."""
    if token.tag not in ("NN", "NNS") or token.dep not in ("advcl", "xcomp", "ccomp", "relcl") or token.i == 0:
        return False
    before = parse.tokens[token.i - 1]
    if before.lower != "to" or before.head != token.i or before.dep != "aux" or parse.kids(token.i, *OBJECTS):
        return False
    before.head, before.dep, before.pos = token.head, "prep", "ADP"
    token.head, token.dep, token.pos = before.i, "pobj", "NOUN"
    return True


def _count_members(parse: Parse, noun: Token) -> bool:
    """ "two leaders, Owen Pratt and Ida Brandt": as many names as the number says are the leaders, and join no list."""
    if noun.tag != "NNS" or noun.name is not None:
        return False
    told = [COUNTS.get(k.lower) for k in parse.kids(noun.i, "nummod")]
    firsts = parse.kids(noun.i, "conj")
    if not told or told[0] is None or len(firsts) != 1 or parse.kids(noun.i, "cc") or firsts[0].name is None:
        return False
    members = [firsts[0]]
    while members[-1].name is not None and (more := parse.kids(members[-1].i, "conj")):
        members.append(more[0])
    if len(members) != told[0] or any(m.name is None for m in members):
        return False
    firsts[0].dep = "appos"
    return True


def _set_beside(parse: Parse, name: Token) -> bool:
    """ "formed a body, Norvel Ports, to run the docks": a name between commas is the noun's, not who does what follows."""
    verb = parse.tokens[name.head]
    if name.name is None or name.dep != "nsubj" or verb.tag not in ("VB", "VBG") or verb.i < name.i or name.i < 2:
        return False
    noun, comma, after = parse.tokens[name.i - 2], parse.tokens[name.i - 1], parse.tokens[name.i + 1]
    if (comma.text, after.text) != (",", ",") or noun.pos != "NOUN" or noun.name is not None:
        return False
    auxiliaries = [k.lower for k in parse.kids(verb.i, "aux", "auxpass")]
    if noun.dep not in (*OBJECTS, "pobj") or ("to" not in auxiliaries if verb.tag == "VB" else auxiliaries):
        return False
    name.head, name.dep = noun.i, "appos"
    return True


def _describe_between_commas(parse: Parse, name: Token) -> bool:
    """ "Norvel, part of Dunmore Bank, spoke": a subject that was taken for a measure, what it is for a word of the comma."""
    verb = parse.tokens[name.head]
    if name.name is None or name.dep != "npadvmod" or verb.i < name.i or name.i + 2 >= len(parse.tokens):
        return False
    comma, subjects = parse.tokens[name.i + 1], parse.kids(verb.i, *CLAUSE_SUBJECTS)
    told = [k for k in parse.kids(comma.i) if k.i > comma.i and k.dep in ("preconj", "appos", "nmod", "dep")]
    if len(subjects) == 1 and not told and _stands_between_commas(parse, subjects[0], comma.i):
        told = subjects
    if comma.text != "," or len(told) != 1 or (subjects and told is not subjects):
        return False
    name.dep = "nsubjpass" if parse.kids(verb.i, "auxpass") else "nsubj"
    told[0].head, told[0].dep = name.i, "appos"
    return True


def _stands_between_commas(parse: Parse, noun: Token, comma: int) -> bool:
    """Whether a noun with all that hangs on it is what stands behind a comma and before the next."""
    held = parse.subtree(noun.i)
    if noun.name is not None or noun.pos != "NOUN" or min(held) != comma + 1:
        return False
    return parse.tokens[max(held) + 1].text == "," and bool(parse.kids(noun.i, "det"))


def _name_noun(parse: Parse, name: Token) -> bool:
    """ "Norvel's luxury brand Brant Foods grew": of two subjects that touch the second is the first's name."""
    if name.name is None or name.dep not in ("nsubj", "nsubjpass") or not name.i:
        return False
    noun = parse.tokens[name.i - 1]
    if noun.head != name.head or noun.dep != name.dep or noun.tag != "NN" or noun.name is not None:
        return False
    if not parse.kids(noun.i, "det", "poss"):
        return False
    name.head, name.dep = noun.i, "appos"
    return True


def _seat_between_commas(parse: Parse, token: Token) -> bool:
    """ "Norvel, based in Leeds, spoke": a participle that was taken for a preposition."""
    if token.lower not in SEATED or token.dep not in ("prep", "amod", "pcomp", "advmod", "advcl"):
        return False
    if token.i == parse.sentences[token.sent].first and token.dep in ("prep", "advcl") and parse.kids(token.i, "prep"):
        token.dep, token.tag, token.pos = "advcl", "VBN", "VERB"  # "Based in Leeds, Norvel makes pumps"
        token.lemma = token.lower.removesuffix("d") if token.lower == "based" else token.lower.removesuffix("ed")
        return True
    if token.i < 2 or token.dep == "advcl":
        return False
    comma, name = parse.tokens[token.i - 1], parse.tokens[token.i - 2]
    if comma.text != "," or name.name is None or name.sent != token.sent or not parse.kids(token.i, "prep"):
        return False
    token.head, token.dep, token.tag, token.pos = name.i, "acl", "VBN", "VERB"
    return True


def _seat_before(parse: Parse, seated: Token) -> bool:
    """ "A partner at Lyon-based Norvel": the firm stands behind "at", not the town."""
    if seated.lower not in SEATED or seated.i < 2 or parse.tokens[seated.i - 1].text != "-":
        return False
    place, firm = parse.tokens[seated.i - 2], parse.tokens[seated.head]
    if place.name is None or place.dep not in ("pobj", *OBJECTS) or firm.i < seated.i or firm.dep != "appos":
        return False
    if firm.head not in (place.i, place.head, parse.tokens[place.head].head):
        return False
    firm.head, firm.dep = place.head, place.dep
    place.head, place.dep = seated.i, "npadvmod"
    return True


def _read_has(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "It's launched its own shop": "has" and no "is", where the verb has an object."""
    short = [k for k in parse.kids(verb.i, "auxpass") if k.text in ("'s", "’s")]
    subjects = [k for k in parse.kids(verb.i, "nsubjpass") if k.i < verb.i]
    objects = [k for k in parse.kids(verb.i, *OBJECTS) if k.i > verb.i]
    double = verb.lemma in lexicon.words["giving"] | lexicon.words["naming"] | lexicon.words["calling"]
    if verb.tag != "VBN" or len(short) != 1 or len(subjects) != 1 or len(objects) != 1 or double:
        return False
    if parse.kids(verb.i, "agent") or not (objects[0].name or parse.kids(objects[0].i, "det", "poss")):
        return False
    short[0].dep, subjects[0].dep = "aux", "nsubj"
    return True


def _join_particle(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "has taken over Norvel": a particle that was taken for a preposition, straight behind its verb."""
    moved = False
    for word in parse.kids(verb.i, "prep", "prt"):
        objects = parse.kids(word.i, "pobj")
        if word.i != verb.i + 1 or len(objects) != 1 or f"{verb.lemma} {word.lower}" not in lexicon.words["phrasal"]:
            continue
        if parse.kids(verb.i, *OBJECTS):
            continue
        word.dep, word.pos = "prt", "ADP"
        objects[0].head, objects[0].dep = verb.i, "nsubjpass" if parse.kids(verb.i, "auxpass") else "dobj"
        moved = True
    return moved


def _take_of(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "stripped Norvel of its licence", "cleared Owen Pratt of fraud": what such a verb takes hangs on the name before it."""
    if verb.lemma not in lexicon.words["of_takers"]:
        return False
    for name in parse.kids(verb.i, "dobj"):
        for prep in parse.kids(name.i, "prep") if name.name is not None else ():
            objects = parse.kids(prep.i, "pobj", "pcomp")
            if prep.lower == "of" and prep.i == name.i + 1 and objects and objects[0].name is None:
                prep.head = verb.i
                return True
    return False


def _part_sentences(parse: Parse, verb: Token) -> bool:
    """ "Norvel was fined; Orlo was not": the first of two main clauses is no object of the second."""
    clauses = [k for k in parse.kids(verb.i, "ccomp") if k.i < verb.i and not parse.kids(k.i, "mark")]
    if not clauses or not parse.kids(verb.i, *CLAUSE_SUBJECTS):
        return False
    first = clauses[0]
    between = {parse.tokens[i].lower for i in range(first.i, verb.i) if parse.tokens[i].dep == "punct"}
    if ";" not in between and verb.lemma not in ("be", "have", "do"):
        return False
    take_place(first, verb)
    verb.head, verb.dep = first.i, "conj"
    return True


def _return_subject(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "Norvel, Dunmore said on Monday, has paid": what stands before "Dunmore said" is the subject of "paid"."""
    if verb.lemma not in lexicon.words["reporting"]:
        return False
    before = [k for k in parse.kids(verb.i, "npadvmod", "dep", "nsubj", "dobj") if k.i < verb.i]
    clauses = [k for k in parse.kids(verb.i, "ccomp") if k.i > verb.i]
    if len(before) != 2 or len(clauses) != 1 or parse.kids(clauses[0].i, *CLAUSE_SUBJECTS, "mark"):
        return False
    fronted, clause = before[0], clauses[0]
    if not _is_nominal(fronted, lexicon) or before[1].dep != "nsubj" or clause.tag in ("VB", "VBG"):
        return False
    if parse.tokens[max(parse.subtree(fronted.i)) + 1].lower != ",":
        return False
    fronted.head = clause.i
    fronted.dep = "nsubjpass" if parse.kids(clause.i, "auxpass") else "nsubj"
    return True


def _is_nominal(token: Token, lexicon: Lexicon) -> bool:
    return token.name is not None or (token.pos in NOMINAL and token.lower not in lexicon.words["calendar"])


def _join_list(parse: Parse, verb: Token) -> bool:
    """ "Norvel, Orlo and Dunmore have agreed", the headline "Norvel, Orlo settle": the first of a list is a subject too."""
    subjects = [k for k in parse.kids(verb.i, "nsubj", "nsubjpass") if k.i < verb.i]
    before = [k for k in parse.kids(verb.i, "npadvmod", "dep", "nsubj") if k.i < verb.i and k.name is not None]
    if len(subjects) not in (1, 2) or not before or before[0] is subjects[-1]:
        return False
    first, second = before[0], subjects[-1]
    if second.name is None or first.name is None or (first.name.cls == "Person") != (second.name.cls == "Person"):
        return False
    listed = bool(parse.kids(second.i, "conj")) or parse.sentences[verb.sent].kind == "headline"
    between = parse.tokens[max(parse.subtree(first.i)) + 1 : min(parse.subtree(second.i))]
    if not listed or [t.lower for t in between] != [","]:
        return False
    first.dep = second.dep
    second.head, second.dep = first.i, "conj"
    return True


def _raise_agent(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """An agent that hangs too low: "was replaced as leader of the party by Ida Brandt", "was told to pay by Ida Brandt"."""
    if verb.tag not in ("VBN", "VBD") or parse.kids(verb.i, "agent", *OBJECTS):
        return False
    beside = verb.dep == "conj" and parse.kids(verb.head, "auxpass") and verb.lemma in lexicon.words["transitive"]
    if not parse.kids(verb.i, "auxpass") and not beside and (verb.tag == "VBD" or verb.dep not in ("acl", "advcl")):
        return False
    below = [parse.tokens[i] for i in parse.subtree(verb.i) if i > verb.i]
    for by in below:
        if by.lower != "by" or by.dep not in ("prep", "agent") or by.head == verb.i:
            continue
        actors = [k for k in parse.kids(by.i, "pobj") if k.name is not None and k.name.cls != "Place"]
        between = _climb(parse, by, verb)
        if not between or between[-1].head != verb.i:
            continue
        told = verb.lemma in lexicon.words["object_control"] | lexicon.words["attacking"]
        if actors and all(_is_no_deed(parse, t) or (told and _is_told(parse, t, verb)) for t in between):
            by.head, by.dep = verb.i, "agent"
            return True
    return False


def _is_told(parse: Parse, token: Token, verb: Token) -> bool:
    """Whether a token is the infinitive or gerund of what somebody is told to do or accused of, or its object."""
    inner = token if token.tag in ("VB", "VBG") else parse.tokens[token.head]
    if inner.dep == "conj" and inner.tag == "VB":  # "was told to pay and to leave by"
        return (token is inner or token.dep in OBJECTS) and _is_told(parse, parse.tokens[inner.head], verb)
    over = parse.tokens[inner.head].head if inner.dep == "pcomp" else inner.head
    told = over == verb.i and (inner.tag, inner.dep) in (("VB", "xcomp"), ("VB", "ccomp"), ("VBG", "pcomp"))
    return told and not parse.kids(inner.i, "auxpass") and (token is inner or token.dep in OBJECTS)


def _climb(parse: Parse, token: Token, top: Token) -> list[Token]:
    """The tokens between one and one above it."""
    found, at = [], parse.tokens[token.head]
    while at.i not in (top.i, at.head):
        found.append(at)
        at = parse.tokens[at.head]
    return found


def _is_no_deed(parse: Parse, token: Token) -> bool:
    if token.pos in ("VERB", "AUX"):
        return False
    if parse.kids(token.i, "nummod"):  # "for two games by the league"
        return True
    if token.pos == "ADP" or token.name is not None:
        return True
    noun = load_nouns().find(token.lemma)
    return noun is None or noun.kind in ("person", "group", "place") or (noun.event < 0.1 and not noun.verbs)
