"""Ask a person about claims, one question after the other, by single keys."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from kgbuild.cli.review_claims import describe_claim
from kgbuild.codec import print_claim
from kgbuild.decisions.editing import add_decision, take_back
from kgbuild.decisions.entries import MODALITIES, Mistake, make_claim_decision, read_correction
from kgbuild.errors import DecisionError
from kgbuild.records import Correction, Resolved, SourcedClaim
from kgbuild.resolving.corrections import squeeze

KEYS = "[y] right  [n] not said  [c] correct  [u] undo  [w] why  [q] quit"


@dataclass(frozen=True, slots=True)
class Question:
    """A claim, and how much hangs on it: an event that it alone tells, the cases of that event, conflicts it stands in."""

    claim: SourcedClaim
    weight: int


def find_questions(resolved: Resolved, *, everything: bool = False) -> tuple[Question, ...]:
    """Return the claims that nobody decided on, those on which most hangs first; the same graph gives the same list.

    Claims on which nothing hangs are left out unless `everything` is asked for; copies of a sentence are asked about once.
    """
    conflicts = Counter(c for k in resolved.conflicts for side in k.sides for c in side.claims)
    cases = Counter(s.event for case in resolved.cases for s in case.steps)
    found: dict[object, Question] = {}
    for event in resolved.events:
        for held in event.claims:
            weight = conflicts[held.claim.id] + (1 + cases[event.id] if len(event.claims) == 1 else 0)
            key = (squeeze(held.quote), describe_claim(held))
            known = found.get(key)
            if held.claim.decision is None and (weight or everything) and (known is None or known.weight < weight):
                found[key] = Question(held, weight)
    return tuple(sorted(found.values(), key=lambda q: (-q.weight, q.claim.doc, q.claim.claim.start, q.claim.claim.id)))


def ask_claims(folder: Path, questions: Sequence[Question], *, author: str, reason: str, types: Collection[str]) -> int:
    """Ask whether each claim is read right, and write each answer at once; return how many decisions were made and kept."""
    made: list[tuple[int, str]] = []
    at = 0
    while at < len(questions):
        held = questions[at].claim
        click.echo()
        click.secho(f"{at + 1} of {len(questions)}: is this read right?", bold=True)
        click.echo(f'  "{squeeze(held.quote)}" ({held.doc})\n  {print_claim(held.claim)}\n{KEYS}')
        match click.getchar().lower():
            case "y" | "s" | " ":
                at += 1
            case "n" | "c" as key:
                to = Correction() if key == "n" else _ask_correction(held, types)
                if to is not None and (identity := _keep(folder, held, to, author=author, reason=reason)) is not None:
                    made.append((at, identity))
                    at += 1
            case "u" if made:
                at, identity = made.pop()
                take_back(folder, identity)
                click.echo("taken back")
            case "w":
                reason = click.prompt("why", default=reason, show_default=bool(reason))
            case "q" | "\x03" | "\x04" | "\x1b" | "":
                break
            case _:
                click.echo("no such key, or nothing to take back")
    return len(made)


def _ask_correction(held: SourcedClaim, types: Collection[str]) -> Correction | None:
    """What is right, word by word; Enter leaves what was read. None where nothing is changed, or a word is none."""
    click.echo("Enter leaves what was read")
    asked = {
        "type": click.prompt(f"type ({held.claim.type})", default="", show_default=False),
        "date": click.prompt("date (EDTF, or none)", default="", show_default=False),
        "modality": click.prompt(f"modality ({', '.join(MODALITIES)})", default="", show_default=False),
    }
    told: dict[str, object] = {k: v for k, v in asked.items() if v}
    if click.prompt("swap agent and patient (y)", default="", show_default=False).lower() == "y":
        told["swap"] = True
    try:
        return read_correction(told, types) if told else None
    except Mistake as mistake:
        click.echo(f"not written: {mistake}")
        return None


def _keep(folder: Path, held: SourcedClaim, to: Correction, *, author: str, reason: str) -> str | None:
    decision = make_claim_decision(
        "rejected" if to == Correction() else "corrected",
        squeeze(held.quote),
        describe_claim(held),
        to,
        author=author,
        reason=reason,
    )
    try:
        add_decision(folder, decision, when=datetime.datetime.now(tz=datetime.UTC))
    except DecisionError as error:
        click.echo(f"not written: {error}")
        return None
    click.secho(f"  {decision.verdict}", bold=True)
    return decision.id
