"""Places that hold the graph: the embedded store and Neo4j, behind one interface."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.errors import StoreError
from kgbuild.store.base import LoadReport, Store, Table

if TYPE_CHECKING:
    from neo4j import Session  # noqa: TC004 - named below for type checkers alone

SCHEMES = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")


def open_store(folder: Path, *, address: str | None = None) -> Store:
    """Return the store of a graph folder: the server at `address`, else the served one, else the embedded one.

    Raises:
        StoreError: the server is down or refuses, or another process holds the embedded store.
    """
    if address:
        if not address.startswith(SCHEMES):
            raise StoreError(f"{address}: is no address of a store; write neo4j://HOST or bolt://HOST:PORT")
        from kgbuild.store.server import ServerStore

        return ServerStore(address)
    from kgbuild.store.embedded import EmbeddedStore
    from kgbuild.store.serve import find_served

    return find_served(folder) or EmbeddedStore(folder / "store")


__all__ = ["LoadReport", "Session", "Store", "Table", "open_store"]
