"""What a pronoun stands for: the most present thing of a fitting kind, or nothing."""

from __future__ import annotations

from kgbuild.reading.discourse import NEAR, Discourse
from kgbuild.reading.phrases import expand
from kgbuild.reading.tokens import Token


def find_antecedents(d: Discourse, token: Token) -> tuple[str, ...]:
    """Return the chains that a pronoun stands for; "I" and "we" are left to the quotations."""
    """Return the chains that a pronoun stands for; "I" and "we" are left to the quotations."""
    words, low = d.words, token.lower
    if low in words["person_pronouns"]:
        female = low in words["female_pronouns"]
        key = d.find_salient(token, lambda t: t.top == "Person" and t.female in (None, female), reach=NEAR)
        if key is not None and d.things[key].female is None:
            d.things[key].female = female
        return (key,) if key else ()
    owned = d.parse.tokens[token.head]
    if token.dep == "poss" and owned.dep == "conj" and d.parse.tokens[owned.head].name is not None:
        return d.name_keys(owned.head)  # "Vanta and its affiliate Orlo"
    if low in words["thing_pronouns"] and token.dep != "expl":
        key = d.find_salient(token, lambda t: t.top in ("Organization", "Product"), reach=2) or d.find_salient(
            token, lambda t: t.top == "Place", reach=1
        )
        return (key,) if key else ()
    if low in words["plural_pronouns"]:
        return _find_plural(d, token)
    return ()


def _find_plural(d: Discourse, token: Token) -> tuple[str, ...]:
    """ "They": the last plural near by, else the last pair, else one organisation."""
    near = [keys for i, _, keys in d.plurals if token.sent - d.parse.tokens[i].sent <= 1]
    if near:
        return near[-1]
    for i in range(token.i - 1, d.parse.sentences[max(0, token.sent - 1)].first - 1, -1):
        other = d.parse.tokens[i]
        heads = expand(d.parse, i) if other.dep in ("nsubj", "nsubjpass", "dobj", "pobj") else []
        keys = tuple(dict.fromkeys(k for h in heads if h < token.i for k in d.name_keys(h)))
        if len(keys) > 1:
            return keys
    key = d.find_salient(token, lambda t: t.top == "Organization", reach=1)
    return (key,) if key else ()
