"""Whom a pronoun speaks of: the subject that governs its clause, else the last subject of the sentence before.

Precise rather than greedy: what is not clear stays unresolved.
"""

from flows.extract.grammar.doers import is_clause, is_verbal, objects, preposition, surface_subjects
from flows.extract.grammar.saying import saying
from flows.extract.mentions.definite import is_predicate
from flows.extract.mentions.meetings import at_his_meeting
from flows.extract.mentions.spoken_of import (
    chain,
    done_by,
    hidden_person,
    is_named_behind,
    is_said_of_another,
    is_subject,
    last_place,
    moved_there,
    named_beside,
    rather_main,
    sentence_start,
    stood_beside_another,
)
from flows.extract.mentions.states import state_behind
from flows.extract.names.find import is_ordinal
from flows.extract.reading.bodies import is_overshadowed, parallel_object
from flows.extract.reading.reading import Reading, Thing
from flows.extract.reading.salience import best_before
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType

NEAR = 8  # words before a pronoun, those quoted aside, that leave no room for somebody else in its sentence


def resolve_pronouns(reading: Reading) -> None:
    """Pronouns to the subject that governs their clause, else to the last subject of the sentence before."""
    for sentence in reading.sentences:
        for word in sentence.words:
            if word.i not in reading.at and (body := whole_of(reading, word)) is not None:
                reading.note(body, word, word, "metonym", "those who act for a body")
            if word.pos not in {"PRON", "DET"} or word.i in reading.at or word.dep in {"compound", "flat"}:
                continue
            lemma = word.text.lower()
            for key, types in PRONOUNS.items():
                if lemma in word_set("anaphora", key):
                    note_pronoun(reading, sentence, word, types)
                    break


def is_of_a_body(noun: Word) -> bool:
    """Whether what is "its" is a body's named before, not of who does something to it: what only bodies have, what
    something is said to be ("becomes *its last post*"), a chair that somebody else holds ("Peru takes over *its
    presidency*"), one of its gatherings ("Peru was admitted to the bloc during *its 45th meeting*")."""
    lemma = noun.lemma.lower()
    said = is_predicate(noun) and not noun.dep.startswith("nsubj")
    nth = any(c.morph.get("NumType") == "Ord" or is_ordinal(c.text) for c in noun.children)
    one_of_many = nth and noun.dep in {"obl", "nmod"} and lemma in word_set("nominals", "attended")
    its_own = lemma in word_set("anaphora", "of_bodies") or (noun.dep == "obj" and lemma in word_set("frames", "chair"))
    return said or one_of_many or its_own


PRONOUNS = {
    "person": {EntityType.PERSON},
    "thing": {EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.REGION},
    "plural": {EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.PERSON, EntityType.GROUP},
}


def note_pronoun(reading: Reading, sentence: Sentence, word: Word, types: set[EntityType]) -> None:
    """Resolve one pronoun, or leave it alone."""
    plural = word.text.lower() in word_set("anaphora", "plural")
    if word.text.lower() in word_set("anaphora", "thing") and (
        word.dep in {"obj", "obl"} or (word.dep == "nmod:poss" and is_of_a_body(word.head))
    ):
        one = only_body(reading, sentence, word)
        if one is not None and not is_overshadowed(reading, one, word):
            reading.note(one, word, word, "pronoun", "the only body named before in the sentence or the one before")
        return
    things = meant_by(reading, sentence, word, types)
    several = len(things) > 1
    if not things or (several != plural and not (plural and things[0].type is not EntityType.PERSON)):
        return
    if several:
        reading.at[word.i], reading.how[word.i] = Thing(EntityType.GROUP, word.text, parts=things), "pronoun"
    else:
        reading.note(things[0], word, word, "pronoun", "subject of the governing clause or of the sentence before")


def meant_by(reading: Reading, sentence: Sentence, word: Word, types: set[EntityType]) -> list[Thing]:
    """The things that a pronoun may mean: the governing subject, else by what sort of pronoun it is."""
    things = judged(reading, word) or named_beside(reading, word, types) or governing_subject(reading, word, types)
    things = [t for t in things if may_mean(reading, t, word)]
    if things:
        return [] if has_companion(reading, word, things) else things
    if word.text.lower() in word_set("anaphora", "person"):
        found = None if is_said_of_another(reading, word) else best_before(reading, word, types, may_mean)
        found = at_his_meeting(reading, word, rather_known(reading, word, types, found))
        found = rather_main(reading, word, found)
        if found is None:
            return looks_ahead(reading, word, types)
        return [] if hidden_person(reading, found, word) else [found]
    near = sum(w.i not in reading.quoted or word.i in reading.quoted for w in word.before) <= NEAR
    if word.dep in {"nsubj", "nmod:poss"} and near:
        things = subject_before(reading, sentence, types)
    plural = word.text.lower() in word_set("anaphora", "plural")
    counting = not things and plural and word.dep in {"nsubj", "nsubj:pass", "nmod:poss"}
    return just_counted(reading, word) if counting else things or looks_ahead(reading, word, types)


def judged(reading: Reading, word: Word) -> list[Thing]:
    """ "commended X for *his* years as chair": who is praised or blamed is the one whose years they are."""
    verb = next((w for w in word.ancestors() if is_verbal(w)), None)
    if word.dep != "nmod:poss" or verb is None or word.text.lower() not in word_set("anaphora", "person"):
        return []
    before = [w for w in verb.subtree() if verb.i < w.i < word.i and w.lemma in {"for", "on", "over"}]
    if not before or verb.lemma.lower() not in word_set("grammar", "judging"):
        return []
    things = [reading.at[o.i] for o in objects(verb) if o.i in reading.at and o.i < word.i]
    return things if len(things) == 1 and things[0].type is EntityType.PERSON else []


def has_companion(reading: Reading, word: Word, things: list[Thing]) -> bool:
    """Whether "he" may as well be the one whom the subject of the clause above meets: "X speaks with Y as *he* …"."""
    clause = word.head
    opened = any(c.dep == "mark" and c.text.lower() in {"as", "while", "when"} for c in clause.children)
    personal = word.dep == "nsubj" and word.text.lower() in word_set("anaphora", "person")
    if not personal or clause.dep != "advcl" or not opened:
        return False
    beside = [c for c in clause.head.children if c.dep == "obj" or (c.dep == "obl" and preposition(c) == "with")]
    others = [t for c in beside if c.i < word.i and (t := reading.at.get(c.i)) is not None and t not in things]
    return any(t.type is EntityType.PERSON and agrees(reading, t, word) for t in others)


def rather_known(reading: Reading, word: Word, types: set[EntityType], found: Thing | None) -> Thing | None:
    """Whom "she said" means: rather somebody called "she" just before than who was called neither ("he": only who did
    something); nobody where another "she" that means nobody known stood beside the one found."""
    mine = next((k for k in ("person_he", "person_she") if word.text.lower() in word_set("anaphora", k)), "")
    if found is None or not mine or found.called() & word_set("anaphora", mine):
        return found
    if word.dep != "nsubj" or not saying(word.head):
        return found
    words = word_set("anaphora", mine)
    known = best_before(reading, word, types, lambda r, t, w: may_mean(r, t, w) and not words.isdisjoint(t.called()))
    start = sentence_start(reading, found, word)
    if known is not None and last_place(reading, known, word) >= start:
        doing = any(start <= f.i < word.i and is_subject(reading, known, f) for f, *_ in known.mentions)
        return known if doing or mine == "person_she" else found  # "A invited B to stay. He said …"
    return None if stood_beside_another(reading, found, word) else found


def just_counted(reading: Reading, word: Word) -> list[Thing]:
    """The parts of the one plural before a pronoun in its sentence, when it stands for several things by their number
    ("brought the three juntas together: they signed …")."""
    before = [w for w in word.sentence.words if w.i < word.i and w.morph.get("Number") == "Plur" and w.pos != "PRON"]
    groups = [w for w in before if (t := reading.at.get(w.i)) is not None and t.parts]
    people = word_set("offices", "noun") | word_set("names", "person") | word_set("anaphora", "states")
    others = [w for w in before if w not in groups and w.lemma.lower() in people]
    return reading.at[groups[0].i].parts if len(groups) == 1 and not others else []


def may_mean(reading: Reading, thing: Thing, word: Word) -> bool:
    """Whether a pronoun may speak of a thing: it agrees, does not stand in a phrase that says who the thing is
    ("Ada Roe, his choice for minister"), is not the object of what the thing does ("Ada Roe … and invited her"), and
    not the subject of a clause that names the thing ("She said that Ada Roe …")."""
    if word.dep in {"obj", "iobj"} and any(reading.at.get(s.i) is thing for s in surface_subjects(word.head)):
        return False
    if is_named_behind(reading, thing, word):
        return False
    described = word.head.head if word.dep == "nmod:poss" and word.head.dep == "appos" else None
    return agrees(reading, thing, word) and (described is None or reading.at.get(described.i) is not thing)


def agrees(reading: Reading, thing: Thing, word: Word) -> bool:
    """Whether nobody called this person by the other gender's words before ("she" is not who was "he")."""
    for mine, others in (("person_he", "person_she"), ("person_she", "person_he")):
        if word.text.lower() in word_set("anaphora", mine):
            return not thing.called() & word_set("anaphora", others)
    return True


def only_body(reading: Reading, sentence: Sentence, word: Word) -> Thing | None:
    """The one organization named before a word in its sentence, else in the sentence before; None when several are. Of
    two joined verbs, the second speaks of the object of the first."""
    before = parallel_object(word)
    if before is not None:
        thing = reading.at.get(before.i)
        return thing if thing is not None and thing.type is EntityType.ORGANIZATION else None
    for index in (sentence.index, sentence.index - 1):
        if index < 0:
            break
        named = {
            id(t): t
            for w in reading.sentences[index].words
            if w.i < word.i and (t := reading.at.get(w.i)) is not None and t.type is EntityType.ORGANIZATION
        }
        if named:
            return next(iter(named.values())) if len(named) == 1 else None
    return None


def governing_subject(reading: Reading, word: Word, types: set[EntityType]) -> list[Thing]:
    """The things that are subject of the nearest clause above (for "its": also of the same clause)."""
    clause = governing_clause(word)
    for above in [clause, *clause.ancestors()] if clause is not None else []:
        if not is_clause(above):
            continue
        said = (
            moved_there(above, word)
            or done_by(above, word)
            or [one for s in surface_subjects(above) for one in chain(s) if one.i < word.i]
        )
        things = [t for one in said if (t := government_of(reading, one) or spoken_of(reading, one)) is not None]
        things = [p for t in things for p in (t.parts or [t])] or ahead(reading, word, above)
        if things:
            return things if all(t.type in types for t in things) else []
    return []


def spoken_of(reading: Reading, word: Word) -> Thing | None:
    """What a word names, or the person whose name stands in apposition to it: "the bank's secretary, *Ada Roe*"."""
    if word.i in reading.at:
        return reading.at[word.i]
    beside = (reading.at.get(c.i) for c in word.children if c.dep in {"appos", "flat"} and c.pos == "PROPN")
    return next((t for t in beside if t is not None and t.type is EntityType.PERSON), None)


def governing_clause(word: Word) -> Word | None:
    """The clause above a pronoun's own whose subject it may mean, or None."""
    if word.dep == "nmod:poss":
        return word.head
    clause = next((a for a in word.head.ancestors() if is_clause(a) and a is not word.head), None)
    joined = word.head.dep == "conj" and word.text.lower() in word_set("anaphora", "thing")
    return clause if joined or word.head.dep in {"ccomp", "advcl", "acl", "xcomp", "acl:relcl"} else None


def ahead(reading: Reading, word: Word, above: Word) -> list[Thing]:
    """ "Since its creation, the body …": a possessive in a fronted phrase looks ahead to the subject."""
    if word.dep != "nmod:poss" or word.i > above.i:
        return []
    subjects = [s for s in surface_subjects(above) if s.i > word.i and s is not word.head]
    return [t for s in subjects if (t := reading.at.get(s.i)) is not None and not t.parts]


def looks_ahead(reading: Reading, word: Word, types: set[EntityType]) -> list[Thing]:
    """ "After it left the pact, Chad …": the subject of the clause behind a fronted one, where nothing named before it
    may be meant."""
    clause = word.head
    above = clause.head
    if not word.dep.startswith("nsubj") or clause.dep != "advcl" or above.i < clause.i or not is_verbal(above):
        return []
    index, paragraph = word.sentence.index, word.sentence.paragraph
    near = [s for s in reading.sentences[max(0, index - 2) : index] if s.paragraph >= paragraph - 1]
    before = [w for s in near for w in s.words] + word.before
    if any((t := reading.at.get(w.i)) is not None and t.type in types for w in before):
        return []
    things = [t for s in surface_subjects(above) if s.i > clause.i and (t := reading.at.get(s.i)) is not None]
    return [t for t in things if t.type in types and not t.parts and may_mean(reading, t, word)]


def government_of(reading: Reading, word: Word) -> Thing | None:
    """The country whose government a word names: "it" behind "the Chadian government" is the country."""
    thing = reading.at.get(word.i)
    return None if thing is not None and thing.type is EntityType.PERSON else state_behind(reading, word)


def subject_before(reading: Reading, sentence: Sentence, types: set[EntityType]) -> list[Thing]:
    """The subject of the sentence before in the same paragraph, when it has just one."""
    if sentence.index == 0 or reading.sentences[sentence.index - 1].paragraph < sentence.paragraph - 1:
        return []
    before = reading.sentences[sentence.index - 1]
    return [
        t
        for root in before.roots
        for s in surface_subjects(root) or ([root] if root.pos == "PROPN" else [])  # a verb that was taken for a noun
        for one in chain(s)
        if (t := reading.at.get(one.i)) is not None and t.type in types
    ]


def whole_of(reading: Reading, word: Word) -> Thing | None:
    """The body for which a noun's people act: "the *bank's* board"."""
    if word.lemma.lower() not in word_set("anaphora", "acting"):
        return None
    whose = [c for c in word.children if c.dep in {"nmod:poss", "compound"} or preposition(c) == "of"]
    things = (reading.at.get(c.i) for c in whose)
    return next((t for t in things if t is not None and t.type is EntityType.ORGANIZATION), None)
