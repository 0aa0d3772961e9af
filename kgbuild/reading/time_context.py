"""What an expression is read by, and whether the words near it look back or ahead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Tense = Literal["past", "present", "future"]

BEHIND, AHEAD = 90, 120  # characters searched for a verb
OPENING = 25  # of these, about a date that opens a clause
_VERB = r"(?:\s+(?:not|also|then|now|be|have|been|\w+ly))*(?:\s+\w+)?"
_CAUSE = r"due\sto\s(?:an?|the|his|her|its|their)\b"
_LOOKS = re.compile(
    rf"(?P<future>\b(?:will|shall|won['’]t|(?-i:may)|might|would)\b{_VERB}|['’]ll\b{_VERB}"
    rf"|(?<!was\s)(?<!were\s)(?<!had\sbeen\s)(?<!originally\s)\b(?!{_CAUSE})(?:set|scheduled|slated|expected|due|planned|poised|likely|going|ready)\s"
    rf"(?:to|for|on|in|by|at)\b{_VERB}"
    r"|\b(?:plans?|intends?|hopes?|wants?|aims?|vows?|plans|planning|hoping|wanting|prepar\w+)\s"
    r"(?:to|on(?!\s\w+day\b))(?:\s+\w+)?|\b(?:decid\w+|voted|chose|opted|order(?:s|ed)|urg(?:es|ed)|asked|told|requir\w+|wanted|call(?:s|ed)\s(?:for|on))\s(?:\S+\s){0,4}?"
    r"to\s(?!the\b|an?\b|his\b|her\b|its\b)[a-z]+|\bto\sbe\s\w+|\bpending\b|\bupcoming\b|\bforthcoming\b|\bfrom\snow\b|\buntil\s|\bexpires?\b|\beffective\b)"
    r"|(?P<open>\b(?:agreed|agrees|pledged|promised|vowed|threatened)\s(?:on\s\w+day\s)?to\s\w+)"
    rf"|(?P<past>\b(?:{_CAUSE}|was|were|had|has|have|did|said|told|announced|began|came|went|made|took|rose|fell|sold|bought|won|lost|met|sent"
    r"|gave|held|became|found|paid|led|left|ended|since|after|died|wrote|sued|fled|shot|struck|quit|got|ran|saw|spoke|broke|drew|fought|brought|stood|sought|caught|threw|grew|\w{2,}[a-z]ed)\b)",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\b(?:which|who)\s(?:(?:in|on)\s)?$")  # "the court, which in May said it would not hear it"
_JOINS = re.compile(
    r"(?:[,;]\s(?:and|but|while)|;)\s(?:(?:in|on)\s)?$"
)  # "was told to pay Orlo, and in June Norvel was fined"
_TOLD = re.compile(r"(?:decided|voted|chose|opted|ordered|urged|asked|told|required|wanted)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read by: publication, the dates told before it, and where it stands.

    `previous` is the date told last in the text, `day` the last that is a day, `here` the one told last in the sentence, `force` the one that lends its
    year to "in May"; all dates are EDTF, None where there is none. `start` and `end` bound the sentence, `at` is where the expression begins, `main` the tense of its clause's verb, `clause` where that
    begins, if not with the sentence.
    """

    published: str | None
    previous: str | None
    day: str | None
    here: str | None
    force: str | None
    text: str
    start: int
    end: int
    at: int
    main: Tense | None
    clause: int = 0

    @property
    def tense(self) -> Tense | None:
        """Whether the words near the expression look back or ahead.

        The last verb before it tells ("agreed to buy" leaves it open), else one just behind it, else the main verb, else the
        first verb behind it ("on Monday ordered it to pay" looks back).
        """
        last: str | None = None
        if _OPENS.search(self.text, max(self.start, self.at - OPENING), self.at):
            verb = _LOOKS.search(self.text, self.at, min(self.end, self.at + OPENING))
            if verb is not None and verb.lastgroup == "past":
                return "past"
        if _JOINS.search(self.text, max(self.start, self.at - OPENING), self.at):
            verb = _LOOKS.search(self.text, self.at, min(self.end, self.at + BEHIND))
            if verb is not None and verb.lastgroup in ("past", "future"):
                return "past" if verb.lastgroup == "past" else "future"
        for match in _LOOKS.finditer(self.text, max(self.start, self.clause, self.at - BEHIND), self.at):
            last = match.lastgroup
        if last is not None:
            return None if last == "open" else "future" if last == "future" else "past"
        ahead = _LOOKS.search(self.text, self.at, min(self.end, self.at + AHEAD))
        if ahead is None or (self.main is not None and self.text.count(" ", self.at, ahead.start()) > 2):
            return self.main
        return "future" if ahead.lastgroup == "future" and not _TOLD.match(ahead.group()) else "past"
