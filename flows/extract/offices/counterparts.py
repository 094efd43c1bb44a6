"""Who holds elsewhere the office just told: "his Colombian counterpart, X", "X, her colleague from Chad"."""

from collections.abc import Sequence

from flows.extract.names.titles import matters
from flows.extract.offices.called import head_of, office_name
from flows.extract.offices.phrase import Office, country_behind, is_office, is_person, owner_ending
from flows.extract.offices.title import Named, Title, titled
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import load_words, word_set
from flows.gazetteer import load_gazetteer
from flows.language.parse import Sentence, Word
from flows.model import EntityType

REACH = 6  # words between a name and the noun of a counterpart
NEAR = 2  # sentences back in which an office is still in mind


def counterpart(reading: Reading, sentence: Sentence, person: Named, known: list[Title]) -> Title | None:
    """ "his Colombian counterpart, X", "X, his counterpart from Colombia": the office of the last person whose
    title was told, in another country."""
    words = sentence.words
    at = noun_before(words, person) or noun_behind(words, person)
    if at < 1 or not known or is_plural_counterpart(words[at]):
        return None
    (owner, first), last = owner_ending(reading, words, at), at
    if owner is None:
        owner, last = country_behind(reading, words, at + 1, {"from", "in"})
        first = at
    shared = title_shared(reading, [w for w in words[:at] if reading.at.get(w.i) is not person[0]], known)
    if owner is None or shared is None or not may_share(words[at], shared, owner):
        return None
    role = role_elsewhere(shared.role, owner) or words[at].lemma  # a counterpart of whom nobody says what they are
    return titled(words, person, Office(role, owner, first, last, at), "counterpart")


def title_shared(reading: Reading, before: list[Word], known: Sequence[Title]) -> Title | None:
    """The title that a counterpart shares: that of the person named last before the noun in its sentence; of nobody
    where another office stands there without a name; else the one office told shortly before."""
    named = [reading.at[w.i] for w in before if is_person(reading, w)]
    if not named and any(is_office(w) and not any(t.covers(w) for t in known) for w in before):
        return None
    titles = [t for t in known if (t.person is named[-1] if named else is_near(t, before))]
    told = [t for t in titles if may_be_anothers(t.role.lower())]
    one = all(t.person is told[-1].person or t.role.lower() == told[-1].role.lower() for t in told)
    return told[-1] if told and one else None


def role_shared(reading: Reading, before: list[Word], known: Sequence[Title]) -> str:
    """The office of whose holder counterparts are told behind these words, or ""."""
    shared = title_shared(reading, before, known)
    return shared.role if shared is not None else ""


def is_near(title: Title, before: list[Word]) -> bool:
    """Whether a title was told in the sentence of these words, or in one of the two before."""
    return not before or before[0].sentence.index - title.first.sentence.index <= NEAR


def role_elsewhere(role: str, owner: Thing) -> str | None:
    """What somebody is called elsewhere who holds the same office: a foreign minister's counterpart may be secretary of
    state; None where nothing tells, as of a chancellor's or a king's."""
    role = " ".join(w for w in role.split() if w.lower() not in word_set("offices", "stand_in"))
    if owner.type is not EntityType.COUNTRY:
        return role
    if not role or names_a_body(role):
        return None
    said = role.lower()
    names = next((names for names in load_words("offices")["alike"] if said in names), [said])
    listed = next((name for name in names if is_listed(office_name(name, owner.name))), None)
    if listed is not None:
        return role if listed == said else listed
    ministers = owner.name.lower() not in word_set("offices", "no_ministers")
    head = head_of(said.split())
    some = head in word_set("offices", "of_some_states") or said == "prime minister"
    if some or (head == "minister" and not ministers):
        return None
    return role if said == names[0] else names[0]


def names_a_body(role: str) -> bool:
    """Whether a role says of which body of one's own state somebody is the head ("head of the State Committee for
    National Security"), which is no matter that ministers are in charge of."""
    _, of, behind = role.partition(" of ")
    return bool(of) and any(w[:1].isupper() and w.lower() not in matters() for w in behind.split())


def is_listed(name: str) -> bool:
    """Whether the tables know an office of this name."""
    return any(entry.type is EntityType.OFFICE for entry in load_gazetteer().find(name))


def may_be_anothers(role: str) -> bool:
    """Whether a counterpart may hold this office: one held today, and named whole ("foreign minister", not just
    "minister")."""
    whole = " " in role or role in word_set("offices", "top")
    return whole and not set(role.split()) & word_set("offices", "past")


def may_share(noun: Word, title: Title, owner: Thing) -> bool:
    """Whether a noun says that its bearer holds the office of a title: a "colleague" does where it is one of state, and
    the owner another state."""
    if noun.lemma.lower() == "counterpart":
        return True
    state = set(title.role.lower().split()) & word_set("offices", "of_state")
    return bool(state) and owner.type is EntityType.COUNTRY and owner is not title.owner


def is_equal(word: Word) -> bool:
    """Whether a word speaks of who holds the same office elsewhere, and says of whom: "*his* Turkish counterpart"."""
    mine = any(c.dep == "nmod:poss" for c in word.children)
    return word.lemma.lower() == "counterpart" or (mine and word.lemma.lower() in word_set("offices", "equal"))


def noun_before(words: list[Word], person: Named) -> int:
    """Where the noun stands whose phrase ends before a name and perhaps a comma; 0 where none does."""
    at = person[1] - 1
    while at > 0 and (words[at].text == "," or words[at].text.lower() in word_set("names", "before_name")):
        at -= 1
    link = next((i for i in range(at, max(0, at - REACH), -1) if words[i].text.lower() in {"from", "in"}), 0)
    inside = all(w.pos in {"PROPN", "DET", "ADP"} for w in words[link : at + 1])
    return next((i for i in (at, link - 1) if i > 0 and is_equal(words[i]) and (i == at or inside)), 0)


def noun_behind(words: list[Word], person: Named) -> int:
    """Where the noun stands whose phrase a comma joins to a name before it; 0 where none does."""
    behind = person[2] + 1
    if behind >= len(words) or words[behind].text != ",":
        return 0
    at = next((i for i in range(behind, min(behind + REACH, len(words))) if is_equal(words[i])), 0)
    return 0 if any(w.pos == "VERB" for w in words[behind : max(at, behind)]) else at


def is_plural_counterpart(word: Word) -> bool:
    """Whether a word speaks of several who hold the same office elsewhere."""
    return word.lemma.lower() in word_set("offices", "equal") and word.morph.get("Number") == "Plur"
