"""Whether a text is one that we can read: English, with sentences in it."""

import re
import unicodedata
from collections import Counter

from flows.errors import NotAnArticle
from flows.ingest.clean import SENTENCE_END
from flows.ingest.words import common_words

SAMPLE = 20_000  # characters
FEW = 8  # words, below which nothing tells languages apart
ENOUGH = 20  # words, below which names alone may crowd out the common words
ENGLISH_SHARE = 0.12  # of all words: English prose has 0.3 and more, lists of names nearly none
# first word of a character's Unicode name -> the language most written so
SCRIPTS = {
    "CJK": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "CYRILLIC": "Russian or another language in Cyrillic letters",
    "ARABIC": "Arabic or another language in Arabic letters",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
    "DEVANAGARI": "Hindi or another language in Devanagari letters",
    "BENGALI": "Bengali",
    "THAI": "Thai",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
    "ETHIOPIC": "Amharic or another language in Ethiopic letters",
    "TAMIL": "Tamil",
}


def check_readable(source: str, text: str) -> None:
    """Raises when a body is no English prose, and says what it is instead."""
    sample = text[:SAMPLE]
    if not any(sign.isalpha() for sign in sample):
        raise NotAnArticle(source, "it holds no words")
    language = other_language(sample)
    if language:
        raise NotAnArticle(source, f"it is written in {language}; only English can be read")
    if not has_sentence(text):
        raise NotAnArticle(source, "it holds no sentence")


def other_language(text: str) -> str | None:
    """The language of a text, "a language that does not look like English", or None when it is English."""
    scripts = Counter(unicodedata.name(sign, "?").split(" ")[0].split("-")[0] for sign in text if sign.isalpha())
    if scripts["LATIN"] < 0.5 * scripts.total():
        if scripts["HIRAGANA"] + scripts["KATAKANA"] > 0.1 * scripts.total():
            return "Japanese"
        script = scripts.most_common(1)[0][0]
        return SCRIPTS.get(script, "a language that does not look like English")
    words = re.findall(r"[^\W\d_]+", text.casefold())
    if len(words) < FEW:
        return None
    share = {
        language: sum(word in common for word in words) / len(words) for language, common in common_words().items()
    }
    best = max(share, key=lambda language: (share[language], language == "English"))
    if best != "English":
        return best
    return (
        None
        if share["English"] >= ENGLISH_SHARE or len(words) < ENOUGH
        else "a language that does not look like English"
    )


def has_sentence(text: str) -> bool:
    """Whether any paragraph has a few words and ends as sentences do."""
    return any(
        len(line.split()) >= 3 and (SENTENCE_END.search(line) or re.search(r"\w[.!?][\"'”’)]* [A-Z“\"‘]", line))
        for line in text.split("\n")
    )
