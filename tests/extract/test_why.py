"""What made a fact, and which frames came close: the rule, the words that filled each role, what was missing."""

from told import article_of, fact_stating, read

from flows.extract import why
from flows.why import of_sentence


def traces(text: str, *triple: str) -> list[tuple[str, str, dict[str, str]]]:
    """(rule, trigger, words by role) of the fact that a text states."""
    fact = fact_stating(read(text), (triple[0], triple[1], triple[2]))
    assert fact is not None
    return [
        (
            trace.rule,
            trace.trigger.of(text) if trace.trigger else "",
            {name: span.of(text) for name, span in trace.roles},
        )
        for trace in fact.traces
    ]


def test_a_fact_tells_the_frame_that_made_it_with_the_words_of_each_role() -> None:
    roles = {"subject": "Kenya", "object": "African Union", "start": "2004"}
    told = traces("Kenya joined the African Union in 2004.", "Kenya", "joined", "African Union")
    assert told == [("accession.yaml: joins a body", "joined", roles)]


def test_a_fact_said_twice_tells_both_rules() -> None:
    text = "Kenya joined the African Union. Kenya acceded to the African Union."
    rules = [rule for rule, *_ in traces(text, "Kenya", "joined", "African Union")]
    assert rules == ["accession.yaml: joins a body", "accession.yaml: accedes to a body"]


def test_an_office_tells_by_what_it_was_read() -> None:
    ((rule, _, roles),) = traces("Peru's foreign minister, Ana Roe, left.", "Ana Roe", "position held",
                                 "Foreign Minister of Peru")  # fmt: skip
    assert (rule, roles["subject"]) == ("offices: title before the name", "Ana Roe")


def test_a_statement_tells_whose_words_it_was_read_off() -> None:
    text = 'Ana Roe said: "We will not sign the treaty."'
    ((rule, trigger, roles),) = traces(text, "Ana Roe", "said", "We will not sign the treaty.")
    assert (rule, trigger, roles["subject"]) == ("statements: quotation", "said", "Ana Roe")


def test_a_frame_that_came_close_says_what_is_missing() -> None:
    _, misses = why(article_of("The minister of Peru joined the chorus of critics."))
    missing = {miss.rule: miss.missing for miss in misses}
    assert missing["accession.yaml: joins a body"] == (
        "object: wants organization or work as object; there is chorus (no name)"
    )


def test_a_sentence_is_told_with_its_facts_and_the_frames_that_came_close() -> None:
    told = of_sentence("Kenya joined the African Union.", "2024-07-15")
    assert "Kenya · joined · African Union  (asserted, " in told
    assert "    accession.yaml: joins a body\n        opened by  joined\n" in told
    assert "Frames that came close:" in told
    assert of_sentence("It rains.", "2024-07-15") == "No fact.\n\n"
