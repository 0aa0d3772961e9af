"""Keep the embedded store open for others: Bolt for Neo4j Browser and drivers, a loopback port for read-only queries."""

from __future__ import annotations

import contextlib
import datetime
import http.client
import json
import os
import secrets
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kgbuild.errors import KgbuildError, QueryError, StoreError
from kgbuild.records import Graph
from kgbuild.store.base import TIME_LIMIT, LoadReport, Progress, Table
from kgbuild.store.embedded import DATABASE, USER, EmbeddedStore, open_session

if TYPE_CHECKING:
    from neo4j import Session

INFO = "serve.json"
PATIENCE = 20  # seconds more than the query may take: a busy machine answers late
"""Seconds that a serving process may take to say that it is there, and to answer beyond a query's own limit."""
DAY = "$date"


@dataclass(frozen=True, slots=True)
class ServeInfo:
    """How to reach a served store: ports on 127.0.0.1, the Bolt user and password, the token of the query port."""

    pid: int
    bolt_port: int
    query_port: int
    user: str
    password: str
    token: str


def serve_store(folder: Path, *, bolt_port: int | None = None, on_ready: Callable[[ServeInfo], None]) -> None:
    """Hold the store of a graph folder open until SIGINT or SIGTERM; a second signal ends it at once.

    Queries that run are waited for, since the engine cannot stop under them. Call this from the main thread.

    Raises:
        StoreError: another process holds the store, or the port is taken.
    """
    stop = threading.Event()
    with _stop_by_signal(stop), EmbeddedStore(folder / "store") as store:
        door = store.open_door(bolt_port)
        token = secrets.token_urlsafe(24)
        with _QueryServer(("127.0.0.1", 0), _make_handler(store, token)) as server:
            info = ServeInfo(os.getpid(), door.port, server.server_address[1], USER, door.password, token)
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            try:
                _write_info(folder / INFO, info)
                on_ready(info)
                stop.wait()
            finally:
                (folder / INFO).unlink(missing_ok=True)
                server.shutdown()
                thread.join()


def find_served(folder: Path) -> ServedStore | None:
    """Return a client of the process that serves a graph folder, None where none does."""
    try:
        info = ServeInfo(**json.loads((folder / INFO).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    try:
        status, _ = _ask(info, {}, PATIENCE)
    except (OSError, http.client.HTTPException):
        return None
    return ServedStore(info) if status == http.client.NO_CONTENT else None


class ServedStore:
    """A store that another process holds: loads go over Bolt, reads through its query port."""

    def __init__(self, info: ServeInfo) -> None:
        self.info = info

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is held open."""

    @contextlib.contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session of the driver on the served store."""
        with open_session(self.info.bolt_port, self.info.user, self.info.password) as session:
            yield session

    def load(self, graph: Graph, *, full: bool = False, on_progress: Progress | None = None) -> LoadReport:
        """Make the served store hold exactly this graph."""
        from neo4j import GraphDatabase

        from kgbuild.store.loader import load_graph

        address = f"bolt://127.0.0.1:{self.info.bolt_port}"
        with GraphDatabase.driver(address, auth=(self.info.user, self.info.password)) as driver:
            return load_graph(driver, DATABASE, graph, where="kgbuild serve", full=full, on_progress=on_progress)

    def run_read(
        self, cypher: str, parameters: Mapping[str, object] | None = None, *, timeout: float = TIME_LIMIT
    ) -> Table:
        """Return the answer to a query, run by the process that holds the store."""
        asked = {"cypher": cypher, "parameters": dict(parameters or {}), "timeout": timeout}
        try:
            status, found = _ask(self.info, asked, timeout + PATIENCE)
        except (OSError, http.client.HTTPException) as error:
            raise StoreError("kgbuild serve does not answer; stop it and start it again") from error
        if status != http.client.OK:
            raise QueryError(str(found["error"]))
        return Table(tuple(found["columns"]), tuple(tuple(row) for row in found["rows"]))


def _ask(info: ServeInfo, asked: Mapping[str, object], timeout: float) -> tuple[int, Any]:
    """Send a question to a serving process, an empty one to learn whether it is there. No proxy is asked."""
    connection = http.client.HTTPConnection("127.0.0.1", info.query_port, timeout=timeout)
    try:
        body = json.dumps(asked, default=_write_day)
        connection.request("POST", "/query", body, {"Authorization": f"Bearer {info.token}"})
        answer = connection.getresponse()
        content = answer.read()
        return answer.status, json.loads(content) if content else None
    finally:
        connection.close()


class _QueryServer(ThreadingHTTPServer):
    """A thread for each question; closing waits for those that run, since the engine must not stop under them."""

    daemon_threads = False


def _make_handler(store: EmbeddedStore, token: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            if not secrets.compare_digest(self.headers.get("Authorization", ""), f"Bearer {token}"):
                self._answer(http.client.FORBIDDEN, {"error": "wrong token"})
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked = json.loads(body, object_hook=_read_day)
            if not asked:
                self._answer(http.client.NO_CONTENT, None)
                return
            try:
                table = store.run_read(asked["cypher"], asked["parameters"], timeout=asked["timeout"])
            except KgbuildError as error:
                self._answer(http.client.BAD_REQUEST, {"error": str(error)})
                return
            self._answer(http.client.OK, {"columns": table.columns, "rows": table.rows})

        def _answer(self, status: int, content: Mapping[str, Any] | None) -> None:
            body = b"" if content is None else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # who asked has gone
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing: only the command line prints."""

    return Handler


def _write_day(value: object) -> dict[str, str]:
    if isinstance(value, datetime.date):
        return {DAY: value.isoformat()}
    raise QueryError(f"a parameter cannot be a {type(value).__name__}; give text, a number, a day or a list")


def _read_day(value: dict[str, Any]) -> Any:
    return datetime.date.fromisoformat(value[DAY]) if value.keys() == {DAY} else value


def _write_info(path: Path, info: ServeInfo) -> None:
    """Write how to reach this process, for the eyes of this user alone, whole or not at all."""
    draft = path.with_suffix(f".{os.getpid()}")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(info), file)
    draft.replace(path)


@contextlib.contextmanager
def _stop_by_signal(stop: threading.Event) -> Iterator[None]:
    """Let the first SIGINT or SIGTERM set `stop`, and a second one end the program."""

    def ask(number: int, _frame: object) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
