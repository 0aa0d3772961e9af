"""Cut an article into blocks: paragraphs and headlines, without the furniture of its page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from kgbuild.reading.tokens import Block, BlockKind, Word
from kgbuild.stamps import find_stamp

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
FINAL = re.compile(r"[.!?…][\"'”’)\]]*\s*$")
WRAPPED, WIDEST = 50, 140  # characters of a line that a narrow page broke: at least, and of any line of such a page
HEADLINE_WORDS = 24
# What stands between words and is none of the sentence: tickers, links to other pages.
ASIDE = re.compile(
    r"<[A-Z][A-Z.\-]{0,7}>|[<>]|\(\[[^\]\n]*\]\([^)\n]*\)\)|\((?:NYSE|NASDAQ|Nasdaq|LSE|AMEX|LON|NYSE American)\s*:\s*[A-Z.]+\)|\*\*"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_CAPITALS = r"[A-Z][A-Z'’.\-]+(?: [A-Z][A-Z'’.\-]+){0,3}"
_TOWN = r"[A-Z][\w'’.\-]+(?: [A-Z][\w'’.\-]+){0,3}"
_REGION = r"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?"
_DATE = rf"(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)"
_AGENCY = r"(?: ?\([A-Z][\w .,&/\-]{1,40}\))"
_SLASHED = r"/[A-Z][\w .\-]{1,30}/"
# Where and by whom a report was filed: "LEEDS, March 3 (Norwire) - ". It begins a paragraph and is none of its sentence.
DATE_LINE = re.compile(
    rf"(?:{_CAPITALS}{_REGION}{_DATE}?[.,]? ?{_SLASHED}\.?(?: ?(?:--?|[–—]))?|{_CAPITALS}{_REGION}(?:{_DATE}{_AGENCY}?|{_AGENCY}) ?(?:--?|[–—:])|{_CAPITALS}{_REGION} ?(?:--|[–—])"
    rf"|{_TOWN}{_REGION}{_DATE}?{_AGENCY} ?(?:--?|[–—])|\((?:[A-Z][\w ]{{1,20}})\) ?(?:--?|[–—]))(?=\s+[\"“‘'A-Z])"
)
SplitWords = Callable[[str, int, int], tuple[Word, ...]]


def find_blocks(text: str, *, spans: tuple[tuple[int, int], ...], split_words: SplitWords) -> tuple[Block, ...]:
    """Return the blocks within `spans` (offset ranges that hold the article proper), in order."""
    blocks = []
    asides = [m.span() for m in ASIDE.finditer(text)]
    for start, end in _find_parts(text, spans):
        line = DATE_LINE.match(text, start, end)
        stamp = find_stamp(text, start, end)
        here = [line.span(), *asides] if line else [(stamp.start, stamp.end), *asides] if stamp else asides
        words = _drop_asides(split_words(text, start, end), sorted(here))
        if words:
            kind: BlockKind = "body" if FINAL.search(text[start:end]) or len(words) > HEADLINE_WORDS else "headline"
            blocks.append(Block(start, end, kind, words))
    return tuple(blocks)


def find_stamps(text: str, *, spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Yield where pages' stamps stand in `spans`, whose words are in no block."""
    for start, end in _find_paragraphs(text, spans):
        if (stamp := find_stamp(text, start, end)) is not None:
            yield stamp.start, stamp.end


def _find_parts(text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Yield the spans of paragraphs, and of the two parts of one that a page's stamp parts."""
    for start, end in _find_paragraphs(text, spans):
        stamp = find_stamp(text, start, end)
        if stamp is None or not text[start : stamp.start].strip():
            yield start, end
        else:
            yield start, stamp.start
            yield stamp.start, end


def _drop_asides(words: tuple[Word, ...], asides: list[tuple[int, int]]) -> tuple[Word, ...]:
    if not asides:
        return words
    starts = [a for a, _ in asides]
    kept = []
    for word in words:
        at = bisect_right(starts, word.start) - 1
        inside = at >= 0 and word.end <= asides[at][1]
        if not inside:
            kept.append(word)
    return tuple(kept)


def _find_paragraphs(text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Yield the spans of paragraphs; lines that only a narrow page broke are joined."""
    wrapped = all(len(line) <= WIDEST for line in text.splitlines())
    for low, high in spans:
        start = last = None
        for match in LINE.finditer(text, low, high):
            line = match.group()
            if not line.strip():
                continue
            at, to = match.start() + len(line) - len(line.lstrip()), match.start() + len(line.rstrip())
            if wrapped and start is not None and last is not None and _runs_on(text, start, last, at):
                last = to
                continue
            if start is not None and last is not None:
                yield start, last
            start, last = at, to
        if start is not None and last is not None:
            yield start, last


def _runs_on(text: str, start: int, last: int, at: int) -> bool:
    """Whether the line that begins at `at` goes on with the paragraph that reaches to `last`."""
    between = text[last:at]
    if between.count("\n") > 1:
        return False
    line = text[max(start, text.rfind("\n", start, last) + 1) : last]
    return len(line) >= WRAPPED and not FINAL.search(line)
