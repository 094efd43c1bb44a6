"""Which body "the bloc", "the alliance" or "the council" speaks of, when none stands near: the one that bears the noun
in its name, else the one that the article is mostly about."""

import re
from collections import Counter

from flows.extract.reading.reading import Reading, Thing
from flows.extract.reading.salience import SUBJECT, said_beside
from flows.extract.words import load_words, word_set
from flows.gazetteer import Entry, load_gazetteer
from flows.language.parse import Word
from flows.model import EntityType

HEAD_NOUN = "the noun at the head of its name"  # such mentions say little on what an article is about
CLEARLY = 1.5  # times as often named as any other bloc


def body_meant(reading: Reading, word: Word, lemma: str) -> tuple[Thing, str] | None:
    """The body that a definite noun speaks of, with the reason; None when more than one comes into question."""
    whole = whole_before(reading, word, lemma)
    if whole is not None:
        return whole, "the body whose organ is named"
    named = Counter({b: n for b, n in named_before(reading, word).items() if not is_wider(b, lemma)})
    bearing = Counter({body: n for body, n in named.items() if bears(body, lemma) and is_of_sort(body, word)})
    if len(bearing) == 1:
        return next(iter(bearing)), "the body that has the noun in its name"
    if bearing:
        return None
    if lemma not in word_set("anaphora", "bloc") or of_another_sort(word):
        return None
    bloc = paragraph_subject(reading, word)
    if bloc is not None and not is_wider(bloc, lemma) and not is_organ(bloc):
        return bloc, "the bloc that the paragraph is about"
    bloc = bloc_in_title(reading) or named_most(reading, named)
    fits = bloc is not None and not is_wider(bloc, lemma) and not is_organ(bloc)
    return (bloc, "the bloc that is named most") if bloc is not None and fits else None


def called_so(reading: Reading, word: Word) -> Thing | None:
    """The one body that the text calls "the bloc" again and again, where the paragraph names no other before."""
    lemma, before = word.lemma.lower(), reading.sentences[: word.sentence.index + 1]
    called = [w for s in before for w in s.words if w.i < word.i and w.lemma.lower() == lemma and w.i in reading.at]
    bodies = {id(reading.at[w.i]): reading.at[w.i] for w in called if reading.how[w.i] == "nominal"}
    here = [w for s in before if s.paragraph == word.sentence.paragraph for w in s.words if w.i < word.i]
    named = {id(reading.at[w.i]) for w in here if w.i in reading.at and reading.at[w.i].type is EntityType.ORGANIZATION}
    again = len(called) > 1 and len(bodies) == 1 and lemma in word_set("anaphora", "bloc")
    return next(iter(bodies.values())) if again and named <= set(bodies) else None


def whole_before(reading: Reading, word: Word, lemma: str) -> Thing | None:
    """ "the union" where only "the African Union Commission" is named: the one body that bears the noun and whose organ
    that is."""
    named = named_before(reading, word)
    if any(bears(body, lemma) or (is_bloc(body) and not is_organ(body)) for body in named):
        return None
    blocs = lemma in word_set("anaphora", "of_some") and not of_another_sort(word)
    wholes = {e.item: e for body in named if (e := whole_of(body)) and (blocs or head_of(e.label).lower() == lemma)}
    if len(wholes) != 1:
        return None
    return reading.of_entry(next(iter(wholes.values())))


def whole_of(body: Thing) -> Entry | None:
    """The body of the tables whose name an organ's begins with ("African Union | Commission")."""
    entry = entry_of(body)
    told = load_words("anaphora")["organs"].get((entry.label if entry else body.name).lower())
    if told is not None:
        return load_gazetteer().entries.get(told)
    words = (entry.label if entry else body.name).split()
    for end in range(len(words) - 1, 0, -1):
        for found in load_gazetteer().find(" ".join(words[:end])):
            if found.type is EntityType.ORGANIZATION and found.item:
                return found
    return None


def is_organ(body: Thing) -> bool:
    """Whether a body is an organ, by the noun that heads its name ("Commission")."""
    return head_of(body.name).lower() in word_set("anaphora", "organ")


def is_executive(body: Thing) -> bool:
    """Whether a body only does the work of another, as no state joins: "African Union Commission"."""
    return head_of(body.name).lower() in word_set("anaphora", "executive") and whole_of(body) is not None


def is_wider(body: Thing, lemma: str) -> bool:
    """Whether a body is one of the whole world, which nobody calls by a noun for a bloc of some states."""
    return lemma in word_set("anaphora", "of_some") and body.name.lower() in word_set("anaphora", "worldwide")


def parallel_object(word: Word) -> Word | None:
    """ "left the command and rejoined it": the object of the verb before to which a pronoun's verb is joined."""
    verb = word.head
    if word.dep != "obj" or verb.dep != "conj":
        return None
    return next((c for c in verb.head.children if c.dep == "obj" and c.pos in {"NOUN", "PROPN"}), None)


def body_implied(reading: Reading, word: Word) -> Thing | None:
    """The bloc that a clause means without saying so ("Spain joined in 1986"): the one that this sentence or the one
    before is about, else the paragraph, else the article."""
    before = parallel_object(word)
    if before is not None and before.i not in reading.at:
        return None
    index = word.sentence.index
    joined = joined_before(reading, word)
    if len(joined) == 1:
        return joined[0]
    near = [w for s in reading.sentences[max(0, index - 1) : index + 1] for w in s.words if w.i < word.i]
    subjects = [t for w in near if w.dep in SUBJECT and (t := bloc_at(reading, w))]
    if subjects:
        return subjects[-1]
    beside = only_bloc(reading, [w for w in near if w.sentence is word.sentence])
    if beside is not None:
        return beside
    meant = paragraph_subject(reading, word) or bloc_in_title(reading)
    meant = meant or named_most(reading, named_before(reading, word)) or only_bloc(reading, near)
    if meant is None or meant.name.lower() in word_set("anaphora", "worldwide") or is_executive(meant):
        return None
    return None if is_of_its_part(reading, meant, near) else meant


def is_of_its_part(reading: Reading, body: Thing, near: list[Word]) -> bool:
    """Whether a body was named last only to tell whose a smaller one is: "the *NATO* Quint met. Chad is a member"."""
    last = next((w for w in reversed(near) if reading.at.get(w.i) is body), None)
    noun = last.head if last is not None and last.dep in {"compound", "nmod:poss"} else None
    named = noun is not None and noun.pos == "PROPN" and noun.text[:1].isupper() and reading.at.get(noun.i) is not body
    return named and noun is not None and noun.lemma.lower() not in word_set("offices", "noun")


def only_bloc(reading: Reading, words: list[Word]) -> Thing | None:
    """The one bloc of which words speak; None where they speak of none, or of several."""
    spoken = {id(t): t for w in words if (t := bloc_at(reading, w))}
    return next(iter(spoken.values())) if len(spoken) == 1 else None


def joined_before(reading: Reading, word: Word) -> list[Thing]:
    """The blocs that a paragraph tells shortly before a word to be joined or left: "its withdrawal from *X*"."""
    index = word.sentence.index
    before = [s for s in reading.sentences[max(0, index - 2) : index + 1] if s.paragraph == word.sentence.paragraph]
    named = ((w, t) for s in before for w in s.words if w.i < word.i and (t := bloc_at(reading, w)))
    told = {id(t): t for w, t in named if w.head.lemma.lower() in word_set("frames", "belonging")}
    return list(told.values())


def is_overshadowed(reading: Reading, body: Thing, word: Word) -> bool:
    """Whether "it" may as well mean what was named since a body: another one in its own sentence, or a gathering where
    one is chaired or attended."""
    index = word.sentence.index
    near = [w for s in reading.sentences[max(0, index - 1) : index + 1] for w in s.words if w.i < word.i]
    since = max((w.i for w in near if reading.at.get(w.i) is body), default=-1)
    later = [w for w in near if w.i > since]
    others = [t for w in later if w.sentence is word.sentence and (t := reading.at.get(w.i)) is not None]
    if any(t.type is EntityType.ORGANIZATION and t is not body for t in others):
        return True
    held = word.head.lemma.lower() in word_set("frames", "holding_gatherings")
    return held and any(w.pos == "NOUN" and w.lemma.lower() in word_set("frames", "gathering") for w in later)


def bloc_at(reading: Reading, word: Word) -> Thing | None:
    """The bloc that a word speaks of."""
    thing = reading.at.get(word.i)
    bloc = thing is not None and thing.type is EntityType.ORGANIZATION and is_bloc(thing)
    return thing if thing is not None and bloc and not is_executive(thing) else None


def bloc_in_title(reading: Reading) -> Thing | None:
    """The one bloc that the title of the article names, wherever the text names it first."""
    bodies = [t for t in reading.things if t.type is EntityType.ORGANIZATION and not t.parts]
    titled = [body for body in bodies if is_bloc(body) and in_title(reading, body)]
    return titled[0] if len(titled) == 1 else None


def in_title(reading: Reading, body: Thing) -> bool:
    """Whether the title of the article prints a name of a body."""
    entry = entry_of(body)
    names = {body.name, *body.names, *((entry.label, *entry.aliases) if entry else ())}
    printed = [name for name in names if len(name) > 1 and name in reading.title]
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w|\+)", reading.title) for name in printed)


def paragraph_subject(reading: Reading, word: Word) -> Thing | None:
    """The bloc that was subject last in the paragraph before a word."""
    for sentence in reversed(reading.sentences[: word.sentence.index + 1]):
        if sentence.paragraph != word.sentence.paragraph:
            break
        subjects = [t for w in sentence.words if w.i < word.i and w.dep in SUBJECT and (t := bloc_at(reading, w))]
        if subjects:
            return subjects[-1] if subjects[-1] in named_before(reading, word) else None
    return None


def named_most(reading: Reading, named: Counter[Thing]) -> Thing | None:
    """The one bloc that the title of the article names, else the one that is clearly named most, or None."""
    titled = [body for body in named if is_bloc(body) and in_title(reading, body)]
    if len(titled) == 1:
        return titled[0]
    most = Counter({body: times for body, times in named.items() if is_bloc(body)}).most_common(2)
    clear = most and (len(most) == 1 or most[0][1] >= CLEARLY * most[1][1])
    return most[0][0] if clear else None


def may_be_called(reading: Reading, body: Thing, word: Word) -> bool:
    """Whether a noun can speak of a body: "the bloc" of no ministry, newspaper or think tank, "the alliance" of no
    union where an alliance is named, "the international community" of none at all, "the island" of no country
    on land, "the African nation" of none elsewhere."""
    lemma = word.lemma.lower()
    if body.type is not EntityType.ORGANIZATION:
        return is_such_a_country(body, word)
    if is_wider(body, lemma) or (is_bloc(body) and of_another_sort(word)):
        return False
    if any(c.lemma.lower() in word_set("anaphora", "news") for c in word.children):
        return bears(body, lemma)  # "the news agency"
    if lemma not in word_set("anaphora", "bloc"):
        return bears(body, lemma) or not any(bears(other, lemma) for other in named_before(reading, word))
    if lemma in word_set("anaphora", "any_body"):
        state = head_of(body.name).lower() in word_set("offices", "state_body")
        return not (body.item or is_agency(body) or state) or is_bloc(body) or bears(body, lemma)
    return bears(body, lemma) or (
        (is_bloc(body) or head_of(body.name).lower() in word_set("anaphora", "bloc"))
        and head_of(body.name).lower() not in word_set("anaphora", "organ")
        and not any(bears(other, lemma) for other in named_before(reading, word))
    )


def is_such_a_country(country: Thing, word: Word) -> bool:
    """Whether a country is of the sort that a noun tells, and lies where the words before it say ("the *Pacific*
    nation"), as far as the tables know."""
    sort, regions = load_words("anaphora")["sorts"].get(word.lemma.lower()), load_words("anaphora")["lying"]
    entry = entry_of(country)
    _, _, known = entry.description.partition(" in ") if entry else ("", "", "")
    told = [regions[c.lemma.lower()] for c in word.children if c.lemma.lower() in regions]
    lies = not known or all(any(region in known for region in one) for one in told)
    return lies and (sort is None or country.name in sort)


def is_of_sort(body: Thing, word: Word) -> bool:
    """Whether a body is of the sort that the words before a noun tell: "the *transitional* council" is none that is not
    called so."""
    sort = {c.lemma.lower() for c in word.children if c.dep == "amod"} & word_set("anaphora", "of_one_sort")
    return sort <= {w.lower() for w in body.name.split()}


def is_agency(body: Thing) -> bool:
    """Whether the text calls a body an agency for news: "the Interfax news *agency*"."""
    heads = (last.head for _, last, *_ in body.mentions)
    return any(c.lemma.lower() in word_set("anaphora", "news") for head in heads for c in head.children)


def of_another_sort(word: Word) -> bool:
    """Whether what stands before a noun says that it speaks of no body of states ("the international community")."""
    return any(c.lemma.lower() in word_set("anaphora", "no_bloc") for c in word.children)


def named_before(reading: Reading, word: Word) -> Counter[Thing]:
    """How often each body is spoken of before a word, but for those that elect somebody to the one it speaks of."""
    counted: Counter[Thing] = Counter()
    elected = word.head.lemma.lower() in word_set("scope", "electing")
    beside = said_beside(reading, word) if elected else []
    for thing in reading.things:
        if thing.type is EntityType.ORGANIZATION and not thing.parts and thing not in beside:
            times = sum(
                first.i < word.i and how in {"name", "nominal"} and reason != HEAD_NOUN
                for first, _, how, reason in thing.mentions
            )
            if times:
                counted[thing] = times
    return counted


def bears(body: Thing, lemma: str) -> bool:
    """Whether one of a body's names has the noun as its head: "the council" of the Nordic Council."""
    entry = entry_of(body)
    names = [body.name, *body.names, *((entry.label, *entry.aliases) if entry else ())]
    return any(head_of(name) == lemma.capitalize() for name in names)


def head_of(name: str) -> str:
    """The noun that a name is built on: the one before "of" or "for", else the last one."""
    words = name.split()
    return next((words[i - 1] for i, word in enumerate(words) if i and word in {"of", "for", "on"}), words[-1])


def is_bloc(body: Thing) -> bool:
    """Whether the tables know a body as one of states."""
    entry = entry_of(body)
    return entry is not None and (bool(entry.members) or entry.description.startswith("international organization"))


def entry_of(body: Thing) -> Entry | None:
    """The body in the tables, by its item; one that has none there, by its name."""
    tables = load_gazetteer()
    if body.item:
        return tables.entries.get(body.item)
    return next(
        (e for e in tables.find(body.name) if not e.item and e.type is body.type and e.label == body.name), None
    )
