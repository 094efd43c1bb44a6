"""Whatever an engine reads, what the gate lets through conforms, and nothing is lost."""

from dataclasses import replace

import readings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.kinds import shipped_kinds
from flows.mapping import map_reading
from flows.model import Fact, Factuality, Field, Link, Literal, Reference, Span, Value, Verdict
from flows.settings import Settings
from flows.validate import load_gate, validate

GATE = load_gate()
LENGTH = len(readings.TEXT)

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
DATES = st.one_of(st.sampled_from(["2024", "2024-02", "2024-02-30", "2025-07-03", "soon", "-44"]), WORDS)
THINGS = st.sampled_from(sorted(readings.NAMES)).map(Reference)
VALUES: st.SearchStrategy[Value] = st.one_of(THINGS, WORDS.map(Literal), DATES.map(lambda date: Literal(date, "date")))


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """A fact of any kind, with any values in any roles."""
    kind = draw(st.sampled_from(list(shipped_kinds().values())))
    named = [name for name in kind.qualifiers if name != "mode"]
    return Fact(
        key=draw(WORDS),
        kind=kind.name,
        predicate=draw(st.sampled_from(sorted(kind.predicates))),
        subject=draw(VALUES),
        object=draw(VALUES),
        evidence=(draw(st.builds(Span, st.integers(0, LENGTH), st.integers(0, LENGTH + 9))),),
        qualifiers=tuple((name, draw(VALUES)) for name in named if draw(st.booleans())),
        factuality=draw(st.sampled_from(Factuality)),
        polarity=draw(st.booleans()),
        attributed_to=draw(st.sampled_from([None, *readings.NAMES])),
        confidence=draw(st.floats(-0.5, 1.5)),
    )


LINKS = st.builds(
    Link,
    st.sampled_from(sorted(readings.NAMES)),
    st.sampled_from(Verdict),
    st.sampled_from([None, "Q114", "Q1", "P31", "nonsense"]),
    st.one_of(st.just(""), WORDS),
    st.floats(0, 1.2),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(facts(), max_size=5), st.lists(LINKS, max_size=4, unique_by=lambda link: link.entity), WORDS)
def test_what_passes_conforms_and_nothing_is_lost(read: list[Fact], links: list[Link], title: str) -> None:
    reading = readings.reading(facts=(*readings.facts()[:4], *read), links=tuple(links), title=Field(title))
    quads = map_reading(reading, Settings())
    kept, held_back, report = validate(quads, GATE)
    assert sorted(map(str, [*kept, *held_back])) == sorted(map(str, quads))
    assert report.conforms == bool(kept)
    assert not kept or not [problem for problem in GATE.problems(kept) if problem.severity == "violation"]


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(facts())
def test_a_fact_that_fails_takes_no_other_fact_with_it(read: Fact) -> None:
    good = readings.facts()
    quads = map_reading(readings.reading(facts=(*good, replace(read, key="any"))), Settings())
    kept, _, _ = validate(quads, GATE)
    facts_kept = {quad.subject.value.rsplit("/", 1)[-1] for quad in kept if "/fact/" in quad.subject.value}
    assert len(facts_kept - {"any"}) == len(good)
