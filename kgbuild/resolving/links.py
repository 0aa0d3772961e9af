"""What speaks for two names being one: aliases in an article, known aliases, general words, written-out countries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgbuild.resolving.name_keys import NameRules, is_acronym
from kgbuild.resolving.namesakes import Namesake, contradict
from kgbuild.resolving.things import Deed

KNOWN, DEFINED, ALIAS, WRITTEN_OUT, SHORT, INITIALS, MIDDLE, TAIL, DEED, POST, COMPANY = (
    0.96,
    0.95,
    0.93,
    0.9,
    0.88,
    0.86,
    0.85,
    0.8,
    0.79,
    0.78,
    0.75,
)
CONTINENTS = frozenset(
    {"africa", "america", "americas", "asia", "australia", "europe", "north america", "south america"}
)
LETTERS = 4
"""How many initials tell a name without an article that defines them."""
SHARED = 2
"""How many names the company of a lone surname and of a full name must share to be one."""


@dataclass(frozen=True, slots=True)
class Link:
    """That two namesakes (by their places in a list) may be one. `articles` say so; `short` is the less telling name."""

    left: int
    right: int
    score: float
    reason: str
    articles: int = 1
    short: int | None = None


def find_links(namesakes: Sequence[Namesake], *, rules: NameRules) -> tuple[Link, ...]:
    """Return all links, the strongest one of each pair, sorted by places."""
    best: dict[tuple[int, int], Link] = {}
    for link in (
        *_link_aliases(namesakes, rules),
        *_link_known(namesakes, rules),
        *_link_forms(namesakes, rules),
        *_link_persons(namesakes, rules),
        *_link_surnames(namesakes),
        *_link_first_words(namesakes, rules),
    ):
        pair = (link.left, link.right)
        if pair not in best or best[pair].score < link.score:
            best[pair] = link
    return tuple(best[p] for p in sorted(best))


def find_link_keys(namesakes: Sequence[Namesake], *, rules: NameRules) -> Iterator[tuple[str, ...]]:
    """Yield keys of the namesakes of one name: whatever a link may join, and whatever bears on it, has one in common."""
    first = namesakes[0]
    name, words, anywhere = first.name, first.name.split(), first.key == first.name
    if anywhere:
        yield "name", name
    for other in {o for n in namesakes for o in n.others}:
        yield "name", other
    tops = {t for n in namesakes for t in n.kinds}
    if anywhere:
        for row in (rules.find_known(name, top) for top in sorted(tops)):
            if row is not None:
                yield "row", row.cls, row.name
    if anywhere and "Organization" in tops:
        yield "form", rules.find_canonical(name)
        yield "base", rules.find_base(name)
        initials = rules.find_initials(name) if " " in name else name
        if len(initials) >= LETTERS:
            yield "initials", initials
        for deed in {d for n in namesakes if n.top == "Organization" for d in n.deeds}:
            yield "first", words[0], *deed
    if "Person" in tops:
        if len(words) > 1:
            yield "person", words[0], words[-2] if rules.find_generation(name) else words[-1]
        if words and anywhere == (" " in name):
            yield "surname", words[-1]


def _make(a: int, b: int, score: float, reason: str, articles: int = 1, short: int | None = None) -> Link:
    return Link(min(a, b), max(a, b), score, reason, articles, short)


def _link_aliases(namesakes: Sequence[Namesake], rules: NameRules) -> Iterator[Link]:
    """Names that one article uses for one thing."""
    by: dict[str, list[int]] = defaultdict(list)
    for i, n in enumerate(namesakes):
        if n.key == n.name:
            by[n.name].append(i)
    told: Counter[tuple[int, int]] = Counter()
    for i, n in enumerate(namesakes):
        for other, things in n.others.items():
            meant = [j for j in by.get(other, ()) if namesakes[j].top == n.top]
            if len(meant) == 1:
                told[i, meant[0]] += things
            for t in n.things if len(meant) > 1 else ():
                near = [j for j in meant if namesakes[j].company & t.company] if other in t.others else []
                if len(near) == 1:
                    told[i, near[0]] += 1
    for (i, j), articles in sorted(told.items()):
        if i == j:
            continue
        long, short = namesakes[i].name, namesakes[j].name
        if rules.find_generation(long) != rules.find_generation(short):
            continue
        if " " not in short and " " in long and is_acronym(short, long):
            yield _make(i, j, DEFINED, "an article gives the one as the acronym of the other", articles, j)
        elif set(short.split()) < set(long.split()):
            if namesakes[i].top == "Organization" and _is_branch(short, long, rules):
                continue
            yield _make(i, j, SHORT, "an article shortens the one to the other", articles, j)
        else:
            yield _make(i, j, ALIAS, "an article uses both names", articles)


def _is_branch(short: str, long: str, rules: NameRules) -> bool:
    """Whether the longer name adds a country or continent: a unit of its own ("orlo", "orlo asia")."""
    rest = long.removeprefix(short).strip()
    return rules.is_region(rest) or rules.find_known(rest, "Place") is not None or rest in CONTINENTS


def _link_known(namesakes: Sequence[Namesake], rules: NameRules) -> Iterator[Link]:
    """Names of one row of the list of known names."""
    rows: dict[str, list[int]] = defaultdict(list)
    for i, n in enumerate(namesakes):
        row = rules.find_known(n.name, n.top) if n.key == n.name else None
        if row is not None:
            rows[f"{row.cls}:{row.name}"].append(i)
    for held in rows.values():
        for i in held[1:]:
            yield _make(held[0], i, KNOWN, "the list of known names has both for one thing")


def _link_forms(namesakes: Sequence[Namesake], rules: NameRules) -> Iterator[Link]:
    """Names of bodies that are one when their country or their initials are written out, or general words left out."""
    full, bases, initials = defaultdict(list), defaultdict(list), defaultdict(list)
    for i, n in enumerate(namesakes):
        if n.top == "Organization" and n.key == n.name:
            full[rules.find_canonical(n.name)].append(i)
            bases[rules.find_base(n.name)].append(i)
            if " " in n.name:
                initials[rules.find_initials(n.name)].append(i)
    for held in full.values():
        for i in held[1:]:
            yield _make(held[0], i, WRITTEN_OUT, "the same words, written out or in another order")
    for base, held in bases.items():
        first = next((i for i in held if namesakes[i].name == base), held[0])
        for i in held:
            if i != first:
                yield _make(first, i, TAIL, "they differ by a general word alone")
    for short, held in initials.items():
        for i in full.get(short, ()) if len(short) >= LETTERS else ():
            if len({rules.find_canonical(namesakes[j].name) for j in held}) == 1 and _is_in_capitals(namesakes[i]):
                yield _make(held[0], i, INITIALS, "the one has the initials of the other", short=i)


def _is_in_capitals(namesake: Namesake) -> bool:
    return all(name.replace(".", "").isupper() for name in namesake.names)


def _link_persons(namesakes: Sequence[Namesake], rules: NameRules) -> Iterator[Link]:
    """A name with a middle name, or with "Jr.", and the one without, where only one such is known."""
    by: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, n in enumerate(namesakes):
        words = n.name.split()
        if n.top == "Person" and len(words) > 1:
            if rules.find_generation(n.name):
                words.pop()
            by[words[0], words[-1]][n.name].append(i)
    for (first, last), names in sorted(by.items()):
        plain = names.pop(f"{first} {last}", [])
        if len(plain) == 1 and len(names) == 1:
            (held,) = names.values()
            if len(held) == 1:
                yield _make(plain[0], held[0], MIDDLE, 'they differ by a middle name or "Jr." alone', short=plain[0])


def _link_surnames(namesakes: Sequence[Namesake]) -> Iterator[Link]:
    """A surname alone and the one full name with the same deed or post, or with the same company."""
    by: dict[str, list[int]] = defaultdict(list)
    for i, n in enumerate(namesakes):
        if n.top == "Person" and n.key == n.name and " " in n.name:
            by[n.name.rsplit(" ", 1)[1]].append(i)
    for i, n in enumerate(namesakes):
        if n.top != "Person" or n.key == n.name or " " in n.name:
            continue
        fits = [(j, _weigh(n, namesakes[j])) for j in by.get(n.name, ())]
        strong = [(j, told) for j, told in fits if told is not None]
        strong = [(j, told) for j, told in strong if told[0] == DEED] or strong
        if len(strong) == 1:
            j, (score, reason) = strong[0]
            yield _make(i, j, score, reason)


def _link_first_words(namesakes: Sequence[Namesake], rules: NameRules) -> Iterator[Link]:
    """A firm by the first word of its name, and the one full name that begins so and does the same to the same."""
    by: dict[tuple[str, Deed], set[int]] = defaultdict(set)
    for i, n in enumerate(namesakes):
        if n.top == "Organization" and n.key == n.name and " " in n.name:
            for deed in n.deeds:
                by[n.name.split()[0], deed].add(i)
    for i, n in enumerate(namesakes):
        if n.top != "Organization" or n.key != n.name or " " in n.name or len(n.name) < LETTERS:
            continue
        full = {j: deed for deed in sorted(n.deeds) for j in by.get((n.name, deed), ())}
        if len(full) != 1:
            continue
        ((j, (kind, _, other)),) = full.items()
        long = namesakes[j]
        bound = any("-" in name.split()[0] for name in long.names)  # who writes "Vesk-Werk" does not call it "Vesk"
        apart = bound or n.name in long.company or long.name in n.company or contradict(n, long)
        if not apart and not _is_branch(n.name, long.name, rules):
            yield _make(i, j, DEED, f"the first word of the name, and {kind} with {other}", short=i)


def _weigh(lone: Namesake, full: Namesake) -> tuple[float, str] | None:
    if contradict(lone, full):
        return None
    if lone.deeds & full.deeds:
        kind, _, other = min(lone.deeds & full.deeds)
        return DEED, f"the surname, and {kind} with {other}"
    if lone.bodies & full.bodies:
        return POST, f"the surname, and a post in {min(lone.bodies & full.bodies)}"
    shared = lone.company & full.company
    if len(shared) >= SHARED or (shared and lone.walks & full.walks):
        return COMPANY, f"the surname, named beside {', '.join(sorted(shared)[:2])}"
    return None


def index_links(links: Sequence[Link]) -> Mapping[int, list[Link]]:
    """Return the links by the place of their short name."""
    by: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        if link.short is not None:
            by[link.short].append(link)
    return by
