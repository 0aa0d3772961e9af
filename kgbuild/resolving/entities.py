"""One thing, one entity: join the names that articles use for it, and keep apart what words keep apart.

Things of one name are parted first (`namesakes`), then names are linked (`links`). Blocks are the connected components
of all links. A block is solved whole: a person's decisions first, then links by falling score, each only where nothing
forbids it and, for weak ones, where every name of the one side is akin to every name of the other.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

from kgbuild.ontology import Ontology
from kgbuild.records import Article, Entity, Judgement, Reading
from kgbuild.resolving.blocks import Blocks, Shelf, Turn
from kgbuild.resolving.decided import Decided
from kgbuild.resolving.links import Link, find_link_keys, find_links, index_links
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
    resolver = EntityResolver(ontology, decisions)
    resolver.update(pairs)
    return resolver.collect()


@dataclass(slots=True)
class Renamed:
    """What an update changed: articles of which a chain is another entity now, and entities that went and came."""

    articles: set[str]
    entities: Turn[Entity]


class EntityResolver:
    """Resolves entities, and after a change of some articles the blocks of names that the change touches."""

    def __init__(self, ontology: Ontology, decisions: Sequence[Judgement] = ()) -> None:
        self._rules, self._decisions = NameRules(ontology), decisions
        self._decided = Decided(decisions, (), self._rules)
        self._things: dict[str, tuple[Thing, ...]] = {}
        self._by_key: dict[str, dict[tuple[str, str], Thing]] = defaultdict(dict)
        self._blocks: Blocks[Sequence[Namesake], Solved] = Blocks(self._find_keys, self._solve)
        self._named: Blocks[Cluster, list[tuple[str, Cluster]]] = Blocks(_find_base_id, _name_clusters)
        self._made: dict[str, tuple[Cluster, Entity]] = {}
        self._entities: Shelf[Entity] = Shelf(lambda e: e.id)
        self._judgements: Shelf[Judgement] = Shelf(lambda j: (j.left, j.right, j.author, j.reason, j.verdict, j.score))
        self.ids: dict[tuple[str, str], str] = {}

    def update(self, pairs: Iterable[tuple[Article, Reading]], gone: Iterable[str] = ()) -> Renamed:
        """Take articles in, new ones and those that changed, and let others go."""
        touched = self._take(pairs, gone)
        if self._decisions:
            self._decided = Decided(self._decisions, [t for held in self._things.values() for t in held], self._rules)
        come = {k: part_namesakes([*self._by_key[k].values()], rules=self._rules) for k in touched if self._by_key[k]}
        turn = self._blocks.update(come, touched - come.keys())
        self._judgements.update(
            Turn([j for s in turn.lost for j in s.judgements], [j for s in turn.made for j in s.judgements])
        )
        lost = {_first(c): c for s in turn.lost for c in s.clusters}
        made = {_first(c): c for s in turn.made for c in s.clusters}
        changed = {i: c for i, c in made.items() if lost.get(i) != c}
        return self._rename(self._named.update(changed, lost.keys() - made.keys()))

    def collect(self) -> Entities:
        """Return all that is known now."""
        judgements = self._judgements.collect()
        verdicts = set(self._decided.find_verdicts())
        if verdicts:
            judgements = tuple(sorted({*verdicts, *judgements}, key=lambda j: (j.left, j.right, j.author, j.reason)))
        return Entities(self._entities.collect(), self.ids, judgements, self._decided.unfit, self._decided.meant)

    def _take(self, pairs: Iterable[tuple[Article, Reading]], gone: Iterable[str]) -> set[str]:
        """Keep the things of articles, and return the names of those that came or went."""
        touched = set()
        come = {a.key: find_things(a, r, rules=self._rules) for a, r in pairs}
        for key in (*gone, *come):
            for t in self._things.pop(key, ()):
                del self._by_key[t.key][t.article, t.chain]
                touched.add(t.key)
        for key, things in come.items():
            self._things[key] = things
            for t in things:
                self._by_key[t.key][t.article, t.chain] = t
                touched.add(t.key)
        return touched

    def _find_keys(self, namesakes: Sequence[Namesake]) -> Iterator[tuple[str, ...]]:
        yield from find_link_keys(namesakes, rules=self._rules)
        if self._decisions:
            names = {name for n in namesakes for t in n.things for name in (t.name, *t.others)}
            for d in self._decisions:
                if not names.isdisjoint((self._rules.parse(d.left).name, self._rules.parse(d.right).name)):
                    yield "decided", d.left, d.right

    def _solve(self, items: Sequence[Sequence[Namesake]]) -> Solved:
        namesakes = [n for held in items for n in self._decided.part(held)]
        links = (*find_links(namesakes, rules=self._rules), *self._decided.link(namesakes))
        clusters, judgements = [], []
        for block, held in _find_blocks(len(namesakes), links):
            found, told = _Solver(namesakes, held, self._rules, self._decided).solve(block)
            clusters += found
            judgements += told
        return Solved(clusters, list(dict.fromkeys(judgements)))

    def _rename(self, turn: Turn[list[tuple[str, Cluster]]]) -> Renamed:
        """Give the clusters of new blocks their entities, and say whose entity is another one now."""
        kept, renamed = {}, Renamed(set(), Turn())
        before = dict(named for result in turn.lost for named in result)
        for name, cluster in (named for result in turn.made for named in result):
            if before.get(name) == cluster:
                del before[name]
            else:
                kept[name] = cluster
        old: dict[tuple[str, str], str] = {}
        for name, cluster in before.items():
            renamed.entities.lost.append(self._made.pop(name)[1])
            old |= dict.fromkeys(_list_chains(cluster), name)
        new: dict[tuple[str, str], str] = {}
        for name, cluster in kept.items():
            entity = _make_entity(name, cluster, self._rules)
            self._made[name] = cluster, entity
            renamed.entities.made.append(entity)
            new |= dict.fromkeys(_list_chains(cluster), name)
        for chain in old.keys() - new.keys():
            del self.ids[chain]
        self.ids |= new
        renamed.articles = {article for (article, _), _ in old.items() ^ new.items()}
        self._entities.update(renamed.entities)
        return renamed


Cluster = list[Namesake]


@dataclass(frozen=True, slots=True)
class Solved:
    """The clusters of a block of names, and the judgements on its links."""

    clusters: list[Cluster]
    judgements: list[Judgement]


def _list_chains(cluster: Cluster) -> list[tuple[str, str]]:
    return [(t.article, t.chain) for n in cluster for t in n.things]


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


def _find_base_id(cluster: Cluster) -> tuple[str]:
    """What the ids of clusters have in common that may be the same."""
    return (_write_id(_find_top(cluster), min(n.key for n in cluster).partition("@")[0]),)


def _name_clusters(clusters: Sequence[Cluster]) -> list[tuple[str, Cluster]]:
    """A readable id each: class and smallest name key. Of several that share one the commonest keeps it plain."""
    named, taken = [], set()
    for cluster in sorted(clusters, key=lambda c: (-sum(len(n.things) for n in c), _first(c))):
        name, at, home = min(n.key for n in cluster).partition("@")
        plain = _write_id(_find_top(cluster), name) + (f"~{_hash(home)}" if at else "")
        identity = plain if plain not in taken else f"{plain}~{_hash('|'.join(_first(cluster)))}"
        named.append((identity, cluster))
        taken.add(identity)
    return named


def _first(cluster: Sequence[Namesake]) -> tuple[str, str]:
    return min((n.things[0].article, n.things[0].chain) for n in cluster)


def _write_id(top: str, name: str) -> str:
    return f"{PREFIXES.get(top, 'thing')}:{re.sub(r'[^a-z0-9]+', '-', name).strip('-') or _hash(name, 8)}"


def _hash(text: str, length: int = 6) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]
