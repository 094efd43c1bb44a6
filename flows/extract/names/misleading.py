"""Words that stand in for known names, and for styles of address, while a sentence is parsed."""

from collections.abc import Iterator

from flows.extract.names.tables import known_at
from flows.extract.words import load_words, word_set
from flows.language.standins import StandIn


def stand_ins(text: str, places: list[tuple[int, int]]) -> Iterator[StandIn]:
    """Which words of a text, given by their offsets, are better not shown to the model as they are, and the word that
    stands in for each."""
    styles = list(styled([text[start:end] for start, end in places]))
    hidden = {at for style in styles for at in range(style.first, style.last)}
    yield from styles
    yield from (name for name in misleading(text, places) if hidden.isdisjoint(range(name.first, name.last)))


def styled(words: list[str]) -> Iterator[StandIn]:
    """ "His Royal Highness Prince X", "Their Majesties the leaders": a style of address is shown as the word behind."""
    for at in range(len(words)):
        end = style_end(words, at)
        if at < end < len(words) and (words[end][:1].isupper() or words[end] == "the"):
            opens = at == 0 or words[at - 1] in {".", "?", "!"}
            yield StandIn(at, end + 1, words[end].capitalize() if opens and words[end] == "the" else words[end])


def style_end(words: list[str], start: int) -> int:
    """Where the style of address that begins at a word ends; `start` itself when none begins there."""
    if words[start].isupper() and words[start].lower() in word_set("names", "style_alone"):
        return start + 1
    if words[start].lower() not in word_set("names", "style_owner"):
        return start
    end = start
    for at in range(start + 1, len(words)):
        text = words[at].lower()
        if text in word_set("names", "style"):
            end = at + 1
        elif text not in word_set("names", "style_rank") and not (text == "and" and end > start):
            break
    return end


def misleading(text: str, places: list[tuple[int, int]]) -> Iterator[StandIn]:
    """The names of the tables that mislead by their shape."""
    kinds = load_words("standins")
    free = 0
    for name in known_at(text, places):
        words = kinds.get(name.type.value) if name.type and name.how == "name" else None
        start, end = places[name.first][0], places[name.last - 1][1]
        if words and name.first >= free and misleads(text[start:end]):
            after_the = text[:start].rstrip().lower().endswith("the")
            yield StandIn(name.first, name.last, words["after_the" if after_the else "bare"])
            free = name.last


def misleads(name: str) -> bool:
    """Whether a name looks like something else to who does not know it: long capitals like a shouted word, dashes
    like a compound, "and" like two names."""
    return (name.isupper() and len(name) > 3) or "-" in name or " and " in name
