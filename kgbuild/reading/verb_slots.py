"""Find who stands in which slot of a verb: its own arguments, and those that another clause holds for it."""

from __future__ import annotations

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.phrases import expand, find_oblique
from kgbuild.reading.slots import OBJECTS, Predicate
from kgbuild.reading.tokens import Parse, Token
from kgbuild.reading.verb_nouns import NounArguments
from kgbuild.reading.verb_own import (
    RELATIVES,
    OwnArguments,
    find_asked,
    find_pressed,
    has_gap,
    is_infinitive,
    is_to_be_done,
)

OBJECT_PREPOSITIONS = frozenset({"of", "for", "from", "with", "against", "into", "as", "on", "over", "about"})


class VerbFinder:
    """Adds the predicates of verbs to `found`; one takes arguments from others, which are added first."""

    def __init__(self, parse: Parse, lexicon: Lexicon) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.found: dict[int, Predicate] = {}
        self.busy: set[int] = set()
        self._own = OwnArguments(parse, lexicon)
        self._nouns = NounArguments(parse, lexicon, self.found, self.add_verb)

    def add_verb(self, token: Token) -> Predicate | None:
        """Add the predicate of a verb, and first those that it takes arguments from."""
        if token.i in self.found:
            return self.found[token.i]
        if token.i in self.busy:
            return None
        self.busy.add(token.i)
        p = self._own.open_verb(token)
        self._own.take_own(p, token)
        self._take_shared(p, token)
        self.found[token.i] = p
        self.busy.discard(token.i)
        return p

    def _take_shared(self, p: Predicate, token: Token) -> None:
        """Take the arguments that another clause holds for this one."""
        subject_slot = "patient" if p.voice == "passive" else "agent"
        has_subject = bool(self.parse.kids(token.i, "nsubj", "nsubjpass")) and bool(p.slots.get(subject_slot))
        if p.link in ("relcl", "acl"):
            self._nouns.take_antecedent(p, token, subject_slot, has_subject=has_subject)
            return
        if has_subject or p.governor is None:
            return
        head = self._skip_adjective(p, self.parse.tokens[p.governor])
        if head.pos in ("NOUN", "PROPN") and head.i != p.governor:
            p.add(subject_slot, *expand(self.parse, head.i))
            return
        if head.pos not in ("VERB", "AUX"):
            self._nouns.take_from_noun(p, head, subject_slot)
            return
        g = self.add_verb(head)
        if g is None:
            return
        if p.link == "conj":
            shared = g.slots.get("patient" if g.voice == "passive" else "agent", [])
            if shared and not p.slots.get(subject_slot):
                p.add(subject_slot, *shared)
            if (
                g.voice == "active"
                and p.voice == "active"
                and not p.slots.get("patient")
                and self._shares_object(head, token)
            ):
                p.add("patient", *g.slots.get("patient", []))
            elif self._lends_object(g, p):
                g.add("patient", *p.slots["patient"])
            if p.link == "conj" and g.link in ("xcomp", "that", "pcomp") and p.governor is not None:
                p.governor, p.link, p.via = g.governor, g.link, g.via
                self._tell_besides(p, g)
        elif p.link in ("xcomp", "advcl", "pcomp"):
            if p.link == "xcomp" and has_gap(self.parse, token):
                self._take_gap(p, head)
            controller = self._find_controller(p, g)
            if controller and not p.slots.get(subject_slot):
                p.add(subject_slot, *controller)

    def _tell_besides(self, p: Predicate, first: Predicate) -> None:
        """Put what is said of the same subject beside it: "said that Vanta broke the law and misled buyers"."""
        above = self.add_verb(self.parse.tokens[p.governor]) if p.governor is not None and p.link == "that" else None
        if above is not None and first.head in above.slots.get("that", ()) and p.lemma != "be":
            above.add("that", p.head)

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

    def _lends_object(self, left: Predicate, right: Predicate) -> bool:
        """Whether "sacked and replaced Lee" has one object: nothing but what joins them stands between the two verbs."""
        between = self.parse.tokens[left.head + 1 : right.head]
        return (
            left.voice == right.voice == "active"
            and left.lemma in self.lexicon.words["transitive"]
            and not left.slots.get("patient")
            and bool(right.slots.get("patient"))
            and all(t.dep in ("cc", "punct", "aux", "advmod") for t in between)
            and any(t.dep == "cc" for t in between)
        )

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
            if (
                p.via == "by"
                and g.voice == "active"
                and objects
                and g.lemma in ("accuse", "suspect")
                and "of" in g.slots
            ):
                return objects  # "accused Orlo of raising prices by closing mills"
            if p.via == "for" and g.voice == "active" and (struck := self._find_against(g, objects)):
                return struck  # "filed a suit against Vanta for copying its chips"
            if p.via == "in" and g.lemma == "join" and g.voice == "active":  # "joined Orlo in suing Vanta"
                return [*subjects, *(o for o in objects if self.parse.tokens[o].name is not None)]
            return (objects if g.voice == "passive" else []) or subjects
        infinitive = p.link == "xcomp" or (p.link == "advcl" and is_infinitive(self.parse, self.parse.tokens[p.head]))
        if infinitive and self._is_expletive(g, subjects):
            return []
        followed = p.lemma in ("succeed", "replace") and g.lemma in self.lexicon.words["appointing"]
        if followed and objects and p.voice == "active":  # "named Lee chairman, succeeding Kane"
            return objects
        called = find_asked(self.lexicon, g) or find_pressed(self.parse, g)
        if called and is_to_be_done(self.parse, self.parse.tokens[p.head]):
            return called
        raised = p.link == "xcomp" and g.voice == "passive"
        held = g.lemma in self.lexicon.words["object_control"] and g.lemma not in self.lexicon.words["subject_purpose"]
        if infinitive and objects and (held or raised):
            return objects
        if g.voice == "passive" and not infinitive and objects:  # "sacked in May, Lee was followed by Kane"
            return objects
        return subjects or (objects if g.voice == "passive" else [])

    def _find_against(self, g: Predicate, objects: list[int]) -> list[int]:
        """Whom a verb, or what it brings, is against."""
        brought = [
            h for o in objects for slot, heads in find_oblique(self.parse, o) if slot == "against" for h in heads
        ]
        return brought or g.slots.get("against", [])

    def _is_expletive(self, g: Predicate, subjects: list[int]) -> bool:
        """Whether "it" stands for the infinitive itself: "it is unusual to sue a bank", but not "it is ready to sue"."""
        tokens = self.parse.tokens
        return (
            g.lemma == "be"
            and [tokens[i].lower for i in subjects] == ["it"]
            and any(tokens[i].lemma in self.lexicon.words["judging_words"] for i in g.slots.get("attr", ()))
        )
