"""Find who fills a role: the heads in the slots that a frame names, and what stands behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from kgbuild.reading.arguments import Arguments
from kgbuild.reading.drafts import CORE, Draft
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.slots import DUTIES, OBJECTS, Predicate
from kgbuild.reading.tokens import Parse, Token
from kgbuild.reading.unnamed import tells_several

# Of these classes a thing without a name may be; a place or court needs one, or a word that tells its class.
SHARING = frozenset({"of", "per", "a"})  # "$3 a share", "a sum of $2 million"
TEXT_LIMIT = 160
ACTORS = frozenset({"Organization", "Person", "Product", "Work"})
FACING = frozenset({"face", "await", "confront", "fear", "risk"})
POSSIBLE = frozenset({"possible", "potential", "likely", "probable"})
DURATIONS = frozenset({"minute", "hour", "day", "week", "month", "year"})
# No matter behind these: "fined for the third time in a year", "accused over the years".
TIMING = frozenset({"for", "in", "on", "over"})
PERIODS = DURATIONS | {"decade", "century", "past", "time", "occasion", "weekend", "night"}
OWNING = ("poss", "by", "of", "at", "compound")
# Nouns that stand for a body, by the name of their list, and in which slots its name is.
FORCES = ("Agency", "Court")
BEHIND = {"officers": ("from", "compound"), "kinds_of_place": ("of",), "named_bodies": ("compound",)}


class Fillers:
    """Finds the heads that fill the slots of predicates, and tells whether they are of a role's classes."""

    def __init__(
        self, parse: Parse, predicates: Mapping[int, Predicate], arguments: Arguments, lexicon: Lexicon
    ) -> None:
        self.parse, self.predicates, self.arguments, self.lexicon = parse, predicates, arguments, lexicon
        self.gerunds: dict[tuple[int, str], list[int]] = defaultdict(list)
        for i, p in predicates.items():
            if p.link == "pcomp" and p.governor is not None:
                self.gerunds[p.governor, p.via].append(i)

    def count(self, draft: Draft) -> None:
        """Note in a draft where several stand in a role, and where they are a crowd without names."""
        draft.several = any(tells_several(self.parse.tokens[i]) for i in draft.heads.get("patient", ()))
        named = {role for role in CORE if any(a.name for a in draft.roles.get(role, ()))}
        draft.crowds = frozenset(
            role for role in CORE if role not in named and any(self._is_crowd(i) for i in draft.heads.get(role, ()))
        )

    def _is_crowd(self, i: int) -> bool:
        """Whether a noun tells of many, none of them spoken of before: "card issuers", "a coalition of states", "the men" not."""
        token = self.parse.tokens[i]
        told = {k.lower for k in self.parse.kids(i, "det", "poss", "predet", "nummod")}
        if token.name is not None or i in self.arguments.links or token.pos not in ("NOUN", "PROPN"):
            return False
        noun = load_nouns().find(token.lemma)
        if noun is not None and noun.kind not in ("person", "group", "place"):
            return False
        if token.tag == "NNS":
            return not told and token.lemma not in self.lexicon.words["law_enforcers"]
        of = [k.tag for p in self.parse.kids(i, "prep") if p.lower == "of" for k in self.parse.kids(p.i, "pobj")]
        return bool(told & {"a", "an", "another"}) and "NNS" in of

    def find_heads(self, head: int, slot: str, slots: Mapping[str, list[int]]) -> list[int]:
        """The heads in a slot: `that.agent` is the agent of the clause in slot `that`, `agent+with` both, `_self` the trigger.

        `agent.client` is for whom the agent speaks: "a spokesman for Orlo", "Lee's lawyer".
        """
        if slot == "_self":
            return [head]
        if "+" in slot:
            first, *more = (self.find_heads(head, part, slots) for part in slot.split("+"))
            others = [h for heads in more for h in heads if self.arguments.find_class(h) is not None]
            return list(dict.fromkeys([*first, *others]))
        outer, _, inner = slot.rpartition(".")
        if outer:
            holders = self.find_heads(head, outer, slots) or self.gerunds.get((head, outer), [])
            found = self._find_inner(holders, inner)
        else:
            found = self._find_above(head, slot[1:]) if slot[0] == "_" else slots.get(slot, [])
        return [seen for i in found if i != head for seen in self._see_through(i)]

    def _find_inner(self, heads: Iterable[int], slot: str) -> list[int]:
        """The heads in a slot of predicates; the `agent` of a clause in the passive is who is acted upon, its `doer` who acts.

        A clause with "not" is its own `denied`, one with "should" or "must" its own `due`, and `todo` too unless it is of the past, one with
        "will" or "may" its own `ahead`.
        """
        below = [self.predicates[i] for i in heads if i in self.predicates]
        if slot == "denied":
            return [b.head for b in below if any(k.dep == "neg" or k.lower == "never" for k in self.parse.kids(b.head))]
        if slot == "due":
            return [b.head for b in below if any(k.lower in DUTIES for k in self.parse.kids(b.head, "aux"))]
        if slot == "ahead":
            ahead = self.lexicon.words["modal_planned"] | self.lexicon.words["modal_possible"]
            return [b.head for b in below if any(k.lower in ahead for k in self.parse.kids(b.head, "aux"))]
        if slot == "todo":  # no "should have gone"
            told = ((b, {k.lower for k in self.parse.kids(b.head, "aux")}) for b in below)
            return [b.head for b, words in told if words & DUTIES and "have" not in words]
        if slot == "doer":
            return [h for b in below for h in b.slots.get("agent", ())]
        if slot[0] == "_":
            return [h for b in below for h in self._find_above(b.head, slot[1:])]
        if slot == "client":
            return [h for b in below if b.lemma in self.lexicon.words["mouthpieces"] for h in self._find_client(b)]
        slot_of = {b.head: "patient" if b.voice == "passive" and slot == "agent" else slot for b in below}
        found = [h for b in below for h in b.slots.get(slot_of[b.head], ())]
        return found or [h for b in below for h in self.gerunds.get((b.head, slot_of[b.head]), ())]

    def _find_client(self, mouthpiece: Predicate) -> list[int]:
        """Whom a spokesman or lawyer without a name speaks for."""
        if mouthpiece.head in self.arguments.links or mouthpiece.slots.get("self"):
            return []
        client = next((mouthpiece.slots[s] for s in ("for", "poss", "compound", "of") if s in mouthpiece.slots), [])
        verb = self.predicates.get(mouthpiece.governor) if mouthpiece.governor is not None else None
        return client or (verb.slots.get("on behalf of", []) if verb is not None else [])

    def _see_through(self, i: int) -> list[int]:
        """The body for which a noun without a name stands: "officers from the Fraud Squad", "the state of Ohio"."""
        noun, lemma = self.predicates.get(i), self.parse.tokens[i].lemma
        if noun is None or i in self.arguments.links:
            return [i]
        if self._is_place_after_name(i):
            return noun.slots["compound"][-1:]
        for words, slots in BEHIND.items():
            if lemma in self.lexicon.words[words]:
                named = [h for s in slots for h in noun.slots.get(s, ()) if self.parse.tokens[h].name is not None]
                barred = ("Person",) if words == "kinds_of_place" else ("Person", "Place", "Country")
                bodies = [h for h in named if self.arguments.find_class(h) not in barred]
                return bodies or (self._find_force(noun) if words == "officers" else []) or [i]
        return [i]

    def _find_force(self, noun: Predicate) -> list[int]:
        """The court or agency that officers are in or with: "prosecutors in the Fraud Office"; what else they are in they only visit."""
        held = [h for slot in ("in", "with", "at", "of") for h in noun.slots.get(slot, ())]
        return [h for h in held if self.parse.tokens[h].name is not None and self.arguments.find_class(h) in FORCES][:1]

    def _is_place_after_name(self, i: int) -> bool:
        """Whether a noun only tells what kind of place a name before it is: "Ohio state", but not "a Texas city"."""
        token, noun = self.parse.tokens[i], self.predicates[i]
        before = noun.slots.get("compound", [])[-1:]
        known = token.lemma in self.lexicon.words["kinds_of_place"] and token.tag == "NN"
        return (
            known
            and before == [i - 1]
            and self.arguments.find_class(i - 1) != "Person"
            and not self.parse.kids(i, "det", "poss")
        )

    def find_owner(self, i: int, words: Container[str]) -> list[int]:
        """Whose a noun is that is one of `words` and names nothing: "Orlo's UK unit" is Orlo; else the noun."""
        noun, token = self.predicates.get(i), self.parse.tokens[i]
        if noun is None or i in self.arguments.links or token.name is not None or token.lemma not in words:
            return [i]
        for slot in OWNING:
            held = [h for h in noun.slots.get(slot, ()) if self._is_owner(h)]
            if held:
                return held
        return self._find_nation(token) or [i]

    def _find_nation(self, token: Token) -> list[int]:
        """The adjective of the nation that armed forces act for: "Norwegian jets"."""
        if token.lemma not in self.lexicon.words["state_forces"]:
            return []
        adjectives = self.parse.kids(token.i, "amod", "compound", "nmod")
        return [k.i for k in adjectives if k.lower in self.lexicon.demonyms and k.text[:1].isupper()]

    def _is_owner(self, i: int) -> bool:
        cls = self.arguments.find_class(i)
        linked = self.parse.tokens[i].name is not None or i in self.arguments.links
        return (
            linked
            and cls is not None
            and (cls == "Country" or self.lexicon.find_parent(cls) in ("Organization", "Person"))
        )

    def _find_above(self, head: int, preposition: str) -> list[int]:
        """The predicate of the clause that a noun stands in by a preposition: "under a deal with Orlo, Vanta will ..."."""
        if " " in preposition:  # "according to the suit, Orlo knew"
            return [i for i, p in self.predicates.items() if p.kind == "verb" and head in p.slots.get(preposition, ())]
        token, governor = self.parse.tokens[head], self.predicates[head].governor
        if preposition == "above":  # "paid Orlo $3 million to settle the suit"
            link = self.predicates[head].link
            under = link in ("xcomp", "advcl") or (link == "that" and token.tag == "VB")  # "made Orlo pay damages"
            return [governor] if token.pos == "VERB" and under and governor else []
        if preposition == "aim":  # "Vanta's bid to dismiss the suit"
            return [governor] if self.predicates[head].link == "acl" and governor is not None else []
        if preposition == "object":  # "Vanta rejected a call by Orlo"
            return [governor] if token.dep in OBJECTS and governor == token.head else []
        if token.dep != "pobj" or self.parse.tokens[token.head].lower != preposition or governor is None:
            return []
        return [governor]

    def find_matters(self, head: int, slot: str, heads: Iterable[int], *, counted: bool = False) -> list[int]:
        """What words may tell of a matter: no date, things before names, else a gerund: "accused of copying".

        Where it is `counted`, a number tells of it, or a word for a sum: "for $3 million", "for an undisclosed sum".
        """
        if counted:
            heads = [i for i in heads if self._is_counted(i)]
        dates = self.lexicon.words["calendar"]
        kept = [
            i
            for i in heads
            if self.parse.tokens[i].lower not in dates
            and (self.parse.tokens[i].pos != "NUM" or self._is_sum(i))
            and (counted or slot not in TIMING or not self._is_period(i))
        ]
        kept.sort(key=lambda i: self.parse.tokens[i].name is not None)
        return kept or ([] if counted else self.gerunds.get((head, slot), []))

    def write(self, i: int, *, brief: bool) -> str:
        """The words of a phrase, as they stand; where they shall be `brief` without what follows on the noun but "of"."""
        tokens, left = self.parse.tokens, set[int]()
        if brief:
            tails = [k for k in self.parse.kids(i, "prep", "acl", "relcl", "advcl", "dative") if k.i > i]
            tails += [
                k
                for k in self.parse.kids(i, "npadvmod", "nmod")
                if k.i > i and k.lower in self.lexicon.words["calendar"]
            ]
            left = {j for k in tails if k.lower not in SHARING for j in self.parse.subtree(k.i)}
        kept = [tokens[k] for k in self.parse.subtree(i) if k not in left]
        return self.parse.text[kept[0].start : kept[-1].end][:TEXT_LIMIT]

    def _is_counted(self, i: int) -> bool:
        """Whether a phrase tells how much: a sum of money, a share, a word for one."""
        token, words = self.parse.tokens[i], self.lexicon.words
        if token.lemma in words["sums"]:
            return True
        if token.lemma not in words["measures"] and token.pos != "NUM":
            return False
        kids = self.parse.kids(i, "nummod", "quantmod", "compound", "nmod", "amod")
        near = [token, *kids, *(k for kid in kids for k in self.parse.kids(kid.i, "nummod", "quantmod", "compound"))]
        return any(t.pos == "NUM" or t.tag == "$" for t in near if t.name is None)

    def is_faced(self, verb: str, i: int) -> bool:
        """Tell whether a noun is of what may come upon somebody: "faces a possible ban"."""
        return verb in FACING and any(k.lower in POSSIBLE for k in self.parse.kids(i, "amod"))

    def is_duration(self, i: int) -> bool:
        """Tell whether a phrase says how long, and not for what: "detained for 48 hours"."""
        return self.parse.tokens[i].lemma in DURATIONS and bool(self.parse.kids(i, "nummod"))

    def _is_period(self, i: int) -> bool:
        """Whether a noun only tells of time, and no term that is served: "for years", but not "jailed for six years"."""
        return self.parse.tokens[i].lemma in PERIODS and not self.parse.kids(i, "nummod")

    def _is_sum(self, i: int) -> bool:
        """Whether a number is one of money, by a sign before it: "$40 million"."""
        return any(k.tag == "$" for k in self.parse.kids(i))

    def is_actor(self, heads: list[int]) -> bool:
        """Tell whether one of the heads stands for something of a known class."""
        return any(self.arguments.find_class(i) is not None for i in heads)

    def counts(self, i: int, classes: Iterable[str]) -> bool:
        """Tell whether a token is a number that stands for persons: "3 killed"."""
        token = self.parse.tokens[i]
        return tuple(classes) == ("Person",) and token.tag == "CD" and not self._is_sum(i)

    def fits(self, i: int, classes: Iterable[str]) -> bool:
        """Tell whether a token may be of one of the classes; no classes allow any."""
        wanted = tuple(classes)
        if not wanted:
            return True
        token = self.parse.tokens[i]
        linked = token.name is not None or i in self.arguments.links
        if not linked and (token.pos == "NUM" or token.lower in self.lexicon.words["calendar"] or self._is_counted(i)):
            return False
        cls = self.arguments.find_class(i)
        if cls is None:
            return not ACTORS.isdisjoint(wanted)
        top = self.lexicon.find_parent(cls)
        keys = self.arguments.links.get(i, ())
        if keys and all(k in self.arguments.unsure for k in keys) and {"Organization", "Person"} & set(wanted):
            return True
        return any(w in (cls, top) for w in wanted) or (
            top == "Place" and "Organization" in wanted and self.arguments.links.get(i) is not None
        )
