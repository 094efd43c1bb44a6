"""The shipped article: page and pasted text say the same, and its gold is true of its text."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
import requests
from ingest_server import EXAMPLE, HOME

from flows.ingest import example_source, ingest
from flows.kinds import shipped_kinds
from flows.model import Article, PartKind
from flows.settings import MAPPINGS, Settings

GOLD = HOME / "tests" / "gold"
FACTS = [json.loads(line) for line in (GOLD / "example.gold.jsonl").read_text(encoding="utf-8").splitlines()]
NAMES = [json.loads(line) for line in (GOLD / "example.entities.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def page(settings: Settings, session: requests.Session) -> Article:
    return ingest(example_source(), settings, session)


@pytest.fixture
def pasted(settings: Settings, session: requests.Session) -> Article:
    return ingest(str(EXAMPLE / "summit.txt"), settings, session)


def texts(article: Article, *kinds: PartKind) -> list[str]:
    return [part.span.of(article.text) for part in article.paragraphs(*kinds)]


def test_the_example_lies_where_the_package_says() -> None:
    assert Path(example_source()) == EXAMPLE / "summit.html"


def test_page_and_pasted_text_have_the_same_body(page: Article, pasted: Article) -> None:
    assert texts(page, PartKind.BODY) == texts(pasted, PartKind.BODY)
    assert len(texts(page, PartKind.BODY)) == 12


@pytest.mark.parametrize(
    "name",
    ["title", "description", "publisher", "publisher_description", "image_caption", "image_creator", "image_source"],
)
def test_page_and_pasted_text_say_the_same_of_themselves(name: str, page: Article, pasted: Article) -> None:
    assert getattr(page, name).value == getattr(pasted, name).value


def test_page_and_pasted_text_have_the_same_author_and_day(page: Article, pasted: Article) -> None:
    assert (
        [author.value for author in page.authors] == [author.value for author in pasted.authors] == ["Tamsin Okereke"]
    )
    assert page.published is not None
    assert pasted.published is not None
    assert (page.published.value, pasted.published.value) == ("2024-07-12T08:15:00+01:00", "2024-07-12")


@pytest.mark.parametrize(
    "junk",
    ["cookie", "Advertisement", "newsletter", "Related", "harbourmaster", "Most read", "necessarily reflect", "©"],
)
def test_nothing_around_the_article_gets_into_it(junk: str, page: Article, pasted: Article) -> None:
    assert junk not in page.text
    assert junk not in pasted.text


def test_the_drop_cap_is_back_and_curly_quotes_and_dashes_stay(pasted: Article) -> None:
    assert "\n\nSeventy-five years after" in pasted.text
    assert "“The wording is strong, but a path is not a date,”" in pasted.text
    assert "9–11 July 2024" in pasted.text


def test_the_example_is_as_long_as_a_real_article(page: Article) -> None:
    assert 550 <= len(page.text.split()) <= 750


def test_every_gold_fact_has_its_evidence_in_the_text(page: Article) -> None:
    missing = [fact["evidence"] for fact in FACTS if fact["evidence"] not in page.text]
    assert missing == []
    assert [
        fact for fact in FACTS if fact["evidence"] not in fact["sentence"] or fact["sentence"] not in page.text
    ] == []


def test_every_gold_fact_uses_known_predicates_and_qualifiers() -> None:
    kinds = shipped_kinds()
    strange = [
        fact
        for fact in FACTS
        if fact["predicate"] not in kinds[fact["kind"]].predicates
        or not set(fact["qualifiers"]) <= set(kinds[fact["kind"]].qualifiers)
    ]
    assert strange == []


def test_the_gold_holds_many_facts_of_many_kinds() -> None:
    required = [fact for fact in FACTS if not fact.get("optional")]
    assert len(required) >= 35
    assert len({fact["kind"] for fact in required}) >= 10


def test_every_gold_name_stands_in_the_text_as_often_as_it_says(page: Article) -> None:
    import re

    counts = {
        name["surface"]: len(re.findall(rf"(?<!\w){re.escape(name['surface'])}(?!\w)", page.text)) for name in NAMES
    }
    assert counts == {name["surface"]: name["count"] for name in NAMES}


def test_every_item_of_the_gold_is_one_of_the_shipped_tables() -> None:
    shipped = {
        line.split("\t")[0]
        for table in (MAPPINGS / "gazetteer").glob("*.tsv")
        for line in table.read_text(encoding="utf-8").splitlines()
    }
    assert [name for name in NAMES if name["qid"] and name["qid"] not in shipped] == []


def test_the_example_says_something_in_every_field(page: Article) -> None:
    given_later = {"slug", "copy_of"}
    assert {field.name for field in fields(page) if not getattr(page, field.name)} == given_later
