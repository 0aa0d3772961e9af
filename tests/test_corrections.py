"""A person's decisions on claims: rejected or corrected before anything is resolved, and kept beside what was read."""

from __future__ import annotations

import csv
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kgbuild.cli import cli
from kgbuild.cli.decided import describe_subject
from kgbuild.decisions import parse_decisions, read_decisions
from kgbuild.decisions.editing import add_decision, take_back
from kgbuild.decisions.entries import make_claim_decision
from kgbuild.errors import DecisionError
from kgbuild.exports import export_csv, export_jsonl
from kgbuild.graph import make_graph
from kgbuild.ontology import Ontology
from kgbuild.pipeline import ingest, resolve_graph
from kgbuild.rdf import export_rdf
from kgbuild.records import Article, Claim, ClaimDecision, Correction, Described, EventDate, Reading
from kgbuild.resolving.corrections import apply_decisions
from kgbuild.schema import describe_schema
from tests.test_cli import read_lines, run
from tests.test_decisions import DAY, FILE, SPEC, two, write  # noqa: F401
from tests.test_pipeline import dump, kg, read_fake, readers, store  # noqa: F401


def decide(quote: str, read: Described = Described(), **to: object) -> ClaimDecision:  # noqa: B008
    """A rejection, or a correction where it says what is right."""
    correction = Correction(**to)  # type: ignore[arg-type]
    verdict = "corrected" if to else "rejected"
    return make_claim_decision(verdict, quote, read, correction, author="ann", reason="seen")  # type: ignore[arg-type]


def list_events(folder: Path) -> list[tuple[str, str, str | None]]:
    """Type, modality and date of each event."""
    events = resolve_graph(folder, spec=SPEC)[0].events
    return sorted(((e.type, e.modality, e.date) for e in events), key=str)


def test_a_rejected_claim_is_no_fact(two: Path) -> None:  # noqa: F811
    """Its event goes, the words and what was read from them stay beside the decision, and undo brings all of it back."""
    before = dump(two)
    add_decision(two, decide("Orlo sued Vanta."), when=DAY)
    resolved, types = resolve_graph(two, spec=SPEC)
    assert [c.quote for e in resolved.events for c in e.claims] == ["Brask sued Vanta."]
    graph = make_graph(resolved, ontology=types)
    assert {n.label: n.properties.get("read") for n in graph.nodes}["Misreading"] == "SUED: Orlo -> Vanta, asserted"
    assert [(e.start_label, e.end_label) for e in graph.edges if e.type in ("OVERRULES", "DECIDES")] == [
        ("Decision", "Misreading")
    ]
    assert not [e for e in graph.edges if e.type == "SUED" and e.start == "org:orlo"]
    take_back(two)
    assert dump(two) == before


@pytest.mark.parametrize(("to", "event"), [
    ({"type": "ACCUSED"}, ("ACCUSED", "asserted", None)),
    ({"date": "2015-05"}, ("SUED", "asserted", "2015-05")),
    ({"modality": "alleged"}, ("SUED", "alleged", None)),
    ({"modality": "negated"}, ("SUED", "negated", None)),
    ({"type": "OWNS", "date": "2014/2015"}, ("OWNS", "asserted", "2014/2015")),
])  # fmt: skip
def test_a_corrected_claim_says_what_is_right(
    two: Path,  # noqa: F811
    to: dict[str, str],
    event: tuple[str, str, str | None],
) -> None:
    """Type, date and modality are those of the decision."""
    add_decision(two, decide("Orlo sued Vanta.", **to), when=DAY)
    assert list_events(two) == sorted([event, ("SUED", "asserted", None)], key=str)


def test_a_swapped_claim_has_its_parties_the_other_way_round(two: Path) -> None:  # noqa: F811
    """Who was read as agent is the patient; the claim keeps its id and its words."""
    before = {c.claim.id: c.quote for e in resolve_graph(two, spec=SPEC)[0].events for c in e.claims}
    add_decision(two, decide("Orlo sued Vanta.", swap=True), when=DAY)
    resolved, _ = resolve_graph(two, spec=SPEC)
    assert ("org:vanta", "org:orlo") in [(e.roles["agent"][0], e.roles["patient"][0]) for e in resolved.events]
    assert {c.claim.id: c.quote for e in resolved.events for c in e.claims} == before


def test_exports_tell_what_was_read_and_who_decided(two: Path, ontology: Ontology) -> None:  # noqa: F811
    """JSON lines, spreadsheet and RDF keep the reading beside the correction, and state the correction alone."""
    decision = decide("Orlo sued Vanta.", modality="alleged")
    add_decision(two, decision, when=DAY)
    resolved, _ = resolve_graph(two, spec=SPEC)
    lines = [json.loads(line) for line in export_jsonl(resolved)]
    (told,) = [r for r in lines if r["record"] == "decision"]
    assert (told["author"], told["reason"], told["to"]["modality"]) == ("ann", "seen", "alleged")
    assert [c["modality"] for c in told["read"]] == ["asserted"]
    assert {c["decision"]: c["modality"] for r in lines if r["record"] == "event" for c in r["claims"]} == {
        decision.id: "alleged",
        None: "asserted",
    }
    rows = list(csv.DictReader("".join(export_csv(resolved)).splitlines()))
    assert sorted(r["corrected"] for r in rows) == ["", "by ann (seen); read as SUED: Orlo -> Vanta, asserted"]
    turtle = "".join(export_rdf(resolved, ontology=ontology, base="https://x.example/", style="turtle"))
    assert "prov:wasRevisionOf <https://x.example/misreading/" in turtle
    assert turtle.count("kg:sued <https://x.example/entity/org:vanta>") == 1, "what is alleged is no plain triple"


def test_all_that_decisions_put_into_the_graph_is_in_its_schema(two: Path, ontology: Ontology) -> None:  # noqa: F811
    """Labels, properties and relationships of decisions are told by `kgbuild schema`."""
    add_decision(two, decide("Orlo sued Vanta.", modality="alleged"), when=DAY)
    add_decision(two, decide("Brask sued Vanta."), when=DAY)
    graph = make_graph(resolve_graph(two, spec=SPEC)[0], ontology=ontology)
    schema = describe_schema(ontology)
    known = {n.label: {p.name for p in n.properties} for n in schema.nodes}
    assert {"Decision", "Misreading"} <= {n.label for n in graph.nodes}
    assert all(set(n.properties) <= known[n.label] for n in graph.nodes)
    ways = {(s, r.type, e) for r in schema.relationships for s in r.starts for e in r.ends}
    assert {(e.start_label, e.type, e.end_label) for e in graph.edges} <= ways


def test_a_decision_on_words_holds_where_they_stand(tmp_path: Path, two: Path) -> None:  # noqa: F811
    """It survives another key, another version of the article and a copy; where the words are gone it is told."""
    decision = decide("Orlo  sued\nVanta.", Described("SUED", "sued", ("Orlo",), ("Vanta",)))
    add_decision(two, decision, when=DAY)
    texts = {"a": "Quill sued Brask.", "copy": "Orlo sued Vanta.", "other": "Orlo sued Vanta."}
    ingest(two, [write(tmp_path / "in.jsonl", **texts)], spec=SPEC)
    assert len(list_events(two)) == 2
    assert resolve_graph(two, spec=SPEC)[0].unfit == ()
    ingest(two, [write(tmp_path / "in.jsonl", copy="Quill sued Brask.", other="Quill sued Brask.")], spec=SPEC)
    assert [u.reason for u in resolve_graph(two, spec=SPEC)[0].unfit] == [
        "no article holds the words 'Orlo sued Vanta.'"
    ]


@pytest.mark.parametrize(("decision", "reason"), [
    (decide("Orlo sued Vanta.", Described("ACCUSED")), "the words stand in a, but ACCUSED is not read there"),
    (decide("Orlo sued Vanta.", Described(agent=("Vanta",))), "the words stand in a, but nothing is read from them"),
    (decide("Orlo sued Vanta.", modality="asserted"), "it is read so without it, or another decision on the same claim holds"),
])  # fmt: skip
def test_a_decision_that_no_claim_fits_is_told(two: Path, decision: ClaimDecision, reason: str) -> None:  # noqa: F811
    """The graph is as it was, with the reason why."""
    before = dump(two)
    add_decision(two, decision, when=DAY)
    assert [u.reason for u in resolve_graph(two, spec=SPEC)[0].unfit] == [reason]
    assert dump(two) == before


def test_a_rejection_beats_a_correction_of_the_same_claim(two: Path) -> None:  # noqa: F811
    """Where two descriptions mean one claim, the rejection holds and the other is told."""
    corrected = decide("Orlo sued Vanta.", Described("SUED"), date="2015")
    add_decision(two, corrected, when=DAY)
    add_decision(two, decide("Orlo sued"), when=DAY)
    assert list_events(two) == [("SUED", "asserted", None)]
    assert [u.decision for u in resolve_graph(two, spec=SPEC)[0].unfit] == [corrected.id]


def lend(date: str = "2015-05") -> tuple[Article, Reading]:
    """An article in which one claim lent its date and its agent to another of the same event."""
    text = "Orlo sued Vanta."
    article = Article("a", "1", "a", text + " It sued.")
    claim = read_fake(Article("a", "1", "a", text), reader="r").claims[0]
    own = EventDate(date, None, None, "in May", 0, 4, None, "month")
    first = replace(claim, date=own)
    second = replace(
        claim, id="b", start=17, end=25, date=replace(own, source="inherited"), inherited=("agent",),
        roles={"agent": claim.roles["agent"]},
    )  # fmt: skip
    return article, Reading("a", "1", "r", (), (), (), (), (first, second))


def apply(pair: tuple[Article, Reading], *decisions: ClaimDecision, ontology: Ontology) -> tuple[Claim, ...]:
    """The claims of an article as decided."""
    ((_, reading),), _, _ = apply_decisions([pair], decisions, ontology=ontology)
    return reading.claims


def test_what_a_rejected_claim_lent_goes_with_it(ontology: Ontology) -> None:
    """A date and a party that another claim had from the rejected one alone have no evidence left."""
    (left,) = apply(lend(), decide("Orlo sued Vanta."), ontology=ontology)
    assert (left.id, left.date, left.inherited, dict(left.roles)) == ("b", None, (), {})


def test_what_another_claim_tells_as_well_stays(ontology: Ontology) -> None:
    """A date and a party that a third claim of the article gives are lent by that one."""
    article, reading = lend()
    third = replace(reading.claims[0], id="c", trigger="sues")
    pair = (article, replace(reading, claims=(*reading.claims, third)))
    left = apply(pair, decide("Orlo sued Vanta.", Described(trigger="sued", patient=("Vanta",))), ontology=ontology)
    assert [(c.id, c.date is not None, c.inherited) for c in left] == [("b", True, ("agent",)), ("c", True, ())]


def test_a_corrected_date_is_lent_on(ontology: Ontology) -> None:
    """What inherited the wrong date inherits the right one; a date that the text does not tell leaves none."""
    claims = apply(lend(), decide("Orlo sued Vanta.", date="2016-02-03"), ontology=ontology)
    assert [(c.date.date, c.date.source, c.date.first_day) for c in claims if c.date] == [
        ("2016-02-03", "decided", "2016-02-03"),
        ("2016-02-03", "inherited", "2016-02-03"),
    ]
    assert [c.date for c in apply(lend(), decide("Orlo sued Vanta.", date="none"), ontology=ontology)] == [None, None]


def test_another_type_keeps_the_roles_that_it_has(ontology: Ontology) -> None:
    """Roles and words of the old type that the new one does not know are left out; a relation is a state."""
    article, reading = lend()
    claim = replace(reading.claims[0], texts={"grounds": "fraud"})
    (changed, _) = apply(
        (article, replace(reading, claims=(claim, reading.claims[1]))),
        decide("Orlo sued Vanta.", type="OWNS"),
        ontology=ontology,
    )
    assert (changed.kind, sorted(changed.roles), dict(changed.texts)) == ("state", ["agent", "patient"], {})


@pytest.mark.parametrize(("text", "message"), [
    ('[[rejected]]\nread.type = "SUED"', "line 1: [[rejected]] lacks 'quote'; add it"),
    ('[[rejected]]\nquote = "x"\nto.type = "SUED"', "[[rejected]] has 'to', which nobody knows"),
    ('[[rejected]]\nquote = ""', "[[rejected]] has an empty quote"),
    ('[[corrected]]\nquote = "x"', "[[corrected]] does not say what is right; write to.type"),
    ('[[corrected]]\nquote = "x"\nto.typ = "SUED"', "[[corrected]] has 'to.typ', which nobody knows; did you mean 'type'?"),
    ('[[corrected]]\nquote = "x"\nto.type = "sued"', "[[corrected]] has to.type = 'sued', which nobody knows; did you mean 'SUED'?"),
    ('[[corrected]]\nquote = "x"\nto.date = "May"', "[[corrected]] has to.date = 'May', which is no date; write 2015-05-03"),
    ('[[corrected]]\nquote = "x"\nto.modality = "sure"', "[[corrected]] has to.modality = 'sure', which nobody knows"),
    ('[[corrected]]\nquote = "x"\nto.swap = "yes"', "[[corrected]] has neither true nor false under 'to.swap'"),
    ('[[corrected]]\nquote = "x"\nread.agent = 7\nto.swap = true', "[[corrected]] has no words under 'read.agent'"),
    ('[[corrected]]\nquote = "x"\nto.swap = true\n[[rejected]]\nquote = "x"', "line 4: [[rejected]] contradicts line 1"),
])  # fmt: skip
def test_a_mistake_in_a_claim_is_told(text: str, message: str, ontology: Ontology) -> None:
    """Line, trouble, and what mends it."""
    with pytest.raises(DecisionError) as raised:
        parse_decisions(text, path=FILE, types=ontology.types)
    assert message in str(raised.value)


def test_a_decision_on_a_claim_is_written_and_read_back(tmp_path: Path) -> None:
    """Quote, description and correction come back as they were; a day without quotation marks is a date as well."""
    decision = decide('He "sued".', Described("SUED", "sued", ("Orlo", "Ash"), ("it",)), date="2015-05-03", swap=True)
    add_decision(tmp_path, decision, when=DAY)
    assert [e.decision for e in read_decisions(tmp_path)] == [decision]
    path = tmp_path / "decisions.toml"
    path.write_text(path.read_text().replace('"2015-05-03"', "2015-05-03"))
    assert [e.decision for e in read_decisions(tmp_path)] == [decision]


def test_the_command_line_rejects_and_corrects(two: Path) -> None:  # noqa: F811
    """A claim is named by its id or by words of its sentence; a second decision on it is refused with what helps."""
    options = ("--graph", str(two))
    made = run("review", "correct", "Orlo sued", "--modality", "alleged", "--date", "2015-05", "--by", "ann", *options)
    assert (made.exit_code, made.stderr) == (0, ""), made.output
    assert "read as SUED: Orlo -> Vanta, asserted, in a" in made.stdout
    assert list_events(two) == [("SUED", "alleged", "2015-05"), ("SUED", "asserted", None)]
    (decision,) = [e.decision for e in read_decisions(two)]
    assert describe_subject(decision).endswith("SUED ('sued') Orlo -> Vanta, rightly date 2015-05, modality alleged")
    again = run("review", "reject", "Orlo sued", *options)
    assert (again.exit_code, f"kgbuild review undo {decision.id}" in again.stderr) == (1, True)
    several = run("review", "reject", "sued Vanta", *options)
    assert (several.exit_code, "2 claims have it; name one:" in several.stderr) == (1, True)
    claim = next(c.claim.id for e in resolve_graph(two, spec=SPEC)[0].events for c in e.claims if not c.claim.decision)
    assert run("review", "reject", claim, "--no-load", *options).exit_code == 0
    assert [r["record"] for r in read_lines(run("explain", claim, *options).stdout)] == ["decision"]
    assert run("review", "correct", claim, *options).exit_code == 2
    assert run("review", "correct", claim, "--type", "SUDE", *options).exit_code == 2


def test_keys_reject_correct_and_take_back(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """Lone claims are asked about; n rejects, u takes it back, c asks word by word and refuses what nobody knows."""
    options = ("--graph", str(two))
    asked = read_lines(run("review", "claims", *options).stdout)
    assert [(q["weight"], q["quote"]) for q in asked] == [(2, "Orlo sued Vanta."), (2, "Brask sued Vanta.")]
    monkeypatch.setattr("kgbuild.cli.review.is_terminal", lambda: True)

    def press(keys: str) -> str:
        result = CliRunner().invoke(cli, ["review", "claims", "--no-load", "--by", "ann", *options], input=keys)
        assert result.exit_code == 0, result.output
        return result.output

    assert "0 decisions written" in press("nuyq")
    assert (list_events(two), read_decisions(two)) == ([("SUED", "asserted", None)] * 2, ())
    output = press("cSUDE\n\n\n\n" + "c\n2015-05\nalleged\n\n" + "n")
    assert "to.type = 'SUDE', which nobody knows; did you mean 'SUED'?" in output
    assert [e.decision.verdict for e in read_decisions(two)] == ["rejected", "corrected"]
    assert list_events(two) == [("SUED", "alleged", "2015-05")]
    assert read_lines(run("review", "claims", "--json", *options).stdout) == []


@pytest.mark.parametrize("seed", range(3))
def test_no_order_of_decisions_or_articles_shows(tmp_path: Path, kg: Path, seed: int) -> None:  # noqa: F811
    """The same articles and the same entries in any order give the same bytes."""
    rng = random.Random(seed)
    texts = {"a": "Orlo sued Vanta.", "b": "Brask sued Vanta.", "c": "Quill sued Orlo.", "d": "Ash sued Brask."}
    entries = [
        '[[same]]\nnames = ["Orlo", "Brask", "Elm"]\n',
        '[[different]]\nnames = [{ name = "Vanta", quote = "Orlo sued" }, { name = "Vanta", quote = "Brask sued" }]\n',
        '[[rejected]]\nquote = "Quill sued Orlo."\n',
        '[[corrected]]\nquote = "Ash sued"\nto.date = 2015-05-03\n',
        '[[corrected]]\nquote = "Ash sued Brask"\nto.swap = true\n',
    ]
    dumps = []
    for number in range(2):
        folder = kg / str(number)
        for key in rng.sample(sorted(texts), len(texts)):
            ingest(folder, [write(tmp_path / "in.jsonl", **{key: texts[key]})], spec=SPEC)
        (folder / "decisions.toml").write_text("\n".join(rng.sample(entries, len(entries))))
        dumps.append(dump(folder))
    assert dumps[0] == dumps[1]
    assert "decision" in dumps[0]
