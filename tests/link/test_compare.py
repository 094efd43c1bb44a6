"""Facts against Wikidata, and the file of new ones."""

from dataclasses import replace

import pytest

from flows.link.compare import Against, Comparison, compare, relations, state
from flows.link.quickstatements import quickstatements
from flows.link.wikidata import Items
from flows.model import (
    Article,
    Entity,
    EntityType,
    Extraction,
    Fact,
    Factuality,
    Field,
    Link,
    Literal,
    Mention,
    Reading,
    Reference,
    Span,
    Verdict,
)

NAMES = {"belarus": "Q184", "sco": "Q485207", "kazakhstan": "Q232", "nobody": None}
MEMBER = relations()["member of"].property
INCEPTION = relations()["inception"].property


def fact(subject: str, predicate: str, object: str, **changes: object) -> Fact:
    value = Literal(object, "date") if object[0].isdigit() else Reference(object)
    given = {"key": "f1", "kind": "membership", "evidence": (Span(0, 1),), **changes}
    return Fact(subject=Reference(subject), predicate=predicate, object=value, **given)  # type: ignore[arg-type]


def reading(*facts: Fact) -> Reading:
    entities = tuple(Entity(k, EntityType.COUNTRY, k, (Mention(Span(0, 1), "name"),)) for k in NAMES)
    links = tuple(Link(k, Verdict.SAME if i else Verdict.NONE, i, k if i else "") for k, i in NAMES.items())
    article = Article(
        "x",
        "x",
        (),
        "sha256:0",
        url="https://news.example/a",
        title=Field('A "new" member'),
        published=Field("2024-07-04"),
    )
    return Reading(article, Extraction("x", entities, facts), links)


def items(item: str, property: str, *values: str) -> Items:
    claims = [{"value": value, "rank": "normal", "qualifiers": {}} for value in values]
    return Items({item: {"id": item, "label": "", "claims": {property: claims}}})


def against(one: Fact, known: Items) -> Comparison:
    return compare(one, reading(one), known)


def test_what_wikidata_says_too_is_known() -> None:
    assert (
        against(fact("belarus", "member of", "sco"), items("Q184", MEMBER, "Q1065", "Q485207")).against is Against.KNOWN
    )


def test_one_more_of_many_is_new() -> None:
    found = against(fact("belarus", "joined", "sco"), items("Q184", MEMBER, "Q1065"))
    assert (found.against, found.item, found.ours, found.theirs) == (Against.NEW, "Q184", "Q485207", ("Q1065",))


def test_another_value_where_there_is_one_differs_and_shows_both() -> None:
    found = against(fact("sco", "inception", "1996"), items("Q485207", INCEPTION, "2001-06-15"))
    assert (found.against, found.ours, found.theirs) == (Against.DIFFERS, "1996", ("2001-06-15",))


@pytest.mark.parametrize("ours", ["2001", "2001-06", "2001-06-15"])
def test_a_less_precise_date_is_the_same_date(ours: str) -> None:
    assert against(fact("sco", "inception", ours), items("Q485207", INCEPTION, "2001-06-15")).against is Against.KNOWN


def test_the_statement_stands_on_the_item_that_carries_it_on_wikidata() -> None:
    statement = state(fact("kazakhstan", "chairs", "sco"), reading())
    assert not isinstance(statement, str)
    assert (statement.item, statement.value) == ("Q485207", "Q232")


@pytest.mark.parametrize(
    "one",
    [
        fact("belarus", "met with", "sco"),
        fact("nobody", "member of", "sco"),
        fact("belarus", "member of", "nobody"),
        fact("belarus", "member of", "sco", factuality=Factuality.PLANNED),
        fact("belarus", "member of", "sco", factuality=Factuality.REPORTED, attributed_to="kazakhstan"),
        fact("belarus", "member of", "sco", polarity=False, factuality=Factuality.NEGATED),
    ],
    ids=["no property", "subject unlinked", "object unlinked", "planned", "reported", "negated"],
)
def test_what_cannot_be_compared_says_why(one: Fact) -> None:
    found = against(one, items("Q184", MEMBER))
    assert found.against is Against.NO_COUNTERPART
    assert found.reason


def test_an_item_that_could_not_be_asked_is_not_called_new() -> None:
    found = against(fact("belarus", "member of", "sco"), Items({}, frozenset({"Q184"})))
    assert (found.against, found.reason) == (Against.NO_COUNTERPART, "Wikidata could not be asked")


def test_a_new_fact_becomes_a_statement_with_dates_and_source() -> None:
    one = fact(
        "belarus",
        "joined",
        "sco",
        qualifiers=(("place", Reference("kazakhstan")), ("start", Literal("2024-07", "date"))),
    )
    read = reading(one)
    text = quickstatements([read], [[compare(one, read, items("Q184", MEMBER))]], "2026-11-23")
    assert text == (
        f"Q184\t{MEMBER}\tQ485207\tP580\t+2024-07-00T00:00:00Z/10"
        '\tS854\t"https://news.example/a"\tS1476\ten:"A ”new” member"'
        "\tS577\t+2024-07-04T00:00:00Z/11\tS813\t+2026-11-23T00:00:00Z/11\n"
    )


def test_only_new_facts_are_proposed() -> None:
    facts = [
        fact("belarus", "member of", "sco", key="known"),
        fact("belarus", "member of", "sco", key="planned", factuality=Factuality.PLANNED),
    ]
    read = reading(*facts)
    compared = [compare(one, read, items("Q184", MEMBER, "Q485207")) for one in facts]
    assert quickstatements([read], [compared], "2026-11-23") == ""


def test_a_span_of_time_is_no_statement_of_wikidata() -> None:
    found = against(fact("sco", "inception", "1996/2001"), items("Q485207", INCEPTION))
    assert found.against is Against.NO_COUNTERPART


def test_a_title_too_long_to_be_released_whole_is_no_part_of_the_source() -> None:
    one = fact("belarus", "member of", "sco")
    short = reading(one)
    long = replace(short, article=replace(short.article, title=Field("word " * 16)))
    for read, titled in ((short, True), (long, False)):
        text = quickstatements([read], [[compare(one, read, items("Q184", MEMBER))]], "2026-11-23")
        assert ("\tS1476\t" in text) is titled


def proposed(one: Fact, *more: Fact) -> list[str]:
    """The lines for Wikidata that one fact among others makes, when nothing of it is known there."""
    read = reading(one, *more)
    known = Items({item: {"id": item, "label": "", "claims": {}} for item in NAMES.values() if item})
    return quickstatements([read], [[compare(one, read, known)]], "2026-11-23").splitlines()


@pytest.mark.parametrize("predicate", ["founded by", "inception", "location of formation"])
def test_a_founding_has_no_start(predicate: str) -> None:
    value = "1967" if predicate == "inception" else "belarus"
    founded = fact("sco", predicate, value, confidence=0.9, qualifiers=(("start", Literal("1967", "date")),))
    (line,) = proposed(founded)
    assert "\tP580\t" not in line


def test_a_country_is_no_chairperson() -> None:
    assert proposed(fact("belarus", "chairs", "sco", confidence=0.9)) == []


@pytest.mark.parametrize(("confidence", "lines"), [(0.74, 0), (0.75, 1)])
def test_what_is_less_sure_than_the_settings_say_is_not_proposed(confidence: float, lines: int) -> None:
    assert len(proposed(fact("belarus", "member of", "sco", confidence=confidence))) == lines


def test_what_is_over_is_proposed_with_its_end_alone() -> None:
    left = fact("belarus", "withdrew from", "sco", key="f2")
    joined = fact("belarus", "joined", "sco", qualifiers=(("start", Literal("2001", "date")),))
    ended = replace(joined, qualifiers=(("end", Literal("2024", "date")), *joined.qualifiers))
    assert proposed(joined, left) == []
    (line,) = proposed(ended, left)
    assert "\tP582\t+2024-00-00T00:00:00Z/9\tP580\t+2001-00-00T00:00:00Z/9\t" in line
    assert len(proposed(joined, replace(left, factuality=Factuality.PLANNED))) == 1


def test_a_former_office_is_not_proposed_as_one_that_is_held() -> None:
    holder = fact("belarus", "position held", "sco", qualifiers=(("role", Literal("former president")),))
    assert proposed(holder) == []
    assert len(proposed(replace(holder, qualifiers=(("role", Literal("president")),)))) == 1
