"""Annotated sentences -> texts as the language model gives them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain

from flows.language.parsed import Parsed, features_of
from flows.training.corpora import Sentence

SENTENCES_PER_TEXT = 8


def groups(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Runs of up to eight neighbouring sentences of one document."""
    batch: list[Sentence] = []
    for sentence in sentences:
        if batch and (batch[-1].doc_id != sentence.doc_id or len(batch) == SENTENCES_PER_TEXT):
            yield batch
            batch = []
        batch.append(sentence)
    if batch:
        yield batch


def joined(sentences: Sequence[Sentence]) -> Parsed:
    """The sentences as one text, with all that they are annotated with."""
    starts = list(accumulate((len(s.words) for s in sentences), initial=0))[:-1]
    begun = list(zip(starts, sentences, strict=True))
    return Parsed(
        words=flat(s.words for s in sentences),
        spaced=list(chain.from_iterable(s.spaces for s in sentences)),
        starts=starts,
        tags=flat(s.tags for s in sentences),
        pos=flat(s.pos for s in sentences),
        morphs=[features_of(morph) for s in sentences for morph in s.morphs],
        lemmas=flat(s.lemmas for s in sentences),
        deps=flat(s.deps for s in sentences),
        heads=[start + head for start, s in begun for head in s.heads],
        names=[(start + a, start + b, label) for start, s in begun for a, b, label in s.entities],
    )


def flat(columns: Iterable[list[str]]) -> list[str]:
    """One list of several."""
    return list(chain.from_iterable(columns))
