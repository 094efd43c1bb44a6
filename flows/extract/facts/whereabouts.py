"""Where: the most exact place that belongs to a trigger's clause."""

from flows.extract.draft import Draft
from flows.extract.facts.nearness import light_chain
from flows.extract.facts.paired import is_of_another, is_told, parallels, places
from flows.extract.grammar.arguments import expand
from flows.extract.grammar.doers import preposition
from flows.extract.reading.reading import PLACES, Reading, Thing
from flows.extract.words import word_set
from flows.kinds import shipped_kinds
from flows.language.parse import Word
from flows.model import EntityType

RANK = {EntityType.CITY: 0, EntityType.REGION: 1, EntityType.COUNTRY: 2}
INSIDE = {"in", "at"}


def add_place(reading: Reading, draft: Draft) -> None:
    """The place where it happened, for the kinds that take place somewhere."""
    if shipped_kinds()[draft.kind].place and "place" not in draft.qualifiers and not is_one_of_places(draft):
        found = place_of(reading, draft)
        found = found if found is None else in_its_turn(reading, draft, *found)
        if found is not None and not is_what_about(draft, *found):
            draft.qualifiers["place"], draft.roles["place"] = found[0], [found[1]]


def is_what_about(draft: Draft, place: Thing, word: Word) -> bool:
    """Whether a place only tells what a gathering is about that is held elsewhere: "talks on peace *in the Sahel* were
    held in Lima"."""
    there, subjects = draft.object, draft.roles.get("subject", [])
    elsewhere = isinstance(there, Thing) and there.type in PLACES and RANK[place.type] >= RANK[there.type]
    held = shipped_kinds()[draft.kind].predicates[draft.predicate].names is EntityType.REGION
    return held and elsewhere and any(word in subject.subtree() for subject in subjects)


def is_one_of_places(draft: Draft) -> bool:
    """Whether a draft says itself where, and elsewhere too: "were held *in Kenya* in May and Togo in June"."""
    words = draft.roles.get("object", []) if isinstance(draft.object, Thing) and draft.object.type in PLACES else []
    tops = [word.first_of_row for word in words]
    return any(preposition(top) in INSIDE and len(expand(top)) > 1 for top in tops)


def in_its_turn(reading: Reading, draft: Draft, place: Thing, word: Word) -> tuple[Thing, Word] | None:
    """Of places that go "respectively" with others, the one that goes with the subject or object of a draft; None where
    that cannot be told."""
    listed = [(thing, one) for one in expand(word.first_of_row) if (thing := named_place(reading, one)) is not None]
    if len(listed) < 2 or not is_told(reading, word.sentence):
        return place, word
    lists = [lists for lists in parallels(reading, word.sentence) if len(lists[0]) == len(listed)]
    at = {one for several in lists for one in places(draft, several)}
    return listed[at.pop()] if len(at) == 1 else None


def place_of(reading: Reading, draft: Draft) -> tuple[Thing, Word] | None:
    """The most exact place in a phrase on the trigger or on the event it speaks of, and the word that names it."""
    found: list[tuple[int, int, Thing, Word]] = []
    above = [] if draft.trigger.dep == "nsubj" and does_more(draft.trigger.head) else light_chain(draft.trigger)[:1]
    for head in [draft.trigger, *draft.words, *between(draft), *above]:
        for child in head.children:
            for one, thing in places_in(reading, child):
                if thing is not draft.subject and thing is not draft.object:
                    found.append((RANK[thing.type], one.i, thing, one))
    told = [word for role in ("subject", "object") for word in draft.roles.get(role, [])]
    found = [f for f in found if not any(is_of_another(f[3], word) for word in told)]
    here = [w for w in draft.roles.get("object", []) if preposition(w.first_of_row) in INSIDE]
    if here and isinstance(draft.object, Thing) and draft.object.type in PLACES:
        found = [f for f in found if f[0] < RANK[draft.object.type]]  # "in Togo": "in Lomé" tells more, not "in Peru"
    found.sort(key=lambda f: (f[0], f[1]))
    return found[0][2:] if found else None


def does_more(verb: Word) -> bool:
    """Whether a verb does more than carry the noun that is its subject: "the invasion changed the mood in X"."""
    return verb.lemma.lower() not in word_set("factuality", "holding") | word_set("factuality", "running")


def between(draft: Draft) -> list[Word]:
    """The words on the way from the trigger down to those that speak of the fact: "talks with his *counterpart*, X"."""
    found = []
    for word in draft.words:
        above = list(word.ancestors())
        if draft.trigger in above:
            found += above[: above.index(draft.trigger)]
    return found


def places_in(reading: Reading, phrase: Word) -> list[tuple[Word, Thing]]:
    """The places that a phrase with "in" or "at" names, or that one inside it does ("at the palace in X")."""
    if phrase.dep == "advmod" and phrase.lemma.lower() in {"there", "where"} and phrase.i in reading.at:
        return [(phrase, reading.at[phrase.i])]
    if preposition(phrase) not in INSIDE or phrase.dep not in {"obl", "nmod"}:
        return []
    inside = [one for one in expand(phrase) if preposition(one) in {*INSIDE, ""}]
    named = [(one, named_place(reading, one)) for one in inside]
    found = [(one, thing) for one, thing in named if thing is not None]
    if found or reading.at.get(phrase.i):
        return found
    return [place for child in phrase.children for place in places_in(reading, child)]


def named_place(reading: Reading, word: Word) -> Thing | None:
    """The place a word names, also through "the city of X" and "the capital, X"."""
    thing = reading.at.get(word.i)
    if thing is not None and thing.type in PLACES and reading.how[word.i] != "demonym":
        return thing
    if word.lemma.lower() in word_set("nominals", "settlement"):
        for child in sorted(word.children, key=lambda c: preposition(c) != "of"):
            inner = reading.at.get(child.i)
            named = preposition(child) == "of" or child.dep in {"appos", "flat", "compound"}
            if named and inner is not None and inner.type in PLACES and reading.how[child.i] != "demonym":
                return inner
    return None
