"""What comes on standard input, and what the user says of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from ran import Ran

from flows.piped import piped

TEXT = "Finland joined NATO on 4 April 2023.\n\nSweden joined NATO in March 2024, and both attended the summit.\n"


@pytest.fixture(autouse=True)
def unsaid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that one test says stays for the next."""
    for name in ("TITLE", "DATE", "URL"):
        monkeypatch.setenv(f"COMMUNIQUE_TEXT_{name}", "")


def test_a_text_on_standard_input_is_read(communique: Callable[..., Ran]) -> None:
    ran = communique("facts", "-", "--offline", "--format", "jsonl", typed=TEXT)
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert ("Finland", "joined", "NATO") in {(row["subject"], row["predicate"], row["object"]) for row in rows}


def test_the_user_says_headline_date_and_address(communique: Callable[..., Ran]) -> None:
    said = ["--title", "Nordic states join", "--date", "4 May 2024", "--url", "https://lake.example/a?utm_source=x"]
    ran = communique("facts", "-", "--offline", "--format", "jsonl", *said, typed=TEXT)
    of_article = {
        row["predicate"]: row["object"] for row in map(json.loads, ran.out.splitlines()) if row["subject"] == "article"
    }
    assert of_article["title"] == "Nordic states join"
    assert of_article["date"] == "2024-05-04"


def test_a_text_without_headline_is_published(communique: Callable[..., Ran], tmp_path: Path) -> None:
    ran = communique("run", "-", "--offline", "--out", tmp_path / "out", "--date", "2024-05-04", typed=TEXT)
    assert "Read: 1 article" in ran.out
    assert '"[Text of 2024-05-04]"@en' in (tmp_path / "out" / "dataset.ttl").read_text(encoding="utf-8")


def test_what_is_no_date_is_told(communique: Callable[..., Ran]) -> None:
    ran = communique("facts", "-", "--offline", "--date", "soon", typed=TEXT)
    assert (ran.status, "--date: 'soon' is no date" in ran.err) == (2, True)


def test_a_headline_for_several_sources_is_refused(communique: Callable[..., Ran]) -> None:
    ran = communique("facts", "a.txt", "b.txt", "--offline", "--title", "Both")
    assert (ran.status, "say something of one SOURCE" in ran.err) == (2, True)


@pytest.mark.parametrize("listed", ["https://lake.example/a\n-\nb.txt\n", "a.html\r\n\r\nb.html", ""])
def test_a_list_is_a_list(listed: str) -> None:
    assert piped(listed.encode()) == [line for line in listed.split() if line != "-"]


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"<!doctype html><p>x", ".html"),
        (b'{"id": "1", "text": "x"}', ".jsonl"),
        (b"%PDF-1.4", ".pdf"),
        (TEXT.encode(), ".txt"),
    ],
)
def test_a_page_is_kept_under_a_name_of_its_content(content: bytes, ending: str) -> None:
    (path,) = piped(content)
    assert Path(path).read_bytes() == content
    assert path.endswith(ending)
    assert piped(content)[0].rsplit("/", 1)[1] == path.rsplit("/", 1)[1]
