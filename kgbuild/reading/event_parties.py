"""Tell whether two claims name the same parties, also where one has a law officer and the other the state he acts for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kgbuild.reading.arguments import Arguments
from kgbuild.reading.drafts import CORE, Draft
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.slots import Predicate
from kgbuild.records import Argument

BODY_SLOTS = ("compound", "poss", "of", "nation", "for")


@dataclass(frozen=True, slots=True)
class Parties:
    """Who may stand for whom: by law officer the states that an article says he is of, none where it leaves that open."""

    lexicon: Lexicon
    officers: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def meet(self, a: Draft, b: Draft, role: str) -> bool:
        """Tell whether somebody stands in a role of both claims; a state's officer counts in what is done once, not said."""
        left, right = _list_named(a, role), _list_named(b, role)
        if _find_keys(left) & _find_keys(right):
            return True
        return a.type.clashes.once_in_days > 0 and self._are_one(left, right)

    def are_mutual(self, a: Draft, b: Draft) -> bool:
        """Tell whether two claims of a mutual deed have the same sides: all of one, or of each side, in the other."""
        everyone = [_find_keys(_list_named(d, *CORE)) for d in (a, b)]
        if everyone[0] <= everyone[1] or everyone[1] <= everyone[0]:
            return True
        return any(all(self._match(a, own, b, other) for own, other in zip(CORE, way, strict=True)) for way in WAYS)

    def _match(self, a: Draft, role: str, b: Draft, other: str) -> bool:
        left, right = _list_named(a, role), _list_named(b, other)
        names, others = _find_keys(left), _find_keys(right)
        return bool(names and others) and (names <= others or others <= names or self._are_one(left, right))

    def _are_one(self, left: Sequence[Argument], right: Sequence[Argument]) -> bool:
        return self._acts_for(left, right) or self._acts_for(right, left)

    def _acts_for(self, persons: Sequence[Argument], states: Sequence[Argument]) -> bool:
        """Whether all of one side are law officers, each of a state of the other: of one, if he is the only officer."""
        places = {_find_key(a) for a in states if self._is_state(a)}
        return bool(persons and places) and all(self._is_of(_find_key(p), places) for p in persons)

    def _is_of(self, person: str, places: set[str]) -> bool:
        known = self.officers.get(person)
        return known is not None and (bool(known & places) if known else len(self.officers) == 1)

    def _is_state(self, argument: Argument) -> bool:
        return "Place" in (argument.cls, self.lexicon.find_parent(argument.cls or "")) or argument.cls == "Government"


WAYS = (CORE, CORE[::-1])


def find_parties(predicates: Mapping[int, Predicate], arguments: Arguments) -> Parties:
    """Return who of an article's persons acts at law for a state, by their titles."""
    parse, lexicon = arguments.parse, arguments.lexicon
    found: dict[str, set[str]] = {}
    for p in predicates.values():
        if p.kind != "noun" or not p.slots.get("self"):
            continue
        title = [parse.tokens[i].lower for i in (*range(max(0, p.head - 1), p.head), p.head)]
        if not {title[-1], " ".join(title)} & lexicon.words["law_officers"]:
            continue
        bodies = _find_keys(a for s in BODY_SLOTS for i in p.slots.get(s, ()) for a in arguments.make(i) if a.name)
        for person in _find_keys(a for i in p.slots["self"] for a in arguments.make(i) if a.name):
            found.setdefault(person, set()).update(bodies)
    return Parties(lexicon, {person: frozenset(states) for person, states in found.items()})


def _list_named(draft: Draft, *roles: str) -> list[Argument]:
    return [a for role in roles for a in draft.roles.get(role, ()) if a.name]


def _find_key(argument: Argument) -> str:
    return argument.chain or argument.name or ""


def _find_keys(arguments: Iterable[Argument]) -> set[str]:
    return {_find_key(a) for a in arguments}
