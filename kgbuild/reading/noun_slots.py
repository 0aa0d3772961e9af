"""Find who stands in which slot of a noun: its own arguments, and those of the verb that only carries it."""

from __future__ import annotations

from kgbuild.described import COUNTS
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.phrases import expand, find_counted, find_oblique
from kgbuild.reading.slots import OBJECTS, Link, Predicate
from kgbuild.reading.tokens import Parse, Token

NUMBERS = {"both": 2, **COUNTS}


class NounFinder:
    """Adds the predicates of nouns to `found`, which holds the verbs."""

    def __init__(self, parse: Parse, lexicon: Lexicon, found: dict[int, Predicate]) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.found = found

    def add_noun(self, token: Token) -> None:
        """Add the predicate of a noun; "the court of appeals" tells of no appeal."""
        if token.lemma == "appeal" and [t.lower for t in self.parse.tokens[max(0, token.i - 2) : token.i]] == [
            "court",
            "of",
        ]:
            return
        p = Predicate(token.i, token.lemma, "noun", "nominal")
        if (
            token.dep == "compound"
            and self.parse.tokens[token.i + 1 : token.i + 2]
            and token.head == token.i + 1
            and self.parse.tokens[token.head].name is None
        ):
            p.lemma = token.lemma
        previous = self.parse.tokens[token.i - 1] if token.i and token.dep != "root" else None
        compound = (
            previous
            if previous is not None
            and previous.pos == "NOUN"
            and previous.head == token.i
            and previous.dep == "compound"
            else None
        )
        self._take_noun_slots(p, token)
        self._take_support(p, token)
        self._take_manner(p, token)
        self._take_self(p, token)
        p.governor, p.link = self._find_noun_governor(token)
        if compound is not None:
            p.slots["_compound"] = [compound.i]
        if token.dep == "compound" and self.parse.tokens[token.head].name is None:
            p.slots["_whole"] = [token.head]
        self.found[token.i] = p

    def _take_noun_slots(self, p: Predicate, token: Token) -> None:
        for kid in self.parse.kids(token.i):
            if kid.dep == "poss":
                p.add("poss", *expand(self.parse, kid.i))
            elif kid.dep in ("compound", "nmod", "amod") and (kid.name is not None):
                names = expand(self.parse, kid.i)  # "the Orlo and Vanta units"
                p.add("compound", *(names if token.tag == "NNS" else names[-1:]))
                if joined := self._find_joined(kid):
                    p.add("between", *joined)
            elif kid.dep in ("acl", "relcl", "ccomp") and kid.i in self.found:
                participle = self.found[kid.i]
                if kid.dep in ("acl", "relcl") and kid.tag == "VB" and participle.relative is None:
                    p.add("aim", kid.i)  # "its bid to overturn the fine"
                if participle.via == "that" or self._is_content(token, kid):
                    p.add("that", kid.i)
                elif (
                    token.i in participle.slots.get("agent", [])
                    and participle.lemma in self.lexicon.words["alleging"]
                    and not _is_people(token)
                ):
                    p.add("accusing", *self._find_accused(participle))
                if token.i in participle.slots.get("patient", []):
                    answered = participle.voice == "active" and participle.lemma in self.lexicon.words["contesting"]
                    for slot, heads in participle.slots.items():
                        if slot not in ("patient", "that", "xcomp", "attr") and not (answered and slot == "agent"):
                            p.add("by" if slot == "agent" else slot, *heads)
        for slot, heads in find_oblique(self.parse, token.i):
            p.add(slot, *heads)
        self._take_called(p, token)
        self._take_whole(p, token)

    def _is_content(self, noun: Token, verb: Token) -> bool:
        """Whether a clause without "that" is what is alleged: "allegations it hid the risks", but not "allegations it denied"."""
        helpers = self.parse.kids(verb.i, "aux", "auxpass")
        finite = {t.tag for t in (verb, *helpers)} & {"VBD", "VBZ", "VBP", "MD"}
        if noun.lemma not in self.lexicon.words["alleging_nouns"] or not finite:
            return False
        subjects = self.parse.kids(verb.i, "nsubj", "nsubjpass")
        whole = self.parse.kids(verb.i, *OBJECTS, "xcomp", "attr", "acomp", "auxpass")
        return bool(subjects) and subjects[0].tag != "WDT" and subjects[0].i < verb.i and bool(whole)

    def _find_joined(self, second: Token) -> list[int]:
        """ "The Orlo-Vanta merger": the two names that a hyphen or stroke joins before a noun stand on both sides of it."""
        first = second.i - 2
        if first < 0 or self.parse.tokens[second.i - 1].text not in ("-", "–", "/"):
            return []
        one = self.parse.tokens[first]
        return (
            [one.i, second.i]
            if one.name is not None and one.sent == second.sent and one.head in (second.head, second.i)
            else []
        )

    def _find_accused(self, verb: Predicate) -> list[int]:
        """Whom "a suit accusing Vanta of theft", "a suit alleging that Vanta stole" is directed against."""
        clauses = [self.found[i] for i in verb.slots.get("that", []) if i in self.found]
        return [i for c in clauses for i in c.slots.get("agent", [])] or verb.slots.get("patient", [])

    def _take_called(self, p: Predicate, token: Token) -> None:
        """ "Its call for Lee to go": the parser takes Lee and the infinitive for a clause."""
        for kid in self.parse.kids(token.i, "acl", "advcl", "relcl"):
            if kid.tag == "VB" and any(k.lower == "for" for k in self.parse.kids(kid.i, "mark")):
                for subject in self.parse.kids(kid.i, "nsubj", "nsubjpass"):
                    p.add("for", *expand(self.parse, subject.i))
                    p.add("xcomp", kid.i)

    def _take_whole(self, p: Predicate, token: Token) -> None:
        """Take the owner of the part: "Norvel's total number of orders", "a series of Norvel's orders"."""
        of = self.parse.tokens[token.head]
        part = self.parse.tokens[of.head]
        if token.dep == "pobj" and of.lower == "of" and part.lemma in self.lexicon.words["partitive"]:
            for kid in self.parse.kids(part.i, "poss"):
                p.add("poss", *expand(self.parse, kid.i))

    def _take_manner(self, p: Predicate, token: Token) -> None:
        """Take the subject of a verb that the noun stands beside without an owner: "said in a statement", "on tour"."""
        prep = self.parse.tokens[token.head]
        if (
            token.dep != "pobj"
            or prep.lower not in ("in", "with", "on", "under", "for")
            or self._is_definite(token)
            or any(s in p.slots for s in ("poss", "by", "agent", "compound"))
        ):
            return
        sought = self.parse.tokens[prep.head]  # "wants $6 million in a suit against Vanta"
        above = self.found.get(sought.head if sought.dep in OBJECTS else prep.head)
        if above is not None and above.kind == "verb" and above.voice == "active":
            p.add("agent", *above.slots.get("agent", []))

    def _is_definite(self, token: Token) -> bool:
        return any(k.lower in ("the", "this", "that", "these", "those") for k in self.parse.kids(token.i, "det"))

    def _take_support(self, p: Predicate, token: Token) -> None:
        """Take from the verb that the noun is object or passive subject of: "filed a complaint", "reached a deal"."""
        top = token
        if (
            token.dep == "pobj"
            and find_counted(self.parse, self.parse.tokens[token.head].head, self.lexicon) == token.i
        ):
            top = self.parse.tokens[self.parse.tokens[token.head].head]  # "launched a series of raids"
        if top.dep not in (*OBJECTS, "nsubjpass", "attr", "conj"):
            return
        while top.dep == "conj" and self.parse.tokens[top.head].pos in ("NOUN", "PROPN"):
            top = self.parse.tokens[top.head]
        above = self.found.get(top.head)
        if (
            above is None
            or above.kind != "verb"
            or token.i not in above.slots.get("patient", []) + above.slots.get("attr", [])
        ):
            return
        told = above.lemma in self.lexicon.words["telling"]
        if (
            told and above.lemma in self.lexicon.words["announcing"]
        ):  # one announces one's own deeds, if no doer is told
            told = any(p.slots.get(slot) for slot in ("poss", "by", "between", "compound"))
        words = self.lexicon.words  # who settles or faces a suit has not brought it; one may dismiss one's own
        theirs = above.lemma in words["contesting"] - {"dismiss"}
        theirs = theirs and token.lemma in words["suits"] | words["alleging_nouns"]
        theirs = theirs or (above.lemma in words["deciding_on"] and token.lemma in words["offerings"])
        if above.lemma != "be" and not told:
            for agent in [] if theirs else above.slots.get("agent", []):
                p.add("agent", agent)
            for slot, heads in above.slots.items():
                if slot not in ("agent", "patient", "attr", "that", "xcomp", "iobj") and slot not in p.slots:
                    p.add(slot, *heads)

    def _take_self(self, p: Predicate, token: Token) -> None:
        """Take what the noun phrase itself refers to: apposition, copula, a title before a name."""
        parse = self.parse
        token = self._find_whole(token)
        head = parse.tokens[token.head]
        several = parse.tokens[p.head].tag in ("NNS", "NNPS")
        if token.dep == "appos" and head.i != token.i:
            p.add("self", *(self._find_listed(token, head) if several else [head.i]))
        for kid in parse.kids(token.i, "appos"):
            p.add("self", *(expand(parse, kid.i) if several and kid.name is not None else [kid.i]))
        if several and parse.tokens[p.head].dep == "conj" and any(k.lower == "other" for k in parse.kids(p.head)):
            p.add("self", *self._find_likes(parse.tokens[p.head]))
        for kid in parse.kids(token.i, "acl"):  # "a venture called Orlo"
            naming = self.found.get(kid.i) if kid.lemma in self.lexicon.words["naming"] else None
            if naming is not None:
                called = [*naming.slots.get("attr", ()), *naming.slots.get("as", ()), *naming.slots.get("object2", ())]
                p.add("self", *[i for i in called if parse.tokens[i].name is not None])
        if token.dep == "nsubj" and head.lemma == "be":
            # "its chairman is Lee"
            p.add("self", *[e for k in parse.kids(head.i, "attr") if k.name is not None for e in expand(parse, k.i)])
        if token.dep in ("attr", "conj") or token.dep == "oprd":
            top = token
            while top.dep == "conj":
                top = parse.tokens[top.head]
            above = self.found.get(top.head)
            if above is not None and above.lemma in ("be", "become", "remain") and top.dep == "attr":
                p.add("self", *above.slots.get("agent", []))
        self._take_title(p, token, head)

    def _find_listed(self, noun: Token, name: Token) -> list[int]:
        """ "Orlo and Vanta, the two owners": a plural tells of the names of the list before it, or of as many as it counts."""
        parse, top = self.parse, name
        while top.dep == "conj":
            top = parse.tokens[top.head]
        listed = [i for i in expand(parse, top.i) if i < noun.i]
        classes = {
            None if t.name is None else self.lexicon.find_parent(t.name.cls)
            for t in map(parse.tokens.__getitem__, listed)
        }
        if len(listed) < 2 or name.i not in listed or None in classes:
            return [name.i]
        counts = [NUMBERS[k.lower] for k in parse.kids(noun.i, "nummod") if k.lower in NUMBERS]
        if not counts:
            return listed if len(classes) == 1 else [name.i]
        return listed[-counts[0] :] if counts[0] <= len(listed) else [name.i]

    def _find_likes(self, token: Token) -> list[int]:
        """ "Orlo, Miro and other brands": the names of the list are brands too."""
        top = token
        while top.dep == "conj":
            top = self.parse.tokens[top.head]
        return [i for i in expand(self.parse, top.i) if i < token.i and self.parse.tokens[i].name is not None]

    def _find_whole(self, token: Token) -> Token:
        """ "One of its brands": what is said of the brands is said of the one."""
        prep = self.parse.tokens[token.head]
        if token.dep != "pobj" or prep.lower != "of":
            return token
        one = self.parse.tokens[prep.head]
        return one if one.lower in ("one", "two", "three", "four", "another", "each", "both", "some") else token

    def _take_title(self, p: Predicate, token: Token, head: Token) -> None:
        """ "Vanta chairman Lee", "its unit Orlo": the noun stands just before a name that it is part of."""
        parse = self.parse
        after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
        polite = self.lexicon.words["honorifics"] - self.lexicon.words["rank"]
        if after is not None and after.name is None and after.lower in polite:
            after = parse.tokens[after.i + 1] if after.i + 1 < len(parse.tokens) else None  # "researcher Dr Lee"
        if after is None or after.name is None or after.sent != token.sent:
            return
        if token.dep in ("compound", "nmod", "amod", "nsubj", "npadvmod", "appos", "dep") and (
            head.i == after.i or (after.head == token.i)
        ):
            row = parse.tokens[p.head : after.i]  # "Senator Lee and the bank": one is a senator
            several = any(t.tag in ("NNS", "NNPS") or (t.tag == "NNP" and t.lower.endswith("s")) for t in row)
            p.add("self", *(expand(parse, after.i) if several else [after.i]))
            if head.i == after.i:
                for slot, heads in find_oblique(parse, after.i):
                    p.add(slot, *heads)
                for kid in parse.kids(after.i):
                    if kid.dep == "poss":
                        p.add("poss", *expand(parse, kid.i))
                first = token.i
                while (
                    first - 1 >= 0
                    and parse.tokens[first - 1].head == after.i
                    and parse.tokens[first - 1].name is None
                    and parse.tokens[first - 1].pos in ("NOUN", "ADJ", "PROPN")
                ):
                    first -= 1
                before = parse.tokens[first - 1] if first else None
                if (
                    before is not None
                    and before.sent == token.sent
                    and before.name is not None
                    and before.dep in ("compound", "nmod", "amod", "poss")
                ):
                    p.add("compound", before.i)

    def _find_noun_governor(self, token: Token) -> tuple[int | None, Link]:
        """The predicate that a noun is argument of: the first verb above it."""
        at, steps = token, 0
        while at.head != at.i and steps < 6:
            at, steps = self.parse.tokens[at.head], steps + 1
            if at.i in self.found and self.found[at.i].kind == "verb":
                return at.i, "noun"
        return None, "root"


def _is_people(token: Token) -> bool:
    """Whether a noun is of persons or of a group of them, who accuse, and are no accusation."""
    noun = load_nouns().find(token.lemma)
    return token.name is not None or (noun is not None and noun.kind in ("person", "group"))
