"""Parallel lists pair one to one: "X and Y visited A and B, respectively", "X and Y joined it in 2022 and 1995"."""

from collections.abc import Iterable, Iterator

from flows.extract.draft import Draft
from flows.extract.facts.circumstances import Dates
from flows.extract.facts.in_turn import own_dates, turns_in
from flows.extract.grammar.arguments import expand
from flows.extract.grammar.doers import is_verbal, preposition, surface_subjects
from flows.extract.reading.reading import Reading, Thing
from flows.kinds import shipped_kinds
from flows.language.parse import Sentence, Word

Listed = list[tuple[Thing | None, Word]]  # what each member of a list speaks of, and its word
ASIDE = ("acl", "acl:relcl")  # "A and B, founded in 1967 and 2002", "A and B, which joined in 1967 and 2002"
TOLD = ("respectively", "in that order", "in this order")


def in_pairs(reading: Reading, drafts: Iterable[Draft], dates: dict[int, Dates]) -> Iterator[tuple[Draft, Dates]]:
    """The drafts that parallel lists allow, each with the dates that may be its own."""
    known: dict[int, list[list[Listed]]] = {}
    for draft in drafts:
        sentence = draft.trigger.sentence
        if sentence.index not in known:
            known[sentence.index] = list(parallels(reading, sentence))
        paired = is_told(reading, sentence)
        if (paired and is_open(draft, known[sentence.index])) or is_sum(draft) or is_crossed(draft):
            continue
        told = paired or not shipped_kinds()[draft.kind].once
        parallel = [lists for lists in known[sentence.index] if told and not is_within(draft, lists)]
        if all(len(places(draft, lists)) < 2 for lists in parallel):
            others = {id(word) for lists in parallel for word in foreign_dates(draft, lists)}
            mine = [(time, word) for time, word in dates[sentence.index] if id(word) not in others]
            yield draft, own_dates(draft, turns_in(reading, sentence, mine), mine)


def is_open(draft: Draft, known: list[list[Listed]]) -> bool:
    """Whether subject or object stands in a list and the tree does not tell what goes with what."""
    placed = any(len(places(draft, lists)) == 1 or is_within(draft, lists) for lists in known)
    return is_listed(draft) and (not placed or any(holds(draft, lists) for lists in known))


def is_crossed(draft: Draft) -> bool:
    """Whether subject and object of a fact belong to two members of a row: not the conference of "the summit *in Oslo*
    and the *conference* in Riga" is held in Oslo."""
    subjects, objects = draft.roles.get("subject", []), draft.roles.get("object", [])
    return any(is_of_another(place, word) or is_of_another(word, place) for word in subjects for place in objects)


def is_of_another(phrase: Word, word: Word) -> bool:
    """Whether a prepositional phrase hangs on another member of a word's row, which stands before the word or beside a
    like phrase of the word's own."""
    at = preposition(phrase.first_of_row)
    other = phrase.first_of_row.head
    if not at or other is word or other not in expand(word.first_of_row):
        return False
    return phrase.i < word.i or any(preposition(c) == at for c in word.children)


def is_sum(draft: Draft) -> bool:
    """Whether several gatherings that are counted stand beside a row of places: of "ten summits" in *A, B and C* none
    holds ten."""
    if not shipped_kinds()[draft.kind].gathering:
        return False
    counted = any(w.morph.get("Number") == "Plur" and w.child("nummod") is not None for w in draft.roles["subject"])
    rows = [expand(word.first_of_row) for word in draft.roles["object"]]
    return counted and any(len(row) > 2 or any(w.child("cc") is not None for w in row) for row in rows)


def is_listed(draft: Draft) -> bool:
    """Whether the subject or object of a fact stands in a list."""
    words = [word for role in ("subject", "object") for word in draft.roles.get(role, [])]
    return any(w.dep == "conj" or any(c.dep == "conj" for c in w.children) for w in words)


def holds(draft: Draft, lists: list[Listed]) -> bool:
    """Whether the phrase of a subject or object holds a whole list: "the summits of *A and B* were held in X and Y"."""
    roles = [word for role in ("subject", "object") for word in draft.roles.get(role, [])]
    for one in lists:
        members = [word for _, word in one]
        if members[0].dep not in {"nmod:desc", "appos"} and any(
            w not in members and all(is_inside(m, w) for m in members) for w in roles
        ):
            return True
    return False


def is_inside(word: Word, phrase: Word) -> bool:
    """Whether a word stands in a phrase, and not only in what is said beside it: "X, *Peru's trade minister*"."""
    above = list(word.ancestors())
    return phrase in above and all(w.dep not in {"appos", *ASIDE} for w in above[: above.index(phrase)])


def is_within(draft: Draft, lists: list[Listed]) -> bool:
    """Whether subject and object of a fact stand in the same list: "X and Y met in 2022 and 2023"."""
    both = {id(draft.subject), id(draft.object)}
    return any(len(both & {id(thing) for thing, _ in one}) > 1 for one in lists)


def places(draft: Draft, lists: list[Listed]) -> set[int]:
    """At which places of parallel lists the subject and object of a fact stand."""
    both = [value for value in (draft.subject, draft.object) if isinstance(value, Thing)]
    told = {id(word) for role in ("subject", "object") for word in draft.roles.get(role, [])}
    return {
        at
        for one in lists
        for at, (thing, word) in enumerate(one)
        if (thing is not None and thing in both) or (id(word) in told and word is not one[at - 1][1])
    }


def foreign_dates(draft: Draft, lists: list[Listed]) -> list[Word]:
    """The dates in parallel lists that go with others than the subject and object of a fact."""
    own = places(draft, lists)
    dates = [one for one in lists if all(word.label == "TIME" for _, word in one)] if own else []
    return [word for one in dates for at, (_, word) in enumerate(one) if at not in own]


def is_told(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence says that its lists go in the same order."""
    said = reading.text[sentence.start : sentence.end].lower()
    return any(words in said for words in TOLD)


def parallels(reading: Reading, sentence: Sentence) -> Iterator[list[Listed]]:
    """The equally long lists of one verb, where the sentence says that they are parallel or one is of dates."""
    by_verb: dict[tuple[int, int], list[Listed]] = {}
    for word in sentence.words:
        listed = members(reading, word)
        if len(listed) > 1:
            for verb in (verb_of(word), *verbs_beside(word)):
                by_verb.setdefault((verb.i, len(listed)), []).append(listed)
            for clause in (c for one in expand(word) for c in one.children if c.dep in ASIDE):
                by_verb.setdefault((clause.i, len(listed)), []).append(listed)  # "A and B, founded in 1967 and 2002"
    for lists in by_verb.values():
        timed = [one for one in lists if all(word.label == "TIME" for _, word in one)]
        if len(lists) > 1 and (timed or is_told(reading, sentence)):
            yield lists


def members(reading: Reading, word: Word) -> Listed:
    """The members of the list that begins with a word, or that a pronoun or noun speaks of."""
    thing = reading.at.get(word.i)
    if word.dep == "conj" or is_verbal(word):
        return []
    if thing is not None and len(thing.parts) > 1:
        return [(part, word) for part in thing.parts]
    return [(reading.at.get(one.i), one) for one in expand(word)]


def verbs_beside(word: Word) -> list[Word]:
    """The verbs joined to the one of which a word is the subject, with no subject of their own."""
    joined = expand(word.head) if word.dep.startswith("nsubj") and is_verbal(word.head) else []
    return [verb for verb in joined if verb is not word.head and word in surface_subjects(verb)]


def verb_of(word: Word) -> Word:
    """The verb in whose clause a word stands."""
    return next((above for above in word.ancestors() if is_verbal(above)), word)
