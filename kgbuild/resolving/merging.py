"""Make one event of the tellings that are held for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from kgbuild.dates import find_bounds, find_narrowest, find_precision
from kgbuild.ontology import EventType
from kgbuild.records import Claim, Event, Modality, SourcedClaim
from kgbuild.resolving.tellings import CORE, Telling

UNSURE = frozenset({"alleged", "possible"})
PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "who", "whom", "which", "that", "others"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
STRENGTH: tuple[Modality, ...] = ("asserted", "planned", "alleged", "possible")


def make_event(tellings: Sequence[Telling]) -> Event:
    """Return the event, its roles all that any telling names, its date the narrowest that they agree on."""
    type_ = next((x.type for x in tellings if x.type.included_in is None), tellings[0].type)
    claims = sorted(
        (s for x in tellings for s in x.sourced), key=lambda s: (s.article, s.claim.trigger_start, s.claim.id)
    )
    articles = {x.article.key: x.article for x in tellings}
    roles = {r: tuple(sorted(set().union(*(x.names.get(r, ()) for x in tellings)))) for r in type_.roles}
    roles = {r: held for r, held in roles.items() if held}
    if type_.symmetric:
        roles = _pool(roles)
    date = _find_date([x.date for x in tellings if x.date is not None])
    first, last = find_bounds(date) if date else (None, None)
    return Event(
        id=min(x.id for x in tellings),
        kind=type_.kind,
        type=type_.name,
        roles=roles,
        texts=_find_texts(type_, roles, [s.claim for s in claims]),
        modality=_find_modality(claims, roles, symmetric=type_.symmetric),
        claims=tuple(claims),
        articles=len(articles),
        sources=len(articles),
        date=date,
        first_day=first.isoformat() if first else None,
        last_day=last.isoformat() if last else None,
        precision=find_precision(date) if date else None,
        reported=min((a.published for a in articles.values() if a.published), default=None),
        dated_by=tuple(_find_dating(claims, date)) if date else (),
    )


def _find_modality(
    claims: Sequence[SourcedClaim], roles: Mapping[str, tuple[str, ...]], *, symmetric: bool
) -> Modality | Literal["negated"]:
    """Return how sure the surest article is; one that names nobody as the doer makes no fact of who is only said to be."""
    positive = [s for s in claims if s.claim.polarity == "positive"]
    modalities = {s.claim.modality for s in positive}
    naming = {s.claim.modality for s in positive if s.entities.get("agent")}
    if roles.get("agent") and not symmetric and naming and naming <= UNSURE:
        modalities = naming
    return min(modalities, key=STRENGTH.index) if modalities else "negated"


def _find_dating(claims: Sequence[SourcedClaim], date: str) -> list[str]:
    """The articles that tell a date, sorted."""
    return sorted({s.article for s in claims if s.claim.date is not None and s.claim.date.date == date})


def _find_texts(type_: EventType, roles: Mapping[str, tuple[str, ...]], claims: Sequence[Claim]) -> dict[str, str]:
    """What fills roles in words: the most frequent, then the shortest; of a party that has no name, its words."""
    texts: dict[str, str] = {}
    told = [c for c in claims if c.texts]
    for role in type_.roles:
        said = Counter(c.texts[role] for c in told if c.texts.get(role))
        if said:
            texts[role] = min(said, key=lambda t: (-said[t], len(t), t))
    for role in (r for r in CORE if r not in roles):
        unnamed = {a.text for c in claims for a in c.roles.get(role, ()) if not a.chain}
        if unnamed:
            texts[f"{role}_text"] = min(unnamed, key=_rank_words)
    return texts


def _rank_words(text: str) -> tuple[bool, bool, str]:
    """What describes a party best comes first: no "she" or "the man" before "a woman of 30"."""
    words = text.lower().split()
    return text.lower() in PRONOUNS, words[0] in DEFINITE, text


def _pool(roles: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """A symmetric event's parties: the first by id is agent, the rest patients."""
    names = sorted({n for r in CORE for n in roles.get(r, ())})
    return {
        **roles,
        **({"agent": tuple(names[:1])} if names else {}),
        **({"patient": tuple(names[1:])} if len(names) > 1 else {}),
    }


def _find_date(dates: Sequence[str]) -> str | None:
    """The narrowest date that all agree on, else the narrowest of the most frequent."""
    if not dates:
        return None
    counts = Counter(dates)
    return find_narrowest(dates) or min(counts, key=lambda d: (-counts[d], measure_date(d), d))


def measure_date(edtf: str) -> int:
    """Return how many days a date leaves open."""
    first, last = find_bounds(edtf)
    return (last - first).days if first is not None and last is not None else 10**6
