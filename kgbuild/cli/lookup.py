"""Find the entities that a person means by a name."""

from __future__ import annotations

import difflib

from kgbuild.errors import QueryError
from kgbuild.records import Entity, Resolved


def find_entities(resolved: Resolved, name: str) -> list[Entity]:
    """Return the entities of that name, alias or id; failing that, those whose name holds it.

    Raises:
        QueryError: there is none; the message names the likest.
    """
    low = name.casefold()
    exact = [e for e in resolved.entities if low in {e.id, e.name.casefold(), *(a.casefold() for a in e.aliases)}]
    found = exact or [e for e in resolved.entities if low in e.name.casefold()]
    if not found:
        near = difflib.get_close_matches(name, [e.name for e in resolved.entities], n=3, cutoff=0.5)
        raise QueryError(
            f"{name}: no such name in the graph; "
            + (f"did you mean {', '.join(near)}?" if near else "kgbuild query most-reported shows what it holds")
        )
    return found
