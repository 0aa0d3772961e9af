"""Find what a verb takes from the noun it hangs on: the antecedent of a relative clause, the owner of a plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.phrases import expand, find_oblique
from kgbuild.reading.slots import OBJECTS, SUBJECTS, Predicate
from kgbuild.reading.tokens import Parse, Token
from kgbuild.reading.verb_own import RELATIVES, has_gap, is_infinitive

PIED = frozenset({"which", "whom"})  # relative words that a preposition takes along
CARRIED = frozenset({"in", "into", "to", "with", "from", "against", "for"})
RANKS = frozenset({"first", "second", "third", "fourth", "last", "latest", "next", "only"})

# What opens a clause on a place or time, which is not what its verb is done to: "a land where many complain".
PLACES_AND_TIMES = frozenset({"where", "when", "why"})


class NounArguments:
    """Fills the slots of a verb from its noun; `found` holds the predicates so far, `add_verb` adds another."""

    def __init__(
        self,
        parse: Parse,
        lexicon: Lexicon,
        found: Mapping[int, Predicate],
        add_verb: Callable[[Token], Predicate | None],
    ) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.found = found
        self.add_verb = add_verb

    def take_antecedent(self, p: Predicate, token: Token, subject_slot: str, *, has_subject: bool) -> None:
        """Take what the noun of a relative clause or participle is to the verb."""
        head = self.parse.tokens[token.head]
        if head.pos in ("VERB", "AUX"):
            self._take_from_verb(p, head, subject_slot)
            return
        if token.dep == "amod":
            # "the condemned man" describes and does not tell: a slot of its own, which no frame asks for
            p.add("described" if p.voice == "passive" else subject_slot, head.i)
            return
        mark = self._find_relative(token)
        heads, nearest = self._choose_antecedents(p, token, head, mark)
        if mark is not None and mark.dep in ("nsubj", "nsubjpass"):
            p.add(subject_slot, *nearest)
            p.relative = mark.i
        elif mark is not None and (slot := self._find_slot_before(p, mark)):
            p.slots[slot] = [*heads, *(h for h in p.slots.get(slot, ()) if h != mark.i)]
        elif self._lends_gap(token):
            return
        elif mark is not None and mark.dep in OBJECTS:
            p.add("patient", *heads)
            p.relative = mark.i
        elif p.link == "acl" and token.tag == "VBG":
            before = self.parse.tokens[token.i - 1]
            if writers := self._find_writers(head):
                nearest = writers
                before = head
            p.add("agent", *([before.i] if before.name is not None and before.i not in nearest else nearest))
        elif mark is None and not has_subject and (ranked := self._find_ranked(head)):
            p.add(subject_slot, *ranked)
        elif p.voice == "passive" and not has_subject:
            if head.lemma in self.lexicon.words["planning_nouns"] and self.parse.kids(token.i, "aux"):
                self.take_from_noun(p, head, subject_slot)  # "an agreement to be bought by Vanta"
            else:
                p.add("patient", *heads)
        elif p.link == "acl" and not has_subject and self._heads_infinitive(head):
            p.add(subject_slot, *heads)
        elif p.link == "acl" and not has_subject:
            self.take_from_noun(p, head, subject_slot)
        elif has_subject and not p.slots.get("patient") and mark is None and not self._tells_where(token):
            p.add("patient", *heads)

    def _tells_where(self, token: Token) -> bool:
        return any(k.lower in PLACES_AND_TIMES for k in self.parse.kids(token.i, "advmod"))

    def _take_from_verb(self, p: Predicate, head: Token, subject_slot: str) -> None:
        """ "He stands accused of fraud": whom the verb tells of."""
        if p.voice == "passive" and head.lemma in self.lexicon.words["happening"]:
            above = self.add_verb(head)
            p.add(subject_slot, *(above.slots.get("agent", []) if above is not None else []))

    def _find_relative(self, token: Token) -> Token | None:
        """The relative word of a clause, before its verb."""
        below = (self.parse.tokens[i] for i in self.parse.subtree(token.i) if i < token.i)
        marks = (m for m in below if m.lower in RELATIVES)
        return next((m for m in marks if m.dep in (*SUBJECTS, *OBJECTS, "pobj", "poss", "mark")), None)

    def _choose_antecedents(
        self, p: Predicate, token: Token, head: Token, mark: Token | None
    ) -> tuple[list[int], list[int]]:
        """The nouns that a clause may be about, and those of them that its subject is."""
        heads = expand(self.parse, head.i)
        if any(h > token.i for h in heads):
            heads = [h for h in heads if h < token.i]
        suit = self._find_suit(token, mark, heads[-1])
        heads = [suit] if suit is not None else self._fit_antecedent(heads, mark)
        last = p.link == "relcl" and self.parse.tokens[heads[-1]].i != head.i and self._is_singular(token)
        nearest = heads[-1:] if last else heads
        if head.dep == "pobj" and head.tag in ("NNS", "DT"):
            heads = nearest = [*self._find_one_of(head), *heads]
        return heads, nearest

    def _find_slot_before(self, p: Predicate, mark: Token) -> str | None:
        """The slot of a clause whose relative word stands behind a preposition: "Vanta, in which Orlo has a stake"."""
        prep = self.parse.tokens[mark.head]
        whole = mark.dep == "pobj" and mark.lower in PIED and prep.i == mark.i - 1 and prep.head in self._reach(p)
        return prep.lower if whole and prep.lower in CARRIED else None

    def _reach(self, p: Predicate) -> list[int]:
        """The words of a clause that a phrase before it may hang on: its verb and the object."""
        return [p.head, *p.slots.get("patient", ())]

    def take_from_noun(self, p: Predicate, head: Token, subject_slot: str) -> None:
        """The subject of "a plan to buy": who has the plan, or the subject of the verb that the plan is object of."""
        owners = [k.i for k in self.parse.kids(head.i, "poss")]
        if p.link == "pcomp" and p.via == "in" and (company := self._find_company(head)):
            owners = company
        if head.lemma in self.lexicon.words["appointing_nouns"] and (
            chosen := [h for slot, heads in find_oblique(self.parse, head.i) if slot == "of" for h in heads]
        ):
            owners = chosen  # "Kane's nomination of Lee to lead Vanta"
        if p.link == "acl" and head.lemma in self.lexicon.words["asking_nouns"]:
            p.add(subject_slot, *self._find_addressee(head))
            return
        offered = head.lemma in self.lexicon.words["offerings"]
        makers = ("by", "of", "from") if offered else ("by", "of")
        if not owners:
            owners = [
                t
                for slot, heads in find_oblique(self.parse, head.i)
                for t in heads
                if slot in makers and (self.parse.tokens[t].name or self.parse.tokens[t].pos == "PRON")
            ]
        if not owners and head.head != head.i:
            above = self.parse.tokens[head.head]
            if above.pos == "ADP":
                above = self.parse.tokens[above.head]
                if above.pos in ("NOUN", "ADJ") and above.name is None and above.i < head.i:
                    head, above = self._climb(above)
            if above.name is not None and above.head == above.i and self.parse.sentences[above.sent].kind == "headline":
                owners = [above.i]  # "Norvel in talks to buy Orlo"
            elif (offered and above.lemma in self.lexicon.words["deciding_on"]) or (
                above.lemma in self.lexicon.words["reacting"] and head.lemma in self.lexicon.words["planning_nouns"]
            ):
                return  # "Norvel declined a bid to buy it", "Norvel welcomed the decision to drop the case"
            elif above.pos in ("VERB", "AUX") and head.dep not in SUBJECTS:
                g = self.add_verb(above)
                owners = list(g.slots.get("agent", [])) if g else []
        if owners and not p.slots.get(subject_slot):
            p.add(subject_slot, *[e for o in owners for e in expand(self.parse, o)])

    def _climb(self, noun: Token) -> tuple[Token, Token]:
        """The phrase that a noun's phrase hangs in, and what bears it: "signed a letter of intent to buy", "is close to a deal to buy"."""
        above = self.parse.tokens[noun.head]
        return (noun, self.parse.tokens[above.head]) if above.pos == "ADP" else (noun, above)

    def _find_addressee(self, asking: Token) -> list[int]:
        """Who is to do what is asked: "Vanta's motion with the court to dismiss it", "a judge denied Vanta's motion"; not who asks."""
        obliques = find_oblique(self.parse, asking.i)
        named = [t for slot, heads in obliques for t in heads if slot in ("to", "with") and self.parse.tokens[t].name]
        above = self.parse.tokens[asking.head]
        if named or not self.parse.kids(asking.i, "poss") or asking.dep not in OBJECTS or above.pos != "VERB":
            return named
        g = self.add_verb(above)
        return list(g.slots.get("agent", [])) if g is not None else []

    def _find_one_of(self, those: Token) -> list[int]:
        """ "Lee was among those arrested": who is one of those."""
        prep = self.parse.tokens[those.head]
        above = self.found.get(prep.head)
        if above is None or above.lemma != "be" or prep.lower not in ("among", "amongst"):
            return []
        return above.slots.get("agent", [])

    def _find_writers(self, paper: Token) -> list[int]:
        """Who puts out a paper that says something: "published a letter condemning the plan"."""
        verb = self.parse.tokens[paper.head]
        if paper.lemma not in self.lexicon.words["papers"] or paper.dep not in OBJECTS:
            return []
        if verb.lemma not in self.lexicon.words["issuing"]:
            return []
        above = self.add_verb(verb)
        return list(above.slots.get("agent", [])) if above is not None and above.voice == "active" else []

    def _find_ranked(self, group: Token) -> list[int]:
        """ "Lee was the last of nine clerks to be jailed": who is first."""
        rank, prep = group, self.parse.tokens[group.head]
        if group.dep == "pobj" and prep.lower == "of":
            rank = self.parse.tokens[prep.head]
        if rank.lower not in RANKS and rank.lower != "one":
            return []
        above = self.found.get(rank.head)
        if rank.dep == "attr" and above is not None and above.lemma == "be":
            return list(above.slots.get("agent", []))
        return [rank.i]

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

    def _find_suit(self, verb: Token, mark: Token | None, sued: int) -> int | None:
        """ "A suit against Vanta, which alleged fraud": what accuses is the suit, not whom it is against."""
        against = self.parse.tokens[self.parse.tokens[sued].head]
        if mark is None or mark.lower not in ("which", "that") or mark.dep != "nsubj" or against.lower != "against":
            return None
        above = self.parse.tokens[against.head]
        nouns = [above] if above.pos == "NOUN" else [k for k in self.parse.kids(above.i, *OBJECTS) if k.i < against.i]
        if not nouns or nouns[0].lemma not in self.lexicon.words["suits"] or not self._accuses(verb, sued):
            return None
        return nouns[0].i

    def _accuses(self, verb: Token, sued: int) -> bool:
        """Whether a verb tells what a suit says of the sued: "alleges", "seeks $3 million", "claims infringement", "claims that Vanta lied"."""
        words = self.lexicon.words
        if verb.lemma in words["suit_verbs"]:
            return True
        name = self.parse.tokens[sued].name
        clauses = [*self.parse.kids(verb.i, "ccomp"), *(k for k in self.parse.kids(verb.i, "conj") if k.tag != "VB")]
        subjects = [s for c in clauses for s in self.parse.kids(c.i, "nsubj", "nsubjpass") if s.name is not None]
        told = any(k.lemma in words["wrong"] for k in self.parse.kids(verb.i, *OBJECTS))
        told = told or any(name is not None and s.name is not None and s.name.key == name.key for s in subjects)
        return told and verb.lemma in words["alleging"]

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
        return any(k.tag == "JJS" or k.lower in RANKS for k in self.parse.kids(head.i, "amod", "nummod", "advmod"))

    def _is_singular(self, token: Token) -> bool:
        return token.tag == "VBZ" or any(
            k.tag == "VBZ" or k.lower in ("is", "was", "has") for k in self.parse.kids(token.i, "aux", "auxpass")
        )

    def _lends_gap(self, token: Token) -> bool:
        """Whether the object of a relative clause belongs to its infinitive: "the jets that it plans to fly"."""
        own = [k for k in self.parse.kids(token.i, *OBJECTS) if k.lower not in RELATIVES]
        return not own and any(
            is_infinitive(self.parse, k) and has_gap(self.parse, k) for k in self.parse.kids(token.i, "xcomp")
        )

    def _find_company(self, noun: Token) -> list[int]:
        """ "joined a group of banks in suing": who joined or led, where the gerund hangs on the group."""
        at = noun
        while at.pos not in ("VERB", "AUX") and at.head != at.i:
            at = self.parse.tokens[at.head]
        above = self.add_verb(at) if at.lemma in ("join", "lead") and at.pos == "VERB" else None
        return list(above.slots.get("agent", [])) if above is not None and above.voice == "active" else []
