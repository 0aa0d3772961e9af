"""Orders and kills: the same articles give the same bytes, whatever happens on the way.

Usage: python benchmarks/soak.py [FOLDER] [--orders N] [--kills N] [--write FILE]     FOLDER defaults to corpus/
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from bench import write_section

KGBUILD = (sys.executable, "-m", "kgbuild")


def run(*arguments: str) -> bytes:
    """Run kgbuild and return what it printed; anything but success ends the soak."""
    return subprocess.run([*KGBUILD, *arguments], check=True, capture_output=True).stdout


def find_hash(graph: Path) -> str:
    """The SHA-256 of the whole export."""
    return hashlib.sha256(run("export", "--graph", str(graph))).hexdigest()


def try_orders(folder: Path, scratch: Path, wanted: str, n: int, rng: random.Random) -> tuple[int, int]:
    """Ingest in random orders and batches; some articles are other ones first, some are removed and come again.

    Return how many histories gave the wanted bytes, and how many runs of kgbuild that took.
    """
    held = [json.loads(line) for line in run("articles", "--graph", str(scratch / "whole"), "--json").splitlines()]
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    named = {a["doc"] for a in held} & {*files}
    swappable = sorted(a["doc"] for a in held if a["id"] == a["doc"] in named)  # those without an address of their own
    right = runs = 0
    for i in range(n):
        graph = scratch / f"order-{i}"
        due = rng.sample(files, len(files))
        others = {f: rng.choice(swappable) for f in rng.sample(swappable, len(swappable) // 8)}
        while due:
            size = rng.randint(1, len(files) // 2)
            batch, due = due[:size], due[size:]
            ingest(folder, scratch / f"copy-{i}", graph, {f: others.pop(f, f) for f in batch})
            gone = [f for f in batch if f in named and rng.random() < 0.1]
            if gone:
                run("remove", "--graph", str(graph), *gone)
            due += [
                f for f in batch if f in gone or (scratch / f"copy-{i}" / f).read_bytes() != (folder / f).read_bytes()
            ]
            runs += 1 + bool(gone)
        right += find_hash(graph) == wanted
    return right, runs


def ingest(folder: Path, copy: Path, graph: Path, batch: Mapping[str, str]) -> None:
    """Ingest the files of a batch, each with the text of the file it is mapped to, at its path below a folder."""
    if copy.exists():
        shutil.rmtree(copy)
    for name, text in batch.items():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / text, copy / name)
    run("ingest", "--graph", str(graph), str(copy))


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
    parser.add_argument("--orders", type=int, default=20)
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
        orders, runs = try_orders(options.folder, scratch, wanted, options.orders, rng)
        kills = try_kills(options.folder, scratch, wanted, options.kills, rng, whole)
    lines = [
        f"{datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}; SHA-256 of `kgbuild export --format jsonl`, one whole ingest takes {whole:.1f} s.",
        f"- ingested again: {'the same' if again else 'DIFFERENT'}",
        f"- random orders and batches, with other texts first, removals and re-ingests ({runs} runs): {orders} of {options.orders} the same",
        f"- killed with SIGKILL at a random moment and run again: {kills} of {options.kills} the same",
    ]
    print("\n".join(lines))
    if options.write:
        write_section(options.write, "Orders and kills", lines)
    sys.exit(0 if again and orders == options.orders and kills == options.kills else 1)


if __name__ == "__main__":
    main()
