"""Which definite phrases speak again of what was named: "the country", "the bloc", "the president".

By rule on the tree, precise rather than greedy; each link keeps its reason. What is not clear stays unresolved.
"""

from flows.extract.grammar.doers import preposition
from flows.extract.mentions.counted import beside_names, counted, paired
from flows.extract.offices.owners import known_holder, known_leader
from flows.extract.offices.title import Title
from flows.extract.reading.bodies import body_meant, may_be_called
from flows.extract.reading.reading import Reading, Thing
from flows.extract.reading.salience import best_before
from flows.extract.words import load_words, word_set
from flows.language.parse import Word
from flows.model import EntityType

NEAR = 3  # sentences between a bare title and the phrase that tells its country


def resolve_nominals(reading: Reading, titles: list[Title]) -> list[Title]:
    """ "the country", "the bloc", "the Chinese president", "the two officials": each to what was named before. What
    comes back are the titles of those whom only the tables know in such an office."""
    known: list[Title] = []
    for sentence in reading.sentences:
        for word in sentence.words:
            if word.pos not in {"NOUN", "PROPN"} or word.i in reading.at:
                continue
            lemma = word.lemma.lower()
            if word.pos == "PROPN":  # "the Amir of Kuwait", "the President said"
                if lemma in word_set("offices", "noun") and points_back(word):
                    holder_of(reading, word, titles, known)
                continue
            if same_by_apposition(reading, word, lemma) or named_by_modifier(reading, word, lemma):
                continue
            if beside_names(reading, word, lemma):
                continue
            if is_predicate(word):
                continue
            if not points_back(word):
                if counted(reading, word, lemma):
                    continue
                if lemma in word_set("offices", "noun"):
                    holder_of(reading, word, titles, known)
                continue
            if lemma in word_set("offices", "noun") and holder_of(reading, word, titles, known):
                continue
            if paired(reading, word, lemma) or counted(reading, word, lemma):
                continue
            if has_own_name(word):
                continue
            for key, type_ in (("country", EntityType.COUNTRY), ("organization", EntityType.ORGANIZATION)):
                if lemma in word_set("anaphora", key):
                    note_back(reading, word, type_)
                    break
            if word.i not in reading.at and (meant := body_meant(reading, word, lemma)):
                reading.note(meant[0], word, word, "nominal", meant[1])
    return known


def is_predicate(word: Word) -> bool:
    """Whether a phrase says what something is ("becomes the 61st country to …") rather than which one is meant."""
    if any(c.dep == "cop" for c in word.children):
        return True
    if word.dep in {"xcomp", "obj"} and word.head.lemma.lower() in {"become", "remain", "be"}:
        return True
    return any(
        c.dep in {"amod", "nummod"}
        and (c.morph.get("NumType") == "Ord" or c.lemma.lower() in {"first", "only", "largest", "last"})
        for c in word.children
    )


def points_back(word: Word) -> bool:
    """Whether a noun phrase is definite."""
    return any(c.dep == "det" and c.lemma.lower() in {"the", "this", "both", "that"} for c in word.children)


def has_own_name(word: Word) -> bool:
    """Whether the phrase says itself which one it means ("the city of X", "the country that …", plurals)."""
    if word.morph.get("Number") == "Plur":
        return True
    if [w.text for w in word.behind[:1]] == [","]:
        return False  # what follows a comma adds to what is known already
    return any(
        (
            c.dep in {"nmod", "acl:relcl", "appos", "acl"}
            and c.i > word.i
            and not (c.dep == "nmod" and c.pos == "NOUN" and c.child("nummod") is not None)  # "of 620,000 people"
            and preposition(c) not in {"in", "to", "for", "on", "from", "at", "by", "with", "as", "after"}
        )
        or (c.dep in {"compound"} and c.pos == "PROPN")
        for c in word.children
    )


def same_by_apposition(reading: Reading, word: Word, lemma: str) -> bool:
    """ "Kazakhstan—the country that hosted …": a phrase in apposition is what it stands beside."""
    beside = word.head if word.dep in {"appos", "parataxis"} else word.child("appos")
    thing = reading.at.get(beside.i) if beside is not None else None
    if (
        thing is None
        or thing.type.value not in {"country", "organization"}
        or lemma
        not in word_set("anaphora", thing.type.value)
        | (word_set("anaphora", "carrier") if thing.type is EntityType.ORGANIZATION else frozenset())
    ):
        return False
    if word.morph.get("Number") == "Plur":
        return False
    indefinite = any(c.dep == "det" and c.lemma.lower() in {"a", "an"} for c in word.children)
    if indefinite and word.dep == "appos" and not any(c.dep == "acl:relcl" for c in word.children):
        return False
    reading.note(thing, word, word, "nominal", "in apposition")
    return True


def named_by_modifier(reading: Reading, word: Word, lemma: str) -> bool:
    """ "the Xinhua news agency", "the ECOWAS bloc": the noun is what the name before it names."""
    if lemma not in word_set("anaphora", "organization") | word_set("anaphora", "carrier"):
        return False
    if word.morph.get("Number") == "Plur":
        return False
    behind = word.near(1)
    if (
        behind is not None
        and reading.how.get(behind.i) == "name"
        and reading.at[behind.i].type is EntityType.ORGANIZATION
    ):
        reading.note(reading.at[behind.i], word, word, "nominal", "the name stands behind the noun")
        return True
    named = [
        c
        for c in word.children
        if c.dep in {"compound", "amod", "nmod:unmarked"} and c.i < word.i and c.i in reading.at
    ]
    named = [c for c in named if reading.at[c.i].type is EntityType.ORGANIZATION and reading.how[c.i] == "name"]
    if not named:
        return False
    reading.note(reading.at[named[-1].i], word, word, "nominal", "the name stands before the noun")
    return True


def note_back(reading: Reading, word: Word, type_: EntityType) -> None:
    """Let a definite phrase speak of the best candidate before it, if there is one."""
    thing = best_before(reading, word, {type_}, may_be_called)
    if thing is not None:
        reading.note(thing, word, word, "nominal", "definite phrase, nearest fitting subject")


def holder_of(reading: Reading, word: Word, titles: list[Title], known: list[Title]) -> bool:
    """ "the Chinese president": the person whom the article gives that office, else the one whom the tables know in it;
    the title of such a one is added to `known`."""
    if word.morph.get("Number") == "Plur" or any(
        c.dep in {"flat", "appos"} and c.i in reading.at for c in word.children
    ):
        return False
    if any(c.dep == "det" and c.lemma.lower() in {"a", "an", "no", "any", "every"} for c in word.children):
        return False
    if word.dep in {"nmod:desc", "compound", "appos"} or any(c.dep == "cop" for c in word.children):
        return False
    owners = {
        id(reading.at[c.i]): reading.at[c.i]
        for c in word.children
        if c.i in reading.at and (c.dep in {"amod", "compound", "nmod:poss"} or preposition(c) in {"of"})
    }
    if not owners and not points_back(word):
        return False
    fitting = [
        t for t in titles if same_office(t, word) and (not owners or (t.owner is not None and id(t.owner) in owners))
    ]
    persons = list({id(t.person): t.person for t in fitting}.values())
    if not persons and len(owners) == 1:
        persons = bare_holder(reading, word, titles)
        title = known_holder(reading, word, next(iter(owners.values()))) if not persons else None
        known += [title] if title is not None else []
        leader = known_leader(reading, word, next(iter(owners.values()))) if not persons else None
        persons = [title.person] if title is not None else [leader] if leader is not None else persons
    if len(persons) > 1 and not owners:
        one = best_before(reading, word, {EntityType.PERSON}, lambda _, thing, __: thing in persons)
        persons = [one] if one is not None else []
    if len(persons) != 1:
        return False
    if not owners and not any(f.i < word.i for f, *_ in persons[0].mentions):
        return False
    reading.note(persons[0], word, word, "nominal", "the office that the article gives this person")
    return True


def bare_holder(reading: Reading, word: Word, titles: list[Title]) -> list[Thing]:
    """The one person just told by a bare title ("President Roe … the Kenyan president"), whose country is told now."""
    owner = next(reading.at[c.i] for c in word.children if c.i in reading.at)
    near = [
        t
        for t in titles
        if t.owner is None and same_office(t, word) and 0 <= word.sentence.index - t.first.sentence.index <= NEAR
    ]
    persons = list({id(t.person): t.person for t in near}.values())
    if len(persons) != 1 or owner.type is not EntityType.COUNTRY or persons[0].state not in {None, owner}:
        return []
    persons[0].serves[near[0].role.lower()] = owner
    return persons


def same_office(title: Title, word: Word) -> bool:
    """Whether a phrase may speak of a title's holder: the same head and rank ("the foreign minister"), or a noun that
    stands for any such office ("the leader", "the monarch")."""
    words = title.role.lower().replace("-", " ").split()
    lemma = word.lemma.lower()
    rank = {c.text.lower() for c in word.children if c.dep in {"amod", "compound"} and c.i < word.i}
    rank &= word_set("offices", "modifier") - word_set("offices", "unranked")
    if not rank <= set(words) or (lemma == "minister" and not rank and "prime" in words):
        return False
    head = words[0] if "of" in words or "for" in words else words[-1]
    stood_for = load_words("offices")["stands_for"].get(lemma, [])
    return head == lemma or bool(set(stood_for) & set(words))
