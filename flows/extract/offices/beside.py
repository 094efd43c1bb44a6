"""Who holds which office, as titles and appositions say it.

Covers: title before a name ("Kazakhstan's President X", "NATO Secretary General X", "Minister of Finance X"), title
before a name with commas ("Cambodia's foreign minister, X,"), title after it ("X, chair of ASEAN,"), around it ("King
X of Jordan"), a copula ("X is a correspondent for Y"), several of each ("the A-ese and B-ish foreign ministers, X and
Y", "ICC judges X and Y"), and verbs that give an office (flows/extract/offices/by_verb.py).
"""

from collections.abc import Iterator
from dataclasses import replace

from flows.extract.grammar.terms import at_the_time, terms_in
from flows.extract.offices.apart import is_apart, is_next_ones, row_of_titles
from flows.extract.offices.before import is_of_people, office_before, office_start
from flows.extract.offices.behind import office_from
from flows.extract.offices.counterparts import counterpart
from flows.extract.offices.listed import listed_titles
from flows.extract.offices.phrase import (
    BODIES,
    Office,
    country_behind,
    end_of,
    is_filler,
    is_modifier,
    is_office,
    is_person,
    owner_at,
    owner_ending,
    phrase,
)
from flows.extract.offices.said import at_others, said_titles, who_is
from flows.extract.offices.title import GIVEN, Named, Title, address_start, titled
from flows.extract.reading.reading import Reading
from flows.extract.words import POSSESSIVE, word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType

OF = frozenset({"of", "the"})


def find_titles(reading: Reading) -> list[Title]:
    """Every title beside a name in the article, in text order, each once."""
    found: list[Title] = []
    for sentence in reading.sentences:
        persons = sorted(person_spans(reading, sentence), key=lambda p: p[1])
        found += listed_titles(reading, sentence, persons)
        taken = {id(t.person) for t in found if t.first.sentence is sentence}
        for person in persons:
            if id(person[0]) not in taken:
                for title in titles_of(reading, sentence, person, found):
                    found += [*shared(title), *joined(reading, sentence, title)]
        owned = [title for title in found if title.owner is not None]
        if owned:
            found += listed_titles(reading, sentence, persons, owned)
        found += [title for said in said_titles(reading, sentence, found) for title in shared(said)]
        found += [title for one in found if one.first.sentence is sentence for title in at_others(reading, one)]
    for title in found:
        if title.noun is not None and is_free(reading, title.noun):
            reading.note(title.person, title.noun, title.noun, "title", "office noun beside the name")
    return found


def is_free(reading: Reading, noun: Word) -> bool:
    """Whether an office noun speaks of nobody yet, or only of somebody without a name ("the country's *president*")."""
    thing = reading.at.get(noun.i)
    return thing is None or (thing.type is EntityType.GROUP and not thing.parts)


def titles_of(reading: Reading, sentence: Sentence, person: Named, known: list[Title]) -> list[Title]:
    """The titles that stand beside a name: around it, before it, behind it, or said of it. The first that tells whose
    office it is comes first; of the others, those that tell it too."""
    told = [find(reading, sentence, person) for find in (around, before, after, copula, given, who_is)]
    titles = [t for t in [*told, counterpart(reading, sentence, person, known)] if t is not None]
    owned = [t for t in titles if t.owner is not None]
    return [t for at, t in enumerate(owned) if not any(repeats(t, other) for other in owned[:at])] or titles[:1]


def repeats(title: Title, other: Title) -> bool:
    """Whether a title says what another has said, perhaps in fewer words."""
    return title.owner is other.owner and title.role.lower().split()[-1] == other.role.lower().split()[-1]


def shared(title: Title) -> Iterator[Title]:
    """The offices of a title that joins two with one owner ("Crown Prince and Prime Minister of X")."""
    roles = title.role.split(" and ")
    several = len(roles) > 1 and all(r.split() and r.split()[-1].lower() in word_set("offices", "noun") for r in roles)
    for role in roles if several else []:
        apart = is_of_state(role, roles[0], title) or (role is not roles[-1] and is_occupation(role))
        yield replace(title, role=role, owner=None if apart else title.owner)
    yield from [] if several else [title]


def is_occupation(role: str) -> bool:
    """Whether a role is what somebody is without a body: "a *historian* and director of the institute"."""
    return role.lower().split()[-1] in word_set("offices", "occupation")


def is_of_state(role: str, first: str, title: Title) -> bool:
    """Whether a second office cannot be of the body that has the first: "the party's chief and ex-home *minister*"."""
    body = title.owner is not None and title.owner.type is EntityType.ORGANIZATION
    return body and role is not first and role.lower().split()[-1] in word_set("offices", "of_states_alone")


def joined(reading: Reading, sentence: Sentence, title: Title) -> Iterator[Title]:
    """A second office joined to the one beside a name: "X, the chair of A and a former minister of B", "the head of A
    and current chair of B, X"."""
    words = sentence.words
    at = title.last.at + 1
    if title.how in {"title after the name", "copula"} and at < len(words) - 2 and words[at].text.lower() == "and":
        office = office_from(reading, words, at + 1)
        if office is not None and office.owner is not None and not is_anothers(words, office):
            yield Title(title.person, office.role, office.owner, words[at + 1], words[office.last], title.how)
    yield from before_and(reading, words, title)


def before_and(reading: Reading, words: list[Word], title: Title) -> Iterator[Title]:
    """A first office joined to the one right before a name, and that one with the owner of both: "the head of A and |
    chair of B X", "Fiji's Deputy Prime Minister and | Foreign Minister X", "Forum Chair and | Fiji's Premier X"; not
    "the king of A and | Premier X", who may be two."""
    at = title.first.at - 1
    apart = words[max(at, 0)].text.lower() in {"the", "a", "an"}  # "its leader and the minister of B, X"
    while at > 0 and is_filler(words[at]):
        at -= 1
    if not title.how.startswith("title") or apart or at < 2 or words[at].text.lower() != "and":
        return
    office = office_before(reading, words, at)
    if office is None or office.noun >= at or (office.owner is None and title.owner is None):
        return
    several = word_set("offices", "deputies") | word_set("offices", "presiding")
    roles = {*office.role.lower().split(), *title.role.lower().split()}
    if (title.how == "title with of" and office.owner is not None) or roles & several:
        owner = office.owner or title.owner
        yield Title(title.person, office.role, owner, words[office.first], words[at - 1], title.how)
        state = owner is not None and owner.type is EntityType.COUNTRY
        shares = title.owner is None and state and roles & word_set("offices", "of_states_alone")
        yield from [replace(title, owner=owner)] if shares else []


def title_end(words: list[Word], person: Named) -> int:
    """Where the title before a name ends, also when the name holds it ("King | Abdullah II")."""
    inside = range(person[1] + 1, person[2] + 1)
    return next((i for i in inside if office_start(words, i) == person[1]), person[1])


def person_spans(reading: Reading, sentence: Sentence) -> Iterator[Named]:
    """The persons named in a sentence."""
    yield from ((thing, first.at, last.at) for thing, first, last in reading.persons_named(sentence))


def before(reading: Reading, sentence: Sentence, person: Named) -> Title | None:
    """A title that ends right before the name, with or without a comma."""
    words = sentence.words
    end = address_start(words, title_end(words, person))
    office = office_before(reading, words, end) if end else None
    comma = end - 1 if office is None else office.first - 1
    if (office is None or office.owner is None) and comma > 0 and words[comma].text == ",":
        farther = office_before(reading, words, without_term(reading, sentence, comma))
        named = farther is not None and (
            any(is_person(reading, w) for w in words[farther.first : comma])
            or is_apart(words, person, farther.noun)
            or is_taken(reading, words, farther, person)
        )
        told = farther is not None and (farther.owner is not None or is_of_people(farther.role))
        office = farther if told and not named else office
    if office is None or is_in_title(words, person, office):
        return None
    how = "title before the name" if office.last == office.noun else "title with of"
    return titled(words, person, office, how)


def is_in_title(words: list[Word], person: Named, office: Office) -> bool:
    """Whether an office before a name only tells of whom the bearer's own one is: "an adviser to the king, X"."""
    name, noun = words[person[1]], words[office.noun]
    own = name.head if name.dep == "appos" else None
    inside = own is not None and own is not noun and own.i < noun.i and noun.dep == "nmod" and noun.head is own
    return inside and own is not None and own.lemma.lower() in word_set("offices", "noun")


def is_taken(reading: Reading, words: list[Word], office: Office, person: Named) -> bool:
    """Whether commas set an office off as that of the person before it: "X, the president, | Y said", "X, the
    president, | Y, the chancellor, and Z"."""
    at = office.first - 1
    while at > 0 and (is_filler(words[at]) or words[at].text == ","):
        at -= 1
    behind = [*words[person[2] + 1 : person[2] + 3], None, None]
    closed = behind[0] is None or behind[0].text == ","
    acts = behind[1] is not None and behind[1].pos in {"VERB", "AUX"}
    named = words[at + 1].text == "," and is_person(reading, words[at])
    return named and not (closed and acts) and not row_of_titles(reading, words, person[1])


def without_term(reading: Reading, sentence: Sentence, end: int) -> int:
    """Where an office phrase ends when what stands before a position only says when it was held: "the prime minister |
    from 2016 to 2019", "the president | at the time"."""
    if end > 2 and at_the_time(sentence.words, end - 3):
        return end - 3
    return next((term.first for term in terms_in(sentence, reading.text) if term.last == end - 1), end)


def around(reading: Reading, sentence: Sentence, person: Named) -> Title | None:
    """ "King X of Jordan", "Ambassador X from Fiji": a title without owner before the name, the country behind it."""
    words, behind = sentence.words, person[2] + 1
    if behind >= len(words) - 1 or words[behind].text.lower() not in {"of", "from"}:
        return None
    at = behind + 1 + (words[behind + 1].text.lower() == "the")
    owner = owner_at(reading, words[at]) if at < len(words) else None
    end = title_end(words, person)
    honours = word_set("names", "honorifics") - word_set("offices", "noun")
    while end > 1 and words[end - 1].text.lower() in honours:
        end -= 1  # "President *Dr.* X of Ghana"
    start = office_start(words, end)
    if owner is None or start == end or owner_ending(reading, words, start)[0] is not None:
        return None
    at = end_of(reading, words, at)
    body = reading.at.get(words[at + 2].i) if at + 2 < len(words) and words[at + 1].text in POSSESSIVE else None
    if body is not None and body.type is EntityType.ORGANIZATION:  # "X of Chad's | Ministry of Health"
        owner, at = body, end_of(reading, words, at + 2)
    role = phrase(words, start, end)
    if words[behind].text.lower() == "from" and words[end - 1].text.lower() not in word_set("offices", "posted"):
        return None
    whose = owner.type in BODIES or words[end - 1].text.lower() in word_set("offices", "of_a_place")
    bank = start > 0 and words[start - 1].text in word_set("names", "body_noun")  # "*bank* president X of Chad"
    if not whose or (owner.type is EntityType.COUNTRY and (bank or is_of_body(role))):
        return None
    return Title(person[0], role, owner, words[start], words[at], "title around the name")


def is_of_body(role: str) -> bool:
    """Whether an office is one that courts and bodies have, and states seldom: behind "prosecutor X" a country is where
    the holder is from."""
    bodies = word_set("offices", "of_bodies_alone") | word_set("offices", "of_courts")
    last, both = role.lower().split()[-1], " ".join(role.lower().split()[-2:])
    return bool({last, both} & bodies) and both != "chief justice"


def after(reading: Reading, sentence: Sentence, person: Named) -> Title | None:
    """ "X, chair of the ASEAN," or "X, Cambodia's foreign minister,": a title right after the name and a comma."""
    words, at = sentence.words, person[2] + 1
    if at >= len(words) - 1 or words[at].text not in {",", "(", "—", "–"}:
        return None
    office = office_from(reading, words, at + 1)
    if office is None or is_anothers(words, office) or is_apart(words, person, office.noun):
        return None
    if is_next_ones(reading, words, person, office) or tells_aside(words, office):
        return None
    return titled(words, person, office, "title after the name")


def tells_aside(words: list[Word], office: Office) -> bool:
    """Whether an office between commas is that of who speaks of the one before: "X, | the minister said, will …"."""
    noun, behind = words[office.noun], words[office.last + 1 : office.last + 2]
    tells = bool(behind) and behind[0].pos == "VERB" and behind[0].lemma.lower() in word_set("factuality", "saying")
    return tells and noun.dep.startswith("nsubj") and noun.head is behind[0]


def is_anothers(words: list[Word], office: Office) -> bool:
    """Whether a name of its own follows the office phrase ("X, Premier Y and the ministers")."""
    behind = words[office.last + 1 :]
    if [w.text for w in behind[:1]] == ["of"]:  # "X, the chair of the Council *of the Court* Y"
        return next((w.label == "PERSON" for w in behind if w.label != "ORG" and w.text not in OF), False)
    return any(w.pos == "PROPN" and w.text not in {"(", ","} for w in behind[:1])


def copula(reading: Reading, sentence: Sentence, person: Named) -> Title | None:
    """ "X is a correspondent for Y", "X, who has been president", "X was elected president"."""
    words, at = sentence.words, country_behind(reading, sentence.words, person[2] + 1, {"of", "from"})[1] + 1
    if at < len(words) - 4 and words[at].text == ",":
        at += 1 + (words[at + 1].text.lower() == "who")  # "the leader, X, has become president"
    if (
        at < len(words) - 3
        and words[at].text.lower() in {"has", "had"}
        and words[at + 1].text.lower() in {"been", "become"}
    ):
        at += 1
    if at >= len(words) - 2 or words[at].text.lower() not in {"is", "was", "became", "becomes", "been", "become"}:
        return None
    at += 1
    while at < len(words) and words[at].lemma.lower() in word_set("offices", "giving"):
        at += 1
    opens = is_filler(words[at]) or is_modifier(words[at]) or office_start(words, at + 1) <= at
    if not opens and owner_at(reading, words[at]) is None:
        return None
    office = office_from(reading, words, at)
    if office is None:
        return None
    return Title(person[0], office.role, office.owner, words[person[1]], words[office.last], "copula")


def given(reading: Reading, sentence: Sentence, person: Named) -> Title | None:
    """ "appointed X | finance minister of Y": a title right behind the name of whom a verb gives it to."""
    words, at = sentence.words, person[2] + 1
    verbs = [words[person[1]].first_of_row.head, *words[max(0, person[1] - 1) : person[1]]]
    giving = (v for v in verbs if v.i < words[person[1]].i and v.lemma.lower() in word_set("offices", "giving"))
    if at >= len(words) or next(giving, None) is None:
        return None
    begins = is_modifier(words[at]) or is_office(words[at]) or owner_at(reading, words[at]) is not None
    office = office_from(reading, words, at) if begins else None
    return titled(words, person, office, GIVEN) if office is not None and not is_anothers(words, office) else None
