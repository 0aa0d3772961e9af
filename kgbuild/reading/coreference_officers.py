"""Link law officers without a name and their offices: "the Ohio attorney general sued", "the office found"."""

from __future__ import annotations

from kgbuild.reading.coreference_scene import FAR, Scene
from kgbuild.reading.slots import Predicate
from kgbuild.reading.tokens import Token

BODY_SLOTS = ("of", "poss", "compound", "for", "from")


def link_officer(scene: Scene, token: Token) -> tuple[str, ...]:
    """Return the places whose law officer a noun tells of, all of them for several; none where it is of no place."""
    p = scene.predicates.get(token.i)
    if p is None or not is_officer(scene, token):
        return ()
    for slot in BODY_SLOTS:
        keys = dict.fromkeys(k for h in p.slots.get(slot, []) for k in scene.find_keys(h) if _is_place(scene, k))
        if keys:
            scene.stands_for.add(token.i)
            return tuple(keys) if token.tag in ("NNS", "NNPS") else tuple(keys)[-1:]
    return ()


def link_office(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "The office", "the Office of the Attorney General": the one law officer whom the article has named, of whose office it tells."""
    behind = [o for prep in scene.parse.kids(token.i, "prep") for o in scene.parse.kids(prep.i, "pobj")]
    if token.lemma != "office" or any(not is_officer(scene, o) for o in behind):
        return ()
    named = not behind and any(token.lemma in scene.things[k].own for k in scene.find_recent(token, reach=FAR))
    officer = None if named else _find_only_officer(scene, token, of_officer=bool(behind))
    if officer is None:
        return ()
    scene.stands_for.add(token.i)
    return (officer,)


def link_state(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "The state" that does something: the one for which the one law officer of the article acts, else he himself."""
    officer = _find_only_officer(scene, token, of_officer=False) if token.lemma == "state" else None
    if officer is None or scene.parse.kids(token.i, "prep"):
        return ()
    scene.stands_for.add(token.i)
    places = [k for _, k in sorted(scene.things[officer].relations) if _is_place(scene, k)]
    return (places[0] if places else officer,)


def _find_only_officer(scene: Scene, token: Token, *, of_officer: bool) -> str | None:
    """The one law officer spoken of before a noun in the singular that acts, and that nothing else describes."""
    if token.tag not in ("NN", "NNP") or scene.parse.kids(token.i, "relcl", "amod", "compound"):
        return None
    recent = scene.find_recent(token, reach=FAR)
    officers = [k for k in recent if scene.things[k].top == "Person" and is_law_officer(scene, k)]
    return officers[0] if len(officers) == 1 and _acts(scene, token, of_officer=of_officer) else None


def _acts(scene: Scene, token: Token, *, of_officer: bool) -> bool:
    """Whether an office does something, and nobody goes to it or runs for it."""
    found = [
        (p, slot) for p, slot in scene.arguments.get(token.i, []) if slot in ("agent", "by", "from", "poss", "with")
    ]
    return bool(found) and (of_officer or any(slot != "from" for _, slot in found))


def is_law_officer(scene: Scene, key: str) -> bool:
    """Tell whether somebody is called a law officer by title."""
    return any(
        p.kind == "noun" and is_officer(scene, scene.parse.tokens[p.head]) and key in _find_holders(scene, p)
        for p in scene.predicates.values()
    )


def _find_holders(scene: Scene, p: Predicate) -> set[str]:
    return {k for h in p.slots.get("self", []) for k in scene.find_keys(h)}


def is_officer(scene: Scene, token: Token) -> bool:
    """Tell whether a noun is for one who acts at law for a state: "attorney general"."""
    before = scene.parse.tokens[token.i - 1].lower if token.i else ""
    return bool({token.lower, f"{before} {token.lower}"} & scene.words["law_officers"])


def _is_place(scene: Scene, key: str) -> bool:
    return scene.things[key].top == "Place" or scene.things[key].cls in ("Country", "Government")
