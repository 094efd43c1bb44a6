"""Mends what a small parser gets wrong most in news prose, where the surface leaves no doubt.

Covers: lists of names ("A, B (X), the C, and D") are one coordination wherever the tree hung their parts; the doer
after "by" belongs to the passive verb before it, not to the place name between.
"""

from itertools import pairwise

from flows.extract.arguments import LISTING, is_passive, preposition
from flows.extract.clauses import free_deed, give_subject
from flows.extract.finite import hand_article, see_verbs
from flows.extract.frames import frames_by_word
from flows.extract.gapping import echo_verbs
from flows.extract.knit import knit_names
from flows.extract.things import Reading
from flows.extract.titles import Title
from flows.extract.verbs import (
    attach,
    free_verb,
    hang_aside,
    join_title,
    mend_progressive,
    mend_relative_verb,
    mend_verb,
    raise_clauses,
    raise_verb,
    see_noun,
    see_preposition,
    take_neighbours,
    unfold_participle,
)
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType

LISTED = {
    EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.PERSON, EntityType.CITY, EntityType.REGION, EntityType.WORK,
}  # fmt: skip
CORE = ("nsubj", "nsubj:pass", "obj", "nmod", "obl", "obl:agent", "appos", "conj", "nmod:poss")
Item = tuple[int, int, Word]  # first and last position in the sentence, head word


def mend(reading: Reading) -> None:
    """Mend every sentence's tree in place."""
    verbs = frozenset(lemma for pos, lemma in frames_by_word() if pos == "VERB")
    for sentence in reading.sentences:
        see_verbs(sentence)
        knit_names(reading, sentence)
        hand_owners(reading, sentence)
        for items in lists_in(reading, sentence):
            coordinate([item[2] for item in items])
            hang_after_colon(sentence, items[0])
        hang_addresses(reading, sentence)
        raise_verb(reading, sentence)
        for word in sentence.words:
            mend_verb(sentence, word, verbs)
            mend_progressive(sentence, word, verbs)
            mend_relative_verb(sentence, word, verbs)
            hang_aside(sentence, word)
            see_preposition(word)
        for word in sentence.words:
            see_noun(word)
            hand_article(word)
            raise_clauses(sentence, word)
            take_neighbours(reading, word)
            join_title(reading, word)
            hand_to_verb(reading, word)
            hang_example(sentence, word)
            free_verb(word)
            unfold_participle(word)
            hang_relative(sentence, word)
            hang_reduced(sentence, word)
            give_object(sentence, word)
            take_bare_object(reading, word)
            free_deed(reading, sentence, word)
            give_subject(sentence, word)
            if (
                word.dep == "vocative"
                and word.i < word.head.i
                and not any(c.dep.startswith("nsubj") for c in word.head.children)
            ):
                word.dep = "nsubj"
        echo_verbs(reading, sentence)


def hang_addresses(reading: Reading, sentence: Sentence) -> None:
    """ "in Doral, Florida": the nearer place carries the phrase, the wider one stands beside it."""
    items = names_in(reading, sentence)
    for near, wide in pairwise(items):
        at = near[0] - 1
        between = [w.text for w in sentence.words[near[1] + 1 : wide[0]]]
        if between != [","] or at < 0 or sentence.words[at].text.lower() not in {"in", "at", "near", "from", "to"}:
            continue
        if not (is_place(reading, near) and is_place(reading, wide)):
            continue
        if near[2].head is not wide[2]:
            widen(reading, sentence, near, wide)
            continue
        above, dep = wide[2].head, wide[2].dep
        if above is wide[2]:
            continue
        attach(near[2], above, dep)
        attach(wide[2], near[2], "appos")
        for case in [c for c in wide[2].children if c.dep == "case" and c.i < near[2].i]:
            attach(case, near[2], "case")


def widen(reading: Reading, sentence: Sentence, near: Item, wide: Item) -> None:
    """ "met X in Anchorage, United States": the wider place is not one more X."""
    order = [EntityType.CITY, EntityType.REGION, EntityType.COUNTRY]
    after = sentence.words[wide[1] + 1 : wide[1] + 3]
    listed = any(w.text.lower() in {"and", "or"} for w in after)
    rising = order.index(reading.at[near[2].i].type) < order.index(reading.at[wide[2].i].type)
    if wide[2].dep == "conj" and rising and not listed:
        attach(wide[2], near[2], "appos")


def is_place(reading: Reading, item: Item) -> bool:
    """Whether a name is a place's."""
    return reading.at[item[2].i].type in {EntityType.CITY, EntityType.REGION, EntityType.COUNTRY}


def mend_titles(titles: list[Title]) -> None:
    """ "NATO Secretary General X hosted …": the person is the subject, whatever of the title the tree made it."""
    for title in titles:
        person = next((last for first, last, how, _ in title.person.mentions if last is title.last), None)
        if person is None or title.owner is None or title.how != "title before the name":
            continue
        head = person
        while head.head.i >= title.first.i and head.head.i < head.i and head.head is not head:
            head = head.head
        base = title.first.sentence.words[0].i
        name = [
            w
            for f, t, _, _ in title.person.mentions
            if t is person
            for w in f.sentence.words[f.i - base : t.i + 1 - base]
        ]
        if head in name or head.head is head or not name:
            continue
        above, dep = head.head, head.dep
        if above.i < title.first.i or above.i > person.i:
            attach(name[0], above, dep)
            attach(head, name[0], "compound")


def names_in(reading: Reading, sentence: Sentence) -> list[Item]:
    """The names of a sentence: their ends and head words, in order."""
    items: list[Item] = []
    words = sentence.words
    position = 0
    while position < len(words):
        thing = reading.at.get(words[position].i)
        if thing is None or thing.type not in LISTED or reading.how[words[position].i] != "name":
            position += 1
            continue
        last = position
        while last + 1 < len(words) and reading.at.get(words[last + 1].i) is thing:
            last += 1
        inside = words[position : last + 1]
        tops = [w for w in inside if w.head is w or w.head not in inside]
        items.append((position, last, tops[0] if tops else words[last]))
        position = last + 1
    return items


def lists_in(reading: Reading, sentence: Sentence) -> list[list[Item]]:
    """Runs of names with nothing but commas, "and", "or", "the" and bracketed abbreviations between."""
    runs: list[list[Item]] = []
    joints: list[str] = []
    items = names_in(reading, sentence)
    items = [item for at, item in enumerate(items) if not owns_title(reading, sentence, items[at : at + 2])]
    current: list[Item] = items[:1]
    for before, item in pairwise(items):
        between = [w.text.lower() for w in sentence.words[before[1] + 1 : item[0]]]
        if abbreviates(reading, sentence, before, item):
            current[-1] = (current[-1][0], item[1], current[-1][2])
            items[items.index(item)] = item
            continue
        if is_person(reading, before) and is_person(reading, item):
            between = without_titles(reading, sentence.words[before[1] + 1 : item[0]])
        joint = joint_of([w for w in between if w not in {"(", ")"}])
        if joint:
            current.append(item)
            joints.append(joint)
            continue
        if is_list(current, joints):
            runs.append(current)
        current, joints = [item], []
    if is_list(current, joints):
        runs.append(current)
    return runs


def is_person(reading: Reading, item: Item) -> bool:
    """Whether a name is a person's."""
    return reading.at[item[2].i].type is EntityType.PERSON


def hand_owners(reading: Reading, sentence: Sentence) -> None:
    """ "X and French president Y": the country is no second X."""
    for owner, holder in pairwise(names_in(reading, sentence)):
        if owner[2].dep == "conj" and owns_title(reading, sentence, [owner, holder]):
            attach(owner[2], holder[2], "compound")


def owns_title(reading: Reading, sentence: Sentence, items: list[Item]) -> bool:
    """Whether the first of two names only says whose office the second holds ("and French president X")."""
    if len(items) < 2 or is_person(reading, items[0]) or not is_person(reading, items[1]):
        return False
    titles = word_set("offices", "office") | word_set("offices", "modifier")
    between = [w.text.lower() for w in sentence.words[items[0][1] + 1 : items[1][0]]]
    return bool(between) and all(w in titles for w in between)


def without_titles(reading: Reading, words: list[Word]) -> list[str]:
    """The words between two persons without the second one's title ("and Azerbaijani president")."""
    titles = word_set("offices", "office") | word_set("offices", "modifier")
    owned = [w for w in words if w.i not in reading.at or reading.at[w.i].type is EntityType.PERSON]
    return [w.text.lower() for w in owned if w.text.lower() not in titles and reading.how.get(w.i) != "demonym"]


def abbreviates(reading: Reading, sentence: Sentence, before: Item, item: Item) -> bool:
    """Whether a name in brackets is the short form of the one before."""
    words = sentence.words
    return words[item[0] - 1].text == "(" and reading.at.get(words[item[0]].i) is reading.at.get(words[before[1]].i)


def joint_of(between: list[str]) -> str:
    """ "and" or "," for what may join two names of a list, "" for anything else."""
    rest = [w for w in between if w not in {"the", "both"}]
    if rest in (["and"], ["or"], [",", "and"], [",", "or"], ["as", "well", "as"]):
        return "and"
    return "," if rest == [","] else ""


def is_list(items: list[Item], joints: list[str]) -> bool:
    """Whether a run is a list: three names or more with a final "and" or all commas, or two with "and"."""
    if len(items) == 2:
        return joints[-1:] == ["and"] and plain_pair(items)
    return len(items) >= 3 and ("and" in joints[-1:] or len(items) >= 4 or not places(items))


def places(items: list[Item]) -> bool:
    """Whether a run of names reads like one address ("Kananaskis, Alberta, Canada")."""
    return all(item[2].label == "PLACE" for item in items)


def plain_pair(items: list[Item]) -> bool:
    """Whether the second of two names does not open a clause of its own ("… China, and India signed …")."""
    first, second = items[0][2], items[1][2]
    return not (second.dep.startswith("nsubj") and not first.dep.startswith("nsubj") and first.head.i < first.i)


def coordinate(heads: list[Word]) -> None:
    """Make the first name the head of the list, hung where the list as a whole belongs."""
    inside = set(heads)
    outer = [h for h in heads if h.head is not h and h.head not in inside and not under(h.head, inside)]
    anchor = outer[0] if outer else heads[0]
    subject = next((h for h in outer if h.dep.startswith("nsubj")), None)
    if subject is not None and anchor.dep not in CORE:
        anchor = subject
    lead = heads[0]
    above, dep = anchor.head, anchor.dep
    if anchor is not lead and anchor.head is not anchor:
        attach(lead, above, dep)
    for head in heads[1:]:
        attach(head, lead, "conj")
        cases = [c for c in head.children if c.dep == "case" and c.i < lead.i]
        for case in cases:
            attach(case, lead, "case")


def under(word: Word, heads: set[Word]) -> bool:
    """Whether a word hangs below one of these."""
    return any(a in heads for a in word.ancestors())


def hang_example(sentence: Sentence, word: Word) -> None:
    """ "its members, especially X": the example belongs to the noun before the comma."""
    at = word.i - sentence.words[0].i
    if (
        at < 3
        or word.pos != "PROPN"
        or sentence.words[at - 1].text.lower() not in LISTING
        or sentence.words[at - 2].text != ","
    ):
        return
    noun = sentence.words[at - 3]
    if noun.pos == "NOUN" and word.head is not noun:
        attach(word, noun, "nmod")


def hang_after_colon(sentence: Sentence, item: Item) -> None:
    """ "five republics: A, B and C": the list spells out the noun before the colon, or the one that is counted."""
    at = item[0] - 1
    while at > 0 and sentence.words[at].text.lower() == "the":
        at -= 1
    if at < 1 or sentence.words[at].text != ":":
        return
    noun = sentence.words[at - 1] if sentence.words[at - 1].pos == "NOUN" else counted(sentence.words[:at])
    if noun is None:
        return
    if item[2].head is not noun:
        attach(item[2], noun, "appos")


def counted(words: list[Word]) -> Word | None:
    """The noun that a list at the end spells out: "five countries joined the bloc: A, B, …"; None when several may."""
    nouns = [w for w in words if w.lemma.lower() in word_set("anaphora", "container") and w.child("nummod") is not None]
    return nouns[0] if len(nouns) == 1 and nouns[0].morph.get("Number") == "Plur" else None


def hang_reduced(sentence: Sentence, word: Word) -> None:
    """ "their annual retreat, held this year in X, …": a bare participle after noun and comma is the noun's clause."""
    at = word.i - sentence.words[0].i
    if word.pos != "VERB" or word.morph.get("VerbForm") != "Part" or word.morph.get("Tense") != "Past" or at < 2:
        return
    noun = sentence.words[at - 2]
    if (
        sentence.words[at - 1].text != ","
        or noun.pos not in {"NOUN", "PROPN"}
        or word.dep in {"acl", "acl:relcl", "conj"}
    ):
        return
    if any(c.dep.startswith(("nsubj", "csubj", "aux", "obj")) for c in word.children):
        return
    if word in noun.ancestors() or word is noun.head:
        main = next(
            (c for c in word.children if c.dep in {"parataxis", "ccomp", "conj"} and c.pos == "VERB" and c.i > word.i),
            None,
        )
        top = next((a for a in [noun, *noun.ancestors()] if a.head is word), None)
        if main is None or top is None:
            return
        if word.head is word:
            word.children.remove(main)
            main.head, main.dep = main, "ROOT"
        else:
            attach(main, word.head, word.dep)
        attach(top, main, "obl")
        if word.head is word:
            word.head = main
            main.children.append(word)
    attach(word, noun, "acl")


def take_bare_object(reading: Reading, word: Word) -> None:
    """ "Five countries joined BRICS": a name right behind a verb without object is no adverb."""
    thing, verb = reading.at.get(word.i), word.head
    named = thing is not None and thing.type in LISTED and reading.how.get(word.i) == "name"
    if named and word.dep == "obl:unmarked" and word.i == verb.i + 1 and verb.pos == "VERB":
        word.dep = "obj"


def give_object(sentence: Sentence, word: Word) -> None:
    """ "the fact that X formed Y suggests …": Y follows a verb without object; the later verb has a subject."""
    verb = word.head
    if word.dep != "nsubj" or verb.i < word.i or verb.pos != "VERB":
        return
    others = [c for c in verb.children if c.dep.startswith(("nsubj", "csubj")) and c.i < word.i]
    left = min((w.i for w in word.subtree()), default=word.i) - sentence.words[0].i
    before = sentence.words[left - 1] if left > 0 else None
    if (
        not others
        or before is None
        or before.pos != "VERB"
        or any(c.dep in {"obj", "ccomp", "xcomp"} for c in before.children)
    ):
        return
    attach(word, before, "obj")


def hang_relative(sentence: Sentence, word: Word) -> None:
    """ "the process in which representatives of X tried": the clause hangs on the noun before the preposition."""
    at = word.i - sentence.words[0].i
    if word.lemma.lower() != "which" or at < 2 or at + 2 >= len(sentence.words) or sentence.words[at - 1].pos != "ADP":
        return
    noun, subject = sentence.words[at - 2], sentence.words[at + 1]
    if noun.text == "," and at > 2:
        noun = sentence.words[at - 3]
    if noun.pos not in {"NOUN", "PROPN"} or subject.pos not in {"NOUN", "PROPN", "DET"}:
        return
    verb = word.head if word.head.i > word.i and any(c.dep in {"cop", "nsubj"} for c in word.head.children) else None
    verb = verb or next(
        (w for w in sentence.words[at + 1 :] if w.pos == "VERB" and w.morph.get("VerbForm") == "Fin"), None
    )
    if verb is None or verb.dep == "acl:relcl" or noun in verb.children:
        return
    attach(verb, noun, "acl:relcl")
    if (
        verb.head is noun
        and subject.pos in {"NOUN", "PROPN"}
        and not any(c.dep.startswith("nsubj") for c in verb.children)
    ):
        attach(subject, verb, "nsubj")


def hand_to_verb(reading: Reading, word: Word) -> None:
    """ "founded in the city of X by Y": the doer after "by" goes to the passive verb."""
    thing = reading.at.get(word.i)
    if thing is None or word.dep not in {"nmod", "obl"} or preposition(word) != "by" or thing.type is EntityType.EVENT:
        return
    if word.head.pos in {"VERB", "AUX"}:
        return
    for above in word.ancestors():
        if above.pos == "VERB":
            if is_passive(above) and not any(c.dep == "obl:agent" for c in above.children):
                attach(word, above, "obl:agent")
            return
