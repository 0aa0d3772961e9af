"""Say which names of an article are one thing, and what kind of thing it is.

Names are joined by their form alone (full and short name, surname, acronym). The class is a vote over all that the
article says around any of them, so that one telling place types a name everywhere.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kgbuild.reading.lexicon import Lexicon, squash
from kgbuild.reading.names import NameWords, has_capitals_throughout
from kgbuild.reading.parse import NerSpan
from kgbuild.reading.tokens import Block, NameSpan, Word

# What a guess of the recogniser weighs: it knows persons and famous places, and mistakes unknown brands for anything.
NER_CLASSES = {
    "ORG": ("Organization", 1.3), "PERSON": ("Person", 1.3), "GPE": ("Place", 0.9), "LOC": ("Place", 0.9), "FAC": ("Place", 0.5),
    "NORP": ("Organization", 0.4), "PRODUCT": ("Product", 0.3), "WORK_OF_ART": ("Work", 0.3), "LAW": ("Work", 0.9), "EVENT": ("Work", 0.6),
}  # fmt: skip
SURE = 2.5
LISTING = frozenset({"including", "like", "as", "namely", "includes", "include"})
PART = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)?")
ACRONYM = re.compile(r"^(?:[A-Z][A-Z&]{1,6}s?|(?:[A-Z]\.){2,6})$")


@dataclass(frozen=True, slots=True)
class NameGroup:
    """The names of one thing in one article: its key, its best name, its class and all forms in order of first use."""

    key: str
    name: str
    cls: str
    forms: tuple[str, ...]
    sure: bool = True  # more than a guess of the recogniser speaks for the class


@dataclass(slots=True)
class _Form:
    text: str
    core: tuple[str, ...]
    first: int
    shouted: bool
    votes: Counter[str] = field(default_factory=Counter)
    group: int = -1


def type_names(
    names: Sequence[NameWords], blocks: Sequence[Block], guesses: Iterable[NerSpan], *, lexicon: Lexicon
) -> tuple[tuple[NameSpan, ...], tuple[NameGroup, ...]]:
    """Return the names with class and key, and the groups that the keys stand for."""
    forms = _gather_forms(names, blocks, lexicon)
    labels = {(g.block, k): g.label for g in guesses for k in range(g.first, g.last + 1)}
    for name in names:
        form = forms[_fold(name)]
        _vote(form.votes, name, blocks[name.block].words, labels, lexicon)
    for form in forms.values():
        _vote_by_form(form, lexicon)
    for listed, cls in _find_lists(names, blocks, lexicon):
        _vote_by_list([forms[_fold(n)] for n in listed], cls, lexicon)
    ordered = sorted(forms.values(), key=lambda f: f.first)
    _join(ordered, names, blocks, forms, lexicon)
    groups = _make_groups(ordered, lexicon)
    spans = []
    for name in names:
        group = groups[forms[_fold(name)].group]
        words = blocks[name.block].words
        spans.append(
            NameSpan(
                name.block,
                name.first,
                name.last,
                words[name.first].start,
                words[name.last].end,
                name.text,
                group.cls,
                group.key,
            )
        )
    return tuple(spans), tuple(groups[g] for g in sorted(groups))


def _fold(name: NameWords) -> str:
    key = squash(name.text)
    return key.casefold()


def _gather_forms(names: Sequence[NameWords], blocks: Sequence[Block], lexicon: Lexicon) -> dict[str, _Form]:
    forms: dict[str, _Form] = {}
    for i, name in enumerate(names):
        key = _fold(name)
        shouted = has_capitals_throughout(blocks[name.block])
        if key not in forms:
            forms[key] = _Form(name.text, _find_core(name.text, lexicon), i, shouted)
        elif forms[key].shouted and not shouted:
            forms[key].text, forms[key].shouted, forms[key].first = name.text, False, i
            forms[key].core = _find_core(name.text, lexicon)
    return forms


def _find_core(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The words of a name without "the" and legal forms, in lower case."""
    parts = [p.lower() for p in PART.findall(text.replace(".", ""))]
    while len(parts) > 1 and parts[-1] in lexicon.suffixes:
        parts.pop()
    return tuple(parts[1:] if len(parts) > 1 and parts[0] == "the" else parts)


def _find_lists(
    names: Sequence[NameWords], blocks: Sequence[Block], lexicon: Lexicon
) -> Iterable[tuple[list[NameWords], str | None]]:
    """Runs of names with only commas and "and" between them, and the class of the noun before "including"."""
    run: list[NameWords] = []
    for name in (*names, None):
        words = blocks[run[-1].block].words if run else ()
        if run and name is not None and name.block == run[-1].block and name.first > run[-1].last:
            between = [w.text for w in words[run[-1].last + 1 : name.first]]
            if between and all(t in (",", "and", "or", "&", "the") for t in between):
                run.append(name)
                continue
        if run:
            before = [w.text.lower() for w in blocks[run[0].block].words[max(0, run[0].first - 3) : run[0].first]]
            noun = None
            if before and before[-1] in LISTING:
                noun = next((b for b in reversed(before[:-1]) if b not in (",", "such", "–", "-")), None)
            single = noun[:-1] if noun and noun.endswith("s") else noun
            cls = lexicon.nouns.get(single or "")
            if len(run) > 1 or cls:
                yield run, cls
        run = [name] if name is not None else []


def _vote_by_list(listed: list[_Form], cls: str | None, lexicon: Lexicon) -> None:
    """Names in one list are of one class: that of the noun before them, else that of the surest among them."""
    if cls is None:
        tops = [(max(f.votes.values()), _find_best(f.votes, lexicon)) for f in listed]
        weight, best = max(tops)
        cls = lexicon.find_parent(best) if weight >= SURE else None
    for form in listed:
        if cls is not None:
            form.votes[cls] += 2


def _vote_by_form(form: _Form, lexicon: Lexicon) -> None:
    """Add what the form itself tells: the list of known names, legal forms, endings, first names."""
    words = [w.lower().rstrip(".") for w in form.text.replace(",", " ").split()]
    votes = form.votes
    row = lexicon.find_known(form.text) or (lexicon.find_known(form.text, folded=True) if form.shouted else None)
    if row is not None:
        votes[row.cls] += 2 if row.common else 6
    if len(words) > 1 and words[-1] in lexicon.suffixes:
        votes["Company"] += 8
    ending = lexicon.endings.get(words[-1]) or ("Court" if "court" in words else None)
    if ending and len(words) > 1:
        votes[ending] += 6
    elif ending and not lexicon.is_common(words[-1]):
        votes[ending] += 2
    if len(words) > 1 and not ending:
        if words[0] in lexicon.first_names and all(w[0].isalpha() for w in words):
            votes["Person"] += 4
        if len(words) == 3 and len(words[1]) == 1:
            votes["Person"] += 3
    if any(w in lexicon.nouns and lexicon.find_parent(lexicon.nouns[w]) == "Organization" for w in words[1:]):
        votes["Organization"] += 1
    if ACRONYM.match(form.text):
        votes["Organization"] += 1
    votes["Organization"] += 0.5  # type: ignore[assignment]


def _vote(
    votes: Counter[str], name: NameWords, words: Sequence[Word], labels: Mapping[tuple[int, int], str], lexicon: Lexicon
) -> None:
    """Add what the words around one occurrence tell."""
    label = labels.get((name.block, name.last)) or labels.get((name.block, name.first))
    if label in NER_CLASSES:
        guess, weight = NER_CLASSES[label]
        if votes["ner:" + guess] < 3:
            votes["ner:" + guess] += 1
            votes[guess] += weight  # type: ignore[assignment]
    before = [w.text.lower() for w in words[max(0, name.first - 3) : name.first]]
    after = [w.text.lower() for w in words[name.last + 1 : name.last + 9]]
    _vote_before(votes, before, lexicon)
    _vote_after(votes, after, lexicon)


def _vote_before(votes: Counter[str], before: list[str], lexicon: Lexicon) -> None:
    last = before[-1] if before else ""
    two = " ".join(before[-2:])
    if last in lexicon.words["honorifics"]:
        votes["Person"] += 8
    elif last in lexicon.titles or two in lexicon.titles:
        votes["Person"] += 5
    elif last in lexicon.nouns:
        votes[lexicon.nouns[last]] += 3
    elif last == "," and len(before) > 1 and before[-2] in lexicon.nouns:
        votes[lexicon.nouns[before[-2]]] += 2
    if (
        last == "of"
        and len(before) > 1
        and (
            before[-2] in lexicon.titles
            or before[-2] in ("unit", "subsidiary", "shares", "owner", "maker", "division", "stake", "board")
        )
    ):
        votes["Organization"] += 2
    if two == "based in" or (
        last == "in" and len(before) > 1 and before[-2] in ("headquartered", "located", "born", "lives", "incorporated")
    ):
        votes["Place"] += 5
    elif last in ("in", "near", "from", "across", "throughout"):
        votes["Place"] += 0.6  # type: ignore[assignment]


def _vote_after(votes: Counter[str], after: list[str], lexicon: Lexicon) -> None:
    if not after:
        return
    one = after[0]
    two = after[1] if len(after) > 1 else ""
    if one in ("'s", "’s"):
        if two in lexicon.titles or two in (
            "shares",
            "board",
            "stock",
            "brands",
            "products",
            "subsidiary",
            "unit",
            "parent",
            "shareholders",
            "customers",
        ):
            votes["Organization"] += 2
    elif (
        one in lexicon.titles
        or " ".join(after[:2]) in lexicon.titles
        or one
        in (
            "shares",
            "stock",
            "shareholders",
            "subsidiary",
            "unit",
            "employees",
            "officials",
            "executives",
            "brands",
            "lawsuit",
            "spokesperson",
        )
    ):
        votes["Organization"] += 2
    elif one == "-" and two in ("based", "born"):
        votes["Place"] += 6
    elif one == "-" and two in ("owned", "controlled", "backed", "listed", "led"):
        votes["Organization"] += 2
    elif one in ("who", "himself", "herself") or (one == "," and two == "who"):
        votes["Person"] += 4
    elif one == "," and two.isdigit() and len(two) == 2 and after[2:3] == [","]:
        votes["Person"] += 5
    elif one == "," and two in ("a", "an", "the", "its", "which"):
        if two == "which":
            votes["Organization"] += 1
        for word in after[2:]:
            if word in (",", ".", "of", "that", "who", "which"):
                break
            if word in lexicon.nouns:
                votes[lexicon.nouns[word]] += 3
            elif word in lexicon.titles:
                votes["Person"] += 3
    elif one == "," and (two in lexicon.titles or " ".join(after[1:3]) in lexicon.titles):
        votes["Person"] += 4


def _find_best(votes: Mapping[str, float], lexicon: Lexicon) -> str:
    """The class with most votes: the first level by sum, then the finest below it."""
    tops: dict[str, float] = defaultdict(float)
    for cls, n in votes.items():
        if not cls.startswith("ner:"):
            tops[lexicon.find_parent(cls)] += n
    top = max(sorted(tops), key=lambda c: tops[c])
    below = {
        c: n
        for c, n in votes.items()
        if not c.startswith("ner:") and c != top and lexicon.find_parent(c) == top and n >= 3
    }
    return max(sorted(below), key=lambda c: below[c]) if below else top


def _join(
    ordered: list[_Form],
    names: Sequence[NameWords],
    blocks: Sequence[Block],
    forms: Mapping[str, _Form],
    lexicon: Lexicon,
) -> None:
    """Give each form its group: the index of the form that opened it."""
    for i, form in enumerate(ordered):
        form.group = i
    for a, b in _find_definitions(names, blocks):
        left, right = forms[_fold(a)], forms[_fold(b)]
        if left is not right and ACRONYM.match(right.text) and _is_defined(right.text, left.text):
            _merge(ordered, left, right)
    for i, short in enumerate(ordered):
        longs = [g for g in ordered if g is not short and g.group != short.group and _abbreviates(short, g, lexicon)]
        groups = sorted({g.group for g in longs})
        if len(groups) == 1:
            _merge(ordered, longs[0], short)
        elif len(groups) > 1 and _is_person(longs[0], lexicon):
            earlier = [g for g in longs if g.first < i]
            if earlier:
                _merge(ordered, earlier[-1], short)


def _merge(ordered: list[_Form], a: _Form, b: _Form) -> None:
    low, high = sorted((a.group, b.group))
    for form in ordered:
        if form.group == high:
            form.group = low


def _find_definitions(names: Sequence[NameWords], blocks: Sequence[Block]) -> Iterable[tuple[NameWords, NameWords]]:
    """Pairs "Long Name (ACR)" and "Long Name, ACR,"."""
    for a, b in itertools.pairwise(names):
        if a.block == b.block:
            between = "".join(w.text for w in blocks[a.block].words[a.last + 1 : b.first])
            if between in ("(", '("', "(“", ",", "(the", "(“the", '("the', ">,", "(formerly", "or"):
                yield a, b


def _is_acronym(short: str, long: str) -> bool:
    """Whether the letters of `short` are the initials of `long`, small words counted or not."""
    letters = [c for c in short if c.isupper()]
    words = re.findall(r"[^\W\d_]+", long)
    full = [w[0].upper() for w in words]
    capital = [w[0] for w in words if w[0].isupper()]
    inner = [c for w in words for c in w if c.isupper()]
    if len(letters) < 2:
        return False
    return any(x == letters for x in (full, capital, inner)) or (
        len(words) >= len(letters) >= 3 and _is_within(letters, full) and letters[0] == full[0]
    )


def _is_defined(short: str, long: str) -> bool:
    """Whether a text that puts `short` in brackets behind `long` can mean it as its acronym: letters in order."""
    letters = [c.lower() for c in short if c.isalpha()]
    return _is_acronym(short, long) or (
        letters[0] == long[0].lower() and _is_within(letters, [c for c in long.lower() if c.isalpha()])
    )


def _is_within(few: list[str], many: list[str]) -> bool:
    rest = iter(many)
    return all(x in rest for x in few)


def _is_person(form: _Form, lexicon: Lexicon) -> bool:
    return lexicon.find_parent(_find_best(form.votes, lexicon)) == "Person"


def _abbreviates(short: _Form, long: _Form, lexicon: Lexicon) -> bool:
    """Whether one form is a shorter name of what the other names."""
    s, n = short.core, long.core
    if s == n:
        return short.first > long.first
    if not s or len(s) >= len(n):
        return False
    if ACRONYM.match(short.text) and len(s) == 1:
        return _is_acronym(short.text, long.text) and len([c for c in short.text if c.isupper()]) >= 2
    if _is_person(long, lexicon):
        known = lexicon.find_known(short.text)
        place = known is not None and lexicon.find_parent(known.cls) == "Place" and not short.votes["Person"]
        return (s == n[-len(s) :] or (len(s) == 2 and s[0] == n[0] and s[-1] == n[-1])) and not place
    if s != n[: len(s)]:
        return n[0] == "the" and s == n[1 : 1 + len(s)]
    rest = n[len(s) :]
    if all(w in lexicon.words["tails"] or w in lexicon.suffixes or w in ("bank", "airlines", "motors") for w in rest):
        return True
    known = lexicon.find_known(short.text)
    if (known is not None and lexicon.find_parent(known.cls) in ("Place", "Country")) or s[0] in lexicon.demonyms:
        return False
    if _find_best(short.votes, lexicon) == "Person" and short.votes["Person"] >= 5:
        return False
    distinct = not all(lexicon.is_common(w) for w in s) or len(s) > 1
    return distinct and long.first < short.first and s[0] not in lexicon.first_names


def _make_groups(ordered: list[_Form], lexicon: Lexicon) -> dict[int, NameGroup]:
    by: dict[int, list[_Form]] = defaultdict(list)
    for form in ordered:
        by[form.group].append(form)
    groups = {}
    for g, members in by.items():
        votes: Counter[str] = Counter()
        for form in members:
            votes.update(form.votes)
        cls = _find_best(votes, lexicon)
        best = max(members, key=lambda f: (not f.shouted, len(f.core), -f.first))
        top = lexicon.find_parent(cls)
        sure = sum(n for c, n in votes.items() if not c.startswith("ner:") and lexicon.find_parent(c) == top) >= SURE
        groups[g] = NameGroup(f"e{g + 1}", _strip(best.text, lexicon), cls, tuple(f.text for f in members), sure)
    return groups


def _strip(text: str, lexicon: Lexicon) -> str:
    """`text` without its legal form and an opening "The"."""
    words = text.split()
    while len(words) > 1 and words[-1].lower().strip(".,") in lexicon.suffixes:
        words.pop()
        words[-1] = words[-1].rstrip(",")
    if len(words) > 1 and words[0] == "The":
        words = words[1:]
    return " ".join(words)
