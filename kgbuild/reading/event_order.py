"""Find which events of an article its words put in order: "after the vote", "following the exit of", "then"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kgbuild.reading.drafts import Draft
from kgbuild.reading.tokens import Parse, Token

AFTER, BEFORE = frozenset(("after", "following")), frozenset(("before",))
THEN = frozenset(("then", "later", "afterwards", "afterward", "subsequently", "thereafter"))


def find_order(parse: Parse, drafts: Sequence[Draft]) -> dict[int, tuple[int, ...]]:
    """Return for the groups of drafts those that came before, where words say so; what is to come or denied has no order."""
    at: dict[int, int] = {}
    happened = [
        d
        for d in drafts
        if d.type.kind == "event" and d.stance.polarity == "positive" and d.stance.modality in ("asserted", "alleged")
    ]
    for draft in happened:
        for head in (draft.head, *draft.covers):
            at.setdefault(head, draft.group)
    found: dict[int, set[int]] = {}
    for draft in happened:
        for first, second in (*_find_linked(parse, draft, at), *_find_next(parse, draft, happened)):
            if first != second:
                found.setdefault(second, set()).add(first)
    return {group: tuple(sorted(firsts)) for group, firsts in sorted(found.items())}


def _find_linked(parse: Parse, draft: Draft, at: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The pairs that a preposition or conjunction of this event's clause links: (earlier, later)."""
    for token in parse.kids(draft.head):
        word = token.lower
        if token.dep == "prep" and word in AFTER | BEFORE:
            heads = [k.i for k in parse.kids(token.i, "pobj", "pcomp")]
        elif token.dep == "advcl":
            marks = [k.lower for k in parse.kids(token.i, "mark") if k.lower in AFTER | BEFORE]
            word, heads = (marks[0], [token.i]) if marks else ("", [])
        else:
            continue
        for head in heads:
            other = at.get(head)
            if other is not None:
                yield (other, draft.group) if word in AFTER else (draft.group, other)


def _find_next(parse: Parse, draft: Draft, happened: Sequence[Draft]) -> Iterator[tuple[int, int]]:
    """The event told just before one that happens "then", in the same sentence or the one before."""
    adverbs: list[Token] = parse.kids(draft.head, "advmod")
    if not any(k.lower in THEN for k in adverbs):
        return
    told = [d for d in happened if d.head < draft.head and draft.sent - d.sent <= 1]
    if told:
        yield max(told, key=lambda d: d.head).group, draft.group
