"""`kgbuild queries`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kgbuild.cli.options import json_option
from kgbuild.cli.output import print_rows


@click.command(
    "queries",
    epilog="\b\nExamples:\n  kgbuild queries\n  kgbuild queries members\n  kgbuild queries --format browser -o kgbuild.zip",
)
@click.argument("name", required=False)
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "json", "browser"]),
    help="browser: a ZIP file to drop on Neo4j Browser, which keeps the queries as favourites.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file for --format browser.")
@json_option
def command(*, name: str | None, style: str | None, output: Path | None, as_json: bool) -> None:
    """List the saved queries; with a NAME, show what it asks, its parameters and its Cypher."""
    from kgbuild.errors import QueryError
    from kgbuild.ontology_files import find_shipped
    from kgbuild.queries import find_query, pack_favourites, read_queries

    folder = find_shipped("queries")
    if style == "browser":
        if output is None and sys.stdout.isatty():
            raise click.UsageError("the favourites are a ZIP file; name it with -o kgbuild.zip")
        packed = pack_favourites(read_queries(folder))
        if output is None:
            sys.stdout.buffer.write(packed)
        else:
            output.write_bytes(packed)
        return
    if name is None:
        rows = [(q.name, q.title, ", ".join(p.name for p in q.parameters), q.example) for q in read_queries(folder)]
        print_rows(("name", "title", "parameters", "example"), rows, style="json" if as_json else style)
        return
    query = find_query(folder, name)
    if query is None:
        raise QueryError(f"{name}: no such saved query; kgbuild queries lists them")
    click.echo(f"{query.title}\n{query.about}\n")
    for p in query.parameters:
        click.echo(f"  -p {p.name}=...  {p.help}" + ("" if p.required else f" (default {p.default!r})"))
    click.echo(f"\n{query.example}\n\n{query.cypher}")
