"""A Neo4j server, or anything that speaks Bolt and keeps READ sessions from writing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self
from urllib.parse import SplitResult, parse_qs, urlsplit

from neo4j import READ_ACCESS, GraphDatabase, ManagedTransaction, Session, unit_of_work
from neo4j.exceptions import ClientError, DriverError, Neo4jError
from neo4j.graph import Node, Path, Relationship

from kgbuild.errors import QueryError, StoreError
from kgbuild.records import Graph
from kgbuild.store.base import HIDDEN, TIME_LIMIT, LoadReport, Progress, Table, make_plain
from kgbuild.store.indexes import write_server_indexes
from kgbuild.store.loader import explain, load_graph

CONNECT_LIMIT = 10
RETRY_LIMIT = 15


class ServerStore:
    """A store on a server.

    User and password come from the environment (KGBUILD_STORE_USER, KGBUILD_STORE_PASSWORD), the database from the
    address (`?database=`) or KGBUILD_STORE_DATABASE; without a password the server must ask for none.
    """

    def __init__(self, address: str) -> None:
        parts = _split(address)
        self.where = f"{parts.scheme}://{parts.netloc}"
        named = parse_qs(parts.query).get("database") or [os.environ.get("KGBUILD_STORE_DATABASE") or "neo4j"]
        self.database = named[0]
        user, password = os.environ.get("KGBUILD_STORE_USER") or "neo4j", os.environ.get("KGBUILD_STORE_PASSWORD")
        try:
            self._driver = GraphDatabase.driver(
                self.where,
                auth=(user, password) if password else None,
                connection_timeout=CONNECT_LIMIT,
                max_transaction_retry_time=RETRY_LIMIT,
                notifications_min_severity="OFF",
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

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session of the driver, on the database of this store."""
        with self._driver.session(database=self.database) as session:
            yield session

    def load(self, graph: Graph, *, full: bool = False, on_progress: Progress | None = None) -> LoadReport:
        """Make the database hold exactly this graph beside what others keep there."""
        report = load_graph(self._driver, self.database, graph, where=self.where, full=full, on_progress=on_progress)
        if not report.unchanged:
            self._make_indexes()
        return report

    def _make_indexes(self) -> None:
        """Make the indexes that are not there yet. They fill in the background; answers do not wait for them."""
        try:
            with self._driver.session(database=self.database) as session:
                for statement in write_server_indexes():
                    session.run(statement).consume()
        except (Neo4jError, DriverError) as error:
            raise explain(error, self.where) from error

    def run_read(
        self, cypher: str, parameters: Mapping[str, object] | None = None, *, timeout: float = TIME_LIMIT
    ) -> Table:
        """Return the answer to a query in a READ session, which refuses every write."""

        @unit_of_work(timeout=timeout)
        def ask(tx: ManagedTransaction) -> Table:
            result = tx.run(cypher, dict(parameters or {}))
            columns = tuple(result.keys())
            return Table(columns, tuple(tuple(_plain(v) for v in record.values()) for record in result))

        try:
            with self._driver.session(database=self.database, default_access_mode=READ_ACCESS) as session:
                return session.execute_read(ask)
        except ClientError as error:
            about_server = "DatabaseNotFound" in (error.code or "") or ".Security." in (error.code or "")
            raise (explain(error, self.where) if about_server else _explain_query(error, timeout)) from error
        except (Neo4jError, DriverError) as error:
            raise explain(error, self.where) from error


def _split(address: str) -> SplitResult:
    """Take an address apart; a password in it would end up in messages and histories, so it is refused unseen."""
    parts = urlsplit(address)
    if "@" in parts.netloc:
        raise StoreError(
            f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}: user and password do not belong in the address; "
            "set KGBUILD_STORE_USER and KGBUILD_STORE_PASSWORD"
        )
    try:
        usable = parts.hostname is not None and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable:
        raise StoreError(f"{address}: is no address of a store; write neo4j://HOST or bolt://HOST:PORT")
    return parts


def _explain_query(error: ClientError, timeout: float) -> QueryError:
    code = error.code or ""
    if code == "Neo.ClientError.Statement.AccessMode":
        return QueryError("the query would write; kgbuild query only reads")
    if "TransactionTimedOut" in code:
        return QueryError(f"the query took longer than {timeout:g} seconds; narrow it down")
    return QueryError(f"the query is refused: {(error.message or str(error)).splitlines()[0]}")


def _plain(value: Any) -> object:
    if isinstance(value, Node):
        return {"labels": sorted(value.labels), **_properties(value)}
    if isinstance(value, Relationship):
        return {"type": value.type, **_properties(value)}
    if isinstance(value, Path):
        steps: list[object] = [_plain(value.nodes[0])]
        for relationship, node in zip(value.relationships, value.nodes[1:], strict=True):
            steps += [_plain(relationship), _plain(node)]
        return steps
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    return make_plain(value)


def _properties(record: Node | Relationship) -> dict[str, object]:
    return {k: make_plain(v) for k, v in sorted(record.items()) if k not in HIDDEN}
