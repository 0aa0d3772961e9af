"""Mend how a sentence opens, where the parser takes the verb for one more word of the name behind it: "Police allege Lee lied"."""

from __future__ import annotations

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.phrases import take_place
from kgbuild.reading.tokens import Parse, Token

FINITE = ("VBD", "VBZ", "VBP", "MD")


def mend_opening(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """Mend the arcs of a sentence's first words in place; tell whether any moved."""
    moved = _tell_clause(parse, token, lexicon) or _open_with_gerund(parse, token) or _take_subject(parse, token)
    return moved or _part_subject(parse, token)


def _tell_clause(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "Police allege Lee, a clerk, stole it": a verb of saying behind a plural was taken for a noun before the name."""
    name, clause = parse.tokens[verb.head], parse.tokens[parse.tokens[verb.head].head]
    if verb.dep not in ("compound", "nmod") or verb.tag not in ("NN", "VB", "VBP") or name.name is None:
        return False
    if verb.lower not in lexicon.words["reporting"] or name.dep not in ("nsubj", "nsubjpass") or not verb.i:
        return False
    before = parse.tokens[verb.i - 1]
    if before.name is not None or before.pos != "NOUN" or before.sent != verb.sent:
        return False
    if before.tag != "NNS" and before.lower != "police":
        return False
    if clause.i < name.i or clause.tag not in FINITE or clause.dep not in ("ROOT", "conj", "ccomp"):
        return False
    take_place(verb, clause)
    verb.tag, verb.pos, verb.lemma = "VBP", "VERB", verb.lower
    clause.head, clause.dep = verb.i, "ccomp"
    before.head, before.dep = verb.i, "nsubj"
    for kid in parse.kids(name.i, "compound", "nmod", "amod", "det"):
        if kid.i < before.i:
            kid.head = before.i
    return True


def _take_subject(parse: Parse, name: Token) -> bool:
    """ "Senator Lee (D-Ohio) urged Norvel to pay": what stands in brackets behind the subject hides it from the parser."""
    verb = parse.tokens[name.head]
    if name.name is None or name.name.cls != "Person" or name.dep != "npadvmod" or name.i > verb.i:
        return False
    if verb.tag not in FINITE or parse.kids(verb.i, "nsubj", "nsubjpass", "aux", "auxpass", "expl", "csubj"):
        return False
    between = [t.text for t in parse.tokens[name.i + 1 : verb.i]]
    if between[:1] != ["("] or between[-1:] != [")"]:
        return False
    name.dep = "nsubj"
    return True


def _part_subject(parse: Parse, noun: Token) -> bool:
    """ "As a result of the suit, a judge ruled": the subject was taken for an apposition to what the phrase before it ends in."""
    if noun.dep != "appos" or noun.pos not in ("NOUN", "PROPN") or noun.i < 2:
        return False
    opens, top = min(parse.subtree(noun.i)), parse.tokens[noun.head]
    while top.dep != "prep" or parse.tokens[top.head].pos not in ("VERB", "AUX"):
        if top.head == top.i:
            return False
        top = parse.tokens[top.head]
    verb = parse.tokens[top.head]
    between = parse.tokens[max(parse.subtree(noun.i)) + 1 : verb.i]
    if top.i != parse.sentences[noun.sent].first or verb.i < noun.i or parse.tokens[opens - 1].text != ",":
        return False
    if any(t.dep == "punct" for t in between) or (verb.tag not in FINITE and not parse.kids(verb.i, "aux", "auxpass")):
        return False
    if parse.kids(verb.i, "nsubj", "nsubjpass", "expl", "csubj"):
        return False
    noun.head, noun.dep = verb.i, "nsubjpass" if parse.kids(verb.i, "auxpass") else "nsubj"
    return True


def _open_with_gerund(parse: Parse, verb: Token) -> bool:
    """ "Sentencing Lee in Leeds, Judge Kane said so": a gerund that was taken for a part of the name behind it."""
    name = parse.tokens[verb.head]
    main = parse.tokens[name.head]
    if verb.tag != "VBG" or verb.dep not in ("compound", "amod", "nmod") or name.name is None or name.i != verb.i + 1:
        return False
    if verb.i != parse.sentences[verb.sent].first or main.pos not in ("VERB", "AUX") or main.i < name.i:
        return False
    comma = max(parse.subtree(name.i)) + 1
    subjects = [k for k in parse.kids(main.i, "nsubj", "nsubjpass") if k.i > comma]
    if comma >= len(parse.tokens) or parse.tokens[comma].text != "," or len(subjects) != 1:
        return False
    verb.head, verb.dep, verb.pos = main.i, "advcl", "VERB"
    name.head, name.dep = verb.i, "dobj"
    for kid in parse.kids(name.i, "prep"):
        kid.head = verb.i
    return True
