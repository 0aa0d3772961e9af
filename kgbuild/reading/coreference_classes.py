"""Whether a thing may be called by a noun: by what the article calls it, by its class and by its country."""

from __future__ import annotations

from kgbuild.reading.coreference_scene import Scene, Thing
from kgbuild.reading.tokens import Token

STATES = frozenset({"country", "nation", "state", "city", "government", "province", "county", "town", "republic"})


def may_be(scene: Scene, thing: Thing, token: Token) -> bool:
    """Tell whether the noun `token`, with the adjectives before it, may stand for a thing."""
    if _is_of_other_country(scene, thing, token):
        return False
    lemma = token.lemma
    before = scene.parse.tokens[token.i - 1].lower if token.i else ""
    if f"{before} {lemma}" in scene.lexicon.titles and thing.top == "Person" and before not in thing.modifiers:
        return False  # a transport minister is not the prime minister
    if lemma in thing.nouns or lemma in thing.own or (lemma in thing.hints and thing.top == "Organization"):
        return True
    return thing.key not in scene.made and _fits_class(scene, thing, token)


def _is_of_other_country(scene: Scene, thing: Thing, token: Token) -> bool:
    origins = scene.find_origins(token.i)
    return bool(origins and thing.origins) and not origins & thing.origins


def _fits_class(scene: Scene, thing: Thing, token: Token) -> bool:
    lemma, words = token.lemma, scene.words
    cls = scene.find_class(token)
    top = scene.lexicon.find_parent(cls) if cls else None
    if lemma in scene.lexicon.titles or lemma in words["people_nouns"] or top == "Person":
        return thing.top == "Person"
    if lemma == "court" or cls == "Court":
        return thing.cls == "Court"
    if lemma in STATES:
        return thing.cls in ("Country", "Government", "Place", "State") or thing.top == "Place"
    if lemma in words["company_nouns"]:
        return thing.top == "Organization" and thing.cls not in ("Court", "Agency", "Government", "Country")
    if lemma in words["body_nouns"]:
        return thing.top == "Organization" and thing.cls not in ("Court", "Company", "Brand")
    return cls is not None and top != "Work" and (thing.cls == cls or (top == thing.top and thing.cls == top))


def is_general(scene: Scene, token: Token) -> bool:
    """Tell whether a noun may point back to a thing that the article has not called so."""
    words = scene.words
    if token.lemma in words["concrete"] and not scene.find_modifiers(token.i):
        return False
    return (
        token.lemma in words["company_nouns"]
        or token.lemma in words["body_nouns"]
        or scene.find_class(token) is not None
        or token.lemma in scene.lexicon.titles
        or token.lemma in words["people_nouns"]
    )
