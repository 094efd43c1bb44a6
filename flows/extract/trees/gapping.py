"""Clauses whose verb is said once: "Ghana joined in 1975, Togo in 1976, and Benin and Niger in 1980".

Each remnant, names and then a date, gets the verb again: an echo with the names in the place of the first clause's
like argument, and with the remnant's own date. What else hangs on the verb goes for all.
"""

from collections.abc import Iterable
from itertools import pairwise

from flows.extract.grammar.dates import dates_in
from flows.extract.grammar.doers import is_verbal
from flows.extract.reading.reading import Reading
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.language.times import Time
from flows.model import EntityType

JOINTS = {",", ";", "and", "then", "the"}
ARGUMENTS = ("obj", "nsubj", "nsubj:pass", "obl:agent")


def echo_verbs(reading: Reading, sentence: Sentence) -> None:
    """Give the sentence an echo of a verb for each remnant."""
    found = sorted(dates_in(sentence, reading.text), key=lambda found: found[0].span.start)
    for (time_before, earlier), (time, later) in pairwise(found):
        names = remnant(reading, sentence, earlier, (later, time))
        lone = bool(names) and both_arguments(reading, names[0]) is None
        verb = verb_of(earlier, sentence) if lone else None
        replaced = like_argument(reading, verb, names[0]) if verb else None
        beside = named_before(reading, sentence, time_before) if replaced else None
        if verb and replaced and beside and beside is not replaced and is_like(reading, beside, names[0]):
            names[0].hang(beside, "conj")  # "signed accords with Chad in 2022 and *Peru* in 2023"
            later.hang(names[0], "nmod")
        elif verb and replaced:
            sentence.echoes.append(echo(verb, replaced, names, (earlier, later)))
    times = [word for _, word in found]
    for name in sentence.words[2:-1]:
        twice = both_arguments(reading, name)
        if twice is not None:
            verb, told, again = twice
            echoed = verb.echo([c for c in verb.children if c.i < name.i and c not in told and c not in times])
            for argument, one in zip(told, again, strict=True):
                one.hang(echoed, argument.dep)
            for date in (w for w in times if again[1].i < w.i and w.at - again[1].at < 3):
                date.hang(echoed, "obl")
            sentence.echoes.append(echoed)


def both_arguments(reading: Reading, name: Word) -> tuple[Word, list[Word], list[Word]] | None:
    """(verb, its subject and object, what stands in their place) where two names side by side repeat a clause without
    its verb: "Brazil sanctioned Chad, and *Peru Mali*"; None elsewhere."""
    one, before = reading.at.get(name.i), name.near(-1)
    if one is None or before is None or before.text.lower() != "and" or reading.how.get(name.i) != "name":
        return None
    other = next((w for w in name.behind if reading.at.get(w.i) is not one), None)
    if other is None or kind_of(reading, other) is None or reading.how.get(other.i) != "name":
        return None
    rest = next((w for w in other.behind if reading.at.get(w.i) is not reading.at[other.i]), None)
    if rest is not None and rest.pos not in {"PUNCT", "ADP", "CCONJ"}:
        return None
    verbs = [w for w in name.before if is_verbal(w) and any(c.dep == "nsubj" for c in w.children)]
    return alike(reading, verbs[-1], name, other) if verbs else None


def alike(reading: Reading, verb: Word, name: Word, other: Word) -> tuple[Word, list[Word], list[Word]] | None:
    """(verb, its subject and object, the two names that stand in their place) where each is of its like's kind."""
    subject = next((c for c in verb.children if c.dep == "nsubj"), None)
    objects = [c for c in verb.children if c.dep in {"obj", "obl"} and c.i < name.i]
    object_ = next((c for c in objects if kind_of(reading, c) is kind_of(reading, other)), None)
    if subject is None or object_ is None or kind_of(reading, subject) is not kind_of(reading, name):
        return None
    return verb, [subject, object_], [name, other]


def remnant(reading: Reading, sentence: Sentence, earlier: Word, date: tuple[Word, Time]) -> list[Word]:
    """The heads of the names that alone stand between two dates, joined to the first and leading to the second, of
    which the word is given too."""
    later, time = date
    start, end = sentence.start + time.span.start, sentence.start + time.span.end
    between = [w for w in sentence.words[earlier.at + 1 : later.at] if w.start < start]
    counted = is_counted(w for w in sentence.words if start <= w.start < end)
    if between and counted:  # "Togo | a year later"
        between = [*between, later]
    while between and is_more_of_date(between[0]):
        between = between[1:]
    opened = between and between[0].text.lower() in JOINTS
    after = next((w for w in later.behind if not is_more_of_date(w)), None)
    closed = after is None or after.pos in {"PUNCT", "CCONJ"}  # else what follows is a clause of its own
    dated = counted or (bool(between) and between[-1].text.lower() in word_set("grammar", "before_dates"))
    if not opened or not closed or len(between) < 3 or not dated:
        return []
    return heads_in(reading, between[:-1])


def heads_in(reading: Reading, words: list[Word]) -> list[Word]:
    """The heads of the names that words are made of; none where they hold more than names and what joins them."""
    heads: list[Word] = []
    for word in words:
        thing = reading.at.get(word.i)
        if thing is not None and reading.how.get(word.i) == "name":
            if word.head is word or reading.at.get(word.head.i) is not thing:
                heads.append(word)
        elif word.text.lower() not in JOINTS:
            return []
    return heads


def is_counted(date: Iterable[Word]) -> bool:
    """Whether the words of a date count it from the one before: "a year later", "the following year"."""
    keys = ("later", "earlier", "following", "after", "before")
    return any(w.text.lower() in word_set("narration", key) for w in date for key in keys)


def is_more_of_date(word: Word) -> bool:
    """Whether a word may go on with a date: "March | 2020", "8 | March", "September | of the same year"."""
    if word.pos == "NUM" or word.label == "TIME":
        return True
    return word.text.lower() in {"of", "same", "that", "year"} or word.head.text.lower() == "year"


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


def named_before(reading: Reading, sentence: Sentence, time: Time) -> Word | None:
    """The head of the name right before a date and its preposition; None where no name stands there."""
    before = [w for w in sentence.words if w.end <= sentence.start + time.span.start]
    while before and before[-1].text.lower() in word_set("grammar", "before_dates"):
        before.pop()
    return reading.chief(before[-1]) if before and before[-1].i in reading.at else None


def is_like(reading: Reading, one: Word, other: Word) -> bool:
    """Whether two words name things of one kind."""
    return kind_of(reading, one) is kind_of(reading, other)


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
