"""Which conflict a phrase means that only describes it: by its words, its place and its time; else none."""

from hashlib import sha256

import pytest

from flows.extract.reader import read_article
from flows.link import link_articles
from flows.model import Article, EntityType, Field, Part, PartKind, Span
from flows.settings import load_settings


def conflicts_in(text: str, on: str) -> list[tuple[str, str | None]]:
    """(words, label of the item or None) for each place that names a conflict, in text order."""
    part = Part(PartKind.BODY, Span(0, len(text)))
    digest = f"sha256:{sha256(text.encode()).hexdigest()}"
    article = Article("a text", text, (part,), digest, published=Field(on))
    extraction = read_article(article)
    (links,) = link_articles([(article, extraction)], offline=True, settings=load_settings())
    named = [
        (mention.span, mention.span.of(text), link.label if link.item else None)
        for entity, link in zip(extraction.entities, links, strict=True)
        if entity.type is EntityType.CONFLICT
        for mention in entity.mentions
        if mention.how == "name"
    ]
    return [(words, label) for _, words, label in sorted(named)]


@pytest.mark.parametrize(
    ("text", "on", "words", "label"),
    [
        ("The civil war in Yemen has emptied whole towns.", "2023-05-02", "civil war in Yemen", "Yemeni civil war"),
        ("Lebanon's fifteen-year civil war scarred Beirut.", "2024-07-15", "Lebanon's fifteen-year civil war",
         "Lebanese Civil War"),
        ("The Sudanese conflict has emptied whole towns.", "2024-02-01", "Sudanese conflict", "War in Sudan"),
        ("Armenia and Azerbaijan fought a war over Nagorno-Karabakh in 2020.", "2024-07-15",
         "war over Nagorno-Karabakh", "Second Nagorno-Karabakh War"),
        ("The war between Iran and Iraq lasted eight years.", "2024-07-15", "war between Iran and Iraq",
         "Iran–Iraq War"),
        ("The Soviet war in Afghanistan ended in 1989.", "2024-07-15", "Soviet war in Afghanistan",
         "Soviet–Afghan War"),
        ("Russia's war with Georgia in 2008 was short.", "2024-07-15", "Russia's war with Georgia",
         "Russo-Georgian War"),
        ("Israel's war against Hezbollah in 2006 was short.", "2024-07-15", "Israel's war against Hezbollah",
         "2006 Lebanon War"),
        ("The war between Israel and Hamas goes on.", "2024-07-15", "war between Israel and Hamas", "Gaza War"),
        ("The war between Israel and Hamas goes on.", "2014-08-01", "war between Israel and Hamas", "2014 Gaza War"),
        ("Russia's war on Ukraine goes on.", "2024-07-15", "Russia's war on Ukraine", "Russo-Ukrainian War"),
        ("Georgia, which joined the talks in 2008 and fought a short war with Russia months later, is waiting.",
         "2024-07-15", "war with Russia", "Russo-Georgian War"),
        ("The Korean war began in 1950.", "2024-07-15", "Korean war", "Korean War"),
    ],
)  # fmt: skip
def test_a_conflict_is_told_by_kind_place_parties_and_time(text: str, on: str, words: str, label: str) -> None:
    assert conflicts_in(text, on) == [(words, label)]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Sudan's civil war ended five years ago.", "2010-05-01"),
        ("The first war over Nagorno-Karabakh ended in 1994.", "2024-07-15"),
        ("The war between Israel and Hamas must not return.", "2018-07-15"),
        ("France fears a civil war in Sudan.", "2024-07-15"),
        ("Somebody spoke of the bloody war with Russia of last year.", "2024-07-15"),
        ("The gang war in Lebanon goes on.", "2024-07-15"),
        ("The trade war between Russia and Ukraine goes on.", "2024-07-15"),
        ("The civil war in Tajikistan ended in 1997.", "2024-07-15"),
        ("The civil war in Kenya goes on.", "2024-07-15"),
        ("A new Cold War between China and Japan looms.", "2024-07-15"),
    ],
)
def test_a_conflict_of_another_kind_place_or_time_is_left_open(text: str, on: str) -> None:
    assert {label for _, label in conflicts_in(text, on)} == {None}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Envoys want to end the Yemeni conflict. They said that the civil war had emptied whole towns.",
         ["Yemeni civil war", "Yemeni civil war"]),
        ("Sudan said on Monday that the civil war had emptied whole towns.", ["War in Sudan"]),
        ("Sudan sent an envoy. The civil war has emptied whole towns.", ["War in Sudan"]),
        ("Envoys want to end the Yemeni conflict. Sudan said that the civil war had emptied whole towns.",
         ["Yemeni civil war", "War in Sudan"]),
        ("Yemen and Sudan sent envoys. The civil war has emptied whole towns.", []),
        ("Kenya sent an envoy. The civil war has emptied whole towns.", []),
        ("The war in Ukraine goes on. Sudan said that the civil war had emptied whole towns.",
         ["Russo-Ukrainian War", "War in Sudan"]),
    ],
)  # fmt: skip
def test_a_bare_civil_war_is_that_of_the_country_spoken_of(text: str, labels: list[str]) -> None:
    assert [label for _, label in conflicts_in(text, "2024-07-15")] == labels
