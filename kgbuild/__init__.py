"""kgbuild turns news articles into a knowledge graph of who did what to whom, when, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from kgbuild.api import KnowledgeGraph

__version__ = "0.1.0"


def open(  # noqa: A001 - as gzip.open and others do
    folder: str | os.PathLike[str] = "kg",
    *,
    store: str | None = None,
    ontology: str | Path | None = None,
    create: bool = False,
) -> KnowledgeGraph:
    """Open the graph that stands in a folder, as `kgbuild ingest` makes it; nothing heavy is imported before.

        with kgbuild.open("kg") as kg:
            print(kg.frame("claims"))

    `store` is the address of a server to ask instead of the embedded store, such as `neo4j://localhost`; `ontology`
    a folder that adds event types, as `--ontology`. With `create` a folder without a graph is taken for an empty one.

    Raises:
        LedgerError: the folder holds no graph, or its ledger cannot be used.
    """
    from kgbuild.api import open_graph

    return open_graph(folder, store=store, ontology=ontology, create=create)
