"""The schema for people and programs: text, JSON, a Mermaid diagram, a style sheet for Neo4j Browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import cycle

from kgbuild.schema import GraphSchema, Property, RelationshipType

DRAWN = ("Entity", "Event")
COLOURS = (
    "#D9C8AE",
    "#8DCC93",
    "#ECB5C9",
    "#FFC454",
    "#C990C0",
    "#569480",
    "#DA7194",
    "#4C8EDA",
    "#F79767",
    "#57C7E3",
    "#F16667",
    "#848484",
)
"""Colours of Neo4j Browser's own palette, given out to what pictures show most, then in the order of the labels."""
SIZES = {"Entity": "60px", "Event": "55px", "State": "45px", "Case": "60px", "Article": "40px", "Claim": "35px"}
PLAIN, GREY = "50px", "#A5ABB6"


def show_text(schema: GraphSchema) -> str:
    """Return the schema as text to read."""
    lines = ["NODES"]
    for node in schema.nodes:
        lines += ["", f"(:{node.label})  {node.about}", *_list_properties(node.properties)]
        if node.labels:
            lines += ["  further labels:", *(f"    :{n}  {about}" for n, (_, about) in node.labels.items())]
    lines += ["", "RELATIONSHIPS"]
    for way in (r for r in schema.relationships if not r.short):
        lines += ["", f"{_show_ends(way)}  {way.about}", *_list_properties(way.properties)]
    short = [r for r in schema.relationships if r.short]
    lines += ["", "THE SHORT WAY from agent to patient, for what is asserted: (:Entity)-[:TYPE]->(:Entity)"]
    lines += _list_properties(short[0].properties) if short else []
    lines += [f"    :{r.type}  {r.about}" for r in short]
    return "\n".join(lines) + "\n"


def _list_properties(properties: tuple[Property, ...]) -> list[str]:
    width = max((len(p.name) for p in properties), default=0)
    return [f"    {p.name:{width}}  {p.type:12}  {p.about}" for p in properties]


def _show_ends(way: RelationshipType) -> str:
    return f"(:{'|'.join(way.starts)})-[:{way.type}]->(:{'|'.join(way.ends)})"


def show_json(schema: GraphSchema) -> str:
    """Return the schema as one JSON object."""
    return json.dumps(asdict(schema), ensure_ascii=False, indent=2) + "\n"


def show_mermaid(schema: GraphSchema) -> str:
    """Return the base labels and their relationships as a Mermaid class diagram."""
    lines = ["classDiagram", "direction LR"]
    for node in schema.nodes:
        if node.label != "Meta":
            lines += [f"class {node.label} {{", *(f"  {_flatten(p)}" for p in node.properties if not _is_text(p)), "}"]
    lines += [f"{a} --> {b} : {r.type}" for r in schema.relationships if not r.short for a in r.starts for b in r.ends]
    short = [r.type for r in schema.relationships if r.short]
    if short:
        lines.append(
            f"Entity --> Entity : {short[0]}, {short[1]} ... {len(short)} types" if len(short) > 1 else short[0]
        )
    return "\n".join(lines) + "\n"


def _flatten(found: Property) -> str:
    return f"{found.type.replace('<', '~').replace('>', '~')} {found.name}"


def _is_text(found: Property) -> bool:
    return found.about.startswith("In words")


def show_style(schema: GraphSchema) -> str:
    """Return a style sheet (GraSS) for Neo4j Browser: a colour for each label, captions on nodes, types on relationships.

    The Browser styles a node of two labels by the second one, so each further label has a rule: a class right below
    Entity has a colour of its own, the classes below it have that one, and event types have the colour of events.
    """
    return "".join(_show_rules(schema))


def _show_rules(schema: GraphSchema) -> Iterator[str]:
    yield _show_rule("node", diameter=PLAIN, color=GREY, caption='"{caption}"')
    yield _show_rule("relationship", color=GREY, caption='"<type>"')
    given = _give_colours(schema)
    for node in schema.nodes:
        for label in (node.label, *node.labels):
            top = label
            while top not in given:
                top = node.labels[top][0]
            size = SIZES.get(node.label, PLAIN)
            yield _show_rule(f"node.{label}", color=given[top], diameter=size, caption='"{caption}"')


def _give_colours(schema: GraphSchema) -> dict[str, str]:
    """A colour for each base label and each class right below Entity; what pictures show most comes first."""
    colours, given = cycle(COLOURS), dict[str, str]()
    for node in sorted(schema.nodes, key=lambda n: (n.label not in DRAWN, n.label)):
        given[node.label] = next(colours)
        for label, (above, _) in node.labels.items():
            if node.label == "Entity" == above:
                given[label] = next(colours)
    return given


def _show_rule(what: str, **values: str) -> str:
    return "\n".join([f"{what} {{", *(f"  {key}: {value};" for key, value in values.items()), "}", ""])
