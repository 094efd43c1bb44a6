"""The verdict over one article's entities together: the clear ones first, then the others in their light."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flows.gazetteer import Entry, Gazetteer
from flows.link.candidates import Found
from flows.link.decisions import Decision, decide_by_hand
from flows.link.holders import holder_of
from flows.link.question import Question
from flows.link.score import Scored, Surroundings, score, surroundings
from flows.model import Candidate, EntityType, Link, Verdict

SURE = 0.75  # a score from here on is a link,
CLEAR = 0.08  # if the next candidate stays this far behind
MAYBE = 0.45  # and from here on it is worth a person's look
KEPT = 5  # candidates kept for review


@dataclass(frozen=True, slots=True)
class Case:
    """One entity, whom it may be, and whether Wikidata still has to be asked.

    holder: who held, by Wikidata, the office that the entity is called by
    """

    question: Question
    found: tuple[Found, ...]
    pending: bool = False
    holder: Entry | None = None


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
    holder = holder_of(case.question, gazetteer) or case.holder
    if holder:
        office = holder.description or case.question.entity.name
        best = Scored(holder, 0.85, (f"{office}, in office on {case.question.on}",))
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
