"""Find what an article itself says a name is: "Vesker Bureau for Tides and Storms (VBTS)".

The letters in brackets tell where the long name begins and which small words are part of it, also where it stands
without them; brackets behind ordinary words tell that their letters name no thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgbuild.reading.lexicon import Lexicon, squash
from kgbuild.reading.name_forms import is_acronym
from kgbuild.reading.name_words import BREAKS, LONGEST
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.tokens import Block, Word

LETTERS = re.compile(r"^[A-Z][A-Za-z&]{0,8}[A-Z]$")
JOINTS = frozenset({"of", "for", "the", "and", "in", "on", "to", "de", "&", "-", "'", "’", "'s", "’s"})
LISTED = (",", *JOINTS)


@dataclass(frozen=True, slots=True)
class Definitions:
    """The long names that an article puts letters behind, squashed, and the letters that stand for no name."""

    names: frozenset[str]
    plain: frozenset[str]


def find_definitions(blocks: Sequence[Block], *, lexicon: Lexicon) -> Definitions:
    """Return what the brackets of an article define."""
    names: set[str] = set()
    plain: set[str] = set()
    for block in blocks:
        for at in _find_brackets(block.words):
            letters, last = block.words[at + 1].text, at - 1
            if _is_title(block.words, letters, last, lexicon):
                plain.add(letters)
                continue
            if block.words[last].text.islower() and _is_kind(block.words[last].text, lexicon):
                last -= 1  # "the Docks, Quays and Piers union (DQP)"
            first = _find_long(block.words, letters, last, lexicon)
            if first is not None and (last == at - 1 or "," in [w.text for w in block.words[first:last]]):
                long = squash("".join(w.text for w in block.words[first : last + 1]))
                names.add(long)
                if _is_concept(block.words, first, last, at + 3, lexicon):
                    plain.update((long, letters))
            elif _is_plain(block.words, letters, at - 1, lexicon):
                plain.add(letters)
    return Definitions(frozenset(names), frozenset(plain))


def _is_concept(words: Sequence[Word], first: int, last: int, behind: int, lexicon: Lexicon) -> bool:
    """Whether ordinary words with capitals tell what kind of thing a noun behind their letters is.

    "Storage, Repair and Salvage (SRS) operations"; no body, which has an article, an end of its own, or people.
    """
    before = words[first - 1].text.lower() if first else ""
    texts = [w.text for w in words[first : last + 1] if w.text.isalpha()]
    closing = texts[-1].lower()
    body = {lexicon.find_parent(lexicon.endings.get(closing, "")), lexicon.find_parent(lexicon.nouns.get(closing, ""))}
    noun = words[behind].text if behind < len(words) else ""
    known = lexicon.find_known(" ".join(texts)) or lexicon.find_known(words[behind - 2].text)
    return (
        known is None
        and not any(lexicon.is_people(t.lower()) for t in texts)
        and before not in ("the", "'s", "’s", "its", "their")
        and "Organization" not in body
        and all(lexicon.is_common(t.lower()) or t in JOINTS for t in texts)
        and noun.islower()
        and _is_thing(noun, lexicon)
    )


def _is_thing(noun: str, lexicon: Lexicon) -> bool:
    """Whether a noun names goods or a deed, and nobody: "operations", "software"."""
    forms = (noun, noun.removesuffix("s"))
    if any(form in lexicon.nouns for form in forms):
        return any(lexicon.nouns.get(form) == "Product" for form in forms)
    kinds = [n.kind for form in forms if (n := load_nouns().find(form)) is not None]
    return bool(kinds) and noun not in lexicon.titles and not {"person", "group"} & set(kinds)


def _find_brackets(words: Sequence[Word]) -> Iterator[int]:
    """Where a bracket opens that holds letters alone, or letters and a comma."""
    for i in range(2, len(words) - 2):
        if words[i].text == "(" and LETTERS.match(words[i + 1].text) and words[i + 2].text in (")", ",", ";"):
            yield i


def _is_kind(word: str, lexicon: Lexicon) -> bool:
    return lexicon.find_parent(lexicon.nouns.get(word, "")) == "Organization"


def _find_long(words: Sequence[Word], letters: str, last: int, lexicon: Lexicon) -> int | None:
    """The first word of the name that ends at word `last` and has `letters` as initials; None where there is none.

    Commas may stand between ordinary words; between names they make a list.
    """
    if not words[last].text[0].isupper():
        return None
    listed = False
    for first in range(last - 1, max(-1, last - LONGEST), -1):
        word = words[first].text
        listed = listed or word == ","
        if word in BREAKS - {"-"} or not (word[0].isupper() or word in LISTED):
            return None
        text = " ".join(w.text for w in words[first : last + 1])
        if word[0] != letters[0] or not is_acronym(letters, text):
            continue
        capitals = [w.text for w in words[first : last + 1] if w.text[0].isupper()]
        plain = all(lexicon.is_common(w.lower()) for w in capitals)
        plain = plain and all(w.text not in ("the", "of") for w in words[first:last])
        if not listed or (plain and "".join(w[0] for w in capitals) == letters):
            return first
    return None


def _is_plain(words: Sequence[Word], letters: str, last: int, lexicon: Lexicon) -> bool:
    """Whether letters stand for ordinary words: "light oat bread (LOB)"; no body in lower case ("the food board (FB)")."""
    size = len(letters)
    spelled = [w for w in words[max(0, last - 2 * size) : last + 1] if w.text not in JOINTS][-size:]
    if not letters.isupper() or [w.text[0] for w in spelled] != list(letters.lower()):
        return False
    closing = spelled[-1].text
    ending = lexicon.endings.get(closing) or lexicon.nouns.get(closing, "")
    return all(w.text.islower() for w in spelled) and lexicon.find_parent(ending) != "Organization"


def _is_title(words: Sequence[Word], letters: str, last: int, lexicon: Lexicon) -> bool:
    """Whether letters stand for a title with capitals: "Attorney General (AG)"."""
    spelled = [w.text for w in words[max(0, last + 1 - len(letters)) : last + 1]]
    title = " ".join(spelled).lower()
    return [w[0] for w in spelled] == list(letters) and (
        title in lexicon.titles or spelled[-1].lower() in ("general", "attorney")
    )
