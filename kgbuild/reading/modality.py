"""How sure the article is of a predicate, and who says it.

A predicate has cues of its own (auxiliaries, negation, adverbs) and those of what it is embedded in: "agreed to buy" is
planned, "accused of selling" is alleged, "failed to pay" is negative. The weakest wins: asserted, planned, alleged,
possible. The scope rules follow FactBank (Sauri and Pustejovsky 2009).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.noun_stances import add_noun_governor
from kgbuild.reading.own_stances import OwnWords
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.stances import RANK, Stance, negate, weaken
from kgbuild.reading.tokens import Parse, Token

DEPTH = 12
PAST = frozenset({"was", "were", "had", "did", "has", "have", "been"})


def find_stances(parse: Parse, predicates: Mapping[int, Predicate], *, lexicon: Lexicon) -> dict[int, Stance]:
    """Return the stance of each predicate, by head token."""
    finder = _Finder(parse, predicates, lexicon)
    return {i: finder.find(i) for i in predicates}


def _move_up(p: Predicate, g: Predicate) -> Predicate | None:
    """Return a predicate as if it hung beside the one that it hangs on."""
    return None if g.governor is None or g.governor == p.head else replace(p, governor=g.governor)


class _Finder:
    def __init__(self, parse: Parse, predicates: Mapping[int, Predicate], lexicon: Lexicon) -> None:
        self.parse = parse
        self.predicates = predicates
        self.lexicon, self.words = lexicon, lexicon.words
        self.own = OwnWords(parse, predicates, lexicon)
        self.memo: dict[int, Stance] = {}

    def find(self, i: int, depth: int = 0) -> Stance:
        if i in self.memo:
            return self.memo[i]
        p = self.predicates[i]
        stance = self.own.find(p)
        if depth < DEPTH and p.governor is not None and p.governor != i:
            stance = self._add_governor(p, stance, depth)
        self.memo[i] = stance
        return stance

    def _add_governor(self, p: Predicate, stance: Stance, depth: int) -> Stance:
        assert p.governor is not None
        above_token = self.parse.tokens[p.governor]
        g = self.predicates.get(p.governor)
        if above_token.lower == "short" and p.via == "of":
            return negate(stance)
        if above_token.pos == "ADJ" and p.link in ("xcomp", "that", "pcomp", "advcl", "acl", "relcl"):
            return self._add_adjective(p, above_token, stance, depth)
        if p.link in ("acl", "relcl") or above_token.pos not in ("VERB", "AUX"):
            stance = self._add_noun(p, above_token, stance)
            if p.link == "acl" and self.parse.tokens[p.head].tag == "VBG":
                holder = self.predicates.get(above_token.head)
                if self._is_sought(above_token) or (holder is not None and self._is_planned_in(p, holder)):
                    stance = weaken(stance, "planned")
            if g is not None and self._is_given_up(p, g):
                stance = negate(stance)
            if g is not None and self._is_told(p, above_token) and g.governor is not None:
                told = self.find(p.governor, depth + 1)
                if told.polarity == "negative" and above_token.lemma in self.words["nouns_of_talking"]:
                    stance = negate(stance)  # "denied it was in talks to buy Orlo"
                return self._pass_down(p, told, stance)
            return self._attribute(p, above_token, stance, depth)
        if g is None:
            return stance
        above = self.find(p.governor, depth + 1)
        if p.kind == "noun":
            return add_noun_governor(self.parse, self.predicates, p, above, stance, lexicon=self.lexicon)
        if p.link in ("that", "xcomp", "pcomp", "advcl") and self._is_planned_in(p, g):
            stance = weaken(stance, "planned")
        if p.link == "that":
            if self._only_stands_before(p, g):
                beside = _move_up(p, g) if g.link == "that" else None
                return stance if beside is None or depth >= DEPTH else self._add_governor(beside, stance, depth + 1)
            stance = self._add_report(p, g, stance)
            return self._pass_down(p, above, stance)
        if p.via in ("at", "toward", "towards") and p.link == "pcomp" and g.lemma in self.words["aiming"]:
            return self._pass_down(p, above, weaken(stance, "planned"))
        if p.link == "xcomp" or (
            p.link == "pcomp" and p.via in ("of", "to", "from", "into", "with", "for", "on", "in", "about", "against")
        ):
            stance = self._add_control(p, g, above, stance)
            return self._pass_down(p, above, stance)
        if p.link == "pcomp" and p.via == "by":  # "accused Orlo of cheating Vanta by selling its unit"
            if g.lemma in self.words["alleging"] and self._has_matter(p, g):
                return weaken(stance, "alleged")
            return replace(weaken(stance, above.modality), speakers=stance.speakers or above.speakers)
        if p.link == "conj":
            if self._shares_mood(p) or self._shares_condition(p):
                stance = weaken(stance, above.modality)
            return replace(stance, speakers=stance.speakers or above.speakers) if above.speakers else stance
        if p.link == "advcl":
            above = max((above, *self._list_aims(g, depth)), key=lambda s: RANK.index(s.modality))
            ahead = above.modality in ("planned", "possible")
            if self._is_temporal(p) and ahead and (not self._is_past(p) or self._is_backshifted(g)):
                stance = weaken(stance, "planned")
            elif ahead and self._is_result(p, g):
                stance = weaken(stance, above.modality)
            return replace(stance, speakers=stance.speakers or above.speakers)
        return stance

    def _attribute(self, p: Predicate, noun: Token, stance: Stance, depth: int) -> Stance:
        """Who says what a clause tells without a comma of a noun: "Lee said the mill that was sold had burned down"."""
        begin = self.parse.subtree(p.head)[0]
        if stance.speakers or begin <= noun.i or self.parse.tokens[begin - 1].text == ",":
            return stance
        at = noun
        while at.head != at.i and depth < DEPTH and at.dep != "appos":
            at, depth = self.parse.tokens[at.head], depth + 1
            holder = self.predicates.get(at.i)
            if holder is not None and holder.kind == "verb":
                return replace(stance, speakers=self.find(at.i, depth).speakers)
        return stance

    def _has_matter(self, p: Predicate, g: Predicate) -> bool:
        """Whether what somebody is accused of stands before: "accused Orlo of stirring up trouble by killing Lee"."""
        return any(k.lower == "of" and k.i < p.head for k in self.parse.kids(g.head, "prep"))

    def _is_planned_in(self, p: Predicate, g: Predicate) -> bool:
        """Whether a verb tells what is in a plan: "the plan involves Orlo selling its mill"."""
        named = any(self.parse.tokens[i].lemma in self.words["planning_nouns"] for i in g.slots.get("agent", ()))
        return named and g.lemma in self.words["involving"] and self.parse.tokens[p.head].tag == "VBG"

    def _is_given_up(self, p: Predicate, noun: Predicate) -> bool:
        """Whether one drops the plan that an infinitive tells: "scrapped plans to buy Orlo"."""
        above = self.predicates.get(noun.governor) if noun.governor is not None else None
        if above is None or noun.kind != "noun" or noun.lemma not in self.words["planning_nouns"]:
            return False
        dropped = above.lemma in self.words["verbs_of_averting"] or above.lemma in ("drop", "abandon", "withdraw")
        return dropped and noun.head in above.slots.get("patient", ()) and self._is_infinitive(p)

    def _only_stands_before(self, p: Predicate, g: Predicate) -> bool:
        """Whether a sentence is only joined to what follows, and not what is told: "it fined him, however he appealed"."""
        if self.parse.tokens[p.head].dep != "ccomp" or p.head > g.head or self.parse.kids(p.head, "mark"):
            return False
        if not self.parse.kids(p.head, "nsubj", "nsubjpass"):
            return False
        told = g.lemma in self.words["reporting"] and g.lemma not in self.words["denying"]
        return not told or any(k.lower == "however" for k in self.parse.kids(g.head, "advmod"))

    def _list_aims(self, g: Predicate, depth: int) -> list[Stance]:
        """The stances of what a verb says is planned, with which a participle behind may go as well: "plans to sell, ending"."""
        if g.lemma not in self.words["planning"]:
            return []
        return [self.find(i, depth + 1) for i in g.slots.get("xcomp", ()) if i in self.predicates and depth < DEPTH]

    def _is_result(self, p: Predicate, g: Predicate) -> bool:
        """Whether a participle behind a verb tells what comes of its deed: "will buy the mill, ending their alliance"."""
        if self.parse.tokens[p.head].tag != "VBG" or p.head < g.head or self.parse.kids(p.head, "mark", "aux", "nsubj"):
            return False
        words = self.words
        return not any(p.lemma in words[s] for s in ("reporting", "alleging", "announcing"))

    def _is_backshifted(self, g: Predicate) -> bool:
        """Whether a verb tells what was to come: "would be sold before the year ended"."""
        return any(k.lower in ("would", "should") for k in self.parse.kids(g.head, "aux"))

    def _is_temporal(self, p: Predicate) -> bool:
        return any(k.lower in self.words["time_conjunctions"] for k in self.parse.kids(p.head, "mark", "advmod"))

    def _shares_mood(self, p: Predicate) -> bool:
        """Whether a coordinated verb is as bare as the infinitive or participle it is joined to: "to buy and sell"."""
        token = self.parse.tokens[p.head]
        first = self.parse.tokens[token.head]
        return (
            token.tag in ("VB", "VBG")
            and token.tag == first.tag
            and not self.parse.kids(p.head, "aux", "nsubj", "nsubjpass")
        )

    def _shares_condition(self, p: Predicate) -> bool:
        """Whether a condition goes on in a verb with no subject of its own: "if it is sued or fined"."""
        first = self.parse.tokens[self.parse.tokens[p.head].head]
        conditions = self.words["condition_words"]
        return any(k.lower in conditions for k in self.parse.kids(first.i, "mark")) and not self.parse.kids(
            p.head, "nsubj", "nsubjpass", "mark"
        )

    def _is_past(self, p: Predicate) -> bool:
        """Whether a finite verb tells of what is over."""
        auxiliaries = {k.lower for k in self.parse.kids(p.head, "aux", "auxpass")}
        if auxiliaries:
            return bool(auxiliaries & PAST)
        return self.parse.tokens[p.head].tag == "VBD"

    def _is_told(self, p: Predicate, noun: Token) -> bool:
        """Whether a clause is as sure as what stands above its noun: "a plan to buy", "the first to buy"; no relative clause is."""
        if self._is_ranked(noun):
            return self._is_infinitive(p)
        content = any(noun.lemma in self.words[s] for s in ("alleging_nouns", "planning_nouns", "doubting_nouns"))
        return content and p.link == "acl" and self.parse.tokens[p.head].tag not in ("VBN", "VBG")

    def _add_adjective(self, p: Predicate, adjective: Token, stance: Stance, depth: int) -> Stance:
        """What "willing to buy", "unlikely to win", "able to sell" say of the verb, and what their copula says of them."""
        word = adjective.lower
        if word in self.words["unable_adjectives"]:
            stance = negate(stance)
        elif word in self.words["possible_adverbs"]:
            stance = weaken(stance, "possible")
        elif word in self.words["willing_adjectives"] and not self._is_perfect(p):
            stance = weaken(stance, "planned")
        copula = self.parse.tokens[adjective.head]
        if copula.i == adjective.i or copula.i not in self.predicates:
            return stance
        above = self.find(copula.i, depth + 1)
        if above.polarity == "negative" and word not in self.words["unable_adjectives"]:
            stance = negate(stance)
        return self._pass_down(p, above, stance)

    def _pass_down(self, p: Predicate, above: Stance, stance: Stance) -> Stance:
        """A part of something unsure is unsure; a speaker further out comes after the nearer one.

        What is over is not planned, whatever the clause above plans: "wants to know what happened".
        """
        g = self.predicates.get(p.governor) if p.governor is not None else None
        causes = g is not None and g.lemma in self.words["causing"]
        settled = above.modality == "planned" and p.link == "that" and self._is_past(p) and not causes
        passed = stance if settled or above.modality == "asserted" else weaken(stance, above.modality)
        return replace(passed, speakers=(*passed.speakers, *(s for s in above.speakers if s not in passed.speakers)))

    def _add_noun(self, p: Predicate, noun: Token, stance: Stance) -> Stance:
        """What "a plan to buy", "allegations that it sold", "the risk of losing" say of the verb."""
        infinitive = self._is_infinitive(p)
        described = p.voice == "passive" and noun.i in p.slots.get("patient", ())
        if described and not infinitive:  # "a complaint filed in May"
            return stance
        if noun.lemma in self.words["alleging_nouns"] and p.link != "relcl":
            return weaken(stance, "alleged")
        if noun.lemma in self.words["doubting_nouns"] and p.link != "relcl":
            return weaken(stance, "possible")
        if infinitive and noun.lemma in self.words["denying_nouns"]:
            return negate(stance)
        if noun.lemma in self.words["nouns_of_report"] and p.link != "relcl" and self._is_refuted(noun):
            return negate(stance)
        if infinitive and any(k.lower == "no" for k in self.parse.kids(noun.i, "det")):
            left = self.parse.tokens[p.head - 2 : p.head]
            return stance if left and left[0].lower == "but" else negate(stance)  # "had no choice but to resign"
        if infinitive and (noun.lemma in self.words["planning_nouns"] or not self._is_ranked(noun)):
            return weaken(stance, "planned")
        if (noun.lemma in self.words["planning_nouns"] or noun.lemma in ("favour", "favor")) and p.link == "pcomp":
            none = any(k.lower == "no" for k in self.parse.kids(noun.i, "det"))
            return negate(weaken(stance, "planned")) if none else weaken(stance, "planned")
        return stance

    def _is_refuted(self, noun: Token) -> bool:
        """Whether somebody denies what a report tells: "denied reports of its takeover"."""
        above = self.parse.tokens[noun.head]
        return noun.dep == "dobj" and above.lemma in self.words["refuting"]

    def _is_ranked(self, noun: Token) -> bool:
        """Whether a noun is one of a row, of which the infinitive tells: "was the first bank to close"."""
        words = self.words["ranking_words"]
        return noun.lower in words or any(k.lower in words for k in self.parse.kids(noun.i, "amod", "det", "nummod"))

    def _add_report(self, p: Predicate, g: Predicate, stance: Stance) -> Stance:
        words = self.words
        speakers = tuple(g.slots.get("agent", ()))
        if g.lemma in words["reporting"] and speakers:
            stance = replace(stance, speakers=(*stance.speakers, *speakers))
        if (
            g.lemma in words["alleging"]
            or self.own.is_charge(p, speakers)
            or (self._is_told_in_suit(g) and p.lemma not in words["pleading"])
        ):
            stance = weaken(stance, "alleged")
        elif g.lemma in words["denying"]:
            stance = negate(stance)
        elif g.lemma in words["doubting"] and not self._asks_how(p):
            stance = weaken(stance, "possible")
        elif (g.lemma in words["planning"] and g.lemma not in words["reporting"] and not self._only_is(p, g)) or (
            g.lemma in words["reporting"] and self._is_infinitive(p) and p.lemma != "be"
        ):
            stance = weaken(stance, "planned")
        if (self._is_negated(g) and g.lemma in words["doubting"]) or self._tells_refuted(g):
            stance = negate(stance)
        return stance

    def _tells_refuted(self, g: Predicate) -> bool:
        """Whether a participle tells what is in a report that is denied: "denied reports suggesting that it sold"."""
        if g.link != "acl" or g.governor is None or self.parse.tokens[g.head].tag != "VBG":
            return False
        noun = self.parse.tokens[g.governor]
        return noun.lemma in self.words["nouns_of_report"] and self._is_refuted(noun)

    def _only_is(self, p: Predicate, g: Predicate) -> bool:
        """Whether "be" only says what is so: "the truth is that it sold the mill", not "the plan is to sell it"."""
        token = self.parse.tokens[p.head]
        bare = token.tag == "VBG" and p.head < g.head and not self.parse.kids(p.head, "nsubj", "poss", "aux")
        open_ = bare and bool(self.parse.kids(g.head, "acomp"))  # "merging the two is not necessary"
        return g.lemma == "be" and not open_ and not self._is_infinitive(p)

    def _is_told_in_suit(self, g: Predicate) -> bool:
        """Whether a verb says what a plaintiff holds: "the suit says", "said in a complaint", "sued, saying"."""
        above = self.predicates.get(g.governor) if g.governor is not None and g.link == "advcl" else None
        if above is not None and above.lemma in self.words["suing"]:
            return True
        papers = (*g.slots.get("agent", ()), *g.slots.get("in", ()))
        return any(self.parse.tokens[i].lemma in self.words["suits"] - {"case"} for i in papers)

    def _asks_how(self, p: Predicate) -> bool:
        """Whether a clause asks how, when or why a thing was done, and not if it was."""
        first = self.parse.tokens[self.parse.subtree(p.head)[0]]
        return first.tag in ("WRB", "WP", "WDT") and first.lower != "whether"

    def _is_sought(self, noun: Token) -> bool:
        """Whether a noun names what somebody wants: "is seeking an order barring it", "called for a law banning it"."""
        above = self.parse.tokens[noun.head]
        if noun.dep == "dobj":
            return above.lemma in self.words["verbs_of_wanting"]
        verb = self.parse.tokens[above.head]
        return noun.dep == "pobj" and above.lower == "for" and verb.lemma in self.words["verbs_of_wanting_for"]

    def _is_infinitive(self, p: Predicate) -> bool:
        """Whether a verb has "to" before it, or before the verb that it is joined to; "to have done" is over."""
        kids = self.parse.kids(p.head, "aux")
        token = self.parse.tokens[p.head]
        if token.dep == "conj" and token.tag == "VB" and not kids:
            kids = self.parse.kids(token.head, "aux")
        return any(k.lower == "to" for k in kids) and not any(k.lower == "have" for k in kids)

    def _is_negated(self, g: Predicate) -> bool:
        return any(k.dep == "neg" for k in self.parse.kids(g.head))

    def _is_perfect(self, p: Predicate) -> bool:
        """Whether an infinitive tells what is over: "happy to have settled"."""
        return any(k.lower == "have" for k in self.parse.kids(p.head, "aux"))

    def _is_only_to_be_stopped(self, p: Predicate, g: Predicate, above: Stance) -> bool:
        """Whether somebody is still to be kept from a deed: "asked the court to bar Orlo from buying it"."""
        ahead = above.modality in ("planned", "possible") and above.polarity == "positive"
        return ahead and p.via == "from" and p.link == "pcomp" and bool(g.slots.get("patient"))

    def _add_control(self, p: Predicate, g: Predicate, above: Stance, stance: Stance) -> Stance:
        words = self.words
        infinitive, denied = self._is_infinitive(p), stance.polarity == "negative"
        if self._is_only_to_be_stopped(p, g, above):
            return weaken(stance, "planned")
        if g.lemma == "like" and self.own.performs(g):
            return stance
        if g.lemma in words["verbs_of_excluding"]:  # "did not rule out buying it"
            return weaken(stance, "possible") if self._is_negated(g) else negate(stance)
        yet = g.lemma in ("have", "be") and any(k.lower == "yet" for k in self.parse.kids(g.head, "advmod"))
        if (
            g.lemma in words["denying"]
            or g.lemma in words["verbs_of_averting"]
            or (yet and infinitive)
            or (p.via == "against" and g.lemma in words["verbs_of_choice"])
            or (p.via in ("of", "from") and g.voice == "passive" and g.lemma in words["verbs_of_clearing"])
        ):
            stance = negate(stance)
        elif (p.link == "pcomp" and g.lemma in words["alleging"]) or (
            g.voice == "passive" and p.link == "xcomp" and g.lemma in words["alleging"]
        ):
            stance = weaken(stance, "alleged")
        elif g.lemma in words["doubting"] and not infinitive:
            stance = weaken(stance, "possible")
        elif g.voice == "passive" and p.link == "xcomp" and g.lemma in words["verbs_of_hearsay"]:
            stance = weaken(stance, "alleged")
        elif g.lemma in ("appear", "seem", "claim"):
            stance = weaken(stance, "alleged" if g.lemma == "claim" else "possible")
        elif (g.lemma in words["planning"] and (infinitive or g.lemma in ("propose", "contemplate", "recommend"))) or (
            g.lemma == "have" and infinitive and not self._is_past(g)
        ):
            stance = weaken(stance, "planned")
        asks = any(k.lower in words["condition_words"] for k in self.parse.kids(p.head, "mark"))
        undone = self._is_negated(g) or (above.polarity == "negative" and not denied)
        if undone and g.lemma not in words["denying"] and not asks:
            stance = negate(stance)
        return stance
