"""Blocks that are solved whole, and anew only where something in them is new.

Items that share a key lie in one block, however far the sharing goes. Where items go, come or change, the blocks that
held them, and those that share a key with them now, are made and solved again; all others keep their results. Where
items only come, or change without their keys, a block grows and is not made anew. What a block gives depends on its
items alone, so that the results are those of solving all from scratch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
class _Block(Generic[Result]):
    ids: list[Id]
    result: Result


class Blocks(Generic[Item, Result]):
    """Items by their ids, parted into blocks, each with its result.

    `find_keys` gives the keys of an item; `solve` gets the items of a block, sorted by their ids.
    """

    def __init__(
        self, find_keys: Callable[[Item], Iterable[Hashable]], solve: Callable[[Sequence[Item]], Result]
    ) -> None:
        self._find_keys, self._solve = find_keys, solve
        self._items: dict[Id, Item] = {}
        self._keys: dict[Id, frozenset[Hashable]] = {}
        self._holders: dict[Hashable, dict[Id, None]] = {}
        self._blocks: dict[Id, _Block[Result]] = {}

    def get(self, i: Id) -> Item | None:
        """Return an item, None where there is none of that id."""
        return self._items.get(i)

    def update(self, come: Mapping[Id, Item], gone: Iterable[Id] = ()) -> Turn[Result]:
        """Take items in, or again where they changed; let others go; return which results that ends and makes."""
        turn: Turn[Result] = Turn()
        loose: dict[Id, None] = {}
        for i in gone:
            self._forget(i, loose, turn)
        new: dict[Id, frozenset[Hashable]] = {}
        for i, item in come.items():
            keys, held = frozenset(self._find_keys(item)), self._keys.get(i)
            if held is None or not held <= keys:
                self._forget(i, loose, turn)
                loose[i] = None
            new[i] = keys if held is None else keys - held
            add_keys(self._holders, keys, i)
            self._items[i], self._keys[i] = item, keys
        for part in self._find_parts(new | {i: self._keys[i] for i in loose}):
            blocks = [p for p in part if isinstance(p, _Block)]
            self._make_block([p for p in part if not isinstance(p, _Block)], blocks, turn)
        return turn

    def _find_parts(self, keys: Mapping[Id, frozenset[Hashable]]) -> list[list[Any]]:
        """The blocks and the items of none that new keys of items connect, however far.

        A key is of one block at most: who comes to hold it beside that stands behind its holders of old.
        """
        places: dict[Any, int] = {}
        pairs = []
        for i, held in keys.items():
            own = places.setdefault(self._blocks.get(i, i), len(places))
            for key in held:
                first = next(iter(self._holders[key]))
                pairs.append((own, places.setdefault(self._blocks.get(first, first), len(places))))
        parts = [*places]
        return [[parts[n] for n in part] for part in connect(len(parts), pairs)]

    def _forget(self, i: Id, loose: dict[Id, None], turn: Turn[Result]) -> None:
        """Let an item go, if it is there; what its block held beside it is loose."""
        if i not in self._items:
            return
        block = self._blocks.get(i)
        if block is not None:
            turn.lost.append(block.result)
            for j in block.ids:
                del self._blocks[j]
                loose[j] = None
        loose.pop(i, None)
        del self._items[i]
        drop_keys(self._holders, self._keys.pop(i), i)

    def _make_block(self, ids: list[Id], blocks: Sequence[_Block[Result]], turn: Turn[Result]) -> None:
        """Make one block of loose items and blocks; the largest of these takes in the others."""
        turn.lost += [b.result for b in blocks]
        base = max(blocks, key=lambda b: len(b.ids), default=None)
        new = [*ids, *(i for b in blocks if b is not base for i in b.ids)]
        held = sorted([*base.ids, *new] if base is not None else new)
        result = self._solve([self._items[i] for i in held])
        if base is None:
            base = _Block(held, result)
        else:
            base.ids, base.result = held, result
        for i in new:
            self._blocks[i] = base
        turn.made.append(result)


def add_keys(index: dict[Hashable, dict[Id, None]], keys: Iterable[Hashable], i: Id) -> None:
    """Put an item down under keys."""
    for key in keys:
        index.setdefault(key, {})[i] = None


def drop_keys(index: dict[Hashable, dict[Id, None]], keys: Iterable[Hashable], i: Id) -> None:
    """Take an item away from under keys, and each key with the last of its items."""
    for key in keys:
        held = index[key]
        del held[i]
        if not held:
            del index[key]


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
