"""The page of the ontology: every term of ours on it, every link in it leads somewhere, the same bytes each time."""

import os
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from rdflib import RDFS, SKOS, Graph

from flows.publish.ontology_page import write_ontology_page
from flows.settings import ONTOLOGY

VOID = ("meta", "link", "br")


class Page(HTMLParser):
    """What a browser would see: ids, links, texts, and elements that are closed in the wrong place."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open += [] if tag in VOID else [tag]
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_endtag(self, tag: str) -> None:
        self.wrong += [] if self.open.pop() == tag else [tag]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(write_ontology_page())


def test_every_term_stands_on_the_page_with_its_definition_and_example(page: Page) -> None:
    ontology = Graph().parse(ONTOLOGY / "communique.ttl")
    terms = list(ontology.subjects(RDFS.isDefinedBy))
    assert len(terms) > 150
    assert len(page.ids) == len(set(page.ids)) >= len(terms)
    for term in terms:
        for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.example, SKOS.scopeNote):
            assert all(str(text) in page.words for text in ontology.objects(term, predicate)), term


def test_an_address_with_the_name_of_a_term_leads_to_it(page: Page) -> None:
    assert {"Accession", "hasOrganization", "start", "status-joined"} <= set(page.ids)


def test_every_link_inside_the_page_leads_somewhere(page: Page) -> None:
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside
    assert inside <= set(page.ids)


def test_the_files_that_the_page_points_to_are_named_as_in_a_release(page: Page) -> None:
    beside = {link for link in page.links if ":" not in link and not link.startswith("#")}
    assert beside == {"communique.ttl", "shapes.ttl", "context.jsonld", "wikidata.sssom.tsv"}


def test_the_rules_of_a_class_and_its_neighbours_elsewhere_are_shown(page: Page) -> None:
    assert "An accession has exactly one candidate" in page.words
    assert "org:ChangeEvent" in page.words
    assert "wd:P582 (end time)" in page.words


def test_elements_are_closed_in_the_order_in_which_they_were_opened(page: Page) -> None:
    assert (page.wrong, page.open) == ([], [])


def test_hash_seeds_change_no_byte_of_the_page() -> None:
    program = "from flows.publish.ontology_page import write_ontology_page; print(write_ontology_page())"
    pages = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("1", "4711")
    }
    assert len(pages) == 1
