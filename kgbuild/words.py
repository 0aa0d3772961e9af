"""Words as a search compares them: in lower case, without accents."""

from __future__ import annotations

import re
import unicodedata

LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t", "þ": "th"}
)
"""Letters that Unicode does not take apart."""
INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
WORD = re.compile(r"[^\W_]+")
PART = re.compile(r'"([^"]*)"?|([^\s"]+)')


def fold_words(text: str) -> str:
    """Return the words of a text, folded, with one space before and after each: `The U.S. café` -> ` the us cafe `.

    So `" caf" in folded` asks for a word that begins so, `" cafe "` for the whole word; a text without words is "".
    """
    plain = text.casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
        plain = "".join(c for c in apart if not unicodedata.combining(c)).translate(LETTERS)
    words = WORD.findall(INITIALS.sub(lambda found: found[0].replace(".", ""), plain))
    return f" {' '.join(words)} " if words else ""


def find_terms(asked: str) -> tuple[str, ...]:
    """Return what a search looks for, folded, the longest first; `"fake goods" li` -> `("fake goods", "li")`.

    Each is a word or the beginning of one. What stands in quotation marks or has a hyphen is words in a row.
    """
    parts = (fold_words(quoted or bare).strip() for quoted, bare in PART.findall(asked))
    return tuple(sorted({p for p in parts if p}, key=lambda p: (-len(p), p)))
