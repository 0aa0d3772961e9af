"""What one article asserts and another denies, and outcomes that exclude each other."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kgbuild.dates import find_bounds
from kgbuild.ontology import Ontology
from kgbuild.records import Event
from kgbuild.resolving.clashes import Clash, find_articles, share_parties
from kgbuild.resolving.conflict_dates import agree_in_words
from kgbuild.resolving.tellings import CORE, Span, find_day, meet

BEFORE = datetime.timedelta(days=3)  # news is that old at most


def find_denials(
    events: Sequence[Event], captions: Mapping[str, str], published: Mapping[str, str | None]
) -> Iterator[Clash]:
    """Yield the events that some claims assert and others deny.

    What is denied before the event, or before anybody reports it, has only not happened yet.
    """
    for event in events:
        firm = [c for c in event.claims if c.claim.modality == "asserted"]
        asserted = tuple(c for c in firm if c.claim.polarity == "positive")
        begun = event.first_day or min((d for c in asserted if (d := published.get(c.article))), default=None)
        denied = tuple(
            c
            for c in firm
            if c.claim.polarity == "negative"
            and (event.kind == "state" or begun is None or (published.get(c.article) or begun) >= begun)
        )
        if asserted and denied:
            sides = ((captions[event.id], asserted), (f"not: {captions[event.id]}", denied))
            yield Clash("denied", (event.id,), f"{captions[event.id]}: so or not?", sides)


def find_outcome_clashes(
    events: Sequence[Event], captions: Mapping[str, str], *, ontology: Ontology
) -> Iterator[Clash]:
    """Yield pairs of events of opposite types, of the same parties and time, that no article tells side by side."""
    by_party: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if ontology.types[event.type].clashes.opposite and event.modality == "asserted":
            for party in event.roles.get(CORE[1], ()):
                by_party[event.type, party].append(event)
    seen: set[tuple[str, str]] = set()
    for (name, party), held in sorted(by_party.items()):
        for other in ontology.types[name].clashes.opposite:
            for a, b in ((a, b) for a in held for b in by_party.get((other, party), ())):
                pair = (min(a.id, b.id), max(a.id, b.id))
                if pair not in seen and _exclude(a, b):
                    seen.add(pair)
                    sides = tuple((captions[e.id], e.claims) for e in sorted((a, b), key=lambda e: e.type))
                    yield Clash("outcome", pair, " or ".join(s for s, _ in sides) + "?", sides)


def _exclude(a: Event, b: Event) -> bool:
    left, right = _find_span(a), _find_span(b)
    return (
        share_parties(a, b, symmetric=False)
        and not find_articles([a]) & find_articles([b])
        and None not in (*left, *right)
        and meet(left, right)
        and agree_in_words(a, b)
    )


def _find_span(event: Event) -> Span:
    """The days of an event: a date that is precise to the month, else the days before the report."""
    if event.date is not None:
        first, last = find_bounds(event.date)
        narrow = first is not None and last is not None and (last - first).days <= 31
        return (first, last) if narrow else (None, None)
    day = find_day(event.reported)
    return (day - BEFORE, day) if day is not None else (None, None)
