"""Search: words are folded alike everywhere, and both stores find the same, in the same order."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.errors import QueryError
from kgbuild.ontology_files import find_shipped
from kgbuild.queries import SavedQuery, find_query, write_favourite
from kgbuild.records import Edge, Graph, Node
from kgbuild.store import Store
from kgbuild.store.base import WORDS_KEY
from kgbuild.store.embedded import EmbeddedStore
from kgbuild.store.indexes import LONGEST, find_words
from kgbuild.words import find_terms, fold_words
from tests.hostile import TEXTS, make_hostile_graph
from tests.test_cli import FIRST, run

Search = Callable[..., list[tuple[object, ...]]]
NODES = (
    Node("a1", "Article", (), {"title": "Müller-Orlo denies fakes", "publisher": "Harbour Ledger", "doc": "a1.txt"}),
    Node("a2", "Article", (), {"title": "The week", "published": "2016-02-04", "doc": "a2.txt"}),
    Node("c1", "Claim", (), {"quote": "Orlo sold FAKE shoes in Łódź, its rival said."}),
    Node("c2", "Claim", (), {"quote": "Orlo sold FAKE shoes in Łódź, its rival said."}),
    Node("c3", "Claim", (), {"quote": "The shoes were no fakery, the U.S. court found."}),
    Node("case1", "Case", ("Lawsuit",), {"name": "Miro v. Fáke Mills (2015)", "numbers": ("15-cv-3784",)}),
    Node("org:fake", "Entity", ("Organization",), {"name": "Fake Mills", "aliases": ("Shoes & Sons",)}),
    Node("org:orlo", "Entity", ("Organization",), {"name": "Orlo"}),
)
EDGES = (
    Edge("i1", "IN", "Claim", "c1", "Article", "a1", {}),
    Edge("i2", "IN", "Claim", "c2", "Article", "a1", {}),
    Edge("i3", "IN", "Claim", "c3", "Article", "a2", {}),
    Edge("m1", "MENTIONS", "Article", "a1", "Entity", "org:orlo", {"count": 2}),
)
GRAPH = Graph(NODES, EDGES, "digest-search")


@pytest.fixture(scope="module")
def query() -> SavedQuery:
    """The saved query `search`."""
    found = find_query(find_shipped("queries"), "search")
    assert found is not None
    return found


@pytest.fixture
def search(store: Store, query: SavedQuery) -> Search:
    """Search in a store that holds the graph above."""
    store.load(GRAPH)
    return lambda text, **given: list(store.run_read(query.cypher, query.fill({"text": text, **given})).rows)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Göteborgs Straße", " goteborgs strasse "),
        ("the U.S. and the E.U.", " the us and the eu "),
        ("O’Neil's anti-fake_unit", " o neil s anti fake unit "),
        ("Ærø, Łódź, İstanbul, ﬁne", " aero lodz istanbul fine "),
        ("e\u0301te\u0301", " ete "),
        ("漢字 1,200", " 漢字 1 200 "),
        ("... !", ""),
    ],
)
def test_words_are_folded(text: str, folded: str) -> None:
    """Case, accents and signs do not matter; initials with dots are one word."""
    assert fold_words(text) == folded


@given(st.text())
def test_to_fold_again_changes_nothing(text: str) -> None:
    """What was folded is folded; so is each term that a search is taken apart into."""
    assert fold_words(fold_words(text)) == fold_words(text)
    assert all(fold_words(term).strip() == term for term in find_terms(text))


@pytest.mark.parametrize(
    ("asked", "terms"),
    [
        ("Fake  SHOES", ("shoes", "fake")),
        ('"fake shoes" in', ("fake shoes", "in")),
        ("anti-fake", ("anti fake",)),
        ('"no end', ("no end",)),
        ("fake Fáke", ("fake",)),
        ("?!", ()),
    ],
)
def test_a_question_is_taken_apart(asked: str, terms: tuple[str, ...]) -> None:
    """Words count once, those in quotation marks or with a hyphen stand in a row."""
    assert find_terms(asked) == terms


def test_whole_words_come_first(search: Search) -> None:
    """Then names, cases, titles and quotes, each with what its reader needs; a quote of two claims is shown once."""
    assert search("FÁKE") == [
        ("name", "Fake Mills", None, None, "org:fake"),
        ("case", "Miro v. Fáke Mills (2015)", None, None, "case1"),
        ("quote", "Orlo sold FAKE shoes in Łódź, its rival said.", "Harbour Ledger", None, "c1"),
        ("title", "Müller-Orlo denies fakes", "Harbour Ledger", None, "a1"),
        ("quote", "The shoes were no fakery, the U.S. court found.", "The week", "2016-02-04", "c3"),
    ]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("lodz", ["c1"]),  # a letter that Unicode does not take apart
        ("us cou", ["c3"]),  # beginnings, each in the same quote
        ("shoes orlo", ["c1"]),  # in any order
        ('"shoes orlo"', []),  # not in a row
        ('"sold fake"', ["c1"]),
        ("muller-orlo", ["a1"]),
        ("15-cv-37", ["case1"]),
        ('"mills shoes"', []),  # name and alias are two
        ("sons", ["org:fake"]),
        ("ake", []),  # no middle of a word
        ("org", []),
        (2015, ["case1"]),
    ],
)
def test_all_words_must_be_there(search: Search, text: object, ids: list[str]) -> None:
    """A word is found by itself or by its beginning, in names, aliases, numbers, titles and quotes."""
    assert [row[-1] for row in search(text)] == ids


def test_a_search_has_a_limit(search: Search) -> None:
    """The first rows are those of the longer answer."""
    assert search("fake", limit=2) == search("fake")[:2]


@pytest.mark.parametrize("nothing", ["", " ", "?!", '""'])
def test_a_search_for_nothing_is_refused(query: SavedQuery, nothing: str) -> None:
    """Every node holds no word at all: the message says what to write."""
    with pytest.raises(QueryError, match="holds no word to look for; write one"):
        query.fill({"text": nothing})


def test_hostile_texts_are_found_and_do_nothing(store: Store, query: SavedQuery) -> None:
    """Each of 500 texts that mean harm finds the node of that name, and nothing else happens."""
    graph = make_hostile_graph()
    store.load(graph)
    searched = 0
    for text in TEXTS:
        if find_terms(text):
            rows = store.run_read(query.cypher, query.fill({"text": text, "limit": 2000})).rows
            assert text in {row[-1] for row in rows}, text
            searched += 1
    assert searched > 300
    assert len(store.run_read("MATCH (n:Entity) RETURN n.id").rows) == len(TEXTS)


def test_nodes_are_answered_without_what_searches_look_into(store: Store) -> None:
    """The folded words serve the store; a node in an answer is what the graph says of it."""
    store.load(GRAPH)
    (row,) = store.run_read("MATCH (n:Entity {id: 'org:orlo'}) RETURN n, n.words AS words").rows
    assert row == ({"labels": ["Entity", "Organization"], "id": "org:orlo", "name": "Orlo"}, " orlo ")


def test_a_changed_name_is_found_by_the_new_one(store: Store, query: SavedQuery) -> None:
    """Folded words follow what they are made from."""
    store.load(GRAPH)
    renamed = Node("org:orlo", "Entity", ("Organization",), {"name": "Zürn"})
    store.load(Graph((*NODES[:-1], renamed), EDGES, "digest-2"))
    assert [row[-1] for row in store.run_read(query.cypher, query.fill({"text": "zurn"})).rows] == ["org:orlo"]
    found = store.run_read(query.cypher, query.fill({"text": "orlo"})).rows
    assert "org:orlo" not in {row[-1] for row in found}


@pytest.mark.parametrize("text", ["Ä" * 60_000, "no end of words " * 4_000], ids=["a word", "words"])
def test_what_is_too_long_to_index_is_loaded(store: Store, query: SavedQuery, text: str) -> None:
    """A quote or title without end is there whole, and found by how it begins."""
    nodes = (Node("a", "Article", (), {"title": text}), Node("c", "Claim", (), {"quote": text}))
    store.load(Graph((Node("z", "Article", (), {"title": "x"}), Node("z", "Claim", (), {"quote": "x"})), (), "first"))
    store.load(Graph(nodes, (), "second"))  # into indexes that are there
    assert len(str(find_words(nodes[0])[WORDS_KEY]).encode()) <= LONGEST
    assert store.run_read("MATCH (n:Claim) RETURN n.quote AS quote").rows == ((text,),)
    found = store.run_read(query.cypher, query.fill({"text": text[:2]})).rows
    assert [row[-1] for row in found] == ["a"]


def test_full_text_questions_are_answered(store: Store) -> None:
    """The stores' own full-text indexes stand under the same names, for questions in their language."""
    store.load(GRAPH)
    ask = "CALL db.index.fulltext.queryNodes($index, $text) YIELD node RETURN node.id AS id ORDER BY id"
    for index, text, ids in (
        ("kgbuild_names", "mills", ["org:fake"]),
        ("kgbuild_names", "sons", ["org:fake"]),
        ("kgbuild_titles", "muller", ["a1"]),
        ("kgbuild_quotes", "fak*", ["c1", "c2", "c3"]),
    ):
        assert [row[0] for row in wait_for(store, ask, {"index": index, "text": text})] == ids, text


def wait_for(store: Store, cypher: str, parameters: dict[str, object]) -> tuple[tuple[object, ...], ...]:
    """The answer, once there is one: indexes of a server fill in the background."""
    for _ in range(50):
        try:
            if rows := store.run_read(cypher, parameters).rows:
                return rows
        except QueryError as error:
            if "populating" not in str(error).lower():
                raise
        time.sleep(0.2)
    return ()


def test_what_queries_look_up_is_indexed(store: Store) -> None:
    """Ids are unique in both stores; a server looks names, types and days up, and words for searches."""
    store.load(GRAPH)
    keys = store.run_read(
        "SHOW CONSTRAINTS YIELD labelsOrTypes, properties RETURN labelsOrTypes[0], properties[0]"
    ).rows
    assert {(label, "id") for label in ("Article", "Case", "Claim", "Entity", "Meta")} <= set(keys)
    if isinstance(store, EmbeddedStore):
        return
    shown = store.run_read("SHOW INDEXES YIELD type, labelsOrTypes, properties RETURN type, labelsOrTypes, properties")
    held = {(kind, *on, name) for kind, on, names in shown.rows if on for name in names}  # type: ignore[misc, attr-defined]
    for index in (("RANGE", "Entity", "name"), ("RANGE", "Event", "first_day"), ("TEXT", "Claim", "words")):
        assert index in held


def test_the_favourite_of_a_search_has_its_words(query: SavedQuery) -> None:
    """In Neo4j Browser the words stand in the statement, folded, to be changed there."""
    assert "$text" not in write_favourite(query)
    assert "CONTAINS ' ' + [\"counterfeit\"][0]" in write_favourite(query)


def test_search_on_the_command_line(tmp_path: Path) -> None:
    """What is searched follows the query's name; where nothing is found a line says what helps."""
    (tmp_path / "first.txt").write_text(FIRST)
    graph = str(tmp_path / "kg")
    assert run("ingest", str(tmp_path / "first.txt"), "--graph", graph).exit_code == 0
    assert '"Norvel sued Brackley Foods in May 2015' in run("query", "search", "oat bread", "--graph", graph).stdout
    none = run("query", "search", "barley", "--graph", graph)
    assert (none.exit_code, none.stdout) == (0, "")
    assert none.stderr == "kgbuild: search: nothing holds all these words; try fewer of them, or only how they begin\n"
    many = run("query", "search", "a", "2", "b", "--graph", graph)
    assert "search: 'b' is one value too many; it takes text, limit" in many.output
    cypher = run("query", "RETURN $x AS x", "1", "--graph", graph)
    assert "'1': Cypher takes its parameters by name; write -p NAME=1" in cypher.output
