"""`kgbuild timeline`."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli.lookup import find_entities
from kgbuild.cli.options import graph_option, json_option, reader_options, text_option
from kgbuild.cli.output import describe_bounds, is_terminal, print_rows
from kgbuild.records import Event

COLUMNS = ("when", "what", "modality", "sources", "quote", "id", "conflicts", "earliest", "latest")


@click.command(
    "timeline", epilog='\b\nExamples:\n  kgbuild timeline Alibaba\n  kgbuild timeline "Kering" --states --json'
)
@click.argument("name")
@text_option
@click.option("--states", is_flag=True, help="With what it owns, leads or belongs to.")
@graph_option
@reader_options
@json_option
def command(
    *, name: str, as_text: bool, states: bool, graph: Path, model: str, ontology: Path | None, as_json: bool
) -> None:
    """Tell what NAME did and what was done to it, in order, each with a quote.

    Dates are as precise as the articles; news without a date of its own shows when it was reported, and between which
    days the order of events puts it.
    """
    from kgbuild.graph import make_caption
    from kgbuild.pipeline import resolve_graph
    from kgbuild.reading.spec import ReaderSpec

    resolved, types = resolve_graph(graph, spec=ReaderSpec(model, ontology))
    ids = {e.id for e in find_entities(resolved, name)}
    names = {e.id: e.name for e in resolved.entities}
    events = [
        e
        for e in resolved.events
        if ids & {i for held in e.roles.values() for i in held} and (states or e.kind == "event")
    ]
    events.sort(key=lambda e: (e.first_day or e.reported or "9999", e.date is None, e.id))
    rows = [
        (
            _tell_when(e),
            make_caption(e, names, ontology=types).removesuffix(f" ({_tell_when(e)})"),
            e.modality,
            e.sources,
            e.claims[0].quote,
            e.id,
            [c.text for c in resolved.conflicts if e.id in c.about],
            e.earliest,
            e.latest,
        )
        for e in events
    ]
    if as_json or not (as_text or is_terminal()):
        print_rows(COLUMNS, rows, style="json")
        return
    for when, what, _, sources, quote, _, at_odds, earliest, latest in rows:
        click.echo(
            click.style(f"{when:>28}", bold=True) + f"  {what}" + (f"  [{sources} sources]" if sources > 1 else "")
        )
        if bounds := describe_bounds(earliest, latest):
            click.echo(" " * 30 + click.style(f"{bounds} by the order of events", dim=True))
        click.echo(" " * 30 + click.style(f'"{_shorten(quote)}"', dim=True))
        for text in at_odds:
            click.secho(" " * 30 + f"at odds: {text}", fg="yellow")


def _tell_when(event: Event) -> str:
    from kgbuild.dates import describe_date

    if event.date:
        return describe_date(event.date)
    return f"reported {describe_date(event.reported)}" if event.reported else "undated"


def _shorten(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= 110 else flat[:107] + "..."
