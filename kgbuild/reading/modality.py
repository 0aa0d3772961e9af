"""How sure the article is of a predicate, and who says it.

A predicate has cues of its own (auxiliaries, negation, adverbs) and those of what it is embedded in: "agreed to buy" is
planned, "accused of selling" is alleged, "failed to pay" is negative. The weakest wins: asserted, planned, alleged,
possible. The scope rules follow FactBank (Sauri and Pustejovsky 2009).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse, Token
from kgbuild.records import Modality, Polarity

RANK: tuple[Modality, ...] = ("asserted", "planned", "alleged", "possible")
DEPTH = 12


@dataclass(frozen=True, slots=True)
class Stance:
    """Polarity and modality of a predicate, and the head tokens of those who say it, outermost last."""

    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    speakers: tuple[int, ...] = ()


def weaken(stance: Stance, modality: Modality) -> Stance:
    """Return the stance with the weaker of its modality and `modality`."""
    return replace(stance, modality=max(stance.modality, modality, key=RANK.index))


def find_stances(parse: Parse, predicates: Mapping[int, Predicate], *, lexicon: Lexicon) -> dict[int, Stance]:
    """Return the stance of each predicate, by head token."""
    finder = _Finder(parse, predicates, lexicon)
    return {i: finder.find(i) for i in predicates}


class _Finder:
    def __init__(self, parse: Parse, predicates: Mapping[int, Predicate], lexicon: Lexicon) -> None:
        self.parse = parse
        self.predicates = predicates
        self.words = lexicon.words
        self.memo: dict[int, Stance] = {}

    def find(self, i: int, depth: int = 0) -> Stance:
        if i in self.memo:
            return self.memo[i]
        p = self.predicates[i]
        stance = self._find_own(p)
        if depth < DEPTH and p.governor is not None and p.governor != i:
            stance = self._add_governor(p, stance, depth)
        self.memo[i] = stance
        return stance

    def _find_own(self, p: Predicate) -> Stance:
        token = self.parse.tokens[p.head]
        stance = Stance()
        kids = self.parse.kids(p.head)
        if p.kind == "verb":
            stance = self._add_auxiliaries(p, token, kids, stance)
        for kid in kids:
            if kid.dep == "neg" or (
                kid.lower in self.words["negative_words"] and kid.dep in ("det", "advmod", "cc", "preconj", "neg")
            ):
                stance = _negate(stance)
            elif kid.dep in ("advmod", "amod", "acomp"):
                stance = self._add_adverb(kid, stance)
        if self._has_condition(kids):
            stance = weaken(stance, "possible")
        for i in (*p.slots.get("agent", ())[:1],) if p.kind == "verb" else ():
            subject = self.parse.tokens[i]
            if subject.lower in ("nobody", "none", "neither") or any(
                k.lower in ("no", "neither") for k in self.parse.kids(i, "det")
            ):
                stance = _negate(stance)
        return stance

    def _add_auxiliaries(self, p: Predicate, token: Token, kids: list[Token], stance: Stance) -> Stance:
        auxiliaries = [k.lower for k in kids if k.dep in ("aux", "auxpass")]
        if token.dep == "conj" and not auxiliaries and token.tag in ("VB", "VBN"):
            auxiliaries = [
                k.lower
                for k in self.parse.kids(token.head, "aux")
                if token.tag == "VB" or k.lower not in ("have", "has", "had")
            ]
        if any(a in self.words["modal_planned"] for a in auxiliaries):
            stance = weaken(stance, "planned")
        if any(a in self.words["modal_possible"] for a in auxiliaries):
            reported = "would" in auxiliaries and p.link == "that"
            stance = weaken(stance, "planned" if reported else "possible")
        sentence = self.parse.sentences[token.sent]
        if sentence.kind == "headline" and "to" in auxiliaries and p.link == "root":
            stance = weaken(stance, "planned")
        if "to" in auxiliaries and p.link == "advcl":
            stance = weaken(stance, "planned")
        return stance

    def _add_adverb(self, kid: Token, stance: Stance) -> Stance:
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

    def _add_governor(self, p: Predicate, stance: Stance, depth: int) -> Stance:
        assert p.governor is not None
        above_token = self.parse.tokens[p.governor]
        g = self.predicates.get(p.governor)
        if p.link in ("acl", "relcl") or above_token.pos not in ("VERB", "AUX"):
            stance = self._add_noun(p, above_token, stance)
            if g is not None and p.link == "acl" and g.governor is not None and self._is_content(above_token):
                return self._pass_down(self.find(p.governor, depth + 1), stance)
            return stance
        if g is None:
            return stance
        above = self.find(p.governor, depth + 1)
        if p.kind == "noun":
            return self._add_noun_governor(p, g, above, stance)
        if p.link == "that":
            stance = self._add_report(p, g, stance)
            return self._pass_down(above, stance)
        if p.link == "xcomp" or (
            p.link == "pcomp" and p.via in ("of", "to", "from", "into", "with", "for", "on", "in", "about", "against")
        ):
            stance = self._add_control(p, g, stance)
            return self._pass_down(above, stance)
        if p.link == "conj":
            return replace(stance, speakers=stance.speakers or above.speakers) if above.speakers else stance
        if p.link == "advcl":
            return replace(stance, speakers=stance.speakers or above.speakers)
        return stance

    def _is_content(self, noun: Token) -> bool:
        return (
            noun.lemma in self.words["alleging_nouns"]
            or noun.lemma in self.words["planning_nouns"]
            or noun.lemma in self.words["doubting_nouns"]
        )

    def _pass_down(self, above: Stance, stance: Stance) -> Stance:
        """A part of something unsure is unsure; a speaker further out comes after the nearer one."""
        passed = weaken(stance, above.modality) if above.modality != "asserted" else stance
        return replace(passed, speakers=(*passed.speakers, *(s for s in above.speakers if s not in passed.speakers)))

    def _add_noun(self, p: Predicate, noun: Token, stance: Stance) -> Stance:
        """What "a plan to buy", "allegations that it sold", "the risk of losing" say of the verb."""
        infinitive = any(k.lower == "to" for k in self.parse.kids(p.head, "aux"))
        if noun.lemma in self.words["alleging_nouns"] and p.link != "relcl":
            return weaken(stance, "alleged")
        if noun.lemma in self.words["doubting_nouns"] and p.link != "relcl":
            return weaken(stance, "possible")
        if infinitive and p.link == "acl":
            return weaken(stance, "planned")
        if noun.lemma in self.words["planning_nouns"] and p.link == "pcomp":
            return weaken(stance, "planned")
        return stance

    def _add_report(self, p: Predicate, g: Predicate, stance: Stance) -> Stance:
        words = self.words
        speakers = tuple(g.slots.get("agent", ()))
        if g.lemma in words["reporting"] and speakers:
            stance = replace(stance, speakers=(*stance.speakers, *speakers))
        if g.lemma in words["alleging"]:
            stance = weaken(stance, "alleged")
        elif g.lemma in words["denying"]:
            stance = _negate(stance)
        elif g.lemma in words["doubting"]:
            stance = weaken(stance, "possible")
        elif (g.lemma in words["planning"] and g.lemma not in words["reporting"]) or (
            g.lemma in ("tell", "ask", "agree", "promise", "pledge")
            and any(k.lower == "to" for k in self.parse.kids(p.head, "aux"))
        ):
            stance = weaken(stance, "planned")
        if self._is_negated(g) and g.lemma in words["doubting"]:
            stance = _negate(stance)
        return stance

    def _is_negated(self, g: Predicate) -> bool:
        return any(k.dep == "neg" for k in self.parse.kids(g.head))

    def _add_control(self, p: Predicate, g: Predicate, stance: Stance) -> Stance:
        words = self.words
        infinitive = any(k.lower == "to" for k in self.parse.kids(p.head, "aux"))
        if g.lemma in words["denying"]:
            stance = _negate(stance)
        elif (p.link == "pcomp" and g.lemma in words["alleging"]) or (
            g.voice == "passive" and infinitive and g.lemma in words["alleging"]
        ):
            stance = weaken(stance, "alleged")
        elif g.lemma in words["doubting"] and not infinitive:
            stance = weaken(stance, "possible")
        elif g.lemma in ("appear", "seem", "claim"):
            stance = weaken(stance, "alleged" if g.lemma == "claim" else "possible")
        elif g.lemma in words["planning"] and (infinitive or g.lemma in ("propose", "contemplate", "recommend")):
            stance = weaken(stance, "planned")
        if self._is_negated(g) and g.lemma not in words["denying"]:
            stance = _negate(stance)
        return stance

    def _add_noun_governor(self, p: Predicate, g: Predicate, above: Stance, stance: Stance) -> Stance:
        """A noun under a verb: "plans a lawsuit", "denied the takeover", "may file a suit"."""
        inside = p.head in g.slots.get("patient", ()) or p.head in g.slots.get("attr", ())
        if inside:
            stance = weaken(stance, above.modality)
            if above.polarity == "negative":
                stance = _negate(stance)
            if (
                g.lemma in self.words["planning"]
                and g.lemma not in ("set", "tell", "order", "call", "move", "free", "settle", "drop", "reject")
                and g.lemma
                in ("plan", "propose", "seek", "want", "threaten", "prepare", "contemplate", "intend", "consider")
            ):
                stance = weaken(stance, "planned")
            elif g.lemma in ("consider", "weigh", "mull", "explore", "discuss"):
                stance = weaken(stance, "possible")
        return replace(stance, speakers=stance.speakers or above.speakers)


def _negate(stance: Stance) -> Stance:
    return replace(stance, polarity="negative" if stance.polarity == "positive" else "positive")
