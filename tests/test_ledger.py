"""The ledger keeps every version, knows which one is current, and says clearly what is wrong with a file."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import astuple, fields, replace
from itertools import permutations
from pathlib import Path

import pytest

from kgbuild.errors import LedgerError
from kgbuild.ledger import MIGRATIONS, Ledger
from kgbuild.records import Article, Mention, Reading, Rejected

FIRST = Article("b/1", "v1", "b/1.txt", "Orlo sued Vanta.", publisher="Daily Ore", published="2015-05-03")
SECOND = replace(FIRST, version="v2", text="Orlo sued Vanta again.")
OTHER = Article("a/2", "v1", "a/2.txt", "Lindqvist left Orlo.\r\n\x00 \U0001f600", title="Exit")


def read(article: Article, *, reader: str = "r1") -> Reading:
    """A reading with one mention, of the first word."""
    word = article.text.split()[0]
    mention = Mention(0, len(word), word, 0, len(word), "Organization", "name", word, "c1")
    return Reading(article.key, article.version, reader, (mention,), (), (), (), ())


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables but those of runs, sorted."""
    with closing(sqlite3.connect(path)) as db:
        names = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'run'")]
        return {n: sorted(db.execute(f"SELECT * FROM {n}"), key=repr) for n in sorted(names)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a ledger may come to stand."""
    return tmp_path / "kg" / "ledger.sqlite"


def test_put_article_tells_new_same_and_changed(path: Path) -> None:
    """A key is new once, the same as long as its version stays, changed when another version comes."""
    with Ledger(path) as ledger:
        assert [ledger.put_article(a) for a in (FIRST, FIRST, SECOND, FIRST)] == ["new", "same", "changed", "changed"]


def test_articles_come_back_as_they_were(path: Path) -> None:
    """Text, metadata, line ends, a null character and an emoji survive the file."""
    with Ledger(path) as ledger:
        ledger.put_article(OTHER)
    with Ledger(path) as ledger:
        assert list(ledger.current_articles()) == [OTHER]


def test_table_of_articles_has_the_fields_of_the_record(path: Path) -> None:
    """The columns are the record's fields in its order; a new field needs a new step of migration."""
    Ledger(path).close()
    with closing(sqlite3.connect(path)) as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(article)")]
    assert columns == [f.name for f in fields(Article)]


def test_current_articles_are_sorted_by_key(path: Path) -> None:
    """Articles come by key, whatever the order they went in, and only in their current version."""
    for number, order in enumerate(permutations((OTHER, FIRST, replace(OTHER, key="é"), replace(OTHER, key="Z")))):
        with Ledger(path.with_name(f"{number}.sqlite")) as ledger:
            for article in order:
                ledger.put_article(article)
            assert [a.key for a in ledger.current_articles()] == ["Z", "a/2", "b/1", "é"]


def test_earlier_versions_stay(path: Path) -> None:
    """A change and a removal take nothing out of the history."""
    with Ledger(path) as ledger:
        ledger.put_article(FIRST)
        ledger.put_article(SECOND)
        assert ledger.remove(FIRST.key)
        assert list(ledger.current_articles()) == []
    held = dump(path)
    assert [row[1] for row in held["article"]] == ["v1", "v2"]
    assert [row[3] for row in held["history"]] == ["v1", "v2", None]


def test_a_removed_article_can_come_back(path: Path) -> None:
    """After a removal the same version is new again, and its reading is still there."""
    with Ledger(path) as ledger:
        ledger.put_article(FIRST)
        ledger.put_reading(read(FIRST))
        ledger.remove(FIRST.key)
        assert not ledger.remove(FIRST.key)
        assert ledger.put_article(FIRST) == "new"
        assert list(ledger.missing_readings("r1")) == []


def test_another_place_of_the_same_version_is_kept(path: Path) -> None:
    """Where an article was found is the latest word too, although its version does not depend on it."""
    moved = replace(FIRST, published_from="header")
    with Ledger(path) as ledger:
        ledger.put_article(FIRST)
        assert ledger.put_article(moved) == "changed"
        assert ledger.find_article(FIRST.key) == moved


def test_readings_are_found_by_version_and_reader(path: Path) -> None:
    """A reading belongs to one version of an article and to one reader."""
    with Ledger(path) as ledger:
        ledger.put_article(FIRST)
        ledger.put_reading(read(FIRST))
        assert ledger.find_reading(FIRST.key, "v1", "r1") == read(FIRST)
        assert ledger.find_reading(FIRST.key, "v1", "r2") is None
        assert ledger.find_reading(FIRST.key, "v2", "r1") is None


def test_missing_readings_are_those_of_new_texts_and_other_readers(path: Path) -> None:
    """What is to be read: what this reader has never read in its current version."""
    with Ledger(path) as ledger:
        for article in (FIRST, OTHER):
            ledger.put_article(article)
            ledger.put_reading(read(article))
        ledger.put_article(SECOND)
        assert list(ledger.missing_readings("r1")) == [SECOND]
        assert list(ledger.missing_readings("r2")) == [OTHER, SECOND]
        assert [ledger.count_missing(r) for r in ("r1", "r2")] == [1, 2]


def test_readings_give_pairs_of_one_reader_sorted_by_key(path: Path) -> None:
    """Pairs hold the current version only, by one reader only."""
    with Ledger(path) as ledger:
        for article in (FIRST, OTHER, SECOND):
            ledger.put_article(article)
            ledger.put_reading(read(article))
        ledger.put_reading(read(OTHER, reader="r2"))
        assert list(ledger.readings("r1")) == [(OTHER, read(OTHER)), (SECOND, read(SECOND))]


def test_missing_readings_can_be_drawn_by_another_thread(path: Path) -> None:
    """A pool's feeding thread draws articles while this thread keeps readings."""
    found: list[Article] = []
    with Ledger(path) as ledger:
        for article in (FIRST, OTHER):
            ledger.put_article(article)
        missing = ledger.missing_readings("r1")
        ledger.put_reading(read(next(missing)))
        thread = threading.Thread(target=lambda: found.extend(missing))
        thread.start()
        thread.join()
    assert found == [FIRST]


def test_a_reading_of_an_unknown_version_is_refused(path: Path) -> None:
    """Foreign keys hold: no reading without its text."""
    with Ledger(path) as ledger, pytest.raises(LedgerError, match="FOREIGN KEY"):
        ledger.put_reading(read(FIRST))


def test_the_latest_reason_counts(path: Path) -> None:
    """A path is rejected once, with the latest reason, until it is dropped."""
    with Ledger(path) as ledger:
        for path_, reason in (("b", "is empty"), ("a", "is binary"), ("b", "is not UTF-8")):
            ledger.put_rejected(Rejected(path_, reason))
        assert ledger.rejected() == (Rejected("a", "is binary"), Rejected("b", "is not UTF-8"))
        ledger.drop_rejected(["a", "never seen"])
        assert [r.path for r in ledger.rejected()] == ["b"]


def test_runs_have_a_start_an_end_and_counts(path: Path) -> None:
    """A run that ended has its counts; one that was killed has no end."""
    with Ledger(path) as ledger:
        assert ledger.latest_reader() is None
        ledger.end_run(ledger.start_run("r1"), new=3, changed=2, same=1, rejected=0)
        ledger.start_run("r2")
        assert ledger.latest_reader() == "r2"
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT reader, ended IS NULL, new, changed, same, rejected FROM run").fetchall()
    assert rows == [("r1", 0, 3, 2, 1, 0), ("r2", 1, None, None, None, None)]


def test_history_names_the_run(path: Path) -> None:
    """Which run brought a version is on record."""
    with Ledger(path) as ledger:
        run = ledger.start_run("r1")
        ledger.put_article(FIRST)
    assert dump(path)["history"] == [(1, run, "b/1", "v1")]


def test_clocks_stand_in_runs_only(path: Path) -> None:
    """Two ledgers of the same articles are equal, table by table, but for their runs."""
    for name in ("one", "two"):
        with Ledger(path.with_name(name)) as ledger:
            ledger.start_run("r1")
            for article in (FIRST, OTHER, SECOND):
                ledger.put_article(article)
                ledger.put_reading(read(article))
    assert dump(path.with_name("one")) == dump(path.with_name("two"))


def test_a_failed_write_leaves_nothing_behind(path: Path) -> None:
    """A transaction that fails is rolled back, and the ledger goes on."""
    with Ledger(path) as ledger:
        with pytest.raises(LedgerError):
            ledger.put_reading(read(FIRST))
        assert ledger.put_article(FIRST) == "new"


def test_the_file_is_durable(path: Path) -> None:
    """Write-ahead log, full sync and foreign keys are on."""
    with Ledger(path) as ledger:
        values = [ledger._execute(f"PRAGMA {p}")[0][0] for p in ("journal_mode", "synchronous", "foreign_keys")]
    assert values == ["wal", 2, 1]


def test_a_newer_schema_is_refused(path: Path) -> None:
    """A ledger of a newer kgbuild is left alone."""
    Ledger(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(LedgerError, match=rf"is of a newer kgbuild \(schema {len(MIGRATIONS) + 1}\); upgrade"):
        Ledger(path)


def test_an_older_schema_is_brought_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The steps that a file lacks are taken when it is opened; what it holds stays."""
    with Ledger(path) as ledger:
        ledger.put_article(FIRST)
    monkeypatch.setattr("kgbuild.ledger.MIGRATIONS", (*MIGRATIONS, ("CREATE TABLE extra (x INTEGER) STRICT",)))
    with Ledger(path) as ledger:
        assert list(ledger.current_articles()) == [FIRST]
        assert ledger._execute("PRAGMA user_version") == [(len(MIGRATIONS) + 1,)]
        assert ledger._execute("SELECT * FROM extra") == []


def test_a_failed_step_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration is all or nothing."""
    Ledger(path).close()
    monkeypatch.setattr("kgbuild.ledger.MIGRATIONS", (*MIGRATIONS, ("CREATE TABLE extra (x INTEGER)", "NO SQL")))
    with pytest.raises(LedgerError, match="cannot be used"):
        Ledger(path)
    monkeypatch.undo()
    Ledger(path).close()
    assert "extra" not in dump(path)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    """A SQLite file that is no ledger gets no tables of ours."""
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE songs (title TEXT)")
    with pytest.raises(LedgerError, match="is a database of another program; name another folder"):
        Ledger(path)
    assert list(dump(path)) == ["songs"]


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    """A damaged file is an error that names it and says what helps."""
    path = tmp_path / "ledger.sqlite"
    path.write_text("not a database " * 100)
    with pytest.raises(LedgerError, match=r"ledger.sqlite: is damaged, or no ledger; restore a copy"):
        Ledger(path)


def test_a_damaged_page_is_an_error_of_ours(path: Path) -> None:
    """Damage that shows only on reading is a LedgerError too."""
    with Ledger(path) as ledger:
        for number in range(200):
            ledger.put_article(replace(OTHER, key=f"k{number:03}", text="Orlo left. " * 100))
    with path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * (path.stat().st_size - 3 * 4096))
    with pytest.raises(LedgerError, match="is damaged"), Ledger(path) as ledger:
        list(ledger.current_articles())


def test_a_damaged_reading_names_its_article(path: Path) -> None:
    """A reading that cannot be decoded is an error that names the article."""
    with Ledger(path) as ledger:
        ledger.put_article(FIRST)
        ledger.put_reading(read(FIRST))
        ledger._execute("UPDATE reading SET body = x'00'")
        with pytest.raises(LedgerError, match="the reading of 'b/1' is damaged"):
            list(ledger.readings("r1"))


def test_a_locked_ledger_says_so(path: Path) -> None:
    """A write waits, then says that another run holds the file."""
    with Ledger(path, patience=0.05) as ledger, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="is locked by another run"):
            ledger.put_article(FIRST)
        assert list(ledger.current_articles()) == []
        other.execute("ROLLBACK")
        assert ledger.put_article(FIRST) == "new"


def test_a_folder_in_place_of_the_file_is_an_error_of_ours(tmp_path: Path) -> None:
    """What cannot be opened is said with what to check."""
    with pytest.raises(LedgerError, match=r"cannot be used .* check the folder"):
        Ledger(tmp_path)


def test_a_folder_that_cannot_be_made_is_an_error_of_ours(tmp_path: Path) -> None:
    """A file where the graph's folder should be is said so."""
    (tmp_path / "kg").write_text("a file")
    with pytest.raises(LedgerError, match=r"cannot be made .* name another folder"):
        Ledger(tmp_path / "kg" / "ledger.sqlite")


def test_records_and_rows_agree() -> None:
    """An article is written field by field: none of its fields is a record that `astuple` would open."""
    assert all(isinstance(v, str | None) for v in astuple(FIRST))
