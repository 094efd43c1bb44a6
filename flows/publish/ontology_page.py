"""The ontology as a page that a person reads: each term with its examples, rules and neighbours elsewhere."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import yaml
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store

from flows.errors import BrokenData
from flows.publish.layout import load_layout
from flows.publish.records import record_layout
from flows.publish.terms import CONTEXT, by_space, prefixed
from flows.rows import digest
from flows.settings import MAPPINGS, ONTOLOGY, Settings

PAGE = MAPPINGS / "release" / "ontology-page.yaml"
TEMPLATE = MAPPINGS / "release" / "ontology-page.html"
ELSEWHERE = MAPPINGS / "wikidata.sssom.tsv"

Node = NamedNode | Literal


@cache
def page_version() -> str:
    """Tells whether a page that was written earlier is as it would be written today."""
    read = [
        Path(__file__),
        *sorted(ONTOLOGY.glob("*.ttl")),
        *sorted((MAPPINGS / "release").iterdir()),
        ELSEWHERE,
        CONTEXT,
    ]
    return digest("".join(path.read_text(encoding="utf-8") for path in read))


@cache
def write_ontology_page() -> str:
    """communique.html: the same bytes for the same ontology, shapes and mappings."""
    page = _Page(_declared(), _prefixes(), Store())
    for name in ("communique.ttl", "shapes.ttl"):
        page.store.load(path=str(ONTOLOGY / name), format=RdfFormat.TURTLE)
    page.store.update(page.prologue + _mapped_elsewhere())
    (ontology,) = page.terms(page.declared["ontology"])
    sections = [(section, page.terms(section["terms"])) for section in page.declared["sections"]]
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        iri=escape(ontology),
        title=page.first(page.declared["title"], ontology),
        description=page.first(page.declared["description"], ontology),
        about="".join(page.rows(page.declared["about"], ontology)),
        contents="".join(page.contents(section, terms) for section, terms in sections),
        sections="".join(page.section(section, terms) for section, terms in sections),
    )


@dataclass(frozen=True)
class _Page:
    """What is declared of the page, and the graph that it is asked of.

    found:  what each path leads to, by where it starts: one query a path, however many terms there are
    """

    declared: Mapping[str, Any]
    prefixes: Mapping[str, str]
    store: Store
    found: dict[str, dict[str, list[Node]]] = field(default_factory=dict)

    @cached_property
    def prologue(self) -> str:
        return "".join(f"PREFIX {name}: <{space}>\n" for name, space in sorted(self.prefixes.items()))

    @cached_property
    def spaces(self) -> dict[str, str]:
        return by_space(self.prefixes)

    @cached_property
    def preferred(self) -> str:
        (ontology,) = self.terms(self.declared["ontology"])
        return self.first(self.declared["prefix"], ontology)

    @cached_property
    def own(self) -> set[str]:
        """The terms that stand on the page."""
        return {iri for section in self.declared["sections"] for iri in self.terms(section["terms"])}

    def terms(self, pattern: str) -> list[str]:
        """The IRIs that a pattern finds, in the order of their labels."""
        found = self._ask(f"SELECT DISTINCT ?it {{ {pattern} }}")
        return sorted((row[0].value for row in found), key=lambda iri: (self.label(iri).lower(), iri))

    def values(self, path: str, iri: str) -> list[Node]:
        """What a path leads to from a term, in the order of the text."""
        if path not in self.found:
            reached: dict[str, list[Node]] = {}
            for start, value in self._ask(f"SELECT DISTINCT ?it ?value {{ ?it {path} ?value }} ORDER BY STR(?value)"):
                reached.setdefault(start.value, []).append(value)
            self.found[path] = reached
        return self.found[path].get(iri, [])

    def first(self, path: str, iri: str) -> str:
        """The first text that a path leads to; empty when there is none."""
        return next((escape(value.value) for value in self.values(path, iri)), "")

    def label(self, iri: str) -> str:
        """What a term is called; those of other vocabularies go by their prefixed name."""
        return self.first(self.declared["label"], iri) or self.name(iri)

    def contents(self, section: Mapping[str, str], terms: Iterable[str]) -> str:
        links = "".join(f'<li title="{self.name(iri)}">{self.shown(NamedNode(iri))}</li>\n' for iri in terms)
        return f'<h2><a href="#{section["id"]}">{escape(section["heading"])}</a></h2>\n<ul>\n{links}</ul>\n'

    def section(self, section: Mapping[str, str], terms: Iterable[str]) -> str:
        return f'<h2 id="{section["id"]}">{escape(section["heading"])}</h2>\n' + "".join(map(self.term, terms))

    def term(self, iri: str) -> str:
        anchor, label = self.anchor(iri), self.first(self.declared["label"], iri)
        definition = self.first(self.declared["definition"], iri)
        return (
            f'<article id="{anchor}">\n<h3>{label} <a href="{escape(iri)}"><code>{self.name(iri)}</code></a>'
            f'<a class="self" href="#{anchor}" aria-label="link to this term">#</a></h3>\n'
            + (f"<p>{definition}</p>\n" if definition else "")
            + f"<dl>\n{''.join(self.rows(self.declared['rows'], iri))}</dl>\n</article>\n"
        )

    def rows(self, declared: Mapping[str, str], iri: str) -> Iterator[str]:
        """A row for each heading whose path leads somewhere."""
        for heading, path in declared.items():
            values = [self.shown(value) for value in self.values(path, iri)]
            if values:
                texts = "".join(f"<li>{value}</li>" for value in values)
                yield f"<dt>{escape(heading)}</dt><dd>{values[0] if len(values) == 1 else f'<ul>{texts}</ul>'}</dd>\n"

    def shown(self, value: Node) -> str:
        """A text as it is, a term by its label, linked to where it is described."""
        if isinstance(value, Literal):
            return escape(value.value)
        iri, label = value.value, self.label(value.value)
        if iri in self.own:
            return f'<a href="#{self.anchor(iri)}">{label}</a>'
        return f'<a href="{escape(iri)}">{self.name(iri)}</a>' + (f" ({label})" if label != self.name(iri) else "")

    def name(self, iri: str) -> str:
        return escape(prefixed(iri, self.spaces) or iri)

    def anchor(self, iri: str) -> str:
        """What links to a term end with: the prefixed name, without the prefix of the ontology itself."""
        return self.name(iri).removeprefix(f"{self.preferred}:").replace(":", "-")

    def _ask(self, query: str) -> Iterator[Any]:
        solutions = self.store.query(self.prologue + query)
        if not isinstance(solutions, QuerySolutions):
            raise BrokenData(f"{PAGE}: {query!r} selects nothing")
        yield from solutions


def _declared() -> dict[str, Any]:
    declared = yaml.safe_load(PAGE.read_text(encoding="utf-8"))
    if not isinstance(declared, dict):
        raise BrokenData(f"{PAGE}: must map names to blocks")
    return declared


def _prefixes() -> dict[str, str]:
    """Those of the data, of the descriptions and of the page itself."""
    base = Settings().base
    return {**record_layout(base).prefixes, **load_layout(base).prefixes, **_declared()["prefixes"]}


def _mapped_elsewhere() -> str:
    """The mappings to Wikidata as one update: which term matches which, and what it is called there."""
    lines = ELSEWHERE.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    said = (
        f"{row['subject_id']} {row['predicate_id']} {row['object_id']} .\n"
        f"{row['object_id']} rdfs:label {Literal(row['object_label'])} ."
        for row in rows
    )
    return "INSERT DATA {\n" + "\n".join(said) + "\n}"
