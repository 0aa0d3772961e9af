"""The order of things holds: nothing is lost by a kill, nothing is read twice, no order of inputs shows."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest

from kgbuild.errors import LedgerError, StoreError
from kgbuild.exports import export_jsonl
from kgbuild.ledger import Ledger
from kgbuild.lock import hold_folder
from kgbuild.pipeline import LEDGER, IngestReport, extract, ingest, load, resolve_graph
from kgbuild.reading.reader import Reader
from kgbuild.reading.spec import ReaderSpec
from kgbuild.records import Argument, Article, Chain, Claim, Graph, Mention, Reading, Rejected
from kgbuild.store import LoadReport

SPEC = ReaderSpec("fake")
NAMES = ("Orlo", "Vanta", "Quill", "Tessera", "Brask", "Nimbel", "Pellow", "Drovane")


def read_fake(article: Article, *, reader: str) -> Reading:
    """A reading of the form "X sued Y.": two names and one claim, without a parser."""
    agent, verb, patient = article.text.rstrip(".\n").split(" ")
    mentions, chains, fillers = [], [], []
    for number, name in enumerate((agent, patient)):
        start = 0 if number == 0 else len(agent) + len(verb) + 2
        end, chain = start + len(name), f"c{number}"
        mentions.append(Mention(start, end, name, start, end, "Organization", "name", name, chain))
        chains.append(Chain(chain, "Organization", name, (name,)))
        fillers.append(Argument(name, start, end, "Organization", name, chain))
    claim = Claim(
        id=hashlib.sha256(f"{article.key}|{article.version}".encode()).hexdigest()[:16],
        type="SUED",
        kind="event",
        trigger=verb,
        trigger_start=len(agent) + 1,
        trigger_end=len(agent) + 1 + len(verb),
        start=0,
        end=len(article.text),
        roles={"agent": (fillers[0],), "patient": (fillers[1],)},
        texts={},
        polarity="positive",
        modality="asserted",
        rule="fake",
        event="ev1",
    )
    return Reading(article.key, article.version, reader, tuple(mentions), (), tuple(chains), (), (claim,))


@dataclass
class FakeReaders:
    """Stands in for the reader, and counts what it reads."""

    hash: str = "r1"
    read: list[str] = field(default_factory=list)

    def read_many(self, articles: Iterable[Article], *, spec: ReaderSpec, workers: int = 1) -> Iterator[Reading]:  # noqa: ARG002
        """Yield the readings in order."""
        for article in articles:
            self.read.append(article.key)
            yield read_fake(article, reader=self.hash)

    def find_hash(self, *_: object) -> str:
        """Return the hash that a test set."""
        return self.hash


@dataclass
class FakeStore:
    """Stands in for a store: keeps the graph that was loaded last, and can be down."""

    graph: Graph | None = None
    loads: int = 0
    down: bool = False

    def open(self, _folder: Path, *, address: str | None = None) -> Self:
        """Open, as `open_store` does."""
        if self.down:
            raise StoreError(f"{address}: does not answer; start the server")
        return self

    def load(self, graph: Graph, **_options: object) -> LoadReport:
        """Keep a graph; the same one again is no work."""
        unchanged = self.graph is not None and self.graph.digest == graph.digest
        self.graph, self.loads = graph, self.loads + (not unchanged)
        return LoadReport(len(graph.nodes), len(graph.edges), 0, 0, unchanged)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held."""


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> FakeReaders:
    """A reader that needs no model."""
    fake = FakeReaders()
    monkeypatch.setattr("kgbuild.reading.reader.read_many", fake.read_many)
    monkeypatch.setattr("kgbuild.pipeline.find_reader_hash", fake.find_hash)
    return fake


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> FakeStore:
    """A store in memory."""
    fake = FakeStore()
    monkeypatch.setattr("kgbuild.pipeline.open_store", fake.open)
    return fake


@pytest.fixture
def kg(tmp_path: Path, readers: FakeReaders, store: FakeStore) -> Path:  # noqa: ARG001
    """Where a graph may come to stand, with a fake reader and store."""
    return tmp_path / "kg"


def write_articles(folder: Path, *, count: int = 6) -> list[Path]:
    """Write small articles, one a file, each of another suit."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"{number}.jsonl"
        text = f"{NAMES[number]} sued {NAMES[number + 1]}."
        path.write_text(json.dumps({"id": f"a{number}", "text": text, "publisher": f"Paper {number % 3}"}) + "\n")
        paths.append(path)
    return paths


def count(report: IngestReport) -> tuple[int, int, int, int]:
    """What an ingest did, as numbers."""
    return report.new, report.changed, report.same, report.read


def dump(folder: Path) -> str:
    """The graph as JSON lines."""
    return "".join(export_jsonl(resolve_graph(folder, spec=SPEC)[0]))


def dump_ledger(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the ledger but those of runs, and but the numbers of runs."""
    queries = {
        "article": "SELECT * FROM article ORDER BY key, version",
        "current": "SELECT * FROM current ORDER BY key",
        "reading": "SELECT * FROM reading ORDER BY key, version, reader",
        "rejected": "SELECT path, reason FROM rejected ORDER BY path",
        "history": "SELECT key, version FROM history ORDER BY number",
    }
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as db:
        return {name: db.execute(query).fetchall() for name, query in queries.items()}


def test_ingest_reads_keeps_and_loads(tmp_path: Path, kg: Path, store: FakeStore) -> None:
    """New articles are read once, and the store holds the graph that the ledger gives."""
    report = ingest(kg, write_articles(tmp_path / "in"), spec=SPEC)
    assert count(report) == (6, 0, 0, 6)
    assert report.types == {"SUED": 6}
    assert store.graph is not None
    assert report.load == LoadReport(len(store.graph.nodes), len(store.graph.edges), 0, 0, unchanged=False)


def test_ingesting_twice_changes_nothing(tmp_path: Path, kg: Path, store: FakeStore) -> None:
    """The second time everything is known: no reading, no load, the same ledger and the same bytes."""
    paths = write_articles(tmp_path / "in")
    ingest(kg, paths, spec=SPEC)
    before = dump_ledger(kg), dump(kg)
    report = ingest(kg, paths, spec=SPEC)
    assert (count(report), report.load.unchanged, store.loads) == ((0, 0, 6, 0), True, 1)
    assert (dump_ledger(kg), dump(kg)) == before


@pytest.mark.parametrize("seed", range(10))
def test_no_order_and_no_split_into_runs_shows(tmp_path: Path, kg: Path, seed: int) -> None:
    """Any order of the articles, in one run or in several, gives the same bytes."""
    paths = write_articles(tmp_path / "in")
    ingest(kg, paths, spec=SPEC)
    shuffled = paths[:]
    random.Random(seed).shuffle(shuffled)
    size = 1 + seed % len(paths)
    other = tmp_path / "other"
    for at in range(0, len(paths), size):
        ingest(other, shuffled[at : at + size], spec=SPEC)
    assert shuffled != paths
    assert dump(other) == dump(kg)


def test_a_changed_article_is_read_again(tmp_path: Path, kg: Path, readers: FakeReaders) -> None:
    """A new text under an old key becomes the current version; the graph is as if it had come alone."""
    paths = write_articles(tmp_path / "in")
    ingest(kg, paths, spec=SPEC)
    paths[0].write_text('{"id": "a0", "text": "Quill sued Orlo.", "publisher": "Paper 0"}\n')
    readers.read.clear()
    assert count(ingest(kg, paths, spec=SPEC)) == (0, 1, 5, 1)
    assert readers.read == ["a0"]
    ingest(tmp_path / "fresh", paths, spec=SPEC)
    assert dump(kg) == dump(tmp_path / "fresh")


def test_a_page_with_fewer_stories_than_before_leaves_none_behind(kg: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The later stories of a page go when it comes in again without them; other ids of that look stay."""
    given = [
        Article("page.txt", "1", "page.txt", "Vesk sued Orlo."),
        Article("page.txt#2", "1", "page.txt#2", "Orlo sued Vesk."),
        Article("other#2", "1", "lines.jsonl#1", "Vesk sued Quill."),
        Article("other", "1", "lines.jsonl#2", "Quill sued Vesk."),
    ]
    monkeypatch.setattr("kgbuild.pipeline.read_inputs", lambda paths, **_: iter(given[: len(paths)]))
    ingest(kg, [Path()] * 4, spec=SPEC)
    with Ledger(kg / LEDGER) as ledger:
        assert sorted(ledger.current_versions()) == ["other", "other#2", "page.txt", "page.txt#2"]
    given[1] = given[3]
    assert ingest(kg, [Path()] * 2, spec=SPEC).dropped == ("page.txt#2",)
    with Ledger(kg / LEDGER) as ledger:
        assert sorted(ledger.current_versions()) == ["other", "other#2", "page.txt"]


def test_of_two_pages_under_one_key_only_the_stories_of_the_later_count(
    kg: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of two stories and one of one, given in one run: as if the later had come alone."""
    given = [
        Article("page.txt", "1", "page.txt", "Vesk sued Orlo."),
        Article("page.txt#2", "1", "page.txt#2", "Orlo sued Vesk."),
        Article("page.txt", "2", "page.txt", "Vesk sued Quill."),
    ]
    monkeypatch.setattr("kgbuild.pipeline.read_inputs", lambda _paths, **_: iter(given))
    ingest(kg, [Path()], spec=SPEC)
    with Ledger(kg / LEDGER) as ledger:
        assert dict(ledger.current_versions()) == {"page.txt": "2"}


def test_another_reader_reads_everything_again(tmp_path: Path, kg: Path, readers: FakeReaders) -> None:
    """After an upgrade stale readings are made again from the stored text, also of articles that are not given."""
    paths = write_articles(tmp_path / "in")
    ingest(kg, paths, spec=SPEC)
    readers.hash = "r2"
    assert count(ingest(kg, paths[:1], spec=SPEC)) == (0, 0, 1, 6)
    with Ledger(kg / "ledger.sqlite") as ledger:
        assert {r.reader for _, r in ledger.readings("r2")} == {"r2"}
        assert ledger.latest_reader() == "r2"


def test_resolving_makes_stale_readings_again_first(tmp_path: Path, kg: Path, readers: FakeReaders) -> None:
    """One graph never mixes two readers: an export after an upgrade reads first."""
    ingest(kg, write_articles(tmp_path / "in"), spec=SPEC)
    before = dump(kg)
    readers.hash = "r2"
    readers.read.clear()
    assert dump(kg) == before
    assert len(readers.read) == 6


def test_what_cannot_be_read_is_kept_with_its_reason(tmp_path: Path, kg: Path) -> None:
    """A bad line is left out, told and kept; the rest of the run goes on."""
    folder = tmp_path / "in"
    write_articles(folder, count=2)
    (folder / "1.jsonl").write_text("no json\n")
    report = ingest(kg, [folder], spec=SPEC)
    assert count(report) == (1, 0, 0, 1)
    assert [r.path for r in report.rejected] == [f"{folder / '1.jsonl'}:1"]
    with Ledger(kg / "ledger.sqlite") as ledger:
        assert ledger.rejected() == report.rejected


def test_an_article_that_the_rules_fail_on_is_left_out_and_tried_again(
    tmp_path: Path, store: FakeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule that trips over one article stops neither the run nor the others; the article waits in the ledger."""
    kg, sound = tmp_path / "kg", Reader.read

    def fail(self: Reader, article: Article) -> Reading:
        if "Vanta" in article.text:
            raise KeyError("bug")
        return sound(self, article)

    path = tmp_path / "three.jsonl"
    texts = {"a": "Norvel sued Orlo Systems.", "b": "Norvel sued Vanta.", "c": "Dunmore Bank sued Norvel."}
    path.write_text("".join(json.dumps({"id": k, "text": t}) + "\n" for k, t in texts.items()))
    with monkeypatch.context() as patch:
        patch.setattr("kgbuild.reading.reader.Reader.read", fail)
        report = ingest(kg, [path], spec=ReaderSpec())
        assert [r.path for r in report.rejected] == ["b"]
        assert "KeyError: 'bug'" in report.rejected[0].reason
        assert (report.read, len(report.resolved.events)) == (2, 2)
        rejected: list[Rejected] = []
        assert [a.key for a, _ in extract([path], spec=ReaderSpec(), on_rejected=rejected.append)] == ["a", "c"]
        assert [r.path for r in rejected] == ["b"]
    again = ingest(kg, [path], spec=ReaderSpec())
    assert store.loads == 2
    assert (again.read, again.rejected, len(again.resolved.events)) == (1, (), 3)


def test_a_mended_file_is_no_longer_rejected(tmp_path: Path, kg: Path) -> None:
    """A path that can be read now leaves the list; one that was not looked at stays on it."""
    folder = tmp_path / "in"
    write_articles(folder, count=2)
    (folder / "1.jsonl").write_text("no json\n")
    elsewhere = tmp_path / "gone.txt"
    ingest(kg, [folder, elsewhere], spec=SPEC)
    write_articles(folder, count=2)
    ingest(kg, [folder], spec=SPEC)
    with Ledger(kg / "ledger.sqlite") as ledger:
        assert [r.path for r in ledger.rejected()] == [str(elsewhere)]


def test_of_two_contents_under_one_key_the_later_counts(tmp_path: Path, kg: Path, readers: FakeReaders) -> None:
    """A key given twice is named in the report, counts once, and only its last content is read."""
    path = tmp_path / "twice.jsonl"
    rows = [{"id": "a", "text": "Orlo sued Vanta."}, {"id": "a", "text": "Quill sued Brask."}]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    report = ingest(kg, [path], spec=SPEC)
    assert (count(report), report.twice, readers.read) == ((1, 0, 0, 1), ("a",), ["a"])
    assert [e.name for e in report.resolved.entities] == ["Brask", "Quill"]
    assert count(ingest(kg, [path], spec=SPEC)) == (0, 0, 1, 0)


def test_the_same_content_twice_is_no_trouble(tmp_path: Path, kg: Path) -> None:
    """An article that is given twice word for word is one article, and no warning."""
    path = tmp_path / "twice.jsonl"
    path.write_text('{"id": "a", "text": "Orlo sued Vanta."}\n' * 2)
    report = ingest(kg, [path], spec=SPEC)
    assert (count(report), report.twice) == ((1, 0, 0, 1), ())


def test_a_store_that_is_down_loses_nothing(tmp_path: Path, kg: Path, store: FakeStore) -> None:
    """Where the store is down the ledger has the articles, and `load` finishes the work."""
    store.down = True
    with pytest.raises(StoreError, match="does not answer"):
        ingest(kg, write_articles(tmp_path / "in"), spec=SPEC, address="neo4j://nowhere")
    store.down = False
    report = load(kg, spec=SPEC)
    assert (report.unchanged, report.nodes > 0) == (False, True)
    assert load(kg, spec=SPEC).unchanged


@pytest.mark.parametrize("call", [resolve_graph, load])
def test_a_folder_without_a_graph_says_how_to_begin(kg: Path, call: object) -> None:
    """Nothing is made where there is no graph; the message names the command that makes one."""
    assert callable(call)
    with pytest.raises(LedgerError, match="kg: holds no graph; begin with kgbuild ingest"):
        call(kg, spec=SPEC)
    assert not kg.exists()


def test_extract_touches_no_graph(tmp_path: Path, kg: Path) -> None:
    """Articles come with their readings in the order of the inputs, and what is left out is told."""
    paths = write_articles(tmp_path / "in", count=3)
    left_out: list[Rejected] = []
    pairs = list(extract([paths[2], tmp_path / "none", paths[0]], spec=SPEC, on_rejected=left_out.append))
    assert [(a.key, r.article, r.claims[0].type) for a, r in pairs] == [("a2", "a2", "SUED"), ("a0", "a0", "SUED")]
    assert [r.path for r in left_out] == [str(tmp_path / "none")]
    assert not kg.exists()


def test_progress_names_stages_and_totals(tmp_path: Path, kg: Path) -> None:
    """Each stage tells how far it is, and of how much where that is known."""
    told: list[tuple[str, int, int]] = []
    ingest(kg, write_articles(tmp_path / "in", count=2), spec=SPEC, on_progress=lambda *step: told.append(step))
    assert told == [("articles", 1, 0), ("articles", 2, 0), ("reading", 1, 2), ("reading", 2, 2)]


def test_a_second_ingest_names_the_first(tmp_path: Path, kg: Path) -> None:
    """One writer at a time: the message names the process that holds the folder."""
    script = "import sys; from pathlib import Path; from kgbuild.lock import hold_folder\n"
    script += "with hold_folder(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    with start_python(script, kg) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(LedgerError, match=rf"kg: is being written by another kgbuild \(process {first.pid}\)"):
            ingest(kg, write_articles(tmp_path / "in"), spec=SPEC)
        first.kill()
        first.wait()
        assert count(ingest(kg, write_articles(tmp_path / "in"), spec=SPEC)) == (6, 0, 0, 6)


def test_the_lock_is_let_go_after_an_error(kg: Path) -> None:
    """An error inside does not leave the folder held."""
    with contextlib.suppress(ZeroDivisionError), hold_folder(kg):
        raise ZeroDivisionError
    with hold_folder(kg):
        assert (kg / "ingest.lock").read_text() == f"{os.getpid()}\n"
    assert (kg / "ingest.lock").read_text() == ""


def test_a_file_in_place_of_the_folder_is_an_error_of_ours(tmp_path: Path) -> None:
    """A graph cannot be made inside a file."""
    (tmp_path / "kg").write_text("a file")
    with pytest.raises(LedgerError, match="kg: cannot be written"), hold_folder(tmp_path / "kg"):
        pass


@pytest.mark.parametrize(
    ("step", "kept", "read"),
    [
        (1, 1, 0),  # while articles come in
        (5, 5, 0),
        (6, 6, 0),
        (7, 6, 1),  # while they are read
        (12, 6, 6),  # before the graph is loaded
    ],
)
def test_a_kill_loses_the_article_in_hand_alone(tmp_path: Path, kg: Path, step: int, kept: int, read: int) -> None:
    """Killed at any step, an ingest keeps all that came before; run again it gives the ledger of a whole run."""
    paths = write_articles(tmp_path / "in")
    assert run_killed(kg, paths, step=step) == -signal.SIGKILL
    with Ledger(kg / "ledger.sqlite") as ledger:
        assert (len(ledger.current_versions()), len(list(ledger.readings("r1")))) == (kept, read)
    assert count(ingest(kg, paths, spec=SPEC)) == (6 - kept, 0, kept, 6 - read)
    ingest(tmp_path / "whole", paths, spec=SPEC)
    assert dump_ledger(kg) == dump_ledger(tmp_path / "whole")
    assert dump(kg) == dump(tmp_path / "whole")


def run_killed(kg: Path, paths: list[Path], *, step: int) -> int:
    """Ingest in a process that kills itself at the given step of its progress; return its exit code."""
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "import test_pipeline as t; import kgbuild.pipeline as pipeline; import kgbuild.reading.reader as reader\n"
        "fake, steps = t.FakeReaders(), []\n"
        "reader.read_many, pipeline.find_reader_hash = fake.read_many, fake.find_hash\n"
        "def tell(*told):\n"
        "    steps.append(told)\n"
        "    if len(steps) == int(sys.argv[2]): os.kill(os.getpid(), signal.SIGKILL)\n"
        "t.ingest(Path(sys.argv[1]), [Path(p) for p in sys.argv[3:]], spec=t.SPEC, on_progress=tell)\n"
    )
    with start_python(script, kg, step, *paths) as process:
        process.communicate(timeout=60)
    return process.returncode


def start_python(script: str, *arguments: object) -> subprocess.Popen[str]:
    """Run a script in a Python of its own that finds the project and the tests."""
    here = Path(__file__).parent
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(here.parent), str(here)])}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)
