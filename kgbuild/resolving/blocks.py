"""Blocks that are solved whole, and anew only where something in them is new.

Items that share a key lie in one block, however far the sharing goes. Where items go, come or change, the blocks that
held them, and those that share a key with them now, are made and solved again; all others keep their results. Where
items come or change a block grows, and where items go, or lose keys, what they held together is looked at, not all. What a block gives depends on its
items alone, so that the results are those of solving all from scratch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import is_
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Id = Any
"""What names an item, and orders the items of a block."""
MANY = 8  # where more than one of so many is new, all are sorted anew


@dataclass(slots=True)
class Turn(Generic[Result]):
    """The results of blocks that are no more, and those of new ones."""

    lost: list[Result] = field(default_factory=list)
    made: list[Result] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Block(Generic[Item, Result]):
    result: Result
    ids: list[Id] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    gone: set[Id] = field(default_factory=set)  # of the ids, while the block is brought up to date


class Blocks(Generic[Item, Result]):
    """Items by their ids, parted into blocks, each with its result.

    `find_keys` gives the keys of an item; `solve` gets the items of a block, sorted by their ids, and neither
    changes nor keeps the list.
    """

    reach = 1000
    """How many holders of keys are looked at, to see whether a block holds together, before it is made anew."""

    def __init__(
        self, find_keys: Callable[[Item], Iterable[Hashable]], solve: Callable[[Sequence[Item]], Result]
    ) -> None:
        self._find_keys, self._solve = find_keys, solve
        self._items: dict[Id, Item] = {}
        self._keys: dict[Id, frozenset[Hashable]] = {}
        self._holders: dict[Hashable, dict[Id, None]] = {}
        self._blocks: dict[Id, _Block[Item, Result]] = {}

    def get(self, i: Id) -> Item | None:
        """Return an item, None where there is none of that id."""
        return self._items.get(i)

    def update(self, come: Mapping[Id, Item], gone: Iterable[Id] = ()) -> Turn[Result]:
        """Take items in, or again where they changed; let others go; return which results that ends and makes."""
        turn: Turn[Result] = Turn()
        cut: dict[_Block[Item, Result], dict[Hashable, None]] = {}  # keys that items of a block no longer have
        ends: dict[_Block[Item, Result], dict[Id, None]] = {}  # and the items
        for i in gone:
            if i in self._items:
                block = self._blocks.pop(i)
                block.gone.add(i)
                del self._items[i]
                cut.setdefault(block, {}).update(dict.fromkeys(drop_keys(self._holders, self._keys.pop(i), i)))
        new: dict[Id, frozenset[Hashable]] = {}
        for i, item in come.items():
            keys, held = frozenset(self._find_keys(item)), self._keys.get(i, frozenset())
            if lost := drop_keys(self._holders, held - keys, i):
                cut.setdefault(self._blocks[i], {}).update(dict.fromkeys(lost))
                ends.setdefault(self._blocks[i], {})[i] = None
            new[i] = add_keys(self._holders, keys - held, i)
            self._items[i], self._keys[i] = item, keys
            if (held_by := self._blocks.get(i)) is not None:
                held_by.items[bisect_left(held_by.ids, i)] = item
        loose = [i for block, keys in cut.items() for i in self._split(block, keys, ends.get(block, {}), turn)]
        new |= {i: self._keys[i] for i in loose}
        for part in self._find_parts(new, [block for block in cut if block.ids]):
            blocks = [p for p in part if isinstance(p, _Block)]
            self._make_block([p for p in part if not isinstance(p, _Block)], blocks, turn)
        return turn

    def _split(
        self, block: _Block[Item, Result], keys: Iterable[Hashable], ends: Iterable[Id], turn: Turn[Result]
    ) -> list[Id]:
        """Take out of a block what lost keys no longer connect with the rest: all, where a short search does not tell."""
        near = (next(iter(self._holders.get(key, ())), None) for key in keys)
        out = self._find_loose(block, [*ends, *(i for i in near if self._blocks.get(i) is block)])
        if out is None:
            out = set(block.ids) - block.gone
        for i in out:
            del self._blocks[i]
        if out or block.gone:
            block.ids = [i for i in block.ids if i not in out and i not in block.gone]
            block.items = [self._items[i] for i in block.ids]
            block.gone.clear()
        if not block.ids:
            turn.lost.append(block.result)
        return sorted(out)

    def _find_loose(self, block: _Block[Item, Result], ends: Iterable[Id]) -> set[Id] | None:
        """What the keys of some items do not connect with the bulk of their block; None where that is not clear soon."""
        bulk: set[Id] = set()
        out: set[Id] = set()
        for i in ends:
            if i in bulk or i in out:
                continue
            seen, whole = self._search(i, block, bulk)
            if whole and len(seen) + len(block.gone) == len(block.ids):
                return set()
            if whole:
                out |= seen
            elif bulk.isdisjoint(seen) and bulk:
                return None
            else:
                bulk |= seen
        return out

    def _search(self, first: Id, block: _Block[Item, Result], bulk: Collection[Id]) -> tuple[set[Id], bool]:
        """The items of a block near one, up to the bulk, and whether that is all that keys connect with it."""
        keys: set[Hashable] = set()
        seen, row, steps = {first}, [first], 0
        for i in row:
            for key in self._keys[i] - keys:
                keys.add(key)
                for j in self._holders[key]:
                    steps += 1
                    if j not in seen and self._blocks.get(j) is block:
                        seen.add(j)
                        row.append(j)
                    if j in bulk or steps > self.reach:
                        return seen, False
        return seen, True

    def _find_parts(
        self, keys: Mapping[Id, frozenset[Hashable]], blocks: Iterable[_Block[Item, Result]]
    ) -> list[list[Any]]:
        """Some blocks, and the blocks and the items of none that new keys of items connect, however far.

        A key is of one block at most: who comes to hold it beside that stands behind its holders of old.
        """
        places: dict[Any, int] = {block: n for n, block in enumerate(blocks)}
        pairs = []
        for i, held in keys.items():
            own = places.setdefault(self._blocks.get(i, i), len(places))
            for key in held:
                first = next(iter(self._holders[key]))
                pairs.append((own, places.setdefault(self._blocks.get(first, first), len(places))))
        parts = [*places]
        return [[parts[n] for n in part] for part in connect(len(parts), pairs)]

    def _make_block(self, ids: list[Id], blocks: Sequence[_Block[Item, Result]], turn: Turn[Result]) -> None:
        """Make one block of loose items and blocks; the largest of these takes in the others."""
        turn.lost += [b.result for b in blocks]
        base = max(blocks, key=lambda b: len(b.ids), default=None)
        new = [*ids, *(i for b in blocks if b is not base for i in b.ids)]
        held, items = (base.ids, base.items) if base is not None else ([], [])
        if len(new) > len(held) // MANY:
            held[:] = sorted((*held, *new))
            items[:] = [self._items[i] for i in held]
        else:
            for i in new:
                at = bisect_left(held, i)
                held.insert(at, i)
                items.insert(at, self._items[i])
        result = self._solve(items)
        if base is None:
            base = _Block(result, held, items)
        base.result = result
        for i in new:
            self._blocks[i] = base
        turn.made.append(result)


Keys = TypeVar("Keys", bound=Iterable[Hashable])


def add_keys(index: dict[Hashable, dict[Id, None]], keys: Keys, i: Id) -> Keys:
    """Put an item down under keys; return these."""
    for key in keys:
        index.setdefault(key, {})[i] = None
    return keys


def drop_keys(index: dict[Hashable, dict[Id, None]], keys: Keys, i: Id) -> Keys:
    """Take an item away from under keys, and each key with the last of its items; return the keys."""
    for key in keys:
        held = index[key]
        del held[i]
        if not held:
            del index[key]
    return keys


class Shelf(Generic[Item]):
    """Records in the order of their keys, kept in that order while some go and others come."""

    def __init__(self, find_key: Callable[[Item], Any]) -> None:
        self._find_key = find_key
        self._keys: list[Any] = []
        self._records: list[Item] = []
        self._times: dict[Any, int] = {}

    def update(self, turn: Turn[Item]) -> None:
        """Let records go and take others in; equal ones that come twice go twice."""
        turn = self._find_news(turn)
        for record in turn.lost:
            key = self._find_key(record)
            self._times[key] -= 1
            if not self._times[key]:
                place = bisect_left(self._keys, key)
                del self._times[key], self._keys[place], self._records[place]
        if len(turn.made) > len(self._keys) // MANY:
            held = dict(zip(self._keys, self._records, strict=True)) | {self._find_key(r): r for r in turn.made}
            self._keys = sorted(held)
            self._records = [held[k] for k in self._keys]
        for record in turn.made:
            key = self._find_key(record)
            self._times[key] = self._times.get(key, 0) + 1
            place = bisect_left(self._keys, key)
            if place < len(self._keys) and self._keys[place] == key:
                self._records[place] = record
            else:
                self._keys.insert(place, key)
                self._records.insert(place, record)

    def _find_news(self, turn: Turn[Item]) -> Turn[Item]:
        """A turn without the records that go and come again."""
        lost: dict[Any, list[Item]] = {}
        for record in turn.lost:
            lost.setdefault(self._find_key(record), []).append(record)
        made = []
        for record in turn.made:
            held = lost.get(self._find_key(record))
            if held and held[-1] == record:
                held.pop()
            else:
                made.append(record)
        return Turn([r for held in lost.values() for r in held], made)

    def collect(self) -> tuple[Item, ...]:
        """Return all records, in order."""
        return tuple(self._records)


def connect(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the numbers below `count` in the parts that pairs of them connect, however far; all sorted."""
    parts = [[i] for i in range(count)]
    for a, b in pairs:
        large, small = (parts[a], parts[b]) if len(parts[a]) >= len(parts[b]) else (parts[b], parts[a])
        if large is not small:
            large += small
            for i in small:
                parts[i] = large
    return sorted(sorted(p) for p in {id(p): p for p in parts}.values())


def find_changed(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """Return how many are the same objects in both at the start, and how many at the end behind these."""
    start = _count_same(old, new)
    if start == len(old):
        return start, 0
    return start, min(_count_same(reversed(old), reversed(new)), len(old) - start, len(new) - start)


def _count_same(old: Iterable[object], new: Iterable[object]) -> int:
    same = [*map(is_, old, new)]
    return same.index(False) if False in same else len(same)
