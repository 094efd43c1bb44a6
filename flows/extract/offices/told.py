"""Titles that the network tells of: a person and the noun of an office, wherever they stand in the sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.extract.grammar.doers import preposition, said_to_be
from flows.extract.grammar.standing import names_another
from flows.extract.offices.before import community_start, is_of_people
from flows.extract.offices.behind import office_from
from flows.extract.offices.phrase import Office, is_office_word, owner_at, owner_ending, phrase
from flows.extract.offices.said import phrase_start
from flows.extract.offices.title import Title
from flows.extract.reading.reading import PLACES, Reading, Thing
from flows.extract.words import word_set
from flows.kinds import kind_read_by
from flows.language.parse import Word
from flows.model import EntityType

HOW = "office that the network tells"
LIKELY = 0.6
LIKELY_BESIDE = 0.4  # where a title stands beside the name as well
JOINING = frozenset({"conj", "list", "parataxis"})  # what hangs so is somebody else
NEAR = 2  # steps of the tree between a name and the noun of its office
LINKS = frozenset({"of", "for", "to"})
BESIDE = frozenset({"compound", "amod", "flat", "nmod", "nmod:desc", "nmod:unmarked"})


def with_told(reading: Reading, known: list[Title]) -> list[Title]:
    """The titles, those without an owner that the network tells of too marked as such, and those that it alone tells
    of."""
    titles = list(known)
    for person, name, noun, likely in told_offices(reading):
        same = next((at for at, t in enumerate(titles) if t.person is person and t.covers(noun)), None)
        if reading.how.get(noun.i) == "name" and (same is None or reading.at[noun.i] is not person):
            continue  # "*King* Salman" is called so
        if " of " in person.name:
            continue  # "King *Felipe VI of Spain*": whose he is stands in the name
        if likely < (LIKELY if same is None else LIKELY_BESIDE):
            continue
        if same is None and may_be(reading, name, noun, titles):
            titles.append(title_of(reading, person, noun))
        elif same is not None and titles[same].owner is None and not is_anothers(reading, person, noun):
            owner = None if is_of_people(titles[same].role) else owner_of(reading, noun, person)[0]
            titles[same] = replace(titles[same], how=HOW, owner=owner)
    return titles


def told_offices(reading: Reading) -> Iterator[tuple[Thing, Word, Word, float]]:
    """Each person of whom the network tells an office, a word of the name, the noun of the office, how likely it is."""
    (predicate,) = kind_read_by("offices").predicates
    words = {word.i: word for sentence in reading.sentences for word in sentence.words}
    for sentence in reading.sentences:
        for told in sentence.told:
            person, noun = reading.at.get(told.subject), words[told.object]
            if told.predicate != predicate or noun.sentence is not sentence:
                continue
            if person is not None and person.type is EntityType.PERSON:
                yield person, words[told.subject], noun, min(told.likely[:4])


def may_be(reading: Reading, name: Word, noun: Word, titles: Sequence[Title]) -> bool:
    """Whether a noun may be an office of the person of a name: it hangs near the name, or is joined to a title of
    theirs, and no other person stands in its own phrase."""
    person = reading.at.get(name.i)
    if noun.pos not in {"NOUN", "PROPN"} or noun.sentence is not name.sentence or is_anothers(reading, person, noun):
        return False
    plural = noun.morph.get("Number") == "Plur"
    if not plural and any(reading.at.get(w.i) is person for w in said_to_be(noun)):
        return True  # "before he became minister, X …"
    joined = [t for t in titles if t.person is person and t.covers(noun.head)] if noun.dep == "conj" else []
    before = reading.how.get(noun.head.i) == "name"  # "the envoy X, as well as the consul": somebody else
    if any(not before or t.noun is None or t.noun.i > noun.head.i for t in joined):
        return True  # "a diplomat and former minister"
    if plural and has_several_owners(reading, noun):
        return False  # "X and Y, the presidents of A and B": in the order of the lists
    return is_beside(name, noun) and (plural or not passes_another(reading, person, noun))


def passes_another(reading: Reading, person: Thing | None, noun: Word) -> bool:
    """Whether the name of another stands between a person's and the noun of an office behind it."""
    named = [(thing, last.i) for thing, _, last in reading.persons_named(noun.sentence) if last.i < noun.i]
    return any(thing is person for thing, _ in named) and named[-1][0] is not person


def is_beside(name: Word, noun: Word) -> bool:
    """Whether the noun of an office hangs so near a name that it may be said of who bears it."""
    steps = between(name, noun)
    the = {"the"} & {c.text.lower() for c in noun.children}
    if noun.dep == "appos" and the and noun.head.child("cop") is not None:
        return False  # "X is a doctor, the head of Y said": somebody else
    if is_done_to(name, noun):
        return False
    if noun.dep.startswith("nsubj") and name not in noun.subtree():
        return False  # "with X, the minister left": somebody else
    if any(w.dep == "nmod" and preposition(w) in LINKS for w in steps) and name in noun.subtree():
        return False  # "the spokesman for the president, X"
    if is_of_another(name, noun):
        return False
    if noun.morph.get("Number") == "Plur":  # "Presidents X, Y and Z": each
        return all(w is noun or w.dep in {"flat", "appos", "conj", "compound"} for w in steps)
    return len(steps) <= NEAR and not any(word.dep in JOINING for word in steps)


def is_done_to(name: Word, noun: Word) -> bool:
    """Whether the verb of both tells what the bearer of a name does to somebody in an office, or they to the bearer: "X
    thanked the president", "X was met by the president"."""
    row = name.first_of_row
    becoming = noun.head.lemma.lower() in word_set("grammar", "becoming")
    done = noun.dep == "obl:agent" or (noun.dep == "obj" and row.dep == "nsubj" and not becoming)
    return done and row.head is noun.head


def is_of_another(name: Word, noun: Word) -> bool:
    """Whether an office in the phrase of another noun, or to which somebody appoints another, is that of somebody else:
    "a friend of the president is X", "the deputy of his former envoy, X", "X appointed Y as envoy"."""
    if noun.dep != "nmod":
        others = [c for c in noun.head.children if c.dep == "obj" and c.label == "PERSON"]
        return bool(others) and preposition(noun) == "as" and name.dep == "nsubj" and name.head is noun.head
    serves = noun.head.lemma.lower() in word_set("offices", "noun") and name.dep == "appos" and name.head is noun
    friend = preposition(noun) == "of" and noun.head.dep == "nsubj" and noun.head.pos == "NOUN"
    return friend or (serves and preposition(noun) in LINKS)


def has_several_owners(reading: Reading, noun: Word) -> bool:
    """Whether a plural noun names offices of several countries or bodies."""
    whose = [c for c in noun.children if c.dep in {"nmod:poss", *BESIDE} or preposition(c) in LINKS]
    owners = [owner_at(reading, one) for c in whose for one in (c, *(k for k in c.children if k.dep == "conj"))]
    return len({id(o) for o in owners if o is not None}) > 1


def is_anothers(reading: Reading, person: Thing | None, noun: Word) -> bool:
    """Whether a noun is the office of somebody else: it is theirs ("his spokesman"), or, of one, it has another's name
    beside it."""
    if any(c.dep == "nmod:poss" and reading.at.get(c.i) is person for c in noun.children):
        return True
    if noun.morph.get("Number") == "Plur":
        return False
    if noun.dep == "appos" and names_another(noun) and all(reading.at.get(w.i) is not person for w in noun.subtree()):
        return True
    if is_of_another_in_row(reading, person, noun):
        return True
    joint, name = noun.near(1), noun.near(2)  # "X, the president, Y, and others": of whom is not told
    listed = noun.dep == "appos" and joint is not None and joint.text == "," and name is not None
    others = [reading.at.get(w.i) for w in noun.children if w.dep in {"flat", "appos"}]
    others += [reading.at.get(noun.head.i)] if noun.dep in BESIDE else []  # "X, said the *spokesman* Y"
    others += [reading.at.get(name.i)] if listed and name is not None else []
    return any(t is not None and t is not person and t.type is EntityType.PERSON for t in others)


def was_anothers(noun: Word) -> bool:
    """Whether a possessor before "as" says whose an office was: "on *Ms Poe's* last day as secretary, X …"."""
    opening = next((c for c in noun.children if c.dep == "case" and c.text == "as"), None)
    before = opening.near(-1) if opening is not None else None
    whose = [c for w in (noun, before) if w is not None and before is not None for c in w.children]
    return any(c.dep == "nmod:poss" and c.label == "PERSON" and c.i < noun.i for c in whose)


def is_in_a_body(noun: Word) -> bool:
    """Whether an office only tells whose body is meant: "chief of staff of the Office of *the President* X"."""
    top = noun.head if noun.dep == "nmod:desc" else noun
    body = top.head.lemma.lower() in word_set("names", "organization") and preposition(top) == "of"
    return body and any(c.dep == "det" for c in noun.children)


def is_of_another_in_row(reading: Reading, person: Thing | None, noun: Word) -> bool:
    """Whether an office stands in apposition behind the name of another, who is named before `person`: "*X, the chair
    of Y*, was followed by Z", is that of one more in a list ("met X, the *army chief*, and other officials"), or a
    possessor or body says whose it was."""
    rest = [w.text.lower() for w in noun.behind[:3] if w.text != ","]
    if noun.dep == "appos" and rest[:1] == ["and"] and rest[1:2] in (["other"], ["others"]):
        return True
    if was_anothers(noun) or is_in_a_body(noun):
        return True
    holder = reading.at.get(noun.head.i)
    named = noun.dep == "appos" and noun.head.i < noun.i and holder is not None and holder.type is EntityType.PERSON
    return named and all(reading.at.get(w.i) is not person for w in noun.head.until(noun))


def between(one: Word, other: Word) -> list[Word]:
    """The words from which one climbs on the way from a word to another, up to where both meet."""
    mine, theirs = [one, *one.ancestors()], [other, *other.ancestors()]
    top = next((word for word in mine if word in theirs), None)
    if top is None:
        return [*mine, *theirs]
    return [*mine[: mine.index(top)], *theirs[: theirs.index(top)]]


def title_of(reading: Reading, person: Thing, noun: Word) -> Title:
    """The office that a noun names, and whose it is: as the words around it say, else as the tree does."""
    words, office = noun.sentence.words, office_at(reading, noun)
    owner, said = owner_of(reading, noun, person)
    behind = right_of(noun, person, reading, {w.i for w in said}) if office.owner is None else []
    if behind and behind[-1].at > office.last:
        role, last = f"{office.role} {phrase(words, behind[0].at, behind[-1].at + 1)}", behind[-1].at
        office = replace(office, role=role, last=last)
    people = phrase(words, community_start(words, noun.at), noun.at)
    owner = None if is_of_people(people) else office.owner or owner
    was = any(c.dep == "advmod" and c.text.lower() in word_set("offices", "past") for c in noun.children)
    was |= any(c.text.lower() == "recently" and preposition(c) == "until" for c in noun.children)
    past = office.role.lower().split(" ")[0] in word_set("offices", "past")
    role = f"former {office.role}" if was and not past else office.role
    verb = noun.head if noun.dep in {"xcomp", "obl", "obj"} and noun.head.pos == "VERB" else None
    return Title(person, role, owner, words[office.first], words[office.last], HOW, noun=noun, verb=verb)


def office_at(reading: Reading, noun: Word) -> Office:
    """The office that a noun names, with its phrase; of one that is no office by itself, or of several holders, what
    stands before it alone."""
    words, at = noun.sentence.words, noun.at
    office = office_from(reading, words, phrase_start(reading, noun))
    if office is not None and office.noun == at:
        return with_body(reading, words, office)
    first = at
    while first > 0 and is_office_word(words[first - 1]):
        first -= 1
    called = noun.lemma if noun.morph.get("Number") == "Plur" else noun.text
    called = called if noun.text.islower() else called.capitalize()
    return Office(phrase(words, first, at + 1).removesuffix(noun.text) + called, None, first, at, at)


def with_body(reading: Reading, words: Sequence[Word], office: Office) -> Office:
    """An office without an owner, with the one word before it that tells of which body it is, though the text names
    none so: "the *Commission* president"."""
    before, noun = words[max(office.first - 1, 0)], words[office.noun]
    short = before.dep == "compound" and before.head is noun and before.text.istitle() and before.i not in reading.at
    if not short or before.i >= words[office.first].i or office.owner is not None:
        return office
    return replace(office, role=f"{before.text} {office.role}", first=office.first - 1)


def right_of(noun: Word, person: Thing, reading: Reading, outside: set[int]) -> list[Word]:
    """The words behind a noun that belong to the name of an office ("of foreign affairs"), but for the places `outside`
    and what only begins to tell of whom ("adviser | to the Jordanian king")."""
    links = [c for c in noun.children if c.i > noun.i and c.dep == "nmod" and preposition(c) in LINKS]
    found = [w for c in links if c.i not in outside for w in c.subtree() if "(" not in {b.text for b in w.before[-1:]}]
    kept = [w for w in found if w.i not in outside and reading.at.get(w.i) is not person]
    cut: list[Word] = []  # what says more of a word that is cut goes with it: "the *ruling* council"
    while kept and (kept[-1].pos in {"ADJ", "DET", "ADP", "PART"} or kept[-1].i in reading.at or kept[-1].head in cut):
        cut.append(kept.pop())
    return kept


def has_members(body: Word, noun: Word) -> bool:
    """Whether a name before an office is a body of which its holder is one: "the *Movement of* speaker Ada Roe"."""
    return any(c.dep == "nmod" and preposition(c) == "of" and body.i < c.i < noun.i for c in body.children)


def owner_of(reading: Reading, noun: Word, person: Thing) -> tuple[Thing | None, list[Word]]:
    """Whose office it is, with the words that say so: a possessor or modifier before the noun, else behind "of"."""
    before = [c for c in noun.children if c.i < noun.i and c.dep in {"nmod:poss", *BESIDE} and not has_members(c, noun)]
    advises = noun.lemma.lower() in word_set("offices", "advising")  # an ambassador to Chad is no office of Chad
    links = LINKS if advises else LINKS - {"to"}
    behind = [c for c in noun.children if c.i > noun.i and preposition(c) in links]
    if any(c.lemma.lower() in word_set("anaphora", "head") for c in behind):  # "the first Swiss head of the council"
        before = [c for c in before if not reading.how.get(c.i, "").startswith("demonym")]
    for word in [*before, *behind]:
        thing = owner_at(reading, word)
        headed = word.i < noun.i and owner_ending(reading, word.sentence.words, word.at + 1)[0] is None
        if thing is not None and thing is not person and not headed and not is_sent_there(reading, noun, word):
            return thing, word.subtree()
    return None, []


def is_sent_there(reading: Reading, noun: Word, place: Word) -> bool:
    """Whether a place is that for which somebody is sent, and whose they are not: "representative *for Chad*"."""
    sent = noun.lemma.lower() in word_set("offices", "sent") - word_set("offices", "advising")
    return sent and preposition(place) == "for" and place.i > noun.i and reading.at[place.i].type in PLACES
