"""`kgbuild sources`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from kgbuild.cli.lookup import find_entities
from kgbuild.cli.options import graph_option, json_option, reader_options, text_option
from kgbuild.cli.output import is_terminal
from kgbuild.records import Event, Origin, Resolved

SHORTEST = 100
WHY = {
    "publisher": "one publisher, {}",
    "agency": "reports of one agency, {}",
    "copy": "copies: {}",
    "page": "stories of one page, {}",
    "quote": "known from one quotation: {}",
}


@click.command(
    "sources",
    epilog="\b\nExamples:\n  kgbuild sources\n  kgbuild sources Alibaba\n  kgbuild sources 52841523d3d37807 --json",
)
@click.argument("name", metavar="[NAME|ID]", required=False)
@click.option("--all", "everything", is_flag=True, help="Also what one article alone has, such as its publisher.")
@text_option
@graph_option
@reader_options
@json_option
def command(
    *,
    name: str | None,
    everything: bool,
    as_text: bool,
    graph: Path,
    model: str,
    ontology: Path | None,
    as_json: bool,
) -> None:
    """Tell which articles are one source, and why; with NAME or the ID of an event, who tells each event.

    Articles are one source where they have their publisher, agency or page in common, where one is a copy of the
    other, whole, cut or rewritten, and for what stands in a quotation that all of them print.
    """
    from kgbuild.pipeline import resolve_graph
    from kgbuild.reading.spec import ReaderSpec

    resolved, types = resolve_graph(graph, spec=ReaderSpec(model, ontology))
    rows: list[dict[str, Any]]
    if name is None:
        found = [o for o in resolved.origins if everything or len(o.articles) > 1]
        rows = [
            _make_origin(o, resolved) for o in sorted(found, key=lambda o: (-len(o.articles), o.kind, o.name, o.id))
        ]
    else:
        from kgbuild.graph import make_caption

        names = {e.id: e.name for e in resolved.entities}
        events = sorted(_find_events(resolved, name), key=lambda e: (-e.sources, -e.articles, e.id))
        rows = [
            {
                "event": e.id,
                "what": make_caption(e, names, ontology=types),
                "articles": e.articles,
                "sources": list_sources(e, resolved),
            }
            for e in events
        ]
    if as_json or not (as_text or is_terminal()):
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    if not rows:
        click.echo("no two articles are one source" if name is None else f"nothing that {name} did is known")
    for row in rows:
        _print_origin(row) if name is None else _print_event(row)


def list_sources(event: Event, resolved: Resolved) -> list[dict[str, Any]]:
    """Return the independent sources of an event: the articles of each, by doc, and why they are one."""
    docs = {s.key: s.doc for s in resolved.sources}
    makers = {k: o.name for o in resolved.origins if o.kind in ("publisher", "agency") for k in o.articles}
    return [
        {
            "articles": [docs[k] for k in held],
            "from": sorted({makers[k] for k in held if k in makers}),
            "why": [
                _explain(o) for o in resolved.origins if len(set(held) & set(o.articles)) > 1 and _counts(o, event)
            ],
        }
        for held in event.source_articles
    ]


def _counts(origin: Origin, event: Event) -> bool:
    """Whether an origin speaks of this event: a quotation does where an article tells the event in it alone."""
    if origin.kind != "quote":
        return True
    return any(
        " ".join(c.quote.split()) in origin.name or origin.name in " ".join(c.quote.split()) for c in event.claims
    )


def _explain(origin: Origin) -> str:
    return WHY[origin.kind].format(_shorten(origin.name))


def _find_events(resolved: Resolved, name: str) -> list[Event]:
    exact = [e for e in resolved.events if name == e.id or any(name == c.claim.id for c in e.claims)]
    if exact:
        return exact
    ids = {e.id for e in find_entities(resolved, name)}
    return [e for e in resolved.events if any(ids & set(held) for held in e.roles.values())]


def _make_origin(origin: Origin, resolved: Resolved) -> dict[str, Any]:
    docs = {s.key: s.doc for s in resolved.sources}
    return {
        "kind": origin.kind,
        "name": origin.name,
        "articles": [docs[k] for k in origin.articles],
        "reason": origin.reason,
        "id": origin.id,
    }


def _print_origin(row: dict[str, Any]) -> None:
    click.echo(click.style(f"{row['kind']:>10}", bold=True) + f"  {_shorten(row['name'])}")
    click.echo(" " * 12 + click.style(", ".join(row["articles"]), dim=True))


def _print_event(row: dict[str, Any]) -> None:
    count = Counter(sources=len(row["sources"]), articles=row["articles"])
    told = [f"{n} {word if n != 1 else word.removesuffix('s')}" for word, n in count.items()]
    click.secho(row["what"], bold=True)
    click.echo(f"  {' in '.join(told)}; id {row['event']}")
    print_sources(row["sources"])
    click.echo()


def print_sources(sources: list[dict[str, Any]]) -> None:
    """Print the sources of an event, one a line, and below it why its articles are one."""
    for n, source in enumerate(sources, 1):
        makers = f" ({', '.join(source['from'])})" if source["from"] else ""
        click.echo(f"  {n}. {', '.join(source['articles'])}{makers}")
        for why in source["why"]:
            click.echo(" " * 5 + click.style(why, dim=True))


def _shorten(text: str) -> str:
    return text if len(text) <= SHORTEST else text[: SHORTEST - 3] + "..."
