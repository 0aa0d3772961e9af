"""Write the ontology itself as OWL: its classes, event types, roles and relations, so that other tools know the terms."""

from __future__ import annotations

from rdflib import RDF, RDFS, Graph, Literal
from rdflib.namespace import OWL, SDO, SKOS

from kgbuild.ontology import EntityClass, EventType, Ontology, RoleSpec
from kgbuild.rdf.terms import KG, SEM, expand, make_graph, name_class, name_relation, name_role


def export_schema(ontology: Ontology) -> str:
    """Return the ontology as Turtle; the same ontology gives the same text."""
    return make_schema(ontology).serialize(format="turtle")


def make_schema(ontology: Ontology) -> Graph:
    """Return the ontology as OWL.

    Each event type is a class below sem:Event (a lasting relation below kg:State) and a property for the short way from
    agent to patient. A role is one property whatever the type; domains and ranges are schema:domainIncludes and
    schema:rangeIncludes, since a role of one type takes classes that it does not take in another.
    """
    graph = make_graph("kg", "owl", "rdfs", "sem", "schema", "skos", "foaf")
    graph.add((KG[""], RDF.type, OWL.Ontology))
    graph.add((KG[""], RDFS.label, Literal("kgbuild: who did what to whom", lang="en")))
    graph.add((KG.State, RDF.type, OWL.Class))
    graph.add((KG.State, RDFS.comment, Literal("What lasts between two entities, as articles state it.", lang="en")))
    for name in sorted(ontology.classes):
        _add_class(graph, ontology.classes[name])
    for name in sorted(ontology.types):
        _add_type(graph, ontology.types[name])
    return graph


def _add_class(graph: Graph, cls: EntityClass) -> None:
    at = KG[cls.name]
    graph.add((at, RDF.type, OWL.Class))
    graph.add((at, RDFS.label, Literal(cls.name, lang="en")))
    above = KG[cls.parent] if cls.parent else SEM.Place if cls.name == "Place" else SEM.Actor
    graph.add((at, RDFS.subClassOf, above))
    if cls.description:
        graph.add((at, RDFS.comment, Literal(cls.description, lang="en")))
    for curie in cls.mapping.values():
        if (iri := expand(curie)) is not None:
            graph.add((at, SKOS.closeMatch, iri))


def _add_type(graph: Graph, event: EventType) -> None:
    at, relation = name_class(event.name), name_relation(event.name)
    graph.add((at, RDF.type, OWL.Class))
    graph.add((at, RDFS.subClassOf, SEM.Event if event.kind == "event" else KG.State))
    graph.add((at, RDFS.label, Literal(event.name, lang="en")))
    graph.add((at, RDFS.comment, Literal(event.description, lang="en")))
    if event.excludes:
        graph.add((at, SKOS.scopeNote, Literal(f"Not: {event.excludes}", lang="en")))
    for key in ("schema", "plover"):
        curie = event.mapping.get(key)
        iri = expand(curie) if curie else None
        if iri is not None:
            graph.add((at, SKOS.relatedMatch, iri))
        elif curie:
            graph.add((at, SKOS.notation, Literal(curie)))
    graph.add((relation, RDF.type, OWL.ObjectProperty))
    if event.symmetric:
        graph.add((relation, RDF.type, OWL.SymmetricProperty))
    graph.add(
        (relation, RDFS.label, Literal(event.mapping.get("verb", event.name.lower().replace("_", " ")), lang="en"))
    )
    for name, spec in sorted(event.roles.items()):
        _add_role(graph, event, name, spec)


def _add_role(graph: Graph, event: EventType, name: str, spec: RoleSpec) -> None:
    at = name_role(name, text=spec.text)
    graph.add((at, RDF.type, OWL.DatatypeProperty if spec.text else OWL.ObjectProperty))
    graph.add((at, RDFS.label, Literal(name.replace("_", " "), lang="en")))
    graph.add((at, SDO.domainIncludes, name_class(event.name)))
    if spec.text:
        return
    graph.add((at, RDFS.subPropertyOf, SEM.hasActor))
    for cls in spec.classes:
        graph.add((at, SDO.rangeIncludes, KG[cls]))
        if name == "agent":
            graph.add((name_relation(event.name), SDO.domainIncludes, KG[cls]))
        elif name == "patient":
            graph.add((name_relation(event.name), SDO.rangeIncludes, KG[cls]))
