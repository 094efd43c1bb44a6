"""A title beside a person's name: what the text calls the office, and whose it is."""

from dataclasses import dataclass

from flows.extract.grammar.terms import at_the_time
from flows.extract.offices.before import is_of_people
from flows.extract.offices.phrase import Office
from flows.extract.reading.reading import Thing
from flows.extract.words import word_set
from flows.language.parse import Word


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


def titled(words: list[Word], person: Named, office: Office, how: str) -> Title:
    """The title of a person that an office phrase before or behind the name gives."""
    low, high = min(office.first, person[1]), max(office.last, person[2])
    role = f"then {office.role}" if at_the_time(words, office.last + 1) else office.role
    return Title(person[0], role, office.owner, words[low], words[high], how, words[office.noun])


def mend_titles(titles: list[Title]) -> None:
    """ "NATO Secretary General X hosted …": the person is the subject, whatever of the title the tree made it."""
    for title in titles:
        person = next((last for _, last, _, _ in title.person.mentions if last is title.last), None)
        told = title.owner is not None or is_of_people(title.role)
        if person is None or not told or title.how != "title before the name":
            continue
        name = [w for f, t, _, _ in title.person.mentions if t is person for w in f.until(t)]
        if name:
            raise_name(title, person, name)
            hang_owner(title, person, name)
    mend_lists(titles)


def mend_lists(titles: list[Title]) -> None:
    """ "attended by the President of Chad X, the King of Fiji Y, and the Premier of Peru Z": join the names, whatever
    the tree made of the titles."""
    run: list[Title] = []
    ordered = sorted(
        (t for t in titles if t.how in {"title before the name", "title with of"}), key=lambda t: t.first.i
    )
    for title in ordered:
        between = run[-1].last.until(title.first)[1:-1] if run and run[-1].last.i < title.first.i else []
        if run and run[-1].first.sentence is title.first.sentence and is_joint(between):
            run.append(title)
            if any(w.text.lower() == "and" for w in between):
                join_names(run)
        elif not run or title.person is not run[-1].person:
            run = [title]


def is_joint(words: list[Word]) -> bool:
    """Whether words stand only between two of a list."""
    return bool(words) and words[0].text in {",", "and"} and all(w.text.lower() in {",", "and", "the"} for w in words)


def join_names(run: list[Title]) -> None:
    """Let the first name of a list stand where its title does, and the others beside it."""
    names = [name_in(title) for title in run]
    if not all(names):
        return
    raise_name(run[0], names[0][-1], names[0])
    for title, name in zip(run[1:], names[1:], strict=True):
        for word in title.first.until(name[-1]):
            if word not in name and (word.head.i < title.first.i or word.head.i > name[-1].i):
                word.hang(name[0], "compound")
        for word in name[1:]:
            word.hang(name[0], "flat")
        name[0].hang(names[0][0], "conj")


def name_in(title: Title) -> list[Word]:
    """The words of the name behind a title."""
    spans = [f.until(t) for f, t, how, _ in title.person.mentions if how == "name" and t is title.last]
    return spans[0] if spans else []


def raise_name(title: Title, person: Word, name: list[Word]) -> None:
    """Put the name where the tree put its title."""
    head = person
    while head.head.i >= title.first.i and head.head.i < head.i and head.head is not head:
        head = head.head
    if head in name or head.head is head:
        return
    above, dep = head.head, head.dep
    if above.i < title.first.i or above.i > person.i:
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
    """Where the style of address before a name begins ("Kenya's president, | His Excellency Dr. X"); the name's own
    place where it has none."""
    start, styles = name, (word_set("names", "honorifics") | word_set("names", "style")) - word_set("offices", "noun")
    for at in range(name - 1, -1, -1):
        text = words[at].text.lower()
        inside = start < name and text in word_set("names", "style_rank") | word_set("names", "style_owner")
        if text not in styles and not inside:
            break
        start = at
    return start
