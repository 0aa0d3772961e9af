"""Shape what was resolved into nodes and edges of a property graph. Names of properties are a public contract."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping

from kgbuild.codec import print_claim, print_modality
from kgbuild.dates import describe_date, find_precision
from kgbuild.ontology import Ontology
from kgbuild.records import (
    Case,
    Conflict,
    Edge,
    Entity,
    Event,
    Graph,
    NameDecision,
    Node,
    Origin,
    Overruled,
    PropertyValue,
    Resolved,
    Ruling,
    Source,
    SourcedClaim,
)

CORE = ("agent", "patient")
Properties = dict[str, PropertyValue | None]


def make_graph(resolved: Resolved, *, ontology: Ontology) -> Graph:
    """Return nodes and edges, sorted, with a digest that changes whenever any of them does."""
    names = {e.id: e.name for e in resolved.entities}
    nodes = [_make_entity(e, ontology) for e in resolved.entities]
    nodes += [_make_article(s) for s in resolved.sources]
    nodes += [_make_event(e, names, ontology) for e in resolved.events]
    nodes += [_make_claim(c) for e in resolved.events for c in e.claims]
    nodes += [_make_case(c) for c in resolved.cases]
    nodes += [_make_conflict(c) for c in resolved.conflicts]
    nodes += [_make_origin(o) for o in resolved.origins]
    nodes += [_make_decision(r) for r in resolved.rulings]
    nodes += [_make_misreading(o) for r in resolved.rulings for o in r.overruled]
    edges = [*_link_events(resolved), *_link_cases(resolved), *_link_conflicts(resolved), *_link_decisions(resolved)]
    edges += [
        _edge("MENTIONS", ("Article", s.key), ("Entity", i), count=n)
        for s in resolved.sources
        for i, n in s.mentions.items()
    ]
    edges += [_edge("FROM", ("Article", k), ("Origin", o.id)) for o in resolved.origins for k in o.articles]
    ordered_nodes = tuple(sorted({(n.label, n.id): n for n in nodes}.values(), key=lambda n: (n.label, n.id)))
    ordered_edges = tuple(sorted({(e.type, e.id): e for e in edges}.values(), key=lambda e: (e.type, e.id)))
    return Graph(ordered_nodes, ordered_edges, _hash(ordered_nodes, ordered_edges))


def _clean(properties: Properties) -> dict[str, PropertyValue]:
    return {k: v for k, v in properties.items() if v is not None and v != ()}


def _node(identity: str, label: str, labels: tuple[str, ...] = (), **properties: PropertyValue | None) -> Node:
    return Node(identity, label, labels, _clean(properties))


def _edge(
    kind: str, start: tuple[str, str], end: tuple[str, str], *, tag: str = "", **properties: PropertyValue | None
) -> Edge:
    identity = hashlib.sha256("|".join((kind, *start, *end, tag)).encode()).hexdigest()[:16]
    return Edge(identity, kind, start[0], start[1], end[0], end[1], _clean(properties))


def _make_entity(entity: Entity, ontology: Ontology) -> Node:
    labels, cls = [], ontology.classes.get(entity.cls)
    while cls is not None:
        labels.append(cls.name)
        cls = ontology.classes.get(cls.parent) if cls.parent else None
    return _node(
        entity.id,
        "Entity",
        tuple(sorted(labels or [entity.cls])),
        name=entity.name,
        aliases=entity.aliases,
        wikidata=entity.wikidata,
        caption=entity.name,
    )


def _make_article(source: Source) -> Node:
    return _node(
        source.key,
        "Article",
        (),
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        url=source.url,
        doc=source.doc,
        caption=source.title or source.doc,
    )


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _make_event(event: Event, names: Mapping[str, str], ontology: Ontology) -> Node:
    label = "Event" if event.kind == "event" else "State"
    days = ("first_day", "last_day") if event.kind == "event" else ("stated_first", "stated_last")
    dates: Properties = {days[0]: _day(event.first_day), days[1]: _day(event.last_day)}
    return Node(
        event.id,
        label,
        (make_label(event.type),),
        _clean(
            {
                **event.texts,
                **dates,
                "type": event.type,
                "date": event.date,
                "precision": event.precision,
                "reported": event.reported,
                "dated_by": event.dated_by,
                "earliest": _day(event.earliest),
                "latest": _day(event.latest),
                "modality": event.modality,
                "articles": event.articles,
                "sources": event.sources,
                "caption": make_caption(event, names, ontology=ontology),
            }
        ),
    )


def make_label(kind: str) -> str:
    """Return the label of an event type: SUED -> Sued, SETTLED_WITH -> SettledWith."""
    return "".join(w.capitalize() for w in kind.split("_"))


def make_caption(event: Event, names: Mapping[str, str], *, ontology: Ontology) -> str:
    """Return one line for an event: "alleged: Orlo sued Vanta (May 2015)"."""
    who = _list([names[i] for i in event.roles.get("agent", ())]) or event.texts.get("agent_text", "")
    opens = any(event.type in course.openings for course in ontology.courses)  # "sued", not "sued the suit"
    whom = (
        _list([names[i] for i in event.roles.get("patient", ())])
        or event.texts.get("patient_text")
        or event.texts.get("what")
        or ("" if opens else event.texts.get("case", ""))
    )
    place = "" if who or whom else _list([names[i] for i in event.roles.get("place", ())])
    where = f" in {place}" if place else ""
    when = f" ({describe_date(event.date)})" if event.date else ""
    mark = "" if event.modality == "asserted" else f"{event.modality}: "
    return f"{mark}{ontology.types[event.type].tell(who, whom)}{where}{when}"


def _list(names: list[str]) -> str:
    if len(names) > 3:
        return f"{names[0]}, {names[1]} and {len(names) - 2} others"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _make_claim(sourced: SourcedClaim) -> Node:
    claim, date = sourced.claim, sourced.claim.date
    return _node(
        claim.id,
        "Claim",
        (),
        quote=sourced.quote,
        start=claim.start,
        end=claim.end,
        trigger=claim.trigger,
        trigger_start=claim.trigger_start,
        trigger_end=claim.trigger_end,
        modality=print_modality(claim.polarity, claim.modality),
        date=date.date if date else None,
        date_phrase=date.phrase if date else None,
        date_from=date.source if date else None,
        date_anchor=date.anchor if date else None,
        date_rule=date.rule if date else None,
        date_precision=find_precision(date.date) if date else None,
        first_day=_day(date.first_day) if date else None,
        last_day=_day(date.last_day) if date else None,
        rule=claim.rule,
        inherited=claim.inherited,
        decision=claim.decision,
        caption=claim.trigger,
    )


def _make_case(case: Case) -> Node:
    return _node(
        case.id,
        "Case",
        (case.label,),
        name=case.name,
        state=case.state,
        course=case.course,
        numbers=case.numbers,
        problems=case.problems,
        caption=f"{case.name}: {case.state}",
    )


def _make_conflict(conflict: Conflict) -> Node:
    return _node(
        conflict.id,
        "Conflict",
        (),
        kind=conflict.kind,
        text=conflict.text,
        weight=conflict.weight,
        articles=conflict.articles,
        sides=tuple(s.says for s in conflict.sides),
        caption=f"{conflict.kind}: {conflict.text}",
    )


def _make_origin(origin: Origin) -> Node:
    return _node(
        origin.id,
        "Origin",
        (),
        kind=origin.kind,
        name=origin.name,
        reason=origin.reason,
        articles=len(origin.articles),
        caption=f"{origin.kind}: {origin.name}"[:100],
    )


def _make_decision(ruling: Ruling) -> Node:
    d = ruling.decision
    subject = " and ".join(n.name for n in d.names) if isinstance(d, NameDecision) else d.quote
    return _node(
        d.id,
        "Decision",
        (),
        verdict=d.verdict,
        subject=subject,
        author=d.author,
        reason=d.reason,
        caption=f"{d.verdict}: {subject}",
    )


def _make_misreading(overruled: Overruled) -> Node:
    claim, told = overruled.claim, print_claim(overruled.claim)
    return _node(
        claim.id,
        "Misreading",
        (),
        quote=overruled.quote,
        start=claim.start,
        end=claim.end,
        trigger=claim.trigger,
        type=claim.type,
        read=told,
        rule=claim.rule,
        caption=told,
    )


def _link_decisions(resolved: Resolved) -> Iterator[Edge]:
    """To what a person decided on: entities, corrected claims, and the readings that do not hold."""
    for ruling in resolved.rulings:
        here = ("Decision", ruling.decision.id)
        for i in ruling.entities:
            yield _edge("DECIDES", here, ("Entity", i))
        for overruled in ruling.overruled:
            read = ("Misreading", overruled.claim.id)
            yield _edge("OVERRULES", here, read)
            yield _edge("IN", read, ("Article", overruled.article))
            if ruling.decision.verdict == "corrected":
                yield _edge("DECIDES", here, ("Claim", overruled.claim.id))


def _link_events(resolved: Resolved) -> Iterator[Edge]:
    for event in resolved.events:
        here = ("Event" if event.kind == "event" else "State", event.id)
        for role, ids in event.roles.items():
            for i in ids:
                yield _edge(role.upper(), here, ("Entity", i))
        for first in event.after:
            yield _edge("BEFORE", ("Event", first), here)
        numbers = {key: n for n, held in enumerate(event.source_articles, 1) for key in held}
        for sourced in event.claims:
            claim = ("Claim", sourced.claim.id)
            yield _edge("EVIDENCED_BY", here, claim, source=numbers.get(sourced.article))
            yield _edge("IN", claim, ("Article", sourced.article))
            for i in sourced.said_by:
                yield _edge("SAID_BY", claim, ("Entity", i))
        if event.modality == "asserted":
            for a in event.roles.get("agent", ()):
                for b in event.roles.get("patient", ()):
                    yield _edge(
                        event.type,
                        ("Entity", a),
                        ("Entity", b),
                        tag=event.id,
                        event=event.id,
                        date=event.date,
                        first_day=_day(event.first_day),
                        last_day=_day(event.last_day),
                        sources=event.sources,
                    )


def _link_cases(resolved: Resolved) -> Iterator[Edge]:
    for case in resolved.cases:
        for side, ids in case.parties.items():
            for i in ids:
                yield _edge(side.upper(), ("Case", case.id), ("Entity", i))
        if case.court:
            yield _edge("BEFORE_COURT", ("Case", case.id), ("Entity", case.court))
        for n, step in enumerate(case.steps):
            yield _edge(
                "IN_CASE", ("Event", step.event), ("Case", case.id), step=n + 1, state=step.state, side=step.side
            )


def _link_conflicts(resolved: Resolved) -> Iterator[Edge]:
    kinds = {e.id: "Event" if e.kind == "event" else "State" for e in resolved.events}
    kinds |= {c.id: "Case" for c in resolved.cases}
    for conflict in resolved.conflicts:
        here = ("Conflict", conflict.id)
        for i in conflict.about:
            yield _edge("ABOUT", here, (kinds.get(i, "Entity"), i))
        for n, side in enumerate(conflict.sides, 1):
            for claim in side.claims:
                yield _edge("BETWEEN", here, ("Claim", claim), side=n, says=side.says, sources=side.sources)


def _hash(nodes: tuple[Node, ...], edges: tuple[Edge, ...]) -> str:
    digest = hashlib.sha256()
    for n in nodes:
        digest.update(json.dumps([n.id, n.label, n.labels, dict(n.properties)], default=str, sort_keys=True).encode())
    for e in edges:
        digest.update(
            json.dumps([e.id, e.type, e.start, e.end, dict(e.properties)], default=str, sort_keys=True).encode()
        )
    return digest.hexdigest()
