"""Print: tables and progress on a terminal, JSON lines to a program."""

from __future__ import annotations

import contextlib
import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

import click

WIDE = 60


def is_terminal() -> bool:
    """Tell whether a person reads standard output."""
    return sys.stdout.isatty()


def describe_bounds(earliest: str | None, latest: str | None) -> str | None:
    """Return the days between which an order puts an event, in words: "13 May 2016 or later"; None where it tells none."""
    from kgbuild.dates import describe_date

    return describe_date(f"{earliest or '..'}/{latest or '..'}") if earliest or latest else None


def print_rows(
    columns: Sequence[str], rows: Sequence[Sequence[object]], *, style: str | None = None, title: str | None = None
) -> None:
    """Print rows as `table`, `json` or `csv`; without a style, as a table on a terminal and JSON lines elsewhere."""
    style = style or ("table" if is_terminal() else "json")
    if style == "json":
        for row in rows:
            click.echo(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False))
    elif style == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[_write(v) for v in row] for row in rows])
    else:
        _print_table(columns, rows, title)


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[object]], title: str | None) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(
        title=title, header_style="bold", title_justify="left", row_styles=["", "dim"] if len(rows) > 12 else None
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(_write(v) for v in row))
    Console().print(table) if rows else click.echo("no rows")


def _write(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(_write(v) for v in value)
    if isinstance(value, Mapping):
        return str(value.get("caption") or value.get("name") or json.dumps(value, ensure_ascii=False))
    return str(value)


@contextlib.contextmanager
def show_progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that shows stage, done and total as bars on standard error; silent where no person looks."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("{task.description:>9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as progress:
        tasks: dict[str, object] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total or None)
            progress.update(tasks[stage], completed=done, total=total or None)  # type: ignore[arg-type]

        yield tell
