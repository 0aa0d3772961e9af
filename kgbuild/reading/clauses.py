"""The public form of predicates: every clause with its participants, whether the vocabulary knows it or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgbuild.dates import find_bounds
from kgbuild.reading.arguments import Arguments
from kgbuild.reading.claims import Draft, make_date
from kgbuild.reading.modality import Stance
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse
from kgbuild.records import Argument, Clause, EventDate, TimeExpression

HIDDEN = frozenset({"that", "xcomp", "_compound", "self", "object2", "npadvmod"})
NOUN_ROLES = {"poss": "agent", "by": "agent", "agent": "agent", "of": "of", "compound": "agent"}


def make_clauses(
    parse: Parse,
    predicates: Mapping[int, Predicate],
    stances: Mapping[int, Stance],
    arguments: Arguments,
    owners: Mapping[int, Sequence[TimeExpression]],
    drafts: Sequence[Draft],
) -> tuple[Clause, ...]:
    """Return the clauses in text order: all verbs, and the nouns that a frame or two arguments show to be events."""
    types = {d.head: d.type.name for d in drafts}
    made = []
    for i in sorted(predicates):
        p = predicates[i]
        roles = _find_roles(p, arguments)
        if p.kind == "noun" and i not in types and not _is_eventful(p):
            continue
        if p.lemma in ("be", "have") and i not in types:
            continue
        token, stance = parse.tokens[i], stances[i]
        sentence = parse.sentences[token.sent]
        made.append(
            Clause(
                token.text,
                token.start,
                token.end,
                p.lemma,
                sentence.start,
                sentence.end,
                p.voice,
                stance.polarity,
                stance.modality,
                roles,
                tuple(a for s in stance.speakers for a in arguments.make(s)),
                _find_date(owners.get(i, ())),
                types.get(i),
            )
        )
    return tuple(made)


def _is_eventful(p: Predicate) -> bool:
    named = [s for s in ("poss", "by", "of", "against", "for", "with", "between") if p.slots.get(s)]
    return len(named) >= 2


def _find_roles(p: Predicate, arguments: Arguments) -> dict[str, tuple[Argument, ...]]:
    roles: dict[str, list[Argument]] = {}
    for slot, heads in p.slots.items():
        if slot in HIDDEN:
            continue
        name = NOUN_ROLES.get(slot, slot) if p.kind == "noun" else slot
        roles.setdefault(name, []).extend(a for h in heads for a in arguments.make(h))
    order = ["agent", "patient"]
    keys = sorted(roles, key=lambda r: (order.index(r) if r in order else len(order), r))
    return {k: tuple(roles[k]) for k in keys if roles[k]}


def _find_date(times: Sequence[TimeExpression]) -> EventDate | None:
    for time in times:
        if time.date is not None:
            first, last = find_bounds(time.date)
            return make_date(time, (first.isoformat() if first else None, last.isoformat() if last else None))
    return None
