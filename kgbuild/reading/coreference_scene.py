"""What has been said so far: the things of an article, how it describes them, and how near each is to mind.

Salience is grammatical role, recency and how often a thing was spoken of (after Lappin and Leass 1994).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kgbuild.reading.coreference_fates import find_fate, is_of_sex, list_dead, list_fated
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_classes import NameGroup
from kgbuild.reading.name_words import LONGEST_NAME
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse, Token

NEAR = 3
FAR = 40
GAPS = 6
STRUCK, ABOVE, SAYER, OPPOSED, OWNER = 3, 3, 2, 6, 2
ROLES = {"agent": 4, "patient": 3}
TOPIC, TOPICS = 0.5, 4
Place = tuple[int, int]
TITLE_SLOTS = ("of", "for", "at", "with", "poss", "compound")
UNBOUND = ("self", "attr", "in", "at")  # "In Peru, the government fell"


@dataclass(slots=True)
class Thing:
    """A named or described thing, with all that the article says to describe it."""

    key: str
    cls: str
    top: str
    nouns: set[str] = field(default_factory=set)  # "retailer", "chief executive"
    past: set[str] = field(default_factory=set)  # of these, what it is called behind "former"
    present: set[str] = field(default_factory=set)  # and without
    own: set[str] = field(default_factory=set)  # nouns within its names: "bank" of "Orlo Bank"
    words: set[str] = field(default_factory=set)  # of its names
    hints: set[str] = field(default_factory=set)  # what its acronym may end in: "commission"
    modifiers: set[str] = field(default_factory=set)  # "luxury"
    origins: set[str] = field(default_factory=set)  # countries of its demonyms
    relations: set[tuple[str, str]] = field(default_factory=set)  # ("owner", what it owns)
    female: bool | None = None
    age: str | None = None  # "Sam Lee, 34,"
    source: bool = False  # only told of as whom somebody told something


class Scene:
    """The state of linking at a token: what each token so far stands for."""

    def __init__(
        self, parse: Parse, predicates: Mapping[int, Predicate], groups: Sequence[NameGroup], lexicon: Lexicon
    ) -> None:
        self.parse, self.predicates, self.lexicon, self.words = parse, predicates, lexicon, lexicon.words
        self.groups = groups
        self.things = {g.key: Thing(g.key, g.cls, lexicon.find_parent(g.cls)) for g in groups}
        self.links: dict[int, tuple[str, ...]] = {}
        self.beside: dict[int, str] = {}  # nouns that stand just before a name: "retailer Vanta"
        self.stands_for: set[int] = set()  # heads that act for what they are linked to: "its board"
        self.sayers: dict[int, int] = {}  # pronouns by which such a head speaks of itself: "the navy said it"
        self.plurals: list[tuple[int, str, tuple[str, ...]]] = []
        self.owned: list[tuple[int, str, tuple[str, ...]]] = []  # "the Orlo brands": plurals known by whose they are
        self.made: dict[str, tuple[str, str]] = {}
        self.called: dict[str, str] = {}  # whom a noun for a person was last said of
        self.seen: list[tuple[int, str, int]] = []  # token, chain, weight of its role
        self.counts: Counter[str] = Counter()
        self.arguments: dict[int, list[tuple[Predicate, str]]] = defaultdict(list)
        for p in predicates.values():
            for slot, heads in p.slots.items():
                for h in heads:
                    self.arguments[h].append((p, slot))
        self.foes = self._find_foes()
        titles = [p for p in predicates.values() if p.kind == "noun" and p.slots.get("self")]
        self.fated = list_fated(parse, self.arguments, self.words)
        self.dead = list_dead(parse, self.arguments, self.words)
        # "company chairman Lee": a body that opens a title needs no article
        self.bare = {h for p in titles for h in p.slots.get("compound", ()) if parse.tokens[h].name is None}
        self.tails = {w[5:]: words for w, words in lexicon.words.items() if w.startswith("tail_")}
        self._kinds = {w[5:]: words for w, words in lexicon.words.items() if w.startswith("kind_")}

    def note(self, i: int, keys: tuple[str, ...]) -> None:
        """Keep what a token stands for, and bring it to mind."""
        if not keys:
            return
        self.links[i] = keys
        token = self.parse.tokens[i]
        if self._tells_party_of(token):
            return
        if token.name is None and len(keys) == 1 and token.lemma in self.words["people_nouns"]:
            self.called[token.lemma] = keys[0]
        weight = max((ROLES.get(slot, 1) for p, slot in self.arguments.get(i, []) if p.kind == "verb"), default=0)
        if token.dep in ("nsubj", "nsubjpass"):
            weight = max(weight, 4)
        if token.dep in ("compound", "poss"):
            weight = OWNER if self._owns_subject(token) else min(weight, 1)
        weight = self._weigh_voice(i, weight)
        for key in keys:
            self.seen.append((i, key, weight))
            self.counts[key] += 1

    def _tells_party_of(self, token: Token) -> bool:
        """Whether a name only tells of which party somebody is: "Lee, an Ohio Democrat", "is a Democrat", "Democrat Lee"."""
        if token.name is None or token.lower.split()[-1] not in self.words["camps"]:
            return False
        single = any(k.lower in ("a", "an") for k in self.parse.kids(token.i, "det"))
        return single or token.dep in ("appos", "attr", "compound", "nmod", "amod")

    def _owns_subject(self, token: Token) -> bool:
        """Whether a thing is told of by what is its own: "Lee's remarks were a far cry from"."""
        owned = self.parse.tokens[token.head]
        person = owned.lemma in self.lexicon.titles | self.words["people_nouns"] | self.words["posts"]
        plain = owned.name is None and not person and not self.parse.kids(owned.i, "appos")
        return token.dep == "poss" and owned.dep in ("nsubj", "nsubjpass") and plain

    def _weigh_voice(self, i: int, weight: int) -> int:
        """Whom a spokesman speaks for is spoken of as if he said it himself; an analyst's employer is beside the point."""
        for p, slot in self.arguments.get(i, []):
            if p.kind == "noun" and slot in TITLE_SLOTS:
                if p.lemma in self.words["spokesmen"]:
                    weight = max(weight, 3)
                elif p.lemma in self.words["outsiders"]:
                    weight = min(weight, -2)
        return weight

    def _find_foes(self) -> set[frozenset[str]]:
        """Who is said by name to attack whom, anywhere in the article: "Orlo sued Vanta", "Orlo's suit against Vanta"."""
        foes: set[frozenset[str]] = set()
        for p in self.predicates.values():
            verb = p.kind == "verb"
            if p.lemma not in self.words["attacking" if verb else "attacks"]:
                continue
            by, at = (
                ("agent",) if verb else ("agent", "poss", "by"),
                ("patient",) if verb else ("against", "into", "over"),
            )
            left, right = (
                {k for s in slots for h in p.slots.get(s, []) for k in self.find_keys(h)} for slots in (by, at)
            )
            above = self.predicates.get(p.governor) if p.governor is not None and not verb and not left else None
            if (
                above is not None and above.kind == "verb" and above.voice == "active"
            ):  # "dropped its suit against Vanta"
                left = {k for h in above.slots.get("agent", []) for k in self.find_keys(h)}
            foes.update(frozenset((a, b)) for a in left for b in right if a != b)
        return foes

    def find_keys(self, i: int) -> tuple[str, ...]:
        """What a token stands for: its name's chain, or what it was linked to."""
        name = self.parse.tokens[i].name
        return (name.key,) if name is not None else self.links.get(i, ())

    def find_modifiers(self, i: int) -> set[str]:
        """The words before a noun that describe it, in lower case."""
        return {
            k.lower
            for k in self.parse.kids(i, "amod", "compound", "nmod", "poss")
            if k.name is not None or k.dep != "poss"
        }

    def find_selves(self, p: Predicate) -> list[int]:
        """What a noun describes, also where it shares that with another: "president and chief executive of Orlo"."""
        found = p.slots.get("self", [])
        token = self.parse.tokens[p.head]
        if not found and token.dep == "conj" and token.head in self.predicates:
            found = self.predicates[token.head].slots.get("self", [])
        if not found and token.dep in ("nsubj", "nsubjpass"):  # "The owner of Orlo is Vanta"
            above = self.predicates.get(token.head)
            if above is not None and above.lemma == "be":
                found = [a for a in above.slots.get("attr", []) if self.parse.tokens[a].name is not None]
        return found

    def find_class(self, token: Token) -> str | None:
        """The class that a noun tells, with the word before it if the two are one: "shipping line"."""
        before = self.parse.tokens[token.i - 1].lower if token.i else ""
        return self.lexicon.nouns.get(f"{before} {token.lemma}") or self.lexicon.nouns.get(token.lemma)

    def find_kinds(self, noun: str) -> set[str]:
        """The trades that a noun belongs to: a jeweller is a maker and a seller."""
        if noun.endswith("maker"):
            noun = "maker"
        return {kind for kind, words in self._kinds.items() if noun in words}

    def find_origins(self, i: int) -> set[str]:
        """The countries that the adjectives before a noun tell."""
        return {self.lexicon.demonyms[m] for m in self.find_modifiers(i) if m in self.lexicon.demonyms}

    def find_recent(self, token: Token, *, reach: int) -> dict[str, int]:
        """The chains spoken of up to `reach` sentences before a token, each with the token that named it last."""
        last: dict[str, int] = {}
        for i, key, _ in reversed(self.seen):
            if token.sent - self.parse.tokens[i].sent > reach:
                break
            if i < token.i:
                last.setdefault(key, i)
        return last

    def find_last(self, key: str, token: Token) -> int:
        """The token before `token` that spoke of a chain last."""
        return next(i for i, k, _ in reversed(self.seen) if k == key and i < token.i)

    def find_salient(self, token: Token, fits: Callable[[Thing], bool], *, reach: int) -> str | None:
        """The chain nearest to mind among those that fit, at most `reach` sentences back."""
        ranks = self.rank(token, fits, reach=reach)
        return max(ranks, key=lambda k: ranks[k]) if ranks else None

    def rank(
        self,
        token: Token,
        fits: Callable[[Thing], bool],
        *,
        reach: int,
        weigh: Callable[[Token], float] = lambda _: 0,
    ) -> dict[str, tuple[float, Place]]:
        """How near to mind each fitting chain is, with the place of the mention that makes it so, up to `reach` sentences back.

        Of two that are equally near, the one that its sentence names first is meant; of two courts, the last.
        `weigh` adds to what a mention weighs.
        """
        blocked, binder = self.find_blocked(token), self.find_binder(token)
        struck, opposed = self.find_struck(token), self._find_opposed(token)
        above = self._find_commanders(token)
        sayers = self._find_commanders(token, self.words["reporting"])
        found: dict[str, tuple[float, Place]] = {}
        fitting: dict[str, bool] = {}
        for i, key, weight in reversed(self.seen):
            other = self.parse.tokens[i]
            gap = token.sent - other.sent
            if gap > reach:
                break
            if key in blocked or i >= token.i:
                continue
            if key not in fitting:
                fitting[key] = fits(self.things[key])
            if not fitting[key]:
                continue
            score = weight + weigh(other) - 3 * min(gap, GAPS) + TOPIC * min(self.counts[key], TOPICS)
            score += 0.5 if other.dep in ("nsubj", "nsubjpass") else 0
            score += (key in binder) + STRUCK * (key in struck) - ABOVE * (key in above)
            score += OPPOSED * (key in opposed) - SAYER * (key in sayers)
            if self.parse.sentences[other.sent].kind == "headline" and gap:
                score -= 2
            place = (other.sent, i if self.things[key].cls == "Court" else -i)
            found[key] = max(found.get(key, (score, place)), (score, place))
        return found

    def _find_opposed(self, token: Token) -> set[str]:
        """The known foes of who attacks a token: "Orlo had sued the company" is whom Orlo sued; whom a complaint is against."""
        agents = {
            k
            for p, slot in self.arguments.get(token.i, [])
            if p.kind == "verb" and slot == "patient" and p.lemma in self.words["attacking"]
            for h in p.slots.get("agent", [])
            for k in self.find_keys(h)
        }
        if agents:
            return {k for pair in self.foes if pair & agents for k in pair - agents}
        if sued := self._find_sued(token):
            return sued
        above = self.parse.tokens[self.parse.tokens[token.head].head]
        if token.dep != "nsubj" or above.lemma not in self.words["alleging"] or above.i > token.i:
            return set()
        by = {k for s in self.parse.kids(above.i, "nsubj") for k in self.find_keys(s.i)}
        return set(self._find_strikes(token, self.parse.sentences[max(0, token.sent - 2)].first)) - by

    def _find_sued(self, token: Token) -> set[str]:
        """Whom a suit is against that accuses a token: "the suit against Orlo, which accuses it of theft"."""
        papers = (
            self.predicates.get(h)
            for p, slot in self.arguments.get(token.i, [])
            if p.kind == "verb" and slot == "patient" and p.lemma in self.words["attacking"]
            for h in p.slots.get("agent", [])
            if self.parse.tokens[h].lemma in self.words["suits"]
        )
        return {
            k
            for paper in papers
            if paper is not None
            for h in paper.slots.get("against", [])
            for k in self.find_keys(h)
        }

    def find_struck(self, token: Token) -> set[str]:
        """Who was sued or accused just before, where `token` answers that or stands in what is said against him."""
        answers = any(
            p.kind == "verb" and slot == "agent" and p.lemma in self.words["answering"]
            for p, slot in self.arguments.get(token.i, [])
        )
        if answers:
            return set(self._find_strikes(token, self.parse.sentences[max(0, token.sent - 2)].first))
        if token.dep in ("nsubj", "nsubjpass") and self._is_alleged(token):
            return set(self._find_strikes(token, self.parse.sentences[token.sent].first))
        return set()

    def _is_alleged(self, token: Token) -> bool:
        """Whether a token stands in a clause of saying that hangs on another: "sued Vanta, saying that it ..."."""
        at = self.parse.tokens[token.head]
        while at.head != at.i and at.dep != "advcl":
            at = self.parse.tokens[at.head]
        return (
            at.tag == "VBG" and at.lemma in self.words["reporting"] | self.words["attacking"] | self.words["claiming"]
        )

    def find_binder(self, token: Token) -> set[str]:
        """The subject of the clause that a possessive stands in: "forced Vanta to cut its prices" are Vanta's."""
        at = token
        while token.tag == "PRP$" and at.head != at.i:
            at = self.parse.tokens[at.head]
            p = self.predicates.get(at.i)
            if p is not None and p.kind == "verb":
                heads = p.slots.get("agent", []) + p.slots.get("patient", [])[: p.voice == "passive"]
                return {k for h in heads if h < token.i for k in self.find_keys(h)}
        return set()

    def _find_strikes(self, token: Token, first: int) -> Iterator[str]:
        """Who is the target of a suit, charge or blame, from token `first` on up to a token."""
        for head in range(first, token.i):
            p = self.predicates.get(head)
            if p is None or p.lemma not in self.words["attacking" if p.kind == "verb" else "attacks"]:
                continue
            slots = ("patient",) if p.kind == "verb" else ("against", "into", "over")
            for h in (h for slot in slots for h in p.slots.get(slot, [])):
                yield from self.find_keys(h)

    def _find_commanders(self, token: Token, verbs: frozenset[str] | None = None) -> set[str]:
        """The subjects of the clauses above a noun: "Vanta said that the company ..." is rather another's company."""
        found: set[str] = set()
        at = token
        while token.pos not in ("PRON", "DET") and at.head != at.i:
            at = self.parse.tokens[at.head]
            p = self.predicates.get(at.i)
            if p is not None and p.kind == "verb" and (verbs is None or p.lemma in verbs):
                found.update(k for h in p.slots.get("agent", []) if h != token.i for k in self.find_keys(h))
        return found | {k for k in self.things if any(self.is_kin(k, other) for other in found)}

    def _find_kin(self, key: str) -> set[str]:
        return {k for k in self.things if self.is_kin(k, key)}

    def is_kin(self, one: str, other: str) -> bool:
        """Tell whether one of two things owns the other."""
        return ("owner", other) in self.things[one].relations or ("owner", one) in self.things[other].relations

    def find_blocked(self, token: Token) -> set[str]:
        """What a mention cannot be: another argument of the same verb, unless it is a possessive."""
        if token.tag == "PRP$" or token.dep == "poss":  # "the group's labels, Vanta and Orlo"
            of = self.parse.tokens[self.parse.tokens[token.head].head]
            top = of.head if of.lower == "of" else token.head  # "three of the group's labels, Vanta and Orlo"
            behind = [
                i for i in self.parse.subtree(top) if i > token.head and self._hangs_by_list(i, (top, token.head))
            ]
            return {k for i in behind if self.parse.tokens[i].name is not None for k in self.find_keys(i)}
        blocked = self.find_strangers(token)
        for p, slot in self.arguments.get(token.i, []):
            for other, heads in p.slots.items():
                if other != slot and other not in UNBOUND:
                    blocked.update(k for h in heads for k in self.find_keys(h))
                if p.lemma in self.words["attacking"] and slot == "patient" and other == "agent":
                    blocked.update(k for h in heads for one in self.find_keys(h) for k in self._find_kin(one))
                if p.kind == "verb" and slot in ROLES and other in ("patient", "that"):  # "brought a suit against X"
                    blocked.update(self._find_inner(heads))
        at = token
        while at.dep == "conj":  # "the French group and the Chinese platform"
            at = self.parse.tokens[at.head]
            blocked.update(self.find_keys(at.i))
        if token.lemma in self.words["harmer_nouns"] | self.words["unnamed"]:  # nor is the victim "the man"
            blocked.update(k for k, t in self.things.items() if t.nouns & self.words["harmed_nouns"])
        for kid in self.parse.subtree(token.i):
            blocked.update(self.find_keys(kid) if self.parse.tokens[kid].name is not None or kid < token.i else ())
        return blocked

    def find_strangers(self, token: Token) -> set[str]:
        """Who a mention is not by sex, nor by what becomes of it: who is charged, where somebody is killed."""
        fate = find_fate(token, self.arguments, self.words)
        opposed = self.fated["accused" if fate == "harmed" else "harmed"] if fate is not None else frozenset()
        return {k for k, t in self.things.items() if k in opposed or not is_of_sex(token, female=t.female)}

    def _hangs_by_list(self, i: int, tops: Sequence[int]) -> bool:
        """Whether a token is of the apposition or list behind a noun."""
        while i not in tops:
            token = self.parse.tokens[i]
            if token.dep not in ("appos", "conj"):
                return False
            i = token.head
        return True

    def _find_inner(self, heads: Sequence[int]) -> set[str]:
        """Whom a noun that is object of a verb is aimed at."""
        found: set[str] = set()
        for h in heads:
            noun = self.predicates.get(h)
            if noun is not None and noun.kind == "noun":
                found.update(k for g in noun.slots.get("against", []) for k in self.find_keys(g))
        return found

    def make(self, name: str, cls: str) -> str | None:
        """Return a chain for a thing that has no proper name: one a description. None for what is too long to be one."""
        if len(name) > LONGEST_NAME:
            return None
        key = next((k for k, (n, _) in self.made.items() if n.lower() == name.lower()), None)
        if key is None:
            key = f"d{len(self.made) + 1}"
            self.made[key] = (name, cls)
            words = name.lower().split()
            self.things[key] = Thing(
                key, cls, self.lexicon.find_parent(cls), nouns=set(words[-1:]), modifiers=set(words[:-1])
            )
        return key
