"""Web pages: the article's own paragraphs and metadata, without menus, adverts and footers."""

from __future__ import annotations

import logging
import re
from html import unescape
from urllib.parse import urlsplit

import trafilatura

from kgbuild.inputs.metadata import Metadata, make_article
from kgbuild.inputs.publication import Published, read_date
from kgbuild.records import Article, Rejected

SHORTEST = 40
# Fixed bounds: by default the library takes today for the last day, and the same page would read otherwise tomorrow.
DATES = {"extensive_search": False, "original_date": True, "min_date": "1900-01-01", "max_date": "2100-12-31"}
TAG = re.compile(r"<[^>]*>")
SCRIPT = re.compile(r"(<script\b[^>]*>)(.*?)</script>", re.IGNORECASE | re.DOTALL)


def read_html(page: str, doc: str, *, option: str | None = None, path: str | None = None) -> Article | Rejected:
    """Return the article of a saved web page; its text is the headline and the clean paragraphs, a blank line between.

    Title, site, author, date and canonical URL come from the page's metadata. Nothing is fetched.
    """
    # The library's warnings are about markup; without a handler they would go to the terminal.
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    found = trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=dict(DATES)
    )
    if not isinstance(found, trafilatura.settings.Document) or len(found.text or "") < SHORTEST:
        return Rejected(path or doc, "holds no article that can be told from its furniture; save it as text")
    title = _clean(found.title)
    paragraphs = [line.strip() for line in str(found.text).split("\n") if line.strip()]
    if title and title.casefold() not in (p.casefold() for p in paragraphs[:3]):
        paragraphs.insert(0, title)
    url = _find_url(found.url)
    host = (urlsplit(found.url).hostname or "").removeprefix("www.") if url and found.url else None
    day = _find_date(page, found.date)
    data = Metadata(
        title=title,
        publisher=_clean(found.sitename) or host or None,
        author=_clean(found.author),
        published=Published(day, "metadata") if day else None,
        url=url,
    )
    return make_article("\n\n".join(paragraphs), doc, data, option=option)


def _clean(value: str | None) -> str | None:
    return " ".join((value or "").split()) or None


def _find_url(url: str | None) -> str | None:
    """The canonical URL, unless it is a site's front page: many sites name that one on every page."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.hostname and (parts.path.strip("/") or parts.query) else None


def _find_date(page: str, date: str | None) -> str | None:
    """The date, unless it only stands somewhere in the running text, where it can be of anything."""
    day = read_date(date)
    if day is None or day not in page:
        return day
    marked = "".join(m[0] for m in SCRIPT.finditer(page)) + "".join(TAG.findall(page))
    alone = re.search(rf">[^<\w]{{0,10}}(?:\w+:?\s*)?{day}[^<]{{0,20}}<", unescape(page))
    return day if day in marked or alone else None
