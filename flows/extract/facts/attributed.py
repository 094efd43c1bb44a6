"""In whose mouth a fact is, and which words only announce a deed."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from flows.extract.draft import Draft
from flows.extract.grammar.doers import is_passive, is_verbal, preposition, subjects, surface_subjects
from flows.extract.mentions.groups import group_of
from flows.extract.reading.reading import Reading, Thing
from flows.language.parse import Word
from flows.model import EntityType, Factuality

ANNOUNCING = frozenset({"announce", "pledge", "vow", "promise"})
OWNING = frozenset({"by", "from", "of"})


def own_deed(statement: Draft, drafts: list[Draft]) -> bool:
    """Whether somebody only announces a deed of their own that a frame has read as a fact."""
    if statement.qualifiers.get("mode") != "indirect" or statement.trigger.lemma not in ANNOUNCING:
        return False
    below = {w.i for c in statement.trigger.children if c.dep in {"ccomp", "xcomp"} for w in c.subtree()}
    return any(d.subject is statement.subject and d.trigger.i in below for d in drafts)


def attribute(reading: Reading, draft: Draft) -> None:
    """Name the speaker of what is only reported; what somebody says of having said it himself is his own word."""
    reporter = draft.status.reporter
    if reporter is None:
        return
    things = [thing for word in tellers(reporter) if (thing := speaker_at(reading, word)) is not None]
    if draft.told is not None and draft.subject in things:
        draft.status = replace(draft.status, factuality=Factuality.ASSERTED, reporter=None)
    elif things:
        draft.qualifiers["attributed to"] = things[0]


def tellers(reporter: Word) -> list[Word]:
    """The words that name who tells: the subject of a verb of saying, the source behind "according to" or the owner of
    its report, whoever makes a claim."""
    if is_verbal(reporter):
        told = subjects(reporter) if is_passive(reporter) else surface_subjects(reporter)
        return sorted(told, key=lambda w: abs(w.i - reporter.i))  # of two, the tree took one for another verb's
    owners = [c for c in reporter.children if c.dep == "nmod:poss" or (c.dep == "nmod" and preposition(c) in OWNING)]
    return [*owners, reporter]


def speaker_at(reading: Reading, word: Word) -> Thing | None:
    """Who a word names as a speaker: a thing, a group known by its owner, else the body that owns it ("a UN panel")."""
    thing = reading.at.get(word.i) or group_of(reading, word)
    if thing is None:
        owners = [c for c in word.children if c.dep in {"compound", "nmod:poss", "amod"} and c.i in reading.at]
        thing = next((t for t in (reading.at[c.i] for c in owners) if t.type is EntityType.ORGANIZATION), None)
    return thing if thing is not None and not thing.parts else None


def quoted_by(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts, those whose words stand inside a quotation put into the mouth of whoever is quoted: a quotation may
    span sentences of which only one says whose it is."""
    kept = list(drafts)
    told = sorted(
        (d.told, at) for at, d in enumerate(kept) if d.told is not None and d.qualifiers.get("mode") == "direct"
    )
    starts = [start for (start, _), _ in told]
    for draft in kept:
        if draft.told is not None or draft.status.reporter is not None or not is_verbal(draft.trigger):
            continue
        at = bisect_right(starts, draft.trigger.start) - 1
        if at < 0 or draft.trigger.start >= told[at][0][1]:
            continue
        speaker, status = kept[told[at][1]].subject, draft.status
        if status.factuality in {Factuality.ASSERTED, Factuality.NEGATED}:
            draft.status = replace(status, factuality=Factuality.REPORTED)
        draft.qualifiers.setdefault("attributed to", speaker)
    return kept
