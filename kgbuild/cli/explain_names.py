"""Tell why two names are one thing, or are not."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kgbuild.cli.lookup import find_entities
from kgbuild.reading.spec import ReaderSpec
from kgbuild.records import Judgement
from kgbuild.resolving.explanations import Explanation, explain_names
from kgbuild.resolving.name_uses import NameUse


def tell_names(graph: Path, left: str, right: str, *, spec: ReaderSpec, as_json: bool) -> None:
    """Print an explanation for each two things that the names stand for.

    Raises:
        QueryError: one of the names is none in the graph; the message names the likest.
    """
    from kgbuild.pipeline import resolve_names

    resolved, uses = resolve_names(graph, spec=spec)
    found = explain_names(resolved, uses, left, right)
    if not found:  # a name that only holds the words that were given
        known = [name if uses.find(name) else find_entities(resolved, name)[0].id for name in (left, right)]
        found = explain_names(resolved, uses, *known)
    for explanation in found:
        if as_json:
            click.echo(json.dumps(_as_json(explanation), ensure_ascii=False))
        else:
            _print(explanation)


def _as_json(explanation: Explanation) -> dict[str, object]:
    return {
        "one": explanation.one,
        "left": _cite(explanation.left),
        "right": _cite(explanation.right),
        "reason": explanation.reason,
        "judgements": [
            {k: getattr(j, k) for k in ("left", "right", "verdict", "score", "reason", "author")}
            for j in explanation.judgements
        ],
    }


def _cite(use: NameUse) -> dict[str, object]:
    return {"name": use.title, "class": use.top, "entity": use.entity}


def _print(explanation: Explanation) -> None:
    left, right = explanation.left, explanation.right
    if explanation.one:
        click.secho(f"{left.title} and {right.title} are one: {left.entity}", bold=True)
    else:
        click.secho(f"{left.title} ({left.entity}) and {right.title} ({right.entity}) are two", bold=True)
    if explanation.reason is not None:
        click.echo(f"  {explanation.reason}")
    for judgement in explanation.judgements:
        click.echo(f"  {write_judgement(judgement)}")
    for use in (left, right) if left is not right else (left,):
        for passage in use.passages[:1]:
            click.echo(f'  {use.title}: "{passage.text}" ({passage.doc})')
    verb = "different" if explanation.one else "same"
    if left is not right:
        click.echo(f"  If that is wrong:  kgbuild review {verb} {_write(left, right)}")


def write_judgement(judgement: Judgement) -> str:
    """Return a judgement as one line for a person."""
    j = judgement
    return f"'{j.left}' and '{j.right}': {j.verdict} ({j.score:.2f}, {j.reason}, by {j.author})"


def _write(*uses: NameUse) -> str:
    """Names as the command line takes them, with quotes where a name alone would mean others as well."""
    names = " ".join(json.dumps(u.reference.name, ensure_ascii=False) for u in uses)
    if all(u.reference.quote is None for u in uses):
        return names
    return f"{names} " + " ".join(f"--quote {json.dumps(u.reference.quote or '', ensure_ascii=False)}" for u in uses)
