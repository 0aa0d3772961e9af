"""Runs of capitals in a block whose capitals mean something: known names, and what small words and numbers join.

A run may still hold titles, nationalities and several names; `name_bounds` parts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kgbuild.reading.lexicon import Lexicon, squash
from kgbuild.reading.name_breaks import goes_on_with_particle, is_parted, opens_with_article, starts_anew, takes_police
from kgbuild.reading.name_words import (
    CLOSED_END,
    INITIAL,
    LONGEST,
    Evidence,
    are_merging,
    closes_town,
    is_capital,
    is_given_month,
    is_recased,
    is_surname_month,
    starts_sentence,
)
from kgbuild.reading.parse import NerSpan
from kgbuild.reading.tokens import Block

MONEY = re.compile(r"^[^\W\d]{0,3}[$£€¥][\d,.]*$")
# A legal form that closes a name; "Company" and the like may stand within one.
LEGAL = re.compile(r"^(?:(?:Inc|Corp|Ltd|Plc|PLC|plc|LLC|GmbH|SpA|S\.p\.A|N\.V|S\.A|L\.L\.C|L\.P)\.?|Co\.)$")
PUBLIC = frozenset({"Agency", "Association", "Court", "Government"})
STATES = frozenset({"U.S.", "US", "U.K.", "UK", "EU", "UN"})
LOWER_FORMS = frozenset({"plc", "plc.", "mbh", "d.o.o.", "a.s.", "s.r.o."})
# The second half of a given name in the romanised spellings of Korean and Chinese: "Min-ho", "Kai-shek".
SYLLABLE = re.compile(r"^(?:ch|sh|zh|ts|hw|kw|[bcdfghjklmnpqrstwxyz])?y?[aeiou]{1,3}(?:ng|[nklmprthw])?$")
# Heads that take "to" and a verb into the name: "Campaign to End X".
AIMING = frozenset({"campaign", "coalition", "committee", "alliance", "movement", "commission", "citizens"})
NUMBER = re.compile(r"^(?:\d{1,3}[A-Za-z]?|\d[A-Z]{2}|\d{1,2}\.\d)$")


@dataclass(frozen=True, slots=True)
class Run:
    """Words `first` to `last` (inclusive) of a block; `known` if the list of names holds them."""

    first: int
    last: int
    known: bool


def find_runs(
    b: int,
    block: Block,
    guessed: Mapping[tuple[int, int], NerSpan],
    evidence: Evidence,
    defined: frozenset[str],
    lexicon: Lexicon,
) -> Iterator[Run]:
    """Yield the runs of block `b` in order; none overlaps another. `defined` are names that the article puts letters behind."""
    finder = _RunFinder(b, block, guessed, evidence, defined, lexicon)
    i = 0
    while i < len(block.words):
        known = finder.match_known(i)
        if known is None and not is_capital(block.words[i].text) and not opens_with_article(block.words, i):
            i += 1
            continue
        last = known if known is not None else finder.extend(i)
        yield Run(i, last, known is not None)
        i = last + 1


@dataclass(slots=True)
class _RunFinder:
    b: int
    block: Block
    guessed: Mapping[tuple[int, int], NerSpan]
    evidence: Evidence
    defined: frozenset[str]
    lexicon: Lexicon

    def _match_defined(self, i: int) -> int | None:
        """The last word of a name that the article defines and that begins at word `i`."""
        if not self.defined:
            return None
        words = self.block.words
        for j in range(min(len(words), i + LONGEST) - 1, i, -1):
            if words[j].text[0].isalnum() and squash("".join(w.text for w in words[i : j + 1])) in self.defined:
                return j
        return None

    def match_known(self, i: int) -> int | None:
        """The last word of a known name of several words that begins at word `i`, where it does not run on."""
        words = self.block.words
        if not is_capital(words[i].text):
            return None
        if (defined := self._match_defined(i)) is not None:
            return defined
        for j in range(min(len(words), i + LONGEST) - 1, i, -1):
            key = squash("".join(w.text for w in words[i : j + 1]))
            row = self.lexicon.known.get(key)
            if row is None and words[i + 1].text == "-" and j == i + 2:
                row = self.lexicon.known_folded.get(key.casefold())
            if row is None or not (is_capital(words[j].text) or words[j].text in ("'s", "’s")):
                continue
            court = words[j].text == "Court" and [w.text for w in words[j + 1 : j + 3]] == ["for", "the"]
            if court or (j + 1 < len(words) and self._runs_on(i, j + 1)):
                return None
            if j + 2 < len(words) and words[j + 1].text == "," and self._is_suffix(j + 2):
                return None  # "Orlo Platforms, Inc."
            return j
        return None

    def _runs_on(self, first: int, j: int) -> bool:
        """Whether the word `j` behind a known name is part of it."""
        words = self.block.words
        if is_parted(words, j):
            return False
        return self._joins(j, first) or self._is_suffix(j) or goes_on_with_particle(words, j)

    def _is_suffix(self, j: int) -> bool:
        word = self.block.words[j].text
        return word.lower().rstrip(".") in self.lexicon.suffixes and (word[0].isupper() or word in LOWER_FORMS)

    def _joins(self, j: int, first: int) -> bool:
        """Whether the capitalised word `j` goes on with the name that begins at word `first`."""
        word = self.block.words[j].text
        if not is_capital(word) or word == "I" or MONEY.match(word):
            return False
        if word.lower() in self.lexicon.words["calendar"]:
            return is_surname_month(self.block.words, j, self.lexicon)
        if word in ("The", "A", "An") and self.block.words[j - 1].text.lower() not in self.lexicon.words["openers"]:
            return False
        if starts_anew(self.block.words, first, j, self.lexicon):
            return False
        if is_recased(self.block.words, j, self.lexicon) or closes_town(self.block.words, j - 1, self.lexicon):
            return False
        if j > 1 and LEGAL.match(self.block.words[j - 1].text) and not self._is_suffix(j):
            return False
        return not (CLOSED_END.search(self.block.words[j - 1].text) and self._ends_sentence(j - 1))

    def _ends_sentence(self, i: int) -> bool:
        text = self.block.words[i].text
        if text in ".!?" or (len(text) > 3 and text[-1] == "." and "&" in text):
            return True
        return (
            text.count(".") == 1
            and not INITIAL.match(text)
            and text.lower() not in self.lexicon.words["honorifics"]
            and not self.block.words[i].spaced
        )

    def extend(self, first: int) -> int:
        words, last = self.block.words, first
        if words[first].text.lower() in self.lexicon.words["calendar"] and not is_given_month(
            words, first, self.lexicon
        ):
            return first
        while last + 1 < len(words):
            step = self._find_step(first, last)
            if step is None:
                break
            last = self._match_defined(last + 1) or step
        return last

    def _find_step(self, first: int, last: int) -> int | None:
        """The last word of the name once it takes in what follows word `last`, None where it ends there."""
        words = self.block.words
        j = last + 1
        here = words[j].text
        if self._joins(j, first):
            return j
        after = words[j + 1].text if j + 1 < len(words) else ""
        if here == "," and after and self._is_suffix(j + 1):
            return j + 1
        if here in LOWER_FORMS or (here == "police" and takes_police(words, first, last, self.lexicon)):
            return j
        if not after:
            return None
        capital_after = is_capital(after) and after.lower() not in self.lexicon.words["calendar"]
        tight = not words[last].spaced and not words[j].spaced
        if here == "~" and tight:
            return j + 1
        if here in ("'", "’") and words[last].text in ("O", "D") and not words[last].spaced and is_capital(after):
            return j + 1
        if self._is_number(j, last):
            return j
        if here == "-" and tight and after[0].isdigit() and any(c.isdigit() for c in words[last].text):
            return j + 1
        if here in ("-", "–") and tight and (end := self._find_particle(j)) is not None:
            return end
        if here == "-" and tight and first < last and self._is_given(j + 1, last):
            return j + 1
        if here in ("-", "–", "/") and {words[last].text, after} <= self.evidence.alone and words[last].text != after:
            return None  # two names of the article: "the Vanta-Air Force contract"
        if here in ("-", "–", "/") and are_merging(words, first, j, self.lexicon):
            return None  # "the Vanta-Orlo merger"
        if here in ("-", "–", "/") and self._are_states(words[last].text, after):
            return None  # "the Norway-Denmark treaty"
        if here in ("-", "/", "–", "&", "+", "'", "’") and (tight or here == "&"):
            return j + 1 if capital_after and (after[0].isupper() or here == "&") else None
        if here == "of":
            return self._find_of(last)
        if here in ("and", "for") and after not in STATES and self._takes(here, first, last):
            return j + 1
        if here in ("on", "against", "without") and self._is_aim(last, j + 1):
            return j + 1
        if here == "to" and words[last].text.lower() in AIMING and words[last].text[0].isupper() and after.istitle():
            return j + 1 if self.lexicon.is_common(after.lower()) else None
        if here in self.lexicon.words["connectors"]:
            given = words[last].text.lower() in self.lexicon.first_names  # "Bill de Vesk"
            return self._find_connected(j) if given or words[last].text.lower() not in self.lexicon.nouns else None
        if here in ("'", "’", "'s", "’s") and not words[last].spaced and self._owns_body(j, last):
            return j + 1
        return None

    def _are_states(self, one: str, other: str) -> bool:
        """Whether two words are states, and both together are not the name of one: "Austria-Hungary"."""
        rows = [self.lexicon.find_known(word) for word in (one, other)]
        return all(row is not None and row.cls == "Country" for row in rows) and (
            one != other and self.lexicon.find_known(f"{one}-{other}") is None
        )

    def _is_given(self, j: int, last: int) -> bool:
        """Whether word `j` is the second half of a given name: "Han Min-ho", but not "the Air Force-run base"."""
        words = self.block.words
        after = words[j + 1].text if j + 1 < len(words) else ""
        return (
            bool(SYLLABLE.match(words[j].text))
            and words[j].text not in self.lexicon.words["hyphened_words"]
            and bool(SYLLABLE.match(words[last].text.lower()))
            and words[last - 1].text.isalpha()
            and after != "-"
        )

    def _find_particle(self, j: int) -> int | None:
        """The word behind a small word between hyphens: "Lashkar-e-X", "Stratford-upon-X"."""
        words = self.block.words
        if j + 3 >= len(words) or not words[j + 1].text.islower() or len(words[j + 1].text) > 4:
            return None
        tight = words[j + 2].text == words[j].text and not any(w.spaced for w in words[j + 1 : j + 3])
        return j + 3 if tight and words[j + 3].text[0].isupper() else None

    def _find_connected(self, j: int) -> int | None:
        """The word behind one or two small words within a name: "Fernando de X", "Ana de la X", "Omar al-X"."""
        words, connectors = self.block.words, self.lexicon.words["connectors"]
        end = j + 1
        if words[end].text == "-" and end + 1 < len(words) and not words[j].spaced and not words[end].spaced:
            end += 1
        if words[end].text in connectors and end + 1 < len(words):
            end += 1
        after = words[end].text
        return end if is_capital(after) and after.lower() not in self.lexicon.words["calendar"] else None

    def _owns_body(self, j: int, last: int) -> bool:
        """Whether an apostrophe stands within the name of a body: "Dockers' Union", "Writers' Guild of X"."""
        words = self.block.words
        if words[j].text.endswith("s"):
            saint = last > 0 and words[last - 1].text in ("St.", "St", "Saint")
            if not saint and words[last].text.lower() not in self.lexicon.words["owning_words"]:
                return False
        elif not words[last].text.endswith("s"):
            return False
        if not words[j].spaced:
            return False
        end = j
        while end + 1 < len(words) and is_capital(words[end + 1].text):
            end += 1
        return j < end < j + 4 and words[end].text.lower() in self.lexicon.words["joined_bodies"]

    def _is_number(self, j: int, last: int) -> bool:
        """Whether word `j` is the number of a model or the like: "Vanta 300", "Terminal 2", "eLume 4"."""
        words, lexicon = self.block.words, self.lexicon
        here, name = words[j].text, words[last].text
        if not NUMBER.match(here) or not words[last].spaced or MONEY.match(name):
            return False
        if j + 1 < len(words) and LEGAL.match(words[j + 1].text) and is_capital(name):
            return True  # "Orlo 21 Inc."
        numbered = name.lower() in lexicon.words["numbered"] or (name[0].islower() and name[1:2].isupper())
        if not numbered and (
            len(here.removesuffix("s")) != 3 or not here.removesuffix("s").isdigit() or starts_sentence(words, last)
        ):
            return False
        after = words[j + 1].text if j + 1 < len(words) else "."
        if after in ("-", "–", "/", "%") or (after == "," and not numbered):
            return False
        low = after.lower()
        return (
            not after[0].isalpha()
            or after[0].isupper()
            or low in lexicon.words["openers"]
            or low in lexicon.words["product_ranges"]
            or any(lexicon.nouns.get(w) == "Product" for w in (low, low.removesuffix("s")))
            or numbered
        )

    def _find_of(self, last: int) -> int | None:
        words = self.block.words
        if words[last].text.lower() not in self.lexicon.words["of_heads"]:
            phrase = " ".join(w.text.lower() for w in words[last : last + 3])
            return last + 2 if phrase in self.lexicon.titles and is_capital(words[last + 2].text) else None
        j = last + 2
        if words[j].text == "the" and j + 1 < len(words):
            j += 1
        return j if is_capital(words[j].text) and words[j].text.lower() not in self.lexicon.words["calendar"] else None

    def _is_aim(self, last: int, j: int) -> bool:
        """Whether a plain word behind "on" tells what a body is for: "Centre on Rural Policy"; no name, no day."""
        words, lexicon = self.block.words, self.lexicon
        low = words[j].text.lower()
        return (
            words[last].text.lower() in lexicon.words["on_heads"]
            and words[last].text[0].isupper()
            and words[j].text[0].isupper()
            and words[j].text[1:].islower()
            and low not in lexicon.words["calendar"]
            and lexicon.is_common(low)
            and lexicon.find_known(words[j].text) is None
        )

    def _is_partnership(self, first: int, last: int, j: int) -> bool:
        """ "Vesk and Partners", "accountancy firm Vesk and Orlo": "and" between the two words of one firm's name."""
        words = self.block.words
        if words[j].text.lower().rstrip(".") in self.lexicon.words["partners"]:
            return True
        before = words[first - 1].text.lower() if first > 0 else ""
        cls = self.lexicon.nouns.get(before, "")
        return first == last and self.lexicon.find_parent(cls) == "Organization" and not before.endswith("s")

    def _names_fields(self, first: int, last: int) -> bool:
        """Whether word `last` is what a body is for, and no name: "the Ministry of Industry"."""
        words, lists = self.block.words, self.lexicon.words
        at = last - 1
        if words[at].text == "the" or (words[at - 1].text == "for" and self.lexicon.is_common(words[at].text.lower())):
            at -= 1  # "Association of the Tin Industry", "Centers for Tide Control"
        if at - 1 < first or words[at].text not in ("of", "for", "on"):
            return False
        head, low = words[at - 1].text.lower().removesuffix("s"), words[last].text.lower()
        bodies = lists["field_bodies"]
        return head in bodies and self.lexicon.is_common(low) and self.lexicon.find_known(words[last].text) is None

    def _is_field(self, j: int, end: int) -> bool:
        """Whether words `j` to `end` may be another field of a body: ordinary words, none a body of its own."""
        words, lexicon = self.block.words, self.lexicon
        lows = [w.text.lower() for w in words[j : end + 1]]
        lows = lows[: next((k for k, low in enumerate(lows) if k and low in lexicon.titles), len(lows))]
        if not lows or not all(lexicon.is_common(low) for low in lows) or lows[0] in lexicon.titles:
            return False
        text = " ".join(w.text for w in words[j : j + len(lows)])
        known = lexicon.find_known(text)
        body = known is not None and lexicon.find_parent(known.cls) == "Organization"
        closed = len(lows) > 1 and lexicon.endings.get(lows[-1]) in PUBLIC
        kind = lexicon.nouns.get(lows[0], "") if len(lows) == 1 else ""
        lone = lows[0] in lexicon.words["institutions"] or lexicon.find_parent(kind) == "Organization"
        return not body and not closed and not lone

    def _takes(self, joint: str, first: int, last: int) -> bool:
        """Whether "and" or "for" after word `last` stands inside a name: "Securities and Exchange Commission"."""
        words, lexicon = self.block.words, self.lexicon
        j = last + 2
        if joint == "for":
            head = words[last].text.lower()
            return head in lexicon.words["for_heads"] and (
                is_capital(words[j].text)
                or (words[j].text == "the" and j + 1 < len(words) and words[j + 1].text[0].isupper())
            )
        low = words[last].text.lower()
        if f"{low} and {words[j].text.lower()}" in lexicon.words["paired_words"] and words[j].text[0].isupper():
            return True
        end = j
        while end + 1 < len(words) and is_capital(words[end + 1].text):
            end += 1
        if first == last and words[last].text in STATES:
            return False  # "the US and South America"
        if end == j and is_capital(words[j].text) and self._is_partnership(first, last, j):
            return True
        if self._names_fields(first, last):
            return self._is_field(j, end)
        if first == last and j == end and {low, words[j].text.lower()} <= lexicon.endings.keys():
            return False  # "the House and Senate"
        if first < last and j < end and lexicon.endings.get(words[end].text.lower()) == "Company":
            return False  # "Vanta Rail and Orlo Motors"
        complete = last > first and (low in lexicon.endings or low in lexicon.suffixes or low in lexicon.words["tails"])
        if complete and end > j and lexicon.endings.get(low) not in PUBLIC:
            complete = lexicon.endings.get(words[end].text.lower()) not in PUBLIC
        if complete and low not in lexicon.suffixes and end > j:
            right = [w.text.lower() for w in words[j : end + 1]]
            closed = next((k for k, w in enumerate(right) if k and w in lexicon.suffixes), None)
            complete = closed is None or not all(lexicon.is_common(w) for w in right[:closed])
        if complete or not is_capital(words[j].text) or not lexicon.is_common(low):
            return False
        if any((self.b, k) in self.guessed and self.guessed[self.b, k].last >= j for k in range(first, last + 1)):
            return True
        return end > j - 1 and words[end].text.lower() in lexicon.endings and lexicon.is_common(words[j].text.lower())
