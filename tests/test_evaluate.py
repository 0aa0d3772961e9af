"""Scoring a reading against a gold file, as a function and as a command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kgbuild.cli import cli
from kgbuild.errors import KgbuildError
from kgbuild.evaluation import compare, score
from kgbuild.ontology import Ontology

FIRST = "Norvel sued Brackley Foods in 2011."
GOLD: dict[str, Any] = {
    "documents": {
        "a": {
            "entities": {"Norvel": {"aliases": ["Norvel Group", "the firm"]}, "Brackley Foods": {}},
            "events": [
                {"type": "SUED", "agent": ["Norvel"], "patient": ["Brackley Foods"], "date": "2011",
                 "modality": "asserted", "cue": "Norvel sued Brackley Foods in 2011", "must": True},
                {"type": "FINED", "agent": ["Norvel"], "patient": [], "modality": "negated",
                 "cue": "Norvel fined nobody", "must": True},
            ],
            "states": [{"type": "SUBSIDIARY_OF", "agent": ["Brackley Foods"], "patient": ["Norvel"], "cue": "", "must": False}],
        }
    }
}  # fmt: skip


def make_claim(kind: str, agent: list[str], patient: list[str], **more: Any) -> dict[str, Any]:
    """A claim as `kgbuild extract` prints it."""
    roles = {r: [{"name": n, "mention": n} for n in names] for r, names in (("agent", agent), ("patient", patient))}
    basis = {"layer": "claims", "doc": "a", "type": kind, "roles": roles, "sentence": FIRST,
             "trigger_start": 7, "modality": "asserted", "date": None, "rule": "test"}  # fmt: skip
    return {**basis, **more}


def test_a_claim_of_other_roles_is_wrong_and_its_row_missed(ontology: Ontology) -> None:
    """The row is neither found, nor is the claim right, where the parties stand the other way round."""
    figures = score(GOLD, [make_claim("SUED", ["Brackley Foods"], ["Norvel"])], ontology=ontology).measure()
    assert (figures["recall"], figures["precision"]) == (0, 0)


def test_aliases_match_and_descriptions_do_not(ontology: Ontology) -> None:
    """A claim must name the party: another name of it will do, "the firm" will not."""
    named = score(GOLD, [make_claim("SUED", ["Norvel Group"], ["Brackley Foods"])], ontology=ontology).measure()
    described = score(GOLD, [make_claim("SUED", ["the firm"], ["Brackley Foods"])], ontology=ontology).measure()
    assert (named["right_count"], described["right_count"]) == (1, 0)


def test_a_second_claim_on_one_row_is_wrong_but_a_state_told_again_is_not(ontology: Ontology) -> None:
    """Each row of an event counts once."""
    sued = make_claim("SUED", ["Norvel"], ["Brackley Foods"])
    owns = make_claim("OWNS", ["Norvel"], ["Brackley Foods"])
    scores = score(GOLD, [sued, sued, owns, owns], ontology=ontology)
    assert [f.verdict for f in scores.findings] == ["right", "twice", "right", "again"]
    assert scores.measure()["precision"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("date", "credit"),
    [("2011", 1.0), ("2011/2012", 0.5), ("2011-05", 0.0), ("2012", 0.0), ("../2011", 0.5), (None, 0.0)],
)
def test_a_coarser_date_counts_half(ontology: Ontology, date: str | None, credit: float) -> None:
    """A date that holds the gold's, and is not much wider, is half right; a finer or other one is wrong."""
    claim = make_claim("SUED", ["Norvel"], ["Brackley Foods"], date=date)
    assert score(GOLD, [claim], ontology=ontology).measure()["dates"] == credit


def test_comparison_tells_gains_from_losses(ontology: Ontology) -> None:
    """What only one of two readings finds, and what is wrong in one alone, stands apart."""
    sued, fined = make_claim("SUED", ["Norvel"], ["Brackley Foods"]), make_claim("FINED", ["Brackley Foods"], [])
    change = compare(score(GOLD, [fined], ontology=ontology), score(GOLD, [sued], ontology=ontology))
    assert [r.type for r in change.gained] == ["SUED"]
    assert not change.lost
    assert [f.claim["type"] for f in change.gone_wrong] == ["FINED"]
    assert not change.new_wrong


def run(tmp_path: Path, *options: str, claims: list[dict[str, Any]]) -> Result:
    """Run the command on printed claims."""
    import yaml

    gold, printed = tmp_path / "gold.yaml", tmp_path / "claims.jsonl"
    gold.write_text(yaml.safe_dump(GOLD), encoding="utf-8")
    printed.write_text("".join(json.dumps(c) + "\n" for c in claims), encoding="utf-8")
    return CliRunner().invoke(cli, ["evaluate", str(gold), str(printed), "--claims", *options])


def test_the_command_lists_what_was_expected_and_what_was_found(tmp_path: Path) -> None:
    """A missed row comes with the claims of its sentence; a match with the wrong modality says so."""
    claims = [
        make_claim("FINED", ["Norvel"], [], sentence="Norvel fined nobody."),
        make_claim("SUED", ["Brackley Foods"], ["Norvel"]),
    ]
    result = run(tmp_path, "--misses", "--wrong", "--inexact", claims=claims)
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in result.output.splitlines()]
    by = {line["listed"]: line for line in lines[1:]}
    assert by["missed"]["found"] == ["SUED Brackley Foods -> Norvel [test]"]
    assert by["wrong"]["agent"] == ["Brackley Foods"]
    assert by["inexact"]["differs"] == ["modality asserted, expected negated"]


def test_the_command_names_a_file_that_holds_no_claims(tmp_path: Path) -> None:
    """A file of something else is met with its name and what helps."""
    result = run(tmp_path, claims=[{"layer": "times"}])
    assert isinstance(result.exception, KgbuildError)
    assert str(result.exception).endswith("claims.jsonl: line 1 is no claim; give what `kgbuild extract` printed")


def test_the_command_names_a_document_that_the_gold_lacks(tmp_path: Path) -> None:
    """`--only` with an unknown document is a mistake, not an empty table."""
    result = run(tmp_path, "--only", "z", claims=[])
    assert result.exit_code == 2
    assert "holds none of z" in result.output
