"""What the network takes for facts, as drafts: words become the things that they name, roles keep to their types."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from flows.extract.draft import RULE, Draft, Filling
from flows.extract.frames.fill import amount, in_digits, is_text
from flows.extract.frames.fitting import fitting, is_for_people, is_no_doer
from flows.extract.grammar.arguments import expand, is_excepted, is_set_apart, leaves_out
from flows.extract.grammar.doers import preposition
from flows.extract.grammar.scope import Status, scope_of
from flows.extract.mentions.phrases import naming_left, new_thing, phrase_words
from flows.extract.mentions.resolve import same_as_head
from flows.extract.mentions.states import state_of_capital
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.kinds import ANY_TYPE, Kind, Predicate, kind_read_by, shipped_kinds
from flows.language.parse import Sentence, Word
from flows.language.told import Told
from flows.model import EntityType, Factuality

# a speaker, the word that tells, a word of what is said -> a statement, or None where nothing is said
Teller = Callable[[Thing, Word, Word], Draft | None]
MAKING = frozenset({EntityType.EVENT, EntityType.CONFLICT, EntityType.WORK, EntityType.GROUP})  # of a noun alone
DESCRIBED = frozenset({EntityType.GROUP, EntityType.PERSON, EntityType.ORGANIZATION})
PARTIES = frozenset({EntityType.COUNTRY, EntityType.ORGANIZATION})
FAINT, SEEN_SURELY = 0.5, 0.9  # how likely a subject is that another outshines
SURE = 0.7  # how likely a mood of the network's must be to overrule


def learned_drafts(reading: Reading, sentence: Sentence, words: Mapping[int, Word], state: Teller) -> Iterator[Draft]:
    """The drafts of what the network tells of a sentence; `words` are all of the article, by
    place, `state` makes a statement."""
    for told in fitting(reading, sentence.told, words):
        kind, predicate = kinds_by_predicate()[told.predicate]
        trigger, subject, object_ = (words[at] for at in (told.trigger, told.subject, told.object))
        if is_no_doer(trigger, subject, object_) or is_outshone(told, sentence.told, words):
            continue
        if not all(
            w.sentence is sentence and not leaves_out(w) and not is_excepted(w) and not is_set_apart(w)
            for w in (subject, object_)
        ):
            continue
        who_does = subjects_at(reading, predicate, subject)
        if predicate.object_type == "number" and len(who_does) > 1:
            continue  # "the four members make up 41%" together
        for who in who_does:
            for what in objects_at(reading, predicate, trigger, object_):
                if who is not what and not counts_another(reading, predicate, who, object_):
                    yield from drafted(reading, kind, predicate, told, (who, what), (trigger, subject, object_), state)


def is_outshone(told: Told, all_told: Iterable[Told], words: Mapping[int, Word]) -> bool:
    """Whether the network surely sees another do what it hardly sees its subject do, and the two are not in a row: "the
    union opened talks, but *Chad* held them up"."""
    row = expand(words[told.subject].first_of_row)
    same = (t for t in all_told if (t.predicate, t.trigger, t.object) == (told.predicate, told.trigger, told.object))
    return told.likely[1] < FAINT and any(t.likely[1] > SEEN_SURELY and words[t.subject] not in row for t in same)


def counts_another(reading: Reading, predicate: Predicate, who: Thing, figure: Word) -> bool:
    """Whether a figure in a compound counts the members of what stands behind it: "the bloc's 15-member *council*"."""
    noun = figure
    while noun.dep in {"compound", "nummod", "amod", "nmod:desc"} and noun.head is not noun:
        noun = noun.head
    dashed = "-" in reading.phrase(figure.near(-1) or figure, figure)
    counted = predicate.object_type == "number" and noun is not figure and dashed
    return counted and noun.pos in {"NOUN", "PROPN"} and reading.at.get(noun.i) is not who


def is_office(draft: Draft) -> bool:
    """Whether a draft says who holds which office."""
    return draft.kind == kind_read_by("offices").name


def kinds_by_predicate() -> dict[str, tuple[Kind, Predicate]]:
    """The kind and declaration of each predicate."""
    return {name: (kind, predicate) for kind in shipped_kinds().values() for name, predicate in kind.predicates.items()}


def drafted(
    reading: Reading,
    kind: Kind,
    predicate: Predicate,
    told: Told,
    filled: tuple[Thing, Filling],
    words: tuple[Word, Word, Word],
    state: Teller,
) -> Iterator[Draft]:
    """A told fact as a draft."""
    trigger, subject, object_ = words
    if predicate.object_type == "quote":
        draft = state(filled[0], trigger, object_)
        if draft is None:
            return
        draft.rule = RULE
    else:
        status = as_told(scope_of(trigger, nominal=trigger.pos != "VERB"), told)
        if not status.stated:
            return
        draft = Draft(
            kind.name, predicate.name, *filled, status, [trigger, subject, object_], RULE, 0.9, trigger,
            roles={"subject": [subject], "object": [object_]},
        )  # fmt: skip
        draft.datatype = "date" if predicate.object_type == "date" else "text"
        draft.dated = predicate.object_type == "date"
    draft.seen = told
    yield draft


def as_told(status: Status, told: Told) -> Status:
    """The status that the words around give, or the network's where it sees surely that what seems so is not."""
    mood = Factuality(told.factuality)
    if status.factuality is Factuality.REPORTED and mood is Factuality.NEGATED and told.likely[4] >= SURE:
        return replace(status, polarity=False)
    if status.factuality is not Factuality.ASSERTED or not status.polarity or told.likely[4] < SURE:
        return status
    if mood is Factuality.NEGATED:
        return replace(status, factuality=mood, polarity=False)
    return replace(status, factuality=mood) if mood in {Factuality.PLANNED, Factuality.POSSIBLE} else status


def things_at(reading: Reading, word: Word, types: frozenset[EntityType]) -> list[Thing]:
    """The things of these types that a word names or stands for."""
    thing = reading.at.get(word.i)
    before = [c for c in word.children if c.dep in {"compound", "amod"} and c.i < word.i]
    apart = word.lemma.lower() in word_set("anaphora", "inner")  # "the Senate *committee*" is not the Senate
    if thing is None and not apart and not (word.pos == "NOUN" and (is_for_people(word) or len(before) > 1)):
        named = (c for c in word.children if c.dep in {"flat", "compound", "appos"} and c.i in reading.at)
        thing = next((reading.at[c.i] for c in named), None)
    if thing is not None:
        found = [part for part in thing.parts if part.type in types and part in reading.things]
        return found or ([thing] if thing.type in types and thing in reading.things else [])
    said = same_as_head(reading, word, types) if word.child("cop") is not None else []
    return [thing for thing, _ in said if thing in reading.things]


def subjects_at(reading: Reading, predicate: Predicate, word: Word) -> list[Thing]:
    """What fills the subject: things, or what only a noun with its modifiers names: a group of people, a body."""
    found = things_at(reading, word, predicate.subject_types)
    if found or word.i in reading.at:
        return found
    made = [new_thing(reading, word, type_) for type_ in described_subject(predicate, word)]
    return [thing for thing in made if thing is not None][:1]


def described_subject(predicate: Predicate, word: Word) -> Iterator[EntityType]:
    """What a noun may name that does what a predicate tells, though nothing is called so."""
    noun, types = word.pos in {"NOUN", "PROPN"}, predicate.subject_types
    several = word.morph.get("Number") == "Plur"
    speaks = predicate.object_type == "quote" and word.pos == "NOUN" and not is_somebodys(word)
    if EntityType.GROUP in types and noun and (several or speaks):
        yield EntityType.GROUP
    body = EntityType.ORGANIZATION in types and EntityType.PERSON not in types
    if body and noun and any(tells_which(c) for c in word.children):
        yield EntityType.ORGANIZATION


def tells_which(word: Word) -> bool:
    """Whether a modifier tells which body is meant: "the trilateral commission", not "the international community"."""
    return word.dep == "compound" or (word.dep == "amod" and word.lemma.lower() not in word_set("anaphora", "no_bloc"))


def is_somebodys(noun: Word) -> bool:
    """Whether a pronoun says whose a noun is ("its prime minister")."""
    return any(c.dep == "nmod:poss" and c.pos == "PRON" for c in noun.children)


def objects_at(reading: Reading, predicate: Predicate, trigger: Word, word: Word) -> list[Filling]:
    """What fills the object: things, a figure, a text; nothing that a clause's date fills later."""
    if predicate.object_types == {EntityType.OFFICE}:
        return [reading.phrase(word, word)]
    if predicate.object_type == "entity":
        there: list[Filling] = list(things_at(reading, word, predicate.object_types))
        if predicate.name in word_set("frames", "between_states") and (state := state_of_capital(reading, word)):
            # "ties with *Lima*"; in Brussels are the envoys to a state and to a body
            there = [state] if state.type is EntityType.COUNTRY or "ambassador" not in predicate.name else []
        there = there or parties_at(reading, predicate, word)
        type_ = described_type(predicate, word)
        if not there and word.i not in reading.at and word.pos in {"NOUN", "PROPN"} and type_ is not None:
            made = new_thing(reading, word, type_)
            there = [made] if made is not None else []
        return there
    if predicate.object_type in {"date", "quote"}:
        return [""]
    if predicate.object_type == "number":
        figure = in_digits(amount(word))
        return [figure] if figure else []
    words = phrase_words(word)
    return [reading.phrase(words[0], words[-1])] if is_text(words) and trigger not in words else []


def described_type(predicate: Predicate, word: Word) -> EntityType | None:
    """What a phrase may name that such a fact is about though nothing is called so: a gathering, a war, a treaty, or a
    body that other nouns tell ("the Red Sea patrol")."""
    if predicate.names in MAKING:
        return predicate.names
    body = EntityType.ORGANIZATION in predicate.object_types != ANY_TYPE
    return EntityType.ORGANIZATION if body and any(tells_which(c) for c in word.children) else None


def parties_at(reading: Reading, predicate: Predicate, word: Word) -> list[Filling]:
    """The names of those between whom something is, where no single one of them may be it: "Russia and Ukraine"."""
    if EntityType.GROUP not in predicate.object_types or PARTIES & predicate.object_types:
        return []
    joined = expand(word.first_of_row)
    named = [thing for thing in (reading.at.get(one.i) for one in joined) if thing is not None]
    together = len(named) > 1 and all(thing.type in PARTIES | {EntityType.CITY} for thing in named)
    return [" and ".join(dict.fromkeys(thing.name for thing in named))] if together else []


def same_fact(one: Draft, other: Draft) -> bool:
    """Whether two drafts say the same of the same: things alike, statements by one verb or over common words."""
    if one.predicate != other.predicate:
        return False
    if is_office(one):
        spoken = {w.i for w in one.words}
        return one.subject is other.subject and min(spoken) <= other.trigger.i <= max(spoken)
    mine, theirs = (one.subject, one.object), (other.subject, other.object)
    if one.datatype in {"quote", "date"} or isinstance(one.object, str):
        return one.subject is other.subject and (one.trigger is other.trigger or overlaps(one, other))
    return alike(mine, theirs) or (shipped_kinds()[one.kind].symmetric and alike(mine, theirs[::-1]))


def alike(mine: tuple[Filling, Filling], theirs: tuple[Filling, Filling]) -> bool:
    """Whether subject and object are the same."""
    return all(a is b or (isinstance(a, str) and a == b) for a, b in zip(mine, theirs, strict=True))


def overlaps(one: Draft, other: Draft) -> bool:
    """Whether the words of two drafts stand in one stretch."""
    a, b = [w.i for w in one.words], [w.i for w in other.words]
    return min(a) <= max(b) and min(b) <= max(a) and one.trigger.sentence is other.trigger.sentence


def note_crowds(drafts: list[Draft]) -> None:
    """Note with each draft how many facts the network tells by the same word and predicate."""
    counts = Counter((d.seen.trigger, d.predicate) for d in drafts if d.seen)
    for draft in drafts:
        if draft.seen:
            draft.crowd = counts[draft.seen.trigger, draft.predicate]


def put_off_offices(drafts: list[Draft]) -> None:
    """Let an office that seems held be one to come where the network sees surely that it is."""
    for draft in drafts:
        if is_office(draft) and draft.seen and draft.seen.factuality != Factuality.ASSERTED:
            draft.status = as_told(draft.status, draft.seen)


def outdone(drafts: list[Draft]) -> set[int]:
    """The ids of the drafts beside which another says better, by the same word, what they say."""
    pairs = ((one, other) for one in drafts for other in drafts if one is not other and one.trigger is other.trigger)
    return {id(one) for one, other in pairs if is_outdone(one, other)}


def is_outdone(one: Draft, other: Draft) -> bool:
    """Whether a draft of a frame means those by name whom the network tells by their phrase, or one of the network's is
    told better as who signed it with whom, or by another predicate."""
    if one.rule != RULE:
        return other.rule == RULE and stands_for_another(one, other)  # "the Vietnamese president" is not Vietnam
    if other.rule != RULE and other.seen and is_between(other) > is_between(one) and not stands_beside(one, other):
        return True
    same = one.subject is other.subject and one.object is other.object and not isinstance(one.object, str)
    return same and one.predicate != other.predicate and (other.rule != RULE or strength(other) > strength(one))


def stands_for_another(one: Draft, other: Draft) -> bool:
    """Whether a draft says of a country or body what another says, by the same word, of those whose phrase names it."""
    if one.trigger is not other.trigger or one.predicate != other.predicate or one.subject is not other.subject:
        return False
    if not isinstance(other.object, Thing) or other.object.type not in DESCRIBED:
        return False
    if not isinstance(one.object, Thing) or one.object.type not in {EntityType.COUNTRY, EntityType.ORGANIZATION}:
        return False
    heads = other.roles.get("object", [])
    return any(word is not head and word in head.subtree() for word in one.roles.get("object", []) for head in heads)


def is_between(draft: Draft) -> bool:
    """Whether a draft of a symmetric kind is about two of a sort: parties, not a party and a treaty."""
    kind = shipped_kinds()[draft.kind]
    return kind.symmetric and kind.predicates[draft.predicate].names is EntityType.GROUP


def stands_beside(one: Draft, other: Draft) -> bool:
    """Whether who signs what is told beside who signs it with whom: one of many, one who signs a known treaty, or a
    person who signs it together with another ("X and Y signed a treaty", not "X signed a treaty with Y")."""
    across = any(word.i > other.trigger.i for word in other.roles.get("object", []))
    person = isinstance(one.subject, Thing) and one.subject.type in {EntityType.PERSON, EntityType.GROUP}
    return one.crowd > 2 or tells_what(one) or (person and not across)


def tells_what(draft: Draft) -> bool:
    """Whether the object of a draft is a known one that is called something ("*the border* treaty"), and not after the
    other party ("the treaty with Chad")."""
    (word, *_) = draft.roles.get("object", [draft.trigger])
    known = word.pos == "PROPN" or any(c.dep == "det" and c.lemma.lower() == "the" for c in word.children)
    return known and bool(naming_left(word)) and not any(preposition(c) == "with" for c in word.children)


def strength(draft: Draft) -> float:
    """How likely the network holds a draft."""
    return min(draft.seen.likely[:4]) if draft.seen else 0.0
