"""The order of things: inputs, ledger, readings, resolving, graph, store. It holds that order and nothing else."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kgbuild.errors import LedgerError
from kgbuild.graph import make_graph
from kgbuild.inputs import read_inputs
from kgbuild.ledger import Ledger
from kgbuild.ontology import Ontology, load_ontology
from kgbuild.reading.spec import ReaderSpec, find_reader_hash
from kgbuild.records import Article, Graph, Reading, Rejected, Resolved
from kgbuild.resolving import resolve
from kgbuild.store import LoadReport, open_store

LEDGER = "ledger.sqlite"
LOCK = "ingest.lock"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did and what the graph holds after it."""

    new: int
    changed: int
    same: int
    read: int
    rejected: tuple[Rejected, ...]
    twice: tuple[str, ...]
    resolved: Resolved
    load: LoadReport
    types: Counter[str] = field(default_factory=Counter)


def _ignore(_stage: str, _done: int, _total: int) -> None:
    """Report no progress."""


def extract(paths: Iterable[Path], *, spec: ReaderSpec, workers: int = 1, published: str | None = None, on_rejected: Callable[[Rejected], None]) -> Iterator[tuple[Article, Reading]]:
    """Yield each article with its reading, in the order of the inputs; no store and no ledger is touched."""
    from kgbuild.reading.reader import read_many

    articles: list[Article] = []

    def pick() -> Iterator[Article]:
        for item in read_inputs(paths, published=published):
            if isinstance(item, Rejected):
                on_rejected(item)
            else:
                articles.append(item)
                yield item

    for n, reading in enumerate(read_many(pick(), spec=spec, workers=workers)):
        yield articles[n], reading


def ingest(folder: Path, paths: Iterable[Path], *, spec: ReaderSpec, workers: int = 1, published: str | None = None, address: str | None = None, on_progress: Progress = _ignore) -> IngestReport:
    """Read articles into a graph folder and bring its store up to date.

    What is in the ledger already is not read again; readings by older rules are made anew from the stored text.

    Raises:
        LedgerError: another ingest runs on the folder, or the ledger cannot be used.
        StoreError: the store is down or held; the ledger has the articles, `kgbuild load` finishes the work.
    """
    from kgbuild.reading.reader import read_many

    ontology = load_ontology(extra=spec.ontology)
    with _hold(folder), Ledger(folder / LEDGER) as ledger:
        reader = find_reader_hash(spec, ontology)
        run = ledger.start_run(reader)
        outcomes: Counter[str] = Counter()
        rejected, seen, twice = [], set(), []
        for item in read_inputs(paths, published=published):
            if isinstance(item, Rejected):
                rejected.append(item)
                ledger.put_rejected(item)
                continue
            if item.key in seen:
                twice.append(item.key)
            seen.add(item.key)
            outcomes[ledger.put_article(item)] += 1
            on_progress("articles", outcomes.total(), 0)
        missing = list(ledger.missing_readings(reader))
        for n, reading in enumerate(read_many(missing, spec=spec, workers=workers), 1):
            ledger.put_reading(reading)
            on_progress("reading", n, len(missing))
        ledger.end_run(run, new=outcomes["new"], changed=outcomes["changed"], same=outcomes["same"], rejected=len(rejected))
        resolved = resolve(ledger.readings(reader), ontology=ontology)
        report = _load(folder, make_graph(resolved, ontology=ontology), address, on_progress)
    types = Counter(e.type for e in resolved.events)
    return IngestReport(outcomes["new"], outcomes["changed"], outcomes["same"], len(missing), tuple(rejected), tuple(twice), resolved, report, types)


def resolve_graph(folder: Path, *, spec: ReaderSpec) -> tuple[Resolved, Ontology]:
    """Return what a graph folder's ledger says, resolved anew; stale readings are made again first."""
    from kgbuild.reading.reader import read_many

    ontology = load_ontology(extra=spec.ontology)
    if not (folder / LEDGER).exists():
        raise LedgerError(f"{folder}: holds no graph; begin with kgbuild ingest PATH, or name another folder with --graph")
    with Ledger(folder / LEDGER) as ledger:
        reader = find_reader_hash(spec, ontology)
        missing = list(ledger.missing_readings(reader))
        if missing:
            for reading in read_many(missing, spec=spec):
                ledger.put_reading(reading)
        return resolve(ledger.readings(reader), ontology=ontology), ontology


def load(folder: Path, *, spec: ReaderSpec, address: str | None = None, on_progress: Progress = _ignore) -> LoadReport:
    """Project the ledger of a graph folder into its store, or into the server at `address`."""
    resolved, ontology = resolve_graph(folder, spec=spec)
    with _hold(folder):
        return _load(folder, make_graph(resolved, ontology=ontology), address, on_progress)


def _load(folder: Path, graph: Graph, address: str | None, on_progress: Progress) -> LoadReport:
    with open_store(folder, address=address) as store:
        return store.load(graph, on_progress=lambda done, total: on_progress("loading", done, total))


@contextlib.contextmanager
def _hold(folder: Path) -> Iterator[None]:
    """Hold the folder against a second writer; the lock of a dead process is taken over."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOCK
    for _ in range(2):
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            pid = _read_pid(path)
            if pid is not None and _is_alive(pid):
                raise LedgerError(f"{folder}: another kgbuild (process {pid}) is writing; wait for it, or stop it") from None
            path.unlink(missing_ok=True)
            continue
        except OSError as error:
            raise LedgerError(f"{folder}: cannot be written ({error.strerror}); check its permissions") from error
        break
    else:
        raise LedgerError(f"{folder}: is being written by another kgbuild; wait for it, or stop it")
    os.write(handle, str(os.getpid()).encode())
    os.close(handle)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _read_pid(path: Path) -> int | None:
    with contextlib.suppress(OSError, ValueError):
        return int(path.read_text())
    return None


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
