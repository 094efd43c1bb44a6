"""What an IRI of a release stands for: its page for people, its triples for programs."""

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from flows.errors import CommuniqueError
from flows.serve.answers import TRIPLES

MOST = 2_000  # triples that point to a thing; a query gives the others
ONTOLOGY_PAGE = "data/communique.html"


class LinkedData:
    """The IRIs of a release below its base, and those of the vocabulary that it uses.

    store:     the release, one graph an article
    site:      the folder of its pages
    """

    def __init__(self, store: ox.Store, data: Path, site: Path, base: str, prefixes: Mapping[str, str]) -> None:
        self.store = store
        self.site = site
        self.base = base
        self.prefixes = dict(prefixes)
        self.vocabulary = _vocabulary(data)

    def iri_at(self, path: str) -> ox.NamedNode | None:
        """The IRI at this path that the release or its vocabulary knows; None for any other."""
        try:
            iri = ox.NamedNode(f"{self.base}{path}") if path else None
        except ValueError:
            return None
        return iri if iri is not None and self._knows(iri) else None

    def page_of(self, path: str) -> str | None:
        """The page that tells of what an IRI with this path stands for; None where none does."""
        fact = re.fullmatch(r"fact/([^/]+)/([^/]+)", path)
        within = re.fullmatch(r"(?:graph|link)/([^/]+)(?:/[^/]+)?", path)
        if fact:
            page, place = self._page_with(fact[1], fact[2]), f"#{fact[2]}"
        elif within:
            page, place = f"article/{within[1]}.html", ""
        else:
            page, place = f"{path}.html", ""
        if file_at(self.site, page):
            return page + place
        term = ox.NamedNode(f"{self.base}{path}")
        if _says(self.vocabulary, term) and file_at(self.site, ONTOLOGY_PAGE):
            return ONTOLOGY_PAGE
        # What only facts speak of, such as a claim, is told where the first of them stands.
        pointing = self.store.quads_for_pattern(None, None, term, ox.DefaultGraph())
        iris = sorted(quad.subject.value for quad in pointing if isinstance(quad.subject, ox.NamedNode))
        facts = [iri.removeprefix(self.base) for iri in iris if iri.startswith(f"{self.base}fact/")]
        # A graph of claims leads to its first claim.
        held = {quad.subject for quad in self.store.quads_for_pattern(None, None, None, term)}
        named = (node.value.removeprefix(self.base) for node in held if isinstance(node, ox.NamedNode))
        claims = sorted(place for place in named if place.startswith("claim/"))
        first = next(iter([*facts, *(claim for claim in claims if claim != path)]), None)
        return self.page_of(first) if first is not None else None

    def _page_with(self, slug: str, fact: str) -> str:
        """The page of an article on which a fact stands; very many facts are on several."""
        first, more = f"article/{slug}.html", sorted((self.site / "article" / slug).glob("*.html"))
        for page in (first, *(f"article/{slug}/{path.name}" for path in more)):
            file = file_at(self.site, page)
            if more and file and f'id="{fact}"' in file.read_text(encoding="utf-8"):
                return page
        return first

    def described(self, iri: ox.NamedNode, kind: str) -> bytes:
        """What the release says of an IRI, as triples in a form of TRIPLES: all that an article states, for an article
        or its graph; for anything else what is said of it, and up to MOST triples that point to it."""
        told = {quad.triple for quad in self._about(iri)}
        return ox.serialize(sorted(told, key=str), format=TRIPLES[kind], prefixes=self.prefixes) or b""

    def _about(self, iri: ox.NamedNode) -> Iterable[ox.Quad]:
        graph = ox.NamedNode(iri.value.replace(f"{self.base}article/", f"{self.base}graph/", 1))
        if self.store.contains_named_graph(graph):
            return self.store.quads_for_pattern(None, None, None, graph)
        if iri.value == f"{self.base}ontology":
            return self.vocabulary
        return (
            *self.store.quads_for_pattern(iri, None, None, ox.DefaultGraph()),
            *islice(self.store.quads_for_pattern(None, None, iri, ox.DefaultGraph()), MOST),
            *self.vocabulary.quads_for_pattern(iri, None, None),
        )

    def _knows(self, iri: ox.NamedNode) -> bool:
        if self.store.contains_named_graph(iri) or _says(self.vocabulary, iri):
            return True
        pointing = self.store.quads_for_pattern(None, None, iri, ox.DefaultGraph())
        return _says(self.store, iri) or next(pointing, None) is not None


def file_at(site: Path, path: str) -> Path | None:
    """The file of the site at this path; None for what is none, or lies outside."""
    try:
        file = (site / path).resolve()
        return file if file.is_relative_to(site.resolve()) and file.is_file() else None
    except (OSError, ValueError):  # a path that no system has
        return None


def _says(store: ox.Store, iri: ox.NamedNode) -> bool:
    return next(store.quads_for_pattern(iri, None, None, None), None) is not None


def _vocabulary(data: Path) -> ox.Store:
    store = ox.Store()
    for name in ("communique.ttl", "shapes.ttl"):
        path = data / name
        try:
            # Its blank nodes are not ours to name.
            store.extend(quad for quad in ox.parse(path=str(path)) if isinstance(quad.subject, ox.NamedNode))
        except FileNotFoundError:
            continue
        except (OSError, SyntaxError, ValueError) as error:
            raise CommuniqueError(f"{path}: cannot be read ({error})") from error
    return store
