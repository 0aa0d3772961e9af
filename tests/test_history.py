"""Updates, removals and comparisons: the graph is that of the articles that are there now, whatever came before."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from kgbuild.cli import diff
from kgbuild.comparison import compare_readings
from kgbuild.errors import LedgerError, QueryError
from kgbuild.exports import export_jsonl
from kgbuild.ledger import Ledger, Step
from kgbuild.pipeline import Kept, ingest, remove, resolve_graph
from kgbuild.reading.reader import Reader
from kgbuild.reading.spec import ReaderSpec
from kgbuild.records import Article
from kgbuild.store import open_store
from tests.test_cli import read_lines, run
from tests.test_pipeline import FakeReaders, FakeStore, dump, kg, readers, store, write_articles  # noqa: F401

SPEC = ReaderSpec("fake")
FIRMS = ("Orlo", "Vanta", "Quill", "Tessera", "Brask")


def test_a_removed_article_leaves_no_trace_in_the_graph(tmp_path: Path, kg: Path, store: FakeStore) -> None:  # noqa: F811
    """After a removal ledger and store give what the other articles alone give."""
    paths = write_articles(tmp_path / "in")
    ingest(kg, paths, spec=SPEC)
    gone, _ = remove(kg, ["a2", "a4"], spec=SPEC)
    held = store.graph
    ingest(tmp_path / "fresh", [paths[i] for i in (0, 1, 3, 5)], spec=SPEC)
    assert gone == ("a2", "a4")
    assert dump(kg) == dump(tmp_path / "fresh")
    assert held == store.graph


def test_removing_all_and_what_is_not_there(tmp_path: Path, kg: Path, store: FakeStore) -> None:  # noqa: F811
    """All articles can go; a key that is not there is no error, and is not among those removed."""
    ingest(kg, write_articles(tmp_path / "in", count=2), spec=SPEC)
    assert remove(kg, ["a0", "a1", "zz"], spec=SPEC)[0] == ("a0", "a1")
    assert (dump(kg), store.graph is not None and store.graph.nodes) == ("", ())
    assert remove(kg, ["a0"], spec=SPEC)[0] == ()


def test_removal_without_a_graph_makes_none(tmp_path: Path, kg: Path) -> None:  # noqa: F811, ARG001
    """Nothing is made where there is no graph."""
    with pytest.raises(LedgerError, match="holds no graph"):
        remove(tmp_path / "none", ["a0"], spec=SPEC)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("seed", range(6))
def test_any_history_gives_the_graph_of_its_end(tmp_path: Path, kg: Path, seed: int) -> None:  # noqa: F811
    """After ingests, updates, removals and re-ingests in any order and batches the bytes are those of a fresh ingest."""
    rng = random.Random(seed)
    keys = [f"a{i}" for i in range(6)]
    final = {k: _write(rng) for k in keys if rng.random() < 0.8}
    given: dict[str, str] = {}
    for _ in range(8):
        batch = {k: _write(rng) for k in rng.sample(keys, rng.randint(1, 4))}
        ingest(kg, [_save(tmp_path / "in.jsonl", batch)], spec=SPEC)
        given |= batch
        if gone := [k for k in given if rng.random() < 0.3]:
            remove(kg, gone, spec=SPEC)
            given = {k: v for k, v in given.items() if k not in gone}
    remove(kg, sorted(given.keys() - final.keys()), spec=SPEC)
    for key in rng.sample(sorted(final), len(final)):
        ingest(kg, [_save(tmp_path / "in.jsonl", {key: final[key]})], spec=SPEC)
    ingest(tmp_path / "fresh", [_save(tmp_path / "in.jsonl", final)], spec=SPEC)
    assert final
    assert dump(kg) == dump(tmp_path / "fresh")


def test_what_is_kept_between_ingests_does_not_show(tmp_path: Path, kg: Path, store: FakeStore) -> None:  # noqa: F811
    """A process that keeps what it resolved has the bytes of one that does not, through updates, removals and a new reader."""
    rng, kept = random.Random(5), Kept()
    for step in range(3):
        batch = {f"a{i}": _write(rng) for i in rng.sample(range(6), 2)}
        report = ingest(kg, [_save(tmp_path / "in.jsonl", batch)], spec=SPEC, kept=kept)
        if step == 1:
            remove(kg, rng.sample(sorted(batch), 1), spec=SPEC)
            report = ingest(kg, [], spec=SPEC, kept=kept)
        assert list(export_jsonl(report.resolved)) == dump(kg).splitlines(keepends=True)
        assert resolve_graph(kg, spec=SPEC, kept=kept)[0] == resolve_graph(kg, spec=SPEC)[0]
    assert store.graph is not None


def _write(rng: random.Random) -> str:
    return "{} sued {}.".format(*rng.sample(FIRMS, 2))


def _save(path: Path, texts: dict[str, str]) -> Path:
    path.write_text("".join(json.dumps({"id": k, "text": t, "publisher": "Ore"}) + "\n" for k, t in texts.items()))
    return path


def test_the_embedded_store_lets_go_of_what_was_removed(tmp_path: Path, readers: FakeReaders) -> None:  # noqa: F811, ARG001
    """Nodes and relationships of a removed article leave the store, down to the last."""
    folder = tmp_path / "kg"
    ingest(folder, write_articles(tmp_path / "in", count=2), spec=SPEC)
    remove(folder, ["a0"], spec=SPEC)
    with open_store(folder) as opened:
        assert opened.run_read("MATCH (a:Article) RETURN a.id").rows == (("a1",),)
        assert opened.run_read("MATCH (e:Entity) RETURN e.name ORDER BY e.name").rows == (("Quill",), ("Vanta",))
    remove(folder, ["a1"], spec=SPEC)
    with open_store(folder) as opened:
        assert opened.run_read("MATCH (n) WHERE NOT n:Meta RETURN count(n)").rows == ((0,),)


def test_the_ledger_keeps_versions_and_runs(tmp_path: Path, kg: Path) -> None:  # noqa: F811
    """A change and a removal are steps of the history; the old texts are still there."""
    for text in ("Orlo sued Vanta.", "Quill sued Vanta."):
        ingest(kg, [_save(tmp_path / "in.jsonl", {"a": text})], spec=SPEC)
    remove(kg, ["a"], spec=SPEC)
    with Ledger(kg / "ledger.sqlite") as ledger:
        steps = ledger.history()
        texts = [a.text for s in steps if s.version and (a := ledger.find_version(s.key, s.version))]
        runs = ledger.runs()
    assert [(s.key, s.version is None, s.run) for s in steps] == [("a", False, 1), ("a", False, 2), ("a", True, 3)]
    assert texts == ["Orlo sued Vanta.", "Quill sued Vanta."]
    assert [(r.new, r.changed, r.removed) for r in runs] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]


OLD = """\
Norvel sued Brackley Foods in May 2015. Tessera Bank acquired Orlo Systems.

Dunmore Council fined Quill Motors.
"""
NEW = """\
A new first line. Norvel sued Brackley Foods in June 2015. In a quiet deal Tessera Bank acquired Orlo Systems.

Vanta Rail appointed Mara Lindqvist.
"""


def test_claims_are_compared_by_what_they_say(reader: Reader) -> None:
    """Gained, lost, changed and reworded claims are told apart; one that only stands elsewhere is no change."""
    sides = [(a, reader.read(a)) for a in (Article("k", str(i), "k", t) for i, t in enumerate((OLD, NEW)))]
    found = {(c.kind, (c.after or c.before)[1].type, c.fields) for c in compare_readings(*sides)}  # type: ignore[index]
    assert found == {
        ("changed", "SUED", ("date",)),
        ("reworded", "ACQUIRED", ()),
        ("lost", "FINED", ()),
        ("gained", "APPOINTED", ()),
    }
    assert compare_readings(sides[0], sides[0]) == ()
    moved = replace(sides[0][0], version="2", text="Mist lay over the harbour.\n\n" + OLD)
    assert compare_readings(sides[0], (moved, reader.read(moved))) == ()
    assert {c.kind for c in compare_readings(sides[0], None)} == {"lost"}


STEPS = (
    Step("a", "aaaa1", 1, "2026-01-01T10:00:00+00:00"),
    Step("b", "bbbb1", 1, "2026-01-01T10:00:00+00:00"),
    Step("a", "aaaa2", 2, "2026-01-02T10:00:00+00:00"),
    Step("b", None, 3, "2026-01-05T10:00:00+00:00"),
)


@pytest.mark.parametrize(
    ("start", "end", "before", "after"),
    [
        (None, None, {"a": "aaaa2", "b": "bbbb1"}, {"a": "aaaa2"}),  # what the last run changed
        ("1", "2", {"a": "aaaa1", "b": "bbbb1"}, {"a": "aaaa2", "b": "bbbb1"}),  # runs
        ("2025-12-31", "2026-01-01", {}, {"a": "aaaa1", "b": "bbbb1"}),  # days, each at its end
        ("2026-01-03", None, {"a": "aaaa2", "b": "bbbb1"}, {"a": "aaaa2"}),
    ],
)
def test_states_are_chosen_by_day_or_run(start: str, end: str, before: dict[str, str], after: dict[str, str]) -> None:
    """A day and a run each name the articles that were current at their end."""
    assert diff._choose(STEPS, start, end) == (before, after)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph whose one article was told twice, in a folder below the one that was given."""
    folder = tmp_path_factory.mktemp("told")
    (folder / "in" / "courts").mkdir(parents=True)
    for text in (OLD, NEW):
        (folder / "in" / "courts" / "one.txt").write_text(text)
        assert run("ingest", str(folder / "in"), "--graph", str(folder / "kg")).exit_code == 0
    return folder / "kg"


def test_diff_prints_both_claims(told: Path) -> None:
    """Each line has the claim before and after, and the fields that changed."""
    for arguments in ((), ("courts/one.txt",), ("courts/one.txt", "--from", "1", "--to", "2"), ("--from", "1")):
        rows = read_lines(run("diff", *arguments, "--graph", str(told)).stdout)
        suit = next(r for r in rows if r["change"] == "changed")
        assert suit["fields"] == ["date"]
        assert (suit["before"]["date"], suit["after"]["date"]) == ("2015-05", "2015-06")  # type: ignore[index]
        assert len(rows) == 4, arguments


def test_diff_of_what_is_not_there_says_what_helps(told: Path) -> None:
    """A version, a day and an article that do not exist are errors that name the command that lists them."""
    assert "counts 2" in run("diff", "courts/one.txt", "--from", "7", "--graph", str(told)).stderr
    assert "kgbuild articles --runs" in run("diff", "--from", "May", "--graph", str(told)).stderr
    assert "did you mean courts/one.txt?" in run("diff", "courts/on.txt", "--graph", str(told)).stderr


def test_articles_lists_versions(told: Path) -> None:
    """An article is listed once, with how many versions it has; --versions lists each."""
    (row,) = read_lines(run("articles", "--graph", str(told)).stdout)
    assert (row["id"], row["versions"]) == ("courts/one.txt", 2)
    rows = read_lines(run("articles", "--versions", "one.txt", "--graph", str(told), "--json").stdout)
    assert not rows
    rows = read_lines(run("articles", "--versions", "in/courts/one.txt", "--graph", str(told)).stdout)
    assert [(r["number"], r["current"]) for r in rows] == [(1, False), (2, True)]


def test_remove_takes_a_path_with_more_in_front(told: Path) -> None:
    """An article is named by its file as the shell has it; what is not there is told, and nothing is removed."""
    assert run("remove", "nothing.txt", "--graph", str(told)).exit_code == 1
    dry = read_lines(run("remove", "--dry-run", "some/in/courts/", "--graph", str(told)).stdout)
    assert dry == [{"would_remove": "courts/one.txt"}]
    result = run("remove", "some/in/courts/one.txt", "--graph", str(told))
    assert json.loads(result.stdout)["removed"] == ["courts/one.txt"]
    assert "".join(export_jsonl(resolve_graph(told, spec=ReaderSpec())[0])) == ""
    with pytest.raises(QueryError):
        diff._find_state((), "x")
