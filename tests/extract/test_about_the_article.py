"""What is said of the article itself: its metadata, and its author in a note at the foot."""

from dataclasses import replace

import pytest
from told import article_of, facts_of, read, shown

from flows.extract.reader import read_article
from flows.model import Field, Span

TEXT = "Kenya signed a pact with Ghana in May 2023."
NOTE = "Ana Quispe is a freelance journalist based in Peru."


def about(note: str) -> set[tuple[str, str]]:
    """(predicate, object) of what a note says of its author."""
    extraction = read(TEXT, note=note)
    return {
        (f.predicate, shown(extraction, f.object)) for f in facts_of(extraction, "article") if f.predicate != "date"
    }


def test_a_note_tells_where_its_author_lives_and_what_she_does() -> None:
    assert {("author based in", "Peru"), ("author occupation", "freelance journalist")} <= about(NOTE)


def test_the_same_words_in_the_body_say_nothing_of_the_author() -> None:
    predicates = {fact.predicate for fact in facts_of(read(TEXT, NOTE), "article")}
    assert predicates == {"date"}


def test_metadata_become_facts_of_the_article() -> None:
    article = article_of("Kenya and Ghana sign a pact. " + TEXT)
    article = replace(
        article,
        url="https://example.org/pact",
        title=Field("Kenya and Ghana sign a pact", Span(0, 27)),
        authors=(Field("Ana Quispe"), Field("Luis Rojas")),
        publisher=Field("The Lima Courier"),
    )
    extraction = read_article(article)
    rows = {
        (f.predicate, shown(extraction, f.subject), shown(extraction, f.object))
        for f in facts_of(extraction, "article")
    }
    assert rows == {
        ("author", "article", "Ana Quispe"),
        ("author", "article", "Luis Rojas"),
        ("date", "article", "2024-07-15"),
        ("publisher", "article", "The Lima Courier"),
        ("title", "article", "Kenya and Ghana sign a pact"),
        ("url", "article", "https://example.org/pact"),
    }


def test_an_author_who_is_named_in_the_text_is_the_same_person() -> None:
    article = replace(article_of("President Ana Quispe opened a dam in Peru."), authors=(Field("Ana Quispe"),))
    assert [e.name for e in read_article(article).entities].count("Ana Quispe") == 1


@pytest.mark.parametrize(
    "dateline",
    [
        "LIMA (Reuters) - ",
        "LIMA, Peru (AP) — ",
        "LIMA — ",
        "LIMA, Peru — ",
        "ST KITTS — ",
        "LIMA/QUITO — ",
        "LIMA (Our correspondent in Peru) — ",
        "LIMA - ",
        "LIMA, Peru - ",
        "Lima, March 3: ",
        "Lima, 3 March 2024 – ",
        "Lima, 03.03.2024 - ",
        "Lima, Mar 3 (ANP) ",
        "LIMA, Mar 03, (Andean News Post): ",
        "LIMA (ANP): ",
        "LIMA- ",
        "Lima (AndesPoint / Post News - 3rd March, 2024) ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline: str) -> None:
    extraction = read(dateline + TEXT)
    assert "Lima" not in {entity.name for entity in extraction.entities}
    assert [f.predicate for f in facts_of(extraction)] == ["signed agreement with"]


def test_a_dateline_behind_the_lead_is_no_part_of_what_is_said() -> None:
    extraction = read("The post goes to Lima.", "Nairobi: Ada Roe leads the bureau, the Foreign Ministry said.")
    assert [shown(extraction, f.object) for f in facts_of(extraction, "statement")] == ["Ada Roe leads the bureau"]
