"""Find the predicates of a parse and who stands in which slot of each: the layer between trees and clauses.

This module and head finding are the only places that know the parser's labels. Slots are `agent` and `patient`
(deep subject and object), `iobj`, `attr`, `that`, `xcomp` and prepositions; nouns have `poss`, `compound`, `self` and
prepositions. The design follows PredPatt (White et al. 2016) and ClausIE (Del Corro and Gemulla 2013).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.phrases import climb, expand, find_oblique
from kgbuild.reading.tokens import Parse, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
OBJECTS = ("dobj", "obj")
COMPLEMENTS = ("attr", "oprd", "acomp")
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
PARTICIPLES = ("VBN", "VBD")
LINKS = ("ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "conj", "parataxis", "csubj", "dep")
OBJECT_PREPOSITIONS = frozenset({"of", "for", "from", "with", "against", "into", "as"})
PREPOSITION_WORDS = ("prep", "dative", "agent", "prt", "advmod", "mark", "case", "fixed")

Link = Literal["that", "xcomp", "advcl", "relcl", "acl", "pcomp", "conj", "root", "noun"]


@dataclass(slots=True)
class Predicate:
    """A verb, noun or adjective that says something, with the head tokens of its arguments by slot.

    `governor` is the predicate (its head token) that this one is part of, by `link`; `via` is the preposition or
    conjunction between them.
    """

    head: int
    lemma: str
    kind: Literal["verb", "noun"]
    voice: Literal["active", "passive", "nominal"]
    slots: dict[str, list[int]] = field(default_factory=dict)
    governor: int | None = None
    link: Link = "root"
    via: str = ""
    particle: int | None = None

    def add(self, slot: str, *tokens: int) -> None:
        """Add argument heads to a slot, each once, in order."""
        held = self.slots.setdefault(slot, [])
        held.extend(t for t in tokens if t not in held)


def find_predicates(parse: Parse, *, lexicon: Lexicon) -> dict[int, Predicate]:
    """Return the predicates by head token, arguments shared through coordination, control and relative clauses."""
    finder = _Finder(parse, lexicon)
    for token in parse.tokens:
        if token.pos in ("VERB", "AUX") and token.name is None and not _is_auxiliary(token):
            finder.add_verb(token)
    for token in parse.tokens:
        if token.pos in ("NOUN", "PROPN") and token.name is None and token.lower not in lexicon.words["calendar"]:
            finder.add_noun(token)
    finder.add_hyphened()
    finder.add_demonyms()
    finder.add_names()
    return finder.found


def _is_auxiliary(token: Token) -> bool:
    return token.dep in ("aux", "auxpass")


class _Finder:
    def __init__(self, parse: Parse, lexicon: Lexicon) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.found: dict[int, Predicate] = {}
        self.busy: set[int] = set()

    def add_verb(self, token: Token) -> Predicate | None:
        """Add the predicate of a verb, and first those that it takes arguments from."""
        if token.i in self.found:
            return self.found[token.i]
        if token.i in self.busy:
            return None
        self.busy.add(token.i)
        p = self._open(token)
        self._take_own(p, token)
        self._take_shared(p, token)
        self.found[token.i] = p
        self.busy.discard(token.i)
        return p

    def _open(self, token: Token) -> Predicate:
        lemma, particle = token.lemma, None
        for kid in self.parse.kids(token.i, "prt"):
            lemma, particle = f"{token.lemma} {kid.lower}", kid.i
        p = Predicate(token.i, lemma, "verb", "passive" if self._is_passive(token) else "active", particle=particle)
        head = self.parse.tokens[token.head]
        if token.head == token.i:
            return p
        link: Link = "root"
        if token.dep in ("ccomp", "csubj", "parataxis"):
            link = "that"
        elif token.dep in ("xcomp", "advcl", "relcl", "acl", "conj"):
            link = token.dep  # type: ignore[assignment]
        elif token.dep == "pcomp":
            link, p.via = "pcomp", head.lower
            head = self.parse.tokens[head.head]
        elif token.dep == "amod":
            link = "acl"
        elif token.dep in ("oprd", "dep", "attr", "acomp"):
            link = "xcomp"
        for kid in self.parse.kids(token.i, "mark", "advmod"):
            if kid.i < token.i and not p.via and kid.dep == "mark":
                p.via = kid.lower
        if link != "root":
            p.governor, p.link = head.i, link
        return p

    def _is_passive(self, token: Token) -> bool:
        if self.parse.kids(token.i, "nsubjpass", "auxpass"):
            return True
        if token.tag not in PARTICIPLES:
            return False
        if token.dep in ("acl", "amod") and token.tag == "VBN":
            return True
        bare = not self.parse.kids(token.i, "aux", *OBJECTS)
        if (
            bare
            and self.parse.sentences[token.sent].kind == "headline"
            and not self.parse.kids(token.i, "ccomp", "xcomp")
        ):
            return True
        if (
            bare
            and any(slot == "by" and self._acts(heads) for slot, heads in find_oblique(self.parse, token.i))
            and token.dep not in ("relcl", "xcomp")
        ):
            return True
        return (
            token.tag == "VBN"
            and not self.parse.kids(token.i, "nsubj", "aux", *OBJECTS)
            and (
                bool(self.parse.kids(token.i, "agent"))
                or (token.dep in ("advcl", "conj", "oprd") and self._governs_passively(token))
            )
        )

    def _governs_passively(self, token: Token) -> bool:
        head = self.parse.tokens[token.head]
        return (
            token.dep != "conj" or bool(self.parse.kids(head.i, "nsubjpass", "auxpass")) or head.dep in ("acl", "amod")
        )

    def _take_own(self, p: Predicate, token: Token) -> None:
        for kid in self.parse.kids(token.i):
            if kid.dep in ("nsubj", "nsubjpass") and kid.lower not in RELATIVES:
                p.add("patient" if p.voice == "passive" else "agent", *expand(self.parse, kid.i))
            elif kid.dep in OBJECTS and kid.lower not in RELATIVES:
                p.add("patient" if p.voice == "active" else "object2", *expand(self.parse, kid.i))
            elif kid.dep == "dative" and kid.pos != "ADP":
                p.add("iobj", *expand(self.parse, kid.i))
            elif kid.dep in COMPLEMENTS:
                p.add("attr", *expand(self.parse, kid.i))
            elif kid.dep == "ccomp":
                p.add("that", kid.i)
            elif kid.dep == "xcomp":
                p.add("xcomp", kid.i)
            elif kid.dep == "npadvmod" and kid.name is not None:
                p.add("npadvmod", kid.i)
        for slot, heads in find_oblique(self.parse, token.i):
            p.add("agent" if slot == "by" and p.voice == "passive" and self._acts(heads) else slot, *heads)

    def _acts(self, heads: list[int]) -> bool:
        """Whether a by-phrase can hold an actor: not a gerund, date or number."""
        first = self.parse.tokens[heads[0]]
        return (
            first.pos in ("PROPN", "NOUN", "PRON", "DET", "NUM") and first.lower not in self.lexicon.words["calendar"]
        )

    def _take_shared(self, p: Predicate, token: Token) -> None:
        """Take the arguments that another clause holds for this one."""
        subject_slot = "patient" if p.voice == "passive" else "agent"
        has_subject = bool(self.parse.kids(token.i, "nsubj", "nsubjpass")) and bool(p.slots.get(subject_slot))
        if p.link in ("relcl", "acl"):
            self._take_antecedent(p, token, subject_slot, has_subject=has_subject)
            return
        if has_subject or p.governor is None:
            return
        head = self.parse.tokens[p.governor]
        if head.pos not in ("VERB", "AUX"):
            self._take_from_noun(p, head, subject_slot)
            return
        g = self.add_verb(head)
        if g is None:
            return
        if p.link == "conj":
            shared = g.slots.get("patient" if g.voice == "passive" else "agent", [])
            if not shared and g.voice == "passive":
                shared = []
            if shared and not p.slots.get(subject_slot):
                p.add(subject_slot, *shared)
            if (
                g.voice == "active"
                and p.voice == "active"
                and not p.slots.get("patient")
                and self._shares_object(head, token)
            ):
                p.add("patient", *g.slots.get("patient", []))
            if p.link == "conj" and g.link in ("xcomp", "that", "pcomp") and p.governor is not None:
                p.governor, p.link, p.via = g.governor, g.link, g.via
        elif p.link in ("xcomp", "advcl", "pcomp"):
            controller = self._find_controller(p, g)
            if controller and not p.slots.get(subject_slot):
                p.add(subject_slot, *controller)

    def _shares_object(self, left: Token, right: Token) -> bool:
        """Whether "bought and merged Vanta" has one object: the left verb's own lies behind the right verb."""
        return any(k.i > right.i for k in self.parse.kids(left.i, *OBJECTS))

    def _find_controller(self, p: Predicate, g: Predicate) -> list[int]:
        objects = g.slots.get("patient", []) or g.slots.get("iobj", [])
        subjects = g.slots.get("agent", [])
        if p.link == "pcomp":
            if p.via in OBJECT_PREPOSITIONS and objects and g.lemma in self.lexicon.words["object_control"]:
                return objects
            return subjects or (objects if g.voice == "passive" else [])
        if p.link == "xcomp" and objects and (g.lemma in self.lexicon.words["object_control"] or g.voice == "passive"):
            return objects
        return subjects or (objects if g.voice == "passive" else [])

    def _take_antecedent(self, p: Predicate, token: Token, subject_slot: str, *, has_subject: bool) -> None:
        head = self.parse.tokens[token.head]
        if head.pos in ("VERB", "AUX"):
            return
        heads = expand(self.parse, head.i)
        if any(h > token.i for h in heads):
            heads = [h for h in heads if h < token.i]
        marks = [
            self.parse.tokens[i]
            for i in self.parse.subtree(token.i)
            if self.parse.tokens[i].lower in RELATIVES and self.parse.tokens[i].i < token.i
        ]
        mark = next((m for m in marks if m.dep in (*SUBJECTS, *OBJECTS, "pobj", "poss", "mark")), None)
        nearest = (
            heads[-1:]
            if p.link == "relcl" and self.parse.tokens[heads[-1]].i != head.i and self._is_singular(token)
            else heads
        )
        if mark is not None and mark.dep in ("nsubj", "nsubjpass"):
            p.add(subject_slot, *nearest)
        elif mark is not None and mark.dep in OBJECTS:
            p.add("patient", *heads)
        elif p.link == "acl" and token.tag == "VBG":
            before = self.parse.tokens[token.i - 1]
            p.add("agent", *([before.i] if before.name is not None and before.i not in nearest else nearest))
        elif p.voice == "passive" and not has_subject:
            p.add("patient", *heads)
        elif p.link == "acl" and not has_subject:
            self._take_from_noun(p, head, subject_slot)
        elif has_subject and not p.slots.get("patient") and mark is None:
            p.add("patient", *heads)

    def _is_singular(self, token: Token) -> bool:
        return token.tag == "VBZ" or any(
            k.tag == "VBZ" or k.lower in ("is", "was", "has") for k in self.parse.kids(token.i, "aux", "auxpass")
        )

    def _take_from_noun(self, p: Predicate, head: Token, subject_slot: str) -> None:
        """The subject of "a plan to buy": who has the plan, or the subject of the verb that the plan is object of."""
        owners = [k.i for k in self.parse.kids(head.i, "poss")]
        if not owners:
            owners = [
                t
                for slot, heads in find_oblique(self.parse, head.i)
                for t in heads
                if slot in ("by", "of") and (self.parse.tokens[t].name or self.parse.tokens[t].pos == "PRON")
            ]
        if not owners and head.head != head.i:
            above = self.parse.tokens[head.head]
            if above.pos == "ADP":
                above = self.parse.tokens[above.head]
            if above.pos in ("VERB", "AUX") and head.dep not in SUBJECTS:
                g = self.add_verb(above)
                owners = list(g.slots.get("agent", [])) if g else []
        if owners and not p.slots.get(subject_slot):
            p.add(subject_slot, *[e for o in owners for e in expand(self.parse, o)])

    def add_noun(self, token: Token) -> None:
        """Add the predicate of a noun."""
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
        self._take_self(p, token)
        p.governor, p.link = self._find_noun_governor(token)
        if compound is not None:
            p.slots["_compound"] = [compound.i]
        self.found[token.i] = p

    def _take_noun_slots(self, p: Predicate, token: Token) -> None:
        for kid in self.parse.kids(token.i):
            if kid.dep == "poss":
                p.add("poss", *expand(self.parse, kid.i))
            elif kid.dep in ("compound", "nmod", "amod") and (kid.name is not None):
                p.add("compound", [*expand(self.parse, kid.i)][-1])
            elif kid.dep in ("acl", "relcl") and kid.i in self.found:
                participle = self.found[kid.i]
                if token.i in participle.slots.get("patient", []):
                    for slot, heads in participle.slots.items():
                        if slot not in ("patient", "that", "xcomp", "attr"):
                            p.add("by" if slot == "agent" else slot, *heads)
        for slot, heads in find_oblique(self.parse, token.i):
            p.add(slot, *heads)

    def _take_support(self, p: Predicate, token: Token) -> None:
        """Take from the verb that the noun is object or passive subject of: "filed a complaint", "reached a deal"."""
        if token.dep not in (*OBJECTS, "nsubjpass", "attr", "conj"):
            return
        top = token
        while top.dep == "conj" and self.parse.tokens[top.head].pos in ("NOUN", "PROPN"):
            top = self.parse.tokens[top.head]
        above = self.found.get(top.head)
        if (
            above is None
            or above.kind != "verb"
            or token.i not in above.slots.get("patient", []) + above.slots.get("attr", [])
        ):
            return
        if above.lemma != "be" and above.lemma not in self.lexicon.words["telling"]:
            for agent in above.slots.get("agent", []):
                p.add("agent", agent)
            for slot, heads in above.slots.items():
                if slot not in ("agent", "patient", "attr", "that", "xcomp", "iobj") and slot not in p.slots:
                    p.add(slot, *heads)

    def _take_self(self, p: Predicate, token: Token) -> None:
        """Take what the noun phrase itself refers to: apposition, copula, a title before a name."""
        parse = self.parse
        token = self._find_whole(token)
        head = parse.tokens[token.head]
        if token.dep == "appos" and head.i != token.i:
            p.add("self", head.i)
        for kid in parse.kids(token.i, "appos"):
            p.add("self", kid.i)
        if token.dep in ("attr", "conj") or token.dep == "oprd":
            top = token
            while top.dep == "conj":
                top = parse.tokens[top.head]
            above = self.found.get(top.head)
            if above is not None and above.lemma in ("be", "become", "remain") and top.dep == "attr":
                p.add("self", *above.slots.get("agent", []))
        self._take_title(p, token, head)

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
        if after is None or after.name is None or after.sent != token.sent:
            return
        if token.dep in ("compound", "nmod", "amod", "nsubj", "npadvmod", "appos", "dep") and (
            head.i == after.i or (after.head == token.i)
        ):
            p.add("self", *expand(parse, after.i))
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

    def add_hyphened(self) -> None:
        """ "Lyon-based Vanta", "Orlo-owned Vanta": a predicate at the participle, compound before it, self behind it."""
        tokens = self.parse.tokens
        for i in range(2, len(tokens)):
            token = tokens[i]
            if (
                tokens[i - 1].text not in ("-", "–")
                or tokens[i - 2].name is None
                or token.name is not None
                or not token.text.islower()
            ):
                continue
            heads = climb(self.parse, token)
            p = Predicate(i, token.lower, "noun", "nominal", slots={"compound": [i - 2], "self": heads})
            if heads:
                self.found[i] = p

    def add_demonyms(self) -> None:
        """ "Chinese retailer Vanta": a predicate `demonym` whose compound is the adjective, self the thing."""
        for token in self.parse.tokens:
            if (
                token.lower in self.lexicon.demonyms
                and token.dep in ("amod", "compound", "nmod")
                and token.name is None
                and token.i not in self.found
            ):
                head = self.parse.tokens[token.head]
                self.found[token.i] = Predicate(
                    token.i,
                    "demonym",
                    "noun",
                    "nominal",
                    slots={"compound": [token.i], "self": [head.i, *[k.i for k in self.parse.kids(head.i, "appos")]]},
                )

    def add_names(self) -> None:
        """ "Lee of Orlo", "Orlo of Lyon": a predicate `_name` at a name without a title, with the prepositions behind it."""
        for token in self.parse.tokens:
            if token.name is None or token.i in self.found or token.i + 1 == len(self.parse.tokens):
                continue
            kids = self.parse.kids(token.i)
            titled = any(k.i < token.i and k.pos in ("NOUN", "PROPN") and k.name is None for k in kids)
            # "Lee, 40, of Lyon" tells a home
            titled = titled or (token.name.cls == "Person" and self.parse.tokens[token.i + 1].text == ",")
            p = Predicate(token.i, "_name", "noun", "nominal")
            for slot, heads in find_oblique(self.parse, token.i):
                if slot in ("of", "at", "with") and self.parse.tokens[heads[0]].name is not None:
                    p.add(slot, *heads)
            if p.slots and not titled:
                self.found[token.i] = p
