"""A release about itself: DCAT-AP for its files, dates and coverage, VoID for what is in it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.publish.declared import load_declared
from flows.publish.index import COUNTED, File
from flows.publish.layout import Layout
from flows.publish.records import Record, short_hash, write_records
from flows.publish.terms import Terms
from flows.publish.totals import Totals
from flows.settings import Settings

DAYS = [f"(SELECT {which}(published) FROM graph WHERE published IS NOT NULL)" for which in ("min", "max")]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of a release.

    counts:  over all articles, as index.json has them
    size:    triples, subjects, entities (subjects of a known type) and links to Wikidata, each once
    days:    the first and the last day on which an article was published
    countries:  that the articles speak of, by their Wikidata item
    example: IRI of an article
    """

    hash: str
    counts: Mapping[str, int]
    size: Mapping[str, int]
    classes: Counter[str]
    properties: Counter[str]
    days: tuple[str, str] | None
    countries: Mapping[str, str]
    example: str


def figures_of(hash: str, totals: Totals) -> Figures:
    """What is counted of a release of that hash."""
    first, last = totals.one(f"SELECT {', '.join(DAYS)}") or (None, None)
    (example,) = totals.one("SELECT article FROM graph WHERE address IS NOT NULL ORDER BY slug") or ("",)
    size = totals.tally("size")
    size.update({"subjects": size.pop("things", 0), "entities": size.pop("typed", 0)})
    countries = dict(sorted((name.split("\t") for name in totals.tally("country")), reverse=True))
    counts = totals.tally("count")
    return Figures(
        hash,
        {name: counts[name] for name in ("articles", *COUNTED)},
        size,
        totals.tally("class"),
        totals.tally("property"),
        (first, last) if first else None,
        countries,
        example,
    )


def write_catalog(
    figures: Figures, settings: Settings, layout: Layout, files: Mapping[str, File], dates: Mapping[str, str]
) -> str:
    """dcat.ttl: title, licence, coverage, quality, and each file with its type, size, checksum and address.

    dates:  `issued`, when the data set was first published, and `modified`, when what it says last changed
    """
    declared = load_declared()
    on = {"issuedOn": dates["issued"][:10], "modifiedOn": dates["modified"][:10]}
    described = [record for name in _dumps(files) for record in _distribution(name, files[name], settings, on)]
    coverage = list(_coverage(figures, layout))
    measurements = list(_measurements(figures.counts))
    dataset = {
        **_dataset(settings),
        **on,
        "version": figures.hash,
        "identifier": f"{settings.base}dataset",
        "distribution": _ids(described, "Distribution"),
        "temporal": _ids(coverage, "Period"),
        "spatial": _ids(coverage, "Place"),
        "hasMeasurement": _ids(measurements, "QualityMeasurement"),
    }
    catalog = {**declared["catalog"], **on, "licence": settings.licence}
    stream = {**declared["stream"], "endpointUrl": _files_at(settings) + declared["stream"]["endpointUrl"]}
    said = [dataset, catalog, stream, *_parties(settings), declared["rights"]]
    records = [*said, *described, *coverage, *measurements]
    return write_records([*records, *_metrics(), *_named(records)], settings.base)


def write_statistics(figures: Figures, settings: Settings, layout: Layout, files: Mapping[str, File]) -> str:
    """void.ttl: how much is in the release, by class and by property, and its links to Wikidata."""
    declared = load_declared()
    classes, properties = figures.classes, figures.properties
    by_class = list(_partitions("class", "entities", classes, layout))
    by_property = list(_partitions("property", "triples", properties, layout))
    links = {"linkPredicate": layout.terms.expand("sameAs"), "triples": figures.size["links"]}
    linkset = {**declared["linkset"], **links}
    dataset = {
        **_dataset(settings),
        "triples": figures.size["triples"],
        "entities": figures.size["entities"],
        "distinctSubjects": figures.size["subjects"],
        "classes": len(classes),
        "properties": len(properties),
        "dataDump": [f"{_files_at(settings)}{name}" for name in _dumps(files) if name.startswith("dataset.")],
        "exampleResource": [figures.example] if figures.example else [],
        "vocabulary": _vocabularies([*classes, *properties], layout.terms),
        "classPartition": [part["id"] for part in by_class],
        "propertyPartition": [part["id"] for part in by_property],
        "subset": linkset["id"],
    }
    return write_records([dataset, linkset, *by_class, *by_property], settings.base)


def _dumps(files: Mapping[str, File]) -> list[str]:
    """Those of the files that hold the data set or a table of it."""
    return sorted(name for name in files if name.removesuffix(".gz") in load_declared()["distributions"])


def _dataset(settings: Settings) -> Record:
    """What is said of the data set whatever is in it: by the settings, and where they are silent by the data."""
    addresses = load_declared()["addresses"]
    own = {"title": settings.title, "description": settings.description}
    return {
        **load_declared()["dataset"],
        **{name: words for name, words in own.items() if words},
        "licence": settings.licence,
        "language": _address(settings.language, addresses["language"]),
        "accessRights": _address(settings.access_rights, addresses["accessRights"]),
        "frequency": _address(settings.frequency, addresses["frequency"]),
    }


def _address(code: str, space: str) -> str:
    return code if ":" in code else space + code


def _files_at(settings: Settings) -> str:
    return settings.files_at or settings.base


def _parties(settings: Settings) -> Iterator[Record]:
    """Who publishes, and whom to write to."""
    declared = load_declared()
    yield {**declared["publisher"], "name": settings.publisher}
    way = "email" if settings.contact.startswith("mailto:") else "url"
    yield {**declared["contact"], "contactName": settings.publisher, way: settings.contact}


def _named(records: Sequence[Record]) -> Iterator[Record]:
    """Each thing of others that the records refer to, with what it is, so that the file can be checked by itself."""
    declared = load_declared()
    for role, kind in declared["kinds"].items():
        for iri in sorted({record[role] for record in records if role in record}):
            name = declared["names"].get(iri)
            label = {"termName" if kind == "Concept" else "label": name} if name else {}
            told = declared["definitions"].get(iri)
            yield {"id": iri, "type": kind, **label, **({"definition": told} if told else {})}


def _ids(records: Sequence[Record], kind: str) -> list[str]:
    return [record["id"] for record in records if record["type"] == kind]


def _vocabularies(iris: Sequence[str], terms: Terms) -> list[str]:
    return sorted(space for space in terms.prefixes.values() if any(iri.startswith(space) for iri in iris))


def _distribution(name: str, file: File, settings: Settings, on: Mapping[str, str]) -> Iterator[Record]:
    """A file and its checksum."""
    declared = load_declared()
    of, addresses = declared["distributions"][name.removesuffix(".gz")], declared["addresses"]
    checksum = {
        "id": f"/dataset#sha256-{name}",
        "type": "Checksum",
        "algorithm": addresses["sha256_of_parts" if file.in_parts else "sha256"],
        "checksumValue": file.sha256,
        **({"list": _files_at(settings) + file.summed_at(name)} if file.in_parts else {}),
    }
    yield {
        "id": f"/dataset#{name}",
        "type": "Distribution",
        "title": of["title"] + (", compressed" if name.endswith(".gz") else ""),
        "accessUrl": f"{_files_at(settings)}{name}",
        "downloadUrl": f"{_files_at(settings)}{name}",
        "mediaType": addresses["mediaType"] + of["mediaType"],
        "format": addresses["format"] + of["format"],
        "licence": settings.licence,
        "rights": declared["rights"]["id"],
        **on,
        "byteSize": str(file.size),
        "checksum": checksum["id"],
        **({"compressFormat": addresses["gzip"]} if name.endswith(".gz") else {}),
    }
    yield checksum


def _measurements(counts: Mapping[str, int]) -> Iterator[Record]:
    """The measurements of this release, and those of the reader that the data declares with their value."""
    shares = {
        "link-rate": _share(counts["links"], counts["entities"]),
        "held-back-rate": _share(counts["held_back"], counts["facts"] + counts["held_back"]),
    }
    for name, metric in sorted(load_declared()["metrics"].items()):
        yield {
            "id": f"/dataset#{name}",
            "type": "QualityMeasurement",
            "isMeasurementOf": f"/metric/{name}",
            "value": f"{metric.get('value', shares.get(name)):.4f}",
        }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _metrics() -> Iterator[Record]:
    for name, metric in sorted(load_declared()["metrics"].items()):
        said = {key: value for key, value in metric.items() if key != "value"}
        yield {"id": f"/metric/{name}", "type": "Metric", **said}


def _coverage(figures: Figures, layout: Layout) -> Iterator[Record]:
    """The dates of the articles, and the countries that they speak of."""
    if figures.days:
        first, last = figures.days
        yield {"id": "/dataset#temporal", "type": "Period", "startDate": first, "endDate": last}
    for item, label in sorted(figures.countries.items()):
        yield {"id": layout.terms.prefixes["wd"] + item, "type": "Place", "label": label}


def _partitions(what: str, counted: str, counts: Counter[str], layout: Layout) -> Iterator[Record]:
    for iri, number in sorted(counts.items()):
        name = (layout.shorten(iri) or short_hash(iri)).replace(":", "-")
        yield {"id": f"/dataset#{what}-{name}", "type": "LinkedDataset", what: iri, counted: number}
