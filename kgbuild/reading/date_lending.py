"""Lend dates between the predicates of an article that tell the same deed: "resigns" of the headline, "resigned on Monday"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgbuild.reading.arguments import Arguments
from kgbuild.reading.drafts import Draft
from kgbuild.reading.event_dates import lend_date
from kgbuild.reading.event_times import find_family
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.stances import Stance
from kgbuild.reading.tokens import Parse
from kgbuild.records import EventDate

AGENT, PATIENT = ("agent", "poss", "by"), ("patient", "of", "compound")
DEFINITE = frozenset(("the", "this", "that"))
NEAR = 3  # sentences between a claim and the noun that takes it up
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
    kinds: Mapping[str, frozenset[str]],
) -> dict[int, EventDate]:
    """Return the dates of verbs and `deeds` with those that are lent: of one word, some party shared, no other date told.

    `kinds` are the types of event that a noun may name, by lemma.
    """
    lender = _Lender(parse, predicates, stances, arguments, kinds)
    given = {i: lender.describe(i) for i in dates}
    by_word: dict[str, list[int]] = {}
    for i, deed in given.items():
        for word in deed.words:
            by_word.setdefault(word, []).append(i)
    lent = dict(dates)
    for i, p in predicates.items():
        if i in dates or (p.kind == "noun" and i not in deeds):
            continue
        deed = lender.describe(i)
        givers = {g for w in deed.words for g in by_word.get(w, ()) if _is_same(deed, given[g])}
        if givers and len({dates[g].date for g in givers}) == 1:
            lent[i] = lend_date(dates[min(givers)])
    return lent


class _Lender:
    def __init__(
        self,
        parse: Parse,
        predicates: Mapping[int, Predicate],
        stances: Mapping[int, Stance],
        arguments: Arguments,
        kinds: Mapping[str, frozenset[str]],
    ) -> None:
        self.kinds = kinds
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
        words = find_family(self.parse, self.predicates, i)
        if self.is_plain(p):  # "signed a contract" is known by the contract
            words = frozenset(f"{p.lemma} {w}" for h in p.slots.get("patient", ()) for w in self._find_kind(h))
        mood = stance.polarity == "negative", stance.modality in AHEAD
        return _Deed(words, agents, patients, everyone - agents - patients, mood)

    def _find_kind(self, head: int) -> frozenset[str]:
        """The lemma of a noun and the kinds of event it may name."""
        lemma = self.parse.tokens[head].lemma
        return frozenset((lemma, *self.kinds.get(lemma, ())))

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


def lend_to_claims(
    parse: Parse, drafts: Sequence[Draft], dates: Mapping[int, EventDate], kinds: Mapping[str, frozenset[str]]
) -> None:
    """Date undated claims by the noun that takes them up: "it has bid for the mill. The bid was made public on Monday".

    The noun is definite and names no party; the claims before it that are of its kind are all of one event.
    """
    for i in sorted(dates):
        token = parse.tokens[i]
        of_kind = kinds.get(token.lemma, frozenset())
        words = {k.lower for k in parse.kids(i, "det")}
        if not of_kind or dates[i].source != "phrase" or not words & DEFINITE or _has_parties(parse, i):
            continue
        told = [d for d in drafts if d.type.name in of_kind and d.head < i and d.stance.polarity == "positive"]
        if told and len({d.group for d in told}) == 1 and not any(d.date for d in told):
            if token.sent - max(d.sent for d in told) > NEAR:
                continue
            for draft in told:
                draft.date = lend_date(dates[i])
                draft.inherited.append("date")


def _has_parties(parse: Parse, i: int) -> bool:
    return any(k.name is not None for k in (parse.tokens[j] for j in parse.subtree(i)))
