"""`kgbuild extract`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kgbuild.cli.options import published_option, reader_options, workers_option
from kgbuild.records import Article, Reading, Rejected

LAYERS = ("claims", "clauses", "mentions", "times")


@click.command(
    "extract",
    epilog="\b\nExamples:\n  kgbuild extract article.txt\n  kgbuild extract --layer times articles/ > times.jsonl",
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--layer", type=click.Choice(LAYERS), default="claims", show_default=True, help="What to print.")
@published_option
@workers_option
@reader_options
def command(
    *, paths: tuple[Path, ...], layer: str, published: str | None, workers: int, model: str, ontology: Path | None
) -> None:
    """Print what articles say, as JSON lines; no graph is touched.

    claims: what the vocabulary knows. clauses: every predicate with its participants. mentions: names, descriptions and
    pronouns with what they stand for. times: dates, times and durations.
    """
    from kgbuild.pipeline import extract
    from kgbuild.reading.spec import ReaderSpec

    rejected: list[Rejected] = []
    read = 0
    for article, reading in extract(
        paths, spec=ReaderSpec(model, ontology), workers=workers, published=published, on_rejected=rejected.append
    ):
        read += 1
        for line in _print_layer(article, reading, layer):
            click.echo(json.dumps(line, ensure_ascii=False))
    for item in rejected:
        click.echo(f"left out: {item.path}: {item.reason}", err=True)
    if rejected:
        sys.exit(3 if read else 1)


def _print_layer(article: Article, reading: Reading, layer: str) -> Iterator[dict[str, Any]]:
    from kgbuild import codec

    if layer == "claims":
        yield from (codec.claim_as_json(c, article=article) for c in reading.claims)
    elif layer == "clauses":
        yield from (codec.clause_as_json(c, article=article) for c in reading.clauses)
    elif layer == "mentions":
        yield from (codec.mention_as_json(m, article=article) for m in reading.mentions)
    else:
        yield from (codec.time_as_json(t, article=article) for t in reading.times)
