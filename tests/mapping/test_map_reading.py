"""Readings to quads: what is said, how surely, and where; the same each time; plain triples for asserted facts only."""

import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from urllib.parse import unquote
from warnings import catch_warnings, simplefilter

import pytest
import readings
from pyld import jsonld
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    parse,
    serialize,
)
from rdflib import Dataset as RdflibDataset
from rdflib import Graph
from rdflib.compare import isomorphic

from flows.errors import UnknownTerm
from flows.iris import article_iri, fact_iri
from flows.kinds import Kind, load_kinds
from flows.mapping import map_reading
from flows.mapping.context import shipped_context
from flows.mapping.dates import date_value, days_of
from flows.mapping.evidence import evidence_record, text_fragment
from flows.mapping.quads import shipped_shortcuts
from flows.mapping.record import record_of
from flows.model import Article, Fact, Factuality, Link, Part, PartKind, Reference, Span, Verdict
from flows.rows import cut, digest, row_of
from flows.settings import MAPPINGS, Settings

NAMES = {f"https://schema.org/{name}" for name in ("name", "alternateName", "description")}

SETTINGS = Settings()
PREFIXES = """
PREFIX cmq: <https://w3id.org/communique/ontology#>
PREFIX factuality: <https://w3id.org/communique/factuality/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def asks(quads: list[Quad], pattern: str) -> bool:
    """Whether the pattern holds in the quads."""
    return bool(store(quads).query(f"{PREFIXES} ASK {{ {pattern} }}", use_default_graph_as_union=True))


def rows(quads: list[Quad], query: str) -> list[tuple[str, ...]]:
    """The answers of a SELECT query, as text."""
    answers = store(quads).query(PREFIXES + query, use_default_graph_as_union=True)
    return [tuple(term.value if term else "" for term in answer) for answer in answers]


def store(quads: list[Quad]) -> Store:
    """A store that holds the quads."""
    filled = Store()
    filled.extend(quads)
    return filled


@pytest.fixture
def quads() -> list[Quad]:
    return map_reading(readings.reading(), SETTINGS)


def test_no_blank_node_is_written(quads: list[Quad]) -> None:
    assert not [quad for quad in quads if BlankNode in (type(quad.subject), type(quad.object))]


def test_all_quads_stand_in_the_graph_of_the_article(quads: list[Quad]) -> None:
    assert {quad.graph_name.value for quad in quads} == {
        "https://w3id.org/communique/graph/river-states-meet-in-nairobi-7bf0c2f5"
    }


def test_the_same_reading_gives_the_same_quads_in_the_same_order(quads: list[Quad]) -> None:
    assert map_reading(readings.reading(), SETTINGS) == quads


def test_the_order_of_entities_and_facts_makes_no_difference(quads: list[Quad]) -> None:
    reading = readings.reading()
    turned = replace(
        reading,
        extraction=replace(
            reading.extraction, entities=reading.extraction.entities[::-1], facts=reading.extraction.facts[::-1]
        ),
        links=reading.links[::-1],
    )
    assert map_reading(turned, SETTINGS) == quads


def test_turtle_and_json_ld_hold_the_same_triples_for_rdflib_and_pyoxigraph(quads: list[Quad]) -> None:
    triples = [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    turtle = serialize(triples, format=RdfFormat.TURTLE)
    json_ld = serialize(triples, format=RdfFormat.JSON_LD)
    from_turtle, from_json_ld = Graph().parse(data=turtle, format="turtle"), Graph()
    for triple in rdflib_triples(json_ld.decode()):
        from_json_ld.add(triple)
    assert isomorphic(from_turtle, from_json_ld)
    assert len(from_turtle) == len(triples)
    assert canonical(parse(turtle, format=RdfFormat.TURTLE)) == canonical(parse(json_ld, format=RdfFormat.JSON_LD))


def canonical(quads: object) -> str:
    """The quads in canonical N-Quads."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad}\n" for quad in dataset))


def test_rdflib_reads_our_records_as_pyoxigraph_does() -> None:
    record = record_of(readings.reading(), SETTINGS, shipped_context(), cut)
    document = json.dumps({"@context": dict(shipped_context().terms), **record})
    by_oxigraph = [
        Triple(quad.subject, quad.predicate, quad.object) for quad in parse(document, format=RdfFormat.JSON_LD)
    ]
    from_oxigraph = Graph().parse(data=serialize(by_oxigraph, format=RdfFormat.N_TRIPLES), format="nt")
    by_rdflib = Graph()
    for triple in rdflib_triples(document):
        by_rdflib.add(triple)
    assert isomorphic(by_rdflib, from_oxigraph)


def test_pyld_reads_our_records_as_pyoxigraph_does() -> None:
    record = record_of(readings.reading(), SETTINGS, shipped_context(), cut)
    document = {"@context": dict(shipped_context().terms), **record}
    by_oxigraph = {str(quad) for quad in parse(json.dumps(document), format=RdfFormat.JSON_LD)}
    n_quads = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert {str(quad) for quad in parse(n_quads, format=RdfFormat.N_QUADS)} == by_oxigraph


def rdflib_triples(document: str) -> list[tuple[object, object, object]]:
    """What rdflib reads in a JSON-LD document, whichever graph it stands in."""
    dataset = RdflibDataset()
    with catch_warnings():  # rdflib 7.6 calls a method of its own that it calls deprecated
        simplefilter("ignore", DeprecationWarning)
        dataset.parse(data=document, format="json-ld")
    return [(s, p, o) for s, p, o, _ in dataset.quads()]


@pytest.mark.parametrize(
    "pattern",
    [
        '?kenya rdfs:label "Kenya"@en ; org:memberOf ?union . ?union rdfs:label "River Union"@en',
        '?union schema:foundingDate "2001-06"^^xsd:gYearMonth ; schema:founder ?uganda ; schema:foundingLocation ?at',
        "?summit a schema:Event ; schema:organizer ?kenya ; schema:location ?nairobi",
        "?roe org:holds ?office . ?office a org:Post",
        '?fact a cmq:Accession ; cmq:start "2027"^^xsd:gYear ; cmq:latestStart "2027-12-31"^^xsd:date',
        '?fact a cmq:Statement ; cmq:hasSpeaker/rdfs:label "Ada Roe"@en ; cmq:hasAudience/rdfs:label "reporters"@en',
        '?fact a cmq:Hosting ; cmq:topicText "the use of water"@en',
        "?fact a cmq:Membership ; cmq:hasFactuality factuality:reported ; cmq:polarity false",
        '?article a schema:NewsArticle ; schema:author/rdfs:label "Ben Poe"@en ; schema:inLanguage "en"',
        '?article schema:datePublished "2025-07-04"^^xsd:date ; schema:publisher/rdfs:label "The Daily Example"@en',
    ],
)
def test_what_the_article_states_is_there(quads: list[Quad], pattern: str) -> None:
    assert asks(quads, pattern)


def test_a_sure_link_is_published_and_an_unsure_one_is_not(quads: list[Quad]) -> None:
    same = rows(quads, "SELECT ?label ?item { ?thing owl:sameAs ?item ; rdfs:label ?label } ORDER BY ?label")
    assert same[0] == ("Kenya", "http://www.wikidata.org/entity/Q114")
    assert "River Summit" not in dict(same)


def test_an_unsure_link_says_what_was_considered(quads: list[Quad]) -> None:
    pattern = (
        '?link cmq:hasEntity/rdfs:label "River Summit"@en ; cmq:considersItem <http://www.wikidata.org/entity/Q1072326>'
    )
    assert asks(quads, pattern)


def changed(number: int, **changes: object) -> list[Quad]:
    """The quads when the n-th fact is the only one, and changed."""
    return map_reading(readings.reading(facts=(replace(readings.facts()[number], **changes),)), SETTINGS)


@pytest.mark.parametrize("number", range(3, len(readings.facts())))
@pytest.mark.parametrize("factuality", [word for word in Factuality if word is not Factuality.ASSERTED])
def test_a_fact_that_is_not_asserted_yields_no_plain_triple(number: int, factuality: Factuality) -> None:
    quads = changed(number, factuality=factuality, polarity=True)
    assert not asks(quads, "?fact cmq:yields ?property")
    assert not asks(quads, "?thing org:memberOf|schema:founder|schema:foundingDate|schema:location|org:holds ?other")


@pytest.mark.parametrize("number", range(3, len(readings.facts())))
def test_a_fact_that_is_denied_yields_no_plain_triple(number: int) -> None:
    assert not asks(changed(number, polarity=False), "?fact cmq:yields ?property")


def test_a_membership_that_has_ended_yields_no_plain_triple() -> None:
    assert not asks(changed(3, qualifiers=readings.qualifiers(end="2019")), "?kenya org:memberOf ?union")


def test_a_thing_is_named_for_schema_org_and_described_by_the_tables(quads: list[Quad]) -> None:
    said = {
        str(quad.object) for quad in quads if quad.subject.value.endswith("/Q1037") and quad.predicate.value in NAMES
    }
    assert said >= {'"Rwanda"', '"Rwanda"@en', '"Republic of Rwanda"@en', '"country in Eastern Africa"@en'}
    unlinked = {
        str(quad.object) for quad in quads if "/work-water" in quad.subject.value and quad.predicate.value in NAMES
    }
    assert unlinked == {'"Water Charter"', '"Water Charter"@en'}


def test_each_plain_triple_leads_back_to_its_fact_by_one_query(quads: list[Quad]) -> None:
    query = """SELECT ?thing ?property ?other ?fact {
        ?fact cmq:yields ?property ; ?role ?thing ; ?part ?other .
        ?thing ?property ?other .
        FILTER ( ?role != ?part )
    }"""
    found = {answer[:3] for answer in rows(quads, query)}
    plain = {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in quads
        if quad.predicate.value.startswith(("http://www.w3.org/ns/org#", "https://schema.org/"))
        and "/entity/" in quad.subject.value
        and quad.predicate.value not in NAMES
    }
    assert found == plain
    assert len(plain) == 8


def test_every_shortcut_is_taken_by_some_fact_of_its_kind() -> None:
    taken = set()
    for query in shipped_shortcuts():
        (property_,) = re.findall(r"cmq:yields (\S+) \.", query)
        taken.add(property_)
        assert "factuality:asserted" in query
        assert "cmq:polarity true" in query
    assert {"org:memberOf", "schema:foundingDate", "schema:founder", "org:holds"} <= taken


def test_evidence_points_to_the_characters_and_opens_the_page_there(quads: list[Quad]) -> None:
    reading = readings.reading()
    query = """SELECT ?evidence ?start ?end ?exact ?hash ?page {
        ?fact cmq:hasEvidence ?evidence .
        ?evidence oa:start ?start ; oa:end ?end ; oa:exact ?exact ; cmq:textHash ?hash ; schema:url ?page
    }"""
    found = rows(quads, query)
    assert len(found) == len(reading.extraction.facts)
    for evidence, start, end, exact, hash_, page in found:
        words = reading.article.text[int(start) : int(end)]
        assert evidence.endswith(f"#char={start},{end}")
        assert words.startswith(exact)
        assert hash_ == digest(words)
        first = unquote(page.split("#:~:text=")[1].split(",")[0])
        assert words.startswith(first)


def test_further_evidence_is_one_triple_each() -> None:
    first, second = readings.span(readings.BODY[0]), readings.span(readings.BODY[1])
    quads = changed(3, evidence=(first, second))
    assert asks(
        quads, f"?fact cmq:hasFurtherEvidence ?more FILTER ( STRENDS ( STR ( ?more ), '{second.start},{second.end}' ) )"
    )


def test_provenance_costs_at_most_eight_triples_a_fact(quads: list[Quad]) -> None:
    of_each = Counter(quad.subject for quad in quads if "#char=" in quad.subject.value)
    assert max(of_each.values()) <= 8


def runs_of_words(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return {tuple(words[start : start + 16]) for start in range(len(words) - 15)}


def test_no_literal_or_link_carries_sixteen_words_of_the_article_in_a_row(quads: list[Quad]) -> None:
    forbidden = runs_of_words(readings.TEXT)
    for quad in quads:
        assert not forbidden & runs_of_words(unquote(quad.object.value))


def test_with_quotes_the_whole_words_are_there() -> None:
    quads = map_reading(readings.reading(), SETTINGS, with_quotes=True)
    assert asks(quads, f'?article schema:description "{readings.STANDFIRST}"@en')
    assert any(quad.object.value == readings.BODY[3] for quad in quads)


def test_confidence_has_two_decimals(quads: list[Quad]) -> None:
    assert {quad.object.value for quad in quads if quad.predicate.value.endswith("#confidence")} == {"0.90"}


@pytest.mark.parametrize(
    ("text", "value", "days"),
    [
        ("2024", {"@type": "year", "@value": "2024"}, ("2024-01-01", "2024-12-31")),
        ("2024-02", {"@type": "month", "@value": "2024-02"}, ("2024-02-01", "2024-02-29")),
        ("2024-07-03", {"@type": "day", "@value": "2024-07-03"}, ("2024-07-03", "2024-07-03")),
        ("2024-07-03T10:00Z", {"@type": "moment", "@value": "2024-07-03T10:00:00+00:00"}, ("2024-07-03", "2024-07-03")),
        ("2024-13", "2024-13", None),
        ("next week", "next week", None),
    ],
)
def test_dates_are_typed_by_their_precision(text: str, value: object, days: object) -> None:
    assert (date_value(text), days_of(text)) == (value, days)


def test_a_text_fragment_escapes_its_own_syntax() -> None:
    url = text_fragment("https://news.example/a#top", "Self-made, at last.")
    assert url == "https://news.example/a#:~:text=Self%2Dmade%2C%20at%20last."


def test_a_text_fragment_over_a_line_break_names_both_ends() -> None:
    url = text_fragment("https://news.example/a", "Mali joined\n\nthe union")
    assert url == "https://news.example/a#:~:text=Mali%20joined,the%20union"


def test_no_link_leads_to_words_that_the_page_may_not_show() -> None:
    parts = (Part(PartKind.BODY, Span(0, 20)), Part(PartKind.DATE, Span(22, 32)))
    text = "Mali left ECOWAS too\n\n2024-01-28"
    article = Article(source="a", url="https://news.example/a", text=text, parts=parts, hash=digest(text))
    assert "url" in evidence_record(article, Span(0, 4), SETTINGS)
    assert "url" not in evidence_record(article, Span(22, 32), SETTINGS)


@pytest.mark.parametrize(
    ("url", "iri"),
    [
        ("https://news.example/a b|c", "https://news.example/a%20b%7Cc"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://news.example/über?q=1%20x", "https://news.example/über?q=1%20x"),
    ],
)
def test_an_address_that_is_no_iri_is_not_lost(url: str, iri: str) -> None:
    quads = map_reading(readings.reading(url=url), SETTINGS)
    assert asks(quads, f"?article a schema:NewsArticle ; schema:url <{iri}>")
    assert len([quad for quad in quads if quad.predicate.value == "https://schema.org/url"]) == 7


def test_an_article_without_address_has_no_link_to_its_words() -> None:
    quads = map_reading(readings.reading(url=None), SETTINGS)
    assert not asks(quads, "?evidence a oa:TextPositionSelector ; schema:url ?page")


def test_two_names_with_one_item_are_one_thing() -> None:
    links = (Link("kenya", Verdict.SAME, "Q114", "Kenya", 0.9), Link("uganda", Verdict.SAME, "Q114", "Kenya", 0.9))
    quads = map_reading(readings.reading(links=links), SETTINGS)
    assert rows(quads, "SELECT ?thing { ?thing owl:sameAs <http://www.wikidata.org/entity/Q114> }") == [
        ("https://w3id.org/communique/entity/Q114",)
    ]


def test_an_unknown_qualifier_is_an_error_that_names_it() -> None:
    with pytest.raises(UnknownTerm, match="'colour' is no qualifier of membership"):
        changed(3, qualifiers=readings.qualifiers(colour="red"))


def test_an_unknown_code_is_an_error_that_lists_the_codes() -> None:
    with pytest.raises(UnknownTerm, match="'sung' is no mode; known: direct, indirect"):
        changed(-1, qualifiers=readings.qualifiers(mode="sung"))


@pytest.mark.parametrize("kind", load_kinds().values(), ids=lambda kind: kind.name)
def test_every_predicate_of_every_kind_maps_to_its_class_and_roles(kind: Kind) -> None:
    for predicate in kind.predicates.values():
        object_ = (
            "2024" if predicate.object_type == "date" else "union" if predicate.object_type == "entity" else "words"
        )
        subject = "article" if predicate.subject == "article" else "kenya"
        fact = readings.fact(kind.name, subject, predicate.name, object_, readings.BODY[0])
        quads = map_reading(readings.reading(facts=(fact,)), SETTINGS)
        said = {(quad.predicate.value, quad.object.value) for quad in quads if "/fact/" in quad.subject.value}
        properties = {property_.rsplit("#", 1)[-1] for property_, _ in said}
        assert iri_of(kind.class_name) in {value for _, value in said}
        assert {iri_of(predicate.subject), iri_of(predicate.object)} <= {property_ for property_, _ in said}
        assert ("hasStatus" in properties) == (predicate.status is not None)


@pytest.mark.parametrize("kind", load_kinds().values(), ids=lambda kind: kind.name)
def test_every_qualifier_of_every_kind_has_a_word_in_the_context(kind: Kind) -> None:
    assert all(shipped_context().knows(name) for name in kind.qualifiers)


@pytest.mark.parametrize("kind", load_kinds().values(), ids=lambda kind: kind.name)
def test_a_role_is_a_thing_in_the_context_when_it_is_one_in_the_kinds(kind: Kind) -> None:
    for predicate in kind.predicates.values():
        assert shipped_context().is_node(predicate.subject)
        assert shipped_context().is_node(predicate.object) == (predicate.object_type == "entity")


def iri_of(term: str) -> str:
    """The IRI that a word of the context stands for."""
    terms = shipped_context().terms
    entry = terms[term]
    prefix, _, local = (entry["@id"] if isinstance(entry, dict) else entry).partition(":")
    return str(terms[prefix]) + local


def test_python_spells_no_iri_of_a_vocabulary() -> None:
    spaces = [
        space
        for space in json.loads((MAPPINGS / "context.jsonld").read_text())["@context"].values()
        if isinstance(space, str)
    ]
    spaces = [space for space in spaces if space.startswith("http") and "wikidata" not in space]
    for path in (MAPPINGS.parent / "flows" / "mapping").glob("*.py"):
        assert not [space for space in spaces if space in path.read_text(encoding="utf-8")]


@dataclass(frozen=True)
class Held:
    """One fact held against Wikidata."""

    against: str
    theirs: tuple[str, ...] = ()


def test_a_fact_says_how_it_stands_against_wikidata() -> None:
    reading = readings.reading()
    member, founded, inception = (reading.extraction.facts[number].key for number in (3, 4, 6))
    compared = {member: Held("new"), founded: Held("no counterpart"), inception: Held("differs", ("2001-06-15",))}
    found = rows(
        map_reading(reading, SETTINGS, compared=compared),
        """SELECT ?way ?theirs {
            ?fact cmq:comparesAs ?code
            OPTIONAL { ?fact cmq:onWikidata ?theirs }
            BIND ( STRAFTER ( STR ( ?code ), "/comparison/" ) AS ?way )
        } ORDER BY ?way""",
    )
    assert found == [("differs", "2001-06-15"), ("new", ""), ("noCounterpart", "")]


def test_a_fact_that_was_not_compared_says_nothing_of_wikidata(quads: list[Quad]) -> None:
    assert not asks(quads, "?fact cmq:comparesAs ?way")


def test_an_unknown_comparison_is_an_error_that_lists_the_known_ones() -> None:
    reading = readings.reading()
    with pytest.raises(UnknownTerm, match="'better' is no against; known: differs, known, new, noCounterpart"):
        map_reading(reading, SETTINGS, compared={reading.extraction.facts[3].key: Held("better")})


def test_a_speaker_is_who_the_fact_is_attributed_to(quads: list[Quad]) -> None:
    speaker = "?fact <http://www.w3.org/ns/prov#wasAttributedTo>/rdfs:label 'Ada Roe'@en"
    assert asks(quads, f"{speaker} ; cmq:hasFactuality factuality:reported")


def test_a_fact_that_names_an_unknown_entity_keeps_its_words() -> None:
    fact: Fact = replace(readings.facts()[3], subject=Reference("nobody-of-that-key"))
    assert asks(
        map_reading(readings.reading(facts=(fact,)), SETTINGS), "?fact a cmq:Membership ; cmq:hasMember ?member"
    )


def test_terms_are_literals_or_named_nodes_only(quads: list[Quad]) -> None:
    assert {type(quad.object) for quad in quads} == {NamedNode, Literal}


@pytest.mark.parametrize("number", range(len(readings.facts())))
def test_a_row_of_the_facts_table_says_the_same_as_the_graph(number: int, quads: list[Quad]) -> None:
    reading = readings.reading()
    fact = reading.extraction.facts[number]
    row = row_of(fact, reading, SETTINGS)
    said = {quad.object.value for quad in quads if quad.subject.value == fact_iri(reading.article, fact, SETTINGS)}
    start, end, confidence = row["start"], row["end"], row["confidence"]
    assert {row["subject_iri"], f"{article_iri(reading.article, SETTINGS)}#char={start},{end}"} <= said
    assert (row["object_iri"] or cut(str(row["object"]))) in said
    assert {f"https://w3id.org/communique/factuality/{row['factuality']}", f"{confidence:.2f}"} <= said
    assert str(row["polarity"]).lower() in said
    items = {str(row[column]) for column in ("subject_item", "object_item") if row[column]}
    assert items <= {value.rsplit("/", 1)[-1] for value in said}
