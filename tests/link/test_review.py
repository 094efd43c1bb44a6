"""Walking through the unsure names of a release."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.errors import BrokenData
from flows.link.decisions import Decision, load_decisions
from flows.link.review import OpenName, open_names, review

HEAD = "name,type,verdict,item,label,score,reasons,candidates\n"


@pytest.fixture
def links(tmp_path: Path) -> Path:
    path = tmp_path / "links.csv"
    path.write_text(
        HEAD
        + "Astana,city,same,Q1520,Astana,1.0,its label,Q1520 Astana (1.00)\n"
        + "Guinea,region,unsure,,,0.6,read as region,Q1006 Guinea (0.60)\n"
        + 'Congo,country,unsure,,,0.95,"two, nearly",Q971 Republic of the Congo (0.95) | Q974 Congo (Kinshasa) (0.90)\n'
        + "Congo,country,unsure,,,0.95,again,Q971 Republic of the Congo (0.95)\n"
        + "Nobody,person,none,,,0.0,no candidate,\n",
        encoding="utf-8",
    )
    return path


def test_only_unsure_names_are_open_and_the_most_frequent_come_first(links: Path) -> None:
    names = open_names(links)
    assert [(name.name, name.type, name.times) for name in names] == [("Congo", "country", 2), ("Guinea", "region", 1)]
    assert names[0].candidates == (("Q971", "Republic of the Congo", 0.95), ("Q974", "Congo (Kinshasa)", 0.9))


def test_each_choice_becomes_a_decision_until_the_person_stops(links: Path, tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    answers: Iterator[str | None] = iter(["Q974", None])
    assert review(open_names(links), lambda name: next(answers), path) == 1
    assert load_decisions(path) == (Decision("Congo", "country", "", "Q974", "Congo (Kinshasa)"),)


def test_an_item_of_ones_own_is_taken_too(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    name = OpenName("Guinea", "region", "", ())
    assert review([name], lambda _: "Q983", path) == 1
    assert load_decisions(path)[0].decision == "Q983"


def test_a_wrong_answer_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    with pytest.raises(BrokenData, match="'maybe' is no item"):
        review([OpenName("Guinea", "region", "", ())], lambda _: "maybe", path)
    assert not path.exists()


def test_a_file_that_is_no_table_of_links_is_named(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text("subject,object\na,b\n", encoding="utf-8")
    with pytest.raises(BrokenData, match=r"facts\.csv has no column"):
        open_names(path)
