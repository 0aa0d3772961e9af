"""Link pronouns: to the thing nearest to mind that agrees, to the subject that follows, to the quoted speaker."""

from __future__ import annotations

from kgbuild.reading.coreference_binding import is_judgement, is_of_unnamed
from kgbuild.reading.coreference_classes import is_person_noun
from kgbuild.reading.coreference_nominals import find_suits
from kgbuild.reading.coreference_persons import find_following, find_reflected, link_person
from kgbuild.reading.coreference_plurals import find_pair, find_they
from kgbuild.reading.coreference_quotes import Quote, find_speaker
from kgbuild.reading.coreference_scene import Scene, Thing
from kgbuild.reading.phrases import expand
from kgbuild.reading.tokens import Token

SINGULAR_SPEAKERS = frozenset({"i", "my", "me", "mine", "myself"})
DECIDED = frozenset({"decide", "agree", "propose", "resolve"})
TAKEN = frozenset({"know", "understand", "forget", "remember", "determine", "establish", "decide", "assume", "accept"})
TOLD_SOMEBODY = frozenset({"tell", "inform", "warn", "brief", "accuse", "charge", "quote", "cite", "release"})
DETERMINERS = ("det", "predet", "preconj", "cc", "amod")


def link_pronoun(scene: Scene, token: Token, quotes: list[Quote]) -> tuple[str, ...]:
    """Return the chains that a pronoun stands for; none where the text leaves it open."""
    words, low = scene.words, token.lower
    if low in words["speaker_pronouns"]:
        return find_speaker(scene, quotes, token.i, plural=low not in SINGULAR_SPEAKERS)
    reflected = find_reflected(scene, token)
    if reflected is not None:
        return reflected
    if low == "whose" or (low in ("which", "whom") and _is_part(scene, token)):
        return _link_relative(scene, token)
    if low in words["person_pronouns"]:
        return link_person(scene, token, quotes)
    if low in words["plural_pronouns"]:
        _note_saying(scene, token)
        return find_they(scene, token, _find_sayer(scene, token))
    if low == "both" and token.dep not in DETERMINERS and not scene.parse.kids(token.i, "prep"):
        return find_pair(scene, token, "")
    if low not in words["thing_pronouns"] or token.dep == "expl" or _is_empty(scene, token):
        return ()
    _note_saying(scene, token)
    if _is_said_by_unnamed(scene, token):
        return ()
    before = _find_parallel(scene, token)
    if before is not None and (keys := _find_judged(scene, before)) is not None:
        return keys
    owned = scene.parse.tokens[token.head]
    if token.dep == "poss" and owned.dep == "conj" and len(scene.find_keys(owned.head)) == 1:
        return scene.find_keys(owned.head)  # "Vanta and its affiliate Orlo"
    if _is_of_matter(scene, token):
        return ()
    subject = _find_own_subject(scene, token)
    heard = owned.lemma in words["court_matters"] and subject is not None and scene.find_class(subject) == "Court"
    if subject is not None and subject.name is None and not heard and not scene.find_keys(subject.i):
        return ()  # "The report has lost its weight"; what a court hears is not its own
    told = _find_sayer(scene, token)
    if told is None and is_judgement(scene, token, quotes):
        return ()
    key = (
        told
        or _find_doer(scene, token)
        or _find_stopped(scene, token)
        or _find_suer(scene, token)
        or _find_target(scene, token)
        or find_following(scene, token, ("Organization", "Product"))
        or _find_main_subject(scene, token)
        or _find_acting_land(scene, subject)
        or _find_lone_land(scene, token)
        or _find_nearest(scene, token)
        or (scene.find_salient(token, lambda t: t.top == "Place", reach=1) if token.dep == "poss" else None)
    )
    return (key,) if key else ()


def _find_nearest(scene: Scene, token: Token) -> str | None:
    """The body or product nearest to mind, unless what has no name is rather meant."""
    key = scene.find_salient(token, lambda t: _may_have(scene, t, token), reach=2)
    return key if key is not None and not is_of_unnamed(scene, token, key) else None


def _may_have(scene: Scene, thing: Thing, token: Token) -> bool:
    """Whether "it" or "its" may stand for a thing: for no court, where "its appeal" is told."""
    heard = token.dep == "poss" and scene.parse.tokens[token.head].lemma in scene.words["court_matters"]
    return thing.top in ("Organization", "Product") and not thing.source and not (heard and thing.cls == "Court")


def _find_lone_land(scene: Scene, token: Token) -> str | None:
    """ "a swipe at Norway, saying since it joined": the one country of the sentence so far, where that names nothing else that fits."""
    first = scene.parse.sentences[token.sent].first
    here = {k for i, k, _ in scene.seen if first <= i < token.i and k not in scene.find_blocked(token)}
    fitting = [k for k in here if _may_have(scene, scene.things[k], token) or scene.things[k].cls == "Country"]
    alone = token.dep == "nsubj" and len(fitting) == 1 and scene.things[fitting[0]].cls == "Country"
    return fitting[0] if alone else None


def _find_own_subject(scene: Scene, token: Token) -> Token | None:
    """The one thing that is subject of the clause that "its" stands in: "Ruritania must curb its output"."""
    at = token
    while token.lower == "its" and at.head != at.i:
        above = scene.parse.tokens[at.head]
        if above.dep in ("nsubj", "nsubjpass", "appos", "conj") and above.pos not in ("VERB", "AUX"):
            return None
        if above.pos in ("VERB", "AUX"):
            subjects = [s for s in scene.parse.kids(above.i, "nsubj", "nsubjpass") if s.i < at.i]
            told = [k for k in scene.parse.kids(above.head, "dobj") if k.i < above.i] if above.dep == "xcomp" else []
            if len(subjects or told) == 1:  # "requires Peru to curb its output"
                return _tell_thing(scene, (subjects or told)[0])
            if above.dep not in ("xcomp", "conj", "aux"):
                return None
        at = above
    return None


def _tell_thing(scene: Scene, subject: Token) -> Token | None:
    """A subject where it is one thing: no person, nothing that stands for many, no pronoun that is left open."""
    if subject.lower == "it":
        return subject if scene.find_keys(subject.i) or _is_said_by_unnamed(scene, subject) else None
    if subject.pos not in ("NOUN", "PROPN") or scene.parse.kids(subject.i, "conj"):
        return None
    many = subject.lemma in scene.words["partitives"]
    if subject.name is None and (subject.tag != "NN" or many or is_person_noun(scene, subject)):
        return None
    return subject


def _find_acting_land(scene: Scene, subject: Token | None) -> str | None:
    """The land or town that is subject of the clause."""
    keys = scene.find_keys(subject.i) if subject is not None else ()
    return keys[0] if len(keys) == 1 and scene.things[keys[0]].top == "Place" else None


def _find_sayer(scene: Scene, token: Token) -> str | None:
    """ "Ruritania said it had arrested him", "the firm said it": the subject of what a body or a country says of itself."""
    subject = _find_saying(scene, token)
    keys = scene.find_keys(subject.i) if subject is not None else ()
    return keys[0] if len(keys) == 1 and scene.things[keys[0]].top in ("Organization", "Place") else None


def _note_saying(scene: Scene, token: Token) -> None:
    """ "The Norwegian navy said it": the pronoun is the body, not the country that the body acts for."""
    subject = _find_saying(scene, token)
    if subject is not None and (subject.i in scene.stands_for or not scene.find_keys(subject.i)):
        scene.sayers[token.i] = subject.i


def _is_said_by_unnamed(scene: Scene, token: Token) -> bool:
    """ "A rival firm said it would sue": what a body without a name says of itself."""
    subject = _find_saying(scene, token)
    if subject is None or subject.name is not None or scene.find_keys(subject.i) or subject.tag != "NN":
        return False
    cls = scene.find_class(subject)
    return (cls is not None and scene.lexicon.find_parent(cls) == "Organization") or (
        subject.lemma in scene.words["company_nouns"] | scene.words["body_nouns"]
    )


def _find_saying(scene: Scene, token: Token) -> Token | None:
    """The one subject of the verb of saying that a clause hangs on, where a pronoun is the clause's subject."""
    at = scene.parse.tokens[token.head]
    if token.dep not in ("nsubj", "nsubjpass"):
        return None
    while at.dep == "conj" and at.head != at.i and not scene.parse.kids(at.head, "mark"):
        at = scene.parse.tokens[at.head]
    above = scene.parse.tokens[at.head]
    if at.dep != "ccomp" or above.lemma not in scene.words["reporting"] or above.i > at.i:
        return None
    while above.tag == "VBG" and above.dep in ("acl", "advcl", "xcomp") and not scene.parse.kids(above.i, "nsubj"):
        above = scene.parse.tokens[above.head]  # "Orlo issued a statement saying it"
        while above.pos == "NOUN" and above.dep in ("dobj", "pobj", "prep"):
            above = scene.parse.tokens[above.head]
    subjects = [k for k in scene.parse.kids(above.i, "nsubj") if k.i < above.i]
    return subjects[0] if len(subjects) == 1 and not scene.parse.kids(subjects[0].i, "conj") else None


def _find_doer(scene: Scene, token: Token) -> str | None:
    """ "Vanta will withdraw the suit it filed": in a clause on its verb's object, "it" is the subject of the verb."""
    tokens = scene.parse.tokens
    clause = tokens[token.head]
    matter = tokens[clause.head]
    if token.dep != "nsubj" or clause.dep != "relcl" or matter.dep != "dobj" or matter.name is not None:
        return None
    subjects = scene.parse.kids(matter.head, "nsubj")
    keys = scene.find_keys(subjects[0].i) if len(subjects) == 1 else ()
    single = len(keys) == 1 and not scene.parse.kids(subjects[0].i, "conj")
    return keys[0] if single and scene.things[keys[0]].top in ("Organization", "Product") else None


def _find_suer(scene: Scene, token: Token) -> str | None:
    """ "Orlo sued Vanta, and that July it withdrew the suit": who withdraws a suit has brought it."""
    verb = scene.parse.tokens[token.head]
    matter = {k.lemma for k in scene.parse.kids(verb.i, "dobj")}
    if token.dep != "nsubj" or verb.lemma not in scene.words["withdrawing"] or not matter & scene.words["suits"]:
        return None
    by = next((by for by, against in find_suits(scene, token) if by and against), ())
    return by[0] if len(by) == 1 else None


def _find_target(scene: Scene, token: Token) -> str | None:
    """ "Orlo won a suit brought against it by Vanta": whom another's deed meets is the subject of the verb that tells of the deed."""
    tokens = scene.parse.tokens
    prep = tokens[token.head]
    deed = tokens[prep.head] if token.dep == "pobj" else prep
    matter = tokens[deed.head]
    if (
        token.lower != "it"
        or deed.dep != "acl"
        or deed.tag != "VBN"
        or matter.dep != "dobj"
        or not scene.parse.kids(deed.i, "agent")
    ):
        return None
    subjects = scene.parse.kids(matter.head, "nsubj")
    keys = scene.find_keys(subjects[0].i) if len(subjects) == 1 and not scene.parse.kids(subjects[0].i, "conj") else ()
    return keys[0] if len(keys) == 1 and scene.things[keys[0]].top in ("Organization", "Place") else None


def _is_part(scene: Scene, token: Token) -> bool:
    """Whether a relative pronoun stands behind "of": "all of which", "two of whom"."""
    return token.dep == "pobj" and scene.parse.tokens[token.head].lower == "of"


def _link_relative(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "Vanta, whose board met", "the brands, all of which": what the relative clause hangs on."""
    at = token
    while at.head != at.i and at.dep != "relcl":
        at = scene.parse.tokens[at.head]
    if at.dep != "relcl":
        return ()
    heads = expand(scene.parse, at.head) if token.lower != "whose" else [at.head]
    return tuple(dict.fromkeys(k for h in heads for k in scene.find_keys(h)))


def _find_main_subject(scene: Scene, token: Token) -> str | None:
    """ "Ruritania has gained since it adopted the law": the subject of the main clause, where nobody else is named there."""
    clause = scene.parse.tokens[token.head]
    main = scene.parse.tokens[clause.head]
    subjects = scene.parse.kids(main.i, "nsubj", "nsubjpass")
    does = token.dep == "nsubj" and clause.dep == "advcl" and clause.lemma != "be"
    if not does or main.i > token.i or len(subjects) != 1:
        return None
    first = scene.parse.sentences[token.sent].first
    named = {k for i in range(first, token.i) for k in scene.find_keys(i) if scene.things[k].top != "Person"}
    keys = scene.find_keys(subjects[0].i)
    return keys[0] if len(keys) == 1 and named == {*keys} and subjects[0].i < token.i else None


def _find_stopped(scene: Scene, token: Token) -> str | None:
    """ "sued Norvel to block its merger", "barred Norvel from closing its mill": what is stopped is of whom one stops."""
    deed = scene.parse.tokens[token.head]
    verb = scene.parse.tokens[deed.head]
    if token.dep != "poss" or deed.dep != "dobj" or verb.dep not in ("xcomp", "advcl") or verb.tag != "VB":
        return None
    above = scene.parse.tokens[verb.head]
    if verb.lemma not in scene.words["stopping"] or above.pos != "VERB":
        return None
    objects = [k for k in scene.parse.kids(above.i, "dobj") if k.name is not None and k.i < token.i]
    return objects[0].name.key if len(objects) == 1 and objects[0].name is not None else None


def _find_parallel(scene: Scene, token: Token) -> int | None:
    """ "Digging up the gas and selling it", "opposed the deal, calling it wrong": the object of the verb before, unless that is a person."""
    verb = scene.parse.tokens[token.head]
    if token.dep == "nsubj" and verb.pos != "VERB" and verb.dep == "ccomp":  # "calling it wrong"
        verb = scene.parse.tokens[verb.head]
    elif token.dep != "dobj":
        return None
    judging = verb.dep == "advcl" and verb.tag == "VBG" and scene.parse.tokens[verb.i - 1].text == ","
    if token.lower != "it" or not (verb.dep == "conj" or judging):
        return None
    objects = [k for k in scene.parse.kids(verb.head, "dobj") if k.i < verb.i]
    noun = objects[0] if len(objects) == 1 else None
    single = noun is not None and (noun.tag in ("NN", "NNP") or noun.name is not None)
    return noun.i if noun is not None and single and not _is_somebody(scene, noun) else None


def _is_of_matter(scene: Scene, token: Token) -> bool:
    """ "The deal is dead, since all pulled out of it": whether "it" is an object below a clause on a thing that nobody is."""
    tokens, at = scene.parse.tokens, token
    if token.lower != "it" or token.dep not in ("dobj", "pobj"):
        return False
    while at.head != at.i and at.dep != "advcl":
        at = tokens[at.head]
    subjects = scene.parse.kids(at.head, "nsubj", "nsubjpass") if at.dep == "advcl" else []
    own = scene.parse.kids(at.i, "nsubj", "nsubjpass")
    if len(subjects) != 1 or not own or subjects[0].i > token.i or subjects[0].tag != "NN":
        return False
    cls = scene.find_class(subjects[0])
    body = cls is not None and scene.lexicon.find_parent(cls) in ("Organization", "Person")
    linked = subjects[0].name is not None or scene.find_keys(subjects[0].i)
    return not linked and not body and not is_person_noun(scene, subjects[0])


def _find_judged(scene: Scene, i: int) -> tuple[str, ...] | None:
    """What an object is, or whose it is ("opposed Norway's entry, calling it a threat"); None for "the offer", of which others tell."""
    kids = scene.parse.kids(i, "poss", "det")
    owners = tuple(k.name.key for k in kids if k.dep == "poss" and k.name is not None)
    judged = scene.parse.tokens[scene.parse.tokens[i].head].dep != "conj" and scene.parse.tokens[i].name is None
    return scene.find_keys(i) or owners or (None if judged and any(k.lower == "the" for k in kids) else ())


def _is_somebody(scene: Scene, noun: Token) -> bool:
    keys = scene.find_keys(noun.i)
    return is_person_noun(scene, noun) if not keys else any(scene.things[k].top == "Person" for k in keys)


def _is_empty(scene: Scene, token: Token) -> bool:
    """Whether "it" stands for a clause or for nothing: "it is hoped that", "it was clear to all that", "it rains", "leave it to Lee"."""
    verb = scene.parse.tokens[token.head]
    if token.lower == "it" and token.dep == "dobj" and verb.lemma == "leave":
        return any(k.lower in ("to", "up") for k in scene.parse.kids(verb.i, "prep", "prt", "dative"))
    if token.lower != "it" or token.dep not in ("nsubj", "nsubjpass"):
        return False
    if verb.lemma == "come" and scene.parse.tokens[token.i - 1].lower == "when" and token.i:  # "when it comes to tax"
        return True
    if verb.pos == "ADJ" and verb.dep == "ccomp":  # "makes it possible to"
        return True
    if any(k.lemma in scene.words["empty_nouns"] for k in scene.parse.kids(verb.i, "attr")):  # "it is time to"
        return True
    about = (k for k in scene.parse.kids(verb.i, "prep") if k.lower == "about")
    if any(o.lemma in scene.words["empty_nouns"] for k in about for o in scene.parse.kids(k.i, "pobj")):
        return True  # "it is about time to"
    if token.dep == "nsubjpass":
        if scene.parse.kids(verb.i, "xcomp"):  # "it was decided to sell"; what "is expected to sell" is somebody
            return verb.lemma in DECIDED
        clause = scene.parse.kids(verb.i, "ccomp", "csubj")
        known = verb.lemma in TAKEN and any(
            _asks(scene, k) for k in scene.parse.kids(verb.i, "ccomp", "csubj", "advcl")
        )
        told = scene.words["reporting"] | scene.words["hoping"] | TAKEN
        return known or (bool(clause) and verb.lemma in told and verb.lemma not in TOLD_SOMEBODY)
    return verb.lemma in scene.words["weather"] or (
        verb.lemma in scene.words["empty_verbs"] and _has_clause(scene, verb)
    )


def _asks(scene: Scene, clause: Token) -> bool:
    """Whether a clause asks something: "when he left", "whether it rains"."""
    openers = scene.parse.kids(clause.i, "advmod", "mark", "nsubj", "dobj", "attr")
    return any(k.lower in ("when", "where", "why", "how", "whether", "if", "what", "who", "that") for k in openers)


def _has_clause(scene: Scene, verb: Token) -> bool:
    """Whether a clause is what "it" before a verb announces: "it may be hard to sue"; "it is ready to sue" has a doer."""
    told = scene.parse.kids(verb.i, "acomp", "attr")
    if any(k.lemma in scene.words["personal_adjectives"] for k in told):
        return False
    if any(scene.parse.kids(k.i, "xcomp") for k in told) or (told and scene.parse.kids(verb.i, "xcomp")):
        return not any(k.lemma in scene.words["raising_adjectives"] for k in told)
    return bool(scene.parse.kids(verb.i, "ccomp", "csubj")) or any(scene.parse.kids(k.i, "ccomp") for k in told)
