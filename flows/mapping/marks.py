"""What is said of an article from outside it -> quads in its graph: that its page is gone."""

from pyoxigraph import Quad

from flows.mapping.context import shipped_context
from flows.mapping.quads import quads_of


def map_gone(article: str, graph: str, day: str) -> list[Quad]:
    """The article of that IRI can be read no longer at its address, since an ISO day."""
    about = {"id": article, "type": "NewsArticle", "expires": day}
    return quads_of({"id": graph, "graph": [about]}, shipped_context())
