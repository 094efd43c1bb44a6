"""Who said what, in whose words, to whom."""

import pytest
from told import facts_of, qualifier, read, shown, told

SPEAKER = "President Maria Santos"


def said(text: str) -> list[tuple[str, str, str | None]]:
    """(speaker, words, mode) of each statement in a text."""
    extraction = read(text)
    return [
        (shown(extraction, f.subject), shown(extraction, f.object).rstrip(",."), qualifier(extraction, f, "mode"))
        for f in facts_of(extraction, "statement")
    ]


@pytest.mark.parametrize(
    "text",
    [
        f'"We will build the dam," {SPEAKER} said.',
        f"“We will build the dam,” {SPEAKER} said.",
        f"“We will build the dam,” said {SPEAKER}.",
        f"{SPEAKER} said: “We will build the dam.”",
    ],
)
def test_a_quotation_belongs_to_its_speaker(text: str) -> None:
    assert said(text) == [("Maria Santos", "We will build the dam", "direct")]


def test_a_quotation_split_in_mid_sentence_is_one() -> None:
    assert said(f"“We will build the dam,” {SPEAKER} said, “but it takes years.”") == [
        ("Maria Santos", "We will build the dam, but it takes years", "direct")
    ]


def test_a_fragment_is_a_quotation() -> None:
    text = f"{SPEAKER} described the dam as “a gift to the farmers”."
    assert said(text) == [("Maria Santos", "a gift to the farmers", "direct")]


@pytest.mark.parametrize("verb", ["said", "announced", "warned", "argued", "insisted"])
def test_reported_speech_is_a_statement_in_other_words(verb: str) -> None:
    assert said(f"{SPEAKER} {verb} that the dam was safe.") == [("Maria Santos", "the dam was safe", "indirect")]


def test_reported_speech_needs_no_that() -> None:
    assert said("Kenya's foreign ministry said the dam was safe.") == [
        ("Kenya foreign ministry", "the dam was safe", "indirect")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "According to the African Union, the vote was free and fair.",
        "The vote was free and fair, according to the African Union.",
        "The vote, as the African Union noted on Monday, was free and fair.",
    ],
)
def test_asides_name_whose_words_they_are(text: str) -> None:
    speaker, words, mode = said(text)[0]
    assert (speaker, words.lower(), mode) == ("African Union", "the vote was free and fair", "indirect")


def test_the_one_spoken_to_is_the_audience() -> None:
    extraction = read(f"“The dam is safe,” {SPEAKER} told reporters.")
    assert [qualifier(extraction, f, "audience") for f in facts_of(extraction, "statement")] == ["reporters"]


def test_a_named_audience_is_named() -> None:
    extraction = read("Ghana told the African Union that the dam was safe.")
    assert [qualifier(extraction, f, "audience") for f in facts_of(extraction, "statement")] == ["African Union"]


def test_marks_around_a_title_make_no_quotation() -> None:
    assert said(f"The film “Rivers of Silver” was praised by {SPEAKER}.") == []


@pytest.mark.parametrize(
    "text",
    [
        f"{SPEAKER} did not say whether the dam was safe.",
        f"{SPEAKER} has not said that the dam was safe.",
    ],
)
def test_what_somebody_leaves_open_is_no_statement(text: str) -> None:
    assert said(text) == []


def test_a_pronoun_speaks_for_the_person_it_means() -> None:
    text = f"{SPEAKER} opened the dam on Monday. “It will bring water to the farmers,” she said."
    assert [speaker for speaker, _, _ in said(text)] == ["Maria Santos"]


def test_a_quotation_of_nobody_is_no_statement() -> None:
    assert said("The sign at the gate read “No water before the rainy season”.") == []


def test_a_quotation_is_verbatim() -> None:
    text = f"“The  dam —safe, he swore— is ours; we’ll keep it,” {SPEAKER} said."
    assert said(text)[0][1] == "The dam —safe, he swore— is ours; we’ll keep it"


def test_each_speaker_keeps_the_own_words() -> None:
    extraction = read(
        "“We want more water,” Peru's President Ana Quispe said. "
        "“We have none to give,” said Chile's President Luis Rojas."
    )
    statements = [(s, o) for s, p, o in told(extraction) if p == "said"]
    assert statements == [("Ana Quispe", "We want more water,"), ("Luis Rojas", "We have none to give,")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{SPEAKER} says the dam will hold, citing a survey by engineers.", "the dam will hold"),
        (f"{SPEAKER} says that the dam will hold, and urges farmers to stay.", "the dam will hold"),
        (f"{SPEAKER} says the dam will hold, though no survey has been published.", "the dam will hold"),
        (
            f"{SPEAKER} announced that the dam will hold and that its turbines are new, dismissing earlier reports.",
            "the dam will hold and that its turbines are new",
        ),
        (f"{SPEAKER} announced it will begin selling water to farmers.", "it will begin selling water to farmers"),
        (
            f"Kenya says the dam will hold after {SPEAKER} said it was built on sand.",
            "the dam will hold",
        ),
        (f"{SPEAKER} calls for a ban on fishing near the dam.", "calls for a ban on fishing near the dam"),
        ("Kenya issued a statement condemning the attack on the dam.", "condemning the attack on the dam"),
    ],
)
def test_reported_speech_ends_where_the_reporter_speaks_again(text: str, words: str) -> None:
    assert said(text)[0][1] == words


@pytest.mark.parametrize(
    ("text", "words", "mode"),
    [
        (f"{SPEAKER} said that the dam is “ready” to open.", "the dam is “ready” to open", "indirect"),
        (f"{SPEAKER} called the dam a “miracle”.", "miracle", "direct"),
        (f"{SPEAKER} said the dam was “a gift to the farmers”.", "a gift to the farmers", "direct"),
        (f"{SPEAKER} said the dam had been a “good neighbour” to the farmers.", None, "indirect"),
        (f"{SPEAKER} said the dam was part of a “farmers first” policy.", None, "indirect"),
        (f"{SPEAKER} said the defence of the dam was “ironclad”.", None, "indirect"),
        (f"{SPEAKER} said the farmers had to solve their “old quarrels” and share the dam.", None, "indirect"),
        (f"{SPEAKER} said the two would “act at once” if the dam broke.", None, "indirect"),
        (f"{SPEAKER} said Kenya was not asking “the farmers to leave the valley for good”.", None, "indirect"),
        (f"{SPEAKER} said the dam could cause a “terrible flood”.", "terrible flood", "direct"),
        (f"{SPEAKER} said the dam would “bring water to our farmers”.", "bring water to our farmers", "direct"),
        (
            f"{SPEAKER} said that a “league of rivers” will manage the dam.",
            "a “league of rivers” will manage the dam",
            "indirect",
        ),
    ],
)
def test_a_quoted_term_is_no_statement_but_a_part_of_one(text: str, words: str | None, mode: str) -> None:
    whole = text.removeprefix(f"{SPEAKER} said ").rstrip(".")
    assert said(text) == [("Maria Santos", words or whole, mode)]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (f"{SPEAKER} called the old dam a “miracle”.", "old dam"),
        (f"{SPEAKER} described the talks in Lima as “frank and open”.", "talks in Lima"),
        (f"{SPEAKER} said the talks on the dam “mean nothing”.", "talks on the dam"),
        (f"{SPEAKER} said Kenya was “not alone”.", "Kenya"),
        (f"{SPEAKER} said “the dam stands”.", None),
        (f"{SPEAKER} said she was “very happy”.", None),
    ],
)
def test_a_few_quoted_words_come_with_what_they_are_said_of(text: str, topic: str | None) -> None:
    extraction = read(text)
    (statement,) = facts_of(extraction, "statement")
    assert qualifier(extraction, statement, "topic") == topic


def test_what_is_said_not_to_be_so_is_no_quotation() -> None:
    assert said(f"{SPEAKER} declared the vote not “free and fair”.") == []


def test_a_quotation_over_several_sentences_is_one_statement() -> None:
    assert said(f"“The dam is safe. It will bring water,” {SPEAKER} said.") == [
        ("Maria Santos", "The dam is safe. It will bring water,".rstrip(","), "direct")
    ]


def test_a_quotation_over_several_paragraphs_is_one_statement() -> None:
    extraction = read(f"{SPEAKER} said: “The dam is safe.", "“It will bring water to us all.”")
    assert [(s, o) for s, p, o in told(extraction) if p == "said"] == [
        ("Maria Santos", "The dam is safe. It will bring water to us all.")
    ]


def test_each_of_two_speakers_in_a_sentence_keeps_the_own_clause() -> None:
    text = "Chile says the dam will hold, with Peru warning that the river is rising."
    assert said(text) == [
        ("Chile", "the dam will hold", "indirect"),
        ("Peru", "the river is rising", "indirect"),
    ]


def test_a_date_inside_what_is_said_does_not_date_the_saying() -> None:
    extraction = read(f"{SPEAKER} said that the dam opens on 20 January 2026.")
    assert [qualifier(extraction, f, "start") for f in facts_of(extraction, "statement")] == [None]


def test_a_name_inside_what_is_said_is_no_audience() -> None:
    extraction = read(f"{SPEAKER} says a visit to Kenya by President Luis Rojas was “a step too far”.")
    assert [qualifier(extraction, f, "audience") for f in facts_of(extraction, "statement")] == [None]


def test_who_acts_for_a_reason_in_quotation_marks_has_said_so() -> None:
    assert said("Kenya summons the ambassador of Ghana over “repeated insults to our farmers”.") == [
        ("Kenya", "repeated insults to our farmers", "direct")
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{SPEAKER} warned farmers living in the valley against leaving.",
        f"{SPEAKER} announced a dam that will bring water.",
        "The dam was closed over “repeated leaks in the wall”.",
    ],
)
def test_what_reports_no_clause_is_no_statement(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Two diplomats said the dam was safe.", "Two diplomats", "the dam was safe"),
        ("A Western diplomat, who asked for anonymity, said the dam leaked.", "Western diplomat", "the dam leaked"),
        (
            "The dam will open on Friday, a spokesman for the African Union said.",
            "spokesman for the African Union",
            "The dam will open on Friday",
        ),
        ("A person close to the talks told CNN that the dam leaked.", "person close to the talks", "the dam leaked"),
        (
            "According to two Kenyan officials, the dam had leaked before.",
            "two Kenyan officials",
            "the dam had leaked before",
        ),
        ("Officials in Accra said the dam was safe.", "Officials in Accra", "the dam was safe"),
        ("Greenland says that the dam will never be built.", "Greenland", "the dam will never be built"),
    ],
)
def test_whoever_speaks_without_a_name_is_called_by_the_phrase(text: str, speaker: str, words: str) -> None:
    assert [(who, what) for who, what, _ in said(text)] == [(speaker, words)]


def test_he_is_the_one_without_a_name_who_spoke_just_before() -> None:
    text = f"{SPEAKER} came home. A Kenyan diplomat said the dam was safe. “It will hold,” he said."
    assert [who for who, _, _ in said(text)] == ["Kenyan diplomat", "Kenyan diplomat"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{SPEAKER} urged Kenya to open the dam.", "urged Kenya to open the dam"),
        (f"{SPEAKER} called on both sides to spare the dam.", "called on both sides to spare the dam"),
        (f"{SPEAKER} asked ministers not to close the dam.", "asked ministers not to close the dam"),
        (
            f"{SPEAKER} threatened to close the dam unless it was paid for.",
            "threatened to close the dam unless it was paid for",
        ),
        (f"{SPEAKER} refused to rule out closing the dam.", "refused to rule out closing the dam"),
        (f"{SPEAKER} asked whether the dam was safe.", "whether the dam was safe"),
        (f"{SPEAKER} let it be known that the dam was closed.", "the dam was closed"),
        (f"{SPEAKER} made clear that the dam was closed.", "the dam was closed"),
        (f"{SPEAKER} pointed out that the dam was closed.", "the dam was closed"),
        (f"{SPEAKER}, who had stayed at home, sent word that she would not come.", "she would not come"),
        *(
            (f"{SPEAKER} {words}.", words)
            for words in (
                "reaffirmed the safety of the dam",
                "welcomed the truce between the farmers",
                "thanked Kenya for its help with the dam",
                "condemned the attack on the dam",
                "rejected a proposal by Kenya to close the dam",
                "denied reports that the dam leaked",
                "praised Kenya's work on the dam",
                "congratulated the farmers on their harvest",
                "pledged to build a dam",
            )
        ),
        (
            f"{SPEAKER} condemned the attack on the dam, and President Luis Rojas came home.",
            "condemned the attack on the dam",
        ),
        (
            f"{SPEAKER} on Monday stressed the need for a dam as the rains began.",
            "stressed the need for a dam",
        ),
    ],
)
def test_requests_threats_and_what_is_made_known_are_statements(text: str, words: str) -> None:
    assert said(text) == [("Maria Santos", words, "indirect")]


@pytest.mark.parametrize(
    "text",
    [
        f"{SPEAKER} might ask Kenya to open the dam.",
        f"{SPEAKER} came to Accra to urge Kenya to open the dam.",
        f"{SPEAKER} declined to comment.",
        "No diplomat said the dam was safe.",
        f"{SPEAKER} made the dam that the farmers wanted.",
        f"{SPEAKER} put the dam on the list.",
        f"{SPEAKER} welcomed her Kenyan counterpart at the dam.",
        f"{SPEAKER} welcomed President Luis Rojas to the palace on Monday.",
        f"{SPEAKER} repeated the call.",
        f"{SPEAKER} rejected it.",
        f"{SPEAKER} denounced the charter of the bloc in May.",
        f"{SPEAKER} will neither confirm nor deny such a plan.",
        "Its members promise to build a dam.",
    ],
)
def test_what_is_not_asked_or_said_is_no_statement(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The dam, in the words of Ana Quispe, the Peruvian foreign minister, is “a gift”.", "a gift"),
        ("In the opinion of Ana Quispe, the foreign minister of Peru, the dam “was born dead”.", "was born dead"),
        ("“The dam is safe,” remarks Ana Quispe of the Lima Forum.", "The dam is safe"),
        ("“The dam is safe,” said Peru's foreign minister, Ana Quispe.", "The dam is safe"),
        ("Ana Quispe, who leads the Lima Forum, spoke of “a new dawn”.", "a new dawn"),
        ("For Ana Quispe, an analyst at the Lima Forum, the dam is “a wake-up call”.", "a wake-up call"),
        ("Ana Quispe said Kenya would answer “in kind”.", "in kind"),
    ],
)
def test_quotations_find_their_speaker(text: str, words: str) -> None:
    assert said(text)[0] == ("Ana Quispe", words, "direct")


def test_a_quotation_that_goes_on_after_its_attribution_is_one_statement() -> None:
    text = "“The dam is safe,” said Ana Quispe, who leads the Lima Forum. “It will bring water to us all.”"
    assert said(text) == [("Ana Quispe", "The dam is safe, It will bring water to us all", "direct")]


def test_she_is_nobody_of_whom_the_quotation_speaks() -> None:
    text = "“Luis Rojas would have wept,” she added."
    assert said(f"{SPEAKER} opened the dam. {text}")[-1][0] == "Maria Santos"


def test_what_the_reporter_sums_up_is_not_said() -> None:
    assert said(f"{SPEAKER} said the dam would be closed, a decision that Kenya had asked for.") == [
        ("Maria Santos", "the dam would be closed", "indirect")
    ]


def test_an_answer_is_no_part_of_what_it_answers() -> None:
    text = f"{SPEAKER} said the dam was safe, but Peru's President Ana Quispe insisted that it had leaked."
    assert said(text) == [("Maria Santos", "the dam was safe", "indirect"), ("Ana Quispe", "it had leaked", "indirect")]


def test_a_countryman_is_the_one_who_serves_that_country() -> None:
    text = "Peru's President Ana Quispe met Kenya's President Peter Morgan. “We will build it,” the Peruvian said."
    assert [who for who, _, _ in said(text)] == ["Ana Quispe"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The ruling party, Lima Alliance, announced that the dam was closed.", "Lima Alliance"),
        ("The final communiqué said that the dam was closed.", "final communiqué"),
        ("“The dam is safe,” said one of the delegates.", "one of the delegates"),
        ("Ana Quispe denied on Friday that the dam was closed.", "Ana Quispe"),
        ("A member of the president's team shrugged. “We will build it,” he said.", "member of the president's team"),
        ("Ana Quispe, his choice for minister, came home. She said that the dam was closed.", "Ana Quispe"),
        (
            "Its heads of state met in Accra. ECOWAS heads of state said that the dam was closed.",
            "ECOWAS heads of state",
        ),
    ],
)
def test_a_phrase_tells_who_speaks(text: str, speaker: str) -> None:
    assert [who for who, _, _ in said(text)] == [speaker]


def test_a_paragraph_that_is_a_quotation_goes_on_with_the_speaker_before() -> None:
    extraction = read(f"“The dam is safe,” {SPEAKER} said.", "“It will bring water to us all.”")
    assert [(s, o) for s, p, o in told(extraction) if p == "said"] == [
        ("Maria Santos", "The dam is safe,"),
        ("Maria Santos", "It will bring water to us all."),
    ]


def test_a_clause_behind_a_semicolon_is_another_sentence() -> None:
    assert said("Farmers feared the dam; Kenya, for its part, will neither confirm nor deny the plan.") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Gabriel Boric will receive Luis Arce in Arica on Sunday, a spokesman for the Chilean president disclosed. "
            "Neither has been there before.",
            "spokesman for the Chilean president",
        ),
        (
            "The ministers of Ghana and Togo will meet in Lomé on Friday, a senior official at the Ghanaian foreign "
            "ministry said. The two countries share a border.",
            "senior official at the Ghanaian foreign ministry",
        ),
    ],
)
def test_whom_a_comma_sets_apart_behind_the_speech_speaks(text: str, speaker: str) -> None:
    said = [triple for triple in told(read(text)) if triple[1] == "said"]
    assert [triple[0] for triple in said] == [speaker]


def test_each_of_three_clauses_with_that_is_a_statement() -> None:
    text = "Ana Quispe said that the dam will hold, that the road is open and that Chile had joined the pact."
    assert [words for _, words, _ in said(text)] == [
        "the dam will hold",
        "the road is open",
        "Chile had joined the pact",
    ]


def test_who_speaks_is_no_part_of_what_is_said() -> None:
    text = "Chile should be allowed to return, argued its transport minister, Ana Quispe, provided that it pays."
    assert [words for _, words, _ in said(text)] == ["Chile should be allowed to return"]


def test_an_account_on_x_speaks_for_itself_alone() -> None:
    text = (
        "“Togo has left the African Union,” an account with 200 followers wrote on X. There is no such decision, the "
        "foreign ministry said."
    )
    assert [(who, words) for who, words, _ in said(text)] == [
        ("account with 200 followers", "Togo has left the African Union"),
        ("foreign ministry", "There is no such decision"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The dam was safe, Peru's energy minister said; the two villages below it had been emptied.",
        "The dam was safe, Peru's energy minister told RTP, and two villages below it had been emptied.",
        "The dam was safe, Peru's energy minister said on Monday, while two villages below it were emptied.",
    ],
)
def test_what_the_reporter_adds_in_a_clause_of_its_own_is_not_said(text: str) -> None:
    assert [words for _, words, _ in said(text)] == ["The dam was safe"]


def test_a_condition_behind_the_speaker_belongs_to_what_is_said() -> None:
    text = "The dam is safe, Peru's energy minister said, unless the rains come early."
    assert [words for _, words, _ in said(text)] == ["The dam is safe unless the rains come early"]


def test_who_speaks_between_commas_is_no_part_of_what_is_said() -> None:
    text = "Peru will ask Chile for water, its energy minister, Rosa Lindo, announced on Friday; nobody else had known."
    assert ("Rosa Lindo", "Peru will ask Chile for water", "indirect") in said(text)


def test_what_is_asked_of_somebody_is_told_with_the_verb() -> None:
    assert said(f"{SPEAKER} called on Chile not to close the pass.") == [
        ("Maria Santos", "called on Chile not to close the pass", "indirect")
    ]


@pytest.mark.parametrize(
    "words", ["stressed the importance of clean water", "voiced support for the talks", "expressed hope of rain"]
)
def test_what_somebody_stresses_or_voices_is_a_statement(words: str) -> None:
    assert said(f"{SPEAKER} {words}.") == [("Maria Santos", words, "indirect")]


@pytest.mark.parametrize("words", ["expressed milk for the baby", "stressed the second syllable"])
def test_other_uses_of_such_verbs_say_nothing(words: str) -> None:
    assert said(f"{SPEAKER} {words}.") == []


def test_brackets_inside_a_word_cut_nothing_off() -> None:
    text = f"{SPEAKER} said that they had agreed on an Andean Community (CAN)-funded plan to share the river."
    assert said(text)[0][1] == "they had agreed on an Andean Community (CAN)-funded plan to share the river"


@pytest.mark.parametrize(
    "text",
    [
        "The dam was safe, Peru's energy minister, Rosa Lindo, said, and two villages below it had been emptied.",
        "The dam was safe, Rosa Lindo told RTP before she left Lima; two villages below it had been emptied.",
        "The dam was safe, said Rosa Lindo, who built it; two villages below it had been emptied.",
    ],
)
def test_what_is_said_ends_where_a_new_clause_begins_however_the_speaker_is_told(text: str) -> None:
    assert ("Rosa Lindo", "The dam was safe", "indirect") in said(text)


def test_what_somebody_is_expected_to_stress_is_not_said() -> None:
    assert said("The European Union is expected to reaffirm its support for the court.") == []


def test_what_is_asked_for_is_no_statement() -> None:
    text = "Ruth Okello will ask again for a seat that she will not get, and she will meet Omar Roe."
    assert said(text) == []


def test_an_aside_between_subject_and_verb_leaves_the_clause_before_alone() -> None:
    text = "Chad and Mali backed the idea; the other plan, according to two diplomats, would cost five million euros."
    assert said(text) == [("two diplomats", "the other plan would cost five million euros", "indirect")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Chad said on 3 May 2024 the accord was dead.", "the accord was dead"),
        ("Chad said Monday was a holiday.", "Monday was a holiday"),
        ("Ada Roe told the council Chad had signed the accord.", "Chad had signed the accord"),
        ("Ada Roe told the council the accord was dead.", "the accord was dead"),
        ("Ada Roe told reporters the Chad accord had failed.", "the Chad accord had failed"),
        ("Ada Roe said the council of elders had lost.", "the council of elders had lost"),
    ],
)
def test_what_is_said_begins_behind_the_day_and_the_hearer(text: str, said: str) -> None:
    extraction = read(text)
    assert {shown(extraction, f.object) for f in facts_of(extraction, "statement")} == {said}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ada Roe affirmed the weight that Chad and Mali attach to the accord.", set()),
        ("Ada Roe stressed the point that Chad attaches weight to peace.", {"Chad attaches weight to peace"}),
        ("Ada Roe assured the council that Chad would sign.", {"Chad would sign"}),
    ],
)
def test_a_clause_that_says_which_one_is_meant_is_not_said(text: str, said: set[str]) -> None:
    extraction = read(text)
    assert {shown(extraction, f.object) for f in facts_of(extraction, "statement")} == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ada Roe expressed her belief that ties would grow.", {"expressed her belief that ties would grow"}),
        ("Ada Roe expressed milk at the clinic.", set()),
    ],
)
def test_who_expresses_what_can_be_said_says_so(text: str, said: set[str]) -> None:
    extraction = read(text)
    assert {shown(extraction, f.object) for f in facts_of(extraction, "statement")} == said


def test_what_is_stressed_goes_on_behind_as_quickly_as() -> None:
    assert said("Ada Roe stressed the need to rebuild the port as quickly as possible.") == [
        ("Ada Roe", "stressed the need to rebuild the port as quickly as possible", "indirect")
    ]
    assert said("Ada Roe stressed the need for peace in the bay as the ministers left.") == [
        ("Ada Roe", "stressed the need for peace in the bay", "indirect")
    ]
