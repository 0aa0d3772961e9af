"""Complete the slots of predicates with who takes part beside or within what stands there.

"Orlo, along with Vanta, sued": both sue. "Three of its brands, Orlo, Miro and Vanta, sued": the three do. "Several firms,
among them Orlo": Orlo is told of the firms. "Those arrested included Orlo's chief, Lee". "The suspect, named as Owen Pratt": he is.
"""

from __future__ import annotations

from collections.abc import Mapping

from kgbuild.reading.arguments import Arguments
from kgbuild.reading.phrases import expand
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse, Token

BESIDE = ("along", "together")
NAMING = frozenset({"identify", "name", "know"})
LISTS = (
    ("among", "them"),
    ("among", "these"),
    ("among", "which"),
    ("among", "whom"),
    ("most", "notably"),
    ("notably",),
)
COALITIONS = frozenset({"coalition", "group", "alliance", "team", "consortium"})
LEADING = frozenset({"lead", "co-lead", "head", "spearhead"})
BETWEEN = frozenset({",", "and", "&", "or", "the"})
REACH = 8  # words between a noun and the list behind it


def add_companions(parse: Parse, predicates: Mapping[int, Predicate], arguments: Arguments) -> None:
    """Add to the slots of verbs the names that stand beside a party, and put lists in the place of what they list."""
    finder = _Finder(parse, arguments)
    for p in predicates.values():
        for slot, heads in p.slots.items():
            if slot not in ("self", "_compound"):
                p.slots[slot] = list(dict.fromkeys(h for i in heads for h in finder.find_listed(i, p.head)))
    finder.add_beside(predicates)


class _Finder:
    def __init__(self, parse: Parse, arguments: Arguments) -> None:
        self.parse, self.arguments, self.lexicon = parse, arguments, arguments.lexicon

    def add_beside(self, predicates: Mapping[int, Predicate]) -> None:
        """ "Orlo, along with Vanta, sued", "sued Orlo along with Vanta", "together with Vanta, Orlo was sued"."""
        for prep in self.parse.tokens:
            names = [e for k in self.parse.kids(prep.i, "pobj") for e in expand(self.parse, k.i)]
            p = self._find_verb(prep, predicates) if names and self._is_beside(prep) else None
            if p is None:
                continue
            subject = "patient" if p.voice == "passive" else "agent"
            before = prep.i < p.head or not p.slots.get("patient") or prep.lower == "alongside"
            if prep.i > p.head and before and self.parse.tokens[prep.i - 1].lower == "together":
                continue  # "works together with Vanta": the verb's own partner
            host = subject if before else "patient"
            held = p.slots.get(host, [])
            found = [i for i in names if i not in held and any(self._is_alike(i, h) for h in held)]
            if found:
                p.slots[host] = [*held, *found]
                if host == subject:
                    self._share(predicates, p, held, found)

    def _share(self, predicates: Mapping[int, Predicate], p: Predicate, held: list[int], found: list[int]) -> None:
        """ "Orlo, along with Vanta, sued, alleging fraud and asking for money": who stands beside takes part in it all."""
        for below in predicates.values():
            subject = "patient" if below.voice == "passive" else "agent"
            if below.governor == p.head and below.kind == "verb" and below.slots.get(subject) == held:
                below.slots[subject] = [*held, *(i for i in found if i not in held)]

    def _is_beside(self, prep: Token) -> bool:
        if prep.lower == "alongside":
            return True
        before = self.parse.tokens[prep.i - 1] if prep.i else None
        return prep.lower == "with" and before is not None and before.lower in BESIDE and before.sent == prep.sent

    def _find_verb(self, token: Token, predicates: Mapping[int, Predicate]) -> Predicate | None:
        """The first verb above a token."""
        while token.head != token.i:
            token = self.parse.tokens[token.head]
            p = predicates.get(token.i)
            if p is not None and p.kind == "verb":
                return p
        return None

    def _is_alike(self, i: int, other: int) -> bool:
        """Whether two heads stand for things of one kind, as far as more than a guess tells."""
        classes = [self.arguments.find_class(k) for k in (i, other)]
        tops = {self.lexicon.find_parent(c) for c in classes if c is not None}
        guessed = any(k in self.arguments.unsure for h in (i, other) for k in self.arguments.links.get(h, ()))
        return None not in classes and (guessed or len(tops) == 1 or tops == {"Organization", "Place"})

    def find_listed(self, i: int, head: int) -> list[int]:
        """The names that stand for a noun without a name, where it has an apposition or list of several; else the noun."""
        token = self.parse.tokens[i]
        if token.name is not None:
            return [i]
        if token.lower == "those" or token.tag == "NNS":
            included = self._find_included(token, head)
            if included:
                return included
        if leaders := self._find_leaders(token, head):
            return [*leaders, i]
        if not self._is_several(token):
            return self._find_named(token) or [i]
        for kid in self.parse.kids(i, "appos"):
            names = [e for e in expand(self.parse, kid.i) if self.parse.tokens[e].name is not None and e != head]
            if len(names) > 1 and not set(names) & set(expand(self.parse, i)):
                return names
        if i in self.arguments.links:
            return [i]
        return self._read_list(token, head) or [i]

    def _find_named(self, token: Token) -> list[int]:
        """ "The suspect, identified by police as Owen Pratt": the name."""
        for verb in self.parse.kids(token.i, "acl"):
            if verb.lemma in NAMING and verb.tag == "VBN":
                below = {verb.i, *(k.i for k in self.parse.kids(verb.i, "agent", "prep"))}
                below |= {o.i for k in below for o in self.parse.kids(k, "pobj")}
                for prep in [k for i in sorted(below) for k in self.parse.kids(i, "prep") if k.lower == "as"]:
                    names = [k.i for k in self.parse.kids(prep.i, "pobj") if k.name is not None]
                    if names:
                        return names
        return []

    def _find_leaders(self, token: Token, head: int) -> list[int]:
        """Who leads a coalition that acts: "Lee leads a coalition suing Orlo", "led by Lee, a group of sellers sued Orlo"."""
        above = self.parse.tokens[token.head]
        if token.lower not in COALITIONS or above.i == token.i:
            return []
        if above.lemma in LEADING and token.dep == "dobj" and head in self.parse.subtree(token.i):
            return [e for k in self.parse.kids(above.i, "nsubj") for e in expand(self.parse, k.i)]
        opening = [k for k in self.parse.kids(above.i, "advcl", "acl") if k.lemma in LEADING and k.tag == "VBN"]
        if token.dep != "nsubj" or len(opening) != 1 or opening[0].i > token.i:
            return []
        led = [k for by in self.parse.kids(opening[0].i, "agent") for k in self.parse.kids(by.i, "pobj")]
        return [e for k in led for e in expand(self.parse, k.i) if self.parse.tokens[e].name is not None]

    def _find_included(self, token: Token, head: int) -> list[int]:
        """The names of "those arrested included Owen Pratt" and "among those arrested was Owen Pratt", for the arrest alone."""
        above = self.parse.tokens[token.head]
        if head not in self.parse.subtree(token.i) or head == token.i:
            return []
        if above.lemma == "include" and token.dep == "nsubj":
            listed = self.parse.kids(above.i, "dobj")
        elif above.lower == "among" and self.parse.tokens[above.head].lemma == "be":
            listed = self.parse.kids(above.head, "nsubj", "attr")
        else:
            return []
        return [e for k in listed for e in expand(self.parse, k.i) if self.parse.tokens[e].name is not None]

    def _is_several(self, token: Token) -> bool:
        return (
            token.tag in ("NNS", "NNPS", "CD") or token.pos == "NUM" or token.lemma in self.lexicon.words["partitives"]
        )

    def _read_list(self, token: Token, head: int) -> list[int]:
        """The names behind "among them", as the words follow each other: the parser hangs them on many things."""
        tokens = self.parse.tokens
        for i in range(token.i + 1, min(token.i + REACH, len(tokens))):
            if tokens[i].sent != token.sent or i == head:
                break
            mark = next((m for m in LISTS if tuple(t.lower for t in tokens[i : i + len(m)]) == m), None)
            if mark is not None:
                return self._read_names(i + len(mark))
            if tokens[i].pos in ("VERB", "AUX") or tokens[i].name is not None:
                break
        return []

    def _read_names(self, i: int) -> list[int]:
        names, tokens = list[int](), self.parse.tokens
        while i < len(tokens) and (
            tokens[i].name is not None or tokens[i].lower in BETWEEN or tokens[i].dep == "compound"
        ):
            if tokens[i].name is not None:
                names.append(i)
            elif names and tokens[i].text == "," and i - 1 != names[-1]:
                break
            i += 1
        return names
