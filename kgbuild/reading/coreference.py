"""Link what an article says again to what it named: pronouns, descriptions, pairs.

Names come joined already. A description ("the luxury group") goes to the name that the article described so, else to
the most salient name of a fitting class; a pronoun to the most salient one. Salience is recency and grammatical role
(after Lappin and Leass 1994). A link that the text leaves open stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_classes import NameGroup
from kgbuild.reading.phrases import expand
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Parse, Token
from kgbuild.records import Chain, Form, Mention

NEAR = 3
FAR = 40


@dataclass(frozen=True, slots=True)
class Coreference:
    """What each head token stands for: chain ids by token index (several for a plural), with all chains and mentions."""

    links: Mapping[int, tuple[str, ...]]
    chains: tuple[Chain, ...]
    mentions: tuple[Mention, ...]
    unsure: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Thing:
    key: str
    cls: str
    top: str
    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    hints: set[str] = field(default_factory=set)
    female: bool | None = None


def link_mentions(
    parse: Parse, predicates: Mapping[int, Predicate], groups: Sequence[NameGroup], *, lexicon: Lexicon
) -> Coreference:
    """Return the chains of an article and what every name, pronoun and description in it stands for."""
    linker = _Linker(parse, predicates, groups, lexicon)
    linker.learn()
    linker.link()
    return linker.collect()


class _Linker:
    def __init__(
        self, parse: Parse, predicates: Mapping[int, Predicate], groups: Sequence[NameGroup], lexicon: Lexicon
    ) -> None:
        self.parse, self.predicates, self.lexicon, self.words = parse, predicates, lexicon, lexicon.words
        self.groups = groups
        self.things = {g.key: _Thing(g.key, g.cls, lexicon.find_parent(g.cls)) for g in groups}
        self.links: dict[int, tuple[str, ...]] = {}
        self.plurals: list[tuple[int, str, tuple[str, ...]]] = []
        self.made: dict[str, tuple[str, str]] = {}
        self.seen: list[tuple[int, str, int]] = []  # token, chain, weight
        self.arguments: dict[int, list[tuple[Predicate, str]]] = defaultdict(list)
        for p in predicates.values():
            for slot, heads in p.slots.items():
                for h in heads:
                    self.arguments[h].append((p, slot))

    def learn(self) -> None:
        """Note how the article describes each name: "Chinese retailer Vanta", "Vanta, a retailer", "Mr Lee"."""
        for p in self.predicates.values():
            token = self.parse.tokens[p.head]
            for s in p.slots.get("self", []) if p.kind == "noun" else []:
                name = self.parse.tokens[s].name
                if name is not None and name.key in self.things:
                    self.things[name.key].nouns.add(p.lemma)
                    self.things[name.key].modifiers.update(self._find_modifiers(token.i))
        for group in self.groups:  # an acronym's last letter is mostly the kind of body: "the commission" is the SEC
            for form in group.forms:
                if form.isupper() and form.isalpha() and 2 < len(form) < 7:
                    bodies = {n for n in self.words["body_nouns"] if n[0].upper() == form[-1]}
                    self.things[group.key].hints.update(bodies)
        for token in self.parse.tokens:
            if token.name is not None and token.name.key in self.things:
                before = self.parse.tokens[token.i - 1].text if token.i else ""
                before = before.lower() if before[:1].isupper() else ""
                thing = self.things[token.name.key]
                if before in ("mr", "mr.", "sir", "lord"):
                    thing.female = False
                elif before in ("ms", "ms.", "mrs", "mrs.", "miss", "lady", "dame"):
                    thing.female = True
                thing.modifiers.update(self._find_modifiers(token.i))

    def _find_modifiers(self, i: int) -> set[str]:
        return {k.lower for k in self.parse.kids(i, "amod", "compound", "nmod") if k.name is None} | {
            k.lower for k in self.parse.kids(i, "compound", "poss") if k.name is not None
        }

    def link(self) -> None:
        """Go through the tokens in order and link each mention to what stands before it."""
        for token in self.parse.tokens:
            if token.name is not None:
                self._note(token.i, (token.name.key,))
            elif token.pos in ("PRON", "DET") or token.tag in ("PRP", "PRP$"):
                self._note(token.i, self._find_pronoun(token))
            elif token.pos in ("NOUN", "NUM") and token.dep != "compound":
                self._note(token.i, self._find_nominal(token))

        for token in self.parse.tokens:  # "one of its brands": what stands behind a partitive is linked by now
            if token.lemma in self.words["partitives"] and token.i not in self.links and token.name is None:
                self._note(token.i, self._find_nominal(token))

    def _note(self, i: int, keys: tuple[str, ...]) -> None:
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

    def _find_pronoun(self, token: Token) -> tuple[str, ...]:
        words, low = self.words, token.lower
        if low in words["person_pronouns"]:
            female = low in words["female_pronouns"]
            key = self._find_salient(token, lambda t: t.top == "Person" and t.female in (None, female), reach=NEAR)
            if key is not None and self.things[key].female is None:
                self.things[key].female = female
            return (key,) if key else ()
        owned = self.parse.tokens[token.head]
        if token.dep == "poss" and owned.dep == "conj" and self.parse.tokens[owned.head].name is not None:
            return self._name_keys(owned.head)  # "Vanta and its affiliate Orlo"
        if low in words["thing_pronouns"] and token.dep != "expl":
            key = self._find_salient(
                token, lambda t: t.top in ("Organization", "Product"), reach=2
            ) or self._find_salient(token, lambda t: t.top == "Place", reach=1)
            return (key,) if key else ()
        if low in words["plural_pronouns"]:
            return self._find_plural(token)
        if low in words["speaker_pronouns"]:
            return self._find_speaker(token)
        return ()

    def _find_speaker(self, token: Token) -> tuple[str, ...]:
        """ "We" in a quotation is the side of whoever is quoted."""
        at, steps = token.i, 0
        while steps < 15:
            p = self.predicates.get(at)
            if p is not None and p.kind == "verb" and p.lemma in self.words["reporting"]:
                heads = [h for h in p.slots.get("agent", []) if h != token.i]
                keys = tuple(k for h in heads for k in self.links.get(h, ()) or self._name_keys(h))
                if keys:
                    return keys[:1]
            up = self.parse.tokens[at].head
            if up == at:
                break
            at, steps = up, steps + 1
        return ()

    def _name_keys(self, i: int) -> tuple[str, ...]:
        name = self.parse.tokens[i].name
        return (name.key,) if name is not None else ()

    def _find_salient(self, token: Token, fits: Callable[[_Thing], bool], *, reach: int) -> str | None:
        best: tuple[float, int] | None = None
        found = None
        blocked = self._find_blocked(token)
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
            score = weight - 3 * gap + (0.5 if other.dep in ("nsubj", "nsubjpass") else 0)
            if best is None or score > best[0]:
                best, found = (score, i), key
        return found

    def _find_blocked(self, token: Token) -> set[str]:
        """What a mention cannot be: another argument of the same verb, unless it is a possessive."""
        if token.tag == "PRP$" or token.dep == "poss":
            return set()
        blocked: set[str] = set()
        for p, slot in self.arguments.get(token.i, []):
            for other, heads in p.slots.items():
                if other != slot and other not in ("self", "attr"):
                    blocked.update(k for h in heads for k in self.links.get(h, ()) or self._name_keys(h))
        for kid in self.parse.subtree(token.i):
            blocked.update(self._name_keys(kid) or (self.links.get(kid, ()) if kid < token.i else ()))
        return blocked

    def _find_nominal(self, token: Token) -> tuple[str, ...]:
        parse, words = self.parse, self.words
        listed = self._find_listed(token)
        if listed:
            owners = tuple(
                k.name.key
                for k in parse.kids(token.i, "compound", "nmod", "poss")
                if k.name is not None and token.lemma in words["metonyms"]
            )
            self.plurals.append((token.i, token.lemma, tuple(dict.fromkeys((*listed, *owners)))))
            return listed
        if token.lemma in words["partitives"]:
            for prep in parse.kids(token.i, "prep"):
                for obj in parse.kids(prep.i, "pobj") if prep.lower == "of" else ():
                    keys = self._name_keys(obj.i) or (self._find_nominal(obj) if obj.pos == "NOUN" else ())
                    if keys:
                        return keys
        described = self._make_court(token) or self._make_body(token)
        if described:
            return (described,)
        p = self.predicates.get(token.i)
        for s in p.slots.get("self", []) if p else []:
            keys = self._name_keys(s)
            if keys:
                return keys
        kids = parse.kids(token.i)
        plural = token.tag in ("NNS", "NNPS") or token.lower in ("two", "pair", "duo")
        definite = any(k.lower in words["definite"] for k in kids if k.dep in ("det", "predet", "poss"))
        counted = any(k.dep == "nummod" for k in kids)
        named = [k.name.key for k in kids if k.name is not None and k.dep in ("compound", "nmod", "poss")]
        if named and token.lemma in words["metonyms"]:
            return (named[-1],)
        if named and token.lemma in words["state_metonyms"] and self.things[named[-1]].top == "Place":
            return (named[-1],)
        owner = next((k for k in kids if k.dep == "poss" and k.name is None), None)
        if owner is not None and token.lemma in words["metonyms"]:
            return self.links.get(owner.i, ())
        if plural:
            return self._find_group(token, definite=definite, counted=counted)
        if not definite or (owner is not None and owner.pos == "PRON" and token.lemma != "rival"):
            return ()
        return self._find_described(token)

    def _make_court(self, token: Token) -> str | None:
        """A court that the text names by kind and place: "Manhattan federal court", "a state appeals court"."""
        if token.lemma not in self.words["court_nouns"]:
            return None
        kids = [
            k
            for k in self.parse.kids(token.i, "amod", "compound", "nmod", "poss")
            if k.i < token.i and k.lower not in ("'s", "’s")
        ]
        if not any(k.name is not None or k.lower in self.words["court_words"] for k in kids):
            return None
        start = min(self.parse.tokens[self.parse.subtree(k.i)[0]].start for k in kids)
        end = token.end
        for prep in self.parse.kids(token.i, "prep"):
            for obj in self.parse.kids(prep.i, "pobj"):
                if prep.lower in ("in", "for") and obj.name is not None and self.things[obj.name.key].top == "Place":
                    end = obj.end
        return self._make(self.parse.text[start:end], "Court")

    def _make_body(self, token: Token) -> str | None:
        """A body that is founded here: "is establishing a joint task force"."""
        if token.lemma not in self.words["new_bodies"] or token.tag == "NNS":
            return None
        kids = self.parse.kids(token.i)
        if any(k.lower in self.words["definite"] or k.dep == "poss" for k in kids):
            return None
        founded = any(
            p.lemma.split()[0] in self.words["creating"] and slot in ("patient", "of")
            for p, slot in self.arguments.get(token.i, [])
        )
        modifiers = [k for k in kids if k.dep in ("amod", "compound") and k.i < token.i]
        if not founded or not modifiers:
            return None
        return self._make(self.parse.text[modifiers[0].start : token.end], "Organization")

    def _make(self, name: str, cls: str) -> str:
        """A chain for a thing that has no proper name: one a description."""
        key = next((k for k, (n, _) in self.made.items() if n.lower() == name.lower()), None)
        if key is None:
            key = f"d{len(self.made) + 1}"
            self.made[key] = (name, cls)
            self.things[key] = _Thing(
                key, cls, self.lexicon.find_parent(cls), set(name.lower().split()[-1:]), set(name.lower().split()[:-1])
            )
        return key

    def _find_listed(self, token: Token) -> tuple[str, ...]:
        """ "brands including Orlo and Vanta": the names in the list."""
        keys: list[str] = []
        plural = token.tag in ("NNS", "NNPS")
        kids = self.parse.kids(token.i, "prep", "acl", "conj", "appos", "punct")
        if plural:  # "brands under the Orlo umbrella, including Vanta": the list hangs below a singular in between
            below = [o for k in kids if k.dep == "prep" for o in self.parse.kids(k.i, "pobj") if o.tag == "NN"]
            below += [
                o
                for k in self.parse.kids(token.i, "acl")
                for q in self.parse.kids(k.i, "prep")
                for o in self.parse.kids(q.i, "pobj")
                if o.tag == "NN"
            ]
            kids = [*kids, *(q for o in below for q in self.parse.kids(o.i, "prep"))]
            kids += [q for k in self.parse.kids(token.i, "acl") for q in self.parse.kids(k.i, "prep")]
        elif token.lemma not in self.words["partitives"]:
            return ()
        for kid in kids:
            such = kid.lower == "as" and any(k.lower == "such" for k in self.parse.kids(kid.i))
            if kid.lower in ("including", "like", "such", "include", "namely") or such:
                for name in [kid.i, *[k.i for k in self.parse.kids(kid.i, "prep")]]:
                    for obj in self.parse.kids(name, "pobj", "dobj", "appos"):
                        keys.extend(k for e in expand(self.parse, obj.i) for k in self._name_keys(e))
            elif kid.dep == "appos" and token.tag in ("NNS", "NNPS"):
                keys.extend(k for e in expand(self.parse, kid.i) for k in self._name_keys(e))
        return tuple(dict.fromkeys(keys)) if len(keys) > 0 else ()

    def _find_group(self, token: Token, *, definite: bool, counted: bool) -> tuple[str, ...]:
        if not definite and not (counted and token.lower in ("two", "pair")):
            return ()
        same = [keys for _, lemma, keys in self.plurals if lemma == token.lemma]
        if same:
            return same[-1]
        return (
            self._find_pair(token)
            if token.lemma in self.words["pair_nouns"] or token.lower in ("two", "pair", "duo")
            else ()
        )

    def _find_plural(self, token: Token) -> tuple[str, ...]:
        """ "They": the last plural near by, else the last pair, else one organisation."""
        near = [keys for i, _, keys in self.plurals if token.sent - self.parse.tokens[i].sent <= 1]
        if near:
            return near[-1]
        for i in range(token.i - 1, self.parse.sentences[max(0, token.sent - 1)].first - 1, -1):
            other = self.parse.tokens[i]
            heads = expand(self.parse, i) if other.dep in ("nsubj", "nsubjpass", "dobj", "pobj") else []
            keys = tuple(dict.fromkeys(k for h in heads if h < token.i for k in self._name_keys(h)))
            if len(keys) > 1:
                return keys
        key = self._find_salient(token, lambda t: t.top == "Organization", reach=1)
        return (key,) if key else ()

    def _find_pair(self, token: Token) -> tuple[str, ...]:
        """ "The two companies": the parties of the nearest sentence that has two."""
        blocked = self._find_blocked(token)
        person = self.lexicon.find_parent(self.lexicon.nouns.get(token.lemma, "")) == "Person"
        for sent in range(token.sent, max(-1, token.sent - 5), -1):
            by: dict[str, int] = {}
            for i, key, weight in self.seen:
                other = self.parse.tokens[i]
                if (
                    other.sent == sent
                    and i < token.i
                    and key not in blocked
                    and (self.things[key].top == "Person") == person
                    and self.things[key].top in ("Organization", "Person")
                    and self.things[key].cls != "Court"
                ):
                    by[key] = max(by.get(key, 0), weight)
            if len(by) >= 2:
                order = list(by)
                return tuple(sorted(sorted(by, key=lambda k: -by[k])[:2], key=order.index))
        return ()

    def _find_described(self, token: Token) -> tuple[str, ...]:
        """ "The luxury group": the thing described so, else the most salient of the class."""
        lemma, modifiers = token.lemma, self._find_modifiers(token.i)
        blocked = self._find_blocked(token)
        last = {key: i for i, key, _ in self.seen if i < token.i}
        described = []
        for key, i in last.items():
            thing = self.things[key]
            if key in blocked or not self._may_be(thing, lemma):
                continue
            match = 3 * (lemma in thing.nouns) + 2 * len(modifiers & thing.modifiers)
            if match and token.sent - self.parse.tokens[i].sent <= FAR:
                described.append((match, i, key))
        if described:
            top = max(described)[0]
            best = [d for d in described if d[0] == top]
            return self._learn(token, max(best, key=lambda d: d[1])[2])
        if not self._is_general(lemma):
            return ()
        exact = None
        if (
            lemma in self.words["body_nouns"]
        ):  # "the organisation" is an association rather than a company, if both are near
            exact = self._find_salient(
                token, lambda t: t.cls in ("Association", "Agency", "Government") and self._may_be(t, lemma), reach=NEAR
            )
        hinted = self._find_salient(token, lambda t: lemma in t.hints, reach=NEAR)
        found = exact or hinted or self._find_salient(token, lambda t: self._may_be(t, lemma), reach=NEAR)
        return self._learn(token, found) if found else ()

    def _learn(self, token: Token, key: str) -> tuple[str, ...]:
        """Remember a description once it is linked: the next like it means the same."""
        if self._find_modifiers(token.i):
            self.things[key].nouns.add(token.lemma)
            self.things[key].modifiers.update(self._find_modifiers(token.i))
        return (key,)

    def _is_general(self, lemma: str) -> bool:
        return (
            lemma in self.words["company_nouns"]
            or lemma in self.words["body_nouns"]
            or lemma in self.lexicon.nouns
            or lemma in self.lexicon.titles
            or lemma in ("man", "woman")
        )

    def _may_be(self, thing: _Thing, lemma: str) -> bool:
        """Whether a thing of this class may be called so."""
        if lemma in thing.nouns:
            return True
        if lemma in thing.hints and thing.top == "Organization":
            return True
        if thing.key in self.made:
            return False
        cls = self.lexicon.nouns.get(lemma)
        top = self.lexicon.find_parent(cls) if cls else None
        if lemma in self.lexicon.titles or lemma in ("man", "woman") or top == "Person":
            return thing.top == "Person"
        if lemma == "court" or cls == "Court":
            return thing.cls == "Court"
        if lemma in ("country", "nation", "state", "city", "government", "province", "county", "town"):
            return thing.cls in ("Country", "Government", "Place", "State") or thing.top == "Place"
        if lemma in self.words["company_nouns"]:
            return thing.top == "Organization" and thing.cls not in ("Court", "Agency", "Government", "Country")
        if lemma in self.words["body_nouns"]:
            return thing.top == "Organization" and thing.cls not in ("Court", "Company", "Brand")
        return cls is not None and (thing.cls == cls or (top == thing.top and thing.cls == top))

    def collect(self) -> Coreference:
        """Make the records: one chain a name, one a plural that has members, mentions in text order."""
        chains = [Chain(g.key, g.cls, g.name, g.forms) for g in self.groups]
        chains += [Chain(key, cls, name) for key, (name, cls) in self.made.items()]
        names = {c.id: c.name for c in chains}
        mentions = []
        parse = self.parse
        for token in parse.tokens:
            keys = self.links.get(token.i, ())
            if token.name is not None:
                head = token.text.split()[-1]
                mentions.append(
                    Mention(
                        token.start,
                        token.end,
                        token.text,
                        token.end - len(head),
                        token.end,
                        token.name.cls,
                        "nominal" if token.name.described else "name",
                        names.get(token.name.key),
                        token.name.key,
                    )
                )
            elif keys:
                start, end = find_phrase(parse, token.i)
                form: Form = "pronoun" if token.pos in ("PRON", "DET") or token.tag in ("PRP", "PRP$") else "nominal"
                one = keys[0] if len(keys) == 1 else None
                thing = self.things[keys[0]]
                known = names.get(one) if one else None
                mentions.append(
                    Mention(start, end, parse.text[start:end], token.start, token.end, thing.cls, form, known, one)
                )
        unsure = frozenset(g.key for g in self.groups if not g.sure)
        return Coreference(self.links, tuple(chains), tuple(mentions), unsure)


def find_phrase(parse: Parse, i: int) -> tuple[int, int]:
    """The span of the noun phrase of a head token: its modifiers before it, nothing behind it."""
    token = parse.tokens[i]
    start = token.start
    for kid in parse.kids(i, "det", "amod", "compound", "poss", "nummod", "nmod", "predet", "quantmod"):
        if kid.i < i:
            start = min(start, parse.tokens[parse.subtree(kid.i)[0]].start)
    return start, token.end
