"""Which words belong to titles: of offices, of honour, of what an office is in charge of."""

from flows.extract.words import load_words, word_set
from flows.language.parse import Word


def is_ranked(word: Word) -> bool:
    """Whether a word is a title or belongs to one ("President", "Mr.", "Foreign")."""
    return is_of_office(word) or word.text.lower() in word_set("names", "honorifics")


def is_honour(word: Word) -> bool:
    """Whether a word is a title of honour before a name ("Dr.", "Sheikh")."""
    return word.text[:1].isupper() and word.text.lower().rstrip(".") in word_set("names", "honorifics")


def is_of_office(word: Word) -> bool:
    """Whether a word is one of an office's name."""
    lists = ("noun", "modifier", "retired")  # "ambassador *extraordinary*"
    return is_short(word) or any(word.text.lower() in word_set("offices", name) for name in lists)


def is_short(word: Word) -> bool:
    """Whether a word is an office in short ("*PM* Roe"), no hour ("3 *PM*")."""
    hour = word.near(-1)
    return word.text in load_words("offices")["short"] and not (hour is not None and hour.text[:1].isdigit())


def matters() -> frozenset[str]:
    """The words of what offices are in charge of ("foreign", "affairs")."""
    return word_set("offices", "modifier") | word_set("offices", "portfolio")
