"""Lists of names are one coordination wherever the tree hung their parts ("A, B (X), the C, and D"), and belong to the
noun that they spell out."""

from itertools import pairwise

from flows.extract.grammar.doers import is_verbal
from flows.extract.grammar.standing import joint_of
from flows.extract.reading.reading import PLACES, Reading
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType

LISTED = {
    EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.PERSON, EntityType.CITY, EntityType.REGION, EntityType.WORK,
}  # fmt: skip
CORE = ("nsubj", "nsubj:pass", "obj", "nmod", "obl", "obl:agent", "appos", "conj", "nmod:poss")
Item = tuple[int, int, Word]  # first and last position in the sentence, head word


def mend_lists(reading: Reading, sentence: Sentence) -> None:
    """Coordinate the lists of names of a sentence and hang them on what they spell out."""
    for items in lists_in(reading, sentence):
        coordinate([item[2] for item in items])
        hang_after_colon(sentence, items[0])
        if [w.text.lower() for w in sentence.words[items[-1][1] + 1 : items[-1][1] + 3]] == ["among", "them"]:
            hang_among(sentence, items[0], items[0][0])
    for item in names_in(reading, sentence):
        at = item[0] - 1 if item[0] and sentence.words[item[0] - 1].text.lower() == "the" else item[0]
        before = [w.text.lower() for w in sentence.words[max(0, at - 2) : at]]
        if len(before) == 2 and before[0] == "among" and before[1] in {"them", "which", "whom"}:
            hang_among(sentence, item, at - 2)


def hang_among(sentence: Sentence, item: Item, start: int) -> None:
    """ "its partners, among them A and B", "the partners, A and B among them": the list names some of the plural noun
    before it."""
    words = sentence.words
    at = start - 1 if words[start - 1].text.lower() != "the" else start - 2
    if at < 1 or words[at].text != ",":
        return
    noun = words[at - 1]
    while noun.head is not noun and not is_many(noun) and noun.dep in {"nmod", "flat", "compound", "amod"}:
        noun = noun.head
    if not is_many(noun):  # "20 states have applied for membership, among them A and B"
        verb = next((w for w in [words[at - 1], *words[at - 1].ancestors()] if w.pos == "VERB"), None)
        noun = next((c for c in verb.children if c.dep.startswith("nsubj")), noun) if verb is not None else noun
    named = item[2].head if item[2].dep == "nmod:poss" else item[2]  # "among them Chile's A"
    if is_many(noun) and named is not noun:
        named.hang(noun, "appos")
        for case in [c for c in named.children if c.dep == "case"]:
            case.hang(noun, "dep")


def is_many(word: Word) -> bool:
    """Whether a word is a common noun in the plural."""
    return word.pos == "NOUN" and word.morph.get("Number") == "Plur"


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


def owns_title(reading: Reading, sentence: Sentence, items: list[Item]) -> bool:
    """Whether the first of two names only says whose office the second holds ("and French president X")."""
    if len(items) < 2 or is_person(reading, items[0]) or not is_person(reading, items[1]):
        return False
    titles = word_set("offices", "noun") | word_set("offices", "modifier")
    between = [w.text.lower() for w in sentence.words[items[0][1] + 1 : items[1][0]]]
    return bool(between) and all(w in titles for w in between)


def without_titles(reading: Reading, words: list[Word]) -> list[str]:
    """The words between two persons without the second one's title ("and Azerbaijani president")."""
    titles = word_set("offices", "noun") | word_set("offices", "modifier")
    owned = [w for w in words if w.i not in reading.at or reading.at[w.i].type is EntityType.PERSON]
    return [w.text.lower() for w in owned if w.text.lower() not in titles and reading.how.get(w.i) != "demonym"]


def abbreviates(reading: Reading, sentence: Sentence, before: Item, item: Item) -> bool:
    """Whether a name in brackets is the short form of the one before."""
    words = sentence.words
    return words[item[0] - 1].text == "(" and reading.at.get(words[item[0]].i) is reading.at.get(words[before[1]].i)


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
    for head in heads[1:]:
        head.hang(lead, "conj")


def under(word: Word, heads: set[Word]) -> bool:
    """Whether a word hangs below one of these."""
    return any(a in heads for a in word.ancestors())


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
        item[2].hang(noun, "appos")


def counted(words: list[Word]) -> Word | None:
    """The noun that a list at the end spells out: "five countries joined the bloc: A, B, …"; None when several may."""
    told = (w for w in words if w.lemma.lower() in word_set("anaphora", "container"))
    nouns = [w for w in told if any(c.dep == "nummod" or c.text.lower() == "following" for c in w.children)]
    return nouns[0] if len(nouns) == 1 and nouns[0].morph.get("Number") == "Plur" else None


INSIDE = frozenset({"nmod", "appos", "conj", "nmod:poss", "compound"})


def mend_joints(reading: Reading) -> None:
    """Mend the name of every person or body that the tree joined to a thing of another sort."""
    for sentence in reading.sentences:
        for word in sentence.words:
            thing, above = reading.at.get(word.i), reading.at.get(word.head.i)
            if word.dep != "conj" or thing is None or above is None or reading.how[word.i] != "name":
                continue
            if thing.type not in {EntityType.PERSON, EntityType.ORGANIZATION} or above.type is thing.type:
                continue
            if above.type in PLACES and not join_alike(reading, word, thing.type):
                make_subject(word)


def join_alike(reading: Reading, word: Word, type_: EntityType) -> bool:
    """Join a name to the nearest of its sort in whose phrase it stands; whether there is one."""
    above = word.head
    while above.dep in INSIDE and above.head is not above:
        above = above.head
        thing = reading.at.get(above.i)
        if thing is not None and thing.type is type_ and reading.how[above.i] == "name":
            word.hang(above, "conj")
            return True
    return False


def make_subject(word: Word) -> None:
    """Make a name behind a phrase of place and a comma the subject of the verb that lacks one."""
    place = word.head
    verb = place.head
    comma = word.sentence.words[word.subtree()[0].at - 1].text == ","
    joined = any(c.dep == "cc" for c in word.children)
    lacking = is_verbal(verb) and not any(c.dep.startswith(("nsubj", "csubj")) for c in verb.children)
    if place.dep == "obl" and place.i < word.i < verb.i and comma and lacking and not joined:
        word.hang(verb, "nsubj:pass" if any(c.dep == "aux:pass" for c in verb.children) else "nsubj")
