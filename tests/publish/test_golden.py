"""Each writer gives exactly its golden file; run this file as a program to write the golden files anew."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from released import SETTINGS, reading

from flows.model import Problem, Report
from flows.publish import DATASET_FORMS, WRITERS
from flows.publish.content import Content
from flows.publish.forms import Form
from flows.publish.layout import load_layout
from flows.publish.writers.tables import write_former

GOLDEN = Path(__file__).parent / "golden"
FACT = "https://example.org/fact/summit/1"
ROW = {
    "kind": "accession",
    "subject": "Ruritania",
    "predicate": "joined",
    "object": "Alpine League",
    "qualifiers": {"start": "2024-05"},
    "evidence": "Ruritania joined the “Alpine League”, it said",
    "subject_iri": "https://example.org/entity/Q900001",
    "object_iri": None,
    "subject_item": "Q900001",
    "object_item": None,
    "factuality": "asserted",
    "polarity": True,
    "attributed_to": None,
    "confidence": 0.9,
    "start": 10,
    "end": 55,
    "object_sha256": None,
    "evidence_sha256": "sha256:00",
    "fact_iri": FACT,
    "article_iri": "https://example.org/article/summit",
}
LINK = {
    "name": "=Ruritania",
    "type": "country",
    "verdict": "same",
    "item": "Q900001",
    "label": "Ruritania",
    "score": 0.97,
    "reasons": "name and type agree",
    "candidates": "Q900001",
    "candidate_labels": "Ruritania",
    "candidate_descriptions": "",
    "candidate_scores": "0.97",
    "candidate_reasons": "the name agrees; the type too",
    "pending": False,
    "mentions": 3,
    "entity_iri": "https://example.org/entity/Q900001",
    "article_iri": "https://example.org/article/summit",
}
FORMER = {
    "former_iri": "https://example.org/entity/country-ruritania-cdb4d88c",
    "name": "Ruritania",
    "entity_iri": "https://example.org/entity/Q900001",
}
PROBLEMS = (
    Problem("violation", FACT, "An accession says who joined.", "https://example.org/ns#hasCandidate"),
    Problem("warning", FACT, "An accession says when.", value="a | b\nc"),
)


def article() -> Content:
    """One small article, whose only fact was also held back, so that each writer has something to write."""
    return Content(
        name="summit",
        settings=SETTINGS,
        layout=load_layout(SETTINGS.base, GOLDEN / "context.jsonld"),
        quads=tuple(ox.parse(path=str(GOLDEN / "given.trig"))),
        rows=(ROW,),
        links=(LINK,),
        report=Report(True, PROBLEMS, (FACT,)),
        held_back=tuple(quad for quad in ox.parse(path=str(GOLDEN / "given.trig")) if quad.subject.value == FACT),
        reading=reading(),
        statements=("Q900001\tP463\tQ900002\tP580\t+2024-05-00T00:00:00Z/10",),
    )


def written() -> dict[str, str]:
    """What each writer writes, by the path of its golden file."""
    texts = {name: writer(article()) for name, writer in WRITERS.items()}
    pieces = {name.removesuffix(".gz"): whole(form, texts) for name, form in DATASET_FORMS.items()}
    former = {"dataset/former.csv": write_former([FORMER])}
    return former | {
        f"{of}/{name.removesuffix('.gz')}": some[name]
        for of, some in (("article", texts), ("dataset", pieces))
        for name in some
    }


def whole(form: Form, texts: dict[str, str]) -> str:
    """A file of the release when this article is all that is in it."""
    content = article()
    piece, layout = form.piece(content, texts.get(form.file, "")), content.layout
    things = [form.thing(iri, said, {}, layout) for iri, said in content.shared.items()] if form.thing else []
    shared = [form.heading(layout) + form.between.join(things)] if things else []
    return form.head(layout) + form.between.join(filter(None, (piece, *shared))) + form.foot


@pytest.mark.parametrize("path", sorted(written()))
def test_each_writer_writes_its_golden_file(path: str) -> None:
    assert (GOLDEN / path).read_bytes().decode() == written()[path]


def test_each_golden_file_has_a_writer() -> None:
    files = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.glob("*/*")}
    assert files == set(written())


if __name__ == "__main__":
    for path, text in written().items():
        (GOLDEN / path).parent.mkdir(exist_ok=True)
        (GOLDEN / path).write_bytes(text.encode())
