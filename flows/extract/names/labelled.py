"""Names that only the model vouches for: cleaned at their ends, typed by their own words, and checked."""

from collections.abc import Iterator

from flows.extract.names.persons import (
    QUOTED,
    bearer_end,
    closes,
    is_name_part,
    is_particle,
    name_after,
    nickname_end,
)
from flows.extract.names.tables import Found, is_hyphenated
from flows.extract.names.titles import is_honour, is_of_office, is_ranked, is_short, matters
from flows.extract.words import word_set
from flows.gazetteer import load_gazetteer
from flows.kinds import kind_read_by
from flows.language.parse import Sentence, Word
from flows.model import EntityType

LIKELY = 0.8  # how surely the network must see the holder of an office
LABELS = {"PERSON": EntityType.PERSON, "ORG": EntityType.ORGANIZATION, "PLACE": EntityType.REGION}


def seen_names(sentence: Sentence, known: list[Found], told: list[Found]) -> list[Found]:
    """Names that the model labels, cleaned: no articles, possessives or titles at the ends, no half names."""
    found = []
    words = sentence.words
    for begin, end, label in sentence.named:
        first, last = trimmed(words, begin, end)
        if label == "TIME" or first >= last:
            continue
        ends = bearer_end(words, first, last) if label == "PLACE" else None
        if ends or (label == "PLACE" and is_behind_country(words, first, last, known)):
            last, label = ends or last, "PERSON"
        if label == "PERSON":
            first, last = person_cleaned(words, first, last, known)
        else:
            last = next((one.first for one in told if first < one.first and one.last == last), last)
            last -= words[last - 1].text.lower() in word_set("names", "courtesy")  # "the Ministry of Trade | Amb. Roe"
            last = without_office(words, first, last)
        type_ = type_labelled(words, first, last, label) if first < last else None
        if type_ and credible(words[first:last], type_):
            found.append(Found(first, last, type_))
    return found


def is_behind_country(words: list[Word], first: int, last: int, known: list[Found]) -> bool:
    """Whether what was taken for a place is one of those who are named behind their countries: "the presidents of Chad,
    *Ada Roe*; Mali, *Bo Lee*"; towns stand before theirs."""
    ahead = any(one.last == first - 1 and one.type is EntityType.COUNTRY for one in known)
    many = any(
        w.lemma.lower() in word_set("offices", "noun") and w.morph.get("Number") == "Plur" for w in words[:first]
    )
    taken = any(one.first < last and first < one.last for one in known)
    return ahead and many and not taken and words[first - 1].text == "," and last - first > 1


def told_persons(sentence: Sentence, found: list[Found]) -> Iterator[Found]:
    """Persons whom only the network sees: capitalised words that it surely takes for who holds an office."""
    (predicate,) = kind_read_by("offices").predicates
    taken = {at for one in found for at in range(one.first, one.last)}
    for told in sentence.told:
        at = told.subject - sentence.words[0].i
        if told.predicate != predicate or min(told.likely[:4]) < LIKELY or not 0 <= at < len(sentence.words):
            continue
        word = sentence.words[at]
        named = word.pos == "PROPN" and word.text[:1].isupper() and word.dep not in {"obj", "iobj", "obl"}
        if at in taken or not named or is_honour(word):
            continue
        end, parts = name_after(sentence.words, at)
        if parts and not taken & set(range(at, end)) and not is_of_office(word):
            yield Found(at, end, EntityType.PERSON)


def person_cleaned(words: list[Word], first: int, last: int, known: list[Found]) -> tuple[int, int]:
    """The ends of a person's name without what only describes the person, and whole."""
    last = next((i for i in range(first + 1, last) if words[i].text.lower() == "of"), last)
    first = behind_charge(words, without_title(words, first, last), last)
    first = without_place(words, (first, last), known)
    return first_name(words, first, known), whole_name(words, first, last)


def type_labelled(words: list[Word], first: int, last: int, label: str) -> EntityType | None:
    """The type of a labelled name by its words and those around it; None when it is no name by itself."""
    style = words[last - 1].text.lower() in word_set("offices", "styles")
    if style or (label == "ORG" and (is_charge(words, first, last) or is_charged(words[first:last]))):
        return None
    creed = last - first == 1 and words[first].text.lower() in word_set("names", "creeds")
    if creed or are_holders(words[first:last]):
        return None
    type_ = type_of_name([w.text for w in words[first:last]], label)
    if type_ is EntityType.PERSON and first > 0 and names_bodies(words[first - 1]):
        return EntityType.ORGANIZATION
    return EntityType.CITY if type_ is EntityType.REGION and is_settlement(words, first) else type_


def are_holders(name: list[Word]) -> bool:
    """Whether a name is only the plural of an office: "Foreign Ministers", "Heads of Government of Peru"."""
    link = next((at for at, w in enumerate(name) if w.text.lower() == "of"), len(name))
    said = [w.text.lower() for w in name[:link]]
    offices = word_set("offices", "noun")
    many = bool(said) and said[-1].endswith("s") and said[-1] not in offices and said[-1][:-1] in offices
    named = [w for w, word in zip(said[:-1], name, strict=False) if word.pos != "ADJ"]  # "*African* Heads of State"
    return many and all(w in offices | word_set("offices", "modifier") for w in named)


def is_charged(name: list[Word]) -> bool:
    """Whether a name is the office of whoever has charge of something: "Commissioner for Energy"."""
    link = next((at for at, w in enumerate(name) if w.text.lower() in {"for", "of"}), 0)
    return link > 0 and name[link - 1].text.lower() in word_set("offices", "noun")


def trimmed(words: list[Word], first: int, last: int) -> tuple[int, int]:
    """The ends of a name without articles and small words; what follows an article inside is the name."""
    while first < last and (words[first].text.lower() in {"the", "a", "an"} or not words[first].text[:1].isupper()):
        first += 1
    while last > first and not (words[last - 1].text[:1].isupper() or words[last - 1].text[:1].isdigit()):
        last -= 1
    inside = [at for at in range(first, last) if words[at].text in {"a", "an"}]
    return (inside[-1] + 1 if inside else first), last


def without_office(words: list[Word], first: int, last: int) -> int:
    """Where the name of a body or place ends when the model took a title with it: before "Foreign Minister" in
    "Italian Foreign Minister", before "Foreign" in "Italian Foreign | Minister"."""
    offices, modifiers = word_set("offices", "noun"), word_set("offices", "modifier") | {"-"}
    if any(w.text.lower() in {"of", "for"} for w in words[first:last]):
        return last
    ends_office = (words[last - 1].text.lower() in offices or is_short(words[last - 1])) and last - first > 1
    opens = last < len(words) and words[last].text.lower() in offices
    if not ends_office and not (words[last - 1].text.lower() in modifiers and opens):
        return last
    while last > first and (words[last - 1].text.lower() in offices | modifiers or is_short(words[last - 1])):
        last -= 1
    return last


def without_place(words: list[Word], run: tuple[int, int], known: list[Found]) -> int:
    """Where a person's name begins when a country or body stands before it ("envoy to Kenya Ada Roe", "President of the
    United States Ada Roe"), or where somebody is from ("named Norwegian Ada Roe")."""
    first, last = run
    for one in known:
        before = words[one.first - 1].text.lower() if one.first else ""
        apart = one.how == "demonym" or before in {"to", "of", "for", "in", "the"}
        if one.first <= first < one.last and last - one.last >= 2 and apart:
            return one.last
    return first


def whole_name(words: list[Word], first: int, last: int) -> int:
    """Where a person's name ends when the model cut it short: parts after a hyphen or a particle, "Jr."."""
    while last < len(words) and last - first <= 6:
        if is_hyphenated(words, last) or is_particle(words, last):
            last += 2
        elif nickname_end(words, last) > last:
            last = name_after(words, nickname_end(words, last))[0]
        elif words[last].text.rstrip(".") in word_set("names", "generations") or closes(words[first : last + 1]):
            last += 1
        else:
            break
    return last


def is_charge(words: list[Word], first: int, last: int) -> bool:
    """Whether words that the model took for a body are what a minister is in charge of ("Trade of Peru")."""
    texts = [w.text.lower() for w in words[first:last]]
    charge = words[first - 2].text.lower() if first > 1 and words[first - 1].text.lower() in {"of", "for"} else ""
    known = texts[-1] in matters() or charge in {"minister", "ministers"}
    if charge in word_set("offices", "of_states_alone") | {"ministers"} and known:
        return not set(texts) & word_set("names", "organization")  # "Minister of | Higher Education"
    return texts[0] in matters() and "of" in texts and not set(texts) & word_set("names", "organization")


def behind_charge(words: list[Word], first: int, last: int) -> int:
    """The end of a name that the model took with what an office is for, where no telling shows which words are the name
    ("for Silencing the Guns Ada Roe"); else where it begins. Matters that are known are cut off with the bodies."""
    if first >= last or words[first].text.lower() not in {"of", "for"}:
        return first
    unclear = any(w.text == "the" or (w.text.islower() and not is_small_part(w)) for w in words[first + 1 : last])
    return last if unclear else first + 1


def first_name(words: list[Word], first: int, known: list[Found]) -> int:
    """Where a person's name begins when the model left its first words out: capitalised words with no label of their
    own that are no title and no known name, or one that a particle ties to it ("*Ada do* Roe")."""
    tied = first > 1 and is_particle(words, first - 1) and is_name_part(words[first - 2])
    if tied and not is_ranked(words[first - 2]):
        first -= 2 if words[first - 2].pos == "PROPN" and not any(k.first <= first - 2 < k.last for k in known) else 0
    while first > 1 and words[first - 1].pos == "PROPN" and words[first - 1].text[:1].isupper():
        word = words[first - 1]
        text = word.text.lower()
        titles = word_set("offices", "noun") | matters() | word_set("names", "honorifics")
        ranked = text in titles or text.removesuffix("s") in titles or is_short(word) or len(word.text.rstrip(".")) < 3
        if ranked or word.label not in {"", "PERSON"} or any(k.first <= first - 1 < k.last for k in known):
            break
        first -= 1
    return first


def is_settlement(words: list[Word], first: int) -> bool:
    """Whether the words before a name say that it is a town's ("the port city of X", "the town of X")."""
    at = first - 2 if first > 1 and words[first - 1].text == "of" else first - 1
    return at >= 0 and words[at].text.lower() in word_set("names", "settlement")


def names_bodies(word: Word) -> bool:
    """Whether a noun says that a body's name follows ("the militia X", "the newspaper X")."""
    return word.pos == "NOUN" and word.lemma.lower() in word_set("anaphora", "carrier") | word_set(
        "anaphora", "organization"
    )


def without_title(words: list[Word], first: int, last: int) -> int:
    """Where a person's name begins when the model took the title with it."""
    for position in range(last - 1, first - 1, -1):
        text, before = words[position].text.lower(), word_set("offices", "noun") | word_set("names", "honorifics")
        several = position < last - 1 and text.removesuffix("s") in before  # "*Ambassadors* Ada Roe and Jon Doe"
        if several or text in before | word_set("names", "style") or is_short(words[position]):
            return position + 1
    return first


def type_of_name(name: list[str], label: str) -> EntityType | None:
    """The type that a name's own words and the model's label speak for; None when they speak for nothing."""
    core = [w.lower() for w in name]
    head = next((core[i - 1] for i, w in enumerate(core) if w in {"of", "for", "on", "against"} and i), core[-1])
    for kind in (EntityType.WORK, EntityType.CONFLICT, EntityType.EVENT):
        if head in word_set("names", kind):
            return EntityType(kind)
    if label == "ORG" and core[-1] in word_set("names", "geography"):
        return EntityType.REGION
    if head in word_set("names", "organization") and label != "PERSON":
        return EntityType.ORGANIZATION
    if label == "PLACE" and (head in word_set("names", "region") or core[0] in word_set("names", "region")):
        return EntityType.REGION
    return LABELS.get(label)


def describes(words: list[Word]) -> bool:
    """Whether words are adjectives of what stands behind them ("the Social Democratic | leader")."""
    behind = words[-1].near(1)
    offices = word_set("offices", "noun") | word_set("offices", "modifier")
    adjectives = all(w.pos == "ADJ" for w in words) and words[-1].text.lower() not in word_set("names", "organization")
    return adjectives and behind is not None and behind.text.lower() in offices


def credible(words: list[Word], type_: EntityType) -> bool:
    """Whether a name that only the model vouches for is worth trusting."""
    text = [w.text for w in words]
    if len(text) == 1 and not credible_alone(words[0], type_):
        return False
    bare = {w.text.lower() for w in words} - {"and"} <= word_set("names", "standing")  # "State and Government"
    if type_ is EntityType.ORGANIZATION and (bare or describes(words)):
        return False
    if type_ is EntityType.REGION and (text[-1].lower() in word_set("names", "people") or adjective(text[-1])):
        return False  # "Turkish Cypriot"
    if type_ is EntityType.PERSON:
        return len(text) >= 2 and all(is_part(words, at) for at in range(len(words)))
    return type_ is EntityType.ORGANIZATION or text[0][:1].isupper()


def adjective(text: str) -> bool:
    """Whether a word is the adjective of a country in the tables."""
    return load_gazetteer().demonym(text) is not None


def is_part(words: list[Word], at: int) -> bool:
    """Whether a word may be a part of a person's name; the one behind a hyphen may be small ("Kim Ye-rin")."""
    small = at > 0 and is_hyphenated(words, at - 1)
    return small or words[at].text[:1].isupper() or words[at].text in QUOTED or is_small_part(words[at])


def is_small_part(word: Word) -> bool:
    """Whether a small word may stand inside a name."""
    return word.text.lower() in word_set("names", "linkers") | word_set("names", "particles")


def credible_alone(word: Word, type_: EntityType) -> bool:
    """Whether one word may be a name by itself."""
    if word.text.lower() in word_set("anaphora", "head"):
        return False  # "the Council" is one named before
    if any(c.dep == "nmod:poss" and c.pos == "PRON" for c in word.children):
        return False  # "its Secretariat" is no name
    before = word.near(-1)
    listed = before is not None and before.text == "," and type_ is EntityType.REGION
    if (before is None or (before.pos == "PUNCT" and not listed)) and not word.text.isupper():
        return False  # a capital that only the sentence's beginning gives
    if type_ is EntityType.ORGANIZATION:
        return (word.text.isupper() and len(word.text) >= 2) or word.at > 0
    return word.pos == "PROPN" and word.text.lower() not in word_set("offices", "modifier")
