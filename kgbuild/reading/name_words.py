"""What the finding of names shares: what a capital proves, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.tokens import Block, Word

BREAKS = frozenset('.!?:;"“”‘(—–-•*<>|…')
CLOSED_END = re.compile(r"[.!?]$")
ACRONYM = re.compile(r"^(?:[A-Z]{2,6}|(?:[A-Z]\.){2,5}|[A-Z]&[A-Z])s?$")
ADDRESS = re.compile(r"^(?:https?:|www\.|pic\.|@)|\w\.(?:com|org|net|co|gov|ly|be|info)/|[#*!]|\.(?:html?|php)$")
INITIAL = re.compile(r"^[A-Z]\.$")
LONGEST = 9
DOMAIN = re.compile(
    r"^(?!www\.)(?:[\w-]+\.)+(?:com|org|net|info|biz|co\.uk|com\.au|co|io|eu|de|fr|ru|cn|in|ie|ca)$", re.IGNORECASE
)
LONGEST_NAME = 400
"""Characters in a name: what is longer is a list or a page in capitals, and no store could index it."""
SHORT_YEAR = re.compile(r"^['’]\d\d$")
YEAR = re.compile(r"^[12]\d{3}$")
DATE_LINE = re.compile(r"^(?:[A-Z][a-z]+\.? \d{1,2} ,|\d{1,2} [A-Z][a-z]+) \d{4}$")
SMALL_WORDS = frozenset(
    {"with", "from", "over", "into", "after", "amid", "than", "that", "under", "about", "against", "before", "upon"}
)
TITLE_SHORT = frozenset(
    {"Prof.", "Capt.", "Messrs.", "Brig.", "Cmdr.", "Supt.", "Insp.", "Const.", "Cllr.", "Msgr.", "Rep.", "Sen.", "Gov.", "Gen.", "Col.", "Sgt.", "Adm.", "Maj.", "Rev.", "Reps.", "Sens.", "Pres.", "Mrs.", "Det.", "Hon."}
)  # fmt: skip
GIVEN_MONTHS = frozenset({"Jan", "April", "May", "June", "August", "Sun", "Jun"})
SURNAME_MONTHS = frozenset({"May", "March"})
BEHIND_SURNAME = frozenset(
    {"'s", "’s", "said", "says", "told", "will", "would", "has", "had", "was", "is", "added", "did", "does", "also"}
)
MONTH_OPENERS = frozenset(
    {"in", "since", "until", "till", "this", "last", "next", "early", "late", "mid", "every", "each", "during", "of", "before", "after", "between", "through", "the", "a", "an", "-", "on"}
)  # fmt: skip
CLOSERS = frozenset('.!?"”)')


@dataclass(frozen=True, slots=True)
class NameWords:
    """A name before it is typed: block, first and last word (inclusive), its text, and whether its place proves it."""

    block: int
    first: int
    last: int
    text: str
    proved: bool


def has_capitals_throughout(block: Block) -> bool:
    """Tell whether a block's capitals mean nothing: a headline in title case, or a line in capitals."""
    return find_case(block.words) != "plain"


def find_case(words: Sequence[Word]) -> str:
    """Return "capitals" or "title" where capitals mean nothing, else "plain"."""
    long = [w.text for w in words if len(w.text) > 3 and w.text[0].isalpha() and w.text not in SMALL_WORDS]
    if not long:
        return "plain"
    upper = sum(w.isupper() for w in long)
    if upper >= 0.7 * len(long) and len(long) >= 2:
        return "capitals"
    if words[-1].text[-1] in CLOSERS:  # a sentence, however many names it has
        return "plain"
    titled = sum(w[0].isupper() for w in long)
    return "title" if titled >= 0.85 * len(long) and len(long) >= 3 and len(words) <= 25 else "plain"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of an article by the letter case they are seen in."""

    lower: frozenset[str]  # words seen in lower case
    capital: frozenset[str]  # words seen capitalised inside a sentence
    alone: frozenset[str] = frozenset()  # of these, those that no hyphen joins to another word
    months: frozenset[str] = frozenset()  # months that somebody bears as a surname


def gather_evidence(blocks: Sequence[Block], lexicon: Lexicon) -> Evidence:
    """Return the evidence of blocks whose capitals mean something."""
    lower: set[str] = set()
    capital: set[str] = set()
    alone: set[str] = set()
    months: set[str] = set()
    for block in blocks:
        for i, word in enumerate(block.words):
            if i and word.text in SURNAME_MONTHS and is_surname_month(block.words, i, lexicon):
                months.add(word.text)
            if word.text[0].islower():
                lower.add(word.text)
            elif word.text[0].isupper() and not starts_sentence(block.words, i):
                capital.add(word.text)
            if is_capital(word.text) and not _is_hyphened(block.words, i):
                alone.add(word.text)
    return Evidence(frozenset(lower), frozenset(capital), frozenset(alone), frozenset(months))


def are_merging(words: Sequence[Word], first: int, hyphen: int, lexicon: Lexicon) -> bool:
    """Whether a hyphen parts the two of a merger, and is no part of a known name: "the Vanta-Orlo Foods merger"."""
    end = hyphen + 1
    while end < len(words) and words[end].text[0].isupper():
        end += 1
    noun = words[end].text.lower() if end < len(words) else ""
    if noun not in ("merger", "tie", "mergers", "tieup") or end == hyphen + 1:
        return False
    known = ["".join(w.text for w in words[i : hyphen + 2]) for i in range(first, hyphen)]
    return all(lexicon.find_known(k) is None for k in known)


def _is_hyphened(words: Sequence[Word], i: int) -> bool:
    return any(0 <= k < len(words) and words[k].text in ("-", "–", "/") for k in (i - 1, i + 1))


def starts_sentence(words: Sequence[Word], i: int) -> bool:
    """Tell whether a sentence, a quotation or the text behind a date line begins with word `i`."""
    if i == 0:
        return True
    before = words[i - 1].text
    if before in BREAKS or (before == "'" and not words[i - 1].spaced):
        return True
    if YEAR.match(before) and i <= 4 and DATE_LINE.match(" ".join(w.text for w in words[:i])):
        return True
    if before in TITLE_SHORT:
        return False
    return bool(CLOSED_END.search(before)) and len(before) > 3 and before.count(".") == 1


def is_capital(word: str) -> bool:
    """Tell whether a word has the capital of a name, be it inside: "eLume"; the address of a page has none."""
    if ADDRESS.search(word):
        return False
    if word[0].isupper():
        return True
    return word[0].isalnum() and word[0] not in "0123456789" and any(c.isupper() for c in word[1:]) and "-" not in word


def is_given_month(words: Sequence[Word], i: int, lexicon: Lexicon) -> bool:
    """Tell whether a month is a given name: "June Norvel sued", but not "in June Norvel sued" or "June Sales"."""
    if words[i].text not in GIVEN_MONTHS or not words[i].spaced or i + 1 == len(words):
        return False
    before, after = words[i - 1].text if i else "", words[i + 1].text
    if before.lower() in MONTH_OPENERS or before[:1].isdigit() or before == "By":
        return False
    if i > 1 and words[i - 2].text.lower() in lexicon.words["calendar"]:  # "between March and April Norvel sold"
        return False
    if words[i].text == "May" and starts_sentence(words, i):
        return False
    low = after.lower()
    plain = low in lexicon.words["calendar"] or low in lexicon.words["openers"] or low in lexicon.demonyms
    known = lexicon.find_known(after)
    return (
        after[0].isupper()
        and after[1:].replace("-", "").isalpha()
        and not after.isupper()
        and not plain
        and (known is None or known.common)
        and not lexicon.is_common(low)
    )


def is_surname_month(words: Sequence[Word], j: int, lexicon: Lexicon) -> bool:
    """Tell whether a month is a surname: straight behind a given name, with no day or year behind it; or "Lee Jun"."""
    after = words[j + 1].text if j + 1 < len(words) else "."
    if words[j].text == "Jun" and words[j - 1].text.isalpha():
        plain = words[j - 1].text.lower() in lexicon.words["openers"]
        return is_capital(words[j - 1].text) and not plain and not after[0].isdigit() and after != "."
    given = words[j - 1].text.lower() in lexicon.first_names and is_capital(words[j - 1].text)
    return words[j].text in SURNAME_MONTHS and given and not after[0].isdigit()


def is_borne_month(words: Sequence[Word], i: int, months: frozenset[str], lexicon: Lexicon) -> bool:
    """Tell whether a month alone is a surname: "Mrs May", or "May said" in an article that has told of "Linda May"."""
    before, after = words[i - 1].text if i else "", words[i + 1].text if i + 1 < len(words) else ""
    if words[i].text not in SURNAME_MONTHS or after[:1].isdigit():
        return False
    if before[:1].isupper() and before.lower() in lexicon.words["honorifics"]:
        return True
    bare = before.lower() not in MONTH_OPENERS and not before[:1].isdigit()
    return words[i].text in months and bare and after.lower() in BEHIND_SURNAME


def find_product_noun(words: Sequence[Word], start: int, lexicon: Lexicon) -> int | None:
    """Return the noun that says what a product is, behind its name: "eLume music players", "the Vanta 300 line"."""
    ranges = lexicon.words["product_ranges"]
    start = _skip_added(words, start, lexicon)
    for i in range(start, min(len(words), start + 3)):
        low = words[i].text.lower()
        if not words[i].text[0].islower():
            return None
        if i + 1 < len(words) and words[i + 1].text.lower() in ranges:
            continue
        if low in ranges or any(lexicon.nouns.get(w) == "Product" for w in (low, low.removesuffix("s"))):
            return i
        if low not in lexicon.words["product_fillers"]:
            return None
    return None


def _skip_added(words: Sequence[Word], start: int, lexicon: Lexicon) -> int:
    """The word behind a short year or ordinary words in brackets: "eLume '11 software", "the V300 TX (Twin Axle) truck"."""
    texts = [w.text for w in words[start : start + 8]]
    if texts[:1] in (["'"], ["’"]) and len(texts) > 1 and texts[1].isdigit():
        return start + 2
    if texts[:1] and SHORT_YEAR.match(texts[0]):
        return start + 1
    if texts[:1] == ["("] and ")" in texts:
        end = texts.index(")")
        if end > 1 and all(t.isalpha() and lexicon.is_common(t.lower()) for t in texts[1:end]):
            return start + end + 1
    return start


def is_recased(words: Sequence[Word], i: int, lexicon: Lexicon) -> bool:
    """Tell whether a copy puts a capital on a word of grammar behind an abbreviation: "the U.S. Would", "Vesk Co By Orlo"."""
    word, before = words[i].text, words[i - 1].text
    plain = word.istitle() and word.lower() in lexicon.words["recased_words"]
    return plain and (before in ("U.S.", "U.K.") or before.lower().rstrip(".") in lexicon.suffixes)


def closes_town(words: Sequence[Word], i: int, lexicon: Lexicon) -> bool:
    """Tell whether a word is the short form of a state behind its town, so that a sentence may end there: "in Benton, Ky."."""
    state = words[i].text.endswith(".") and words[i].text.lower() in lexicon.words["regions"]
    return state and i > 1 and words[i - 1].text == ","
