"""One event, one node: join what articles say of the same event, and keep repeats of it apart.

Dated claims cluster first, by complete linkage, since likeness of dates does not carry over (2014, undated, 2015); a
claim that lacks a date or a party joins the one cluster it fits, and stays alone where two fit.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

from kgbuild.dates import find_bounds, find_narrowest, find_precision, overlap
from kgbuild.ontology import EventType, Ontology
from kgbuild.records import Article, Claim, Event, Reading, SourcedClaim

STRENGTH = ("asserted", "planned", "alleged", "possible")
CORE = ("agent", "patient")
NEWS_DAYS = 60
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(slots=True)
class _Local:
    """One event as one article tells it."""

    type: EventType
    article: Article
    claims: list[Claim]
    roles: dict[str, tuple[str, ...]]
    date: str | None
    owners: Mapping[str, set[str]] = field(default_factory=dict)
    hint: str | None = None  # "a 2014 case": ended in that year or the next

    @property
    def id(self) -> str:
        return min(c.id for c in self.claims)

    def names(self, role: str) -> set[str]:
        return set(self.roles.get(role, ()))


def resolve_events(
    pairs: Sequence[tuple[Article, Reading]], ids: Mapping[tuple[str, str], str], *, ontology: Ontology
) -> tuple[Event, ...]:
    """Return the events and states of all readings, sorted by id. `ids` tells which entity a chain is."""
    found = [x for article, reading in pairs for x in _find_locals(article, reading, ids, ontology)]
    by: dict[str, list[_Local]] = defaultdict(list)
    for item in found:
        by[item.type.name].append(item)
    events = [
        _make_event(cluster, ids)
        for name in sorted(by)
        for block in _find_blocks(by[name])
        for cluster in _solve(block)
    ]
    return tuple(sorted(events, key=lambda e: e.id))


def _find_locals(
    article: Article, reading: Reading, ids: Mapping[tuple[str, str], str], ontology: Ontology
) -> Iterable[_Local]:
    groups: dict[str, list[Claim]] = defaultdict(list)
    owners: dict[str, set[str]] = defaultdict(set)
    for claim in reading.claims:
        if claim.type in ontology.types:
            groups[claim.event].append(claim)
        if claim.kind == "state" and claim.polarity == "positive":
            roles = _find_roles([claim], article.key, ids)
            for a in roles.get("agent", ()):
                for b in roles.get("patient", ()):
                    owners[b].add(a)
    for event in sorted(groups):
        claims = groups[event]
        date = find_narrowest(c.date.date for c in claims if c.date is not None)
        years = sorted({y for c in claims for y in YEAR.findall(c.texts.get("case", ""))})
        hint = f"{years[0]}/{int(years[0]) + 1}" if len(years) == 1 and date is None else None
        yield _Local(
            ontology.types[claims[0].type], article, claims, _find_roles(claims, article.key, ids), date, owners, hint
        )


def _find_roles(
    claims: Iterable[Claim], article: str, ids: Mapping[tuple[str, str], str]
) -> dict[str, tuple[str, ...]]:
    roles: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in claims:
        for role, filled in claim.roles.items():
            for a in filled:
                if a.chain and (article, a.chain) in ids:
                    roles[role].setdefault(ids[article, a.chain])
    return {r: tuple(v) for r, v in roles.items()}


def _find_blocks(found: Sequence[_Local]) -> list[list[_Local]]:
    """Events of a type that share a party, or a party's owner, however far: what can be one lies in one block."""
    graph: nx.Graph[object] = nx.Graph()
    for i, item in enumerate(found):
        graph.add_node(i)
        for role in CORE:
            for name in item.names(role):
                graph.add_edge(i, name)
                for owner in item.owners.get(name, ()):
                    graph.add_edge(i, owner)
    blocks = [sorted(n for n in part if isinstance(n, int)) for part in nx.connected_components(graph)]
    return [[found[i] for i in block] for block in sorted(b for b in blocks if b)]


def _solve(block: Sequence[_Local]) -> list[list[_Local]]:
    clusters: list[list[_Local]] = []
    dated = sorted((x for x in block if x.date is not None), key=lambda x: (_measure(x.date or ""), x.date or "", x.id))
    for item in dated:
        fits = [c for c in clusters if all(_agrees(item, o) for o in c)]
        if fits:
            max(fits, key=lambda c: (_likeness(item, c), -clusters.index(c))).append(item)
        else:
            clusters.append([item])
    rest = sorted(
        (x for x in block if x.date is None),
        key=lambda x: (-sum(bool(x.names(r)) for r in CORE), x.article.published or "9999", x.id),
    )
    for item in rest:
        fits = [c for c in clusters if all(_agrees(item, o) for o in c)]
        close = [c for c in fits if _is_news(item, c)]
        chosen = fits if len(fits) == 1 else close if len(close) == 1 else _find_likest(item, close or fits)
        if chosen:
            chosen[0].append(item)
        else:
            clusters.append([item])
    return clusters


def _measure(edtf: str) -> int:
    first, last = find_bounds(edtf)
    return (last - first).days if first is not None and last is not None else 10**6


def _find_likest(item: _Local, clusters: Sequence[list[_Local]]) -> list[list[_Local]]:
    """The one cluster that shares most parties with the item; none where two share as many."""
    scored = sorted(((max(_likeness(item, [o]) for o in c), c) for c in clusters), key=lambda p: -p[0])
    return [scored[0][1]] if len(scored) > 1 and scored[0][0] > scored[1][0] else []


def _is_news(item: _Local, cluster: Sequence[_Local]) -> bool:
    """Whether an undated report can be of the cluster's event because it was published about then."""
    day = _day(item.article.published)
    if day is None:
        return False
    for other in cluster:
        first, last = find_bounds(other.date) if other.date else (_day(other.article.published),) * 2
        if first is not None and last is not None and (day - last).days >= -3 and (day - first).days <= NEWS_DAYS:
            return True
    return False


def _day(published: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(published) if published is not None and len(published) == 10 else None


def _agrees(a: _Local, b: _Local) -> bool:
    """Whether two local events can be one."""
    if a.article.key == b.article.key and a.type.kind == "event" and (a.date is not None or b.date is not None):
        return False  # the article itself keeps them apart
    left_date, right_date = a.date or a.hint, b.date or b.hint
    if left_date is not None and right_date is not None and not overlap(left_date, right_date):
        return False
    if (
        a.type.kind == "event"
        and (left_date is None) != (right_date is None)
        and not _could_be_news(a if left_date is None else b, left_date or right_date or "")
    ):
        return False
    if a.type.symmetric:
        left, right = a.names("agent") | a.names("patient"), b.names("agent") | b.names("patient")
        agrees = len(left & right) >= 2
    else:
        known = [r for r in CORE if a.names(r) and b.names(r)]
        agrees = (
            bool(known)
            and all(_shares(a, b, r) for r in known)
            and (len(known) == 2 or a.date is not None or b.date is not None)
        )
    if not agrees or a.type.kind == "state":
        return agrees
    left_day, right_day = _day(a.article.published), _day(b.article.published)
    if a.date is None and b.date is None and left_day is not None and right_day is not None:
        return abs((left_day - right_day).days) <= NEWS_DAYS
    return _agree_in_texts(a, b)


def _could_be_news(item: _Local, date: str) -> bool:
    """Whether an undated report can be of an event of that date: a dated article tells the news of its own days."""
    day = _day(item.article.published)
    first, last = find_bounds(date)
    if day is None or first is None or last is None:
        return True
    return (day - last).days <= NEWS_DAYS and (first - day).days <= NEWS_DAYS


def _agree_in_texts(a: _Local, b: _Local) -> bool:
    for role in ("about", "what"):
        left = {w for c in a.claims for w in c.texts.get(role, "").lower().split() if len(w) > 3}
        right = {w for c in b.claims for w in c.texts.get(role, "").lower().split() if len(w) > 3}
        if left and right and not left & right and not (a.date is not None and a.date == b.date):
            return False
    return True


def _shares(a: _Local, b: _Local, role: str) -> bool:
    left, right = a.names(role), b.names(role)
    if left & right:
        return True
    if a.type.kind == "state":
        return False
    owners = [x.owners.get(n, set()) for x in (a, b) for n in (left | right)]
    up_left = left | {o for n in left for x in (a, b) for o in x.owners.get(n, ())}
    up_right = right | {o for n in right for x in (a, b) for o in x.owners.get(n, ())}
    return bool(owners) and bool(up_left & right or left & up_right)


def _likeness(item: _Local, cluster: Sequence[_Local]) -> int:
    return sum(len(item.names(r) & o.names(r)) for o in cluster for r in CORE)


def _make_event(cluster: Sequence[_Local], ids: Mapping[tuple[str, str], str]) -> Event:
    claims = sorted(
        ((c, x.article) for x in cluster for c in x.claims), key=lambda p: (p[1].key, p[0].trigger_start, p[0].id)
    )
    roles: dict[str, tuple[str, ...]] = {}
    for role in cluster[0].type.roles:
        held = sorted({n for x in cluster for n in x.names(role)})
        if held:
            roles[role] = tuple(held)
    if cluster[0].type.symmetric:
        roles = _pool(roles)
    texts: dict[str, str] = {}
    for role in cluster[0].type.roles:
        said = Counter(c.texts[role] for c, _ in claims if c.texts.get(role))
        if said:
            texts[role] = min(said, key=lambda t: (-said[t], len(t), t))
    for role in CORE:
        unnamed = sorted({a.text for c, _ in claims for a in c.roles.get(role, ()) if not a.chain})
        if role not in roles and unnamed:
            texts[f"{role}_text"] = unnamed[0]
    date = _find_date([x.date for x in cluster if x.date is not None])
    first, last = find_bounds(date) if date else (None, None)
    positive = [c.modality for c, _ in claims if c.polarity == "positive"]
    return Event(
        id=min(c.id for c, _ in claims),
        kind=cluster[0].type.kind,
        type=cluster[0].type.name,
        roles=roles,
        texts=texts,
        modality=min(positive, key=STRENGTH.index) if positive else "negated",
        claims=tuple(_source(c, a, ids) for c, a in claims),
        articles=len({a.key for _, a in claims}),
        sources=_count_sources([a for _, a in claims]),
        date=date,
        first_day=first.isoformat() if first else None,
        last_day=last.isoformat() if last else None,
        precision=find_precision(date) if date else None,
        reported=min((a.published for _, a in claims if a.published), default=None),
    )


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
    return find_narrowest(dates) or min(counts, key=lambda d: (-counts[d], _measure(d), d))


def _source(claim: Claim, article: Article, ids: Mapping[tuple[str, str], str]) -> SourcedClaim:
    said = tuple(dict.fromkeys(i for a in claim.said_by if a.chain and (i := ids.get((article.key, a.chain)))))
    return SourcedClaim(
        claim,
        article.key,
        article.doc,
        article.text[claim.start : claim.end],
        _find_roles([claim], article.key, ids),
        said,
    )


def _count_sources(articles: Sequence[Article]) -> int:
    """Independent sources: publishers, and texts where no publisher is known; one text printed twice is one."""
    texts = {
        hashlib.sha256(a.text.encode()).hexdigest(): a.publisher
        for a in sorted(articles, key=lambda a: a.key, reverse=True)
    }
    return len({publisher or text for text, publisher in texts.items()})
