"""Date the predicates that happen with another: joined ones, participles, plans, "when" clauses, deeds that a verb carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kgbuild.dates import find_bounds, find_precision
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse, Token
from kgbuild.records import TimeExpression

Owners = dict[int, list[TimeExpression]]
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
WITHIN = frozenset(("in", "at", "during"))
AT_ONCE = frozenset(("when", "as", "while", "whereupon"))
PERFECT = frozenset(("had", "has", "have"))
YEAR = 366  # days
ROUNDS = 2  # a date may be handed on twice: "agreed on Monday to drop the suit and pay"
REACHING_BACK = ("date back", "go back", "date")
PUSHING = ("push", "force", "steer", "ram", "carry", "see")


def share_times(
    parse: Parse, predicates: Mapping[int, Predicate], owners: Owners, *, nouns: frozenset[int], lexicon: Lexicon
) -> None:
    """Give undated predicates the times of those that they happen with; `owners` is filled further."""
    sharer = _Sharer(parse, predicates, owners, lexicon)
    for _ in range(ROUNDS):
        for i, p in sorted(predicates.items()):
            if i in owners:
                continue
            times = sharer.find_times(i, p.lemma) if p.kind == "verb" else sharer.find_carried(i) if i in nouns else ()
            if times:
                owners[i] = list(times)


class _Sharer:
    def __init__(self, parse: Parse, predicates: Mapping[int, Predicate], owners: Owners, lexicon: Lexicon) -> None:
        self.parse, self.predicates, self.owners, self.words = parse, predicates, owners, lexicon.words

    def find_times(self, i: int, lemma: str) -> Sequence[TimeExpression]:
        """The times that an undated verb, which says `lemma`, takes from what it hangs on, or from what hangs on it."""
        token = self.parse.tokens[i]
        times: Sequence[TimeExpression] = ()
        if token.dep == "conj":
            times = self._find_joined(token)
        elif token.dep in ("advcl", "relcl", "ccomp", "xcomp", "acl"):
            times = self._find_governing(token)
        elif token.dep == "pcomp" and self.parse.tokens[token.head].lower in ("by", "in"):
            times = self._find_of_means(self.parse.tokens[token.head])
        elif token.lemma == "do" and lemma != "do":
            times = self._find_antecedent(token, lemma)
        return times or self._find_below(token) or self._find_announced(token) or self._find_toll(token)

    def _find_of_means(self, prep: Token) -> Sequence[TimeExpression]:
        """The times of the verb with its means: "angered it on Monday by suing", "led a drive on Monday in suing"."""
        above = self.parse.tokens[prep.head]
        if prep.lower == "in":
            above = self.parse.tokens[above.head] if above.dep == "dobj" else above
            return self.owners.get(above.i, ()) if above.lemma == "lead" else ()
        return self.owners.get(above.i, ())

    def _find_toll(self, token: Token) -> Sequence[TimeExpression]:
        """The time behind the last of several who were harmed at once: "one was killed and two were injured on Sunday"."""
        last = token
        while last.lemma in self.words["harming"] and last.tag == "VBN":
            beside = self.parse.kids(last.head) if self.parse.kids(last.i, "cc") and last.head != last.i else ()
            behind = [k for k in (*self.parse.kids(last.i, "conj"), *beside) if k.i > last.i and k.tag == "VBN"]
            if not behind:
                break
            last = behind[0]
        toll = last.i != token.i and last.lemma in self.words["harming"]
        return self.owners.get(last.i, ()) if toll else ()

    def _find_joined(self, token: Token) -> Sequence[TimeExpression]:
        """A date before the first of joined verbs dates them all, one before its subject also those with their own."""
        head = self.parse.tokens[token.head]
        times = self.owners.get(head.i, ())
        if head.lemma in self.words["trying"] and token.lemma in self.words["judging"]:  # "tried in 2015 and acquitted"
            return times
        if not self.parse.kids(token.i, *SUBJECTS):
            return [t for t in times if t.end <= head.start]
        subjects = self.parse.kids(head.i, *SUBJECTS)
        begin = self.parse.tokens[self.parse.subtree(subjects[0].i)[0]].start if subjects else head.start
        return [t for t in times if t.end <= begin] if token.tag == head.tag else ()

    def _find_governing(self, token: Token) -> Sequence[TimeExpression]:
        """A participle and a "when" clause happen with their verb, an infinitive is planned with it.

        "In May a paper reported that it had left": it left at about that time, where that is told to the month or less.
        """
        if token.dep == "relcl" and token.tag == "VBD":
            return self._find_occasion(token) or self._find_existence(token) or self._find_harm(token)
        times = self.owners.get(token.head, ())
        marks = {k.lower for k in self.parse.kids(token.i, "mark", "advmod")}
        auxiliaries = {k.lower for k in self.parse.kids(token.i, "aux", "auxpass")}
        if token.dep == "advcl" and token.tag == "VBG":
            return times if not marks and not auxiliaries else ()
        if token.dep == "acl" and token.tag == "VBG":
            return [t for t in times if t.start < token.start]
        if (
            token.dep in ("acl", "relcl") and "to" in auxiliaries and token.tag == "VB"
        ):  # "announced on Monday its decision to sue"
            noun = self.parse.tokens[token.head]
            if (
                noun.lemma in self.words["agreeing"] and noun.dep == "dobj"
            ):  # "struck a deal in 2009 to settle the suit"
                return times or self.owners.get(noun.head, ())
            return times if noun.lemma in self.words["resolving"] else ()
        if marks & AT_ONCE and token.dep != "ccomp":
            return times
        head = self.parse.tokens[token.head]
        if token.dep == "advcl" and "to" in auxiliaries and head.lemma in self.words["verbs_of_leaving"]:
            return times  # "left that year to join Orlo"
        if token.dep == "ccomp" and token.i < head.i and self._is_ruled(token, head):
            return times
        if token.dep == "xcomp" and "to" in auxiliaries:
            return times
        if token.dep == "advcl" and "to" in auxiliaries and token.lemma in self.words["settling"]:
            reached = any(k.lemma in self.words["agreeing"] for k in self.parse.kids(head.i, "dobj"))
            return times if reached or head.lemma in self.words["paying"] else ()  # "paid a fine on Monday to settle"
        if token.dep == "ccomp" and (token.tag == "VBD" or auxiliaries & PERFECT or _was_then(token, auxiliaries)):
            return [t for t in times if t.date is not None and find_precision(t.date) != "day" and ".." not in t.date]
        return ()

    def _find_occasion(self, token: Token) -> Sequence[TimeExpression]:
        """The time of the deed in which a clause says that something happened: "held a hearing in May in which he accused it"."""
        within = (k for k in self.parse.kids(token.i, "prep") if k.lower in WITHIN)
        which = any(w.lower == "which" for k in within for w in self.parse.kids(k.i, "pobj"))
        return self.owners.get(token.head, ()) if which else ()

    def _find_harm(self, token: Token) -> Sequence[TimeExpression]:
        """The time of the deed that harmed somebody: "the weekend bombings that killed 25 people"."""
        does = any(k.lower in ("that", "which") for k in self.parse.kids(token.i, "nsubj"))
        return self.owners.get(token.head, ()) if does and token.lemma in self.words["harming"] else ()

    def _find_existence(self, token: Token) -> Sequence[TimeExpression]:
        """The time at which there was what a clause tells of: "in 2014 there were three rows, one with a man who sued it"."""
        up = self.parse.tokens[token.head]
        while up.dep in ("attr", "prep", "pobj", "conj", "dobj", "appos", "nmod"):
            up = self.parse.tokens[up.head]
        there = up.lemma == "be" and bool(self.parse.kids(up.i, "expl"))
        return [t for t in self.owners.get(up.i, ()) if t.end <= up.start] if there else ()

    def _find_announced(self, token: Token) -> Sequence[TimeExpression]:
        """The day on which it is announced what sides "had agreed", or what anybody "has done"."""
        head = self.parse.tokens[token.head]
        own = self._is_of_speaker(token, head)
        if not own and not self._tells_agreement(token) and not self._is_present_perfect(token):
            return ()
        tellers = [head] if token.dep == "ccomp" else []
        for k in self.parse.kids(token.i, "ccomp"):  # "it dropped the suit, announcing: 'The two have agreed to ...'"
            if k.i < token.i:
                tellers += [k, *self.parse.kids(k.i, "advcl")]
        found = (self.owners[t.i] for t in tellers if t.lemma in self.words["announcing"] and t.i in self.owners)
        return next(found, ())

    def _is_of_speaker(self, token: Token, head: Token) -> bool:
        """Whether who announces something on a day says that he did it: "announced on Monday that it laid charges"."""
        subjects, speakers = self.parse.kids(token.i, "nsubj"), self.parse.kids(head.i, "nsubj")
        if token.dep != "ccomp" or token.tag != "VBD" or len(subjects) != 1 or len(speakers) != 1:
            return False
        one, other = subjects[0], speakers[0]
        same = one.name is not None and other.name is not None and one.name.key == other.name.key
        return same or one.lower in ("it", "he", "she", "they", "we")

    def _is_present_perfect(self, token: Token) -> bool:
        have = [k for k in self.parse.kids(token.i, "aux") if k.lemma == "have"]
        return token.tag == "VBN" and bool(have) and have[0].tag in ("VBZ", "VBP")

    def _tells_agreement(self, token: Token) -> bool:
        """Whether a verb in a past tense or the perfect says that sides agree: "have agreed", "had come to an agreement"."""
        perfect = any(k.lemma == "have" for k in self.parse.kids(token.i, "aux"))
        if token.tag != "VBD" and not (token.tag == "VBN" and perfect):
            return False
        of = [*self.parse.kids(token.i, "dobj"), *_list_reached(self.parse, token)]
        return any(k.lemma in self.words["agreeing"] or k.lemma == "settle" for k in (token, *of))

    def _find_antecedent(self, token: Token, lemma: str) -> Sequence[TimeExpression]:
        """The times of the verb that "so did she" points back to."""
        if not any(k.lower in ("so", "likewise") for k in self.parse.kids(token.i, "advmod")):
            return ()
        before = (i for i in range(token.i - 1, -1, -1) if i in self.predicates and self.predicates[i].lemma == lemma)
        return self.owners.get(next(before, -1), ())

    def _find_below(self, token: Token) -> Sequence[TimeExpression]:
        """The times of what is told below a verb: when, by what means, where one who leaves goes, how it ends."""
        for k in self.parse.kids(token.i, "advcl"):
            if k.i in self.owners and any(m.lower == "when" for m in self.parse.kids(k.i, "mark", "advmod")):
                return [t for t in self.owners[k.i] if not _is_long(t) and not t.rule.endswith(", when")]
        for k in self.parse.kids(token.i, "advcl"):  # "speaking on Monday, he said"
            if k.i < token.i and k.tag == "VBG" and token.tag == "VBD" and not self.parse.kids(k.i, "mark", "aux"):
                return [t for t in self.owners.get(k.i, ()) if t.date and find_precision(t.date) == "day"]
        for k in self._list_means(token):  # "angered it by suing it on Monday", "left to join Orlo in May"
            if k.i in self.owners:
                return self.owners[k.i]
        if token.lemma in self.words["carried_through"]:  # "was forced to resign on 3 May"
            for k in self.parse.kids(token.i, "xcomp", "ccomp"):
                if k.i in self.owners and k.tag == "VB":
                    return self.owners[k.i]
        for k in self.parse.kids(token.i, "conj"):
            if k.i in self.owners and not self.parse.kids(token.i, "cc") and self._is_ruled(token, k):
                return self.owners[k.i]
            between = [t for t in self.parse.tokens[token.i + 1 : k.i] if t.dep not in ("cc", "advmod", "neg")]
            if k.i in self.owners and not between:
                return [t for t in self.owners[k.i] if t.start >= k.end]
        return ()

    def _is_ruled(self, token: Token, ruling: Token) -> bool:
        """Whether a verb tells what is ruled behind it: "it was fined, a court ruled on Monday"."""
        return ruling.lemma in self.words["ruling_verbs"] and bool(self.parse.kids(token.i, "auxpass"))

    def _list_means(self, token: Token) -> Iterator[Token]:
        if token.lemma in self.words["verbs_of_leaving"]:
            yield from (k for k in self.parse.kids(token.i, "xcomp", "advcl") if k.tag == "VB")
        for prep in self.parse.kids(token.i, "prep"):
            if prep.lower == "by":
                yield from self.parse.kids(prep.i, "pcomp")

    def find_carried(self, i: int) -> Sequence[TimeExpression]:
        """The times of the verb that only carries a deed: "launched an attack on the port on Sunday"."""
        token = self.parse.tokens[i]
        for k in (*self.parse.kids(i, "acl"), *self._find_loose(token)):
            carried = k.lemma in self.words["carrying"] or self._is_carried_out(k)
            if k.i in self.owners and k.tag == "VBN" and carried:
                return self.owners[k.i]
        for k in self.parse.kids(i, "acl", "relcl"):  # "an alliance that goes back to 2002"
            if k.i in self.owners and self._find_lemma(k) in REACHING_BACK:
                return self.owners[k.i]
        verb = self.parse.tokens[token.head]
        does = self._find_lemma(verb)
        carries = does in self.words["taking_part"] or (
            verb.lemma in self.words["carrying"]
            and (verb.lemma in self.words["announcing"] or not self.parse.kids(i, "poss"))
        )
        if (
            token.dep == "pobj"
            and verb.dep == "prep"
            and token in _list_reached(self.parse, above := self.parse.tokens[verb.head])
        ):
            return self.owners.get(above.i, ())
        if self._harms(token):
            return self.owners.get(self.parse.tokens[verb.head].i, ())
        occurs = token.dep == "nsubj" and does in self.words["occurring"] and not self._is_person(token)
        if not occurs and (token.dep not in ("dobj", "nsubjpass") or not carries):
            return ()
        return self.owners.get(verb.i, ())

    def _find_lemma(self, verb: Token) -> str:
        """What a verb says with its particle, or with a noun that is no thing: "push through", "take place"."""
        p = self.predicates.get(verb.i)
        nouns = (k.lemma for k in self.parse.kids(verb.i, "dobj", "advmod", "prt"))
        whole = next((f"{verb.lemma} {n}" for n in nouns if n in ("place", "effect", "back", "through", "ahead")), None)
        return whole or (verb.lemma if p is None else p.lemma)

    def _harms(self, token: Token) -> bool:
        """Whether something happened during a deed, or harm in one told for the first time: "was killed on Monday in an attack"."""
        prep = self.parse.tokens[token.head]
        if token.dep == "pobj" and prep.lower == "during":
            return True
        verb = self.parse.tokens[prep.head]
        within = (
            token.dep == "pobj"
            and prep.lower in WITHIN
            and (verb.lemma in self.words["harming"] or verb.lemma == "die")
        )
        return within and any(k.lower in ("a", "an") for k in self.parse.kids(token.i, "det"))

    def _is_carried_out(self, token: Token) -> bool:
        p = self.predicates.get(token.i)
        return p is not None and p.lemma in ("carry out", "stage", "mount", "launch", "conduct")

    def _is_person(self, token: Token) -> bool:
        """Whether a noun calls somebody, who begins something and is no deed that begins: "the nominee begins his tour"."""
        known = load_nouns().find(token.lemma)
        return (known is not None and known.kind == "person") or token.lemma in self.words["persons_told"]

    def _find_loose(self, token: Token) -> Sequence[Token]:
        """Participles behind a noun that hang on the verb: "the fine, announced on Monday, is high", "hurt in raids staged on Monday"."""
        prep = self.parse.tokens[token.head]
        if token.dep == "pobj" and prep.dep == "prep":
            behind = self.parse.kids(prep.head, "advcl", "xcomp")
            end = self.parse.subtree(token.i)[-1] + 1
            return [k for k in behind if k.i == end and self.parse.kids(k.i, "agent")]
        if token.dep not in SUBJECTS:
            return ()
        return [k for k in self.parse.kids(token.head, "advcl") if token.i < k.i < token.head]


def _list_reached(parse: Parse, verb: Token) -> list[Token]:
    """What one comes to, enters into or pushes through: "came to an agreement"."""
    joints = ("to", "into") if verb.lemma in ("come", "enter") else ("through",) if verb.lemma in PUSHING else ()
    return [k for prep in parse.kids(verb.i, "prep") if prep.lower in joints for k in parse.kids(prep.i, "pobj")]


def _is_long(time: TimeExpression) -> bool:
    """Whether a time is a span of more than a year: what lasted then dates nothing else."""
    first, last = find_bounds(time.date) if time.date else (None, None)
    return first is None or last is None or (last - first).days > YEAR


def _was_then(token: Token, auxiliaries: set[str]) -> bool:
    """ "Was being sued", "were investigating", "was sued": what went on or happened when it was told."""
    return bool(auxiliaries & {"was", "were"}) and token.tag in ("VBG", "VBN")
