"""Mend what the parser makes of an object and what is said of it: "denied taking it", "called it stupid"."""

from __future__ import annotations

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.slots import OBJECTS
from kgbuild.reading.tokens import Parse, Token

QUOTES = ('"', "“", "‘", "'", "''", "``")
FINITE = ("VBD", "VBZ", "VBP")
# What one does with claims, and what is told of as such.
DENYING = (
    "reject",
    "deny",
    "dismiss",
    "dispute",
    "refute",
    "rebut",
    "contest",
    "counter",
    "denounce",
    "ridicule",
    "repudiate",
)
CLAIMS = ("claims", "charges", "allegations", "accusations", "suggestions", "assertions", "complaints", "demands")
RESULTS = frozenset({"dead", "alive", "guilty", "liable", "unharmed", "unhurt", "homeless", "bankrupt"})
"""What somebody is in consequence; it can stand before the name, which takes no such adjective of its own."""


def mend_object(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """Mend the arcs of a verb's object in place; tell whether any moved."""
    moved = _govern_noun(parse, verb, lexicon)
    moved |= _open_clause(parse, verb, lexicon)
    moved |= _call_so(parse, verb, lexicon)
    moved |= _tell_result(parse, verb)
    moved |= _speak_of(parse, verb, lexicon)
    moved |= _tell_of_noun(parse, verb)
    moved |= _deny_claims(parse, verb)
    return moved


def tell_of_month(parse: Parse, prep: Token, lexicon: Lexicon) -> bool:
    """ "The death in May of its head": what is told behind a month belongs to the noun before it; a year does not."""
    month = parse.tokens[prep.head]
    above = parse.tokens[month.head]
    if prep.lower != "of" or prep.dep != "prep" or month.lower not in lexicon.words["calendar"] or above.dep != "prep":
        return False
    objects = parse.kids(prep.i, "pobj")
    noun = parse.tokens[above.head]
    if len(objects) != 1 or objects[0].pos == "NUM" or objects[0].lower in ("this", "last", "next", "year"):
        return False
    if (
        noun.pos != "NOUN"
        or noun.i > above.i
        or any(k.lower in ("this", "last", "next", "that") for k in parse.kids(objects[0].i, "det", "amod"))
    ):
        return False
    prep.head = noun.i
    return True


def _deny_claims(parse: Parse, verb: Token) -> bool:
    """ "Lee rejected Norvel claims that he lied": what is denied is the claims, and who makes them stands before."""
    row = parse.tokens[verb.i + 1 : verb.i + 3]
    if verb.lemma not in DENYING or len(row) < 2 or row[0].name is None or row[1].lower not in CLAIMS:
        return False
    name, claims = row
    held = claims.head == verb.i or (name.dep == "dobj" and claims.head == name.i)
    clauses = parse.kids(claims.i, "ccomp", "acl", "relcl")
    if not held or not clauses or clauses[0].i < claims.i or claims.dep == "dobj":
        return False
    claims.head, claims.dep, claims.tag, claims.pos = verb.i, "dobj", "NNS", "NOUN"
    name.head, name.dep = claims.i, "compound"
    for kid in clauses:
        kid.dep = "acl"
    return True


def _tell_of_noun(parse: Parse, verb: Token) -> bool:
    """ "was accused of fraud, which it denies": a clause with "which" for its object tells of the noun before it."""
    subjects = [k for k in parse.kids(verb.i, "nsubj") if k.i < verb.i]
    marks = [k for k in parse.kids(verb.i, "dobj") if k.lower == "which" and k.i < verb.i]
    if verb.dep not in ("advcl", "ccomp", "conj") or len(marks) != 1 or len(subjects) != 1 or marks[0].i < 2:
        return False
    comma, noun = parse.tokens[marks[0].i - 1], parse.tokens[marks[0].i - 2]
    if comma.text != "," or noun.pos != "NOUN" or noun.sent != verb.sent or marks[0].i > subjects[0].i:
        return False
    verb.head, verb.dep = noun.i, "relcl"
    return True


def _speak_of(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "Norvel said Lee, its chairman, has been sued": what was taken for the object is what the clause tells of."""
    objects = [k for k in parse.kids(verb.i, "dobj") if k.i > verb.i and k.name is not None]
    clauses = [k for k in parse.kids(verb.i, "ccomp") if k.i > verb.i]
    if verb.lemma not in lexicon.words["saying_clauses"] or len(objects) != 1 or len(clauses) != 1:
        return False
    name, clause = objects[0], clauses[0]
    opening = parse.tokens[min(parse.subtree(clause.i))]
    before = parse.tokens[opening.i - 1]
    if parse.kids(clause.i, "nsubj", "nsubjpass", "expl", "csubj", "mark") or before.text != "," or name.i > clause.i:
        return False
    if opening.tag not in (*FINITE, "MD") or max(parse.subtree(name.i)) > opening.i:
        return False
    name.head, name.dep = clause.i, "nsubjpass" if parse.kids(clause.i, "auxpass") else "nsubj"
    return True


def _govern_noun(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "denied taking bribes": a gerund that was taken for an adjective."""
    if verb.lemma not in lexicon.words["before_gerunds"] or verb.i + 1 >= len(parse.tokens):
        return False
    gerund = parse.tokens[verb.i + 1]
    noun = parse.tokens[gerund.head]
    if gerund.lower in lexicon.words["growing_participles"] or gerund.tag != "VBG" or gerund.dep != "amod":
        return False
    if noun.head != verb.i or noun.dep not in OBJECTS:
        return False
    gerund.head, gerund.dep = verb.i, "xcomp"
    noun.head, noun.dep = gerund.i, "dobj"
    for kid in parse.kids(noun.i):
        if kid.i > noun.i and kid.dep == "prep":
            kid.head = gerund.i
    return True


def _open_clause(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "denied his complaint was a plot": an object that is the subject of the clause behind it."""
    clauses = [k for k in parse.kids(verb.i, "conj") if k.i > verb.i and (k.tag in FINITE or k.tag == "MD")]
    objects = [k for k in parse.kids(verb.i, "dobj") if k.i > verb.i]
    if verb.lemma not in lexicon.words["before_clauses"] or len(clauses) != 1 or len(objects) != 1:
        return False
    clause, noun = clauses[0], objects[0]
    between = [parse.tokens[i] for i in range(max(parse.subtree(noun.i)) + 1, clause.i)]
    if noun.i > clause.i or any(t.dep in ("punct", "cc") for t in between) or parse.kids(verb.i, "cc"):
        return False
    if parse.kids(clause.i, "nsubj", "nsubjpass", "expl"):
        return False
    noun.head, noun.dep = clause.i, "nsubjpass" if parse.kids(clause.i, "auxpass") else "nsubj"
    clause.head, clause.dep = verb.i, "ccomp"
    return True


def _call_so(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """What somebody or something is called hangs on the verb, and not on the noun before or behind it."""
    if verb.lemma not in lexicon.words["judging_verbs"]:
        return False
    for noun in parse.kids(verb.i, "dobj", "oprd"):
        if noun.i < verb.i:
            continue
        called = _find_judgement(parse, verb, noun, lexicon)
        if called is not None:
            noun.dep = "dobj"
            called.head, called.dep = verb.i, "oprd"
            return True
    return False


def _tell_result(parse: Parse, verb: Token) -> bool:
    """ "shot dead Lee", "shot dead two men": what becomes of the object stands before it."""
    moved = False
    for noun in parse.kids(verb.i, *OBJECTS):
        for kid in parse.kids(noun.i, "amod"):
            if kid.i != verb.i + 1 or kid.lower not in RESULTS or noun.i < kid.i:
                continue
            counted = parse.tokens[kid.i + 1].dep in ("det", "nummod", "poss") and noun.i > kid.i + 1
            if noun.name is not None or counted or verb.lemma == "shoot":
                kid.head, kid.dep, moved = verb.i, "oprd", True
    return moved


def _find_judgement(parse: Parse, verb: Token, noun: Token, lexicon: Lexicon) -> Token | None:
    """The word that says what the object of a verb is called."""
    harsh = lexicon.words["harsh"] | lexicon.words["scathing"]
    for kid in parse.kids(noun.i, "amod", "oprd", "advmod", "acomp"):
        quoted = kid.i == noun.i + 2 and parse.tokens[noun.i + 1].text in QUOTES
        if quoted and kid.dep == "amod":  # "called the bid "stupid""
            return kid
        if noun.name is None and kid.pos == "ADJ" and kid.i > noun.i and kid.lemma in harsh:
            between = parse.tokens[noun.i + 1 : kid.i]
            if all(t.head == kid.i and t.pos == "ADV" for t in between):  # "called his offer deeply shameful"
                return kid
    for kid in parse.kids(noun.i, "appos"):  # "called the plan "a slap in the face""
        first = parse.tokens[min(parse.subtree(kid.i))]
        if kid.name is None and (first.text in QUOTES or parse.tokens[first.i - 1].text in QUOTES):
            return kid
    for kid in parse.kids(verb.i, "npadvmod"):  # "branded Lee a coward"
        if noun.name is not None and kid.i > noun.i and any(k.lower in ("a", "an") for k in parse.kids(kid.i, "det")):
            return kid
    for kid in parse.kids(noun.i, "dobj", "appos"):  # "called Norvel's move a cruel attack"
        article = parse.tokens[noun.i + 1]
        owned = bool(parse.kids(noun.i, "poss", "det")) and article.head == kid.i
        if kid.name is None and kid.pos == "NOUN" and owned and article.lower in ("a", "an"):
            noun.tag, noun.pos = "NN", "NOUN"
            return kid
    for i in parse.subtree(noun.i):  # "called her claims of wanting peace "hollow""
        word = parse.tokens[i]
        if word.pos == "ADJ" and word.lemma in harsh and i > noun.i and parse.tokens[i - 1].text in QUOTES:
            closed = i + 1 < len(parse.tokens) and parse.tokens[i + 1].text in QUOTES
            if closed and word.dep != "amod":
                return word
    first = parse.tokens[verb.i + 1]  # "calls absurd their demand", "calls absurd Norvel's demand"
    behind = parse.tokens[first.i + 1] if first.i + 1 < len(parse.tokens) else None
    if first.pos == "ADJ" and first.lemma in harsh and behind is not None and first.i in parse.subtree(noun.i):
        opens = behind.dep in ("det", "poss") and (behind.name is not None or behind.pos in ("DET", "PRON"))
        return first if opens and noun.i > behind.i else None
    return None
