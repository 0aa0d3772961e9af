"""Read one entry of a file of decisions, and say what is wrong with it and what helps."""

from __future__ import annotations

import datetime
import difflib
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal, cast

from kgbuild.dates import find_bounds
from kgbuild.records import ClaimDecision, Correction, Decision, Described, NameDecision, NameReference

NAME_KINDS = ("same", "different")
CLAIM_KINDS = ("rejected", "corrected")
KINDS = NAME_KINDS + CLAIM_KINDS
MODALITIES = ("asserted", "planned", "alleged", "possible", "negated")
NONE = "none"
"""A date that the text does not tell."""
NOTES = ("why", "by", "on")
UNSIGNED = "a person"
"""Who decided, where an entry does not say."""
UNEXPLAINED = "a person's decision"


class Mistake(Exception):  # noqa: N818 - what is told of one entry; all of them make one error
    """What is wrong with an entry, and what helps."""


def read_entry(kind: str, row: Mapping[str, Any], *, types: Collection[str] | None = None) -> Decision:
    """Return the decision that an entry states; `types` are the event types that a correction may name.

    Raises:
        Mistake: a key is unknown, missing or of another kind.
    """
    notes = {"author": _read_text(row, "by"), "reason": _read_text(row, "why")}
    if kind in NAME_KINDS:
        check_keys(row, ("names", *NOTES), needed="names")
        return make_name_decision(cast("Literal['same', 'different']", kind), _read_names(row["names"]), **notes)
    check_keys(row, ("quote", "read", *(("to",) if kind == "corrected" else ()), *NOTES), needed="quote")
    quote = _read_text(row, "quote")
    if not quote:
        raise Mistake('has an empty quote; write words of the article, quote = "..."')
    to = read_correction(row.get("to"), types) if kind == "corrected" else Correction()
    verdict = cast("Literal['rejected', 'corrected']", kind)
    return make_claim_decision(verdict, quote, _read_description(row.get("read", {})), to, **notes)


def make_name_decision(
    verdict: Literal["same", "different"], names: Iterable[NameReference], *, author: str = "", reason: str = ""
) -> NameDecision:
    """Return a decision on names; names in another order are the same decision, and the same id by another author."""
    held = tuple(sorted(names, key=lambda n: (n.name, n.quote or "")))
    key = [[n.name, n.quote or ""] for n in held]
    return NameDecision(_hash([verdict, key]), verdict, held, author or UNSIGNED, reason or UNEXPLAINED)


def make_claim_decision(
    verdict: Literal["rejected", "corrected"],
    quote: str,
    read: Described,
    to: Correction,
    *,
    author: str = "",
    reason: str = "",
) -> ClaimDecision:
    """Return a decision on a claim; the same one signed by somebody else has the same id."""
    key = [verdict, quote, read.type, read.trigger, read.agent, read.patient, to.type, to.date, to.modality, to.swap]
    return ClaimDecision(_hash(key), verdict, quote, read, to, author or UNSIGNED, reason or UNEXPLAINED)


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:10]


def _read_description(value: object) -> Described:
    if not isinstance(value, dict):
        raise Mistake('has no table under \'read\'; write read.type = "...", read.trigger = "..."')
    check_keys(value, ("type", "trigger", "agent", "patient"), at="read")
    type_, trigger = (_read_text(value, key, at="read") or None for key in ("type", "trigger"))
    return Described(type_, trigger, _read_words(value, "agent"), _read_words(value, "patient"))


def _read_words(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key, [])
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(w, str) and w.strip() for w in words):
        raise Mistake(f'has no words under \'read.{key}\'; write read.{key} = "..." or ["...", "..."]')
    return tuple(" ".join(w.split()) for w in words)


def read_correction(value: object, types: Collection[str] | None) -> Correction:
    """Return what a table says is right.

    Raises:
        Mistake: it says nothing, or something that nobody knows.
    """
    if not isinstance(value, dict) or not value:
        raise Mistake("does not say what is right; write to.type, to.date, to.modality or to.swap = ...")
    check_keys(value, ("type", "date", "modality", "swap"), at="to")
    type_, modality = (_read_text(value, key, at="to") or None for key in ("type", "modality"))
    if types is not None and type_ is not None:
        _check_word("to.type", type_, types)
    if modality is not None:
        _check_word("to.modality", modality, MODALITIES)
    swap = value.get("swap", False)
    if not isinstance(swap, bool):
        raise Mistake("has neither true nor false under 'to.swap'; write to.swap = true")
    return Correction(type_, _read_date(value.get("date")), modality, swap)


def _check_word(key: str, word: str, known: Collection[str]) -> None:
    if word not in known:
        near = difflib.get_close_matches(word, known, n=1) or difflib.get_close_matches(word.upper(), known, n=1)
        helps = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(sorted(known))}"
        raise Mistake(f"has {key} = '{word}', which nobody knows; {helps}")


def _read_date(value: object) -> str | None:
    if value is None:
        return None
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    try:
        if text != NONE:
            find_bounds(text)
    except ValueError as error:
        raise Mistake(
            f'has to.date = {value!r}, which is no date; write 2015-05-03, "2015-05", "2014/2015", or "none"'
        ) from error
    return text


def check_keys(row: Mapping[str, Any], known: tuple[str, ...], *, needed: str | None = None, at: str = "") -> None:
    """Check that an entry, or its table `at`, has the key it needs, and none that nobody knows."""
    for key in row:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            raise Mistake(
                f"has '{at and f'{at}.'}{key}', which nobody knows; "
                + (f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}")
            )
    if needed is not None and needed not in row:
        raise Mistake(f"lacks '{needed}'; add it")


def _read_text(row: Mapping[str, Any], key: str, *, at: str = "") -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        name = f"{at}.{key}" if at else key
        raise Mistake(f"has no text under '{name}'; write {name} = \"...\"")
    return " ".join(value.split())


def read_when(value: object) -> str | None:
    """Return when a decision was made, in ISO 8601, None where an entry does not say."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    raise Mistake("has no day under 'on'; write on = 2026-11-26, or leave it out")


def _read_names(value: object) -> tuple[NameReference, ...]:
    if not isinstance(value, list) or len(value) < 2:
        raise Mistake('has fewer than two names; write names = ["...", "..."]')
    names = tuple(_read_name(v) for v in value)
    if len(set(names)) < len(names):
        raise Mistake(
            f"names '{names[0].name}' twice; of two things with one name, give each words of its article: "
            '{ name = "...", quote = "..." }'
        )
    return names


def _read_name(value: object) -> NameReference:
    if isinstance(value, str) and value.strip():
        return NameReference(" ".join(value.split()))
    if isinstance(value, dict):
        check_keys(value, ("name", "quote"), needed="name")
        name, quote = _read_text(value, "name"), _read_text(value, "quote")
        if name:
            return NameReference(name, quote or None)
    raise Mistake('has a name that is no text; write "..." or { name = "...", quote = "..." }')
