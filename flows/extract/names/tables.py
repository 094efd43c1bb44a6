"""Names of the shipped tables, wherever a sentence prints them."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from flows.extract.names.found import Found
from flows.extract.names.namesakes import by_cues
from flows.extract.words import word_set
from flows.gazetteer import Entry, load_gazetteer
from flows.language.parse import Sentence
from flows.model import EntityType

WAR = re.compile(r"(?<=\w )(?:Civil War|War|Conflict|Insurgency|Uprising)$")


def fold(text: str) -> str:
    """As `folded`, remembered for short texts."""
    return short_folded(text) if len(text) < 100 else folded(text)


@lru_cache(maxsize=65_536)
def short_folded(text: str) -> str:
    """As `folded`."""
    return folded(text)


def folded(text: str) -> str:
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
    named = [(printed, entry, "name") for name, entry in gazetteer.names() for printed in spellings(name, entry)]
    named += [(word, entry, "demonym") for entry in gazetteer.by_type(EntityType.COUNTRY) for word in entry.demonyms]
    for name, entry, how in named:
        folded = fold(name).removeprefix("the ").removeprefix("The ")
        if folded:
            index[first_run(folded, 0)].append((folded, entry, how))
    for rows in index.values():
        rows.sort(key=lambda row: (-len(row[0]), row[2] == "demonym"))
    return dict(index)


def spellings(name: str, entry: Entry) -> set[str]:
    """A name as newspapers print it: of a war also with the noun in small letters."""
    return {name, WAR.sub(lambda noun: noun[0].lower(), name)} if entry.type is EntityType.CONFLICT else {name}


def first_run(text: str, start: int) -> str:
    """The letters and digits from an offset on."""
    end = start
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def known_names(text: str, sentence: Sentence) -> list[Found]:
    """Names of the tables, the longest at each word."""
    places = [(word.start, word.end) for word in sentence.words]
    found = known_at(text[sentence.start : sentence.end], [(a - sentence.start, b - sentence.start) for a, b in places])
    kept = [name for name in found if not is_descendant(sentence, name)]
    kept = [name for name in kept if not is_anothers(sentence, name, found)]
    said = text[sentence.start : sentence.end]
    return [by_cues(said, sentence.words, with_forename(sentence, name, found)) for name in kept]


def known_at(text: str, places: list[tuple[int, int]]) -> list[Found]:
    """Names of the tables in a text whose words stand at these offsets (start, end); the longest at each word."""
    folded = fold(text)
    ends = {end: position + 1 for position, (_, end) in enumerate(places)}
    index, found = name_index(), []
    for position, (offset, _) in enumerate(places):
        for name, entry, how in index.get(first_run(folded, offset), ()):
            after = offset + len(name)
            if not folded.startswith(name, offset) or goes_on(folded, after):
                continue
            last = ends.get(after) or ends.get(after + 1)
            if last and fits(name, entry):
                found.append(Found(position, last, entry.type, entry, how))
                break
    return found


def goes_on(text: str, after: int) -> bool:
    """Whether what stands after a name makes another word of it ("US$5")."""
    return after < len(text) and (text[after].isalnum() or text[after] in "$£€")


def is_descendant(sentence: Sentence, name: Found) -> bool:
    """Whether a generation follows a person's name, so that it is somebody else's ("X Jr.")."""
    at = name.last
    words = sentence.words[at : at + 1] if name.type is EntityType.PERSON else []
    return any(word.text.rstrip(".") in word_set("names", "generations") for word in words)


def is_anothers(sentence: Sentence, name: Found, found: list[Found]) -> bool:
    """Whether the short form of a body's name stands behind a country whose it is ("Peru's | Security Council")."""
    entry, words, at = name.entry, sentence.words, name.first
    if entry is None or name.type is not EntityType.ORGANIZATION or at == 0 or entry.country:
        return False
    printed = fold(" ".join(w.text for w in words[name.first : name.last])).casefold()
    if printed == fold(entry.label).casefold() or name.last - name.first < 2:
        return False
    at -= words[at - 1].text in {"'s", "’s"}
    return any(k.last == at and k.type is EntityType.COUNTRY for k in found)


def with_forename(sentence: Sentence, name: Found, found: list[Found]) -> Found:
    """A person's name with a further forename that the model sees in front of it, and that ends no other name."""
    if any(other.last == name.first for other in found):
        return name
    before = sentence.words[name.first - 1] if name.first > 1 else None
    if name.type is not EntityType.PERSON or name.how != "name" or before is None or name.last - name.first < 2:
        return name
    titles = word_set("offices", "noun") | word_set("offices", "modifier") | word_set("offices", "portfolio")
    ranked = before.text.lower() in titles | word_set("names", "honorifics")
    forename = before.pos == "PROPN" and before.label == "PERSON" and before.text.isalpha() and not ranked
    return replace(name, first=name.first - 1) if forename and before.text[:1].isupper() else name


def fits(name: str, entry: Entry) -> bool:
    """Whether a name of the tables can be meant here: written as a name, and not a common word in capitals."""
    if entry.type in {EntityType.CONCEPT, EntityType.OFFICE}:
        return False
    return name[:1].isupper() or name[:1].isdigit()
