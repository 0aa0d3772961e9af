"""Readings go to JSON and come back the same; the public lines have the keys that are promised."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.codec import (
    claim_as_json,
    clause_as_json,
    decode_reading,
    encode_reading,
    mention_as_json,
    time_as_json,
)
from kgbuild.records import Argument, Article, Claim, Clause, EventDate, Mention, Reading, TimeExpression


def _split(words: str) -> list[str]:
    return words.split()


TEXT = "Orlo Foods sued Vanta on 3 May 2015. It denies this."
ARTICLE = Article("news/1", "v1", "1.txt", TEXT)
ORLO = Argument("Orlo Foods", 0, 10, "Organization", "Orlo Foods", "c1")
VANTA = Argument("Vanta", 16, 21, "Organization", "Vanta", "c2")
DATE = EventDate("2015-05-03", "2015-05-03", "2015-05-03", "on 3 May 2015", 22, 35, None, "day")
CLAIM = Claim(
    id="k1",
    type="SUED",
    kind="event",
    trigger="sued",
    trigger_start=11,
    trigger_end=15,
    start=0,
    end=36,
    roles={"agent": (ORLO,), "patient": (VANTA,)},
    texts={"amount": "$3 million"},
    polarity="positive",
    modality="asserted",
    rule="SUED/verb",
    event="ev1",
    said_by=(VANTA,),
    date=DATE,
    inherited=("date",),
)
CLAUSE = Clause("denies", 40, 46, "deny", 37, 52, "active", "negative", "alleged", {"patient": (VANTA,)})
MENTION = Mention(0, 10, "Orlo Foods", 5, 10, "Organization", "name", "Orlo Foods", "c1")
TIME = TimeExpression(25, 35, "3 May 2015", "DATE", "2015-05-03", "2015-05-03", None, "day")
READING = Reading("news/1", "v1", "r1", (MENTION,), (TIME,), (), (CLAUSE,), (CLAIM,))

CLAIM_KEYS = _split(
    "v layer doc article claim type kind trigger trigger_start trigger_end roles texts date first_day last_day "
    "date_phrase date_anchor date_rule date_from modality said_by inherited sentence start end rule"
)
DATE_KEYS = [k for k in CLAIM_KEYS if k.startswith("date") or k.endswith("_day")]


@settings(max_examples=50)
@given(st.builds(Reading))
def test_a_reading_comes_back_the_same(reading: Reading) -> None:
    """Whatever a reading holds, decoding what was encoded gives an equal record."""
    assert decode_reading(encode_reading(reading)) == reading


def test_equal_readings_give_equal_text() -> None:
    """The text is a function of the record: a copy is encoded to the same bytes."""
    assert encode_reading(replace(READING)) == encode_reading(READING)


def test_defaults_are_left_out() -> None:
    """A field that holds its default takes no room."""
    assert "said_by" not in encode_reading(replace(READING, claims=()))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"reader":"r1",', "", "lacks the field 'reader'"),
        ('"reader":"r1"', '"reader":7', "reader: 7 is not str"),
        ('"form":"name"', '"form":"noun"', "mentions: form: 'noun' is not one of name, nominal, pronoun"),
        ('"head_start":5', '"head_start":"5"', "mentions: head_start: '5' is not int"),
        ('"head_start":5', '"head_start":true', "mentions: head_start: True is not int"),
        ('"lemma":"deny"', '"lemma":"deny","mood":"x"', "clauses: Clause has no field 'mood'"),
        ('"times":[', '"times":[null,', "times: None is no TimeExpression"),
        ('"chains":[]', '"chains":{}', "chains: {} is not a list"),
        ('"texts":{"amount":"$3 million"}', '"texts":["$3 million"]', "claims: texts: .* is not an object"),
    ],
)
def test_decode_refuses_what_does_not_fit(old: str, new: str, message: str) -> None:
    """A field that is unknown, missing or of another type is an error that leads to it."""
    text = encode_reading(READING)
    assert old in text
    with pytest.raises(ValueError, match=message):
        decode_reading(text.replace(old, new))


def test_claim_line_has_the_promised_keys_in_order() -> None:
    """The keys of a claim line, and their order, are a public contract."""
    assert list(claim_as_json(CLAIM, article=ARTICLE)) == CLAIM_KEYS


def test_claim_line_holds_what_the_claim_says() -> None:
    """Roles, texts, date and its proof stand in the line as in the record."""
    line = claim_as_json(CLAIM, article=ARTICLE)
    orlo = {
        "name": "Orlo Foods",
        "class": "Organization",
        "mention": "Orlo Foods",
        "start": 0,
        "end": 10,
        "entity": "c1",
    }
    assert (line["v"], line["layer"], line["doc"], line["article"]) == (1, "claims", "1.txt", "news/1")
    assert line["roles"]["agent"] == [orlo]
    assert line["texts"] == {"amount": "$3 million"}
    assert (line["date"], line["date_phrase"], line["date_rule"], line["date_from"]) == (
        "2015-05-03",
        "on 3 May 2015",
        "day",
        "phrase",
    )
    assert [a["name"] for a in line["said_by"]] == ["Vanta"]


def test_sentence_is_the_exact_slice() -> None:
    """`sentence` is the article's text from `start` to `end`, to the character."""
    line = claim_as_json(CLAIM, article=ARTICLE)
    assert line["sentence"] == TEXT[line["start"] : line["end"]] == "Orlo Foods sued Vanta on 3 May 2015."


def test_quote_stands_in_for_a_missing_text() -> None:
    """Where the article's text is not at hand, the quote is the sentence."""
    assert claim_as_json(CLAIM, article=replace(ARTICLE, text=""), quote="Said so.")["sentence"] == "Said so."


def test_undated_claim_has_null_date_keys() -> None:
    """A claim without a date prints the keys of a date all the same, each null."""
    line = claim_as_json(replace(CLAIM, date=None), article=ARTICLE)
    assert len(DATE_KEYS) == 7
    assert [line[k] for k in DATE_KEYS] == [None] * 7


@pytest.mark.parametrize(
    ("polarity", "modality", "printed"),
    [
        ("positive", "asserted", "asserted"),
        ("positive", "planned", "planned"),
        ("negative", "asserted", "negated"),
        ("negative", "alleged", "negated"),
    ],
)
def test_modality_is_one_word(polarity: str, modality: str, printed: str) -> None:
    """Two axes in the record are one word in print; a denial wins."""
    claim = replace(CLAIM, polarity=polarity, modality=modality)  # type: ignore[arg-type]
    assert claim_as_json(claim, article=ARTICLE)["modality"] == printed


def test_clause_line_has_the_keys_of_a_claim() -> None:
    """A clause prints the keys of a claim, then lemma and voice; its type is null where the vocabulary has none."""
    line = clause_as_json(CLAUSE, article=ARTICLE)
    assert list(line) == [*CLAIM_KEYS, "lemma", "voice"]
    assert (line["layer"], line["type"], line["modality"], line["sentence"]) == (
        "clauses",
        None,
        "negated",
        "It denies this.",
    )


def test_mention_line_has_the_promised_keys_in_order() -> None:
    """A mention prints where it and its head stand, what it is, and its chain as `entity`."""
    line = mention_as_json(MENTION, article=ARTICLE)
    assert list(line)[:4] == ["v", "layer", "doc", "article"]
    assert list(line)[4:] == _split("start end text head_start head_end class form name entity")
    assert (line["text"], line["class"], line["entity"]) == ("Orlo Foods", "Organization", "c1")


def test_time_line_has_the_promised_keys_in_order() -> None:
    """A time prints its TIMEX3 value beside its EDTF date."""
    line = time_as_json(TIME, article=ARTICLE)
    assert list(line)[4:] == _split("start end text timex value date anchor rule")
    assert (line["layer"], line["timex"], line["value"]) == ("times", "DATE", "2015-05-03")


def test_lines_are_plain_json() -> None:
    """Every line goes through JSON unchanged: no tuples, no records."""
    lines = [
        claim_as_json(CLAIM, article=ARTICLE),
        clause_as_json(CLAUSE, article=ARTICLE),
        mention_as_json(MENTION, article=ARTICLE),
        time_as_json(TIME, article=ARTICLE),
    ]
    assert json.loads(json.dumps(lines)) == lines
