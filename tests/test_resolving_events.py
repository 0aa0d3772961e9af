"""Stories told by several articles: what must be one event, what must stay apart, and the course that cases take."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest

from kgbuild.dates import find_bounds
from kgbuild.exports import export_jsonl
from kgbuild.ontology import Ontology
from kgbuild.reading.reader import Reader
from kgbuild.records import Argument, Article, Chain, Claim, Clause, EventDate, Mention, Reading, Resolved
from kgbuild.resolving import resolve

CLASSES = {"Agency": "Agency", "High Court": "Court"}
Told = tuple[Article, Reading]
Row = tuple[str, str, str, str | None, str]  # type, agents, patients (";" between names), date, sentence


def tell(key: str, rows: Sequence[Row], *, published: str | None = None, modality: str = "asserted") -> Told:
    """An article that makes one claim a sentence; "planned: ..." before a sentence says how sure it is."""
    text, claims, clauses, mentions = "", [], [], []
    chains: dict[str, Chain] = {}
    for n, (kind, agents, patients, date, sentence) in enumerate(rows):
        mode, _, said = sentence.rpartition(": ")
        start = len(text)
        text += said + " "
        end, at = start + len(said), start + said.index(" ") + 1
        roles = {}
        for role, names in (("agent", agents), ("patient", patients)):
            held = []
            for name in filter(None, names.split(";")):
                chains.setdefault(name, Chain(f"c{len(chains)}", CLASSES.get(name, "Organization"), name, (name,)))
                chain = chains[name].id
                held.append(Argument(name, start, start + 1, "Organization", name, chain))
                mentions.append(Mention(start, start + 1, name, start, start + 1, "Organization", "name", name, chain))
            if held:
                roles[role] = tuple(held)
        first, last = find_bounds(date) if date else (None, None)
        days = (first.isoformat() if first else None, last.isoformat() if last else None)
        when = EventDate(date, *days, date, start, start, None, "test") if date else None
        texts = {"case": said} if "suit" in said or "case" in said else {}
        if "part of" in said:
            texts["part"] = "part of the suit"
        sure = mode or modality
        claims.append(
            Claim(f"{key}{n}", kind, "event", "x", at, at + 1, start, end, roles, texts, "positive", sure, "t", f"ev{n}", (), when)  # type: ignore[arg-type]
        )  # fmt: skip
        clauses.append(Clause("x", at, at + 1, "x", start, end, "active", "positive", sure, {}, (), when))  # type: ignore[arg-type]
    article = Article(key, "1", key, text, published=published)
    return article, Reading(key, "1", "r", tuple(mentions), (), tuple(chains.values()), tuple(clauses), tuple(claims))


FILLER: Row = ("ANNOUNCED", "Dunmore", "", None, "Dunmore announced results.")

SUITS = [
    tell("a", [("SUED", "Norvel", "Brackley", "2011-03", "Norvel filed a suit in March 2011."),
               ("DISMISSED", "Norvel", "Brackley", "2011-09", "Norvel dropped the suit in September.")], published="2011-09-20"),
    tell("b", [("SUED", "Norvel;Tessaly", "Brackley", "2011", "Norvel and Tessaly sued in 2011.")]),
    tell("c", [("SUED", "Norvel", "Brackley", "2013-05-06", "Norvel sued again on May 6, 2013."),
               ("SUED", "Norvel", "Brackley", "2011", "Norvel had sued in 2011."),
               ("DISMISSED", "Norvel", "Brackley", None, "Norvel dropped that 2011 case.")], published="2013-05-07"),
    tell("d", [("DISMISSED", "High Court", "Brackley", "2014-02", "The court dismissed part of the suit.")]),
    tell("e", [("SUED", "Norvel", "Brackley", "2013", "Norvel filed a suit in 2013."),
               ("DISMISSED", "High Court", "Brackley", "2014-02", "The court dismissed part of the suit.")]),
    tell("f", [("DISMISSED", "Norvel", "Brackley", None, "planned: Norvel drops a suit.")], published="2015-01-10"),
    tell("g", [("DISMISSED", "Norvel", "Brackley", None, "Norvel dropped its suit.")], published="2015-01-12"),
    tell("h", [FILLER, FILLER, FILLER, ("SUED", "Norvel", "Brackley", None, "Norvel has sued before.")]),
]  # fmt: skip


def find_groups(resolved: Resolved, type_: str) -> set[frozenset[str]]:
    """The events of a type as sets of claims."""
    return {frozenset(c.claim.id for c in e.claims) for e in resolved.events if e.type == type_}


def test_two_suits_of_the_same_parties_stay_two(ontology: Ontology) -> None:
    """Suits of 2011 and 2013 are two events; the undated mention that fits both stays alone."""
    groups = find_groups(resolve(SUITS, ontology=ontology), "SUED")
    assert groups == {frozenset({"a0", "b0", "c1"}), frozenset({"c0", "e0"}), frozenset({"h3"})}


def test_what_ends_a_suit_goes_by_the_suit_it_ends(ontology: Ontology) -> None:
    """ "That 2011 case" joins the withdrawal of 2011; news of 2015 is another; a part dismissed is neither."""
    groups = find_groups(resolve(SUITS, ontology=ontology), "DISMISSED")
    assert groups == {frozenset({"a1", "c2"}), frozenset({"d0", "e1"}), frozenset({"f0", "g0"})}


def test_the_date_is_the_narrowest_that_all_agree_on(ontology: Ontology) -> None:
    """March 2011 beside 2011 is March 2011."""
    dates = {e.date for e in resolve(SUITS, ontology=ontology).events if e.type == "SUED"}
    assert dates == {"2011-03", "2013-05-06", None}


def test_any_order_of_articles_gives_the_same(ontology: Ontology) -> None:
    """Resolving knows no order of articles."""
    wanted = list(export_jsonl(resolve(SUITS, ontology=ontology)))
    for order in itertools.islice(itertools.permutations(SUITS), 0, 5000, 250):
        assert list(export_jsonl(resolve(order, ontology=ontology))) == wanted


def test_the_docket_tells_who_ended_a_suit_and_whether_in_part(ontology: Ontology) -> None:
    """Two cases, each with its own end; the mention that may be either opens none."""
    cases = [c for c in resolve(SUITS, ontology=ontology).cases if c.course == "lawsuit"]
    assert sorted((c.name, [(s.state, s.side) for s in c.steps]) for c in cases) == [
        ("Norvel and Tessaly v. Brackley (2011)", [("filed", "plaintiff"), ("withdrawn", "plaintiff")]),
        ("Norvel v. Brackley (2013)", [("filed", "plaintiff"), ("partly dismissed", None), ("withdrawn", "plaintiff")]),
    ]


def test_yearly_fines_stay_apart(ontology: Ontology) -> None:
    """A fine of each year is an event; the paper of a year that gives no date tells the fine of its own days."""
    told = [tell(y, [("FINED", "Agency", "Orlo", y, f"Agency fined Orlo in {y}.")]) for y in ("2010", "2011", "2012")]
    told.append(tell("n", [("FINED", "Agency", "Orlo", None, "Agency fined Orlo.")], published="2011-06-01"))
    told.append(tell("u", [FILLER] * 3 + [("FINED", "Agency", "Orlo", None, "Agency fined Orlo once.")]))
    assert find_groups(resolve(told, ontology=ontology), "FINED") == {
        frozenset({"20100"}), frozenset({"20110", "n0"}), frozenset({"20120"}), frozenset({"u3"}),
    }  # fmt: skip


def test_a_takeover_takes_its_course(ontology: Ontology) -> None:
    """Bid, rejected, approved, completed: one case over four articles, whatever order they come in."""
    told = [
        tell("k", [("ACQUIRED", "Pellworth", "Castellan", "2009-11-02", "planned: Pellworth bids for Castellan.")]),
        tell("l", [("BLOCKED", "Castellan", "Pellworth", "2009-11-05", "Castellan rejects the offer.")]),
        tell("m", [("APPROVED", "Agency", "Pellworth;Castellan", "2010-02", "Agency clears the deal.")]),
        tell("o", [("ACQUIRED", "Pellworth", "Castellan", "2010-03-01", "Pellworth bought Castellan.")]),
    ]
    for order in (told, told[::-1]):
        (case,) = resolve(order, ontology=ontology).cases
        assert (case.course, case.state) == ("takeover", "completed")
        assert [s.state for s in case.steps] == ["bid", "rejected", "approved", "completed"]


def test_a_bid_without_a_day_opens_the_course_that_later_days_go_on(ontology: Ontology) -> None:
    """A report is younger than the bid it tells of, and a bid no purchase; what is told with the end came before it."""
    told = [
        tell("k", [("ACQUIRED", "Pellworth", "Castellan", None, "planned: Pellworth bids for Castellan.")], published="2009-11-02"),
        tell("l", [("ACQUIRED", "Pellworth", "Castellan", "2009-12-08", "planned: Pellworth raises bid for Castellan.")], published="2009-12-09"),
        tell("m", [("APPROVED", "Agency", "Pellworth;Castellan", None, "Agency clears the deal."),
                   ("ACQUIRED", "Pellworth", "Castellan", "2010-03-01", "Pellworth bought Castellan.")], published="2010-03-02"),
    ]  # fmt: skip
    for order in (told, told[::-1]):
        (case,) = resolve(order, ontology=ontology).cases
        assert [s.state for s in case.steps] == ["bid", "bid raised", "approved", "completed"]
        assert case.state == "completed"


def test_a_membership_takes_its_course(ontology: Ontology) -> None:
    """Who joined, was suspended and left has one membership; who joins after it another."""
    told = [
        tell("p", [("JOINED", "Orlo", "Guild", "2001", "Orlo joined in 2001."),
                   ("SUSPENDED", "Guild", "Orlo", "2002", "Guild suspended Orlo."),
                   ("LEFT", "Orlo", "Guild", "2003", "Orlo left in 2003.")]),
        tell("q", [("JOINED", "Orlo", "Guild", "2006", "Orlo joined in 2006.")]),
    ]  # fmt: skip
    cases = resolve(told, ontology=ontology).cases
    assert sorted([s.state for s in c.steps] for c in cases) == [["joined"], ["joined", "suspended", "left"]]


def test_a_course_that_cannot_be_is_told_and_not_mended(ontology: Ontology) -> None:
    """A settlement of a suit that had been withdrawn is a problem of the case; the steps stand as told."""
    told = [
        tell("r", [("SUED", "Norvel", "Brackley", "2011-03", "Norvel filed a suit."),
                   ("DISMISSED", "Norvel", "Brackley", "2011-05", "Norvel dropped the suit."),
                   ("SETTLED_WITH", "Norvel", "Brackley", "2012-01", "Norvel settled the suit.")]),
    ]  # fmt: skip
    resolved = resolve(told, ontology=ontology)
    (problem,) = resolved.cases[0].problems
    assert problem == "Norvel v. Brackley (2011): settled (2012-01) after it was withdrawn (2011-05)"
    assert resolved.conflicts == ()  # the one article that tells both does not contradict itself
    assert [s.state for s in resolved.cases[0].steps] == ["filed", "withdrawn", "settled"]


def test_a_course_that_articles_tell_apart_is_a_conflict(ontology: Ontology) -> None:
    """Where one article has a suit withdrawn and another settled after that, the two are set side by side."""
    told = [
        tell("r", [("SUED", "Norvel", "Brackley", "2011-03", "Norvel filed a suit."),
                   ("DISMISSED", "Norvel", "Brackley", "2011-05", "Norvel dropped the suit.")]),
        tell("v", [("SUED", "Norvel", "Brackley", "2011-03", "Norvel filed a suit."),
                   ("SETTLED_WITH", "Norvel", "Brackley", "2012-01", "Norvel settled the suit.")]),
    ]  # fmt: skip
    (conflict,) = resolve(told, ontology=ontology).conflicts
    assert conflict.kind == "course"
    assert [s.claims for s in conflict.sides] == [("r1",), ("v1",)]


def test_the_number_of_a_case_is_kept(ontology: Ontology) -> None:
    """A docket number in the words of a step is the case's."""
    told = [tell("s", [("SUED", "Norvel", "Brackley", "2015", "Norvel filed a suit, No. 15-cv-01234.")])]
    assert resolve(told, ontology=ontology).cases[0].numbers == ("15-cv-01234",)


def test_two_counts_dismissed_are_not_the_suit_withdrawn(reader: Reader, ontology: Ontology) -> None:
    """What a court throws out in part lends neither its day nor its court to the withdrawal of the rest."""
    text = (
        "Norvel sued Brackley Foods in May 2012. In June 2013, the court dismissed part of the lawsuit. "
        "In March 2014 Norvel dropped the lawsuit."
    )
    article = Article("t", "1", "t", text)
    resolved = resolve([(article, replace(reader.read(article)))], ontology=ontology)
    assert sorted(str(e.date) for e in resolved.events if e.type == "DISMISSED") == ["2013-06", "2014-03"]


@pytest.mark.parametrize("name", ["lawsuit", "takeover", "membership"])
def test_courses_are_data(ontology: Ontology, name: str) -> None:
    """Each shipped course has a step that opens it and two sides."""
    (course,) = [c for c in ontology.courses if c.name == name]
    assert course.openings
    assert len(course.parties) == 2


MILL = "Norvel opened a mill. It makes pumps. The town is glad. The mill is large. "
NEWS = "Police in Leeds arrested Paul Dorn on May 3, 2012 on suspicion of theft."
OLD = f"{MILL}Police in York had arrested Paul Dorn in 2009 on suspicion of theft."


def find_parts(texts: Sequence[str], type_: str, reader: Reader, ontology: Ontology) -> set[frozenset[str]]:
    """The events of a type as sets of articles, each named by its place."""
    articles = [Article(str(n), "1", str(n), text) for n, text in enumerate(texts)]
    resolved = resolve([(a, reader.read(a)) for a in articles], ontology=ontology)
    return {frozenset(c.article for c in e.claims) for e in resolved.events if e.type == type_}


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Paul Dorn was arrested on suspicion of theft.", True),
        ("Paul Dorn was arrested on Tuesday on suspicion of theft, after a long chase.", True),
        (f"{MILL}Paul Dorn was arrested on suspicion of theft.", False),
        ("Neighbours protested after Paul Dorn was arrested on suspicion of theft.", False),
        ("After Paul Dorn was arrested on suspicion of theft, neighbours protested.", False),
    ],
)
def test_news_is_of_the_event_that_is_news_elsewhere(
    reader: Reader, ontology: Ontology, text: str, joined: bool
) -> None:
    """Of two that fit, undated news is the one that another article reports as new; what is told in passing is neither."""
    apart = {frozenset("0"), frozenset("1"), frozenset("2")}
    found = find_parts([NEWS, OLD, text], "ARRESTED", reader, ontology)
    assert found == ({frozenset("02"), frozenset("1")} if joined else apart)


def test_an_event_that_most_articles_tell_takes_in_what_only_words_could_keep_from_it(
    reader: Reader, ontology: Ontology
) -> None:
    """One bare telling joins three of one reason, not one of another; beside two of another it stays alone."""
    theft, murder, bare = (f"{MILL}Paul Dorn was arrested{why}." for why in (" for theft", " for murder", ""))
    assert find_parts([theft, theft, theft, murder, bare], "ARRESTED", reader, ontology) == {
        frozenset("0124"),
        frozenset("3"),
    }
    assert frozenset("5") in find_parts([theft, theft, theft, murder, murder, bare], "ARRESTED", reader, ontology)


@pytest.mark.parametrize(
    ("grounds", "joined"),
    [
        (("on suspicion of drunken driving", "on a DUI charge"), True),
        (("on suspicion of theft", "on a charge of theft"), True),
        (("on suspicion of theft", "on a murder charge"), False),
        (("on suspicion of theft", "on suspicion of murder"), False),
    ],
)
def test_words_that_only_carry_the_grounds_tell_no_events_apart(
    reader: Reader, ontology: Ontology, grounds: tuple[str, str], joined: bool
) -> None:
    """Nor do they make one event of two."""
    found = find_parts([f"{MILL}Paul Dorn was arrested {why}." for why in grounds], "ARRESTED", reader, ontology)
    assert found == ({frozenset("01")} if joined else {frozenset("0"), frozenset("1")})


@pytest.mark.parametrize(
    ("texts", "parts"),
    [
        # whoever else is told of, and whatever else keeps tellings apart that lack a date
        (("Police in Leeds shot dead Paul Dorn on May 3, 2012.", "Ann Lee killed Paul Dorn.", "{}Paul Dorn was killed."), ["012"]),
        # another victim, and a victim beside the one
        (("Ann Lee killed Paul Dorn.", "Ann Lee killed Mara Lind."), ["0", "1"]),
        # two days are two tellings that cannot both hold, of which the bare one joins the one told more often
        (
            (
                "Paul Dorn was killed on May 3, 2012.",
                "Paul Dorn was killed on May 4, 2012.",
                "Ann Lee killed Paul Dorn on May 4, 2012.",
                "Paul Dorn was killed.",
            ),
            ["0", "123"],
        ),
        # who denies the killing denies it within his article
        (("Ann Lee killed Paul Dorn.", "Ann Lee did not kill Paul Dorn."), ["01"]),
    ],
)  # fmt: skip
def test_one_dies_once(reader: Reader, ontology: Ontology, texts: tuple[str, ...], parts: list[str]) -> None:
    """All killings of one person are one."""
    found = find_parts([t.replace("{}", MILL) for t in texts], "KILLED", reader, ontology)
    assert found == {frozenset(p) for p in parts}


def test_a_killing_is_the_death_of_the_same(reader: Reader, ontology: Ontology) -> None:
    """One event, of the type that tells more, in any order and whoever comes last; another's death is another event."""
    texts = (
        "Paul Dorn died in Leeds on May 3, 2012.",
        "Ann Lee killed Paul Dorn in Leeds.",
        f"{MILL}Paul Dorn died.",
        "Mara Lind died in Leeds on May 3, 2012.",
    )
    for order in itertools.permutations(texts):
        articles = [Article(f"a{i}", "1", f"a{i}", text) for i, text in enumerate(order)]
        events = resolve([(a, reader.read(a)) for a in articles], ontology=ontology).events
        told = {e.roles["patient"]: (e.type, e.date, len(e.claims)) for e in events if e.type in ("DIED", "KILLED")}
        assert told == {
            ("person:paul-dorn",): ("KILLED", "2012-05-03", 3),
            ("person:mara-lind",): ("DIED", "2012-05-03", 1),
        }


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        # a death is a fact, who is said to have killed is not
        (
            ("Paul Dorn died in Leeds.", "Ann Lee allegedly killed Paul Dorn."),
            {("DIED", "asserted", ()), ("KILLED", "alleged", ("person:ann-lee",))},
        ),
        (
            ("Paul Dorn was killed in Leeds.", "Ann Lee allegedly killed Paul Dorn."),
            {("KILLED", "alleged", ("person:ann-lee",))},
        ),
        (
            ("Paul Dorn was killed in Leeds.", "Ann Lee did not kill Paul Dorn."),
            {("KILLED", "asserted", ()), ("KILLED", "negated", ("person:ann-lee",))},
        ),
        (
            ("Ann Lee killed Paul Dorn in Leeds.", "Ann Lee allegedly killed Paul Dorn."),
            {("KILLED", "asserted", ("person:ann-lee",))},
        ),
    ],
)
def test_who_is_only_said_to_have_killed_is_no_fact(
    reader: Reader, ontology: Ontology, texts: tuple[str, ...], told: set[tuple[str, str, tuple[str, ...]]]
) -> None:
    """Though the death is one."""
    for order in itertools.permutations(texts):
        articles = [Article(f"a{i}", "1", f"a{i}", text) for i, text in enumerate(order)]
        events = resolve([(a, reader.read(a)) for a in articles], ontology=ontology).events
        assert {(e.type, e.modality, e.roles.get("agent", ())) for e in events if e.type in ("DIED", "KILLED")} == told


def test_one_that_fits_two_events_keeps_no_other_from_one(reader: Reader, ontology: Ontology) -> None:
    """Bare tellings that may be either stand alone, and those whose words tell join theirs, in whatever order they come."""
    theft, murder, bare = (f"{MILL}Paul Dorn was arrested{why}." for why in (" for theft", " for murder", ""))
    for texts in itertools.permutations([theft, theft, murder, murder, bare]):
        found = find_parts(texts, "ARRESTED", reader, ontology)
        assert sorted(map(len, found)) == [1, 2, 2]
