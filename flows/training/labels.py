"""What the network learns to say of a word: the labels that the treebanks use often enough, and their numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from flows.language.labels import Labels
from flows.language.lemmas import recipe
from flows.language.spans import BEGIN, END, INSIDE, SINGLE
from flows.training.corpora import Sentence

NAMES = ("PERSON", "ORG", "PLACE", "EVENT", "TIME", "MISC")
RARE = {"tag": 2, "morph": 3, "lemma": 4, "dep": 8}  # labels seen less often are not learnt
UNKNOWN = -100  # the number that losses leave out


def labels_of(sentences: Iterable[Sentence], attention_heads: int) -> Labels:
    """The labels of a treebank, frequent ones first."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in RARE}
    for sentence in sentences:
        for kind, said in word_labels(sentence).items():
            counts[kind].update(said)
    often = {kind: [name for name, n in counts[kind].most_common() if n >= least] for kind, least in RARE.items()}
    return Labels(**often, names=list(NAMES), attention_heads=attention_heads)


def word_labels(sentence: Sentence) -> dict[str, list[str]]:
    """The labels of each word of a tree, by kind."""
    return {
        "tag": sentence.tags,
        "morph": [f"{pos}|{morph}" for pos, morph in zip(sentence.pos, sentence.morphs, strict=True)],
        "lemma": list(map(recipe, sentence.words, sentence.lemmas)),
        "dep": sentence.deps,
    }


class Numbers:
    """The numbers of labels: their places in the lists."""

    def __init__(self, labels: Labels) -> None:
        names = {"tag": labels.tag, "morph": labels.morph, "lemma": labels.lemma, "dep": labels.dep}
        names |= {"predicate": labels.predicates, "factuality": labels.factualities}
        self.places = {kind: {name: i for i, name in enumerate(listed)} for kind, listed in names.items()}

    def of_tree(self, sentence: Sentence) -> dict[str, list[int]]:
        """Each word's labels; `head` is 0 for the root, else 1 + the head's place in the sentence."""
        said = word_labels(sentence)
        found = {kind: [self.places[kind].get(name, UNKNOWN) for name in names] for kind, names in said.items()}
        return found | {"head": [0 if head == i else head + 1 for i, head in enumerate(sentence.heads)]}


def name_labels(words: int, entities: Sequence[tuple[int, int, str]]) -> list[int]:
    """Each word's number for the part that it has in a name, as `flows.language.spans` reads them."""
    row = [0] * words
    for start, end, kind in entities:
        base = 1 + 4 * NAMES.index(kind)
        for i in range(start, end):
            row[i] = base + part_at(i, start, end)
    return row


def part_at(place: int, start: int, end: int) -> int:
    """Which part of a name a word is."""
    if end - start == 1:
        return SINGLE
    if place == start:
        return BEGIN
    return END if place == end - 1 else INSIDE


def numbers_of_kinds(kinds: Iterable[str]) -> Iterator[int]:
    """All numbers that parts of such names have."""
    for kind in kinds:
        yield from (1 + 4 * NAMES.index(kind) + part for part in (BEGIN, INSIDE, END, SINGLE))
