"""Find the predicates of words before a name or noun: "Lyon-based Vanta", "Chinese retailer Vanta"; and of names themselves."""

from __future__ import annotations

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.phrases import climb, expand, find_oblique
from kgbuild.reading.slots import Predicate
from kgbuild.reading.tokens import Parse, Token

SPEAKING = ("representing", "defending")
BESIDE = {"of": "of", "from": "from", "with": "with", "at": "at", "representing": "with", "defending": "with"}


OFFICES = ("leader", "worker", "public_worker", "member_title", "rank")
# "Lee, formerly of Orlo": a body that one worked for, not a home.
FORMER = frozenset({"formerly", "previously", "lately", "late"})


class ModifierFinder:
    """Adds the predicates of hyphened participles, demonyms and bare names to `found`."""

    def __init__(self, parse: Parse, lexicon: Lexicon, found: dict[int, Predicate]) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.found = found

    def add_hyphened(self) -> None:
        """ "Lyon-based Vanta", "Orlo-owned Vanta": a predicate at the participle, compound before it, self behind it."""
        tokens = self.parse.tokens
        for i in range(1, len(tokens)):
            token = tokens[i]
            if token.name is not None or not token.text.islower():
                continue
            name = self._find_joined(i)
            if name is None:
                continue
            heads = self._find_described(climb(self.parse, token) or ([i + 1] if name == i - 1 else []))
            p = Predicate(i, token.lower, "noun", "nominal", slots={"compound": [name], "self": heads})
            if heads:
                self.found[i] = p

    def _find_described(self, heads: list[int]) -> list[int]:
        """The nouns that a word describes, and what these are: "the Lyon-based retailer, Vanta", "Vanta is a French firm"."""
        nouns = [self.found[h] for h in heads if h in self.found and self.found[h].kind == "noun"]
        named = [h + 1 for h in heads if h in self.found and self._is_named_behind(h)]
        return list(dict.fromkeys([*heads, *(i for noun in nouns for i in noun.slots.get("self", ())), *named]))

    def _is_named_behind(self, i: int) -> bool:
        """Whether a name stands right behind the noun for what it names: "the Lyon-based company Vanta"."""
        tokens = self.parse.tokens
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if after is None or after.name is None or after.sent != tokens[i].sent or tokens[i].tag != "NN":
            return False
        return self.lexicon.find_parent(after.name.cls) == "Organization"

    def _find_joined(self, i: int) -> int | None:
        """The name that a hyphen joins to a participle; a place may do without: "Los Angeles based Orlo"."""
        tokens = self.parse.tokens
        if tokens[i - 1].text in ("-", "–"):
            return i - 2 if i > 1 and tokens[i - 2].name is not None else None
        bare = tokens[i].lower in ("based", "headquartered") and i + 1 < len(tokens) and tokens[i + 1].name is not None
        before = tokens[i - 1].name
        return i - 1 if bare and before is not None and before.cls == "Place" else None

    def add_demonyms(self) -> None:
        """ "Chinese retailer Vanta": a predicate `demonym` whose compound is the adjective, self the thing."""
        for token in self.parse.tokens:
            if (
                token.lower in self.lexicon.demonyms
                and token.dep in ("amod", "compound", "nmod")
                and token.name is None
                and token.i not in self.found
            ):
                head = self.parse.tokens[token.head]
                self.found[token.i] = Predicate(
                    token.i,
                    "demonym",
                    "noun",
                    "nominal",
                    slots={
                        "compound": [token.i],
                        "self": self._find_described([head.i, *[k.i for k in self.parse.kids(head.i, "appos")]]),
                    },
                )

    def add_names(self) -> None:
        """ "Lee of Orlo", "Orlo of Lyon": a predicate `_name` at a name without a title, with the prepositions behind it."""
        for token in self.parse.tokens:
            if token.name is None or token.i in self.found or token.i + 1 == len(self.parse.tokens):
                continue
            kids = self.parse.kids(token.i)
            titled = any(
                k.i < token.i
                and k.pos in ("NOUN", "PROPN")
                and k.name is None
                and k.dep != "poss"
                and self._is_title(k)
                for k in kids
            )
            behind = [t.lower for t in self.parse.tokens[token.i + 1 : token.i + 3]]
            homely = token.name.cls == "Person" and behind[:1] == [","] and behind[-1] not in FORMER
            p = Predicate(token.i, "_name", "noun", "nominal")
            for slot, heads in find_oblique(self.parse, token.i):
                named = self.parse.tokens[heads[0]].name is not None
                if slot in ("of", "at", "with", "from") and named and not (homely and self._is_home(heads[0])):
                    p.add(slot, *heads)
                elif slot == "in" and named and self._stands_by(token.i, heads[0]):
                    p.add(slot, heads[0])
            p.add("self", *self._find_member(token))
            slot, body = self._find_between_commas(token.i) if homely else ("", None)
            if body is not None:
                p.add(slot, body)
            p.add("poss", *[k.i for k in kids if k.dep == "poss" and k.pos != "PRON" and k.i < token.i])
            if any(p.slots.values()) and not titled:
                self.found[token.i] = p
                self._add_writers(p, token)

    def _add_writers(self, first: Predicate, token: Token) -> None:
        """ "Orlo News' Lee, Roe and Hale contributed to this report": all of them are of the body that owns the first."""
        if not first.slots["poss"] or self.parse.tokens[token.head].lemma != "contribute":
            return
        for i in expand(self.parse, token.i)[1:]:
            if self.parse.tokens[i].name is not None and i not in self.found:
                self.found[i] = Predicate(i, "_name", "noun", "nominal", {"poss": list(first.slots["poss"])})

    def _find_member(self, token: Token) -> list[int]:
        """Who is told to be of a party by its name alone: "Lee, a Democrat", "Lee is a Democrat", "Democrat Lee"."""
        words = self.lexicon.words
        last = token.lower.split()[-1]
        if last not in words["camps"] and last not in words["parties"]:
            return []
        head = self.parse.tokens[token.head]
        if token.dep == "attr" and head.lemma == "be":
            return [k.i for k in self.parse.kids(head.i, "nsubj")]
        after = self.parse.tokens[token.i + 1]
        if token.head == after.i and token.dep in ("compound", "nmod", "amod") and after.name is not None:
            return expand(self.parse, after.i) if last in words["parties"] else [after.i]
        return [token.head] if token.dep == "appos" else []

    def _is_title(self, token: Token) -> bool:
        """Whether a noun before a name is an office, which takes what follows the name: "chairman Lee of Vanta"."""
        words = self.lexicon.words
        person = self.parse.tokens[token.head].name
        return person is None or person.cls != "Person" or any(token.lemma in words[w] for w in OFFICES)

    def _stands_by(self, i: int, place: int) -> bool:
        """Whether nothing but "in", and perhaps an acronym in brackets, stands between a body and a place."""
        between = [t.text for t in self.parse.tokens[i + 1 : place]]
        return between == ["in"] or (len(between) == 4 and between[0] == "(" and between[2:] == [")", "in"])

    def _is_home(self, i: int) -> bool:
        """Whether a name behind "Lee, 40, of" may be a town: one word without "the"."""
        return " " not in self.parse.tokens[i].text or not self.parse.kids(i, "det")

    def _is_body(self, cls: str) -> bool:
        """Whether a class tells of more than a guess that a name is a body's: "Lee, of Dorrell" comes from there."""
        return cls != "Organization" and self.lexicon.find_parent(cls) == "Organization"

    def _find_between_commas(self, i: int) -> tuple[str, int | None]:
        """The body in "Lee, from the Dunmore Fire Service, spoke", which the parser hangs on the verb."""
        tokens = self.parse.tokens
        if i + 4 >= len(tokens) or tokens[i + 2].lower not in BESIDE:
            return "", None
        at = i + 3
        while at < min(i + 7, len(tokens) - 1) and tokens[at].name is None and tokens[at].pos in ("DET", "NOUN", "ADJ"):
            at += 1
        name = tokens[at]
        if name.name is None or at + 1 >= len(tokens) or tokens[at + 1].text not in (",", "."):
            return "", None
        bare = at == i + 3 and tokens[i + 2].lower not in SPEAKING
        return (BESIDE[tokens[i + 2].lower], at) if not bare or self._is_body(name.name.cls) else ("", None)
