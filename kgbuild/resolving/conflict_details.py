"""Claims of one event that differ in a detail of which it has one: the amount, the court."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from kgbuild.ontology import Ontology
from kgbuild.records import Event, SourcedClaim
from kgbuild.resolving.amounts import Amount, AmountReader
from kgbuild.resolving.clashes import Clash
from kgbuild.resolving.name_keys import WORD

JOINTS = frozenset({"the", "of", "in", "for", "at", "and"})


def find_detail_clashes(
    events: Sequence[Event],
    names: Mapping[str, str],
    captions: Mapping[str, str],
    reader: AmountReader,
    *,
    ontology: Ontology,
) -> Iterator[Clash]:
    """Yield the events whose claims give amounts, or name courts, that cannot be one."""
    for event in events:
        type_ = ontology.types[event.type]
        for role in type_.clashes.compared:
            if type_.roles[role].text:
                sides = _find_amounts(event, role, reader)
            else:
                sides = _find_names(event, role, names, ontology)
            if len(sides) > 1:
                text = f"{captions[event.id]}: {' or '.join(sorted(sides))}?"
                yield Clash(role if role != "what" else "amount", (event.id,), text, tuple(sorted(sides.items())))


def _find_amounts(event: Event, role: str, reader: AmountReader) -> dict[str, tuple[SourcedClaim, ...]]:
    """The amounts that clash with each other, by their words; one article's own differing amounts are of different things."""
    told: list[tuple[Amount, SourcedClaim]] = []
    for sourced in event.claims:
        amount = reader.read(sourced.claim.texts.get(role, "")) if sourced.claim.polarity == "positive" else None
        if amount is not None:
            told.append((amount, sourced))
    groups: list[list[tuple[Amount, SourcedClaim]]] = []
    for amount, sourced in sorted(told, key=lambda p: (p[0].unit, p[0].low, p[0].high, p[1].claim.id)):
        fits = [g for g in groups if all(not a.clashes(amount) for a, _ in g)]
        if fits and fits[-1][0][0].unit == amount.unit:
            fits[-1].append((amount, sourced))
        else:
            groups.append([(amount, sourced)])
    kept = [g for g in groups if any(a.clashes(b) for other in groups for a, _ in g for b, _ in other)]
    articles = [c.article for g in kept for c in {c.article: c for _, c in g}.values()]
    if len(set(articles)) < len(articles):
        return {}
    return {min((c.claim.texts[role] for _, c in g), key=lambda t: (len(t), t)): tuple(c for _, c in g) for g in kept}


def _find_names(
    event: Event, role: str, names: Mapping[str, str], ontology: Ontology
) -> dict[str, tuple[SourcedClaim, ...]]:
    """Courts of one sort in different places; two sorts may be two names of one court."""
    told: dict[str, list[SourcedClaim]] = defaultdict(list)
    for sourced in event.claims:
        held = sourced.entities.get(role, ())
        if len(held) == 1 and sourced.claim.polarity == "positive":
            told[held[0]].append(sourced)
    clash = set()
    for a, b in combinations(sorted(told), 2):
        if not {c.article for c in told[a]} & {c.article for c in told[b]} and _differ_in_place(
            names[a], names[b], ontology
        ):
            clash |= {a, b}
    return {names[i]: tuple(told[i]) for i in sorted(clash)}


def _differ_in_place(a: str, b: str, ontology: Ontology) -> bool:
    """Whether two names tell different regions, or are of one sort and differ in a town.

    A town and a region may hold each other, and two sorts may be two names of one court.
    """
    words = [[w.casefold() for w in WORD.findall(n)] for n in (a, b)]
    sorts, regions = (ontology.words.get(n, frozenset()) for n in ("court_sorts", "regions"))
    found = [{r for r in regions if f" {r} " in f" {' '.join(ws)} "} for ws in words]
    if found[0] and found[1]:
        return not found[0] & found[1]
    left, right = ([w for w in words[i] if w not in words[1 - i] and w not in JOINTS] for i in (0, 1))
    return not (found[0] or found[1]) and bool(left and right) and not sorts & {*left, *right}
