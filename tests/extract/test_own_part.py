"""Each word of a sentence keeps to its own part of it: a day is no name, a matter no body, a judge's home no court."""

import pytest
from told import Triple, fact_stating, facts_of, qualifier, read, shown

from flows.model import Factuality

SUMMIT = "Sudan's president, Ben Oak, and south Sudan leader Ada Roe met in Addis Ababa."


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("Foreign Minister Ada Roe Tuesday met Ben Oak in Nairobi.", ("Ada Roe", "met with", "Ben Oak")),
        (
            "Secretary-General of the Arab League Karim Benali Saturday voiced full support for Chad.",
            ("Karim Benali", "position held", "Secretary-General of the Arab League"),
        ),
        ("President Ruto Friday left for Kampala.", ("Ruto", "position held", "President")),
        (SUMMIT, ("Ada Roe", "position held", "Leader of South Sudan")),
        (
            "Ada Roe, U.S Ambassador to Chad, left.",
            ("Ada Roe", "position held", "Ambassador of the United States to Chad"),
        ),
        (
            "Ada Roe, who doubles as Minister of State for National Assembly Affairs, left for Cairo.",
            ("Ada Roe", "position held", "Minister of State for National Assembly Affairs"),
        ),
        (
            "Ada Roe, Minister for Salt and Public Lighting, left for Suva.",
            ("Ada Roe", "position held", "Minister for Salt and Public Lighting"),
        ),
        (
            "Ada Roe, the acting undersecretary of the Treasury for Terrorism and Financial Intelligence, spoke in "
            "Riyadh.",
            ("Ada Roe", "position held", "Acting undersecretary"),
        ),
        ("Ada Roe, Member of Parliament for Port Vila, left for Suva.", ("Ada Roe", "member of", "Parliament")),
        ("Ada Roe, a minister of the Bahamas, left.", ("Ada Roe", "position held", "Minister of the Bahamas")),
        ("Chief Justice Ada Roe of Kenya resigned.", ("Ada Roe", "position held", "Chief Justice of Kenya")),
        ("Luis Rojas, Ada Roe and Ben Oak, the chair of NATO, met in Oslo.", ("Ben Oak", "chairs", "NATO")),
        (
            "The Geneva-based Human Rights Council and the IMF condemned it.",
            ("United Nations Human Rights Council", "headquartered in", "Geneva"),
        ),
        ("NATO met in Oslo. Serbia is not a member.", ("Serbia", "not a member of", "NATO")),
        ("NATO Secretary General Ada Roe spoke. Serbia is not a member.", ("Serbia", "not a member of", "NATO")),
    ],
)  # fmt: skip
def test_what_is_told_of_somebody_is_told_whole(text: str, triple: Triple) -> None:
    assert fact_stating(read(text), triple)


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        (SUMMIT, ("Ada Roe", "position held", "Leader of Sudan")),
        (
            "The session swore in two new judges, Justice Ada Roe from Senegal and Justice Ben Oak of Angola.",
            ("Ada Roe", "position held", "Judge of Senegal"),
        ),
        (
            "The session swore in two new judges, Justice Ada Roe from Senegal and Justice Ben Oak of Angola.",
            ("Ben Oak", "position held", "Justice of Angola"),
        ),
        (
            "The Kingdom's Permanent Representative to the UN Ada Roe left.",
            ("Ada Roe", "position held", "Permanent Representative of the Kingdom to the United Nations"),
        ),
        (
            "The Geneva-based Human Rights Council and the IMF condemned it.",
            ("International Monetary Fund", "headquartered in", "Geneva"),
        ),
        (
            "NATO widened its group. Kenya will chair the NATO Quartet. Chad is also a member.",
            ("Chad", "member of", "NATO"),
        ),
        (
            "On 19 May a delegation of 29 NATO members, aboard a UN chartered flight, was not allowed to land in Lima.",
            ("NATO", "has number of members", "29 NATO members"),
        ),
        (
            "At a meeting with Somali President Ada Roe in Cairo, Ben Oak rejected the pact, signed between "
            "Ethiopian Prime "
            "Minister Luis Rojas and Somaliland President Ana Quispe in May.",
            ("Luis Rojas", "met with", "Ada Roe"),
        ),
        (
            "Also in attendance were H.E. Dr. Omar Tall, Executive Secretary of IGAD; H.E. Amb. Omar Baro, IGAD "
            "Special Envoy "
            "for the Red Sea, Gulf of Aden and Somalia; H.E. Amb. Maj. Gen. (rtd.) Karl Lund, Interim Chairperson of "
            "RJMEC; and "
            "H.E. Gen. Asrat Amad, Chairperson of CTSAMVM.",
            ("Omar Baro", "chairs", "RJMEC"),
        ),
        (
            "The IGAD Council of Ministers held its 48th Ordinary Session on 30th May 2022 in Khartoum, Republic of "
            "Sudan, "
            "under the chairmanship of H.E. Ada Roe, Acting Minister for Foreign Affairs of Sudan and Chair of the "
            "IGAD "
            "Council of Ministers.",
            ("IGAD Council of Ministers", "held in", "Khartoum"),
        ),
        (
            "The border was drawn by the UN in 1993 after the US-led war to liberate Kuwait in 1991.",
            ("Kuwait", "participant in conflict", "US-led war"),
        ),
    ],
)  # fmt: skip
def test_what_is_told_of_one_is_told_of_no_neighbour(text: str, triple: Triple) -> None:
    assert not fact_stating(read(text), triple)


def test_she_who_praises_somebody_in_her_words_is_another() -> None:
    text = (
        "The minister, Ada Roe, left. Malawi declared Britain's high commissioner, Ben Oak, persona non grata. "
        'Roe said the move was unwarranted. "Mr Oak is an able diplomat and has behaved well," he said.'
    )
    quoted = [fact for fact in facts_of(read(text), "statement") if shown(read(text), fact.object).startswith("Mr Oak")]
    assert quoted
    assert {shown(read(text), fact.subject) for fact in quoted} == {"Ada Roe"}


def test_who_quotes_what_was_told_to_another_speaks() -> None:
    text = 'Ben Oak met Ada Roe in Nairobi on Monday. "I told Ms Roe that the talks go on," he said.'
    assert [shown(read(text), fact.subject) for fact in facts_of(read(text), "statement")] == ["Ben Oak"]


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Kenya will widen its ties by signing a transport pact with Uganda.", Factuality.PLANNED),
        ("Kenya widened its ties by signing a transport pact with Uganda.", Factuality.ASSERTED),
    ],
)
def test_by_what_a_deed_is_done_is_to_come_with_it(text: str, factuality: Factuality) -> None:
    told = fact_stating(read(text), ("Kenya", "signed agreement with", "Uganda"))
    assert told is not None
    assert told.factuality is factuality


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ada Roe flew to Lima from Quito, where she met Ben Oak.", "Quito"),
        ("Ada Roe flew to Lima, where she met Ben Oak.", "Lima"),
    ],
)
def test_where_means_the_place_right_before(text: str, place: str) -> None:
    met = fact_stating(read(text), ("Ada Roe", "met with", "Ben Oak"))
    assert met is not None
    assert qualifier(read(text), met, "place") == place


def test_a_war_before_a_deed_is_not_dated_by_it() -> None:
    text = "In 1993 the border was drawn after the conflict between Israel and Hamas."
    wars = facts_of(read(text), "conflict")
    assert wars
    assert not any(qualifier(read(text), fact, "start") for fact in wars)


def test_a_gathering_is_called_without_half_a_bracket() -> None:
    text = (
        "She spoke in Djibouti during the 14th Ordinary meeting of the Intergovernmental Authority on Development "
        "(IGAD) "
        "Assembly of Heads of State. Present were presidents Ada Roe (Djibouti) and Ben Oak (Chad)."
    )
    names = {entity.name for entity in read(text).entities}
    assert "14th Ordinary meeting of Intergovernmental Authority on Development (IGAD)" in names


def test_a_policy_is_no_part_of_the_next_office() -> None:
    text = (
        "Ada Roe is High Representative for Foreign Affairs and Security Policy and Vice President of the Commission."
    )
    assert not any("Policy and Vice" in entity.name for entity in read(text).entities)


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        (
            "Others were African Union Commission Chair Ada Roe, United States Special Envoy to Sudan, "
            "representatives of "
            "Turkey and Egypt.",
            ("Ada Roe", "position held", "Special Envoy of the United States to Sudan"),
        ),
        (
            "She thanked President William Ruto for nominating Ms Nduva as the first woman to head the Secretariat.",
            ("William Ruto", "chairs", "Secretariat"),
        ),
        ("Nigerians have threatened to boycott Peru.", ("Nigeria", "said", "threatened to boycott Peru")),
        (
            "Karl Lund spoke of the Ankara summit between Somalia, Turkey and Ethiopia. He welcomed the results of the "
            "tripartite summit held in Asmara between Egypt, Somalia and Eritrea.",
            ("Ankara summit between Somalia, Turkey and Ethiopia", "held in", "Asmara"),
        ),
    ],
)
def test_what_stands_near_somebody_is_not_theirs(text: str, triple: Triple) -> None:
    assert not fact_stating(read(text), triple)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Under the rules the new premier, Abdul Hamid Dbeibah, has three weeks.", "Abdul Hamid Dbeibah"),
        ("The Botswana/Namibia Joint Commission for Defence met.", "Botswana/Namibia Joint Commission for Defence"),
        (
            "As announced by its Ambassador to Egypt and Permanent Representative to the Arab League Ada Roe, "
            "Somalia left.",
            "Permanent Representative of Somalia to the Arab League",
        ),
    ],
)
def test_a_name_is_told_whole(text: str, name: str) -> None:
    assert name in {entity.name for entity in read(text).entities}


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Ada Roe is expected to announce that talks go on.", Factuality.PLANNED),
        ("Ada Roe, whom many expected to resign, said that talks go on.", Factuality.ASSERTED),
    ],
)
def test_what_somebody_is_expected_to_say_is_not_said_yet(text: str, factuality: Factuality) -> None:
    assert {fact.factuality for fact in facts_of(read(text), "statement")} == {factuality}


def test_who_spoke_just_before_speaks_on_of_another() -> None:
    text = (
        "Foreign Secretary Ada Roe sent home the envoy of Chad. Chad had declared Britain's high commissioner, Ben "
        "Oak, "
        "persona non grata after his criticism of Chad's president was leaked. Roe said the move was unacceptable. "
        '"Mr Oak is an able diplomat," he said. Oak had called Chadian President Luis Rojas intolerant.'
    )
    quoted = [fact for fact in facts_of(read(text), "statement") if shown(read(text), fact.object).startswith("Mr Oak")]
    assert {shown(read(text), fact.subject) for fact in quoted} == {"Ada Roe"}


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        (
            "The talks drew Mauritania's President Ben Oak, Congo's Minister of Economy Ada Roe (Chair of the AfDB "
            "Board of "
            "Governors), outgoing AfDB President Luis Rojas, as well as diplomats.",
            ("Ben Oak", "chairs", "AfDB Board of Governors"),
        ),
        (
            "The delegation of Botswana was led by Hon. Ada Roe, MP, Acting Minister of Defence, Justice and "
            "Security and "
            "included Hon. Ben Oak, MP, Minister of Labour.",
            ("Ben Oak", "position held", "Acting Minister of Defence, Justice and Security and included"),
        ),
    ],
)
def test_an_office_ends_before_a_verb_or_bracket_of_another(text: str, triple: Triple) -> None:
    assert not fact_stating(read(text), triple)


def test_a_name_does_not_begin_with_the_short_form_of_a_body() -> None:
    text = "Martin Kobler will meet with the President of the General National Congress (GNC) Nuri Abusahmain."
    assert "Nuri Abusahmain" in {entity.name for entity in read(text).entities}


def test_the_date_behind_a_war_is_its_own() -> None:
    text = "Kuwait and Iraq have mended ties which were cut following the Iraqi invasion of Kuwait in 1990."
    told = fact_stating(read(text), ("Iraq", "attacked", "Kuwait"))
    assert told is not None
    assert qualifier(read(text), told, "start") == "1990"


def test_a_title_behind_its_own_name_in_a_long_row_is_read() -> None:
    text = (
        "Guyana's delegation to Brazil will also include Foreign Secretary Ada Roe, Ambassador Ana Quispe, Permanent "
        "Secretary Ben Oak, the Guyana Ambassador to Venezuela; Luisa Rojas as well as the Director of the Frontiers "
        "Department and Karl Lund."
    )
    assert fact_stating(read(text), ("Ben Oak", "position held", "Ambassador of Guyana to Venezuela"))
