"""Link nouns: parts and offices that act for a name, parties of a suit, descriptions, courts and bodies without a name."""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.reading.coreference_ahead import link_ahead, link_office_ahead, link_several_ahead
from kgbuild.reading.coreference_classes import agrees
from kgbuild.reading.coreference_descriptions import link_description, link_organ
from kgbuild.reading.coreference_officers import link_office, link_officer, link_state
from kgbuild.reading.coreference_plurals import find_each, find_group, find_kin, find_listed
from kgbuild.reading.coreference_relations import asks_whose, link_related, note_owner
from kgbuild.reading.coreference_roles import link_part
from kgbuild.reading.coreference_scene import Scene
from kgbuild.reading.tokens import Token

RIVALS = frozenset({"rival", "competitor", "opponent", "adversary"})
SUIT_REACH = 4
EVERY = frozenset({"every", "each", "any", "no", "neither"})
PLURAL_NUMBERS = ("two", "three", "pair", "duo", "trio", "both")


def link_nominal(scene: Scene, token: Token) -> tuple[str, ...]:
    """Return the chains that a common noun stands for; none where the text leaves it open."""
    parse, words = scene.parse, scene.words
    listed = find_listed(scene, token) or find_kin(scene, token) or find_each(scene, token)
    if listed:
        _note_listed(scene, token, listed)
        return listed
    if any(k.lower in EVERY for k in parse.kids(token.i, "det")):
        return ()
    if token.lemma in words["partitives"] and (keys := _link_partitive(scene, token)):
        return keys
    named = _find_self(scene, token)
    if named:
        note_owner(scene, token, named[0])
        return named
    made = _make_court(scene, token) or _make_body(scene, token)
    if made:
        return (made,)
    keys = _link_metonym(scene, token)
    if keys:
        if token.lemma not in words["closing_nouns"]:
            scene.stands_for.add(token.i)
        if token.tag == "NNS" and token.lemma in words["firm_parts"]:
            scene.owned.append((token.i, token.lemma, keys))
        return keys
    kids = parse.kids(token.i)
    if token.lower in ("former", "latter"):
        return _link_ordered(scene, token)
    definite = any(k.lower in words["definite"] for k in kids if k.dep in ("det", "predet", "poss"))
    keys = _link_party(scene, token) if definite else ()
    if keys or token.lemma in words["suing_side"] | words["sued_side"]:
        return keys
    if token.lemma == "side" and token.tag == "NNS" and definite:
        sides = _link_sides(scene, token)
        if sides:
            scene.plurals.append((token.i, token.lemma, sides))
            return sides
    if asks_whose(scene, token) and token.tag == "NNS" and definite:
        return link_related(scene, token) or link_officer(scene, token)
    if token.tag in ("NNS", "NNPS") or token.lower in PLURAL_NUMBERS:
        keys = find_group(scene, token, definite=definite)
        if not keys and not definite:
            keys = link_several_ahead(scene, token)
        if len(keys) > 1:
            scene.plurals.append((token.i, token.lemma, keys))
        return keys
    owner = next((k for k in kids if k.dep == "poss"), None)
    if owner is None and (ahead := (link_office_ahead if definite else link_ahead)(scene, token)):
        return ahead
    definite = definite or token.i in scene.bare
    rival = owner is not None and _is_rival_of(token, owner)
    if (definite or owner or _is_bare_headline(scene, token)) and not rival and asks_whose(scene, token):
        return link_related(scene, token) or link_officer(scene, token)
    if not definite or (owner is not None and not rival):
        return ()
    organ = link_organ(scene, token)
    if organ:
        scene.stands_for.add(token.i)
        return organ
    acting = link_part(scene, token) or link_office(scene, token)
    return acting or link_description(scene, token) or link_state(scene, token)


def _find_self(scene: Scene, token: Token) -> tuple[str, ...]:
    """The name that stands beside a noun as its own: "the retailer, Vanta", "retailer Vanta"; "the states of Ohio and Utah" has two."""
    p = scene.predicates.get(token.i)
    selves = p.slots.get("self", []) if p else []
    if p is not None and (token.lemma in scene.words["places"] or _is_capital(scene, token)):  # "the town of Tarn"
        places = p.slots.get("of", [])
        if token.tag in ("NNS", "NNPS") and len(places) > 1 and not selves:
            return tuple(dict.fromkeys(k for i in places for k in scene.find_keys(i)))
        selves = [*selves, *places]
    for s in [*selves, *(_find_called(scene, token) if _tells_class(scene, token) else ())]:
        name = scene.parse.tokens[s].name
        if name is not None and agrees(scene, scene.things[name.key], token):
            scene.things[name.key].nouns.add(token.lemma)
            return (name.key,)
    key = scene.beside.get(token.i)
    return (key,) if key is not None else ()


def _is_capital(scene: Scene, token: Token) -> bool:
    """Whether a capital has its country before it, so that "of" tells its own name: "the Norwegian capital of Tarn"."""
    before = scene.parse.tokens[token.i - 1] if token.i else token
    return token.lemma == "capital" and scene.lexicon.is_people(before.lower)


def _tells_class(scene: Scene, token: Token) -> bool:
    """Whether a noun calls an organisation or a person."""
    cls = scene.find_class(token)
    body = token.lemma in scene.words["company_nouns"] | scene.words["body_nouns"]
    return body or (cls is not None and scene.lexicon.find_parent(cls) in ("Organization", "Person"))


def _find_called(scene: Scene, token: Token) -> Iterator[int]:
    """ "A venture called Vanta", "the club, known as the Orlo": what a noun is named behind it."""
    for verb in scene.parse.kids(token.i, "acl", "relcl"):
        if verb.lemma in scene.words["calling"] and verb.tag == "VBN":
            for kid in scene.parse.kids(verb.i, "oprd", "dobj", "attr", "prep", "ccomp"):
                yield from [k.i for k in scene.parse.kids(kid.i, "pobj")] if kid.lower == "as" else [kid.i]


def _is_bare_headline(scene: Scene, token: Token) -> bool:
    """Whether a noun of a headline stands without an article: "Vanta owner sues"."""
    return scene.parse.sentences[token.sent].kind == "headline" and not scene.parse.kids(token.i, "det")


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
            if obj.name is not None and scene.lexicon.find_parent(obj.name.cls) == "Place":
                continue  # "a group of Dorrell politicians", misread
            keys = link_nominal(scene, obj) if not named and obj.pos == "NOUN" else scene.find_keys(obj.i)
            if keys:
                return keys
    return ()


def _link_metonym(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "Vanta's board", "its website", "China's lawmakers": whom the part acts for."""
    kids, words = scene.parse.kids(token.i), scene.words
    if token.lower in words["plural_organs"] and all(k.dep == "punct" or k.lower == "the" for k in kids):
        return link_organ(scene, token)  # "Directors appointed Lee"
    if token.lemma in words["new_bodies"] and _is_founded(scene, token, words["founding"]):
        return ()  # "set up its own unit"
    named = [k.name.key for k in kids if k.name is not None and k.dep in ("compound", "nmod", "poss")]
    if token.lemma in words["firm_parts"]:
        named = [k for k in named if scene.things[k].top != "Place"]  # "Vanta's Ohio unit"
    if named and token.lemma in words["metonyms"]:
        return (named[-1],)
    if named and token.lemma in words["closing_nouns"] and _closes_name(scene, token):  # "the Vanta group"
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


def _is_founded(scene: Scene, token: Token, verbs: frozenset[str]) -> bool:
    """Whether a noun tells what somebody sets up by one of the verbs."""
    return any(
        p.kind == "verb" and p.lemma in verbs and slot == "patient" for p, slot in scene.arguments.get(token.i, [])
    )


def _closes_name(scene: Scene, token: Token) -> bool:
    """Whether a noun only says what the name before it is: "the Vanta group", "the Vanta store chain"."""
    before = scene.parse.tokens[token.i - 1]
    named = before.name is not None and before.head == token.i and before.dep != "poss"
    return named and scene.things[before.name.key].top == "Organization" and token.tag == "NN" if before.name else False


def _link_party(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "The plaintiffs", "the defendant": who sued, or was sued, in the nearest suit."""
    suing = token.lemma in scene.words["suing_side"]
    if not suing and token.lemma not in scene.words["sued_side"]:
        return ()
    for by, against in find_suits(scene, token):
        keys = by if suing else against
        if keys:
            return keys
    return ()


def _link_sides(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "The two sides": both parties of the suit of the last sentences."""
    near = scene.parse.sentences[max(0, token.sent - SUIT_REACH)].first
    for by, against in find_suits(scene, token, first=near):
        if by and against:
            return tuple(dict.fromkeys((*by, *against)))
    return ()


def find_suits(scene: Scene, token: Token, *, first: int = 0) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield who sues and who is sued in each suit told before a token, the nearest first."""
    for head in sorted((h for h in scene.predicates if first <= h < token.i), reverse=True):
        p = scene.predicates[head]
        slots: tuple[tuple[str, ...], ...] = ()
        if p.kind == "verb" and p.lemma in scene.words["suing"]:
            slots = (("agent",), ("patient",))
        elif p.kind == "noun" and p.lemma in scene.words["suits"]:
            slots = (("by", "agent", "poss"), ("against",))
        if slots:
            by, against = (
                tuple(k for s in side for h in p.slots.get(s, []) for k in scene.find_keys(h)) for side in slots
            )
            yield tuple(dict.fromkeys(by)), tuple(dict.fromkeys(against))


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
    seen = {key for _, key, _ in scene.seen}
    named = [t.key for t in scene.things.values() if token.lemma in t.nouns and t.key not in seen]
    if len(named) == 1 and named[0] not in scene.made:
        return named[0]
    return scene.make(scene.parse.text[modifiers[0].start : token.end], "Organization")
