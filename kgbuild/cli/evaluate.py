"""`kgbuild evaluate`."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kgbuild.cli.options import json_option, published_option, reader_options, workers_option
from kgbuild.cli.output import is_terminal, print_rows


@click.command(
    "evaluate",
    epilog="\b\nExamples:\n  kgbuild evaluate corpus/gold.yaml corpus/\n  kgbuild evaluate corpus/gold.yaml corpus/ --misses --wrong",
)
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--misses", is_flag=True, help="List what the gold has and the reading lacks.")
@click.option("--wrong", is_flag=True, help="List what the reading has and the gold lacks.")
@published_option
@workers_option
@reader_options
@json_option
def command(
    *,
    gold: Path,
    paths: tuple[Path, ...],
    misses: bool,
    wrong: bool,
    published: str | None,
    workers: int,
    model: str,
    ontology: Path | None,
    as_json: bool,
) -> None:
    """Score the reading of PATHS against a GOLD file (YAML): in all, and per type."""
    from kgbuild.codec import claim_as_json
    from kgbuild.evaluation import read_gold, score
    from kgbuild.ontology import load_ontology
    from kgbuild.pipeline import extract
    from kgbuild.reading.spec import ReaderSpec

    content = read_gold(gold)
    claims = [
        claim_as_json(c, article=a)
        for a, r in extract(
            paths,
            spec=ReaderSpec(model, ontology),
            workers=workers,
            published=published,
            on_rejected=lambda r: click.echo(f"left out: {r.path}: {r.reason}", err=True),
        )
        for c in r.claims
    ]
    scores = score(content, claims, ontology=load_ontology(extra=ontology))
    measures = {k: round(v, 3) for k, v in scores.measure().items()}
    if as_json or not is_terminal():
        click.echo(
            json.dumps(
                {
                    **measures,
                    "counts": dict(sorted(scores.counts.items())),
                    "types": {t: dict(c) for t, c in sorted(scores.types.items())},
                }
            )
        )
    else:
        print_rows(
            ("type", "must", "found", "predicted", "right"),
            [(t, c["must"], c["found"], c["predicted"], c["right"]) for t, c in sorted(scores.types.items())],
            style="table",
        )
        click.echo("  ".join(f"{k} {v:.3f}" for k, v in measures.items()))
    for wanted, rows, name in ((misses, scores.misses, "missed"), (wrong, scores.wrong, "wrong")):
        for row in rows if wanted else ():
            _print(name, row)
    sys.exit(0 if claims else 1)


def _print(name: str, row: Mapping[str, Any]) -> None:
    if not is_terminal():
        click.echo(json.dumps({"listed": name, **row}, ensure_ascii=False))
        return
    click.echo(
        f"{name} {row['doc']} {row['type']}  {', '.join(row['agent']) or '-'} -> {', '.join(row['patient']) or '-'}"
    )
    click.echo(
        f"       {' '.join(str(row.get('cue') or row.get('sentence')).split())[:150]}"
        + (f"  [{row['rule']}]" if row.get("rule") else "")
    )
