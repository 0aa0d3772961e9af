"""Decide who takes part in a clause and in which role: things act and are acted on, deeds and thoughts are only told of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kgbuild.reading.arguments import Arguments
from kgbuild.reading.nouns import Nouns
from kgbuild.reading.phrases import find_oblique
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse
from kgbuild.records import Argument

HIDDEN = frozenset({"that", "xcomp", "_compound", "_title", "self", "object2", "npadvmod", "aim"})
ORDER = ("agent", "patient")
ACTORS = ("Person", "Organization")
POINTERS = frozenset({"this", "that", "which", "what", "so", "much", "there"})
DEED_KINDS = ("event", "process")
OFTEN, AT_TIMES, SOME = 0.4, 0.2, 0.25
PARTY_SLOTS = ("with", "against", "to", "from")
DEED_SLOTS = ("of", "by", "against", "with", "between", "for", "on", "to", "from", "poss", "compound", "into", "in")


class Participants:
    """Gives a predicate's slots their roles in the public clause, for one parse."""

    def __init__(self, parse: Parse, predicates: Mapping[int, Predicate], arguments: Arguments, nouns: Nouns) -> None:
        self.parse, self.predicates, self.arguments, self.nouns = parse, predicates, arguments, nouns
        self.words = arguments.lexicon.words

    def is_deed(self, p: Predicate) -> bool:
        """Tell whether a noun names a deed or happening here."""
        noun = self.nouns.find(p.lemma)
        if noun is None or noun.event < AT_TIMES or self._is_modifier(p.head):
            return False
        if p.lemma in self.words["partitive"] or p.lemma in self.words["no_deeds"] or p.lemma in self.words["things"]:
            return False
        if self.arguments.lexicon.nouns.get(p.lemma, "Work") != "Work":
            return False
        if noun.kind in DEED_KINDS or noun.event >= OFTEN:
            return True
        return bool(noun.verbs) and any(p.slots.get(s) for s in DEED_SLOTS)

    def _is_modifier(self, i: int) -> bool:
        """Whether a noun only tells the kind of another: "a design problem", "the long-haul fleet"."""
        token, text = self.parse.tokens[i], self.parse.text
        if token.dep in ("compound", "nmod", "amod", "quantmod"):
            return True
        if (
            token.lemma in ("order", "case")
            and self.parse.tokens[token.head].lower == "in"
            and not self.parse.kids(i, "det", "poss")
        ):
            return True
        return text[token.end : token.end + 1] == "-"

    def is_word_of_grammar(self, p: Predicate) -> bool:
        """Tell whether a participle stands as preposition or adjective: "including", "the existing fleet"."""
        token = self.parse.tokens[p.head]
        if token.dep in ("prep", "case", "mark", "aux"):
            return True
        return (
            token.dep == "amod" and token.tag == "VBG" and not any(k.dep != "advmod" for k in self.parse.kids(p.head))
        )

    def find_roles(self, p: Predicate) -> dict[str, tuple[Argument, ...]]:
        """Return the arguments by role, agent and patient first; what is no participant stands under `what`."""
        roles: dict[str, list[Argument]] = {}
        for role, heads in self._name_slots(p):
            for i in heads:
                if self._is_empty(p, i):
                    continue
                name = role if self.takes_part(i) else _name_other(role)
                held = roles.setdefault(name, [])
                held.extend(a for a in self._make(p, role, i) if a not in held)
        keys = sorted(roles, key=lambda r: (ORDER.index(r) if r in ORDER else len(ORDER), r))
        return {k: tuple(roles[k]) for k in keys if roles[k]}

    def _make(self, p: Predicate, role: str, i: int) -> list[Argument]:
        """The arguments of a token; what a relative pronoun stands for is mentioned in the clause by that pronoun."""
        made = self.arguments.make(i)
        if p.relative is None or role not in ORDER or i >= p.relative or not all(a.name for a in made):
            return made
        mark = self.parse.tokens[p.relative]
        return [replace(a, text=mark.text, start=mark.start, end=mark.end) for a in made]

    def takes_part(self, i: int) -> bool:
        """Tell whether a token stands for a person, an organisation, a place or a thing."""
        token = self.parse.tokens[i]
        if token.name is not None:
            return True
        if any(self.arguments.chains[k].name for k in self.arguments.links.get(i, ())):
            return True
        if token.tag in ("NNP", "NNPS") and token.lower not in self.words["calendar"] and token.text[0].isupper():
            return True
        if token.lower in self.words["calendar"] or token.pos in ("VERB", "ADV", "PUNCT", "SYM", "ADP"):
            return False
        if token.pos == "PRON" or (token.pos == "DET" and token.lower in POINTERS):
            return token.lower not in POINTERS
        if any(self.takes_part(k.i) for k in self.parse.kids(i, "appos")):
            return True
        if (whole := self._find_whole(i)) is not None:
            return self.takes_part(whole)
        if token.pos in ("NUM", "ADJ", "DET"):
            return token.pos != "NUM" and bool(self.parse.kids(i, "det"))
        return self._names_thing(token.lemma)

    def _find_whole(self, i: int) -> int | None:
        """What a part is of: "two of the jets", "a new version of the car". None for what is no part."""
        token = self.parse.tokens[i]
        if token.pos not in ("NUM", "ADJ", "DET") and token.lemma not in self.words["partitive"]:
            return None
        return next((heads[0] for slot, heads in find_oblique(self.parse, i) if slot == "of" and heads[0] != i), None)

    def _names_thing(self, lemma: str) -> bool:
        noun, cls = self.nouns.find(lemma), self.arguments.lexicon.nouns.get(lemma)
        if cls not in (None, "Work"):
            return True
        if lemma in self.words["no_things"] or lemma in self.words["no_deeds"]:
            return False
        if noun is None or lemma in self.words["things"]:
            return True
        return noun.thing >= SOME and noun.kind not in DEED_KINDS and noun.event <= noun.thing

    def _is_empty(self, p: Predicate, i: int) -> bool:
        """Whether an argument is none of the verb's own: "it is expected that", "the bank is said to want"."""
        if p.voice != "passive" or i not in p.slots.get("patient", ()):
            return p.lemma in ("seem", "appear", "happen") and bool(p.slots.get("xcomp"))
        if p.slots.get("xcomp"):
            return p.lemma in self.words["raising"]
        return self.parse.tokens[i].lower == "it" and bool(p.slots.get("that"))

    def _name_slots(self, p: Predicate) -> Iterable[tuple[str, list[int]]]:
        shown = {s: heads for s, heads in p.slots.items() if s not in HIDDEN}
        if p.kind == "noun":
            return self._name_noun_slots(p, shown)
        if p.link == "acl" and p.governor is not None and not any(self.takes_part(i) for i in shown.get("agent", ())):
            shown["agent"] = self._find_bearer(p, p.governor) or shown.pop("agent", [])
        if "described" in shown:
            shown["patient"] = shown.pop("described")
        if "patient" not in shown and p.voice == "active" and shown.get("agent"):
            happens = p.lemma in self.words["happening"] and not self._acts(shown["agent"])
            if happens or p.lemma in self.words["befalling"]:
                return [("patient" if s == "agent" else s, heads) for s, heads in shown.items()]
        if p.voice == "passive" and "agent" not in shown and "between" in shown:
            shown["agent"] = shown.pop("between")
        return [*shown.items(), *self._take_from_deed(shown)]

    def _find_bearer(self, p: Predicate, noun: int) -> list[int]:
        """Who has the trouble in "had trouble finding a way": a gerund's subject is no trouble."""
        token = self.parse.tokens[noun]
        above = self.predicates.get(token.head)
        if self.parse.tokens[p.head].tag != "VBG" or token.dep != "dobj" or above is None:
            return []
        return above.slots.get("agent", [])

    def _take_from_deed(self, shown: dict[str, list[int]]) -> Iterable[tuple[str, list[int]]]:
        """The parties of the deed that a verb has as its object: "settled its dispute with Norvel", "filed a suit against Orlo"."""
        for i in shown.get("patient", ()):
            noun = self.predicates.get(i)
            if noun is not None and not self.takes_part(i) and self.is_deed(noun):
                for slot in PARTY_SLOTS:
                    if slot not in shown and noun.slots.get(slot):
                        yield slot, noun.slots[slot]

    def _name_noun_slots(self, p: Predicate, shown: dict[str, list[int]]) -> Iterable[tuple[str, list[int]]]:
        """ "Norvel's purchase of Orlo", "its purchase by Norvel", "the Norvel purchase", "the jet purchase"."""
        if "by" in shown:
            shown["by"] = [i for i in shown["by"] if self._is_by_doer(i, p.head)]
        above = self._find_support(p)
        if above in self.words["receiving"]:
            shown.pop("agent", None)
            shown.setdefault("by", shown.pop("from", []))
        elif above is not None and above not in self.words["support"]:
            shown.pop("agent", None)
        if "between" in shown:  # "a dispute between Norvel and Orlo" is theirs, whoever tells of it
            shown.pop("agent", None)
        named: list[tuple[str, list[int]]] = []
        has_agent = bool(shown.get("by"))
        for slot in ("by", "poss", "agent", "compound"):
            heads = shown.get(slot)
            if not heads:
                continue
            passive = (has_agent and slot != "by") or (slot != "by" and not self._acts(heads))
            role = "patient" if passive else "agent"
            has_agent = has_agent or role == "agent"
            named.append((role, heads))
        if not has_agent and "between" in shown:
            pair = shown.pop("between")
            named.append(("agent", pair[:1]))
            named.append(("patient", pair[1:2]))
        kind = p.slots.get("_compound", [])
        if not any(s in shown for s in ("of", "compound")) and kind and self._has_origin(p.lemma):
            named.append(("patient", [i for i in kind if self.takes_part(i)]))
        rest = {s: heads for s, heads in shown.items() if s not in ("by", "agent", "poss", "compound")}
        if "of" in rest:
            heads = rest.pop("of")
            own = not has_agent and self._acts(heads) and self._is_own(p.lemma)
            named.append(("agent" if own else "patient", heads))
        return [*named, *rest.items()]

    def _has_origin(self, lemma: str) -> bool:
        noun = self.nouns.find(lemma)
        return noun is not None and bool(noun.verbs)

    def _is_by_doer(self, i: int, noun: int) -> bool:
        """Whether "by" tells who does the deed: "a speech given by", not "a speech praised by"."""
        prep = self.parse.tokens[self.parse.tokens[i].head]
        while prep.pos != "ADP" and prep.head != prep.i:
            prep = self.parse.tokens[prep.head]
        verb = self.parse.tokens[prep.head]
        return verb.i == noun or verb.pos != "VERB" or verb.lemma in self.words["support"]

    def _is_own(self, lemma: str) -> bool:
        """Whether "of" names who does the deed: "the decision of the board"."""
        noun = self.nouns.find(lemma)
        return noun is not None and any(v in self.words["own_deeds"] for v in noun.verbs)

    def _find_support(self, p: Predicate) -> str | None:
        """The verb that the noun is object of."""
        token = self.parse.tokens[p.head]
        while token.dep == "conj":
            token = self.parse.tokens[token.head]
        if token.dep not in ("dobj", "nsubjpass"):
            return None
        return self.parse.tokens[token.head].lemma

    def _acts(self, heads: list[int]) -> bool:
        """Whether the first of these can act on purpose."""
        cls = self.arguments.find_class(heads[0])
        if cls is not None:
            top = self.arguments.lexicon.find_parent(cls)
            return top in ACTORS or cls == "Country"
        token = self.parse.tokens[heads[0]]
        if token.pos in ("PRON", "DET"):
            return token.lower not in POINTERS
        noun = self.nouns.find(token.lemma)
        return noun is not None and noun.kind in ("person", "group")


def _name_other(role: str) -> str:
    """The role of what is no participant: `cause` of an agent, `what` of a patient, "for what" of a preposition."""
    return {"agent": "cause", "patient": "what", "iobj": "what"}.get(role, f"{role} what")
