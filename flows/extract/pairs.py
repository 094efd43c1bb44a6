"""Two things that one plural speaks of: "the two officials", "both countries", "archenemies"."""

from flows.extract.things import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType


def paired(reading: Reading, word: Word, lemma: str) -> bool:
    """ "the two officials", "both countries": the last two things of the kind that were named together."""
    if lemma not in word_set("anaphora", "pair") or word.morph.get("Number") != "Plur":
        return False
    if lemma not in word_set("anaphora", "opposed") and not any(
        c.lemma.lower() in {"two", "both"} for c in word.children
    ):
        return False
    wanted = {EntityType.COUNTRY} if lemma in word_set("anaphora", "country") else {EntityType.PERSON}
    if lemma in {"side", "party", "power", "government"} | word_set("anaphora", "opposed"):
        wanted = {EntityType.COUNTRY, EntityType.ORGANIZATION}
    for index in range(word.sentence.index, max(-1, word.sentence.index - 2), -1):
        spoken = [
            w
            for w in reading.sentences[index].words
            if w.i < word.i and w.i in reading.at and reading.at[w.i].type in wanted
        ]
        two = coordinated(reading, spoken) or list(dict.fromkeys(reading.at[w.i] for w in spoken))
        if len(two) == 2:
            reading.at[word.i], reading.how[word.i] = Thing(EntityType.GROUP, word.text, parts=two), "nominal"
            return True
        if len(two) > 2:
            return False
    return False


def coordinated(reading: Reading, words: list[Word]) -> list[Thing]:
    """The last two things that "and" joins and nothing else does; [] when there are none."""
    for word in reversed(words):
        base = word.sentence.words[0].i
        if (
            word.i - 2 >= base
            and word.sentence.words[word.i - 1 - base].lemma.lower() == "and"
            and word.i - 2 in reading.at
        ):
            beside = reading.at[word.i - 2]
            listed = word.i - 3 >= base and word.sentence.words[word.i - 3 - base].text == ","
            if beside.type is reading.at[word.i].type and not listed:
                return [beside, reading.at[word.i]]
        above = reading.at.get(word.head.i)
        if (
            word.dep == "conj"
            and above is not None
            and above is not reading.at[word.i]
            and above.type is reading.at[word.i].type
        ):
            joined = [c for c in word.head.children if c.dep == "conj"]
            return [above, reading.at[word.i]] if len(joined) == 1 else []
    return []
