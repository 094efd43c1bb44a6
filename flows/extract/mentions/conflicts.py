"""What a text says of a war or conflict that it has no name for, so that the linker can tell which one is meant.

Each hint is a pair: noun ("civil war"), in (a place), party, of (a place or party), near (a country of the same or the
last sentence, for a bare "the civil war"), year, nth ("second"), and else: words that make it something else.
"""

from collections.abc import Iterator

from flows.extract.grammar.arguments import expand
from flows.extract.grammar.doers import preposition, surface_subjects
from flows.extract.mentions.phrases import LEFT, NAMED
from flows.extract.reading.reading import PLACES, Reading, Thing
from flows.extract.words import word_set
from flows.gazetteer import load_gazetteer
from flows.language.parse import Sentence, Word
from flows.model import EntityType

Hint = tuple[str, str]
CIVIL = "civil war"
REMEMBERED = 2  # sentences back in which a country is still the one that is spoken of


def tell(reading: Reading, word: Word) -> set[Hint]:
    """The hints of one phrase, by its noun."""
    civil = any(c.lemma.lower() == "civil" and c.i < word.i for c in word.children)
    hints = {("noun", CIVIL if civil else word.lemma.lower())}
    for child in word.children:
        hints |= set(before(reading, child) if child.i < word.i else behind(reading, child))
    hints |= set(governed(reading, word))
    if not {kind for kind, _ in hints} & {"in", "of"}:
        hints |= {("party", thing.name) for thing in fighters(reading, word)}
    return hints


def before(reading: Reading, child: Word) -> Iterator[Hint]:
    """What a modifier before the noun says: whose or where, when, the how-manieth."""
    text = child.text.lower()
    if child.dep == "det" and text in word_set("nominals", "any"):
        yield from () if is_fought(child.head) else (("else", text),)
    if child.dep not in LEFT or text == "civil":
        return
    named = list(dict.fromkeys(t.name for w in child.subtree() if (t := named_thing(reading, w)) is not None))
    if named:
        yield from (("party" if len(named) > 1 else "of", name) for name in named)
    elif is_year(text):
        yield "year", text
    elif text in word_set("nominals", "ordinals"):
        yield "nth", text
    elif text not in word_set("nominals", "skip") | word_set("nominals", "waged") and not is_measure(child):
        yield "else", text


def behind(reading: Reading, child: Word) -> Iterator[Hint]:
    """What a phrase or clause behind the noun says: where, between whom, when it was."""
    case = preposition(child)
    if child.dep in {"acl", "acl:relcl"}:
        if child.lemma.lower() in word_set("nominals", "fought"):
            yield from (hint for inner in child.children for hint in behind(reading, inner))
        return
    role = next((r for r in ("in", "party") if case in word_set("nominals", f"conflict_{r}")), None)
    years = [w.text for w in child.subtree() if is_year(w.text)]
    if case in word_set("nominals", "conflict_when"):
        yield from (("year", year) for year in years)
    if role:
        for one in expand(child):
            thing = named_thing(reading, one)
            if thing is not None:
                yield (role if thing.type in PLACES else "party"), thing.name
            elif one.pos in {"NOUN", "PROPN"} and not years:
                yield "else", one.text


def governed(reading: Reading, word: Word) -> Iterator[Hint]:
    """What stands beside it on a verb of fighting: "fought a war over X in 1999", "the war in X began in 2014"."""
    if is_fought(word):
        for child in word.head.children:
            if child.i > word.i and child.dep in {"obl", "nmod", "obl:tmod", "obl:unmarked"}:
                hints = set(behind(reading, child))
                yield from (hint for hint in hints if hint[0] in {"year", "in"} and ("else" not in dict(hints)))


def is_fought(word: Word) -> bool:
    """Whether it is said of a war that it is fought, begins, lasts or ends."""
    verb = word.head.lemma.lower()
    return verb in word_set("nominals", "fought") and word.dep in {"obj", "nsubj", "nsubj:pass"}


def fighters(reading: Reading, word: Word) -> Iterator[Thing]:
    """Who is said to fight it: "X and Y fought a war"."""
    if word.dep == "obj" and word.head.lemma.lower() in word_set("nominals", "waged_by"):
        yield from (t for one in surface_subjects(word.head) if (t := named_thing(reading, one)) is not None)


def named_thing(reading: Reading, word: Word) -> Thing | None:
    """The country, place or body that a word names or speaks of."""
    thing = reading.at.get(word.i)
    return thing if thing is not None and thing.type in NAMED - {EntityType.PERSON} else None


def is_year(text: str) -> bool:
    """Whether a word is a year."""
    return len(text) == 4 and text.isdigit() and "1800" < text < "2100"


def is_measure(word: Word) -> bool:
    """Whether a modifier says how long it lasted ("fifteen-year")."""
    return word.lemma.lower() in word_set("nominals", "lasting") or word.text.lower().endswith(
        tuple(f"-{unit}" for unit in word_set("nominals", "lasting"))
    )


def is_civil(word: Word) -> bool:
    """Whether a phrase is a definite "the civil war"."""
    lemmas = {c.lemma.lower() for c in word.children if c.i < word.i}
    return word.lemma.lower() == "war" and "civil" in lemmas and bool(lemmas & {"the", "this", "that"})


def may_be_torn(reading: Reading, thing: Thing, word: Word) -> bool:
    """Whether "the civil war" may speak of a conflict named before: one inside a country, and of no country that the
    sentence is not about."""
    if thing.type is not EntityType.CONFLICT:
        return False
    known = load_gazetteer().entries.get(thing.item or "")
    if known is not None:
        places, inner = set(known.places), known.kind == CIVIL
    else:
        places = {name for kind, name in thing.told if kind in {"in", "of", "near"}}
        inner = not any(kind in {"party", "else"} for kind, _ in thing.told)
    here = torn_in(reading, word.sentence)
    beside = any(first.sentence is word.sentence for first, *_ in thing.mentions)
    return inner and (beside or not here or any(country.name in places for country in here))


def torn_near(reading: Reading, word: Word) -> list[Thing]:
    """The countries with a civil war in the tables that the sentence speaks of; else the last one or two before it."""
    index = word.sentence.index
    for sentence in reversed(reading.sentences[max(0, index - REMEMBERED) : index + 1]):
        if found := torn_in(reading, sentence):
            return found
    return []


def torn_in(reading: Reading, sentence: Sentence) -> list[Thing]:
    """The countries with a civil war in the tables that a sentence speaks of."""
    spoken = dict.fromkeys(reading.at[w.i] for w in sentence.words if w.i in reading.at)
    return [thing for thing in spoken if thing.type is EntityType.COUNTRY and thing.name in torn()]


def torn() -> frozenset[str]:
    """The names of the countries that the tables know a civil war of."""
    wars = load_gazetteer().by_type(EntityType.CONFLICT)
    return frozenset(place for war in wars if war.kind == CIVIL for place in war.places)
