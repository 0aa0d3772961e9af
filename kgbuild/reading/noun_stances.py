"""How sure a verb makes the deed that a noun under it names: "plans a lawsuit", "denied the takeover", "the trial will begin"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.stances import Stance, negate, weaken
from kgbuild.reading.tokens import Parse

NEW = frozenset({"new", "future", "planned", "proposed", "next", "own"})
INDEFINITE = frozenset({"a", "an", "any", "such"})
# What stands behind these is there, whatever is said to be or to happen: "he may be behind the theft".
KNOWN = frozenset(
    {"behind", "into", "over", "about", "against", "despite", "since", "following", "because of", "due to", "amid"}
)
BY = frozenset({"with", "through", "via"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
WITHIN = frozenset({"in", "by", "during"})
OUT = frozenset({"out of", "from", "away from", "on"})
OPEN_MODALS = frozenset({"would", "could", "might", "may", "'d", "’d"})


def add_noun_governor(
    parse: Parse, predicates: Mapping[int, Predicate], p: Predicate, above: Stance, stance: Stance, *, lexicon: Lexicon
) -> Stance:
    """Return the stance of a noun, given that of the verb it stands under, and its own so far."""
    return _Finder(parse, predicates, lexicon).add(p, above, stance)


class _Finder:
    def __init__(self, parse: Parse, predicates: Mapping[int, Predicate], lexicon: Lexicon) -> None:
        self.parse, self.predicates, self.words = parse, predicates, lexicon.words

    def add(self, p: Predicate, above: Stance, stance: Stance) -> Stance:
        assert p.governor is not None
        g = self.predicates[p.governor]
        held = {slot for slot, heads in g.slots.items() if p.head in heads}
        if not self._is_there(p, g, held) and not self._is_presupposed(p, g, above, held):
            stance = self._add_mood(p, g, above, stance, held)
        return replace(stance, speakers=stance.speakers or above.speakers)

    def _add_mood(self, p: Predicate, g: Predicate, above: Stance, stance: Stance, held: set[str]) -> Stance:
        words = self.words
        if g.lemma in words["verbs_of_excluding"] and "patient" in held:  # "charges could not be ruled out"
            return weaken(stance, "possible") if above.polarity == "negative" else negate(stance)
        happens = bool(held - KNOWN) and g.lemma.split()[0] in words["verbs_of_happening"]
        if "agent" in held and self._is_supposed(p, g):
            stance = weaken(stance, "possible" if self._is_indefinite(p) else "planned")
        elif held & {"patient", "attr"} or (held & BY and above.modality == "planned") or happens:
            stance = weaken(stance, above.modality)
            none = any(k.lower == "no" for k in self.parse.kids(p.head, "det"))
            if above.polarity == "negative" and not none and not self._is_taken_for_granted(p, g):
                stance = negate(stance)  # the "no" of "there was no arrest" counts once
        if above.modality == "alleged" and held & WITHIN and self._is_indefinite(p):
            stance = weaken(stance, "alleged")  # "claims that many were killed in an attack"
        if self._is_wanted(p, g, held):
            return weaken(stance, "planned")
        if g.lemma in words["verbs_of_weighing"] and held & {"patient", "attr"}:
            return weaken(stance, "possible")
        return negate(stance) if self._is_averted(p, g, above, stance, held) else stance

    def _is_averted(self, p: Predicate, g: Predicate, above: Stance, stance: Stance, held: set[str]) -> bool:
        """Whether a verb ends a deed before it is done: "halted the merger"; who only asks for that has not done it."""
        words = self.words
        dealing = p.lemma in words["dealings"] - words["lasting_dealings"]
        if held & OUT and g.lemma in words["verbs_of_backing_out"]:
            return dealing and above.modality == "asserted"
        if "patient" not in held or above.modality in ("planned", "possible"):
            return False
        if g.lemma in words["verbs_of_averting"] or (g.lemma in words["denying"] and stance.modality != "asserted"):
            return True
        return dealing and g.lemma in words["verbs_of_stopping"]

    def _is_presupposed(self, p: Predicate, g: Predicate, above: Stance, held: set[str]) -> bool:
        """Whether a deed is there whatever the verb says: "may accept the offer", "claimed that the arrest had been delayed"."""
        words = self.words
        if not held & {"patient", "attr"} or not self._is_taken_for_granted(p, g):
            return False
        given_up = g.lemma in words["verbs_of_giving_up"] and above.modality == "asserted"
        if (p.lemma in words["offers"] and not given_up) or (
            g.lemma in words["verbs_of_weighing"] and p.lemma in words["made_deeds"]
        ):
            return True
        open_ = above.modality in ("possible", "alleged") or above.polarity == "negative"
        return open_ and p.lemma not in words["dealings"] and g.lemma not in words["verbs_of_weighing"]

    def _is_taken_for_granted(self, p: Predicate, g: Predicate) -> bool:
        """Whether a verb takes a definite deed as known, and does not tell that it comes about, is wanted or averted."""
        words = self.words
        kids = self.parse.kids(p.head)
        known = any(k.dep == "poss" or (k.dep == "det" and k.lower in DEFINITE) for k in kids)
        if p.lemma in words["offers"]:
            known = known or bool(p.slots.get("from")) or bool(p.slots.get("by"))
            return known and not any(g.lemma in words[s] for s in ("bringing", "verbs_of_wanting"))
        groups = ("bringing", "verbs_of_happening", "verbs_of_wanting", "verbs_of_averting", "denying", "announcing")
        return known and not any(g.lemma in words[s] for s in groups)

    def _is_there(self, p: Predicate, g: Predicate, held: set[str]) -> bool:
        """Whether a deed holds whatever the verb says: it is only told what it is, handled, brought to an end, or known."""
        words = self.words
        if "attr" not in held and self._is_known(p):
            return True
        open_ = any(k.lower in words["open_adjectives"] for k in self.parse.kids(g.head, "acomp"))
        pending = open_ or g.lemma in words["verbs_of_going_on"]
        if (g.lemma in words["verbs_of_handling"] and "patient" in held) or (pending and p.lemma in words["filings"]):
            return True
        if (
            g.lemma in words["verbs_of_bearing"]
            and "patient" in held
            and p.lemma in words["filings"] | words["proceedings"]
        ):
            return any(k.dep == "poss" or k.lower in ("the", "this", "that") for k in self.parse.kids(p.head))
        if g.lemma in words["verbs_of_closing"] and "patient" in held and p.lemma in words["proceedings"]:
            return g.governor is not None and self._aims(g)
        if p.lemma in words["proceedings"] and "patient" in held and g.lemma in words["verbs_of_pausing"]:
            return True
        return bool(held & {"agent", "patient"}) and g.lemma == "be" and self._is_only_named(p, g)

    def _aims(self, g: Predicate) -> bool:
        """Whether a verb tells an aim, or what comes of a deed: "paid a fine to end the inquiry", "will quit, ending their pact"."""
        return self.parse.tokens[g.head].tag == "VBG" or any(k.lower == "to" for k in self.parse.kids(g.head, "aux"))

    def _is_only_named(self, p: Predicate, g: Predicate) -> bool:
        """Whether "be" without a modal only tells what a definite deed was: "his murder was no accident"."""
        parse = self.parse
        if any(k.lower not in ("has", "have", "had") for k in parse.kids(g.head, "aux")):
            return False
        if not parse.kids(g.head, "attr") or parse.kids(g.head, "expl"):
            return False
        kids = parse.kids(p.head, "det", "poss")
        return any(k.dep == "poss" or k.lower in ("the", "this", "that") for k in kids)

    def _is_supposed(self, p: Predicate, g: Predicate) -> bool:
        """Whether what a deed would bring is told of it: "a merger of the two would cost jobs"; a filed suit is there."""
        auxiliaries = {k.lower for k in self.parse.kids(g.head, "aux")}
        if not auxiliaries & OPEN_MODALS or "have" in auxiliaries:
            return False
        return self._is_indefinite(p) or ("would" in auxiliaries and p.lemma in self.words["dealings"])

    def _is_indefinite(self, p: Predicate) -> bool:
        return any(k.lower in INDEFINITE for k in self.parse.kids(p.head, "det", "predet", "amod"))

    def _is_known(self, p: Predicate) -> bool:
        """Whether a noun only tells what a name beside it is, and holds whatever the verb says: "plans to sell its unit, Orlo"."""
        beside = [i for i in p.slots.get("self", ()) if self.parse.tokens[i].name is not None]
        kids = self.parse.kids(p.head)
        new = any(k.lower in NEW for k in kids)
        return bool(beside) and any(k.dep == "poss" for k in kids) and not new

    def _is_wanted(self, p: Predicate, g: Predicate, held: set[str]) -> bool:
        words = self.words
        starts = any(
            self.predicates[i].lemma in words["verbs_of_happening"]
            for i in g.slots.get("xcomp", ())
            if i in self.predicates
        )
        wanted = (
            (g.lemma in words["planning"] and starts and g.voice == "passive")
            or (g.lemma in words["verbs_of_wanting"] and bool(held & {"patient", "attr"}))
            or (g.lemma in words["verbs_of_wanting_for"] and bool(held & {"for", "on", "to"}))
        )
        raised = self.predicates.get(g.governor) if g.governor is not None and g.link in ("that", "xcomp") else None
        if raised is not None and raised.lemma in words["verbs_of_wanting"]:  # "expects sales to rise"
            wanted = wanted or p.head in raised.slots.get("patient", ())
        return wanted
