"""Web pages: the article's own paragraphs and metadata, without menus, adverts and footers."""

from __future__ import annotations

from urllib.parse import urlparse

from kgbuild.inputs.metadata import Metadata, find_published, make_article, read_date
from kgbuild.records import Article, Rejected

SHORTEST = 40


def read_html(page: str, doc: str, *, published: str | None = None, path: str | None = None) -> Article | Rejected:
    """Return the article of a saved web page; its text is the title and the clean paragraphs.

    A date is taken from metadata or from a date line of the article, never from a copyright line.
    """
    import trafilatura

    found = trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=False, include_tables=False, favor_precision=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or not found.text or len(found.text) < SHORTEST:
        return Rejected(path or doc, "holds no article that can be told from its furniture; save it as text")
    body = "\n\n".join(line for line in str(found.text).split("\n") if line.strip())
    title = found.title or None
    text = body if title is None or body.startswith(title) else f"{title}\n\n{body}"
    date, where = read_date(found.date), "metadata"
    if date is None:
        date, where = find_published(text, found.url)  # type: ignore[assignment]
    if date is None:
        date, where = published, "option"
    host = urlparse(found.url).hostname if found.url else None
    data = Metadata(None, title, found.sitename or host, found.author or None, date, where if date else None, found.url or None)
    return make_article(text, doc, data)
