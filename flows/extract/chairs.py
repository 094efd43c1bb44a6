"""Titles that say who presides: "African Union chairman X", "X, president of A and current chair of B"."""

from collections.abc import Iterator

from flows.extract.factuality import Status
from flows.extract.holdings import core_of, head_of, is_coming, words_of
from flows.extract.interpret import Draft
from flows.extract.title import Title
from flows.extract.words import word_set
from flows.model import EntityType, Factuality


def chair_drafts(titles: list[Title]) -> Iterator[Draft]:
    """One fact a title by which a person presides over a body, now or soon."""
    for title in titles:
        if title.owner is not None and title.owner.type is EntityType.ORGANIZATION and is_chair(title):
            status = Status(Factuality.PLANNED if is_coming(title.role) else Factuality.ASSERTED)
            words = [title.first, title.last]
            draft = Draft("chairing", "chairs", title.person, title.owner, status, words, title.how, 0.86, title.first)
            draft.timed = False
            yield draft


def is_chair(title: Title) -> bool:
    """Whether a title that no verb gives or takes is a chair's, and stands."""
    others = word_set("offices", "past") | {"vice", "deputy"}
    if {"of", "for", "on"} & set(words_of(title.role)):
        return False  # "chair of the committee" of a body
    presides = head_of(words_of(core_of(title.role))) in word_set("offices", "chairing")
    return title.verb is None and presides and not set(words_of(title.role)) & others
