"""Walking through the unsure names of a release."""

from pathlib import Path

import pytest

from flows.errors import BrokenData
from flows.link.decisions import Decision, load_decisions
from flows.link.review import OpenName, open_names, review, take_over
from flows.model import (
    Article,
    Candidate,
    Entity,
    EntityType,
    Extraction,
    Link,
    Mention,
    Reading,
    Report,
    Span,
    Verdict,
)
from flows.publish.content import Content, links_of
from flows.publish.layout import load_layout
from flows.publish.writers.tables import write_links_table
from flows.settings import Settings

HEAD = "\ufeffname,type,verdict,reasons,candidates,candidate_labels,candidate_descriptions,candidate_scores,decision\n"


@pytest.fixture
def links(tmp_path: Path) -> Path:
    path = tmp_path / "links.csv"
    path.write_text(
        HEAD
        + "Astana,city,same,its label,Q1520,Astana,capital of Kazakhstan,1.00,\n"
        + "Guinea,region,unsure,read as region,Q1006,Guinea,country,0.60,\n"
        + 'Congo,country,unsure,"two, nearly",Q971|Q974,Republic of the Congo|Congo (Kinshasa),one|other,0.95|0.90,\n'
        + "Congo,country,unsure,again,Q971,Republic of the Congo,one,0.95,\n"
        + "Nobody,person,none,no candidate,,,,,\n",
        encoding="utf-8",
    )
    return path


def test_only_unsure_names_are_open_and_the_most_frequent_come_first(links: Path) -> None:
    names = open_names(links)
    assert [(name.name, name.type, name.times) for name in names] == [("Congo", "country", 2), ("Guinea", "region", 1)]
    assert names[0].candidates == (
        Candidate("Q971", "Republic of the Congo", "one", 0.95),
        Candidate("Q974", "Congo (Kinshasa)", "other", 0.9),
    )


def test_each_choice_becomes_a_decision_until_the_person_stops(links: Path, tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    answers = iter(["Q974", None])
    assert review(open_names(links), lambda name: (said := next(answers)) and name.decided(said, "Goma"), path) == 1
    assert load_decisions(path) == (Decision("Congo", "country", "Goma", "Q974", "Congo (Kinshasa)"),)


def test_an_item_of_ones_own_is_taken_too(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    name = OpenName("Guinea", "region", "", ())
    assert review([name], lambda name: name.decided("Q983"), path) == 1
    assert load_decisions(path)[0].decision == "Q983"


def test_a_wrong_answer_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    with pytest.raises(BrokenData, match="'maybe' is no item"):
        review([OpenName("Guinea", "region", "", ())], lambda name: name.decided("maybe"), path)
    assert not path.exists()


def test_a_file_that_is_no_table_of_links_is_named(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text("subject,object\na,b\n", encoding="utf-8")
    with pytest.raises(BrokenData, match=r"facts\.csv has no column"):
        open_names(path)


def test_what_was_filled_into_the_table_is_taken_over(links: Path, tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    text = (
        links.read_text(encoding="utf-8").replace("0.60,", "0.60,Q1006").replace("candidate,,,,,", "candidate,,,,,none")
    )
    links.write_text(text, encoding="utf-8")
    assert take_over(links, path) == 2
    assert load_decisions(path) == (
        Decision("Guinea", "region", "", "Q1006", "Guinea"),
        Decision("Nobody", "person", "", "none"),
    )


RECORDS = """\
name,type,verdict,reasons,candidates,candidate_labels,candidate_scores,decision
Georgia,country,unsure,both,Q230,Georgia,0.6,{first}
,,,,Q1428,Georgia (U.S. state),0.5,{second}
Guinea,country,unsure,both,Q1006,Guinea,0.6,
"""


@pytest.mark.parametrize(
    ("first", "second", "item", "label"),
    [
        ("", "Q1428", "Q1428", "Georgia (U.S. state)"),
        (" q230 ", "", "Q230", "Georgia"),
        ("http://www.wikidata.org/entity/Q1428", "", "Q1428", "Georgia (U.S. state)"),
        ("", "https://www.wikidata.org/wiki/Q230", "Q230", "Georgia"),
        ("wd:Q230", "Q230", "Q230", "Georgia"),
        ("none", "", "none", ""),
    ],
)
def test_a_decision_beside_a_candidate_is_one_for_the_name_above_it(
    first: str, second: str, item: str, label: str, tmp_path: Path
) -> None:
    table, path = tmp_path / "links.csv", tmp_path / "decisions.csv"
    table.write_text(RECORDS.format(first=first, second=second), encoding="utf-8")
    assert take_over(table, path) == 1
    assert load_decisions(path) == (Decision("Georgia", "country", "", item, label),)


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("Q230", "Q1428", "'Georgia' is decided twice: rows 2 Q230 and 3 Q1428"),
        ("", "the state", r"row 3: 'the state' is no item"),
    ],
)
def test_a_table_that_decides_wrongly_is_refused_with_its_row(
    first: str, second: str, message: str, tmp_path: Path
) -> None:
    table, path = tmp_path / "links.csv", tmp_path / "decisions.csv"
    table.write_text(RECORDS.format(first=first, second=second), encoding="utf-8")
    with pytest.raises(BrokenData, match=message):
        take_over(table, path)
    assert not path.exists()


def test_a_row_that_belongs_to_no_name_is_refused_with_its_number(tmp_path: Path) -> None:
    table = tmp_path / "links.csv"
    header, _, second, *_ = RECORDS.format(first="", second="Q1428").splitlines()
    table.write_text(f"{header}\n{second}\n", encoding="utf-8")
    with pytest.raises(BrokenData, match="row 2: names nothing, and no row above it does"):
        take_over(table, tmp_path / "decisions.csv")


def test_the_links_of_a_release_can_be_reviewed(tmp_path: Path) -> None:
    def again(name: OpenName) -> Decision:
        return name.decided(name.candidates[0].item)

    link = Link("x", Verdict.UNSURE, score=0.5, candidates=(Candidate("Q971", "A | B", "one", 0.5, ("why", "so")),))
    reading = Reading(
        Article("x", "x", (), "sha256:0"),
        Extraction("x", (Entity("x", EntityType.COUNTRY, "Congo", (Mention(Span(0, 1), "name"),)),), ()),
        (link,),
    )
    content = Content(
        "x", Settings(), load_layout(Settings().base), (), (), tuple(links_of(reading, Settings())), Report(True)
    )
    (tmp_path / "links.csv").write_text(write_links_table(content), encoding="utf-8")
    assert review(open_names(tmp_path / "links.csv"), again, tmp_path / "decisions.csv") == 1
    assert load_decisions(tmp_path / "decisions.csv") == (Decision("Congo", "country", "", "Q971", "A / B"),)
