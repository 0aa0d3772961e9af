"""Find firms that bear "and" within their name: "Vesk Tire and Rubber Co", "Vesk and Orlo Inc said it", "Vesk, Orlo and Co".

Two firms look alike ("Vesk and Orlo Inc"): one is told by the nouns of its trade, a verb in the singular, the
recogniser, or "and Co". What an article tells at one place holds for the same words throughout it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgbuild.reading.lexicon import Lexicon, squash
from kgbuild.reading.name_runs import LOWER_FORMS
from kgbuild.reading.name_words import is_capital, starts_sentence
from kgbuild.reading.parse import NerSpan
from kgbuild.reading.tokens import Block, Word

SINGULAR = frozenset({"is", "was", "has", "does", "says"})
REPORTS = frozenset({"said", "announced", "reported"})
OWN = frozenset({"it", "its"})
MOST = 5
"""Words on one side of "and"."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Names on both sides of the word `at`: words `first` to `last`, and whether a legal form closes them."""

    b: int
    first: int
    at: int
    last: int
    closed: bool


def find_firms(
    blocks: Iterable[tuple[int, Block]],
    guessed: Mapping[tuple[int, int], NerSpan],
    lexicon: Lexicon,
) -> frozenset[str]:
    """Return the names, squashed, with and without their legal form; `blocks` with their numbers."""
    held = list(blocks)
    pairs = [(block.words, pair) for b, block in held for pair in _find_pairs(b, block.words, lexicon)]
    alone = _find_alone([block for _, block in held])
    found: set[str] = set()
    for words, pair in pairs:
        if _is_firm(words, pair, guessed, alone, lexicon):
            found.update(_write(words, pair, lexicon))
    for words, pair in pairs:
        if squash("".join(w.text for w in words[pair.first : pair.at + 2])) in found:
            found.update(_write(words, pair, lexicon))  # "Vesk and Orlo" with more of its name
    return frozenset(found)


def _find_pairs(b: int, words: Sequence[Word], lexicon: Lexicon) -> Iterator[_Pair]:
    """Yield what stands around each "and"; nothing where a legal form or a known name closes the left side."""
    for at in range(1, len(words) - 1):
        if words[at].text not in ("and", "&") or not is_capital(words[at + 1].text):
            continue
        last = at + 1
        while last + 1 < len(words) and last - at < MOST and _goes_on(words[last + 1].text):
            low = words[last + 1].text.lower()
            ended = _is_form(words[last].text, lexicon) and not _is_form(words[last + 1].text, lexicon)
            if ended or low in lexicon.titles or starts_sentence(words, last + 1):
                break
            last += 1
        first = _find_first(words, at, lexicon)
        if last + 1 < len(words) and words[last + 1].text == "-" and not _is_form(words[last].text, lexicon):
            continue  # "the Vesk and Orlo-based units"
        if first < at and not _is_form(words[at - 1].text, lexicon):
            yield _Pair(b, first, at, last, _is_form(words[last].text, lexicon))


def _find_first(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """The first word of the name before the word `at`, without openers, titles and peoples."""
    first = at
    while first > 0 and at - first < MOST and is_capital(words[first - 1].text):
        if starts_sentence(words, first) or _is_form(words[first - 1].text, lexicon):
            break
        first -= 1
    house = words[at + 1].text.lower().rstrip(".") in lexicon.words["partners"]
    if house and first > 1 and words[first - 1].text == "," and at - first == 1 and is_capital(words[first - 2].text):
        before = words[first - 3].text if first > 2 else ""
        listed = _is_form(words[first - 2].text, lexicon) or before == "," or is_capital(before or ".")
        first -= 0 if listed else 2  # "Vesk, Orlo and Co"
    while first < at and _opens(words[first].text.lower(), lexicon):
        first += 1
    return first


def _goes_on(word: str) -> bool:
    return is_capital(word) or word in LOWER_FORMS


def _opens(low: str, lexicon: Lexicon) -> bool:
    sets = lexicon.words
    return low in sets["openers"] or low in lexicon.titles or low in sets["honorifics"] or low in sets["calendar"]


def _is_form(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a legal form: "Inc", "plc"."""
    return word.lower().rstrip(".") in lexicon.suffixes and (word[0].isupper() or word in LOWER_FORMS)


def _find_alone(blocks: Sequence[Block]) -> frozenset[str]:
    """The capitalised words of an article that somewhere stand without "and" before them, and open a name there."""
    found: set[str] = set()
    for block in blocks:
        words = block.words
        for i, word in enumerate(words):
            before = words[i - 1].text if i else ""
            if word.text[0].isupper() and before not in ("and", "&") and not is_capital(before or "."):
                found.add(word.text)
    return frozenset(found)


def _is_firm(
    words: Sequence[Word],
    pair: _Pair,
    guessed: Mapping[tuple[int, int], NerSpan],
    alone: frozenset[str],
    lexicon: Lexicon,
) -> bool:
    """Whether "and" joins the words of one name, not two firms."""
    right = words[pair.at + 1].text
    if right.lower().rstrip(".") in lexicon.words["partners"]:
        return True
    sides = (words[pair.first : pair.at], words[pair.at + 1 : pair.last + 1])
    if right in alone or any(lexicon.find_known("".join(w.text for w in side)) is not None for side in sides):
        return False
    if pair.closed and _tells_trade(words, pair, lexicon):
        return True
    return _acts_as_one(words, pair) or _is_guessed(pair, guessed)


def _tells_trade(words: Sequence[Word], pair: _Pair, lexicon: Lexicon) -> bool:
    """Whether the right side but for its legal form is a word of trade, and an ordinary word closes the left one."""
    right = [w.text for w in words[pair.at + 1 : pair.last + 1] if not _is_form(w.text, lexicon)]
    low = words[pair.at - 1].text.lower()
    left = lexicon.is_common(low) or lexicon.is_people(low)
    return len(right) == 1 and left and right[0].lower() in lexicon.endings and lexicon.is_common(right[0].lower())


def _acts_as_one(words: Sequence[Word], pair: _Pair) -> bool:
    """Whether both sides open a sentence whose verb is in the singular: "Vesk and Orlo has", "Vesk and Orlo Inc said it"."""
    opening = pair.first - 1 if pair.first and words[pair.first - 1].text == "The" else pair.first
    ahead = [w.text for w in words[pair.last + 1 : pair.last + 3]]
    if len(ahead) < 2 or not starts_sentence(words, opening):
        return False
    return ahead[0] in SINGULAR or (pair.closed and ahead[0] in REPORTS and ahead[1] in OWN)


def _is_guessed(pair: _Pair, guessed: Mapping[tuple[int, int], NerSpan]) -> bool:
    """Whether the recogniser takes both sides for one body, and one word or a legal form closes it."""
    short = pair.last - pair.at == pair.at - pair.first == 1
    spans = (guessed.get((pair.b, k)) for k in range(max(0, pair.first - 1), pair.first + 1))
    held = any(g is not None and g.label == "ORG" and g.last >= pair.last for g in spans)
    return held and (short or pair.closed)


def _write(words: Sequence[Word], pair: _Pair, lexicon: Lexicon) -> Iterator[str]:
    """Yield the name squashed, with and without its legal form."""
    last = pair.last
    while last > pair.at:
        yield squash("".join(w.text for w in words[pair.first : last + 1]))
        if not _is_form(words[last].text, lexicon):
            return
        last -= 1
