"""The embedded store: ArcadeDB inside this process, no server to install.

Reads go through the engine's own `query()`, which refuses every write; its Bolt port does not. A load goes over Bolt
on a loopback port, by the official driver, as into Neo4j: the engine's own way to write is not safe for batches.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import signal
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kgbuild.errors import QueryError, StoreError
from kgbuild.records import Graph
from kgbuild.store.base import TIME_LIMIT, LoadReport, Progress, Table
from kgbuild.store.disk import RESERVE, check_disk
from kgbuild.store.engine_values import find_columns, make_rows
from kgbuild.store.indexes import write_engine_indexes

if TYPE_CHECKING:
    from neo4j import Session

DATABASE = "kg"
USER = "root"
TRIES = 3
GRACE = 0.5  # seconds until a query has surely read its limit
PORT_TAKEN = "Unable to listen"


@dataclass(frozen=True, slots=True)
class Door:
    """Where drivers get in while the store is open: a Bolt port on 127.0.0.1, and the password of the user `root`."""

    port: int
    password: str


class EmbeddedStore:
    """The store in `folder`, held by this process alone.

    Raises:
        StoreError: the folder is held already, or it cannot be opened.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._server: Any = None
        self._door: Door | None = None
        self._limit = _read_limit(self.folder)
        self._guard = threading.Lock()
        self._asked = -GRACE
        check_disk(self.folder / "databases")
        with _keep_logs_in(self.folder / "log"):
            import arcadedb

            self._engine = arcadedb
            self._db = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the folder go; what was committed is kept."""
        (self._server.stop if self._server is not None else self._db.close)()

    @contextlib.contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session of the driver, over a loopback port."""
        door = self.open_door()
        with open_session(door.port, USER, door.password) as session:
            yield session

    def load(self, graph: Graph, *, full: bool = False, on_progress: Progress | None = None) -> LoadReport:
        """Make the store hold exactly this graph."""
        from neo4j import GraphDatabase

        from kgbuild.store.loader import load_graph

        def tell(done: int, total: int) -> None:
            check_disk(self.folder, needed=RESERVE)
            if on_progress is not None:
                on_progress(done, total)

        check_disk(self.folder, needed=RESERVE)
        door = self.open_door()
        self._set_limit(0)
        try:
            with GraphDatabase.driver(f"bolt://127.0.0.1:{door.port}", auth=(USER, door.password)) as driver:
                report = load_graph(driver, DATABASE, graph, where=str(self.folder), full=full, on_progress=tell)
        except StoreError:
            check_disk(self.folder, needed=RESERVE)  # its engine says nothing of the disk
            raise
        self._make_indexes()
        self._set_limit(TIME_LIMIT)
        return report

    def _make_indexes(self) -> None:
        """Make the full-text indexes that are not there yet, of the labels that are."""
        types = self._db.query("sql", "SELECT name FROM schema:types WHERE type = 'vertex'")
        for statement in write_engine_indexes(str(row.get("name")) for row in types):
            self._db.command("sql", statement)

    def run_read(
        self, cypher: str, parameters: Mapping[str, object] | None = None, *, timeout: float = TIME_LIMIT
    ) -> Table:
        """Return the answer to a query; the engine refuses any that would write."""
        given = dict(parameters or {})
        end = time.monotonic() + timeout
        while True:
            self._set_limit(timeout)
            try:
                with _let_interrupts_kill():
                    columns, rows = make_rows(self._db, self._db.query("opencypher", cypher, given), end=end)
                    return Table(columns or find_columns(self._db, cypher, given), rows)
            except (self._engine.ArcadeDBError, TimeoutError) as error:
                # one limit holds for all: where another query has set a shorter one in between, this one is run again
                if "command.timeout" not in str(error) or time.monotonic() >= end - GRACE:
                    raise _explain_query(error, timeout) from error

    def open_door(self, port: int | None = None) -> Door:
        """Let drivers in on a loopback port, a free one unless it is given; the password is new each time.

        Raises:
            StoreError: the port is taken, or the store cannot be opened for drivers.
        """
        if self._door is None:
            self._db.close()
            for left in reversed(range(1 if port else TRIES)):
                door = Door(port or _find_free_port(), secrets.token_urlsafe(24))
                try:
                    self._start(door)
                    break
                except self._engine.ArcadeDBError as error:
                    if not left or PORT_TAKEN not in str(error):
                        self._db = self._open()
                        raise self._explain_start(error, door.port) from error
            self._door = door
        return self._door

    def _start(self, door: Door) -> None:
        (self.folder / "config" / "server-users.jsonl").unlink(missing_ok=True)  # it holds the password before
        config = {
            "http_port": 0,
            "host": "127.0.0.1",
            "mode": "development",  # in production mode drivers get no error message
            "txWalFlush": 2,  # which production mode would see to: commits outlive a power cut
            "opencypher.loadCsv.allowFileUrls": False,
            "bolt_port": door.port,
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        }
        server = self._engine.create_server(str(self.folder), door.password, config)
        server.start()
        self._server, self._db = server, server.create_database(DATABASE)

    def _open(self) -> Any:
        factory = self._engine.DatabaseFactory(str(self.folder / "databases" / DATABASE))
        try:
            return factory.open() if factory.exists() else factory.create()
        except self._engine.ArcadeDBError as error:
            text = str(error)
            if "locked by another process" in text:
                raise StoreError(
                    f"{self.folder}: is held by another process; wait for it, or keep the store open with kgbuild serve"
                ) from error
            if "already in use" in text:
                raise StoreError(f"{self.folder}: is open in this process already; close it first") from error
            reason = text.splitlines()[0].rpartition("Exception: ")[2]
            raise StoreError(
                f"{self.folder}: cannot be opened ({reason}); delete the folder, then run kgbuild load"
            ) from error

    def _explain_start(self, error: Exception, port: int) -> StoreError:
        text = str(error)
        if PORT_TAKEN in text:
            return StoreError(f"port {port} is taken by another program; name another with --port")
        return StoreError(f"{self.folder}: cannot be opened for drivers ({text.splitlines()[0]}); run this again")

    def _set_limit(self, seconds: float) -> None:
        """Set how long a statement may take, 0 for no limit. The engine keeps the limit with the database."""
        with self._guard:
            if seconds != self._limit:
                # one limit holds for all; a query reads it when it starts, and one that has just been given must have
                time.sleep(max(0.0, self._asked + GRACE - time.monotonic()))
                limit = round(seconds * 1000)
                self._db.command("sql", f"ALTER DATABASE `arcadedb.command.timeout` {limit}")
                self._limit = seconds
            self._asked = time.monotonic()


@contextlib.contextmanager
def open_session(port: int, user: str, password: str) -> Iterator[Session]:
    """Give a driver's session on an embedded store that lets drivers in on a port of this machine."""
    from neo4j import GraphDatabase

    with (
        GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=(user, password)) as driver,
        driver.session(database=DATABASE) as session,
    ):
        yield session


def _read_limit(folder: Path) -> float | None:
    """The limit that the engine has kept, so that a query need not set it again; None where it tells none."""
    try:
        kept = json.loads((folder / "databases" / DATABASE / "configuration.json").read_text(encoding="utf-8"))
        return float(kept["configuration"]["command.timeout"]) / 1000
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _explain_query(error: Exception, timeout: float) -> QueryError:
    text = str(error).partition("\n")[0]
    if "QueryNotIdempotentException" in text:
        return QueryError("the query would write; kgbuild query only reads")
    if isinstance(error, TimeoutError) or "command.timeout" in text:
        return QueryError(
            f"the query took longer than {timeout:g} seconds; narrow it down, or allow more with --timeout"
        )
    return QueryError(f"the query is refused: {re.sub(r'^[^:]*: [a-z.]+[A-Za-z]+(Exception|Error): ', '', text)}")


@contextlib.contextmanager
def _keep_logs_in(folder: Path) -> Iterator[None]:
    """Keep the engine's messages in a file: it reads these two variables when it starts, once in a process."""
    given = {"ARCADEDB_LOG_DIR": str(folder), "ARCADEDB_LOG_CONSOLE": "0"}
    before = {name: os.environ.get(name) for name in given}
    os.environ.update({name: value for name, value in given.items() if before[name] is None})
    try:
        yield
    finally:
        for name in given:
            if before[name] is None:
                os.environ.pop(name, None)


@contextlib.contextmanager
def _let_interrupts_kill() -> Iterator[None]:
    """Let Ctrl-C end the program while the engine works: Python could not act on it before the engine returns.

    Nothing is being written then, and the engine recovers at the next opening.
    """
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
