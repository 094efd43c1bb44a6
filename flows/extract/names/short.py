"""Short forms of names told in full: abbreviations in brackets, bare surnames."""

from collections import defaultdict
from collections.abc import Iterator

from flows.extract.names.tables import fold, is_hyphenated
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType

CLOSING = {"(": frozenset({")", ","}), ",": frozenset({",", ".", ";"})}  # what ends an aside, by what opens it


def join_abbreviations(reading: Reading) -> None:
    """ "Regional Anti-Terrorist Structure (RATS)", "the Structure, or RATS, …": the same thing, here and ever after."""
    short: dict[str, Thing] = {}
    for sentence in reading.sentences:
        for inner, full in introduced(sentence.words):
            thing = reading.at.get(full.i)
            if thing is not None and spells(inner.text, thing):
                other, end = reading.at.get(inner.i), end_spelled(inner.text, thing)
                if other is not None and other.item and thing.item and other.item != thing.item:
                    continue
                if end:
                    thing = other or reading.called(EntityType.ORGANIZATION, end)
                    thing.name = thing.name if thing.item else end
                if other is not None:
                    reading.rename(other, thing)
                    thing = reading.at[inner.i]
                reading.note(thing, inner, inner, "name", "abbreviation in brackets")
                thing.names[inner.text] += 1
                short[inner.text] = thing
    for sentence in reading.sentences:
        for word in sentence.words:
            if word.text in short and word.i not in reading.at:
                reading.note(short[word.text], word, word, "name", "abbreviation introduced before")


def introduced(words: list[Word]) -> Iterator[tuple[Word, Word]]:
    """The abbreviations that a sentence introduces, each with the last word of what it stands for."""
    for full in words:
        texts = [w.text for w in full.behind[:4]]
        if texts[:1] == ["("] and texts[2:3] == [")"] and is_abbreviation(texts[1]):
            yield full.behind[1], full
        elif texts[:2] == [",", "or"] and texts[3:] == [","] and is_abbreviation(texts[2]):
            yield full.behind[2], full


def type_documents(reading: Reading) -> None:
    """ "a defence treaty (DCT)", "an access agreement, the DCT,": what the letters stand for is no body."""
    words = (w for s in reading.sentences for w in s.words if is_abbreviation(w.text))
    letters = {w.text for w in words if abbreviates_document(w)}
    for thing in reading.things:
        if thing.name in letters and thing.type is EntityType.ORGANIZATION and thing.item is None:
            thing.type = EntityType.WORK


def abbreviates_document(word: Word) -> bool:
    """Whether letters stand in a bracket, or between commas, right behind a noun for a document."""
    before = [w for w in word.before[-3:] if w.text.lower() != "the"]
    opened = len(before) > 1 and before[-1].text in {"(", ","}
    return opened and before[-2].lemma.lower() in word_set("nominals", "work") and before[-2].pos in {"NOUN", "PROPN"}


def join_aliases(reading: Reading) -> None:
    """ "Acme (formerly Beta Group)", "Acme, also known as Beta,": both names are one body's."""
    for sentence in reading.sentences:
        words = sentence.words
        for at in range(2, len(words) - 2):
            if words[at - 1].text not in CLOSING or words[at].text.lower() not in word_set("names", "alias"):
                continue
            begin = at + 1
            while begin < len(words) - 1 and words[begin].text.lower() in word_set("names", "called"):
                begin += 1
            known = begin > at + 1 or words[at].text.lower() in word_set("names", "alias_alone")
            thing, other = reading.at.get(words[at - 2].i), reading.at.get(words[begin].i)
            if known and thing and other and is_alias(thing, other, words[begin], CLOSING[words[at - 1].text]):
                reading.rename(other, thing)


def is_alias(thing: Thing, other: Thing, first: Word, marks: frozenset[str]) -> bool:
    """Whether a name that begins at a word may be another name of a body: it stands alone up to a mark, and the tables
    know of no two."""
    last = next((end for begin, end, how, _ in other.mentions if begin is first and how == "name"), None)
    behind = last.near(1) if last is not None else None
    same = thing.type is other.type is EntityType.ORGANIZATION and not (thing.item and other.item)
    return same and thing is not other and behind is not None and behind.text in marks


def is_abbreviation(text: str) -> bool:
    """Whether a word looks like initials."""
    return 2 <= len(text) <= 10 and sum(c.isupper() for c in text) >= 2


def spells(letters: str, thing: Thing) -> bool:
    """Whether the letters are initials of a name of the thing, in order (small words may be skipped)."""
    names = [*thing.names, thing.name]
    return any(in_order(letters.casefold(), "".join(w[0] for w in initials(name)).casefold()) for name in names)


def end_spelled(letters: str, thing: Thing) -> str:
    """The body at the end of a longer name to which alone the letters belong: "the Council of Ministers of the | *Lakes
    Trade Union* (LTU)"; "" where they are those of the whole."""
    _, of, end = thing.name.rpartition(" of the ")
    alone = of and end[0].casefold() == letters[0].casefold() != thing.name[0].casefold()
    return end if alone and in_order(letters.casefold(), "".join(w[0] for w in initials(end)).casefold()) else ""


def initials(name: str) -> list[str]:
    """The words of a name, split at dashes too."""
    return [w for w in fold(name).replace("-", " ").split() if w]


def in_order(letters: str, available: str) -> bool:
    """Whether most of the letters occur in this order (one may come from inside a word)."""
    position, hits = 0, 0
    for letter in letters:
        at = available.find(letter, position)
        if at >= 0:
            position, hits = at + 1, hits + 1
    return hits >= max(2, len(letters) - 1)


def join_surnames(reading: Reading) -> None:
    """A bare surname, and a name with other first words, belong to the one person of that surname named in full."""
    by_surname: dict[str, list[Thing]] = defaultdict(list)
    for thing in reading.things:
        if thing.type is EntityType.PERSON:
            for name in {thing.name, *thing.names}:
                for part in surname_parts(name):
                    if thing not in by_surname[part]:
                        by_surname[part].append(thing)
    for sentence in reading.sentences:
        for word in sentence.words:
            last = hyphenated_end(word)
            join_surname(reading, word, last, by_surname.get(fold(reading.phrase(word, last)), []))
    join_long_surnames(reading)


def join_long_surnames(reading: Reading) -> None:
    """A name of several words that is the end of one person's longer name ("Roe Castillo", "Al-Poe") is theirs."""
    people = [thing for thing in reading.things if thing.type is EntityType.PERSON]
    callings = word_set("speech", "people") | word_set("offices", "noun")
    for thing in people:
        short = f" {fold(thing.name).casefold()}"
        if thing.item is None and len(short.replace("-", " ").split()) > 1:
            longer = [one for one in people if one is not thing and any(ends(n, short) for n in {one.name, *one.names})]
            longer = [one for one in longer if one.name.split()[0].lower() not in callings]
            if len(longer) == 1:
                reading.rename(thing, longer[0])


def ends(name: str, short: str) -> bool:
    """Whether a name ends with a shorter one, however its letters are cased."""
    return fold(name).casefold().endswith(short)


def join_surname(reading: Reading, word: Word, last: Word, owners: list[Thing]) -> None:
    """Let a surname up to a word speak of its one bearer; where several bear it, of nobody."""
    present = reading.at.get(word.i)
    if len(owners) > 1 and present is not None and lone_weak(present, reading.phrase(word, last)):
        forget(reading, present)
    if len(owners) != 1 or not word.text[:1].isupper():
        return
    if present is None and word.pos in {"PROPN", "NOUN", "X", "ADJ"} and not part_of_longer(word, reading):
        reading.note(owners[0], word, last, "name", "surname of a person named in full")
    elif present is not None and present is not owners[0] and lone_weak(present, reading.phrase(word, last)):
        reading.rename(present, owners[0])
    elif present is not None and is_namesake_town(reading, word, owners[0]):
        present.mentions = [m for m in present.mentions if m[0] is not word]
        reading.note(owners[0], word, word, "name", "surname of a person named in full, and no place here")


def forget(reading: Reading, thing: Thing) -> None:
    """Let nothing speak of a thing."""
    reading.things = [one for one in reading.things if one is not thing]
    for at in [at for at, one in reading.at.items() if one is thing]:
        del reading.at[at], reading.how[at]


def is_namesake_town(reading: Reading, word: Word, person: Thing) -> bool:
    """Whether a town's name stands for a person told before in full ("Ada Paris … Paris says")."""
    town = reading.at[word.i].type is EntityType.CITY and reading.how[word.i] == "name"
    told = any(last.i < word.i and last is not first for first, last, *_ in person.mentions)
    return town and told and word.dep in {"nsubj", "nsubj:pass", "nmod:poss"} and word.head.lemma.lower() != "host"


def surname_parts(name: str) -> list[str]:
    """The words of a person's name by which newspapers call them again."""
    words = [w for w in fold(name).split() if w.lower() not in word_set("names", "honorifics")]
    if len(words) < 2:
        return []
    if any(w.lower().split("-")[0] in word_set("names", "patronymic") for w in words):
        return [words[-1]]  # "Ali bin Omar Al Roe": nobody is called by a given name that so many bear
    return [w for w in {words[-1], words[0] if len(words[0]) > 1 else words[-1]} if len(w) > 1]


def part_of_longer(word: Word, reading: Reading) -> bool:
    """Whether a capitalised neighbour that is no known thing shows this word to be part of another name."""
    for neighbour in word.children:
        unknown = neighbour.text[:1].isupper() and neighbour.i not in reading.at
        if neighbour.dep in {"flat", "compound"} and unknown and neighbour.i > word.i:
            return True
    return word.dep == "flat" and word.head.i not in reading.at and word.head.text[:1].isupper()


def hyphenated_end(word: Word) -> Word:
    """The last word of a surname that hyphens tie together: "Roe-|Owusu"."""
    words, end = word.sentence.words, word.at
    while is_hyphenated(words, end + 1) and words[end + 2].text[:1].isupper():
        end += 2
    return words[end]


def lone_weak(thing: Thing, surname: str) -> bool:
    """Whether a thing is just this surname without an item, named so by the model alone."""
    return (
        thing.item is None
        and thing.type in {EntityType.PERSON, EntityType.ORGANIZATION, EntityType.REGION}
        and (set(thing.names) <= {surname})
    )
