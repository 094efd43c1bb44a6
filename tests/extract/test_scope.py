"""In whose mouth and in which mood a fact stands."""

import pytest
from told import DAY, entity_of, fact_stating, facts_of, read, told

from flows.extract.grammar.scope import Status, scope_of
from flows.language.parse import Passage, parse
from flows.model import Factuality


def status(text: str, verb: str) -> Status:
    """The status of the clause of a verb, given as printed."""
    words = [word for sentence in parse([Passage(text, 0, DAY)]) for word in sentence.words]
    return scope_of(next(word for word in words if word.text == verb))


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Kenya signed the pact.", "signed", Factuality.ASSERTED),
        ("The African Union allowed Sudan to attend the summit.", "attend", Factuality.POSSIBLE),
        ("Sudan was not allowed to attend the summit.", "attend", Factuality.NEGATED),
        ("Kenya has signed the pact.", "signed", Factuality.ASSERTED),
        ("Kenya did not sign the pact.", "sign", Factuality.NEGATED),
        ("Kenya never signed the pact.", "signed", Factuality.NEGATED),
        ("Kenya has not yet signed the pact.", "signed", Factuality.NEGATED),
        ("No country signed the pact.", "signed", Factuality.NEGATED),
        ("Kenya refused to sign the pact.", "sign", Factuality.NEGATED),
        ("Kenya failed to sign the pact.", "sign", Factuality.NEGATED),
        ("Kenya will sign the pact.", "sign", Factuality.PLANNED),
        ("Kenya plans to sign the pact.", "sign", Factuality.PLANNED),
        ("Ghana invited Kenya to sign the pact.", "sign", Factuality.PLANNED),
        ("Kenya hopes to sign the pact.", "sign", Factuality.PLANNED),
        ("Kenya is expected to sign the pact.", "sign", Factuality.PLANNED),
        ("Kenya may sign the pact.", "sign", Factuality.POSSIBLE),
        ("Kenya might sign the pact.", "sign", Factuality.POSSIBLE),
        ("Kenya would sign the pact.", "sign", Factuality.POSSIBLE),
        ("If Kenya signs the pact, tea will be cheaper.", "signs", Factuality.POSSIBLE),
        ("Unless Kenya signs the pact, tea will be dear.", "signs", Factuality.POSSIBLE),
        ("Kenya's president visits Accra to sign the pact.", "sign", Factuality.PLANNED),
        ("Parliament approves a bill to sign the pact.", "sign", Factuality.PLANNED),
        ("Parliament voted to adopt the pact.", "adopt", Factuality.ASSERTED),
        ("Kenya was the first country to sign the pact.", "sign", Factuality.ASSERTED),
        ("Ghana accuses Kenya of attacking the port.", "attacking", Factuality.REPORTED),
        ("Ghana said that Kenya would sign the pact.", "sign", Factuality.PLANNED),
        ("Ghana said that Kenya would sign the pact if Togo paid.", "sign", Factuality.POSSIBLE),
        ("Ghana says that Kenya would sign the pact.", "sign", Factuality.POSSIBLE),
        ("Neither of the two signed the pact.", "signed", Factuality.NEGATED),
        ("Kenya voted against signing the pact.", "signing", Factuality.NEGATED),
        ("Kenya was to have signed the pact.", "signed", Factuality.POSSIBLE),
        ("Ghana said that Kenya signed the pact.", "signed", Factuality.REPORTED),
        ("Ghana announced that Kenya signed the pact.", "signed", Factuality.REPORTED),
        ("The pact is to be signed in Accra.", "signed", Factuality.PLANNED),
        ("Kenya opted to sign the pact.", "sign", Factuality.PLANNED),
        ("Kenya is eligible to sign the pact.", "sign", Factuality.POSSIBLE),
        ("Kenya is tipped to sign the pact.", "sign", Factuality.POSSIBLE),
        ("Kenya managed to sign the pact.", "sign", Factuality.ASSERTED),
        ("Kenya went on to sign the pact.", "sign", Factuality.ASSERTED),
        ("Kenya shied away from signing the pact.", "signing", Factuality.NEGATED),
        ("Kenya pulled out of signing the pact.", "signing", Factuality.NEGATED),
        ("Kenya slept badly after signing the pact.", "signing", Factuality.ASSERTED),
        ("Kenya was hours from signing the pact.", "signing", Factuality.POSSIBLE),
        ("Kenya has not signed or ratified the pact.", "ratified", Factuality.NEGATED),
        ("No state drafted and ratified the pact.", "ratified", Factuality.NEGATED),
        ("Kenya did not wait and ratified the pact.", "ratified", Factuality.ASSERTED),
        ("In case Kenya signs the pact, tea will be cheaper.", "signs", Factuality.POSSIBLE),
        ("In the event that Kenya signs the pact, tea will be cheaper.", "signs", Factuality.POSSIBLE),
        ("It is unclear why Kenya signed the pact.", "signed", Factuality.ASSERTED),
        ("It is unclear whether Kenya signed the pact.", "signed", Factuality.POSSIBLE),
        ("Nobody doubts that Kenya signed the pact.", "signed", Factuality.ASSERTED),
        ("Many doubt that Kenya signed the pact.", "signed", Factuality.POSSIBLE),
        ("It is no secret that Kenya signed the pact.", "signed", Factuality.ASSERTED),
        ("The paper rightly says that Kenya signed the pact.", "signed", Factuality.ASSERTED),
        ("Ghana frets about Kenya signing the pact.", "signing", Factuality.POSSIBLE),
        ("Kenya is capable of signing the pact.", "signing", Factuality.POSSIBLE),
        ("Kenya insisted on signing the pact.", "signing", Factuality.POSSIBLE),
        ("Kenya is proud of signing the pact.", "signing", Factuality.ASSERTED),
        ("Kenya's refusal to sign the pact hurt Ghana.", "sign", Factuality.NEGATED),
    ],
)
def test_the_words_around_a_verb_tell_whether_it_holds(text: str, verb: str, expected: Factuality) -> None:
    assert status(text, verb).factuality is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They praised a visit by the king.", Factuality.ASSERTED),
        ("They praised a planned visit by the king.", Factuality.PLANNED),
        ("They praised a possible visit by the king.", Factuality.POSSIBLE),
        ("They have not seen a visit by the king.", Factuality.NEGATED),
    ],
)
def test_a_deed_named_by_a_noun_is_as_sure_as_the_words_around_it(text: str, expected: Factuality) -> None:
    words = [word for sentence in parse([Passage(text, 0, DAY)]) for word in sentence.words]
    assert scope_of(next(word for word in words if word.text == "visit"), nominal=True).factuality is expected


def test_two_denials_are_none() -> None:
    assert status("Kenya did not refuse to sign the pact.", "sign").polarity is True


def test_what_somebody_denies_stays_reported() -> None:
    found = status("Ghana said that Kenya did not sign the pact.", "sign")
    assert (found.factuality, found.polarity) == (Factuality.REPORTED, False)


def test_the_reporting_verb_is_remembered() -> None:
    reporter = status("Ghana said that Kenya signed the pact.", "signed").reporter
    assert reporter is not None
    assert reporter.text == "said"


@pytest.mark.parametrize(
    ("text", "factuality", "polarity"),
    [
        ("Peru’s president Ana Quispe visited Ghana in May.", Factuality.ASSERTED, True),
        ("Peru’s president Ana Quispe has not visited Ghana.", Factuality.NEGATED, False),
        ("Peru’s president Ana Quispe will visit Ghana.", Factuality.PLANNED, True),
        ("The African Union reported that Peru’s president Ana Quispe visited Ghana.", Factuality.REPORTED, True),
    ],
)
def test_facts_say_whether_they_hold(text: str, factuality: Factuality, polarity: bool) -> None:
    extraction = read(text)
    fact = fact_stating(extraction, ("Ana Quispe", "visited", "Ghana"))
    assert fact is not None, told(extraction)
    assert (fact.factuality, fact.polarity) == (factuality, polarity)


def test_a_reported_fact_names_its_speaker() -> None:
    extraction = read("The African Union said Kenya signed a pact with Ghana in May.")
    fact = fact_stating(extraction, ("Kenya", "signed agreement with", "Ghana"))
    assert fact is not None, told(extraction)
    assert entity_of(extraction, fact.attributed_to).name == "African Union"


def test_only_reported_facts_have_a_speaker() -> None:
    extraction = read("Kenya signed a pact with Ghana in May. The African Union said Chad joined BRICS.")
    facts = [fact for fact in facts_of(extraction) if fact.factuality is Factuality.ASSERTED]
    assert facts
    assert {fact.attributed_to for fact in facts} == {None}


def test_a_planned_accession_has_a_predicate_of_its_own() -> None:
    extraction = read("Sweden will join NATO next year.")
    assert told(extraction) == [("Sweden", "will join", "NATO")]
    assert facts_of(extraction)[0].factuality is Factuality.PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "If Sweden joins NATO, tariffs will fall.",
        "Sweden would join NATO if Finland agreed.",
        "Sweden may join NATO next year.",
        "Unless Chad leaves the African Union, tariffs will fall.",
        "Had Sweden joined NATO earlier, tariffs would be lower.",
    ],
)
def test_conditions_and_possibilities_state_no_accession(text: str) -> None:
    assert facts_of(read(text), "accession") == []


@pytest.mark.parametrize("text", ["Kenya refused to join BRICS.", "Kenya did not join BRICS."])
def test_what_did_not_happen_is_never_stated_as_if_it_had(text: str) -> None:
    assert [fact for fact in facts_of(read(text), "accession") if fact.polarity] == []


@pytest.mark.parametrize(
    ("text", "verb", "expected", "polarity"),
    [
        ("Reports that Kenya signed the pact are false.", "signed", Factuality.REPORTED, False),
        ("It is a myth that Kenya signed the pact.", "signed", Factuality.NEGATED, False),
        ("Ghana falsely claimed that Kenya signed the pact.", "signed", Factuality.NEGATED, False),
        ("Ghana denied that Kenya signed the pact.", "signed", Factuality.REPORTED, False),
        ("There is no evidence that Kenya signed the pact.", "signed", Factuality.POSSIBLE, True),
        ("It is unclear whether Kenya signed the pact.", "signed", Factuality.POSSIBLE, True),
        ("The army has not confirmed that Kenya signed the pact.", "signed", Factuality.POSSIBLE, True),
        ("Fears that Kenya signed the pact grew.", "signed", Factuality.POSSIBLE, True),
        ("The fact that Kenya signed the pact is known.", "signed", Factuality.ASSERTED, True),
        ("Kenya held talks on signing the pact.", "signing", Factuality.POSSIBLE, True),
        ("The idea of Kenya signing the pact is old.", "signing", Factuality.POSSIBLE, True),
        ("Far from signing the pact, Kenya burnt it.", "signing", Factuality.NEGATED, False),
        ("Before signing the pact, Kenya read it.", "signing", Factuality.ASSERTED, True),
        ("Kenya reportedly signed the pact.", "signed", Factuality.REPORTED, True),
        ("Kenya signed the pact, according to Ghana.", "signed", Factuality.REPORTED, True),
        ("Kenya is said to have signed the pact.", "signed", Factuality.REPORTED, True),
        ("A panel found that Kenya signed the pact.", "signed", Factuality.REPORTED, True),
        ("Kenya is close to signing the pact.", "signing", Factuality.POSSIBLE, True),
    ],
)
def test_all_that_governs_a_clause_tells_whether_it_holds(
    text: str, verb: str, expected: Factuality, polarity: bool
) -> None:
    found = status(text, verb)
    assert (found.factuality, found.polarity, found.stated) == (expected, polarity, True)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Did Kenya sign the pact?", "sign"),
        ("Kenya nearly signed the pact.", "signed"),
        ("Kenya all but signed the pact.", "signed"),
        ("Kenya came close to signing the pact.", "signing"),
        ("In the novel, Kenya signed the pact.", "signed"),
        ("The film shows how Kenya signed the pact.", "signed"),
        ("In an alternate history, Kenya signed the pact.", "signed"),
    ],
)
def test_questions_near_misses_and_fiction_state_nothing(text: str, verb: str) -> None:
    assert status(text, verb).stated is False


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Nearly 40 states met as Kenya signed the pact.", "signed"),
        ("Kenya signed the pact. Will Ghana?", "signed"),
        ("The author of the novel watched as Kenya signed the pact.", "signed"),
    ],
)
def test_what_stands_beside_them_is_stated(text: str, verb: str) -> None:
    found = status(text, verb)
    assert (found.factuality, found.stated) == (Factuality.ASSERTED, True)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kenya signed a pact with Ghana, according to the African Union.", "African Union"),
        ("An African Union report concluded that Kenya signed a pact with Ghana.", "African Union"),
        ("Togo’s claim that Kenya signed a pact with Ghana drew laughter.", "Togo"),
        ("“Kenya signed a pact with Ghana in May. It was wise,” the African Union said.", "African Union"),
    ],
)
def test_what_somebody_tells_is_theirs_alone(text: str, speaker: str) -> None:
    extraction = read(text)
    fact = fact_stating(extraction, ("Kenya", "signed agreement with", "Ghana"))
    assert fact is not None, told(extraction)
    assert fact.factuality is Factuality.REPORTED
    assert entity_of(extraction, fact.attributed_to).name == speaker


def test_a_statement_told_by_another_is_reported() -> None:
    extraction = read("Ada Roe told the press that Ben Oak had promised that Kenya would sign the pact.")
    said = {
        f.factuality
        for f in facts_of(extraction, "statement")
        if entity_of(extraction, f.subject.entity).name == "Ben Oak"
    }
    assert said == {Factuality.REPORTED}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru’s next president, Ada Roe, visited Chile.", {Factuality.PLANNED}),
        ("Ada Roe was elected president of Peru on Sunday.", {Factuality.PLANNED}),
        ("Ada Roe, who was elected president of Peru in 2019, visited Chile.", {Factuality.ASSERTED}),
        ("The would-be president of Peru, Ada Roe, visited Chile.", set()),
        ("The nominee for president of Peru, Ada Roe, visited Chile.", set()),
        ("Peru’s president, Ada Roe, visited Chile.", {Factuality.ASSERTED}),
        ("Ada Roe was elected chair of the Danube Commission on Monday.", {Factuality.ASSERTED}),
    ],
)
def test_an_office_is_held_by_who_holds_it(text: str, expected: set[Factuality]) -> None:
    assert {fact.factuality for fact in facts_of(read(text), "office")} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya hosts the African Union summit in August.", (Factuality.PLANNED, "2024-08")),
        ("Kenya hosted the African Union summit in August.", (Factuality.ASSERTED, "2023-08")),
    ],
)
def test_the_present_tense_with_a_coming_day_is_a_plan(text: str, expected: tuple[Factuality, str]) -> None:
    (fact,) = facts_of(read(text), "hosting")
    assert (fact.factuality, dict(fact.qualifiers)["start"].value) == expected


INTERVIEW = (
    "Q: Has Kenya left the African Union?",
    "A: No. Kenya hosts the African Union summit.",
    "GAZETTE: Did Ghana attack Togo?",
    "OAK: Ghana backs Togo. Chad left BRICS in 2023.",
    "Ben Oak is the foreign minister of Peru. Norway joined NATO in 1949.",
)


def test_what_is_answered_in_an_interview_is_the_speakers_word() -> None:
    extraction = read(*INTERVIEW)
    said = {fact.predicate: fact for fact in facts_of(extraction)}
    assert entity_of(extraction, said["withdrew from"].attributed_to).name == "Ben Oak"
    assert said["withdrew from"].factuality is Factuality.REPORTED
    assert said["joined"].factuality is Factuality.ASSERTED
    assert "attacked" not in said


def test_capitals_before_a_colon_are_no_speaker_where_nobody_asks() -> None:
    extraction = read("NAIROBI: Kenya left BRICS in 2023.", "ACCRA: Ghana joined BRICS in 2023.")
    assert {fact.factuality for fact in facts_of(extraction)} == {Factuality.ASSERTED}


@pytest.mark.parametrize(
    "text",
    [
        "Reports that Mali had joined ECOWAS are false, its prime minister said.",
        "Reports circulating online that Mali had joined ECOWAS are untrue, its prime minister said.",
    ],
)
def test_what_is_called_false_at_the_end_of_a_sentence_is_denied(text: str) -> None:
    extraction = read(text)
    assert [f for f in facts_of(extraction, "accession") if f.polarity] == []


def test_what_is_called_false_beside_it_denies_nothing() -> None:
    extraction = read("Reports that Mali had joined ECOWAS were right, while those on Niger are false, officials said.")
    assert fact_stating(extraction, ("Mali", "joined", "ECOWAS")).polarity


def test_a_step_to_what_is_denied_behind_it_is_not_the_deed() -> None:
    extraction = read("Ghana and Togo have initialled but not yet signed a border accord.")
    assert all(fact.factuality is not Factuality.ASSERTED for fact in facts_of(extraction))
    assert ("Ghana", "signed agreement with", "Togo") in told(
        read("Ghana and Togo initialled and then signed a border accord.")
    )


def test_what_an_aim_is_not_is_no_purpose() -> None:
    assert told(read("Mercosur's aims are not military.")) == []


@pytest.mark.parametrize(
    "text",
    ["Uruguay rather than Paraguay hosted the Mercosur summit.", "It was Uruguay, not Paraguay, that hosted it."],
)
def test_who_is_set_apart_did_not_do_it(text: str) -> None:
    assert all("Paraguay" not in fact for fact in told(read(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Togo, a would-be member of the Pacific Alliance, spoke last.",
        "Togo used to be a member of the Pacific Alliance.",
        "Togo as a new member of the Pacific Alliance",
        "Ada Roe ran for president of Ghana in 2020 and lost.",
        "The court annulled Ada Roe's election as president of Ghana.",
        "Ada Roe, who was to be foreign minister of Ghana, resigned.",
        "The European Union lifted the threat of sanctions on Togo.",
        "An attack on Chad by Togo is the nightmare of the planners.",
    ],
)
def test_what_is_sought_over_or_feared_is_not_stated_as_so(text: str) -> None:
    assert all(fact.factuality is not Factuality.ASSERTED for fact in facts_of(read(text)))


def test_who_is_left_out_of_the_members_of_a_body_signs_nothing_with_it() -> None:
    facts = told(read("All members of the African Union but Eritrea have signed the founding agreement."))
    assert [fact for fact in facts if fact[1].startswith("signed")] == []


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("Chad is the third ally that Peru has lost since 2016.", "ally", None),
        ("Chad was the latest ally lost by Peru.", "ally", None),
        ("Chad is an ally of Peru that lost a vote.", "ally", Factuality.ASSERTED),
        ("Chad is an associate member of the bloc.", "member", None),
        ("Chad is a full member of the bloc.", "member", Factuality.ASSERTED),
        ("The ministry announced sanctions against ten firms.", "sanctions", Factuality.ASSERTED),
        ("The ministry announced a visit to Chad.", "visit", Factuality.PLANNED),
    ],
)
def test_what_a_noun_names_is_as_its_clause_and_its_verb_say(text: str, noun: str, expected: Factuality | None) -> None:
    words = [word for sentence in parse([Passage(text, 0, DAY)]) for word in sentence.words]
    found = scope_of(next(word for word in words if word.text == noun), nominal=True)
    assert (found.factuality if found.stated else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They will draft a plan and hand our advice to the summit in Chad.", Factuality.PLANNED),
        ("Peru is to gain membership at the next summit in Chad.", Factuality.PLANNED),
        ("At the next summit in Chad, in 2019, they signed it.", Factuality.ASSERTED),
        ("Peru will keep the pledges made at the summit in Chad.", Factuality.ASSERTED),
    ],
)
def test_a_gathering_at_which_something_is_to_be_done_is_to_come(text: str, expected: Factuality) -> None:
    assert [f.factuality for f in facts_of(read(text), "hosting")] == [expected]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("The king spoke in favour of the early conclusion of a trade agreement between Peru and Chile.", False),
        ("The talks on the conclusion of a trade agreement between Peru and Chile go on.", False),
        ("Efforts toward a trade agreement between Peru and Chile go on.", False),
        ("The negotiations in Lima focused on a peace treaty between Peru and Chile.", False),
        ("The king praised the conclusion of a trade agreement between Peru and Chile.", True),
        ("The trade agreement between Peru and Chile helps both.", True),
    ],
)
def test_an_agreement_that_is_only_wished_for_is_none(text: str, stated: bool) -> None:
    assert bool([f for f in facts_of(read(text), "agreement") if f.factuality is Factuality.ASSERTED]) is stated


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("She was invited to a trade meeting in Ghana that will be held in May.", Factuality.PLANNED),
        ("A summit in Lima, which will take place in May, is near.", Factuality.PLANNED),
        ("Ana Quispe met Luis Roe at a summit in Lima, which will open a new chapter.", Factuality.ASSERTED),
    ],
)
def test_a_gathering_that_will_be_held_is_to_come(text: str, mood: Factuality) -> None:
    assert {f.factuality for f in facts_of(read(text), "hosting")} == {mood}
