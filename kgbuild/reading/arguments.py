"""What a token stands for: the words, and the name, class and chain behind them."""

from __future__ import annotations

from kgbuild.reading.coreference import Coreference, find_phrase
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.phrases import find_oblique
from kgbuild.reading.tokens import Parse
from kgbuild.records import Argument


class Arguments:
    """Turns head tokens into arguments: the words, and the name, class and chain they stand for."""

    def __init__(self, parse: Parse, coreference: Coreference, lexicon: Lexicon) -> None:
        self.parse, self.links, self.lexicon, self.unsure = parse, coreference.links, lexicon, coreference.unsure
        self.chains = {c.id: c for c in coreference.chains}

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
        if not keys:
            demonym = self.lexicon.demonyms.get(token.lower)
            if demonym is not None and token.dep in ("amod", "compound", "nmod"):
                return [Argument(text, start, end, "Country", demonym, None)]
            return [Argument(text, start, end, self.lexicon.nouns.get(token.lemma))]
        return [Argument(text, start, end, self.chains[k].cls, self.chains[k].name, k) for k in keys]

    def find_class(self, i: int) -> str | None:
        """The class of what a token stands for, None where nothing tells."""
        keys = self.links.get(i, ())
        if keys:
            return self.chains[keys[0]].cls
        token = self.parse.tokens[i]
        if token.lower in self.lexicon.titles or token.lemma in self.lexicon.titles:
            return "Person"
        return self.lexicon.nouns.get(token.lemma)
