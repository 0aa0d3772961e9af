"""Mend clauses whose verb or subject the parser misses: "A group of sellers called on Norvel to stop", "Lee, 38, faces charges"."""

from __future__ import annotations

from kgbuild.reading.phrases import take_place
from kgbuild.reading.slots import OBJECTS, SUBJECTS
from kgbuild.reading.tokens import Parse, Token

FINITE = ("VBD", "VBZ", "VBP", "MD")
NOMINAL = ("NOUN", "PROPN", "PRON")
# Of what an amount is told in a participle: "fines totalling $3 million on Norvel".
MEASURING = frozenset({"total", "amount", "reach", "exceed", "equal", "approach", "average", "top"})
# Endings of participles that are no past tense: "taken", "begun", "rung".
PARTICIPLES = ("en", "wn", "rn", "gone", "done", "sung", "rung", "sunk", "drunk", "begun", "overrun")


def mend_clause(parse: Parse, token: Token) -> bool:
    """Mend the clause that a token is the verb of, in place; tell whether an arc was moved."""
    if token.name is not None:
        return False
    moved = _read_verb(parse, token)
    moved |= _finish_clause(parse, token)
    moved |= _free_measured(parse, token)
    moved |= _open_clause(parse, token)
    moved |= _free_subject(parse, token)
    moved |= _part_joined(parse, token)
    moved |= _open_contact(parse, token)
    moved |= _name_officer(parse, token)
    return moved | _lift_subject(parse, token)


def _read_verb(parse: Parse, token: Token) -> bool:
    """ "Mara Lind, 38, and Owen Pratt, 48, face charges": a noun with a subject and an object is a verb."""
    if token.tag not in ("NN", "NNS") or not (token.head == token.i or token.dep in ("conj", "ccomp")):
        return False
    subjects = [k for k in parse.kids(token.i, "nsubj") if k.i < token.i]
    objects = [k for k in parse.kids(token.i, "dobj") if k.i > token.i]
    if len(subjects) != 1 or len(objects) != 1 or parse.kids(token.i, "det", "poss", "amod", "compound", "cop"):
        return False
    token.pos, token.tag = "VERB", "VBZ" if token.tag == "NNS" else "VBP"
    return True


def _finish_clause(parse: Parse, verb: Token) -> bool:
    """ "A group of sellers called on Norvel to stop.": in a sentence without another verb the participle is the verb."""
    top = parse.tokens[verb.head]
    if verb.tag not in ("VBN", "VBD") or verb.dep != "acl" or verb.lower.endswith(PARTICIPLES):
        return False
    while top.head != top.i and top.i < verb.i:
        top = parse.tokens[top.head]
    sentence = parse.sentences[verb.sent]
    words = parse.tokens[sentence.first : sentence.last + 1]
    if top.head != top.i or top.pos not in NOMINAL or top.i > verb.i or words[-1].text != ".":
        return False
    below = set(parse.subtree(verb.i))
    if any(t.tag in FINITE and t.name is None and t.i not in below for t in words) or not _governs(parse, verb):
        return False
    if any(t.tag == "VBN" and t.dep == "acl" and t.i not in below for t in words):
        return False
    verb.head, verb.dep, verb.tag = verb.i, "ROOT", "VBD"
    top.head, top.dep = verb.i, "nsubj"
    for kid in parse.kids(top.i, "punct", "prep"):
        if kid.i > verb.i:
            kid.head = verb.i
    for kid in parse.kids(verb.i, "relcl"):
        if parse.kids(kid.i, "aux") and kid.tag == "VB":
            kid.dep = "advcl"
    return True


def _governs(parse: Parse, verb: Token) -> bool:
    """Whether a verb has what no passive has: an object, a clause with "that", or somebody behind a preposition who is to act."""
    if [k for k in parse.kids(verb.i, "dobj") if k.i > verb.i] or parse.kids(verb.i, "ccomp"):
        return not parse.kids(verb.i, "agent")
    following = verb.i + 1 < len(parse.tokens) and parse.tokens[verb.i + 1].lower in ("on", "upon")
    infinitives = [k for k in parse.kids(verb.i, "xcomp", "advcl", "relcl") if k.tag == "VB"]
    held = [k for prep in parse.kids(verb.i, "prep") for k in parse.kids(prep.i, "pobj") if k.name is not None]
    deeper = [k for name in held for k in parse.kids(name.i, "relcl", "acl") if k.tag == "VB"]
    return following and bool(held) and bool(infinitives or deeper)


def _free_measured(parse: Parse, verb: Token) -> bool:
    """ "Imposed fines totalling $3 million on Norvel for its prices": what stands behind the amount is of the fines."""
    noun = parse.tokens[verb.head]
    amounts = [k for k in parse.kids(verb.i, *OBJECTS) if k.i > verb.i]
    amounts += [k for prep in parse.kids(verb.i, "prep") if prep.i == verb.i + 1 for k in parse.kids(prep.i, "pobj")]
    if verb.dep != "acl" or verb.lemma not in MEASURING or not amounts or noun.pos != "NOUN":
        return False
    above = parse.tokens[noun.head]
    host = above if noun.dep in OBJECTS and above.pos == "VERB" else noun
    moved = False
    for at in (verb, amounts[0]):
        for prep in parse.kids(at.i, "prep"):
            if prep.i > amounts[0].i and prep.lower in ("on", "against", "from", "to", "with", "for", "by"):
                prep.head, moved = host.i, True
    return moved


def _lift_subject(parse: Parse, verb: Token) -> bool:
    """ "Lee and Pratt, leading a group of ten, today sued Norvel": who stands before the participle is the main verb's subject."""
    main = parse.tokens[verb.head]
    if verb.tag != "VBG" or verb.dep not in ("advcl", "csubj") or main.i < verb.i or main.tag not in FINITE[:3]:
        return False
    subjects = [k for k in parse.kids(verb.i, *SUBJECTS) if k.i < verb.i]
    if len(subjects) != 1 or parse.kids(main.i, *SUBJECTS, "expl") or parse.kids(verb.i, "aux", "auxpass", "mark"):
        return False
    before = parse.tokens[verb.i - 1]
    if before.text != "," or not any(t.text == "," for t in parse.tokens[verb.i + 1 : main.i]):
        return False
    subjects[0].head = main.i
    subjects[0].dep = "nsubjpass" if parse.kids(main.i, "auxpass") else "nsubj"
    verb.head, verb.dep = subjects[0].i, "acl"
    return True


def _free_subject(parse: Parse, verb: Token) -> bool:
    """ "Led by Lee and Pratt, a group of ten sued Norvel": the noun before a verb without a subject describes no name of the opening."""
    openings = [k for k in parse.kids(verb.i, "advcl") if k.i < verb.i and k.tag in ("VBN", "VBG")]
    first = min([verb.i, *(k.i for k in parse.kids(verb.i, "aux", "auxpass"))])
    if verb.pos != "VERB" or len(openings) != 1 or parse.kids(verb.i, *SUBJECTS, "expl", "mark"):
        return False
    if verb.tag not in FINITE[:3] and first == verb.i:
        return False
    for i in parse.subtree(openings[0].i):
        noun = parse.tokens[i]
        if noun.dep != "appos" or noun.pos != "NOUN" or noun.name is not None or not parse.kids(i, "det"):
            continue
        held = parse.subtree(i)
        if max(held) == first - 1 and parse.tokens[min(held) - 1].text == ",":
            noun.head, noun.dep = verb.i, "nsubjpass" if parse.kids(verb.i, "auxpass") else "nsubj"
            return True
    return False


def _part_joined(parse: Parse, verb: Token) -> bool:
    """ "Norvel settled with Orlo and the judge has dismissed the case": who stands before "has" is its subject, and no second party."""
    helpers = [k for k in parse.kids(verb.i, "aux", "auxpass") if k.i < verb.i]
    if (
        verb.dep != "conj"
        or not helpers
        or helpers[0].tag not in FINITE
        or parse.kids(verb.i, *SUBJECTS, "expl", "mark")
    ):
        return False
    noun = parse.tokens[helpers[0].i - 1]
    link = next((k for k in parse.kids(noun.head, "cc") if k.i < noun.i), None)
    if noun.dep != "conj" or noun.pos not in NOMINAL or link is None or noun.i < verb.head or noun.head == verb.head:
        return False
    if min(parse.subtree(noun.i)) != link.i + 1 or (helpers[0].tag == "VBZ") != (noun.tag in ("NN", "NNP")):
        return False
    noun.head, noun.dep = verb.i, "nsubjpass" if any(k.dep == "auxpass" for k in helpers) else "nsubj"
    link.head = verb.head
    return True


def _open_contact(parse: Parse, verb: Token) -> bool:
    """ "Norvel bought Orlo, the firm Ann Lee formed": a person straight behind a thing is who did what is told of it."""
    subjects = [k for k in parse.kids(verb.i, "nsubj") if k.i < verb.i]
    mains = [k for k in parse.kids(verb.i, "ccomp") if k.i < verb.i and k.tag in FINITE]
    if verb.tag not in ("VBD", "VBZ") or len(subjects) != 1 or len(mains) != 1 or mains[0].i > subjects[0].i:
        return False
    noun, doer, main = subjects[0], parse.tokens[verb.i - 1], mains[0]
    before = parse.tokens[min(parse.subtree(noun.i)) - 2]
    if (
        doer.head != noun.i
        or doer.i != noun.i + 1
        or doer.name is None
        or doer.name.cls != "Person"
        or noun.name is not None
    ):
        return False
    if (
        before.name is None
        or before.head == verb.i
        or parse.tokens[before.i + 1].text != ","
        or not parse.kids(noun.i, "det")
    ):
        return False
    main.head, main.dep = (main.i, "ROOT") if verb.head == verb.i else (verb.head, verb.dep)
    noun.head, noun.dep = before.i, "appos"
    doer.head, doer.dep = verb.i, "nsubj"
    verb.head, verb.dep = noun.i, "relcl"
    for kid in parse.kids(verb.i, "punct"):
        kid.head = main.i
    return True


def _open_clause(parse: Parse, verb: Token) -> bool:
    """ "The letter came after Norvel, backed by Orlo, made a bid": the name behind "after" is the subject of what follows."""
    main = parse.tokens[verb.head]
    if verb.tag not in FINITE[:3] or verb.dep not in ("conj", "ccomp", "dep", "acl", "advcl") or main.i > verb.i:
        return False
    if parse.kids(verb.i, *SUBJECTS, "expl", "mark", "aux", "auxpass") or parse.tokens[verb.i - 1].text != ",":
        return False
    if any(t.dep == "cc" for t in parse.tokens[verb.i - 2 : verb.i]):
        return False
    for prep in parse.tokens[main.i : verb.i]:
        names = parse.kids(prep.i, "pobj") if prep.lower in ("after", "before", "since", "until") else []
        if names and names[0].name is not None and prep.sent == verb.sent and _holds_aside(parse, names[0], verb):
            prep.head, prep.dep, prep.pos = verb.i, "mark", "SCONJ"
            names[0].head, names[0].dep = verb.i, "nsubj"
            verb.dep = "advcl"
            for aside in parse.tokens[names[0].i + 2 : verb.i]:
                if aside.dep in ("relcl", "acl", "advcl") and not names[0].i < aside.head < verb.i:
                    aside.head, aside.dep = names[0].i, "relcl" if aside.dep == "relcl" else "acl"
            return True
    return False


def _holds_aside(parse: Parse, name: Token, verb: Token) -> bool:
    """Whether what stands between a name and a verb is told of the name alone, between commas."""
    between = parse.tokens[name.i + 1 : verb.i]
    if len(between) < 3 or (between[0].text, between[-1].text) != (",", ","):
        return False
    opens = between[1]
    return opens.tag in ("VBN", "VBG", "WDT", "WP") or (opens.lower in ("a", "an") and between[-2].name is None)


def _name_officer(parse: Parse, title: Token) -> bool:
    """ "Attorney General (AG) Mara Lind": letters in brackets stand between the title and whose it is."""
    if title.i + 4 >= len(parse.tokens) or title.pos not in ("NOUN", "PROPN"):
        return False
    opens, letters, closes, person = parse.tokens[title.i + 1 : title.i + 5]
    if (opens.text, closes.text) != ("(", ")") or person.name is None or person.name.cls != "Person":
        return False
    before = "".join(t.text[0] for t in parse.tokens[max(0, title.i + 1 - len(letters.text)) : title.i + 1])
    if before != letters.text or letters.name is not None or person.dep not in (*SUBJECTS, *OBJECTS, "pobj", "appos"):
        return False
    if person.head == title.i:
        take_place(person, title)
    title.head, title.dep = person.i, "compound"
    return True
