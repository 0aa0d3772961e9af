"""One event, one node: join what articles say of the same event, and keep repeats of it apart.

Dated tellings cluster first, by complete linkage, since likeness of dates does not carry over (2014, undated, 2015); one
that lacks a date or a party joins the one cluster it fits, and stays alone where two fit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import networkx as nx

from kgbuild.ontology import Ontology
from kgbuild.records import Article, Event, Reading
from kgbuild.resolving.clusters import Cluster
from kgbuild.resolving.merging import make_event, measure_date
from kgbuild.resolving.references import find_references
from kgbuild.resolving.tellings import CORE, Ids, Telling, find_tellings

Matters = Mapping[str, str]


def resolve_events(
    pairs: Sequence[tuple[Article, Reading]], ids: Ids, *, ontology: Ontology
) -> tuple[tuple[Event, ...], Matters]:
    """Return the events and states of all readings, sorted by id. `ids` tells which entity a chain is.

    With them, for events that articles refer to one that opened a suit or the like: which event that is.
    """
    by: dict[str, list[Telling]] = defaultdict(list)
    references: dict[str, str] = {}
    for article, reading in pairs:
        told = find_tellings(article, reading, ids, ontology=ontology)
        for course in ontology.courses:
            references |= find_references(told, course=course)
        for telling in told:
            by[telling.type.name].append(telling)
    openings = {t for c in ontology.courses for t in c.openings}
    events = []
    opened: dict[str, str] = {}
    stepped: dict[str, str] = {}
    matters: dict[str, str] = {}
    for name in sorted(by, key=lambda n: (n not in openings, n)):
        for cluster in _solve_type(by[name], matters):
            event = make_event(cluster.tellings, ids)
            events.append(event)
            if cluster.matter is not None:
                stepped[event.id] = cluster.matter
            if name in openings:
                opened |= {t.id: event.id for t in cluster.tellings}
        matters = {step: opened[o] for step, o in references.items() if o in opened}
    return tuple(sorted(events, key=lambda e: e.id)), stepped


def _solve_type(tellings: Sequence[Telling], matters: Matters) -> Iterator[Cluster]:
    """Cluster the tellings of one type: those that name both parties by blocks, then the others, each by itself."""
    full = [t for t in tellings if t.is_full]
    clusters = [c for block in _find_blocks(full) for c in _solve_block(block, matters)]
    by_party: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for role in CORE:
            for name in sorted(cluster.names.get(role, ())):
                by_party[role, name].append(cluster)
    rest = []
    joins = []
    for telling in (t for t in tellings if not t.is_full):
        near = {id(c): c for r in CORE for n in telling.names.get(r, ()) for c in by_party[r, n]}
        home = _choose([c for c in near.values() if c.fits(telling, matters.get(telling.id))], telling, matters)
        if home is None:
            rest.append(telling)
        else:
            joins.append((home, telling))
    for home, telling in joins:
        home.add(telling, matters.get(telling.id))
    yield from clusters
    for block in _find_blocks(rest):
        yield from _solve_block(block, matters)


def _find_blocks(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Tellings that share both parties, or owners of them, however far: what can be one event lies in one block."""
    graph: nx.Graph[object] = nx.Graph()
    for i, telling in enumerate(tellings):
        graph.add_node(i)
        graph.add_edges_from((i, key) for key in _find_keys(telling))
    blocks = [sorted(n for n in part if isinstance(n, int)) for part in nx.connected_components(graph)]
    return [[tellings[i] for i in block] for block in sorted(b for b in blocks if b)]


def _find_keys(telling: Telling) -> set[tuple[str, str]]:
    """The pairs of parties that a telling can be found under; a side that nobody is named on stands open."""
    sides = []
    for role in CORE:
        names = telling.names.get(role, frozenset())
        sides.append({*names, *(o for n in names for o in telling.owners.get(n, ()))} or {""})
    if telling.type.symmetric:
        parties = sorted(sides[0] | sides[1])
        return {(a, b) for i, a in enumerate(parties) for b in parties[i + 1 :]}
    return {(a, b) for a in sides[0] for b in sides[1]}


def _solve_block(block: Sequence[Telling], matters: Matters) -> list[Cluster]:
    clusters: list[Cluster] = []
    for telling in sorted(block, key=_rank):
        matter = matters.get(telling.id)
        home = _choose([c for c in clusters if c.fits(telling, matter)], telling, matters)
        if home is None:
            home = Cluster()
            clusters.append(home)
        home.add(telling, matter)
    return clusters


def _rank(telling: Telling) -> tuple[int, int, int, str]:
    """Dated ones first, the narrowest before and those with most names; then news of a dated article, by its day."""
    if telling.date is not None:
        return 0, measure_date(telling.date), -sum(len(n) for n in telling.names.values()), telling.id
    first, last = telling.span
    if first is not None and last is not None:
        return 1, (last - first).days, last.toordinal(), telling.id
    return 2, first is None and last is None, -sum(len(n) for n in telling.names.values()), telling.id


def _choose(fits: Sequence[Cluster], telling: Telling, matters: Matters) -> Cluster | None:
    """Return the one cluster that a telling joins; none where several fit and nothing tells them apart."""
    matter = matters.get(telling.id)
    for test in (
        lambda _: True,
        lambda c: matter is not None and c.matter == matter,
        lambda c: telling.news and c.is_near(telling),
        lambda c: c.covers(telling),
    ):
        chosen = [c for c in fits if test(c)]
        if len(chosen) == 1:
            return chosen[0]
    return None
