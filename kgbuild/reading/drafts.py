"""The record of a claim that is being read, before it is finished."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgbuild.ontology import EventType, Frame
from kgbuild.reading.modality import Stance
from kgbuild.records import Argument, EventDate

CORE = ("agent", "patient")


@dataclass(slots=True)
class Draft:
    """A claim before it is finished: its predicate, frame, role fillers by head token, and date."""

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


def names_party(draft: Draft) -> bool:
    """Tell whether a claim names at least one of its parties."""
    return any(a.name for role in CORE for a in draft.roles.get(role, []))


def names_parties(draft: Draft) -> bool:
    """Tell whether a claim names both of its parties."""
    return all(any(a.name for a in draft.roles.get(role, [])) for role in CORE)
