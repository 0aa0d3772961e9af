"""Take a page of stacked posts apart: stories that end in a line such as "Continue Reading"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgbuild.lines import find_lines, is_headline, is_label, is_paragraph, is_sentence

SEPARATOR = re.compile(
    r"^[ \t\xa0]*(?:[\[(*]*(?:continue reading|read more|keep reading|read (?:the )?(?:full |rest of (?:this |the )?)?"
    r"(?:story|post|article|entry|more))[\])*]*)[ \t\xa0.\u2026\u00bb>\u2192\u203a]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
RULE = re.compile(r"^[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|_{3,}|={3,}|#{3,}|~{3,})\r?$", re.MULTILINE)

# How far into a part its headline and first paragraph are looked for.
WINDOW = 4000


def split_stories(text: str) -> tuple[str, ...]:
    """Return the stories of a page as exact slices of it, the first from offset 0; most texts are one story.

    A line such as "Read more" ends a story if there are two of them and a headline and a paragraph follow. Rules
    (`* * *`) count where they stand alone with a headline and a paragraph in every part. A rest that holds no sentence
    is furniture and goes.
    """
    ends = [m.span() for m in SEPARATOR.finditer(text)]
    if len(ends) >= 2:
        final = max((end for _, end, line in find_lines(text) if is_sentence(line)), default=0)
        return _cut(text, [e for e in ends if e[1] >= final or _begins_story(text[e[1] : e[1] + WINDOW])])
    rules = [m.span() for m in RULE.finditer(text)]
    if len(rules) >= 2:
        starts = [0, *(high for _, high in rules)]
        parts = [text[a:b] for a, b in zip(starts, [*(low for low, _ in rules), len(text)], strict=True)]
        last = parts if _has_sentence(parts[-1]) else parts[:-1]
        if len(last) > 1 and all(_begins_story(part[:WINDOW]) for part in last):
            return _cut(text, rules)
    return (text,)


def _cut(text: str, ends: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    starts = [0, *(high for _, high in ends)]
    parts = [text[a:b] for a, b in zip(starts, [*(low for low, _ in ends), len(text)], strict=True)]
    kept = [parts[0], *(part for part in parts[1:] if _has_sentence(part))]
    return tuple(kept) if _has_sentence(kept[0]) and len(kept) > 1 else (text,)


def _begins_story(part: str) -> bool:
    """Whether a headline with a blank line below it, and then a paragraph, come before anything else but section names."""
    headline = False
    for start, end, line in find_lines(part):
        if not headline:
            if is_label(line) and start < 200:
                continue
            blank_below = re.match(r"[ \t\xa0]*(?:\r\n?|\n)[ \t\xa0]*(?:[\r\n]|$)", part[end:]) is not None
            if not (is_headline(line) and blank_below and not is_sentence(line)):
                return False
            headline = True
        elif is_paragraph(line):
            return True
    return False


def _has_sentence(part: str) -> bool:
    return any(is_sentence(line) for _, _, line in find_lines(part))
