"""The record of a claim that is being read, before it is finished."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kgbuild.ontology import EventType, Frame
from kgbuild.reading.stances import Stance
from kgbuild.reading.tokens import Parse
from kgbuild.records import Argument, Claim, EventDate

CORE = ("agent", "patient")
NEAR = 2  # words from a copula to the adjective that tells what it says


@dataclass(slots=True)
class Draft:
    """A claim before it is finished: its predicate, frame, role fillers by head token, and date.

    `single` says that no plural or number stands in the patient's place, `several` that a plural does.
    `crowds` are the roles that many fill whom nobody names: "card issuers", "a coalition of states". It may stand `unnamed`,
    naming nobody, if something tells which event it is; `placed` says that its sentence names a place.
    If nothing in the article fills the role `needs`, the claim is none: its frame says so, or it held who stands in the other.
    """

    type: EventType
    frame: Frame
    head: int
    roles: dict[str, list[Argument]]
    heads: dict[str, list[int]]
    texts: dict[str, str]
    stance: Stance
    covers: tuple[int, ...] = ()
    date: EventDate | None = None
    inherited: list[str] = field(default_factory=list)
    group: int = -1
    link: str = "root"
    sent: int = 0
    speakers: list[Argument] = field(default_factory=list)
    needs: str | None = None
    single: bool = True
    several: bool = False
    crowds: frozenset[str] = frozenset()
    unnamed: bool = False
    placed: bool = False
    trigger: str = ""


def names_party(draft: Draft) -> bool:
    """Tell whether a claim names at least one of its parties."""
    return any(a.name for role in CORE for a in draft.roles.get(role, []))


def names_parties(draft: Draft) -> bool:
    """Tell whether a claim names both of its parties."""
    return all(any(a.name for a in draft.roles.get(role, [])) for role in CORE)


def is_too_few(draft: Draft, role: str, lent: Sequence[Argument]) -> bool:
    """Tell whether one is lent where several are told of: "arrested dozens of men" is not said of the one who is named."""
    told = role in draft.crowds or (role == "patient" and draft.several and bool(draft.roles.get(role)))
    return told and len({a.chain or a.name for a in lent if a.name}) == 1


def merge_same(arguments: Iterable[Argument]) -> list[Argument]:
    """Return the arguments, each name or chain once; those without a name all."""
    found: dict[str, Argument] = {}
    for argument in arguments:
        found.setdefault(argument.name or f"{argument.start}-{argument.end}", argument)
    return list(found.values())


def _find_trigger_end(draft: Draft, parse: Parse) -> int:
    """Where the trigger ends: behind the adjective that a copula's frame asks for ("is dead")."""
    token = parse.tokens[draft.head]
    told = [k for k in parse.kids(token.i, "acomp", "attr") if k.pos == "ADJ" and token.i < k.i <= token.i + NEAR]
    return told[0].end if token.lemma == "be" and "attr" in draft.frame.requires and len(told) == 1 else token.end


def make_claim(
    draft: Draft, parse: Parse, *, article: str, version: str, event: str, after: tuple[str, ...] = ()
) -> Claim:
    """Return the finished claim; its id is a hash of where it stands in which version of the article."""
    token = parse.tokens[draft.head]
    sentence, end = parse.sentences[token.sent], _find_trigger_end(draft, parse)
    roles = {r: tuple(draft.roles[r]) for r in sorted(draft.roles, key=_order) if draft.roles[r]}
    place = f"{article}|{version}|{draft.type.name}|{token.start}-{token.end}|" + "|".join(
        f"{r}:{a.start}-{a.end}:{a.chain}" for r, filled in roles.items() for a in filled
    )
    return Claim(
        id=hashlib.sha256(place.encode()).hexdigest()[:16],
        type=draft.type.name,
        kind=draft.type.kind,
        trigger=parse.text[token.start : end],
        trigger_start=token.start,
        trigger_end=end,
        start=sentence.start,
        end=sentence.end,
        roles=roles,
        texts=dict(sorted(draft.texts.items())),
        polarity=draft.stance.polarity,
        modality=draft.stance.modality,
        rule=f"{draft.type.name}/{draft.frame.id}",
        event=event,
        said_by=tuple(draft.speakers),
        date=draft.date,
        inherited=tuple(draft.inherited),
        after=after,
    )


def _order(role: str) -> tuple[int, str]:
    return (CORE.index(role), "") if role in CORE else (len(CORE), role)
