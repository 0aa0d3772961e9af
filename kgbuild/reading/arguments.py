"""What a token stands for: the words, and the name, class and chain behind them."""

from __future__ import annotations

from kgbuild.reading.coreference import Coreference, find_phrase
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.party_tags import PARTIES, find_party_tags
from kgbuild.reading.phrases import find_oblique
from kgbuild.reading.tokens import Parse
from kgbuild.records import Argument


class Arguments:
    """Turns head tokens into arguments: the words, and the name, class and chain they stand for."""

    def __init__(self, parse: Parse, coreference: Coreference, lexicon: Lexicon) -> None:
        self.parse, self.links, self.lexicon, self.unsure = parse, coreference.links, lexicon, coreference.unsure
        self.chains = {c.id: c for c in coreference.chains}
        self._forces = self._find_forces()
        self._forces |= {i: self._forces[by] for i, by in coreference.sayers.items() if by in self._forces}
        self._tags = find_party_tags(parse, lexicon)

    def make(self, i: int) -> list[Argument]:
        """Return the arguments that token `i` stands for: one a chain, or one without a name."""
        token = self.parse.tokens[i]
        start, end = (token.start, token.end) if token.name is not None else find_phrase(self.parse, i)
        text = self.parse.text[start:end]
        keys = self.links.get(i, ())
        if not keys and token.lemma in self.lexicon.words["organ"]:
            # the board of a firm acts for the firm
            of = [k for slot, heads in find_oblique(self.parse, i) if slot == "of" for k in heads if self.links.get(k)]
            if of:
                return self.make(of[0])
        if i in self._forces:
            return [Argument(text, start, end, "Agency", *self._forces[i])]
        if i in self._tags:
            return [self._make_party(i)]
        if not keys:
            demonym = self.lexicon.demonyms.get(token.lower)
            if demonym is not None and token.dep in ("amod", "compound", "nmod"):
                return [Argument(text, start, end, "Country", demonym, None)]
            return [Argument(text, start, end, self.lexicon.nouns.get(token.lemma))]
        return [Argument(text, start, end, self.chains[k].cls, self.chains[k].name, k) for k in keys]

    def _make_party(self, i: int) -> Argument:
        """The party of a letter, by the name that the article has for it."""
        token = self.parse.tokens[i]
        name = PARTIES[token.text]
        key = next((k for k, c in self.chains.items() if c.name in (name, name.removesuffix(" Party") + "s")), None)
        return Argument(token.text, token.start, token.end, "Association", self.chains[key].name if key else name, key)

    def _find_forces(self) -> dict[int, tuple[str, str | None]]:
        """The forces that are named by their place, and bare "police" behind the only police that an article names."""
        found: dict[int, tuple[str, str | None]] = {}
        named: dict[str, set[tuple[str, str | None]]] = {}
        for token in self.parse.tokens:
            first, keys = self._find_local_body(token.i), self.links.get(token.i, ())
            if first is not None:
                found[token.i] = self.parse.text[self.parse.tokens[first].start : token.end], None
                named.setdefault(token.lower, set()).add(found[token.i])
            elif token.name is not None and len(keys) == 1:
                name = self.chains[keys[0]].name or token.text
                named.setdefault(token.lower.rpartition(" ")[2], set()).add((name, keys[0]))
            elif token.lemma in self.lexicon.words["local_bodies"] and self._stands_bare(token.i):
                known = named.get(token.lower, set())
                if len(known) == 1:
                    found[token.i] = next(iter(known))
        return found

    def _stands_bare(self, i: int) -> bool:
        """Whether nothing but "the" says of a force which one it is."""
        return (
            all(self.lexicon.find_parent(self.chains[k].cls) == "Place" for k in self.links.get(i, ()))
            and self.parse.tokens[i].dep != "compound"
            and all(k.lower == "the" or k.dep == "punct" for k in self.parse.kids(i))
        )

    def _find_local_body(self, i: int) -> int | None:
        """Where the name of a force begins that is named by its place: "Lyon police", "Chilean security forces"."""
        tokens, bodies = self.parse.tokens, self.lexicon.words["local_bodies"]
        if not self.links.get(i):
            bodies |= self.lexicon.words["state_bodies"]
        for first in (i - 1, i):
            words = " ".join(t.lower for t in tokens[max(first, 0) : i + 1])
            before = tokens[first - 1] if first > 0 and words in bodies else None
            if before is None or before.sent != tokens[i].sent or tokens[i].name is not None:
                continue
            top = self.lexicon.find_parent(before.name.cls) if before.name is not None else None
            placed = top == "Place" or (words == "police" and top == "Organization")
            if placed or (before.lower in self.lexicon.demonyms and before.text[:1].isupper()):
                return before.i
        return None

    def find_class(self, i: int) -> str | None:
        """The class of what a token stands for, None where nothing tells."""
        if i in self._forces:
            return "Agency"
        if i in self._tags:
            return "Association"
        keys = self.links.get(i, ())
        if keys:
            return self.chains[keys[0]].cls
        token = self.parse.tokens[i]
        if token.lower in self.lexicon.titles or token.lemma in self.lexicon.titles:
            return "Person"
        return self.lexicon.nouns.get(token.lemma)
