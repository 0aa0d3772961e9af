"""Lists that differ: one source counts a thing among those of an owner that the lists of all other sources leave out.

Lists in the news are seldom full ("brands such as ..."), so that one that leaves a name out denies nothing. What speaks is
how the others repeat each other: where nearly every name that they list is listed by two of them at least, little of what
the owner has is left to be named (the estimate of Good and Turing), and a name that one source alone lists is worth a question.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kgbuild.ontology import Ontology
from kgbuild.records import Event, SourcedClaim
from kgbuild.resolving.clashes import Clash, may_be_one

LISTS = 3  # other sources that list, at least
LONG = 2  # names that make a list
RARE = 0.1  # share of the names listed that nobody else lists, at most

Group = Callable[[Iterable[str]], Sequence[Sequence[str]]]
"""Parts articles, by their keys, into independent sources."""


Told = dict[str, list[SourcedClaim]]
"""Things, by name, with the claims that tell whose they are."""


@dataclass(slots=True)
class _Owner:
    """What articles tell of an owner's things: in all, and what each lists within one sentence."""

    name: str
    ids: set[str] = field(default_factory=set)
    things: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    told: dict[str, Told] = field(default_factory=lambda: defaultdict(dict))

    def find_lists(self) -> dict[str, Told]:
        """Return what each article lists, with the claims of its lists."""
        found: dict[str, Told] = {}
        for article, told in self.told.items():
            sentences = Counter(start for held in told.values() for start in {c.claim.start for c in held})
            kept = {t: [c for c in held if sentences[c.claim.start] >= LONG] for t, held in told.items()}
            if any(kept.values()):
                found[article] = {t: held for t, held in kept.items() if held}
        return found


def find_list_clashes(
    events: Mapping[str, Collection[Event]], names: Mapping[str, str], group: Group, *, ontology: Ontology
) -> Iterator[Clash]:
    """Yield the things that one source alone counts among an owner's, against the lists of the others.

    `events` has the events of a type.
    """
    for name, type_ in ontology.types.items():
        if not type_.clashes.listed:
            continue
        told = sorted(events[name], key=lambda e: e.id)
        owners = [(o, lists) for o in _find_owners(told, names) if len(lists := o.find_lists()) > LISTS]
        linked = (e for n in (type_.clashes.linked_by if owners else ()) for e in events[n])
        moved = {n for e in linked if e.kind == "event" for n in _find_all(e)}
        denied = {n for e in told if any(c.claim.polarity == "negative" for c in e.claims) for n in _find_all(e)}
        verb = type_.mapping.get("verb", "")
        for owner, lists in owners:
            for thing, ids in sorted(owner.things.items()):
                if not ids & (moved | denied):
                    yield from _compare(owner, lists, thing, verb, group)


def _find_all(event: Event) -> Iterable[str]:
    return event.roles.get("patient", ())


def _find_owners(events: Sequence[Event], names: Mapping[str, str]) -> list[_Owner]:
    """The owners by name, with what articles list: a name counts once, whatever class it was held for."""
    owners: dict[str, _Owner] = {}
    for event in events:
        if event.modality != "asserted":
            continue
        for agent in event.roles.get("agent", ()):
            owner = owners.setdefault(names[agent].casefold(), _Owner(names[agent]))
            owner.ids.add(agent)
            for patient in _find_all(event):
                owner.things[names[patient]].add(patient)
                for sourced in event.claims:
                    if agent in sourced.entities.get("agent", ()) and patient in sourced.entities.get("patient", ()):
                        owner.told[sourced.article].setdefault(names[patient], []).append(sourced)
    return [owners[k] for k in sorted(owners)]


def _compare(owner: _Owner, lists: Mapping[str, Told], thing: str, verb: str, group: Group) -> Iterator[Clash]:
    mine = sorted(a for a, told in owner.told.items() if any(may_be_one(thing, t) for t in told))
    sources = [s for s in group(lists) if not set(s) & set(mine)]
    if len(group(mine)) != 1 or len(sources) < LISTS or not any(thing in lists.get(a, ()) for a in mine):
        return
    listed = Counter(t for s in sources for t in _fold(t for a in s for t in lists[a]))
    single = sum(1 for t in listed if sum(n for other, n in listed.items() if may_be_one(t, other)) == 1)
    others = {t for a in mine for t in lists.get(a, ()) if not may_be_one(t, thing)}
    known = {t for t in others if any(may_be_one(t, other) for other in listed)}
    if single / sum(listed.values()) > RARE or len(known) * 2 <= len(others):
        return
    stated = tuple(c for a in mine for t, told in owner.told[a].items() if may_be_one(t, thing) for c in told)
    rest = {c.claim.id: c for s in sources for a in s for told in lists[a].values() for c in told}
    yield Clash(
        "listing",
        tuple(sorted(owner.ids | owner.things[thing])),
        f"{owner.name} {verb} {thing}, says one source of {len(sources) + 1} that list what it {verb}",
        (
            (f"{owner.name} {verb} {thing}", stated),
            (f"lists without {thing}: {', '.join(sorted(listed))}", tuple(rest[i] for i in sorted(rest))),
        ),
    )


def _fold(things: Iterable[str]) -> list[str]:
    """One name of those that may be one."""
    kept: list[str] = []
    for thing in sorted(set(things), key=lambda t: (-len(t), t)):
        if not any(may_be_one(thing, other) for other in kept):
            kept.append(thing)
    return kept
