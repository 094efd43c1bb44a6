"""What the reader knows while it reads one article: the things spoken of, and which word speaks of which."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.gazetteer import Entry
from flows.language.parse import Sentence, Word
from flows.model import Entity, EntityType, Mention, Span

PLACES = frozenset({EntityType.CITY, EntityType.COUNTRY, EntityType.REGION})


@dataclass(eq=False)
class Thing:
    """One entity in the making."""

    type: EntityType
    name: str
    item: str | None = None
    names: Counter[str] = field(default_factory=Counter)
    mentions: list[tuple[Word, Word, str, str]] = field(default_factory=list)  # first word, last word, how, reason
    places: set[tuple[int, int]] = field(default_factory=set)  # positions of the mentions, to note each once
    hints: dict[str, str] = field(default_factory=dict)
    told: set[tuple[str, str]] = field(default_factory=set)  # of a conflict: what tells it apart
    parts: list["Thing"] = field(default_factory=list)  # "the two officials": the things it stands for
    state: "Thing | None" = None  # of a person: the country in whose office the text shows them
    serves: dict[str, "Thing"] = field(default_factory=dict)  # of a person: role of a bare title -> whose it is
    heard: tuple[int, set[str]] = field(default_factory=lambda: (0, set()))  # mentions seen by `called`, their words

    def add(self, first: Word, last: Word, how: str, reason: str = "") -> None:
        """Note one more place that speaks of it."""
        if (first.i, last.i) not in self.places:
            self.places.add((first.i, last.i))
            self.mentions.append((first, last, how, reason))

    def called(self) -> set[str]:
        """The words that it was called by so far, and those before them ("Mrs. Roe"), in lower case."""
        seen, words = self.heard
        if seen > len(self.mentions):
            seen, words = 0, set()
        for first, last, *_ in self.mentions[seen:]:
            before = first.near(-1)
            words |= {w.text.lower().rstrip(".") for w in (before, first, last) if w is not None}
        self.heard = len(self.mentions), words
        return words


class Reading:
    """The article being read: sentences, things, and the word -> thing map. `text` is the article's whole text."""

    def __init__(self, text: str, sentences: list[Sentence]) -> None:
        self.text = text
        self.title = ""  # of the article
        self.sentences = sentences
        self.things: list[Thing] = []
        self.at: dict[int, Thing] = {}  # word position -> thing it names
        self.how: dict[int, str] = {}  # word position -> how: name, demonym, pronoun, nominal, metonym
        self.quoted: set[int] = set()  # positions of the words inside quotation marks

    def note(self, thing: Thing, first: Word, last: Word, how: str, reason: str = "") -> None:
        """Let the words first..last speak of a thing."""
        if thing not in self.things:
            self.things.append(thing)
        thing.add(first, last, how, reason)
        for word in first.until(last):
            self.at[word.i] = thing
            self.how[word.i] = how

    def persons_named(self, sentence: Sentence) -> Iterator[tuple[Thing, Word, Word]]:
        """(person, first word, last word) of each name of a person in a sentence."""
        there = dict.fromkeys(self.at[w.i] for w in sentence.words if w.i in self.at)
        for thing in there:
            if thing.type is EntityType.PERSON:
                for first, last, how, _ in thing.mentions:
                    if how == "name" and first.sentence is sentence:
                        yield thing, first, last

    def phrase(self, first: Word, last: Word) -> str:
        """The verbatim text from one word to another, white space as single blanks."""
        return " ".join(self.text[first.start : last.end].split())

    def called(self, type_: EntityType, name: str, **hints: str) -> Thing:
        """The thing of this type and name; a new one, of which nothing speaks yet, when there is none."""
        known = next((t for t in self.things if t.type is type_ and t.name == name), None)
        return known or Thing(type_, name, hints=hints)

    def of_entry(self, entry: Entry) -> Thing:
        """The thing of an entry of the tables; a new one, of which nothing speaks yet, when there is none."""
        if entry.item:
            known = next((t for t in self.things if t.item == entry.item), None)
        else:  # the tables know it by its name alone
            known = next((t for t in self.things if not t.item and (t.type, t.name) == (entry.type, entry.label)), None)
        return known or Thing(entry.type, entry.label, entry.item)

    def chief(self, word: Word) -> Word:
        """Of the words that name the same as a word, the one on which it and those between hang."""
        thing = self.at.get(word.i)
        while thing is not None and word.head is not word and self.at.get(word.head.i) is thing:
            word = word.head
        return word

    def free(self, words: list[Word]) -> bool:
        """Whether none of the words names anything yet."""
        return not any(w.i in self.at for w in words)

    def rename(self, old: Thing, new: Thing) -> None:
        """Merge one thing into another: all that spoke of `old` speaks of `new`."""
        if old is new:
            return
        for first, last, how, reason in old.mentions:
            self.note(new, first, last, how, reason)
        new.names.update(old.names)
        new.item = new.item or old.item
        self.things = [t for t in self.things if t is not old]
        for position, thing in self.at.items():
            if thing is old:
                self.at[position] = new


def entities_of(reading: Reading) -> tuple[dict[int, str], tuple[Entity, ...]]:
    """(id of a thing -> entity key, the entities by first mention)."""
    ordered = sorted((t for t in reading.things if t.mentions), key=lambda t: (t.mentions[0][0].i, t.name))
    ordered.sort(key=lambda t: min(first.i for first, *_ in t.mentions))
    keys: dict[int, str] = {}
    entities = []
    for number, thing in enumerate(ordered, 1):
        keys[id(thing)] = f"e{number}"
        mentions = tuple(
            Mention(Span(first.start, last.end), how, reason)
            for first, last, how, reason in sorted(thing.mentions, key=lambda m: m[0].i)
            if how != "title" or thing.type is not EntityType.PERSON  # "President" names the office
        )
        hints = tuple(sorted({*thing.hints.items(), *thing.told}))
        entities.append(Entity(f"e{number}", thing.type, thing.name, mentions, thing.item, hints))
    return keys, tuple(entities)
