"""`kgbuild ingest`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli.decided import tell_unfit
from kgbuild.cli.options import (
    graph_option,
    json_option,
    published_option,
    reader_options,
    store_option,
    workers_option,
)
from kgbuild.cli.output import is_terminal, show_progress

if TYPE_CHECKING:
    from kgbuild.pipeline import IngestReport


@click.command(
    "ingest",
    epilog="\b\nExamples:\n  kgbuild ingest articles/\n  kgbuild ingest page.html feed.jsonl --published 2017-08-04\n  kgbuild ingest articles/ --store neo4j://localhost",
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@graph_option
@store_option
@published_option
@workers_option
@reader_options
@json_option
def command(
    *,
    paths: tuple[Path, ...],
    graph: Path,
    address: str | None,
    published: str | None,
    workers: int,
    model: str,
    ontology: Path | None,
    as_json: bool,
) -> None:
    """Read articles (.txt, .html, .jsonl, folders, - for standard input) into the graph.

    Articles that are known already are not read again; a changed one becomes the current version.
    """
    from kgbuild.pipeline import ingest
    from kgbuild.reading.spec import ReaderSpec
    from kgbuild.store import open_store

    if address:
        open_store(graph, address=address).close()  # better now than after an hour of reading

    with show_progress() as tell:
        report = ingest(
            graph,
            paths,
            spec=ReaderSpec(model, ontology),
            workers=workers,
            published=published,
            address=address,
            on_progress=tell,
        )
    if as_json or not is_terminal():
        click.echo(json.dumps(_as_json(report), ensure_ascii=False))
    else:
        _print(report)
    for item in report.rejected:
        click.echo(f"left out: {item.path}: {item.reason}", err=True)
    for key in report.twice:
        click.echo(f"given twice: {key}: the later one counts; give each article its own id", err=True)
    for key in report.dropped:
        click.echo(f"no longer in its page: {key}: taken out of the graph", err=True)
    tell_unfit(graph, report.resolved.unfit)
    if report.rejected:
        sys.exit(3 if report.new + report.changed + report.same else 1)


def _as_json(report: IngestReport) -> dict[str, object]:
    return {
        "new": report.new,
        "changed": report.changed,
        "same": report.same,
        "read": report.read,
        "rejected": [{"path": r.path, "reason": r.reason} for r in report.rejected],
        "dropped": list(report.dropped),
        "articles": len(report.resolved.sources),
        "entities": len(report.resolved.entities),
        "events": dict(sorted(report.types.items())),
        "cases": len(report.resolved.cases),
        "conflicts": len(report.resolved.conflicts),
        "unfit_decisions": len(report.resolved.unfit),
        "nodes": report.load.nodes,
        "relationships": report.load.edges,
    }


def _print(report: IngestReport) -> None:
    r = report.resolved
    click.echo(f"{report.new} new, {report.changed} changed, {report.same} known; {report.read} read.")
    click.echo(
        f"The graph holds {len(r.sources)} articles, {len(r.entities)} entities, {len(r.events)} events and states, {len(r.cases)} court cases, {len(r.conflicts)} conflicts."
    )
    if report.types:
        click.echo("Most often: " + ", ".join(f"{t} {n}" for t, n in report.types.most_common(8)) + ".")
    names = sorted(r.entities, key=lambda e: (-len(e.mentions), e.name))
    if names:
        click.echo(f'Try next:  kgbuild timeline "{names[0].name}"')
