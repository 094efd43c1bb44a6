"""Who holds which office, as titles and appositions say it.

Covers: title before a name ("Kazakhstan's President X", "NATO Secretary General X", "Minister of Finance X"), title
before a name with commas ("Cambodia's foreign minister, X,"), title after it ("X, chair of ASEAN,"), a copula ("X is a
correspondent for Y"), several of each ("the A-ese and B-ish foreign ministers, X and Y").
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flows.extract.arguments import objects, surface_subjects
from flows.extract.things import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType

OWNERS = {EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.REGION, EntityType.CITY}
JOINTS = frozenset({"-", "–", "’s", "'s", "’", "'"})


@dataclass(frozen=True)
class Title:
    """A person, the office the text gives them, and the words from first to last that say so."""

    person: Thing
    role: str
    owner: Thing | None
    first: Word
    last: Word
    how: str
    noun: Word | None = None  # the office noun, where it stands for the person ("foreign minister, X")
    verb: Word | None = None  # the verb that gives or takes the office ("will succeed him as …")


def find_titles(reading: Reading) -> list[Title]:
    """Every title in the article, in text order, each once."""
    retype(reading)
    found: list[Title] = []
    for sentence in reading.sentences:
        persons = list(person_spans(reading, sentence))
        pairs = paired_titles(reading, sentence, persons)
        found += pairs
        taken = {id(t.person) for t in found if t.first.sentence is sentence}
        for person, first, last in persons:
            if id(person) in taken:
                continue
            title = before(reading, sentence, (person, first, last)) or after(reading, sentence, (person, first, last))
            title = title or copula(reading, sentence, (person, first, last))
            title = title or counterpart(reading, sentence, (person, first, last), found)
            if title is not None:
                found.append(title)
    for sentence in reading.sentences:
        found += list(as_titles(reading, sentence))
    for title in found:
        if title.noun is not None and title.noun.i not in reading.at:
            reading.note(title.person, title.noun, title.noun, "title", "office noun beside the name")
    return found


def retype(reading: Reading) -> None:
    """A name of unknown standing that bears a title ("Minister X Y", "X Y is a correspondent") is a person's."""
    for thing in reading.things:
        if thing.item is not None or thing.type not in {EntityType.REGION, EntityType.ORGANIZATION, EntityType.CITY}:
            continue
        for first, last, how, _ in thing.mentions:
            words, base = first.sentence.words, first.sentence.words[0].i
            if how != "name" or not 1 <= last.i - first.i <= 3:
                continue
            role = role_before(words, first.i - base)[1]
            named = (thing, first.i - base, last.i - base)
            if (
                (role and words[first.i - base - 1].lemma.lower() in word_set("offices", "personal"))
                or copula(reading, first.sentence, named)
                or after(reading, first.sentence, named)
            ):
                thing.type = EntityType.PERSON
                break


Named = tuple[Thing, int, int]  # person, first and last position in the sentence


def person_spans(reading: Reading, sentence: Sentence) -> Iterator[Named]:
    """The persons named in a sentence."""
    offset = sentence.words[0].i
    for thing in reading.things:
        if thing.type is EntityType.PERSON:
            for first, last, how, _ in thing.mentions:
                if first.sentence is sentence and how == "name":
                    yield thing, first.i - offset, last.i - offset


def before(reading: Reading, sentence: Sentence, person: Named) -> Title | None:
    """A title that ends right before the name, with or without a comma."""
    words, end = sentence.words, person[1]
    if end > 0 and words[end - 1].text == ",":
        end -= 1
        if not has_owner_before(reading, words, end):
            return title_of_before(reading, sentence, (person[0], end, person[2]))
    start, role = role_before(words, end)
    if not role:
        return title_of_before(reading, sentence, person)
    noun = words[end - 1]
    owner, start = owner_before(reading, words, start)
    if start > 0 and words[start - 1].text.lower() in word_set("offices", "past"):
        start, role = start - 1, f"{words[start - 1].text.lower()} {role}"
    return Title(person[0], role, owner, words[start], words[person[2]], "title before the name", noun)


def counterpart(reading: Reading, sentence: Sentence, person: Named, known: list[Title]) -> Title | None:
    """ "his Colombian counterpart, X": the office of the last person whose title was told, in another country."""
    words, at = sentence.words, person[1] - 1
    while at >= 0 and words[at].text == ",":
        at -= 1
    if at < 1 or words[at].lemma.lower() != "counterpart" or not known:
        after_name = person[2] + 1
        at = next(
            (i for i in range(after_name, min(after_name + 5, len(words))) if words[i].lemma.lower() == "counterpart"),
            -1,
        )
        if at < 1 or words[after_name].text != "," or not known:
            return None
    owner, first = owner_before(reading, words, at)
    if owner is None:
        return None
    low, high = min(first, person[1]), max(at, person[2])
    return Title(person[0], known[-1].role, owner, words[low], words[high], "counterpart", words[at])


def has_owner_before(reading: Reading, words: list[Word], end: int) -> bool:
    """Whether the phrase before a comma is a title with its country or body ("Cambodia's foreign minister,")."""
    start, role = role_before(words, end)
    return bool(role) and owner_before(reading, words, start)[0] is not None


def role_before(words: list[Word], end: int) -> tuple[int, str]:
    """(start, role) of the office words that end at a position; role "" when there are none."""
    start = end
    seen_office = False
    while start > 0:
        text = words[start - 1].text.lower()
        if text in word_set("offices", "office") and not seen_office:
            seen_office = True
        elif not (seen_office and is_office_word(words[start - 1])) and not (text in {"-", "–"} and 2 <= start < end):
            break
        start -= 1
    while start < end and words[start].text in JOINTS:
        start += 1
    if not seen_office:
        return end, ""
    return start, phrase(words, start, end)


def phrase(words: list[Word], start: int, end: int) -> str:
    """The words as printed, dashes joined."""
    text, previous_end = "", -1
    for word in words[start:end]:
        glue = "" if not text or word.start == previous_end else " "
        text += glue + word.text
        previous_end = word.end
    return text.replace("–", "-")


def owner_before(reading: Reading, words: list[Word], start: int) -> tuple[Thing | None, int]:
    """The country or body that stands before the office words, and where its phrase begins."""
    at = start - 1
    while at >= 0 and words[at].text in {"’s", "'s", "’", "'"}:
        at -= 1
    if at < 0:
        return None, start
    owner = reading.at.get(words[at].i)
    if owner is None or owner.type not in OWNERS:
        return None, start
    first = at
    while first > 0 and reading.at.get(words[first - 1].i) is owner:
        first -= 1
    return owner, first


def title_of_before(reading: Reading, sentence: Sentence, person: Named) -> Title | None:
    """ "Secretary of State X", "President of Kazakhstan X": an office noun, "of", a short phrase, the name."""
    words, end = sentence.words, person[1]
    for at in range(end - 2, max(-1, end - 7), -1):
        if words[at].text.lower() not in {"of", "for"}:
            continue
        start, role = role_before(words, at)
        if not role:
            return None
        if any(w.text in {",", ";", ":", "(", ")"} or w.pos == "VERB" for w in words[at:end]):
            return None
        owner = reading.at.get(words[end - 1].i)
        if owner is not None and owner.type in OWNERS:
            return Title(person[0], role, owner, words[start], words[person[2]], "title with of", words[at - 1])
        full = phrase(words, start, end)
        owner, first = owner_before(reading, words, start)
        return Title(person[0], full, owner, words[first], words[person[2]], "title with of", words[at - 1])
    return None


def after(reading: Reading, sentence: Sentence, person: Named) -> Title | None:
    """ "X, chair of the ASEAN," or "X, Cambodia's foreign minister,": a title right after the name and a comma."""
    words, start = sentence.words, person[2] + 1
    if start < len(words) and words[start].text.lower() == "of":
        return None
    if start >= len(words) - 1 or words[start].text not in {",", "(", "—", "–"}:
        return None
    return title_at(reading, words, (start + 1, person[0], words[person[1]]), "title after the name")


def title_at(reading: Reading, words: list[Word], where: tuple[int, Thing, Word], how: str) -> Title | None:
    """A title phrase that begins at a position: owner or article, office words, "of"/"for"/"at" and the owner."""
    at, person, first = where
    while at < len(words) and words[at].text.lower() in {
        "the",
        "a",
        "an",
        "who",
        "is",
        "was",
        "current",
        "as",
        "its",
        "his",
        "her",
    }:
        at += 1
    while how == "copula" and at < len(words) and words[at].lemma.lower() in word_set("offices", "giving"):
        at += 1  # "was elected president"
    owner = None
    begin = at
    while at < len(words) and (thing := reading.at.get(words[at].i)) is not None and thing.type in OWNERS:
        owner = thing
        at += 1
    while at < len(words) and words[at].text in {"’s", "'s", "’", "'"}:
        at += 1
    start = at
    while at < len(words) and is_office_word(words[at]):
        at += 1
    while at > start and words[at - 1].text.lower() not in word_set("offices", "office"):
        at -= 1
    if at == start or at - begin > 9:
        return None
    role, last, noun = phrase(words, start, at), at - 1, words[at - 1]
    if (
        at < len(words) - 1
        and words[at].text.lower() in {"of", "for", "at", "in", "to", "with", "from"}
        and owner is None
    ):
        owner, last, tail = owner_after(reading, words, at)
        role += tail
    return Title(person, role, owner, first, words[last], how, None if how == "copula" else noun)


def is_office_word(word: Word) -> bool:
    """Whether a word may be part of an office's name."""
    text = word.text.lower()
    return text in word_set("offices", "office") or text in word_set("offices", "modifier") or text in {"-", "–"}


def owner_after(reading: Reading, words: list[Word], at: int) -> tuple[Thing | None, int, str]:
    """(owner, last position, what belongs to the role) of "of Kazakhstan", "of the Treasury of X", "for Y"."""
    position = at + 1
    tail = ""
    while position < len(words) and position - at < 9 and words[position].text not in {",", ".", ";", "”", '"'}:
        thing = reading.at.get(words[position].i)
        if thing is not None and thing.type in OWNERS:
            last = position
            while last + 1 < len(words) and reading.at.get(words[last + 1].i) is thing:
                last += 1
            return thing, last, tail.removesuffix(" of")
        if words[position].text.lower() in {"the", "a"} and not tail:
            position += 1
            continue
        if words[position].pos in {"VERB", "AUX", "PRON"}:
            break
        tail = (tail or " " + words[at].text) + " " + words[position].text
        position += 1
    return None, at - 1, ""


def copula(reading: Reading, sentence: Sentence, person: Named) -> Title | None:
    """ "X is a correspondent for Y"."""
    words, at = sentence.words, person[2] + 1
    if at < len(words) - 4 and words[at].text == "," and words[at + 1].text.lower() == "who":
        at += 2
    if at < len(words) - 3 and words[at].text.lower() in {"has", "had"} and words[at + 1].text.lower() == "been":
        at += 1
    if (
        at < len(words) - 2
        and words[at].lemma in {"be", "become"}
        and words[at].text.lower() in {"is", "was", "became", "becomes", "been"}
    ):
        named = words[at + 1].text.lower() in {"a", "an", "the"} or reading.at.get(words[at + 1].i) is not None
        if named or is_office_word(words[at + 1]):
            return title_at(reading, words, (at + 1, person[0], words[person[1]]), "copula")
    return None


def paired_titles(reading: Reading, sentence: Sentence, persons: list[Named]) -> list[Title]:
    """ "the A-ese and B-ish foreign ministers, X and Y[, respectively]", "the foreign ministers of A and B, X and
    Y": countries and persons paired in order."""
    words = sentence.words
    for at, word in enumerate(words):
        if word.lemma.lower() not in word_set("offices", "office") or word.morph.get("Number") != "Plur":
            continue
        start = at
        while start > 0 and words[start - 1].text.lower() in word_set("offices", "modifier"):
            start -= 1
        owners, first = owners_before(reading, words, start)
        last = at
        if not owners and at + 1 < len(words) and words[at + 1].text.lower() == "of":
            owners, last = owners_behind(reading, words, at + 2)
            first = start
        following = [p for p in persons if p[1] > last and p[1] - last <= 12]
        if len(owners) >= 2 and len(following) >= len(owners):
            role = phrase(words, start, at) + (" " if at > start else "") + word.lemma
            chosen = following[: len(owners)]
            group = Thing(EntityType.GROUP, word.text, parts=[p[0] for p in chosen])
            reading.at[word.i], reading.how[word.i] = group, "nominal"
            return [
                Title(person[0], role, owner, words[first], words[person[2]], "titles paired in order")
                for owner, person in zip(owners, chosen, strict=True)
            ]
    return []


def as_titles(reading: Reading, sentence: Sentence) -> Iterator[Title]:
    """ "X left office as Dutch prime minister", "X will succeed her as head of Y", "Y named X as envoy"."""
    words = sentence.words
    for at, word in enumerate(words[:-1]):
        if word.text.lower() != "as" or not opens_office(reading, words, at + 1):
            continue
        verb = next((w for w in reversed(words[max(0, at - 9) : at]) if w.pos == "VERB"), None)
        if verb is None or verb.lemma.lower() not in word_set("offices", "office_verb"):
            continue
        holders = objects(verb) if verb.lemma.lower() in word_set("offices", "giving") else surface_subjects(verb)
        persons = [t for h in holders if (t := reading.at.get(h.i)) is not None and t.type is EntityType.PERSON]
        if len(persons) == 1:
            found = title_at(reading, words, (at + 1, persons[0], verb), "office after as")
            if found is not None and found.owner is not None:
                yield replace(found, verb=verb, noun=None)


def opens_office(reading: Reading, words: list[Word], at: int) -> bool:
    """Whether a title may begin here: an article, an owner or an office word."""
    named = reading.at.get(words[at].i)
    return (
        is_office_word(words[at])
        or words[at].text.lower() in {"the", "a", "its"}
        or (named is not None and named.type in OWNERS)
    )


def owners_behind(reading: Reading, words: list[Word], at: int) -> tuple[list[Thing], int]:
    """The coordinated countries or bodies that begin at a position, and where they end."""
    owners: list[Thing] = []
    while at < len(words):
        thing = reading.at.get(words[at].i)
        if thing is not None and thing.type in OWNERS:
            if thing not in owners:
                owners.append(thing)
        elif words[at].text.lower() not in {"and", "the"} and not (
            words[at].text == "," and len(owners) >= 1 and named_next(reading, words, at)
        ):
            break
        at += 1
    return owners, at - 1


def named_next(reading: Reading, words: list[Word], at: int) -> bool:
    """Whether a country or body follows a comma."""
    behind = next((w for w in words[at + 1 : at + 3] if w.text.lower() not in {"and", "the"}), None)
    thing = reading.at.get(behind.i) if behind is not None else None
    return thing is not None and thing.type in OWNERS


def owners_before(reading: Reading, words: list[Word], start: int) -> tuple[list[Thing], int]:
    """The coordinated countries or bodies that end at a position."""
    owners: list[Thing] = []
    at = start - 1
    while at >= 0:
        thing = reading.at.get(words[at].i)
        if thing is not None and thing.type in OWNERS:
            if thing not in owners:
                owners.insert(0, thing)
        elif words[at].text.lower() not in {"and", ",", "’s", "'s"}:
            break
        at -= 1
    return owners, at + 1
