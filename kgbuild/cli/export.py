"""`kgbuild export`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from kgbuild.cli.options import graph_option, reader_options

FORMATS = ("jsonl", "turtle", "jsonld", "csv", "graphml", "neo4j-csv")


@click.command(
    "export",
    epilog="\b\nExamples:\n  kgbuild export --format jsonl > graph.jsonl\n  kgbuild export --format csv -o claims.csv\n  kgbuild export --format turtle -o graph.ttl\n  kgbuild export --format neo4j-csv -o import/",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="jsonl",
    show_default=True,
    help="jsonl: everything; csv: claims with quotes; neo4j-csv: a folder for neo4j-admin database import.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A file (a folder for neo4j-csv); standard output by default.",
)
@click.option("--base", default="https://kgbuild.example/id/", show_default=True, help="The IRI that RDF ids hang on.")
@graph_option
@reader_options
def command(*, style: str, output: Path | None, base: str, graph: Path, model: str, ontology: Path | None) -> None:
    """Write the graph for other tools. The same articles give the same bytes."""
    from kgbuild.exports import export_csv, export_graphml, export_jsonl
    from kgbuild.graph import make_graph
    from kgbuild.pipeline import resolve_graph
    from kgbuild.reading.spec import ReaderSpec

    _check_output(style, output)
    resolved, types = resolve_graph(graph, spec=ReaderSpec(model, ontology))
    if style == "jsonl":
        _write(export_jsonl(resolved), output)
    elif style == "csv":
        _write(export_csv(resolved), output)
    elif style == "graphml":
        _write(export_graphml(make_graph(resolved, ontology=types)), output)
    elif style == "neo4j-csv" and output is not None:
        from kgbuild.store.import_files import write_import

        script = write_import(make_graph(resolved, ontology=types), output)
        click.echo(
            f"Stop the server, run {script}, start the server, then: kgbuild load --store neo4j://HOST", err=True
        )
    else:
        from kgbuild.rdf import export_rdf

        _write(export_rdf(resolved, ontology=types, base=base, style=style), output)


def _check_output(style: str, output: Path | None) -> None:
    if style == "neo4j-csv" and output is None:
        raise click.UsageError("neo4j-csv is a folder of files; name it with -o FOLDER")
    if output is not None and style != "neo4j-csv" and output.is_dir():
        raise click.UsageError(f"{output} is a folder; name a file with -o")
    if output is not None and style == "neo4j-csv" and output.is_file():
        raise click.UsageError(f"{output} is a file; name a folder with -o")


def _write(parts: Iterable[str], output: Path | None) -> None:
    if output is None:
        for part in parts:
            sys.stdout.write(part)
        return
    with output.open("w", encoding="utf-8", newline="") as file:
        file.writelines(parts)
