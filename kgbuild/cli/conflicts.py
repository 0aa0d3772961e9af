"""`kgbuild conflicts`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kgbuild.cli.lookup import find_entities
from kgbuild.cli.options import graph_option, json_option, reader_options, text_option
from kgbuild.cli.output import is_terminal
from kgbuild.records import Conflict, Resolved

KINDS = ("amount", "course", "court", "date", "denied", "listing", "outcome", "owner")
EPILOG = """\b
Kinds:
  amount   how much                      listing  one source lists what all others leave out
  course   steps that cannot follow      outcome  approved or blocked, won or lost
  court    which court                   owner    two owners of one thing at one time
  date     when                          denied   asserted and denied

\b
Examples:
  kgbuild conflicts
  kgbuild conflicts Kering --kind owner --kind listing
  kgbuild conflicts --weight 2 --json
"""


@click.command(
    "conflicts",
    epilog=EPILOG,
)
@click.argument("name", required=False)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only those of a kind; may be repeated.")
@click.option("--weight", type=click.FloatRange(min=0), default=0, help="Only those of this weight or more.")
@text_option
@graph_option
@reader_options
@json_option
def command(
    *,
    name: str | None,
    kinds: tuple[str, ...],
    weight: float,
    as_text: bool,
    graph: Path,
    model: str,
    ontology: Path | None,
    as_json: bool,
) -> None:
    """List what articles say that cannot all be so, the weightiest first; with NAME, what concerns that name.

    Each side has all its quotes, with article and day, and the count of its independent sources; neither is preferred.
    The weight grows with the sources on both sides and with the articles that speak of what is at odds.
    """
    from kgbuild.pipeline import resolve_graph
    from kgbuild.reading.spec import ReaderSpec

    resolved, _ = resolve_graph(graph, spec=ReaderSpec(model, ontology))
    ids = find_concerned(resolved, name) if name else None
    found = [
        c
        for c in resolved.conflicts
        if c.weight >= weight and (not kinds or c.kind in kinds) and (ids is None or ids & {c.id, *c.about})
    ]
    quotes = _find_quotes(resolved)
    rows = [_make_row(c, quotes) for c in sorted(found, key=lambda c: (-c.weight, c.kind, c.id))]
    if as_json or not (as_text or is_terminal()):
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    if not rows:
        click.echo("no conflict" + (f" that concerns {name}" if name else "") + " is known")
    for row in rows:
        _print_conflict(row)


def find_concerned(resolved: Resolved, name: str) -> set[str]:
    """Return the ids of the entities of that name, of the events and cases that they take part in, or of a conflict."""
    if any(name == c.id for c in resolved.conflicts):
        return {name}
    ids = {e.id for e in find_entities(resolved, name)}
    events = {e.id for e in resolved.events if any(ids & set(held) for held in e.roles.values())}
    cases = {c.id for c in resolved.cases if any(ids & set(held) for held in c.parties.values())}
    return ids | events | cases


def _find_quotes(resolved: Resolved) -> dict[str, dict[str, Any]]:
    """Each claim's sentence, with the article, its publisher and its day."""
    sources = {s.key: s for s in resolved.sources}
    return {
        c.claim.id: {
            "claim": c.claim.id,
            "quote": c.quote,
            "doc": c.doc,
            "publisher": sources[c.article].publisher,
            "published": sources[c.article].published,
        }
        for e in resolved.events
        for c in e.claims
    }


def _make_row(conflict: Conflict, quotes: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "kind": conflict.kind,
        "text": conflict.text,
        "weight": conflict.weight,
        "articles": conflict.articles,
        "sides": [
            {"says": s.says, "sources": s.sources, "claims": [quotes[i] for i in s.claims]} for s in conflict.sides
        ],
        "about": list(conflict.about),
        "id": conflict.id,
    }


def _print_conflict(row: Mapping[str, Any]) -> None:
    counts = " against ".join(str(s["sources"]) for s in row["sides"])
    click.secho(f"{row['text']}", bold=True)
    click.echo(
        f"  {row['kind']}, weight {row['weight']}: sources {counts}, {_count(row['articles'], 'article')} in all"
    )
    for n, side in enumerate(row["sides"], 1):
        click.echo(f"  {n}. {side['says']} ({_count(side['sources'], 'source')})")
        for claim in _list_once(side["claims"]):
            flat = " ".join(claim["quote"].split())
            place = ", ".join(v for v in (claim["publisher"], claim["doc"], claim["published"]) if v)
            click.echo(click.style(f'       "{flat}"', dim=True))
            click.echo(f"         {place}")
    click.echo(f"  id {row['id']}\n")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _list_once(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One of the claims that share their sentence."""
    return list({(c["doc"], c["quote"]): c for c in claims}.values())
