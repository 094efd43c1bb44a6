"""Whose office a bare title names ("President Ada Roe"), where the tables know the person in just that office."""

from dataclasses import replace

from flows.extract.grammar.doers import subjects
from flows.extract.offices.before import office_start
from flows.extract.offices.called import head_of
from flows.extract.offices.phrase import is_office, owner_ending, phrase
from flows.extract.offices.title import GIVEN, Title
from flows.extract.reading.bodies import head_of as head_noun
from flows.extract.reading.bodies import named_before, named_most
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import load_words, word_set
from flows.gazetteer import Entry, load_gazetteer
from flows.language.parse import Word
from flows.model import EntityType


def with_owners(reading: Reading, titles: list[Title]) -> list[Title]:
    """The titles, each bare one with the country that a later phrase or the tables tell, a minister's with that of the
    office told just before."""
    owned: list[Title] = []
    shared = in_their_order(reading, titles)
    for title in sorted(titles, key=lambda t: t.first.i):
        if is_anothers(title):
            continue
        owner = (
            title.owner
            or shared.get(id(title))
            or title.person.serves.get(title.role.lower())
            or known_owner(reading, title)
        )
        owner = owner or people_owner(reading, title) or giver(reading, title, owned)
        owner = owner or guessed_owner(reading, title, owned)
        owner = state_called_so(reading, title, owner) or owner
        owner = None if is_of_no_state(reading, title, owner) else state_for_capital(reading, title, owner)
        owned.append(replace(title, owner=owner) if owner is not title.owner else title)
    return owned


def is_anothers(title: Title) -> bool:
    """Whether an office may be that of somebody else, for whom who is named works: "the press secretary of the
    president of Chad *Ada Roe*"; not where the tables know who is named as its holder."""
    words, at = title.first.sentence.words, title.first.at
    at -= at > 0 and words[at - 1].text.lower() == "the"
    below = at > 1 and words[at - 1].text.lower() in {"of", "for", "to"} and works_for(words[at - 2])
    entry = load_gazetteer().entries.get(title.person.item or "")
    held = owner_on(entry, title.role.lower(), title.first.sentence.today) if entry else None
    return below and title.how == "title with of" and held is None


def works_for(word: Word) -> bool:
    """Whether a noun is that of an office, or of those who work for one: "the private *office* of the president"."""
    return is_office(word) or word.lemma.lower() in word_set("offices", "staff")


def in_their_order(reading: Reading, titles: list[Title]) -> dict[int, Thing]:
    """ "Their prime ministers, A and B": of as many countries as there are names, each one's in the order of both."""
    found: dict[int, Thing] = {}
    for noun in {
        t.noun.i: t.noun for t in titles if t.noun is not None and t.noun.morph.get("Number") == "Plur"
    }.values():
        whose = next((c for c in noun.children if c.dep == "nmod:poss" and c.pos == "PRON"), None)
        states = reading.at[whose.i].parts if whose is not None and whose.i in reading.at else []
        mine = sorted((t for t in titles if t.noun is noun), key=lambda t: t.person.mentions[0][0].i)
        if states and len(states) == len(mine):
            found |= {id(title): state for title, state in zip(mine, states, strict=True)}
    return found


def state_for_capital(reading: Reading, title: Title, owner: Thing | None) -> Thing | None:
    """The owner of an office, of one of states "of a capital" its state: "Brazzaville's foreign minister"."""
    head = title.role.lower().partition(" in ")[0].partition(" to ")[0].split()[-1:]
    of_states = bool(head) and head[0] in word_set("offices", "of_capitals")
    if owner is None or owner.type is not EntityType.CITY or not owner.item or not of_states:
        return owner
    country = load_gazetteer().capital_of(owner.item)
    noun = title.noun or title.first
    return owner if country is None else state_of(reading, country, noun, "the state of the capital whose office it is")


def is_of_no_state(reading: Reading, title: Title, owner: Thing | None) -> bool:
    """Whether an office of cities, regions and bodies is only said to be of a state's ("the Mexican governor", "its
    mayor", "Brazilian director-general Roe"): which one it is of is not told."""
    if owner is None or owner.type is not EntityType.COUNTRY or not title.role:
        return False
    low, high = min(title.first.i, title.last.i), max(title.first.i, title.last.i)
    named = any(low <= first.i <= high and how == "name" for first, _, how, _ in owner.mentions)
    last = title.role.lower().split()[-2:]
    return bool({last[-1], " ".join(last)} & word_set("offices", "of_no_state")) and not named


def state_called_so(reading: Reading, title: Title, owner: Thing | None) -> Thing | None:
    """The state that shares its name with a city, where the office is one of states: "the governor of Washington"."""
    name = load_words("seats")["states"].get(owner.item) if owner is not None and owner.item else None
    if owner is None or name is None or title.role.lower().split()[-1] not in word_set("seats", "state_offices"):
        return None
    state = next((t for t in reading.things if t.name == name), None) or Thing(EntityType.REGION, name)
    low, high = min(title.first.i, title.last.i), max(title.first.i, title.last.i)
    for first, last, how, _ in [m for m in owner.mentions if low <= m[0].i <= high]:
        owner.mentions = [m for m in owner.mentions if m[0] is not first]
        reading.note(state, first, last, how, "the state of this name has a governor")
    return state


def guessed_owner(reading: Reading, title: Title, before: list[Title]) -> Thing | None:
    """The country of a minister's colleague, or the one that acts; not that of "his Turkish counterpart"."""
    if is_dealt_with(title) or is_after_another(title):
        return None
    owner = colleague_owner(title, before) or country_before(reading, title)
    words = title.first.sentence.words
    others = [owner_ending(reading, words, w.at)[0] for w in words if w.lemma.lower() == "counterpart"]
    officials = [w for w in words[: title.first.at] if w.lemma.lower() in word_set("offices", "noun")]
    others += [people for w in officials if (people := country_of_people(reading, w)) is not owner and people]
    return None if owner in others or (officials and set(others) - {owner}) else owner


def is_dealt_with(title: Title) -> bool:
    """Whether another does something to or with a person, not as those do who send their own: "Peru's envoy *handed* a
    note *to* Minister X", "Peru *met* Minister X", but "Peru sent Minister X"."""
    chiefs = [
        f.first_of_row for f, t, how, _ in title.person.mentions if how == "name" and t in {title.first, title.last}
    ]
    told = [w for w in chiefs if w.dep in {"obj", "iobj", "obl"} and w.head.pos == "VERB"]
    return any(w.head.lemma.lower() not in word_set("offices", "own_people") and subjects(w.head) for w in told)


def is_after_another(title: Title) -> bool:
    """Whether a title is told only as that in which somebody followed another: "her successor as *premier*, X"."""
    low = min(title.first.i, title.last.i)
    near = [w for w in title.first.sentence.words if low - 3 <= w.i <= max(title.first.i, title.last.i)]
    return any(w.lemma.lower() in word_set("offices", "followers") for w in near)


def people_owner(reading: Reading, title: Title) -> Thing | None:
    """The country of the people among whom somebody is named: "four Georgian officials, including Interior Minister
    X"."""
    words, at = title.first.sentence.words, title.first.at - 1
    while at > 0 and words[at].text.lower() in word_set("grammar", "listing") | {"the", "such", "as", ":"}:
        at -= 1
    if at == title.first.at - 1 or at < 1:
        groups = [owner for word in title.first.before if (owner := country_of_people(reading, word)) is not None]
        return groups[0] if words[0].text == "Among" and groups else None
    return country_of_people(reading, words[at - 1] if words[at].text == "," else words[at])


def giver(reading: Reading, title: Title, before: list[Title]) -> Thing | None:
    """The country that gives an office of state, itself or through its parliament: "Peru elected X president", "Peru's
    parliament appointed X prime minister"; of an envoy the body whose head sends them; the body that gives an office of
    its own: "the OAS re-elected X as secretary"."""
    verb, noun = title.verb, title.noun
    if verb is None and noun is not None and noun.i > title.person.mentions[0][0].i:
        verb = next((one for one in noun.ancestors() if one.pos == "VERB"), None)
    if verb is None or verb.lemma.lower() not in word_set("offices", "giving") or not title.role:
        return None
    head = head_of(title.role.lower().split())
    sent = sender(reading, verb, before) if head in word_set("offices", "sent") else None
    if sent is not None:
        return sent
    electors = word_set("offices", "electors") | word_set("offices", "state_body") | word_set("offices", "of_state")
    for word in subjects(verb):
        whose = [c for c in word.children if c.dep in {"nmod:poss", "amod", "compound"}]
        for one in (word, *(whose if word.lemma.lower() in electors else ())):
            thing = reading.at.get(one.i)
            if thing is not None and may_give(thing, head, title):
                return thing
    return None


def may_give(thing: Thing, head: str, title: Title) -> bool:
    """Whether an office whose noun is `head` may be that of who gives it: of a state, or one that bodies have too."""
    if thing.type is EntityType.COUNTRY:
        return head in word_set("offices", "of_state")
    organ = head_noun(thing.name).lower() in word_set("anaphora", "organ") | word_set("offices", "state_body")
    alone = head in word_set("offices", "of_states_alone")
    return thing.type is EntityType.ORGANIZATION and title.how == GIVEN and not organ and not alone


def sender(reading: Reading, verb: Word, before: list[Title]) -> Thing | None:
    """The body whose office who sends somebody has: "*UN* chief X named Y his envoy"."""
    senders = [reading.at.get(w.i) for w in subjects(verb)]
    owners = [t.owner for t in before if t.person in senders and t.owner is not None]
    return next((owner for owner in owners if owner.type is EntityType.ORGANIZATION), None)


def country_of_people(reading: Reading, people: Word) -> Thing | None:
    """The one country of "the Georgian officials"."""
    plural = people.pos == "NOUN" and people.morph.get("Number") == "Plur"
    owners = [t for c in people.children if (t := reading.at.get(c.i)) and t.type is EntityType.COUNTRY]
    return owners[0] if plural and len(owners) == 1 else None


def colleague_owner(title: Title, before: list[Title]) -> Thing | None:
    """The country of the office told last before a bare minister's, in the same paragraph ("Peru's president, A, …;
    Foreign Minister B …")."""
    role, sentence = title.role.lower().split(), title.first.sentence
    alone = "prime" in role and not set(role) & word_set("offices", "deputies")
    if head_of(role) != "minister" or len(role) < 2 or alone or title.person.item:
        return None
    for other in reversed(before):
        near = other.first.sentence.paragraph == sentence.paragraph and other.last.i < title.first.i
        if near and other.owner is not None and sentence.index - other.first.sentence.index <= 2:
            # an ambassador is among those of another state
            abroad = other.role.lower().partition(" to ")[0].endswith("ambassador")
            return other.owner if other.owner.type is EntityType.COUNTRY and not abroad else None
    return None


def country_before(reading: Reading, title: Title) -> Thing | None:
    """The one country that acts in the sentence before a bare minister's, or earlier in its own, in the same paragraph
    ("Kazakhstan has overshot its quota. Energy Minister A …")."""
    role, sentence = title.role.lower().split(), title.first.sentence
    if len(role) < 2 or role[-1] != "minister" or title.person.item or set(role) & word_set("offices", "past"):
        return None
    near = reading.sentences[max(0, sentence.index - 1) : sentence.index + 1]
    words = [w for s in near if s.paragraph == sentence.paragraph for w in s.words if w.i < title.first.i]
    subjects = (w for w in words if w.first_of_row.dep == "nsubj" and w.i not in reading.quoted)
    things = (reading.at.get(w.i) for w in subjects)
    acting = {id(t): t for t in things if t is not None and t.type is EntityType.COUNTRY}
    return next(iter(acting.values())) if len(acting) == 1 else None


def known_owner(reading: Reading, title: Title) -> Thing | None:
    """The country or body that the person serves on the day in this office, when the text speaks of it too; of a
    secretary-general whom the tables do not know, the bloc that the text is about."""
    entry = load_gazetteer().entries.get(title.person.item or "")
    role = title.role.lower().replace(" ", "-")
    whose = title.noun.child("nmod:poss") if title.noun is not None else None
    if role == "secretary-general" and whose is None and not (entry and entry.terms):
        return named_most(reading, named_before(reading, title.first))
    served = owner_on(entry, title.role.lower(), title.first.sentence.today) if entry else None
    return next((t for t in reading.things if served and t.item == served), None)


def state_of(reading: Reading, entry: Entry, noun: Word, reason: str) -> Thing:
    """The state of the tables whose office a noun is, which the text has perhaps not named."""
    thing = reading.of_entry(entry)
    if thing not in reading.things:
        reading.things.append(thing)
        thing.add(noun, noun, "title", reason)
    return thing


def known_holder(reading: Reading, word: Word, owner: Thing) -> Title | None:
    """ "the Argentine president", "its prime minister": the one person of the article whom the tables know in that
    office of a country or body on the day."""
    words, at = word.sentence.words, word.at
    role = phrase(words, office_start(words, at + 1), at + 1)
    persons = [
        thing
        for thing in reading.things
        if thing.type is EntityType.PERSON and (entry := load_gazetteer().entries.get(thing.item or ""))
        if role and owner.item and owner_on(entry, role.lower(), word.sentence.today) == owner.item
    ]
    return Title(persons[0], role, owner, word, word, "office known of", word) if len(persons) == 1 else None


def known_leader(reading: Reading, word: Word, owner: Thing) -> Thing | None:
    """ "the Ukrainian leader": the one person of the article whom the tables know in a top office of a country."""
    kinds = set(load_words("offices")["stands_for"].get(word.lemma.lower(), [])) & word_set("offices", "top")
    persons = [
        thing
        for thing in reading.things
        if thing.type is EntityType.PERSON and (entry := load_gazetteer().entries.get(thing.item or ""))
        if any(owner_on(entry, kind, word.sentence.today) == owner.item for kind in kinds)
    ]
    return persons[0] if owner.item and len(persons) == 1 else None


def owner_on(entry: Entry, role: str, day: str) -> str | None:
    """The item of the country or body where somebody holds an office of this name on a day."""
    for term in entry.terms:
        named = term.kind == role or term.office.lower().startswith(f"{role} of ")
        if named and (term.start or "") <= day <= (term.end or "9999"):
            return term.of
    return None
