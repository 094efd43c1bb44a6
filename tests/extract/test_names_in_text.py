"""Names: what counts as one, what type it has, and which of them are one thing."""

import pytest
from told import article_of, entity_named, mentions_of, read, told

from flows.extract.reader import read_article
from flows.model import EntityType


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("Officials from Chad met traders in the capital.", "Chad", EntityType.COUNTRY),
        ("Farmers in Georgia sold more wine to Jordan.", "Jordan", EntityType.COUNTRY),
        ("Delegates gathered in Nairobi for two days.", "Nairobi", EntityType.CITY),
        ("The African Union welcomed the vote in Benin.", "African Union", EntityType.ORGANIZATION),
        ("Leaders of Mercosur spoke of tariffs.", "Mercosur", EntityType.ORGANIZATION),
    ],
)
def test_the_tables_decide_what_a_name_is(text: str, name: str, type_: EntityType) -> None:
    assert entity_named(read(text), name).type is type_


def test_names_of_the_tables_bring_their_item() -> None:
    assert entity_named(read("Officials from Peru met traders from Ghana."), "Peru").item == "Q419"


def test_a_longer_unknown_name_wins_over_a_known_one_inside() -> None:
    extraction = read("The Ghana Cocoa Farmers Association welcomed the new price on Monday.")
    names = {entity.name: entity.type for entity in extraction.entities}
    assert names.get("Ghana Cocoa Farmers Association") is EntityType.ORGANIZATION
    assert "Ghana" not in names


def test_a_longer_known_name_wins_over_a_shorter_one() -> None:
    names = {entity.name for entity in read("Traders in South Sudan met traders from Papua New Guinea.").entities}
    assert {"South Sudan", "Papua New Guinea"} <= names
    assert not names & {"Sudan", "Guinea"}


def test_words_that_only_begin_like_a_name_are_none() -> None:
    assert read("Malicious rumours and chadors were sold in the market.").entities == ()


@pytest.mark.parametrize("word", ["Kazakh", "Peruvian", "Kenyan", "Thai", "Danish"])
def test_adjectives_speak_of_their_country(word: str) -> None:
    extraction = read(f"The {word} economy grew last year.")
    assert [(e.type, e.mentions[0].how) for e in extraction.entities] == [(EntityType.COUNTRY, "demonym")]


def test_an_adjective_and_the_country_are_one_entity() -> None:
    text = "Kenya signed the pact. Kenyan officials praised it."
    extraction = read(text)
    assert ("Kenyan", "demonym") in mentions_of(extraction, text, "Kenya")


def test_an_abbreviation_behind_or_names_the_same_body() -> None:
    facts = told(read("The Green Lake Union, or GLU, met in May. The GLU was founded in 1999."))
    assert ("Green Lake Union", "inception", "1999") in facts


def test_a_known_body_and_its_letters_are_one_without_an_item_too() -> None:
    extraction = read("The African Continental Free Trade Area is large. AfCFTA was launched in 2018.")
    assert [e.name for e in extraction.entities if e.type is EntityType.ORGANIZATION] == [
        "African Continental Free Trade Area"
    ]


def test_a_body_without_an_item_is_one_inside_the_name_of_a_gathering_too() -> None:
    extraction = read("AfCFTA grew. The AfCFTA Leaders Summit opened in Accra.")
    assert [e.name for e in extraction.entities if e.type is EntityType.ORGANIZATION] == [
        "African Continental Free Trade Area"
    ]


def test_an_abbreviation_in_brackets_names_the_same_body() -> None:
    text = "The Lake Basin Fisheries Council (LBFC) met in Kampala. The LBFC chose a new chair."
    words = [word for word, _ in mentions_of(read(text), text, "Lake Basin Fisheries Council")]
    assert words.count("LBFC") == 2


def test_initials_that_spell_something_else_are_another_thing() -> None:
    text = "The Lake Basin Fisheries Council (Uganda) met in Kampala."
    assert "Uganda" not in [word for word, _ in mentions_of(read(text), text, "Lake Basin Fisheries Council")]


def test_a_surname_speaks_of_the_person_named_in_full() -> None:
    text = "President Peter Morgan visited Ghana. Morgan met farmers there."
    assert [word for word, _ in mentions_of(read(text), text, "Peter Morgan")].count("Morgan") == 1


def test_a_surname_that_two_persons_share_is_nobodys() -> None:
    text = "President Peter Morgan met Minister Ruth Morgan in Lagos. Morgan then left."
    extraction = read(text)
    full = {word for name in ("Peter Morgan", "Ruth Morgan") for word, _ in mentions_of(extraction, text, name)}
    assert "Morgan" not in full


@pytest.mark.parametrize("name", ["Côte d’Ivoire", "Côte d'Ivoire", "Cote d'Ivoire"])
def test_accents_and_apostrophes_do_not_hide_a_name(name: str) -> None:
    assert [e.item for e in read(f"Farmers in {name} sold more cocoa.").entities] == ["Q1008"]


@pytest.mark.parametrize("dash", ["-", "–", "‑"])
def test_any_dash_will_do_in_a_name(dash: str) -> None:
    assert entity_named(read(f"Farmers in Guinea{dash}Bissau sold more cashews."), "Guinea-Bissau").item == "Q1007"


def test_one_name_in_two_places_is_one_entity() -> None:
    text = "Peru sells copper. Miners in Peru want more pay. Nobody in Peru objects."
    assert len(mentions_of(read(text), text, "Peru")) == 3


def test_every_mention_stands_where_it_says() -> None:
    text = "Ghana's President Peter Morgan met Kenyan officials. Morgan praised the African Union (AU)."
    article = article_of("A first paragraph about Chile.", text)
    words = {m.span.of(article.text) for e in read_article(article).entities for m in e.mentions}
    assert {"Chile", "Peter Morgan", "Morgan", "Ghana", "African Union", "AU"} <= words


def test_a_name_goes_on_with_the_fathers_and_the_familys() -> None:
    text = "HRH Prince Mohammed bin Salman bin Abdulaziz Al Saud arrived. Sheikh Omar bin Zayed Al Roe left."
    extraction = read(text)
    mentions = [words for words, _ in mentions_of(extraction, text, "Mohammed bin Salman")]
    assert mentions == ["Mohammed bin Salman bin Abdulaziz Al Saud"]
    assert entity_named(extraction, "Omar bin Zayed Al Roe").type is EntityType.PERSON


def test_who_makes_a_name_a_persons() -> None:
    assert entity_named(read("Grace Okello, who sells tea, resigned."), "Grace Okello").type is EntityType.PERSON


def test_a_title_before_a_name_with_a_clause_is_no_part_of_it() -> None:
    article = read("Ugandan Foreign Minister Grace Okello, who sold tea as a girl, said the talks would go on.")
    assert entity_named(article, "Grace Okello").type is EntityType.PERSON


@pytest.mark.parametrize("name", ["Kang Ye-rin", "Baek Do-hyun"])
def test_a_small_part_behind_a_hyphen_belongs_to_a_persons_name(name: str) -> None:
    text = f"Minoru Kawabe and {name} met on the sidelines of a conference in Jakarta, where they talked of radar data."
    assert entity_named(read(text), name).type is EntityType.PERSON


@pytest.mark.parametrize("standing", ["Member States", "Observer States", "Dialogue Partners", "Founding Members"])
def test_what_states_are_to_a_body_is_no_name(standing: str) -> None:
    extraction = read(f"The council invited its {standing} to Lima. {standing} of the African Union came.")
    assert not [e.name for e in extraction.entities if standing in e.name and e.type is not EntityType.GROUP]


def test_united_states_is_a_name() -> None:
    extraction = read("The council invited the United States to Lima.")
    assert "United States" in {e.name for e in extraction.entities}


@pytest.mark.parametrize("name", ["Kh.Battor", "Ts.Munkh", "B.Battor"])
def test_an_initial_of_two_letters_is_part_of_a_name(name: str) -> None:
    extraction = read(f"President {name} met the ambassador of Peru, Ada Roe.")
    assert name in {e.name for e in extraction.entities}
