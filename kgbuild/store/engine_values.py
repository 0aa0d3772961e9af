"""Turn the embedded engine's answers into plain values, in the shapes that Neo4j's answers get.

The engine tells a node from a relationship only by its type's name, writes a path as text of record numbers, and names
no columns where there is no row; all three are looked up here.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any

from kgbuild.store.base import HIDDEN, make_plain

RECORD = re.compile(r"#\d+:\d+")
PATH = re.compile(r"\(#\d+:\d+\)(?:<?-\[#\d+:\d+\]->?\(#\d+:\d+\))*")
PROJECTION = re.compile(r"^\+ FINAL PROJECTION \[(.*)\]$", re.MULTILINE)
COMMA = re.compile(r", (?![^()\[\]{}]*[)\]}])")


def make_rows(db: Any, found: Any, *, end: float) -> tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]:
    """Return columns and rows of an answer; no columns where it has no row.

    Raises:
        TimeoutError: the clock (`time.monotonic`) has passed `end`; the engine's own limit ends with its last row.
    """
    shapes = _Shapes(db)
    columns: tuple[str, ...] = ()
    rows = []
    for row in found:
        if time.monotonic() > end:
            raise TimeoutError
        values = row.to_dict()
        columns = columns or tuple(values)
        rows.append(tuple(shapes.plain(values.get(name)) for name in columns))
    return columns, tuple(rows)


def find_columns(db: Any, cypher: str, parameters: Mapping[str, object]) -> tuple[str, ...]:
    """Return the columns that a query would have, from the engine's plan for it; none where the plan names none."""
    if cypher.lstrip()[:7].upper() in {"EXPLAIN", "PROFILE"}:
        return ()
    plans = [str(row.get("executionPlanAsString")) for row in db.query("opencypher", f"EXPLAIN {cypher}", parameters)]
    named = PROJECTION.search("\n".join(plans))
    return tuple(COMMA.split(named[1])) if named and named[1] else ()


class _Shapes:
    """What records look like in one answer; the names of relationship types are read when the first record comes."""

    def __init__(self, db: Any) -> None:
        self._db = db
        self._edges: frozenset[str] | None = None

    def plain(self, value: Any) -> object:
        if isinstance(value, Mapping):
            if "@type" in value:
                return self._record(str(value["@type"]), value)
            return {str(k): self.plain(v) for k, v in value.items()}
        if isinstance(value, list | tuple | set):
            return [self.plain(v) for v in value]
        if isinstance(value, str) and PATH.fullmatch(value):
            return self._path(value)
        return make_plain(value)

    def _record(self, kind: str, properties: Mapping[str, Any]) -> dict[str, object]:
        kept = {k: make_plain(v) for k, v in sorted(properties.items()) if k[:1] != "@" and k not in HIDDEN}
        if kind in self._edge_types():
            return {"type": kind, **kept}
        return {"labels": sorted(kind.split("~")), **kept}

    def _path(self, text: str) -> object:
        """The records of a path in its order; the text itself where it only looks like one."""
        steps = []
        for number in RECORD.findall(text):
            found = self._db.query("sql", f"SELECT FROM {number}").first()
            record = found.get_element() if found is not None else None
            if record is None:
                return text
            steps.append(self._record(record.get_type_name(), record.to_dict()))
        return steps

    def _edge_types(self) -> frozenset[str]:
        if self._edges is None:
            types = self._db.query("sql", "SELECT name FROM schema:types WHERE type = 'edge'")
            self._edges = frozenset(str(row.get("name")) for row in types)
        return self._edges
