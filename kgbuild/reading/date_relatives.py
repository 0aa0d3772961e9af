"""Date the clauses behind a dated deed that tell what it did, or what was done in it: "an attack on Monday that killed Lee"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kgbuild.dates import find_precision
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse, Token
from kgbuild.records import TimeExpression

WITHIN = frozenset(("in", "at", "during"))
BEFORE_TIME = frozenset(("on", "in"))


def find_relatives(
    parse: Parse, predicates: Mapping[int, Predicate], times: Sequence[TimeExpression], *, nouns: frozenset[int]
) -> Iterator[tuple[int, TimeExpression]]:
    """Yield the verbs of such clauses and the date that stands between; `nouns` name deeds."""
    starts = {t.start: t for t in parse.tokens}
    for time in times:
        first = starts.get(time.start)
        behind = next((t for t in parse.tokens[first.i :] if t.start >= time.end), None) if first is not None else None
        if first is None or behind is None:
            continue
        verb = _find_verb(parse, behind)
        if behind.lower in WITHIN and (time.date is None or find_precision(time.date) != "day"):
            continue
        if verb is None or verb.dep != "relcl" or verb.tag not in ("VBD", "VBN") or verb.lemma == "be":
            continue
        end = parse.tokens[parse.subtree(verb.i)[-1]].end
        dated = any(time.end <= t.start < end for t in times if t is not time)
        perfect = any(k.lemma == "have" for k in parse.kids(verb.i, "aux"))
        if verb.i in predicates and _find_deed(parse, first) in nouns and not dated and not perfect:
            yield verb.i, time


def _find_verb(parse: Parse, behind: Token) -> Token | None:
    """The verb of the clause that the word behind a date opens: "that killed", "in which he was killed"."""
    if behind.lower in ("that", "which") and behind.dep == "nsubj":
        return parse.tokens[behind.head]
    which = parse.tokens[min(behind.i + 1, len(parse.tokens) - 1)]
    if behind.lower in WITHIN and which.lower == "which" and which.head == behind.i:
        return parse.tokens[behind.head]
    return None


def _find_deed(parse: Parse, first: Token) -> int:
    """The noun right before a date, or before the "on" before it."""
    before = first.i - 1
    return before - 1 if before > 0 and parse.tokens[before].lower in BEFORE_TIME else before
