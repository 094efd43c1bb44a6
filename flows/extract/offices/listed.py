"""Several titles told together: "the A-ese and B-ish foreign ministers, X and Y", "ICC judges X and Y"."""

from flows.extract.offices.apart import is_apart
from flows.extract.offices.before import is_plural_office, office_start
from flows.extract.offices.counterparts import is_plural_counterpart, role_elsewhere
from flows.extract.offices.phrase import is_filler, is_modifier, owners_before, owners_behind, phrase
from flows.extract.offices.title import Named, Title
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType


def listed_titles(reading: Reading, sentence: Sentence, persons: list[Named], like: str = "") -> list[Title]:
    """ "the A-ese and B-ish foreign ministers, X and Y[, respectively]", "the foreign ministers of A and B, X and Y":
    countries and persons paired in order; "ICC judges X and Y": one body, all its persons. With `like`, those in
    this office who are told as "his A-ese and B-ish counterparts, X and Y"."""
    found: list[Title] = []
    words = sentence.words
    for at, word in enumerate(words):
        if not (is_plural_counterpart(word) if like else is_plural_office(word)):
            continue
        start, matters = matters_before(words, at)
        owners, first, last = owners_beside(reading, words, (start, at), {"of", "from"} if like else {"of"})
        chosen = holders(words, persons, last) or holders_before(words, persons, first, max(len(owners), len(matters)))
        if not owners:
            chosen, owners = each_of(reading, words, persons, at)
        if len(matters) > 1 and (len(owners) != 1 or len(chosen) != len(matters)):
            continue  # who is in charge of which is not told
        if len(owners) == 1:
            owners = owners * len(chosen) if len(chosen) > 1 else []
        if len(owners) < 2 or len(chosen) < len(owners) or is_apart(words, chosen[0], at, last):
            continue
        roles = [like or f"{matter} {word.lemma}".strip() for matter in matters] * len(owners)
        chosen = chosen[: len(owners)]
        group = Thing(EntityType.GROUP, word.text, parts=[p[0] for p in chosen])
        reading.at[word.i], reading.how[word.i] = group, "nominal"
        found += [
            Title(
                person[0],
                role,
                owner,
                words[min(first, person[1])],
                words[max(last, person[2])],
                "titles paired in order",
            )
            for owner, person, one in zip(owners, chosen, roles[: len(owners)], strict=True)
            if (role := role_elsewhere(one, owner) if like else one)
        ]
    return found


def owners_beside(
    reading: Reading, words: list[Word], office: tuple[int, int], links: set[str]
) -> tuple[list[Thing], int, int]:
    """Whose the office start..noun is, before it or behind a link, and where the whole phrase begins and ends."""
    start, at = office
    owners, first = owners_before(reading, words, start)
    if owners or at + 1 >= len(words) or words[at + 1].text.lower() not in links:
        return owners, first, at
    owners, last = owners_behind(reading, words, at + 2)
    return owners, start, last


def matters_before(words: list[Word], at: int) -> tuple[int, list[str]]:
    """Where the phrase of a plural office begins, and what each of several holders is in charge of: "the *foreign* and
    *defence* ministers"; one, perhaps empty, where all hold the same office."""
    start = office_start(words, at)
    while start > 0 and is_modifier(words[start - 1]):
        start -= 1
    matters = [phrase(words, start, at)]
    while matters[0] and start > 1 and words[start - 1].text in {"and", ","} and is_modifier(words[start - 2]):
        end = start = start - 1
        while start > 0 and is_modifier(words[start - 1]):
            start -= 1
        matters.insert(0, phrase(words, start, end))
    return start, matters


def each_of(reading: Reading, words: list[Word], persons: list[Named], at: int) -> tuple[list[Named], list[Thing]]:
    """ "ambassadors X of A, Y of B and Z of C": the persons, each with the country behind; two empty lists where one
    has none."""
    chosen: list[Named] = []
    owners: list[Thing] = []
    at += 1
    for person in sorted((p for p in persons if p[1] >= at), key=lambda p: p[1]):
        if any(w.text not in {",", "and", ":", "—", "–"} for w in words[at : person[1]]):
            break
        owner, end = country_behind(reading, words, person[2] + 1)
        if owner is None:
            return [], []
        chosen.append(person)
        owners.append(owner)
        at = end
    return (chosen, owners) if len(chosen) > 1 else ([], [])


def country_behind(reading: Reading, words: list[Word], at: int) -> tuple[Thing | None, int]:
    """The country that "of" brings at a position, and where its name ends."""
    if at + 1 >= len(words) or words[at].text.lower() != "of":
        return None, at
    at += 2 if words[at + 1].text.lower() == "the" else 1
    thing = reading.at.get(words[at].i) if at < len(words) else None
    if thing is None or thing.type is not EntityType.COUNTRY:
        return None, at
    while at < len(words) and reading.at.get(words[at].i) is thing:
        at += 1
    return thing, at


def holders_before(words: list[Word], persons: list[Named], first: int, owners: int) -> list[Named]:
    """As many persons as owners, listed right before a plural title: "X and Y, | the presidents of A and B", "X and Y
    are | the presidents of A and B"; [] where their number differs."""
    chosen: list[Named] = []
    end = first
    while end > 0 and (is_filler(words[end - 1]) or words[end - 1].lemma.lower() == "be"):
        end -= 1
    if end == 0 or (words[end - 1].text != "," and words[end].lemma.lower() != "be"):
        return []
    for person in sorted(persons, key=lambda p: -p[1]):
        if person[2] >= end:
            continue
        if any(w.text not in {",", "and"} for w in words[person[2] + 1 : end]):
            break
        chosen.insert(0, person)
        end = person[1]
    return chosen if len(chosen) == owners > 1 else []


def holders(words: list[Word], persons: list[Named], last: int) -> list[Named]:
    """The persons listed behind a plural title, with nothing but commas, "and" and the like between."""
    chosen: list[Named] = []
    at = last + 1
    for person in sorted(persons, key=lambda p: p[1]):
        if person[1] < at:
            continue
        between = [w for w in words[at : person[1]] if w.text not in {",", "and", ":", "(", "—", "–", "-"}]
        if not all(w.text[:1].isupper() and w.text.lower() in word_set("names", "before_name") for w in between):
            break
        chosen.append(person)
        at = person[2] + 1
    return chosen
