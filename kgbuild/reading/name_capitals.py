"""Names in headlines and lines of capitals, where a capital proves nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgbuild.reading.lexicon import Lexicon, squash
from kgbuild.reading.name_words import LONGEST, Evidence, NameWords
from kgbuild.reading.tokens import Block, Word


def find_in_capitals(
    text: str, b: int, block: Block, forms: set[str], evidence: Evidence, lexicon: Lexicon
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


def _is_stranger(word: str, evidence: Evidence, lexicon: Lexicon) -> bool:
    """Whether a capitalised word of a headline is in no dictionary and nowhere in lower case: then it is a name."""
    low = word.lower()
    if (
        not word[0].isupper()
        or len(word) < 2
        or low in ("n't", "n’t")
        or low in evidence.lower
        or lexicon.is_common(low)
    ):
        return False
    if (
        any(low in lexicon.words[s] for s in ("openers", "calendar", "no_names", "honorifics"))
        or low in lexicon.demonyms
    ):
        return False
    return low not in lexicon.titles and low not in lexicon.nouns and (word.isalpha() or "." in word or "&" in word)
