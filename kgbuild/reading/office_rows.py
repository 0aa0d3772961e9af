"""Find the rows of words that make a title beside a person's name: office, body, and how they are joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.tokens import Parse, Token

LONGEST = 8  # words of a title
JOINTS = ("of", "at", "for", "with", "in")
# Ranks that the holder of another post may have.
OFFICERS = frozenset({"admiral", "colonel", "brigadier", "commodore", "lieutenant", "captain", "sergeant", "marshal"})
OFFICE_WORDS = ("leader", "worker", "public_worker", "member_title", "rank")
OWNERS = ("'s", "’s", "'", "’")
OPENING = (",", "(", "–", "—", "-")
LOCAL = ("mayor", "sheriff", "governor")
PAIR = 2
ENVOYS = ("ambassador", "envoy", "consul", "representative", "chargé")
CHIEFS = ("chief", "head", "director")  # "chief of staff General Lee", but "brother of rebel leader Lee"
STATES = ("EU", "UN", "NATO")
AGAINST = ("anti", "non", "pro")  # "the anti-Vanta leader Lee" is not Vanta's
BEHIND = ("general", "elect", "designate")
PLAIN = ("NOUN", "PROPN", "ADJ", "NUM")


@dataclass(frozen=True, slots=True)
class Row:
    """A title: the token of its office, that of its body where it names one, and the slot that the body stands in."""

    office: int
    slot: str = "compound"
    body: int | None = None
    part: int | None = None  # the word behind the office that tells of what part: "director of marketing"


class RowReader:
    """Reads the rows before and behind names of one parse."""

    def __init__(self, parse: Parse, lexicon: Lexicon) -> None:
        self.tokens, self.lexicon = parse.tokens, lexicon
        self.offices = frozenset().union(*(lexicon.words[w] for w in OFFICE_WORDS))

    def is_person(self, token: Token) -> bool:
        """Tell whether a token is a person's name."""
        return token.name is not None and self.lexicon.find_parent(token.name.cls) == "Person"

    def is_body(self, token: Token) -> bool:
        """Tell whether a token names what one can hold an office in."""
        return token.name is not None and self.lexicon.find_parent(token.name.cls) in ("Organization", "Place")

    def is_office(self, token: Token) -> bool:
        """Tell whether a token is a noun for one who holds an office, as far as its letters tell."""
        if token.name is not None or token.pos in ("ADP", "ADV", "PUNCT", "DET", "PRON") or token.tag in VERBAL:
            return False
        lexicon = self.lexicon
        for word in dict.fromkeys((token.lemma, token.lower.removesuffix("s") if token.tag == "VBZ" else token.lower)):
            if word in self.offices or word in lexicon.titles:
                return True
            cls = lexicon.nouns.get(word)
            if cls is not None and token.tag != "VBZ" and lexicon.find_parent(cls) == "Person":
                return True
        return False

    def is_seat(self, i: int) -> bool:
        """Whether a place tells where a body sits: "a partner at Lyon-based Vanta"."""
        return [t.lower for t in self.tokens[i + 1 : i + 3]] in (["-", "based"], ["-", "headquartered"])

    def is_against(self, i: int) -> bool:
        """Tell whether a prefix sets a name apart from what it describes: "the anti-Vanta leader"."""
        return i > 1 and self.tokens[i - 1].text == "-" and self.tokens[i - 2].lower in AGAINST

    def find_before(self, person: int) -> Iterator[Row]:
        """Yield the titles before a name: "Vanta finance director Lee", "chairman of Vanta Lee", "U.S. Army Maj. Lee"."""
        i, sent = person - 1, self.tokens[person].sent
        if i < 0 or self.tokens[i].sent != sent:
            return
        if i and self.tokens[i].lower in self.lexicon.words["honorifics"] and not self.is_office(self.tokens[i]):
            i -= 1  # "Vanta chairman Sir Dov Lee"
        i = self._find_hyphened(self._skip_letters(i))
        if self.is_office(self.tokens[i]):
            yield self._make_row(i)
            held = self.tokens[i].lower in self.lexicon.words["honorifics"] or self.tokens[i].lower in OFFICERS
            if held and i and self.is_office(self.tokens[i - 1]):
                yield self._make_row(i - 1)  # "army spokesman Col. Lee"
            elif (staff := self._find_part(i - 1)) is not None and self.tokens[staff].lemma in CHIEFS:
                yield replace(self._make_row(staff), part=i - 1)  # "Vanta's chief of staff General Lee"
            above = self._find_first(i)
            if above is not None:
                yield self._make_row(above)
            elif (other := self._find_other(i)) is not None and other.body is not None:
                yield other
            return
        if self.tokens[i].text == "," and (row := self._find_told_before(i)) is not None:
            yield row
            return
        part = self._find_part(i)
        if part is not None:
            yield replace(self._make_row(part), part=i)
            return
        if i > 2 and self.tokens[i - 1].lower == "for" and self.tokens[i].name is None:
            i -= 2
        i = self._skip_kind(i)
        if i < 2 or not self.is_body(self.tokens[i]):
            return
        joint = i - 2 if self.tokens[i - 1].lower == "the" else i - 1
        if joint < 1 or not self.is_office(self.tokens[joint - 1]):
            if (row := self._find_far(i)) is not None:
                yield row
            return
        own = self._make_row(joint - 1)
        sent = self.tokens[joint].lower == "to" or self._is_abroad(joint, own)
        if own.body is not None and (sent or (self.tokens[joint].lower == "for" and not self._is_firm(self.tokens[i]))):
            yield own  # "the Vanta envoy to Norway Lee"
        elif self.tokens[joint].lower in JOINTS:
            yield Row(joint - 1, "for" if self.tokens[joint].lower == "for" else "of", i)

    def _find_far(self, body: int) -> Row | None:
        """The office in "spokesman for Norway's Tides Ministry Lee", "head of the debt section of the Vanta Board Lee"."""
        tokens, part = self.tokens, None
        for i in range(body - 1, max(0, body - LONGEST), -1):
            token = tokens[i]
            if token.sent != tokens[body].sent:
                return None
            if token.lower in JOINTS:
                if self.is_office(tokens[i - 1]):
                    return Row(i - 1, "of" if part is None else "at", body, part)
                if part is not None or tokens[i - 1].name is not None or tokens[i - 1].pos != "NOUN":
                    return None
                part = i - 1
            elif not (self.is_body(token) or token.pos in (*PLAIN, "DET") or token.text in OWNERS) or (
                self.is_person(token)
            ):
                return None
        return None

    def _skip_kind(self, i: int) -> int:
        """Pass the plain words that tell what a body before them is: "CEO of Vanta Air aircraft maker Lee"."""
        last = self.tokens[i]
        if last.name is not None or last.pos not in PLAIN or not self.is_body_noun(last):
            return i
        first = i
        while first and i - first < 4 and self.tokens[first].name is None and self.tokens[first].pos in PLAIN:
            first -= 1
        return first if self.is_body(self.tokens[first]) else i

    def is_body_noun(self, token: Token) -> bool:
        """Tell whether a token is a noun for an organisation: "the aircraft maker"."""
        cls = self.lexicon.nouns.get(token.lemma)
        return cls is not None and self.lexicon.find_parent(cls) == "Organization"

    def _is_abroad(self, joint: int, row: Row) -> bool:
        """Whether "in" tells where an envoy of the body before him sits: "Norway's ambassador in Lyon"."""
        return self.tokens[joint].lower == "in" and self.tokens[row.office].lemma in ENVOYS

    def _is_firm(self, token: Token) -> bool:
        """Whether a token names what "for" may give an employee: no place or body of states."""
        return (
            token.name is not None and self.lexicon.find_parent(token.name.cls) != "Place" and token.text not in STATES
        )

    def _find_hyphened(self, i: int) -> int:
        """The noun of a hyphened title that ends at a token: "director-general", "editor-in-chief"."""
        words = [t.lower for t in self.tokens[max(0, i - 4) : i + 1]]
        if words[-4:] == ["-", "in", "-", "chief"] and i > 3 and self.is_office(self.tokens[i - 4]):
            return i - 4
        if i > 1 and words[-2] == "-" and words[-1] in BEHIND and self.is_office(self.tokens[i - 2]):
            return i - 2
        return i

    def _skip_letters(self, i: int) -> int:
        """Pass what shortens an office in brackets behind it: "Ohio Attorney General (AG) Ann Lee"."""
        texts = [t.text for t in self.tokens[max(0, i - 2) : i + 1]]
        held = len(texts) == 3 and (texts[0], texts[2]) == ("(", ")") and texts[1].isupper() and i > 2
        return i - 3 if held and self.is_office(self.tokens[i - 3]) else i

    def _skip_aside(self, i: int) -> int:
        """Pass what tells of a person's party or picture: "Lee (R-Ohio), the chair", "Lee, R-Ohio, the chair"."""
        tokens = self.tokens
        texts = [t.text for t in tokens[i : i + LONGEST]]
        if texts[:1] == ["("] and ")" in texts[:-1]:
            close = i + texts.index(")")
            if tokens[close + 1].text == "," and not any(self.is_office(t) for t in tokens[i:close]):
                return close + 1
        if texts[:1] == [","] and texts[2:3] == ["-"] and len(texts[1]) == 1 and texts[4:5] == [","]:
            return i + 4
        return i

    def find_after(self, person: int) -> Iterator[Row]:
        """Yield the titles behind a name and a comma: "Lee, Vanta's head of sales", "Lee, president and CEO, Vanta"."""
        tokens, sent = self.tokens, self.tokens[person].sent
        i = self._skip_aside(person + 1)
        if i + 1 >= len(tokens) or tokens[i].text not in OPENING or tokens[i + 1].sent != sent:
            return
        i += 1
        if tokens[i].pos == "NUM" and i + 1 < len(tokens) and tokens[i + 1].text == ",":
            i += 2
        offices: list[int] = []
        body: tuple[str, int] | None = None
        last = min(len(tokens), i + LONGEST)
        while i < last and tokens[i].sent == sent:
            token = tokens[i]
            if self.is_office(token) and not self._runs_on(i):
                offices.append(i)
                follows = tokens[i + 1].lower if i + 1 < len(tokens) else ""
                if follows != "and":
                    break
                i += 2
                continue
            if self.is_person(token):
                return
            if self.is_body(token):
                owned = i + 1 < len(tokens) and tokens[i + 1].text in OWNERS
                body = ("poss" if owned else "compound", i)
            elif token.lower in self.lexicon.demonyms:
                body = ("nation", i)
            elif not (token.pos in (*PLAIN, "DET") or token.text in (*OWNERS, "-", "&", "/")):
                return
            i += 1
        if not offices or (offices[-1] + 1 < len(tokens) and self.is_person(tokens[offices[-1] + 1])):
            return
        if body is None:
            body = self._find_body_behind(offices[-1])
        for office in offices:
            yield Row(office, *body) if body is not None else Row(office)

    def find_words(self, office: int) -> tuple[list[int], int | None]:
        """The plain words of a title before its noun, and the adjective of a country before these."""
        found: list[int] = []
        for i in range(office - 1, max(-1, office - LONGEST), -1):
            token = self.tokens[i]
            if token.sent != self.tokens[office].sent or token.name is not None:
                break
            if token.lower in self.lexicon.demonyms:
                return found, i
            if token.text not in ("-", "/", "&") and token.pos not in PLAIN and not self._joins_fields(i, office):
                break
            found.append(i)
        return found, None

    def _joins_fields(self, i: int, office: int) -> bool:
        """Whether "and" joins the fields of one minister: "Energy and Climate Minister Lee"."""
        if self.tokens[i].lower != "and" or self.tokens[office].lemma not in ("minister", "secretary", "commissioner"):
            return False
        beside = (*self.tokens[i - 1 : i], *self.tokens[i + 1 : office])
        return bool(beside) and all(
            t.name is None and t.pos in ("NOUN", "PROPN", "ADJ") and not self.is_office(t) for t in beside
        )

    def _make_row(self, office: int) -> Row:
        slot, body = self._find_body(office)
        return Row(office, slot, body)

    def _runs_on(self, i: int) -> bool:
        """Whether another word of the same title follows an office: "chief executive", "vice president"."""
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if after is None or after.name is not None:
            return False
        if after.text == "-":
            return not any(self._find_hyphened(k) == i for k in (i + 2, i + 4) if k < len(self.tokens))
        return after.pos in ("NOUN", "PROPN") and (self.is_office(after) or self.tokens[i].head == after.i)

    def _find_first(self, office: int) -> int | None:
        """The first of two joined titles: "chairman and chief executive Lee"."""
        for i in range(office - 1, max(0, office - 5), -1):
            token = self.tokens[i]
            if token.lower in ("and", "&"):
                return i - 1 if self.is_office(self.tokens[i - 1]) else None
            if token.name is not None or token.pos not in (*PLAIN, "VERB"):
                return None
        return None

    def _find_other(self, office: int) -> Row | None:
        """The first of two titles that a comma parts, and that no article opens: "Norwegian envoy to Orlo, Tides Minister Lee"."""
        tokens, i = self.tokens, office - 1
        while i > 1 and tokens[i].name is None and tokens[i].pos in PLAIN:
            i -= 1
        if i < PAIR or tokens[i].text != ",":
            return None
        for k in range(i - 1, max(-1, i - LONGEST), -1):
            if self.is_office(tokens[k]):
                row = self._make_row(k)
                first = k if row.body is None else row.body
                bare = first == 0 or tokens[first - 1].sent != tokens[k].sent
                return row if bare and (k == i - 1 or tokens[k + 1].lower in (*JOINTS, "to")) else None
            if tokens[k].name is None and tokens[k].pos not in (*PLAIN, "DET", "CCONJ", "ADP"):
                return None
        return None

    def _find_part(self, last: int) -> int | None:
        """The office in "director of marketing Lee", "head of European sales Lee"; `last` is the word before the name."""
        i = last
        while i > 1 and last - i < 4 and self.tokens[i].name is None and self.tokens[i].pos in PLAIN:
            i -= 1
        if i == last or i < 1 or self.tokens[i].lower not in ("of", "for"):
            return None
        return i - 1 if self.is_office(self.tokens[i - 1]) else None

    def _find_told_before(self, comma: int) -> Row | None:
        """The office in "a partner at the law firm Vanta, Ann Lee, said", "A former chairman of Vanta, Lee said"."""
        tokens, body = self.tokens, comma - 1
        if body < 2 or not self.is_body(tokens[body]) or comma + 2 >= len(tokens):
            return None
        closed = tokens[comma + 2].text == ","
        for i in range(body - 1, max(0, body - LONGEST), -1):
            if tokens[i].lower in (*JOINTS, "to"):
                held = self.is_office(tokens[i - 1]) and (closed or self._opens(i - 1, tokens[comma + 2]))
                own = self._make_row(i - 1)
                if tokens[i].lower == "to" or self._is_abroad(i, own):  # "Norway's ambassador in Lyon, Lee, said"
                    return own if held and own.body is not None else None
                return Row(i - 1, tokens[i].lower, body) if held else None
            if tokens[i].name is not None or tokens[i].pos not in (*PLAIN, "DET"):
                return None
        return None

    def _opens(self, office: int, after: Token) -> bool:
        """Whether a title begins its sentence or clause, and its holder's verb follows his name."""
        first = office
        while first and self.tokens[first - 1].sent == after.sent and self.tokens[first - 1].text not in OPENING:
            first -= 1
        words = self.tokens[first:office]
        return after.pos in ("VERB", "AUX") and len(words) < 5 and all(t.pos in (*PLAIN, "DET") for t in words)

    def _find_body(self, office: int) -> tuple[str, int | None]:
        """The name that the title's row of words begins with, and the slot it stands in."""
        tokens = self.tokens
        start = self._skip_between(office)
        for i in range(start, max(-1, start - LONGEST), -1):
            token = tokens[i]
            if token.sent != tokens[office].sent or self.is_person(token):
                break
            if self.is_against(i):
                break
            if self.is_body(token) and not self.is_seat(i):
                return "compound", i
            if token.lower in self.lexicon.demonyms:
                return "nation", i
            if i == office - 1 and token.lemma in self.lexicon.words["bare_bodies"]:
                return "compound", i
            if token.text in OWNERS and i > 0 and self.is_body(tokens[i - 1]):
                return "poss", i - 1
            joined = (token.text in ("-", "/", "&") and not self._is_dash(i)) or (
                token.lower == "and" and (self.is_office(tokens[i - 1]) or self._joins_fields(i, office))
            )
            if token.pos not in PLAIN and not joined:
                break
        return "compound", None

    def _skip_between(self, office: int) -> int:
        """Pass what stands between a body and the title behind it: letters in brackets, the comma behind a place."""
        i, tokens = office - 1, self.tokens
        texts = [t.text for t in tokens[max(0, i - 2) : i + 1]]
        if texts[-1:] == [","] and i and self.is_body(tokens[i - 1]):
            local = tokens[office].lemma in LOCAL and i > 1 and tokens[i - 2].lower == "in"
            opens = local and (i == PAIR or tokens[i - 3].sent != tokens[office].sent)
            return (
                i - 1 if opens or ", " in tokens[i - 1].text else i
            )  # "Leeds, Ohio, Mayor Lee", "In Leeds, mayor Lee"
        letters = len(texts) == 3 and (texts[0], texts[2]) == ("(", ")") and texts[1].isupper()
        return i - 3 if letters and i > 2 and self.is_body(tokens[i - 3]) else i

    def _is_dash(self, i: int) -> bool:
        """Whether a stroke has a space on both sides: "LYON - Chairman Lee" opens a report."""
        if not 0 < i < len(self.tokens) - 1:
            return False
        before, stroke, after = self.tokens[i - 1 : i + 2]
        return stroke.text == "-" and before.end < stroke.start and stroke.end < after.start

    def _find_body_behind(self, office: int) -> tuple[str, int] | None:
        """The body behind an office: "president of Vanta", "director of sales at Vanta", "president, Vanta"."""
        tokens = self.tokens
        last = min(len(tokens), office + LONGEST + 3)
        joint, listed = "", False
        for i in range(office + 1, last):
            token = tokens[i]
            if token.sent != tokens[office].sent or self.is_person(token):
                return None
            if self.is_body(token) and not self.is_seat(i):
                if listed and joint == "of":
                    return None
                closes = i + 1 >= len(tokens) or tokens[i + 1].text in (",", ".", ")", "”", '"', ";")
                if joint == ",":
                    return ("of", i) if closes and i == office + 2 else None
                return (joint, i) if joint else None
            if token.lower in JOINTS or (token.text == "," and i == office + 1):
                joint = token.lower
            elif token.text == "," and joint == "of":  # "professor of law, trade and tides at Vanta"
                listed = True
            elif token.lower == "on":  # "an expert on tides at Vanta"
                joint = ""
            elif token.pos not in (*PLAIN, "DET") and token.text not in (
                "-",
                "&",
                "/",
                "and",
                "based",
                "headquartered",
            ):
                return None
        return None


VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "MD"})
