"""Find the arguments that a verb has of its own, and its voice."""

from __future__ import annotations

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.phrases import expand, find_counted, find_oblique
from kgbuild.reading.slots import OBJECTS, Link, Predicate
from kgbuild.reading.tokens import Parse, Token

COMPLEMENTS = ("attr", "oprd", "acomp")
PERCENT = frozenset({"percent", "pct", "%"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
ASKING = frozenset({"whether", "how", "why", "if", "what", "who", "when", "where"})
FATALLY = frozenset({"fatally", "mortally"})  # what makes a killing of a shot
FOLLOWING = ("replace", "succeed", "follow")
PARTICIPLES = ("VBN", "VBD")


class OwnArguments:
    """Makes the predicate of a verb and fills the slots that stand beside it."""

    def __init__(self, parse: Parse, lexicon: Lexicon) -> None:
        self.parse = parse
        self.lexicon = lexicon

    def open_verb(self, token: Token) -> Predicate:
        """Return the predicate of a verb, with its voice and what it hangs on, and no slot filled."""
        lemma, particle = token.lemma, None
        for kid in self.parse.kids(token.i, "prt"):
            lemma, particle = f"{token.lemma} {kid.lower}", kid.i
        if any(k.lower in FATALLY for k in self.parse.kids(token.i, "advmod")):
            lemma = f"fatally {lemma}"
        p = Predicate(token.i, lemma, "verb", "passive" if self._is_passive(token) else "active", particle=particle)
        head = self.parse.tokens[token.head]
        if token.head == token.i:
            return p
        link: Link = "root"
        if token.dep in ("ccomp", "csubj", "parataxis"):
            link = "that"
        elif token.dep == "relcl" and is_infinitive(self.parse, token):
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

    def take_own(self, p: Predicate, token: Token) -> None:
        """Fill the slots of a verb from what depends on it."""
        for kid in self.parse.kids(token.i):
            if kid.dep in ("nsubj", "nsubjpass") and kid.lower not in RELATIVES:
                p.add("patient" if p.voice == "passive" else "agent", *expand(self.parse, kid.i))
            elif kid.dep in OBJECTS and kid.lower not in RELATIVES:
                counted = find_counted(self.parse, kid.i, self.lexicon)
                held = expand(self.parse, kid.i) if counted is None else [counted]
                p.add("patient" if p.voice == "active" else "object2", *held)
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
            elif kid.dep == "npadvmod" and kid.lemma in PERCENT:
                p.add("percent", kid.i)
        self._split_objects(p, token)
        if token.lemma == "be" and self.parse.kids(token.i, "expl") and "attr" in p.slots:
            p.slots["agent"] = p.slots.pop("attr")
        for slot, heads in find_oblique(self.parse, token.i):
            p.add("agent" if slot == "by" and p.voice == "passive" and self._acts(heads) else slot, *heads)
        for prep in self.parse.kids(token.i, "prep"):
            for clause in self.parse.kids(prep.i, "pcomp") if prep.lower == "into" else ():
                if any(k.lower in ASKING for k in self.parse.kids(clause.i, "mark", "advmod", "dobj", "nsubj", "attr")):
                    p.add("into", clause.i)  # "looked into whether Orlo lied"
        if p.voice == "passive" and not p.slots.get("agent"):
            self._take_later_agent(p, token)
        if "xcomp" not in p.slots and find_asked(self.lexicon, p):  # "appealed to Lee to go"
            for kid in self.parse.kids(token.i, "advcl"):
                if is_infinitive(self.parse, kid):
                    p.add("xcomp", kid.i)

    def _is_passive(self, token: Token) -> bool:
        if self.parse.kids(token.i, "nsubjpass", "auxpass"):
            return True
        if token.tag not in PARTICIPLES:
            return False
        told = any(k.lemma == "have" for k in self.parse.kids(token.i, "aux"))  # "the claim that it had sued Orlo"
        if token.dep in ("acl", "amod") and not told and (token.tag == "VBN" or not self.parse.kids(token.i, *OBJECTS)):
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
        if self._is_given(token) or (bare and self._continues_passive(token)):
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
        while head.dep == "conj" and not self.parse.kids(head.i, "auxpass", "nsubj", "nsubjpass"):
            head = self.parse.tokens[head.head]
        return (
            token.dep == "conj"
            and token.lemma in self.lexicon.words["transitive"]
            and bool(self.parse.kids(head.i, "auxpass"))
            and not self.parse.kids(token.i, "nsubj", "nsubjpass", "ccomp")
        )

    def _is_given(self, token: Token) -> bool:
        """Whether a past form of giving with one object is a passive without its verb.

        That is so in headlines ("Lee handed two-year ban") and beside a passive ("was fined and given a ban").
        """
        if token.lemma not in self.lexicon.words["giving"] or len(self.parse.kids(token.i, *OBJECTS)) != 1:
            return False
        if self.parse.kids(token.i, "aux", "dative") or any(
            slot in ("to", "on") for slot, _ in find_oblique(self.parse, token.i)
        ):
            return False
        subject = bool(self.parse.kids(token.i, "nsubj"))
        if self.parse.sentences[token.sent].kind == "headline" and subject:
            return True
        beside = token.dep == "conj" and bool(self.parse.kids(token.head, "auxpass"))
        return beside and token.tag == "VBN" and not subject

    def _holds_deed(self, token: Token) -> bool:
        """Whether a by-phrase tells of the deed before it: "voted on the purchase of Vanta by Orlo"."""
        by = next((k.i for k in self.parse.kids(token.i, "prep", "agent") if k.lower == "by"), 0)
        return bool(self.parse.kids(token.i, "nsubj")) and any(
            prep.i < by
            and any(k.lower == "of" for o in self.parse.kids(prep.i, "pobj") for k in self.parse.kids(o.i, "prep"))
            for prep in self.parse.kids(token.i, "prep")
        )

    def _has_infinitive(self, token: Token) -> bool:
        return any(is_infinitive(self.parse, k) for k in self.parse.kids(token.i, "xcomp"))

    def _governs_passively(self, token: Token) -> bool:
        head = self.parse.tokens[token.head]
        return (
            token.dep != "conj" or bool(self.parse.kids(head.i, "nsubjpass", "auxpass")) or head.dep in ("acl", "amod")
        )

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
        """ "find Lee guilty", "negligent": a clause without a verb is an object and what is said of it."""
        subjects = self.parse.kids(kid.i, "nsubj")
        judged = kid.pos == "ADJ" or (kid.tag == "NN" and p.lemma in self.lexicon.words["judging_verbs"])
        if judged and subjects and p.voice == "active" and not self.parse.kids(kid.i, "cop", "aux", "mark"):
            p.add("patient", *expand(self.parse, subjects[0].i))
            p.add("attr", kid.i)

    def _has_object_clause(self, token: Token, kid: Token) -> bool:
        """Whether the subject of a clause is the verb's object: "allowed him to go", "saw him go", "let him go"."""
        if token.lemma in self.lexicon.words["object_control"] and is_infinitive(self.parse, kid):
            return True
        return (
            token.lemma in self.lexicon.words["perceiving"]
            and kid.tag in ("VB", "VBG", "VBN")
            and not self.parse.kids(kid.i, "aux", "auxpass", "mark")
        )

    def _find_called(self, token: Token, kid: Token) -> str | None:
        """The preposition of "called on Lee to go", where the parser takes Lee and the infinitive for a clause."""
        if not is_to_be_done(self.parse, kid) or not self.parse.kids(kid.i, "nsubj", "nsubjpass"):
            return None
        marks = (k.lower for k in self.parse.kids(kid.i, "mark"))
        return next((m for m in marks if f"{token.lemma} {m}" in self.lexicon.words["preposition_control"]), None)

    def _take_later_agent(self, p: Predicate, token: Token) -> None:
        """ "selected and bought by Norvel": the agent stands with the last of the verbs; not in "sacked and replaced by Lee"."""
        for kid in self.parse.kids(token.i, "conj"):
            if kid.lemma in FOLLOWING:
                continue
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


def is_infinitive(parse: Parse, token: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return token.tag == "VB" and any(k.lower == "to" for k in parse.kids(token.i, "aux"))


def is_to_be_done(parse: Parse, token: Token) -> bool:
    """Whether a verb is an infinitive with "to", be it passive: "called for the vote to be held"."""
    passive = token.tag == "VBN" and any(k.tag == "VB" for k in parse.kids(token.i, "auxpass"))
    return is_infinitive(parse, token) or (passive and any(k.lower == "to" for k in parse.kids(token.i, "aux")))


def has_gap(parse: Parse, token: Token) -> bool:
    """Whether an infinitive lacks what it might have: an object, a clause, a preposition's object."""
    held = parse.kids(token.i, *OBJECTS, "ccomp", "xcomp", "acomp", "attr", "prep")
    return token.tag == "VB" and all(k.lower in RELATIVES for k in held)


def find_asked(lexicon: Lexicon, p: Predicate) -> list[int]:
    """Whom one asks behind a preposition: "called on Lee to go"."""
    known = lexicon.words["preposition_control"]
    return [h for slot, heads in p.slots.items() if f"{p.lemma} {slot}" in known for h in heads]


def find_pressed(parse: Parse, p: Predicate) -> list[int]:
    """Whom one puts under pressure, who is to do what the infinitive tells: "put pressure on Lee to go"."""
    pressed = any(parse.tokens[i].lemma == "pressure" for i in p.slots.get("patient", ()))
    return p.slots.get("on", []) if pressed else []
