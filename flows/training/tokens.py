"""What training must know of our pipelines: how English is cut into tokens, and quick products."""

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex
from thinc.api import set_current_ops

from flows.language.arithmetic import NumpyProducts

# spaCy splits "China-led" and "2-3" but leaves "3–4", "G7–led" and "2017—2023" whole.
DASHES = r"(?<=[A-Za-zÀ-ɏ0-9])[-–—‑](?=[A-Za-zÀ-ɏ0-9])"


@spacy.registry.callbacks("communique.numpy_products.v1")
def create_numpy_products():  # type: ignore[no-untyped-def]
    """A spaCy callback that has a pipeline, and all that train in this process, multiply by NumPy."""

    def multiply_by_numpy(language: type[Language]) -> type[Language]:
        set_current_ops(NumpyProducts())
        return language

    return multiply_by_numpy


@spacy.registry.callbacks("communique.edited_prose_tokens.v1")
def create_split_dashes():  # type: ignore[no-untyped-def]
    """A spaCy callback that teaches a pipeline's tokenizer to split at every inner dash."""
    return split_dashes


def split_dashes(nlp: Language) -> Language:
    """The same pipeline, its tokenizer splitting at every dash between letters or digits."""
    infixes = [*(nlp.Defaults.infixes or []), DASHES]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp
