"""Date what is said or decided by the paper or occasion that it is said in: "in a letter dated Monday it urged"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kgbuild.dates import find_precision
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse
from kgbuild.records import TimeExpression

CLIMB = 8
WITHIN = frozenset(("in", "at", "during"))
PARTS = frozenset(("involvement", "role", "part", "participation", "complicity", "hand", "responsibility"))
UPWARDS = ("prep", "pobj", "dobj", "pcomp", "attr", "dative", "nmod", "conj", "agent")


def find_papers(parse: Parse, *, lexicon: Lexicon) -> frozenset[int]:
    """Return the heads of nouns that something is said in."""
    words = lexicon.words["dated_papers"] | lexicon.words["suit_paper"] | lexicon.words["pleadings"]
    return frozenset(t.i for t in parse.tokens if t.lemma in words and _stands_within(parse, t.i))


def _stands_within(parse: Parse, noun: int) -> bool:
    token = parse.tokens[noun]
    return token.dep == "pobj" and parse.tokens[token.head].lower in WITHIN


def find_paper_times(
    parse: Parse,
    predicates: Mapping[int, Predicate],
    owners: Mapping[int, list[TimeExpression]],
    *,
    nouns: frozenset[int],
    lexicon: Lexicon,
) -> Iterator[tuple[int, int, Sequence[TimeExpression]]]:
    """Yield nouns of papers and occasions, the verbs that happen in them, and the times; `nouns` name events."""
    finder = _Finder(parse, predicates, lexicon)
    words = lexicon.words
    pleadings = words["suit_paper"] | words["pleadings"]
    for token in parse.tokens:
        if not _stands_within(parse, token.i):
            continue
        paper, pleading = token.lemma in words["dated_papers"], token.lemma in pleadings
        if paper or pleading:
            times = owners.get(token.i) or finder.find_issue(token.i, owners)
        elif token.i in nouns:  # an occasion: "in a raid on Monday"
            times = [t for t in owners.get(token.i, ()) if t.date and find_precision(t.date) == "day"]
            times = [] if finder.is_part(token.i) else times
        else:
            continue
        verb = finder.find_verb(token.i, raised=paper or pleading) if times else None
        if verb is None or (pleading and not paper and predicates[verb].lemma not in words["pleading_verbs"]):
            continue
        yield token.i, verb, times
    for i, p in sorted(predicates.items()):
        if p.kind == "verb" and p.voice == "active" and i not in owners:
            yield from finder.find_told(i, owners)


class _Finder:
    def __init__(self, parse: Parse, predicates: Mapping[int, Predicate], lexicon: Lexicon) -> None:
        self.parse, self.predicates, self.words = parse, predicates, lexicon.words

    def is_part(self, noun: int) -> bool:
        """Whether only somebody's part in an occasion is told of: "denied involvement in Monday's attack", "held for a role in it"."""
        prep = self.parse.tokens[self.parse.tokens[noun].head]
        return self.parse.tokens[prep.i - 1].lemma in PARTS or self.parse.tokens[prep.head].dep == "pobj"

    def find_told(
        self, verb: int, owners: Mapping[int, list[TimeExpression]]
    ) -> Iterator[tuple[int, int, Sequence[TimeExpression]]]:
        """Yield the paper that a verb has as its subject, the verb, and when the paper came out: "a report released on Monday accused"."""
        words = self.words
        if self.predicates[verb].lemma not in words["pleading_verbs"]:
            return
        token = self.parse.tokens[verb]
        for subject in self.parse.kids(verb, "nsubj"):
            relative = token.dep == "relcl" and subject.lower in ("that", "which")
            noun = self.parse.tokens[token.head] if relative else subject
            if noun.lemma not in words["dated_papers"] | words["suit_paper"] | words["pleadings"]:
                continue
            between = (k.i for k in self.parse.kids(verb, "advcl", "acl") if noun.i < k.i < verb)
            loose = (k for k in between if self._is_issue(k) and not self._is_bared(k))
            times = self.find_issue(noun.i, owners) or next((owners[k] for k in loose if k in owners), [])
            if times and not any(self._is_bared(k.i) for k in self.parse.kids(noun.i, "acl", "relcl")):
                yield noun.i, verb, times

    def _is_bared(self, i: int) -> bool:
        """Whether a verb tells that something older came to light: "a complaint unsealed on Tuesday accused him"."""
        return i in self.predicates and self.predicates[i].lemma in self.words["baring"]

    def _is_issue(self, i: int) -> bool:
        p = self.predicates.get(i)
        return p is not None and p.voice == "passive" and p.lemma in self.words["bringing_out"]

    def find_issue(self, noun: int, owners: Mapping[int, list[TimeExpression]]) -> list[TimeExpression]:
        """The times at which a paper came out: "published on Thursday", "that was leaked last week", "issued a report"."""
        for k in self.parse.kids(noun, "acl", "relcl"):
            if k.i in owners and self._is_issue(k.i):
                return owners[k.i]
        verb = self.parse.tokens[noun].head
        issued = (
            verb in self.predicates and self.predicates[verb].lemma in self.words["bringing_out"] - self.words["baring"]
        )
        return owners.get(verb, []) if issued and self.parse.tokens[noun].dep == "dobj" else []

    def find_verb(self, noun: int, *, raised: bool) -> int | None:
        """The verb that happens in it. If `raised`, a paper behind "accused it of spying" goes with the accusing."""
        tokens, at, found = self.parse.tokens, noun, None
        for _ in range(CLIMB):
            if tokens[at].dep not in UPWARDS or tokens[at].head == at:
                break
            at = tokens[at].head
            p = self.predicates.get(at)
            if p is None or p.kind != "verb":
                continue
            found = at
            if not raised or tokens[at].tag != "VBG" or tokens[at].dep not in ("pcomp", "pobj"):
                return at
            found = None
        return found
