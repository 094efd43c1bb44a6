"""Names that only the model vouches for: cleaned at their ends, typed by their own words, and checked."""

from flows.extract.found import Found
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType

LABELS = {"PERSON": EntityType.PERSON, "ORG": EntityType.ORGANIZATION, "PLACE": EntityType.REGION}


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
