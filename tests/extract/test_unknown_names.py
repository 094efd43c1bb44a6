"""Names that no table knows: which words they are made of, and what kind of thing they name."""

import pytest
from told import facts_of, qualifier, read, shown

from flows.model import EntityType

PERSON, ORGANIZATION, WORK = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.WORK


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("The Portuguese Foreign Minister, Ines Vardim, arrived in Lagos.", "Ines Vardim", PERSON),
        ("President Kim Ye-rin spoke in Seoul.", "Kim Ye-rin", PERSON),
        ("Police detained the activist Oluremi Sandeva in Lagos.", "Oluremi Sandeva", PERSON),
        ("Pope Marcellus III received the visitors.", "Pope Marcellus III", PERSON),
        ("The special envoy to Kenya Mirel Ostrand met farmers.", "Mirel Ostrand", PERSON),
        ("The tribunal heard MEP Clara Vanterpool.", "Clara Vanterpool", PERSON),
        ("The NATO Harbour Assembly met in Oslo.", "NATO Harbour Assembly", ORGANIZATION),
        ("The United States Weather Agency warned sailors.", "United States Weather Agency", ORGANIZATION),
        ("The U.S. Space Force tested a rocket.", "U.S. Space Force", ORGANIZATION),
        ("Ships waited outside the Corinth Canal.", "Corinth Canal", EntityType.REGION),
        ("Peru applied the Magnolia Act on Chilean judges.", "Magnolia Act", WORK),
    ],
)
def test_an_unknown_name_has_its_words_and_its_kind(text: str, name: str, type_: EntityType) -> None:
    assert {entity.name: entity.type for entity in read(text).entities}.get(name) is type_


@pytest.mark.parametrize("title", ["Italian Foreign Minister", "Belgian Defence Secretary", "Fijian Justice Minister"])
def test_a_title_is_no_country_or_body(title: str) -> None:
    entities = read(f"The {title}, Ines Vardim, flew to Oslo. {title} Ines Vardim spoke there.").entities
    assert title not in {entity.name for entity in entities}


def test_a_currency_is_no_country() -> None:
    assert "Q30" not in {entity.item for entity in read("Chad borrowed US$30 million from Qatar.").entities}


def test_a_son_is_not_his_father() -> None:
    assert "Q22686" not in {entity.item for entity in read("Donald Trump Jr. visited a farm in Kenya.").entities}


def test_an_office_is_named_by_its_own_words() -> None:
    text = "Ghana's Deputy Trade Minister Kofi Antwi-Bekoe met traders in Lagos."
    offices = [entity for entity in read(text).entities if entity.type is EntityType.OFFICE]
    assert [mention.span.of(text) for mention in offices[0].mentions] == ["Deputy Trade Minister"]


def test_an_office_of_a_country_with_an_article_has_it() -> None:
    names = {entity.name for entity in read("Philippine President Ligaya Ronquillo flew to Lima.").entities}
    assert "President of the Philippines" in names


@pytest.mark.parametrize("owner", ["the United States", "the Republic of Türkiye", "the Republic of Kenya"])
def test_a_country_before_a_known_name_is_no_part_of_it(owner: str) -> None:
    things = [entity.name for entity in read(f"President of {owner} Donald Trump signed the treaty in Rome.").entities]
    assert "Donald Trump" in things


def test_words_that_dashes_tie_together_stay_together() -> None:
    things = [entity.name for entity in read("The one-on-one meeting was held in Lima.").entities]
    assert "one-on-one meeting" in things


def test_its_organ_is_no_name() -> None:
    things = [entity.name for entity in read("NATO met on Monday. Its Secretariat is located in Brussels.").entities]
    assert "Secretariat" not in things


def test_an_informal_summit_is_another_than_the_one_before() -> None:
    names = {
        entity.name for entity in read("Chad hosted the summit of ECOWAS. Togo hosted the informal summit.").entities
    }
    assert {"summit of ECOWAS", "informal summit"} <= names


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "Anna Okoro was named Head of the United Nations Mission in Nepal on Monday.",
            "United Nations Mission in Nepal",
        ),
        ("Anna Okoro, the head of the OSCE Mission to South Sudan, left.", "OSCE Mission to South Sudan"),
        ("Anna Okoro, the head of the Peruvian Red Cross Mission in Chad, left.", "Peruvian Red Cross Mission in Chad"),
    ],
)
def test_a_mission_is_called_by_where_it_was_sent(text: str, body: str) -> None:
    extraction = read(text)
    assert {qualifier(extraction, f, "place") for f in facts_of(extraction, "office")} == {body}


def test_a_council_in_a_country_is_not_called_by_it() -> None:
    assert "Nordic Council" in {e.name for e in read("The Nordic Council in Chad met the head of NATO.").entities}


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("the Kandahar region", "Kandahar region"),
        ("Kandahar", "Kandahar"),
        ("Ho district", "Ho district"),
        ("the Sahel region", "Sahel"),
    ],
)
def test_a_region_called_like_a_town_is_not_the_town(where: str, name: str) -> None:
    extraction = read(f"Minister Anna Okoro visited {where} on Monday.")
    assert [shown(extraction, f.object) for f in facts_of(extraction, "visit")] == [name]


def test_a_region_is_the_same_with_its_noun() -> None:
    extraction = read("Minister Anna Okoro visited the Orumbo region on Monday and left Orumbo on Friday.")
    assert len([e for e in extraction.entities if "Orumbo" in e.name]) == 1
