"""Take the "'s" into a name: where it never stands without it ("the chain Vesk's, which runs shops"), or letters tell so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_words import NameWords
from kgbuild.reading.tokens import Block

MARKS = ("'s", "’s")
LETTERS = 3  # of an acronym; two may be anything
# What stands behind a name and never behind "'s" as the genitive of one, or as "is" or "has".
CLOSING = frozenset({",", ".", ";", ":", ")", "”", "and", "which", "was", "is", "has", "had", "will", "would", "said", "says"})  # fmt: skip
# Behind these a genitive may lack what is owned: "more than Vesk's", "a friend of Vesk's".
ELLIPTIC = frozenset({"than", "of", "like", "as", "to", "and", "or", "not", "unlike", "with", "against", "is", "was", "were", "are", "but"})  # fmt: skip


def take_in_possessives(
    names: Sequence[NameWords], blocks: Sequence[Block], *, lexicon: Lexicon
) -> tuple[NameWords, ...]:
    """Return the names, with "'s" where it is part of one."""
    places: dict[str, list[NameWords]] = defaultdict(list)
    for name in names:
        places[name.text].append(name)
    longer = {" ".join(n.text.split()[:k]) for n in names for k in range(1, len(n.text.split()))}
    bare = {w.text for block in blocks for i, w in enumerate(block.words) if not _has_mark(block, i)}
    taken = {
        text
        for text, found in places.items()
        if text not in longer
        and text not in bare
        and _may_end_so(text, lexicon)
        and all(_has_mark(blocks[n.block], n.last) for n in found)
        and any(_is_closed(blocks[n.block], n) for n in found)
    }
    return tuple(_lengthen(n, blocks[n.block]) if n.text in taken else n for n in names)


def join_by_letters(names: Sequence[NameWords], blocks: Sequence[Block]) -> tuple[NameWords, ...]:
    """Return the names, with "the Lord's Tide Army" as one where the article calls it "LTA"."""
    letters = {n.text for n in names if n.text.isupper() and len(n.text) >= LETTERS}
    joined = [found for n in names if letters and (found := _take_owner(n, names, blocks[n.block], letters))]
    taken = {(n.block, k) for n in joined for k in range(n.first, n.last + 1)}
    return (*(n for n in names if (n.block, n.first) not in taken), *joined)


def _take_owner(
    name: NameWords, names: Sequence[NameWords], block: Block, letters: AbstractSet[str]
) -> NameWords | None:
    """The name with its owner before it, if the first letters of both together stand for something."""
    words, mark = block.words, name.first - 1
    if mark < 1 or words[mark].text not in MARKS or not words[mark - 1].text[:1].isupper():
        return None
    owner = next((n for n in names if n.block == name.block and n.last == mark - 1), None)
    first = mark - 1 if owner is None else owner.first
    parts = [w.text for w in words[first : name.last + 1]]
    if "".join(w[0] for w in parts if w[0].isupper()) not in letters:
        return None
    spaced = "".join(w.text + " " * w.spaced for w in words[first : name.last + 1]).strip()
    return replace(name, first=first, text=spaced)


def _has_mark(block: Block, i: int) -> bool:
    """Whether "'s" stands straight behind word `i`."""
    words = block.words
    return i + 1 < len(words) and not words[i].spaced and words[i + 1].text in MARKS


def _may_end_so(text: str, lexicon: Lexicon) -> bool:
    """Whether a name can be a shop's: of one or two words, and no person's or place's that is known."""
    words = text.split()
    known = lexicon.find_known(text)
    person = words[0].lower() in lexicon.first_names and len(words) > 1
    return len(words) <= 2 and known is None and not person and not text.isupper()


def _is_closed(block: Block, name: NameWords) -> bool:
    """Whether what stands around a name and its "'s" shows that this owns nothing."""
    words, after = block.words, name.last + 2
    before = words[name.first - 1].text.lower() if name.first else ""
    return before not in ELLIPTIC and after < len(words) and words[after].text.lower() in CLOSING


def _lengthen(name: NameWords, block: Block) -> NameWords:
    mark = block.words[name.last + 1]
    return replace(name, last=name.last + 1, text=name.text + mark.text)
