"""Offices that the text has told already, spoken of again by what becomes of them: "X took office in May", "she stepped
down", "his predecessor, Y", "Z held the post until 2019"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.extract.draft import Draft, made_by
from flows.extract.grammar.doers import is_passive, is_verbal, objects, preposition, surface_subjects
from flows.extract.grammar.scope import Status, scope_of
from flows.extract.offices.called import is_coming, office_called
from flows.extract.offices.facts import is_over
from flows.extract.offices.phrase import is_person
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType, Factuality

RECALLED = 2  # sentences back in which "the post" may mean the office told last
BASE = 0.9
PARTICLES = frozenset({"down", "aside"})
DONE = frozenset({Factuality.ASSERTED, Factuality.REPORTED})


@dataclass(frozen=True)
class Post:
    """An office by what it is called and whose it is."""

    role: str
    owner: Thing


@dataclass
class Told:
    """What a text has told of offices: those of each person, by their id, those in force with the word that told them,
    which of all are not only to come, and which are over."""

    posts: dict[int, list[Post]]
    spoken: list[tuple[Word, Post]]
    held: set[tuple[int, Post]]
    gone: set[tuple[int, Post]]

    def of(self, person: Thing) -> Post | None:
        """The one office that a person is told to hold or have held."""
        posts = self.posts.get(id(person), [])
        return posts[0] if len(posts) == 1 else None

    def last(self, word: Word) -> Post | None:
        """The office told last before a word, a few sentences back at most."""
        before = [(said, post) for said, post in self.spoken if said.i < word.i]
        near = [post for said, post in before if word.sentence.index - said.sentence.index <= RECALLED]
        return near[-1] if near else None

    def given(self, verb: Word, word: Word) -> Post | None:
        """The one office told between a verb that gives one and a word behind it."""
        posts = [post for said, post in self.spoken if verb.i < said.i < word.i]
        return posts[0] if len(posts) == 1 else None

    def add(self, person: Thing, post: Post, word: Word, *, held: bool, gone: bool = False) -> None:
        """Note an office of a person, and the word that tells it; `gone`: a former one, which nobody takes up."""
        self.gone |= {(id(person), post)} if gone else set()
        self.held |= {(id(person), post)} if held else set()
        posts = self.posts.setdefault(id(person), [])
        if post not in posts:
            posts.append(post)
        self.spoken += [] if gone else [(word, post)]


def retold_drafts(reading: Reading, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """A fact for each time that the text says what became of an office which it told before, by these drafts, or who
    held it then."""
    told = posts_told(drafts)
    for sentence in reading.sentences:
        for word in sentence.words:
            yield from [*before_them(reading, told, word), *in_turn(reading, told, word)]


def posts_told(drafts: Iterable[Draft]) -> Told:
    """What drafts tell of offices, in text order."""
    told = Told({}, [], set(), set())
    for draft in sorted(drafts, key=lambda one: one.trigger.i):
        person, office, owner = draft.subject, draft.object, draft.qualifiers.get("place")
        if isinstance(person, Thing) and isinstance(office, Thing) and isinstance(owner, Thing):
            held = draft.status.polarity and draft.status.factuality in DONE
            past = str(draft.qualifiers.get("role", "")).split(" ")[0].lower() in word_set("offices", "past")
            told.add(person, Post(office.hints["role"], owner), draft.trigger, held=held, gone=past)
    return told


def before_them(reading: Reading, told: Told, word: Word) -> Iterator[Draft]:
    """Who held an office before somebody: "her predecessor, X", "he replaces X"."""
    person, holder = None, None
    if word.lemma.lower() in word_set("offices", "forerunner"):
        person, holder = (
            person_behind(reading, word),
            person_of(reading, [c for c in word.children if c.dep == "nmod:poss"]),
        )
    elif word.pos == "VERB" and word.lemma.lower() in word_set("offices", "following") and is_all_it_says(word):
        person, holder = person_of(reading, objects(word)), person_of(reading, surface_subjects(word))
    if person is None or holder is None or person is holder or told.posts.get(id(person)):
        return
    if word.pos != "VERB" and has_another(reading, word, holder):
        return
    given = giver_of(word)
    post = told.of(holder) if given is None else told.given(given, word)
    status = scope_of(word) if word.pos == "VERB" else Status(Factuality.ASSERTED)
    if post is None or (id(holder), post) in told.gone or not status.polarity or not status.stated:
        return
    if is_from_elsewhere(reading, word, post):
        return
    told.add(person, post, word, held=True)
    past = word.pos != "VERB" or status.factuality in DONE
    yield from draft_of(reading, person, post, (word, Status(Factuality.ASSERTED), ""), past=past)


def has_another(reading: Reading, noun: Word, holder: Thing) -> bool:
    """Whether "his predecessor" may be that of somebody named after the one meant: "X praised *Y* as the new chair
    behind *his* predecessor"."""
    bare = [c for c in noun.children if c.dep == "nmod:poss" and c.pos == "PRON"]
    before = [w for w in noun.sentence.words if bare and w.i < bare[0].i and reading.how.get(w.i) == "name"]
    persons = [t for w in before if (t := reading.at[w.i]).type is EntityType.PERSON]
    return bool(persons) and persons[-1] is not holder


def is_from_elsewhere(reading: Reading, verb: Word, post: Post) -> bool:
    """Whether who is followed is said to be of another state than that whose office it is: "replacing X *of Chad*"."""
    homes = [reading.at.get(c.i) for w in objects(verb) for c in w.children if preposition(c) == "of"]
    of_state = post.owner.type is EntityType.COUNTRY
    return of_state and any(t.type is EntityType.COUNTRY and t is not post.owner for t in homes if t is not None)


def giver_of(word: Word) -> Word | None:
    """The verb that gives an office to whoever goes on to follow somebody: "was *elected* chair, succeeding X"."""
    above = [w for w in word.ancestors() if w.i < word.i] if word.dep == "advcl" else []
    return next((w for w in above if w.lemma.lower() in word_set("offices", "giving")), None)


def is_all_it_says(verb: Word) -> bool:
    """Whether a verb says who came behind whom, not where to or in doing what: "followed X into the hall"."""
    phrases = (c for c in verb.children if c.dep in {"obl", "advcl", "xcomp", "ccomp"})
    return not is_passive(verb) and all(c.label == "TIME" for c in phrases)


def person_behind(reading: Reading, noun: Word) -> Thing | None:
    """The person named right behind a noun, perhaps past a comma."""
    at, words = noun.at + 1, noun.sentence.words
    at += at < len(words) and words[at].text == ","
    return reading.at[words[at].i] if at < len(words) and is_person(reading, words[at]) else None


def person_of(reading: Reading, words: list[Word]) -> Thing | None:
    """The one person whom some words, or the names beside them, speak of."""
    words = [
        w
        for word in words
        for w in ([word] if word.i in reading.at else [c for c in word.children if c.dep == "appos"])
    ]
    found = [t for w in words if (t := reading.at.get(w.i)) is not None and t.type is EntityType.PERSON and not t.parts]
    return found[0] if len(found) == 1 else None


def in_turn(reading: Reading, told: Told, word: Word) -> Iterator[Draft]:
    """Who takes up, holds or gives up an office that is called no more than that: "X took office", "Y resigned"."""
    turn, seat = turn_of(word)
    person = person_of(reading, objects(word) if is_passive(word) else surface_subjects(word)) if turn else None
    if person is None:
        return
    post = told.of(person)
    if post is None and seat is not None and not told.posts.get(id(person)):
        post = told.last(word)
    status = scope_of(word)
    ended = turn == "end"
    if post is None or not status.polarity or not status.stated or (ended and status.factuality not in DONE):
        return
    if turn == "start" and (id(person), post) in told.gone:
        return
    foreseen = turn != "start" and person_has(told, person) and (id(person), post) not in told.held
    if status.factuality is Factuality.POSSIBLE or foreseen:
        return  # who only was to be minister gave up nothing
    told.add(person, post, word, held=status.factuality in DONE)
    yield from draft_of(reading, person, post, (word, status, turn), past=ended or (turn == "term" and is_over(word)))


def person_has(told: Told, person: Thing) -> bool:
    """Whether the text has told an office of somebody."""
    return bool(told.posts.get(id(person)))


def turn_of(word: Word) -> tuple[str, Word | None]:
    """What a word says of an office that it does not name: that it begins ("start"), goes on ("term") or ends ("end"),
    and the noun that stands for the office; "" where it says nothing of the kind."""
    lemma = word.lemma.lower()
    if lemma in word_set("offices", "seat") and preposition(word) == "in" and word.child("cop") is not None:
        return "term", word
    if not is_verbal(word) or names_office(word) or is_of_who_follows(word):
        return "", None
    seat = next((o for o in objects(word) if o.lemma.lower() in word_set("offices", "seat") and is_bare(o, word)), None)
    for turn in ("start", "term", "end"):
        if seat is not None and lemma in word_set("offices", f"seat_{turn}"):
            return turn, seat
    behind = word.near(1)
    particle = behind is not None and behind.text.lower() in PARTICLES
    if (lemma in word_set("offices", "resigning") and not objects(word)) or (
        lemma in word_set("offices", "stepping") and particle
    ):
        return "end", None
    sworn = lemma in word_set("offices", "swearing") and is_passive(word)
    return ("start", None) if sworn else ("", None)


def names_office(verb: Word) -> bool:
    """Whether a verb names the office itself, or what else is given up: "resigned as minister", "quit over the war"."""
    return any(preposition(c) in {"as", "from", "for"} and c.label != "TIME" for c in verb.children)


def is_of_who_follows(verb: Word) -> bool:
    """Whether the post in a clause about somebody is that in which another follows: "succeeds X, who *held* it"."""
    above = verb.head.head
    return (
        verb.dep == "acl:relcl" and verb.head.dep == "obj" and above.lemma.lower() in word_set("offices", "following")
    )


def is_bare(seat: Word, verb: Word) -> bool:
    """Whether a noun for an office does not say which: "the post"; not "the post of minister", "a new post", but beside
    the office what the verb is said of: "a post she *held*"."""
    if seat.dep == "appos" and verb.head is seat:
        return True
    told = {"amod", "compound", "nmod", "acl", "acl:relcl", "nummod", "appos"}
    some = any(c.dep == "det" and c.lemma.lower() in {"a", "an", "another", "any", "no"} for c in seat.children)
    return not some and not any(c.dep in told for c in seat.children)


def draft_of(
    reading: Reading, person: Thing, post: Post, said: tuple[Word, Status, str], *, past: bool
) -> Iterator[Draft]:
    """The fact that a word says so of a person and an office, where the text has named the office."""
    word, status, turn = said
    office = office_called(reading, post.role, post.owner)
    if office is None or is_coming(post.role):
        return
    kind, predicate = made_by("offices")
    about = [w for w in word.sentence.words if reading.at.get(w.i) is person]
    near = min(about, key=lambda w: abs(w.i - word.i), default=word)
    draft = Draft(kind, predicate, person, office, status, [near, word], "offices: told before", BASE, word)
    draft.qualifiers |= {"role": f"former {post.role}" if past else post.role, "place": post.owner}
    draft.has_time = True  # only the dates of its own verb are those of an office
    draft.turn = (turn, word) if turn else None
    yield draft
