"""Write what was resolved for other tools: JSON lines, a spreadsheet of claims, GraphML."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from kgbuild.codec import claim_as_json, print_claim
from kgbuild.records import Article, Entity, Event, Graph, NameDecision, Resolved, Ruling, SourcedClaim

CLAIM_COLUMNS = (
    "event",
    "type",
    "kind",
    "agent",
    "patient",
    "date",
    "modality",
    "said_by",
    "quote",
    "article",
    "publisher",
    "published",
    "start",
    "end",
    "date_phrase",
    "rule",
    "corrected",
)


def export_jsonl(resolved: Resolved) -> Iterator[str]:
    """Yield everything resolved, a record a line, sorted; the same graph gives the same bytes."""
    for source in resolved.sources:
        yield _line(
            {
                "record": "article",
                "id": source.key,
                **_fields(source, "doc", "version", "title", "publisher", "published", "published_from", "url"),
            }
        )
    for entity in resolved.entities:
        yield _line(_entity_as_json(entity))
    for event in resolved.events:
        yield _line(_event_as_json(event))
    for case in resolved.cases:
        yield _line(
            {
                "record": "case",
                **_fields(case, "id", "course", "name", "state"),
                "parties": {side: list(ids) for side, ids in case.parties.items()},
                **_fields(case, "court", "numbers"),
                "steps": [_fields(s, "event", "state", "side") for s in case.steps],
                "problems": list(case.problems),
            }
        )
    for conflict in resolved.conflicts:
        yield _line(
            {
                "record": "conflict",
                **_fields(conflict, "id", "kind", "about", "text"),
                "sides": [_fields(s, "says", "claims", "sources") for s in conflict.sides],
                **_fields(conflict, "articles", "weight"),
            }
        )
    for origin in resolved.origins:
        yield _line({"record": "origin", **_fields(origin, "id", "kind", "name", "articles", "reason")})
    for judgement in resolved.judgements:
        yield _line(
            {"record": "judgement", **_fields(judgement, "left", "right", "verdict", "score", "reason", "author")}
        )

    for ruling in resolved.rulings:
        yield _line(_ruling_as_json(ruling))


def _ruling_as_json(ruling: Ruling) -> dict[str, Any]:
    """A decision, with the entities it is about, or the claims as they were read."""
    d = ruling.decision
    told: dict[str, Any] = {"record": "decision", **_fields(d, "id", "verdict", "author", "reason")}
    if isinstance(d, NameDecision):
        return {
            **told,
            "names": [_fields(n, "name", "quote") for n in d.names],
            "entities": list(ruling.entities),
        }
    return {
        **told,
        "quote": d.quote,
        "to": _fields(d.to, "type", "date", "modality", "swap"),
        "read": [
            claim_as_json(o.claim, article=Article(o.article, "", o.doc, ""), quote=o.quote) for o in ruling.overruled
        ],
    }


def _fields(record: object, *names: str) -> dict[str, Any]:
    """The named fields of a record; tuples as lists."""
    values = {n: getattr(record, n) for n in names}
    return {n: list(v) if isinstance(v, tuple) else v for n, v in values.items()}


def _entity_as_json(entity: Entity) -> dict[str, Any]:
    mentions = [_fields(m, "doc", "start", "end", "form") for m in entity.mentions]
    return {
        "record": "entity",
        "id": entity.id,
        "class": entity.cls,
        **_fields(entity, "name", "aliases", "wikidata"),
        "mentions": mentions,
    }


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def _event_as_json(event: Event) -> dict[str, Any]:
    return {
        "record": event.kind,
        "id": event.id,
        "type": event.type,
        "roles": {r: list(ids) for r, ids in event.roles.items()},
        "texts": dict(event.texts),
        "date": event.date,
        "first_day": event.first_day,
        "last_day": event.last_day,
        "precision": event.precision,
        "reported": event.reported,
        "dated_by": list(event.dated_by),
        "earliest": event.earliest,
        "latest": event.latest,
        "after": list(event.after),
        "modality": event.modality,
        "articles": event.articles,
        "sources": event.sources,
        "source_articles": [list(held) for held in event.source_articles],
        "claims": [_claim_as_json(c) for c in event.claims],
    }


def _claim_as_json(sourced: SourcedClaim) -> dict[str, Any]:
    article = Article(sourced.article, "", sourced.doc, "")
    line = claim_as_json(sourced.claim, article=article, quote=sourced.quote)
    return {**line, "decision": sourced.claim.decision}


def export_csv(resolved: Resolved) -> Iterator[str]:
    """Yield a spreadsheet of claims with quotes, a claim a row, header first."""
    yield _row(CLAIM_COLUMNS)
    for row in make_claim_rows(resolved):
        yield _row(tuple("" if value is None else value for value in row))


def make_claim_rows(resolved: Resolved) -> Iterator[tuple[object, ...]]:
    """Yield a row of CLAIM_COLUMNS for each claim, by event; several names are joined by semicolons."""
    sources = {s.key: s for s in resolved.sources}
    corrected = {
        (r.decision.id, o.claim.id): f"by {r.decision.author} ({r.decision.reason}); read as {print_claim(o.claim)}"
        for r in resolved.rulings
        for o in r.overruled
    }
    for event in resolved.events:
        for row in (_claim_as_json(c) for c in event.claims):
            names = {
                r: "; ".join(a["name"] or a["mention"] for a in row["roles"].get(r, [])) for r in ("agent", "patient")
            }
            source = sources[row["article"]]
            yield (
                event.id,
                event.type,
                event.kind,
                names["agent"],
                names["patient"],
                row["date"],
                row["modality"],
                "; ".join(a["name"] or a["mention"] for a in row["said_by"]),
                row["sentence"],
                row["article"],
                source.publisher,
                source.published,
                row["start"],
                row["end"],
                row["date_phrase"],
                row["rule"],
                corrected.get((row["decision"], row["claim"])),
            )


def _row(values: tuple[object, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([_guard(v) for v in values])
    return out.getvalue()


def _guard(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value


def export_graphml(graph: Graph) -> Iterator[str]:
    """Yield the graph as GraphML, line by line; lists and dates are text."""
    keys = sorted(
        {k for n in graph.nodes for k in n.properties}
        | {k for e in graph.edges for k in e.properties}
        | {"labels", "type"}
    )
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for key in keys:
        yield f'<key id={quoteattr(key)} for="all" attr.name={quoteattr(key)} attr.type="string"/>\n'
    yield '<graph edgedefault="directed">\n'
    for n in graph.nodes:
        data = {"labels": ":".join((n.label, *n.labels)), **n.properties}
        yield f"<node id={quoteattr(f'{n.label}/{n.id}')}>{_data(data)}</node>\n"
    for e in graph.edges:
        data = {**e.properties, "type": e.type}
        yield f"<edge id={quoteattr(f'{e.type}/{e.id}')} source={quoteattr(f'{e.start_label}/{e.start}')} target={quoteattr(f'{e.end_label}/{e.end}')}>{_data(data)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(properties: dict[str, Any]) -> str:
    return "".join(
        f"<data key={quoteattr(k)}>{escape('; '.join(v) if isinstance(v, tuple) else str(v))}</data>"
        for k, v in sorted(properties.items())
    )
