"""Which places "the waters" or "the strait", "the Kenyan capital", "there" and "where" mean."""

from flows.extract.grammar.doers import is_verbal, preposition
from flows.extract.reading.reading import PLACES, Reading, Thing
from flows.extract.reading.salience import SUBJECT
from flows.extract.words import load_words, word_set
from flows.gazetteer import Entry, load_gazetteer
from flows.language.parse import Word
from flows.model import EntityType

REACH = 3  # sentences back


def note_places(reading: Reading) -> None:
    """Let a bare definite noun for a stretch of land or water speak of the last region whose name holds such a word."""
    kinds = load_words("anaphora")["places"]
    for sentence in reading.sentences:
        for word in sentence.words:
            named = kinds.get(word.text.lower())
            if named is None or word.i in reading.at or not is_bare(word):
                continue
            thing = last_named(reading, word, frozenset(named))
            if thing is not None:
                reading.note(thing, word, word, "nominal", "the last place of this sort")


def note_capitals(reading: Reading) -> None:
    """ "the Kenyan capital", "the capital of Kenya": the city, unless its name stands beside it."""
    for sentence in reading.sentences:
        for word in sentence.words:
            if word.lemma.lower() != "capital" or word.pos != "NOUN" or word.i in reading.at or has_name(reading, word):
                continue
            owners = [c for c in word.children if c.dep in OWNING or preposition(c) == "of"]
            countries = [reading.at[c.i] for c in owners if c.i in reading.at]
            entry = load_gazetteer().entries.get(countries[0].item or "") if len(countries) == 1 else None
            city = load_gazetteer().entries.get(entry.capital or "") if entry is not None else None
            if city is not None:
                reading.note(reading.of_entry(city), word, word, "nominal", "the capital of the country named with it")


OWNING = frozenset({"amod", "compound", "nmod:poss"})


def has_name(reading: Reading, word: Word) -> bool:
    """Whether a noun for a place stands beside the name of the place."""
    beside = [c for c in word.children if c.dep in {"appos", "flat"}]
    beside += [word.head] if word.dep in {"appos", "compound", "nmod:desc"} else []
    return any(c.i in reading.at and reading.at[c.i].type is EntityType.CITY for c in beside)


def note_adverbs(reading: Reading) -> None:
    """ "met there with X", "in Lima, where he met X": the place named last in the sentence or the one before."""
    for sentence in reading.sentences:
        for word in sentence.words:
            if word.lemma.lower() not in {"there", "where"} or word.dep != "advmod" or word.i in reading.at:
                continue
            reach = sentence.index if word.lemma.lower() == "where" else sentence.index - 1
            near = [w for s in reading.sentences[max(0, reach) : sentence.index + 1] for w in s.words if w.i < word.i]
            right_before = [w for w in near[-1:] if w.text != ","] or near[-2:-1]
            named = [w for w in right_before if word.lemma.lower() == "where" and is_place_name(reading, w)]
            places = named or [w for w in near if is_place_told(reading, w)]
            if places:
                reading.note(reading.at[places[-1].i], word, word, "pronoun", "the place named last")


def is_place_name(reading: Reading, word: Word) -> bool:
    """Whether a word names a place."""
    thing = reading.at.get(word.i)
    return thing is not None and thing.type in PLACES and reading.how[word.i] in {"name", "nominal"}


def is_place_told(reading: Reading, word: Word) -> bool:
    """Whether a word names a place to which or at which something happens."""
    visited = word.dep == "obj" and word.head.lemma.lower() in word_set("factuality", "going")
    there = visited or preposition(word) in word_set("grammar", "whereabouts")
    return there and is_place_name(reading, word)


def is_bare(word: Word) -> bool:
    """Whether nothing but "the", "these" or "those" says which one is meant."""
    return [
        c.lemma.lower() in {"the", "this", "that"} for c in word.children if c.dep not in {"case", "cop", "punct"}
    ] == [True]


def last_named(reading: Reading, word: Word, named: frozenset[str]) -> Thing | None:
    """The region named last before a word whose name holds one of these words."""
    for index in range(word.sentence.index, max(-1, word.sentence.index - REACH - 1), -1):
        for other in reversed(reading.sentences[index].words):
            thing = reading.at.get(other.i)
            if thing is None or other.i >= word.i or thing.type is not EntityType.REGION:
                continue
            if named & {w.lower() for w in thing.name.split()}:
                return thing
    return None


def find_metonyms(reading: Reading) -> None:
    """A capital or a seat of government that acts is its country ("Astana aims to …", "the White House sanctioned …"),
    Brussels the European Union where nothing speaks of Belgium; "in Astana" stays the city."""
    for sentence in reading.sentences:
        for word in sentence.words:
            thing = reading.at.get(word.i)
            if thing is None or reading.how[word.i] != "name" or thing.type not in SEATS:
                continue
            entry = governed_from(reading, thing)
            if entry is None or not acts(word):
                continue
            owner = reading.of_entry(entry)
            first, last = next((f, t) for f, t, _, _ in thing.mentions if f.i <= word.i <= t.i)
            thing.mentions = [m for m in thing.mentions if m[0] is not first]
            reading.note(owner, first, last, "metonym", "a seat of government that acts is its country's government")
    reading.things = [t for t in reading.things if t.mentions]


SEATS = frozenset({EntityType.CITY, EntityType.ORGANIZATION, EntityType.REGION})


def governed_from(reading: Reading, seat: Thing) -> Entry | None:
    """The country or body whose government a place or house stands for, or None; where Brussels is both, none."""
    entries = load_gazetteer().entries
    house = None if seat.item else load_words("seats")["houses"].get(seat.name.casefold())
    if house is not None:
        return entries.get(house)
    if seat.type is not EntityType.CITY or not seat.item:
        return None
    country = load_gazetteer().capital_of(seat.item)
    body = load_words("seats")["seats"].get(seat.item)
    if country is None or body is None:
        return country
    named = {t.item for t in reading.things}
    if country.item in named:
        return None if body in named else country
    return entries.get(body)


def acts(word: Word) -> bool:
    """Whether a place name stands where only people can: subject of a deed, owner of a view, party to relations."""
    if any(w.text.lower() in word_set("offices", "noun") for w in word.behind[:1]):
        return False  # "Accra Mayor X"
    if any(g.lemma.lower() == "where" for c in word.children if c.dep == "acl:relcl" for g in c.children):
        return False  # "Jakarta, where …"
    if word.dep in SUBJECT and is_verbal(word.head):
        return word.head.lemma.lower() not in word_set("anaphora", "place_verbs")
    if word.dep == "nsubj" and word.head.pos == "ADJ":
        return False
    if word.dep == "conj":
        return acts(word.head)
    if word.dep == "obl:agent" or decides(word):
        return True
    return word.dep in {"nmod", "obl"} and preposition(word) == "between"


def decides(word: Word) -> bool:
    """Whether a relative clause behind a place name says what only a government does ("…, which applied for …")."""
    return any(
        c.dep == "acl:relcl"
        and c.lemma.lower() in word_set("anaphora", "state_verbs")
        and any(g.dep == "nsubj" and g.lemma.lower() in {"which", "that"} for g in c.children)
        for c in word.children
    )
