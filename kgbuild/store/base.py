"""What every store can do, and the shapes that it takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from kgbuild.records import Graph

if TYPE_CHECKING:
    from neo4j import Session

Progress = Callable[[int, int], None]
TIME_LIMIT = 60.0
"""How long a query may take, in seconds."""
SCHEMES = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")
MARK_KEY = "loaded_by"
"""The property that marks what a load made."""
WORDS_KEY = "words"
"""The property of a node that a search looks into: its names, title or quote as folded words."""
HIDDEN = {MARK_KEY, WORDS_KEY}
"""Properties that answers leave out of nodes and relationships."""


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a query. Values are plain JSON values: dates are ISO text, nodes and relationships are objects."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: what the graph has, how much of it was sent, how many stale things were removed.

    `unchanged` says that the store held this very graph already.
    """

    nodes: int
    edges: int
    sent: int
    removed: int
    unchanged: bool


class Store(Protocol):
    """A place that holds the graph and answers Cypher."""

    def load(self, graph: Graph, *, full: bool = False, on_progress: Progress | None = None) -> LoadReport:
        """Make the store hold exactly this graph; what others keep in the same database is not touched.

        What the store holds already is sent only with `full`, which repairs what others changed in it.
        """

    def run_read(
        self, cypher: str, parameters: Mapping[str, object] | None = None, *, timeout: float = TIME_LIMIT
    ) -> Table:
        """Return the answer to a query that only reads, within `timeout` seconds.

        Raises:
            QueryError: the query would write, is refused, or takes too long.
            StoreError: the store is gone.
        """

    def session(self) -> AbstractContextManager[Session]:
        """Give a session of the driver, open while the context lasts. Unlike `run_read` it can write."""

    def close(self) -> None:
        """Let the store go."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def hide_credentials(address: str) -> str:
    """Return an address without what stands before `@` or behind `?`: it may hold a password."""
    scheme, slashes, rest = address.partition("?")[0].rpartition("://")
    return f"{scheme}{slashes}{rest.rpartition('@')[2]}"


def make_plain(value: object) -> object:
    """Return a value as plain JSON: dates as ISO text, mappings and lists likewise inside."""
    if isinstance(value, Mapping):
        return {str(k): make_plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [make_plain(v) for v in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if hasattr(value, "iso_format"):
        return str(value.iso_format())
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
