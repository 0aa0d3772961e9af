"""What several test files share: one reader for the run, and articles made of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, settings

from kgbuild.ontology import Ontology
from kgbuild.ontology_files import load_ontology
from kgbuild.reading.reader import Reader, make_reader
from kgbuild.records import Article, Reading
from tests.neo4j_server import Server, run_neo4j

Read = Callable[..., Reading]

# Inputs are whole readings and pages: slow or large ones are no fault, and a machine that is busy is none either.
settings.register_profile("kgbuild", deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("kgbuild")


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
