"""Group the claims of one event within an article, and lend each what another of the group tells.

What is lent (a date, a party, the court) is marked as inherited; a claim's own words always stand.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from kgbuild.courses import Course, find_apart
from kgbuild.dates import find_bounds, overlap
from kgbuild.reading.drafts import CORE, Draft, is_too_few, names_parties, names_party
from kgbuild.reading.event_dates import lend_date
from kgbuild.reading.event_moods import settle_moods
from kgbuild.reading.event_parties import Parties
from kgbuild.reading.lending import clashes, find_keys, is_known, is_revealed, lend_arguments
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.stances import RANK
from kgbuild.reading.time_words import read_quantity
from kgbuild.reading.unnamed import are_alike, keep_known
from kgbuild.records import EventDate

LONG_DONE = 365  # days from what was done to later news, after which the same deed still ahead is another
FIRMS = ("Company", "Brand", "Organization", "Media", "Association")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def join_events(
    found: Sequence[Draft],
    *,
    lexicon: Lexicon,
    courses: Sequence[Course] = (),
    parties: Parties | None = None,
    fresh: AbstractSet[int] = frozenset(),
    stages: Mapping[int, AbstractSet[str]] | None = None,
) -> list[Draft]:
    """Return the drafts, each with its group, and with roles and dates lent within groups.

    A noun that only names the matter of another claim ("dropped its lawsuit") lends its parties and is no claim itself.
    `fresh` are the sentences with a day that nothing dates ("today"), which is not the date of another sentence;
    `stages` has what tells a claim's step from others, by its head ("final").
    """
    matters = {
        (i, name)
        for d in found
        for rule in d.type.inherits
        if rule.role and not rule.kept
        for i in d.heads.get(rule.role, ())
        for name in rule.types
    }
    parties = parties or Parties(lexicon)
    told = {i for i, _ in matters}
    nouns = [d for d in found if d.head in told]
    lend_arguments(nouns, found, matters=found, named=False, lexicon=lexicon)
    _lend_twice(found, found, lexicon, named=True)
    found = [d for d in found if is_known(d, found, parties)]
    drafts = _drop_repeats(
        [
            d
            for d in found
            if d.head not in told and not (d.link == "acl" and any((i, d.type.name) in matters for i in d.covers))
        ]
    )
    _lend_within_sentences(drafts)
    grouper = _Grouper(drafts, courses, parties, fresh, stages or {})
    groups = grouper.group()
    settle_moods(groups, lexicon=lexicon)
    lent = [(draft, date) for group in groups for draft in group if (date := grouper.find_date(draft, group))]
    for group in groups:
        _lend(group, lexicon)
    for draft, date in lent:
        draft.date = lend_date(date)
        draft.inherited.append("date")
    _lend_twice(drafts, found, lexicon, named=False)
    grouper.take_in(groups)
    known = keep_known(drafts)
    return _drop_repeats([d for d in drafts if _is_complete(d) or id(d) in known])


def _lend_twice(drafts: Sequence[Draft], matters: Sequence[Draft], lexicon: Lexicon, *, named: bool) -> None:
    """Lend arguments, and lend on what was lent."""
    for _ in range(2):
        lend_arguments(drafts, drafts, matters=matters, named=named, lexicon=lexicon)


def _is_complete(draft: Draft) -> bool:
    """Whether a claim names who it must: both parties of what is mutual and stands not alone, else one, and whom its frame needs."""
    needed = draft.needs is None or any(a.name for a in draft.roles.get(draft.needs, []))
    return needed and (names_parties if draft.type.symmetric and not draft.frame.alone else names_party)(draft)


def _drop_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """Of two claims of one type in one sentence, drop the one that says nothing more: "signed a deal to cooperate".

    What else it tells goes to the one that stays: "was elected chairman, succeeding Lee".
    """
    kept: list[Draft] = []
    for draft in sorted(
        drafts, key=lambda d: (RANK.index(d.stance.modality), -sum(map(len, d.roles.values())), d.head)
    ):
        told = next((other for other in kept if _repeats(draft, other)), None)
        if told is None:
            kept.append(draft)
        elif find_keys(draft, "patient") and draft.type.kind == "event":
            _add_rest(draft, told)
    return sorted(kept, key=lambda d: (d.head, d.type.name))


def _add_rest(draft: Draft, told: Draft) -> None:
    """Give a claim what a repeat of it tells of others than the two parties."""
    for role, arguments in draft.roles.items():
        if role not in CORE and not told.roles.get(role):
            told.roles[role] = arguments
    for role, text in draft.texts.items():
        told.texts.setdefault(role, text)


def _repeats(draft: Draft, other: Draft) -> bool:
    if draft.type is not other.type or draft.sent != other.sent or draft.stance.polarity != other.stance.polarity:
        return False
    if draft.type.symmetric:
        return find_keys(draft, "agent") | find_keys(draft, "patient") <= find_keys(other, "agent") | find_keys(
            other, "patient"
        )
    if (
        {*draft.texts.values()} - {*other.texts.values()}
        and draft.type.kind == "event"
        and draft.texts.keys() & {"about", "what"}
    ):
        return False
    return all(find_keys(draft, r) <= find_keys(other, r) for r in CORE)


def _lend_within_sentences(drafts: Sequence[Draft]) -> None:
    """ "Suspended it after the exit of two brands": what they left is what an earlier claim of leaving names, if it acts here."""
    for i, draft in enumerate(drafts):
        if (
            draft.type.symmetric
            or draft.type.kind == "state"
            or find_keys(draft, "patient")
            or draft.roles.get("patient")
            or not draft.type.roles["patient"].classes
        ):
            continue
        here = {k for d in drafts if d.sent == draft.sent and d is not draft for r in CORE for k in find_keys(d, r)}
        for other in reversed(drafts[:i]):
            lent = [a for a in other.roles.get("patient", []) if (a.chain or a.name or "") in here]
            if other.type is draft.type and lent and not clashes(draft, "patient", lent):
                draft.roles["patient"] = lent
                draft.inherited.append("patient")
                break


class _Grouper:
    """Groups the claims of one event; drafts whose courses part them are never one."""

    def __init__(
        self,
        drafts: Sequence[Draft],
        courses: Sequence[Course],
        parties: Parties,
        fresh: AbstractSet[int],
        stages: Mapping[int, AbstractSet[str]],
    ) -> None:
        self.stages = stages
        self.drafts, self.parties, self.fresh, self.words = drafts, parties, fresh, parties.lexicon.words
        self.latest = max((first for d in drafts if (first := _find_days_done(d)[0])), default=None)
        self.apart = {id(d): find_apart(courses, d.type.name, d.texts) for d in drafts}

    def group(self) -> list[list[Draft]]:
        """Put each draft in the group that fits it best, in text order, and number the groups."""
        groups: list[list[Draft]] = []
        for draft in self.drafts:
            home = _choose(draft, [g for g in groups if self._fits_all(draft, g)])
            if home is None:
                groups.append([draft])
            else:
                home.append(draft)
        for n, group in enumerate(groups):
            for draft in group:
                draft.group = n
        return groups

    def take_in(self, groups: Sequence[Sequence[Draft]]) -> None:
        """Join undated drafts that were lent a party by other claims to the one dated event that now fits them.

        "The settlement was reached in Leeds": it is that of the parties that the article tells of, and has its day.
        """
        for group in groups:
            if not all(_is_lent_to(d) for d in group):
                continue
            fits = [g for g in groups if g is not group and all(self._fits_all(d, g) for d in group)]
            dates = [self.find_date(d, fits[-1]) for d in group] if len({g[0].group for g in fits}) == 1 else []
            for draft, date in zip(group, dates, strict=False):
                if date is not None:
                    draft.group, draft.date = fits[0][0].group, lend_date(date)
                    draft.inherited.append("date")

    def find_date(self, draft: Draft, group: Sequence[Draft]) -> EventDate | None:
        """The date that another claim of its event lends to an undated one; none where it may as well be of another event."""
        if draft.date is not None or draft.type.kind != "event":
            return None
        giver = next((d for d in group if d.date is not None and self._may_lend(d, draft)), None)
        if giver is None or any(
            d.group not in (draft.group, giver.group) and self._fits(draft, d) and not self._fits(d, giver)
            for d in self.drafts
        ):
            return None
        return giver.date

    def _may_lend(self, giver: Draft, draft: Draft) -> bool:
        """Whether both lie ahead or neither, and neither is a step that the other is not: "final", "tentative approval"."""
        steps = self.stages.get(draft.head), self.stages.get(giver.head)
        if _count_others(giver, draft):
            return False
        return _is_ahead(giver) == _is_ahead(draft) and not (steps[0] and steps[1] and not steps[0] & steps[1])

    def _fits_all(self, draft: Draft, group: Sequence[Draft]) -> bool:
        return self.apart[id(group[0])] == self.apart[id(draft)] and all(self._fits(draft, d) for d in group)

    def _fits(self, a: Draft, b: Draft) -> bool:
        """Whether two claims can be of one event: same type, parties that agree or are missing, dates that can be one."""
        if a.type is not b.type or a.stance.polarity != b.stance.polarity:
            return False
        if a.date is not None and b.date is not None and not overlap(a.date.date, b.date.date):
            return False
        if any(x.date is None and y.date is not None and x.sent in self.fresh - {y.sent} for x, y in ((a, b), (b, a))):
            return False
        if any(x.date is None and _is_ahead(x) and self._is_long_done(y) for x, y in ((a, b), (b, a))):
            return False
        if _case_years(a) != _case_years(b) and not (a.date or b.date):
            return False
        if _are_others(a, b) or _are_others(b, a) or self._are_stages(a, b) or self._are_stages(b, a):
            return False
        if a.type.symmetric:
            return self.parties.are_mutual(a, b)
        shared = False
        for role in CORE:
            if find_keys(a, role) and find_keys(b, role):
                if not self.parties.meet(a, b, role):
                    return False
                shared = True
        return (shared or _complement(a, b) or are_alike(a, b)) and _agree_in_texts(a, b)

    def _are_stages(self, a: Draft, b: Draft) -> bool:
        """Whether one claim tells what a trial came to and the other what was made of an appeal."""
        return a.trigger in self.words["convicting"] and b.trigger in self.words["confirming"]

    def _is_long_done(self, draft: Draft) -> bool:
        """Whether an article tells of what came more than a year later: what is yet to be done is done anew."""
        last = _find_days_done(draft)[1]
        return last is not None and self.latest is not None and (self.latest - last).days > LONG_DONE


def _find_days_done(draft: Draft) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and last day of what has happened; None where no date tells, or it is still to come."""
    return (None, None) if draft.date is None or _is_ahead(draft) else find_bounds(draft.date.date)


def _is_lent_to(draft: Draft) -> bool:
    """Whether an undated claim has a party from another claim."""
    return draft.type.kind == "event" and draft.date is None and not set(CORE).isdisjoint(draft.inherited)


def _are_others(a: Draft, b: Draft) -> bool:
    """Whether a claim tells of a crowd where the other names one firm: "card issuers sued Orlo", "Vanta sued Orlo"."""
    held = find_keys(a, "agent") | find_keys(a, "patient")
    for role in a.crowds:
        sides = CORE if a.type.symmetric else (role,)
        named = [x for side in sides for x in b.roles.get(side, ()) if x.name and (x.chain or x.name) not in held]
        if len({x.chain or x.name for x in named}) == 1 and not b.crowds and named[0].cls in FIRMS:
            return True
    return False


def _complement(a: Draft, b: Draft) -> bool:
    """Whether neighbouring sentences tell one side each: "a fine on Orlo was upheld. The agency imposed it in May"."""
    if abs(a.sent - b.sent) > 1 or a.sent == b.sent or a.stance.modality != b.stance.modality:
        return False
    return any(
        find_keys(x, "agent") and find_keys(y, "patient") and not find_keys(x, "patient") and not find_keys(y, "agent")
        for x, y in ((a, b), (b, a))
    )


def _case_years(draft: Draft) -> set[str]:
    """The year by which a claim tells its matter from others: "a 2014 case"."""
    return set(YEAR.findall(draft.texts.get("case", "")))


def _agree_in_texts(a: Draft, b: Draft) -> bool:
    """Two hedged claims about different matters (accusations, calls) are two: their words must overlap."""
    for role in ("about", "what", "position"):
        left, right = a.texts.get(role), b.texts.get(role)
        if _names_party(a, role) and _names_party(b, role):
            continue
        if (
            left
            and right
            and not set(left.lower().split())
            & set(right.lower().split()) - {"the", "a", "of", "to", "and", "its", "for"}
        ):
            return False
    return True


def _count_others(a: Draft, b: Draft) -> bool:
    """Whether two claims count crowds of which one is at least twice the other: "11,000 were killed", "35 were killed"."""
    left, right = (_find_count(d) for d in (a, b))
    return bool(left and right) and max(left, right) >= 2 * min(left, right)


def _find_count(draft: Draft) -> float:
    """How many nameless ones something was done to; 0 where no number tells."""
    texts = (x.text for x in draft.roles.get("patient", ()) if not x.name)
    words = (w.strip(".,").replace(",", "") for text in texts for w in text.split() if w.lower() not in ("a", "an"))
    return next((float(n) for w in words if (n := read_quantity(w))), 0.0)


def _names_party(draft: Draft, role: str) -> bool:
    """Whether the words of a role stand for a party, which tells better: "quit the group", "quit the Orlo Alliance"."""
    parties = {i for core in CORE for i in draft.heads.get(core, ())}
    return not parties.isdisjoint(draft.heads.get(role, ()))


def _choose(draft: Draft, fits: Sequence[list[Draft]]) -> list[Draft] | None:
    """The group that a claim joins: the one that fits best; none where two fit alike and nothing decides."""
    if not fits:
        return None
    if len(fits) == 1:
        return fits[0]
    if draft.unnamed or all(d.unnamed for g in fits for d in g):
        return None
    dated = [
        g
        for g in fits
        if draft.date is not None and any(d.date is not None and d.date.date == draft.date.date for d in g)
    ]
    if len(dated) == 1:
        return dated[0]
    full = [
        g for g in fits if any(find_keys(draft, r) == find_keys(d, r) for d in g for r in CORE if find_keys(draft, r))
    ]
    if draft.date is not None:
        return None
    undated = [g for g in full if any(d.date is None for d in g)]
    return (undated or full or list(fits))[-1]


def _is_ahead(draft: Draft) -> bool:
    """Whether a claim tells of what is to come or may: the date of what has happened is not its date."""
    return draft.stance.modality in ("planned", "possible")


def _may_be(draft: Draft, other: Draft, role: str, lexicon: Lexicon) -> bool:
    """Whether whom a claim describes ("a judge") can be whom another of the same event names in that role."""
    named = {a.cls or "" for a in other.roles.get(role, []) if a.name}
    told = {a.cls for a in draft.roles.get(role, []) if a.cls}
    return bool(named) and all(_agree(t, n, lexicon) for t in told for n in named)


def _agree(told: str, named: str, lexicon: Lexicon) -> bool:
    """Whether one thing can be of both classes: a firm no ministry, but an organisation."""
    top = lexicon.find_parent(named)
    return told == named or (lexicon.find_parent(told) == top and top in (told, named))


def _lend(group: Sequence[Draft], lexicon: Lexicon) -> None:
    for draft in group:
        for role in draft.type.roles:
            if any(a.name for a in draft.roles.get(role, [])) or draft.texts.get(role):
                continue
            giver = next((d for d in group if d is not draft and _may_be(draft, d, role, lexicon)), None)
            if giver is None or is_too_few(draft, role, giver.roles[role]) or not is_revealed(draft, role, giver):
                continue
            if not draft.type.symmetric and not clashes(draft, role, giver.roles[role]):
                draft.roles[role] = list(giver.roles[role])
                draft.inherited.append(role)
