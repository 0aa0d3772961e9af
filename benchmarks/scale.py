"""Measure resolving: time per article over generated readings of few and of many articles, and time of one article more.

Usage: python benchmarks/scale.py [--sizes N,M] [--more N,M] [--write FILE]
Times are of the processor, so that other work on the machine counts for little. With --write the figures go into the
FILE's section "Scale of resolving".
"""

from __future__ import annotations

import argparse
import datetime
import gc
import multiprocessing
import platform
import random
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bench import write_section
from readings import make_readings

from kgbuild.collector import pause_collector
from kgbuild.graph import make_graph
from kgbuild.ontology import Ontology
from kgbuild.ontology_files import load_ontology
from kgbuild.resolving import Resolver, resolve

ROUNDS = 3
MORE = 100


def measure(count: int, ontology: Ontology) -> tuple[float, float, str]:
    """Milliseconds an article of resolving and of shaping the graph (medians), and what the graph holds."""
    pairs = list(make_readings(count))
    solving, shaping = [], []
    for _ in range(ROUNDS):
        gc.collect()
        with pause_collector():  # as the program does
            start = time.process_time()
            resolved = resolve(pairs, ontology=ontology)
            middle = time.process_time()
            graph = make_graph(resolved, ontology=ontology)
            end = time.process_time()
        solving.append((middle - start) * 1000 / count)
        shaping.append((end - middle) * 1000 / count)
    told = (
        f"{len(resolved.entities)} entities, {len(resolved.events)} events, {len(resolved.cases)} cases, "
        f"{len(graph.nodes)} nodes, {len(graph.edges)} relationships"
    )
    return statistics.median(solving), statistics.median(shaping), told


def measure_more(count: int, ontology: Ontology) -> float:
    """Milliseconds of resolving one article more, where the others were resolved before (median of some articles).

    Each goes again before the next one comes, outside the time taken, so that the others are always as many.
    """
    pairs = list(make_readings(count + MORE))
    late = set(random.Random(1).sample(range(len(pairs)), MORE))
    resolver = Resolver(ontology)
    took = []
    with pause_collector():
        resolver.resolve([p for n, p in enumerate(pairs) if n not in late])
        gc.collect()
        for n in sorted(late):
            start = time.process_time()
            resolver.change([pairs[n]])
            took.append((time.process_time() - start) * 1000)
            resolver.change([], [pairs[n][0].key])
    return statistics.median(took)


def measure_apart(count: int) -> float:
    """What `measure_more` gives in a process of its own, as it is where a program has resolved these articles alone."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measure_with_own, count).result()


def _measure_with_own(count: int) -> float:
    return measure_more(count, load_ontology())


def main() -> None:
    """Print, or write, time per article at both sizes and how it grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--more", default="100,10000")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    ontology = load_ontology()
    sizes = [int(n) for n in options.sizes.split(",")]
    found = {n: measure(n, ontology) for n in sizes}
    few, many = found[sizes[0]], found[sizes[-1]]
    more = {n: measure_apart(int(n)) for n in options.more.split(",")}
    lines = [
        f"Generated readings (`benchmarks/readings.py`); Python {platform.python_version()}; {datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}; processor time, median of {ROUNDS}.",
        *(
            f"- {n} articles: resolving {solving:.2f} ms an article, the graph {shaping:.2f} ms ({told})"
            for n, (solving, shaping, told) in found.items()
        ),
        f"- time an article from {sizes[0]} to {sizes[-1]} articles: resolving x {many[0] / few[0]:.2f}, the graph x {many[1] / few[1]:.2f}",
        f"- one article more, by a resolver that has the others: {', '.join(f'into {n} {took:.1f} ms' for n, took in more.items())}, x {[*more.values()][-1] / next(iter(more.values())):.2f} (median of {MORE}); all from scratch: {sizes[-1]} articles {many[0] * sizes[-1] / 1000:.0f} s",
    ]
    print("\n".join(lines))
    if options.write:
        write_section(options.write, "Scale of resolving", lines)


if __name__ == "__main__":
    main()
