"""`kgbuild load`."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli.options import graph_option, reader_options, store_option
from kgbuild.cli.output import show_progress


@click.command(
    "load", epilog="\b\nExamples:\n  kgbuild load\n  KGBUILD_STORE_PASSWORD=... kgbuild load --store neo4j://localhost"
)
@graph_option
@store_option
@reader_options
def command(*, graph: Path, address: str | None, model: str, ontology: Path | None) -> None:
    """Bring a store up to date with the ledger; a store that is up to date already is left as it is."""
    from kgbuild.pipeline import load
    from kgbuild.reading.spec import ReaderSpec

    with show_progress() as tell:
        report = load(graph, spec=ReaderSpec(model, ontology), address=address, on_progress=tell)
    click.echo(
        "already up to date"
        if report.unchanged
        else f"{report.nodes} nodes and {report.edges} relationships loaded, {report.removed} stale ones removed"
    )
