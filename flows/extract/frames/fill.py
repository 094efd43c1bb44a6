"""What fills a role of a frame: things, phrases, figures, names made of what is found."""

from flows.extract.draft import Filling
from flows.extract.frames.language import Role
from flows.extract.grammar.arguments import expand, leaves_out
from flows.extract.mentions.counted import cardinal, count
from flows.extract.mentions.incidents import incident_meant
from flows.extract.mentions.meetings import gathering_meant
from flows.extract.mentions.phrases import (
    is_body,
    join,
    naming_left,
    new_thing,
    nominal_type,
    phrase_words,
    short_phrase,
)
from flows.extract.mentions.resolve import Filled, argument_words, is_one_place, things_of
from flows.extract.mentions.works import work_implied
from flows.extract.reading.bodies import body_implied, is_overshadowed
from flows.extract.reading.reading import PLACES, Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType

CLAUSES = frozenset({"acl:relcl", "acl"})
# sources of what a clause means without saying so
LEFT_OUT = {"implied": body_implied, "gathering": gathering_meant, "incident": incident_meant, "treaty": work_implied}


def fill(reading: Reading, role: Role, trigger: Word, place: Word) -> list[tuple[Filling, list[Word]]]:
    """What fills a role, with the words that say it: the first source that has an acceptable value decides."""
    if role.constant:
        return [(role.constant, [])]
    if role.time:
        return [("", [])]  # filled in with the clause's date later
    said = False
    for source in role.sources:
        if source in LEFT_OUT:  # only where nothing at all is said
            meant = None if said else LEFT_OUT[source](reading, trigger)
            return [(meant, [])] if meant else []
        values: list[tuple[Filling, list[Word]]] = []
        words = source_words(trigger, place, source)
        said = said or any(is_naming(reading, word) for word in words)
        for word in words:
            if leaves_out(word):
                continue  # not all of them
            told = value_of(reading, role, word)
            here = [v for v in told if not any(is_behind(word, at, trigger) or is_barred(at) for at in v[1])]
            inside = source.rpartition(">")[2].removeprefix("via.") in {"in", "at"}
            one = (inside or PLACES >= role.types > set()) and is_one_place(word)
            values += here[:1] if one else here
        if values:
            return unique(values)
    return []


def is_barred(word: Word) -> bool:
    """Whether "bar" or "except" right before a name sets it apart: "every state *bar Oman* cut ties"."""
    before = [w.text.lower() for w in word.before[-2:] if w.text.lower() not in {"the", "for"}]
    return before[-1:] != [] and before[-1] in word_set("scope", "except") - {"but"}


def is_behind(word: Word, other: Word, trigger: Word) -> bool:
    """Whether a name joined to a word stands behind the relative clause, participle or apposition of that word in which
    a trigger stands: "Qatar, which left in 2019, and Ecuador" says nothing of Ecuador, "X, chair of Y; Z" none of Z,
    nor "chairman X and minister Z", nor "the Lima-based X and *the* Z"."""
    if other.i <= word.i:
        return False
    if trigger.head is word and is_of_first(trigger, other):
        return True
    title = trigger.dep in {"nmod:desc", "compound"} and trigger.head is word and trigger.i < word.i
    office = trigger.lemma.lower() in word_set("offices", "noun") and word.dep == "appos" and word.head is trigger
    if (title or office) and word.pos == "PROPN" and trigger.morph.get("Number") != "Plur":
        return True
    if trigger.dep in {"acl", "appos"} and word.i < trigger.i < other.i:
        return True
    above = [trigger, *trigger.ancestors()]
    clause = next((a for a in above if a.head is word and a.dep in CLAUSES), None)
    return clause is not None and other.i > clause.subtree()[-1].i


def is_of_first(trigger: Word, word: Word) -> bool:
    """Whether what stands before a noun is not said of a word joined to it: "the Lima-based X and *the* Z"."""
    row = expand(trigger.head)[1:] if trigger.dep == "amod" and trigger.i < trigger.head.i else []
    return word in row and word.child("det") is not None


def is_naming(reading: Reading, word: Word) -> bool:
    """Whether a word names or describes something, other than a date or a mere sort ("*associate* member")."""
    sort = word.dep in {"compound", "amod"} and word.pos == "NOUN"
    return word.i in reading.at or (word.pos in {"NOUN", "PROPN"} and word.label != "TIME" and not sort)


def source_words(trigger: Word, place: Word, source: str) -> list[Word]:
    """The head words under a source name."""
    if source.startswith("via."):
        return argument_words(place, source[4:])
    return argument_words(trigger, source)


def value_of(reading: Reading, role: Role, word: Word) -> list[tuple[Filling, list[Word]]]:
    """The values that one head word gives for a role."""
    if not is_wanted(role, word):
        return []
    if role.number and word.head.dep == "conj" and word.head.pos != "VERB":
        return []  # "ten members and two *observers*"
    if role.number or role.count:
        found = count(word) if role.count else in_digits(amount(word))
        return [(found, [word])] if found else []
    return text_of(reading, role, word) if role.text else things_for(reading, role, word)


def is_wanted(role: Role, word: Word) -> bool:
    """Whether a word, or one joined to it, is among the lemmas that a role asks for, and none that it bars."""
    lemma = word.lemma.lower()
    if lemma in role.barred:
        return False
    return not role.lemmas or lemma in role.lemmas or any(w.lemma.lower() in role.lemmas for w in expand(word))


def text_of(reading: Reading, role: Role, word: Word) -> list[tuple[Filling, list[Word]]]:
    """The words of a phrase, for a role that asks for text; no date ("signed a treaty on June 27"), nor where it was
    done ("on the sidelines of the summit")."""
    aside = word.lemma.lower() in word_set("speech", "beside") and any(c.text.lower() == "on" for c in word.children)
    if word.label == "TIME" or aside:
        return []
    if role.left and nominal_type(word) is not None:
        words = naming_left(word)
    else:
        words = short_phrase(word, join=role.join) if role.short else phrase_words(word)
        words = words if is_text(words) else []
    return [(reading.phrase(words[0], words[-1]), words)] if words else []


def things_for(reading: Reading, role: Role, word: Word) -> list[tuple[Filling, list[Word]]]:
    """The things that a word stands for, or one made of its phrase where the role makes some."""
    single = [] if role.named or role.together else single_holders(reading, role, word)
    return single or things_meant(reading, role, word)


def single_holders(reading: Reading, role: Role, word: Word) -> list[tuple[Filling, list[Word]]]:
    """Each of those joined by a word who is told by an office alone: "the Maltese president" is not Malta."""
    found = unnamed_holders(reading, role, word)
    several = any(at.morph.get("Number") == "Plur" for _, words in found for at in words)
    return found if not several and len(found) == len(expand(word)) else []


def things_meant(reading: Reading, role: Role, word: Word) -> list[tuple[Filling, list[Word]]]:
    """The things that a word stands for where no single holder of an office is meant."""
    things: list[Filled] = things_of(reading, word, role)
    joinable = EntityType.ORGANIZATION in role.types <= {EntityType.ORGANIZATION, EntityType.WORK}
    if not things and joinable and word.lemma.lower() in word_set("anaphora", "thing"):
        body = body_implied(reading, word) if word.i not in reading.at else None
        return [(body, [word])] if body and not is_overshadowed(reading, body, word) else []
    if role.named:
        things = things or people_described(reading, role, word)
        told = [f for f in things if is_told_apart(f[0])]  # not just "the ministers"
        return [(thing_named(reading, role, thing, at), [at]) for thing, at in told]
    if len(things) > 1 and role.together:
        return [(" and ".join(thing.name for thing, _ in things), [at for _, at in things])]
    if things and not role.together:
        return [(thing, [at]) for thing, at in things]
    return unnamed_holders(reading, role, word) or made_for(reading, role, word)


def people_described(reading: Reading, role: Role, word: Word) -> list[Filled]:
    """People whom their region tells apart, where no country or body of theirs is named: "Southeast Asian leaders"."""
    plural = word.lemma.lower() in role.lemmas and word.morph.get("Number") == "Plur" and word.i not in reading.at
    told = [c for c in word.children if c.dep in {"amod", "compound"} and c.text[:1].isupper() and c.at > 0]
    thing = new_thing(reading, word, EntityType.GROUP) if plural and told else None
    return [(thing, word)] if thing is not None else []


def unnamed_holders(reading: Reading, role: Role, word: Word) -> list[tuple[Filling, list[Word]]]:
    """Those who are told by their office alone, where persons may stand: "the Samoan premier", "Togo's ministers"."""
    if EntityType.PERSON not in role.types:
        return []
    groups = ((reading.at.get(one.i), one) for one in expand(word) if one.lemma.lower() in word_set("offices", "noun"))
    told = [(t, one) for t, one in groups if t is not None and t.type is EntityType.GROUP and t.hints.get("of")]
    return [(t, [one]) for t, one in told if not (is_named_behind(reading, one) or stands_by_name(reading, one))]


def stands_by_name(reading: Reading, word: Word) -> bool:
    """Whether a noun stands in apposition to a person's name, and tells nobody who has none: "Ada Roe, *the envoy*"."""
    named = reading.at.get(word.head.i) if word.dep == "appos" else None
    return named is not None and named.type is EntityType.PERSON


def is_named_behind(reading: Reading, word: Word) -> bool:
    """Whether a name stands in apposition to a noun: "the future king, *Ben Roe*"."""
    return any(c.dep in {"appos", "flat", "nmod:desc"} and c.i > word.i and c.i in reading.at for c in word.children)


def is_told_apart(thing: Thing) -> bool:
    """Whether a group says whose it is: "NATO ministers", "Arab and African leaders"."""
    return thing.type is not EntityType.GROUP or bool(thing.hints) or any(w[:1].isupper() for w in thing.name.split())


def made_for(reading: Reading, role: Role, word: Word) -> list[tuple[Filling, list[Word]]]:
    """Things made of a phrase that names nothing known, and of people joined to it, where the role makes some and the
    phrase says enough."""
    if role.create is None:
        return []
    made = [
        one for one in (expand(word) if role.create is EntityType.GROUP else [word]) if may_be_made(reading, role, one)
    ]
    return [(thing, [one]) for one in made if (thing := new_thing(reading, one, role.create)) is not None]


def may_be_made(reading: Reading, role: Role, word: Word) -> bool:
    """Whether a noun may become a thing of the role's own making; "Syrians" are people without a noun."""
    lemma = word.lemma.lower()
    if word.pos == "PRON":
        return False
    if is_body(word):
        return False
    people = role.create is EntityType.GROUP and reading.how.get(word.i) == "demonym" and word.pos in {"NOUN", "PROPN"}
    return (not role.lemmas or lemma in role.lemmas) and (not role.created or lemma in role.created or people)


def amount(word: Word) -> str:
    """A figure with its unit, without "about" and the like: "45%", "$2.9 trillion", "four"; "" when there is none."""
    if word.pos == "NUM" and not any(c.dep == "nummod" for c in word.children):
        return printed([word, *(c for c in word.children if c.dep == "compound" and c.pos == "NUM")])
    figures = [
        c for c in word.children if c.dep in {"nummod", "compound"} and (c.pos in {"NUM", "SYM"} or c.text == "$")
    ]
    if not figures and word.lemma.lower() in word_set("frames", "fraction"):
        figures = [c for c in word.children if c.text.lower() == "a"]  # "*a quarter* of its output", not "ranks fifth"
        return printed([word, *figures]) if figures else ""
    if not figures:
        return ""
    return printed([word, *(w for f in figures for w in f.subtree() if w.pos in {"NUM", "SYM"})])


def printed(ends: list[Word]) -> str:
    """The words from the first of some to the last as printed: "thirty-two", "3 trillion dollars"."""
    first, last = min(ends, key=lambda w: w.i), max(ends, key=lambda w: w.i)
    return join(first.until(last))


def in_digits(text: str) -> str:
    """A small number in digits, also when it is written out ("fifteen"); "" for a unit alone ("million")."""
    if text.lower() in word_set("frames", "units_of_number"):
        return ""
    number = cardinal(text.lower())
    return text if number is None else str(number)


def thing_named(reading: Reading, role: Role, after: Thing, word: Word) -> Thing:
    """The conflict (or what the role creates) called after a thing, made when it is new."""
    type_, name = role.create or EntityType.CONFLICT, role.named.format(after.name)
    for thing in reading.things:
        if thing.type is type_ and thing.name == name:
            return thing
    thing = Thing(type_, name)
    reading.things.append(thing)
    thing.add(word, word, "nominal", "called after what the text names")
    return thing


def is_text(words: list[Word]) -> bool:
    """Whether a phrase says anything: it holds a word of meaning that is not only "the matter" or "the subject"."""
    telling = [w for w in words if w.pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}]
    return bool(telling) and (len(telling) > 1 or telling[0].lemma.lower() not in word_set("speech", "any_topic"))


def unique(values: list[tuple[Filling, list[Word]]]) -> list[tuple[Filling, list[Word]]]:
    """Each value once."""
    kept: list[tuple[Filling, list[Word]]] = []
    for value, words in values:
        if not any(value is other or (isinstance(value, str) and value == other) for other, _ in kept):
            kept.append((value, words))
    return kept
