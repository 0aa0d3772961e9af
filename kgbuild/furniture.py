"""Tell an article from the furniture of its page: menus, adverts, other headlines, credits, copyright lines.

The rules look at lines; nothing within a sentence goes. Only what is surely furniture goes: in doubt a line is article.
"""

from __future__ import annotations

import re

from kgbuild.lines import (
    LINE,
    find_lines,
    is_byline,
    is_file_name,
    is_headline,
    is_label,
    is_paragraph,
    is_sentence,
)

# Lines that are furniture wherever they stand: the whole line must match, case apart.
WHOLE = re.compile(
    r"""[^\w"“”]*(?:
      (?:©|\(?c\)\s*(?:copyright|(?:19|20)[0-9]{2})|copyright\s+(?:©|\(c\)|(?:19|20)[0-9]{2}\b))[^\n]{0,200}
    | [^\n]{0,120}\ball\ rights\ reserved\b[^\n]{0,120}
    | (?:please\ )?(?:log|sign)[ -]?(?:in|on)(?:\ (?:to|with|or|here|now|using)\b[^\n]{0,80})?
    | log[ -]?in(?:\ to\ [^\n]{0,60})? | (?:my|your|create\ (?:an?|your))\ account | register(?:\ (?:now|here|today|for\ free))?
    | (?:already|not\ yet|not)\ (?:registered|an?\ (?:subscriber|member))\b[^\n]{0,80}
    | (?:subscribe|subscribe\ (?:now|today|here|to|for|and|via)\b[^\n]{0,120})
    | sign[ -]?up(?:\ (?:now|today|here|for|to)\b[^\n]{0,140})?
    | (?:get|start|try|take)\ (?:our|your|a\ free)\ [^\n]{0,60}\b(?:newsletters?|trial|app|alerts?|inbox)\b[^\n]{0,60}
    | (?:(?:two|three|four|[0-9]+)[ -](?:weeks?|months?|days?)\ )?free\ (?:[0-9]+[ -](?:day|week|month)\ )?trial
    | (?:continue|keep|finish|stop)\ reading\b[^\n]{0,40} | (?:story|article|advert\w*)\ continues\ (?:below|after)\b[^\n]{0,60}
    | (?:read|see|view|show|load|learn)\ (?:more|all|full\ (?:story|article)|next|also|the\ full\ \w+)
    | (?:also\ read|read\ (?:more|also|next)|related(?:\ (?:story|article))?|see\ also|watch|must[ -]read|more\ on\ this):\s[^\n]{0,160}
    | (?:share|tweet|print|e-?mail|comments?|reply|like|save|pin|copy\ link)(?:\ (?:this|it|article|story|page|post)){0,2}
    | share\ (?:this|on|via|with)\b[^\n]{0,60} | (?:[0-9.,]+k?\ )?(?:shares|views|likes|comments?|replies)
    | there\ are\ (?:no|currently\ no|[0-9]+)\ comments\b[^\n]{0,60} | (?:leave|post|add|write)\ a\ (?:comment|reply)\b[^\n]{0,60}
    | (?:no|[0-9]+)\ comments?(?:\ yet|\ (?:on|to)\ this\ \w+)? | comments?\ (?:are\ )?(?:closed|off|policy) | (?:be\ the\ )?first\ to\ comment\b[^\n]{0,40}
    | (?:we|this\ (?:web)?site|our\ site)\ uses?\ cookies\b[^\n]{0,300} | (?:accept|reject|manage)\ (?:all\ )?cookies[^\n]{0,40}
    | (?:privacy|cookie)\ (?:policy|notice|settings)(?:\s*(?:[|·•&,]|and\ terms)[^\n]{0,80})?
    | terms\ (?:of\ (?:use|service)|(?:and|&)\ conditions)(?:\s*(?:[|·•&,]|and\ privacy)[^\n]{0,80})?
    | (?:contact|about|advertise\ with|follow|join)\ us(?:\ (?:on|at|via)\b[^\n]{0,80})?
    | (?:follow|like|find|join)\ [^\n]{1,50}\ on\ (?:twitter|x|facebook|instagram|linkedin|telegram|whatsapp|youtube|google\ news)\b[^\n]{0,60}
    | advert(?:isement|isment|ising|orial)? | sponsored(?:\ (?:content|by\b[^\n]{0,40}))? | promoted | ad
    | (?:skip\ to|jump\ to|back\ to|return\ to|scroll\ to)\ (?:main\ |the\ )?(?:content|navigation|top|comments|homepage|home)
    | (?:toggle\ )?(?:menu|navigation|search|sidebar) | (?:next|previous|prev|newer|older)\ (?:article|story|post|page)s?(?:\s?[:|»→][^\n]{0,120})?
    | (?:tags?|topics?|keywords?|categor(?:y|ies)|filed\ under|posted\ in|sections?):[^\n]{0,200}
    | (?-i:\(?(?:Additional\ r|R|W|E|C)(?:eporting|riting|diting|ompiled)\ by\ [A-Z][\w.'’-]*
        (?:[;,\ ]+(?:[A-Z][\w.'’-]*|and|in|by|with|[Ee]diting|[Ww]riting|additional|reporting))*)
    | plus:\ just\ released | end(?:s|\ of\ document)? | top | print\ edition | newsletters? | latest\ issue
    | thank\ you\ for\ reading\b[^\n]{0,80} | did\ you\ (?:enjoy|like|find)\b[^\n]{0,30}\b(?:this|the)\ (?:story|article|post)[^\n]{0,200}
    | (?:please\ )?(?:enable|turn\ on)\ javascript\b[^\n]{0,120} | your\ browser\b[^\n]{0,120} | loading
    | (?:[0-9]+|an?)[ -]min(?:ute)?s?\ read
    | (?:this\ material|no\ part\ of\ this)\b[^\n]{0,80}\bmay\ not\ be\ (?:published|reproduced|copied)\b[^\n]{0,200}
    | (?:for\ )?(?:media|press|investor)\ (?:contacts?|inquiries|enquiries)(?::[^\n]{0,120})? | contacts?:[^\n]{0,80}
    | screen[ -]?shot\ [0-9][^\n]{0,60} | \[?see\ (?:story|article|more)\]?(?:\([^)\n]*\))?
    | (?:https?://|www\.)\S+ | \S+@\S+\.\w+ | (?:tel|phone|fax|e-?mail|t|f|e):?\s[\d+(][\d\s()./+-]{5,25}
    )[^\w]*""",
    re.IGNORECASE | re.VERBOSE,
)
# Headings of lists of other stories: the headlines below them tell of other things.
OTHER_STORIES = re.compile(
    r"""[^\w"“”]*(?:
      (?:today[’']?s\ |our\ )?(?:top|latest|related|recent|popular|featured|trending|other|further|more)
        (?:\ (?:top|related|recent|popular|latest))?
        \ (?:stories|articles|news|posts|headlines|reading|coverage|content|links|reads)
    | most\ (?:read|popular|viewed|shared)(?:\ (?:stories|articles|news|today))?
    | you\ (?:may|might)\ also\ (?:like|enjoy|be\ interested\ in) | recommended(?:\ (?:for\ you|reading|stories|articles))?
    | trending(?:\ now)? | related | more\ from\ [^\n]{1,40} | more\ on\ this(?:\ story)?
    | don[’']t\ miss | what\ to\ read\ next | read\ next | up\ next | in\ other\ news | elsewhere
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)
# A picture's credit: alone, or behind its caption.
CREDIT = re.compile(
    r"""(?:^|[.!?)\]|]\s*|\s[–—|-]\s)\(?(?:image|photo|picture|photograph|illustration)s?
        (?:\s?(?:credits?|source|via|from)?:\s?|\s(?:by|courtesy(?:\ of)?|credits?)\s)[^\n.]{1,60}\W*$
    | [(\[](?:image|photo|picture|photograph)s?(?:\ (?:by|credit|courtesy|via|from))?\b[:\ ][^()\[\]\n]{1,60}[)\]]\W*$
    | (?:\bvia\s|[\w.]/|\s/\s?|\|\s?|©\s?|\bcredit:?\s|^\W*)
        (?:getty(?:\ images)?|shutterstock|istock(?:photo)?|alamy|unsplash|flickr|wikimedia\ commons|pa\ wire|imago)\W*$
    | (?-i:\b[A-Z][\w.’'-]+\s?/\s?(?:Reuters|REUTERS|AFP|AP(?:\ Photo)?|EPA|Bloomberg)(?:/File)?\W*$|^\W*(?:REUTERS|AFP|AP\ Photo)/)
    | \[?\bCC[ -]BY\b | \(own\ work\)""",
    re.IGNORECASE | re.VERBOSE,
)
CAPTION_WORDS = 45
CALL_WORDS = 60
COPYRIGHT = re.compile(r"\W*(?:©|\(c\)|copyright)|.*all rights reserved", re.IGNORECASE)
# Words of a site to its reader. A sentence counts only if it speaks to the reader, outside quotation marks; one that
# asks for nothing ("Your subscription to ...") only with words that no article has for its matter.
ASKS = re.compile(
    r"\W*(?:please|sign|subscribe|register|log|click|enter|join|download|follow|get|note|already|don[\u2019']t\smiss"
    r"|to\s(?:request|subscribe|continue|read|access|unlock|view|comment|register|receive)"
    r"|for\s(?:multi|unlimited|more\s(?:stories|news|articles|content|information)|full\saccess))\b",
    re.IGNORECASE,
)
TELLS = re.compile(
    r"\W*(?:if\syou|you|your|stay|thank|did\syou|enjoy|like\swhat|give|support|this\s(?:article|story|content|page)\s(?:is|was))\b",
    re.IGNORECASE,
)
SITE = re.compile(
    r"\b(?:newsletters?|inbox|sign(?:ing)?[ -]?up|log[ -]?in|(?:free|2-week) trial|trial subscription|your account|paywall"
    r"|our (?:daily|weekly|free|app|site|website|journalism|terms|privacy)|register (?:for|now|to|here)|free articles?"
    r"|unsubscribe|leave a comment|click here|download (?:our|the) app|reading us|for reading|your feedback|e-?mail alerts?)\b",
    re.IGNORECASE,
)
TRADE = re.compile(
    r"\b(?:subscri(?:be|bers?|ptions?)|premium (?:content|access)|cookies|email address)\b", re.IGNORECASE
)
PERSON = re.compile(r"\b(?:[Yy]ou|YOU|[Yy]our|YOUR|us|[Oo]ur|we|[Pp]lease|PLEASE)\b")
QUOTED = re.compile('["\u201c\u201d]')
MENU = re.compile(r"[^\n|>\u2022\u00b7]{1,30}(?:\s[|>\u2022\u00b7]\s[^\n|>\u2022\u00b7]{1,30}){2,}")


def find_body(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of `text` that are article or headline, in order; what lies between them is furniture.

    A text in which every line is furniture is returned whole; a blank one has no span.
    """
    lines = list(find_lines(text))
    dropped = _find_furniture(text, lines)
    spans: list[tuple[int, int]] = []
    last = -2
    for n, (start, end, _) in enumerate(lines):
        if dropped[n]:
            continue
        if n == last + 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        last = n
    if not spans and lines:
        return ((lines[0][0], lines[-1][1]),)
    return tuple(spans)


def is_furniture(line: str) -> bool:
    """Tell whether a line is furniture by itself, wherever it stands: a call to subscribe, a credit, a copyright line."""
    if WHOLE.fullmatch(line) or is_file_name(line) or OTHER_STORIES.fullmatch(line):
        return True
    words = len(line.split())
    if words <= CAPTION_WORDS and CREDIT.search(line):
        return True
    if MENU.fullmatch(line) and not is_sentence(line):
        return True
    if words > CALL_WORDS or QUOTED.search(line):
        return False
    site = SITE.search(line) is not None
    asks = ASKS.match(line) is not None and (site or TRADE.search(line) is not None)
    return (asks or (site and TELLS.match(line) is not None)) and PERSON.search(line) is not None


def _find_furniture(text: str, lines: list[tuple[int, int, str]]) -> list[bool]:
    """Which of the lines are furniture: by themselves, by their place on the page, or by their neighbours."""
    dropped = [is_furniture(line) for _, _, line in lines]
    first = next((n for n, (_, _, line) in enumerate(lines) if is_paragraph(line) and not dropped[n]), len(lines))
    last = max((n for n, (_, _, line) in enumerate(lines) if is_sentence(line) and not dropped[n]), default=len(lines))
    _drop_above(lines, dropped, first)
    _drop_blocks(text, lines, dropped)
    _drop_listings(lines, dropped, first)
    _drop_repeats(lines, dropped)
    _drop_between(lines, dropped, first)
    _drop_imprint(lines, dropped, first)
    for n in range(last + 1, len(lines)):
        dropped[n] = dropped[n] or len(lines[n][2].split()) <= 3
    return dropped


def _drop_above(lines: list[tuple[int, int, str]], dropped: list[bool], first: int) -> None:
    """Drop section names and bylines above the first paragraph, as long as a headline follows."""
    for n, (_, _, line) in enumerate(lines[:first]):
        follower = lines[n + 1][2] if n + 1 < len(lines) else ""
        if is_byline(line) or (is_label(line) and n + 1 < first and is_headline(follower)):
            dropped[n] = True


def _drop_blocks(text: str, lines: list[tuple[int, int, str]], dropped: list[bool]) -> None:
    """Drop the rest of an advert: lines right below a furniture line, without a blank between, that are no sentences."""
    for n in range(1, len(lines)):
        gap = text[lines[n - 1][1] : lines[n][0]]
        near = len(LINE.sub("", gap).replace("\r\n", "\n")) <= 1
        if near and dropped[n - 1] and not dropped[n] and _invites(lines[n - 1][2]):
            dropped[n] = not is_sentence(lines[n][2]) and len(lines[n][2].split()) <= 12


def _invites(line: str) -> bool:
    return (
        re.match(r"\W*(?:subscribe|sign|register|plus|get|start|try|log|join|download|save)\b", line, re.IGNORECASE)
        is not None
    )


def _drop_listings(lines: list[tuple[int, int, str]], dropped: list[bool], first: int) -> None:
    """Drop the headlines below "Today's top stories" and the like, up to the next paragraph."""
    listing = False
    for n, (_, _, line) in enumerate(lines):
        if n <= first:
            continue
        if OTHER_STORIES.fullmatch(line):
            listing = True
        elif is_sentence(line) and not line.endswith(("?", "!")) and not dropped[n]:
            listing = False
        elif listing:
            dropped[n] = True


def _drop_repeats(lines: list[tuple[int, int, str]], dropped: list[bool]) -> None:
    """Drop a headline or name that has been on the page before: a caption, or the title of a box."""
    seen: set[str] = set()
    for n, (_, _, line) in enumerate(lines):
        if dropped[n] or is_sentence(line):
            continue
        if line in seen and len(line.split()) >= 2:
            dropped[n] = True
        seen.add(line)


def _drop_between(lines: list[tuple[int, int, str]], dropped: list[bool], first: int) -> None:
    """Drop a short line between two calls to subscribe or log in ("NOTE - this can take a day")."""
    certain = tuple(dropped)
    for n in range(first + 1, len(lines) - 1):
        around = (n - 1, n + 1)
        if not dropped[n] and all(certain[i] and SITE.search(lines[i][2]) for i in around):
            dropped[n] = len(lines[n][2].split()) <= 12 and not QUOTED.search(lines[n][2])


def _drop_imprint(lines: list[tuple[int, int, str]], dropped: list[bool], first: int) -> None:
    """Drop what a site says of itself below the copyright line."""
    below = False
    for n in range(first + 1, len(lines)):
        line = lines[n][2]
        below = below or (dropped[n] and COPYRIGHT.match(line) is not None)
        if below and not dropped[n] and len(line.split()) <= 40 and not QUOTED.search(line):
            dropped[n] = SITE.search(line) is not None
