"""What the commands that keep a person's decisions share: their options, and what follows a decision."""

from __future__ import annotations

import datetime
import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kgbuild.cli.decided import describe, tell_unfit
from kgbuild.cli.options import graph_option, reader_options, store_option
from kgbuild.cli.output import show_progress
from kgbuild.decisions.editing import add_decision
from kgbuild.reading.spec import ReaderSpec
from kgbuild.records import Decision

F = TypeVar("F", bound=Callable[..., Any])


def _find_login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


why_option = click.option("--why", default="", help="The reason, for those who come later.")
by_option = click.option(
    "--by",
    envvar="KGBUILD_BY",
    default=_find_login,
    show_default="your login name",
    help="Who decides [env: KGBUILD_BY].",
)


def load_options(function: F) -> F:
    """Add what is needed to bring the store up to date."""
    function = click.option(
        "--no-load", is_flag=True, help="Write the decision alone; the store follows at the next ingest or load."
    )(function)
    return graph_option(store_option(reader_options(function)))


def keep(
    graph: Path, decision: Decision, *, no_load: bool, address: str | None, model: str, ontology: Path | None
) -> None:
    """Write a decision, say what came of it, and bring the store up to date unless that is not wanted."""
    from kgbuild.pipeline import open_ledger, resolve_graph

    open_ledger(graph).close()
    new = add_decision(graph, decision, when=datetime.datetime.now(tz=datetime.UTC))
    click.echo(f"{'decided' if new else 'decided before'}: {describe(decision)} ({decision.id})")
    if no_load:
        return
    resolved, _ = resolve_graph(graph, spec=ReaderSpec(model, ontology))
    tell_unfit(graph, (u for u in resolved.unfit if u.decision == decision.id))
    bring_up_to_date(graph, no_load=no_load, address=address, model=model, ontology=ontology)


def bring_up_to_date(graph: Path, *, no_load: bool, address: str | None, model: str, ontology: Path | None) -> None:
    """Let the store follow the decisions, unless that is not wanted."""
    if no_load:
        return
    from kgbuild.pipeline import load

    with show_progress() as tell:
        load(graph, spec=ReaderSpec(model, ontology), address=address, on_progress=tell)
