"""What the linker asks of one entity: which thing is meant by these names, in this article, on this day?"""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.gazetteer import fold
from flows.model import Article, Entity, EntityType

# Ways of speaking that carry a name; pronouns and nominals say nothing about who it is.
NAMING = {"name", "demonym", "metonym", "title", "alias", "acronym"}


@dataclass(frozen=True, slots=True)
class Question:
    """One entity with all that the article says to tell it from its namesakes.

    names: the fullest first, without repetition; on: the article's ISO date or None
    """

    entity: Entity
    names: tuple[str, ...]
    text: str
    on: str | None = None

    @property
    def type(self) -> EntityType:
        """The type that the reader gave."""
        return self.entity.type

    def hints(self, kind: str) -> tuple[str, ...]:
        """What the text says of this kind: "country", "office", …"""
        return tuple(value for key, value in self.entity.hints if key == kind)


def ask(article: Article, entities: Sequence[Entity]) -> list[Question]:
    """One question for each entity of the article."""
    on = article.published.value[:10] if article.published else None
    return [Question(entity, _names(entity, article.text), article.text, on) for entity in entities]


def _names(entity: Entity, text: str) -> tuple[str, ...]:
    # A surname or first name alone is somebody else's just as well: of persons only the full name counts.
    said = (
        () if entity.type is EntityType.PERSON else tuple(m.span.of(text) for m in entity.mentions if m.how in NAMING)
    )
    kept: dict[str, str] = {}
    for name in (entity.name, *said):
        kept.setdefault(fold(name), " ".join(name.split()))
    return tuple(kept.values())
