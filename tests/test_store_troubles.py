"""What goes wrong with a store is one clear line, which docs/troubleshooting.md explains; it shows no password."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from neo4j import GraphDatabase

from kgbuild.cli import main
from kgbuild.errors import StoreError
from kgbuild.store import open_store
from kgbuild.store.marks import SCHEMA
from kgbuild.store.troubles import MEANINGS, explain, explain_query
from tests.guarded_server import PASSWORD, run_guarded
from tests.neo4j_server import Neo4j, find_free_port
from tests.stores import SLOW
from tests.test_cli import FIRST, run
from tests.test_stores import GRAPH

DOCUMENT = Path(__file__).parent.parent / "docs" / "troubleshooting.md"
LINES = re.findall(r"^### `(.+)`$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
ASK = ("query", "RETURN 1 AS x")
HUGE = ("query", "UNWIND range(1, 10000000) AS x RETURN collect(toString(x)) AS l")


class Told(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


class Case(NamedTuple):
    """A command that goes wrong, what the environment holds beside the right password, and the line that is told."""

    line: str
    arguments: tuple[str, ...]
    environment: dict[str, str] = {}  # noqa: RUF012 -- never changed


def at(address: str, command: tuple[str, ...] = ASK) -> tuple[str, ...]:
    """A command that asks a server."""
    return (*command, "--store", address)


CASES = {
    # nobody there, or somebody else
    "down": Case("…: does not answer; start the server, then run this again (nothing is lost)", at("bolt://{down}")),
    "down-routing": Case("…: does not answer; start the server, then run this again (nothing is lost)", at("neo4j://{down}")),
    "down-load": Case("…: does not answer; start the server, then run this again (nothing is lost)", at("bolt://{down}", ("load", "--graph", "{graph}"))),
    "down-ingest": Case("…: does not answer; start the server, then run this again (nothing is lost)", at("bolt://{down}", ("ingest", "{articles}", "--graph", "{new}"))),
    "host": Case("…: is not known to this network; correct the name of the host", at("bolt://nowhere.invalid")),
    "host-routing": Case("…: is not known to this network; correct the name of the host", at("neo4j://nowhere.invalid")),
    "web-port": Case("…: is a port for web pages; name the one for Bolt, 7687 as a rule", at("bolt://{http}")),
    "web-port-routing": Case("…: is a port for web pages; name the one for Bolt, 7687 as a rule", at("neo4j://{http}")),
    "mute": Case("…: does not answer in time; correct the address, or look whether the server is well", at("bolt://{mute}")),
    # addresses that are none
    "scheme": Case("…: is no address of a store; write neo4j://HOST or bolt://HOST:PORT", at("https://{guarded}")),
    "no-scheme": Case("…: is no address of a store; write neo4j://HOST or bolt://HOST:PORT", at("{guarded}")),
    "path": Case("…: only ?database=NAME may follow the host; leave the rest out", at("bolt://{guarded}/neo4j")),
    "parameter": Case("…: only ?database=NAME may follow the host; leave the rest out", at("bolt://{guarded}?password={password}")),
    "password-in-address": Case("…: user and password do not belong in the address; set KGBUILD_STORE_USER and KGBUILD_STORE_PASSWORD", at("bolt://neo4j:{password}@{guarded}")),
    "password-in-any-address": Case("…: user and password do not belong in the address; set KGBUILD_STORE_USER and KGBUILD_STORE_PASSWORD", at("neo4j:{password}@{guarded}")),
    # who may come in
    "no-password": Case("…: asks for a password; set KGBUILD_STORE_PASSWORD", at("bolt://{guarded}"), {"KGBUILD_STORE_PASSWORD": ""}),
    "wrong-password": Case("…: refuses the user name or password; set KGBUILD_STORE_USER and KGBUILD_STORE_PASSWORD", at("bolt://{guarded}"), {"KGBUILD_STORE_USER": "ann", "KGBUILD_STORE_PASSWORD": "Lantern-Gravel-42"}),
    "wrong-password-routing": Case("…: refuses the user name or password; set KGBUILD_STORE_USER and KGBUILD_STORE_PASSWORD", at("neo4j://{guarded}"), {"KGBUILD_STORE_USER": "ben", "KGBUILD_STORE_PASSWORD": "Lantern-Gravel-42"}),
    "first-password": Case("…: wants its first password changed; change it in Neo4j Browser, then set KGBUILD_STORE_PASSWORD", at("bolt://{guarded}"), {"KGBUILD_STORE_USER": "newcomer"}),
    # certificates
    "certificate": Case("…: its certificate is not trusted (…); name its authority's file in KGBUILD_STORE_CA, or write +ssc:// in place of +s:// to trust any certificate", at("bolt+s://{guarded}")),
    "certificate-routing": Case("…: its certificate is not trusted (…); name its authority's file in KGBUILD_STORE_CA, or write +ssc:// in place of +s:// to trust any certificate", at("neo4j+s://{guarded}")),
    "certificate-of-another-name": Case("…: its certificate is not trusted (…); name its authority's file in KGBUILD_STORE_CA, or write +ssc:// in place of +s:// to trust any certificate", at("bolt+s://localhost:{bolt}"), {"KGBUILD_STORE_CA": "{ca}"}),
    "no-authority": Case("KGBUILD_STORE_CA: …: cannot be used (…); name a PEM file of certificates", at("bolt+s://{guarded}"), {"KGBUILD_STORE_CA": "{articles}/none.pem"}),
    "faulty-authority": Case("KGBUILD_STORE_CA: …: cannot be used (…); name a PEM file of certificates", at("bolt+s://{guarded}"), {"KGBUILD_STORE_CA": "{articles}/first.txt"}),
    "no-tls": Case("…: does not speak TLS there; correct the port, or write the address without +s or +ssc", at("bolt+ssc://{http}")),
    # databases
    "database": Case("…: has no such database; set KGBUILD_STORE_DATABASE to one that it has", at("bolt://{guarded}?database=nope")),
    "database-load": Case("…: has no such database; set KGBUILD_STORE_DATABASE to one that it has", at("bolt://{guarded}", ("load", "--graph", "{graph}")), {"KGBUILD_STORE_DATABASE": "nope"}),
    "database-system": Case("…: its database system takes no graph; name another one with ?database=NAME", at("bolt://{guarded}?database=system")),
    # queries
    "faulty": Case("the query is refused: …", at("bolt://{guarded}", ("query", "MATCH (n RETURN n"))),
    "faulty-embedded": Case("the query is refused: …", ("query", "MATCH (n RETURN n", "--graph", "{graph}")),
    "write": Case("the query would write; kgbuild query only reads", at("bolt://{guarded}", ("query", "CREATE (n:X)"))),
    "write-embedded": Case("the query would write; kgbuild query only reads", ("query", "CREATE (n:X)", "--graph", "{graph}")),
    "slow": Case("the query took longer than … seconds; narrow it down, or allow more with --timeout", at("bolt://{guarded}", ("query", SLOW, "--timeout", "0.5"))),
    "slow-embedded": Case("the query took longer than … seconds; narrow it down, or allow more with --timeout", ("query", SLOW, "--timeout", "0.5", "--graph", "{graph}")),
    "memory": Case("the query needs more memory than the store gives; narrow it down", at("bolt://{guarded}", HUGE)),
    # folders
    "no-graph": Case("…: holds no graph; begin with kgbuild ingest PATH, or name another folder with --graph", (*ASK, "--graph", "{new}")),
    "damaged": Case("…: cannot be opened (…); delete the folder, then run kgbuild load", (*ASK, "--graph", "{damaged}")),
    "no-folder": Case("…: cannot be written (…); make room, mend its permissions, or name another folder", (*ASK, "--graph", "{blocked}")),
    "port": Case("port … is taken by another program; name another with --port", ("serve", "--port", "{mute_port}", "--graph", "{graph}")),
}  # fmt: skip
DONE_ELSEWHERE = (
    "…: refuses every login for some seconds after wrong passwords; wait, set KGBUILD_STORE_PASSWORD, then run this again",
    "…: holds nodes of others with our labels and ids; load into another database (a folder can be deleted and made again)",
    "…: holds a Meta node that is not ours; load into another store or database",
    "…: holds a graph of a newer kgbuild; upgrade kgbuild, or load into another one",
    "…: another load took over; wait for it to end, then run this again",
    "…: its database takes no writes; load into another one, or let the server's settings allow them",
    "…: its database has stopped (a full disk does that); look into the server's logs, mend it, start the server again, then run this again (nothing is lost)",
    "…: has too little memory for this; give the server more, then run this again (nothing is lost)",
    "…: stopped a step that took too long; raise db.transaction.timeout on the server, then run this again (nothing is lost)",
    "…: does not let this user do that; set KGBUILD_STORE_USER and KGBUILD_STORE_PASSWORD to one who may",
    "…: its disk is full (… MB free, … needed); make room, then run kgbuild load (nothing is lost)",
    "…: is held by another process; wait for it, or keep the store open with kgbuild serve",
    "stopped; what was done is kept, so run the same again to go on",
)  # fmt: skip
"""Lines that tests of their own bring about, below or in tests/test_stores.py."""


def make_pattern(line: str) -> str:
    """A pattern for a line of the document, where `…` stands for what changes from case to case."""
    return ".+".join(re.escape(part) for part in line.split("…"))


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4j]:
    """A server that asks for a password and speaks TLS; one of its users has never changed the first password."""
    with run_guarded(tmp_path_factory.mktemp("guarded")) as server:
        with GraphDatabase.driver(server.address, auth=("neo4j", PASSWORD)) as driver:
            driver.execute_query(
                f"CREATE USER newcomer SET PLAINTEXT PASSWORD '{PASSWORD}' CHANGE REQUIRED", database_="system"
            )
        yield server


@pytest.fixture(scope="module")
def places(guarded: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What the names in the cases stand for."""
    top = tmp_path_factory.mktemp("troubles")
    (top / "articles").mkdir()
    (top / "articles" / "first.txt").write_text(FIRST)
    assert run("ingest", str(top / "articles"), "--graph", str(top / "kg")).exit_code == 0
    (top / "damaged" / "store" / "databases" / "kg").mkdir(parents=True)
    (top / "damaged" / "store" / "databases" / "kg" / "configuration.json").write_text("")
    (top / "damaged" / "store" / "databases" / "kg" / "schema.json").write_text("")
    (top / "blocked" / "store").mkdir(parents=True)
    (top / "blocked" / "store" / "databases").write_text("")
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        port = mute.getsockname()[1]
        yield {
            "guarded": f"127.0.0.1:{guarded.bolt}",
            "bolt": str(guarded.bolt),
            "http": f"127.0.0.1:{guarded.http}",
            "down": f"127.0.0.1:{find_free_port()}",
            "mute": f"127.0.0.1:{port}",
            "mute_port": str(port),
            "ca": str(guarded.home / "authority.pem"),
            "password": PASSWORD,
            "articles": str(top / "articles"),
            "graph": str(top / "kg"),
            "new": str(top / "new"),
            "damaged": str(top / "damaged"),
            "blocked": str(top / "blocked"),
        }


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The right password, and short waits."""
    monkeypatch.setenv("KGBUILD_STORE_PASSWORD", PASSWORD)
    monkeypatch.setattr("kgbuild.store.server.CONNECT_LIMIT", 1)


def call(capfd: pytest.CaptureFixture[str], *arguments: str) -> Told:
    """Run the program in this process, and take what it and the libraries below it print."""
    capfd.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    found = capfd.readouterr()
    return Told(int(str(ended.value.code)), found.out, found.err)


@pytest.mark.parametrize("name", CASES)
def test_trouble_is_one_clear_line(
    name: str, places: dict[str, str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1, one line on standard error that names the trouble and what helps, no password."""
    case = CASES[name]
    for key, value in case.environment.items():
        monkeypatch.setenv(key, value.format(**places))
    told = call(capfd, *(a.format(**places) if "{" in a else a for a in case.arguments))
    assert (told.code, told.out) == (1, "")
    assert re.fullmatch(f"kgbuild: {make_pattern(case.line)}\n", told.err), told.err
    assert told.err.count("\n") == 1
    assert "Lantern" not in told.err


def test_each_line_is_explained() -> None:
    """The document has the lines that are told, all of them and no other, each with cause and cure."""
    known = {c.line for c in CASES.values()} | set(DONE_ELSEWHERE)
    assert sorted(set(LINES)) == sorted(known)
    assert len(LINES) == len(set(LINES))
    for line in LINES:
        below = DOCUMENT.read_text(encoding="utf-8").split(f"### `{line}`\n")[1].split("\n#")[0]
        assert len(below.strip().splitlines()) >= 2, line


def test_each_meaning_of_a_code_is_explained() -> None:
    """What a server's code is said to mean stands in the document, for loads and for queries."""
    for part, meaning in MEANINGS:
        error = StubError(f"Neo.ClientError.{part}.X")
        assert str(explain(error, "bolt://host")) == f"bolt://host: {meaning}"
        assert f"…: {meaning}" in LINES, part


class StubError(Exception):
    """An error with a code, as a driver's has one."""

    def __init__(self, code: str) -> None:
        super().__init__("text")
        self.code = code


def test_what_is_new_to_us_is_told_all_the_same() -> None:
    """An error of no known kind gives its first line, in a query and in a load."""
    error = StubError("Neo.DatabaseError.General.UnknownError")
    assert str(explain(error, "bolt://host")) == "bolt://host: text; run this again (a load can be repeated)"
    assert isinstance(explain_query(error, "bolt://host", 1), StoreError)


@pytest.mark.parametrize("address", ["bolt+ssc://{guarded}", "neo4j+ssc://{guarded}", "bolt+s://{guarded}", "neo4j+s://{guarded}"])  # fmt: skip
def test_own_certificates_work(address: str, places: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`+ssc` trusts any certificate, `+s` those of the authority that is named; the connection is encrypted."""
    monkeypatch.setenv("KGBUILD_STORE_CA", places["ca"])
    told = run(*at(address.format(**places)))
    assert (told.exit_code, told.stdout) == (0, '{"x": 1}\n')


def test_many_wrong_passwords_lock_for_a_while(
    places: dict[str, str], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a few wrong passwords the server refuses the right one too, and the line says to wait."""
    monkeypatch.setenv("KGBUILD_STORE_USER", "newcomer")
    monkeypatch.setenv("KGBUILD_STORE_PASSWORD", "Lantern-Gravel-42")
    told = [call(capfd, *at(f"bolt://{places['guarded']}")).err for _ in range(5)]
    assert re.fullmatch(f"kgbuild: {make_pattern(DONE_ELSEWHERE[0])}\n", told[-1]), told


def test_a_password_shows_nowhere(places: dict[str, str]) -> None:
    """Not in the help, not in the list of processes, not in what a command prints or logs."""
    for command in ("load", "query", "ingest", "remove"):
        assert PASSWORD not in run(command, "--help").output
    command = [sys.executable, "-m", "kgbuild", *at(f"bolt://{places['guarded']}", ("query", SLOW, "--timeout", "2"))]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        time.sleep(1)
        seen = Path(f"/proc/{process.pid}/cmdline")
        shown = seen.read_text() if seen.exists() else " ".join(command)
        assert process.stderr is not None
        assert PASSWORD not in shown + process.stderr.read()
    for log in Path(places["graph"]).rglob("*log*/*"):
        assert PASSWORD not in log.read_text(errors="replace")


def test_a_person_is_asked_for_the_password(places: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the password is asked for, unseen, and only where the server wants one."""
    monkeypatch.delenv("KGBUILD_STORE_PASSWORD")
    own = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
    command = [sys.executable, "-c", own, sys.executable, "-m", "kgbuild", *at(f"bolt://{places['guarded']}")]
    terminal, other = pty.openpty()
    with subprocess.Popen(command, stdin=other, stdout=other, stderr=other, start_new_session=True) as process:
        os.close(other)
        shown = read_until(terminal, b"Password for ")
        time.sleep(0.5)  # what is typed before the question is thrown away, as it should be
        os.write(terminal, f"{PASSWORD}\n".encode())
        shown += read_until(terminal, "\u2502 1 \u2502".encode())
        assert process.wait(timeout=30) == 0
    os.close(terminal)
    assert f"Password for bolt://{places['guarded']}: ".encode() in shown
    assert PASSWORD.encode() not in shown


def read_until(terminal: int, wanted: bytes) -> bytes:
    """What a terminal shows, up to what is wanted."""
    shown = b""
    while wanted not in shown:
        ready, _, _ = select.select([terminal], [], [], 30)
        assert ready, shown
        shown += os.read(terminal, 4096)
    return shown


def test_foreign_nodes_with_our_ids_are_told(guarded: Neo4j) -> None:
    """A load into a database where others have our labels and ids, or a Meta of theirs, leaves all as it is."""
    clashes = {
        "CREATE (:Entity {id: 'org:miro', name: 'Theirs'})": DONE_ELSEWHERE[1],
        "CREATE (:Entity {id: 'x'}), (:Entity {id: 'x'})": DONE_ELSEWHERE[1],
        "CREATE (:Meta {id: 'kgbuild', of: 'theirs'})": DONE_ELSEWHERE[2],
        f"CREATE (:Meta {{id: 'kgbuild', loaded_by: 'kgbuild', schema: {SCHEMA + 1}}})": DONE_ELSEWHERE[3],
    }
    with GraphDatabase.driver(guarded.address, auth=("neo4j", PASSWORD)) as driver:
        for theirs, line in clashes.items():
            driver.execute_query("MATCH (n) DETACH DELETE n")
            for row in driver.execute_query("SHOW CONSTRAINTS YIELD name").records:
                driver.execute_query(f"DROP CONSTRAINT {row['name']}")
            driver.execute_query(theirs)
            before = driver.execute_query("MATCH (n) WHERE n.loaded_by IS NULL RETURN properties(n) AS p").records
            with open_store(Path(), address=guarded.address) as store, pytest.raises(StoreError) as caught:
                store.load(GRAPH)
            assert re.fullmatch(make_pattern(line), str(caught.value)), theirs
            after = driver.execute_query("MATCH (n) WHERE n.loaded_by IS NULL RETURN properties(n) AS p").records
            assert after == before
        driver.execute_query("MATCH (n) DETACH DELETE n")


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the disk is full a load ends, tells how much is free, and the next one finishes the work."""
    monkeypatch.setattr("kgbuild.store.loader.BATCH", 2)
    free = iter((2**30, 2**30, 5 * 2**20, 5 * 2**20))
    usage = shutil.disk_usage(tmp_path)
    with open_store(tmp_path) as store:
        with monkeypatch.context() as patch:
            patch.setattr("kgbuild.store.disk.shutil.disk_usage", lambda _: usage._replace(free=next(free)))
            with pytest.raises(StoreError) as caught:
                store.load(GRAPH)
        assert re.fullmatch(make_pattern(DONE_ELSEWHERE[10]), str(caught.value))
        assert store.run_read("MATCH (m:Meta) RETURN m.state AS state").rows == (("loading",),)
        assert not store.load(GRAPH).unchanged
        assert store.run_read("MATCH (m:Meta) RETURN m.state AS state").rows == (("ready",),)


def test_a_disk_that_takes_nothing_more_is_told(tmp_path: Path) -> None:
    """The system refuses to write: the engine says nothing of it, we do."""
    code = (
        "import resource, sys; from pathlib import Path; from kgbuild.store import open_store; from tests.test_stores import GRAPH\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from kgbuild.errors import StoreError\n"
        "try:\n    with open_store(Path(sys.argv[1])) as store: store.load(GRAPH)\nexcept StoreError as error: print(error)"
    )
    found = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert re.fullmatch(make_pattern(CASES["no-folder"].line), found.stdout.strip()), found.stdout
    assert found.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [("load", "--full"), ("query", SLOW), ("serve",)],
)
def test_ctrl_c_ends_a_command(arguments: tuple[str, ...], places: dict[str, str]) -> None:
    """Ctrl-C ends each command soon, without a trace of its inner life, and the store is as good as before."""
    command = [sys.executable, "-m", "kgbuild", *arguments, "--graph", places["graph"]]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(2.5)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert "Traceback" not in err
    ended = {"load": {0, 130, -signal.SIGINT}, "query": {130, -signal.SIGINT}, "serve": {0, -signal.SIGINT}}
    assert process.returncode in ended[arguments[0]]  # by the signal itself while the engine opens its files
    assert err in {"", f"kgbuild: {DONE_ELSEWHERE[-1]}\n"}
    assert run("load", "--graph", places["graph"]).exit_code == 0


def test_a_read_only_database_is_told(guarded: Neo4j) -> None:
    """A server may keep a database from all writes; queries still answer."""
    guarded.stop()
    with (guarded.home / "conf" / "neo4j.conf").open("a") as conf:
        conf.write("server.databases.read_only=neo4j\n")
    guarded.start()
    with open_store(Path(), address=guarded.address) as store:
        assert store.run_read("RETURN 1 AS x").rows == ((1,),)
        with pytest.raises(StoreError) as caught:
            store.load(GRAPH)
    assert re.fullmatch(make_pattern(DONE_ELSEWHERE[5]), str(caught.value))
