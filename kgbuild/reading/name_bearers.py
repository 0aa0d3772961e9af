"""Say whose a surname is, occurrence by occurrence, where an article names several who bear it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_forms import Form, fold
from kgbuild.reading.name_words import NameWords
from kgbuild.reading.tokens import Block

BESIDE = 4
SETTLED = 2


def find_bearers(
    names: Sequence[NameWords], blocks: Sequence[Block], forms: Mapping[str, Form], lexicon: Lexicon
) -> list[Form]:
    """Return the form that each name stands for: itself, or of the bearers of a surname the one spoken of last.

    Who only speaks for others ("Ann Lee, a spokeswoman") or is told of as another's kin ("his wife, Ann Lee") is meant
    where nobody else is. Whom the surname alone meant
    twice keeps it when another is named in full in passing ("Kesk, who is married to Ivy Vesk").
    """
    found: list[Form] = []
    alone: Counter[int] = Counter()  # by group: how often the surname alone meant it
    named: Counter[int] = Counter()
    spoken: dict[int, tuple[bool, int]] = {}  # by group: whether more than a voice, and the place of the last name
    for i, name in enumerate(names):
        form = forms[fold(name)]
        heard = [b for b in form.bearers if b.group in spoken]
        bearer = max(heard, key=lambda b: spoken[b.group]) if heard else form
        if heard and alone[bearer.group] == 0 and named[bearer.group] == 1:
            kept = [b for b in heard if alone[b.group] >= SETTLED]
            bearer = max(kept, key=lambda b: alone[b.group], default=bearer)
        if heard:
            alone[bearer.group] += 1
        else:
            named[bearer.group] += 1
        voice = len(form.core) > 1 and (_is_voice(name, blocks, lexicon) or _is_kin_of_topic(name, blocks, lexicon))
        voice |= i > 0 and len(form.core) > 1 and _tells_whose_kin(names[i - 1], name, blocks, lexicon)
        told = spoken.get(bearer.group, (not voice, i))[0]
        spoken[bearer.group] = told, i
        found.append(bearer)
    return found


def _is_voice(name: NameWords, blocks: Sequence[Block], lexicon: Lexicon) -> bool:
    """Whether a name stands beside the post of one who speaks for others."""
    words = blocks[name.block].words
    before, after = words[max(0, name.first - 2) : name.first], words[name.last + 1 : name.last + 1 + BESIDE]
    own = (
        after and after[0].text == "," and not {"his", "her"} & {w.text.lower() for w in after[1:2]}
    )  # no "Lee, his lawyer said"
    near = before + (after if own else ())
    return any(w.text.lower() in lexicon.words["voices"] for w in near)


def _is_kin_of_topic(name: NameWords, blocks: Sequence[Block], lexicon: Lexicon) -> bool:
    """Whether a name stands behind "his" or "her" and a word for kin: "his daughter, Ivy Vesk"."""
    before = [
        w.text.lower() for w in blocks[name.block].words[max(0, name.first - BESIDE) : name.first] if w.text != ","
    ]
    return bool({"his", "her"} & {*before[-3:-1]}) and before[-1] in lexicon.words["kin"]


def _tells_whose_kin(before: NameWords, name: NameWords, blocks: Sequence[Block], lexicon: Lexicon) -> bool:
    """Whether a name only tells whose kin the one before it is: "Ann Vesk, daughter of the banker Max Vesk,"."""
    if before.block != name.block:
        return False
    between = [w.text.lower() for w in blocks[name.block].words[before.last + 1 : name.first]]
    kin = next(
        (j for j, word in enumerate(between[:-1]) if word in lexicon.words["kin"] and between[j + 1] == "of"), -1
    )
    return between[:1] == [","] and 0 < kin <= BESIDE and not {",", ".", ";", "and"}.intersection(between[1:])
