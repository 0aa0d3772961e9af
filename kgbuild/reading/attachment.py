"""Decide which date is which predicate's: the one it stands under in the tree, not the nearest in the line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kgbuild.dates import find_bounds, find_precision, overlap
from kgbuild.reading.date_openings import spread_openings
from kgbuild.reading.date_papers import PARTS, find_paper_times, find_papers
from kgbuild.reading.date_relatives import find_relatives, find_whens
from kgbuild.reading.date_sharing import share_times
from kgbuild.reading.date_tenses import Tenses
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.time_calendar import find_day
from kgbuild.reading.tokens import Parse
from kgbuild.records import TimeExpression

CLIMB = 12
BEFORE_NOUN = ("compound", "nmod", "amod", "nummod", "poss", "npadvmod", "quantmod")
AT_EVENT = frozenset(("during", "at", "amid", "throughout"))
IN_EVENT = frozenset(("in", "on"))
NAMED_WITH = frozenset(
    ("of", "with", "as", "against", "over", "about", "the", "a", "an", "its", "his", "her", "their", "'s")
)
EARLIER = frozenset(("earlier", "previous", "prior", "former", "first", "initial", "original", "rival"))
PLAIN = ("be", "become", "remain")
WITHIN = frozenset(("in", "at", "during"))
UNTIL = re.compile(r"\b(?:until|till)\s+(?:at\s+least\s+)?$", re.IGNORECASE)
ON = frozenset(("on", "in", "since"))
AFTER = frozenset(("after", "before", "following", "since"))
DEEP = 2  # nouns between a deed and the verb, from which on a month or year behind the deed is its own
TOPICAL = frozenset(("regarding", "concerning", "involving", "about"))
CALLING = frozenset(("call", "dub", "title", "entitle", "nickname", "know"))
GONE = frozenset(("ago", "relative-unit", "deictic"))
WITHIN_OBJECT = ("dobj", "pobj", "prep", "attr", "conj", "nmod", "dative", "oprd", "agent")


def attach_times(
    parse: Parse,
    predicates: Mapping[int, Predicate],
    times: Sequence[TimeExpression],
    *,
    nouns: frozenset[int],
    lexicon: Lexicon,
    published: str | None = None,
) -> dict[int, list[TimeExpression]]:
    """Return the time expressions of each predicate's head token, nearest first.

    `nouns` are the heads of nouns that name events: a date before one is the noun's ("a 2014 case"), one behind an object
    the verb's ("approved the sale of the mill on Monday").
    """
    dated = [t for t in times if t.date is not None and not _is_only_end(parse.text, t)]
    tenses = Tenses(parse, lexicon, find_day(published))
    attacher = _Attacher(parse, predicates, nouns | find_papers(parse, lexicon=lexicon), dated, lexicon, tenses)
    owners: dict[int, list[TimeExpression]] = {}
    waiting: list[tuple[int, TimeExpression]] = []
    for first, time in _place(parse, dated):
        found = attacher.find_owners(first, time)
        if len(found) == 1 and found[0] in attacher.nouns and parse.tokens[found[0]].end <= time.start:
            waiting.append((found[0], time))
            continue
        for owner in dict.fromkeys((*found, *attacher.find_beside(first, time))):
            owners.setdefault(owner, []).append(time)
    held: dict[int, list[TimeExpression]] = {i: list(times) for i, times in owners.items()}
    for noun, time in waiting:
        held.setdefault(noun, []).append(time)
    papers = list(find_paper_times(parse, predicates, held, nouns=nouns, lexicon=lexicon))
    told: set[int] = set()
    for paper, happening, given in papers:
        told.add(paper)
        owners.setdefault(happening, list(given))
        owners.setdefault(paper, list(given))
    for noun, time in waiting:
        if noun in told:
            continue
        verb = attacher.find_verb(noun, time)
        taken = verb is None or (verb in owners and not _agree(time, owners[verb])) or attacher.follows(noun, time)
        if verb is not None and not taken:
            above = owners.get(attacher.find_dated(verb), ())
            taken = bool(above) and not _agree(time, above)
        owners.setdefault(noun if taken or verb is None else verb, []).append(time)
    for verb, time in find_whens(parse, times, lexicon):
        if verb in predicates and not any(t.start > time.end for t in owners.get(verb, ())):
            owners[verb] = [time]
    for verb, time in find_relatives(parse, predicates, dated, nouns=attacher.nouns):
        owners.setdefault(verb, [time])
    spread_openings(parse, predicates, owners, dated, told=[t for t in times if t.timex == "DATE"])
    share_times(parse, predicates, owners, nouns=nouns, lexicon=lexicon)
    return owners


def _is_only_end(text: str, time: TimeExpression) -> bool:
    """Whether a time is only how long something lasts: "suspended until May"."""
    return time.rule.endswith(", open") and UNTIL.search(text, max(0, time.start - 12), time.start) is not None


def _agree(time: TimeExpression, others: Sequence[TimeExpression]) -> bool:
    """Whether a time tells more of the same date: "August 2017: Norvel drops the suit on 3 August"."""
    return all(time.date and t.date and overlap(time.date, t.date) for t in others)


def _place(parse: Parse, times: Sequence[TimeExpression]) -> Iterator[tuple[int, TimeExpression]]:
    """The head token of each time expression: the one in its span whose head lies outside."""
    tokens, i = parse.tokens, 0
    for time in times:
        while i < len(tokens) and tokens[i].end <= time.start:
            i += 1
        inside = []
        j = i
        while j < len(tokens) and tokens[j].start < time.end:
            inside.append(j)
            j += 1
        if inside:
            held = set(inside)
            yield next((k for k in inside if tokens[k].head not in held or tokens[k].head == k), inside[0]), time


class _Attacher:
    def __init__(
        self,
        parse: Parse,
        predicates: Mapping[int, Predicate],
        nouns: frozenset[int],
        times: Sequence[TimeExpression],
        lexicon: Lexicon,
        tenses: Tenses,
    ) -> None:
        self.parse, self.predicates, self.nouns, self.times, self.tenses = parse, predicates, nouns, times, tenses
        self.words = lexicon.words

    def find_owners(self, first: int, time: TimeExpression) -> tuple[int, ...]:
        """The predicates that a date is of; none where it only tells one thing from others ("a 2009 report")."""
        tokens, at = self.parse.tokens, first
        for _ in range(CLIMB):
            up = tokens[at].head
            if up == at:
                break
            if self._stands_before_noun(at, up, time):
                return self._own_modified(up, time)
            below, at = at, up
            if tokens[at].lower == "due" and tokens[at].dep in ("amod", "acl"):  # "bonds due in May 2040"
                return ()
            if tokens[at].start >= time.start and tokens[at].end <= time.end:
                continue
            made = self._find_making(at, time)
            if made is not None:
                return (made,)
            if at in self.nouns or self._is_verb(at):
                if tokens[at].dep == "relcl" and self._stands_behind(at, below, time):
                    continue
                if self._only_names(at):
                    continue
                told = self._find_told(at, time) or self._find_teller(at, time)
                if told is not None:
                    return (told,)
                if self._is_verb(at) and self.tenses.bar(at, time):
                    return self._find_deed(at, time)
                if tokens[at].lemma in self.words["reflecting"] and self._is_rough(time) and self._find_deed(at, time):
                    return self._find_deed(at, time)
                if self._is_loose(at) and any(self._precedes(t, at) for t in self.times):
                    return self._find_earlier(at, time) or (at,)
                if time.date and ".." in time.date:
                    return (self._find_lasting_matter(at, time),)
                if tokens[at].tag == "VBG" and tokens[at].lemma in self.words["referring"]:
                    return self._find_pointed(at, time)
                return (self._find_aiming(at, time),)
        return (at,) if at in self.predicates and (self._is_verb(at) or at in self.nouns) else ()

    def _find_told(self, verb: int, time: TimeExpression) -> int | None:
        """What a verb put in between tells, where a date opens that: "in May 2014, the suit says, it copied the pump"."""
        tokens, token = self.parse.tokens, self.parse.tokens[verb]
        subjects = self.parse.kids(verb, "nsubj")
        if token.lemma not in self.words["reporting"] or not subjects or verb + 1 >= len(tokens):
            return None
        begin = self.parse.subtree(subjects[0].i)[0]
        between = begin > 0 and tokens[begin - 1].text == "," and tokens[verb + 1].text == ","
        if not between or time.start > tokens[begin].start or subjects[0].i > verb:
            return None
        if token.dep == "parataxis" and self._is_verb(token.head):
            return token.head
        return next((k.i for k in self.parse.kids(verb, "ccomp") if k.i > verb and self._is_verb(k.i)), None)

    def _find_teller(self, verb: int, time: TimeExpression) -> int | None:
        """The verb of saying right behind which a date stands: "said on Monday Norvel had sued it"; "that" before it parts them."""
        tokens, token = self.parse.tokens, self.parse.tokens[verb]
        teller = tokens[token.head]
        if token.dep != "ccomp" or teller.lemma not in self.words["reporting"] or not teller.i < verb:
            return None
        between = [t for t in tokens[teller.i + 1 : verb] if t.end <= time.start]
        subject = any(k.start > time.end for k in self.parse.kids(verb, "nsubj", "nsubjpass"))
        right = time.start > teller.end and subject and all(t.lower in ON for t in between)
        return teller.i if right and self._is_verb(teller.i) else None

    def _find_making(self, noun: int, time: TimeExpression) -> int | None:
        """The participle before an apposition that a date stands behind: "Holm, elected mayor of Leeds in May, resigned"."""
        if self.parse.tokens[noun].dep != "appos" or self.parse.tokens[noun].start > time.start:
            return None
        made = (k.i for k in self.parse.kids(noun, "amod") if k.tag == "VBN" and self._is_verb(k.i))
        return next(made, None)

    def _only_names(self, verb: int) -> bool:
        """Whether a participle only tells what something is called: "showed its first car, called the Fern, in Leeds in May"."""
        token = self.parse.tokens[verb]
        loose = token.dep in ("acl", "conj", "advcl", "relcl") and not self.parse.kids(
            verb, "nsubj", "nsubjpass", "aux"
        )
        return loose and token.lemma in CALLING and token.tag in ("VBN", "VBD")

    def find_beside(self, first: int, time: TimeExpression) -> tuple[int, ...]:
        """The deed that a date without a preposition stands right behind, before its verb: "the arrest last week shocked it"."""
        token = self.parse.tokens[first]
        before = next((t.i for t in reversed(self.parse.tokens[:first]) if t.end <= time.start), None)
        if token.dep != "npadvmod" or before is None or before > token.head:
            return ()
        subjects = self.parse.kids(token.head, "nsubj", "nsubjpass")
        return tuple(k.i for k in subjects if k.i in self.nouns and self.parse.subtree(k.i)[-1] == before)

    def _find_deed(self, verb: int, time: TimeExpression) -> tuple[int, ...]:
        """The last deed that a noun names between a verb and a date that cannot be the verb's."""
        end = next((t.i for t in self.parse.tokens[verb:] if t.start >= time.start), verb)
        return next(((i,) for i in range(end - 1, verb, -1) if i in self.nouns), ())

    def _is_rough(self, time: TimeExpression) -> bool:
        return time.date is not None and find_precision(time.date) != "day"

    def _find_earlier(self, verb: int, time: TimeExpression) -> tuple[int, ...]:
        """The earlier deed behind a participle with a date of its own: "bid this week, topping an earlier bid of June"."""
        found = self._find_deed(verb, time)
        return tuple(i for i in found if any(k.lower in EARLIER for k in self.parse.kids(i, "amod")))

    def _find_pointed(self, verb: int, time: TimeExpression) -> tuple[int, ...]:
        """What "citing remarks by Holm on Sunday" dates: the remarks. The verb, where the date stands before them."""
        preps = self.parse.kids(verb, "prep")
        matter = [*self.parse.kids(verb, "dobj"), *(k for p in preps for k in self.parse.kids(p.i, "pobj"))]
        told = next((k.i for k in matter if k.end <= time.start), None)
        return (verb,) if told is None else (told,) if told in self.nouns else ()

    def _find_aiming(self, verb: int, time: TimeExpression) -> int:
        """The past verb that had the aim which a past date stands behind: "launched a drive to free the town a year ago"."""
        tokens = self.parse.tokens
        aim = tokens[verb]
        if time.rule not in GONE or not _is_gone(time) or aim.tag != "VB" or aim.dep not in ("acl", "advcl"):
            return verb
        up = tokens[aim.head] if aim.dep == "advcl" else tokens[tokens[aim.head].head]
        held = aim.dep == "advcl" or tokens[aim.head].dep == "dobj"
        to = any(k.lower == "to" for k in self.parse.kids(verb, "aux"))
        return up.i if to and held and up.tag in ("VBD", "VBN") and up.i < verb and self._is_verb(up.i) else verb

    def _find_lasting_matter(self, verb: int, time: TimeExpression) -> int:
        """What "accused it of spying since 2015" says has gone on since then: the spying, not the accusing."""
        for prep in self.parse.kids(verb, "prep"):
            matter = self.parse.kids(prep.i, "pcomp", "pobj")
            if prep.lower == "of" and matter and self._is_verb(matter[0].i) and matter[0].end <= time.start:
                return matter[0].i
        return verb

    def _stands_behind(self, verb: int, below: int, time: TimeExpression) -> bool:
        """Whether a date stands behind the comma that closes a relative clause: "who left in 1999, on Monday", "who owns it, on Monday"."""
        begin = self.parse.subtree(below)[0]
        if self.parse.tokens[begin - 1].text != ",":
            return False
        if self.parse.tokens[verb].tag in ("VBZ", "VBP") and verb < begin:
            return True
        comma = self.parse.tokens[begin - 1].start
        return any(self.parse.tokens[verb].end < t.start < comma for t in self.times if t is not time)

    def _is_verb(self, i: int) -> bool:
        p, token = self.predicates.get(i), self.parse.tokens[i]
        topical = token.dep == "prep" and token.tag == "VBG"  # "a suit regarding the sale"
        return p is not None and p.kind == "verb" and not topical

    def _stands_before_noun(self, at: int, up: int, time: TimeExpression) -> bool:
        token, above = self.parse.tokens[at], self.parse.tokens[up]
        inside = token.start >= time.start and token.end <= time.end
        if inside and self._is_of_name(time):
            return True
        if inside and above.name is not None and self._has_preposition(token.i, time):  # "on Sunday Holm criticised it"
            return False
        return inside and token.dep in BEFORE_NOUN and above.start >= time.end and above.pos in ("NOUN", "PROPN")

    def _is_of_name(self, time: TimeExpression) -> bool:
        """Whether a bare year tells one thing from others of its name: "ambassador of 2017 Lund Games", "the 2016 Lund Cup"."""
        if time.rule != "year":
            return False
        before = next((t for t in reversed(self.parse.tokens) if t.end <= time.start), None)
        behind = next((t for t in self.parse.tokens if t.start >= time.end), None)
        if before is None or behind is None or behind.start - time.end != 1:
            return False
        return before.lower in NAMED_WITH and (behind.name is not None or behind.pos in ("ADJ", "NOUN", "PROPN"))

    def _has_preposition(self, i: int, time: TimeExpression) -> bool:
        """Whether "on" stands right before a time: no name has it without an article."""
        before = next((t for t in reversed(self.parse.tokens[:i]) if t.end <= time.start), None)
        return before is not None and before.lower in ON

    def _own_modified(self, noun: int, time: TimeExpression) -> tuple[int, ...]:
        """The owners of a date before a noun: the noun if it names an event, what is planned, what happens at the event."""
        tokens = self.parse.tokens
        if any(k.lower in self.words["periodical"] for k in self.parse.kids(noun, "amod", "compound")):
            return ()  # "in its 2016 annual report": what it is on
        owners = [noun] if noun in self.nouns else []
        owners += [k.i for k in self.parse.kids(noun, "acl") if k.tag == "VB" and self._is_verb(k.i)]
        token, above = tokens[noun], tokens[tokens[noun].head]
        is_day = time.date is not None and find_precision(time.date) == "day"
        if token.dep == "pobj" and self._tells_matter(above.i):
            return tuple(owners)
        if token.dep == "pobj" and (
            above.lower in AT_EVENT
            or (above.lower in IN_EVENT and (is_day or noun in self.nouns or token.lemma in self.words["stretches"]))
        ):
            plain = tokens[above.head].lemma in PLAIN and not is_day
            plain = plain or tokens[above.head].lemma in self.words["refuting"] or tokens[above.i - 1].lemma in PARTS
            owners += [above.head] if self._is_verb(above.head) and not plain else []
        elif (token.dep == "dobj" and above.lemma in self.words["taking_part"]) or (
            token.dep == "nsubj" and noun in self.nouns and is_day and above.lemma != "be"
        ):
            owners += [above.i] if self._is_verb(above.i) else []
        if token.lemma in self.words["deciding"]:
            told = [above] if token.dep == "nsubj" else []
            told += [k for k in self.parse.kids(noun, "relcl") if self._has_subject(k.i)]
            owners += [
                k.i for k in told if k.tag == "VBD" and k.lemma != "be" and k.i not in owners and self._is_verb(k.i)
            ]
        return tuple(owners)

    def _has_subject(self, verb: int) -> bool:
        return any(k.lower in ("that", "which") for k in self.parse.kids(verb, "nsubj"))

    def _tells_matter(self, prep: int) -> bool:
        """Whether a preposition behind "accused it of spying" goes with the spying."""
        verb = self.parse.tokens[prep].head
        return any(k.lower == "of" and verb < k.i < prep for k in self.parse.kids(verb, "prep"))

    def find_dated(self, verb: int) -> int:
        """The verb that a participle goes with: "bid for it this week, topping a bid of June"."""
        return self.parse.tokens[verb].head if self._is_loose(verb) else verb

    def _is_loose(self, verb: int) -> bool:
        token = self.parse.tokens[verb]
        loose = token.dep == "advcl" and token.tag == "VBG" and token.head < verb
        return loose and not self.parse.kids(verb, "mark", "nsubj", "aux")

    def _precedes(self, time: TimeExpression, verb: int) -> bool:
        """Whether a time stands before a verb in its sentence."""
        sentence = self.parse.sentences[self.parse.tokens[verb].sent]
        return sentence.start <= time.start and time.end <= self.parse.tokens[verb].start

    def follows(self, noun: int, time: TimeExpression) -> bool:
        """Whether a deed with a month or year right behind it is what something came after: "after its sale in 2014"."""
        token = self.parse.tokens[noun]
        is_day = time.date is not None and find_precision(time.date) == "day"
        return not is_day and token.dep == "pobj" and self.parse.tokens[token.head].lower in AFTER

    def find_verb(self, noun: int, time: TimeExpression) -> int | None:
        """The verb whose object a noun is, or is within, if the date behind it is rather the verb's; else None."""
        tokens, at, between = self.parse.tokens, noun, -1
        for _ in range(CLIMB):
            if tokens[at].dep not in WITHIN_OBJECT:
                return None
            between += tokens[at].pos in ("NOUN", "PROPN")
            at = tokens[at].head
            if self._is_verb(at):
                break
        else:
            return None
        verb = tokens[at]
        if verb.lemma == "be" or verb.start > time.start or self.tenses.bar(at, time):
            return None
        if verb.tag == "VBG" and verb.lemma in self.words["referring"]:
            return None
        is_day = time.date is not None and find_precision(time.date) == "day"
        if not is_day and tokens[tokens[noun].head].lower in TOPICAL:  # "a suit regarding the sale of Orlo in May"
            return None
        judged = between == 0 and verb.lemma in self.words["judging_deeds"]
        judged = judged or verb.lemma in self.words["reflecting"]
        if not is_day and (between >= DEEP or judged):
            return None
        auxiliaries = {k.lower for k in self.parse.kids(at, "aux", "auxpass")}
        return at if is_day or (verb.tag not in ("VBZ", "VBP") and not auxiliaries & {"will", "would"}) else None


def _is_gone(time: TimeExpression) -> bool:
    """Whether a time counted from publication lies wholly behind it: "last week", "two years ago", "yesterday"."""
    anchor, _, published = (time.anchor or "").partition(" ")
    if anchor != "published" or not time.date:
        return False
    last, day = find_bounds(time.date)[1], find_bounds(published)[0]
    return last is not None and day is not None and last < day
