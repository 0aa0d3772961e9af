"""Walk a parse: coordinated heads, prepositional phrases, what a modifier describes."""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.tokens import Parse, Token

# Words that count what a plural names.


def expand(parse: Parse, i: int) -> list[int]:
    """The token and all that are coordinated with it, in order."""
    found, stack = [i], [i]
    while stack:
        at = stack.pop(0)
        for kid in parse.kids(at, "conj"):
            if kid.pos in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ") or kid.name is not None:
                found.append(kid.i)
                stack.append(kid.i)
        # "Vanta and Orlo subsidiary Miro": the parser hangs the first of the list on the noun at its end
        if parse.tokens[at].name is None:
            kids = parse.kids(at, "nmod", "compound", "amod")
            found.extend(k.i for k in kids if k.name is not None and parse.kids(k.i, "conj"))
    return found[1:] if _is_title(parse, found) else found


def _is_title(parse: Parse, heads: list[int]) -> bool:
    """Whether the first of two heads is a title of the second: "bank chairman and founder Owen Pratt"."""
    if len(heads) != 2:
        return False
    first, second = (parse.tokens[h] for h in heads)
    return (
        first.tag in ("NN", "NNP")
        and first.name is None
        and second.name is not None
        and second.name.cls == "Person"
        and not parse.kids(first.i, "det")
        and any(
            k.tag in ("NN", "NNP") and k.name is None and k.i < second.i
            for k in parse.kids(second.i, "compound", "nmod")
        )
    )


def find_counted(parse: Parse, i: int, lexicon: Lexicon) -> int | None:
    """The deeds of which a word only tells that they are several: "a series of raids", "a wave of strikes"."""
    token = parse.tokens[i]
    if token.name is not None or token.lemma not in lexicon.words["partitives"] | lexicon.words["masses"]:
        return None
    for prep in parse.kids(i, "prep"):
        for kid in parse.kids(prep.i, "pobj") if prep.lower == "of" else ():
            noun = load_nouns().find(kid.lemma) if kid.tag == "NNS" and kid.name is None else None
            if noun is not None and noun.kind in ("event", "activity"):
                return kid.i
    return None


def climb(parse: Parse, token: Token) -> list[int]:
    """The noun or name that a hyphened adjective describes."""
    at = token
    for _ in range(4):
        if at.head == at.i:
            return []
        at = parse.tokens[at.head]
        if at.i > token.i and (at.pos in ("NOUN", "PROPN") or at.name is not None):
            return [at.i, *[k.i for k in parse.kids(at.i, "appos")]]
    return []


def find_oblique(parse: Parse, i: int) -> Iterator[tuple[str, list[int]]]:
    """Yield the prepositional phrases of a token: the preposition in lower case, and the heads of its objects."""
    for kid in parse.kids(i, "prep", "agent", "dative"):
        if kid.pos not in ("ADP", "SCONJ", "VERB", "ADV", "ADJ", "PART") or kid.name is not None:
            continue
        such = kid.lower == "as" and any(k.lower == "such" for k in parse.kids(kid.i))
        yield from _read_preposition(parse, kid, "such as" if such else kid.lower)
    for particle in parse.kids(i, "prt"):  # "put it up for sale": the parser hangs the phrase on the particle
        for kid in parse.kids(particle.i, "prep"):
            yield from _read_preposition(parse, kid, kid.lower)


def _read_preposition(parse: Parse, prep: Token, name: str) -> Iterator[tuple[str, list[int]]]:
    heads = [e for k in parse.kids(prep.i, "pobj") for e in expand(parse, k.i)]
    if name == "as" and not heads:  # "described the offer as shameful"
        heads = [k.i for k in parse.kids(prep.i, "amod", "acomp", "pcomp") if k.pos == "ADJ" and k.i > prep.i]
    if heads and parse.tokens[heads[0]].lower == "behalf":  # "on behalf of Norvel", "on Norvel's behalf"
        owners = [e for k in parse.kids(heads[0], "poss") for e in expand(parse, k.i)]
        if owners:
            yield "on behalf of", owners
        for kid in parse.kids(heads[0], "prep"):
            yield from _read_preposition(parse, kid, "on behalf of" if kid.lower == "of" else kid.lower)
    elif heads:
        yield name, heads
        yield from _read_astray(parse, heads, everywhere=name in ("by", "on behalf of"))
        if name in ("to", "with"):  # "lodged a complaint with the regulator about Norvel"
            for kid in (k for i in heads if parse.tokens[i].name is None for k in parse.kids(i, "prep")):
                if kid.lower == "about":
                    yield from _read_preposition(parse, kid, "about")
    for kid in parse.kids(prep.i, "prep"):
        inner = (
            f"{name} {kid.lower}"
            if not heads
            and name in ("because", "out", "along", "together", "according", "due", "prior", "instead", "ahead")
            else kid.lower
        )
        yield from _read_preposition(parse, kid, inner)
    for kid in parse.kids(prep.i, "conj"):
        if kid.pos == "ADP":
            yield from _read_preposition(parse, kid, kid.lower)


def _read_astray(parse: Parse, heads: list[int], *, everywhere: bool) -> Iterator[tuple[str, list[int]]]:
    """What the parser hangs on a name or doer and belongs beside it: "a suit brought by Vanta against Orlo"."""
    for i in heads:
        if everywhere or parse.tokens[i].name is not None:
            for kid in parse.kids(i, "prep"):
                if kid.lower in ("against", "over", "about"):
                    yield from _read_preposition(parse, kid, kid.lower)


def take_over(parse: Parse, token: Token, old: Token, dep: str) -> None:
    """Hang a token where the one that it hangs on hangs, with that one's other dependents, and that one on it, in place."""
    take_place(token, old)
    for kid in parse.kids(old.i):
        if kid.i != token.i:
            kid.head = token.i
    old.head, old.dep = token.i, dep


def take_place(token: Token, old: Token) -> None:
    """Hang a token where another hangs, in place; it is the root where that was."""
    token.head, token.dep = (token.i if old.head == old.i else old.head), old.dep
