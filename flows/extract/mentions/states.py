"""Who acts for a state: a president or minister, a government, ministry or treasury counts as its country where a
frame asks for that ("the U.S. Treasury imposes sanctions" is said of the United States)."""

from collections.abc import Iterable

from flows.extract.grammar.doers import antecedent, preposition
from flows.extract.offices.title import Title
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import load_words, word_set
from flows.gazetteer import Entry, load_gazetteer
from flows.language.parse import Word
from flows.model import EntityType


def note_states(titles: Iterable[Title]) -> None:
    """Let every person whose title is an office of state act for its country."""
    for title in titles:
        words = frozenset(title.role.lower().replace("-", " ").split())
        other = words & (word_set("offices", "past") | word_set("offices", "not_of_state"))
        if title.owner is None or title.owner.type is not EntityType.COUNTRY or other:
            continue
        if words & word_set("offices", "of_state"):
            title.person.state = title.person.state or title.owner


def note_homelands(reading: Reading) -> None:
    """ "his country", said of who holds an office of state, is that state."""
    for sentence in reading.sentences:
        for word in sentence.words:
            one = word.morph.get("Number") != "Plur" and word.lemma.lower() in word_set("anaphora", "homeland")
            if not one or word.i in reading.at:
                continue
            said = [antecedent(c) for c in word.children if c.dep == "nmod:poss"]  # "his country", "X, whose country"
            owners = [reading.at[c.i] for c in said if c.i in reading.at]
            state = home_of(reading, owners[0]) if owners else None
            if state is not None:
                reading.note(state, word, word, "nominal", "the state in whose office its owner stands")


def home_of(reading: Reading, person: Thing) -> Thing | None:
    """The state in whose office a person stands, else the one whose they are said to be ("Peru's Ana Roe")."""
    if person.state is not None or person.type is not EntityType.PERSON:
        return person.state
    owners = [c for first, *_ in person.mentions for c in first.children if c.dep == "nmod:poss" and c.i in reading.at]
    return next((reading.at[c.i] for c in owners if reading.at[c.i].type is EntityType.COUNTRY), None)


def state_behind(reading: Reading, word: Word) -> Thing | None:
    """The country for which a word's person or body acts, or None."""
    thing = reading.at.get(word.i)
    if thing is not None and thing.type is EntityType.PERSON:
        return thing.state
    if thing is not None and thing.type is EntityType.ORGANIZATION and reading.how[word.i] == "name":
        return owner_in_name(reading, word, thing)
    if word.lemma.lower() not in word_set("offices", "state_body"):
        return None
    for child in word.children:
        if child.dep in {"nmod:poss", "amod", "compound", "nmod:unmarked"} or preposition(child) == "of":
            owner = reading.at.get(child.i)
            if owner is not None and owner.type is EntityType.COUNTRY:
                return owner
            if owner is not None and owner.type is EntityType.PERSON:
                return owner.state or state_led(reading, child, owner)  # "the Trump administration"
    of = thing.hints.get("of") if thing is not None else None
    return next((t for t in reading.things if t.type is EntityType.COUNTRY and t.name == of), None)


def state_led(reading: Reading, word: Word, leader: Thing) -> Thing | None:
    """The one state that the tables know somebody to have led, now or before: "the *Merkel* government"."""
    entry = load_gazetteer().entries.get(leader.item or "")
    led = {term.of for term in entry.terms if term.kind in word_set("offices", "top")} if entry else set()
    state = load_gazetteer().entries.get(next(iter(led)) or "") if len(led) == 1 else None
    known = state is not None and state.type is EntityType.COUNTRY
    return named_country(reading, word, state, "nominal") if state is not None and known else None


def owner_in_name(reading: Reading, word: Word, thing: Thing) -> Thing | None:
    """The country that the name of a state's body names: "U.S. Treasury Department", "French Foreign Ministry"."""
    words = thing.name.split()
    if not word_set("offices", "state_body") & {w.lower() for w in words}:
        return None
    for end in range(min(3, len(words) - 1), 0, -1):
        first = " ".join(words[:end])
        country = next((e for e in load_gazetteer().find(first) if e.type is EntityType.COUNTRY), None)
        country = country or (load_gazetteer().demonym(first) if end == 1 else None)
        if country is not None:
            return named_country(reading, word, country, "nominal")
    return None


def country_of_capital(reading: Reading, word: Word) -> Thing | None:
    """The country of a capital, Brussels that of Belgium ("recalled its envoy from Brussels"), or None."""
    thing = reading.at.get(word.i)
    country = load_gazetteer().capital_of(thing.item) if thing is not None and thing.item else None
    return named_country(reading, word, country, "metonym") if country is not None else None


def state_of_capital(reading: Reading, word: Word) -> Thing | None:
    """The country of a capital that stands for its government ("relations with Tehran"), the union for Brussels, or
    None."""
    thing = reading.at.get(word.i)
    if thing is None or thing.type is not EntityType.CITY or not thing.item:
        return None
    seats = load_words("seats")
    country, body = load_gazetteer().capital_of(thing.item), seats["seats"].get(thing.item)
    country = country or load_gazetteer().entries.get(seats["embassies"].get(thing.item, ""))
    named = {t.item for t in reading.things}
    if country is not None and body is not None and country.item not in named:  # Brussels
        country = load_gazetteer().entries.get(body)
    elif body is not None and body in named:
        return None  # the city's state and the body are both spoken of
    return named_country(reading, word, country, "metonym") if country is not None else None


def named_country(reading: Reading, word: Word, country: Entry, how: str) -> Thing:
    """The country of the tables, made when the article has not named it by itself."""
    thing = reading.of_entry(country)
    if thing not in reading.things:
        reading.things.append(thing)
    if not thing.mentions or how == "metonym":
        thing.add(word, word, how, "a body or capital that stands for its state")
    return thing


def at_home(person: Thing, place: Thing) -> bool:
    """Whether a place is the country for which a person holds an office of state, or its capital."""
    if person.state is None:
        return False
    country = load_gazetteer().capital_of(place.item) if place.type is EntityType.CITY and place.item else None
    return place is person.state or (country is not None and country.item == person.state.item)
