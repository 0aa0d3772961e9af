"""What articles say that cannot all be so, set side by side: nothing is preferred, nothing overwritten.

Each conflict has all claims of each side. Its weight is the geometric mean of the independent sources on the two strongest
sides, times the binary logarithm of one more than the articles that speak of what it concerns.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kgbuild.ontology import Ontology
from kgbuild.records import Article, Case, Conflict, Entity, Event, Side, SourcedClaim
from kgbuild.resolving.clashes import Clash, list_names
from kgbuild.resolving.conflict_dates import find_date_clashes
from kgbuild.resolving.conflict_details import find_detail_clashes
from kgbuild.resolving.conflict_lists import find_list_clashes
from kgbuild.resolving.conflict_outcomes import find_denials, find_outcome_clashes
from kgbuild.resolving.conflict_owners import find_owner_clashes
from kgbuild.resolving.name_keys import NameRules
from kgbuild.resolving.sources import SourceIndex
from kgbuild.resolving.tellings import CORE


def find_conflicts(
    events: Sequence[Event],
    entities: Sequence[Entity],
    cases: Sequence[Case],
    breaches: Iterable[Clash],
    articles: Sequence[Article],
    sources: SourceIndex,
    *,
    ontology: Ontology,
) -> tuple[Conflict, ...]:
    """Return all conflicts, sorted by id. `breaches` are steps of cases that cannot follow each other."""
    names = {e.id: e.name for e in entities}
    published = {a.key: a.published for a in articles}
    steps = {s.event: c.id for c in cases for s in c.steps}
    rules = NameRules(ontology)
    tops = {e.id: rules.find_top(e.cls) for e in entities}
    captions = {e.id: _tell(e, names, ontology) for e in events}
    dates = list(find_date_clashes(events, names, captions, published, cases=steps, ontology=ontology))
    found = [
        *dates,
        *_find_unexplained(breaches, dates),
        *find_denials(events, names, captions, published, ontology=ontology),
        *find_outcome_clashes(events, names, captions, cases, ontology=ontology),
        *find_detail_clashes(events, names, captions, ontology=ontology),
        *find_owner_clashes(events, names, tops, published, ontology=ontology),
        *find_list_clashes(events, names, sources.group, ontology=ontology),
    ]
    spoken = Counter(i for e in entities for i in [e.id] * len({m.doc for m in e.mentions}))
    parties = {e.id: [n for r in CORE for n in e.roles.get(r, ())] for e in events}
    parties |= {c.id: [n for held in c.parties.values() for n in held] for c in cases}
    made = [_make_conflict(c, spoken, parties, sources) for c in found]
    return tuple(sorted({c.id: c for c in made}.values(), key=lambda c: c.id))


def _tell(event: Event, names: Mapping[str, str], ontology: Ontology) -> str:
    """The event in few words, without its date."""
    who, whom = (list_names(event.roles.get(r, ()), names) or event.texts.get(f"{r}_text", "") for r in CORE)
    verb = ontology.types[event.type].mapping.get("verb") or event.type.lower().replace("_", " ")
    return " ".join(w for w in (who or "someone", verb, whom) if w)


def _find_unexplained(breaches: Iterable[Clash], dates: Sequence[Clash]) -> Iterator[Clash]:
    """The breaches whose two steps are not one step with two dates."""
    rivals = [{c.claim.id for _, claims in d.sides for c in claims} for d in dates]
    for breach in breaches:
        claims = {c.claim.id for _, held in breach.sides for c in held}
        if not any(claims <= rival for rival in rivals):
            yield breach


def _make_conflict(
    clash: Clash, spoken: Mapping[str, int], parties: Mapping[str, Sequence[str]], sources: SourceIndex
) -> Conflict:
    sides = tuple(Side(says, _list_claims(held), len(sources.group_claims(held))) for says, held in clash.sides)
    low = sorted(min(s.claims) for s in sides)
    strongest = sorted((s.sources for s in sides), reverse=True)
    concerned = {n for i in clash.about for n in parties.get(i, [i])}
    articles = max((spoken.get(n, 0) for n in concerned), default=0)
    return Conflict(
        id="conflict:" + hashlib.sha256("|".join((clash.kind, *low)).encode()).hexdigest()[:12],
        kind=clash.kind,
        about=clash.about,
        text=clash.text,
        sides=sides,
        articles=articles,
        weight=round(math.sqrt(strongest[0] * strongest[1]) * math.log2(1 + articles), 2),
    )


def _list_claims(claims: Iterable[SourcedClaim]) -> tuple[str, ...]:
    """The ids of claims, once each, as the articles are sorted."""
    return tuple(
        dict.fromkeys(c.claim.id for c in sorted(claims, key=lambda c: (c.article, c.claim.trigger_start, c.claim.id)))
    )
