"""Find what is quoted and who is quoted, over sentences and paragraphs.

A quotation's speaker is the subject of a verb of saying outside its marks in one of the sentences that it touches, before,
behind or within; a quotation without one goes on with the speaker before (after O'Keefe et al. 2012).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse

OPENING, CLOSING, EITHER = "“«„", "”»", '"'
LONGEST = 400  # tokens; what runs on longer is a mark that nobody closed
NEAR = 2  # sentences between two quotations of one speaker


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens `first` to `last` between quotation marks, and the head token of who speaks (None where nobody is told)."""

    first: int
    last: int
    speaker: int | None


def find_quotes(parse: Parse, predicates: Mapping[int, Predicate], *, lexicon: Lexicon) -> tuple[Quote, ...]:
    """Return the quotations of an article in text order."""
    verbs: dict[int, list[Predicate]] = {}
    for p in predicates.values():
        if p.kind == "verb" and p.lemma in lexicon.words["reporting"] and p.slots.get("agent"):
            verbs.setdefault(parse.tokens[p.head].sent, []).append(p)
    quotes: list[Quote] = []
    for first, last in _find_spans(parse):
        speaker = _find_speaker(parse, verbs, first, last)
        before = quotes[-1] if quotes else None
        if speaker is None and before is not None:
            near = parse.tokens[first].sent - parse.tokens[before.last].sent <= NEAR
            speaker = before.speaker if near else None
        quotes.append(Quote(first, last, speaker))
    return tuple(quotes)


def _find_spans(parse: Parse) -> Iterator[tuple[int, int]]:
    """Yield first and last token of each quotation; a mark opens unless one is open and it may close."""
    start: int | None = None
    for token in parse.tokens:
        text = token.text
        if start is not None and token.i - start > LONGEST:
            start = None
        if text in CLOSING or (text == EITHER and start is not None):
            if start is not None and token.i - 1 > start:
                yield start + 1, token.i - 1
            start = None
        elif (text in OPENING or text == EITHER) and start is None:
            start = token.i


def _find_speaker(parse: Parse, verbs: Mapping[int, list[Predicate]], first: int, last: int) -> int | None:
    """The nearest subject of a verb of saying outside the quotation, in the sentences that it touches."""
    best: tuple[int, int] | None = None
    for sent in range(parse.tokens[first].sent, parse.tokens[last].sent + 1):
        for p in verbs.get(sent, ()):
            agent = p.slots["agent"][0]
            if first <= p.head <= last or first <= agent <= last:
                continue
            gap = first - p.head if p.head < first else p.head - last
            if best is None or gap < best[0]:
                best = (gap, agent)
    if best is None and first > 1 and parse.tokens[first - 2].text == ":":  # 'Lee said: "..."', cut in two
        found = verbs.get(parse.tokens[first - 2].sent, [])
        return found[-1].slots["agent"][0] if found else None
    return best[1] if best else None
