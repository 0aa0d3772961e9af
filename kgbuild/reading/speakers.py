"""Whom a person speaks for, and what "I", "we" and "the company" are in his mouth."""

from __future__ import annotations

from kgbuild.reading.discourse import Discourse
from kgbuild.reading.quotes import find_quotes
from kgbuild.reading.tokens import Token


def learn_sides(d: Discourse) -> None:
    """Note whom each person speaks for: "Vanta chairman Lee", "Lee of Vanta", "Lee, a lawyer for Vanta"."""
    for p in d.predicates.values():
        if p.kind != "noun" or not _is_office(d, p.lemma):
            continue
        people = [k for s in p.slots.get("self", []) for k in d.name_keys(s)]
        bodies = [
            k
            for slot in ("compound", "poss", "of", "at", "for", "with")
            for i in p.slots.get(slot, ())
            for k in d.links.get(i, ()) or d.name_keys(i)
        ]
        for person in people:
            body = next((b for b in bodies if b in d.things and d.things[b].top == "Organization"), None)
            if body is not None and person in d.things and d.things[person].top == "Person":
                d.sides.setdefault(person, body)


def link_speakers(d: Discourse) -> None:
    """Link "I" to who is quoted, "we" to the side that he speaks for."""
    quotes = find_quotes(d.parse, d.predicates, lexicon=d.lexicon)
    for quote in quotes:
        for token in d.parse.tokens[quote.first : quote.last + 1]:
            if token.lower not in d.words["speaker_pronouns"] or token.i in d.links or quote.speaker is None:
                continue
            keys = d.links.get(quote.speaker, ()) or d.name_keys(quote.speaker)
            if token.lower in d.words["side_pronouns"]:
                keys = tuple(dict.fromkeys(d.sides.get(k, k) for k in keys))
            d.note(token.i, keys[:1])


def find_side(d: Discourse, token: Token) -> str | None:
    """ "Lee, chairman of Vanta, said the company ...": what a speaker says of "the company" is said of his own."""
    at = token.i
    for _ in range(12):
        up = d.parse.tokens[at].head
        if up == at:
            return None
        at = up
        p = d.predicates.get(at)
        if p is None or p.kind != "verb" or p.lemma not in d.words["reporting"]:
            continue
        keys = [k for h in p.slots.get("agent", []) for k in d.links.get(h, ()) or d.name_keys(h)]
        sides = [d.sides[k] for k in keys if k in d.sides]
        if sides and token.i not in p.slots.get("agent", []):
            return sides[0]
    return None


def _is_office(d: Discourse, lemma: str) -> bool:
    cls = d.lexicon.nouns.get(lemma)
    return lemma in d.lexicon.titles or (cls is not None and d.lexicon.find_parent(cls) == "Person")
