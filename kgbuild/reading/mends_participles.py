"""Mend participles that the parser takes for main verbs, or hangs on the wrong noun: "Norvel, fined in May, denied it"."""

from __future__ import annotations

from kgbuild.reading.phrases import take_place
from kgbuild.reading.slots import OBJECTS
from kgbuild.reading.tokens import Parse, Token

FINITE = ("VBD", "VBZ", "VBP")
CLAUSE_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
# What opens a clause as well as it stands before a noun.
OPENERS = ("after", "before", "since", "until", "as", "when", "because", "while")
# Where the accused stands: "appeared in court charged with theft".
BARS = ("court", "dock", "hearing", "session", "custody", "jail")


def mend_participle(parse: Parse, verb: Token) -> bool:
    """Mend the arcs of a participle in place; tell whether any moved."""
    moved = _reduce_clause(parse, verb)
    moved |= _reduce_between_commas(parse, verb)
    moved |= _reduce_before_auxiliary(parse, verb)
    moved |= _reduce_gerund(parse, verb)
    moved |= _describe_subject(parse, verb)
    moved |= _suspend_sentence(parse, verb)
    moved |= _have_done(parse, verb)
    moved |= _stand_charged(parse, verb)
    moved |= _govern_titled(parse, verb)
    return moved


def _govern_titled(parse: Parse, verb: Token) -> bool:
    """ "The firm ousted chairman Lee": what has a subject is a verb, and no adjective of the title behind it."""
    subjects = [k for k in parse.kids(verb.i, "nsubj") if k.i < verb.i]
    noun = parse.tokens[verb.head]
    if verb.tag not in ("VBD", "VBN") or verb.dep != "amod" or len(subjects) != 1 or noun.i < verb.i:
        return False
    while noun.dep in ("compound", "nmod") and noun.head > noun.i:
        noun = parse.tokens[noun.head]
    above = parse.tokens[noun.head]
    if noun.dep == "pobj" and above.lower in OPENERS and above.i < subjects[0].i:
        verb.head, verb.dep = above.head, "advcl"
        above.head, above.dep = verb.i, "mark"
    elif noun.dep in ("ROOT", "ccomp", "advcl", "conj", "relcl"):
        take_place(verb, noun)
        for kid in parse.kids(noun.i, "punct", "prep", "npadvmod", "mark", "advmod", "cc", "conj"):
            if kid.i < subjects[0].i or (kid.i > noun.i and kid.dep != "conj"):
                kid.head = verb.i
    else:
        return False
    verb.tag, verb.pos = "VBD", "VERB"
    noun.head, noun.dep = verb.i, "dobj"
    return True


def _describe_subject(parse: Parse, verb: Token) -> bool:
    """ "The settlement, announced in July, requires it": a participle between commas behind the subject tells of that."""
    main = parse.tokens[verb.head]
    subjects = [k for k in parse.kids(main.i, "nsubj", "nsubjpass") if k.i < verb.i]
    if verb.tag not in ("VBN", "VBD") or verb.dep not in ("parataxis", "dep") or main.i < verb.i or len(subjects) != 1:
        return False
    if parse.kids(verb.i, *CLAUSE_SUBJECTS, *OBJECTS, "aux", "auxpass", "mark", "ccomp") or subjects[0].pos == "PRON":
        return False
    held = [i for i in parse.subtree(verb.i) if parse.tokens[i].dep != "punct"]
    below = [i for i in parse.subtree(subjects[0].i) if parse.tokens[i].dep != "punct"]
    opens, closes = parse.tokens[max(below) + 1], parse.tokens[max(held) + 1]
    if (opens.text, closes.text) != (",", ",") or opens.i + 1 != min(held) or closes.i > main.i:
        return False
    verb.head, verb.dep, verb.tag = subjects[0].i, "acl", "VBN"
    for by in parse.kids(verb.i, "prep"):
        if by.lower == "by":
            by.dep = "agent"
    return True


def _have_done(parse: Parse, verb: Token) -> bool:
    """ "Lee had his ban overturned": what follows "had" with its noun is a passive, not what the noun did."""
    have = parse.tokens[verb.head]
    if verb.tag not in ("VBD", "VBN") or verb.dep != "ccomp" or have.lemma != "have" or have.i > verb.i:
        return False
    subjects = parse.kids(verb.i, "nsubj")
    if len(subjects) != 1 or not have.i < subjects[0].i < verb.i or parse.kids(have.i, *OBJECTS):
        return False
    if parse.kids(verb.i, "aux", "auxpass", "mark", *OBJECTS) or subjects[0].pos == "PRON":
        return False
    verb.tag, subjects[0].dep = "VBN", "nsubjpass"
    return True


def _stand_charged(parse: Parse, verb: Token) -> bool:
    """ "Lee appeared in court charged with theft": it is not the court that is charged."""
    court = parse.tokens[verb.head]
    prep = parse.tokens[court.head]
    above = parse.tokens[prep.head]
    if verb.tag != "VBN" or verb.dep != "acl" or court.lower not in BARS or prep.dep != "prep":
        return False
    if verb.lemma not in ("charge", "accuse") or above.pos != "VERB" or not parse.kids(above.i, "nsubj"):
        return False
    verb.head, verb.dep = above.i, "advcl"
    return True


def _reduce_clause(parse: Parse, verb: Token) -> bool:
    """ "The sale planned for May upset the union": a participle that was taken for the main verb, joined to that by nothing."""
    subjects = parse.kids(verb.i, "nsubj")
    if verb.tag not in ("VBD", "VBN") or len(subjects) != 1 or parse.kids(verb.i, *OBJECTS, "aux", "ccomp", "cc"):
        return False
    mains = [k for k in parse.kids(verb.i, "conj") if k.tag in ("VBD", "VBZ", "VBP", "VB") and k.i > verb.i]
    if len(mains) != 1 or parse.kids(mains[0].i, "nsubj", "nsubjpass", "cc", "aux"):
        return False
    main, subject = mains[0], subjects[0]
    if any(parse.tokens[i].dep in ("punct", "cc") for i in range(verb.i, main.i)) or subject.i > verb.i:
        return False
    take_place(main, verb)
    for kid in parse.kids(verb.i):
        if kid.i > main.i or kid.i < subject.i or kid.i == subject.i:
            kid.head = main.i
    verb.head, verb.dep, verb.tag = subject.i, "acl", "VBN"
    return True


def _reduce_between_commas(parse: Parse, verb: Token) -> bool:
    """ "Norvel, fined $3 million by the watchdog, denied it": a participle between commas that was taken for the main verb."""
    subjects = [k for k in parse.kids(verb.i, "nsubj", "nsubjpass") if k.i < verb.i]
    if verb.tag not in ("VBD", "VBN") or len(subjects) != 1 or parse.kids(verb.i, "cc", "aux", "auxpass", "mark"):
        return False
    mains = [k for k in parse.kids(verb.i, "conj", "dep", "ccomp", "parataxis") if k.tag in FINITE and k.i > verb.i]
    if len(mains) != 1 or parse.kids(mains[0].i, *CLAUSE_SUBJECTS, "mark", "cc"):
        return False
    main, subject = mains[0], subjects[0]
    opens = min(parse.subtree(main.i))
    closing = [parse.tokens[i].text for i in (opens - 1, opens) if i > verb.i]
    if parse.tokens[verb.i - 1].text != "," or "," not in closing:
        return False
    take_place(main, verb)
    for kid in parse.kids(verb.i):
        if kid.i > main.i or kid.i == subject.i:
            kid.head = main.i
    subject.dep = "nsubjpass" if parse.kids(main.i, "auxpass") else "nsubj"
    verb.head, verb.dep, verb.tag = subject.i, "acl", "VBN"
    for by in parse.kids(verb.i, "prep"):
        if by.lower == "by":
            by.dep = "agent"
    return True


def _reduce_before_auxiliary(parse: Parse, verb: Token) -> bool:
    """ "The agent found guilty of theft was fined": of two verbs with one subject and nothing between, the first describes."""
    subjects = [k for k in parse.kids(verb.i, "nsubj") if k.i < verb.i]
    mains = [k for k in parse.kids(verb.i, "ccomp") if k.i > verb.i]
    if verb.tag not in ("VBD", "VBN") or len(subjects) != 1 or len(mains) != 1:
        return False
    main, subject = mains[0], subjects[0]
    opens = next(iter(parse.kids(main.i, "aux", "auxpass")), main)
    finite = opens.tag == "MD" or (opens.tag in FINITE and opens.lemma in ("be", "have", "do"))
    if not finite or subject.pos not in ("NOUN", "PROPN") or parse.kids(verb.i, *OBJECTS, "aux", "auxpass", "cc"):
        return False
    if parse.kids(main.i, "mark", "cc") or any(parse.tokens[i].dep == "punct" for i in range(verb.i, opens.i)):
        return False
    taken = parse.kids(main.i, *CLAUSE_SUBJECTS)
    lacking = (
        [k for k in parse.kids(verb.i, "prep") if not parse.kids(k.i) and k.i + 1 == min(parse.subtree(taken[0].i))]
        if taken
        else []
    )
    if taken and (len(taken) != 1 or not lacking):
        return False
    for noun in taken:  # "found guilty of a fraud was fined": the fraud is what "of" lacks
        noun.head, noun.dep = lacking[0].i, "pobj"
    take_place(main, verb)
    for kid in parse.kids(verb.i):
        if kid.i > main.i or kid.i <= subject.i:
            kid.head = main.i
    subject.dep = "nsubjpass" if parse.kids(main.i, "auxpass") else "nsubj"
    verb.head, verb.dep, verb.tag = subject.i, "acl", "VBN"
    return True


def _suspend_sentence(parse: Parse, verb: Token) -> bool:
    """ "Lee was jailed for a year, suspended for two": it is the sentence that is suspended."""
    above = parse.tokens[verb.head]
    if verb.lemma != "suspend" or verb.tag not in ("VBD", "VBN") or verb.i < 3 or verb.dep not in ("advcl", "conj"):
        return False
    if above.lemma not in ("jail", "sentence", "imprison") or parse.kids(verb.i, *CLAUSE_SUBJECTS, *OBJECTS, "aux"):
        return False
    term = parse.tokens[verb.i - 2]
    if parse.tokens[verb.i - 1].text != "," or term.pos not in ("NOUN", "NUM") or term.i < above.i:
        return False
    for kid in parse.kids(verb.i, "conj", "cc"):
        kid.head = above.i
    verb.head, verb.dep, verb.tag = term.i, "acl", "VBN"
    return True


def _reduce_gerund(parse: Parse, verb: Token) -> bool:
    """ "Lawyers suing Norvel have said so", "A suit filed in May says so": the noun is the subject, the participle tells of it."""
    subjects, main = parse.kids(verb.i, "nsubj"), parse.tokens[verb.head]
    if (
        verb.tag not in ("VBG", "VBN", "VBD")
        or verb.dep not in ("csubj", "csubjpass")
        or len(subjects) != 1
        or main.i < verb.i
    ):
        return False
    subject = subjects[0]
    finite = next(iter(parse.kids(main.i, "aux", "auxpass")), main)
    if subject.i > verb.i or subject.pos not in ("NOUN", "PROPN") or parse.kids(main.i, "nsubj", "nsubjpass"):
        return False
    if parse.kids(verb.i, "aux") or (subject.tag == "NNS" and finite.tag == "VBZ"):
        return False
    subject.head, subject.dep = main.i, "nsubjpass" if parse.kids(main.i, "auxpass") else "nsubj"
    verb.head, verb.dep = subject.i, "acl"
    return True
