"""Say which names of an article are one thing, and what kind of thing it is.

Names are joined by their form alone (full and short name, surname, acronym). The class is a vote over all that the
article says around any of them, so that one telling place types a name everywhere.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_agreement import vote_by_pronoun, vote_by_short_form
from kgbuild.reading.name_bearers import find_bearers
from kgbuild.reading.name_cues import vote_by_form, vote_by_place
from kgbuild.reading.name_forms import SEEN, Form, drop_acronym, find_best, fold, gather_forms, opens_with_family
from kgbuild.reading.name_joins import join_forms
from kgbuild.reading.name_spans import widen_spans
from kgbuild.reading.name_surnames import vote_by_surname
from kgbuild.reading.name_words import NameWords
from kgbuild.reading.parse import NerSpan
from kgbuild.reading.tokens import Block, NameSpan

SURE = 2.5
STATE_LETTERS = re.compile(r"^(?:US|UK)[A-Z]{2,4}$")
LISTING = frozenset({"including", "like", "as", "namely", "includes", "include"})


@dataclass(frozen=True, slots=True)
class NameGroup:
    """The names of one thing in one article: its key, its best name, its class and all forms in order of first use."""

    key: str
    name: str
    cls: str
    forms: tuple[str, ...]
    sure: bool = True  # more than a guess of the recogniser speaks for the class


TOLD = ("Brand", "Court", "Country")  # a list of brands holds nothing else, whatever the names look like


def type_names(
    names: Sequence[NameWords], blocks: Sequence[Block], guesses: Iterable[NerSpan], *, lexicon: Lexicon
) -> tuple[tuple[NameSpan, ...], tuple[NameGroup, ...]]:
    """Return the names with class and key, and the groups that the keys stand for."""
    guesses = tuple(guesses)
    forms = gather_forms(names, blocks, lexicon)
    labels = {(g.block, k): g.label for g in guesses for k in range(g.first, g.last + 1)}
    for name in names:
        form = forms[fold(name)]
        vote_by_place(form.votes, name, blocks[name.block].words, labels, lexicon)
        if name.first == name.last:  # a name of several words tells by its own words
            vote_by_pronoun(form.votes, blocks[name.block].words[name.last + 1 :], lexicon)
    surnames = frozenset(
        form.core[0 if opens_with_family(form.core, lexicon) else -1] for form in forms.values() if len(form.core) > 1
    )
    strange = {(g.block, k) for g in guesses if not g.known for k in range(g.first, g.last + 1)}
    unknown = {fold(n) for n in names if (n.block, n.first) in strange}
    for key, form in forms.items():
        vote_by_form(form, lexicon, surnames=surnames, strange=key in unknown)
    vote_by_short_form(forms, unknown, lexicon, surnames=surnames)
    vote_by_surname(list(forms.values()), lexicon)
    for listed, cls in _find_lists(names, blocks, lexicon):
        _vote_by_list([forms[fold(n)] for n in listed], cls, lexicon)
    ordered = sorted(forms.values(), key=lambda f: f.first)
    join_forms(ordered, names, blocks, forms, lexicon)
    groups = _make_groups(ordered, lexicon)
    bearers = find_bearers(names, blocks, forms, lexicon)
    spans = tuple(_make_span(n, groups[b.group], blocks) for n, b in zip(names, bearers, strict=True))
    spans = widen_spans(spans, blocks, lexicon=lexicon)
    made = tuple(groups[g] for g in sorted(groups))
    told = {g.key for g in made}
    own = {s.key: NameGroup(s.key, s.text, s.cls, (s.text,)) for s in spans if s.key not in told}
    return spans, (*made, *own.values())


def _make_span(name: NameWords, group: NameGroup, blocks: Sequence[Block]) -> NameSpan:
    words = blocks[name.block].words
    start, end = words[name.first].start, words[name.last].end
    return NameSpan(name.block, name.first, name.last, start, end, name.text, group.cls, group.key)


def _find_lists(
    names: Sequence[NameWords], blocks: Sequence[Block], lexicon: Lexicon
) -> Iterable[tuple[list[NameWords], str | None]]:
    """Runs of names with only commas and "and" between them, and the class of the noun before "including"."""
    run: list[NameWords] = []
    joined = False  # "and" stands somewhere in the run: commas alone do not make a list
    for name in (*names, None):
        words = blocks[run[-1].block].words if run else ()
        if run and name is not None and name.block == run[-1].block and name.first > run[-1].last:
            between = [w.text for w in words[run[-1].last + 1 : name.first]]
            after = words[name.last + 1].text if name.last + 1 < len(words) else ""
            if between and after != "-" and all(t in (",", "and", "or", "&", "the") for t in between):
                run.append(name)
                joined = joined or any(t in ("and", "or", "&") for t in between)
                continue
        if run:
            before = [w.text.lower() for w in blocks[run[0].block].words[max(0, run[0].first - 3) : run[0].first]]
            noun = None
            if before and before[-1] in LISTING:
                noun = next((b for b in reversed(before[:-1]) if b not in (",", "such", "–", "-")), None)
            elif before and before[-1].endswith("s"):
                noun = before[-1]  # "its brands Orlo and Miro"
            single = noun[:-1] if noun and noun.endswith("s") else noun
            cls = lexicon.nouns.get(single or "")
            if joined or cls:
                yield run, cls
        joined = False
        run = [name] if name is not None else []


def _vote_by_list(listed: list[Form], cls: str | None, lexicon: Lexicon) -> None:
    """Names in one list are of one class: that of the noun before them, else that of the surest among them."""
    if cls is None:
        tops = [
            (max(n for c, n in f.votes.items() if not c.startswith(SEEN)), find_best(f.votes, lexicon)) for f in listed
        ]
        weight, best = max(tops)
        cls = lexicon.find_parent(best) if weight >= SURE else None
    for form in listed:
        if cls is not None:
            form.votes[cls] += 5 if cls in TOLD else 2


def _make_groups(ordered: list[Form], lexicon: Lexicon) -> dict[int, NameGroup]:
    by: dict[int, list[Form]] = defaultdict(list)
    for form in ordered:
        by[form.group].append(form)
    groups = {}
    for g, members in by.items():
        votes: Counter[str] = Counter()
        for form in members:
            votes.update(form.votes)
        cls = find_best(votes, lexicon)
        best = max(members, key=lambda f: (not f.shouted, _count_told(f), -f.first))
        top = lexicon.find_parent(cls)
        sure = sum(n for c, n in votes.items() if not c.startswith(SEEN) and lexicon.find_parent(c) == top) >= SURE
        groups[g] = NameGroup(f"e{g + 1}", _strip(best.text, lexicon), cls, tuple(f.text for f in members), sure)
    return groups


def _count_told(form: Form) -> int:
    """How many words a name tells; "USTF" tells as much as "U.S. Tide Force"."""
    letters = form.text.replace(".", "")
    return len(letters) - 1 if STATE_LETTERS.match(letters) else len(form.core)


def _strip(text: str, lexicon: Lexicon) -> str:
    """`text` without its legal form and an opening "The"."""
    words = drop_acronym(text).split()
    while len(words) > 1 and (words[-1].lower().strip(".,") in lexicon.suffixes or words[-1] in ("and", "&")):
        words.pop()
        words[-1] = words[-1].rstrip(",")
    words = drop_acronym(" ".join(words)).split()
    if len(words) > 1 and words[0] == "The":
        words = words[1:]
    return " ".join(words)
