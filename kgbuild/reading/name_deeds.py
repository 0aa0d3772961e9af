"""Type names anew by what the parsed article has them do: what agrees, sues or refuses is no product and no book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_classes import NameGroup
from kgbuild.reading.tokens import Parse, Token

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
    if holder and not group.sure and len(group.name.split()) <= 3:
        return "Person"
    if parent in NO_ACTORS and told:
        return "Person" if told == {"Person"} else "Organization"
    if parent == "Organization" and not group.sure and told == {"Person"} and 2 <= len(group.name.split()) <= 3:
        return "Person"
    if group.cls == "Place" and not group.sure and "Organization" in told:
        return "Organization"
    return None
