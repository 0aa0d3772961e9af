"""One thing, one entity: join the names that articles use for it, and keep apart what words keep apart.

Things of one name are parted first (`namesakes`), then names are linked (`links`). Blocks are the connected components
of all links. A block is solved whole: a person's decisions first, then links by falling score, each only where nothing
forbids it and, for weak ones, where every name of the one side is akin to every name of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from kgbuild.ontology import Ontology
from kgbuild.records import Article, Entity, Judgement, Place, Reading
from kgbuild.resolving.blocks import Blocks, Shelf, Turn, connect
from kgbuild.resolving.decided import Decided
from kgbuild.resolving.identities import Cluster, list_mentions, make_entity, name_clusters
from kgbuild.resolving.links import Link, find_link_keys, find_links, index_links
from kgbuild.resolving.name_keys import NameKey, NameRules
from kgbuild.resolving.namesakes import Bearers, Namesake, contradict, part_namesakes
from kgbuild.resolving.things import Thing, find_things

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
    """What an update changed: articles of which a chain is another entity now, and entities that went and came.

    `spread` tells how many articles name those that came.
    """

    articles: set[str]
    entities: Turn[Entity]
    spread: dict[str, int] = field(default_factory=dict)


class EntityResolver:
    """Resolves entities, and after a change of some articles the blocks of names that the change touches."""

    def __init__(self, ontology: Ontology, decisions: Sequence[Judgement] = ()) -> None:
        self._rules, self._decisions = NameRules(ontology), decisions
        self._decided = Decided(decisions, (), self._rules)
        self._things: dict[str, tuple[Thing, ...]] = {}
        self._by_key: dict[str, Bearers] = {}
        self._blocks: Blocks[Sequence[Namesake], Solved] = Blocks(self._find_keys, self._solve)
        self._named: Blocks[Cluster, list[tuple[str, Cluster]]] = Blocks(lambda c: (c.base,), name_clusters)
        self._made: dict[str, Entity] = {}
        self._spread: dict[str, int] = {}  # by entity, how many articles name it
        self._entities: Shelf[Entity] = Shelf(lambda e: e.id)
        self._judgements: Shelf[Judgement] = Shelf(lambda j: (j.left, j.right, j.author, j.reason, j.verdict, j.score))
        self._news: dict[str, tuple[set[Thing], set[Thing]]] = {}  # by key, the things that went and came of late
        self.ids: dict[tuple[str, str], str] = {}

    def update(self, pairs: Iterable[tuple[Article, Reading]], gone: Iterable[str] = ()) -> Renamed:
        """Take articles in, new ones and those that changed, and let others go."""
        touched = self._take(pairs, gone)
        if self._decisions:
            self._decided = Decided(self._decisions, [t for held in self._things.values() for t in held], self._rules)
        come = {k: part_namesakes(self._by_key[k], rules=self._rules) for k in touched if k in self._by_key}
        turn = self._blocks.update(come, touched - come.keys())
        self._judgements.update(
            Turn([j for s in turn.lost for j in s.judgements], [j for s in turn.made for j in s.judgements])
        )
        lost = {c.first: c for s in turn.lost for c in s.clusters}
        made = {c.first: c for s in turn.made for c in s.clusters}
        changed = {i: c for i, c in made.items() if i not in lost or lost[i].namesakes != c.namesakes}
        return self._rename(self._named.update(changed, lost.keys() - made.keys()))

    def collect(self) -> Entities:
        """Return all that is known now."""
        judgements = self._judgements.collect()
        verdicts = set(self._decided.find_verdicts())
        if verdicts:
            judgements = tuple(sorted({*verdicts, *judgements}, key=lambda j: (j.left, j.right, j.author, j.reason)))
        return Entities(self._entities.collect(), self.ids, judgements, self._decided.unfit, self._decided.meant)

    def _take(self, pairs: Iterable[tuple[Article, Reading]], gone: Iterable[str]) -> AbstractSet[str]:
        """Keep the things of articles, and return the names of those that came or went."""
        news: dict[str, tuple[set[Thing], set[Thing]]] = {}
        come = {a.key: find_things(a, r, rules=self._rules) for a, r in pairs}
        for key in (*gone, *come):
            for t in self._things.pop(key, ()):
                self._by_key[t.key].remove(t)
                news.setdefault(t.key, (set(), set()))[0].add(t)
        for key, things in come.items():
            self._things[key] = things
            for t in things:
                self._by_key.setdefault(t.key, Bearers()).add(t)
                news.setdefault(t.key, (set(), set()))[1].add(t)
        for key in news:
            if not self._by_key[key].things:
                del self._by_key[key]
        self._news = news
        return news.keys()

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
        renamed = Renamed(set(), Turn())
        before = dict(named for result in turn.lost for named in result)
        now = dict(named for result in turn.made for named in result)
        old: dict[tuple[str, str], str] = {}
        new: dict[tuple[str, str], str] = {}
        for name in dict.fromkeys((*before, *now)):
            left, come = before.get(name), now.get(name)
            if left is come:
                continue
            lost, made = _compare(left, come, self._news)
            old |= {t.at: name for t in lost}
            new |= {t.at: name for t in made}
            held: tuple[tuple[Place, ...], int] = (), 0
            if left is not None:
                renamed.entities.lost.append(self._made.pop(name))
                held = renamed.entities.lost[-1].mentions, self._spread.pop(name)
            if come is not None:
                places, self._spread[name] = list_mentions(held, lost, made)
                renamed.spread[name] = self._spread[name]
                self._made[name] = make_entity(name, come, places, self._rules)
                renamed.entities.made.append(self._made[name])
        for chain in old.keys() - new.keys():
            del self.ids[chain]
        self.ids |= new
        renamed.articles = {article for (article, _), _ in old.items() ^ new.items()}
        self._entities.update(renamed.entities)
        return renamed


def _compare(
    before: Cluster | None, now: Cluster | None, news: Mapping[str, tuple[set[Thing], set[Thing]]]
) -> tuple[set[Thing], set[Thing]]:
    """The things that went and those that came; `news` has them by key, for names that are of one thing then and now."""
    left, right = (set(c.namesakes) if c is not None else set() for c in (before, now))
    gone, come = ({n.key if n.alone else n: n for n in held} for held in (left - right, right - left))
    same = [key for key in gone.keys() & come.keys() if isinstance(key, str)]
    had, has = ({t for k, n in held.items() if k not in same for t in n.things} for held in (gone, come))
    for key in same:
        had |= news[key][0]
        has |= news[key][1]
    return had - has, has - had


@dataclass(frozen=True, slots=True)
class Solved:
    """The clusters of a block of names, and the judgements on its links."""

    clusters: list[Cluster]
    judgements: list[Judgement]


def _find_blocks(count: int, links: Sequence[Link]) -> list[tuple[list[int], list[Link]]]:
    """The namesakes that links connect, however far, with those links."""
    blocks = connect(count, ((k.left, k.right) for k in links))
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
        self._plain: dict[int, tuple[str, str]] = {}

    def solve(self, block: Sequence[int]) -> tuple[list[Cluster], list[Judgement]]:
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
        return [Cluster(tuple(self.namesakes[i] for i in sorted(clusters[c]))) for c in sorted(clusters)], judgements

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
        both = x.articles & y.articles
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
        return any(left == right for left, right in zip(self._find_plain(i), self._find_plain(j), strict=True))

    def _find_plain(self, i: int) -> tuple[str, str]:
        """A name without general words, and in one order and written out."""
        if i not in self._plain:
            name = self.namesakes[i].name
            self._plain[i] = self.rules.find_base(name), self.rules.find_canonical(name)
        return self._plain[i]


def write_key(namesake: Namesake) -> str:
    """Return the name key of a namesake, with its first article where it has a home or is one of several."""
    home = namesake.things[0].article if namesake.key != namesake.name or not namesake.alone else None
    return str(NameKey(namesake.top, namesake.name, home))
