"""A real Neo4j for the tests: made from Maven artifacts, on free loopback ports, with a data folder of its own."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
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


class Server(NamedTuple):
    """A server that runs: its Bolt address, the address of Neo4j Browser, its process."""

    address: str
    browser: str
    process: subprocess.Popen[bytes]


def find_free_port() -> int:
    """Return a loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch_jars() -> Path:
    """Return the folder of the server's jars, fetched once by Maven."""
    for tool in ("java", "mvn"):
        if shutil.which(tool) is None:
            raise RuntimeError(
                f"{tool} is missing; run make test, which installs it, or install openjdk-17-jre and maven"
            )
    pom = HERE / "neo4j" / "pom.xml"
    lib = CACHE / hashlib.sha256(pom.read_bytes()).hexdigest()[:12]
    if not (lib / "complete").exists():
        lib.mkdir(parents=True, exist_ok=True)
        command = [
            "mvn",
            "-B",
            "-ntp",
            "-q",
            "-f",
            str(pom),
            "dependency:copy-dependencies",
            f"-DoutputDirectory={lib}",
            "-DincludeScope=runtime",
        ]
        subprocess.run(command, check=True)
        (lib / "complete").touch()
    return lib


def write_conf(home: Path) -> tuple[int, int]:
    """Write the settings of a server in `home`, with free ports, and return those for Bolt and HTTP."""
    bolt, http = find_free_port(), find_free_port()
    for name in ("conf", "data", "logs", "import", "plugins"):
        (home / name).mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(CONF.format(bolt=bolt, http=http))
    return bolt, http


@contextlib.contextmanager
def run_neo4j(home: Path) -> Iterator[Server]:
    """Run a server in `home` and give its addresses; nothing is left running."""
    lib, (bolt, http) = fetch_jars(), write_conf(home)
    opens = [f"--add-opens={module}=ALL-UNNAMED" for module in OPENS]
    command = [
        "java", "-Xms256m", "-Xmx512m", "-XX:+UseG1GC", "-Dfile.encoding=UTF-8", "-Dlog4j2.disable.jmx=true", "--enable-native-access=ALL-UNNAMED",
        *opens, "-cp", f"{lib}/*", "org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}",
    ]  # fmt: skip
    with (home / "out.txt").open("w") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            wait_until_ready(bolt, process, home)
            yield Server(f"bolt://127.0.0.1:{bolt}", f"http://127.0.0.1:{http}/browser/", process)
        finally:
            process.terminate()
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()


def make_admin(folder: Path, home: Path) -> None:
    """Write a `neo4j-admin` into a folder that works on the server in `home`, as an installed server has one."""
    opens = " ".join(f"--add-opens={module}=ALL-UNNAMED" for module in OPENS)
    admin = folder / "neo4j-admin"
    admin.write_text(
        f"#!/bin/sh\nNEO4J_HOME='{home}' NEO4J_CONF='{home}/conf' exec java -Xmx512m {opens} "
        f"-cp '{fetch_jars()}/*' org.neo4j.cli.AdminTool \"$@\"\n"
    )
    admin.chmod(0o755)


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
