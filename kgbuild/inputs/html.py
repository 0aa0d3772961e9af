"""Web pages: the article's own paragraphs and metadata, without menus, adverts and footers."""

from __future__ import annotations

import logging
import re
from typing import Any
from urllib.parse import urlsplit

import trafilatura
from trafilatura.settings import Document

from kgbuild.inputs.metadata import Metadata, make_article
from kgbuild.inputs.publication import Published, read_date
from kgbuild.records import Article, Rejected

# The library's warnings are about markup; without a handler they would go to the terminal.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

SHORTEST = 40
DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
# Fixed bounds: by default the library takes today for the last day, and the same page would read otherwise tomorrow.
DATES = {"extensive_search": False, "original_date": True, "min_date": "1900-01-01", "max_date": "2100-12-31"}
# Parts of a page whose dates are of other things: other stories, pictures, what stands below the article.
BESIDE = frozenset({"aside", "nav", "img", "picture", "footer"})
BELOW = re.compile(r"\b(?:site|page|global|main)?-?(?:footer|copyright)\b|\brelated|\bcomments?\b", re.IGNORECASE)
PICTURE = re.compile(r"(?:og|twitter):image", re.IGNORECASE)


def read_html(page: str, doc: str, *, option: str | None = None, path: str | None = None) -> Article | Rejected:
    """Return the article of a saved web page; its text is the headline and the clean paragraphs, a blank line between.

    Title, site, author, date and canonical URL come from the page's metadata. Nothing is fetched.
    """
    page = DECLARATION.sub("", page)
    if re.search(r"<html\b", page, re.IGNORECASE) is None:
        page = f"<html><body>{page}</body></html>"
    found = trafilatura.bare_extraction(page, include_comments=False, include_tables=False)
    text = found.text if isinstance(found, Document) else None
    if text is None or len(text) < SHORTEST:
        return Rejected(path or doc, "holds no article that can be told from its furniture; save it as text")
    tree = trafilatura.load_html(page)
    if tree is None or tree.tag != "html":
        return Rejected(path or doc, "is no HTML; save it as text")
    _drop_beside(tree)
    about = trafilatura.extract_metadata(tree, date_config=dict(DATES))
    title = _clean(about.title)
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    if title and title.casefold() not in (p.casefold() for p in paragraphs[:3]):
        paragraphs.insert(0, title)
    url = _find_url(about.url)
    host = (urlsplit(about.url).hostname or "").removeprefix("www.") if url and about.url else None
    day = _find_date(tree, about.date)
    data = Metadata(
        title=title,
        publisher=_clean(about.sitename) or host or None,
        author=_clean(about.author),
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


def _drop_beside(tree: Any) -> None:
    """Take out of the page what stands beside its article; a footer within the article is the article's."""
    for element in list(tree.iter()):
        tag = element.tag
        if not isinstance(tag, str) or tag in ("html", "body", "article", "main") or element.getparent() is None:
            continue
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        picture = tag == "meta" and PICTURE.match(element.get("property") or element.get("name") or "")
        named = tag in ("div", "section", "ul", "p") and BELOW.search(name) and element.find(".//h1") is None
        beside = tag in BESIDE or named
        within = tag != "aside" and any(above.tag == "article" for above in element.iterancestors())
        if picture or tag in ("img", "picture") or (beside and not within):
            element.drop_tree()


def _find_date(tree: Any, date: str | None) -> str | None:
    """The date, unless it only stands somewhere in the running text, where it can be of anything."""
    day = read_date(date)
    texts = 0
    for element in tree.iter():
        if any(day and day in value for value in element.attrib.values()):
            return day
        for text, short in ((element.text or "", 40), (element.tail or "", 0)):
            if day and day in text:
                if len(text.strip()) <= short or element.tag == "script":
                    return day
                texts += 1
    return day if texts == 0 else None
