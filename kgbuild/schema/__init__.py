"""What stands in a store: labels, relationships and properties with their meanings, drawn from the ontology."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kgbuild.graph import make_label
from kgbuild.ontology import EventType, Ontology
from kgbuild.ontology_files import find_shipped

FILE = "store/graph.toml"
CAPTION = ("STRING", "What to show for it: one line")
WORDS = "In words: "


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its name, the type of its values in Cypher, and what it means."""

    name: str
    type: str
    about: str


@dataclass(frozen=True, slots=True)
class NodeType:
    """A base label with its properties, and the labels that may come on top: label -> (the one above, meaning)."""

    label: str
    about: str
    properties: tuple[Property, ...]
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """A relationship type with the base labels of its ends, and its properties.

    `short` says that it is the short way from agent to patient of what is asserted.
    """

    type: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    about: str
    properties: tuple[Property, ...] = ()
    short: bool = False


@dataclass(frozen=True, slots=True)
class GraphSchema:
    """All that can stand in the graph of an ontology, sorted by name within each kind."""

    nodes: tuple[NodeType, ...]
    relationships: tuple[RelationshipType, ...]


def describe_schema(ontology: Ontology) -> GraphSchema:
    """Return the schema of the graphs that this ontology gives, types added by `--ontology` included."""
    told = tomllib.loads((find_shipped("ontology") / FILE).read_text(encoding="utf-8"))
    nodes = tuple(_make_node(label, row, ontology) for label, row in sorted(told["nodes"].items()))
    fixed = [
        RelationshipType(
            row["type"], tuple(row["from"]), tuple(row["to"]), row["about"], _make_properties(row.get("properties", {}))
        )
        for row in told["relationships"]
    ]
    short = _make_properties(told["short"])
    ways = [
        RelationshipType(name, ("Entity",), ("Entity",), event.description, short, short=True)
        for name, event in ontology.types.items()
    ]
    return GraphSchema(
        nodes,
        tuple(sorted((*fixed, *_make_roles(ontology), *_make_sides(ontology), *ways), key=lambda r: (r.short, r.type))),
    )


def _make_properties(rows: Mapping[str, Any]) -> tuple[Property, ...]:
    return tuple(Property(name, row["type"], row["about"]) for name, row in rows.items())


def _make_node(label: str, row: Mapping[str, Any], ontology: Ontology) -> NodeType:
    properties = _make_properties(row["properties"])
    if label != "Meta":
        properties += (Property("caption", *CAPTION),)
    if row.get("texts"):
        types = [t for t in ontology.types.values() if (t.kind == "event") == (label == "Event")]
        properties += _make_texts(types, known={p.name for p in properties})
    return NodeType(label, row["about"], properties, _find_labels(label, ontology))


def _find_labels(label: str, ontology: Ontology) -> dict[str, tuple[str, str]]:
    """The further labels of a base label: classes of entities, types of events and of states."""
    if label == "Entity":
        return {n: (c.parent or label, c.description) for n, c in sorted(ontology.classes.items())}
    if label == "Case":
        return {c.label: (label, c.description) for c in ontology.courses}
    kind = label.lower()
    return {
        make_label(n): (label, t.description)
        for n, t in sorted(ontology.types.items())
        if kind in ("event", "state") and t.kind == kind
    }


def _make_texts(types: list[EventType], *, known: set[str]) -> tuple[Property, ...]:
    """The properties that hold in words what is no named thing: one for each role that any of the types has."""
    found: dict[str, list[str]] = {}
    for event in types:
        for name, role in event.roles.items():
            found.setdefault(name if role.text else f"{name}_text", []).append(role.description)
    about = {name: WORDS + "; ".join(list(dict.fromkeys(filter(None, given)))[:3]) for name, given in found.items()}
    return tuple(Property(name, "STRING", about[name]) for name in sorted(about) if name not in known)


def _make_roles(ontology: Ontology) -> list[RelationshipType]:
    found: dict[str, tuple[set[str], list[str]]] = {}
    for event in ontology.types.values():
        for name, role in event.roles.items():
            if role.classes:
                kinds, given = found.setdefault(name, (set(), []))
                kinds.add("Event" if event.kind == "event" else "State")
                given.append(role.description)
    return [
        RelationshipType(name.upper(), tuple(sorted(kinds)), ("Entity",), "; ".join(list(dict.fromkeys(given))[:4]))
        for name, (kinds, given) in sorted(found.items())
    ]


def _make_sides(ontology: Ontology) -> list[RelationshipType]:
    """The sides of cases: a relationship for each that any course has."""
    found: dict[str, list[str]] = {}
    for course in ontology.courses:
        for side in course.parties:
            found.setdefault(side, []).append(course.name)
    return [
        RelationshipType(side.upper(), ("Case",), ("Entity",), f"The {side} of a {' or a '.join(names)}")
        for side, names in sorted(found.items())
    ]
