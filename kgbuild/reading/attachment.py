"""Decide which date is which predicate's: the one it stands under in the tree, not the nearest in the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse
from kgbuild.records import TimeExpression

CLIMB = 12


def attach_times(
    parse: Parse, predicates: Mapping[int, Predicate], times: Sequence[TimeExpression], *, nouns: frozenset[int]
) -> dict[int, list[TimeExpression]]:
    """Return the time expressions of each predicate's head token, nearest first.

    `nouns` are the heads of nouns that name events: a date that modifies one is the noun's ("a 2014 case").
    """
    at_token = _place(parse, times)
    owners: dict[int, list[TimeExpression]] = {}
    for first, time in at_token:
        owner = _find_owner(parse, predicates, first, time, nouns)
        if owner is not None:
            owners.setdefault(owner, []).append(time)
    _share(parse, predicates, owners)
    return owners


def _place(parse: Parse, times: Sequence[TimeExpression]) -> list[tuple[int, TimeExpression]]:
    """The head token of each time expression: the one in its span whose head lies outside."""
    placed = []
    tokens, i = parse.tokens, 0
    for time in times:
        while i < len(tokens) and tokens[i].end <= time.start:
            i += 1
        inside = []
        j = i
        while j < len(tokens) and tokens[j].start < time.end:
            inside.append(j)
            j += 1
        if inside:
            held = set(inside)
            head = next((k for k in inside if tokens[k].head not in held or tokens[k].head == k), inside[0])
            placed.append((head, time))
    return placed


def _find_owner(
    parse: Parse, predicates: Mapping[int, Predicate], first: int, time: TimeExpression, nouns: frozenset[int]
) -> int | None:
    at = first
    for _ in range(CLIMB):
        up = parse.tokens[at].head
        if up == at:
            break
        at = up
        token = parse.tokens[at]
        if token.start >= time.start and token.end <= time.end:
            continue
        if at in nouns:
            return at
        p = predicates.get(at)
        if p is not None and p.kind == "verb":
            return at
    p = predicates.get(at)
    return at if p is not None and (p.kind == "verb" or at in nouns) else None


def _share(parse: Parse, predicates: Mapping[int, Predicate], owners: dict[int, list[TimeExpression]]) -> None:
    """Date predicates that stand under the date of another.

    A date before the first of coordinated verbs dates them all; a participle happens with its verb ("rejected it on
    Friday, calling it low"); a plan's date is that of what is planned ("its 1984 plan to buy").
    """
    for i, p in sorted(predicates.items()):
        if i in owners or p.kind != "verb":
            continue
        token = parse.tokens[i]
        if token.dep == "conj" and not parse.kids(i, "nsubj", "nsubjpass"):
            times = [t for t in owners.get(token.head, []) if t.end <= parse.tokens[token.head].start]
        elif token.dep == "advcl" and token.tag == "VBG" and not parse.kids(i, "mark", "aux"):
            times = owners.get(token.head, [])
        elif token.dep == "acl" and token.tag == "VB":
            times = _find_below(parse, owners, token.head)
        else:
            continue
        owners.setdefault(i, []).extend(times)


def _find_below(parse: Parse, owners: Mapping[int, Sequence[TimeExpression]], noun: int) -> list[TimeExpression]:
    """The times that stand before a noun within its phrase, whichever predicate holds them."""
    first = parse.tokens[parse.subtree(noun)[0]].start
    return [t for times in owners.values() for t in times if first <= t.start and t.end <= parse.tokens[noun].start]
