"""Verbs that give, take, end or say an office: "X left office as …", "Y appoints X as its envoy", "X, who heads Y", "Y,
headed by X"; and nouns: "X's third term as president of Y"."""

from collections.abc import Iterator

from flows.extract.grammar.doers import is_passive, objects, preposition, surface_subjects
from flows.extract.offices.before import office_before
from flows.extract.offices.behind import office_from, phrase_behind
from flows.extract.offices.employed import bodies_worked_for, is_done, posts_by_verb
from flows.extract.offices.phrase import Office, is_filler, is_office_word, owner_at
from flows.extract.offices.title import GIVEN, Title
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import load_words, word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType

NEAR = 9  # words between a verb and the "as" that belongs to it
REACH = 14  # where the verb gives an office, perhaps to several


def find_appointments(reading: Reading) -> list[Title]:
    """Every title that a verb gives, in text order."""
    found: list[Title] = []
    for sentence in reading.sentences:
        found += offices_after_as(reading, sentence)
        found += offices_of_seats(reading, sentence)
        found += offices_by_verb(reading, sentence)
        found += posts_by_verb(reading, sentence)
    return found


def offices_after_as(reading: Reading, sentence: Sentence) -> Iterator[Title]:
    """The titles of one sentence, each for the one person whom the verb gives it to or takes it from."""
    words = sentence.words
    for at, word in enumerate(words[:-1]):
        if word.text.lower() != "as" or not opens_office(reading, words, at + 1):
            continue
        yield from offices_of_terms(reading, words, at)
        office = office_from(reading, words, at + 1)
        verb = verb_before(words, at, office) if office is not None else None
        if office is None or verb is None:
            continue
        gives, persons = holders_by(reading, words, at, verb)
        # "as chief of the field team"
        of_another = words[min(office.last + 1, len(words) - 1)].text == "of"
        owner = office.owner or (None if of_another else body_joined(reading, verb))
        if len(persons) == 1 and (owner is not None or gives):
            ends = verb.lemma.lower() in word_set("offices", "ending")
            role = f"former {office.role}" if ends and is_done(verb) else office.role
            given = None if ends else verb  # who is only to resign, or refuses to, is in office
            first = verb if owner is not None else word  # other offices may stand between
            yield Title(persons[0], role, owner, first, words[office.last], GIVEN, verb=given)


def verb_before(words: list[Word], at: int, office: Office) -> Word | None:
    """The verb that an office behind "as" at a position belongs to: above it in the tree, else the last one before."""
    above = words[office.noun].first_of_row.head
    near = [w for w in words[max(0, at - REACH) : at] if w.pos == "VERB"]
    verbs, giving = word_set("offices", "office_verb"), word_set("offices", "giving")
    if above.i < words[at].i and above.lemma.lower() in verbs and preposition(words[office.noun]) == "as":
        return above
    last = near[-1] if near and near[-1].lemma.lower() in verbs else None
    return last if last is not None and (last.at >= at - NEAR or last.lemma.lower() in giving) else None


def holders_by(reading: Reading, words: list[Word], at: int, verb: Word) -> tuple[bool, list[Thing]]:
    """(whether a verb gives the office behind "as" at a position, who has it by it): "chose *X* to serve |"."""
    giver = verb.head if verb.dep == "xcomp" else verb
    if giver.lemma.lower() not in word_set("offices", "giving"):
        return False, holders_of(reading, verb)
    return True, named_before(reading, words, at) or holders_of(reading, giver)


def named_before(reading: Reading, words: list[Word], at: int) -> list[Thing]:
    """The person whose name ends before a position, a country of theirs between: "Ada Roe | as", "Bo Lee of Chad |"."""
    last = at - 1
    while last > 0 and owner_at(reading, words[last]) is not None:
        last -= 1
    last -= last < at - 1 and words[last].text == "the"
    last -= last < at - 1 and words[last].text.lower() in {"of", "from"}
    thing = reading.at.get(words[last].i)
    return [thing] if thing is not None and thing.type is EntityType.PERSON else []


def body_joined(reading: Reading, verb: Word) -> Thing | None:
    """The body that somebody joins or works for, of which the office behind "as" is: "joined *X* as its economist"."""
    bodies = [body for _, _, body in bodies_worked_for(reading, verb)]
    if verb.lemma.lower() in word_set("offices", "joining"):
        bodies = [t for w in objects(verb) if (t := reading.at.get(w.i)) and t.type is EntityType.ORGANIZATION]
    return bodies[0] if len(bodies) == 1 else None


def offices_of_terms(reading: Reading, words: list[Word], at: int) -> Iterator[Title]:
    """ "X's third term as | president of Y": the office, where a noun of holding one stands before "as"."""
    noun = words[at - 1] if at else words[at]
    if noun.lemma.lower() not in word_set("offices", "holding"):
        return
    persons = [reading.at[c.i] for c in noun.children if c.dep == "nmod:poss" and c.i in reading.at]
    office = office_from(reading, words, at + 1)
    if office is not None and office.owner is not None and len(persons) == 1 and persons[0].type is EntityType.PERSON:
        yield Title(persons[0], office.role, office.owner, noun, words[office.last], GIVEN)


def offices_of_seats(reading: Reading, sentence: Sentence) -> Iterator[Title]:
    """ "X took up the post of | president of Y": the office, where somebody begins, holds or leaves a post of it."""
    words, seats = sentence.words, word_set("offices", "seat") | word_set("offices", "holding")
    held = word_set("offices", "seat_start") | word_set("offices", "seat_term")
    for at in range(1, len(words) - 1):
        seat, verb = words[at - 1], words[at - 1].head
        ends = verb.lemma.lower() in word_set("offices", "seat_end")
        if words[at].text.lower() != "of" or seat.lemma.lower() not in seats or seat.dep not in {"obj", "obl"}:
            continue
        if not (ends or verb.lemma.lower() in held) or not opens_office(reading, words, at + 1):
            continue
        office, persons = office_from(reading, words, at + 1), holders_of(reading, verb)
        if office is not None and office.owner is not None and len(persons) == 1:
            role = f"former {office.role}" if ends and is_done(verb) else office.role
            last, given = words[office.last], None if ends else verb
            yield Title(persons[0], role, office.owner, verb, last, GIVEN, verb=given)


def offices_by_verb(reading: Reading, sentence: Sentence) -> Iterator[Title]:
    """ "X, who heads Y", "X directs the Z programme of Y", "Y, headed by X"."""
    words, roles = sentence.words, load_words("offices")["by_verb"]
    for at, verb in enumerate(words[:-2]):
        role = roles.get(verb.lemma.lower()) if verb.pos == "VERB" else None
        if role is None or not is_done(verb):
            continue
        if words[at + 1].text.lower() == "by":
            person, body = person_at(reading, words[at + 2 : at + 5]), body_headed(reading, words, at)
            if person is not None and body is not None:
                titled = list(titled_leaders(reading, words[at + 2 :], body))
                yield from titled
                if all(title.person is not person for title in titled):
                    yield Title(person, role, body, words[at - 1], verb, "office by verb")
            continue
        persons = [t for w in subjects_of(verb) if (t := reading.at.get(w.i)) and t.type is EntityType.PERSON]
        owner, last, tail = phrase_behind(reading, words, at, None, "of")
        bodied = owner is not None and (owner.type is EntityType.ORGANIZATION or tail)
        if set(tail.lower().split()) & word_set("offices", "led_once"):
            continue  # who leads a delegation holds no office
        if len(persons) == 1 and owner is not None and bodied and not is_passive(verb):
            yield Title(persons[0], f"{role}{tail}", owner, verb, words[last], "office by verb")


def titled_leaders(reading: Reading, words: list[Word], body: Thing) -> Iterator[Title]:
    """Those by whom a body is led, and who have an office that is the body's: "led by *Chairman X and Director Y*"."""
    persons = [(t, f, last) for t, f, last in reading.persons_named(words[0].sentence) if f in words]
    named = words[0].sentence.words
    for at, (person, first, last) in enumerate(persons):
        office = office_before(reading, named, first.at)
        head = office.role.lower().split()[-1] if office is not None else ""
        before = words[0].at if at == 0 else persons[at - 1][2].at + 1
        gap = named[before : office.first] if office is not None else named[before:]
        if office is None or office.owner is not None or head not in word_set("offices", "of_bodies_alone"):
            return
        if any(w.text.lower() not in {",", "and", "its", "the"} for w in gap):
            return
        yield Title(person, office.role, body, named[office.first], last, "office by verb", named[office.noun])


def subjects_of(verb: Word) -> list[Word]:
    """The subject of a verb; of a relative clause, what it speaks of."""
    found = surface_subjects(verb)
    words, at = verb.sentence.words, verb.at - 1
    while at > 1 and words[at].pos in {"AUX", "ADV"}:
        at -= 1
    if words[at].text.lower() == "who" and at > 1:
        return [words[at - 2] if words[at - 1].text == "," else words[at - 1]]
    return found


def person_at(reading: Reading, words: list[Word]) -> Thing | None:
    """The person whose name begins within these words."""
    things = (reading.at.get(w.i) for w in words)
    return next((t for t in things if t is not None and t.type is EntityType.PERSON), None)


def body_headed(reading: Reading, words: list[Word], at: int) -> Thing | None:
    """The body that "is headed by" somebody, or right before "headed by", past a comma; None where its name only says
    what another noun is about ("a delegation to the AU headed by X", "the commission on A and B, led by X")."""
    if at and words[at - 1].pos in {"AUX", "ADV"}:
        led = [reading.at.get(w.i) for w in objects(words[at])] if is_passive(words[at]) else []
        return led[0] if len(led) == 1 and led[0] is not None and led[0].type is EntityType.ORGANIZATION else None
    before = at - 2 if at > 1 and words[at - 1].text in {",", "("} else at - 1
    thing = reading.at.get(words[before].i) if before >= 0 else None
    if thing is None or thing.type is not EntityType.ORGANIZATION or thing.parts:
        return None
    head = reading.chief(words[before])
    below = head.dep in {"nmod", "conj", "obj", "obl"} and head.head.pos in {"NOUN", "PROPN"}
    return None if below and head.head.i < head.i and head.dep != "appos" else thing


def holders_of(reading: Reading, verb: Word) -> list[Thing]:
    """The persons whose office a verb speaks of: whom it appoints ("swore in a lawyer, *X*"), or who resigns."""
    told = objects(verb) if verb.lemma.lower() in word_set("offices", "giving") else surface_subjects(verb)
    named = [w if w.i in reading.at else next((c for c in w.children if c.dep == "appos"), w) for w in told]
    things = {id(t): t for w in named if (t := reading.at.get(w.i)) is not None}
    return [t for t in things.values() if t.type is EntityType.PERSON]


def opens_office(reading: Reading, words: list[Word], at: int) -> bool:
    """Whether an office phrase may begin here: an article, an owner or an office word."""
    return is_office_word(words[at]) or is_filler(words[at]) or owner_at(reading, words[at]) is not None
