"""Blocks that are solved whole, and anew only where something in them is new.

Items that share a key lie in one block, however far the sharing goes. Where items go, come or change, the blocks that
held them, and those that share a key with them now, are made and solved again; all others keep their results. What a
block gives depends on its items alone, so that the results are those of solving all from scratch.
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


@dataclass(slots=True)
class _Block(Generic[Result]):
    ids: list[Id]
    more: frozenset[Hashable]
    result: Result


class Blocks(Generic[Item, Result]):
    """Items by their ids, parted into blocks, each with its result.

    `find_keys` gives the keys of an item; `solve` gets the items of a block, sorted by their ids. `find_more` gives keys
    that only a result tells: a block with such a key is solved anew, together with all that have it.
    """

    def __init__(
        self,
        find_keys: Callable[[Item], Iterable[Hashable]],
        solve: Callable[[Sequence[Item]], Result],
        find_more: Callable[[Result], Iterable[Hashable]] | None = None,
    ) -> None:
        self._find_keys, self._solve, self._find_more = find_keys, solve, find_more
        self._items: dict[Id, Item] = {}
        self._keys: dict[Id, frozenset[Hashable]] = {}
        self._holders: dict[Hashable, dict[Id, None]] = {}
        self._claims: dict[Hashable, dict[Id, None]] = {}  # by a key that a result tells, the first items of blocks
        self._blocks: dict[Id, _Block[Result]] = {}

    def get(self, i: Id) -> Item | None:
        """Return an item, None where there is none of that id."""
        return self._items.get(i)

    def update(self, come: Mapping[Id, Item], gone: Iterable[Id] = ()) -> Turn[Result]:
        """Take items in, or again where they changed; let others go; return which results that ends and makes."""
        turn: Turn[Result] = Turn()
        loose: dict[Id, None] = {}
        for i in (*gone, *come):
            if i in self._items:
                self._break(i, loose, turn)
                loose.pop(i, None)
                del self._items[i]
                _drop(self._holders, self._keys.pop(i), i)
        for i, item in come.items():
            self._items[i], self._keys[i] = item, frozenset(self._find_keys(item))
            _add(self._holders, self._keys[i], i)
            loose[i] = None
        while loose:
            self._make_block(next(iter(loose)), loose, turn)
        return turn

    def _break(self, i: Id, loose: dict[Id, None], turn: Turn[Result]) -> None:
        """End the block that holds an item, if one does; what it held is loose."""
        block = self._blocks.get(i)
        if block is not None:
            turn.lost.append(block.result)
            _drop(self._claims, block.more, block.ids[0])
            for j in block.ids:
                del self._blocks[j]
                loose[j] = None

    def _make_block(self, first: Id, loose: dict[Id, None], turn: Turn[Result]) -> None:
        part = self._gather([first], loose, turn)
        while True:
            ids = sorted(part)
            result = self._solve([self._items[i] for i in ids])
            more = frozenset(self._find_more(result)) if self._find_more is not None else frozenset()
            far = [i for key in more for i in self._find_holders(key) if i not in part]
            if not far:
                break
            part = self._gather([*part, *far], loose, turn)
        block = _Block(ids, more, result)
        _add(self._claims, more, ids[0])
        for i in ids:
            self._blocks[i] = block
            loose.pop(i, None)
        turn.made.append(result)

    def _gather(self, first: Sequence[Id], loose: dict[Id, None], turn: Turn[Result]) -> dict[Id, None]:
        """All that keys connect with some items, however far; the blocks that held them end."""
        part = dict.fromkeys(first)
        seen: set[Hashable] = set()
        stack = list(part)
        while stack:
            i = stack.pop()
            self._break(i, loose, turn)
            for key in self._keys[i] - seen:
                seen.add(key)
                new = [j for j in self._find_holders(key) if j not in part]
                part |= dict.fromkeys(new)
                stack += new
        return part

    def _find_holders(self, key: Hashable) -> list[Id]:
        return [*self._holders.get(key, ()), *self._claims.get(key, ())]


def _add(index: dict[Hashable, dict[Id, None]], keys: Iterable[Hashable], i: Id) -> None:
    for key in keys:
        index.setdefault(key, {})[i] = None


def _drop(index: dict[Hashable, dict[Id, None]], keys: Iterable[Hashable], i: Id) -> None:
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

    def collect(self) -> tuple[Item, ...]:
        """Return all records, in order."""
        return tuple(self._records)
