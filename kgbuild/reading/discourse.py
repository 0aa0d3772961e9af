"""What an article has named so far, how it described it, and what of it is most present where one reads on.

Salience is recency and grammatical role (after Lappin and Leass 1994).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_classes import NameGroup
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse, Token

NEAR = 3


@dataclass(slots=True)
class Thing:
    """A chain while it is made: its class, the words that the article described it by, and what it may be called."""

    key: str
    cls: str
    top: str
    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    hints: set[str] = field(default_factory=set)
    female: bool | None = None


class Discourse:
    """The things of an article and their mentions, noted token by token.

    `links` maps a head token to chain keys (several for a plural), `seen` holds (token, key, weight) in text order,
    `plurals` (token, lemma, keys) of groups, `made` the things without a proper name, `sides` whom a person speaks for.
    """

    def __init__(
        self, parse: Parse, predicates: Mapping[int, Predicate], groups: Sequence[NameGroup], lexicon: Lexicon
    ) -> None:
        self.parse, self.predicates, self.lexicon, self.words = parse, predicates, lexicon, lexicon.words
        self.groups = groups
        self.things = {g.key: Thing(g.key, g.cls, lexicon.find_parent(g.cls)) for g in groups}
        self.links: dict[int, tuple[str, ...]] = {}
        self.plurals: list[tuple[int, str, tuple[str, ...]]] = []
        self.made: dict[str, tuple[str, str]] = {}
        self.seen: list[tuple[int, str, int]] = []  # token, chain, weight
        self.sides: dict[str, str] = {}
        self.arguments: dict[int, list[tuple[Predicate, str]]] = defaultdict(list)
        for p in predicates.values():
            for slot, heads in p.slots.items():
                for h in heads:
                    self.arguments[h].append((p, slot))
        nouns = [p for p in predicates.values() if p.kind == "noun" and p.slots.get("self")]
        self.bare = {h for p in nouns for h in p.slots.get("compound", ()) if parse.tokens[h].name is None}

    def learn(self) -> None:
        """Note how the article describes each name: "Chinese retailer Vanta", "Vanta, a retailer", "Mr Lee"."""
        for p in self.predicates.values():
            token = self.parse.tokens[p.head]
            for s in p.slots.get("self", []) if p.kind == "noun" else []:
                name = self.parse.tokens[s].name
                if name is not None and name.key in self.things:
                    self.things[name.key].nouns.add(p.lemma)
                    self.things[name.key].modifiers.update(self.find_modifiers(token.i))
        for group in self.groups:  # an acronym's last letter is mostly the kind of body: "the commission" is the SEC
            for form in group.forms:
                if form.isupper() and form.isalpha() and 2 < len(form) < 7:
                    bodies = {n for n in self.words["body_nouns"] if n[0].upper() == form[-1]}
                    self.things[group.key].hints.update(bodies)
            thing = self.things[group.key]
            if thing.top == "Organization":  # "the bank" is Orlo Bank
                thing.nouns.update(w for form in group.forms for w in form.lower().split() if self._is_kind(w))
        for token in self.parse.tokens:
            if token.name is not None and token.name.key in self.things:
                before = self.parse.tokens[token.i - 1].text if token.i else ""
                before = before.lower() if before[:1].isupper() else ""
                thing = self.things[token.name.key]
                if before in ("mr", "mr.", "sir", "lord"):
                    thing.female = False
                elif before in ("ms", "ms.", "mrs", "mrs.", "miss", "lady", "dame"):
                    thing.female = True
                thing.modifiers.update(self.find_modifiers(token.i))

    def _is_kind(self, word: str) -> bool:
        return (
            word in self.words["body_nouns"] or word in self.words["company_nouns"] or word in self.words["court_nouns"]
        )

    def find_modifiers(self, i: int) -> set[str]:
        """Return the words, in lower case, that modify the noun at token `i`."""
        """Return the words, in lower case, that modify the noun at token `i`."""
        return {k.lower for k in self.parse.kids(i, "amod", "compound", "nmod") if k.name is None} | {
            k.lower for k in self.parse.kids(i, "compound", "poss") if k.name is not None
        }

    def note(self, i: int, keys: tuple[str, ...]) -> None:
        """Link token `i` to chains, and remember how prominently it stands."""
        """Link token `i` to chains, and remember how prominently it stands."""
        if not keys:
            return
        self.links[i] = keys
        weight = 0
        for p, slot in self.arguments.get(i, []):
            if p.kind == "verb":
                weight = max(weight, {"agent": 4, "patient": 3}.get(slot, 1))
        token = self.parse.tokens[i]
        if token.dep in ("nsubj", "nsubjpass"):
            weight = max(weight, 4)
        if token.dep in ("compound", "poss"):
            weight = min(weight, 1)
        for key in keys:
            self.seen.append((i, key, weight))

    def name_keys(self, i: int) -> tuple[str, ...]:
        """Return the chain of the name at token `i`, as a tuple; an empty one where no name stands."""
        """Return the chain of the name at token `i`, as a tuple; an empty one where no name stands."""
        name = self.parse.tokens[i].name
        return (name.key,) if name is not None else ()

    def find_salient(self, token: Token, fits: Callable[[Thing], bool], *, reach: int) -> str | None:
        """Return the most present chain that fits, of those named up to `reach` sentences before `token`."""
        """Return the most present chain that fits, of those named up to `reach` sentences before `token`."""
        best: tuple[float, int] | None = None
        found = None
        blocked = self.find_blocked(token)
        binder = self._find_binder(token)
        for i, key, role_weight in reversed(self.seen):
            weight = role_weight
            other = self.parse.tokens[i]
            gap = token.sent - other.sent
            if gap > reach:
                break
            if key in blocked or not fits(self.things[key]) or i >= token.i:
                continue
            if self.parse.sentences[other.sent].kind == "headline" and gap:
                weight -= 2
            score = weight - 3 * gap + (0.5 if other.dep in ("nsubj", "nsubjpass") else 0) + 3 * (key in binder)
            if best is None or score > best[0]:
                best, found = (score, i), key
        return found

    def _find_binder(self, token: Token) -> set[str]:
        """The subject of the clause that a possessive stands in: "forced Vanta to cut its prices" are Vanta's."""
        if token.tag != "PRP$":
            return set()
        at = token.i
        for _ in range(8):
            at = self.parse.tokens[at].head
            p = self.predicates.get(at)
            if p is not None and p.kind == "verb":
                heads = [
                    h
                    for h in p.slots.get("agent", []) + p.slots.get("patient", [])[: p.voice == "passive"]
                    if h < token.i
                ]
                return {k for h in heads for k in self.links.get(h, ()) or self.name_keys(h)}
            if self.parse.tokens[at].head == at:
                break
        return set()

    def find_blocked(self, token: Token) -> set[str]:
        """What a mention cannot be: another argument of the same verb, unless it is a possessive."""
        if token.tag == "PRP$" or token.dep == "poss":
            return set()
        blocked: set[str] = set()
        for p, slot in self.arguments.get(token.i, []):
            for other, heads in p.slots.items():
                if other != slot and other not in ("self", "attr"):
                    blocked.update(k for h in heads for k in self.links.get(h, ()) or self.name_keys(h))
        for kid in self.parse.subtree(token.i):
            blocked.update(self.name_keys(kid) or (self.links.get(kid, ()) if kid < token.i else ()))
        return blocked

    def make(self, name: str, cls: str) -> str:
        """A chain for a thing that has no proper name: one a description."""
        key = next((k for k, (n, _) in self.made.items() if n.lower() == name.lower()), None)
        if key is None:
            key = f"d{len(self.made) + 1}"
            self.made[key] = (name, cls)
            self.things[key] = Thing(
                key, cls, self.lexicon.find_parent(cls), set(name.lower().split()[-1:]), set(name.lower().split()[:-1])
            )
        return key
