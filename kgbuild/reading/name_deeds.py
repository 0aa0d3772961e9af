"""Type names anew by what the parsed article has them do: what agrees, sues or refuses is no product and no book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_classes import NameGroup
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.tokens import Parse, Token

WINDOW = 2  # sentences before a pronoun
NO_ACTORS = frozenset({"Product", "Work"})


def retype_names(parse: Parse, groups: Sequence[NameGroup], *, lexicon: Lexicon) -> tuple[Parse, tuple[NameGroup, ...]]:
    """Return the parse and the groups with mended classes; the tokens' names are replaced in place."""
    told: dict[str, set[str]] = defaultdict(set)
    clubs = {
        t.name.key for t in parse.tokens if t.name is not None and t.name.cls == "Place" and _is_club(parse, t, lexicon)
    }
    for token in parse.tokens:
        if token.name is not None and (cls := _find_told(parse, token, lexicon)):
            told[token.name.key].add(cls)
    for key in _find_antecedents(parse, groups, lexicon):
        told[key].add("He")
    holders = {parse.tokens[i].name for i in _find_holders(parse, lexicon)}
    posts = {name.key for name in holders if name is not None}
    fresh = {
        g.key: cls
        for g in groups
        if (cls := _choose(g, told.get(g.key, set()), lexicon, holder=g.key in posts)) is not None
    }
    fresh |= {g.key: "Association" for g in groups if g.key in clubs}
    if not fresh:
        return parse, tuple(groups)
    for token in parse.tokens:
        if token.name is not None and token.name.key in fresh:
            token.name = replace(token.name, cls=fresh[token.name.key])
    names = tuple(t.name for t in parse.tokens if t.name is not None)
    return replace(parse, names=names), tuple(
        replace(g, cls=fresh[g.key], sure=False) if g.key in fresh else g for g in groups
    )


def _is_club(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """Whether "Dorrell City" is a club: it "have" won, one plays for it or joins it on loan; no town "have" and is joined."""
    words = token.text.lower().split()
    if len(words) < 2 or words[-1] not in lexicon.words["club_endings"] or parse.kids(token.i, "conj"):
        return False
    verb = parse.tokens[token.head]
    if token.dep in ("nsubj", "nsubjpass") and verb.pos in ("VERB", "AUX"):
        finite = next(iter(parse.kids(verb.i, "aux", "auxpass")), verb)
        return finite.lower in ("have", "are", "were") or finite.tag == "VBP"
    if token.dep == "dobj":
        return verb.lemma in lexicon.words["joining_clubs"]
    above = parse.tokens[verb.head]
    return token.dep == "pobj" and verb.lower == "for" and above.lemma in ("sign", "play", "score", "appear")


def _find_told(parse: Parse, token: Token, lexicon: Lexicon) -> str | None:
    """The class that the verb of a name tells: who agrees acts, who resigns is a person."""
    top = token
    while top.dep == "conj" and top.head != top.i:
        top = parse.tokens[top.head]
    verb = parse.tokens[top.head]
    if verb.pos != "VERB" or verb.name is not None:
        return None
    if top.dep == "nsubj" and top.i < verb.i:
        if verb.lower in lexicon.words["person_verbs"] or verb.lemma in lexicon.words["person_deeds"]:
            return "Person"
        return "Organization" if verb.lemma in lexicon.words["acting_verbs"] else None
    if top.dep in ("dobj", "nsubjpass") and verb.lemma in lexicon.words["suffered_by_persons"]:
        return "Person"
    if top.dep == "dobj" and verb.lemma in lexicon.words["done_to_actors"]:
        return "Organization"
    if top.dep == "nsubjpass" and verb.lemma in lexicon.words["suffered_by_actors"]:
        return "Organization"
    return None


def _find_antecedents(parse: Parse, groups: Sequence[NameGroup], lexicon: Lexicon) -> Iterator[str]:
    """Yield the names that "he" or "she" must stand for: the one near by that may be a person's, where nobody else is told of."""
    maybe = {g.key for g in groups if g.cls == "Organization" and not g.sure and _may_be_person(g, lexicon)}
    for token in parse.tokens if maybe else ():
        if token.lower not in lexicon.words["person_pronouns"]:
            continue
        near = parse.tokens[parse.sentences[max(0, token.sent - WINDOW)].first : token.i]
        if any(_is_somebody(t, lexicon) for t in near):
            continue
        told = {t.name.key for t in near if t.name is not None and t.name.key in maybe}
        acts = [
            t for t in near if t.name is not None and t.name.key in maybe and t.dep in ("nsubj", "nsubjpass", "poss")
        ]
        if len(told) == 1 and acts:
            yield from told


def _may_be_person(group: NameGroup, lexicon: Lexicon) -> bool:
    """Whether a name that nothing else has typed may be a person's: no acronym, no plain word, nothing known."""
    words = group.name.split()
    plain = all(lexicon.is_common(w.lower()) or load_nouns().find(w.lower()) is not None for w in words)
    bodies = any(
        w.lower() in lexicon.endings or w.lower() in lexicon.words["camps"] | lexicon.words["parties"] for w in words
    )
    shaped = all(
        w[0].isupper() and w[1:].replace("-", "").replace("'", "").isalpha() and not w.isupper() for w in words
    )
    return len(words) < 4 and shaped and not plain and not bodies and lexicon.find_known(group.name) is None


def _is_somebody(token: Token, lexicon: Lexicon) -> bool:
    """Whether a token tells of a person, by name, by noun or by a pronoun."""
    if token.name is not None:
        return token.name.cls == "Person"
    noun = load_nouns().find(token.lemma) if token.pos == "NOUN" else None
    titled = token.lower in lexicon.titles or token.lemma in lexicon.words["people_nouns"] | lexicon.words["kin"]
    return titled or token.lower == "who" or (noun is not None and noun.kind == "person")


def _find_holders(parse: Parse, lexicon: Lexicon) -> Iterator[int]:
    """Who takes or leaves a post: "Vesk quits as chief", "Vesk named finance chief", "Norvel taps Vesk as CEO"."""
    for post in parse.tokens:
        if post.name is not None or post.lower not in lexicon.words["person_posts"]:
            continue
        top = parse.tokens[post.head]
        if post.dep == "pobj" and top.lower == "as":
            top = parse.tokens[top.head]
        elif post.dep != "oprd":
            continue
        if top.pos == "VERB" and top.lemma in lexicon.words["post_verbs"] and top.i < post.i:
            deps = ("dobj",) if parse.kids(top.i, "dobj") else ("nsubj", "nsubjpass")
            yield from (child.i for dep in deps for child in parse.kids(top.i, dep))


def _choose(group: NameGroup, told: set[str], lexicon: Lexicon, *, holder: bool) -> str | None:
    """The class to give a group of names instead of its own; None to leave it."""
    parent = lexicon.find_parent(group.cls)
    if "He" in told and group.cls == "Organization":
        return "Person"
    told = told - {"He"}
    if holder and not group.sure and len(group.name.split()) <= 3:
        return "Person"
    if parent in NO_ACTORS and told:
        return "Person" if told == {"Person"} else "Organization"
    if parent == "Organization" and not group.sure and told == {"Person"} and 2 <= len(group.name.split()) <= 3:
        return "Person"
    if group.cls == "Place" and not group.sure and "Organization" in told:
        return "Organization"
    return None
