"""What the words of a name and those around it tell of its class: each cue is a vote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_forms import SEEN, Form, opens_with_family
from kgbuild.reading.name_words import DOMAIN, NameWords, find_product_noun
from kgbuild.reading.nouns import load_nouns
from kgbuild.reading.tokens import Word

# What a guess of the recogniser weighs: it knows persons and famous places, and mistakes unknown brands for anything.
NER_CLASSES = {
    "ORG": ("Organization", 1.3), "PERSON": ("Person", 1.3), "GPE": ("Place", 0.9), "LOC": ("Place", 0.9), "FAC": ("Place", 0.5),
    "NORP": ("Organization", 0.4), "PRODUCT": ("Product", 0.3), "WORK_OF_ART": ("Work", 0.3), "LAW": ("Work", 0.9), "EVENT": ("Occasion", 0.6),
}  # fmt: skip
LONE = 0.9
STRANGE = 1.25  # what a guess of a person loses for a lone word; all but nothing is left
ACRONYM = re.compile(r"^(?:[A-Z][A-Z&]{1,6}s?|(?:[A-Z]\.){2,6})$")
CODE = re.compile(r"^(?:[A-Z]{3,}|UN|US|UK|EU) ")
MODEL = re.compile(r"^(?!G-?(?:7|8|10|20|24|77)$)(?=.*\d)(?:[A-Z]{1,3}-?\d[\w-]*|\d{2,4}(?:-\d+)?[A-Z]*s?)$")
COUNTY = re.compile(r", (?:Co\.?|County) [A-Z][a-z]+$")
INNER = re.compile(r"^[a-z][A-Z]")
CAMEL = re.compile(r"^[A-Z][a-z]+[A-Z][a-z]+$")
OPENS_MODEL = re.compile(r"^(?:[a-z]|[A-Z][a-z]+)[A-Z][a-z]+ ")
OWNED = frozenset({"the", "its", "their", "this", "new"})
NUMBERED_BEHIND = OWNED | {"a", "first"}
USED = frozenset({"users", "sales"})  # of products as well as of firms
ORG_ADJECTIVES = ("owned", "controlled", "backed", "listed", "led", "funded", "run", "made")
BEFORE_TOWNS = frozenset({"in", "of", "near", "from", "at", "to", "outside", "the", "a", "its", "their", "'s", "’s"})
RANKS = ("deputy", "vice", "assistant")
APPOSITION_ENDS = frozenset(
    {",", ".", "of", "that", "who", "which", "than", "in", "for", "with", "and", "to", "from", "by", "on", "at"}
)
PLACED = ("headquartered", "located", "born", "lives", "incorporated", "based", "lived", "resident", "arrived")


def vote_by_form(form: Form, lexicon: Lexicon, *, surnames: frozenset[str], strange: bool) -> None:
    """Add what the form itself tells: the list of known names, legal forms, endings, first names.

    A person is named in full once; a lone word that ends no longer name is no person for the recogniser's guess alone,
    and still less a `strange` one that the recogniser does not know.
    """
    words = [w.lower().rstrip(".") for w in form.text.replace(",", " ").split()]
    votes = form.votes
    if len(words) == 1 and words[0] not in surnames and words[0] not in lexicon.first_names:
        votes["Person"] -= (STRANGE if strange else LONE) * votes[SEEN + "Person"]  # type: ignore[assignment]
        if strange:
            votes["Product"] -= NER_CLASSES["PRODUCT"][1] * votes[SEEN + "Product"]  # type: ignore[assignment]
        if not votes[SEEN + "in"]:
            votes["Place"] -= (0.7 if strange else LONE / 2) * votes[SEEN + "Place"]  # type: ignore[assignment]
    elif words[0] in lexicon.words["name_articles"]:
        votes["Person"] -= LONE * votes[SEEN + "Person"]  # type: ignore[assignment]
    row = lexicon.find_known(form.text) or (
        lexicon.find_known(form.text, folded=True) if form.shouted or form.text.isupper() else None
    )
    if row is not None:
        votes[row.cls] += 2 if row.common else 6
    if form.text.lower() in lexicon.words["regions"]:
        votes["Place"] += 6
    if form.text.isupper() and form.text.replace(".", "").lower() in lexicon.words["authority_letters"]:
        votes["Agency"] += 3
    if form.text.lower() in lexicon.words["parties"] | lexicon.words["camps"]:
        votes["Organization"] += 6
    if COUNTY.search(form.text):
        votes["Place"] += 8
    _vote_by_words(votes, words, lexicon)
    if words[-1] in lexicon.words["model_words"] and votes[SEEN + "noun"] > 1 and OPENS_MODEL.match(form.text):
        votes["Product"] += 4  # "the new PowerTone Air laptops"
    _vote_by_shape(votes, form.text, lexicon)
    if len(words) > 1 and CODE.match(form.text) and not form.shouted:
        votes["Person"] -= 2  # "IHS Vesk", "UN Transit Zones"
    if form.text.lower() in lexicon.words["place_names"] and words[0] not in lexicon.first_names:
        votes["Place"] += 2 if form.text.lower() in surnames else 4
    votes["Organization"] += 0.5  # type: ignore[assignment]


def _vote_by_words(votes: Counter[str], words: list[str], lexicon: Lexicon) -> None:
    """Legal forms, the head of a name ("Bank", "Department of ..."), first names."""
    if len(words) > 1 and words[-1] in lexicon.suffixes:
        votes["Company"] += 8
    joint = next((w for w in words[1:] if w in ("of", "for")), None)
    head = words[words.index(joint) - 1] if joint is not None else words[-1]
    ending = (
        (lexicon.endings.get(" ".join(words[-2:])) if len(words) > 2 else None)
        or lexicon.endings.get(head)
        or (lexicon.nouns.get(head) if head != words[-1] else None)
        or ("Court" if "court" in words or "courts" in words else None)
    )
    if head == "state" and lexicon.is_people(words[0]):
        ending = "Organization"  # "the Islamic State of ..." is no place
    if words[-1] == "games" and lexicon.words["games"].intersection(words):
        ending = "Occasion"
    if ending and len(words) > 1:
        votes[ending] += 6
    elif ending and not lexicon.is_common(words[-1]):
        votes[ending] += 2
    if len(words) > 1 and words[0] in lexicon.words["ship_prefixes"]:
        votes["Product"] += 8
    elif len(words) > 1 and not ending:
        plain = all(w[0].isalpha() and w != "of" and w not in lexicon.words["no_names"] for w in words)
        if words[0] in lexicon.first_names and len(words[-1]) > 1 and plain:
            votes["Person"] += 1 if words[0] in lexicon.words["name_articles"] else 4
        if (len(words) == 3 and len(words[1]) == 1) or opens_with_family(words, lexicon):
            votes["Person"] += 3
    elif words[0] in lexicon.first_names:
        votes["Person"] += 1
    if any(w in lexicon.nouns and lexicon.find_parent(lexicon.nouns[w]) == "Organization" for w in words[1:]):
        votes["Organization"] += 1


def _vote_by_shape(votes: Counter[str], text: str, lexicon: Lexicon) -> None:
    """Acronyms, model numbers, capitals within a word."""
    words = text.split()
    if ACRONYM.match(text):
        votes["Organization"] += 1
    elif words[0].lower() in lexicon.words["numbered"] and words[-1][0].isdigit():
        votes["Work"] += 4
    elif any(MODEL.match(w) for w in words[-2:]):
        votes["Product"] += 4
    if "&" in words[1:-1]:
        votes["Company"] += 4
    elif "and" in words[1:-1]:
        votes["Person"] -= 2
    if DOMAIN.match(text):
        votes["Organization"] += 4
    elif INNER.match(text):
        votes["Product"] += 5 if words[-1][0].isdigit() else 3
        votes["Organization"] -= LONE * votes[SEEN + "Organization"]  # type: ignore[assignment]


def vote_by_place(
    votes: Counter[str], name: NameWords, words: Sequence[Word], labels: Mapping[tuple[int, int], str], lexicon: Lexicon
) -> None:
    """Add what the words around one occurrence tell."""
    label = labels.get((name.block, name.last)) or labels.get((name.block, name.first))
    if label in NER_CLASSES:
        guess, weight = NER_CLASSES[label]
        if votes[SEEN + guess] < 3:
            votes[SEEN + guess] += 1
            votes[guess] += weight  # type: ignore[assignment]
    before = [w.text.lower() for w in words[max(0, name.first - 8) : name.first]]
    after = [w.text.lower() for w in words[name.last + 1 : name.last + 9]]
    _vote_before(
        votes,
        _drop_rank(before, after, lexicon),
        after,
        lexicon,
        capital=name.first > 0 and words[name.first - 1].text[0].isupper(),
        personal=label == "PERSON" or _is_given(name, words, lexicon),
    )
    _vote_article(votes, name, before, after)
    told = before[-1:] and before[-1] in BEFORE_TOWNS and after[:1] == [","]
    if told and {" ".join(after[1:2]), " ".join(after[1:3])} & lexicon.words["regions"]:
        votes["Place"] += 4  # "of Dorrell, Ohio", "its Dorrell, Ohio, mill"
    shown = find_product_noun(words, name.last + 1, lexicon) is not None
    weight = 2.5 * shown + 2 * (_is_shown(before, lexicon) or _is_launched(before, lexicon))
    if _is_goods(name.text, before, after, lexicon):
        weight += 1.5
    if _is_numbered(before, after):
        weight += 3
    if weight and votes[SEEN + "noun"] < 2:
        votes[SEEN + "noun"] += 1
        votes["Product"] += weight  # type: ignore[assignment]
    held = votes["Person"]
    if not (INNER.match(name.text) and after[:1] and after[0] in USED):
        _vote_after(votes, after, lexicon)
    if votes["Person"] >= held + 3 and before[-1:] != ["the"] and _is_given(name, words, lexicon):
        votes["Person"] += 4  # "Ann Towers, a spokeswoman"


def _is_given(name: NameWords, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a name of two or three words begins with a given name."""
    return 0 < name.last - name.first < 3 and words[name.first].text.lower() in lexicon.first_names


def _vote_before(
    votes: Counter[str], before: list[str], after: list[str], lexicon: Lexicon, *, capital: bool, personal: bool
) -> None:
    last = before[-1] if before else ""
    two = " ".join(before[-2:])
    if last in lexicon.words["honorifics"] and capital:
        votes["Person"] += 8
    elif last in lexicon.words["firms_of"] and before[-2:-1] and before[-2] in ("of", "at", "from", "with", "by"):
        votes["Company"] += 6  # "an analyst at stockbrokers Vesk Lee"
    elif (
        last in lexicon.titles
        or two in lexicon.titles
        or " ".join(before[-3:]) in lexicon.titles
        or last in lexicon.words["kin"]
        or (capital and _is_sent(before, lexicon))
        or (
            personal and last in lexicon.nouns and _is_sent(before, lexicon)
        )  # "CEO of Vanta Air aircraft maker Ann Lee"
    ):
        votes["Person"] += 5
    elif capital and len(before) > 1 and before[-2].isalpha() and last in lexicon.nouns:
        votes["Person"] += 3  # "spokesman for the Tides Ministry Vondo Lee", parted from the body
    elif two in lexicon.nouns or last in lexicon.nouns:
        votes[lexicon.nouns.get(two) or lexicon.nouns[last]] += 3
    elif (
        (last == "," and _is_official(before, lexicon))
        or (last == "," and _is_called_person(before, lexicon))
        or (last == "," and _is_announced(before, after, lexicon))
    ):
        votes["Person"] += 3
    elif last == "," and before[-2:-1] == ["parent"] and {"its", "the", "'s", "’s"} & {*before[-5:-2]}:
        votes["Company"] += 3
    elif last == "," and after[:1] == [","] and _is_made(before, lexicon):
        votes["Product"] += 3
    elif last == "," and _is_described(before, lexicon):
        votes[lexicon.nouns[before[-2]]] += 2
    elif len(before) > 2 and before[-2] in ("of", "for") and before[-3] in lexicon.titles and not capital:
        votes["Organization" if last == "the" else "Person"] += 3
    elif before[-5:-4] and before[-5].isdigit() and before[-4:] == ["-", "year", "-", "old"]:
        votes["Person"] += 5
    if (
        last == "of"
        and len(before) > 1
        and (before[-2] in lexicon.titles or before[-2] in lexicon.words["corporate_heads"])
    ):
        votes["Organization"] += 2
    within = before[:-1] if last == "the" else before  # "an official within the Vesk"
    if within[-1:] and within[-1] in ("at", "within") and len(within) > 1 and _is_worker(within[-2], lexicon):
        votes["Organization"] += 2
    if _is_situated(before, lexicon):
        votes["Place"] += 5
    elif last in ("'s", "’s") and before[-3:-2] == ["in"] and _is_land(before[-2], lexicon):
        votes["Place"] += 1.5  # type: ignore[assignment]
    elif last in ("in", "near", "from", "across", "throughout"):
        votes["Place"] += 0.6  # type: ignore[assignment]
        votes[SEEN + "in"] += 1


def _is_situated(before: list[str], lexicon: Lexicon) -> bool:
    """Whether the words before a name say that it is a place: "lives in X", "the member for X", "the town of X"."""
    rest = before[:-2] if before[-1:] == ["-"] and before[-3:-2] == ["of"] else before  # "the city of al-Dorrell"
    noun, last = (rest[-2], rest[-1]) if len(rest) > 1 else ("", "")
    if last == "of":
        return noun in lexicon.words["settlements"]
    return (last == "in" and noun in PLACED) or (last == "for" and noun in lexicon.words["sitting"])


def _is_land(word: str, lexicon: Lexicon) -> bool:
    """Whether a lower-case word is the known name of a country or region: "in Norland's Dorrell"."""
    row = lexicon.find_known(word, folded=True)
    return word in lexicon.words["regions"] or (row is not None and row.cls in ("Country", "Place"))


def _drop_rank(before: list[str], after: list[str], lexicon: Lexicon) -> list[str]:
    """The words before a name without a rank that is of the title behind it: "deputy UN ambassador"."""
    return before[:-1] if before[-1:] and before[-1] in RANKS and after[:1] and after[0] in lexicon.titles else before


def _is_worker(word: str, lexicon: Lexicon) -> bool:
    """Whether a noun calls somebody who may work for a body: "a clerk at Vanta"."""
    noun = load_nouns().find(word.removesuffix("s"))
    return word in lexicon.titles or (noun is not None and noun.kind == "person")


def _is_sent(before: list[str], lexicon: Lexicon) -> bool:
    """Whether a post and its body or land stand straight before a name: "envoy to the EU X"."""
    of = next((i for i in range(len(before) - 2, 0, -1) if before[i] in ("to", "of", "for", "at", "in")), 0)
    short = len(before) - of <= 6 and not {",", "and", '"'} & set(before[of:])
    return short and any(low in lexicon.titles for low in before[max(0, of - 3) : of])


def _is_official(before: list[str], lexicon: Lexicon) -> bool:
    """Whether an office and its body stand before the comma before a name: "a spokesman for the ministry, X"."""
    for i, word in enumerate(before[:-2]):
        if word in ("for", "of", "at", "with") and i and before[i - 1] in lexicon.titles:
            return "," not in before[i:-1] and "and" not in before[i:-1]
    return False


def _is_announced(before: list[str], after: list[str], lexicon: Lexicon) -> bool:
    """Whether a title that nobody bears yet stands before the comma before a name: "the Irish tides minister, X, said"."""
    if before[-2:-1] == [] or before[-2] not in lexicon.titles or after[:1] not in ([","], ["said"], ["told"]):
        return False
    told = before[-6:-2]
    return "," not in told and any(
        w in ("the", "a", "an", "its", "his", "her", "their") or lexicon.is_people(w) for w in told
    )


def _is_described(before: list[str], lexicon: Lexicon) -> bool:
    """Whether a noun with a determiner stands before the comma before a name: "the Ruritanian retailer, X"."""
    cls = lexicon.nouns.get(before[-2], "") if len(before) > 2 else ""
    told = any(w in ("the", "a", "an", "its", "their", "another") for w in before[:-2])
    return told and cls != "Court" and lexicon.find_parent(cls) == "Organization"


def _is_made(before: list[str], lexicon: Lexicon) -> bool:
    """Whether a maker's product stands before the comma before a name: "Vanta's phone, X,", "its drug, X,"."""
    return before[-3:-2] in (["'s"], ["’s"], ["its"]) and lexicon.nouns.get(before[-2]) == "Product"


def _is_called_person(before: list[str], lexicon: Lexicon) -> bool:
    """Whether somebody is told of before the comma before a name: "a top executive, X"."""
    told = any(w in ("a", "an", "another") for w in before[-5:-2])
    return told and _is_worker(before[-2], lexicon) and before[-2] not in lexicon.nouns


def _is_shown(before: list[str], lexicon: Lexicon) -> bool:
    """Whether something new is shown to the public: "unveiled its new X"."""
    shown = lexicon.words["things_to_show"]
    return before[-1:] == ["new"] and any(w in shown for w in before[-4:-1])


def _is_launched(before: list[str], lexicon: Lexicon) -> bool:
    """Whether a name is what somebody launches or unveils: "unveiled the long-awaited X"."""
    rest = list(before)
    while rest and (rest[-1] in lexicon.words["launch_fillers"] or rest[-1] == "-"):
        rest.pop()
    return bool(rest) and rest[-1] in lexicon.words["launches"]


def _is_goods(text: str, before: list[str], after: list[str], lexicon: Lexicon) -> bool:
    """Whether an article or owner stands before a name with a capital inside, and no noun behind: "its eLume", "the PowerTone"."""
    if before[-1:] == [] or before[-1] not in OWNED:
        return False
    noun = after[0] if after else ""
    return bool(INNER.match(text)) or (
        bool(CAMEL.match(text)) and noun != "-" and noun not in lexicon.nouns and noun not in lexicon.titles
    )


def _is_numbered(before: list[str], after: list[str]) -> bool:
    """Whether the number of a model stands before a name: "the 410 Windliner", but not "the 410 Norvel workers"."""
    rest = ["", "", *(w for w in before if w not in ('"', "“", "”"))]
    several = after[:1] != [] and after[0].isalpha() and after[0].endswith("s") and after[0] not in ("is", "was", "has")
    return len(rest[-1]) == 3 and rest[-1].isdigit() and rest[-2] in NUMBERED_BEHIND and not several


def _vote_article(votes: Counter[str], name: NameWords, before: list[str], after: list[str]) -> None:
    """An article before a name tells that no person is meant; "a" tells of a thing that there are many of."""
    last = before[-1] if before else ""
    noun = after[0] if after else ""
    lone = name.first == name.last
    joined = noun in ("-", "/") and after[1:2] != [] and after[1][0].isalpha()  # "the Vesk-led talks"
    if last == "the" and not joined and (not noun.isalpha() or (lone and name.text.endswith("s"))):
        votes["Person"] -= 2
    elif last in ("a", "an") and not noun.isalpha():
        votes["Person"] -= 2
        votes["Product"] += 2


def _vote_after(votes: Counter[str], after: list[str], lexicon: Lexicon) -> None:
    if not after:
        return
    one = after[0]
    two = after[1] if len(after) > 1 else ""
    words = lexicon.words
    if one in ("'s", "’s"):
        if two in words["kin"] or two in words["belongings"]:
            votes["Person"] += 2
        elif two in lexicon.titles or two in words["corporate_goods"]:
            votes["Organization"] += 2
    elif one in lexicon.titles or " ".join(after[:2]) in lexicon.titles or one in words["corporate_goods"]:
        votes["Organization"] += 2
    elif one in words["person_heads"]:
        votes["Person"] += 2.5  # type: ignore[assignment]
    elif one in words["place_nouns"]:
        votes["Place"] += 3
    elif one == "-" and two in ("based", "born"):
        votes["Place"] += 6
    elif one == "-" and two in ORG_ADJECTIVES:
        votes["Organization"] += 2
    elif one == "," and two in ("based", "headquartered") and after[2:3] == ["in"]:
        votes["Organization"] += 3
    elif one in ("who", "himself", "herself") or (one == "," and two == "who"):
        votes["Person"] += 4
    elif one in words["person_verbs"] or (one in ("was", "is", "been") and two in words["born_words"]):
        votes["Person"] += 2
    elif one in (",", "(") and two.isdigit() and len(two) == 2 and after[2:3] in ([","], [")"]):
        votes["Person"] += 5
    elif (one == "," and two in ("a", "an", "the", "its", "which")) or (
        one in ("is", "was") and two in ("a", "an", "the")
    ):
        _vote_apposition(votes, after, lexicon)
    elif one == "," and (two in lexicon.titles or " ".join(after[1:3]) in lexicon.titles or _is_titled(after, lexicon)):
        votes["Person"] += 4


def _is_titled(after: list[str], lexicon: Lexicon) -> bool:
    """Whether a title with its body stands behind a name and a comma: ", Vanta's head of", ", Vanta Airlines chairman,"."""
    for i, word in enumerate(after[2:7], 2):
        if word in lexicon.titles:
            return after[i + 1 : i + 2] in ([","], ["of"], ["for"], ["at"], ["."], ["said"], ["in"], ["and"])
        if not (word[0].isalpha() or word in ("'s", "’s", "'", "’")) or word in lexicon.words["openers"]:
            return False
    return False


def _vote_apposition(votes: Counter[str], after: list[str], lexicon: Lexicon) -> None:
    """Count what a description calls a name by its head: "a phone maker" is a maker, "a music player" no player."""
    if after[1] == "which":
        votes["Organization"] += 1
    taken = False
    for word, ahead in pairwise([*after[2:], ""]):
        if word in APPOSITION_ENDS:
            break
        if taken:
            taken = False
        elif f"{word} {ahead}" in lexicon.nouns:
            votes[lexicon.nouns[f"{word} {ahead}"]] += 3
            taken = True
        elif word in lexicon.words["releases"]:
            votes["Product"] += 3
        elif word in lexicon.nouns:
            if ahead not in lexicon.nouns:
                votes[lexicon.nouns[word]] += 3
        elif word in lexicon.titles or word in lexicon.words["trades"]:
            votes["Person"] += 3
