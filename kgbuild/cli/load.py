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
@click.option("--full", is_flag=True, help="Send all, also what the store holds: repairs what others changed in it.")
def command(*, graph: Path, address: str | None, model: str, ontology: Path | None, full: bool) -> None:
    """Bring a store up to date with the ledger: only what changed since its last load is sent."""
    from kgbuild.pipeline import load
    from kgbuild.reading.spec import ReaderSpec

    with show_progress() as tell:
        report = load(graph, spec=ReaderSpec(model, ontology), address=address, full=full, on_progress=tell)
    click.echo(
        "already up to date"
        if report.unchanged
        else f"{report.nodes} nodes and {report.edges} relationships: {report.sent} sent, {report.removed} stale ones removed"
    )
