"""What holds of every reading: evidence, keys, confidence, sameness, and plain words when there is nothing."""

import pytest
from told import article_of, facts_of, read

from flows.errors import NothingStated, UnknownTerm
from flows.extract import ENGINES, extract
from flows.extract.frames.language import load_frames
from flows.language.parse import Passage, parse
from flows.model import Extraction, Reference

# the examples of all frames make one long article that speaks of everything
PARAGRAPHS = tuple(dict.fromkeys(x["text"] for frame in load_frames() for x in frame.examples if x["facts"]))
QUOTED = "“We will build the dam,” Peru's President Ana Quispe told reporters in Lima. She said that it was safe."
ARTICLE = article_of(*PARAGRAPHS, QUOTED)
READ = {name: engine(ARTICLE) for name, engine in ENGINES.items()}


@pytest.fixture(params=sorted(ENGINES))
def extraction(request: pytest.FixtureRequest) -> Extraction:
    return READ[request.param]


def test_evidence_stands_inside_one_sentence(extraction: Extraction) -> None:
    passages = [Passage(part.span.of(ARTICLE.text), part.span.start, "2024-07-15") for part in ARTICLE.parts]
    sentences = [(sentence.start, sentence.end) for sentence in parse(passages)]
    spans = [span for fact in facts_of(extraction) for span in fact.evidence]
    assert [s for s in spans if not any(a <= s.start < s.end <= b for a, b in sentences)] == []


def test_evidence_begins_and_ends_with_whole_words(extraction: Extraction) -> None:
    texts = [span.of(ARTICLE.text) for fact in facts_of(extraction) for span in fact.evidence]
    assert [t for t in texts if not t or t != t.strip()] == []


def test_every_value_is_an_entity_of_the_article(extraction: Extraction) -> None:
    known = {entity.key for entity in extraction.entities}
    values = [v for f in facts_of(extraction) for v in (f.subject, f.object, *(v for _, v in f.qualifiers))]
    assert {v.entity for v in values if isinstance(v, Reference)} <= known


def test_entities_are_numbered_and_each_is_mentioned(extraction: Extraction) -> None:
    assert [entity.key for entity in extraction.entities] == [f"e{n}" for n in range(1, len(extraction.entities) + 1)]
    assert all(entity.mentions for entity in extraction.entities)


def test_mentions_lie_in_the_text_and_in_its_order(extraction: Extraction) -> None:
    for entity in extraction.entities:
        starts = [mention.span.start for mention in entity.mentions]
        assert starts == sorted(starts)
        assert all(mention.span.of(ARTICLE.text).strip() for mention in entity.mentions)


def test_facts_come_in_text_order_and_each_once(extraction: Extraction) -> None:
    starts = [fact.evidence[0].start for fact in facts_of(extraction)]
    assert starts == sorted(starts)
    said = [
        (f.kind, f.predicate, f.subject, f.object, f.factuality, f.polarity, f.qualifiers) for f in facts_of(extraction)
    ]
    assert len(said) == len(set(said))


def test_confidence_lies_between_nothing_and_one(extraction: Extraction) -> None:
    assert all(0 < fact.confidence < 1 for fact in extraction.facts)


def test_the_same_article_is_read_the_same_way_twice(extraction: Extraction) -> None:
    assert extract(ARTICLE, extraction.engine) == extraction


def test_keys_stay_when_other_text_comes_before() -> None:
    text = "Kenya signed a pact with Ghana in May 2023."
    alone = {fact.key for fact in facts_of(read(text))}
    later = {fact.key for fact in facts_of(read("The rain was heavy this week and the harvest was late.", text))}
    assert alone
    assert alone == later


def test_different_facts_of_a_sentence_have_different_keys() -> None:
    text = "Mali, Niger and Burkina Faso withdrew from ECOWAS in January 2025."
    keys = [fact.key for fact in facts_of(read(text))]
    assert len(set(keys)) == len(keys) == 3


def test_a_fact_told_twice_is_one_with_two_places() -> None:
    extraction = read("Kenya joined BRICS in 2023.", "Kenya joined BRICS, and farmers were glad.")
    joined = [fact for fact in extraction.facts if fact.predicate == "joined"]
    assert [len(fact.evidence) for fact in joined] == [2]


def test_an_article_that_states_nothing_is_refused_in_words() -> None:
    article = article_of("The rain was heavy this week and the harvest was late.")
    with pytest.raises(NothingStated, match="a sentence: it was read, and states nothing that we know how to say"):
        extract(article)


def test_an_unknown_engine_is_refused_by_name() -> None:
    with pytest.raises(UnknownTerm, match="'magic' is no engine; known: frames"):
        extract(ARTICLE, "magic")


def test_every_engine_says_its_name() -> None:
    assert [(name, read.engine) for name, read in READ.items()] == [(name, name) for name in ENGINES]
