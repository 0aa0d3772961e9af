"""The embedded store: ArcadeDB inside this process, no server to install.

It loads through the official driver over Bolt on a loopback port, as Neo4j does. Reads go through the engine's own
`query()`, which refuses every write; its Bolt port does not.
"""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from neo4j import GraphDatabase

from kgbuild.errors import QueryError, StoreError
from kgbuild.records import Graph
from kgbuild.store.base import LoadReport, Progress, Table, make_plain
from kgbuild.store.loader import load_graph

DATABASE = "kg"
USER = "root"
HIDDEN = frozenset({"made_by", "@rid", "@type", "@cat", "@in", "@out"})


def find_free_port() -> int:
    """Return a loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class EmbeddedStore:
    """The store in `folder`, held by this process alone; `bolt_port` and `password` let others in while it is open.

    Raises:
        StoreError: another process holds the folder, or it cannot be opened.
    """

    def __init__(self, folder: Path, *, bolt_port: int | None = None, password: str | None = None) -> None:
        self.folder = folder
        self.password = password or secrets.token_urlsafe(24)
        self.bolt_port = bolt_port or find_free_port()
        folder.mkdir(parents=True, exist_ok=True)
        os.environ.setdefault("ARCADEDB_LOG_DIR", str(folder / "log"))
        os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
        import arcadedb

        self._error = arcadedb.ArcadeDBError
        for stale in (folder / "config" / "server-users.jsonl",):
            stale.unlink(missing_ok=True)  # the root password is made anew each time
        config = {
            "http_port": find_free_port(),
            "host": "127.0.0.1",
            "mode": "production",
            "bolt_port": self.bolt_port,
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        }
        try:
            self._server = arcadedb.create_server(str(folder), self.password, config)
            self._server.start()
            self._db = self._server.create_database(DATABASE)
        except self._error as error:
            raise self._explain(error) from error

    def _explain(self, error: Exception) -> StoreError:
        text = str(error).splitlines()[0]
        if "lock" in text.lower():
            return StoreError(f"{self.folder}: is held by another process; stop it, or use it through kgbuild serve")
        return StoreError(f"{self.folder}: cannot be opened ({text}); delete the folder and run kgbuild load")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the engine; what was committed is kept."""
        self._server.stop()

    def load(self, graph: Graph, *, on_progress: Progress | None = None) -> LoadReport:
        """Make the store hold exactly this graph."""
        with GraphDatabase.driver(f"bolt://127.0.0.1:{self.bolt_port}", auth=(USER, self.password)) as driver:
            return load_graph(driver, DATABASE, graph, where=str(self.folder), on_progress=on_progress)

    def run_read(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Table:
        """Return the answer to a query; the engine refuses any that would write."""
        try:
            result = self._db.query("opencypher", cypher, dict(parameters or {}))
            rows = [
                (tuple(row.property_names), tuple(_plain(row.get(name)) for name in row.property_names))
                for row in result
            ]
        except self._error as error:
            text = str(error)
            if "NotIdempotent" in text:
                raise QueryError("the query would write; kgbuild query only reads") from error
            cause = text.splitlines()[0].removeprefix("Query failed: ").split("Exception: ", 1)[-1]
            raise QueryError(f"the query is refused: {cause}") from error
        columns = rows[0][0] if rows else ()
        return Table(columns, tuple(values for _, values in rows))


def _plain(value: Any) -> object:
    if isinstance(value, Mapping):
        if "@type" not in value:
            return {str(k): _plain(v) for k, v in value.items()}
        kept = {k: make_plain(v) for k, v in sorted(value.items()) if k not in HIDDEN}
        kind = str(value["@type"])
        return {"type": kind, **kept} if kind.isupper() else {"labels": sorted(kind.split("~")), **kept}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return make_plain(value)
