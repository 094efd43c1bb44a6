"""What the article says of itself: title, author, publisher, date, picture."""

from collections.abc import Iterator

from flows.model import Article, EntityType, Field, Span

# predicate -> (field of Article, the type of its entity or the datatype of its literal)
NAMED = {
    "author": ("authors", EntityType.PERSON),
    "publisher": ("publisher", EntityType.ORGANIZATION),
    "image creator": ("image_creator", EntityType.PERSON),
    "image source": ("image_source", EntityType.ORGANIZATION),
}
WRITTEN = {
    "title": ("title", "text"),
    "date": ("published", "date"),
    "description": ("description", "text"),
    "image caption": ("image_caption", "text"),
    "publisher description": ("publisher_description", "text"),
}


def named_fields(article: Article) -> Iterator[tuple[str, Field, EntityType]]:
    """(predicate, field, entity type) of the metadata that names somebody."""
    for predicate, (name, type_) in NAMED.items():
        value = getattr(article, name)
        for field in value if isinstance(value, tuple) else (value,):
            if field is not None and field.value:
                yield predicate, field, type_


def written_fields(article: Article) -> Iterator[tuple[str, Field, str]]:
    """(predicate, field, datatype) of the metadata that is text or a date; the date without its time of day."""
    for predicate, (name, datatype) in WRITTEN.items():
        field = getattr(article, name)
        if field is not None and field.value:
            value = field.value.split("T")[0] if datatype == "date" else field.value
            yield predicate, Field(value, field.span), datatype


def span_of(article: Article, field: Field) -> Span:
    """Where the text says it; the title's or the text's first words when only markup does."""
    if field.span is not None:
        return field.span
    found = article.text.find(field.value)
    if found >= 0:
        return Span(found, found + len(field.value))
    return article.parts[0].span if article.parts else Span(0, min(80, len(article.text)))
