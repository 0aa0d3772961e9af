"""Blocks whose results tell what else belongs to them.

A lawsuit needs the events that name both its sides, and who is on its sides the suit tells when it is gathered.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from kgbuild.resolving.blocks import Id, Item, Result, Turn, add_keys, drop_keys


@dataclass(slots=True)
class _Block(Generic[Result]):
    ids: list[Id]
    more: frozenset[Hashable]
    result: Result


class ReachingBlocks(Generic[Item, Result]):
    """Items by their ids, parted into blocks, each with its result, as in `Blocks`.

    `find_more` gives keys that only a result tells: its block is solved anew together with all items that have such a
    key, among those that `find_keys` gives or, where it joins none by itself, those that `find_offers` gives.
    """

    def __init__(
        self,
        find_keys: Callable[[Item], Iterable[Hashable]],
        solve: Callable[[Sequence[Item]], Result],
        find_more: Callable[[Result], Iterable[Hashable]],
        find_offers: Callable[[Item], Iterable[Hashable]],
    ) -> None:
        self._find_keys, self._solve, self._find_more, self._find_offers = find_keys, solve, find_more, find_offers
        self._items: dict[Id, Item] = {}
        self._keys: dict[Id, frozenset[Hashable]] = {}
        self._holders: dict[Hashable, dict[Id, None]] = {}
        self._offers: dict[Id, frozenset[Hashable]] = {}
        self._offering: dict[Hashable, dict[Id, None]] = {}
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
                drop_keys(self._holders, self._keys.pop(i), i)
                drop_keys(self._offering, self._offers.pop(i), i)
        for i, item in come.items():
            self._items[i] = item
            self._keys[i], self._offers[i] = frozenset(self._find_keys(item)), frozenset(self._find_offers(item))
            add_keys(self._holders, self._keys[i], i)
            add_keys(self._offering, self._offers[i], i)
            loose[i] = None
        while loose:
            self._make_block(next(iter(loose)), loose, turn)
        return turn

    def _break(self, i: Id, loose: dict[Id, None], turn: Turn[Result]) -> None:
        """End the block that holds an item, if one does; what it held is loose."""
        block = self._blocks.get(i)
        if block is not None:
            fresh = next((n for n, made in enumerate(turn.made) if made is block.result), None)
            if fresh is None:
                turn.lost.append(block.result)
            else:
                del turn.made[fresh]
            drop_keys(self._claims, block.more, block.ids[0])
            for j in block.ids:
                del self._blocks[j]
                loose[j] = None

    def _make_block(self, first: Id, loose: dict[Id, None], turn: Turn[Result]) -> None:
        part = self._gather([first], loose, turn)
        while True:
            ids = sorted(part)
            result = self._solve([self._items[i] for i in ids])
            more = frozenset(self._find_more(result))
            far = [i for key in more for i in self._find_reached(key) if i not in part]
            if not far:
                break
            part = self._gather([*part, *far], loose, turn)
        block = _Block(ids, more, result)
        add_keys(self._claims, more, ids[0])
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
            for key in (self._keys[i] | self._offers[i]) - seen:
                seen.add(key)
                new = [j for j in (*self._holders.get(key, ()), *self._claims.get(key, ())) if j not in part]
                part |= dict.fromkeys(new)
                stack += new
        return part

    def _find_reached(self, key: Hashable) -> list[Id]:
        return [*self._holders.get(key, ()), *self._offering.get(key, ()), *self._claims.get(key, ())]
