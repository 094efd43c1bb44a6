"""Names whose shape misleads are parsed by words that the model knows, and read as they are printed."""

import pytest

from flows.extract.names.shown import misleads, stand_ins, styled
from flows.language.parse import Passage, Word, parse
from flows.language.standins import chief


def words(text: str) -> list[Word]:
    return [word for sentence in parse([Passage(text, 0, "2024-01-01")], stand_ins) for word in sentence.words]


@pytest.mark.parametrize(
    ("text", "name", "verb"),
    [
        ("ECOWAS suspended Gabon in 2023.", "ECOWAS", "suspended"),
        ("Guinea-Bissau left the talks.", "Bissau", "left"),
        ("Bosnia and Herzegovina signed the treaty.", "Herzegovina", "signed"),
    ],
)
def test_a_name_of_a_misleading_shape_is_the_subject(text: str, name: str, verb: str) -> None:
    (subject,) = [word for word in words(text) if word.text == name]
    assert (subject.pos, subject.dep, subject.head.text) == ("PROPN", "nsubj", verb)


@pytest.mark.parametrize(
    ("text", "subject", "style"),
    [
        ("His Royal Highness Prince Omar spoke.", "Omar", ["His", "Royal", "Highness"]),
        ("Their Majesties and Highnesses the Kings left.", "Kings", ["Their", "Majesties", "and", "Highnesses"]),
        ("HRH Princess Ada spoke.", "Ada", ["HRH"]),
        ("Dr. the Right Honourable Ada Roe spoke.", "Ada", ["Dr.", "the", "Right", "Honourable"]),
        ("H.E. Amb. Ada Roe spoke.", "Ada", ["H.E.", "Amb."]),
    ],
)
def test_a_style_of_address_hangs_on_the_word_behind_it(text: str, subject: str, style: list[str]) -> None:
    (head,) = [word for word in words(text) if word.dep == "nsubj"]
    assert head.text == subject
    assert [w.text for w in words(text) if w.dep == "compound"][: len(style)] == style


@pytest.mark.parametrize(
    "text",
    ["His Highness said so.", "Her book sold well.", "He honours them.", "An honourable Roe left.", "The Dr. Ada Roe."],
)
def test_other_words_are_shown_as_they_are(text: str) -> None:
    assert list(styled(text[:-1].split())) == []


def test_words_keep_their_own_letters_and_places() -> None:
    text = "Leaders of ECOWAS met in Bosnia and Herzegovina on Monday."
    assert [word.text for word in words(text)] == [*text[:-1].split(), "."]
    assert all(text[word.start : word.end] == word.text for word in words(text))


def test_the_words_of_one_name_hang_together() -> None:
    of_name = [word for word in words("Trinidad and Tobago joined CARICOM.") if word.text in {"Trinidad", "and"}]
    assert [(word.head.text, word.dep) for word in of_name] == [("Tobago", "compound"), ("Tobago", "compound")]


@pytest.mark.parametrize(
    ("name", "expected"), [("CARICOM", True), ("Timor-Leste", True), ("NATO", True), ("EU", False), ("Chad", False)]
)
def test_names_mislead_by_capitals_dashes_and_conjunctions(name: str, expected: bool) -> None:
    assert misleads(name) is expected


@pytest.mark.parametrize(
    ("name", "expected"), [("Organization of Turkic States", "Organization"), ("African Union", "Union")]
)
def test_one_word_takes_the_place_of_a_name(name: str, expected: str) -> None:
    assert name.split()[chief(name.split())] == expected
