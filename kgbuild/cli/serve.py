"""`kgbuild serve`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli.options import graph_option

if TYPE_CHECKING:
    from kgbuild.store.serve import ServeInfo


@click.command(
    "serve",
    epilog="\b\nExample:\n  kgbuild serve --port 7687\n\nThen open Neo4j Browser on bolt://localhost:7687 with the user and password printed, database kg, and run :config autoComplete: false there once.",
)
@click.option("--port", type=click.IntRange(1, 65535), help="The Bolt port on 127.0.0.1; a free one by default.")
@graph_option
def command(*, port: int | None, graph: Path) -> None:
    """Keep the embedded store open for Neo4j Browser and drivers until Ctrl-C.

    While it runs, kgbuild ingest and kgbuild query of the same graph work through it.
    """
    from kgbuild.store.serve import serve_store

    def tell(info: ServeInfo) -> None:
        click.echo(
            f"serving {graph} on bolt://127.0.0.1:{info.bolt_port}  user {info.user}  password {info.password}  database kg"
        )
        click.echo("stop with Ctrl-C")

    serve_store(graph, bolt_port=port, on_ready=tell)
