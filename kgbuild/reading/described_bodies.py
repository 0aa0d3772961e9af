"""Give a chain to the bodies and countries that claims name by a description: "the Indian navy", "Norwegian jets"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kgbuild.reading.drafts import Draft
from kgbuild.records import Argument, Chain, Mention


def chain_described(drafts: Sequence[Draft], chains: Iterable[Chain]) -> tuple[tuple[Chain, ...], tuple[Mention, ...]]:
    """Link the named arguments of the drafts that have no chain, in place; return the chains made and the mentions.

    One that the article names elsewhere, or by "Navy" for "navy", joins that chain.
    """
    known = {name.casefold(): c for c in chains for name in (*c.aliases, c.name) if name}
    made: dict[str, Chain] = {}
    mentions: dict[tuple[int, int], Mention] = {}
    for argument in (a for d in drafts for held in _list_held(d) for a in held if a.name and not a.chain):
        name = _write_name(argument.name or "")
        chain = known.get(name.casefold()) or made.get(name.casefold())
        if chain is None:
            chain = made[name.casefold()] = Chain(f"b{len(made) + 1}", argument.cls or "Organization", name, (name,))
        head = argument.end - len(argument.text.split()[-1])
        mentions[argument.start, argument.end] = Mention(
            argument.start, argument.end, argument.text, head, argument.end, chain.cls, "nominal", chain.name, chain.id
        )
    every = {**made, **known}
    for held in (held for d in drafts for held in _list_held(d)):
        held[:] = [
            replace(a, chain=every[_write_name(a.name).casefold()].id) if a.name and not a.chain else a for a in held
        ]
    return tuple(made.values()), tuple(mentions[place] for place in sorted(mentions))


def _list_held(draft: Draft) -> list[list[Argument]]:
    return [*draft.roles.values(), draft.speakers]


def _write_name(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")
