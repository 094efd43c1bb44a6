"""Names of bodies that neither tables nor model know, told by where they stand: behind an office ("an analyst at the
Roe Observatory", "leader of Taqaddum"), a verb that heads them, or "known as"."""

from collections.abc import Iterator

from flows.extract.found import Found
from flows.extract.shaped import is_name_word, run_end
from flows.extract.words import load_words, word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType


def served_names(sentence: Sentence, known: list[Found]) -> Iterator[Found]:
    """Capitalised words where only the name of a body can stand."""
    words, begins = sentence.words, {k.first for k in known}
    taken = {at for k in known for at in range(k.first, k.last)}
    for at in range(len(words) - 2):
        start = at + 1 + (words[at + 1].text.lower() == "the" and at + 2 < len(words))
        if not leads_to_body(words, at) or not is_name_word(words[start]):
            continue
        if words[start].pos == "ADJ" and start in taken:
            continue  # "the Kenyan ministry"
        last = run_end(words, start, begins)
        whole = any(k.first == start and k.last == last for k in known)
        held = (last - start == 1 and not may_be_single(words, at)) or is_matter(words, start, last)
        if last > start and not whole and not held and set(range(start, last)) - taken:
            yield Found(start, last, EntityType.ORGANIZATION)


def leads_to_body(words: list[Word], at: int) -> bool:
    """Whether a body's name may follow this word: a preposition behind an office, a verb of heading, or "known as"."""
    text, before = words[at].text.lower(), words[at - 1].text.lower() if at else ""
    if text in {"of", "for", "at", "with"}:
        offices = word_set("offices", "office") - word_set("offices", "of_places")
        return before in offices
    if text == "as":
        return before == "known"
    return words[at].pos == "VERB" and words[at].lemma.lower() in load_words("offices")["by_verb"]


def may_be_single(words: list[Word], at: int) -> bool:
    """Whether a single capitalised word there is a name: where bodies are led or known, not where countries stand."""
    return words[at].text.lower() == "as" or words[at - 1].text.lower() in word_set("offices", "of_single")


def is_matter(words: list[Word], start: int, last: int) -> bool:
    """Whether the words begin with what an office is in charge of ("Secretary of | Defense X") and name no body."""
    matters = word_set("offices", "modifier") | word_set("offices", "portfolio")
    return words[start].text.lower() in matters and words[last - 1].text.lower() not in word_set(
        "names", "organization"
    )
