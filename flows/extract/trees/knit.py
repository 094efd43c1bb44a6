"""A person's name is one node of the tree, wherever a parser hung the parts of a long one."""

from collections.abc import Iterator

from flows.extract.names.titles import is_honour, is_of_office
from flows.extract.reading.reading import Reading
from flows.extract.words import POSSESSIVE
from flows.language.parse import Sentence, Word
from flows.language.timewords import load_words

ARTICLES = frozenset({"la", "le", "les", "el", "los", "las"})
STANDING = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "conj", "appos")


def knit_names(reading: Reading, sentence: Sentence) -> None:
    """Hang the parts of every person's name below its first word, and what hung on the parts too; a word of honour
    before it ("Sheikh", "Dr.") only describes it."""
    for word in sentence.words:
        free_article(reading, word)
        free_day(word)
    for honours, name in person_names(reading, sentence):
        words = [*honours, *name]
        outer = [w for w in words if w.head is w or w.head not in words]
        if len(outer) > 1 or outer[0] is not name[0]:
            top = [w for w in outer if not any(a in words for a in w.ancestors())]
            knit(honours, name, next((w for w in top if w.dep in STANDING), top[0]))
        part_from_owner(name[0])


def knit(honours: list[Word], name: list[Word], anchor: Word) -> None:
    """Make the first word of a name the head of all its words, where one of them, the anchor, stands in the tree."""
    chief, words = name[0], [*honours, *name]
    hung = [c for w in words for c in w.children if c not in words]
    chief.hang(None if anchor.head is anchor else anchor.head, anchor.dep)
    for word in [w for w in words if w is not chief]:
        word.hang(chief, "nmod:desc" if word in honours else "flat")
    for child in hung:
        child.hang(chief, child.dep)


def part_from_owner(name: Word) -> None:
    """ "Vietnam's | To Lam": whose somebody is only says so, wherever the tree hung the name below it."""
    owner, mark = name.head, name.near(-1)
    marked = mark is not None and mark.head is owner and mark.text in POSSESSIVE
    if name.dep != "flat" or not marked or owner.i > name.i:
        return
    name.hang(None if owner.head is owner else owner.head, owner.dep)
    for child in [c for c in owner.children if c.i > name.i and c is not name]:
        child.hang(name, child.dep)
    owner.hang(name, "nmod:poss")


def free_article(reading: Reading, word: Word) -> None:
    """ "joined | la Francophonie", "named | Norwegian Ada Roe": the name stands where the tree put its article, or the
    word that says where somebody is from."""
    name, origin = word.near(1), reading.how.get(word.i) == "demonym"
    if not (word.text in ARTICLES or origin) or name is None or name.head is not word:
        return
    if reading.how.get(name.i) == "name" and word.head is not word and word.dep in {*STANDING, "xcomp"}:
        name.hang(word.head, "obj" if word.dep == "xcomp" else word.dep)
        for child in [c for c in word.children if c is not name]:
            child.hang(name, child.dep)
        word.hang(name, "amod" if origin else "det")


def free_day(word: Word) -> None:
    """ "Ada Roe *Sunday* met the envoy": a weekday between a name and its verb only dates the verb."""
    before, verb = word.near(-1), word.near(1)
    if word.text not in load_words().weekdays or before is None or before.pos != "PROPN":
        return
    if verb is not None and verb.pos == "AUX" and verb.head.i > verb.i:
        verb = verb.head
    if verb is None or verb.pos not in {"VERB", "AUX"}:
        return
    name = [c for c in word.children if c.i < word.i and c.pos == "PROPN"]
    for part in name[:1]:
        part.hang(None if word.head is word else word.head, word.dep)
    for part in name[1:]:
        part.hang(name[0], part.dep)
    word.hang(verb, "obl:unmarked")


def person_names(reading: Reading, sentence: Sentence) -> Iterator[tuple[list[Word], list[Word]]]:
    """The words of honour before each person's name in a sentence, and the words of the name."""
    words = sentence.words
    for _, first, last in reading.persons_named(sentence):
        start, honours = first.at, 0
        while (
            start - honours > 0
            and is_honour(words[start - honours - 1])
            and not is_of_office(words[start - honours - 1])
        ):
            honours += 1
        yield words[start - honours : start], first.until(last)
