"""What people decided wins over everything."""

from pathlib import Path

import pytest
from entities import case

from flows.errors import BrokenData, UnknownTerm
from flows.gazetteer import load_gazetteer
from flows.link.candidates import shipped_candidates
from flows.link.decide import Case, decide
from flows.link.decisions import DECISIONS, Decision, append_decision, decisions_csv, load_decisions
from flows.link.question import ask
from flows.model import Link, Verdict

GAZETTEER = load_gazetteer()


def linked(text: str, name: str, *decisions: Decision) -> Link:
    article, extraction = case(text, name)
    cases = [Case(q, tuple(shipped_candidates(q, GAZETTEER))) for q in ask(article, extraction.entities)]
    (link,) = decide(cases, decisions, GAZETTEER)
    return link


def test_a_decision_for_an_item_wins_over_the_tables() -> None:
    link = linked("Georgia voted.", "Georgia/country", Decision("Georgia", "", "", "Q16", "Canada"))
    assert (link.verdict, link.item, link.label, link.score) == (Verdict.SAME, "Q16", "Canada", 1.0)
    assert link.reasons == ("decided by hand",)


def test_a_decision_for_none_takes_the_link_away() -> None:
    link = linked("Georgia voted.", "Georgia/country", Decision("Georgia", "", "", "none"))
    assert (link.verdict, link.item) == (Verdict.NONE, None)
    assert link.candidates


def test_a_decision_to_skip_leaves_it_open() -> None:
    link = linked("Georgia voted.", "Georgia/country", Decision("Georgia", "", "", "skip"))
    assert (link.verdict, link.item) == (Verdict.UNSURE, None)


def test_a_decision_links_what_no_table_knows() -> None:
    link = linked("Ada Roe spoke.", "Ada Roe/person", Decision("Ada Roe", "person", "", "Q42", "Ada Roe"))
    assert (link.item, link.label) == ("Q42", "Ada Roe")


def test_type_and_context_narrow_a_decision() -> None:
    only_states = Decision("Georgia", "region", "", "none")
    only_beside_macon = Decision("Georgia", "", "Macon", "none")
    assert linked("Georgia voted.", "Georgia/country", only_states, only_beside_macon).item == "Q230"
    assert linked("Georgia voted in Macon.", "Georgia/country", only_beside_macon).item is None


def test_the_narrower_decision_is_read_first(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("name,type,context,decision,label\nGeorgia,,,Q230,\nGeorgia,,Macon,none,\n", encoding="utf-8")
    assert [decision.context for decision in load_decisions(path)] == ["Macon", ""]


def test_a_decision_is_found_however_the_name_is_printed() -> None:
    assert linked("Türkiye’s turn", "Türkiye’s/country", Decision("TURKIYE", "", "", "none")).verdict is Verdict.NONE


def test_decisions_are_appended_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    first, second = Decision("Roe, Ada", "person", "", "none"), Decision("Astana", "", "summit", "Q1520", "Astana")
    append_decision(first, path)
    append_decision(second, path)
    assert set(load_decisions(path)) == {first, second}
    assert path.read_text(encoding="utf-8") == decisions_csv([first, second])


@pytest.mark.parametrize(
    ("row", "error", "says"),
    [
        ("Georgia,planet,,none,", UnknownTerm, "'planet' is no type"),
        ("Georgia,,,Q12x,", BrokenData, "line 2: 'Q12x' is no item"),
        (",,,none,", BrokenData, "line 2 names nothing"),
        ("Georgia,region", BrokenData, "line 2 has no context and no decision"),
    ],
)
def test_a_wrong_decision_is_named(tmp_path: Path, row: str, error: type[Exception], says: str) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(f"name,type,context,decision,label\n{row}\n", encoding="utf-8")
    with pytest.raises(error, match=says):
        load_decisions(path)


def test_no_file_means_no_decisions(tmp_path: Path) -> None:
    assert load_decisions(tmp_path / "decisions.csv") == ()


def test_the_shipped_decisions_can_be_read() -> None:
    assert isinstance(load_decisions(DECISIONS), tuple)
