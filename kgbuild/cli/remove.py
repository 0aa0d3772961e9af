"""`kgbuild remove`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kgbuild.cli.lookup import find_articles
from kgbuild.cli.options import graph_option, json_option, reader_options, store_option
from kgbuild.cli.output import is_terminal, show_progress


@click.command(
    "remove",
    epilog="\b\nExamples:\n  kgbuild remove courts/first.txt\n  kgbuild remove https://example.com/story --dry-run\n  kgbuild remove articles/2015/ --store neo4j://localhost",
)
@click.argument("names", nargs=-1, required=True, metavar="KEY|PATH...")
@click.option("--dry-run", is_flag=True, help="Name the articles, and remove none.")
@graph_option
@store_option
@reader_options
@json_option
def command(
    *,
    names: tuple[str, ...],
    dry_run: bool,
    graph: Path,
    address: str | None,
    model: str,
    ontology: Path | None,
    as_json: bool,
) -> None:
    """Take back all that articles contributed to the graph, in ledger and store.

    An article is named by its id, its URL, or its file; a folder stands for all files in it. Afterwards the graph is
    as if they had never been read. Their texts stay in the ledger: kgbuild diff shows what went, and reading them
    again brings all of it back.
    """
    from kgbuild.pipeline import open_ledger, remove
    from kgbuild.reading.spec import ReaderSpec

    with open_ledger(graph) as ledger:
        held = list(ledger.current_articles())
    chosen = sorted({a.key for name in names for a in find_articles(held, name)})
    if dry_run:
        for key in chosen:
            click.echo(json.dumps({"would_remove": key}, ensure_ascii=False) if as_json or not is_terminal() else key)
        return
    with show_progress() as tell:
        gone, report = remove(graph, chosen, spec=ReaderSpec(model, ontology), address=address, on_progress=tell)
    left = len(held) - len(gone)
    if as_json or not is_terminal():
        click.echo(
            json.dumps(
                {"removed": gone, "articles": left, "nodes": report.nodes, "relationships": report.edges},
                ensure_ascii=False,
            )
        )
        return
    for key in gone:
        click.echo(f"removed {key}")
    click.echo(f"The graph holds {left} articles; {report.removed} nodes and relationships went.")
