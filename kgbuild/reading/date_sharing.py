"""Date the predicates that happen with another: joined ones, participles, plans, "when" clauses, deeds that a verb carries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgbuild.dates import find_precision
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse, Token
from kgbuild.records import TimeExpression

Owners = dict[int, list[TimeExpression]]
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
AT_ONCE = frozenset(("when", "as", "while", "whereupon"))
PERFECT = frozenset(("had", "has", "have"))
ROUNDS = 2  # a date may be handed on twice: "agreed on Monday to drop the suit and pay"


def share_times(
    parse: Parse, predicates: Mapping[int, Predicate], owners: Owners, *, nouns: frozenset[int], lexicon: Lexicon
) -> None:
    """Give undated predicates the times of those that they happen with; `owners` is filled further."""
    sharer = _Sharer(parse, owners, lexicon)
    for _ in range(ROUNDS):
        for i, p in sorted(predicates.items()):
            if i in owners:
                continue
            times = sharer.find_times(i) if p.kind == "verb" else sharer.find_carried(i) if i in nouns else ()
            if times:
                owners[i] = list(times)


class _Sharer:
    def __init__(self, parse: Parse, owners: Owners, lexicon: Lexicon) -> None:
        self.parse, self.owners, self.words = parse, owners, lexicon.words

    def find_times(self, i: int) -> Sequence[TimeExpression]:
        """The times that an undated verb takes from what it hangs on, or from what hangs on it."""
        token = self.parse.tokens[i]
        times: Sequence[TimeExpression] = ()
        if token.dep == "conj":
            times = self._find_joined(token)
        elif token.dep in ("advcl", "relcl", "ccomp", "xcomp", "acl"):
            times = self._find_governing(token)
        return times or self._find_below(token) or self._find_paper(token)

    def _find_joined(self, token: Token) -> Sequence[TimeExpression]:
        """A date before the first of joined verbs dates them all, one before its subject also those with their own."""
        head = self.parse.tokens[token.head]
        times = self.owners.get(head.i, ())
        if not self.parse.kids(token.i, *SUBJECTS):
            return [t for t in times if t.end <= head.start]
        subjects = self.parse.kids(head.i, *SUBJECTS)
        begin = self.parse.tokens[self.parse.subtree(subjects[0].i)[0]].start if subjects else head.start
        return [t for t in times if t.end <= begin] if token.tag == head.tag else ()

    def _find_governing(self, token: Token) -> Sequence[TimeExpression]:
        """A participle and a "when" clause happen with their verb, an infinitive is planned with it.

        "In May a paper reported that it had left": it left at about that time, where that is told to the month or less.
        """
        times = self.owners.get(token.head, ())
        marks = {k.lower for k in self.parse.kids(token.i, "mark", "advmod")}
        auxiliaries = {k.lower for k in self.parse.kids(token.i, "aux", "auxpass")}
        if token.dep == "advcl" and token.tag == "VBG":
            return times if not marks and not auxiliaries else ()
        if token.dep == "acl" and token.tag == "VBG":
            return [t for t in times if t.start < token.start]
        if marks & AT_ONCE:
            return times
        if token.dep == "xcomp" and "to" in auxiliaries:
            return times
        if token.dep == "ccomp" and (token.tag == "VBD" or auxiliaries & PERFECT):
            return [t for t in times if t.date is not None and find_precision(t.date) != "day" and ".." not in t.date]
        return ()

    def _find_below(self, token: Token) -> Sequence[TimeExpression]:
        """The times of a "when" clause below, and those that stand behind the last of joined verbs that share all."""
        for k in self.parse.kids(token.i, "advcl"):
            if k.i in self.owners and any(m.lower == "when" for m in self.parse.kids(k.i, "mark", "advmod")):
                return self.owners[k.i]
        for k in self.parse.kids(token.i, "conj"):
            between = [t for t in self.parse.tokens[token.i + 1 : k.i] if t.dep not in ("cc", "advmod", "neg")]
            if k.i in self.owners and not between:
                return [t for t in self.owners[k.i] if t.start >= k.end]
        return ()

    def _find_paper(self, token: Token) -> Sequence[TimeExpression]:
        """The times of what something is said in: "in an opinion published on Thursday the court ruled"."""
        for prep in self.parse.kids(token.i, "prep"):
            if prep.lower != "in":
                continue
            for noun in self.parse.kids(prep.i, "pobj"):
                for k in self.parse.kids(noun.i, "acl"):
                    if k.i in self.owners and k.lemma in self.words["carrying"]:
                        return self.owners[k.i]
        return ()

    def find_carried(self, i: int) -> Sequence[TimeExpression]:
        """The times of the verb that only carries a deed: "launched an attack on the port on Sunday"."""
        token = self.parse.tokens[i]
        for k in self.parse.kids(i, "acl"):
            if k.i in self.owners and k.tag == "VBN" and k.lemma in self.words["carrying"]:
                return self.owners[k.i]
        verb = self.parse.tokens[token.head]
        carries = verb.lemma in self.words["taking_part"] or (
            verb.lemma in self.words["carrying"] and not self.parse.kids(i, "poss")
        )
        occurs = token.dep == "nsubj" and verb.lemma in self.words["occurring"]
        if not occurs and (token.dep not in ("dobj", "nsubjpass") or not carries):
            return ()
        return self.owners.get(verb.i, ())
