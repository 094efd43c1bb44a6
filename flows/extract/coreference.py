"""Which words speak again of what was named: capitals for governments, "the country", "the president", pronouns.

By rule on the tree, precise rather than greedy; each link keeps its reason. What is not clear stays unresolved.
"""

from flows.extract.arguments import is_verbal, preposition, surface_subjects
from flows.extract.things import Reading, Thing
from flows.extract.titles import Title
from flows.extract.words import word_set
from flows.gazetteer import load_gazetteer
from flows.language.parse import Sentence, Word
from flows.model import EntityType

SUBJECT = ("nsubj", "nsubj:pass")
REACH = 3  # sentences back that a definite phrase or pronoun may reach


def find_metonyms(reading: Reading) -> None:
    """A capital that acts is its country's government ("Astana aims to …"); "in Astana" stays the city."""
    gazetteer = load_gazetteer()
    for sentence in reading.sentences:
        for word in sentence.words:
            thing = reading.at.get(word.i)
            if thing is None or thing.type is not EntityType.CITY or not thing.item or reading.how[word.i] != "name":
                continue
            country = gazetteer.capital_of(thing.item)
            if country is None or not acts(word):
                continue
            owner = next((t for t in reading.things if t.item == country.item), None)
            owner = owner or Thing(EntityType.COUNTRY, country.label, country.item)
            thing.mentions = [m for m in thing.mentions if m[0] is not word]
            reading.note(owner, word, word, "metonym", "a capital that acts is its country's government")
    reading.things = [t for t in reading.things if t.mentions]


def acts(word: Word) -> bool:
    """Whether a place name stands where only people can: subject of a deed, owner of a view, party to relations."""
    if word.dep in SUBJECT and is_verbal(word.head):
        return word.head.lemma.lower() not in word_set("anaphora", "place_verbs")
    if word.dep == "nsubj" and word.head.pos == "ADJ":
        return False
    if word.dep == "conj":
        return acts(word.head)
    if word.dep == "obl:agent":
        return True
    return word.dep in {"nmod", "obl"} and preposition(word) == "between"


def resolve_nominals(reading: Reading, titles: list[Title]) -> None:
    """ "the country", "the bloc", "the Chinese president", "the two officials": each to what was named before."""
    for sentence in reading.sentences:
        for word in sentence.words:
            if word.pos != "NOUN" or word.i in reading.at:
                continue
            lemma = word.lemma.lower()
            if same_by_apposition(reading, word, lemma) or named_by_modifier(reading, word, lemma):
                continue
            if is_predicate(word):
                continue
            if not points_back(word):
                if lemma in word_set("offices", "office"):
                    holder_of(reading, word, titles)
                continue
            if lemma in word_set("offices", "office") and holder_of(reading, word, titles):
                continue
            if paired(reading, word, lemma):
                continue
            if has_own_name(word):
                continue
            for key, type_ in (("country", EntityType.COUNTRY), ("organization", EntityType.ORGANIZATION)):
                if lemma in word_set("anaphora", key):
                    note_back(reading, word, type_)
                    break


def is_predicate(word: Word) -> bool:
    """Whether a phrase says what something is ("becomes the 61st country to …") rather than which one is meant."""
    if any(c.dep == "cop" for c in word.children):
        return True
    if word.dep in {"xcomp", "obj"} and word.head.lemma.lower() in {"become", "remain", "be"}:
        return True
    return any(
        c.dep in {"amod", "nummod"}
        and (c.morph.get("NumType") == "Ord" or c.lemma.lower() in {"first", "only", "largest", "last"})
        for c in word.children
    )


def points_back(word: Word) -> bool:
    """Whether a noun phrase is definite."""
    return any(c.dep == "det" and c.lemma.lower() in {"the", "this", "both", "that"} for c in word.children)


def has_own_name(word: Word) -> bool:
    """Whether the phrase says itself which one it means ("the city of X", "the country that …", plurals)."""
    if word.morph.get("Number") == "Plur":
        return True
    return any(
        (
            c.dep in {"nmod", "acl:relcl", "appos", "acl"}
            and c.i > word.i
            and preposition(c) not in {"in", "to", "for", "on", "from", "at", "by", "with", "as", "after"}
        )
        or (c.dep in {"compound"} and c.pos == "PROPN")
        for c in word.children
    )


def same_by_apposition(reading: Reading, word: Word, lemma: str) -> bool:
    """ "Kazakhstan—the country that hosted …": a phrase in apposition is what it stands beside."""
    beside = word.head if word.dep in {"appos", "parataxis"} else word.child("appos")
    thing = reading.at.get(beside.i) if beside is not None else None
    if (
        thing is None
        or thing.type.value not in {"country", "organization"}
        or lemma
        not in word_set("anaphora", thing.type.value)
        | (word_set("anaphora", "carrier") if thing.type is EntityType.ORGANIZATION else frozenset())
    ):
        return False
    if word.morph.get("Number") == "Plur":
        return False
    indefinite = any(c.dep == "det" and c.lemma.lower() in {"a", "an"} for c in word.children)
    if indefinite and word.dep == "appos" and not any(c.dep == "acl:relcl" for c in word.children):
        return False
    reading.note(thing, word, word, "nominal", "in apposition")
    return True


def named_by_modifier(reading: Reading, word: Word, lemma: str) -> bool:
    """ "the Xinhua news agency", "the ECOWAS bloc": the noun is what the name before it names."""
    if lemma not in word_set("anaphora", "organization") | word_set("anaphora", "carrier"):
        return False
    if word.morph.get("Number") == "Plur":
        return False
    base = word.sentence.words[0].i
    behind = word.sentence.words[word.i + 1 - base] if word.i + 1 - base < len(word.sentence.words) else None
    if (
        behind is not None
        and reading.how.get(behind.i) == "name"
        and reading.at[behind.i].type is EntityType.ORGANIZATION
    ):
        reading.note(reading.at[behind.i], word, word, "nominal", "the name stands behind the noun")
        return True
    named = [
        c
        for c in word.children
        if c.dep in {"compound", "amod", "nmod:unmarked"} and c.i < word.i and c.i in reading.at
    ]
    named = [c for c in named if reading.at[c.i].type is EntityType.ORGANIZATION and reading.how[c.i] == "name"]
    if not named:
        return False
    reading.note(reading.at[named[-1].i], word, word, "nominal", "the name stands before the noun")
    return True


def note_back(reading: Reading, word: Word, type_: EntityType) -> None:
    """Let a definite phrase speak of the best candidate before it, if there is one."""
    thing = best_before(reading, word, {type_})
    if thing is not None:
        reading.note(thing, word, word, "nominal", "definite phrase, nearest fitting subject")


def best_before(reading: Reading, word: Word, types: set[EntityType]) -> Thing | None:
    """The most salient thing of these types before a word: subjects before others, near before far."""
    best: tuple[float, int] = (0.0, -1)
    chosen = None
    region = region_words(reading, word)
    for back in range(REACH):
        index = word.sentence.index - back
        if index < 0 or (sentence := reading.sentences[index]).paragraph < word.sentence.paragraph - 1:
            break
        for other in sentence.words:
            if other.i >= word.i:
                break
            thing = reading.at.get(other.i)
            if thing is None or thing.type not in types or thing.parts:
                continue
            if back == 0 and shares_clause(word, other) and other.dep != "nmod:poss":
                continue
            far = 1 + back + 2 * (sentence.paragraph != word.sentence.paragraph)
            score = weight(reading, other) / far
            if region and not located(thing, region):
                continue
            if (score, other.i) > best:
                best, chosen = (score, other.i), thing
    return chosen


def weight(reading: Reading, word: Word) -> float:
    """How much a mention draws later references."""
    how = reading.how[word.i]
    top = word
    while top.dep in {"compound", "flat", "amod", "nmod:poss", "nmod:desc"} and top.head is not top:
        top = top.head
    if how == "demonym":
        return 2.0 if top.dep in SUBJECT else 0.8
    if word.dep in SUBJECT:
        return 3.0 if word.head.dep in {"ROOT", "conj"} else 2.2
    if how in {"nominal", "metonym", "pronoun"}:
        return 2.0
    return 1.2 if word.dep in {"obj", "nmod:poss"} else 1.0


def region_words(reading: Reading, word: Word) -> str:
    """The region adjective of a phrase ("the Central Asian nation"), or ""."""
    for child in word.children:
        thing = reading.at.get(child.i)
        if child.dep in {"amod", "compound"} and thing is not None and thing.type is EntityType.REGION:
            return thing.name
    return ""


def located(thing: Thing, region: str) -> bool:
    """Whether the tables say nothing against a country lying in a region."""
    entry = load_gazetteer().entries.get(thing.item or "")
    if entry is None or not entry.description or "in " not in entry.description:
        return True
    words = {w.lower()[:5] for w in region.split()}
    return words <= {w.lower()[:5] for w in entry.description.split()}


def shares_clause(word: Word, other: Word) -> bool:
    """Whether two words are arguments of one verb, so that one cannot stand for the other."""
    return word.head is other.head and word.dep != "nmod:poss"


# --- people ---------------------------------------------------------------------------------------


def holder_of(reading: Reading, word: Word, titles: list[Title]) -> bool:
    """ "the Chinese president": the person whom the article gives that office."""
    if word.morph.get("Number") == "Plur" or any(
        c.dep in {"flat", "appos"} and c.i in reading.at for c in word.children
    ):
        return False
    if any(c.dep == "det" and c.lemma.lower() in {"a", "an", "no", "any", "every"} for c in word.children):
        return False
    if word.dep in {"nmod:desc", "compound", "appos"} or any(c.dep == "cop" for c in word.children):
        return False
    owners = {
        id(reading.at[c.i])
        for c in word.children
        if c.i in reading.at and (c.dep in {"amod", "compound", "nmod:poss"} or preposition(c) in {"of"})
    }
    if not owners and not points_back(word):
        return False
    lemma = word.lemma.lower()
    fitting = [
        t for t in titles if same_office(t, lemma) and (not owners or (t.owner is not None and id(t.owner) in owners))
    ]
    persons = list({id(t.person): t.person for t in fitting}.values())
    if len(persons) > 1 and not owners:
        persons = [p for p in persons if any(f.i < word.i and word.i - f.i < 120 for f, *_ in p.mentions)][-1:]
    if len(persons) != 1:
        return False
    if not owners and not any(f.i < word.i for f, *_ in persons[0].mentions):
        return False
    reading.note(persons[0], word, word, "nominal", "the office that the article gives this person")
    return True


def same_office(title: Title, lemma: str) -> bool:
    """Whether a title's role has this noun as its head ("leader" and "chief" stand for any top office)."""
    words = title.role.lower().replace("-", " ").split()
    head = words[0] if "of" in words or "for" in words else words[-1]
    return head == lemma or (
        lemma in {"leader", "premier"}
        and bool({"president", "minister", "chancellor", "king", "secretary", "leader"} & set(words))
    )


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


def resolve_pronouns(reading: Reading) -> None:
    """Pronouns to the subject that governs their clause, else to the last subject of the sentence before."""
    for sentence in reading.sentences:
        for word in sentence.words:
            if word.pos not in {"PRON", "DET"} or word.i in reading.at:
                continue
            lemma = word.text.lower()
            for key, types in PRONOUNS.items():
                if lemma in word_set("anaphora", key):
                    note_pronoun(reading, sentence, word, types)
                    break


PRONOUNS = {
    "person": {EntityType.PERSON},
    "thing": {EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.REGION},
    "plural": {EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.PERSON, EntityType.GROUP},
}


def note_pronoun(reading: Reading, sentence: Sentence, word: Word, types: set[EntityType]) -> None:
    """Resolve one pronoun, or leave it alone."""
    plural = word.text.lower() in word_set("anaphora", "plural")
    if word.text.lower() in word_set("anaphora", "thing") and (
        word.dep == "obj" or (word.dep == "nmod:poss" and is_predicate(word.head))
    ):
        one = only_body(reading, sentence, word)
        if one is not None:
            reading.note(one, word, word, "pronoun", "the only body named before in the sentence or the one before")
        return
    things = governing_subject(reading, word, types)
    if not things and word.text.lower() in word_set("anaphora", "person"):
        found = best_before(reading, word, types)
        things = [found] if found is not None else []
    elif not things and word.dep in {"nsubj", "nmod:poss"} and is_first_clause(word):
        things = subject_before(reading, sentence, types)
    if not things or ((len(things) > 1) != plural and not (plural and things[0].type is not EntityType.PERSON)):
        return
    if len(things) == 1:
        reading.note(things[0], word, word, "pronoun", "subject of the governing clause or of the sentence before")
    else:
        reading.at[word.i], reading.how[word.i] = Thing(EntityType.GROUP, word.text, parts=things), "pronoun"


def only_body(reading: Reading, sentence: Sentence, word: Word) -> Thing | None:
    """The one organization named before a word in its sentence, else in the sentence before; None when several are."""
    for index in (sentence.index, sentence.index - 1):
        if index < 0:
            break
        named = {
            id(t): t
            for w in reading.sentences[index].words
            if w.i < word.i and (t := reading.at.get(w.i)) is not None and t.type is EntityType.ORGANIZATION
        }
        if named:
            return next(iter(named.values())) if len(named) == 1 else None
    return None


def governing_subject(reading: Reading, word: Word, types: set[EntityType]) -> list[Thing]:
    """The things that are subject of the nearest clause above (for "its": also of the same clause)."""
    clause = word.head
    if word.dep != "nmod:poss":
        clause = next((a for a in word.head.ancestors() if is_verbal(a) and a is not word.head), word)
        if word.head.dep not in {"ccomp", "advcl", "acl", "xcomp", "acl:relcl"} or clause is word:
            return []
    for above in [clause, *clause.ancestors()]:
        if not is_verbal(above):
            continue
        things = [
            t
            for s in surface_subjects(above)
            for one in chain(s)
            if (t := reading.at.get(one.i)) is not None and one.i < word.i
        ]
        things = [p for t in things for p in (t.parts or [t])]
        if not things and word.dep == "nmod:poss" and word.i < above.i:
            # "Since its creation, the body …": a possessive in a fronted phrase looks ahead to the subject
            ahead = [t for s in surface_subjects(above) if (t := reading.at.get(s.i)) is not None and s.i > word.i]
            things = [t for t in ahead if not t.parts]
        if things:
            return things if all(t.type in types for t in things) else []
    return []


def chain(word: Word) -> list[Word]:
    """A word and what is joined to it."""
    return [word, *(w for c in word.children if c.dep == "conj" for w in chain(c))]


def is_first_clause(word: Word) -> bool:
    """Whether nothing before the pronoun in its sentence could be meant instead."""
    return word.i - word.sentence.words[0].i <= 8


def subject_before(reading: Reading, sentence: Sentence, types: set[EntityType]) -> list[Thing]:
    """The subject of the sentence before in the same paragraph, when it has just one."""
    if sentence.index == 0 or reading.sentences[sentence.index - 1].paragraph < sentence.paragraph - 1:
        return []
    before = reading.sentences[sentence.index - 1]
    return [
        t
        for root in before.roots
        for s in surface_subjects(root)
        for one in chain(s)
        if (t := reading.at.get(one.i)) is not None and t.type in types
    ]
