"""The names that RDF uses: the namespaces, and how a type of the ontology is called as a class and as a property."""

from __future__ import annotations

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import OWL, PROV, RDFS, SDO, SKOS, XSD

SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
OA = Namespace("http://www.w3.org/ns/oa#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
KG = Namespace("https://kgbuild.example/ns#")
PREFIXES = {
    "sem": SEM, "oa": OA, "kg": KG, "prov": PROV, "schema": SDO, "skos": SKOS, "rdfs": RDFS, "xsd": XSD, "owl": OWL, "foaf": FOAF,
}  # fmt: skip


def make_graph(*prefixes: str) -> Graph:
    """Return an empty graph that knows these prefixes."""
    graph = Graph(bind_namespaces="none")
    for prefix in prefixes:
        graph.bind(prefix, PREFIXES[prefix])
    return graph


def name_class(event_type: str) -> URIRef:
    """Return the class of an event type: `SETTLED_WITH` is kg:SettledWith."""
    return KG["".join(w.capitalize() for w in event_type.split("_"))]


def name_relation(event_type: str) -> URIRef:
    """Return the property that stands for an asserted event between two entities: `SETTLED_WITH` is kg:settled_with."""
    return KG[event_type.lower()]


def name_role(role: str, *, text: bool) -> URIRef:
    """Return the property of a role: kg:court where it holds an entity, kg:about_text where it holds words."""
    return KG[f"{role}_text" if text and not role.endswith("_text") else role]


def expand(curie: str) -> URIRef | None:
    """Return the IRI of `prefix:name`; None where the prefix names no vocabulary with IRIs."""
    prefix, _, name = curie.partition(":")
    return URIRef(f"{PREFIXES[prefix]}{name}") if prefix in PREFIXES else None
