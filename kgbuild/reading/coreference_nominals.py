"""Link nouns: parts and offices that act for a name, parties of a suit, descriptions, courts and bodies without a name."""

from __future__ import annotations

from kgbuild.reading.coreference_classes import is_general, may_be
from kgbuild.reading.coreference_plurals import find_group, find_listed
from kgbuild.reading.coreference_quotes import find_side
from kgbuild.reading.coreference_scene import FAR, NEAR, Scene, Thing
from kgbuild.reading.tokens import Token

RIVALS = frozenset({"rival", "competitor", "opponent", "adversary"})
PLURAL_NUMBERS = ("two", "three", "pair", "duo", "trio", "both")


def link_nominal(scene: Scene, token: Token) -> tuple[str, ...]:
    """Return the chains that a common noun stands for; none where the text leaves it open."""
    parse, words = scene.parse, scene.words
    listed = find_listed(scene, token)
    if listed:
        _note_listed(scene, token, listed)
        return listed
    if token.lemma in words["partitives"]:
        keys = _link_partitive(scene, token)
        if keys:
            return keys
    made = _make_court(scene, token) or _make_body(scene, token)
    if made:
        return (made,)
    p = scene.predicates.get(token.i)
    for s in p.slots.get("self", []) if p else []:
        if parse.tokens[s].name is not None:
            return scene.find_keys(s)
    keys = _link_metonym(scene, token)
    if keys:
        scene.stands_for.add(token.i)
        return keys
    kids = parse.kids(token.i)
    if token.lower in ("former", "latter"):
        return _link_ordered(scene, token)
    definite = any(k.lower in words["definite"] for k in kids if k.dep in ("det", "predet", "poss"))
    keys = _link_party(scene, token) if definite else ()
    if keys or token.lemma in words["suing_side"] | words["sued_side"]:
        return keys
    if token.tag in ("NNS", "NNPS") or token.lower in PLURAL_NUMBERS:
        keys = find_group(scene, token, definite=definite)
        if len(keys) > 1:
            scene.plurals.append((token.i, token.lemma, keys))
        return keys
    owner = next((k for k in kids if k.dep == "poss"), None)
    definite = definite or token.i in scene.bare
    if not definite or (owner is not None and not _is_rival_of(token, owner)):
        return ()
    return _link_description(scene, token)


def _is_rival_of(token: Token, owner: Token) -> bool:
    return owner.pos == "PRON" and token.lemma in RIVALS


def _note_listed(scene: Scene, token: Token, listed: tuple[str, ...]) -> None:
    owners = tuple(
        k.name.key
        for k in scene.parse.kids(token.i, "compound", "nmod", "poss")
        if k.name is not None and token.lemma in scene.words["metonyms"]
    )
    scene.plurals.append((token.i, token.lemma, tuple(dict.fromkeys((*listed, *owners)))))


def _link_partitive(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "One of the brands", "a group of banks": what stands behind "of"."""
    for prep in scene.parse.kids(token.i, "prep"):
        for obj in scene.parse.kids(prep.i, "pobj") if prep.lower == "of" else ():
            named = obj.name is not None
            keys = scene.find_keys(obj.i) if named else link_nominal(scene, obj) if obj.pos == "NOUN" else ()
            if keys:
                return keys
    return ()


def _link_metonym(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "Vanta's board", "its website", "China's lawmakers": whom the part acts for."""
    kids, words = scene.parse.kids(token.i), scene.words
    named = [k.name.key for k in kids if k.name is not None and k.dep in ("compound", "nmod", "poss")]
    if named and token.lemma in words["metonyms"]:
        return (named[-1],)
    if named and token.lemma in words["state_metonyms"] and scene.things[named[-1]].top == "Place":
        return (named[-1],)
    if token.lemma in words["state_metonyms"]:  # "the Irish government"
        countries = scene.find_origins(token.i)
        named = [g.key for g in scene.groups if g.name in countries]
        if named:
            return (named[0],)
    owner = next((k for k in kids if k.dep == "poss" and k.name is None), None)
    if owner is not None and token.lemma in words["metonyms"]:
        return scene.links.get(owner.i, ())
    return ()


def _link_party(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "The plaintiffs", "the defendant": who sued, or was sued, in the nearest suit."""
    side = "by" if token.lemma in scene.words["suing_side"] else "against"
    if side == "against" and token.lemma not in scene.words["sued_side"]:
        return ()
    for head in sorted((h for h in scene.predicates if h < token.i), reverse=True):
        p = scene.predicates[head]
        slots: tuple[str, ...] = ()
        if p.kind == "verb" and p.lemma in scene.words["suing"]:
            slots = ("agent",) if side == "by" else ("patient",)
        elif p.kind == "noun" and p.lemma in scene.words["suits"]:
            slots = ("by", "agent", "poss") if side == "by" else ("against",)
        keys = tuple(dict.fromkeys(k for s in slots for h in p.slots.get(s, []) for k in scene.find_keys(h)))
        if keys:
            return keys
    return ()


def _link_ordered(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "The former", "the latter": the first or last of the two named together just before."""
    for i, _, keys in reversed(scene.plurals):
        if i < token.i and len(keys) == 2 and token.sent - scene.parse.tokens[i].sent <= 2:
            return keys[:1] if token.lower == "former" else keys[1:]
    for sent in (token.sent, token.sent - 1):
        near = [key for i, key, _ in scene.seen if i < token.i and scene.parse.tokens[i].sent == sent]
        parties = list(dict.fromkeys(k for k in near if scene.things[k].top in ("Organization", "Person")))
        if len(parties) == 2:
            return tuple(parties[:1] if token.lower == "former" else parties[1:])
    return ()


def _make_court(scene: Scene, token: Token) -> str | None:
    """A court that the text names by kind and place: "Manhattan federal court", "a state appeals court"."""
    if token.lemma not in scene.words["court_nouns"]:
        return None
    parse = scene.parse
    kids = [
        k
        for k in parse.kids(token.i, "amod", "compound", "nmod", "poss")
        if k.i < token.i and k.lower not in ("'s", "’s")
    ]
    if not any(k.name is not None or k.lower in scene.words["court_words"] for k in kids):
        return None
    start = min(parse.tokens[parse.subtree(k.i)[0]].start for k in kids)
    end = token.end
    for prep in parse.kids(token.i, "prep"):
        for obj in parse.kids(prep.i, "pobj"):
            if prep.lower in ("in", "for") and obj.name is not None and scene.things[obj.name.key].top == "Place":
                end = obj.end
    return scene.make(parse.text[start:end], "Court")


def _make_body(scene: Scene, token: Token) -> str | None:
    """A body that is founded here: "is establishing a joint task force"."""
    if token.lemma not in scene.words["new_bodies"] or token.tag == "NNS":
        return None
    kids = scene.parse.kids(token.i)
    if any(k.lower in scene.words["definite"] or k.dep == "poss" for k in kids):
        return None
    founded = any(
        p.lemma.split()[0] in scene.words["creating"] and slot in ("patient", "of")
        for p, slot in scene.arguments.get(token.i, [])
    )
    modifiers = [k for k in kids if k.dep in ("amod", "compound") and k.i < token.i]
    if not founded or not modifiers:
        return None
    return scene.make(scene.parse.text[modifiers[0].start : token.end], "Organization")


def _link_description(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "The luxury group": the thing described so, else the most salient of the class."""
    blocked = scene.find_blocked(token)
    recent = scene.find_recent(token, reach=FAR)
    things = [scene.things[k] for k in recent if k not in blocked]
    related = _find_related(scene, token)
    if related:
        found = [t for t in things if related & t.relations]
        return _learn(scene, token, max(found, key=lambda t: recent[t.key])) if found else ()
    scored = [(_score(scene, token, t), recent[t.key], t.key) for t in things if may_be(scene, t, token)]
    best = max(scored, default=(0, 0, ""))
    if best[0] > 0:
        return _learn(scene, token, scene.things[best[2]])
    if not is_general(scene, token) or _is_new(scene, token):
        return ()
    key = _find_own_side(scene, token, blocked) or _find_by_class(scene, token)
    return _learn(scene, token, scene.things[key]) if key else ()


def _find_related(scene: Scene, token: Token) -> set[tuple[str, str]]:
    """ "The owner of Vanta": the noun, and whose it is."""
    p = scene.predicates.get(token.i)
    if p is None or token.lemma not in scene.words["relational"] | scene.lexicon.titles:
        return set()
    return {(p.lemma, k) for h in p.slots.get("of", []) for k in scene.find_keys(h)}


def _score(scene: Scene, token: Token, thing: Thing) -> int:
    """How much of a description the article has used of a thing."""
    modifiers = scene.find_modifiers(token.i)
    return (
        3 * (token.lemma in thing.nouns)
        + 3 * (token.lemma in thing.own and not _is_new(scene, token))
        + 2 * len(modifiers & thing.modifiers)
        + (2 if scene.find_origins(token.i) & thing.origins else 0)
    )


def _is_new(scene: Scene, token: Token) -> bool:
    """Whether the words around a noun single out a thing not spoken of: "the company that", "the largest bank"."""
    return any(
        (k.dep == "relcl" and scene.parse.tokens[scene.parse.subtree(k.i)[0] - 1].text != ",")
        or k.tag in ("JJS", "RBS")
        or k.lower in scene.words["singling"]
        for k in scene.parse.kids(token.i)
    )


def _find_own_side(scene: Scene, token: Token, blocked: set[str]) -> str | None:
    """ "Lee, chairman of Vanta, said the company ...": what a speaker calls "the company" is his own."""
    at = token
    while at.head != at.i:
        at = scene.parse.tokens[at.head]
        p = scene.predicates.get(at.i)
        if p is None or p.kind != "verb" or p.lemma not in scene.words["reporting"]:
            continue
        for h in p.slots.get("agent", []):
            keys = scene.find_keys(h)
            side = find_side(scene, h, keys[0] if keys else None) if h != token.i else None
            if side is not None and side not in blocked and may_be(scene, scene.things[side], token):
                return side
    return None


def _find_by_class(scene: Scene, token: Token) -> str | None:
    """The most salient thing that may be called so; a body before a company for "the organisation"."""
    lemma = token.lemma
    exact = None
    if lemma in scene.words["body_nouns"]:
        exact = scene.find_salient(
            token,
            lambda t: t.cls in ("Association", "Agency", "Government") and may_be(scene, t, token),
            reach=NEAR,
        )
    if exact is None:
        exact = scene.find_salient(token, lambda t: lemma in t.hints and may_be(scene, t, token), reach=NEAR)
    if exact is None and lemma not in scene.words["people_nouns"]:  # whose title it is, the article tells
        exact = scene.find_salient(token, lambda t: may_be(scene, t, token) and t.top != "Person", reach=NEAR)
    elif exact is None:
        exact = scene.find_salient(token, lambda t: may_be(scene, t, token), reach=NEAR)
    return exact


def _learn(scene: Scene, token: Token, thing: Thing) -> tuple[str, ...]:
    """Remember a description once it is linked: the next like it means the same."""
    modifiers = scene.find_modifiers(token.i)
    if modifiers:
        thing.nouns.add(token.lemma)
        thing.modifiers.update(modifiers)
        thing.origins.update(scene.find_origins(token.i))
    return (thing.key,)
