"""What one article tells of one event: its claims put together, who took part, and when it can have been."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kgbuild.courses import QUOTE, find_apart
from kgbuild.dates import UNPLACED, find_bounds, find_narrowest
from kgbuild.ontology import EventType, Ontology
from kgbuild.records import Article, Claim, Clause, Reading, SourcedClaim

CORE = ("agent", "patient")
NEWS_DAYS = 60  # what a paper reports as news was that long before at most
LEAD = 3  # sentences that tell the news
AHEAD = ("planned", "possible")
MATTERS = ("about", "what", "position", "part")  # words by which events of the same parties differ
SHORT = 3  # letters of words that tell nothing
HOLDERS = frozenset(
    {"suspicion", "charge", "charges", "count", "counts", "allegation", "allegations", "accusation", "accusations"}
    | {"alleged", "allegedly", "connection", "relation", "investigation", "role", "involvement"}
    | {"offence", "offences", "offense", "offenses"}
)
"""Words that only carry the matter: "on suspicion of drunk driving" and "on a charge of drunk driving" tell the same."""
AFTER = re.compile(r"\bafter\b[^,]*$", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MONTH = re.compile(r"XXXX-(0[1-9]|1[0-2])")

Span = tuple[datetime.date | None, datetime.date | None]
Status = Literal["denied", "possible", "told"]
Ids = Mapping[tuple[str, str], str]
"""Which entity a chain of an article is."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as one article tells it.

    `date` is the narrowest that its claims give; `span` holds every day that it can have been on, also where no words
    date it; `month` is a month without a year ("back in May"). `news` says that the article reports it as new.
    `owners` are the owners of names, as the article states them. `apart` is the step of a course that keeps it from
    being one with an event of its type that is no such step. `id` is the smallest id of its claims, `sourced` has these
    with the entities of their roles, `words` what they say of the matter. Of a type that may be `unnamed`, `beside` has the
    persons of the deeds that the article tells.
    """

    id: str
    type: EventType
    article: Article
    claims: tuple[Claim, ...]
    sourced: tuple[SourcedClaim, ...]
    names: Mapping[str, frozenset[str]]
    owners: Mapping[str, frozenset[str]]
    date: str | None
    span: Span
    month: int | None
    news: bool
    status: Status
    apart: str | None
    words: Mapping[str, frozenset[str]]
    beside: frozenset[str] = frozenset()

    @property
    def is_firm(self) -> bool:
        """Whether it is told as a fact."""
        return any(c.polarity == "positive" and c.modality == "asserted" for c in self.claims)

    @property
    def is_unnamed(self) -> bool:
        """Whether it names nobody, of a type that may be told so."""
        return self.type.unnamed and not any(self.names.get(r) for r in CORE)

    @property
    def is_once(self) -> bool:
        """Whether it names one to whom such a thing happens only once: any other telling of the same patient is of it."""
        return self.type.once and bool(self.names.get("patient"))

    @property
    def is_full(self) -> bool:
        """Whether it names both parties, or the one to whom it happens only once."""
        return self.is_once or all(self.names.get(r) for r in CORE)


@dataclass(slots=True)
class _Page:
    """An article with what its reading tells of times and of its sentences."""

    article: Article
    reading: Reading
    ids: Ids
    owners: dict[str, frozenset[str]] = field(default_factory=dict)
    published: datetime.date | None = None
    latest: Span = (None, None)  # the latest date that the article gives to what has happened
    leads: frozenset[int] = frozenset()
    persons: frozenset[str] = frozenset()  # to whom or by whom a deed was done
    verbs: frozenset[int] = frozenset()  # where verbs stand that are not within a phrase ("the suit that it filed")


def find_tellings(article: Article, reading: Reading, ids: Ids, *, ontology: Ontology) -> list[Telling]:
    """Return what an article tells, an event or state each, in the order of its claims.

    Claims that the reading holds for one event are taken apart where their dates or their certainty forbid it.
    """
    page = _open_page(article, reading, ids, ontology)
    groups: dict[tuple[str, str, Status, str | None], list[Claim]] = defaultdict(list)
    for claim in reading.claims:
        if claim.type in ontology.types:
            apart = find_apart(
                ontology.courses,
                claim.type,
                {**claim.texts, QUOTE: article.text[claim.start : claim.end]},
                modality=claim.modality,
            )
            groups[claim.type, claim.event, _find_status(claim), apart].append(claim)
    parts = [
        _make_telling(part, ontology.types[name], status, apart, page)
        for (name, _, status, apart), claims in groups.items()
        for part in _split(claims, page)
    ]
    return sorted(parts, key=lambda t: (min(c.trigger_start for c in t.claims), t.type.name, t.id))


def _find_status(claim: Claim) -> Status:
    """Denied, merely thought of, or told as so: what an article tells in two of these ways is two things."""
    return "denied" if claim.polarity == "negative" else "possible" if claim.modality == "possible" else "told"


def find_day(edtf: str | None) -> datetime.date | None:
    """Return the day of a date that is precise to the day."""
    if edtf is None or len(edtf) != len("2017-08-03"):
        return None
    return datetime.date.fromisoformat(edtf)


def find_roles(claims: Iterable[Claim], article: str, ids: Ids) -> dict[str, tuple[str, ...]]:
    """Return the entities in each role, in text order."""
    roles: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in claims:
        for role, filled in claim.roles.items():
            for a in filled:
                if a.chain and (article, a.chain) in ids:
                    roles[role].setdefault(ids[article, a.chain])
    return {r: tuple(v) for r, v in roles.items()}


def _open_page(article: Article, reading: Reading, ids: Ids, ontology: Ontology) -> _Page:
    owning = {n for n, t in ontology.types.items() if t.one_party}
    owners: dict[str, set[str]] = defaultdict(set)
    for claim in reading.claims:
        if claim.type in owning and claim.polarity == "positive":
            roles = find_roles([claim], article.key, ids)
            for b in roles.get("patient", ()):
                owners[b].update(roles.get("agent", ()))
    sentences = sorted({c.start for c in reading.clauses} | {c.start for c in reading.claims})
    behind = _find_behind_after(reading, article.text)
    phrases = {(a.start, a.end) for c in reading.clauses for filled in c.roles.values() for a in filled}
    told: tuple[Claim | Clause, ...] = (*reading.claims, *reading.clauses)
    past = [find_bounds(c.date.date) for c in told if c.date is not None and _is_past(c)]
    latest = max((b for b in past if b[0] is not None), key=lambda b: b[0] or datetime.date.min, default=(None, None))
    return _Page(
        article,
        reading,
        ids,
        {n: frozenset(o) for n, o in owners.items()},
        find_day(article.published),
        latest,
        frozenset(sentences[:LEAD]),
        _find_persons(reading, article.key, ids, ontology),
        frozenset(
            c.trigger_start
            for c in reading.clauses
            if c.voice != "nominal"
            and not any(a < c.trigger_start < b for a, b in phrases)
            and c.trigger_start not in behind
        ),
    )


def _find_persons(reading: Reading, article: str, ids: Ids, ontology: Ontology) -> frozenset[str]:
    """Those of whom an article tells deeds: to whom one is done, or who does what may be told of nobody with a name."""
    found: set[str] = set()
    for claim in reading.claims:
        type_ = ontology.types.get(claim.type)
        if type_ is None or type_.kind != "event" or claim.polarity == "negative":
            continue
        for role in CORE if type_.unnamed else ("patient",):
            found.update(
                ids[article, a.chain]
                for a in claim.roles.get(role, ())
                if a.cls == "Person" and a.chain and (article, a.chain) in ids
            )
    return frozenset(found)


def _find_behind_after(reading: Reading, text: str) -> set[int]:
    """Where verbs stand behind "after": "the deal comes after Norvel dropped the suit" is no news of the suit."""
    found, ends = set(), dict[int, int]()
    for clause in sorted(reading.clauses, key=lambda c: c.trigger_start):
        if AFTER.search(text, ends.get(clause.start, clause.start), clause.trigger_start):
            found.add(clause.trigger_start)
        ends[clause.start] = clause.trigger_end
    return found


def _is_past(told: Claim | Clause) -> bool:
    return told.date is not None and told.polarity == "positive" and told.modality == "asserted"


def _split(claims: Sequence[Claim], page: _Page) -> list[list[Claim]]:
    """Take claims apart that cannot be of one time; one that can be of several goes with what was told before it."""
    spans = {c.id: _find_span(c, page) for c in claims}
    parts: list[list[Claim]] = []
    by_text = sorted(claims, key=lambda c: (c.trigger_start, c.id))
    for claim in sorted(by_text, key=lambda c: (_find_date(c, page) is None, spans[c.id] == (None, None))):
        fits = [p for p in parts if all(meet(spans[claim.id], spans[o.id]) for o in p)]
        before = [p for p in fits if any(o.trigger_start < claim.trigger_start for o in p)]
        if fits:
            max(before or fits, key=lambda p: max(_nearness(o, claim) for o in p)).append(claim)
        else:
            parts.append([claim])
    return [sorted(p, key=lambda c: (c.trigger_start, c.id)) for p in parts]


def _nearness(other: Claim, claim: Claim) -> int:
    return -abs(claim.trigger_start - other.trigger_start)


def meet(a: Span, b: Span) -> bool:
    """Tell whether some day lies in both."""
    return (a[0] is None or b[1] is None or a[0] <= b[1]) and (b[0] is None or a[1] is None or b[0] <= a[1])


def intersect(a: Span, b: Span) -> Span:
    """Return what two spans leave together; the first day lies behind the last where they leave none."""
    first = b[0] if a[0] is None else a[0] if b[0] is None else max(a[0], b[0])
    return first, b[1] if a[1] is None else a[1] if b[1] is None else min(a[1], b[1])


def _make_telling(claims: Sequence[Claim], type_: EventType, status: Status, apart: str | None, page: _Page) -> Telling:
    sourced = tuple(_source(c, page) for c in claims)
    roles = dict.fromkeys(r for s in sourced for r in s.entities)
    spans = [_find_span(c, page) for c in claims]
    months = {m for c in claims if _find_date(c, page) is None and (m := _find_month(c, page)) is not None}
    return Telling(
        min(c.id for c in claims),
        type_,
        page.article,
        tuple(claims),
        sourced,
        {r: frozenset(n for s in sourced for n in s.entities.get(r, ())) for r in roles},
        page.owners,
        find_narrowest(d for c in claims if (d := _find_date(c, page)) is not None),
        (
            max((s[0] for s in spans if s[0] is not None), default=None),
            min((s[1] for s in spans if s[1] is not None), default=None),
        ),
        months.pop() if len(months) == 1 else None,
        any(_is_news(c, page) for c in claims),
        status,
        apart,
        {r: found for r in MATTERS if (found := _find_words(claims, r))},
        page.persons if type_.unnamed else frozenset(),
    )


def _find_words(claims: Iterable[Claim], role: str) -> frozenset[str]:
    return frozenset(
        w for c in claims for w in c.texts.get(role, "").lower().split() if len(w) > SHORT and w not in HOLDERS
    )


def _source(claim: Claim, page: _Page) -> SourcedClaim:
    article = page.article
    said = tuple(dict.fromkeys(i for a in claim.said_by if a.chain and (i := page.ids.get((article.key, a.chain)))))
    return SourcedClaim(
        claim,
        article.key,
        article.doc,
        article.text[claim.start : claim.end],
        find_roles([claim], article.key, page.ids),
        said,
    )


def _find_span(claim: Claim, page: _Page) -> Span:
    """Return the days between which an event can have been, as far as the claim and its article tell."""
    if claim.kind == "state":
        return (None, None)
    date = _find_date(claim, page)
    if date is not None:
        return find_bounds(date)
    years = {y for text in claim.texts.values() for y in YEAR.findall(text)} if claim.texts.get("case") else set()
    if len(years) == 1:  # "a 2014 case": ended in that year or the next
        year = int(years.pop())
        return datetime.date(year, 1, 1), datetime.date(year + 1, 12, 31)
    framed = _find_frame(claim, page)
    if framed is not None:
        return find_bounds(framed)
    ahead, news = claim.modality in AHEAD, _is_news(claim, page)
    if page.published is not None:
        begun = page.published - datetime.timedelta(days=NEWS_DAYS)
        return (begun if ahead or news else None), (None if ahead else page.published)
    if page.latest[1] is not None and news and _find_value(claim, page, UNPLACED):
        return page.latest[1] + datetime.timedelta(days=1), None  # a weekday is not of a year that has to be named
    return (page.latest[0] if ahead or news else None), None


def _find_date(claim: Claim, page: _Page) -> str | None:
    """The date of a claim; one that it inherited gives way to a day that its own sentence names ("today")."""
    if claim.date is None or (claim.date.source == "inherited" and _find_value(claim, page, UNPLACED)):
        return None
    return claim.date.date


def _is_news(claim: Claim, page: _Page) -> bool:
    """Whether the article reports it as new: a verb of a sentence of the lead, or with a day but no date."""
    if claim.trigger_start not in page.verbs:
        return False
    return claim.start in page.leads or _find_value(claim, page, UNPLACED) is not None


def _find_value(claim: Claim, page: _Page, wanted: re.Pattern[str]) -> str | None:
    """The value of a time in the claim's sentence that no calendar date is known of."""
    values = [t.value for t in page.reading.times if claim.start <= t.start < claim.end and t.date is None]
    return next((v for v in values if wanted.fullmatch(v)), None)


def _find_month(claim: Claim, page: _Page) -> int | None:
    value = _find_value(claim, page, MONTH)
    return int(value[5:7]) if value else None


def _find_frame(claim: Claim, page: _Page) -> str | None:
    """The date that opens the sentence and so dates all of it: "14 days later, it dropped the suit, saying that ..."."""
    begun = min(
        (c.trigger_start for c in page.reading.clauses if claim.start <= c.trigger_start < claim.end),
        default=claim.trigger_start,
    )
    dates = {t.date for t in page.reading.times if claim.start <= t.start < begun and t.date is not None}
    return dates.pop() if len(dates) == 1 and claim.modality == "asserted" else None


def can_be_in(month: int | None, span: Span) -> bool:
    """Tell whether a span holds a day of a month, in whatever year."""
    first, last = span
    if month is None or first is None or last is None:
        return True
    months = (last.year - first.year) * 12 + last.month - first.month
    return (month - first.month) % 12 <= months
