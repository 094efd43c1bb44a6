"""Several countries, bodies or people that one counted plural speaks of: "the three juntas", "all four presidents"."""

from collections.abc import Sequence

from flows.extract.grammar.arguments import expand
from flows.extract.mentions.meetings import sides_met
from flows.extract.mentions.phrases import join
from flows.extract.offices.title import Title
from flows.extract.reading.bodies import in_title
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.language.timewords import load_words
from flows.model import EntityType

MOST = 10
BETWEEN = frozenset({",", "and", "the", "both", "&"})
OFTEN = 2  # times that a text speaks of a list by its number before another list of so many means nothing
TWO = 4  # sentences, its own among them, in which "the two countries" were named
PEOPLE = 3  # sentences back that a count of people reaches; countries are named as a list more seldom


def counted(reading: Reading, word: Word, lemma: str) -> bool:
    """ "the three countries": the nearest list before of just so many."""
    number = number_before(word)
    if not number or has_more(word):
        return False
    states = bool({lemma, lemma.removesuffix("s")} & word_set("anaphora", "states"))
    if number < (2 if states else 3) or not (states or lemma in word_set("anaphora", "pair")):
        return False
    wanted = EntityType.COUNTRY if states else EntityType.PERSON
    reach = word.sentence.index + 1 if states and number > 2 else PEOPLE
    meant = nearest(reading, word, wanted, (number, reach))
    if meant:
        reading.at[word.i], reading.how[word.i] = Thing(EntityType.GROUP, word.text, parts=meant), "nominal"
    return bool(meant)


def beside_names(reading: Reading, word: Word, lemma: str) -> bool:
    """ "Mali and Niger, two countries that …": a plural in apposition stands for the names before it."""
    if word.dep != "appos" or word.morph.get("Number") != "Plur":
        return False
    if not {lemma, lemma.removesuffix("s")} & word_set("anaphora", "states"):
        return False
    named = [reading.at[w.i] for w in expand(word.head) if w.i in reading.at and reading.how[w.i] == "name"]
    places = [t for t in named if t.type in {EntityType.COUNTRY, EntityType.REGION}]
    if len(places) < 2 or len(places) != len(named):
        return False
    reading.at[word.i], reading.how[word.i] = Thing(EntityType.GROUP, word.text, parts=places), "nominal"
    return True


def nearest(reading: Reading, word: Word, wanted: EntityType, size: tuple[int, int]) -> list[Thing]:
    """The nearest list of just so many, [] when the text has spoken of others by their number."""
    number, reach = size
    told = [
        t.parts
        for i, t in sorted(reading.at.items())
        if i < word.i and reading.how[i] == "nominal" and len(t.parts) == number and t.parts[0].type is wanted
    ]
    for index in range(word.sentence.index, max(-1, word.sentence.index - reach), -1):
        for listed in lists_before(reading, index, word, wanted):
            if len(listed) == number:
                near = reading.sentences[index].paragraph == word.sentence.paragraph and len(told) < OFTEN
                same = not told or index == word.sentence.index or set(map(id, told[-1])) == set(map(id, listed))
                return listed if same or near else told[-1] if len(told) >= OFTEN else []
    return []


def cardinal(text: str) -> int | None:
    """The number that a word or two write out ("fifteen", "thirty-two"), or None."""
    numbers = load_words().numbers
    parts = text.replace("-", " ").split()
    if not 1 <= len(parts) <= 2 or any(p not in numbers or p in {"a", "an"} for p in parts):
        return None
    values = [numbers[p] for p in parts]
    return sum(values) if len(values) == 1 or (values[0] % 10 == 0 and values[1] < 10) else None


def count(word: Word) -> str:
    """How many a noun or number speaks of, in digits where it is a small number, with "at least", "more than", "up to"
    or "about" where it says so: "at least 40", "2.3 million"; "" where it gives no number."""
    numbers = [word] if word.pos == "NUM" else [c for c in word.children if c.dep == "nummod" and c.pos == "NUM"]
    inside = written(numbers[0]) if numbers else []
    if not inside:
        return ""
    said = join(inside)
    small = cardinal(said.lower())
    bound = bound_before(inside[0])
    return " ".join(filter(None, (bound, said if small is None else str(small))))


def written(number: Word) -> list[Word]:
    """The words of a number ("twenty-three", "half a million"), [] where others stand between them."""
    parts = [w for w in number.subtree() if w.pos == "NUM" or w.text in {"-", "a", "half"}]
    inside = min(parts, key=lambda w: w.i).until(max(parts, key=lambda w: w.i))
    return inside if len(inside) == len(parts) else []


def bound_before(number: Word) -> str:
    """What stands before a number and says that it may be more or less: "at least", "more than", "up to", "about"."""
    before = [w.text.lower() for w in number.before[-3:]]
    bounds = {"at least": "at_least", "more than": "more_than", "up to": "at_most", "about": "about"}
    for called, words in bounds.items():
        if any(before[-len(one.split()) :] == one.split() for one in word_set("incidents", words)):
            return called
    return ""


def number_before(word: Word) -> int:
    """How many a definite plural speaks of ("the three", "all three military …"), 0 when it does not say so."""
    words, at = word.sentence.words, word.at
    if word.morph.get("Number") != "Plur":
        return 0
    at -= 2 if at > 1 and words[at - 1].pos == "ADJ" else 1
    known = at > 0 and words[at - 1].text.lower() in {"the", "all", "these", "both", "those"}
    number = cardinal(words[at].text.lower()) if known else None
    return number if number is not None and 2 <= number <= MOST else 0


def has_more(word: Word) -> bool:
    """Whether the phrase says itself which ones it means ("the three countries that …", "the two Baltic states")."""
    return any(
        (c.dep in {"acl", "acl:relcl", "appos", "nmod"} and c.i > word.i) or c.pos == "PROPN" for c in word.children
    )


def lists_before(reading: Reading, index: int, word: Word, wanted: EntityType) -> list[list[Thing]]:
    """The lists of names of one type in a sentence before a word, the last first."""
    found: list[list[Thing]] = []
    listed: list[Thing] = []
    apart = True
    for one in reading.sentences[index].words:
        if one.i >= word.i:
            break
        thing = reading.at.get(one.i)
        if thing is not None and thing.type is wanted and reading.how[one.i] in {"name", "metonym"}:
            if apart or opens_clause(one):
                listed = []
                found.append(listed)
            if thing not in listed:
                listed.append(thing)
            apart = False
        elif one.text.lower() not in BETWEEN:
            apart = True
    return found[::-1]


def opens_clause(name: Word) -> bool:
    """Whether a name is the subject of a clause of its own: "after the war in Peru, *Chile* and Chad signed"."""
    words, at = name.sentence.words, name.at
    fronted = at > 1 and words[at - 1].text == "," and words[at - 2].head is not name
    return name.dep.startswith("nsubj") and fronted and not any(w.head is name for w in words[:at] if w.dep == "conj")


def paired(reading: Reading, word: Word, lemma: str, titles: Sequence[Title]) -> bool:
    """ "the two officials", "both countries": the last two things of the kind that were named together; "both sides"
    of a meeting are those of who met there."""
    if lemma not in word_set("anaphora", "pair") or not speaks_of_two(word, lemma):
        return False
    wanted = sorts_meant(lemma)
    spoken: list[Thing] = []
    for index in range(word.sentence.index, max(-1, word.sentence.index - TWO), -1):
        before = [w for w in reading.sentences[index].words if w.i < word.i and w.i in reading.at]
        here = [w for w in before if reading.at[w.i].type in wanted and not is_apart(w, word)]
        spoken = list(dict.fromkeys([*(reading.at[w.i] for w in here), *spoken]))
        two = two_in_title(reading, index, word, wanted) or coordinated(reading, here)
        two = two or two_before(reading, before, wanted) or spoken
        if len(two) > 1 and lemma in word_set("anaphora", "side"):
            two = sides_met(reading, word, two, titles)
        if len(two) == 2:
            reading.at[word.i], reading.how[word.i] = Thing(EntityType.GROUP, word.text, parts=two), "nominal"
            return True
        if len(two) > 2 or len(spoken) > 1:
            return False
    return False


def speaks_of_two(word: Word, lemma: str) -> bool:
    """Whether a plural says that it speaks of two, or always does: "the two countries", "both sides", "the rivals"."""
    two = lemma in word_set("anaphora", "opposed") or any(c.lemma.lower() in {"two", "both"} for c in word.children)
    return two and word.morph.get("Number") == "Plur"


def two_before(reading: Reading, words: Sequence[Word], wanted: set[EntityType]) -> list[Thing]:
    """The two of whom words spoke already: "The two countries signed … *Both states* are members"."""
    pairs = (reading.at[w.i].parts for w in reversed(words))
    return next((pair for pair in pairs if len(pair) == 2 and all(t.type in wanted for t in pair)), [])


def two_in_title(reading: Reading, index: int, word: Word, wanted: set[EntityType]) -> list[Thing]:
    """The two countries that the title of the article names, for a word in a new paragraph; [] where it names fewer or
    more, where others are meant, or in the paragraph of the sentence before."""
    if wanted != {EntityType.COUNTRY} or reading.sentences[index].paragraph == word.sentence.paragraph:
        return []
    named = [t for t in reading.things if t.type is EntityType.COUNTRY and in_title(reading, t)]
    return named if len(named) == 2 else []


def is_apart(name: Word, pair: Word) -> bool:
    """Whether a name is of somebody who only deals with the two."""
    return mediates(name) or acts_on(name, pair) or owns_doer(name, pair)


def acts_on(name: Word, pair: Word) -> bool:
    """Whether a name is the subject that does something between or with the two: "*Chile* mediates between the two"."""
    verb = next((w for w in pair.ancestors() if w.pos == "VERB"), None)
    while verb is not None and verb.dep == "xcomp" and verb.head is not verb:
        verb = verb.head
    top = name.first_of_row
    return verb is not None and pair.dep in {"obl", "obj"} and top.dep.startswith("nsubj") and top.head is verb


def owns_doer(owner: Word, word: Word) -> bool:
    """Whether a name says whose the person is who does something with those meant: "*NATO's* envoy met both sides"."""
    doer = owner.head
    while doer.dep in {"compound", "appos", "nmod:desc", "flat"} and doer.head is not doer:
        doer = doer.head
    does = owner.dep == "nmod:poss" and doer.head is word.head and doer.dep == "nsubj"
    return does and word.dep != "nsubj"


def sorts_meant(lemma: str) -> set[EntityType]:
    """Of which types those are whom a plural noun speaks of."""
    if lemma in word_set("anaphora", "bodies"):
        return {EntityType.ORGANIZATION}
    if lemma in word_set("anaphora", "side") | word_set("anaphora", "opposed"):
        return {EntityType.COUNTRY, EntityType.ORGANIZATION}
    return {EntityType.COUNTRY} if lemma in word_set("anaphora", "country") else {EntityType.PERSON}


def mediates(word: Word) -> bool:
    """Whether a name stands for who brings others together: "the mediation of *Oman*", "*Oman* hosted the talks"."""
    top = word
    while top.dep in {"conj", "flat", "compound", "nmod:poss"} and top.head is not top:
        top = top.head
    doer = top.dep in {"nsubj", "nmod", "obl:agent", "obl"} and top.head.lemma.lower() in word_set(
        "anaphora", "between"
    )
    return doer or top.lemma.lower() in word_set("anaphora", "between")


def follows_comma(reading: Reading, word: Word) -> bool:
    """Whether a comma stands before the name to which a word belongs, or before its article."""
    while (before := word.near(-1)) is not None and reading.at.get(before.i) is reading.at[word.i]:
        word = before
    before = word.near(-1)
    before = before.near(-1) if before is not None and before.lemma.lower() == "the" else before
    return before is not None and before.text == ","


def coordinated(reading: Reading, words: list[Word]) -> list[Thing]:
    """The last two things that "and" joins and nothing else does; [] when there are none."""
    for word in reversed(words):
        before = word.before[-3:]
        if len(before) > 1 and before[-1].lemma.lower() == "and" and before[-2].i in reading.at:
            beside = reading.at[before[-2].i]
            listed = len(before) > 2 and follows_comma(reading, before[-2])
            if beside.type is reading.at[word.i].type and not listed:
                return [beside, reading.at[word.i]]
    return []
