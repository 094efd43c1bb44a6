"""Which definite phrases speak again of what was named: "the country", "the bloc", "the president".

By rule on the tree, precise rather than greedy; each link keeps its reason. What is not clear stays unresolved.
"""

from flows.extract.grammar.doers import preposition, subjects
from flows.extract.grammar.holders import will_hold
from flows.extract.mentions.counted import beside_names, counted, paired
from flows.extract.mentions.honours import honoured
from flows.extract.mentions.resolve import heads_of_what
from flows.extract.mentions.works import work_meant
from flows.extract.offices.facts import noun_of
from flows.extract.offices.owners import known_holder, known_leader
from flows.extract.offices.title import Title
from flows.extract.reading.bodies import bears, body_meant, called_so, is_bloc, may_be_called
from flows.extract.reading.reading import Reading, Thing
from flows.extract.reading.salience import best_before, follows_others, is_brought_up, is_peoples, is_told_by_another
from flows.extract.words import load_words, word_set
from flows.gazetteer import Entry, load_gazetteer
from flows.language.parse import Word
from flows.model import EntityType

NEAR = 3  # sentences between a bare title and the phrase that tells its country


def resolve_nominals(reading: Reading, titles: list[Title]) -> list[Title]:
    """ "the country", "the Chinese president", "the two officials": each to what was named before. What comes back are
    the titles of those whom only the tables know."""
    known: list[Title] = []
    for sentence in reading.sentences:
        for word in sentence.words:
            if word.i in reading.at:
                continue
            lemma = word.lemma.lower()
            if word.pos == "PROPN" and points_back(word):  # "the Amir of Kuwait", "the President said"
                resolve_office(reading, word, titles, known)
            elif word.pos == "NOUN" and not told_beside(reading, word, lemma):
                resolve_nominal(reading, word, titles, known)
    return known


def resolve_office(reading: Reading, word: Word, titles: list[Title], known: list[Title]) -> bool:
    """Whether a noun for an office speaks of its holder."""
    return word.lemma.lower() in word_set("offices", "noun") and holder_of(reading, word, titles, known)


def told_beside(reading: Reading, word: Word, lemma: str) -> bool:
    """Whether what stands beside a noun tells whom it speaks of, or that it only says what something is."""
    named = same_by_apposition(reading, word, lemma) or named_by_modifier(reading, word, lemma)
    return named or beside_names(reading, word, lemma) or is_predicate(word) or is_peoples(reading, word)


def resolve_nominal(reading: Reading, word: Word, titles: list[Title], known: list[Title]) -> None:
    """Let one noun speak of what was named before, if anything was that fits."""
    lemma = word.lemma.lower()
    if not points_back(word):
        _ = counted(reading, word, lemma) or resolve_office(reading, word, titles, known)
        return
    if resolve_office(reading, word, titles, known) or paired(reading, word, lemma, titles):
        return
    if counted(reading, word, lemma) or has_own_name(word) or honoured(reading, word, lemma):
        return
    type_ = next((t for t in (EntityType.COUNTRY, EntityType.ORGANIZATION) if lemma in word_set("anaphora", t)), None)
    if type_ is EntityType.COUNTRY and note_yonder(reading, word):
        return
    if type_ is EntityType.COUNTRY and (host := country_gone_to(reading, word)) is not None:
        reading.note(host, word, word, "nominal", "the country to which somebody went")
        return
    if type_ is not None:
        note_back(reading, word, type_)
    meant = body_meant(reading, word, lemma) if word.i not in reading.at else None
    if meant is not None and not is_brought_up(reading, word, meant[0]):
        reading.note(meant[0], word, word, "nominal", meant[1])
    if word.i not in reading.at and (work := work_meant(reading, word)):
        reading.note(work, word, word, "nominal", "the document that has the noun in its name, or the only one")


def note_yonder(reading: Reading, word: Word) -> bool:
    """Note which land "*that* land" or "Chad helps *the country*" means; whether it is one beside its clause's."""
    doers = [reading.at.get(w.i) for w in subjects(word.head)] if word.dep == "obj" else []
    yonder = any(t.type is EntityType.COUNTRY for t in doers if t is not None)
    yonder |= any(c.dep == "det" and c.lemma.lower() == "that" for c in word.children)
    if yonder and (country := country_just_named(reading, word, doers)) is not None:
        reading.note(country, word, word, "nominal", "the country named last")
    return yonder


def country_just_named(reading: Reading, word: Word, others: list[Thing | None]) -> Thing | None:
    """The last country but `others` named before a word in its sentence or the one before, or of the last capital."""
    start = reading.sentences[max(0, word.sentence.index - 1)].words[0].i
    for at in range(word.i - 1, start - 1, -1):
        thing = reading.at.get(at)
        if thing is None or reading.how[at] == "demonym" or thing in others:
            continue
        if thing.type is EntityType.COUNTRY:
            return thing
        capital = load_gazetteer().capital_of(thing.item) if thing.type is EntityType.CITY and thing.item else None
        if capital is not None:
            return known_thing(reading, capital)
    return None


def country_gone_to(reading: Reading, word: Word) -> Thing | None:
    """ "flew to Juba and met *the country's* president": the country to which the sentence or the one before lets
    somebody go, where a noun for an office is that of the country."""
    if word.dep != "nmod:poss" or word.head.lemma.lower() not in word_set("offices", "noun"):
        return None
    near = reading.sentences[max(0, word.sentence.index - 1) : word.sentence.index + 1]
    verbs = [w for s in near for w in s.words if w.i < word.i and w.lemma.lower() in word_set("anaphora", "going_to")]
    places = [c for v in verbs[-1:] for c in v.children if c.dep == "obj" or preposition(c) in {"to", "in"}]
    things = [t for c in places if c.i < word.i and (t := reading.at.get(c.i)) is not None]
    for thing in things:
        capital = load_gazetteer().capital_of(thing.item) if thing.type is EntityType.CITY and thing.item else None
        if thing.type is EntityType.COUNTRY or capital is not None:
            return known_thing(reading, capital) if capital is not None else thing
    return None


def known_thing(reading: Reading, entry: Entry) -> Thing:
    """What an entry of the tables names, counted among the things of the text."""
    thing = reading.of_entry(entry)
    if thing not in reading.things:
        reading.things.append(thing)
    return thing


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
    """Whether the phrase says itself which one it means ("the city of X", "the X-based government", plurals)."""
    seated = word.lemma.lower() in word_set("offices", "state_body") and any(c.text == "based" for c in word.children)
    if word.morph.get("Number") == "Plur" or seated:
        return True
    if [w.text for w in word.behind[:1]] == [","]:
        return False  # what follows a comma adds to what is known already
    return any(
        (
            c.dep in {"nmod", "acl:relcl", "appos", "acl"}
            and c.i > word.i
            and not (c.dep == "nmod" and c.pos == "NOUN" and c.child("nummod") is not None)  # "of 620,000 people"
            and preposition(c) not in {"in", "to", "for", "on", "from", "at", "by", "with", "as", "after"}
        )
        or (c.dep in {"compound"} and c.pos == "PROPN")
        for c in word.children
    )


def same_by_apposition(reading: Reading, word: Word, lemma: str) -> bool:
    """ "Kazakhstan—the country that hosted …": a phrase in apposition is what it stands beside."""
    beside = word.head if word.dep in {"appos", "parataxis"} else word.child("appos")
    thing = reading.at.get(beside.i) if beside is not None else None
    if thing is None or word.morph.get("Number") == "Plur" or thing.type.value not in {"country", "organization"}:
        return False
    carrier = thing.type is EntityType.ORGANIZATION and lemma in word_set("anaphora", "carrier")
    if not carrier and lemma not in word_set("anaphora", thing.type.value):
        return False
    indefinite = any(c.dep == "det" and c.lemma.lower() in {"a", "an"} for c in word.children)
    if indefinite and word.dep == "appos" and not any(c.dep == "acl:relcl" for c in word.children):
        return False
    reading.note(thing, word, word, "nominal", "in apposition")
    return True


def named_by_modifier(reading: Reading, word: Word, lemma: str) -> bool:
    """ "the Xinhua news agency", "the ECOWAS bloc": the noun is what the name before it names."""
    bodies_called = word_set("anaphora", "organization") | word_set("anaphora", "carrier")
    if lemma not in bodies_called or word.morph.get("Number") == "Plur":
        return False
    behind = word.near(1)
    if behind and reading.how.get(behind.i) == "name" and reading.at[behind.i].type is EntityType.ORGANIZATION:
        reading.note(reading.at[behind.i], word, word, "nominal", "the name stands behind the noun")
        return True
    front = [c for c in word.children if c.dep in {"compound", "amod", "nmod:unmarked"} and c.i < word.i]
    told = (reading.at[c.i] for c in front if reading.how.get(c.i) == "name")
    bodies = [t for t in told if t.type is EntityType.ORGANIZATION]
    if not bodies or is_one_of_its(bodies[-1], lemma):
        return False
    reading.note(bodies[-1], word, word, "nominal", "the name stands before the noun")
    return True


def is_one_of_its(body: Thing, lemma: str) -> bool:
    """Whether a noun behind the name of a bloc speaks of one of its bodies: "the UN *agency*"."""
    several = lemma in word_set("anaphora", "of_its_own") and is_bloc(body)
    return (several or lemma in word_set("anaphora", "inner")) and not bears(body, lemma)


def note_back(reading: Reading, word: Word, type_: EntityType) -> None:
    """Let a definite phrase speak of the best candidate before it, if there is one."""
    thing = called_so(reading, word) or best_before(reading, word, {type_}, may_be_called)
    if thing is not None and not is_told_by_another(reading, word, thing):
        reading.note(thing, word, word, "nominal", "definite phrase, nearest fitting subject")


def holder_of(reading: Reading, word: Word, titles: list[Title], known: list[Title]) -> bool:
    """ "the Chinese president": the person whom the article gives that office, else the one whom the tables know in it;
    the title of such a one is added to `known`."""
    owners = {id(t): t for t in owners_of(reading, word)}
    if not may_be_holder(reading, word) or (not owners and not points_back(word)) or is_peoples(reading, word):
        return False
    past = any(c.lemma.lower() in word_set("offices", "past") for c in word.children)
    fitting = [t for t in titles if same_office(t, word) and (not owners or id(t.owner) in owners)]
    fitting = [t for t in fitting if not past or is_past(t)]
    fitting = [t for t in fitting if owners or not follows_others(reading, word, t.owner)]
    persons = list({id(t.person): t.person for t in fitting}.values())
    if not persons and len(owners) == 1 and not past:
        persons = bare_holder(reading, word, titles) or holder_known(reading, word, next(iter(owners.values())), known)
    if len(persons) > 1 and not owners:
        one = best_before(reading, word, {EntityType.PERSON}, lambda _, thing, __: thing in persons)
        persons = [one] if one is not None else []
    if len(persons) != 1 or not (owners or any(f.i < word.i for f, *_ in persons[0].mentions)):
        return False
    reading.note(persons[0], word, word, "nominal", "the office that the article gives this person")
    return True


def is_past(title: Title) -> bool:
    """Whether a title says that its holder is out of office ("former president")."""
    return bool(set(title.role.lower().replace("-", " ").split()) & word_set("offices", "past"))


def owners_of(reading: Reading, word: Word) -> list[Thing]:
    """The things in whose office the phrase of a noun shows somebody."""
    whose = [c for c in word.children if c.dep in {"amod", "compound", "nmod:poss"} or preposition(c) == "of"]
    return [reading.at[c.i] for c in whose if c.i in reading.at]


def may_be_holder(reading: Reading, word: Word) -> bool:
    """Whether an office noun may speak of one holder, rather than say what another is ("*as* chair of X")."""
    if word.morph.get("Number") == "Plur" or word.dep in {"nmod:desc", "compound", "appos"}:
        return False
    told = preposition(word) == "as" and any(preposition(c) == "of" for c in word.children)
    indefinite = any(c.dep == "det" and c.lemma.lower() in {"a", "an", "no", "any", "every"} for c in word.children)
    named = any(c.dep in {"flat", "appos"} and c.i in reading.at for c in word.children)
    return not (told or indefinite or named or any(c.dep == "cop" for c in word.children))


def holder_known(reading: Reading, word: Word, owner: Thing, known: list[Title]) -> list[Thing]:
    """The one whom the tables know in an office of a country or body, whose title is added to `known`; a leader."""
    title = known_holder(reading, word, owner)
    known += [title] if title is not None else []
    person = title.person if title is not None else known_leader(reading, word, owner)
    return [person] if person is not None else []


def bare_holder(reading: Reading, word: Word, titles: list[Title]) -> list[Thing]:
    """The one person just told by a bare title ("President Roe … the Kenyan president"), whose country is told now."""
    owner = next(reading.at[c.i] for c in word.children if c.i in reading.at)
    near = [t for t in titles if t.owner is None and same_office(t, word) and t.first.i < word.i]
    near = [t for t in near if word.sentence.index - t.first.sentence.index <= NEAR]
    persons = list({id(t.person): t.person for t in near}.values())
    if len(persons) != 1 or owner.type is not EntityType.COUNTRY or persons[0].state not in {None, owner}:
        return []
    persons[0].serves[near[0].role.lower()] = owner
    return persons


def same_office(title: Title, word: Word) -> bool:
    """Whether a phrase may speak of who holds a title's office by now: the same head and rank ("the foreign minister"),
    or a noun that stands for any such office ("the leader", "the monarch")."""
    words = title.role.lower().replace("-", " ").split()
    short = load_words("offices")["short"].get(word.text, "").lower().split()  # "the PM"
    lemma = short[-1] if short else word.lemma.lower() + heads_of_what(word)
    rank = {c.text.lower() for c in word.children if c.dep in {"amod", "compound"} and c.i < word.i} | {*short[:-1]}
    rank &= word_set("offices", "modifier") - word_set("offices", "unranked")
    if not rank <= set(words) or (lemma == "minister" and not rank and "prime" in words):
        return False
    if lemma == "leader" and "minister" in words and not set(words) & word_set("offices", "first"):
        return False  # "the leader" is no minister of trade
    head = words[0] if "of" in words or "for" in words else words[-1]
    deputy = not rank >= set(words) & word_set("offices", "deputies")  # "the leader" is no vice president
    if (deputy and (rank or lemma == "president")) or will_hold(noun_of(title)):
        return False
    stood_for = [] if deputy else load_words("offices")["stands_for"].get(lemma, [])
    return head == lemma or bool(set(stood_for) & set(words))
