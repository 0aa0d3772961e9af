"""Descriptions by a part in what happened ("the victim", "the buyer"), and those that the article explains later on."""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.reading.coreference_classes import BODIES, is_person_noun
from kgbuild.reading.coreference_scene import Scene, Thing
from kgbuild.reading.tokens import Token

REACH = 8
# part, its nouns, its verbs with the slot it fills, its nouns of deeds with the slots it fills
PARTS = (
    ("harmed", "harming", ("patient",), "harms", ("of", "against", "on")),
    ("harmer", "harming", ("agent",), "harms", ("by",)),
    ("harmer", "accusing_of_crime", ("patient",), "harms", ("by",)),
    ("target", "bidding", ("patient",), "bids", ("for", "of")),
    ("buyer", "bidding", ("agent",), "bids", ("agent", "by", "poss")),
    ("winner", "beating", ("agent",), "wins", ("agent", "by", "poss")),
    ("loser", "beating", ("patient",), "wins", ("over", "against")),
)


def link_part(scene: Scene, token: Token) -> tuple[str, ...]:
    """Return who had the part that a noun tells in the nearest deed of its kind; none where no deed is told."""
    parts = [part for part in PARTS if token.lemma in scene.words[f"{part[0]}_nouns"]]
    blocked = scene.find_blocked(token)
    first = scene.parse.sentences[max(0, token.sent - REACH)].first
    for head in range(token.i - 1, first - 1, -1) if parts else ():
        for _, verbs, roles, nouns, slots in parts:
            keys = tuple(k for k in _find_holders(scene, head, (verbs, roles), (nouns, slots)) if k not in blocked)
            if keys:
                return keys if token.tag == "NNS" else keys[:1]
    return ()


def _find_holders(
    scene: Scene, head: int, verbs: tuple[str, tuple[str, ...]], nouns: tuple[str, tuple[str, ...]]
) -> Iterator[str]:
    p = scene.predicates.get(head)
    words, slots = verbs if p is not None and p.kind == "verb" else nouns
    if p is not None and p.lemma in scene.words[words]:
        for h in (h for slot in slots for h in p.slots.get(slot, [])):
            yield from (k for k in scene.find_keys(h) if scene.things[k].top in ("Person", "Organization"))


def link_ahead(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "A federal judge ... Judge Lee", "A man ... Sam Lee, 34,": who is described first and named further on."""
    if token.tag != "NN" or token.dep in ("attr", "appos", "compound", "amod", "nmod", "oprd"):
        return ()
    lemma = token.lemma
    if lemma in scene.words["named_later"]:
        called = [t for t in scene.things.values() if t.top == "Person" and lemma in t.nouns]
        return _pick_unseen(scene, token, called)
    if token.sent < 2 and lemma in scene.words["unnamed"]:
        words = {scene.parse.tokens[i].text for i in scene.parse.subtree(token.i) if i < token.i}
        age = next((w for word in words for w in word.split("-") if w.isdigit()), None)
        aged = [t for t in scene.things.values() if t.top == "Person" and t.age and age in (None, t.age)]
        return _pick_unseen(scene, token, aged)
    if scene.parse.sentences[token.sent].kind == "headline":
        return _pick_unseen(scene, token, list(_find_headlined(scene, token)))
    return ()


def _pick_unseen(scene: Scene, token: Token, found: list[Thing]) -> tuple[str, ...]:
    """The only one of the things, if nothing has been said of it before the token."""
    if len(found) != 1 or found[0].key in scene.find_blocked(token):
        return ()
    key = found[0].key
    headline = scene.parse.sentences[token.sent].kind == "headline"
    return (key,) if headline or all(k != key for _, k, _ in scene.seen) else ()


def _find_headlined(scene: Scene, token: Token) -> Iterator[Thing]:
    """What a noun of a headline may mean: what the article calls so, or the one body that somebody joins or leaves."""
    top = "Person" if is_person_noun(scene, token) else "Organization"
    told = [t for t in scene.things.values() if t.top == top and token.lemma in t.nouns | t.own]
    if told or token.lemma not in scene.words["body_nouns"] or top == "Person":
        yield from told
        return
    yield from (t for t in scene.things.values() if t.cls in BODIES - {"Court", "Country", "Government"})
