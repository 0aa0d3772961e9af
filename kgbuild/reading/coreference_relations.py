"""Who is whose: owners, employers and officers, told by nouns and verbs, and the descriptions that ask for them."""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.reading.coreference_plurals import find_listed
from kgbuild.reading.coreference_scene import FAR, Scene, Thing
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Token

OWNER, MEMBER = "owner", "member"


def learn_relations(scene: Scene) -> None:
    """Note for each thing whose owner, buyer or member it is: "X owns Y", "its brand Y", "X hired Lee"."""
    for p in scene.predicates.values():
        if p.kind == "noun":
            _learn_from_noun(scene, p)
        else:
            _learn_from_verb(scene, p)


def _learn_from_noun(scene: Scene, p: Predicate) -> None:
    if p.lemma not in scene.words["owned_nouns"]:
        return
    owned = [k for s in scene.find_selves(p) for k in _find_names(scene, s)]
    owned += find_listed(scene, scene.parse.tokens[p.head])
    for slot in ("poss", "compound", "of"):
        for owner in (k for h in p.slots.get(slot, []) for k in _find_names(scene, h)):
            scene.things[owner].relations.update((OWNER, k) for k in owned if k != owner)


def _learn_from_verb(scene: Scene, p: Predicate) -> None:
    agents = [k for h in p.slots.get("agent", []) for k in _find_names(scene, h)]
    patients = [k for h in p.slots.get("patient", []) for k in _find_names(scene, h)]
    for a in agents:
        for b in patients:
            if p.lemma in scene.words["owning"]:
                scene.things[a].relations.add((OWNER, b))
            elif p.lemma in scene.words["employing"]:
                person, body = (a, b) if scene.things[a].top == "Person" else (b, a)
                if scene.things[person].top == "Person" and scene.things[body].top == "Organization":
                    scene.things[person].relations.add((MEMBER, body))


def _find_names(scene: Scene, i: int) -> Iterator[str]:
    """The name that a token is, or that stands beside it: "owns the brand Orlo"."""
    p = scene.predicates.get(i)
    for h in [i, *(p.slots.get("self", []) if p is not None and p.kind == "noun" else [])]:
        name = scene.parse.tokens[h].name
        if name is not None and name.key in scene.things:
            yield name.key
            return


def find_bodies(scene: Scene, thing: Thing) -> set[str]:
    """The organisations that a person belongs to by title, by deed, or by bearing their name."""
    if thing.top != "Person":
        return set()
    posts = scene.lexicon.titles
    found = {k for n, k in thing.relations if (n in posts or n == MEMBER) and scene.things[k].top == "Organization"}
    surnames = {g.name.split()[-1] for g in scene.groups if g.key == thing.key and " " in g.name}
    for g in scene.groups:
        if surnames & set(g.name.split()[:-1]) and scene.things[g.key].top == "Organization":
            found.add(g.key)
    return found


def find_side_bodies(scene: Scene, token: Token) -> set[str]:
    """The organisations of the people in the clause of a token: "Lee, Vanta's chairman, has left the company"."""
    found: set[str] = set()
    at = token
    while at.head != at.i and not found:
        at = scene.parse.tokens[at.head]
        p = scene.predicates.get(at.i)
        if p is None or p.kind != "verb":
            continue
        for slot in ("agent", "patient"):
            for key in (k for h in p.slots.get(slot, []) if h != token.i for k in scene.find_keys(h)):
                if not scene.things[key].nouns & scene.words["outsiders"]:
                    found |= find_bodies(scene, scene.things[key])
    return found


def asks_whose(scene: Scene, token: Token) -> bool:
    """Tell whether a noun stands for whoever stands in a relation to a thing named with it: "Vanta's owner"."""
    p = scene.predicates.get(token.i)
    known = (scene.words["relational"], scene.words["employers"], scene.lexicon.titles)
    return p is not None and any(token.lemma in words for words in known) and bool(_find_bearers(scene, p))


def _find_bearers(scene: Scene, p: Predicate) -> list[str]:
    """Whose the relation is: the keys of "of Vanta", "Vanta's", "its", "the Vanta"; no land but for offices."""
    office = p.lemma in scene.lexicon.titles
    slots = ("of", "poss") if p.lemma in scene.words["employers"] else ("of", "poss", "compound")
    keys = [k for slot in slots for h in p.slots.get(slot, []) for k in scene.find_keys(h)]
    return [k for k in keys if office or scene.things[k].top != "Place"]


def link_related(scene: Scene, token: Token) -> tuple[str, ...]:
    """Return who "the owner of Vanta", "its chairman" or "his employer" is; none where the article does not tell."""
    p = scene.predicates[token.i]
    bearers = _find_bearers(scene, p)
    blocked = scene.find_blocked(token) - set(bearers)
    recent = scene.find_recent(token, reach=FAR)
    if token.lemma in scene.words["employers"]:
        bodies = {b for k in bearers for b in find_bodies(scene, scene.things[k])} - blocked
        return _pick([b for b in recent if b in bodies], recent)
    nouns = scene.words["owner_nouns"] if token.lemma in scene.words["owner_nouns"] else {p.lemma}
    wanted = {(n, k) for n in nouns for k in bearers}
    found = [k for k, t in scene.things.items() if wanted & t.relations and k not in blocked]
    if token.tag in ("NNS", "NNPS"):
        return tuple(found)
    near = _pick([k for k in found if k in recent], recent)
    if near or len(found) == 1:
        return near or tuple(found)
    titled = [k for k, t in scene.things.items() if t.top == "Person" and p.lemma in t.nouns and k not in blocked]
    if len(titled) == 1 and p.lemma not in {n for n, _ in scene.things[titled[0]].relations}:
        return tuple(titled)
    return ()


def note_owner(scene: Scene, token: Token, key: str) -> None:
    """Keep whose owner a name just called so is: "their owner Vanta"."""
    p = scene.predicates.get(token.i)
    if p is not None and token.lemma in scene.words["owner_nouns"]:
        scene.things[key].relations.update((OWNER, k) for k in _find_bearers(scene, p) if k != key)


def _pick(keys: list[str], recent: dict[str, int]) -> tuple[str, ...]:
    return (max(keys, key=lambda k: recent[k]),) if keys else ()
