"""A Neo4j server, or anything that speaks Bolt and keeps READ sessions from writing."""

from __future__ import annotations

import logging
import os
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from types import TracebackType
from typing import Any, Self
from urllib.parse import SplitResult, parse_qs, urlsplit

from neo4j import READ_ACCESS, Driver, GraphDatabase, ManagedTransaction, Session, TrustCustomCAs, unit_of_work
from neo4j.exceptions import AuthError, DriverError, Neo4jError, TransientError
from neo4j.graph import Node, Path, Relationship

from kgbuild.errors import StoreError
from kgbuild.records import Graph
from kgbuild.store.base import (
    HIDDEN,
    SCHEMES,
    TIME_LIMIT,
    LoadReport,
    Progress,
    Table,
    hide_credentials,
    make_plain,
)
from kgbuild.store.indexes import write_server_indexes
from kgbuild.store.loader import load_graph
from kgbuild.store.troubles import explain, explain_query

CONNECT_LIMIT = 10
RETRY_LIMIT = 10
LOAD_RETRY_LIMIT = 60
"""Seconds that a load tries again for, when its server has gone: as long as one takes to start anew."""
AUTHORITY = "KGBUILD_STORE_CA"


class ServerStore:
    """A store on a server.

    User and password come from the environment (KGBUILD_STORE_USER, KGBUILD_STORE_PASSWORD), the database from the
    address (`?database=`) or KGBUILD_STORE_DATABASE; without a password the server must ask for none. An address with
    `+s` is trusted by the system's authorities, or by those in the file that KGBUILD_STORE_CA names.
    """

    def __init__(self, address: str) -> None:
        parts = _split(address)
        self.where = f"{parts.scheme}://{parts.netloc}"
        named = parse_qs(parts.query).get("database") or [os.environ.get("KGBUILD_STORE_DATABASE") or "neo4j"]
        self.database = named[0]
        if self.database == "system":
            raise StoreError(f"{self.where}: its database system takes no graph; name another one with ?database=NAME")
        self._connect = partial(_connect, parts, os.environ.get("KGBUILD_STORE_PASSWORD"))
        self._driver = self._connect(patience=RETRY_LIMIT)

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
        with self._connect(patience=LOAD_RETRY_LIMIT) as driver:
            report = load_graph(driver, self.database, graph, where=self.where, full=full, on_progress=on_progress)
            try:
                self._make_indexes(driver)
            except (Neo4jError, DriverError) as error:
                raise explain(error, self.where) from error
        return report

    def _make_indexes(self, driver: Driver) -> None:
        """Make the indexes that are not there yet. They fill in the background; answers do not wait for them."""
        wanted = tuple(write_server_indexes())
        with driver.session(database=self.database) as session:
            have = session.run(
                "SHOW INDEXES YIELD name WHERE name STARTS WITH 'kgbuild_' RETURN count(*) AS n"
            ).single()
            if have is None or have["n"] < len(wanted):  # a load may have been killed before this
                for statement in wanted:
                    session.run(statement).consume()

    def run_read(
        self, cypher: str, parameters: Mapping[str, object] | None = None, *, timeout: float = TIME_LIMIT
    ) -> Table:
        """Return the answer to a query in a READ session, which refuses every write."""

        @unit_of_work(timeout=timeout)
        def ask(tx: ManagedTransaction) -> Table:
            try:
                result = tx.run(cypher, dict(parameters or {}))
                columns = tuple(result.keys())
                return Table(columns, tuple(tuple(_plain(v) for v in record.values()) for record in result))
            except TransientError as error:
                if "OutOfMemory" in (error.code or ""):  # the driver would try that again
                    raise explain_query(error, self.where, timeout) from error
                raise

        try:
            with self._driver.session(database=self.database, default_access_mode=READ_ACCESS) as session:
                return session.execute_read(ask)
        except (Neo4jError, DriverError) as error:
            raise explain_query(error, self.where, timeout) from error


def needs_password(address: str) -> bool:
    """Tell whether a server refuses who gives no password; no for one that cannot be reached.

    Raises:
        StoreError: the address is no address of a store.
    """
    parts = _split(address)
    try:
        _connect(parts, None, patience=0).close()
    except StoreError as error:
        return isinstance(error.__cause__, AuthError)
    return False


def _connect(parts: SplitResult, password: str | None, *, patience: float) -> Driver:
    """Return a driver that has reached its server; it tries a transaction again for `patience` seconds."""
    where = f"{parts.scheme}://{parts.netloc}"
    address, security = where, _find_authority(parts.scheme)
    if security:
        address = f"{parts.scheme.removesuffix('+s')}://{parts.netloc}"
    if not (log := logging.getLogger("neo4j")).handlers:
        log.addHandler(logging.NullHandler())  # else its warnings reach the terminal
    try:
        driver = GraphDatabase.driver(
            address,
            auth=(os.environ.get("KGBUILD_STORE_USER") or "neo4j", password) if password else None,
            connection_timeout=CONNECT_LIMIT,
            connection_acquisition_timeout=2 * CONNECT_LIMIT,
            max_transaction_retry_time=patience,
            notifications_min_severity="OFF",
            **security,
        )
    except (DriverError, ValueError) as error:
        raise explain(error, where) from error
    try:
        driver.verify_connectivity()
    except (Neo4jError, DriverError) as error:
        driver.close()
        if isinstance(error, AuthError) and not password:
            raise StoreError(f"{where}: asks for a password; set KGBUILD_STORE_PASSWORD") from error
        raise explain(error, where) from error
    return driver


def _find_authority(scheme: str) -> dict[str, Any]:
    """Return the driver's settings for a certificate authority of one's own; none where none is named or wanted."""
    file = os.environ.get(AUTHORITY)
    if not file or not scheme.endswith("+s"):
        return {}
    try:
        ssl.create_default_context().load_verify_locations(cafile=file)
    except OSError as error:
        reason = "no certificates in PEM form in it" if isinstance(error, ssl.SSLError) else error.strerror
        raise StoreError(f"{AUTHORITY}: {file}: cannot be used ({reason}); name a PEM file of certificates") from error
    return {"encrypted": True, "trusted_certificates": TrustCustomCAs(file)}


def _split(address: str) -> SplitResult:
    """Take an address apart; a password in it would end up in messages and histories, so it is refused unseen."""
    bare = hide_credentials(address)
    try:
        parts = urlsplit(address)
        usable = parts.hostname is not None and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if "@" in address.partition("?")[0]:
        raise StoreError(
            f"{bare}: user and password do not belong in the address; set KGBUILD_STORE_USER and KGBUILD_STORE_PASSWORD"
        )
    if not usable or not address.startswith(SCHEMES):
        raise StoreError(f"{bare}: is no address of a store; write neo4j://HOST or bolt://HOST:PORT")
    if parts.path not in ("", "/") or parts.fragment or parse_qs(parts.query).keys() - {"database"}:
        raise StoreError(f"{bare}: only ?database=NAME may follow the host; leave the rest out")
    return parts


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
