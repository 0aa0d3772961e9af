"""The records that pass between the stages.

All are frozen. Offsets are code points into `Article.text`, start included, end excluded.
Dates are EDTF text (ISO 8601-2) as precise as the article: `2017-08-03`, `2017-08`, `2014-07/2014-08`, `2016-05/..`.
A `None` says that the text does not tell. Mappings are never changed after a record is made.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Modality = Literal["asserted", "planned", "alleged", "possible"]
Polarity = Literal["positive", "negative"]
Form = Literal["name", "nominal", "pronoun"]
Kind = Literal["event", "state"]
Verdict = Literal["same", "different", "unsure"]
PropertyValue = str | int | float | bool | datetime.date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one article.

    `key` is the input's own id, else its canonical URL, else `doc`; `doc` is the own id, else the path below the
    folder that was given, with `#2`, `#3` for the further stories of a page. `version` is a hash of the text and of
    the metadata below. `published` is an EDTF date, `published_from` says where it was found (`metadata`, `header`,
    `url`, `dateline`, ...).
    """

    key: str
    version: str
    doc: str
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    published_from: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that could not be read as an article: where it stands, what is wrong, what helps."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or describes a thing. `chain` is the id of its coreference chain, None if unlinked."""

    start: int
    end: int
    text: str
    head_start: int
    head_end: int
    cls: str
    form: Form
    name: str | None = None
    chain: str | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """The mentions of one thing within one article: its best name there, all its names, and the parts of a plural."""

    id: str
    cls: str
    name: str | None
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date, time, duration or set in the text.

    `timex` is DATE, TIME, DURATION or SET and `value` its TIMEX3 value; `date` is EDTF where it has a place on the
    calendar. `anchor` is what it was counted from (`published 2017-08-04`), `rule` the rule that read it.
    """

    start: int
    end: int
    text: str
    timex: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    date: str | None
    anchor: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event was, and the proof: the phrase, where it stands, what it was counted from, by which rule.

    `source` is `phrase` where the phrase stands with the claim itself, `inherited` where another claim of the same
    event in the article gave it, `decided` where a person did; then the phrase is that of the reading, or empty. `first_day` and `last_day` are ISO days, None for an open end.
    """

    date: str
    first_day: str | None
    last_day: str | None
    phrase: str
    start: int
    end: int
    anchor: str | None
    rule: str
    source: Literal["phrase", "inherited", "decided"] = "phrase"


@dataclass(frozen=True, slots=True)
class Argument:
    """What fills a role: its words, and the name, class and chain they stand for where the article names one."""

    text: str
    start: int
    end: int
    cls: str | None = None
    name: str | None = None
    chain: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with its arguments, whether the vocabulary knows it or not.

    `roles` maps `agent`, `patient` and prepositions to arguments, normalised for voice.
    """

    trigger: str
    trigger_start: int
    trigger_end: int
    lemma: str
    start: int
    end: int
    voice: Literal["active", "passive", "nominal"]
    polarity: Polarity
    modality: Modality
    roles: Mapping[str, tuple[Argument, ...]]
    said_by: tuple[Argument, ...] = ()
    date: EventDate | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says of one event or state. `event` groups the claims of one event within the article.

    `after` names the events of the article that its words put before this one. `decision` is the id of a person's
    decision that corrected it.
    """

    id: str
    type: str
    kind: Kind
    trigger: str
    trigger_start: int
    trigger_end: int
    start: int
    end: int
    roles: Mapping[str, tuple[Argument, ...]]
    texts: Mapping[str, str]
    polarity: Polarity
    modality: Modality
    rule: str
    event: str
    said_by: tuple[Argument, ...] = ()
    date: EventDate | None = None
    inherited: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reader took from one version of one article. `reader` is the hash of rules, ontology and model."""

    article: str
    version: str
    reader: str
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    chains: tuple[Chain, ...]
    clauses: tuple[Clause, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention stands: which article (its `doc`), from, to, and in which form."""

    doc: str
    start: int
    end: int
    form: Form


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that articles name: one company, person, court, place. `id` is its Wikidata id, else its smallest name key."""

    id: str
    cls: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    mentions: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class SourcedClaim:
    """A claim with the article it stands in and the entities that fill its roles (role -> entity ids, in text order)."""

    claim: Claim
    article: str
    doc: str
    quote: str
    entities: Mapping[str, tuple[str, ...]]
    said_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or a lasting state, resolved over all articles. `id` is its smallest claim id.

    `roles` maps a role to entity ids, `texts` a role to words for what is no named thing. `modality` is the strongest of
    its claims, `negated` where all deny it. `reported` is the earliest publication, `after` has the ids of the events that
    came before. `dated_by` has the keys of the articles that tell its date. `earliest` and `latest` are the days between
    which the order of events puts one that no article dates; they prove no date. `sources` counts the independent sources, and `source_articles` has the keys of each one's articles.
    """

    id: str
    kind: Kind
    type: str
    roles: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, str]
    modality: Literal["asserted", "planned", "alleged", "possible", "negated"]
    claims: tuple[SourcedClaim, ...]
    articles: int
    sources: int
    date: str | None = None
    first_day: str | None = None
    last_day: str | None = None
    precision: str | None = None
    reported: str | None = None
    after: tuple[str, ...] = ()
    dated_by: tuple[str, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    source_articles: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class CaseStep:
    """An event as a step of a case: the state that it left the case in, and which side took it, if one did."""

    event: str
    state: str
    side: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """A lawsuit, takeover or membership: who is on which side (entity ids), and its steps in order of time.

    `course` is the course of the ontology that it takes; `state` is where it stands after all that has happened.
    `numbers` are those that a court gave it, as articles quote them; `problems` tell of steps that cannot follow each other.
    """

    id: str
    course: str
    label: str
    name: str
    state: str
    parties: Mapping[str, tuple[str, ...]]
    court: str | None
    numbers: tuple[str, ...]
    steps: tuple[CaseStep, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: what it says, the ids of all claims that say so, and how many independent sources these are."""

    says: str
    claims: tuple[str, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims that cannot all hold, or that an analyst has to weigh against each other.

    `about` has the ids of the events, entities or the case that it concerns. `articles` counts those that speak of what
    it concerns; `weight` grows with the sources on both sides and with `articles`.
    """

    id: str
    kind: str
    about: tuple[str, ...]
    text: str
    sides: tuple[Side, ...]
    articles: int
    weight: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """Why two name keys are one thing, or are not. `author` is a rule's name, or a person."""

    left: str
    right: str
    verdict: Verdict
    score: float
    reason: str
    author: str


@dataclass(frozen=True, slots=True)
class NameReference:
    """A name as a person writes it, and words of an article in which it means this one, where namesakes share it."""

    name: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class NameDecision:
    """A person's word that names are of one thing, or each of another. `id` is a hash of verdict and names."""

    id: str
    verdict: Literal["same", "different"]
    names: tuple[NameReference, ...]
    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class Described:
    """How a claim was read, as far as that tells it from others of its sentence; None and empty: whatever was read.

    `agent` and `patient` are words of the article, or names.
    """

    type: str | None = None
    trigger: str | None = None
    agent: tuple[str, ...] = ()
    patient: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What a claim says rightly; None where the reading stands. `date` is EDTF, `none` where the text tells none.

    `modality` is one word, `negated` among them; `swap` makes the agent the patient, and the patient the agent.
    """

    type: str | None = None
    date: str | None = None
    modality: str | None = None
    swap: bool = False


@dataclass(frozen=True, slots=True)
class ClaimDecision:
    """A person's word that what was read from words of an article is not there, or is `to` be read otherwise."""

    id: str
    verdict: Literal["rejected", "corrected"]
    quote: str
    read: Described
    to: Correction
    author: str
    reason: str


Decision = NameDecision | ClaimDecision


@dataclass(frozen=True, slots=True)
class Overruled:
    """A claim as the reading had it, before a person rejected or corrected it."""

    article: str
    doc: str
    quote: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision that holds: the entities that its names stand for, or the claims that it overrules."""

    decision: Decision
    entities: tuple[str, ...] = ()
    overruled: tuple[Overruled, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfit:
    """A decision (by its id) that changes nothing, and why."""

    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """What the graph keeps of an article: all but its text."""

    key: str
    version: str
    doc: str
    title: str | None
    publisher: str | None
    published: str | None
    published_from: str | None
    url: str | None
    mentions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """What makes articles one source: a publisher, an agency, a text that was copied, a page, a quotation.

    `name` tells it in words, `articles` has their keys, `reason` the words or figures that show it.
    """

    id: str
    kind: Literal["publisher", "agency", "copy", "page", "quote"]
    name: str
    articles: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """The graph's contents before any store's shape. Every tuple is sorted by id, so equal inputs give equal records.

    `unfit` is told to whoever ingests, and is no part of the graph.
    """

    sources: tuple[Source, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    cases: tuple[Case, ...]
    conflicts: tuple[Conflict, ...]
    judgements: tuple[Judgement, ...]
    rulings: tuple[Ruling, ...] = ()
    unfit: tuple[Unfit, ...] = ()
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the property graph. `label` is the base label that `id` is unique under; `labels` come on top."""

    id: str
    label: str
    labels: tuple[str, ...]
    properties: Mapping[str, PropertyValue]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship of the property graph, with the base labels of its ends. `id` is unique among edges of its type."""

    id: str
    type: str
    start_label: str
    start: str
    end_label: str
    end: str
    properties: Mapping[str, PropertyValue]


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges, each sorted by id, with the SHA-256 of them all."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    digest: str
