"""Find the institutions that are named in lower case: "the interior ministry", "Ruritanian border police", "Dorrell city council".

A body of the state is named by what it is for ("the health ministry") or by whose it is ("the county council", "the
Ruritanian army"); both are lists of words, since "the winning committee" names nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_words import NameWords, is_capital
from kgbuild.reading.tokens import Block, Word

LONGEST = 4
NO_NAME = frozenset(
    {"a", "an", "any", "each", "every", "another", "no", "its", "their", "his", "her", "our", "some", "such", "this", "that", "one"}
)  # fmt: skip
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def find_institutions(
    blocks: Sequence[Block], names: Iterable[NameWords], *, lexicon: Lexicon
) -> tuple[NameWords, ...]:
    """Return the names with those of institutions; a name of a place that stands before one is part of it."""
    made: list[NameWords] = []
    taken: set[tuple[int, int]] = set()
    held = sorted(names, key=lambda n: (n.block, n.first))
    ends = {(n.block, n.last): n for n in held}
    within = {(n.block, k) for n in held for k in range(n.first, n.last + 1)}
    for b, block in enumerate(blocks):
        for last, word in enumerate(block.words):
            if word.text.islower() and (first := _find_first(block.words, last, lexicon)) is not None:
                if any((b, k) in within for k in range(first, last + 1)):
                    continue
                first = _widen(b, block.words, first, ends, lexicon)
                before = block.words[first - 1].text.lower() if first else ""
                if first < 0 or before in NO_NAME:
                    continue
                made.append(NameWords(b, first, last, _write(block.words, first, last), proved=True))
                taken.update((b, k) for k in range(first, last + 1))
    kept = [n for n in held if (n.block, n.first) not in taken]
    return tuple(sorted((*kept, *made), key=lambda n: (n.block, n.first)))


def _find_first(words: Sequence[Word], last: int, lexicon: Lexicon) -> int | None:
    """Where an institution that ends at word `last` begins, by what it is for and whose it is; None where it is none."""
    kind, lists = words[last].text, lexicon.words
    fielded = kind in lists["fielded_bodies"]
    if not fielded and kind not in lists["levelled_bodies"]:
        return None
    first, fields, levels = last, 0, 0
    while first > max(0, last - LONGEST):
        low = words[first - 1].text.lower()
        if low in lists[f"fields_{kind}" if f"fields_{kind}" in lists else "public_fields"]:
            fields += 1
        elif low in lists["public_levels"]:
            levels += 1
        elif low != "and" or not fields or words[first - 2].text.lower() not in lists["public_fields"]:
            break
        first -= 1
    named = fields > 0 or (kind in lists["levelled_bodies"] and levels > 0)
    return first if named else None


def _widen(b: int, words: Sequence[Word], first: int, ends: dict[tuple[int, int], NameWords], lexicon: Lexicon) -> int:
    """Take in whose the institution is, "Ruritanian", "Dorrell", "Ruritania's"; -1 where it is the part of something else."""
    if not first:
        return first
    if lexicon.demonyms.get(words[first - 1].text.lower()) and is_capital(words[first - 1].text):
        return first - 1
    owned = words[first - 1].text in POSSESSIVE
    name = ends.get((b, first - 1 - owned))
    if name is None:
        return -1 if owned else first
    known = lexicon.find_known(name.text)
    placed = known is not None and lexicon.find_parent(known.cls) == "Place"
    placed = placed or name.text.lower() in lexicon.words["regions"]
    return name.first if placed or not owned else -1


def _write(words: Sequence[Word], first: int, last: int) -> str:
    text = words[first].text
    for before, word in zip(words[first:last], words[first + 1 : last + 1], strict=True):
        text += (" " if before.spaced else "") + word.text
    return text
