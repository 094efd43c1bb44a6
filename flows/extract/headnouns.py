"""Bodies called again by the noun at the head of their name: "The Council" after "the Nordic Council"."""

from flows.extract.bodies import HEAD_NOUN, is_bloc
from flows.extract.things import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType


def join_heads(reading: Reading) -> None:
    """ "The Council" after "the Nordic Council": a lone capitalised noun is the body whose name it heads."""
    for sentence in reading.sentences:
        for word in sentence.words:
            if not is_lone_head(reading, word):
                continue
            bodies = [t for t in reading.things if t.type is EntityType.ORGANIZATION and heads_name(t, word)]
            present = reading.at.pop(word.i, None)  # "Council" alone is no name
            if present is not None:
                present.mentions = [m for m in present.mentions if m[0] is not word]
            if bodies:
                meant = max(bodies, key=lambda t: (is_bloc(t), len(t.mentions)))
                reading.note(meant, word, word, "nominal", HEAD_NOUN)
    reading.things = [t for t in reading.things if t.mentions]


def is_lone_head(reading: Reading, word: Word) -> bool:
    """Whether a word is a capitalised noun for a body with nothing but "the" beside it."""
    words, at = word.sentence.words, word.i - word.sentence.words[0].i
    if word.text.lower() not in word_set("anaphora", "head") or not word.text[:1].isupper() or at == 0:
        return False
    after = words[at + 1] if at + 1 < len(words) else None
    longer = after is not None and (after.text == "of" or (after.text[:1].isupper() and after.pos == "PROPN"))
    present = reading.at.get(word.i)
    named = present is not None and (present.item is not None or set(present.names) - {word.text, f"the {word.text}"})
    return words[at - 1].text.lower() == "the" and not longer and not named


def heads_name(body: Thing, word: Word) -> bool:
    """Whether a body was told before a word by a longer name that this noun heads."""
    for first, last, *_ in body.mentions:
        base = first.sentence.words[0].i
        name = [w.text for w in first.sentence.words[first.i - base : last.i + 1 - base]]
        end = next((at for at, text in enumerate(name) if text in {"of", "for"}), len(name))
        if last.i < word.i and end > 1 and name[end - 1] == word.text:
            return True
    return False
