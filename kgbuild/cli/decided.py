"""Tell a person's decisions, and those that change nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from kgbuild.decisions import FILE, read_decisions
from kgbuild.records import NameDecision, NameReference, Unfit


def tell_unfit(folder: Path, unfit: Iterable[Unfit]) -> None:
    """Name on standard error each decision that changes nothing, where it stands, and why."""
    held = {e.decision.id: e for e in read_decisions(folder)} if unfit else {}
    for item in unfit:
        if (entry := held.get(item.decision)) is not None:
            click.echo(
                f"decision without effect: {folder / FILE}, line {entry.line}: {describe(entry.decision)}: {item.reason}",
                err=True,
            )


def describe(decision: NameDecision) -> str:
    """Return a decision in a few words: same: "Orlo Group", "Orlo"."""
    return f"{decision.verdict}: " + ", ".join(_describe_name(n) for n in decision.names)


def _describe_name(name: NameReference) -> str:
    return f'"{name.name}"' + (f' (as in "{name.quote}")' if name.quote else "")
