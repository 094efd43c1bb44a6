"""Treebanks and name corpora become texts to learn from and to measure on: small files of our own."""

import gzip
import json
import random
from pathlib import Path

import pytest

from flows.settings import MAPPINGS
from flows.training.corpora import (
    Sentence,
    drop_overlaps,
    merge_neighbours,
    read_conllu,
    read_redocred,
    read_uner,
    redocred_parts,
    spans_of,
    split_documents,
)
from flows.training.evaluate import NAMES as NAME_SPLITS
from flows.training.evaluate import TREES as TREE_SPLITS
from flows.training.evaluate import read_splits
from flows.training.joined import groups, joined
from flows.training.names import add_gum_entities, rename_entities, table_names
from flows.training.typography import retype

TREES = """\
# newdoc id = island-one
# sent_id = island-one-1
1	The	the	DET	DT	Definite=Def	2	det	_	_
2	envoy	envoy	NOUN	NN	Number=Sing	4	nsubj	_	_
3-4	didn't	_	_	_	_	_	_	_	SpaceAfter=No
3	did	do	AUX	VBD	Tense=Past	4	aux	_	_
4	n't	not	PART	RB	_	0	root	_	_
4.1	come	come	VERB	VB	_	_	_	_	_
5	.	.	PUNCT	.	_	4	punct	_	_

# newdoc id = island-two
1	Fiji	Fiji	PROPN	NNP	Number=Sing	2	nsubj	_	Entity=(1-place-new-nnnnn-cf1-1-sgl-Fiji)
2	greeted	greet	VERB	VBD	Tense=Past	0	root	_	_
3	President	President	PROPN	NNP	Number=Sing	2	obj	_	Entity=(2-person-new-nnnnn-cf2-1-sgl
4	Ana	Ana	PROPN	NNP	Number=Sing	3	flat	_	_
5	Roe	Roe	PROPN	NNP	Number=Sing	3	flat	_	Entity=2)
6	of	of	ADP	IN	_	8	case	_	_
7	the	the	DET	DT	_	8	det	_	Entity=(3-organization-new-nnnnn-cf3-2-sgl
8	club	club	NOUN	NN	_	3	nmod	_	SpaceAfter=No|Entity=3)
9	.	.	PUNCT	.	_	2	punct	_	_

"""
NAMES = """\
# sent_id = island-two-1
1	Fiji	B-LOC	-	-
2	greeted	O	-	-
3	President	O	-	-
4	Ana	B-PER	-	-
5	Roe	I-PER	-	-
6	of	O	-	-
7	the	O	-	-
8	club	B-OTH	-	-
9	.	O	-	-
"""
DOCUMENT = {
    "title": "Islands",
    "sents": [["Ana", "Roe", "(", "born", "1960", ")", "led", "Fiji", "."], ["She", " ", "left", "."]],
    "vertexSet": [
        [{"name": "Ana Roe", "pos": [0, 2], "sent_id": 0, "type": "PER"}],
        [{"name": "1960", "pos": [4, 5], "sent_id": 0, "type": "TIME"}],
        [{"name": "Roe", "pos": [1, 2], "sent_id": 0, "type": "PER"}],
        [{"name": "Fiji", "pos": [7, 8], "sent_id": 0, "type": "LOC"}],
        [{"name": "?", "pos": [0, 1], "sent_id": 1, "type": "UNKNOWN"}],
    ],
}


def packed(path: Path, text: str) -> Path:
    """A compressed file with this text."""
    with gzip.open(path, "wt", encoding="utf-8") as target:
        target.write(text)
    return path


def sentence_of(text: str, entities: list[tuple[int, int, str]] | None = None) -> Sentence:
    """A sentence of words between blanks."""
    words = text.split()
    return Sentence("one", words=words, spaces=[True] * len(words), entities=entities or [])


@pytest.fixture
def trees(tmp_path: Path) -> list[Sentence]:
    """The sentences of the small treebank."""
    return list(read_conllu(packed(tmp_path / "trees.conllu.gz", TREES)))


# --- trees --------------------------------------------------------------------------------------


def test_sentences_keep_words_and_documents(trees: list[Sentence]) -> None:
    assert [s.doc_id for s in trees] == ["island-one", "island-two"]
    assert trees[0].words == ["The", "envoy", "did", "n't", "."]


def test_contracted_words_are_written_together_again(trees: list[Sentence]) -> None:
    assert joined(trees[:1]).text == "The envoy didn't. "


def test_a_mark_after_a_word_without_space_is_glued(trees: list[Sentence]) -> None:
    assert joined(trees[1:]).text == "Fiji greeted President Ana Roe of the club. "


def test_heads_count_from_zero_and_the_root_is_its_own_head(trees: list[Sentence]) -> None:
    assert trees[0].heads == [1, 3, 3, 3, 3]
    assert trees[0].deps[3] == "ROOT"


def test_documents_hold_tags_lemmas_morphology_and_trees(trees: list[Sentence]) -> None:
    text = joined(trees)
    envoy, roe = 1, 9
    assert (text.lemmas[envoy], text.pos[envoy], text.tags[envoy]) == ("envoy", "NOUN", "NN")
    assert text.morphs[envoy] == {"Number": "Sing"}
    assert (text.words[text.heads[envoy]], text.deps[envoy]) == ("n't", "nsubj")
    assert (text.words[text.heads[roe]], text.deps[roe]) == ("President", "flat")


def test_each_sentence_of_a_document_has_its_own_root(trees: list[Sentence]) -> None:
    text = joined(trees)
    roots = [[text.words[i] for i in range(*span) if text.heads[i] == i] for span in text.sentences]
    assert roots == [["n't"], ["greeted"]]


def test_documents_are_cut_into_eights_and_never_joined() -> None:
    sentences = [Sentence("a")] * 9 + [Sentence("b")] * 2
    assert [(batch[0].doc_id, len(batch)) for batch in groups(sentences)] == [("a", 8), ("a", 1), ("b", 2)]


# --- typography ---------------------------------------------------------------------------------


def test_quotation_marks_curl_in_turns() -> None:
    sentence = sentence_of('" Yes , " she said , " we \'ll come . "')
    assert " ".join(retype(sentence.words, random.Random(1))) == "“ Yes , ” she said , “ we ’ll come . ”"


def test_some_sentences_get_en_dashes_and_some_keep_hyphens() -> None:
    chance = random.Random(1)
    assert {retype(["2004", "-", "2008"], chance)[1] for _ in range(30)} == {"-", "–"}


# --- names --------------------------------------------------------------------------------------


def test_gum_mentions_with_a_name_at_their_core_become_entities(trees: list[Sentence]) -> None:
    add_gum_entities(trees[1])
    assert trees[1].entities == [(0, 1, "PLACE"), (2, 5, "PERSON")]


def test_universal_names_are_laid_over_the_treebank(tmp_path: Path, trees: list[Sentence]) -> None:
    labelled = read_uner(packed(tmp_path / "names.iob2.gz", NAMES), trees)
    assert [s.entities for s in labelled] == [[(0, 1, "PLACE"), (3, 5, "PERSON")]]


def test_labels_that_nobody_asked_for_are_left_out() -> None:
    assert list(spans_of(["B-LOC", "B-OTH", "I-OTH", "B-LOC", "I-LOC"], {"LOC": "PLACE"})) == [
        (0, 1, "PLACE"),
        (3, 5, "PLACE"),
    ]


def test_dates_beside_names_become_times(tmp_path: Path) -> None:
    row = "1\tMonday\tO\n2\tin\tO\n3\tMay\tO\n4\t2004\tO\n"
    sentence = sentence_of("Monday in May 2004")
    assert read_uner(packed(tmp_path / "n.gz", row), [sentence])[0].entities == [(0, 1, "TIME"), (2, 4, "TIME")]


def test_wiki_documents_keep_the_longest_of_overlapping_mentions(tmp_path: Path) -> None:
    document = read_redocred(packed(tmp_path / "docs.json.gz", json.dumps([DOCUMENT])))[0]
    assert document[0].entities == [(0, 2, "PERSON"), (4, 5, "TIME"), (7, 8, "PLACE")]
    assert document[1].entities == []


def test_wiki_documents_get_their_spaces_back(tmp_path: Path) -> None:
    document = read_redocred(packed(tmp_path / "docs.json.gz", json.dumps([DOCUMENT])))[0]
    assert joined(document[:1]).text == "Ana Roe (born 1960) led Fiji. "


def test_blank_tokens_become_dashes(tmp_path: Path) -> None:
    document = read_redocred(packed(tmp_path / "docs.json.gz", json.dumps([DOCUMENT])))[0]
    assert document[1].words == ["She", "-", "left", "."]


def test_touching_spans_become_one() -> None:
    assert merge_neighbours([(0, 1, "TIME"), (1, 2, "TIME"), (4, 5, "TIME")]) == [(0, 2, "TIME"), (4, 5, "TIME")]


def test_of_overlapping_spans_the_longest_stays() -> None:
    assert drop_overlaps([(1, 2, "ORG"), (0, 3, "ORG"), (4, 5, "ORG")]) == [(0, 3, "ORG"), (4, 5, "ORG")]


def test_names_are_exchanged_and_their_spans_follow() -> None:
    sentence = sentence_of("Ana Roe led Fiji today", [(0, 2, "PERSON"), (3, 4, "PLACE")])
    pool = {"PERSON": ["Maria da Silva Costa"], "PLACE": ["New Zealand"]}
    for seed in range(20):
        copy = rename_entities(sentence, pool, random.Random(seed))
        text = joined([copy])
        names = {" ".join(text.words[first:last]) for first, last, _ in text.names}
        assert names <= {"Ana Roe", "Fiji", *pool["PERSON"], *pool["PLACE"]}
        assert [label for _, _, label in text.names] == ["PERSON", "PLACE"]
        assert text.text.endswith(" today ")


def test_the_tables_give_names_by_label() -> None:
    names = table_names(MAPPINGS / "gazetteer")
    assert {("Kenya", "PLACE"), ("Nairobi", "PLACE"), ("NATO", "ORG")} <= set(names)


def test_documents_are_split_whole() -> None:
    sentences = [Sentence(f"d{i // 3}") for i in range(60)]
    tenth, rest = split_documents(sentences)
    assert {s.doc_id for s in tenth} == {"d0", "d10"}
    assert not {s.doc_id for s in tenth} & {s.doc_id for s in rest}


def test_every_fifth_wiki_document_is_held_out() -> None:
    held, rest = redocred_parts([[Sentence(f"d{i}")] * 2 for i in range(7)])
    assert {s.doc_id for s in held} == {"d0", "d5"}
    assert [s.doc_id for s in rest] == [f"d{i}" for i in (1, 2, 3, 4, 6) for _ in range(2)]


# --- files --------------------------------------------------------------------------------------


def test_every_split_that_the_scores_are_made_of_is_read(banks: Path) -> None:
    splits = read_splits(banks)
    assert set(splits) == {*TREE_SPLITS["EWT + GUM"], *NAME_SPLITS.values()}
    assert all(len(text) for texts in splits.values() for text in texts)
