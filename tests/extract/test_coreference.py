"""Which words speak again of what was named, and which are left alone."""

import pytest
from told import entity_named, fact_stating, facts_of, mentions_of, read, told

from flows.extract.reading.reading import Thing
from flows.language.parse import Passage, parse
from flows.model import EntityType


def spoken(text: str, name: str) -> list[tuple[str, str]]:
    """(words, how) by which a text speaks of somebody or something."""
    return mentions_of(read(text), text, name)


def test_a_capital_that_acts_is_its_government() -> None:
    assert spoken("Nairobi aims to sell more tea.", "Kenya") == [("Nairobi", "metonym")]


@pytest.mark.parametrize(
    "text", ["The envoys met in Nairobi.", "Nairobi hosted the forum.", "Nairobi lies on a river."]
)
def test_a_capital_where_things_happen_is_the_city(text: str) -> None:
    extraction = read(text)
    assert [(e.name, e.type.value) for e in extraction.entities if e.type.value in {"city", "country"}] == [
        ("Nairobi", "city")
    ]


def test_relations_between_capitals_are_those_of_their_countries() -> None:
    names = {e.name for e in read("Ties between Lima and Quito have improved.").entities}
    assert {"Peru", "Ecuador"} <= names


def test_the_country_is_the_one_just_spoken_of() -> None:
    text = "Kenya raised its tea output. The country now sells more than ever."
    assert ("country", "nominal") in spoken(text, "Kenya")


def test_the_bloc_is_the_organization_just_spoken_of() -> None:
    text = "Mercosur met in Lima. The bloc wants lower tariffs."
    assert ("bloc", "nominal") in spoken(text, "Mercosur")


def test_a_country_is_no_bloc() -> None:
    text = "Mercosur wrote to Peru. The bloc wants lower tariffs."
    assert "nominal" not in {how for _, how in spoken(text, "Peru")}


def test_the_country_that_does_something_names_itself() -> None:
    text = "Kenya raised its tea output. The country that wins the cup will be happy."
    assert ("country", "nominal") not in spoken(text, "Kenya")


def test_any_country_is_no_country_in_particular() -> None:
    text = "Kenya raised its tea output. A country needs water."
    assert "nominal" not in {how for _, how in spoken(text, "Kenya")}


def test_a_phrase_in_apposition_is_what_it_stands_beside() -> None:
    text = "Farmers praised Kenya, the country with the most tea."
    assert ("country", "nominal") in spoken(text, "Kenya")


def test_she_is_the_person_just_spoken_of() -> None:
    text = "President Maria Santos visited Ghana. She met farmers there."
    assert ("She", "pronoun") in spoken(text, "Maria Santos")


def test_it_is_the_subject_of_the_sentence_before() -> None:
    text = "Kenya left the pact last year. It rejoined the African Union."
    assert ("It", "pronoun") in spoken(text, "Kenya")


def test_pronouns_carry_facts() -> None:
    extraction = read("Kenya left the talks in March. It joined BRICS in April.")
    assert fact_stating(extraction, ("Kenya", "joined", "BRICS")) is not None, told(extraction)


def test_the_president_is_the_one_whose_office_the_text_gave() -> None:
    text = "Ghana's President Maria Santos spoke on Monday. The Ghanaian president praised the farmers."
    assert ("president", "nominal") in spoken(text, "Maria Santos")


def test_the_president_of_another_country_is_somebody_else() -> None:
    text = "Ghana's President Maria Santos spoke on Monday. The Kenyan president praised the farmers."
    assert ("president", "nominal") not in spoken(text, "Maria Santos")


def test_the_two_countries_are_the_two_named_before() -> None:
    extraction = read("Peru and Ecuador ended their dispute in 1998. The two countries joined the Andean Community.")
    assert fact_stating(extraction, ("Peru", "joined", "Andean Community")) is not None, told(extraction)
    assert fact_stating(extraction, ("Ecuador", "joined", "Andean Community")) is not None, told(extraction)


def test_each_link_back_gives_its_reason() -> None:
    kenya = entity_named(read("Kenya raised its tea output. The country now sells more than ever."), "Kenya")
    assert all(mention.reason for mention in kenya.mentions if mention.how != "name")


def test_he_is_nobody_whom_the_text_called_she() -> None:
    text = "Mirela Ostrand met traders in Lagos. She praised the harvest. He left for Lima."
    assert [said for said, how in mentions_of(read(text), text, "Mirela Ostrand") if how == "pronoun"] == ["She"]


def test_who_bears_a_citys_name_is_no_government() -> None:
    text = "Mirela Paris works in Kenya. Paris said the harvest was poor."
    assert [said for said, _ in mentions_of(read(text), text, "Mirela Paris")][:2] == ["Mirela Paris", "Paris"]


def test_he_after_an_unnamed_speaker_is_nobody_named_before() -> None:
    text = "Kofi Antwi arrived in Lagos. A lawmaker said he would resign."
    assert "he" not in {said for said, _ in mentions_of(read(text), text, "Kofi Antwi")}


def test_the_three_countries_are_the_three_listed_before() -> None:
    extraction = read("Kenya, Uganda and Rwanda left the talks.", "The African Union suspended all three countries.")
    for country in ("Kenya", "Uganda", "Rwanda"):
        assert fact_stating(extraction, (country, "suspended from", "African Union")), told(extraction)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya, Uganda, Rwanda and Burundi left. The African Union suspended all three countries.",
        "Kenya, Uganda and Rwanda left. The African Union suspended all three countries that had rebelled.",
        "Kenya, Uganda and Rwanda left. The African Union suspended three countries.",
    ],
)
def test_a_number_that_fits_no_list_means_nobody(text: str) -> None:
    assert {fact for fact in told(read(text)) if fact[2] != "President"} == set()


def test_a_list_often_told_by_its_number_stays_meant() -> None:
    extraction = read(
        "Kenya, Uganda and Rwanda left the talks.",
        "The three governments object. All three countries are late.",
        "Envoys toured Chad, Ghana and Togo. The African Union suspended the three countries.",
    )
    assert fact_stating(extraction, ("Kenya", "suspended from", "African Union")), told(extraction)
    assert not fact_stating(extraction, ("Chad", "suspended from", "African Union"))


def test_they_are_the_countries_just_counted() -> None:
    extraction = read(
        "Kenya, Uganda and Peru rebelled.", "A threat joined all three states: they signed the Lima Pact."
    )
    assert fact_stating(extraction, ("Uganda", "signed", "Lima Pact")), told(extraction)


def test_a_later_phrase_tells_the_country_of_a_bare_title() -> None:
    extraction = read("President Adana Okoro opened the hall. The Kenyan president told reporters that it was late.")
    assert fact_stating(extraction, ("Adana Okoro", "position held", "President of Kenya")), told(extraction)


def test_the_tables_tell_the_country_of_a_bare_title() -> None:
    extraction = read("Italy was late.", "President Sergio Mattarella opened the hall.")
    assert fact_stating(extraction, ("Sergio Mattarella", "position held", "President of Italy")), told(extraction)


@pytest.mark.parametrize(
    "text", ["President Sergio Mattarella opened the hall.", "Italy was late. Chairman Sergio Mattarella spoke."]
)
def test_no_country_is_told_that_the_text_does_not_name(text: str) -> None:
    assert {fact for fact in told(read(text)) if fact[2] != "President"} == set()


def test_a_name_beside_an_office_is_a_persons() -> None:
    text = "Thidal Hnan Wei, the deputy spokeswoman for Kenya's National Tea Council, welcomed the move."
    assert entity_named(read(text), "Thidal Hnan Wei").type.value == "person"


def test_a_bare_secretary_general_serves_the_bloc_of_the_text() -> None:
    extraction = read("Mercosur met in Lima. Mercosur was late.", "Secretary-General Adana Okoro spoke.")
    assert fact_stating(extraction, ("Adana Okoro", "position held", "Secretary-General of Mercosur")), told(extraction)


def test_where_two_blocs_are_named_a_bare_secretary_general_serves_neither() -> None:
    extraction = read("Mercosur wrote to ASEAN.", "Secretary-General Adana Okoro spoke.")
    assert told(extraction) == []


def test_a_ministry_or_newspaper_is_no_bloc() -> None:
    text = "Turkey left NATO. Kenya's Foreign Ministry denied a report. An envoy to the alliance spoke."
    assert ("alliance", "nominal") in spoken(text, "NATO")


def test_an_organ_is_not_the_bloc() -> None:
    text = "ECOWAS met. Ada Roe heads the ECOWAS Commission. She said the bloc was poor."
    assert ("bloc", "nominal") in spoken(text, "ECOWAS")


def test_a_capital_that_applies_is_its_government() -> None:
    assert ("Nairobi", "metonym") in spoken("Envoys spoke to Nairobi, which applied for help.", "Kenya")


def test_a_body_that_acts_for_its_state_does_not_name_it() -> None:
    text = "The Kenyan Foreign Ministry severed ties with Peru."
    assert [how for _, how in spoken(text, "Kenya") if how == "metonym"] == []


def test_what_somebody_was_called_is_looked_at_once_a_mention() -> None:
    words = parse([Passage("Mrs. Roe came. She left. Her friend stayed.", 0, "2024-07-15")])
    roe = Thing(EntityType.PERSON, "Roe")
    for sentence in words:
        roe.add(sentence.words[0], sentence.words[0], "name")
        seen = roe.called()
    assert {"she", "her"} <= seen
    assert roe.heard[0] == len(roe.mentions) == len(words)


def test_whom_somebody_invites_is_somebody_else_who_will_be_there() -> None:
    text = "Romania's president, Nicusor Dan, congratulated Alexandru Munteanu in a phone call and invited him to "
    text += "Bucharest, where he is due to arrive on November 6."
    visitors = {fact[0] for fact in told(read(text)) if fact[1] == "visited"}
    assert visitors == {"Alexandru Munteanu"}


def test_who_invites_goes_on_speaking() -> None:
    text = "Omar Roe said he was glad. Peter Morgan, who arrived on Tuesday, invited Roe to visit the White House next "
    text += "year. He denied that the country wanted a base."
    assert ("Peter Morgan", "said", "denied that the country wanted a base") in told(read(text))


def test_she_may_be_the_ambassador_without_a_name() -> None:
    text = "Ada Roe, the Chairperson of the African Union Commission, greeted Ben Oak."
    named = f"{text} She visited Lima on Monday."
    assert facts_of(read(named), "visit")
    hidden = f"{text} The new Ambassador thanked the Chairperson of the African Union Commission. She visited Lima."
    assert not facts_of(read(hidden), "visit")
