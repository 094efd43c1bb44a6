"""One name explained."""

import pytest

from flows.link.explain import explain
from flows.model import EntityType, Verdict
from flows.settings import load_settings


@pytest.mark.parametrize(
    ("name", "type", "near", "item"),
    [
        ("Astana", None, [], "Q1520"),
        ("Astana", EntityType.COUNTRY, [], "Q232"),
        ("Congo", None, ["Goma"], "Q974"),
        ("Congo", None, ["Brazzaville"], "Q971"),
        ("Kazakh", None, [], "Q232"),
        ("Nikola Mikovic", None, ["Astana"], None),
    ],
)
def test_a_name_is_explained_beside_others(
    name: str, type: EntityType | None, near: list[str], item: str | None
) -> None:
    link = explain(name, type, near, offline=True, settings=load_settings())
    assert link.item == item
    assert link.reasons


def test_candidates_carry_scores_and_reasons() -> None:
    link = explain("Congo", None, [], offline=True, settings=load_settings())
    assert link.verdict is Verdict.UNSURE
    assert [candidate.item for candidate in link.candidates] == ["Q971", "Q974"]
    assert all(candidate.score > 0 and candidate.reasons for candidate in link.candidates)


@pytest.mark.parametrize(("on", "item"), [(None, "Q5256775"), ("2015-08-09", "Q57394"), ("2024-08-09", "Q200881")])
def test_an_office_on_a_day_is_its_holder(on: str | None, item: str) -> None:
    assert explain("the Kazakh president", None, [], offline=True, settings=load_settings(), on=on).item == item


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("civil war in Sudan", "War in Sudan"),
        ("the war over Nagorno-Karabakh", ""),
        ("2020 war over Nagorno-Karabakh", "Second Nagorno-Karabakh War"),
        ("Russia's war with Georgia", ""),
        ("2008 war of Russia", ""),
        ("trade war in Sudan", ""),
        ("war between Iran and Iraq", "Iran–Iraq War"),
    ],
)
def test_a_phrase_for_a_conflict_is_explained_by_its_words(name: str, label: str) -> None:
    assert explain(name, None, [], offline=True, settings=load_settings(), on="2024-08-09").label == label
