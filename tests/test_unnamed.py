"""Events of which nobody is named are told where a place, a date or a name beside them says which they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgbuild.graph import make_caption
from kgbuild.ontology import Ontology
from kgbuild.reading.reader import Reader
from kgbuild.records import Article, Reading
from kgbuild.resolving import resolve

Told = tuple[str, str, str]


def tell(reading: Reading) -> set[Told]:
    """What claims say: type, whom it befell, and where."""
    return {
        (
            c.type,
            ", ".join(a.text for a in c.roles.get("patient", ())),
            ", ".join(a.name or "" for a in c.roles.get("place", ())),
        )
        for c in reading.claims
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A woman was killed in a crash in Leeds on Friday.", {("KILLED", "A woman", "Leeds")}),
        ("Two hikers died near Leeds.", {("DIED", "Two hikers", "Leeds")}),
        ("A gunman wounded three people in Leeds.", {("INJURED", "three people", "Leeds")}),
        # a date, or a name in the sentence, tells it as well
        ("A motorist was killed on 3 May 2012.", {("KILLED", "A motorist", "")}),
        ("A gunman opened fire at an office in Leeds.", {("ATTACKED", "an office", "Leeds")}),
        ("Police looked into a shooting in Leeds.", {("ATTACKED", "", "Leeds")}),
        # headlines
        ("1 dead, 2 hurt in Leeds blast", {("DIED", "1", ""), ("INJURED", "2", "Leeds")}),
        ("Woman dead after Leeds crash", {("DIED", "Woman", "Leeds")}),
        ("Landslide near Leeds leaves woman dead", {("KILLED", "woman", "Leeds")}),
    ],
)
def test_a_deed_is_told_before_the_name_is_known(read: Callable[..., Reading], text: str, told: set[Told]) -> None:
    """With whom it befell in the article's words."""
    assert tell(read(text)) == told


@pytest.mark.parametrize(
    "text",
    [
        # nothing tells which event it is
        "A woman was killed in a crash.",
        "The shooting shocked everybody.",
        # no one event: a habit, a rate, anybody, what may come
        "Bees kill people in Leeds.",
        "Ten people die on the roads of Leeds every day.",
        "Any man is killed in Leeds who speaks up.",
        "A woman may be killed in Leeds.",
        "No hiker was hurt in Leeds.",
        # no person
        "A sheep was killed in Leeds on Friday.",
        "The plan was killed in Leeds on Friday.",
        "A clerk in Leeds was charged with murder.",
    ],
)
def test_what_is_no_certain_event_is_not_told(read: Callable[..., Reading], text: str) -> None:
    """Where nobody is named, what else is told must make it one."""
    assert {c.type for c in read(text).claims} & {"KILLED", "DIED", "INJURED", "ATTACKED"} == set()


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("A woman was killed in Leeds on Friday. The woman was killed when a wall fell.", 1),
        ("A woman was killed in Leeds on Friday. Two men were killed in York.", 2),
        ("A woman was killed in Leeds on Friday. A man was killed in Leeds as well.", 2),
        ("A hiker was killed in Leeds on Friday. Another hiker was killed near York.", 2),
        ("A woman was killed in Leeds on Friday. Ada Colley was killed when a wall fell.", 1),
        ("Ada Colley was killed in Leeds on Friday. A woman was killed in York.", 2),
    ],
)
def test_tellings_of_one_event_in_an_article_agree(read: Callable[..., Reading], text: str, events: int) -> None:
    """In number, sex, place and day; who is named first is nobody who is told of anew."""
    assert len({c.event for c in read(text).claims}) == events


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("A woman was killed in Leeds on 3 May 2012.", "A woman was killed (3 May 2012)"),
        ("Police looked into a shooting in Leeds.", "someone was attacked in Leeds"),
        ("A gunman wounded three people in Leeds.", "A gunman injured three people"),
    ],
)
def test_a_caption_says_no_more_than_the_article(reader: Reader, ontology: Ontology, text: str, caption: str) -> None:
    """Whom nobody names is called as the article calls him."""
    article = Article("a", "1", "a", text)
    resolved = resolve([(article, reader.read(article))], ontology=ontology)
    names = {e.id: e.name for e in resolved.entities}
    assert [make_caption(e, names, ontology=ontology) for e in resolved.events] == [caption]


ODE = "Police arrested Paul Ode after a woman was killed."
LEEDS = "A woman was killed in Leeds on 3 May 2012."


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        # the articles tell of a deed of one person
        ((ODE, "Police arrested Paul Ode. He killed Mara Dorn."), True),
        ((ODE, "Police arrested Paul Ode. He killed two men."), False),
        ((ODE, "Police arrested Victor Hale. He killed Mara Dorn."), False),
        # one place on one day
        ((LEEDS, "A woman of 30 was killed in Leeds on 3 May 2012."), True),
        ((LEEDS, "Mara Dorn was killed in Leeds on 3 May 2012."), True),
        ((LEEDS, "A man was killed in Leeds on 3 May 2012."), False),
        ((LEEDS, "Two women were killed in Leeds on 3 May 2012."), False),
        ((LEEDS, "A woman was killed in York on 3 May 2012."), False),
        ((LEEDS, "A woman was killed in Leeds on 4 May 2012."), False),
        ((LEEDS, "A woman was killed in Leeds in May 2012."), False),
        # whom an article names is not whom it leaves without a name
        ((LEEDS + " Police arrested Mara Dorn.", "Mara Dorn was killed in Leeds on 3 May 2012."), False),
    ],
)
def test_articles_tell_one_event_of_whom_they_do_not_name(
    reader: Reader, ontology: Ontology, texts: tuple[str, str], joined: bool
) -> None:
    """Where a person or a day and place tie them, and they describe whom it befell alike."""
    articles = [Article(f"a{i}", "1", f"a{i}", text) for i, text in enumerate(texts)]
    events = resolve([(a, reader.read(a)) for a in articles], ontology=ontology).events
    told = [{c.article for c in e.claims} for e in events if e.type == "KILLED"]
    assert told == [{"a0", "a1"}] if joined else sorted(map(sorted, told)) == [["a0"], ["a1"]]


def test_one_that_fits_two_events_stays_alone(reader: Reader, ontology: Ontology) -> None:
    """The article says no more than that it was one of them."""
    texts = (LEEDS, "Mara Dorn was killed in Leeds on 3 May 2012.", "Ada Colley was killed in Leeds on 3 May 2012.")
    articles = [Article(f"a{i}", "1", f"a{i}", text) for i, text in enumerate(texts)]
    events = resolve([(a, reader.read(a)) for a in articles], ontology=ontology).events
    assert len(events) == 3


def test_an_article_that_suggests_another_day_shuts_nobody_out(reader: Reader, ontology: Ontology) -> None:
    """What happens once is one by the name; a day told beside it in one article does not undo the day that others give."""
    texts = (
        "Mara Dorn was killed in Leeds on 3 May 2012.",
        "Owen Pratt was arrested in York on 4 May 2012. Mara Dorn was killed in a crash.",
        LEEDS,
    )
    articles = [Article(f"a{i}", "1", f"a{i}", text) for i, text in enumerate(texts)]
    events = resolve([(a, reader.read(a)) for a in articles], ontology=ontology).events
    assert [({c.article for c in e.claims}, e.date) for e in events if e.type == "KILLED"] == [
        ({"a0", "a1", "a2"}, "2012-05-03")
    ]


def test_the_adjective_of_a_copula_is_part_of_the_trigger(read: Callable[..., Reading]) -> None:
    """ "Is" alone tells nothing of what happened."""
    assert [c.trigger for c in read("Mara Dorn is now dead after a fall.").claims] == ["is now dead"]
    assert [c.trigger for c in read("Police found Mara Dorn dead in Leeds.").claims if c.type == "DIED"] == ["found"]
