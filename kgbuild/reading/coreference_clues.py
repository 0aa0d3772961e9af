"""Learn from the whole article how it describes each named thing, before any mention is linked."""

from __future__ import annotations

from collections.abc import Iterable

from kgbuild.reading.coreference_classes import LANDS, PAST, STATES, TOWNS, agrees, is_person_noun
from kgbuild.reading.coreference_relations import learn_relations
from kgbuild.reading.coreference_scene import Scene, Thing
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Token

RELATION_SLOTS = ("of", "poss", "compound", "at", "for", "with")
# By preposition, the words behind which a name is whom words were said to, or who passed them on.
TELLING_WAYS = {
    "to": ("say", "speak", "talk"),
    "by": ("quote", "cite", "interview", "report"),
    "with": ("interview", "speak", "talk"),
}
OBTAINING = ("obtain", "see", "publish", "review", "compile", "conduct")
# Kinds of body that no acronym ends in.
UNHINTED = STATES | LANDS | TOWNS | {"administration", "parliament", "senate", "police"}
MALE_TITLES = frozenset({"mr", "mr.", "sir", "lord", "king", "prince"})
FEMALE_TITLES = frozenset({"ms", "ms.", "mrs", "mrs.", "miss", "lady", "dame", "queen", "princess", "madam"})


def learn_descriptions(scene: Scene) -> None:
    """Note how the article describes each name: "Chinese retailer Vanta", "Vanta, a retailer", "Mr Lee", "Orlo Bank"."""
    for p in scene.predicates.values():
        if p.kind == "noun":
            _learn_noun(scene, p)
    learn_relations(scene)
    _learn_sources(scene)
    for group in scene.groups:
        thing = scene.things[group.key]
        for form in group.forms:
            thing.words.update(form.lower().split())
            if thing.top == "Organization":
                thing.own.update(_find_own_nouns(scene, form))
            if form.isupper() and form.isalpha() and 2 < len(form) < 7:
                # an acronym's last letter is mostly the kind of body
                thing.hints.update(n for n in scene.words["body_nouns"] - UNHINTED if n[0].upper() == form[-1])
        if thing.top == "Person":
            thing.female = _find_sex(scene, group.forms)
    for token in scene.parse.tokens:
        if token.name is not None and token.name.key in scene.things:
            thing = scene.things[token.name.key]
            before = scene.parse.tokens[token.i - 1].text if token.i else ""
            if before[:1].isupper() and before.lower() in MALE_TITLES | FEMALE_TITLES:
                thing.female = before.lower() in FEMALE_TITLES
            thing.modifiers.update(scene.find_modifiers(token.i))
            thing.origins.update(scene.find_origins(token.i))
            thing.age = thing.age or _find_age(scene, token)
            _learn_beside(scene, token, thing)


def _learn_sources(scene: Scene) -> None:
    """Note the papers and stations of which an article tells no more than that they were told: "told Vanta News"."""
    told: dict[str, bool] = {}
    cited: dict[str, bool] = {}
    for token in scene.parse.tokens:
        if token.name is not None:
            key, here = token.name.key, _is_told(scene, token)
            cited[key] = cited.get(key, False) or here
            told[key] = told.get(key, True) and (here or _is_cited(scene, token))
    told = {key: source and cited[key] for key, source in told.items()}
    for key, source in told.items():
        if key in scene.things:
            scene.things[key].source = source and scene.things[key].top == "Organization"


def _is_cited(scene: Scene, token: Token) -> bool:
    """Whether a name tells by whom one knows: "according to Vanta News", "a copy obtained by Vanta News", "Vanta News's Ann Dole"."""
    above = scene.parse.tokens[token.head]
    verb = scene.parse.tokens[above.head]
    if token.dep == "poss":
        return above.name is not None and above.name.cls == "Person"
    if token.dep != "pobj":
        return False
    return (above.lower == "to" and verb.lower == "according") or (above.lower == "by" and verb.lemma in OBTAINING)


def _is_told(scene: Scene, token: Token) -> bool:
    """Whether a name only tells to whom words were said, or who passed them on."""
    above = scene.parse.tokens[token.head]
    if token.dep in ("compound", "nmod") and scene.find_class(above) == "Media":  # "told Vesk magazine"
        token, above = above, scene.parse.tokens[above.head]
    verb = scene.parse.tokens[above.head] if token.dep == "pobj" else above
    if token.dep in ("dobj", "dative"):
        return verb.lemma in ("tell", "inform")
    if token.dep == "pobj":
        ways = TELLING_WAYS.get(above.lower, ())
        asked = above.lower == "with" and verb.lemma == "interview"
        return asked or verb.lemma in ways or (above.dep == "dative" and verb.lemma == "tell")
    return token.dep == "nsubj" and verb.lemma in ("report", "quote", "cite")


def _find_age(scene: Scene, token: Token) -> str | None:
    """The age behind a name: "Sam Lee, 34,"."""
    after = [t.text for t in scene.parse.tokens[token.i + 1 : token.i + 4]]
    told = len(after) == 3 and after[0] == "," and after[1].isdigit() and len(after[1]) < 3 and after[2] in ",."
    return after[1] if told else None


def _learn_beside(scene: Scene, token: Token, thing: Thing) -> None:
    """Note a noun just before a name that the parser has hung elsewhere: "French retailer Vanta said"."""
    noun = scene.parse.tokens[token.i - 1] if token.i else token
    if noun.tag != "NN" or noun.name is not None or noun.sent != token.sent or noun.i in scene.beside:
        return
    clause = scene.parse.tokens[token.head]
    if token.dep in ("nsubj", "nsubjpass") and clause.dep == "relcl":  # "the retailer Vanta bought"
        return
    cls = scene.find_class(noun)
    person = is_person_noun(scene, noun)
    body = not person and (
        noun.lemma in scene.words["company_nouns"] or scene.lexicon.find_parent(cls or "") == "Organization"
    )
    if (person and thing.top == "Person") or (body and thing.top == "Organization"):
        scene.beside[noun.i] = thing.key
        thing.nouns.add(noun.lemma)
        thing.modifiers.update(scene.find_modifiers(noun.i))
        thing.origins.update(scene.find_origins(noun.i))


def _learn_noun(scene: Scene, p: Predicate) -> None:
    """Note for each thing that a noun describes the noun, its adjectives, and what it is said to be of."""
    if p.lemma == "demonym":
        return
    several = scene.parse.tokens[p.head].tag in ("NNS", "NNPS")
    for s in scene.find_selves(p)[: None if several else 1]:
        name = scene.parse.tokens[s].name
        if name is None or name.key not in scene.things:
            continue
        thing = scene.things[name.key]
        if not agrees(scene, thing, scene.parse.tokens[p.head]):
            continue
        thing.nouns.add(p.lemma)
        modifiers = scene.find_modifiers(p.head)
        (thing.past if modifiers & PAST else thing.present).add(p.lemma)
        thing.modifiers.update(modifiers)
        thing.origins.update(scene.find_origins(p.head))
        _learn_relations(scene, thing, p)


def _learn_relations(scene: Scene, thing: Thing, p: Predicate) -> None:
    for slot in RELATION_SLOTS:
        for h in p.slots.get(slot, []):
            thing.relations.update((p.lemma, k) for k in scene.find_keys(h) if k != thing.key)


def _find_own_nouns(scene: Scene, form: str) -> Iterable[str]:
    """The common nouns that head a name: "bank" of "Orlo Bank", "ministry" of "Ministry of Trade"."""
    words = form.lower().split()
    heads = words[-1:] if len(words) > 1 else []
    if "of" in words[1:]:
        heads = [words[words.index("of", 1) - 1]]
    for head in heads:
        if head in scene.words["makers"] or scene.lexicon.nouns.get(head.removesuffix("s")) == "Product":
            yield "maker"
        if head in scene.words["funds"]:
            yield from ("fund", "investor")
        yield from (noun for noun, tails in scene.tails.items() if head in tails)
        for noun in (head, head.removesuffix("s"), head.removesuffix("es"), head.removesuffix("ies") + "y"):
            if noun in scene.lexicon.nouns or noun in scene.words["body_nouns"] or noun in scene.words["company_nouns"]:
                yield noun


def _find_sex(scene: Scene, forms: Iterable[str]) -> bool | None:
    """Whether a person's first name is a woman's; None where both sexes bear it or nobody known does."""
    for form in forms:
        words = form.lower().split()
        if len(words) > 1 and words[0] in scene.words["female_names"]:
            return True
        if len(words) > 1 and words[0] in scene.words["male_names"]:
            return False
    return None
