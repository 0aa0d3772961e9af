"""Ask the embedded store and Neo4j the same, and say where they differ.

Usage: python benchmarks/answers.py [PATH ...]     PATH defaults to corpus/
Every saved query and every example of the documents is asked, and the saved queries about what the articles name.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # the examples and the server of the tests

from kgbuild.pipeline import ingest, load
from kgbuild.reading.spec import ReaderSpec
from kgbuild.store import open_store
from tests.examples import find_all, find_differences, vary
from tests.neo4j_server import run_neo4j


def main() -> None:
    """Read, load into both, compare; anything that differs ends in exit code 1."""
    paths = [Path(p) for p in sys.argv[1:]] or [Path("corpus")]
    with tempfile.TemporaryDirectory() as top, run_neo4j(Path(top) / "home") as server:
        folder = Path(top) / "kg"
        ingest(folder, paths, spec=ReaderSpec())
        load(folder, spec=ReaderSpec(), address=server.address)
        with open_store(folder) as one, open_store(folder, address=server.address) as other:
            questions = [*find_all(), *vary(one)]
            rows, different = find_differences(one, other, questions)
    print(f"{len(questions)} questions, {rows} rows; answered otherwise by Neo4j: {len(different)}")
    sys.exit("\n".join(different) if different else 0)


if __name__ == "__main__":
    main()
