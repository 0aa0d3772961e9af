"""Date claims by the nouns that take them up: "it has bid for the mill; the bid was made public on Monday"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kgbuild.reading.arguments import Arguments
from kgbuild.reading.drafts import CORE, Draft
from kgbuild.reading.event_dates import lend_date
from kgbuild.reading.lending import find_keys
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse
from kgbuild.records import EventDate

DEFINITE = frozenset(("the", "this", "that"))
OWN = DEFINITE | {"its", "his", "her", "their"}
OTHER = frozenset(
    [
        "another",
        "second",
        "third",
        "separate",
        "similar",
        "previous",
        "earlier",
        "first",
        "other",
        "different",
        "further",
        "fresh",
        "rival",
        "new",
        "any",
        "no",
        "every",
        "each",
        "several",
        "many",
        "two",
        "three",
        "former",
        "previously",
    ]
)
NEAR = 3  # sentences between a claim and the noun that takes it up
AHEAD = ("planned", "possible")


def lend_to_claims(
    parse: Parse,
    predicates: Mapping[int, Predicate],
    arguments: Arguments,
    drafts: Sequence[Draft],
    dates: Mapping[int, EventDate],
    kinds: Mapping[str, frozenset[str]],
    opening: frozenset[str],
) -> None:
    """Date undated claims by a noun of their kind, and what a suit says by the day of that suit.

    `kinds` are the types of event that a noun may name, by lemma, `opening` those that open a course. A definite noun that names no party takes up the one
    event told before it; any noun takes up the one whose parties its sentence names, all of them.
    """
    lender = _Lender(parse, arguments, drafts, kinds, opening)
    for i in sorted(dates):
        if dates[i].source == "phrase" and kinds.get(parse.tokens[i].lemma):
            for draft in lender.find_told_before(i) or lender.find_of_parties(i) or lender.find_of_filer(i):
                if parse.tokens[i].pos != "VERB" or draft.trigger not in lender.words["confirming"]:
                    _give(draft, dates[i])
    for draft in drafts:
        if draft.date is None and draft.type.kind == "event":
            date = lender.find_pleading_date(draft, predicates[draft.head], dates)
            if date is not None:
                _give(draft, date)


def _give(draft: Draft, date: EventDate) -> None:
    draft.date = lend_date(date)
    draft.inherited.append("date")


class _Lender:
    def __init__(
        self,
        parse: Parse,
        arguments: Arguments,
        drafts: Sequence[Draft],
        kinds: Mapping[str, frozenset[str]],
        opening: frozenset[str],
    ) -> None:
        self.parse, self.arguments, self.drafts, self.kinds = parse, arguments, drafts, kinds
        self.opening = opening
        words = arguments.lexicon.words
        self.words = words
        self.pleadings = words["pleadings"] | words["suit_paper"]

    def _find_kind(self, i: int) -> list[Draft]:
        of_kind = self.kinds.get(self.parse.tokens[i].lemma, frozenset())
        return [d for d in self.drafts if d.type.name in of_kind and d.stance.polarity == "positive"]

    def find_told_before(self, i: int) -> Sequence[Draft]:
        """The claims of the one undated event of its kind before a definite noun that names no party."""
        words = {k.lower for k in self.parse.kids(i, "det")}
        sides = None if words & DEFINITE else self._find_sides(i)
        if not words & DEFINITE and sides is None:
            return ()
        if any(True for _ in self._find_names(self.parse.subtree(i))):
            return ()
        told = [d for d in self._find_kind(i) if d.head < i]
        told = self._list_of_paragraph(told, i) or told
        if self.parse.tokens[i].lemma in self.pleadings:  # it is the suit's day, whoever is accused besides
            told = [d for d in told if d.type.name in self.opening] or told
        if sides and not all(sides <= _find_parties(d) for d in told):
            return ()
        if not told or any(d.date for d in told) or not all(_are_alike(told[-1], d) for d in told):
            return ()
        groups = {d.group for d in told}
        far = self.parse.tokens[i].sent - max(d.sent for d in told) > NEAR
        return () if far and (len(groups) > 1 or i != self._find_first(i)) else told

    def _list_of_paragraph(self, told: Sequence[Draft], i: int) -> list[Draft]:
        """Of claims before a noun those of its own paragraph: in a row of briefs "the complaint" is the last one."""
        tokens, text = self.parse.tokens, self.parse.text
        return [d for d in told if "\n" not in text[tokens[d.head].start : tokens[i].start]]

    def _find_sides(self, i: int) -> set[str] | None:
        """The sides that come to what a noun names, as far as they are known: "the two firms announced that they had a deal"."""
        tokens, at = self.parse.tokens, i
        while tokens[at].head != at:
            at = tokens[at].head
            for k in self.parse.kids(at, "nsubj"):
                definite = k.lower == "both" or {d.lower for d in self.parse.kids(k.i, "det")} & {"the", "both"}
                if definite and k.tag == "NNS" and k.lemma in self.words["sides"]:
                    return {a.chain or a.name for a in self.arguments.make(k.i) if a.name}
                if k.lower != "they":
                    return None
        return None

    def _find_first(self, i: int) -> int:
        """The first definite noun of its lemma in the article: what is far takes it up if nothing else can."""
        lemma = self.parse.tokens[i].lemma
        same = (t.i for t in self.parse.tokens if t.lemma == lemma)
        return next((j for j in same if {k.lower for k in self.parse.kids(j, "det")} & DEFINITE), i)

    def find_of_parties(self, i: int) -> Sequence[Draft]:
        """The claims of the one event of each of its kinds whose parties are all named in a singular noun's sentence."""
        if any(k.lower in OTHER for k in self.parse.kids(i, "det", "amod", "nummod", "advmod")):
            return ()
        if self.parse.tokens[i].tag in ("NNS", "NNPS"):
            return ()
        sentence = self.parse.sentences[self.parse.tokens[i].sent]
        here = set(self._find_names(range(sentence.first, sentence.last + 1)))
        own = set(self._find_names(j for j in self.parse.subtree(i) if not self._is_place(j)))
        told = [d for d in self._find_kind(i) if d.head != i and d.stance.modality not in AHEAD]
        found: list[Draft] = []
        for name in sorted({d.type.name for d in told}):
            groups = {d.group for d in told if d.type.name == name and _find_parties(d) and _find_parties(d) <= here}
            group = [d for d in told if d.group in groups]
            both = all(any(find_keys(d, role) for d in group) for role in CORE)
            if len(groups) == 1 and both and not any(d.date or own - _find_parties(d) for d in group):
                found += group
        return found

    def find_of_filer(self, i: int) -> Sequence[Draft]:
        """The claims of the one undated suit of who asks for something in a dated paper: "in a complaint filed on Monday it asked"."""
        parse, token = self.parse, self.parse.tokens[i]
        prep = parse.tokens[token.head]
        if token.lemma not in self.pleadings or token.dep != "pobj" or prep.lower != "in":
            return ()
        if any(k.lower in OTHER for k in parse.kids(i, "det", "amod")):
            return ()
        subjects = parse.kids(prep.head, "nsubj")
        names = set(self._find_names(k.i for k in subjects)) or {
            a.chain or a.name for k in subjects for a in self.arguments.make(k.i) if a.name
        }
        told = [d for d in self._find_kind(i) if names & find_keys(d, "agent") and d.head != i]
        far = any(token.sent - d.sent > NEAR or d.head > i for d in told[:1])
        one = len({d.group for d in told}) == 1 or (told and all(_are_alike(told[0], d) for d in told))
        return told if one and not far and not any(d.date for d in told) else ()

    def find_pleading_date(
        self, draft: Draft, predicate: Predicate, dates: Mapping[int, EventDate]
    ) -> EventDate | None:
        """The day of the suit that it is said in: "in the suit it alleged"; what "the suit alleges" has no day."""
        for i in predicate.slots.get("in", ()):
            token = self.parse.tokens[i]
            if token.lemma not in self.pleadings or not {k.lower for k in self.parse.kids(i, "det", "poss")} & OWN:
                continue
            if i in dates:
                return dates[i]
            parties = _find_parties(draft)
            told = [d for d in self._find_kind(i) if d.type is not draft.type and parties & _find_parties(d)]
            if len({d.group for d in told}) == 1:
                return next((d.date for d in told if d.date is not None), None)
        return None

    def _is_place(self, i: int) -> bool:
        name = self.parse.tokens[i].name
        return name is not None and self.arguments.lexicon.find_parent(name.cls) == "Place"

    def _find_names(self, tokens: Iterable[int]) -> Iterator[str]:
        for i in tokens:
            if self.parse.tokens[i].name is not None:
                yield from (a.chain or a.name or "" for a in self.arguments.make(i))


def _find_parties(draft: Draft) -> set[str]:
    return find_keys(draft, "agent") | find_keys(draft, "patient")


def _are_alike(a: Draft, b: Draft) -> bool:
    """Whether two claims may be of one event though a firm is called by half of its name in one: "Orlo", "Orlo Paper"."""
    if a.group == b.group:
        return True
    if a.type is not b.type or not _find_parties(a) & _find_parties(b):
        return False
    return all(_share_words(a, b, role) for role in CORE)


def _share_words(a: Draft, b: Draft, role: str) -> bool:
    left, right = ({w for x in d.roles.get(role, ()) if x.name for w in x.name.lower().split()[:1]} for d in (a, b))
    return not left or not right or bool(left & right)
