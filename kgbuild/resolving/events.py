"""One event, one node: join what articles say of the same event, and keep repeats of it apart.

Types that open suits and the like are solved first, since articles refer steps to them. The tellings of a type are
solved by blocks (`type_events`); where articles come or go, those blocks alone that they touch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kgbuild.ontology import Ontology
from kgbuild.records import Article, Event, Reading
from kgbuild.resolving.blocks import Turn
from kgbuild.resolving.references import find_references
from kgbuild.resolving.tellings import Ids, Telling, find_tellings
from kgbuild.resolving.type_events import Place, Placed, Solved, TypeResolver


class EventResolver:
    """Resolves events and states, and after a change of some articles the blocks of tellings that the change touches.

    `ids` tells which entity a chain of an article is.
    """

    def __init__(self, ontology: Ontology, ids: Ids) -> None:
        self._ontology, self._ids = ontology, ids
        openings = {t for c in ontology.courses for t in c.openings}
        self._order = {n: i for i, n in enumerate(sorted(ontology.types, key=lambda n: (n not in openings, n)))}
        self._openings = openings
        self._types: dict[str, TypeResolver] = {}
        self._told: dict[str, list[Telling]] = {}
        self._references: dict[str, str] = {}  # by the id of a telling, the one that opens its suit
        self._steps: dict[str, dict[str, Place]] = defaultdict(dict)  # by the latter, the former and their places
        self._opened: dict[
            str, tuple[int, str]
        ] = {}  # by the id of a telling that opens one: its type's rank, its event
        self._matters: dict[
            str, tuple[int, str | None]
        ] = {}  # by the id of an event: its type's rank, what it is a step of

    def update(self, pairs: Iterable[tuple[Article, Reading]], gone: Iterable[str] = ()) -> Turn[Event]:
        """Take articles in, new ones and those of which anything changed, and let others go."""
        come: dict[str, dict[Place, Telling]] = defaultdict(dict)
        left: dict[str, set[Place]] = defaultdict(set)
        pairs = list(pairs)
        for key in (*gone, *(a.key for a, _ in pairs)):
            for n, telling in enumerate(self._told.pop(key, ())):
                left[_find_family(telling)].add((key, n))
                opening = self._references.pop(telling.id, None)
                if opening is not None:
                    self._steps[opening].pop(telling.id, None)
        for article, reading in pairs:
            told = find_tellings(article, reading, self._ids, ontology=self._ontology)
            self._told[article.key] = told
            references = {k: o for c in self._ontology.courses for k, o in find_references(told, course=c).items()}
            for n, telling in enumerate(told):
                come[_find_family(telling)][article.key, n] = telling
                opening = references.get(telling.id)
                if opening is not None:
                    self._references[telling.id] = opening
                    self._steps[opening][telling.id] = (article.key, n)
        return self._solve_types(come, left)

    def find_matter(self, event: str) -> str | None:
        """Return which event opened what an event is a step of, where articles refer it to one."""
        return self._matters.get(event, (0, None))[1]

    def _solve_types(self, come: dict[str, dict[Place, Telling]], left: dict[str, set[Place]]) -> Turn[Event]:
        """Solve the types in order: those that open suits and the like first, since others refer to them."""
        found: Turn[Event] = Turn()
        for name, rank in self._order.items():
            new, gone = come.get(name, {}), left.get(name, set()) - come.get(name, {}).keys()
            if not new and not gone:
                continue
            placed = {at: Placed(t, self._find_matter(t, rank)) for at, t in new.items()}
            turn = self._types.setdefault(name, TypeResolver()).update(placed, gone)
            for solved in turn.lost:
                if self._matters.get(solved.event.id) == (rank, solved.matter):
                    del self._matters[solved.event.id]
            for solved in turn.made:
                if solved.matter is not None:
                    self._matters[solved.event.id] = rank, solved.matter
            if name in self._openings:
                self._note_openings(turn, rank, come)
            found.lost += [s.event for s in turn.lost]
            found.made += [s.event for s in turn.made]
        return found

    def _find_matter(self, telling: Telling, rank: int) -> str | None:
        """The event that opened what a telling is a step of, of a type that comes before."""
        known = self._opened.get(self._references.get(telling.id, ""))
        return known[1] if known is not None and known[0] < rank else None

    def _note_openings(self, turn: Turn[Solved], rank: int, come: dict[str, dict[Place, Telling]]) -> None:
        """Keep which event each telling that opens a suit is; steps of one that changed come again."""
        old = {t: (rank, s.event.id) for s in turn.lost for t in s.tellings}
        new = {t: (rank, s.event.id) for s in turn.made for t in s.tellings}
        for t in old.keys() - new.keys():
            if self._opened.get(t) == old[t]:
                del self._opened[t]
        self._opened |= new
        for t in {t for t, _ in old.items() ^ new.items()}:
            for key, n in self._steps.get(t, {}).values():
                step = self._told[key][n]
                if self._order[_find_family(step)] > rank:
                    come[_find_family(step)][key, n] = step


def _find_family(telling: Telling) -> str:
    """The type together with which tellings are resolved: a death with killings."""
    return telling.type.included_in or telling.type.name
