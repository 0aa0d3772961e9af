"""Ask a person about names, one question after the other, by single keys."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import click

from kgbuild.decisions.editing import add_decision, take_back
from kgbuild.decisions.entries import make_name_decision
from kgbuild.errors import DecisionError
from kgbuild.resolving.name_uses import NameUse
from kgbuild.resolving.proposals import Proposal

KEYS = "[y] one  [n] not one  [s] skip  [u] undo  [w] why  [m] more quotes  [q] quit"
SHOWN = 2
VERDICTS: dict[str, Literal["same", "different"]] = {"y": "same", "n": "different"}


@dataclass(slots=True)
class _Answers:
    """What was decided in this session: the place of each question with the id of its decision, None if it stood there."""

    made: list[tuple[int, str | None]] = field(default_factory=list)
    skipped: int = 0


def ask_names(
    folder: Path,
    proposals: Sequence[Proposal],
    *,
    author: str,
    reason: str,
    read_key: Callable[[], str] = click.getchar,
) -> int:
    """Ask about each proposal and write each answer at once; return how many decisions were made and kept.

    A reason given before the session is that of every answer; [w] asks for one of its own.
    """
    answers, at = _Answers(), 0
    while at < len(proposals):
        _show(proposals[at], at, len(proposals))
        at = _answer(folder, proposals, at, answers, author=author, reason=reason, read_key=read_key)
    return sum(1 for _, made in answers.made if made is not None)


def _answer(
    folder: Path,
    proposals: Sequence[Proposal],
    at: int,
    answers: _Answers,
    *,
    author: str,
    reason: str,
    read_key: Callable[[], str],
) -> int:
    """Act on keys until the question is answered; return the place of the next one."""
    click.echo(KEYS)
    while True:
        match read_key().lower():
            case "y" | "n" as key:
                if _decide(folder, proposals[at], VERDICTS[key], at, answers, author=author, reason=reason):
                    return at + 1
            case "s" | " ":
                return at + 1
            case "u":
                if answers.made:
                    return _undo(folder, answers)
                click.echo("nothing to take back in this session; kgbuild review undo takes back earlier decisions")
            case "w":
                reason = click.prompt("why", default=reason, show_default=bool(reason))
                click.echo(KEYS)
            case "m":
                for use in (proposals[at].left, proposals[at].right):
                    _show_use(use, shown=len(use.passages))
                click.echo(KEYS)
            case "q" | "\x03" | "\x04" | "\x1b" | "":
                return len(proposals)
            case _:
                click.echo(KEYS)


def _decide(
    folder: Path,
    proposal: Proposal,
    verdict: Literal["same", "different"],
    at: int,
    answers: _Answers,
    *,
    author: str,
    reason: str,
) -> bool:
    names = (proposal.left.reference, proposal.right.reference)
    decision = make_name_decision(verdict, names, author=author, reason=reason)
    try:
        new = add_decision(folder, decision, when=datetime.datetime.now(tz=datetime.UTC))
    except DecisionError as error:
        click.echo(f"not written: {error}")
        return False
    answers.made.append((at, decision.id if new else None))
    click.secho("  one" if verdict == "same" else "  not one", bold=True)
    return True


def _undo(folder: Path, answers: _Answers) -> int:
    at, made = answers.made.pop()
    if made is not None:
        take_back(folder, made)
    click.echo("taken back")
    return at


def _show(proposal: Proposal, at: int, total: int) -> None:
    facts = f"{proposal.facts} fact{'' if proposal.facts == 1 else 's'}"
    click.echo()
    click.secho(f"{at + 1} of {total}: are these one? The answer is about {facts}.", bold=True)
    for use in (proposal.left, proposal.right):
        _show_use(use, shown=SHOWN)
    score = f" ({proposal.score:.2f})" if proposal.score else ""
    click.echo(f"  now {proposal.now}: {proposal.reason}{score}")


def _show_use(use: NameUse, *, shown: int) -> None:
    articles = len({t.article for t in use.things})
    click.echo(
        f"  {use.title}  {use.top}, {articles} article{'' if articles == 1 else 's'}, {len(use.facts)} facts; {use.entity}"
    )
    for passage in use.passages[:shown]:
        click.echo(f'    "{_shorten(passage.text)}" ({passage.doc})')


def _shorten(text: str, *, longest: int = 200) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " ..."


def cite_proposals(proposals: Iterable[Proposal]) -> Iterable[dict[str, object]]:
    """Yield proposals as a program reads them; `reference` is what a decision calls a name."""
    for p in proposals:
        told = {"facts": p.facts, "now": p.now, "score": p.score, "reason": p.reason}
        yield {**told, "left": _cite(p.left), "right": _cite(p.right)}


def _cite(use: NameUse) -> dict[str, object]:
    return {
        "name": use.title,
        "class": use.top,
        "entity": use.entity,
        "articles": len({t.article for t in use.things}),
        "facts": len(use.facts),
        "reference": {"name": use.reference.name, "quote": use.reference.quote},
        "passages": [{"doc": p.doc, "text": p.text} for p in use.passages],
    }
