"""Part a run of capitals that holds two names: a body and the person behind it, a party and its member."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.tokens import Word

FAR = 9
# What states belong to, and are named beside: "the Norland NATO bid".
ALLIANCES = frozenset({"UN", "U.N.", "EU", "NATO", "AU", "OSCE", "OPEC", "WTO", "IMF", "ASEAN"})
PLURAL = re.compile(r"(?:[A-Z][a-z]{2,}|\d\d)[^\Waious]s")
HOSTS = frozenset({"Company", "Brand"})
LED = frozenset({"of", "for", "at", "to", "with", "in", "on"})
SAYING = frozenset({"said", "says", "told", "that", "who", "which", "was", "is", "and"})
HALVES = frozenset({"St.", "St", "San", "Santa", "Saint", "Mount", "Port", "Fort", "Lake", "New"})


def part_run(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the parts of a run: "chief executive of Norvel Linda Hale" is told of two."""
    first = yield from _part_party(words, first, last, lexicon)
    start = first + (words[first].text == "The")
    if last > start and _opens_with_land(words, start, last, lexicon):
        yield start, start
        first = start + 1
    if first < last and _names_team(words, first, last, lexicon):
        yield first, first
        first += 1
    if last - first > 2 and _tells_host(words[first].text, words[last].text, lexicon):
        yield first, first
        first += 1
    for i in range(first + 1, last) if _is_led(words, first, lexicon) else ():
        if _begins_person(words, first, i, last, lexicon):
            yield first, i - 1
            first = i
            break
    yield first, last


def _opens_with_land(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a run is a country and, behind it, the name of a person or a body's letters: "Norland NATO bid".

    Headings run into sentences: "Talks with Norland Vondo Kesk said".
    """
    known = lexicon.find_known(words[first].text)
    if known is None or known.cls != "Country" or words[first].text.lower() in lexicon.first_names:
        return False
    texts = [w.text for w in words[first + 1 : last + 1]]
    if "-" in texts[1:]:  # "Norland Han Min-ho"
        texts = texts[: texts.index("-")]
    if lexicon.find_known(" ".join(w.text for w in words[first : last + 1])) is not None:
        return False
    if len(texts) == 1:
        return texts[0] in ALLIANCES
    told = lexicon.words["place_nouns"]
    return len(texts) in (2, 3) and all(
        may_be_of_person(t, lexicon) and not lexicon.is_common(t.lower()) and t.lower() not in told for t in texts
    )


def _names_team(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a run opens with a team and goes on with a person: "Orlons Linda Hale"."""
    team, after = words[first].text, words[first + 1].text.lower()
    low = team.lower()
    if not PLURAL.fullmatch(team) or low in lexicon.first_names or low in lexicon.words["surnames"]:
        return False
    rest = [w.text for w in words[first + 1 : last + 1]]
    return after in lexicon.first_names and len(rest) in (2, 3) and all(may_be_of_person(t, lexicon) for t in rest)


def _tells_host(word: str, ending: str, lexicon: Lexicon) -> bool:
    """Whether a name is a firm's that holds the occasion behind it: "the Norvel Spring Dealers Conference"."""
    known = lexicon.find_known(word)
    return known is not None and known.cls in HOSTS and lexicon.endings.get(ending.lower()) == "Occasion"


def may_be_of_person(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word may stand within a person's name: a capital, then lower case, and no end of a body's name."""
    low = word.lower()
    closes = low in lexicon.endings or low in lexicon.suffixes or low in lexicon.nouns
    return word[0].isupper() and word[1:].islower() and not closes


def _part_party(
    words: Sequence[Word], first: int, last: int, lexicon: Lexicon
) -> Generator[tuple[int, int], None, int]:
    """Part a party from its member, and a state from the party: "Republican Linda Hale", "a Texas Republican"."""
    sets = lexicon.words
    lows = [w.text.lower() for w in words[first : last + 1]]
    size = next((k for k, low in enumerate(lows) if low not in sets["camps"] | sets["parties"]), 0)
    if size and lows[size] in lexicon.first_names and size < len(lows) - 1 < size + 3:
        yield first, first + size - 1
        return first + size
    if len(lows) > 1 and lows[-1] in sets["camps"] and " ".join(lows[:-1]).removeprefix("the ") in sets["regions"]:
        yield first, last - 1
        return last
    return first


def _is_led(words: Sequence[Word], first: int, lexicon: Lexicon) -> bool:
    """Whether a title and what it is of stand before a run: "chief executive of X", "spokesman for Ruritania's X"."""
    titles = lexicon.titles | lexicon.words["worker"] | lexicon.words["public_worker"]
    if first > 3 and words[first - 1].text == "and":
        first -= 2  # "of Education and Research Linda Hale"
    lows = [w.text.lower() for w in words[max(0, first - FAR) : first]]
    for k in range(len(lows) - 1, 0, -1):
        if lows[k] in LED and any(" ".join(lows[max(0, k - size) : k]) in titles for size in (1, 2, 3)):
            return True
        listed = (
            lows[k] == "," and k + 1 < len(lows) and lexicon.is_common(lows[k - 1])
        )  # "for Tides, Rivers and Lakes Linda Hale"
        if lows[k] in SAYING or not (lows[k][0].isalpha() or listed or lows[k] in ("'s", "’s", "-")):
            return False
    return False


def _begins_person(words: Sequence[Word], first: int, i: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a person's name begins at word `i` of a run: "Norvel Linda Hale", "Tides Ministry Vondo Kesk"."""
    low, before, closing = (words[k].text.lower() for k in (i, i - 1, last))
    if closes_body(closing, lexicon) or words[i - 1].text.islower() or words[i - 1].text in HALVES:
        return False
    known = lexicon.find_known(words[first].text)
    if low in lexicon.first_names:
        placed = (
            i - 1 == first and known is not None and lexicon.find_parent(known.cls) == "Place"
        )  # "to China Linda Hale"
        return placed or words[first].text.isupper() or words[first].text.lower() not in lexicon.first_names
    texts = [w.text for w in words[i : last + 1]]
    sole = i - 1 == first and (words[first].text.isupper() or (known is not None and known.cls == "Country"))
    sole = sole or (len(texts) in (2, 3) and _ends_office(words, first, i, last, lexicon))
    rare = not all(lexicon.is_common(t.lower()) for t in texts)
    closed = sole or closes_body(before, lexicon)
    return closed and len(texts) < 5 and rare and all(may_be_of_person(t, lexicon) for t in texts)


def _ends_office(words: Sequence[Word], first: int, i: int, last: int, lexicon: Lexicon) -> bool:
    """Whether what an office is of ends before word `i`: a known place or fields, with two words behind that are none."""
    if any(lexicon.is_common(w.text.lower()) for w in words[i : last + 1]):
        return False  # "of Boston Scientific Vesk"
    place = lexicon.find_known(" ".join(w.text for w in words[first:i]))
    if place is not None:  # "ambassador in Moscow Vondo Kesk"
        return lexicon.find_parent(place.cls) == "Place" and not place.common
    lows = [w.text.lower() for w in words[first:i]]  # "minister for Foreign Affairs Vondo Kesk"
    return all(lexicon.is_common(low) for low in lows) and bool(lexicon.words["public_fields"].intersection(lows))


def closes_body(low: str, lexicon: Lexicon) -> bool:
    """Tell whether a lower-case word closes the name of a body."""
    cls = lexicon.endings.get(low)
    return low in lexicon.suffixes or (cls is not None and lexicon.find_parent(cls) == "Organization")
