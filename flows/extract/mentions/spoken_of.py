"""Where a thing was last spoken of before a pronoun, whether as a subject, or right before it; of whom a text mainly
speaks; who else, without a name, a pronoun may mean."""

from flows.extract.grammar.doers import preposition, surface_subjects
from flows.extract.grammar.saying import saying
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType

OFTEN = 3  # names of somebody before a text is about them


def chain(word: Word) -> list[Word]:
    """A word and what is joined to it."""
    return [word, *(w for c in word.children if c.dep == "conj" for w in chain(c))]


def last_place(reading: Reading, thing: Thing, word: Word) -> int:
    """Where a thing was last spoken of before a word."""
    return max((last.i for _, last, *_ in thing.mentions if last.i < word.i), default=-1)


def sentence_start(reading: Reading, thing: Thing, word: Word) -> int:
    """Where the sentence begins in which a thing was last the subject before a word; 0 when it was none."""
    subjects = (
        f for f, *_ in thing.mentions if f.i < word.i and f.head.dep != "ccomp" and is_subject(reading, thing, f)
    )
    last = max(subjects, key=lambda w: w.i, default=None)
    return last.sentence.words[0].i if last is not None else 0


def is_subject(reading: Reading, thing: Thing, first: Word) -> bool:
    """Whether a mention is the subject of a clause, its title counted in."""
    return any(w.dep.startswith("nsubj") and reading.at.get(w.i) is thing for w in (first, first.head))


def stood_beside_another(reading: Reading, found: Thing, word: Word) -> bool:
    """Whether the last mention of somebody stands behind a "she" that means another, in that one's sentence."""
    before = [f for f, *_ in found.mentions if f.i < word.i]
    last = max(before, key=lambda w: w.i, default=None)
    if last is None or is_subject(reading, found, last):
        return False
    start = last.sentence.words[0].i
    same = [w for w in last.sentence.words if start <= w.i < last.i and w.text.lower() == word.text.lower()]
    return any(w.dep == "nsubj" and reading.at.get(w.i) is not found for w in same)


def done_by(verb: Word, word: Word) -> list[Word]:
    """Who did what a participle or a noun right before tells: "talks hosted by X in *his* capital", "recalled remarks
    by X during *his* visit", "words from X, in which *he* …"."""
    agents = [c for c in verb.children if verb.dep == "acl" and c.dep == "obl:agent" and c.i < word.i]
    last = word.head.subtree()[0].near(-1)
    while last is not None and last.dep == "flat":
        last = last.head
    if agents or last is None or last.dep not in {"nmod", "obl"}:
        return agents
    if preposition(last) != "by" and (preposition(last) != "from" or word.head.head is not last.head):
        return agents
    others = [w for w in last.head.until(word) if w.label == "PERSON" and w.dep not in {"flat", "nmod:desc"}]
    return [last] if others == [last] else []


def moved_there(verb: Word, word: Word) -> list[Word]:
    """ "invited X to Lima, *where he* is due", "welcomed X on *his* visit": who is asked or brought to a place, or
    received, is the one who is there."""
    there = any(c.dep == "advmod" and c.lemma.lower() == "where" for c in word.head.children)
    moved = there and verb.lemma.lower() in word_set("anaphora", "moving")
    staying = word.dep == "nmod:poss" and word.head.lemma.lower() in word_set("anaphora", "stay")
    moved |= staying and word.i > verb.i and verb.lemma.lower() in word_set("anaphora", "receiving")
    return [c for c in verb.children if c.dep == "obj" and c.i < word.i] if moved else []


def named_beside(reading: Reading, word: Word, types: set[EntityType]) -> list[Thing]:
    """The name right before "and its …", whoever the subject is: "Chad banned *the front* and its leader"."""
    noun, joint = word.head, word.near(-1)
    last = joint.near(-1) if joint is not None and joint.dep == "cc" else None
    if word.dep != "nmod:poss" or noun.dep != "conj" or last is None or word.i > noun.i:
        return []
    thing = reading.at.get(last.i)
    own = any(w.text.lower() == "own" for w in word.until(noun))
    named = reading.how.get(noun.head.i) == "name" and reading.at.get(noun.head.i) is thing
    return [thing] if thing is not None and thing.type in types and named and not own else []


def is_named_behind(reading: Reading, thing: Thing, word: Word) -> bool:
    """Whether the clause of a pronoun names a thing behind it, or the words that it brings in quotation marks do, which
    the pronoun then does not mean: "*she* said that *Ada Roe* …", "“*Ada Roe* is able,” *she* said"; what a second
    verb joined to it tells does not count."""
    if not word.dep.startswith("nsubj"):
        return False
    clause = word.head
    named = [f.i for f, _, how, _ in thing.mentions if how == "name" and f.sentence is word.sentence]
    if word.i not in reading.quoted and saying(clause) and any(i in reading.quoted for i in named):
        return True
    places = {i for i in named if i > word.i}
    joined = {
        w.i
        for c in clause.children
        if c.dep in {"conj", "parataxis"} and any(s.dep.startswith("nsubj") for s in c.children)
        for w in c.subtree()
    }
    return any(w.i in places and w.i not in joined for w in clause.subtree())


def rather_main(reading: Reading, word: Word, found: Thing | None) -> Thing | None:
    """Whom "he" means that opens a paragraph: not somebody who only spoke in the one before and nowhere else, where the
    text is about another, and he does not speak; who else he may mean is found."""
    sentence = word.sentence
    before = reading.sentences[sentence.index - 1] if sentence.index else None
    if found is None or before is None or before.paragraph == sentence.paragraph or saying(word.head):
        return found
    if not word.dep.startswith("nsubj") or not only_spoke(found, word, before.paragraph):
        return found
    main = main_person(reading, word) or spoken_about(reading, found, before)
    return main if main is not None and main is not found else found


def spoken_about(reading: Reading, speaker: Thing, sentence: Sentence) -> Thing | None:
    """The one other person who is the subject of what somebody says in a sentence: "*X* will go there, said Y"."""
    subjects = (reading.at.get(w.i) for w in sentence.words if w.dep.startswith("nsubj") and w.first_of_row is w)
    persons = {id(t): t for t in subjects if t is not None and t.type is EntityType.PERSON and t is not speaker}
    return next(iter(persons.values())) if len(persons) == 1 else None


def only_spoke(thing: Thing, word: Word, paragraph: int) -> bool:
    """Whether all that a text tells of somebody before a word is what they say in one paragraph."""
    before = [f for f, *_ in thing.mentions if f.i < word.i]
    spoke = any(saying(w.head) for f in before for w in (f, f.head) if w.dep.startswith("nsubj"))
    return spoke and all(f.sentence.paragraph == paragraph for f in before)


def main_person(reading: Reading, word: Word) -> Thing | None:
    """The person who is the subject of a text's first sentence and whom its title names, or it names over and over
    before a word."""
    for one in reading.sentences[0].words:
        thing = reading.at.get(one.i)
        if thing is not None and thing.type is EntityType.PERSON and one.dep.startswith("nsubj"):
            names = sum(how == "name" for f, _, how, _ in thing.mentions if f.i < word.i)
            return thing if names >= OFTEN or thing.name in reading.title else None
    return None


def is_said_of_another(reading: Reading, word: Word) -> bool:
    """Whether the clause above has somebody for its subject whom the text names no closer ("the teacher said he …")."""
    people = word_set("offices", "noun") | word_set("names", "person") | word_set("speech", "group")
    for above in word.head.ancestors():
        for subject in surface_subjects(above):
            if subject.i < word.i and subject.i not in reading.at and subject.pos in {"NOUN", "PROPN"}:
                return subject.pos == "PROPN" or subject.lemma.lower() in people
    return False


def hidden_person(reading: Reading, found: Thing, word: Word) -> bool:
    """Whether between a person and a pronoun a name stands that was not recognised, or somebody without one is the
    subject ("the former premier left. He …"), and may be whom it means."""
    start = reading.sentences[max(0, word.sentence.index - 3)].words[0].i
    since = max((i for i in range(start, word.i) if reading.at.get(i) is found), default=-1)
    between = [w for s in reading.sentences[max(0, word.sentence.index - 3) : word.sentence.index + 1] for w in s.words]
    last = next((w for w in between if w.i == since), None)
    aside = last is not None and last.first_of_row.dep in {"obj", "iobj", "obl", "nmod"}
    acted = max((w.i for w in between if w.i <= since and is_subject(reading, found, w)), default=start)
    acted = acted if aside else since
    if any(is_nameless_subject(reading, w) for w in between if acted < w.i < word.i):
        return True
    return any(
        max(since, start) < w.i < word.i
        and w.pos == "PROPN"
        and w.i not in reading.at
        and (w.i not in reading.quoted or word.i in reading.quoted)
        and w.dep in {"nsubj", "nsubj:pass", "nmod:poss"}
        for w in between
    )


def is_nameless_subject(reading: Reading, word: Word) -> bool:
    """Whether a noun for somebody without a name is a subject: "*the former premier* left", "the *Ambassador* said"."""
    people = word_set("offices", "noun") | word_set("speech", "people") | word_set("names", "honorifics")
    noun = word.pos == "NOUN" or (word.pos == "PROPN" and word.child("det") is not None)
    named = any(c.dep in {"appos", "flat"} and c.i > word.i and reading.how.get(c.i) == "name" for c in word.children)
    one = word.dep == "nsubj" and word.morph.get("Number") != "Plur" and word.lemma.lower() in people
    thing = reading.at.get(word.i)
    return noun and one and not named and (thing is None or thing.type is EntityType.GROUP)
