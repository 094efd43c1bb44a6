"""What the network learns from: labels, rounds of typography and names, windows, batches, plain texts, forms."""

import random
from pathlib import Path

import numpy as np
import pytest

from flows.language.lemmas import made
from flows.language.spans import whole_names
from flows.language.wordpieces import Vocabulary
from flows.training.corpora import Sentence
from flows.training.forms import forms_of, read_verbs
from flows.training.labels import NAMES, RARE, UNKNOWN, Numbers, labels_of, name_labels, numbers_of_kinds
from flows.training.material import Corpora, Material, read_corpora
from flows.training.texts import LONGEST, paragraphs, read_texts
from flows.training.windows import MOST_PIECES, Example, batches, collate, example, pieces_of, windows

SIGNS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
VOCABULARY = Vocabulary([*SIGNS, "tonga", "sent", "two", "ship", "##s", ".", "they", "returned", "“", "-", "–"])
SAMOA = "Samoa"


def tagged(word: str, tag: str, lemma: str) -> Sentence:
    """A sentence of one word."""
    return Sentence("one", [word], [True], [lemma], ["X"], [tag], [""], [0], ["ROOT"])


def numbered(words: int) -> Example:
    """A sentence of so many words, each of one piece."""
    return example(["two"] * words, VOCABULARY, {})


@pytest.fixture
def learnt(banks: Path) -> Corpora:
    """What is learnt from in the small corpora."""
    return read_corpora(banks, [], [(SAMOA, "PLACE")])[0]


# --- labels -------------------------------------------------------------------------------------


def test_rare_labels_are_not_learnt() -> None:
    often, rare = [tagged("ships", "NNS", "ship")] * max(RARE.values()), [tagged("oho", "UH", "oho")]
    labels = labels_of([*rare, *often], attention_heads=2)
    assert (labels.tag, labels.morph, labels.lemma, labels.dep) == (["NNS"], ["X|"], ["k|1|"], ["ROOT"])
    assert Numbers(labels).of_tree(rare[0])["tag"] == [UNKNOWN]


def test_heads_count_from_one_and_the_root_has_none(learnt: Corpora) -> None:
    trees = [sentence for document in learnt.trees for sentence in document]
    assert Numbers(labels_of(trees, 2)).of_tree(trees[0])["head"] == [2, 0, 4, 2, 2]


@pytest.mark.parametrize("kind", NAMES)
def test_the_reader_finds_the_names_that_are_taught(kind: str) -> None:
    names = [(0, 1, kind), (1, 3, kind), (4, 8, kind)]
    assert whole_names(name_labels(9, names), NAMES) == names


# --- rounds -------------------------------------------------------------------------------------


def test_names_differ_from_round_to_round_and_labels_follow(learnt: Corpora) -> None:
    vocabulary = Vocabulary([*SIGNS, SAMOA.lower(), "tonga", "mere", "vaka", "led", "."])
    trees = [sentence for document in learnt.trees for sentence in document]
    material = Material(learnt, Numbers(labels_of(trees, 2)), vocabulary)
    wiki, seen = learnt.names[0], set()
    for seed in range(20):
        for read in material.name_documents(wiki, wiki.documents[0], random.Random(seed)):
            names = whole_names(read[0].labels["ner"], NAMES)
            seen.add(read[0].pieces[names[-1][0]])
    assert seen == {vocabulary.numbers["samoa"], vocabulary.numbers["tonga"]}


def test_what_shows_how_well_it_went_is_not_learnt_from(banks: Path) -> None:
    learnt, shown = read_corpora(banks, [], [])
    known = {s.doc_id for corpus in learnt.names for document in corpus.documents for s in document}
    held = {s.doc_id for corpus in shown.names for document in corpus.documents for s in document}
    assert held == {"Tonga 1", "ewt-0", "ewt-10"}
    assert not held & known


def test_documents_held_out_for_the_scores_are_in_neither_part(banks: Path) -> None:
    parts = read_corpora(banks, [], [])
    read = {s.doc_id for part in parts for corpus in part.names for document in corpus.documents for s in document}
    assert not read & {"Tonga 0", "Tonga 5", "Tonga 10"}


def test_a_round_has_trees_and_names_and_only_the_texts_have_no_labels(learnt: Corpora) -> None:
    trees = [sentence for document in learnt.trees for sentence in document]
    material = Material(learnt, Numbers(labels_of(trees, 2)), VOCABULARY)
    kinds = {frozenset(window[0].labels) for batch in material.marked(random.Random(1)) for window in batch}
    assert kinds == {frozenset({"tag", "morph", "lemma", "dep", "head"}), frozenset({"ner"})}
    assert material.unmarked(random.Random(1)) == []


# --- windows ------------------------------------------------------------------------------------


def test_words_keep_their_pieces_and_places() -> None:
    read = example(["Two", "ships"], VOCABULARY, {})
    assert (read.words, read.places) == (2, [0, 1, 1])
    assert read.pieces == [VOCABULARY.numbers[piece] for piece in ("two", "ship", "##s")]


def test_windows_never_join_documents_or_grow_too_long() -> None:
    documents = [[numbered(30)] * 20, [numbered(5)] * 3]
    found = list(windows(documents, random.Random(1)))
    assert sum(len(window) for window in found) == 23
    assert all(len({s.words for s in window}) == 1 and pieces_of(window) <= MOST_PIECES for window in found)


def test_a_sentence_of_too_many_pieces_is_left_out_and_parts_its_neighbours() -> None:
    document = [numbered(2), numbered(MOST_PIECES + 1), numbered(3)]
    assert [[s.words for s in window] for window in windows([document], random.Random(1))] == [[2], [3]]


def test_every_window_is_in_one_batch() -> None:
    found = [[numbered(words)] for words in range(1, 200)]
    lengths = [window[0].words for batch in batches(found, random.Random(1)) for window in batch]
    assert sorted(lengths) == list(range(1, 200))


def test_heads_are_sought_within_a_sentence_only() -> None:
    first, second = (example(["two", "."], VOCABULARY, {"head": [0, 1]}) for _ in range(2))
    arrays = collate([[first, second]], (VOCABULARY.start, VOCABULARY.end), 25)
    assert arrays["y_head"][0, :4].tolist() == [0, 1, 0, 3]
    assert arrays["head_allowed"][0, :4, :5].astype(int).tolist() == [
        [1, 0, 1, 0, 0],
        [1, 1, 0, 0, 0],
        [1, 0, 0, 0, 1],
        [1, 0, 0, 1, 0],
    ]


def test_shorter_windows_are_filled_up_with_nothing() -> None:
    arrays = collate([[numbered(3)], [numbered(1)]], (VOCABULARY.start, VOCABULARY.end), 25)
    assert arrays["word"][:2, :3].astype(int).tolist() == [[1, 1, 1], [1, 0, 0]]
    assert arrays["place"][:2, :5].tolist() == [[-1, 0, 1, 2, -1], [-1, 0, -1, -1, -1]]
    assert arrays["pieces"][1, :5].tolist() == [VOCABULARY.start, VOCABULARY.numbers["two"], VOCABULARY.end, 0, 0]
    assert (arrays["y_tag"] == UNKNOWN).all()


def test_kinds_that_a_corpus_never_marks_are_open() -> None:
    unmarked = frozenset(numbers_of_kinds(["EVENT"]))
    arrays = collate([[example(["two"], VOCABULARY, {"ner": [0]}, unmarked)]], (VOCABULARY.start, VOCABULARY.end), 25)
    assert np.flatnonzero(arrays["unmarked"][0]).tolist() == [13, 14, 15, 16]


# --- texts --------------------------------------------------------------------------------------


def test_texts_become_sentences_of_words_without_headings(tmp_path: Path) -> None:
    text = "The fleet\n\nThe Samoa-led fleet left at dawn. It came\nback to the harbour in the evening. Oho!\n"
    (tmp_path / "fleet.txt").write_text(text, encoding="utf-8")
    (tmp_path / "notes.md").write_text(text, encoding="utf-8")
    documents = read_texts(tmp_path)
    assert [sentence.words for document in documents for sentence in document] == [
        ["The", "Samoa", "-", "led", "fleet", "left", "at", "dawn", "."],
        ["It", "came", "back", "to", "the", "harbour", "in", "the", "evening", "."],
    ]


def test_long_paragraphs_are_cut_behind_a_sentence() -> None:
    text = "The fleet left at dawn. " * 300
    found = list(paragraphs(text))
    assert " ".join(found) == text.strip()
    assert all(part.endswith(".") and len(part) <= LONGEST for part in found)


# --- forms --------------------------------------------------------------------------------------


def test_forms_have_the_recipe_that_is_seen_most_often() -> None:
    seen = [tagged("Left", "VBD", "leave"), tagged("left", "VBD", "leave"), tagged("left", "VBD", "left")]
    rows = forms_of(seen, [])
    assert [(form, tag, made(form, rule)) for form, tag, rule in rows] == [("left", "VBD", "leave")]


def test_names_and_numbers_are_no_known_forms() -> None:
    assert forms_of([tagged("Tonga", "NNP", "Tonga"), tagged("7", "NN", "7"), tagged("two", "CD", "two")], []) == []


def test_verbs_that_treebanks_lack_are_known_and_never_change_what_they_say() -> None:
    verbs = read_verbs()
    assert "annex" in verbs
    assert forms_of([tagged("annex", "VB", "annexe")], ["annex", "oust"]) == [
        ("annex", "VB", "k|0|e"),
        ("oust", "VB", "k|0|"),
    ]
