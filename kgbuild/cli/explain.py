"""`kgbuild explain`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kgbuild.cli.lookup import find_entities
from kgbuild.cli.options import graph_option, json_option, reader_options
from kgbuild.cli.output import is_terminal
from kgbuild.codec import print_claim, print_modality
from kgbuild.dates import find_precision
from kgbuild.errors import QueryError
from kgbuild.ontology import Ontology
from kgbuild.reading.spec import ReaderSpec
from kgbuild.records import Entity, Event, Resolved, Ruling, SourcedClaim


@click.command(
    "explain",
    epilog='\b\nExamples:\n  kgbuild explain 52841523d3d37807\n  kgbuild explain IACC\n  kgbuild explain "Orlo Group" "Orlo Holdings"',
)
@click.argument("identity", metavar="ID|NAME")
@click.argument("other", metavar="[NAME]", required=False)
@graph_option
@reader_options
@json_option
def command(*, identity: str, other: str | None, graph: Path, model: str, ontology: Path | None, as_json: bool) -> None:
    """Show what stands behind an event, a claim (by id) or an entity (by id or name), or why two names are one or not.

    For each claim: the sentence, its offsets in the article, the rule, the date with its phrase and what it was
    counted from. For an entity: its names, and why they are one. For two names: the judgements between them with score,
    reason and author, and what forbids that they are one.
    """
    if other is not None:
        from kgbuild.cli.explain_names import tell_names

        tell_names(graph, identity, other, spec=ReaderSpec(model, ontology), as_json=as_json or not is_terminal())
        return
    from kgbuild.exports import export_jsonl
    from kgbuild.pipeline import resolve_graph

    resolved, types = resolve_graph(graph, spec=ReaderSpec(model, ontology))
    events = [e for e in resolved.events if identity == e.id or any(identity == c.claim.id for c in e.claims)]
    rulings = _find_rulings(resolved, identity, events)
    entities = [] if events or rulings else find_entities(resolved, identity)
    if as_json or not is_terminal():
        ids = {e.id for e in events} | {e.id for e in entities} | {r.decision.id for r in rulings}
        for line in export_jsonl(resolved):
            if json.loads(line).get("id") in ids:
                click.echo(line, nl=False)
        return
    names = {e.id: e.name for e in resolved.entities}
    for event in events:
        _print_event(event, identity, names, types, resolved)
    for ruling in rulings:
        _print_ruling(ruling)
    for entity in entities:
        _print_entity(entity, resolved)
    if not events and not rulings and not entities:
        raise QueryError(f"{identity}: nothing in the graph has this id")


def _find_rulings(resolved: Resolved, identity: str, events: list[Event]) -> list[Ruling]:
    """The decisions of that id, on a claim of that id, or that corrected a claim of these events."""
    ids = {c.claim.decision for e in events for c in e.claims if identity in (e.id, c.claim.id)} | {identity}
    return [r for r in resolved.rulings if r.decision.id in ids or any(o.claim.id == identity for o in r.overruled)]


def _print_ruling(ruling: Ruling) -> None:
    """A person's decision, with what was read before it."""
    decision = ruling.decision
    click.echo(f"\n  {decision.verdict} by {decision.author}: {decision.reason} (decision {decision.id})")
    for overruled in ruling.overruled:
        click.echo(f'    read as {print_claim(overruled.claim)}, from "{" ".join(overruled.quote.split())}"')
        click.echo(
            f"    in {overruled.doc}, characters {overruled.claim.start} to {overruled.claim.end}; rule {overruled.claim.rule}"
        )


def _print_event(event: Event, identity: str, names: dict[str, str], types: Ontology, resolved: Resolved) -> None:
    from kgbuild.cli.output import describe_bounds
    from kgbuild.cli.sources import list_sources, print_sources
    from kgbuild.graph import make_caption

    click.secho(f"{event.type}  {make_caption(event, names, ontology=types)}", bold=True)
    click.echo(
        f"  id {event.id}, {event.modality}, {event.articles} articles, {event.sources} sources"
        + (f", reported {event.reported}" if event.reported else "")
    )
    bounds = describe_bounds(event.earliest, event.latest)
    if event.dated_by:
        click.echo(f"  date {event.date}, told by {', '.join(event.dated_by)}")
    elif bounds:
        click.echo(f"  no date; {bounds} by the order of events")
    if event.after:
        click.echo(f"  after {', '.join(event.after)}")
    if event.articles > 1:
        print_sources(list_sources(event, resolved))
    for conflict in (c for c in resolved.conflicts if event.id in c.about):
        click.secho(f"  at odds: {conflict.text} kgbuild conflicts {conflict.id} shows the quotes", fg="yellow")
    for sourced in event.claims:
        if identity in (event.id, sourced.claim.id):
            _print_claim(sourced)


def _print_claim(sourced: SourcedClaim) -> None:
    claim = sourced.claim
    click.echo(f'\n  "{" ".join(sourced.quote.split())}"')
    click.echo(
        f"    in {sourced.doc}, characters {claim.start} to {claim.end}; trigger '{claim.trigger}' at {claim.trigger_start}; rule {claim.rule}; {print_modality(claim.polarity, claim.modality)}; claim {claim.id}"
    )
    for role, filled in claim.roles.items():
        click.echo(
            f"    {role}: "
            + ", ".join(f"{a.name or '(unnamed)'} ('{a.text}' at {a.start})" for a in filled)
            + (" (inherited)" if role in claim.inherited else "")
        )
    for role, text in claim.texts.items():
        click.echo(f"    {role}: {text}")
    if claim.said_by:
        click.echo("    said by: " + ", ".join(a.name or a.text for a in claim.said_by))
    if claim.date is not None:
        d = claim.date
        counted = f", counted from {d.anchor}" if d.anchor else ""
        click.echo(
            f"    date {d.date}: '{d.phrase}' at {d.start}, rule {d.rule}{counted}, {d.source}, precise to the {find_precision(d.date)} ({d.first_day or '..'} to {d.last_day or '..'})"
        )


def _print_entity(entity: Entity, resolved: Resolved) -> None:
    click.secho(f"{entity.name}  {entity.cls}", bold=True)
    click.echo(f"  id {entity.id}; {len(entity.mentions)} mentions in {len({m.doc for m in entity.mentions})} articles")
    if entity.aliases:
        click.echo(f"  also called: {', '.join(entity.aliases)}")
    key = entity.id.split(":", 1)[1].replace("-", " ")
    for j in resolved.judgements:
        if key in (j.left.partition(":")[2], j.right.partition(":")[2]):
            click.echo(f"  '{j.left}' and '{j.right}': {j.verdict} ({j.score:.2f}, {j.reason}, by {j.author})")
