"""Take a page of stacked posts apart: stories that end in a line such as "Continue Reading"."""

from __future__ import annotations

import re

SEPARATOR = re.compile(r"^[ \t]*(?:continue reading|read more|keep reading|read the full (?:story|post))\b[ \t.…»>→]*$", re.IGNORECASE | re.MULTILINE)
SENTENCE = re.compile(r"[a-z]{2,}[^.!?\n]{10,}[.!?]")


def split_stories(text: str) -> tuple[str, ...]:
    """Return the stories of a page as exact slices; a page with fewer than two separators is one story.

    The first slice begins at offset 0. A rest without a sentence is furniture and goes.
    """
    cuts = [m.span() for m in SEPARATOR.finditer(text)]
    if len(cuts) < 2:
        return (text,)
    slices, start = [], 0
    for low, high in cuts:
        slices.append(text[start:low])
        start = high
    slices.append(text[start:])
    kept = tuple(s for s in slices if SENTENCE.search(s))
    return kept or (text,)
