"""Mends what a small parser gets wrong most in news prose, where the surface leaves no doubt.

Covers: lists of names are one coordination (flows/extract/lists.py), a name is one node (flows/extract/knit.py); the
doer after "by" belongs to the passive verb before it, not to the place name between.
"""

from flows.extract.arguments import LISTING, is_passive, preposition
from flows.extract.clauses import free_deed, give_subject
from flows.extract.finite import hand_article, see_verbs
from flows.extract.frames import frames_by_word
from flows.extract.gapping import echo_verbs
from flows.extract.knit import knit_names
from flows.extract.lists import LISTED, hand_owners, mend_lists
from flows.extract.prepositional import lift_phrase
from flows.extract.things import Reading
from flows.extract.title import Title
from flows.extract.verbs import (
    attach,
    free_verb,
    hang_aside,
    join_title,
    mend_progressive,
    mend_relative_verb,
    mend_verb,
    raise_clauses,
    raise_verb,
    see_noun,
    see_preposition,
    take_neighbours,
    unfold_participle,
)
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType


def mend(reading: Reading) -> None:
    """Mend every sentence's tree in place."""
    verbs = frozenset(lemma for pos, lemma in frames_by_word() if pos == "VERB")
    for sentence in reading.sentences:
        see_verbs(sentence)
        knit_names(reading, sentence)
        hand_owners(reading, sentence)
        mend_lists(reading, sentence)
        raise_verb(reading, sentence)
        for word in sentence.words:
            lift_phrase(sentence, word)
            mend_verb(sentence, word, verbs)
            mend_progressive(sentence, word, verbs)
            mend_relative_verb(sentence, word, verbs)
            hang_aside(sentence, word)
            see_preposition(word)
        for word in sentence.words:
            see_passive(word)
            see_noun(word)
            hand_article(word)
            raise_clauses(sentence, word)
            take_neighbours(reading, word)
            join_title(reading, word)
            hand_to_verb(reading, word)
            hang_example(sentence, word)
            free_verb(word)
            unfold_participle(word)
            hang_relative(sentence, word)
            hang_on_name(reading, word)
            hang_on_plural(word)
            hang_reduced(sentence, word)
            give_object(sentence, word)
            take_bare_object(reading, word)
            free_deed(reading, sentence, word)
            give_subject(sentence, word)
            if (
                word.dep == "vocative"
                and word.i < word.head.i
                and not any(c.dep.startswith("nsubj") for c in word.head.children)
            ):
                word.dep = "nsubj"
        echo_verbs(reading, sentence)


def mend_titles(titles: list[Title]) -> None:
    """ "NATO Secretary General X hosted …": the person is the subject, whatever of the title the tree made it."""
    for title in titles:
        person = next((last for first, last, how, _ in title.person.mentions if last is title.last), None)
        if person is None or title.owner is None or title.how != "title before the name":
            continue
        head = person
        while head.head.i >= title.first.i and head.head.i < head.i and head.head is not head:
            head = head.head
        base = title.first.sentence.words[0].i
        name = [
            w
            for f, t, _, _ in title.person.mentions
            if t is person
            for w in f.sentence.words[f.i - base : t.i + 1 - base]
        ]
        if head in name or head.head is head or not name:
            continue
        above, dep = head.head, head.dep
        if above.i < title.first.i or above.i > person.i:
            attach(name[0], above, dep)
            attach(head, name[0], "compound")


def hang_example(sentence: Sentence, word: Word) -> None:
    """ "its members, especially X": the example belongs to the noun before the comma."""
    at = word.i - sentence.words[0].i
    if (
        at < 3
        or word.pos != "PROPN"
        or sentence.words[at - 1].text.lower() not in LISTING
        or sentence.words[at - 2].text != ","
    ):
        return
    noun = sentence.words[at - 3]
    if noun.pos == "NOUN" and word.head is not noun:
        attach(word, noun, "nmod")


def hang_reduced(sentence: Sentence, word: Word) -> None:
    """ "their annual retreat, held this year in X, …": a bare participle after noun and comma is the noun's clause."""
    at = word.i - sentence.words[0].i
    if word.pos != "VERB" or word.morph.get("VerbForm") != "Part" or word.morph.get("Tense") != "Past" or at < 2:
        return
    noun = sentence.words[at - 2]
    if (
        sentence.words[at - 1].text != ","
        or noun.pos not in {"NOUN", "PROPN"}
        or word.dep in {"acl", "acl:relcl", "conj"}
    ):
        return
    if any(c.dep.startswith(("nsubj", "csubj", "aux", "obj")) for c in word.children):
        return
    if word in noun.ancestors() or word is noun.head:
        main = next(
            (c for c in word.children if c.dep in {"parataxis", "ccomp", "conj"} and c.pos == "VERB" and c.i > word.i),
            None,
        )
        top = next((a for a in [noun, *noun.ancestors()] if a.head is word), None)
        if main is None or top is None:
            return
        if word.head is word:
            word.children.remove(main)
            main.head, main.dep = main, "ROOT"
        else:
            attach(main, word.head, word.dep)
        attach(top, main, "obl")
        if word.head is word:
            word.head = main
            main.children.append(word)
    attach(word, noun, "acl")


def take_bare_object(reading: Reading, word: Word) -> None:
    """ "Five countries joined BRICS": a name right behind a verb without object is no adverb."""
    thing, verb = reading.at.get(word.i), word.head
    named = thing is not None and thing.type in LISTED and reading.how.get(word.i) == "name"
    if named and word.dep == "obl:unmarked" and word.i == verb.i + 1 and verb.pos == "VERB":
        word.dep = "obj"


def give_object(sentence: Sentence, word: Word) -> None:
    """ "the fact that X formed Y suggests …": Y follows a verb without object; the later verb has a subject."""
    verb = word.head
    if word.dep != "nsubj" or verb.i < word.i or verb.pos != "VERB":
        return
    others = [c for c in verb.children if c.dep.startswith(("nsubj", "csubj")) and c.i < word.i]
    left = min((w.i for w in word.subtree()), default=word.i) - sentence.words[0].i
    before = sentence.words[left - 1] if left > 0 else None
    if (
        not others
        or before is None
        or before.pos != "VERB"
        or any(c.dep in {"obj", "ccomp", "xcomp"} for c in before.children)
    ):
        return
    attach(word, before, "obj")


def hang_relative(sentence: Sentence, word: Word) -> None:
    """ "the process in which representatives of X tried": the clause hangs on the noun before the preposition."""
    at = word.i - sentence.words[0].i
    if word.lemma.lower() != "which" or at < 2 or at + 2 >= len(sentence.words) or sentence.words[at - 1].pos != "ADP":
        return
    noun, subject = sentence.words[at - 2], sentence.words[at + 1]
    if noun.text == "," and at > 2:
        noun = sentence.words[at - 3]
    if noun.pos not in {"NOUN", "PROPN"} or subject.pos not in {"NOUN", "PROPN", "DET"}:
        return
    verb = word.head if word.head.i > word.i and any(c.dep in {"cop", "nsubj"} for c in word.head.children) else None
    verb = verb or next(
        (w for w in sentence.words[at + 1 :] if w.pos == "VERB" and w.morph.get("VerbForm") == "Fin"), None
    )
    if verb is None or verb.dep == "acl:relcl" or noun in verb.children:
        return
    attach(verb, noun, "acl:relcl")
    if (
        verb.head is noun
        and subject.pos in {"NOUN", "PROPN"}
        and not any(c.dep.startswith("nsubj") for c in verb.children)
    ):
        attach(subject, verb, "nsubj")


def see_passive(word: Word) -> None:
    """ "is unsuspended from": what has a passive's auxiliary is a participle, whatever a tagger took it for."""
    if word.pos == "ADJ" and word.child("aux:pass") is not None:
        word.pos, word.morph = "VERB", {"VerbForm": "Part", "Tense": "Past"}


def hang_on_plural(word: Word) -> None:
    """ "the members of the forum that recognise X": a clause in the plural belongs to the plural noun above."""
    noun, above = word.head, word.head.head
    if word.dep != "acl:relcl" or noun.dep != "nmod" or is_plural(noun) or any(c.dep == "conj" for c in noun.children):
        return
    subject = next((c for c in word.children if c.dep.startswith("nsubj")), None)
    finite = next((c for c in word.children if c.dep in {"aux", "aux:pass", "cop"}), word)
    told = subject is not None and subject.lemma.lower() in {"that", "which", "who"}
    if told and is_plural(finite) and is_plural(above) and above.pos == "NOUN":
        attach(word, above, "acl:relcl")


def is_plural(word: Word) -> bool:
    """Whether a noun or finite verb is in the plural."""
    return word.morph.get("Number") == "Plur"


def hang_on_name(reading: Reading, word: Word) -> None:
    """ "the readiness of Somalia, which applied to join": what only a state or a person does is said of the name right
    before the relative pronoun."""
    at, words = word.i - word.sentence.words[0].i, word.sentence.words
    clause = word.head
    if word.lemma.lower() not in {"who", "which"} or at < 2 or clause.dep != "acl:relcl" or word.dep != "nsubj":
        return
    last = words[at - 2] if words[at - 1].text == "," else words[at - 1]
    thing = reading.at.get(last.i)
    if thing is None or reading.how[last.i] != "name" or thing is reading.at.get(clause.head.i):
        return
    of_state = thing.type is EntityType.COUNTRY and clause.lemma.lower() in word_set("anaphora", "state_verbs")
    if of_state or (word.lemma.lower() == "who" and thing.type is EntityType.PERSON):
        head = last
        while reading.at.get(head.head.i) is thing and head.head is not head:
            head = head.head
        if clause.head in head.ancestors():
            attach(clause, head, "acl:relcl")


def hand_to_verb(reading: Reading, word: Word) -> None:
    """ "founded in the city of X by Y": the doer after "by" goes to the passive verb."""
    thing = reading.at.get(word.i)
    if thing is None or preposition(word) != "by" or thing.type is EntityType.EVENT:
        return
    joined = word.dep == "conj" and preposition(word.head) not in {"", "by"}  # "before X, by Y": Y is no second X
    if word.dep not in {"nmod", "obl"} and not joined:
        return
    if word.head.pos in {"VERB", "AUX"}:
        return
    for above in word.ancestors():
        if above.pos == "VERB":
            if is_passive(above) and not any(c.dep == "obl:agent" for c in above.children):
                attach(word, above, "obl:agent")
            return
