"""Lend a claim what another claim of the article says of the same thing, as the ontology's `inherits` tells.

"Dropped the suit": the suit is told elsewhere, and its parties are this claim's too. "He resigned": from the firm that
he led. What is lent is marked as inherited; a claim's own names always stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kgbuild.dates import overlap
from kgbuild.ontology import OPPONENT, PARTIES, PARTY, SPEAKER, Inheritance
from kgbuild.reading.drafts import CORE, Draft, is_too_few, merge_same
from kgbuild.reading.event_parties import Parties
from kgbuild.reading.lexicon import Lexicon
from kgbuild.records import Argument

NEAR = 8  # sentences between a claim and one that lends to it because it is the nearest
SUBJECT_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i"})
PRONOUNS = SUBJECT_PRONOUNS | {"him", "her", "them", "us", "me", "his", "its", "their", "who", "whom"}
PLAINTIFFS = frozenset({"plaintiff", "plaintiffs", "claimant", "claimants", "complainant", "complainants"})
APART = frozenset({"other", "another", "second", "third"})  # "the other officer" is one of several
POINTING = frozenset({"the", "this", "that"})
OPEN = frozenset({"a", "an", "another", "any", "some", "several", "many", "two", "three", "no", "other", "one", "few"})


def lend_arguments(
    drafts: Iterable[Draft], givers: Sequence[Draft], *, matters: Sequence[Draft], named: bool, lexicon: Lexicon
) -> None:
    """Fill roles of the drafts that name nobody with what the givers lend, or what is said of this one.

    An argument names one of the `matters`, which may be no claims of their own. With `named`, only these lend ("the
    suit"), and only whom the deed is done to: who does it is told by another claim of the same event, if there is one.
    """
    for draft in drafts:
        for rule in draft.type.inherits:
            if named and not (rule.role and (rule.kept or "patient" in rule.copy)):
                continue
            complete = all(_is_named(draft, role) for role in rule.copy)
            if complete and not rule.kept:
                continue
            giver = _find_giver(draft, rule, matters if rule.role else givers, lexicon)
            if (
                giver is not None
                and rule.kept
                and not rule.aloof
                and {giver.head, *giver.covers}.intersection(draft.heads.get(rule.role or "", []))
            ):
                _give_back(draft, giver, rule)
            if giver is not None and rule.copy == {role: role for role in CORE}:
                _turn_from_plaintiff(draft, giver)
            if giver is not None and not complete:
                _lend(draft, giver, rule, lexicon)


def find_keys(draft: Draft, role: str) -> set[str]:
    """Return what stands for the names in a role: chains, else names."""
    return {a.chain or a.name or "" for a in _find_fillers(draft, role) if a.name}


def clashes(draft: Draft, role: str, lent: Sequence[Argument]) -> bool:
    """Tell whether somebody would stand in both core roles if `lent` filled `role`."""
    other = "patient" if role == "agent" else "agent"
    held = find_keys(draft, other) | {a.name for a in draft.roles.get(other, []) if a.name}
    return role in CORE and any(a.chain in held or a.name in held for a in lent)


def is_open(draft: Draft, role: str) -> bool:
    """Tell whether a role names nobody and may yet stand for somebody who is named: not "a firm", but "the firm"."""
    told = [a.text.lower().split() for a in draft.roles.get(role, []) if not a.name]
    several = any(w in OPEN or w.isdigit() for words in told for w in (words[0], *APART.intersection(words)))
    return len(told) == len(draft.roles.get(role, [])) and not several


def is_revealed(draft: Draft, role: str, giver: Draft) -> bool:
    """Tell whether another claim can name whom this one brings in without a name: "a judge" is named later if at all."""
    if is_open(draft, role):
        return True
    return giver.head > draft.head and _is_told_by_name(giver, role) and not _is_pointed_at(giver, role)


def _is_pointed_at(draft: Draft, role: str) -> bool:
    """Whether a person is told of as one known already: "the suspect was hurt" names nobody whom an officer hurt before can be."""
    named = [a for a in draft.roles.get(role, []) if a.name]
    return bool(named) and all(a.cls == "Person" and a.text.lower().split()[0] in POINTING for a in named)


def _is_told_by_name(draft: Draft, role: str) -> bool:
    return any(a.name and a.text.lower() not in PRONOUNS for a in draft.roles.get(role, []))


def is_known(draft: Draft, drafts: Iterable[Draft], parties: Parties) -> bool:
    """Tell whether another claim names the same two as its frame asks: whom a plaintiff tells of is whom he sued.

    A state may tell of whom its law officer sued.
    """
    return not draft.frame.known or any(
        d.type.name in draft.frame.known
        and not d.frame.known
        and d.stance.polarity == "positive"
        and find_keys(d, "patient") & find_keys(draft, "patient")
        and (parties.meet(d, draft, "agent") or _are_same_unnamed(draft, d))
        for d in drafts
    )


def _are_same_unnamed(draft: Draft, other: Draft) -> bool:
    """Whether neither names who acts, and both call him alike ("three women sued Orlo", "the women said"), or one tells of nobody."""
    told, there = ({_find_last_word(a) for a in d.roles.get("agent", [])} for d in (draft, other))
    if "agent" not in draft.frame.roles:
        return True
    if find_keys(draft, "agent") or find_keys(other, "agent") or not told or not there:
        return False
    return bool(told & there) or bool(told & (SUBJECT_PRONOUNS | PLAINTIFFS))


def _find_last_word(argument: Argument) -> str:
    return argument.text.lower().rsplit(" ", 1)[-1]


def _find_fillers(draft: Draft, role: str) -> list[Argument]:
    if role == SPEAKER:
        return draft.speakers
    if role in (PARTY, PARTIES):
        return [a for side in CORE for a in draft.roles.get(side, [])]
    return draft.roles.get(role, [])


def _give_back(draft: Draft, giver: Draft, rule: Inheritance) -> None:
    """A noun that is kept takes its verb's doer: "settled a lawsuit against Orlo", "settled a lawsuit by Orlo"."""
    lent = [a for a in draft.roles.get("agent", []) if a.name]
    missing = [role for role in CORE if not _is_named(giver, role)]
    if lent and len(missing) == 1 and missing[0] in rule.copy and not clashes(giver, missing[0], lent):
        giver.roles[missing[0]] = lent
        giver.inherited.append(missing[0])


def _turn_from_plaintiff(draft: Draft, giver: Draft) -> None:
    """ "The suit says that Lee wrote the song": what Lee's suit tells of Lee is held against whom he sued."""
    told, by, against = find_keys(draft, "patient"), find_keys(giver, "agent"), find_keys(giver, "patient")
    if told and told <= by and against and not told & against:
        draft.roles["patient"] = list(giver.roles["patient"])
        draft.inherited.append("patient")


def _is_named(draft: Draft, role: str) -> bool:
    return any(a.name for a in draft.roles.get(role, []))


def _lend(draft: Draft, giver: Draft, rule: Inheritance, lexicon: Lexicon) -> None:
    for role in sorted(rule.copy):
        told = {a.text.lower().rsplit(" ", 1)[-1] for a in draft.roles.get(role, [])} or {"-"}
        if rule.told and told.isdisjoint(rule.told):
            continue
        if (
            _tells_of_speaker(draft, role)
            or _is_named(draft, role)
            or not (
                rule.role
                or (rule.only and rule.told)
                or (rule.only and _is_named_later(draft, giver, rule.copy[role]))
                or is_open(draft, role)
            )
        ):
            continue
        lent = _find_lent(draft, role, giver, rule, lexicon)
        if lent and not clashes(draft, role, lent) and not is_too_few(draft, role, lent):
            draft.roles[role] = lent
            draft.inherited.append(role)


def _is_named_later(draft: Draft, giver: Draft, source: str) -> bool:
    """Whether the one claim that names somebody stands behind one that tells of one person without a name."""
    told = draft.single and draft.stance.modality != "possible" and giver.head > draft.head
    return told and not _is_pointed_at(giver, source)


def _tells_of_speaker(draft: Draft, role: str) -> bool:
    """ "A zoo says it is suing", "prosecutors said they would charge him": who acts is who speaks, and has no name."""
    told = draft.roles.get(role, [])
    return (
        role == "agent"
        and bool(told)
        and all(a.text.lower() in SUBJECT_PRONOUNS for a in told)
        and bool(draft.speakers)
        and not any(a.name for a in draft.speakers)
    )


def _find_lent(draft: Draft, role: str, giver: Draft, rule: Inheritance, lexicon: Lexicon) -> list[Argument]:
    """What a claim lends for a role: names of the classes that the rule asks for, each once."""
    source = rule.copy[role]
    lent = _find_opponent(draft, role, giver) if source == OPPONENT else _find_fillers(giver, source)
    bars = draft.type.roles[role].bars
    if source == SPEAKER:  # a paper that tells of a deed has no part in it
        lent = [a for a in lent if a.cls != "Media"]
    lent = merge_same(a for a in lent if a.name and a.cls not in bars and _is_of(a, rule.classes, lexicon))
    if giver.type.kind == "state" and not rule.told:  # of no party is one because of one's post
        lent = [a for a in lent if not _is_camp(a, lexicon)]
    told = draft.roles.get(role, []) if not (rule.only and rule.told) else []
    lent = [a for a in lent if not told or any(_may_be(t, a, lexicon) for t in told)]
    if source == PARTIES:
        lent = [a for a in lent if not clashes(draft, role, [a])]
    return lent


def _may_be(told: Argument, lent: Argument, lexicon: Lexicon) -> bool:
    """Whether whom a claim describes can be who is lent: "a president" is no firm, "the firm" no person; "writers" are a union."""
    head = told.text.lower().rsplit(" ", 1)[-1]
    cls = told.cls or ("Person" if head in lexicon.titles else None)
    if cls is None or not lent.cls:
        return True
    one, other = (lexicon.find_parent(c) for c in (cls, lent.cls))
    if one == "Person" and head.endswith("s") and head[:-1] not in lexicon.words["posts"]:
        return True
    return one == other or (one == "Organization" and other == "Place")


def _is_camp(argument: Argument, lexicon: Lexicon) -> bool:
    last = (argument.name or "").lower().split()[-1]
    return last in lexicon.words["parties"] | lexicon.words["camps"] | {"party"}


def _is_of(argument: Argument, classes: Iterable[str], lexicon: Lexicon) -> bool:
    told = {argument.cls or "", lexicon.find_parent(argument.cls or "")}
    if "Place" in told:  # a country or town that acts is an organisation
        told.add("Organization")
    return not classes or not told.isdisjoint(classes)


def _find_opponent(draft: Draft, role: str, giver: Draft) -> list[Argument]:
    """The party of the other claim that stands against the party of this one; where this names none, that of the role."""
    own = find_keys(draft, "patient" if role == "agent" else "agent")
    for side, other in (CORE, CORE[::-1]):
        if own & find_keys(giver, side):
            return giver.roles.get(other, [])
    return [] if own else giver.roles.get(role, [])


def _find_giver(draft: Draft, rule: Inheritance, drafts: Sequence[Draft], lexicon: Lexicon) -> Draft | None:
    if not rule.types:
        return draft
    return _find_named(draft, rule, drafts) if rule.role else _find_matching(draft, rule, drafts, lexicon)


def _aims_at_same(draft: Draft, giver: Draft, lexicon: Lexicon) -> bool:
    """Whether two claims can be against the same party: who sued one firm need not have sued another."""
    told, named = draft.roles.get("patient", []), [a for a in giver.roles.get("patient", []) if a.name]
    if find_keys(draft, "patient") and named:
        return bool(find_keys(draft, "patient") & find_keys(giver, "patient"))
    return not told or not named or any(_may_be(t, a, lexicon) for t in told for a in named)


def _can_be_of_one_day(draft: Draft, giver: Draft) -> bool:
    """Whether the dates of two claims, where both have one, can be one."""
    return draft.date is None or giver.date is None or overlap(draft.date.date, giver.date.date)


def _are_rivals(draft: Draft, giver: Draft, rule: Inheritance) -> bool:
    """Whether another did the like at his own time: "bid on Monday, topping an offer of Orlo in May"."""
    agents = find_keys(draft, "agent"), find_keys(giver, "agent")
    return bool(rule.told) and bool(agents[0] and agents[1]) and not agents[0] & agents[1]


def _find_matching(draft: Draft, rule: Inheritance, drafts: Sequence[Draft], lexicon: Lexicon) -> Draft | None:
    """The one claim whose roles share a name with this one's; of several that differ the nearest, if the rule says so."""
    givers = [
        d
        for d in drafts
        if d.type.name in rule.types
        and d is not draft
        and d.stance.polarity == "positive"
        and all(find_keys(d, source) & find_keys(draft, role) for role, source in rule.match.items())
        and any(_tell(draft, d, rule.copy))
    ]
    if rule.only and "agent" in rule.copy:
        givers = [d for d in givers if d.type is not draft.type or _aims_at_same(draft, d, lexicon)]
    if rule.only:  # what is only guessed of one is no ground to guess it of another
        givers = [d for d in givers if not {*rule.copy.values()} & {*d.inherited}]
        givers = [
            d for d in givers if d.type is not draft.type or _are_rivals(draft, d, rule) or _can_be_of_one_day(draft, d)
        ]
        if CORE[1] in rule.copy.values():  # whom only a pronoun tells may be another
            givers = [d for d in givers if not d.roles.get("patient") or _is_told_by_name(d, "patient")]
    if rule.only and "Person" in rule.classes:  # who tells of a deed in public is not the man whom it is told of
        talkers = {k for d in drafts for k in find_keys(d, SPEAKER)}
        givers = [d for d in givers if not any(find_keys(d, s) & talkers for s in rule.copy.values())]
    if rule.only and rule.told:  # a bid is rather for whom the same bidder is told to bid for
        agents = find_keys(draft, "agent")
        givers = [d for d in givers if agents & find_keys(d, "agent")] or givers
    if not givers:
        return None
    if len({_tell(draft, d, rule.copy) for d in givers}) == 1:
        return givers[0]
    nearest = min(givers, key=lambda d: (abs(d.sent - draft.sent), d.sent > draft.sent, abs(d.head - draft.head)))
    return nearest if rule.near and abs(nearest.sent - draft.sent) <= NEAR else None


def _tell(draft: Draft, giver: Draft, copy: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """What a claim would lend, by the names that stand in it."""
    return tuple(
        tuple(
            sorted(
                {a.chain or a.name or "" for a in _find_opponent(draft, role, giver) if a.name}
                if source == OPPONENT
                else find_keys(giver, source)
            )
        )
        for role, source in sorted(copy.items())
    )


def _find_named(draft: Draft, rule: Inheritance, matters: Sequence[Draft]) -> Draft | None:
    """The event that an argument names: the claim at that noun, else the nearest before, else the nearest behind."""
    heads = draft.heads.get(rule.role or "", [])
    if not heads:
        return None
    wanted = [s for s in rule.copy.values() if s in CORE] or list(CORE)
    same = [d for d in matters if d.type.name in rule.types and d is not draft]
    useful = [d for d in same if all(d.roles.get(s) for s in wanted)]
    if PARTIES in rule.copy.values() and not useful:
        useful = [d for d in same if find_keys(d, PARTIES)]
    own = [d for d in useful if {d.head, *d.covers}.intersection(heads)]
    own = own or ([d for d in same if d.head in heads] if rule.kept else [])
    own = own or ([d for d in same if d.link == "acl" and set(d.covers).intersection(heads)] if rule.kept else [])
    if own:
        return own[0]
    parties = find_keys(draft, PARTIES)
    related = [d for d in useful if parties & find_keys(d, PARTIES)] or useful
    before = [d for d in related if d.head < draft.head]
    return before[-1] if before else (related[0] if related else None)
