"""The posts that an article gives to its persons, and whether two persons of one name can have held them both."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kgbuild.records import Argument, Article, Claim, Reading
from kgbuild.resolving.name_keys import NameRules, is_acronym

BREAK = re.compile(r" (?:of|from|for|at|in|with|who|which|that|and|on) ")
MOVE_DAYS = 30
"""How long one lasts in a post at least, as far as the days of articles tell."""


@dataclass(frozen=True, slots=True, order=True)
class Post:
    """A post at the head of a body. `day` is the article's, `turns` says that it tells of a post gained or lost."""

    kind: str
    body: str
    day: str | None
    turns: bool


def find_titles(reading: Reading, rules: NameRules) -> Iterator[tuple[str, str]]:
    """Yield chain and noun for each post or trade that a clause gives to somebody: "was elected mayor of Lund"."""
    for claim in reading.claims:
        if claim.polarity == "positive":
            for holder in _find_holders(claim, rules):
                yield holder, _find_noun(claim.texts["position"])
    for clause in reading.clauses:
        if clause.lemma in rules.post_verbs and clause.polarity == "positive" and clause.voice == "active":
            for a, told in ((a, told) for a in clause.roles.get("agent", ()) for told in clause.roles.get("as", ())):
                if a.chain and told.cls is not None and rules.find_top(told.cls) == "Person":
                    yield a.chain, _find_noun(told.text)


def find_posts(
    article: Article, reading: Reading, names: Mapping[str, str], rules: NameRules
) -> dict[str, frozenset[Post]]:
    """Return what each person heads. Of a name that Wikidata knows for one person posts tell nothing."""
    turning = {h for c in reading.claims if c.kind == "event" for h in _find_holders(c, rules)}
    found: dict[str, set[Post]] = defaultdict(set)
    for claim in reading.claims:
        position = claim.texts.get("position", "")
        past = not rules.past_posts.isdisjoint(position.lower().replace("-", " ").split())
        if claim.type not in rules.leading or claim.polarity != "positive" or past:
            continue
        for holder in _find_holders(claim, rules):
            known = rules.find_known(names.get(holder, ""), "Person")
            if known is None or known.wikidata is None:
                kind = rules.find_post(_find_noun(position))
                for body in _find_names(claim.roles.get("patient", ()), names):
                    found[holder].add(Post(kind, rules.find_plain(body), article.published, holder in turning))
    return {holder: frozenset(posts) for holder, posts in found.items()}


def are_rival(left: AbstractSet[Post], right: AbstractSet[Post]) -> bool:
    """Whether two groups give one post in bodies that are not one, and not the one after the other."""
    if not left or not right:
        return False
    by: dict[str, list[Post]] = defaultdict(list)
    for post in right:
        by[post.kind].append(post)
    held: dict[str, list[Post]] = defaultdict(list)
    for post in left:
        if post.kind in by:
            held[post.kind].append(post)
    return any(
        not share_one({p.body for p in posts}, {p.body for p in by[kind]}) and not _is_move(posts, by[kind])
        for kind, posts in held.items()
    )


def _is_move(left: Iterable[Post], right: Iterable[Post]) -> bool:
    """Whether the articles of the one are all older than those of the other, and one tells of a post gained or lost."""
    spans = []
    for posts in (left, right):
        days = [
            datetime.date.fromisoformat(p.day) for p in posts if p.day is not None and len(p.day) == len("2017-08-03")
        ]
        if not days:
            return False
        spans.append((min(days), max(days)))
    first, second = sorted(spans)
    return (second[0] - first[1]).days >= MOVE_DAYS and any(p.turns for posts in (left, right) for p in posts)


def share_one(left: AbstractSet[str], right: AbstractSet[str]) -> bool:
    """Tell whether two sets of names can have a body in common."""
    return bool(left & right) or any(_is_alike(a, b) for a in left for b in right)


def _is_alike(a: str, b: str) -> bool:
    """Whether two names can be of one body: the words of the one are among the other's, or its initials."""
    left, right = set(a.split()), set(b.split())
    return left <= right or right <= left or any(" " not in s and is_acronym(s, w) for s, w in ((a, b), (b, a)))


def _find_holders(claim: Claim, rules: NameRules) -> Iterator[str]:
    """The persons who hold the post that a claim names."""
    role = rules.holders.get(claim.type)
    if role is not None and claim.texts.get("position"):
        for a in claim.roles.get(role, ()):
            if a.chain and a.cls and rules.find_top(a.cls) == "Person":
                yield a.chain


def _find_names(arguments: Iterable[Argument], names: Mapping[str, str]) -> list[str]:
    return [names[a.chain] for a in arguments if a.chain is not None and a.chain in names]


def _find_noun(text: str) -> str:
    """The noun of a post: "mayor" of "the first mayor of Lund, Ida Crane"."""
    words = BREAK.split(text.lower().partition(",")[0] + " ")[0].split()
    return words[-1].strip(".") if words else ""
