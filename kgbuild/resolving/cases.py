"""Suits, takeovers, memberships: whose they are, and the course that they took. Which types are steps is the ontology's to say.

A step belongs to the case that an article refers it to ("dropped its 2014 suit"), or whose number it quotes, else to the
only case of both its parties that was open on that day, else to none. A course that cannot be is told as a conflict.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from kgbuild.courses import OUTSIDER, QUOTE, Course, Step, holds_words
from kgbuild.ontology import Ontology
from kgbuild.records import Case, CaseStep, Entity, Event
from kgbuild.resolving.blocks import Turn
from kgbuild.resolving.clashes import Clash
from kgbuild.resolving.reaching_blocks import ReachingBlocks

USUAL = ("asserted", "planned")
MANY = 2
NEVER = "9999"
WEEK = 7  # days


@dataclass(slots=True)
class _Case:
    """A case while its steps are gathered: its opening, who stands on which side, the steps with their events."""

    course: Course
    opening: Event
    sides: dict[str, Counter[str]]
    steps: list[tuple[Step, Event]] = field(default_factory=list)

    def find_side(self, names: Iterable[str]) -> str | None:
        """The side that the names stand on, if it is one."""
        found = {s for s, held in self.sides.items() for n in names if n in held}
        return found.pop() if len(found) == 1 else None

    def take(self, step: Step, event: Event) -> None:
        """Add a step; whom it names beside somebody of a side is of that side too."""
        self.steps.append((step, event))
        for side, role in (step.parties or {}).items():
            names = event.roles.get(role, ())
            others = {n for s, held in self.sides.items() if s != side for n in held}
            if event is self.opening or (set(names) & set(self.sides[side]) and not set(names) & others):
                weight = Counter(n for c in event.claims for n in c.entities.get(role, ()))
                self.sides[side].update({n: max(weight[n], 1) for n in names})


@dataclass(frozen=True, slots=True)
class _Concerned:
    """An event that may be a step: which event opened what it is a step of, and those who take part, with their classes."""

    event: Event
    opening: str | None
    parties: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Solved:
    """A case, and the clashes of its course that cannot be; an article that tells both steps itself sees none in them."""

    case: Case
    breaches: tuple[Clash, ...]


class CaseResolver:
    """Gathers the cases of one course, and after a change of some events those that the change may bear on.

    Events that share two names, or a number, lie in one block, and so does a case with all events that name both sides.
    """

    def __init__(self, course: Course, ontology: Ontology) -> None:
        self._course, self._types, self._ontology = course, course.types, ontology
        self._blocks: ReachingBlocks[_Concerned, list[tuple[_Case, Solved]]] = ReachingBlocks(
            self._find_keys, self._solve, _pair_sides, _find_own
        )

    def update(
        self,
        events: Iterable[Event],
        gone: Iterable[str],
        *,
        matters: Callable[[str], str | None],
        entities: Mapping[str, Entity],
    ) -> Turn[Solved]:
        """Take events in, new ones and those of which anything changed, let others go; return cases that went and came."""
        come = {
            e.id: _Concerned(e, matters(e.id), tuple(entities[n] for n in _list_names(e)))
            for e in events
            if e.type in self._types
        }
        turn = self._blocks.update(come, [i for i in gone if i not in come and self._blocks.get(i)])
        return Turn([s for held in turn.lost for _, s in held], [s for held in turn.made for _, s in held])

    def _find_keys(self, concerned: _Concerned) -> Iterator[Hashable]:
        event = concerned.event
        names = [e.id for e in concerned.parties]
        yield from combinations(names, 2)
        yield from ((n, n) for n in _find_both(event))
        yield from (("number", n) for n in _find_numbers(self._course, [event]))
        if event.type in self._course.openings:
            yield "event", event.id
        if concerned.opening is not None:
            yield "event", concerned.opening

    def _solve(self, block: Sequence[_Concerned]) -> list[tuple[_Case, Solved]]:
        known = {e.id: e for c in block for e in c.parties}
        references = {c.event.id: c.opening for c in block if c.opening is not None}
        authorities = _find_authorities(self._course, known.values(), self._ontology)
        found = []
        for gathered in _gather(self._course, [c.event for c in block], references, authorities):
            case = _make_case(gathered, known)
            breaches = list(_find_breaches(gathered, case))
            made = replace(case, problems=tuple(b.text for b in breaches))
            found.append((gathered, Solved(made, tuple(b for b in breaches if not _tells_both(b)))))
        return found


def _find_own(concerned: _Concerned) -> Iterator[Hashable]:
    """What a case with one name on both sides finds an event by."""
    yield from ((e.id, e.id) for e in concerned.parties)


def _find_both(event: Event) -> set[str]:
    """Those who stand in two roles at once, and so may be on both sides."""
    held = Counter(n for names in event.roles.values() for n in set(names))
    return {n for n, roles in held.items() if roles > 1}


def _list_names(event: Event) -> list[str]:
    return sorted({n for held in event.roles.values() for n in held})


def _pair_sides(found: Iterable[tuple[_Case, Solved]]) -> Iterator[Hashable]:
    """The pairs of names that an event needs to concern one of the cases."""
    for case, _ in found:
        left, right = case.sides.values()
        yield from ((min(a, b), max(a, b)) for a in left for b in right)


def _find_authorities(course: Course, entities: Iterable[Entity], ontology: Ontology) -> frozenset[str]:
    """The entities that may act on a case without being a party."""

    def climb(cls: str | None) -> Iterable[str]:
        while cls is not None and cls in ontology.classes:
            yield cls
            cls = ontology.classes[cls].parent

    return frozenset(e.id for e in entities if set(climb(e.cls)) & set(course.authorities))


def _gather(
    course: Course, events: Sequence[Event], references: Mapping[str, str], authorities: frozenset[str]
) -> list[_Case]:
    relevant = sorted(events, key=lambda e: _find_time(e, course))
    openings = [
        (s, e) for e in relevant if (s := _find_step(course, e, None)) is not None and s.opens and _is_full(s, e)
    ]
    twins = _index_dated(openings)
    clear = [(s, e) for s, e in openings if e.first_day is not None or not _has_twin(e, twins)]
    docket = _Docket(course)
    for step, event in clear:
        if step.opens == "always":
            docket.open(step, event)
    cleared = {event.id: step for step, event in clear}
    for event in relevant:
        if event.id in docket.opened:
            continue
        home = docket.find_home(event, references.get(event.id), authorities)
        if home is None and event.id in cleared:
            docket.open(cleared[event.id], event)
        elif home is not None and (own := _find_step(course, event, home)) is not None and own.opens != "always":
            docket.take(home, own, event)
    return docket.cases


def _find_time(event: Event, course: Course) -> tuple[str, bool, str]:
    """By the first day, else the day of the report; what ends a course comes last."""
    ends = any(s.ends and event.type in s.types for s in course.steps)
    return event.first_day or event.reported or (NEVER if ends else ""), ends, event.id


def _is_full(step: Step, event: Event) -> bool:
    return all(event.roles.get(r) for r in (step.parties or {}).values()) and event.modality != "negated"


def _index_dated(openings: Sequence[tuple[Step, Event]]) -> Mapping[tuple[str, str], list[tuple[Step, Event]]]:
    """The openings with a date, by each name of their first party with its role."""
    by: dict[tuple[str, str], list[tuple[Step, Event]]] = defaultdict(list)
    for step, event in openings:
        if event.first_day is not None:
            role = next(iter((step.parties or {}).values()))
            for name in event.roles.get(role, ()):
                by[role, name].append((step, event))
    return by


def _has_twin(event: Event, twins: Mapping[tuple[str, str], list[tuple[Step, Event]]]) -> bool:
    """Whether an undated opening may be another one of the same parties, that is no younger than its report."""
    return any(
        (event.reported is None or (o.first_day or "") <= event.reported)
        and all(set(o.roles.get(r, ())) & set(event.roles.get(r, ())) for r in (s.parties or {}).values())
        for role, names in event.roles.items()
        for name in names
        for s, o in twins.get((role, name), ())
    )


class _Docket:
    """The cases of a course while they are gathered, found by the names of each side and by their numbers."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.cases: list[_Case] = []
        self.opened: dict[str, _Case] = {}
        self._by_name: dict[tuple[str, str], dict[str, _Case]] = defaultdict(dict)
        self._by_number: dict[str, dict[str, _Case]] = defaultdict(dict)

    def open(self, step: Step, event: Event) -> None:
        case = _Case(self.course, event, {side: Counter() for side in self.course.parties})
        self.cases.append(case)
        self.opened[event.id] = case
        self.take(case, step, event)

    def take(self, case: _Case, step: Step, event: Event) -> None:
        case.take(step, event)
        for side in step.parties or {}:
            for name in case.sides[side]:
                self._by_name[side, name][case.opening.id] = case
        for number in _find_numbers(self.course, [event]):
            self._by_number[number][case.opening.id] = case

    def find_home(self, event: Event, opening: str | None, authorities: frozenset[str]) -> _Case | None:
        """The case that an event is referred to, whose number it quotes, or that alone was open between its parties."""
        if opening in self.opened:
            return self.opened[opening]
        numbered = {i: c for n in _find_numbers(self.course, [event]) for i, c in self._by_number.get(n, {}).items()}
        if len(numbered) == 1:
            return next(iter(numbered.values()))
        names = {n for held in event.roles.values() for n in held}
        near = [{i for n in names for i in self._by_name.get((s, n), ())} for s in self.course.parties]
        known = (self.opened[i] for i in set.intersection(*near))
        fits = [c for c in known if _concerns(event, c, authorities) and _is_open(c, event)]
        return fits[0] if len(fits) == 1 else None


def _find_step(course: Course, event: Event, case: _Case | None) -> Step | None:
    """The first step that the event is; who did it and to whom counts where the case is known."""
    for step in course.steps:
        if event.type not in step.types or event.modality not in (step.modality or USUAL):
            continue
        if not any(holds_words(step, {**c.claim.texts, QUOTE: c.quote}) for c in event.claims):
            continue
        if case is None or (_is_by(step, event, case) and _holds_parties(step, event, case)):
            return step
    return None


def _is_by(step: Step, event: Event, case: _Case) -> bool:
    side = case.find_side(event.roles.get("agent", ()))
    return step.by is None or step.by == (side or OUTSIDER)


def _holds_parties(step: Step, event: Event, case: _Case) -> bool:
    """Whether those of whom a step says on which side they stand do so."""
    if not step.own_parties:
        return True
    named = [(s, event.roles.get(r, ())) for s, r in (step.parties or {}).items() if s in step.own_parties]
    return any(names for _, names in named) and all(not names or case.find_side(names) == s for s, names in named)


def _concerns(event: Event, case: _Case, authorities: frozenset[str]) -> bool:
    """Whether both sides of the case take part, and beside them none but an authority."""
    names = {n for held in event.roles.values() for n in held}
    core = {n for r in ("agent", "patient") for n in event.roles.get(r, ())}
    return all(names & set(held) for held in case.sides.values()) and not (
        core - {n for held in case.sides.values() for n in held} - authorities
    )


def _is_open(case: _Case, event: Event) -> bool:
    """Whether the case was open when the event was, as far as days are known."""
    begun, day = case.opening.first_day, event.last_day or event.reported
    if begun is not None and day is not None and day < begun:
        return False
    since = event.first_day or event.reported
    fresh = event.first_day is None  # a report of these days may tell what came before the end
    return not any(
        since is not None and end < since and not (fresh and _is_just_after(since, end)) for end in _list_ends(case)
    )


def _list_ends(case: _Case) -> list[str]:
    """The days on which the course ended, by what is told as so."""
    return [e.last_day for s, e in case.steps if s.ends and e.modality == "asserted" and e.last_day is not None]


def _is_just_after(day: str, end: str) -> bool:
    return 0 <= (datetime.date.fromisoformat(day) - datetime.date.fromisoformat(end)).days <= WEEK


def _find_numbers(course: Course, events: Iterable[Event]) -> set[str]:
    """The numbers that the sentences of events give a case."""
    quotes = " ".join(sorted({c.quote for e in events for c in e.claims}))
    return {m for pattern in course.numbers for m in re.findall(pattern, quotes)}


def _make_case(case: _Case, known: Mapping[str, Entity]) -> Case:
    course, opening = case.course, case.opening
    steps = _order(case)
    told = [s for s, e in steps if e.modality in (s.modality or ("asserted",))]
    sides = {s: tuple(sorted(held, key=lambda n: (-held[n], n))) for s, held in case.sides.items()}
    year = f" ({opening.date[:4]})" if opening.date else ""
    place = Counter(n for _, e in steps for c in e.claims for n in c.entities.get(course.place or "", ()))
    return Case(
        id=f"{course.name}:{opening.id}",
        course=course.name,
        label=course.label,
        name=course.title.format(**{s: _join([known[n].name for n in held]) for s, held in sides.items()}) + year,
        state=told[-1].state if told else steps[0][0].state,
        parties={s: tuple(sorted(held)) for s, held in sides.items()},
        court=min(place, key=lambda n: (-place[n], n)) if place else None,
        numbers=tuple(sorted(_find_numbers(course, [e for _, e in steps]))),
        steps=tuple(CaseStep(e.id, s.state, case.find_side(e.roles.get("agent", ()))) for s, e in steps),
    )


def _order(case: _Case) -> list[tuple[Step, Event]]:
    """By day, else by the day of the report, but before an end that is just told of; an undated step that ends the course last, any other after the opening."""
    ended = _list_ends(case)

    def find_key(item: tuple[Step, Event]) -> tuple[str, bool, bool, str]:
        step, event = item
        day = event.first_day or event.reported or (NEVER if step.ends else case.opening.first_day or "")
        if event.first_day is None and event.reported and not step.ends:
            day = min([day, *(end for end in ended if _is_just_after(day, end))])
        return day, event is not case.opening, step.ends, event.id

    return sorted(case.steps, key=find_key)


def _join(names: Sequence[str]) -> str:
    return names[0] + (" and others" if len(names) > MANY else f" and {names[1]}" if len(names) == MANY else "")


def _find_breaches(case: _Case, made: Case) -> Iterable[Clash]:
    """Steps that were taken before the case began, or after it had ended, as dates tell."""
    steps = [(s, e, e.first_day, e.last_day) for s, e in _order(case) if e.modality == "asserted"]
    opening = case.opening
    for i, (step, event, first, last) in enumerate(steps):
        for earlier, before, _, end in steps[:i]:
            if earlier.ends and earlier.state not in step.after and end and first and end < first and not step.opens:
                text = f"{made.name}: {step.state} ({event.date}) after it was {earlier.state} ({before.date})"
                yield _make_breach(made, text, (earlier.state, before), (step.state, event))
        if event is not opening and opening.first_day and last and last < opening.first_day:
            text = f"{made.name}: {step.state} ({event.date}) before it began ({opening.date})"
            yield _make_breach(made, text, ("began", opening), (step.state, event))


def _make_breach(made: Case, text: str, *steps: tuple[str, Event]) -> Clash:
    return Clash("course", (made.id,), text, tuple((f"{state} ({e.date})", e.claims) for state, e in steps))


def _tells_both(breach: Clash) -> bool:
    earlier, later = ({c.article for c in claims} for _, claims in breach.sides)
    return bool(earlier & later)
