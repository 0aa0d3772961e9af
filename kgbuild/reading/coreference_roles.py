"""Descriptions by a part in what happened: "the victim", "the buyer"."""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.reading.coreference_scene import Scene
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
