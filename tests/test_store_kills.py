"""Loads that are killed, and servers that are killed under them: the next load makes the graph whole."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from kgbuild.store import Store, loader, open_store
from tests.loads import BATCH, make_graph
from tests.neo4j_server import Neo4j
from tests.stores import dump

GRAPH = make_graph()
TOTAL = len(GRAPH.nodes) + len(GRAPH.edges)
MIDDLE = 20 * BATCH  # in the nodes
LATE = TOTAL - 3 * BATCH  # in the relationships
Whole = tuple[object, ...]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4j]:
    """A server of this module's own, which it may kill."""
    with Neo4j(tmp_path_factory.mktemp("killed")) as found:
        found.start()
        yield found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """What a store holds after a load that nobody disturbed."""
    with open_store(tmp_path_factory.mktemp("whole")) as store:
        store.load(GRAPH)
        return dump(store)


@pytest.fixture
def address(server: Neo4j) -> str:
    """The address of that server, its database empty."""
    with GraphDatabase.driver(server.address) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    return server.address


def start_load(folder: Path, address: str | None, until: int) -> subprocess.Popen[str]:
    """Start a load in a process of its own; it stands still after the first batch that reaches `until`."""
    command = [sys.executable, "-m", "tests.loads", str(folder), *([address] if address else []), "--pause"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for line in process.stdout:
        if int(line.split()[0]) >= until:
            return process
        process.stdin.write("\n")
        process.stdin.flush()
    raise AssertionError(process.communicate()[1])


def state(store: Store) -> object:
    """What the store says of itself."""
    return store.run_read("MATCH (m:Meta) RETURN m.state AS state").rows[0][0]


@pytest.mark.parametrize(
    ("kind", "number", "until"),
    [
        ("embedded", signal.SIGKILL, 1),
        ("embedded", signal.SIGKILL, MIDDLE),
        ("embedded", signal.SIGKILL, LATE),
        ("embedded", signal.SIGINT, MIDDLE),
        ("neo4j", signal.SIGKILL, MIDDLE),
        ("neo4j", signal.SIGKILL, LATE),
        ("neo4j", signal.SIGINT, MIDDLE),
    ],
)
def test_a_killed_load_is_finished_by_the_next(
    kind: str, number: signal.Signals, until: int, whole: Whole, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Whenever a load is killed, the store says that it is half loaded, and the next load makes the same graph."""
    where = request.getfixturevalue("address") if kind == "neo4j" else None
    with start_load(tmp_path, where, until) as process:
        process.send_signal(number)
        process.communicate(timeout=30)
    with open_store(tmp_path, address=where) as store:
        assert state(store) == "loading"
        report = store.load(GRAPH)
        assert 0 < report.sent <= TOTAL - until + BATCH
        assert state(store) == "ready"
        assert dump(store) == whole


@pytest.mark.parametrize(("end", "until"), [(Neo4j.kill, MIDDLE), (Neo4j.stop, LATE)])
def test_a_load_waits_for_a_server_that_starts_anew(
    end: Callable[[Neo4j], None], until: int, server: Neo4j, address: str, whole: Whole, tmp_path: Path
) -> None:
    """A server that goes down in a load and comes back is waited for, and the load goes on to the right end."""
    with start_load(tmp_path, address, until) as process:
        end(server)
        later = threading.Timer(1.0, server.start)
        later.start()
        process.communicate("\n" * 1000, timeout=120)
        later.join()
        assert process.returncode == 0
    with open_store(tmp_path, address=address) as store:
        assert store.load(GRAPH).unchanged
        assert dump(store) == whole


def test_a_server_that_stays_away_is_told(
    server: Neo4j, address: str, whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A load gives up after its patience, in one line; when the server is back the next load ends the work."""
    monkeypatch.setattr("kgbuild.store.server.LOAD_RETRY_LIMIT", 2)
    monkeypatch.setattr(loader, "BATCH", BATCH)

    def kill(done: int, _total: int) -> None:
        if done >= MIDDLE and server.process is not None and server.process.poll() is None:
            server.kill()

    with (
        open_store(tmp_path, address=address) as store,
        pytest.raises(loader.StoreError, match=r"does not answer; start the server, then run this again \(nothing"),
    ):
        store.load(GRAPH, on_progress=kill)
    server.start()
    with open_store(tmp_path, address=address) as store:
        assert state(store) == "loading"
        store.load(GRAPH)
        assert dump(store) == whole


def test_a_commit_without_an_answer_is_written_again(
    address: str, whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the connection breaks while a transaction is committed, nobody knows whether it is there: it is repeated."""
    from neo4j import Session
    from neo4j.exceptions import IncompleteCommit

    real, calls = Session.execute_write, 0

    def lose_each_second(session: Session, work: object, *arguments: object) -> object:
        nonlocal calls
        calls += 1
        found = real(session, work, *arguments)  # type: ignore[arg-type]
        if calls % 2:
            raise IncompleteCommit
        return found

    monkeypatch.setattr(loader, "BATCH", BATCH)
    monkeypatch.setattr(Session, "execute_write", lose_each_second)
    with open_store(tmp_path, address=address) as store:
        store.load(GRAPH)
        assert state(store) == "ready"
        assert dump(store) == whole


def test_a_server_that_can_write_no_more_is_told(
    server: Neo4j, address: str, whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk of the server ends a load in one line; with room and a restart the next load ends the work.

    The disk is full by a limit on the size of the server's files, which any user may set.
    """
    monkeypatch.setattr("kgbuild.store.server.LOAD_RETRY_LIMIT", 2)
    monkeypatch.setattr(loader, "BATCH", BATCH)
    told = r"its database has stopped \(a full disk does that\); look into the server's logs.*\(nothing is lost\)$"

    def fill(done: int, _total: int) -> None:
        if done == MIDDLE and server.process is not None:
            logs = (server.home / "data" / "transactions" / "neo4j").iterdir()
            full = max(log.stat().st_size for log in logs) + BATCH
            resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (full, resource.RLIM_INFINITY))

    with open_store(tmp_path, address=address) as store, pytest.raises(loader.StoreError, match=told) as caught:
        store.load(GRAPH, on_progress=fill)
    assert "\n" not in str(caught.value)
    server.kill()  # it may hang where it cannot write; a started one has its room again
    server.start()
    with open_store(tmp_path, address=address) as store:
        assert state(store) == "loading"
        store.load(GRAPH)
        assert dump(store) == whole
