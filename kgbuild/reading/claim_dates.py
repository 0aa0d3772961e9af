"""Join the claims of one event, and give each claim its date: its own, or what the article lends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from kgbuild.courses import Course
from kgbuild.dates import UNPLACED, find_bounds
from kgbuild.reading.arguments import Arguments
from kgbuild.reading.clauses import find_deeds
from kgbuild.reading.date_lending import is_stale, lend_dates
from kgbuild.reading.date_takeups import lend_to_claims
from kgbuild.reading.date_windows import lies_outside
from kgbuild.reading.drafts import Draft
from kgbuild.reading.event_dates import find_dates, lend_date
from kgbuild.reading.event_parties import find_parties
from kgbuild.reading.lending import find_keys
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.same_event import join_events
from kgbuild.reading.slots import Predicate
from kgbuild.reading.stances import Stance
from kgbuild.reading.time_calendar import find_day
from kgbuild.reading.tokens import Parse
from kgbuild.records import EventDate, TimeExpression

OWNED = ("responsibility", "credit")


def date_claims(
    drafts: Sequence[Draft],
    parse: Parse,
    predicates: Mapping[int, Predicate],
    stances: Mapping[int, Stance],
    arguments: Arguments,
    times: Sequence[TimeExpression],
    *,
    courses: Sequence[Course],
    kinds: Mapping[str, frozenset[str]],
    lexicon: Lexicon,
    published: str | None,
) -> tuple[list[Draft], dict[int, EventDate]]:
    """Return the claims that stand, dated and grouped by event, and the date of each predicate, claimed or not.

    `kinds` tells which nouns name events, `published` is the day of the article. The claims are changed in place.
    """
    deeds = find_deeds(parse, predicates, arguments)
    nouns = (
        deeds
        | {i for i, p in predicates.items() if p.kind == "noun" and kinds.get(p.lemma)}
        | {c for d in drafts for c in d.covers}
    )
    dates = find_dates(parse, predicates, times, nouns=nouns, lexicon=lexicon, published=published)
    matters = {(d.head, d.type.name) for d in drafts if _is_matter(d, drafts)}
    for draft in drafts:
        told = _list_told(draft, parse, kinds, lexicon.words["reporting"])
        date = next((dates[i] for i in told if i in dates), None) if told else _find_date(draft, dates)
        if told or _is_yet_to_come(draft, date, parse, published):
            matters.add((draft.head, draft.type.name))
        draft.date = date if told or (draft.head, draft.type.name) not in matters else None
    parties = find_parties(predicates, arguments)
    stages = _find_stages(parse, drafts, lexicon)
    fresh = _find_fresh(parse, times)
    joined = join_events(drafts, lexicon=lexicon, courses=courses, parties=parties, fresh=fresh, stages=stages)
    opening = frozenset(t for course in courses for t in course.openings)
    lend_to_claims(parse, predicates, arguments, joined, dates, kinds, opening)
    dates = lend_dates(parse, predicates, stances, arguments, dates, deeds=deeds, kinds=kinds)
    for draft in joined:
        if (draft.head, draft.type.name) not in matters:
            _take_lent(draft, dates)
    dates = {i: d for i, d in dates.items() if not is_stale(parse, i, d, published)}
    for draft in joined:
        if (
            draft.date is not None
            and draft.date.source == "inherited"
            and _is_of_another(draft, parse, dates, published)
        ):
            draft.date = None
            draft.inherited.remove("date")
    return joined, dates | {d.head: d.date for d in joined if d.date is not None and d.head not in dates}


def _is_of_another(draft: Draft, parse: Parse, dates: Mapping[int, EventDate], published: str | None) -> bool:
    """Whether a lent date cannot be that of the claim: it is stale, only a last day, yet to come, or not that of its clause."""
    date = draft.date
    if date is None or date.date.startswith("../"):
        return True
    first, day = find_bounds(date.date)[0], find_day(published)
    done = draft.stance.modality == "asserted" and draft.stance.polarity == "positive"
    if done and first is not None and day is not None and first > day:
        return True
    return is_stale(parse, draft.head, date, published) or lies_outside(parse, draft.head, date, dates)


def _find_fresh(parse: Parse, times: Sequence[TimeExpression]) -> frozenset[int]:
    """The sentences with "today" or a weekday that no date is known of."""
    days = [t for t in times if t.date is None and UNPLACED.fullmatch(t.value)]
    return frozenset(n for n, s in enumerate(parse.sentences) if any(s.start <= t.start < s.end for t in days))


def _find_stages(parse: Parse, drafts: Sequence[Draft], lexicon: Lexicon) -> dict[int, frozenset[str]]:
    """The words that tell which step of a thing a claim tells of, by its head: "gave final approval"."""
    words = lexicon.words["stages"]
    return {
        d.head: frozenset(k.lower for i in (d.head, *d.covers) for k in parse.kids(i, "amod") if k.lower in words)
        for d in drafts
    }


def _is_matter(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a plan is only what somebody else does something about: "the regulator approved the takeover on Monday"."""
    return draft.stance.modality == "planned" and any(
        d.head == draft.head
        and d.type is not draft.type
        and d.stance.modality == "asserted"
        and not find_keys(d, "agent") & find_keys(draft, "agent")
        for d in drafts
    )


def _find_date(draft: Draft, dates: Mapping[int, EventDate]) -> EventDate | None:
    """The date of a claim: of its trigger, else of the noun that its verb supports, unless that is an earlier event.

    The year of a crime is not that of the charge.
    """
    if draft.type.kind == "state" or _tells_matter(draft):
        return None
    matters = {i for rule in draft.type.inherits if rule.role for i in draft.heads.get(rule.role, ())}
    matters.update(draft.heads.get("about", ()))
    matters.update(draft.heads.get("agent", ()))  # "the 2010 nominee called for a march"
    return next((dates[i] for i in (draft.head, *(c for c in draft.covers if c not in matters)) if i in dates), None)


def _list_told(draft: Draft, parse: Parse, kinds: Mapping[str, frozenset[str]], words: AbstractSet[str]) -> list[int]:
    """The deeds that a claim's verb only tells of: "an inquiry revealed that", "claimed responsibility for the attack"."""
    owned = [c for c in draft.covers if parse.tokens[c].lemma in OWNED]
    if owned:
        preps = (k for i in (draft.head, *owned) for k in parse.kids(i, "prep") if k.lower == "for")
        return [k.i for prep in preps for k in parse.kids(prep.i, "pobj")]
    if parse.tokens[draft.head].lemma not in words:
        return []
    deeds = (c for c in draft.covers if draft.type.name in kinds.get(parse.tokens[c].lemma, ()))
    return [c for c in deeds if parse.tokens[c].dep == "nsubj"]


def _is_yet_to_come(draft: Draft, date: EventDate | None, parse: Parse, published: str | None) -> bool:
    """Whether a date behind publication is that of what somebody called for, and not of his calling."""
    day, first = find_day(published), find_bounds(date.date)[0] if date is not None else None
    over = parse.tokens[draft.head].tag == "VBD" and draft.stance.modality == "asserted"
    return over and day is not None and first is not None and (first - day).days > 1


def _tells_matter(draft: Draft) -> bool:
    """Whether the trigger is what somebody is accused of, whose date is not that of the accusing: "allegedly stole it in 2014"."""
    return any(verb.endswith(" *") for verb in draft.frame.verbs)


def _take_lent(draft: Draft, dates: Mapping[int, EventDate]) -> None:
    """Give an undated claim the date that its predicate was lent; what a crowd did others may do on another day."""
    if (
        draft.date is None
        and "agent" not in draft.crowds
        and draft.type.kind == "event"
        and draft.head in dates
        and not _tells_matter(draft)
    ):
        draft.date = lend_date(dates[draft.head])
        draft.inherited.append("date")
