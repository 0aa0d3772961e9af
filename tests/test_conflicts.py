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


# Two or three articles of one sentence or two, each of another paper, and the kind of the one conflict between them.
SHORT = [
    ("owner", "Quillon Group, which owns the Lanternfish Foods brand, sold more.",
     "Lanternfish Foods, a subsidiary of Dovetail Holdings, has cut prices."),
    ("denied", "Quillon Group owns Lanternfish Foods.", "Lanternfish Foods is not owned by Quillon Group, contrary to reports."),
    ("denied", "Lanternfish Foods, a Quillon Group brand, has cut prices.", "Lanternfish Foods does not belong to Quillon Group."),
    ("denied", "Quillon Group sued Dovetail Holdings on 12 June 2015.", "Quillon Group has not sued Dovetail Holdings, it said."),
    ("denied", "Mara Lundqvist left Quillon Group in May 2015.", "Mara Lundqvist never left Quillon Group, the firm said."),
    ("date", "Quillon Group filed a lawsuit against Dovetail Holdings on June 12, 2015.",
     "Quillon Group sued Dovetail Holdings on June 14, 2015 in Chicago."),
    ("date", "Quillon Group fired chief executive Mara Lundqvist on 12 June.",
     "Mara Lundqvist was dismissed as chief executive by Quillon Group on 10 June."),
    ("date", "Mara Lundqvist was arrested on June 12 in Oslo.", "Police arrested Mara Lundqvist on June 14."),
    ("amount", "Quillon Group bought Lanternfish Foods for $40 million in June 2015.",
     "Quillon Group acquired Lanternfish Foods for $65 million in June 2015."),
    ("amount", "Mara Lundqvist was sentenced to five years in prison on 12 June 2015.",
     "A judge sentenced Mara Lundqvist to seven years in prison on 12 June 2015."),
    ("amount", "A court in Oslo ordered Quillon Group to pay Dovetail Holdings 4 million kroner.",
     "The Oslo court ordered Quillon Group to pay 6 million kroner to Dovetail Holdings."),
    ("court", "Quillon Group sued Dovetail Holdings in the Delaware Court of Chancery on 12 June 2015.",
     "Quillon Group filed a suit against Dovetail Holdings in a federal court in Texas on 12 June 2015."),
    ("outcome", "A jury found Quillon Group guilty of fraud on Friday.", "A jury cleared Quillon Group of fraud on Friday."),
    ("outcome", "The Competition Bureau approved Quillon Group's purchase of Lanternfish Foods on Friday.",
     "The Competition Bureau blocked the takeover of Lanternfish Foods by Quillon Group on Friday."),
    ("outcome", "A judge ruled for Quillon Group in its suit against Dovetail Holdings on 18 June 2015.",
     "A judge ruled in favor of Dovetail Holdings on 18 June 2015 in the suit by Quillon Group."),
    ("owner", "The newspaper Marsh Herald belongs to Dovetail Media.", "Quillon Press owns the Marsh Herald."),
    ("date", "Quillon Group joined the Clean Rail Alliance in March 2015.", "Quillon Group joined the Clean Rail Alliance in April 2015."),
    ("date", "Quillon Group and Dovetail Holdings merged on 1 June 2015.", "Dovetail Holdings merged with Quillon Group on 4 June 2015."),
    ("denied", "Quillon Group settled with Dovetail Holdings on 7 June 2015.",
     "There was no settlement between Quillon Group and Dovetail Holdings, a lawyer said."),
    ("court", "Quillon Group sued Dovetail Holdings in federal court in Ohio.", "Quillon Group sued Dovetail Holdings in federal court in Nevada."),
    # a unit and the unit of a unit, a sale, shares, a person and his firm
    (None, "Quillon Group owns Lanternfish Foods.", "Lanternfish Foods is owned by Quillon Retail, a unit of Quillon Group."),
    (None, "Marrow & Pike owns Lanternfish Foods.", "Lanternfish Foods belongs to Dovetail Holdings.", "Dovetail Holdings owns Marrow & Pike."),
    (None, "Quillon Group owns Lanternfish Foods.", "Dovetail Holdings bought Lanternfish Foods from Quillon Group in 2015.",
     "Lanternfish Foods, a brand of Dovetail Holdings, has cut prices."),
    (None, "Quillon Group owns 51 percent of Lanternfish Foods.", "Dovetail Holdings owns 49 percent of Lanternfish Foods."),
    (None, "Lanternfish Foods is owned by Edgar Quillon.", "Lanternfish Foods is a subsidiary of Quillon Group."),
    (None, "Quillon Group owns Lanternfish Foods.", "Quillon Group no longer owns Lanternfish Foods."),
    # a reason denied
    (None, "Mara Lundqvist left Quillon Group in May 2015.", "Mara Lundqvist did not leave Quillon Group because of the money."),
    # repeats, a raised offer, two instances, one date more precise than the other
    (None, "Quillon Group sued Dovetail Holdings on 12 March 2014.", "Quillon Group sued Dovetail Holdings on 9 June 2015."),
    (None, "Mara Lundqvist criticized Quillon Group on 12 June 2015.", "Mara Lundqvist criticized Quillon Group on 14 June 2015."),
    (None, "Quillon Group offered 40 million dollars for Lanternfish Foods on 12 June 2015.",
     "Quillon Group raised its offer for Lanternfish Foods to 45 million dollars on 25 June 2015."),
    (None, "A court ruled against Quillon Group on 12 June 2014.", "An appeals court ruled in favor of Quillon Group on 10 June 2015."),
    (None, "Quillon Group acquired Lanternfish Foods in June 2015.", "Quillon Group acquired Lanternfish Foods on 15 June 2015."),
    (None, "Quillon Group will buy Lanternfish Foods on 1 July 2015.", "Quillon Group bought Lanternfish Foods on 11 July 2015."),
    (None, "The regulator fined Quillon Group 3 million pounds on 7 June 2015 for late trains.",
     "The regulator fined Quillon Group 1 million pounds on 18 June 2015 for dirty trains."),
    # one sum rounded, one court under two names
    (None, "Quillon Group bought Lanternfish Foods for nearly $40 million in June 2015.",
     "Quillon Group acquired Lanternfish Foods for $39.6 million in June 2015."),
    (None, "Quillon Group sued Dovetail Holdings in Manhattan federal court on 12 June 2015.",
     "Quillon Group sued Dovetail Holdings in U.S. District Court in New York on 12 June 2015."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "texts"), [(kind, texts) for kind, *texts in SHORT])
def test_one_conflict_or_none(reader: Reader, ontology: Ontology, kind: str | None, texts: list[str]) -> None:
    """Each clash of two sentences is found; what only looks like one is none."""
    told = [
        Article(f"a{n}", "1", f"a{n}", text, publisher=f"Paper {n}", published=f"2015-06-2{n}")
        for n, text in enumerate(texts)
    ]
    assert [c.kind for c in resolve_story(told, reader, ontology).conflicts] == ([kind] if kind else [])


def test_what_has_not_happened_yet_is_no_denial(reader: Reader, ontology: Ontology) -> None:
    """A paper that says that nobody has sued is not at odds with one that reports the suit of the week after."""
    told = [
        Article("a", "1", "a", "Quillon Group has not sued Dovetail Holdings.", published="2015-06-10"),
        Article("b", "1", "b", "Quillon Group sued Dovetail Holdings on 19 June 2015.", published="2015-06-21"),
    ]
    assert resolve_story(told, reader, ontology).conflicts == ()


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
