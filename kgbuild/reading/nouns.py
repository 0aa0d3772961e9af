"""Look up what common nouns name: a person, a thing, a deed. The list is made of WordNet; it is read when first asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kgbuild.ontology_files import find_shipped

# What a clause can have as a participant; the other kinds are deeds, thoughts, states, qualities, times and amounts.
PARTICIPANT_KINDS = frozenset({"person", "group", "artifact", "thing", "place", "possession", "text"})


@dataclass(frozen=True, slots=True)
class Noun:
    """The kind that a noun is used for most, the shares of its uses that name deeds and things, and a deed's verbs."""

    kind: str
    event: float = 0.0
    thing: float = 0.0
    verbs: tuple[str, ...] = ()


class Nouns:
    """Common nouns by lemma. A lemma with a hyphen that the list lacks is looked up by its last part."""

    def __init__(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        self._rows = rows

    def find(self, lemma: str) -> Noun | None:
        """Return what is known of a noun, None where it is not listed."""
        row = self._rows.get(lemma) or self._rows.get(lemma.rpartition("-")[2])
        if row is None:
            return None
        thing = 1.0 - row.get("event", 0.0) if row["kind"] in PARTICIPANT_KINDS else row.get("thing", 0.0)
        return Noun(row["kind"], row.get("event", 0.0), thing, tuple(row.get("verbs", ())))


@lru_cache(maxsize=1)
def load_nouns() -> Nouns:
    """Return the shipped list of nouns, read once a run."""
    lines = (find_shipped("ontology") / "nouns.jsonl").read_text(encoding="utf-8").splitlines()
    rows = (json.loads(line) for line in lines)
    return Nouns({row["noun"]: row for row in rows if "noun" in row})
