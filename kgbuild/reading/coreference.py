"""Link what an article says again to what it named: pronouns, descriptions, pairs.

Names come joined already. A description ("the luxury group") goes to the name that the article described so, else to
the most salient name of a fitting class; a pronoun to the most salient one. A link that the text leaves open stays open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kgbuild.reading.coreference_clues import learn_descriptions
from kgbuild.reading.coreference_nominals import link_nominal
from kgbuild.reading.coreference_plurals import note_list
from kgbuild.reading.coreference_pronouns import link_pronoun
from kgbuild.reading.coreference_quotes import find_quotes
from kgbuild.reading.coreference_scene import Scene
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_classes import NameGroup
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse, Token
from kgbuild.records import Chain, Form, Mention


@dataclass(frozen=True, slots=True)
class Coreference:
    """What each head token stands for: chain ids by token index (several for a plural), with all chains and mentions.

    `sayers` has the heads by which pronouns speak of themselves that act for what they are linked to ("the navy said it").
    """

    links: Mapping[int, tuple[str, ...]]
    chains: tuple[Chain, ...]
    mentions: tuple[Mention, ...]
    unsure: frozenset[str] = frozenset()
    sayers: Mapping[int, int] = field(default_factory=dict)


def link_mentions(
    parse: Parse, predicates: Mapping[int, Predicate], groups: Sequence[NameGroup], *, lexicon: Lexicon
) -> Coreference:
    """Return the chains of an article and what every name, pronoun and description in it stands for."""
    scene = Scene(parse, predicates, groups, lexicon)
    learn_descriptions(scene)
    _link(scene)
    chains = [Chain(g.key, g.cls, g.name, g.forms) for g in groups]
    chains += [Chain(key, cls, name) for key, (name, cls) in scene.made.items()]
    chains += _make_regions(scene, chains)
    unsure = frozenset(g.key for g in groups if not g.sure)
    return Coreference(scene.links, tuple(chains), _make_mentions(scene, chains), unsure, scene.sayers)


def _link(scene: Scene) -> None:
    """Go through the tokens in order and link each mention to what stands before it."""
    quotes = find_quotes(scene)
    speakers: list[Token] = []
    for token in scene.parse.tokens:
        if token.name is not None:
            scene.note(token.i, (token.name.key,))
            note_list(scene, token)
        elif _is_pronoun(token):
            if token.lower in scene.words["speaker_pronouns"]:
                speakers.append(token)
            else:
                scene.note(token.i, link_pronoun(scene, token, quotes))
        elif _may_describe(scene, token):
            scene.note(token.i, link_nominal(scene, token))
    for token in speakers:  # who speaks may be named behind the words
        keys = link_pronoun(scene, token, quotes)
        if keys:
            scene.links[token.i] = keys
            _link_owned(scene, token)
    for token in scene.parse.tokens:  # "one of its brands": what stands behind a partitive is linked by now
        if token.lemma in scene.words["partitives"] and token.i not in scene.links and token.name is None:
            scene.note(token.i, link_nominal(scene, token))


def _link_owned(scene: Scene, speaker: Token) -> None:
    """ "My office", "our board": what acts for him who speaks."""
    noun = scene.parse.tokens[speaker.head]
    if speaker.dep == "poss" and noun.i not in scene.links and noun.name is None and _may_describe(scene, noun):
        scene.note(noun.i, link_nominal(scene, noun))


def _is_pronoun(token: Token) -> bool:
    return token.pos in ("PRON", "DET") or token.tag in ("PRP", "PRP$")


def _may_describe(scene: Scene, token: Token) -> bool:
    if token.lower in ("former", "latter"):
        return token.dep != "amod"
    if token.dep == "compound":
        return token.i in scene.bare and token.pos == "NOUN"
    return token.pos in ("NOUN", "PROPN") or (token.pos == "NUM" and token.dep != "nummod")


def _make_mentions(scene: Scene, chains: Sequence[Chain]) -> tuple[Mention, ...]:
    """Make the mentions in text order; what only acts for a thing, and a plural, have no chain of their own."""
    names = {c.id: c.name for c in chains}
    mentions = []
    for token in scene.parse.tokens:
        if token.name is not None:
            head = token.end - len(token.text.split()[-1])
            form: Form = "nominal" if token.name.described else "name"
            key: str | None = token.name.key
            cls, start, end = token.name.cls, token.start, token.end
        elif token.i in scene.links:
            keys = scene.links[token.i]
            head, cls = token.start, scene.things[keys[0]].cls
            start, end = find_phrase(scene.parse, token.i)
            form = "pronoun" if _is_pronoun(token) else "nominal"
            key = keys[0] if len(keys) == 1 and token.i not in scene.stands_for else None
        else:
            continue
        text = token.text if token.name is not None else scene.parse.text[start:end]
        mentions.append(Mention(start, end, text, head, token.end, cls, form, names.get(key) if key else None, key))
        if _find_region(token):
            mentions.append(_make_region(token, chains))
    return tuple(mentions)


def _make_region(token: Token, chains: Sequence[Chain]) -> Mention:
    """The state or country that a comma sets behind a town: "Ohio" of "Dorrell, Ohio"."""
    region = _find_region(token)
    chain = next(c for c in chains if region in (c.name, *c.aliases))
    start, head = token.end - len(region), token.end - len(region.split()[-1])
    return Mention(start, token.end, region, head, token.end, chain.cls, "name", chain.name, chain.id)


def _find_region(token: Token) -> str:
    """What stands behind the comma in a place's name, "" where there is none."""
    place = token.name is not None and token.name.cls == "Place" and ", " in token.text
    return token.text.rpartition(", ")[2] if place else ""


def _make_regions(scene: Scene, chains: Sequence[Chain]) -> list[Chain]:
    """The chains of regions that an article names behind a town alone."""
    told = {name for c in chains for name in (c.name, *c.aliases)}
    regions = dict.fromkeys(r for t in scene.parse.tokens if (r := _find_region(t)) and r not in told)
    rows = ((region, scene.lexicon.find_known(region)) for region in regions)
    return [Chain(f"r{i}", row.cls if row is not None else "Place", region) for i, (region, row) in enumerate(rows, 1)]


def find_phrase(parse: Parse, i: int) -> tuple[int, int]:
    """The span of the noun phrase of a head token: its modifiers before it, nothing behind it."""
    token = parse.tokens[i]
    start = token.start
    for kid in parse.kids(i, "det", "amod", "compound", "poss", "nummod", "nmod", "predet", "quantmod"):
        if kid.i < i:
            start = min(start, parse.tokens[parse.subtree(kid.i)[0]].start)
    return start, token.end
