"""Where a run of capitals goes over into what is no part of it, or begins before its first capital."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_parts import closes_body
from kgbuild.reading.name_words import is_capital
from kgbuild.reading.tokens import Word

# Words of grammar with which a sentence begins and no name goes on, where lower case or a day follows.
STARTERS = frozenset({
    "When", "On", "This", "These", "Those", "Since", "In", "At", "As", "But", "After", "Before", "He", "She", "It", "They",
    "We", "If", "While", "Although", "However", "There", "According", "Following", "During", "His", "Her", "Its", "Their",
})  # fmt: skip
ARTICLES = frozenset({"al", "el"})
# Small words that stand within names of places and people: "San Marlo de Vesk".
PARTICLES = frozenset({"de", "del", "della", "di", "da", "du", "des", "van", "von"})


def starts_anew(words: Sequence[Word], first: int, j: int, lexicon: Lexicon) -> bool:
    """Tell whether the capitalised word `j` opens a sentence behind a name that begins at word `first`.

    A heading or caption ran into the text without a stop: "Letter to Vondo Kesk When he came", "Ann Lee Former MP Dov Lee".
    """
    word = words[j].text
    if _is_whom_sent(words, first, j, lexicon):
        return True
    if is_parted(words, j) and closes_body(words[j - 1].text.lower(), lexicon):
        return True
    if word not in STARTERS and word != "Former":
        return False
    after = words[j + 1].text if j + 1 < len(words) else ""
    if not after[:1].isalpha() or words[j - 1].text.islower():
        return False
    if word == "Former":
        return True
    named = j - first > 1 or lexicon.find_known(words[first].text) is not None
    return named and (after.islower() or after.lower() in lexicon.words["calendar"])


def _is_whom_sent(words: Sequence[Word], first: int, j: int, lexicon: Lexicon) -> bool:
    """Tell whether an envoy's name begins behind the place he is sent to: "ambassador to the Vesk Isles Ann Lee"."""
    before = [w.text.lower() for w in words[max(0, first - 3) : first]]
    joint = next((k for k, low in enumerate(before) if low in ("to", "in")), 0)
    if not joint or before[joint + 1 :] not in ([], ["the"]) or before[joint - 1] not in lexicon.titles:
        return False
    known = lexicon.find_known(" ".join(w.text for w in words[first:j]))
    full = j + 1 < len(words) and is_capital(words[j].text) and is_capital(words[j + 1].text)
    return full and known is not None and lexicon.find_parent(known.cls) == "Place"


def opens_with_article(words: Sequence[Word], i: int) -> bool:
    """Tell whether a name begins with the Arabic article in lower case at word `i`: "al-Vesk", "al Vesk"."""
    if words[i].text not in ARTICLES or i + 1 >= len(words):
        return False
    if words[i + 1].text == "-":
        tight = not words[i].spaced and not words[i + 1].spaced
        return tight and i + 2 < len(words) and words[i + 2].text[0].isupper()
    return words[i].text == "al" and words[i].spaced and words[i + 1].text.istitle() and words[i - 1].text != "et"


def goes_on_with_particle(words: Sequence[Word], j: int) -> bool:
    """Tell whether a small word at `j` and a capital go on with a known name: "San Marlo" is not all of "San Marlo de Vesk"."""
    return j + 1 < len(words) and words[j].text in PARTICLES and is_capital(words[j + 1].text)


def is_parted(words: Sequence[Word], j: int) -> bool:
    """Tell whether several blanks stand before word `j`, as where a credit ends: "the Vesk Daily  Ann Lee says"."""
    return words[j].start - words[j - 1].end > 1


def takes_police(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a name before "police" is of a place: "Dorrell police", but no "Ruritanian police"."""
    low = words[last].text.lower()
    plain = low in lexicon.words["openers"] or low in lexicon.endings or lexicon.is_people(low)
    known = lexicon.find_known(words[last].text)
    return (
        not plain
        and last - first < 3
        and low not in lexicon.titles
        and (not lexicon.is_common(low) or known is not None)
        and words[last].spaced
        and (known is None or lexicon.find_parent(known.cls) == "Place")
    )
