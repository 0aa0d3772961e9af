"""When an article was published: from its metadata, a date line, the dateline of its first paragraphs, or its URL.

Nothing is guessed: a day such as 4/9/2007, which has two readings, is none, and years of copyright lines never count.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from kgbuild.dates import contains, find_bounds
from kgbuild.stamps import find_stamp
from kgbuild.written_days import CLOCK, FULL, MONTH, WEEKDAY, ZONE, find_days, make_day, number_month

WRITTEN_MONTH = re.compile(rf"({MONTH})\.?,?\s+([0-9]{{4}})", re.IGNORECASE)
COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T?[0-9]{6}.*)?")
URL_DAY = re.compile(rf"/((?:19|20)[0-9]{{2}})[/-]([0-9]{{1,2}}|{MONTH})[/-]([0-9]{{1,2}})(?=[/_.-]|$)", re.IGNORECASE)
URL_COMPACT = re.compile(r"/((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?=[/_.-]|$)")
URL_MONTH = re.compile(r"/((?:19|20)[0-9]{2})/([01]?[0-9])(?=/)")

LONGEST = 100
TOP_LINES = 10
EDGE_LINES = 8
OPENING = 3
NO_DATE_LINE = re.compile(r"©|\(c\)|copyright|all rights", re.IGNORECASE)
UPDATED = re.compile(r"\b(?:updated|modified|edited)\b", re.IGNORECASE)
PUBLISHED = re.compile(r"\b(?:published|posted|released|issued|date|dated|created)\b", re.IGNORECASE)
NOISE = re.compile(
    rf"\b(?:(?:first|last)?\s*(?:published|posted|updated|modified|edited|released|issued|created)|publication|dated?)\b"
    rf"|\b{WEEKDAY}\b\.?|{CLOCK}|\b{ZONE}(?![a-z])|\b(?:on|at)\b|\b[0-9]+\s+(?:min(?:ute)?s?(?:\s+read)?|comments?|shares|views)\b",
    re.IGNORECASE,
)
SECTION = re.compile(
    r"news|business|tech|technology|world|politics|law|legal|trademarks?|patents?|copyright|markets?|finance|economy"
    r"|opinion|fashion|retail|luxury|sports?|science|health|culture|features?|analysis|companies|industry|media|press"
    r"|release|statement|europe|asia|china|us|uk|and",
    re.IGNORECASE,
)
# Words that say that the day is of something else than the publication.
OTHER_DAY = re.compile(
    r"\b(?:filed|decided|argued|born|died|effective|due|deadline|hearing|trial|until|since|from|before|after|ended|ending"
    r"|expires|opened|opens|results?|quarter|half|year|meeting|minutes|agreement|judge?ment|order|case|period|signed"
    r"|founded|established|accessed|retrieved|starts|begins)\b",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"[|·•/\u2013\u2014,:;()\[\]-]+")
NAME = r"[A-Z][\w.\u2019'-]*(?: (?:[A-Z][\w.\u2019'-]*|de|del|la|of|upon|am)){0,3}"
PLACE = rf"(?!(?:On|In|At|By|Since|From|Until|After|Before|The|As|For|When|While|But|And)\b){NAME}(?:, ?{NAME}){{0,2}}"
AGENCY = r"[(\[/][A-Z][^()\[\]/\n]{1,60}[)\]/]"
TIME_OF_DAY = rf"(?:(?:,?\s+(?:at\s+)?|/)(?i:{CLOCK})(?:\s+(?i:{ZONE})\b)?)?"
DASH = r"\s*(?:-{1,2}|\u2013|\u2014)(?=\s|[A-Z])"
SAID = r"(?:(?i:(?:first |last )?(?:published|posted|updated))(?:\s+(?:on|at))?:?\s+|on\s+)"
OPENER = r"\s+(?=[A-Z][\w\u2019'-]*,?\s+\w)"
DATELINE = re.compile(
    rf"\W{{0,3}}(?:{SAID}|{PLACE}(?:\s*[,(/\u2013\u2014-]{{1,2}}\s*|--{AGENCY}--))?(?:(?i:{WEEKDAY})\.?,?\s+)?"
    rf"\(?(?P<date>(?i:{FULL}))\)?{TIME_OF_DAY}(?:\s*{AGENCY}(?:{DASH}|\s)|{DASH}|{OPENER})"
)
MONTH_DAY = rf"(?:{MONTH}\.?\s+[0-9]{{1,2}}|[0-9]{{1,2}}\s+{MONTH}\.?)"
YEARLESS = re.compile(rf"\W{{0,3}}{PLACE},\s*(?P<date>(?i:{MONTH_DAY}))\s*(?:{AGENCY}(?:{DASH}|\s)|{DASH})")
LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date (EDTF) and where it was found: metadata, header, line, dateline, url or option."""

    date: str
    source: str


def read_date(text: str | None) -> str | None:
    """Return what a metadata field says as EDTF, as precise as it is; None where it is no date or has two readings."""
    text = (text or "").strip()
    if not text:
        return None
    for _, _, day in find_days(text[:200]):
        return day
    if match := COMPACT.fullmatch(text):
        return make_day(match[1], match[2], match[3])
    if match := WRITTEN_MONTH.fullmatch(text):
        return f"{match[2]}-{number_month(match[1]):02}"
    try:
        find_bounds(text)
    except ValueError:
        return None
    return text if re.search("[0-9]", text) else None


def find_published(
    text: str, *, given: Published | None = None, url: str | None = None, option: str | None = None
) -> Published | None:
    """Return when the article was published, and what says so.

    The sources in their order: what is `given`, a date line, a dateline, the URL, `option`. A later one may add the day
    to an earlier one that tells year or month only; a dateline without a year counts in that way alone.
    """
    if given is not None and len(given.date) == len("2017-08-03"):
        return given
    lines = [(m.group().strip(), _is_paragraph(m.group())) for m in LINE.finditer(text) if m.group().strip()]
    found = [
        given,
        _find_line(lines),
        _find_dateline(lines),
        _read_url(url),
        Published(option, "option") if option else None,
    ]
    known = [f for f in found if f is not None]
    if not known:
        return None
    best = known[0]
    for other in known[1:]:
        if other.source != "option" and other.date != best.date and contains(best.date, other.date):
            best = other
    return _add_day(best, lines) or best


def is_date_line(line: str) -> bool:
    """Tell whether a line is a date, with a byline or section at most beside it ("4 August 2017 | Law")."""
    return _read_line(line) is not None


def _is_paragraph(line: str) -> bool:
    words = len(line.split())
    return words >= 15 or (words >= 8 and line.rstrip(" \t\"'\u201d\u2019)")[-1:] in (".", "!", "?"))


def _find_line(lines: list[tuple[str, bool]]) -> Published | None:
    """The date of a line that is a date and nothing else, above the first paragraph or at an edge of the text."""
    found = [(n, *day) for n, (line, _) in enumerate(lines) if (day := _read_line(line)) is not None]
    if not found:
        return None
    top = next((n for n, (_, paragraph) in enumerate(lines) if paragraph), len(lines))
    above = sorted((rank, n, day) for n, day, rank in found if n < min(top, TOP_LINES))
    if above:
        return Published(above[0][2], "line")
    edge = [day for n, day, _ in found if n < EDGE_LINES or n >= len(lines) - EDGE_LINES]
    if edge and len({day for _, day, _ in found}) == 1:
        return Published(edge[0], "line")
    return None


def _read_line(line: str) -> tuple[str, int] | None:
    """The date of a date line and its rank: 0 said to be the publication, 1 bare, 2 an update. None for other lines."""
    if len(line) > LONGEST or NO_DATE_LINE.search(line):
        return None
    days = list(find_days(line))
    if not days:
        return None
    left, right = line[: days[0][0]], line[days[-1][1] :]
    between = "".join(line[a[1] : b[0]] for a, b in itertools.pairwise(days))
    labels = _is_label(left, glued=left[-1:].isalnum()) and _is_label(right, glued=right[:1].isalnum())
    if not labels or _strip(between):
        return None
    ranked, before = [], 0
    for start, end, day in days:
        lead = line[before:start]
        ranked.append((0 if PUBLISHED.search(lead) else 2 if UPDATED.search(lead) else 1, start, day))
        before = end
    rank, _, day = min(ranked)
    return day, rank


def _strip(text: str) -> str:
    return NOISE.sub(" ", text).strip(" \t\xa0.,:;|·•/\u2013\u2014()[]-")


def _is_label(text: str, *, glued: bool) -> bool:
    """Whether what stands beside a date is a byline, a place or the name of a section, and no statement."""
    rest = _strip(text)
    if not rest:
        return True
    words = re.sub(r"^(?i:by)\s+", "", rest)
    if OTHER_DAY.search(words):
        return False
    if all(SECTION.fullmatch(w) for w in re.findall(r"\w+", words)):
        return True
    marked = glued or words != rest or bool(SEPARATOR.search(text.strip()))
    parts = [p.split() for p in SEPARATOR.split(words) if p.strip()]
    named = all(w[0].isupper() or w in ("and", "&", "of", "de", "von", "van") for p in parts for w in p)
    return marked and named and all(len(p) <= 4 for p in parts) and sum(map(len, parts)) <= 7


def _find_dateline(lines: list[tuple[str, bool]]) -> Published | None:
    """The date that opens one of the first paragraphs, or the stamp in it; where several paragraphs open with dates it is a timeline."""
    days: list[tuple[int, str]] = []
    paragraphs = [line for line, paragraph in lines if paragraph]
    for n, line in enumerate(paragraphs):
        match = DATELINE.match(line[: 2 * LONGEST])
        stamp = None if match else find_stamp(line, 0, len(line))
        day = read_date(match["date"]) if match else stamp.day if stamp else None
        if day is not None:
            days.append((n, day))
    if len({day for _, day in days}) == 1 and days[0][0] < OPENING:
        return Published(days[0][1], "dateline")
    return None


def _read_url(url: str | None) -> Published | None:
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    for pattern in (URL_DAY, URL_COMPACT):
        if (match := pattern.search(path)) and (day := make_day(match[1], match[2], match[3])):
            return Published(day, "url")
    match = URL_MONTH.search(path)
    if match and 1 <= int(match[2]) <= 12:
        return Published(f"{match[1]}-{int(match[2]):02}", "url")
    return None


def _add_day(known: Published, lines: list[tuple[str, bool]]) -> Published | None:
    """The day of a dateline without a year, where year or month are known and agree with it."""
    if len(known.date) not in (len("2017"), len("2017-08")):
        return None
    for line in [line for line, paragraph in lines if paragraph][:OPENING]:
        match = YEARLESS.match(line[: 2 * LONGEST])
        day = read_date(f"{match['date']}, {known.date[:4]}") if match else None
        if day is not None and contains(known.date, day):
            return Published(day, "dateline")
    return None
