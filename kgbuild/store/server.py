"""A Neo4j server, or anything that speaks Bolt and keeps READ sessions from writing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit, urlunsplit

from neo4j import READ_ACCESS, GraphDatabase
from neo4j.exceptions import ClientError, DriverError, Neo4jError
from neo4j.graph import Node, Path, Relationship

from kgbuild.errors import QueryError
from kgbuild.records import Graph
from kgbuild.store.base import LoadReport, Progress, Table, make_plain
from kgbuild.store.loader import explain, load_graph

TIME_LIMIT = 60.0


class ServerStore:
    """A store on a server. User, password and database come from the environment (KGBUILD_STORE_USER, ..._PASSWORD, ..._DATABASE)."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.where = urlunsplit(
            (
                parts.scheme,
                parts.hostname + (f":{parts.port}" if parts.port else "") if parts.hostname else "",
                "",
                "",
                "",
            )
        )
        self.database = (parse_qs(parts.query).get("database") or [os.environ.get("KGBUILD_STORE_DATABASE", "neo4j")])[
            0
        ]
        user, password = os.environ.get("KGBUILD_STORE_USER", "neo4j"), os.environ.get("KGBUILD_STORE_PASSWORD")
        auth = (user, password) if password else None
        try:
            self._driver = GraphDatabase.driver(
                self.where, auth=auth, connection_timeout=10, max_transaction_retry_time=15, notifications_min_severity="OFF"
            )
        except (DriverError, ValueError) as error:
            raise explain(error, self.where) from error
        try:
            self._driver.verify_connectivity()
        except (Neo4jError, DriverError) as error:
            self._driver.close()
            raise explain(error, self.where) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def load(self, graph: Graph, *, on_progress: Progress | None = None) -> LoadReport:
        """Make the database hold exactly this graph beside what others keep there."""
        return load_graph(self._driver, self.database, graph, where=self.where, on_progress=on_progress)

    def run_read(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Table:
        """Return the answer to a query in a READ session, which refuses every write; it may take a minute."""
        try:
            with (
                self._driver.session(database=self.database, default_access_mode=READ_ACCESS) as session,
                session.begin_transaction(timeout=TIME_LIMIT) as tx,
            ):
                result = tx.run(cypher, dict(parameters or {}))
                columns = tuple(result.keys())
                rows = tuple(tuple(_plain(v) for v in record.values()) for record in result)
                return Table(columns, rows)
        except ClientError as error:
            if "AccessMode" in (error.code or "") or "write" in (error.message or "").lower():
                raise QueryError("the query would write; kgbuild query only reads") from error
            raise QueryError(f"the query is refused: {(error.message or str(error)).splitlines()[0]}") from error
        except (Neo4jError, DriverError) as error:
            raise explain(error, self.where) from error


def _plain(value: Any) -> object:
    if isinstance(value, Node):
        return {
            "labels": sorted(value.labels),
            **{k: make_plain(v) for k, v in sorted(value.items()) if k != "made_by"},
        }
    if isinstance(value, Relationship):
        return {"type": value.type, **{k: make_plain(v) for k, v in sorted(value.items()) if k != "made_by"}}
    if isinstance(value, Path):
        return [
            _plain(x)
            for pair in zip(value.nodes, (*value.relationships, None), strict=True)
            for x in pair
            if x is not None
        ]
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    return make_plain(value)
