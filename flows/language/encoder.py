"""The encoder of names: what the trees' encoder says of a word, beside a look of its own at how the word is written.

Importing this module makes its architecture known to spaCy; a pipeline that uses it cannot be loaded before.
"""

from typing import Any

import spacy
from spacy.ml.models.tok2vec import MaxoutWindowEncoder, MultiHashEmbed, tok2vec_listener_v1
from thinc.api import Maxout, Model, chain, concatenate, with_array


@spacy.registry.architectures("communique.NameEncoder.v1")  # type: ignore[untyped-decorator]
def name_encoder(
    upstream: str, upstream_width: int, width: int, attrs: list[str], rows: list[int], depth: int
) -> Model[Any, Any]:
    """A model from documents to one row of `width` numbers a token, with `depth` layers that each see one neighbour
    on either side; it listens to the component `upstream`, which gives `upstream_width` numbers a token."""
    heard = tok2vec_listener_v1(upstream_width, upstream)
    seen = MultiHashEmbed(width, attrs, rows, include_static_vectors=False)
    mixed = with_array(Maxout(width, upstream_width + width, nP=3, dropout=0.0, normalize=True))
    encoder = MaxoutWindowEncoder(width, window_size=1, maxout_pieces=3, depth=depth)
    model: Model[Any, Any] = chain(concatenate(heard, seen), mixed, encoder)
    model.set_dim("nO", width)
    return model
