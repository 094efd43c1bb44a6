"""The shipped tables: their schema, no duplicates, and no item that is not in the verified list."""

import re
from collections import Counter
from pathlib import Path

import pytest
from outside import missing, outside

from flows.errors import BrokenData
from flows.gazetteer import TABLES, fold, load_gazetteer
from flows.link.refresh import order
from flows.model import EntityType

HOME = Path(__file__).resolve().parents[2]
FOLDER = HOME / "mappings" / "gazetteer"
VERIFIED = outside("wikidata")
SCHEMA = {
    "countries": "item label aliases iso2 iso3 un capital demonyms description start end source",
    "cities": "item label aliases country description source",
    "organizations": "item label aliases country start members description source",
    "media": "item label aliases description source",
    "persons": "item label aliases country description source",
    "terms": "person office office_item of start end seen kind",
    "offices": "item label aliases of kind description source",
    "conflicts": "item label aliases kind places parties start end description source",
    "events": "item label type aliases start end description source",
    "regions": "item label aliases description source",
    "concepts": "item label aliases description source",
    "namesakes": "name label item cues",
}
ITEM = re.compile(r"^Q[1-9]\d*$")
DATE = re.compile(r"^\d{4}(-\d\d(-\d\d)?)?$")


def rows(table: str) -> list[dict[str, str]]:
    head, *lines = (FOLDER / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


def items_in(table: str) -> set[str]:
    columns = ("item", "person", "office_item", "of", "country", "capital", "members")
    cells = (row.get(column, "") for row in rows(table) for column in columns)
    return {item for cell in cells for item in cell.split("|") if item}


@pytest.mark.parametrize("table", SCHEMA)
def test_each_table_has_its_columns(table: str) -> None:
    head = (FOLDER / f"{table}.tsv").read_text(encoding="utf-8").splitlines()[0]
    assert head.split("\t") == SCHEMA[table].split()


@pytest.mark.parametrize("table", TABLES)
def test_each_row_has_a_label_and_an_item_or_none(table: str) -> None:
    wrong = [row for row in rows(table) if not row["label"].strip() or (row["item"] and not ITEM.match(row["item"]))]
    assert wrong == []


@pytest.mark.parametrize("table", SCHEMA)
def test_cells_hold_no_stray_blanks_or_empty_list_members(table: str) -> None:
    cells = [(n, cell) for n, row in enumerate(rows(table), 2) for cell in row.values()]
    assert [
        (n, cell) for n, cell in cells if cell != cell.strip() or "||" in cell or cell[:1] == "|" or cell[-1:] == "|"
    ] == []


@pytest.mark.parametrize("table", SCHEMA)
def test_dates_are_iso(table: str) -> None:
    dates = [row[column] for row in rows(table) for column in ("start", "end", "seen") if row.get(column)]
    assert [date for date in dates if not DATE.match(date)] == []


def test_no_item_stands_in_two_rows() -> None:
    counted = Counter(row["item"] for table in TABLES for row in rows(table) if row["item"])
    assert [item for item, times in counted.items() if times > 1] == []


def test_every_term_belongs_to_a_person_of_the_tables() -> None:
    persons = {row["item"] for row in rows("persons")}
    assert {row["person"] for row in rows("terms")} <= persons


def test_no_term_ends_before_it_begins() -> None:
    assert [row for row in rows("terms") if row["start"] and row["end"] and row["end"] < row["start"]] == []


def test_every_verified_row_names_its_source() -> None:
    assert [row["label"] for table in TABLES for row in rows(table) if row["item"] and not row["source"]] == []


@pytest.mark.parametrize("table", SCHEMA)
def test_every_item_is_in_the_verified_list(table: str) -> None:
    if not VERIFIED.exists():
        pytest.skip(missing("the list of verified items"))
    verified = {
        line.split("\t", 1)[0]
        for name in ("qids.tsv", "more-items.tsv")
        for line in (VERIFIED / name).read_text(encoding="utf-8").splitlines()[1:]
    }
    assert items_in(table) - verified == set()


def test_the_tables_are_as_wide_as_promised() -> None:
    gazetteer = load_gazetteer()
    countries = gazetteer.by_type(EntityType.COUNTRY)
    assert sum(entry.un == "member" for entry in countries) == 193
    assert {entry.label for entry in countries if entry.un == "observer"} == {"Palestine", "Vatican City"}
    assert all(entry.iso2 and entry.iso3 for entry in countries if entry.un)
    assert {entry.label for entry in countries if entry.un and not entry.capital} <= {"Nauru", "Vatican City"}
    assert sum(bool(entry.item) for entry in gazetteer.by_type(EntityType.ORGANIZATION)) >= 150
    assert sum(bool(entry.terms) for entry in gazetteer.by_type(EntityType.PERSON)) >= 300


def test_every_member_state_has_a_demonym_but_those_without_one() -> None:
    without = {entry.label for entry in load_gazetteer().by_type(EntityType.COUNTRY) if not entry.demonyms}
    assert without <= {"Dominica", "Vatican City"}


def test_no_person_answers_to_a_common_first_or_last_name() -> None:
    gazetteer = load_gazetteer()
    bare = {alias for entry in gazetteer.by_type(EntityType.PERSON) for alias in entry.aliases if " " not in alias}
    assert bare & {"Li", "Wang", "Kim", "Michel", "Francisco", "Costa", "Marcos", "Khan", "Mohammed", "George"} == set()


def test_names_with_two_owners_are_few_and_known() -> None:
    gazetteer = load_gazetteer()
    owners: dict[str, set[str]] = {}
    for name, entry in gazetteer.names():
        if entry.type in (EntityType.COUNTRY, EntityType.CITY, EntityType.ORGANIZATION, EntityType.PERSON):
            owners.setdefault(fold(name), set()).add(entry.label)
    shared = {name for name, labels in owners.items() if len(labels) > 1}
    assert shared <= {"Congo", "IDB"}


def test_a_broken_row_is_named_by_file_and_line(tmp_path: Path) -> None:
    for table in FOLDER.glob("*.tsv"):
        (tmp_path / table.name).write_text(table.read_text(encoding="utf-8"), encoding="utf-8")
    with (tmp_path / "cities.tsv").open("a", encoding="utf-8") as file:
        file.write("Q1\tNowhere\n")
    with pytest.raises(BrokenData, match=r"cities\.tsv line \d+ has 2 cells"):
        load_gazetteer(tmp_path)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenData, match=r"terms\.tsv is missing"):
        load_gazetteer(tmp_path)


@pytest.mark.parametrize("table", [*TABLES, "terms"])
def test_tables_are_sorted(table: str) -> None:
    assert rows(table) == sorted(rows(table), key=order)


def test_conflicts_are_told_by_known_names_and_kinds() -> None:
    gazetteer = load_gazetteer()
    labels = {entry.label for entry in gazetteer.all()}
    told = {name for row in rows("conflicts") for name in f"{row['places']}|{row['parties']}".split("|") if name}
    nouns = (FOLDER / "conflict-kinds.tsv").read_text(encoding="utf-8").splitlines()[1:]
    kinds = {kind for line in nouns for kind in line.split("\t")[1].split("|")}
    assert told - labels == set()
    assert {row["kind"] for row in rows("conflicts")} - kinds <= {"", "crisis"}
