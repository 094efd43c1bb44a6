"""What is asked of a tree is answered once, and anew when the tree is another."""

import pytest
from told import article_of

from flows.extract.grammar import arguments as asking
from flows.extract.grammar.arguments import arguments
from flows.extract.grammar.doers import subjects
from flows.extract.grammar.kept import keep_answers
from flows.extract.reader import PASSES, through
from flows.language.parse import Sentence, Word

TEXT = (
    "Kenya and Chad, which had said in May that they might leave the bloc, joined the new union on Monday. "
    "Its members will not be asked to meet in Lima, the prime minister of Togo told reporters."
)


def read() -> list[Sentence]:
    return through(article_of(TEXT), PASSES).reading.sentences


def test_what_is_kept_is_what_would_be_answered_now() -> None:
    answers = [(ask, word, told) for sentence in read() for (ask, word), told in (sentence.answers or {}).items()]
    assert len(answers) > 100
    assert [told for _, _, told in answers] == [ask.__wrapped__(word) for ask, word, _ in answers]


def test_a_tree_that_changes_is_asked_anew() -> None:
    sentence = read()[0]
    (verb,) = (word for word in sentence.words if word.text == "joined")
    before = subjects(verb)
    before[0].hang(verb, "obj")
    assert (before[0].text, sentence.answers) == ("Kenya", None)
    assert before[0] not in subjects(verb)


def test_a_word_is_asked_once_while_its_tree_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    course = through(article_of(TEXT), PASSES)
    word = course.reading.sentences[0].words[-2]
    keep_answers(course.reading.sentences, False)
    keep_answers(course.reading.sentences, True)
    looked: list[Word] = []
    monkeypatch.setattr(asking, "add_child", lambda found, word, child: looked.append(child))
    arguments(word.head)
    count = len(looked)
    arguments(word.head)
    assert len(looked) == count > 0
