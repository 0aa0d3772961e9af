"""Mend arcs in lists of names and in nouns around a name: "the firms' owner", "the Orlo, Miro and Vanta chains"."""

from __future__ import annotations

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.phrases import take_over, take_place
from kgbuild.reading.slots import SUBJECTS
from kgbuild.reading.tokens import Parse, Token

LETTERED = frozenset({"US", "U.S.", "UK", "U.K.", "EU", "UN"})  # stand before a noun as adjectives do
LONGEST_ITEM = 5  # words of a description and a name
ROW_LINKS = (",", "and", "&", "or")
CLOSERS = frozenset({".", ",", ";", ")", "in", "of", "and", "for", "to", "from", "by", "at", "with", "which", "were", "are", "have", "has", "will", "was", "is", "after", "before"})  # fmt: skip


def mend_list(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """Mend the list or the noun that a token stands in, and tell whether an arc was moved."""
    moved = _go_on_behind_of(parse, token, lexicon)
    moved |= _set_acronym_behind(parse, token)
    moved |= _close_row(parse, token)
    moved |= _name_whole(parse, token, lexicon)
    moved |= _hold_former(parse, token)
    moved |= _describe_row(parse, token)
    moved |= _name_trade(parse, token, lexicon)
    moved |= _name_joined(parse, token)
    moved |= _join_lands(parse, token, lexicon)
    moved |= _describe_each(parse, token)
    return moved | _describe_owner(parse, token)


def _go_on_behind_of(parse: Parse, name: Token, lexicon: Lexicon) -> bool:
    """ "A group of Norvel, Orlo and Miro said", "owner of Norvel, Orlo and Miro": the list goes on with what stands behind the comma."""
    if name.name is None or name.i < 2 or name.dep not in ("nsubj", "conj"):
        return False
    comma, first = parse.tokens[name.i - 1], parse.tokens[name.i - 2]
    if comma.text != "," or first.name is None or first.dep != "pobj" or first.sent != name.sent:
        return False
    noun = parse.tokens[parse.tokens[first.head].head]
    if parse.tokens[first.head].lower != "of" or noun.name is not None or not parse.kids(name.i, "conj", "cc"):
        return False
    if lexicon.find_parent(first.name.cls) != lexicon.find_parent(name.name.cls):
        return False
    if name.dep == "conj" and (name.head != noun.i or noun.lemma not in lexicon.words["holders_of_several"]):
        return False
    if name.dep == "nsubj" and not any(k.i == noun.i for k in parse.kids(name.head, *SUBJECTS)):
        return False
    name.head, name.dep, comma.head = first.i, "conj", first.i
    return True


def _set_acronym_behind(parse: Parse, letters: Token) -> bool:
    """ "Released the Norvel Design Kit (NDK)": letters in brackets are a second name of what stands before them."""
    if letters.name is None or not letters.text.isupper() or not 1 < letters.i < len(parse.tokens) - 1:
        return False
    name, opens, closes = (parse.tokens[letters.i + k] for k in (-2, -1, 1))
    if opens.text != "(" or closes.text != ")" or name.name is None or name.head != letters.i:
        return False
    take_place(name, letters)
    for kid in parse.kids(letters.i):
        if kid.i not in (name.i, opens.i, closes.i):
            kid.head = name.i
    letters.head, letters.dep = name.i, "appos"
    return True


def _close_row(parse: Parse, noun: Token) -> bool:
    """ "The Norvel, Orlo and Miro chains": the noun behind a row of names is what "the" belongs to, and the names tell which."""
    if noun.tag != "NNS" or noun.name is not None or noun.dep not in ("conj", "appos") or noun.i < 4:
        return False
    after = parse.tokens[noun.i + 1].lower if noun.i + 1 < len(parse.tokens) else "."
    row, i = [parse.tokens[noun.i - 1]], noun.i - 2
    while i > 1 and parse.tokens[i].lower in ROW_LINKS and parse.tokens[i - 1].name is not None:
        row.append(parse.tokens[i - 1])
        i -= 2
    first = row[-1]
    the = parse.tokens[first.i - 1] if first.i else first
    if row[0].name is None or len(row) < 2 or after not in CLOSERS or the.lower != "the" or the.head != first.i:
        return False
    if first.dep == "conj" or first.head in {t.i for t in row} | {noun.i} or first.head == first.i:
        return False
    noun.head, noun.dep, the.head = first.head, first.dep, noun.i
    first.head, first.dep = noun.i, "compound"
    for token in row[:-1]:
        token.head, token.dep = first.i, "conj"
    for kid in parse.kids(noun.i):
        if kid.i < noun.i and kid.i not in {t.i for t in row} | {the.i}:
            kid.head = first.i
    return True


def _name_whole(parse: Parse, name: Token, lexicon: Lexicon) -> bool:
    """ "The Norvel coffee chain": the name is the chain's, not the coffee's."""
    inner = parse.tokens[name.head]
    if name.name is None or name.dep not in ("compound", "nmod") or inner.name is not None or inner.i != name.i + 1:
        return False
    whole = parse.tokens[inner.head]
    if inner.dep != "compound" or inner.pos != "NOUN" or whole.i != inner.i + 1 or whole.name is not None:
        return False
    if whole.lemma not in lexicon.words["firm_parts"] | {"chain", "business"}:
        return False
    name.head, name.dep = whole.i, "compound"
    return True


def _describe_owner(parse: Parse, noun: Token) -> bool:
    """ "Grocer Norvel's parent, Orlo, spoke": a noun straight before whose the subject is tells only of the owner."""
    if noun.tag != "NN" or noun.name is not None or noun.dep not in SUBJECTS or noun.i + 1 >= len(parse.tokens):
        return False
    owner = parse.tokens[noun.i + 1]
    owned = parse.tokens[owner.head]
    if owner.name is None or owner.dep != "poss" or owned.i < owner.i or owned.name is not None:
        return False
    if not (owned.dep == "appos" and owned.head == noun.i) and not (owned.dep in SUBJECTS and owned.head == noun.head):
        return False
    owned.head, owned.dep = noun.head, noun.dep
    noun.head, noun.dep = owner.i, "compound"
    return True


def _describe_row(parse: Parse, noun: Token) -> bool:
    """ "Settled with its rivals, Norvel and Orlo": two names behind the comma of a plural tell who they are."""
    if noun.tag != "NNS" or noun.name is not None or noun.i + 4 >= len(parse.tokens):
        return False
    comma, first, link, second = parse.tokens[noun.i + 1 : noun.i + 5]
    closing = parse.tokens[noun.i + 5] if noun.i + 5 < len(parse.tokens) else comma
    if (comma.text, link.lower) != (",", "and") or closing.text not in (".", ",", ";", ")") or first.sent != noun.sent:
        return False
    if first.name is None or second.name is None or first.name.cls == "Place" or second.head != first.i:
        return False
    told = load_nouns().find(noun.lemma)
    if (
        told is None
        or told.kind not in ("person", "group")
        or not parse.kids(noun.i, "poss", "compound", "amod", "nummod")
    ):
        return False
    wrong = first.dep in ("npadvmod", "dep") or (first.dep in ("conj", "appos") and first.head <= noun.i)
    if not wrong or (first.dep == "appos" and first.head == noun.i) or first.head in (first.i, second.i):
        return False
    if parse.kids(noun.i, "conj") and first.dep != "conj":
        return False
    first.head, first.dep = noun.i, "appos"
    return True


def _hold_former(parse: Parse, adverb: Token) -> bool:
    """ "Named Lee, formerly of Norvel, as its chairman": where somebody was before is told of him, not of the naming."""
    if (
        adverb.lower not in ("formerly", "previously", "lately", "late")
        or adverb.i < 2
        or adverb.i + 2 >= len(parse.tokens)
    ):
        return False
    comma, person, prep, body = (parse.tokens[adverb.i + k] for k in (-1, -2, 1, 2))
    if comma.text != "," or person.name is None or person.name.cls != "Person":
        return False
    if prep.lower not in ("of", "at", "with") or prep.dep != "prep" or body.head != prep.i or prep.head == person.i:
        return False
    prep.head = person.i
    return True


def _name_trade(parse: Parse, trade: Token, lexicon: Lexicon) -> bool:
    """ "Lee of stockbrokers Norvel said": the trade in the plural is the firm's that is named behind it."""
    if trade.tag != "NNS" or trade.dep != "pobj" or trade.lower not in lexicon.words["firms_of"]:
        return False
    name = parse.tokens[trade.i + 1] if trade.i + 1 < len(parse.tokens) else trade
    if name.name is None or name.dep not in SUBJECTS or parse.kids(name.i, "conj") or name.head == trade.i:
        return False
    if lexicon.find_parent(name.name.cls) != "Organization":
        return False
    name.head, name.dep = trade.head, "pobj"
    trade.head, trade.dep = name.i, "compound"
    return True


def _name_joined(parse: Parse, noun: Token) -> bool:
    """ "Orlo and jeweler Tarn left": a bare noun joined to a name only tells of the name straight behind it."""
    name = parse.tokens[noun.i + 1] if noun.i + 1 < len(parse.tokens) else noun
    if noun.tag != "NN" or noun.name is not None or noun.dep != "conj" or name.name is None:
        return False
    if name.dep not in ("appos", "conj") or parse.kids(noun.i, "det", "poss") or parse.tokens[noun.head].name is None:
        return False
    if noun.head in parse.subtree(name.i) or any(k.name is not None and k.i != name.i for k in parse.kids(noun.i)):
        return False
    take_over(parse, name, noun, "compound")
    return True


def _join_lands(parse: Parse, noun: Token, lexicon: Lexicon) -> bool:
    """ "US and Norwegian banks pulled out": the letters of a country before an adjective of another tell of the banks."""
    name = parse.tokens[noun.head]
    if noun.dep != "conj" or noun.tag != "NNS" or name.text not in LETTERED or name.i > noun.i:
        return False
    between = parse.tokens[name.i + 1 : noun.i]
    if len(between) != 2 or between[0].lower not in ("and", "or") or not lexicon.is_people(between[1].lower):
        return False
    take_over(parse, noun, name, "nmod")
    return True


def _describe_each(parse: Parse, noun: Token) -> bool:
    """ "Sued the designer Ann Lee, the chain Orlo, Vesk & Co. and rival shoemaker Tarn": names with descriptions make one list."""
    if noun.name is not None or noun.tag != "NN" or noun.dep not in ("dobj", "nsubj", "nsubjpass", "pobj"):
        return False
    first = parse.tokens[noun.i + 1] if noun.i + 1 < len(parse.tokens) else noun
    if first.name is None or first.head != noun.i or first.dep != "appos":
        return False
    items = _read_items(parse, first)
    last = parse.sentences[noun.sent].last
    if len(items) < 2 or not any(len(item) > 1 for item in items) or items[-1][-1].i >= last:
        return False
    for *told, name in items:
        name.head, name.dep = noun.i, "conj"
        for word in told:
            word.head, word.dep = name.i, "det" if word.pos == "DET" else "amod" if word.pos == "ADJ" else "compound"
    return True


def _read_items(parse: Parse, name: Token) -> list[list[Token]]:
    """What follows a name in a list that "and" closes, an item each: a description and a name; empty where it is no such list."""
    items: list[list[Token]] = []
    at, last, closing = name.i + 1, parse.sentences[name.sent].last, False
    while at < last and not closing:
        link = parse.tokens[at]
        closing = link.lower == "and" or (link.text == "," and parse.tokens[at + 1].lower == "and")
        if link.text != "," and not closing:
            return []
        at += 2 if link.text == "," and closing else 1
        item: list[Token] = []
        while (
            at <= last and len(item) < LONGEST_ITEM and parse.tokens[at].pos in ("DET", "ADJ", "NOUN", "PROPN", "NUM")
        ):
            item.append(parse.tokens[at])
            at += 1
            if item[-1].name is not None:
                break
        if not item or item[-1].name is None:
            return []
        items.append(item)
    return items if closing else []
