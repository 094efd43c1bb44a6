"""Names: those of the shipped tables and those the model sees, told apart, typed and merged.

The tables decide over a weak label (a country is no person), but a longer name that the model sees wins over a
shorter one of the tables inside it ("China National Petroleum Corporation" is not China).
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from flows.extract.things import Reading, Thing
from flows.extract.words import word_set
from flows.gazetteer import Entry, load_gazetteer
from flows.language.parse import Sentence, Word
from flows.model import EntityType

JOINTS = frozenset({"of", "for", "and", "on", "the", "in", "-", "–"})
LABELS = {"PERSON": EntityType.PERSON, "ORG": EntityType.ORGANIZATION, "PLACE": EntityType.REGION}


@dataclass(frozen=True)
class Found:
    """A name found in a sentence: words first..last (positions in the sentence, last + 1), and what it may be."""

    first: int
    last: int
    type: EntityType | None
    entry: Entry | None = None
    how: str = "name"


def find_names(reading: Reading) -> None:
    """Put every name of the article into the reading."""
    for sentence in reading.sentences:
        known = known_names(reading.text, sentence)
        for found in choose(known + seen_names(sentence) + shaped_names(sentence, known)):
            place(reading, sentence, found)
    join_abbreviations(reading)
    join_surnames(reading)


# --- the tables -----------------------------------------------------------------------------------


def fold(text: str) -> str:
    """Same length: accents off, all dashes and apostrophes one, so that offsets stay."""
    return "".join(fold_character(c) for c in text)


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """One character for one."""
    if character in "–—‑‐−":
        return "-"
    if character in "’‘ʼ`´":
        return "'"
    if character.isspace():
        return " "
    return unicodedata.normalize("NFKD", character)[0]


@lru_cache(maxsize=1)
def name_index() -> dict[str, list[tuple[str, Entry, str]]]:
    """First word of a folded name -> (folded name, entry, how), longest first."""
    index: dict[str, list[tuple[str, Entry, str]]] = defaultdict(list)
    gazetteer = load_gazetteer()
    named = [(name, entry, "name") for name, entry in gazetteer.names()]
    named += [(word, entry, "demonym") for entry in gazetteer.by_type(EntityType.COUNTRY) for word in entry.demonyms]
    for name, entry, how in named:
        folded = fold(name).removeprefix("the ").removeprefix("The ")
        if folded:
            index[first_run(folded, 0)].append((folded, entry, how))
    for rows in index.values():
        rows.sort(key=lambda row: (-len(row[0]), row[2] == "demonym"))
    return dict(index)


def first_run(text: str, start: int) -> str:
    """The letters and digits from an offset on."""
    end = start
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def known_names(text: str, sentence: Sentence) -> list[Found]:
    """Names of the tables, the longest at each word."""
    base = sentence.start
    folded = fold(text[base : sentence.end])
    ends = {w.end: position + 1 for position, w in enumerate(sentence.words)}
    index, found = name_index(), []
    for position, word in enumerate(sentence.words):
        offset = word.start - base
        for name, entry, how in index.get(first_run(folded, offset), ()):
            after = offset + len(name)
            if not folded.startswith(name, offset) or (after < len(folded) and folded[after].isalnum()):
                continue
            last = ends.get(base + after) or ends.get(base + after + 1)
            if last and fits(word, name, entry):
                found.append(Found(position, last, entry.type, entry, how))
                break
    return found


def fits(word: Word, name: str, entry: Entry) -> bool:
    """Whether a name of the tables can be meant here: written as a name, and not a common word in capitals."""
    if entry.type in {EntityType.CONCEPT, EntityType.OFFICE}:
        return False
    return name[:1].isupper() or name[:1].isdigit()


# --- the model ------------------------------------------------------------------------------------


def seen_names(sentence: Sentence) -> list[Found]:
    """Names that the model labels, cleaned: no articles, possessives or titles at the ends."""
    found = []
    for first, last, label in sentence.named:
        words = sentence.words
        while first < last and (words[first].text.lower() in {"the", "a", "an"} or not words[first].text[:1].isupper()):
            first += 1
        while last > first and not (words[last - 1].text[:1].isupper() or words[last - 1].text[:1].isdigit()):
            last -= 1
        if label == "PERSON":
            last = next((i for i in range(first + 1, last) if words[i].text.lower() == "of"), last)
            first = without_title(words, first, last)
        else:
            while (
                last - first > 1
                and words[last - 1].text.lower() in word_set("offices", "modifier")
                and opens_title(words, last)
            ):
                last -= 1  # "Indonesian Foreign | Minister"
        if first < last and label != "TIME":
            type_ = type_of_name([w.text for w in words[first:last]], label)
            if type_ and credible(words[first:last], type_):
                found.append(Found(first, last, type_))
    return found


def opens_title(words: list[Word], at: int) -> bool:
    """Whether the words from here on end a title: modifiers, then an office."""
    while (
        at < len(words)
        and words[at].text.lower() in word_set("offices", "modifier")
        and words[at].text.lower() not in word_set("offices", "office")
    ):
        at += 1
    return at < len(words) and words[at].text.lower() in word_set("offices", "office")


def without_title(words: list[Word], first: int, last: int) -> int:
    """Where a person's name begins when the model took the title with it."""
    for position in range(last - 1, first - 1, -1):
        text = words[position].text.lower()
        if text in word_set("offices", "office") or text in word_set("names", "honorifics"):
            return position + 1
    return first


def type_of_name(name: list[str], label: str) -> EntityType | None:
    """The type that a name's own words and the model's label speak for; None when they speak for nothing."""
    core = [w.lower() for w in name]
    head = next((core[i - 1] for i, w in enumerate(core) if w in {"of", "for", "on"} and i), core[-1])
    for kind in ("work", "conflict", "event"):
        if head in word_set("names", kind):
            return EntityType(kind)
    if head in word_set("names", "organization") and label != "PERSON":
        return EntityType.ORGANIZATION
    if label == "PLACE" and (head in word_set("names", "region") or core[0] in word_set("names", "region")):
        return EntityType.REGION
    return LABELS.get(label)


def credible(words: list[Word], type_: EntityType) -> bool:
    """Whether a name that only the model vouches for is worth trusting."""
    text = [w.text for w in words]
    if type_ is EntityType.PERSON:
        return len(text) >= 2 and all(t[:1].isupper() or t.lower() in word_set("names", "linkers") for t in text)
    opens = (
        words[0] is words[0].sentence.words[0]
        or words[0].sentence.words[words[0].i - words[0].sentence.words[0].i - 1].pos == "PUNCT"
    )
    if len(text) == 1 and opens and not text[0].isupper():
        return False  # a capital that only the sentence's beginning gives
    if type_ is EntityType.ORGANIZATION:
        return len(text) >= 2 or (text[0].isupper() and len(text[0]) >= 2) or words[0].i > words[0].sentence.words[0].i
    if len(text) == 1 and (words[0].pos != "PROPN" or text[0].lower() in word_set("offices", "modifier")):
        return False
    return text[0][:1].isupper()


# --- the shape ------------------------------------------------------------------------------------


def shaped_names(sentence: Sentence, known: list[Found]) -> list[Found]:
    """Runs of capitalised words that end like the name of a body, a treaty or a gathering, or stand where places do."""
    wider = {
        k.first for k in known if k.type in {EntityType.COUNTRY, EntityType.REGION, EntityType.CITY} and k.how == "name"
    }
    found, position, words = list(titled(sentence)), 0, sentence.words
    while position < len(words):
        last = run_end(words, position)
        if last - position >= 2:
            type_ = type_of_name([w.text for w in words[position:last]], "")
            if (
                type_ is None
                and last < len(words)
                and words[last].lemma.lower() in {"initiative", "programme", "program", "bloc", "alliance"}
            ):
                type_ = EntityType.ORGANIZATION
            if type_ is not None:
                found.append(Found(position, last, type_))
        if last > position and is_place(words, (position, last), wider):
            found.append(Found(position, last, EntityType.CITY))
        position = max(last, position + 1)
    return found


def titled(sentence: Sentence) -> Iterator[Found]:
    """Two or three capitalised words right after a title that only persons bear ("President Adana Okoro")."""
    words = sentence.words
    for at in range(len(words) - 2):
        if words[at].text.lower() not in word_set("offices", "personal") or words[at + 1].text.lower() in word_set(
            "offices", "office"
        ):
            continue
        end = at + 1
        while (
            end < len(words)
            and end - at <= 3
            and words[end].text[:1].isupper()
            and words[end].pos in {"PROPN", "NOUN", "ADJ", "X"}
            and len(words[end].text) > 1
        ):
            end += 1
        if 2 <= end - at - 1 <= 3:
            yield Found(at + 1, end, EntityType.PERSON)


def is_place(words: list[Word], run: tuple[int, int], wider: set[int]) -> bool:
    """ "in X, Country" or "at X in Region": a short capitalised run after a preposition of place, with a known wider
    place behind it."""
    first, last = run
    if first == 0 or last - first > 5 or words[first - 1].text.lower() not in {"in", "at", "near", "from"}:
        return False
    behind = last + 1 if last < len(words) and words[last].text.lower() in {",", "in"} else -1
    return behind in wider and words[first].label != "TIME"


def run_end(words: list[Word], start: int) -> int:
    """The end of the run of capitalised words (with small linking words between) that starts here."""
    if not is_name_word(words[start]):
        return start
    end = position = start + 1
    while position < len(words):
        if is_name_word(words[position]):
            end = position + 1
        elif words[position].text not in JOINTS or position - end >= 2 or is_dangling(words, position):
            break
        position += 1
    return end


def is_dangling(words: list[Word], position: int) -> bool:
    """Whether an "and" leads to nothing that could belong to a name."""
    return words[position].text == "and" and not is_name_word(words[min(position + 1, len(words) - 1)])


def is_name_word(word: Word) -> bool:
    """Whether a word is written as (part of) a name."""
    inner = word is not word.sentence.words[0] and word.pos in {"VERB", "NUM"} and word.text[:1].isalpha()
    return word.text[:1].isupper() and (inner or word.pos in {"PROPN", "NOUN", "ADJ", "X"}) and len(word.text) > 1


# --- choosing -------------------------------------------------------------------------------------


def choose(found: list[Found]) -> list[Found]:
    """The best names that do not overlap: longer first, then those of the tables, then the model's."""

    def rank(one: Found) -> tuple[int, int, int]:
        return (-(one.last - one.first), 0 if one.entry else 1, one.first)

    chosen: list[Found] = []
    for one in sorted(found, key=rank):
        if any(one.first < other.last and other.first < one.last for other in chosen):
            continue
        if one.entry is None and swallows_known(one, found):
            continue
        chosen.append(one)
    return sorted(chosen, key=lambda one: one.first)


def swallows_known(one: Found, found: list[Found]) -> bool:
    """Whether a longer name of unknown standing would hide two known ones, or a known one of its own type at its end
    ("President Xi Jinping", "Indonesia and Malaysia")."""
    inside = [o for o in found if o.entry and o.how == "name" and one.first <= o.first and o.last <= one.last]
    if len(inside) >= 2:
        return True
    return any(o.type == one.type or o.last - o.first >= 2 for o in inside)


def place(reading: Reading, sentence: Sentence, found: Found) -> None:
    """Put one name into the reading, merged with what bears the same name or item."""
    begin = found.first
    if found.type is EntityType.EVENT and begin > 0 and sets_apart(sentence.words[begin - 1].text):
        begin -= 1
    elif found.type is EntityType.EVENT and begin > 1 and sentence.words[begin - 1].text in {"-", "–"}:
        begin -= 2 if sentence.words[begin - 2].text[:1].isupper() else 0  # "China-CELAC Forum"
    first, last = sentence.words[begin], sentence.words[found.last - 1]
    name = reading.phrase(first, last)
    thing = same_thing(reading, found, name)
    if thing is None:
        type_ = found.type or EntityType.ORGANIZATION
        thing = Thing(type_, found.entry.label if found.entry else name, found.entry.item if found.entry else None)
    if found.how == "name":
        thing.names[name] += 1
    reading.note(thing, first, last, found.how, "in the tables" if found.entry else "by the model or its shape")


def sets_apart(text: str) -> bool:
    """Whether a word before the name of a gathering is its ordinal or year."""
    return text[:1].isdigit() and (
        text.lower().endswith(("st", "nd", "rd", "th")) or (len(text) == 4 and text.isdigit())
    )


def same_thing(reading: Reading, found: Found, name: str) -> Thing | None:
    """The thing already known under this item or name."""
    if found.entry and found.entry.item:
        return next((t for t in reading.things if t.item == found.entry.item), None)
    key = fold(name).casefold()
    for thing in reading.things:
        if thing.type == found.type and (
            fold(thing.name).casefold() == key or key in {fold(n).casefold() for n in thing.names}
        ):
            return thing
    return None


# --- short forms ----------------------------------------------------------------------------------


def join_abbreviations(reading: Reading) -> None:
    """ "Regional Anti-Terrorist Structure (RATS)": the bracket names the same thing, here and everywhere after."""
    short: dict[str, Thing] = {}
    for sentence in reading.sentences:
        words = sentence.words
        for position in range(1, len(words) - 2):
            inner = words[position + 1]
            if words[position].text != "(" or words[position + 2].text != ")" or not is_abbreviation(inner.text):
                continue
            thing = reading.at.get(words[position - 1].i)
            if thing is not None and spells(inner.text, thing):
                other = reading.at.get(inner.i)
                if other is not None and other.item and thing.item and other.item != thing.item:
                    continue
                if other is not None:
                    reading.rename(*((thing, other) if other.item and not thing.item else (other, thing)))
                    thing = reading.at[inner.i]
                reading.note(thing, inner, inner, "name", "abbreviation in brackets")
                thing.names[inner.text] += 1
                short[inner.text] = thing
    for sentence in reading.sentences:
        for word in sentence.words:
            if word.text in short and word.i not in reading.at:
                reading.note(short[word.text], word, word, "name", "abbreviation introduced before")


def is_abbreviation(text: str) -> bool:
    """Whether a word looks like initials."""
    return 2 <= len(text) <= 10 and sum(c.isupper() for c in text) >= 2


def spells(letters: str, thing: Thing) -> bool:
    """Whether the letters are initials of a name of the thing, in order (small words may be skipped)."""
    names = [*thing.names, thing.name]
    return any(in_order(letters.casefold(), "".join(w[0] for w in initials(name)).casefold()) for name in names)


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
            owners = by_surname.get(fold(word.text))
            if not owners or len(owners) != 1 or not word.text[:1].isupper():
                continue
            present = reading.at.get(word.i)
            if present is None and word.pos in {"PROPN", "NOUN", "X", "ADJ"} and not part_of_longer(word, reading):
                reading.note(owners[0], word, word, "name", "surname of a person named in full")
            elif present is not None and present is not owners[0] and lone_weak(present, word):
                reading.rename(present, owners[0])


def surname_parts(name: str) -> list[str]:
    """The words of a person's name by which newspapers call them again."""
    words = fold(name).split()
    if len(words) < 2:
        return []
    return [w for w in {words[-1], words[0] if len(words[0]) > 1 else words[-1]} if len(w) > 1]


def part_of_longer(word: Word, reading: Reading) -> bool:
    """Whether a capitalised neighbour that is no known thing shows this word to be part of another name."""
    for neighbour in word.children:
        unknown = neighbour.text[:1].isupper() and neighbour.i not in reading.at
        if neighbour.dep in {"flat", "compound"} and unknown and neighbour.i > word.i:
            return True
    return word.dep == "flat" and word.head.i not in reading.at and word.head.text[:1].isupper()


def lone_weak(thing: Thing, word: Word) -> bool:
    """Whether a thing is just this one word without an item, named so by the model alone."""
    return (
        thing.item is None
        and thing.type in {EntityType.PERSON, EntityType.ORGANIZATION, EntityType.REGION}
        and (set(thing.names) <= {word.text})
    )
