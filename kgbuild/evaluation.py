"""Score claims against a gold file: recall, precision, arguments, dates and modality.

A claim matches a gold row when document and type agree, its sentence holds the gold cue, each role that the gold
fills shares a name with it, and neither role holds a name that the gold has on the other side only.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kgbuild.dates import contains, find_bounds
from kgbuild.errors import InputError
from kgbuild.ontology import Ontology

CORE = ("agent", "patient")
LEGAL = re.compile(r"\b(?:the|a|an|inc|corp|co|sa|ltd|llc|group|holdings?|plc|services)\b\.?")


@dataclass(slots=True)
class Scores:
    """Counts, over all and per type, with what was missed and what was wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    types: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[dict[str, object]] = field(default_factory=list)
    wrong: list[dict[str, object]] = field(default_factory=list)

    def measure(self) -> dict[str, float]:
        """Return recall, precision, F1, strict arguments, dates and modality, each 0 to 1."""
        c = self.counts
        recall, precision = c["found"] / max(1, c["must"]), c["right"] / max(1, c["predicted"])
        return {
            "recall": recall,
            "precision": precision,
            "f1": 2 * recall * precision / max(1e-9, recall + precision),
            "arguments": c["strict"] / max(1, c["right"]),
            "dates": c["dates"] / max(1, c["dated"]),
            "modality": c["modal"] / max(1, c["modals"]),
        }


def read_gold(path: Path) -> dict[str, Any]:
    """Return a gold file: documents with entities, events and states (the format of `corpus/gold.yaml`).

    Raises:
        InputError: the file is missing or no gold file.
    """
    import yaml

    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise InputError(f"{path}: cannot be read as YAML ({str(error).splitlines()[0]})") from error
    if not isinstance(found, dict) or not isinstance(found.get("documents"), dict):
        raise InputError(f"{path}: holds no 'documents'; see corpus/gold.yaml for the format")
    return found


def score(gold: Mapping[str, Any], claims: Iterable[Mapping[str, Any]], *, ontology: Ontology) -> Scores:
    """Return the scores of claims (as `kgbuild extract` prints them) against a gold file."""
    symmetric = frozenset(n for n, t in ontology.types.items() if t.symmetric)
    inverse = {t.mapping["inverse"]: n for n, t in ontology.types.items() if "inverse" in t.mapping}
    scores = Scores()
    by: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for claim in claims:
        for doc in gold["documents"]:
            if str(claim["doc"]).startswith(str(doc)):
                by[doc].append(claim)
    rows = {doc: _rows(content, inverse) for doc, content in gold["documents"].items()}
    types = {r["type"] for held in rows.values() for r in held}
    for doc, content in gold["documents"].items():
        names = _Names({**(gold.get("entities") or {}), **(content.get("entities") or {})}, symmetric)
        _score_document(str(doc), rows[doc], [c for c in by[doc] if c["type"] in types], names, scores)
    return scores


def _rows(content: Mapping[str, Any], inverse: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows of a document; a state stands once, in the direction that the ontology prints."""
    rows = [{**e, "state": False} for e in content.get("events") or []]
    seen: dict[tuple[object, ...], dict[str, Any]] = {}
    for e in content.get("states") or []:
        if e["type"] in inverse:
            e = {**e, "type": inverse[e["type"]], "agent": e.get("patient"), "patient": e.get("agent")}  # noqa: PLW2901
        key = (e["type"], *(tuple(e.get(r) or ()) for r in CORE))
        if key in seen:
            seen[key]["must"] = seen[key].get("must") or e.get("must")
        else:
            seen[key] = {**e, "state": True}
    return [*rows, *seen.values()]


class _Names:
    def __init__(self, entities: Mapping[str, Any], symmetric: frozenset[str]) -> None:
        self.symmetric = symmetric
        self.alias: dict[str, str] = {}
        for name, entity in entities.items():
            for form in [*((entity or {}).get("aliases") or []), name]:
                self.alias.setdefault(_fold(str(form)), str(name))

    def find(self, name: object) -> str:
        folded = _fold(str(name))
        return self.alias.get(folded, folded)

    def role(self, row: Mapping[str, Any], role: str) -> set[str]:
        return {self.find(n) for n in row.get(role) or ()}

    def filled(self, claim: Mapping[str, Any], role: str) -> set[str]:
        return {self.find(a["name"]) for a in claim["roles"].get(role, ()) if a.get("name")}


def _fold(name: str) -> str:
    text = re.sub(r"[’']s\b", "", name.lower())
    text = re.sub(r"\b(?:[a-z]\.){2,}", lambda m: m.group().replace(".", ""), text)
    return re.sub(r"[^a-z0-9]+", " ", LEGAL.sub(" ", text)).strip()


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\xa0", " ").replace("’", "'").replace("‘", "'"))


def _score_document(
    doc: str, rows: list[dict[str, Any]], claims: list[Mapping[str, Any]], names: _Names, scores: Scores
) -> None:
    taken: dict[int, bool] = {}
    for claim in claims:
        hit = _match(claim, rows, taken, names)
        kind = str(claim["type"])
        if hit is None and _is_repeat(claim, rows, names):
            continue
        if hit is not None and hit[0] in taken and rows[hit[0]]["state"]:
            continue
        scores.counts["predicted"] += 1
        scores.types[kind]["predicted"] += 1
        if hit is None or hit[0] in taken:
            scores.wrong.append(
                {
                    "doc": doc,
                    "type": kind,
                    "agent": sorted(names.filled(claim, "agent")),
                    "patient": sorted(names.filled(claim, "patient")),
                    "sentence": claim["sentence"],
                    "rule": claim["rule"],
                }
            )
            continue
        taken[hit[0]] = hit[1]
        scores.counts.update({"right": 1, "strict": int(hit[1])})
        scores.types[kind]["right"] += 1
        _score_details(rows[hit[0]], claim, scores.counts)
    for i, row in enumerate(rows):
        if row.get("must"):
            scores.counts.update({"must": 1, "found": int(i in taken)})
            scores.types[row["type"]].update({"must": 1, "found": int(i in taken)})
            if i not in taken:
                scores.misses.append(
                    {
                        "doc": doc,
                        "type": row["type"],
                        "agent": row.get("agent") or [],
                        "patient": row.get("patient") or [],
                        "cue": row.get("cue", ""),
                    }
                )


def _match(
    claim: Mapping[str, Any], rows: list[dict[str, Any]], taken: Mapping[int, bool], names: _Names
) -> tuple[int, bool] | None:
    best: tuple[int, bool] | None = None
    for i, row in enumerate(rows):
        if row["type"] != claim["type"] or not (row["state"] or _holds_cue(claim, row)):
            continue
        fit = _compare(claim, row, names)
        if fit is not None and (best is None or fit > best[1] or (i not in taken and best[0] in taken)):
            best = (i, fit)
    return best


def _holds_cue(claim: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    sentence = _flat(str(claim["sentence"]))
    return any(_flat(c) in sentence for c in (row.get("cue"), row.get("cue_b")) if c)


def _compare(claim: Mapping[str, Any], row: Mapping[str, Any], names: _Names) -> bool | None:
    """None where the roles do not agree, else whether they agree in full."""
    ga, gp = names.role(row, "agent"), names.role(row, "patient")
    pa, pp = names.filled(claim, "agent"), names.filled(claim, "patient")
    if row["type"] in names.symmetric:
        both, found = ga | gp, pa | pp
        return found == both if len(both & found) >= min(2, len(both)) and both & found else None
    if (ga and not ga & pa) or (gp and not gp & pp) or pa & (gp - ga) or pp & (ga - gp):
        return None
    return (not ga or ga == pa) and (not gp or gp == pp)


def _is_repeat(claim: Mapping[str, Any], rows: list[dict[str, Any]], names: _Names) -> bool:
    """A statement that a row elsewhere in the document makes, where no row of its type stands in the sentence."""
    same = [r for r in rows if r["type"] == claim["type"] and not r["state"]]
    if any(_holds_cue(claim, r) for r in same):
        return False
    pa, pp = names.filled(claim, "agent"), names.filled(claim, "patient")
    return bool(pa | pp) and any(pa <= names.role(r, "agent") and pp <= names.role(r, "patient") for r in same)


def _score_details(row: Mapping[str, Any], claim: Mapping[str, Any], counts: Counter[str]) -> None:
    if row.get("date"):
        counts["dated"] += 1
        found = claim.get("date")
        if found:
            same = find_bounds(str(row["date"])) == find_bounds(found)
            counts["dates"] += 1 if same else 0
            counts["coarse_dates"] += int(not same and contains(found, str(row["date"])))
    elif not row["state"]:
        counts["undated"] += 1
        counts["false_dates"] += bool(claim.get("date"))
    if not row["state"]:
        counts.update({"modals": 1, "modal": int(row.get("modality", "asserted") == claim["modality"])})
