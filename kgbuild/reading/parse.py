"""The home of spaCy: words, first guesses at names, and dependency trees.

Each article is a batch of its own: a batch's make-up can change the last bits of a score, and the reading of an
article must not depend on its neighbours.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from kgbuild.errors import ModelError
from kgbuild.reading.spec import DEFAULT_MODEL
from kgbuild.reading.tokens import Block, BlockKind, Parse, Sentence, Token, Unit, Word

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

TREE_PIPES = ("tok2vec", "tagger", "parser")
WORD_PIPES = ("attribute_ruler", "lemmatizer")
NEEDED = {*TREE_PIPES, *WORD_PIPES, "ner"}
# What a rule of one word may look at for its result to be kept by form, tag and label.
KNOWN_KEYS = frozenset({"ORTH", "TEXT", "LOWER", "TAG", "DEP", "IS_SPACE"})
KEPT = 100_000
# spaCy's parser and name finder cut a batch in four; a batch said to be four times as large is read at once.
BATCHES = 4
# An acronym with dots and what a hyphen sets behind it: "U.S.-born".
DOTTED = re.compile(r"^((?:[A-Z]\.){2,4}|[A-Z][a-z]{2,4}\.(?=.based$))([-–])(\w[\w.'’-]*)$")
# A date that opens a paragraph with no comma behind it is the line above the text, not a word of its first sentence.
DATELINE = re.compile(r"^(?:[A-Z][a-z]+ \d{1,2}(?: ,)? \d{4}|\d{1,2} [A-Z][a-z]+ \d{4}) (?=[A-Z\d])")
# What a page that was copied badly joins to the word before it: a closing mark and a dash, a quotation mark: 'said.-The', 'it,"he'.
STUCK = re.compile(r"^([\w.&'’]*?\w)([.,:;!?'’]+-|[.,!?]?\"\??)(\w.*)?$")
SENTENCE_END = re.compile(r"[.!?]$")
SHORT_VERB = re.compile(r"^[^aeiou]*[aeiouy][^aeiouwxy]$")
JOINED = re.compile(r"^[\"'”’)\]]+$")


@dataclass(frozen=True, slots=True)
class NerSpan:
    """A guess of the named-entity recogniser: words `first` to `last` (inclusive) of a block, and its label.

    `known` says whether the model's word vectors hold any of the words: of a strange word it can tell the shape alone.
    """

    block: int
    first: int
    last: int
    label: str
    known: bool = True


class Finished(NamedTuple):
    """What a word's pass through rules and lemmatizer gives."""

    pos: str
    tag: str
    dep: str
    lemma: str


class WordFinisher:
    """Gives words their part of speech and lemma, as the pipeline's attribute ruler and lemmatizer would.

    Nearly all rules of the ruler look at one word's form, tag and label, so what comes out is kept by these. A block
    with a word that may open a rule of several words goes through the pipes, and so does everything where a rule
    looks at something else.
    """

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import Matcher
        from spacy.pipeline import AttributeRuler

        self._vocab = nlp.vocab
        self._pipes: list[Any] = [p for n, p in nlp.pipeline if n in WORD_PIPES]
        ruler: Any = nlp.get_pipe("attribute_ruler")
        rules = [(rule, pattern) for rule in ruler.patterns for pattern in rule["patterns"]]
        self.keeps = all(key in KNOWN_KEYS for _, pattern in rules for word in pattern for key in word)
        self._openers = Matcher(nlp.vocab)
        single = AttributeRuler(nlp.vocab)
        for rule, pattern in rules:
            if len(pattern) == 1:
                single.add([pattern], rule["attrs"], rule["index"])
            elif self.keeps:
                self._openers.add("opener", [pattern[:1]])
        self._single: list[Any] = [single if p is ruler else p for p in self._pipes]
        self._kept: dict[tuple[int, ...], Finished | None] = {}

    def finish(self, docs: Sequence[Doc]) -> list[list[Finished]]:
        """Return the finished words of tagged and parsed blocks."""
        if not self.keeps:
            return [self._run_pipes(doc) for doc in docs]
        keys = [[tuple(row) for row in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()] for doc in docs]
        if len(self._kept) > KEPT:
            self._kept.clear()
        self._keep(list(dict.fromkeys(k for block in keys for k in block if k not in self._kept)))
        return [self._read_kept(block) or self._run_pipes(doc) for block, doc in zip(keys, docs, strict=True)]

    def _read_kept(self, keys: list[tuple[int, ...]]) -> list[Finished]:
        words = [word for key in keys if (word := self._kept[key]) is not None]
        return words if len(words) == len(keys) else []

    def _keep(self, keys: list[tuple[int, ...]]) -> None:
        """Keep what comes of words by form, tag and label; None for one that may open a rule of several words."""
        from spacy.tokens import Doc

        forms, tags, deps = ([self._vocab.strings[k[i]] for k in keys] for i in range(3))
        doc = Doc(self._vocab, words=forms, tags=tags, deps=deps, heads=list(range(len(keys))))
        openers = {start for _, start, _ in self._openers(doc, allow_missing=True)}
        for pipe in self._single:
            doc = pipe(doc)
        for key, token in zip(keys, doc, strict=True):
            self._kept[key] = None if token.i in openers else _read_word(token)

    def _run_pipes(self, doc: Doc) -> list[Finished]:
        for pipe in self._pipes:
            doc = pipe(doc)
        return [_read_word(token) for token in doc]


class Parser:
    """A loaded English pipeline, used in two passes: names over the raw words, trees over the words as shown.

    Raises:
        ModelError: the model is not installed, or lacks a component that reading needs.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.model = model
        self._nlp = _load_model(model)
        self._ner: Any = self._nlp.get_pipe("ner")
        self._vectors = bool(self._nlp.vocab.vectors_length)
        self._pipes: list[Any] = [p for n, p in self._nlp.pipeline if n in TREE_PIPES]
        self._finisher = WordFinisher(self._nlp)
        lookups = self._nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
        self.common = _read_common_words(lookups)
        self._verbs = frozenset(lookups.get_table("lemma_index")["verb"])

    def split_words(self, text: str, start: int, end: int) -> tuple[Word, ...]:
        """Return the words of `text[start:end]`, with offsets into `text`."""
        return tuple(
            word
            for t in self._nlp.make_doc(text[start:end])
            if not t.is_space
            for word in _split_stuck(Word(start + t.idx, start + t.idx + len(t), t.text, bool(t.whitespace_)))
        )

    def guess_names(self, blocks: Sequence[Block]) -> Iterator[NerSpan]:
        """Yield what the named-entity recogniser finds in the blocks."""
        places = [b for b, block in enumerate(blocks) if block.words]
        docs = [self._make_doc([w.text for w in blocks[b].words], [w.spaced for w in blocks[b].words]) for b in places]
        for b, doc in zip(places, self._ner.pipe(docs, batch_size=BATCHES * len(docs) or 1), strict=True):
            for span in doc.ents:
                known = not self._vectors or any(t.has_vector for t in span)
                yield NerSpan(b, span.start, span.end - 1, span.label_, known)

    def parse(self, text: str, blocks: Sequence[tuple[BlockKind, Sequence[Unit]]]) -> Parse:
        """Return the trees of the blocks; a unit is one token, a block's border always ends a sentence."""
        full = [(kind, units) for kind, units in blocks if units]
        docs: Iterable[Doc] = [
            _mark_sentences(self._make_doc([u.shown for u in units], [True] * len(units)), units, kind)
            for kind, units in full
        ]
        for pipe in self._pipes:
            docs = list(pipe.pipe(docs, batch_size=BATCHES * len(full) or 1))
        docs = list(docs)
        return _collect(text, full, docs, self._finisher.finish(docs), verbs=self._verbs)

    def _make_doc(self, words: list[str], spaces: list[bool]) -> Doc:
        from spacy.tokens import Doc

        return Doc(self._nlp.vocab, words=words, spaces=spaces)


def _read_word(token: SpacyToken) -> Finished:
    return Finished(token.pos_, token.tag_, token.dep_, token.lemma_)


def _load_model(model: str) -> Language:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        import spacy

        try:
            nlp = spacy.load(model)
        except OSError as error:
            raise ModelError(f"{model}: no such language model; install it with pip, or leave --model out") from error
    if missing := NEEDED - set(nlp.pipe_names):
        raise ModelError(f"{model}: lacks {', '.join(sorted(missing))}; name a full English pipeline with --model")
    return nlp


def _split_stuck(word: Word) -> tuple[Word, ...]:
    """Part words that only a mark and a dash or quotation mark join; what is left may be an acronym with a hyphen."""
    found = STUCK.match(word.text)
    if found is None or "/" in word.text:
        return _split_state(word)
    rest = found[3] or ""
    if found[2] == ".-" and not (len(found[1]) > 3 and (not rest or rest[0].isupper())):
        return _split_state(word)
    at = word.start + found.start(2)
    last = len(found[2]) - 1 if not rest else -1
    marks = [Word(at + k, at + k + 1, mark, word.spaced and k == last) for k, mark in enumerate(found[2])]
    before = Word(word.start, word.start + found.end(1), found[1], False)
    after = _split_stuck(Word(word.start + found.start(3), word.end, rest, word.spaced)) if rest else ()
    return (before, *marks, *after)


def _split_state(word: Word) -> tuple[Word, ...]:
    """Part an acronym with dots from what a hyphen sets behind it: "U.S.-born"."""
    found = DOTTED.match(word.text)
    if found is None:
        return (word,)
    at = [word.start + found.start(k) for k in (1, 2, 3)] + [word.end]
    return tuple(
        Word(a, b, found[k], word.spaced and k == 3) for k, a, b in zip((1, 2, 3), at[:-1], at[1:], strict=True)
    )


def _read_common_words(lookups: object) -> frozenset[str]:
    """The lower-case words that the model's lemmatizer knows (WordNet's lemmas)."""
    index = lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    exceptions = lookups.get_table("lemma_exc")  # type: ignore[attr-defined]
    return frozenset(w for table in (index, exceptions) for words in table.values() for w in words if "_" not in w)


def _find_lemma(text: str, lemma: str, tag: str, verbs: Container[str]) -> str:
    """The lemma in lower case, with two mends of the lemmatizer's.

    A capitalised plural that it left alone loses its "s". A short verb whose last consonant is not doubled ("fined",
    "rating", "hopes") ends in "e": "fin" would give "finned".
    """
    low = lemma.lower()
    if tag == "NNPS" and low.endswith("s") and not low.endswith("ss"):
        return low[:-1]
    endings = ("ed", "ing") if low.endswith(("s", "z", "h")) else ("ed", "ing", "es")
    if (
        tag in ("VBD", "VBN", "VBG", "VBZ")
        and SHORT_VERB.search(low)
        and text.lower() in {f"{low}{e}" for e in endings}
    ):
        return f"{low}e" if f"{low}e" in verbs else low
    return low


def _mark_sentences(doc: Doc, units: Sequence[Unit], kind: BlockKind) -> Doc:
    """Set where a sentence surely starts or does not; the parser decides the rest."""
    dateline = DATELINE.match(" ".join(u.text for u in units[:6]))
    opening = len(dateline[0].split()) if dateline else 0
    for i, token in enumerate(doc):
        if i == 0:
            continue
        if i <= opening:
            token.is_sent_start = i == opening
        elif kind == "headline":
            token.is_sent_start = False
        else:
            before, here = units[i - 1].text, units[i]
            ends = SENTENCE_END.search(before) or (
                JOINED.match(before) and i > 1 and SENTENCE_END.search(units[i - 2].text)
            )
            if not ends and (here.name is not None or here.text[0].islower()):
                token.is_sent_start = False
    return doc


def _collect(
    text: str,
    blocks: list[tuple[BlockKind, Sequence[Unit]]],
    docs: list[Doc],
    finished: list[list[Finished]],
    *,
    verbs: Container[str],
) -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for (kind, units), doc, words in zip(blocks, docs, finished, strict=True):
        base = len(tokens)
        for sent in doc.sents:
            index = len(sentences)
            first, last = base + sent.start, base + sent.end - 1
            for t in sent:
                unit, word = units[t.i], words[t.i]
                shown = unit.name is None
                tokens.append(
                    Token(
                        base + t.i,
                        unit.start,
                        unit.end,
                        unit.text,
                        unit.text.lower(),
                        (_find_lemma(unit.text, word.lemma, word.tag, verbs) if shown else unit.text),
                        word.pos if shown else "PROPN",
                        word.tag if shown or word.tag in ("NNP", "NNPS") else "NNP",
                        word.dep,
                        base + t.head.i,
                        index,
                        unit.name,
                    )
                )
            sentences.append(
                Sentence(index, first, last, tokens[first].start, tokens[last].end, base + sent.root.i, kind)
            )
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    names = tuple(t.name for t in tokens if t.name is not None)
    return Parse(text, tuple(tokens), tuple(sentences), names, tuple(tuple(c) for c in children))
