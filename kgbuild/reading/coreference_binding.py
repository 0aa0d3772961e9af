"""What a pronoun is by where it stands: bound by the subject of its clause, said of a matter, nearer to what has no name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgbuild.reading.coreference_classes import is_person_noun
from kgbuild.reading.coreference_quotes import Quote
from kgbuild.reading.coreference_scene import Scene
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.phrases import expand
from kgbuild.reading.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")
RELATIVES = ("who", "that", "which")
SHORT = ("'s", "’s")
# What a body may be called by "it is": WordNet's kinds of nouns for persons and groups.
NAMED_KINDS = frozenset({"person", "group"})
LIGHT = frozenset({"do", "mean", "say", "think", "know", "understand", "get"})  # "she did it" is a deed
SHARES = frozenset({"part", "one", "home", "subject", "target", "unit"})


def is_judgement(scene: Scene, token: Token, quotes: Sequence[Quote]) -> bool:
    """ "It's the same old tale", "It was my fault": whether "it" is what is spoken of, and nothing that bears a name."""
    verb = scene.parse.tokens[token.head]
    if token.lower != "it" or token.dep != "nsubj" or verb.lemma != "be":
        return False
    told = scene.parse.kids(verb.i, "attr")
    if told:
        return not any(_may_be_named(scene, k) for k in told)
    plain = scene.parse.kids(verb.i, "acomp")
    spoken = verb.text in SHORT or any(q.first <= token.i <= q.last for q in quotes)
    minded = scene.words["personal_adjectives"] | scene.words["raising_adjectives"]
    return spoken and any(k.lemma not in minded and not scene.parse.kids(k.i) for k in plain)


def _may_be_named(scene: Scene, noun: Token) -> bool:
    """Whether a noun behind "it is" may call a thing with a name: "a bank", "part of Orlo"; no "shame", no "story"."""
    if noun.name is not None or noun.pos == "NUM" or noun.lemma in SHARES:
        return True
    words, cls = scene.words, scene.find_class(noun)
    known = load_nouns().find(noun.lemma)
    called = noun.lemma in words["company_nouns"] | words["body_nouns"] | words["owned_nouns"]
    classed = cls is not None and scene.lexicon.find_parent(cls) in ("Organization", "Person")
    return called or classed or (known is not None and known.kind in NAMED_KINDS)


def find_bound(scene: Scene, token: Token) -> tuple[str, ...] | None:
    """ "Clerks lost their jobs", "told members to change their": whose the possessive is, () for those without a name.

    None where the clause tells nothing.
    """
    subject = _find_subject(scene, token) if token.tag == "PRP$" else None
    if subject is None or token.i in scene.parse.subtree(subject.i):
        return None
    several = expand(scene.parse, subject.i)
    keys = tuple(dict.fromkeys(k for i in several for k in scene.find_keys(i)))
    if len(several) > 1 and not all(scene.find_keys(i) for i in several):
        return ()
    plural = subject.tag in ("NNS", "NNPS") or subject.lower in ("they", "those") or len(several) > 1
    if plural and not keys and subject.name is None:
        lists = (i for i, _, _ in scene.plurals if i < subject.i and scene.parse.tokens[i].sent == token.sent)
        return None if any(lists) else ()
    return keys if plural and keys else None


def _find_subject(scene: Scene, token: Token) -> Token | None:
    """Who does what a possessive is told in: the subject before it, what a clause hangs on, or whom one tells to."""
    at, tokens = token, scene.parse.tokens
    while at.head != at.i:
        at = tokens[at.head]
        if at.pos not in ("VERB", "AUX"):
            continue
        subjects = [s for s in scene.parse.kids(at.i, *SUBJECTS) if s.i < token.i]
        if subjects:
            hung = at.dep == "relcl" and subjects[0].lower in RELATIVES
            return tokens[at.head] if hung else subjects[0]
        told = [k for k in scene.parse.kids(at.head, "dobj") if k.i < at.i] if at.dep == "xcomp" else []
        if told:
            return told[0]
        if at.dep == "acl":
            return tokens[at.head]
        if at.dep not in ("xcomp", "conj", "aux", "advcl", "pcomp"):
            return None
    return None


def find_tellers(scene: Scene, token: Token) -> tuple[str, ...] | None:
    """ "Clerks said so on Monday. Orlo fell, they added": who told just before; None where "they" tells nothing."""
    verb = scene.parse.tokens[token.head]
    if token.dep != "nsubj" or verb.lemma not in scene.words["reporting"] or verb.dep == "relcl":
        return None
    low = scene.parse.sentences[max(0, token.sent - 1)].first
    for other in reversed(scene.parse.tokens[low : token.i]):
        telling = scene.parse.tokens[other.head]
        if other.dep == "nsubj" and telling.i != verb.i and telling.lemma in scene.words["reporting"]:
            if other.tag == "NNS" and other.name is None:
                return scene.find_keys(other.i)
            return None
    return None


def is_of_unnamed(scene: Scene, token: Token, key: str) -> bool:
    """Whether "it" is rather a thing without a name, which the text made its subject since: "The sale hurt Orlo. It cost"."""
    verb = scene.parse.tokens[token.head]
    acting = scene.words["willing"] | scene.words["reporting"] | scene.words["acting_verbs"]
    if token.lower != "it" or (token.dep == "nsubj" and verb.lemma in acting):
        return False
    if token.dep == "dobj" and verb.lemma in LIGHT:
        return True
    low = scene.parse.sentences[max(0, token.sent - 1)].first
    last = scene.find_last(key, token)
    for other in _list_subjects(scene, low, token):
        if key in scene.find_keys(other.i):
            return False
        if other.lower == "it" and other.sent == token.sent:
            if scene.parse.kids(other.head, "attr", "acomp"):  # "it is possible that it"
                continue
            return not scene.find_keys(other.i)
        if _is_thing(scene, other):
            named = scene.parse.tokens[last]
            before = other.sent == token.sent and other.i < last
            return other.sent >= named.sent and not before and not _is_subject_since(scene, key, other.sent, token)
    return False


def _is_subject_since(scene: Scene, key: str, sent: int, token: Token) -> bool:
    """Whether a thing is subject of a clause from sentence `sent` on."""
    first = scene.parse.sentences[sent].first
    return any(key in scene.find_keys(t.i) for t in scene.parse.tokens[first : token.i] if t.dep in SUBJECTS)


def _list_subjects(scene: Scene, low: int, token: Token) -> Iterator[Token]:
    """The subjects before a token from `low` on, the nearest first, but for the one of the verb that it is an object of."""
    above = _find_verb(scene, token)
    for other in reversed(scene.parse.tokens[low : token.i]):
        if other.dep in SUBJECTS and other.lower not in RELATIVES and other.head != above:
            yield other


def _find_verb(scene: Scene, token: Token) -> int:
    """The verb that has a pronoun as its object or as the subject of an infinitive: "permits it to sell"."""
    at = scene.parse.tokens[token.head]
    if token.dep in SUBJECTS:
        return at.head if at.tag == "VB" and at.dep in ("ccomp", "xcomp") else -1
    while at.pos not in ("VERB", "AUX") and at.head != at.i:
        at = scene.parse.tokens[at.head]
    return at.i


def _is_thing(scene: Scene, noun: Token) -> bool:
    """Whether a noun is one thing of which nobody with a name is spoken: no person, no body, nothing linked."""
    words, cls = scene.words, scene.find_class(noun)
    known = load_nouns().find(noun.lemma)
    if scene.parse.tokens[noun.head].lemma in words["reporting"] and (known is None or known.kind != "text"):
        return False  # "the postal service said it"
    body = noun.lemma in words["company_nouns"] | words["body_nouns"] | words["metonyms"] | words["partitives"]
    classed = cls is not None and scene.lexicon.find_parent(cls) in ("Organization", "Person")
    linked = noun.name is not None or scene.find_keys(noun.i)
    return noun.tag == "NN" and not (linked or body or classed or is_person_noun(scene, noun))
