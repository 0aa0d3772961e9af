"""Link a definite description ("the luxury group") to what the article called so, else to what fits and is near to mind."""

from __future__ import annotations

from kgbuild.reading.coreference_classes import (
    BODIES,
    CALLED,
    CLASS,
    OWN,
    find_fit,
    is_building,
    is_general,
    is_person_noun,
)
from kgbuild.reading.coreference_quotes import find_side
from kgbuild.reading.coreference_relations import find_side_bodies
from kgbuild.reading.coreference_scene import FAR, NEAR, Place, Scene, Thing
from kgbuild.reading.tokens import Token

FORMER = frozenset(
    {"former", "ex", "one-time", "onetime", "ousted", "deposed", "disgraced", "retired", "jailed", "veteran"}
)
CHILDREN = frozenset({"boy", "girl", "teenager", "youth", "child", "schoolboy", "schoolgirl", "pupil"})
ADULT = 20
# Adjectives that do not tell one thing from another of its kind.
PLAIN = frozenset(
    {"whole", "entire", "same", "very", "said", "new", "own", "then", "so-called", "current", "young", "late"}
)
BANDS = frozenset({"group", "consortium", "syndicate", "partnership", "coalition", "alliance"})
INNER = frozenset({"of", "at", "within", "inside", "behind", "from"})
INTRODUCED = 3  # sentences in which "a man" without a name stays "the man"
TOPIC = 3  # times as often spoken of as any other
MODIFIER, ORIGIN, NAMED_SO, SIDE, OWN_SIDE = 2, 2, 2, 4, 8


def link_organ(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "The board", "directors": the body near to mind whose board it is."""
    prepositions, several = scene.parse.kids(token.i, "prep"), token.lower in scene.words["plural_organs"]
    if not (several or token.lemma in scene.words["organs"]) or prepositions or _is_new(scene, token):
        return ()
    if not several and any(token.lemma in t.own or token.lemma in t.nouns for t in scene.things.values()):
        return ()
    side = find_side_bodies(scene, token)
    ranks = scene.rank(token, lambda t: t.top == "Organization" and t.cls not in ("Court", "Government"), reach=NEAR)
    scores = {k: (salience + SIDE * (k in side), place) for k, (salience, place) in ranks.items()}
    return (max(scores, key=lambda k: scores[k]),) if scores else ()


def link_description(scene: Scene, token: Token) -> tuple[str, ...]:
    """Return the chain that a definite noun points back to; none where the text leaves it open."""
    band = _find_band(scene, token)
    if band is not None:
        return band
    key = _find_called(scene, token)
    if key is None and not _is_introduced(scene, token):
        key = _find_best(scene, token)
    return _learn(scene, token, key) if key else ()


def _is_introduced(scene: Scene, token: Token) -> bool:
    """Whether "the man" is "a man" of just before, who has no name, and nobody was named for the first time since."""
    if token.tag != "NN" or not is_person_noun(scene, token) or scene.find_modifiers(token.i):
        return False
    tokens, last = scene.parse.tokens, token
    for at in range(token.i - 1, -1, -1):
        one = tokens[at]
        if last.sent - one.sent > INTRODUCED:
            return False
        if one.lemma != token.lemma or one.tag != "NN" or one.name is not None:
            continue
        if at not in scene.links and any(k.lower == "the" for k in scene.parse.kids(at, "det")):
            last = one  # "the man" once more
            continue
        if at in scene.links or not any(k.lower in ("a", "an", "another") for k in scene.parse.kids(at, "det")):
            return False
        own, seen = set(scene.parse.subtree(at)), {t.name.key for t in tokens[:at] if t.name is not None}
        since = [t.name for t in tokens[at : token.i] if t.name is not None and t.i not in own]
        return not any(name.cls == "Person" and name.key not in seen for name in since)
    return False


def _find_band(scene: Scene, token: Token) -> tuple[str, ...] | None:
    """ "A group led by Vanta bought shares. The group said": the band without a name of before, and who leads it.

    None where no such band was told of since a name with its noun.
    """
    if token.tag != "NN" or token.lemma not in BANDS or scene.find_modifiers(token.i):
        return None
    low = scene.parse.sentences[max(0, token.sent - FAR)].first
    for other in reversed(scene.parse.tokens[low : token.i]):
        if other.name is not None and token.lemma in scene.things[other.name.key].own:
            return None
        if other.lemma != token.lemma or other.tag != "NN" or other.dep in ("compound", "nmod"):
            continue
        articles = {k.lower for k in scene.parse.kids(other.i, "det")}
        if articles & {"a", "an", "another"}:
            return scene.links.get(other.i, ())
        if other.i in scene.links:
            return None
    return None


def _find_called(scene: Scene, token: Token) -> str | None:
    """Whom the article has called so before: "the teenager" stays the same."""
    key = scene.called.get(token.lemma)
    if key is None or _is_new(scene, token) or scene.find_modifiers(token.i) or key in scene.find_blocked(token):
        return None
    return key


def _find_best(scene: Scene, token: Token) -> str | None:
    """The thing that the words fit best; among equals the one nearest to mind."""
    new, general = _is_new(scene, token), is_general(scene, token)
    own_side = None if new or not general else _find_own_side(scene, token)
    side = find_side_bodies(scene, token)
    best: tuple[float, float, Place] | None = None
    found, guesses = None, list[str]()
    within = _find_within(scene, token)
    ranks = scene.rank(token, lambda t: t.key not in within and find_fit(scene, t, token) > 0, reach=FAR)
    for key, (salience, place) in ranks.items():
        thing = scene.things[key]
        fit = find_fit(scene, thing, token)
        if fit == OWN and new:
            fit = CLASS
        if fit < CALLED and thing.top != "Person" and is_building(scene, token):
            continue
        strength = _find_strength(scene, token, thing, fit)
        if not strength:
            gap = token.sent - scene.parse.tokens[scene.find_last(key, token)].sent
            if new or not general or gap > NEAR or not _is_open_to(scene, token, thing, fit):
                continue
            guesses.append(key)
        bonus = NAMED_SO * (fit >= OWN) + NAMED_SO * _is_body(scene, token, thing)
        bonus += OWN_SIDE * (key == own_side) + SIDE * (key in side)
        score = (strength, salience + bonus, place)
        if best is None or score > best:
            best, found = score, key
    if found is None or best is None or best[0] or found == own_side or found in side:
        return found
    here = [k for k in guesses if scene.parse.tokens[scene.find_last(k, token)].sent == token.sent]
    if len(guesses) < 2 or here == [found] or not scene.find_modifiers(token.i) - PLAIN:
        return found
    topic = scene.counts[found] >= TOPIC * max(scene.counts[k] for k in guesses if k != found)
    # any of several may be "the luxury group"
    return found if topic or _stands_behind(scene, token, found) else None


def _find_within(scene: Scene, token: Token) -> set[str]:
    """Who stands within a description, and is not whom it describes: "the half brother of the minister, Owen Pratt"."""
    preps = scene.parse.kids(token.i, "prep")
    return {k for prep in preps for i in scene.parse.subtree(prep.i) for k in scene.find_keys(i)}


def _stands_behind(scene: Scene, token: Token, key: str) -> bool:
    """Whether a comma alone parts a description from a name before it: "Orlo Capital, the luxury group"."""
    name = scene.parse.tokens[scene.find_last(key, token)]
    start = min(scene.parse.tokens[i].start for i in scene.parse.subtree(token.i))
    return scene.parse.text[name.end : start].strip() == ","


def _find_strength(scene: Scene, token: Token, thing: Thing, fit: int) -> float:
    """How much of a description the article has used of a thing; a word for any firm tells nothing by itself."""
    modifiers = scene.find_modifiers(token.i)
    strength = MODIFIER * len(modifiers & thing.modifiers)
    strength += ORIGIN if scene.find_origins(token.i) & thing.origins else 0
    if token.lemma not in scene.words["generic_nouns"]:
        strength += {CALLED: 3, OWN: 3}.get(fit, fit - CLASS)
        strength += _is_body(scene, token, thing)  # "the league" is an association rather than a company
    elif _is_joined(scene, token):
        strength += _is_body(scene, token, thing)  # "quit the group"
    return strength


def _is_joined(scene: Scene, token: Token) -> bool:
    """Whether a noun is what somebody joins or leaves."""
    return any(
        p.kind == "verb" and slot == "patient" and p.lemma in scene.words["joining"]
        for p, slot in scene.arguments.get(token.i, [])
    )


def _is_body(scene: Scene, token: Token, thing: Thing) -> bool:
    """Whether a noun that calls companies and associations alike rather means this association."""
    return token.lemma in scene.words["body_nouns"] and thing.cls in BODIES


def _is_open_to(scene: Scene, token: Token, thing: Thing, fit: int) -> bool:
    """Whether a thing may be called by a noun that the article has not used of it: offices are told beforehand."""
    if fit >= OWN or not is_person_noun(scene, token):
        return True
    if thing.top != "Person":
        return False
    if token.lemma in scene.words["harmer_nouns"]:  # "the suspect" is nobody of whom no crime is told
        return bool(thing.nouns & scene.words["harmer_nouns"])
    if token.lower == "old":  # "the 28-year-old": an age is told of anybody
        ages = {w for k in scene.parse.subtree(token.i) for w in scene.parse.tokens[k].text.split("-") if w.isdigit()}
        return thing.age in (None, *ages)
    if token.lemma in scene.words["people_nouns"]:
        if thing.nouns & (scene.words["posts"] | scene.lexicon.titles - scene.words["people_nouns"]):
            return False  # no minister is "the man" without more ado
        child = thing.nouns & CHILDREN or (thing.age is not None and int(thing.age) < ADULT)
        return bool(child) or token.lemma not in CHILDREN
    gap = token.sent - scene.parse.tokens[scene.find_last(thing.key, token)].sent
    if token.lemma in scene.words["camps"]:  # "the Ohio Republican" is the senator spoken of
        return gap <= 2 and bool(thing.nouns & scene.words["seats"])
    if any(k.lower in FORMER for k in scene.parse.kids(token.i, "amod")):  # what he was is told in passing
        return gap <= 2 and not thing.nouns
    return not thing.nouns and token.lemma not in scene.words["posts"] and gap <= 2  # "the designer"


def _is_new(scene: Scene, token: Token) -> bool:
    """Whether the words around a noun single out a thing not spoken of: "the company that", "the largest bank"."""
    for prep in scene.parse.kids(token.i, "prep"):  # "the design team at Vanta"
        objects = scene.parse.kids(prep.i, "pobj")
        if prep.lower in INNER and any(scene.find_keys(o.i) for o in objects):
            return True
        if prep.lower == "of" and any(o.tag == "NNS" for o in objects) and not is_person_noun(scene, token):
            return True  # "the team of doctors"
    return any(
        (k.dep == "relcl" and scene.parse.tokens[scene.parse.subtree(k.i)[0] - 1].text != ",")
        or k.tag in ("JJS", "RBS")
        or k.lower in scene.words["singling"]
        for k in scene.parse.kids(token.i)
    )


def _find_own_side(scene: Scene, token: Token) -> str | None:
    """ "Lee, chairman of Vanta, said the company ...": what a speaker calls "the company" is his own."""
    at = token
    while at.head != at.i:
        at = scene.parse.tokens[at.head]
        p = scene.predicates.get(at.i)
        if p is None or p.kind != "verb" or p.lemma not in scene.words["reporting"]:
            continue
        for h in p.slots.get("agent", []):
            keys = scene.find_keys(h)
            if _is_outsider(scene, h, keys):
                continue
            side = find_side(scene, h, keys[0] if keys else None) if h != token.i else None
            if side is not None:
                return side
    return None


def _is_outsider(scene: Scene, i: int, keys: tuple[str, ...]) -> bool:
    """Whether a speaker judges others by trade: "an analyst at Orlo" says "the company" of another."""
    called = {scene.parse.tokens[i].lemma}.union(*(scene.things[k].nouns for k in keys))
    return bool(called & scene.words["outsiders"])


def _learn(scene: Scene, token: Token, key: str) -> tuple[str, ...]:
    """Remember a description once it is linked: the next like it means the same."""
    thing = scene.things[key]
    modifiers = scene.find_modifiers(token.i)
    if modifiers:
        thing.nouns.add(token.lemma)
        thing.modifiers.update(modifiers)
        thing.origins.update(scene.find_origins(token.i))
    return (thing.key,)
