"""What one article asserts and another denies, and outcomes that exclude each other."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from kgbuild.dates import find_bounds
from kgbuild.ontology import Ontology
from kgbuild.records import Case, Event, SourcedClaim
from kgbuild.resolving.clashes import Clash, are_of_one_time, find_articles, share_parties
from kgbuild.resolving.conflict_dates import agree_in_words
from kgbuild.resolving.tellings import CORE, Span, find_day, meet

Patterns = tuple[re.Pattern[str], re.Pattern[str]]
BEFORE = datetime.timedelta(days=3)  # news is that old at most


def find_denials(
    events: Sequence[Event],
    names: Mapping[str, str],
    captions: Mapping[str, str],
    published: Mapping[str, str | None],
    patterns: Patterns,
    *,
    ontology: Ontology,
) -> Iterator[Clash]:
    """Yield the events and states that some claims assert and others deny.

    What is denied before an event, or before anybody reports it, has only not happened yet; of a state, articles of
    about one time have to differ. "No longer" denies nothing, and "not because" denies the reason alone.
    """
    for event in (e for e in events if e.kind == "event"):
        asserted, denied = _part(event.claims, *patterns)
        begun = event.first_day or min((d for c in asserted if (d := published.get(c.article))), default=None)
        denied = [c for c in denied if begun is None or (published.get(c.article) or begun) >= begun]
        if asserted and denied:
            yield _make_denial((event.id,), captions[event.id], asserted, denied)
    for (agent, patient, verb), states in sorted(_find_states(events, names, ontology).items()):
        asserted, denied = _part([c for e in states for c in e.claims], *patterns)
        denied = [c for c in denied if any(are_of_one_time(c, a, published) for a in asserted)]
        if asserted and denied:
            about = tuple(sorted({e.id for e in states}))
            yield _make_denial(about, f"{agent} {verb} {patient}", asserted, denied)


def make_denial_patterns(ontology: Ontology) -> Patterns:
    """Return what tells that a denial is none of the thing itself: words for its end, words for a reason."""
    return _make_pattern(ontology, "ended_words"), _make_pattern(ontology, "reason_words")


def _make_pattern(ontology: Ontology, name: str) -> re.Pattern[str]:
    words = sorted(ontology.words.get(name, ()))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b" if words else "(?!)", re.IGNORECASE)


def _part(
    claims: Iterable[SourcedClaim], ended: re.Pattern[str], reasons: re.Pattern[str]
) -> tuple[list[SourcedClaim], list[SourcedClaim]]:
    """What asserts, and what denies the thing itself."""
    firm = [c for c in claims if c.claim.modality == "asserted"]
    denied = [c for c in firm if c.claim.polarity == "negative"]
    kept = [
        c
        for c in denied
        if not ended.search(c.quote) and not reasons.search(c.quote, c.claim.trigger_end - c.claim.start)
    ]
    return [c for c in firm if c.claim.polarity == "positive"], kept


def _find_states(
    events: Sequence[Event], names: Mapping[str, str], ontology: Ontology
) -> dict[tuple[str, str, str], list[Event]]:
    """The states that can be denied, by the names of their two and what is between them."""
    found: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for event in events:
        if ontology.types[event.type].clashes.deniable:
            for key in find_state_keys(event, names, ontology):
                found[key].append(event)
    return found


def find_state_keys(event: Event, names: Mapping[str, str], ontology: Ontology) -> Iterator[tuple[str, str, str]]:
    """Yield what a state is denied by: the names of its two, and what is between them."""
    verb = ontology.types[event.type].mapping.get("verb", "")
    for agent in event.roles.get("agent", ()):
        for patient in event.roles.get("patient", ()):
            yield names[agent], names[patient], verb


def _make_denial(
    about: tuple[str, ...], what: str, asserted: Sequence[SourcedClaim], denied: Sequence[SourcedClaim]
) -> Clash:
    return Clash("denied", about, f"{what}: so or not?", ((what, tuple(asserted)), (f"not: {what}", tuple(denied))))


def find_outcome_clashes(
    events: Sequence[Event],
    names: Mapping[str, str],
    captions: Mapping[str, str],
    cases: Sequence[Case],
    *,
    ontology: Ontology,
    opposite: bool = True,
) -> Iterator[Clash]:
    """Yield pairs of events that cannot both be of one time, and that no article tells side by side.

    They are of `opposite` types with the same parties, or of one type for either side of a case.
    """
    by_party: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        clashes = ontology.types[event.type].clashes
        if (clashes.opposite or clashes.one_side) and event.modality == "asserted":
            for party in {names[n].casefold() for n in event.roles.get(CORE[1], ())}:
                by_party[event.type, party].append(event)
    pairs: dict[tuple[str, str], tuple[Event, Event]] = {}
    for (name, party), held in sorted(by_party.items()):
        for other in ontology.types[name].clashes.opposite if opposite else ():
            for a, b in product(held, by_party.get((other, party), ())):
                if share_parties(a, b, names, symmetric=False) and _exclude(a, b):
                    pairs.setdefault((min(a.id, b.id), max(a.id, b.id)), (a, b))
    sided = sorted(n for n, t in ontology.types.items() if t.clashes.one_side)
    for name, case in product(sided, cases):
        left, right = (
            [e for n in sorted({names[i].casefold() for i in ids}) for e in by_party.get((name, n), ())]
            for ids in case.parties.values()
        )
        for a, b in product(left, right):
            if a.id != b.id and _share_agents(a, b) and _exclude(a, b):
                pairs.setdefault((min(a.id, b.id), max(a.id, b.id)), (a, b))
    for pair, both in sorted(pairs.items()):
        sides = tuple((captions[e.id], e.claims) for e in sorted(both, key=lambda e: (e.type, e.id)))
        yield Clash("outcome", pair, " or ".join(s for s, _ in sides) + "?", sides)


def _share_agents(a: Event, b: Event) -> bool:
    """Whether one authority can have done both: one that both name, or that one of them leaves unnamed."""
    left, right = (set(e.roles.get(CORE[0], ())) for e in (a, b))
    return not left or not right or bool(left & right)


def _exclude(a: Event, b: Event) -> bool:
    left, right = _find_span(a), _find_span(b)
    return (
        not find_articles([a]) & find_articles([b])
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
