"""The command line. Commands load when they are called, so that `kgbuild --help` is quick."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from typing import Any

import click

from kgbuild import __version__
from kgbuild.errors import KgbuildError

STOPPED = 130
COMMANDS = (
    "ingest",
    "query",
    "queries",
    "timeline",
    "docket",
    "conflicts",
    "sources",
    "explain",
    "review",
    "articles",
    "diff",
    "remove",
    "extract",
    "export",
    "load",
    "serve",
    "evaluate",
    "schema",
)
SUMMARIES = {
    "ingest": "Read articles into the graph.",
    "query": "Ask a saved query or Cypher.",
    "queries": "List the saved queries.",
    "timeline": "Tell what happened to somebody, in order.",
    "docket": "Tell the course of suits, takeovers, memberships.",
    "sources": "Tell which articles are one source, and why.",
    "conflicts": "List what articles say that cannot all be so.",
    "explain": "Show the quotes and rules behind a thing.",
    "review": "Decide what rules cannot: names, misread claims.",
    "articles": "List the articles of the graph, and their versions.",
    "diff": "Tell what claims were gained, lost, changed.",
    "remove": "Take articles out of the graph.",
    "extract": "Print what articles say; no graph is touched.",
    "export": "Write the graph for other tools.",
    "load": "Bring a store up to date with the ledger.",
    "serve": "Keep the embedded store open for Neo4j Browser.",
    "evaluate": "Score a reading against a gold file.",
    "schema": "Tell what stands in the graph, and what it means.",
}
EPILOG = """\b
Exit codes: 0 done, 1 nothing could be done, 2 wrong usage, 3 done in part (some inputs were left out), 130 stopped with Ctrl-C.

\b
Begin with:
  kgbuild ingest articles/
  kgbuild query who-sued-whom
  kgbuild timeline Alibaba
"""


class LazyGroup(click.Group):
    """A group whose commands live in modules of their own, loaded at need."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command's module."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"kgbuild.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; Ctrl-C ends it with a line of ours."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("kgbuild: stopped; what was done is kept, so run the same again to go on", err=True)
            sys.exit(STOPPED)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, SUMMARIES[name]) for name in COMMANDS])


@click.group(
    cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="kgbuild")
def cli() -> None:
    """Turn news articles into a knowledge graph of who did what to whom, when, and who says so."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; our own errors are one line on standard error and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        cli.main(args=None if arguments is None else list(arguments), prog_name="kgbuild")
    except KgbuildError as error:
        click.echo(f"kgbuild: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
