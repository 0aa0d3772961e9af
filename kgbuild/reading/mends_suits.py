"""Mend what the parser makes of suits: where they are filed, what is said in them, and whom one takes to court."""

from __future__ import annotations

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.slots import OBJECTS, SUBJECTS
from kgbuild.reading.tokens import Parse, Token

RULING = frozenset({"find", "order", "fine", "hold", "convict", "rule"})
CHARGES = frozenset({"charge", "proceeding", "action", "claim", "indictment", "petition", "prosecution", "count"})
INQUIRIES = frozenset({"investigation", "inquiry", "enquiry", "probe", "review"})
FINDING = frozenset({"assess", "determine", "establish", "examine", "ascertain", "see", "find", "decide", "consider"})
TAKERS = frozenset({"take", "haul", "drag", "bring", "go", "pull", "return", "head"})


def mend_suit(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """Mend the arcs of one token where it is told of a suit, in place; tell whether any moved."""
    moved = _raise_suit(parse, token, lexicon)
    moved |= _raise_filing(parse, token, lexicon)
    moved |= _raise_against(parse, token, lexicon)
    moved |= _repeat_suit(parse, token, lexicon)
    moved |= _read_court(parse, token)
    moved |= _read_naming(parse, token, lexicon)
    if token.pos in ("VERB", "AUX") and token.name is None:
        moved |= _hang_purpose(parse, token)
        moved |= _raise_alleging(parse, token, lexicon)
        moved |= _hang_aim(parse, token, lexicon)
        moved |= _free_content(parse, token, lexicon)
        moved |= _open_content(parse, token, lexicon)
        moved |= _tell_of_suit(parse, token, lexicon)
    return moved


def _open_content(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "A suit alleging it fixed prices": the pronoun is the subject of a clause, whose verb describes no prices."""
    if verb.lemma not in lexicon.words["claiming"] or verb.i + 3 >= len(parse.tokens):
        return False
    subject, deed = parse.tokens[verb.i + 1], parse.tokens[verb.i + 2]
    noun = parse.tokens[deed.head]
    if subject.lower not in ("it", "he", "she", "they") or subject.dep not in ("dative", "dobj", "nsubj"):
        return False
    if deed.tag != "VBN" or deed.dep != "amod" or noun.head != verb.i or noun.dep not in OBJECTS:
        return False
    deed.head, deed.dep, deed.tag, deed.pos = verb.i, "ccomp", "VBD", "VERB"
    subject.head, subject.dep = deed.i, "nsubj"
    noun.head, noun.dep = deed.i, "dobj"
    return True


def _tell_of_suit(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "Settled a suit claiming it hid the risks": straight behind a suit that is not being filed, what claims is the suit."""
    above = parse.tokens[verb.head]
    suit = parse.tokens[verb.i - 1] if verb.i else verb
    if verb.tag != "VBG" or verb.dep not in ("advcl", "xcomp") or verb.lemma not in lexicon.words["claiming"]:
        return False
    if suit.pos != "NOUN" or suit.lemma not in lexicon.words["suits"] or suit.i not in parse.subtree(above.i):
        return False
    if suit.i in parse.subtree(verb.i):
        return False
    if suit.head == above.i and suit.dep not in OBJECTS:
        return False
    if above.lemma in lexicon.words["lodging"] | lexicon.words["issuing"]:
        return False
    verb.head, verb.dep = suit.i, "acl"
    return True


def _free_content(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "Norvel said in a suit that Orlo had lied": a whole clause behind "that" is what is said, and does not describe the suit."""
    marks = [k for k in parse.kids(verb.i, "mark") if k.lower == "that"]
    noun = parse.tokens[verb.head]
    prep = parse.tokens[noun.head]
    above = parse.tokens[prep.head]
    if verb.dep not in ("relcl", "acl") or not marks or not parse.kids(verb.i, *SUBJECTS):
        return False
    if noun.dep != "pobj" or noun.lemma not in lexicon.words["papers"] or prep.lower != "in":
        return False
    if above.lemma not in lexicon.words["reporting"] or parse.kids(above.i, "ccomp", *OBJECTS):
        return False
    verb.head, verb.dep = above.i, "ccomp"
    return True


def _raise_suit(parse: Parse, prep: Token, lexicon: Lexicon) -> bool:
    """ "Norvel accused Orlo of copying its logo in a suit": the suit is where it accuses, not where the logo is.

    What a court finds in a suit that somebody has brought it finds there too.
    """
    suits = parse.kids(prep.i, "pobj") if prep.lower == "in" and prep.dep == "prep" else []
    if not suits or suits[0].lemma not in lexicon.words["suits"] or parse.tokens[prep.head].lemma == "be":
        return False
    top = parse.tokens[prep.head]
    while (top.head != top.i and top.pos != "VERB") or top.dep == "pcomp":
        top = parse.tokens[top.head]
    claims = top.lemma in lexicon.words["claiming"] and top.lemma in lexicon.words["of_takers"]
    if top.i == prep.head or not (claims or (top.lemma in RULING and parse.kids(suits[0].i, "acl"))):
        return False
    prep.head = top.i
    return True


def _hang_purpose(parse: Parse, verb: Token) -> bool:
    """ "opened an inquiry to assess whether Norvel lied": what is to be found out is the purpose of the inquiry before it."""
    noun, opening = parse.tokens[verb.i - 2] if verb.i > 1 else verb, parse.tokens[verb.head]
    if verb.tag != "VB" or verb.dep != "advcl" or verb.lemma not in FINDING or noun.lemma not in INQUIRIES:
        return False
    if noun.head != opening.i or noun.dep not in (*OBJECTS, "nsubjpass") or not parse.kids(verb.i, "ccomp"):
        return False
    verb.head, verb.dep = noun.i, "acl"
    return True


def _hang_aim(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "filed a complaint to block the deal": the aim is that of filing it."""
    noun = parse.tokens[verb.head]
    filing = parse.tokens[noun.head]
    if verb.tag != "VB" or verb.dep not in ("acl", "relcl") or verb.i < noun.i or noun.dep not in OBJECTS:
        return False
    if noun.lemma not in lexicon.words["suits"] or filing.lemma not in lexicon.words["lodging"]:
        return False
    if not any(k.lower == "to" for k in parse.kids(verb.i, "aux")) or parse.kids(verb.i, *SUBJECTS):
        return False
    verb.head, verb.dep = filing.i, "advcl"
    return True


def _raise_alleging(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "opened proceedings in the Docks Court alleging that Orlo lied": no court alleges what is put before it."""
    court, filing = parse.tokens[verb.i - 1] if verb.i else verb, parse.tokens[verb.head]
    if verb.tag != "VBG" or verb.dep != "acl" or verb.lemma not in lexicon.words["claiming"]:
        return False
    if court.name is None or court.dep != "pobj" or not court.lower.endswith("court"):
        return False
    while filing.pos in ("NOUN", "PROPN", "ADP") and filing.head != filing.i:
        filing = parse.tokens[filing.head]
    if filing.pos != "VERB" or filing.i > verb.i:
        return False
    verb.head, verb.dep = filing.i, "advcl"
    return True


def _raise_against(parse: Parse, prep: Token, lexicon: Lexicon) -> bool:
    """ "laid charges under section 6 of the Act against Norvel": the charges are against somebody, not the law they rest on."""
    under = prep
    while under.lower != "under" or under.dep != "prep":
        if prep.lower != "against" or prep.dep != "prep" or under.head == under.i or under.pos in ("VERB", "AUX"):
            return False
        under = parse.tokens[under.head]
    above = parse.tokens[under.head]
    held = [above] if above.pos == "NOUN" else parse.kids(above.i, *OBJECTS, "nsubjpass")
    suits = [t for t in held if t.lemma in lexicon.words["suits"] | CHARGES and t.i < under.i]
    if len(suits) != 1:
        return False
    prep.head = suits[0].i
    return True


def _raise_filing(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "A suit against Norvel filed in May": the suit was filed, not whom it is against."""
    if verb.tag not in ("VBN", "VBD") or verb.lemma not in lexicon.words["lodging"]:
        return False
    if verb.dep in ("advcl", "ccomp"):
        return _open_with_suit(parse, verb, lexicon)
    name = parse.tokens[verb.head]
    while name.dep == "conj" and name.name is not None:  # "a suit against Norvel and Orlo filed in May"
        name = parse.tokens[name.head]
    prep = parse.tokens[name.head]
    suit = parse.tokens[prep.head]
    told = verb.dep == "acl" or (verb.dep == "relcl" and _is_passive(parse, verb))
    if not told or name.dep != "pobj" or prep.lower not in ("against", "over", "by", "from", "in", "with"):
        return False
    if suit.pos != "NOUN" or suit.lemma not in lexicon.words["suits"]:
        return False
    verb.head, verb.tag = suit.i, "VBN"
    return True


def _is_passive(parse: Parse, verb: Token) -> bool:
    """Whether a relative clause says what was done to what it tells of: "which was filed in May"."""
    subjects = parse.kids(verb.i, "nsubjpass")
    return bool(subjects) and subjects[0].lower in ("which", "that") and bool(parse.kids(verb.i, "auxpass"))


def _repeat_suit(parse: Parse, noun: Token, lexicon: Lexicon) -> bool:
    """ "filed suit against Norvel, the first such suit": what the suit is called behind a comma is no second object."""
    objects = [k for k in parse.kids(noun.head, *OBJECTS) if k.i < noun.i]
    if noun.dep not in OBJECTS or len(objects) != 1 or noun.lemma not in lexicon.words["suits"]:
        return False
    first = objects[0]
    before = parse.tokens[min(parse.subtree(noun.i)) - 1]
    if first.lemma not in lexicon.words["suits"] or before.text != "," or not parse.kids(noun.i, "det"):
        return False
    noun.head, noun.dep = first.i, "appos"
    return True


def _open_with_suit(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "In a suit against Norvel brought in May, Orlo said": the participle is not what the suit stands in."""
    before = [k for k in parse.kids(verb.i, "prep") if k.i < verb.i and k.lower == "in"]
    suits = [k for prep in before for k in parse.kids(prep.i, "pobj") if k.lemma in lexicon.words["suits"]]
    if len(suits) != 1 or parse.kids(verb.i, *SUBJECTS, *OBJECTS, "aux", "auxpass"):
        return False
    before[0].head = verb.head
    verb.head, verb.dep, verb.tag = suits[0].i, "acl", "VBN"
    return True


def _read_court(parse: Parse, token: Token) -> bool:
    """ "took Norvel to court over $12 million": a noun that was taken for a verb of courting."""
    before = parse.tokens[token.i - 1] if token.i else token
    verb = parse.tokens[token.head]
    if token.lower != "court" or token.tag != "VB" or before.lower != "to" or verb.lemma not in TAKERS:
        return False
    after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else before
    if after.tag not in ("IN", "TO", ".", ",", ":", "CC", "RB", "VBG"):
        return False
    before.head, before.dep, before.pos = verb.i, "prep", "ADP"
    token.head, token.dep, token.pos, token.tag, token.lemma = before.i, "pobj", "NOUN", "NN", "court"
    for kid in parse.kids(token.i):
        if kid.i == before.i:
            continue
        kid.head = verb.i
        if kid.dep in OBJECTS and after.tag == "IN":  # "over $12 million": the preposition is of the amount
            after.head, after.dep, after.pos = verb.i, "prep", "ADP"
            kid.head, kid.dep = after.i, "pobj"
    return True


def _read_naming(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """ "The suit names as defendants Norvel and Orlo": a verb that was taken for a noun, and whom it names behind "as"."""
    suit = parse.tokens[token.i - 1] if token.i else token
    if token.lower == "names" and token.tag == "NNS" and token.name is None:
        subjects = [k for k in parse.kids(token.i, "nsubj") if k.lemma in lexicon.words["suits"]]
        if len(subjects) == 1 and parse.kids(token.i, *OBJECTS):  # "the suit, brought by Ida Brandt, names Norvel"
            token.pos, token.tag, token.lemma = "VERB", "VBZ", "name"
            return True
    if token.lower != "names" or suit.lemma not in lexicon.words["suits"] or suit.pos != "NOUN":
        return False
    preps = [k for k in parse.kids(token.i, "prep") if k.i == token.i + 1 and k.lower == "as"]
    named = [k for prep in preps for k in parse.kids(prep.i, "pobj") if k.name is not None]
    sides = [k for name in named for k in parse.kids(name.i, "compound", "nmod") if k.lemma == "defendant"]
    moved = _head_naming(parse, token, suit)
    if len(named) == 1 and len(sides) == 1:
        sides[0].head, sides[0].dep = preps[0].i, "pobj"
        named[0].head, named[0].dep = token.i, "dobj"
        moved = True
    return moved


def _head_naming(parse: Parse, names: Token, suit: Token) -> bool:
    """Make "names" the verb of the suit before it, where the parser has it a noun."""
    if suit.head != names.i or suit.dep != "compound":
        return False
    for kid in parse.kids(names.i, "appos"):  # "The suit names Norvel as a defendant"
        if kid.i == names.i + 1 and kid.name is not None and names.pos == "VERB":
            kid.dep = "dobj"
    for kid in parse.kids(names.i, "det", "poss", "amod", "nmod", "compound"):
        if kid.i < suit.i:
            kid.head = suit.i
    names.pos, names.tag, names.lemma = "VERB", "VBZ", "name"
    suit.dep = "nsubj"
    return True
