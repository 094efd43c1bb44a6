"""Linking from the shipped tables: right, openly unsure, and with reasons."""

import json
from pathlib import Path

import pytest
from entities import article, by_name, case, entity
from outside import missing, outside

from flows.link import link_articles
from flows.model import Article, Entity, EntityType, Extraction, Field, Link, Mention, Span, Verdict
from flows.settings import load_settings

ARTICLES = outside("articles")


def link(text: str, *entities: Entity, on: str | None = "2024-08-09") -> list[Link]:
    (links,) = link_articles(
        [(article(text, on), Extraction("test", entities, ()))], offline=True, settings=load_settings()
    )
    return list(links)


def items(text: str, *named: str) -> dict[str, str | None]:
    (links,) = link_articles([case(text, *named)], offline=True, settings=load_settings())
    return {name: link.item for name, link in by_name(links).items()}


def test_a_capital_is_the_city_or_its_government_as_the_reader_says() -> None:
    text = "Leaders met in Astana. Astana aims to ensure stability."
    city = entity(text, "Astana", "city")
    government = Entity("government", EntityType.COUNTRY, "Astana", (Mention(Span(23, 29), "metonym"),))
    assert [one.item for one in link(text, city, government)] == ["Q1520", "Q232"]


@pytest.mark.parametrize(
    ("name", "type", "item"),
    [
        ("Niger", "country", "Q1032"),
        ("Nigeria", "country", "Q1033"),
        ("Guinea", "country", "Q1006"),
        ("Guinea-Bissau", "country", "Q1007"),
        ("Equatorial Guinea", "country", "Q983"),
        ("Papua New Guinea", "country", "Q691"),
        ("Sudan", "country", "Q1049"),
        ("South Sudan", "country", "Q958"),
        ("North Korea", "country", "Q423"),
        ("South Korea", "country", "Q884"),
        ("Dominica", "country", "Q784"),
        ("Dominican Republic", "country", "Q786"),
        ("Washington", "city", "Q61"),
        ("Washington", "country", "Q30"),
        ("G7", "organization", "Q1764511"),
        ("G77", "organization", None),
        ("Congo-Brazzaville", "country", "Q971"),
        ("DR Congo", "country", "Q974"),
        ("Azerbaijani", "country", "Q227"),
    ],
)
def test_namesakes_and_near_names_are_told_apart(name: str, type: str, item: str | None) -> None:
    text = f"Delegates spoke of {name} on Tuesday."
    assert [one.item for one in link(text, entity(text, name, type))] == [item]


def test_georgia_is_the_country_beside_tbilisi_and_left_open_beside_atlanta() -> None:
    country = items("Georgia and Armenia met in Tbilisi.", "Georgia/country", "Armenia/country", "Tbilisi/city")
    state = "Voters in Georgia went to the polls in Atlanta and Savannah."
    (found,) = link(state, entity(state, "Georgia", "region"))
    assert country["Georgia"] == "Q230"
    assert found.verdict is not Verdict.SAME


def test_congo_alone_is_told_by_its_cities_and_else_left_open() -> None:
    alone = "Congo said on Monday that it was ready."
    (left,) = link(alone, entity(alone, "Congo", "country"))
    east = "Congo said that rebels had left Goma."
    (found,) = link(east, entity(east, "Congo", "country"))
    assert (left.verdict, left.item) == (Verdict.UNSURE, None)
    assert {candidate.item for candidate in left.candidates} == {"Q971", "Q974"}
    assert found.item == "Q974"


def test_a_person_with_another_country_is_a_namesake() -> None:
    text = "Li Qiang, a Singaporean painter, opened a show."
    namesake = entity(text, "Li Qiang", "person", country="Singapore")
    (found,) = link(text, namesake)
    assert found.verdict is not Verdict.SAME
    assert any("not of Singapore" in reason for candidate in found.candidates for reason in candidate.reasons)


def test_a_person_is_confirmed_by_office_and_country() -> None:
    text = "Azerbaijani Foreign Minister Jeyhun Bayramov spoke."
    (found,) = link(
        text, entity(text, "Jeyhun Bayramov", "person", country="Azerbaijan", office="Azerbaijani foreign minister")
    )
    assert found.item == "Q16366137"
    assert "in office at the time" in found.reasons


def test_a_relative_is_not_linked_to_the_famous_bearer_of_the_surname() -> None:
    text = "Hunter Biden spoke. Biden left."
    son = Entity(
        "son", EntityType.PERSON, "Hunter Biden", (Mention(Span(0, 12), "name"), Mention(Span(20, 25), "name"))
    )
    assert [one.item for one in link(text, son)] == [None]


def test_an_organization_is_known_by_its_short_form() -> None:
    text = "The Cooperation Body of Shanghai (SCO) met."
    body = Entity(
        "body",
        EntityType.ORGANIZATION,
        "Cooperation Body of Shanghai",
        (Mention(Span(4, 32), "name"), Mention(Span(34, 37), "name")),
    )
    assert [one.item for one in link(text, body)] == ["Q485207"]


@pytest.mark.parametrize(("on", "item"), [("2024-08-09", "Q200881"), ("2016-08-09", "Q57394"), ("1950-01-01", None)])
def test_the_kazakh_president_is_who_held_the_office_that_day(on: str, item: str | None) -> None:
    text = "The Kazakh president arrived."
    (found,) = link(text, entity(text, "Kazakh president", "person", how="nominal"), on=on)
    assert found.item == item


@pytest.mark.parametrize(
    ("name", "on", "label"),
    [
        ("NATO secretary general", "2024-07-01", "Jens Stoltenberg"),
        ("NATO secretary general", "2024-11-01", "Mark Rutte"),
        ("NATO deputy secretary general", "2024-07-01", None),
        ("United Nations chief", "2024-07-01", "António Guterres"),
        ("Kenya president", "2024-07-01", "William Ruto"),
        ("Kazakh foreign ministers", "2024-07-01", None),
        ("Congo president", "2024-07-01", None),
    ],
)
def test_whoever_is_called_by_an_office_is_its_holder_of_the_day(name: str, on: str, label: str | None) -> None:
    text = f"The {name} arrived."
    (found,) = link(text, entity(text, name, "group", how="nominal"), on=on)
    assert (found.label or None) == label


def test_a_former_president_is_not_the_present_one() -> None:
    text = "The former Kazakh president arrived."
    (found,) = link(
        text, entity(text, "former Kazakh president", "person", how="nominal", office="President of Kazakhstan")
    )
    assert found.item is None


@pytest.mark.parametrize("words", ["Any", "A new", "The then", "The first", "The acting", "No"])
def test_an_office_that_is_not_the_holder_s_of_the_day_is_nobody(words: str) -> None:
    text = f"{words} Kazakh president may go there."
    (found,) = link(text, entity(text, "Kazakh president", "group", how="nominal"))
    assert (found.verdict, found.item) == (Verdict.NONE, None)


def test_an_unnamed_holder_whom_the_reader_takes_for_a_group_is_a_person() -> None:
    text = "Yesterday the Kazakh president arrived."
    (found,) = link(text, entity(text, "Kazakh president", "group", how="nominal"))
    assert (found.item, found.type) == ("Q200881", EntityType.PERSON)


@pytest.mark.parametrize(
    ("role", "of", "label"),
    [
        ("Secretary of State", "the United States", "Secretary of State of the United States"),
        ("Secretary of Defense", "the United States", None),
        ("Secretary of the Treasury", "the United States", None),
        ("Deputy Secretary of State", "the United States", None),
        ("Minister for Foreign Affairs", "Peru", "Foreign Minister of Peru"),
        ("Deputy Foreign Minister", "Peru", None),
        ("Finance Minister", "Peru", None),
        ("Minister of the Interior", "Peru", None),
        ("President", "Kenya", "President of Kenya"),
        ("Deputy President", "Kenya", None),
        ("President of the Senate", "Kenya", None),
        ("Chief of Staff", "Kenya", None),
        ("Deputy Prime Minister", "Kazakhstan", None),
        ("Secretary-General", "OPEC", "Secretary General of OPEC"),
        ("Deputy Secretary-General", "OPEC", None),
        ("Secretary General", "NATO", "Secretary General of NATO"),
        ("Commissioner", "the European Union", None),
        ("Special Envoy", "the United Nations", None),
        ("Head of State", "the Arab League", None),
    ],
)
def test_an_office_is_known_by_its_whole_name(role: str, of: str, label: str | None) -> None:
    name = f"{role} of {of}"
    (found,) = link(f"The {name} spoke.", entity(f"The {name} spoke.", name, "office", of=of, role=role))
    assert (found.label or None) == label


def test_an_office_is_that_of_the_country_it_is_said_of() -> None:
    text = "The president of Kazakhstan arrived; a president left."
    own = entity(text, "president", "office", country="Kazakhstan")
    anybodys = entity(text, "a president", "office")
    (of_kazakhstan, left_open) = link(text, own, anybodys)
    assert of_kazakhstan.item == "Q5256775"
    assert left_open.item is None


@pytest.mark.parametrize("name", ["Nikola Mikovic", "Roman Vassilenko", "Diplomatic Courier", "Astana Process"])
def test_what_is_in_no_table_is_openly_unlinked(name: str) -> None:
    text = f"{name} was named."
    (found,) = link(text, entity(text, name, "person"))
    assert (found.verdict, found.item, found.label) == (Verdict.NONE, None, "")
    assert found.reasons


def test_only_a_link_of_verdict_same_has_an_item() -> None:
    text = "Congo, Georgia, Atlanta, Kazakhstan, CICA and Nowhere met."
    named = ["Congo/country", "Georgia/region", "Kazakhstan/country", "CICA/organization", "Nowhere/city"]
    (links,) = link_articles([case(text, *named)], offline=True, settings=load_settings())
    assert all((link.item is not None) == (link.verdict is Verdict.SAME) == bool(link.label) for link in links)


def test_something_that_did_not_exist_yet_is_not_meant() -> None:
    text = "The Eurasian Economic Union was spoken of."
    (found,) = link(text, entity(text, "Eurasian Economic Union", "organization"), on="1999-05-01")
    assert found.verdict is not Verdict.SAME


def test_links_say_why_and_name_the_candidates() -> None:
    text = "Kazakhstan joined."
    (found,) = link(text, entity(text, "Kazakhstan", "country"))
    assert found.reasons[0] == "'Kazakhstan' is its label"
    assert [(c.item, c.label) for c in found.candidates] == [("Q232", "Kazakhstan")]
    assert 0 <= found.score <= 1


def test_links_come_in_the_order_of_the_entities_and_the_same_each_time() -> None:
    named = ["Georgia/country", "SCO/organization", "Astana/city", "Nobody/person"]
    pair = case("Georgia and the SCO met in Astana; Nobody came.", *named)
    once, twice = link_articles([pair, pair], offline=True, settings=load_settings())
    assert once == twice
    assert [link.entity for link in once] == [entity.key for entity in pair[1].entities]


def gold_articles() -> list[Path]:
    return sorted(ARTICLES.glob("*.entities.jsonl")) if ARTICLES.exists() else []


@pytest.mark.skipif(not gold_articles(), reason=missing("the development articles"))
def test_names_of_the_development_articles_are_linked_right() -> None:
    right = wrong = verified = 0
    for path in gold_articles():
        gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for row, found in zip(gold, gold_links(path, gold), strict=True):
            known = row["qid"] if row["verified"] else None
            verified += known is not None
            right += known is not None and found.item == known
            wrong += row["qid"] is not None and found.item not in (None, row["qid"])
    assert right / verified >= 0.98
    assert wrong == 0


def gold_links(path: Path, gold: list[dict[str, str]]) -> tuple[Link, ...]:
    text = path.with_name(path.name.replace(".entities.jsonl", ".txt")).read_text(encoding="utf-8")
    entities = tuple(
        Entity(str(n), EntityType(row["type"]), row["surface"], (Mention(Span(0, 0), "name"),))
        for n, row in enumerate(gold)
    )
    source = Article(path.stem, text, (), "sha256:0", published=Field("2025-06-01"))
    (links,) = link_articles([(source, Extraction("gold", entities, ()))], offline=True, settings=load_settings())
    return links
