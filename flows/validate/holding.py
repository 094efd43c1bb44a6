"""What does not pass is held back in the smallest part that can be taken out: a fact, a link, a value, an article."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Quad

from flows.judge import judge
from flows.model import Problem, Report
from flows.progress import tell
from flows.validate.gate import Gate
from flows.validate.parts import Parts, name_of

LOG = logging.getLogger(__name__)
ROUNDS = 6  # what is taken out may leave something else incomplete; after so many rounds the article goes


@dataclass(frozen=True, slots=True)
class Checked:
    """One article after the gate: the quads to publish, the quads held back, and why."""

    kept: tuple[Quad, ...]
    held_back: tuple[Quad, ...]
    report: Report


def validate(quads: Sequence[Quad], gate: Gate) -> tuple[list[Quad], list[Quad], Report]:
    """One article's quads divided into those to publish and those held back, and the report that says why."""
    checked = _validate(quads, gate)
    return list(checked.kept), list(checked.held_back), checked.report


def validate_all(articles: Sequence[Sequence[Quad]], gate: Gate) -> list[Checked]:
    """Each article's quads divided by the gate, in the same order; what one says is not held against another."""
    checked: list[Checked] = []
    for quads in articles:
        checked.append(_validate(quads, gate))
        tell(LOG, "validate", len(checked), len(articles), "by the shapes")
    return checked


def conforming(statements: Iterable[Quad], gate: Gate) -> tuple[Quad, ...]:
    """The statements about all subjects that the shapes find no fault with; nothing is asked of them as a whole."""
    statements = tuple(statements)
    refused = {one.focus for one in gate.problems(statements) if one.severity == "violation"} if statements else set()
    return tuple(quad for quad in statements if name_of(quad.subject) not in refused)


def _validate(quads: Sequence[Quad], gate: Gate) -> Checked:
    parts, found = Parts(quads), set[Problem]() if quads else set(gate.problems([]))
    for left in reversed(range(ROUNDS if quads else 0)):
        if not _hold_back(parts, gate.problems(parts.kept), found, last=left == 0):
            break
    return _checked(parts, found, gate)


def _hold_back(parts: Parts, problems: Iterable[Problem], found: set[Problem], *, last: bool) -> bool:
    """Takes out of one article what the problems blame; whether the rest must be seen again."""
    mine = [problem for problem in problems if parts.speak_of(problem)]
    violations = [problem for problem in mine if problem.severity == "violation"]
    if not violations:
        found.update(mine)
        return False
    for problem in violations:
        blamed = parts.hold_back_all() if last else parts.hold_back(problem)
        found.update(_about(problem, iri) for iri in blamed)
    return bool(parts.kept)


def _about(problem: Problem, blamed: str) -> Problem:
    """The problem as one of what was held back for it."""
    return problem if problem.focus == blamed else replace(problem, focus=blamed, value=problem.value or problem.focus)


def _checked(parts: Parts, found: set[Problem], gate: Gate) -> Checked:
    problems = sorted(found, key=lambda problem: (problem.severity != "violation", problem.focus, problem.message))
    report = Report(bool(parts.kept), tuple(problems), tuple(sorted(parts.blamed)), judge(), gate.version)
    return Checked(tuple(parts.kept), tuple(parts.held_back), report)
