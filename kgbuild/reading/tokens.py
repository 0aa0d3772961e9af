"""The shapes of text that the reading stages work on: words before the parse, tokens after it.

A known or found name is one token however many words it has: the parser then sees a name it knows in its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["body", "headline"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the tokenizer, with its place in the article's text."""

    start: int
    end: int
    text: str
    spaced: bool  # white space follows


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or headline: its span in the article's text and its words."""

    start: int
    end: int
    kind: BlockKind
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name: words `first` to `last` (inclusive) of block `block`, its class and the key that its namesakes share.

    It is `described` if a common noun closes it: "eLume phones".
    """

    block: int
    first: int
    last: int
    start: int
    end: int
    text: str
    cls: str
    key: str
    described: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """What the parser is given for one or more words: the words as they should look to it."""

    start: int
    end: int
    text: str
    shown: str
    name: NameSpan | None = None


@dataclass(slots=True)
class Token:
    """A unit after the parse. `head` is the index of its head (its own index at a root)."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sent: int
    name: NameSpan | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its tokens `first` to `last` (inclusive), its span, its root token, and the kind of its block."""

    index: int
    first: int
    last: int
    start: int
    end: int
    root: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Parse:
    """The tokens of an article as trees. `children` lists each token's dependents in order."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[NameSpan, ...]
    children: tuple[tuple[int, ...], ...] = field(repr=False)

    def kids(self, i: int, *deps: str) -> list[Token]:
        """The dependents of token `i`, in order; only those with one of `deps` where any is given."""
        below, tokens = self.children[i], self.tokens
        if not below:
            return []
        if deps:
            return [t for c in below if (t := tokens[c]).dep in deps]
        return [tokens[c] for c in below]

    def subtree(self, i: int) -> list[int]:
        """The indices of token `i` and all below it, in order."""
        found, stack = [], [i]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(self.children[at])
        return sorted(found)
