"""Everybody and everything that an article's facts speak of: one record a thing, one a link decision."""

from collections.abc import Callable

from flows.gazetteer import load_gazetteer
from flows.iris import ITSELF, article_iri, entity_of, link_iri, value_iri
from flows.model import EntityType, Link, Reading, Reference, Value, Verdict
from flows.settings import Settings
from flows.things import entities_of

Record = dict[str, object]
MOST_CANDIDATES = 5
LANGUAGE = "en"  # that the articles are in, and the shipped tables


class Cast:
    """The things of one article, gathered while its facts are written."""

    def __init__(self, reading: Reading, settings: Settings, limit: Callable[[str], str]) -> None:
        self._reading = reading
        self._settings = settings
        self._limit = limit
        self._things: dict[str, Record] = {}
        self._links: dict[str, Record] = {}
        self._iris: dict[tuple[Value, EntityType], str] = {}
        for entity in entities_of(reading):
            self.iri(Reference(entity.key), entity.type)

    def iri(self, value: Value, names: EntityType) -> str:
        """The IRI of a role's value; words that name no entity of the article become a thing of type `names`."""
        if (value, names) not in self._iris:
            iri = value_iri(value, names, self._reading, self._settings)
            self._iris[value, names] = iri
            if value not in ITSELF and iri not in self._things:
                self._add(iri, value, names)
        return self._iris[value, names]

    def things(self) -> list[str]:
        """The IRIs of all things so far, sorted."""
        return sorted(self._things)

    def records(self) -> list[Record]:
        """The records of all things and link decisions."""
        return [*self._things.values(), *self._links.values()]

    def _add(self, iri: str, value: Value, names: EntityType) -> None:
        entity = entity_of(value, self._reading)
        if entity is None:
            words = value.entity if isinstance(value, Reference) else value.value
            link, type_, name = Link("", Verdict.NONE), names, words
        else:
            link, type_, name = (of := self._reading.link_of(entity.key)), of.type or entity.type, entity.name
        same = link.item if link.verdict is Verdict.SAME else None
        label = self._limit(link.label or name if same else name)
        thing: Record = {"id": iri, "type": type_.value.capitalize(), "label": label}
        thing |= {"name": label, "nameIn": {LANGUAGE: label}}
        if same:
            thing |= {"sameAs": f"wd:{same}"} | _known_of(same, label)
        self._things[iri] = thing
        self._links[iri] = self._link(iri, link)

    def _link(self, iri: str, link: Link) -> Record:
        best = sorted(link.candidates, key=lambda candidate: (-candidate.score, candidate.item))[:MOST_CANDIDATES]
        considered = {candidate.item for candidate in best} | ({link.item} if link.item else set())
        chosen = {"chooses": f"wd:{link.item}"} if link.verdict is Verdict.SAME and link.item else {}
        return chosen | {
            "id": link_iri(self._reading.article, iri, self._settings),
            "type": "Link",
            "considers": [f"wd:{item}" for item in sorted(considered)],
            "entity": iri,
            "partOf": article_iri(self._reading.article, self._settings),
            "score": f"{link.score:.2f}",
            "verdict": link.verdict.value,
        }


def _known_of(item: str, label: str) -> Record:
    """What the shipped tables say of an item: its other names, and a description that is more than its type."""
    entry = load_gazetteer().entries.get(item)
    if entry is None:
        return {}
    others = [name for name in dict.fromkeys((entry.label, *entry.aliases)) if name != label]
    tells = entry.description not in ("", entry.type.value)
    return {"alternateName": others} | ({"describedAs": entry.description} if tells else {})
