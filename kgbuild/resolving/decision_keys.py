"""What a person's decisions on names mean in the articles that are there now, and which of them mean nothing there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from kgbuild.ontology import Ontology
from kgbuild.records import Article, Judgement, NameDecision, NameReference, Ruling, Unfit
from kgbuild.resolving.entities import Entities
from kgbuild.resolving.name_keys import NameRules

Homes = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class SpelledDecision:
    """A decision with the name keys that each of its names stands for, and the judgements that it comes to."""

    decision: NameDecision
    keys: tuple[tuple[str, ...], ...]
    judgements: tuple[Judgement, ...]


def spell_decisions(
    decisions: Iterable[NameDecision], articles: Iterable[Article], *, ontology: Ontology
) -> tuple[SpelledDecision, ...]:
    """Return the decisions with their judgements on name keys, sorted by id.

    A name with a quote means the one of the articles that hold these words, whatever space stands between the words;
    where no article holds them it stands for no key.
    """
    ordered = sorted(decisions, key=lambda d: d.id)
    if not ordered:
        return ()
    rules = NameRules(ontology)
    homes: dict[str, list[str]] = {n.quote: [] for d in ordered for n in d.names if n.quote is not None}
    for article in articles if homes else ():
        text = " ".join(article.text.split())
        for quote, keys in homes.items():
            if " ".join(quote.split()) in text:
                keys.append(article.key)
    return tuple(_spell(d, homes, rules) for d in ordered)


def _spell(decision: NameDecision, homes: Homes, rules: NameRules) -> SpelledDecision:
    keys = tuple(tuple(_write_keys(n, homes, rules)) for n in decision.names)
    return SpelledDecision(decision, keys, tuple(dict.fromkeys(_judge(decision, keys))))


def _write_keys(name: NameReference, homes: Homes, rules: NameRules) -> Iterator[str]:
    plain = rules.parse(name.name)
    if name.quote is None:
        yield str(plain)
    else:
        for article in homes[name.quote]:
            yield f"{plain}@{article}"


def _judge(decision: NameDecision, keys: Sequence[Sequence[str]]) -> Iterator[Judgement]:
    pairs = combinations(keys, 2) if decision.verdict == "different" else ((keys[0], k) for k in keys[1:])
    for left, right in pairs:
        for low, high in (sorted(p) for p in product(left, right)):
            if low != high:
                yield Judgement(low, high, decision.verdict, 1.0, decision.reason, decision.author)


def find_rulings(spelled: Iterable[SpelledDecision], found: Entities) -> Iterator[Ruling]:
    """Yield the decisions that hold, with the entities that their names stand for."""
    for s in spelled:
        if _find_trouble(s, found) is None:
            things = {t for keys in s.keys for k in keys for t in found.meant.get(k, ())}
            yield Ruling(s.decision, tuple(sorted({found.ids[t] for t in things})))


def find_unfit(spelled: Iterable[SpelledDecision], found: Entities) -> Iterator[Unfit]:
    """Yield the decisions that do not hold in what was resolved, each with the first reason."""
    for s in spelled:
        trouble = _find_trouble(s, found)
        if trouble is not None:
            yield Unfit(s.decision.id, trouble)


def _find_trouble(spelled: SpelledDecision, found: Entities) -> str | None:
    for name, keys in zip(spelled.decision.names, spelled.keys, strict=True):
        if not keys:
            return f"no article holds the words '{name.quote}'"
    if not spelled.judgements:
        return "both are one name to kgbuild; give each name words of its article as a quote"
    for name, keys in zip(spelled.decision.names, spelled.keys, strict=True):
        if not any(found.meant.get(k) for k in keys):
            where = " where these words stand" if name.quote else ""
            return f"no article names '{name.name}'{where}"
    sides = [{found.ids[t] for k in keys for t in found.meant.get(k, ())} for keys in spelled.keys]
    if spelled.decision.verdict == "different" and any(a & b for a, b in combinations(sides, 2)):
        return "another decision makes them one"
    return None
