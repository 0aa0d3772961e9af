"""Link what an article says again to what it named: pronouns, descriptions, pairs, who is quoted.

Names come joined already. A link that the text leaves open stays open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kgbuild.reading.descriptions import find_described
from kgbuild.reading.discourse import Discourse
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_classes import NameGroup
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.pronouns import find_antecedents
from kgbuild.reading.speakers import learn_sides, link_speakers
from kgbuild.reading.tokens import Parse
from kgbuild.records import Chain, Form, Mention


@dataclass(frozen=True, slots=True)
class Coreference:
    """What each head token stands for: chain ids by token index (several for a plural), with all chains and mentions."""

    links: Mapping[int, tuple[str, ...]]
    chains: tuple[Chain, ...]
    mentions: tuple[Mention, ...]
    unsure: frozenset[str] = frozenset()


def link_mentions(
    parse: Parse, predicates: Mapping[int, Predicate], groups: Sequence[NameGroup], *, lexicon: Lexicon
) -> Coreference:
    """Return the chains of an article and what every name, pronoun and description in it stands for."""
    discourse = Discourse(parse, predicates, groups, lexicon)
    discourse.learn()
    _link(discourse)
    return _collect(discourse)


def _link(d: Discourse) -> None:
    """Go through the tokens in order and link each mention to what stands before it."""
    learn_sides(d)
    for token in d.parse.tokens:
        if token.name is not None:
            d.note(token.i, (token.name.key,))
        elif token.pos in ("PRON", "DET") or token.tag in ("PRP", "PRP$"):
            d.note(token.i, find_antecedents(d, token))
        elif token.pos in ("NOUN", "NUM") and (token.dep != "compound" or token.i in d.bare):
            d.note(token.i, find_described(d, token))

    link_speakers(d)
    for token in d.parse.tokens:  # "one of its brands": what stands behind a partitive is linked by now
        if token.lemma in d.words["partitives"] and token.i not in d.links and token.name is None:
            d.note(token.i, find_described(d, token))


def _collect(d: Discourse) -> Coreference:
    """Make the records: one chain a name, one a plural that has members, mentions in text order."""
    chains = [Chain(g.key, g.cls, g.name, g.forms) for g in d.groups]
    chains += [Chain(key, cls, name) for key, (name, cls) in d.made.items()]
    names = {c.id: c.name for c in chains}
    mentions = []
    parse = d.parse
    for token in parse.tokens:
        keys = d.links.get(token.i, ())
        if token.name is not None:
            head = token.text.split()[-1]
            mentions.append(
                Mention(
                    token.start,
                    token.end,
                    token.text,
                    token.end - len(head),
                    token.end,
                    token.name.cls,
                    "nominal" if token.name.described else "name",
                    names.get(token.name.key),
                    token.name.key,
                )
            )
        elif keys:
            start, end = find_phrase(parse, token.i)
            form: Form = "pronoun" if token.pos in ("PRON", "DET") or token.tag in ("PRP", "PRP$") else "nominal"
            one = keys[0] if len(keys) == 1 else None
            thing = d.things[keys[0]]
            known = names.get(one) if one else None
            mentions.append(
                Mention(start, end, parse.text[start:end], token.start, token.end, thing.cls, form, known, one)
            )
    unsure = frozenset(g.key for g in d.groups if not g.sure)
    return Coreference(d.links, tuple(chains), tuple(mentions), unsure)


def find_phrase(parse: Parse, i: int) -> tuple[int, int]:
    """The span of the noun phrase of a head token: its modifiers before it, nothing behind it."""
    token = parse.tokens[i]
    start = token.start
    for kid in parse.kids(i, "det", "amod", "compound", "poss", "nummod", "nmod", "predet", "quantmod"):
        if kid.i < i:
            start = min(start, parse.tokens[parse.subtree(kid.i)[0]].start)
    return start, token.end
