"""The ontology lies in the OWL 2 RL profile, and what would take it out of there is seen."""

import pytest
from owl_rl import objections
from rdflib import OWL, RDF, RDFS, Graph, Literal

from flows.settings import ONTOLOGY

TEXT = (ONTOLOGY / "communique.ttl").read_text(encoding="utf-8")
OUTSIDE = [
    (
        "cmq:Visit rdfs:subClassOf [ owl:unionOf ( cmq:Fact cmq:Link ) ] .",
        "unionOf may not stand in the place of a super",
    ),
    (
        "cmq:Visit rdfs:subClassOf [ owl:onProperty cmq:hasVisitor ; owl:someValuesFrom owl:Thing ] .",
        "someValuesFrom may not stand in the place of a super",
    ),
    (
        "cmq:Visit rdfs:subClassOf [ owl:onProperty cmq:hasVisitor ; owl:maxCardinality 2 ] .",
        "maxCardinality is more than one",
    ),
    (
        "cmq:Visit rdfs:subClassOf [ owl:onProperty cmq:hasVisitor ; owl:minCardinality 1 ] .",
        "builds no class of OWL 2 RL",
    ),
    (
        "[ owl:onProperty cmq:hasVisitor ; owl:allValuesFrom cmq:Fact ] rdfs:subClassOf cmq:Visit .",
        "allValuesFrom may not stand in the place of a sub",
    ),
    ("cmq:Fact owl:equivalentClass [ owl:unionOf ( cmq:Visit cmq:Link ) ] .", "in the place of a equal class"),
    ("cmq:Fact owl:disjointUnionOf ( cmq:Visit cmq:Meeting ) .", "disjointUnionOf is used as a property"),
    ("cmq:hasVisitor a owl:ReflexiveProperty .", "ReflexiveProperty is no part of OWL 2 RL"),
    ("owl:Thing rdfs:subClassOf cmq:Fact .", "owl:Thing stands in an axiom"),
    ("cmq:start rdfs:range xsd:gYear .", "OWL 2 RL has no datatype http://www.w3.org/2001/XMLSchema#gYear"),
    ('cmq:Fact skos:example "2024-07"^^xsd:gYearMonth .', "OWL 2 RL has no datatype"),
    ("cmq:Visit rdfs:subClassOf schema:TravelAction .", "TravelAction is used as a class and declared as none"),
    ("cmq:Visit schema:sameAs cmq:Meeting .", "sameAs is used as a property and declared as none"),
    ("cmq:start a owl:ObjectProperty .", "start is declared as two kinds of property"),
    ("cmq:Fact a rdfs:Datatype .", "Fact is declared as a class and as a datatype"),
    ('status:joined skos:inScheme "statuses" .', "inScheme has the value statuses"),
]
BUILT_IN = {RDF.type, RDFS.label, OWL.sameAs}
INSIDE = [
    "cmq:Visit rdfs:subClassOf [ owl:onProperty cmq:hasVisitor ; owl:maxCardinality 1 ] .",
    "cmq:Visit rdfs:subClassOf [ owl:onProperty cmq:hasVisitor ; owl:allValuesFrom schema:Person ] .",
    "[ owl:onProperty cmq:hasVisitor ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf cmq:Visit .",
    "[ owl:unionOf ( cmq:Visit cmq:Meeting ) ] rdfs:subClassOf cmq:Fact .",
    "cmq:Visit owl:disjointWith cmq:Meeting .",
    "cmq:hasVisitor a owl:FunctionalProperty ; rdfs:subPropertyOf cmq:hasParticipant .",
]


def with_more(axiom: str) -> list[str]:
    return objections(Graph().parse(data=TEXT + axiom, format="turtle"))


def test_the_ontology_lies_in_the_profile() -> None:
    assert with_more("") == []


@pytest.mark.parametrize(("axiom", "objection"), OUTSIDE)
def test_an_axiom_outside_the_profile_is_seen(axiom: str, objection: str) -> None:
    assert any(objection in sentence for sentence in with_more(axiom))


@pytest.mark.parametrize("axiom", INSIDE)
def test_an_axiom_inside_the_profile_is_let_be(axiom: str) -> None:
    assert with_more(axiom) == []


def test_whatever_a_conforming_example_uses_is_declared_as_what_it_is_used_as() -> None:
    known = Graph().parse(data=TEXT, format="turtle")
    examples = sorted((ONTOLOGY / "examples").glob("*.ttl"))
    assert examples
    for path in examples:
        said = Graph().parse(path)
        assert {kind for kind in said.objects(None, RDF.type) if (kind, RDF.type, OWL.Class) not in known} == set()
        for _, predicate, value in said:
            wrong = OWL.ObjectProperty if isinstance(value, Literal) else OWL.DatatypeProperty
            assert (predicate, RDF.type, wrong) not in known, predicate
            assert predicate in BUILT_IN or (predicate, RDF.type, None) in known, predicate
