"""Why two names are one thing, or are not: the judgements between them, and what stands where no rule has judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import networkx as nx

from kgbuild.records import Judgement, Resolved
from kgbuild.resolving.name_uses import NameUse, NameUses, tell_apart


@dataclass(frozen=True, slots=True)
class Explanation:
    """Two names, whether they are one, and the judgements: the way from the one to the other, or all that were made.

    `reason` stands where no judgement was needed, or none was made.
    """

    left: NameUse
    right: NameUse
    one: bool
    judgements: tuple[Judgement, ...]
    reason: str | None


def explain_names(resolved: Resolved, uses: NameUses, left: str, right: str) -> tuple[Explanation, ...]:
    """Return an explanation for each pair of entities that two names (or name keys, or ids of entities) stand for.

    Empty where a name is none in the graph. Two names that stand for several things are explained pair by pair; one name
    given twice is explained for each two things that bear it.
    """
    sides = [_find_uses(uses, name) for name in (left, right)]
    best: dict[tuple[str, str], tuple[NameUse, NameUse]] = {}
    for one, other in product(*sides):
        pair = tuple(sorted((one.entity, other.entity)))
        weight = len(one.things) + len(other.things)
        held = best.get(pair)  # type: ignore[arg-type]
        if held is None or weight > sum(len(u.things) for u in held):
            best[pair] = (one, other)  # type: ignore[index]
    pairs = [best[p] for p in sorted(best)]
    if left.casefold() == right.casefold() and len(best) > 1:
        pairs = [(a, b) for a, b in pairs if a.entity != b.entity]
    names = frozenset(uses.rules.parse(name).name for name in (left, right))
    return tuple(_explain(resolved, uses, a, b, names) for a, b in pairs)


def _find_uses(uses: NameUses, name: str) -> Sequence[NameUse]:
    """The uses of a name or key, or the commonest one of the entity with that id."""
    own = [u for u in uses.uses if u.entity == name]
    return [max(own, key=lambda u: (len(u.things), u.key))] if own else uses.find(name)


def _explain(resolved: Resolved, uses: NameUses, one: NameUse, other: NameUse, names: frozenset[str]) -> Explanation:
    if one.entity != other.entity:
        found = _find_between(resolved, uses, one.entity, other.entity)
        return Explanation(one, other, one=False, judgements=found, reason=None if found else tell_apart(one, other))
    if (one.key, one.top) == (other.key, other.top):
        return Explanation(one, other, one=True, judgements=(), reason=_find_article(one, names))
    way = _find_way(resolved, uses, one, other)
    reason = None if way else "one name, and nothing in any article tells two things apart"
    return Explanation(one, other, one=True, judgements=way, reason=reason)


def _find_article(use: NameUse, names: frozenset[str]) -> str:
    """Why two names of one use are one: the article that has both for one thing, or that names are compared so."""
    docs = sorted({t.doc for t in use.things if names <= {t.name, *t.others}})
    if len(names) > 1 and docs:
        return f"{docs[0]} has both names for one thing" + (f", as {len(docs) - 1} more" if len(docs) > 1 else "")
    return f"case, accents, legal forms and 'the' aside, both are '{use.name}'"


def _find_between(resolved: Resolved, uses: NameUses, left: str, right: str) -> tuple[Judgement, ...]:
    """All judgements between any two names of two entities, a person's first, then the strongest."""
    found = [j for j in resolved.judgements if j.verdict != "same" and _links(uses, j, left, right)]
    return tuple(sorted(found, key=lambda j: (-_is_persons(j), -j.score, j.left, j.right)))


def _links(uses: NameUses, judgement: Judgement, left: str, right: str) -> bool:
    here, there = ({u.entity for u in uses.find(k)} for k in (judgement.left, judgement.right))
    return (left in here and right in there) or (right in here and left in there)


def _is_persons(judgement: Judgement) -> bool:
    return judgement.author != "rule"


def _find_way(resolved: Resolved, uses: NameUses, one: NameUse, other: NameUse) -> tuple[Judgement, ...]:
    """The fewest judgements that lead from one name of an entity to another; of as few, the strongest."""
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    for j in resolved.judgements:
        if j.verdict != "same":
            continue
        for a, b in product(_find_own(uses, j.left, one.entity), _find_own(uses, j.right, one.entity)):
            held = graph.get_edge_data(a, b)
            if a != b and (held is None or held["judgement"].score < j.score):
                graph.add_edge(a, b, judgement=j, weight=10 - j.score)
    start, end = (one.key, one.top), (other.key, other.top)
    if not (graph.has_node(start) and graph.has_node(end) and nx.has_path(graph, start, end)):
        return ()
    path = nx.shortest_path(graph, start, end, weight="weight")
    return tuple(graph.edges[a, b]["judgement"] for a, b in pairwise(path))


def _find_own(uses: NameUses, key: str, entity: str) -> Iterable[tuple[str, str]]:
    return [(u.key, u.top) for u in uses.find(key) if u.entity == entity]
