"""What several test files share: one reader for the run, and articles made of a text."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from neo4j import GraphDatabase

from kgbuild.ontology import Ontology
from kgbuild.ontology_files import load_ontology
from kgbuild.pipeline import ingest
from kgbuild.reading.reader import Reader, make_reader
from kgbuild.reading.spec import ReaderSpec
from kgbuild.records import Article, Reading
from kgbuild.store import Store, open_store
from kgbuild.store.embedded import DATABASE, USER, EmbeddedStore
from tests.neo4j_server import Server, run_neo4j
from tests.stores import Write

Read = Callable[..., Reading]
LONGEST = ("test_store_kills", "test_browser", "test_stores", "test_store_troubles", "test_docs", "test_history", "test_cli", "test_python", "test_pipeline", "test_corrections")  # fmt: skip
"""The files that take longest, in that order: begun last, one would keep a worker busy when the others are done."""

# Inputs are whole readings and pages: slow or large ones are no fault, and a machine that is busy is none either.
settings.register_profile("kgbuild", deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("kgbuild")


def pytest_configure() -> None:
    """Heed Ctrl-C: a shell that runs the tests in its background has them ignore it, and all that they start with them."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the longest files first."""
    place = {name: i for i, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(LONGEST)))


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """The shipped ontology."""
    return load_ontology()


@pytest.fixture(scope="session")
def reader(ontology: Ontology) -> Reader:
    """The shipped reader; loading it takes seconds."""
    return make_reader(ontology)


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """Read a text as an article."""

    def make(text: str, *, published: str | None = None) -> Reading:
        return reader.read(Article("test", "1", "test", text, published=published))

    return make


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Neo4j server, started once for the run."""
    with run_neo4j(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture(scope="session")
def neo4j_address(neo4j_server: Server) -> str:
    """The Bolt address of that server."""
    return neo4j_server.address


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    address = None
    if request.param == "neo4j":
        address = request.getfixturevalue("neo4j_address")
        with GraphDatabase.driver(address) as driver:
            driver.execute_query("MATCH (n) DETACH DELETE n", database_="neo4j")
    with open_store(tmp_path / "kg", address=address) as opened:
        yield opened


@pytest.fixture
def write(store: Store, request: pytest.FixtureRequest) -> Write:
    """Write as another user of the same database does, with a driver of one's own."""
    if isinstance(store, EmbeddedStore):
        door = store.open_door()
        address, auth, database = f"bolt://127.0.0.1:{door.port}", (USER, door.password), DATABASE
    else:
        address, auth, database = request.getfixturevalue("neo4j_address"), None, "neo4j"

    def run(cypher: str, **parameters: object) -> list[dict[str, Any]]:
        with GraphDatabase.driver(address, auth=auth) as driver, driver.session(database=database) as session:
            return session.execute_write(lambda tx: tx.run(cypher, parameters).data())

    return run


@pytest.fixture(scope="session")
def corpus_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the whole corpus, made once for the run; a test that changes it takes a copy."""
    folder = tmp_path_factory.mktemp("corpus") / "kg"
    ingest(folder, [Path(__file__).parent.parent / "corpus"], spec=ReaderSpec())
    return folder
