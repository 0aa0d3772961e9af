"""One thing, one entity: join the names that articles use for it, and keep apart what words keep apart.

Things of one name are parted first (`namesakes`), then names are linked (`links`). Blocks are the connected components
of all links. A block is solved whole: a person's decisions first, then links by falling score, each only where nothing
forbids it and, for weak ones, where every name of the one side is akin to every name of the other.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

from kgbuild.ontology import Ontology
from kgbuild.records import Article, Entity, Judgement, Reading
from kgbuild.resolving.decided import Decided
from kgbuild.resolving.links import Link, find_links, index_links
from kgbuild.resolving.name_keys import NameKey, NameRules
from kgbuild.resolving.namesakes import Namesake, contradict, part_namesakes
from kgbuild.resolving.things import Thing, find_things

PREFIXES = {"Organization": "org", "Person": "person", "Place": "place", "Product": "product", "Work": "work"}
WEAK = 0.9
"""A link below this score joins no two names that have only a third in common."""
MARGIN = 3
"""How many times more articles must speak for a reading than against it."""


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities, which entity each chain of each article is, the judgements behind them, and decisions that fit nothing.

    `meant` has, for each name key of a decision, the things (article, chain) that it stands for.
    """

    entities: tuple[Entity, ...]
    ids: Mapping[tuple[str, str], str]
    judgements: tuple[Judgement, ...]
    unfit: tuple[Judgement, ...] = ()
    meant: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)


def resolve_entities(
    pairs: Sequence[tuple[Article, Reading]], *, ontology: Ontology, decisions: Sequence[Judgement] = ()
) -> Entities:
    """Return the entities of all readings, sorted by id, and what joined their names.

    `decisions` are a person's, with name keys (`name_keys`) as left and right; they beat every rule.
    """
    rules = NameRules(ontology)
    things = [t for article, reading in pairs for t in find_things(article, reading, rules=rules)]
    by: dict[str, list[Thing]] = defaultdict(list)
    for t in things:
        by[t.key].append(t)
    decided = Decided(decisions, things, rules)
    namesakes = [n for key in sorted(by) for n in decided.part(part_namesakes(by[key], rules=rules))]
    links = (*find_links(namesakes, rules=rules), *decided.link(namesakes))
    clusters, judgements = [], list(decided.find_verdicts())
    for block, held in _find_blocks(len(namesakes), links):
        found, told = _Solver(namesakes, held, rules, decided).solve(block)
        clusters += found
        judgements += told
    ids: dict[tuple[str, str], str] = {}
    entities = []
    for name, cluster in zip(_make_ids(clusters), clusters, strict=True):
        entities.append(_make_entity(name, cluster, rules))
        ids |= {(t.article, t.chain): name for n in cluster for t in n.things}
    return Entities(
        tuple(sorted(entities, key=lambda e: e.id)),
        ids,
        tuple(sorted(set(judgements), key=lambda j: (j.left, j.right, j.author, j.reason))),
        decided.unfit,
        decided.meant,
    )


def _find_blocks(count: int, links: Sequence[Link]) -> list[tuple[list[int], list[Link]]]:
    """The namesakes that links connect, however far, with those links."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from((k.left, k.right) for k in links)
    blocks = sorted(sorted(part) for part in nx.connected_components(graph))
    at = {i: n for n, block in enumerate(blocks) for i in block}
    held: list[list[Link]] = [[] for _ in blocks]
    for link in links:
        held[at[link.left]].append(link)
    return list(zip(blocks, held, strict=True))


class _Solver:
    """Solves one block: which of its namesakes are one."""

    def __init__(
        self, namesakes: Sequence[Namesake], links: Sequence[Link], rules: NameRules, decided: Decided
    ) -> None:
        self.namesakes, self.rules, self.decided = namesakes, rules, decided
        self.links = sorted(links, key=lambda k: (-k.score, k.left, k.right))
        self.linked = {(k.left, k.right) for k in links}
        self.shorts = index_links(self.links)

    def solve(self, block: Sequence[int]) -> tuple[list[list[Namesake]], list[Judgement]]:
        """Return the clusters of a block, and a judgement for each link."""
        parts = {i: {i} for i in block}
        judgements = []
        for link in self.links:
            a, b = parts[link.left], parts[link.right]
            if a is b:
                continue
            against = None if self.decided.is_same(link) else self._find_objection(link, parts)
            if against is None:
                a |= b
                for i in b:
                    parts[i] = a
                if not self.decided.is_same(link):
                    judgements.append(self._judge(link, "same", link.reason))
            else:
                judgements.append(self._judge(link, *against))
        clusters = {min(p): p for p in parts.values()}
        return [[self.namesakes[i] for i in sorted(clusters[c])] for c in sorted(clusters)], judgements

    def _judge(self, link: Link, verdict: str, reason: str) -> Judgement:
        left, right = sorted(write_key(self.namesakes[i]) for i in (link.left, link.right))
        return Judgement(left, right, verdict, link.score, reason, "rule")  # type: ignore[arg-type]

    def _find_objection(self, link: Link, parts: Mapping[int, set[int]]) -> tuple[str, str] | None:
        """Why two clusters must not, or need not, be one; a verdict and its reason."""
        a, b = parts[link.left], parts[link.right]
        for i in sorted(a):
            for j in sorted(b):
                reason = self._forbids(i, j, link)
                if reason is not None:
                    return "different", reason
        if self._is_close(link.left, link.right):
            return None
        if link.short is not None and self._is_ambiguous(link, parts):
            return "unsure", "several longer names fit"
        if link.score < WEAK and not all(self._is_akin(i, j) for i in a for j in b):
            return "unsure", "only a third name links them"
        return None

    def _forbids(self, i: int, j: int, link: Link) -> str | None:
        x, y = self.namesakes[i], self.namesakes[j]
        if self.decided.is_different(x, y):
            return "a person keeps them apart"
        both = {t.article for t in x.things} & {t.article for t in y.things}
        if both and len(both) * MARGIN > link.articles:
            return "one article names both"
        generations = {self.rules.find_generation(x.name), self.rules.find_generation(y.name)} - {None}
        if len(generations) > 1:
            return "father and son"
        rows = {r.wikidata for n in (x, y) if (r := self.rules.find_known(n.name, n.top)) and r.wikidata}
        if len(rows) > 1:
            return "two Wikidata ids"
        if contradict(x, y):
            return "another walk of life, post or region"
        return None

    def _is_ambiguous(self, link: Link, parts: Mapping[int, set[int]]) -> bool:
        """Whether a short name can be of another longer one as well as of this one."""
        mine, others = 0, 0
        here = link.right if link.short == link.left else link.left
        long, words = parts[here], set(self.namesakes[here].name.split())
        for other in self.shorts[link.short or 0]:
            end = other.right if other.short == other.left else other.left
            rival = set(self.namesakes[end].name.split())
            alike = 2 * len(rival & words) > min(len(rival), len(words))
            if end in long or alike or self._is_akin(here, end):
                mine += other.articles
            else:
                others += other.articles
        return mine < MARGIN * others

    def _is_akin(self, i: int, j: int) -> bool:
        if (min(i, j), max(i, j)) in self.linked:
            return True
        return self._is_close(i, j)

    def _is_close(self, i: int, j: int) -> bool:
        """Whether two names differ by general words, the order of words, or a written-out country alone."""
        x, y = (self.namesakes[n].name for n in (i, j))
        return self.rules.find_base(x) == self.rules.find_base(y) or self.rules.find_canonical(
            x
        ) == self.rules.find_canonical(y)


def write_key(namesake: Namesake) -> str:
    """Return the name key of a namesake, with its first article where it has a home or is one of several."""
    home = namesake.things[0].article if namesake.key != namesake.name or not namesake.alone else None
    return str(NameKey(namesake.top, namesake.name, home))


def _make_entity(identity: str, cluster: Sequence[Namesake], rules: NameRules) -> Entity:
    votes: Counter[str] = Counter()
    names: Counter[str] = Counter()
    things = [t for n in cluster for t in n.things]
    for t in things:
        votes[t.cls] += len(t.places)
        names[t.title] += 1
    top = _find_top(cluster)
    below = {c: n for c, n in votes.items() if rules.find_top(c) == top and c != top}
    cls = min(below, key=lambda c: (-below[c], c)) if below else top
    name = min(names, key=lambda n: (-names[n], len(n), n))
    aliases = sorted({a for t in things for a in (*t.titles, t.title)} - {name, ""})
    rows = (rules.find_known(n.name, n.top) for n in cluster)
    wikidata = min((r.wikidata for r in rows if r is not None and r.wikidata), default=None)
    places = tuple(sorted((p for t in things for p in t.places), key=lambda p: (p.doc, p.start, p.end)))
    return Entity(identity, cls, name, tuple(aliases), wikidata, places)


def _find_top(cluster: Sequence[Namesake]) -> str:
    tops: Counter[str] = Counter()
    for n in cluster:
        for t in n.things:
            tops[n.top if t.sure else t.top] += len(t.places)
    return min(tops, key=lambda t: (-tops[t], t))


def _make_ids(clusters: Sequence[Sequence[Namesake]]) -> list[str]:
    """A readable id each: class and smallest name key. Of several that share one the commonest keeps it plain."""
    rank = sorted(range(len(clusters)), key=lambda i: (-sum(len(n.things) for n in clusters[i]), _first(clusters[i])))
    ids, taken = [""] * len(clusters), set()
    for i in rank:
        key = min(n.key for n in clusters[i])
        name, at, home = key.partition("@")
        plain = _write_id(_find_top(clusters[i]), name) + (f"~{_hash(home)}" if at else "")
        ids[i] = plain if plain not in taken else f"{plain}~{_hash('|'.join(_first(clusters[i])))}"
        taken.add(ids[i])
    return ids


def _first(cluster: Sequence[Namesake]) -> tuple[str, str]:
    return min((t.article, t.chain) for n in cluster for t in n.things)


def _write_id(top: str, name: str) -> str:
    return f"{PREFIXES.get(top, 'thing')}:{re.sub(r'[^a-z0-9]+', '-', name).strip('-') or _hash(name, 8)}"


def _hash(text: str, length: int = 6) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]
