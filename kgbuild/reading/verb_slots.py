"""Find who stands in which slot of a verb: its own arguments, and those that another clause holds for it."""

from __future__ import annotations

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.phrases import expand, find_oblique
from kgbuild.reading.slots import OBJECTS, SUBJECTS, Link, Predicate
from kgbuild.reading.tokens import Parse, Token

COMPLEMENTS = ("attr", "oprd", "acomp")
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
PARTICIPLES = ("VBN", "VBD")
OBJECT_PREPOSITIONS = frozenset({"of", "for", "from", "with", "against", "into", "as"})


class VerbFinder:
    """Adds the predicates of verbs to `found`; one takes arguments from others, which are added first."""

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
        elif token.dep == "relcl" and self._is_infinitive(token):
            link = "acl"
        elif token.dep in ("xcomp", "advcl", "relcl", "acl", "conj"):
            link = token.dep  # type: ignore[assignment]
        elif token.dep == "pcomp":
            link, p.via = "pcomp", head.lower
            head = self.parse.tokens[head.head]
        elif token.dep == "amod":
            link = "acl"
        elif token.dep in ("oprd", "dep", "attr", "acomp"):
            link = "xcomp"
        if link in ("advcl", "that") and self._find_called(head, token):
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
        if token.dep in ("acl", "amod") and (token.tag == "VBN" or not self.parse.kids(token.i, *OBJECTS)):
            return True
        bare = not self.parse.kids(token.i, "aux", *OBJECTS)
        if (
            bare
            and self.parse.sentences[token.sent].kind == "headline"
            and (
                not self.parse.kids(token.i, "ccomp", "xcomp")
                or (token.lemma in self.lexicon.words["object_control"] and self._has_infinitive(token))
            )
        ):
            return True
        if self._is_given_headline(token) or (bare and self._continues_passive(token)):
            return True
        if (
            bare
            and any(slot == "by" and self._acts(heads) for slot, heads in find_oblique(self.parse, token.i))
            and token.dep not in ("relcl", "xcomp")
            and not self._holds_deed(token)
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

    def _continues_passive(self, token: Token) -> bool:
        """ "was charged in May and convicted a year later": without an object, some verbs are passive beside a passive."""
        head = self.parse.tokens[token.head]
        return (
            token.dep == "conj"
            and token.lemma in self.lexicon.words["transitive"]
            and bool(self.parse.kids(head.i, "auxpass"))
            and not self.parse.kids(token.i, "nsubj", "nsubjpass", "ccomp")
        )

    def _is_given_headline(self, token: Token) -> bool:
        """ "Lee handed two-year ban": in a headline, a past form of giving with one object is a passive without its verb."""
        return (
            self.parse.sentences[token.sent].kind == "headline"
            and token.lemma in self.lexicon.words["giving"]
            and len(self.parse.kids(token.i, *OBJECTS)) == 1
            and bool(self.parse.kids(token.i, "nsubj"))
            and not self.parse.kids(token.i, "aux", "dative")
            and not any(slot in ("to", "on") for slot, _ in find_oblique(self.parse, token.i))
        )

    def _holds_deed(self, token: Token) -> bool:
        """Whether a by-phrase tells of the deed before it: "voted on the purchase of Vanta by Orlo"."""
        by = next((k.i for k in self.parse.kids(token.i, "prep", "agent") if k.lower == "by"), 0)
        return bool(self.parse.kids(token.i, "nsubj")) and any(
            prep.i < by
            and any(k.lower == "of" for o in self.parse.kids(prep.i, "pobj") for k in self.parse.kids(o.i, "prep"))
            for prep in self.parse.kids(token.i, "prep")
        )

    def _has_infinitive(self, token: Token) -> bool:
        return any(self._is_infinitive(k) for k in self.parse.kids(token.i, "xcomp"))

    def _is_infinitive(self, token: Token) -> bool:
        return token.tag == "VB" and any(k.lower == "to" for k in self.parse.kids(token.i, "aux"))

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
                self._take_of_adjective(p, kid)
            elif kid.dep in ("ccomp", "advcl") and (called := self._find_called(token, kid)):
                p.add(
                    called, *[e for k in self.parse.kids(kid.i, "nsubj", "nsubjpass") for e in expand(self.parse, k.i)]
                )
                p.add("xcomp", kid.i)
            elif kid.dep == "ccomp":
                p.add("that", kid.i)
                self._take_small_clause(p, kid)
                if self._has_object_clause(token, kid):
                    for subject in self.parse.kids(kid.i, "nsubj", "nsubjpass"):
                        p.add("patient" if p.voice == "active" else "object2", *expand(self.parse, subject.i))
            elif kid.dep == "xcomp":
                p.add("xcomp", kid.i)
            elif kid.dep == "npadvmod" and kid.name is not None:
                p.add("npadvmod", kid.i)
        self._split_objects(p, token)
        if token.lemma == "be" and self.parse.kids(token.i, "expl") and "attr" in p.slots:
            p.slots["agent"] = p.slots.pop("attr")
        for slot, heads in find_oblique(self.parse, token.i):
            p.add("agent" if slot == "by" and p.voice == "passive" and self._acts(heads) else slot, *heads)
        if p.voice == "passive" and not p.slots.get("agent"):
            self._take_later_agent(p, token)
        if "xcomp" not in p.slots and self._find_asked(p):  # "appealed to Lee to go"
            for kid in self.parse.kids(token.i, "advcl"):
                if self._is_infinitive(kid):
                    p.add("xcomp", kid.i)

    def _split_objects(self, p: Predicate, token: Token) -> None:
        """ "granted Vanta and Orlo a licence": of two objects, the first receives."""
        objects = self.parse.kids(token.i, *OBJECTS)
        if p.voice == "active" and len(objects) == 2 and token.lemma in self.lexicon.words["giving"]:
            second = expand(self.parse, objects[1].i)
            p.add("iobj", *[i for i in p.slots["patient"] if i not in second])
            p.slots["patient"] = second

    def _take_of_adjective(self, p: Predicate, kid: Token) -> None:
        """ "is critical of Norvel": what stands behind an adjective belongs to its copula."""
        if kid.pos == "ADJ":
            for slot, heads in find_oblique(self.parse, kid.i):
                p.add(slot, *heads)

    def _take_small_clause(self, p: Predicate, kid: Token) -> None:
        """ "find Lee guilty": a clause without a verb is an object and what is said of it."""
        subjects = self.parse.kids(kid.i, "nsubj")
        if kid.pos == "ADJ" and subjects and p.voice == "active" and not self.parse.kids(kid.i, "cop", "aux", "mark"):
            p.add("patient", *expand(self.parse, subjects[0].i))
            p.add("attr", kid.i)

    def _has_object_clause(self, token: Token, kid: Token) -> bool:
        """Whether the subject of a clause is the verb's object: "allowed him to go", "saw him go", "let him go"."""
        if token.lemma in self.lexicon.words["object_control"] and self._is_infinitive(kid):
            return True
        return (
            token.lemma in self.lexicon.words["perceiving"]
            and kid.tag in ("VB", "VBG", "VBN")
            and not self.parse.kids(kid.i, "aux", "auxpass", "mark")
        )

    def _find_asked(self, p: Predicate) -> list[int]:
        """Whom one asks behind a preposition: "called on Lee to go"."""
        known = self.lexicon.words["preposition_control"]
        return [h for slot, heads in p.slots.items() if f"{p.lemma} {slot}" in known for h in heads]

    def _find_called(self, token: Token, kid: Token) -> str | None:
        """The preposition of "called on Lee to go", where the parser takes Lee and the infinitive for a clause."""
        if not self._is_infinitive(kid) or not self.parse.kids(kid.i, "nsubj", "nsubjpass"):
            return None
        marks = (k.lower for k in self.parse.kids(kid.i, "mark"))
        return next((m for m in marks if f"{token.lemma} {m}" in self.lexicon.words["preposition_control"]), None)

    def _take_later_agent(self, p: Predicate, token: Token) -> None:
        """ "selected and bought by Norvel": the agent stands with the last of the verbs."""
        for kid in self.parse.kids(token.i, "conj"):
            if kid.tag == "VBN" and not self.parse.kids(kid.i, "nsubj", "nsubjpass", "aux", "auxpass", *OBJECTS):
                for slot, heads in find_oblique(self.parse, kid.i):
                    if slot == "by" and self._acts(heads):
                        p.add("agent", *heads)

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
        head = self._skip_adjective(p, self.parse.tokens[p.governor])
        if head.pos in ("NOUN", "PROPN") and head.i != p.governor:
            p.add(subject_slot, *expand(self.parse, head.i))
            return
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
            if p.link == "xcomp" and self._has_gap(token):
                self._take_gap(p, head)
            controller = self._find_controller(p, g)
            if controller and not p.slots.get(subject_slot):
                p.add(subject_slot, *controller)

    def _has_gap(self, token: Token) -> bool:
        """Whether an infinitive lacks what it might have: an object, a clause, a preposition's object."""
        held = self.parse.kids(token.i, *OBJECTS, "ccomp", "xcomp", "acomp", "attr", "prep")
        return token.tag == "VB" and all(k.lower in RELATIVES for k in held)

    def _lends_gap(self, token: Token) -> bool:
        """Whether the object of a relative clause belongs to its infinitive: "the jets that it plans to fly"."""
        own = [k for k in self.parse.kids(token.i, *OBJECTS) if k.lower not in RELATIVES]
        return not own and any(self._is_infinitive(k) and self._has_gap(k) for k in self.parse.kids(token.i, "xcomp"))

    def _take_gap(self, p: Predicate, head: Token) -> None:
        """Take the antecedent of the relative clause that the infinitive ends, where the clause has its own subject."""
        noun = self.parse.tokens[head.head]
        subjects = self.parse.kids(head.i, "nsubj")
        if head.dep == "relcl" and noun.pos not in ("VERB", "AUX") and subjects and subjects[0].lower not in RELATIVES:
            p.add("patient", *[h for h in expand(self.parse, noun.i) if h < head.i])

    def _skip_adjective(self, p: Predicate, head: Token) -> Token:
        """The verb or noun that an adjective with a gerund belongs to: "is capable of holding", "a disk capable of holding"."""
        while p.link == "pcomp" and head.pos == "ADJ" and head.dep in ("acomp", "amod", "conj", "oprd", "advcl"):
            head = self.parse.tokens[head.head]
        return head

    def _shares_object(self, left: Token, right: Token) -> bool:
        """Whether "bought and merged Vanta" has one object: the left verb's own lies behind the right verb."""
        return any(k.i > right.i for k in self.parse.kids(left.i, *OBJECTS))

    def _find_controller(self, p: Predicate, g: Predicate) -> list[int]:
        objects = g.slots.get("patient", []) or g.slots.get("iobj", [])
        subjects = g.slots.get("agent", [])
        if p.via in ("as", "than") and p.voice == "passive":
            return []
        if p.link == "pcomp":
            if p.via == "as" and objects:
                return objects
            if p.via in OBJECT_PREPOSITIONS and objects and g.lemma in self.lexicon.words["object_control"]:
                return objects
            if p.via == "in" and g.lemma == "join" and g.voice == "active":  # "joined Orlo in suing Vanta"
                return [*subjects, *(o for o in objects if self.parse.tokens[o].name is not None)]
            return (objects if g.voice == "passive" else []) or subjects
        infinitive = p.link == "xcomp" or (p.link == "advcl" and self._is_infinitive(self.parse.tokens[p.head]))
        called = self._find_asked(g)
        if called and self._is_infinitive(self.parse.tokens[p.head]):
            return called
        raised = p.link == "xcomp" and g.voice == "passive"
        held = g.lemma in self.lexicon.words["object_control"] and g.lemma not in self.lexicon.words["subject_purpose"]
        if infinitive and objects and (held or raised):
            return objects
        return subjects or (objects if g.voice == "passive" else [])

    def _take_antecedent(self, p: Predicate, token: Token, subject_slot: str, *, has_subject: bool) -> None:
        head = self.parse.tokens[token.head]
        if head.pos in ("VERB", "AUX"):
            if p.voice == "passive" and head.lemma in self.lexicon.words["happening"]:  # "stands accused of fraud"
                above = self.add_verb(head)
                p.add(subject_slot, *(above.slots.get("agent", []) if above is not None else []))
            return
        heads = expand(self.parse, head.i)
        if token.dep == "amod":
            # "the condemned man" describes and does not tell: a slot of its own, which no frame asks for
            p.add("described" if p.voice == "passive" else subject_slot, head.i)
            return
        if any(h > token.i for h in heads):
            heads = [h for h in heads if h < token.i]
        marks = [
            self.parse.tokens[i]
            for i in self.parse.subtree(token.i)
            if self.parse.tokens[i].lower in RELATIVES and self.parse.tokens[i].i < token.i
        ]
        mark = next((m for m in marks if m.dep in (*SUBJECTS, *OBJECTS, "pobj", "poss", "mark")), None)
        heads = self._fit_antecedent(heads, mark)
        nearest = (
            heads[-1:]
            if p.link == "relcl" and self.parse.tokens[heads[-1]].i != head.i and self._is_singular(token)
            else heads
        )
        if head.dep == "pobj" and head.tag in ("NNS", "DT"):
            heads = nearest = [*self._find_one_of(head), *heads]
        if mark is not None and mark.dep in ("nsubj", "nsubjpass"):
            p.add(subject_slot, *nearest)
            p.relative = mark.i
        elif self._lends_gap(token):
            return
        elif mark is not None and mark.dep in OBJECTS:
            p.add("patient", *heads)
            p.relative = mark.i
        elif p.link == "acl" and token.tag == "VBG":
            before = self.parse.tokens[token.i - 1]
            p.add("agent", *([before.i] if before.name is not None and before.i not in nearest else nearest))
        elif p.voice == "passive" and not has_subject:
            p.add("patient", *heads)
        elif p.link == "acl" and not has_subject and self._heads_infinitive(head):
            p.add(subject_slot, *heads)
        elif p.link == "acl" and not has_subject:
            self._take_from_noun(p, head, subject_slot)
        elif has_subject and not p.slots.get("patient") and mark is None:
            p.add("patient", *heads)

    def _find_one_of(self, those: Token) -> list[int]:
        """ "Lee was among those arrested": who is one of those."""
        prep = self.parse.tokens[those.head]
        above = self.found.get(prep.head)
        if above is None or above.lemma != "be" or prep.lower not in ("among", "amongst"):
            return []
        return above.slots.get("agent", [])

    def _fit_antecedent(self, heads: list[int], mark: Token | None) -> list[int]:
        """What "which" or "who" stands for: no person, or a person; else the nominal just before it is meant."""
        if mark is None or mark.lower not in ("which", "who", "whom"):
            return heads
        person = mark.lower != "which"
        if person:  # "Lee, chairman of Vanta, who": up from the firm to its chairman
            above = [heads[-1]]
            while len(above) < 4 and not self._is_person(above[-1]):
                above.append(self.parse.tokens[above[-1]].head)
            return heads if len(above) == 1 or not self._is_person(above[-1]) else above[-1:]
        i = mark.i - 1
        while i > 0 and self.parse.tokens[i].pos == "PUNCT":
            i -= 1
        if not self._is_person(heads[-1]) or i in heads or self._is_person(i) is not False:
            return heads
        return [i]

    def _is_person(self, i: int) -> bool | None:
        """Whether a name or noun is a person; None where nothing tells."""
        token = self.parse.tokens[i]
        cls = token.name.cls if token.name is not None else self.lexicon.nouns.get(token.lemma)
        if cls is None:
            noun = load_nouns().find(token.lemma)
            known = token.lemma in self.lexicon.titles or (noun is not None and noun.kind == "person")
            return True if known or self._is_told_of_person(token) else None
        return self.lexicon.find_parent(cls) == "Person"

    def _is_told_of_person(self, token: Token) -> bool:
        """Whether a sentence says of a person that he is this: "Lee is the largest holder"."""
        subjects = self.parse.kids(token.head, "nsubj") if token.dep == "attr" else []
        return any(
            s.name is not None and self.lexicon.find_parent(s.name.cls) == "Person" for s in subjects if s.i != token.i
        )

    def _heads_infinitive(self, head: Token) -> bool:
        """Whether a noun is the subject of its infinitive: "the first bank to close", the headline "Norvel to close mill"."""
        if head.dep in ("root", "ROOT") and self.parse.sentences[head.sent].kind == "headline":
            return True
        return any(
            k.tag == "JJS" or k.lower in ("first", "second", "third", "last", "latest", "next", "only")
            for k in self.parse.kids(head.i, "amod", "nummod", "advmod")
        )

    def _is_singular(self, token: Token) -> bool:
        return token.tag == "VBZ" or any(
            k.tag == "VBZ" or k.lower in ("is", "was", "has") for k in self.parse.kids(token.i, "aux", "auxpass")
        )

    def _find_company(self, noun: Token) -> list[int]:
        """ "joined a group of banks in suing": who joined or led, where the gerund hangs on the group."""
        at = noun
        while at.pos not in ("VERB", "AUX") and at.head != at.i:
            at = self.parse.tokens[at.head]
        above = self.add_verb(at) if at.lemma in ("join", "lead") and at.pos == "VERB" else None
        return list(above.slots.get("agent", [])) if above is not None and above.voice == "active" else []

    def _take_from_noun(self, p: Predicate, head: Token, subject_slot: str) -> None:
        """The subject of "a plan to buy": who has the plan, or the subject of the verb that the plan is object of."""
        owners = [k.i for k in self.parse.kids(head.i, "poss")]
        if p.link == "pcomp" and p.via == "in" and (company := self._find_company(head)):
            owners = company
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
