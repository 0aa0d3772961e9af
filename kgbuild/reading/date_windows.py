"""Tell between which days an undated deed must lie, by the date of the clause that it hangs on: "gave up in 2011 after it sued"."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from kgbuild.dates import find_bounds
from kgbuild.reading.tokens import Parse, Token
from kgbuild.records import EventDate

AFTER, BEFORE = frozenset(("after", "following", "since", "once")), frozenset(("before",))
BRINGING = frozenset(("cause", "trigger", "spark", "provoke"))
LATER = datetime.timedelta(days=366)  # what is joined to a dated verb comes at most so much later
Window = tuple[datetime.date | None, datetime.date | None]
OPEN: Window = (None, None)


def lies_outside(parse: Parse, i: int, date: EventDate, dates: Mapping[int, EventDate]) -> bool:
    """Tell whether the lent date of a predicate contradicts the date of the clause that it is told in."""
    if date.source != "inherited":
        return False
    low, high = _find_window(parse, parse.tokens[i], dates)
    first, last = find_bounds(date.date)
    return (low is not None and last is not None and last < low) or (
        high is not None and first is not None and first > high
    )


def _find_window(parse: Parse, token: Token, dates: Mapping[int, EventDate]) -> Window:
    above = parse.tokens[token.head]
    if token.dep in ("pobj", "pcomp"):
        word, above = above.lower, parse.tokens[above.head]
    elif token.dep == "advcl":
        marks = [k.lower for k in parse.kids(token.i, "mark", "advmod", "prep") if k.i < token.i]
        word = marks[0] if marks else ""
        if not marks and token.tag == "VBG" and not parse.kids(token.i, "nsubj", "aux"):
            return _find_span(parse, above, dates)  # "buried the town on Monday, killing two"
    elif token.dep == "relcl" and above.dep == "dobj" and parse.tokens[above.head].lemma in BRINGING:
        cause = parse.tokens[above.head]  # "buried the town, causing a panic that killed two"
        return _find_span(parse, parse.tokens[cause.head] if cause.dep == "advcl" else cause, dates)
    else:
        return OPEN
    first, last = _find_span(parse, above, dates)
    return (None, last) if word in AFTER else (first, None) if word in BEFORE else OPEN


def _find_span(parse: Parse, verb: Token, dates: Mapping[int, EventDate]) -> Window:
    """The first and last day of a verb, or of the dated verb that it is joined to."""
    own = _find_told(parse, verb, dates)
    if own is not None:
        return find_bounds(own.date)
    joined = _find_told(parse, parse.tokens[verb.head], dates) if verb.dep == "conj" else None
    if joined is None:
        return OPEN
    first, last = find_bounds(joined.date)
    return first, None if last is None or last > datetime.date.max - LATER else last + LATER


def _find_told(parse: Parse, verb: Token, dates: Mapping[int, EventDate]) -> EventDate | None:
    """The date that words tell of a verb, or of what it is said to try: "tried to buy it in 2011"."""
    found = (dates[i] for i in (verb.i, *(k.i for k in parse.kids(verb.i, "xcomp"))) if i in dates)
    return next((d for d in found if d.source == "phrase"), None)
