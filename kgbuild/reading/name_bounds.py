"""Where a name begins and ends in a block whose capitals mean something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgbuild.reading.lexicon import Lexicon, squash
from kgbuild.reading.name_words import (
    ACRONYM,
    CLOSED_END,
    INITIAL,
    LONGEST,
    Evidence,
    NameWords,
    is_capital,
    starts_sentence,
)
from kgbuild.reading.parse import NerSpan
from kgbuild.reading.tokens import Block

MONEY = re.compile(r"^[^\W\d]{0,3}[$£€¥][\d,.]*$")
CAPITALS = re.compile(r"^[A-Z]{3,6}$")
DIRECTIONS = frozenset({"north", "south", "east", "west", "central", "latin", "african", "new", "sri", "saudi"})
STATES = frozenset({"US", "U.S.", "UK", "U.K.", "EU"})
PARTY = re.compile(r"^(?:R|D|I|Lab|Con)-[A-Z][\w.]+$")
# A legal form that closes a name; "Company" and the like may stand within one.
LEGAL = re.compile(r"^(?:Inc|Corp|Ltd|Plc|PLC|plc|LLC|GmbH|SpA|S\.p\.A|N\.V|S\.A|L\.L\.C|L\.P)\.?$")
PUBLIC = frozenset({"Agency", "Association", "Court", "Government"})
LOWER_FORMS = frozenset({"plc", "plc.", "mbh", "d.o.o.", "a.s.", "s.r.o."})
NUMBER = re.compile(r"^(?:\d{1,3}[A-Za-z]?|\d{1,2}\.\d)$")
ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th|d)$")


@dataclass(slots=True)
class PlainFinder:
    """Finds the names of one block whose capitals mean something."""

    text: str
    b: int
    block: Block
    guessed: dict[tuple[int, int], NerSpan]
    evidence: Evidence
    lexicon: Lexicon

    def find(self) -> Iterator[NameWords]:
        """Yield the names in order."""
        i, words = 0, self.block.words
        while i < len(words):
            known = self._match_known(i)
            if known is not None:
                yield self._name(i, known, proved=True)
                i = known + 1
                continue
            if not is_capital(words[i].text):
                i += 1
                continue
            last = self._extend(i)
            for first, end in self._part(i, last):
                yield from self._split(first, end)
            i = last + 1

    def _name(self, first: int, last: int, *, proved: bool) -> NameWords:
        words = self.block.words
        if first > 0 and ORDINAL.match(words[first - 1].text) and self._counts(words[first].text.lower(), first, last):
            first -= 1
        return NameWords(self.b, first, last, self.text[words[first].start : words[last].end], proved)

    def _counts(self, low: str, first: int, last: int) -> bool:
        """Whether an ordinal before the name is part of it: "34th Street", "9th U.S. Circuit Court of Appeals"."""
        place = first == last and self.lexicon.find_parent(self.lexicon.endings.get(low, "")) == "Place"
        return place or any(w.text in ("Circuit", "District") for w in self.block.words[first : last + 1])

    def _match_known(self, i: int) -> int | None:
        """The last word of a known name of several words that begins at word `i`, where it does not run on."""
        words = self.block.words
        if not is_capital(words[i].text):
            return None
        for j in range(min(len(words), i + LONGEST) - 1, i, -1):
            key = squash("".join(w.text for w in words[i : j + 1]))
            row = self.lexicon.known.get(key)
            if row is None and words[i + 1].text == "-" and j == i + 2:
                row = self.lexicon.known_folded.get(key.casefold())
            if row is None or not (is_capital(words[j].text) or words[j].text in ("'s", "’s")):
                continue
            if j + 1 < len(words) and (self._joins(j + 1) or self._is_suffix(j + 1)):
                return None
            return j
        return None

    def _is_suffix(self, j: int) -> bool:
        word = self.block.words[j].text
        return word.lower().rstrip(".") in self.lexicon.suffixes and (word[0].isupper() or word in LOWER_FORMS)

    def _joins(self, j: int) -> bool:
        """Whether the capitalised word `j` goes on with the name before it."""
        word = self.block.words[j].text
        if not is_capital(word) or word.lower() in self.lexicon.words["calendar"] or word == "I" or MONEY.match(word):
            return False
        if word in ("The", "A", "An") and self.block.words[j - 1].text.lower() not in self.lexicon.words["openers"]:
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

    def _extend(self, first: int) -> int:
        words, last = self.block.words, first
        if words[first].text.lower() in self.lexicon.words["calendar"]:
            return first
        while last + 1 < len(words):
            step = self._find_step(first, last)
            if step is None:
                break
            last = step
        return last

    def _find_step(self, first: int, last: int) -> int | None:
        """The last word of the name once it takes in what follows word `last`, None where it ends there."""
        words = self.block.words
        j = last + 1
        here = words[j].text
        if self._joins(j):
            return j
        after = words[j + 1].text if j + 1 < len(words) else ""
        if here == "," and after and self._is_suffix(j + 1):
            return j + 1
        if here in LOWER_FORMS:
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
        if here in ("-", "/", "–", "&", "+", "'", "’") and (tight or here == "&"):
            return j + 1 if capital_after and (after[0].isupper() or here == "&") else None
        if here == "of":
            return self._find_of(last)
        if here in ("and", "for") and self._takes(here, first, last):
            return j + 1
        if (
            here in self.lexicon.words["connectors"]
            and capital_after
            and words[last].text.lower() not in self.lexicon.nouns
        ):
            return j + 1
        return None

    def _is_number(self, j: int, last: int) -> bool:
        """Whether word `j` is the number of a model or the like: "Vanta 300", "Terminal 2", "eLume 4"."""
        words, lexicon = self.block.words, self.lexicon
        here, name = words[j].text, words[last].text
        if not NUMBER.match(here) or not words[last].spaced or MONEY.match(name):
            return False
        numbered = name.lower() in lexicon.words["numbered"] or (name[0].islower() and name[1:2].isupper())
        if not numbered and (len(here) != 3 or not here.isdigit() or starts_sentence(words, last)):
            return False
        after = words[j + 1].text if j + 1 < len(words) else "."
        if after in ("-", "–", "/", "%") or (after == "," and not numbered):
            return False
        low = after.lower()
        return (
            not after[0].isalpha()
            or after[0].isupper()
            or low in lexicon.words["openers"]
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

    def _takes(self, joint: str, first: int, last: int) -> bool:
        """Whether "and" or "for" after word `last` stands inside a name: "Securities and Exchange Commission"."""
        words, lexicon = self.block.words, self.lexicon
        j = last + 2
        if joint == "for":
            head = words[last].text.lower()
            return head in (
                "court",
                "campaign",
                "institute",
                "center",
                "centre",
                "coalition",
                "fund",
                "office",
                "bank",
                "agency",
            ) and (
                is_capital(words[j].text)
                or (words[j].text == "the" and j + 1 < len(words) and words[j + 1].text[0].isupper())
            )
        low = words[last].text.lower()
        end = j
        while end + 1 < len(words) and is_capital(words[end + 1].text):
            end += 1
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

    def _part(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Part a body from the person behind it: "chief executive of Norvel Linda Hale"."""
        words, lexicon = self.block.words, self.lexicon
        before = [w.text.lower() for w in words[max(0, first - 3) : first]]
        led = before[-1:] == ["of"] and (
            (before[-2:-1] and before[-2] in lexicon.titles) or " ".join(before[:2]) in lexicon.titles
        )
        for i in range(first + 1, last) if led else ():
            if words[i].text.lower() in lexicon.first_names and words[first].text.lower() not in lexicon.first_names:
                yield first, i - 1
                first = i
                break
        yield first, last

    def _split(self, first: int, last: int) -> Iterator[NameWords]:
        """Yield the names within a run of capitals: without openers, honorifics, titles and nationalities."""
        start = first
        i = first
        while i <= last:
            size = self._match_title(i, first, last)
            if size:
                yield from self._trim(start, i - 1)
                start = i + size
                i = start
                continue
            i += 1
        yield from self._trim(start, last)

    def _match_title(self, i: int, first: int, last: int) -> int:
        """How many words from `i` are an honorific or a person's title ("Attorney General")."""
        words, lexicon = self.block.words, self.lexicon
        low = words[i].text.lower()
        if i > first and words[i - 1].text == "of":
            return 0
        if low in lexicon.words["honorifics"]:
            return 0 if i + 1 == last and words[last].text.lower() in lexicon.endings else 1
        if (
            low in ("vice", "deputy", "assistant")
            and i < last
            and words[i + 1].text.lower() in lexicon.words["honorifics"]
        ):
            return 2
        if (
            i == last
            and i > 0
            and words[i - 1].text.lower() in lexicon.first_names
            and low in lexicon.words["surnames"]
        ):
            return 0
        for size in (3, 2, 1):
            if i + size - 1 <= last:
                phrase = " ".join(w.text.lower() for w in words[i : i + size])
                if phrase in lexicon.titles and words[i].text[0].isupper():
                    tail = words[i + size].text.lower() if i + size <= last else ""
                    closed = i + size == last and (tail in lexicon.endings or tail in lexicon.suffixes)
                    return 0 if closed or tail in ("of", "'", "-", "&") else size
        return 0

    def _trim(self, first: int, last: int) -> Iterator[NameWords]:
        words, lexicon = self.block.words, self.lexicon
        connectors = lexicon.words["connectors"]
        while first <= last and (
            words[last].text.lower() in connectors
            or not words[last].text[0].isalnum()
            or words[last].text in ("and", "for", "the")
        ):
            last -= 1
        if self._is_state_alone(first, last):
            yield self._name(first, first, proved=True)
            first += 1
        while first <= last:
            word = words[first].text
            low = word.lower()
            if (
                (
                    (low in connectors and word.islower())
                    or not word[0].isalnum()
                    or low in lexicon.words["calendar"]
                    or word in ("and", "for", "the")
                )
                or (starts_sentence(words, first) and low in lexicon.words["openers"] and not ACRONYM.match(word))
                or (low in lexicon.words["openers"] and low not in ("us", "it") and first < last and len(word) < 5)
                or self._is_adjective(first, last)
                or self._opens_by_chance(first, last)
            ):
                first += 1
            else:
                break
        if first <= last and not self._is_no_name(first, last):
            yield self._name(
                first,
                last,
                proved=not starts_sentence(words, first)
                or (first == last and bool(CAPITALS.match(words[first].text)))
                or ((self.b, first) in self.guessed and last > first),
            )

    def _is_state_alone(self, first: int, last: int) -> bool:
        """Whether a state before the name is none of it: "UK eLume", but not "UK Coal" or "US Airways"."""
        words, lexicon = self.block.words, self.lexicon
        if first >= last or words[first].text not in STATES:
            return False
        tail = words[last].text.lower().rstrip(".")
        after = words[first + 1].text
        generic = tail in lexicon.endings or tail in lexicon.suffixes or lexicon.is_common(after.lower())
        return after[0].isalpha() and (not generic or (first + 1 == last and after.isupper()))

    def _is_adjective(self, first: int, last: int) -> bool:
        """Whether the first word is a nationality that is none of the name: "Ruritanian Minister", "Ruritanians"."""
        lexicon = self.lexicon
        low = self.block.words[first].text.lower()
        if not lexicon.is_people(low):
            return False
        after = self.block.words[first + 1].text.lower() if first < last else ""
        if low.endswith(("man", "woman")) and low not in ("german", "roman"):
            return True
        return not after or after in lexicon.titles or after in ("-", "–", "/") or lexicon.is_people(after)

    def _opens_by_chance(self, first: int, last: int) -> bool:
        """Whether the first word is an ordinary word that only begins the sentence: "Shares Vanta sold"."""
        words, lexicon = self.block.words, self.lexicon
        if first == last or not starts_sentence(words, first) or (self.b, first) in self.guessed:
            return False
        low = words[first].text.lower()
        if (not lexicon.is_common(low) and low not in lexicon.demonyms) or low in lexicon.first_names:
            return False
        if words[first].text in self.evidence.capital or low in lexicon.endings:
            return False
        return (
            (self.b, first + 1) in self.guessed
            or words[first + 1].text.lower() in lexicon.first_names
            or words[first + 1].text in self.evidence.capital
            or low in self.evidence.lower
        )

    def _is_no_name(self, first: int, last: int) -> bool:
        words, lexicon = self.block.words, self.lexicon
        if first < last:
            if PARTY.match("".join(w.text for w in words[first : last + 1])):
                return True
            phrase = " ".join(w.text.lower() for w in words[first : last + 1])
            shouted = [w.text for w in words[first : last + 1]]
            if all(w.isupper() and len(w) > 3 and lexicon.is_common(w.lower()) for w in shouted):
                return lexicon.find_known(phrase, folded=True) is None
            if lexicon.is_people(words[last].text.lower()) and all(w.lower() in DIRECTIONS for w in shouted[:-1]):
                return True
            return phrase in lexicon.words["no_names"] or all(
                w.text.lower() in lexicon.words["no_names"] or not w.text[0].isalpha() for w in words[first : last + 1]
            )
        word = words[first].text
        low = word.lower()
        if (
            low in lexicon.words["no_names"]
            or low in lexicon.words["calendar"]
            or (low.replace(".", "") in lexicon.words["no_names"] and low not in lexicon.words["regions"])
            or lexicon.is_people(low)
            or MONEY.match(word)
            or PARTY.match(word)
            or len(word) == 1
        ):
            return True
        after = words[first + 1].text.lower() if first + 1 < len(words) else ""
        if after in lexicon.words["money_nouns"] or (after == "$" and not words[first].spaced):
            return True
        if low in lexicon.words["openers"] and (word.isupper() or word[1:].islower() or len(word) == 1):
            return word != "US"
        if low in lexicon.titles or low in lexicon.suffixes:
            return True
        if low in lexicon.words["generic_capitals"] and word != "US":
            return True
        return (
            starts_sentence(words, first)
            and low in self.evidence.lower
            and word not in self.evidence.capital
            and not ACRONYM.match(word)
        )
