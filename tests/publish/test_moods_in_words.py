"""Whatever is printed, published or answered says of what is not simply so that it is not."""

import csv
import io
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import Quad, QueryResultsFormat, QuerySolutions, Store
from released import SETTINGS, PublishedArticle
from released import release as released

from flows.kinds import Kind, Predicate, shipped_kinds
from flows.looking import FACTS_IN_SHORT, for_people, of_facts
from flows.mapping import map_reading
from flows.model import (
    Article,
    Entity,
    EntityType,
    Extraction,
    Fact,
    Factuality,
    Literal,
    Mention,
    Part,
    PartKind,
    Reading,
    Reference,
    Report,
    Span,
    Value,
)
from flows.publish import publish
from flows.settings import ONTOLOGY
from flows.show import as_table

# every factuality with every polarity that it can have
MOODS = [
    (Factuality.ASSERTED, True),
    (Factuality.NEGATED, False),
    *((word, so) for word in (Factuality.PLANNED, Factuality.POSSIBLE, Factuality.REPORTED) for so in (True, False)),
]
TEXT = "Something happened somewhere, and the rest of this page says so."
WHOLE = Span(0, len(TEXT))
ASKED_OF_PLAIN_TRIPLES = {"capitals-of-the-members"}  # asks a server elsewhere
QUESTIONS = [p for p in sorted((ONTOLOGY / "questions").glob("*.rq")) if p.stem not in ASKED_OF_PLAIN_TRIPLES]


def stated() -> list[tuple[Kind, Predicate, Factuality, bool]]:
    """Each predicate that the reader finds in a text, in each mood."""
    kinds = [kind for kind in shipped_kinds().values() if kind.read_by != "metadata"]
    return [(kind, p, word, so) for kind in kinds for p in kind.predicates.values() for word, so in MOODS]


def reading() -> Reading:
    """An article that states each predicate in each mood, every time of another subject."""
    facts, entities = [], []
    for number, (kind, predicate, word, so) in enumerate(stated()):
        subject, object_ = f"Zed{number}", f"Yod{number}"
        types = EntityType.ORGANIZATION, EntityType.ORGANIZATION
        for name, type_ in zip((subject, object_), types, strict=True):
            entities.append(Entity(name, type_, name, (Mention(WHOLE, "name"),)))
        facts.append(
            Fact(
                key=f"fact-{number}",
                kind=kind.name,
                predicate=predicate.name,
                subject=Reference(subject),
                object=value(predicate, object_),
                evidence=(WHOLE,),
                factuality=word,
                polarity=so,
                confidence=0.9,
            )
        )
    digest = f"sha256:{sha256(TEXT.encode()).hexdigest()}"
    article = Article("page.txt", TEXT, (Part(PartKind.BODY, WHOLE),), digest, url="https://news.example/page")
    return Reading(article, Extraction("frames", tuple(entities), tuple(facts)), ())


def value(predicate: Predicate, name: str) -> Value:
    """An object of the sort that a predicate takes, which tells by its name whose it is where it can."""
    if predicate.object_type == "entity":
        return Reference(name)
    texts = {"date": "2024", "number": "5"}
    return Literal(texts.get(predicate.object_type, name), predicate.object_type)


@pytest.fixture(scope="module")
def quads() -> tuple[Quad, ...]:
    return tuple(map_reading(reading(), SETTINGS))


@pytest.fixture(scope="module")
def store(quads: tuple[Quad, ...]) -> Store:
    store = Store()
    store.extend(Quad(q.subject, q.predicate, q.object) for q in quads)
    return store


def told(line: str) -> bool:
    """Whether a line of text, which names one subject, says how things stand with it."""
    number = int(line.split("Zed")[1].split()[0].strip('·|,"')) if "Zed" in line else None
    if number is None:
        return True  # it names none of our subjects
    _, predicate, word, so = stated()[number]
    words = line.lower()
    denied = so or predicate.denies or "not so" in words or "negated" in words or "absent" in words
    return denied and (word in {Factuality.ASSERTED, Factuality.NEGATED} or word.value in words)


def test_every_label_says_how_things_stand(store: Store) -> None:
    found = store.query("SELECT ?says { ?fact <http://www.w3.org/2000/01/rdf-schema#label> ?says }")
    assert isinstance(found, QuerySolutions)
    labels = [str(row["says"].value) for row in found if " · " in str(row["says"].value)]
    assert len(labels) >= len(stated())
    assert [label for label in labels if not told(label)] == []


def test_every_row_of_the_table_says_how_things_stand() -> None:
    lines = as_table(for_people(of_facts([reading()])), FACTS_IN_SHORT).splitlines()
    assert sum("Zed" in line for line in lines) == len(stated())
    assert [line for line in lines if not told(line)] == []


def test_every_row_of_the_report_says_how_things_stand(quads: tuple[Quad, ...], tmp_path: Path) -> None:
    publish(released(PublishedArticle(reading(), quads, (), Report(conforms=True))), tmp_path, SETTINGS)
    (report,) = tmp_path.rglob("report.md")
    kinds = tuple(f"| {kind} |" for kind in shipped_kinds())
    lines = [line for line in report.read_text(encoding="utf-8").splitlines() if line.startswith(kinds)]
    assert len(lines) == len(stated())
    assert [line for line in lines if not told(line)] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_every_answer_says_how_things_stand(question: Path, store: Store) -> None:
    found = store.query(question.read_text(encoding="utf-8"))
    assert isinstance(found, QuerySolutions)
    text = bytes(found.serialize(format=QueryResultsFormat.CSV) or b"").decode()
    header, *rows = csv.reader(io.StringIO(text))
    if "facts" in header or "item" in header or "type" in header:
        return  # counts, and things by themselves
    assert [row for row in rows if not told(" , ".join(row))] == []
