"""Selectional restrictions: whether a slot holds what a frame asks for, or bars."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kgbuild.reading.arguments import Arguments
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.phrases import find_oblique
from kgbuild.reading.slots import DUTIES
from kgbuild.reading.tokens import Parse, Token

INDEFINITE = frozenset({"a", "an", "another", "each", "every", "any", "some", "no", "many", "more", "several", "few"})
# Classes that the recogniser's guess alone does not settle: a firm's name is often taken for a place's.
GUESSED = frozenset({"Place", "Organization"})
PERCENT = frozenset({"percent", "pct", "%", "per cent", "cent"})
# Features that a word below the token shows by itself.
WORD_FEATURES = {
    "+alleged": frozenset({"alleged", "supposed", "purported"}),
    "+allegedly": frozenset({"allegedly"}),
    "+guilty": frozenset(
        [
            "deliberately",
            "intentionally",
            "knowingly",
            "illegally",
            "unlawfully",
            "wrongfully",
            "fraudulently",
            "maliciously",
            "recklessly",
            "falsely",
            "corruptly",
            "dishonestly",
            "negligently",
            "improperly",
            "unjustly",
        ]
    ),
    "+must": frozenset({"must"}),
    "+together": frozenset({"together", "jointly"}),
}
# Kinds of nouns for what is done, said, thought or so: no person, thing, place, time or amount.
DEEDS = frozenset({"event", "activity", "process", "thought", "text", "state", "attribute"})
FRACTION = re.compile(r"\d{1,3}(\.\d+)?")


PERSON = "+person"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a frame asks of a slot, sorted by kind: anything ("*"), words, phrases, classes, features ("+counted").

    `phrases` has, by a phrase's last word, the words before it.
    """

    anything: bool
    words: frozenset[str]
    phrases: Mapping[str, Sequence[Sequence[str]]]
    classes: frozenset[str]
    features: tuple[str, ...]

    @property
    def nouns(self) -> Wanted:
        """The same without classes and features."""
        return replace(self, anything=False, classes=frozenset(), features=())

    @property
    def counted(self) -> Wanted:
        """What can be counted: nouns, and people."""
        return replace(self.nouns, features=(PERSON,) if PERSON in self.features else ())


@cache
def _sort(given: frozenset[str]) -> Wanted:
    rest = frozenset(w for w in given if w[0] not in "*+" and not w[0].isupper())
    phrases: dict[str, list[list[str]]] = {}
    for phrase in sorted(w for w in rest if " " in w or "-" in w):
        *before, last = phrase.replace("-", " - ").split()
        phrases.setdefault(last, []).append(before)
    return Wanted(
        "*" in given,
        rest,
        phrases,
        frozenset(w for w in given if w[0].isupper()),
        tuple(sorted(w for w in given if w[0] == "+")),
    )


class Selector:
    """Tests slots against the words, classes and features of frames."""

    def __init__(self, parse: Parse, arguments: Arguments, lexicon: Lexicon) -> None:
        self.parse, self.arguments, self.lexicon = parse, arguments, lexicon
        self.harsh = lexicon.words["harsh"] | lexicon.words["scathing"]

    def bars(self, slots: Mapping[str, list[int]], slot: str, barred: frozenset[str]) -> bool:
        """Tell whether a slot holds what is barred; a pronoun that stands for somebody named is no noun besides."""
        heads = [
            i for i in slots.get(slot, ()) if self.parse.tokens[i].lower != "it" or not self.arguments.links.get(i)
        ]
        linked = [i for i in slots.get(slot, ()) if i not in heads]
        kinds = _sort(barred)
        return self.meets({slot: heads}, slot, barred) or any(self._is_one(i, kinds) for i in linked)

    def meets(self, slots: Mapping[str, list[int]], slot: str, wanted: frozenset[str]) -> bool:
        """Tell whether a slot holds one of the wanted words, classes or features."""
        heads = slots.get(slot)
        if not heads:
            return False
        kinds = _sort(wanted)
        return any(self._is_one(i, kinds) or self._stands_for(i, kinds) or self._counts(i, kinds) for i in heads)

    def meets_apart(
        self, slots: Mapping[str, list[int]], slot: str, wanted: frozenset[str], barred: frozenset[str]
    ) -> bool:
        """Tell whether one of a slot's heads is what is wanted and not what is barred: "sacked Lee and his cabinet"."""
        heads = ({slot: [i]} for i in slots.get(slot, ()))
        return any(self.may_meet(one, slot, wanted) and not self.bars(one, slot, barred) for one in heads)

    def may_meet(self, slots: Mapping[str, list[int]], slot: str, wanted: frozenset[str]) -> bool:
        """Tell whether a slot holds what is wanted, or a name of which only a guess says that it is of another class."""
        return self.meets(slots, slot, wanted) or (
            "Organization" in wanted and any(self._is_guess(i) or self._acts(i) for i in slots.get(slot, ()))
        )

    def _acts(self, i: int) -> bool:
        """Whether a town stands for who governs there: what demands or condemns, or is urged, is no place."""
        token, words = self.parse.tokens[i], self.lexicon.words
        top = token
        while top.dep == "conj" and top.head != top.i:
            top = self.parse.tokens[top.head]
        verb = self.parse.tokens[top.head]
        if token.name is None or verb.pos != "VERB" or self.lexicon.find_parent(token.name.cls) != "Place":
            return False
        if top.dep == "nsubj" and top.i < verb.i:
            return verb.lemma in words["stating_verbs"]
        return top.dep in ("dobj", "nsubjpass") and verb.lemma in words["addressing_verbs"]

    def _is_guess(self, i: int) -> bool:
        keys = self.arguments.links.get(i, ())
        if not keys or self.parse.tokens[i].name is None:
            return False
        return all(k in self.arguments.unsure and self.arguments.chains[k].cls in GUESSED for k in keys)

    def _stands_for(self, i: int, wanted: Wanted) -> bool:
        """Whether a pronoun that names no one stands for a noun that is wanted: "filed a suit and withdrew it"."""
        token = self.parse.tokens[i]
        if token.lower not in ("it", "them", "this", "one") or self._is_sayer(token):
            return False
        for k in range(i - 1, max(-1, i - 25), -1):
            other = self.parse.tokens[k]
            if other.pos == "NOUN" and other.name is None and other.dep in ("dobj", "nsubj", "nsubjpass", "pobj"):
                if self._is_one(k, wanted.nouns):
                    return True
                # "It was filed": such a subject takes up that of the sentence before
                opens = token.dep == "nsubjpass" and other.sent == token.sent - 1
                if other.dep == "dobj" and not opens:
                    return False
        return False

    def _is_sayer(self, token: Token) -> bool:
        """Whether "it" is who says the clause: "Norvel said it named a chairman"."""
        verb = self.parse.tokens[token.head]
        above = self.parse.tokens[verb.head]
        if token.dep != "nsubj" or verb.dep != "ccomp" or above.lemma not in self.lexicon.words["reporting"]:
            return False
        sayers = {k for s in self.parse.kids(above.i, "nsubj") for k in self.arguments.links.get(s.i, ())}
        return not sayers.isdisjoint(self.arguments.links.get(token.i, ()))

    def _counts(self, i: int, wanted: Wanted) -> bool:
        """Whether a word of number counts what is wanted: "dozens of activists", "a number of teachers", "$3 million in damages"."""
        token = self.parse.tokens[i]
        joint = "in" if token.tag == "CD" else "of"
        counting = self.lexicon.words["partitives"] | self.lexicon.words["masses"]
        if token.name is not None or (joint == "of" and token.lemma not in counting):
            return False
        counted = [k for slot, heads in find_oblique(self.parse, i) if slot == joint for k in heads]
        return any(self._is_one(k, wanted.counted) for k in counted if self.parse.tokens[k].name is None)

    def _is_one(self, i: int, wanted: Wanted) -> bool:
        token = self.parse.tokens[i]
        if wanted.anything or (token.name is None and (token.lemma in wanted.words or token.lower in wanted.words)):
            return True
        if token.name is not None and not wanted.words.isdisjoint(self._find_titles(token)):
            return True
        if wanted.classes:
            cls = self.arguments.find_class(i)
            if cls is not None and (cls in wanted.classes or self.lexicon.find_parent(cls) in wanted.classes):
                return True
        if token.name is None and wanted.phrases and self._ends_with(token, wanted.phrases):
            return True
        return any(self._has_feature(token, feature) for feature in wanted.features)

    def _find_titles(self, token: Token) -> list[str]:
        """The lemma of the title before a name: "Judge Lee" is a judge."""
        before = self.parse.tokens[token.i - 1] if token.i and token.name is not None else None
        if before is None or before.head != token.i or before.name is not None or before.pos == "VERB":
            return []  # "the state-funded Vanta Commission" is no fund
        return [before.lemma]

    def _ends_with(self, token: Token, phrases: Mapping[str, Sequence[Sequence[str]]]) -> bool:
        """Whether a phrase ends at a token."""
        for last in {token.lemma, token.lower}:
            for before in phrases.get(last, ()):
                first = token.i - len(before)
                if first >= 0 and [t.lower for t in self.parse.tokens[first : token.i]] == before:
                    return True
        return False

    def _has_feature(self, token: Token, feature: str) -> bool:
        """What the words around a noun show: a number, an indefinite article, any determiner, a clause of its own."""
        kids = self.parse.kids(token.i)
        counted = any(k.dep == "nummod" or (k.pos == "NUM" and k.i < token.i and k.name is None) for k in kids)
        if feature == "+counted":
            return counted
        if feature == "+number":
            return token.pos == "NUM"
        if feature == "+majority":
            return self._is_majority(token)
        if feature == "+goods":
            return token.name is not None and (
                counted or self._is_numbered(token) or any(k.i < token.i and k.lower in INDEFINITE for k in kids)
            )
        if feature == "+indefinite":
            return token.tag in ("NNS", "NNPS") or any(k.i < token.i and k.lower in INDEFINITE for k in kids)
        if feature == "+determined":
            return any(k.dep in ("det", "poss") and k.i < token.i for k in kids)
        if feature == "+person":
            noun = load_nouns().find(token.lemma) if token.name is None else None
            return noun is not None and noun.kind == "person"
        if feature in WORD_FEATURES:
            return any(k.lower in WORD_FEATURES[feature] for k in kids)
        if feature == "+deed":
            noun = load_nouns().find(token.lemma) if token.name is None and token.pos == "NOUN" else None
            return noun is not None and noun.kind in DEEDS
        if feature == "+harsh":
            return any(k.dep == "amod" and k.lemma in self.harsh for k in kids)
        if feature == "+passive":
            return any(k.dep == "auxpass" for k in kids)
        if feature == "+due":
            return self._is_due(token)
        if feature == "+legislature":
            return token.name is not None and token.lower.split()[-1] in self.lexicon.words["legislature"]
        if feature == "+wing":  # "Senate Democratic Leader Lee": those of a party who sit there
            return token.name is not None and token.lower.split()[0] in self.lexicon.words["legislature"]
        if feature == "+camp":
            words = self.lexicon.words
            return token.name is not None and token.lower.split()[-1] in words["camps"] | words["parties"]
        if feature == "+common":
            return token.name is None and not self.arguments.links.get(token.i)
        if feature == "+anybody":
            return self._is_anybody(token)
        if feature == "+guess":
            keys = self.arguments.links.get(token.i, ())
            return bool(keys) and all(k in self.arguments.unsure for k in keys)
        if feature == "+place":
            return self._is_place(token.i)
        return feature == "+clause" and any(k.dep in ("acl", "relcl") for k in kids)

    def _is_due(self, verb: Token) -> bool:
        """ "That Lee should go", "that Lee go", "that he be sacked": a clause of what ought to be, not of what is."""
        helpers = self.parse.kids(verb.i, "aux", "auxpass")
        if any(k.lower in DUTIES for k in helpers):
            return True
        first = helpers[0] if helpers else verb
        if first.tag == "VB":
            return first.lower != "do"
        subjects = self.parse.kids(verb.i, "nsubj", "nsubjpass")
        return (
            first.tag == "VBP"
            and len(subjects) == 1
            and subjects[0].tag in ("NN", "NNP")
            and not self._is_row(subjects[0])
        )

    def _is_row(self, token: Token) -> bool:
        return bool(self.parse.kids(token.i, "conj"))

    def _is_anybody(self, token: Token) -> bool:
        """ "50 engineers", "a lawyer", "engineers": nobody in particular."""
        if token.name is not None or self.arguments.links.get(token.i):
            return False
        bare = token.tag == "NNS" and not self._has_feature(token, "+determined")
        single = token.tag != "NNS" and self._has_feature(token, "+indefinite")
        return bare or single or self._has_feature(token, "+counted")

    def _is_majority(self, token: Token) -> bool:
        """ "60 percent", "an 80 percent stake": more than half of something."""
        near = [token, *self.parse.kids(token.i, "compound", "nmod", "amod")]
        shares = [t for t in near if t.lemma in PERCENT]
        numbers = (k.text for t in shares for k in self.parse.kids(t.i, "nummod"))
        return any(FRACTION.fullmatch(n) and 50 < float(n) <= 100 for n in numbers)

    def _is_place(self, i: int) -> bool:
        """Whether more than a guess says that a name is a place's."""
        cls, keys = self.arguments.find_class(i), self.arguments.links.get(i, ())
        return (
            cls is not None
            and self.lexicon.find_parent(cls) == "Place"
            and not (keys and all(k in self.arguments.unsure for k in keys))
        )

    def _is_numbered(self, token: Token) -> bool:
        """ "Boeing 787", "60 Orlo 300 aircraft": the name is of a make, the number or noun behind it of the thing made."""
        if token.i + 1 >= len(self.parse.tokens):
            return False
        after = self.parse.tokens[token.i + 1]
        return after.pos == "NUM" and token.i in (after.head, self.parse.tokens[after.head].head)
