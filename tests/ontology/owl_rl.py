"""Whether an ontology lies in the OWL 2 RL profile (https://www.w3.org/TR/owl2-profiles/#OWL_2_RL), which includes what
every ontology of OWL 2 DL must keep to: declarations, one kind of property an IRI (https://www.w3.org/TR/owl2-syntax/).

Every triple is read as (part of) an axiom; one that cannot be read so is an objection, so that nothing slips through.
"""

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

BUILT_IN_ANNOTATIONS = {
    *(RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy),
    *(OWL.deprecated, OWL.versionInfo, OWL.priorVersion, OWL.backwardCompatibleWith, OWL.incompatibleWith),
}
ABOUT_THE_ONTOLOGY = {OWL.versionIRI, OWL.imports}
DECLARED_AS = (OWL.Class, RDFS.Datatype, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
CHARACTERISTICS = {
    *(OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.IrreflexiveProperty),
    *(OWL.SymmetricProperty, OWL.AsymmetricProperty, OWL.TransitiveProperty),
}
DATATYPES = {
    *(RDFS.Literal, RDF.PlainLiteral, RDF.langString, RDF.XMLLiteral, XSD.decimal, XSD.integer, XSD.nonNegativeInteger),
    *(XSD.nonPositiveInteger, XSD.positiveInteger, XSD.negativeInteger, XSD.long, XSD.int, XSD.short, XSD.byte),
    *(XSD.unsignedLong, XSD.unsignedInt, XSD.unsignedShort, XSD.unsignedByte, XSD.float, XSD.double, XSD.string),
    *(XSD.normalizedString, XSD.token, XSD.language, XSD.Name, XSD.NCName, XSD.NMTOKEN, XSD.boolean, XSD.hexBinary),
    *(XSD.base64Binary, XSD.anyURI, XSD.dateTime, XSD.dateTimeStamp),
}
BETWEEN_PROPERTIES = {RDFS.subPropertyOf, OWL.equivalentProperty, OWL.propertyDisjointWith, OWL.inverseOf}
BETWEEN_CLASSES = {RDFS.subClassOf: "sub super", OWL.equivalentClass: "equal equal", OWL.disjointWith: "sub sub"}
# Where each way of building a class may stand; a cardinality must be 0 or 1 besides.
BUILT = {
    OWL.intersectionOf: ("sub", "super", "equal"),
    OWL.unionOf: ("sub",),
    OWL.oneOf: ("sub",),
    OWL.complementOf: ("super",),
    OWL.someValuesFrom: ("sub",),
    OWL.allValuesFrom: ("super",),
    OWL.hasValue: ("sub", "super", "equal"),
    OWL.maxCardinality: ("super",),
    OWL.maxQualifiedCardinality: ("super",),
}
FILLERS = (OWL.complementOf, OWL.someValuesFrom, OWL.allValuesFrom)
# What a class expression consists of, and is looked at where the expression is used.
INSIDE = {*BUILT, OWL.onProperty, OWL.onClass, OWL.onDataRange, RDF.first, RDF.rest}


def objections(ontology: Graph) -> list[str]:
    """What keeps the ontology out of the profile, one sentence each; none when it lies in it."""
    found = {sentence for triple in ontology for sentence in _Reader(ontology).axiom(*triple)}
    return sorted({*found, *_Reader(ontology).punned()})


class _Reader:
    """Reads triples as axioms of one ontology."""

    def __init__(self, ontology: Graph) -> None:
        self.ontology = ontology

    def axiom(self, subject: Node, predicate: Node, value: Node) -> Iterator[str]:
        """The objections to one triple."""
        if isinstance(value, Literal):
            yield from self._datatype(value.datatype or (RDF.langString if value.language else XSD.string))
        if predicate == RDF.type:
            yield from self._type(subject, value)
        elif predicate in BETWEEN_CLASSES:
            for node, place in zip((subject, value), BETWEEN_CLASSES[predicate].split(), strict=True):
                yield from self._class(node, place)
        elif predicate in BETWEEN_PROPERTIES:
            yield from self._any_property(subject)
            yield from self._any_property(value)
        elif predicate == RDFS.domain:
            yield from self._any_property(subject)
            yield from self._class(value, "super")
        elif predicate == RDFS.range:
            yield from self._range(subject, value)
        elif predicate in INSIDE:
            yield from () if isinstance(subject, BNode) else [f"{predicate} describes {subject}, which has a name"]
        elif predicate in ABOUT_THE_ONTOLOGY:
            yield from () if (subject, RDF.type, OWL.Ontology) in self.ontology else [f"{subject} is no ontology"]
        elif predicate not in BUILT_IN_ANNOTATIONS:
            yield from self._any_property(predicate)
            wrong = OWL.ObjectProperty if isinstance(value, Literal) else OWL.DatatypeProperty
            yield from [f"{predicate} has the value {value}"] if self._is(predicate, wrong) else ()

    def punned(self) -> Iterator[str]:
        """IRIs that stand for two things of which OWL 2 DL allows only one."""
        for one, other in ((a, b) for a in PROPERTIES for b in PROPERTIES if a < b):
            for name in set(self.ontology.subjects(RDF.type, one)) & set(self.ontology.subjects(RDF.type, other)):
                yield f"{name} is declared as two kinds of property"
        for name in set(self.ontology.subjects(RDF.type, OWL.Class)) & set(
            self.ontology.subjects(RDF.type, RDFS.Datatype)
        ):
            yield f"{name} is declared as a class and as a datatype"

    def _type(self, subject: Node, kind: Node) -> Iterator[str]:
        if kind in DECLARED_AS or kind in (OWL.Ontology, OWL.NamedIndividual, OWL.Restriction):
            return
        if kind in CHARACTERISTICS:
            yield from self._any_property(subject)
        elif str(kind).startswith(str(OWL)):
            yield f"{kind} is no part of OWL 2 RL that is read here"
        else:
            yield from self._class(kind, "super")

    def _range(self, subject: Node, value: Node) -> Iterator[str]:
        yield from self._any_property(subject)
        if self._is(subject, OWL.DatatypeProperty):
            yield from self._datatype(value)
        else:
            yield from self._class(value, "super")

    def _any_property(self, name: Node) -> Iterator[str]:
        if not any(self._is(name, kind) for kind in PROPERTIES):
            yield f"{name} is used as a property and declared as none"

    def _datatype(self, name: Node) -> Iterator[str]:
        if name not in DATATYPES:
            yield f"OWL 2 RL has no datatype {name}"

    def _class(self, node: Node, place: str) -> Iterator[str]:
        """The objections to a class expression in the place of a subclass, a superclass or an equal one."""
        if isinstance(node, BNode):
            yield from self._expression(node, place)
        elif node == OWL.Thing:
            yield "owl:Thing stands in an axiom of OWL 2 RL only as what some value is from"
        elif node != OWL.Nothing and not self._is(node, OWL.Class):
            yield f"{node} is used as a class and declared as none"

    def _expression(self, node: BNode, place: str) -> Iterator[str]:
        ways = [way for way in self.ontology.predicates(node) if way in BUILT]
        if len(ways) != 1:
            yield f"{sorted(self.ontology.predicates(node))} builds no class of OWL 2 RL"
            return
        way, value = ways[0], self.ontology.value(node, ways[0])
        if place not in BUILT[way]:
            yield f"{way} may not stand in the place of a {place} class"
        if way in (OWL.intersectionOf, OWL.unionOf):
            for member in Collection(self.ontology, value):
                yield from self._class(member, place)
        elif way in FILLERS and not (way == OWL.someValuesFrom and value == OWL.Thing) and value not in DATATYPES:
            yield from self._class(value, "sub" if way == OWL.complementOf else place)
        elif way in (OWL.maxCardinality, OWL.maxQualifiedCardinality) and int(str(value)) > 1:
            yield f"{way} is more than one"
        for filler in self.ontology.objects(node, OWL.onClass):
            yield from self._class(filler, "sub")

    def _is(self, name: Node, kind: URIRef) -> bool:
        return (name, RDF.type, kind) in self.ontology
