"""Lend dates between the predicates of an article that tell the same deed: "resigns" of the headline, "resigned on Monday"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kgbuild.dates import find_bounds
from kgbuild.reading.arguments import Arguments
from kgbuild.reading.event_dates import lend_date
from kgbuild.reading.event_times import find_family
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.stances import Stance
from kgbuild.reading.time_calendar import find_day
from kgbuild.reading.tokens import Parse
from kgbuild.records import EventDate

AGENT, PATIENT = ("agent", "poss", "by"), ("patient", "of", "compound")
HEADLINES = 2  # of them at most open an article: its headline and the line below
LEAD, OLD = 2, 366  # the last sentence of a headline and lead; days after which nothing is news
AHEAD = ("planned", "possible")


@dataclass(frozen=True, slots=True)
class _Deed:
    """What tells a predicate's deed from others: its words, who takes part by chain, whether it is to come or denied."""

    words: frozenset[str]
    agents: frozenset[str]
    patients: frozenset[str]
    others: frozenset[str]
    sources: frozenset[str]
    stages: frozenset[str]
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

    "Why Jones left" has no date where he left two firms, one of them on a day that is told.

    `kinds` are the types of event that a noun may name, by lemma.
    """
    lender = _Lender(parse, predicates, stances, arguments, kinds)
    told = {i: lender.describe(i) for i, p in predicates.items() if i in dates or p.kind == "verb" or i in deeds}
    by_word: dict[str, list[int]] = {}
    for i, deed in told.items():
        for word in deed.words:
            by_word.setdefault(word, []).append(i)
    lent = dict(dates)
    for i, deed in told.items():
        if i in dates:
            continue
        fitting = {g for w in deed.words for g in by_word[w] if g != i and _is_same(deed, told[g])}
        if lender.is_bare_headline(i, deed):
            word = predicates[i].lemma
            fitting = {
                g for g in told if lender.is_lead(g) and predicates[g].lemma == word and told[g].mood == deed.mood
            }
        givers = sorted(g for g in fitting if g in dates)
        if len({dates[g].date for g in givers}) == 1 and not any(
            _clash(told[g], told[givers[0]]) for g in fitting if g not in dates
        ):
            lent[i] = lend_date(dates[givers[0]])
    return lent


def is_stale(parse: Parse, i: int, date: EventDate, published: str | None) -> bool:
    """Tell whether the lent date of what a headline or lead tells is too old for news: it is that of another event."""
    token, day = parse.tokens[i], find_day(published)
    if date.source != "inherited" or day is None or token.sent > LEAD:
        return False
    sentence = parse.sentences[token.sent]
    if sentence.root != i and not (sentence.kind == "headline" and token.tag in ("VBN", "VBD", "VBZ")):
        return False
    last = find_bounds(date.date)[1]
    return last is not None and (day - last).days > OLD and parse.tokens[i].start < date.start


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
        opening = itertools.takewhile(lambda s: s.kind == "headline", parse.sentences[:HEADLINES])
        self.body = sum(1 for _ in opening)  # the first sentence behind the headlines
        words = arguments.lexicon.words
        common = words["support"] | words["reporting"] | words["taking_part"] | words["verbs_of_asking"]
        self.plain, self.stages = common | words["plain_verbs"], words["stages"]

    def is_plain(self, p: Predicate) -> bool:
        """Tell whether a verb is too common to tell one deed from another: "say", "make"."""
        return p.kind == "verb" and p.lemma in self.plain

    def is_bare_headline(self, i: int, deed: _Deed) -> bool:
        """Whether the headline, or the line below it, tells a deed whose parties it does not name: "Airline sacks pilot"."""
        sentence = self.parse.sentences[self.parse.tokens[i].sent]
        bare = not (deed.agents or deed.patients or deed.others)
        return bare and sentence.index < self.body

    def is_lead(self, i: int) -> bool:
        """Tell whether a predicate stands in the two sentences behind the headlines that open the article."""
        return self.parse.tokens[i].sent in (self.body, self.body + 1)

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
        sources = held.get("from", frozenset())  # "received a bid from Orlo"
        told = (k.lower for h in (i, *p.slots.get("patient", ())) for k in self.parse.kids(h, "amod"))
        stages = self.stages.intersection(told)  # "gave final approval"
        return _Deed(words, agents, patients, everyone - agents - patients, sources, stages, mood)

    def _find_kind(self, head: int) -> frozenset[str]:
        """The lemma of a noun and the kinds of event it may name."""
        token = self.parse.tokens[head]
        return frozenset() if token.name is not None else frozenset((token.lemma, *self.kinds.get(token.lemma, ())))

    def _find_chains(self, heads: list[int]) -> Iterator[str]:
        for head in heads:
            yield from (a.chain or a.name or "" for a in self.arguments.make(head) if a.chain or a.name)


def _is_same(a: _Deed, b: _Deed) -> bool:
    """Whether two predicates of one word may tell one deed: nobody stands where the other has somebody else."""
    if a.mood != b.mood or _clash(a, b) or (a.stages and b.stages and not a.stages & b.stages):
        return False
    return bool((a.agents | a.patients | a.others) & (b.agents | b.patients | b.others))


def _clash(a: _Deed, b: _Deed) -> bool:
    """Whether somebody stands where the other has somebody else: two deeds, so that a third may be either."""
    pairs = ((a.agents, b.agents), (a.patients, b.patients), (a.sources, b.sources))
    return any(left and right and not left & right for left, right in pairs)
