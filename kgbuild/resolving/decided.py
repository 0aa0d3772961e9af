"""A person's decisions on names, applied: they part namesakes, force joins and forbid them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kgbuild.records import Judgement
from kgbuild.resolving.links import Link
from kgbuild.resolving.name_keys import NameKey, NameRules
from kgbuild.resolving.namesakes import Bearers, Namesake
from kgbuild.resolving.things import Thing

FORCED = 2.0
Sides = tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]


class Decided:
    """The decisions, with the things that each side of one means."""

    def __init__(self, decisions: Sequence[Judgement], things: Sequence[Thing], rules: NameRules) -> None:
        ordered = sorted(decisions, key=lambda d: (d.left, d.right, d.verdict, d.author, d.reason))
        by: dict[str, list[Thing]] = defaultdict(list)
        for t in things if decisions else ():
            for name in (t.name, *t.others):
                by[name].append(t)
        self._sides: dict[Judgement, Sides] = {}
        self.meant = {k: _find_meant(rules.parse(k), by) for d in ordered for k in (d.left, d.right)}
        for d in ordered:
            left, right = self.meant[d.left], self.meant[d.right]
            if left and right and d.verdict != "unsure":
                self._sides[d] = (left, right)
        self.unfit = tuple(d for d in ordered if d not in self._sides)

    def part(self, namesakes: Sequence[Namesake]) -> Iterator[Namesake]:
        """Yield the namesakes of one key, those that a person keeps apart in two."""
        if not self._sides:
            yield from namesakes
            return
        for n in namesakes:
            groups = [list(n.things)]
            for d, sides in self._sides.items():
                if d.verdict == "different":
                    groups = [part for g in groups for part in _split(g, sides)]
            if len(groups) == 1:
                yield n
            else:
                yield from (Bearers(g).make_namesake(alone=False) for g in groups)

    def link(self, namesakes: Sequence[Namesake]) -> Iterator[Link]:
        """Yield the joins that a person decided, stronger than every rule."""
        for d, (left, right) in self._sides.items():
            if d.verdict == "same":
                a, b = ([i for i, n in enumerate(namesakes) if _holds(n, side)] for side in (left, right))
                ends = sorted({*a, *b})
                for i in ends[1:]:
                    yield Link(ends[0], i, FORCED, d.reason)

    def is_same(self, link: Link) -> bool:
        """Tell whether a link is a person's."""
        return link.score == FORCED

    def is_different(self, a: Namesake, b: Namesake) -> bool:
        """Tell whether a person keeps two namesakes apart."""
        return any(
            (_holds(a, left) and _holds(b, right)) or (_holds(a, right) and _holds(b, left))
            for d, (left, right) in self._sides.items()
            if d.verdict == "different"
        )

    def find_verdicts(self) -> Iterator[Judgement]:
        """Yield the decisions that fit something."""
        yield from self._sides


def _find_meant(key: NameKey, by: dict[str, list[Thing]]) -> frozenset[tuple[str, str]]:
    """The things (article, chain) that a name key means: those whose best name it is, else whose alias."""
    fits = [t for t in by.get(key.name, ()) if key.top in (None, t.top) and key.article in (None, t.article)]
    best = [t for t in fits if t.name == key.name]
    return frozenset((t.article, t.chain) for t in best or fits)


def _holds(n: Namesake, side: frozenset[tuple[str, str]]) -> bool:
    return any((t.article, t.chain) in side for t in n.things)


def _split(group: list[Thing], sides: Sides) -> list[list[Thing]]:
    """Take the right side out of a group that holds things of both, the smaller side where one is part of the other."""
    left, right = ([t for t in group if (t.article, t.chain) in side] for side in sides)
    if not left or not right:
        return [group]
    out = min((right, left), key=len)
    rest = [t for t in group if t not in out]
    return [rest, out] if rest else [group]
