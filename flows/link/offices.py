"""Which office of whom words say: "foreign minister of Peru", "Kazakh president", "secretary-general" of a body."""

from collections.abc import Iterator

from flows.gazetteer import Entry, Gazetteer
from flows.link.question import Question
from flows.model import EntityType

LONGEST = 6  # words of a country or body before its office


def offices_said(name: str, question: Question, gazetteer: Gazetteer) -> Iterator[tuple[Entry, str, str]]:
    """The offices of the tables that the words say, whole, each with the role and whose it is."""
    for role, place in said(name, question, gazetteer):
        kinds = {entry.kind for entry in gazetteer.find(role) if _is_kind(entry)} | {role.casefold()}
        of = {owner.item: owner for owner in owners(place, gazetteer) if owner.item}
        for entry in gazetteer.by_type(EntityType.OFFICE):
            owner = of.get(entry.country or "")
            if owner and (entry.kind in kinds or any(_bears(entry, one, owner) for one in (role, *kinds))):
                yield entry, role, place


def said(name: str, question: Question, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Each way in which the words say a role and whose it is."""
    role, _, place = name.rpartition(" of ")
    if role and owners(place, gazetteer):
        yield role, place
    words = name.split()
    for end in range(min(LONGEST, len(words) - 1), 0, -1):
        if owners(place := " ".join(words[:end]), gazetteer):
            yield " ".join(words[end:]), place
            break
    for place in (*question.hints("country"), *question.hints("of")):
        yield from ((whole, place) for whole in (name, *question.hints("role")))


def owners(place: str, gazetteer: Gazetteer) -> list[Entry]:
    """The countries and bodies of this name."""
    found = [entry for entry in gazetteer.find(place) if entry.type in (EntityType.COUNTRY, EntityType.ORGANIZATION)]
    country = gazetteer.demonym(place)
    return [*found, *([country] if country else [])]


def _bears(entry: Entry, role: str, owner: Entry) -> bool:
    """Whether the role is all of one of the office's names but whose it is; "Secretary" is no Secretary of State."""
    names = {_plain(name) for name in (entry.label, *entry.aliases)}
    before = {_plain(f"{name} {role}") for name in (owner.label, *owner.aliases)}
    return bool(names & before) or any(name.rpartition(" of ")[0] == _plain(role) for name in names)


def _is_kind(entry: Entry) -> bool:
    return entry.type is EntityType.OFFICE and not entry.country


def _plain(role: str) -> str:
    return role.casefold().replace("-", " ")
