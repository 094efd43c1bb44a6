"""In whose mouth a fact is, and which words only announce a deed."""

from flows.extract.draft import Draft
from flows.extract.grammar.doers import surface_subjects
from flows.extract.reading.reading import Reading


def own_deed(statement: Draft, drafts: list[Draft]) -> bool:
    """Whether somebody only announces a deed of their own that a frame has read as a fact."""
    if statement.qualifiers.get("mode") != "indirect" or statement.trigger.lemma not in {
        "announce",
        "pledge",
        "vow",
        "promise",
    }:
        return False
    below = {w.i for c in statement.trigger.children if c.dep in {"ccomp", "xcomp"} for w in c.subtree()}
    return any(d.subject is statement.subject and d.trigger.i in below for d in drafts)


def attribute(reading: Reading, draft: Draft) -> None:
    """Name the speaker of what is only reported."""
    reporter = draft.status.reporter
    if reporter is None:
        return
    for subject in surface_subjects(reporter):
        thing = reading.at.get(subject.i)
        if thing is not None and not thing.parts:
            draft.qualifiers["attributed to"] = thing
