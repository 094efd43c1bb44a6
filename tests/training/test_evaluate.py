"""The scores of a pipeline, on a few sentences whose right answers are known."""

import re
from pathlib import Path

import pytest
from spacy.tokens import Doc, DocBin, Span

from flows.language.annotate import load_pipeline
from flows.settings import LANGUAGE_MODEL
from flows.training.evaluate import Table, evaluate, name_scores, predicted, words_per_second

NLP = load_pipeline(LANGUAGE_MODEL)
TEXTS = ["Kenya signed the pact in Nairobi.", "Farmers in Peru want more water."]


def own_readings() -> list[Doc]:
    """What the pipeline itself reads: against these it must be right throughout."""
    return list(NLP.pipe(TEXTS))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Test files in which the pipeline's own readings are the truth."""
    for name in ("parse-test-ewt", "parse-test-gum", "names-test-uner", "names-test-redocred"):
        DocBin(docs=own_readings()).to_disk(tmp_path / f"{name}.spacy")
    return tmp_path


def test_a_pipeline_is_right_about_its_own_readings(folder: Path) -> None:
    trees, _ = evaluate(NLP, folder)
    assert trees.rows == {name: [100.0] * len(trees.columns) for name in ("EWT", "GUM", "EWT + GUM")}


def test_labels_that_not_all_corpora_know_count_on_neither_side() -> None:
    reference = own_readings()[0]
    reference.set_ents([Span(reference, 0, 1, "PLACE"), Span(reference, 2, 4, "EVENT")])
    examples = predicted(NLP, [reference])
    examples[0].predicted.set_ents([Span(examples[0].predicted, 0, 1, "PLACE")])
    assert name_scores(examples) == [100.0, 100.0, 100.0]


def test_a_name_with_the_wrong_label_is_wrong() -> None:
    reference = own_readings()[0]
    reference.set_ents([Span(reference, 0, 1, "PLACE")])
    examples = predicted(NLP, [reference])
    examples[0].predicted.set_ents([Span(examples[0].predicted, 0, 1, "PERSON")])
    assert name_scores(examples) == [0.0, 0.0, 0.0]


def test_tables_are_markdown() -> None:
    assert Table(["UAS", "LAS"], {"EWT": [87.55, 84.0]}).markdown().splitlines() == [
        "| test split | UAS | LAS |",
        "|---|---|---|",
        "| EWT | 87.5 | 84.0 |",
    ]


def test_speed_counts_words() -> None:
    assert words_per_second(NLP, own_readings() * 10) > 10


def test_the_model_card_says_what_the_command_prints() -> None:
    card = (Path(__file__).parents[2] / "docs" / "model-card.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| (EWT|GUM|EWT \+ GUM|Universal NER \(EWT\)|Re-DocRED, held out) \|", card, flags=re.MULTILINE
    )
    assert rows == ["EWT", "GUM", "EWT + GUM", "Universal NER (EWT)", "Re-DocRED, held out"]
