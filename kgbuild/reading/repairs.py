"""Put blanks and quotation marks back where a page lost them on its way through another encoding.

A blank that does not break became a hyphen ("The board-has met.- It", "chairman-Ann Lee"), a closing quotation mark `"?`
("old,"?she said), an apostrophe a quotation mark (don"t). Each mark is replaced by one of its length, so that all offsets stay.
"""

from __future__ import annotations

import re

# Words that no compound ends with, and words that none begins with.
_ENDS = "has|have|had|is|was|were|are|would|could|should|said|says|told|that|which|who|his|her|its|their|and|of|from"
_BEGINS = "the|is|was|were|has|have|had|been|said|says|told|their|his|her|its|that|which|and|or|but|with|from"
_MORE = (
    "the|in|on|at|by|to|for|as|or|but|with|he|she|they|it|this|not|after|before|when|while|will|can|may|be|been|into"
)
_PREFIXES = "anti|non|mid|then|former|post|trans|vice|inter|self|pseudo|neo|quasi|semi|ultra|north|south|east|west|euro"
_OFFICES = "Chair|Chairman|Chairwoman|President|Minister|Secretary|Director|Leader|Senator|Judge|Justice|Governor|Editor|Mr|Mrs|Ms|Dr"
_PLAIN = r"(?<![\w-])"  # no part of a compound itself: "state-of-the-art"

BEFORE_MARK = re.compile(r"(?<=[a-z])-+(?=\" [a-z])")
BEHIND_STOP = re.compile(
    r"(?<=[,;])-+(?=[\s\w\"“])|(?<=[a-z)\d]{3}[.?!])-+(?=\s|[A-Z\"“])|(?<=[.,?!][\"”])-+(?=[\s\w])"
)
AT_BRACKET = re.compile(r"(?<=[a-z])-+(?=[(\[])|(?<=[)\]])-+(?=[A-Za-z\s])")
ENDS = re.compile(rf"{_PLAIN}(?!to\b|how\b)[\w'’.]+-(?=(?:{_ENDS})[ ,])")
BEGINS = re.compile(rf"(?<=\s)(?:{_BEGINS})-(?=[A-Za-z]\w*(?:['’]s)?[\s,.;])(?!beens?\b)")
MORE_ENDS = re.compile(rf"{_PLAIN}[\w'’.]+-(?=(?:{_MORE}) )")
MORE_BEGINS = re.compile(rf"(?<=\s)(?:{_MORE}|a|an|no|of)-(?=[A-Za-z]\w*(?:['’]s)?[\s,.;])")
BEFORE_NAME = re.compile(rf"{_PLAIN}(?!(?:{_PREFIXES})-)(?:[a-z]{{4,}}|{_OFFICES})-(?=[A-Z][a-z]+\b(?! ?-))")
QUOTE = re.compile(r"(?<=[\w.,!?;:%)'’\]-])\"\?(?=[\w\"“(\[])")
DASH = re.compile(r"(?<=\s)\"\?(?=[A-Za-z])")
APOSTROPHE = re.compile(r"(?<=n)\"(?=t\b)|(?<=[a-zA-Z])\"(?=(?:re|ve|ll|s|d|m)\s[a-z])")

SURE = (BEFORE_MARK, BEHIND_STOP, AT_BRACKET, ENDS, BEGINS)
WHERE_OTHERS = (MORE_ENDS, MORE_BEGINS, BEFORE_NAME)


def repair_text(text: str) -> str:
    """Return the text, as long as before, with blanks and marks where others stand for them.

    What could be a compound ("log-in", "at-risk", "Mass-Prayer") is one, unless the text has other hyphens that cannot be any.
    """
    if '"' in text:
        text = QUOTE.sub('" ', text)
        text = DASH.sub("- ", text)
        text = APOSTROPHE.sub("'", text)
    if "-" not in text:
        return text
    repaired = text
    for pattern in SURE:
        repaired = pattern.sub(_blank, repaired)
    if repaired == text:
        return text
    for pattern in WHERE_OTHERS:
        repaired = pattern.sub(_blank, repaired)
    return repaired


def _blank(match: re.Match[str]) -> str:
    return match.group().rstrip("-").ljust(len(match.group()))
