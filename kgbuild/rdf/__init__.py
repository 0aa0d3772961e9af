"""Write what was resolved as RDF: SEM events, schema.org articles, Web Annotation evidence, PROV derivation.

An asserted event with agent and patient also stands as a plain triple; other modes are told of the event only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.namespace import PROV, SDO, SKOS

from kgbuild.codec import print_claim, print_modality
from kgbuild.ontology import Ontology
from kgbuild.rdf.terms import KG, OA, SEM, make_graph, name_class, name_relation, name_role
from kgbuild.records import Case, Entity, Event, Resolved, Ruling, Source, SourcedClaim

STYLES = {"turtle": "turtle", "jsonld": "json-ld"}


def export_rdf(resolved: Resolved, *, ontology: Ontology, base: str, style: str) -> Iterator[str]:
    """Yield the graph as `turtle` or `jsonld`, sorted, with ids below `base`."""
    graph = make_rdf(resolved, ontology=ontology, base=base)
    if style == "turtle":
        yield graph.serialize(format="turtle")
    else:
        yield graph.serialize(format="json-ld", auto_compact=True, indent=1, sort_keys=True) + "\n"


def make_rdf(resolved: Resolved, *, ontology: Ontology, base: str) -> Graph:
    """Return the graph as RDF triples; no node is blank, so that everything can be cited."""
    graph = make_graph("sem", "oa", "kg", "prov", "schema", "skos", "rdfs", "xsd")
    maker = _Maker(graph, ontology, base)
    for source in resolved.sources:
        maker.add_source(source)
    for entity in resolved.entities:
        maker.add_entity(entity)
    for event in resolved.events:
        maker.add_event(event)
    for case in resolved.cases:
        maker.add_case(case)
    for ruling in resolved.rulings:
        maker.add_ruling(ruling)
    return graph


class _Maker:
    def __init__(self, graph: Graph, ontology: Ontology, base: str) -> None:
        self.graph, self.ontology, self.base = graph, ontology, base

    def name(self, kind: str, identity: str) -> URIRef:
        """The IRI of a thing; an id that is an IRI already stands for itself."""
        if re.match(r"https?://", identity):
            return URIRef(quote(identity, safe=":/?#[]@!$&'()*+,;=%~"))
        return URIRef(f"{self.base}{kind}/{quote(identity, safe=':~')}")

    def add(self, subject: URIRef, predicate: URIRef, value: object, datatype: URIRef | None = None) -> None:
        """Add a triple unless there is no value."""
        if value is None or value == "":
            return
        self.graph.add((subject, predicate, value if isinstance(value, URIRef) else Literal(value, datatype=datatype)))

    def add_source(self, source: Source) -> None:
        """An article as schema:NewsArticle."""
        at = self.name("article", source.key)
        self.add(at, RDF.type, SDO.NewsArticle)
        self.add(at, SDO.headline, source.title)
        self.add(at, SDO.publisher, source.publisher)
        self.add(
            at,
            SDO.datePublished,
            source.published,
            XSD.date if source.published and len(source.published) == 10 else None,
        )
        self.add(at, SDO.url, source.url)

    def add_entity(self, entity: Entity) -> None:
        """An entity with its classes, as a sem:Actor or sem:Place."""
        at = self.name("entity", entity.id)
        cls = self.ontology.classes.get(entity.cls)
        while cls is not None:
            self.add(at, RDF.type, KG[cls.name])
            if cls.parent is None:
                self.add(at, RDF.type, SEM.Place if cls.name == "Place" else SEM.Actor)
            cls = self.ontology.classes.get(cls.parent) if cls.parent else None
        self.add(at, RDFS.label, entity.name)
        for alias in entity.aliases:
            self.add(at, SKOS.altLabel, alias)
        if entity.wikidata:
            self.add(at, SKOS.closeMatch, URIRef(f"http://www.wikidata.org/entity/{entity.wikidata}"))

    def add_event(self, event: Event) -> None:
        """An event as sem:Event with roles, dates, modality and the claims behind it."""
        at = self.name(event.kind, event.id)
        self.add(at, RDF.type, SEM.Event if event.kind == "event" else KG.State)
        self.add(at, RDF.type, name_class(event.type))
        self.add(at, KG.modality, event.modality)
        self.add(at, KG.date, event.date)
        self.add(at, SEM.hasEarliestBeginTimeStamp, event.first_day, XSD.date)
        self.add(at, SEM.hasLatestEndTimeStamp, event.last_day, XSD.date)
        self.add(at, KG.reported, event.reported)
        self.add(at, KG.earliest, event.earliest, XSD.date)
        self.add(at, KG.latest, event.latest, XSD.date)
        self.add(at, KG.sources, event.sources)
        for role, ids in event.roles.items():
            for i in ids:
                self.add(at, KG[role], self.name("entity", i))
                self.add(at, SEM.hasActor, self.name("entity", i))
        for role, text in event.texts.items():
            self.add(at, name_role(role, text=True), text)
        for sourced in event.claims:
            self.add_claim(at, sourced)
        if event.modality == "asserted":
            for a in event.roles.get("agent", ()):
                for b in event.roles.get("patient", ()):
                    self.add(self.name("entity", a), name_relation(event.type), self.name("entity", b))

    def add_claim(self, event: URIRef, sourced: SourcedClaim) -> None:
        """A claim as a Web Annotation: its body the event, its target the words of the article (code points)."""
        claim = sourced.claim
        at, article = self.name("claim", claim.id), self.name("article", sourced.article)
        target, place, words = (URIRef(f"{at}#{part}") for part in ("target", "position", "quote"))
        self.add(event, PROV.wasDerivedFrom, at)
        self.add(at, RDF.type, OA.Annotation)
        self.add(at, OA.hasBody, event)
        self.add(at, OA.hasTarget, target)
        self.add(at, KG.modality, print_modality(claim.polarity, claim.modality))
        self.add(at, KG.rule, claim.rule)
        for i in sourced.said_by:
            self.add(at, PROV.wasAttributedTo, self.name("entity", i))
        self.add(target, RDF.type, OA.SpecificResource)
        self.add(target, OA.hasSource, article)
        self.add(target, OA.hasSelector, place)
        self.add(target, OA.hasSelector, words)
        self.add(place, RDF.type, OA.TextPositionSelector)
        self.add(place, OA.start, claim.start, XSD.nonNegativeInteger)
        self.add(place, OA.end, claim.end, XSD.nonNegativeInteger)
        self.add(words, RDF.type, OA.TextQuoteSelector)
        self.add(words, OA.exact, sourced.quote)
        if claim.date is not None:
            self.add(at, KG.date, claim.date.date)
            self.add(at, KG.date_phrase, claim.date.phrase)

    def add_case(self, case: Case) -> None:
        """A lawsuit, takeover or membership with its parties and events."""
        at = self.name("case", case.id)
        self.add(at, RDF.type, KG[case.label])
        self.add(at, RDFS.label, case.name)
        self.add(at, KG.state, case.state)
        for side, ids in case.parties.items():
            for i in ids:
                self.add(at, KG[side], self.name("entity", i))
        if case.court:
            self.add(at, KG.court, self.name("entity", case.court))
        for step in case.steps:
            self.add(self.name("event", step.event), KG.in_case, at)

    def add_ruling(self, ruling: Ruling) -> None:
        """A person's decision, and what it overrules: a reading that is invalidated, and revised by a corrected claim.

        What was misread stands as text; no triple states it.
        """
        decision = ruling.decision
        at = self.name("decision", decision.id)
        self.add(at, RDF.type, KG.Decision)
        self.add(at, RDF.type, PROV.Activity)
        self.add(at, KG.verdict, decision.verdict)
        self.add(at, KG.decided_by, decision.author)
        self.add(at, RDFS.comment, decision.reason)
        for i in ruling.entities:
            self.add(at, KG.decides, self.name("entity", i))
        for overruled in ruling.overruled:
            read = self.name("misreading", overruled.claim.id)
            self.add(read, RDF.type, KG.Misreading)
            self.add(read, RDFS.label, print_claim(overruled.claim))
            self.add(read, OA.exact, overruled.quote)
            self.add(read, PROV.wasInvalidatedBy, at)
            self.add(read, PROV.wasDerivedFrom, self.name("article", overruled.article))
            if decision.verdict == "corrected":
                self.add(self.name("claim", overruled.claim.id), PROV.wasRevisionOf, read)
                self.add(self.name("claim", overruled.claim.id), PROV.wasGeneratedBy, at)
