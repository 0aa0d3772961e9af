"""Make the date of an event from the time expressions that are its predicate's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from kgbuild.dates import find_bounds, find_narrowest, find_precision
from kgbuild.reading.attachment import attach_times
from kgbuild.reading.event_times import count_from_events
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse
from kgbuild.records import EventDate, TimeExpression


def find_dates(
    parse: Parse,
    predicates: Mapping[int, Predicate],
    times: Sequence[TimeExpression],
    *,
    nouns: frozenset[int],
    lexicon: Lexicon,
    published: str | None = None,
) -> dict[int, EventDate]:
    """Return the date of each predicate that the words of its sentence date, by head token.

    `nouns` are the heads of nouns that name events.
    """
    owners = attach_times(parse, predicates, times, nouns=nouns, lexicon=lexicon, published=published)
    count_from_events(parse, predicates, owners)
    toll = lexicon.words["harming"]
    made = ((i, _make_date(owners[i], predicates[i], toll)) for i in sorted(owners) if i in predicates)
    return {i: date for i, date in made if date is not None}


def _make_date(times: Sequence[TimeExpression], predicate: Predicate, toll: AbstractSet[str]) -> EventDate | None:
    """Return the narrowest of dates that agree, else the nearest; None where no time has a date.

    What "has been suspended since May" began in May, but "300 killed since May" were killed one by one; `toll` are such verbs.
    """
    dated = [t for t in times if t.date is not None]
    if not dated:
        return None
    dated = [t for t in dated if not _is_rounded(t, dated)]
    best = find_narrowest(t.date for t in dated if t.date) or dated[0].date
    time = next(t for t in dated if t.date == best)
    assert time.date is not None
    date, rule = time.date, time.rule
    if (
        predicate.voice == "passive"
        and predicate.lemma not in toll
        and date.endswith("/..")
        and rule.endswith(", since")
    ):
        date, rule = date.removesuffix("/.."), rule.removesuffix(", since") + ", began"
    first, last = find_bounds(date)
    days = (first.isoformat() if first else None, last.isoformat() if last else None)
    return EventDate(date, days[0], days[1], time.text, time.start, time.end, time.anchor, rule)


def _is_rounded(time: TimeExpression, others: Sequence[TimeExpression]) -> bool:
    """Whether a time only counts roughly back to a month or day that is told too: "ten years ago, in November 2006"."""
    year = find_bounds(time.date)[0] if time.date and time.rule == "ago" and len(time.date) == 4 else None
    told = (find_bounds(t.date)[0] for t in others if t.date and t.anchor is None and find_precision(t.date) != "year")
    return year is not None and any(day is not None and abs(day.year - year.year) <= 1 for day in told)


def lend_date(date: EventDate) -> EventDate:
    """Return a date as another mention of the event has it."""
    return replace(date, source="inherited")
