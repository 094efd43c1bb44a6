"""What the network takes for facts, as drafts: words become the things that they name, roles keep to their types."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from flows.extract.draft import RULE, Draft, Filling
from flows.extract.frames.described import objects_at, subjects_at
from flows.extract.frames.fitting import LIKELY, fitting, is_no_doer, is_with_own
from flows.extract.frames.match import is_vouched_for
from flows.extract.grammar.arguments import expand, is_excepted, is_set_apart, leaves_out
from flows.extract.grammar.doers import preposition
from flows.extract.grammar.scope import Status, scope_of
from flows.extract.mentions.phrases import naming_left
from flows.extract.mentions.states import at_home
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.kinds import Kind, Predicate, kind_read_by, shipped_kinds
from flows.language.parse import Sentence, Word
from flows.language.told import Told
from flows.model import EntityType, Factuality

# a speaker, the word that tells, a word of what is said -> a statement, or None where nothing is said
Teller = Callable[[Thing, Word, Word], Draft | None]
DESCRIBED = frozenset({EntityType.GROUP, EntityType.PERSON, EntityType.ORGANIZATION})
FAINT, SEEN_SURELY = 0.5, 0.9  # how likely a subject is that another outshines
LEFT_OUT = 0.8  # how likely a fact must be whose object the sentence before names
SURE = 0.7  # how likely a mood of the network's must be to overrule


def learned_drafts(reading: Reading, sentence: Sentence, words: Mapping[int, Word], state: Teller) -> Iterator[Draft]:
    """The drafts of what the network tells of a sentence; `words` are all of the article, by place, `state` makes a
    statement."""
    for told in fitting(reading, sentence.told, words):
        kind, predicate = kinds_by_predicate()[told.predicate]
        trigger, subject, object_ = (words[at] for at in (told.trigger, told.subject, told.object))
        if is_no_doer(trigger, subject, object_) or is_outshone(told, sentence.told, words):
            continue
        if is_told_above(told, sentence.told, words):
            continue
        if subject.sentence is not sentence or not is_in_reach(told, predicate, sentence, object_):
            continue
        if any(is_outside(trigger, word) for word in (subject, object_)):
            continue
        who_does = subjects_at(reading, predicate, subject)
        if predicate.object_type == "number" and len(who_does) > 1:
            continue  # "the four members make up 41%" together
        for who in who_does:
            for what in objects_at(reading, predicate, trigger, object_):
                alone = who is what or is_with_own(told.predicate, who, what) or is_at_home(predicate, who, what)
                if not alone and not counts_another(reading, predicate, who, object_):
                    yield from drafted(reading, kind, predicate, told, (who, what), (trigger, subject, object_), state)


def is_at_home(predicate: Predicate, who: Thing, what: Filling) -> bool:
    """Whether somebody is only said to be where they hold an office of state: "in *Accra*, Ghana's president"."""
    return predicate.names is EntityType.REGION and isinstance(what, Thing) and at_home(who, what)


def is_outshone(told: Told, all_told: Iterable[Told], words: Mapping[int, Word]) -> bool:
    """Whether the network surely sees another do what it hardly sees its subject do, and the two are not in a row: "the
    union opened talks, but *Chad* held them up"."""
    row = expand(words[told.subject].first_of_row)
    same = (t for t in all_told if (t.predicate, t.trigger, t.object) == (told.predicate, told.trigger, told.object))
    return told.likely[1] < FAINT and any(t.likely[1] > SEEN_SURELY and words[t.subject] not in row for t in same)


def is_told_above(one: Told, told: Iterable[Told], words: Mapping[int, Word]) -> bool:
    """Whether another word, above an object, tells otherwise: "held a *meeting* with X and made the *request*"."""
    above = list(words[one.object].ancestors())
    pair = (t for t in told if (t.subject, t.object) == (one.subject, one.object) and t.predicate != one.predicate)
    others = [t for t in pair if t.likely[0] >= LIKELY and words[t.trigger] in above]
    return bool(others) and words[one.trigger] not in above


def is_in_reach(told: Told, predicate: Predicate, sentence: Sentence, object_: Word) -> bool:
    """Whether an object stands in the sentence that tells of it, or surely in the one before, where the sentence leaves
    it out: "Six states signed the charter. Chad has not"; not where it is a place, of which many stand about."""
    if object_.sentence is sentence or predicate.names is EntityType.REGION:
        return object_.sentence is sentence
    return object_.sentence.index == sentence.index - 1 and min(told.likely[:4]) >= LEFT_OUT


def is_outside(trigger: Word, word: Word) -> bool:
    """Whether a fact leaves a word out: "all but *Chad* signed"; not where that is what the trigger tells ("*barring*
    two ministers"), or of those of whom the trigger is the noun ("all *members* but Chad came")."""
    inside = trigger.pos == "NOUN" and trigger in word.ancestors()
    if inside or trigger.text.lower() in word_set("scope", "except"):
        return False
    return leaves_out(word) or is_excepted(word) or is_set_apart(word)


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


def note_company(reading: Reading, drafts: list[Draft]) -> None:
    """Note with each draft how many facts the network tells by the same word and predicate, and, where it alone tells
    one, whether a frame vouches for it."""
    counts = Counter((d.seen.trigger, d.predicate) for d in drafts if d.seen)
    for draft in drafts:
        if draft.seen:
            draft.crowd = counts[draft.seen.trigger, draft.predicate]
            draft.vouched = draft.rule == RULE and not says_no_more(draft, drafts) and is_vouched_for(reading, draft)


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
    if is_held_by(one, other) or is_told_of_another(one, other) or holds_it_itself(one, other) or doubles(one, other):
        return True
    if one.rule != RULE:
        sure = other.rule == RULE and strength(other) >= LIKELY and other.status.polarity  # denials it hardly tells
        return sure and stands_for_another(one, other)  # "the Vietnamese president" is not Vietnam
    if other.rule != RULE and other.seen and is_between(other) > is_between(one) and not stands_beside(one, other):
        return True
    same = one.subject is other.subject and one.object is other.object and not isinstance(one.object, str)
    return same and one.predicate != other.predicate and (other.rule != RULE or strength(other) > strength(one))


def is_told_of_another(one: Draft, other: Draft) -> bool:
    """Whether the network alone gives somebody a statement whose participle is another's by the tree: "Chad denounced
    the visit of Ada Roe, *insisting* that …"."""
    told = one.rule == RULE and other.rule != RULE and other.seen is None and one.trigger.dep == "advcl"
    return told and one.datatype == other.datatype == "quote" and one.subject is not other.subject


def holds_it_itself(one: Draft, other: Draft) -> bool:
    """Whether the network lets a body be held somewhere that by the same word holds a gathering: "*the council* held
    its session in Lima"."""
    held = isinstance(other.object, Thing) and other.object.type is EntityType.EVENT and one.kind == other.kind
    return held and one.subject is other.subject and one.rule == RULE != other.rule and one.predicate != other.predicate


def doubles(one: Draft, other: Draft) -> bool:
    """Whether the network alone tells of people what a frame tells of their country: "*the Kenyan state* signed"."""
    if one.rule != RULE or other.rule == RULE or one.predicate != other.predicate or one.object is not other.object:
        return False
    types = [d.subject.type if isinstance(d.subject, Thing) else None for d in (one, other)]
    heads, named = one.roles.get("subject", []), other.roles.get("subject", [])
    stands = types == [EntityType.GROUP, EntityType.COUNTRY]
    return stands and any(word in head.subtree() for word in named for head in heads)


def is_held_by(one: Draft, other: Draft) -> bool:
    """Whether one noun of an office, that of a person, is told of a state or body too that does the same as they: "the
    chairperson, X, agreed, as did *Chad*"."""
    noun = one.trigger
    if noun.pos != "NOUN" or noun.morph.get("Number") == "Plur" or one.object is not other.object:
        return False
    if one.predicate != other.predicate or not isinstance(one.subject, Thing) or not isinstance(other.subject, Thing):
        return False
    return one.subject.type is not EntityType.PERSON and other.subject.type is EntityType.PERSON


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
    """Whether who signs what is told beside who signs it with whom: one of many, one who signs a known treaty, or two
    states or persons who sign together ("X and Y signed", not "X signed a treaty with Y")."""
    across = any(word.i > other.trigger.i for word in other.roles.get("object", []))
    bodies = any(isinstance(t, Thing) and t.type is EntityType.ORGANIZATION for t in (other.subject, other.object))
    return not (across or bodies) or one.crowd > 2 or tells_what(one)


def tells_what(draft: Draft) -> bool:
    """Whether the object of a draft is a known one that is called something ("*the border* treaty", "a *Rome* treaty"),
    and not after the other party ("the treaty with Chad")."""
    (word, *_) = draft.roles.get("object", [draft.trigger])
    left = naming_left(word)
    known = any(w.pos == "PROPN" for w in (word, *left)) or any(
        c.dep == "det" and c.lemma.lower() == "the" for c in word.children
    )
    return known and bool(left) and not any(preposition(c) == "with" for c in word.children)


def says_no_more(one: Draft, others: Iterable[Draft]) -> bool:
    """Whether a frame reads the words of a draft of the network's, as that or as something else, or who signed with
    whom what a draft names by its noun alone."""
    (word, *_) = one.roles.get("object", [one.trigger])
    between = any(is_between(other) > is_between(one) and other.trigger is one.trigger for other in others)
    ends = ("subject", "object")
    read = any(o.rule != RULE and all(o.roles.get(end) == one.roles.get(end) for end in ends) for o in others)
    return read or (between and not naming_left(word))


def strength(draft: Draft) -> float:
    """How likely the network holds a draft."""
    return min(draft.seen.likely[:4]) if draft.seen else 0.0
