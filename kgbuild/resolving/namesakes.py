"""Things of one name that are not one: of two classes, of two walks of life, of two regions."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any

from kgbuild.resolving.blocks import connect
from kgbuild.resolving.name_keys import NameRules
from kgbuild.resolving.posts import Post, are_rival, share_one
from kgbuild.resolving.things import Deed, Evidence, Thing

MOVABLE = frozenset({"Organization", "Place"})
"""A country or town acts as a body as well: one thing, unless words tell otherwise."""
SURE = 10
"""How many times more a mention counts where words tell the class."""
NOISE = 5
"""A class told in so many times fewer articles than the commonest one is a misreading, not a namesake."""
SHORT = 2
"""Words of a name without a middle name."""
TOLD = ("walks", "bodies", "posts", "regions")
"""What tells namesakes apart."""
FIND_TOLD = attrgetter(*TOLD)
FIND_AT = attrgetter("at")
NOTHING: frozenset[Any] = frozenset()


class Bearers:
    """The things of one key, sorted by article and chain, and how many tell the same."""

    def __init__(self, things: Iterable[Thing] = ()) -> None:
        self.things = sorted(things, key=FIND_AT)
        self.evidence = Counter(t.evidence for t in self.things)
        self.told = Counter(map(FIND_TOLD, self.things))
        self.articles = Counter(t.article for t in self.things)

    def add(self, thing: Thing) -> None:
        """Take a thing in."""
        insort(self.things, thing, key=FIND_AT)
        self.evidence[thing.evidence] += 1
        self.told[FIND_TOLD(thing)] += 1
        self.articles[thing.article] += 1

    def remove(self, thing: Thing) -> None:
        """Let a thing go."""
        del self.things[bisect_left(self.things, thing.at, key=FIND_AT)]
        _take_off(self.evidence, thing.evidence)
        _take_off(self.told, FIND_TOLD(thing))
        _take_off(self.articles, thing.article)

    def make_namesake(self, *, alone: bool) -> Namesake:
        """Return all as one namesake, of the class that most of their mentions have."""
        first, evidence = self.things[0], dict(self.evidence)
        tops = _sum((top, n * size * (SURE if sure else 1)) for (top, sure, _, size, *_), n in evidence.items())
        top = min(tops, key=lambda t: (-tops[t], t))
        told = dict.fromkeys(self.told)
        return Namesake(
            first.key, first.name, top, tuple(self.things), evidence, told.keys(), self.articles.keys(), alone
        )


@dataclass(frozen=True, eq=False)
class Namesake:
    """Things of one name that are taken for one, sorted by article; not `alone` where others share it.

    `evidence` counts the things that tell the same, `told` has what tells them apart from others of the name, `articles`
    those that name them now, also where some came since. What they tell together is found once, when it is first asked
    for. Each namesake is equal to itself alone.
    """

    key: str
    name: str
    top: str
    things: tuple[Thing, ...]
    evidence: Mapping[Evidence, int]
    told: AbstractSet[tuple[frozenset[Any], ...]]
    articles: AbstractSet[str]
    alone: bool

    @cached_property
    def walks(self) -> frozenset[str]:
        """All walks of life that its things have."""
        return NOTHING.union(*(walks for walks, _, _, _ in self.told))

    @cached_property
    def bodies(self) -> frozenset[str]:
        """All bodies that they hold an office in."""
        return NOTHING.union(*(bodies for _, bodies, _, _ in self.told))

    @cached_property
    def posts(self) -> frozenset[Post]:
        """All posts that articles give them."""
        return NOTHING.union(*(posts for _, _, posts, _ in self.told))

    @cached_property
    def regions(self) -> frozenset[str]:
        """All regions that they lie in."""
        return NOTHING.union(*(regions for _, _, _, regions in self.told))

    @cached_property
    def company(self) -> frozenset[str]:
        """All names beside them."""
        return _unite("company", self.things)

    @cached_property
    def deeds(self) -> frozenset[Deed]:
        """All events in which they meet others."""
        return _unite("deeds", self.things)

    @cached_property
    def titles(self) -> frozenset[str]:
        """All names that articles give them."""
        return NOTHING.union(*(titles for *_, titles, _ in self.evidence))

    @cached_property
    def others(self) -> Counter[str]:
        """The further names that their articles have for them, with the number of things."""
        return _sum((other, n) for (*_, others), n in self.evidence.items() for other in others)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The classes of the first level that articles give them."""
        return frozenset(top for top, *_ in self.evidence)

    @cached_property
    def names(self) -> Counter[str]:
        """Their best names as written, with the number of things."""
        return _sum((title, n) for (*_, title, _, _), n in self.evidence.items())

    @cached_property
    def classes(self) -> Counter[str]:
        """Their classes, with the number of mentions."""
        return _sum((cls, n * size) for (_, _, cls, size, *_), n in self.evidence.items())

    @cached_property
    def tops(self) -> Counter[str]:
        """Their classes of the first level, with the number of mentions; what words tell counts for the namesake's."""
        return _sum((self.top if sure else top, n * size) for (top, sure, _, size, *_), n in self.evidence.items())

    @property
    def id(self) -> tuple[str, str, str]:
        """What orders and tells apart the namesakes of a block: name, class, first article."""
        return self.key, self.top, self.things[0].article


def part_namesakes(bearers: Bearers, *, rules: NameRules) -> tuple[Namesake, ...]:
    """Return the things of one key in groups, each of what is one thing as far as words tell; sorted by id."""
    groups = [part for top, held in sorted(_part_by_class(bearers, rules).items()) for part in _part_by_life(held, top)]
    found = (held.make_namesake(alone=len(groups) == 1) for held in groups)
    return tuple(sorted(found, key=lambda n: n.id))


def _part_by_class(bearers: Bearers, rules: NameRules) -> dict[str, Bearers]:
    """What words of the articles type differently is apart; what they leave open goes to its class, else to the commonest."""
    told = bearers.evidence
    sure = _sum((top, n) for (top, known, *_), n in told.items() if known)
    tops = _sum((top, n) for (top, *_), n in told.items())
    most = max(sure.values(), default=0)
    counts = {t: n for t, n in sure.items() if n * NOISE >= most} or tops
    merged = [t for t in sorted(counts) if t in MOVABLE] if rules.is_region(bearers.things[0].name) else []
    home = {t: merged[0] if t in merged else t for t in counts}
    common = home[min(counts, key=lambda t: (-counts[t], t))]
    parts: dict[str, list[Thing]] = {home.get(t, common): [] for t in tops}
    if len(parts) == 1:
        return dict.fromkeys(parts, bearers)
    for t in bearers.things:
        parts[home.get(t.top, common)].append(t)
    return {top: Bearers(held) for top, held in parts.items()}


def _part_by_life(bearers: Bearers, top: str) -> list[Bearers]:
    """Join what shares company, then give each rest the one group that it does not contradict."""
    if top not in ("Person", "Place") or len(bearers.told.keys() - {(NOTHING,) * len(TOLD)}) < 2:
        return [bearers]
    full = len(bearers.things[0].name.split()) > SHORT
    parts = _join_marked(bearers.things, (lambda t: t.regions) if top == "Place" else (lambda t: t.bodies | t.company))
    parts.sort(key=lambda p: (-len(p), p[0].at))
    groups: list[tuple[list[Thing], _Told]] = []
    for part in parts:
        told = _Told(*(_unite(name, part) for name in TOLD))
        fits = [n for n, g in enumerate(groups) if not contradict(g[1], told, full=full)]
        if len(fits) == 1:
            held, known = groups[fits[0]]
            groups[fits[0]] = held + part, known.add(told)
        else:
            groups.append((part, told))
    return [bearers] if len(groups) == 1 else [Bearers(held) for held, _ in groups]


def _join_marked(things: Sequence[Thing], find_marks: Callable[[Thing], frozenset[str]]) -> list[list[Thing]]:
    """Things in parts that marks connect, however far, each part sorted."""
    first: dict[str, int] = {}
    pairs = ((first.setdefault(mark, n), n) for n, t in enumerate(things) for mark in find_marks(t))
    return [[things[n] for n in part] for part in connect(len(things), pairs)]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of a group that still grows."""

    walks: frozenset[str]
    bodies: frozenset[str]
    posts: frozenset[Post]
    regions: frozenset[str]

    def add(self, other: _Told) -> _Told:
        return _Told(
            self.walks | other.walks,
            self.bodies | other.bodies,
            self.posts | other.posts,
            self.regions | other.regions,
        )


def contradict(a: Namesake | _Told, b: Namesake | _Told, *, full: bool = False) -> bool:
    """Whether what is told of two groups of one name cannot be one: other walks, other posts, other regions.

    Who bears a `full` name, with a middle one, may well be told of with other bodies each time.
    """
    if a.regions and b.regions and not a.regions & b.regions:
        return True
    if a.walks and b.walks and not a.walks & b.walks:
        return True
    if share_one(a.bodies, b.bodies):
        return False
    return bool(a.bodies and b.bodies and not full and not a.walks & b.walks) or are_rival(a.posts, b.posts)


def _unite(name: str, things: Iterable[Thing]) -> frozenset[Any]:
    return NOTHING.union(*map(attrgetter(name), things))


def _sum(counts: Iterable[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for what, n in counts:
        found[what] += n
    return found


def _take_off(counts: Counter[Any], what: Hashable) -> None:
    counts[what] -= 1
    if not counts[what]:
        del counts[what]
