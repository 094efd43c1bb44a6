"""Strange and long input ends in an answer, in time that grows with its length."""

from time import process_time

import pytest
from told import article_of, facts_of, read

from flows.errors import SourceError
from flows.extract import extract
from flows.extract.reader import read_article

SENTENCE = "Kenya signed a pact with Ghana in Accra in May 2023. "
CONTROLS = "".join(chr(code) for code in range(1, 32)) + "\x7f\x80\x9f\ufeff\u200b\u202e\ufffd"


@pytest.mark.parametrize(
    "text",
    [
        "🌍🕊️👩🏽‍🌾" * 500,
        CONTROLS * 50,
        "(" * 1_000 + "Kenya" + ")" * 1_000,
        "“" * 500,
        "a" * 20_000,
        "\n",
        "Kenya " * 800,
    ],
    ids=["emoji", "control characters", "brackets", "quotation marks", "one word", "blank", "one name"],
)
def test_strange_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(SourceError, match="states nothing"):
        extract(article_of(text))


def test_a_sentence_of_a_hundred_thousand_characters_ends_in_an_answer() -> None:
    text = (
        SENTENCE.rstrip(". ")
        + " and the internationally acknowledged agriculturalists disappointed everybody" * 1_400
        + "."
    )
    assert len(text) > 100_000
    assert read_article(article_of(text)).engine == "frames"


@pytest.mark.parametrize("noise", ["🌍", "\x07", "\u200b", "((((", "—"])
def test_noise_beside_a_sentence_does_not_hide_it(noise: str) -> None:
    assert [fact.predicate for fact in facts_of(read(f"{noise * 3}\n\n", SENTENCE))] == ["signed agreement with"]


def seconds_a_sentence(count: int) -> float:
    """Processor time that one sentence of an article of this many costs."""
    article = article_of(*(f"Farmers in region {n} said so. {SENTENCE}" for n in range(count)))
    begin = process_time()
    read_article(article)
    return (process_time() - begin) / count


def test_time_grows_with_the_length_of_the_text() -> None:
    seconds_a_sentence(20)  # the model and the tables are loaded
    assert seconds_a_sentence(400) < 3 * seconds_a_sentence(100)


def test_people_of_several_states_end_in_an_answer() -> None:
    text = (
        "Uzbekistan, Kazakhstan, Kyrgyzstan, Tajikistan and Turkmenistan — the five Central Asian countries that were "
        "republics of the Soviet Union until 1991 — sent their presidents to Samarkand to meet the EU's António Costa "
        "and Ursula von der Leyen."
    )
    assert "former republic of" in {fact.predicate for fact in facts_of(read(text))}
