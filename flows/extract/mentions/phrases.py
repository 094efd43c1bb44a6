"""Noun phrases as evidence and as names: what belongs to a phrase, and things that only a phrase names."""

from flows.extract.grammar.arguments import expand
from flows.extract.grammar.dates import opens_date
from flows.extract.grammar.doers import does_something, is_passive, preposition
from flows.extract.reading.reading import PLACES, Reading, Thing
from flows.extract.words import DASHES, word_set
from flows.language.parse import Word
from flows.language.times import find_times
from flows.model import EntityType

NOT_IN_PHRASE = ("acl:relcl", "appos", "parataxis", "punct", "dep", "list")
LEFT = ("compound", "amod", "nummod", "nmod:poss", "flat", "nmod:unmarked", "nmod:desc")
SEATED = frozenset({EntityType.ORGANIZATION, EntityType.GROUP})
NAMED = PLACES | {EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PERSON}


def phrase_words(word: Word) -> list[Word]:
    """The words of a phrase, first to last: no articles or infinitive marks at its start, no clauses at its end."""
    dropped = set()
    copular = any(c.dep == "cop" for c in word.children)
    for child in word.children:
        if child.dep in NOT_IN_PHRASE or (child.dep in {"det", "case", "mark", "cc"} and child.i < word.i):
            if child.dep == "det" and child.lemma.lower() not in {"the", "a", "an", "this", "that"}:
                continue
            dropped |= {w.i for w in child.subtree()}
        elif copular and child.dep in {"cop", "nsubj", "nsubj:outer", "aux", "advmod"} and child.i < word.i:
            dropped |= {w.i for w in child.subtree()}
    kept = [w for w in word.subtree() if w.i not in dropped]
    ends = [at for at, w in enumerate(kept) if w.pos != "PUNCT"]
    return before_bracket(kept[ends[0] : ends[-1] + 1] if ends else []) or [word]


def before_bracket(words: list[Word]) -> list[Word]:
    """The words with the bracket that they open last closed where it closes right behind them, else those before it."""
    opened = [at for at, w in enumerate(words) if w.text == "("]
    if len(opened) <= sum(w.text == ")" for w in words):
        return words
    closing = words[-1].near(1)
    return [*words, closing] if closing is not None and closing.text == ")" else words[: opened[-1]]


def short_phrase(word: Word, *, join: bool) -> list[Word]:
    """The noun and the modifiers before it, without articles and possessors; with `join`, up to the last noun
    coordinated with it."""
    dropped = {
        w.i
        for c in word.children
        if c.i > word.i or c.dep not in {"amod", "compound", "flat", "nmod:desc", "nummod"}
        for w in c.subtree()
    }
    words = [w for w in word.subtree() if w.i not in dropped]
    return words + (word.until(expand(word)[-1])[1:] if join else [])


def nominal_type(word: Word) -> EntityType | None:
    """event, conflict or work for a noun of mappings/words/nominals.yaml."""
    if word.pos not in {"NOUN", "PROPN"}:
        return None
    lemma = word.lemma.lower()
    if is_body(word):
        return None
    for kind in (EntityType.EVENT, EntityType.CONFLICT, EntityType.WORK):
        if lemma in word_set("nominals", kind) or word.text.lower() in word_set("nominals", kind):
            return EntityType(kind)
    return None


def is_body(word: Word) -> bool:
    """Whether a noun for a gathering means a body here: "the national assemblies", "the congress in X fired him"."""
    either = word.lemma.lower() in word_set("nominals", "bodies_in_plural")
    return either and (
        word.morph.get("Number") == "Plur" or (word.text.islower() and does_something(word)) or has_organ(word)
    )


def has_organ(word: Word) -> bool:
    """Whether a noun in capitals names a body that has organs and offices: "the *Bureau* of the Assembly"."""
    organs = word_set("names", "organization") | word_set("offices", "noun")
    return preposition(word) == "of" and word.text[:1].isupper() and word.head.lemma.lower() in organs


def nominal_name(reading: Reading, word: Word, type_: EntityType) -> str:
    """What to call it: the modifiers that tell it apart, the noun, and the phrase that belongs to the name."""
    left = [w for child in word.children if is_naming(reading, child, word) for w in naming_words(child)]
    words = once(reading, sorted({w.i: w for w in [*left, word]}.values(), key=lambda w: w.i))
    name = join(words)
    for child in [*word.children, *hung_elsewhere(word)]:
        inner = name_phrase(reading, word, child, type_)
        if inner:
            inner = before_bracket(inner[0].until(inner[-1]))
            name += f" {preposition(child)} {reading.phrase(inner[0], inner[-1])}"
    if name == word.text and type_ is EntityType.EVENT:
        name += where(reading, word)
    owners = [c for c in word.children if c.dep == "nmod:poss" and reading.how.get(c.i) in {"pronoun", "nominal"}]
    owner = reading.at[owners[0].i] if owners and owners[0] not in left else None  # not "the *leaders'* summit"
    if owner is None or owner.parts or owner.name.islower():
        return name  # "their summit", of those whom only a word tells
    return f"{owner.name} {name}" if owner.type is EntityType.ORGANIZATION else f"{name} of {owner.name}"


def hung_elsewhere(word: Word) -> list[Word]:
    """The phrases of a noun's name that hang on its verb: "fought a war over X", "recognised the government in X"."""
    behind = [c for c in word.head.children if word.dep == "obj" and c.i > word.i]
    return [
        c for c in behind if preposition(c) == "over" or (preposition(c) == "in" and c.subtree()[0].i == word.i + 1)
    ]


def name_phrase(reading: Reading, word: Word, child: Word, type_: EntityType) -> list[Word]:
    """The words of a phrase behind a noun that belong to what it names; none of a date ("on Friday")."""
    if child.i < word.i or child.dep not in {"nmod", "obl"} or not may_name(reading, word, child, type_):
        return []
    inner = phrase_words(child)
    single = preposition(child) == "between" and child.morph.get("Number") != "Plur"
    if single and not any(w.text.lower() == "and" for w in inner):
        return []  # the other stands too far behind
    if type_ is EntityType.EVENT:
        inner = without_place(reading, child, inner)
    day = child.label == "TIME" and child.text.isalpha()
    if day or find_times(reading.phrase(inner[0], inner[-1]), word.sentence.today):
        return []
    known = reading.at.get(child.i) if reading.how.get(child.i) == "name" else None
    if known is not None and not any(c.dep == "conj" for c in child.children):
        inner = [w for w in inner if reading.at.get(w.i) is known]
    return inner if len(inner) <= 14 and not any(w.pos == "PRON" for w in inner) else []


def may_name(reading: Reading, word: Word, child: Word, type_: EntityType) -> bool:
    """Whether a phrase is of a sort that names such things: "war *over* X", "the government *in Tripoli*"."""
    seated = word_set("offices", "state_body") | word_set("offices", "electors")
    if preposition(child) == "in" and word.lemma.lower() in seated and type_ in SEATED:
        return child.i in reading.at
    return preposition(child) in word_set("nominals", f"{type_.value}_of")


def without_place(reading: Reading, phrase: Word, words: list[Word]) -> list[Word]:
    """The words of a gathering's subject without the place where it is held ("fishing | in X")."""
    for child in phrase.children:
        place = reading.at.get(child.i)
        if child.i > phrase.i and preposition(child) in {"in", "at"} and place is not None and place.type in PLACES:
            inside = {w.i for w in child.subtree()}
            words = [w for w in words if w.i not in inside]
    return words


def where(reading: Reading, word: Word) -> str:
    """ " in X" of a gathering that only its place tells apart; "" when it names none."""
    for child in word.children:
        place = reading.at.get(child.i)
        if child.i > word.i and preposition(child) == "in" and place is not None and place.type in PLACES:
            row = [t.name for one in expand(child) if (t := reading.at.get(one.i)) is not None and t.type in PLACES]
            return f" in {', '.join(row[:-1])} and {row[-1]}" if len(row) > 1 else f" in {place.name}"
    return ""


def once(reading: Reading, words: list[Word]) -> list[Word]:
    """The words without a body's full name where its short form stands behind it ("… Organization (SCO) summit")."""
    kept: list[Word] = []
    for word in words:
        thing = reading.at.get(word.i)
        same = [k for k in kept if thing is not None and reading.at.get(k.i) is thing]
        if same and word.i - same[-1].i > 1:  # a bracket stands between: a second mention of the same body
            kept = [k for k in kept if k not in same]
        kept.append(word)
    return kept


def is_naming(reading: Reading, child: Word, word: Word) -> bool:
    """Whether a left modifier belongs to the name."""
    if child.i > word.i or child.dep not in LEFT or child.lemma.lower() in word_set("nominals", "skip"):
        return False
    if child.pos == "VERB" and any(c.dep == "compound" for c in child.children):
        return False  # "Qatar-brokered"
    if any(c.dep == "case" and child.i < c.i < word.i for c in word.children):
        return False  # "a day after the summit"
    if is_year(child) or is_of_leaders(child):
        return True
    if child.dep == "nmod:poss":
        thing = reading.at.get(child.i)
        return thing is not None and thing.type in NAMED and reading.how[child.i] == "name"
    return True


def is_year(child: Word) -> bool:
    """Whether a possessor tells a gathering apart by its year ("next year's summit")."""
    said = {c.lemma.lower() for c in child.children}
    return child.dep == "nmod:poss" and child.lemma.lower() == "year" and bool(said & {"this", "last", "next"})


def is_of_leaders(child: Word) -> bool:
    """Whether a possessor tells a gathering apart by those who come ("the Andean leaders' summit")."""
    plural = child.dep == "nmod:poss" and child.pos in {"NOUN", "PROPN"} and child.morph.get("Number") == "Plur"
    return plural and child.lemma.lower().removesuffix("s") in word_set("speech", "group") | word_set("offices", "noun")


def naming_left(word: Word) -> list[Word]:
    """What stands before a noun and says what it is about ("free trade" agreement), the words in a row."""
    kept = [c for c in word.children if c.dep in {"compound", "amod"} and c.i < word.i]
    kept = [c for c in kept if c.lemma.lower() not in word_set("nominals", "skip") and c.pos != "VERB"]
    return sorted((w for c in kept for w in naming_words(c)), key=lambda w: w.i)


def naming_words(child: Word) -> list[Word]:
    """A modifier and its own modifiers, without possessive marks and articles."""
    if is_year(child) or is_of_leaders(child):
        return [w for w in child.subtree() if w.dep != "det" or is_year(child)]
    dropped = {"case", "det", "punct"}
    kept = DASHES | ({"of"} if child.pos == "PROPN" else set())  # "the Group *of* Seven summit"
    words = [w for w in child.subtree() if w.dep not in dropped or w.text in kept or is_dashed(w)]
    return words[1:] if words[0].pos == "CCONJ" else words  # "Chad *and* | oil firms"


def is_dashed(word: Word) -> bool:
    """Whether a dash ties a word to the one before ("one-on-one")."""
    words, at = word.sentence.words, word.at
    return at > 0 and words[at - 1].text in DASHES


def join(words: list[Word]) -> str:
    """Words as printed, glued where the text glues them."""
    return "".join(" " * (at > 0 and words[at - 1].end != w.start) + w.text for at, w in enumerate(words))


def name_ends(reading: Reading, word: Word, type_: EntityType) -> tuple[Word, Word]:
    """The first and last word of the phrase that names a thing; of a conflict with its place or parties."""
    last = last_named(reading, word) if type_ is EntityType.CONFLICT else word
    left = [w for c in word.children if is_naming(reading, c, word) for w in naming_words(c)]
    first = min([*left, word], key=lambda w: w.i)
    inside = first.until(word)
    breaks = [at for at, w in enumerate(inside[:-1]) if w.pos in {"VERB", "AUX", "PUNCT"} and w.text != "-"]
    return inside[breaks[-1] + 1 if breaks else 0], last


def last_named(reading: Reading, word: Word) -> Word:
    """The last word of the names in the phrase right behind a noun ("war *in Chad and Niger*"); else the noun."""
    over = [c for c in word.head.children if word.dep == "obj"]
    for child in [*word.children, *over]:
        behind = child.i > word.i and child.subtree()[0].i == word.i + 1
        if not behind or preposition(child) not in word_set("nominals", "conflict_of"):
            continue
        last = word
        for one in expand(child):
            if one.i not in reading.at or reading.at[one.i].type not in NAMED:
                break
            last = one
            while (more := last.near(1)) is not None and reading.at.get(more.i) is reading.at[one.i]:
                last = more
        return last
    return word


def new_thing(reading: Reading, word: Word, type_: EntityType) -> Thing | None:
    """A thing for a phrase that names nothing known, when it says enough to be one; else None."""
    if is_misread(word):
        return None
    name = own_words(reading, word, type_)
    people = reading.how.get(word.i) == "demonym" or word.lemma.lower() in word_set("nominals", "faction")  # "Syrians"
    people = (people or is_people(word)) and type_ is EntityType.GROUP
    if type_ is not EntityType.WORK and name.lower() == word.text.lower() and not people:
        return None
    of_sort = [t for t in reading.things if t.type is type_]
    alike = [t for t in of_sort if t.name.lower() == name.lower()]
    before = word.near(-1)
    if type_ is EntityType.WORK and not alike and before is not None and before.text.lower() == "the":
        alike = [t for t in of_sort if t.name.endswith(f" {name}")]  # "the treaty", told of before
    if len(alike) == 1:
        reading.note(alike[0], word, word, "nominal", "same phrase")
        return alike[0]
    thing = Thing(type_, name)
    reading.note(thing, word, word, "nominal", "a phrase that names it")
    return thing


def is_people(word: Word) -> bool:
    """Whether a word is the name of a people or creed in the plural: "Muslims", "Kurds"."""
    return word.pos == "PROPN" and word.morph.get("Number") == "Plur" and word.text.endswith("s")


def is_misread(word: Word) -> bool:
    """Whether a phrase holds a verb that was taken for a noun: "agreed *to sanction officials*"."""
    return any(w.dep == "mark" and w.i < word.i and w.head is not word for w in word.subtree())


def own_words(reading: Reading, word: Word, type_: EntityType) -> str:
    """What a phrase calls the thing that it names; of a document, with what it is to do."""
    name = nominal_name(reading, word, type_)
    clause = next((c for c in word.children if c.dep == "acl" and c.i > word.i and not is_passive(c)), None)
    if type_ is EntityType.WORK and clause is not None and clause.morph.get("VerbForm") != "Fin":
        inner = clause.subtree()
        end = next((at for at, w in enumerate(inner) if w.text == "," or opens_date(w)), 24)
        name += f" {reading.phrase(inner[0], inner[:end][-1])}".rstrip(' ,.;”"') if end else ""
    return name + (joined_nouns(reading, word) if type_ is EntityType.GROUP else "")


def joined_nouns(reading: Reading, word: Word) -> str:
    """The bare nouns joined to the head of a group's phrase (" and entities")."""
    bare = [c for c in word.children if c.dep == "conj" and c.pos == "NOUN" and all(g.dep == "cc" for g in c.children)]
    return "".join(f" and {c.text}" for c in bare if c.i not in reading.at)
