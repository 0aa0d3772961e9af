"""Date the clauses behind a dated deed that tell what it did, or what was done in it: "an attack on Monday that killed Lee"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kgbuild.dates import find_precision
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse, Token
from kgbuild.records import TimeExpression

WITHIN = frozenset(("in", "at", "during"))
WHEN = re.compile(r",?\s+")
ENDS = ", when"  # the rule of the end of a span at which something happens: "since May, when it sacked him"
HOLDING = frozenset(("hold", "have", "stage", "host", "attend"))
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


def find_whens(parse: Parse, times: Sequence[TimeExpression], lexicon: Lexicon) -> Iterator[tuple[int, TimeExpression]]:
    """What happened at a time that a clause behind it tells of: "since May, when it sacked him"."""
    whens = {t.start: t.head for t in parse.tokens if t.lower == "when" and t.dep in ("advmod", "mark")}
    for t in parse.tokens:  # "held a hearing in May in which he accused it"
        prep = parse.tokens[t.head]
        if t.lower == "which" and t.dep == "pobj" and prep.lower in WITHIN and _is_of_deed(parse, prep, lexicon):
            whens[prep.start] = prep.head
    for time in times:
        behind = WHEN.match(parse.text, time.end)
        verb = whens.get(behind.end()) if behind else None
        if verb is not None and time.date is not None and parse.tokens[verb].tag in ("VBD", "VBN"):
            date = time.date.removesuffix("/..").removeprefix("../")
            yield (
                verb,
                time if date == time.date else replace(time, date=date, rule=time.rule.partition(",")[0] + ENDS),
            )


def _is_of_deed(parse: Parse, prep: Token, lexicon: Lexicon) -> bool:
    """Whether "in which" behind a date is in what was held or brought out then, the object of the verb before the date."""
    clause, words = parse.tokens[prep.head], lexicon.words
    begins = next((t for t in reversed(parse.tokens[: prep.i]) if t.sent == prep.sent and t.tag == "VBD"), None)
    if clause.dep != "relcl" or begins is None:
        return False
    papers = any(k.lemma in words["dated_papers"] for k in parse.kids(begins.i, "dobj"))
    return begins.lemma in HOLDING or (papers and begins.lemma in words["bringing_out"] - words["baring"])
