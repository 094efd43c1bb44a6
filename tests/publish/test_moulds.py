"""What is written of a claim or relation by filling in what was written of another one says what its record says."""

from dataclasses import replace

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from flows.publish.graph import sorted_nquads
from flows.publish.layout import load_layout
from flows.publish.moulds import Moulds, Record
from flows.publish.writers import jsonld, turtle
from flows.settings import Settings

SETTINGS = replace(Settings(), base="https://example.org/")
LAYOUT = load_layout(SETTINGS.base)
GRAPH = "https://example.org/graph/claims-1"


def claim(number: int, label: str, told_as: list[str] | None = None, first: str = "2025-01-02") -> Record:
    return {
        "id": f"https://example.org/claim/join-{number:010x}",
        "type": "Claim",
        "label": label,
        "combined": f"0.{90 + number % 10}",
        "toldAs": told_as or ["asserted"],
        "sources": str(number),
        "articles": str(number + 1),
        "firstStated": first,
        "lastStated": first,
    }


def relation(number: int, why: str, basis: list[str]) -> Record:
    return {
        "id": f"https://example.org/between/denies-{number}",
        "type": "Relation",
        "relation": "denies",
        "claim": f"https://example.org/claim/join-{number}",
        "otherClaim": "https://example.org/claim/join-0",
        "why": why,
        "basis": basis,
    }


ODD = (
    "100 % of them, %s and {}",
    'They said "no" \\ twice',
    "~02~ and 7913000003 and 0.7913000004 and blank:05",
    'Said "~02~", 7913000003, <blank:01>',
    "Türkiye · joined · 東南アジア\u2028諸国",
    "line\nand line",
)
RECORDS = [
    claim(3, "Finland joined NATO"),
    claim(4, "Sweden joined NATO"),
    claim(5, "Sweden joined NATO", first=""),
    claim(12, "Finland joined NATO", ["asserted", "reported"]),
    *(claim(20 + number, odd) for number, odd in enumerate(ODD)),
    relation(1, "2025, or 2026", ["https://example.org/fact/one/1"]),
    relation(2, "at least 40, or 38", ["https://example.org/fact/one/1", "https://example.org/fact/two/(1)"]),
    relation(3, 'until "March"', ["https://example.org/fact/one/1", "https://example.org/fact/two/1"]),
    relation(4, "many", [f"https://example.org/fact/one/{number:03}" for number in range(200)]),
]


@pytest.mark.parametrize("turn", [1, -1])
def test_what_fills_a_mould_is_written_as_it_would_be_alone(turn: int) -> None:
    moulds = Moulds(LAYOUT)
    for record in RECORDS[::turn]:
        cast, alone = moulds.cast(record), Moulds(LAYOUT)
        first = alone.cast(record)
        assert moulds.nquads(cast, GRAPH) == alone.nquads(first, GRAPH)
        assert moulds.turtle(cast) == alone.turtle(first)
        assert moulds.json(cast) == alone.json(first)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["id"].rsplit("/", 1)[-1])
def test_all_forms_of_a_record_hold_the_same_triples(record: Record) -> None:
    moulds = Moulds(LAYOUT)
    moulds.cast(claim(1, "Peru left the talks"))
    cast = moulds.cast(record)
    nquads = moulds.nquads(cast, GRAPH)
    assert nquads == sorted_nquads(parse(nquads, format=RdfFormat.N_QUADS))
    said = {quad.triple for quad in parse(nquads, format=RdfFormat.N_QUADS)}
    document = jsonld.write_head(LAYOUT) + moulds.json(cast) + jsonld.FOOT
    assert {
        Triple(*one) for one in triples(turtle.write_prefixes(LAYOUT) + moulds.turtle(cast), RdfFormat.TURTLE)
    } == said
    assert {Triple(*one) for one in triples(document, RdfFormat.JSON_LD)} == said
    values = {node.value for triple in said if hasattr(node := triple.object, "value")}
    text = record.get("label") or record["why"]
    assert text in values


def triples(text: str, form: RdfFormat) -> set[tuple[object, object, object]]:
    return {(quad.subject, quad.predicate, quad.object) for quad in parse(text, format=form)}
