"""Places that hold the graph: the embedded store and Neo4j, behind one interface."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.store.base import TIME_LIMIT, LoadReport, Store, Table, hide_credentials

if TYPE_CHECKING:
    from neo4j import Session  # noqa: TC004 - named below for type checkers alone


def open_store(folder: Path, *, address: str | None = None) -> Store:
    """Return the store of a graph folder: the server at `address`, else the served one, else the embedded one.

    Raises:
        StoreError: the server is down or refuses, or another process holds the embedded store.
    """
    if address:
        from kgbuild.store.server import ServerStore

        return ServerStore(address)
    from kgbuild.store.embedded import EmbeddedStore
    from kgbuild.store.serve import find_served

    return find_served(folder) or EmbeddedStore(folder / "store")


__all__ = ["TIME_LIMIT", "LoadReport", "Session", "Store", "Table", "hide_credentials", "open_store"]
