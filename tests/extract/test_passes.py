"""The passes of the reader: each is missed by some text, each may run twice, and their order is checked."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import pytest
from told import article_of, shown

from flows.errors import BrokenData
from flows.extract.reader import PASSES, Pass, in_order, read_article
from flows.model import Field

# pass -> a text of which less is told, or something wrong, when the pass is left out
MISSED_BY = {
    "doers": "Mercosur was founded in Asunción by Brazil and three neighbours: Argentina, Paraguay and Uruguay.",
    "names": "Serbia has joined NATO.",
    "short bodies": "The Nordic Council met in Oslo. On Monday the Council signed a treaty with Chile.",
    "parties of a conflict": "Prices rose after Russia's invasion of Ukraine in 2022.",
    "trees": "Three countries joined BRICS: Egypt, Iran and Ethiopia.",
    "joints": "In Santiago, Gabriel Boric, Chile's president, received Pedro Sanchez, the Spanish prime minister.",
    "relative clauses": "The leaders praised the efforts of the State of Qatar, which together with Egypt has been "
    "mediating between Hamas and Israel.",
    "presence": "The Andean summit opened in Quito. Present were the presidents of Togo and Benin.",
    "titles": "Peru's foreign minister, Ana Quispe, met Luis Rojas in Lima. The minister then flew to Chad.",
    "titled subjects": "In January the Ethiopian prime minister, Abiy Ahmed, and Muse Bihi Abdi, the president of the "
    "breakaway region of Somaliland, signed a memorandum of understanding in Addis Ababa.",
    "verbs of saying": "“We are a family,” jokes Ana Quispe of the institute.",
    "capitals that act": "Washington has lifted sanctions on Syria.",
    "nouns": "Chile and Peru applied to OPEC, but neither of the two countries has joined.",
    "groups": "Kenyan diplomats met Ada Roe.",
    "epithets": "Viktor Orban spoke. “We are prepared to fight,” the Hungarian said.",
    "pronouns": "Since its creation in 1945, the United Nations has grown to 193 members.",
    "titles of whom nouns speak": "The rains began in Quito. Chile is sending its top diplomat, Ana Quispe.",
    "owners of titles": "Kazakhstan has overshot its quota. Energy Minister Ada Roe visited Lima.",
    "heads": "The Armenian premier met the Georgian president in Tbilisi.",
    "states": "Colombian president Gustavo Petro recognises Palestine.",
    "homelands": "Prime Minister Ulf Kristersson of Sweden spoke. His country joined NATO in 2024.",
    "places": "The South China Sea is vast. Brunei and China have competing claims in the sea. The islands in "
    "the sea are disputed by Vietnam and China.",
    "capitals": "The African Union summit was held in the Ethiopian capital.",
    "there": "Anthony Albanese landed in Port Moresby for a visit to Papua New Guinea, where he met James Marape.",
    "gatherings": "Modi attended the G20 summit in Rio.",
    "offices": "Penny Wong is Australia's foreign minister.",
    "chairs": "Peru welcomed Azali Assoumani, President of the Comoros and the African Union's chairperson.",
    "frames": "Serbia has joined NATO.",
    "statements": "Norway could host the talks, officials in Oslo said.",
    "dates": "ASEAN was founded in 1967.",
    "whereabouts": "Xi met Putin in Moscow.",
    "topics": "African leaders gather in Lusaka for a summit on debt.",
    "sources": "President Boris Tadic said that Serbia had applied to join the European Union.",
    "borrowed circumstances": "Ana Quispe visited Arusha for the Andean summit.",
    "network": "The Addis Ababa-based African Union has sent a mission.",
    "about the article": "Serbia has joined NATO.",
}
AUTHOR = "Ada Roe"


@lru_cache(maxsize=512)
def told(text: str, passes: tuple[Pass, ...] = PASSES) -> frozenset[tuple[str, ...]]:
    """What a text by an author states after these passes, each fact with all that is said beside it."""
    extraction = read_article(replace(article_of(text), authors=(Field(AUTHOR),)), passes)
    by_key = {entity.key: entity.name for entity in extraction.entities}
    return frozenset(
        (
            fact.predicate, shown(extraction, fact.subject), shown(extraction, fact.object), fact.factuality.value,
            *(f"{name} {shown(extraction, value)}" for name, value in fact.qualifiers),
            by_key.get(fact.attributed_to or "", ""),
        )
        for fact in extraction.facts
    )  # fmt: skip


def but(name: str) -> tuple[Pass, ...]:
    """The passes without one."""
    return tuple(one for one in PASSES if one.name != name)


@pytest.mark.parametrize("name", [one.name for one in PASSES if one.name not in {"bylines", "decision"}])
def test_a_pass_left_out_loses_a_fact(name: str) -> None:
    text = MISSED_BY[name]
    assert told(text) - told(text, but(name))


def test_without_the_decision_what_is_hardly_likely_is_stated_too() -> None:
    text = "Poland is an ally that Moldova cherishes."
    assert ("ally of", "Poland") in {fact[:2] for fact in told(text, but("decision")) - told(text)}


def test_without_the_pass_over_bylines_the_author_speaks() -> None:
    text = f"Kenya has joined NATO, writes {AUTHOR}."
    assert {fact[:2] for fact in told(text, but("bylines")) - told(text)} == {("said", AUTHOR)}


@pytest.mark.parametrize("name", [one.name for one in PASSES])
def test_a_pass_run_twice_changes_nothing(name: str) -> None:
    twice = tuple(one for each in PASSES for one in ([each, each] if each.name == name else [each]))
    texts = sorted({*MISSED_BY.values()})
    assert [text for text in texts if told(text, twice) != told(text)] == []


@pytest.mark.parametrize(
    ("passes", "complaint"),
    [
        ([Pass("b", print, needs=("names",))], "pass 'b': needs names, which no pass before it gives"),
        ([Pass("b", print, needs=("names",)), Pass("a", print, gives=("names",))], "pass 'b': needs names"),
        ([Pass("a", print), Pass("a", print)], "pass 'a': stands in the table twice"),
    ],
)
def test_passes_in_an_order_that_cannot_work_are_refused(passes: Iterable[Pass], complaint: str) -> None:
    with pytest.raises(BrokenData, match=complaint):
        in_order(tuple(passes))
