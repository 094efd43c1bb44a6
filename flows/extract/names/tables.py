"""Names of the shipped tables, wherever a sentence prints them; those that more than one thing bears ("Congo", a person
called like a place)."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise, takewhile

from flows.extract.names.titles import matters
from flows.extract.words import DASHES, POSSESSIVE, word_set
from flows.gazetteer import Entry, load_gazetteer
from flows.gazetteer import fold as plain
from flows.language.parse import Sentence, Word
from flows.model import EntityType


@dataclass(frozen=True)
class Found:
    """A name found in a sentence: words first..last (positions in the sentence, last + 1), and what it may be."""

    first: int
    last: int
    type: EntityType | None
    entry: Entry | None = None
    how: str = "name"


PLACES = frozenset({EntityType.COUNTRY, EntityType.CITY, EntityType.REGION})
ALIKE = 0.8  # how much of a forename must be spelt alike: "Kassym-Zhomart" for "Kassym-Jomart"
RUN = re.compile(r"[^\W_]*")
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
    if text.isascii() and text.isprintable():
        return text.replace("`", "'")
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
    run = RUN.match(text, start)
    return run[0] if run else ""


def known_names(text: str, sentence: Sentence) -> list[Found]:
    """Names of the tables, the longest at each word."""
    places = [(word.start, word.end) for word in sentence.words]
    found = known_at(text[sentence.start : sentence.end], [(a - sentence.start, b - sentence.start) for a, b in places])
    kept = [name for name in found if not (is_descendant(sentence, name) or is_beginning(text, sentence, name))]
    kept = [name for name in kept if not is_anothers(sentence, name, found) and not opens_a_body(sentence, name)]
    said = text[sentence.start : sentence.end]
    kept = [with_compass(sentence, name) for name in kept]
    whole = (with_surname(sentence, with_forename(sentence, name, found)) for name in kept)
    return [by_cues(said, sentence.words, name) for name in whole]


def with_compass(sentence: Sentence, name: Found) -> Found:
    """A country's name with the word before it that makes it another's, though it is printed small: "*south* Sudan"."""
    before = sentence.words[name.first - 1].text if name.first else ""
    if name.type not in PLACES or before not in word_set("names", "compass"):
        return name
    whole = " ".join([before.capitalize(), *(w.text for w in sentence.words[name.first : name.last])])
    entry = next((e for e in load_gazetteer().find(whole) if e.type is EntityType.COUNTRY), None)
    entry = load_gazetteer().demonym(whole) if name.how == "demonym" else entry
    return replace(name, first=name.first - 1, type=entry.type, entry=entry) if entry is not None else name


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


def is_beginning(text: str, sentence: Sentence, name: Found) -> bool:
    """Whether a known person's whole name is only the beginning of another's ("*Ada Roe* Owusu"), in a text that does
    not speak of the known one's country."""
    behind = sentence.words[name.last] if name.last < len(sentence.words) else None
    if name.type is not EntityType.PERSON or name.entry is None or behind is None or name.last - name.first < 2:
        return False
    told = behind.pos == "PROPN" and behind.dep == "flat" and behind.label == "PERSON" and behind.text[:1].isupper()
    land = load_gazetteer().entries.get(name.entry.country or "")
    at_home = land is not None and any(one in text for one in (land.label, *land.demonyms))
    return told and not at_home and behind.head in sentence.words[name.first : name.last]


def is_anothers(sentence: Sentence, name: Found, found: list[Found]) -> bool:
    """Whether the short form of a body's name stands behind a country whose it is ("Peru's | Security Council")."""
    entry, words, at = name.entry, sentence.words, name.first
    if entry is None or name.type is not EntityType.ORGANIZATION or at == 0 or entry.country:
        return False
    printed = fold(" ".join(w.text for w in words[name.first : name.last])).casefold()
    if printed == fold(entry.label).casefold() or name.last - name.first < 2:
        return False
    at -= words[at - 1].text in POSSESSIVE
    return any(k.last == at and k.type is EntityType.COUNTRY for k in found)


def opens_a_body(sentence: Sentence, name: Found) -> bool:
    """Whether the adjective of a region only begins the name of a body that the tables do not know ("*East African*
    Grain Council")."""
    printed = " ".join(w.text for w in sentence.words[name.first : name.last])
    if name.type is not EntityType.REGION or name.entry is None or fold(printed) == fold(name.entry.label):
        return False
    run = list(takewhile(lambda word: word.text[:1].isupper(), sentence.words[name.last :]))
    return bool(run) and run[-1].text.lower() in word_set("names", "organization")


def with_forename(sentence: Sentence, name: Found, found: list[Found]) -> Found:
    """A person's name with a further forename that the model sees in front of it, and that ends no other name; one
    that is known by a surname with a forename that is spelt nearly as the tables do."""
    if any(other.last == name.first for other in found):
        return name
    if name.type is EntityType.PERSON and name.entry is not None and name.last - name.first == 1:
        first = name.first
        while first > 0 and (sentence.words[first - 1].label == "PERSON" or is_initial(sentence.words[first - 1])):
            first -= 1
        known = name.entry.label.rpartition(" ")[0]
        alike = {at: likeness(sentence.words[at : name.first], known) for at in range(first, name.first)}
        best = max(alike, key=lambda at: alike[at], default=name.first)
        if alike.get(best, 0.0) >= ALIKE:
            return replace(name, first=best)
        another = name.first - first == 1 and is_forename(sentence.words[first])
        return replace(name, first=first, entry=None) if another else name  # "*John* Blinken"
    before = sentence.words[name.first - 1] if name.first > 1 else None
    if name.type is not EntityType.PERSON or name.how != "name" or before is None or name.last - name.first < 2:
        return name
    return replace(name, first=name.first - 1) if is_forename(before) else name


def is_forename(word: Word) -> bool:
    """Whether a word that the model sees in a name is neither a title nor a style of address."""
    ranked = word.text.lower() in word_set("offices", "noun") | matters() | word_set("names", "honorifics")
    named = word.pos == "PROPN" and word.label == "PERSON" and word.text.isalpha()
    return named and word.text[:1].isupper() and not ranked


def likeness(words: list[Word], forename: str) -> float:
    """0..1: how much of a forename words spell, but for initials among them."""
    return SequenceMatcher(None, "".join(w.text for w in words if not is_initial(w)), forename).ratio()


def is_initial(word: Word) -> bool:
    """Whether a word is the first letter of a name: "Ada *B.* Roe"."""
    return len(word.text) == len("B.") and word.text[0].isupper() and word.text.endswith(".")


def with_surname(sentence: Sentence, name: Found) -> Found:
    """A person's name with a second surname that a hyphen ties to it: "Ada Roe | -Owusu", not "the Ada Roe | -Jo Doe
    talks"."""
    words, at = sentence.words, name.last
    if name.type is not EntityType.PERSON or name.how != "name" or not is_hyphenated(words, at):
        return name
    more = at + 2 < len(words) and words[at + 2].text[:1].isupper() and words[at + 2].pos == "PROPN"
    capital = words[at + 1].text[:1].isupper() and words[at + 1].pos == "PROPN"
    return replace(name, last=at + 2) if capital and not more else name


def is_hyphenated(words: list[Word], at: int) -> bool:
    """Whether a hyphen at this position ties two parts of a name, without blanks."""
    inside = 0 < at < len(words) - 1 and words[at + 1].text not in word_set("names", "behind_hyphen")
    return inside and ties(words[at])


def ties(word: Word) -> bool:
    """Whether a word is a dash that joins the words around it, without blanks."""
    around = [*word.before[-1:], word, *word.behind[:1]]
    return word.text in DASHES and all(one.end == other.start for one, other in pairwise(around))


def fits(name: str, entry: Entry) -> bool:
    """Whether a name of the tables can be meant here: written as a name, and not a common word in capitals."""
    if entry.type in {EntityType.CONCEPT, EntityType.OFFICE}:
        return False
    small = entry.type is EntityType.ORGANIZATION  # "eurozone", "al-Qaeda"
    return name[:1].isupper() or name[:1].isdigit() or small


def called_like_places(words: list[Word], known: list[Found], others: list[Found]) -> Iterator[Found]:
    """ "Ireland Baldwin joined …" is a person, "Malta Today reported …" a paper; `others` are names found by other
    means, one of which may begin behind the place ("President of Peru | Ada Roe")."""
    taken = {at for one in known for at in range(one.first, one.last)}
    taken |= {one.first for one in others if one.last - one.first > 1}
    for one in known:
        behind = words[one.last] if one.last < len(words) else None
        if one.type not in PLACES or one.how != "name" or behind is None or one.last in taken:
            continue
        if not behind.text[:1].isupper():
            continue
        place = words[one.first]
        beside = (behind.dep == "flat" and behind.head is place) or (behind.head, behind.dep) == (place.head, place.dep)
        if one.last - one.first == 1 and beside and behind.label == "PERSON":
            yield Found(one.first, one.last + 1, EntityType.PERSON)
        elif behind.text.lower() in word_set("names", "paper"):
            yield Found(one.first, one.last + 1, EntityType.ORGANIZATION)


def by_cues(text: str, words: list[Word], found: Found) -> Found:
    """A name that several things of the tables bear, as the one of which its sentence gives a cue ("Congo's president
    spoke in Brazzaville"); `text` is the sentence."""
    if found.entry is None or found.how != "name":
        return found
    printed = plain(" ".join(w.text for w in words[found.first : found.last]))
    bearers = [n for n in load_gazetteer().namesakes.get(printed, ()) if n.item]
    told = [n for n in bearers if any(cue in text for cue in n.cues)]
    entry = load_gazetteer().entries.get(told[0].item) if len(told) == 1 else None
    return replace(found, entry=entry, type=entry.type) if entry is not None else found
