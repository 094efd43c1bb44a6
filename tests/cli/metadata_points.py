"""The points that data.europa.eu gives to a catalogue, as far as they can be judged from the file.

By https://data.europa.eu/mqa/methodology: indicators in five dimensions, 405 points in all. Whether an address answers
cannot be seen in a file; here it stands for a file of that name that lies beside the catalogue.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS
from rdflib.term import Node

AUTHORITY = "http://publications.europa.eu/resource/authority/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
LICENCES = (f"{AUTHORITY}licence/", "http://creativecommons.org/", "https://creativecommons.org/")
MACHINE_READABLE = {"CSV", "JSON", "JSON_LD", "RDF_N_QUADS", "RDF_TRIG", "RDF_TURTLE"}


def points(catalog: Path, conforms: bool) -> dict[str, int]:
    """The points for each indicator; one about files counts only when every file meets it."""
    graph = Graph().parse(catalog)
    [dataset] = graph.subjects(RDF.type, DCAT.Dataset)
    files = sorted(graph.objects(dataset, DCAT.distribution))
    assert files

    def of_dataset(predicate: URIRef, begins: str | tuple[str, ...] = "") -> bool:
        return any(str(value).startswith(begins) for value in graph.objects(dataset, predicate))

    def of_files(predicate: URIRef, meets: Callable[[Node], bool] = bool) -> bool:
        return all(any(meets(value) for value in graph.objects(file, predicate)) for file in files)

    def answers(address: Node) -> bool:
        return (catalog.parent / urlsplit(str(address)).path.rpartition("/")[2]).is_file()

    def begins(*spaces: str) -> Callable[[Node], bool]:
        return lambda value: str(value).startswith(spaces)

    def readable(value: Node) -> bool:
        return str(value).removeprefix(f"{AUTHORITY}file-type/") in MACHINE_READABLE

    met = {
        "keywords": (30, of_dataset(DCAT.keyword)),
        "categories": (30, of_dataset(DCAT.theme)),
        "place": (20, of_dataset(DCTERMS.spatial)),
        "time": (20, of_dataset(DCTERMS.temporal)),
        "access address answers": (50, of_files(DCAT.accessURL, answers)),
        "download address": (20, of_files(DCAT.downloadURL)),
        "download address answers": (30, of_files(DCAT.downloadURL, answers)),
        "format": (20, of_files(DCTERMS.format)),
        "media type": (10, of_files(DCAT.mediaType)),
        "format and media type by their tables": (
            10,
            of_files(DCTERMS.format, begins(f"{AUTHORITY}file-type/"))
            and of_files(DCAT.mediaType, begins(MEDIA_TYPES)),
        ),
        "open format": (20, of_files(DCTERMS.format, readable)),
        "machine-readable": (20, of_files(DCTERMS.format, readable)),
        "conforms to DCAT-AP": (30, conforms),
        "licence": (20, of_files(DCTERMS.license)),
        "licence by its table": (10, of_files(DCTERMS.license, begins(*LICENCES))),
        "access rights": (10, of_dataset(DCTERMS.accessRights)),
        "access rights by their table": (5, of_dataset(DCTERMS.accessRights, f"{AUTHORITY}access-right/")),
        "contact point": (20, of_dataset(DCAT.contactPoint)),
        "publisher": (10, of_dataset(DCTERMS.publisher)),
        "rights": (5, of_files(DCTERMS.rights)),
        "size": (5, of_files(DCAT.byteSize)),
        "issued": (5, of_dataset(DCTERMS.issued) and of_files(DCTERMS.issued)),
        "modified": (5, of_dataset(DCTERMS.modified) and of_files(DCTERMS.modified)),
    }
    assert sum(most for most, _ in met.values()) == 405
    return {name: most if meets else 0 for name, (most, meets) in met.items()}
