"""The public form of predicates: every clause with its participants, whether the vocabulary knows it or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgbuild.ontology import EventType
from kgbuild.reading.arguments import Arguments
from kgbuild.reading.drafts import Draft
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.participants import Participants
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.stances import Stance
from kgbuild.reading.tokens import Parse
from kgbuild.records import Clause, EventDate


def make_clauses(
    parse: Parse,
    predicates: Mapping[int, Predicate],
    stances: Mapping[int, Stance],
    arguments: Arguments,
    dates: Mapping[int, EventDate],
    drafts: Sequence[Draft],
) -> tuple[Clause, ...]:
    """Return the clauses in text order: all verbs, and the nouns that name deeds."""
    types = {d.head: d.type for d in drafts}
    participants = Participants(parse, predicates, arguments, load_nouns())
    made = []
    for i in sorted(predicates):
        p = predicates[i]
        type_ = types.get(i)
        if not parse.tokens[i].text.strip("-–—") or not _says_something(p, type_, participants):
            continue
        token, stance = parse.tokens[i], stances[i]
        sentence = parse.sentences[token.sent]
        made.append(
            Clause(
                token.text,
                token.start,
                token.end,
                p.lemma,
                sentence.start,
                sentence.end,
                p.voice,
                stance.polarity,
                stance.modality,
                participants.find_roles(p),
                tuple(a for s in stance.speakers for a in arguments.make(s)),
                dates.get(i),
                type_.name if type_ else None,
            )
        )
    return tuple(made)


def find_deeds(parse: Parse, predicates: Mapping[int, Predicate], arguments: Arguments) -> frozenset[int]:
    """Return the heads of the nouns that name deeds."""
    participants = Participants(parse, predicates, arguments, load_nouns())
    return frozenset(i for i, p in predicates.items() if p.kind == "noun" and participants.is_deed(p))


def _says_something(p: Predicate, type_: EventType | None, participants: Participants) -> bool:
    """Whether a predicate is a clause: verbs but bare "be" and "have", nouns that name deeds."""
    if p.kind == "verb":
        return type_ is not None or (not participants.is_word_of_grammar(p))
    return participants.is_deed(p) or (type_ is not None and type_.kind == "event")
