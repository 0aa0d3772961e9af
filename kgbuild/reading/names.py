"""Find the names of an article: where they begin and end, before anything is parsed.

A capital inside a sentence marks a name; one at a sentence's start, in a headline or in capitals throughout marks
nothing by itself, and is held against the rest of the article, the list of known names and the dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kgbuild.reading.lexicon import Lexicon, squash
from kgbuild.reading.parse import NerSpan
from kgbuild.reading.tokens import Block, Word

BREAKS = frozenset('.!?:;"“”‘(—–-•*<>|…')
CLOSED_END = re.compile(r"[.!?]$")
ACRONYM = re.compile(r"^(?:[A-Z]{2,6}|(?:[A-Z]\.){2,5}|[A-Z]&[A-Z])s?$")
INITIAL = re.compile(r"^[A-Z]\.$")
LONGEST = 9
CLOSERS = frozenset('.!?"”)')


@dataclass(frozen=True, slots=True)
class NameWords:
    """A name before it is typed: block, first and last word (inclusive), its text, and whether its place proves it."""

    block: int
    first: int
    last: int
    text: str
    proved: bool


def find_names(
    text: str, blocks: Sequence[Block], guesses: Iterable[NerSpan], *, lexicon: Lexicon
) -> tuple[NameWords, ...]:
    """Return the names in text order; none overlaps another."""
    guessed = {(g.block, g.first): g for g in guesses}
    evidence = _gather_evidence(blocks)
    found: list[NameWords] = []
    for b, block in enumerate(blocks):
        if _find_case(block.words) == "plain":
            finder = _PlainFinder(text, b, block, guessed, evidence, lexicon)
            found.extend(finder.find())
    proved = {squash(n.text).casefold() for n in found if n.proved}
    kept = [n for n in found if n.proved or _is_credible(n, proved, evidence, lexicon)]
    forms = {squash(n.text).casefold() for n in kept}
    for b, block in enumerate(blocks):
        if _find_case(block.words) != "plain":
            kept.extend(_find_in_capitals(text, b, block, forms, evidence, lexicon))
    return tuple(sorted(kept, key=lambda n: (n.block, n.first)))


def has_capitals_throughout(block: Block) -> bool:
    """Tell whether a block's capitals mean nothing: a headline in title case, or a line in capitals."""
    return _find_case(block.words) != "plain"


def _find_case(words: Sequence[Word]) -> str:
    long = [w.text for w in words if len(w.text) > 3 and w.text[0].isalpha()]
    if not long:
        return "plain"
    upper = sum(w.isupper() for w in long)
    if upper >= 0.7 * len(long) and len(long) >= 2:
        return "capitals"
    if words[-1].text in CLOSERS:  # a sentence, however many names it has
        return "plain"
    titled = sum(w[0].isupper() for w in long)
    return "title" if titled >= 0.75 * len(long) and len(long) >= 3 and len(words) <= 25 else "plain"


@dataclass(frozen=True, slots=True)
class _Evidence:
    lower: frozenset[str]  # words seen in lower case
    capital: frozenset[str]  # words seen capitalised inside a sentence


def _gather_evidence(blocks: Sequence[Block]) -> _Evidence:
    lower: set[str] = set()
    capital: set[str] = set()
    for block in blocks:
        if _find_case(block.words) != "plain":
            continue
        for i, word in enumerate(block.words):
            if word.text[0].islower():
                lower.add(word.text)
            elif word.text[0].isupper() and not _starts_sentence(block.words, i):
                capital.add(word.text)
    return _Evidence(frozenset(lower), frozenset(capital))


def _starts_sentence(words: Sequence[Word], i: int) -> bool:
    if i == 0:
        return True
    before = words[i - 1].text
    if before in BREAKS or (before == "'" and not words[i - 1].spaced):
        return True
    return bool(CLOSED_END.search(before)) and len(before) > 3 and before.count(".") == 1


def _is_capital(word: str) -> bool:
    if word[0].isupper():
        return True
    return word[0].isalnum() and word[0] not in "0123456789" and any(c.isupper() for c in word[1:]) and "-" not in word


def _is_credible(name: NameWords, proved: set[str], evidence: _Evidence, lexicon: Lexicon) -> bool:
    """Judge a name that stands only where a capital proves nothing."""
    folded = squash(name.text).casefold()
    if folded in proved:
        return True
    words = name.text.split()
    if len(words) > 1:
        return not all(w.lower() in evidence.lower for w in words)
    word = words[0]
    known = lexicon.find_known(word)
    if known is not None and not known.common:
        return True
    if any(p.startswith(folded) or p.endswith(folded) for p in proved) and word.lower() not in evidence.lower:
        return True
    return not lexicon.is_common(word.lower()) and word.lower() not in evidence.lower


@dataclass(slots=True)
class _PlainFinder:
    """Finds the names of one block whose capitals mean something."""

    text: str
    b: int
    block: Block
    guessed: dict[tuple[int, int], NerSpan]
    evidence: _Evidence
    lexicon: Lexicon

    def find(self) -> Iterator[NameWords]:
        i, words = 0, self.block.words
        while i < len(words):
            known = self._match_known(i)
            if known is not None:
                yield self._name(i, known, proved=True)
                i = known + 1
                continue
            if not _is_capital(words[i].text):
                i += 1
                continue
            last = self._extend(i)
            yield from self._split(i, last)
            i = last + 1

    def _name(self, first: int, last: int, *, proved: bool) -> NameWords:
        words = self.block.words
        return NameWords(self.b, first, last, self.text[words[first].start : words[last].end], proved)

    def _match_known(self, i: int) -> int | None:
        """The last word of a known name of several words that begins at word `i`, where it does not run on."""
        words = self.block.words
        if not _is_capital(words[i].text):
            return None
        for j in range(min(len(words), i + LONGEST) - 1, i, -1):
            row = self.lexicon.known.get(squash("".join(w.text for w in words[i : j + 1])))
            if row is None or not (_is_capital(words[j].text) or words[j].text in ("'s", "’s")):
                continue
            if j + 1 < len(words) and (self._joins(j + 1) or self._is_suffix(j + 1)):
                return None
            return j
        return None

    def _is_suffix(self, j: int) -> bool:
        return self.block.words[j].text.lower().rstrip(".") in self.lexicon.suffixes

    def _joins(self, j: int) -> bool:
        """Whether the capitalised word `j` goes on with the name before it."""
        word = self.block.words[j].text
        if not _is_capital(word) or word.lower() in self.lexicon.words["calendar"] or word == "I":
            return False
        return not (CLOSED_END.search(self.block.words[j - 1].text) and self._ends_sentence(j - 1))

    def _ends_sentence(self, i: int) -> bool:
        text = self.block.words[i].text
        return text in ".!?" or (
            text.count(".") == 1
            and not INITIAL.match(text)
            and text.lower() not in self.lexicon.words["honorifics"]
            and not self.block.words[i].spaced
        )

    def _extend(self, first: int) -> int:
        words, last = self.block.words, first
        if words[first].text.lower() in self.lexicon.words["calendar"]:
            return first
        while last + 1 < len(words):
            step = self._find_step(first, last)
            if step is None:
                break
            last = step
        return last

    def _find_step(self, first: int, last: int) -> int | None:
        """The last word of the name once it takes in what follows word `last`, None where it ends there."""
        words = self.block.words
        j = last + 1
        here = words[j].text
        if self._joins(j):
            return j
        after = words[j + 1].text if j + 1 < len(words) else ""
        if here == "," and after and self._is_suffix(j + 1):
            return j + 1
        if not after:
            return None
        capital_after = _is_capital(after) and after.lower() not in self.lexicon.words["calendar"]
        tight = not words[last].spaced and not words[j].spaced
        if here == "~" and tight:
            return j + 1
        if here in ("-", "/", "–", "&", "+", "'", "’") and (tight or here == "&"):
            return j + 1 if capital_after and (after[0].isupper() or here == "&") else None
        if here == "of":
            return self._find_of(last)
        if here in ("and", "for") and self._takes(here, first, last):
            return j + 1
        if (
            here in self.lexicon.words["connectors"]
            and capital_after
            and words[last].text.lower() not in self.lexicon.nouns
        ):
            return j + 1
        return None

    def _find_of(self, last: int) -> int | None:
        words = self.block.words
        if words[last].text.lower() not in self.lexicon.words["of_heads"]:
            return None
        j = last + 2
        if words[j].text == "the" and j + 1 < len(words):
            j += 1
        return j if _is_capital(words[j].text) and words[j].text.lower() not in self.lexicon.words["calendar"] else None

    def _takes(self, joint: str, first: int, last: int) -> bool:
        """Whether "and" or "for" after word `last` stands inside a name: "Securities and Exchange Commission"."""
        words, lexicon = self.block.words, self.lexicon
        j = last + 2
        if joint == "for":
            head = words[last].text.lower()
            return head in (
                "court",
                "campaign",
                "institute",
                "center",
                "centre",
                "coalition",
                "fund",
                "office",
                "bank",
                "agency",
            ) and (
                _is_capital(words[j].text)
                or (words[j].text == "the" and j + 1 < len(words) and words[j + 1].text[0].isupper())
            )
        low = words[last].text.lower()
        complete = last > first and (low in lexicon.endings or low in lexicon.suffixes or low in lexicon.words["tails"])
        if complete or not _is_capital(words[j].text) or not lexicon.is_common(low):
            return False
        if any((self.b, k) in self.guessed and self.guessed[self.b, k].last >= j for k in range(first, last + 1)):
            return True
        end = j
        while end + 1 < len(words) and _is_capital(words[end + 1].text):
            end += 1
        return end > j - 1 and words[end].text.lower() in lexicon.endings and lexicon.is_common(words[j].text.lower())

    def _split(self, first: int, last: int) -> Iterator[NameWords]:
        """Yield the names within a run of capitals: without openers, honorifics, titles and nationalities."""
        start = first
        i = first
        while i <= last:
            size = self._match_title(i, last)
            if size:
                yield from self._trim(start, i - 1)
                start = i + size
                i = start
                continue
            i += 1
        yield from self._trim(start, last)

    def _match_title(self, i: int, last: int) -> int:
        """How many words from `i` are an honorific or a person's title ("Attorney General")."""
        words, lexicon = self.block.words, self.lexicon
        if words[i].text.lower() in lexicon.words["honorifics"]:
            return 1
        for size in (3, 2, 1):
            if i + size - 1 <= last:
                phrase = " ".join(w.text.lower() for w in words[i : i + size])
                if phrase in lexicon.titles and words[i].text[0].isupper():
                    tail = words[i + size].text.lower() if i + size <= last else ""
                    return (
                        0
                        if tail in lexicon.endings or tail in lexicon.suffixes or tail in ("of", "'", "-", "&")
                        else size
                    )
        return 0

    def _trim(self, first: int, last: int) -> Iterator[NameWords]:
        words, lexicon = self.block.words, self.lexicon
        connectors = lexicon.words["connectors"]
        while first <= last and (
            words[last].text.lower() in connectors
            or not words[last].text[0].isalnum()
            or words[last].text in ("and", "for", "the")
        ):
            last -= 1
        while first <= last:
            word = words[first].text
            low = word.lower()
            if (
                (
                    (low in connectors and word.islower())
                    or not word[0].isalnum()
                    or low in lexicon.words["calendar"]
                    or word in ("and", "for", "the")
                )
                or (_starts_sentence(words, first) and low in lexicon.words["openers"] and not ACRONYM.match(word))
                or (low in lexicon.words["openers"] and low not in ("us", "it") and first < last and len(word) < 5)
                or (low in lexicon.demonyms and (first == last or words[first + 1].text.lower() in lexicon.titles))
                or self._opens_by_chance(first, last)
            ):
                first += 1
            else:
                break
        if first <= last and not self._is_no_name(first, last):
            yield self._name(
                first,
                last,
                proved=not _starts_sentence(words, first) or ((self.b, first) in self.guessed and last > first),
            )

    def _opens_by_chance(self, first: int, last: int) -> bool:
        """Whether the first word is an ordinary word that only begins the sentence: "Shares Vanta sold"."""
        words, lexicon = self.block.words, self.lexicon
        if first == last or not _starts_sentence(words, first) or (self.b, first) in self.guessed:
            return False
        low = words[first].text.lower()
        if not lexicon.is_common(low) and low not in lexicon.demonyms:
            return False
        if words[first].text in self.evidence.capital or low in lexicon.endings:
            return False
        return (
            (self.b, first + 1) in self.guessed
            or words[first + 1].text in self.evidence.capital
            or low in self.evidence.lower
        )

    def _is_no_name(self, first: int, last: int) -> bool:
        words, lexicon = self.block.words, self.lexicon
        if first < last:
            return all(
                w.text.lower() in lexicon.words["no_names"] or not w.text[0].isalpha() for w in words[first : last + 1]
            )
        word = words[first].text
        low = word.lower()
        if (
            low in lexicon.words["no_names"]
            or low in lexicon.words["calendar"]
            or low in lexicon.demonyms
            or len(word) == 1
        ):
            return True
        if low in lexicon.words["openers"]:
            return word != "US"
        if low in lexicon.titles or low in lexicon.suffixes:
            return True
        if low in lexicon.words["generic_capitals"] and word != "US":
            return True
        return (
            _starts_sentence(words, first)
            and low in self.evidence.lower
            and word not in self.evidence.capital
            and not ACRONYM.match(word)
        )


def _find_in_capitals(
    text: str, b: int, block: Block, forms: set[str], evidence: _Evidence, lexicon: Lexicon
) -> Iterator[NameWords]:
    """Yield the names of a block whose capitals mean nothing: those the article or the list knows, and no dictionary."""
    words, i = block.words, 0
    while i < len(words):
        last = _match_forms(words, i, forms, lexicon)
        if last is None and _is_stranger(words[i].text, evidence, lexicon):
            last = i
            while last + 1 < len(words) and _is_stranger(words[last + 1].text, evidence, lexicon):
                last += 1
        if last is None:
            i += 1
            continue
        yield NameWords(b, i, last, text[words[i].start : words[last].end], proved=False)
        i = last + 1


def _match_forms(words: Sequence[Word], i: int, forms: set[str], lexicon: Lexicon) -> int | None:
    if not words[i].text[0].isupper():
        return None
    for j in range(min(len(words), i + LONGEST) - 1, i - 1, -1):
        folded = squash("".join(w.text for w in words[i : j + 1])).casefold()
        if not any(c.isalnum() for c in words[j].text):
            continue
        if folded in forms:
            return j
        row = lexicon.known_folded.get(folded)
        if (
            row is not None
            and not row.common
            and len(folded) > 1
            and (j > i or not lexicon.is_common(folded) or row.cls == "Country")
        ):
            if j == i and folded in lexicon.words["openers"] and words[i].text not in ("US", "U.S.", "UK"):
                continue
            return j
    return None


def _is_stranger(word: str, evidence: _Evidence, lexicon: Lexicon) -> bool:
    """Whether a capitalised word of a headline is in no dictionary and nowhere in lower case: then it is a name."""
    low = word.lower()
    if not word[0].isupper() or len(word) < 2 or low in evidence.lower or lexicon.is_common(low):
        return False
    if (
        any(low in lexicon.words[s] for s in ("openers", "calendar", "no_names", "honorifics"))
        or low in lexicon.demonyms
    ):
        return False
    return low not in lexicon.titles and low not in lexicon.nouns and (word.isalpha() or "." in word or "&" in word)
