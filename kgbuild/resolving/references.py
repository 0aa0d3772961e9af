"""Which suit, bid or other course an article means by "the suit", "it" or "its 2014 case"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kgbuild.courses import Course
from kgbuild.dates import find_bounds
from kgbuild.resolving.clusters import find_parties
from kgbuild.resolving.tellings import YEAR, Telling

OPEN = re.compile(r"(?:an?|another|any|new|several|many|two|three)\b", re.IGNORECASE)


def find_references(tellings: Sequence[Telling], *, course: Course) -> dict[str, str]:
    """Return, for the tellings of one article that are steps of a course, the telling that opens it: id -> id.

    A step belongs to the opening of the year that it names, to the one before it in its sentence, to the one last told
    of where it says "the suit" or "it", and to the only one of the article. Where its words open a new one ("a suit"),
    and the article knows several, it belongs to none of them.
    """
    openings = [t for t in tellings if t.type.name in course.openings and t.is_full]
    found = {}
    for step in tellings:
        if step.type.name in course.types - course.openings:
            fits = [o for o in openings if _concerns(step, o) and not _is_before(step, o)]
            votes = {o.id for c in range(len(step.claims)) if (o := _find_opening(step, c, fits, course)) is not None}
            if len(votes) == 1:
                found[step.id] = votes.pop()
    return found


def _concerns(step: Telling, opening: Telling) -> bool:
    parties = find_parties(step.names)
    return not parties or bool(parties & find_parties(opening.names))


def _is_before(step: Telling, opening: Telling) -> bool:
    """Whether a step was over before the suit began, so that the article means another one."""
    if step.date is None or opening.date is None:
        return False
    last, first = find_bounds(step.date)[1], find_bounds(opening.date)[0]
    return last is not None and first is not None and last < first


def _find_opening(step: Telling, at: int, fits: Sequence[Telling], course: Course) -> Telling | None:
    claim = step.claims[at]
    said = _find_phrase(claim.texts.get(r) for r in course.refers)
    words = {w.lower() for w in re.findall(r"\w+", said)}
    years = set(YEAR.findall(said))
    if years:
        named = [o for o in fits if o.date is not None and o.date[:4] in years]
        return named[0] if len(named) == 1 else None
    before = [(c.trigger_start, o) for o in fits for c in o.claims if c.trigger_start < claim.trigger_start]
    last = max(before, key=lambda p: p[0], default=None)
    if last is not None and any(c.start == claim.start and c.trigger_start == last[0] for c in last[1].claims):
        return last[1]
    if last is not None and words & course.nouns and not OPEN.match(said):
        return last[1]
    return fits[0] if len(fits) == 1 else None


def _find_phrase(texts: Iterable[str | None]) -> str:
    return next((t for t in texts if t), "")
