"""The ontology itself: readable, consistent, and saying the same as the kinds, the context and the shapes."""

import csv
import re
from warnings import catch_warnings, simplefilter

import owlrl
import pytest
from owlrl.Namespaces import ERRNS
from pyshacl import validate as ask_pyshacl
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Namespace, URIRef
from rdflib.collection import Collection

from flows.kinds import Kind, shipped_kinds
from flows.mapping.context import shipped_context
from flows.settings import MAPPINGS, ONTOLOGY

CMQ = Namespace("https://w3id.org/communique/ontology#")
SHAPES = Namespace("https://w3id.org/communique/shapes#")
KINDS = list(shipped_kinds().values())
VERBS = ("chooses", "compares", "considers", "covers", "describes", "has", "is", "yields")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY / "communique.ttl")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl")


def test_the_ontology_is_in_style(ontology: Graph) -> None:
    conforms, _, text = ask_pyshacl(ontology, shacl_graph=Graph().parse(ONTOLOGY / "style.ttl"))
    assert conforms, text


@pytest.mark.parametrize(
    ("triple", "reason"),
    [
        (
            "cmq:Wedding a owl:Class ; rdfs:isDefinedBy <https://w3id.org/communique/ontology> .",
            "A term has one English label.",
        ),
        ('cmq:Fact skos:definition "A fact is a fact."@en .', "A definition uses the term that it defines."),
        ('cmq:Fact skos:prefLabel "claim"@en .', "A term has one English label."),
        ("cmq:visit rdfs:subClassOf cmq:Fact .", "The name of a class begins with a capital letter."),
        ("status:lost skos:inScheme cmq:Nowhere .", "A code is in exactly one list of codes"),
    ],
)
def test_a_term_out_of_style_is_refused(ontology: Graph, triple: str, reason: str) -> None:
    prefixes = "".join(f"@prefix {name}: <{space}> ." for name, space in ontology.namespaces())
    spoilt = ontology + Graph().parse(data=prefixes + triple, format="turtle")
    conforms, _, text = ask_pyshacl(spoilt, shacl_graph=Graph().parse(ONTOLOGY / "style.ttl"))
    assert not conforms
    assert reason in text


def test_an_empty_ontology_is_refused() -> None:
    conforms, _, text = ask_pyshacl(Graph(), shacl_graph=Graph().parse(ONTOLOGY / "style.ttl"))
    assert not conforms
    assert "The ontology says by which prefix it likes to be called." in text


def closure(graph: Graph) -> Graph:
    """The graph with all that follows from it under OWL 2 RL."""
    closed = Graph() + graph
    with catch_warnings():
        simplefilter("ignore")  # owlrl calls what rdflib calls deprecated
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    return closed


def contradictions(closed: Graph) -> list[object]:
    """What the reasoner complains of."""
    return [*closed.objects(None, ERRNS.error), *closed.subjects(RDF.type, OWL.Nothing)]


def test_the_ontology_with_its_examples_is_consistent_under_owl_2_rl(ontology: Graph) -> None:
    known = Graph() + ontology
    for name in ("membership", "founding", "reported"):
        known.parse(ONTOLOGY / "examples" / f"{name}.ttl")
    closed = closure(known)
    assert contradictions(closed) == []
    assert (None, RDF.type, CMQ.Fact) in closed


def test_the_reasoner_would_see_a_contradiction(ontology: Graph) -> None:
    spoilt = Graph() + ontology
    spoilt.add((CMQ.Fact, OWL.disjointWith, CMQ.Membership))
    spoilt.add((CMQ.example, RDF.type, CMQ.Membership))
    assert contradictions(closure(spoilt))


def test_terms_stand_in_alphabetical_order_one_predicate_a_line() -> None:
    text = (ONTOLOGY / "communique.ttl").read_text(encoding="utf-8")
    blocks = text.split("\n\n")[2:]
    names = [block.strip().splitlines()[0] for block in blocks]
    assert names == sorted(names)
    assert all(block.rstrip().endswith("\n    .") for block in blocks)
    assert all(line.startswith("    ") for block in blocks for line in block.strip().splitlines()[1:])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_of_fact_has_a_class_and_a_shape(kind: Kind, ontology: Graph, shapes: Graph) -> None:
    class_ = CMQ[kind.class_name]
    assert (class_, RDFS.subClassOf, CMQ.Fact) in ontology
    assert (SHAPES[f"{kind.class_name}Shape"], SH.targetClass, class_) in shapes


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_role_of_a_kind_has_a_rule_in_its_shape(kind: Kind, shapes: Graph) -> None:
    shape = SHAPES[f"{kind.class_name}Shape"]
    paths = {path for rule in shapes.objects(shape, SH.property) for path in shapes.objects(rule, SH.path)}
    for predicate in kind.predicates.values():
        assert {property_of(predicate.subject), property_of(predicate.object)} <= paths


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_statuses_of_a_kind_are_those_that_its_shape_allows(kind: Kind, shapes: Graph) -> None:
    allowed = {
        str(code).rsplit("/", 1)[-1]
        for head in shapes.objects(SHAPES[f"{kind.class_name}-hasStatus"], SH["in"])
        for code in Collection(shapes, head)
    }
    assert allowed == {predicate.status for predicate in kind.predicates.values() if predicate.status}


def test_each_status_names_the_predicates_of_the_table_that_have_it(ontology: Graph) -> None:
    predicates = {(status.status, name) for kind in KINDS for name, status in kind.predicates.items() if status.status}
    named = {
        (str(ontology.value(status, SKOS.notation)), str(label))
        for status, label in ontology.subject_objects(SKOS.altLabel)
    }
    assert named == predicates


@pytest.mark.parametrize(
    "term", ["against", "status", "factuality", "mode", "ploverEvent", "relation", "toldAs", "verdict"]
)
def test_every_code_of_the_context_is_defined(term: str, ontology: Graph) -> None:
    codes = shipped_context().terms[term]["@context"]
    for code, iri in codes.items():
        assert [str(notation) for notation in ontology.objects(URIRef(iri), SKOS.notation)] == [code]


def test_every_word_of_our_own_in_the_context_is_defined(ontology: Graph) -> None:
    for term, entry in shipped_context().terms.items():
        iri = entry["@id"] if isinstance(entry, dict) else str(entry)
        if iri.startswith("cmq:"):
            assert (CMQ[iri.removeprefix("cmq:")], RDFS.isDefinedBy, None) in ontology, term


def test_every_term_of_our_own_in_the_shapes_is_defined(ontology: Graph) -> None:
    text = (ONTOLOGY / "shapes.ttl").read_text(encoding="utf-8")
    assert [
        name for name in set(re.findall(r"\bcmq:(\w+)", text)) if (CMQ[name], RDFS.isDefinedBy, None) not in ontology
    ] == []


def test_every_term_of_the_ontology_is_used_by_the_context(ontology: Graph) -> None:
    text = (MAPPINGS / "context.jsonld").read_text(encoding="utf-8")
    known = {CMQ.Fact, *ontology.subjects(RDF.type, SKOS.ConceptScheme)}
    terms = [term for term in ontology.subjects(RDFS.isDefinedBy) if term.startswith(CMQ) and term not in known]
    assert [term for term in terms if f'"cmq:{term.removeprefix(CMQ)}"' not in text] == []


def test_properties_between_things_begin_with_a_verb(ontology: Graph) -> None:
    names = [
        str(term).removeprefix(CMQ) for term in ontology.subjects(RDF.type, OWL.ObjectProperty) if term.startswith(CMQ)
    ]
    assert [name for name in names if not name.startswith(VERBS)] == []


def test_every_property_that_the_shortcuts_yield_is_watched_by_the_shapes(shapes: Graph) -> None:
    watched = str(next(shapes.objects(None, SH.select)))
    watch = "".join(str(query) for query in shapes.objects(None, SH.select)) or watched
    for path in (MAPPINGS / "shortcuts").glob("*.rq"):
        (property_,) = re.findall(r"cmq:yields (\S+) \.", path.read_text(encoding="utf-8"))
        assert f"cmq:yields {property_} ;" in watch, path.name


def property_of(role: str) -> URIRef:
    """The property that a role maps to."""
    entry = shipped_context().terms[role]
    return CMQ[(entry["@id"] if isinstance(entry, dict) else entry).removeprefix("cmq:")]


def wikidata_mappings() -> list[dict[str, str]]:
    lines = (MAPPINGS / "wikidata.sssom.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def test_every_mapping_to_wikidata_starts_from_a_term_that_exists(ontology: Graph) -> None:
    terms = {term.removeprefix(CMQ) for term in ontology.subjects(RDFS.isDefinedBy)}
    ours = [
        row["subject_id"].removeprefix("cmq:") for row in wikidata_mappings() if row["subject_id"].startswith("cmq:")
    ]
    assert [name for name in ours if name not in terms] == []


def test_every_mapping_to_wikidata_is_complete_and_stands_once() -> None:
    rows = wikidata_mappings()
    assert rows
    assert all(
        row["object_id"] and row["object_label"] and row["predicate_id"] and row["mapping_justification"]
        for row in rows
    )
    pairs = [(row["subject_id"], row["object_id"]) for row in rows]
    assert len(pairs) == len(set(pairs))
    assert [row["subject_id"] for row in rows] == sorted(row["subject_id"] for row in rows)
