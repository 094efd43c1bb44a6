"""Persons told by the word before their name: a title, an occupation, a sovereign's rank."""

from collections.abc import Iterator

from flows.extract.grammar.saying import CLOSERS
from flows.extract.names.tables import Found, is_hyphenated
from flows.extract.names.titles import is_honour, is_of_office, is_ranked, is_short, matters
from flows.extract.words import DASHES, word_set
from flows.gazetteer import load_gazetteer
from flows.language.parse import Sentence, Word
from flows.model import EntityType

LONGEST = 5  # words of a person's name
SHORT = 7  # letters that no abbreviation of a body has
NUMERAL = frozenset("IVX")  # the letters of Roman numbers
NICKNAMED = frozenset({('"', '"'), ("“", "”"), ("‘", "’"), ("'", "'"), ("(", ")")})
QUOTED = frozenset(mark for pair in NICKNAMED for mark in pair)
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "X", "NUM"})


def titled_names(sentence: Sentence, known: list[Found]) -> Iterator[Found]:
    """Names right after a word that only persons bear ("President Adana Okoro", "the activist Ada Roe")."""
    taken = {position for one in known for position in range(one.first, one.last) if one.how == "name"}
    words = sentence.words
    yield from beside_offices(words, taken)
    yield from where_persons_stand(words, taken)
    places = {one.first: one.last for one in known if one.type is not EntityType.PERSON}
    for at in [*places_served(words, known), *matters_end(words, places)]:
        end, parts = name_after(words, at)
        bodied = words[end - 1].text.lower() in word_set("names", "organization") | word_set("names", "event")
        if parts >= 2 and at not in taken and not bodied and not is_of_office(words[at]):
            yield Found(at, end, EntityType.PERSON)
    for at, word in enumerate(words[:-1]):
        if at + 1 in taken or is_ranked(words[at + 1]):
            continue
        end, parts = name_after(words, at + 1)
        if is_honour(word) and parts >= 2:
            yield Found(at + 1, end, EntityType.PERSON)
        begin = begins_after(words, at, end, parts) if parts and announces(word) else None
        if begin is not None:
            yield Found(begin, end, EntityType.PERSON)


def begins_after(words: list[Word], at: int, end: int, parts: int) -> int | None:
    """Where the name behind a word that announces a person begins, or None when it is none: "Pope Leo XIV" is called
    so, other sovereigns by name and number."""
    word, last = words[at], words[end - 1]
    if parts >= 2 and not set(last.text) <= NUMERAL:
        return at + 1
    if word.text.lower() in word_set("names", "sovereign"):
        keeps = parts == 1 or word.text.lower() in word_set("names", "renamed")
        return at if keeps and word.text[:1].isupper() else at + 1
    lone = parts == 1 and is_title_of_one(word) and words[at + 1].pos == "PROPN" and len(words[at + 1].text) > 2
    return at + 1 if lone else None


def matters_end(words: list[Word], places: dict[int, int]) -> Iterator[int]:
    """Where the words end that tell what an office is in charge of ("Minister of Education | Ada Roe", "for Trade and
    the Pacific | Ada Roe"); `places` are known names: where each begins -> where it ends."""
    charges = matters()
    for at, word in enumerate(words[:-3]):
        if word.text.lower() not in word_set("offices", "noun") or words[at + 1].text.lower() not in {"of", "for"}:
            continue
        end = at + 2
        while end < len(words) and words[end].text.lower() in charges:
            end += 1
        if words[end - 1].text.lower() == "the":  # nobody is called so: "for Trade and the Pacific | Ada Roe"
            end = places.get(end, end + 1)
        end = next((i for i in range(end, len(words)) if not is_honour(words[i])), end)
        office = end < len(words) and words[end].text.lower() in word_set("offices", "noun")  # "for Prime | Minister X"
        if end > at + 2 and end < len(words) and words[end].pos == "PROPN" and not office:
            yield end


def is_title_of_one(word: Word) -> bool:
    """Whether a word is a title that also a single name may follow ("President Roe")."""
    return word.text[:1].isupper() and word.text.lower() not in word_set("names", "ranks")


def beside_offices(words: list[Word], taken: set[int]) -> Iterator[Found]:
    """Names with an office in apposition behind them ("Ada Roe Oo, the deputy spokeswoman for …, said")."""
    for at, word in enumerate(words):
        if word.pos != "PROPN" or at in taken or is_ranked(word) or (at and is_name_part(words[at - 1])):
            continue
        end, parts = name_after(words, at)
        beside = any(
            c.dep == "appos" and c.lemma.lower() in word_set("offices", "noun") - word_set("offices", "of_bodies_too")
            for c in word.children
        )
        if beside and parts >= 2 and end < len(words) and words[end].text == "," and not taken & set(range(at, end)):
            yield Found(at, end, EntityType.PERSON)


def where_persons_stand(words: list[Word], taken: set[int]) -> Iterator[Found]:
    """Names where only a person's can stand: before ", who", between commas behind an office ("the minister, Ada Roe,")
    and beside the mark that closes a quotation ("…,” said Ada Roe", "…,” Ada Roe, the minister, said")."""
    for at in range(len(words)):
        if not may_open_name(words, at, taken):
            continue
        end, parts = name_after(words, at)
        if parts < 2 or end >= len(words) or taken & set(range(at, end)) or any(map(is_ranked, words[at:end])):
            continue
        behind = [w.text.lower() for w in words[end : end + 2]]
        commas = behind[0] == "," and at > 1 and words[at - 1].text == ","
        told = behind == [",", "who"] or is_head(words, at) or (commas and ends_office(words, at - 1, taken))
        if told or is_quoted_speaker(words, at, end) or (behind[0] == "," and opens_office(words, end + 1)):
            yield Found(at, end, EntityType.PERSON)


def is_head(words: list[Word], at: int) -> bool:
    """Whether a name stands where the one is named who heads something: "a council headed by | Ada Roe"."""
    headed = at > 1 and words[at - 1].text.lower() == "by"
    return headed and words[at - 2].text.lower() in word_set("names", "by_a_person")


def may_open_name(words: list[Word], at: int, taken: set[int]) -> bool:
    """Whether a free word may begin a person's name: no title, and behind nothing but a title or a word of no name."""
    before = words[at - 1] if at else None
    free = words[at].pos in {"PROPN", "NOUN", "ADJ"} and at not in taken and not is_ranked(words[at])
    return free and (before is None or is_ranked(before) or not is_name_part(before))


def ends_office(words: list[Word], comma: int, taken: set[int]) -> bool:
    """Whether the phrase of an office ends before a comma: with its noun, or with the name of whose it is."""
    offices = word_set("offices", "noun") - word_set("offices", "weak")
    if words[comma - 1].text.lower() in offices:
        return True
    for at in range(comma - 1, max(-1, comma - 9), -1):
        if words[at].pos in {"VERB", "AUX", "PUNCT"} and words[at].text not in DASHES:
            return False
        if words[at].text.lower() in offices:
            named = comma - 1 in taken or words[comma - 1].pos == "PROPN"
            return named and words[at + 1].text.lower() in {"of", "to", "for", "at"}
    return False


def opens_office(words: list[Word], start: int) -> bool:
    """Whether the phrase of an office that only persons hold begins here: "an analyst at …", "Chad's envoy"."""
    persons = word_set("offices", "noun") - word_set("offices", "of_bodies_too") - word_set("offices", "weak")
    for at in range(start, min(start + 7, len(words))):
        if words[at].pos in {"VERB", "AUX", "PUNCT", "ADP", "PRON"} and words[at].text not in DASHES:
            return False
        if words[at].text.lower() in persons:
            return at + 1 < len(words) and words[at + 1].text.lower() in word_set("offices", "link") | {",", "and", "."}
    return False


def is_quoted_speaker(words: list[Word], at: int, end: int) -> bool:
    """Whether a name stands right behind a quotation, as the one who said it."""
    said = word_set("speech", "clause")
    while at > 1 and is_ranked(words[at - 1]):
        at -= 1
    if at > 1 and words[at - 1].text.islower() and words[at - 2].text in CLOSERS:
        return words[at - 1].lemma.lower() in said
    if not at or words[at - 1].text not in CLOSERS or at < 2 or words[at - 2].text not in {",", "?", "!"}:
        return False
    return words[end].text == "," or words[end].lemma.lower() in said


def places_served(words: list[Word], known: list[Found]) -> Iterator[int]:
    """Where names begin after an office and its country or body ("the envoy to Kenya Ada Roe", "head of the AU Ada
    Roe")."""
    capitals = [at for at, w in enumerate(words) if w.text.isupper() and 1 < len(w.text) < SHORT]
    short = ((at, at + 1) for at in capitals if not set(words[at].text) <= NUMERAL)
    for first, last in [*((one.first, one.last) for one in known if one.how == "name"), *short]:
        before = first - 2 if first and words[first - 1].text.lower() == "the" else first - 1
        if before < 1 or last >= len(words):
            continue
        if words[before].text.lower() in {"to", "of", "for"} and is_of_office(words[before - 1]):
            yield last


def announces(word: Word) -> bool:
    """Whether a person's name may follow this word."""
    text = word.text.lower()
    if is_short(word) or text in word_set("offices", "personal") | word_set("names", "sovereign"):
        return True
    if text in word_set("names", "ranks") and word.text[:1].isupper():
        return True
    one = word.text.islower() and word.morph.get("Number") != "Plur" and word.dep not in {"obl", "ROOT"}
    persons = word_set("names", "person") | (word_set("offices", "noun") if one else frozenset())
    return word.pos == "NOUN" and text in persons


def name_after(words: list[Word], start: int) -> tuple[int, int]:
    """(end, how many capitalised words) of the person's name that starts here."""
    end = start
    parts = 0
    while end < len(words) and parts < LONGEST:
        if is_name_part(words[end]):
            parts += words[end].text.lower() not in word_set("names", "patronymic")  # "Al", "Bin"
        elif parts and is_hyphenated(words, end):
            end += 1  # "Kim Ye-rin"
        elif parts and nickname_end(words, end) > end:
            end = nickname_end(words, end) - 1
        elif not (parts and is_particle(words, end)):
            break
        end += 1
    return end, parts


def is_name_part(word: Word) -> bool:
    """Whether a word is written as a part of a name."""
    inner = word.pos == "VERB" and word is not word.sentence.words[0]
    return word.text[:1].isupper() and (inner or word.pos in NAMING) and len(word.text) > 1


def is_particle(words: list[Word], at: int) -> bool:
    """Whether a small word stands between two parts of a name ("Ada van Roe")."""
    return words[at].text in word_set("names", "particles") and at + 1 < len(words) and is_name_part(words[at + 1])


def nickname_end(words: list[Word], at: int) -> int:
    """Where the nickname in a name ends that begins at a position, in quotation marks or brackets (`Ada "Addy" | Roe`);
    the position itself where none stands."""
    marks = [w.text for w in words[at : at + 3 : 2]]
    named = at + 3 < len(words) and is_name_part(words[at + 1]) and is_name_part(words[at + 3])
    return at + 3 if named and tuple(marks) in NICKNAMED else at


def bearer_end(words: list[Word], first: int, last: int) -> int | None:
    """Where a person's name ends that the model took for a place's, with the country behind it ("Ada Roe | of Chad");
    None where that is no person's."""
    at = next((i for i in range(first, last) if words[i].text == "of"), first)
    kinds = ("organization", "work", "event", EntityType.CONFLICT.value, "region", "articled", "settlement", "compass")
    common = frozenset().union(*(word_set("names", kind) for kind in kinds))
    named = all(w.pos == "PROPN" and w.text.lower() not in common for w in words[first:at]) and at - first > 1
    behind = " ".join(w.text for w in words[at + 1 : last]).removeprefix("the ")
    land = any(entry.type is EntityType.COUNTRY for entry in load_gazetteer().find(behind)) if named else False
    return at if land else None


def closes(words: list[Word]) -> bool:
    """Whether the last of some words is the mark behind a nickname that ends a name: "Ada Roe 'Addy*'*"."""
    return words[-1].text in QUOTED and sum(w.text in QUOTED for w in words) == len("''")
