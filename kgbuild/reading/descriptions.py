"""What a description stands for: "the luxury group", "the two companies", "brands including Orlo", "a Leeds court".

It goes to the thing that the article described so, else to the most present one of a fitting class.
"""

from __future__ import annotations

from kgbuild.reading.discourse import NEAR, Discourse, Thing
from kgbuild.reading.phrases import expand
from kgbuild.reading.speakers import find_side
from kgbuild.reading.tokens import Token

FAR = 40


def find_described(d: Discourse, token: Token) -> tuple[str, ...]:
    """Return the chains that a noun stands for; an empty tuple where it only describes."""
    parse, words = d.parse, d.words
    listed = _find_listed(d, token)
    if listed:
        owners = tuple(
            k.name.key
            for k in parse.kids(token.i, "compound", "nmod", "poss")
            if k.name is not None and token.lemma in words["metonyms"]
        )
        d.plurals.append((token.i, token.lemma, tuple(dict.fromkeys((*listed, *owners)))))
        return listed
    if token.lemma in words["partitives"]:
        for prep in parse.kids(token.i, "prep"):
            for obj in parse.kids(prep.i, "pobj") if prep.lower == "of" else ():
                keys = d.name_keys(obj.i) or (find_described(d, obj) if obj.pos == "NOUN" else ())
                if keys:
                    return keys
    described = _make_court(d, token) or _make_body(d, token)
    if described:
        return (described,)
    p = d.predicates.get(token.i)
    for s in p.slots.get("self", []) if p else []:
        keys = d.name_keys(s)
        if keys:
            return keys
    kids = parse.kids(token.i)
    plural = token.tag in ("NNS", "NNPS") or token.lower in ("two", "pair", "duo")
    definite = token.i in d.bare or any(
        k.lower in words["definite"] for k in kids if k.dep in ("det", "predet", "poss")
    )
    counted = any(k.dep == "nummod" for k in kids)
    named = [k.name.key for k in kids if k.name is not None and k.dep in ("compound", "nmod", "poss")]
    if named and token.lemma in words["metonyms"]:
        return (named[-1],)
    if named and token.lemma in words["state_metonyms"] and d.things[named[-1]].top == "Place":
        return (named[-1],)
    owner = next((k for k in kids if k.dep == "poss" and k.name is None), None)
    if owner is not None and token.lemma in words["metonyms"]:
        return d.links.get(owner.i, ())
    if plural:
        return _find_group(d, token, definite=definite, counted=counted)
    if not definite or (owner is not None and owner.pos == "PRON" and token.lemma != "rival"):
        return ()
    return _find_most_fitting(d, token)


def _make_court(d: Discourse, token: Token) -> str | None:
    """A court that the text names by kind and place: "Manhattan federal court", "a state appeals court"."""
    if token.lemma not in d.words["court_nouns"]:
        return None
    kids = [
        k
        for k in d.parse.kids(token.i, "amod", "compound", "nmod", "poss")
        if k.i < token.i and k.lower not in ("'s", "’s")
    ]
    if not any(k.name is not None or k.lower in d.words["court_words"] for k in kids):
        return None
    start = min(d.parse.tokens[d.parse.subtree(k.i)[0]].start for k in kids)
    end = token.end
    for prep in d.parse.kids(token.i, "prep"):
        for obj in d.parse.kids(prep.i, "pobj"):
            if prep.lower in ("in", "for") and obj.name is not None and d.things[obj.name.key].top == "Place":
                end = obj.end
    return d.make(d.parse.text[start:end], "Court")


def _make_body(d: Discourse, token: Token) -> str | None:
    """A body that is founded here: "is establishing a joint task force"."""
    if token.lemma not in d.words["new_bodies"] or token.tag == "NNS":
        return None
    kids = d.parse.kids(token.i)
    if any(k.lower in d.words["definite"] or k.dep == "poss" for k in kids):
        return None
    founded = any(
        p.lemma.split()[0] in d.words["creating"] and slot in ("patient", "of")
        for p, slot in d.arguments.get(token.i, [])
    )
    modifiers = [k for k in kids if k.dep in ("amod", "compound") and k.i < token.i]
    if not founded or not modifiers:
        return None
    return d.make(d.parse.text[modifiers[0].start : token.end], "Organization")


def _find_listed(d: Discourse, token: Token) -> tuple[str, ...]:
    """ "brands including Orlo and Vanta": the names in the list."""
    keys: list[str] = []
    plural = token.tag in ("NNS", "NNPS")
    kids = d.parse.kids(token.i, "prep", "acl", "conj", "appos", "punct")
    if plural:  # "brands under the Orlo umbrella, including Vanta": the list hangs below a singular in between
        below = [o for k in kids if k.dep == "prep" for o in d.parse.kids(k.i, "pobj") if o.tag == "NN"]
        below += [
            o
            for k in d.parse.kids(token.i, "acl")
            for q in d.parse.kids(k.i, "prep")
            for o in d.parse.kids(q.i, "pobj")
            if o.tag == "NN"
        ]
        kids = [*kids, *(q for o in below for q in d.parse.kids(o.i, "prep"))]
        kids += [q for k in d.parse.kids(token.i, "acl") for q in d.parse.kids(k.i, "prep")]
    elif token.lemma not in d.words["partitives"]:
        return ()
    for kid in kids:
        such = kid.lower == "as" and any(k.lower == "such" for k in d.parse.kids(kid.i))
        if kid.lower in ("including", "like", "such", "include", "namely") or such:
            for name in [kid.i, *[k.i for k in d.parse.kids(kid.i, "prep")]]:
                for obj in d.parse.kids(name, "pobj", "dobj", "appos"):
                    keys.extend(k for e in expand(d.parse, obj.i) for k in d.name_keys(e))
        elif kid.dep == "appos" and token.tag in ("NNS", "NNPS"):
            keys.extend(k for e in expand(d.parse, kid.i) for k in d.name_keys(e))
    return tuple(dict.fromkeys(keys)) if len(keys) > 0 else ()


def _find_group(d: Discourse, token: Token, *, definite: bool, counted: bool) -> tuple[str, ...]:
    if not definite and not (counted and token.lower in ("two", "pair")):
        return ()
    same = [keys for _, lemma, keys in d.plurals if lemma == token.lemma]
    if same:
        return same[-1]
    return _find_pair(d, token) if token.lemma in d.words["pair_nouns"] or token.lower in ("two", "pair", "duo") else ()


def _find_pair(d: Discourse, token: Token) -> tuple[str, ...]:
    """ "The two companies": the parties of the nearest sentence that has two."""
    blocked = d.find_blocked(token)
    person = d.lexicon.find_parent(d.lexicon.nouns.get(token.lemma, "")) == "Person"
    for sent in range(token.sent, max(-1, token.sent - 5), -1):
        by: dict[str, int] = {}
        for i, key, weight in d.seen:
            other = d.parse.tokens[i]
            if (
                other.sent == sent
                and i < token.i
                and key not in blocked
                and (d.things[key].top == "Person") == person
                and d.things[key].top in ("Organization", "Person")
                and d.things[key].cls != "Court"
            ):
                by[key] = max(by.get(key, 0), weight)
        if len(by) >= 2:
            order = list(by)
            return tuple(sorted(sorted(by, key=lambda k: -by[k])[:2], key=order.index))
    return ()


def _find_most_fitting(d: Discourse, token: Token) -> tuple[str, ...]:
    """ "The luxury group": the thing described so, else the most salient of the class."""
    lemma, modifiers = token.lemma, d.find_modifiers(token.i)
    blocked = d.find_blocked(token)
    last = {key: i for i, key, _ in d.seen if i < token.i}
    described = []
    for key, i in last.items():
        thing = d.things[key]
        if key in blocked or not _may_be(d, thing, lemma):
            continue
        match = 3 * (lemma in thing.nouns) + 2 * len(modifiers & thing.modifiers)
        if match and token.sent - d.parse.tokens[i].sent <= FAR:
            described.append((match, i, key))
    if described:
        top = max(described)[0]
        best = [d for d in described if d[0] == top]
        return _learn(d, token, max(best, key=lambda d: d[1])[2])
    if not _is_general(d, lemma):
        return ()
    exact = None
    if lemma in d.words["body_nouns"]:  # "the organisation" is an association rather than a company, if both are near
        exact = d.find_salient(
            token, lambda t: t.cls in ("Association", "Agency", "Government") and _may_be(d, t, lemma), reach=NEAR
        )
    side = find_side(d, token)
    if side is not None and side not in blocked and _may_be(d, d.things[side], lemma):
        return (side,)
    hinted = d.find_salient(token, lambda t: lemma in t.hints, reach=NEAR)
    found = exact or hinted or d.find_salient(token, lambda t: _may_be(d, t, lemma), reach=NEAR)
    return _learn(d, token, found) if found else ()


def _learn(d: Discourse, token: Token, key: str) -> tuple[str, ...]:
    """Remember a description once it is linked: the next like it means the same."""
    if d.find_modifiers(token.i):
        d.things[key].nouns.add(token.lemma)
        d.things[key].modifiers.update(d.find_modifiers(token.i))
    return (key,)


def _is_general(d: Discourse, lemma: str) -> bool:
    return (
        lemma in d.words["company_nouns"]
        or lemma in d.words["body_nouns"]
        or lemma in d.lexicon.nouns
        or lemma in d.lexicon.titles
        or lemma in ("man", "woman")
    )


def _may_be(d: Discourse, thing: Thing, lemma: str) -> bool:
    """Whether a thing of this class may be called so."""
    if lemma in thing.nouns:
        return True
    if lemma in thing.hints and thing.top == "Organization":
        return True
    if thing.key in d.made:
        return False
    cls = d.lexicon.nouns.get(lemma)
    top = d.lexicon.find_parent(cls) if cls else None
    if lemma in d.lexicon.titles or lemma in ("man", "woman") or top == "Person":
        return thing.top == "Person"
    if lemma == "court" or cls == "Court":
        return thing.cls == "Court"
    if lemma in ("country", "nation", "state", "city", "government", "province", "county", "town"):
        return thing.cls in ("Country", "Government", "Place", "State") or thing.top == "Place"
    if lemma in d.words["company_nouns"]:
        return thing.top == "Organization" and thing.cls not in ("Court", "Agency", "Government", "Country")
    if lemma in d.words["body_nouns"]:
        return thing.top == "Organization" and thing.cls not in ("Court", "Company", "Brand")
    return cls is not None and (thing.cls == cls or (top == thing.top and thing.cls == top))
