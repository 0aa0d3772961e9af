"""Read titles: which person holds an office, and where, by the row of words beside a name.

The parser builds other trees for "Vanta Chief Financial Officer Ann Lee" than for "the Vanta chairman, Ann Lee", and often
wrong ones; the row of words tells the same in both. What is found goes into the slots of the office's noun: `self` is the
person, `compound`, `poss` or `of` the body, `nation` the adjective of a country, `_title` the words before the office.
"""

from __future__ import annotations

from dataclasses import replace

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.office_bodies import find_told, lend_nation
from kgbuild.reading.office_rows import ENVOYS, JOINTS, PAIR, Row, RowReader
from kgbuild.reading.phrases import expand
from kgbuild.reading.slots import Predicate
from kgbuild.reading.tokens import Parse, Token

BODY_SLOTS = ("compound", "poss", "nation", *JOINTS)

# "His Norwegian counterpart": whose he is tells nothing of his own country.
COUNTERPART = "counterpart"
OF_LANDS = ("ian", "ean", "ese", "ish")  # endings of adjectives of lands and peoples
STATE_OFFICES = ("minister", "senator", "governor", "mayor", "premier")  # those that no firm has


def add_offices(parse: Parse, predicates: dict[int, Predicate], *, lexicon: Lexicon) -> None:
    """Fill the slots of nouns that name an office with its holder and its body."""
    finder = _OfficeFinder(parse, predicates, lexicon)
    for token in parse.tokens:
        if finder.rows.is_person(token):
            for row in finder.rows.find_before(token.i):
                finder.fill(row, token)
            for row in finder.rows.find_after(token.i):
                finder.fill_behind(row, token)
    for p in list(predicates.values()):
        finder.share(p)
        finder.add_title(p)
    lend_nation(parse, predicates, lexicon)


class _OfficeFinder:
    def __init__(self, parse: Parse, predicates: dict[int, Predicate], lexicon: Lexicon) -> None:
        self.parse, self.predicates, self.lexicon = parse, predicates, lexicon
        self.tokens = parse.tokens
        self.rows = RowReader(parse, lexicon)

    def fill(self, row: Row, person: Token) -> None:
        """Give an office before a name its holder, and its body where the row has one."""
        p = self._find_predicate(row.office)
        if p is None:
            return
        for held in p.slots.values():
            if person.i in held:
                held.remove(person.i)
        holders = [i for i in expand(self.parse, person.i) if i == person.i or self.rows.is_person(self.tokens[i])]
        if self.tokens[row.office].tag not in ("NNS", "NNPS", "VBZ"):  # "chairman Lee and Ann Roe"
            others, holders = holders[1:], holders[:1]
            p.slots["self"] = [i for i in p.slots.get("self", []) if i not in others]
        p.add("self", *holders)
        if row.part is not None:
            p.add("of", row.part)
        if row.body is None and not self._has_body(p):
            row = self._find_beside(row, person)
        if row.body is not None:
            p.add(row.slot, row.body)
        elif not self._has_body(p) and (led := self._find_led(row.office)):
            p.add("of", *led)
        elif not self._has_body(p) and (told := find_told(self.parse, self.rows, row.office, person)) is not None:
            p.add("implied", told)

    def fill_behind(self, row: Row, person: Token) -> None:
        """Give an office behind a name what the tree does not give it."""
        p = self._find_predicate(row.office)
        behind = self.tokens[row.office + 1 : row.office + 2]
        if p is None or any(t.text in ("'s", "’s") for t in behind):  # "Lee, the president's secretary"
            return
        holder = p.slots.get("self", [])
        plural = self.tokens[row.office].tag in ("NNS", "NNPS", "VBZ")
        if not plural and holder and person.i not in holder and person.i in expand(self.parse, holder[0]):
            holder = p.slots["self"] = []  # "Roe and Lee, chairman of Vanta": the nearest holds it
        if holder and person.i not in holder:
            return
        holders = self._find_joined(person) if plural else [person.i]
        if plural and len(holders) < PAIR:  # "Lee robbed Roe, prosecutors alleged"
            return
        p.add("self", *holders)
        if row.body is not None and not self._has_body(p):
            p.add(row.slot, row.body)

    def share(self, p: Predicate) -> None:
        """Joined offices have one holder and one body: "founder and chairman of Vanta"."""
        token = self.tokens[p.head]
        if p.kind != "noun" or token.dep != "conj" or not self.rows.is_office(token):
            return
        first = self.predicates.get(token.head)
        if first is None or first.kind != "noun" or not self.rows.is_office(self.tokens[first.head]):
            return
        for giver, taker in ((first, p), (p, first)):
            if not taker.slots.get("self"):
                taker.add("self", *giver.slots.get("self", ()))
            if not self._has_body(taker):
                for slot in BODY_SLOTS:
                    if giver.slots.get(slot):
                        taker.add(slot, *giver.slots[slot])

    def add_title(self, p: Predicate) -> None:
        """Keep the words of the title before its noun, and the adjective of a country among them."""
        if p.kind != "noun" or not self.rows.is_office(self.tokens[p.head]):
            return
        if self._is_part_of_title(self.tokens[p.head]):
            p.slots.pop("self", None)
        for joint in JOINTS:
            if joint in p.slots:  # "chairman of Lyon-based Vanta"
                p.slots[joint] = [h for i in p.slots[joint] for h in self._find_seated(i)]
        if "compound" in p.slots:
            p.slots["compound"] = [i for i in p.slots["compound"] if not self.rows.is_against(i)]
        words, nation = self.rows.find_words(p.head)
        if words:
            p.slots["_title"] = words
        own = nation is not None or any(p.slots.get(slot) for slot in ("poss", "compound", "nation"))
        if own and self.tokens[p.head].lemma in ENVOYS:  # "the Norwegian envoy for the Middle East"
            p.slots.pop("for", None)
        if nation is not None and (p.lemma == COUNTERPART or not self._has_body(p)):
            p.add("nation", nation)

    def _find_seated(self, i: int) -> list[int]:
        """The body that a place before a hyphen tells the seat of; else the token itself."""
        if not self.rows.is_seat(i):
            return [i]
        return [k for k in range(i + 3, min(len(self.tokens), i + 9)) if self.rows.is_body(self.tokens[k])][:1]

    def _is_part_of_title(self, token: Token) -> bool:
        """Whether a word only tells of which rank the office behind it is: "deputy manager"."""
        above = self.tokens[token.head]
        below = token.lemma in self.lexicon.words["second"]
        return below and above.i > token.i and above.name is None and self.rows.is_office(above)

    def _find_beside(self, row: Row, person: Token) -> Row:
        """The row with the body of the title beside it: "Vanta's sales chief Lee and lawyer Roe"."""
        first = self.tokens[person.head]
        if person.dep != "conj" or not self.rows.is_person(first):
            return row
        found = next((r for r in self.rows.find_before(first.i) if r.body is not None), None)
        if found is None or self._is_of_another(row.office, found.body):
            return row
        return replace(row, slot=found.slot, body=found.body)

    def _is_of_another(self, office: int, body: int | None) -> bool:
        """Whether a title tells by itself that it is not of the body beside it: "Norwegian premier Roe and Palestinian leader Lee"."""
        words, _ = self.rows.find_words(office)
        lands = [t for t in map(self.tokens.__getitem__, words) if t.text[:1].isupper() and t.lower.endswith(OF_LANDS)]
        name = self.tokens[body].name if body is not None else None
        held = [*(self.tokens[i].lower for i in words[:1]), self.tokens[office].lower]
        of_state = held[-1] in STATE_OFFICES or held == ["attorney", "general"]
        firm = name is not None and name.cls != "Government" and self.lexicon.find_parent(name.cls) == "Organization"
        return bool(lands) or (of_state and firm)

    def _has_body(self, p: Predicate) -> bool:
        """Whether an office has a body already, and not only a department: "director of sales"."""
        held = [(slot, self.tokens[i]) for slot in BODY_SLOTS for i in p.slots.get(slot, ())]
        return any(
            t.name is not None or t.pos == "PRON" or (slot != "in" and self._is_body_noun(t)) for slot, t in held
        )

    def _is_body_noun(self, token: Token) -> bool:
        return token.lower in self.lexicon.demonyms or self.rows.is_body_noun(token)

    def _find_predicate(self, office: int) -> Predicate | None:
        """The predicate of an office; a plural that the parser took for a verb gets one: "Vanta executives Lee and Roe"."""
        p = self.predicates.get(office)
        if p is not None and p.kind == "noun":
            return p
        token = self.tokens[office]
        if token.tag not in ("VBZ", "NNS", "NNPS") or token.dep not in ("compound", "nmod", "amod", "appos", "dep"):
            return None
        self.predicates[office] = Predicate(office, token.lower.removesuffix("s"), "noun", "nominal")
        return self.predicates[office]

    def _find_joined(self, person: Token) -> list[int]:
        """All of a pair: "Lee and Roe, both Vanta executives"."""
        first = person
        while first.dep == "conj" and self.rows.is_person(self.tokens[first.head]):
            first = self.tokens[first.head]
        return [i for i in expand(self.parse, first.i) if self.rows.is_person(self.tokens[i])]

    def _find_led(self, office: int) -> list[int]:
        """The body in "under chairman Lee, Vanta grew"."""
        before = self.tokens[office - 1] if office else None
        if (
            before is None
            or before.lower != "under"
            or self.tokens[office].text in ("President", "Minister", "Chancellor")
        ):
            return []
        above = self.predicates.get(before.head)
        heads = above.slots.get("agent", []) if above is not None and above.kind == "verb" else []
        return [i for i in heads if self.rows.is_body(self.tokens[i])]
