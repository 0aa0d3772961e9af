"""Link what stands for several: lists, groups named before, "the two companies", "both", "they"."""

from __future__ import annotations

from kgbuild.described import COUNTS
from kgbuild.reading.coreference_binding import find_bound, find_tellers
from kgbuild.reading.coreference_classes import find_fit, is_person_noun, may_be
from kgbuild.reading.coreference_officers import is_law_officer
from kgbuild.reading.coreference_scene import NEAR, Scene
from kgbuild.reading.phrases import expand
from kgbuild.reading.tokens import Token

NUMBERS = {"both": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4, **COUNTS}
# What two countries of a sentence may be called together.
LANDS = frozenset(
    {"country", "nation", "state", "neighbour", "neighbor", "government", "side", "capital", "rival", "power", "ally"}
)
LIST_WORDS = ("including", "like", "such", "include", "namely")


def find_listed(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "brands including Orlo and Vanta": the names in the list; of "brands led by Orlo" that one."""
    parse, keys = scene.parse, list[str]()
    several = token.tag in ("NNS", "NNPS") or token.lower in NUMBERS
    if not several and token.lemma not in scene.words["partitives"]:
        return _find_leading(scene, token)
    for kid in _find_list_heads(scene, token):
        such = kid.lower == "as" and any(k.lower == "such" for k in parse.kids(kid.i))
        if kid.lower in LIST_WORDS or such:
            for name in [kid.i, *[k.i for k in parse.kids(kid.i, "prep")]]:
                for obj in parse.kids(name, "pobj", "dobj", "appos"):
                    keys.extend(_find_names(scene, obj.i))
        elif kid.dep == "appos" and several:
            keys.extend(_find_names(scene, kid.i))
    return tuple(dict.fromkeys(keys)) or _find_leading(scene, token)


def _find_leading(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "Ten states led by Ohio", "a group of funds led by Vanta": the one of several that is named; no leader of men."""
    parse, words = scene.parse, scene.words
    if token.tag not in ("NNS", "NNPS") and token.lemma not in words["partitives"] | words["consortia"]:
        return ()
    below = [o for k in parse.kids(token.i, "prep") if k.lower == "of" for o in parse.kids(k.i, "pobj")]
    clauses = [c for noun in (token, *below) for c in parse.kids(noun.i, "acl") if c.tag in ("VBN", "VBD")]
    by = [k for c in clauses if c.lemma in ("lead", "head", "spearhead") for k in parse.kids(c.i, "agent", "prep")]
    keys = [key for k in by if k.lower == "by" for o in parse.kids(k.i, "pobj") for key in _find_names(scene, o.i)]
    if not keys or not all(_may_be_among(scene, k) for k in keys):
        keys = [k for k in _find_leader_behind(scene, token) if _may_be_among(scene, k)]
    return tuple(dict.fromkeys(keys))


def _find_leader_behind(scene: Scene, token: Token) -> list[str]:
    """The name straight behind "group led by", whatever the parser makes of that."""
    tokens = scene.parse.tokens
    behind = tokens[token.i + 1 : token.i + 4]
    led = len(behind) == 3 and behind[0].lower in ("led", "headed", "spearheaded") and behind[1].lower == "by"
    if not led or behind[2].name is None:
        return []
    home = behind[2].dep in ("compound", "nmod", "amod", "poss") and behind[2].name.cls in ("Place", "Country")
    return [] if home else [behind[2].name.key]  # "led by New York investor Lee"


def _may_be_among(scene: Scene, key: str) -> bool:
    """Whether a leader is one of those led: a body or a state, or who acts at law for one."""
    town = any(t.name is not None and t.name.key == key and ", " in t.text for t in scene.parse.tokens)
    led = scene.things[key].top == "Organization" or (scene.things[key].top == "Place" and not town)
    return led or is_law_officer(scene, key)


def _find_names(scene: Scene, i: int) -> list[str]:
    """The names that stand at a noun or in a list with it: "Orlo and the lender Vanta"."""
    parse, keys = scene.parse, list[str]()
    for e in expand(parse, i):
        beside = [k.i for k in parse.kids(e, "appos") if k.name is not None and k.i == e + 1]
        keys.extend(k for at in [e] * (parse.tokens[e].name is not None) or beside for k in scene.find_keys(at))
    return keys


def _find_list_heads(scene: Scene, token: Token) -> list[Token]:
    """What a list may hang on: the noun, or for a plural a singular in between ("brands under the Orlo umbrella")."""
    parse = scene.parse
    kids = parse.kids(token.i, "prep", "acl", "conj", "appos", "punct")
    if token.tag not in ("NNS", "NNPS"):
        return kids
    clauses = [q for k in parse.kids(token.i, "acl") for q in parse.kids(k.i, "prep")]
    phrases = [k for k in kids if k.dep == "prep"] + clauses
    below = [o for k in phrases for o in parse.kids(k.i, "pobj") if o.tag == "NN"]
    return [*kids, *(q for o in below for q in parse.kids(o.i, "prep")), *clauses]


def note_list(scene: Scene, token: Token) -> None:
    """Keep the names that stand in one list with a name: "Orlo and Vanta"."""
    if token.dep == "conj":
        return
    keys = tuple(dict.fromkeys(_find_names(scene, token.i)))
    tops = {scene.things[k].top for k in keys}
    if len(keys) > 1 and len(tops) == 1:
        scene.plurals.append((token.i, "", keys))


def find_kin(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "The Vesk brothers": all who bear the name."""
    if token.lemma not in scene.words["kin_nouns"]:
        return ()
    surnames = {k.text for k in scene.parse.kids(token.i, "compound", "nmod") if k.name is not None}
    people = [g for g in scene.groups if scene.things[g.key].top == "Person" and " " in g.name]
    found = [g.key for g in people if any(g.name.endswith(f" {s}") for s in surnames)]
    return tuple(found) if len(found) > 1 else ()


def find_each(scene: Scene, token: Token) -> tuple[str, ...]:
    """ "Each brother": the brothers spoken of before."""
    if not any(k.lower in ("each", "every") for k in scene.parse.kids(token.i, "det")):
        return ()
    return next((keys for i, noun, keys in reversed(scene.plurals) if i < token.i and noun == token.lemma), ())


def find_group(scene: Scene, token: Token, *, definite: bool) -> tuple[str, ...]:
    """ "The brands", "both companies", "the three": the group named before."""
    kids = scene.parse.kids(token.i)
    number = NUMBERS.get(token.lower) or next((NUMBERS[k.lower] for k in kids if k.lower in NUMBERS), None)
    if not definite and not (number and token.lower in ("two", "pair")):
        return ()
    if any(k.dep in ("relcl", "acl") for k in kids):
        return ()
    if number and any(k.lower == "other" for k in kids):
        return _find_others(scene, token, number)
    lemma = "" if token.lower in NUMBERS else token.lemma
    named = [p for p in (*scene.plurals, *_find_owned(scene, token)) if p[0] < token.i]
    for _, noun, keys in sorted(named, reverse=True):
        if noun == lemma and lemma and number in (None, len(keys)):
            return keys
    paired = number in (None, 2) and (lemma in scene.words["pair_nouns"] or not lemma)
    for sent in range(token.sent, max(-1, token.sent - 2 * NEAR), -1):
        lists = _find_lists(scene, token, sent, number)
        found = next((keys for i, keys in lists if scene.parse.tokens[i].dep in ("nsubj", "nsubjpass")), ())
        found = found or (_find_parties(scene, token, lemma, sent) if paired else ())
        found = found or next((keys for _, keys in lists), ())
        if found:
            return found
    return ()


def _find_owned(scene: Scene, token: Token) -> list[tuple[int, str, tuple[str, ...]]]:
    """ "The Vesk brands": plurals known by whose they are, unless a list of such things stands between them and a noun."""
    lists = [
        i for i, _, keys in scene.plurals if i < token.i and all(may_be(scene, scene.things[k], token) for k in keys)
    ]
    last = max(lists, default=-1)
    body = (p for p in scene.owned if scene.parse.sentences[scene.parse.tokens[p[0]].sent].kind != "headline")
    return [p for p in body if last < p[0] < token.i]


def _find_lists(scene: Scene, token: Token, sent: int, number: int | None) -> list[tuple[int, tuple[str, ...]]]:
    """The lists of a sentence that a plural noun may stand for, last first."""
    named = token.lower in NUMBERS
    return [
        (i, keys)
        for i, _, keys in reversed(scene.plurals)
        if i < token.i
        and scene.parse.tokens[i].sent == sent
        and number in (None, len(keys))
        and (named or (any if number else all)(may_be(scene, scene.things[k], token) for k in keys))
    ]


def _find_others(scene: Scene, token: Token, number: int) -> tuple[str, ...]:
    """ "The other two": those of the last list that the article has not spoken of since."""
    for i, _, keys in reversed(scene.plurals):
        if i < token.i and len(keys) > number:
            last = max((j for j, k, _ in scene.seen if k in keys and j < i), default=i)
            since = {
                k
                for j, k, _ in scene.seen
                if j > max(i, last) and scene.parse.tokens[j].sent > scene.parse.tokens[i].sent
            }
            rest = tuple(k for k in keys if k not in since)
            return rest if len(rest) == number else ()
    return ()


def find_pair(scene: Scene, token: Token, lemma: str) -> tuple[str, ...]:
    """ "Both": the two of a list, else the parties of the nearest sentence that has two."""
    for sent in range(token.sent, max(-1, token.sent - 5), -1):
        lists = [keys for i, _, keys in scene.plurals if i < token.i and scene.parse.tokens[i].sent == sent]
        pairs = [keys for keys in lists if len(keys) == 2]
        found = pairs[-1] if pairs else _find_parties(scene, token, lemma, sent)
        if found:
            return found
    return ()


def _find_parties(scene: Scene, token: Token, lemma: str, sent: int) -> tuple[str, ...]:
    """The two parties of a sentence, those of the weightiest roles where it names more."""
    blocked = scene.find_blocked(token)
    person = scene.lexicon.find_parent(scene.lexicon.nouns.get(lemma, "")) == "Person"
    by: dict[str, int] = {}
    for i, key, weight in scene.seen:
        thing = scene.things[key]
        if (
            scene.parse.tokens[i].sent == sent
            and i < token.i
            and key not in blocked
            and (thing.top == "Person") == person
            and (thing.top in ("Organization", "Person") or (thing.cls == "Country" and (not lemma or lemma in LANDS)))
            and thing.cls != "Court"
            and (
                not lemma
                or find_fit(scene, thing, token) > 0
                or lemma in scene.words["party_nouns"]
                or (thing.cls == "Country" and lemma in LANDS)
            )
        ):
            by[key] = max(by.get(key, 0), weight)
    order = list(by)
    parties: list[str] = []
    for key in sorted(by, key=lambda k: -by[k]):
        if len(parties) < 2 and not any(scene.is_kin(key, k) or _is_made(scene, key, k, sent) for k in parties):
            parties.append(key)
    return tuple(sorted(parties, key=order.index)) if len(parties) > 1 else ()


def _is_made(scene: Scene, one: str, other: str, sent: int) -> bool:
    """Whether a sentence tells that one of two sets up or announces the other, which is no party beside it."""
    sentence = scene.parse.sentences[sent]
    for i in range(sentence.first, sentence.last + 1):
        p = scene.predicates.get(i)
        if p is not None and p.kind == "verb" and p.lemma.split()[0] in scene.words["creating"]:
            by, made = ({k for h in p.slots.get(s, []) for k in scene.find_keys(h)} for s in ("agent", "patient"))
            if (one in by and other in made) or (other in by and one in made):
                return True
    return False


def find_they(scene: Scene, token: Token, sayer: str | None) -> tuple[str, ...]:
    """ "They": the last list or group near by, else one organisation; open if people without a name are nearer.

    `sayer` is whoever says what it stands in ("Norvel claims they have won").
    """
    bound = find_bound(scene, token)
    bound = find_tellers(scene, token) if bound is None else bound
    if bound is not None:
        return bound
    near = [(i, keys) for i, _, keys in scene.plurals if i < token.i and token.sent - scene.parse.tokens[i].sent <= 1]
    those = _find_those(scene, token)
    near = [(i, keys) for i, keys in near if i not in those]
    unnamed = max((i for i in (_find_unnamed(scene, token), *those[:1]) if i is not None), default=None)
    if near:
        return near[-1][1] if unnamed is None or unnamed < near[-1][0] else ()
    first = scene.parse.sentences[token.sent].first
    for other in scene.parse.tokens[first : token.i]:
        if other.tag == "NNS" and other.dep in ("nsubj", "nsubjpass"):
            if other.i not in scene.links:
                return ()
            if other.i in scene.stands_for:  # "Chilean authorities said they ..."
                return scene.links[other.i]
    if unnamed is not None:
        return ()
    if sayer is not None and scene.things[sayer].top == "Organization":
        return (sayer,)
    key = scene.find_salient(token, lambda t: t.top == "Organization", reach=1)
    return (key,) if key and not _is_outnumbered(scene, token, scene.find_last(key, token)) else ()


def _is_outnumbered(scene: Scene, token: Token, last: int) -> bool:
    """Whether a body is less likely "they" than others: people told of since, or those who told it something."""
    other = scene.parse.tokens[last]
    if other.dep in ("dobj", "dative") and scene.parse.tokens[other.head].lemma in scene.words["reporting"]:
        return True
    if other.dep == "pobj":  # "welcomed the leaders to the Vesk Hall and urged them"
        objects = (t for t in scene.parse.tokens[scene.parse.sentences[other.sent].first : last] if t.dep == "dobj")
        if any(t.tag == "NNS" and is_person_noun(scene, t) and t.i not in scene.links for t in objects):
            return True
    return any(
        t.tag == "NNS" and is_person_noun(scene, t) and t.i not in scene.links
        for t in scene.parse.tokens[last + 1 : token.i]
    )


def _find_those(scene: Scene, token: Token) -> list[int]:
    """ "Those who left Vanta", "those selling fakes" of the sentence, before the pronoun: its tokens, its head first."""
    parse = scene.parse
    first = parse.sentences[token.sent].first
    heads = [t for t in parse.tokens[first : token.i] if t.lower == "those" and parse.kids(t.i, "acl", "relcl")]
    below = [parse.subtree(t.i) for t in heads]
    return next(([t.i, *b] for t, b in zip(reversed(heads), reversed(below), strict=True) if token.i not in b), [])


def _find_unnamed(scene: Scene, token: Token) -> int | None:
    """The last subject in the plural that stands for nobody named, up to a sentence back, but for who says what "they" stands in."""
    tokens = scene.parse.tokens
    above, at = set[int](), token
    while at.head != at.i:
        at = tokens[at.head]
        above.add(at.i)
    subjects = (
        t
        for t in tokens[scene.parse.sentences[max(0, token.sent - 1)].first : token.i]
        if t.dep in ("nsubj", "nsubjpass")
        and t.name is None
        and (t.tag == "NNS" or t.lower == "they" or _is_pair(scene, t))
    )
    found = [t.i for t in subjects if t.i not in scene.links and not (t.head in above and t.head != token.head)]
    return found[-1] if found else None


def _is_pair(scene: Scene, noun: Token) -> bool:
    """ "A man and a woman": two persons without a name."""
    both = [noun, *scene.parse.kids(noun.i, "conj")]
    return len(both) > 1 and all(t.name is None and t.i not in scene.links and is_person_noun(scene, t) for t in both)
