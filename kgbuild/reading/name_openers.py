"""What opens a run of capitals and is none of the name: nationalities, headings in capitals, prefixes."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_parts import ALLIANCES, closes_body, may_be_of_person
from kgbuild.reading.name_words import Evidence, starts_sentence
from kgbuild.reading.tokens import Word

PREFIXES = frozenset({"anti", "pro", "pre", "post", "non", "ex", "mid"})
KINDS = frozenset({"firm", "company", "group", "subsidiary", "unit", "bank", "carrier", "airline"})
DIRECTIONS = frozenset({"north", "south", "east", "west", "open"})
RANKS = frozenset({"Assistant", "Deputy", "First", "Senior", "Acting", "Associate", "Interim"})
OFFICES = frozenset({
    "minister", "ministers", "secretary", "commissioner", "coordinator", "co-ordinator", "envoy", "ambassador",
    "rapporteur", "mediator", "negotiator", "representative", "adviser", "advisor", "attache",
})  # fmt: skip
BODIES_OF_STATES = ALLIANCES | frozenset({"US", "U.S.", "UK", "U.K.", "Pentagon", "Kremlin"})
HOUSES = frozenset({"house", "senate", "congress", "assembly"})


def is_adjective(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether the first word is a nationality that is none of the name: "Ruritanian Minister", "Ruritanians"."""
    low = words[first].text.lower()
    if not lexicon.is_people(low):
        return False
    after = words[first + 1].text.lower() if first < last else ""
    camps = lexicon.words["camps"] | lexicon.words["parties"]
    if low in lexicon.demonyms and first < last and words[last].text.lower() in camps:
        return True  # "the Irish Social Democrats"
    if low.endswith(("man", "woman")) and low not in ("german", "roman"):
        return True
    if lexicon.is_people(after) and first + 1 < last and closes_body(words[last].text.lower(), lexicon):
        return False  # "the Christian Democratic Union"
    named = after in lexicon.first_names and low not in lexicon.first_names  # "Conservative Linda Hale"
    told = not after or after in lexicon.titles or after in ("-", "–", "/") or lexicon.is_people(after) or named
    return told or (low in lexicon.demonyms and _tells_whose(words, first, last, lexicon))


def is_adjective_pair(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether the first two words are a nationality that is none of the name: "South African Vondo Kesk"."""
    pair = " ".join(w.text.lower() for w in words[first : first + 2])
    return first + 1 < last and pair in lexicon.demonyms and _tells_whose(words, first + 1, last, lexicon)


def _tells_whose(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether what follows a nationality that ends at word `first` is a name by itself: "Irish Vondo Kesk"."""
    sets = lexicon.words
    if words[first].text.lower() in lexicon.first_names:
        return False
    texts = [w.text for w in words[first + 1 : last + 1]]
    if len(texts) == 1:
        return texts[0].lower() in sets["institutions"] or (
            len(texts[0]) > 2 and texts[0].isalpha() and texts[0].isupper()
        )
    whole = " ".join(w.text for w in words[first : last + 1])
    return (
        len(texts) in (2, 3)
        and all(may_be_of_person(t, lexicon) and not lexicon.is_common(t.lower()) for t in texts)
        and not any(t.lower() in sets["place_nouns"] for t in texts)
        and lexicon.find_known(whole) is None
    )


def count_fields(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> int:
    """Return how many words that close a run tell only what an office behind it is for, or of which rank it is.

    "Ruritanian Energy and Climate Minister", "UN Humanitarian Coordinator", "Dorrell Police Assistant Deputy Commissioner".
    """
    sets, size = lexicon.words, 0
    ahead = [w.text for w in words[last + 1 : last + 2]]
    if ahead and (ahead[0].lower() in lexicon.titles or ahead[0] in RANKS):
        while first < last - size and words[last - size].text in RANKS:
            size += 1
    opener = words[first].text.lower()
    if opener not in lexicon.demonyms and opener != "european" and words[first].text not in BODIES_OF_STATES:
        return size
    fields = [w.text.lower() for w in words[first + 1 : last + 1 - size]]
    plain = all(
        f == "and"
        or (
            lexicon.is_common(f)
            and lexicon.endings.get(f) in (None, "Company")
            and f not in sets["institutions"] | {"bank"}
        )
        for f in fields
    )
    return last - first if plain and _opens_office(words, last + 1, lexicon) else size


def _opens_office(words: Sequence[Word], i: int, lexicon: Lexicon) -> bool:
    """Whether an office of states follows, behind no more than further fields of it: "and Climate Minister"."""
    for k in range(i, min(i + 4, len(words))):
        low = words[k].text.lower()
        if low in OFFICES:
            return True
        if low not in ("and", ",", "&", "-") and not (words[k].text[0].isupper() and lexicon.is_common(low)):
            return False
    return False


def count_recased(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> int:
    """Return how many words behind "U.S." a copy gives a capital for the full stop alone: "U.S. Officials", "U.S. Firm Vesk"."""
    if first >= last or words[first].text not in ("U.S.", "U.K.") or not words[first + 1].text.istitle():
        return 0
    low = words[first + 1].text.lower()
    named = low in lexicon.words["institutions"] or low in lexicon.words["regions"] or low in DIRECTIONS
    if named or low in lexicon.titles or not lexicon.is_common(low) or low in lexicon.words["generic_capitals"] - KINDS:
        return 0
    if first + 1 == last:
        return int(low not in lexicon.endings and (low in KINDS or low.endswith("s")))
    rare = not any(lexicon.is_common(w.text.lower()) for w in words[first + 2 : last + 1] if w.text[0].isalpha())
    return int(rare and low in lexicon.nouns and low in KINDS)


def count_shouted(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> int:
    """Return how many words in capitals open a run as a heading: "DEFENDANT Hale", but "NATO Commander Hale"."""
    at = first
    while at < last and words[at].text.isalpha() and words[at].text.isupper() and len(words[at].text) > 4:
        if not lexicon.is_common(words[at].text.lower()):
            return 0
        at += 1
    return at - first if words[at].text[0].isupper() and not words[at].text.isupper() else 0


def count_prefixes(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> int:
    """Return how many words before a lone name tell who is against or for it: "Anti-Norvel", "Republican Senate"."""
    if first + 2 == last and words[first + 1].text in ("-", "–") and words[first].text.lower() in PREFIXES:
        return 2
    return int(
        first + 1 == last and words[first].text.lower() in lexicon.words["camps"] and words[last].text.lower() in HOUSES
    )


def opens_by_chance(
    words: Sequence[Word], first: int, last: int, guessed: bool, evidence: Evidence, lexicon: Lexicon
) -> bool:
    """Tell whether the first word is an ordinary word that only begins the sentence: "Shares Vanta sold".

    `guessed` tells whether the recogniser has a name begin at the second word.
    """
    if first == last or not starts_sentence(words, first):
        return False
    low = words[first].text.lower()
    if (not lexicon.is_common(low) and low not in lexicon.demonyms) or low in lexicon.first_names:
        return False
    if words[first].text in evidence.capital or low in lexicon.endings:
        return False
    after = words[first + 1].text
    if after[0].isupper() and after[1:].islower() and after.lower() in lexicon.words["title_case_words"]:
        return False  # "Nurses Without Walls"
    return guessed or after.lower() in lexicon.first_names or after in evidence.capital or low in evidence.lower


def is_given_opener(words: Sequence[Word], first: int, last: int, evidence: Evidence, lexicon: Lexicon) -> bool:
    """Tell whether an auxiliary is a given name: "Senator Will Vesk", but not "Will Vesk sue?"."""
    if first == last or words[first].text != "Will" or not may_be_of_person(words[first + 1].text, lexicon):
        return False
    titled = first > 0 and words[first - 1].text.lower() in lexicon.words["honorifics"]
    return titled or not starts_sentence(words, first) or words[first].text in evidence.capital
