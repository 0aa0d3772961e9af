"""Spread the date that opens a paragraph or sentence: "May 2011: Norvel sues", "On 3 May a court fined him. It also ..."."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse, Sentence, Token
from kgbuild.records import TimeExpression

CHRONICLE = re.compile(r"\s?(?::| [-–—])\s")
LATER = frozenset(("later", "subsequently", "eventually", "meanwhile", "already", "since"))
SEVERAL = 2  # dates with a colon within a paragraph, from which on it is a chronicle
OPENING = 5  # characters before a date that opens a sentence: "On"


def spread_openings(
    parse: Parse,
    predicates: Mapping[int, Predicate],
    owners: dict[int, list[TimeExpression]],
    times: Sequence[TimeExpression],
    *,
    told: Sequence[TimeExpression],
) -> None:
    """Give undated main verbs the date that opens their paragraph, or the sentence before; `owners` is filled further.

    `times` are those of `told` with a date.
    """
    _date_paragraphs(parse, predicates, owners, times, told)
    _carry_on(parse, predicates, owners, times)


def _date_paragraphs(
    parse: Parse,
    predicates: Mapping[int, Predicate],
    owners: dict[int, list[TimeExpression]],
    times: Sequence[TimeExpression],
    told: Sequence[TimeExpression],
) -> None:
    """Give the main verbs of a paragraph of a chronicle the date that it begins with: "May 2011: Norvel sues. Orlo joins it".

    Not those with a time of their own, which `told` has though it be only "later" or "now".
    """
    openings = _find_openings(parse.text, times)
    for time, following in itertools.zip_longest(openings, openings[1:]):
        end = parse.text.find("\n", time.end)
        if following is not None and (end < 0 or following.start < end):
            end = following.start
        for sentence in parse.sentences:
            inside = sentence.start >= time.start and (end < 0 or sentence.end <= end)
            root = predicates.get(sentence.root)
            if not inside or root is None or root.kind != "verb" or sentence.root in owners:
                continue
            if any(k.lower in LATER for k in parse.kids(sentence.root, "advmod")):
                continue
            if not any(sentence.start <= t.start < sentence.end for t in told if t is not time):
                owners[sentence.root] = [time]


def _find_openings(text: str, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The dates that begin a paragraph of a chronicle, or, where there are several, a sentence: "May 2011: Norvel sues."."""
    begins: list[TimeExpression] = []
    run_on: list[TimeExpression] = []
    for time in times:
        before, behind = text[: time.start].rstrip(" \t*•-–"), CHRONICLE.match(text, time.end)
        if behind is None:
            continue
        if not before or before.endswith("\n"):
            begins.append(time)
        elif behind.group().strip() == ":" and before.endswith((".", "!", "?", '"', "”", ":")):
            run_on.append(time)
    return sorted(begins + run_on, key=lambda t: t.start) if len(run_on) >= SEVERAL else begins


def _carry_on(
    parse: Parse,
    predicates: Mapping[int, Predicate],
    owners: dict[int, list[TimeExpression]],
    times: Sequence[TimeExpression],
) -> None:
    """Give what somebody "also" did the date that the sentence before begins with: "On 3 May a court fined him. It also ..."."""
    for before, sentence in itertools.pairwise(parse.sentences):
        root = parse.tokens[sentence.root]
        if (
            root.tag != "VBD"
            or root.i in owners
            or root.i not in predicates
            or "\n" in parse.text[before.end : sentence.start]
        ):
            continue
        if not any(k.lower == "also" for k in parse.kids(root.i, "advmod")) or not _is_same_subject(
            parse, before, root
        ):
            continue
        opening = [t for t in owners.get(before.root, ()) if t.start <= before.start + OPENING]
        if opening and not any(sentence.start <= t.start < sentence.end for t in times):
            owners[root.i] = opening


def _is_same_subject(parse: Parse, before: Sentence, root: Token) -> bool:
    """Whether a verb's subject is a pronoun or a definite noun that ends the name or phrase of the subject before."""
    subjects, earlier = parse.kids(root.i, "nsubj"), parse.kids(before.root, "nsubj", "nsubjpass")
    if not subjects or not earlier:
        return False
    if subjects[0].pos == "PRON":
        return subjects[0].lower in ("he", "she", "it", "they")
    definite = any(k.lower == "the" for k in parse.kids(subjects[0].i, "det"))
    return definite and earlier[0].lower.rsplit(" ", 1)[-1] == subjects[0].lower
