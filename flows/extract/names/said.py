"""Names of which the sentence says what they name: "Acme is a company based in X", "Roe was a professor at X", "Acme
was founded in 1999", "Roe co-founded Acme"."""

from collections.abc import Iterator

from flows.extract.grammar.doers import is_passive, preposition
from flows.extract.grammar.moods import negated
from flows.extract.names.labelled import is_part
from flows.extract.names.tables import Found
from flows.extract.names.titles import is_ranked
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType

SAME_NAME = frozenset({"flat", "compound"})
ARTICLES = frozenset({"a", "an", "the"})


def as_said(sentence: Sentence, found: list[Found]) -> list[Found]:
    """The names found in a sentence, those that it says are bodies or persons as such: also names of one word, and
    those that are neither in the tables nor typed so by the model."""
    told = list(said_names(sentence, found))
    covered = {(one.first, one.last) for one in told}
    return [one for one in found if (one.first, one.last) not in covered] + told


def said_names(sentence: Sentence, found: list[Found]) -> Iterator[Found]:
    """Names that the sentence types."""
    for word in sentence.words:
        type_ = type_said(word)
        if type_ is None:
            continue
        first, last = run_of(word)
        over = [one for one in found if one.first < last and first < one.last]
        weak = all(one.entry is None and first <= one.first and one.last <= last for one in over)
        right = any((one.first, one.last, one.type) == (first, last, type_) for one in over)
        if weak and not right and is_name(sentence.words[first:last], type_):
            yield Found(first, last, type_)


def type_said(word: Word) -> EntityType | None:
    """What a clause says that a capitalised word names; None where it says nothing."""
    if word.pos != "PROPN" or not word.text[:1].isupper() or is_ranked(word):
        return None
    noun = predicate_of(word)
    if noun is not None:
        return type_of_noun(noun, word.label)
    if is_done_by_persons(word):
        return EntityType.PERSON
    again = word.lemma.lower() in word_set("anaphora", "head") | word_set("names", "organization")  # "the Council"
    return EntityType.ORGANIZATION if is_done_to_bodies(word) and not again else None


def is_done_by_persons(word: Word) -> bool:
    """Whether what the model takes for a person does what persons do: "Roe joined X", "Roe co-founded X"."""
    doer = word.dep == "nsubj" and word.label == "PERSON"
    return doer and word.head.lemma.lower() in word_set("names", "done_by_persons")


def is_done_to_bodies(word: Word) -> bool:
    """Whether a name stands where only a body's can: "X was founded in 1999", "co-founded X"."""
    verb = word.head
    if any(c.dep == "acl" and c.lemma.lower() in word_set("names", "of_bodies_alone") for c in word.children):
        return True
    if word.dep == "nsubj:pass" and verb.lemma.lower() in word_set("names", "of_bodies_alone"):
        return True
    if word.dep == "nsubj:pass" and word.label != "PLACE":
        return verb.lemma.lower() in word_set("names", "done_to_bodies")
    opened = [c for c in verb.children if c.dep == "advcl" and c.i < word.i and c.sentence.words[0] is c]
    if word.dep == "nsubj" and word.label != "PLACE" and opened:
        return opened[0].lemma.lower() in word_set("names", "done_to_bodies") and is_passive(opened[0])
    cofounded = verb.lemma.lower() == "found" and [w.text for w in verb.before[-2:]] == ["co", "-"]
    return word.dep == "obj" and cofounded


def predicate_of(word: Word) -> Word | None:
    """The noun that says what a name's bearer is: "X is a *company*", "X, a *company* based in Y", "X is one of the
    largest *companies*"."""
    noun: Word | None = next((c for c in word.children if c.dep == "appos" and c.i > word.i), None)
    if noun is None and word.dep in {"nsubj", "nsubj:pass"} and not negated(word.head):
        noun = said_by_verb(word)
    if noun is not None and noun.text.lower() == "one":
        noun = next((c for c in noun.children if c.dep == "nmod"), None)
    if noun is None or noun.pos != "NOUN":
        return None
    opened = any(c.text.lower() in ARTICLES for c in noun.children if c.dep == "det")
    return noun if opened or preposition(noun) == "as" else None


def said_by_verb(subject: Word) -> Word | None:
    """The noun that a copula, a verb of becoming or "as" says of a subject: "X became a *bank*", "X serves as
    *director*"."""
    verb = subject.head
    if any(c.dep == "cop" for c in verb.children):
        return verb
    if verb.lemma.lower() in word_set("grammar", "becoming"):
        return next((c for c in verb.children if c.dep in {"xcomp", "obj"}), None)
    if verb.lemma.lower() in word_set("offices", "office_verb"):
        return next((c for c in verb.children if c.dep == "obl" and preposition(c) == "as"), None)
    return None


def type_of_noun(noun: Word, label: str) -> EntityType | None:
    """Whether a noun is one for bodies or one for persons; of what the model takes for a person, any office is."""
    lemma = noun.lemma.lower()
    if lemma in word_set("names", "body_noun"):
        return None if any(c.text == "to" for n in noun.children for c in n.children) else EntityType.ORGANIZATION
    persons = word_set("names", "person") | word_set("offices", "personal") | word_set("offices", "occupation")
    persons |= word_set("offices", "noun") | word_set("speech", "people") if label == "PERSON" else frozenset()
    return EntityType.PERSON if lemma in persons else None


def run_of(word: Word) -> tuple[int, int]:
    """Where the name that a word heads begins, and behind which word it ends."""
    words = word.sentence.words
    inside = {word.at} | {c.at for c in word.children if c.dep in SAME_NAME and c.text[:1].isupper()}
    first = last = word.at
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while is_ranked(words[first]) and first < last:
        first += 1
    return first, last + 1


def is_name(words: list[Word], type_: EntityType) -> bool:
    """Whether words can be the name of a body, or of a person."""
    whole = all(is_part(words, at) for at in range(len(words)))
    return whole and len(words[0].text) > 1 and (type_ is EntityType.PERSON or words[-1].label != "TIME")
