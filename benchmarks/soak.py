"""Orders and kills: the same articles give the same bytes, whatever happens on the way.

Usage: python benchmarks/soak.py [FOLDER] [--orders N] [--kills N] [--write FILE]     FOLDER defaults to corpus/
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import write_section

KGBUILD = (sys.executable, "-m", "kgbuild")


def run(*arguments: str) -> bytes:
    """Run kgbuild and return what it printed; anything but success ends the soak."""
    return subprocess.run([*KGBUILD, *arguments], check=True, capture_output=True).stdout


def find_hash(graph: Path) -> str:
    """The SHA-256 of the whole export."""
    return hashlib.sha256(run("export", "--graph", str(graph))).hexdigest()


def try_orders(folder: Path, scratch: Path, wanted: str, n: int, rng: random.Random) -> int:
    """Ingest in random orders, in one run or five; return how many gave the wanted bytes."""
    parts = sorted(p for p in folder.iterdir() if p.is_dir())
    right = 0
    for i in range(n):
        graph = scratch / f"order-{i}"
        copy = scratch / f"copy-{i}"
        shutil.copytree(folder, copy)
        order = rng.sample(parts, len(parts))
        runs = [order] if i % 2 else [order[k::5] for k in range(5)]
        for group in runs:
            # a part is moved into place, so that each article keeps its path below the folder that is given
            for other in copy.iterdir():
                if other.is_dir():
                    shutil.rmtree(other)
            for part in group:
                shutil.copytree(part, copy / part.name)
            if group:
                run("ingest", "--graph", str(graph), str(copy))
        right += find_hash(graph) == wanted
    return right


def try_kills(folder: Path, scratch: Path, wanted: str, n: int, rng: random.Random, whole: float) -> int:
    """Kill an ingest at a random moment, run it again; return how many gave the wanted bytes."""
    right = 0
    for i in range(n):
        graph = scratch / f"kill-{i}"
        with subprocess.Popen(
            [*KGBUILD, "ingest", "--graph", str(graph), str(folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            time.sleep(rng.uniform(0.1, whole))
            process.send_signal(signal.SIGKILL)
        run("ingest", "--graph", str(graph), str(folder))
        right += find_hash(graph) == wanted
    return right


def main() -> None:
    """Run the soak and print, or write, how often the bytes agreed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("corpus"))
    parser.add_argument("--orders", type=int, default=10)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    rng = random.Random(7)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        start = time.perf_counter()
        run("ingest", "--graph", str(scratch / "whole"), str(options.folder))
        whole = time.perf_counter() - start
        wanted = find_hash(scratch / "whole")
        run("ingest", "--graph", str(scratch / "whole"), str(options.folder), "--workers", "2")
        again = find_hash(scratch / "whole") == wanted
        orders = try_orders(options.folder, scratch, wanted, options.orders, rng)
        kills = try_kills(options.folder, scratch, wanted, options.kills, rng, whole)
    lines = [
        f"{datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}; SHA-256 of `kgbuild export --format jsonl`, one whole ingest takes {whole:.1f} s.",
        f"- ingested again: {'the same' if again else 'DIFFERENT'}",
        f"- random orders, in one run or five: {orders} of {options.orders} the same",
        f"- killed with SIGKILL at a random moment and run again: {kills} of {options.kills} the same",
    ]
    print("\n".join(lines))
    if options.write:
        write_section(options.write, "Orders and kills", lines)
    sys.exit(0 if again and orders == options.orders and kills == options.kills else 1)


if __name__ == "__main__":
    main()
