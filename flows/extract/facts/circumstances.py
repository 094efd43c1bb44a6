"""When: the dates that belong to a trigger's clause, and what is borrowed from the gathering at which it happened."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from flows.extract.draft import Draft
from flows.extract.facts.nearness import attached, is_day_of_plan, is_of_standing, was_then
from flows.extract.grammar.dates import dates_in
from flows.extract.grammar.doers import is_verbal, objects, preposition
from flows.extract.grammar.moods import is_present
from flows.extract.grammar.scope import scope_of
from flows.extract.grammar.terms import terms_in
from flows.extract.reading.reading import Reading
from flows.extract.words import word_set
from flows.kinds import shipped_kinds
from flows.language.parse import Word
from flows.language.times import Time, as_meant
from flows.model import EntityType, Factuality

Dates = list[tuple[Time, Word]]


def dates_of(reading: Reading) -> dict[int, Dates]:
    """By sentence: the dates that it tells, those inside the name of a body or person and terms of office left out."""
    found: dict[int, Dates] = {}
    since, paragraph = "", -1  # the last date told in the paragraph
    for sentence in reading.sentences:
        since = since if sentence.paragraph == paragraph else ""
        terms = {w for t in terms_in(sentence, reading.text) for w in sentence.words[t.first : t.last + 1]}
        dates = [d for d in dates_in(sentence, reading.text, since) if not in_name(reading, d[1]) and d[1] not in terms]
        since, paragraph = next((t.start for t, _ in reversed(dates) if t.start), since), sentence.paragraph
        found[sentence.index] = dates
    return found


def in_name(reading: Reading, word: Word) -> bool:
    """Whether a date is only part of a body's name ("June 4 Movement")."""
    named = reading.at.get(word.i)
    bodies = {EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PERSON}
    return named is not None and reading.how[word.i] == "name" and named.type in bodies


def add_time(draft: Draft, dates: Dates, default: str | None) -> None:
    """The start (and end) of what a draft states, from the date that hangs on its clause; `default` is the date of
    the entry in a digest."""
    add_turn(draft, dates)
    if draft.has_time:
        return
    draft.has_time = True
    if not draft.timed:
        add_end(draft, dates)
        add_day_of_plan(draft, dates)
        return
    best = nearest(draft, dates)
    if best is None and draft.dates:
        return
    if best is None:
        if foretells(draft) or comes_with(draft, dates):
            draft.put_off()
        # A day that its sentence names and that hangs elsewhere may be meant all the same.
        elif default and not dates and draft.trigger.pos in {"VERB", "AUX"}:
            draft.qualifiers.setdefault("start", default)
        return
    date_by(draft, best)


def date_by(draft: Draft, best: tuple[Time, Word]) -> None:
    """Give a draft the date that hangs nearest, and put it off where that is still to come."""
    if is_coming(draft, *best) or is_day_of_plan(draft, *best):
        draft.put_off()
    near = best[0].behind is not None and opens_then(best[1])
    lasts = best[0].kind == "until" and is_present(verb_of(draft.trigger))  # "holds the chair until July"
    planned = draft.status.factuality is Factuality.PLANNED and not was_then(best[1])
    may_be = draft.status.factuality is Factuality.POSSIBLE and not (near or lasts)
    time = nearer(best[0], best[1].sentence.today) if may_be else as_meant(best[0], forward=near or lasts or planned)
    if near and draft.status.factuality is Factuality.ASSERTED and draft.status.polarity:
        draft.put_off()
    put_time(draft, ended(time) if ends_then(draft, best[1]) else time)
    offset = best[1].sentence.start
    told = [w for w in best[1].sentence.words if time.span.start <= w.start - offset < time.span.end]
    draft.words += told
    draft.roles |= {name: told for name in ("start", "end") if name in draft.qualifiers}


def add_turn(draft: Draft, dates: Dates) -> None:
    """When somebody took up, held or gave up an office, where the date hangs on the word that says so."""
    if draft.turn is None or not draft.status.polarity:
        return
    name, verb = draft.turn
    ahead = draft.status.factuality is Factuality.PLANNED
    for time in (as_meant(time, forward=ahead) for time, word in dates if word.head is verb):
        if name == "term" and time.kind in {"since", "until", "range"}:
            put_time(draft, time)
        elif name != "term" and time.kind in {"point", "since"} and time.start:
            draft.qualifiers.setdefault(name, time.start)


def put_time(draft: Draft, time: Time) -> None:
    """Let what a draft states begin and end when a date says, where nothing else has said so."""
    if time.start and draft.qualifiers.get("end") == "":  # what is said to end then
        draft.qualifiers["end"] = time.start
    elif time.start:
        draft.qualifiers.setdefault("start", time.start)
    if time.end and time.end != time.start:
        draft.qualifiers.setdefault("end", time.end)


def ends_then(draft: Draft, said: Word) -> bool:
    """Whether a date is that of an end: "the summit in Oslo *ended* on Sunday", "wound up her visit on Sunday"."""
    verb = next((w for w in said.ancestors() if is_verbal(w)), None)
    over = verb is not None and verb.lemma.lower() in word_set("narration", "ending")
    own = draft.trigger.head is verb is not draft.trigger and draft.trigger not in said.ancestors()
    return over and (own or bool(shipped_kinds()[draft.kind].gathering))


def ended(time: Time) -> Time:
    """A point in time as the end of what began before."""
    return replace(time, start=None, end=time.start, ahead=None) if time.kind == "point" else time


def opens_then(said: Word) -> bool:
    """Whether a date in the days to come is that of a beginning: "the summit *starting* in Oslo on July 17"."""
    verb = next((w for w in said.ancestors() if is_verbal(w)), None)
    return verb is not None and verb.dep == "acl" and verb.text.lower() in word_set("narration", "opening")


def nearest(draft: Draft, dates: Dates) -> tuple[Time, Word] | None:
    """The date that hangs nearest to the trigger; "the first minister to visit X since 2022" did not come then."""
    once = shipped_kinds()[draft.kind].once
    told = [(t, w) for t, w in dates if not draft.tells(w) and not (once and preposition(w) == "since")]
    if draft.dates:
        told = [(begun(t), w) for t, w in told if preposition(w) in draft.dates]
    told = [(t, w) for t, w in told if not is_of_earlier(draft.trigger, w) and not is_still_to_come(draft, t)]
    told = [(t, w) for t, w in told if t.kind != "since" or not is_of_standing(draft, w)]
    told = [(t, w) for t, w in told if t.kind != "until" or w.i > draft.trigger.i]  # "X, a member until 2006, hosted Y"
    steps = [(near + 3 * t.attributive, t, w) for t, w in told if (near := attached(draft, w, t)) is not None]
    return min(steps, key=lambda found: found[0])[1:] if steps else None


def is_still_to_come(draft: Draft, time: Time) -> bool:
    """Whether a date lies ahead of what is told as done: "is to fly there *next month*, and said that …"."""
    done = draft.status.factuality is Factuality.ASSERTED and draft.trigger.morph.get("Tense") == "Past"
    today, start = draft.trigger.sentence.today, time.start or ""
    return done and bool(today) and draft.told is not None and start > today[: len(start)]


def is_of_earlier(deed: Word, word: Word) -> bool:
    """Whether a date is that of what a deed comes after: "her *visit* follows a summit in May"."""
    verb = deed.head if deed.dep == "nsubj" else deed
    after = verb is not deed and verb.lemma.lower() in word_set("narration", "coming_after")
    behind = (c for c in verb.children if c.dep == "obj" and c.i < word.i) if after else ()
    return any(word.head is verb or word in c.subtree() for c in behind)


def begun(time: Time) -> Time:
    """The time till which something is put off, as the one at which it is then to be."""
    if time.kind != "until":
        return time
    ahead = (time.ahead[1], None) if time.ahead else None
    return replace(time, kind="point", start=time.end, end=None, ahead=ahead)


def add_end(draft: Draft, dates: Dates) -> None:
    """When a standing that a noun names began and ended: "a member of the body until 2019", "from 1954 to 1972"."""
    for said, word in dates:
        if said.kind in {"until", "range", "since"} and word.head is draft.trigger:
            put_time(draft, as_meant(said, forward=said.kind == "until" and is_present(draft.trigger)))


def add_day_of_plan(draft: Draft, dates: Dates) -> None:
    """When what is called off was to be, by a date of its own noun: "the visit, set for 12 May, was cancelled"."""
    if draft.status.polarity or draft.status.factuality is not Factuality.PLANNED:
        return
    arranged = objects(draft.trigger)
    for time, word in dates:
        above = word.head.head if word.head.dep == "acl" and word.head.head in arranged else word.head
        if above in arranged and time.kind in {"point", "range"}:
            put_time(draft, nearer(time, word.sentence.today))


def nearer(time: Time, today: str) -> Time:
    """A time as meant of the days to come or of those past, whichever are nearer: "the visit in May was cancelled"."""
    ahead, back = as_meant(time, forward=True), as_meant(time, forward=False)
    if not ahead.start or not back.start or len(today) < len("2024-07"):
        return ahead
    months = [12 * int(day[:4]) + int(day[5:7] or 1) for day in (ahead.start, back.start, today)]
    return back if abs(months[1] - months[2]) < abs(months[0] - months[2]) else ahead


def is_coming(draft: Draft, time: Time, said: Word) -> bool:
    """Whether a clause in the present tense tells of a day to come: "takes over on Wednesday"."""
    if draft.told is not None or time.kind not in {"point", "range"} or time.attributive:
        return False
    if draft.status.factuality not in {Factuality.ASSERTED, Factuality.REPORTED} or not draft.status.polarity:
        return False
    if is_behind(draft.trigger):
        return False
    today = draft.trigger.sentence.today
    meant = as_meant(time, forward=True).start or ""
    ahead = meant > today[: len(meant)] or is_ahead(said)
    verb = verb_of(draft.trigger)
    return bool(today) and ahead and (is_present(verb) or scope_of(verb).factuality is Factuality.PLANNED)


def is_behind(deed: Word) -> bool:
    """Whether a noun names a deed that is over: "her *recent* trip in May", "which follows her trip in May"."""
    if deed.pos != "NOUN":
        return False
    after = deed.dep == "obj" and deed.head.lemma.lower() in word_set("narration", "coming_after")
    return after or any(c.dep == "amod" and c.lemma.lower() in word_set("narration", "done") for c in deed.children)


def foretells(draft: Draft) -> bool:
    """Whether a clause in the present tense tells of days to come that no date holds: "meets her next week"."""
    verb = verb_of(draft.trigger)
    if draft.told is not None or draft.status.factuality is not Factuality.ASSERTED or not is_present(verb):
        return False
    return draft.status.polarity and any(
        is_ahead(c) for c in verb.children if c.dep in {"obl:unmarked", "obl", "advmod"}
    )


def comes_with(draft: Draft, dates: Dates) -> bool:
    """Whether a clause in the present tense goes with one that is to come: "visits Peru next week and meets her there",
    "will gather on Monday, when they sign the accord"."""
    verb = verb_of(draft.trigger)
    status = draft.status
    so = status.polarity and status.factuality in {Factuality.ASSERTED, Factuality.REPORTED}
    if draft.told is not None or not so:
        return False
    while is_present(verb) and verb.head is not verb and (verb.dep == "conj" or is_when(verb)):
        above = next((w for w in verb.ancestors() if is_verbal(w) or is_expected(w)), None)
        if above is None or is_to_come(above, dates):
            return above is not None
        verb = above
    return False


def is_expected(word: Word) -> bool:
    """Whether an adjective says that somebody is still to come: "is *due* in Lima"."""
    return word.pos == "ADJ" and word.lemma.lower() in word_set("factuality", "planning")


def is_when(verb: Word) -> bool:
    """Whether a clause tells what happens at the time or place of the one above."""
    opened = any(c.lemma.lower() in {"when", "where"} for c in verb.children)
    return opened and verb.dep in {"advcl", "acl:relcl", "advcl:relcl"}


def is_to_come(verb: Word, dates: Dates) -> bool:
    """Whether a verb tells of days to come: by itself, or in the present tense by a phrase or date of its own."""
    if scope_of(verb).factuality is Factuality.PLANNED or is_expected(verb):
        return True
    today = verb.sentence.today
    own = [(time, word) for time, word in dates if word.head is verb and time.kind in {"point", "range"}]
    later = any((meant := as_meant(t, forward=True).start or "") > today[: len(meant)] for t, _ in own if today)
    return is_present(verb) and (later or any(is_ahead(c) for c in verb.children))


def is_ahead(said: Word) -> bool:
    """Whether a phrase of time says that it is to come: "next week", "later this month", "in the coming days"."""
    timed = said.label == "TIME" or said.lemma.lower() in word_set("scope", "spell")
    return timed and any(w.text.lower() in word_set("scope", "ahead") for w in said.subtree())


def verb_of(trigger: Word) -> Word:
    """The verb of the clause in which a noun names a deed; a verb itself."""
    word = trigger
    while not is_verbal(word) and word.head is not word and word.dep in {"obj", "nsubj", "nsubj:pass", "nmod", "obl"}:
        word = word.head
    while word.dep == "xcomp" and word.head is not word:
        word = word.head
    return word


def dated(drafts: Iterable[tuple[Draft, Dates]], entries: set[str]) -> Iterator[Draft]:
    """The drafts, each with the dates that may be its own, with their time; those that stand only with a date and have
    none are left out. `entries` are the dates of a digest's entries, which date what they tell."""
    for draft, dates in drafts:
        sentence = draft.trigger.sentence
        add_time(draft, dates, sentence.today if sentence.today in entries else None)
        start = draft.qualifiers.get("start", "")
        if not draft.status.stated:
            continue
        if draft.qualifiers.get("end") == "":
            continue  # what has ended, nobody knows when, is not told as if it went on
        if draft.dated and draft.status.factuality is Factuality.ASSERTED and "start" not in draft.qualifiers:
            continue
        if draft.datatype == "date":
            draft.object = start
        if draft.object or draft.datatype != "date":
            yield draft
