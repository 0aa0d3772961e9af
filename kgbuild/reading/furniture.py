"""Tell an article from the furniture of its page: menus, adverts, other headlines, copyright lines.

Only what is surely furniture goes; in doubt a line is article.
"""

from __future__ import annotations

import re

LINE = re.compile(r"[^\n]+")
FURNITURE = re.compile(
    r"""^\W*(?:
      (?:©|\(c\)\s|copyright\b).* | .*\ball\ rights\ reserved\b.*
    | (?:please\ )?(?:log|sign)\ ?in\b.* | login\ to\ .* | already\ registered\b.* | (?:please\ )?register\b.{0,60} | subscribe\b.* | sign\ up\b.*
    | to\ request\ a\ .*trial.* | .*\bfree\ (?:2-week\ |two[- ]week\ )?trial\b.* | .*\bdaily\ newsletters?\b.* | get\ our\ newsletter.*
    | (?:continue|keep)\ reading\W* | read\ (?:more|next|also|full\ story)\b.{0,80} | (?:see|view)\ (?:more|all)\b.{0,40} | more\ (?:stories|news|from|on)\b.{0,60}
    | (?:share|tweet|print|email|comment|comments|reply|like)(?:\ this)?(?:\ (?:article|story|page))?\W* | share\ (?:this|on)\b.{0,60}
    | there\ are\ (?:no|\d+)\ comments\b.* | leave\ a\ (?:comment|reply)\b.* | \d+\ comments?\W* | did\ you\ enjoy\ reading\b.*
    | related\b.{0,30}:?\W* | related\ (?:stories|articles|posts|links)\b.* | trending\b.{0,30} | most\ (?:read|popular)\b.{0,30} | advertisement\W*
    | plus:\ just\ released\W* | photo(?:graph)?\ (?:by|credit)\b.* | image\ (?:credit|from|courtesy|by)\b.* | (?:getty|ap|reuters)\ images?\W* | screen\ ?shot\b.*
    | by\ [A-Z][\w.]*\ [A-Z][\w.]*\ \(own\ work\).* | .*\bvia\ wikimedia\ commons\b.* | \S*istockphoto\S* | (?:\S+\.(?:jpe?g|png|gif))\W*
    | (?:we\ use|this\ site\ uses)\ cookies\b.* | accept\ (?:all\ )?cookies.* | privacy\ policy\b.* | terms\ (?:of\ (?:use|service)|and\ conditions)\b.* | contact\ us\b.*
    | follow\ us\b.* | (?:media\ )?contacts?:\W*.* | \#{2,}\W* | note\ -\ this\ can\ take.* | .*\bpublished\ each\ business\ day\b.* | for\ multi-user\ price.* | two\ weeks\ free\ trial\W*
    | special\ reports?\W* | updated:?\W* | tags?:.* | filed\ under:?.* | editing\ by\b.* | reporting\ by\b.* | \(?reporting\ by\b.*
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
OTHER_STORIES = re.compile(
    r"^\W*(?:today[’']s top stories|top stories|related (?:stories|articles|news)|more (?:stories|headlines)|most (?:read|popular)|you may also like|recommended(?: for you)?|latest (?:news|stories))\W*$",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[.!?][\"'”’)\]]*\s*$")
SHOUTED = re.compile(r"^[A-Z][A-Z &/,\-]{3,40}$")


def find_body(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of `text` that are article or headline; what lies between them is furniture."""
    spans: list[tuple[int, int]] = []
    start = 0
    listing = False
    for match in LINE.finditer(text):
        line = match.group().strip()
        if not line:
            continue
        if OTHER_STORIES.match(line) and match.start() > len(text) // 4:
            listing = True
        elif listing and (SENTENCE.search(line) and len(line) > 90):
            listing = False
        if listing or FURNITURE.match(line):
            if match.start() > start and text[start : match.start()].strip():
                spans.append((start, match.start()))
            start = match.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return tuple(spans)
