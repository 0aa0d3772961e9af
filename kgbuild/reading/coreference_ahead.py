"""Descriptions of people and bodies that an article names further on: "A man ... Sam Lee, 34,"."""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.described import COUNTS
from kgbuild.reading.coreference_classes import BODIES, is_person_noun
from kgbuild.reading.coreference_scene import Scene, Thing
from kgbuild.reading.tokens import Token

EARLY = 3
SOON = 3
SUBJECTS = ("nsubj", "nsubjpass")


def link_ahead(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "A federal judge ... Judge Lee", "A former clerk ... Sam Lee": who is described first and named further on."""
    if token.tag != "NN" or token.dep in ("attr", "appos", "compound", "amod", "nmod", "oprd"):
        return ()
    lemma = token.lemma
    if lemma in scene.words["named_later"]:
        called = [t for t in scene.things.values() if t.top == "Person" and lemma in t.nouns]
        found = _pick_unseen(scene, token, called)
        if found:
            return found
    if token.sent < 2 and lemma in scene.words["unnamed"]:
        words = {scene.parse.tokens[i].text for i in scene.parse.subtree(token.i) if i < token.i}
        age = next((w for word in words for w in word.split("-") if w.isdigit()), None)
        aged = [t for t in scene.things.values() if t.top == "Person" and t.age and age in (None, t.age)]
        found = _pick_unseen(scene, token, aged)
        if found:
            return found
    if scene.parse.sentences[token.sent].kind == "headline":
        found = _pick_unseen(scene, token, list(_find_headlined(scene, token)))
        if found:
            return found
    return _find_introduced(scene, token, 1)


def link_office_ahead(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "The gunman was identified as Sam Lee", "The health minister has resigned. Sam Lee ...": who "the" stands before."""
    if token.tag != "NN" or token.dep not in (*SUBJECTS, "dobj"):
        return ()
    return _find_identified(scene, token) or (_find_introduced(scene, token, 1) if _heads_report(scene, token) else ())


def _find_identified(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "The gunman was identified as Sam Lee", "named by police as Sam Lee": who the description is."""
    if not is_person_noun(scene, token):
        return ()
    for p, slot in scene.arguments.get(token.i, []):
        if p.kind == "verb" and slot == "patient" and p.lemma in ("identify", "name"):
            names = (scene.parse.tokens[i].name for i in p.slots.get("as", ()))
            people = [n.key for n in names if n is not None and n.cls == "Person"]
            if len(people) == 1:
                return (people[0],)
    return ()


def link_several_ahead(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "Two former clerks were jailed. Sam Lee and Ann Orr ...": the list that the next sentence opens with."""
    number = next((COUNTS[k.lower] for k in scene.parse.kids(token.i, "nummod") if k.lower in COUNTS), None)
    return _find_introduced(scene, token, number) if number is not None else ()


def _find_introduced(scene: Scene, token: Token, number: int) -> tuple[str, ...]:
    """Who opens one of the next sentences by bare name, never named before, after a lead that tells of people without one."""
    if token.sent >= EARLY or not is_person_noun(scene, token) or not _is_told_of(scene, token):
        return ()
    for sentence in scene.parse.sentences[token.sent + 1 : token.sent + 1 + SOON]:
        named = [t for t in scene.parse.tokens[sentence.first : sentence.last + 1] if t.name is not None]
        people = [t for t in named if t.name is not None and t.name.cls == "Person"]
        if not people:
            continue
        first = people[0]
        keys = tuple(dict.fromkeys(t.name.key for t in _find_list(scene, first) if t.name is not None))
        fit = all(_is_newcomer(scene, scene.things[k], token) for k in keys)
        fit = fit and _is_harmed(scene, first) == (
            _is_harmed(scene, token) or token.lemma in scene.words["harmed_nouns"]
        )
        alone = all(t.name is None or t.name.key in keys for t in people) or _meets_fate(scene, first)
        return keys if fit and alone and len(keys) == number and _opens(scene, first, token) else ()
    return ()


def _is_told_of(scene: Scene, token: Token) -> bool:
    """Whether a noun is who acts or suffers in its clause, and names nobody by what hangs on it.

    It has no "the" unless it is an office in the first sentence: "The health minister has resigned".
    """
    definite = any(k.lower in scene.words["definite"] for k in scene.parse.kids(token.i, "det", "poss"))
    if definite and not (_heads_report(scene, token) and token.lemma in scene.lexicon.titles):
        return False
    told = token.dep in (*SUBJECTS, "dobj", "ROOT") and any(
        p.kind == "verb" and slot in ("agent", "patient") for p, slot in scene.arguments.get(token.i, [])
    )
    below = (scene.parse.tokens[i] for i in scene.parse.subtree(token.i))
    return told and all(t.name is None or t.name.cls != "Person" for t in below)


def _heads_report(scene: Scene, token: Token) -> bool:
    """Whether a noun is the subject of a report's first sentence, before which nobody is named."""
    body = next((s.index for s in scene.parse.sentences if s.kind == "body"), 0)
    told = token.dep in SUBJECTS and scene.parse.tokens[token.head].lemma in scene.words["fates"]
    return told and token.sent == body


def _find_list(scene: Scene, first: Token) -> list[Token]:
    """A name and those joined to it: "Sam Lee and Ann Orr"."""
    found, at = [first], first
    while after := [k for k in scene.parse.kids(at.i, "conj") if k.name is not None]:
        at = after[0]
        found.append(at)
    return found


def _is_harmed(scene: Scene, token: Token) -> bool:
    """Whether somebody is said to be hurt or to die."""
    return any(
        p.lemma in scene.words["harming" if slot == "patient" else "dying"]
        for p, slot in scene.arguments.get(token.i, [])
        if p.kind == "verb" and slot in ("agent", "patient")
    )


def _meets_fate(scene: Scene, token: Token) -> bool:
    """Whether somebody answers for a deed: "admitted his guilt", "faces ten years"."""
    return any(
        p.kind == "verb" and slot in ("agent", "patient") and p.lemma in scene.words["fates"]
        for p, slot in scene.arguments.get(token.i, [])
    )


def _opens(scene: Scene, first: Token, token: Token) -> bool:
    """Whether a name is the subject of its sentence, or called what the token is."""
    called = first.name is not None and token.lemma in scene.things[first.name.key].nouns
    return called or first.dep in SUBJECTS


def _is_newcomer(scene: Scene, thing: Thing, token: Token) -> bool:
    """Whether a person is not spoken of before a token, and not called what the one described there is not."""
    seen = any(
        k == thing.key for i, k, _ in scene.seen if scene.parse.sentences[scene.parse.tokens[i].sent].kind == "body"
    )
    named = next(t.i for t in scene.parse.tokens if t.name is not None and t.name.key == thing.key)
    headline = scene.parse.sentences[token.sent].kind == "headline"
    if seen or (named < token.i and not headline) or thing.key in scene.find_blocked(token):
        return False
    own = (scene.parse.tokens[k].text for k in scene.parse.subtree(token.i) if k < token.i)
    ages = {part for word in own for part in word.split("-") if part.isdigit()}
    if (thing.age and ages and thing.age not in ages) or _reports_on(scene, token, named):
        return False
    if token.lemma in thing.nouns:
        return True
    return not (thing.nouns & scene.words["voices"] | thing.nouns & scene.words["named_later"]) and not any(
        p.kind == "noun" and slot == "self" for p, slot in scene.arguments.get(named, [])
    )


def _reports_on(scene: Scene, token: Token, named: int) -> bool:
    """Whether somebody only tells of one who did harm: "Ann Lee said the bomber" names no bomber."""
    verb = scene.parse.tokens[scene.parse.tokens[named].head]
    told = scene.parse.tokens[named].dep in SUBJECTS and verb.lemma in scene.words["reporting"]
    return told and token.lemma in scene.words["harmer_nouns"]


def _pick_unseen(scene: Scene, token: Token, found: list[Thing]) -> tuple[str, ...]:
    """The only one of the things, if nothing has been said of it before the token."""
    if len(found) != 1 or found[0].key in scene.find_blocked(token):
        return ()
    key = found[0].key
    headline = scene.parse.sentences[token.sent].kind == "headline"
    return (key,) if headline or all(k != key for _, k, _ in scene.seen) else ()


def _find_headlined(scene: Scene, token: Token) -> Iterator[Thing]:
    """What a noun of a headline may mean: what the article calls so, or the one body that somebody joins or leaves."""
    called = any(t.top == "Person" and token.lemma in t.nouns for t in scene.things.values())
    top = "Person" if called or is_person_noun(scene, token) else "Organization"
    told = [t for t in scene.things.values() if t.top == top and token.lemma in t.nouns | t.own]
    if told or token.lemma not in scene.words["body_nouns"] or top == "Person":
        yield from told
        return
    yield from (t for t in scene.things.values() if t.cls in BODIES - {"Court", "Country", "Government"})
