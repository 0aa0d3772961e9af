"""Make one event of the tellings that are held for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kgbuild.dates import find_bounds, find_narrowest, find_precision
from kgbuild.ontology import EventType
from kgbuild.records import Article, Claim, Event, SourcedClaim
from kgbuild.resolving.tellings import CORE, Ids, Telling, find_roles

STRENGTH = ("asserted", "planned", "alleged", "possible")


def make_event(tellings: Sequence[Telling], ids: Ids) -> Event:
    """Return the event, its roles all that any telling names, its date the narrowest that they agree on."""
    type_ = tellings[0].type
    claims = sorted(
        ((c, x.article) for x in tellings for c in x.claims), key=lambda p: (p[1].key, p[0].trigger_start, p[0].id)
    )
    roles = {r: tuple(held) for r in type_.roles if (held := sorted({n for x in tellings for n in x.names.get(r, ())}))}
    if type_.symmetric:
        roles = _pool(roles)
    date = _find_date([x.date for x in tellings if x.date is not None])
    first, last = find_bounds(date) if date else (None, None)
    positive = [c.modality for c, _ in claims if c.polarity == "positive"]
    return Event(
        id=min(c.id for c, _ in claims),
        kind=type_.kind,
        type=type_.name,
        roles=roles,
        texts=_find_texts(type_, roles, [c for c, _ in claims]),
        modality=min(positive, key=STRENGTH.index) if positive else "negated",
        claims=tuple(_source(c, a, ids) for c, a in claims),
        articles=len({a.key for _, a in claims}),
        sources=len({a.key for _, a in claims}),
        date=date,
        first_day=first.isoformat() if first else None,
        last_day=last.isoformat() if last else None,
        precision=find_precision(date) if date else None,
        reported=min((a.published for _, a in claims if a.published), default=None),
        dated_by=tuple(sorted({a.key for c, a in claims if date and c.date is not None and c.date.date == date})),
    )


def _find_texts(type_: EventType, roles: Mapping[str, tuple[str, ...]], claims: Sequence[Claim]) -> dict[str, str]:
    """What fills roles in words: the most frequent, then the shortest; of a party that has no name, its words."""
    texts: dict[str, str] = {}
    for role in type_.roles:
        said = Counter(c.texts[role] for c in claims if c.texts.get(role))
        if said:
            texts[role] = min(said, key=lambda t: (-said[t], len(t), t))
    for role in CORE:
        unnamed = sorted({a.text for c in claims for a in c.roles.get(role, ()) if not a.chain})
        if role not in roles and unnamed:
            texts[f"{role}_text"] = unnamed[0]
    return texts


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


def _source(claim: Claim, article: Article, ids: Ids) -> SourcedClaim:
    said = tuple(dict.fromkeys(i for a in claim.said_by if a.chain and (i := ids.get((article.key, a.chain)))))
    return SourcedClaim(
        claim,
        article.key,
        article.doc,
        article.text[claim.start : claim.end],
        find_roles([claim], article.key, ids),
        said,
    )
