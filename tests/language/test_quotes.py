"""Quotations: found by their marks, with apostrophes left alone and nothing lost when a mark is missing."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.language.quotes import Quote, find_quotes

# text, then (content, kind) of each quotation in order
FOUND = [
    ("“We go,” he said.", [("We go,", "sentence")]),
    ('"We go," he said.', [("We go,", "sentence")]),
    ("“We will go”, he said.", [("We will go", "sentence")]),
    ("«We will go.» He left.", [("We will go.", "sentence")]),
    ("„We will go.“ He left.", [("We will go.", "sentence")]),
    ("``We will go,'' he said.", [("We will go,", "sentence")]),
    ("‘We will go,’ he said.", [("We will go,", "sentence")]),
    ("'We will go,' he said.", [("We will go,", "sentence")]),
    ("”We will go,” he said.", [("We will go,", "sentence")]),
    ("“No.” He left.", [("No.", "sentence")]),
    ("“Why now?” she asked.", [("Why now?", "sentence")]),
    ("“We came. We saw” was all.", [("We came. We saw", "sentence")]),
    ("a “terrible conflict.”", [("terrible conflict.", "scare")]),
    ("the so-called “miracle” year", [("miracle", "scare")]),
    ("they felt “sadly let down by it all” again", [("sadly let down by it all", "fragment")]),
    ("the film “The Last Summit” opens", [("The Last Summit", "scare")]),
    ("a plan called “Vision 2030.” It failed.", [("Vision 2030.", "scare")]),
    ("“He called it a ‘farce’ twice,” she said.", [("He called it a ‘farce’ twice,", "sentence"), ("farce", "scare")]),
    ('"He saw a \'farce\' twice," she said.', [("He saw a 'farce' twice,", "sentence"), ("farce", "scare")]),
    ("“He said: ‘We go.’” Then rain.", [("He said: ‘We go.’", "sentence"), ("We go.", "sentence")]),
    ("‘The ministers’ plan is dead,’ he said.", [("The ministers’ plan is dead,", "sentence")]),
    ("‘It’s the minister’s plan,’ he said.", [("It’s the minister’s plan,", "sentence")]),
    ("'It isn't the ministers' plan,' he said.", [("It isn't the ministers' plan,", "sentence")]),
    ("“It’s theirs,” the ministers’ aide said.", [("It’s theirs,", "sentence")]),
    ("“Rock ’n’ roll of the ’90s,” he said.", [("Rock ’n’ roll of the ’90s,", "sentence")]),
    ("a 12\" gun and “two shots” more", [("two shots", "scare")]),
    ("(“Peace is a word.”)", [("Peace is a word.", "sentence")]),
    ("the “North”–“South” divide", [("North", "scare"), ("South", "scare")]),
    ("“” and “words”", [("", "scare"), ("words", "scare")]),
]  # fmt: skip

NONE = [
    "No marks at all.",
    "The ministers’ plan, the king’s men and Mirziyoyev’s",
    "It's the 1990s' mood; don't ask 'em why.",
    "rock 'n' roll",
    "In the ‘90s the ministers’ plan failed.",
    "In the '90s the ministers' plan failed.",
    "O‘Brien and O'Neill",
    "6'2 and 5' tall",
    "",
    " ’ ",
    '12" wide',
]


def shown(text: str) -> list[tuple[str, str]]:
    return [(quote.content.of(text), quote.kind) for quote in find_quotes(text)]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_quotations_are_found_by_their_marks(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_apostrophes_and_measures_are_no_quotations(text: str) -> None:
    assert find_quotes(text) == []


def test_the_span_has_the_marks_and_the_content_has_not() -> None:
    text = "She said: “We go.”"
    (quote,) = find_quotes(text)
    assert (quote.span.of(text), quote.content.of(text), quote.words) == ("“We go.”", "We go.", 2)


def test_nested_quotations_say_how_deep_they_stand() -> None:
    quotes = find_quotes("“One ‘two “three” two’ one.”")
    assert [quote.depth for quote in quotes if quote.closed][:1] == [0]
    assert max(quote.depth for quote in find_quotes("“One ‘two’ one.”")) == 1


def test_a_split_quotation_continues() -> None:
    quotes = find_quotes("“The door stays open,” she told reporters, “but the price will go up.” He called it “bluff.”")
    assert [(quote.continues, quote.kind) for quote in quotes] == [
        (False, "sentence"),
        (True, "sentence"),
        (False, "scare"),
    ]


def test_two_quotations_of_two_sentences_do_not_continue() -> None:
    quotes = find_quotes("“The door stays open,” she said. “The price will go up.”")
    assert [quote.continues for quote in quotes] == [False, False]


@pytest.mark.parametrize("mark", ["“", '"'])
def test_a_quotation_over_paragraphs_repeats_its_opening_mark(mark: str) -> None:
    end = "”" if mark == "“" else '"'
    text = f"{mark}We came first.\n\n{mark}We saw next.\n\n{mark}We went last,{end} he said."
    (quote,) = find_quotes(text)
    assert [part.of(text) for part in quote.paragraphs] == ["We came first.", "We saw next.", "We went last,"]
    assert (quote.closed, quote.words, quote.content.of(text)[:14]) == (True, 9, "We came first.")


def test_a_missing_closing_mark_ends_with_its_paragraph() -> None:
    text = "He said: “We go on.\n\nRain fell. “Good,” she said."
    assert [(quote.content.of(text), quote.closed) for quote in find_quotes(text)] == [
        ("We go on.", False),
        ("Good,", True),
    ]


def test_a_missing_closing_mark_ends_before_the_next_quotation() -> None:
    text = "“We go on, he said. “And we stay.”"
    assert [(quote.content.of(text), quote.closed) for quote in find_quotes(text)] == [
        ("We go on, he said.", False),
        ("And we stay.", True),
    ]


def test_a_stray_closing_mark_is_passed_over() -> None:
    assert shown("We go on,” he said. “We stay.”") == [("We stay.", "sentence")]


MARKS = "“”„‟«»\"‘’'`"


@given(st.text(alphabet=MARKS + "aBs .,\n", max_size=200))
def test_any_text_gives_ordered_quotations_within_their_marks(text: str) -> None:
    quotes = find_quotes(text)
    assert [quote.span for quote in quotes] == sorted(quote.span for quote in quotes)
    assert all(_is_sound(text, quote) for quote in quotes)


def _is_sound(text: str, quote: Quote) -> bool:
    inside = 0 <= quote.span.start <= quote.content.start <= quote.content.end <= quote.span.end <= len(text)
    return inside and all(quote.content.covers(part) for part in quote.paragraphs)


@given(st.text(alphabet=MARKS + "aBs .,\n", max_size=200))
def test_quotations_of_one_depth_never_overlap(text: str) -> None:
    outer = [quote.span for quote in find_quotes(text) if quote.depth == 0]
    assert all(one.end <= two.start for one, two in pairwise(outer))


@pytest.mark.parametrize("piece", [*MARKS, "“a ", "‘a’ ", "“a\n\n", "a’ ", "'a ", '"a\n\n', "“A b,” c, "])
def test_finding_takes_time_in_proportion_to_the_text(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = process_time()
    find_quotes(text)
    # a quadratic reader would need minutes; the bound is loose because test machines are slow
    assert process_time() - began < 10


def test_a_quotation_inside_another_with_the_same_marks_is_its_part() -> None:
    text = "“This was the view of the “troika” of envoys,” she said. “It stands.”"
    assert [(quote.content.of(text), quote.depth) for quote in find_quotes(text)] == [
        ("This was the view of the “troika” of envoys,", 0),
        ("troika", 1),
        ("It stands.", 0),
    ]
