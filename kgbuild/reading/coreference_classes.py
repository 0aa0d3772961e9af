"""How well a thing goes by a noun: what the article calls it, its name's own words, its class, trade and country."""

from __future__ import annotations

from kgbuild.reading.coreference_scene import Scene, Thing
from kgbuild.reading.tokens import Token

STATES = frozenset({"state", "government", "province", "county"})
LANDS = frozenset({"country", "nation", "republic", "kingdom"})
TOWNS = frozenset({"city", "town", "village", "suburb"})
PAST = frozenset({"former", "ex", "ex-", "onetime", "one-time", "late"})
RANKS = frozenset({"shadow", "vice", "deputy"})
CALLED, OWN, KIN, CLASS = 4, 3, 2, 1
OFFICES = frozenset({"department", "bureau", "ministry"})  # what any agency may be called
FIRMS = ("Company", "Brand", "Media", "Organization")
# Parts of the world that a name may be called by; "the airport" and "the border" are only in what is named.
REGIONS = frozenset({"region", "province", "district", "borough", "island", "archipelago", "peninsula", "continent"})
REGIONS |= frozenset({"territory", "enclave", "area", "neighbourhood", "neighborhood", "township"})
MEMBERS = frozenset({"republican", "democrat", "conservative", "liberal", "tory", "socialist", "communist"})
BODIES = frozenset({"Agency", "Association", "Government", "Court", "Country"})


def find_fit(scene: Scene, thing: Thing, token: Token) -> int:
    """How well the noun `token`, with the adjectives before it, fits a thing: CALLED is best, 0 rules it out."""
    lemma = token.lemma
    if _is_of_other_country(scene, thing, token) or (thing.source and lemma not in scene.words["kind_press"]):
        return 0
    before = scene.parse.tokens[token.i - 1].lower if token.i else ""
    if f"{before} {lemma}" in scene.lexicon.titles and thing.top == "Person" and before not in thing.modifiers:
        return 0  # a transport minister is not the prime minister
    if thing.modifiers & RANKS - scene.find_modifiers(token.i) and lemma in scene.lexicon.titles:
        return 0  # nor is the shadow minister the minister
    if lemma in thing.past - thing.present and not scene.find_modifiers(token.i) & PAST:
        return 0  # nor is the former president the president
    if lemma in thing.nouns:
        return CALLED
    if lemma in thing.own:
        return OWN
    if lemma in thing.hints and thing.top == "Organization":
        return KIN
    if thing.key in scene.made or not _fits_class(scene, thing, token) or _tells_other(scene, thing, token):
        return 0
    return _compare_kinds(scene, thing, lemma)


def may_be(scene: Scene, thing: Thing, token: Token) -> bool:
    """Tell whether the noun `token`, with the adjectives before it, may stand for a thing."""
    return find_fit(scene, thing, token) > 0


def _compare_kinds(scene: Scene, thing: Thing, lemma: str) -> int:
    """Hold the noun's trade against what the thing is known to be: no retailer is called "the bank"."""
    words = scene.words
    said = thing.nouns | thing.own
    if lemma in words["generic_nouns"]:
        no_firm = said & words["no_firms"] or any(scene.lexicon.nouns.get(n) in BODIES for n in said)
        firm = said & words["company_nouns"] or thing.cls in ("Company", "Brand")
        return CLASS if firm or not no_firm or lemma in words["body_nouns"] else 0
    if lemma in words["sole_bodies"]:
        return 0
    if lemma in words["unique_bodies"] - STATES - LANDS - TOWNS and thing.top == "Organization":
        return CLASS if lemma in OFFICES and thing.cls in BODIES else 0
    kinds = scene.find_kinds(lemma)
    known = {k for n in said - words["generic_nouns"] for k in scene.find_kinds(n)}
    if not kinds or not known:
        return CLASS
    return KIN if kinds & known else 0


def _is_of_other_country(scene: Scene, thing: Thing, token: Token) -> bool:
    origins = scene.find_origins(token.i)
    if origins and thing.cls == "Country":  # Norway is not "the Danish government"
        return not origins & _list_names(scene, thing.key)
    return bool(origins and thing.origins) and not origins & thing.origins


def _list_names(scene: Scene, key: str) -> set[str]:
    """The names of a thing, as the article and as the list of known names writes them."""
    forms = [f for g in scene.groups if g.key == key for f in (g.name, *g.forms)]
    rows = (scene.lexicon.find_known(form) for form in forms)
    return {*forms, *(row.name for row in rows if row is not None)}


def _tells_other(scene: Scene, thing: Thing, token: Token) -> bool:
    """Whether a name or noun before a noun sets it apart from a thing not known by that: "the Orlo team", "the spy agency"."""
    cls = scene.find_class(token)
    public = cls in ("Agency", "Government", "Court") and token.lemma not in scene.words["company_nouns"]
    public = public or (cls == "Media" and not scene.words["broadcast_words"] & scene.find_modifiers(token.i))
    for kid in scene.parse.kids(token.i, "compound", "nmod"):
        if kid.i > token.i or kid.lower in thing.modifiers | thing.own | thing.nouns | scene.words["body_nouns"]:
            continue
        if kid.name is not None:
            if kid.name.key != thing.key and scene.things[kid.name.key].top != "Place":
                return True
        elif public and kid.pos in ("NOUN", "PROPN") and not thing.words & {kid.lower, kid.lemma}:
            return True
    return False


def _fits_class(scene: Scene, thing: Thing, token: Token) -> bool:
    lemma, words = token.lemma, scene.words
    cls = scene.find_class(token)
    top = scene.lexicon.find_parent(cls) if cls else None
    if is_person_noun(scene, token):
        return thing.top == "Person"
    if lemma == "court" or cls == "Court":
        return thing.cls == "Court"
    if lemma in LANDS:
        return thing.cls in ("Country", "Government")
    if lemma in TOWNS:
        return thing.top == "Place" and thing.cls != "Country"
    if lemma in REGIONS and thing.cls == "Country":
        return False  # no state is "the province"
    if lemma == "government" and thing.cls == "Place" and _is_town(scene, thing):
        return False
    if lemma in STATES:
        return thing.cls in ("Country", "Government", "Place", "State") or thing.top == "Place"
    if lemma in words["company_nouns"]:
        return thing.top == "Organization" and thing.cls not in ("Court", "Agency", "Government", "Country")
    if lemma in words["body_nouns"]:
        return thing.top == "Organization" and thing.cls not in ("Court", "Company", "Brand")
    if cls == "Organization":  # "the fund", "the charity"
        return thing.top == "Organization" and thing.cls not in ("Court", "Agency", "Government", "Country")
    if top == "Place":
        return thing.cls == "Place" and lemma in REGIONS and not scene.find_modifiers(token.i)
    return cls is not None and top != "Work" and (thing.cls == cls or (top == thing.top and thing.cls == top))


def _is_town(scene: Scene, thing: Thing) -> bool:
    """Whether a place is known, and no land or region that has a government."""
    names, lexicon = _list_names(scene, thing.key), scene.lexicon
    known = any(lexicon.find_known(n) is not None or n.lower() in lexicon.words["place_names"] for n in names)
    return known and not any(n.lower() in lexicon.words["regions"] for n in names)


def agrees(scene: Scene, thing: Thing, token: Token) -> bool:
    """Tell whether a noun that the parser hangs on a thing can describe it: no person is "a company"."""
    cls = scene.find_class(token)
    body = cls is not None and scene.lexicon.find_parent(cls) == "Organization"
    return not (body and thing.top == "Person" and not is_person_noun(scene, token))


def is_person_noun(scene: Scene, token: Token) -> bool:
    """Tell whether a noun calls a person: by a title, a trade, or a part in a crime or a game."""
    lemma, words = token.lemma, scene.words
    if lemma in words["company_nouns"] and lemma not in words["people_nouns"]:
        return False
    if lemma in MEMBERS and token.text[0].isupper():
        return True
    cls = scene.find_class(token)
    top = scene.lexicon.find_parent(cls) if cls else None
    return lemma in scene.lexicon.titles or lemma in words["people_nouns"] or top == "Person"


def is_general(scene: Scene, token: Token) -> bool:
    """Tell whether a noun may point back to a thing that the article has not called so."""
    words = scene.words
    if token.lemma == "business" and scene.parse.kids(token.i, "compound", "prep"):
        return False  # "the music business"
    if is_building(scene, token):
        return False
    return (
        token.lemma in words["company_nouns"]
        or token.lemma in words["body_nouns"]
        or (token.lemma in MEMBERS and token.text[0].isupper())
        or scene.find_class(token) is not None
        or token.lemma in scene.lexicon.titles
        or token.lemma in words["people_nouns"]
    )


def is_building(scene: Scene, token: Token) -> bool:
    """Tell whether a noun such as "the house" has nothing beside it that makes it more than a building."""
    return token.lemma in scene.words["concrete"] and not scene.find_modifiers(token.i) and not _acts(scene, token)


def _acts(scene: Scene, token: Token) -> bool:
    """Whether a noun is said to do what only somebody does: "the house denied it" is no building."""
    return any(
        p.kind == "verb" and slot == "agent" and p.lemma in scene.words["reporting"] | scene.words["willing"]
        for p, slot in scene.arguments.get(token.i, [])
    )
