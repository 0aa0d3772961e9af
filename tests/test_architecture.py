"""Imports go one way, each foreign library has one home, and modules stay small enough to read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from kgbuild.ontology import Ontology

PACKAGE = Path(__file__).parent.parent / "kgbuild"
LAYERS = (
    {"collector", "records", "errors", "dates", "lines", "words", "written_days"},
    {"tables", "described", "stamps"},
    {"courses"},
    {"ontology", "codec", "furniture"},
    {"ontology_files"},
    {"queries"},
    {"reading", "resolving", "inputs", "lock"},
    {"ledger", "graph", "exports", "store", "rdf", "evaluation", "comparison", "decisions"},
    {"pipeline", "schema"},
    {"api"},
    {"cli"},
    {"__main__"},
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
SIDEWAYS = {("codec", "records")}
HOMES = {
    "spacy": {"reading/parse.py"}, "networkx": {"resolving", "api"}, "pandas": {"api"}, "neo4j": {"store"}, "arcadedb": {"store"}, "rdflib": {"rdf"},
    "click": {"cli"}, "rich": {"cli"}, "trafilatura": {"inputs/html.py"}, "yaml": {"evaluation.py"}, "tomlkit": {"decisions"},
}  # fmt: skip
LONGEST_MODULE = 510
LONGEST_FUNCTION = 62
FILES = sorted(p for p in PACKAGE.rglob("*.py") if "_data" not in p.parts)


def find_imports(path: Path) -> set[str]:
    """The modules that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(a.name for a in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def find_part(path: Path) -> str:
    """The part of the package a file belongs to: its folder, or its own name."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    """A module imports from its own part and from layers below it."""
    part = find_part(path)
    if part == "__init__":
        return
    for name in find_imports(path):
        if name.startswith("kgbuild."):
            other = name.split(".")[1]
            assert other == part or LEVEL[other] < LEVEL[part] or LEVEL[other] == LEVEL[part] == 5, (
                f"{path} imports {name}"
            )


def test_reading_knows_neither_ledger_nor_resolving() -> None:
    """Reading an article needs nothing of what other articles said."""
    for path in (PACKAGE / "reading").glob("*.py"):
        for name in find_imports(path):
            assert not name.startswith(("kgbuild.resolving", "kgbuild.ledger", "kgbuild.store", "kgbuild.inputs")), (
                f"{path} imports {name}"
            )


@pytest.mark.parametrize("library", sorted(HOMES))
def test_libraries_stay_at_home(library: str) -> None:
    """Each foreign library is imported in its home alone."""
    for path in FILES:
        where = path.relative_to(PACKAGE).as_posix()
        if any(n == library or n.startswith(f"{library}.") for n in find_imports(path)):
            assert any(where == home or where.startswith(f"{home}/") for home in HOMES[library]), (
                f"{where} imports {library}"
            )


def test_code_names_no_event_type(ontology: Ontology) -> None:
    """Event types are data: no module holds the name of one as a string."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in ontology.types, f"{path}:{node.lineno} names {node.value}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_modules_and_functions_stay_small(path: Path) -> None:
    """A module and a function can be read in one go."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE, f"{path} has {text.count(chr(10))} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= LONGEST_FUNCTION, f"{path}: {node.name}"


def test_only_the_command_line_prints() -> None:
    """No module outside cli/ calls print or writes to the standard streams."""
    for path in FILES:
        if find_part(path) == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"), (
                path
            )
