"""Whether who is called by an office holds it: not the next, elected or designated one, nor a would-be one."""

from flows.extract.grammar.doers import surface_subjects
from flows.extract.grammar.moods import auxiliaries, is_appointed, is_present
from flows.extract.words import DASHES, word_set
from flows.language.parse import Word

REACH = 7  # words before an office noun that may tell whether its holder is in office


def will_hold(noun: Word) -> bool:
    """Whether the office is only to be taken up: "the next chancellor", "the president-elect", "was elected president"
    of late."""
    coming = bool(words_around(noun) & word_set("scope", "coming_holder"))
    return coming or is_just_chosen(noun) or is_appointed(noun) or is_of_election(noun)


def is_of_election(noun: Word) -> bool:
    """Whether an office is what somebody's election or nomination is for: "her election as president"."""
    opener = next((c for c in noun.children if c.dep == "case" and c.text.lower() == "as"), None)
    before = opener.near(-1) if opener is not None else None
    chosen = (before, noun.head) if opener is not None else ()  # "the nomination of X *as*"
    return any(w is not None and w.pos == "NOUN" and w.lemma.lower() in word_set("scope", "choice") for w in chosen)


def is_no_holder(noun: Word) -> bool:
    """Whether the office is only claimed, sought or played: "would-be king", "self-declared president", "shadow foreign
    secretary", "a nominee for president", "rejected her as minister"."""
    above = noun.head.lemma.lower()
    sought = noun.dep in {"nmod", "obl"} and above in word_set("scope", "seeking")
    runs = sought_by(noun) or is_hoped_for(noun)
    refused = noun.dep in {"obl", "xcomp"} and noun.head.pos == "VERB" and above in word_set("scope", "turning_down")
    return sought or runs or refused or bool(words_around(noun) & word_set("scope", "no_holder"))


def sought_by(noun: Word) -> bool:
    """Whether somebody runs for an office: "stood for president"."""
    opened = any(c.dep == "case" and c.text.lower() == "for" for c in noun.children)
    return opened and noun.head.pos == "VERB" and noun.head.lemma.lower() in word_set("scope", "running")


def is_hoped_for(noun: Word) -> bool:
    """Whether somebody only strives to hold it: "is vying to be secretary-general"."""
    below = {c.text.lower() for c in noun.children if c.dep in {"mark", "cop"} and c.i < noun.i}
    strives = word_set("scope", "running") | word_set("factuality", "planning")
    return noun.dep == "xcomp" and below >= {"to", "be"} and noun.head.lemma.lower() in strives


def words_around(noun: Word) -> set[str]:
    """What stands before an office noun in its own phrase, and joined to it by a dash ("president-elect"), each joined
    by its dashes as well."""
    low = noun.subtree()[0].i
    near = [w for w in noun.before[-REACH:] if w.i >= low]
    found = {w.text.lower() for w in near}
    found |= {
        f"{a.text}-{b.text}".lower()
        for a, dash, b in zip(near, near[1:], near[2:], strict=False)
        if dash.text in DASHES
    }
    behind = noun.behind[:4]
    if behind and (behind[0].text in DASHES or behind[0].text.lower() in word_set("scope", "behind_holder")):
        found |= {w.text.lower() for w in behind}
    return found


def is_just_chosen(noun: Word) -> bool:
    """Whether somebody was elected or nominated to it, not longer ago than the year before: the term begins later."""
    verb = noun.head
    if noun.dep == "advcl" and wins_it(verb):
        return not is_long_ago(verb) and not has_begun(verb)
    if noun.dep not in {"xcomp", "obj", "obl"} or verb.pos != "VERB":
        return False
    if verb.lemma.lower() in word_set("scope", "nominating"):
        return True
    dated = any(c.label == "TIME" or c.dep == "obl:unmarked" for c in verb.children)
    if is_present(verb) and dated and verb.lemma.lower() in word_set("scope", "taking_office"):
        return True  # "takes office as … on Friday"
    elected = verb.lemma.lower() in word_set("scope", "electing") and bool(surface_subjects(verb))
    elected = elected and noun.lemma.lower() not in word_set("scope", "at_once")  # who is elected to the chair takes it
    return elected and not is_long_ago(verb) and not has_begun(verb)


def wins_it(verb: Word) -> bool:
    """Whether a verb tells that somebody won the choice for an office: "*won* the vote to be president"."""
    won = (c.lemma.lower() for c in verb.children if c.dep == "obj")
    return verb.lemma.lower() == "win" and not word_set("scope", "choice").isdisjoint(won)


def has_begun(verb: Word) -> bool:
    """Whether the sentence tells that who was chosen has taken the office up: "elected on Monday, she took office"."""
    return any(
        word.morph.get("Tense") == "Past"
        and not auxiliaries(word) & word_set("factuality", "future_aux")
        and (
            (word.lemma.lower() == "swear" and any(c.text.lower() == "in" for c in word.children))
            or (
                word.lemma.lower() in word_set("scope", "taking_office")
                and any(
                    c.dep == "obj" and c.lemma.lower() in word_set("offices", "seat") | {"oath"} for c in word.children
                )
            )
        )
        for word in [*verb.ancestors(), *verb.children]
        if word.dep in {"ROOT", "conj"} or word.head is verb
    )


def is_long_ago(verb: Word) -> bool:
    """Whether a verb's own phrases put it into an earlier year: "in 2019", "last year", "two years ago"."""
    today = verb.sentence.today[:4]
    for child in (w for c in verb.children if c.dep.startswith(("obl", "advmod", "nmod")) for w in [c, *c.children]):
        text = child.text.lower()
        if text in {"ago", "previously", "originally", "first"} or (text.isdigit() and len(text) == 4 and text < today):
            return True
        if child.lemma.lower() in {"year", "decade", "century"} and any(
            c.lemma.lower() == "last" for c in child.children
        ):
            return True
    return False
