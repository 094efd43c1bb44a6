"""A title beside a person's name: what the text calls the office, and whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.extract.grammar.standing import joint_of
from flows.extract.grammar.terms import at_the_time
from flows.extract.offices.before import is_of_people
from flows.extract.offices.phrase import Office, is_office_word
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word


@dataclass(frozen=True)
class Title:
    """A person, the office the text gives them, and the words from first to last that say so."""

    person: Thing
    role: str
    owner: Thing | None
    first: Word
    last: Word
    how: str
    noun: Word | None = None  # the office noun, where it stands for the person ("foreign minister, X")
    verb: Word | None = None  # the verb that gives or takes the office ("will succeed him as …")

    def covers(self, word: Word) -> bool:
        """Whether its words hold a word."""
        first, last = sorted((self.first.i, self.last.i))
        return first <= word.i <= last or self.noun is word


Named = tuple[Thing, int, int]  # person, first and last position in the sentence
GIVEN = "office after as"
PAIRED = "titles paired in order"
Bearer = tuple[Word, Word, Word]  # where the title before a name begins, else the name; first and last word of the name


def titled(words: list[Word], person: Named, office: Office, how: str) -> Title:
    """The title of a person that an office phrase before or behind the name gives."""
    low, high = min(office.first, person[1]), max(office.last, person[2])
    role = f"then {office.role}" if at_the_time(words, office.last + 1) else office.role
    return Title(person[0], role, office.owner, words[low], words[high], how, words[office.noun])


def mend_titles(reading: Reading, titles: list[Title]) -> None:
    """ "NATO Secretary General X hosted …": the person is the subject, whatever of the title the tree made it."""
    for title in titles:
        person = next((last for _, last, _, _ in title.person.mentions if last is title.last), None)
        told = title.owner is not None or is_of_people(title.role)
        if person is None or not told or title.how != "title before the name":
            continue
        name = [w for f, t, _, _ in title.person.mentions if t is person for w in f.until(t)]
        if name:
            raise_name(title.first, person, name)
            hang_owner(title, person, name)
    for sentence in reading.sentences:
        for row in rows(reading, sentence, titles):
            join_names(row)


def pauses_in(sentence: Sentence) -> frozenset[str]:
    """What may part the holders of a row; a single semicolon parts clauses."""
    return frozenset({",", ";"} if sum(w.text == ";" for w in sentence.words) > 1 else {","})


def rows(reading: Reading, sentence: Sentence, titles: list[Title]) -> Iterator[list[Bearer]]:
    """The persons who are listed with their offices: "attended by the President of Chad X, King Y of Fiji, and Z, the
    premier of Peru", whatever the tree made of the titles."""
    mine = [t for t in titles if t.first.sentence is sentence and t.last.sentence is sentence and not is_of_many(t)]
    row: list[Bearer] = []
    joints: list[str] = []
    words, pauses = sentence.words, pauses_in(sentence)
    for person, first, last in reading.persons_named(sentence):
        end = row[-1][-1].at if row else -1
        before = [t.first.at for t in mine if t.person is person and end < t.first.at < first.at <= t.last.at]
        start = min([first.at, *before])
        joint = joint_of(joining(words, (end + 1, told_behind(row, mine, start), start)), pauses) if row else ""
        if row and not joint:
            yield from [row] if is_row(row, [*joints, joint_behind(words, told_behind(row, mine, start))]) else []
            row, joints = [], []
        joints += [joint] if joint else []
        row.append((words[start], first, last))
    if row and is_row(row, [*joints, joint_behind(words, told_behind(row, mine, len(words)))]):
        yield row


def told_behind(row: list[Bearer], titles: list[Title], before: int) -> int:
    """Where what stands behind the last name of a row begins, past the office that it holds."""
    end = row[-1][-1].at if row else -1
    return max([end, *(t.last.at for t in titles if row and t.covers(row[-1][1]) and end < t.last.at < before)]) + 1


def is_of_many(title: Title) -> bool:
    """Whether an office stands apart from the names of several who hold it: "the presidents of A and B, *X* and Y"."""
    first = title.person.mentions[0][0]
    return title.how == PAIRED and any(w.text == "," for w in title.first.until(first))


def joining(words: list[Word], places: tuple[int, int, int]) -> list[str]:
    """The words between two of a row that begin at the places first..last, but for what stands up to the second, which
    tells the office of the one before, for styles of address, and for the title that several share."""
    first, own, last = places
    own = first if any(w.pos in {"VERB", "AUX"} for w in words[first:own]) else own
    styles = word_set("names", "before_name")
    return [w.text.lower() for w in words[own:last] if w.text.lower() not in styles and not is_office_word(w)]


def is_row(row: list[Bearer], joints: list[str]) -> bool:
    """Whether persons are told as a list: joined by "and" at its end, or four and more, some with their titles; not one
    in a clause of its own."""
    if len(row) < 2 or not any(start is not first for start, first, _ in row):
        return False
    heads = [[w for w in f.until(t) if w.head is w or w.head not in f.until(t)] for _, f, t in (row[0], row[-1])]
    chief, last = heads[0][0], heads[1][0]
    apart = last.dep.startswith("nsubj") and not chief.dep.startswith("nsubj") and chief.head.i < chief.i
    return ("and" in joints[-2:] or len(row) > 3) and not apart


def joint_behind(words: list[Word], at: int) -> str:
    """ "and" where a row of holders goes on with others who have no name: "X, the premier Y | and four ministers"."""
    more = [w.text.lower() for w in words[at : at + 3] if w.text != ","]
    named = len(words) > at + 2 and words[at + 1].pos in {"NOUN", "NUM", "ADJ", "DET"}
    return "and" if more[:1] == ["and"] and named else ""


def join_names(row: list[Bearer]) -> None:
    """Let the first name of a row stand where its title does, and the others beside it."""
    chief = row[0][1]
    raise_name(row[0][0], row[0][2], chief.until(row[0][2]))
    for start, first, last in row[1:]:
        name = first.until(last)
        first.hang(chief, "conj")
        for word in start.until(last):
            if word not in name and (word.head.i < start.i or word.head.i > last.i):
                word.hang(first, "compound")
        for word in name[1:]:
            word.hang(first, "flat")


def raise_name(start: Word, person: Word, name: list[Word]) -> None:
    """Put the name where the tree put its title, which begins with `start`."""
    head = person
    while head.head.i >= start.i and head.head.i < head.i and head.head is not head:
        head = head.head
    if head in name or head.head is head:
        return
    above, dep = head.head, head.dep
    if above.i < start.i or above.i > person.i:
        name[0].hang(above, dep)
        head.hang(name[0], "compound")
        for joined in [c for c in head.children if c.dep == "conj" and c.i > person.i]:
            joined.hang(name[0], "conj")  # "Togo's president, A, and Benin's B"


def hang_owner(title: Title, person: Word, name: list[Word]) -> None:
    """ "The Liberal Party leader X met Y": whose leader X is did not meet Y as well, whatever the tree says."""
    chief = next((w for w in name if w.head not in name), None)
    if chief is None or not (chief.dep.startswith("nsubj") or chief.dep == "obj"):
        return
    for word in title.first.until(person):
        if word not in name and word.dep == chief.dep and word.head is chief.head:
            word.hang(chief, "compound")


def address_start(words: list[Word], name: int) -> int:
    """Where the style of address before a name begins ("Kenya's president, | His Excellency Dr. X"), or an initial that
    the tables do not know of it ("| V. Roe"); the name's own place where it has none."""
    start, styles = name, (word_set("names", "honorifics") | word_set("names", "style")) - word_set("offices", "noun")
    for at in range(name - 1, -1, -1):
        text = words[at].text.lower()
        inside = start < name and text in word_set("names", "style_rank") | word_set("names", "style_owner")
        initial = at == name - 1 and len(text) == len("a.") and text.endswith(".")
        if text not in styles and not inside and not initial:
            break
        start = at
    return start
