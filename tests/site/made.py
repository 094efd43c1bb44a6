"""Small releases made of rows that we write ourselves, and what their pages hold."""

import csv
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from lxml import html

from flows import reading, stages
from flows.batch import Batch
from flows.publish import Release, Run, publish
from flows.rows import digest
from flows.settings import load_settings

BASE = "https://data.example/"
LINK = (
    *("name", "type", "verdict", "item", "label", "score", "reasons", "pending", "mentions", "candidates"),
    *("candidate_labels", "candidate_descriptions", "candidate_scores", "candidate_reasons", "decision", "context"),
    *("entity_iri", "article_iri"),
)


def entity(name: str) -> str:
    """The IRI of an entity: a name that is one already, else one made of it."""
    return name if name.startswith("http") else f"{BASE}entity/group-{digest(name)[7:15]}"


def fact(subject: str, predicate: str, object_: str, kind: str = "accession", **told: object) -> dict[str, object]:
    """A row of facts.jsonl; what is not told is stated, certain, and not dated."""
    row: dict[str, object] = {
        "kind": kind,
        "subject": subject,
        "predicate": predicate,
        "object": object_,
        "qualifiers": {},
        "evidence": f"{subject} {predicate} {object_}",
        "subject_iri": entity(subject),
        "object_iri": entity(object_),
        "factuality": "asserted",
        "polarity": True,
        "attributed_to": None,
        "confidence": 0.9,
        "start": 0,
    }
    return {**row, **told}


def make_release(folder: Path, *articles: tuple[str, str, list[dict[str, object]]]) -> Path:
    """A release of articles, each with its title, day and facts, in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder / "articles", ignore_errors=True)
    entries, rows, links = [], [], []
    for number, (title, day, facts) in enumerate(articles):
        slug, first_row, first_link = f"article-{number}", len(rows), len(links)
        iri = f"{BASE}article/{slug}"
        url = f"https://paper.example/{slug}"
        entries.append({"slug": slug, "iri": iri, "url": url, "title": title, "published": day})
        for place, row in enumerate(facts):
            rows.append({**row, "fact_iri": f"{BASE}fact/{slug}/{place}", "article_iri": iri, "start": place})
        names = {str(row[role]) for row in facts for role in ("subject", "object")}
        links += [(name, "group", "none", *[""] * 13, entity(name), iri) for name in sorted(names)]
        _write(folder / "articles" / slug, rows[first_row:], links[first_link:])
    (folder / "articles.jsonl").write_text(_lines(entries), encoding="utf-8")
    _write(folder, rows, links)
    return folder


def _write(folder: Path, rows: list[dict[str, object]], links: list[tuple[str, ...]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "facts.jsonl").write_text(_lines(rows), encoding="utf-8")
    with (folder / "links.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([LINK, *links])


def publish_texts(folder: Path, *texts: Path) -> Path:
    """A release of what the reader finds in texts, without Wikidata."""
    settings = load_settings()
    readings = reading.read([str(text) for text in texts], engine="frames", offline=True, jobs=1)
    graphs = stages.map_each(Batch((reading, ()) for reading in readings.kept), settings)
    run = Run("2025-06-01T10:00:00+00:00", "2025-06-01T10:00:01+00:00", "1", "texts", "frames", True, ())
    publish(Release(stages.validate_each(graphs).kept, run), folder, settings)
    return folder


def _lines(rows: Iterable[object]) -> str:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def text(page: Path, path: str = "//main") -> str:
    """What a person reads on a page, or in the part of it that an XPath names."""
    pieces = (piece for part in html.parse(page).xpath(path) for piece in part.itertext())
    return " ".join(" ".join(pieces).split()).replace(" ,", ",")
