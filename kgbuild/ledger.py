"""The ledger: articles, readings, what was rejected, and runs, in one SQLite file. It is the one place of truth.

Each article and each reading is a transaction of its own, so a kill at any moment loses at most the one in hand.
`synchronous=FULL` keeps what was committed through a power loss as well: a reading costs a hundred times the sync.
Clocks stand in the table of runs and nowhere else, so that equal articles make equal ledgers.
"""

from __future__ import annotations

import datetime
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from kgbuild.codec import decode_reading, encode_reading
from kgbuild.errors import LedgerError
from kgbuild.records import Article, Reading, Rejected

Outcome = Literal["new", "same", "changed"]
Row = tuple[Any, ...]

APPLICATION = 0x6B676264
"""SQLite's `application_id` of a ledger: the letters kgbd."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE run (
          number INTEGER PRIMARY KEY, reader TEXT NOT NULL, started TEXT NOT NULL, ended TEXT,
          new INTEGER, changed INTEGER, same INTEGER, rejected INTEGER
        ) STRICT""",
        """CREATE TABLE article (
          key TEXT NOT NULL, version TEXT NOT NULL, doc TEXT NOT NULL, text TEXT NOT NULL, title TEXT, publisher TEXT,
          author TEXT, published TEXT, published_from TEXT, url TEXT, PRIMARY KEY (key, version)
        ) STRICT""",
        """CREATE TABLE current (
          key TEXT PRIMARY KEY, version TEXT NOT NULL, FOREIGN KEY (key, version) REFERENCES article (key, version)
        ) STRICT""",
        """CREATE TABLE history (
          number INTEGER PRIMARY KEY, run INTEGER REFERENCES run (number), key TEXT NOT NULL, version TEXT,
          FOREIGN KEY (key, version) REFERENCES article (key, version)
        ) STRICT""",
        """CREATE TABLE reading (
          key TEXT NOT NULL, version TEXT NOT NULL, reader TEXT NOT NULL, body BLOB NOT NULL,
          PRIMARY KEY (key, version, reader), FOREIGN KEY (key, version) REFERENCES article (key, version)
        ) STRICT""",
        """CREATE TABLE rejected (
          path TEXT PRIMARY KEY, reason TEXT NOT NULL, run INTEGER REFERENCES run (number)
        ) STRICT""",
    ),
    ("ALTER TABLE run ADD COLUMN removed INTEGER",),
)
"""The steps from an empty file to the schema of today. A released step is never changed; a new one is added."""

UPSERT_ARTICLE = """
INSERT INTO article (key, version, doc, text, title, publisher, author, published, published_from, url)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key, version) DO UPDATE SET doc = excluded.doc, published_from = excluded.published_from
"""
SELECT_ARTICLE = """
SELECT key, version, doc, text, title, publisher, author, published, published_from, url
FROM article WHERE key = ? AND version = ?
"""
SELECT_MISSING = """
SELECT key, version FROM current WHERE NOT EXISTS (
  SELECT 1 FROM reading r WHERE r.key = current.key AND r.version = current.version AND r.reader = ?
) ORDER BY key
"""
SELECT_HISTORY = """
SELECT history.key, history.version, coalesce(run.number, 0), run.started
FROM history LEFT JOIN run ON run.number = history.run ORDER BY history.number
"""
SELECT_READ = """
SELECT key, version, doc, published_from
FROM current JOIN reading USING (key, version) JOIN article USING (key, version) WHERE reader = ? ORDER BY key
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of `ingest` or `remove`: when it started and ended (ISO, UTC), and how many articles it did what to.

    Counts and end are None for a run that was killed.
    """

    number: int
    started: str
    ended: str | None
    new: int | None
    changed: int | None
    same: int | None
    rejected: int | None
    removed: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an article's history: the version that became current, None for its removal; in which run, when."""

    key: str
    version: str | None
    run: int
    started: str | None


class Ledger:
    """An open ledger, made where there is none; a context manager.

    A write waits `patience` seconds for another process that writes. Every method raises `LedgerError` where the file
    is locked for longer, damaged, full or not writable.

    Raises:
        LedgerError: the file cannot be opened, is no ledger, or is of a newer kgbuild.
    """

    def __init__(self, path: Path, *, patience: float = 30.0) -> None:
        self.path = path
        self._patience = patience
        self._run: int | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerError(f"{path.parent}: cannot be made ({error.strerror}); name another folder") from error
        self._db = self._connect()
        try:
            self._migrate()
        except LedgerError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; nothing is pending, so nothing is lost."""
        self._db.close()

    def put_article(self, article: Article) -> Outcome:
        """Keep an article and make it the current version of its key; earlier versions stay."""
        names = (article.key, article.version)
        with self._transaction():
            held = self.find_article(article.key)
            if held == article:
                return "same"
            self._execute(UPSERT_ARTICLE, astuple(article))
            if held is None or held.version != article.version:
                self._execute("INSERT OR REPLACE INTO current (key, version) VALUES (?, ?)", names)
                self._execute("INSERT INTO history (run, key, version) VALUES (?, ?, ?)", (self._run, *names))
        return "new" if held is None else "changed"

    def put_reading(self, reading: Reading) -> None:
        """Keep a reading of a version that is held; one by the same reader is replaced."""
        body = zlib.compress(encode_reading(reading).encode())
        values = (reading.article, reading.version, reading.reader, body)
        with self._transaction():
            self._execute("INSERT OR REPLACE INTO reading (key, version, reader, body) VALUES (?, ?, ?, ?)", values)

    def find_article(self, key: str) -> Article | None:
        """Return the current version of an article, None where there is none of that key."""
        rows = self._execute("SELECT key, version FROM current WHERE key = ?", (key,))
        return next(self._fetch_articles(self._db, rows), None)

    def current_versions(self) -> dict[str, str]:
        """Return the current version of each key."""
        return dict(self._execute("SELECT key, version FROM current ORDER BY key"))

    def current_articles(self) -> Iterator[Article]:
        """Yield the current version of each article, sorted by key."""
        yield from self._fetch_articles(self._db, self._execute("SELECT key, version FROM current ORDER BY key"))

    def missing_readings(self, reader: str) -> Iterator[Article]:
        """Yield the current articles that a reader has not read, sorted by key.

        They come over a connection of their own: another thread may draw them while this one keeps readings.
        """
        with closing(self._connect()) as db:
            yield from self._fetch_articles(db, self._execute(SELECT_MISSING, (reader,), db=db))

    def count_missing(self, reader: str) -> int:
        """Return how many current articles a reader has not read."""
        return len(self._execute(SELECT_MISSING, (reader,)))

    def find_reading(self, key: str, version: str, reader: str) -> Reading | None:
        """Return one reading, None where that reader has not read that version."""
        query = "SELECT body FROM reading WHERE key = ? AND version = ? AND reader = ?"
        rows = self._execute(query, (key, version, reader))
        return self._decode(key, rows[0][0]) if rows else None

    def readings(
        self, reader: str, *, known: Mapping[str, tuple[Article, Reading]] | None = None
    ) -> Iterator[tuple[Article, Reading]]:
        """Yield the current articles that a reader has read, with their readings, sorted by key.

        What is `known` by its key, of the same version and reader, is neither fetched nor decoded again.
        """
        for key, version, doc, published_from in self._execute(SELECT_READ, (reader,)):
            held = (known or {}).get(key)
            if held is not None and (held[0].version, held[1].version, held[1].reader) == (version, version, reader):
                if (held[0].doc, held[0].published_from) != (doc, published_from):
                    held = replace(held[0], doc=doc, published_from=published_from), held[1]
                yield held
                continue
            reading = self.find_reading(key, version, reader)
            if reading is not None:
                yield next(self._fetch_articles(self._db, [(key, version)])), reading

    def remove(self, key: str) -> bool:
        """Take an article out of the current ones and say whether it was there; its versions stay in the history."""
        with self._transaction():
            if not self._execute("DELETE FROM current WHERE key = ? RETURNING key", (key,)):
                return False
            self._execute("INSERT INTO history (run, key, version) VALUES (?, ?, NULL)", (self._run, key))
        return True

    def find_version(self, key: str, version: str) -> Article | None:
        """Return one version of an article, current or not, None where it was never held."""
        rows = self._execute("SELECT key, version FROM article WHERE key = ? AND version = ?", (key, version))
        return next(self._fetch_articles(self._db, rows), None)

    def history(self) -> tuple[Step, ...]:
        """Return all changes of current versions, the earliest first."""
        return tuple(Step(*row) for row in self._execute(SELECT_HISTORY))

    def runs(self) -> tuple[Run, ...]:
        """Return all runs, the earliest first."""
        query = "SELECT number, started, ended, new, changed, same, rejected, removed FROM run ORDER BY number"
        return tuple(Run(*row) for row in self._execute(query))

    def put_rejected(self, rejected: Rejected) -> None:
        """Keep what could not be read, with its reason; the latest reason for a path counts."""
        values = (rejected.path, rejected.reason, self._run)
        with self._transaction():
            self._execute("INSERT OR REPLACE INTO rejected (path, reason, run) VALUES (?, ?, ?)", values)

    def rejected(self) -> tuple[Rejected, ...]:
        """Return what could not be read, sorted by path."""
        return tuple(Rejected(*row) for row in self._execute("SELECT path, reason FROM rejected ORDER BY path"))

    def drop_rejected(self, paths: Iterable[str]) -> None:
        """Forget that these paths could not be read: they can be now, or are gone."""
        with self._transaction():
            for path in paths:
                self._execute("DELETE FROM rejected WHERE path = ?", (path,))

    def start_run(self, reader: str) -> int:
        """Note that a run with this reader starts, and return its number."""
        with self._transaction():
            query = "INSERT INTO run (reader, started) VALUES (?, ?) RETURNING number"
            self._run = int(self._execute(query, (reader, _now()))[0][0])
        return self._run

    def end_run(
        self, run: int, *, new: int = 0, changed: int = 0, same: int = 0, rejected: int = 0, removed: int = 0
    ) -> None:
        """Note that a run has ended, and what it did; one that was killed has no end."""
        query = "UPDATE run SET ended = ?, new = ?, changed = ?, same = ?, rejected = ?, removed = ? WHERE number = ?"
        with self._transaction():
            self._execute(query, (_now(), new, changed, same, rejected, removed, run))
        self._run = None

    def latest_reader(self) -> str | None:
        """Return the hash of the reader of the latest run, None where there was no run."""
        rows = self._execute("SELECT reader FROM run ORDER BY number DESC LIMIT 1")
        return str(rows[0][0]) if rows else None

    def _fetch_articles(self, db: sqlite3.Connection, names: Iterable[Row]) -> Iterator[Article]:
        for name in names:
            yield Article(*self._execute(SELECT_ARTICLE, name, db=db)[0])

    def _decode(self, key: str, body: bytes) -> Reading:
        try:
            return decode_reading(zlib.decompress(body).decode())
        except (zlib.error, ValueError) as error:
            raise LedgerError(f"{self.path}: the reading of '{key}' is damaged ({error}); {_RESTORE}") from error

    def _connect(self) -> sqlite3.Connection:
        try:
            db = sqlite3.connect(self.path, timeout=self._patience, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as error:
            raise self._explain(error) from error
        try:
            for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL"):
                self._execute(f"PRAGMA {pragma}", db=db)
        except LedgerError:
            db.close()
            raise
        return db

    def _migrate(self) -> None:
        """Bring the file up to the schema of today, all steps or none."""
        if self._check_schema() == len(MIGRATIONS):
            return
        with self._transaction():
            for step in MIGRATIONS[self._check_schema() :]:
                for statement in step:
                    self._execute(statement)
            self._execute(f"PRAGMA application_id = {APPLICATION}")
            self._execute(f"PRAGMA user_version = {len(MIGRATIONS)}")

    def _check_schema(self) -> int:
        """Return how many steps the file has behind it, if it is a ledger and of no newer kgbuild."""
        version = int(self._execute("PRAGMA user_version")[0][0])
        application = int(self._execute("PRAGMA application_id")[0][0])
        if application != APPLICATION and (version or self._execute("SELECT 1 FROM sqlite_master LIMIT 1")):
            raise LedgerError(f"{self.path}: is a database of another program; name another folder")
        if version > len(MIGRATIONS):
            raise LedgerError(f"{self.path}: is of a newer kgbuild (schema {version}); upgrade kgbuild to open it")
        return version

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._execute("BEGIN IMMEDIATE")
        try:
            yield
            self._execute("COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.rollback()

    def _execute(self, query: str, values: Row = (), *, db: sqlite3.Connection | None = None) -> list[Row]:
        try:
            return (db or self._db).execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._explain(error) from error

    def _explain(self, error: sqlite3.Error) -> LedgerError:
        text = str(error)
        if "locked" in text:
            return LedgerError(f"{self.path}: is locked by another run; wait for it to end, or stop it")
        if "not a database" in text or "malformed" in text:
            return LedgerError(f"{self.path}: is damaged, or no ledger; {_RESTORE}")
        return LedgerError(f"{self.path}: cannot be used ({text}); check the folder, its permissions and free space")


_RESTORE = "restore a copy, or move the file away and ingest again"


def _now() -> str:
    return datetime.datetime.now(tz=datetime.UTC).isoformat(timespec="seconds")
