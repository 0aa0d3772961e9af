"""Draw the parses of docs/reading.md as SVG, as the parser sees them: python docs/drawing/make_pictures.py."""

from __future__ import annotations

from pathlib import Path

from spacy.displacy.render import DependencyRenderer

from kgbuild.ontology_files import load_ontology
from kgbuild.reading.reader import Reader, make_reader
from kgbuild.reading.tokens import Parse

FOLDER = Path(__file__).parent.parent / "pictures"
SENTENCES = {
    "passive": "Brackley Foods was sued by Norvel.",
    "relative": "Norvel, which filed a complaint against Brackley Foods, lost.",
    "control": "Carla Mendez said Norvel agreed to drop it.",
}
OPTIONS = {
    "distance": 110,
    "word_spacing": 30,
    "arrow_stroke": 1,
    "bg": "white",
    "color": "black",
    "font": "sans-serif",
}


def draw(parse: Parse, name: str) -> str:
    """Return the tree of a parse as SVG; `name` tells its ids from those of other pictures."""
    tokens = [t for t in parse.tokens if t.pos != "PUNCT"]
    place = {t.i: n for n, t in enumerate(tokens)}
    words = [{"text": t.text, "tag": t.pos, "lemma": None} for t in tokens]
    arcs = [
        {
            "start": min(place[t.i], place[t.head]),
            "end": max(place[t.i], place[t.head]),
            "label": t.dep,
            "dir": "left" if t.i < t.head else "right",
        }
        for t in tokens
        if t.head != t.i and t.head in place
    ]
    return DependencyRenderer(options=OPTIONS).render_svg(name, words, arcs) + "\n"


def make_pictures(reader: Reader) -> dict[str, str]:
    """Return the pictures by file name."""
    return {f"{name}.svg": draw(reader.parse(text), name) for name, text in SENTENCES.items()}


if __name__ == "__main__":
    for file, svg in make_pictures(make_reader(load_ontology())).items():
        (FOLDER / file).write_text(svg, encoding="utf-8")
