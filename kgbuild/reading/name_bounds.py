"""Where a name begins and ends in a block whose capitals mean something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_breaks import opens_with_article
from kgbuild.reading.name_openers import (
    count_fields,
    count_prefixes,
    count_recased,
    count_shouted,
    is_adjective,
    is_adjective_pair,
    is_given_opener,
    opens_by_chance,
)
from kgbuild.reading.name_parts import may_be_of_person, part_run
from kgbuild.reading.name_runs import MONEY, find_runs
from kgbuild.reading.name_words import ACRONYM, Evidence, NameWords, is_borne_month, is_given_month, starts_sentence
from kgbuild.reading.parse import NerSpan
from kgbuild.reading.tokens import Block

# Whom a firm may be for, at the head of its name: "Student Loan Vesk LLC".
STUDIES = frozenset({"student", "consumer", "investor", "doctor", "teacher", "farmer", "nurse", "patient"})
CAPITALS = re.compile(r"^[A-Z]{3,6}$")
PAIR = re.compile(r"^[A-Z]{2}$")
DIRECTIONS = frozenset({"north", "south", "east", "west", "central", "latin", "african", "new", "sri", "saudi"})
DIRECTIONS |= frozenset(
    {"northeast", "northwest", "southeast", "southwest", "eastern", "western", "northern", "southern", "middle", "far"}
)
STATES = frozenset({"US", "U.S.", "UK", "U.K.", "EU"})
PARTY = re.compile(r"^(?:R|D|I|Lab|Con)-[A-Z][\w.]+$")
SIGNS = ("$", "£", "€")
CURRENCIES = frozenset({"US", "AU", "NZ", "HK", "CA", "SG", "NT", "A", "C", "S", "R"})
UNITS = frozenset({"G", "GB", "MB", "TB", "KB", "GHz", "MHz", "MP", "HP", "KW", "MW", "K"})
ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th|d)$")

STEM = 3  # letters of a verb that no surname ends in by chance: "Reed"
PASSIVE = frozenset({"in", "by", "with", "at", "for", "on", "over", "after", "as"})
"""What follows a participle, of which a headline capitalises the first letter."""


@dataclass(slots=True)
class PlainFinder:
    """Finds the names of one block whose capitals mean something."""

    text: str
    b: int
    block: Block
    guessed: dict[tuple[int, int], NerSpan]
    evidence: Evidence
    defined: frozenset[str]
    lexicon: Lexicon

    def find(self) -> Iterator[NameWords]:
        """Yield the names in order."""
        for run in find_runs(self.b, self.block, self.guessed, self.evidence, self.defined, self.lexicon):
            if run.known:
                yield self._name(run.first, run.last, proved=True)
                continue
            for first, last in part_run(self.block.words, run.first, run.last, self.lexicon):
                yield from self._split(first, last)

    def _name(self, first: int, last: int, *, proved: bool) -> NameWords:
        words = self.block.words
        if first > 0 and ORDINAL.match(words[first - 1].text) and self._counts(words[first].text.lower(), first, last):
            first -= 1
        if self._is_glued(first) and len(words[first].text) == 1:
            first -= 1  # "3M Co"
        return NameWords(self.b, first, last, self.text[words[first].start : words[last].end], proved)

    def _is_glued(self, first: int) -> bool:
        """Whether a number stands straight before a word: "3M Co", "the 20GB eLume"."""
        before = self.block.words[first - 1] if first else None
        return before is not None and before.text.isdigit() and not before.spaced

    def _counts(self, low: str, first: int, last: int) -> bool:
        """Whether an ordinal before the name is part of it: "34th Street", "9th U.S. Circuit Court of Appeals"."""
        place = first == last and self.lexicon.find_parent(self.lexicon.endings.get(low, "")) == "Place"
        told = low in self.lexicon.words["counted_nouns"]  # "19th Century Mills", "7th Fleet"
        return place or told or any(w.text in ("Circuit", "District") for w in self.block.words[first : last + 1])

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
            closed = i + 1 == last and words[last].text.lower() in lexicon.endings and low in lexicon.titles
            return 0 if closed else 1  # "Justice Department", but "Mr Mills"
        if (
            low in ("vice", "deputy", "assistant")
            and i < last
            and words[i + 1].text.lower() in lexicon.words["honorifics"]
        ):
            return 2
        if low in lexicon.words["title_acronyms"] and i < last and words[i].text.isupper():
            return 1 if self._is_full_name(i + 1, last) else 0
        if (
            i == last
            and i > 0
            and words[i - 1].text.lower() in lexicon.first_names
            and low in lexicon.words["surnames"]
        ):
            return 0
        closed = words[last].text.lower().rstrip(".") in lexicon.suffixes
        if i == first < last and closed and (low in lexicon.first_names or low in STUDIES):
            return 0  # "Dean Marlow Vesk Inc", "Student Loan Vesk LLC"
        if low in lexicon.first_names and i + 1 == last and (i == first or words[i - 1].text.lower() in lexicon.titles):
            return 0  # "Dean Marlow", "Pope Marlow"
        for size in (3, 2, 1):
            if i + size - 1 <= last:
                phrase = " ".join(w.text.lower() for w in words[i : i + size]).replace(" - ", " ")
                if phrase.endswith("men") and i + size <= last:
                    phrase = phrase.removesuffix("men") + "man"
                if phrase.endswith("s") and self._titles_several(first, i, i + size, last):
                    phrase = phrase.removesuffix("s")  # "Senators Linda Hale and Dov Lee"
                if size > 1 and low == "police" and i > first:
                    continue  # "Dorrell Police Chief Lee" is chief of the Dorrell Police
                if size == 3 and phrase.endswith(" court judge") and i > first:
                    continue  # "Dorrell County Superior Court Judge Lee" is of that court
                if size == 3 and phrase.startswith("deputy assistant "):
                    phrase = phrase.removeprefix("deputy assistant ")
                if phrase in lexicon.titles and words[i].text[0].isupper():
                    tail = words[i + size].text.lower() if i + size <= last else ""
                    rest = [w.text.lower().rstrip(".") for w in words[i + size : last + 1]]
                    closed = bool(rest) and all(w in lexicon.endings or w in lexicon.suffixes for w in rest)
                    return 0 if closed or tail in ("of", "'", "'s", "’s", "-", "&", "county") else size
        return 0

    def _titles_several(self, first: int, i: int, j: int, last: int) -> bool:
        """Whether a person's name follows a plural at word `i`: "Senators Linda Hale", "Republican Senators Dov Lee"."""
        words, lexicon = self.block.words, self.lexicon
        if j > last or words[j].text.lower() in lexicon.first_names:
            return j <= last
        if words[j].text.lower() in lexicon.words["openers"]:
            return False  # "Nurses Without Walls"
        opened = i == first or words[i - 1].text.lower() in lexicon.words["camps"]
        lows = [w.text.lower() for w in words[j : last + 1]]
        named = lows[-1] in lexicon.first_names or not all(lexicon.is_common(low) for low in lows)
        return (
            opened and len(lows) == 2 and named and all(may_be_of_person(w.text, lexicon) for w in words[j : last + 1])
        )

    def _is_full_name(self, first: int, last: int) -> bool:
        """Whether a person's name follows a short title: "Vanta CEO Ann Lee", "Labour MP Sir Dov Lee", "CEO Vondo Lee"."""
        words, lexicon = self.block.words, self.lexicon
        low = words[first].text.lower()
        if low in lexicon.first_names or low in lexicon.words["honorifics"]:
            return True
        title = words[first - 1].text.lower() in lexicon.words["plain_acronyms"]
        texts = [w.text for w in words[first : last + 1]]
        rare = any(not lexicon.is_common(t.lower()) for t in texts)
        return title and rare and len(texts) in (2, 3) and all(may_be_of_person(t, lexicon) for t in texts)

    def _is_of_person(self, first: int) -> bool:
        """Whether a run begins with a first name, or follows a title: "Judge Marlow Vesk QC"."""
        words, lexicon = self.block.words, self.lexicon
        around = {w.text.lower().rstrip(".") for w in words[max(first - 1, 0) : first + 1]}
        return words[first].text.lower() in lexicon.first_names or any(
            w in lexicon.titles or w in lexicon.words["honorifics"] for w in around
        )

    def _trim(self, first: int, last: int) -> Iterator[NameWords]:
        words, lexicon = self.block.words, self.lexicon
        connectors = lexicon.words["connectors"]
        while first <= last and (
            words[last].text in connectors
            or not words[last].text[0].isalnum()
            or words[last].text in ("and", "for", "the")
        ):
            last -= 1
        while last - first > 1 and words[last].text in lexicon.words["letters_behind"] and self._is_of_person(first):
            last -= 1
        if first < last and (self._ends_in_camp(last) or self._ends_in_rank(last)):
            last -= 1
        if first < last:
            last -= count_fields(words, first, last, lexicon)
        if self._is_state_alone(first, last):
            yield self._name(first, first, proved=True)
            first += 1
        while first <= last and not self._is_party(first, last):
            size = self._count_openers(first, last)
            if not size:
                break
            first += size
        if recased := count_recased(words, first, last, lexicon):
            yield self._name(first, first, proved=True)
            first += 1 + recased
        if first <= last and (self._is_party(first, last) or not self._is_no_name(first, last)):
            yield self._name(
                first,
                last,
                proved=not starts_sentence(words, first)
                or (first == last and (bool(CAPITALS.match(words[first].text)) or self._stands_alone(first)))
                or ((self.b, first) in self.guessed and last > first),
            )

    def _count_openers(self, first: int, last: int) -> int:
        """How many words from `first` on are none of the name that they open."""
        words, lexicon = self.block.words, self.lexicon
        word, low = words[first].text, words[first].text.lower()
        if is_borne_month(words, first, self.evidence.months, lexicon):
            return 0
        if (
            (low in lexicon.words["connectors"] and word.islower() and not opens_with_article(words, first))
            or not word[0].isalnum()
            or (low in lexicon.words["calendar"] and not self._is_name_by_chance(first))
            or word in ("and", "for", "the")
            or (word == "Former" and first < last)
            or self._is_opener(first, last)
            or self._closes_office(first, last)
            or (low in lexicon.words["litigants"] and first < last)
            or (word in UNITS and self._is_glued(first))
            or is_adjective(words, first, last, lexicon)
            or self._opens_by_chance(first, last)
            or self._is_trade_of_several(first, last)
        ):
            return 1
        if is_adjective_pair(words, first, last, lexicon):
            return 2
        return count_shouted(words, first, last, lexicon) or count_prefixes(words, first, last, lexicon)

    def _is_trade_of_several(self, first: int, last: int) -> bool:
        """Whether a sentence opens with the trade of the firms that it names: "Chipmakers Vanta and Orlo"."""
        words, lexicon = self.block.words, self.lexicon
        low = words[first].text.lower()
        after = words[last + 1].text if last + 1 < len(words) else ""
        told = lexicon.find_parent(lexicon.nouns.get(low.removesuffix("s"), "")) == "Organization"
        return first < last and low.endswith("s") and told and after in ("and", ",") and starts_sentence(words, first)

    def _is_opener(self, first: int, last: int) -> bool:
        """Whether a word of grammar opens the sentence, or a short one the run."""
        words, lexicon = self.block.words, self.lexicon
        word, low = words[first].text, words[first].text.lower()
        if low == "ex" and not starts_sentence(words, first) and first + 2 < last:
            return False  # "it bought Ex-Vesk-O Corp"
        if low not in lexicon.words["openers"] or is_given_opener(words, first, last, self.evidence, lexicon):
            return False
        plain = not ACRONYM.match(word) and not self._is_counted(first, last)
        return (plain and starts_sentence(words, first)) or (low not in ("us", "it") and first < last and len(word) < 5)

    def _closes_office(self, first: int, last: int) -> bool:
        """Whether a word is the end of a title of several: "Secretaries of State Linda Hale and Vondo Kesk"."""
        before = [w.text for w in self.block.words[max(0, first - 2) : first]]
        return first < last and self.block.words[first].text == "State" and before == ["Secretaries", "of"]

    def _opens_by_chance(self, first: int, last: int) -> bool:
        guessed = (self.b, first + 1) in self.guessed
        taken = (self.b, first) in self.guessed
        return not taken and opens_by_chance(self.block.words, first, last, guessed, self.evidence, self.lexicon)

    def _ends_in_camp(self, last: int) -> bool:
        """Whether a party stands between a place and a seat: "Dorrell Republican Rep. Lee", but no "Liberal Democrat MP", "The Labour MP"."""
        words, lexicon = self.block.words, self.lexicon
        after = words[last + 1].text.lower() if last + 1 < len(words) else ""
        before = words[last - 1].text.lower()
        return (
            words[last].text.lower() in lexicon.words["camps"]
            and after in lexicon.words["seats"]
            and before not in lexicon.words["camps"] | lexicon.words["openers"]
            and not lexicon.is_common(before)
        )

    def _ends_in_rank(self, last: int) -> bool:
        """Whether the rank of a title in lower case closes the run: "Vesk Managing director Lee"."""
        words, lexicon = self.block.words, self.lexicon
        after = words[last + 1].text if last + 1 < len(words) else ""
        low = words[last].text.lower()
        return low in lexicon.words["told_ranks"] and after.islower() and f"{low} {after}" in lexicon.titles

    def _is_counted(self, first: int, last: int) -> bool:
        """Whether a number that opens a sentence opens a name: "First Harbor Bank sued", but not "Second, Norvel sued"."""
        words, lexicon = self.block.words, self.lexicon
        if (
            words[first].text.lower() not in ("first", "second", "third", "fourth", "seven", "three", "two")
            or first == last
        ):
            return False
        low = words[first + 1].text.lower()
        return lexicon.is_common(low) and not lexicon.is_people(low) and low not in lexicon.titles

    def _is_state_alone(self, first: int, last: int) -> bool:
        """Whether a state before the name is none of it: "UK eLume", but not "UK Coal" or "US Airways"."""
        words, lexicon = self.block.words, self.lexicon
        if first >= last or words[first].text not in STATES:
            return False
        tail = words[last].text.lower().rstrip(".")
        after = words[first + 1].text
        generic = tail in lexicon.endings or tail in lexicon.suffixes or lexicon.is_common(after.lower())
        return after[0].isalpha() and (not generic or (first + 1 == last and after.isupper()))

    def _is_party(self, first: int, last: int) -> bool:
        """Whether a word that else tells of a camp names its party: "Democrats", "Labour MPs", "Lee, a Republican"."""
        words, sets = self.block.words, self.lexicon.words
        low = words[last].text.lower()
        if first < last and any(w.text.lower() not in sets["camps"] for w in words[first:last]):
            return False
        if low in sets["parties"]:
            return True
        if low not in sets["camps"]:
            return False
        ahead = [w.text.lower() for w in words[last + 1 : last + 4]] or ["."]
        if ahead[0] in sets["seats"] or (ahead[0] in sets["ballots"] and ahead[1:2] and ahead[1] in sets["seats"]):
            return True
        if (
            ahead[0] in self.lexicon.first_names
            and words[last + 1].text.istitle()
            and not starts_sentence(words, last + 1)
        ):
            return True
        before = [w.text.lower() for w in words[max(0, first - 2) : first]]
        if before[-1:] and before[-1] in sets["regions"]:
            before = [w.text.lower() for w in words[max(0, first - 3) : first - 1]]
        told = before[-1:] in (["a"], ["an"], ["the"]) and before[:1] in ([","], ["is"], ["was"])
        return told and ahead[0] in (",", ".", ")", "from", "who", "and")

    def _is_name_by_chance(self, first: int) -> bool:
        """Whether a short day is a newspaper, "The Sun" with its own article, or a month a given name."""
        words = self.block.words
        if is_given_month(words, first, self.lexicon):
            return True
        named = words[first].text in ("Sun", "Sat")
        return named and first > 0 and words[first - 1].text in ("The", "the") and not starts_sentence(words, first)

    def _stands_alone(self, first: int) -> bool:
        """Whether a lone capital is a name wherever it stands: "Congress", "EU", or "Apple said", which no apple does."""
        words, lexicon = self.block.words, self.lexicon
        word, low = words[first].text, words[first].text.lower()
        if low in lexicon.words["institutions"] or is_borne_month(words, first, self.evidence.months, lexicon):
            return True
        if low in lexicon.words["no_names"] or low in lexicon.words["openers"]:
            return False
        after = words[first + 1].text.lower() if first + 1 < len(words) else ""
        if PAIR.match(word):
            return after not in lexicon.words["money_nouns"] and after != "$"
        known = lexicon.find_known(word)
        return (
            known is not None
            and not (low.endswith("s") and low[:-1] in lexicon.common)
            and lexicon.find_parent(known.cls) == "Organization"
            and (after in lexicon.words["bare_subjects"] or after in lexicon.words["corporate_goods"])
        )

    def _is_no_name(self, first: int, last: int) -> bool:
        return self._is_no_phrase(first, last) if first < last else self._is_no_word(first)

    def _is_no_phrase(self, first: int, last: int) -> bool:
        """Whether several capitals name nothing: "FOR IMMEDIATE RELEASE", "South African", "New Year"."""
        lexicon = self.lexicon
        words = [w.text for w in self.block.words[first : last + 1]]
        no_names = lexicon.words["no_names"]
        phrase = " ".join(words).lower()
        if PARTY.match("".join(words)):
            return True
        if all(w.isupper() and len(w) > 3 and lexicon.is_common(w.lower()) for w in words):
            return lexicon.find_known(phrase, folded=True) is None
        if phrase in lexicon.demonyms or (
            lexicon.is_people(words[-1].lower()) and all(w.lower() in DIRECTIONS for w in words[:-1])
        ):
            return True
        return phrase in no_names or all(w.lower() in no_names or not w[0].isalpha() for w in words)

    def _opens_money(self, first: int) -> bool:
        """Whether a word before "$" says whose money it is: "US$ 40", "HK $40", but not "fined Norvel $40"."""
        word = self.block.words[first]
        return not word.spaced or word.text.replace(".", "") in CURRENCIES

    def _is_no_word(self, first: int) -> bool:
        """Whether a lone capital names nothing: a month, a nationality, a kind, a unit of money."""
        words, lexicon = self.block.words, self.lexicon
        word = words[first].text
        low = word.lower()
        if self._stands_alone(first):
            return False
        if (
            low in lexicon.words["no_names"]
            or (low in lexicon.words["calendar"] and not self._is_name_by_chance(first))
            or (low.replace(".", "") in lexicon.words["no_names"] and low not in lexicon.words["regions"])
            or lexicon.is_people(low)
            or MONEY.match(word)
            or PARTY.match(word)
            or len(word) == 1
        ):
            return True
        after = words[first + 1].text.lower() if first + 1 < len(words) else ""
        if f"{low} {after}" in lexicon.titles or (word.endswith("s") and low[:-1] in lexicon.words["no_names"]):
            return True  # "the chief Cabinet secretary", "ATMs"
        if after in lexicon.words["money_nouns"] or (after in SIGNS and self._opens_money(first)):
            return True
        if low in lexicon.words["openers"] and (word.isupper() or word[1:].islower() or len(word) == 1):
            return word != "US"
        if low in lexicon.titles or low in lexicon.suffixes:
            return True
        if low in lexicon.words["generic_capitals"] and word != "US":
            return True
        stems = [stem for stem in (low[:-2], low[:-1]) if len(stem) > STEM]
        if low.endswith("ed") and after in PASSIVE and any(stem in lexicon.common for stem in stems):
            return True  # "Family Physician Featured in"
        return (
            starts_sentence(words, first)
            and low in self.evidence.lower
            and word not in self.evidence.capital
            and not ACRONYM.match(word)
        )
