"""The scores of a model, on a few sentences whose right answers are known."""

import re
from dataclasses import replace
from pathlib import Path

from flows.language.annotate import Annotator
from flows.language.parsed import Name, Parsed
from flows.language.tokens import cut
from flows.settings import LANGUAGE_MODEL
from flows.training.evaluate import NAMES, TREES, Table, evaluate, name_scores, tree_scores, words_per_second

MODEL = Annotator(LANGUAGE_MODEL)
TEXTS = ["Kenya signed the pact in Nairobi.", "Farmers in Peru want more water."]


def own_readings() -> list[Parsed]:
    """What the model itself reads: against these it must be right throughout."""
    return list(MODEL.read(map(cut, TEXTS)))


def scores_of_names(said: list[Name], so: list[Name]) -> list[float]:
    """The scores where the model says some names and others are so."""
    text = own_readings()[0]
    return name_scores([(replace(text, names=said), replace(text, names=so))])


def test_a_model_is_right_about_its_own_readings() -> None:
    splits = [*TREES["EWT + GUM"], *NAMES.values()]
    trees, _ = evaluate(MODEL, {split: own_readings() for split in splits})
    assert trees.rows == {name: [100.0] * len(trees.columns) for name in ("EWT", "GUM", "EWT + GUM")}


def test_a_wrong_head_costs_both_scores_and_a_wrong_relation_one() -> None:
    text = own_readings()[0]
    hung = replace(text, heads=[*text.heads[:3], 1 - text.heads[3], *text.heads[4:]])
    called = replace(text, deps=["obj", *text.deps[1:]])
    assert [round(each) for each in tree_scores([(hung, text)])[:2]] == [86, 86]
    assert [round(each) for each in tree_scores([(called, text)])[:2]] == [100, 86]


def test_labels_that_not_all_corpora_know_count_on_neither_side() -> None:
    assert scores_of_names([(0, 1, "PLACE")], [(0, 1, "PLACE"), (2, 4, "EVENT")]) == [100.0, 100.0, 100.0]


def test_a_name_with_the_wrong_label_is_wrong() -> None:
    assert scores_of_names([(0, 1, "PERSON")], [(0, 1, "PLACE")]) == [0.0, 0.0, 0.0]


def test_a_name_that_is_not_found_costs_recall_alone() -> None:
    assert scores_of_names([(0, 1, "PLACE")], [(0, 1, "PLACE"), (5, 6, "PLACE")])[:2] == [100.0, 50.0]


def test_tables_are_markdown() -> None:
    assert Table(["UAS", "LAS"], {"EWT": [87.55, 84.0]}).markdown().splitlines() == [
        "| test split | UAS | LAS |",
        "|---|---|---|",
        "| EWT | 87.5 | 84.0 |",
    ]


def test_speed_counts_words() -> None:
    assert words_per_second(MODEL, own_readings() * 10) > 10


def test_the_model_card_says_what_the_command_prints() -> None:
    card = (Path(__file__).parents[2] / "docs" / "model-card.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| (EWT|GUM|EWT \+ GUM|Universal NER \(EWT\)|Re-DocRED, held out) \|", card, flags=re.MULTILINE
    )
    assert rows == ["EWT", "GUM", "EWT + GUM", "Universal NER (EWT)", "Re-DocRED, held out"]
