"""How English text is cut into tokens."""

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex

# spaCy splits "China-led" and "2-3" but leaves "3–4", "G7–led" and "2017—2023" whole.
DASHES = r"(?<=[A-Za-zÀ-ɏ0-9])[-–—‑](?=[A-Za-zÀ-ɏ0-9])"


def blank() -> Language:
    """spaCy's English tokenizer, made to split at every dash between letters or digits; no parts behind it."""
    nlp = spacy.blank("en")
    infixes = [*(nlp.Defaults.infixes or []), DASHES]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp
