"""`kgbuild evaluate`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgbuild.cli.options import json_option, published_option, reader_options, workers_option
from kgbuild.cli.output import is_terminal, print_rows

if TYPE_CHECKING:
    from kgbuild.evaluation import Comparison, Finding, Row, Scores

SHOWN = ("recall", "precision", "f1", "strict_f1", "arguments", "dates", "false_dates", "modality")


@click.command(
    "evaluate",
    epilog="\b\nExamples:\n"
    "  kgbuild evaluate corpus/gold.yaml corpus/\n"
    "  kgbuild evaluate corpus/gold.yaml corpus/ --misses --wrong --type SUED\n"
    "  kgbuild extract corpus/ > old.jsonl\n"
    "  kgbuild evaluate corpus/gold.yaml corpus/ --compare old.jsonl     (after a change to a rule)\n"
    "  kgbuild evaluate corpus/gold.yaml old.jsonl --claims              (score claims, read nothing)",
)
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--misses", is_flag=True, help="List what the gold has and the reading lacks.")
@click.option("--wrong", is_flag=True, help="List what the reading has and the gold lacks.")
@click.option("--inexact", is_flag=True, help="List matches whose arguments, date or modality differ.")
@click.option("--compare", "old", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="OLD.jsonl",
              help="Show gains and losses against claims that `kgbuild extract` printed earlier.")  # fmt: skip
@click.option("--claims", "printed", is_flag=True, help="PATHS hold claims that `kgbuild extract` printed.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="List and tabulate these types only.")
@click.option("--only", multiple=True, metavar="DOC", help="Score these documents only.")
@published_option
@workers_option
@reader_options
@json_option
def command(
    *,
    gold: Path,
    paths: tuple[Path, ...],
    misses: bool,
    wrong: bool,
    inexact: bool,
    old: Path | None,
    printed: bool,
    types: tuple[str, ...],
    only: tuple[str, ...],
    published: str | None,
    workers: int,
    model: str,
    ontology: Path | None,
    as_json: bool,
) -> None:
    """Score the reading of PATHS against a GOLD file (YAML): in all, and per type.

    recall counts the gold's `must` rows; precision the claims of the gold's types; arguments the matches whose roles
    agree in full, which strict_f1 counts alone.
    """
    from kgbuild.evaluation import compare, read_gold, score
    from kgbuild.ontology_files import load_ontology
    from kgbuild.reading.spec import ReaderSpec

    content = read_gold(gold)
    if only:
        content["documents"] = {k: v for k, v in content["documents"].items() if str(k) in only}
        if not content["documents"]:
            raise click.BadParameter(f"{gold}: holds none of {', '.join(only)}", param_hint="--only")
    known = load_ontology(extra=ontology)
    if printed:
        claims = [c for p in paths for c in _read_claims(p)]
    else:
        claims = _read_articles(paths, ReaderSpec(model, ontology), workers, published)
    scores = score(content, claims, ontology=known)
    change = None
    before: Scores | None = None
    if old is not None:
        before = score(content, _read_claims(old), ontology=known)
        change = compare(before, scores)
    say_json = as_json or not is_terminal()
    lists = list(_list(scores, change, misses=misses, wrong=wrong, inexact=inexact, types=types))
    if say_json:
        _print_json(scores, before, lists)
    else:
        _print_tables(scores, before, lists, types)
    sys.exit(0 if claims else 1)


def _read_claims(path: Path) -> list[Mapping[str, Any]]:
    from kgbuild.errors import InputError

    found: list[Mapping[str, Any]] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as claims; give what `kgbuild extract` printed") from error
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            claim = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}: line {n} is no JSON; give what `kgbuild extract` printed") from error
        if not isinstance(claim, dict) or claim.get("layer") != "claims":
            raise InputError(f"{path}: line {n} is no claim; give what `kgbuild extract` printed")
        found.append(claim)
    return found


def _read_articles(paths: tuple[Path, ...], spec: Any, workers: int, published: str | None) -> list[Mapping[str, Any]]:
    from kgbuild.codec import claim_as_json
    from kgbuild.pipeline import extract

    def report(item: Any) -> None:
        click.echo(f"left out: {item.path}: {item.reason}", err=True)

    read = extract(paths, spec=spec, workers=workers, published=published, on_rejected=report)
    return [claim_as_json(c, article=a) for a, r in read for c in r.claims]


def _list(
    scores: Scores, change: Comparison | None, *, misses: bool, wrong: bool, inexact: bool, types: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Yield what was asked for, an entry for each row or claim."""

    def wanted(kind: object) -> bool:
        return not types or kind in types

    for row in scores.rows:
        if not wanted(row.type):
            continue
        if misses and row.must and row.claim is None:
            yield {**_describe_row("missed", row), "found": _find_near(row, scores)}
        if inexact and row.claim is not None and (differs := _find_differences(row)):
            yield {**_describe_row("inexact", row), "differs": differs, "rule": row.claim["rule"]}
    if wrong:
        for finding in scores.findings:
            if wanted(finding.claim["type"]) and finding.verdict in ("wrong", "twice"):
                yield _describe_finding(finding.verdict, finding)
    if change is not None:
        yield from (_describe_row("gained", r) for r in change.gained if wanted(r.type))
        yield from (_describe_row("lost", r) for r in change.lost if wanted(r.type))
        yield from (_describe_finding("newly wrong", f) for f in change.new_wrong if wanted(f.claim["type"]))
        yield from (_describe_finding("no longer wrong", f) for f in change.gone_wrong if wanted(f.claim["type"]))


def _describe_row(label: str, row: Row) -> dict[str, Any]:
    sentence = row.claim["sentence"] if row.claim is not None else row.cue
    return {"listed": label, "doc": row.doc, "type": row.type, **row.roles, "text": " ".join(str(sentence).split())}


def _describe_finding(label: str, finding: Finding) -> dict[str, Any]:
    claim = finding.claim
    roles = {r: [a.get("name") or f"({a['mention']})" for a in claim["roles"].get(r, ())] for r in ("agent", "patient")}
    text = " ".join(str(claim["sentence"]).split())
    return {"listed": label, "doc": finding.doc, "type": claim["type"], **roles, "text": text, "rule": claim["rule"]}


def _find_near(row: Row, scores: Scores) -> list[str]:
    """What was found instead: the claims in the sentence of a missed row."""
    cue = " ".join(row.cue.split())
    near = [f.claim for f in scores.findings if f.doc == row.doc and cue in " ".join(str(f.claim["sentence"]).split())]
    return [f"{c['type']} {_write_roles(c)} [{c['rule']}]" for c in near]


def _write_roles(claim: Mapping[str, Any]) -> str:
    sides = (
        ", ".join(a.get("name") or f"({a['mention']})" for a in claim["roles"].get(r, ())) for r in ("agent", "patient")
    )
    return " -> ".join(s or "-" for s in sides)


def _find_differences(row: Row) -> list[str]:
    from kgbuild.evaluation import credit_date

    claim = row.claim
    assert claim is not None
    differs = [] if row.exact else [f"roles {_write_roles(claim)}"]
    if not row.state and row.modality != claim["modality"]:
        differs.append(f"modality {claim['modality']}, expected {row.modality}")
    if (row.date and credit_date(row) < 1) or (not row.date and not row.state and claim.get("date")):
        differs.append(f"date {claim.get('date')}, expected {row.date}")
    return differs


def _print_json(scores: Scores, before: Scores | None, lists: Sequence[Mapping[str, Any]]) -> None:
    figures = {k: round(v, 3) for k, v in scores.measure().items()}
    kinds = sorted({r.type for r in scores.rows})
    per = {k: {m: round(v, 3) for m, v in scores.measure(k).items()} for k in kinds}
    earlier = {"before": {k: round(v, 3) for k, v in before.measure().items()}} if before is not None else {}
    click.echo(json.dumps({**figures, **earlier, "types": per}))
    for entry in lists:
        click.echo(json.dumps(entry, ensure_ascii=False))


def _print_tables(
    scores: Scores, before: Scores | None, lists: Sequence[Mapping[str, Any]], types: Sequence[str]
) -> None:
    rows = []
    for kind in sorted({r.type for r in scores.rows}):
        m = scores.measure(kind)
        if not types or kind in types:
            counts = tuple(int(m[f"{c}_count"]) for c in ("must", "found", "predicted", "right"))
            rows.append((kind, *counts, *(f"{m[k]:.2f}" for k in ("recall", "precision", "f1"))))
    print_rows(("type", "must", "found", "claims", "right", "recall", "precision", "F1"), rows, style="table")
    now, then = scores.measure(), before.measure() if before is not None else None
    print_rows(
        ("measure", "value") if then is None else ("measure", "before", "now", "change"),
        [
            (k, f"{now[k]:.3f}") if then is None else (k, f"{then[k]:.3f}", f"{now[k]:.3f}", f"{now[k] - then[k]:+.3f}")
            for k in SHOWN
        ],
        style="table",
    )
    for entry in lists:
        _print_entry(entry)


def _print_entry(entry: Mapping[str, Any]) -> None:
    sides = " -> ".join(", ".join(entry[r]) or "-" for r in ("agent", "patient"))
    click.echo(f"{click.style(entry['listed'], bold=True)} {entry['doc']} {entry['type']}  {sides}")
    rule = f"  [{entry['rule']}]" if entry.get("rule") else ""
    click.echo(f"    {entry['text'][:240]}{rule}")
    for line in (*entry.get("differs", ()), *(f"found {f}" for f in entry.get("found", ()))):
        click.echo(f"    {line}")
