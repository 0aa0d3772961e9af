"""Lend dates between the predicates of an article that tell the same deed: "resigns" of the headline, "resigned on Monday"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kgbuild.reading.arguments import Arguments
from kgbuild.reading.event_dates import lend_date
from kgbuild.reading.event_times import find_family
from kgbuild.reading.modality import Stance
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse
from kgbuild.records import EventDate

AGENT, PATIENT = ("agent", "poss", "by"), ("patient", "of", "compound")
AHEAD = ("planned", "possible")


@dataclass(frozen=True, slots=True)
class _Deed:
    """What tells a predicate's deed from others: its words, who takes part by chain, whether it is to come or denied."""

    words: frozenset[str]
    agents: frozenset[str]
    patients: frozenset[str]
    others: frozenset[str]
    mood: tuple[bool, bool]


def lend_dates(
    parse: Parse,
    predicates: Mapping[int, Predicate],
    stances: Mapping[int, Stance],
    arguments: Arguments,
    dates: Mapping[int, EventDate],
    *,
    deeds: frozenset[int],
) -> dict[int, EventDate]:
    """Return the dates of verbs and `deeds` with those that are lent: of one word, some party shared, no other date told."""
    lender = _Lender(parse, predicates, stances, arguments)
    given = {i: lender.describe(i) for i in dates}
    by_word: dict[str, list[int]] = {}
    for i, deed in given.items():
        for word in deed.words:
            by_word.setdefault(word, []).append(i)
    lent = dict(dates)
    for i, p in predicates.items():
        if i in dates or (p.kind == "noun" and i not in deeds) or lender.is_plain(p):
            continue
        deed = lender.describe(i)
        givers = {g for w in deed.words for g in by_word.get(w, ()) if _is_same(deed, given[g])}
        if givers and len({dates[g].date for g in givers}) == 1:
            lent[i] = lend_date(dates[min(givers)])
    return lent


class _Lender:
    def __init__(
        self, parse: Parse, predicates: Mapping[int, Predicate], stances: Mapping[int, Stance], arguments: Arguments
    ) -> None:
        self.parse, self.predicates, self.stances, self.arguments = parse, predicates, stances, arguments
        words = arguments.lexicon.words
        self.plain = words["support"] | words["reporting"] | words["taking_part"] | {"be", "get", "go", "come"}

    def is_plain(self, p: Predicate) -> bool:
        """Tell whether a verb is too common to tell one deed from another: "say", "make"."""
        return p.kind == "verb" and p.lemma in self.plain

    def describe(self, i: int) -> _Deed:
        p, stance = self.predicates[i], self.stances[i]
        held = {slot: frozenset(self._find_chains(heads)) for slot, heads in p.slots.items()}
        agents = frozenset(c for s in AGENT for c in held.get(s, ()))
        patients = frozenset(c for s in PATIENT for c in held.get(s, ()))
        everyone = frozenset(c for chains in held.values() for c in chains)
        mood = stance.polarity == "negative", stance.modality in AHEAD
        return _Deed(find_family(self.parse, self.predicates, i), agents, patients, everyone - agents - patients, mood)

    def _find_chains(self, heads: list[int]) -> Iterator[str]:
        for head in heads:
            yield from (a.chain or a.name or "" for a in self.arguments.make(head) if a.chain or a.name)


def _is_same(a: _Deed, b: _Deed) -> bool:
    """Whether two predicates of one word may tell one deed: nobody stands where the other has somebody else."""
    if a.mood != b.mood:
        return False
    for left, right in ((a.agents, b.agents), (a.patients, b.patients)):
        if left and right and not left & right:
            return False
    return bool((a.agents | a.patients | a.others) & (b.agents | b.patients | b.others))
