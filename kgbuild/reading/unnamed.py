"""Events of which nobody is named: what must tell which event it is, and which tellings can be of one.

News tells the deed first and the name a day later: "A woman was killed in Leeds on Friday". Such a claim stands where its type is
`unnamed`, words say whom it befell, and a place, a date or a name beside it says which event it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kgbuild.dates import overlap
from kgbuild.described import agree_in_words
from kgbuild.reading.drafts import CORE, Draft, names_party
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.tokens import Parse, Token

# Before whom nobody in particular is told of.
ANYBODY = frozenset({"any", "every", "each", "no", "most", "many", "such", "all", "more", "fewer", "average"})
RATES = frozenset({"every", "each", "per", "annually", "yearly", "daily", "often", "usually", "always", "sometimes"})
FURTHER = frozenset({"another", "other", "others", "second", "third", "fourth", "fifth", "fellow"})
FIRST = frozenset({"a", "an"})
TOLD = ("asserted", "alleged")


def may_stand_unnamed(draft: Draft, parse: Parse, lexicon: Lexicon) -> bool:
    """Tell whether a claim that names nobody tells of one event of somebody: no "bees kill people", no "a man a day is killed"."""
    if not draft.type.unnamed or draft.stance.polarity != "positive" or draft.stance.modality not in TOLD:
        return False
    token, sentence = parse.tokens[draft.head], parse.sentences[parse.tokens[draft.head].sent]
    words = {t.lower for t in parse.tokens[sentence.first : sentence.last + 1]}
    if words & RATES or (sentence.kind == "body" and _is_habit(token, parse)):
        return False
    heads = [i for role in CORE for i in draft.heads.get(role, ())]
    if not heads:  # "a shooting in Leeds", but no "charged with murder"
        return token.pos == "NOUN" and (sentence.kind == "headline" or bool(parse.kids(token.i, "det", "poss")))
    patients = draft.heads.get("patient", ())
    if patients and draft.type.roles["patient"].classes == ("Person",):
        return all(_is_somebody(parse.tokens[i], parse, lexicon, dated=draft.date is not None) for i in patients)
    return not patients or any(parse.tokens[i].pos in ("NOUN", "PROPN", "NUM") for i in patients)


def tells_several(token: Token) -> bool:
    """Tell whether a noun or number is of more than one."""
    return token.tag == "NNS" or (token.tag == "CD" and token.lower not in ("1", "one"))


def tells_place(parse: Parse, sent: int, lexicon: Lexicon) -> bool:
    """Tell whether a sentence names a place."""
    sentence = parse.sentences[sent]
    named = (t.name for t in parse.tokens[sentence.first : sentence.last + 1])
    return any(n is not None and lexicon.find_parent(n.cls) == "Place" for n in named)


def _is_habit(token: Token, parse: Parse) -> bool:
    """Whether a verb of running text stands in the simple present: "bombs kill children"."""
    if token.pos != "VERB" or token.tag not in ("VBZ", "VBP"):
        passive = [k for k in parse.kids(token.i, "auxpass") if token.tag == "VBN"]
        others = parse.kids(token.i, "aux")
        return (
            bool(passive) and not others and all(k.tag in ("VBZ", "VBP") and k.lower in ("is", "are") for k in passive)
        )
    return True


def _is_somebody(token: Token, parse: Parse, lexicon: Lexicon, *, dated: bool) -> bool:
    """Whether a noun tells of certain persons: "a woman", "two of the men", "3", no "people", "she" or "any man"."""
    kids = {k.lower for k in parse.kids(token.i) if k.i < token.i}
    if kids & ANYBODY or token.lower in ANYBODY:
        return False
    if token.tag == "CD":
        return True
    if token.pos not in ("NOUN", "PROPN"):
        return False
    partitive = token.lemma in lexicon.words["partitives"]
    noun = load_nouns().find(token.lemma)
    person = token.lemma in lexicon.words["people"] or (noun is not None and noun.kind == "person")
    bare = token.tag == "NNS" and not parse.kids(token.i, "det", "poss", "nummod", "quantmod")
    return (person or partitive) and (dated or not bare or partitive)


def keep_known(drafts: Sequence[Draft]) -> set[int]:
    """Return which unnamed claims tell which event they are of, by their ids in memory.

    A date, a place, a name in its sentence tells it, or another claim of the same event of which these do.
    """
    named: dict[int, int] = defaultdict(int)
    for d in drafts:
        named[d.sent] += d.type.kind == "event" and names_party(d)
    known = {d.group for d in drafts if _is_known(d, beside=d.placed or named[d.sent] > 0)}
    return {id(d) for d in drafts if d.unnamed and d.group in known}


def _is_known(draft: Draft, *, beside: bool) -> bool:
    """Whether a claim tells which event it is of; where it tells of nobody, what stands `beside` it in its sentence does not."""
    if names_party(draft) or draft.date is not None or _tell_places(draft):
        return True
    return beside and any(draft.roles.get(role) for role in CORE)


def are_alike(a: Draft, b: Draft) -> bool:
    """Tell whether two claims, of which one names nobody, can be of one event: nothing that they say of the parties differs."""
    first, second = sorted((a, b), key=lambda d: d.head)
    if not (a.unnamed or b.unnamed):
        return False
    if _tell_places(a) and _tell_places(b) and not _tell_places(a) & _tell_places(b) and not _are_of_one_day(a, b):
        return False
    if _tells_another(second) or (names_party(first) and _opens(second)):
        return False
    if not all(agree_in_words(a.roles.get(role, []), b.roles.get(role, [])) for role in CORE):
        return False
    return _share_something(a, b)


def _share_something(a: Draft, b: Draft) -> bool:
    """Whether more than the type makes two claims one: a day, a place, whom it befell, or one word for the deed."""
    if (
        _are_of_one_day(a, b)
        or _tell_places(a) & _tell_places(b)
        or (a.roles.get("patient") and b.roles.get("patient"))
    ):
        return True
    return a.trigger == b.trigger


def _are_of_one_day(a: Draft, b: Draft) -> bool:
    return a.date is not None and b.date is not None and overlap(a.date.date, b.date.date)


def _tell_places(draft: Draft) -> set[str]:
    return {a.chain or a.name for a in draft.roles.get("place", []) if a.name}


def _tells_another(draft: Draft) -> bool:
    """ "Another man was shot"."""
    return any(FURTHER & {*a.text.lower().split()} for role in CORE for a in draft.roles.get(role, []))


def _opens(draft: Draft) -> bool:
    """Whether a claim tells of somebody as if for the first time: "a soldier was killed"."""
    told = draft.roles.get("patient", [])
    return bool(told) and all(not a.name and a.text.lower().split()[0] in FIRST for a in told)
