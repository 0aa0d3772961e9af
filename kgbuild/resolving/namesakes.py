"""Things of one name that are not one: of two classes, of two walks of life, of two regions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import networkx as nx

from kgbuild.resolving.name_keys import NameRules
from kgbuild.resolving.posts import Post, are_rival, share_one
from kgbuild.resolving.things import Thing

MOVABLE = frozenset({"Organization", "Place"})
"""A country or town acts as a body as well: one thing, unless words tell otherwise."""
NOISE = 5
"""A class told in so many times fewer articles than the commonest one is a misreading, not a namesake."""


@dataclass(frozen=True, slots=True)
class Namesake:
    """Things of one name that are taken for one, and what is told of them together; not `alone` where others share it."""

    key: str
    name: str
    top: str
    things: tuple[Thing, ...]
    walks: frozenset[str]
    bodies: frozenset[str]
    posts: frozenset[Post]
    regions: frozenset[str]
    company: frozenset[str]
    alone: bool = True

    @property
    def id(self) -> tuple[str, str, str]:
        """What orders and tells apart the namesakes of a block: name, class, first article."""
        return self.key, self.top, self.things[0].article


def part_namesakes(things: Sequence[Thing], *, rules: NameRules) -> tuple[Namesake, ...]:
    """Return the things of one key in groups, each of what is one thing as far as words tell; sorted by id."""
    ordered = sorted(things, key=lambda t: (t.article, t.chain))
    groups = [part for top, held in sorted(_part_by_class(ordered, rules).items()) for part in _part_by_life(held, top)]
    found = [make_namesake(part) for part in groups]
    return tuple(sorted((replace(n, alone=len(found) == 1) for n in found), key=lambda n: n.id))


def _part_by_class(things: Sequence[Thing], rules: NameRules) -> dict[str, list[Thing]]:
    """What words of the articles type differently is apart; what they leave open goes to its class, else to the commonest."""
    sure: Counter[str] = Counter(t.top for t in things if t.sure)
    most = max(sure.values(), default=0)
    counts = Counter({t: n for t, n in sure.items() if n * NOISE >= most}) or Counter(t.top for t in things)
    merged = [t for t in sorted(counts) if t in MOVABLE] if rules.is_region(things[0].name) else []
    home = {t: merged[0] if t in merged else t for t in counts}
    common = min(counts, key=lambda t: (-counts[t], t))
    parts: dict[str, list[Thing]] = defaultdict(list)
    for t in things:
        parts[home.get(t.top, home[common])].append(t)
    return parts


def _part_by_life(things: Sequence[Thing], top: str) -> list[list[Thing]]:
    """Join what shares company, then give each rest the one group that it does not contradict."""
    if top not in ("Person", "Place"):
        return [list(things)]
    graph: nx.Graph[object] = nx.Graph()
    for i, t in enumerate(things):
        graph.add_node(i)
        marks = t.regions if top == "Place" else t.bodies | t.company
        graph.add_edges_from((i, ("shared", m)) for m in marks)
    parts = [[things[i] for i in sorted(n for n in c if isinstance(n, int))] for c in nx.connected_components(graph)]
    parts.sort(key=lambda p: (-len(p), p[0].article, p[0].chain))
    groups: list[tuple[list[Thing], _Told]] = []
    for part in parts:
        told = _Told()
        for t in part:
            told.add(t)
        fits = [g for g in groups if not contradict(g[1], told)]
        if len(fits) == 1:
            fits[0][0].extend(part)
            fits[0][1].add(told)
        else:
            groups.append((part, told))
    return [held for held, _ in groups]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of a group that still grows."""

    walks: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    posts: set[Post] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)

    def add(self, other: Thing | _Told) -> None:
        self.walks.update(other.walks)
        self.bodies.update(other.bodies)
        self.posts.update(other.posts)
        self.regions.update(other.regions)


def contradict(a: Namesake | _Told, b: Namesake | _Told) -> bool:
    """Whether what is told of two groups of one name cannot be one: other walks, other posts, other regions."""
    if a.regions and b.regions and not a.regions & b.regions:
        return True
    if a.walks and b.walks and not a.walks & b.walks:
        return True
    if share_one(a.bodies, b.bodies):
        return False
    return bool(a.bodies and b.bodies and not a.walks & b.walks) or are_rival(a.posts, b.posts)


def make_namesake(things: Iterable[Thing]) -> Namesake:
    """Return things of one key as one namesake, with all that is told of them."""
    held = tuple(sorted(things, key=lambda t: (t.article, t.chain)))
    tops: Counter[str] = Counter()
    for t in held:
        tops[t.top] += len(t.places) * (10 if t.sure else 1)
    return Namesake(
        held[0].key,
        held[0].name,
        min(tops, key=lambda t: (-tops[t], t)),
        held,
        _union(t.walks for t in held),
        _union(t.bodies for t in held),
        frozenset().union(*(t.posts for t in held)),
        _union(t.regions for t in held),
        _union(t.company for t in held),
    )


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
