"""Tell a person's decisions, and those that change nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from kgbuild.decisions import FILE, read_decisions
from kgbuild.records import ClaimDecision, Decision, NameReference, Unfit


def tell_unfit(folder: Path, unfit: Iterable[Unfit]) -> None:
    """Name on standard error each decision that changes nothing, where it stands, and why."""
    told = list(unfit)
    held = {e.decision.id: e for e in read_decisions(folder)} if told else {}
    for item in told:
        if (entry := held.get(item.decision)) is not None:
            click.echo(
                f"decision without effect: {folder / FILE}, line {entry.line}: {describe(entry.decision)}: {item.reason}",
                err=True,
            )


def describe(decision: Decision) -> str:
    """Return a decision in a few words: same: "Orlo Group", "Orlo"."""
    return f"{decision.verdict}: {describe_subject(decision)}"


def describe_subject(decision: Decision) -> str:
    """Return what a decision is about, and what a correction makes of it."""
    if isinstance(decision, ClaimDecision):
        read, to = decision.read, decision.to
        parties = " -> ".join(", ".join(words) for words in (read.agent, read.patient) if words)
        told = " ".join(w for w in (read.type, f"('{read.trigger}')" if read.trigger else "", parties) if w)
        right = [f"{k} {v}" for k in ("type", "date", "modality") if (v := getattr(to, k)) is not None]
        right += ["agent and patient swapped"] if to.swap else []
        return (
            f'"{decision.quote}"' + (f": {told}" if told else "") + (f", rightly {', '.join(right)}" if right else "")
        )
    return ", ".join(_describe_name(n) for n in decision.names)


def _describe_name(name: NameReference) -> str:
    return f'"{name.name}"' + (f' (as in "{name.quote}")' if name.quote else "")
