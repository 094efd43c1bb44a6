"""One article's quads as parts that can be taken out one by one. It knows the IRIs that we mint, and no vocabulary."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from flows.iris import part_of
from flows.model import Problem

Term = NamedNode | BlankNode | Literal


class Parts:
    """The quads of one article: those still to be published, those held back, and what was blamed."""

    def __init__(self, quads: Sequence[Quad]) -> None:
        self.kept = list(quads)
        self.held_back: list[Quad] = []
        self.blamed: set[str] = set()
        self._quads = quads

    @cached_property
    def _subjects(self) -> set[str]:
        return {name_of(quad.subject) for quad in self._quads}

    def speak_of(self, problem: Problem) -> bool:
        """Whether the problem is one of this article; what is asked of a whole file names its culprit as the value."""
        if problem.focus in self._subjects:
            return True
        whole = part_of(problem.focus) is None and problem.value in self._subjects
        return bool(whole and self._stray(problem))

    def hold_back(self, problem: Problem) -> set[str]:
        """Takes out the smallest part that the problem blames; the IRIs of what was taken out or made poorer."""
        kinds: dict[str | None, Callable[[Problem], set[str]]] = {
            "fact": lambda problem: self._facts([problem.focus]),
            "evidence": lambda problem: self._facts(self._facts_with(problem.focus)),
            "link": lambda problem: self._link(problem.focus),
            "entity": self._entity,
            "article": self._article,
        }
        blamed = kinds.get(part_of(problem.focus), self._statements)(problem)
        self.blamed |= blamed
        return blamed

    def hold_back_all(self) -> set[str]:
        """Takes out everything; the IRIs of all the article's facts, or of whatever it speaks of."""
        subjects = {name_of(quad.subject) for quad in self.kept}
        blamed = {subject for subject in subjects if part_of(subject) == "fact"} or subjects
        self._take_out(lambda quad: True)
        self.blamed |= blamed
        return blamed

    def _facts(self, facts: Iterable[str]) -> set[str]:
        blamed = set(facts)
        for fact in blamed:
            values = {name_of(quad.object) for quad in self.kept if name_of(quad.subject) == fact}
            self._take_out(_about(fact))
            self._plain_triples(values)
            self._unused_evidence(values)
        return blamed

    def _plain_triples(self, values: set[str]) -> None:
        """Takes out the plain triples between a fact's values, unless another fact yields the same one."""
        yields = self._yields()
        self._take_out(lambda quad: _names(quad) <= values and not _backed(quad, yields))

    def _unused_evidence(self, values: set[str]) -> None:
        evidence = {value for value in values if part_of(value) == "evidence"}
        used = {name_of(quad.object) for quad in self.kept}
        self._take_out(lambda quad: name_of(quad.subject) in evidence - used)

    def _facts_with(self, value: str) -> set[str]:
        subjects = {name_of(quad.subject) for quad in self.kept if name_of(quad.object) == value}
        return {subject for subject in subjects if part_of(subject) == "fact"}

    def _link(self, link: str) -> set[str]:
        values = {name_of(quad.object) for quad in self.kept if name_of(quad.subject) == link}
        things = {value for value in values if part_of(value) == "entity"}
        self._take_out(_about(link))
        self._take_out(lambda quad: name_of(quad.subject) in things and name_of(quad.object) in values)
        return {link}

    def _entity(self, problem: Problem) -> set[str]:
        if self._take_out(_says(problem)):
            return {problem.focus}
        blamed = self._facts(self._facts_with(problem.focus))
        self._take_out(lambda quad: problem.focus in (name_of(quad.subject), name_of(quad.object)))
        self._take_out(
            lambda quad: part_of(name_of(quad.subject)) == "link" and not self._speaks(name_of(quad.subject))
        )
        return blamed | {problem.focus}

    def _speaks(self, link: str) -> bool:
        return any(name_of(quad.subject) == link and part_of(name_of(quad.object)) == "entity" for quad in self.kept)

    def _article(self, problem: Problem) -> set[str]:
        if self._take_out(_says(problem)):
            return {problem.focus}
        too_far = {
            name_of(quad.subject)
            for quad in self.kept
            if part_of(name_of(quad.subject)) == "evidence" and name_of(quad.object) == problem.value
        }
        facts = {fact for evidence in too_far for fact in self._facts_with(evidence)}
        return self._facts(facts) if facts else self.hold_back_all()

    def _statements(self, problem: Problem) -> set[str]:
        """For what was asked of the file as a whole: the part that it names, or the statements that nothing backs."""
        if not problem.path and part_of(problem.value):
            return self.hold_back(replace(problem, focus=problem.value))
        stray = self._stray(problem)
        self._take_out(lambda quad: quad in stray)
        return {problem.value} if stray else self.hold_back_all()

    def _stray(self, problem: Problem) -> set[Quad]:
        about = [quad for quad in self.kept if name_of(quad.subject) == problem.value]
        if not problem.path:
            return set(about)
        yields = self._yields()
        return {quad for quad in about if quad.predicate.value == problem.path and not _backed(quad, yields)}

    def _yields(self) -> list[set[str]]:
        """The values of each fact that is kept."""
        values: dict[str, set[str]] = {}
        for quad in self.kept:
            if part_of(name_of(quad.subject)) == "fact":
                values.setdefault(name_of(quad.subject), set()).add(name_of(quad.object))
        return list(values.values())

    def _take_out(self, unwanted: Callable[[Quad], bool]) -> int:
        """Moves what is unwanted to what is held back; how many quads that were."""
        taken = [quad for quad in self.kept if unwanted(quad)]
        if taken:
            self.held_back += taken
            gone = set(taken)
            self.kept = [quad for quad in self.kept if quad not in gone]
        return len(taken)


def name_of(term: Term | object) -> str:
    """The IRI, or the words of a literal."""
    return term.value if isinstance(term, NamedNode | BlankNode | Literal) else str(term)


def _names(quad: Quad) -> set[str]:
    return {name_of(quad.subject), quad.predicate.value, name_of(quad.object)}


def _backed(quad: Quad, yields: Iterable[set[str]]) -> bool:
    """Whether one of the facts, given by their values, yields the plain triple."""
    return quad.subject != quad.object and any(_names(quad) <= values for values in yields)


def _about(subject: str) -> Callable[[Quad], bool]:
    return lambda quad: name_of(quad.subject) == subject


def _says(problem: Problem) -> Callable[[Quad], bool]:
    def says(quad: Quad) -> bool:
        statement = (name_of(quad.subject), quad.predicate.value) == (problem.focus, problem.path)
        return statement and problem.value in ("", name_of(quad.object))

    return says
