"""Records as plain JSON: whole readings for the ledger, and the public lines that `extract` and `export` print."""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

from kgbuild.records import Argument, Article, Claim, Clause, EventDate, Mention, Reading, TimeExpression

VERSION = 1
Line = dict[str, Any]
Decoder = Callable[[object], object]


def encode_reading(reading: Reading) -> str:
    """Return a reading as one line of JSON, an object a record; fields that hold their default are left out."""
    return json.dumps(_encode(reading), ensure_ascii=False, separators=(",", ":"))


def decode_reading(text: str) -> Reading:
    """Return the reading that `encode_reading` wrote.

    Raises:
        ValueError: the text is no JSON, or a field is unknown, missing or of another type; the message names it.
    """
    return cast("Reading", _make_decoder(Reading)(json.loads(text)))


def _encode(value: object) -> object:
    if isinstance(value, str | int | float) or value is None:
        return value
    if isinstance(value, tuple):
        return [_encode(v) for v in value]
    if isinstance(value, Mapping):
        return {k: _encode(v) for k, v in value.items()}
    record: type = type(value)
    pairs = ((name, default, getattr(value, name)) for name, default in _list_fields(record))
    return {name: _encode(held) for name, default, held in pairs if held != default}


@cache
def _list_fields(cls: type) -> tuple[tuple[str, object], ...]:
    """The names of a record's fields with their defaults; the mark `MISSING` equals no value."""
    return tuple((f.name, f.default) for f in dataclasses.fields(cls))


@cache
def _make_decoder(hint: Any) -> Decoder:
    """Return what turns a JSON value into one of the type `hint`, and refuses every other value."""
    origin, arguments = get_origin(hint), get_args(hint)
    if dataclasses.is_dataclass(hint):
        return _make_record_decoder(cast("type", hint))
    if origin is Literal:
        return _make_plain_decoder(lambda value: value in arguments, f"one of {', '.join(map(str, arguments))}")
    if origin is types.UnionType and len(arguments) == 2 and arguments[1] is types.NoneType:
        decode = _make_decoder(arguments[0])
        return lambda value: None if value is None else decode(value)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return _make_tuple_decoder(_make_decoder(arguments[0]))
    if origin is Mapping and arguments[0] is str:
        return _make_mapping_decoder(_make_decoder(arguments[1]))
    if hint in (str, int, float, bool):
        return _make_plain_decoder(lambda value: type(value) is hint, hint.__name__)
    raise TypeError(f"{hint}: no such field can be kept as JSON; use str, int, tuple, Mapping or a record")


def _make_plain_decoder(fits: Callable[[object], bool], wanted: str) -> Decoder:
    def decode(value: object) -> object:
        if not fits(value):
            raise ValueError(f"{value!r:.60} is not {wanted}")
        return value

    return decode


def _make_tuple_decoder(decode_item: Decoder) -> Decoder:
    def decode(value: object) -> object:
        if not isinstance(value, list):
            raise ValueError(f"{value!r:.60} is not a list")  # noqa: TRY004 - one kind of error for whatever does not fit
        return tuple([decode_item(v) for v in value])

    return decode


def _make_mapping_decoder(decode_item: Decoder) -> Decoder:
    def decode(value: object) -> object:
        if not isinstance(value, dict):
            raise ValueError(f"{value!r:.60} is not an object")  # noqa: TRY004 - see above
        return {k: decode_item(v) for k, v in value.items()}

    return decode


def _make_record_decoder(cls: type) -> Decoder:
    hints = get_type_hints(cls)
    decoders = {name: _make_decoder(hints[name]) for name, _ in _list_fields(cls)}
    needed = {
        f.name
        for f in dataclasses.fields(cls)
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    }

    def decode(value: object) -> object:
        if not isinstance(value, dict):
            raise ValueError(f"{value!r:.60} is no {cls.__name__}")  # noqa: TRY004 - see above
        if unknown := value.keys() - decoders.keys():
            raise ValueError(f"{cls.__name__} has no field '{min(unknown)}'")
        if missing := needed - value.keys():
            raise ValueError(f"{cls.__name__} lacks the field '{min(missing)}'")
        return cls(**{name: _decode_field(name, held, decoders[name]) for name, held in value.items()})

    return decode


def _decode_field(name: str, value: object, decode: Decoder) -> object:
    try:
        return decode(value)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error


def claim_as_json(claim: Claim, *, article: Article, quote: str | None = None) -> Line:
    """Return a claim as `kgbuild extract` prints it; `quote` is its sentence where `article` has no text at hand."""
    return {
        **_begin("claims", article),
        "claim": claim.id,
        "type": claim.type,
        "kind": claim.kind,
        "trigger": claim.trigger,
        "trigger_start": claim.trigger_start,
        "trigger_end": claim.trigger_end,
        "roles": _roles_as_json(claim.roles),
        "texts": dict(claim.texts),
        **_date_as_json(claim.date),
        "modality": print_modality(claim.polarity, claim.modality),
        "said_by": [argument_as_json(a) for a in claim.said_by],
        "inherited": list(claim.inherited),
        "sentence": article.text[claim.start : claim.end] if quote is None else quote,
        "start": claim.start,
        "end": claim.end,
        "rule": claim.rule,
    }


def clause_as_json(clause: Clause, *, article: Article) -> Line:
    """Return a clause as `kgbuild extract --layer clauses` prints it: the keys of a claim, then `lemma` and `voice`.

    What only a claim has (`claim`, `kind`, `rule`, `texts`, `inherited`) is null or empty.
    """
    return {
        **_begin("clauses", article),
        "claim": None,
        "type": clause.type,
        "kind": None,
        "trigger": clause.trigger,
        "trigger_start": clause.trigger_start,
        "trigger_end": clause.trigger_end,
        "roles": _roles_as_json(clause.roles),
        "texts": {},
        **_date_as_json(clause.date),
        "modality": print_modality(clause.polarity, clause.modality),
        "said_by": [argument_as_json(a) for a in clause.said_by],
        "inherited": [],
        "sentence": article.text[clause.start : clause.end],
        "start": clause.start,
        "end": clause.end,
        "rule": None,
        "lemma": clause.lemma,
        "voice": clause.voice,
    }


def mention_as_json(mention: Mention, *, article: Article) -> Line:
    """Return a mention as `kgbuild extract --layer mentions` prints it; `entity` is its chain within the article."""
    return {
        **_begin("mentions", article),
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "head_start": mention.head_start,
        "head_end": mention.head_end,
        "class": mention.cls,
        "form": mention.form,
        "name": mention.name,
        "entity": mention.chain,
    }


def time_as_json(time: TimeExpression, *, article: Article) -> Line:
    """Return a time expression as `kgbuild extract --layer times` prints it."""
    return {
        **_begin("times", article),
        "start": time.start,
        "end": time.end,
        "text": time.text,
        "timex": time.timex,
        "value": time.value,
        "date": time.date,
        "anchor": time.anchor,
        "rule": time.rule,
    }


def argument_as_json(argument: Argument) -> Line:
    """Return what fills a role, as the public lines hold it."""
    return {
        "name": argument.name,
        "class": argument.cls,
        "mention": argument.text,
        "start": argument.start,
        "end": argument.end,
        "entity": argument.chain,
    }


def print_modality(polarity: str, modality: str) -> str:
    """Return polarity and modality as one word: `negated` where the polarity is negative."""
    return "negated" if polarity == "negative" else modality


def print_claim(claim: Claim) -> str:
    """Return what a claim says as one line: "SUED: Orlo -> Vanta, alleged, 2015-05"."""
    who, whom = (", ".join(a.name or a.text for a in claim.roles.get(r, ())) or "?" for r in ("agent", "patient"))
    told = [f"{claim.type}: {who} -> {whom}", print_modality(claim.polarity, claim.modality)]
    return ", ".join((*told, claim.date.date) if claim.date else told)


def _begin(layer: str, article: Article) -> Line:
    return {"v": VERSION, "layer": layer, "doc": article.doc, "article": article.key}


def _roles_as_json(roles: Mapping[str, tuple[Argument, ...]]) -> Line:
    return {role: [argument_as_json(a) for a in held] for role, held in roles.items()}


def _date_as_json(date: EventDate | None) -> Line:
    """The keys of a date, all null where the text tells none."""
    return {
        "date": date and date.date,
        "first_day": date and date.first_day,
        "last_day": date and date.last_day,
        "date_phrase": date and date.phrase,
        "date_anchor": date and date.anchor,
        "date_rule": date and date.rule,
        "date_from": date and date.source,
    }
