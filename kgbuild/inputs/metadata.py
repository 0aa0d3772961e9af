"""Metadata of articles: header lines, publication dates, titles, keys and versions."""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass

from kgbuild.records import Article

MONTHS = "January February March April May June July August September October November December".split()
MONTH = "(?:" + "|".join(MONTHS) + "|" + "|".join(m[:3] + r"\.?" for m in MONTHS) + r"|Sept\.?)"
US_DATE = re.compile(rf"({MONTH}) (\d{{1,2}}),? (\d{{4}})", re.IGNORECASE)
EU_DATE = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? ({MONTH}),? (\d{{4}})", re.IGNORECASE)
ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
URL_DATE = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
LEAD = r"^\W*(?:published|posted|updated|date)?\s*(?:on|:)?\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
DATE_LINE = re.compile(LEAD + rf"(?:{US_DATE.pattern}|{EU_DATE.pattern}|{ISO_DATE.pattern})\W*(?:\d{{1,2}}:\d\d.*|[A-Z][A-Za-z &/]{{0,30}})?$", re.IGNORECASE)
DATELINE = re.compile(rf"^\W*(?:[A-Z][A-Za-z .,'-]{{1,40}},? )?\(?({US_DATE.pattern}|{EU_DATE.pattern})\)?\s*(?:\([A-Z][^)]{{1,40}}\)\s*)?[—–-]", re.MULTILINE)
PLAIN_SHORT = 90


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article besides its text."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    published_from: str | None = None
    url: str | None = None


def make_article(text: str, doc: str, data: Metadata) -> Article:
    """Return the article with its key (own id, else URL, else doc) and version (a hash of text and metadata)."""
    parts = (text, data.title, data.publisher, data.author, data.published, data.url, data.id or doc)
    version = hashlib.sha256("\0".join(p or "" for p in parts).encode()).hexdigest()[:16]
    return Article(
        key=data.id or data.url or doc, version=version, doc=data.id or doc, text=text, title=data.title, publisher=data.publisher,
        author=data.author, published=data.published, published_from=data.published_from, url=data.url,
    )


def read_date(text: str | None) -> str | None:
    """Return a date written in a usual form as EDTF, None where it is none or only a guess."""
    if not text:
        return None
    text = text.strip()
    for pattern, order in ((ISO_DATE, "ymd"), (US_DATE, "mdy"), (EU_DATE, "dmy")):
        match = pattern.search(text)
        if match:
            return _make(dict(zip(order, match.groups(), strict=True)))
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?", text)
    return text if match and (match[2] is None or 1 <= int(match[2]) <= 12) else None


def _make(parts: dict[str, str]) -> str | None:
    month = parts["m"]
    number = int(month) if month.isdigit() else next(i for i, m in enumerate(MONTHS, 1) if m[:3].lower() == month[:3].lower())
    try:
        return datetime.date(int(parts["y"]), number, int(parts["d"])).isoformat()
    except ValueError:
        return None


def find_published(text: str, url: str | None) -> tuple[str | None, str | None]:
    """Return the publication date that stands in a text or its URL, and where: `line`, `dateline` or `url`.

    Only a line that is a date and nothing else counts, or the line that opens the first paragraphs ("May 30, 2019
    (SAINT PAUL) —"); years of copyright lines never do.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in (*lines[:8], *lines[-3:]):
        if len(line) <= PLAIN_SHORT and DATE_LINE.match(line) and "©" not in line:
            found = read_date(line)
            if found:
                return found, "line"
    match = DATELINE.search(text[:1500])
    if match and (found := read_date(match[1])):
        return found, "dateline"
    match = URL_DATE.search(url or "")
    if match and (found := _make({"y": match[1], "m": match[2], "d": match[3]})):
        return found, "url"
    return None, None


def find_title(text: str) -> str | None:
    """Return the first line that looks like a headline: short, no final full stop, a blank line behind it."""
    for match in list(re.finditer(r"[^\n]+", text))[:4]:
        line = match.group().strip()
        words = line.split()
        if len(words) < 3 or (line.isupper() and len(words) < 4) or DATE_LINE.match(line):
            continue
        if len(words) <= 22 and line[-1] not in ".:;,":
            return line
        return None
    return None
