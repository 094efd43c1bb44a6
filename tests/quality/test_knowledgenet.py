"""What the reader states, told in the manner of KnowledgeNet."""

import subprocess
import sys
from pathlib import Path

import pytest
from knowledgenet import PASSAGES, SCORER, documents, read_document
from outside import missing

HERE = Path(__file__).resolve().parent


def told(*texts: str) -> set[tuple[str, str, str]]:
    """What is told of a document of these passages."""
    rows = [{"id": str(at), "text": text, "start": at} for at, text in enumerate(texts)]
    return {
        (fact["subject"]["text"], fact["property"], fact["object"]["text"])
        for row in read_document(rows)
        for fact in row["facts"]
    }


def test_a_fact_is_told_once_for_each_pair_of_words() -> None:
    text = "The Kanda Group was founded by Rosa Quispe, and it owes her much."
    assert {("Kanda Group", "P112", "Rosa Quispe"), ("it", "P112", "her")} <= told(text)


def test_words_of_other_passages_are_not_told() -> None:
    assert told("Rosa Quispe spoke.", "She founded the Kanda Group.") == {("Kanda Group", "P112", "She")}


def test_a_seat_is_told_with_the_places_that_it_lies_in() -> None:
    assert told("The Kanda Group is based in Lima, Peru.") == {
        ("Kanda Group", "P159", "Lima"),
        ("Kanda Group", "P159", "Peru"),
    }


@pytest.mark.parametrize(
    "text", ["Rosa Quispe is a member of the Kanda Group.", "Rosa Quispe is the director of the Kanda Group."]
)
def test_whoever_has_an_office_at_a_body_or_is_its_member_belongs_to_it(text: str) -> None:
    assert told(text) == {("Rosa Quispe", "P463", "Kanda Group")}


def test_an_office_of_a_country_makes_nobody_its_member() -> None:
    assert told("Rosa Quispe is the president of Peru.") == set()


def test_without_its_sentences_it_says_so() -> None:
    run = subprocess.run(
        [sys.executable, HERE / "knowledgenet.py"], capture_output=True, text=True, env={}, check=False
    )
    assert (run.returncode, "COMMUNIQUE_TEST_DATA" in run.stderr) == (1, True)


@pytest.mark.skipif(not PASSAGES.is_file() or not SCORER.is_file(), reason=missing("KnowledgeNet"))
def test_sentences_of_one_document_are_read_together() -> None:
    assert any(len(rows) > 1 for rows in documents([2]))
