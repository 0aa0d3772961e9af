"""Find the body of an office that is told of without one: "Vanta lost money. The mills are old, chairman Lee said."."""

from __future__ import annotations

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.office_rows import LONGEST, RowReader
from kgbuild.reading.slots import Predicate
from kgbuild.reading.tokens import Parse, Token

BACK = 3  # sentences that are looked through before that of the office
NO_FIRMS = ("Media", "Government", "Court")
SUBJECTS = ("nsubj", "nsubjpass")
TRAINERS = ("manager", "coach", "boss", "captain")
HEADS_OF_STATE = ("president", "prime minister", "chancellor", "premier", "king", "queen", "taoiseach")
BODY_SLOTS = ("poss", "of", "nation", "compound")
NO_HEADS = ("vice", "former", "ex", "deputy", "then", "late", "-")
PRONOUNS = ("it", "they", "its", "we")


def find_told(parse: Parse, rows: RowReader, office: int, person: Token) -> int | None:
    """Return the token of the body that the text tells of when it comes to the office, None where that is open.

    It is the subject of the sentence, or of the last one before it whose subject is a body.
    """
    tokens = parse.tokens
    if not _is_plain(parse, rows, office, person):
        return None
    if not _speaks(parse, rows, person):
        return _find_doer(parse, rows, office, person)
    sent = tokens[office].sent
    seen: set[int] = set()
    for i in range(office - 1, -1, -1):
        token = tokens[i]
        if token.sent < sent - BACK:
            return None
        if token.sent in seen or token.dep not in SUBJECTS or i == person.i:
            continue
        if not _is_main(parse, token):
            continue
        if rows.is_person(token):
            continue
        if _is_body(rows, token):
            return i
        seen.add(token.sent)
    return None


def _find_doer(parse: Parse, rows: RowReader, office: int, person: Token) -> int | None:
    """The body that does something to its own officer: "Vanta has sacked chief executive Lee", "the firm ousted him"."""
    verb = parse.tokens[person.head]
    if person.dep != "dobj":
        return None
    rid = verb.lemma in rows.lexicon.words["ousting"]
    coached = parse.tokens[office].lemma in TRAINERS
    for subject in parse.kids(verb.i, "nsubj"):
        if subject.name is None:
            if rid and _is_body(rows, subject):
                return subject.i
        elif _is_body(rows, subject) or (rid and coached and rows.is_body(subject)):  # a club has its town's name
            return subject.i
    return None


def _is_plain(parse: Parse, rows: RowReader, office: int, person: Token) -> bool:
    """Whether the title is one of a firm, club or agency, with no word that tells where."""
    tokens, words = parse.tokens, rows.lexicon.words
    verb = person.head if person.dep == "dobj" else -1
    if tokens[office].lemma.split()[-1] not in words["told_offices"] or tokens[office].text in (
        "President",
        "Director",
        "Officer",
        "Secretary",
    ):
        return False
    for i in range(office - 1, max(-1, office - LONGEST), -1):
        token = tokens[i]
        if token.sent != tokens[office].sent or token.pos in ("PUNCT", "VERB", "AUX", "CCONJ", "SCONJ"):
            break
        if token.lower in words["told_ranks"]:
            continue
        return token.lower in ("by", "with", "to", "from", "said", "says", "its", "as", "for") or token.i == verb
    after = tokens[office + 1]
    return after.name is not None


def _speaks(parse: Parse, rows: RowReader, person: Token) -> bool:
    """Whether the holder of the office says something or acts: of whom else the article tells, nobody knows."""
    verb = parse.tokens[person.head]
    return person.dep == "nsubj" and verb.lemma in rows.lexicon.words["told_verbs"]


def _is_main(parse: Parse, token: Token) -> bool:
    """Whether a subject is that of a sentence, or of what a sentence says."""
    verb = parse.tokens[token.head]
    return verb.dep in ("ROOT", "ccomp", "conj") or verb.head == verb.i


def _is_body(rows: RowReader, token: Token) -> bool:
    if token.name is not None:
        named = token.name.cls
        return rows.lexicon.find_parent(named) == "Organization" and named not in NO_FIRMS
    if token.lower in PRONOUNS:
        return True
    cls = rows.lexicon.nouns.get(token.lemma)
    return cls is not None and rows.lexicon.find_parent(cls) == "Organization" and cls not in ("Government", "Court")


def lend_nation(parse: Parse, predicates: dict[int, Predicate], lexicon: Lexicon) -> None:
    """Give "President Lee" the country of which the article tells a president, where it tells of no other president."""
    nations: dict[str, dict[str, int]] = {}
    holders: dict[str, set[str]] = {}
    open_ones: list[tuple[str, Predicate, set[str]]] = []
    for p in sorted(predicates.values(), key=lambda q: q.head):
        office = _find_head_of_state(parse, p)
        if office is None:
            continue
        bodies = [i for slot in BODY_SLOTS for i in p.slots.get(slot, ())]
        for i in bodies:
            nations.setdefault(office, {}).setdefault(_find_land(parse.tokens[i], lexicon), i)
        people = {name.key for i in p.slots.get("self", ()) if (name := parse.tokens[i].name) and name.cls == "Person"}
        if bodies:
            holders.setdefault(office, set()).update(people)
        elif people:
            open_ones.append((office, p, people))
    for office, p, people in open_ones:
        told = nations.get(office, {})
        if not holders.get(office, set()) - people and len(told) == 1 and "" not in told and "implied" not in p.slots:
            p.add("implied", *told.values())


def _find_head_of_state(parse: Parse, p: Predicate) -> str | None:
    """The office of one who heads a state, by its words."""
    token = parse.tokens[p.head]
    before = parse.tokens[p.head - 1].lower if p.head else ""
    office = f"prime {token.lemma}" if before == "prime" else token.lemma.lower()
    return office if p.kind == "noun" and office in HEADS_OF_STATE and before not in NO_HEADS else None


def _find_land(token: Token, lexicon: Lexicon) -> str:
    """The country that a body of an office is, by its name or adjective; empty for any other body."""
    if token.name is not None and token.name.cls == "Country":
        known = lexicon.find_known(token.text, folded=True)
        return known.name if known is not None else token.text
    return str(lexicon.demonyms.get(token.lower, "")) if token.name is None else ""
