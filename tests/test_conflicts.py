"""What articles say that cannot all be so: planted conflicts are found, and nothing that only looks like one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from kgbuild.inputs import read_inputs
from kgbuild.ontology import Ontology
from kgbuild.reading.reader import Reader
from kgbuild.records import Article, Resolved
from kgbuild.resolving import resolve
from kgbuild.resolving.amounts import Amount, AmountReader
from tests.test_cli import run

STORIES = Path(__file__).parent / "conflicts"
Sides = frozenset[frozenset[str]]

# kind -> which articles say what: "ac|b" is a and c against b
PLANTED = {
    "mills": {
        ("amount", "ac|b"),  # 4.2 or 2.4 million euros; "about four million" is no third amount
        ("date", "c|d"),  # appointed on the 14th or the 18th
        ("owner", "a|b"),  # Tarnow Foods or Castor Vale Holding; its own owner Pellgrave Capital is no rival
        ("listing", "e|acdf"),  # one list has a brand that no other list has
    },
    "harbour": {
        ("outcome", "a|b"),  # the merger approved or blocked
        ("court", "a|b"),  # sued in one town or another
        ("denied", "ab|d"),  # sued or not
        ("date", "c|d"),  # arrested on the 16th or the 18th; the arrest of 2011 is another
    },
}


def resolve_story(articles: Sequence[Article], reader: Reader, ontology: Ontology) -> Resolved:
    """What the articles say together."""
    return resolve([(a, reader.read(a)) for a in articles], ontology=ontology)


def read_story(name: str) -> list[Article]:
    """The articles of a story."""
    return [a for a in read_inputs([STORIES / name]) if isinstance(a, Article)]


def list_conflicts(resolved: Resolved) -> set[tuple[str, Sides]]:
    """Each conflict as its kind and the articles on its sides."""
    docs = {c.claim.id: c.doc.removesuffix(".txt") for e in resolved.events for c in e.claims}
    return {(c.kind, frozenset(frozenset(docs[i] for i in s.claims) for s in c.sides)) for c in resolved.conflicts}


@pytest.mark.parametrize("name", PLANTED)
def test_planted_conflicts_are_found_and_nothing_else(name: str, reader: Reader, ontology: Ontology) -> None:
    """Every planted conflict has all its claims on the right side; repeats, sales, shares and round numbers are none."""
    wanted = {(kind, frozenset(map(frozenset, sides.split("|")))) for kind, sides in PLANTED[name]}
    assert list_conflicts(resolve_story(read_story(name), reader, ontology)) == wanted


@pytest.mark.parametrize("name", PLANTED)
def test_conflicts_come_of_what_others_say(name: str, reader: Reader, ontology: Ontology) -> None:
    """No article of a story is at odds with itself."""
    for article in read_story(name):
        assert resolve_story([article], reader, ontology).conflicts == ()


def test_more_sources_weigh_more(reader: Reader, ontology: Ontology) -> None:
    """A conflict with more independent sources on a side comes first; neither side is left out."""
    resolved = resolve_story(read_story("mills"), reader, ontology)
    amount, date = (next(c for c in resolved.conflicts if c.kind == k) for k in ("amount", "date"))
    assert [s.sources for s in amount.sides] == [1, 2]
    assert [s.sources for s in date.sides] == [1, 1]
    assert amount.weight > date.weight


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph folder with one story."""
    folder = tmp_path_factory.mktemp("conflicts") / "kg"
    assert run("ingest", str(STORIES / "harbour"), "--graph", str(folder)).exit_code == 0
    return folder


def list_rows(graph: Path, *options: str) -> list[Mapping[str, object]]:
    """The conflicts that the command prints for a program."""
    return [json.loads(line) for line in run("conflicts", *options, "--graph", str(graph)).stdout.splitlines()]


def test_the_command_lists_by_weight(graph: Path) -> None:
    """The weightiest conflict comes first; a kind, a name and a weight each leave out the others."""
    weights = [float(str(r["weight"])) for r in list_rows(graph)]
    assert len(weights) == 4
    assert weights == sorted(weights, reverse=True)
    assert [r["kind"] for r in list_rows(graph, "--kind", "court")] == ["court"]
    assert [r["kind"] for r in list_rows(graph, "Odile Farrant")] == ["date"]
    assert len(list_rows(graph, "--weight", str(weights[0]))) < 4


def test_the_command_quotes_each_side(graph: Path) -> None:
    """A person sees both quotes, with article and day, and no verdict."""
    told = run("conflicts", "Farrant", "--text", "--graph", str(graph)).stdout
    assert '"Captain Odile Farrant was arrested by the coast police on 16 October 2018."' in told
    assert '"The coast police arrested Odile Farrant on 18 October 2018, her lawyer said."' in told
    assert "Northmole News, c.txt, 2018-10-20" in told


def test_conflicts_are_things_in_the_graph(graph: Path) -> None:
    """Cypher finds all claims of a side."""
    asked = (
        "MATCH (k:Conflict {kind: 'denied'})-[b:BETWEEN]->(c:Claim)-[:IN]->(a:Article) "
        "RETURN b.side AS side, a.doc AS doc ORDER BY side, doc"
    )
    rows = [json.loads(line) for line in run("query", asked, "--graph", str(graph)).stdout.splitlines()]
    assert [(r["side"], r["doc"]) for r in rows] == [(1, "a.txt"), (1, "b.txt"), (2, "d.txt")]


@pytest.mark.parametrize(
    ("left", "right", "clash"),
    [
        ("4.2 million euros", "2.4 million euros", True),
        ("4.2 million euros", "about four million euros", False),
        ("$1.2 billion", "1.23 billion dollars", False),
        ("$1.2 billion", "€1.5 billion", False),  # other money
        ("more than $2 million", "$5 million", False),
        ("more than $2 million", "$1 million", True),
        ("up to six years in prison", "four years", False),
        ("eighteen months", "two years in prison", True),
        ("18 months", "a year and a half", False),  # two numbers are read as none
        ("40 dollars a share", "40 dollars", False),
        ("$300,000", "$310,000", False),
        ("$300,000", "$420,000", True),
    ],
)
def test_amounts_clash_where_no_rounding_makes_them_one(ontology: Ontology, left: str, right: str, clash: bool) -> None:
    """Two amounts of one unit clash where their ranges do not meet."""
    reader = AmountReader(ontology)
    a, b = reader.read(left), reader.read(right)
    assert (isinstance(a, Amount) and isinstance(b, Amount) and a.clashes(b)) == clash
