"""Which comma between a name and an office parts two persons: "After a meeting with X, the president said"."""

from collections.abc import Sequence

from flows.extract.offices.title import Named
from flows.language.parse import Word

FRONTED = ("obl", "obl:agent", "obl:unmarked", "advcl", "nmod", "obj", "iobj", "ccomp", "acl", "parataxis")


def is_apart(words: Sequence[Word], person: Named, noun: int, last: int) -> bool:
    """Whether an office phrase, its noun at a position and its end at another, is somebody else's than the person's
    beside whose name and a comma it stands: one of the two is the subject of the clause that the other's phrase
    opens."""
    office, name = words[noun], name_head(words, person)
    if office.head is name or name.head is office:
        return person[1] < noun and goes_on(words, name, last)
    if person[1] < noun:
        return opens(name, office) or goes_on(words, name, last)
    return opens(office, name)


def name_head(words: Sequence[Word], person: Named) -> Word:
    """The word of a name on which the others hang."""
    inside = words[person[1] : person[2] + 1]
    return next((w for w in inside if w.head is w or w.head not in inside), inside[0])


def opens(first: Word, subject: Word) -> bool:
    """Whether a word stands in a phrase of its own before the subject of a clause."""
    if not subject.dep.startswith("nsubj") or first.dep.startswith("nsubj"):
        return False
    way = [first, *first.ancestors()]
    if subject.head not in way or subject in way:
        return False
    under = way[: way.index(subject.head)]
    return bool(under) and under[-1].dep in FRONTED and under[-1].i < subject.i


def goes_on(words: Sequence[Word], name: Word, last: int) -> bool:
    """Whether a verb stands right behind an office phrase, which no comma closes, and the name before is no subject:
    the phrase is."""
    behind = words[last + 1] if last + 1 < len(words) else None
    verb = behind is not None and behind.pos in {"VERB", "AUX"} and behind.morph.get("VerbForm") == "Fin"
    return verb and any(c.dep == "case" for c in name.children) and name.dep in {"obl", "nmod", "obl:agent"}
