"""Keep the embedded store open for others: Bolt for Neo4j Browser and drivers, a loopback door for read-only queries."""

from __future__ import annotations

import json
import os
import secrets
import signal
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from neo4j import GraphDatabase

from kgbuild.errors import KgbuildError, QueryError, StoreError
from kgbuild.records import Graph
from kgbuild.store.base import LoadReport, Progress, Table
from kgbuild.store.embedded import DATABASE, USER, EmbeddedStore
from kgbuild.store.loader import load_graph

INFO = "serve.json"
TIME_LIMIT = 60.0


@dataclass(frozen=True, slots=True)
class ServeInfo:
    """How to reach a served store: ports on 127.0.0.1, the Bolt user and password, the token of the query door."""

    pid: int
    bolt_port: int
    query_port: int
    user: str
    password: str
    token: str


def serve_store(folder: Path, *, bolt_port: int | None = None, on_ready: Callable[[ServeInfo], None]) -> None:
    """Hold the store of a graph folder open until SIGINT or SIGTERM.

    Raises:
        StoreError: another process holds the store, or the port is taken.
    """
    stop = threading.Event()
    lock = threading.Lock()
    token = secrets.token_urlsafe(24)
    with EmbeddedStore(folder / "store", bolt_port=bolt_port) as store:
        door = ThreadingHTTPServer(("127.0.0.1", 0), _make_handler(store, token, lock))
        threading.Thread(target=door.serve_forever, daemon=True).start()
        info = ServeInfo(os.getpid(), store.bolt_port, door.server_address[1], USER, store.password, token)
        path = folder / INFO
        path.touch(mode=0o600)
        path.write_text(json.dumps(asdict(info)))
        try:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: stop.set())
            on_ready(info)
            stop.wait()
        finally:
            path.unlink(missing_ok=True)
            door.shutdown()
            door.server_close()


def find_served(folder: Path) -> ServedStore | None:
    """Return a client of the process that serves a graph folder, None where none does."""
    path = folder / INFO
    try:
        info = ServeInfo(**json.loads(path.read_text()))
        os.kill(info.pid, 0)
    except (OSError, ValueError, TypeError):
        return None
    return ServedStore(info)


class ServedStore:
    """A store that another process holds: loads go over Bolt, reads through its query door."""

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

    def load(self, graph: Graph, *, on_progress: Progress | None = None) -> LoadReport:
        """Make the served store hold exactly this graph."""
        address = f"bolt://127.0.0.1:{self.info.bolt_port}"
        with GraphDatabase.driver(address, auth=(self.info.user, self.info.password)) as driver:
            return load_graph(driver, DATABASE, graph, where=address, on_progress=on_progress)

    def run_read(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Table:
        """Return the answer to a query, run by the process that holds the store."""
        body = json.dumps({"cypher": cypher, "parameters": dict(parameters or {})}).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.info.query_port}/query",
            body,
            {"Authorization": f"Bearer {self.info.token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=TIME_LIMIT) as answer:  # noqa: S310
                found = json.load(answer)
        except urllib.error.HTTPError as error:
            raise QueryError(json.load(error)["error"]) from error
        except OSError as error:
            raise StoreError("kgbuild serve does not answer; stop it and start it again") from error
        return Table(tuple(found["columns"]), tuple(tuple(r) for r in found["rows"]))


def _make_handler(store: EmbeddedStore, token: str, lock: threading.Lock) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            if not secrets.compare_digest(self.headers.get("Authorization", ""), f"Bearer {token}"):
                self._answer(403, {"error": "wrong token"})
                return
            asked = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            try:
                with lock:
                    table = store.run_read(asked["cypher"], asked["parameters"])
            except KgbuildError as error:
                self._answer(400, {"error": str(error)})
                return
            self._answer(200, {"columns": table.columns, "rows": table.rows})

        def _answer(self, status: int, content: Mapping[str, Any]) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing: only the command line prints."""

    return Handler
