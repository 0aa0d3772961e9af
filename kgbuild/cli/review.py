"""`kgbuild review`: a person's decisions on what rules got wrong."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any, Literal

import click

from kgbuild.cli.decided import describe, describe_subject
from kgbuild.cli.deciding import bring_up_to_date, by_option, keep, load_options, why_option
from kgbuild.cli.options import graph_option, json_option, reader_options
from kgbuild.cli.output import is_terminal, print_rows
from kgbuild.cli.review_claims import correct, reject
from kgbuild.codec import print_claim
from kgbuild.decisions import FILE, Entry, read_decisions
from kgbuild.decisions.editing import take_back
from kgbuild.decisions.entries import make_name_decision
from kgbuild.reading.spec import ReaderSpec
from kgbuild.records import NameReference

COLUMNS = ("id", "verdict", "on_what", "why", "by", "on", "line", "trouble")


class QuestionGroup(click.Group):
    """A group that asks about names where no other word is given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `names` before options."""
        if not args or (args[0] not in self.commands and args[0] not in ("-h", "--help")):
            args = ["names", *args]
        return super().parse_args(ctx, args)


@click.group(
    "review",
    cls=QuestionGroup,
    epilog="""\b
Examples:
  kgbuild review
  kgbuild review --json --limit 30
  kgbuild review same "Orlo Group" "Orlo Holdings" --why "annual report 2015, page 3"
  kgbuild review claims
  kgbuild review reject 52841523d3d37807 --why "the suit is another firm's"
  kgbuild review correct "Orlo will sue Vanta" --modality planned
  kgbuild review list
  kgbuild review undo""",
)
def command() -> None:
    """Decide what rules cannot: whether two names are one, whether a claim is misread.

    Alone, it asks about names, first about those on which most facts hang. Decisions stand in decisions.toml in the
    graph's folder. They beat every rule, hold for articles to come, and can be taken back. They name things as articles
    do, by names and quotes.
    """


@command.command(
    "names",
    epilog='\b\nExamples:\n  kgbuild review\n  kgbuild review --about Orlo --why "register of firms"\n  kgbuild review --json --limit 30',
)
@click.option("--about", metavar="NAME", help="Only questions about names that hold this one.")
@click.option("--limit", type=click.IntRange(1), help="Ask no more than so many questions.")
@click.option("--all", "everything", is_flag=True, help="Ask about what is certain, and what changes no fact, as well.")
@why_option
@by_option
@load_options
@json_option
def names(
    *,
    about: str | None,
    limit: int | None,
    everything: bool,
    why: str,
    by: str,
    as_json: bool,
    graph: Path,
    no_load: bool,
    address: str | None,
    model: str,
    ontology: Path | None,
) -> None:
    """Ask about names that may be one, or may not be, first about those on which most facts hang.

    Keys: y they are one, n they are not, s skip, u take back the last answer, w give a reason, m more quotes, q quit.
    Each answer is written at once. To a program the questions are printed as JSON lines.
    """
    from kgbuild.cli.review_names import ask_names, cite_proposals
    from kgbuild.pipeline import resolve_names
    from kgbuild.resolving.proposals import find_proposals

    resolved, uses = resolve_names(graph, spec=ReaderSpec(model, ontology))
    found = find_proposals(resolved, uses, everything=everything)
    if about is not None:
        low = about.casefold()
        found = tuple(p for p in found if low in p.left.title.casefold() or low in p.right.title.casefold())
    if as_json or not is_terminal():
        for line in cite_proposals(found[:limit]):
            click.echo(json.dumps(line, ensure_ascii=False))
        return
    if not found:
        click.echo("no question is left; kgbuild review --all asks about what is certain too")
        return
    made = ask_names(graph, found[:limit], author=by, reason=why)
    click.echo(f"{made} decision{'' if made == 1 else 's'} written to {graph / FILE}")
    if made:
        bring_up_to_date(graph, no_load=no_load, address=address, model=model, ontology=ontology)


def _decide(
    verdict: Literal["same", "different"],
    names: tuple[str, ...],
    quotes: tuple[str, ...],
    *,
    graph: Path,
    why: str,
    by: str,
    **options: Any,
) -> None:
    if len(names) < 2:
        raise click.UsageError("name two things at least")
    if len(quotes) > len(names):
        raise click.UsageError("more quotes than names; a --quote is of the name at the same place")
    padded = [*quotes, *[""] * (len(names) - len(quotes))]
    decision = make_name_decision(
        verdict, [NameReference(n, q or None) for n, q in zip(names, padded, strict=True)], author=by, reason=why
    )
    keep(graph, decision, **options)


quote_option = click.option(
    "--quote",
    "quotes",
    multiple=True,
    metavar="WORDS",
    help="Words of an article in which a name means this one; the first is of the first name, and so on.",
)


@command.command(
    "same", epilog='\b\nExample:\n  kgbuild review same "Orlo Group" "Orlo Holdings" --why "annual report 2015, page 3"'
)
@click.argument("names", nargs=-1, required=True, metavar="NAME NAME...")
@quote_option
@why_option
@by_option
@load_options
def same(**options: Any) -> None:
    """Decide that names are of one thing.

    A name is written as articles write it; case, accents and legal form do not matter. With a class before it,
    "Person:Ash", it means nobody else of that name.
    """
    _decide("same", **options)


@command.command(
    "different",
    epilog='\b\nExamples:\n  kgbuild review different "Orlo" "Orlo Motors"\n  kgbuild review different "Paul Dorn" "Paul Dorn" --quote "the striker Paul Dorn" --quote "Paul Dorn, a banker"',
)
@click.argument("names", nargs=-1, required=True, metavar="NAME NAME...")
@quote_option
@why_option
@by_option
@load_options
def different(**options: Any) -> None:
    """Decide that names are each of another thing; two of one name are told apart by quotes."""
    _decide("different", **options)


@command.command(
    "claims",
    epilog="\b\nExamples:\n  kgbuild review claims --about Orlo\n  kgbuild review claims --json --limit 30",
)
@click.option("--about", metavar="NAME", help="Only claims whose sentence has this word.")
@click.option("--limit", type=click.IntRange(1), help="Ask no more than so many questions.")
@click.option("--all", "everything", is_flag=True, help="Ask about claims on which nothing hangs as well.")
@why_option
@by_option
@load_options
@json_option
def claims(
    *,
    about: str | None,
    limit: int | None,
    everything: bool,
    why: str,
    by: str,
    as_json: bool,
    graph: Path,
    model: str,
    ontology: Path | None,
    **options: Any,
) -> None:
    """Ask whether claims are read right, first about those on which most hangs: lone evidence, cases, conflicts.

    Keys: y it is right, n the sentence does not say so, c correct it, u take back the last answer, w give a reason, q
    quit. Each answer is written at once. To a program the questions are printed as JSON lines.
    """
    from kgbuild.cli.ask_claims import ask_claims, find_questions
    from kgbuild.pipeline import resolve_graph

    resolved, types = resolve_graph(graph, spec=ReaderSpec(model, ontology))
    found = find_questions(resolved, everything=everything)
    if about is not None:
        found = tuple(q for q in found if about.casefold() in q.claim.quote.casefold())
    if as_json or not is_terminal():
        for q in found[:limit]:
            told = {"claim": q.claim.claim.id, "weight": q.weight, "read": print_claim(q.claim.claim)}
            click.echo(json.dumps({**told, "quote": q.claim.quote, "doc": q.claim.doc}, ensure_ascii=False))
        return
    made = ask_claims(graph, found[:limit], author=by, reason=why, types=types.types)
    click.echo(f"{made} decision{'' if made == 1 else 's'} written to {graph / FILE}")
    if made:
        bring_up_to_date(graph, model=model, ontology=ontology, **options)


command.add_command(reject)
command.add_command(correct)


@command.command("undo", epilog="\b\nExamples:\n  kgbuild review undo\n  kgbuild review undo 3f9a01")
@click.argument("identity", metavar="[ID]", required=False)
@load_options
def undo(*, identity: str | None, graph: Path, **options: Any) -> None:
    """Take back a decision, by default the latest; the graph is as if it had never been made."""
    gone = take_back(graph, identity)
    click.echo(f"taken back: {describe(gone.decision)}")
    bring_up_to_date(graph, **options)


@command.command("list", epilog="\b\nExamples:\n  kgbuild review list\n  kgbuild review list --json")
@graph_option
@reader_options
@json_option
def list_decisions(*, graph: Path, model: str, ontology: Path | None, as_json: bool) -> None:
    """List the decisions, with whatever keeps one from having an effect."""
    from kgbuild.pipeline import resolve_graph

    entries = read_decisions(graph)
    resolved, _ = resolve_graph(graph, spec=ReaderSpec(model, ontology))
    trouble = {u.decision: u.reason for u in resolved.unfit}
    if as_json or not is_terminal():
        for entry in entries:
            click.echo(json.dumps(_as_json(entry, trouble.get(entry.decision.id)), ensure_ascii=False))
        return
    print_rows(COLUMNS, [_make_row(e, trouble.get(e.decision.id)) for e in entries], style="table")


def _as_json(entry: Entry, trouble: str | None) -> dict[str, object]:
    """An entry as a program reads it, with what keeps it from having an effect."""
    row = dataclasses.asdict(entry.decision)
    return {**row, "on": entry.when, "line": entry.line, "trouble": trouble}


def _make_row(entry: Entry, trouble: str | None) -> tuple[object, ...]:
    d = entry.decision
    return d.id, d.verdict, describe_subject(d), d.reason, d.author, entry.when, entry.line, trouble
