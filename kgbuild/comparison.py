"""Compare what two versions of an article say: claims gained, lost, changed and reworded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kgbuild.codec import print_modality
from kgbuild.records import Argument, Article, Claim, Reading

Kind = Literal["gained", "lost", "changed", "reworded"]
Facets = dict[str, object]
Side = tuple[Article, Reading] | None
"""An article with its reading, None where the article is not there."""


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that differs between two versions of an article, with its quote on either side.

    `before` is None for a claim gained, `after` for one lost. `fields` names what differs in one that is `changed`: its
    type, modality, date, who says it, or a role. A claim that is `reworded` says the same in another sentence.
    """

    kind: Kind
    article: str
    before: tuple[Article, Claim] | None
    after: tuple[Article, Claim] | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim with what it says, and its sentence without its line breaks."""

    article: Article
    claim: Claim
    facets: Facets
    quote: str


def compare_readings(before: Side, after: Side) -> tuple[Change, ...]:
    """Return what differs between the claims of two versions of an article, in the order of the text.

    Claims that say the same in the same words are no change, wherever they stand.
    """
    old, new = _tell(before), _tell(after)
    old, new, _ = _pair_off(old, new, lambda t: (*t.facets.items(), t.quote))
    old, new, same = _pair_off(old, new, lambda t: tuple(t.facets.items()))
    found = [Change("reworded", n.article.key, (o.article, o.claim), (n.article, n.claim)) for o, n in same]
    for _, _, _, o, n in sorted(_find_pairs(old, new), key=lambda p: p[:3]):
        if o in old and n in new:
            old.remove(o)
            new.remove(n)
            fields = tuple(k for k in {**o.facets, **n.facets} if o.facets.get(k) != n.facets.get(k))
            found.append(Change("changed", n.article.key, (o.article, o.claim), (n.article, n.claim), fields))
    found += [Change("lost", o.article.key, (o.article, o.claim), None) for o in old]
    found += [Change("gained", n.article.key, None, (n.article, n.claim)) for n in new]
    return tuple(sorted(found, key=_find_place))


def _tell(side: Side) -> list[_Told]:
    if side is None:
        return []
    article, reading = side
    claims = sorted(reading.claims, key=lambda c: (c.trigger_start, c.id))
    return [_Told(article, c, _find_facets(c), " ".join(article.text[c.start : c.end].split())) for c in claims]


def _find_facets(claim: Claim) -> Facets:
    """What a claim says, apart from its words and its place."""
    facets: Facets = {
        "type": claim.type,
        "modality": print_modality(claim.polarity, claim.modality),
        "date": claim.date.date if claim.date else None,
        "said_by": _name(claim.said_by),
    }
    return facets | {r: _name(held) for r, held in sorted(claim.roles.items())} | dict(sorted(claim.texts.items()))


def _name(arguments: Iterable[Argument]) -> tuple[str, ...]:
    return tuple(sorted(a.name or a.text for a in arguments))


def _pair_off(
    old: Sequence[_Told], new: Sequence[_Told], key: Callable[[_Told], tuple[object, ...]]
) -> tuple[list[_Told], list[_Told], list[tuple[_Told, _Told]]]:
    """Pair what has the same key, each once, in order; return what is left of both, and the pairs."""
    left, rest, pairs = list(old), [], []
    for n in new:
        o = next((x for x in left if key(x) == key(n)), None)
        if o is None:
            rest.append(n)
        else:
            left.remove(o)
            pairs.append((o, n))
    return left, rest, pairs


def _find_pairs(old: Sequence[_Told], new: Sequence[_Told]) -> Iterable[tuple[int, int, int, _Told, _Told]]:
    """Pairs that tell of one thing: of one type and with a party in common, or with one trigger in one sentence."""
    for i, o in enumerate(old):
        for j, n in enumerate(new):
            alike = sum(o.facets.get(k) == v for k, v in n.facets.items()) + (o.quote == n.quote)
            kin = o.claim.type == n.claim.type and bool(_find_parties(o) & _find_parties(n))
            if kin or (o.quote == n.quote and o.claim.trigger == n.claim.trigger):
                yield -alike, i, j, o, n


def _find_parties(told: _Told) -> set[str]:
    return {a.name or a.text for role in ("agent", "patient") for a in told.claim.roles.get(role, ())}


def _find_place(change: Change) -> tuple[int, str, str]:
    _, claim = change.after or change.before or (None, None)
    assert claim is not None
    return claim.trigger_start, change.kind, claim.id
