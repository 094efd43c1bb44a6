"""Typography: what newspapers and PDF pastes print."""

import random
from collections.abc import Sequence


def retype(words: Sequence[str], chance: random.Random) -> list[str]:
    """A sentence's words with curly quotes, and now and then en dashes for hyphens, as edited pages have."""
    printed, opening = list(words), True
    dash = "–" if chance.random() < 0.3 else "-"
    for i, word in enumerate(words):
        if word == '"':
            printed[i] = "“" if opening else "”"
            opening = not opening
        elif word == "-":
            printed[i] = dash
        elif word == "--" and chance.random() < 0.7:
            printed[i] = "—"
        elif "'" in word:
            printed[i] = word.replace("'", "’")
    return printed
