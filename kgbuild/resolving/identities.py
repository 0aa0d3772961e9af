"""The entity that a cluster of namesakes is: its id, its class, its names, its mentions."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from kgbuild.records import Entity, Place
from kgbuild.resolving.name_keys import NameRules
from kgbuild.resolving.namesakes import Namesake
from kgbuild.resolving.things import Thing

PREFIXES = {"Organization": "org", "Person": "person", "Place": "place", "Product": "product", "Work": "work"}
FIND_DOC = attrgetter("doc")
FIND_PLACE = attrgetter("doc", "start", "end", "form")
MANY = 8  # where more than one of so many is new, all are sorted anew


@dataclass(frozen=True, eq=False)
class Cluster:
    """Namesakes that are one thing; each is equal to itself alone."""

    namesakes: tuple[Namesake, ...]

    @property
    def size(self) -> int:
        """How many things its namesakes have."""
        return sum(len(n.things) for n in self.namesakes)

    @cached_property
    def first(self) -> tuple[str, str]:
        """The first article that names it, and the chain there."""
        return min(n.things[0].at for n in self.namesakes)

    @cached_property
    def top(self) -> str:
        """Its class of the first level, that of most mentions."""
        tops = sum((n.tops for n in self.namesakes), Counter())
        return min(tops, key=lambda t: (-tops[t], t))

    @cached_property
    def base(self) -> str:
        """What the ids of clusters have in common that may be the same."""
        return _write_id(self.top, self.name.partition("@")[0])

    @property
    def name(self) -> str:
        """Its smallest name key."""
        return min(n.key for n in self.namesakes)


def make_entity(identity: str, cluster: Cluster, mentions: tuple[Place, ...], rules: NameRules) -> Entity:
    """Return the entity of a cluster: the commonest of its classes and names, and all aliases."""
    votes = sum((n.classes for n in cluster.namesakes), Counter())
    names = sum((n.names for n in cluster.namesakes), Counter())
    below = {c: n for c, n in votes.items() if rules.find_top(c) == cluster.top and c != cluster.top}
    cls = min(below, key=lambda c: (-below[c], c)) if below else cluster.top
    name = min(names, key=lambda n: (-names[n], len(n), n))
    aliases = sorted(set(names).union(*(n.titles for n in cluster.namesakes)) - {name, ""})
    rows = (rules.find_known(n.name, n.top) for n in cluster.namesakes)
    wikidata = min((r.wikidata for r in rows if r is not None and r.wikidata), default=None)
    return Entity(identity, cls, name, tuple(aliases), wikidata, mentions)


def list_mentions(
    before: tuple[tuple[Place, ...], int], gone: Collection[Thing], come: Collection[Thing]
) -> tuple[tuple[Place, ...], int]:
    """Return mentions sorted by article and place, and the number of articles, with things gone and others come."""
    places, articles = [*before[0]], before[1]
    if len(come) * MANY > len(places):
        old = Counter(p for t in gone for p in t.places)
        kept = (Counter(places) - old).elements() if old else places
        ordered = sorted((*kept, *(p for t in come for p in t.places)), key=FIND_PLACE)
        return tuple(ordered), len({p.doc for p in ordered})
    for t in gone:
        for p in t.places:
            del places[bisect_left(places, FIND_PLACE(p), key=FIND_PLACE)]
        articles -= not _tells(places, t.doc)
    for t in come:
        articles += not _tells(places, t.doc)
        for p in t.places:
            insort(places, p, key=FIND_PLACE)
    return tuple(places), articles


def _tells(places: Sequence[Place], doc: str) -> bool:
    """Whether mentions, sorted, are of an article among others."""
    at = bisect_left(places, doc, key=FIND_DOC)
    return at < len(places) and places[at].doc == doc


def name_clusters(clusters: Sequence[Cluster]) -> list[tuple[str, Cluster]]:
    """Return each cluster with a readable id: class and smallest name key.

    Of several that share one the commonest keeps it plain.
    """
    named, taken = [], set()
    for cluster in sorted(clusters, key=lambda c: (-c.size, c.first)):
        name, at, home = cluster.name.partition("@")
        plain = _write_id(cluster.top, name) + (f"~{_hash(home)}" if at else "")
        identity = plain if plain not in taken else f"{plain}~{_hash('|'.join(cluster.first))}"
        named.append((identity, cluster))
        taken.add(identity)
    return named


def _write_id(top: str, name: str) -> str:
    return f"{PREFIXES.get(top, 'thing')}:{re.sub(r'[^a-z0-9]+', '-', name).strip('-') or _hash(name, 8)}"


def _hash(text: str, length: int = 6) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]
