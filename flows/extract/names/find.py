"""Names: those of the shipped tables and those the model sees, told apart, typed and merged; and the parties inside
the name of a conflict: "Russia's invasion of Ukraine" names the two countries as well.

The tables decide over a weak label (a country is no person), but a longer name that the model sees wins over a
shorter one of the tables inside it ("China National Petroleum Corporation" is not China).
"""

from dataclasses import replace

from flows.extract.names.choice import choose, spanning_names
from flows.extract.names.labelled import adjective, seen_names, told_persons
from flows.extract.names.persons import titled_names
from flows.extract.names.said import as_said
from flows.extract.names.several import settle_several
from flows.extract.names.shaped import served_names, shaped_names
from flows.extract.names.short import join_abbreviations, join_aliases, join_surnames, type_documents
from flows.extract.names.shown import style_end
from flows.extract.names.tables import Found, called_like_places, fold, known_names
from flows.extract.names.titles import is_honour, is_of_office, matters
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import DASHES, word_set
from flows.gazetteer import load_gazetteer
from flows.language.parse import Sentence, Word
from flows.language.timewords import load_words
from flows.model import EntityType

MOST = 3  # words of a country's name


def find_names(reading: Reading) -> None:
    """Put every name of the article into the reading."""
    for sentence in reading.sentences:
        known = known_names(reading.text, sentence)
        told = [without_body(f, sentence.words) for f in titled_names(sentence, known)]
        seen = [without_body(f, sentence.words) for f in seen_names(sentence, known, told)]
        persons = [f for f in told + seen if f.type is EntityType.PERSON]
        served = list(served_names(sentence, known, persons))
        found_names = known + told + served + shaped_names(sentence, known, persons) + seen
        found_names += called_like_places(sentence.words, known, found_names)
        found_names += told_persons(sentence, found_names)
        found_names += spanning_names(found_names, sentence.words)
        found_names = as_said(sentence, found_names)
        found_names = [f for f in found_names if f.entry or not only_describes(sentence.words[f.first : f.last])]
        found_names = [f for f in found_names if not is_part_of_another(f, sentence.words)]
        found_names = [without_body(without_month(f, sentence.words), sentence.words) for f in found_names]
        found_names = [with_first_of_pair(f, sentence.words) for f in found_names]
        found_names = [without_honours(without_matter(f, sentence.words), sentence.words) for f in found_names]
        found_names = [f for f in found_names if f.last > f.first and not is_in_charge_of(f, sentence.words)]
        for found in (with_land(one, sentence.words) for one in choose(found_names, sentence.words)):
            place(reading, sentence, found)
            if found.type is EntityType.EVENT:
                mention_hosts(reading, sentence, found, known)
    settle_several(reading)
    join_abbreviations(reading)
    join_aliases(reading)
    type_documents(reading)
    join_surnames(reading)


def only_describes(words: list[Word]) -> bool:
    """Whether words only tell between which states something is ("the *Tajik-Afghan* commission"), of whom it is ("the
    *South Ossetian* delegation"), what some are to a body ("its *Member States*"), or that a state is one ("the
    *Kingdom*")."""
    *before, last = [w.lemma.lower() for w in words]
    if not before:
        return last in word_set("names", "realm")  # "the *Kingdom's* envoy"
    if last in word_set("names", "standing") and words[-1].morph.get("Number") == "Plur":
        return set(before) <= word_set("names", "before_standing")
    if set(before) <= word_set("names", "compass"):
        return last in word_set("names", "people") or adjective(words[-1].text)
    parts = [w.text for w in words if w.text not in DASHES]
    return 1 < len(parts) < len(words) and all(adjective(part) for part in parts)


def is_in_charge_of(found: Found, words: list[Word]) -> bool:
    """Whether words that look like a body's name tell what a minister is in charge of: "Minister for | *Tea and Salt*",
    "Minister of Tea and | *Salt*"."""
    at = found.first
    while at > 2 and at > found.first - 4 and (words[at - 1].text == "and" or words[at].text == "and"):
        at -= 1
    named = found.type is EntityType.ORGANIZATION and found.entry is None and at > 1
    return named and words[at - 1].text in {"of", "for"} and words[at - 2].lemma.lower() == "minister"


def is_part_of_another(found: Found, words: list[Word]) -> bool:
    """Whether what was found is only a part of what is called so: of a gathering behind a bracket, of a paper, or of
    two that an "and" joins."""
    if found.entry is None and words[found.first].text in {"and", "or"}:
        return True
    return goes_on_behind_bracket(found, words) or (found.how == "demonym" and is_paper(words[found.first]))


def is_paper(word: Word) -> bool:
    """Whether the adjective of a state is the name of a paper, its article in a capital: "told *The Australian*"."""
    article = word.near(-1)
    alone = word.dep in {"nsubj", "obj", "iobj", "obl", "nmod"} and [c.dep for c in word.children if c.i < word.i][-1:]
    return article is not None and article.at > 0 and article.text == "The" and alone == ["det"]


def goes_on_behind_bracket(found: Found, words: list[Word]) -> bool:
    """Whether a gathering's name has only begun before it: "the 5th Lakes Forum (LF) | *Leaders Meeting*"."""
    return found.type is EntityType.EVENT and found.first > 0 and words[found.first - 1].text == ")"


def without_month(found: Found, words: list[Word]) -> Found:
    """A name without the month or weekday that only dates its clause: "In June | Ada Roe met …", "on Sunday | Chad",
    "chair of the Board | for March", "Ada Roe | Sunday met …"."""
    if found.last - found.first > 2 and words[found.last - 2].text == "for" and is_month(words[found.last - 1]):
        return replace(found, last=found.last - 2)
    person = found.type is EntityType.PERSON and found.entry is None and found.last - found.first > 1
    if person and words[found.last - 1].text in load_words().weekdays:
        return replace(found, last=found.last - 1)
    before = words[found.first - 1].text.lower() if found.first else ""
    month = before in word_set("names", "before_month") and is_month(words[found.first])
    weekday = before in word_set("names", "before_weekday") and words[found.first].text in load_words().weekdays
    role = found.first == 0 and words[0].text.lower() in word_set("names", "role_of_place")
    dated = (month or weekday or role) and found.last - found.first > 1
    return replace(found, first=found.first + 1) if dated and found.entry is None else found


def without_matter(found: Found, words: list[Word]) -> Found:
    """A body's name without what somebody there is in charge of ("the undersecretary of the Treasury | for Terrorism",
    "Member of Parliament | for Lima"); nothing of it where it is no body at all ("Minister of | State for Trade")."""
    at = next((i for i in range(found.first + 1, found.last) if words[i].text == "for"), found.last)
    if found.type is not EntityType.ORGANIZATION or found.entry is not None or at == found.last:
        return found
    before = words[at - 1].text.lower()
    if before not in word_set("names", "before_matter"):
        return found
    return replace(found, last=at if before != "state" or at - found.first > 1 else found.first)


def with_first_of_pair(found: Found, words: list[Word]) -> Found:
    """A body's name with the first of two that a stroke joins at its beginning: "the *Peru/*Chile Trade Council"."""
    first, mark = words[max(0, found.first - 2)], words[found.first - 1]
    glued = found.first > 1 and mark.text == "/" and first.end == mark.start and mark.end == words[found.first].start
    body = found.type is EntityType.ORGANIZATION and found.entry is None and first.text[:1].isupper()
    return replace(found, first=found.first - 2) if glued and body else found


def is_month(word: Word) -> bool:
    """Whether a word names a month."""
    return word.text in load_words().months


def without_body(found: Found, words: list[Word]) -> Found:
    """A person's name without the body or matter whose office stands before it: "head of the Kenyan Delegation | Ada
    Roe", "leader of the SPD | Ada Roe", "for Foreign and Safe Policy | Ada Roe"."""
    if found.type is not EntityType.PERSON or found.last - found.first < 3:
        return found
    bodies = word_set("names", "organization") | word_set("anaphora", "inner") | matters()
    bodies |= word_set("names", EntityType.CONFLICT.value)
    bodies -= word_set("names", "particles")  # "Ada *De* Roe", though "de facto" is one of offices
    led = found.first > 0 and words[found.first - 1].text.lower() in {"the", "opposition", "of"}
    short = led and words[found.first].text.isupper() and len(words[found.first].text) > 1
    inside = range(found.first, found.last - 2)
    said = [at for at in inside if words[at].text.lower() in bodies]
    said += [at + 1 for at in inside if {w.label for w in words[at : at + 2]} == {"ORG"} and at + 3 < found.last]
    last = max(said, default=found.first if short else None)
    first = found.first if last is None else last + 1
    while first > found.first and found.last - first > 2 and is_of_office(words[first]):
        first += 1  # "General Council Chair | Ada Roe"
    return replace(found, first=first)


def without_honours(found: Found, words: list[Word]) -> Found:
    """A person's name without styles and titles of honour before two words or more of it: "Datuk Seri | Ada Roe"."""
    first = found.first
    if found.type is EntityType.PERSON and found.entry is None:
        first += 3 * (
            words[first].text == "(" and [w.text for w in words[first + 2 : first + 3]] == [")"]
        )  # "(AU) | Ada"
        first = min(style_end([w.text for w in words], first), found.last - 1)
        while found.last - first > 2 and is_honour(words[first]):
            first += 1
    return replace(found, first=first)


def with_land(found: Found, words: list[Word]) -> Found:
    """The name of a region with its noun behind it, in capitals only before an office ("Tigray *Region* President");
    one that is called like a town is not the town: "the Moscow *region*"."""
    behind, further = ([w.text for w in words[found.last : found.last + 2]] + ["", ""])[:2]
    office = further.lower() in word_set("offices", "noun") | word_set("offices", "modifier")
    land = behind.lower() if office else behind
    if found.type not in {EntityType.CITY, EntityType.REGION} or land not in word_set("names", "land"):
        return found
    entry = found.entry if found.type is EntityType.REGION else None
    return replace(found, last=found.last + 1, type=EntityType.REGION, entry=entry)


def place(reading: Reading, sentence: Sentence, found: Found) -> None:
    """Put one name into the reading, merged with what bears the same name or item."""
    begin = found.first
    if found.type is EntityType.EVENT and begin > 0 and is_ordinal(sentence.words[begin - 1].text):
        begin -= 1
    first, last = sentence.words[begin], sentence.words[found.last - 1]
    name = reading.phrase(first, last)
    thing = same_thing(reading, found, name)
    if thing is None:
        type_ = found.type or EntityType.ORGANIZATION
        thing = Thing(type_, found.entry.label if found.entry else name, found.entry.item if found.entry else None)
    if found.how == "name":
        thing.names[name] += 1
    reading.note(thing, first, last, found.how, "in the tables" if found.entry else "by the model or its shape")


def mention_hosts(reading: Reading, sentence: Sentence, event: Found, known: list[Found]) -> None:
    """Let the name of a gathering mention the known body inside it ("Pacific Islands Forum Leaders Meeting")."""
    for body in known:
        inside = event.first <= body.first and body.last < event.last
        if inside and body.entry is not None and body.type is EntityType.ORGANIZATION and body.how == "name":
            first, last = sentence.words[body.first], sentence.words[body.last - 1]
            thing = reading.of_entry(body.entry)
            thing.names[reading.phrase(first, last)] += 1
            thing.add(first, last, "name", "inside the name of a gathering")
            if thing not in reading.things:
                reading.things.append(thing)


def is_ordinal(text: str) -> bool:
    """Whether a word is an ordinal written in digits."""
    return text[:1].isdigit() and text.lower().endswith(("st", "nd", "rd", "th"))


def same_thing(reading: Reading, found: Found, name: str) -> Thing | None:
    """The thing already known under this item or name."""
    if found.entry and found.entry.item:
        return next((t for t in reading.things if t.item == found.entry.item), None)
    keys = {key_of(one) for one in (name, found.entry.label if found.entry else name)}
    for thing in reading.things:
        if thing.type == found.type and keys & {key_of(one) for one in (thing.name, *thing.names)}:
            return thing
    return None


def key_of(name: str) -> str:
    """A name however it is spelt, "the Essequibo *region*" as Essequibo."""
    start, _, last = fold(name).casefold().rpartition(" ")
    return start if start and last in word_set("names", "land") else fold(name).casefold()


def note_parties(reading: Reading) -> None:
    """Let the countries named inside a conflict's name speak for themselves; its noun keeps the conflict."""
    for thing in [t for t in reading.things if t.type is EntityType.CONFLICT]:
        for first, last, how, _ in list(thing.mentions):
            if how == "name" and last is not first:
                note_inside(reading, thing, first.until(last))


def note_inside(reading: Reading, conflict: Thing, words: list[Word]) -> None:
    """The countries in one printed name of a conflict."""
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + MOST), at, -1):
            name = " ".join(w.text for w in words[at:end])
            entry = next((e for e in load_gazetteer().find(name) if e.type is EntityType.COUNTRY), None)
            how = "name" if entry is not None else "demonym"
            entry = entry or (load_gazetteer().demonym(name) if end == at + 1 else None)
            if entry is not None and words[at].text[:1].isupper() and reading.at.get(words[at].i) is conflict:
                reading.note(reading.of_entry(entry), words[at], words[end - 1], how, "a party in a conflict's name")
                at = end - 1
                break
        at += 1
