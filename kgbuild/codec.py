"""Records as plain JSON: for the ledger, and the public lines that `extract` and `export` print."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, get_args, get_origin

from kgbuild.records import Argument, Article, Claim, Clause, EventDate, Mention, Reading, TimeExpression

VERSION = 1


def encode_reading(reading: Reading) -> str:
    """Return a reading as JSON; equal readings give equal text. Clauses are left out: the text gives them again."""
    return json.dumps(_encode(dataclasses.replace(reading, clauses=())), ensure_ascii=False, separators=(",", ":"))


def decode_reading(text: str) -> Reading:
    """Return the reading that `encode_reading` wrote."""
    made = _decode(Reading, json.loads(text))
    assert isinstance(made, Reading)
    return made


def _encode(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {f.name: _encode(v) for f in dataclasses.fields(value) if (v := getattr(value, f.name)) != f.default and v not in ((), {})}
    if isinstance(value, Mapping):
        return {k: _encode(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return [_encode(v) for v in value]
    return value


@lru_cache(maxsize=64)
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _decode(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        return _decode(next(a for a in get_args(hint) if a is not type(None)), value)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = _hints(hint)
        made = {}
        for f in dataclasses.fields(hint):
            if f.name in value:
                made[f.name] = _decode(hints[f.name], value[f.name])
            elif f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING:
                made[f.name] = {} if get_origin(hints[f.name]) is Mapping else () if get_origin(hints[f.name]) is tuple else None
        return hint(**made)
    if origin is tuple:
        return tuple(_decode(get_args(hint)[0], v) for v in value)
    if origin is not None and issubclass(origin, Mapping) if isinstance(origin, type) else False:
        return {k: _decode(get_args(hint)[1], v) for k, v in value.items()}
    return value


def claim_as_json(claim: Claim, *, article: Article, quote: str | None = None) -> dict[str, Any]:
    """Return a claim as `kgbuild extract` prints it; `quote` stands in where the article's text is not at hand."""
    return {
        "v": VERSION, "layer": "claims", "doc": article.doc, "article": article.key, "claim": claim.id, "type": claim.type,
        "kind": claim.kind, "trigger": claim.trigger, "trigger_start": claim.trigger_start, "trigger_end": claim.trigger_end,
        "roles": {r: [argument_as_json(a) for a in filled] for r, filled in claim.roles.items()}, "texts": dict(claim.texts),
        **_date_as_json(claim.date), "modality": print_modality(claim.polarity, claim.modality),
        "said_by": [argument_as_json(a) for a in claim.said_by], "inherited": list(claim.inherited),
        "sentence": article.text[claim.start : claim.end] if quote is None else quote, "start": claim.start, "end": claim.end, "rule": claim.rule,
    }


def clause_as_json(clause: Clause, *, article: Article) -> dict[str, Any]:
    """Return a clause as `kgbuild extract --layer clauses` prints it."""
    return {
        "v": VERSION, "layer": "clauses", "doc": article.doc, "article": article.key, "type": clause.type, "trigger": clause.trigger,
        "trigger_start": clause.trigger_start, "trigger_end": clause.trigger_end, "lemma": clause.lemma, "voice": clause.voice,
        "roles": {r: [argument_as_json(a) for a in filled] for r, filled in clause.roles.items()}, **_date_as_json(clause.date),
        "modality": print_modality(clause.polarity, clause.modality), "said_by": [argument_as_json(a) for a in clause.said_by],
        "sentence": article.text[clause.start : clause.end], "start": clause.start, "end": clause.end,
    }


def mention_as_json(mention: Mention, *, article: Article) -> dict[str, Any]:
    """Return a mention as `kgbuild extract --layer mentions` prints it."""
    return {
        "v": VERSION, "layer": "mentions", "doc": article.doc, "article": article.key, "start": mention.start, "end": mention.end,
        "text": mention.text, "head_start": mention.head_start, "head_end": mention.head_end, "class": mention.cls, "form": mention.form,
        "name": mention.name, "entity": mention.chain,
    }


def time_as_json(time: TimeExpression, *, article: Article) -> dict[str, Any]:
    """Return a time expression as `kgbuild extract --layer times` prints it."""
    return {
        "v": VERSION, "layer": "times", "doc": article.doc, "article": article.key, "start": time.start, "end": time.end, "text": time.text,
        "timex": time.timex, "value": time.value, "date": time.date, "anchor": time.anchor, "rule": time.rule,
    }


def argument_as_json(argument: Argument) -> dict[str, Any]:
    """Return a role's filler as the public lines hold it."""
    return {"name": argument.name, "class": argument.cls, "mention": argument.text, "start": argument.start, "end": argument.end, "entity": argument.chain}


def print_modality(polarity: str, modality: str) -> str:
    """Return polarity and modality as one word: `negated` where the claim is denied."""
    return "negated" if polarity == "negative" else modality


def _date_as_json(date: EventDate | None) -> dict[str, Any]:
    if date is None:
        return dict.fromkeys(("date", "first_day", "last_day", "date_phrase", "date_anchor", "date_rule", "date_from"))
    return {
        "date": date.date, "first_day": date.first_day, "last_day": date.last_day, "date_phrase": date.phrase, "date_anchor": date.anchor,
        "date_rule": date.rule, "date_from": date.source,
    }
