"""Gatherings, conflicts and documents that only a phrase names.

Each is known by its noun and by what tells it apart: its body, place, ordinal, year or parties. Two phrases with the
same noun and nothing that contradicts are the same thing in one article.
"""

from dataclasses import dataclass

from flows.extract.grammar.arguments import expand
from flows.extract.grammar.doers import preposition
from flows.extract.mentions.conflicts import is_civil, may_be_torn, tell, torn_near
from flows.extract.mentions.phrases import NAMED, name_ends, nominal_name, nominal_type
from flows.extract.names.find import is_ordinal
from flows.extract.reading.reading import PLACES, Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType

BROUGHT_UP = "brought up, perhaps to be spoken of again"


WHICH = frozenset({"nummod", "amod", "compound"})  # how what tells one of a row apart hangs on its noun


@dataclass(frozen=True)
class Marks:
    """What tells a gathering or conflict apart."""

    noun: str
    bodies: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()
    parties: frozenset[int] = frozenset()
    ordinal: str = ""
    year: str = ""
    who: str = ""

    def specific(self) -> bool:
        """Whether anything at all tells it apart."""
        return bool(self.bodies or self.places or self.parties or self.ordinal or self.year)


def find_nominals(reading: Reading) -> None:
    """Name every gathering and conflict that a common noun names with something that tells it apart; then let bare
    definite phrases ("the summit") speak of the one named before."""
    known: list[tuple[Marks, Thing]] = []
    for sentence in reading.sentences:
        for word in sentence.words:
            type_ = nominal_type(word)
            if type_ is None or type_ is EntityType.WORK:
                continue
            present = reading.at.get(word.i)
            if present is not None and present.type not in {EntityType.EVENT, EntityType.CONFLICT}:
                continue
            marks = marks_of(reading, word)
            if present is not None:
                known.append((marks, present))
                continue
            note_nominal(reading, word, type_, marks, known)


def note_nominal(
    reading: Reading, word: Word, type_: EntityType, marks: Marks, known: list[tuple[Marks, Thing]]
) -> None:
    """Attach one phrase to the thing it names, old or new."""
    civil = type_ is EntityType.CONFLICT and is_civil(word)
    fitting = [one for one in known if not civil or may_be_torn(reading, one[1], word)]
    fitting = [one for one in fitting if not one_of_several(one[1], word)]
    same = match(marks, fitting, definite(word))
    first, last = name_ends(reading, word, type_)
    told = tell(reading, word) if type_ is EntityType.CONFLICT else set()
    if same is not None:
        same[1].told |= told
        known.remove(same)
        known.append((merge(same[0], marks), same[1]))
        note_again(reading, (first, word), same, marks, type_)
        return
    if not marks.specific() and civil:
        note_civil_war(reading, word, (first, last), told)
        return
    new = type_ is EntityType.EVENT and is_brought_up(word)
    if not (marks.specific() or new) or (type_ is EntityType.CONFLICT and word.lemma.lower() == "crisis"):
        return
    thing = Thing(type_, nominal_name(reading, word, type_), told=told)
    known.append((marks, thing))
    if marks.specific() or is_placed(reading, word):
        name_it(reading, thing, word, (first, last))
    else:
        thing.add(first, last, "name", BROUGHT_UP)


def note_again(
    reading: Reading, ends: tuple[Word, Word], same: tuple[Marks, Thing], marks: Marks, type_: EntityType
) -> None:
    """Let a phrase, from its first word to its noun, speak of a thing that is known, by the fuller name of the two."""
    (before_marks, thing), (first, word) = same, ends
    if thing not in reading.things:  # brought up before, and spoken of again
        before, *_ = thing.mentions.pop()
        thing.places.clear()
        name_it(reading, thing, noun_of(before, before_marks), (before, noun_of(before, before_marks)))
    if marks.bodies and not before_marks.bodies and thing.item is None:
        thing.name = nominal_name(reading, word, type_)
    reason = "same noun, nothing against it"
    itself = conflicts(reading, first, word)  # what names it names something itself: "the SCO summit"
    reading.note(thing, word if itself else first, word, "nominal", reason)
    if itself or (type_ is EntityType.CONFLICT and is_civil(word)):  # says what it is, not only that it is known
        thing.mentions[-1] = (first, word, "name", reason)


def name_it(reading: Reading, thing: Thing, word: Word, ends: tuple[Word, Word]) -> None:
    """Let a noun name a thing, with the words that belong to its name."""
    reading.note(thing, word, word, "name", "a noun with what tells it apart")
    thing.mentions[-1] = (*ends, "name", "a noun with what tells it apart")


def noun_of(first: Word, marks: Marks) -> Word:
    """The noun at the end of a phrase that brought a gathering up."""
    return next(w for w in [first, *first.behind] if w.lemma.lower() == marks.noun)


def is_brought_up(word: Word) -> bool:
    """Whether a phrase brings up a gathering that the text may speak of again: "a two-day meeting"."""
    new = any(c.dep == "det" and c.lemma.lower() in {"a", "an"} for c in word.children)
    return new and word.lemma.lower() in word_set("nominals", "attended") and word.morph.get("Number") != "Plur"


def is_placed(reading: Reading, word: Word) -> bool:
    """Whether the clause of a gathering says where it is held, or by whom: "gathered in Lima for a meeting", "a summit
    hosted by Peru"."""
    told = word.dep in {"nsubj", "nsubj:pass", "obj"} or preposition(word) in {"for", "at"}
    verbs = [c for c in word.children if c.dep in {"acl", "acl:relcl"}] + [word.head] * told
    held = [v for v in verbs if v.lemma.lower() in word_set("nominals", "held")]
    phrases = [c for v in held for c in v.children if c.dep.startswith("obl")]
    return any(preposition(c) in {"in", "at", "by"} and c.i in reading.at for c in phrases)


def one_of_several(thing: Thing, word: Word) -> bool:
    """Whether a noun in the singular can only mean one of several gatherings ("both meetings … the meeting"), or one
    of other times was named ("the first *such* gathering … the meeting")."""
    if thing.type is EntityType.EVENT and any(is_of_other_times(last) for _, last, *_ in thing.mentions):
        return True
    several = all(last.morph.get("Number") == "Plur" for _, last, *_ in thing.mentions)
    return bool(thing.mentions) and several and word.morph.get("Number") == "Sing" and thing.type is EntityType.EVENT


def is_of_other_times(noun: Word) -> bool:
    """Whether words before a noun for a gathering say that it is one of those before: "the first *such* meeting"."""
    return any(c.lemma.lower() in word_set("nominals", "of_other_times") for c in noun.children)


def note_civil_war(reading: Reading, word: Word, ends: tuple[Word, Word], told: set[tuple[str, str]]) -> None:
    """Attach a bare "the civil war" to that of the one country near it that is known to have had one."""
    torn = torn_near(reading, word)
    if len(torn) != 1:
        return
    thing = reading.called(EntityType.CONFLICT, f"civil war in {torn[0].name}")
    thing.told |= told | {("near", torn[0].name)}
    reading.note(thing, word, word, "nominal", "the country spoken of had one")
    thing.mentions[-1] = (*ends, "name", "the country spoken of had one")


def conflicts(reading: Reading, first: Word, word: Word) -> bool:
    """Whether words from first to word already name something else."""
    return any(w.i in reading.at for w in first.until(word)[:-1])


def definite(word: Word) -> bool:
    """Whether a phrase points back: "the", "this", "that", or a possessive."""
    return any(
        (c.dep == "det" and c.lemma.lower() in {"the", "this", "that", "these", "those"}) or c.dep == "nmod:poss"
        for c in word.children
    )


def marks_of(reading: Reading, word: Word) -> Marks:
    """The body, place, parties, ordinal and year around a noun."""
    beside = [c for c in word.head.children if word.dep == "obj" and c.i > word.i and preposition(c) == "over"]
    marks = Marks(word.lemma.lower(), who=attending(word))
    held = [c for c in word.children if c.dep == "acl" and c.lemma.lower() in word_set("nominals", "held")]
    beside += [c for verb in held for c in verb.children if preposition(c) in {"in", "at"}]  # "the summit held in Lima"
    for child in [*word.children, *beside]:
        if preposition(child) in {"between", "with"} and child.i > word.i:
            marks = merge(marks, Marks("", parties=frozenset({hash(child.lemma)})))
        owners = {"compound", "nmod:poss"} if child.i < word.i and not preposition(child) else set()
        for one in [*expand(child), *(g for g in child.children if g.dep in owners)]:
            marks = merge(merge(marks, told_apart(word, child, one)), named_in(reading, word, child, one))
    return marks


def attending(noun: Word) -> str:
    """Of what rank those are who gather, where words before a noun say so: "the foreign *ministers* meeting"."""
    for word in reversed(noun.before[-3:]):
        if word.text.lower() in word_set("nominals", "ranks"):
            return word.text.lower()
        if word.pos not in {"NOUN", "PROPN", "ADJ", "PART"}:
            break
    return ""


def told_apart(word: Word, child: Word, one: Word) -> Marks:
    """The ordinal or year that a word below a noun tells: "the third", "the informal", "the 2008 summit"."""
    before, lemma = child.i < word.i, child.lemma.lower()
    ordinal = one.text.lower() if before and child.dep in WHICH and is_ordinal(one.text) else ""
    if before and child.dep == "amod" and lemma in word_set("nominals", "apart"):
        ordinal = ordinal or lemma
    dated = len(one.text) == 4 and one.text.isdigit() and (before or preposition(child) == "of")
    return Marks("", ordinal=ordinal, year=one.text if dated else "")


def named_in(reading: Reading, word: Word, child: Word, one: Word) -> Marks:
    """The body, place or party that a word in a phrase of a noun names."""
    thing, case = reading.at.get(one.i), preposition(child)
    unknown = thing is None and one.pos == "PROPN" and child.i > word.i
    if unknown and case in {"over", "in", "between", "against"}:
        return Marks("", places=frozenset({hash(one.text)}))
    if thing is None or thing.type not in NAMED:
        return Marks("")
    told, place = frozenset({id(thing)}), thing.type in PLACES
    if case in {"between", "with", "against"}:
        return Marks("", parties=told)
    if case in {"in", "at", "over"}:
        return Marks("", places=told) if place else Marks("")
    if case not in {"of", "on", ""} or child.dep == "appos":
        return Marks("")
    return Marks("", places=told) if place else Marks("", bodies=told)


def match(marks: Marks, known: list[tuple[Marks, Thing]], pointing: bool) -> tuple[Marks, Thing] | None:
    """The latest known thing with the same noun that shares a mark, or to which a bare definite phrase points."""
    for candidate in reversed(known):
        other = candidate[0]
        if not same_noun(marks, other, candidate[1]) or not compatible(marks, other):
            continue
        shared = bool(marks.bodies & other.bodies or marks.places & other.places or marks.parties & other.parties)
        shared = shared or bool(marks.ordinal and marks.ordinal == other.ordinal)
        shared = shared or bool(marks.year and marks.year == other.year)
        bare = not (marks.bodies or marks.parties or marks.ordinal or marks.year)
        if shared or (pointing and bare and not is_on_record(candidate[1])):
            return candidate
    return None


def is_on_record(thing: Thing) -> bool:
    """Whether a text only names the papers of a gathering: "the report of the 134th *meeting* of the committee"."""
    spoken = [last for _, last, *_ in thing.mentions]
    records = word_set("nominals", "records")
    return bool(spoken) and all(w.dep == "nmod" and w.head.lemma.lower() in records for w in spoken)


def same_noun(marks: Marks, other: Marks, thing: Thing) -> bool:
    """Whether two nouns may name one thing: the same noun, or war for conflict when nothing else is said."""
    if other.noun == marks.noun:
        return True
    if marks.noun in word_set("nominals", "any_gathering") and thing.type is EntityType.EVENT:
        rite = marks.noun in word_set("nominals", "no_rite") and other.noun in word_set("nominals", "rite")
        return not marks.specific() and other.noun in word_set("nominals", "attended") and not rite
    if not marks.specific() and {marks.noun, other.noun} <= word_set("nominals", "any_talks"):
        return True
    bare = not marks.specific() and thing.type is EntityType.CONFLICT
    return bare and {marks.noun, other.noun} <= word_set("nominals", "any_conflict")


def compatible(one: Marks, other: Marks) -> bool:
    """Whether nothing tells the two apart."""
    for name in ("bodies", "places", "parties", "ordinal", "year", "who"):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine and theirs and mine != theirs and not (isinstance(mine, frozenset) and mine & theirs):
            return False
    return True


def merge(one: Marks, other: Marks) -> Marks:
    """All that is known of a thing from two phrases."""
    return Marks(
        one.noun, one.bodies | other.bodies, one.places | other.places, one.parties | other.parties,
        one.ordinal or other.ordinal, one.year or other.year, one.who or other.who,
    )  # fmt: skip
