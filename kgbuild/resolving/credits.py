"""Whose report an article prints: an agency's that its dateline, byline or last line names, else its publisher's."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from kgbuild.ontology import Ontology
from kgbuild.records import Article

TOP_LINES = 8
END_LINES = 3
SHORT = 2
LONGEST = 120  # characters of a byline or a credit
PLACE = r"[A-Z][\w.’'-]*(?:[ ,/]+[A-Z][\w.’'-]*){0,5}"
DATELINE = re.compile(
    rf"\W{{0,3}}(?P<place>{PLACE})?[^()\n]{{0,40}}?\((?P<name>[A-Z][^()\n]{{1,40}})\)\s*(?:-{{1,2}}|–|—)\s*\S"
)
TICKER = re.compile(r"[A-Z.]{1,5}|[A-Za-z]+: ?[A-Z.]+")
BYLINE = re.compile(r"(?:by|from|source:?|story by)\s+(?P<name>.+)", re.IGNORECASE)
CREDIT = re.compile(
    r"(?:©\s*(?:[0-9]{4}\s+)?|(?:copyright|\(c\))\s+(?:©\s*)?(?:[0-9]{4}\s+)?|source:?\s+|\W{1,3})"
    r"(?P<name>[^.,()\n]{2,60})(?:[.)].*)?",
    re.IGNORECASE,
)
PARTS = re.compile(r"\s*(?:,|/|;|\||\band\b|\bwith\b|\bin [A-Z]\w+)\s*")


class CreditReader:
    """Tells whose report an article is, with the agencies of the ontology."""

    def __init__(self, ontology: Ontology) -> None:
        words = ontology.words
        sets = [n for n in sorted(words) if n.startswith("agency_") and n != "agency_endings"]
        self._agencies = {alias: min(words[n], key=lambda w: (-len(w), w)) for n in sets for alias in words[n]}
        self._endings = tuple(f" {e}" for e in sorted(words.get("agency_endings", ())))

    def find_agency(self, article: Article) -> tuple[str, str] | None:
        """Return the agency that an article credits, as it writes it, and the words that do so."""
        lines = [line.strip() for line in article.text.splitlines() if line.strip()]
        for line in lines[:TOP_LINES]:
            if (match := DATELINE.match(line)) is not None and self._is_dateline(match):
                return match["name"], match[0][:LONGEST].rstrip()
        bylines = [
            article.author or "",
            *(m["name"] for x in lines[:TOP_LINES] if len(x) <= LONGEST and (m := BYLINE.fullmatch(x))),
        ]
        lasts = [m["name"] for x in lines[-END_LINES:] if len(x) <= LONGEST and (m := CREDIT.fullmatch(x))]
        for said in (*bylines, *lasts):
            for name in PARTS.split(said):
                if self._is_agency(name):
                    return name.strip(), said
        return None

    def find_publisher(self, article: Article) -> str | None:
        """Return the publisher, or the host of the address where none is told."""
        if article.publisher:
            return article.publisher
        host = urlsplit(article.url or "").hostname
        return host.removeprefix("www.") if host else None

    def fold(self, name: str) -> str:
        """Return a name as it is compared: one form for all names of an agency, without case and "The"."""
        low = " ".join(name.casefold().split())
        return self._agencies.get(low, low.removeprefix("the "))

    def _is_dateline(self, match: re.Match[str]) -> bool:
        """Whether a name between brackets is an agency's: a known one, or any behind a place in capitals."""
        if self._is_agency(match["name"]):
            return True
        first = re.split(r"[ ,/]", match["place"] or "")[0]
        return len(first) > SHORT and first.isupper() and not TICKER.fullmatch(match["name"])

    def _is_agency(self, name: str) -> bool:
        low = " ".join(name.casefold().split()).removeprefix("the ")
        return low in self._agencies or low.endswith(self._endings)
