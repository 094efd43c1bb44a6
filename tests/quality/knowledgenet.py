"""Scores the reader on KnowledgeNet, sentences of encyclopaedias and of firms' own pages, property by property.

python tests/quality/knowledgenet.py [--folds 2 3] [--lead] [--out FOLDER]

The sentences and their scorer are no part of the repository: COMMUNIQUE_TEST_DATA names the folder that holds
`score/knowledgenet-dev.jsonl.gz` and `score/score_bench.py` (CONTRIBUTING.md). Sentences of one document are read as
one article. KnowledgeNet marks a fact once for each pair of words that speak of its two things, and of a seat also the
places that it lies in, where they stand behind it ("Lima, Peru"): what was read is turned into the same. Most documents
lack their first sentence, so that "he" is nobody whom the text names; with --lead, a made-up one stands in for it.
"""

import argparse
import gzip
import importlib.util
import json
import re
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

sys.path.append(str(Path(__file__).resolve().parent.parent))  # when run as a script

from outside import missing, outside

from flows.extract.reader import read_article
from flows.model import EntityType, Extraction, Fact, Factuality, Literal, Reference, Span, Value
from flows.training.judging import article_of
from flows.training.passages import Passage

BEGINNING = 100  # characters of a title
PASSAGES = outside("score", "knowledgenet-dev.jsonl.gz")
SCORER = outside("score", "score_bench.py")
WRITTEN = "2018-01-01"  # about when its texts were collected
# its properties that our kinds have, with their Wikidata ids
PROPERTIES = {
    "FOUNDED_BY": "P112",
    "DATE_FOUNDED": "P571",
    "HEADQUARTERS": "P159",
    "EMPLOYEE_OR_MEMBER_OF": "P463",
}
SAME = {"founded by": "P112", "inception": "P571", "headquartered in": "P159"}
BELONGS = ("member of", "chairs", "joined")  # of a person
BODIES = (EntityType.ORGANIZATION, EntityType.GROUP)
PLACES = (EntityType.CITY, EntityType.REGION, EntityType.COUNTRY)
HOLDS = (Factuality.ASSERTED, Factuality.REPORTED)
MARKED = ("name", "pronoun")  # "the company" is not marked
WITHIN = re.compile(r",\s+$")
RELATIVE = re.compile(r",? (who|which|that|whose|whom|where)\b")
# what stands in, with --lead, for the first sentence of a document that was left out: by the first pronoun of the rest
LEADS = {"he": "John Roe spoke.", "she": "Mary Roe spoke.", "it": "The Roe Group met."}
OPENING = re.compile(r"\b(he|his|she|her|it|its)\b", re.IGNORECASE)
LEAD_OF = {"his": "he", "her": "she", "its": "it"}

Row: TypeAlias = dict[str, Any]


def documents(folds: Sequence[int]) -> list[list[Row]]:
    """The sentences in which somebody marked one of our properties, or that there is none; by document, in order."""
    found: dict[str, list[Row]] = {}
    with gzip.open(PASSAGES, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            marked = [name for name in row["exhaustive"] if name in PROPERTIES]
            if marked and row["fold"] in folds:
                facts = [fact for fact in row["facts"] if fact["label"] in marked]
                found.setdefault(row["doc"], []).append({**row, "exhaustive": marked, "facts": facts})
    return [sorted(rows, key=lambda row: row["start"]) for rows in found.values()]


def read_document(rows: list[Row], *, lead: bool = False) -> list[Row]:
    """What the reader states in each sentence of a document, in the manner of KnowledgeNet; `lead`: behind a sentence
    that stands in for the one left out at its beginning."""
    text, starts = lead_of(rows) if lead else "", []
    for row in rows:
        text += "\n\n" if text else ""
        starts.append(len(text))
        text += row["text"]
    extraction = read_article(article_of(Passage(text=text, facts=(), date=WRITTEN)))
    return [
        {"id": row["id"], "facts": list(stated(extraction, text, Span(start, start + len(row["text"]))))}
        for row, start in zip(rows, starts, strict=True)
    ]


def lead_of(rows: list[Row]) -> str:
    """A sentence for the pronouns of a document to speak of; "" where its first one has the document's beginning."""
    found = OPENING.search(" ".join(row["text"] for row in rows))
    if rows[0]["start"] < BEGINNING or found is None:
        return ""
    pronoun = found[1].lower()
    return LEADS[LEAD_OF.get(pronoun, pronoun)]


def stated(extraction: Extraction, text: str, within: Span) -> Iterator[Row]:
    """The facts that one stretch of a text states, once for each pair of words that speak of their two things."""
    told: set[tuple[Span, str, Span]] = set()
    for fact in extraction.facts:
        if fact.factuality not in HOLDS or not fact.polarity:
            continue
        if not any(within.start <= evidence.start < within.end for evidence in fact.evidence):
            continue
        for subject, name, object_ in said(extraction, fact):
            starts = spans(extraction, text, fact, subject, within)
            ends = spans(extraction, text, fact, object_, within)
            if name == "P159":
                ends += [place for end in ends for place in around(extraction, text, end)]
            told |= {(start, name, end) for start, end in product(starts, ends)}
    for start, name, end in sorted(told, key=lambda row: (row[0].start, row[1], row[2].start)):
        yield {"subject": _shown(text, start, within), "property": name, "object": _shown(text, end, within)}


def said(extraction: Extraction, fact: Fact) -> Iterator[tuple[Value, str, Value]]:
    """A fact by the properties of KnowledgeNet."""
    if fact.predicate in SAME:
        yield fact.subject, SAME[fact.predicate], fact.object
    elif fact.predicate in BELONGS and type_of(extraction, fact.subject) is EntityType.PERSON:
        yield fact.subject, "P463", fact.object
    elif fact.predicate == "position held":
        for name, value in fact.qualifiers:
            if name == "place" and type_of(extraction, value) in BODIES:
                yield fact.subject, "P463", value


def type_of(extraction: Extraction, value: Value) -> EntityType | None:
    """What kind of thing a value is; None of a literal."""
    if not isinstance(value, Reference):
        return None
    return next(entity.type for entity in extraction.entities if entity.key == value.entity)


def spans(extraction: Extraction, text: str, fact: Fact, value: Value, within: Span) -> list[Span]:
    """Every stretch of it that speaks of a value; of a date, the words that tell its year."""
    if isinstance(value, Literal):
        said_there = [Span(*found.span()) for found in re.finditer(re.escape(value.value[:4]), text)]
        return [span for span in said_there if inside(span, within)] or [fact.evidence[0]]
    entity = next(entity for entity in extraction.entities if entity.key == value.entity)
    named = [m.span for m in entity.mentions if m.how in MARKED and inside(m.span, within)]
    return named + [relative for span in named if (relative := pronoun_behind(text, span)) is not None]


def pronoun_behind(text: str, name: Span) -> Span | None:
    """The relative pronoun right behind a name, which KnowledgeNet marks as well."""
    found = RELATIVE.match(text, name.end)
    return Span(*found.span(1)) if found else None


def around(extraction: Extraction, text: str, place: Span) -> Iterator[Span]:
    """The places that stand behind one, each behind a comma."""
    last = place
    places = [m for e in extraction.entities for m in e.mentions if e.type in PLACES]
    for mention in sorted(places, key=lambda mention: mention.span.start):
        if mention.span.start >= last.end and WITHIN.fullmatch(text[last.end : mention.span.start]):
            last = mention.span
            yield last


def inside(span: Span, within: Span) -> bool:
    """Whether one stretch lies within another."""
    return within.start <= span.start and span.end <= within.end


def scorer() -> ModuleType:
    """The scorer that comes with the sentences."""
    spec = importlib.util.spec_from_file_location("score_bench", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _shown(text: str, span: Span, within: Span) -> Row:
    return {"start": span.start - within.start, "end": span.end - within.start, "text": text[span.start : span.end]}


def main() -> None:
    """Print the scores, and write gold and reading where that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, nargs="+", default=[2, 3])
    parser.add_argument("--out", type=Path, help="a folder for what is marked and what was read, as JSON lines")
    parser.add_argument(
        "--lead", action="store_true", help="let a sentence stand in for one left out, which names whom"
    )
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    if not PASSAGES.is_file() or not SCORER.is_file():
        sys.exit(f"not scored: {missing('score/knowledgenet-dev.jsonl.gz')}")
    marked = documents(arguments.folds)
    with ProcessPoolExecutor(arguments.jobs) as pool:
        read = [
            row for rows in pool.map(partial(read_document, lead=arguments.lead), marked, chunksize=20) for row in rows
        ]
    gold = [row for rows in marked for row in rows]
    for name, rows in (("gold", gold), ("read", read)) if arguments.out else ():
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (arguments.out / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    scorer().relations({row["id"]: row for row in gold}, {row["id"]: row for row in read})


if __name__ == "__main__":
    main()
