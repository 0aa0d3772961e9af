"""Which forms name one thing: full and short name, surname, acronym. Told by the forms alone, before any coreference."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_cues import ACRONYM
from kgbuild.reading.name_forms import COUNTRY, SEEN, Form, find_best, fold, is_acronym, is_person, is_within
from kgbuild.reading.name_words import NameWords
from kgbuild.reading.tokens import Block

BETWEEN_DEFINED = frozenset({"(", '("', "(“", ",", "(the", "(“the", '("the', ">,", "(formerly", "or"})

PUBLIC = frozenset({"Agency", "Association", "Government"})
OFFICES = frozenset(
    {"department", "ministry", "office", "bureau", "commission", "committee", "agency", "board", "council"}
)
SURE_COMPANY = 6
SURE_PERSON = 5
TITLED_PERSON = 8


def join_forms(
    ordered: list[Form],
    names: Sequence[NameWords],
    blocks: Sequence[Block],
    forms: Mapping[str, Form],
    lexicon: Lexicon,
) -> None:
    """Give each form its group: the index of the form that opened it."""
    for i, form in enumerate(ordered):
        form.group = i
    for a, b in _find_definitions(names, blocks):
        left, right = forms[fold(a)], forms[fold(b)]
        if left is right or not ACRONYM.match(right.text):
            continue
        if _is_defined(right.text, left.text) or (
            _stands_in_brackets(b, blocks) and _may_be_translated(right, left, lexicon)
        ):
            _merge(ordered, left, right)
    by_row: dict[str, Form] = {}
    for form in ordered:
        row = lexicon.find_known(form.text)
        if row is not None and not row.common:
            _merge(ordered, by_row.setdefault(row.name, form), form)
    for short in ordered:
        longs = [g for g in ordered if g is not short and g.group != short.group and _abbreviates(short, g, lexicon)]
        if len({g.group for g in longs}) > 1 and all(is_person(g, lexicon) for g in longs):
            short.bearers = tuple(longs)
        chosen = _choose(short, longs, lexicon)
        if chosen is not None:
            _merge(ordered, chosen, short)


def _choose(short: Form, longs: list[Form], lexicon: Lexicon) -> Form | None:
    """Which of several longer names is meant: of persons the one named last, of others the one that all begin with."""
    if len({g.group for g in longs}) < 2:
        return longs[0] if longs else None
    if is_person(longs[0], lexicon):
        earlier = [g for g in longs if g.first < short.first]
        return earlier[-1] if earlier else None
    least = min(longs, key=lambda g: len(g.core))
    return least if all(g.core[: len(least.core)] == least.core for g in longs) else None


def _merge(ordered: list[Form], a: Form, b: Form) -> None:
    low, high = sorted((a.group, b.group))
    for form in ordered:
        if form.group == high:
            form.group = low


def _find_definitions(names: Sequence[NameWords], blocks: Sequence[Block]) -> Iterable[tuple[NameWords, NameWords]]:
    """Pairs "Long Name (ACR)" and "Long Name, ACR,"."""
    for a, b in itertools.pairwise(names):
        if a.block == b.block:
            between = "".join(w.text for w in blocks[a.block].words[a.last + 1 : b.first])
            if between in BETWEEN_DEFINED:
                yield a, b


def _is_defined(short: str, long: str) -> bool:
    """Whether a text that puts `short` in brackets behind `long` can mean it as its acronym: letters in order."""
    letters = [c.lower() for c in short if c.isalpha()]
    head, _, tail = long.partition(" ")
    told = bool(ACRONYM.match(head)) or [c for c in short if c.isupper()] == [w[0] for w in tail.split()]
    tail = tail if told else ""  # "U.S. Bureau of Tides (BT)", "Orlo Dealers Trade Show (DTS)"
    return (
        is_acronym(short, long)
        or (len(tail.split()) > 1 and is_acronym(short, tail))
        or (letters[0] == long[0].lower() and is_within(letters, [c for c in long.lower() if c.isalpha()]))
    )


def _stands_in_brackets(name: NameWords, blocks: Sequence[Block]) -> bool:
    """Whether a name has brackets of its own."""
    words = blocks[name.block].words
    return [w.text for w in words[name.first - 1 : name.last + 2 : name.last - name.first + 2]] == ["(", ")"]


def _may_be_translated(short: Form, long: Form, lexicon: Lexicon) -> bool:
    """Whether letters in brackets that do not fit the name before them are those of its own language: "Federal Office for Tides (BGZ)"."""
    words = long.text.split()
    letters = short.text.isalpha() and short.text.isupper() and 2 < len(short.text) < 7
    if (
        not letters
        or len(words) < 3
        or lexicon.find_known(short.text)
        or short.text.lower() in lexicon.words["regions"]
    ):
        return False
    body = lexicon.find_parent(find_best(long.votes, lexicon)) == "Organization"
    told = any(lexicon.endings.get(w) in PUBLIC or w in lexicon.words["field_bodies"] for w in long.core)
    # the letters of "(VC)" are of a part alone: "Board of the Vesk Club (VC)"
    return body and told and not any(is_acronym(short.text, " ".join(words[k:])) for k in range(1, len(words) - 1))


def _abbreviates(short: Form, long: Form, lexicon: Lexicon) -> bool:
    """Whether one form is a shorter name of what the other names."""
    s, n = short.core, long.core
    if s == n:
        return short.first > long.first
    if len(s) == len(n) and n[:-1] == s[:-1] and n[-1] == s[-1] + "s":  # "an eLume", "eLumes"
        return "Product" in {find_best(f.votes, lexicon) for f in (short, long)}
    if not s or len(s) >= len(n):
        return False
    if _turns_round(short.text, long.text):
        return True
    person = is_person(long, lexicon)
    if (
        ACRONYM.match(short.text)
        and len(s) == 1
        and is_acronym(short.text, long.text)
        and not (person and s[0] in lexicon.words["regions"])
        and (not _is_country(short, lexicon) or lexicon.find_parent(find_best(long.votes, lexicon)) == "Place")
    ):
        return len([c for c in short.text if c.isupper()]) >= 2
    if _is_spoken_acronym(short, long, lexicon):
        return True
    if _is_acronym_of_state(short, long, lexicon):
        return True
    if n[: -len(s)] in (("state", "of"), ("commonwealth", "of"), ("republic", "of")) and n[-len(s) :] == s:
        return True
    if (
        ACRONYM.match(short.text)
        and not short.shouted
        and (_is_surname(short, long) or _opens_body(short, long, lexicon))
    ):
        return False
    if s == n[-1:] and long.first < short.first and not short.votes[SEEN + "in"] and _is_named_in_full(long, lexicon):
        return True
    if _is_place(short, lexicon) or _is_thing_of(short, long, lexicon):
        return False
    if person and _bears_form(short, lexicon):
        return False  # "Vesk Inc" is not Ardol Vesk
    if person or (s == n[-1:] and _is_person_jointly(short, long, lexicon)):
        return _abbreviates_person(short, long, lexicon)
    return _abbreviates_head(short, long, lexicon) or _abbreviates_tail(short, long, lexicon)


def _turns_round(short: str, long: str) -> bool:
    """Whether two names of an office have the same words: "Tides Department" for "U.S. Department of Tides"."""
    left, right = ([w.lower() for w in text.split() if w.lower() != "the"] for text in (short, COUNTRY.sub("", long)))
    turned = len(left) > 1 and left[-1] in OFFICES and right[:2] == [left[-1], "of"]
    return turned and [w for w in right[2:] if w not in ("the", "and")] == [w for w in left[:-1] if w != "and"]


def _is_acronym_of_state(short: Form, long: Form, lexicon: Lexicon) -> bool:
    """Whether letters name a country and then its body: "USTF" for "Tide Force", but not for "French Tide Force"."""
    letters, words = short.text.replace(".", ""), long.text.split()
    return (
        letters[:2] in ("US", "UK")
        and ACRONYM.match(letters) is not None
        and 1 < len(words) == len(letters) - 2
        and list(letters[2:]) == [w[0] for w in words]
        and lexicon.find_parent(lexicon.endings.get(long.core[-1], "")) == "Organization"
    )


def _is_country(form: Form, lexicon: Lexicon) -> bool:
    known = lexicon.find_known(form.text)
    return known is not None and known.cls == "Country"


def _is_surname(short: Form, long: Form) -> bool:
    """Whether an acronym only has the letters of the last word of a name: "UN" is not "Kim Yo Un"."""
    return short.core == long.core[-1:] and not long.text.split()[-1].isupper()


def _opens_body(short: Form, long: Form, lexicon: Lexicon) -> bool:
    """Whether an acronym opens the name of a body of its own: "the VTB Storm Commission" is not the VTB."""
    rest = long.core[len(short.core) :]
    return short.core == long.core[: len(short.core)] and not all(_is_generic(w, lexicon) for w in rest)


def _is_named_in_full(form: Form, lexicon: Lexicon) -> bool:
    """Whether a form is a person's first name and surname: "Jordan" is then that person, not the country."""
    return len(form.core) in (2, 3) and form.core[0] in lexicon.first_names and is_person(form, lexicon)


def _is_place(form: Form, lexicon: Lexicon) -> bool:
    """Whether a form is a place by the list or its end: "Vienna" is no short name of "Vienna Airlines"."""
    known = lexicon.find_known(form.text)
    if len(form.core) > 1 and lexicon.find_parent(lexicon.endings.get(form.core[-1], "")) == "Place":
        return True
    if known is not None and lexicon.find_parent(known.cls) == "Place":
        return known.cls == "Country" or (
            form.votes["Person"] < SURE_PERSON - 1 and not (known.common and form.votes["Company"])
        )
    return lexicon.is_people(form.core[0]) or " ".join(form.core) in lexicon.words["regions"]


def _is_thing_of(short: Form, long: Form, lexicon: Lexicon) -> bool:
    """Whether the longer name is of a product or work and the shorter is not: "Vanta 300", made by "Vanta"."""
    if long.core[-1][0].isdigit():
        return True
    kind = lexicon.find_parent(find_best(long.votes, lexicon))
    return kind in ("Product", "Work") and lexicon.find_parent(find_best(short.votes, lexicon)) != kind


def _bears_form(form: Form, lexicon: Lexicon) -> bool:
    """Whether a legal form closes a name."""
    return form.text.lower().rstrip(".").split()[-1] in lexicon.suffixes


def _is_person_jointly(short: Form, long: Form, lexicon: Lexicon) -> bool:
    if ACRONYM.match(short.text) or short.core[0] in lexicon.endings or not 2 <= len(long.core) <= 3:
        return False
    return lexicon.find_parent(find_best(short.votes + long.votes, lexicon)) == "Person"


def _is_spoken_acronym(short: Form, long: Form, lexicon: Lexicon) -> bool:
    """Whether letters that are spoken as a word stand for a body: "Orac" for the "Orlo Rail Access Commission"."""
    text = short.text
    if not (text.istitle() and text.isalpha() and 3 < len(text) < 7) or lexicon.is_common(text.lower()):
        return False
    initials = "".join(w[0] for w in long.text.split() if w[0].isupper())
    body = lexicon.find_parent(find_best(long.votes, lexicon)) == "Organization"
    return body and initials == text.upper() and text.lower() not in lexicon.first_names


def _abbreviates_person(short: Form, long: Form, lexicon: Lexicon) -> bool:
    """A surname, a name without its middle, or the first word of the name of a person named in full before."""
    s, n = short.core, long.core
    if s == n[-len(s) :] or (len(s) == 2 and s[0] == n[0] and s[-1] == n[-1]):
        return True
    opens = s[0] in lexicon.first_names or s[0] in lexicon.words["family_first"]
    return s == n[:1] and opens and long.first < short.first


def _abbreviates_head(short: Form, long: Form, lexicon: Lexicon) -> bool:
    """ "Vanta" for "Vanta Airlines" and, once that was named, for "Vanta Dorrell"."""
    s, n = short.core, long.core
    if s != n[: len(s)]:
        return False
    rest = n[len(s) :]
    if n[-1] in lexicon.words["named_after"] or (len(rest) > 1 and n[-1] in lexicon.words["part_bodies"]):
        return False
    person = is_person(short, lexicon) and short.votes["Person"]
    if len(s) == 1 and _bears_form(short, lexicon) and not all(w in lexicon.words["tails"] for w in rest):
        return False  # "Vesk Corp" beside its "Vesk Airlines"
    if all(_is_generic(w, lexicon) for w in rest):
        return person < TITLED_PERSON
    if person >= SURE_PERSON:
        return False
    distinct = not all(lexicon.is_common(w) for w in s) or len(s) > 1
    sure = long.votes["Company"] >= SURE_COMPANY and short.votes["Person"] < SURE_PERSON
    if s[0] in lexicon.first_names and not sure:
        return False
    return (distinct or sure) and (long.first < short.first or short.shouted)


def _is_generic(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.words["tails"] or word in lexicon.suffixes or lexicon.endings.get(word) == "Company"


def _abbreviates_tail(short: Form, long: Form, lexicon: Lexicon) -> bool:
    """ "Navy" for "Ruritanian Navy": what is left out only tells the country."""
    s, n = short.core, long.core
    if s != n[-len(s) :] or (s[-1] not in lexicon.endings and not ACRONYM.match(short.text)):
        return False
    rest = n[: -len(s)]
    known = lexicon.find_known(" ".join(rest), folded=True)
    return (known is not None and known.cls == "Country") or all(lexicon.is_people(w) for w in rest)
