"""Whose words are published as whose: pronouns, titles, bodies and reporters beside a verb of saying."""

import pytest
from told import facts_of, qualifier, read, shown

from flows.model import Factuality


def said(*paragraphs: str) -> list[tuple[str, str]]:
    """(speaker, words) of each statement in a text."""
    extraction = read(*paragraphs)
    return [
        (shown(extraction, f.subject), shown(extraction, f.object).rstrip(",."))
        for f in facts_of(extraction, "statement")
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Prime Minister Ada Roe said she would invest. President Peter Stone thanked her for it. "
            "She revealed that the money was ready.",
            "Ada Roe",
        ),
        (
            "President Peter Stone said his country would help. He met Ada Roe. He added that the money was ready.",
            "Peter Stone",
        ),
        (
            "Prime Minister Ada Roe said she would invest. President Mary Poe spoke next. "
            "She revealed that the money was ready.",
            "Mary Poe",
        ),
    ],
)
def test_she_said_means_who_was_called_she_unless_another_is_the_subject_since(text: str, speaker: str) -> None:
    assert said(text)[-1] == (speaker, "the money was ready")


def test_she_is_not_who_stood_beside_an_unknown_she() -> None:
    text = "The guest opened the fair. She revealed that her talks with President Peter Stone were long."
    assert said(text, "She added that trade would grow.") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The talks went on all night, said NATO trade and security commissioner Ada Roe of Benin.", "Ada Roe"),
        ("The talks went on all night, said NATO spokesperson Ada Roe.", "Ada Roe"),
        ("The talks went on all night, said NATO.", "NATO"),
    ],
)
def test_a_body_that_opens_a_title_does_not_speak(text: str, speaker: str) -> None:
    assert said(text) == [(speaker, "The talks went on all night")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Governor Peter Stone said four people were treated there, adding that ten homes burned.",
            "Peter Stone",
        ),
        ("Governor Peter Stone said Kenya had closed the port, adding that ten homes burned.", "Peter Stone"),
        ("Kenya closed the port, adding that ten homes burned.", "Kenya"),
    ],
)
def test_who_adds_something_is_who_spoke(text: str, speaker: str) -> None:
    assert said(text)[-1] == (speaker, "ten homes burned")


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Ada Roe opened the fair. “The port is open,” the Standard newspaper quoted her as saying.",
        "“The port is open,” The Standard quoted Prime Minister Ada Roe as saying.",
        "The Herald cited Prime Minister Ada Roe as saying that the port is open.",
    ],
)
def test_who_is_quoted_as_saying_it_speaks(text: str) -> None:
    assert [(who, words.capitalize()) for who, words in said(text)] == [("Ada Roe", "The port is open")]


@pytest.mark.parametrize(
    "text",
    [
        "Peter Stone won a vote where, according to the African Union, he won a third.",
        "The talks failed, but according to the African Union, the two sides will meet again.",
    ],
)
def test_according_to_inside_a_clause_tells_no_more_than_it(text: str) -> None:
    assert said(text) == []


def test_according_to_at_the_end_tells_the_whole_sentence() -> None:
    text = "The talks failed and the two sides left, according to the African Union."
    assert said(text) == [("African Union", "The talks failed and the two sides left")]


def test_what_stands_behind_a_clause_of_request_is_no_part_of_it() -> None:
    text = "While Kenya has urged traders not to sail to Yemen, Uganda will insure their ships."
    assert said(text) == [("Kenya", "urged traders not to sail to Yemen")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kenya cut its ties, accusing Chad of aiding “rebels”.", []),
        ("Kenya condemned the killing of “traitors”.", ["condemned the killing of “traitors”"]),
        ("Kenya called the vote a “farce”.", ["farce"]),
        ("Kenya accused Chad of “aggression”.", ["aggression"]),
    ],
)
def test_a_single_quoted_word_is_said_only_of_what_it_names(text: str, words: list[str]) -> None:
    assert [what for _, what in said(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kenya confirmed that it would come, but there was no word of who else would.", "it would come"),
        ("Ada Roe said trade would grow as she opened a fair in Oslo.", "trade would grow"),
        ("Ada Roe said trade will grow as she wants it to.", "trade will grow as she wants it to"),
        ("Ada Roe said that Chad views Kenya as its partner and wished it well.", "Chad views Kenya as its partner"),
        ("Kenya said its troops entered the town and took it.", "its troops entered the town and took it"),
    ],
)
def test_what_the_reporter_tells_behind_it_is_not_said(text: str, words: str) -> None:
    assert [what for _, what in said(text)] == [words]


def test_a_reporter_goes_on_with_a_verb_beside_that_of_saying() -> None:
    text = "The coup leaders of Mali reaffirmed their pledge to restore democracy, but continue to hold the president."
    assert [what for _, what in said(text)] == ["reaffirmed their pledge to restore democracy"]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Ada Roe praised Peter Stone for establishing the Institute of Peace Studies.", ["Peter Stone"]),
        ("Ada Roe commended Peter Stone for his tenure as chairman of the African Union.", ["Peter Stone"]),
        ("Ada Roe commended Peter Stone for chairing the African Union.", ["Peter Stone"]),
        ("Ada Roe was praised for establishing the Institute of Peace Studies.", ["Ada Roe"]),
        ("Ada Roe spoke to Peter Stone of her tenure as chairwoman of the African Union.", ["Ada Roe"]),
    ],
)
def test_who_is_praised_for_it_did_it(text: str, doers: list[str]) -> None:
    extraction = read(text)
    chairs = [shown(extraction, f.subject) for f in facts_of(extraction, "chairing")]
    founders = [shown(extraction, f.object) for f in facts_of(extraction, "founding")]
    assert [*chairs, *founders] == doers


@pytest.mark.parametrize(
    ("text", "chairs"),
    [
        ("Ada Roe speaks with Peter Stone as he chairs the Security Council summit.", 0),
        ("Ada Roe speaks with reporters as she chairs the Security Council summit.", 1),
    ],
)
def test_who_presides_is_left_open_where_two_may_be_meant(text: str, chairs: int) -> None:
    assert len(facts_of(read(text), "chairing")) == chairs


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ada Roe said at a meeting with Peter Stone that the port was open.", None),
        ("Ada Roe said at a joint news conference that the port was open.", None),
        ("Ada Roe said at the NATO summit that the port was open.", "NATO summit"),
    ],
)
def test_a_bare_meeting_is_no_place(text: str, place: str | None) -> None:
    extraction = read(text)
    assert [qualifier(extraction, f, "place") for f in facts_of(extraction, "statement")] == [place]


def test_whom_a_speaker_thanks_afterwards_was_not_spoken_to() -> None:
    extraction = read("“The talks went well,” President Peter Stone said and thanked President Ada Roe.")
    assert [qualifier(extraction, f, "audience") for f in facts_of(extraction, "statement")] == [None]


def test_a_joint_statement_on_two_sides_is_no_single_ones() -> None:
    text = (
        "Kenya and Uganda held talks in Lima on Monday. The joint statement said the two sides “agreed to reopen the "
        "embassies within the year”."
    )
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Kenya's President Peter Okello, who came after Daniel Moi left, paid tribute to the former leader. "
            "He tweeted that Mr Moi was “an icon of liberation”.",
            "Peter Okello",
        ),
        ("Daniel Moi spoke to Peter Okello. He said that Mr Moi “was wrong”.", "Peter Okello"),
        ("Daniel Moi spoke to Peter Okello. He said that Mr Okello “was wrong”.", "Daniel Moi"),
    ],
)
def test_he_is_not_whom_he_names(text: str, speaker: str) -> None:
    assert [who for who, _ in said(text)] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "President Ada Okello, who wrote to Luis Rojas, in a statement issued by her Special Adviser on Media and "
        "Publicity, Mr. Femi Odinga, said the road was finished.",
        "Ada Okello, in a statement released by her spokesman, Femi Odinga, said the road was finished.",
        "The president of the council, Ada Okello, said the road was finished.",
    ],
)
def test_who_issues_a_statement_of_another_does_not_speak(text: str) -> None:
    assert said(text) == [("Ada Okello", "the road was finished")]


def test_a_report_of_an_agency_is_not_the_words_of_its_state() -> None:
    assert said("Chad's Central News Agency report said that the king had not met him.") == [
        ("Central News Agency", "the king had not met him")
    ]


def test_he_goes_on_from_a_title_of_honour() -> None:
    text = (
        "Qatar's premier, Sheikh Khalid Attiyah, came to Doha. After Joe Biden's victory, the sheikh voiced hope.",
        "At the Doha Forum, he stated, “We have sensed that the mood is better.”",
    )
    assert said(*text)[-1] == ("Khalid Attiyah", "We have sensed that the mood is better")


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "ASEAN foreign ministers issued a communiqué in Jakarta. The text says that the war must end.",
            ["ASEAN foreign ministers"],
        ),
        (
            "NATO has closed its school, NATO said. The school, opened in 2014, had failed, the statement said.",
            ["NATO", "NATO"],
        ),
        (
            "This stands in a statement issued on Monday by the African Union. “The war must end,” the text says.",
            ["African Union"],
        ),
        (
            "In a statement issued by Femi Odinga, Ada Okello praised the people of Chad. “The war must end,” the "
            "statement reads.",
            ["Ada Okello", "Ada Okello"],
        ),
        ("NATO said it was late. Kenya said it was early. The vote was fair, the statement said.", ["NATO", "Kenya"]),
        ("Chad and NATO, which Mali left, issued a joint statement. Mali had lost, the text says.", []),
        ("An old law read on air by the envoy of Chad carried the names of three kings.", []),
        ("A sign at the gate of the African Union reads: “Nobody may enter the hall today.”", []),
    ],
)
def test_the_statement_speaks_for_whom_the_text_tells(text: str, speakers: list[str]) -> None:
    assert [who for who, _ in said(text)] == speakers


def test_they_are_each_who_said_it_in_a_statement() -> None:
    text = "Britain, Norway and Kenya welcomed the deal. “We hope that the talks go on,” they said in a statement."
    assert {who for who, _ in said(text)} == {"United Kingdom", "Norway", "Kenya"}
    assert "Now is the time for it" not in {what for _, what in said(text, "“Now is the time for it.”")}
    text = "Forty states welcomed the deal. “We hope that the talks go on,” they said in a statement."
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The African Union stressed in a communiqué issued on Friday that the coup had failed.",
            "the coup had failed",
        ),
        ("NATO said in a report published in Oslo that the bridge was safe.", "the bridge was safe"),
    ],
)
def test_what_is_said_in_a_document_issued_somewhere_is_said(text: str, words: str) -> None:
    assert [what for _, what in said(text)] == [words]


def test_quoted_paragraphs_go_on_from_a_named_speaker() -> None:
    text = (
        "Premier Ada Okello said the vote was near.",
        "“We must think of the people first.",
        "“After the vote we will all meet in the hall. That is the law.”",
    )
    assert [who for who, _ in said(*text)] == ["Ada Okello", "Ada Okello"]
    assert [who for who, _ in said("Premier Ada Okello said the vote was near. It rained.", text[1], text[2])] == [
        "Ada Okello"
    ]


@pytest.mark.parametrize(
    ("text", "asserted", "reported"),
    [
        ("The foreign office said Ada Roe praised the unity of Chad.", "foreign office", "Ada Roe"),
        ("Diplomatic sources say that two envoys said Chad had lost.", "Diplomatic sources", "two envoys"),
        ("According to Peter Stone, Ada Roe urged Kenya to sign.", "Peter Stone", "Ada Roe"),
    ],
)
def test_who_speaks_within_what_another_says_is_only_reported(text: str, asserted: str, reported: str) -> None:
    extraction = read(text)
    statements = facts_of(extraction, "statement")
    surely = [shown(extraction, f.subject) for f in statements if f.factuality.value == "asserted"]
    assert (surely, [shown(extraction, f.subject) for f in statements if f.factuality.value == "reported"]) == (
        [asserted],
        [reported],
    )


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "As reported by The Herald, Ada Roe spoke of her doubts in Chad: “We are the ones who build roads.”",
            ("Ada Roe", "We are the ones who build roads"),
        ),
        (
            "Ada Roe opened the fair with a smile: “We are the ones who build roads.”",
            ("Ada Roe", "We are the ones who build roads"),
        ),
        (
            "The African Union “reiterated its firm support for the unity of Chad.”",
            ("African Union", "reiterated its firm support for the unity of Chad"),
        ),
        ("Minister Ada Roe tweeted: “Rest In Peace, Peter Stone.”", ("Ada Roe", "Rest In Peace, Peter Stone")),
    ],
)
def test_a_quotation_is_of_who_stands_before_it(text: str, statements: tuple[str, str]) -> None:
    assert statements in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The law was signed on Monday: “No person shall be held without a judge.”",
        "Comments made by the prime minister, Ada Roe, suggest that the port may close.",
        "The joint statement by China, Iran and Chad said that the envoys would meet.",
        "A joint readout released by Iran spoke of trust, saying: “The two sides want peace.”",
        "The treaty says “each Party sees a danger” and promises they would “act together to meet it”.",
        "Its members, above all Chad, promise to help.",
    ],
)
def test_nobody_speaks_who_is_not_told_to(text: str) -> None:
    people = {"Ada Roe", "China", "Iran", "Chad", "Party"}
    assert [who for who, _ in said(text) if who in people] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "According to Ada Roe, the Secretary General of the bloc, the summit also affirmed its support for Chad.",
            "the summit also affirmed its support for Chad",
        ),
        (
            "The bloc had suspended Guinea and its ministers are in Conakry to talk to the junta, BBC reports.",
            "The bloc had suspended Guinea and its ministers are in Conakry to talk to the junta",
        ),
        ("Peter Stone died in hospital, Ada Roe said in a post on her channel.", "Peter Stone died in hospital"),
        (
            "Ada Roe asked the envoys to leave even though Spain denied that they had erred.",
            "asked the envoys to leave",
        ),
        (
            "Ada Roe stressed that she would keep the ties between Togo and Chad and hoped for more trade.",
            "she would keep the ties between Togo and Chad",
        ),
        (
            "Peter Stone hoped that the new government “would soon find its place in the world,” Ada Roe added.",
            "the new government “would soon find its place in the world,”",
        ),
        (
            "Ada Roe criticised the way Chad had replied and was quoted as saying so.",
            "criticised the way Chad had replied",
        ),
    ],
)
def test_what_is_said_is_the_whole_clause_alone(text: str, words: str) -> None:
    assert words.rstrip(",.") in [what for _, what in said(text)]


def test_a_statement_holds_both_ends_of_its_quotations() -> None:
    text = "The bloc thanks Chad for its help over many years,” said Ada Roe."
    assert [what for _, what in said("“Every member may leave. It needs no leave.", text) if "”" in what] == []


def test_deeds_told_of_whom_a_clause_names_are_not_the_outer_speakers() -> None:
    text = (
        "The secretary general of the league, Ada Roe, said that the leaders had signed the Accra Pact, in which they "
        "called for an immediate truce in Chad, welcomed the accord that took effect in Mali on 27 November, and left."
    )
    assert [words for who, words in said(text) if who == "Ada Roe"] == ["the leaders had signed the Accra Pact"]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("Prices remain high, even as Kenya signals interest in a deal.", []),
        ("The port is open, as Ada Roe said on Monday.", [("Ada Roe", "The port is open")]),
        (
            "Ada Roe has said her state would open ties with Chad, and her foreign minister recently visited Mali.",
            [("Ada Roe", "her state would open ties with Chad")],
        ),
        (
            "Ada Roe said Chad would open its ports, and its foreign minister would visit Mali.",
            [("Ada Roe", "Chad would open its ports, and its foreign minister would visit Mali")],
        ),
        (
            "Ada Roe highlighted the efforts that Chad and Mali made to reach a truce.",
            [("Ada Roe", "highlighted the efforts that Chad and Mali made to reach a truce")],
        ),
        ("Ada Roe mentioned that “the port is open to all”.", [("Ada Roe", "the port is open to all")]),
        (
            '"Given its consent, the port is open,” according to Ada Roe.',
            [("Ada Roe", "Given its consent, the port is open")],
        ),
        (
            "On her part, the newly appointed Ambassador said that the port was open.",
            [("newly appointed Ambassador", "the port was open")],
        ),
    ],
)
def test_a_clause_is_told_of_who_tells_it(text: str, statements: list[tuple[str, str]]) -> None:
    assert said(text) == statements


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Marta Roe said that Luis Sosa and Ada Quispe had agreed to meet, and announced that a text would be out.",
            [("Marta Roe", "Luis Sosa and Ada Quispe had agreed to meet"), ("Marta Roe", "a text would be out")],
        ),
        (
            "Marta Roe denied that the envoys would meet in Chad, labeling it “fake news from start to end”.",
            [
                ("Marta Roe", "denied that the envoys would meet in Chad"),
                ("Marta Roe", "fake news from start to end"),
            ],
        ),
        (
            "Marta Roe told foreign media that her goal was to open the border.",
            [("Marta Roe", "her goal was to open the border")],
        ),
        ("Marta Roe commended Rwanda “for this step”.", [("Marta Roe", "commended Rwanda “for this step”")]),
        (
            "Marta Roe said Kenya and Uganda have built a functional, working cooperation on the river.",
            [("Marta Roe", "Kenya and Uganda have built a functional, working cooperation on the river")],
        ),
        (
            "The court ruled that the requests of Niger were « inadmissible. »",
            [("court", "the requests of Niger were « inadmissible. »")],
        ),
        ("The court held that Kenya had broken the treaty.", [("court", "Kenya had broken the treaty")]),
        ("The envoy held that day a meeting in Chad.", []),
        (
            "Marta Roe underscored the grave and worsening crisis in Chad.",
            [("Marta Roe", "underscored the grave and worsening crisis in Chad")],
        ),
        ("Marta Roe underlined it.", []),
    ],
)
def test_what_is_told_beside_a_clause_is_whose_it_is(text: str, words: list[tuple[str, str]]) -> None:
    assert said(text) == words


def test_what_is_said_of_two_that_a_plural_means_is_told_without_them() -> None:
    text = "Peru and Chad signed a pact. Marta Roe called the two countries “allies in one trench”."
    assert said(text) == [("Marta Roe", "allies in one trench")]


def test_what_somebody_will_say_is_to_come() -> None:
    (fact,) = facts_of(read("Marta Roe will inform Kenya in writing that the pact is in force."), "statement")
    assert fact.factuality is Factuality.PLANNED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "LIMA - NATO envoy Marta Roe said on Monday evening Kenya had agreed to the truce.",
            [("Marta Roe", "Kenya had agreed to the truce")],
        ),
        (
            "The court ruled that the requests made by Niger, seeking the end of the embargo, were late.",
            [("court", "the requests made by Niger, seeking the end of the embargo, were late")],
        ),
        ("“The door to the talks is open,” he continued, according to two envoys and quoted by NATO.", []),
        (
            "The envoys agreed to form a body comprising Kenya and Chad to continue “the talks on a lasting truce”.",
            [("envoys", "the talks on a lasting truce")],
        ),
    ],
)
def test_the_words_of_a_sentence_are_whose_it_says(text: str, words: list[tuple[str, str]]) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Marta Roe ruled out “any talks with the rebels”.", "any talks with the rebels"),
        ("Marta Roe denied “any contact with the rebels”.", "any contact with the rebels"),
        ("Marta Roe warned against “any change of the border by force”.", "any change of the border by force"),
    ],
)
def test_what_somebody_turns_down_is_not_their_word(text: str, words: str) -> None:
    assert words not in [what.rstrip(".") for _, what in said(text)]


def test_why_somebody_turns_it_down_is() -> None:
    assert ("Marta Roe", "the valley is ours") in said("Marta Roe rejected the offer, saying “the valley is ours”.")


def test_a_row_behind_according_to_a_nameless_source_holds_no_speaker() -> None:
    text = "According to Armenian press the summit will be attended by Ion Rusu of Peru, Ada Roe of Chad and Lee Tan."
    assert said(text) == []


def test_whose_statement_an_adviser_issues_speaks_alone() -> None:
    text = "The presidency, in a statement issued by her adviser, Ben Roe, said the truce holds."
    assert said(text) == [("presidency", "the truce holds")]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            'Togo, said Ada Roe, the prime minister, had "no intention of joining any bloc".',
            [("Ada Roe", "no intention of joining any bloc")],
        ),
        (
            'Togo, a spokesman for the ministry said, "will not be hurried".',
            [("spokesman for the ministry", "will not be hurried")],
        ),
        (
            "Togo, a founding member of the bloc, said the border would open.",
            [("Togo", "the border would open")],
        ),
        (
            "The assembly of Togo will debate the border treaty next month, a local lawmaker announced on Monday.",
            [("local lawmaker", "The assembly of Togo will debate the border treaty next month")],
        ),
        ("The treaty, which a local lawmaker announced on Monday, covers fishing.", []),
    ],
)
def test_who_stands_with_the_verb_of_saying_between_commas_speaks(text: str, statements: list[tuple[str, str]]) -> None:
    assert said(text) == statements


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "Togo will send police, Ada Roe said, pledging to follow the courts.",
            [("Ada Roe", "Togo will send police"), ("Ada Roe", "pledging to follow the courts")],
        ),
        (
            "Togo will send police to Haiti, said Ada Roe, pledging to follow the courts.",
            [("Ada Roe", "Togo will send police to Haiti"), ("Ada Roe", "pledging to follow the courts")],
        ),
    ],
)
def test_what_is_pledged_behind_who_says_so_is_theirs(text: str, statements: list[tuple[str, str]]) -> None:
    assert said(text) == statements


def test_who_is_told_does_not_speak() -> None:
    assert said("As Reuters was told on Friday at the ministry, Togo and Chad reached a truce in Lima.") == []
    assert said("As Reuters reported on Friday, Togo and Chad reached a truce in Lima.") == [
        ("Reuters", "Togo and Chad reached a truce in Lima")
    ]


def test_who_goes_on_to_say_a_thing_says_it() -> None:
    assert said("“The port is open,” Ada Roe said. She then went on to say, “The road is closed.”") == [
        ("Ada Roe", "The port is open"),
        ("Ada Roe", "The road is closed"),
    ]
    assert said("The talks in Lima went on to Sunday.") == []
