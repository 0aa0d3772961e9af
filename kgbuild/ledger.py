"""The ledger: articles, readings, what was rejected, and runs, in one SQLite file. It is the one place of truth.

Each article and each reading is a transaction of its own, so a kill loses at most the one in hand. `synchronous=FULL`
with a write-ahead log keeps what was committed even through a power loss.
"""

from __future__ import annotations

import datetime
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import Literal

from kgbuild.codec import decode_reading, encode_reading
from kgbuild.errors import LedgerError
from kgbuild.records import Article, Reading, Rejected

Outcome = Literal["new", "same", "changed"]

MIGRATIONS = (
    """
    CREATE TABLE article (
      key TEXT NOT NULL, version TEXT NOT NULL, doc TEXT NOT NULL, text TEXT NOT NULL, title TEXT, publisher TEXT, author TEXT,
      published TEXT, published_from TEXT, url TEXT, first_seen TEXT NOT NULL, PRIMARY KEY (key, version)
    ) STRICT;
    CREATE TABLE current (
      key TEXT PRIMARY KEY, version TEXT NOT NULL, FOREIGN KEY (key, version) REFERENCES article (key, version)
    ) STRICT;
    CREATE TABLE reading (
      key TEXT NOT NULL, version TEXT NOT NULL, reader TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (key, version, reader),
      FOREIGN KEY (key, version) REFERENCES article (key, version)
    ) STRICT;
    CREATE TABLE rejected (path TEXT PRIMARY KEY, reason TEXT NOT NULL, run INTEGER) STRICT;
    CREATE TABLE run (id INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT, reader TEXT, new INTEGER, changed INTEGER, same INTEGER, rejected INTEGER) STRICT;
    """,
)
COLUMNS = tuple(f.name for f in fields(Article))


class Ledger:
    """An open ledger; a context manager.

    Raises:
        LedgerError: the file is locked, damaged, not writable, or of a newer kgbuild.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=30, isolation_level=None)
            for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "busy_timeout=30000"):
                self._db.execute(f"PRAGMA {pragma}")
            self._migrate()
        except (sqlite3.Error, OSError) as error:
            raise self._explain(error) from error

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; nothing is lost, since nothing is pending."""
        self._db.close()

    def _explain(self, error: Exception) -> LedgerError:
        text = str(error)
        if "locked" in text:
            return LedgerError(f"{self.path}: is locked by another run; wait for it or stop it")
        if "not a database" in text or "malformed" in text:
            return LedgerError(f"{self.path}: is no ledger or is damaged; restore a copy, or move it away and ingest again")
        return LedgerError(f"{self.path}: cannot be opened ({text}); check folder, space and permissions")

    def _migrate(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > len(MIGRATIONS):
            raise LedgerError(f"{self.path}: is of a newer kgbuild (schema {version}); upgrade kgbuild to read it")
        for number in range(version, len(MIGRATIONS)):
            self._db.executescript(f"BEGIN; {MIGRATIONS[number]}; PRAGMA user_version={number + 1}; COMMIT;")

    def put_article(self, article: Article) -> Outcome:
        """Keep an article and make it the current version of its key; older versions stay."""
        held = self._db.execute("SELECT version FROM current WHERE key = ?", (article.key,)).fetchone()
        if held is not None and held[0] == article.version:
            return "same"
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        values = [getattr(article, c) for c in COLUMNS]
        with self._transaction():
            self._db.execute(f"INSERT OR IGNORE INTO article ({', '.join(COLUMNS)}, first_seen) VALUES ({marks})", [*values, _now()])  # noqa: S608
            self._db.execute("INSERT OR REPLACE INTO current (key, version) VALUES (?, ?)", (article.key, article.version))
        return "new" if held is None else "changed"

    def _transaction(self) -> _Transaction:
        return _Transaction(self._db, self)

    def put_reading(self, reading: Reading) -> None:
        """Keep a reading of an article's version; one by the same reader is replaced."""
        body = zlib.compress(encode_reading(reading).encode())
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)", (reading.article, reading.version, reading.reader, body))

    def current_articles(self) -> Iterator[Article]:
        """Yield the current version of each article, by key."""
        names = ", ".join(f"a.{c}" for c in COLUMNS)
        query = f"SELECT {names} FROM current c JOIN article a USING (key, version) ORDER BY c.key"  # noqa: S608
        for row in self._db.execute(query):
            yield Article(**dict(zip(COLUMNS, row, strict=True)))

    def missing_readings(self, reader: str) -> list[Article]:
        """Return the current articles that this reader has not read, by key."""
        have = {(k, v) for k, v in self._db.execute("SELECT key, version FROM reading WHERE reader = ?", (reader,))}
        return [a for a in self.current_articles() if (a.key, a.version) not in have]

    def readings(self, reader: str) -> Iterator[tuple[Article, Reading]]:
        """Yield the current articles with their readings by this reader, by key."""
        for article in self.current_articles():
            row = self._db.execute("SELECT body FROM reading WHERE key = ? AND version = ? AND reader = ?", (article.key, article.version, reader)).fetchone()
            if row is not None:
                yield article, decode_reading(zlib.decompress(row[0]).decode())

    def latest_reader(self) -> str | None:
        """Return the hash of the reader that the last run used, None in an empty ledger."""
        row = self._db.execute("SELECT reader FROM run WHERE reader IS NOT NULL ORDER BY id DESC LIMIT 1").fetchone()
        return None if row is None else str(row[0])

    def remove(self, key: str) -> bool:
        """Take an article out of the current set; its versions stay on record. Tell whether there was one."""
        with self._transaction():
            return self._db.execute("DELETE FROM current WHERE key = ?", (key,)).rowcount > 0

    def put_rejected(self, rejected: Rejected, *, run: int | None = None) -> None:
        """Keep what could not be read, with its reason."""
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO rejected VALUES (?, ?, ?)", (rejected.path, rejected.reason, run))

    def rejected(self) -> list[Rejected]:
        """Return what was rejected, by path."""
        return [Rejected(p, r) for p, r in self._db.execute("SELECT path, reason FROM rejected ORDER BY path")]

    def start_run(self, reader: str) -> int:
        """Note the start of a run and return its number."""
        with self._transaction():
            return int(self._db.execute("INSERT INTO run (started, reader) VALUES (?, ?)", (_now(), reader)).lastrowid or 0)

    def end_run(self, run: int, *, new: int, changed: int, same: int, rejected: int) -> None:
        """Note the end of a run with its counts."""
        with self._transaction():
            self._db.execute("UPDATE run SET ended = ?, new = ?, changed = ?, same = ?, rejected = ? WHERE id = ?", (_now(), new, changed, same, rejected, run))


class _Transaction:
    """BEGIN IMMEDIATE to COMMIT, with SQLite's errors as ours."""

    def __init__(self, db: sqlite3.Connection, ledger: Ledger) -> None:
        self._db, self._ledger = db, ledger

    def __enter__(self) -> None:
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise self._ledger._explain(error) from error  # noqa: SLF001

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._db.execute("ROLLBACK" if kind is not None else "COMMIT")


def _now() -> str:
    return datetime.datetime.now(tz=datetime.UTC).isoformat(timespec="seconds")
