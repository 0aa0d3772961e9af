"""Find the entities and articles that a person means by a name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import PurePosixPath

from kgbuild.errors import QueryError
from kgbuild.records import Article, Entity, Resolved


def find_entities(resolved: Resolved, name: str) -> list[Entity]:
    """Return the entities of that name, alias or id; failing that, those whose name holds it.

    Raises:
        QueryError: there is none; the message names the likest.
    """
    low = name.casefold()
    exact = [e for e in resolved.entities if low in {e.id, e.name.casefold(), *(a.casefold() for a in e.aliases)}]
    found = exact or [e for e in resolved.entities if low in e.name.casefold()]
    if not found:
        near = difflib.get_close_matches(name, [e.name for e in resolved.entities], n=3, cutoff=0.5)
        raise QueryError(
            f"{name}: no such name in the graph; "
            + (f"did you mean {', '.join(near)}?" if near else "kgbuild query most-reported shows what it holds")
        )
    return found


def find_articles(articles: Iterable[Article], name: str) -> list[Article]:
    """Return the articles of that key, doc or URL; failing that, those of that file, or in that folder.

    A path may have more in front than the graph knows: `articles/courts/a.txt` is `courts/a.txt`, which was read
    with `kgbuild ingest articles/`.

    Raises:
        QueryError: there is none; the message names the likest.
    """
    held = list(articles)
    if exact := [a for a in held if name in (a.key, a.doc, a.url)]:
        return exact
    parts = PurePosixPath(name.replace("\\", "/")).parts
    for start in range(len(parts)):
        path = "/".join(parts[start:])
        if found := [a for a in held if a.doc == path or a.doc.startswith((f"{path}#", f"{path}/"))]:
            return found
    near = difflib.get_close_matches(name, [a.doc for a in held], n=3, cutoff=0.5)
    raise QueryError(
        f"{name}: no such article in the graph; "
        + (f"did you mean {', '.join(near)}?" if near else "kgbuild articles lists what it holds")
    )
