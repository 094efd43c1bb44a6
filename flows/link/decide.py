"""The verdict over one article's entities together: the clear ones first, then the others in their light."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from flows.gazetteer import Entry, Gazetteer
from flows.link.candidates import Found
from flows.link.decisions import Decision, decide_by_hand
from flows.link.question import Question
from flows.link.score import Scored, Surroundings, score, surroundings
from flows.model import Candidate, EntityType, Link, Verdict
from flows.settings import MAPPINGS

SURE = 0.75  # a score from here on is a link,
CLEAR = 0.08  # if the next candidate stays this far behind
MAYBE = 0.45  # and from here on it is worth a person's look
KEPT = 5  # candidates kept for review


@dataclass(frozen=True, slots=True)
class Case:
    """One entity, whom it may be, and whether Wikidata still has to be asked."""

    question: Question
    found: tuple[Found, ...]
    pending: bool = False


def decide(cases: Sequence[Case], decisions: Sequence[Decision], gazetteer: Gazetteer) -> tuple[Link, ...]:
    """One link for each case, in their order."""
    nobody = Surroundings()
    anchors = [_anchor(_score_all(case, nobody, gazetteer)) for case in cases]
    around = surroundings(anchors)
    links = []
    for case, anchor in zip(cases, anchors, strict=True):
        by_hand = decide_by_hand(case.question, decisions)
        if by_hand:
            links.append(_obey(by_hand, case, gazetteer))
        else:
            links.append(_judge(case, _score_all(case, around.without(anchor), gazetteer), gazetteer))
    return tuple(links)


def _score_all(case: Case, around: Surroundings, gazetteer: Gazetteer) -> list[Scored]:
    scored = [score(found, case.question, around, gazetteer) for found in case.found]
    return sorted(scored, key=lambda one: (-one.score, one.entry.item, one.entry.label))


def _anchor(scored: list[Scored]) -> Entry | None:
    """The entry that is clear without looking around, or None."""
    if not scored or scored[0].score < SURE or not scored[0].entry.item:
        return None
    return scored[0].entry if len(scored) == 1 or scored[0].score - scored[1].score >= CLEAR else None


def _judge(case: Case, scored: list[Scored], gazetteer: Gazetteer) -> Link:
    if not scored or scored[0].score < MAYBE:
        return _judge_office(case, scored, gazetteer)
    best = scored[0]
    lead = best.score - scored[1].score if len(scored) > 1 else 1.0
    if not best.entry.item:
        return _left(Verdict.NONE, case, scored, (*best.reasons, "a known name without a verified item"))
    if best.score >= SURE and lead >= CLEAR:
        return _same(case.question, best, _candidates(scored))
    too_close = (f"{scored[1].entry.label} fits nearly as well",) if lead < CLEAR else ()
    return _left(Verdict.UNSURE, case, scored, (*best.reasons, *too_close))


def _judge_office(case: Case, scored: list[Scored], gazetteer: Gazetteer) -> Link:
    """The link of an entity that no candidate fits by name: perhaps whoever held the office on that day."""
    holder = _holder(case.question, gazetteer)
    if holder:
        best = Scored(holder, 0.85, (f"{holder.description}, in office on {case.question.on}",))
        return replace(_same(case.question, best, _candidates([best])), type=EntityType.PERSON)
    unasked = ("Wikidata could not be asked",) if case.pending else ()
    reasons = scored[0].reasons if scored else ("no candidate of this name",)
    return _left(Verdict.NONE, case, scored, (*reasons, *unasked))


def _left(verdict: Verdict, case: Case, scored: list[Scored], reasons: tuple[str, ...]) -> Link:
    """A link that is none, with all that a person needs to make one of it."""
    return Link(
        entity=case.question.entity.key,
        verdict=verdict,
        score=min(1.0, scored[0].score) if scored else 0.0,
        reasons=reasons,
        candidates=_candidates(scored),
        pending=case.pending,
    )


def _candidates(scored: Iterable[Scored]) -> tuple[Candidate, ...]:
    return tuple(_candidate(one) for one in scored if one.entry.item)[:KEPT]


def _holder(question: Question, gazetteer: Gazetteer) -> Entry | None:
    """Who is meant by an office alone ("the Kazakh president") at the article's date, or None."""
    # The reader takes somebody without a name for a group of its own.
    if question.type not in (EntityType.PERSON, EntityType.GROUP) or not question.on or _speaks_of_another(question):
        return None
    for words in (question.entity.name, *question.hints("office")):
        for office in gazetteer.find(words):
            if office.type is EntityType.OFFICE and office.country and _only_office(question, words):
                return gazetteer.holder(office.item, office.country, question.on)
    return None


def _speaks_of_another(question: Question) -> bool:
    """Whether words in it or before it say that it is not, or not for certain, who holds the office now."""
    before = (
        question.text[max(0, mention.span.start - 40) : mention.span.start] for mention in question.entity.mentions
    )
    near = [re.split(r"[.,;:()\n]", words)[-1].split()[-3:] for words in before]
    said = {word.casefold() for words in (*near, re.split(r"[\s-]", question.entity.name)) for word in words}
    return bool(said & other_holder_words())


@lru_cache
def other_holder_words() -> frozenset[str]:
    """Words before an office that say that somebody else is meant than its holder, or nobody in particular."""
    return frozenset((MAPPINGS / "gazetteer" / "other-holders.txt").read_text(encoding="utf-8").split())


def _only_office(question: Question, words: str) -> bool:
    # Somebody called by a name of his own is not linked by his office: the name would have been known.
    return question.entity.name.casefold() == words.casefold() or all(m.how != "name" for m in question.entity.mentions)


def _obey(decision: Decision, case: Case, gazetteer: Gazetteer) -> Link:
    entity = case.question.entity.key
    candidates = tuple(
        Candidate(f.entry.item, f.entry.label, f.entry.description, f.fit) for f in _verified(case)[:KEPT]
    )
    if decision.decision == "none":
        return Link(
            entity, Verdict.NONE, score=1.0, reasons=("decided by hand: not on Wikidata",), candidates=candidates
        )
    if decision.decision == "skip":
        return Link(entity, Verdict.UNSURE, reasons=("decided by hand: left open",), candidates=candidates)
    known = gazetteer.entries.get(decision.decision)
    label = known.label if known else decision.label or decision.name
    return Link(entity, Verdict.SAME, decision.decision, label, 1.0, ("decided by hand",), candidates)


def _verified(case: Case) -> list[Found]:
    return [found for found in case.found if found.entry.item]


def _same(question: Question, best: Scored, candidates: Iterable[Candidate]) -> Link:
    key = question.entity.key
    return Link(
        key, Verdict.SAME, best.entry.item, best.entry.label, min(1.0, best.score), best.reasons, tuple(candidates)
    )


def _candidate(scored: Scored) -> Candidate:
    entry = scored.entry
    return Candidate(entry.item, entry.label, entry.description, min(1.0, scored.score), scored.reasons)
