"""A release about itself: DCAT-AP for its files, dates and coverage, VoID for what is in it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from flows.model import EntityType
from flows.publish.content import Content
from flows.publish.declared import load_declared
from flows.publish.graph import TYPE, Pair, types_of
from flows.publish.index import Entry, canonical_hash, total
from flows.publish.layout import Layout
from flows.publish.records import Record, short_hash, write_records
from flows.publish.terms import Terms
from flows.settings import Settings


def write_catalog(content: Content, entries: Sequence[Entry], folder: Path, dates: Mapping[str, str]) -> str:
    """dcat.ttl: title, licence, coverage, quality, and each file with its type, size, checksum and address.

    dates:  `issued`, when the data set was first published, and `modified`, when what it says last changed
    """
    declared, settings = load_declared(), content.settings
    names = [name for file in sorted(declared["distributions"]) for name in (file, f"{file}.gz")]
    present = [name for name in names if (folder / name).is_file()]
    on = {"issuedOn": dates["issued"][:10], "modifiedOn": dates["modified"][:10]}
    files = [record for name in present for record in _distribution(name, folder / name, settings, on)]
    coverage = list(_coverage(content, entries))
    measurements = list(_measurements(entries))
    dataset = {
        **_dataset(settings),
        **on,
        "version": canonical_hash(content),
        "identifier": f"{settings.base}dataset",
        "distribution": _ids(files, "Distribution"),
        "temporal": _ids(coverage, "Period"),
        "spatial": _ids(coverage, "Place"),
        "hasMeasurement": _ids(measurements, "QualityMeasurement"),
        "derivedFrom": [entry["url"] for entry in entries if entry["url"]],
    }
    catalog = {**declared["catalog"], **on, "licence": settings.licence}
    records = [dataset, catalog, *_parties(settings), declared["rights"], *files, *coverage, *measurements]
    return write_records([*records, *_metrics(), *_named(records)], settings.base)


def write_statistics(content: Content, entries: Sequence[Entry]) -> str:
    """void.ttl: how much is in the release, by class and by property, and its links to Wikidata."""
    declared = load_declared()
    subjects = content.subjects
    pairs = [pair for of_subject in subjects.values() for pair in of_subject]
    classes = Counter(node.value for predicate, node in pairs if predicate == TYPE)
    properties = Counter(predicate for predicate, _ in pairs)
    by_class = list(_partitions("class", "entities", classes, content.layout))
    by_property = list(_partitions("property", "triples", properties, content.layout))
    linkset = {**declared["linkset"], **_links(pairs, content.layout.terms)}
    dataset = {
        **_dataset(content.settings),
        "triples": len(pairs),
        "entities": sum(bool(types_of(of_subject)) for of_subject in subjects.values()),
        "distinctSubjects": len(subjects),
        "distinctObjects": len({node for _, node in pairs}),
        "classes": len(classes),
        "properties": len(properties),
        "dataDump": [
            f"{_files_at(content.settings)}{name}"
            for name in sorted(declared["distributions"])
            if name.startswith("dataset.")
        ],
        "exampleResource": [entry["iri"] for entry in entries[:1]],
        "vocabulary": _vocabularies([*classes, *properties], content.layout.terms),
        "classPartition": [part["id"] for part in by_class],
        "propertyPartition": [part["id"] for part in by_property],
        "subset": linkset["id"],
    }
    return write_records([dataset, linkset, *by_class, *by_property], content.settings.base)


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
            yield {"id": iri, "type": kind, **label}


def _ids(records: Sequence[Record], kind: str) -> list[str]:
    return [record["id"] for record in records if record["type"] == kind]


def _links(pairs: Sequence[Pair], terms: Terms) -> Record:
    predicate, wikidata = terms.expand("sameAs"), terms.prefixes["wd"]
    links = sum(verb == predicate and node.value.startswith(wikidata) for verb, node in pairs)
    return {"linkPredicate": predicate, "triples": links}


def _vocabularies(iris: Sequence[str], terms: Terms) -> list[str]:
    return sorted(space for space in terms.prefixes.values() if any(iri.startswith(space) for iri in iris))


def _distribution(name: str, path: Path, settings: Settings, on: Mapping[str, str]) -> Iterator[Record]:
    """A file and its checksum."""
    declared = load_declared()
    of, addresses = declared["distributions"][name.removesuffix(".gz")], declared["addresses"]
    checksum = {
        "id": f"/dataset#sha256-{name}",
        "type": "Checksum",
        "algorithm": addresses["sha256"],
        "checksumValue": sha256(path.read_bytes()).hexdigest(),
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
        "byteSize": str(path.stat().st_size),
        "checksum": checksum["id"],
        **({"compressFormat": addresses["gzip"]} if name.endswith(".gz") else {}),
    }
    yield checksum


def _measurements(entries: Sequence[Entry]) -> Iterator[Record]:
    """The measurements of this release, and those of the reader that the data declares with their value."""
    counts = total(entries)
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


def _coverage(content: Content, entries: Sequence[Entry]) -> Iterator[Record]:
    """The dates of the articles, and the countries that they speak of."""
    days = sorted(entry["published"][:10] for entry in entries if len(entry["published"] or "") >= len("2024-07-03"))
    if days:
        yield {"id": "/dataset#temporal", "type": "Period", "startDate": days[0], "endDate": days[-1]}
    countries = {
        row["item"]: row["label"] for row in content.links if row["type"] == EntityType.COUNTRY and row["item"]
    }
    for item, label in sorted(countries.items()):
        yield {"id": content.layout.terms.prefixes["wd"] + str(item), "type": "Place", "label": label}


def _partitions(what: str, counted: str, counts: Counter[str], layout: Layout) -> Iterator[Record]:
    for iri, number in sorted(counts.items()):
        name = (layout.shorten(iri) or short_hash(iri)).replace(":", "-")
        yield {"id": f"/dataset#{what}-{name}", "type": "LinkedDataset", what: iri, counted: number}
