"""The order of things: inputs, ledger, readings, resolving, graph, store. It holds that order and nothing else."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kgbuild.collector import pause_collector
from kgbuild.comparison import Change, compare_readings
from kgbuild.decisions import read_decisions
from kgbuild.errors import LedgerError
from kgbuild.graph import make_graph
from kgbuild.inputs import TEXT, read_inputs
from kgbuild.ledger import Ledger
from kgbuild.lock import hold_folder
from kgbuild.ontology import Ontology
from kgbuild.ontology_files import load_ontology
from kgbuild.reading.spec import ReaderSpec, find_reader_hash
from kgbuild.records import Article, Reading, Rejected, Resolved
from kgbuild.resolving import Resolver, resolve
from kgbuild.resolving.name_uses import NameUses, find_name_uses
from kgbuild.store import LoadReport, open_store

LEDGER = "ledger.sqlite"
Progress = Callable[[str, int, int], None]
"""Called with a stage (`articles`, `reading`, `loading`), what is done, and the total, 0 where it is unknown."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did, and what the graph holds after it.

    `new`, `changed` and `same` compare each key with the ledger before the run; `read` counts the readings made, of
    earlier articles too where the reader is another one. `twice` names keys that were given with different contents,
    `dropped` stories that their page no longer has.
    """

    new: int
    changed: int
    same: int
    read: int
    rejected: tuple[Rejected, ...]
    twice: tuple[str, ...]
    dropped: tuple[str, ...]
    resolved: Resolved
    load: LoadReport
    types: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Kept:
    """What a process keeps from one ingest to the next: readings, and what was resolved of them, by one reader.

    The next ingest then costs what its articles touch; its result is the same.
    """

    reader: str | None = None
    pairs: dict[str, tuple[Article, Reading]] = field(default_factory=dict)
    resolver: Resolver | None = None


PART = re.compile(r"(.+)#\d+")  # the key of a page's later story


@dataclass(slots=True)
class _Intake:
    """What came in: outcomes by key, what was left out, keys given with different contents, stories that went."""

    outcomes: Counter[str]
    rejected: list[Rejected]
    twice: list[str]
    dropped: list[str]


def _ignore(_stage: str, _done: int, _total: int) -> None:
    """Report no progress."""


def extract(
    paths: Iterable[Path],
    *,
    spec: ReaderSpec,
    workers: int = 1,
    published: str | None = None,
    on_rejected: Callable[[Rejected], None],
) -> Iterator[tuple[Article, Reading]]:
    """Yield each article with its reading, in the order of the inputs; no store and no ledger is touched.

    With several workers `on_rejected` is called from the thread that feeds them.
    """
    from kgbuild.reading.reader import read_many

    waiting: deque[Article] = deque()

    def pick() -> Iterator[Article]:
        for item in read_inputs(paths, published=published):
            if isinstance(item, Rejected):
                on_rejected(item)
            else:
                waiting.append(item)
                yield item

    for outcome in read_many(pick(), spec=spec, workers=workers):
        article = waiting.popleft()
        if isinstance(outcome, Rejected):
            on_rejected(outcome)
        else:
            yield article, outcome


def ingest(
    folder: Path,
    paths: Sequence[Path],
    *,
    spec: ReaderSpec,
    workers: int = 1,
    published: str | None = None,
    address: str | None = None,
    on_progress: Progress = _ignore,
    kept: Kept | None = None,
) -> IngestReport:
    """Read articles into a graph folder and bring its store up to date.

    A process that ingests into one folder again and again saves time with the same `kept` each time.

    What is in the ledger already is not read again; readings by older rules are made anew from the stored text. After
    a kill at any moment the same call finishes the work.

    Raises:
        DecisionError: the file of decisions is faulty; nothing was read.
        LedgerError: another ingest runs on the folder, or the ledger cannot be used.
        StoreError: the store is down or held; the ledger has the articles, `kgbuild load` finishes the work.
    """
    ontology = load_ontology(extra=spec.ontology)
    reader = find_reader_hash(spec, ontology)
    read_decisions(folder, types=ontology.types)
    with hold_folder(folder), Ledger(folder / LEDGER) as ledger:
        run = ledger.start_run(reader)
        intake = _take_in(ledger, read_inputs(paths, published=published), on_progress)
        ledger.drop_rejected(_find_mended(ledger.rejected(), intake.rejected, paths))
        read, failed = _refresh(ledger, reader, spec=spec, workers=workers, on_progress=on_progress)
        intake.rejected.extend(failed)
        new, changed, same = (intake.outcomes[o] for o in ("new", "changed", "same"))
        left = len(intake.rejected)
        ledger.end_run(run, new=new, changed=changed, same=same, rejected=left, removed=len(intake.dropped))
        resolved = _resolve(folder, ledger, reader, ontology, kept)
        report = _load(folder, resolved, ontology, address, on_progress)
    types = Counter(e.type for e in resolved.events)
    return IngestReport(
        new,
        changed,
        same,
        read,
        tuple(intake.rejected),
        tuple(intake.twice),
        tuple(intake.dropped),
        resolved,
        report,
        types,
    )


def resolve_graph(folder: Path, *, spec: ReaderSpec, kept: Kept | None = None) -> tuple[Resolved, Ontology]:
    """Return what a graph folder's ledger and decisions say, resolved anew; stale readings are made again first.

    What an ingest has `kept` is of use here as well.

    Raises:
        DecisionError: the file of decisions is faulty.
        LedgerError: the folder holds no graph, or its ledger cannot be used.
    """
    ontology = load_ontology(extra=spec.ontology)
    with open_ledger(folder) as ledger:
        reader = find_reader_hash(spec, ontology)
        _refresh(ledger, reader, spec=spec, workers=1, on_progress=_ignore)
        return _resolve(folder, ledger, reader, ontology, kept), ontology


def resolve_names(folder: Path, *, spec: ReaderSpec) -> tuple[Resolved, NameUses]:
    """Return what `resolve_graph` does, with who is called what, as `kgbuild review` asks about it.

    Raises:
        DecisionError, LedgerError: as `resolve_graph` does.
    """
    ontology = load_ontology(extra=spec.ontology)
    resolved, _ = resolve_graph(folder, spec=spec)
    with open_ledger(folder) as ledger:
        pairs = ledger.readings(find_reader_hash(spec, ontology))
        return resolved, find_name_uses(pairs, resolved, ontology=ontology)


def _resolve(folder: Path, ledger: Ledger, reader: str, ontology: Ontology, kept: Kept | None = None) -> Resolved:
    decisions = [e.decision for e in read_decisions(folder, types=ontology.types)]
    with pause_collector():
        if kept is None:
            return resolve(ledger.readings(reader), ontology=ontology, decisions=decisions)
        known = kept.pairs if kept.reader == reader else {}
        pairs = {p[0].key: p for p in ledger.readings(reader, known=known)}
        resolver = kept.resolver if kept.reader == reader else None
        kept.resolver = None  # whatever ends the work half-way, nothing half done is kept
        if resolver is None or decisions or resolver.decided:
            resolver = resolver or Resolver(ontology)
            resolved = resolver.resolve(pairs.values(), decisions)
        else:
            come = [p for key, p in pairs.items() if known.get(key) is not p]
            resolved = resolver.change(come, known.keys() - pairs.keys())
        kept.reader, kept.pairs, kept.resolver = reader, pairs, resolver
        return resolved


def load(
    folder: Path,
    *,
    spec: ReaderSpec,
    address: str | None = None,
    full: bool = False,
    on_progress: Progress = _ignore,
) -> LoadReport:
    """Project the ledger of a graph folder into its store, or into the server at `address`.

    What the store holds already is sent only with `full`.

    Raises:
        LedgerError: the folder holds no graph, or an ingest runs on it.
        StoreError: the store is down or held.
    """
    open_ledger(folder).close()
    with hold_folder(folder):
        resolved, ontology = resolve_graph(folder, spec=spec)
        return _load(folder, resolved, ontology, address, on_progress, full=full)


def remove(
    folder: Path,
    keys: Iterable[str],
    *,
    spec: ReaderSpec,
    address: str | None = None,
    on_progress: Progress = _ignore,
) -> tuple[tuple[str, ...], LoadReport]:
    """Take articles out of a graph folder and its store; return the keys that were there, and what the store did.

    The graph is as if the articles had never come; their texts stay in the ledger, where `diff` finds them.

    Raises:
        LedgerError: the folder holds no graph, or an ingest runs on it.
        StoreError: the store is down or held; the ledger has let go of the articles, `kgbuild load` finishes the work.
    """
    open_ledger(folder).close()
    ontology = load_ontology(extra=spec.ontology)
    with hold_folder(folder), open_ledger(folder) as ledger:
        run = ledger.start_run(find_reader_hash(spec, ontology))
        gone = tuple(key for key in sorted(set(keys)) if ledger.remove(key))
        ledger.end_run(run, removed=len(gone))
        resolved, ontology = resolve_graph(folder, spec=spec)
        return gone, _load(folder, resolved, ontology, address, on_progress)


def compare(
    folder: Path,
    before: Mapping[str, str],
    after: Mapping[str, str],
    *,
    spec: ReaderSpec,
    on_progress: Progress = _ignore,
) -> Iterator[Change]:
    """Yield what claims were gained, lost, changed between two states of a ledger: versions by key, as `Ledger` tells.

    Both sides are read with the rules of today, so that a change is one of the articles; a version that these rules
    have not read yet is read now, and its reading kept.

    Raises:
        LedgerError: the folder holds no graph.
    """
    ontology = load_ontology(extra=spec.ontology)
    reader = find_reader_hash(spec, ontology)
    keys = sorted(k for k in {*before, *after} if before.get(k) != after.get(k))
    with open_ledger(folder) as ledger:
        wanted = [(k, v) for k in keys for v in (before.get(k), after.get(k)) if v is not None]
        _read_versions(ledger, wanted, reader, spec=spec, on_progress=on_progress)
        for key in keys:
            old, new = (_find_side(ledger, key, side.get(key), reader) for side in (before, after))
            yield from compare_readings(old, new)


def _read_versions(
    ledger: Ledger, wanted: Iterable[tuple[str, str]], reader: str, *, spec: ReaderSpec, on_progress: Progress
) -> None:
    """Read those versions that this reader has not read; one that its rules fail on stays without a reading."""
    missing = [a for k, v in wanted if not ledger.find_reading(k, v, reader) and (a := ledger.find_version(k, v))]
    if not missing:
        return
    from kgbuild.reading.reader import read_many

    for done, outcome in enumerate(read_many(missing, spec=spec, workers=1), 1):
        if isinstance(outcome, Reading):
            ledger.put_reading(outcome)
        on_progress("reading", done, len(missing))


def _find_side(ledger: Ledger, key: str, version: str | None, reader: str) -> tuple[Article, Reading] | None:
    if version is None:
        return None
    article, reading = ledger.find_version(key, version), ledger.find_reading(key, version, reader)
    return (article, reading) if article is not None and reading is not None else None


def open_ledger(folder: Path) -> Ledger:
    """Open the ledger of a graph folder.

    Raises:
        LedgerError: the folder holds no graph, or its ledger cannot be used.
    """
    if not (folder / LEDGER).exists():
        raise LedgerError(f"{folder}: holds no graph; begin with kgbuild ingest PATH, or name a folder with --graph")
    return Ledger(folder / LEDGER)


def _take_in(ledger: Ledger, items: Iterable[Article | Rejected], on_progress: Progress) -> _Intake:
    """Keep what comes in. Of several contents under one key the last one counts, as if it had come alone."""
    before = ledger.current_versions()
    given: dict[str, str] = {}
    rejected, twice = [], set()
    pages: dict[str, list[str]] = {}  # the keys of later stories by that of the first
    for done, item in enumerate(items, 1):
        if isinstance(item, Rejected):
            rejected.append(item)
            ledger.put_rejected(item)
        else:
            if given.setdefault(item.key, item.version) != item.version:
                twice.add(item.key)
            if Path(item.doc.partition("#")[0]).suffix.lower() in TEXT:
                _note_story(item.key, pages, given)
            given[item.key] = item.version
            ledger.put_article(item)
        on_progress("articles", done, 0)
    dropped = [key for key in _find_dropped(ledger.current_versions(), given, pages) if ledger.remove(key)]
    outcomes = Counter(_compare(before.get(key), version) for key, version in given.items())
    return _Intake(outcomes, rejected, sorted(twice), dropped)


def _note_story(key: str, pages: dict[str, list[str]], given: dict[str, str]) -> None:
    """Put a story down under its page; where a page comes in a second time, the stories of the first no longer count."""
    part = PART.fullmatch(key)
    if part is not None and part[1] in pages:
        pages[part[1]].append(key)
        return
    for earlier in pages.get(key, ()):
        given.pop(earlier, None)
    pages[key] = []


def _find_dropped(current: Iterable[str], given: Container[str], pages: Container[str]) -> list[str]:
    """The later stories of pages that came in again with fewer: "page.txt#3" where the page now holds two."""
    return [k for k in current if k not in given and (part := PART.fullmatch(k)) is not None and part[1] in pages]


def _compare(before: str | None, after: str) -> str:
    if before is None:
        return "new"
    return "same" if before == after else "changed"


def _find_mended(known: Iterable[Rejected], now: Iterable[Rejected], paths: Iterable[Path]) -> list[str]:
    """The paths that were rejected once, lie below what was read now, and were not rejected this time."""
    still = {r.path for r in now}
    roots = [p.resolve() for p in paths]
    old = {r.path: Path(re.sub(r":\d+$", "", r.path)).resolve() for r in known if r.path not in still}
    return [p for p, file in old.items() if any(file.is_relative_to(r) for r in roots)]


def _refresh(
    ledger: Ledger, reader: str, *, spec: ReaderSpec, workers: int, on_progress: Progress
) -> tuple[int, list[Rejected]]:
    """Read what this reader has not read yet, and return how many articles that were, and those it failed on."""
    total = ledger.count_missing(reader)
    failed: list[Rejected] = []
    if total == 0:
        return 0, failed
    from kgbuild.reading.reader import read_many

    for done, outcome in enumerate(read_many(ledger.missing_readings(reader), spec=spec, workers=workers), 1):
        if isinstance(outcome, Rejected):
            failed.append(outcome)
        else:
            ledger.put_reading(outcome)
        on_progress("reading", done, total)
    return total - len(failed), failed


def _load(
    folder: Path,
    resolved: Resolved,
    ontology: Ontology,
    address: str | None,
    on_progress: Progress,
    *,
    full: bool = False,
) -> LoadReport:
    with pause_collector():
        graph = make_graph(resolved, ontology=ontology)
    with open_store(folder, address=address) as store:
        return store.load(graph, full=full, on_progress=lambda done, total: on_progress("loading", done, total))
