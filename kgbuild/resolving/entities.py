"""One thing, one entity: join the names that articles use for it, and keep apart what one article keeps apart."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from kgbuild.ontology import Ontology
from kgbuild.records import Article, Chain, Entity, Judgement, Place, Reading
from kgbuild.resolving.name_keys import NameRules

PREFIXES = {"Organization": "org", "Person": "person", "Place": "place", "Product": "product", "Work": "work"}
SAME_ARTICLE, SHORTER = 0.95, 0.8


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities, which entity each chain of each article is, and the judgements behind the joins."""

    entities: tuple[Entity, ...]
    ids: Mapping[tuple[str, str], str]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    article: str
    doc: str
    chain: Chain
    top: str
    key: str
    others: tuple[str, ...]
    places: tuple[Place, ...]


def resolve_entities(
    pairs: Sequence[tuple[Article, Reading]], *, ontology: Ontology, decisions: Sequence[Judgement] = ()
) -> Entities:
    """Return the entities of all readings, sorted by id, and what joined their names.

    `decisions` are a person's, with name keys (`name_keys`) as left and right; they beat every rule.
    """
    rules = NameRules(ontology)
    candidates = [c for article, reading in pairs for c in _find_candidates(article, reading, rules)]
    groups, judgements = _join_keys(candidates, rules, decisions)
    members: dict[str, list[_Candidate]] = defaultdict(list)
    for c in candidates:
        members[groups[c.key]].append(c)
    entities, ids = [], {}
    for group in sorted(members):
        entity = _make_entity(group, members[group], rules)
        entities.append(entity)
        for c in members[group]:
            ids[c.article, c.chain.id] = entity.id
    return Entities(
        tuple(sorted(entities, key=lambda e: e.id)), ids, tuple(sorted(judgements, key=lambda j: (j.left, j.right)))
    )


def _find_candidates(article: Article, reading: Reading, rules: NameRules) -> Iterable[_Candidate]:
    places: dict[str, list[Place]] = defaultdict(list)
    for m in reading.mentions:
        if m.chain:
            places[m.chain].append(Place(article.doc, m.start, m.end, m.form))
    named = [c for c in reading.chains if c.name and places.get(c.id)]
    main = max(
        (c for c in named if not c.id.startswith("d")), key=lambda c: (len(places[c.id]), c.name or ""), default=None
    )
    for chain in named:
        top = rules.find_top(chain.cls)
        key = rules.make_name(chain.name or "")
        others = tuple(sorted({rules.make_name(a) for a in chain.aliases} - {key, ""}))
        if top == "Person":
            others = tuple(o for o in others if " " in o)
            key = key if " " in key else f"{key}@{article.key}"  # a lone surname is nobody else's
        elif not chain.aliases:  # known by a description only: it belongs to the story's main party
            key = f"{key}@{rules.make_name(main.name or '') if main is not None else article.key}"
        yield _Candidate(article.key, article.doc, chain, top, key, others, tuple(places[chain.id]))


def _join_keys(
    candidates: Sequence[_Candidate], rules: NameRules, decisions: Sequence[Judgement]
) -> tuple[dict[str, str], list[Judgement]]:
    """Give each name key its group: the smallest key joined to it."""
    edges = _find_edges(candidates, rules)
    barred = _find_barred(candidates)
    decided = {_pair(rules.parse(d.left).name, rules.parse(d.right).name): d for d in decisions}
    for pair, d in decided.items():
        edges[pair] = (2.0, d.reason)  # before all rules
        (barred.add if d.verdict == "different" else barred.discard)(pair)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(c.key for c in candidates)
    graph.add_edges_from((a, b) for a, b in edges if graph.has_node(a) and graph.has_node(b))
    groups: dict[str, str] = {}
    judgements = []
    for block in nx.connected_components(graph):
        parts = {key: {key} for key in block}
        inside = sorted((e for e in edges if e[0] in block and e[1] in block), key=lambda e: (-edges[e][0], e))
        for a, b in inside:
            score, reason = edges[a, b]
            if parts[a] is parts[b]:
                continue
            taken = decided.get((a, b))
            clash = any(_pair(x, y) in barred for x in parts[a] for y in parts[b])
            if taken is not None:
                clash = taken.verdict == "different"
                judgements.append(taken)
            else:
                why = "one article names both" if clash else reason
                judgements.append(Judgement(a, b, "different" if clash else "same", score, why, "rule"))
            if not clash:
                parts[a] |= parts[b]
                for key in parts[b]:
                    parts[key] = parts[a]
        for key in block:
            groups[key] = min(parts[key])
    return groups, judgements


def _find_edges(candidates: Sequence[_Candidate], rules: NameRules) -> dict[tuple[str, str], tuple[float, str]]:
    keys = {c.key for c in candidates}
    edges: dict[tuple[str, str], tuple[float, str]] = {}
    for c in candidates:
        for other in c.others:
            if other in keys and other != c.key:
                edges[_pair(c.key, other)] = (SAME_ARTICLE, "one article uses both names")
        words = c.key.split()
        while c.top == "Organization" and len(words) > 1 and words[-1] in rules.tails:
            words.pop()
            short = " ".join(words)
            if short in keys:
                edges.setdefault(_pair(c.key, short), (SHORTER, "the longer name adds only a general word"))
    return edges


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _find_barred(candidates: Sequence[_Candidate]) -> set[tuple[str, str]]:
    """Pairs of names that some article uses for two things."""
    by: dict[str, list[str]] = defaultdict(list)
    for c in candidates:
        by[c.article].append(c.key)
    return {_pair(a, b) for keys in by.values() for i, a in enumerate(keys) for b in keys[i + 1 :] if a != b}


def _make_entity(group: str, members: Sequence[_Candidate], rules: NameRules) -> Entity:
    votes: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for c in members:
        votes[c.chain.cls] += len(c.places)
        names[c.chain.name or ""] += 1
    tops: Counter[str] = Counter()
    for cls, n in votes.items():
        tops[rules.find_top(cls)] += n
    top = min(tops, key=lambda t: (-tops[t], t))
    below = {c: n for c, n in votes.items() if rules.find_top(c) == top and c != top}
    cls = min(below, key=lambda c: (-below[c], c)) if below else top
    name = min(names, key=lambda n: (-names[n], len(n), n))
    aliases = sorted({a for c in members for a in (*c.chain.aliases, c.chain.name or "")} - {name, ""})
    places = tuple(sorted((p for c in members for p in c.places), key=lambda p: (p.doc, p.start, p.end)))
    return Entity(_make_id(top, group), cls, name, tuple(aliases), None, places)


def _make_id(top: str, group: str) -> str:
    """A readable id: class and smallest name key; what follows "@" (a homonym's home) becomes a short hash."""
    key, at, home = group.partition("@")
    slug = re.sub(r"[^a-z0-9]+", "-", key).strip("-") or hashlib.sha256(key.encode()).hexdigest()[:8]
    return f"{PREFIXES.get(top, 'thing')}:{slug}" + (f"~{hashlib.sha256(home.encode()).hexdigest()[:6]}" if at else "")
