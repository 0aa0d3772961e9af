"""Find the quotations of an article and who speaks in each: before, after or amid the words, over several sentences."""

from __future__ import annotations

from dataclasses import dataclass

from kgbuild.reading.coreference_officers import is_officer
from kgbuild.reading.coreference_scene import Scene
from kgbuild.reading.predicates import Predicate
from kgbuild.reading.tokens import Token

OPENING, CLOSING, STRAIGHT = ("“", "„", "``"), ("”", "''"), ('"',)
TITLE_SLOTS = ("compound", "poss", "for", "of", "at", "with")


@dataclass(slots=True)
class Quote:
    """A quotation: its tokens `first` to `last` (inclusive), the head token of its speaker."""

    first: int
    last: int
    speaker: int | None = None


def find_quotes(scene: Scene) -> list[Quote]:
    """Return the quotations in order, each with its speaker where the text tells."""
    quotes = _find_spans(scene)
    inside = {i for q in quotes for i in range(q.first, q.last + 1)}
    sayings = [
        (p.head, agents)
        for p in scene.predicates.values()
        if p.kind == "verb"
        and p.lemma in scene.words["reporting"]
        and p.head not in inside
        and (agents := [a for a in _find_agents(scene, p) if a not in inside])
    ]
    previous: Quote | None = None
    for quote in quotes:
        quote.speaker = _find_speaker(scene, quote, sayings)
        if quote.speaker is None and previous is not None and _follows(scene, previous, quote):
            quote.speaker = previous.speaker
        previous = quote
    return quotes


def _find_agents(scene: Scene, p: Predicate) -> list[int]:
    """Who says: the verb's own subject, else that of the verb above ("resigned in a letter stating")."""
    at = scene.parse.tokens[p.head]
    while at.tag == "VBG" or at.i != p.head:
        above = scene.predicates.get(at.i)
        if above is not None and above.kind == "verb" and _is_actor(scene, above):
            return above.slots["agent"]
        if at.head == at.i:
            break
        at = scene.parse.tokens[at.head]
    return p.slots.get("agent", [])


def _is_actor(scene: Scene, p: Predicate) -> bool:
    """Whether a verb's subject can speak: a person or an organisation."""
    keys = [k for a in p.slots.get("agent", []) for k in scene.find_keys(a)]
    return any(scene.things[k].top in ("Person", "Organization") for k in keys)


def _find_spans(scene: Scene) -> list[Quote]:
    """What stands between quotation marks; one left open ends with its paragraph."""
    quotes: list[Quote] = []
    start: int | None = None
    for token in scene.parse.tokens:
        before = scene.parse.text[scene.parse.tokens[token.i - 1].end : token.start] if token.i else ""
        if "\n" in before and start is not None:
            quotes.append(Quote(start, token.i - 1))
            start = None
        faces = _find_facing(scene, token) if token.text in STRAIGHT else ""
        if token.text in OPENING or faces == "opens" or (start is None and token.text in STRAIGHT and not faces):
            if start is not None and faces and start < token.i:  # the mark that closes it is missing
                quotes.append(Quote(start, token.i - 1))
            start = token.i + 1
        elif start is not None and token.text in CLOSING + STRAIGHT:
            if start < token.i:
                quotes.append(Quote(start, token.i - 1))
            start = None
    if start is not None and start < len(scene.parse.tokens):
        quotes.append(Quote(start, len(scene.parse.tokens) - 1))
    return quotes


def _find_facing(scene: Scene, token: Token) -> str:
    """Which way a straight mark faces, by the space on one side of it; "" where that does not tell."""
    text = scene.parse.text
    before, after = text[token.start - 1 : token.start].strip(), text[token.end : token.end + 1].strip()
    if bool(before) == bool(after):
        return ""
    return "closes" if before else "opens"


def _find_speaker(scene: Scene, quote: Quote, sayings: list[tuple[int, list[int]]]) -> int | None:
    """The subject of the verb of saying nearest to the quotation, in a sentence that the two share."""
    tokens = scene.parse.tokens
    sentences = range(tokens[quote.first].sent, tokens[min(quote.last + 1, len(tokens) - 1)].sent + 1)
    near = [
        (min(abs(head - quote.first), abs(head - quote.last)), head, agents[0])
        for head, agents in sayings
        if tokens[head].sent in sentences
    ]
    if not near and quote.first > 1 and tokens[quote.first - 2].text == ":":  # 'Lee said: "..."', cut in two
        near = [(0, head, agents[0]) for head, agents in sayings if tokens[head].sent == tokens[quote.first - 2].sent]
    return min(near)[2] if near else None


def _follows(scene: Scene, previous: Quote, quote: Quote) -> bool:
    """Whether a quotation goes on with the one before: in the next sentence, with nobody else named in between."""
    tokens = scene.parse.tokens
    return tokens[quote.first].sent - tokens[previous.last].sent <= 2


def find_speaker(scene: Scene, quotes: list[Quote], i: int, *, plural: bool) -> tuple[str, ...]:
    """Who "I" is, or whose side "we" are, at token `i`; nobody outside a quotation."""
    quote = next((q for q in quotes if q.first <= i <= q.last), None)
    if quote is None or quote.speaker is None:
        return ()
    keys = scene.find_keys(quote.speaker)
    if not plural:
        return keys[:1]
    side = find_side(scene, quote.speaker, keys[0] if keys else None)
    return (side,) if side is not None else keys[:1]


def find_side(scene: Scene, speaker: int, key: str | None) -> str | None:
    """Return the organisation that a speaker is said to work for: "Orlo spokeswoman Ann Lee", "a spokesman for Orlo".

    A bare title means the organisation that the article has just spoken of: "spokesman Joe Hill said"; not that of a public
    office, which one speaks of: "Attorney General Lee said".
    """
    if key is not None and scene.things[key].top == "Organization":
        return None
    titled = False
    for p in scene.predicates.values():
        if p.kind != "noun" or not _describes(scene, p, speaker, key):
            continue
        for slot in TITLE_SLOTS:
            for h in p.slots.get(slot, []):
                for k in scene.find_keys(h):
                    if scene.things[k].top == "Organization":
                        return k
        if (
            is_officer(scene, scene.parse.tokens[p.head])
            or p.lemma in scene.words["public_posts"]
            or p.slots.get("nation")
        ):
            return None
        titled = titled or not any(scene.find_keys(h) for s in TITLE_SLOTS for h in p.slots.get(s, []))
    token = scene.parse.tokens[speaker]
    return scene.find_salient(token, lambda t: t.top == "Organization", reach=2) if titled else None


def _describes(scene: Scene, p: Predicate, speaker: int, key: str | None) -> bool:
    """Whether a noun says what a speaker is."""
    if p.head == speaker:
        return True
    if p.lemma not in scene.lexicon.titles and p.lemma not in scene.words["offices"]:
        return False
    if key is not None and any(key in scene.find_keys(s) for s in scene.find_selves(p)):
        return True
    token = scene.parse.tokens[p.head]  # "Joe Hill, Chairman of Orlo", with the title in capitals
    return token.head == speaker and token.dep == "conj" and scene.parse.tokens[token.i - 1].text == ","
