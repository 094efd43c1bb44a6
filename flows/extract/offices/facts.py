"""From titles to facts: which titles are offices of somebody, what they are called, and whether they still stand."""

from collections.abc import Iterator
from dataclasses import replace

from flows.extract.draft import Draft, made_by
from flows.extract.grammar.doers import is_verbal, objects, preposition, subjects, surface_subjects
from flows.extract.grammar.scope import Status, scope_of, scope_of_title
from flows.extract.grammar.terms import terms_in
from flows.extract.offices.called import core_of, head_of, is_coming, office_thing, plain_past, words_of
from flows.extract.offices.title import GIVEN, PAIRED, Title
from flows.extract.offices.told import HOW as TOLD
from flows.extract.offices.told import is_in_a_body
from flows.extract.reading.bodies import head_of as head_noun
from flows.extract.reading.bodies import is_bloc
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import POSSESSIVE, word_set
from flows.language.parse import Word
from flows.model import EntityType, Factuality


def office_drafts(reading: Reading, titles: list[Title]) -> Iterator[Draft]:
    """One fact a title that names whose office it is."""
    kind, predicate = made_by("offices")
    told = {(id(t.person), id(t.owner)) for t in titles if t.how != "office by verb"}
    for title in (sent_to(reading, told_wholly(one, titles)) for one in titles):
        if not is_office(title) or (title.owner is None and is_told_better(title, titles)):
            continue
        if title.how == "office by verb" and (
            (id(title.person), id(title.owner)) in told or (title.owner is not None and is_bloc(title.owner))
        ):
            continue  # the text says better what the office is called, or who presides over a body of states
        held = scope_of_title(noun_of(title))
        status = scope_of(title.verb) if title.verb is not None else held
        if not (status.polarity and status.stated and held.stated):
            continue
        if is_coming(title.role) or held.factuality is Factuality.PLANNED:
            status = Status(Factuality.PLANNED)
        office = office_thing(reading, core_of(title.role), title)
        words = [title.first, title.last]
        draft = Draft(
            kind, predicate, title.person, office, status, words, f"offices: {title.how}", 0.92, noun_of(title)
        )
        draft.turn = turn_of(reading, noun_of(title), title.person)
        draft.qualifiers["role"] = role_told(title, draft.turn)
        if title.owner is not None:
            draft.qualifiers["place"] = title.owner
        draft.has_time = True  # the dates around a name are not those of its office
        add_term(reading, draft, noun_of(title))
        yield draft


def sent_to(reading: Reading, title: Title) -> Title:
    """ "Israel's *UN ambassador*" as Israel's ambassador to the body, unless the body sends some of its own."""
    body, noun = title.owner, noun_of(title)
    at = noun.near(-1)
    if body is None or body.type is not EntityType.ORGANIZATION or at is None or reading.at.get(at.i) is not body:
        return title
    posted = words_of(core_of(title.role))[-1:] == ["ambassador"]
    if not posted or body.name in word_set("offices", "sending"):
        return title
    while at is not None and (reading.at.get(at.i) is body or at.text in POSSESSIVE):
        at = at.near(-1)
    sender = reading.at.get(at.i) if at is not None else None
    sender = sender if sender is not None and sender.type is EntityType.COUNTRY else None
    return replace(title, owner=sender, role=f"{title.role} to {body.name}")


def role_told(title: Title, turn: tuple[str, Word] | None) -> str:
    """The role of a title, "former" where its holder is told to be out of it: "served as minister"."""
    over = turn is not None and turn[0] == "term" and is_over(turn[1])
    return f"former {core_of(title.role)}" if over else plain_past(title.role)


def turn_of(reading: Reading, noun: Word, person: Thing) -> tuple[str, Word] | None:
    """The verb by which a person takes, has or leaves the office of a noun, whose dates are those of its start, term or
    end: "became minister", "was named minister", "served as minister", "resigned as minister"; the noun itself of "was
    minister"."""
    if noun.first_of_row.child("cop") is not None:
        return "term", noun.first_of_row
    verb = next((w for w in [noun, *noun.ancestors()][:4] if is_verbal(w)), None)
    seats = word_set("offices", "seat") | word_set("offices", "holding")
    posted = any(w.dep == "obj" and w.lemma.lower() in seats for w in [*noun.ancestors()][:2])  # "took the post of"
    if verb is None or not (noun.dep in {"xcomp", "obj"} or preposition(noun) == "as" or posted):
        return None
    own = {reading.at.get(w.i) for w in [*surface_subjects(verb), *subjects(verb), *objects(verb)]}
    turns = {"start": "taking_up", "end": "giving_up", "term": "serving"}
    return next(((name, verb) for name, words in turns.items()
                 if person in own and verb.lemma.lower() in word_set("offices", words)), None)  # fmt: skip


def is_over(verb: Word) -> bool:
    """Whether a verb of holding tells what is past: "held the post before her", not "has held the post"; or a noun, by
    what stands beside it ("was *previously* a judge")."""
    beside = {c.lemma.lower() for c in verb.children if c.dep in {"advmod", "aux"}}
    return bool(beside & word_set("offices", "past")) or (verb.morph.get("Tense") == "Past" and "have" not in beside)


def add_term(reading: Reading, draft: Draft, noun: Word) -> None:
    """Say from when to when an office is told to be held: "secretary-general from 1997 to 2006"."""
    for term in terms_in(noun.sentence, reading.text):
        if term.noun is noun:
            said = noun.sentence.words[term.first : term.last + 1]
            for name, date in (("start", term.time.start), ("end", term.time.end)):
                if date:
                    draft.qualifiers[name], draft.roles[name] = date, said


def is_office(title: Title) -> bool:
    """Whether a title is an office that somebody holds: one whose owner is known, or that the network tells of."""
    words = words_of(core_of(title.role))
    if title.role.startswith("First ") and title.role.split()[-1].islower():
        return False  # "Peru First leader": of a party
    if is_one_of_row(noun_of(title)) or words[-1:] == ["the"] or word_set("offices", "of_whom_not") & set(words):
        return False  # "the second minister to visit Peru", "envoy for silencing the | Guns", "of the two countries"
    if title.how == TOLD and (
        head_of(words) not in word_set("offices", "noun") or words[0] in word_set("offices", "passing")
    ):
        return False  # "the UN's man", "the keynote speaker"
    if words[-1:] == ["leader"] and title.owner is not None and title.owner.type is EntityType.REGION:
        return noun_of(title).morph.get("Number") != "Plur"  # "the Latin American leaders X and Y"
    if title.owner is not None:
        return is_standing(title.role, title.owner) and not is_only_from(title, words)
    return (title.how in {TOLD, GIVEN} or is_style(title)) and is_high(title)


def is_style(title: Title) -> bool:
    """Whether a title is printed right before the name as part of how its holder is called: "Vice President Ada Roe",
    "Minister of Health Ada Roe"; not where it holds initials."""
    styles = word_set("names", "sovereign") | word_set("names", "honorifics") | word_set("offices", "address")
    if title.how == PAIRED:
        return True  # of several who are listed behind it
    styled = head_of(words_of(core_of(title.role))) in styles and " to " not in title.role
    if title.how not in {"title before the name", "title with of"} or styled:
        return False  # "King Salman" may be a name, "Justice Roe" a rank
    if is_in_a_body(noun_of(title)):
        return False
    return title.role.split()[-1].isalpha() and all(
        w.text[:1].isupper() for w in title.first.until(noun_of(title)) if w.pos != "ADP"
    )


def is_one_of_row(noun: Word) -> bool:
    """Whether an office noun counts its holder among others who did something: "the *second* minister *to visit*"."""
    counted = any(c.morph.get("NumType") == "Ord" or c.morph.get("Degree") == "Sup" for c in noun.children)
    deed = next((c for c in noun.children if c.dep.startswith("acl") and c.i > noun.i), None)
    return counted and deed is not None and any(c.text.lower() == "to" for c in deed.children)


def told_wholly(title: Title, titles: list[Title]) -> Title:
    """A title that is said of its holder without whose office it is ("has been president since 2021"), with whose it is
    by another title of the same office."""
    if title.owner is not None or title.how not in {"copula", TOLD}:
        return title
    core = core_of(title.role).lower()
    owners = {
        id(t.owner): t.owner for t in titles if t.person is title.person and t.owner and core_of(t.role).lower() == core
    }
    return replace(title, owner=next(iter(owners.values()))) if len(owners) == 1 else title


def is_told_better(title: Title, titles: list[Title]) -> bool:
    """Whether another title of the person tells the same office, and whose it is or more of which."""
    core = set(words_of(core_of(title.role)))
    others = [t for t in titles if t.person is title.person and t is not title]
    return any(core <= (more := set(words_of(t.role))) and (t.owner or core < more) for t in others)


def is_high(title: Title) -> bool:
    """Whether a title says enough without whose office it is: "foreign minister", "president", "deputy
    chairman", not "chairman"."""
    words = words_of(core_of(title.role))
    if len(words) == 1 and words[0] in word_set("offices", "of_bodies_too"):
        return False  # "Head", "leader": the words do not tell of what
    ranks = word_set("offices", "noun") | word_set("offices", "rank")
    ranked = " to " in title.role or any(w in ranks for w in words[:-1])
    vague = ("weak", "occupation", "filler", *(() if ranked else ("bare", "presiding")))
    head = head_of(words)
    return head in word_set("offices", "noun") and not any(head in word_set("offices", kind) for kind in vague)


def noun_of(title: Title) -> Word:
    """The office noun of a title, or its last word where none is printed."""
    head = head_of(words_of(core_of(title.role)))
    if title.noun is not None and head in {title.noun.text.lower(), title.noun.lemma.lower()}:
        return title.noun
    first, last = sorted((title.first, title.last), key=lambda w: w.i)
    said = first.until(last)
    return next((w for w in said if head in {w.text.lower(), w.lemma.lower()}), title.noun or title.last)


def is_only_from(title: Title, words: list[str]) -> bool:
    """Whether a country's adjective only says where a judge is from, on whatever court: "the *Zambian* judge"."""
    country = title.owner is not None and title.owner.type is EntityType.COUNTRY
    said = any(preposition(c) == "of" for c in noun_of(title).children)
    return words[-1:] == ["judge"] and country and not said


def is_standing(role: str, owner: Thing) -> bool:
    """Whether a role is an office or post: an occupation ("journalist") is one at a body, an "official" none."""
    words = [w for w in words_of(core_of(role)) if w not in word_set("offices", "filler")]
    head = head_of(words)
    if not head or head in word_set("offices", "weak"):
        return False
    if head in word_set("offices", "bare") and len(words) == 1:
        return False
    if head in word_set("offices", "of_armies") and len(words) == 1 and owner.type is not EntityType.COUNTRY:
        return False
    if head in word_set("offices", "presiding") and len(words) == 1 and owner.type is EntityType.COUNTRY:
        return False  # "its Angolan chairman" is a body's, from Angola
    organ = head_noun(owner.name).lower() in word_set("anaphora", "organ")
    if head in word_set("offices", "presiding") and is_bloc(owner) and not organ:
        return False  # who chairs a body of states is told as such
    if head == "diplomat" and not {"top", "most", "chief"} & set(words):
        return False
    return head not in word_set("offices", "occupation") or owner.type is EntityType.ORGANIZATION


def chair_drafts(reading: Reading, titles: list[Title]) -> Iterator[Draft]:
    """One fact a title by which a person presides over a body, now or soon."""
    kind, predicate = made_by("chairs")
    for title in titles:
        if title.owner is not None and title.owner.type is EntityType.ORGANIZATION and is_chair(title):
            status = Status(Factuality.PLANNED) if is_coming(title.role) else scope_of_title(noun_of(title))
            if not status.stated:
                continue
            words = [title.first, title.last]
            rule = f"chairs: {title.how}"
            draft = Draft(kind, predicate, title.person, title.owner, status, words, rule, 0.86, noun_of(title))
            draft.has_time = True  # the dates around a name are not those of its office
            add_term(reading, draft, noun_of(title))
            yield draft


def is_chair(title: Title) -> bool:
    """Whether a title that no verb gives or takes is a chair's, and stands."""
    others = word_set("offices", "past") | {"vice", "deputy"}
    organ = any(w.text in word_set("frames", "committee") for w in noun_of(title).children)
    if organ or {"of", "for", "on"} & set(words_of(title.role)):
        return False  # "chair of the committee" of a body, its "general council chair"
    presides = head_of(words_of(core_of(title.role))) in word_set("offices", "presiding")
    return title.verb is None and presides and not set(words_of(title.role)) & others
