"""Who was at a gathering, as news tells it, and the trees behind such lists."""

import pytest
from told import Triple, fact_stating, facts_of, read, shown, told

SUMMIT = "The Andean summit opened in Quito. "


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        (
            SUMMIT + "Also taking part were Togo's president, Nana Owusu, and Benin's Ruth Okello.",
            ("Ruth Okello", "participated in", "Andean summit"),
        ),
        (
            SUMMIT + "It was attended by, among others, Ana Quispe and Pablo Rojas.",
            ("Pablo Rojas", "participated in", "Andean summit"),
        ),
        (
            "Ana Quispe attended the Andean summit in Quito, as did the prime minister of Togo, Nana Owusu.",
            ("Nana Owusu", "participated in", "Andean summit"),
        ),
        (
            SUMMIT + "Speaking at the summit were Togo's president, Nana Owusu, and Benin's Ruth Okello.",
            ("Ruth Okello", "participated in", "Andean summit"),
        ),
        (
            SUMMIT + "Premier Owusu, foreign minister Ruth Okello and members of parliament attended the summit.",
            ("Ruth Okello", "participated in", "Andean summit"),
        ),
        (
            "Prime Minister Owusu, Foreign Minister Ruth Okello, Secretary-General Pablo Rojas of Chile's Department "
            "of Foreign Affairs and members of parliament attended the launch ceremony.",
            ("Pablo Rojas", "participated in", "launch ceremony"),
        ),
        (
            SUMMIT + "Present at the summit were Ministers Nana Owusu, Pablo Rojas and Ruth Okello.",
            ("Ruth Okello", "participated in", "Andean summit"),
        ),
        (
            SUMMIT + "It was attended by Lenca Maya leader Ben Roe and envoys from Togo and Benin.",
            ("Benin", "participated in", "Andean summit"),
        ),
    ],
)
def test_lists_of_those_present_are_read_to_their_end(text: str, triple: Triple) -> None:
    extraction = read(text)
    assert fact_stating(extraction, triple), told(extraction)


def test_the_country_of_one_who_attends_does_not_attend() -> None:
    text = SUMMIT + "Absent were Chile's Pablo Rojas and Togo's Nana Owusu."
    assert {fact[0] for fact in told(read(text)) if fact[1] == "did not participate in"} == {
        "Pablo Rojas",
        "Nana Owusu",
    }


def test_an_apposition_behind_a_row_is_said_of_the_last() -> None:
    text = SUMMIT + "Among those present were Pablo Rojas, Nana Owusu and Ruth Okello, the current African Union chair."
    assert {fact[0] for fact in told(read(text)) if fact[1] == "chairs"} == {"Ruth Okello"}


def test_a_gathering_brought_up_is_spoken_of_again() -> None:
    text = "Envoys gathered in Suva on Monday for a two-day meeting. Nana Owusu of Togo opened the gathering."
    assert fact_stating(read(text), ("Nana Owusu", "participated in", "two-day meeting")), told(read(text))


def test_nobody_is_absent_from_a_gathering_that_was_only_proposed() -> None:
    text = SUMMIT + "Ana Quispe proposed a peace conference on Peru. Togo stayed away."
    assert {fact[2] for fact in told(read(text)) if fact[0] == "Togo"} == {"Andean summit"}


def test_what_something_is_said_to_be_is_that() -> None:
    text = "The Pacific Alliance is a trade bloc that groups Chile, Colombia and Peru."
    assert fact_stating(read(text), ("Peru", "member of", "Pacific Alliance")), told(read(text))


def test_who_is_set_apart_by_but_not_does_nothing() -> None:
    text = "Forty countries, but not the United States or Canada, belong to the Community of Sahel–Saharan States."
    assert not {fact[0] for fact in told(read(text)) if fact[1] == "member of"} & {"United States", "Canada"}


def test_states_named_behind_the_clause_did_what_the_many_did() -> None:
    text = "BRICS meets in Kazan. More than 20 states have applied for membership, among them Algeria and Bolivia."
    assert fact_stating(read(text), ("Bolivia", "applied to join", "BRICS")), told(read(text))


def test_a_past_form_behind_an_apposition_is_the_verb() -> None:
    text = "Benin's leader, Patrice Talon, headed for Niamey on Tuesday."
    assert fact_stating(read(text), ("Patrice Talon", "visited", "Niamey")), told(read(text))


def test_all_of_a_list_with_their_titles_were_there() -> None:
    text = (
        "The AU summit in Lomé was attended by the President of Kenya Ada Okello, the President of Togo Kossi Amouzou, "
        "and the Prime Minister of Peru Luis Rojas."
    )
    assert {f[0] for f in told(read(text)) if f[1] == "participated in"} == {
        "Ada Okello",
        "Kossi Amouzou",
        "Luis Rojas",
    }


def test_who_hosts_those_of_a_list_is_none_of_them() -> None:
    text = (
        "The President of Kenya Ada Okello met the President of Togo Kossi Amouzou and the Premier of Peru Luis Rojas."
    )
    met = {f[::2] for f in told(read(text)) if f[1] == "met with"}
    assert met == {("Ada Okello", "Kossi Amouzou"), ("Ada Okello", "Luis Rojas")}


def test_who_was_unable_to_come_did_not_take_part() -> None:
    assert ("Ada Okello", "did not participate in", "AU summit") in told(
        read("President Ada Okello was unable to attend the AU summit in Lomé.")
    )
    assert ("Ada Okello", "participated in", "AU summit") in told(
        read("President Ada Okello, unable to walk, attended the AU summit in Lomé.")
    )


def test_who_asks_for_something_at_a_meeting_seeks_none() -> None:
    text = "Prime Minister Ada Roe held a virtual meeting with the African Union Envoy on Monday and made the request."
    assert not facts_of(read(text), "meeting")


def test_who_asks_for_a_meeting_seeks_one() -> None:
    extraction = read("Ada Roe made a request for a meeting with the UN envoy, Jon Doe.")
    assert {f.predicate for f in facts_of(extraction, "meeting")} == {"seeks meeting with"}


def test_a_politburo_member_who_is_met_is_a_person() -> None:
    extraction = read("Ada Roe met with Politburo member Jon Doe in Lima.")
    assert [shown(extraction, f.object) for f in facts_of(extraction, "meeting")] == ["Jon Doe"]


def test_states_are_there_whose_heads_are() -> None:
    text = "The NATO summit was attended by Ana Roe and other Heads of State and Government from Niue, Palau and Peru."
    there = {t[0] for t in told(read(text)) if t[1] == "participated in"}
    assert there == {"Ana Roe", "Niue", "Palau", "Peru"}
    text = "The summit of NATO was attended by African heads of state."
    assert "Africa" not in {t[0] for t in told(read(text))}


def test_who_turns_an_invitation_down_is_not_the_country() -> None:
    extraction = read(
        "The Andean summit in Lima opened without Nicolas Maduro, who declined an invitation to the summit."
    )
    absent = {shown(extraction, f.subject) for f in facts_of(extraction) if f.predicate == "did not participate in"}
    assert absent == {"Nicolás Maduro"}


def test_who_attends_together_with_somebody_was_there_as_well() -> None:
    extraction = read("Ada Roe, who attended the Andean meeting together with Ben Poe, left.")
    there = {shown(extraction, f.subject) for f in facts_of(extraction) if f.predicate == "participated in"}
    assert there == {"Ada Roe", "Ben Poe"}


def test_who_was_present_was_so_at_what_was_held_not_at_what_was_talked_of() -> None:
    said = "Premier Ada Roe received Minister Ben Oak. They discussed the Andean Conference to be held in Lima. "
    extraction = read(said + "Oak thanked Peru for hosting the Andean Conference. Envoy Al Moe was present.")
    assert not [f for f in facts_of(extraction, "participation") if shown(extraction, f.subject) == "Al Moe"]
