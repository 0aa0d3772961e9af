"""The embedded store's own ways: who holds it, how it ends, and what `kgbuild serve` makes of it."""

from __future__ import annotations

import json
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgbuild.errors import QueryError, StoreError
from kgbuild.records import Graph
from kgbuild.store import open_store
from kgbuild.store.embedded import EmbeddedStore
from kgbuild.store.serve import ServedStore
from tests.stores import GRAPH, ORLO, SLOW, count, dump

PRELUDE = """
import os, signal, sys
from pathlib import Path
from kgbuild.records import Edge, Graph, Node
from kgbuild.store import open_store
folder = Path(sys.argv[1])
"""
SERVE = (
    "from kgbuild.store.serve import serve_store; serve_store(folder, on_ready=lambda info: print('ready', flush=True))"
)
MANY = 400
LARGE = f"""
nodes = tuple(Node(f"n{{i:04}}", "Entity", ("Person",) if i % 3 else ("Company", "Organization"), {{"name": f"N{{i}}"}}) for i in range({MANY}))
edges = tuple(Edge(f"r{{i:04}}", "LEADS", "Entity", n.id, "Entity", nodes[i * 7 % {MANY}].id, {{"w": i}}) for i, n in enumerate(nodes))
graph = Graph(nodes, edges, "large")
"""
BREAK_OFF = """
from kgbuild.store import loader
loader.BATCH = 50
def die(done, total):
    if done >= int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
open_store(folder).load(graph, on_progress=die)
"""


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own; one that hangs fails."""
    command = [sys.executable, "-c", PRELUDE + code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that serves the store in `tmp_path`, which holds a graph."""
    with open_store(tmp_path) as store:
        store.load(GRAPH)
    command = [sys.executable, "-c", PRELUDE + SERVE, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def test_importing_the_store_loads_no_engine() -> None:
    """The engine and the driver come when a store is opened: commands that need none start quickly."""
    found = run_python("print([m for m in ('neo4j', 'arcadedb') if m in sys.modules])", "-")
    assert found.stdout == "[]\n"


def test_reading_opens_no_port(tmp_path: Path) -> None:
    """Only a load and `serve` let anyone in."""
    with open_store(tmp_path) as store:
        store.load(GRAPH)
    found = run_python(
        "store = open_store(folder); store.run_read('RETURN 1 AS x'); print('neo4j' in sys.modules, store._door)",
        str(tmp_path),
    )
    assert found.stdout == "False None\n"


@pytest.mark.parametrize("end", ["store.close()", "", "raise SystemExit(0)"])
def test_a_process_ends_cleanly(tmp_path: Path, end: str) -> None:
    """A program that has loaded ends at once, closed or not, and the engine prints nothing."""
    found = run_python(
        f"{LARGE}\nstore = open_store(folder); store.load(graph); store.run_read('MATCH (n) RETURN n')\n{end}",
        str(tmp_path),
    )
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    """What a store holds after an undisturbed load of the large graph."""
    folder = tmp_path_factory.mktemp("whole")
    run_python(LARGE + "open_store(folder).load(graph)", str(folder))
    with open_store(folder) as store:
        return dump(store)


@pytest.mark.parametrize("done", [100, 600])
def test_a_load_killed_half_way_is_finished_by_the_next(tmp_path: Path, whole: tuple[object, ...], done: int) -> None:
    """After `kill -9` at any point the same load makes the same graph."""
    killed = run_python(LARGE + BREAK_OFF, str(tmp_path), str(done))
    assert killed.returncode == -signal.SIGKILL
    again = run_python(LARGE + "open_store(folder).load(graph)", str(tmp_path))
    assert again.stderr == ""
    with open_store(tmp_path) as store:
        assert count(store, "(n:Entity)") == MANY
        assert dump(store) == whole


def test_a_held_store_is_told_in_one_line(tmp_path: Path) -> None:
    """A second process cannot open the embedded store's files; it is told what helps."""
    with open_store(tmp_path) as store:
        store.load(GRAPH)
        found = run_python("open_store(folder)", str(tmp_path))
    assert found.stderr.splitlines()[-1].endswith(
        "is held by another process; wait for it, or keep the store open with kgbuild serve"
    )


def test_a_store_is_open_once_in_a_process(tmp_path: Path) -> None:
    """A second opening is refused, and the first goes on working, with and without its port."""
    with open_store(tmp_path) as store:
        for _ in range(2):
            with pytest.raises(StoreError, match="is open in this process already"):
                open_store(tmp_path)
            store.load(GRAPH)
            assert count(store, "(n:Entity)") == 2


def test_a_damaged_store_is_told_in_one_line(tmp_path: Path) -> None:
    """A store that cannot be read can be made again from the ledger, and the message says so."""
    with open_store(tmp_path) as store:
        store.load(GRAPH)
    (tmp_path / "store" / "databases" / "kg" / "configuration.json").write_text("")
    with pytest.raises(StoreError, match=r"cannot be opened .*; delete the folder, then run kgbuild load") as caught:
        open_store(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file stands where the folder should."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        open_store(tmp_path / "file")


def test_what_is_served_answers_and_takes_loads(tmp_path: Path, served: subprocess.Popen[str]) -> None:
    """While `kgbuild serve` holds the store, loads and queries go through it; a signal ends it cleanly."""
    with open_store(tmp_path) as store:
        assert isinstance(store, ServedStore)
        assert count(store, "(n:Entity)") == 2
        assert not store.load(Graph((ORLO,), (), "digest-5")).unchanged
        assert count(store, "(n:Entity)") == 1
        assert store.run_read("MATCH (n:Entity {id: 'none'}) RETURN n.id AS id").columns == ("id",)
    served.send_signal(signal.SIGTERM)
    assert served.wait(timeout=30) == 0
    assert served.stderr is not None
    assert served.stderr.read() == ""
    assert not (tmp_path / "serve.json").exists()
    with open_store(tmp_path) as store:
        assert isinstance(store, EmbeddedStore)
        assert count(store, "(n:Entity)") == 1


@pytest.mark.usefixtures("served")
def test_what_is_served_gives_the_same_answers(tmp_path: Path) -> None:
    """Values, days as parameters, refusals and time limits are those of the store itself."""
    with open_store(tmp_path) as store:
        suit = "MATCH (e:Event) WHERE e.first_day = $day RETURN e.first_day AS day, e"
        day = GRAPH.nodes[2].properties["first_day"]
        row = store.run_read(suit, {"day": day}).rows[0]
        assert row[0] == "2015-05-01"
        assert isinstance(row[1], dict)
        assert row[1]["labels"] == ["Event", "Sued"]
        with pytest.raises(QueryError, match="would write"):
            store.run_read("CREATE (n:X)")
        with pytest.raises(QueryError, match="the query is refused"):
            store.run_read("MATCH (n RETURN n")
        with pytest.raises(QueryError, match=r"longer than 0\.5 seconds"):
            store.run_read(SLOW, timeout=0.5)


@pytest.mark.usefixtures("served")
def test_one_slow_question_does_not_hold_up_others(tmp_path: Path) -> None:
    """Questions are answered side by side."""
    refused: list[str] = []

    def ask_slowly() -> None:
        with open_store(tmp_path) as store:
            try:
                store.run_read(SLOW, timeout=3)
            except QueryError as error:
                refused.append(str(error))

    thread = threading.Thread(target=ask_slowly)
    thread.start()
    with open_store(tmp_path) as store:
        assert count(store, "(n:Entity)") == 2
        assert thread.is_alive()
    thread.join()
    assert refused == ["the query took longer than 3 seconds; narrow it down, or allow more with --timeout"]


@pytest.mark.usefixtures("served")
def test_a_proxy_is_not_asked_for_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy in the environment has no part in it."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with open_store(tmp_path) as store:
        assert count(store, "(n:Entity)") == 2


@pytest.mark.usefixtures("served")
def test_only_who_knows_the_token_may_ask(tmp_path: Path) -> None:
    """The token stands in a file that this user alone can read."""
    file = tmp_path / "serve.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text(json.dumps({**json.loads(file.read_text()), "token": "guessed"}))
    with pytest.raises(StoreError, match="is held by another process"):
        open_store(tmp_path)


def test_a_killed_serve_is_not_taken_for_a_living_one(tmp_path: Path, served: subprocess.Popen[str]) -> None:
    """After `kill -9` its file is left behind; the store opens all the same."""
    served.kill()
    served.wait()
    assert (tmp_path / "serve.json").exists()
    with open_store(tmp_path) as store:
        assert isinstance(store, EmbeddedStore)
        assert count(store, "(n:Entity)") == 2


def test_a_taken_port_is_told_in_one_line(tmp_path: Path) -> None:
    """Another program listens on the port; the store stays usable."""
    with socket.socket() as other, open_store(tmp_path) as store:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert isinstance(store, EmbeddedStore)
        with pytest.raises(StoreError, match=f"port {port} is taken by another program; name another with --port"):
            store.open_door(port)
        assert store.run_read("RETURN 1 AS x").rows == ((1,),)


def test_a_server_that_is_down_is_told_in_one_line(tmp_path: Path) -> None:
    """Nobody listens: the message names the address and what helps."""
    with pytest.raises(StoreError, match="does not answer; start the server") as caught:
        open_store(tmp_path, address="bolt://127.0.0.1:1")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["http://localhost", "localhost:7687", "bolt://", "bolt://host:port", "neo4j://:7687"]
)
def test_an_address_of_no_kind_is_refused(tmp_path: Path, address: str) -> None:
    """What is no Bolt address is told so before anything is tried."""
    with pytest.raises(StoreError, match="no address of a store"):
        open_store(tmp_path, address=address)


def test_a_password_in_an_address_is_refused_unseen(tmp_path: Path) -> None:
    """Addresses end up in histories and messages; passwords belong in the environment."""
    with pytest.raises(StoreError, match="set KGBUILD_STORE_USER and KGBUILD_STORE_PASSWORD") as caught:
        open_store(tmp_path, address="bolt://me:hush-hush@localhost")
    assert "hush" not in str(caught.value)


def test_a_wrong_password_is_told_but_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the two variables, never their values."""
    monkeypatch.setenv("KGBUILD_STORE_PASSWORD", "hush-hush")
    with open_store(tmp_path / "kg") as store:
        assert isinstance(store, EmbeddedStore)
        with pytest.raises(StoreError, match="refuses the user name or password; set KGBUILD_STORE_USER") as caught:
            open_store(tmp_path, address=f"bolt://127.0.0.1:{store.open_door().port}")
    assert "hush" not in str(caught.value)
