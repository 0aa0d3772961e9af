"""Which articles are one source: copies, reports of one agency, shared quotations; and which are not."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from kgbuild.exports import export_jsonl
from kgbuild.ontology import Ontology
from kgbuild.reading.reader import Reader
from kgbuild.records import Article, Event, Resolved
from kgbuild.resolving import resolve
from kgbuild.resolving.copies import find_copies
from kgbuild.resolving.credits import CreditReader
from tests.test_cli import run

REPORT = (
    "Norvel sued Brackley Foods on 3 May 2016 over a recipe for lemon biscuits. The firm had long complained that its rival "
    "baked them with the same amount of butter. Its bakers noticed this when a box fell off a lorry near the old canal. "
    "Neither company wanted to say how much money is at stake, but people in the trade spoke of several millions a year."
)
COPY = REPORT + " This newspaper will follow the matter."
REWRITTEN = (
    "Lemon biscuits are at the heart of a new quarrel. On 3 May 2016 Norvel sued Brackley Foods, and not for the first time "
    "has a bakery gone that way. Its bakers noticed this when a box fell off a lorry last winter, we hear. People in the trade "
    "spoke of several millions a year. The firm had long complained that its rival was less than original."
)
OWN = (
    "A judge will have to taste biscuits. Norvel sued Brackley Foods on 3 May 2016, as a clerk of the court confirmed to us. "
    "The complaint runs to forty pages and has three drawings of a lemon. Brackley Foods has until June to answer it."
)
STATEMENT = (
    "“Norvel sued Brackley Foods on 3 May 2016 because nobody may take what others have baked with so much love,”"
)
QUOTING = f"Biscuits again. {STATEMENT} a statement said. The town is amused, and the mayor has asked for samples."
QUOTING_TOO = (
    f"It rained in Marsdale. {STATEMENT} the statement reads. Our cartoonist drew the lemon of the year for page nine."
)


def make(
    key: str, text: str, *, publisher: str | None = None, author: str | None = None, url: str | None = None
) -> Article:
    """An article of the paper `key`."""
    return Article(key, "1", key, text, publisher=publisher or f"The {key} Post", author=author, url=url)


def resolve_texts(articles: list[Article], reader: Reader, ontology: Ontology) -> tuple[Resolved, Event]:
    """What the articles say together, and the one suit that they tell of."""
    resolved = resolve([(a, reader.read(a)) for a in articles], ontology=ontology)
    (suit,) = [e for e in resolved.events if e.type == "SUED"]
    return resolved, suit


@pytest.mark.parametrize(
    ("texts", "groups"),
    [
        ({"a": REPORT, "b": COPY}, "ab"),  # printed whole, with a line added
        ({"a": REPORT, "b": REWRITTEN}, "ab"),  # rewritten
        ({"a": REPORT, "b": OWN}, "a b"),  # another reporter
        ({"a": QUOTING, "b": QUOTING_TOO}, "ab"),  # both have it from the statement alone
        ({"a": QUOTING, "b": OWN}, "a b"),  # a statement, and a reporter
        ({"a": QUOTING, "b": f"{OWN} {STATEMENT} its lawyer said."}, "ab"),  # a reporter who has the statement too
        ({"a": REPORT, "b": OWN, "c": REWRITTEN, "d": QUOTING}, "ac b d"),
    ],
)
def test_what_is_of_one_origin_is_one_source(
    reader: Reader, ontology: Ontology, texts: dict[str, str], groups: str
) -> None:
    """The suit has as many sources as there are reporters and statements, and tells whose articles each has."""
    _, suit = resolve_texts([make(k, t) for k, t in texts.items()], reader, ontology)
    assert " ".join("".join(held) for held in suit.source_articles) == groups
    assert (suit.sources, suit.articles) == (len(groups.split()), len(texts))


def test_two_with_a_quotation_and_news_of_their_own_are_two(reader: Reader, ontology: Ontology) -> None:
    """Who reports it himself is a source, though he prints the same statement as another."""
    both = [make("a", f"{OWN} {STATEMENT} its lawyer said."), make("b", f"{REPORT} {STATEMENT} a lawyer said.")]
    _, suit = resolve_texts(both, reader, ontology)
    assert suit.source_articles == (("a",), ("b",))


def test_an_agency_is_the_source_of_what_papers_print_of_it(reader: Reader, ontology: Ontology) -> None:
    """Different reports of one agency are one source, with what it publishes itself; the printer's own report is another."""
    told = [
        make("a", f"MARSDALE (Orlo Wire) - {REPORT}"),
        make("b", OWN, author="Mara Lindgren and Orlo Wire"),
        make(
            "c",
            "Lemons matter. Norvel sued Brackley Foods on 3 May 2016, and the bakers cheered.",
            publisher="Orlo Wire",
        ),
        make("d", "Butter and law. On 3 May 2016 Norvel sued Brackley Foods in a temper.", publisher="The a Post"),
    ]
    resolved, suit = resolve_texts(told, reader, ontology)
    assert suit.source_articles == (("a", "b", "c"), ("d",))
    (agency,) = [o for o in resolved.origins if o.kind == "agency"]
    assert (agency.name, agency.articles) == ("Orlo Wire", ("a", "b"))


@pytest.mark.parametrize(
    ("text", "author", "agency"),
    [
        ("MARSDALE, May 3 (Reuters) - Norvel sued.", None, "Reuters"),
        ("PORT ELLEN, Scotland (AP) — Norvel sued.", None, "AP"),
        ("Norvel sues\n\nBy Associated Press\n\nNorvel sued.", None, "Associated Press"),
        ("Norvel sued.\n\n© 2016 AFP", None, "AFP"),
        ("Norvel sued.", "Reuters", "Reuters"),
        ("Norvel sued.", "Tilda Press", None),  # a person
        ("Norvel sued.\n\nCopyright 2016 The Associated Press. All rights reserved.", None, "The Associated Press"),
        ("NORVEL (NVL) - the baker - sued.", None, None),  # a mark on an exchange
        ("Norvel (the baker) - a firm of Marsdale - sued.", None, None),
        ("Norvel sued, the agency Reuters reports.", None, None),  # named as a witness, not as the author
    ],
)
def test_datelines_and_bylines_name_agencies(
    ontology: Ontology, text: str, author: str | None, agency: str | None
) -> None:
    """An agency is credited at the head or at the foot of an article."""
    found = CreditReader(ontology).find_agency(make("a", text, author=author))
    assert (found[0] if found else None) == agency


def test_names_of_one_publisher_are_one(reader: Reader, ontology: Ontology) -> None:
    """Case and "The" do not make two papers; without a name the address tells the paper."""
    told = [make("a", REPORT, publisher="The Marsdale Post"), make("b", OWN, publisher="Marsdale post")]
    assert resolve_texts(told, reader, ontology)[1].sources == 1
    sites = [Article(k, "1", k, t, url=f"https://www.lemon.example/{k}") for k, t in (("a", REPORT), ("b", OWN))]
    assert resolve_texts(sites, reader, ontology)[1].sources == 1


def test_any_order_gives_the_same_sources(reader: Reader, ontology: Ontology) -> None:
    """Sources know no order of articles."""
    told = [make(k, t) for k, t in zip("abcdef", (REPORT, COPY, REWRITTEN, OWN, QUOTING, QUOTING_TOO), strict=True)]
    pairs = [(a, reader.read(a)) for a in told]
    wanted = list(export_jsonl(resolve(pairs, ontology=ontology)))
    shuffled = random.Random(7)
    for _ in range(10):
        shuffled.shuffle(pairs)
        assert list(export_jsonl(resolve(pairs, ontology=ontology))) == wanted


def make_papers(count: int) -> list[Article]:
    """Articles of random words, of which every tenth is a copy of one before it, all with the same last line."""
    chance = random.Random(count)
    words = ["".join(chance.choice("abdeilmnorstu") for _ in range(chance.randint(4, 9))) for _ in range(4000)]
    texts: list[str] = []
    for n in range(count):
        fresh = " ".join(chance.choice(words) for _ in range(150))
        texts.append(
            f"{chance.choice(texts)} as we hear" if n % 10 == 9 else f"{fresh} read more of this in our paper tomorrow"
        )
    return [make(f"{n:05}", t) for n, t in enumerate(texts)]


def test_copies_are_found_in_time_that_grows_with_the_articles() -> None:
    """Four times as many articles take about four times as long, though all of them share a line."""
    spent = {}
    for count in (500, 2000):
        papers = make_papers(count)
        start = time.process_time()
        groups = find_copies(papers)
        spent[count] = time.process_time() - start
        assert sum(len(g.articles) - 1 for g in groups) == count // 10
    assert spent[2000] < 8 * spent[500]


def test_the_command_tells_sources_and_why(tmp_path: Path) -> None:
    """A person sees who is one source and the reason; a program gets the same."""
    for key, text in (("a", REPORT), ("b", COPY), ("c", OWN)):
        (tmp_path / f"{key}.txt").write_text(f"Title: Biscuits\nPublisher: The {key} Post\n\n{text}")
    folder = tmp_path / "kg"
    assert run("ingest", *(str(tmp_path / f"{k}.txt") for k in "abc"), "--graph", str(folder)).exit_code == 0
    told = run("sources", "--text", "--graph", str(folder)).stdout
    assert "runs of five words are the same in a.txt and b.txt" in told
    rows = [json.loads(line) for line in run("sources", "Norvel", "--graph", str(folder)).stdout.splitlines()]
    (row,) = [r for r in rows if "sued" in r["what"]]
    assert [s["articles"] for s in row["sources"]] == [["a.txt", "b.txt"], ["c.txt"]]
    assert row["sources"][0]["from"] == ["The a Post", "The b Post"]
    asked = "MATCH (:Event)-[e:EVIDENCED_BY]->()-[:IN]->(a)-[:FROM]->(o:Origin {kind: 'copy'}) RETURN a.doc AS doc, e.source AS source"
    rows = [json.loads(line) for line in run("query", asked, "--graph", str(folder)).stdout.splitlines()]
    assert {(r["doc"], r["source"]) for r in rows} == {("a.txt", 1), ("b.txt", 1)}
