"""`kgbuild articles`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from kgbuild.cli.lookup import find_articles
from kgbuild.cli.options import graph_option, json_option
from kgbuild.cli.output import print_rows
from kgbuild.ledger import Ledger, Step
from kgbuild.records import Article

COLUMNS = ("id", "published", "publisher", "title", "versions", "since", "doc")
STEPS = ("id", "number", "version", "since", "run", "published", "publisher", "title", "current")
RUNS = ("run", "started", "ended", "new", "changed", "same", "removed", "rejected")


@click.command(
    "articles",
    epilog="\b\nExamples:\n  kgbuild articles\n  kgbuild articles --versions courts/first.txt\n  kgbuild articles --runs --json",
)
@click.argument("name", required=False)
@click.option("--versions", "as_versions", is_flag=True, help="Every version, with the run that brought it.")
@click.option("--runs", "as_runs", is_flag=True, help="The runs of ingest and remove instead.")
@graph_option
@json_option
def command(*, name: str | None, as_versions: bool, as_runs: bool, graph: Path, as_json: bool) -> None:
    """List the articles that the graph rests on, or those that NAME (an id, a file, a folder) stands for.

    An article that was given again with another text has several versions; the graph knows the current one alone.
    """
    from kgbuild.pipeline import open_ledger

    style = "json" if as_json else None
    with open_ledger(graph) as ledger:
        if as_runs:
            rows = [
                (r.number, r.started, r.ended, r.new, r.changed, r.same, r.removed, r.rejected) for r in ledger.runs()
            ]
            print_rows(RUNS, rows, style=style)
            return
        current, history = list(ledger.current_articles()), ledger.history()
        if as_versions:
            print_rows(STEPS, _list_steps(ledger, current, history, name), style=style)
            return
    articles = find_articles(current, name) if name else current
    versions = Counter(key for key, _ in {(s.key, s.version) for s in history if s.version})
    since = {(s.key, s.version): s.started for s in history}
    print_rows(
        COLUMNS,
        [
            (a.key, a.published, a.publisher, a.title, versions[a.key], since.get((a.key, a.version)), a.doc)
            for a in articles
        ],
        style=style,
    )


def _list_steps(
    ledger: Ledger, current: list[Article], history: tuple[Step, ...], name: str | None
) -> list[tuple[object, ...]]:
    """A row for each step of the history, removals too; removed articles are found by their names as well."""
    now = {a.key: a.version for a in current}
    known = {(s.key, s.version): ledger.find_version(s.key, s.version) for s in history if s.version}
    wanted = {a.key for a in find_articles([a for a in known.values() if a is not None], name)} if name else None
    numbers: Counter[str] = Counter()
    rows: list[tuple[object, ...]] = []
    for step in history:
        if wanted is not None and step.key not in wanted:
            continue
        article = known.get((step.key, step.version)) if step.version else None
        numbers[step.key] += article is not None
        rows.append(
            (
                step.key,
                numbers[step.key] if article else None,
                step.version,
                step.started,
                step.run,
                article.published if article else None,
                article.publisher if article else None,
                article.title if article else "(removed)",
                article is not None and now.get(step.key) == step.version and step == _find_last(history, step.key),
            )
        )
    return rows


def _find_last(history: tuple[Step, ...], key: str) -> Step:
    return [s for s in history if s.key == key][-1]
