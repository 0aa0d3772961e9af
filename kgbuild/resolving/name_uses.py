"""Who is called what, over all articles: each name of each entity, where it stands, and what it does there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kgbuild.ontology import Ontology
from kgbuild.records import Article, NameReference, Reading, Resolved
from kgbuild.resolving.name_keys import NameRules
from kgbuild.resolving.things import Thing, find_things

REACH = 60
"""How many characters on either side of a mention tell which one is meant."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article in which a name stands."""

    doc: str
    text: str


@dataclass(frozen=True, slots=True)
class NameUse:
    """One name of one entity: the things of articles that bear it, and the facts (ids of events and states) about them.

    `reference` is what a decision calls it; it has a quote where the name alone would mean others as well.
    """

    entity: str
    key: str
    name: str
    top: str
    title: str
    things: tuple[Thing, ...]
    facts: frozenset[str]
    reference: NameReference
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class NameUses:
    """All uses, sorted by entity and name, and how to find them.

    `by_name` has them by their own names, `by_alias` by further names that an article has for the same thing.
    """

    uses: tuple[NameUse, ...]
    rules: NameRules
    by_name: Mapping[str, Sequence[NameUse]] = field(default_factory=dict)
    by_alias: Mapping[str, Sequence[NameUse]] = field(default_factory=dict)
    facts: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def find(self, key: str) -> list[NameUse]:
        """Return the uses that a name key stands for, by alias where none has the name; those of its article alone."""
        meant = self.rules.parse(key)
        named = self.by_name.get(meant.name) or self.by_alias.get(meant.name, ())
        found = [u for u in named if meant.top in (None, u.top)]
        if meant.article is not None:
            return [u for u in found if any(t.article == meant.article for t in u.things)]
        return found


def find_name_uses(pairs: Iterable[tuple[Article, Reading]], resolved: Resolved, *, ontology: Ontology) -> NameUses:
    """Return who is called what in these articles, as they were resolved."""
    rules = NameRules(ontology)
    homes = {(m.doc, m.start, m.end): e.id for e in resolved.entities for m in e.mentions}
    groups: dict[tuple[str, str, str], list[Thing]] = defaultdict(list)
    texts: dict[str, tuple[Article, Reading]] = {}
    for article, reading in sorted(pairs, key=lambda p: p[0].key):
        texts[article.key] = (article, reading)
        for thing in find_things(article, reading, rules=rules):
            place = thing.places[0]
            if (entity := homes.get((place.doc, place.start, place.end))) is not None:
                groups[entity, thing.key, thing.top].append(thing)
    told, facts = _find_facts(resolved)
    crowd = Counter((name.partition("@")[0], top) for _, name, top in groups)
    uses = []
    for (entity, key, top), things in sorted(groups.items()):
        uses.append(
            NameUse(
                entity,
                key,
                things[0].name,
                top,
                title := _find_title(things),
                tuple(things),
                frozenset(f for t in things for f in told.get((t.article, t.chain), ())),
                _refer(f"{top}:{title}", things, texts, plain=crowd[things[0].name, top] == 1 and "@" not in key),
                tuple(_find_passages(things, texts)),
            )
        )
    by: dict[str, list[NameUse]] = defaultdict(list)
    by_alias: dict[str, list[NameUse]] = defaultdict(list)
    for use in uses:
        by[use.name].append(use)
        for other in sorted({o for t in use.things for o in t.others}):
            by_alias[other].append(use)
    return NameUses(tuple(uses), rules, by, by_alias, facts)


def _find_facts(resolved: Resolved) -> tuple[dict[tuple[str, str], set[str]], dict[str, frozenset[str]]]:
    """The ids of the events and states that are told of each chain of each article, and of each entity."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    facts: dict[str, set[str]] = defaultdict(set)
    for event in resolved.events:
        for ids in event.roles.values():
            for i in ids:
                facts[i].add(event.id)
        for sourced in event.claims:
            for filled in sourced.claim.roles.values():
                for a in filled:
                    if a.chain is not None:
                        told[sourced.article, a.chain].add(event.id)
    return told, {i: frozenset(held) for i, held in facts.items()}


def _find_title(things: Sequence[Thing]) -> str:
    counts = Counter(t.title for t in things)
    return min(counts, key=lambda t: (-counts[t], len(t), t))


def _refer(
    name: str, things: Sequence[Thing], texts: Mapping[str, tuple[Article, Reading]], *, plain: bool
) -> NameReference:
    if plain:
        return NameReference(name)
    text = texts[things[0].article][0].text
    start, end = _find_first(things[0], text)
    left, right = max(0, start - REACH), min(len(text), end + REACH)
    while 0 < left < start and not text[left - 1].isspace():
        left += 1
    while end < right < len(text) and not text[right].isspace():
        right -= 1
    return NameReference(name, " ".join(text[left:right].split()))


def _find_first(thing: Thing, text: str) -> tuple[int, int]:
    """The first place where an article names a thing, by its best name where it does."""
    named = [p for p in thing.places if p.form == "name"] or list(thing.places)
    best = [p for p in named if thing.title in text[p.start : p.end]]
    first = min(best or named, key=lambda p: p.start)
    return first.start, first.end


def _find_passages(things: Sequence[Thing], texts: Mapping[str, tuple[Article, Reading]]) -> Iterable[Passage]:
    """A sentence of each article that has the name, of one that tells a fact where there is one."""
    for thing in things:
        article, reading = texts[thing.article]
        told = [c for c in reading.claims if any(a.chain == thing.chain for held in c.roles.values() for a in held)]
        start, end = _find_first(thing, article.text)
        spans = [*((c.start, c.end) for c in told), *((c.start, c.end) for c in reading.clauses)]
        named = [(a, b) for a, b in spans if thing.title in article.text[a:b]]
        around = [(a, b) for a, b in spans if a <= start and end <= b]
        line = (article.text.rfind("\n", 0, start) + 1, _find_end(article.text, end))
        first, last = (*named[: len(told)], *around, line)[0]
        yield Passage(article.doc, " ".join(article.text[first:last].split()))


def _find_end(text: str, at: int) -> int:
    return len(text) if (found := text.find("\n", at)) < 0 else found


def tell_apart(one: NameUse, other: NameUse) -> str:
    """Return why two names that no rule links are two things, as far as words of the articles tell."""
    if one.name != other.name:
        if one.top == other.top == "Person" and " " not in min(one.name, other.name, key=len):
            return "a surname alone, and nothing else that both share"
        return "no article uses both names for one thing, and no rule makes the words the same"
    if one.top != other.top:
        return f"one name, but the one is a {one.top.lower()}, the other a {other.top.lower()}"
    for what, told in (("region", "regions"), ("walk of life", "walks"), ("post", "bodies")):
        left, right = ({w for t in use.things for w in getattr(t, told)} for use in (one, other))
        if left and right and not left & right:
            return f"one name, but another {what}: {', '.join(sorted(left))}; {', '.join(sorted(right))}"
    if "@" in one.key or "@" in other.key:
        return "one name, but too short or too common to stand for one thing in every article"
    return "one name, but nothing that both share"
