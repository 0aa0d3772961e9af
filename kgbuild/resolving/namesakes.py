"""Things of one name that are not one: of two classes, of two walks of life, of two regions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Any

from kgbuild.resolving.blocks import connect
from kgbuild.resolving.name_keys import NameRules
from kgbuild.resolving.posts import Post, are_rival, share_one
from kgbuild.resolving.things import Thing

MOVABLE = frozenset({"Organization", "Place"})
"""A country or town acts as a body as well: one thing, unless words tell otherwise."""
SURE = 10
"""How many times more a mention counts where words tell the class."""
NOISE = 5
"""A class told in so many times fewer articles than the commonest one is a misreading, not a namesake."""
TOLD = ("walks", "bodies", "posts", "regions")
"""What tells namesakes apart."""
FIND_TOLD = attrgetter(*TOLD)
PLACE_OF = attrgetter("at")
NOTHING: frozenset[Any] = frozenset()


@dataclass(frozen=True, eq=False)
class Namesake:
    """Things of one name that are taken for one, sorted by article; not `alone` where others share it.

    What they tell together is found once for all. Each namesake is equal to itself alone.
    """

    key: str
    name: str
    top: str
    things: tuple[Thing, ...]
    alone: bool = True

    @cached_property
    def walks(self) -> frozenset[str]:
        """All walks of life that its things have."""
        return _unite("walks", self.things)

    @cached_property
    def bodies(self) -> frozenset[str]:
        """All bodies that they hold an office in."""
        return _unite("bodies", self.things)

    @cached_property
    def posts(self) -> frozenset[Post]:
        """All posts that articles give them."""
        return _unite("posts", self.things)

    @cached_property
    def regions(self) -> frozenset[str]:
        """All regions that they lie in."""
        return _unite("regions", self.things)

    @cached_property
    def company(self) -> frozenset[str]:
        """All names beside them."""
        return _unite("company", self.things)

    @cached_property
    def titles(self) -> frozenset[str]:
        """All names that articles give them."""
        return _unite("titles", self.things)

    @cached_property
    def articles(self) -> frozenset[str]:
        """The articles that name them."""
        return frozenset(map(attrgetter("article"), self.things))

    @cached_property
    def others(self) -> Counter[str]:
        """The further names that their articles have for them, with the number of things."""
        return Counter(chain.from_iterable(map(attrgetter("others"), self.things)))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The classes of the first level that articles give them."""
        return frozenset(map(attrgetter("top"), self.things))

    @cached_property
    def names(self) -> Counter[str]:
        """Their best names as written, with the number of things."""
        return Counter(map(attrgetter("title"), self.things))

    @cached_property
    def classes(self) -> Counter[str]:
        """Their classes, with the number of mentions."""
        return _weigh((cls, n) for (cls,), n in _count_sizes(("cls",), self.things))

    @cached_property
    def tops(self) -> Counter[str]:
        """Their classes of the first level, with the number of mentions; what words tell counts for the namesake's."""
        return _weigh((self.top if sure else top, n) for (top, sure), n in _count_sizes(("top", "sure"), self.things))

    @property
    def id(self) -> tuple[str, str, str]:
        """What orders and tells apart the namesakes of a block: name, class, first article."""
        return self.key, self.top, self.things[0].article


def part_namesakes(things: Sequence[Thing], *, rules: NameRules) -> tuple[Namesake, ...]:
    """Return the things of one key, sorted by article and chain, in groups, each of what is one thing as far as words tell."""
    groups = [part for top, held in sorted(_part_by_class(things, rules).items()) for part in _part_by_life(held, top)]
    found = (make_namesake(part, alone=len(groups) == 1) for part in groups)
    return tuple(sorted(found, key=lambda n: n.id))


def _part_by_class(things: Sequence[Thing], rules: NameRules) -> dict[str, Sequence[Thing]]:
    """What words of the articles type differently is apart; what they leave open goes to its class, else to the commonest."""
    told = Counter(map(attrgetter("top", "sure"), things))
    sure = {top: n for (top, known), n in told.items() if known}
    tops: Counter[str] = Counter()
    for (top, _), n in told.items():
        tops[top] += n
    most = max(sure.values(), default=0)
    counts = {t: n for t, n in sure.items() if n * NOISE >= most} or tops
    merged = [t for t in sorted(counts) if t in MOVABLE] if rules.is_region(things[0].name) else []
    home = {t: merged[0] if t in merged else t for t in counts}
    common = home[min(counts, key=lambda t: (-counts[t], t))]
    if len({home.get(t, common) for t in tops}) == 1:
        return {home.get(things[0].top, common): things}
    parts: dict[str, list[Thing]] = defaultdict(list)
    for t in things:
        parts[home.get(t.top, common)].append(t)
    return {**parts}


def _part_by_life(things: Sequence[Thing], top: str) -> list[Sequence[Thing]]:
    """Join what shares company, then give each rest the one group that it does not contradict."""
    if top not in ("Person", "Place") or len({*map(FIND_TOLD, things)} - {(NOTHING,) * len(TOLD)}) < 2:
        return [things]
    parts = _join_marked(things, (lambda t: t.regions) if top == "Place" else (lambda t: t.bodies | t.company))
    parts.sort(key=lambda p: (-len(p), p[0].at))
    groups: list[tuple[list[Thing], _Told]] = []
    for part in parts:
        told = _Told(*(_unite(name, part) for name in TOLD))
        fits = [n for n, g in enumerate(groups) if not contradict(g[1], told)]
        if len(fits) == 1:
            held, known = groups[fits[0]]
            groups[fits[0]] = held + part, known.add(told)
        else:
            groups.append((part, told))
    return [held for held, _ in groups]


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


def contradict(a: Namesake | _Told, b: Namesake | _Told) -> bool:
    """Whether what is told of two groups of one name cannot be one: other walks, other posts, other regions."""
    if a.regions and b.regions and not a.regions & b.regions:
        return True
    if a.walks and b.walks and not a.walks & b.walks:
        return True
    if share_one(a.bodies, b.bodies):
        return False
    return bool(a.bodies and b.bodies and not a.walks & b.walks) or are_rival(a.posts, b.posts)


def make_namesake(things: Iterable[Thing], *, alone: bool = True) -> Namesake:
    """Return things of one key as one namesake, of the class that most of their mentions have."""
    held = tuple(sorted(things, key=PLACE_OF))
    tops = _weigh((top, n * SURE if sure else n) for (top, sure), n in _count_sizes(("top", "sure"), held))
    return Namesake(held[0].key, held[0].name, min(tops, key=lambda t: (-tops[t], t)), held, alone)


def _unite(name: str, things: Iterable[Thing]) -> frozenset[Any]:
    return NOTHING.union(*map(attrgetter(name), things))


def _count_sizes(fields: Sequence[str], things: Iterable[Thing]) -> Iterator[tuple[Any, int]]:
    """Yield what some fields of things hold, with the number of mentions of those that hold it."""
    sizes = Counter(map(attrgetter("size", *fields), things))
    return ((told, size * n) for (size, *told), n in sizes.items())


def _weigh(counts: Iterable[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for what, n in counts:
        found[what] += n
    return found
