"""Known forms with the recipes of their lemmas: those of the treebanks, and verbs of world affairs that they lack."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.language.lemmas import recipe
from flows.training.corpora import Sentence

VERBS = Path(__file__).with_name("verbs.txt")
UNCHANGED = "k|0|"
PLAIN = re.compile(r"[a-z’'.-]+")
# Names, numbers and signs are their own lemmas: the network's recipes do for them.
TAG = re.compile(r"NNS?|JJ[RS]?|RB[RS]?|VB[DGNPZ]?|MD|PRP\$?|W(DT|P\$?|RB)|P?DT|IN|POS|TO|RP|EX|CC")


def forms_of(sentences: Iterable[Sentence], verbs: Iterable[str]) -> list[tuple[str, str, str]]:
    """(form in lower case, tag, recipe) rows in order: the recipe that a form with a tag has most often."""
    seen: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for form, tag, lemma in words_of(sentences):
        seen[form.lower(), tag][recipe(form.lower(), lemma)] += 1
    rows = {key: rules.most_common(1)[0][0] for key, rules in seen.items()}
    plain = {(form, tag): rule for (form, tag), rule in rows.items() if TAG.fullmatch(tag) and PLAIN.fullmatch(form)}
    return sorted((*key, rule) for key, rule in ({(verb, "VB"): UNCHANGED for verb in verbs} | plain).items())


def words_of(sentences: Iterable[Sentence]) -> Iterator[tuple[str, str, str]]:
    """(form, tag, lemma) of each word."""
    for sentence in sentences:
        yield from zip(sentence.words, sentence.tags, sentence.lemmas, strict=True)


def read_verbs() -> list[str]:
    """The verbs that treebanks lack."""
    return VERBS.read_text(encoding="utf-8").split()
