"""Count dates from events: "two months after the arrest" is two months after what the article dates the arrest by."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence

from kgbuild.dates import find_bounds, find_precision
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.time_calendar import add_units, write_span
from kgbuild.reading.time_words import QUANTITY, UNITS, read_quantity, read_unit, spread_spaces
from kgbuild.reading.tokens import Parse
from kgbuild.records import TimeExpression

COUNT = re.compile(
    spread_spaces(
        rf"\b(?P<n>{QUANTITY}|(?i:the)) (?P<u>{UNITS}) (?P<way>(?i:after|before|following))\b(?! (?:that|this)\b)"
    )
)
GRAINS = ("day", "month", "year")
UNIT_GRAINS = {"day": "day", "night": "day", "week": "day", "weekend": "day", "month": "month", "quarter": "month"}


def count_from_events(
    parse: Parse, predicates: Mapping[int, Predicate], owners: dict[int, list[TimeExpression]]
) -> None:
    """Give the verb of each such phrase the date that it counts to, or the event the date that a dated verb counts from.

    `owners` is filled further.

    The event counted from is the one told, if it has a date where it stands; else one of the same word, if the article
    knows only one date of it.
    """
    for match in COUNT.finditer(parse.text):
        quantity = 1.0 if match["n"].lower() == "the" else read_quantity(match["n"])
        if quantity is None or quantity != round(quantity) or read_unit(match["u"]) in ("second", "minute", "hour"):
            continue
        for verb, event in _find_ends(parse, predicates, match.start("way")):
            sign = -1 if match["way"].lower() == "before" else 1
            end = parse.tokens[event].end
            dated = [t.date for t in owners.get(verb, ()) if t.date is not None]
            anchor = dated[0] if dated else _find_anchor(parse, predicates, owners, event, but=verb)
            if anchor is None or (dated and (event in owners or event not in predicates)):
                continue
            date = _count(anchor, read_unit(match["u"]), round(quantity) * (-sign if dated else sign))
            if date is None:
                continue
            source, owner = (verb, event) if dated else (event, verb)
            told = TimeExpression(
                match.start(), end, parse.text[match.start() : end], "DATE", date.partition("/")[0], date,
                f"event {anchor} {parse.tokens[source].text}", f"{match['way'].lower()}-event",
            )  # fmt: skip
            owners.setdefault(owner, []).insert(0, told)


def _find_ends(parse: Parse, predicates: Mapping[int, Predicate], at: int) -> Iterator[tuple[int, int]]:
    """The verb that the phrase dates and the event it counts from, given where "after" stands."""
    token = next((t for t in parse.tokens if t.start == at), None)
    if token is None:
        return
    if token.dep == "mark":
        verb, event = parse.tokens[token.head].head, token.head
    else:
        below = parse.kids(token.i, "pobj", "pcomp")
        if not below:
            return
        verb, event = token.head, below[0].i
        while parse.tokens[verb].dep in ("prep", "pobj", "npadvmod", "advmod") and parse.tokens[verb].head != verb:
            verb = parse.tokens[verb].head
    p = predicates.get(verb)
    if p is not None and p.kind == "verb" and verb != event:
        yield verb, event


def _find_anchor(
    parse: Parse,
    predicates: Mapping[int, Predicate],
    owners: Mapping[int, Sequence[TimeExpression]],
    event: int,
    *,
    but: int,
) -> str | None:
    own = [t.date for t in owners.get(event, ()) if t.date is not None]
    if own:
        return own[0]
    words = find_family(parse, predicates, event)
    dates = {
        t.date
        for i, times in owners.items()
        if i not in (event, but) and words & find_family(parse, predicates, i)
        for t in times[:1]
        if t.date is not None
    }
    return dates.pop() if len(dates) == 1 else None


def find_family(parse: Parse, predicates: Mapping[int, Predicate], i: int) -> frozenset[str]:
    """Return the words for a predicate's deed: its lemma, and the verbs that a noun is made of."""
    p = predicates.get(i)
    lemma = p.lemma if p is not None else parse.tokens[i].lemma
    if p is not None and p.kind == "verb":
        return frozenset((lemma,))
    noun = load_nouns().find(lemma)
    return frozenset((lemma, *(noun.verbs if noun is not None else ())))


def _count(anchor: str, unit: str, count: int) -> str | None:
    first, last = find_bounds(anchor)
    if first is None or last is None:
        return None
    low, high = add_units(first, unit, count), add_units(last, unit, count)
    if low is None or high is None:
        return None
    known = find_precision(anchor)
    grain = max(UNIT_GRAINS.get(unit, "year"), known if known in GRAINS else _find_grain(first, last), key=GRAINS.index)
    return write_span(low, high, grain)


def _find_grain(first: datetime.date, last: datetime.date) -> str:
    return "day" if (last - first).days < 7 else "month" if (last - first).days < 300 else "year"
