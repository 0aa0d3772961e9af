"""Every command that the documents and the saved queries show is run, on the corpus."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgbuild.ontology_files import find_shipped
from kgbuild.queries import read_queries
from kgbuild.store import Store, open_store
from tests.examples import PAGES, TOP, Question, find_all, find_commands, find_differences, find_questions, vary
from tests.test_cli import read_lines, run

SHOWN = sorted({shlex.join(words) for words in find_commands(TOP / "README.md")})
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
        for w in shlex.split(command)
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


@pytest.fixture(scope="module")
def both(graph: Path, neo4j_address: str) -> Iterator[tuple[Store, Store]]:
    """The embedded store and Neo4j, holding the corpus."""
    assert run("load", "--graph", str(graph), "--store", neo4j_address).exit_code == 0
    with open_store(graph, address=neo4j_address) as other, open_store(graph) as one:
        yield one, other


@pytest.mark.parametrize("question", find_all(), ids=lambda q: q.where)
def test_both_stores_answer_alike(question: Question, both: tuple[Store, Store]) -> None:
    """Each saved query and each question of the documents gives rows, the same from the embedded store and from Neo4j."""
    left, right = (store.run_read(question.cypher, question.parameters) for store in both)
    assert (left.columns, left.rows) == (right.columns, right.rows)
    assert left.rows


def test_saved_queries_are_answered_alike_whatever_is_asked(both: tuple[Store, Store]) -> None:
    """Asked about a dozen names, publishers, types, days and events, the stores give the same rows in the same order."""
    questions = vary(both[0])
    assert len(questions) > 100
    rows, different = find_differences(*both, questions)
    assert different == []
    assert rows > 1000


def test_no_example_is_overlooked() -> None:
    """Every line of a page that asks for something, and changes nothing, stands in one of the examples that are run."""
    asked = [" ".join(q.cypher.split()) for page in PAGES for q in find_questions(page)]
    for page in PAGES:
        for line in page.read_text(encoding="utf-8").splitlines():
            for words in re.findall(r"MATCH \([^`\"]*", line):
                writes = re.search(r"\b(CREATE|DELETE|MERGE|REMOVE|SET)\b", words)
                assert writes or any(" ".join(words.split()) in cypher for cypher in asked), (page.name, line)


def test_examples_are_found_wherever_they_stand(tmp_path: Path) -> None:
    """In fences, in sentences, as commands and in Python; prose in backticks is none."""
    page = tmp_path / "page.md"
    page.write_text(
        "A `MATCH (n)\nRETURN n` here, `RETURN` there, `kgbuild query owners Orlo -p x=1`.\n\n"
        "~~~cypher\nMATCH (a)\n```\nRETURN a\n~~~\n\n"
        '1. Ask:\n\n   ```sh\n   $ kgbuild query "MATCH (b) RETURN b"\n   ```\n\n'
        '```python\nkg.query("MATCH (c) RETURN c.x", x=2)\n```\n```text\nMATCH (d) RETURN d\n```\n',
        encoding="utf-8",
    )
    page.write_text(page.read_text(encoding="utf-8").replace("   $ kgbuild", "$ kgbuild").replace(" -p x=1", ""))
    found = [(q.cypher, q.parameters) for q in find_questions(page)]
    assert [c for c, _ in found[:3]] == ["MATCH (n)\nRETURN n", "MATCH (a)\n```\nRETURN a", "MATCH (c) RETURN c.x"]
    assert found[2][1] == {"x": 2}
    assert found[3][1] == {"name": "Orlo"}
    assert found[4] == ("MATCH (b) RETURN b", {})
    assert len(found) == 5
