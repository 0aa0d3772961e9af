"""Apply a person's decisions on claims to readings, before anything is resolved.

A rejected claim goes, with what it lent to other claims of its article and nobody else tells; a corrected one keeps its
id and its words. What the reading said is kept beside the graph's facts, with whose decision it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from kgbuild.codec import print_modality
from kgbuild.dates import find_bounds
from kgbuild.ontology import Ontology
from kgbuild.records import (
    Argument,
    Article,
    Claim,
    ClaimDecision,
    Described,
    EventDate,
    Modality,
    Overruled,
    Reading,
    Ruling,
    Unfit,
)

Pair = tuple[Article, Reading]
CORE = ("agent", "patient")
NONE = "none"
RULE = "decision"
TURNED = {"agent": "patient", "patient": "agent"}


def apply_decisions(
    pairs: Sequence[Pair], decisions: Iterable[ClaimDecision], *, ontology: Ontology
) -> tuple[list[Pair], tuple[Ruling, ...], tuple[Unfit, ...]]:
    """Return the pairs with readings as decided, what was overruled, and the decisions that change nothing.

    Of several decisions on one claim a rejection holds, else the one with the smallest id.
    """
    ordered = sorted(decisions, key=lambda d: (d.verdict != "rejected", d.id))
    if not ordered:
        return list(pairs), (), ()
    overruled: dict[str, list[Overruled]] = defaultdict(list)
    met: set[str] = set()
    decided = []
    for article, reading in pairs:
        chosen: dict[str, ClaimDecision] = {}
        for claim in reading.claims:
            quote = article.text[claim.start : claim.end]
            fits = [d for d in ordered if describes(d.quote, d.read, claim, quote)]
            met |= {d.id for d in fits}
            if fits and (fits[0].verdict == "rejected" or _correct(claim, fits[0], ontology) != claim):
                chosen[claim.id] = fits[0]
                overruled[fits[0].id].append(Overruled(article.key, article.doc, quote, claim))
        decided.append((article, _decide(reading, chosen, ontology) if chosen else reading))
    rulings = tuple(Ruling(d, overruled=tuple(overruled[d.id])) for d in ordered if overruled[d.id])
    unfit = (Unfit(d.id, _find_trouble(d, pairs, met=d.id in met)) for d in ordered if not overruled[d.id])
    return decided, rulings, tuple(unfit)


def describes(quote: str, read: Described, claim: Claim, sentence: str) -> bool:
    """Tell whether words of an article and a description mean a claim of that sentence."""
    if read.type not in (None, claim.type) or (read.trigger or claim.trigger).casefold() != claim.trigger.casefold():
        return False
    if squeeze(quote) not in squeeze(sentence):
        return False
    return all(_is_among(words, claim.roles.get(role, ())) for role in CORE for words in getattr(read, role))


def squeeze(text: str) -> str:
    """Return a text with a single space where it has any."""
    return " ".join(text.split())


def _is_among(words: str, filled: Iterable[Argument]) -> bool:
    low = squeeze(words).casefold()
    told = [squeeze(t).casefold() for a in filled for t in (a.text, a.name) if t]
    return any(low in t or t in low for t in told)


def _find_trouble(decision: ClaimDecision, pairs: Sequence[Pair], *, met: bool) -> str:
    if met:
        return "it is read so without it, or another decision on the same claim holds"
    quote = squeeze(decision.quote)
    docs = [a.doc for a, _ in pairs if quote in squeeze(a.text)]
    if not docs:
        return f"no article holds the words '{quote}'"
    read = decision.read
    what = " ".join(w for w in (read.type, f"('{read.trigger}')" if read.trigger else None) if w) or "nothing"
    return f"the words stand in {docs[0]}, but {what} is " + (
        "read from them" if what == "nothing" else "not read there"
    )


def _decide(reading: Reading, chosen: dict[str, ClaimDecision], ontology: Ontology) -> Reading:
    """A reading with its claims as decided, and what they lent to others put right."""
    gone = [c for c in reading.claims if c.id in chosen and chosen[c.id].verdict == "rejected"]
    dates = {
        (c.event, c.date.start, c.date.end): chosen[c.id].to.date
        for c in reading.claims
        if c.id in chosen and c.date is not None and c.date.source == "phrase" and chosen[c.id].to.date is not None
    }
    left = [c for c in reading.claims if c not in gone]
    claims = []
    for claim in left:
        own = claim.id in chosen
        kept = _correct(claim, chosen[claim.id], ontology) if own else _lend(claim, dates)
        claims.append(_give_back(kept, gone, left))
    return replace(reading, claims=tuple(claims))


def _correct(claim: Claim, decision: ClaimDecision, ontology: Ontology) -> Claim:
    """A claim as decided; the same one where the decision says nothing else than the reading."""
    to = decision.to
    changed = _turn(claim) if to.swap else claim
    if to.type is not None and to.type != claim.type:
        type_ = ontology.types[to.type]
        changed = replace(
            changed,
            type=to.type,
            kind=type_.kind,
            roles={r: held for r, held in changed.roles.items() if r in type_.roles},
            texts={r: text for r, text in changed.texts.items() if r in type_.roles},
            inherited=tuple(r for r in changed.inherited if r in type_.roles),
        )
    if to.modality is not None and to.modality != print_modality(claim.polarity, claim.modality):
        negated = to.modality == "negated"
        changed = replace(
            changed,
            polarity="negative" if negated else "positive",
            modality="asserted" if negated else cast("Modality", to.modality),
        )
    if to.date is not None and to.date != (claim.date.date if claim.date else NONE):
        changed = replace(changed, date=_make_date(to.date, claim))
    return changed if changed == claim else replace(changed, decision=decision.id)


def _turn(claim: Claim) -> Claim:
    turned = {TURNED.get(role, role): held for role, held in claim.roles.items()}
    roles = {role: turned[role] for role in (*CORE, *turned) if role in turned}
    return replace(claim, roles=roles, inherited=tuple(sorted(TURNED.get(r, r) for r in claim.inherited)))


def _make_date(edtf: str, claim: Claim) -> EventDate | None:
    if edtf == NONE:
        return None
    first, last = find_bounds(edtf)
    old = claim.date
    return EventDate(
        edtf,
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        old.phrase if old else "",
        old.start if old else claim.trigger_start,
        old.end if old else claim.trigger_start,
        None,
        RULE,
        "decided",
    )


def _lend(claim: Claim, dates: dict[tuple[str, int, int], str | None]) -> Claim:
    """A claim that a corrected one of its event lent its date has the right date too."""
    date = claim.date
    if date is None or date.source != "inherited" or (edtf := dates.get((claim.event, date.start, date.end))) is None:
        return claim
    made = _make_date(edtf, claim)
    return replace(claim, date=made and replace(made, source="inherited"))


def _give_back(claim: Claim, gone: Sequence[Claim], left: Sequence[Claim]) -> Claim:
    """A claim without the date and the parties that only a rejected one gave it."""
    date = claim.date
    if date is not None and date.source == "inherited" and _dates(gone, date) and not _dates(left, date):
        claim = replace(claim, date=None)
    lost = [
        role
        for role in claim.inherited
        if (spans := {(a.start, a.end) for a in claim.roles.get(role, ())})
        and _names(gone, claim, spans)
        and not _names(left, claim, spans)
    ]
    if not lost:
        return claim
    roles = {r: held for r, held in claim.roles.items() if r not in lost}
    return replace(claim, roles=roles, inherited=tuple(r for r in claim.inherited if r not in lost))


def _dates(claims: Iterable[Claim], date: EventDate) -> bool:
    own = (c.date for c in claims if c.date is not None and c.date.source == "phrase")
    return any((d.start, d.end) == (date.start, date.end) for d in own)


def _names(claims: Iterable[Claim], other: Claim, spans: set[tuple[int, int]]) -> bool:
    """Whether a claim has these words for a party of its own."""
    return any(
        {(a.start, a.end) for a in held} & spans
        for c in claims
        if c.id != other.id
        for role, held in c.roles.items()
        if role not in c.inherited
    )
