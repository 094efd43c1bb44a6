"""The words that stand in for what misleads the model while a sentence is parsed: names of the tables by their shape,
styles of address, short forms in brackets."""

from collections.abc import Iterator

from flows.extract.names.tables import known_at
from flows.extract.words import load_words, word_set
from flows.language.standins import StandIn


def stand_ins(text: str, places: list[tuple[int, int]]) -> Iterator[StandIn]:
    """Which words of a text, given by their offsets, are better not shown to the model as they are, and the word that
    stands in for each."""
    words = [text[start:end] for start, end in places]
    styles = [*styled(words), *bracketed(words), *in_short(words)]
    hidden = {at for style in styles for at in range(style.first, style.last)}
    yield from styles
    yield from (name for name in misleading(text, places) if hidden.isdisjoint(range(name.first, name.last)))


def in_short(words: list[str]) -> Iterator[StandIn]:
    """An office in short ("PM", "FMs") is shown as the word that it ends in, but for an hour ("3 PM")."""
    for at, word in enumerate(words):
        called = load_words("offices")["short"].get(word.removesuffix("s"))
        if called and not (at and words[at - 1][:1].isdigit()):
            yield StandIn(at, at + 1, called.split()[-1].lower() + "s" * word.endswith("s"))


def styled(words: list[str]) -> Iterator[StandIn]:
    """ "His Royal Highness Prince X", "Their Majesties the leaders", "Dr. the Right Honourable X": a style of address
    is shown as the word behind."""
    free = 0
    for at in range(len(words)):
        end = style_end(words, at)
        if free <= at < end < len(words) and (words[end][:1].isupper() or words[end] == "the"):
            yield StandIn(at, end + 1, words[end])
            free = end + 1


def bracketed(words: list[str]) -> Iterator[StandIn]:
    """ "the African Union (AU) | chair", where a short form in brackets parts a name from what it says more of: shown
    as the word before."""
    for at in range(1, len(words) - 3):
        opened, short, closed, behind = words[at : at + 4]
        letters = (opened, closed) == ("(", ")") and short.isupper() and short.isalpha() and len(short) > 1
        if letters and words[at - 1][:1].isupper() and goes_on_as_name(behind):
            yield StandIn(at - 1, at + 3, words[at - 1])


def goes_on_as_name(word: str) -> bool:
    """Whether a word behind a body's name may say more of it: capitalised, or a noun for an office or a gathering."""
    nouns = word_set("offices", "noun") | word_set("offices", "modifier") | word_set("names", "event")
    small = word_set("names", "linkers")
    return word.lower() not in small and (word[:1].isupper() or word in nouns | word_set("names", "organization"))


def style_end(words: list[str], start: int) -> int:
    """Where the style of address that begins at a word ends; `start` itself when none begins there."""
    owned = words[start].lower() in word_set("names", "style_owner")
    end = start
    for at in range(start + owned, len(words)):
        text, titled = words[at].lower(), words[at].lower() in word_set("names", "honorifics")
        courteous = text in word_set("names", "courtesy") and words[at][:1].isupper()
        if courteous or (owned and text in word_set("names", "style")) or (titled and end > start):
            end = at + 1
        elif not titled and text not in word_set("names", "style_rank") and not (text == "and" and end > start):
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
