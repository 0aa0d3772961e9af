"""`kgbuild schema`."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli.options import json_option

FORMATS = ("text", "json", "mermaid", "style", "owl")
ENDINGS = {".json": "json", ".mmd": "mermaid", ".grass": "style", ".ttl": "owl"}


@click.command(
    "schema",
    epilog="\b\nExamples:\n  kgbuild schema\n  kgbuild schema --format mermaid\n  kgbuild schema -o kgbuild.ttl\n  kgbuild schema --ontology mine/ -o style.grass",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    help="text; json; mermaid: a diagram; style: colours for Neo4j Browser; owl: the ontology in Turtle. "
    "By default what the ending of --output says, else text.",
)
@click.option(
    "--ontology",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder that adds event types and words.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; standard output by default."
)
@json_option
def command(*, style: str | None, ontology: Path | None, output: Path | None, as_json: bool) -> None:
    """Print what stands in the graph: labels, relationships and properties, with what they mean."""
    from kgbuild.ontology_files import load_ontology
    from kgbuild.rdf.schema import export_schema
    from kgbuild.schema import describe_schema, forms

    chosen = "json" if as_json else style or (ENDINGS.get(output.suffix) if output else None) or "text"
    shown = load_ontology(extra=ontology)
    show = {"text": forms.show_text, "json": forms.show_json, "mermaid": forms.show_mermaid, "style": forms.show_style}
    text = export_schema(shown) if chosen == "owl" else show[chosen](describe_schema(shown))
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8", newline="\n")
