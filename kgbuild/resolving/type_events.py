"""The tellings of one type, joined to events.

Dated tellings cluster first, by complete linkage, since likeness of dates does not carry over (2014, undated, 2015); one
that lacks a date or a party joins the one cluster it fits, and stays alone where two fit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgbuild.records import Event
from kgbuild.resolving.blocks import Blocks, Turn
from kgbuild.resolving.clusters import Cluster, list_spots
from kgbuild.resolving.merging import make_event, measure_date
from kgbuild.resolving.tellings import CORE, Telling

Place = tuple[str, int]
"""Where a telling stands: its article's key, and its place among the tellings of the article."""
Party = tuple[str, str]
"""A role and who is in it."""
MARGIN = 3
"""How many times more tellings an event has that one joins which fits another as well."""
Pool = dict[int, Cluster]
"""Clusters by their identity in memory."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A telling, and the event that it is a step of, where an article tells that and it is known."""

    telling: Telling
    matter: str | None


@dataclass(frozen=True, slots=True)
class Solved:
    """An event, what it is a step of, and the ids of its tellings."""

    event: Event
    matter: str | None
    tellings: tuple[str, ...]


class TypeResolver:
    """Clusters tellings that name both parties by blocks, then the others, each by itself."""

    def __init__(self) -> None:
        self._full: Blocks[Placed, list[Cluster]] = Blocks(_find_keys, _solve_block)
        self._clusters: Pool = {}
        self._by_party: dict[Party, Pool] = defaultdict(dict)
        self._partial: dict[Place, Placed] = {}
        self._asking: dict[Party, dict[Place, None]] = defaultdict(dict)  # partial tellings by the parties they name
        self._fits: dict[Place, Pool] = {}
        self._homes: dict[Place, int | None] = {}
        self._guests: dict[int, dict[Place, None]] = defaultdict(dict)
        self._rest: Blocks[Placed, list[Cluster]] = Blocks(_find_keys, _solve_block)
        self._solved: dict[int, Solved] = {}

    def update(self, come: Mapping[Place, Placed], gone: Collection[Place]) -> Turn[Solved]:
        """Take tellings in, or again where they changed, and let others go."""
        full = {at: p for at, p in come.items() if p.telling.is_full}
        turn = self._full.update(full, [at for at in (*gone, *come) if at not in full and self._full.get(at)])
        touched: dict[int, None] = {}  # clusters that gained or lost a guest
        left = [at for at in (*gone, *come) if self._forget(at, touched)]
        asked: dict[Place, None] = {}
        for cluster in (c for held in turn.lost for c in held):
            self._withdraw(cluster, asked)
        for cluster in (c for held in turn.made for c in held):
            self._offer(cluster, asked)
            touched[id(cluster)] = None
        for at, placed in come.items():
            if at not in full:
                self._ask(at, placed)
                asked[at] = None
        alone = {}
        for at in asked:
            before = self._homes.get(at, at)
            home = _choose([*self._fits[at].values()], self._partial[at])
            self._move(at, home, touched)
            if home is None and before is not None:
                alone[at] = self._partial[at]
            elif home is not None and before is None:
                left.append(at)
        rest = self._rest.update(alone, [at for at in left if at not in alone])
        return self._solve(turn, rest, touched)

    def _forget(self, at: Place, touched: dict[int, None]) -> bool:
        """Let a partial telling go, and say whether it stood alone."""
        placed = self._partial.pop(at, None)
        if placed is None:
            return False
        for party in _list_parties(placed.telling):
            del self._asking[party][at]
        del self._fits[at]
        home = self._homes.pop(at)
        if home is not None:
            del self._guests[home][at]
            touched[home] = None
        return home is None

    def _withdraw(self, cluster: Cluster, asked: dict[Place, None]) -> None:
        """A cluster is no more; whom it fitted has to ask again."""
        del self._clusters[id(cluster)]
        for party in _list_parties(cluster):
            del self._by_party[party][id(cluster)]
            for at in self._asking.get(party, ()):
                if self._fits[at].pop(id(cluster), None) is not None:
                    asked[at] = None

    def _offer(self, cluster: Cluster, asked: dict[Place, None]) -> None:
        """There is a new cluster; whom it fits has to ask again."""
        self._clusters[id(cluster)] = cluster
        for party in _list_parties(cluster):
            self._by_party[party][id(cluster)] = cluster
            for at in self._asking.get(party, ()):
                if id(cluster) not in self._fits[at] and cluster.fits(*_spell(self._partial[at])):
                    self._fits[at][id(cluster)] = cluster
                    asked[at] = None

    def _ask(self, at: Place, placed: Placed) -> None:
        """Take a partial telling in, with the clusters that it fits."""
        self._partial[at] = placed
        near: Pool = {}
        for party in _list_parties(placed.telling):
            self._asking[party][at] = None
            near |= self._by_party.get(party, {})
        self._fits[at] = {token: c for token, c in near.items() if c.fits(*_spell(placed))}

    def _move(self, at: Place, home: Cluster | None, touched: dict[int, None]) -> None:
        before, now = self._homes.get(at), None if home is None else id(home)
        self._homes[at] = now
        if before != now:
            if before is not None and before in self._guests:
                self._guests[before].pop(at, None)
                touched[before] = None
            if now is not None:
                self._guests[now][at] = None
                touched[now] = None

    def _solve(self, turn: Turn[list[Cluster]], rest: Turn[list[Cluster]], touched: Iterable[int]) -> Turn[Solved]:
        """Make the events of clusters that are new or have other guests."""
        found: Turn[Solved] = Turn()
        for cluster in (c for held in (*turn.lost, *rest.lost) for c in held):
            found.lost.append(self._solved.pop(id(cluster)))
            self._guests.pop(id(cluster), None)
        for token in touched:
            if token in self._clusters:
                if token in self._solved:
                    found.lost.append(self._solved.pop(token))
                guests = [self._partial[at] for at in sorted(self._guests.get(token, ()))]
                found.made.append(self._make(self._clusters[token], guests, token))
        found.made += [self._make(c, (), id(c)) for held in rest.made for c in held]
        return found

    def _make(self, cluster: Cluster, guests: Sequence[Placed], token: int) -> Solved:
        tellings = [*cluster.tellings, *(p.telling for p in guests)]
        matter = next((m for m in (cluster.matter, *(p.matter for p in guests)) if m), None)
        self._solved[token] = Solved(make_event(tellings), matter, tuple(t.id for t in tellings))
        return self._solved[token]


def _spell(placed: Placed) -> tuple[Telling, str | None]:
    return placed.telling, placed.matter


def _list_parties(told: Telling | Cluster) -> list[Party]:
    """Who stands in the core roles, and what else tells which event it is where nobody does."""
    parties = [(role, name) for role in CORE for name in sorted(told.names.get(role, ()))]
    return [*parties, *_list_marks(told)]


def _list_marks(told: Telling | Cluster) -> list[Party]:
    """Persons of the deeds told beside it, and the day with its places, of what may be told of nobody with a name."""
    type_ = told.type if isinstance(told, Telling) else told.tellings[0].type
    if not type_.unnamed:
        return []
    dates = [told.date] if isinstance(told, Telling) else told.dates
    return [
        *(("beside", p) for p in sorted(told.beside)),
        *((day, place) for place, day in sorted(list_spots(told.names, dates))),
    ]


def _find_keys(placed: Placed) -> set[tuple[str, str]]:
    """The pairs of parties that a telling can be found under; a side that nobody is named on stands open.

    Tellings that share both parties, or owners of them, however far, can be one event; one that names nobody can be none
    with another.
    """
    telling = placed.telling
    if telling.is_once:
        return {("", name) for name in telling.names["patient"]}
    sides = []
    for role in CORE:
        names = telling.names.get(role, frozenset())
        sides.append({*names, *(o for n in names for o in telling.owners.get(n, ()))} or {""})
    marks = {*_list_marks(telling)}
    if sides == [{""}, {""}]:
        return marks
    if telling.type.symmetric:
        parties = sorted(sides[0] | sides[1])
        return {(a, b) for i, a in enumerate(parties) for b in parties[i + 1 :]}
    return {(a, b) for a in sides[0] for b in sides[1]} | marks


def _solve_block(block: Sequence[Placed]) -> list[Cluster]:
    """Cluster tellings in order; one that fits several clusters waits for the others, so that none has to choose it as well."""
    clusters: list[Cluster] = []
    waiting: list[Placed] = []
    for placed in sorted(block, key=lambda p: _rank(p.telling)):
        fits = _find_fits(clusters, placed)
        home = _choose(fits, placed)
        if home is not None:
            home.add(*_spell(placed))
        elif fits:
            waiting.append(placed)
        else:
            clusters.append(_begin(placed))
    alone = []
    for placed in waiting:
        fits = _find_fits(clusters, placed)
        home = _choose(fits, placed) or (None if placed.telling.is_unnamed else _choose_largest(fits))
        if home is not None:
            home.add(*_spell(placed))
        else:
            alone.append(_begin(placed))
    return [*clusters, *alone]


def _find_fits(clusters: Sequence[Cluster], placed: Placed) -> list[Cluster]:
    return [c for c in clusters if c.fits(*_spell(placed))]


def _begin(placed: Placed) -> Cluster:
    cluster = Cluster()
    cluster.add(*_spell(placed))
    return cluster


def _choose_largest(fits: Sequence[Cluster]) -> Cluster | None:
    """Return the cluster of by far the most tellings, where nothing but words keeps the others from being one with it."""
    if not fits:
        return None
    first, *others = sorted(fits, key=lambda c: -len(c.tellings))
    if len(first.tellings) < MARGIN * max((len(c.tellings) for c in others), default=0):
        return None
    return first if all(first.agrees(c) for c in others) else None


def _rank(telling: Telling) -> tuple[int, int, int, int, str]:
    """Dated ones first, the narrowest before and those with most names; then news of a dated article, by its day.

    What tells no words on its matter comes behind what does: it may be of each of two that differ by these.
    """
    names, bare = -sum(len(n) for n in telling.names.values()), not telling.words
    if telling.date is not None:
        return 0, measure_date(telling.date), names, bare, telling.id
    first, last = telling.span
    if first is not None and last is not None:
        return 1, (last - first).days, last.toordinal(), bare, telling.id
    return 2, first is None and last is None, bare, names, telling.id


def _choose(fits: Sequence[Cluster], placed: Placed) -> Cluster | None:
    """Return the one cluster that a telling joins; none where several fit and nothing tells them apart."""
    telling, matter = placed.telling, placed.matter
    if telling.is_unnamed:
        own = [c for c in fits if telling.article.key in c.statuses] or list(fits)
        return own[0] if len(own) == 1 else _choose_largest(own)
    if once := [c for c in fits if c.tells_once(telling)]:
        return max(once, key=lambda c: (len(c.tellings), c.tellings[0].id))
    for test in (
        lambda _: True,
        lambda c: matter is not None and c.matter == matter,
        lambda c: telling.news and c.is_near(telling),
        lambda c: telling.news and c.is_news,
        lambda c: c.covers(telling),
    ):
        chosen = [c for c in fits if test(c)]
        if len(chosen) == 1:
            return chosen[0]
    return None
