"""Every command that the documents and the saved queries show is run, on the corpus."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kgbuild.ontology_files import find_shipped
from kgbuild.queries import read_queries
from kgbuild.store import open_store
from tests.test_cli import read_lines, run

TOP = Path(__file__).parent.parent
COMMAND = re.compile(r"`(kgbuild [a-z]+[^`]*)`")
SHOWN = sorted(set(COMMAND.findall((TOP / "README.md").read_text())))
CYPHER = [
    c
    for path in sorted((TOP / "docs").glob("*.md"))
    for c in re.findall(r"```cypher\n(.*?)```", path.read_text(), re.DOTALL)
]
QUERIES = list(read_queries(find_shipped("queries")))


@pytest.fixture(scope="module")
def graph(corpus_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the whole corpus, for commands that may change it."""
    return Path(shutil.copytree(corpus_graph, tmp_path_factory.mktemp("docs") / "kg"))


@pytest.mark.parametrize("command", SHOWN)
def test_readme_commands_run(command: str, graph: Path, tmp_path: Path, neo4j_address: str) -> None:
    """A command of the README works as it stands, but for names of folders, servers and ids."""
    words = [
        w.replace("articles/", str(TOP / "corpus" / "courts")).replace("neo4j://localhost", neo4j_address)
        for w in shlex.split(command)[1:]
    ]
    if "ID" in words:
        (row, *_) = read_lines(run("query", "most-reported", "--graph", str(graph)).stdout)
        words[words.index("ID")] = str(row["id"])
    if "-o" in words:
        words[words.index("-o") + 1] = str(tmp_path / "out")
    where = tmp_path / "kg" if words[0] == "ingest" else graph
    if words[0] == "serve":
        serve_and_stop(where)
        return
    if words[0] != "queries":
        words += ["--graph", str(where)]
    result = run(*words)
    assert result.exit_code == 0, result.output
    assert result.output or (tmp_path / "out").stat().st_size


def serve_and_stop(folder: Path) -> None:
    """Start `kgbuild serve`, wait until it says where it serves, and stop it."""
    command = [sys.executable, "-m", "kgbuild", "serve", "--graph", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "bolt://127.0.0.1:" in process.stdout.readline()
        process.terminate()
        assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: q.name)
def test_examples_of_saved_queries_answer(query: object, graph: Path) -> None:
    """The example in a query's file finds something in the corpus."""
    words = shlex.split(query.example)[1:]  # type: ignore[attr-defined]
    result = run(*words, "--graph", str(graph))
    assert result.exit_code == 0, result.output
    assert read_lines(result.stdout), query.example  # type: ignore[attr-defined]


@pytest.mark.parametrize("cypher", [q.cypher for q in QUERIES] + CYPHER)
def test_both_stores_answer_alike(cypher: str, graph: Path, neo4j_address: str) -> None:
    """Saved queries and the Cypher of the documents give the same rows on the embedded store and on Neo4j."""
    known = next((q for q in QUERIES if q.cypher == cypher), None)
    words = shlex.split(known.example)[2:] if known else []
    given = dict(w.split("=", 1) for w in words if "=" in w)
    parameters = known.fill(given) if known else {}
    result = run("load", "--graph", str(graph), "--store", neo4j_address)
    assert result.exit_code == 0, result.output
    with open_store(graph) as one, open_store(graph, address=neo4j_address) as other:
        left, right = one.run_read(cypher, parameters), other.run_read(cypher, parameters)
    assert left.rows == right.rows
    assert left.rows
