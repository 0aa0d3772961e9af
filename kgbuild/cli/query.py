"""`kgbuild query`."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kgbuild.cli.options import graph_option, json_option, store_option
from kgbuild.cli.output import print_rows
from kgbuild.errors import LedgerError, QueryError

LOADING = "a load into the store runs, or broke off: the answer may lack something (kgbuild load finishes it)"
CYPHER = re.compile(r"\s|\(")


@click.command(
    "query",
    epilog='\b\nExamples:\n  kgbuild query who-sued-whom -p name=Alibaba\n  kgbuild query search counterfeit\n  kgbuild query "MATCH (e:Event) RETURN e.type AS type, count(e) AS n ORDER BY n DESC"\n  kgbuild query owners --format csv',
)
@click.argument("question", metavar="NAME|CYPHER")
@click.argument("values", nargs=-1, metavar="[VALUE]...")
@click.option("-p", "pairs", multiple=True, metavar="KEY=VALUE", help="A parameter; repeat for several.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "json", "csv"]),
    help="How to print; a table on a terminal, else JSON lines.",
)
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", help="How long it may take; 60 by default."
)
@graph_option
@store_option
@json_option
def command(
    *,
    question: str,
    values: tuple[str, ...],
    pairs: tuple[str, ...],
    style: str | None,
    timeout: float | None,
    graph: Path,
    address: str | None,
    as_json: bool,
) -> None:
    """Ask a saved query by its name, or Cypher. Queries only read; kgbuild queries lists the saved ones.

    Each VALUE fills a parameter of a saved query, in their order. While a load runs, or after one that broke off, a
    line says so, and every row has a field `loading`.
    """
    from kgbuild.ontology_files import find_shipped
    from kgbuild.queries import find_query
    from kgbuild.store import TIME_LIMIT, open_store
    from kgbuild.store.marks import is_loading

    given = _read_pairs(pairs)
    saved = find_query(find_shipped("queries"), question)
    if saved is None and not CYPHER.search(question):
        raise QueryError(f"{question}: no such saved query; kgbuild queries lists them")
    if saved is not None:
        given = saved.place(values) | given
    elif values:
        raise QueryError(f"'{values[0]}': Cypher takes its parameters by name; write -p NAME={values[0]}")
    cypher, parameters = (saved.cypher, saved.fill(given)) if saved is not None else (question, given)
    if not address and not (graph / "store").is_dir():
        raise LedgerError(
            f"{graph}: holds no graph; begin with kgbuild ingest PATH, or name another folder with --graph"
        )
    with open_store(graph, address=address) as store:
        loading = is_loading(store)
        table = store.run_read(cypher, parameters, timeout=timeout or TIME_LIMIT)
    columns, rows = table.columns, table.rows
    if loading:
        click.echo(f"kgbuild: {LOADING}", err=True)
        columns, rows = (*columns, "loading"), tuple((*row, True) for row in rows)
    print_rows(columns, rows, style="json" if as_json else style, title=saved.title if saved else None)
    if saved is not None and saved.none and not table.rows:
        click.echo(f"kgbuild: {saved.name}: {saved.none}", err=True)


def _read_pairs(pairs: tuple[str, ...]) -> dict[str, object]:
    from kgbuild.queries import read_value

    given: dict[str, object] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise click.BadParameter(f"'{pair}' is no KEY=VALUE", param_hint="-p")
        given[key] = read_value(value)
    return given
