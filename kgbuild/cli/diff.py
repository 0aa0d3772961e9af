"""`kgbuild diff`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli.lookup import find_articles
from kgbuild.cli.options import graph_option, json_option, reader_options
from kgbuild.cli.output import is_terminal, show_progress
from kgbuild.codec import claim_as_json
from kgbuild.errors import QueryError
from kgbuild.ledger import Ledger, Step
from kgbuild.records import Article, Claim

if TYPE_CHECKING:
    from kgbuild.comparison import Change

DAY = re.compile(r"\d{4}-\d\d-\d\d")
SIGNS = {"gained": ("+", "green"), "lost": ("-", "red"), "changed": ("~", "yellow"), "reworded": ("=", "blue")}
State = dict[str, str]
"""The current version of each key at some time."""


@click.command(
    "diff",
    epilog="\b\nExamples:\n  kgbuild diff\n  kgbuild diff courts/first.txt\n  kgbuild diff courts/first.txt --from 1 --to 3\n  kgbuild diff --from 2026-11-20 --to 2026-11-25 --json",
)
@click.argument("name", required=False, metavar="[ARTICLE]")
@click.option("--from", "start", metavar="WHEN", help="A day, a run, or of an ARTICLE the number of a version.")
@click.option("--to", "end", metavar="WHEN", help="The same; by default what the graph holds now.")
@graph_option
@reader_options
@json_option
def command(
    *,
    name: str | None,
    start: str | None,
    end: str | None,
    graph: Path,
    model: str,
    ontology: Path | None,
    as_json: bool,
) -> None:
    """Tell what claims were gained, lost, changed or reworded: by the last run that changed articles, or since WHEN.

    A day stands for its end, in UTC. With ARTICLE two of its versions are compared, the last two by default; kgbuild
    articles --versions counts them, and --runs counts the runs. Both sides are read with the rules of today, so that
    what is told is what the articles changed.
    """
    from kgbuild.pipeline import compare, open_ledger
    from kgbuild.reading.spec import ReaderSpec

    with open_ledger(graph) as ledger:
        history = ledger.history()
        before, after = _choose_versions(ledger, history, name, start, end) if name else _choose(history, start, end)
    with show_progress() as tell:
        changes = list(compare(graph, before, after, spec=ReaderSpec(model, ontology), on_progress=tell))
    if as_json or not is_terminal():
        for change in changes:
            click.echo(json.dumps(_as_json(change), ensure_ascii=False))
    else:
        _print(changes, before, after)


def _choose(history: Sequence[Step], start: str | None, end: str | None) -> tuple[State, State]:
    """The states between which to compare: by default before and after the last run that changed anything."""
    after = _find_state(history, end) if end else _replay(history)
    if start:
        return _find_state(history, start), after
    last = max((s.run for s in history), default=0)
    return _replay(s for s in history if s.run < last), after


def _replay(history: Iterable[Step]) -> State:
    state: State = {}
    for step in history:
        state.pop(step.key, None)
        if step.version is not None:
            state[step.key] = step.version
    return state


def _find_state(history: Sequence[Step], when: str) -> State:
    if DAY.fullmatch(when):
        return _replay(s for s in history if (s.started or "")[:10] <= when)
    if when.isdecimal():
        return _replay(s for s in history if s.run <= int(when))
    raise QueryError(
        f"{when}: is neither a day nor a run; write 2026-11-25, or a number that kgbuild articles --runs shows"
    )


def _choose_versions(
    ledger: Ledger, history: Sequence[Step], name: str, start: str | None, end: str | None
) -> tuple[State, State]:
    """Two versions of each article that is meant, removed ones too."""
    keys = dict.fromkeys(s.key for s in history)
    latest = {s.key: s.version for s in history if s.version is not None}
    held = [a for k in keys if (a := ledger.find_version(k, latest[k]))]
    before: State = {}
    after: State = {}
    for article in find_articles(held, name):
        steps = [s for s in history if s.key == article.key]
        last = len(steps) - 1
        new = _find_step(steps, end, article) if end else last
        old = _find_step(steps, start, article) if start else new - 1
        for state, at in ((before, old), (after, new)):
            if at >= 0 and (version := steps[at].version) is not None:
                state[article.key] = version
    return before, after


def _find_step(steps: Sequence[Step], when: str, article: Article) -> int:
    """The place in an article's history of a version: its number, the start of its hash, or a day; -1 is before all."""
    if DAY.fullmatch(when):
        return sum((s.started or "")[:10] <= when for s in steps) - 1
    at = [i for i, s in enumerate(steps) if s.version is not None]
    if when.isdecimal() and 1 <= int(when) <= len(at):
        return at[int(when) - 1]
    if found := [i for i in at if len(when) >= 4 and (steps[i].version or "").startswith(when)]:
        return found[-1]
    raise QueryError(
        f"{when}: {article.key} has no such version; kgbuild articles --versions {article.key} counts {len(at)}"
    )


def _as_json(change: Change) -> dict[str, object]:
    return {
        "change": change.kind,
        "article": change.article,
        "fields": list(change.fields),
        "before": claim_as_json(change.before[1], article=change.before[0]) if change.before else None,
        "after": claim_as_json(change.after[1], article=change.after[0]) if change.after else None,
    }


def _print(changes: Sequence[Change], before: Mapping[str, str], after: Mapping[str, str]) -> None:
    counts = (
        len(after.keys() - before.keys()),
        sum(before[k] != after[k] for k in before.keys() & after.keys()),
        len(before.keys() - after.keys()),
    )
    click.echo("Articles: {} came, {} changed, {} went.".format(*counts))
    shown = None
    for change in changes:
        if change.article != shown:
            click.secho(f"\n{change.article}", bold=True)
            shown = change.article
        sign, color = SIGNS[change.kind]
        side = change.after or change.before
        assert side is not None
        click.secho(f"  {sign} {change.kind:8}  {_tell(side[1])}", fg=color)
        if change.before and change.after and change.kind == "changed":
            click.echo(f"      {_tell_fields(change.before[1], change.after[1], change.fields)}")
        for told in (change.before, change.after) if change.kind in ("reworded", "changed") else (side,):
            if told is not None:
                click.secho(f'      "{_quote(told)}"', dim=True)


def _tell(claim: Claim) -> str:
    line = claim_as_json(claim, article=Article("", "", "", ""), quote="")
    sides = [", ".join(a["name"] or a["mention"] for a in line["roles"].get(r, ())) for r in ("agent", "patient")]
    return f"{claim.type}  {sides[0] or '?'} -> {sides[1] or '?'}" + (f"  ({line['date']})" if line["date"] else "")


def _tell_fields(before: Claim, after: Claim, fields: Sequence[str]) -> str:
    lines = [claim_as_json(c, article=Article("", "", "", ""), quote="") for c in (before, after)]

    def show(line: dict[str, object], field: str) -> str:
        roles, texts = line["roles"], line["texts"]
        assert isinstance(roles, dict)
        assert isinstance(texts, dict)
        held = roles.get(field) or (line["said_by"] if field == "said_by" else None)
        if isinstance(held, list):
            return ", ".join(a["name"] or a["mention"] for a in held) or "none"
        return str(texts.get(field) or line.get(field) or "none")

    return "; ".join(f"{f}: {show(lines[0], f)} -> {show(lines[1], f)}" for f in fields)


def _quote(side: tuple[Article, Claim]) -> str:
    article, claim = side
    return " ".join(article.text[claim.start : claim.end].split())
