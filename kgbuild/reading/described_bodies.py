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
    made: list[Chain] = []
    mentions: dict[tuple[int, int], Mention] = {}
    for held in (held for d in drafts for held in (*d.roles.values(), d.speakers)):
        for n, argument in enumerate(held):
            if not argument.name or argument.chain:
                continue
            name = argument.name.removeprefix("the ").removeprefix("The ")
            chain = known.get(name.casefold())
            if chain is None:
                chain = known[name.casefold()] = Chain(
                    f"b{len(made) + 1}", argument.cls or "Organization", name, (name,)
                )
                made.append(chain)
            held[n] = replace(argument, chain=chain.id)
            mentions[argument.start, argument.end] = _make_mention(argument, chain)
    return tuple(made), tuple(mentions[place] for place in sorted(mentions))


def _make_mention(argument: Argument, chain: Chain) -> Mention:
    start, end, text = argument.start, argument.end, argument.text
    head = end - len(text.split()[-1])
    return Mention(start, end, text, head, end, chain.cls, "nominal", chain.name, chain.id)
