"""`kgbuild schema`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(
    "schema",
    epilog="\b\nExamples:\n  kgbuild schema > kgbuild.ttl\n  kgbuild schema --ontology mine/ -o mine.ttl",
)
@click.option(
    "--ontology",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder that adds event types and words.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; standard output by default."
)
def command(*, ontology: Path | None, output: Path | None) -> None:
    """Print the ontology as OWL (Turtle): classes, event types, roles and relations, as the RDF export uses them."""
    from kgbuild.ontology_files import load_ontology
    from kgbuild.rdf.schema import export_schema

    text = export_schema(load_ontology(extra=ontology))
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8", newline="\n")
