"""Heads of bodies that only their office names."""

import pytest
from told import mentions_of, read, told


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("The OPEC secretary general said that prices would fall.", "OPEC secretary general", "secretary general"),
        ("The German chancellor visited Lima.", "German chancellor", "chancellor"),
        ("Peru welcomed Jordan's king.", "Jordan king", "king"),
        ("The secretary-general of ASEAN visited Lima.", "ASEAN secretary-general", "secretary-general"),
        ("Kenya welcomed the chairperson of the African Union Commission.", "African Union Commission chairperson",
         "chairperson"),
    ],
)  # fmt: skip
def test_the_head_of_a_body_is_known_by_the_office(text: str, name: str, words: str) -> None:
    assert mentions_of(read(text), text, name) == [(words, "nominal")]


def test_a_holder_called_in_two_ways_is_one() -> None:
    text = "The German chancellor visited Lima. Germany's chancellor met farmers."
    assert len(mentions_of(read(text), text, "German chancellor")) == 2


def test_the_head_of_a_body_acts() -> None:
    assert ("ASEAN secretary-general", "visited", "Lima") in told(read("The ASEAN secretary-general visited Lima."))


def test_the_head_is_the_person_whom_the_article_gives_the_office() -> None:
    text = "NATO Secretary General Ann Roe visited Lima. The NATO secretary general met farmers."
    assert ("secretary general", "nominal") in mentions_of(read(text), text, "Ann Roe")


@pytest.mark.parametrize(
    "text",
    [
        "The former OPEC secretary general visited Lima.",
        "The OPEC deputy secretary general visited Lima.",
        "Ann Roe, the OPEC secretary general, visited Lima.",
        "Ann Roe is the OPEC secretary general.",
        "The chairman of the tea growers visited Lima.",
    ],
)
def test_no_other_phrase_is_the_head(text: str) -> None:
    assert [e.name for e in read(text).entities if e.name == "OPEC secretary general" or "chairman" in e.name] == []
