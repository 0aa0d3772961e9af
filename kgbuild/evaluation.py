"""Score claims against a gold file: recall, precision, arguments, dates and modality.

A claim matches a gold row when document and type agree, its sentence holds the gold cue, each role that the gold
fills shares a name with it, and neither role holds a name that the gold has on the other side only. A claim that only
says again what a row elsewhere says, in a sentence without a row of its type, is neither right nor wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from kgbuild.dates import find_bounds
from kgbuild.errors import InputError
from kgbuild.ontology import Ontology

CORE = ("agent", "patient")
LEGAL = re.compile(r"\b(?:the|a|an|inc|corp|co|sa|ltd|llc|group|holdings?|plc|services)\b\.?")
NAMED = re.compile(r"[A-Z0-9]")
POINTER = re.compile(r"^(?:The|A|An|Its?|His|Her|Their|He|She|They|We|I|Our|This|That)\b")
LONGEST_SENTENCE = 700

Verdict = Literal["right", "wrong", "twice", "repeat", "again"]


@dataclass(slots=True)
class Row:
    """A row of the gold with the claim that matched it; `exact` tells whether the roles agree in full."""

    doc: str
    type: str
    roles: dict[str, list[str]]
    cue: str
    must: bool
    state: bool
    modality: str
    date: str | None
    claim: Mapping[str, Any] | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim with what became of it. `wrong` and `twice` cost precision; a `repeat`, and a state told again, do not."""

    doc: str
    verdict: Verdict
    claim: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scores:
    """All rows of the gold and all claims of its types, matched to one another."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]

    def measure(self, kind: str | None = None) -> dict[str, float]:
        """Return the figures, 0 to 1 (counts where the name says so), of one type or of all."""
        rows = [r for r in self.rows if kind in (None, r.type)]
        judged = [f for f in self.findings if kind in (None, f.claim["type"]) and f.verdict not in ("repeat", "again")]
        right = [r for r in rows if r.claim is not None]
        must, found = [r for r in rows if r.must], [r for r in right if r.must]
        recall, precision = len(found) / max(1, len(must)), len(right) / max(1, len(judged))
        dated = [r for r in right if r.date]
        undated = [r for r in right if not r.date and not r.state]
        events = [r for r in right if not r.state]
        return {
            "recall": recall,
            "precision": precision,
            "f1": _join(recall, precision),
            "strict_f1": _join(
                sum(r.exact for r in found) / max(1, len(must)), sum(r.exact for r in right) / max(1, len(judged))
            ),
            "arguments": sum(r.exact for r in right) / max(1, len(right)),
            "dates": sum(credit_date(r) for r in dated) / max(1, len(dated)),
            "dated_count": len(dated),
            "false_dates": sum(bool(_claim(r).get("date")) for r in undated) / max(1, len(undated)),
            "modality": sum(r.modality == _claim(r)["modality"] for r in events) / max(1, len(events)),
            "must_count": len(must),
            "found_count": len(found),
            "predicted_count": len(judged),
            "right_count": len(right),
        }


def _join(recall: float, precision: float) -> float:
    return 2 * recall * precision / max(1e-9, recall + precision)


def _claim(row: Row) -> Mapping[str, Any]:
    assert row.claim is not None
    return row.claim


def credit_date(row: Row) -> float:
    """Return 1 where claim and gold have one span of days, 1/2 where the claim's is coarser (up to a year) and holds it."""
    found = _claim(row).get("date")
    if not row.date or not found:
        return 0.0
    gold, own = find_bounds(str(row.date)), find_bounds(str(found))
    if gold == own:
        return 1.0
    low, high = own
    holds = (low is None or (gold[0] is not None and low <= gold[0])) and (
        high is None or (gold[1] is not None and gold[1] <= high)
    )
    narrow = high.year - low.year <= 1 if low and high else True
    return 0.5 if holds and narrow else 0.0


def read_gold(path: Path) -> dict[str, Any]:
    """Return a gold file: documents with entities, events and states (the format of `corpus/gold.yaml`).

    Raises:
        InputError: the file is missing or no gold file.
    """
    import yaml

    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path}: cannot be read as YAML ({str(error).splitlines()[0]})") from error
    if not isinstance(found, dict) or not isinstance(found.get("documents"), dict):
        raise InputError(f"{path}: holds no 'documents'; see corpus/gold.yaml for the format")
    return found


def score(gold: Mapping[str, Any], claims: Iterable[Mapping[str, Any]], *, ontology: Ontology) -> Scores:
    """Return the scores of claims (as `kgbuild extract` prints them) against a gold file."""
    symmetric = frozenset(n for n, t in ontology.types.items() if t.symmetric)
    inverse = {t.mapping["inverse"]: n for n, t in ontology.types.items() if "inverse" in t.mapping}
    by: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for claim in claims:
        for doc in gold["documents"]:
            if str(claim["doc"]).startswith(str(doc)):
                by[doc].append(claim)
    matchers = [
        _Matcher(
            str(doc), content, {**(gold.get("entities") or {}), **(content.get("entities") or {})}, symmetric, inverse
        )
        for doc, content in gold["documents"].items()
    ]
    types = {r.type for m in matchers for r in m.rows}
    for matcher, doc in zip(matchers, gold["documents"], strict=True):
        matcher.match([c for c in by[doc] if c["type"] in types])
    return Scores(tuple(r for m in matchers for r in m.rows), tuple(f for m in matchers for f in m.findings))


@dataclass(slots=True)
class _Matcher:
    """Matches the claims of one document to its rows."""

    doc: str
    content: Mapping[str, Any]
    entities: Mapping[str, Any]
    symmetric: frozenset[str]
    inverse: Mapping[str, str]
    alias: dict[str, str] = field(default_factory=dict)
    sources: list[Mapping[str, Any]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name, entity in self.entities.items():
            for form in [*((entity or {}).get("aliases") or []), name]:
                if form == name or (NAMED.search(POINTER.sub("", str(form))) and _fold(str(form))):
                    self.alias[_fold(str(form))] = str(name)
        for e in self.content.get("events") or []:
            self._add_row(e, state=False)
        seen: dict[tuple[object, ...], Row] = {}
        for e in self.content.get("states") or []:  # a state stands once, in the direction that the ontology prints
            if e["type"] in self.inverse:
                e = {**e, "type": self.inverse[e["type"]], "agent": e.get("patient"), "patient": e.get("agent")}  # noqa: PLW2901
            key = (e["type"], *(frozenset(map(_fold, map(str, e.get(r) or ()))) for r in CORE))
            if key in seen:
                seen[key].must = seen[key].must or bool(e.get("must"))
            else:
                seen[key] = self._add_row(e, state=True)

    def _add_row(self, e: Mapping[str, Any], *, state: bool) -> Row:
        row = Row(
            self.doc,
            e["type"],
            {r: [str(n) for n in e.get(r) or ()] for r in CORE},
            str(e.get("cue", "")),
            bool(e.get("must")),
            state,
            str(e.get("modality") or "asserted"),
            str(e["date"]) if e.get("date") else None,
        )
        self.rows.append(row)
        self.sources.append(e)
        return row

    def match(self, claims: Sequence[Mapping[str, Any]]) -> None:
        """Give each claim, in order, the row it fits best; fill `rows` and `findings`."""
        for claim in claims:
            best = self._find_best(claim)
            if best is None:
                verdict: Verdict = "repeat" if self._is_repeat(claim) else "wrong"
            elif self.rows[best[0]].claim is not None:
                verdict = "again" if self.rows[best[0]].state else "twice"
            else:
                verdict = "right"
                self.rows[best[0]].claim, self.rows[best[0]].exact = claim, best[1]
            self.findings.append(Finding(self.doc, verdict, claim))

    def _find_best(self, claim: Mapping[str, Any]) -> tuple[int, bool] | None:
        best: tuple[int, bool] | None = None
        for i, row in enumerate(self.rows):
            if row.type != claim["type"] or not (row.state or self._holds_cue(claim, i)):
                continue
            fit = self._compare(claim, i)
            if fit is None:
                continue
            free = row.claim is None
            if best is None or fit > best[1] or (free and self.rows[best[0]].claim is not None):
                best = (i, fit)
        return best

    def _holds_cue(self, claim: Mapping[str, Any], i: int) -> bool:
        sentence = _flat(str(claim["sentence"]))
        cues = [_flat(str(c)) for c in (self.sources[i].get("cue"), self.sources[i].get("cue_b")) if c]
        return len(sentence) <= LONGEST_SENTENCE and any(
            c in sentence or (len(sentence) >= 20 and sentence[:40] in c) for c in cues
        )

    def _list_roles(self, i: int) -> Iterable[tuple[set[str], set[str]]]:
        """The parties of a row, as every reading of it that the gold allows has them."""
        e = self.sources[i]
        for agents in (e.get("agent"), e.get("agent_b", e.get("agent"))):
            for patients in (e.get("patient"), e.get("patient_b", e.get("patient"))):
                yield {self._find(n) for n in agents or ()}, {self._find(n) for n in patients or ()}

    def _find(self, name: object) -> str:
        folded = _fold(str(name))
        return self.alias.get(folded, folded)

    def _filled(self, claim: Mapping[str, Any], role: str) -> set[str]:
        return {self._find(a["name"]) for a in claim["roles"].get(role, ()) if a.get("name")}

    def _compare(self, claim: Mapping[str, Any], i: int) -> bool | None:
        """None where the roles do not agree, else whether they agree in full."""
        pa, pp = self._filled(claim, "agent"), self._filled(claim, "patient")
        fits: list[bool] = []
        for ga, gp in self._list_roles(i):
            if self.rows[i].type in self.symmetric:
                both, found = ga | gp, pa | pp
                if both & found and len(both & found) >= min(2, len(both)):
                    fits.append(found == both)
            elif not ((ga and not ga & pa) or (gp and not gp & pp) or pa & (gp - ga) or pp & (ga - gp)):
                fits.append((not ga or ga == pa) and (not gp or gp == pp))
        return max(fits) if fits else None

    def _is_repeat(self, claim: Mapping[str, Any]) -> bool:
        """A statement that a row elsewhere in the document makes, where no row of its type stands in the sentence."""
        same = [i for i, r in enumerate(self.rows) if r.type == claim["type"] and not r.state]
        if any(self._holds_cue(claim, i) for i in same):
            return False
        pa, pp = self._filled(claim, "agent"), self._filled(claim, "patient")
        if claim["type"] in self.symmetric:
            return bool(pa | pp) and any(pa | pp <= ga | gp for i in same for ga, gp in self._list_roles(i))
        return bool(pa | pp) and any(pa <= ga and pp <= gp for i in same for ga, gp in self._list_roles(i))


def _fold(name: str) -> str:
    text = re.sub(r"[’']s\b", "", name.lower())
    text = re.sub(r"\b(?:[a-z]\.){2,}", lambda m: m.group().replace(".", ""), text)
    return re.sub(r"[^a-z0-9]+", " ", LEGAL.sub(" ", text)).strip()


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\xa0", " ").replace("’", "'").replace("‘", "'"))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two readings of the same articles do differently, against one gold."""

    gained: tuple[Row, ...]
    lost: tuple[Row, ...]
    new_wrong: tuple[Finding, ...]
    gone_wrong: tuple[Finding, ...]


def compare(old: Scores, new: Scores) -> Comparison:
    """Return the rows found anew and found no more, and the wrong claims that came and went."""
    pairs = list(zip(old.rows, new.rows, strict=True))
    before = {_name(f): f for f in old.findings if f.verdict in ("wrong", "twice")}
    after = {_name(f): f for f in new.findings if f.verdict in ("wrong", "twice")}
    return Comparison(
        tuple(n for o, n in pairs if o.claim is None and n.claim is not None),
        tuple(o for o, n in pairs if o.claim is not None and n.claim is None),
        tuple(f for k, f in after.items() if k not in before),
        tuple(f for k, f in before.items() if k not in after),
    )


def _name(finding: Finding) -> tuple[object, ...]:
    claim = finding.claim
    names = tuple(tuple(sorted(str(a.get("name")) for a in claim["roles"].get(r, ()))) for r in CORE)
    return (finding.doc, claim["type"], claim["trigger_start"], names)
