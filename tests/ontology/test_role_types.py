"""The types of roles stand in mappings/kinds.yaml; the shapes and the ontology hold to them."""

import json
from collections.abc import Iterable

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from flows.kinds import ANY_TYPE, Kind, Predicate, shipped_kinds
from flows.model import EntityType
from flows.settings import MAPPINGS, ONTOLOGY

SHAPES = Namespace("https://w3id.org/communique/shapes#")
CONTEXT = json.loads((MAPPINGS / "context.jsonld").read_text(encoding="utf-8"))["@context"]
TYPED = [(kind, role) for kind in shipped_kinds().values() for role in kind.types]
NARROWED = [
    (kind, predicate, role, may)
    for kind in shipped_kinds().values()
    for predicate in kind.predicates.values()
    for role, may in ((predicate.subject, predicate.subject_types), (predicate.object, predicate.object_types))
    if may != kind.types.get(role, ANY_TYPE)
]


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl")


@pytest.mark.parametrize(("kind", "role"), TYPED, ids=[f"{kind.name}-{role}" for kind, role in TYPED])
def test_the_shape_of_a_role_allows_the_types_of_the_kind_and_no_other(kind: Kind, role: str, shapes: Graph) -> None:
    shape = SHAPES[f"{kind.class_name}-{property_of(role).rpartition('#')[2]}-type"]
    assert (SHAPES[f"{kind.class_name}Shape"], SH.property, shape) in shapes
    assert shapes.value(shape, SH.path) == property_of(role)
    assert classes_in(shapes, shape) == classes_of(kind.types[role])


@pytest.mark.parametrize(
    ("kind", "predicate", "role", "may"), NARROWED, ids=[f"{predicate.name}" for _, predicate, *_ in NARROWED]
)
def test_a_shape_narrows_what_a_predicate_narrows(
    kind: Kind, predicate: Predicate, role: str, may: frozenset[EntityType], shapes: Graph
) -> None:
    status = URIRef(CONTEXT["status"]["@context"][predicate.status])
    target = URIRef(f"https://w3id.org/communique/ontology#{kind.class_name}")
    found = []
    for shape in shapes.subjects(SH.targetClass, target):
        either = list(Collection(shapes, shapes.value(shape, SH["or"]))) if shapes.value(shape, SH["or"]) else []
        codes = {code for one in either for not_ in shapes.objects(one, SH["not"]) for code in listed(shapes, not_)}
        if status in codes:
            found += [classes_in(shapes, one) for one in either if shapes.value(one, SH.path) == property_of(role)]
    assert found == [classes_of(may)]


def test_the_ontology_names_the_types_of_every_role() -> None:
    ontology = Graph().parse(ONTOLOGY / "communique.ttl")
    declared: dict[URIRef, set[Node]] = {}
    for kind, role in TYPED:
        declared.setdefault(property_of(role), set()).update(classes_of(kind.types[role]))
    includes = URIRef("https://schema.org/rangeIncludes")
    assert {term: set(ontology.objects(term, includes)) for term in ontology.subjects(includes)} == declared


def property_of(role: str) -> URIRef:
    return whole(CONTEXT[role]["@id"])


def classes_of(types: Iterable[EntityType]) -> set[Node]:
    return {whole(CONTEXT[type_.value.capitalize()]) for type_ in types}


def classes_in(shapes: Graph, shape: Node) -> set[Node]:
    """The classes that a shape allows, one or any of several."""
    several = shapes.value(shape, SH["or"])
    among = list(Collection(shapes, several)) if several else [shape]
    return {one for which in among for one in shapes.objects(which, SH["class"])}


def listed(shapes: Graph, shape: Node) -> list[Node]:
    codes = shapes.value(shape, SH["in"])
    return list(Collection(shapes, codes)) if codes else []


def whole(name: str) -> URIRef:
    prefix, _, local = name.partition(":")
    return URIRef(CONTEXT[prefix] + local)
