"""The command line, as its user meets it: real articles in, answers and clear messages out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from kgbuild.cli import COMMANDS, cli
from kgbuild.errors import KgbuildError

FIRST = """\
Title: Norvel sues Brackley Foods
Publisher: The Harbour Ledger
Published: 2015-05-12

Norvel sues Brackley Foods

Norvel sued Brackley Foods in May 2015 over a recipe for oat bread. Brackley Foods denied the allegations.
"""
SECOND = """\
Title: Norvel drops suit
Publisher: Quayside News
Published: 2016-02-04

Norvel drops suit

Norvel dropped its lawsuit against Brackley Foods on Tuesday. The Clean Bread Alliance suspended Brackley Foods in January 2016.
"""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two articles."""
    folder = tmp_path_factory.mktemp("articles")
    (folder / "first.txt").write_text(FIRST)
    (folder / "second.txt").write_text(SECOND)
    return folder


@pytest.fixture(scope="module")
def graph(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the two articles."""
    folder = tmp_path_factory.mktemp("graph") / "kg"
    result = run("ingest", str(articles), "--graph", str(folder))
    assert result.exit_code == 0, result.output
    return folder


@dataclass(frozen=True)
class Outcome:
    """What a command printed and its exit code."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def output(self) -> str:
        """All that it printed."""
        return self.stdout + self.stderr


def run(*arguments: str) -> Outcome:
    """Run a command in this process; errors of ours become exit code 1 and a line, as `main` makes them."""
    result = CliRunner().invoke(cli, list(arguments))
    if isinstance(result.exception, KgbuildError):
        return Outcome(1, result.stdout, f"kgbuild: {result.exception}\n")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return Outcome(result.exit_code, result.stdout, result.stderr)


def read_lines(output: str) -> list[dict[str, object]]:
    """The JSON lines of an output."""
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


def test_ingest_tells_what_it_learnt(articles: Path, tmp_path: Path) -> None:
    """The last line counts articles, entities and events by type."""
    report = read_lines(run("ingest", str(articles), "--graph", str(tmp_path)).stdout)[-1]
    assert (report["new"], report["articles"], report["rejected"]) == (2, 2, [])
    assert {"SUED", "DISMISSED", "SUSPENDED"} <= set(report["events"])  # type: ignore[arg-type]


def test_a_second_ingest_changes_nothing(articles: Path, graph: Path) -> None:
    """The same articles again are known, and the graph gives the same bytes."""
    before = run("export", "--graph", str(graph)).stdout
    report = read_lines(run("ingest", str(articles), "--graph", str(graph)).stdout)[-1]
    assert (report["new"], report["same"], report["read"]) == (0, 2, 0)
    assert run("export", "--graph", str(graph)).stdout == before


def test_order_and_number_of_runs_leave_no_mark(articles: Path, graph: Path, tmp_path: Path) -> None:
    """One run or two, in either order, on one worker or two: the same bytes."""
    wanted = run("export", "--graph", str(graph)).stdout
    for name in ("second.txt", "first.txt"):
        run("ingest", str(articles / name), "--graph", str(tmp_path / "kg"), "--workers", "2")
    assert run("export", "--graph", str(tmp_path / "kg")).stdout == wanted


def test_query_answers_saved_questions(graph: Path) -> None:
    """Who sued whom comes with date and quote."""
    (row,) = read_lines(run("query", "who-sued-whom", "-p", "name=norvel", "--graph", str(graph)).stdout)
    assert (row["plaintiffs"], row["defendants"], row["date"]) == (["Norvel"], ["Brackley Foods"], "2015-05")
    assert str(row["quote"]).startswith("Norvel sued")


def test_query_answers_cypher_as_csv(graph: Path) -> None:
    """Cypher works too, and prints as asked."""
    result = run(
        "query", "MATCH (e:Event {type: 'SUSPENDED'}) RETURN e.date AS date", "--format", "csv", "--graph", str(graph)
    )
    assert result.stdout == "date\n2016-01\n"


def test_timeline_is_in_order(graph: Path) -> None:
    """What happened comes by date, each with its quote."""
    rows = read_lines(run("timeline", "Brackley Foods", "--graph", str(graph)).stdout)
    assert [
        r["when"]
        for r in rows
        if r["what"] in ("Norvel sued Brackley Foods", "Norvel ended the case against Brackley Foods")
    ] == ["May 2015", "2 February 2016"]


def test_explain_shows_sentence_offsets_and_rule(graph: Path) -> None:
    """An event leads back to the words of the article."""
    (row,) = read_lines(
        run("query", "MATCH (e:Event {type: 'SUSPENDED'}) RETURN e.id AS id", "--graph", str(graph)).stdout
    )
    (event,) = read_lines(run("explain", str(row["id"]), "--graph", str(graph)).stdout)
    claim = event["claims"][0]  # type: ignore[index]
    text = SECOND.split("\n\n", 1)[1]
    assert text[claim["start"] : claim["end"]] == claim["sentence"]
    assert text[claim["trigger_start"] : claim["trigger_end"]] == "suspended"
    assert claim["rule"].startswith("SUSPENDED/")


@pytest.mark.parametrize("layer", ["claims", "clauses", "mentions", "times"])
def test_extract_quotes_the_article(articles: Path, layer: str) -> None:
    """Every line of every layer quotes its article by offsets."""
    text = FIRST.split("\n\n", 1)[1]
    rows = read_lines(run("extract", str(articles / "first.txt"), "--layer", layer).stdout)
    assert rows
    for row in rows:
        words = row["text"] if "text" in row else row["sentence"]
        assert text[row["start"] : row["end"]] == words  # type: ignore[misc]


@pytest.mark.parametrize(
    ("style", "sign"),
    [
        ("jsonl", '"record": "event"'),
        ("turtle", "a sem:Event"),
        ("jsonld", '"@graph"'),
        ("csv", "event,type,kind"),
        ("graphml", "<graphml"),
    ],
)
def test_export_writes_each_format(graph: Path, style: str, sign: str, tmp_path: Path) -> None:
    """Each format goes to a file, and twice to the same bytes."""
    for name in ("a", "b"):
        assert run("export", "--format", style, "-o", str(tmp_path / name), "--graph", str(graph)).exit_code == 0
    assert sign in (tmp_path / "a").read_text()
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["query", "no-such-query"], "kgbuild queries lists them"),
        (["query", "MATCH (n RETURN n"], "the query is refused"),
        (["query", "MATCH (n) DETACH DELETE n"], "kgbuild query only reads"),
        (["timeline", "Brakley Foods"], "did you mean Brackley Foods"),
        (["explain", "nobody-at-all"], "no such name in the graph"),
        (["load", "--store", "bolt://127.0.0.1:1"], "does not answer"),
    ],
)
def test_errors_are_one_line_that_helps(graph: Path, arguments: Sequence[str], says: str) -> None:
    """What cannot be done is told in one line, with exit code 1."""
    result = run(*arguments, "--graph", str(graph))
    assert result.exit_code == 1
    assert says in result.output
    assert result.output.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"\x00\x01\x02", "binary"),
        ("latin.txt", "Preis: 5 €".encode("cp1252"), "UTF-8"),
        ("broken.jsonl", b'{"id": "a", "text": ', "JSON"),
    ],
)
def test_bad_input_is_left_out_and_the_rest_goes_on(
    articles: Path, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    """A file that cannot be read is named with the reason; the others are ingested; exit code 3 tells it."""
    (tmp_path / name).write_bytes(content)
    result = run("ingest", str(tmp_path / name), str(articles / "first.txt"), "--graph", str(tmp_path / "kg"))
    report = read_lines(result.stdout)[-1]
    assert (result.exit_code, report["new"]) == (3, 1)
    assert name in result.stderr
    assert says in result.stderr


def test_no_input_at_all_is_a_failure(tmp_path: Path) -> None:
    """A path that is not there is told, with exit code 1."""
    result = run("ingest", str(tmp_path / "nowhere"), "--graph", str(tmp_path / "kg"))
    assert result.exit_code == 1
    assert "nowhere" in result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    """`--help` shows how a command is used."""
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"kgbuild {command}" in result.output.split("Example", 1)[1]


def test_help_loads_nothing_heavy() -> None:
    """`kgbuild --help` imports neither spaCy nor a store."""
    code = "import sys; sys.argv = ['kgbuild', '--help']\ntry:\n    from kgbuild.cli import main; main()\nexcept SystemExit:\n    pass\nassert not {'spacy', 'neo4j', 'rich', 'arcadedb', 'networkx'} & set(sys.modules), sys.modules"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
