"""A release as one file for analysts: all its facts as Parquet, or as GeoJSON those that take place somewhere."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from flows.errors import CommuniqueError
from flows.mapping.dates import days_of
from flows.parquet import write_parquet
from flows.plover import event_of
from flows.publish.writers.tables import FACT_COLUMNS
from flows.rows import NO_TEXTS, flat
from flows.site.facts import Article, Fact
from flows.site.pictures import coordinates, takes_place
from flows.site.reader import read_release
from flows.site.wording import mood, sentence

# What the table has beside the columns of facts.csv: days to compare by, and of which article each fact is.
DAYS = ("earliest_start", "latest_start", "latest_end")
OF_ARTICLE = ("article_title", "article_url", "article_published")
TYPES: Mapping[str, type] = {
    **NO_TEXTS,
    **dict.fromkeys((*DAYS, "article_published"), date),
}


def export(data: Path, to: Path) -> int:
    """Writes the release in a folder into a file, whose ending says how; how many facts it has now.

    Raises CommuniqueError where there is no release, or the ending is none of WRITERS. A file that was there stays
    until the new one is whole.
    """
    writer = WRITERS.get(to.suffix.casefold())
    if writer is None:
        raise CommuniqueError(f"{to}: its ending says how to write it: {' or '.join(WRITERS)}")
    if not to.parent.is_dir():
        raise CommuniqueError(f"{to}: there is no such folder to write it into")
    staged = to.with_name(f".{to.name}.new")
    try:
        written = writer(data, staged)
        staged.replace(to)
    finally:
        staged.unlink(missing_ok=True)
    return written


def write_table(data: Path, to: Path) -> int:
    """All facts as Parquet: the columns of facts.csv, and those of DAYS and OF_ARTICLE."""
    columns = [*FACT_COLUMNS, *DAYS, *OF_ARTICLE]
    return write_parquet(_rows(data), {name: TYPES.get(name, str) for name in columns}, to)


def _rows(data: Path) -> Iterator[dict[str, Any]]:
    articles = {entry["iri"]: entry for entry in _lines(data / "articles.jsonl")}
    for row in _lines(data / "facts.jsonl"):
        told, entry = flat(row), articles[row["article_iri"]]
        start, end = (days_of(row["qualifiers"].get(name, "")) for name in ("start", "end"))
        first, last = start or (None, None)
        yield {
            **told,
            "earliest_start": _day(first),
            "latest_start": _day(last),
            "latest_end": _day(end[1] if end else None),
            "article_title": entry["title"],
            "article_url": entry["url"],
            "article_published": _day((entry["published"] or "")[:10]),
        }


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            yield from (json.loads(line) for line in lines)
    except FileNotFoundError as error:
        missing = f"there is no release ({path.name} is missing); `communique run` makes one"
        raise CommuniqueError(f"{path.parent}: {missing}") from error
    except ValueError as error:
        raise CommuniqueError(f"{path}: this cannot be read ({error})") from error


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def write_features(data: Path, to: Path) -> int:
    """As GeoJSON (RFC 7946) what happened, is planned or told of at places that the shipped tables have; nothing that
    is denied."""
    reading = read_release(data)
    features = [
        _feature(fact, article, thing.label, thing.item or "")
        for article in reading.articles
        for fact in article.facts
        if mood(fact).name != "negated"
        for thing in takes_place(fact)
        if thing.item in coordinates()
    ]
    whole = {"type": "FeatureCollection", "features": features}
    to.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(features)


def _feature(fact: Fact, article: Article, place: str, item: str) -> dict[str, Any]:
    latitude, longitude = coordinates()[item]
    event = event_of(fact.kind, fact.predicate, fact.factuality, fact.polarity)
    told = {
        "says": sentence(fact),
        "stands": mood(fact).mark,
        "kind": fact.kind,
        "subject": fact.subject.words,
        "predicate": fact.predicate,
        "object": fact.object.words,
        "plover_event": event.event if event else None,
        "place": place,
        "place_item": item,
        "start": fact.qualifiers.get("start"),
        "end": fact.qualifiers.get("end"),
        "confidence": fact.confidence,
        "evidence": fact.evidence,
        "source": fact.opens or article.url,
        "article": article.title,
        "published": article.published[:10],
        "fact": fact.iri,
    }
    point = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": point, "properties": told}


WRITERS: Mapping[str, Callable[[Path, Path], int]] = {".parquet": write_table, ".geojson": write_features}
