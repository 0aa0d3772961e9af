"""Read claims: the predicates that the ontology's frames know, with typed roles.

A frame names its triggers, what it requires of slots, and which slot fills which role. Everything about event types
comes from `ontology/events/`; this module knows none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kgbuild.ontology import EventType, Frame, Ontology
from kgbuild.reading.arguments import Arguments
from kgbuild.reading.claim_repeats import drop_repeats
from kgbuild.reading.drafts import CORE, Draft, merge_same, names_parties, names_party
from kgbuild.reading.fillers import Fillers
from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.office_rows import BEHIND
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.selection import Selector
from kgbuild.reading.stances import Stance, is_asked, negate, weaken, weaken_sought
from kgbuild.reading.tokens import Parse
from kgbuild.reading.unnamed import may_stand_unnamed, tells_place

# Prefixes that leave a verb its sense, and those that give it another.
SAME_SENSE = frozenset({"co", "re", "pre"})
# Before a noun, these tell of one besides him who was told of.
FURTHER = frozenset({"another", "other", "second", "third", "fourth", "fifth", "fellow", "different", "separate"})
MUTUAL = frozenset({"other", "another"})  # each other, one another
REFLEXIVES = frozenset({"itself", "himself", "herself", "themselves", "myself", "ourselves", "yourself"})
# How a place stands behind what something happened in; the last before it: "a Leeds crash".
WITHIN = ("in", "at", "near", "compound")
OTHER_SENSE = frozenset({"out", "over", "under", "mis", "un", "short", "cross"})


class FrameIndex:
    """The frames of an ontology by trigger lemma, made once a run."""

    def __init__(self, ontology: Ontology) -> None:
        self.verbs: dict[str, list[tuple[EventType, Frame]]] = defaultdict(list)
        self.nouns: dict[str, list[tuple[EventType, Frame]]] = defaultdict(list)
        for name in sorted(ontology.types):
            event = ontology.types[name]
            for frame in event.frames:
                for verb in frame.verbs:
                    self.verbs[verb].append((event, frame))
                for noun in frame.nouns:
                    self.nouns[noun].append((event, frame))
        self.kinds = {
            noun: frozenset(event.name for event, _ in found if event.kind == "event")
            for noun, found in self.nouns.items()
        }


def find_claims(
    parse: Parse,
    predicates: Mapping[int, Predicate],
    stances: Mapping[int, Stance],
    arguments: Arguments,
    *,
    frames: FrameIndex,
    lexicon: Lexicon,
) -> list[Draft]:
    """Return the drafts of all claims, in text order; several frames of one type on one trigger give one."""
    finder = _Finder(parse, predicates, stances, arguments, frames, lexicon)
    drafts = [one for i in sorted(predicates) for d in finder.find(predicates[i]) for one in _distribute(d, parse)]
    return drop_repeats(drafts, predicates)


def _distribute(draft: Draft, parse: Parse) -> list[Draft]:
    """One claim for each pair of a lasting relation: "owner of Orlo and Miro" owns both, one by one; so with "respectively"."""
    agents, patients = ({a.chain or a.name: a for a in reversed(draft.roles.get(r, ())) if a.name} for r in CORE)
    sentence = parse.sentences[draft.sent]
    words = {t.lower for t in parse.tokens[sentence.first : sentence.last + 1]}
    paired = "respectively" in words and len(agents) == len(patients) > 1
    if draft.type.kind != "state" and not paired:
        return [draft]
    pairs = [(a, p) for a in reversed(agents.values()) for p in reversed(patients.values())]
    if paired:
        pairs = list(zip(reversed(agents.values()), reversed(patients.values()), strict=True))
    return [
        replace(draft, roles={**draft.roles, "agent": [a], "patient": [p]}, heads=dict(draft.heads), inherited=[])
        for a, p in pairs
    ]


class _Finder:
    def __init__(
        self,
        parse: Parse,
        predicates: Mapping[int, Predicate],
        stances: Mapping[int, Stance],
        arguments: Arguments,
        frames: FrameIndex,
        lexicon: Lexicon,
    ) -> None:
        self.parse, self.predicates, self.stances = parse, predicates, stances
        self.arguments, self.frames, self.lexicon = arguments, frames, lexicon
        self.selector = Selector(parse, arguments, lexicon)
        self.fillers = Fillers(parse, predicates, arguments, lexicon)

    def find(self, p: Predicate) -> Iterator[Draft]:
        index = self.frames.verbs if p.kind == "verb" else self.frames.nouns
        best: dict[str, Draft] = {}
        titled = held_title = False
        for lemma in self._find_lemmas(p):
            found = index.get(lemma, ())
            for event, frame in found:
                # "senior vice president" is no president
                if titled and event.kind == "state":
                    continue
                draft = self._try(event, frame, p)
                if draft is None:
                    continue
                held_title = held_title or event.kind == "state"
                held = best.get(event.name)
                if held is None or _rank(draft) > _rank(held):
                    best[event.name] = draft
            titled = titled or (p.kind == "noun" and held_title)
        yield from (best[t] for t in sorted(best))

    def _find_lemmas(self, p: Predicate) -> list[str]:
        """The trigger's lemma, and with the words before it: "tender offer", "chief executive"."""
        if p.kind == "verb":
            adverbs = [f"{p.lemma} {k.lower}" for k in self.parse.kids(p.head, "advmod") if k.i > p.head]
            before = [f"{k.lower} {p.lemma}" for k in self.parse.kids(p.head, "advmod") if k.i < p.head]
            before += [f"{k.lower} *" for k in self.parse.kids(p.head, "advmod")]  # whatever the verb
            prefix = self._find_prefix(p.head)
            if prefix is not None:
                return [f"{prefix}-{p.lemma}", *([*adverbs, p.lemma] if prefix in SAME_SENSE else [])]
            return [*adverbs, *before, p.lemma]
        found, tokens = [p.lemma], self.parse.tokens
        phrase = p.lemma
        for i in range(p.head - 1, max(-1, p.head - 5), -1):
            if tokens[i].sent != tokens[p.head].sent or tokens[i].name is not None:
                break
            if tokens[i].text == "-" or tokens[i + 1].text == "-":
                phrase = f"{tokens[i].lower}{phrase}"
            else:
                phrase = f"{tokens[i].lower} {phrase}"
            found.insert(0, phrase)
        found = [f for phrase in found for f in (*self._find_hyphened(p, phrase), phrase)]
        of = tokens[p.head + 2] if p.head + 2 < len(tokens) and tokens[p.head + 1].lower == "of" else None
        if of is not None and of.name is None and of.i in p.slots.get("of", ()):
            found.insert(0, f"{p.lemma} of {of.lower}")
        noun = load_nouns().find(p.lemma)
        return [*found, "_person"] if noun is not None and noun.kind == "person" else found

    def _find_hyphened(self, p: Predicate, phrase: str) -> list[str]:
        """The title with what a hyphen sets behind its noun: "secretary-general"."""
        behind = self.parse.tokens[p.head + 1 : p.head + 3]
        if len(behind) < 2 or behind[0].text != "-" or behind[1].lower not in BEHIND:
            return []
        return [f"{phrase}-{behind[1].lower}"]

    def _find_prefix(self, head: int) -> str | None:
        """The prefix that a hyphen sets before a verb: "co-founded", "out-sold", "green-lit"."""
        tokens = self.parse.tokens
        if head < 2 or tokens[head - 1].text != "-" or tokens[head - 2].end != tokens[head - 1].start:
            return None
        before = tokens[head - 2]
        known = before.lower in SAME_SENSE | OTHER_SENSE or f"{before.lower}-{tokens[head].lemma}" in self.frames.verbs
        return before.lower if before.name is None and known else None

    def _try(self, event: EventType, frame: Frame, p: Predicate) -> Draft | None:
        if self._lacks(frame, p):
            return None
        slots, covers = self._merge_support(frame, p)
        tested = self._add_context(frame, p, slots)
        if not all(self.selector.may_meet(tested, slot, wanted) for slot, wanted in frame.requires.items()):
            return None
        if self._is_barred(frame, tested):
            return None
        draft = Draft(
            event,
            frame,
            p.head,
            {},
            {},
            {},
            self._find_stance(event, frame, p, covers),
            covers,
            link=p.link,
            sent=self.parse.tokens[p.head].sent,
            trigger=p.lemma,
        )
        draft.speakers = [a for s in draft.stance.speakers for a in self.arguments.make(s)]
        for role, sources in frame.roles.items():
            self._fill(draft, role, sources, slots)
        draft.needs = frame.needs
        draft.single = self._is_single(draft.heads.get("patient", ()))
        self.fillers.count(draft)
        draft.unnamed = not names_party(draft) and may_stand_unnamed(draft, self.parse, self.lexicon)
        draft.placed = draft.unnamed and tells_place(self.parse, draft.sent, self.lexicon)
        if not self._is_sound(draft):
            return None
        if self._is_mutual(draft, p):
            draft.roles["patient"] = [a for a in draft.roles["agent"] if a.name]
        return draft

    def _lacks(self, frame: Frame, p: Predicate) -> bool:
        """Whether a slot that a frame needs is surely empty: a noun has its own slots alone, a verb those of its objects too."""
        own = [s for s in frame.requires if s[0] != "_" and not {".", "+"} & {*s}]
        if not own:
            return False
        lacking = [s for s in own if s not in p.slots and (p.head, s) not in self.fillers.gerunds]
        return bool(lacking) and (p.kind != "verb" or len(lacking) == len(own))

    def _is_barred(self, frame: Frame, tested: Mapping[str, list[int]]) -> bool:
        """Whether a slot holds what a frame bars; of several heads, but not words of a title, one that is not is enough."""
        apart = frame.requires.keys() - {"_title"}
        return any(
            self.selector.bars(tested, slot, barred)
            and not (slot in apart and self.selector.meets_apart(tested, slot, frame.requires[slot], barred))
            for slot, barred in frame.excludes.items()
        )

    def _merge_support(self, frame: Frame, p: Predicate) -> tuple[dict[str, list[int]], tuple[int, ...]]:
        """The slots of a light verb with those of its object: "filed a lawsuit against X"."""
        if p.kind != "verb" or not frame.requires:
            return p.slots, ()
        slots = {k: list(v) for k, v in p.slots.items()}
        covers: list[int] = []
        acting = any(source in ("agent", "agent.client") for sources in frame.roles.values() for source in sources)
        own = ("agent", "self", "_compound", "_title", "_whole")
        for slot in frame.requires:
            for head in p.slots.get(slot, ()):
                noun = self.predicates.get(head)
                if noun is None or noun.kind != "noun":
                    continue
                covers.append(head)
                for name, heads in noun.slots.items():
                    # "Norway's watchdog investigates Orlo": whose the watchdog is has no part in it
                    if name not in own and not (acting and slot == "agent" and name in ("poss", "compound")):
                        slots.setdefault(name, [])
                        slots[name].extend(h for h in heads if h not in slots[name])
        return slots, tuple(covers)

    def _add_context(self, frame: Frame, p: Predicate, slots: Mapping[str, list[int]]) -> dict[str, list[int]]:
        """The slots that a frame may test: those that fill roles, the trigger, the verb whose object it is, slots of slots."""
        tested = {**slots, "_self": [p.head]}
        above = self.predicates.get(p.governor) if p.kind == "noun" and p.governor is not None else None
        if above is not None and any(p.head in above.slots.get(slot, ()) for slot in ("patient", "object2")):
            tested["_verb"] = [above.head]
        for slot in (*frame.requires, *frame.excludes):
            if {".", "+"} & {*slot} or (slot[0] == "_" and slot not in tested):
                tested[slot] = self.fillers.find_heads(p.head, slot, tested)
            elif slot not in tested:
                tested[slot] = self.fillers.gerunds.get((p.head, slot), [])
        return tested

    def _find_stance(self, event: EventType, frame: Frame, p: Predicate, covers: Iterable[int]) -> Stance:
        stance = self.stances[self._find_closed(event, p, covers)]
        if stance.polarity == "positive" and any(k.lower == "no" for c in covers for k in self.parse.kids(c, "det")):
            stance = replace(stance, polarity="negative")
        if stance.modality == "asserted" and any(self.fillers.is_faced(p.lemma, c) for c in covers):
            stance = replace(stance, modality="possible")
        above = self.predicates.get(p.governor) if p.governor is not None and p.link in ("xcomp", "acl") else None
        if event.done_when_agreed and above is not None and above.lemma in self.lexicon.words["agreeing"]:
            stance = self.stances[above.head]
        doers = {p.head, *p.slots.get("agent", ())}
        named = (c for c in self._list_deeds(event, covers) if p.kind == "verb" and c not in doers)
        deeds = {self.parse.tokens[c].lemma for c in named}
        stance = weaken_sought(stance, p.lemma, deeds, lexicon=self.lexicon)
        if frame.modality is not None:
            stance = weaken(stance, frame.modality)
        if frame.modality == "asserted":
            stance = replace(stance, modality="asserted", polarity="positive")
        return negate(stance) if frame.polarity == "negative" else stance

    def _find_closed(self, event: EventType, p: Predicate, covers: Iterable[int]) -> int:
        """What tells how sure a claim is: its verb, or the proceeding that the verb ends: "paid a fine to end the inquiry"."""
        if p.lemma not in self.lexicon.words["verbs_of_closing"]:
            return p.head
        ended = self.lexicon.words["proceedings"]
        return next((c for c in self._list_deeds(event, covers) if self.parse.tokens[c].lemma in ended), p.head)

    def _list_deeds(self, event: EventType, covers: Iterable[int]) -> list[int]:
        """The words behind a trigger that name a deed of the type themselves."""
        return [c for c in covers if event.name in self.frames.kinds.get(self.parse.tokens[c].lemma, ())]

    def _fill(self, draft: Draft, role: str, sources: Iterable[str], slots: Mapping[str, list[int]]) -> None:
        spec = draft.type.roles[role]
        for slot in sources:
            heads = self.fillers.find_heads(draft.head, slot, slots)
            if spec.stands_for:
                heads = [h for i in heads for h in self.fillers.find_owner(i, spec.stands_for)]
            if spec.text:
                heads = self.fillers.find_matters(draft.head, slot, heads, counted=spec.counted)
                heads = [i for i in heads if role != "about" or not self.fillers.is_duration(i)]
            if not heads:
                continue
            if spec.text:
                draft.texts[role] = self.fillers.write(heads[0], brief=spec.counted)
                draft.heads[role] = heads
                return
            allowed = [
                i
                for i in heads
                if (self.fillers.fits(i, spec.classes) or (draft.type.unnamed and self.fillers.counts(i, spec.classes)))
                and self.arguments.find_class(i) not in spec.bars
            ]
            filled = merge_same(a for i in allowed for a in self.arguments.make(i))
            if filled and (
                role not in CORE
                or any(a.name for a in filled)
                or slot == list(sources)[-1]
                or (draft.type.kind != "state" and not draft.type.symmetric and self.fillers.is_actor(allowed))
            ):
                draft.roles[role] = filled
                draft.heads[role] = allowed
                return
        if spec.within:
            self._fill_within(draft, role, sources, slots)

    def _fill_within(self, draft: Draft, role: str, sources: Iterable[str], slots: Mapping[str, list[int]]) -> None:
        """ "Killed in a crash in Leeds", "shot three people in Leeds": what stands behind what the slots or the parties hold."""
        if any(a.name for a in draft.roles.get(role, [])):
            return
        inner = [f"{outer}.{slot}" for outer in sources for slot in WITHIN]
        parties = {**slots, **{party: draft.heads[party] for party in CORE if party in draft.heads}}
        for slot in (*inner, *(f"{party}.{slot}" for party in CORE for slot in WITHIN[:-1])):
            heads = self.fillers.find_heads(draft.head, slot, parties)
            allowed = [i for i in heads if self.fillers.fits(i, draft.type.roles[role].classes)]
            filled = [a for a in merge_same(a for i in allowed for a in self.arguments.make(i)) if a.name]
            if filled:
                draft.roles[role], draft.heads[role] = filled, allowed
                return

    def _is_sound(self, draft: Draft) -> bool:
        """A claim names at least one of its parties, nobody does a thing to himself, and what is denied does not last, unless denials count."""
        if draft.type.kind == "state" and draft.stance.polarity == "negative" and not draft.type.clashes.deniable:
            return False
        if not self._part_parties(draft):
            return False
        may_inherit = any(draft.heads.get(rule.role) for rule in draft.type.inherits if rule.role)
        if not (names_party(draft) or may_inherit or draft.unnamed or self._describes_party(draft)):
            return False
        if draft.type.kind == "state":
            return names_parties(draft)
        if draft.stance.modality == "planned" and is_asked(self.parse, draft.head, self.lexicon):
            return False
        return not draft.type.symmetric or names_parties(draft) or self._has_pair(draft) or bool(draft.type.inherits)

    def _part_parties(self, draft: Draft) -> bool:
        """Take who acts out of those acted on; where the two are one, out of the role in which only a pronoun tells him."""
        agents = {k for a in draft.roles.get("agent", []) if a.name for k in (a.chain, a.name)}
        sellers = {a.chain for a in draft.roles.get("seller", []) if a.name}
        patients = draft.roles.get("patient", [])
        if sellers and patients and all(a.chain in sellers for a in patients):
            draft.roles["patient"] = patients = []  # "Orlo sold its Ohio unit": what is sold has no name
        kept = [a for a in patients if not a.name or not agents & {a.chain, a.name}]
        if kept or not patients:
            draft.roles["patient"] = kept
            return True
        told = {r: any(self.parse.tokens[i].name is not None for i in draft.heads.get(r, ())) for r in CORE}
        if draft.type.kind == "state" or (told["agent"] == told["patient"] and not draft.frame.alone):
            return False
        wrong = "patient" if told["agent"] or not told["patient"] else "agent"
        if any(self.parse.tokens[i].lower in REFLEXIVES for i in draft.heads[wrong]):
            return False
        draft.roles[wrong], draft.needs = [], None if draft.frame.alone else wrong
        return True

    def _describes_party(self, draft: Draft) -> bool:
        """Whether a noun in the singular tells of somebody whom the article names elsewhere: "a man was charged"."""
        roles = [role for rule in draft.type.inherits if rule.only and not rule.told for role in rule.copy]
        return any(draft.heads.get(role) for role in roles) and draft.single and draft.stance.polarity == "positive"

    def _is_single(self, heads: Sequence[int]) -> bool:
        """Whether a noun in the singular stands alone: "a man", no "two men", "a group of men", "a second man"."""
        tokens = [self.parse.tokens[i] for i in heads]
        if len(tokens) != 1 or any(k.lower in FURTHER for k in self.parse.kids(heads[0])):
            return False
        return tokens[0].tag == "NN" and tokens[0].lemma not in self.lexicon.words["partitives"]

    def _is_mutual(self, draft: Draft, p: Predicate) -> bool:
        """ "Orlo and Vanta accused each other"."""
        words = {self.parse.tokens[i].lower for i in p.slots.get("patient", ())}
        return not names_parties(draft) and bool(words & MUTUAL) and len(draft.roles.get("agent", [])) > 1

    def _has_pair(self, draft: Draft) -> bool:
        """A symmetric event may have both parties in one role: "X and Y merged"."""
        if not draft.type.symmetric:
            return False
        for role, other in (CORE, CORE[::-1]):
            named = merge_same(a for a in draft.roles.get(role, []) if a.name)
            held = other == "agent" and draft.heads.get(other)  # "a coalition settled with Orlo and Vanta"
            if len(named) > 1 and not held and not any(a.name for a in draft.roles.get(other, [])):
                draft.roles[role], draft.roles[other] = named[:1], named[1:]
                return True
        return False


def _rank(draft: Draft) -> tuple[bool, tuple[int, int, int]]:
    """How much speaks for a draft: a frame that holds whatever else is told, then what it names."""
    return not draft.frame.known, _count(draft)


def _count(draft: Draft) -> tuple[int, int, int]:
    named = sum(any(a.name for a in draft.roles.get(r, [])) for r in CORE)
    return named, sum(len(v) for v in draft.roles.values()), len(draft.frame.requires)
