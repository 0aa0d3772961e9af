"""How sure the words of a predicate's own clause or phrase make it: auxiliaries, negation, adverbs, conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.stances import Stance, negate, weaken
from kgbuild.reading.tokens import Parse, Token

# "An appeal against the sale" is no wish for it: what stands behind these is there already.
HAPPENED = frozenset({"against", "over", "after", "since", "following"})
TOPICAL = frozenset({"on", "about", "over", "regarding", "concerning"})


class OwnWords:
    """Reads the stance of predicates, leaving out of account what they are embedded in."""

    def __init__(self, parse: Parse, predicates: Mapping[int, Predicate], lexicon: Lexicon) -> None:
        self.parse, self.predicates = parse, predicates
        self.lexicon, self.words = lexicon, lexicon.words

    def find(self, p: Predicate) -> Stance:
        """Return the stance of a predicate by the words of its own."""
        token = self.parse.tokens[p.head]
        stance = Stance()
        kids = self.parse.kids(p.head)
        if p.kind == "verb":
            stance = self._add_auxiliaries(p, token, kids, stance)
        for kid in kids:
            if self._denies(kid, p.head):
                stance = negate(stance)
            elif kid.dep in ("advmod", "amod", "acomp"):
                stance = self._add_adverb(kid, stance)
        if self._is_barred(p, token):
            stance = negate(stance)
        if self._has_condition(kids) or self._is_inverted(p, kids) or self._is_asked(p, kids):
            stance = weaken(stance, "possible")
        if p.kind == "noun":
            stance = self._add_phrase(token, kids, stance)
        if p.kind == "verb" and "according to" in p.slots:
            stance = replace(stance, speakers=tuple(p.slots["according to"]))
            told = p.lemma not in self.words["pleading"]
            if told and any(self.parse.tokens[i].lemma in self.words["suits"] for i in p.slots["according to"]):
                stance = weaken(stance, "alleged")
        for kid in self.parse.kids(p.head, "parataxis"):  # "Norvel, its lawyer said, won"
            says = self.predicates.get(kid.i)
            if says is not None and says.lemma in self.words["reporting"]:
                speakers = tuple(says.slots.get("agent", ()))
                stance = replace(stance, speakers=(*stance.speakers, *speakers))
                in_suit = any(self.parse.tokens[i].lemma in self.words["suits"] - {"case"} for i in speakers)
                if says.lemma in ("allege", "claim") or in_suit or self.is_charge(p, speakers):
                    stance = weaken(stance, "alleged")
        for i in p.slots.get("patient" if p.voice == "passive" else "agent", ())[:1] if p.kind == "verb" else ():
            subject = self.parse.tokens[i]
            if subject.lower in ("nobody", "none", "neither") or any(
                k.lower in ("no", "neither") for k in self.parse.kids(i, "det", "cc", "preconj") if k.i < i
            ):
                stance = negate(stance)
        return stance

    def _denies(self, kid: Token, head: int) -> bool:
        """Whether a dependent negates its head; the "not" of "not only" does not."""
        if self.parse.tokens[min(kid.i + 1, len(self.parse.tokens) - 1)].lower in ("only", "just", "merely", "least"):
            return False
        if kid.dep == "neg" or (kid.lower == "longer" and any(k.lower == "no" for k in self.parse.kids(kid.i))):
            return True
        negative = kid.lower in self.words["negative_words"] and kid.dep in ("det", "advmod", "cc", "preconj")
        return negative and (kid.dep != "cc" or kid.i < head)

    def _add_phrase(self, token: Token, kids: list[Token], stance: Stance) -> Stance:
        """What the words of its own phrase say of a noun: "the sale planned for May", "a deal cancelled", "due for delivery"."""
        words = self.words
        names = [
            k for prep in kids if prep.lower == "of" for k in self.parse.kids(prep.i, "pobj") if k.name is not None
        ]
        for kid in (*kids, *(k for name in names for k in self.parse.kids(name.i))):
            if kid.dep == "acl" and kid.tag in ("VBN", "VBD") and kid.lemma in words["verbs_of_averting"]:
                stance = negate(stance)
            elif kid.dep == "acl" and kid.tag in ("VBN", "VBD") and kid.lemma in words["verbs_of_wanting"]:
                stance = weaken(stance, "planned")
        prep = self.parse.tokens[token.head]
        if token.dep != "pobj" or prep.head == prep.i:
            return stance
        if prep.lower == "without":
            return negate(stance)
        above = self.parse.tokens[prep.head]
        if above.lower in words["due_adjectives"] and prep.lower == "for":
            return weaken(stance, "planned")
        merging = prep.lower == "of" and token.lemma in words["dealings"] and not self.parse.kids(token.i, "det")
        if self._is_bid_for(kids, above) and prep.lower == "for":
            return weaken(stance, "planned")
        agreed = above.lemma in words["nouns_of_agreeing"] and (prep.lower == "for" or merging)
        wanted = above.lemma in words["nouns_of_wanting"] and prep.lower not in HAPPENED
        if (agreed or wanted) and above.pos == "NOUN":
            return weaken(stance, "planned")
        if above.lemma in words["nouns_of_talking"] and prep.lower in TOPICAL:
            return weaken(stance, "possible")
        if above.lemma in words["nouns_of_report"] and prep.lower in TOPICAL | {"of"}:
            stance = self._add_report(above, stance)
        return negate(stance) if above.lemma in words["nouns_of_averting"] and above.pos == "NOUN" else stance

    def _is_bid_for(self, kids: list[Token], bid: Token) -> bool:
        """Whether a noun names what somebody offers to buy: "an offer for a stake"; his own stake is there."""
        owned = any(k.dep == "poss" or k.lower in ("the", "this") for k in kids)
        return bid.pos == "NOUN" and bid.lemma in self.words["offers"] and not owned

    def _add_report(self, report: Token, stance: Stance) -> Stance:
        """What "rumours of a takeover" and "denied reports of its takeover" say of the deed that is talked of."""
        verb = self.parse.tokens[report.head]
        if report.dep == "dobj" and verb.lemma in self.words["refuting"]:
            return negate(stance)
        return weaken(stance, "possible") if report.lemma in self.words["doubting_nouns"] else stance

    def _is_barred(self, p: Predicate, token: Token) -> bool:
        """Whether what joins a clause to the rest says that it is not so: "without suing", "instead of suing", "nor sued"."""
        if p.link == "pcomp" and (p.via == "without" or self._is_instead(token)):
            return True
        if [t.lower for t in self.parse.tokens[max(0, token.i - 2) : token.i]] == ["rather", "than"]:
            return True
        if p.link == "advcl" and p.via == "than":  # "would rather lose than settle"
            return any(k.lower in ("rather", "sooner") for k in self.parse.kids(token.head, "advmod"))
        if token.dep != "conj":
            return False
        joints = [k for k in self.parse.kids(token.head, "cc") if token.head < k.i < token.i or k.i < token.i]
        if not joints:
            return False
        last = joints[-1]
        return last.lower == "nor" or (
            last.lower == "than" and any(k.lower == "rather" for k in self.parse.kids(last.i))
        )

    def _is_instead(self, token: Token) -> bool:
        prep = self.parse.tokens[token.head]
        return prep.lower == "of" and prep.i > 0 and self.parse.tokens[prep.i - 1].lower == "instead"

    def _is_inverted(self, p: Predicate, kids: list[Token]) -> bool:
        """Whether a clause is a condition by its order: "had it bought the mill, ..."."""
        subject = next((k for k in kids if k.dep in ("nsubj", "nsubjpass")), None)
        first = next((k for k in kids if k.dep in ("aux", "auxpass")), None)
        if subject is None or first is None or p.link != "advcl":
            return False
        return first.i < subject.i and first.lower in ("had", "were", "should")

    def _is_asked(self, p: Predicate, kids: list[Token]) -> bool:
        """Whether a clause asks if it is so: "Has Orlo sued Vanta?"; "Why did Orlo sue Vanta?" takes it for granted."""
        subject = next((k for k in kids if k.dep in ("nsubj", "nsubjpass")), None)
        first = next((k for k in kids if k.dep in ("aux", "auxpass")), None)
        if p.kind != "verb" or subject is None or first is None or first.i > subject.i:
            return False
        tokens, sentence = self.parse.tokens, self.parse.sentences[subject.sent]
        marks = {t.text for t in tokens[p.head : sentence.last + 1]}
        return "?" in marks and not any(t.tag[:1] == "W" for t in tokens[sentence.first : first.i])

    def _add_auxiliaries(self, p: Predicate, token: Token, kids: list[Token], stance: Stance) -> Stance:
        auxiliaries = [k.lower for k in kids if k.dep in ("aux", "auxpass")]
        if token.dep == "conj" and not auxiliaries and token.tag in ("VB", "VBN"):
            first = token
            while first.dep == "conj" and first.head != first.i and not self.parse.kids(first.i, "aux"):
                first = self.parse.tokens[first.head]
            auxiliaries = [
                k.lower
                for k in self.parse.kids(first.i, "aux")
                if token.tag == "VB" or k.lower not in ("have", "has", "had")
            ]
        if any(a in self.words["modal_planned"] for a in auxiliaries):
            stance = weaken(stance, "planned")
        if "must" in auxiliaries and p.lemma not in self.words["paying"]:  # who must pay is made to
            had = not {"have", "'ve", "’ve"}.isdisjoint(auxiliaries)
            stance = weaken(stance, "possible" if had else "planned")
        if any(a in self.words["modal_possible"] for a in auxiliaries) and not self._is_ability(p, auxiliaries):
            reported = "would" in auxiliaries and p.link == "that"
            stance = stance if self.performs(p) else weaken(stance, "planned" if reported else "possible")
        sentence = self.parse.sentences[token.sent]
        if sentence.kind == "headline" and "to" in auxiliaries and p.link == "root":
            stance = weaken(stance, "planned")
        if "to" in auxiliaries and p.link == "advcl" and not self._is_result(p):
            stance = weaken(stance, "planned")
        return stance

    def performs(self, p: Predicate) -> bool:
        """Whether somebody does by these words what they tell: "I would urge the ministry", "we would like to ask"."""
        if not {k.lower for k in self.parse.kids(p.head, "aux")} & {"would", "'d", "’d"}:
            return False
        said = (
            {p.lemma}
            if p.lemma != "like"
            else {self.predicates[i].lemma for i in p.slots.get("xcomp", ()) if i in self.predicates}
        )
        kids = self.parse.kids(p.head)
        speaks = any(k.dep == "nsubj" and k.lower in ("i", "we") for k in kids)
        supposed = any(self._has_condition(self.parse.kids(k.i)) for k in kids if k.dep == "advcl")
        return speaks and not supposed and bool(said & self.words["verbs_of_asking"])

    def is_charge(self, p: Predicate, speakers: tuple[int, ...]) -> bool:
        """Whether those who accuse tell what somebody did: "prosecutors said Pratt sold the mill", not that they charged him."""
        if not speakers or any(self.parse.tokens[i].lemma not in self.words["accusers"] for i in speakers):
            return False
        doers = [self.parse.tokens[i] for i in p.slots.get("agent", ())]
        office = ("Court", "Agency", "Government")
        known = [d for d in doers if d.tag != "PRP" and d.lemma not in self.words["authorities"]]
        return bool(known) and all(d.name is None or d.name.cls not in office for d in known)

    def _is_result(self, p: Predicate) -> bool:
        """Whether "to" tells what came of a deed, not what for: "rose to become", "left to join"; "will leave to join" does not."""
        above = self.predicates.get(p.governor) if p.governor is not None else None
        if above is not None and above.lemma in self.words["verbs_of_paying"]:
            return above.voice == "active" and self._pays_sum(above)
        if above is not None and above.lemma == "vote" and self.parse.tokens[above.head].tag == "VBD":
            return True  # "voted 54 to 40 to confirm Lee"
        if above is not None and above.lemma in self.words["verbs_of_coming_forward"]:
            told = self.parse.tokens[above.head].tag in ("VBD", "VBN") and not self._lies_ahead(above)
            return told and p.lemma in self.words["speaking_out"]
        if above is None or above.lemma not in self.words["verbs_of_leaving"]:
            return p.lemma in self.words["verbs_of_result"] and not (above is not None and self._lies_ahead(above))
        kids = self.parse.kids(above.head)
        return self.parse.tokens[above.head].tag in ("VBD", "VBN") and not any(
            k.lower in self.words["modal_possible"] or k.lower in self.words["modal_planned"] or k.dep == "neg"
            for k in kids
        )

    def _pays_sum(self, above: Predicate) -> bool:
        """Whether a sum has been paid for a thing: "paid $3 million to settle", not "agreed to pay" or "paid a clerk to forge"."""
        token, parse = self.parse.tokens[above.head], self.parse
        open_words = self.words["modal_possible"] | self.words["modal_planned"] | {"to", "not", "n't"}
        if token.tag in ("VB", "VBG") or any(k.lower in open_words for k in parse.kids(token.i, "aux", "neg")):
            return False
        return any(parse.tokens[i].tag in ("CD", "$") for i in above.slots.get("patient", ()))

    def _lies_ahead(self, above: Predicate) -> bool:
        """Whether a verb tells of what will be done, or is proposed, so that what it is done for is no result yet."""
        if above.lemma in self.words["verbs_of_wanting"] and above.slots.get(
            "patient"
        ):  # "proposed a merger to form Orlo"
            return True
        return any(k.lower in self.words["modal_planned"] for k in self.parse.kids(above.head, "aux"))

    def _is_ability(self, p: Predicate, auxiliaries: list[str]) -> bool:
        """Whether "can" tells what a thing is able to do: "the engine can run on gas", not "the firm can appeal"."""
        subjects = p.slots.get("patient" if p.voice == "passive" else "agent", [])
        return auxiliaries[0] == "can" and bool(subjects) and not any(self._may_act(i) for i in subjects)

    def _may_act(self, i: int) -> bool:
        token = self.parse.tokens[i]
        if token.name is not None:
            return token.name.cls not in ("Product", "Work")
        cls = self.lexicon.nouns.get(token.lemma)
        return (
            token.pos != "NOUN"
            or token.lemma in self.lexicon.titles
            or (cls is not None and self.lexicon.find_parent(cls) in ("Organization", "Person"))
        )

    def _add_adverb(self, kid: Token, stance: Stance) -> Stance:
        if kid.dep == "amod" and kid.lower in self.words["averted_adjectives"]:
            return negate(stance)
        for words, modality in (
            ("alleged_adverbs", "alleged"),
            ("possible_adverbs", "possible"),
            ("planned_adverbs", "planned"),
        ):
            if kid.lower in self.words[words]:
                return weaken(stance, modality)  # type: ignore[arg-type]
        return stance

    def _has_condition(self, kids: list[Token]) -> bool:
        return any(k.dep == "mark" and k.lower in self.words["condition_words"] for k in kids)
