"""What was asked of a tree is kept as long as the tree stands as it is: many frames ask the same of one word."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flows.language.parse import Word

T = TypeVar("T")


def kept(ask: Callable[[Word], T]) -> Callable[[Word], T]:
    """The same question about a word, answered once while its sentence keeps answers (`Sentence.answers`). What it
    gives is shared: nobody changes it."""

    @wraps(ask)
    def asked(word: Word) -> T:
        answers = word.sentence.answers
        if answers is None:
            return ask(word)
        key = (asked, word)
        if key not in answers:
            answers[key] = ask(word)
        return cast(T, answers[key])

    return asked


def kept_nominal(ask: Callable[..., T]) -> Callable[..., T]:
    """The same for a question that is another where the word is a noun that names a deed (`nominal`)."""
    of_verbs: Callable[[Word], Any] = kept(lambda word: ask(word, nominal=False))
    of_nouns: Callable[[Word], Any] = kept(lambda word: ask(word, nominal=True))

    @wraps(ask)
    def asked(word: Word, *, nominal: bool = False) -> T:
        return cast(T, of_nouns(word) if nominal else of_verbs(word))

    return asked
