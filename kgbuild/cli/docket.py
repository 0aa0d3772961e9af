"""`kgbuild docket`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kgbuild.cli.lookup import find_entities
from kgbuild.cli.options import graph_option, json_option, reader_options, text_option
from kgbuild.cli.output import is_terminal
from kgbuild.errors import QueryError
from kgbuild.records import Case, CaseStep, Event, Resolved, SourcedClaim


@click.command(
    "docket", epilog='\b\nExamples:\n  kgbuild docket Alibaba\n  kgbuild docket "Kering" --course lawsuit --json'
)
@click.argument("name")
@click.option("--course", metavar="NAME", help="Only those of one course, such as lawsuit, takeover, membership.")
@text_option
@graph_option
@reader_options
@json_option
def command(
    *, name: str, course: str | None, as_text: bool, graph: Path, model: str, ontology: Path | None, as_json: bool
) -> None:
    """Tell the course of the lawsuits, takeovers and memberships of NAME, step by step.

    Each step has its date, the state it led to, who took it, how sure the articles are, and a quote. Steps that cannot
    follow each other are told below the case; nothing is put right.
    """
    from kgbuild.pipeline import resolve_graph
    from kgbuild.reading.spec import ReaderSpec

    resolved, types = resolve_graph(graph, spec=ReaderSpec(model, ontology))
    known = [c.name for c in types.courses]
    if course is not None and course not in known:
        raise QueryError(f"{course}: no such course; known are {', '.join(known)}")
    cases = _find_cases(resolved, name, course)
    rows = [_make_row(c, resolved) for c in cases]
    if as_json or not (as_text or is_terminal()):
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    if not rows:
        click.echo(f"no lawsuit, takeover or membership of {name} is known; kgbuild timeline tells what is")
    for row in rows:
        _print_case(row)


def _find_cases(resolved: Resolved, name: str, course: str | None) -> list[Case]:
    """The cases that an entity of that name is a party of, or that have the id or number, the earliest first."""
    exact = [c for c in resolved.cases if name == c.id or name in c.numbers]
    ids = set() if exact else {e.id for e in find_entities(resolved, name)}
    days = {e.id: e.first_day or e.reported or "9999" for e in resolved.events}
    found = [c for c in exact or resolved.cases if exact or any(ids & set(held) for held in c.parties.values())]
    kept = [c for c in found if course in (None, c.course)]
    return sorted(kept, key=lambda c: (c.course, min(days[s.event] for s in c.steps), c.id))


def _make_row(case: Case, resolved: Resolved) -> dict[str, Any]:
    names = {e.id: e.name for e in resolved.entities}
    events = {e.id: e for e in resolved.events}
    return {
        "case": case.name,
        "course": case.course,
        "state": case.state,
        **{side: [names[i] for i in ids] for side, ids in case.parties.items()},
        "court": names[case.court] if case.court else None,
        "numbers": list(case.numbers),
        "steps": [_make_step(s, events[s.event], names) for s in case.steps],
        "problems": list(case.problems),
        "id": case.id,
    }


def _make_step(step: CaseStep, event: Event, names: Mapping[str, str]) -> dict[str, Any]:
    quoted = max(event.claims, key=lambda c: (_dates(c, event), c.claim.modality == "asserted"))
    return {
        "date": event.date,
        "reported": event.reported,
        "state": step.state,
        "who": [names[i] for i in event.roles.get("agent", ())],
        "side": step.side,
        "part": event.texts.get("part"),
        "modality": event.modality,
        "sources": event.sources,
        "quote": quoted.quote,
        "doc": quoted.doc,
        "event": event.id,
    }


def _dates(sourced: SourcedClaim, event: Event) -> bool:
    """Whether a claim's own words give the event its date."""
    date = sourced.claim.date
    return date is not None and date.source != "inherited" and date.date == event.date


def _print_case(row: Mapping[str, Any]) -> None:
    place = f", {row['court']}" if row["court"] else ""
    numbers = f", No. {', '.join(row['numbers'])}" if row["numbers"] else ""
    click.secho(f"{row['case']}  {row['course']}: {row['state']}", bold=True)
    click.echo(f"  id {row['id']}{place}{numbers}")
    for step in row["steps"]:
        who = f" by {', '.join(step['who'])}" if step["who"] else ""
        sure = "" if step["modality"] == "asserted" else f" ({step['modality']})"
        click.echo(click.style(f"{_tell_when(step):>28}", bold=True) + f"  {step['state']}{who}{sure}")
        flat = " ".join(step["quote"].split())
        click.echo(" " * 30 + click.style(f'"{flat if len(flat) <= 110 else flat[:107] + "..."}"', dim=True))
    for problem in row["problems"]:
        click.secho(f"  cannot be: {problem}", fg="yellow")
    click.echo()


def _tell_when(step: Mapping[str, Any]) -> str:
    from kgbuild.dates import describe_date

    if step["date"]:
        return describe_date(step["date"])
    return f"reported {describe_date(step['reported'])}" if step["reported"] else "undated"
