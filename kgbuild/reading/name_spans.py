"""What belongs to a name once its class is known: the state behind a town, the noun behind a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kgbuild.reading.lexicon import Lexicon
from kgbuild.reading.name_words import find_product_noun
from kgbuild.reading.tokens import Block, NameSpan, Word

MODELS = re.compile(r"\ds$")
OWN_PLACES = frozenset({"airport", "stadium", "racecourse", "jail", "prison", "river", "canal", "bay"})
"""Nouns behind the name of a place that tell of another: Dorrell airport is not Dorrell, Dorrell province may be."""


def widen_spans(spans: Sequence[NameSpan], blocks: Sequence[Block], *, lexicon: Lexicon) -> tuple[NameSpan, ...]:
    """Return the spans with what belongs to them; "Dorrell, Ohio" is one name, "the Vanta 300 jets" one description.

    A product's name in the plural describes things of one make: "twelve eLumes", "the V300s".
    """
    made: list[NameSpan] = []
    texts = {(span.key, span.text) for span in spans}
    for i, span in enumerate(spans):
        words = blocks[span.block].words
        if made and made[-1].block == span.block and made[-1].last >= span.first:
            continue
        ahead = spans[i + 1] if i + 1 < len(spans) and spans[i + 1].block == span.block else None
        beyond = spans[i + 2] if i + 2 < len(spans) and spans[i + 2].block == span.block else None
        listed = made and made[-1].block == span.block and _is_listed(made[-1], span, words)
        if ahead is not None and not listed and _is_in(span, ahead, beyond, words, lexicon):
            made.append(_stretch(span, ahead.last, words))
            continue
        if span.cls == "Place" and _has_place_noun(span, words, lexicon):
            noun = words[span.last + 1].text
            key = f"{span.key}-{noun}" if noun in OWN_PLACES else span.key
            made.append(replace(_stretch(span, span.last + 1, words), key=key))
            continue
        last = find_product_noun(words, span.last + 1, lexicon) if span.cls == "Product" else None
        many = span.cls == "Product" and (bool(MODELS.search(span.text)) or (span.key, span.text[:-1]) in texts)
        last = span.last if last is None and many else last
        if last is not None and last > span.last and made and _shares_noun(made[-1], span, words):
            made[-1] = replace(made[-1], described=True)
        made.append(replace(_stretch(span, last, words), described=True) if last is not None else span)
    return tuple(made)


def _shares_noun(before: NameSpan, span: NameSpan, words: Sequence[Word]) -> bool:
    """Whether the noun behind a product's name is also that of the one before: "Vanta 300 and Orlo 410 jets"."""
    joined = before.last + 2 == span.first and words[before.last + 1].text in ("and", "or", "&")
    return before.block == span.block and before.cls == "Product" and joined


def _stretch(span: NameSpan, last: int, words: Sequence[Word]) -> NameSpan:
    text = span.text
    for before, word in zip(words[span.last : last], words[span.last + 1 : last + 1], strict=True):
        text += (" " if before.spaced else "") + word.text
    return replace(span, last=last, end=words[last].end, text=text)


def _is_in(town: NameSpan, state: NameSpan, beyond: NameSpan | None, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a comma and a state or country tell where a town lies; not in a list of states."""
    if state.first != town.last + 2 or words[town.last + 1].text != ",":
        return False
    if town.cls != "Place" or _is_region(town, lexicon) or not _is_region(state, lexicon):
        return False
    if beyond is None or not _is_region(beyond, lexicon):
        return True
    between = [w.text for w in words[state.last + 1 : beyond.first]]
    return not between or between[-1] not in (",", "and", "or") or len(between) > 2


def _is_listed(before: NameSpan, span: NameSpan, words: Sequence[Word]) -> bool:
    """Whether a place follows another, with nothing but a comma between: a list of places."""
    return before.cls == "Place" and before.last + 2 == span.first and words[before.last + 1].text == ","


def _is_region(span: NameSpan, lexicon: Lexicon) -> bool:
    known = lexicon.find_known(span.text)
    return (known is not None and known.cls == "Country") or span.text.lower() in lexicon.words["regions"]


def _has_place_noun(span: NameSpan, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether the noun behind a place belongs to its name: "Dorrell airport"."""
    ahead = words[span.last + 1].text if span.last + 1 < len(words) else ""
    return ahead in lexicon.words["place_nouns"] and span.text.split()[-1].lower() not in lexicon.endings
