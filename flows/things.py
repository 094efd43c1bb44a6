"""What tells a thing that no item stands for from others of its name, and which things do nothing but describe."""

from collections.abc import Iterator
from re import search

from flows.kinds import shipped_kinds
from flows.model import Entity, EntityType, Fact, Field, Literal, Reading, Reference, Value, Verdict

YEAR = r"\b(?:1[5-9]|20)\d\d\b"
FIGHTS = ("year", "in", "of", "party")  # hints that tell one conflict from another


def entities_of(reading: Reading) -> tuple[Entity, ...]:
    """The entities of an article that a release lists: not those that only describe ("the tenth member", "officials")
    and of which no fact speaks."""
    spoken_of = {value for fact in reading.extraction.facts for value in _values(fact)}
    return tuple(
        entity
        for entity in reading.extraction.entities
        if Reference(entity.key) in spoken_of or not _only_describes(entity, reading)
    )


def told_apart(value: Value, name: str, type_: EntityType, entity: Entity | None, reading: Reading) -> str | None:
    """What tells the thing from others of its name and type: "" where the name does; None where the article alone does.

    Two articles speak of one thing only on evidence: a person's office or country, the owner of a group or office, the
    day or the year and place of an event.
    """
    told = _told(value, name, type_, entity, reading)
    return "" if told and told.casefold() in name.casefold() else told


def _told(value: Value, name: str, type_: EntityType, entity: Entity | None, reading: Reading) -> str | None:
    hints = dict(entity.hints) if entity else {}
    match type_:
        case EntityType.PERSON:
            return _printed_by(name, reading) or hints.get("office") or hints.get("country")
        case EntityType.GROUP:
            return hints.get("of")
        case EntityType.OFFICE:
            return hints.get("of") or ("" if " of " in name or " for " in name else None)
        case EntityType.EVENT:
            return _occasion(value, name, reading)
        case EntityType.CONFLICT:
            told = " ".join(word for kind, word in sorted(hints.items()) if kind in FIGHTS)
            return told or _named(name)
        case _:
            return _named(name)


def _named(name: str) -> str | None:
    """ "" for what has a name of its own, None for what words describe."""
    return "" if any(letter.isupper() or letter.isdigit() for letter in name) else None


def _printed_by(name: str, reading: Reading) -> str | None:
    """The publisher, for the people who made the article."""
    article = reading.article
    makers: tuple[Field | None, ...] = (*article.authors, article.image_creator)
    if article.publisher and name.casefold() in {maker.value.casefold() for maker in makers if maker}:
        return article.publisher.value
    return None


def _occasion(event: Value, name: str, reading: Reading) -> str | None:
    """When and where an event was: on one day or in one month, or in one year and at a place."""
    if search(YEAR, name) and _named(name.lstrip("0123456789 ")) == "":
        return ""
    facts = [fact for fact in reading.extraction.facts if event in (fact.subject, fact.object) and _dates(fact)]
    starts = (value for fact in facts for told, value in fact.qualifiers if told == "start")
    days = {value.value for value in starts if isinstance(value, Literal)}
    days = {day for day in days if not any(other.startswith(f"{day}-") for other in days)}
    places = sorted({_named_for(place, reading) for fact in facts for place in _places(fact)})
    if len(days) != 1 or not (places or (len(min(days)) > len("2024") and _named(name) == "")):
        return None
    return " ".join([*days, *places])


def _dates(fact: Fact) -> bool:
    """Whether the time and place of a fact are those of its event."""
    return fact.polarity and shipped_kinds()[fact.kind].once


def _places(fact: Fact) -> Iterator[Value]:
    yield from (value for name, value in fact.qualifiers if name == "place")
    if shipped_kinds()[fact.kind].predicates[fact.predicate].object == "place":
        yield fact.object


def _named_for(value: Value, reading: Reading) -> str:
    """The item of a thing, or its name, or the words."""
    if isinstance(value, Literal):
        return value.value
    link = reading.link_of(value.entity)
    entity = reading.entity_of(value.entity)
    return link.item if link.verdict is Verdict.SAME and link.item else entity.name if entity else value.entity


def _values(fact: Fact) -> Iterator[Value]:
    yield from (fact.subject, fact.object, *(value for _, value in fact.qualifiers))
    if fact.attributed_to:
        yield Reference(fact.attributed_to)


def _only_describes(entity: Entity, reading: Reading) -> bool:
    if reading.link_of(entity.key).verdict is not Verdict.NONE or entity.type is EntityType.PERSON:
        return False
    if entity.type is EntityType.GROUP:
        return True
    return told_apart(Reference(entity.key), entity.name, entity.type, entity, reading) is None
