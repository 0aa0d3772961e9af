"""The record that the finders of predicates fill: a word that says something, with its arguments by slot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
OBJECTS = ("dobj", "obj")
# Auxiliaries by which a clause tells what ought to be.
DUTIES = frozenset({"must", "should", "ought"})

Link = Literal["that", "xcomp", "advcl", "relcl", "acl", "pcomp", "conj", "root", "noun"]


@dataclass(slots=True)
class Predicate:
    """A verb, noun or adjective that says something, with the head tokens of its arguments by slot.

    `governor` is the predicate (its head token) that this one is part of, by `link`; `via` is the preposition or
    conjunction between them. `relative` is the pronoun that stands in this clause for what it hangs on.
    """

    head: int
    lemma: str
    kind: Literal["verb", "noun"]
    voice: Literal["active", "passive", "nominal"]
    slots: dict[str, list[int]] = field(default_factory=dict)
    governor: int | None = None
    link: Link = "root"
    via: str = ""
    particle: int | None = None
    relative: int | None = None

    def add(self, slot: str, *tokens: int) -> None:
        """Add argument heads to a slot, each once, in order."""
        held = self.slots.setdefault(slot, [])
        held.extend(t for t in tokens if t not in held)
