"""`kgbuild review reject` and `correct`: a claim that was misread."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import click

from kgbuild.cli.decided import describe_subject
from kgbuild.cli.deciding import by_option, keep, load_options, why_option
from kgbuild.codec import print_claim
from kgbuild.decisions.entries import MODALITIES, NONE, make_claim_decision
from kgbuild.errors import QueryError
from kgbuild.reading.spec import ReaderSpec
from kgbuild.records import Correction, Described, Resolved, SourcedClaim
from kgbuild.resolving.corrections import describes, squeeze

Claims = tuple[SourcedClaim, ...]


@click.command(
    "reject",
    epilog='\b\nExamples:\n  kgbuild review reject 52841523d3d37807 --why "it was another firm"\n  kgbuild review reject "Orlo sued Vanta" --why "a headline without a verb"',
)
@click.argument("claim", metavar="ID|WORDS")
@why_option
@by_option
@load_options
def reject(*, claim: str, **options: Any) -> None:
    """Decide that a claim is not what its sentence says.

    CLAIM is the id of a claim (kgbuild explain and exports show it), or of an event with one claim, or words of its
    sentence. The sentence is kept with what was read from it, and is evidence of nothing.
    """
    _decide("rejected", claim, Correction(), **options)


@click.command(
    "correct",
    epilog='\b\nExamples:\n  kgbuild review correct 52841523d3d37807 --date 2015-05\n  kgbuild review correct "Orlo will sue Vanta" --modality planned\n  kgbuild review correct 52841523d3d37807 --type ACCUSED --swap --why "Vanta accused Orlo"',
)
@click.argument("claim", metavar="ID|WORDS")
@click.option("--type", "type_", metavar="TYPE", help="The right event type, such as kgbuild schema lists.")
@click.option("--date", help="The right date in EDTF (2015-05-03, 2015-05, 2014/2015), or none where no words tell it.")
@click.option("--modality", type=click.Choice(MODALITIES), help="How sure the article is.")
@click.option("--swap", is_flag=True, help="The agent is the patient, and the patient the agent.")
@why_option
@by_option
@load_options
def correct(
    *, claim: str, type_: str | None, date: str | None, modality: str | None, swap: bool, **options: Any
) -> None:
    """Decide what a misread claim says rightly: type, date, modality, direction.

    The graph goes by the correction, and keeps what was read beside it.
    """
    _check(type_, date, options["ontology"])
    to = Correction(type_, date, modality, swap)
    if to == Correction():
        raise click.UsageError("say what is right: --type, --date, --modality or --swap")
    _decide("corrected", claim, to, **options)


def _check(type_: str | None, date: str | None, ontology: Path | None) -> None:
    from kgbuild.dates import find_bounds
    from kgbuild.ontology_files import load_ontology

    if type_ is not None and type_ not in (types := load_ontology(extra=ontology).types):
        raise click.BadParameter(f"no event type {type_}; known are {', '.join(sorted(types))}", param_hint="--type")
    if date is not None and date != NONE:
        try:
            find_bounds(date)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--date") from error


def _decide(
    verdict: Literal["rejected", "corrected"],
    words: str,
    to: Correction,
    *,
    graph: Path,
    why: str,
    by: str,
    model: str,
    ontology: Path | None,
    **options: Any,
) -> None:
    from kgbuild.pipeline import resolve_graph

    resolved, _ = resolve_graph(graph, spec=ReaderSpec(model, ontology))
    found = _find_claim(resolved, words)
    quote, read = squeeze(found.quote), describe_claim(found)
    claims = [c for e in resolved.events for c in e.claims if describes(quote, read, c.claim, c.quote)]
    click.echo(f"read as {print_claim(found.claim)}, in {', '.join(sorted({c.doc for c in claims}))}")
    decision = make_claim_decision(verdict, quote, read, to, author=by, reason=why)
    keep(graph, decision, model=model, ontology=ontology, **options)


def describe_claim(found: SourcedClaim) -> Described:
    """Return what tells a claim from others of its sentence, in words that stand there."""
    words = {
        role: tuple(
            squeeze(a.text)
            for a in found.claim.roles.get(role, ())
            if found.claim.start <= a.start and a.end <= found.claim.end
        )
        for role in ("agent", "patient")
    }
    return Described(found.claim.type, found.claim.trigger, words["agent"], words["patient"])


def _find_claim(resolved: Resolved, words: str) -> SourcedClaim:
    """The claim of that id, the only one of the event of that id, or the only one whose sentence has the words.

    Raises:
        QueryError: there is none or several, or a person decided on it already.
    """
    for ruling in resolved.rulings:
        if any(o.claim.id == words for o in ruling.overruled):
            raise QueryError(
                f"{words}: was decided on before ({describe_subject(ruling.decision)}); "
                f"kgbuild review undo {ruling.decision.id} takes that back"
            )
    every = [(e, c) for e in resolved.events for c in e.claims]
    found = [c for _, c in every if c.claim.id == words] or [c for e, c in every if e.id == words]
    found = found or [c for _, c in every if squeeze(words) in squeeze(c.quote)]
    kinds = {(describe_claim(c), squeeze(c.quote)) for c in found}
    if not found:
        raise QueryError(f"{words}: no claim has this id or these words; kgbuild explain NAME shows claims with ids")
    if len(kinds) > 1:
        listed = "; ".join(
            f"{c.claim.id} ({print_claim(c.claim)})" for c in sorted(found, key=lambda c: c.claim.id)[:9]
        )
        raise QueryError(f"{words}: {len(found)} claims have it; name one: {listed}")
    if found[0].claim.decision is not None:
        raise QueryError(
            f"{words}: was corrected before; kgbuild review undo {found[0].claim.decision} takes that back"
        )
    return found[0]
