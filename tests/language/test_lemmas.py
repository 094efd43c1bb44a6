"""Lemmas: of known forms by heart, of others as known ones of their kind are made."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.language.lemmas import Lemmas, irregular_verbs, made, recipe
from flows.language.parse import Passage, parse

RECIPES = ["k|0|", "k|1|", "k|2|", "k|3|y", "k|3|e", "k|3|"]
KNOWN = [
    ("carried", "VBD", "k|3|y"),
    ("carry", "VB", "k|0|"),
    ("walked", "VBD", "k|2|"),
    ("hoped", "VBD", "k|1|"),
    ("went", "VBD", "k|4|go"),
    ("deny", "VB", "k|0|"),
    ("cede", "VB", "k|0|"),
]
words = st.text("abcdeXYZ", min_size=1, max_size=8)


@given(words, words)
def test_a_recipe_makes_the_lemma_that_it_was_made_from(form: str, lemma: str) -> None:
    assert made(form, recipe(form, lemma)) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"), [("went", "go"), ("Went", "go"), ("denied", "deny"), ("ceded", "cede"), ("parked", "park")]
)
def test_forms_of_verbs(form: str, lemma: str) -> None:
    assert Lemmas(KNOWN, RECIPES, {"park"}).lemma(form, "VBD", np.zeros(len(RECIPES), np.float32)) == lemma


def test_among_equals_the_network_decides() -> None:
    scores = np.zeros(len(RECIPES), np.float32)
    scores[1] = 1
    assert Lemmas(KNOWN, RECIPES).lemma("xyzed", "VBD", scores) == "xyze"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Oman ratified it.", "ratify"),
        ("Peru withdrew it.", "withdraw"),
        ("Chad denied it.", "deny"),
        ("The talks resumed.", "resume"),
        ("Kenya boycotted it.", "boycott"),
        ("Mali acceded to it.", "accede"),
        ("They convened it.", "convene"),
        ("They are hosting it.", "host"),
    ],
)
def test_verbs_of_the_news(said: str, meant: str) -> None:
    (sentence,) = parse([Passage(said, 0, "2024-07-10")])
    assert meant in [word.lemma for word in sentence.words]


@pytest.mark.parametrize(("form", "verb"), [("lent", "lend"), ("fled", "flee"), ("Overthrew", "overthrow")])
def test_past_forms_that_no_ending_tells_are_those_of_their_verb(form: str, verb: str) -> None:
    lemmas = Lemmas(KNOWN, RECIPES, irregular=irregular_verbs())
    assert lemmas.lemma(form, "VBD", np.zeros(len(RECIPES), np.float32)) == verb


def test_several_men_are_men_of_their_sort() -> None:
    assert Lemmas(KNOWN, RECIPES).lemma("craftsmen", "NNS", np.zeros(len(RECIPES), np.float32)) == "craftsman"
