"""Hangs relative clauses on the noun that agrees with them: "the members of the forum that recognise X" are the
members, "talks with the prince, with whom he signed …" speak of the prince."""

from flows.extract.grammar import doers
from flows.extract.grammar.doers import preposition
from flows.extract.reading.reading import Reading
from flows.extract.trees.main_verb import make_clause
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType


def mend_relatives(reading: Reading) -> None:
    """Move every relative clause whose noun does not agree with it to the nearest one of its phrase that does."""
    for sentence in reading.sentences:
        free_main_verb(sentence)
        free_second_clause(sentence)
        for clause in sentence.words:
            free_participle(clause)
            pronoun = pronoun_of(clause) if clause.dep == "acl:relcl" else None
            if pronoun is not None:
                hang_on_last(clause, pronoun)
            if pronoun is None or hang_on_body(reading, clause, pronoun) or fits(reading, clause, pronoun, clause.head):
                continue
            noun = next((c for c in nouns_before(pronoun, clause) if fits(reading, clause, pronoun, c)), None)
            if noun is not None:
                clause.hang(noun, "acl:relcl")


def free_participle(clause: Word) -> None:
    """Hang a participle behind a comma on those of whom some are set apart: "12 others, including 9 soldiers,
    *injured*"."""
    comma = clause.near(-1)
    if clause.dep == "acl" and preposition(clause.head) == "including" and comma is not None and comma.text == ",":
        clause.hang(clause.head.head, "acl")


def free_main_verb(sentence: Sentence) -> None:
    """Give a sentence whose top is a noun the verb that the tree joined to a relative clause of that noun, though no
    conjunction stands between: "The rebels, whom two states arm, *hold* the pass"."""
    tops = [w for w in sentence.roots if w.pos in {"NOUN", "PROPN"} and w.child("cop") is None]
    for verb in [w for w in sentence.words if tops and w.dep == "conj" and w.pos == "VERB"]:
        comma = comma_before(verb)
        top = next((t for t in verb.ancestors() if t in tops), None)
        if top is not None and comma is not None and verb.head.dep == "acl:relcl":
            clause = verb.head
            verb.hang(None, "ROOT")
            top.hang(verb, "nsubj")
            for child in [c for c in verb.children if c.i < comma.i and c is not top]:
                child.hang(clause, child.dep)
            return


def free_second_clause(sentence: Sentence) -> None:
    """Give a sentence whose top is a name the verb that the tree took for one more relative clause of that name."""
    tops = [w for w in sentence.roots if w.pos in {"NOUN", "PROPN"} and w.child("cop") is None]
    for verb in [w for w in sentence.words if w.dep == "acl:relcl" and w.head in tops and is_no_relative(w)]:
        make_clause(verb.head, verb)
        return


def is_no_relative(verb: Word) -> bool:
    """Whether a verb behind a comma has no relative pronoun: "Chad, which armed them, *restored* ties"."""
    opened = any(doers.is_relative(w) for w in verb.subtree() if w.i < verb.i)
    return verb.pos == "VERB" and comma_before(verb) is not None and not opened


def comma_before(verb: Word) -> Word | None:
    """The comma right before a finite verb and its auxiliaries, where nothing joins it and it has no subject."""
    finite = verb.child("aux") is not None or verb.morph.get("VerbForm") == "Fin"
    helped = [c for c in verb.children if c.i < verb.i and c.dep in {"aux", "aux:pass", "advmod"}]
    before = min([verb, *helped], key=lambda w: w.i).near(-1)
    alone = verb.child("nsubj", "nsubj:pass", "cc") is None
    return before if finite and alone and before is not None and before.text == "," else None


def hang_on_body(reading: Reading, clause: Word, pronoun: Word) -> bool:
    """Whether a clause that tells members was moved to the body named right before it: "a bank set up by the *Lakes
    states*, which include Kenya"."""
    before = [w for w in pronoun.before if w.pos != "PUNCT"]
    noun = before[-1] if before else None
    if noun is None or noun is clause.head or clause.lemma.lower() not in word_set("grammar", "taking_in"):
        return False
    named = [noun, *(c for c in noun.children if c.dep == "compound")]
    things = [t for w in named if (t := reading.at.get(w.i)) is not None and t.type is EntityType.ORGANIZATION]
    if not things or noun in clause.subtree():
        return False
    clause.hang(noun, "acl:relcl")
    return True


def hang_on_last(clause: Word, pronoun: Word) -> None:
    """Hang a clause on the last of a row that has a preposition of its own: "members of Mercosur and *of OPEC*, which
    Chad joined"."""
    last = next((w for w in reversed(pronoun.before) if w.text != ","), None)
    if last is not None and last.dep == "conj" and last.head is clause.head and last.child("case") is not None:
        clause.hang(last, "acl:relcl")


def pronoun_of(clause: Word) -> Word | None:
    """The relative pronoun of a clause, "whose" apart."""
    pronouns = word_set("grammar", "of_persons") | {"which", "that"}
    return next((c for c in clause.children if c.text.lower() in pronouns and is_relative(c)), None)


def is_relative(word: Word) -> bool:
    """Whether a word is a pronoun that stands for a noun before it."""
    return word.pos == "PRON" and word.dep in {"nsubj", "nsubj:pass", "obj", "obl"}


def nouns_before(pronoun: Word, clause: Word) -> list[Word]:
    """The nouns of the phrase before a relative pronoun, nearest first."""
    words = pronoun.before
    noun = next((w for w in reversed(words) if w.pos in {"NOUN", "PROPN"}), None)
    found: list[Word] = []
    while noun is not None and noun is not clause and noun.pos in {"NOUN", "PROPN"}:
        if noun.dep not in {"flat", "compound"}:
            found.append(noun)
        noun = noun.head if noun.dep in {"nmod", "conj", "appos", "flat", "compound"} else None
    return found


def fits(reading: Reading, clause: Word, pronoun: Word, noun: Word) -> bool:
    """Whether a noun agrees with a relative clause: in number with the verb of which it is the subject; a person behind
    "who", anything else behind "which"."""
    verb, number = number_of(clause), noun_number(noun)
    if pronoun.dep.startswith("nsubj") and verb and number and verb != number:
        return False
    person, said = is_person(reading, noun), pronoun.text.lower()
    return person is None or said == "that" or person == (said in word_set("grammar", "of_persons"))


def number_of(clause: Word) -> str:
    """The number that a clause's finite verb shows, "" when it shows none."""
    finite = [clause, *(c for c in clause.children if c.dep in {"aux", "aux:pass", "cop"})]
    finite = [w for w in finite if w.morph.get("VerbForm") == "Fin"]
    told = [w.morph["Number"] for w in finite if "Number" in w.morph]
    return told[0] if told and not any(w.morph.get("Tense") == "Past" and w.lemma != "be" for w in finite) else ""


def noun_number(noun: Word) -> str:
    """The number of a noun with all that is joined to it."""
    return "Plur" if any(c.dep == "conj" for c in noun.children) else noun.morph.get("Number", "")


def is_person(reading: Reading, noun: Word) -> bool | None:
    """Whether a noun speaks of a person; None when that cannot be told."""
    thing = reading.at.get(noun.i)
    if thing is not None:
        return thing.type is EntityType.PERSON
    people = word_set("offices", "noun") | word_set("names", "person") | word_set("speech", "group")
    if noun.lemma.lower() in people:
        return True
    return False if noun.pos == "NOUN" and noun.lemma.lower() in word_set("nominals", "event") else None


def hang_on_name(reading: Reading, word: Word) -> None:
    """ "the readiness of Somalia, which applied to join": what only a state, a body or a person does is said of the
    name right before the relative pronoun."""
    clause = word.head
    if word.lemma.lower() not in {"who", "which"} or word.at < 2 or clause.dep != "acl:relcl":
        return
    if word.dep not in {"nsubj", "nsubj:pass"}:
        return
    last = named_before(word)
    thing = reading.at.get(last.i)
    if thing is None or reading.how[last.i] != "name" or thing is reading.at.get(clause.head.i):
        return
    of_state = thing.type is EntityType.COUNTRY and clause.lemma.lower() in word_set("anaphora", "state_verbs")
    founded = clause.lemma.lower() in word_set("anaphora", "body_verbs") or clause.head.pos in {"DET", "PRON"}
    of_body = thing.type is EntityType.ORGANIZATION and founded
    if of_state or of_body or (word.lemma.lower() == "who" and thing.type is EntityType.PERSON):
        head = reading.chief(last)
        if clause.head in head.ancestors():
            clause.hang(head, "acl:relcl")


def named_before(word: Word) -> Word:
    """The last word of what stands before a relative pronoun, without its comma and a bracket."""
    last = next(w for w in reversed(word.before) if w.text != "," or w.at == 0)
    opening = next((w for w in reversed(last.before) if w.text == "("), None) if last.text == ")" else None
    return opening.near(-1) or last if opening is not None else last
