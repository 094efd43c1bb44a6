"""Who may be meant by one name, and why: for `communique link NAME`."""

from collections.abc import Sequence
from hashlib import sha256

from flows.gazetteer import Gazetteer, fold, load_gazetteer
from flows.link import link_articles
from flows.link.conflicts import said_by
from flows.model import Article, Entity, EntityType, Extraction, Field, Link, Mention, Span
from flows.settings import Settings


def explain(
    name: str, type: EntityType | None, near: Sequence[str], *, offline: bool, settings: Settings, on: str | None = None
) -> Link:
    """The link that the name would get in an article which also names the things of `near`, on an ISO date.

    Without a type it is taken for what the tables have under that name, else for a person; an office of a country
    or body is taken for whoever held it on that date.
    """
    gazetteer = load_gazetteer()
    names = [name, *near]
    text = "; ".join(names)
    type = type or _usual_type(name, gazetteer, on)
    entities = tuple(
        _entity(number, one, type if number == 0 else _usual_type(one, gazetteer), text)
        for number, one in enumerate(names)
    )
    article = Article(
        source="the command line",
        text=text,
        parts=(),
        hash="sha256:" + sha256(text.encode()).hexdigest(),
        published=Field(on) if on else None,
    )
    (links,) = link_articles([(article, Extraction("by hand", entities, ()))], offline=offline, settings=settings)
    return links[0]


def _entity(number: int, name: str, type: EntityType, text: str) -> Entity:
    start = text.index(name)
    mention = Mention(Span(start, start + len(name)), "name")
    return Entity(f"e{number}", type, name, (mention,))


def _usual_type(name: str, gazetteer: Gazetteer, on: str | None = None) -> EntityType:
    found = gazetteer.find(name)
    if found and found[0].type is EntityType.OFFICE and found[0].country and on:
        return EntityType.PERSON
    if found:
        return found[0].type
    if gazetteer.demonym(fold(name)):
        return EntityType.COUNTRY
    return EntityType.CONFLICT if said_by(name, gazetteer)["noun"] != {""} else EntityType.PERSON
