"""What was asked of a tree is kept as long as the tree stands as it is: many frames ask the same of one word."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

from flows.language.parse import Sentence, Word

T = TypeVar("T")


def keep_answers(sentences: Iterable[Sentence], standing: bool) -> None:
    """Keep what is asked of the trees from here on, where they stand; ask anew where they may be changed."""
    for sentence in sentences:
        if not standing:
            sentence.answers = None
        elif sentence.answers is None:
            sentence.answers = {}


def kept(ask: Callable[[Word], T]) -> Callable[[Word], T]:
    """The same question about a word, answered once while its sentence keeps answers (`Sentence.answers`). What it
    gives is shared: nobody changes it."""

    @wraps(ask)
    def asked(word: Word) -> T:
        answers = word.sentence.answers
        if answers is None:
            return ask(word)
        key = (asked, word)
        if key in answers:
            found: T = answers[key]
        else:
            found = answers[key] = ask(word)
        return found

    return asked


def kept_nominal(ask: Callable[..., T]) -> Callable[..., T]:
    """The same for a question that is another where the word is a noun that names a deed (`nominal`)."""
    of_verbs: Callable[[Word], Any] = kept(lambda word: ask(word, nominal=False))
    of_nouns: Callable[[Word], Any] = kept(lambda word: ask(word, nominal=True))

    @wraps(ask)
    def asked(word: Word, *, nominal: bool = False) -> T:
        found: T = of_nouns(word) if nominal else of_verbs(word)
        return found

    return asked
