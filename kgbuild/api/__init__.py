"""The graph for Python code and notebooks: records, rows, frames, a networkx graph, a driver's session."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kgbuild.api.rows import KINDS, make_rows
from kgbuild.errors import LedgerError, QueryError, StoreError
from kgbuild.graph import make_graph
from kgbuild.ontology import Ontology
from kgbuild.ontology_files import find_shipped
from kgbuild.pipeline import IngestReport, Kept, ingest, open_ledger, resolve_graph
from kgbuild.queries import find_query
from kgbuild.reading.spec import ReaderSpec
from kgbuild.records import Article, Case, Conflict, Entity, Event, Graph, Resolved, Source, SourcedClaim
from kgbuild.store import Store, Table, open_store
from kgbuild.store.marks import is_loading

if TYPE_CHECKING:
    import networkx
    import pandas

    from kgbuild.store import Session


class KnowledgeGraph:
    """A graph folder, open. Use it in `with`, or call `close`: it lets go of the store.

    Records come from the ledger, resolved when they are first asked for; they are those of `kgbuild.records`, sorted
    by id. Answers to queries come from the store, which is opened by the first of them and which no other process can
    open until `close`; `kgbuild serve` lets several.
    """

    def __init__(self, folder: Path, *, store: str | None, spec: ReaderSpec) -> None:
        self.folder = folder
        self._address, self._spec = store, spec
        self._store: Store | None = None
        self._kept: Kept | None = None  # from the first ingest on

    def __repr__(self) -> str:
        return f"kgbuild.open({str(self.folder)!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; what is asked later opens it again."""
        if self._store is not None:
            self._store.close()
            self._store = None

    @cached_property
    def _contents(self) -> tuple[Resolved, Ontology]:
        return resolve_graph(self.folder, spec=self._spec, kept=self._kept)

    @property
    def resolved(self) -> Resolved:
        """All records: those below, and the judgements on names."""
        return self._contents[0]

    @property
    def ontology(self) -> Ontology:
        """The types, classes and roles that the graph is made with."""
        return self._contents[1]

    @property
    def articles(self) -> tuple[Source, ...]:
        """What the graph keeps of each article; its text is `read_article(key).text`."""
        return self.resolved.sources

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The companies, persons, courts, places and other things that articles name."""
        return self.resolved.entities

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened, each with its claims."""
        return tuple(e for e in self.resolved.events if e.kind == "event")

    @property
    def states(self) -> tuple[Event, ...]:
        """What lasts between two, such as owning and leading, in the form of events."""
        return tuple(e for e in self.resolved.events if e.kind == "state")

    @property
    def claims(self) -> tuple[SourcedClaim, ...]:
        """What single sentences say of events and states, with quote and article, by event."""
        return tuple(c for e in self.resolved.events for c in e.claims)

    @property
    def cases(self) -> tuple[Case, ...]:
        """Lawsuits, takeovers and memberships, with their steps in order."""
        return self.resolved.cases

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Claims that cannot all hold."""
        return self.resolved.conflicts

    @cached_property
    def graph(self) -> Graph:
        """Nodes and relationships, as a store holds them."""
        return make_graph(self.resolved, ontology=self.ontology)

    def read_article(self, key: str) -> Article:
        """Return an article with its text, which the offsets of claims count in.

        Raises:
            LedgerError: the graph has no article of that key.
        """
        with open_ledger(self.folder) as ledger:
            article = ledger.find_article(key)
        if article is None:
            raise LedgerError(f"{key}: no such article in the graph; the keys are those of kg.articles")
        return article

    def query(self, question: str, **parameters: object) -> list[dict[str, object]]:
        """Return the rows that a saved query, by its name, or a Cypher statement gives, a dictionary each.

            kg.query("who-sued-whom", name="Orlo")
            kg.query("MATCH (e:Event {type: $type}) RETURN e.caption AS what", type="SUED")

        Queries only read. Dates are ISO text, nodes and relationships dictionaries. While a load runs, or after one that
        broke off, a warning says so.

        Raises:
            QueryError: there is no such query, or the store refuses it.
            StoreError: the store is down, or held by another process.
        """
        table = self._ask(question, parameters)
        return [dict(zip(table.columns, row, strict=True)) for row in table.rows]

    def query_frame(self, question: str, **parameters: object) -> pandas.DataFrame:
        """Return the same answer as a pandas frame, a column for each of the query's, also where there is no row."""
        from kgbuild.api.frames import make_frame

        table = self._ask(question, parameters)
        return make_frame(table.columns, table.rows)

    def frame(self, kind: str) -> pandas.DataFrame:
        """Return a pandas frame of `articles`, `entities`, `events`, `states`, `claims`, `cases` or `conflicts`.

        Names stand in place of ids where a record refers to entities; first and last days are days of pandas.

        Raises:
            QueryError: there is no such kind, or pandas is not installed.
        """
        from kgbuild.api.frames import make_frame

        if kind not in KINDS:
            raise QueryError(f"{kind}: no such frame; there are {', '.join(KINDS)}")
        return make_frame(*make_rows(kind, self.resolved, ontology=self.ontology))

    def to_networkx(self, *, entities_only: bool = False) -> networkx.MultiDiGraph[str]:
        """Return the graph for networkx. Nodes are named `Label/id`, as in GraphML; edges have the id as their key.

        Each node has `label`, `labels` and its properties, each edge `type` and its properties. With `entities_only`
        only entities are in it, and what the one did to the other: asserted events and states from agent to patient.
        """
        from kgbuild.api.networks import make_network

        return make_network(self.graph, labels={"Entity"} if entities_only else None)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session of the official Neo4j driver, for what `query` cannot: transactions, native values, notes.

        It can write. What you write beside the graph stays through later loads; what you change in it does not.
        """
        with self._open_store().session() as session:
            yield session

    def ingest(self, *paths: str | os.PathLike[str], workers: int = 1, published: str | None = None) -> IngestReport:
        """Read articles into the graph and its store, as `kgbuild ingest` does; records asked for later are the new ones.

        `published` is the day of publication of articles in which none is found.
        """
        self.close()
        self._kept = self._kept or Kept()
        try:
            return ingest(
                self.folder,
                [Path(p) for p in paths],
                spec=self._spec,
                workers=workers,
                published=published,
                address=self._address,
                kept=self._kept,
            )
        finally:
            for name in ("_contents", "graph"):
                self.__dict__.pop(name, None)

    def _ask(self, question: str, parameters: Mapping[str, Any]) -> Table:
        saved = find_query(find_shipped("queries"), question)
        if saved is None and question.replace("-", "_").isidentifier():
            raise QueryError(f"{question}: no such saved query; kgbuild queries lists them")
        cypher, given = (saved.cypher, saved.fill(parameters)) if saved is not None else (question, parameters)
        store = self._open_store()
        if is_loading(store):
            warnings.warn("a load into the store runs, or broke off: answers may lack something", stacklevel=3)
        return store.run_read(cypher, given)

    def _open_store(self) -> Store:
        if self._store is None:
            if not self._address and not (self.folder / "store").is_dir():
                raise StoreError(f"{self.folder}: has no store yet; run kgbuild load, or kg.ingest(PATH)")
            self._store = open_store(self.folder, address=self._address)
        return self._store


def open_graph(
    folder: str | os.PathLike[str],
    *,
    store: str | None = None,
    ontology: str | Path | None = None,
    create: bool = False,
) -> KnowledgeGraph:
    """Open a graph folder; `kgbuild.open` tells more.

    Raises:
        LedgerError: the folder holds no graph, or its ledger cannot be used.
    """
    path = Path(folder)
    if not create:
        open_ledger(path).close()
    return KnowledgeGraph(path, store=store, spec=ReaderSpec(ontology=Path(ontology) if ontology else None))
