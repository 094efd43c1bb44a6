"""Labels that do not go together are not chosen together."""

import numpy as np

from flows.language.grammar import Grammar

TAGS, MORPHS, DEPS = (
    ["NNP", "VBD", "VBN", "IN"],
    ["PROPN|", "VERB|VerbForm=Fin", "VERB|VerbForm=Part", "ADP|"],
    ["nsubj", "nsubj:pass", "ROOT", "obl", "obl:agent", "case", "aux:pass"],
)
GRAMMAR = Grammar(TAGS, MORPHS, DEPS)


def scored(names: list[str], *rows: tuple[str, str]) -> np.ndarray:
    """Scores by which each word's first label is the likeliest and its second the next."""
    table = np.zeros((len(rows), len(names)), np.float32)
    for i, (first, second) in enumerate(rows):
        table[i, names.index(second)] = 1
        table[i, names.index(first)] = 2
    return table


def chosen(words: list[str], heads: list[int], tags: np.ndarray, morphs: np.ndarray, deps: np.ndarray) -> list[str]:
    choice = GRAMMAR.choose(words, np.array(heads), (tags, morphs, deps))
    return [f"{TAGS[t]} {DEPS[d]}" for t, d in zip(choice.tags, choice.relations, strict=True)]


def test_a_verb_with_a_subject_and_no_auxiliary_is_finite() -> None:
    tags = scored(TAGS, ("NNP", "NNP"), ("VBN", "VBD"))
    morphs = scored(MORPHS, (MORPHS[0], MORPHS[0]), (MORPHS[2], MORPHS[1]))
    deps = scored(DEPS, ("nsubj:pass", "nsubj"), ("ROOT", "ROOT"))
    assert chosen(["Finland", "applied"], [2, 0], tags, morphs, deps) == ["NNP nsubj", "VBD ROOT"]


def test_a_passive_keeps_its_subject() -> None:
    tags = scored(TAGS, ("NNP", "NNP"), ("VBD", "VBD"), ("VBN", "VBD"))
    morphs = scored(MORPHS, *[(MORPHS[0], MORPHS[0])] * 3)
    deps = scored(DEPS, ("nsubj:pass", "nsubj"), ("aux:pass", "case"), ("ROOT", "ROOT"))
    assert chosen(["Chad", "was", "admitted"], [3, 3, 0], tags, morphs, deps)[0] == "NNP nsubj:pass"


def test_only_by_brings_an_agent() -> None:
    tags = scored(TAGS, ("VBN", "VBD"), ("IN", "IN"), ("NNP", "NNP"))
    morphs = scored(MORPHS, *[(MORPHS[0], MORPHS[0])] * 3)
    deps = scored(DEPS, ("ROOT", "ROOT"), ("case", "case"), ("obl:agent", "obl"))
    assert chosen(["held", "in", "Rome"], [0, 3, 1], tags, morphs, deps)[2] == "NNP obl"
    assert chosen(["held", "by", "Rome"], [0, 3, 1], tags, morphs, deps)[2] == "NNP obl:agent"
