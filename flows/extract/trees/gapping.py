"""Clauses whose verb is said once: "Ghana joined in 1975, Togo in 1976, and Benin and Niger in 1980".

Each remnant, names and then a date, gets the verb again: an echo with the names in the place of the first clause's
like argument, and with the remnant's own date. What else hangs on the verb goes for all.
"""

from itertools import pairwise

from flows.extract.grammar.dates import dates_in
from flows.extract.grammar.doers import is_verbal
from flows.extract.reading.reading import Reading
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType

JOINTS = {",", ";", "and", "then", "the"}
ARGUMENTS = ("obj", "nsubj", "nsubj:pass", "obl:agent")


def echo_verbs(reading: Reading, sentence: Sentence) -> None:
    """Give the sentence an echo of a verb for each remnant."""
    found = sorted(dates_in(sentence, reading.text), key=lambda found: found[0].span.start)
    dates = [(word, sentence.start + time.span.start) for time, word in found]
    for (earlier, _), (later, start) in pairwise(dates):
        names = remnant(reading, sentence, earlier, (later, start))
        verb = verb_of(earlier, sentence) if names else None
        replaced = like_argument(reading, verb, names[0]) if verb else None
        if verb and replaced:
            sentence.echoes.append(echo(verb, replaced, names, (earlier, later)))


def remnant(reading: Reading, sentence: Sentence, earlier: Word, date: tuple[Word, int]) -> list[Word]:
    """The heads of the names that alone stand between two dates, joined to the first and leading to the second, of
    which the word and the place of the first are given."""
    later, start = date
    between = [w for w in sentence.words[earlier.at + 1 : later.at] if w.start < start]
    if between and is_counted(later):  # "Togo | a year later"
        between = [*between, later]
    while between and is_more_of_date(between[0]):
        between = between[1:]
    opened = between and between[0].text.lower() in JOINTS
    after = next((w for w in later.behind if not is_more_of_date(w)), None)
    closed = after is None or after.pos in {"PUNCT", "CCONJ"}  # else what follows is a clause of its own
    if (
        not opened
        or not closed
        or len(between) < 3
        or not (is_counted(later) or between[-1].text.lower() in word_set("grammar", "before_dates"))
    ):
        return []
    heads: list[Word] = []
    for word in between[:-1]:
        thing = reading.at.get(word.i)
        if thing is not None and reading.how.get(word.i) == "name":
            if word.head is word or reading.at.get(word.head.i) is not thing:
                heads.append(word)
        elif word.text.lower() not in JOINTS:
            return []
    return heads


def is_counted(date: Word) -> bool:
    """Whether a date is counted from the one before: "a year later"."""
    return date.text.lower() in word_set("narration", "later") | word_set("narration", "earlier")


def is_more_of_date(word: Word) -> bool:
    """Whether a word may go on with a date: "March | 2020", "September | of the same year"."""
    return word.pos == "NUM" or word.text.lower() in {"of", "same", "that", "year"} or word.head.text.lower() == "year"


def verb_of(date: Word, sentence: Sentence) -> Word | None:
    """The verb, or its echo, that a date hangs on."""
    for word in sentence.echoes:
        if date in word.children:
            return word
    return next((word for word in (date, *date.ancestors()) if is_verbal(word)), None)


def like_argument(reading: Reading, verb: Word, name: Word) -> Word | None:
    """The argument of the verb that is of the name's kind, its object first."""
    kind = kind_of(reading, name)
    found = [c for dep in ARGUMENTS for c in verb.children if c.dep == dep and kind_of(reading, c) is kind]
    return found[0] if found else None


def kind_of(reading: Reading, word: Word) -> EntityType | None:
    """The type of what a word names, or None."""
    thing = reading.at.get(word.i)
    return thing.type if thing else None


def echo(verb: Word, replaced: Word, names: list[Word], dates: tuple[Word, Word]) -> Word:
    """The verb again, with the names in the place of an argument, and the later date in that of the earlier."""
    first, *more = names
    earlier, date = dates
    again = verb.echo([c for c in verb.children if c.i < earlier.i and c.dep != replaced.dep])
    first.hang(again, replaced.dep)
    for word in more:
        word.hang(first, "conj")
    date.hang(again, "obl")
    return again
