"""Link "he" and "she": to the person nearest to mind who agrees, or to the subject that follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kgbuild.described import MEN, WOMEN
from kgbuild.reading.coreference_quotes import Quote
from kgbuild.reading.coreference_scene import NEAR, Scene, Thing
from kgbuild.reading.tokens import Token

KNOWN_SEX = 3
LONG = 10  # sentences, as of a long quotation, behind which one who alone fits is still meant
QUOTING = frozenset({'"', "”", "''"})
ASIDE, SPEAKS = 3, 2  # who is only the source of what is said; who spoke, of one who speaks


def find_reflected(scene: Scene, token: Token) -> tuple[str, ...] | None:
    """ "Lee asked Orr to excuse himself": the subject of the verb; None where the pronoun does not bend back to one."""
    if not token.lower.endswith(("self", "selves")):
        return None
    if token.dep in ("appos", "npadvmod") and scene.find_keys(token.head):  # "Lee himself"
        return scene.find_keys(token.head)
    for p, slot in scene.arguments.get(token.i, []):
        subject = "patient" if p.voice == "passive" else "agent"
        heads = [h for h in p.slots.get(subject, []) if h < token.i]
        keys = tuple(dict.fromkeys(k for h in heads for k in scene.find_keys(h)))
        if (
            p.kind == "verb"
            and slot != subject
            and (keys or any(scene.parse.tokens[h].tag in ("NN", "NNS") for h in heads))
        ):
            return keys  # "a bomber blew himself up", "the states find themselves": nobody named
    return None


def link_person(scene: Scene, token: Token, quotes: Sequence[Quote]) -> tuple[str, ...]:
    """Return whom "he" or "she" stands for: of those who agree the one nearest to mind, never the one whose words these are."""
    female = token.lower in scene.words["female_pronouns"]
    speakers = {k for q in quotes if q.first <= token.i <= q.last and q.speaker for k in scene.find_keys(q.speaker)}

    def fits(thing: Thing) -> bool:
        return thing.top == "Person" and thing.female in (None, female) and thing.key not in speakers

    if _is_said_by_kin(scene, token) or _is_of_unnamed(scene, token, fits):
        return ()
    told = (
        _find_dead(scene, token, fits),
        _find_teller(scene, token),
        _find_pledger(scene, token),
        _find_doer(scene, token),
        find_following(scene, token, ("Person",)),
    )
    key = next((k for k in told if k is not None and fits(scene.things[k])), None) or _find_nearest(scene, token, fits)
    if key is None:
        return ()
    if scene.things[key].female is None:
        scene.things[key].female = female
    return (key,)


def _find_dead(scene: Scene, token: Token, fits: Callable[[Thing], bool]) -> str | None:
    """ "... two days before his death", "he died of": the nearest of whom the article tells by name that he died."""
    head = scene.parse.tokens[token.head]
    dies = token.dep in ("nsubj", "nsubjpass") and head.lemma in ("die", "perish")
    if not dies and not (token.dep == "poss" and head.lemma in scene.words["ends"]):
        return None
    return _find_nearest(scene, token, lambda thing: thing.key in scene.dead and fits(thing))


def _find_nearest(scene: Scene, token: Token, fits: Callable[[Thing], bool]) -> str | None:
    """Who is nearest to mind; whose sex is known goes before."""
    ranks = scene.rank(token, fits, reach=NEAR, weigh=lambda other: _weigh_source(scene, token, other))
    if not ranks:
        return _find_lone(scene, token, fits)
    tokens = scene.parse.tokens
    known = {k for k in ranks if scene.things[k].female is not None}
    bound = scene.find_binder(token)
    if len(bound) == 1:  # "since Lee followed his father"
        known |= bound & ranks.keys()
    known = {k for k in known if token.sent - tokens[scene.find_last(k, token)].sent < 2}
    scores = {k: (salience + KNOWN_SEX * (k in known), place) for k, (salience, place) in ranks.items()}
    return max(scores, key=lambda k: scores[k]) if scores else None


def _find_lone(scene: Scene, token: Token, fits: Callable[[Thing], bool]) -> str | None:
    """The one who fits of all spoken of far and wide, as behind a long quotation, if that is not said in passing."""
    ranks = scene.rank(token, fits, reach=LONG) if not token.lower.endswith("self") else {}
    return next((k for k in ranks if scene.counts[k] > 1), None) if len(ranks) == 1 else None


def _is_said_by_kin(scene: Scene, token: Token) -> bool:
    """ "The wife of Lee said she was shocked": she is the wife, who has no name."""
    clause = scene.parse.tokens[token.head]
    saying = scene.parse.tokens[clause.head]
    if token.dep not in ("nsubj", "nsubjpass") or clause.dep != "ccomp" or saying.i > token.i:
        return False
    tellers = [k for k in scene.parse.kids(saying.i, "nsubj") if k.name is None and not scene.find_keys(k.i)]
    kin = WOMEN if token.lower in scene.words["female_pronouns"] else MEN
    return saying.lemma in scene.words["reporting"] and any(k.lemma in kin for k in tellers)


def _is_of_unnamed(scene: Scene, token: Token, fits: Callable[[Thing], bool]) -> bool:
    """ "Lee's sister vanished. She was killed": she is the sister, who has no name, and of whom the clause before tells."""
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    kin = WOMEN if token.lower in scene.words["female_pronouns"] else MEN
    low = scene.parse.sentences[max(0, token.sent - 1)].first
    for other in reversed(scene.parse.tokens[low : token.i]):
        if other.name is None and other.lemma in kin and other.dep in ("nsubj", "nsubjpass"):
            main = scene.parse.tokens[other.head]
            told = other.sent == token.sent or main.dep == "ROOT"
            return told and not scene.find_keys(other.i)
        if other.pos not in ("DET", "PUNCT") and any(fits(scene.things[k]) for k in scene.find_keys(other.i)):
            held = other.dep == "poss" and scene.parse.tokens[other.head].lemma in kin
            if not held:
                return False
    return False


def _find_teller(scene: Scene, token: Token) -> str | None:
    """ "Lee, who said he was fired": whom the clause of saying hangs on."""
    tokens = scene.parse.tokens
    clause = tokens[token.head]
    saying = tokens[clause.head]
    if token.dep not in ("nsubj", "nsubjpass") or clause.dep != "ccomp" or saying.dep != "relcl":
        return None
    subjects = scene.parse.kids(saying.i, "nsubj")
    if saying.lemma not in scene.words["reporting"] or [s.lower for s in subjects] != ["who"]:
        return None
    keys = scene.find_keys(saying.head)
    return keys[0] if len(keys) == 1 else None


def _find_pledger(scene: Scene, token: Token) -> str | None:
    """ "Lee announced that he will leave", "Lee said she would sue": what one vows, admits or hopes is of oneself.

    What is merely said may as well be of another of whom the article tells.
    """
    tokens, words = scene.parse.tokens, scene.words
    clause = tokens[token.head]
    saying = tokens[clause.head]
    if token.dep not in ("nsubj", "nsubjpass") or clause.dep != "ccomp" or saying.i > token.i:
        return None
    ahead = clause.lemma in words["intending"] or any(
        k.lower in ("will", "would") for k in scene.parse.kids(clause.i, "aux")
    )
    if saying.lemma not in words["pledging"] and not (saying.lemma in ("say", "tell") and ahead):
        return None
    subjects = [k for k in scene.parse.kids(saying.i, "nsubj") if k.i < saying.i and k.name is not None]
    if len(subjects) != 1 or scene.parse.kids(subjects[0].i, "conj"):
        return None
    keys = scene.find_keys(subjects[0].i)
    reports = len(keys) == 1 and scene.things[keys[0]].nouns & words["reporters_of_others"]
    return keys[0] if len(keys) == 1 and not reports else None


def _find_doer(scene: Scene, token: Token) -> str | None:
    """ "Lee formed the firm before he quit": the subject of the verb that a clause of time hangs on, where that tells of no other person."""
    tokens = scene.parse.tokens
    clause = tokens[token.head]
    main = tokens[clause.head]
    if token.dep not in ("nsubj", "nsubjpass") or clause.dep != "advcl" or main.i > token.i or main.pos != "VERB":
        return None
    if not any(k.lower in scene.words["time_conjunctions"] for k in scene.parse.kids(clause.i, "mark", "advmod")):
        return None
    first = min(scene.parse.subtree(main.i))
    people = {k for i in range(first, token.i) for k in scene.find_keys(i) if scene.things[k].top == "Person"}
    subjects = [k for k in scene.parse.kids(main.i, "nsubj", "nsubjpass") if k.i < main.i]
    keys = scene.find_keys(subjects[0].i) if len(subjects) == 1 else ()
    return keys[0] if len(keys) == 1 and people == {*keys} else None


def _weigh_source(scene: Scene, token: Token, other: Token) -> float:
    """Whether a mention only tells from whom one knows: "Orr had fled, Lee said. He was ..." is rather Orr.

    Who goes on speaking is rather who spoke: "... Lee said. He added". Of whom a speaker tells is meant in the clauses
    below his: "Lee said Orr called after he fled".
    """
    verb = scene.parse.tokens[other.head]
    if other.dep != "nsubj" or verb.lemma not in scene.words["reporting"]:
        return 0
    if other.sent == token.sent:
        return -ASIDE if _is_told_of_another(scene, token, verb) else 0
    speech = scene.parse.tokens[token.head]
    if token.dep == "nsubj" and speech.lemma in scene.words["reporting"] and speech.dep == "ROOT":
        return SPEAKS if token.sent - other.sent == 1 else 0
    told = [k for k in scene.parse.kids(verb.i, "ccomp") if k.i < min(verb.i, other.i)]
    quoted = scene.parse.tokens[min(verb.i, other.i) - 1].text in QUOTING
    return -ASIDE if (told or verb.dep == "parataxis") and not quoted else 0


def _is_told_of_another(scene: Scene, token: Token, verb: Token) -> bool:
    """Whether a pronoun stands below a reported clause whose subject is a person who agrees, and not the pronoun itself."""
    at = token
    while at.head not in (at.i, verb.i):
        at = scene.parse.tokens[at.head]
    female = token.lower in scene.words["female_pronouns"]
    if at.head != verb.i or at.dep != "ccomp":
        return False
    subjects = [s for s in scene.parse.kids(at.i, "nsubj", "nsubjpass") if s.i < token.i]
    inner = any(token.i in scene.parse.subtree(s.i) for s in subjects) or token.head == at.i
    people = (scene.things[k] for s in subjects for k in scene.find_keys(s.i))
    return not inner and any(t.top == "Person" and t.female in (None, female) for t in people)


def find_following(scene: Scene, token: Token, tops: tuple[str, ...]) -> str | None:
    """ "In its filing, Vanta said": the subject behind the opening phrase that the pronoun stands in."""
    at, steps = token, 0
    while at.head != at.i and steps < 8:
        above = scene.parse.tokens[at.head]
        if above.pos in ("VERB", "AUX") and at.dep in ("prep", "advcl", "npadvmod"):
            subjects = scene.parse.kids(above.i, "nsubj", "nsubjpass")
            for s in subjects:
                if s.i > at.i and s.i > token.i and s.name is not None and scene.things[s.name.key].top in tops:
                    if s.name.key in scene.find_blocked(token):  # "Through it, Vanta sells"
                        return None
                    return None if _has_antecedent(scene, token, tops) else s.name.key
        at, steps = above, steps + 1
    return None


def _has_antecedent(scene: Scene, token: Token, tops: tuple[str, ...]) -> bool:
    """Whether the sentence names something fitting before the pronoun."""
    first = scene.parse.sentences[token.sent].first
    return any(first <= i < token.i and scene.things[key].top in tops for i, key, _ in scene.seen)
