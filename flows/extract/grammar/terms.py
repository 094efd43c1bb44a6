"""Terms of office: dates that say how long somebody held an office, and nothing of what they did meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.language.times import Time, find_times

# what may stand between an office and its term, but names
INSIDE = frozenset({"of", "the", "'s", "’s", "for", "and", "to", "on", "in"})
AT_THE_TIME = ["at", "the", "time"]


@dataclass(frozen=True)
class Term:
    """The dates of a term, the words first..last (positions in the sentence) that say it, and the office noun."""

    time: Time
    first: int
    last: int
    noun: Word


def terms_in(sentence: Sentence, text: str) -> Iterator[Term]:
    """The terms of office that a sentence tells."""
    words = sentence.words
    for time in find_times(text[sentence.start : sentence.end], sentence.today):
        start, end = time.span.start + sentence.start, time.span.end + sentence.start
        inside = [w.at for w in words if w.start < end and w.end > start and w.text.strip()]
        if time.kind not in {"range", "until", "since"} or time.vague or not inside:
            continue
        first = inside[0]
        noun = office_noun(words, first)
        if noun is not None and is_of_office(words, noun, time, inside[-1]):
            yield Term(time, first, inside[-1], noun)


def office_noun(words: list[Word], first: int) -> Word | None:
    """The office noun whose phrase ends before a position: "president of the Council |"."""
    at = first - 1
    while at >= 0 and first - at < 8 and (words[at].text[:1].isupper() or words[at].text.lower() in INSIDE):
        if words[at].text.lower() in word_set("offices", "noun"):
            return words[at]
        at -= 1
    return words[at] if at >= 0 and words[at].text.lower() in word_set("offices", "noun") else None


def is_of_office(words: list[Word], noun: Word, time: Time, last: int) -> bool:
    """Whether dates behind an office noun are those of its term: of an office in apposition or said of somebody, of one
    whose holder is named behind a comma, or years or months."""
    behind = words[last + 1 : last + 3]
    closed = not behind or behind[0].text in {",", ")", ".", ";"} or behind[0].text.lower() in {"and", "or", "as"}
    named = len(behind) == 2 and behind[0].text == "," and behind[1].pos == "PROPN"
    said = noun.dep == "appos" or any(w.child("cop") is not None for w in (noun, noun.head) if w.pos != "VERB")
    long = bool(time.start and time.end) and max(len(str(time.start)), len(str(time.end))) <= len("2005-07")
    return closed and (said or named or long or is_set_off(words, noun))


def is_set_off(words: list[Word], noun: Word) -> bool:
    """Whether an office phrase begins behind a comma or bracket: "X, Japan's prime minister"."""
    at = noun.at - 1
    while at > 0 and noun.at - at < 6 and words[at].pos in {"ADJ", "NOUN", "PROPN", "DET", "PART", "ADP"}:
        at -= 1
    return words[at].text in {",", "(", "—", "–"}


def opens_time(words: list[Word], at: int) -> bool:
    """Whether a preposition opens a phrase of time rather than one of place or matter: "from 1997", "at the time"."""
    behind = [w for w in words[at + 1 : at + 3] if w.text.lower() != "the"]
    timed = bool(behind) and (behind[0].label == "TIME" or behind[0].lemma.lower() == "time")
    return timed and words[at].text.lower() in {"from", "in", "at", "on", "to", "for"}


def at_the_time(words: list[Word], at: int) -> bool:
    """Whether "at the time" begins at a position."""
    return [w.text.lower() for w in words[at : at + 3]] == AT_THE_TIME
