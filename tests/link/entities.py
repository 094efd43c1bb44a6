"""Articles and entities for the linker's tests, made from a few words."""

from flows.model import Article, Entity, EntityType, Extraction, Field, Link, Mention, Span


def article(text: str, on: str | None = "2024-08-09") -> Article:
    """An article of this text."""
    return Article("test", text, (), "sha256:0", published=Field(on) if on else None)


def entity(text: str, name: str, type: str, how: str = "name", **hints: str) -> Entity:
    """An entity whose mentions are all places where the text has the name."""
    starts = [n for n in range(len(text)) if text.startswith(name, n)] or [0]
    length = len(name) if name in text else 0
    mentions = tuple(Mention(Span(start, start + length), how) for start in starts)
    return Entity(f"{type}:{name}", EntityType(type), name, mentions, hints=tuple(sorted(hints.items())))


def case(text: str, *named: str, on: str | None = "2024-08-09") -> tuple[Article, Extraction]:
    """An article and its entities, each given as "name/type"."""
    entities = tuple(entity(text, *one.rsplit("/", 1)) for one in named)
    return article(text, on), Extraction("test", entities, ())


def by_name(links: tuple[Link, ...]) -> dict[str, Link]:
    """The links by the name of their entity."""
    return {link.entity.split(":", 1)[1]: link for link in links}
