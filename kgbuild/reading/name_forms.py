"""The forms under which names stand in one article, each with the votes for its class."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kgbuild.reading.lexicon import Lexicon, squash
from kgbuild.reading.name_words import NameWords, has_capitals_throughout
from kgbuild.reading.tokens import Block

SEEN = "seen:"  # opens the keys of votes that only count how often a cue was used
GENERATIONS = ("jr", "sr", "ii", "iii", "iv")
SOUND = r"(?:ch|sh|zh|ts|hw|kw|ph|th|kh|[bcdfghjklmnpqrstwxyz])?[wy]?[aeiou]{1,3}(?:ng|[nklmprth])?"
GIVEN = re.compile(rf"^(?:{SOUND}){{1,3}}$")  # the syllables of a given name: "wenmo", "do"
PART = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)?")


@dataclass(slots=True)
class Form:
    """One way to write a name, whatever its spaces and dots; `bearers` are the persons whose surname it may be."""

    text: str
    core: tuple[str, ...]
    first: int
    shouted: bool
    votes: Counter[str] = field(default_factory=Counter)
    group: int = -1
    bearers: tuple[Form, ...] = ()


def fold(name: NameWords) -> str:
    """Return the key that all writings of one form share."""
    key = squash(name.text)
    return key.casefold()


def gather_forms(names: Sequence[NameWords], blocks: Sequence[Block], lexicon: Lexicon) -> dict[str, Form]:
    """Return the forms by key; a form takes the letter case of its first place outside headlines."""
    forms: dict[str, Form] = {}
    loud = {b for b in {n.block for n in names} if has_capitals_throughout(blocks[b])}
    for i, name in enumerate(names):
        key = fold(name)
        shouted = name.block in loud
        if key not in forms:
            forms[key] = Form(name.text, find_core(name.text, lexicon), i, shouted)
        elif forms[key].shouted and not shouted:
            forms[key].text, forms[key].shouted, forms[key].first = name.text, False, i
            forms[key].core = find_core(name.text, lexicon)
    return forms


def find_core(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The words of a name without "the" and legal forms, in lower case."""
    parts = [p.lower() for p in PART.findall(drop_acronym(text).replace(".", ""))]
    while len(parts) > 1 and (parts[-1] in lexicon.suffixes or parts[-1] in GENERATIONS or parts[-1] == "and"):
        parts.pop()
    return tuple(parts[1:] if len(parts) > 1 and parts[0] == "the" else parts)


COUNTRY = re.compile(r"(?:U\. ?S\.|US|U\. ?K\.|UK|EU|UN|U\. ?N\.) (?=\w+ \w)")


def is_acronym(short: str, long: str) -> bool:
    """Tell whether the letters of `short` are the initials of `long`, small words counted or not, its country at most left out."""
    if (country := COUNTRY.match(long)) and is_acronym(short, long[country.end() :]):
        return True
    letters = [c for c in short if c.isupper()]
    words = re.findall(r"[^\W\d_]+", long)
    full = [w[0].upper() for w in words]
    capital = [w[0] for w in words if w[0].isupper()]
    inner = [c for w in words for c in w if c.isupper()]
    shorter = [w for w in words if w.isupper() and len(w) > 1]
    if len(letters) < 2 or (len(letters) == 2 and any(w not in short for w in shorter)):
        return False  # "OT" is no "Orlo TV"
    return any(x == letters for x in (full, capital, inner)) or (
        len(words) >= len(letters) >= 3 and is_within(letters, full) and letters[0] == full[0]
    )


def is_within(few: list[str], many: list[str]) -> bool:
    """Tell whether all of `few` stand in `many`, in their order."""
    rest = iter(many)
    return all(x in rest for x in few)


def drop_acronym(text: str) -> str:
    """Return `text` without the acronym of the words before it that closes it: "Vanta Rail Union VRU"."""
    body, _, last = text.rpartition(" ")
    return body if body and last.isupper() and len(last) > 2 and is_acronym(last, body) else text


def opens_with_family(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a family name opens a name of a person in the spellings of East Asia: "Xu Wenmo", "Park Do-mun"."""
    given = [part for word in words[1:] for part in word.split("-")]
    known = words[0] in lexicon.words["family_first"] and 0 < len(given) < 3
    if known and lexicon.find_known(" ".join(words), folded=True) is not None:
        return False  # "Hong Kong"
    rare = len(given) > len(words) - 1 or not any(lexicon.is_common(part) for part in given)
    return known and rare and all(GIVEN.match(part) for part in given)


def find_best(votes: Mapping[str, float], lexicon: Lexicon) -> str:
    """The class with most votes: the first level by sum, then the finest below it."""
    tops: dict[str, float] = defaultdict(float)
    for cls, n in votes.items():
        if not cls.startswith(SEEN):
            tops[lexicon.find_parent(cls)] += n
    top = max(sorted(tops), key=lambda c: tops[c])
    below = {
        c: n
        for c, n in votes.items()
        if not c.startswith(SEEN) and c != top and lexicon.find_parent(c) == top and n >= 3
    }
    return max(sorted(below), key=lambda c: below[c]) if below else top


def is_person(form: Form, lexicon: Lexicon) -> bool:
    """Tell whether most votes of a form are for a person."""
    return lexicon.find_parent(find_best(form.votes, lexicon)) == "Person"
