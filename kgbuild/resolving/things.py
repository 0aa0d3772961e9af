"""What one article tells of each thing that it names: names, class, offices, company. No other article is looked at."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kgbuild.records import Article, Chain, Mention, Place, Reading
from kgbuild.resolving.name_keys import NameRules
from kgbuild.resolving.posts import BREAK, Post, find_posts, find_titles

WORD_BEFORE = re.compile(r"([^\W\d_][\w-]*)( of)? (?:the )?$")
WORDS_BEHIND = re.compile(r", (?:an? |the |who is an? )?([^,.;:()\n]{2,60})[,.;]")
REGION = re.compile(r", ([^\W\d_][\w.]*(?: [A-Z][\w.]*)?)")
IN = re.compile(r"([\w-]+) in $")


Evidence = tuple[str, bool, str, int, str, tuple[str, ...], tuple[str, ...]]
"""What a thing tells of its class and names: top, sure, cls, how many places, title, titles, others."""


Deed = tuple[str, str, str]
"""Type of an event, the role that a thing has in it, and the normalised name of who has the other role."""
DONE = ("asserted", "alleged", "planned")  # what tells one from others: a bid does as a purchase does


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """A thing as one article names it; each is equal to itself alone.

    `name` is the normalised best name, `others` the further ones; `home` is set where the name stands for nothing
    outside: a lone surname, a description. `top` is the class of the first level; `sure` says that words of the article
    tell it. `walks` are walks of life and kinds of firm, `bodies` what a person holds an office in, `company` the other
    names of the article, all as normalised names; `posts` are what a person heads, `deeds` the events in which it meets
    another: type, role, and the other's name. Its places are sorted. `at` is its
    article and chain, `key` the name, with the home of a name that stands for nothing outside it.
    """

    article: str
    doc: str
    chain: str
    cls: str
    top: str
    sure: bool
    title: str
    titles: tuple[str, ...]
    name: str
    others: tuple[str, ...]
    home: str | None
    walks: frozenset[str]
    bodies: frozenset[str]
    posts: frozenset[Post]
    regions: frozenset[str]
    company: frozenset[str]
    deeds: frozenset[Deed]
    places: tuple[Place, ...]
    at: tuple[str, str] = field(init=False)
    key: str = field(init=False)
    evidence: Evidence = field(init=False)

    def __post_init__(self) -> None:
        """Set what is asked most often."""
        object.__setattr__(self, "at", (self.article, self.chain))
        object.__setattr__(self, "key", self.name if self.home is None else f"{self.name}@{self.home}")
        evidence = self.top, self.sure, self.cls, len(self.places), self.title, self.titles, self.others
        object.__setattr__(self, "evidence", evidence)


def find_things(article: Article, reading: Reading, *, rules: NameRules) -> tuple[Thing, ...]:
    """Return the named things of an article, in the order of its chains."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for m in reading.mentions:
        if m.chain:
            mentions[m.chain].append(m)
    named = [c for c in reading.chains if c.name and mentions.get(c.id)]
    names = {c.id: rules.make_name(c.name or "") for c in named}
    main = max(
        (c for c in named if not c.id.startswith("d")), key=lambda c: (len(mentions[c.id]), c.name or ""), default=None
    )
    deeds = _find_deeds(reading, names)
    bodies, posts = _find_bodies(reading, names, rules), find_posts(article, reading, names, rules)
    titles: dict[str, list[str]] = defaultdict(list)
    for chain_id, noun in find_titles(reading, rules):
        titles[chain_id].append(noun)
    tops = {c.id: rules.find_top(c.cls) for c in named}
    company = {names[c.id] for c in named if c.aliases and _is_telling(c, tops[c.id], names[c.id], rules)}
    things = []
    for chain in named:
        cues = _find_cues(article.text, mentions[chain.id], titles[chain.id], rules)
        top, sure = _find_class(chain, article.text, cues, mentions[chain.id], rules)
        home = None
        others = tuple(sorted({rules.make_name(a) for a in chain.aliases} - {names[chain.id], ""}))
        if top == "Person":
            others = tuple(o for o in others if " " in o)
            home = None if " " in names[chain.id] else article.key
        elif not chain.aliases:  # known by a description only: it belongs to the story's main party
            home = names[main.id] if main is not None else article.key
        things.append(
            Thing(
                article=article.key,
                doc=article.doc,
                chain=chain.id,
                cls=chain.cls if top == tops[chain.id] else top,
                top=top,
                sure=sure,
                title=chain.name or "",
                titles=chain.aliases,
                name=names[chain.id],
                others=others,
                home=home,
                walks=frozenset(w for noun in cues if top == "Person" and (w := rules.find_walk(noun)) is not None),
                bodies=frozenset(bodies[chain.id]),
                posts=posts.get(chain.id, frozenset()),
                regions=frozenset(_find_regions(article.text, mentions[chain.id], rules))
                if top == "Place"
                else frozenset(),
                company=frozenset(company - {names[chain.id], *others}),
                deeds=frozenset(deeds[chain.id]),
                places=tuple(
                    Place(article.doc, m.start, m.end, m.form)
                    for m in sorted(mentions[chain.id], key=lambda m: (m.start, m.end, m.form))
                ),
            )
        )
    return tuple(things)


def _is_telling(chain: Chain, top: str, name: str, rules: NameRules) -> bool:
    """Whether a name tells something of those named beside it: no place, no country, no paper, no surname alone."""
    if top == "Place" or chain.cls == "Media" or rules.is_region(name):
        return False
    return top != "Person" or " " in name


def _find_bodies(reading: Reading, names: dict[str, str], rules: NameRules) -> dict[str, set[str]]:
    """Which body each person leads, works for or belongs to, as the lasting relations of the article tell."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in reading.claims:
        if claim.kind != "state" or claim.polarity != "positive":
            continue
        for a in claim.roles.get("agent", ()):
            for b in claim.roles.get("patient", ()):
                if a.chain and b.chain in names and a.cls and rules.find_top(a.cls) == "Person" and b.cls != "Person":
                    found[a.chain].add(names[b.chain])
    return found


def _find_deeds(reading: Reading, names: dict[str, str]) -> dict[str, set[Deed]]:
    """The events that an article tells as so in which each thing meets another."""
    found: dict[str, set[Deed]] = defaultdict(set)
    for claim in reading.claims:
        if claim.kind != "event" or claim.polarity != "positive" or claim.modality not in DONE:
            continue
        kind = f"planned {claim.type}" if claim.modality == "planned" else claim.type
        for a in claim.roles.get("agent", ()):
            for b in claim.roles.get("patient", ()):
                if a.chain in names and b.chain in names:
                    found[a.chain].add((kind, "agent", names[b.chain]))
                    found[b.chain].add((kind, "patient", names[a.chain]))
    return found


def _find_cues(text: str, mentions: Sequence[Mention], titles: Iterable[str], rules: NameRules) -> list[str]:
    """The nouns that the article uses for a thing: descriptions, titles before its name, appositions, posts given to it."""
    found = [*titles]
    for m in mentions:
        if m.form == "nominal":
            found.append(text[m.head_start : m.head_end].lower())
        elif m.form == "name":
            before = WORD_BEFORE.search(text[max(0, m.start - 40) : m.start])
            if before and (before[2] is None or rules.find_noun(before[1].lower()) == "Place"):  # "the city of"
                found.append(before[1].lower())
            behind = WORDS_BEHIND.match(text[m.end : m.end + 80])
            if behind:
                found.append(BREAK.split(behind[1] + " ")[0].split()[-1].lower())
    return [n for n in found if rules.find_noun(n) is not None]


def _find_class(
    chain: Chain, text: str, cues: Iterable[str], mentions: Sequence[Mention], rules: NameRules
) -> tuple[str, bool]:
    """The class of the first level, and whether words of the article tell it. Two that tell different ones tell none."""
    top = rules.find_top(chain.cls)
    votes: Counter[str] = Counter()
    for noun in cues:
        votes[rules.find_noun(noun) or top] += 1
    for m in mentions:
        if m.form == "pronoun" and m.text.lower() in rules.person_pronouns:
            votes["Person"] += 1
        if m.form == "name" and _stands_in(text[max(0, m.start - 40) : m.start], rules):
            votes["Place"] += 1
    for alias in (chain.name or "", *chain.aliases):
        told = rules.find_form(alias)
        if told:
            votes[told] += 2
    if not votes:
        return top, False
    best = max(sorted(votes), key=lambda t: (votes[t], t == top))
    if votes[best] * 2 <= sum(votes.values()) or (best != top and best == "Product"):  # "the Vanta aircraft"
        return top, False
    return best, True


def _stands_in(before: str, rules: NameRules) -> bool:
    """Whether what stands before a name makes it a place: "rivers in", but not "a stake in"."""
    found = IN.search(before)
    return found is not None and found[1].lower().removesuffix("s") not in rules.stakes


def _find_regions(text: str, mentions: Sequence[Mention], rules: NameRules) -> Iterator[str]:
    """The state or country that stands behind a place's name and a comma, in the name or after it."""
    for m in mentions:
        if m.form == "name":
            told = REGION.search(m.text) or REGION.match(text[m.end : m.end + 40])
            if told and rules.is_region(rules.make_name(told[1])):
                yield rules.make_name(told[1])
