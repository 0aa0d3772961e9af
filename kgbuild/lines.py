"""What kind of line a line of a page is, told from the line alone: sentence, headline, byline, label."""

from __future__ import annotations

import re
from collections.abc import Iterator

LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
FINAL = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]*]*$")
OPEN_END = re.compile(r"[,;:.]$")
BYLINE = re.compile(
    r"(?i:by|words by|story by|posted by|written by):?\s+(?:[A-Z][\w.'\u2019-]*|and|&|,|of|de|van|von|\||in)"
    r"(?:[ ,|]+(?:[A-Z][\w.'\u2019-]*|and|&|of|de|van|von|in|for|at|the))*\W*"
)
FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|svg|pdf|mp4)|(?=\S*[0-9])(?=\S*[a-z])(?:[a-z0-9]+[-_]){2,}[a-z0-9]+", re.IGNORECASE
)
SPACED_SEPARATOR = re.compile(r"\s[/|>\u00bb\u203a\u00b7\u2022]\s")
LONGEST_HEADLINE = 24


def find_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and words of each line that is not blank, without the white space around it."""
    for match in LINE.finditer(text):
        line = match.group()
        words = line.strip()
        if words:
            start = match.start() + len(line) - len(line.lstrip())
            yield start, start + len(words), words


def is_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does and is long enough to be one."""
    return FINAL.search(line) is not None and len(line.split()) >= 4


def is_paragraph(line: str) -> bool:
    """Tell whether a line is surely running text: several sentences' length, or a sentence of some length."""
    words = len(line.split())
    return words >= 25 or (words >= 10 and FINAL.search(line) is not None)


def is_headline(line: str) -> bool:
    """Tell whether a line can be a headline: three to 24 words, some letters, and no stop or comma at its end."""
    return (
        3 <= len(line.split()) <= LONGEST_HEADLINE and OPEN_END.search(line) is None and line[:1] not in "*#<[(-\u2022"
    )


def is_byline(line: str) -> bool:
    """Tell whether a line names its writers and nothing else ("By JANE DOE and John Roe")."""
    return len(line) < 100 and BYLINE.fullmatch(line) is not None


def is_file_name(line: str) -> bool:
    """Tell whether a line is the name of a picture ("harbour-photo-2017-1", "logo.png")."""
    return FILE_NAME.fullmatch(line) is not None


def is_label(line: str) -> bool:
    """Tell whether a line can only be the name of a section or a path of such names ("Biz / Tech", "LAW AND ORDER")."""
    parts = SPACED_SEPARATOR.split(line)
    if len(parts) > 1:
        return all(len(p.split()) <= 3 for p in parts) and FINAL.search(line) is None
    words = line.split()
    if len(words) <= 2:
        return all(w[0].isupper() or not w[0].isalnum() for w in words) and not FINAL.search(line)
    return len(words) == 3 and words[1].lower() in ("and", "&") and (line.isupper() or line.istitle())
