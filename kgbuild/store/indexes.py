"""What a store keeps ready to look things up by: constraints, range indexes, and indexes of words.

The names of full-text indexes are ours: `kgbuild_names`, `kgbuild_titles` and `kgbuild_quotes` are for full-text questions
(`CALL db.index.fulltext.queryNodes('kgbuild_quotes', 'counterfeit*')`), on both stores. The folded words that every
node with a name, title or quote carries are what `kgbuild query search` looks into: the two stores' own full-text
indexes cut and rank words each in its way, and the answers must be the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kgbuild.records import Node, PropertyValue
from kgbuild.store.base import WORDS_KEY
from kgbuild.words import fold_words

SEARCHED = {"Entity": ("name", "aliases"), "Article": ("title",), "Claim": ("quote",), "Case": ("name", "numbers")}
FULL_TEXT = {
    "kgbuild_names": ("Entity", ("name", "aliases")),
    "kgbuild_titles": ("Article", ("title",)),
    "kgbuild_quotes": ("Claim", ("quote",)),
}
LOOKED_UP = {
    "Entity": ("name",),
    "Article": ("published",),
    "Event": ("type", "first_day", "modality"),
    "State": ("type",),
    "Case": ("course",),
}
"""Each is short: Neo4j refuses a node whose value is longer than 8 kB, and a load with it."""
BREAK = "|"
"""Between the names of one node, so that words in a row are words of one name."""
LONGEST = 30_000
"""Bytes of folded words; an index of Neo4j takes 32,766."""


def find_words(node: Node) -> Mapping[str, PropertyValue]:
    """Return the property of folded words that a node gets beside its own, none where it has nothing to search."""
    texts: list[str] = []
    for name in SEARCHED.get(node.label, ()):
        value = node.properties.get(name)
        texts += value if isinstance(value, tuple) else [str(value)] if value else []
    words = BREAK.join(folded for text in dict.fromkeys(texts) if (folded := fold_words(text)))
    kept = words.encode()[:LONGEST].decode(errors="ignore")
    return {WORDS_KEY: kept} if kept else {}


def write_constraints(labels: Iterable[str]) -> Iterator[str]:
    """Yield the Cypher that keeps ids unique, for either store."""
    for label in sorted(labels):
        yield f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"


def write_server_indexes() -> Iterator[str]:
    """Yield the Cypher that makes Neo4j's indexes; it fills them in the background.

    Accents do not matter in the full-text ones. The index of words serves CONTAINS.
    """
    for label, names in LOOKED_UP.items():
        for name in names:
            yield f"CREATE INDEX kgbuild_{label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
    for label in SEARCHED:
        yield f"CREATE TEXT INDEX kgbuild_{label.lower()}_words IF NOT EXISTS FOR (n:{label}) ON (n.{WORDS_KEY})"
    for index, (label, names) in FULL_TEXT.items():
        each = ", ".join(f"n.{name}" for name in names)
        yield (
            f"CREATE FULLTEXT INDEX {index} IF NOT EXISTS FOR (n:{label}) ON EACH [{each}] "
            "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}"
        )


def write_engine_indexes(labels: Iterable[str]) -> Iterator[str]:
    """Yield the SQL that makes the embedded engine's full-text indexes, for those labels that it knows.

    They hold the folded words. There are no range indexes: one over few values doubles the time of a load, and to scan
    20,000 nodes takes 50 ms.
    """
    known = set(labels)
    for index, (label, _) in FULL_TEXT.items():
        if label in known:
            yield f"CREATE PROPERTY {label}.{WORDS_KEY} IF NOT EXISTS STRING"
            yield f"CREATE INDEX {index} IF NOT EXISTS ON {label} ({WORDS_KEY}) FULL_TEXT"
