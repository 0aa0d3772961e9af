"""Write a graph as the files that `neo4j-admin database import full` takes: the first load of millions.

The files hold the marks and the `(:Meta)` node that a load would have made, in the state `imported`; the next load
adds the constraints, which the import cannot, and sends only what has changed since.
"""

from __future__ import annotations

import datetime
import re
import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kgbuild.errors import StoreError
from kgbuild.records import Edge, Graph, Node, PropertyValue
from kgbuild.store.base import MARK_KEY
from kgbuild.store.marks import META, describe_graph, find_properties, mark_edge, mark_node

SCRIPT = "import.sh"
LIST = "\x1f"
"""Between the parts of a list: the unit separator of ASCII, which no text of an article keeps."""
OPTIONS = ("--id-type=string", "--array-delimiter=U+001F", "--multiline-fields=true", "--overwrite-destination")
TYPES = {bool: "boolean", int: "long", float: "double", str: "string", datetime.date: "date", tuple: "string[]"}
Properties = Mapping[str, PropertyValue]
Row = tuple[tuple[str, ...], Properties, tuple[str, ...]]


def write_import(graph: Graph, folder: Path) -> Path:
    """Write the files into a folder, made if need be, and return the script that imports them.

    A file for each base label and for each relationship type with the labels of its ends; the same graph gives the
    same bytes. Text is in quotation marks and a missing value is not, which is how the import tells "" from none.

    Raises:
        StoreError: the folder cannot be written, or values of one property have different types.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        nodes = [_write_nodes(folder, label, group) for label, group in _by_label(graph.nodes)]
        nodes.append(_write_meta(folder, graph))
        edges = [_write_edges(folder, kind, group) for kind, group in _by_kind(graph.edges)]
        command = ["neo4j-admin", "database", "import", "full", "neo4j", *OPTIONS]
        command += [f"--nodes=./{name}" for name in nodes] + [f"--relationships=./{name}" for name in edges]
        script = folder / SCRIPT
        script.write_text(
            "#!/bin/sh\n# Stop the server, run this, start the server, then: kgbuild load --store neo4j://HOST\n"
            f'cd "$(dirname "$0")" && exec {shlex.join(command)}\n',
            encoding="utf-8",
            newline="\n",
        )
        script.chmod(0o755)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written ({error.strerror}); name another folder") from error
    return script


def _by_label(nodes: Iterable[Node]) -> Iterator[tuple[str, list[Node]]]:
    by: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        by[node.label].append(node)
    yield from sorted(by.items())


def _by_kind(edges: Iterable[Edge]) -> Iterator[tuple[tuple[str, str, str], list[Edge]]]:
    by: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        by[edge.type, edge.start_label, edge.end_label].append(edge)
    yield from sorted(by.items())


def _write_nodes(folder: Path, label: str, nodes: Sequence[Node]) -> str:
    rows = (
        ((n.id,), {**find_properties(n), MARK_KEY: mark_node(n)}, (LIST.join((n.label, *n.labels)),)) for n in nodes
    )
    return _write(folder / f"nodes-{label}.csv", [f"id:ID({label})"], list(rows), [":LABEL"])


def _write_meta(folder: Path, graph: Graph) -> str:
    told = describe_graph(graph)
    row = ((str(told.pop("id")),), {**told, "state": "imported"}, (META,))
    return _write(folder / f"nodes-{META}.csv", [f"id:ID({META})"], [row], [":LABEL"])


def _write_edges(folder: Path, kind: tuple[str, str, str], edges: Sequence[Edge]) -> str:
    name, left, right = kind
    rows = (((e.start, e.end), {**e.properties, "id": e.id, MARK_KEY: mark_edge(e)}, (name,)) for e in edges)
    heads = [f":START_ID({left})", f":END_ID({right})"]
    return _write(folder / f"edges-{name}-{left}-{right}.csv", heads, list(rows), [":TYPE"])


def _write(path: Path, before: list[str], rows: Sequence[Row], after: list[str]) -> str:
    types = _find_types(path.stem, (properties for _, properties, _ in rows))
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join([*before, *(f"{name}:{kind}" for name, kind in types.items()), *after]) + "\n")
        for first, properties, last in rows:
            file.write(",".join(map(_quote, (*first, *(properties.get(name) for name in types), *last))) + "\n")
    return path.name


def _find_types(where: str, rows: Iterable[Properties]) -> dict[str, str]:
    types: dict[str, str] = {}
    for properties in rows:
        for name, value in properties.items():
            kind = TYPES[type(value)]
            if types.setdefault(name, kind) != kind:
                raise StoreError(
                    f"{where}: {name} is {types[name]} in one place and {kind} in another; load it instead"
                )
    return dict(sorted(types.items()))


def _quote(value: PropertyValue | None) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        value = LIST.join(re.sub(LIST, " ", part) for part in value)
    if isinstance(value, bool):
        return str(value).lower()
    return '"' + value.replace('"', '""') + '"' if isinstance(value, str) else str(value)
