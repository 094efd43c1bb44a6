"""Clauses whose verb or subject a tree easily gives to a neighbour."""

import pytest
from told import Triple, article_of, fact_stating, read, told

from flows.extract.reader import PASSES, through
from flows.extract.trees.mend import hang_title

OECD = "Organisation for Economic Co-operation and Development"


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        (
            "BRICS agreed to admit new members, and Egypt, Ethiopia and Iran joined the group on 1 January 2024.",
            ("Iran", "joined", "BRICS"),
        ),
        ("Vladimir Putin and Xi Jinping held talks in Beijing.", ("Vladimir Putin", "met with", "Xi Jinping")),
        ("Five countries joined BRICS: Egypt, Iran and Ethiopia among them.", ("Egypt", "joined", "BRICS")),
    ],
)
def test_a_verb_keeps_its_own_subject_and_object(text: str, triple: Triple) -> None:
    extraction = read(text)
    assert fact_stating(extraction, triple), told(extraction)


def test_a_verb_behind_a_relative_clause_is_no_part_of_it() -> None:
    text = (
        "The rebels of the Northern Front, which the UN, the US and Turkey all list as terrorist, control Aleppo and "
    )
    text += "Hama."
    assert "Turkey" not in {fact[0] for fact in told(read(text)) if fact[1] == "controls"}


def test_an_office_right_before_a_name_does_nothing_itself() -> None:
    reading = through(article_of("Rebel leader Riek Machar signed the deal."), PASSES[:1]).reading
    leader, name, signed = (
        next(w for w in reading.sentences[0].words if w.text == t) for t in ("leader", "Riek", "signed")
    )
    leader.hang(signed, "nsubj")
    name.hang(signed, "nsubj")
    hang_title(reading, leader)
    assert (leader.head, leader.dep) == (name, "nmod:desc")


def test_two_descriptions_of_a_name_are_both_its_own() -> None:
    text = "Mercosur met. Chile, an observer since 2004 and the only OECD country with a tie to the bloc, kept silent."
    facts = told(read(text))
    assert ("Chile", "member of", OECD) in facts
    assert OECD not in {fact[0] for fact in facts}


def test_the_subject_of_a_clause_behind_although_is_not_also_that_of_the_main_one() -> None:
    text = (
        "The SCO has grown. Nepal and Mongolia are still observers, although the Taliban, who have not been invited to "
    )
    text += "a summit since they took Kabul in 2021, once more looked on."
    assert "Taliban" not in {fact[0] for fact in told(read(text)) if fact[1] == "observer of"}


def test_a_lost_blank_between_sentences_joins_nothing() -> None:
    text = "Turkey was the last of the alliance's members to vote on the bid.Last May Finland and Sweden applied to "
    text += "join NATO."
    assert "Turkey" not in {fact[0] for fact in told(read(text)) if fact[1] == "applied to join"}


@pytest.mark.parametrize(("auxiliary", "mood"), [("will be", "planned"), ("were", "asserted")])
def test_who_is_told_of_behind_the_verb_may_be_still_to_come(auxiliary: str, mood: str) -> None:
    extraction = read(
        f"Also participating in the Lusaka summit of SADC {auxiliary} three states: Kenya, Chad and Mali."
    )
    facts = [fact for fact in extraction.facts if fact.predicate == "participated in"]
    assert [fact.factuality.value for fact in facts] == [mood] * 3


def test_a_vote_that_somebody_calls_rigged_is_not_all_that_is_said() -> None:
    text = "The EU agreed on Monday to sanction officials over an election the West says was rigged, citing violence."
    assert [fact for fact in told(read(text)) if fact[0] == "West"] == []


def test_a_verb_misread_as_a_noun_makes_no_thing() -> None:
    text = "The EU agreed on Monday to sanction officials over a vote the West says was rigged, citing violence."
    assert not [entity.name for entity in read(text).entities if entity.name.startswith("to ")]


def test_a_clause_behind_a_bracket_is_said_of_the_body_before_it() -> None:
    text = (
        "Ninety deputies voted for it, all of them from the Party of Farmers and Fishers (PFF), which was founded in "
    )
    text += "2016 by Ada Roe, who is now the country's president."
    assert ("Party of Farmers and Fishers", "founded by", "Ada Roe") in told(read(text))


def test_who_holds_talks_up_does_not_hold_them() -> None:
    text = (
        "The EU opened accession negotiations with Moldova and neighbouring Ukraine in June 2024, but Hungary, whose "
    )
    text += "prime minister, Viktor Orban, is a critic of Kyiv, has since blocked the opening of the first chapters."
    facts = told(read(text))
    assert ("European Union", "seeks agreement with", "Moldova") in facts
    assert [fact for fact in facts if fact[0] == "Hungary"] == []


def test_what_a_relative_clause_tells_of_is_what_it_describes() -> None:
    text = (
        "He said Bolivia would not withdraw from BRICS, of which it has been a partner country since January, nor from "
    )
    text += "Mercosur, which it joined as a full member in 2024."
    facts = told(read(text))
    assert ("Bolivia", "joined", "Mercosur") in facts
    assert {fact[1] for fact in facts if fact[2] == "BRICS"} <= {"withdrew from", "dialogue partner of"}


def test_states_of_a_region_are_not_the_region() -> None:
    text = (
        "The European Union grew. The bloc drew up conditions on his watch for eventually admitting the ex-communist "
    )
    text += "states of central and eastern Europe after the fall of the Berlin Wall in 1989."
    assert [fact for fact in told(read(text)) if fact[1] == "joined"] == []
