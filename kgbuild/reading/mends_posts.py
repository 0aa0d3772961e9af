"""Mend who is given which post: "named Lee chairman, and Kane as president"."""

from __future__ import annotations

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.slots import OBJECTS
from kgbuild.reading.tokens import Parse, Token

FOLLOWING = ("succeed", "replace")
LINKS = ("cc", "punct")


def mend_posts(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """Mend the arcs of a verb of appointing in place; tell whether any moved."""
    if verb.lemma not in lexicon.words["appointing"]:
        return False
    moved = _part_post(parse, verb, lexicon)
    moved |= _aim(parse, verb, lexicon)
    moved |= _give_object(parse, verb)
    given = [k for k in parse.kids(verb.i, *OBJECTS, "nsubjpass", "oprd") if k.i != verb.i]
    if not given:
        return moved
    for i in range(verb.i + 3, parse.sentences[verb.sent].last):
        person = parse.tokens[i]
        if person.name is not None and person.name.cls == "Person" and parse.tokens[i - 1].dep in LINKS:
            moved |= _repeat_verb(parse, verb, person, lexicon)
    return moved


def _give_object(parse: Parse, verb: Token) -> bool:
    """ "sacked Vesk and named Owen Pratt to the post": who is named is the object, where there is no other."""
    named = parse.kids(verb.i, "oprd")
    passive = parse.kids(verb.i, "auxpass", "nsubjpass", *OBJECTS) or verb.tag == "VBN"
    if len(named) != 1 or passive or named[0].name is None or named[0].name.cls != "Person":
        return False
    named[0].dep = "dobj"
    return True


def _aim(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "named Owen Pratt, an old friend, to replace him": for what one is named, not with what end in view."""
    called = [k for k in parse.kids(verb.i, *OBJECTS, "nsubjpass", "oprd") if k.dep != "oprd" or k.name is not None]
    if len(called) != 1 or called[0].name is None or called[0].name.cls != "Person":
        return False
    for kid in parse.kids(verb.i, "advcl"):
        if kid.tag == "VB" and kid.lemma in lexicon.words["filling"] and parse.tokens[kid.i - 1].lower == "to":
            called[0].dep = "dobj" if called[0].dep == "oprd" else called[0].dep
            kid.dep = "xcomp"
            return True
    return False


def _part_post(parse: Parse, verb: Token, lexicon: Lexicon) -> bool:
    """ "named Owen Pratt chairman": the person stands before the post, and does not describe it."""
    for post in parse.kids(verb.i, "oprd", *OBJECTS):
        person = _find_holder(parse, post, lexicon)
        if person is not None and person.i == verb.i + 1:
            person.head, person.dep, post.dep = verb.i, "dobj", "oprd"
            return True
    return False


def _find_holder(parse: Parse, post: Token, lexicon: Lexicon) -> Token | None:
    """The person whose full name opens the phrase of a post that has no article: "Owen Pratt vice chairman"."""
    if post.name is not None or post.tag != "NN" or post.lemma not in lexicon.words["post"]:
        return None
    first = parse.tokens[min(parse.subtree(post.i))]
    if first.dep not in ("compound", "nmod") or first.head != post.i or first.name is None:
        return None
    return first if first.name.cls == "Person" and " " in first.name.text else None


def _repeat_verb(parse: Parse, verb: Token, person: Token, lexicon: Lexicon) -> bool:
    """Let the "and" before a person who is given a post of his own stand for the verb once more."""
    link, head = parse.tokens[person.i - 1], parse.tokens[person.head]
    told, after = _skip_told(parse, person)
    if link.lower not in ("and", ",") or (link.lower == "," and parse.tokens[link.i - 1].lower == "and"):
        return False
    if person.dep == "conj" and after.lower in ("as", "to") and after.head in (person.i, person.head, verb.i):
        above, post, dep = head, after, "prep"
        firsts = [k for k in parse.kids(verb.i, "prep") if k.i != after.i]
        if not any(k.lower == after.lower or k.lower in ("as", "to") for k in firsts):
            return False
    elif _find_holder(parse, head, lexicon) is person and head.dep in ("conj", "appos"):
        above, post, dep = parse.tokens[head.head], head, "oprd"
    else:
        return False
    if above.i != verb.i and not _hangs_below(parse, above, verb):
        return False
    passive = bool(parse.kids(verb.i, "nsubjpass"))
    link.head, link.dep, link.lemma, link.pos, link.tag = verb.i, "conj", verb.lemma, "VERB", verb.tag
    person.head, person.dep = link.i, "nsubjpass" if passive else "dobj"
    post.head, post.dep = link.i, dep
    for token in told:
        token.head = person.i
    _follow(parse, post, link)
    return True


def _follow(parse: Parse, post: Token, link: Token) -> None:
    """Hang what tells whom the person follows on the verb that was repeated: "and Kane president, replacing Lee"."""
    for token in parse.tokens[post.i + 1 : parse.sentences[post.sent].last]:
        if token.tag == "VBG" and token.lemma in FOLLOWING and parse.tokens[token.i - 1].text == ",":
            token.head, token.dep, parse.tokens[token.i - 1].head = link.i, "advcl", link.i
        if token.pos in ("VERB", "AUX", "CCONJ"):
            return


def _skip_told(parse: Parse, person: Token) -> tuple[list[Token], Token]:
    """What tells of a person straight behind the name (", 45,", "of Norvel"), and the token behind it."""
    tokens, i = parse.tokens, person.i
    if i + 4 < len(tokens) and tokens[i + 1].lower == tokens[i + 3].lower == "," and tokens[i + 2].pos == "NUM":
        tokens[i + 2].dep = "appos"
        return [tokens[i + 2]], tokens[i + 4]
    if i + 3 < len(tokens) and tokens[i + 1].lower == "of" and tokens[i + 2].name is not None:
        return [tokens[i + 1]], tokens[i + 3]
    return [], tokens[i + 1]


def _hangs_below(parse: Parse, noun: Token, verb: Token) -> bool:
    """Whether a noun belongs to what a verb gives: no other verb stands between them, and it is no name of a person, unless he is followed."""
    follower = parse.tokens[noun.head]
    if follower.tag == "VBG" and follower.lemma in FOLLOWING and noun.dep in OBJECTS:
        return follower.head == verb.i
    if noun.i < verb.i or (noun.name is not None and noun.name.cls == "Person"):
        return False
    while noun.i != verb.i:
        repeated = noun.head == verb.i and noun.lower in ("and", ",")
        if (noun.pos in ("VERB", "AUX") and not repeated) or noun.head == noun.i:
            return False
        noun = parse.tokens[noun.head]
    return True
