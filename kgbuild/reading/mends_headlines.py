"""Mend the trees of headlines, where the parser takes the verb for one more noun of the row: "Norvel names Lee chairman"."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.slots import OBJECTS
from kgbuild.reading.tokens import Parse, Sentence, Token

ROW = ("compound", "nmod", "amod", "npadvmod", "dep")
NOUNS = ("NOUN", "PROPN")
DASHES = frozenset({"-", "–", "—", "--"})
LONGEST_SOURCE = 4
SOURCE_WORDS = ("NOUN", "PROPN", "ADJ")
TAKEN = ("dobj", "attr", "oprd", "npadvmod", "appos")
# Verbs of courts that are nouns too, and what shows them verbs.
JUDGING = {"sides": ("with",), "rules": ("against", "for", "in", "on")}


def mend_headlines(parse: Parse) -> bool:
    """Give the verbs of headlines their subject and object; return whether an arc was moved."""
    moved = False
    for sentence in parse.sentences:
        if sentence.kind != "headline":
            continue
        moved |= _detach_source(parse, sentence)
        for token in parse.tokens[sentence.first : sentence.last + 1]:
            moved |= _read_verb(parse, token)
            moved |= _read_judging(parse, token)
            moved |= _read_object(parse, token)
            moved |= _read_toll(parse, token) or _read_dead(parse, token)
            if token.tag == "VBZ" and token.pos == "VERB" and token.name is None:
                moved |= _free_verb(parse, token)
                moved |= _fill_verb(parse, token)
            moved |= _join_names(parse, token)
    return moved


def _read_verb(parse: Parse, token: Token) -> bool:
    """ "Former clerk sues Norvel": what no noun is, between a noun and a name, is the verb."""
    if token.tag != "NNS" or token.name is not None or token.head != token.i or load_nouns().find(token.lemma):
        return False
    before = [k for k in parse.kids(token.i, *ROW) if k.i < token.i]
    after = [k for k in parse.kids(token.i, "appos", "dobj") if k.i == token.i + 1 and k.name is not None]
    if not before or not after or before[-1].i != token.i - 1:
        return False
    token.tag, token.pos = "VBZ", "VERB"
    for word in before[:-1]:
        word.head = before[-1].i
    before[-1].dep, after[0].dep = "nsubj", "dobj"
    return True


def _detach_source(parse: Parse, sentence: Sentence) -> bool:
    """ "Lee detained in Dorrell - news agency": who tells it, behind the last dash, is nothing to the verb."""
    tokens = parse.tokens
    behind = range(sentence.last - 1, sentence.first, -1)
    dash = next((i for i in behind if tokens[i].text in DASHES and _is_spaced(tokens, i)), sentence.last)
    tail = tokens[dash + 1 : sentence.last + 1]
    if not 0 < len(tail) <= LONGEST_SOURCE or not all(t.pos in SOURCE_WORDS for t in tail):
        return False
    heads = [t for t in tail if t.head <= dash]
    if len(heads) != 1 or heads[0].dep not in TAKEN or tokens[heads[0].head].pos != "VERB":
        return False
    heads[0].dep = "dep"
    return True


def _is_spaced(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i - 1].end < tokens[i].start and tokens[i].end < tokens[i + 1].start


def _is_name_or_number(token: Token) -> bool:
    return token.name is not None or token.tag == "CD"


def _read_toll(parse: Parse, number: Token) -> bool:
    """ "Three killed, 2 injured in blast": a number straight before a participle is who the deed befell."""
    verb = parse.tokens[number.i + 1] if number.tag == "CD" and number.i + 1 < len(parse.tokens) else number
    if verb.tag != "VBN" or verb.sent != number.sent or number.dep not in ("meta", "dep", "npadvmod", "nummod"):
        return False
    if number.head != verb.i:
        if verb.head != number.i:
            return False
        verb.head, verb.dep = number.head, "conj" if number.head != number.i else "ROOT"
    number.head, number.dep = verb.i, "nsubjpass"
    return True


def _read_dead(parse: Parse, token: Token) -> bool:
    """ "Woman dead after crash": the adjective stands for a verb."""
    subjects = parse.kids(token.i, "nsubj")
    if token.lower != "dead" or token.tag != "JJ" or len(subjects) != 1 or parse.kids(token.i, "cop"):
        return False
    token.tag, token.pos = "VBN", "VERB"
    subjects[0].dep = "nsubjpass"
    return True


def _read_judging(parse: Parse, token: Token) -> bool:
    """ "Supreme Court sides with Norvel", "Court rules against Norvel": what begins behind the verb shows that it is one."""
    after = parse.tokens[token.i + 1 : token.i + 2]
    before = [k for k in parse.kids(token.i, *ROW) if k.i == token.i - 1]
    if token.tag != "NNS" or token.head != token.i or token.lower not in JUDGING or not before or not after:
        return False
    if after[0].lower not in JUDGING[token.lower] or after[0].dep != "prep":
        return False
    for word in parse.kids(token.i, *ROW, "det"):
        if word.i < before[0].i:
            word.head = before[0].i
    token.tag, token.pos, token.lemma = "VBZ", "VERB", token.lower[:-1]
    before[0].dep = "nsubj"
    for prep in parse.kids(token.i, "prep"):
        prep.head = token.i
    return True


def _read_object(parse: Parse, noun: Token) -> bool:
    """ "Court rejects Norvel appeal": one that appeals "appeals", so the word behind the name is a noun, and the verb's object."""
    verb, name = parse.tokens[noun.head], parse.tokens[noun.i - 1] if noun.i else noun
    if verb.tag != "VBZ" or noun.dep not in ("ccomp", "dobj") or noun.tag not in ("VB", "VBP", "NN") or verb.i > noun.i:
        return False
    if name.name is None or name.head != noun.i or name.dep != "nsubj" or name.i != verb.i + 1:
        return False
    if parse.kids(name.i, "conj", "det"):
        return False
    if parse.kids(noun.i, *OBJECTS, "aux", "xcomp", "ccomp", "mark") or load_nouns().find(noun.lower) is None:
        return False
    noun.dep, noun.tag, noun.pos, noun.lemma = "dobj", "NN", "NOUN", noun.lower
    name.dep = "compound"
    return True


def _free_verb(parse: Parse, verb: Token) -> bool:
    """ "Norvel names Lee chairman": a verb between two names that hangs on the last noun is the root."""
    noun = parse.tokens[verb.head]
    if verb.dep not in ROW or noun.i <= verb.i or noun.head != noun.i or verb.i == 0:
        return False
    before, after = parse.tokens[verb.i - 1], parse.tokens[verb.i + 1]
    if before.name is None or after.name is None or before.sent != verb.sent:
        return False
    verb.head, verb.dep = verb.i, "ROOT"
    before.head, before.dep = verb.i, "nsubj"
    after.head, after.dep = verb.i, "dobj"
    noun.head, noun.dep = verb.i, "oprd"
    return True


def _fill_verb(parse: Parse, verb: Token) -> bool:
    """ "Court orders Norvel to pay": the noun straight before a verb without a subject is that, the name behind it the object."""
    moved = False
    if verb.head == verb.i and verb.i and not parse.kids(verb.i, "nsubj", "nsubjpass"):
        before = parse.tokens[verb.i - 1]
        if before.head == verb.i and before.dep in ROW and (before.name is not None or before.pos in NOUNS):
            before.dep = "nsubj"
            moved = True
    after = parse.tokens[verb.i + 1] if verb.i + 1 < len(parse.tokens) else None
    idle = (
        after is not None and after.head == verb.i and after.dep in ("npadvmod", "appos") and _is_name_or_number(after)
    )
    if after is not None and idle and not parse.kids(verb.i, *OBJECTS):
        after.dep = "dobj"
        moved = True
        for kid in parse.kids(verb.i, "acl"):
            if kid.tag == "VB" and parse.kids(kid.i, "aux"):
                kid.dep = "xcomp"
    return moved


def _join_names(parse: Parse, second: Token) -> bool:
    """ "Norway, Denmark to sign treaty": the comma of a headline between two names is an "and"."""
    if second.dep != "appos" or second.name is None or second.i < 2 or parse.tokens[second.i - 1].text != ",":
        return False
    first, after = parse.tokens[second.head], parse.tokens[second.i + 1 : second.i + 2]
    closed = not after or after[0].sent != second.sent or after[0].text in (",", "-", "–", ":")
    if first.i != second.i - 2 or first.name is None or closed or _is_town_in(first, second):
        return False
    second.dep = "conj"
    return True


def _is_town_in(first: Token, second: Token) -> bool:
    """ "Paris, France": a place and the state that it lies in."""
    return first.name is not None and first.name.cls == "Place" and second.name is not None
