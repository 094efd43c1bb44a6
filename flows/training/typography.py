"""Typography: what newspapers and PDF pastes print."""

import random

from flows.training.corpora import Sentence


def retype(sentence: Sentence, chance: random.Random) -> None:
    """Give a sentence curly quotes, and now and then en dashes for hyphens, as edited pages have."""
    opening = True
    dash = "–" if chance.random() < 0.3 else "-"
    for i, word in enumerate(sentence.words):
        if word == '"':
            sentence.words[i] = "“" if opening else "”"
            opening = not opening
        elif word == "-":
            sentence.words[i] = dash
        elif word == "--" and chance.random() < 0.7:
            sentence.words[i] = "—"
        elif "'" in word:
            sentence.words[i] = word.replace("'", "’")
